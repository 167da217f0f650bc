/* The running server: listening, page threads, slow lanes, limits, clean shutdown. */
#ifndef QUORATE_WEB_SERVER_H
#define QUORATE_WEB_SERVER_H

#include "web/route.h"

typedef struct {
    Text listen;          /* "127.0.0.1:8080", "[::1]:8080", "0.0.0.0:80" */
    int page_threads;     /* 0: number of cores, at least 2 */
    int slow_threads;     /* 0: 2 */
    Store *office;        /* NULL: only the public side */
    Store *published;     /* read-only */
    Store *letterbox;     /* append-only */
    Jobs *jobs;
    const char *data_folder; /* uploads wait in its tmp/ */
    Text site_address;    /* public address; empty: from the Host header */
    bool trusts_proxy;    /* X-Forwarded-For and -Proto of a client on loopback are believed */
    bool metrics_open;    /* /metrics for everybody */
    const char *certificate, *key; /* PEM files for TLS here; NULL: plain */
    const Route *routes;
    /* Limits; 0 takes the value in brackets. */
    int most_connections;        /* [4000] */
    int connections_per_client;  /* [60] of one address; clients on loopback (a proxy, a bench) have no such limit */
    int head_seconds;            /* [10] until a request's head has come, and for an idle connection */
    int body_seconds;            /* [20] until a request's body has come, and another second for each 4 KB of it */
    int answer_seconds;          /* [60] until the client has taken the answer, and another second for each 4 KB of it */
    int64_t cache_bytes;         /* [16 MB] of the page cache */
} ServerOptions;

typedef struct Server Server;
Error *server_start(Arena *arena, const ServerOptions *options, Server **out);
int server_port(const Server *server);
/* Stops taking connections, finishes requests in flight (up to `seconds`), ends the threads. */
void server_stop(Server *server, int seconds);

#endif
