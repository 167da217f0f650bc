/* Forms: what is read from them, what each kind of field says when it is wrong, what is shown again. Needs no database. */
#include "world.h"

static Arena *arena;

static int set_up(void **state) {
    (void)state;
    arena = arena_new();
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

#define SENT(...) ((FormValues){(FormValue[]){__VA_ARGS__}, sizeof((FormValue[]){__VA_ARGS__}) / sizeof(FormValue)})
#define IN(name, value)                                                                                                                    \
    { S_INIT(name), S_INIT(value) }

static Form read_only(FormValues sent, const char *name, Trial *trial) {
    const char **only = ARENA_ARRAY(arena, const char *, 2);
    only[0] = name;
    return form_read(arena, &trial_record, sent, ROLE_CLERK, only, trial);
}

/* What is said about a field when this was sent for it. */
static Text said(const char *name, const char *typed) {
    Trial trial = trial_full(), before = trial;
    FormValue sent = {text_of(name), text_of(typed)};
    Form form = read_only((FormValues){&sent, 1}, name, &trial);
    Text sentence = form_error_of(&form, text_of(name));
    assert_int_equal(form.error_count, text_is_empty(sentence) ? 0 : 1);
    if (form.error_count && typed[0]) { /* wrong input leaves the field as it was */
        FieldChanges changes = record_changes(arena, &trial_record, &before, &trial, ACCESS_ALL);
        assert_int_equal(changes.count, 0);
    }
    return sentence;
}

static void a_whole_form_is_read(void **state) {
    (void)state;
    Trial trial = {.id = {5}, .version = 1};
    FormValues sent = SENT(IN("version", "4"), IN("title", "  Mind  the\r\ngap "), IN("notes", " a\r\nb\x07 "), IN("story", "*x*"),
        IN("email", "Dana@Example.ORG"), IN("site", "http://example.org/a?b=c"), IN("places", "1,200"), IN("cost", "\u00a31,234.56"),
        IN("from-day", "23"), IN("from-month", "7"), IN("from-year", "2025"), IN("at", "2.30pm"), IN("is_open", "no"), IN("is_open", "yes"),
        IN("size", "rather_large"), IN("days", "mon"), IN("days", "wed"), IN("club", "9"), IN("seen", "2025-01-01T00:00:00Z"),
        IN("key", "stolen"), IN("unknown", "x"));
    Form form = form_read(arena, &trial_record, sent, ROLE_CLERK, NULL, &trial);
    assert_true(form_is_fine(&form));
    assert_int_equal(trial.version, 4);
    assert_text(trial.title, "Mind  the gap");
    assert_text(trial.notes, "a\nb");
    assert_text(trial.story, "*x*");
    assert_text(trial.email, "dana@example.org");
    assert_text(trial.site, "http://example.org/a?b=c");
    assert_int_equal(trial.places, 1200);
    assert_int_equal(trial.cost.n, 123456);
    assert_int_equal(trial.from.n, date_of(2025, 7, 23).n);
    assert_int_equal(trial.at.n, time_of(14, 30).n);
    assert_true(trial.is_open);
    assert_int_equal(trial.size, TRIAL_LARGE);
    assert_int_equal(trial.days, DAY_MON | DAY_WED);
    assert_int_equal(trial.club.n, 9);
    assert_int_equal(trial.seen.us, 0);
    assert_text(trial.key, "");
}

static void what_is_required_is_asked_for_in_its_own_words(void **state) {
    (void)state;
    assert_text(said("title", "  "), "Enter the title of the trial");
    assert_text(said("from", ""), "Enter the date");
    assert_text(said("notes", ""), "");
    static const Choice choices[] = {{1, "a", "A", NULL}, {0}};
    static const Field fields[] = {
        TEXT(Trial, title, .label = "Your name", .required = true),
        TEXT(Trial, notes, .label = "PDF of the map", .required = true),
        INTEGER(Trial, places, .label = "How many came", .required = true),
        CHOICE(Trial, size, .label = "What size is it?", .in_sentence = "what size it is", .choices = choices, .required = true),
        REF(Trial, club, .label = "Club", .to = &club_record, .required = true),
        FLAG(Trial, is_open, .label = "I have read it", .required = true),
        SET(Trial, days, .label = "Days of the week", .choices = choices, .required = true),
    };
    static const Record record = RECORD(Trial, "trial", fields, .title = "trial", .plural = "trials");
    static const char *const expected[][2] = {{"title", "Enter your name"}, {"notes", "Enter the PDF of the map"},
        {"places", "Enter how many came"}, {"size", "Select what size it is"}, {"club", "Select the club"},
        {"is_open", "Tick \u2018I have read it\u2019 to go on"}, {"days", "Select the days of the week"}};
    Trial trial = {0};
    Form form = form_read(arena, &record, (FormValues){0}, ACCESS_ALL, NULL, &trial);
    assert_int_equal(form.error_count, 7);
    for (size_t i = 0; i < 7; i++) assert_text(form_error_of(&form, text_of(expected[i][0])), expected[i][1]);
}

static void each_kind_says_what_it_wants(void **state) {
    (void)state;
    assert_text(said("title", "twenty characters!!!"), "");
    assert_text(said("title", "twenty-one characters"), "Title of the trial must be 20 characters or fewer");
    assert_text(
        said("title",
            "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9"),
        "");
    assert_text(said("title", "\xff\xfe"), "Title of the trial has characters that cannot be read. Type it again");
    char *long_text = ARENA_ARRAY(arena, char, 100002);
    memset(long_text, 'a', 100001);
    assert_text(said("notes", long_text), "Notes must be 100,000 characters or fewer");
    assert_text(said("from", "31 February 2025"), "Date must be a real date, such as 23 July 2025");
    assert_text(said("from", "soon"), "Date must be a real date, such as 23 July 2025");
    assert_text(said("at", "25:00"), "Start time must be a time, such as 10am or 2.30pm");
    assert_text(said("places", "some"), "Places must be a whole number, such as 12");
    assert_text(said("places", "1.5"), "Places must be a whole number, such as 12");
    assert_text(said("places", "0"), "Places must be between 1 and 1,200");
    assert_text(said("places", "1201"), "Places must be between 1 and 1,200");
    assert_text(said("cost", "lots"), "Cost must be an amount of money, such as \u00a31,234.56");
    assert_text(said("cost", "-1"), "Cost must be \u00a30.00 or more");
    assert_text(said("size", "enormous"), "Select the size from the list");
    assert_text(said("days", "sun"), "Select the days from the list");
    assert_text(said("club", "12x"), "Select the club from the list");
    assert_text(said("club", "-1"), "Select the club from the list");
}

static void addresses_are_checked(void **state) {
    (void)state;
    static const char *const good[] = {"a@b.uk", "first.last+tag@sub.example.org", "o'neil@example.org"};
    static const char *const bad[] = {
        "a", "a@b", "@b.uk", "a@b..uk", "a b@c.uk", "a@b@c.uk", "a@b.uk.", "<a@b.uk>", "a@.uk", "\u00e9@b.uk"};
    static const char *const fine[] = {"https://example.org", "http://example.org:80/a%20b?c=d#e", "https://[::1]/"};
    static const char *const wrong[] = {
        "example.org", "ftp://example.org", "javascript:alert(1)", "https://", "https://exa mple.org", "https://e.org/\"x"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) assert_text(said("email", good[i]), "");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_text(said("email", bad[i]), "Enter an email address in the correct format, like name@example.com");
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) assert_text(said("site", fine[i]), "");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_text(said("site", wrong[i]), "Website must be a web address, such as https://www.example.org");
}

