/* What two people do to one plan at once, and input that comes late or is wrong: nothing is lost, and whoever comes second is told. */
#include "plan/room.h"

/* The page that came back says so too. */
static void assert_says(Answer answer, const char *words) {
    assert_true(text_contains(answer.body, text_of(words)));
}

static PlanAction second_action(Room *r) {
    PlanAction action = {.agreement = r->year.id,
        .section = r->section.id,
        .number = 2,
        .objective = S("Second"),
        .steps = S("Do"),
        .due = day_of("2026-03-31"),
        .state = PLAN_NOT_STARTED};
    put(r->w, &plan_action_record, &action);
    return action;
}

static void change(Room *r, const Record *record, void *value) {
    Tx *tx;
    assert_fine(tx_begin(r->w->office, r->w->arena, (Actor){0}, S(""), &tx));
    assert_fine(record_update(tx, record, value));
    assert_fine(tx_commit(tx));
    tx_end(tx);
}

static void close_year(Room *r) {
    fetch(r->w, &agreement_record, r->year.id.n, &r->year);
    r->year.state = AGREEMENT_CLOSED;
    change(r, &agreement_record, &r->year);
}

/* ---- Two who tell of one action ---- */

static void two_who_tell_at_once_lose_nothing_and_the_second_reads_the_first(void **state) {
    Room r = begun(state);
    assert_shows(as_member(&r, progress_new_show, r.action.id.n, NULL), "name=\"seen\" value=\"0\"");
    assert_done(as_member(&r, progress_new_save, r.action.id.n, "seen=0&state=on_track&done=First words"), "/office/plan/actions/1");
    Answer second = as_clerk(&r, progress_new_save, r.action.id.n, "seen=0&state=complete&done=Second words");
    assert_refused(second, "done", "told of this while you wrote");
    assert_says(second, "First words");
    assert_says(second, "Second words"); /* what was typed stays */
    assert_says(second, "name=\"seen\" value=\"1\"");
    assert_int_equal(count(&r, "select count(*) from plan_progress"), 1);
    assert_int_equal(count(&r, "select count(*) from plan_action where state = 'on_track'"), 1);
    assert_done(as_clerk(&r, progress_new_save, r.action.id.n, "seen=1&state=complete&done=Second words"), "/office/plan/actions/1");
    assert_done(as_clerk(&r, progress_new_save, r.action.id.n, "seen=1&state=complete&done=Second words"), "/office/plan/actions/1");
    assert_int_equal(count(&r, "select count(*) from plan_progress"), 2); /* pressed twice */
    Answer page = as_clerk(&r, plan_action_show, r.action.id.n, NULL);
    assert_shows(page, "First words");
    assert_shows(page, "Second words");
}

static void two_who_give_all_updates_at_once_lose_nothing(void **state) {
    Room r = begun(state);
    second_action(&r);
    assert_done(as_member(&r, plan_updates_save, r.year.id.n, "action=1&seen=0&state=on_track&done=First words&reason="), "/office/plan");
    const char *both = "action=1&seen=0&state=on_track&done=Second words&reason=&action=2&seen=0&state=on_track&done=Of another&reason=";
    Answer second = as_clerk(&r, plan_updates_save, r.year.id.n, both);
    assert_refused(second, "done-1", "3.1: ");
    assert_says(second, "First words");
    assert_says(second, "Second words");
    assert_int_equal(count(&r, "select count(*) from plan_progress"), 1); /* all or nothing */
    both = "action=1&seen=1&state=on_track&done=Second words&reason=&action=2&seen=0&state=on_track&done=Of another&reason=";
    assert_done(as_clerk(&r, plan_updates_save, r.year.id.n, both), "/office/plan/years/1/updates");
    assert_done(as_clerk(&r, plan_updates_save, r.year.id.n, both), "/office/plan/years/1/updates"); /* pressed twice */
    assert_int_equal(count(&r, "select count(*) from plan_progress"), 3);
}

static void two_who_change_an_action_are_told(void **state) {
    Room r = begun(state);
    char first[300], second[300];
    snprintf(first, sizeof first, "version=1&section=%" PRId64 "&number=1&objective=First&steps=Share&due=31 March 2026", r.section.id.n);
    snprintf(second, sizeof second, "version=1&section=%" PRId64 "&number=1&objective=Other&steps=Share&due=31 March 2026", r.section.id.n);
    assert_done(as_clerk(&r, plan_action_of_year_edit_save, r.action.id.n, first), "/office/plan/actions/1");
    Answer told = as_clerk(&r, plan_action_of_year_edit_save, r.action.id.n, second);
    assert_int_equal(told.response.status, 409);
    assert_says(told, "Other"); /* what was typed */
    assert_says(told, "First"); /* and what stands there now */
    assert_int_equal(count(&r, "select count(*) from plan_action where objective = 'First'"), 1);
    /* whoever tells how it goes does not write over what was changed, nor the other way round */
    assert_done(as_member(&r, progress_new_save, r.action.id.n, "seen=0&state=on_track&done=Met"), "/office/plan/actions/1");
    assert_int_equal(count(&r, "select count(*) from plan_action where objective = 'First' and state = 'on_track'"), 1);
    snprintf(second, sizeof second, "version=2&section=%" PRId64 "&number=1&objective=Other&steps=Share&due=31 March 2026", r.section.id.n);
    assert_int_equal(as_clerk(&r, plan_action_of_year_edit_save, r.action.id.n, second).response.status, 409);
}

