/* Subjects that come back because a meeting promised it: when, the forward plan, onto an agenda, and closing them with a reason. */
#include "minutes/body.h"

/* ---- The rule ---- */

static bool is_due(ReturnWhen when, Date due, int64_t months, const Date *came, size_t count, Date meeting) {
    ReturnRule rule = {.when = when, .due = due, .months = months, .agreed = date_of(2025, 7, 23)};
    return return_is_due(&rule, came, count, meeting);
}

static void R56_what_was_promised_comes_back_once(void **state) {
    (void)state;
    Date none = {0}, came[] = {date_of(2025, 11, 18)};
    assert_false(is_due(RETURN_NEXT_MEETING, none, 0, NULL, 0, date_of(2025, 7, 23))); /* not at the meeting itself */
    assert_true(is_due(RETURN_NEXT_MEETING, none, 0, NULL, 0, date_of(2025, 11, 18)));
    assert_false(is_due(RETURN_NEXT_MEETING, none, 0, came, 1, date_of(2025, 11, 18)));
    assert_false(is_due(RETURN_NEXT_MEETING, none, 0, came, 1, date_of(2026, 3, 17)));
    assert_false(is_due(RETURN_ON_DAY, date_of(2026, 3, 17), 0, NULL, 0, date_of(2026, 3, 16)));
    assert_true(is_due(RETURN_ON_DAY, date_of(2026, 3, 17), 0, NULL, 0, date_of(2026, 3, 17)));
    assert_true(is_due(RETURN_ON_DAY, date_of(2026, 3, 17), 0, NULL, 0, date_of(2026, 7, 21)));
    assert_false(is_due(RETURN_ON_DAY, date_of(2026, 3, 17), 0, came, 1, date_of(2026, 7, 21)));
}

static void R56_a_standing_subject_comes_again(void **state) {
    (void)state;
    Date none = {0}, came[] = {date_of(2025, 11, 18), date_of(2026, 7, 21)};
    assert_true(is_due(RETURN_EVERY_MEETING, none, 0, came, 1, date_of(2026, 3, 17)));
    assert_false(is_due(RETURN_EVERY_MEETING, none, 0, came, 1, date_of(2025, 11, 18))); /* is on that agenda */
    assert_false(is_due(RETURN_EVERY_MONTHS, none, 12, NULL, 0, date_of(2026, 6, 30)));
    assert_true(is_due(RETURN_EVERY_MONTHS, none, 12, NULL, 0, date_of(2026, 7, 1)));  /* a year later, in that month */
    assert_false(is_due(RETURN_EVERY_MONTHS, none, 6, came, 1, date_of(2026, 3, 17))); /* counted from when it came last */
    assert_true(is_due(RETURN_EVERY_MONTHS, none, 6, came, 1, date_of(2026, 5, 5)));
    assert_false(is_due(RETURN_EVERY_MONTHS, none, 6, came, 2, date_of(2026, 12, 1)));
}

/* ---- Through the pages ---- */

static int64_t promise(Room *r, const char *code, const char *form) {
    assert_done(as_clerk(r, return_new_save, item_of(r, code), 0, form), "/office/returns/");
    return number_of(r->w, r->w->office, "select max(id) from promised_return");
}

static Answer plan(Room *r, Access roles, PersonId person) {
    return ask(r->w, plan_show, (Asked){.roles = roles, .person = person.n, .id = r->body.id.n});
}

