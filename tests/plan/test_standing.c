/* Rules of the plan that are functions of values: years, states, what is lacking, numbers, measures. */
#include "base/base_test.h"

#include "plan/plan.h"

static Date day_at(const char *iso) {
    Date d;
    assert_true(date_parse_iso(text_of(iso), &d));
    return d;
}

static void LAW_04_years_and_their_quarters(void **state) {
    (void)state;
    Arena *arena = arena_new();
    Date starts;
    assert_int_equal(statutory_year_of(day_at("2026-03-31")).n, day_at("2025-04-01").n);
    assert_int_equal(statutory_year_of(day_at("2026-04-01")).n, day_at("2026-04-01").n);
    assert_int_equal(year_ends(day_at("2025-04-01")).n, day_at("2026-03-31").n);
    assert_text(year_shown(arena, day_at("2025-04-01")), "2025/26");
    assert_text(year_in_address(arena, day_at("2099-04-01")), "2099-00");
    assert_true(year_of_address(S("2025-26"), &starts));
    assert_int_equal(starts.n, day_at("2025-04-01").n);
    assert_true(year_of_address(S("2099-00"), &starts));
    assert_false(year_of_address(S("2025-27"), &starts));
    assert_false(year_of_address(S("2025/26"), &starts));
    assert_false(year_of_address(S(""), &starts));
    arena_free(arena);
}

static void assert_days(const PlanCallList *calls, const char *quarter, const char *first, const char *last) {
    PlanAnswerDays days = plan_answer_days(calls, day_at(quarter));
    assert_int_equal(days.first.n, day_at(first).n);
    assert_int_equal(days.last.n, day_at(last).n);
}

static void R45_two_calls_in_a_row_share_no_day_of_answers(void **state) {
    (void)state;
    PlanCall calls[] = {{.quarter_ends = day_at("2025-09-30"), .due = day_at("2025-10-31")},
        {.quarter_ends = day_at("2025-06-30"), .due = day_at("2025-07-31"), .closed_on = day_at("2025-08-04")}};
    PlanCallList list = {calls, 2}, none = {0};
    assert_days(&list, "2025-06-30", "2025-04-01", "2025-08-04");
    assert_days(&list, "2025-09-30", "2025-08-05", "2025-10-31");
    assert_days(&list, "2025-12-31", "2025-11-01", "2025-12-31"); /* not called for: to its last day */
    assert_days(&list, "2026-03-31", "2026-01-01", "2026-03-31");
    calls[1].closed_on = (Date){0};
    assert_days(&list, "2025-06-30", "2025-04-01", "2025-07-31");
    assert_days(&list, "2025-09-30", "2025-08-01", "2025-10-31");
    assert_days(&none, "2025-09-30", "2025-07-01", "2025-09-30");
    calls[1].closed_on = day_at("2025-11-05"); /* so late that nothing would be left */
    assert_days(&list, "2025-09-30", "2025-07-01", "2025-10-31");
}

static void what_is_open_after_its_day_is_late(void **state) {
    (void)state;
    PlanAction action = {.due = day_at("2026-03-31"), .state = PLAN_ON_TRACK};
    assert_int_equal(plan_standing(&action, day_at("2026-03-31")), PLAN_ON_TRACK);
    assert_int_equal(plan_standing(&action, day_at("2026-04-01")), PLAN_LATE);
    action.state = 0;
    assert_int_equal(plan_standing(&action, day_at("2026-03-31")), PLAN_NOT_STARTED);
    assert_int_equal(plan_standing(&action, day_at("2026-04-01")), PLAN_LATE);
    action.state = PLAN_AWAITING_EVIDENCE;
    assert_int_equal(plan_standing(&action, day_at("2026-04-01")), PLAN_AWAITING_EVIDENCE);
    action.state = PLAN_STOPPED;
    assert_int_equal(plan_standing(&action, day_at("2026-04-01")), PLAN_STOPPED);
}

static void timescales_are_months_where_they_end_one(void **state) {
    (void)state;
    Arena *arena = arena_new();
    assert_text(timescale_shown(arena, day_at("2026-03-31")), "March 2026");
    assert_text(timescale_shown(arena, day_at("2026-02-28")), "February 2026");
    assert_text(timescale_shown(arena, day_at("2028-02-28")), "28 February 2028");
    assert_text(timescale_shown(arena, day_at("2025-10-13")), "13 October 2025");
    assert_text(timescale_shown(arena, (Date){0}), "");
    arena_free(arena);
}

