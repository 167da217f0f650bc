/* Calendars and feeds: golden files, and libical as the oracle that reads what we wrote. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <libical/ical.h>

#include "public/atom.h"
#include "public/ics.h"

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

static Moment at(const char *iso) {
    Moment m = {0};
    assert_true(moment_parse_iso(text_of(iso), &m));
    return m;
}

static const PublishedSite site = {.id = {1}, .name = S_INIT("Kent Community Safety Partnership"), .short_name = S_INIT("KCSP")};

static PublishedMeetingList three_meetings(void) {
    static PublishedMeeting m[3];
    m[0] = (PublishedMeeting){.id = {12},
        .version = 3,
        .body = {1},
        .body_name = S_INIT("Kent Community Safety Partnership"),
        .day = date_of(2025, 7, 23),
        .starts = time_of(10, 0),
        .ends = time_of(12, 30),
        .is_online = true,
        .place =
            S_INIT("Darent Room; Sessions House, County Hall, Maidstone \\ ME14 1XQ \u2013 entrance on the north side, by the caf\u00e9"),
        .state = PUBLISHED_AGENDA,
        .publication = 2,
        .published_at = at("2025-07-15T16:00:00+01:00"),
        .changed_at = at("2025-07-16T09:30:00+01:00")};
    m[1] = (PublishedMeeting){.id = {13},
        .version = 2,
        .body = {1},
        .body_name = S_INIT("Working Group & \"friends\" <of Kent>"),
        .day = date_of(2025, 12, 2),
        .starts = time_of(14, 0),
        .is_online = true,
        .state = PUBLISHED_CANCELLED,
        .reason = S_INIT("The hall is flooded.\nA new day will follow."),
        .changed_at = at("2025-11-20T12:00:00Z")};
    m[2] = (PublishedMeeting){.id = {14},
        .version = 1,
        .body = {1},
        .body_name = S_INIT("Steering Group"),
        .day = date_of(2026, 3, 24),
        .state = PUBLISHED_PLANNED,
        .changed_at = at("2025-07-01T12:00:00+01:00")};
    return (PublishedMeetingList){m, 3};
}

static FeedSupplementList two_supplements(void) {
    static FeedSupplement s[2];
    s[0] = (FeedSupplement){.meeting = {12},
        .number = 2,
        .reason = S_INIT("A corrected table & <notes>."),
        .published = at("2025-07-18T10:00:00+01:00"),
        .body_name = S_INIT("Kent Community Safety Partnership"),
        .day = date_of(2025, 7, 23)};
    s[1] = s[0];
    s[1].number = 1;
    s[1].reason = S("Figures that came late.");
    s[1].published = at("2025-07-15T18:00:00+01:00");
    return (FeedSupplementList){s, 2};
}

static void same_as_golden(const char *name, Text made) {
    Text path = text_format(arena, "%s/%s", GOLDEN, name);
    if (getenv("QUORATE_WRITE_GOLDEN")) {
        FILE *out = fopen(path.ptr, "w");
        assert_non_null(out);
        fwrite(made.ptr, 1, made.len, out);
        fclose(out);
    }
    FILE *in = fopen(path.ptr, "r");
    assert_non_null(in);
    char *bytes = arena_alloc(arena, 1 << 16);
    size_t n = fread(bytes, 1, (1 << 16) - 1, in);
    fclose(in);
    assert_string_equal(made.ptr, bytes);
    assert_int_equal(made.len, n);
}

static Text made_calendar(void) {
    return calendar_ics(arena, S("Kent Community Safety Partnership: meetings"), &site, S("https://kcsp.example"), three_meetings());
}

static void a_calendar_is_as_agreed(void **state) {
    (void)state;
    same_as_golden("calendar.ics", made_calendar());
}

static void lines_are_at_most_75_octets_and_whole_characters(void **state) {
    (void)state;
    Text rest = made_calendar(), line;
    while (text_split(&rest, '\n', &line)) {
        if (line.len == 0) continue;
        assert_int_equal(line.ptr[line.len - 1], '\r');
        assert_true(line.len - 1 <= 75);
        assert_true(text_is_utf8(line, NULL));
    }
}

static icalcomponent *event_of(icalcomponent *calendar, const char *uid) {
    for (icalcomponent *e = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); e;
         e = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT))
        if (strcmp(icalcomponent_get_uid(e), uid) == 0) return e;
    return NULL;
}

static void libical_reads_what_was_meant(void **state) {
    (void)state;
    icalcomponent *calendar = icalparser_parse_string(made_calendar().ptr);
    assert_non_null(calendar);
    assert_int_equal(icalcomponent_count_errors(calendar), 0);
    assert_int_equal(icalrestriction_check(calendar), 1);
    assert_int_equal(icalcomponent_count_components(calendar, ICAL_VEVENT_COMPONENT), 3);
    icalcomponent *first = event_of(calendar, "meeting-12.kent-community-safety-partnership@quorate");
    assert_non_null(first);
    assert_string_equal(icalcomponent_get_location(first),
        "Darent Room; Sessions House, County Hall, Maidstone \\ ME14 1XQ \u2013 entrance on "
        "the north side, by the caf\u00e9, and online");
    assert_int_equal(icalcomponent_get_sequence(first), 2);
    struct icaltimetype start = icalcomponent_get_dtstart(first);
    struct icaltimetype utc = icaltime_convert_to_zone(start, icaltimezone_get_utc_timezone());
    assert_int_equal(utc.hour, 9); /* summer time */
    assert_int_equal(icaldurationtype_as_int(icalcomponent_get_duration(first)), 9000);
    icalcomponent *second = event_of(calendar, "meeting-13.kent-community-safety-partnership@quorate");
    assert_int_equal(icalcomponent_get_status(second), ICAL_STATUS_CANCELLED);
    utc = icaltime_convert_to_zone(icalcomponent_get_dtstart(second), icaltimezone_get_utc_timezone());
    assert_int_equal(utc.hour, 14); /* winter */
    icalcomponent *third = event_of(calendar, "meeting-14.kent-community-safety-partnership@quorate");
    assert_true(icaltime_is_date(icalcomponent_get_dtstart(third)));
    icalcomponent_free(calendar);
}

static void a_feed_is_as_agreed(void **state) {
    (void)state;
    same_as_golden("feed.atom", atom_feed(arena, &site, S("https://kcsp.example"), three_meetings(), two_supplements()));
}

static void an_empty_feed_still_says_when_it_changed(void **state) {
    (void)state;
    Text feed = atom_feed(arena, &site, S("https://kcsp.example"), (PublishedMeetingList){0}, (FeedSupplementList){0});
    assert_true(text_contains(feed, S("<updated>1970-01-01T00:00:00+00:00</updated>")));
}

static void a_sitemap_is_as_agreed(void **state) {
    (void)state;
    SitemapEntry entries[] = {{S_INIT("/"), {0}}, {S_INIT("/meetings/12"), at("2025-07-16T09:30:00+01:00")}};
    same_as_golden("sitemap.xml", sitemap_xml(arena, S("https://kcsp.example"), (SitemapEntryList){entries, 2}));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_calendar_is_as_agreed),
        cmocka_unit_test(lines_are_at_most_75_octets_and_whole_characters),
        cmocka_unit_test(libical_reads_what_was_meant),
        cmocka_unit_test(a_feed_is_as_agreed),
        cmocka_unit_test(an_empty_feed_still_says_when_it_changed),
        cmocka_unit_test(a_sitemap_is_as_agreed),
    };
    return cmocka_run_group_tests(tests, make_arena, end_arena);
}
