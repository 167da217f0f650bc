/* Actions that follow from minutes: recorded, told, closed; who sees them, those of restricted items above all; and what keeps them. */
#include "minutes/body.h"

static Answer record_one(Room *r, const char *code, const char *form) {
    return as_clerk(r, action_new_save, item_of(r, code), 0, form);
}

/* An action of the police on item B1. */
static int64_t made(Room *r, const char *code, const char *words_and_due) {
    assert_done(record_one(r, code, words(r, "seat=%" PRId64 "&%s", r->seat[POLICE].n, words_and_due)),
        "/office/meetings/1/minutes?notice=action-made#item-");
    return number_of(r->w, r->w->office, "select max(id) from action");
}

static void check_minutes(Room *r) {
    assert_done(as_clerk(r, meeting_held_do, 1, 0, ""), "/office");
    assert_done(as_clerk(r, declarations_nil_do, 1, 0, "nil=yes"), "/office/meetings/1/minutes");
    if (number_of(r->w, r->w->office, words(r, "select count(*) from action where item = %" PRId64, item_of(r, "D1"))))
        assert_done(
            as_clerk(r, minute_edit_save, item_of(r, "D1"), 0, "version=1&public_summary=A review was discussed."), "/office/items/");
    assert_done(as_clerk(r, minutes_state_do, 1, 0, "act=check"), "/office/meetings/1/minutes");
}

static Answer as(Room *r, OfficeHandler *handler, Access roles, PersonId person, int64_t id, const char *form) {
    return ask(r->w, handler, (Asked){.roles = roles, .id = id, .person = person.n, .form = form});
}

static int64_t count(Room *r, const char *sql) {
    return number_of(r->w, r->w->office, sql);
}

static void R10_an_action_says_what_who_and_by_when(void **state) {
    Room r = begun(state);
    const char *police = words(&r, "seat=%" PRId64, r.seat[POLICE].n);
    assert_refused(record_one(&r, "B1", words(&r, "%s&due_kind=next_meeting", police)), "text", "Enter what is to be done");
    assert_refused(record_one(&r, "B1", "text=Write&due_kind=next_meeting"), "seat", "Choose the seat or the person");
    assert_refused(record_one(&r, "B1", words(&r, "text=Write&%s", police)), "due_kind", "by when");
    assert_refused(record_one(&r, "B1", words(&r, "text=Write&%s&due_kind=day", police)), "due", "Enter the day by which");
    assert_refused(record_one(&r, "B1", words(&r, "text=Write&%s&due_kind=day&due=22 July 2025", police)), "due", "23 July 2025");
    assert_refused(record_one(&r, "B1", words(&r, "text=Write&%s&person=%" PRId64 "&due_kind=next_meeting", police, r.stranger.n)),
        "person", "either a seat or a person");
    assert_refused(
        record_one(&r, "B1", words(&r, "text=Write&%s&due_kind=next_meeting&place=Paragraph 9", police)), "place", "as it is now");
    assert_int_equal(count(&r, "select count(*) from action"), 0);
    made(&r, "B1", "text=Write to the districts.&due_kind=day&due=12 August 2025");
    made(&r, "B1", "text=Write to the districts.&due_kind=day&due=12 August 2025"); /* the button pressed twice */
    assert_int_equal(count(&r, "select count(*) from action"), 1);
    assert_shows(as_clerk(&r, minutes_show, 1, 0, NULL), "Write to the districts (Police, by 12 August 2025)");
    assert_shows(as_clerk(&r, action_list_show, 0, 0, NULL), "Write to the districts.");
    assert_shows(as_clerk(&r, action_page_show, 1, 0, NULL), "due in 20 days");
}

static void R10_the_next_meeting_is_a_day_when_there_is_one(void **state) {
    Room r = begun(state);
    int64_t id = made(&r, "B1", "text=Report back&due_kind=next_meeting");
    assert_shows(as_clerk(&r, action_page_show, id, 0, NULL), "By the next meeting");
    meeting_put(r.w, r.body.id, date_of(2025, 11, 18));
    Meeting sooner = meeting_put(r.w, r.body.id, date_of(2025, 10, 1));
    assert_shows(as_clerk(&r, action_page_show, id, 0, NULL), "By the next meeting, 1 October 2025");
    Tx *tx = begin(r.w);
    assert_fine(meeting_cancel(tx, &sooner, S("No business")));
    commit(tx);
    assert_shows(as_clerk(&r, action_page_show, id, 0, NULL), "By the next meeting, 18 November 2025");
    assert_shows(
        as_clerk(&r, minutes_show, 1, 0, NULL), "Report back (Police, by the next meeting)"); /* minutes do not follow the calendar */
}

