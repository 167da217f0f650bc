/* Civil days and times of day: the calendar's arithmetic, and how days and times are read and written. */
#include "base_test.h"

#include <time.h>

#include "base/date.h"

static void DATE_days_that_do_not_exist_are_unset(void **state) {
    (void)state;
    assert_false(date_is_set(date_of(2025, 2, 31)));
    assert_false(date_is_set(date_of(2025, 2, 29)));
    assert_true(date_is_set(date_of(2024, 2, 29)));
    assert_false(date_is_set(date_of(1900, 2, 29)));
    assert_true(date_is_set(date_of(2000, 2, 29)));
    assert_false(date_is_set(date_of(2025, 4, 31)));
    assert_false(date_is_set(date_of(2025, 13, 1)));
    assert_false(date_is_set(date_of(2025, 0, 1)));
    assert_false(date_is_set(date_of(2025, 1, 0)));
    assert_false(date_is_set(date_of(0, 12, 31)));
    assert_false(date_is_set(date_of(10000, 1, 1)));
    assert_int_equal(date_of(1, 1, 1).n, 1);
}

static void DATE_every_day_of_ten_thousand_years_comes_back(void **state) {
    (void)state;
    Date last = date_of(9999, 12, 31);
    DateParts before = {0, 12, 31};
    for (int32_t n = 1; n <= last.n; n++) {
        DateParts p = date_parts((Date){n});
        bool follows = (p.day == before.day + 1 && p.month == before.month && p.year == before.year)
                       || (p.day == 1 && p.month == before.month + 1 && p.year == before.year)
                       || (p.day == 1 && p.month == 1 && before.month == 12 && p.year == before.year + 1);
        if (!follows || date_of(p.year, p.month, p.day).n != n) fail_msg("day %d", n);
        before = p;
    }
}

