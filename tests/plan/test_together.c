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

/* Whoever left a row as it was is not stopped by what another told of it. */
static void a_row_that_was_left_alone_is_no_hindrance_when_another_told_of_it(void **state) {
    Room r = begun(state);
    second_action(&r);
    assert_done(as_member(&r, progress_new_save, r.action.id.n, "seen=0&state=on_track&done=First words"), "/office/plan/actions/1");
    const char *both = "action=1&seen=0&state=not_started&done=&reason=&action=2&seen=0&state=at_risk&done=Of another&reason=";
    Answer refused = as_clerk(&r, plan_updates_save, r.year.id.n, both);
    assert_refused(refused, "reason-2", "3.2: enter why");
    assert_false(text_contains(refused.body, S("id=\"done-1-error\"")));
    assert_says(refused, "value=\"on_track\" selected"); /* as it stands now */
    both = "action=1&seen=0&state=not_started&done=&reason=&action=2&seen=0&state=on_track&done=Of another&reason=";
    assert_done(as_clerk(&r, plan_updates_save, r.year.id.n, both), "/office/plan/years/1/updates");
    assert_int_equal(count(&r, "select count(*) from plan_progress where action = 1"), 1);
    assert_int_equal(count(&r, "select count(*) from plan_progress where action = 2"), 1);
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

/* Not what the page looked at before counts, but what stands there when the transaction writes. */
static void R31_an_exception_is_raised_by_what_stands_there_when_it_is_written(void **state) {
    Room r = begun(state);
    Arena *arena = r.w->arena;
    Date today = day_of("2025-07-23");
    AgendaPart part = {.meeting = r.coming.id, .position = 1, .title = S("Discussion"), .is_open = true};
    put(r.w, &agenda_part_record, &part);
    fetch(r.w, &plan_action_record, r.action.id.n, &r.action);
    const char *sentences[] = {"not late, at risk or stopped", "Choose a coming meeting", "This year is closed"};
    for (size_t i = 0; i < 3; i++) {
        Tx *tx;
        AgendaItem item;
        if (i == 1) r.action.state = PLAN_AT_RISK;
        if (i == 1) change(&r, &plan_action_record, &r.action);
        if (i == 1) r.coming.state = MEETING_CANCELLED;
        if (i == 1) change(&r, &meeting_record, &r.coming);
        if (i == 2) close_year(&r);
        assert_fine(tx_begin(r.w->office, arena, (Actor){0}, S(""), &tx));
        Error *error = plan_exception_raise(tx, r.action.id, r.coming.id, today, S("Clerk"), &item);
        tx_end(tx);
        assert_non_null(error);
        assert_true(text_contains(error->sentence, text_of(sentences[i])));
    }
    assert_int_equal(count(&r, "select count(*) from agenda_item"), 0);
}

static Form put_roll_over(Room *r, PlanRollOver *shown, bool carries, bool closes) {
    Tx *tx;
    Form form = form_show(r->w->arena, NULL);
    assert_fine(tx_begin(r->w->office, r->w->arena, (Actor){0}, S(""), &tx));
    assert_fine(plan_roll_over_put(tx, shown, carries, closes, &form));
    tx_end(tx);
    return form;
}

static void an_action_that_is_added_while_the_year_is_closed_keeps_it_open(void **state) {
    Room r = begun(state);
    r.year.state = AGREEMENT_ENDORSED;
    change(&r, &agreement_record, &r.year);
    PlanRollOver shown = {.agreement = r.year}; /* read when the plan had no action yet */
    Form form = put_roll_over(&r, &shown, false, true);
    assert_int_equal(form.error_count, 1);
    assert_true(text_contains(form.errors[0].sentence, S("1 action has no answer yet")));
    Agreement next = {.body = r.body.id, .title = S("Next"), .starts = day_of("2026-04-01"), .state = AGREEMENT_CLOSED};
    put(r.w, &agreement_record, &next);
    shown.next = next;
    shown.next.state = AGREEMENT_DRAFT; /* as it was when the page was read */
    shown.has_next = true;
    form = put_roll_over(&r, &shown, true, false);
    assert_int_equal(form.error_count, 1);
    assert_true(text_contains(form.errors[0].sentence, S("The next year is closed")));
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

/* ---- Two bodies ---- */

static void each_body_with_an_agreement_this_year_has_its_own_place_on_the_home_page(void **state) {
    Room r = begun(state);
    Body district = {.name = S("District Partnership"), .kind = BODY_OTHER};
    put(r.w, &body_record, &district);
    Agreement other = {.body = district.id, .title = S("District plan"), .starts = day_of("2025-04-01"), .state = AGREEMENT_DRAFT},
              old = {.body = district.id, .title = S("District plan of before"), .starts = day_of("2024-04-01"), .state = AGREEMENT_DRAFT};
    put(r.w, &agreement_record, &other);
    put(r.w, &agreement_record, &old);
    PlanSection section = {.agreement = other.id, .number = 7, .title = S("Parks"), .is_shared = true},
                before = {.agreement = old.id, .number = 8, .title = S("Parks"), .is_shared = true};
    put(r.w, &plan_section_record, &section);
    put(r.w, &plan_section_record, &before);
    PlanAction late = {.agreement = other.id,
        .section = section.id,
        .number = 1,
        .objective = S("Light the parks"),
        .steps = S("Do"),
        .due = day_of("2025-06-30")};
    put(r.w, &plan_action_record, &late);
    PlanAction past = late;
    past.id.n = past.version = 0;
    past.agreement = old.id;
    past.section = before.id;
    past.objective = S("Of last year");
    put(r.w, &plan_action_record, &past);
    put(r.w, &plan_lead_record, &(PlanLead){.action = late.id, .organisation = r.police.id, .role = LEAD_CONTRIBUTES});
    put(r.w, &plan_lead_record, &(PlanLead){.action = past.id, .organisation = r.police.id, .role = LEAD_CONTRIBUTES});
    put(r.w, &plan_call_record, &(PlanCall){.agreement = other.id, .quarter_ends = day_of("2025-06-30"), .due = day_of("2025-07-31")});
    Answer page = as_member(&r, plan_home_show, 0, NULL);
    assert_shows(page, "Light the parks");
    assert_shows(page, "Share campaigns");
    assert_does_not_show(page, "Of last year");
    assert_shows(page, "/office/plan/years/2/updates");
    size_t currents = 0;
    for (size_t at = 0; (at = text_find(page.body, S("(this year)"), at)) != SIZE_MAX; at++) currents++;
    assert_int_equal(currents, 2);
}

static void a_theme_is_no_priority_of_a_section_and_a_priority_no_theme(void **state) {
    Room r = begun(state);
    Priority theme = {.name = S("Mental health"), .kind = PRIORITY_THEME};
    put(r.w, &priority_record, &theme);
    assert_refused(as_clerk(&r, plan_section_of_year_new_save, r.year.id.n,
                       form_of(&r, "number=4&priority=%" PRId64 "&title=T&lead=L&aim=A", theme.id.n)),
        "priority", "is a theme. Choose a priority");
    assert_refused(as_clerk(&r, plan_theme_new_save, r.action.id.n, form_of(&r, "theme=%" PRId64, r.priority.id.n)), "theme",
        "is a priority. Choose a theme");
    assert_refused(
        as_clerk(&r, plan_priority_edit_save, r.priority.id.n, "version=1&name=Road Safety&kind=theme"), "kind", "stays a priority");
    put(r.w, &plan_theme_record, &(PlanTheme){.action = r.action.id, .theme = theme.id});
    assert_refused(
        as_clerk(&r, plan_priority_edit_save, theme.id.n, "version=1&name=Mental health&kind=priority"), "kind", "stays a theme");
}

static void what_was_entered_by_mistake_can_be_deleted_from_its_page(void **state) {
    Room r = begun(state);
    put(r.w, &agreement_version_record,
        &(AgreementVersion){.agreement = r.year.id, .number = S("1"), .day = day_of("2025-04-01"), .changes = S("First")});
    put(r.w, &priority_name_record, &(PriorityName){.priority = r.priority.id, .name = S("Roads")});
    put(r.w, &plan_measure_record, &(PlanMeasure){.action = r.action.id, .text = S("People"), .kind = MEASURE_ATTENDANCE});
    assert_shows(as_clerk(&r, agreement_show, r.year.id.n, NULL), "/office/plan/versions/1/delete");
    assert_shows(as_clerk(&r, action_plan_show, r.year.id.n, NULL), "/office/plan/sections/1/delete");
    assert_shows(as_clerk(&r, priorities_show, 0, NULL), "/office/plan/names/1/delete");
    assert_shows(as_clerk(&r, plan_action_show, r.action.id.n, NULL), "/office/plan/measures/1/delete");
    assert_does_not_show(as_member(&r, plan_action_show, r.action.id.n, NULL), "/office/plan/measures/1/delete");
    Answer used = as_clerk(&r, plan_section_of_year_delete_do, r.section.id.n, "version=1");
    assert_non_null(used.error);
    assert_true(text_contains(used.error->sentence, S("The section has actions")));
    assert_done(as_clerk(&r, plan_measure_delete_do, 1, "version=1"), "/office/plan/actions/1");
    assert_done(as_clerk(&r, plan_version_delete_do, 1, "version=1"), "/office/plan/years/1");
    assert_done(as_clerk(&r, plan_name_delete_do, 1, "version=1"), "/office/plan/priorities");
}

/* ---- Input of every kind ---- */

/* R42: minutes cite the old number. */
static void R42_an_action_that_moved_after_it_was_cited_is_found_by_its_old_number(void **state) {
    Room r = begun(state);
    PlanSection other = {.agreement = r.year.id, .number = 5, .title = S("Several"), .is_shared = true};
    put(r.w, &plan_section_record, &other);
    assert_done(as_clerk(&r, plan_action_of_year_edit_save, r.action.id.n,
                    form_of(&r, "version=1&section=%" PRId64 "&number=1&objective=Share&steps=Share&due=31 March 2026", other.id.n)),
        "/office/plan/actions/1");
    const char *numbers[] = {"number=3.1", "number=5.1", "number= 3.1 "};
    for (size_t i = 0; i < 3; i++)
        assert_done(
            ask(r.w, plan_number_find, (Asked){.roles = AUDITOR, .id = r.year.id.n, .query = numbers[i]}), "/office/plan/actions/1");
    Answer none = ask(r.w, plan_number_find, (Asked){.roles = AUDITOR, .id = r.year.id.n, .query = "number=9.9"});
    assert_int_equal(none.response.status, 422);
    assert_says(none, "No action of this year has the number 9.9");
    assert_says(none, "5.1"); /* the plan is there all the same */
    /* nobody else gets the number */
    assert_refused(as_clerk(&r, plan_action_of_year_new_save, r.section.id.n,
                       form_of(&r, "section=%" PRId64 "&number=1&objective=New&steps=Do&due=31 March 2026", r.section.id.n)),
        "number", "Another action had the number 3.1 before");
    assert_shows(as_clerk(&r, action_plan_show, r.year.id.n, NULL), "Go to the action with the number");
}

static void a_measure_that_changes_its_unit_half_way_goes_on_as_another_one(void **state) {
    Room r = begun(state);
    assert_done(as_clerk(&r, plan_measure_new_save, r.action.id.n, "text=Reached&kind=reach&unit=people&direction=more&period=quarter"),
        "/office/plan/actions/1");
    assert_done(as_member(&r, plan_value_new_save, 1, "day=31 March 2025&number=50"), "/office/plan/actions/1");
    Answer refused = as_clerk(&r, plan_measure_edit_save, 1, "version=1&text=Reached&kind=reach&unit=households");
    assert_refused(refused, "unit", "Close this measure and add another one");
    assert_says(refused, "households"); /* what was typed stays */
    assert_done(as_clerk(&r, plan_measure_edit_save, 1, "version=1&text=Reached&kind=reach&unit=people&until=31 March 2025"),
        "/office/plan/actions/1");
    assert_done(as_clerk(&r, plan_measure_new_save, r.action.id.n, "text=Reached&kind=reach&unit=households&direction=more"),
        "/office/plan/actions/1");
    assert_done(as_member(&r, plan_value_new_save, 2, "day=30 June 2025&number=20"), "/office/plan/actions/1");
    Answer page = as_clerk(&r, plan_action_show, r.action.id.n, NULL);
    assert_shows(page, "50 people");
    assert_shows(page, "20 households");
    assert_does_not_show(page, "Last value compared"); /* people are not compared with households */
}

static void a_year_with_actions_unanswered_is_not_closed(void **state) {
    Room r = begun(state);
    second_action(&r);
    assert_done(as_clerk(&r, agreement_endorse_do, r.year.id.n, form_of(&r, "meeting=%" PRId64, r.held.id.n)), "/office/plan/years/1");
    const char *one = "action=1&seen=1&fate=ends&reason=Typed words&action=2&seen=1&fate=&reason=&act=close";
    Answer refused = as_clerk(&r, plan_roll_over_save, r.year.id.n, one);
    assert_refused(refused, "fate", "1 action has no answer yet");
    assert_says(refused, "Typed words");
    assert_int_equal(count(&r, "select count(*) from agreement where state = 'closed'"), 0);
    assert_int_equal(count(&r, "select count(*) from plan_action where roll_over = 'ends'"), 0);
}

static void an_organisation_that_the_plan_names_is_not_deleted_and_it_says_where(void **state) {
    Room r = begun(state);
    Organisation fire = {.name = S("Fire Service")};
    put(r.w, &organisation_record, &fire);
    PlanSection led = {
        .agreement = r.year.id, .number = 6, .title = S("Fires"), .lead = S("Officer"), .aim = S("Few"), .organisation = fire.id};
    put(r.w, &plan_section_record, &led);
    put(r.w, &plan_lead_record, &(PlanLead){.action = r.action.id, .organisation = fire.id, .role = LEAD_CONTRIBUTES});
    OfficeHandler *doors[] = {organisation_delete_ask, organisation_delete_do};
    for (size_t i = 0; i < 2; i++) {
        Answer refused = as_clerk(&r, doors[i], fire.id.n, i ? "version=1" : NULL);
        assert_non_null(refused.error);
        assert_true(text_contains(refused.error->sentence, S("action 3.1 (Agreement 2025/26)")));
        assert_true(text_contains(refused.error->sentence, S("section 6 (Agreement 2025/26)")));
        assert_true(text_contains(refused.error->sentence, S("enter its last day instead")));
    }
    assert_int_equal(count(&r, "select count(*) from organisation"), 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(two_who_tell_at_once_lose_nothing_and_the_second_reads_the_first),
        TEST(two_who_give_all_updates_at_once_lose_nothing),
        TEST(a_row_that_was_left_alone_is_no_hindrance_when_another_told_of_it),
        TEST(two_who_change_an_action_are_told),
        TEST(an_answer_on_a_stale_page_of_the_roll_over_is_refused_and_says_what_changed),
        TEST(a_year_that_is_closed_meanwhile_takes_nothing_in),
        TEST(R31_an_exception_is_raised_by_what_stands_there_when_it_is_written),
        TEST(an_action_that_is_added_while_the_year_is_closed_keeps_it_open),
        TEST(three_hundred_actions_are_told_of_in_pages),
        TEST(each_body_with_an_agreement_this_year_has_its_own_place_on_the_home_page),
        TEST(a_theme_is_no_priority_of_a_section_and_a_priority_no_theme),
        TEST(what_was_entered_by_mistake_can_be_deleted_from_its_page),
        TEST(R42_an_action_that_moved_after_it_was_cited_is_found_by_its_old_number),
        TEST(a_measure_that_changes_its_unit_half_way_goes_on_as_another_one),
        TEST(a_year_with_actions_unanswered_is_not_closed),
        TEST(an_organisation_that_the_plan_names_is_not_deleted_and_it_says_where),
    };
    return RUN("plan together", tests);
}
