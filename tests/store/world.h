/* What the store's tests stand on: stores as new for each test, on SQLite and, when QUORATE_TEST_POSTGRES and QUORATE_TEST_POSTGRES_PUBLIC
 * give the addresses of an owner and of a public role, on PostgreSQL too; and a record with a field of every kind. */
#ifndef QUORATE_TESTS_STORE_WORLD_H
#define QUORATE_TESTS_STORE_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/journal.h"
#include "store/record.h"
#include "store/store.h"

typedef struct {
    Arena *arena;
    bool is_postgres;
    Text address;        /* data folder or database, as the owner */
    Text public_address; /* the same as the public's role; on SQLite the same folder */
    const char *place;    /* everything of the test lies here; removed at its end */
    const char *folder;   /* the data folder, for files of the test as well */
    const char *key_path; /* of the office's key */
    Store *office;       /* made and open, with its key; has the tables of the trial records */
} World;

int world_set_up(void **state);
int world_tear_down(void **state);
/* Runs the tests on each engine. Gives the number of failures. */
int run_on_each_engine(const char *name, const struct CMUnitTest *tests, size_t count);
/* Runs tests of what only the server has; they are skipped by name when there is none. */
int run_on_postgres_alone(const char *name, const struct CMUnitTest *tests, size_t count);
#define TEST(function) cmocka_unit_test_setup_teardown(function, world_set_up, world_tear_down)
#define RUN(name, tests) run_on_each_engine(name, tests, sizeof(tests) / sizeof(tests)[0])
#define RUN_ON_POSTGRES(name, tests) run_on_postgres_alone(name, tests, sizeof(tests) / sizeof(tests)[0])

Store *world_open(World *w, StoreKind kind, StoreRights rights);
Store *world_create(World *w, StoreKind kind);
Error *world_open_error(World *w, StoreKind kind, StoreRights rights);
/* Runs SQL as the owner past the store, as somebody who tampers would. */
void world_tamper(World *w, StoreKind kind, const char *sql);
/* One statement that cannot stand beside others (create database); as the owner. PostgreSQL only. */
void world_tamper_alone(World *w, const char *sql);
/* Runs SQL as the public role; "" when it is allowed, else the SQLSTATE. PostgreSQL only. */
Text world_as_public(World *w, const char *sql);

void assert_fine_(const Error *error, const char *file, int line);
#define assert_fine(error) assert_fine_((error), __FILE__, __LINE__)
void assert_error_(const Error *error, ErrorKind kind, const char *file, int line);
#define assert_error(error, kind) assert_error_((error), (kind), __FILE__, __LINE__)
void assert_text_(Text t, const char *expected, const char *file, int line);
#define assert_text(t, expected) assert_text_((t), (expected), __FILE__, __LINE__)
#define assert_has(t, part) assert_true(text_contains((t), text_of(part)))

Tx *begin(World *w);
void commit(Tx *tx);
/* One number that a query gives. */
int64_t number_of(World *w, Store *store, const char *sql);

/* ---- The trial records ---- */

typedef struct { int64_t n; } ClubId;
typedef struct { ClubId id; int64_t version; Text name; } Club;
extern const Record club_record;

typedef struct { int64_t n; } TrialId;
typedef enum { TRIAL_SMALL = 1, TRIAL_LARGE } TrialSize;
enum { DAY_MON = 1, DAY_TUE = 2, DAY_WED = 4 };
enum { ROLE_CLERK = 1, ROLE_MEMBER = 2 };
typedef struct {
    TrialId id;
    int64_t version;
    Text title, notes, story, email, site;
    int64_t places;
    Pence cost;
    Date from;
    TimeOfDay at;
    Moment seen;
    bool is_open;
    TrialSize size;
    uint32_t days;
    ClubId club;
    Text key;
} Trial;
extern const Record trial_record;
extern const Choice trial_sizes[];
extern const Choice trial_days[];
const Field *trial_field(const char *name);
/* A trial with something in every field (club and key apart). */
Trial trial_full(void);

#endif
