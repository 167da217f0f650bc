/* Fresh stores for each test, on either engine. */
#include "world.h"

#include <fcntl.h>
#include <ftw.h>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
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
static PGconn *server; /* to make and drop databases; kept, for a connection costs more than what is done with it */
static const char *server_address, *server_address_of_public; /* as the owner of databases, as the public's role */

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

static PGconn *connect_to(const char *address) {
    PGconn *connection = PQconnectdb(address);
    assert_int_equal(PQstatus(connection), CONNECTION_OK);
    return connection;
}

/* "" or the SQLSTATE of the refusal. */
static Text run_on(PGconn *connection, Arena *arena, const char *sql) {
    PGresult *result = PQexec(connection, sql);
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    Text answer = text_copy(arena, text_of(state));
    PQclear(result);
    return answer;
}

static Text run_in_postgres(Arena *arena, const char *address, const char *sql) {
    PGconn *connection = connect_to(address);
    Text answer = run_on(connection, arena, sql);
    PQfinish(connection);
    return answer;
}

/* This program's database of a name: postgresql://role@host/NAME_PID?... */
static const char *database_address(Arena *arena, const char *address, const char *name) {
    const char *slash = strchr(strstr(address, "://") + 3, '/'), *rest = strchr(slash, '?');
    return text_format(arena, "%.*s/%s_%d%s", (int)(slash - address), address, name, (int)getpid(), rest ? rest : "").ptr;
}

static void make_database(Arena *arena, const char *sql_of_process) {
    assert_text(run_on(server, arena, text_format(arena, sql_of_process, (int)getpid()).ptr), "");
}

