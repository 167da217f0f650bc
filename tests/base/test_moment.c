/* Instants and London's clocks. The oracle for summer time is the system's own time zone data. */
#include "base_test.h"

#include <time.h>

#include "base/date.h"

static Moment at(const char *iso) {
    Moment m = {0};
    if (!moment_parse_iso(text_of(iso), &m)) fail_msg("'%s' was not read", iso);
    return m;
}

static void CLOCK_agrees_with_the_time_zone_data_of_the_system(void **state) {
    (void)state;
    setenv("TZ", "Europe/London", 1);
    tzset();
    struct tm july = {.tm_year = 125, .tm_mon = 6, .tm_mday = 1, .tm_hour = 12, .tm_isdst = -1};
    mktime(&july);
    if (july.tm_isdst != 1) skip();                                           /* no time zone data on this machine */
    for (time_t seconds = 820454400; seconds < 2145916800; seconds += 1800) { /* 1996 to 2037, each half hour */
        struct tm tm;
        localtime_r(&seconds, &tm);
        Date d;
        TimeOfDay t;
        moment_to_london((Moment){(int64_t)seconds * 1000000}, &d, &t);
        Date expected = date_of(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
        if (d.n != expected.n || time_hour(t) != tm.tm_hour || time_minute(t) != tm.tm_min) fail_msg("at %ld", (long)seconds);
        assert_int_equal(moment_london_offset((Moment){(int64_t)seconds * 1000000}), tm.tm_isdst ? 3600 : 0);
        /* And back, but for the second of two equal times. */
        Moment back;
        Clock clock = moment_of_london(d, t, &back);
        assert_int_not_equal(clock, CLOCK_SKIPPED);
        int64_t difference = (int64_t)seconds - back.us / 1000000;
        assert_true(difference == 0 || (clock == CLOCK_REPEATED && difference == 3600));
    }
}

static void CLOCK_spring_2025_skips_an_hour(void **state) {
    Arena *arena = *state;
    Date day = date_of(2025, 3, 30);
    Moment m;
    assert_int_equal(moment_of_london(day, time_of(0, 59), &m), CLOCK_FINE);
    assert_text(moment_utc(arena, m), "2025-03-30T00:59:00Z");
    assert_int_equal(moment_of_london(day, time_of(1, 0), &m), CLOCK_SKIPPED);
    assert_false(moment_is_set(m));
    assert_int_equal(moment_of_london(day, time_of(1, 59), &m), CLOCK_SKIPPED);
    assert_int_equal(moment_of_london(day, time_of(2, 0), &m), CLOCK_FINE);
    assert_text(moment_utc(arena, m), "2025-03-30T01:00:00Z");
    assert_text(moment_iso(arena, m), "2025-03-30T02:00:00+01:00");
}

static void CLOCK_autumn_2025_repeats_an_hour_and_the_first_is_meant(void **state) {
    Arena *arena = *state;
    Date day = date_of(2025, 10, 26);
    Moment m;
    assert_int_equal(moment_of_london(day, time_of(0, 59), &m), CLOCK_FINE);
    assert_text(moment_utc(arena, m), "2025-10-25T23:59:00Z");
    assert_int_equal(moment_of_london(day, time_of(1, 0), &m), CLOCK_REPEATED);
    assert_text(moment_iso(arena, m), "2025-10-26T01:00:00+01:00");
    assert_int_equal(moment_of_london(day, time_of(1, 59), &m), CLOCK_REPEATED);
    assert_int_equal(moment_of_london(day, time_of(2, 0), &m), CLOCK_FINE);
    assert_text(moment_iso(arena, m), "2025-10-26T02:00:00+00:00");
    assert_text(moment_iso(arena, at("2025-10-26T01:30:00Z")), "2025-10-26T01:30:00+00:00");
}

static void MOMENT_is_written_for_each_reader(void **state) {
    Arena *arena = *state;
    Moment m = at("2025-07-23T09:00:00.000123Z");
    assert_text(moment_iso(arena, m), "2025-07-23T10:00:00+01:00");
    assert_text(moment_utc(arena, m), "2025-07-23T09:00:00Z");
    assert_text(moment_utc_micro(arena, m), "2025-07-23T09:00:00.000123Z");
    assert_text(moment_plain(arena, m), "23 July 2025 at 10am");
    assert_text(moment_http(arena, m), "Wed, 23 Jul 2025 09:00:00 GMT");
    assert_text(moment_iso(arena, (Moment){0}), "");
    assert_text(moment_plain(arena, (Moment){0}), "");
    assert_text(moment_http(arena, (Moment){0}), "");
    assert_text(moment_utc_micro(arena, (Moment){-1}), "1969-12-31T23:59:59.999999Z");
    assert_text(moment_utc(arena, (Moment){INT64_MAX}), "");
    assert_text(moment_utc(arena, (Moment){INT64_MIN}), "");
}

static void MOMENT_iso_is_read_with_offsets_and_fractions(void **state) {
    (void)state;
    int64_t nine = 1753261200000000;
    assert_true(at("2025-07-23T09:00:00Z").us == nine);
    assert_true(at("2025-07-23T10:00:00+01:00").us == nine);
    assert_true(at("2025-07-23T10:00+01:00").us == nine);
    assert_true(at("2025-07-22T22:30:00-10:30").us == nine);
    assert_true(at("2025-07-23T09:00:00.5Z").us == nine + 500000);
    assert_true(at("2025-07-23T09:00:00.123456789Z").us == nine + 123456);
    static const char *const bad[] = {"", "2025-07-23", "2025-07-23T09:00:00", "2025-07-23 09:00:00Z", "2025-02-31T09:00:00Z",
        "2025-07-23T24:00:00Z", "2025-07-23T09:60:00Z", "2025-07-23T09:00:60Z", "2025-07-23T09:00:00.Z", "2025-07-23T09:00:00+0100",
        "2025-07-23T09:00:00+01:60", "2025-07-23T09:00:00Zx", "2025-07-23T9:00:00Z", "2025-07-23T09:00:00+1:00"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Moment m;
        if (moment_parse_iso(text_of(bad[i]), &m)) fail_msg("'%s' was read", bad[i]);
    }
}

static void MOMENT_now_is_after_this_was_written(void **state) {
    (void)state;
    Moment now = moment_now();
    assert_int_equal(moment_compare(at("2025-01-01T00:00:00Z"), now), -1);
    assert_true(moment_plus_seconds(now, -2).us == now.us - 2000000);
    assert_int_equal(moment_compare(now, now), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(CLOCK_agrees_with_the_time_zone_data_of_the_system),
        TEST(CLOCK_spring_2025_skips_an_hour),
        TEST(CLOCK_autumn_2025_repeats_an_hour_and_the_first_is_meant),
        TEST(MOMENT_is_written_for_each_reader),
        TEST(MOMENT_iso_is_read_with_offsets_and_fractions),
        TEST(MOMENT_now_is_after_this_was_written),
    };
    return cmocka_run_group_tests_name("moment", tests, NULL, NULL);
}