static void R10_what_is_overdue_is_said_in_words(void **state) {
    (void)state;
    Arena *arena = arena_new();
    Date today = date_of(2025, 7, 23);
    assert_true(text_equal(due_standing(arena, date_of(2025, 7, 23), today), S("due today")));
    assert_true(text_equal(due_standing(arena, date_of(2025, 7, 24), today), S("due tomorrow")));
    assert_true(text_equal(due_standing(arena, date_of(2025, 7, 22), today), S("1 day overdue")));
    assert_true(text_equal(due_standing(arena, date_of(2025, 7, 10), today), S("13 days overdue")));
    assert_true(text_equal(due_standing(arena, date_of(2025, 7, 9), today), S("2 weeks overdue")));
    assert_true(text_is_empty(due_standing(arena, date_of(2026, 7, 9), today)));
    assert_true(text_is_empty(due_standing(arena, (Date){0}, today)));
    arena_free(arena);
}

static void R10_nothing_disappears_without_a_reason(void **state) {
    Room r = begun(state);
    int64_t id = made(&r, "B1", "text=Write to the districts&due_kind=next_meeting"),
            other = made(&r, "B1", "text=Mistaken&due_kind=next_meeting");
    assert_done(as_clerk(&r, action_delete_do, other, 0, "version=1"), "/office/meetings/1/minutes"); /* its minutes are a draft */
    check_minutes(&r);
    assert_error(as_clerk(&r, action_delete_do, id, 0, "version=2").error, ERROR_INPUT);
    assert_done(as_clerk(&r, minutes_state_do, 1, 0, "act=reopen"), "/office/meetings/1/minutes");
    assert_error(as_clerk(&r, action_delete_do, id, 0, "version=2").error, ERROR_INPUT); /* it was part of checked minutes */
    assert_refused(as_clerk(&r, action_close_save, id, 0, "version=2&closed_reason=Sent"), "closed_how", "Say whether it is done");
    assert_refused(as_clerk(&r, action_close_save, id, 0, "version=2&closed_how=stopped"), "closed_reason", "Enter what happened");
    assert_int_equal(as_clerk(&r, action_close_save, id, 0, "version=1&closed_how=done&closed_reason=Sent").response.status, 409);
    assert_done(
        as_clerk(&r, action_close_save, id, 0, "version=2&closed_how=overtaken&closed_reason=The form is gone"), "/office/actions/");
    Answer page = as_clerk(&r, action_page_show, id, 0, NULL);
    assert_shows(page, "Overtaken on 23 July 2025, by Dana Clerk");
    assert_shows(page, "The form is gone");
    assert_does_not_show(as_clerk(&r, action_list_show, 0, 0, NULL), "Write to the districts");
    Asked closed = {.roles = CLERK, .query = "state=closed"};
    assert_shows(ask(r.w, action_list_show, closed), "Write to the districts");
    assert_error(as_clerk(&r, action_edit_save, id, 0, "version=3&text=Other").error, ERROR_INPUT);
    assert_refused(as_clerk(&r, action_reopen_do, id, 0, "version=3&reason="), "reason", "Enter why it is open again");
    assert_done(as_clerk(&r, action_reopen_do, id, 0, "version=3&reason=It is back"), "/office/actions/");
    assert_shows(as_clerk(&r, action_page_show, id, 0, NULL), "It was closed as Overtaken: The form is gone");
}

