/* The frame around pages, its navigation by role, errors as pages and as JSON; what a person who lost a race is shown. */
#include "html_check.h"
#include "web/page_parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { CLERK_HERE = 1, AUDITOR_HERE = 2 };

const NavigationEntry all_navigation[] = {
    {"meetings", "Meetings", "/meetings", false, ANYONE},
    {"search", "Search", "/search", false, ANYONE},
    {"desk", "Desk", "/office", true, SIGNED_IN},
    {"meetings", "Office meetings", "/office/meetings", true, CLERK_HERE},
    {"journal", "Journal", "/office/journal", true, AUDITOR_HERE},
    {0},
};
const Notice all_notices[] = {{"saved", "Your changes were saved."}, {0}};
Text partnership_name_in_office(Db *db, Arena *arena) {
    (void)db, (void)arena;
    return S("Kent & Medway Partnership");
}
Text partnership_name_on_site(Db *db, Arena *arena) {
    (void)db, (void)arena;
    return S("Kent & Medway Partnership");
}

static Request request;
static Response response;

static int begin(void **state) {
    (void)state;
    request =
        (Request){.arena = arena_new(), .method = GET, .path = S("/office/meetings"), .target = S("/office/meetings?a=1"), .id = S("r-17")};
    response = (Response){.status = 200, .body = buffer_new(request.arena, 0)};
    return 0;
}

static int end(void **state) {
    (void)state;
    arena_free(request.arena);
    return 0;
}

static Text body(void) {
    return buffer_text(&response.body);
}

static bool says(const char *words) {
    return text_contains(body(), text_of(words));
}

static void put_frame(Page page) {
    View v = page_view(&request, &response, &page);
    ViewCollection collection;
    view_collect(&v, &collection);
    page_heading(&v, (Text){0}, page.title);
    page_frame(&v, page, view_collected(&v, &collection));
    html_check(body());
}

static Office clerk(void) {
    static const Session session = {.name = S_INIT("Cl\xc3\xa9o <Clerk>"), .csrf = S_INIT("0123456789abcdef0123456789abcdef")};
    return (Office){.session = &session, .roles = CLERK_HERE};
}

static void PAGE_of_the_office_shows_who_is_signed_in_and_what_they_may_enter(void **state) {
    (void)state;
    FormValue notice = {S("notice"), S("saved")};
    request.query = (FormValues){&notice, 1};
    Office office = clerk();
    Page page = office_page(&office, &request, "meetings", "Meeting of %s <%d>", "23 July", 2025);
    page_breadcrumb(request.arena, &page, S("Desk"), S("/office"));
    put_frame(page);
    assert_true(says("<title>Meeting of 23 July &lt;2025&gt; - Kent &amp; Medway Partnership</title>"));
    assert_true(says("Cl\xc3\xa9o &lt;Clerk&gt;"));
    assert_true(says("Your changes were saved."));
    assert_true(says("href=\"/office/meetings\" aria-current=\"true\""));
    assert_true(says("href=\"/office\""));
    assert_false(says("/office/journal"));
    assert_int_equal(times(body(), "<h1"), 1);
    assert_int_equal(times(body(), "<main"), 1);
    assert_true(says("class=\"govuk-skip-link\""));
    assert_true(says("action=\"/sign-out\""));
    assert_true(says("name=\"_csrf\" value=\""));
    assert_false(says("0123456789abcdef")); /* the token is masked */
}

static void PAGE_of_the_site_offers_what_anyone_may_enter(void **state) {
    (void)state;
    Site site = {.has_office = true};
    Page page = site_page(&site, &request, "meetings", "Meetings");
    page.twin = S("/meetings.json");
    put_frame(page);
    assert_true(says("href=\"/meetings\" aria-current=\"true\""));
    assert_false(says("/office"));
    assert_true(says("href=\"/sign-in\""));
    assert_true(says("type=\"application/json\" href=\"/meetings.json\""));
    site.has_office = false;
    put_frame(site_page(&site, &request, "meetings", "Meetings"));
    assert_false(says("sign-in"));
}

