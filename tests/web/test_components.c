/* Components: fields of every kind as stored, as typed and with errors; lists, tables, pages of a list, words. */
#include "html_check.h"
#include "web/component_parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

const NavigationEntry all_navigation[] = {{0}};
const Notice all_notices[] = {{0}};
Text partnership_name_in_office(Db *db, Arena *arena) {
    (void)db, (void)arena;
    return (Text){0};
}
Text partnership_name_on_site(Db *db, Arena *arena) {
    (void)db, (void)arena;
    return (Text){0};
}

/* A record with a field of each kind that forms draw. */
typedef struct {
    int64_t n;
} StallId;
typedef struct {
    int64_t n;
} OwnerId;
typedef struct {
    StallId id;
    int64_t version;
    Text title, code, words, report, email, website;
    int64_t tables;
    Pence rent;
    Date from;
    TimeOfDay opens;
    bool is_covered;
    int kind, weather;
    uint32_t wares;
    OwnerId owner;
} Stall;
static const Choice kinds[] = {{1, "food", "Food", "To eat here"}, {2, "books", "Books", NULL}, {0}};
static const Choice weathers[] = {{1, "sun", "Sun", NULL}, {2, "rain", "Rain", NULL}, {3, "snow", "Snow", NULL}, {4, "wind", "Wind", NULL},
    {5, "fog", "Fog", NULL}, {6, "hail", "Hail", NULL}, {0}};
static const Choice wares[] = {{1, "bread", "Bread", NULL}, {2, "cheese", "Cheese", NULL}, {4, "tea", "Tea", NULL}, {0}};
static const Field stall_fields[] = {
    TEXT(Stall, title, .label = "Title", .hint = "As on the sign", .required = true),
    TEXT(Stall, code, .label = "Code", .max = 5),
    LONG_TEXT(Stall, words, .label = "Words"),
    MARKDOWN(Stall, report, .label = "Report"),
    EMAIL(Stall, email, .label = "Email"),
    WEB_ADDRESS(Stall, website, .label = "Website"),
    INTEGER(Stall, tables, .label = "Tables"),
    PENCE(Stall, rent, .label = "Rent"),
    DATE(Stall, from, .label = "From", .required = true),
    TIME(Stall, opens, .label = "Opens"),
    FLAG(Stall, is_covered, .label = "Covered", .hint = "With a roof"),
    CHOICE(Stall, kind, .label = "Kind", .choices = kinds, .required = true),
    CHOICE(Stall, weather, .label = "Weather", .choices = weathers),
    SET(Stall, wares, .label = "Wares", .choices = wares),
    REF(Stall, owner, .label = "Owner"),
};
static const Record stall_record =
    RECORD(Stall, "stall", stall_fields, .title = "stall", .plural = "stalls", .see = ACCESS_ALL, .change = ACCESS_ALL);

static Arena *arena;
static Buffer out;
static View view;

static int begin(void **state) {
    (void)state;
    arena = arena_new();
    out = buffer_new(arena, 0);
    view = (View){.out = &out, .arena = arena, .csrf = S("token")};
    return 0;
}

