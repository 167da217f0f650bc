/* The pages of the plan as clerk, member and auditor use them: years, endorsement, sections and actions, progress, updates, looking back, the end of
 * a year. */
#include "plan/room.h"

/* ---- The agreement ---- */

static void LAW_04_an_agreement_begins_on_1_April(void **state) {
    Room r = begun(state);
    char form[200];
    snprintf(form, sizeof form, "body=%" PRId64 "&title=Agreement 2026/27&starts=2 April 2026", r.body.id.n);
    assert_refused(as_clerk(&r, plan_agreement_new_save, 0, form), "starts", "begins on 1 April");
    snprintf(form, sizeof form, "body=%" PRId64 "&title=Another&starts=1 April 2025", r.body.id.n);
    assert_refused(as_clerk(&r, plan_agreement_new_save, 0, form), "starts", "for this year already");
    snprintf(form, sizeof form, "body=%" PRId64 "&title=Agreement 2026/27&starts=1 April 2026", r.body.id.n);
    assert_done(as_clerk(&r, plan_agreement_new_save, 0, form), "/office/plan/years/2");
    assert_done(as_clerk(&r, plan_agreement_new_save, 0, form), "/office/plan/years/2"); /* pressed twice */
    assert_int_equal(count(&r, "select count(*) from agreement"), 2);
}

static void R15_LAW_06_LAW_07_the_year_says_what_is_outstanding(void **state) {
    Room r = begun(state);
    Answer page = as_clerk(&r, agreement_show, r.year.id.n, NULL);
    assert_shows(page, "Reviewed against the year&#39;s assessments");
    assert_shows(page, "The law asks for one.");
    char form[300];
    snprintf(form, sizeof form,
        "version=1&body=%" PRId64 "&title=Agreement 2025/26&starts=1 April 2025&reviewed_on=1 February 2025&sent_on=1 May 2025",
        r.body.id.n);
    assert_refused(as_clerk(&r, plan_agreement_edit_save, r.year.id.n, form), "sent_to", "who it was sent to");
    snprintf(form, sizeof form,
        "version=1&body=%" PRId64
        "&title=Agreement 2025/26&starts=1 April 2025&reviewed_on=1 February 2025&sent_on=1 May 2025&sent_to=The Commissioner",
        r.body.id.n);
    assert_done(as_clerk(&r, plan_agreement_edit_save, r.year.id.n, form), "/office/plan/years/1");
    page = as_clerk(&r, agreement_show, r.year.id.n, NULL);
    assert_does_not_show(page, "The law asks for one.");
    assert_shows(page, "to The Commissioner");
    assert_shows(page, "1 February 2025");
}

static void R46_a_meeting_that_was_held_endorses_the_agreement(void **state) {
    Room r = begun(state);
    char form[60];
    assert_refused(as_clerk(&r, agreement_endorse_do, r.year.id.n, "meeting="), "meeting", "Choose the meeting");
    snprintf(form, sizeof form, "meeting=%" PRId64, r.coming.id.n);
    assert_refused(as_clerk(&r, agreement_endorse_do, r.year.id.n, form), "meeting", "not been held yet");
    assert_int_equal(count(&r, "select count(*) from agreement where state = 'endorsed'"), 0);
    snprintf(form, sizeof form, "meeting=%" PRId64, r.held.id.n);
    assert_done(as_clerk(&r, agreement_endorse_do, r.year.id.n, form), "/office/plan/years/1");
    assert_shows(as_clerk(&r, agreement_show, r.year.id.n, NULL), "25 March 2025");
    assert_non_null(as_clerk(&r, agreement_endorse_do, r.year.id.n, form).error); /* once */
    assert_done(as_clerk(&r, agreement_open_do, r.year.id.n, "was=endorsed"), "/office/plan/years/1");
    assert_non_null(as_clerk(&r, agreement_open_do, r.year.id.n, "was=endorsed").error); /* twice */
    assert_int_equal(count(&r, "select count(*) from agreement where state = 'draft' and endorsed_at is null"), 1);
}

static void a_finished_chapter_has_a_text(void **state) {
    Room r = begun(state);
    assert_refused(
        as_clerk(&r, plan_chapter_new_save, r.year.id.n, "kind=foreword&heading=Foreword&state=finished"), "text", "not finished");
    assert_done(as_clerk(&r, plan_chapter_new_save, r.year.id.n, "kind=foreword&heading=Foreword&state=not_begun"), "/office/plan/years/1");
    assert_done(as_clerk(&r, plan_chapter_new_save, r.year.id.n, "kind=landscape&heading=Landscape&state=finished&text=Twelve districts"),
        "/office/plan/years/1");
    assert_done(as_clerk(&r, chapter_move_do, 2, "direction=up"), "/office/plan/years/1");
    assert_int_equal(count(&r, "select id from agreement_chapter order by position limit 1"), 2);
}

