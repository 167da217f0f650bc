/* Fresh stores for each test, on either engine. */
#include "world.h"

#include <libpq-fe.h>
#include <sqlite3.h>
#include <unistd.h>

#include "base/log.h"
#include "store/engine.h"
#include "store/seal.h"

/* ---- The trial records ---- */

static const Field club_fields[] = {TEXT(Club, name, .label = "Name", .required = true)};
const Record club_record = RECORD(Club, "club", club_fields, .title = "club", .plural = "clubs", .label_field = "name");

const Choice trial_sizes[] = {{TRIAL_SMALL, "small", "Small", NULL}, {TRIAL_LARGE, "rather_large", "Rather large", NULL}, {0}};
const Choice trial_days[] = {{DAY_MON, "mon", "Monday", NULL}, {DAY_TUE, "tue", "Tuesday", NULL}, {DAY_WED, "wed", "Wednesday", NULL}, {0}};
static const Field trial_fields[] = {
    TEXT(Trial, title, .label = "Title of the trial", .required = true, .max = 20, .search = true),
    LONG_TEXT(Trial, notes, .label = "Notes", .see = ROLE_CLERK, .change = ROLE_CLERK),
    MARKDOWN(Trial, story, .label = "Story", .search = true),
    EMAIL(Trial, email, .label = "Email address"),
    WEB_ADDRESS(Trial, site, .label = "Website"),
    INTEGER(Trial, places, .label = "Places", .min = 1, .max = 1200),
    PENCE(Trial, cost, .label = "Cost"),
    DATE(Trial, from, .label = "Date", .required = true),
    TIME(Trial, at, .label = "Start time"),
    MOMENT(Trial, seen, .label = "Seen"),
    FLAG(Trial, is_open, .label = "Open to the public"),
    CHOICE(Trial, size, .label = "Size", .choices = trial_sizes),
    SET(Trial, days, .label = "Days", .choices = trial_days),
    REF(Trial, club, .label = "Club", .to = &club_record),
    SECRET(Trial, key, .label = "Key"),
};
const Record trial_record = RECORD(Trial, "trial", trial_fields, .title = "trial", .plural = "trials", .label_field = "title");

const Field *trial_field(const char *name) {
    const Field *field = record_field(&trial_record, text_of(name));
    assert_non_null(field);
    return field;
}

Trial trial_full(void) {
    return (Trial){.title = S("First \"try\""),
        .notes = S("Line one\nLine two"),
        .story = S("A *story*"),
        .email = S("a@example.org"),
        .site = S("https://example.org/"),
        .places = 12,
        .cost = {123456},
        .from = date_of(2025, 7, 23),
        .at = time_of(14, 30),
        .seen = {1753261200123456},
        .is_open = true,
        .size = TRIAL_LARGE,
        .days = DAY_MON | DAY_WED};
}

static const char trial_tables[] = "create table club (id %1$s, version %2$s not null, name text not null default '');"
                                   "create table trial (id %1$s, version %2$s not null, title text not null default '', notes text not "
                                   "null default '', story text not null default '',"
                                   "  email text not null default '', site text not null default '', places %2$s not null default 0, cost "
                                   "%2$s not null default 0, \"from\" text,"
                                   "  at text, seen %2$s, is_open %2$s not null default 0, size text, days text not null default '',"
                                   "  club %2$s references club (id) on delete restrict, key text not null default '')";

/* ---- Stores ---- */

static bool on_postgres;
static const char *owner_address, *public_address; /* of this program's own database */

static Store *open_or_create(World *w, StoreKind kind, StoreRights rights, bool create) {
    Store *store = NULL;
    bool is_public = rights != STORE_FULL;
    StoreOptions options = {kind, rights, is_public ? w->public_address : w->address};
    assert_fine(create ? store_create(w->arena, &options, &store) : store_open(w->arena, &options, &store));
    return store;
}

Store *world_open(World *w, StoreKind kind, StoreRights rights) {
    return open_or_create(w, kind, rights, false);
}
Store *world_create(World *w, StoreKind kind) {
    return open_or_create(w, kind, STORE_FULL, true);
}

