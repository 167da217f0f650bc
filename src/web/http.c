/* Owns one exchange from the first line of the request to the moment its answer is ready: reading the head, finding the door, taking in the
 * body, choosing between page thread, slow lane and page cache. */
#include <inttypes.h>

#include "base/log.h"
#include "web/exchange.h"
#include "web/form_body.h"
#include "web/metrics.h"
#include "web/session_life.h"

enum { TARGET_MOST = 8000, DRAINED_MOST = 512 * 1024 * 1024, KEY_MOST = 1500 };

int64_t microseconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* ---- Beginning and end ---- */

void exchange_reset(Exchange *x) {
    body_end(x->body);
    if (x->target != x->target_room) free(x->target);
    lane_give_arena(lane_here(), x->arena);
    memset(&x->step, 0, sizeof *x - offsetof(Exchange, step));
}

void *http_line(void *server, const char *target, struct MHD_Connection *connection) {
    Exchange *x = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
    (void)server;
    if (x->target) exchange_reset(x); /* the one before never came as far as http_access */
    connection_phase(&x->clock, PHASE_HEAD);
    x->began = microseconds_now();
    x->metric_route = METRIC_NO_ROUTE;
    x->target_len = strlen(target);
    x->target = x->target_len < sizeof x->target_room ? x->target_room : malloc(x->target_len + 1);
    CHECK(x->target);
    memcpy(x->target, target, x->target_len + 1);
    return x;
}

/* Reading leaves no lines (the journal keeps what must be known of it); changes, and what went wrong, do. Routes stand for paths, so that
 * no line tells what somebody looked for. */
static void log_exchange(const Exchange *x, int64_t microseconds) {
    const Route *route = x->match.route;
    bool is_quiet = x->status < 400 && !x->is_post;
    LogLevel level = x->status >= 500 ? LOG_WARNING : is_quiet ? LOG_DEBUG : LOG_INFO;
    Text id = x->request ? x->request->id : S("-");
    log_line(level, "%.*s %s %.*s %d %" PRId64 " us", TEXT_ARG(id), x->is_post ? "POST" : "GET", route ? (int)strlen(route->path) : 1,
        route ? route->path : "-", x->status, microseconds);
}

void http_completed(void *server, struct MHD_Connection *connection, void **exchange, enum MHD_RequestTerminationCode how) {
    Exchange *x = *exchange;
    (void)server;
    (void)connection;
    (void)how;
    if (!x) return;
    if (x->status && (x->request || x->status >= 400)) log_exchange(x, microseconds_now() - x->began);
    exchange_reset(x);
    connection_phase(&x->clock, PHASE_IDLE);
    *exchange = NULL;
}

/* ---- The head ---- */

static bool is_header(Text name, Text wanted, Text value, Text *out) {
    if (!text_equal_ignoring_case(name, wanted)) return false;
    *out = value;
    return true;
}

static void take_length(Headers *h, Text value) {
    if (h->has_length || !text_to_int64(value, &h->content_length) || h->content_length < 0) h->is_malformed = true;
    h->has_length = true;
}

/* One pass over the headers, by first letter: most are not ours to know. */
static enum MHD_Result take_header(
    void *context, enum MHD_ValueKind kind, const char *key, size_t key_len, const char *string, size_t string_len) {
    Headers *h = context;
    Text name = {key, key_len}, value = {string, string_len};
    (void)kind;
    if (key_len == 0) return MHD_YES;
    switch (key[0] | 0x20) {
    case 'a': is_header(name, S("Accept-Encoding"), value, &h->accept_encoding); break;
    case 'c':
        if (is_header(name, S("Content-Type"), value, &h->content_type)) break;
        if (text_equal_ignoring_case(name, S("Content-Length"))) take_length(h, value);
        if (text_equal_ignoring_case(name, S("Cookie")) && text_is_empty(h->cookies)) h->cookies = value;
        break;
    case 'f': h->is_passed_on |= text_equal_ignoring_case(name, S("Forwarded")); break;
    case 'h':
        if (text_equal_ignoring_case(name, S("Host")) && h->host.ptr) h->is_malformed = true;
        is_header(name, S("Host"), value, &h->host);
        break;
    case 'i':
        if (!is_header(name, S("If-None-Match"), value, &h->if_none_match)) is_header(name, S("If-Range"), value, &h->if_range);
        break;
    case 'o': is_header(name, S("Origin"), value, &h->origin); break;
    case 'r':
        if (!is_header(name, S("Referer"), value, &h->referer)) is_header(name, S("Range"), value, &h->range);
        break;
    case 's': is_header(name, S("Sec-Fetch-Site"), value, &h->fetch_site); break;
    case 't': h->has_coding |= text_equal_ignoring_case(name, S("Transfer-Encoding")); break;
    case 'u': is_header(name, S("User-Agent"), value, &h->user_agent); break;
    case 'v': h->is_passed_on |= text_equal_ignoring_case(name, S("Via")); break;
    case 'x':
        if (is_header(name, S("X-Forwarded-For"), value, &h->forwarded_for)) h->is_passed_on = true;
        is_header(name, S("X-Forwarded-Proto"), value, &h->forwarded_proto);
        break;
    default: break;
    }
    return MHD_YES;
}