static int end(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

static bool says(const char *words) {
    return text_contains(buffer_text(&out), text_of(words));
}
static void must_say(const char *words) {
    if (!says(words)) fail_msg("\"%s\" is missing in:\n%s", words, text_string(arena, buffer_text(&out)));
}

static Stall example(void) {
    return (Stall){.id = {3},
        .version = 8,
        .title = S("Tea & \"cake\""),
        .code = S("A1"),
        .words = S("One\nTwo"),
        .email = S("a@example.org"),
        .tables = 4,
        .rent = {1250},
        .from = date_of(2025, 7, 3),
        .opens = time_of(10, 0),
        .is_covered = true,
        .kind = 2,
        .weather = 4,
        .wares = 5,
        .owner = {12}};
}

static void draw_all(const Form *form, const Stall *stall) {
    form_version(&view, form, stall);
    OptionList owners = {0};
    option_add(arena, &owners, 11, S("Ann"));
    option_add(arena, &owners, 12, S("Bob <b>"));
    for (size_t i = 0; i < stall_record.field_count; i++) {
        const Field *field = &stall_record.fields[i];
        if (field->kind == FIELD_REF) form_ref(&view, form, field->name, stall, owners);
        else form_field(&view, form, field->name, stall);
    }
    html_check(buffer_text(&out));
}

static void FORM_shows_each_kind_of_field_as_stored(void **state) {
    (void)state;
    Stall stall = example();
    Form form = form_show(arena, &stall_record);
    draw_all(&form, &stall);
    must_say("name=\"version\" value=\"8\"");
    must_say("name=\"title\" type=\"text\" value=\"Tea &amp; &quot;cake&quot;\"");
    must_say("aria-describedby=\"title-hint\"");
    must_say("Code (optional)");
    must_say("govuk-input--width-5\" id=\"code\"");
    must_say("rows=\"5\">\nOne\nTwo</textarea>");
    must_say("type=\"email\" value=\"a@example.org\"");
    must_say("inputmode=\"numeric\"");
    must_say("\xc2\xa3</div><input class=\"govuk-input govuk-input--width-10\" id=\"rent\" name=\"rent\" type=\"text\" value=\"12.50\"");
    must_say("id=\"from\" name=\"from-day\" type=\"text\" inputmode=\"numeric\" value=\"3\"");
    must_say("id=\"from-month\" name=\"from-month\" type=\"text\" inputmode=\"numeric\" value=\"7\"");
    must_say("name=\"from-year\" type=\"text\" inputmode=\"numeric\" value=\"2025\"");
    must_say("id=\"is_covered\" name=\"is_covered\" type=\"checkbox\" value=\"yes\" checked aria-describedby=\"is_covered-hint\"");
    must_say("type=\"radio\" value=\"books\" checked");
    must_say("id=\"kind-item-hint\" class=\"govuk-hint govuk-radios__hint\">To eat here");
    must_say("<option value=\"wind\" selected>Wind</option>");
    must_say("type=\"checkbox\" value=\"bread\" checked");
    must_say("type=\"checkbox\" value=\"tea\" checked");
    must_say("<option value=\"12\" selected>Bob &lt;b&gt;</option>");
    assert_false(says("value=\"cheese\" checked"));
    assert_false(says("error"));
    assert_int_equal(times(buffer_text(&out), " selected"), 2);
}

static void FORM_shows_again_what_was_typed_with_its_errors(void **state) {
    (void)state;
    Stall stall = example();
    FormValue sent[] = {{S("version"), S("7")}, {S("title"), S("")}, {S("from-day"), S("31")}, {S("from-month"), S("2")},
        {S("from-year"), S("2025")}, {S("tables"), S("four")}, {S("kind"), S("food")}, {S("wares"), S("cheese")}};
    Form form = form_read(arena, &stall_record, (FormValues){sent, sizeof sent / sizeof *sent}, ACCESS_ALL, NULL, &stall);
    assert_false(form_is_fine(&form));
    draw_all(&form, &stall);
    must_say("name=\"version\" value=\"7\"");
    must_say("id=\"title-error\" class=\"govuk-error-message\"");
    must_say("govuk-input--error\" id=\"title\" name=\"title\" type=\"text\" value=\"\"");
    must_say("aria-describedby=\"title-hint title-error\"");
    must_say("govuk-input--error\" id=\"from\" name=\"from-day\" type=\"text\" inputmode=\"numeric\" value=\"31\"");
    must_say("<fieldset class=\"govuk-fieldset\" role=\"group\" aria-describedby=\"from-error\">");
    must_say("type=\"text\" value=\"four\"");
    must_say("value=\"food\" checked");
    must_say("value=\"cheese\" checked");
    assert_false(says("value=\"bread\" checked"));
    assert_false(says("id=\"is_covered\" name=\"is_covered\" type=\"checkbox\" value=\"yes\" checked"));
}

static void FORM_of_no_record_never_shows_a_password_again(void **state) {
    (void)state;
    FormValue sent[] = {{S("email"), S("a<b")}, {S("password"), S("correct horse")}, {S("role"), S("clerk")}, {S("role"), S("chair")},
        {S("from-day"), S("9")}};
    Form form = {.arena = arena, .sent = {sent, 5}, .was_sent = true};
    form_error(&form, "password", "Enter your password");
    OptionList roles = {0};
    option_add_text(arena, &roles, S("clerk"), S("Clerk"));
    option_add_text(arena, &roles, S("member"), S("Member"));
    option_add_text(arena, &roles, S("chair"), S("Chair"));
    email_input(&view, &form, (TextInput){.name = "email", .label = "Email address"});
    password_input(&view, &form, (TextInput){.name = "password", .label = "Password"});
    checkboxes_input(&view, &form, "role", "Roles", NULL, roles, (Text){0});
    date_input(&view, &form, "from", "From", NULL, date_of(2025, 1, 2));
    select_input(&view, NULL, "one", "One", NULL, roles, S("chair"), "None");
    radios_input(&view, NULL, "two", "Two", "Hint", roles, S("member"));
    checkbox_input(&view, NULL, "three", "Three", NULL, true);
    textarea_input(&view, NULL, (TextInput){.name = "four", .label = "Four", .value = S("\n</textarea>"), .is_optional = true});
    file_input(&view, &form, "paper", "Paper", "A PDF", "application/pdf");
    search_input(&view, "q", "Search", S("\"a\""));
    html_check(buffer_text(&out));
    must_say("value=\"a&lt;b\" autocomplete=\"email\"");
    assert_false(says("correct horse"));
    must_say("autocomplete=\"current-password\" aria-describedby=\"password-error\"");
    assert_int_equal(times(buffer_text(&out), "name=\"role\""), 3);
    must_say("value=\"clerk\" checked");
    must_say("value=\"chair\" checked");
    must_say("name=\"from-day\" type=\"text\" inputmode=\"numeric\" value=\"9\"");
    must_say("<option value=\"chair\" selected>");
    must_say(">\n\n&lt;/textarea&gt;</textarea>");
    must_say("accept=\"application/pdf\"");
}

static void LISTS_offer_the_first_last_and_near_pages(void **state) {
    (void)state;
    Pagination p = pagination_of(S("5"), 200, 20, S("/a?b=c&d=e"));
    assert_int_equal(p.page, 5);
    assert_int_equal(p.pages, 10);
    pagination(&view, p);
    html_check(buffer_text(&out));
    must_say("href=\"/a?b=c&amp;d=e&amp;page=4\" rel=\"prev\"");
    must_say("aria-label=\"Page 5\" aria-current=\"page\"");
    assert_int_equal(times(buffer_text(&out), "__item--ellipsis"), 2);
    assert_int_equal(times(buffer_text(&out), "aria-label=\"Page "), 5);
    out.len = 0;
    pagination(&view, pagination_of(S("1"), 20, 20, S("/a")));
    assert_int_equal(out.len, 0);
    static const char *const asked[] = {"0", "11", "-1", "x", "", "99999999999999999999"};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) assert_int_equal(pagination_of(text_of(asked[i]), 200, 20, S("/a")).page, 1);
    for (int page = 1; page <= 12; page++) /* each has both ends, its neighbours, and no more than two gaps */
        for (int pages = page; pages <= 12; pages++) {
            PageEntries entries = page_entries(arena, (Pagination){page, pages, S("/a")});
            assert_in_range(entries.count, 1, 7);
            assert_int_equal(entries.items[0].number, 1);
            assert_int_equal(entries.items[entries.count - 1].number, pages);
        }
}

