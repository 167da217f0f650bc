/* Owns the process's counters and the pages that show them: /metrics and /healthz. */
#include "web/metrics.h"

#include <inttypes.h>
#include <stdatomic.h>

enum { STATUS_CLASSES = 5, DURATIONS = 10 };

/* Upper ends of the histogram's buckets in microseconds; the last one is open. */
static const int64_t duration_ends[DURATIONS - 1] = {500, 1000, 2500, 5000, 10000, 50000, 250000, 1000000, 5000000};

typedef struct {
    _Atomic int64_t by_status[STATUS_CLASSES];
    _Atomic int64_t by_duration[DURATIONS];
    _Atomic int64_t microseconds;
} RouteCounters;

static struct {
    const Route *routes;
    int route_count;
    RouteCounters *of_routes; /* route_count rows, then "none", then "asset" */
    _Atomic int64_t counters[METRIC_COUNTERS];
    _Atomic int64_t gauges[METRIC_GAUGES];
} process;

static const struct {
    const char *name, *help;
} counter_names[METRIC_COUNTERS] = {
    [METRIC_CACHE_HITS] = {"quorate_page_cache_hits_total", "Public pages answered from the page cache."},
    [METRIC_CACHE_MISSES] = {"quorate_page_cache_misses_total", "Public pages that had to be made."},
    [METRIC_REFUSED_CONNECTIONS] = {"quorate_connections_refused_total", "Connections over the limit of one client."},
    [METRIC_BUSY] = {"quorate_busy_total", "Requests told to try again because too many waited."},
    [METRIC_SIGN_INS] = {"quorate_sign_ins_total", "Sign-ins that succeeded."},
    [METRIC_FAILED_SIGN_INS] = {"quorate_sign_ins_failed_total", "Sign-ins that failed."},
};
static const struct {
    const char *name, *help;
} gauge_names[METRIC_GAUGES] = {
    [METRIC_CONNECTIONS] = {"quorate_connections", "Open connections."},
    [METRIC_CACHE_BYTES] = {"quorate_page_cache_bytes", "Bytes held by the page cache."},
    [METRIC_SLOW_LOAD] = {"quorate_slow_lane_tasks", "Changes and uploads waiting or at work."},
    [METRIC_PASSWORD_LOAD] = {"quorate_password_lane_tasks", "Password checks waiting or at work."},
    [METRIC_JOBS_WAITING] = {"quorate_jobs_waiting", "Jobs waiting in the office store."},
    [METRIC_JOBS_RUNNING] = {"quorate_jobs_running", "Jobs at work, in any process."},
    [METRIC_JOBS_FAILED] = {"quorate_jobs_failed", "Jobs that failed."},
};

void metrics_begin(const Route *routes) {
    free(process.of_routes);
    process.routes = routes;
    process.route_count = 0;
    while (routes[process.route_count].path) process.route_count++;
    process.of_routes = calloc((size_t)process.route_count + 2, sizeof(RouteCounters));
    CHECK(process.of_routes);
    for (int i = 0; i < METRIC_COUNTERS; i++) process.counters[i] = 0;
    for (int i = 0; i < METRIC_GAUGES; i++) process.gauges[i] = 0;
}

void metrics_end(void) {
    free(process.of_routes);
    process.of_routes = NULL;
    process.routes = NULL;
}

static void count(_Atomic int64_t *n, int64_t by) {
    atomic_fetch_add_explicit(n, by, memory_order_relaxed);
}

void metric_add(MetricCounter counter) {
    count(&process.counters[counter], 1);
}
void metric_set(MetricGauge gauge, int64_t value) {
    atomic_store_explicit(&process.gauges[gauge], value, memory_order_relaxed);
}

void metric_request(int route, int status, int64_t microseconds) {
    if (!process.of_routes) return;
    int row = route >= 0 ? route : process.route_count + (route == METRIC_ASSET ? 1 : 0);
    RouteCounters *counters = &process.of_routes[row];
    int class = status / 100 - 1, bucket = 0;
    if (class < 0 || class >= STATUS_CLASSES) class = STATUS_CLASSES - 1;
    while (bucket < DURATIONS - 1 && microseconds > duration_ends[bucket]) bucket++;
    count(&counters->by_status[class], 1);
    count(&counters->by_duration[bucket], 1);
    count(&counters->microseconds, microseconds);
}

