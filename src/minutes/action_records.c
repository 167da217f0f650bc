/* The fields of actions: what was agreed, who does it, what became of it. */
#include "minutes/actions.h"

#define WRITERS ((Access)(CLERK | SAFETY_OFFICER))
#define STAFF_AND_AUDITORS ((Access)(STAFF | AUDITOR))
#define DOERS ((Access)(CLERK | SAFETY_OFFICER | CHAIR | MEMBER))

/* Sealed and restricted as minutes are (records.c): any item may become restricted, and the journal keeps every state. */

static const Choice due_kinds[] = {
    {DUE_NEXT_MEETING, "next_meeting", "By the next meeting of this body", NULL},
    {DUE_ON_DAY, "day", "By a day", NULL},
    {0},
};
static const Choice states[] = {
    {ACTION_OPEN, "open", "Open", NULL},
    {ACTION_CLOSED, "closed", "Closed", NULL},
    {0},
};
static const Choice closed_hows[] = {
    {CLOSED_DONE, "done", "Done", "What was agreed has been done"},
    {CLOSED_OVERTAKEN, "overtaken", "Overtaken", "Something else happened, so that it need not be done"},
    {CLOSED_STOPPED, "stopped", "Stopped", "It was decided not to do it"},
    {0},
};
static const Field action_fields[] = {
    REF(Action, body, .to = &body_record, .label = "Body", .required = true, .by_program = true),
    REF(Action, meeting, .to = &meeting_record, .label = "Meeting", .required = true, .by_program = true),
    REF(Action, item, .to = &agenda_item_record, .label = "Agenda item", .required = true, .by_program = true),
    TEXT(Action, place, .label = "Which part of the minute does it come from?", .in_sentence = "the part of the minute", .max = 40),
    LONG_TEXT(Action, text, .label = "What is to be done", .max = 2000, .required = true, .sealed = true,
        .hint = "It stands in the minutes. For example, Write to the districts about the new form"),
    REF(Action, seat, .to = &seat_record, .label = "Seat that does it", .needed = "unless a person is named",
        .hint = "Choose a seat, or a person below. Whoever holds the seat, or stands in for them, finds the action on their desk"),
    REF(Action, person, .to = &person_record, .label = "Person who does it", .needed = "unless a seat is named",
        .hint = "For somebody without a seat, such as an officer"),
    CHOICE(Action, due_kind, .choices = due_kinds, .label = "By when?", .in_sentence = "by when it is to be done", .required = true),
    DATE(Action, due, .label = "The day", .needed = "when it is to be done by a day"),
    FLAG(Action, is_in_minutes, .label = "Stands in the minutes", .by_program = true),
    FLAG(Action, is_kept, .label = "Was part of checked minutes", .by_program = true),
    REF(Action, minuted_seat, .to = &seat_record, .label = "Seat, in the minutes", .by_program = true),
    REF(Action, minuted_person, .to = &person_record, .label = "Person, in the minutes", .by_program = true),
    CHOICE(Action, minuted_due_kind, .choices = due_kinds, .label = "By when, in the minutes", .by_program = true),
    DATE(Action, minuted_due, .label = "The day, in the minutes", .by_program = true),
    CHOICE(Action, state, .choices = states, .label = "State", .by_program = true),
    CHOICE(Action, closed_how, .choices = closed_hows, .label = "Why is it closed?", .in_sentence = "why it is closed", .change = DOERS),
    LONG_TEXT(Action, closed_reason, .label = "What happened", .needed = "when it is closed", .max = 2000, .sealed = true, .change = DOERS,
        .hint = "The next agenda lists closed actions with these words"),
    DATE(Action, closed_on, .label = "Closed on", .by_program = true),
    TEXT(Action, closed_by, .label = "Closed by", .by_program = true),
};
const Record action_record = RECORD(Action, "action", action_fields, .title = "action", .plural = "actions", .see = WRITERS,
    .change = CLERK, .is_restricted = true, .label_field = "state");

static const Field action_update_fields[] = {
    REF(ActionUpdate, action, .to = &action_record, .label = "Action", .required = true, .by_program = true),
    LONG_TEXT(ActionUpdate, text, .label = "How does it go?", .in_sentence = "how it goes", .max = 2000, .required = true, .sealed = true,
        .hint = "The next agenda shows the latest of these words"),
    TEXT(ActionUpdate, written_by, .label = "Written by", .by_program = true),
    MOMENT(ActionUpdate, written_at, .label = "Written"),
};
const Record action_update_record = RECORD(ActionUpdate, "action_update", action_update_fields, .title = "update of an action",
    .plural = "updates of actions", .see = WRITERS, .change = DOERS, .is_restricted = true, .label_field = "written_by");

static const Field actions_paper_fields[] = {
    REF(ActionsPaper, meeting, .to = &meeting_record, .label = "Meeting", .required = true, .by_program = true),
    REF(ActionsPaper, paper, .to = &paper_record, .label = "Paper", .by_program = true),
    LONG_TEXT(ActionsPaper, stamp, .label = "Which list it is", .by_program = true),
};
const Record actions_paper_record = RECORD(ActionsPaper, "actions_paper", actions_paper_fields, .title = "list of open actions",
    .plural = "lists of open actions", .see = STAFF_AND_AUDITORS, .change = CLERK);
