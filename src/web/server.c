/* Owns the running server: its socket, its threads and lanes, and its end. */
#include "web/server.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sodium.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/log.h"
#include "web/exchange.h"
#include "web/metrics.h"
#include "web/session.sql.h"
#include "web/spool.h"

enum { MEMORY_OF_CONNECTION = 32 * 1024, MOST_WAITING = 64, SECONDS_BETWEEN_JOB_COUNTS = 15 };

/* ---- Threads ---- */

/* A page thread is libmicrohttpd's; it finds its lane here. The thread ends with its server, so this is never another server's. */
static __thread Lane *this_lane;

Lane *lane_of_thread(Server *server) {
    if (this_lane) return this_lane;
    this_lane = lane_new(&server->options);
    pthread_mutex_lock(&server->lanes_lock);
    LaneLink *link = ARENA_NEW(server->kept, LaneLink);
    *link = (LaneLink){server->lanes, this_lane};
    server->lanes = link;
    pthread_mutex_unlock(&server->lanes_lock);
    return this_lane;
}

Lane *lane_here(void) {
    return this_lane;
}

static void *begin_worker(void *context) {
    return lane_new(&((Server *)context)->options);
}
static void end_worker(void *worker) {
    lane_free(worker);
}

/* ---- The socket ---- */

static Error *cannot_listen(Arena *arena, Text listen, const char *why) {
    return error_new(arena, ERROR_INPUT, "Cannot listen on %.*s: %s. Choose another address or port.", TEXT_ARG(listen), why);
}

/* "127.0.0.1:8080", "[::1]:8080", ":8080" (every address). */
static Error *listen_split(Arena *arena, Text listen, const char **host, const char **port) {
    size_t colon = listen.len;
    while (colon > 0 && listen.ptr[colon - 1] != ':') colon--;
    if (colon == 0) return cannot_listen(arena, listen, "it must be an address and a port, like 127.0.0.1:8080");
    Text name = text_slice(listen, 0, colon - 1);
    if (name.len >= 2 && name.ptr[0] == '[' && name.ptr[name.len - 1] == ']') name = text_slice(name, 1, name.len - 2);
    *host = name.len ? text_string(arena, name) : NULL;
    *port = text_string(arena, text_slice(listen, colon, listen.len));
    return NULL;
}

static int listen_at(const struct addrinfo *address) {
    int fd = socket(address->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), on = 1;
    if (fd < 0) return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, address->ai_addr, address->ai_addrlen) == 0 && listen(fd, 511) == 0) return fd;
    int failed = errno;
    close(fd);
    errno = failed;
    return -1;
}

static Error *open_socket(Arena *arena, Text listen, int *out) {
    const char *host = NULL, *port = NULL;
    TRY(listen_split(arena, listen, &host, &port));
    struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV}, *found = NULL;
    int failed = getaddrinfo(host, port, &hints, &found);
    if (failed) return cannot_listen(arena, listen, gai_strerror(failed));
    *out = listen_at(found);
    Error *error = *out < 0 ? cannot_listen(arena, listen, strerror(errno)) : NULL;
    freeaddrinfo(found);
    return error;
}

int server_port(const Server *server) {
    struct sockaddr_storage address = {0};
    socklen_t len = sizeof address;
    CHECK(getsockname(server->socket, (struct sockaddr *)&address, &len) == 0);
    struct sockaddr_in6 six;
    struct sockaddr_in four;
    memcpy(&six, &address, sizeof six);
    memcpy(&four, &address, sizeof four);
    return ntohs(address.ss_family == AF_INET6 ? six.sin6_port : four.sin_port);
}

/* ---- Connections ---- */

static enum MHD_Result on_accept(void *context, const struct sockaddr *address, socklen_t len) {
    Server *server = context;
    (void)len;
    if (connections_may_open(server->connections, address)) return MHD_YES;
    metric_add(METRIC_REFUSED_CONNECTIONS);
    return MHD_NO;
}

static void on_connection(
    void *context, struct MHD_Connection *connection, void **socket_context, enum MHD_ConnectionNotificationCode code) {
    Server *server = context;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        Exchange *x = calloc(1, sizeof *x);
        CHECK(x);
        x->server = server;
        x->connection = connection;
        x->address = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr;
        int fd = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
        connection_opened(server->connections, &x->clock, fd, x->address);
        *socket_context = x;
        return;
    }
    Exchange *x = *socket_context;
    if (!x) return;
    connection_closed(server->connections, &x->clock);
    exchange_reset(x);
    free(x);
    *socket_context = NULL;
}

