/* Requests made by hand, and what stands in for the parts of app/ that the frame of pages asks for. */
#include "pages_world.h"

/* The frame needs these from app/; here nobody navigates. */
const Notice all_notices[] = {{"saved", "Your changes were saved."}, {0}};
const NavigationEntry all_navigation[] = {{0}};
const Record *const all_records[] = {
    &partnership_record, &organisation_record, &person_record, &body_record, &seat_record, &account_record, NULL};
const Record *const all_published_records[] = {NULL};
Text partnership_name_in_office(Db *db, Arena *arena) {
    (void)db, (void)arena;
    return S("Test partnership");
}
Text partnership_name_on_site(Db *db, Arena *arena) {
    return partnership_name_in_office(db, arena);
}

static FormValues values_of(Arena *arena, const char *encoded) {
    FormValues values = {0};
    Text rest = text_of(encoded), pair, name;
    if (!encoded || !*encoded) return values;
    values.items = ARENA_ARRAY(arena, FormValue, 64);
    while (text_split(&rest, '&', &pair)) {
        assert_true(values.count < 64);
        text_split(&pair, '=', &name);
        values.items[values.count++] = (FormValue){.name = name, .value = pair};
    }
    return values;
}

Answer ask(World *w, OfficeHandler *handler, Asked asked) {
    Answer answer = {.response = {.status = 200}};
    Session session = {.id = 1,
        .account = {asked.account},
        .person = asked.person,
        .name = S("Dana Clerk"),
        .roles = asked.roles,
        .csrf = S("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")};
    Request request = {.arena = w->arena,
        .method = asked.form ? POST : GET,
        .path = text_of(asked.path ? asked.path : "/office/test"),
        .target = S("/office/test"),
        .host = S("localhost"),
        .query = values_of(w->arena, asked.query),
        .form = values_of(w->arena, asked.form),
        .id = S("r1")};
    assert_int_equal(moment_of_london(day_of("2025-07-23"), time_of(10, 0), &request.started), CLOCK_FINE);
    if (asked.id) {
        request.parameters[0] = text_format(w->arena, "%" PRId64, asked.id);
        request.parameters[1] = text_format(w->arena, "%" PRId64, asked.second);
        request.parameter_count = asked.second ? 2 : 1;
    }
    answer.response.body = buffer_new(w->arena, 1024);
    Db *db = NULL;
    assert_fine(store_borrow(w->office, w->arena, &db));
    Office office = {.store = w->office,
        .db = db,
        .session = &session,
        .roles = asked.roles,
        .data_folder = w->folder,
        .site_address = S("https://example.org")};
    answer.error = handler(&office, &request, &answer.response);
    store_return(db);
    answer.body = text_copy(w->arena, buffer_text(&answer.response.body));
    answer.location = text_copy(w->arena, answer.response.location);
    return answer;
}

void assert_shows(Answer answer, const char *words) {
    assert_fine(answer.error);
    assert_int_equal(answer.response.status, 200);
    if (!text_contains(answer.body, text_of(words))) fail_msg("\"%s\" is not in the page", words);
}

void assert_does_not_show(Answer answer, const char *words) {
    assert_fine(answer.error);
    if (text_contains(answer.body, text_of(words))) fail_msg("\"%s\" is in the page", words);
}

void assert_refused(Answer answer, const char *field, const char *words) {
    assert_fine(answer.error);
    assert_int_equal(answer.response.status, 422);
    if (!text_contains(answer.body, text_of(words))) fail_msg("\"%s\" is not in the page", words);
    char link[80];
    snprintf(link, sizeof link, "href=\"#%s", field);
    if (!text_contains(answer.body, text_of(link))) fail_msg("the error summary does not lead to %s: %.*s", field, TEXT_ARG(answer.body));
}

void assert_done(Answer answer, const char *location) {
    assert_fine(answer.error);
    if (answer.response.status != 303) fail_msg("%d: %.*s", answer.response.status, TEXT_ARG(answer.body));
    if (!text_starts_with(answer.location, text_of(location))) fail_msg("goes to %.*s, not %s", TEXT_ARG(answer.location), location);
}

void put(World *w, const Record *record, void *value) {
    Tx *tx = begin(w);
    assert_fine(record_insert(tx, record, value));
    commit(tx);
}

void fetch(World *w, const Record *record, int64_t id, void *out) {
    Db *db = NULL;
    assert_fine(store_borrow(w->office, w->arena, &db));
    assert_fine(record_get(db, w->arena, record, id, out));
    store_return(db);
}

Date day_of(const char *iso) {
    Date day = {0};
    if (*iso) assert_true(date_parse_iso(text_of(iso), &day));
    return day;
}