static bool is_host(Text host) {
    for (size_t i = 0; i < host.len; i++) {
        char c = host.ptr[i];
        bool may = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || strchr(".-:[]_", c);
        if (!may || !c) return false;
    }
    return host.len <= 255;
}

/* Printable ASCII without "%" needs no decoding; most paths are that. */
static bool is_plain_path(Text path) {
    for (size_t i = 0; i < path.len; i++)
        if ((unsigned char)path.ptr[i] <= 0x20 || (unsigned char)path.ptr[i] >= 0x7f || path.ptr[i] == '%') return false;
    return true;
}

static void read_head(Exchange *x) {
    Headers *h = &x->headers;
    h->content_length = -1;
    MHD_get_connection_values_n(x->connection, MHD_HEADER_KIND, take_header, h);
    if (!is_host(h->host) || (h->has_length && h->has_coding)) h->is_malformed = true;
    bool is_from_proxy = x->server->options.trusts_proxy && x->clock.is_loopback;
    x->is_tls = x->server->options.certificate != NULL || (is_from_proxy && text_equal_ignoring_case(h->forwarded_proto, S("https")));
    Text target = {x->target, x->target_len};
    text_split(&target, '?', &x->raw_path);
    x->raw_query = target;
}

/* ---- The request for handlers ---- */

static Text client_of(const Exchange *x, Arena *arena) {
    Text named = {0}, part, rest = x->headers.forwarded_for;
    if (x->server->options.trusts_proxy && x->clock.is_loopback && !text_is_empty(rest))
        while (text_split(&rest, ',', &part)) named = text_trim(part); /* the last was added by the proxy we trust */
    if (named.len > 0 && named.len <= 45 && is_host(named)) return named;
    return address_text(arena, x->address);
}

/* From here on the exchange has memory of its own. */
static void make_request(Exchange *x, bool is_post) {
    if (x->request) return;
    x->arena = lane_take_arena(lane_of_thread(x->server));
    x->request = ARENA_NEW(x->arena, Request);
    x->response = ARENA_NEW(x->arena, Response);
    Headers *h = &x->headers;
    bool is_passed_on = h->is_passed_on && !x->server->options.trusts_proxy;
    static atomic_flag is_told = ATOMIC_FLAG_INIT;
    if (is_passed_on && x->clock.is_loopback && !atomic_flag_test_and_set(&is_told))
        log_warning(
            "Requests come through a proxy on this machine, but --trust-proxy is not given: all visitors count as one, so that one who "
            "guesses passwords makes everybody wait.");
    *x->request = (Request){.arena = x->arena,
        .method = is_post ? POST : GET,
        .wants_head_only = x->wants_head_only,
        .path = x->path,
        .target = {x->target, x->target_len},
        .client = client_of(x, x->arena),
        .host = h->host,
        .is_tls = x->is_tls,
        .accept_encoding = h->accept_encoding,
        .if_none_match = h->if_none_match,
        .range = h->range,
        .user_agent = h->user_agent,
        .cookies = h->cookies,
        .origin = h->origin,
        .fetch_site = h->fetch_site,
        .referer = h->referer,
        .started = moment_now(),
        .parameter_count = x->match.parameter_count};
    memcpy(x->request->parameters, x->match.parameters, sizeof x->match.parameters);
    x->request->id = text_format(x->arena, "%04x-%" PRIx64, x->server->run & 0xffff, atomic_fetch_add(&x->server->next_request, 1));
    bool is_behind_proxy = x->server->options.trusts_proxy && !text_is_empty(h->forwarded_for);
    x->request->is_local = x->clock.is_loopback && !is_passed_on && !is_behind_proxy;
    *x->response = (Response){.status = 200, .content_type = S("text/html; charset=utf-8"), .body = buffer_new(x->arena, 0)};
}

