/* The cycle of meetings in a year: R01, R20 and R28, gaps and clashes. Pure. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "meetings/cycle.h"

enum { COUNTY, GROUP, BODIES };
typedef struct {
    Arena *arena;
    CycleBody bodies[BODIES];
} Year;

static int64_t next_id;

static Year year_new(void) {
    Year y = {.arena = arena_new()};
    next_id = 1;
    y.bodies[COUNTY] =
        (CycleBody){.body = {.id = {1}, .name = S("County Partnership")}, .has_terms = true, .terms = {.meetings_a_year = 3}};
    y.bodies[GROUP] = (CycleBody){.body = {.id = {2}, .name = S("Working Group"), .parent = {1}},
        .has_terms = true,
        .terms = {.meetings_a_year = 4, .meets_before_parent = true}};
    for (int i = 0; i < BODIES; i++) y.bodies[i].meetings.items = ARENA_ARRAY(y.arena, Meeting, 20);
    return y;
}

static Meeting *meets(Year *y, int body, const char *day) {
    MeetingList *list = &y->bodies[body].meetings;
    Meeting *m = &list->items[list->count++];
    *m = (Meeting){.id = {next_id++}, .body = y->bodies[body].body.id, .starts = time_of(10, 0), .ends = time_of(12, 0)};
    assert_true(date_parse_iso(text_of(day), &m->day));
    return m;
}

static bool found(const Cycle *cycle, int body, const char *words) {
    const CycleYear *y = &cycle->items[body];
    for (size_t i = 0; i < y->findings.count; i++)
        if (text_contains(y->findings.items[i], text_of(words))) return true;
    return false;
}

static void expect(Year *y, int body, const char *const *sentences) {
    Cycle cycle = cycle_of(y->arena, y->bodies, BODIES, 2026);
    size_t count = 0;
    for (; sentences[count]; count++)
        if (!found(&cycle, body, sentences[count])) fail_msg("not told: %s", sentences[count]);
    if (cycle.items[body].findings.count != count)
        fail_msg("%zu findings, the last: %.*s", cycle.items[body].findings.count,
            TEXT_ARG(cycle.items[body].findings.items[cycle.items[body].findings.count - 1]));
}
#define EXPECT(y, body, ...) expect(&(y), (body), (const char *const[]){__VA_ARGS__ __VA_OPT__(, ) NULL})

/* A year as it should be: the group meets some weeks before the county does. */
static Year whole(void) {
    Year y = year_new();
    static const char *const county[] = {"2025-11-18", "2026-03-17", "2026-07-21", "2026-11-17", "2027-03-16"};
    static const char *const group[] = {"2025-10-27", "2026-01-20", "2026-03-03", "2026-06-30", "2026-10-27", "2027-02-23"};
    for (size_t i = 0; i < sizeof county / sizeof county[0]; i++) meets(&y, COUNTY, county[i]);
    for (size_t i = 0; i < sizeof group / sizeof group[0]; i++) meets(&y, GROUP, group[i]);
    return y;
}

static void a_year_that_keeps_the_terms_has_no_findings(void **state) {
    (void)state;
    Year y = whole();
    EXPECT(y, COUNTY);
    EXPECT(y, GROUP);
    arena_free(y.arena);
}

static void R01_fewer_meetings_than_the_terms_ask_for_are_told(void **state) {
    (void)state;
    Year y = year_new();
    EXPECT(y, COUNTY, "None of at least 3 meetings is planned for 2026.");
    meets(&y, COUNTY, "2026-01-20");
    EXPECT(y, COUNTY, "1 of at least 3 meetings is planned for 2026.");
    meets(&y, COUNTY, "2026-05-19");
    EXPECT(y, COUNTY, "2 of at least 3 meetings are planned for 2026.");
    meets(&y, COUNTY, "2026-09-22");
    EXPECT(y, COUNTY);
    y.bodies[COUNTY].terms.meetings_a_year = 0; /* they say nothing */
    y.bodies[COUNTY].meetings.count = 0;
    EXPECT(y, COUNTY);
    arena_free(y.arena);
}

