/* The calendar rules against rules.md section 3: bank holidays, clear days, the ten vectors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "people/people.h"

static int set_up(void **state) {
    *state = arena_new();
    return 0;
}

static int tear_down(void **state) {
    arena_free(*state);
    return 0;
}

static Date iso(const char *day) {
    Date date = {0};
    assert_true(date_parse_iso(text_of(day), &date));
    return date;
}

static void assert_day(Arena *arena, Date actual, const char *expected) {
    assert_string_equal(text_string(arena, date_iso(arena, actual)), expected);
}

/* Every holiday of some years, as the office would have entered them. */
static HolidayList holidays_of(Arena *arena, int first, int last) {
    HolidayList all = {.items = ARENA_ARRAY(arena, Holiday, (size_t)(last - first + 1) * 12)};
    for (int year = first; year <= last; year++) {
        HolidayList of_year = bank_holidays(arena, year);
        for (size_t i = 0; i < of_year.count; i++) all.items[all.count++] = of_year.items[i];
    }
    return all;
}

static const struct {
    const char *meeting, *clear_days, *working_days;
} vectors[] = {
    {"2025-07-23", "2025-07-15", "2025-07-16"},
    {"2025-03-25", "2025-03-17", "2025-03-18"},
    {"2022-07-14", "2022-07-06", "2022-07-07"},
    {"2017-07-19", "2017-07-11", "2017-07-12"},
    {"2022-06-08", "2022-05-27", "2022-05-30"},
    {"2022-09-22", "2022-09-13", "2022-09-14"},
    {"2023-05-10", "2023-04-28", "2023-05-02"},
    {"2020-05-13", "2020-05-04", "2020-05-05"},
    {"2026-04-09", "2026-03-30", "2026-03-31"},
    {"2028-01-05", "2027-12-23", "2027-12-24"},
};

static void MTG_01_MTG_02_ten_vectors_of_five_clear_days(void **state) {
    HolidayList holidays = holidays_of(*state, 2017, 2028);
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
        assert_day(*state, latest_issue_clear_days(iso(vectors[i].meeting), 5, &holidays), vectors[i].clear_days);
}

static void R03_ten_vectors_of_five_working_days(void **state) {
    HolidayList holidays = holidays_of(*state, 2017, 2028);
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
        assert_day(*state, latest_issue_working_days(iso(vectors[i].meeting), 5, &holidays), vectors[i].working_days);
}

static void MTG_01_R03_notice_deadline_reads_the_terms(void **state) {
    HolidayList holidays = holidays_of(*state, 2025, 2025);
    TermsOfReference terms = {.clear_days = 5, .paper_working_days = 5};
    NoticeDeadline both = notice_deadline(iso("2025-07-23"), &terms, &holidays);
    assert_day(*state, both.clear_days, "2025-07-15");
    assert_day(*state, both.terms_of_reference, "2025-07-16");
    terms = (TermsOfReference){.clear_days = 3};
    NoticeDeadline one = notice_deadline(iso("2025-07-23"), &terms, &holidays);
    assert_day(*state, one.clear_days, "2025-07-17");
    assert_false(date_is_set(one.terms_of_reference));
    terms = (TermsOfReference){0};
    assert_false(date_is_set(notice_deadline(iso("2025-07-23"), &terms, &holidays).clear_days));
}

/* The terms of the demo's county partnership. */
static const TermsOfReference timeline_terms = {
    .clear_days = 5, .paper_working_days = 5, .call_days = 35, .report_days = 6, .agreement_days = 3, .minutes_days = 15};

/* The meetings of rules.md section 3. Counted by hand: 35 days before the meeting, 6 and 3 before the day of issue, 15 after the meeting, each moved
 * to the working day before. */