static void PAGE_has_no_crown_no_inline_script_and_no_other_host(void **state) {
    (void)state;
    Office office = clerk();
    put_frame(office_page(&office, &request, "desk", "Desk"));
    assert_false(text_contains_ignoring_case(body(), S("crown")));
    assert_false(text_contains_ignoring_case(body(), S("gov.uk")));
    assert_false(says("style=\""));
    assert_false(says("http"));
    assert_int_equal(times(body(), "<script"), 1);
    assert_true(says("<script type=\"module\" src=\"/assets/quorate.js?v="));
}

static void PAGE_with_errors_says_so_first_and_leads_to_each_input(void **state) {
    (void)state;
    Form form = {.arena = request.arena, .was_sent = true};
    form_error(&form, "name", "Enter your name");
    form_error(&form, "email", "Enter your %s", "e-mail address");
    form_error(&form, NULL, "Too late");
    Office office = clerk();
    Page page = office_page(&office, &request, "desk", "Accounts");
    page.form = &form;
    View v = page_view(&request, &response, &page);
    ViewCollection collection;
    view_collect(&v, &collection);
    email_input(&v, &form, (TextInput){.name = "email", .label = "Email address"});
    text_input(&v, &form, (TextInput){.name = "name", .label = "Your name"});
    page_frame(&v, page, view_collected(&v, &collection));
    html_check(body());
    assert_true(says("<title>Error: Accounts"));
    assert_true(says("<a href=\"#email\">Enter your e-mail address</a>"));
    assert_true(says("<span class=\"quorate-problem\">Too late</span>"));
    size_t first = text_find(body(), S("Too late"), 0), second = text_find(body(), S("href=\"#email\""), 0); /* as the inputs stand */
    assert_true(first < second && second < text_find(body(), S("href=\"#name\""), 0));
}

static void PAGE_errors_have_their_status_and_say_what_to_do(void **state) {
    (void)state;
    static const struct {
        ErrorKind kind;
        int status;
        const char *words;
    } cases[] = {
        {ERROR_INPUT, 400, "Go back, correct it"},
        {ERROR_SIGN_IN, 401, "href=\"/sign-in\""},
        {ERROR_FORBIDDEN, 403, "ask an administrator"},
        {ERROR_NOT_FOUND, 404, "href=\"/search\""},
        {ERROR_CONFLICT, 409, "Open the page again"},
        {ERROR_TOO_LARGE, 413, "Make the file smaller"},
        {ERROR_BUSY, 503, "Try again in a few"},
        {ERROR_STORAGE, 503, "Nothing was changed"},
        {ERROR_FAULT, 500, "give the number r-17"},
    };
    request.method = POST;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        response = (Response){.status = 200};
        Error *error = error_new(request.arena, cases[i].kind, "The <sentence> of it.");
        respond_error(&request, &response, error_detail(request.arena, error, "secret detail"), NULL);
        assert_int_equal(response.status, cases[i].status);
        html_check(body());
        assert_true(says("The &lt;sentence&gt; of it."));
        assert_false(says("secret detail"));
        if (!says(cases[i].words)) fail_msg("%d does not say \"%s\"", cases[i].status, cases[i].words);
    }
    response = (Response){.status = 429};
    respond_error(&request, &response, error_new(request.arena, ERROR_BUSY, "Wait."), NULL);
    assert_int_equal(response.status, 429);
    assert_true(says("Too many attempts"));
}