static bool says(const Sentences *list, const char *words) {
    for (size_t i = 0; i < list->count; i++)
        if (text_contains(list->items[i], text_of(words))) return true;
    return false;
}

static void R41_what_an_action_or_a_section_lacks_is_said(void **state) {
    (void)state;
    Arena *arena = arena_new();
    PlanMeasure measure = {.text = S("Reviews finished")};
    PlannedAction line = {.action = {.objective = S("Share lessons"), .steps = S("Seminars"), .due = day_at("2026-03-31")},
        .leads_shown = S("Safety team"),
        .measures = {&measure, 1}};
    assert_int_equal(plan_action_lacks(arena, &line).count, 0);
    line.leads_shown = S("");
    line.measures.count = 0;
    line.action.due = (Date){0};
    line.action.steps = S("  ");
    Sentences lacking = plan_action_lacks(arena, &line);
    assert_int_equal(lacking.count, 4);
    assert_true(
        says(&lacking, "no lead") && says(&lacking, "no measure") && says(&lacking, "no timescale") && says(&lacking, "no actions"));
    PlanSection section = {.title = S("Road Safety"), .priority = {1}, .lead = S("Chair"), .aim = S("Fewer are hurt")};
    assert_int_equal(plan_section_lacks(arena, &section).count, 0);
    section.lead = section.aim = S("");
    assert_int_equal(plan_section_lacks(arena, &section).count, 2);
    section.is_shared = true;
    assert_int_equal(plan_section_lacks(arena, &section).count, 0);
    arena_free(arena);
}

static void measures_are_read_as_they_are_typed(void **state) {
    (void)state;
    int64_t n;
    assert_true(measure_number(MEASURE_NUMBER, S(" 1,250 "), &n) && n == 1250);
    assert_true(measure_number(MEASURE_MONEY, S("£1,500"), &n) && n == 150000);
    assert_true(measure_number(MEASURE_PERCENTAGE, S("45%"), &n) && n == 45);
    assert_false(measure_number(MEASURE_NUMBER, S("many"), &n));
    assert_false(measure_number(MEASURE_NUMBER, S("-3"), &n));
    assert_false(measure_number(MEASURE_NUMBER, S("11111111111111111111111111111111111111111"), &n));
    assert_false(measure_number(MEASURE_NUMBER, S(""), &n));
}

static void measures_are_shown_with_their_counts(void **state) {
    (void)state;
    Arena *arena = arena_new();
    PlanMeasure m = {.kind = MEASURE_ATTENDANCE, .unit = S("people")};
    assert_text(measure_value_shown(arena, &m, &(MeasureValue){.number = 1234567}), "1,234,567 people");
    m = (PlanMeasure){.kind = MEASURE_PERCENTAGE};
    assert_text(measure_value_shown(arena, &m, &(MeasureValue){.number = 9, .of = 20}), "45% (9 of 20)");
    assert_text(measure_value_shown(arena, &m, &(MeasureValue){0}), "Nothing to count");
    m.kind = MEASURE_SURVEY;
    assert_text(measure_value_shown(arena, &m, &(MeasureValue){.rated_5 = 1, .rated_4 = 1}), "4.5 of 5 (2 answers)");
    assert_text(measure_value_shown(arena, &m, &(MeasureValue){.rated_5 = 19, .rated_4 = 1}), "5.0 of 5 (20 answers)");
    assert_text(measure_value_shown(arena, &m, &(MeasureValue){.rated_5 = 49, .rated_4 = 1}), "5.0 of 5 (50 answers)");
    assert_text(measure_value_shown(arena, &m, &(MeasureValue){.rated_5 = 199, .rated_4 = 1}), "5.0 of 5 (200 answers)");
    assert_text(measure_value_shown(arena, &m, &(MeasureValue){0}), "No answers");
    m.kind = MEASURE_MONEY;
    assert_text(measure_value_shown(arena, &m, &(MeasureValue){.amount = {150000}}), "£1,500.00");
    m.kind = MEASURE_DELIVERABLE;
    assert_text(measure_value_shown(arena, &m, &(MeasureValue){.is_delivered = true}), "Delivered");
    arena_free(arena);
}

static MeasureChange counts(MeasureDirection direction, int64_t before, int64_t last) {
    PlanMeasure m = {.kind = MEASURE_NUMBER, .direction = direction};
    return measure_change(&m, &(MeasureValue){.number = before}, &(MeasureValue){.number = last});
}