static void R02_R03_the_timeline_of_ten_meetings(void **state) {
    static const struct {
        const char *meeting, *call, *reports, *agreement, *issue, *minutes;
    } days[] = {
        {"2025-07-23", "2025-06-18", "2025-07-09", "2025-07-11", "2025-07-15", "2025-08-07"},
        {"2025-03-25", "2025-02-18", "2025-03-11", "2025-03-14", "2025-03-17", "2025-04-09"},
        {"2022-07-14", "2022-06-09", "2022-06-30", "2022-07-01", "2022-07-06", "2022-07-29"},
        {"2017-07-19", "2017-06-14", "2017-07-05", "2017-07-07", "2017-07-11", "2017-08-03"},
        {"2022-06-08", "2022-05-04", "2022-05-20", "2022-05-24", "2022-05-27", "2022-06-23"},
        {"2022-09-22", "2022-08-18", "2022-09-07", "2022-09-09", "2022-09-13", "2022-10-07"},
        {"2023-05-10", "2023-04-05", "2023-04-21", "2023-04-25", "2023-04-28", "2023-05-25"},
        {"2020-05-13", "2020-04-08", "2020-04-28", "2020-05-01", "2020-05-04", "2020-05-28"},
        {"2026-04-09", "2026-03-05", "2026-03-24", "2026-03-27", "2026-03-30", "2026-04-24"},
        {"2028-01-05", "2027-12-01", "2027-12-17", "2027-12-20", "2027-12-23", "2028-01-20"},
    };
    HolidayList holidays = holidays_of(*state, 2017, 2028);
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        MeetingDays found = meeting_days(iso(days[i].meeting), &timeline_terms, &holidays);
        assert_day(*state, found.call, days[i].call);
        assert_day(*state, found.reports, days[i].reports);
        assert_day(*state, found.agreement, days[i].agreement);
        assert_day(*state, found.issue, days[i].issue);
        assert_day(*state, found.meeting, days[i].meeting);
        assert_day(*state, found.minutes, days[i].minutes);
    }
}

static void R02_R03_a_holiday_that_is_added_later_moves_open_deadlines(void **state) {
    HolidayList holidays = holidays_of(*state, 2022, 2022);
    Holiday more[64];
    size_t count = 0;
    for (size_t i = 0; i < holidays.count; i++) /* as it was before the funeral was announced */
        if (date_compare(holidays.items[i].day, iso("2022-09-19")) != 0) more[count++] = holidays.items[i];
    HolidayList before = {more, count};
    MeetingDays then = meeting_days(iso("2022-09-22"), &timeline_terms, &before);
    assert_day(*state, then.issue, "2022-09-14");
    assert_day(*state, then.reports, "2022-09-08");
    assert_day(*state, then.agreement, "2022-09-09");
    MeetingDays now = meeting_days(iso("2022-09-22"), &timeline_terms, &holidays);
    assert_day(*state, now.issue, "2022-09-13");
    assert_day(*state, now.reports, "2022-09-07");
    /* a day that becomes a holiday itself goes to the working day before */
    more[count] = (Holiday){.day = iso("2022-09-09")};
    before.count = count + 1;
    assert_day(*state, meeting_days(iso("2022-09-22"), &timeline_terms, &before).agreement, "2022-09-08");
}

static void R03_a_step_without_a_number_is_not_used(void **state) {
    HolidayList holidays = holidays_of(*state, 2025, 2025);
    TermsOfReference terms = {.clear_days = 5};
    MeetingDays days = meeting_days(iso("2025-07-23"), &terms, &holidays);
    assert_false(date_is_set(days.call) || date_is_set(days.reports) || date_is_set(days.agreement) || date_is_set(days.minutes));
    assert_day(*state, days.issue, "2025-07-15");
    terms = (TermsOfReference){.report_days = 2, .agreement_days = 1}; /* no notice: they count from the meeting */
    days = meeting_days(iso("2025-07-23"), &terms, &holidays);
    assert_false(date_is_set(days.issue));
    assert_day(*state, days.reports, "2025-07-21");
    assert_day(*state, days.agreement, "2025-07-22");
}

static void MTG_01_clear_days_count_neither_issue_nor_meeting(void **state) {
    HolidayList holidays = holidays_of(*state, 2025, 2025);
    assert_int_equal(clear_days_between(iso("2025-07-15"), iso("2025-07-23"), &holidays), 5);
    assert_int_equal(clear_days_between(iso("2025-07-16"), iso("2025-07-23"), &holidays), 4);
    assert_int_equal(clear_days_between(iso("2025-07-18"), iso("2025-07-21"), &holidays), 0); /* only a weekend between */
    assert_int_equal(clear_days_between(iso("2025-07-23"), iso("2025-07-23"), &holidays), 0);
    assert_int_equal(clear_days_between(iso("2025-07-24"), iso("2025-07-23"), &holidays), 0);
    /* Easter 2025: Good Friday 18 and Easter Monday 21 April do not count. */
    assert_int_equal(clear_days_between(iso("2025-04-16"), iso("2025-04-23"), &holidays), 2);
}

