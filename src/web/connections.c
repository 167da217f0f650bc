/* Owns the list of open connections and the watch over them. */
#include "web/connections.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include "base/error.h"

enum { LEAST_BYTES_A_SECOND = 4096 };

struct Connections {
    pthread_mutex_t lock;
    pthread_cond_t ending;
    ConnectionClock *first;
    int count;
    ConnectionLimits limits;
    void (*also)(void *context);
    void *context;
    bool is_ending;
    pthread_t watch;
};

static uint64_t milliseconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* ---- Addresses ---- */

static void client_of(const struct sockaddr *address, unsigned char out[16]) {
    memset(out, 0, 16);
    if (address->sa_family == AF_INET6) {
        const struct in6_addr *a = &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr;
        memcpy(out, a, IN6_IS_ADDR_V4MAPPED(a) ? 16 : 8);
    } else if (address->sa_family == AF_INET) {
        out[10] = out[11] = 0xff;
        memcpy(out + 12, &((const struct sockaddr_in *)(const void *)address)->sin_addr, 4);
    }
}

bool address_is_loopback(const struct sockaddr *address) {
    if (address->sa_family == AF_INET) return (ntohl(((const struct sockaddr_in *)(const void *)address)->sin_addr.s_addr) >> 24) == 127;
    if (address->sa_family != AF_INET6) return false;
    const struct in6_addr *a = &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr;
    return IN6_IS_ADDR_LOOPBACK(a) || (IN6_IS_ADDR_V4MAPPED(a) && a->s6_addr[12] == 127);
}

Text address_text(Arena *arena, const struct sockaddr *address) {
    char name[INET6_ADDRSTRLEN] = "";
    if (address->sa_family == AF_INET) {
        inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)address)->sin_addr, name, sizeof name);
    } else if (address->sa_family == AF_INET6) {
        const struct in6_addr *a = &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr;
        if (IN6_IS_ADDR_V4MAPPED(a)) inet_ntop(AF_INET, &a->s6_addr[12], name, sizeof name);
        else inet_ntop(AF_INET6, a, name, sizeof name);
    }
    return text_copy(arena, text_of(name));
}

/* ---- The watch ---- */

static uint64_t allowed_milliseconds(const ConnectionLimits *limits, Phase phase, int64_t bytes) {
    uint64_t extra = (uint64_t)(bytes / LEAST_BYTES_A_SECOND);
    switch (phase) {
    case PHASE_IDLE:
    case PHASE_HEAD: return (uint64_t)limits->head_seconds * 1000;
    case PHASE_BODY: return ((uint64_t)limits->body_seconds + extra) * 1000;
    case PHASE_ANSWER: return ((uint64_t)limits->answer_seconds + extra) * 1000;
    case PHASE_WORK: break;
    }
    return UINT64_MAX;
}

static void cut_off_late_ones(Connections *all) {
    uint64_t now = milliseconds_now();
    for (ConnectionClock *c = all->first; c; c = c->next) {
        uint64_t state = atomic_load_explicit(&c->state, memory_order_relaxed);
        int64_t bytes = atomic_load_explicit(&c->bytes, memory_order_relaxed);
        uint64_t since = state >> 3;
        if (now > since && now - since > allowed_milliseconds(&all->limits, (Phase)(state & 7), bytes)) shutdown(c->socket, SHUT_RDWR);
    }
}

static void *watch(void *context) {
    Connections *all = context;
    pthread_mutex_lock(&all->lock);
    while (!all->is_ending) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += 500 * 1000 * 1000;
        until.tv_sec += until.tv_nsec / 1000000000;
        until.tv_nsec %= 1000000000;
        pthread_cond_timedwait(&all->ending, &all->lock, &until);
        cut_off_late_ones(all);
        if (!all->also || all->is_ending) continue;
        pthread_mutex_unlock(&all->lock);
        all->also(all->context);
        pthread_mutex_lock(&all->lock);
    }
    pthread_mutex_unlock(&all->lock);
    return NULL;
}

Connections *connections_start(ConnectionLimits limits, void (*also)(void *context), void *context) {
    Connections *all = calloc(1, sizeof *all);
    CHECK(all);
    all->limits = limits;
    all->also = also;
    all->context = context;
    pthread_mutex_init(&all->lock, NULL);
    pthread_cond_init(&all->ending, NULL);
    CHECK(pthread_create(&all->watch, NULL, watch, all) == 0);
    pthread_setname_np(all->watch, "watch");
    return all;
}

void connections_stop(Connections *all) {
    if (!all) return;
    pthread_mutex_lock(&all->lock);
    all->is_ending = true;
    pthread_cond_signal(&all->ending);
    pthread_mutex_unlock(&all->lock);
    pthread_join(all->watch, NULL);
    pthread_cond_destroy(&all->ending);
    pthread_mutex_destroy(&all->lock);
    free(all);
}

/* ---- Coming and going ---- */

bool connections_may_open(Connections *all, const struct sockaddr *address) {
    if (address_is_loopback(address)) return true;
    unsigned char client[16];
    client_of(address, client);
    int same = 0;
    pthread_mutex_lock(&all->lock);
    for (const ConnectionClock *c = all->first; c; c = c->next) same += memcmp(c->client, client, sizeof client) == 0;
    pthread_mutex_unlock(&all->lock);
    return same < all->limits.per_client;
}

void connection_opened(Connections *all, ConnectionClock *c, int socket, const struct sockaddr *address) {
    c->socket = socket;
    client_of(address, c->client);
    c->is_loopback = address_is_loopback(address);
    connection_phase(c, PHASE_IDLE);
    pthread_mutex_lock(&all->lock);
    c->previous = NULL;
    c->next = all->first;
    if (c->next) c->next->previous = c;
    all->first = c;
    all->count++;
    pthread_mutex_unlock(&all->lock);
}

void connection_closed(Connections *all, ConnectionClock *c) {
    pthread_mutex_lock(&all->lock);
    *(c->previous ? &c->previous->next : &all->first) = c->next;
    if (c->next) c->next->previous = c->previous;
    all->count--;
    pthread_mutex_unlock(&all->lock);
}

void connection_phase(ConnectionClock *c, Phase phase) {
    atomic_store_explicit(&c->bytes, 0, memory_order_relaxed);
    atomic_store_explicit(&c->state, milliseconds_now() << 3 | (uint64_t)phase, memory_order_relaxed);
}

void connection_counts(ConnectionClock *c, int64_t bytes) {
    atomic_fetch_add_explicit(&c->bytes, bytes, memory_order_relaxed);
}

int connections_in_hand(Connections *all, bool cut_idle) {
    int busy = 0;
    pthread_mutex_lock(&all->lock);
    for (ConnectionClock *c = all->first; c; c = c->next) {
        bool is_idle = (atomic_load_explicit(&c->state, memory_order_relaxed) & 7) == PHASE_IDLE;
        if (!is_idle) busy++;
        else if (cut_idle) shutdown(c->socket, SHUT_RD);
    }
    pthread_mutex_unlock(&all->lock);
    return busy;
}

int connections_count(Connections *all) {
    pthread_mutex_lock(&all->lock);
    int count = all->count;
    pthread_mutex_unlock(&all->lock);
    return count;
}
