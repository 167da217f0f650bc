/* Owns the way through a door, for page threads and slow lanes alike. */
#include "web/door.h"

#include "web/form_body.h"
#include "web/inputs.h"
#include "web/page.h"
#include "web/session_life.h"

/* ---- What a thread keeps ---- */

Lane *lane_new(const ServerOptions *options) {
    Lane *lane = calloc(1, sizeof *lane);
    CHECK(lane);
    *lane = (Lane){.options = options, .arena = arena_new()};
    return lane;
}

void lane_free(Lane *lane) {
    if (!lane) return;
    store_return(lane->office);
    store_return(lane->published);
    arena_free(lane->arena);
    while (lane->spare_count > 0) arena_free(lane->spare[--lane->spare_count]);
    free(lane);
}

Arena *lane_take_arena(Lane *lane) {
    return lane->spare_count > 0 ? lane->spare[--lane->spare_count] : arena_new();
}

void lane_give_arena(Lane *lane, Arena *arena) {
    if (!arena) return;
    if (!lane || lane->spare_count == SPARE_ARENAS) {
        arena_free(arena);
        return;
    }
    arena_reset(arena);
    lane->spare[lane->spare_count++] = arena;
}

static Error *borrow_once(Lane *lane, Store *store, Db **kept) {
    if (*kept) return NULL;
    arena_reset(lane->arena);
    return store_borrow(store, lane->arena, kept);
}

Error *lane_published(Lane *lane, Db **out) {
    Error *error = borrow_once(lane, lane->options->published, &lane->published);
    *out = lane->published;
    return error;
}

/* After a failure of the store the connections go back, so that the pool can look whether they are whole. */
static void lane_refresh(Lane *lane) {
    store_return(lane->office);
    store_return(lane->published);
    lane->office = lane->published = NULL;
}

/* A page shows one moment, and SQLite takes its locks once for all its statements. PostgreSQL would pay two more journeys to the server. A
 * change reads what it changes inside its own transaction and must not look at an older moment. */
static Error *hold_for_page(const Visit *v, Store *store, Db *db) {
    bool is_page = v->route && v->route->method == GET && !store_is_postgres(store);
    return is_page ? db_hold(db, v->lane->arena) : NULL;
}

/* ---- Who is it? ---- */

static Error *find_session(const Visit *v, Office *office) {
    Text token = request_cookie(v->request, session_cookie_name(v->request->is_tls));
    if (text_is_empty(token)) return NULL;
    Session *session = NULL;
    TRY(session_find(office->store, office->db, v->request->arena, token, &session));
    office->session = session;
    office->roles = session ? session->roles : 0;
    return NULL;
}

static Error *office_open(const Visit *v, Office *office) {
    const ServerOptions *o = v->lane->options;
    if (!o->office) return error_new(v->request->arena, ERROR_NOT_FOUND, "There is no page at this address.");
    TRY(borrow_once(v->lane, o->office, &v->lane->office));
    TRY(hold_for_page(v, o->office, v->lane->office));
    *office = (Office){.store = o->office,
        .db = v->lane->office,
        .jobs = o->jobs,
        .data_folder = o->data_folder,
        .site_address = request_site_address(v->request, o->site_address)};
    return find_session(v, office);
}

static Error *site_open(const Visit *v, Site *site) {
    const ServerOptions *o = v->lane->options;
    *site = (Site){.published = o->published,
        .letterbox = o->letterbox,
        .has_office = o->office != NULL,
        .site_address = request_site_address(v->request, o->site_address)};
    TRY(lane_published(v->lane, &site->db));
    return hold_for_page(v, o->published, site->db);
}

/* ---- May they enter? ---- */

/* Did the browser send this POST from one of our own pages? What is not said (old browsers, programs) is no proof against it: the token of
 * the session is the second wall. */
static bool is_from_our_page(const Visit *v) {
    const Request *request = v->request;
    if (!text_is_empty(request->fetch_site) && !text_equal(request->fetch_site, S("same-origin"))
        && !text_equal(request->fetch_site, S("none")))
        return false;
    if (text_is_empty(request->origin)) return true;
    Text ours = text_format(request->arena, "%s://%.*s", request->is_tls ? "https" : "http", TEXT_ARG(request->host));
    return text_equal_ignoring_case(request->origin, ours) || text_equal_ignoring_case(request->origin, v->lane->options->site_address);
}