/* The latest day gives enough, and the working day after it does not: for every day of four years and several lengths of notice. */
static void MTG_01_latest_issue_is_the_latest(void **state) {
    HolidayList holidays = holidays_of(*state, 2019, 2024);
    for (Date meeting = iso("2020-01-01"); date_compare(meeting, iso("2023-12-31")) <= 0; meeting = date_plus_days(meeting, 1))
        for (int days = 1; days <= 10; days += 3) {
            Date latest = latest_issue_clear_days(meeting, days, &holidays);
            assert_true(is_working_day(latest, &holidays));
            assert_int_equal(clear_days_between(latest, meeting, &holidays), days);
            Date next = date_plus_days(latest, 1);
            while (!is_working_day(next, &holidays)) next = date_plus_days(next, 1);
            assert_true(clear_days_between(next, meeting, &holidays) < days);
        }
}

static void MTG_01_issue_after_the_office_closes_counts_next_working_day(void **state) {
    HolidayList holidays = holidays_of(*state, 2025, 2025);
    TimeOfDay five = time_of(17, 0);
    assert_day(*state, day_of_issue(iso("2025-07-15"), time_of(17, 0), five, &holidays), "2025-07-15");
    assert_day(*state, day_of_issue(iso("2025-07-15"), time_of(17, 1), five, &holidays), "2025-07-16");
    assert_day(*state, day_of_issue(iso("2025-07-18"), time_of(18, 0), five, &holidays), "2025-07-21");
    assert_day(*state, day_of_issue(iso("2025-07-19"), time_of(9, 0), five, &holidays), "2025-07-21");
    assert_day(*state, day_of_issue(iso("2025-07-15"), time_of(23, 59), (TimeOfDay){0}, &holidays), "2025-07-15");
    assert_day(*state, day_of_issue(iso("2025-04-17"), time_of(17, 30), five, &holidays), "2025-04-22"); /* over Easter */
}

static bool is_holiday(const HolidayList *holidays, const char *day) {
    for (size_t i = 0; i < holidays->count; i++)
        if (date_compare(holidays->items[i].day, iso(day)) == 0) return true;
    return false;
}

static void MTG_01_substitute_days_2015_to_2028(void **state) {
    static const char *const substitutes[] = {"2015-12-28", "2016-12-26", "2016-12-27", "2017-01-02", "2020-12-28", "2021-12-27",
        "2021-12-28", "2022-01-03", "2022-12-26", "2022-12-27", "2023-01-02", "2026-12-28", "2027-12-27", "2027-12-28", "2028-01-03"};
    HolidayList all = holidays_of(*state, 2015, 2028);
    for (size_t i = 0; i < sizeof substitutes / sizeof *substitutes; i++) assert_true(is_holiday(&all, substitutes[i]));
    /* A weekend day itself is not in the list, and each year has its number. */
    for (size_t i = 0; i < all.count; i++) assert_true(date_weekday(all.items[i].day) < SATURDAY);
    for (int year = 2015; year <= 2028; year++) {
        size_t expected = year == 2022 ? 10 : year == 2023 ? 9 : 8;
        assert_int_equal(bank_holidays(*state, year).count, expected);
    }
}

static void MTG_01_christmas_on_a_sunday_moves_past_boxing_day(void **state) {
    HolidayList holidays = bank_holidays(*state, 2022);
    const Holiday *boxing = &holidays.items[holidays.count - 2], *christmas = &holidays.items[holidays.count - 1];
    assert_day(*state, boxing->day, "2022-12-26");
    assert_true(text_equal(boxing->name, S("Boxing Day")));
    assert_day(*state, christmas->day, "2022-12-27");
    assert_true(text_equal(christmas->name, S("Christmas Day (substitute day)")));
}