static Visit visit_of(const Exchange *x, Lane *lane) {
    return (Visit){.lane = lane, .route = x->match.route, .path_has_get = x->match.has_get, .request = x->request, .response = x->response};
}

/* ---- Refusals ---- */

static enum MHD_Result refuse(Exchange *x, const Error *error) {
    Visit visit = visit_of(x, lane_of_thread(x->server));
    door_refuse(&visit, error);
    return answer_send(x);
}

static enum MHD_Result refuse_not_found(Exchange *x) {
    make_request(x, x->is_post);
    return refuse(x, error_new(x->arena, ERROR_NOT_FOUND, "There is no page at this address."));
}

static enum MHD_Result refuse_malformed(Exchange *x) {
    make_request(x, false);
    x->match = (RouteMatch){.index = -1};
    return refuse(
        x, error_new(x->arena, ERROR_INPUT, "The request is not well formed. Try again with another browser or without a proxy."));
}

static enum MHD_Result refuse_method(Exchange *x) {
    make_request(x, x->is_post);
    const RouteMatch *m = &x->match;
    bool knows_none = !m->has_get && !m->has_post;
    x->response->allow = m->has_get && m->has_post ? S("GET, HEAD, POST")
                         : m->has_get              ? S("GET, HEAD")
                         : knows_none              ? S("GET, HEAD, POST")
                                                   : S("POST");
    return refuse(x, error_new(x->arena, ERROR_INPUT, "This address does not do what was asked of it. Go back and try again."));
}

static enum MHD_Result redirect_without_slash(Exchange *x) {
    make_request(x, false);
    Text bare = text_slice(x->raw_path, 0, x->raw_path.len - 1);
    respond_moved(x->response, text_format(x->arena, "%.*s%s%.*s", TEXT_ARG(bare), x->raw_query.len ? "?" : "", TEXT_ARG(x->raw_query)));
    x->response->cache_control = S("no-cache");
    return answer_send(x);
}

/* ---- The slow lanes ---- */

static void ask_again(Exchange *x, Lane *lane) {
    metric_add(METRIC_BUSY);
    Visit visit = visit_of(x, lane);
    door_refuse(&visit, error_new(x->arena, ERROR_BUSY,
                            "Too much is being asked of this server just now, so nothing was changed. Try again in a few seconds."));
}

static void run_slowly(SlowTask *task, void *worker) {
    Exchange *x = (Exchange *)(void *)((char *)task - offsetof(Exchange, task));
    Lane *lane = worker;
    Visit visit = visit_of(x, lane);
    if (x->server->is_past_deadline) ask_again(x, lane);
    else door_enter(&visit, x->body);
    MHD_resume_connection(x->connection); /* x may be gone after this */
}

static enum MHD_Result go_slowly(Exchange *x) {
    SlowLane *lane = x->match.route->flags & ROUTE_PASSWORD ? x->server->passwords : x->server->slow;
    connection_phase(&x->clock, PHASE_WORK);
    x->step = STEP_ANSWER;
    x->task.run = run_slowly;
    MHD_suspend_connection(x->connection);
    if (slow_lane_put(lane, &x->task)) return MHD_YES;
    ask_again(x, lane_of_thread(x->server));
    MHD_resume_connection(x->connection);
    return MHD_YES;
}

/* That a session was seen is written down behind the page, and asked for only once in some minutes (session_life.h). */
typedef struct {
    SlowTask task;
    const Server *server;
    int64_t session;
} SeenTask;

static void run_seen(SlowTask *task, void *worker) {
    SeenTask *seen = (SeenTask *)(void *)task;
    Lane *lane = worker;
    arena_reset(lane->arena);
    Error *error = session_note(seen->server->options.office, lane->arena, seen->session);
    if (error) log_warning("A session's time could not be written: %.*s", TEXT_ARG(error->detail));
    free(seen);
}

static void note_session(Exchange *x) {
    int64_t session = x->request->session_due;
    if (!session || x->server->is_stopping) return;
    uint64_t now = (uint64_t)(microseconds_now() / 60000000) & 0xffffffff, mark = (uint64_t)session << 32 | now;
    if (atomic_exchange(&x->server->noted_sessions[session & 255], mark) == mark) return;
    SeenTask *seen = calloc(1, sizeof *seen);
    CHECK(seen);
    *seen = (SeenTask){.task = {.run = run_seen}, .server = x->server, .session = session};
    if (!slow_lane_put(x->server->slow, &seen->task)) free(seen);
}