static void R56_a_return_says_what_and_when(void **state) {
    Room r = begun(state);
    int64_t item = item_of(&r, "B1");
    assert_shows(as_clerk(&r, return_new_show, item, 0, NULL), "Working Group Update"); /* the subject is that of the item */
    assert_refused(as_clerk(&r, return_new_save, item, 0, "subject=&when_due=next_meeting"), "subject", "Enter what comes back");
    assert_refused(as_clerk(&r, return_new_save, item, 0, "subject=It&when_due="), "when_due", "when it comes back");
    assert_refused(as_clerk(&r, return_new_save, item, 0, "subject=It&when_due=day"), "due", "Enter the day from which");
    assert_refused(as_clerk(&r, return_new_save, item, 0, "subject=It&when_due=day&due=23 July 2025"), "due", "must be after the day");
    assert_refused(as_clerk(&r, return_new_save, item, 0, "subject=It&when_due=every_months"), "months", "how many months");
    promise(&r, "B1", "subject=The strategy&when_due=every_months&months=12");
    promise(&r, "B1", "subject=The strategy&when_due=every_months&months=12"); /* the button pressed twice */
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from promised_return"), 1);
    assert_shows(as_clerk(&r, return_page_show, 1, 0, NULL), "every year");
}

static void R56_the_forward_plan_shows_meetings_and_months(void **state) {
    Room r = begun(state);
    meeting_put(r.w, r.body.id, date_of(2025, 11, 18));
    promise(&r, "B1", "subject=Standing matters&when_due=every_meeting");
    promise(&r, "B1", "subject=The strategy&when_due=every_months&months=12");
    promise(&r, "B1", "subject=Road safety&when_due=day&due=5 May 2026");
    Answer page = plan(&r, CLERK, (PersonId){0});
    size_t meeting = text_find(page.body, S("18 November 2025"), 0), later = text_find(page.body, S(">Later<"), 0);
    size_t standing = text_find(page.body, S("Standing matters"), 0), road = text_find(page.body, S("May 2026"), 0);
    assert_true(meeting < standing && standing < later && later < road);
    assert_true(road < text_find(page.body, S("July 2026"), 0));
    assert_shows(plan(&r, AUDITOR, (PersonId){0}), "Road safety");
    assert_does_not_show(plan(&r, MEMBER, r.person[FIRE]), "Road safety"); /* its minutes are a draft */
    assert_error(plan(&r, MEMBER, r.stranger).error, ERROR_NOT_FOUND);
}

static void R56_one_press_makes_it_an_item_and_a_standing_one_comes_again(void **state) {
    Room r = begun(state);
    int64_t november = meeting_put(r.w, r.body.id, date_of(2025, 11, 18)).id.n;
    int64_t march = meeting_put(r.w, r.body.id, date_of(2026, 3, 17)).id.n;
    int64_t standing = promise(&r, "B1", "subject=Standing matters&when_due=every_meeting"),
            once = promise(&r, "B1", "subject=The strategy&when_due=next_meeting");
    assert_shows(as_clerk(&r, meeting_page_show, november, 0, NULL), "2 subjects were promised for this meeting");
    const char *press = words(&r, "return=%" PRId64, standing);
    assert_done(as_clerk(&r, return_take_do, november, 0, press), "/office/items/");
    assert_done(as_clerk(&r, return_take_do, november, 0, press), "/office/items/"); /* pressed twice */
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from agenda_item where title = 'Standing matters'"), 1);
    assert_done(as_clerk(&r, return_take_do, november, 0, words(&r, "return=%" PRId64, once)), "/office/items/");
    assert_shows(as_clerk(&r, returns_due_show, november, 0, NULL), "All that was promised for this meeting is on its agenda");
    Answer due = as_clerk(&r, returns_due_show, march, 0, NULL);
    assert_shows(due, "Standing matters");
    assert_does_not_show(due, "The strategy");
    assert_error(as_clerk(&r, return_take_do, march, 0, words(&r, "return=%" PRId64, once)).error, ERROR_INPUT);
    assert_shows(plan(&r, CLERK, (PersonId){0}), "On the agenda");
    /* an item that is withdrawn, or removed before anybody saw it, is no return */
    int64_t item = number_of(r.w, r.w->office, "select id from agenda_item where title = 'The strategy'");
    Tx *tx = begin(r.w);
    assert_fine(item_remove(tx, (AgendaItemId){item}));
    commit(tx);
    assert_shows(as_clerk(&r, returns_due_show, november, 0, NULL), "The strategy");
}