static int64_t read_count(const _Atomic int64_t *n) {
    return atomic_load_explicit(n, memory_order_relaxed);
}

static void write_label(Buffer *out, int row) {
    if (row == process.route_count) buffer_put(out, S("method=\"\",route=\"none\""));
    else if (row > process.route_count) buffer_put(out, S("method=\"GET\",route=\"/assets/\""));
    else buffer_putf(out, "method=\"%s\",route=\"%s\"", process.routes[row].method == POST ? "POST" : "GET", process.routes[row].path);
}

static void write_requests(Buffer *out) {
    buffer_put(
        out, S("# HELP quorate_requests_total Requests answered, by door and class of status.\n# TYPE quorate_requests_total counter\n"));
    for (int row = 0; row < process.route_count + 2; row++) {
        for (int class = 0; class < STATUS_CLASSES; class ++) {
            int64_t n = read_count(&process.of_routes[row].by_status[class]);
            if (n == 0) continue;
            buffer_put(out, S("quorate_requests_total{"));
            write_label(out, row);
            buffer_putf(out, ",status=\"%dxx\"} %" PRId64 "\n", class + 1, n);
        }
    }
}

static void write_durations(Buffer *out) {
    buffer_put(out,
        S("# HELP quorate_request_seconds From a request's head to its answer being ready.\n# TYPE quorate_request_seconds histogram\n"));
    for (int row = 0; row < process.route_count + 2; row++) {
        const RouteCounters *counters = &process.of_routes[row];
        int64_t total = 0;
        for (int i = 0; i < DURATIONS; i++) total += read_count(&counters->by_duration[i]);
        if (total == 0) continue;
        int64_t sum = 0;
        for (int i = 0; i < DURATIONS; i++) {
            sum += read_count(&counters->by_duration[i]);
            buffer_put(out, S("quorate_request_seconds_bucket{"));
            write_label(out, row);
            if (i < DURATIONS - 1) buffer_putf(out, ",le=\"%g\"} %" PRId64 "\n", (double)duration_ends[i] / 1e6, sum);
            else buffer_putf(out, ",le=\"+Inf\"} %" PRId64 "\n", sum);
        }
        buffer_put(out, S("quorate_request_seconds_sum{"));
        write_label(out, row);
        buffer_putf(out, "} %.6f\nquorate_request_seconds_count{", (double)read_count(&counters->microseconds) / 1e6);
        write_label(out, row);
        buffer_putf(out, "} %" PRId64 "\n", sum);
    }
}

void metrics_write(Buffer *out) {
    if (!process.of_routes) return;
    write_requests(out);
    write_durations(out);
    for (int i = 0; i < METRIC_COUNTERS; i++)
        buffer_putf(out, "# HELP %s %s\n# TYPE %s counter\n%s %" PRId64 "\n", counter_names[i].name, counter_names[i].help,
            counter_names[i].name, counter_names[i].name, read_count(&process.counters[i]));
    for (int i = 0; i < METRIC_GAUGES; i++)
        buffer_putf(out, "# HELP %s %s\n# TYPE %s gauge\n%s %" PRId64 "\n", gauge_names[i].name, gauge_names[i].help, gauge_names[i].name,
            gauge_names[i].name, read_count(&process.gauges[i]));
}

Error *metrics_page(Site *site, Request *request, Response *response) {
    (void)site;
    (void)request;
    response->content_type = S("text/plain; version=0.0.4; charset=utf-8");
    response->cache_control = S("no-store");
    metrics_write(&response->body);
    return NULL;
}

Error *health_page(Site *site, Request *request, Response *response) {
    int64_t revision;
    Error *error = store_revision(site->published, site->db, 1, &revision);
    respond_text(response, "text/plain; charset=utf-8", error ? S("the published store cannot be read\n") : S("ok\n"));
    if (error) response->status = 503;
    response->cache_control = S("no-store");
    (void)request;
    return NULL;
}
