/* The demo's attendance and minutes: November 2024 and March 2025, approved at the meetings after them, and July 2025 as a published draft. The
 * figures are those of the partnership's papers, the words are our own, and people are named by their roles. */
#include "app/demo.h"

#include "app/app.sql.h"
#include "minutes/exclusion.h"
#include "minutes/minutes.h"

typedef struct {
    const char *item; /* how the title of the item begins; NULL: by its kind */
    ItemKind kind;
    const char *text, *summary;
    const char *resolved[4]; /* "note|the contents of the report" */
} DemoMinute;

static const DemoMinute november[] = {
    {NULL, ITEM_DECLARATIONS, "There were none.", NULL, {NULL}},
    {NULL, ITEM_PREVIOUS_NOTES, "A member asked for figures of crime by ward.", NULL,
        {"agree|that the notes of the meeting before are a correct record"}},
    {NULL, ITEM_FUTURE_DATES, "The dates of 2025 were read out.", NULL, {"note|the dates of future meetings"}},
};

static const DemoMinute march[] = {
    {NULL, ITEM_DECLARATIONS, "There were none.", NULL, {NULL}},
    {NULL, ITEM_PREVIOUS_NOTES,
        "A member asked when crime figures by ward would be available. Kent Police explained that an outside system prepares them and that "
        "the "
        "work is under way.",
        NULL, {NULL}},
    {"Kent Police and Crime Plan", 0,
        "The Chief Executive of the Commissioner's office introduced the plan, in force from 1 April 2025. It has four themes:\n\n- "
        "protecting "
        "people\n- protecting places\n- protecting property\n- productive partnerships\n\nMore than 100,000 victims were supported in the "
        "year "
        "before.\n\nCalls to 999 and 101 are answered faster, and each neighbourhood is to have a named officer.",
        NULL, {"note|the contents of the report"}},
    {"Kent Community Safety Agreement", 0,
        "Most chapters had been edited. The largest changes were in the landscape, the achievements and the appendices; the Police and "
        "Crime Plan "
        "has a chapter of its own.\n\nThe assessments of all districts had been taken into account. No priority changed.",
        NULL,
        {"consider|and comment on the draft agreement", "agree|the priorities and cross-cutting themes for 2025/26",
            "note|the duty of partners to attend the Scrutiny Committee"}},
    {"Kent Community Safety Partnership Working Group", 0,
        "The chair of the Working Group is vacant; nominations are sought.\n\nOf £39,661 for 2024/25 nine projects used £39,505, and £156 "
        "went "
        "back to the Commissioner's office.\n\nFor 2025/26 the allocation is £39,661 again, two thirds of it for projects agreed at the "
        "start of "
        "the year. Business cases were due by 9 May 2025.",
        NULL,
        {"consider|whom to put forward as chair of the Working Group", "note|the progress of the Working Group",
            "contact|the Kent Community Safety Team with project proposals and topics for its information sessions"}},
    {"Kent and Medway Road Safety", 0,
        "The county's Vision Zero strategy aims at no deaths and no life-changing injuries on its roads by 2050.\n\nThe police lead for "
        "mental "
        "health asked to be included where road structures are concerned. This was welcomed.",
        NULL, {"note|the presentation"}},
    {"Kent and Medway Serious Violence", 0,
        "The strategy has three strands: sexual violence, violence among those under 25, and violence linked to drugs and alcohol.\n\nA "
        "film "
        "against harassment had been watched more than 15,000 times.",
        NULL, {"note|the contents of the report"}},
    {NULL, ITEM_FUTURE_DATES, "The next meeting is on 23 July 2025.", NULL, {"note|the dates of future meetings"}},
};