/* ---- Sections and actions ---- */

static void R41_a_section_has_a_lead_and_an_aim_unless_it_is_shared(void **state) {
    Room r = begun(state);
    char form[200];
    snprintf(form, sizeof form, "number=4&priority=%" PRId64 "&title=Roads again", r.priority.id.n);
    assert_refused(as_clerk(&r, plan_section_of_year_new_save, r.year.id.n, form), "lead", "Enter the lead");
    assert_refused(as_clerk(&r, plan_section_of_year_new_save, r.year.id.n, form), "aim", "Enter the aim");
    assert_refused(as_clerk(&r, plan_section_of_year_new_save, r.year.id.n, "number=3&title=Several&is_shared=yes"), "number", "already");
    assert_done(
        as_clerk(&r, plan_section_of_year_new_save, r.year.id.n, "number=4&title=Several&is_shared=yes"), "/office/plan/years/1/actions");
}

static void R42_numbers_are_unique_and_an_old_one_still_finds_its_action(void **state) {
    Room r = begun(state);
    char form[300];
    Db *db;
    PlanActionId found_id;
    bool found;
    snprintf(form, sizeof form, "section=%" PRId64 "&number=1&objective=Another&steps=Do it&due=31 March 2026", r.section.id.n);
    assert_refused(as_clerk(&r, plan_action_of_year_new_save, r.section.id.n, form), "number", "already");
    PlanSection other = {.agreement = r.year.id, .number = 5, .title = S("Several"), .is_shared = true};
    put(r.w, &plan_section_record, &other);
    snprintf(
        form, sizeof form, "version=1&section=%" PRId64 "&number=2&objective=Share campaigns&steps=Share&due=31 March 2026", other.id.n);
    assert_done(as_clerk(&r, plan_action_of_year_edit_save, r.action.id.n, form), "/office/plan/actions/1");
    assert_shows(as_clerk(&r, plan_action_show, r.action.id.n, NULL), "3.1 until");
    assert_fine(store_borrow(r.w->office, r.w->arena, &db));
    assert_fine(plan_action_numbered(db, r.w->arena, r.year.id, S("5.2"), &found_id, &found));
    assert_true(found && found_id.n == r.action.id.n);
    assert_fine(plan_action_numbered(db, r.w->arena, r.year.id, S("3.1"), &found_id, &found));
    assert_true(found && found_id.n == r.action.id.n);
    assert_fine(plan_action_numbered(db, r.w->arena, r.year.id, S("9.9"), &found_id, &found));
    assert_false(found);
    assert_fine(plan_action_numbered(db, r.w->arena, r.year.id, S("3.1.1"), &found_id, &found));
    assert_false(found);
    store_return(db);
}

static void R40_R43_flags_are_words_and_symbols(void **state) {
    Room r = begun(state);
    put(r.w, &plan_lead_record,
        &(PlanLead){.action = r.action.id, .organisation = r.council.id, .post = S("Safety Team"), .role = LEAD_LIAISON});
    Answer page = as_clerk(&r, action_plan_show, r.year.id.n, NULL);
    assert_shows(page, "<span aria-hidden=\"true\">£</span> Funded by the grant");
    assert_shows(page, "Linked: Safer Roads Partnership");
    assert_shows(page, "Safety Team (project liaison)");
    assert_shows(page, "No measure");
}

static void the_plan_is_filtered_and_downloaded(void **state) {
    Room r = begun(state);
    put(r.w, &plan_action_record,
        &(PlanAction){.agreement = r.year.id,
            .section = r.section.id,
            .number = 2,
            .objective = S("=SUM(A1)"),
            .steps = S("Second"),
            .due = day_of("2025-06-30")});
    Asked asked = {.roles = AUDITOR, .id = r.year.id.n, .query = "state=late"};
    Answer page = ask(r.w, action_plan_show, asked);
    assert_shows(page, "1 of 2 actions are shown");
    assert_does_not_show(page, "Share campaigns");
    asked.query = "funded=yes";
    page = ask(r.w, action_plan_csv, asked);
    assert_shows(page, "Share campaigns");
    assert_does_not_show(page, "SUM");
    asked.query = NULL;
    page = ask(r.w, action_plan_csv, asked);
    assert_shows(page, "'=SUM(A1)"); /* no formula */
    assert_shows(page, "2026-03-31");
    assert_true(text_starts_with(ask(r.w, action_plan_xlsx, asked).body, S("PK")));
}

