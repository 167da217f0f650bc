/* The cycle of meetings in a year (R01, R20, R28): are there as many as the terms of reference ask for, without long gaps, each subgroup before the
 * body above it, and no two at once? Pure. */
#ifndef QUORATE_MEETINGS_CYCLE_H
#define QUORATE_MEETINGS_CYCLE_H

#include "meetings/meeting.h"

typedef struct { int64_t n; } CycleAgreementId;
/* R01: that the cycle of a body in a (calendar) year was agreed, and where. */
typedef struct {
    CycleAgreementId id; int64_t version;
    BodyId body; int64_t year;
    Date day; MeetingId meeting; /* 0: not at a meeting */
    Text decision, recorded_by;
} CycleAgreement;
extern const Record cycle_agreement_record;

/* A body with its meetings that are not cancelled, from a year before the first day of the year to a year after its last, in the order of their
 * days. */
typedef struct {
    Body body;
    TermsOfReference terms; bool has_terms;
    MeetingList meetings;
    int64_t reviews;                   /* items of agendas of the year that look at the terms of reference (R18) */
    CycleAgreement agreement;          /* without id: nothing is recorded */
    Text agreed_at;                    /* "Kent Community Safety Partnership, 24 November 2025" */
} CycleBody;
typedef struct {
    const CycleBody *body;
    MeetingList meetings;              /* in the year */
    struct { Text *items; size_t count; } findings; /* one sentence each; none: the year keeps the terms of reference */
} CycleYear;
typedef struct { CycleYear *items; size_t count; } Cycle;
/* Should the body have a cycle, because its terms of reference ask for meetings? Pure. */
bool cycle_is_asked(const CycleBody *body);
Cycle cycle_of(Arena *arena, const CycleBody *bodies, size_t count, int year);

#endif
