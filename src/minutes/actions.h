/* Actions (R10): what somebody is to do because of what a meeting said, by when, what became of it, and the paper of open ones that a later
 * agenda carries. An action belongs to an item of the agenda and is restricted where that is: whoever may not read the item's minute does not
 * learn that there is an action. */
#ifndef QUORATE_MINUTES_ACTIONS_H
#define QUORATE_MINUTES_ACTIONS_H

#include "meetings/meeting.h"

typedef struct { int64_t n; } ActionId;
typedef struct { int64_t n; } ActionUpdateId;
typedef struct { int64_t n; } ActionsPaperId;

typedef enum { DUE_ON_DAY = 1, DUE_NEXT_MEETING } DueKind; /* the next meeting of the body after the one that agreed it */
typedef enum { ACTION_OPEN = 1, ACTION_CLOSED } ActionState;
typedef enum { CLOSED_DONE = 1, CLOSED_OVERTAKEN, CLOSED_STOPPED } ClosedHow;
typedef struct {
    ActionId id; int64_t version;
    BodyId body; MeetingId meeting; AgendaItemId item;
    Text place;                    /* which part of the minute it comes from: "Paragraph 2"; empty: the item */
    Text text;                     /* what is to be done; fixed once the minutes were checked */
    SeatId seat; PersonId person;  /* who does it, today: one of them */
    DueKind due_kind; Date due;
    bool is_in_minutes;            /* it was recorded while the minutes were a draft, so it stands in them */
    bool is_kept;                  /* its minutes were checked once: it is never deleted, and those who sit on the body see it */
    SeatId minuted_seat; PersonId minuted_person; DueKind minuted_due_kind; Date minuted_due; /* as the minutes say */
    ActionState state;
    ClosedHow closed_how; Text closed_reason; Date closed_on; Text closed_by;
} Action;
/* What somebody wrote of how it goes. */
typedef struct { ActionUpdateId id; int64_t version; ActionId action; Text text; Text written_by; Moment written_at; } ActionUpdate;
/* Which list of open actions the agenda of a meeting carries. */
typedef struct { ActionsPaperId id; int64_t version; MeetingId meeting; PaperId paper; Text stamp; } ActionsPaper;

extern const Record action_record, action_update_record, actions_paper_record;
typedef struct { Action *items; size_t count; } ActionList;
typedef struct { ActionUpdate *items; size_t count; } ActionUpdateList;

/* ---- In words ---- */

/* Who does it, in the office: "Kent Police", "A. Person, Head of Community Safety". And as the public reads it: the seat, or the person by name
 * where they may be named, else by post. */
Error *owner_shown(Db *db, Arena *arena, SeatId seat, PersonId person, Text *out);
Error *owner_public(Db *db, Arena *arena, SeatId seat, PersonId person, Text *out);
/* "by 12 May 2025", "by the next meeting" and, where `day` is set, its day. */
Text due_words(Arena *arena, DueKind kind, Date day);
/* The same as a sentence begins: "By 12 May 2025". */
Text due_shown(Arena *arena, DueKind kind, Date day);
/* "3 weeks overdue", "due today", "due in 12 days"; empty when the day is unset or far. Pure. */
Text due_standing(Arena *arena, Date due, Date today);
const char *closed_shown(ClosedHow how); /* "Done" */

/* ---- Reading ---- */

/* An action as the minutes have it, for its item. */
typedef struct { Action action; Text owner, owner_public; /* as minuted */ } ActionLine;
typedef struct { ActionLine *items; size_t count; } ActionLines;
/* Those of a meeting, in the order in which they were recorded. */
Error *action_lines(Db *db, Arena *arena, MeetingId meeting, ActionLines *out);
/* "Write to the districts (Kent Police, by the next meeting)": one line, as minutes have it. */
Text action_line_words(Arena *arena, const ActionLine *line, bool is_for_public);
/* The day by which an action is to be done; unset while the next meeting is not planned. */
Error *action_day(Db *db, Arena *arena, const Action *action, Date *out);
Error *action_updates(Db *db, Arena *arena, ActionId action, ActionUpdateList *out);
/* Does the person do it: themself, or as whoever holds or stands in for its seat on the day? */
Error *action_is_of(Db *db, Arena *arena, const Action *action, PersonId person, Date day, bool *out);

/* An action before the person who looks. */
typedef struct {
    Action action;
    ItemPlace place; Text body;
    Text owner;
    Date day;             /* by which; unset: not known yet */
    bool is_public;       /* item_is_public */
    bool is_mine, is_overdue;
    bool sees;            /* may know that there is one, and read it */
    bool may_change;      /* a clerk */
    bool may_tell;        /* writes updates and says that it is done: whoever does it, and a clerk */
} ActionShown;
typedef struct { ActionShown *items; size_t count; } ActionsShown;
/* Staff and auditors see every open action; those who sit on the body, and whoever does it, see it from the check of the minutes on. One of a
 * restricted item is for those alone who may read its minute (R16, R17). */
Error *action_shown(Db *db, Arena *arena, const Session *session, const Action *action, Date today, ActionShown *out);
/* Those that the person sees, of a body (0: of every body), in a state (0: in any): by their day, those without one last, closed ones newest first. */
Error *actions_shown(Db *db, Arena *arena, const Session *session, BodyId body, ActionState state, Date today, ActionsShown *out);
/* The open ones that the person does, by their day. */
Error *actions_of_person(Db *db, Arena *arena, const Session *session, Date today, ActionsShown *out);

/* ---- Doing, in the caller's transaction. Adds what is wrong to the form; nothing is written then. ---- */

/* Records one on an item of a meeting whose minutes are begun. In checked minutes it does not stand, and is kept all the same. */
Error *action_put(Tx *tx, const Meeting *meeting, Action *action, Form *form);
/* Saves a change: while its minutes are a draft all of it, and the minutes say so; later who does it and by when, and the minutes stay. */
Error *action_save(Tx *tx, Action *action, Form *form);
/* Deletes one that was never in checked minutes. ERROR_INPUT for the others. */
Error *action_remove(Tx *tx, const Action *action);
Error *action_tell(Tx *tx, const Action *action, Text words, Text by);
/* Closes it: nothing disappears without a reason. `only_done`: the person does it and is no clerk. */
Error *action_close(Tx *tx, Action *action, Text by, Date today, bool only_done, Form *form);
/* Open again, with the words why among its updates. */
Error *action_reopen(Tx *tx, Action *action, Text why, Text by);
/* The agenda of the meeting carries this list of actions, which says what `stamp` (meetings/carried.h) stands for. */
Error *actions_paper_set(Tx *tx, MeetingId meeting, PaperId paper, Text stamp);
/* The minutes of the meeting are checked: none of its actions is deleted any more. */
Error *actions_keep(Tx *tx, MeetingId meeting);

#endif