static const DemoMinute july[] = {
    {NULL, ITEM_DECLARATIONS, "There were none.", NULL, {NULL}},
    {NULL, ITEM_PREVIOUS_NOTES, "One who had been present was missing from the list.", NULL, {NULL}},
    {NULL, ITEM_ELECTION, "The Assistant Chief Constable was proposed and seconded. There was no other nomination.", NULL,
        {"agree|that the Assistant Chief Constable is vice-chair for two years"}},
    {"Kent Community Safety Agreement", 0,
        "The agreement for 2025/26 had been published after the meeting in March.\n\nThe Scrutiny Committee sits on 2 October 2025; the "
        "chair and "
        "the lead agency of each priority attend.",
        NULL, {"note|the contents of the report", "provide_feedback|on the action plan by 8 August 2025"}},
    {"Kent Community Safety Partnership Working Group", 0,
        "Six projects were agreed for the first part of the allocation.\n\nTwo webinars on learning from reviews were held; 154 people "
        "attended "
        "the first.",
        NULL, {"note|the progress of the Working Group", "contact|the Kent Community Safety Team with proposals for the tactical fund"}},
    {"Kent Community Safety Partnership Terms of Reference", 0,
        "The terms of reference of the partnership and of both subgroups had been reviewed. A vice-chair is elected every two years.", NULL,
        {"approve|the terms of reference of the partnership", "approve|the terms of reference of both subgroups"}},
    {"Safer Summer", 0, "More officers are on foot in town centres until the end of September.", NULL, {"note|the plan"}},
    {"Domestic Abuse Update", 0, "The update covered prevention, protection and support. It comes back in a year.", NULL,
        {"note|the update"}},
    {NULL, ITEM_FUTURE_DATES, "The next meeting is in November 2025.", NULL, {"note|the dates of future meetings"}},
    {"Kent and Medway Domestic Abuse Related Death", 0,
        "The Head of Community Safety went through each case. Members asked how families are kept informed.",
        "Progress of the reviews and the cost of them was discussed. Learning events continue.", {"note|how far each review has come"}},
    {"Kent and Medway PREVENT", 0, "Local and national matters were discussed.", "An update was given and discussed.",
        {"note|what was said"}},
};

/* ---- Attendance ---- */

/* Online, as all meetings of that time; a few sent apologies, and one seat is left out for a correction to add. */
static Error *attendance_make(Tx *tx, const Meeting *meeting, const char *left_out, int apologies) {
    AttendanceSheet sheet;
    Attendee clerk = {.meeting = meeting->id,
        .name = S("Scrutiny Officer"),
        .post = S("Scrutiny Officer"),
        .organisation = S("Kent County Council"),
        .standing = STANDING_OFFICER,
        .is_named_publicly = true};
    TRY(attendance_sheet(tx_db(tx), tx_arena(tx), meeting, &sheet));
    for (size_t i = 0; i < sheet.count; i++) {
        const AttendanceLine *line = &sheet.items[i];
        Form form = form_show(tx_arena(tx), &attendance_record);
        bool is_out = left_out && text_equal(line->held->seat.title, text_of(left_out));
        Attendance a = {.meeting = meeting->id,
            .seat = line->held->seat.id,
            .code = i > 0 && (int)i % 7 == apologies ? ATTENDANCE_APOLOGIES : ATTENDANCE_ONLINE};
        if (line->is_vacant || is_out) continue;
        TRY(attendance_save(tx, meeting, &a, &form, meeting->day));
        CHECK(form_is_fine(&form));
    }
    return record_insert(tx, &attendee_record, &clerk);
}

/* ---- Minutes ---- */

static const MinuteEntry *entry_for(const MinutesWhole *whole, const DemoMinute *d) {
    for (size_t i = 0; i < whole->count; i++) {
        const AgendaItem *item = &whole->items[i].item;
        bool is_it = d->item ? text_starts_with(item->title, text_of(d->item)) : item->kind == d->kind;
        if (is_it) return &whole->items[i];
    }
    check_failed("an item of the demo's agenda for each of its minutes", __FILE__, __LINE__);
    return NULL;
}