Error *world_open_error(World *w, StoreKind kind, StoreRights rights) {
    Store *store = NULL;
    StoreOptions options = {kind, rights, rights == STORE_FULL ? w->address : w->public_address};
    Error *error = store_open(w->arena, &options, &store);
    assert_null(store);
    return error;
}

static const char *const schemas[] = {[STORE_OFFICE] = "office", [STORE_PUBLISHED] = "published", [STORE_LETTERBOX] = "letterbox"};
static const char *const rooms[] = {
    [STORE_OFFICE] = "office/office", [STORE_PUBLISHED] = "public/public", [STORE_LETTERBOX] = "letterbox/letterbox"};

static Text run_in_postgres(Arena *arena, const char *address, const char *sql) {
    PGconn *connection = PQconnectdb(address);
    assert_int_equal(PQstatus(connection), CONNECTION_OK);
    PGresult *result = PQexec(connection, sql);
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    Text answer = text_copy(arena, text_of(state));
    PQclear(result);
    PQfinish(connection);
    return answer;
}

void world_tamper(World *w, StoreKind kind, const char *sql) {
    if (w->is_postgres) {
        assert_text(run_in_postgres(w->arena, w->address.ptr,
                        text_format(w->arena, "set search_path = %s; set client_min_messages = warning; %s", schemas[kind], sql).ptr),
            "");
        return;
    }
    sqlite3 *handle;
    assert_int_equal(sqlite3_open(text_format(w->arena, "%.*s/%s.db", TEXT_ARG(w->address), rooms[kind]).ptr, &handle), SQLITE_OK);
    sqlite3_busy_timeout(handle, 5000);
    if (sqlite3_exec(handle, sql, NULL, NULL, NULL)) fail_msg("%s", sqlite3_errmsg(handle));
    sqlite3_close(handle);
}

void world_tamper_alone(World *w, const char *sql) {
    assert_true(w->is_postgres);
    assert_text(run_in_postgres(w->arena, w->address.ptr, sql), "");
}

Text world_as_public(World *w, const char *sql) {
    assert_true(w->is_postgres);
    return run_in_postgres(w->arena, w->public_address.ptr, sql);
}

/* The key lies beside the data folder, as it would outside. */
static void world_key(World *w) {
    SealKey *key = seal_key_new(NULL);
    w->key_path = text_format(w->arena, "%s.key", w->folder).ptr;
    seal_at(w->office, w->key_path);
    assert_fine(seal_make(w->office, w->arena, (Actor){0}, key));
    seal_key_free(key);
    world_tamper(w, STORE_OFFICE, "delete from journal"); /* a test's journal begins with what the test does */
}

int world_set_up(void **state) {
    Arena *arena = arena_new();
    World *w = ARENA_NEW(arena, World);
    log_setup(LOG_ERROR, LOG_HUMAN);
    *w = (World){.arena = arena, .is_postgres = on_postgres};
    char *folder = ARENA_ARRAY(arena, char, 64);
    snprintf(folder, 64, "/tmp/quorate-store-XXXXXX");
    assert_non_null(mkdtemp(folder));
    w->folder = folder;
    w->address = text_of(on_postgres ? owner_address : folder);
    w->public_address = text_of(on_postgres ? public_address : folder);
    if (on_postgres) {
        assert_text(run_in_postgres(arena, owner_address,
                        "set client_min_messages = warning; drop schema if exists office, published, letterbox cascade"),
            "");
    }
    w->office = world_create(w, STORE_OFFICE);
    world_key(w);
    const char *id = on_postgres ? "bigint generated by default as identity primary key" : "integer primary key autoincrement";
    world_tamper(w, STORE_OFFICE, text_format(arena, trial_tables, id, on_postgres ? "bigint" : "integer").ptr);
    *state = w;
    return 0;
}

int world_tear_down(void **state) {
    World *w = *state;
    store_close(w->office);
    const char *command = text_format(w->arena, "rm -rf '%s' '%s'*", w->folder, w->key_path).ptr;
    int failed = system(command);
    arena_free(w->arena);
    return failed;
}

/* ---- Engines ---- */