/* ---- The end of a year ---- */

static void an_answer_on_a_stale_page_of_the_roll_over_is_refused_and_says_what_changed(void **state) {
    Room r = begun(state);
    second_action(&r);
    const char *stale = "action=1&seen=1&fate=ends&reason=Done&action=2&seen=1&fate=ends&reason=Done&act=save";
    PlanAction action = r.action;
    action.due = day_of("2026-06-30");
    change(&r, &plan_action_record, &action);
    Answer refused = as_clerk(&r, plan_roll_over_save, r.year.id.n, stale);
    assert_refused(refused, "fate-1", "3.1 was changed while this page was open (timescale)");
    assert_int_equal(count(&r, "select count(*) from plan_action where roll_over is not null and roll_over <> ''"), 0);
    assert_says(refused, "name=\"seen\" value=\"2\"");
    stale = "action=1&seen=2&fate=ends&reason=Done&action=2&seen=1&fate=ends&reason=Done&act=save";
    assert_done(as_clerk(&r, plan_roll_over_save, r.year.id.n, stale), "/office/plan/years/1/roll-over");
    assert_done(as_clerk(&r, plan_roll_over_save, r.year.id.n, stale), "/office/plan/years/1/roll-over"); /* pressed twice */
    /* a second person who had the page open from before */
    assert_refused(as_clerk(&r, plan_roll_over_save, r.year.id.n, "action=2&seen=1&fate=carries_on&reason=&act=save"), "fate-2",
        "at the end of the year");
    assert_int_equal(count(&r, "select count(*) from plan_action where roll_over = 'ends'"), 2);
}

/* What the handlers looked at before is not what counts: the rule is tried in the transaction that writes. */
static void a_year_that_is_closed_meanwhile_takes_nothing_in(void **state) {
    Room r = begun(state);
    Arena *arena = r.w->arena;
    PlanMeasure measure = {.action = r.action.id, .text = S("People"), .kind = MEASURE_ATTENDANCE};
    AgreementChapter chapter = {.agreement = r.year.id, .kind = CHAPTER_OTHER, .heading = S("Late"), .state = CHAPTER_DRAFT};
    close_year(&r);
    struct {
        ChangeRule *rule;
        void *value;
        const Record *record;
    } all[] = {{plan_measure_held, &measure, &plan_measure_record}, {plan_chapter_held, &chapter, &agreement_chapter_record},
        {plan_action_of_year_held, &r.action, &plan_action_record}, {plan_section_of_year_held, &r.section, &plan_section_record}};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        Tx *tx;
        Form form = form_show(arena, all[i].record);
        assert_fine(tx_begin(r.w->office, arena, (Actor){0}, S(""), &tx));
        assert_fine(all[i].rule(tx, all[i].value, &form));
        tx_end(tx);
        assert_int_equal(form.error_count, 1);
        assert_true(text_contains(form.errors[0].sentence, S("The year is closed")));
    }
}

/* ---- Many actions ---- */

static void three_hundred_actions_are_told_of_in_pages(void **state) {
    Room r = begun(state);
    Tx *tx;
    assert_fine(tx_begin(r.w->office, r.w->arena, (Actor){0}, S(""), &tx));
    for (int i = 2; i <= 300; i++) {
        PlanAction action = {.agreement = r.year.id,
            .section = r.section.id,
            .number = i,
            .objective = text_format(r.w->arena, "Aim number %d", i),
            .steps = S("Do"),
            .due = day_of("2026-03-31"),
            .state = PLAN_NOT_STARTED};
        assert_fine(record_insert(tx, &plan_action_record, &action));
    }
    assert_fine(tx_commit(tx));
    tx_end(tx);
    Answer page = as_clerk(&r, plan_updates_show, r.year.id.n, NULL);
    assert_shows(page, "Actions 1 to 50 of 300: page 1 of 6");
    assert_shows(page, "Aim number 50");
    assert_does_not_show(page, "Aim number 51");
    page = ask(r.w, plan_updates_show, (Asked){.roles = CLERK, .id = r.year.id.n, .query = "page=6"});
    assert_shows(page, "Aim number 300");
    assert_done(as_clerk(&r, plan_updates_save, r.year.id.n, "page=6&action=300&seen=0&state=on_track&done=Met&reason="),
        "/office/plan/years/1/updates?page=6");
    page = ask(r.w, plan_roll_over_show, (Asked){.roles = CLERK, .id = r.year.id.n, .query = "page=2"});
    assert_shows(page, "Aim number 100");
    assert_does_not_show(page, "Aim number 101");
    assert_done(as_clerk(&r, plan_roll_over_save, r.year.id.n, "page=2&action=100&seen=1&fate=ends&reason=Done&act=save"),
        "/office/plan/years/1/roll-over?page=2");
    assert_shows(as_clerk(&r, plan_roll_over_show, r.year.id.n, NULL), "1 of 300 actions have an answer");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(two_who_tell_at_once_lose_nothing_and_the_second_reads_the_first),
        TEST(two_who_give_all_updates_at_once_lose_nothing),
        TEST(two_who_change_an_action_are_told),
        TEST(an_answer_on_a_stale_page_of_the_roll_over_is_refused_and_says_what_changed),
        TEST(a_year_that_is_closed_meanwhile_takes_nothing_in),
        TEST(three_hundred_actions_are_told_of_in_pages),
    };
    return RUN("plan together", tests);
}