static Verb verb_of(Text code) {
    for (const Choice *c = record_field(&resolution_record, S("verb"))->choices; c->code; c++)
        if (text_equal(code, text_of(c->code))) return (Verb)c->value;
    return VERB_AGREE;
}

static Error *minute_make(Tx *tx, const Meeting *meeting, const AttendanceSheet *sheet, const MinuteEntry *e, const DemoMinute *d) {
    Minute minute;
    TRY(minute_for(tx, e->item.id, &minute));
    minute.text = text_of(d->text);
    if (d->summary) minute.public_summary = text_of(d->summary);
    TRY(minute_save(tx, meeting, &minute));
    for (size_t i = 0; i < sizeof d->resolved / sizeof d->resolved[0] && d->resolved[i]; i++) {
        Text rest = text_of(d->resolved[i]), verb;
        text_split(&rest, '|', &verb);
        Resolution r = {.verb = verb_of(verb), .text = rest};
        TRY(resolution_put(tx, e->item.id, &r));
        TRY(resolution_decide(tx, sheet, e->item.id, &r, (TimeOfDay){0}, NULL));
    }
    return NULL;
}

/* MTG-05: before the restricted items the meeting agrees, by consensus, that press and public leave. */
static Error *exclusion_make(Tx *tx, const Meeting *meeting, const AttendanceSheet *sheet, const MinutesWhole *whole) {
    AgendaItemId item;
    MinutesWhole after;
    if (!exclusion_words(tx_arena(tx), whole).may_be_put) return NULL;
    TRY(exclusion_put(tx, meeting, &item));
    TRY(minutes_read(tx_db(tx), tx_arena(tx), meeting, &after));
    ResolutionList there = minutes_entry(&after, item)->resolutions;
    return resolution_decide(tx, sheet, item, &there.items[there.count - 1], (TimeOfDay){0}, NULL);
}

static Error *minutes_make(Tx *tx, const Meeting *meeting, const DemoMinute *told, size_t count) {
    Minutes minutes;
    MinutesWhole whole;
    AttendanceSheet sheet;
    TRY(minutes_begin(tx, meeting, meeting->day, &minutes));
    TRY(declarations_nil(tx, meeting, true));
    TRY(minutes_read(tx_db(tx), tx_arena(tx), meeting, &whole));
    TRY(attendance_sheet(tx_db(tx), tx_arena(tx), meeting, &sheet));
    for (size_t i = 0; i < count; i++) TRY(minute_make(tx, meeting, &sheet, entry_for(&whole, &told[i]), &told[i]));
    return exclusion_make(tx, meeting, &sheet, &whole);
}

static Error *minutes_finish(Tx *tx, const Meeting *meeting) {
    MinutesWhole whole;
    TRY(minutes_read(tx_db(tx), tx_arena(tx), meeting, &whole));
    TRY(minutes_check(tx, &whole, S("Scrutiny Officer")));
    return minutes_want(tx, &whole.minutes);
}

static Error *approve(Tx *tx, const Meeting *at, const Meeting *earlier, Date today) {
    return minutes_approve(tx, at, earlier, S("Cabinet Member (Chair)"), at->day, today);
}

/* What the list of those present of March left out, added in July. */
static Error *march_correct(Tx *tx, const Meeting *at, const Meeting *earlier) {
    Form form = form_show(tx_arena(tx), &correction_record);
    Correction c = {.after = S("The Director of the Violence Reduction Unit was present.")};
    TRY(correction_put(tx, at, earlier, &c, &form));
    CHECK(form_is_fine(&form));
    return NULL;
}

/* ---- What follows from July ---- */

static Error *action_make(Tx *tx, const Meeting *meeting, const char *item, const Action *told, Action *out) {
    MinutesWhole whole;
    DemoMinute sought = {.item = item};
    Form form = form_show(tx_arena(tx), &action_record);
    TRY(minutes_read(tx_db(tx), tx_arena(tx), meeting, &whole));
    *out = *told;
    out->item = entry_for(&whole, &sought)->item.id;
    TRY(action_put(tx, meeting, out, &form));
    CHECK(form_is_fine(&form));
    return NULL;
}