/* What a handler left to be written down behind its page. */
typedef struct {
    SlowTask task;
    const Server *server;
    Afterwards afterwards;
} AfterTask;

static void run_afterwards(SlowTask *task, void *worker) {
    AfterTask *after = (AfterTask *)(void *)task;
    Lane *lane = worker;
    arena_reset(lane->arena);
    Error *error = after->afterwards.run(after->server->options.office, lane->arena, after->afterwards.who, after->afterwards.what);
    if (error) log_warning("What follows a page could not be written: %.*s", TEXT_ARG(error->detail));
    free(after);
}

static void note_afterwards(Exchange *x) {
    if (!x->request->afterwards.run || x->server->is_stopping) return;
    AfterTask *after = calloc(1, sizeof *after);
    CHECK(after);
    *after = (AfterTask){.task = {.run = run_afterwards}, .server = x->server, .afterwards = x->request->afterwards};
    if (!slow_lane_put(x->server->slow, &after->task)) free(after);
}

/* ---- Pages ---- */

/* What tells two kept answers apart: the day (pages say what is next, or late), where we are (when pages say it), the path, and the inputs that the
 * door declares. */
static Text cache_key(const Exchange *x, char room[KEY_MOST]) {
    const ServerOptions *o = &x->server->options;
    Text host = text_is_empty(o->site_address) ? x->headers.host : (Text){0};
    Date today = {0};
    moment_to_london(moment_now(), &today, NULL);
    int len = snprintf(room, KEY_MOST, "%c%d\n%.*s\n%.*s", x->is_tls ? 'T' : 'P', today.n, TEXT_ARG(host), TEXT_ARG(x->path));
    if (x->request)
        for (size_t i = 0; i < x->request->query.count && len < KEY_MOST; i++) {
            FormValue v = x->request->query.items[i];
            len += snprintf(room + len, (size_t)(KEY_MOST - len), "\n%.*s=%zu:%.*s", TEXT_ARG(v.name), v.value.len, TEXT_ARG(v.value));
        }
    return len < KEY_MOST ? (Text){room, (size_t)len} : (Text){0};
}

static enum MHD_Result enter_now(Exchange *x) {
    make_request(x, false);
    Visit visit = visit_of(x, lane_of_thread(x->server));
    door_enter(&visit, NULL);
    note_session(x);
    note_afterwards(x);
    return answer_send(x);
}

static enum MHD_Result enter_cached(Exchange *x) {
    Lane *lane = lane_of_thread(x->server);
    Db *db;
    int64_t revision;
    char room[KEY_MOST];
    Text key = cache_key(x, room);
    if (key.len == 0 || x->server->is_stopping || lane_published(lane, &db)
        || store_revision(x->server->options.published, db, 1, &revision))
        return enter_now(x);
    KeptPage *page = page_cache_find(x->server->cache, key, revision);
    metric_add(page ? METRIC_CACHE_HITS : METRIC_CACHE_MISSES);
    if (page) return answer_send_kept(x, page);
    make_request(x, false);
    Visit visit = visit_of(x, lane);
    door_enter(&visit, NULL);
    answer_keep(x, key, revision);
    return answer_send(x);
}

static enum MHD_Result get(Exchange *x) {
    const Route *route = x->match.route;
    bool is_cached = route->flags & ROUTE_CACHED;
    bool may_have_notice = x->raw_query.len && (!is_cached || text_contains(x->raw_query, S("notice=")));
    if (route->inputs || route->form || may_have_notice) {
        make_request(x, false);
        Visit visit = visit_of(x, lane_of_thread(x->server));
        Error *error = door_query(&visit, x->raw_query);
        if (error) return refuse(x, error);
    }
    if (is_cached && !(x->request && request_query(x->request, "notice").len)) return enter_cached(x); /* a notice is for one visitor */
    make_request(x, false);
    if (route->flags & (ROUTE_SLOW | ROUTE_PASSWORD)) return go_slowly(x);
    return enter_now(x);
}

/* ---- Forms ---- */