static void DATE_agrees_with_the_system_calendar(void **state) {
    (void)state;
    for (time_t seconds = -2208988800; seconds < 7258118400; seconds += 86400) { /* 1900 to 2200 */
        struct tm tm;
        gmtime_r(&seconds, &tm);
        Date d = date_of(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
        assert_int_equal(date_days_between(date_of(1970, 1, 1), d), seconds / 86400);
        assert_int_equal(date_weekday(d), tm.tm_wday == 0 ? 7 : tm.tm_wday);
    }
}

static void DATE_easter_2015_to_2030_as_rules_section_3_lists_it(void **state) {
    (void)state;
    static const struct {
        int month, day;
    } easter[] = {{4, 5}, {3, 27}, {4, 16}, {4, 1}, {4, 21}, {4, 12}, {4, 4}, {4, 17}, {4, 9}, {3, 31}, {4, 20}, {4, 5}, {3, 28}, {4, 16},
        {4, 1}, {4, 21}};
    for (int year = 2015; year <= 2030; year++) {
        assert_int_equal(date_easter(year).n, date_of(year, easter[year - 2015].month, easter[year - 2015].day).n);
    }
    /* The earliest and the latest there can be. */
    assert_int_equal(date_easter(2285).n, date_of(2285, 3, 22).n);
    assert_int_equal(date_easter(2038).n, date_of(2038, 4, 25).n);
    for (int year = 1583; year < 5000; year++) assert_int_equal(date_weekday(date_easter(year)), SUNDAY);
}

static void DATE_months_are_added_to_the_same_day_clamped_to_the_end(void **state) {
    (void)state;
    assert_int_equal(date_plus_months(date_of(2025, 1, 31), 1).n, date_of(2025, 2, 28).n);
    assert_int_equal(date_plus_months(date_of(2024, 1, 31), 1).n, date_of(2024, 2, 29).n);
    assert_int_equal(date_plus_months(date_of(2025, 8, 31), 6).n, date_of(2026, 2, 28).n);
    assert_int_equal(date_plus_months(date_of(2025, 3, 31), -1).n, date_of(2025, 2, 28).n);
    assert_int_equal(date_plus_months(date_of(2025, 12, 15), 1).n, date_of(2026, 1, 15).n);
    assert_int_equal(date_plus_months(date_of(2025, 1, 15), -13).n, date_of(2023, 12, 15).n);
    assert_false(date_is_set(date_plus_months(date_of(9999, 12, 1), 1)));
    assert_false(date_is_set(date_plus_months(date_of(1, 1, 1), -1)));
    assert_false(date_is_set(date_plus_months((Date){0}, 1)));
}

static void DATE_days_are_added_and_compared(void **state) {
    (void)state;
    assert_int_equal(date_plus_days(date_of(2024, 2, 28), 2).n, date_of(2024, 3, 1).n);
    assert_false(date_is_set(date_plus_days(date_of(9999, 12, 31), 1)));
    assert_false(date_is_set(date_plus_days(date_of(1, 1, 1), -1)));
    assert_false(date_is_set(date_plus_days((Date){0}, 5)));
    assert_int_equal(date_compare((Date){0}, date_of(1, 1, 1)), -1);
    assert_int_equal(date_compare(date_of(2025, 7, 23), date_of(2025, 7, 22)), 1);
    assert_int_equal(date_compare(date_of(2025, 7, 23), date_of(2025, 7, 23)), 0);
}

static void LAW_04_the_statutory_year_begins_on_1_April(void **state) {
    (void)state;
    assert_int_equal(statutory_year(date_of(2025, 3, 31)), 2024);
    assert_int_equal(statutory_year(date_of(2025, 4, 1)), 2025);
    assert_int_equal(statutory_year(date_of(2026, 1, 1)), 2025);
}

static void quarters_end_with_March_June_September_and_December(void **state) {
    (void)state;
    assert_int_equal(quarter_begins(date_of(2025, 4, 1)).n, date_of(2025, 4, 1).n);
    assert_int_equal(quarter_begins(date_of(2025, 12, 31)).n, date_of(2025, 10, 1).n);
    assert_int_equal(quarter_of(date_of(2025, 4, 1)).n, date_of(2025, 6, 30).n);
    assert_int_equal(quarter_of(date_of(2025, 12, 31)).n, date_of(2025, 12, 31).n);
    assert_int_equal(quarter_of(date_of(2026, 1, 1)).n, date_of(2026, 3, 31).n);
    assert_int_equal(quarter_before(date_of(2025, 7, 5)).n, date_of(2025, 6, 30).n);
    assert_int_equal(quarter_before(date_of(2025, 6, 30)).n, date_of(2025, 3, 31).n);
    assert_int_equal(quarter_before(date_of(2026, 1, 1)).n, date_of(2025, 12, 31).n);
}

static void DATE_is_read_as_people_type_it(void **state) {
    (void)state;
    static const char *const good[] = {"23/7/2025", "23/07/2025", "23 July 2025", "23rd Jul 2025", "2025-07-23", " 23  july  2025 ",
        "23.7.2025", "23-7-2025", "Wednesday 23 July 2025", "Wed, 23 Jul 2025", "23 JULY, 2025", "23July2025"};
    static const char *const bad[] = {"31 February 2025", "31/2/2025", "29/2/2025", "", "July 2025", "23 July", "23/7/25", "7/23/2025",
        "23 Ju 2025", "Tuesday 23 July 2025", "2025-7-23", "2025-07-23x", "23 July 2025 at 10", "123/7/2025", "23/7/20255", "0/7/2025",
        "23 Smarch 2025", "99999999999999999999/1/2025", "23//7/2025"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        Date d = {0};
        if (!date_parse(text_of(good[i]), &d) || d.n != date_of(2025, 7, 23).n) fail_msg("'%s' was not read", good[i]);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Date d = {0};
        if (date_parse(text_of(bad[i]), &d) || d.n != 0) fail_msg("'%s' was read", bad[i]);
    }
}

static void DATE_iso_is_exact(void **state) {
    (void)state;
    Date d = {0};
    assert_true(date_parse_iso(S("2025-07-23"), &d));
    assert_false(date_parse_iso(S("2025-02-31"), &d) || date_parse_iso(S("2025/07/23"), &d) || date_parse_iso(S("25-07-23"), &d)
                 || date_parse_iso(S("2025-07-2"), &d) || date_parse_iso(S("+025-07-23"), &d) || date_parse_iso(S("0000-01-01"), &d)
                 || date_parse_iso((Text){0}, &d));
    assert_int_equal(d.n, date_of(2025, 7, 23).n);
}

static void DATE_is_written_in_four_ways(void **state) {
    Arena *arena = *state;
    Date d = date_of(2025, 7, 3);
    assert_text(date_iso(arena, d), "2025-07-03");
    assert_text(date_long(arena, d), "Thursday 3 July 2025");
    assert_text(date_plain(arena, d), "3 July 2025");
    assert_text(date_short(arena, d), "3 Jul 2025");
    assert_text(date_iso(arena, (Date){0}), "");
    assert_text(date_long(arena, (Date){0}), "");
    assert_text(date_iso(arena, date_of(43, 1, 9)), "0043-01-09");
}

static void TIME_is_read_as_people_type_it(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int hour, minute;
    } cases[] = {
        {"10:00", 10, 0},
        {"10.00", 10, 0},
        {"10am", 10, 0},
        {"10 am", 10, 0},
        {"10.30 pm", 22, 30},
        {"2:05PM", 14, 5},
        {"noon", 12, 0},
        {"midday", 12, 0},
        {"Midnight", 0, 0},
        {"12am", 0, 0},
        {"12pm", 12, 0},
        {"12.30 a.m.", 0, 30},
        {"00:00", 0, 0},
        {"23:59", 23, 59},
        {" 9:30 ", 9, 30},
        {"", -1, 0},
        {"10", -1, 0},
        {"24:00", -1, 0},
        {"10:60", -1, 0},
        {"13pm", -1, 0},
        {"0am", -1, 0},
        {"10:0", -1, 0},
        {"10:000", -1, 0},
        {"ten", -1, 0},
        {"10:00x", -1, 0},
        {"-1:00", -1, 0},
        {"100:00", -1, 0},
        {"10:", -1, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        TimeOfDay t = {0};
        bool was_read = time_parse(text_of(cases[i].text), &t);
        if (was_read != (cases[i].hour >= 0)) fail_msg("'%s'", cases[i].text);
        if (was_read && (time_hour(t) != cases[i].hour || time_minute(t) != cases[i].minute)) fail_msg("'%s' is wrong", cases[i].text);
        assert_int_equal(time_is_set(t), was_read);
    }
}

static void TIME_is_written_as_people_say_it(void **state) {
    Arena *arena = *state;
    assert_text(time_iso(arena, time_of(9, 5)), "09:05");
    assert_text(time_plain(arena, time_of(10, 0)), "10am");
    assert_text(time_plain(arena, time_of(14, 30)), "2.30pm");
    assert_text(time_plain(arena, time_of(12, 0)), "midday");
    assert_text(time_plain(arena, time_of(12, 15)), "12.15pm");
    assert_text(time_plain(arena, time_of(0, 0)), "midnight");
    assert_text(time_plain(arena, time_of(0, 5)), "12.05am");
    assert_text(time_plain(arena, (TimeOfDay){0}), "");
    assert_false(time_is_set(time_of(24, 0)) || time_is_set(time_of(10, 60)) || time_is_set(time_of(-1, 0)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(DATE_days_that_do_not_exist_are_unset),
        TEST(DATE_every_day_of_ten_thousand_years_comes_back),
        TEST(DATE_agrees_with_the_system_calendar),
        TEST(DATE_easter_2015_to_2030_as_rules_section_3_lists_it),
        TEST(DATE_months_are_added_to_the_same_day_clamped_to_the_end),
        TEST(DATE_days_are_added_and_compared),
        TEST(LAW_04_the_statutory_year_begins_on_1_April),
        TEST(quarters_end_with_March_June_September_and_December),
        TEST(DATE_is_read_as_people_type_it),
        TEST(DATE_iso_is_exact),
        TEST(DATE_is_written_in_four_ways),
        TEST(TIME_is_read_as_people_type_it),
        TEST(TIME_is_written_as_people_say_it),
    };
    return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