static void R56_what_was_promised_ends_with_a_reason(void **state) {
    Room r = begun(state);
    int64_t november = meeting_put(r.w, r.body.id, date_of(2025, 11, 18)).id.n;
    int64_t id = promise(&r, "B1", "subject=Standing matters&when_due=every_meeting");
    assert_refused(as_clerk(&r, return_close_do, id, 0, "version=1&closed_reason="), "closed_reason", "Enter why it does not come back");
    assert_int_equal(as_clerk(&r, return_close_do, id, 0, "version=9&closed_reason=Over").response.status, 409);
    assert_done(as_clerk(&r, return_close_do, id, 0, "version=1&closed_reason=The programme has ended"), "/office/returns/");
    assert_shows(as_clerk(&r, return_page_show, id, 0, NULL), "The programme has ended");
    assert_error(as_clerk(&r, return_edit_save, id, 0, "version=2&subject=Other").error, ERROR_INPUT);
    assert_error(as_clerk(&r, return_take_do, november, 0, words(&r, "return=%" PRId64, id)).error, ERROR_INPUT);
    assert_does_not_show(plan(&r, CLERK, (PersonId){0}), "Standing matters");
}

static void R56_a_return_of_a_restricted_item_is_restricted(void **state) {
    Room r = begun(state);
    int64_t november = meeting_put(r.w, r.body.id, date_of(2025, 11, 18)).id.n;
    int64_t id = promise(&r, "D1", "subject=The Larkfield family&when_due=next_meeting");
    Answer page = plan(&r, CLERK, (PersonId){0});
    assert_shows(page, "Subject of item D1 of 23 July 2025");
    assert_does_not_show(page, "Larkfield");
    assert_shows(as_clerk(&r, minutes_show, 1, 0, NULL), "Comes back at the next meeting:");
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from journal where action = 4 and record = 'minutes'"), 1);
    assert_does_not_show(ask(r.w, minutes_show, (Asked){.roles = AUDITOR, .id = 1}), "Comes back");
    assert_does_not_show(plan(&r, AUDITOR, (PersonId){0}), "Subject of item");
    assert_error(ask(r.w, return_page_show, (Asked){.roles = AUDITOR, .id = id}).error, ERROR_NOT_FOUND);
    assert_error(ask(r.w, return_page_show, (Asked){.roles = MEMBER, .person = r.person[FIRE].n, .id = id}).error, ERROR_NOT_FOUND);
    const char *opened = "select count(*) from journal where action = 4 and record = 'promised_return'";
    assert_shows(as_clerk(&r, return_page_show, id, 0, NULL), "The Larkfield family");
    assert_int_equal(number_of(r.w, r.w->office, opened), 1);
    assert_done(as_clerk(&r, return_take_do, november, 0, words(&r, "return=%" PRId64, id)), "/office/items/");
    AgendaItem made;
    ItemPlace place;
    Db *db;
    fetch(r.w, &agenda_item_record, number_of(r.w, r.w->office, "select max(id) from agenda_item"), &made);
    assert_text(made.public_title, "A review");
    assert_int_equal(made.restriction, RESTRICTION_EXEMPT);
    assert_int_equal(made.paragraphs, SCHEDULE_12A_2);
    assert_fine(store_borrow(r.w->office, r.w->arena, &db));
    assert_fine(item_place(db, r.w->arena, made.id, &place));
    store_return(db);
    assert_false(item_is_public(&place.meeting, &place.part, &place.item));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(R56_what_was_promised_comes_back_once),
        TEST(R56_a_standing_subject_comes_again),
        TEST(R56_a_return_says_what_and_when),
        TEST(R56_the_forward_plan_shows_meetings_and_months),
        TEST(R56_one_press_makes_it_an_item_and_a_standing_one_comes_again),
        TEST(R56_what_was_promised_ends_with_a_reason),
        TEST(R56_a_return_of_a_restricted_item_is_restricted),
    };
    return RUN("returns", tests);
}
