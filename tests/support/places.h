/* Fresh places for stores, for tests that hold on both engines: a folder for SQLite, a database of its own on the private PostgreSQL that
 * tests/run starts (QUORATE_TEST_POSTGRES; without it those tests are skipped by name).
 *
 *     static void STORE_keeps_what_was_committed(void **state) {
 *         Place *place = place_of(state);
 *         Store *office = place_store(place, STORE_OFFICE, STORE_FULL);
 *         ...
 *     }
 *     const struct CMUnitTest tests[] = {ON_BOTH(STORE_keeps_what_was_committed)};
 *
 * Everything is closed, dropped and freed after each test. */
#ifndef QUORATE_TESTS_PLACES_H
#define QUORATE_TESTS_PLACES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <libpq-fe.h>

#include "store/store.h"

enum { PLACE_STORES = 16 };

typedef struct {
    Arena *arena;
    bool is_postgres, is_absent;
    Text address;        /* for StoreOptions, as the office's role */
    Text public_address; /* PostgreSQL: the same database as the public's role; SQLite: address again */
    char name[64];       /* of the database */
    Store *stores[PLACE_STORES];
    int count;
} Place;

/* Fails with the error's words. */
#define assert_fine(expression)                                                                                                            \
    do {                                                                                                                                   \
        Error *error_ = (expression);                                                                                                      \
        if (error_) fail_msg("%.*s (%.*s)", TEXT_ARG(error_->sentence), TEXT_ARG(error_->detail));                                         \
    } while (0)

/* The expression gives an error of that kind. */
#define assert_error(expression, wanted_kind)                                                                                              \
    do {                                                                                                                                   \
        Error *error_ = (expression);                                                                                                      \
        if (!error_) fail_msg("%s was allowed", #expression);                                                                              \
        if (error_->kind != (wanted_kind)) fail_msg("%.*s (%.*s)", TEXT_ARG(error_->sentence), TEXT_ARG(error_->detail));                  \
    } while (0)

/* One statement on the server, as the office's role, outside of any store. */
static inline void place_server(const char *sql) {
    PGconn *server = PQconnectdb(getenv("QUORATE_TEST_POSTGRES"));
    PGresult *result = PQexec(server, sql);
    if (PQresultStatus(result) != PGRES_COMMAND_OK) fail_msg("%s: %s", sql, PQerrorMessage(server));
    PQclear(result);
    PQfinish(server);
}

/* The address of another database on the server of `url`. */
static inline Text place_url(Arena *arena, const char *url, const char *database) {
    const char *path = strstr(url, "/quorate?");
    assert_non_null(path);
    return text_format(arena, "%.*s/%s%s", (int)(path - url), url, database, path + strlen("/quorate"));
}

static inline Place *place_new(void) {
    Arena *arena = arena_new();
    Place *place = ARENA_NEW(arena, Place);
    place->arena = arena;
    return place;
}

static inline int place_on_sqlite(void **state) {
    const char *work = getenv("QUORATE_TEST_WORK");
    Place *place = place_new();
    Text folder = text_format(place->arena, "%s/place.XXXXXX", work ? work : "/tmp");
    if (!mkdtemp((char *)(uintptr_t)folder.ptr)) return 1;
    place->address = place->public_address = folder;
    *state = place;
    return 0;
}

static inline int place_on_postgres(void **state) {
    static int made;
    Place *place = place_new();
    *state = place;
    place->is_postgres = true;
    place->is_absent = !getenv("QUORATE_TEST_POSTGRES") || !getenv("QUORATE_TEST_POSTGRES_PUBLIC");
    if (place->is_absent) return 0;
    snprintf(place->name, sizeof place->name, "test_%d_%d", (int)getpid(), ++made);
    place_server(text_format(place->arena, "create database %s", place->name).ptr);
    place->address = place_url(place->arena, getenv("QUORATE_TEST_POSTGRES"), place->name);
    place->public_address = place_url(place->arena, getenv("QUORATE_TEST_POSTGRES_PUBLIC"), place->name);
    return 0;
}

static inline int place_clear(void **state) {
    Place *place = *state;
    for (int i = 0; i < place->count; i++) store_close(place->stores[i]);
    if (place->name[0]) place_server(text_format(place->arena, "drop database %s with (force)", place->name).ptr);
    if (!place->is_postgres) {
        const char *command = text_format(place->arena, "rm -rf '%.*s'", TEXT_ARG(place->address)).ptr;
        if (system(command)) fail_msg("%s", command);
    }
    arena_free(place->arena);
    return 0;
}

static inline Place *place_of(void **state) {
    Place *place = *state;
    if (place->is_absent) skip();
    return place;
}

/* Makes the store, or opens it when it is there; place_clear closes it. */
static inline Store *place_store(Place *place, StoreKind kind, StoreRights rights) {
    StoreOptions options = {.kind = kind, .rights = rights, .address = place->address};
    assert_true(place->count < PLACE_STORES);
    assert_fine(store_create(place->arena, &options, &place->stores[place->count]));
    return place->stores[place->count++];
}

#define ON_SQLITE(test) {#test " on SQLite", test, place_on_sqlite, place_clear, NULL}
#define ON_POSTGRES(test) {#test " on PostgreSQL", test, place_on_postgres, place_clear, NULL}
#define ON_BOTH(test) ON_SQLITE(test), ON_POSTGRES(test)

#endif