static Text said_of_parts(const char *day, const char *month, const char *year, Date *out) {
    Trial trial = {0};
    FormValue sent[] = {{S("from-day"), text_of(day)}, {S("from-month"), text_of(month)}, {S("from-year"), text_of(year)}};
    Form form = read_only((FormValues){sent, 3}, "from", &trial);
    *out = trial.from;
    return form_error_of(&form, S("from"));
}

static void a_date_comes_in_three_parts(void **state) {
    (void)state;
    Date d;
    assert_text(said_of_parts(" 3 ", "Jul", "2025", &d), "");
    assert_int_equal(d.n, date_of(2025, 7, 3).n);
    assert_text(said_of_parts("", "7", "2025", &d), "Date must include a day");
    assert_text(said_of_parts("3", "", "2025", &d), "Date must include a month");
    assert_text(said_of_parts("3", "7", "", &d), "Date must include a year");
    assert_text(said_of_parts("31", "2", "2025", &d), "Date must be a real date, such as 23 July 2025");
    assert_text(said_of_parts("3", "7", "2025 BC", &d), "Date must be a real date, such as 23 July 2025");
    assert_text(said_of_parts("", " ", "", &d), "Enter the date");
}

static void what_was_not_on_the_page_stays(void **state) {
    (void)state;
    Trial trial = trial_full();
    Form form = form_read(arena, &trial_record, SENT(IN("title", "New"), IN("cost", "")), ROLE_CLERK, NULL, &trial);
    assert_true(form.was_sent);
    assert_text(trial.title, "New");
    assert_text(trial.email, "a@example.org");
    assert_int_equal(trial.from.n, date_of(2025, 7, 23).n);
    assert_int_equal(trial.size, TRIAL_LARGE);
    assert_int_equal(trial.cost.n, 0);
    assert_false(trial.is_open); /* a box that is not ticked sends nothing */
    assert_int_equal(trial.days, 0);
}