static void R10_checked_minutes_say_what_was_agreed_whatever_becomes_of_it(void **state) {
    Room r = begun(state);
    int64_t id = made(&r, "B1", "text=Write to the districts&due_kind=day&due=12 August 2025");
    check_minutes(&r);
    const char *moved = words(&r, "version=2&text=Something else&seat=%" PRId64 "&due_kind=day&due=1 October 2025", r.seat[FIRE].n);
    assert_refused(as_clerk(&r, action_edit_save, id, 0, moved), "text", "their words stay");
    moved = words(&r, "version=2&seat=%" PRId64 "&due_kind=day&due=1 October 2025", r.seat[FIRE].n);
    assert_done(as_clerk(&r, action_edit_save, id, 0, moved), "/office/actions/");
    assert_int_equal(as_clerk(&r, action_edit_save, id, 0, words(&r, "%s&person=", moved)).response.status, 409);
    assert_shows(as_clerk(&r, action_page_show, id, 0, NULL), "Fire and Rescue");
    assert_shows(as_clerk(&r, minutes_show, 1, 0, NULL), "Write to the districts (Police, by 12 August 2025)");
    int64_t late = made(&r, "B1", "text=Remembered later&due_kind=next_meeting");
    assert_shows(as_clerk(&r, minutes_show, 1, 0, NULL), "Recorded after the minutes were checked");
    assert_error(as_clerk(&r, action_delete_do, late, 0, "version=1").error, ERROR_INPUT);
}

static void R50_the_words_of_an_action_can_be_corrected(void **state) {
    (void)state;
    Arena *arena = arena_new();
    ActionLine line = {.action = {.is_in_minutes = true, .text = S("Write to the districts."), .minuted_due_kind = DUE_NEXT_MEETING},
        .owner = S("Ann, Engineer"),
        .owner_public = S("Engineer")};
    MinuteEntry entry = {.minute = {.id = {7}, .number = 12}, .actions = {&line, 1}};
    MinutesWhole whole = {.items = &entry, .count = 1};
    Correction correction = {.minute = {7}, .before = S("districts (Engineer, by the next meeting)"), .after = S("parishes")};
    Form form = form_show(arena, &correction_record);
    correction_check(&form, &correction, &whole, &(CorrectionList){0});
    assert_true(form_is_fine(&form));
    line.action.is_in_minutes = false;
    correction_check(&form, &correction, &whole, &(CorrectionList){0});
    assert_false(form_is_fine(&form));
    arena_free(arena);
}

static void R51_an_item_with_an_action_alone_has_a_numbered_minute(void **state) {
    Room r = begun(state);
    made(&r, "B1", "text=Write to the districts&due_kind=next_meeting");
    check_minutes(&r);
    assert_int_equal(count(&r, words(&r, "select count(*) from minute where \"number\" > 0 and item = %" PRId64, item_of(&r, "B1"))), 1);
}

static void R10_whoever_does_it_finds_it_tells_and_says_that_it_is_done(void **state) {
    Room r = begun(state);
    int64_t id = made(&r, "B1", "text=Write to the districts&due_kind=next_meeting");
    PersonId holder = r.person[POLICE], substitute = r.substitute, other = r.person[FIRE];
    assert_error(as(&r, action_page_show, MEMBER, holder, id, NULL).error, ERROR_NOT_FOUND); /* a draft is the office's own */
    check_minutes(&r);
    Asked mine = {.roles = MEMBER, .person = substitute.n, .query = "owner=me"};
    assert_shows(ask(r.w, action_list_show, mine), "Write to the districts");
    mine.person = other.n;
    assert_does_not_show(ask(r.w, action_list_show, mine), "Write to the districts");
    assert_shows(as(&r, action_page_show, MEMBER, other, id, NULL), "Write to the districts"); /* sits on the body */
    assert_error(as(&r, action_tell_do, MEMBER, other, id, "text=Mine now").error, ERROR_FORBIDDEN);
    assert_error(as(&r, action_close_save, MEMBER, other, id, "version=2&closed_reason=Sent").error, ERROR_FORBIDDEN);
    assert_error(as(&r, action_edit_save, MEMBER, holder, id, "version=2&due_kind=next_meeting").error, ERROR_FORBIDDEN);
    assert_error(as(&r, action_page_show, MEMBER, r.stranger, id, NULL).error, ERROR_NOT_FOUND);
    assert_refused(as(&r, action_tell_do, MEMBER, holder, id, "text="), "text", "Enter how it goes");
    assert_done(as(&r, action_tell_do, MEMBER, holder, id, "text=Half of them are written to"), "/office/actions/");
    assert_shows(as(&r, action_page_show, AUDITOR, (PersonId){0}, id, NULL), "Half of them are written to");
    assert_done(
        as(&r, action_close_save, MEMBER, substitute, id, "version=2&closed_how=stopped&closed_reason=All answered"), "/office/actions/");
    Action closed;
    fetch(r.w, &action_record, id, &closed);
    assert_int_equal(closed.closed_how, CLOSED_DONE); /* whoever does it says that it is done, and nothing else */
}

