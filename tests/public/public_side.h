/* The public side over what the valve published, asked through the table of doors, for tests of its pages. */
#ifndef QUORATE_TESTS_PUBLIC_PUBLIC_SIDE_H
#define QUORATE_TESTS_PUBLIC_PUBLIC_SIDE_H

#include "publish/published_office.h"

#include <inttypes.h>
#include <jansson.h>

#include "publish/partnership.h"
#include "web/route.h"

typedef struct {
    PublishedOffice office;
    Store *site, *letterbox; /* as the public side holds them: read-only, append-only */
    RouteTable *routes;
} PublicSide;

typedef struct {
    int status;
    Text body, type, location;
    Error *error;
    const Response *response;
} Answer;

static inline PublicSide public_side(void **state) {
    PublicSide s = {.office = published_office(state)};
    World *w = s.office.w;
    publish(&s.office);
    assert_fine(publish_partnership(&s.office.valve, w->arena, (Actor){0}));
    if (w->is_postgres) {
        assert_fine(store_grant(s.office.valve.published, w->arena, S("quorate_public")));
        assert_fine(store_grant(s.office.valve.letterbox, w->arena, S("quorate_public")));
    }
    s.site = world_open(w, STORE_PUBLISHED, STORE_READ_ONLY);
    s.letterbox = world_open(w, STORE_LETTERBOX, STORE_APPEND_ONLY);
    s.routes = route_table_new(w->arena, all_routes);
    return s;
}

static inline void public_side_end(PublicSide *s) {
    store_close(s->site);
    store_close(s->letterbox);
    published_office_end(&s->office);
}

static inline FormValues values_of(Arena *arena, const char *encoded) {
    FormValues values = {ARENA_ARRAY(arena, FormValue, 16), 0};
    Text rest = text_of(encoded), pair, name;
    while (encoded && *encoded && text_split(&rest, '&', &pair)) {
        assert_true(values.count < 16);
        text_split(&pair, '=', &name);
        values.items[values.count++] = (FormValue){name, pair};
    }
    return values;
}

static inline Answer ask(PublicSide *s, Method method, const char *path, const char *values) {
    Arena *arena = s->office.w->arena;
    Db *db = NULL;
    RouteMatch match = route_match(s->routes, method, text_of(path));
    if (!match.route) fail_msg("no door %s", path);
    assert_non_null(match.route->site);
    Request *request = ARENA_NEW(arena, Request);
    Response *response = ARENA_NEW(arena, Response);
    *request = (Request){.arena = arena,
        .method = method,
        .path = text_of(path),
        .target = text_of(path),
        .host = S("localhost"),
        .id = S("r1"),
        .client = S("192.0.2.7"),
        .query = values_of(arena, method == GET ? values : NULL),
        .form = values_of(arena, method == POST ? values : NULL),
        .parameter_count = match.parameter_count};
    for (int i = 0; i < match.parameter_count; i++) request->parameters[i] = match.parameters[i];
    assert_int_equal(moment_of_london(date_of(2027, 7, 19), time_of(9, 0), &request->started), CLOCK_FINE);
    *response = (Response){.status = 200, .body = buffer_new(arena, 1024)};
    assert_fine(store_borrow(s->site, arena, &db));
    Site site = {.db = db, .published = s->site, .letterbox = s->letterbox, .site_address = S("https://kcsp.example")};
    Error *error = match.route->site(&site, request, response);
    store_return(db);
    return (Answer){
        response->status, text_copy(arena, buffer_text(&response->body)), response->content_type, response->location, error, response};
}

static inline Answer get(PublicSide *s, const char *path) {
    Answer answer = ask(s, GET, path, NULL);
    assert_fine(answer.error);
    return answer;
}

static inline const char *path_of(PublicSide *s, const char *format, int64_t id) {
    Buffer out = buffer_new(s->office.w->arena, 64);
    for (const char *p = format; *p; p++) {
        if (*p == '#') buffer_put_int(&out, id);
        else buffer_put_char(&out, *p);
    }
    return buffer_text(&out).ptr;
}

static inline json_t *json_of(PublicSide *s, const char *path) {
    Answer answer = get(s, path);
    json_t *json = json_loadb(answer.body.ptr, answer.body.len, 0, NULL);
    if (!json) fail_msg("%s is no JSON", path);
    assert_true(answer.response->allows_other_sites);
    return json;
}

static inline const char *string_at(const json_t *object, const char *name) {
    const char *value = json_string_value(json_object_get(object, name));
    if (!value) fail_msg("%s is no string", name);
    return value;
}

/* ---- The contract of the twins ---- */

#endif