/* ---- Progress ---- */

static void R44_those_who_lead_or_help_tell_how_it_goes(void **state) {
    Room r = begun(state);
    Answer page = as_member(&r, plan_home_show, 0, NULL);
    assert_shows(page, "My actions");
    assert_does_not_show(as_clerk(&r, plan_home_show, 0, NULL), "My actions"); /* nobody's organisation */
    assert_refused(as_member(&r, progress_new_save, r.action.id.n, "state=on_track&done="), "done", "what was done");
    assert_refused(as_member(&r, progress_new_save, r.action.id.n, "state=at_risk&done=Met twice"), "reason", "why it is at risk");
    assert_done(as_member(&r, progress_new_save, r.action.id.n, "state=at_risk&done=Met twice&reason=No money&note=Between us"),
        "/office/plan/actions/1");
    assert_int_equal(count(&r, "select count(*) from plan_action where state = 'at_risk'"), 1);
    page = as_member(&r, plan_action_show, r.action.id.n, NULL);
    assert_shows(page, "Met twice");
    assert_does_not_show(page, "Between us");
    assert_shows(as_clerk(&r, plan_action_show, r.action.id.n, NULL), "Between us");
    PlanProgress proof = {.action = r.action.id,
        .day = day_of("2025-07-01"),
        .state = PLAN_ON_TRACK,
        .done = S("Proved"),
        .evidence_sha256 = S("none"),
        .evidence_title = S("List of guests"),
        .evidence_name = S("guests.pdf")};
    put(r.w, &plan_progress_record, &proof);
    assert_shows(as_member(&r, plan_action_show, r.action.id.n, NULL), "List of guests");
    Asked auditor = {.roles = AUDITOR, .id = r.action.id.n};
    assert_does_not_show(ask(r.w, plan_action_show, auditor), "List of guests");
    auditor.id = proof.id.n;
    Answer file = ask(r.w, progress_file, auditor);
    assert_non_null(file.error);
    assert_int_equal(file.error->kind, ERROR_NOT_FOUND);
    assert_true(text_contains(file.error->sentence, S("no page at this address")));
    Tx *tx;
    assert_fine(tx_begin(r.w->office, r.w->arena, (Actor){0}, S(""), &tx));
    assert_fine(record_delete(tx, &plan_progress_record, &proof));
    assert_fine(tx_commit(tx));
    tx_end(tx);
    /* somebody of another organisation reads and does not tell */
    Person other = {.name = S("Councillor"), .organisation = r.council.id};
    put(r.w, &person_record, &other);
    Asked asked = {.roles = MEMBER, .person = other.id.n, .id = r.action.id.n, .form = "state=complete&done=All of it"};
    Answer refused = ask(r.w, progress_new_save, asked);
    assert_non_null(refused.error);
    assert_int_equal(refused.error->kind, ERROR_FORBIDDEN);
    assert_int_equal(count(&r, "select count(*) from plan_progress"), 1);
}

