/* The table of doors: soundness and matching. */
#include "web_test.h"

static Error *office_door(Office *office, Request *request, Response *response) {
    (void)office;
    (void)request;
    (void)response;
    return NULL;
}
static Error *site_door(Site *site, Request *request, Response *response) {
    (void)site;
    (void)request;
    (void)response;
    return NULL;
}

static const Route doors[] = {
    {GET, "/", ANYONE, .site = site_door},
    {GET, "/meetings", ANYONE, .site = site_door},
    {GET, "/meetings.json", ANYONE, .site = site_door},
    {GET, "/meetings/:id", ANYONE, .site = site_door},
    {GET, "/meetings/:id.json", ANYONE, .site = site_door},
    {GET, "/meetings/:id/papers/:paper/:name.pdf", ANYONE, .site = site_door},
    {GET, "/meetings/new", ANYONE, .site = site_door},
    {POST, "/meetings/:number", ANYONE, .site = site_door},
    {GET, "/bodies/:body/:year", ANYONE, .site = site_door},
    {GET, "/bodies/county/terms", ANYONE, .site = site_door},
    {POST, "/office/save", SIGNED_IN, .office = office_door},
    {0},
};

static void finds(const RouteTable *table, Method method, const char *path, int index, const char *first, const char *second) {
    RouteMatch match = route_match(table, method, text_of(path));
    if (match.index != index) fail_msg("%s: row %d, not %d", path, match.index, index);
    assert_int_equal(match.parameter_count, (first != NULL) + (second != NULL));
    if (first) assert_text(match.parameters[0], text_of(first));
    if (second) assert_text(match.parameters[1], text_of(second));
}

static void matching_finds_the_row_of_an_address(void **state) {
    RouteTable *table = route_table_new(*state, doors);
    finds(table, GET, "/", 0, NULL, NULL);
    finds(table, GET, "/meetings", 1, NULL, NULL);
    finds(table, GET, "/meetings.json", 2, NULL, NULL);
    finds(table, GET, "/meetings/12", 3, "12", NULL);
    finds(table, GET, "/meetings/12.json", 4, "12", NULL);
    finds(table, GET, "/meetings/new", 6, NULL, NULL);
    finds(table, GET, "/meetings/new.json", 4, "new", NULL);
    finds(table, POST, "/meetings/12", 7, "12", NULL);
    finds(table, GET, "/bodies/county/terms", 9, NULL, NULL);
    finds(table, GET, "/bodies/county/2025", 8, "county", "2025"); /* back out of the fixed "county" */
    finds(table, POST, "/office/save", 10, NULL, NULL);
    RouteMatch match = route_match(table, GET, S("/meetings/3/papers/44/agenda front.pdf"));
    assert_int_equal(match.index, 5);
    assert_int_equal(match.parameter_count, 3);
    assert_text(match.parameters[2], S("agenda front"));
}

static void matching_finds_nothing_for_other_addresses(void **state) {
    RouteTable *table = route_table_new(*state, doors);
    static const char *const others[] = {"", "meetings", "//", "/meetings/", "/meetings//", "/meetings/12/", "/meetings/.json/x",
        "/Meetings", "/bodies/county", "/bodies//2025", "/meetings/1/papers/2/.pdf", "/meetings/12/papers", "/office", "/..",
        "/meetings/../"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        RouteMatch match = route_match(table, GET, text_of(others[i]));
        if (match.route) fail_msg("\"%s\" is matched by %s", others[i], match.route->path);
    }
}

static void a_known_path_with_another_method_says_which_it_knows(void **state) {
    RouteTable *table = route_table_new(*state, doors);
    RouteMatch match = route_match(table, GET, S("/office/save"));
    assert_null(match.route);
    assert_true(match.has_post && !match.has_get);
    match = route_match(table, POST, S("/meetings"));
    assert_null(match.route);
    assert_true(match.has_get && !match.has_post);
}

static const Input twice[] = {{"a", INPUT_TEXT, 0}, {"a", INPUT_INT, 0}, {0}};
static const Input own_token[] = {{"_csrf", INPUT_TEXT, 0}, {0}};
static const Input file[] = {{"paper", INPUT_FILE, 0}, {0}};
static const Input name_of_account[] = {{"name", INPUT_TEXT, 0}, {0}};

static void an_unsound_table_is_refused(void **state) {
    Arena *arena = *state;
    assert_fine(routes_check(arena, doors));
    const Route wrong[][3] = {
        {{GET, "/a", ANYONE}, {0}},
        {{GET, "/a", ANYONE, .office = office_door, .site = site_door}, {0}},
        {{GET, "/a", SIGNED_IN, .site = site_door}, {0}},
        {{GET, "a", ANYONE, .site = site_door}, {0}},
        {{GET, "/a/", ANYONE, .site = site_door}, {0}},
        {{GET, "/a//b", ANYONE, .site = site_door}, {0}},
        {{GET, "/:a/:b/:c/:d/:e", ANYONE, .site = site_door}, {0}},
        {{GET, "/a", ANYONE, .site = site_door}, {GET, "/a", ANYONE, .site = site_door}, {0}},
        {{GET, "/a/:x", ANYONE, .site = site_door}, {GET, "/a/:y", ANYONE, .site = site_door}, {0}},
        {{GET, "/a", ANYONE, .office = office_door, .flags = ROUTE_CACHED}, {0}},
        {{POST, "/a", ANYONE, .site = site_door, .flags = ROUTE_CACHED}, {0}},
        {{POST, "/a", ANYONE, .office = office_door, .inputs = twice}, {0}},
        {{POST, "/a", ANYONE, .office = office_door, .inputs = own_token}, {0}},
        {{POST, "/a", ANYONE, .office = office_door, .inputs = file}, {0}},
        {{POST, "/a", ANYONE, .office = office_door, .upload_bytes = 100}, {0}},
        {{GET, "/a", ANYONE, .office = office_door, .inputs = file, .upload_bytes = 100}, {0}},
        {{POST, "/a", ANYONE, .site = site_door, .inputs = file, .upload_bytes = 100}, {0}},
        {{POST, "/a", ANYONE, .office = office_door, .inputs = name_of_account, .form = &account_record}, {0}},
        {{(Method)7, "/a", ANYONE, .office = office_door}, {0}},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        if (!routes_check(arena, wrong[i])) fail_msg("table %zu was not refused", i);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(matching_finds_the_row_of_an_address),
        TEST(matching_finds_nothing_for_other_addresses),
        TEST(a_known_path_with_another_method_says_which_it_knows),
        TEST(an_unsound_table_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
