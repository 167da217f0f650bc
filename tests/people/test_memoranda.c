/* Memoranda of understanding: the rule of their term, and their pages. */
#include "pages_world.h"

static void R58_a_memorandum_warns_before_it_ends(void **state) {
    (void)state;
    Memorandum memorandum = {.from = day_of("2025-04-01"), .until = day_of("2028-03-31"), .warning_days = 90};
    assert_int_equal(memorandum_standing(&memorandum, day_of("2025-03-31")), MEMORANDUM_AHEAD);
    assert_int_equal(memorandum_standing(&memorandum, day_of("2025-04-01")), MEMORANDUM_IN_FORCE);
    assert_int_equal(memorandum_standing(&memorandum, day_of("2028-01-01")), MEMORANDUM_ENDS_SOON);
    assert_int_equal(memorandum_standing(&memorandum, day_of("2027-12-31")), MEMORANDUM_IN_FORCE);
    assert_int_equal(memorandum_standing(&memorandum, day_of("2028-03-31")), MEMORANDUM_ENDS_SOON);
    assert_int_equal(memorandum_standing(&memorandum, day_of("2028-04-01")), MEMORANDUM_ENDED);
    memorandum.until = (Date){0};
    assert_int_equal(memorandum_standing(&memorandum, day_of("2099-01-01")), MEMORANDUM_IN_FORCE);
}

static void R58_memoranda_are_entered_once_and_listed_by_their_end(void **state) {
    World *w = *state;
    Asked clerk = {
        .roles = CLERK, .form = "title=Staff and office&parties=Kent\nMedway&from=1 April 2025&until=31 March 2028&warning_days=90"};
    assert_done(ask(w, memorandum_new_save, clerk), "/office/memoranda/1?notice=memorandum-made");
    assert_done(ask(w, memorandum_new_save, clerk), "/office/memoranda/1"); /* the button pressed twice */
    assert_int_equal(number_of(w, w->office, "select count(*) from memorandum"), 1);
    clerk.form = "title=staff AND office&parties=Kent&from=1 April 2025";
    assert_refused(ask(w, memorandum_new_save, clerk), "title", "entered already");
    clerk.form = "title=Data&parties=Kent&from=2 April 2025&until=1 April 2025";
    assert_refused(ask(w, memorandum_new_save, clerk), "until", "The last day must be");
    clerk.form = "title=Data&parties=Kent&from=1 April 2020&until=31 March 2025";
    assert_done(ask(w, memorandum_new_save, clerk), "/office/memoranda/2");
    Answer list = ask(w, memorandum_list_show, (Asked){.roles = AUDITOR});
    assert_shows(list, "Ended");
    assert_shows(list, "In force");
    assert_does_not_show(list, "Add a memorandum");
    assert_true(text_find(list.body, S("/office/memoranda/2"), 0) < text_find(list.body, S("/office/memoranda/1"), 0));
}

static size_t told_on(World *w, const char *day) {
    Db *db;
    MemorandumList told;
    assert_fine(store_borrow(w->office, w->arena, &db));
    assert_fine(memoranda_to_tell(db, w->arena, day_of(day), &told));
    store_return(db);
    return told.count;
}

static void R58_the_desk_hears_of_a_memorandum_before_its_end(void **state) {
    World *w = *state;
    Memorandum team = {
        .title = S("Staff"), .parties = S("Kent"), .from = day_of("2025-04-01"), .until = day_of("2028-03-31"), .warning_days = 90};
    put(w, &memorandum_record, &team);
    assert_int_equal(told_on(w, "2027-12-31"), 0);
    assert_int_equal(told_on(w, "2028-01-01"), 1);
    assert_int_equal(told_on(w, "2028-04-01"), 1); /* it ran out, and nothing follows it */
    assert_int_equal(told_on(w, "2028-06-30"), 0);
    Memorandum next = {
        .title = S("staff "), .parties = S("Kent"), .from = day_of("2028-04-01"), .until = day_of("2031-03-31"), .warning_days = 90};
    put(w, &memorandum_record, &next);
    assert_int_equal(told_on(w, "2028-01-01"), 0);
    assert_int_equal(told_on(w, "2031-01-01"), 1);
    assert_done(ask(w, memorandum_delete_do, (Asked){.roles = CLERK, .id = 2, .form = "version=1"}), "/office/memoranda?notice=deleted");
    assert_int_equal(told_on(w, "2028-01-01"), 1);
}

static void somebody_who_saw_an_older_version_is_told(void **state) {
    World *w = *state;
    Memorandum memorandum = {.title = S("Staff"), .parties = S("Kent"), .from = day_of("2025-04-01")};
    put(w, &memorandum_record, &memorandum);
    Asked clerk = {.roles = CLERK, .id = 1, .form = "version=1&title=Staff&parties=Kent&from=1 April 2025&note=Ask the partners"};
    assert_done(ask(w, memorandum_edit_save, clerk), "/office/memoranda/1?notice=saved");
    clerk.form = "version=1&title=Staff&parties=Kent&from=1 April 2025&note=Let it end";
    assert_int_equal(ask(w, memorandum_edit_save, clerk).response.status, 409);
    assert_shows(ask(w, memorandum_show, clerk), "Ask the partners");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(R58_a_memorandum_warns_before_it_ends),
        TEST(R58_memoranda_are_entered_once_and_listed_by_their_end),
        TEST(R58_the_desk_hears_of_a_memorandum_before_its_end),
        TEST(somebody_who_saw_an_older_version_is_told),
    };
    return RUN("memoranda", tests);
}