/* Connections of the public's role cannot be ended by the owner: they are waited for. */
static void drop_database(Arena *arena, const char *name) {
    const char *sql = text_format(arena, "drop database %s_%d with (force)", name, (int)getpid()).ptr;
    Text refusal = run_on(server, arena, sql);
    for (int tries = 0; refusal.len && tries < 100; tries++) {
        usleep(50000);
        refusal = run_on(server, arena, sql);
    }
    assert_text(refusal, "");
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

/* ---- Files ---- */

static void copy_file(const char *from, const char *to) {
    struct stat s;
    int in = open(from, O_RDONLY | O_CLOEXEC), out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    assert_true(in >= 0 && out >= 0);
    assert_int_equal(fstat(in, &s), 0);
    for (off_t at = 0; at < s.st_size;) assert_true(sendfile(out, in, &at, (size_t)(s.st_size - at)) > 0);
    close(in);
    close(out);
}

static int remove_entry(const char *path, const struct stat *s, int kind, struct FTW *place) {
    (void)s, (void)kind, (void)place;
    return remove(path);
}
static int remove_folder(const char *path) {
    return nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

/* ---- The pattern ----
 * To run all migrations takes longer than most tests, so each program makes its stores once on each engine, as the product makes them, and every
 * test begins with a copy: of a data folder, or of a database. */

static World pattern; /* without open stores once it is made */

/* A folder with "data" in it, and the key beside that, as it would lie outside. */
static void make_place(World *w, Arena *arena) {
    const char *work = getenv("QUORATE_TEST_WORK");
    char *place = (char *)text_format(arena, "%s/store-XXXXXX", work ? work : "/tmp").ptr;
    assert_non_null(mkdtemp(place));
    w->arena = arena;
    w->place = place;
    w->folder = text_format(arena, "%s/data", place).ptr;
    w->key_path = text_format(arena, "%s/data.key", place).ptr;
    assert_int_equal(mkdir(w->folder, 0700), 0);
}

static void make_key(World *w) {
    SealKey *key = seal_key_new(NULL);
    seal_at(w->office, w->key_path);
    assert_fine(seal_make(w->office, w->arena, (Actor){0}, key));
    seal_key_free(key);
    world_tamper(w, STORE_OFFICE, "delete from journal"); /* a test's journal begins with what the test does */
}

static void pattern_begin(void) {
    Arena *arena = arena_new();
    World w = {.is_postgres = on_postgres};
    log_setup(LOG_ERROR, LOG_HUMAN);
    make_place(&w, arena);
    if (on_postgres) make_database(arena, "create database pattern_%d");
    w.address = w.public_address = text_of(on_postgres ? database_address(arena, server_address, "pattern") : w.folder);
    w.office = world_create(&w, STORE_OFFICE);
    store_close(world_create(&w, STORE_PUBLISHED));
    store_close(world_create(&w, STORE_LETTERBOX));
    make_key(&w);
    const char *id = on_postgres ? "bigint generated by default as identity primary key" : "integer primary key autoincrement";
    world_tamper(&w, STORE_OFFICE, text_format(arena, trial_tables, id, on_postgres ? "bigint" : "integer").ptr);
    store_close(w.office);
    pattern = w;
}

static void pattern_end(void) {
    if (on_postgres) drop_database(pattern.arena, "pattern");
    assert_int_equal(remove_folder(pattern.place), 0);
    arena_free(pattern.arena);
    pattern = (World){0};
}

static const char *file_of(World *w, StoreKind kind) {
    return text_format(w->arena, "%s/%s.db", w->folder, rooms[kind]).ptr;
}

Store *world_create(World *w, StoreKind kind) {
    if (!w->is_postgres && pattern.folder && access(file_of(w, kind), F_OK)) {
        char *room = (char *)text_copy(w->arena, text_of(file_of(w, kind))).ptr;
        *strrchr(room, '/') = 0;
        assert_int_equal(mkdir(room, 0700), 0);
        copy_file(text_format(w->arena, "%s/%s.db", pattern.folder, rooms[kind]).ptr, file_of(w, kind));
    }
    return open_or_create(w, kind, STORE_FULL, true);
}

int world_set_up(void **state) {
    Arena *arena = arena_new();
    World *w = ARENA_NEW(arena, World);
    log_setup(LOG_ERROR, LOG_HUMAN);
    *w = (World){.is_postgres = on_postgres};
    make_place(w, arena);
    copy_file(pattern.key_path, w->key_path);
    w->address = text_of(on_postgres ? database_address(arena, server_address, "test") : w->folder);
    w->public_address = text_of(on_postgres ? database_address(arena, server_address_of_public, "test") : w->folder);
    if (on_postgres) make_database(arena, "create database test_%1$d template pattern_%1$d");
    w->office = on_postgres ? world_open(w, STORE_OFFICE, STORE_FULL) : world_create(w, STORE_OFFICE);
    seal_at(w->office, w->key_path);
    *state = w;
    return 0;
}

int world_tear_down(void **state) {
    World *w = *state;
    store_close(w->office);
    if (on_postgres) drop_database(w->arena, "test");
    int failed = remove_folder(w->place);
    arena_free(w->arena);
    return failed;
}

/* ---- Engines ---- */

static int run_group(const char *name, const char *engine, const struct CMUnitTest *tests, size_t count) {
    char title[100];
    snprintf(title, sizeof title, "%s on %s", name, engine);
    pattern_begin();
    int failed = _cmocka_run_group_tests(title, tests, count, NULL, NULL);
    pattern_end();
    return failed;
}

static bool has_server(void) {
    server_address = getenv("QUORATE_TEST_POSTGRES"), server_address_of_public = getenv("QUORATE_TEST_POSTGRES_PUBLIC");
    return server_address && *server_address && server_address_of_public && *server_address_of_public;
}

static int run_on_postgres(const char *name, const struct CMUnitTest *tests, size_t count) {
    on_postgres = true;
    server = connect_to(server_address);
    int failed = run_group(name, "PostgreSQL", tests, count);
    PQfinish(server);
    return failed;
}

int run_on_each_engine(const char *name, const struct CMUnitTest *tests, size_t count) {
    int failed = run_group(name, "SQLite", tests, count);
    return has_server() ? failed + run_on_postgres(name, tests, count) : failed;
}

static void without_a_server(void **state) {
    (void)state;
    skip();
}

int run_on_postgres_alone(const char *name, const struct CMUnitTest *tests, size_t count) {
    if (has_server()) return run_on_postgres(name, tests, count);
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