static void R45_updates_are_called_for_once_a_quarter(void **state) {
    Room r = begun(state);
    Agreement past = r.year;
    past.id = (AgreementId){0};
    past.starts = day_of("2024-04-01");
    put(r.w, &agreement_record, &past);
    assert_shows(as_clerk(&r, plan_call_show, past.id.n, NULL), "value=\"31\""); /* the last quarter of a year that is over */
    assert_shows(as_clerk(&r, plan_call_show, r.year.id.n, NULL), "value=\"30\"");
    assert_refused(
        as_clerk(&r, plan_call_save, past.id.n, "quarter_ends=30 June 2025&due=31 July 2025"), "quarter_ends", "a quarter of 2024/25");
    assert_refused(
        as_clerk(&r, plan_call_save, r.year.id.n, "quarter_ends=29 June 2025&due=31 July 2025"), "quarter_ends", "Quarters end on");
    assert_done(as_clerk(&r, plan_call_save, r.year.id.n, "quarter_ends=30 June 2025&due=31 July 2025"), "/office/plan/years/1/updates");
    assert_refused(
        as_clerk(&r, plan_call_save, r.year.id.n, "quarter_ends=30 September 2025&due=31 October 2025"), "quarter_ends", "Close the call");
    assert_shows(as_member(&r, plan_home_show, 0, NULL), "Updates for the quarter to 30 June 2025 are due on 31 July 2025");
    Answer page = as_member(&r, plan_updates_show, r.year.id.n, NULL);
    assert_shows(page, "Updates for the quarter to 30 June 2025 are due on 31 July 2025");
    assert_shows(page, "3.1 Share campaigns");
    assert_shows(page, "Not told for this quarter yet");
    assert_refused(as_member(&r, plan_updates_save, r.year.id.n, "action=1&state=stopped&done=Nothing more&reason="), "reason-1",
        "3.1: enter why it is at risk or was stopped");
    assert_done(as_member(&r, plan_updates_save, r.year.id.n, "action=1&state=on_track&done=Four meetings&reason="),
        "/office/plan/years/1/updates");
    assert_int_equal(count(&r, "select count(*) from plan_progress where state = 'on_track'"), 1);
    assert_done(as_member(&r, plan_updates_save, r.year.id.n, "action=1&state=on_track&done=&reason="), "/office/plan/years/1/updates");
    assert_int_equal(count(&r, "select count(*) from plan_progress"), 1); /* what is left empty stays */
    assert_done(as_clerk(&r, plan_call_close_do, 1, ""), "/office/plan/years/1/updates");
    assert_refused(as_clerk(&r, plan_call_save, r.year.id.n, "quarter_ends=30 June 2025&due=1 August 2025"), "quarter_ends", "already");
}

static void R45_a_call_that_is_overdue_says_so(void **state) {
    Room r = begun(state);
    put(r.w, &plan_call_record, &(PlanCall){.agreement = r.year.id, .quarter_ends = day_of("2025-06-30"), .due = day_of("2025-07-22")});
    assert_shows(as_member(&r, plan_home_show, 0, NULL), "were due on 22 July 2025");
    Answer page = as_member(&r, plan_updates_show, r.year.id.n, NULL);
    assert_shows(page, "were due on 22 July 2025");
    assert_shows(page, "Not told for this quarter yet");
    PlanProgress told = {.action = r.action.id, .day = day_of("2025-07-23"), .state = PLAN_ON_TRACK, .done = S("Four meetings")};
    put(r.w, &plan_progress_record, &told); /* late, and an answer all the same */
    page = as_member(&r, plan_updates_show, r.year.id.n, NULL);
    assert_shows(page, "Told for this quarter");
    assert_shows(page, "Four meetings");
    assert_does_not_show(page, "Not told for this quarter yet");
}

static void tell(Room *r, const char *day, const char *done) {
    put(r->w, &plan_progress_record,
        &(PlanProgress){.action = r->action.id, .day = day_of(day), .state = PLAN_ON_TRACK, .done = text_of(done)});
}

static int64_t waits_for(Room *r, const PlanCall *call) {
    PlanCalledList called;
    Db *db = NULL;
    assert_fine(store_borrow(r->w->office, r->w->arena, &db));
    assert_fine(plan_called(db, r->w->arena, call, &called));
    store_return(db);
    return plan_called_of(&called, r->member.id);
}

/* What is told in July answers the call of June, and no other. */
static void R45_an_answer_belongs_to_the_call_that_asked_for_it(void **state) {
    Room r = begun(state);
    PlanCall june = {.agreement = r.year.id,
                 .quarter_ends = day_of("2025-06-30"),
                 .due = day_of("2025-07-31"),
                 .closed_on = day_of("2025-07-20")},
             september = {.agreement = r.year.id, .quarter_ends = day_of("2025-09-30"), .due = day_of("2025-10-31")};
    put(r.w, &plan_call_record, &june);
    tell(&r, "2025-07-10", "The answer for June");
    put(r.w, &plan_call_record, &september);
    assert_int_equal(waits_for(&r, &september), 1);
    tell(&r, "2025-07-21", "Of the next quarter");
    assert_int_equal(waits_for(&r, &september), 0);
    Answer report = as_clerk(&r, plan_report_show, r.year.id.n, NULL);
    assert_shows(report, "quarter to 30 June 2025");
    assert_shows(report, "The answer for June");
    assert_does_not_show(report, "Of the next quarter");
}

/* ---- Measures ---- */

