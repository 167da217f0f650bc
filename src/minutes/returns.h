/* Promised returns (R56): a subject that comes back to its body, once or again and again, because a meeting said so; the forward plan of a body;
 * and the items of agendas that such subjects become. One that follows from a restricted item is restricted as an action is. */
#ifndef QUORATE_MINUTES_RETURNS_H
#define QUORATE_MINUTES_RETURNS_H

#include "meetings/carried.h"

typedef struct { int64_t n; } PromisedReturnId;
typedef struct { int64_t n; } ReturnTakenId;
typedef enum { RETURN_OPEN = 1, RETURN_CLOSED } ReturnState;
typedef struct {
    PromisedReturnId id; int64_t version;
    BodyId body; MeetingId meeting; AgendaItemId item; /* where it was promised */
    Text subject;
    ReturnWhen when_due; Date due; int64_t months;
    ReturnState state; Text closed_reason; Date closed_on; Text closed_by;
} PromisedReturn;
/* It became an item of an agenda. One that was withdrawn or removed since counts for nothing. */
typedef struct { ReturnTakenId id; int64_t version; PromisedReturnId promised; MeetingId meeting; AgendaItemId item; } ReturnTaken;
extern const Record promised_return_record, return_taken_record;
typedef struct { PromisedReturn *items; size_t count; } PromisedReturnList;
typedef struct { ReturnTaken *items; size_t count; } ReturnTakenList;

/* "on the first meeting from 12 May 2026 on", "at every meeting", "every 12 months". */
Text return_words(Arena *arena, const PromisedReturn *promised);
/* "November 2026"; of an unset day that no meeting is planned yet. */
Text month_words(Arena *arena, Date month);

/* ---- Reading ---- */

/* The agendas that it came to, in their order. */
typedef struct { MeetingId meeting; Date day; AgendaItemId item; } ReturnCame;
typedef struct { ReturnCame *items; size_t count; } ReturnCames;
/* A return before the person who looks. */
typedef struct {
    PromisedReturn promised;
    ItemPlace place; Text body;
    ReturnCames came;
    bool is_public, sees, may_change;
} ReturnShown;
typedef struct { ReturnShown *items; size_t count; } ReturnsShown;
/* Staff and auditors see every open one; who sits on the body sees it from the check of the minutes on; of a restricted item only those who may read
 * its minute. */
Error *return_shown(Db *db, Arena *arena, const Session *session, const PromisedReturn *promised, Date today, ReturnShown *out);
/* The open ones of a body that the person sees. */
Error *returns_shown(Db *db, Arena *arena, const Session *session, BodyId body, Date today, ReturnsShown *out);
/* Open and closed ones that a meeting promised: what the restricted ones say is a secret. */
Error *returns_of_meeting(Db *db, Arena *arena, MeetingId meeting, PromisedReturnList *out);
/* Is it to come to this meeting, and is it not on its agenda? Pure. */
bool return_is_for(const ReturnShown *shown, const Meeting *meeting);

/* ---- The forward plan ---- */

typedef struct { const ReturnShown *shown; AgendaItemId item; /* 0: not on the agenda yet */ } PlanLine;
typedef struct { Meeting meeting; PlanLine *items; size_t count; } PlanMeeting;
typedef struct { Date month; const ReturnShown *shown; } PlanLater; /* the first day of the month; unset: when a next meeting is planned */
typedef struct { PlanLater *items; size_t count; } PlanLaters;
typedef struct {
    PlanMeeting *items; size_t count;
    PlanLaters later; /* beyond the meetings that are planned, by month */
} ForwardPlan;
/* What comes to which of these meetings, in the order of their days, if all comes when it was promised. Pure; borrows. */
ForwardPlan forward_plan(Arena *arena, const ReturnsShown *returns, const MeetingList *meetings);

/* ---- Doing, in the caller's transaction. Adds what is wrong to the form; nothing is written then. ---- */

Error *return_put(Tx *tx, const Meeting *meeting, PromisedReturn *promised, Form *form);
Error *return_save(Tx *tx, PromisedReturn *promised, Form *form);
/* Nothing that was promised disappears without a reason. */
Error *return_close(Tx *tx, PromisedReturn *promised, Text by, Date today, Form *form);
/* Makes it an item of the meeting's agenda, with the restriction of the item where it was promised. Gives that item; the one that is there, when
 * it was taken already. ERROR_INPUT when it does not come to this meeting, or the agenda has no part for it. */
Error *return_take(Tx *tx, const PromisedReturn *promised, const Meeting *meeting, AgendaItemId *item);

#endif
