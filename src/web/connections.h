/* Every open connection: how far its request is, since when, and whether it takes too long. A slow or idle client is cut off by deadlines
 * that no trickle of bytes can push away; one address can hold only so many connections. */
#ifndef QUORATE_WEB_CONNECTIONS_H
#define QUORATE_WEB_CONNECTIONS_H

#include <pthread.h>
#include <stdatomic.h>
#include <sys/socket.h>

#include "base/text.h"

typedef enum {
    PHASE_IDLE,   /* waiting for a request's first line */
    PHASE_HEAD,   /* its first line is here */
    PHASE_BODY,
    PHASE_WORK,   /* ours: no deadline */
    PHASE_ANSWER, /* the client is taking the answer */
} Phase;

typedef struct ConnectionClock ConnectionClock;
/* Part of the server's own struct for a connection. Only the connection's thread moves the phase; the watch only reads it. */
struct ConnectionClock {
    ConnectionClock *previous, *next;
    int socket;
    unsigned char client[16]; /* IPv6 or mapped IPv4 address; of IPv6 the first 64 bits, which one customer has */
    bool is_loopback;
    _Atomic uint64_t state;   /* milliseconds << 3 | phase */
    _Atomic int64_t bytes;    /* of the body so far, or of the answer in all */
};

typedef struct {
    int head_seconds, body_seconds, answer_seconds;
    int per_client;
} ConnectionLimits;

typedef struct Connections Connections;
/* Starts the watch: a thread that looks at all connections twice a second; `also`, when given, is called on each round. */
Connections *connections_start(ConnectionLimits limits, void (*also)(void *context), void *context);
void connections_stop(Connections *all);

/* May this address open another connection? */
bool connections_may_open(Connections *all, const struct sockaddr *address);
void connection_opened(Connections *all, ConnectionClock *c, int socket, const struct sockaddr *address);
/* Must be called before the socket is closed. */
void connection_closed(Connections *all, ConnectionClock *c);
void connection_phase(ConnectionClock *c, Phase phase);
void connection_counts(ConnectionClock *c, int64_t bytes);
/* For the end of the server: how many connections have a request in hand; idle ones are cut off when asked. */
int connections_in_hand(Connections *all, bool cut_idle);
int connections_count(Connections *all);

/* The address as text, "192.0.2.1" or "2001:db8::1", without a port. */
Text address_text(Arena *arena, const struct sockaddr *address);
bool address_is_loopback(const struct sockaddr *address);

#endif