/* The address with another database: postgresql://role@host/NAME?... */
static const char *with_database(Arena *arena, const char *address, const char *name) {
    const char *slash = strchr(strstr(address, "://") + 3, '/'), *rest = strchr(slash, '?');
    return text_format(arena, "%.*s/%s%s", (int)(slash - address), address, name, rest ? rest : "").ptr;
}

static int run_on_postgres(const char *name, const struct CMUnitTest *tests, size_t count, const char *owner, const char *public) {
    Arena *arena = arena_new();
    const char *database = text_format(arena, "test_%d", (int)getpid()).ptr;
    assert_text(run_in_postgres(arena, owner, text_format(arena, "create database %s", database).ptr), "");
    owner_address = with_database(arena, owner, database);
    public_address = with_database(arena, public, database);
    on_postgres = true;
    int failed = _cmocka_run_group_tests(text_format(arena, "%s on PostgreSQL", name).ptr, tests, count, NULL, NULL);
    run_in_postgres(arena, owner, text_format(arena, "drop database %s with (force)", database).ptr);
    arena_free(arena);
    return failed;
}

int run_on_each_engine(const char *name, const struct CMUnitTest *tests, size_t count) {
    const char *owner = getenv("QUORATE_TEST_POSTGRES"), *public = getenv("QUORATE_TEST_POSTGRES_PUBLIC");
    char title[100];
    snprintf(title, sizeof title, "%s on SQLite", name);
    int failed = _cmocka_run_group_tests(title, tests, count, NULL, NULL);
    if (owner && *owner && public && *public) failed += run_on_postgres(name, tests, count, owner, public);
    return failed;
}

static void without_a_server(void **state) {
    (void)state;
    skip();
}

int run_on_postgres_alone(const char *name, const struct CMUnitTest *tests, size_t count) {
    const char *owner = getenv("QUORATE_TEST_POSTGRES"), *public = getenv("QUORATE_TEST_POSTGRES_PUBLIC");
    if (owner && *owner && public && *public) return run_on_postgres(name, tests, count, owner, public);
    const struct CMUnitTest skipped[] = {{name, without_a_server, NULL, NULL, NULL}};
    return _cmocka_run_group_tests(name, skipped, 1, NULL, NULL);
}

/* ---- Saying what is expected ---- */

void assert_fine_(const Error *error, const char *file, int line) {
    if (!error) return;
    print_error("%.*s [%.*s]\n", TEXT_ARG(error->sentence), TEXT_ARG(error->detail));
    _fail(file, line);
}

void assert_error_(const Error *error, ErrorKind kind, const char *file, int line) {
    if (!error) {
        print_error("there is no error\n");
        _fail(file, line);
        return;
    }
    if (error->kind != kind) print_error("%.*s [%.*s]\n", TEXT_ARG(error->sentence), TEXT_ARG(error->detail));
    _assert_int_equal(error->kind, kind, file, line);
    if (!text_ends_with(error->sentence, S("."))) {
        print_error("no sentence: %.*s\n", TEXT_ARG(error->sentence));
        _fail(file, line);
    }
}

void assert_text_(Text t, const char *expected, const char *file, int line) {
    if (text_equal(t, text_of(expected))) return;
    print_error("\"%.*s\" is not \"%s\"\n", TEXT_ARG(t), expected);
    _fail(file, line);
}

Tx *begin(World *w) {
    Tx *tx = NULL;
    assert_fine(tx_begin(w->office, w->arena, (Actor){7, S("Dana Clerk")}, S("a test"), &tx));
    return tx;
}

void commit(Tx *tx) {
    assert_fine(tx_commit(tx));
    tx_end(tx);
}

int64_t number_of(World *w, Store *store, const char *sql) {
    Db *db;
    Rows *rows;
    bool has_row;
    assert_fine(store_borrow(store, w->arena, &db));
    assert_fine(db_query_text(db, w->arena, text_of(sql), NULL, 0, &rows));
    assert_fine(rows_next(rows, &has_row));
    assert_true(has_row);
    int64_t n = rows_value(rows, 0).integer;
    rows_end(rows);
    store_return(db);
    return n;
}