static void R10_a_person_without_a_seat_has_their_own_actions_alone(void **state) {
    Room r = begun(state);
    assert_done(record_one(&r, "B1", words(&r, "text=Ask the schools&person=%" PRId64 "&due_kind=next_meeting", r.stranger.n)), "/office");
    int64_t id = number_of(r.w, r.w->office, "select max(id) from action"), other = made(&r, "B1", "text=Write&due_kind=next_meeting");
    check_minutes(&r);
    assert_shows(as(&r, action_page_show, MEMBER, r.stranger, id, NULL), "Ask the schools");
    assert_error(as(&r, action_page_show, MEMBER, r.stranger, other, NULL).error, ERROR_NOT_FOUND);
}

static void R10_an_action_of_a_restricted_item_is_restricted(void **state) {
    Room r = begun(state);
    int64_t id = made(&r, "D1", "text=Ask the Larkfield family&due_kind=next_meeting");
    check_minutes(&r);
    const char *opened = "select count(*) from journal where action = 4 and record = 'action'";
    int64_t before = count(&r, opened);
    assert_shows(as_clerk(&r, action_page_show, id, 0, NULL), "Larkfield family");
    assert_int_equal(count(&r, opened), before + 1);
    Answer list = as_clerk(&r, action_list_show, 0, 0, NULL);
    assert_shows(list, "Action on item D1 of 23 July 2025");
    assert_does_not_show(list, "Larkfield family"); /* its words stand on its own page, where reading is journalled */
    assert_error(as(&r, action_page_show, AUDITOR, (PersonId){0}, id, NULL).error, ERROR_NOT_FOUND);
    assert_does_not_show(as(&r, action_list_show, AUDITOR, (PersonId){0}, 0, NULL), "Action on item");
    /* one who does it, but has not passed two steps and whose organisation has not signed */
    assert_error(as(&r, action_page_show, MEMBER, r.person[POLICE], id, NULL).error, ERROR_NOT_FOUND);
    assert_error(as(&r, action_tell_do, MEMBER, r.person[POLICE], id, "text=Asked").error, ERROR_NOT_FOUND);
    assert_does_not_show(as(&r, action_list_show, MEMBER, r.person[POLICE], 0, NULL), "Action on item");
    assert_does_not_show(as(&r, minutes_show, MEMBER, r.person[POLICE], 1, NULL), "Larkfield family");
    assert_done(as_clerk(&r, action_tell_do, id, 0, "text=The Larkfield family was asked"), "/office/actions/");
    assert_int_equal(count(&r, "select count(*) from journal where state like '%Larkfield family%'"), 0); /* sealed in row and journal */
}

/* ---- On a later agenda ---- */

static Carried carried_on(Room *r, const Meeting *meeting, Date today) {
    Db *db;
    Carried out;
    assert_fine(store_borrow(r->w->office, r->w->arena, &db));
    assert_fine(agenda_carries(db, r->w->arena, meeting, today, true, &out));
    store_return(db);
    return out;
}

static Carried carried_by(Room *r, const Meeting *meeting) {
    return carried_on(r, meeting, date_of(2025, 7, 24));
}

/* A paper on the first item of a meeting, as the list that stands for `stamp`. */
static void list_put(Room *r, const Meeting *meeting, Text stamp) {
    const char *first = words(r, "select min(id) from agenda_item where meeting = %" PRId64, meeting->id.n);
    Paper paper = {.item = {count(r, first)}, .position = 1, .kind = PAPER_UPLOADED, .title = S("Actions from earlier meetings")};
    put(r->w, &paper_record, &paper);
    Tx *tx = begin(r->w);
    assert_fine(actions_paper_set(tx, meeting->id, paper.id, stamp));
    commit(tx);
}

