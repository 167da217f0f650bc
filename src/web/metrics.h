/* The process's counters, as Prometheus reads them (/metrics). No names, addresses or texts: routes are named by their pattern. */
#ifndef QUORATE_WEB_METRICS_H
#define QUORATE_WEB_METRICS_H

#include "base/buffer.h"
#include "web/route.h"

/* Requests that no row of the table answered. */
enum { METRIC_NO_ROUTE = -1, METRIC_ASSET = -2 };

typedef enum {
    METRIC_CACHE_HITS,
    METRIC_CACHE_MISSES,
    METRIC_REFUSED_CONNECTIONS, /* over the limit of one client */
    METRIC_BUSY,                /* told to try again because a slow lane was full */
    METRIC_SIGN_INS,
    METRIC_FAILED_SIGN_INS,
    METRIC_COUNTERS,
} MetricCounter;

typedef enum {
    METRIC_CONNECTIONS,
    METRIC_CACHE_BYTES,
    METRIC_SLOW_LOAD,
    METRIC_PASSWORD_LOAD,
    METRIC_JOBS_WAITING,
    METRIC_JOBS_RUNNING,
    METRIC_JOBS_FAILED,
    METRIC_GAUGES,
} MetricGauge;

/* Makes the counters of these routes, all zero. Called by the server at its start, before any other of these. */
void metrics_begin(const Route *routes);
void metrics_end(void);
void metric_add(MetricCounter counter);
void metric_set(MetricGauge gauge, int64_t value);
/* One answered request. `route` is its place in the table, or METRIC_NO_ROUTE, METRIC_ASSET. */
void metric_request(int route, int status, int64_t microseconds);
/* Prometheus' text format, version 0.0.4. */
void metrics_write(Buffer *out);

/* GET /metrics: declare it with ROUTE_LOOPBACK. GET /healthz: "ok" when the published store can be read, 503 otherwise. */
Error *metrics_page(Site *site, Request *request, Response *response);
Error *health_page(Site *site, Request *request, Response *response);

#endif