static void WORDS_are_cut_marked_and_measured(void **state) {
    (void)state;
    marked(&view, S("a <\x02"
                    "b&\x03 c\x02"
                    "d"));
    must_say("a &lt;<mark>b&amp;</mark> c<mark>d</mark>");
    out.len = 0;
    paragraphs(&view, S("\n\none\ntwo\r\n\n \nthree <\n"));
    must_say("<p class=\"govuk-body\">one<br>two</p><p class=\"govuk-body\">three &lt;</p>");
    static const struct {
        int64_t bytes;
        const char *shown;
    } sizes[] = {{0, "0 bytes"}, {999, "999 bytes"}, {1000, "1 KB"}, {120400, "120 KB"}, {999499, "999 KB"}, {999500, "1.0 MB"},
        {1250000, "1.3 MB"}, {12345678, "12 MB"}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        assert_string_equal(text_string(arena, bytes_shown(arena, sizes[i].bytes)), sizes[i].shown);
    assert_string_equal(text_string(arena, text_lower_first(arena, S("Place"))), "place");
    assert_string_equal(text_string(arena, text_lower_first(arena, S("RSO lead"))), "RSO lead");
    out.len = 0;
    file_size(&view, S("application/pdf"), 120400);
    must_say("PDF, 120 KB");
}

static void BLOCKS_are_well_formed(void **state) {
    (void)state;
    Stall stall = example();
    Html content = {0};
    Link links[] = {{S("One"), S("/one")}, {S("Two"), S("/two")}};
    LinkList list = {links, 2};
    Task tasks[] = {{.title = S("First"), .url = S("/first"), .status = "Done", .colour = NULL},
        {.title = S("Second"), .status = "Cannot start yet", .colour = "grey"}};
    FieldChange change = {&stall_fields[0], S("a"), S("b")};
    TimelineEntry entry = {.title = S("Changed"), .who = S("A. Person"), .when = {1}, .changes = {&change, 1}};
    subnavigation(&view, "Meeting", list, S("/two"));
    summary_rows_of_record(&view, &stall_record, &stall, ACCESS_ALL, S("/stalls/3/edit"));
    summary_card(&view, S("Card"), list, content);
    table_of(&view, "Stalls", content);
    table_head(&view, "Day|#Rent");
    task_list(&view, (TaskList){tasks, 2});
    timeline(&view, (Timeline){&entry, 1});
    progress(&view, "Making the pack", 40, S("12 of 30 papers"));
    warning_text(&view, S("Careful"));
    banner(&view, NULL, content);
    details(&view, "More", content);
    empty_state(&view, "Nothing yet.", "Add one", S("/add"));
    post_button(&view, "Go", S("/go"));
    check_answers(&view, S("/send"), "Send", (FormValues){0}, content);
    tag(&view, "Published", "green");
    html_check(buffer_text(&out));
    must_say("href=\"/two\" aria-current=\"page\"");
    must_say("href=\"/stalls/3/edit#title\">Change<span class=\"govuk-visually-hidden\"> title</span>");
    must_say("govuk-table__header--numeric\">Rent");
    must_say("<progress class=\"quorate-progress__bar\" max=\"100\" value=\"40\"");
    assert_false(says("edit#owner"));
}

static void JOURNEYS_ask_before_and_tell_after(void **state) {
    (void)state;
    Stall stall = example();
    FormValue hidden = {S("item"), S("4")};
    Page page = {.title = S("Withdraw")};
    confirm_page(&view, page,
        (Confirmation){.question = S("Withdraw <A4>?"),
            .what_happens = S("It stays in the list."),
            .action = S("/withdraw"),
            .button = "Withdraw the item",
            .is_warning = true,
            .back = S("/agenda"),
            .hidden = {&hidden, 1},
            .reason = "Why?",
            .record = &stall});
    html_check(buffer_text(&out));
    must_say("<h1 class=\"govuk-heading-l\">Withdraw &lt;A4&gt;?</h1>");
    must_say("name=\"item\" value=\"4\"");
    must_say("name=\"version\" value=\"8\"");
    must_say("name=\"_csrf\" value=\"token\"");
    must_say("govuk-button--warning");
    must_say("id=\"reason\"");
    out.len = 0;
    Link next = {S("The meeting"), S("/meetings/1")};
    done_page(&view, page, S("Published"), S("Everybody can read it."), (LinkList){&next, 1});
    html_check(buffer_text(&out));
    assert_int_equal(times(buffer_text(&out), "<h1"), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(FORM_shows_each_kind_of_field_as_stored, begin, end),
        cmocka_unit_test_setup_teardown(FORM_shows_again_what_was_typed_with_its_errors, begin, end),
        cmocka_unit_test_setup_teardown(FORM_of_no_record_never_shows_a_password_again, begin, end),
        cmocka_unit_test_setup_teardown(LISTS_offer_the_first_last_and_near_pages, begin, end),
        cmocka_unit_test_setup_teardown(WORDS_are_cut_marked_and_measured, begin, end),
        cmocka_unit_test_setup_teardown(BLOCKS_are_well_formed, begin, end),
        cmocka_unit_test_setup_teardown(JOURNEYS_ask_before_and_tell_after, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