static void a_measure_keeps_its_unit_once_it_has_values(void **state) {
    Room r = begun(state);
    assert_refused(
        as_clerk(&r, plan_measure_new_save, r.action.id.n, "text=People&kind=attendance&baseline=many"), "baseline", "whole number");
    assert_done(as_clerk(&r, plan_measure_new_save, r.action.id.n,
                    "text=People&kind=attendance&unit=people&baseline=40&direction=more&period=quarter"),
        "/office/plan/actions/1");
    assert_done(as_member(&r, plan_value_new_save, 1, "day=30 June 2025&number=50"), "/office/plan/actions/1");
    assert_refused(as_member(&r, plan_value_new_save, 1, "day=30 June 2025&number=60"), "day", "already");
    assert_refused(
        as_clerk(&r, plan_measure_edit_save, 1, "version=1&text=People&kind=attendance&unit=organisations"), "unit", "Close this measure");
    assert_refused(
        as_clerk(&r, plan_measure_edit_save, 1, "version=1&text=People&kind=percentage&unit=people"), "kind", "Close this measure");
    assert_done(as_clerk(&r, plan_measure_edit_save, 1, "version=1&text=People&kind=attendance&unit=people&until=30 June 2025"),
        "/office/plan/actions/1");
    assert_refused(as_member(&r, plan_value_new_save, 1, "day=30 September 2025&number=60"), "day", "closed before");
    assert_shows(as_clerk(&r, plan_action_show, r.action.id.n, NULL), "50 people");
}

/* ---- Looking back ---- */

static void R46_what_changed_is_told_between_two_days_and_two_years(void **state) {
    Room r = begun(state);
    Arena *arena = r.w->arena;
    Plan before, after;
    bool existed;
    Db *db;
    Moment then = moment_now();
    char form[300];
    struct timespec pause = {.tv_nsec = 2000000};
    nanosleep(&pause, NULL);
    snprintf(
        form, sizeof form, "version=1&section=%" PRId64 "&number=1&objective=Share campaigns&steps=Share&due=30 June 2026", r.section.id.n);
    assert_done(as_clerk(&r, plan_action_of_year_edit_save, r.action.id.n, form), "/office/plan/actions/1");
    snprintf(form, sizeof form, "section=%" PRId64 "&number=2&objective=New one&steps=Do&due=31 March 2026", r.section.id.n);
    assert_done(as_clerk(&r, plan_action_of_year_new_save, r.section.id.n, form), "/office/plan/actions/2");
    assert_fine(store_borrow(r.w->office, arena, &db));
    assert_fine(plan_read_as_of(db, arena, r.year.id, then, &before, &existed));
    assert_true(existed);
    assert_int_equal(before.action_count, 1);
    assert_string_equal(text_string(arena, before.parts.items[0].actions.items[0].leads_shown), "County Police");
    assert_fine(plan_read(db, arena, r.year.id, (OrganisationId){0}, day_of("2025-07-23"), &after));
    PlanChanges changes = plan_changes(arena, &before, &after, false);
    assert_int_equal(changes.count, 2);
    assert_false(changes.items[0].is_new);
    assert_true(changes.items[1].is_new);
    bool has_due = false;
    for (size_t i = 0; i < changes.items[0].count; i++)
        has_due |= strcmp(changes.items[0].items[i].what, "Timescale") == 0 && text_equal(changes.items[0].items[i].after, S("June 2026"));
    assert_true(has_due);
    changes = plan_changes(arena, &after, &before, false);
    assert_true(changes.items[changes.count - 1].is_gone);
    assert_int_equal(plan_changes(arena, &after, &after, false).count, 0);
    assert_fine(plan_read_as_of(db, arena, r.year.id, moment_plus_seconds(then, -86400), &before, &existed));
    assert_false(existed);
    store_return(db);
    assert_shows(as_clerk(&r, plan_changes_show, r.year.id.n, NULL), "Changes from");
    Asked asked = {.roles = CLERK, .id = r.year.id.n, .query = "from=1 July 2025&to=1 June 2025"};
    assert_int_equal(ask(r.w, plan_changes_show, asked).response.status, 422);
}