static void R10_the_next_agenda_is_to_carry_the_actions_of_open_items(void **state) {
    Room r = begun(state);
    int64_t id = made(&r, "B1", "text=Write to the districts&due_kind=next_meeting");
    made(&r, "D1", "text=Ask the Larkfield family&due_kind=next_meeting");
    Meeting november = meeting_put(r.w, r.body.id, date_of(2025, 11, 18)), march = meeting_put(r.w, r.body.id, date_of(2026, 3, 17));
    assert_int_equal(carried_by(&r, &november).count, 0); /* their minutes are a draft */
    check_minutes(&r);
    Carried now = carried_by(&r, &november);
    assert_int_equal(now.count, 1);
    assert_int_equal(now.open, 1);
    assert_int_equal(now.actions[0], id);
    assert_true(carried_needs_list(&now));
    assert_shows(as_clerk(&r, meeting_page_show, november.id.n, 0, NULL), "1 action of earlier meetings is open");
    now = carried_by(&r, &march);
    assert_int_equal(now.open, 1);
    assert_false(carried_needs_list(&now)); /* another meeting comes before */
    now = carried_by(&r, &r.meeting);
    assert_int_equal(now.count, 0); /* it is the one that agreed them */
}

/* A meeting whose day has passed is entered afterwards as one to come is. */
static void R10_an_agenda_that_is_entered_afterwards_carries_the_list(void **state) {
    Room r = begun(state);
    made(&r, "B1", "text=Write to the districts&due_kind=next_meeting");
    Meeting past = meeting_put(r.w, r.body.id, date_of(2025, 7, 24));
    check_minutes(&r);
    Carried now = carried_on(&r, &past, date_of(2025, 7, 25));
    assert_true(carried_needs_list(&now));
    past.state = MEETING_PUBLISHED; /* what is out is read as it is */
    now = carried_on(&r, &past, date_of(2025, 7, 25));
    assert_false(carried_needs_list(&now));
}

static void R10_a_list_of_actions_is_older_when_something_became_of_one(void **state) {
    Room r = begun(state);
    int64_t id = made(&r, "B1", "text=Write to the districts&due_kind=next_meeting");
    int64_t hidden = made(&r, "D1", "text=Ask the Larkfield family&due_kind=next_meeting");
    Meeting november = meeting_put(r.w, r.body.id, date_of(2025, 11, 18)), march = meeting_put(r.w, r.body.id, date_of(2026, 3, 17));
    check_minutes(&r);
    list_put(&r, &november, carried_by(&r, &november).stamp);
    Carried now = carried_by(&r, &november);
    assert_false(carried_needs_list(&now));
    assert_done(as_clerk(&r, action_tell_do, hidden, 0, "text=Asked"), "/office/actions/");
    now = carried_by(&r, &november);
    assert_false(carried_needs_list(&now)); /* nothing that the list says */
    assert_done(as_clerk(&r, action_tell_do, id, 0, "text=Written"), "/office/actions/");
    now = carried_by(&r, &november);
    assert_true(carried_needs_list(&now));
    assert_shows(as_clerk(&r, agenda_show, november.id.n, 0, NULL), "is older than what became of them since");
    assert_done(as_clerk(&r, action_close_save, id, 0, "version=2&closed_how=done&closed_reason=Sent"), "/office/actions/");
    now = carried_by(&r, &november);
    assert_int_equal(now.count, 1); /* closed since the meeting before */
    assert_int_equal(now.open, 0);
    assert_int_equal(carried_by(&r, &march).count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(R10_an_action_says_what_who_and_by_when),
        TEST(R10_the_next_meeting_is_a_day_when_there_is_one),
        TEST(R10_what_is_overdue_is_said_in_words),
        TEST(R10_nothing_disappears_without_a_reason),
        TEST(R10_checked_minutes_say_what_was_agreed_whatever_becomes_of_it),
        TEST(R50_the_words_of_an_action_can_be_corrected),
        TEST(R51_an_item_with_an_action_alone_has_a_numbered_minute),
        TEST(R10_whoever_does_it_finds_it_tells_and_says_that_it_is_done),
        TEST(R10_a_person_without_a_seat_has_their_own_actions_alone),
        TEST(R10_an_action_of_a_restricted_item_is_restricted),
        TEST(R10_the_next_agenda_is_to_carry_the_actions_of_open_items),
        TEST(R10_an_agenda_that_is_entered_afterwards_carries_the_list),
        TEST(R10_a_list_of_actions_is_older_when_something_became_of_one),
    };
    return RUN("actions", tests);
}
