/* The month grid and the limit on letters: pure. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "public/calendar.h"
#include "public/limit.h"

static Arena *arena;

static int make_arena(void **state) {
    (void)state;
    arena = arena_new();
    return 0;
}
static int end_arena(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

static void a_month_begins_on_its_weekday(void **state) {
    (void)state;
    PublishedMeeting m[2] = {{.id = {1}, .day = date_of(2027, 7, 21)}, {.id = {2}, .day = date_of(2027, 7, 21)}};
    CalendarMonth month = calendar_month(arena, date_of(2027, 7, 1), date_of(2027, 7, 19), (PublishedMeetingList){m, 2});
    assert_string_equal(month.name.ptr, "July 2027");
    assert_true(text_equal(month.before, S("2027-06")));
    assert_true(text_equal(month.after, S("2027-08")));
    assert_int_equal(month.count, 5);
    assert_false(month.items[0].items[2].is_in_month);
    assert_int_equal(month.items[0].items[3].number, 1); /* a Thursday */
    assert_true(month.items[2].items[0].number == 12 && month.items[3].items[0].is_today);
    assert_int_equal(month.items[3].items[2].number, 21);
    assert_int_equal(month.items[3].items[2].meetings.count, 2);
    assert_int_equal(month.items[4].items[5].number, 31);
}

static void every_month_has_all_its_days_once(void **state) {
    (void)state;
    for (Date first = date_of(2023, 1, 1); date_compare(first, date_of(2029, 1, 1)) < 0; first = date_plus_months(first, 1)) {
        CalendarMonth month = calendar_month(arena, first, (Date){0}, (PublishedMeetingList){0});
        int days = 0;
        for (size_t w = 0; w < month.count; w++) {
            assert_int_equal(month.items[w].count, 7);
            for (size_t d = 0; d < 7; d++) {
                const CalendarDay *cell = &month.items[w].items[d];
                if (!cell->is_in_month) continue;
                assert_int_equal(cell->number, ++days);
                assert_int_equal(date_weekday(cell->day), (int)d + 1);
            }
        }
        assert_int_equal(days, date_days_between(month.first, month.last) + 1);
    }
}

static void the_ends_of_time_have_no_neighbour(void **state) {
    (void)state;
    CalendarMonth first = calendar_month(arena, date_of(1, 1, 1), (Date){0}, (PublishedMeetingList){0});
    CalendarMonth last = calendar_month(arena, date_of(9999, 12, 1), (Date){0}, (PublishedMeetingList){0});
    assert_true(text_is_empty(first.before));
    assert_true(text_is_empty(last.after));
    assert_int_equal(date_parts(last.last).day, 31);
}

static void a_month_is_four_digits_and_two(void **state) {
    (void)state;
    Date first = {0};
    assert_true(month_parse(S("2025-07"), &first));
    assert_int_equal(date_compare(first, date_of(2025, 7, 1)), 0);
    assert_false(month_parse(S("2025-13"), &first));
    assert_false(month_parse(S("2025-7"), &first));
    assert_false(month_parse(S("July 25"), &first));
    assert_false(month_parse(S(""), &first));
}

static void one_sender_may_post_five_letters_an_hour(void **state) {
    (void)state;
    LetterLimit limit = {0};
    Moment now = {INT64_C(1795000000000000)};
    for (int i = 0; i < LIMIT_OF_ONE; i++) assert_true(limit_take(&limit, S("192.0.2.7"), now));
    assert_false(limit_take(&limit, S("192.0.2.7"), now));
    assert_true(limit_take(&limit, S("192.0.2.8"), now));
    assert_true(limit_take(&limit, S("192.0.2.7"), moment_plus_seconds(now, 3601)));
}

static void all_together_may_not_fill_the_disk(void **state) {
    (void)state;
    LetterLimit limit = {0};
    Moment now = {INT64_C(1795000000000000)};
    int taken = 0;
    for (int i = 0; i < 5000; i++) taken += limit_take(&limit, text_format(arena, "2001:db8::%d", i), now);
    assert_int_equal(taken, LIMIT_OF_ALL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_month_begins_on_its_weekday),
        cmocka_unit_test(every_month_has_all_its_days_once),
        cmocka_unit_test(the_ends_of_time_have_no_neighbour),
        cmocka_unit_test(a_month_is_four_digits_and_two),
        cmocka_unit_test(one_sender_may_post_five_letters_an_hour),
        cmocka_unit_test(all_together_may_not_fill_the_disk),
    };
    return cmocka_run_group_tests(tests, make_arena, end_arena);
}
