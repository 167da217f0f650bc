/* The fields of promised returns. */
#include "minutes/returns.h"

#define WRITERS ((Access)(CLERK | SAFETY_OFFICER))
#define STAFF_AND_AUDITORS ((Access)(STAFF | AUDITOR))

static const Choice when_dues[] = {
    {RETURN_NEXT_MEETING, "next_meeting", "At the next meeting", NULL},
    {RETURN_ON_DAY, "day", "From a day on", "It comes to the first meeting on or after that day"},
    {RETURN_EVERY_MEETING, "every_meeting", "At every meeting", "A standing subject"},
    {RETURN_EVERY_MONTHS, "every_months", "Again and again after some months", "For example, every 12 months"},
    {0},
};
static const Choice states[] = {
    {RETURN_OPEN, "open", "Open", NULL},
    {RETURN_CLOSED, "closed", "Closed", NULL},
    {0},
};
static const Field promised_return_fields[] = {
    REF(PromisedReturn, body, .to = &body_record, .label = "Body", .required = true, .by_program = true),
    REF(PromisedReturn, meeting, .to = &meeting_record, .label = "Meeting", .required = true, .by_program = true),
    REF(PromisedReturn, item, .to = &agenda_item_record, .label = "Agenda item", .required = true, .by_program = true),
    TEXT(PromisedReturn, subject, .label = "What comes back", .max = 200, .required = true, .sealed = true,
        .hint = "It becomes the title of the agenda item, so name nobody in it. For example, Domestic abuse update"),
    CHOICE(PromisedReturn, when_due, .choices = when_dues, .label = "When does it come back?", .in_sentence = "when it comes back",
        .required = true),
    DATE(PromisedReturn, due, .label = "The day", .needed = "when it comes back from a day on"),
    INTEGER(PromisedReturn, months, .label = "After how many months", .min = 1, .max = 120, .needed = "when it comes back again and again"),
    CHOICE(PromisedReturn, state, .choices = states, .label = "State", .by_program = true),
    LONG_TEXT(PromisedReturn, closed_reason, .label = "Why does it not come back any more?",
        .in_sentence = "why it does not come back any more", .max = 1000, .sealed = true),
    DATE(PromisedReturn, closed_on, .label = "Closed on", .by_program = true),
    TEXT(PromisedReturn, closed_by, .label = "Closed by", .by_program = true),
};
const Record promised_return_record = RECORD(PromisedReturn, "promised_return", promised_return_fields, .title = "promised return",
    .plural = "promised returns", .see = WRITERS, .change = CLERK, .is_restricted = true, .label_field = "when_due");

static const Field return_taken_fields[] = {
    REF(ReturnTaken, promised, .to = &promised_return_record, .label = "Promised return", .required = true, .by_program = true),
    REF(ReturnTaken, meeting, .to = &meeting_record, .label = "Meeting", .required = true, .by_program = true),
    REF(ReturnTaken, item, .to = &agenda_item_record, .label = "Agenda item", .by_program = true),
};
const Record return_taken_record = RECORD(ReturnTaken, "return_taken", return_taken_fields, .title = "return on an agenda",
    .plural = "returns on agendas", .see = STAFF_AND_AUDITORS, .change = CLERK);