static void PAGE_of_an_error_says_each_thing_once(void **state) {
    (void)state;
    static const struct {
        Method method;
        ErrorKind kind;
        const char *sentence, *never;
    } cases[] = {
        {GET, ERROR_INPUT, "It is cancelled.", "Nothing was changed"}, /* looking changes nothing */
        {POST, ERROR_INPUT, "The file is wrong, so nothing was changed. Send another one.", "Nothing was changed"},
        {POST, ERROR_INPUT, "It is published. Withdraw it instead.", "correct it"},
        {POST, ERROR_FORBIDDEN, "This form is too old. Load the page again.", "role"},
        {POST, ERROR_FORBIDDEN, "This form is too old. Load the page again.", "open this page"},
        {GET, ERROR_FORBIDDEN, "Your roles do not let you do this. Ask an administrator.", "clerk"},
        {GET, ERROR_ENDED, "This link was used already. Ask for a new one.", "never was"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        request.method = cases[i].method;
        response = (Response){.status = 200};
        respond_error(&request, &response, error_new(request.arena, cases[i].kind, "%s", cases[i].sentence), NULL);
        assert_true(says(cases[i].sentence));
        if (says(cases[i].never)) fail_msg("\"%s\" also says \"%s\"", cases[i].sentence, cases[i].never);
    }
}

static void PAGE_of_an_error_gives_words_back(void **state) {
    (void)state;
    KeptText texts[] = {{S("Too <long>"), 10, 4}, {S("Fine"), 4, 0}};
    request.method = POST;
    request.kept = (KeptTexts){texts, 2};
    respond_error(&request, &response, error_new(request.arena, ERROR_INPUT, "It is too long. Shorten it."), NULL);
    html_check(body());
    assert_true(says("Too &lt;long&gt;</textarea>"));
    assert_true(says("10 characters; at most 4 are possible"));
    assert_true(says("What you also wrote"));
}

static void PAGE_errors_of_json_addresses_are_json(void **state) {
    (void)state;
    request.path = S("/meetings/9.json");
    respond_error(&request, &response, error_new(request.arena, ERROR_NOT_FOUND, "There is no \"meeting\" 9."), NULL);
    assert_int_equal(response.status, 404);
    assert_string_equal(text_string(request.arena, body()),
        "{\"error\":{\"status\":404,\"sentence\":\"There is no \\\"meeting\\\" 9.\",\"request\":\"r-17\"}}");
}

static void PAGE_of_a_conflict_shows_both_and_keeps_what_was_typed(void **state) {
    (void)state;
    const Field field = {.name = "place", .label = "Place"};
    FieldChange change = {&field, S("Room <1>"), (Text){0}};
    FormValue sent[] = {{S("place"), S("\"Room\" 2")}, {S("version"), S("8")}};
    Office office = clerk();
    Page page = office_page(&office, &request, "meetings", "Conflict");
    View v = page_view(&request, &response, &page);
    conflict_page(&v, page,
        (ConflictShown){.changes = {&change, 1},
            .who = S("A. Person"),
            .action = S("/office/meetings/1"),
            .back = S("/office/meetings/1/back"),
            .sent = {sent, 2}});
    html_check(body());
    assert_true(says("Room &lt;1&gt;"));
    assert_true(says("Empty"));
    assert_true(says("A. Person"));
    assert_true(says("<input type=\"hidden\" name=\"place\" value=\"&quot;Room&quot; 2\">"));
    assert_true(says("<input type=\"hidden\" name=\"version\" value=\"8\">"));
    assert_true(says("action=\"/office/meetings/1\""));
    assert_true(says("href=\"/office/meetings/1/back\""));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(PAGE_of_the_office_shows_who_is_signed_in_and_what_they_may_enter, begin, end),
        cmocka_unit_test_setup_teardown(PAGE_of_the_site_offers_what_anyone_may_enter, begin, end),
        cmocka_unit_test_setup_teardown(PAGE_has_no_crown_no_inline_script_and_no_other_host, begin, end),
        cmocka_unit_test_setup_teardown(PAGE_with_errors_says_so_first_and_leads_to_each_input, begin, end),
        cmocka_unit_test_setup_teardown(PAGE_errors_have_their_status_and_say_what_to_do, begin, end),
        cmocka_unit_test_setup_teardown(PAGE_of_an_error_says_each_thing_once, begin, end),
        cmocka_unit_test_setup_teardown(PAGE_of_an_error_gives_words_back, begin, end),
        cmocka_unit_test_setup_teardown(PAGE_errors_of_json_addresses_are_json, begin, end),
        cmocka_unit_test_setup_teardown(PAGE_of_a_conflict_shows_both_and_keeps_what_was_typed, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