static void R42_a_section_numbered_anew_keeps_the_numbers_of_its_actions(void **state) {
    Room r = begun(state);
    Db *db;
    PlanActionId id;
    bool found;
    int64_t next;
    char form[300];
    snprintf(form, sizeof form, "version=1&number=9&priority=%" PRId64 "&title=Road Safety&lead=Chair&aim=Fewer are hurt", r.priority.id.n);
    assert_done(as_clerk(&r, plan_section_of_year_edit_save, r.section.id.n, form), "/office/plan/years/1/actions");
    assert_fine(store_borrow(r.w->office, r.w->arena, &db));
    assert_fine(plan_action_numbered(db, r.w->arena, r.year.id, S("3.1"), &id, &found));
    assert_true(found && id.n == r.action.id.n);
    store_return(db);
    /* and the number is not given again */
    PlanSection third = {.agreement = r.year.id, .number = 3, .title = S("Another"), .is_shared = true};
    put(r.w, &plan_section_record, &third);
    assert_fine(store_borrow(r.w->office, r.w->arena, &db));
    assert_fine(plan_next_number(db, r.w->arena, third.id, &next));
    assert_int_equal(next, 2);
    store_return(db);
    snprintf(form, sizeof form, "section=%" PRId64 "&number=1&objective=New&steps=Do&due=31 March 2026", third.id.n);
    assert_refused(as_clerk(&r, plan_action_of_year_new_save, third.id.n, form), "number", "had the number 3.1 before");
}

static void each_measure_has_its_own_values(void **state) {
    Room r = begun(state);
    for (int64_t i = 1; i <= 3; i++) {
        PlanMeasure m = {.action = r.action.id, .position = 4 - i, .text = S("Measured"), .kind = MEASURE_ATTENDANCE};
        put(r.w, &plan_measure_record, &m);
        if (i == 2) continue; /* one without any */
        put(r.w, &measure_value_record, &(MeasureValue){.measure = m.id, .day = day_of("2025-06-30"), .number = 100 * i});
        put(r.w, &measure_value_record, &(MeasureValue){.measure = m.id, .day = day_of("2025-03-31"), .number = 100 * i + 1});
    }
    Text page = as_clerk(&r, plan_action_show, r.action.id.n, NULL).body;
    const char *const in_order[] = {
        "id=\"measure-3\"", ">301<", ">300<", "values/3/edit", "id=\"measure-2\"", "id=\"measure-1\"", ">101<", ">100<"};
    size_t at = 0;
    for (size_t i = 0; i < sizeof in_order / sizeof in_order[0]; i++) {
        size_t next = text_find(page, text_of(in_order[i]), at);
        if (next == SIZE_MAX) fail_msg("%s does not stand where it should", in_order[i]);
        at = next;
    }
    size_t none = text_find(page, S("id=\"measure-2\""), 0), next = text_find(page, S("id=\"measure-1\""), 0);
    assert_false(text_contains(text_slice(page, none, next - none), S("/office/plan/values/")));
}

static void money_is_entered_as_money(void **state) {
    Room r = begun(state);
    assert_done(as_clerk(&r, plan_measure_new_save, r.action.id.n, "text=Spent&kind=money&target=£2,000"), "/office/plan/actions/1");
    assert_refused(as_clerk(&r, plan_value_new_save, 1, "day=30 June 2025&amount="), "amount", "Enter the amount");
    assert_done(as_clerk(&r, plan_value_new_save, 1, "day=30 June 2025&amount=£1,500"), "/office/plan/actions/1");
    assert_shows(as_clerk(&r, plan_action_show, r.action.id.n, NULL), "£1,500.00");
    assert_done(as_clerk(&r, plan_measure_new_save, r.action.id.n, "text=People&kind=attendance"), "/office/plan/actions/1");
    assert_refused(as_clerk(&r, plan_value_new_save, 2, "day=30 June 2025&number="), "number", "For none, enter 0");
}

static void updates_of_what_was_completed_meanwhile_are_not_lost(void **state) {
    Room r = begun(state);
    put(r.w, &plan_action_record,
        &(PlanAction){.agreement = r.year.id,
            .section = r.section.id,
            .number = 2,
            .objective = S("Second"),
            .steps = S("Do"),
            .due = day_of("2026-03-31"),
            .state = PLAN_NOT_STARTED});
    assert_done(as_clerk(&r, progress_new_save, r.action.id.n, "state=complete&done=All"), "/office/plan/actions/1");
    const char *both = "action=1&state=on_track&done=My words on the first&reason=&action=2&state=on_track&done=And the second&reason=";
    assert_refused(as_clerk(&r, plan_updates_save, r.year.id.n, both), "done", "My words on the first");
    assert_int_equal(count(&r, "select count(*) from plan_progress"), 1);
    assert_shows(as_clerk(&r, plan_updates_show, r.year.id.n, NULL), "3.2 Second");
    assert_refused(
        as_clerk(&r, plan_updates_save, r.year.id.n, "action=2&state=complete&done=&reason="), "done-2", "3.2: enter what was done");
    assert_done(as_clerk(&r, progress_new_save, 2, "state=on_track&done=Twice"), "/office/plan/actions/2");
    assert_done(as_clerk(&r, progress_new_save, 2, "state=on_track&done=Twice"), "/office/plan/actions/2"); /* pressed twice */
    assert_int_equal(count(&r, "select count(*) from plan_progress where action = 2"), 1);
}