static void a_form_without_a_version_changes_nothing_that_exists(void **state) {
    (void)state;
    Trial trial = trial_full();
    trial.id.n = 3, trial.version = 7;
    Form form = form_read(arena, &trial_record, SENT(IN("title", "New"), IN("version", "0")), ROLE_CLERK, NULL, &trial);
    assert_int_equal(form.error_count, 1);
    assert_has(form_error_of(&form, S("")), "did not say which version");
    assert_int_equal(trial.version, 7);
    assert_true(trial.is_open); /* boxes that it does not name are not emptied */
    assert_int_equal(trial.days, DAY_MON | DAY_WED);
    assert_true(form_is_chosen(&form, trial_field("days"), &trial, &trial_days[2]));
    assert_text(form_text(&form, trial_field("title"), &trial), "New"); /* what was typed stays */
}

static void a_day_of_no_record_is_read(void **state) {
    (void)state;
    Date day;
    Form form = {.arena = arena,
        .sent = SENT(IN("day-day", "26"), IN("day-month", "11"), IN("day-year", "2026"), IN("since", "2026-11-02"), IN("other-day", "31"),
            IN("other-month", "2"), IN("other-year", "2026"))};
    assert_true(form_read_day(&form, "day", "The day", &day));
    assert_int_equal(day.n, date_of(2026, 11, 26).n);
    assert_true(form_read_day(&form, "since", "The day", &day));
    assert_int_equal(day.n, date_of(2026, 11, 2).n);
    assert_true(form_read_day(&form, "nothing", "The day", &day));
    assert_false(date_is_set(day));
    assert_false(form_read_day(&form, "other", "The day", &day));
    assert_text(form_error_of(&form, S("other")), "The day must be a real date, such as 23 July 2025");
}

static void only_who_may_change_a_field_changes_it(void **state) {
    (void)state;
    Trial trial = trial_full();
    FormValues sent = SENT(IN("title", "New"), IN("notes", "taken over"), IN("days", "tue"));
    const char *const only[] = {"title", "notes", NULL};
    form_read(arena, &trial_record, sent, ROLE_MEMBER, only, &trial);
    assert_text(trial.title, "New");
    assert_text(trial.notes, "Line one\nLine two");
    assert_int_equal(trial.days, DAY_MON | DAY_WED);
    form_read(arena, &trial_record, sent, ROLE_CLERK | ROLE_MEMBER, only, &trial);
    assert_text(trial.notes, "taken over");
}

