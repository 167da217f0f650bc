/* One connection and the exchange (request and answer) it is at. Shared by server.c, http.c and answer.c, the only files that know
 * libmicrohttpd; nobody else includes this. */
#ifndef QUORATE_WEB_EXCHANGE_H
#define QUORATE_WEB_EXCHANGE_H

#include <microhttpd.h>

#include "web/assets.h"
#include "web/connections.h"
#include "web/door.h"
#include "web/page_cache.h"
#include "web/slow_lane.h"

typedef struct LaneLink { struct LaneLink *next; Lane *lane; } LaneLink;

struct Server {
    ServerOptions options;
    Arena *kept; /* lives as long as the server */
    RouteTable *table;
    struct MHD_Daemon *daemon;
    int socket;
    Connections *connections;
    PageCache *cache;
    SlowLane *slow, *passwords;
    struct AssetAnswer *assets;
    pthread_mutex_t lanes_lock;
    LaneLink *lanes; /* of page threads; those of the slow lanes belong to them */
    _Atomic bool is_stopping, is_past_deadline;
    _Atomic uint64_t next_request;
    uint32_t run; /* a random number that marks this run in request ids */
    _Atomic uint64_t noted_sessions[256]; /* session << 32 | minute when its last_seen was last sent to be written */
    int64_t jobs_counted_at;
};

/* The headers that matter to us; they borrow from the connection until the exchange is over. */
typedef struct {
    Text host, accept_encoding, if_none_match, if_range, range, user_agent, cookies, origin, fetch_site, referer, content_type;
    Text forwarded_for, forwarded_proto;
    int64_t content_length; /* -1: none */
    bool has_length, has_coding, is_passed_on, is_malformed;
} Headers;

typedef enum {
    STEP_HEAD,   /* the head is here, nothing was done yet */
    STEP_WHOLE,  /* so is the end of a request without a body */
    STEP_BODY,   /* the body comes in */
    STEP_ANSWER, /* the response is ready, or being made on a slow lane */
} Step;

typedef struct Exchange {
    ConnectionClock clock; /* of the connection */
    Server *server;
    struct MHD_Connection *connection;
    const struct sockaddr *address;
    /* from here on of the exchange at hand; all zero between two */
    Step step;
    char *target; /* as sent, with the query; in target_room when it fits */
    size_t target_len;
    char target_room[512];
    Text raw_path, raw_query, path;
    Headers headers;
    RouteMatch match;
    bool is_post, wants_head_only;
    bool is_tls;
    Arena *arena;      /* NULL as long as none was needed */
    Request *request;
    Response *response;
    Body *body;
    int64_t body_bytes;
    SlowTask task;
    int status;
    int metric_route;
    int64_t began; /* microseconds, monotonic */
} Exchange;

/* ---- server.c ---- */

/* The lane of this page thread. */
Lane *lane_of_thread(Server *server);
/* The same when this thread has one, else NULL. */
Lane *lane_here(void);

/* ---- http.c: what libmicrohttpd calls ---- */

void *http_line(void *server, const char *target, struct MHD_Connection *connection);
enum MHD_Result http_access(void *server, struct MHD_Connection *connection, const char *url, const char *method, const char *version,
    const char *upload, size_t *upload_size, void **exchange);
void http_completed(void *server, struct MHD_Connection *connection, void **exchange, enum MHD_RequestTerminationCode how);
/* Monotonic. */
int64_t microseconds_now(void);
/* Back to nothing, for the next exchange of the connection. */
void exchange_reset(Exchange *x);

/* ---- answer.c ---- */

/* Sends x->response. */
enum MHD_Result answer_send(Exchange *x);
/* Keeps x->response in the page cache under `key` when it is fit for that. */
void answer_keep(Exchange *x, Text key, int64_t revision);
enum MHD_Result answer_send_kept(Exchange *x, KeptPage *page);
/* Stylesheets and scripts: answers made once. NULL when there is no such asset. */
struct AssetAnswer *asset_answers_new(Arena *arena);
void asset_answers_free(struct AssetAnswer *answers);
/* False when there is no such asset: nothing was sent. */
bool answer_send_asset(Exchange *x, Text name, enum MHD_Result *result);

#endif
