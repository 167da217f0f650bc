/* The way through a door: who is it, may they enter, did the form come from our own page, what did it send; then the handler, and its
 * error as a page. Knows nothing of sockets. */
#ifndef QUORATE_WEB_DOOR_H
#define QUORATE_WEB_DOOR_H

#include "web/body.h"
#include "web/server.h"

enum { SPARE_ARENAS = 4 };

/* What one thread keeps from request to request: its reading connections (borrowed when first needed) and a few arenas. */
typedef struct {
    const ServerOptions *options;
    Arena *arena; /* for errors of borrowing; reset each time */
    Db *office, *published;
    Arena *spare[SPARE_ARENAS];
    int spare_count;
} Lane;

Lane *lane_new(const ServerOptions *options);
void lane_free(Lane *lane); /* gives the connections back */
/* An empty arena, and its way back. */
Arena *lane_take_arena(Lane *lane);
void lane_give_arena(Lane *lane, Arena *arena); /* NULL arena is fine; NULL lane frees it */
/* The thread's connection to the published store, NULL in *out with an error when there is none to be had. */
Error *lane_published(Lane *lane, Db **out);

/* One request at one door. */
typedef struct {
    Lane *lane;
    const Route *route; /* NULL: no door was found, for error pages */
    bool path_has_get;  /* the path can be visited, not only sent to */
    Request *request;
    Response *response;
} Visit;

/* Reads the declared inputs of the query into request->query. */
Error *door_query(const Visit *visit, Text raw_query);
/* May this visitor enter at all (session, roles, origin of the form)? For uploads, before the body is taken in. */
Error *door_admit(const Visit *visit);
/* The whole way. `body` is NULL for GET. Fills the response in every case. */
void door_enter(const Visit *visit, Body *body);
/* An error page (or redirect to sign-in, or JSON) as the visitor of this door should see it. */
void door_refuse(const Visit *visit, const Error *error);

#endif