static Error *not_our_page(Arena *arena) {
    return error_new(arena, ERROR_FORBIDDEN,
        "This form did not come from a page of this site that is still valid, so nothing was changed. Go back, load the page again and "
        "send it again. "
        "If that does not help, sign in again.");
}

static Error *check_place(const Visit *v) {
    bool is_closed = (v->route->flags & ROUTE_LOOPBACK) && !v->request->is_local && !v->lane->options->metrics_open;
    if (is_closed) return error_new(v->request->arena, ERROR_NOT_FOUND, "There is no page at this address.");
    if (v->route->method == POST && !is_from_our_page(v)) return not_our_page(v->request->arena);
    return NULL;
}

static Error *check_roles(const Visit *v, const Office *office) {
    Access who = v->route->who;
    if (who == ANYONE) return NULL;
    if (!office->session)
        return error_new(v->request->arena, ERROR_SIGN_IN, "You are not signed in%s. Sign in and try again.",
            v->route->method == POST ? ", so nothing was changed" : "");
    if ((who & SIGNED_IN) || (who & office->roles)) return NULL;
    return error_new(
        v->request->arena, ERROR_FORBIDDEN, "Your roles do not let you do this. Ask an administrator if you should be able to.");
}

static Error *office_admit(const Visit *v, Office *office) {
    TRY(office_open(v, office));
    TRY(check_place(v));
    return check_roles(v, office);
}

Error *door_admit(const Visit *v) {
    Office office = {0};
    return v->route->office ? office_admit(v, &office) : check_place(v);
}

/* ---- What was sent ---- */

Error *door_query(const Visit *v, Text raw_query) {
    FormValues sent;
    if (raw_query.len == 0) return NULL;
    TRY(urlencoded_read(v->request->arena, raw_query, &sent));
    return inputs_take(v->request->arena, v->route, sent, &v->request->query, NULL, NULL);
}

static Error *read_body(const Visit *v, Body *body) {
    FormValues sent;
    Request *request = v->request;
    if (!body) return NULL;
    TRY(body_finish(body, &sent, &request->uploads, &request->upload_count));
    return inputs_take(request->arena, v->route, sent, &request->form, &request->csrf, &request->kept);
}

/* ---- Errors ---- */

static const char *title_of(ErrorKind kind) {
    switch (kind) {
    case ERROR_INPUT: return "This cannot be used";
    case ERROR_NOT_FOUND: return "Page not found";
    case ERROR_ENDED: return "This link no longer works";
    case ERROR_FORBIDDEN: return "You may not do this";
    case ERROR_SIGN_IN: return "Sign in";
    case ERROR_CONFLICT: return "Somebody else changed this";
    case ERROR_TOO_LARGE: return "Too large";
    case ERROR_BUSY: return "Try again shortly";
    case ERROR_STORAGE: return "This could not be kept";
    case ERROR_SEALED: return "The key of restricted papers is not here";
    case ERROR_FAULT: break;
    }
    return "Something went wrong";
}

static bool wants_json(const Request *request) {
    return text_ends_with(request->path, S(".json"));
}

/* Where a visitor goes after signing in: the page asked for; after a form, the page it stood on. */
static Text return_address(const Visit *v) {
    const Request *request = v->request;
    if (v->route->method == GET) return request->target;
    if (v->path_has_get) return request->path;
    Text ours = request_site_address(request, (Text){0});
    Text page = text_starts_with(request->referer, ours) ? text_slice(request->referer, ours.len, request->referer.len) : (Text){0};
    return is_local_address(page) ? page : S("/office");
}

static void send_to_sign_in(const Visit *v) {
    Buffer location = buffer_new(v->request->arena, 128);
    Text back = return_address(v);
    buffer_put(&location, S("/sign-in?return="));
    for (size_t i = 0; i < back.len; i++) {
        unsigned char c = (unsigned char)back.ptr[i];
        bool is_plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || strchr("/-._~", c);
        if (is_plain) buffer_put_char(&location, (char)c);
        else buffer_putf(&location, "%%%02X", c);
    }
    if (v->route->method == POST) buffer_put(&location, S("&notice=signed-out-unsaved"));
    respond_see_other(v->response, buffer_text(&location));
}