/* Twice a second: gauges. */
static void on_watch(void *context) {
    Server *server = context;
    metric_set(METRIC_CONNECTIONS, connections_count(server->connections));
    metric_set(METRIC_CACHE_BYTES, (int64_t)page_cache_bytes(server->cache));
    metric_set(METRIC_SLOW_LOAD, (int64_t)slow_lane_load(server->slow));
    metric_set(METRIC_PASSWORD_LOAD, (int64_t)slow_lane_load(server->passwords));
    int64_t now = moment_now().us / 1000000;
    if (!server->options.office || now - server->jobs_counted_at < SECONDS_BETWEEN_JOB_COUNTS) return;
    server->jobs_counted_at = now;
    Arena *arena = arena_new();
    Db *db = NULL;
    JobCountsRow counts = {0};
    if (!store_borrow(server->options.office, arena, &db) && !job_counts(db, arena, &counts)) {
        metric_set(METRIC_JOBS_WAITING, counts.waiting);
        metric_set(METRIC_JOBS_RUNNING, counts.running);
        metric_set(METRIC_JOBS_FAILED, counts.failed);
    }
    store_return(db);
    arena_free(arena);
}

static void on_message(void *context, const char *format, va_list values) {
    char line[500];
    (void)context;
    vsnprintf(line, sizeof line, format, values);
    line[strcspn(line, "\r\n")] = 0;
    log_debug("http: %s", line);
}

/* Addresses are decoded by form_body.c. */
static size_t leave_encoded(void *context, struct MHD_Connection *connection, char *text) {
    (void)context;
    (void)connection;
    return strlen(text);
}

/* ---- Start ---- */

static Error *read_pem(Arena *arena, const char *path, char **out) {
    Buffer pem = buffer_new(arena, 8192);
    FILE *file = fopen(path, "re");
    if (!file) return error_new(arena, ERROR_INPUT, "The file %s cannot be read: %s.", path, strerror(errno));
    for (size_t n = 1; n > 0 && pem.len < 1000000;) {
        n = fread(buffer_reserve(&pem, 4096), 1, 4096, file);
        pem.len += n;
    }
    fclose(file);
    *out = (char *)(uintptr_t)text_string(arena, buffer_text(&pem));
    return NULL;
}

static void take_defaults(ServerOptions *o) {
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    if (o->page_threads <= 0) o->page_threads = cores < 2 ? 2 : cores > 64 ? 64 : (int)cores;
    if (o->page_threads < 2) o->page_threads = 2; /* fewer is no pool to libmicrohttpd */
    if (o->slow_threads <= 0) o->slow_threads = 2;
    if (o->most_connections <= 0) o->most_connections = 4000;
    if (o->connections_per_client <= 0) o->connections_per_client = 60;
    if (o->head_seconds <= 0) o->head_seconds = 10;
    if (o->body_seconds <= 0) o->body_seconds = 20;
    if (o->answer_seconds <= 0) o->answer_seconds = 60;
    if (o->cache_bytes <= 0) o->cache_bytes = 16 << 20;
}

static Error *start_daemon(Arena *arena, Server *server) {
    const ServerOptions *o = &server->options;
    char *certificate = NULL, *key = NULL;
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;
    if (o->certificate || o->key) {
        if (!o->certificate || !o->key) return error_new(arena, ERROR_INPUT, "TLS needs both a certificate and its key.");
        TRY(read_pem(server->kept, o->certificate, &certificate));
        TRY(read_pem(server->kept, o->key, &key));
        flags |= MHD_USE_TLS;
    }
    struct MHD_OptionItem tls[] = {
        {MHD_OPTION_HTTPS_MEM_CERT, 0, certificate},
        {MHD_OPTION_HTTPS_MEM_KEY, 0, key},
        {MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)(uintptr_t) "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"},
        {MHD_OPTION_END, 0, NULL},
    };
    struct MHD_OptionItem none[] = {{MHD_OPTION_END, 0, NULL}};
    server->daemon = MHD_start_daemon(flags, 0, on_accept, server, http_access, server, MHD_OPTION_LISTEN_SOCKET, server->socket,
        MHD_OPTION_EXTERNAL_LOGGER, on_message, NULL, MHD_OPTION_THREAD_POOL_SIZE, (unsigned)o->page_threads, MHD_OPTION_THREAD_STACK_SIZE,
        (size_t)1 << 20, MHD_OPTION_CONNECTION_LIMIT, (unsigned)o->most_connections, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)MEMORY_OF_CONNECTION, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)(o->head_seconds > o->body_seconds ? o->head_seconds : o->body_seconds) + 5, MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_UNESCAPE_CALLBACK, leave_encoded, NULL, MHD_OPTION_URI_LOG_CALLBACK, http_line, server, MHD_OPTION_NOTIFY_COMPLETED,
        http_completed, server, MHD_OPTION_NOTIFY_CONNECTION, on_connection, server, MHD_OPTION_ARRAY, flags & MHD_USE_TLS ? tls : none,
        MHD_OPTION_END);
    if (server->daemon) return NULL;
    return error_new(
        arena, ERROR_INPUT, "The server could not start%s.", certificate ? ": check that the certificate and its key belong together" : "");
}