static void a_stored_value_is_shown_as_it_would_be_typed(void **state) {
    (void)state;
    Trial trial = trial_full();
    trial.id.n = 3;
    Form form = form_show(arena, &trial_record);
    assert_false(form.was_sent);
    assert_text(form_text(&form, trial_field("title"), &trial), "First \"try\"");
    assert_text(form_text(&form, trial_field("from"), &trial), "23 July 2025");
    assert_text(form_part(&form, trial_field("from"), &trial, "day"), "23");
    assert_text(form_part(&form, trial_field("from"), &trial, "month"), "7");
    assert_text(form_part(&form, trial_field("from"), &trial, "year"), "2025");
    assert_text(form_text(&form, trial_field("at"), &trial), "2.30pm");
    assert_text(form_text(&form, trial_field("cost"), &trial), "1234.56");
    assert_text(form_text(&form, trial_field("places"), &trial), "12");
    assert_text(form_text(&form, trial_field("size"), &trial), "rather_large");
    assert_text(form_text(&form, trial_field("is_open"), &trial), "yes");
    assert_true(form_is_chosen(&form, trial_field("size"), &trial, &trial_sizes[1]));
    assert_false(form_is_chosen(&form, trial_field("size"), &trial, &trial_sizes[0]));
    assert_true(form_is_chosen(&form, trial_field("days"), &trial, &trial_days[2]));
    assert_false(form_is_chosen(&form, trial_field("days"), &trial, &trial_days[1]));
    assert_true(form_is_chosen(&form, trial_field("is_open"), &trial, NULL));
    Trial fresh = {0};
    assert_text(form_text(&form, trial_field("places"), &fresh), "");
    assert_text(form_text(&form, trial_field("cost"), &fresh), "");
    assert_text(form_text(&form, trial_field("from"), &fresh), "");
    assert_text(form_part(&form, trial_field("from"), &fresh, "day"), "");
}

static void what_was_typed_is_shown_again_right_or_wrong(void **state) {
    (void)state;
    Trial trial = trial_full();
    FormValues sent = SENT(IN("title", "far too long for this field"), IN("from-day", "31"), IN("from-month", "2"), IN("from-year", "2025"),
        IN("places", " many "), IN("size", "small"), IN("days", "tue"));
    Form form = form_read(arena, &trial_record, sent, ROLE_CLERK, NULL, &trial);
    assert_int_equal(form.error_count, 3);
    assert_text(form_text(&form, trial_field("title"), &trial), "far too long for this field");
    assert_text(form_part(&form, trial_field("from"), &trial, "day"), "31");
    assert_text(form_text(&form, trial_field("places"), &trial), " many ");
    assert_text(form_text(&form, trial_field("email"), &trial), "a@example.org");
    assert_true(form_is_chosen(&form, trial_field("size"), &trial, &trial_sizes[0]));
    assert_false(form_is_chosen(&form, trial_field("days"), &trial, &trial_days[0]));
    assert_true(form_is_chosen(&form, trial_field("days"), &trial, &trial_days[1]));
    assert_text(form_sent(&form.sent, S("size")), "small");
    assert_text(form_sent(&form.sent, S("nothing")), "");
}

static void a_rule_across_fields_adds_its_own_error(void **state) {
    (void)state;
    Trial trial = trial_full();
    Form form = form_show(arena, &trial_record);
    for (int i = 0; i < 20; i++) form_error(&form, "at", "Start time %d must be before the end", i);
    assert_false(form_is_fine(&form));
    assert_int_equal(form.error_count, 20);
    assert_text(form_error_of(&form, S("at")), "Start time 0 must be before the end");
    assert_text(form_error_of(&form, S("title")), "");
    assert_text(form.errors[19].sentence, "Start time 19 must be before the end");
    assert_non_null(trial.title.ptr);
}

#define FORM_TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)
int main(void) {
    const struct CMUnitTest tests[] = {
        FORM_TEST(a_whole_form_is_read),
        FORM_TEST(what_is_required_is_asked_for_in_its_own_words),
        FORM_TEST(each_kind_says_what_it_wants),
        FORM_TEST(addresses_are_checked),
        FORM_TEST(a_date_comes_in_three_parts),
        FORM_TEST(what_was_not_on_the_page_stays),
        FORM_TEST(a_form_without_a_version_changes_nothing_that_exists),
        FORM_TEST(a_day_of_no_record_is_read),
        FORM_TEST(only_who_may_change_a_field_changes_it),
        FORM_TEST(a_stored_value_is_shown_as_it_would_be_typed),
        FORM_TEST(what_was_typed_is_shown_again_right_or_wrong),
        FORM_TEST(a_rule_across_fields_adds_its_own_error),
    };
    return cmocka_run_group_tests_name("form", tests, NULL, NULL);
}