/* One that a member's seat does, told of; one of an officer, done; one of a restricted item. */
static Error *actions_make(Tx *tx, const DemoPeople *people, const Meeting *meeting) {
    SeatTakenList seats;
    Action open, done, restricted;
    Form form = form_show(tx_arena(tx), &action_record);
    TRY(seats_taken(tx_db(tx), tx_arena(tx), people->member, people->partnership, meeting->day, &seats));
    CHECK(seats.count > 0);
    Action told = {.text = S("Say which town centres had more officers on foot, and what came of it"),
        .seat = seats.items[0].seat,
        .due_kind = DUE_NEXT_MEETING};
    TRY(action_make(tx, meeting, "Safer Summer", &told, &open));
    TRY(action_tell(tx, &open, S("The figures are asked for; those of two districts have come."), S("Assistant Chief Constable")));
    told = (Action){.text = S("Send the dates of the information sessions to all partners"),
        .person = people->head_of_safety,
        .due_kind = DUE_ON_DAY,
        .due = date_of(2025, 9, 12)};
    TRY(action_make(tx, meeting, "Kent Community Safety Partnership Working Group", &told, &done));
    done.closed_how = CLOSED_DONE;
    done.closed_reason = S("All partners have the dates up to March.");
    TRY(action_close(tx, &done, S("Head of Community Safety"), date_of(2025, 9, 9), false, &form));
    told = (Action){.text = S("Bring the cost of each review up to date"), .person = people->head_of_safety, .due_kind = DUE_NEXT_MEETING};
    return action_make(tx, meeting, "Kent and Medway Domestic Abuse Related Death", &told, &restricted);
}

/* What comes back in a year, and every year from then on. */
static Error *return_make(Tx *tx, const Meeting *meeting) {
    MinutesWhole whole;
    DemoMinute sought = {.item = "Domestic Abuse Update"};
    Form form = form_show(tx_arena(tx), &promised_return_record);
    TRY(minutes_read(tx_db(tx), tx_arena(tx), meeting, &whole));
    PromisedReturn promised = {.item = entry_for(&whole, &sought)->item.id,
        .subject = S("Domestic abuse: update on prevention, protection and support"),
        .when_due = RETURN_EVERY_MONTHS,
        .months = 12};
    TRY(return_put(tx, meeting, &promised, &form));
    CHECK(form_is_fine(&form));
    return NULL;
}

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

Error *demo_minutes_make(Tx *tx, const DemoPeople *people, Date today) {
    MeetingList told;
    Meeting first, second, third;
    TRY(meetings_before(tx_db(tx), tx_arena(tx), people->partnership, date_of(2025, 7, 24), 3, &told)); /* the newest first */
    CHECK(told.count == 3);
    third = told.items[0], second = told.items[1], first = told.items[2];
    TRY(numbering_set(tx, people->partnership, 128 - (int64_t)COUNT(november))); /* March begins with 128 */
    TRY(attendance_make(tx, &first, NULL, 4));
    TRY(minutes_make(tx, &first, november, COUNT(november)));
    TRY(minutes_finish(tx, &first));
    TRY(attendance_make(tx, &second, "Violence Reduction Unit", 3));
    TRY(minutes_make(tx, &second, march, COUNT(march)));
    TRY(approve(tx, &second, &first, today));
    TRY(minutes_finish(tx, &second));
    TRY(attendance_make(tx, &third, NULL, 2));
    TRY(minutes_make(tx, &third, july, COUNT(july)));
    TRY(actions_make(tx, people, &third));
    TRY(return_make(tx, &third));
    TRY(march_correct(tx, &third, &second));
    TRY(approve(tx, &third, &second, today));
    return minutes_finish(tx, &third);
}