/* ---- The end of a year ---- */

/* As the page shows the action now. */
static Answer rolled(Room *r, const char *rest) {
    return as_clerk(r, plan_roll_over_save, r->year.id.n,
        form_of(r, "action=1&seen=%" PRId64 "&%s", count(r, "select version from plan_action where id = 1"), rest));
}

static void a_year_is_closed_when_every_action_has_an_answer(void **state) {
    Room r = begun(state);
    char form[120];
    assert_done(as_clerk(&r, plan_measure_new_save, r.action.id.n, "text=People&kind=attendance"), "/office/plan/actions/1");
    snprintf(form, sizeof form, "meeting=%" PRId64, r.held.id.n);
    assert_done(as_clerk(&r, agreement_endorse_do, r.year.id.n, form), "/office/plan/years/1");
    assert_refused(rolled(&r, "fate=&reason=&act=close"), "fate", "1 action has no answer");
    Answer told = rolled(&r, "fate=ends&reason=&act=save");
    assert_refused(told, "reason-1", "3.1: enter why it ends");
    assert_true(text_contains(told.body, S("aria-describedby=\"reason-1-error\"")));
    assert_true(text_contains(told.body, S("id=\"reason-1-error\" class=\"govuk-error-message\"")));
    assert_refused(rolled(&r, "fate=carries_on&reason=&act=carry"), "fate", "Add the agreement of the next year");
    Agreement next = {.body = r.body.id, .title = S("Agreement 2026/27"), .starts = day_of("2026-04-01"), .state = AGREEMENT_DRAFT};
    put(r.w, &agreement_record, &next);
    assert_refused(rolled(&r, "fate=carries_on&reason=&act=close"), "fate", "Carry the actions over");
    assert_done(rolled(&r, "fate=carries_on&reason=It goes on&act=carry"), "/office/plan/years/1/roll-over");
    assert_done(rolled(&r, "fate=carries_on&reason=It goes on&act=carry"), "/office/plan/years/1/roll-over");
    assert_int_equal(
        count(&r, "select count(*) from plan_action where agreement = 2 and continues = 1 and due = '2027-03-31'"), 1); /* once */
    assert_int_equal(count(&r, "select count(*) from plan_lead where action = 2"), 1);
    assert_int_equal(count(&r, "select count(*) from plan_measure where action = 2"), 1);
    assert_done(rolled(&r, "fate=carries_on&reason=It goes on&act=close"), "/office/plan/years/1");
    assert_non_null(as_clerk(&r, progress_new_save, r.action.id.n, "state=complete&done=More").error);
    char edit[200];
    snprintf(edit, sizeof edit, "version=3&section=%" PRId64 "&number=1&objective=Changed&steps=Share&due=31 March 2026", r.section.id.n);
    assert_int_not_equal(as_clerk(&r, plan_action_of_year_edit_save, r.action.id.n, edit).response.status, 303);
    assert_int_equal(count(&r, "select count(*) from plan_action where objective = 'Changed'"), 0);
    snprintf(edit, sizeof edit, "organisation=%" PRId64 "&role=leads", r.council.id.n);
    assert_non_null(as_clerk(&r, plan_lead_new_save, r.action.id.n, edit).error);
    assert_non_null(as_clerk(&r, plan_lead_delete_do, 1, "version=1").error);
    assert_non_null(as_clerk(&r, plan_value_new_save, 1, "day=30 June 2025&number=5").error);
    assert_non_null(as_clerk(&r, plan_measure_edit_save, 1, "version=1&text=Else&kind=attendance").error);
    assert_non_null(as_clerk(&r, plan_action_of_year_new_save, r.section.id.n, "number=9&objective=Late&steps=No&due=31 March 2026").error);
    assert_int_equal(count(&r, "select count(*) from plan_lead where action = 1"), 1);
    assert_int_equal(count(&r, "select count(*) from measure_value"), 0);
    snprintf(edit, sizeof edit, "version=3&body=%" PRId64 "&title=Changed&starts=1 April 2025", r.body.id.n);
    assert_non_null(as_clerk(&r, plan_agreement_edit_save, r.year.id.n, edit).error);
    assert_non_null(as_clerk(&r, plan_chapter_new_save, r.year.id.n, "kind=foreword&heading=Late&state=draft").error);
    assert_non_null(as_clerk(&r, plan_version_new_save, r.year.id.n, "number=2&day=1 May 2025&changes=Late").error);
    assert_non_null(as_clerk(&r, plan_call_save, r.year.id.n, "quarter_ends=30 June 2025&due=31 July 2025").error);
}