/* Every connection is a descriptor, and stores and files need some beside: the soft limit goes up as far as it may. */
static void make_room_for_descriptors(int connections) {
    struct rlimit limit;
    rlim_t wanted = (rlim_t)connections + 256;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted) return;
    limit.rlim_cur = limit.rlim_max == RLIM_INFINITY || limit.rlim_max > wanted ? wanted : limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur < wanted)
        log_warning("Only %ld files can be open at once: fewer than %d connections can be served.", (long)limit.rlim_cur, connections);
}

static Server *server_new(const ServerOptions *options) {
    Arena *kept = arena_new();
    Server *server = ARENA_NEW(kept, Server);
    server->kept = kept;
    server->options = *options;
    take_defaults(&server->options);
    server->options.site_address = text_copy(kept, options->site_address);
    server->socket = -1;
    server->run = randombytes_random();
    pthread_mutex_init(&server->lanes_lock, NULL);
    return server;
}

static void server_free(Server *server) {
    connections_stop(server->connections); /* its thread looks at the lanes (on_watch) */
    slow_lane_free(server->slow);
    slow_lane_free(server->passwords);
    for (LaneLink *link = server->lanes; link; link = link->next) lane_free(link->lane);
    page_cache_free(server->cache);
    asset_answers_free(server->assets);
    if (server->socket >= 0) close(server->socket);
    pthread_mutex_destroy(&server->lanes_lock);
    arena_free(server->kept);
}

Error *server_start(Arena *arena, const ServerOptions *options, Server **out) {
    CHECK(options->published && options->routes && sodium_init() >= 0);
    TRY(routes_check(arena, options->routes));
    if (options->data_folder && options->office) TRY(spool_prepare(arena, options->data_folder));
    Server *server = server_new(options);
    const ServerOptions *o = &server->options;
    Error *error = NULL;
    TRY_OUT(open_socket(arena, options->listen, &server->socket));
    make_room_for_descriptors(o->most_connections);
    metrics_begin(options->routes);
    server->table = route_table_new(server->kept, options->routes);
    server->cache = page_cache_new((size_t)o->cache_bytes);
    server->assets = asset_answers_new(server->kept);
    SlowWorkers workers = {server, begin_worker, end_worker};
    server->slow = slow_lane_start("slow lane", o->slow_threads, MOST_WAITING, workers);
    server->passwords = slow_lane_start("passwords", 2, MOST_WAITING, workers);
    ConnectionLimits limits = {o->head_seconds, o->body_seconds, o->answer_seconds, o->connections_per_client};
    server->connections = connections_start(limits, on_watch, server);
    TRY_OUT(start_daemon(arena, server));
    *out = server;
    return NULL;
out:
    slow_lane_stop(server->slow);
    slow_lane_stop(server->passwords);
    server_free(server);
    return error;
}

/* ---- End ---- */

/* Waits until no request is in hand, cutting off idle connections, or until the moment has come. */
static void wait_for_requests(Server *server, int64_t until_us) {
    while (connections_in_hand(server->connections, true) > 0 && moment_now().us < until_us) usleep(5000);
}

void server_stop(Server *server, int seconds) {
    if (!server) return;
    server->is_stopping = true;
    MHD_quiesce_daemon(server->daemon);
    wait_for_requests(server, moment_now().us + (int64_t)seconds * 1000000);
    server->is_past_deadline = true;
    slow_lane_stop(server->slow); /* what waits is answered "try again"; what runs is finished */
    slow_lane_stop(server->passwords);
    wait_for_requests(server, moment_now().us + 1000000);
    MHD_stop_daemon(server->daemon);
    server_free(server);
    metrics_end();
}