static void R20_a_long_gap_is_told(void **state) {
    (void)state;
    Year y = year_new();
    y.bodies[GROUP].terms.meets_before_parent = false;
    static const char *const days[] = {"2025-12-02", "2026-01-13", "2026-02-10", "2026-07-14", "2026-10-13"};
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) meets(&y, GROUP, days[i]);
    EXPECT(y, GROUP, "There is no meeting between 10 February 2026 and 14 July 2026: 154 days.");
    meets(&y, GROUP, "2027-05-04"); /* a gap that runs over the end of the year */
    EXPECT(y, GROUP, "10 February 2026 and 14 July 2026", "13 October 2026 and 4 May 2027: 203 days.");
    arena_free(y.arena);
}

static void R28_a_group_meets_before_each_meeting_of_the_body_above(void **state) {
    (void)state;
    Year y = whole();
    y.bodies[GROUP].meetings.items[3].day = date_of(2026, 7, 22); /* the day after */
    EXPECT(
        y, GROUP, "It does not meet before the meeting of County Partnership on 21 July 2026", "3 March 2026 and 22 July 2026: 141 days.");
    y.bodies[GROUP].meetings.items[3].day = date_of(2026, 7, 21); /* the same day is not before */
    Cycle cycle = cycle_of(y.arena, y.bodies, BODIES, 2026);
    assert_true(found(&cycle, GROUP, "on 21 July 2026, as its terms of reference ask."));
    y.bodies[GROUP].terms.meets_before_parent = false;
    cycle = cycle_of(y.arena, y.bodies, BODIES, 2026);
    assert_false(found(&cycle, GROUP, "It does not meet before"));
    arena_free(y.arena);
}

static void R01_two_meetings_at_once_are_told_once(void **state) {
    (void)state;
    Year y = whole();
    Meeting *m = &y.bodies[GROUP].meetings.items[3];
    m->day = date_of(2026, 7, 21);
    m->starts = time_of(11, 30);
    m->ends = time_of(13, 0);
    Cycle cycle = cycle_of(y.arena, y.bodies, BODIES, 2026);
    assert_true(found(&cycle, COUNTY, "The meeting on 21 July 2026 is at the same time as one of Working Group."));
    assert_false(found(&cycle, GROUP, "at the same time"));
    m->starts = time_of(12, 0); /* one after the other */
    EXPECT(y, COUNTY);
    arena_free(y.arena);
}

static void R18_an_agenda_of_the_year_has_the_review(void **state) {
    (void)state;
    Year y = whole();
    y.bodies[COUNTY].terms.review_months = 12;
    EXPECT(y, COUNTY, "No agenda of 2026 has the review of the terms of reference");
    y.bodies[COUNTY].reviews = 1;
    EXPECT(y, COUNTY);
    y.bodies[COUNTY].reviews = 0, y.bodies[COUNTY].terms.review_months = 24; /* not every year */
    EXPECT(y, COUNTY);
    arena_free(y.arena);
}

static void R01_a_body_that_need_not_meet_has_no_cycle_to_agree(void **state) {
    (void)state;
    Year y = whole();
    assert_true(cycle_is_asked(&y.bodies[COUNTY]));
    y.bodies[COUNTY].terms.meetings_a_year = 0;
    assert_false(cycle_is_asked(&y.bodies[COUNTY]));
    y.bodies[GROUP].has_terms = false;
    assert_false(cycle_is_asked(&y.bodies[GROUP]));
    arena_free(y.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_year_that_keeps_the_terms_has_no_findings),
        cmocka_unit_test(R01_fewer_meetings_than_the_terms_ask_for_are_told),
        cmocka_unit_test(R20_a_long_gap_is_told),
        cmocka_unit_test(R28_a_group_meets_before_each_meeting_of_the_body_above),
        cmocka_unit_test(R01_two_meetings_at_once_are_told_once),
        cmocka_unit_test(R18_an_agenda_of_the_year_has_the_review),
        cmocka_unit_test(R01_a_body_that_need_not_meet_has_no_cycle_to_agree),
    };
    return cmocka_run_group_tests_name("the cycle of a year", tests, NULL, NULL);
}