static void an_organisation_that_leads_is_not_deleted(void **state) {
    Room r = begun(state);
    assert_non_null(as_clerk(&r, organisation_delete_do, r.police.id.n, "version=1").error);
    assert_int_equal(count(&r, "select count(*) from organisation"), 2);
    Answer refused = as_clerk(&r, plan_action_of_year_delete_do, r.action.id.n, "version=1"); /* nor an action with leads */
    assert_non_null(refused.error);
    assert_true(text_contains(refused.error->sentence, S("tell its progress as stopped")));
}

static void registers_are_kept(void **state) {
    Room r = begun(state);
    assert_refused(as_clerk(&r, plan_priority_new_save, 0, "name=road safety&kind=priority"), "name", "already");
    assert_done(as_clerk(&r, plan_priority_new_save, 0, "name=Mental health&kind=theme"), "/office/plan/priorities");
    assert_done(as_clerk(&r, plan_theme_new_save, r.action.id.n, "theme=2"), "/office/plan/actions/1");
    put(r.w, &priority_record, &(Priority){.name = S("Prevention"), .kind = PRIORITY_THEME});
    put(r.w, &plan_theme_record, &(PlanTheme){.action = r.action.id, .theme = {3}});
    assert_refused(as_clerk(&r, plan_theme_new_save, r.action.id.n, "theme=3"), "theme", "already");
    assert_done(as_clerk(&r, plan_name_new_save, 1, "name=Roads&until=31 March 2022&reason=Clearer"), "/office/plan/priorities");
    assert_shows(as_clerk(&r, priorities_show, 0, NULL), "Roads");
    assert_done(as_clerk(&r, plan_strategy_new_save, 0, "kind=bill&title=Crime Bill&due=1 September 2025"), "/office/plan/strategies");
    assert_done(as_clerk(&r, plan_link_new_save, r.action.id.n, "strategy=1"), "/office/plan/actions/1");
    assert_shows(as_clerk(&r, strategy_show, 1, NULL), "3.1 Share campaigns");
    assert_shows(as_clerk(&r, plan_home_show, 0, NULL), "Crime Bill");
    assert_non_null(as_clerk(&r, plan_strategy_delete_do, 1, "version=1").error);
    assert_refused(as_clerk(&r, plan_issue_new_save, 0, "title=Vapes&raised_on=1 July 2025&standing=closed"), "outcome", "what came of it");
    assert_done(as_clerk(&r, plan_issue_new_save, 0, "title=Vapes&raised_on=1 July 2025&standing=watched"), "/office/plan/issues");
    assert_shows(as_clerk(&r, issues_show, 0, NULL), "Vapes");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(LAW_04_an_agreement_begins_on_1_April),
        TEST(R15_LAW_06_LAW_07_the_year_says_what_is_outstanding),
        TEST(R46_a_meeting_that_was_held_endorses_the_agreement),
        TEST(a_finished_chapter_has_a_text),
        TEST(R41_a_section_has_a_lead_and_an_aim_unless_it_is_shared),
        TEST(R42_numbers_are_unique_and_an_old_one_still_finds_its_action),
        TEST(R40_R43_flags_are_words_and_symbols),
        TEST(the_plan_is_filtered_and_downloaded),
        TEST(R44_those_who_lead_or_help_tell_how_it_goes),
        TEST(R45_updates_are_called_for_once_a_quarter),
        TEST(R45_a_call_that_is_overdue_says_so),
        TEST(R45_an_answer_belongs_to_the_call_that_asked_for_it),
        TEST(a_measure_keeps_its_unit_once_it_has_values),
        TEST(R46_what_changed_is_told_between_two_days_and_two_years),
        TEST(R42_a_section_numbered_anew_keeps_the_numbers_of_its_actions),
        TEST(each_measure_has_its_own_values),
        TEST(money_is_entered_as_money),
        TEST(updates_of_what_was_completed_meanwhile_are_not_lost),
        TEST(a_year_is_closed_when_every_action_has_an_answer),
        TEST(an_organisation_that_leads_is_not_deleted),
        TEST(registers_are_kept),
    };
    return RUN("plan pages", tests);
}