/* In the frame of the side the visitor is on, or in none when no store answers. */
static void show_error(const Visit *v, const Error *error, Office *office) {
    Request *request = v->request;
    Site site;
    Page page;
    bool has_page = true;
    if (office && office->db && office->session) page = office_page(office, request, NULL, "%s", title_of(error->kind));
    else if (!site_open(v, &site)) page = site_page(&site, request, NULL, "%s", title_of(error->kind));
    else has_page = false;
    respond_error(request, v->response, error, has_page ? &page : NULL);
}

static void refuse(const Visit *v, const Error *error, Office *office) {
    Response *response = v->response;
    Request *request = v->request;
    bool is_limit = response->status == 429; /* a handler's word that its visitor asks too often */
    int retry_after = is_limit ? response->retry_after : error->kind == ERROR_BUSY ? 5 : 0;
    int status = is_limit ? 429 : text_is_empty(response->allow) ? 200 : 405;
    *response = (Response){.status = status,
        .content_type = S("text/html; charset=utf-8"),
        .body = buffer_new(request->arena, 8192),
        .allow = response->allow,
        .retry_after = retry_after};
    if (error->kind == ERROR_SIGN_IN && v->route && !wants_json(request)) {
        send_to_sign_in(v);
        response->cache_control = S("no-store"); /* the same address is a page once somebody is signed in */
        return;
    }
    show_error(v, error, office);
    if (text_is_empty(response->cache_control)) response->cache_control = S("no-store");
    if (error->kind == ERROR_FAULT || error->kind == ERROR_STORAGE || error->kind == ERROR_BUSY) lane_refresh(v->lane);
}

void door_refuse(const Visit *v, const Error *error) {
    Office office = {0};
    bool is_office = v->route ? v->route->office != NULL : text_starts_with(v->request->path, S("/office"));
    if (is_office && v->lane->options->office && office_open(v, &office) != NULL) office = (Office){0};
    refuse(v, error, is_office ? &office : NULL);
    db_let_go(v->lane->office);
    db_let_go(v->lane->published);
}

/* ---- Through ---- */

static Error *enter_office(const Visit *v, Body *body, Office *office) {
    TRY(office_admit(v, office));
    Error *error = read_body(v, body);
    bool is_read = !error || v->request->kept.count > 0; /* to the end, with its token: words are given back to our own forms alone */
    if (!is_read) return error;
    bool needs_token = v->route->method == POST && v->route->who != ANYONE;
    CHECK(!needs_token || office->session); /* admitted: somebody is signed in */
    if (needs_token && !csrf_matches(office->session->csrf, v->request->csrf)) {
        v->request->kept = (KeptTexts){0};
        return not_our_page(v->request->arena);
    }
    return error ? error : v->route->office(office, v->request, v->response);
}

static Error *enter_site(const Visit *v, Body *body) {
    Site site;
    TRY(site_open(v, &site));
    TRY(check_place(v));
    TRY(read_body(v, body));
    return v->route->site(&site, v->request, v->response);
}

void door_enter(const Visit *v, Body *body) {
    Office office = {0};
    Error *error = v->route->office ? enter_office(v, body, &office) : enter_site(v, body);
    bool is_person = office.session && !(v->route->flags & ROUTE_BY_ITSELF);
    v->request->session_due = is_person && session_is_due(office.session) ? office.session->id : 0;
    if (error) refuse(v, error, v->route->office ? &office : NULL);
    else if (v->route->office && text_is_empty(v->response->cache_control)) v->response->cache_control = S("no-store");
    db_let_go(v->lane->office);
    db_let_go(v->lane->published);
}

/* ---- What office handlers begin with ---- */

Actor office_actor(const Office *office) {
    return office->session ? (Actor){office->session->person, office->session->name} : (Actor){0};
}

Error *office_begin(Office *office, Request *request, Text why, Tx **out) {
    return tx_begin(office->store, request->arena, office_actor(office), why, out);
}
