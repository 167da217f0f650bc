/* The cycle of meetings in a year (R01, R20, R28): are there as many as the terms of reference ask for, without long gaps, each subgroup before the
 * body above it, and no two at once? Pure. */
#ifndef QUORATE_MEETINGS_CYCLE_H
#define QUORATE_MEETINGS_CYCLE_H

#include "meetings/meeting.h"

/* A body with its meetings that are not cancelled, from a year before the first day of the year to a year after its last, in the order of their
 * days. */
typedef struct {
    Body body;
    TermsOfReference terms; bool has_terms;
    MeetingList meetings;
} CycleBody;
typedef struct {
    const CycleBody *body;
    MeetingList meetings;              /* in the year */
    struct { Text *items; size_t count; } findings; /* one sentence each; none: the year keeps the terms of reference */
} CycleYear;
typedef struct { CycleYear *items; size_t count; } Cycle;
Cycle cycle_of(Arena *arena, const CycleBody *bodies, size_t count, int year);

#endif