static void MTG_01_one_off_holidays(void **state) {
    HolidayList in_2020 = bank_holidays(*state, 2020), in_2022 = bank_holidays(*state, 2022), in_2023 = bank_holidays(*state, 2023);
    assert_true(is_holiday(&in_2020, "2020-05-08"));
    assert_false(is_holiday(&in_2020, "2020-05-04"));
    assert_true(is_holiday(&in_2022, "2022-06-02"));
    assert_true(is_holiday(&in_2022, "2022-06-03"));
    assert_false(is_holiday(&in_2022, "2022-05-30"));
    assert_true(is_holiday(&in_2022, "2022-09-19"));
    assert_true(is_holiday(&in_2023, "2023-05-01"));
    assert_true(is_holiday(&in_2023, "2023-05-08"));
    assert_true(is_holiday(&in_2023, "2023-05-29"));
}

static void MTG_01_easter_2015_to_2030(void **state) {
    static const char *const sundays[] = {"2015-04-05", "2016-03-27", "2017-04-16", "2018-04-01", "2019-04-21", "2020-04-12", "2021-04-04",
        "2022-04-17", "2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21"};
    for (int year = 2015; year <= 2030; year++) {
        HolidayList holidays = bank_holidays(*state, year);
        Date sunday = iso(sundays[year - 2015]);
        assert_day(*state, date_easter(year), sundays[year - 2015]);
        assert_false(is_working_day(date_plus_days(sunday, -2), &holidays));
        assert_false(is_working_day(date_plus_days(sunday, 1), &holidays));
        assert_true(is_working_day(date_plus_days(sunday, 2), &holidays));
    }
}

/* The whole list of a year without anything unusual, in order and with names. */
static void MTG_01_bank_holidays_of_2025(void **state) {
    static const struct {
        const char *day, *name;
    } expected[] = {{"2025-01-01", "New Year's Day"}, {"2025-04-18", "Good Friday"}, {"2025-04-21", "Easter Monday"},
        {"2025-05-05", "Early May bank holiday"}, {"2025-05-26", "Spring bank holiday"}, {"2025-08-25", "Summer bank holiday"},
        {"2025-12-25", "Christmas Day"}, {"2025-12-26", "Boxing Day"}};
    HolidayList holidays = bank_holidays(*state, 2025);
    assert_int_equal(holidays.count, 8);
    for (size_t i = 0; i < holidays.count; i++) {
        assert_day(*state, holidays.items[i].day, expected[i].day);
        assert_true(text_equal(holidays.items[i].name, text_of(expected[i].name)));
    }
}

static void deadlines_at_the_ends_of_the_calendar_are_unset(void **state) {
    HolidayList none = {0};
    assert_false(date_is_set(latest_issue_clear_days(date_of(1, 1, 3), 5, &none)));
    assert_false(date_is_set(latest_issue_clear_days((Date){0}, 5, &none)));
    assert_int_equal(bank_holidays(*state, 0).count, 0);
    assert_int_equal(bank_holidays(*state, 10000).count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(MTG_01_MTG_02_ten_vectors_of_five_clear_days, set_up, tear_down),
        cmocka_unit_test_setup_teardown(R03_ten_vectors_of_five_working_days, set_up, tear_down),
        cmocka_unit_test_setup_teardown(MTG_01_R03_notice_deadline_reads_the_terms, set_up, tear_down),
        cmocka_unit_test_setup_teardown(R03_a_step_without_a_number_is_not_used, set_up, tear_down),
        cmocka_unit_test_setup_teardown(R02_R03_a_holiday_that_is_added_later_moves_open_deadlines, set_up, tear_down),
        cmocka_unit_test_setup_teardown(R02_R03_the_timeline_of_ten_meetings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(MTG_01_clear_days_count_neither_issue_nor_meeting, set_up, tear_down),
        cmocka_unit_test_setup_teardown(MTG_01_latest_issue_is_the_latest, set_up, tear_down),
        cmocka_unit_test_setup_teardown(MTG_01_issue_after_the_office_closes_counts_next_working_day, set_up, tear_down),
        cmocka_unit_test_setup_teardown(MTG_01_substitute_days_2015_to_2028, set_up, tear_down),
        cmocka_unit_test_setup_teardown(MTG_01_christmas_on_a_sunday_moves_past_boxing_day, set_up, tear_down),
        cmocka_unit_test_setup_teardown(MTG_01_one_off_holidays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(MTG_01_easter_2015_to_2030, set_up, tear_down),
        cmocka_unit_test_setup_teardown(MTG_01_bank_holidays_of_2025, set_up, tear_down),
        cmocka_unit_test_setup_teardown(deadlines_at_the_ends_of_the_calendar_are_unset, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