/* rules.md 7: |z| of 3 for counts; nothing from few. */
static void small_numbers_are_no_evidence_of_change(void **state) {
    (void)state;
    assert_int_equal(counts(BETTER_MORE, 40, 53), CHANGE_NONE);
    assert_int_equal(counts(BETTER_MORE, 2, 8), CHANGE_NONE);
    assert_int_equal(counts(BETTER_MORE, 100, 140), CHANGE_BETTER); /* z = 3.66 */
    assert_int_equal(counts(BETTER_LESS, 100, 140), CHANGE_WORSE);
    assert_int_equal(counts(BETTER_LESS, 140, 100), CHANGE_BETTER);
    assert_int_equal(counts(BETTER_SAME, 100, 1000), CHANGE_UNKNOWN);
    PlanMeasure share = {.kind = MEASURE_PERCENTAGE, .direction = BETTER_MORE};
    assert_int_equal(measure_change(&share, &(MeasureValue){.number = 1, .of = 19}, &(MeasureValue){.number = 19, .of = 19}), CHANGE_NONE);
    assert_int_equal(
        measure_change(&share, &(MeasureValue){.number = 20, .of = 100}, &(MeasureValue){.number = 60, .of = 100}), CHANGE_BETTER);
    assert_int_equal(
        measure_change(&share, &(MeasureValue){.number = 20, .of = 100}, &(MeasureValue){.number = 25, .of = 100}), CHANGE_NONE);
    PlanMeasure survey = {.kind = MEASURE_SURVEY, .direction = BETTER_MORE};
    assert_int_equal(measure_change(&survey, &(MeasureValue){.rated_1 = 9}, &(MeasureValue){.rated_5 = 9}), CHANGE_NONE);
    assert_int_equal(measure_change(&survey, &(MeasureValue){.rated_1 = 50}, &(MeasureValue){.rated_5 = 50}), CHANGE_BETTER);
}

static void filters_leave_out_what_is_not_asked_for(void **state) {
    (void)state;
    Arena *arena = arena_new();
    PlanLead lead = {.organisation = {7}, .role = LEAD_LEADS};
    PlannedAction lines[2] = {{.action = {.id = {1}, .is_funded = true, .due = day_at("2026-03-31")},
                                  .standing = PLAN_LATE,
                                  .leads = {&lead, 1},
                                  .leads_shown = S("Police"),
                                  .is_mine = true},
        {.action = {.id = {2}, .due = day_at("2025-12-31")}, .standing = PLAN_ON_TRACK, .leads_shown = S("")}};
    PlanPart parts[2] = {{.section = {.id = {1}}, .actions = {lines, 2}}, {.section = {.id = {2}}}};
    Plan plan = {.parts = {parts, 2}, .action_count = 2};
    assert_int_equal(plan_filtered(arena, &plan, &(PlanFilter){0}).parts.count, 2);
    assert_int_equal(plan_filtered(arena, &plan, &(PlanFilter){.funded = true}).action_count, 1);
    assert_int_equal(plan_filtered(arena, &plan, &(PlanFilter){.funded = true}).parts.count, 1);
    assert_int_equal(plan_filtered(arena, &plan, &(PlanFilter){.organisation = {7}}).action_count, 1);
    assert_int_equal(plan_filtered(arena, &plan, &(PlanFilter){.organisation = {8}}).action_count, 0);
    assert_int_equal(plan_filtered(arena, &plan, &(PlanFilter){.state = PLAN_ON_TRACK}).parts.items[0].actions.items[0].action.id.n, 2);
    assert_int_equal(plan_filtered(arena, &plan, &(PlanFilter){.due_until = day_at("2026-01-31")}).action_count, 1);
    assert_int_equal(plan_filtered(arena, &plan, &(PlanFilter){.mine = true}).action_count, 1);
    assert_int_equal(plan_filtered(arena, &plan, &(PlanFilter){.section = {2}}).action_count, 0);
    assert_int_equal(plan_count(&plan, PLAN_LATE), 1);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(LAW_04_years_and_their_quarters),
        cmocka_unit_test(R45_two_calls_in_a_row_share_no_day_of_answers),
        cmocka_unit_test(what_is_open_after_its_day_is_late),
        cmocka_unit_test(timescales_are_months_where_they_end_one),
        cmocka_unit_test(R41_what_an_action_or_a_section_lacks_is_said),
        cmocka_unit_test(measures_are_read_as_they_are_typed),
        cmocka_unit_test(measures_are_shown_with_their_counts),
        cmocka_unit_test(small_numbers_are_no_evidence_of_change),
        cmocka_unit_test(filters_leave_out_what_is_not_asked_for),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("plan standing", tests, NULL, NULL);
}