static enum MHD_Result begin_post(Exchange *x) {
    make_request(x, true);
    const Route *route = x->match.route;
    const char *folder = route->upload_bytes ? x->server->options.data_folder : NULL;
    x->step = STEP_BODY;
    x->body = body_new(x->arena, route, x->headers.content_type,
        x->headers.has_coding   ? -1
        : x->headers.has_length ? x->headers.content_length
                                : 0,
        folder);
    connection_phase(&x->clock, PHASE_BODY);
    if (route->upload_bytes == 0) return MHD_YES;
    Visit visit = visit_of(x, lane_of_thread(x->server)); /* nobody's uploads are taken in who may not send them */
    Error *error = door_admit(&visit);
    if (error) body_refuse(x->body, error);
    return MHD_YES;
}

/* No door: the form is heard to its end all the same, see below. */
static enum MHD_Result refuse_unmatched(Exchange *x) {
    return x->match.has_get || x->match.has_post ? refuse_method(x) : refuse_not_found(x);
}

/* What is too large is still heard to its end, so that the browser shows the answer instead of a broken connection; within reason. */
static enum MHD_Result take_body(Exchange *x, const char *upload, size_t *upload_size) {
    if (*upload_size == 0) return x->match.route ? go_slowly(x) : refuse_unmatched(x);
    x->body_bytes += (int64_t)*upload_size;
    if (x->body_bytes > DRAINED_MOST) return MHD_NO;
    connection_counts(&x->clock, (int64_t)*upload_size);
    if (x->body) body_feed(x->body, (Text){upload, *upload_size});
    *upload_size = 0;
    return MHD_YES;
}

/* ---- What libmicrohttpd calls ---- */

/* A request without a body: libmicrohttpd ends a connection whose answer comes before it has called a second time. */
static enum MHD_Result dispatch(Exchange *x) {
    Server *server = x->server;
    enum MHD_Result result;
    if (!x->is_post && text_starts_with(x->raw_path, S("/assets/"))
        && answer_send_asset(x, text_slice(x->raw_path, 8, x->raw_path.len), &result))
        return result;
    x->path = x->raw_path;
    if (!is_plain_path(x->raw_path)) {
        make_request(x, x->is_post);
        if (path_decode(x->arena, x->raw_path, &x->path)) x->path = (Text){0}; /* matches nothing */
        x->request->path = x->path;
    }
    x->match = route_match(server->table, x->is_post ? POST : GET, x->path);
    x->metric_route = x->match.index >= 0 ? x->match.index : METRIC_NO_ROUTE;
    if (x->request) {
        memcpy(x->request->parameters, x->match.parameters, sizeof x->match.parameters);
        x->request->parameter_count = x->match.parameter_count;
    }
    if (x->match.route) return x->is_post ? begin_post(x) : get(x);
    if (x->is_post) {
        x->step = STEP_BODY;
        connection_phase(&x->clock, PHASE_BODY);
        return MHD_YES;
    }
    bool has_slash = x->path.len > 1 && x->path.ptr[x->path.len - 1] == '/' && x->raw_path.ptr[x->raw_path.len - 1] == '/';
    if (has_slash && route_match(server->table, GET, text_slice(x->path, 0, x->path.len - 1)).route) return redirect_without_slash(x);
    return refuse_unmatched(x);
}

static enum MHD_Result begin(Exchange *x, const char *method) {
    read_head(x);
    connection_phase(&x->clock, PHASE_WORK);
    x->is_post = strcmp(method, "POST") == 0;
    x->wants_head_only = strcmp(method, "HEAD") == 0;
    bool is_known = x->is_post || x->wants_head_only || strcmp(method, "GET") == 0;
    bool has_body = x->headers.has_coding || x->headers.content_length > 0;
    if (x->headers.is_malformed || x->target_len > TARGET_MOST || (is_known && has_body && !x->is_post)) return refuse_malformed(x);
    if (x->is_post) return dispatch(x);
    x->step = STEP_WHOLE;
    if (is_known) return MHD_YES;
    x->path = x->raw_path;
    x->match = route_match(x->server->table, GET, x->path);
    x->match.route = NULL;
    return refuse_method(x);
}

enum MHD_Result http_access(void *server, struct MHD_Connection *connection, const char *url, const char *method, const char *version,
    const char *upload, size_t *upload_size, void **exchange) {
    Exchange *x = *exchange;
    (void)server;
    (void)url;
    (void)version;
    (void)connection;
    CHECK(x);
    switch (x->step) {
    case STEP_HEAD: return begin(x, method);
    case STEP_WHOLE: return dispatch(x);
    case STEP_BODY: return take_body(x, upload, upload_size);
    case STEP_ANSWER: return answer_send(x);
    }
    return MHD_NO;
}
