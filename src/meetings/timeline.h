/* The timeline of a meeting: call for items, reports, the chair's agreement, the day of issue, the meeting, draft minutes: what is done, what is
 * late and whose turn it is (R02, R03, R53, MTG-01). The days come from the terms of reference in force (people.h, MeetingDays), what is done
 * from records. */
#ifndef QUORATE_MEETINGS_TIMELINE_H
#define QUORATE_MEETINGS_TIMELINE_H

#include "meetings/sign_off.h"

typedef struct { int64_t n; } MeetingActId;
/* What nothing else shows was done: recorded by the clerk, with its day. */
typedef enum { ACT_CALL_SENT = 1, ACT_MINUTES_SENT } MeetingActKind;
typedef struct { MeetingActId id; int64_t version; MeetingId meeting; MeetingActKind kind; Date day; } MeetingAct;
extern const Record meeting_act_record;
typedef struct { MeetingAct *items; size_t count; } MeetingActList;

typedef enum { STEP_CALL = 1, STEP_REPORTS, STEP_AGREEMENT, STEP_ISSUE, STEP_MEETING, STEP_MINUTES } StepKind;
typedef enum {
    STANDING_AHEAD = 1, /* to be done by its day */
    STANDING_TODAY,     /* its day is today */
    STANDING_LATE,      /* its day has passed and it is not done */
    STANDING_DONE,
    STANDING_DONE_LATE, /* done, after its day */
    STANDING_PASSED,    /* was never recorded, and nobody waits for it any more */
} StepStanding;
typedef struct {
    StepKind kind;
    Date due, done;        /* either may be unset */
    StepStanding standing;
    Text whose;            /* "Chair"; empty when it is done or nobody's turn */
    Text detail;           /* for the office: "2 of 5 reports are accepted" */
} TimelineStep;
typedef struct { TimelineStep *items; size_t count; } MeetingTimeline;

/* What the records say. */
typedef struct {
    Meeting meeting;
    bool has_terms;
    TermsOfReference terms;
    NoticeDeadline deadline;
    MeetingDays days;
    Date call_sent, minutes_sent, minutes_published, issued; /* issued: as notice counts it (day_of_issue); unset when it was never published */
    bool has_minutes;                     /* the notes are a paper of the next meeting */
    ReportStandings reports;              /* of this meeting */
} MeetingFacts;

/* Pure. No steps for a cancelled meeting, or where no terms are in force. */
MeetingTimeline timeline_of(Arena *arena, const MeetingFacts *facts, Date today);
/* The first step that is open: what is late first; NULL when nothing is. Pure; borrows. */
const TimelineStep *timeline_next(const MeetingTimeline *timeline);
bool step_is_open(const TimelineStep *step);
/* "Call for items", "Done", "green"; and the sign that stands before the words, which says nothing that they do not. */
const char *step_shown(StepKind kind);
const char *standing_shown(StepStanding standing);
const char *standing_colour(StepStanding standing);
const char *standing_sign(StepStanding standing);

Error *meeting_facts(Db *db, Arena *arena, const Meeting *meeting, MeetingFacts *out);

/* An open step of a meeting, for the desk. */
typedef struct { Meeting meeting; Text body; TimelineStep step; } OpenStep;
typedef struct { OpenStep *items; size_t count; } OpenSteps;
/* Over all meetings between two days: what is late, the oldest first, and of each meeting what is next, the soonest first. */
Error *open_steps(Db *db, Arena *arena, Date first, Date last, Date today, OpenSteps *late, OpenSteps *next);

/* An agenda that has business on it and waits for the chair's agreement (R02). */
typedef struct { Meeting meeting; Text body; Date due; bool is_late; size_t open_reports; } WaitingAgenda;
typedef struct { WaitingAgenda *items; size_t count; } WaitingAgendas;
/* Of the bodies on whose meetings the person sits, from today on. */
Error *agendas_waiting(Db *db, Arena *arena, PersonId chair, Date today, WaitingAgendas *out);

/* Records that something was done on a day; again: on another day. ERROR_INPUT for a day in the future. */
Error *meeting_act_record_done(Tx *tx, MeetingId meeting, MeetingActKind kind, Date day, Date today);
/* It was not done after all. */
Error *meeting_act_take_back(Tx *tx, MeetingId meeting, MeetingActKind kind);

#endif
