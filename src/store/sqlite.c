/* The embedded engine: one SQLite file in WAL mode a store. Readers have connections of their own and never wait; the writer begins with
 * BEGIN IMMEDIATE, which holds off other processes. Walls in depth: reading connections are query_only, a STORE_READ_ONLY file is opened
 * read-only, and an authorizer lets STORE_APPEND_ONLY do nothing but insert. */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/engine.h"

enum { WAIT_MILLISECONDS = 10000, WIPE_MILLISECONDS = 300 };

static sqlite3 *handle_of(const Db *db) {
    return (sqlite3 *)db->connection;
}
static sqlite3_stmt *statement_of(const Prepared *p) {
    return (sqlite3_stmt *)p->handle;
}

/* ---- Refusals ---- */

static EngineFault fault_of(int code) {
    switch (code) {
    case SQLITE_CONSTRAINT_FOREIGNKEY:
    case SQLITE_CONSTRAINT_TRIGGER: /* how SQLite reports ON DELETE RESTRICT */ return FAULT_REFERENCED;
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID: return FAULT_DUPLICATE;
    default: break;
    }
    switch (code & 0xff) {
    case SQLITE_FULL: return FAULT_FULL;
    case SQLITE_IOERR: return FAULT_DISK;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return FAULT_BUSY;
    case SQLITE_AUTH:
    case SQLITE_READONLY:
    case SQLITE_PERM: return FAULT_REFUSED;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return FAULT_DAMAGED;
    case SQLITE_CANTOPEN: return FAULT_DISK;
    default: return FAULT_OTHER;
    }
}

static Error *refusal(Db *db, Arena *arena, const char *place) {
    sqlite3 *handle = handle_of(db);
    int code = sqlite3_extended_errcode(handle);
    const char *detail = text_format(arena, "%s (SQLite %d)", sqlite3_errmsg(handle), code).ptr;
    return engine_error(arena, db->store, fault_of(code), place, detail);
}

/* ---- Connections ---- */

static void set_up_library(void) {
    /* Each connection is used by one thread at a time; without the memory statistics allocations take no lock that all threads share. */
    sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite3_initialize();
}

static Error *folder_make(const char *path, Arena *arena) {
    if (mkdir(path, 0700) == 0 || errno == EEXIST) return NULL;
    return error_new(
        arena, ERROR_STORAGE, "The folder %s cannot be made: %s. Choose another place, or make it by hand.", path, strerror(errno));
}

/* SQLite gives its side files the mode of the database, so the file is made with the mode that all of them shall have. One that is there is not
 * even opened: closing it would drop the locks that SQLite holds on it for this process (POSIX), and the next process to end would take
 * away the write-ahead log under our feet. */
static Error *sqlite_make(Store *store, Arena *arena) {
    Text folder = text_of(store->folder);
    size_t end = folder.len;
    while (end > 0 && folder.ptr[end - 1] != '/') end--;
    TRY(folder_make(text_string(arena, text_slice(folder, 0, end)), arena));
    TRY(folder_make(store->folder, arena));
    int fd = open(store->address, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0 && errno != EEXIST)
        return error_new(arena, ERROR_STORAGE, "The file %s cannot be made: %s. Choose another place.", store->address, strerror(errno));
    if (fd >= 0) close(fd);
    return NULL;
}

/* Busy handling, safety and speed; the order matters: the timeout is there before anything that may have to wait. */
static const char settings[] = "pragma synchronous = full;"
                               "pragma foreign_keys = on;"
                               "pragma temp_store = memory;"
                               "pragma secure_delete = on;" /* what is deleted or sealed does not stay readable in free places */
                               "pragma mmap_size = 67108864;"
                               "pragma journal_size_limit = 67108864;";

static int connection_set_up(sqlite3 *handle, bool may_write) {
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, WAIT_MILLISECONDS);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    /* A misspelt "column" is an error, not a string. */
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    int code = may_write ? sqlite3_exec(handle, "pragma journal_mode = wal", NULL, NULL, NULL) : SQLITE_OK;
    return code ? code : sqlite3_exec(handle, settings, NULL, NULL, NULL);
}

static Error *sqlite_connect(Db *db, Arena *arena) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, set_up_library);
    const Store *store = db->store;
    if (access(store->address, F_OK)) return engine_error(arena, store, FAULT_MISSING, store->address, strerror(errno));
    bool may_write = store->rights != STORE_READ_ONLY;
    sqlite3 *handle = NULL;
    int code =
        sqlite3_open_v2(store->address, &handle, (may_write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_NOMUTEX, NULL);
    db->connection = handle;
    if (!code) code = connection_set_up(handle, may_write);
    if (!code) return NULL;
    Error *error =
        handle ? refusal(db, arena, store->address) : engine_error(arena, store, FAULT_DISK, store->address, sqlite3_errstr(code));
    sqlite3_close_v2(handle);
    db->connection = NULL;
    return error;
}

/* Letters go in; nothing comes out. */
static int allow_inserting_only(
    void *context, int action, const char *first, const char *second, const char *database, const char *trigger) {
    (void)context, (void)second, (void)database;
    if (action == SQLITE_TRANSACTION) return SQLITE_OK;
    bool is_letter = action == SQLITE_INSERT && !trigger && first && strncmp(first, "sqlite_", 7) != 0 && strcmp(first, "migration") != 0;
    return is_letter ? SQLITE_OK : SQLITE_DENY;
}

static Error *sqlite_restrict(Db *db, Arena *arena) {
    sqlite3 *handle = handle_of(db);
    if (!db->writes && sqlite3_exec(handle, "pragma query_only = on", NULL, NULL, NULL)) return refusal(db, arena, "query_only");
    if (db->store->rights == STORE_APPEND_ONLY) sqlite3_set_authorizer(handle, allow_inserting_only, NULL);
    return NULL;
}

/* Only what was prepared through the cache: FTS5 keeps statements of its own on the connection and ends them itself. */
static void finalize_all(const Db *db) {
    for (size_t i = 0; i < db->slot_count; i++) {
        for (const Prepared *p = db->slots[i]; p; p = p->again) sqlite3_finalize(statement_of(p));
    }
}

static void sqlite_disconnect(Db *db) {
    finalize_all(db);
    int code = sqlite3_close(handle_of(db));
    CHECK(code == SQLITE_OK);
    db->connection = NULL;
}

/* ---- Transactions ---- */

static const Statement begin_immediate = {.name = "begin", .sql = "begin immediate", .place = "begin"};
static const Statement commit = {.name = "commit", .sql = "commit", .place = "commit"};
static const Statement rollback = {.name = "rollback", .sql = "rollback", .place = "rollback"};

static Error *sqlite_begin(Db *db, Arena *arena) {
    return db_run(db, arena, &begin_immediate);
}

static void sqlite_rollback(Db *db) {
    if (sqlite3_get_autocommit(handle_of(db))) return; /* a full disk has rolled back already */
    Arena *arena = arena_new();
    if (db_run(db, arena, &rollback)) db->is_broken = true;
    arena_free(arena);
}

static Error *sqlite_commit(Db *db, Arena *arena) {
    if (sqlite3_get_autocommit(handle_of(db))) return error_fault(arena, "commit: the transaction was rolled back by SQLite");
    Error *error = db_run(db, arena, &commit);
    if (error) sqlite_rollback(db);
    return error;
}

static Error *sqlite_script(Db *db, Arena *arena, Text sql) {
    return sqlite3_exec(handle_of(db), text_string(arena, sql), NULL, NULL, NULL) ? refusal(db, arena, "migration") : NULL;
}

/* ---- Statements ---- */

/* $1 .. $N are names to SQLite, numbered by where they first stand. */
static Error *find_places(Db *db, Arena *arena, Prepared *p) {
    sqlite3_stmt *statement = statement_of(p);
    p->places = ARENA_ARRAY(db->kept, int, (size_t)p->parameters);
    int found = 0;
    for (int i = 0; i < p->parameters; i++) {
        char name[16];
        snprintf(name, sizeof name, "$%d", i + 1);
        p->places[i] = sqlite3_bind_parameter_index(statement, name);
        found += p->places[i] > 0;
    }
    if (found == sqlite3_bind_parameter_count(statement)) return NULL;
    return engine_error(arena, db->store, FAULT_OTHER, p->place, "it uses parameters that it does not declare");
}

static Error *sqlite_prepare(Db *db, Arena *arena, Prepared *p) {
    sqlite3_stmt *statement = NULL;
    const char *rest = NULL;
    int code = sqlite3_prepare_v3(handle_of(db), p->sql.ptr, (int)p->sql.len + 1, SQLITE_PREPARE_PERSISTENT, &statement, &rest);
    if (code) return refusal(db, arena, p->place);
    if (!statement) return engine_error(arena, db->store, FAULT_OTHER, p->place, "there is no statement");
    p->handle = statement;
    p->columns = sqlite3_column_count(statement);
    return find_places(db, arena, p);
}

static int bind_one(sqlite3_stmt *statement, int place, const Value *v) {
    char spelled[16];
    switch (v->kind) {
    case VALUE_NULL: return sqlite3_bind_null(statement, place);
    case VALUE_INTEGER: return sqlite3_bind_int64(statement, place, v->integer);
    case VALUE_TEXT: return sqlite3_bind_text64(statement, place, v->text.ptr ? v->text.ptr : "", v->text.len, SQLITE_STATIC, SQLITE_UTF8);
    case VALUE_BYTES: return sqlite3_bind_blob64(statement, place, v->text.ptr ? v->text.ptr : "", v->text.len, SQLITE_STATIC);
    case VALUE_DATE:
    case VALUE_TIME: {
        size_t len = value_spell(*v, spelled);
        return sqlite3_bind_text64(statement, place, spelled, len, SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    }
    return SQLITE_MISUSE;
}

/* The texts are not copied here: they must stay until the statement has been reset. */
static Error *bind_all(Db *db, Arena *arena, const Prepared *p, const Value *parameters) {
    for (int i = 0; i < p->parameters; i++) {
        if (p->places[i] && bind_one(statement_of(p), p->places[i], &parameters[i])) return refusal(db, arena, p->place);
    }
    return NULL;
}

static Error *sqlite_start(Rows *rows, const Value *parameters) {
    const Prepared *p = rows->prepared;
    Value *kept = ARENA_ARRAY(rows->arena, Value, (size_t)p->parameters);
    for (int i = 0; i < p->parameters; i++) {
        kept[i] = parameters[i];
        if (kept[i].kind == VALUE_TEXT || kept[i].kind == VALUE_BYTES) kept[i].text = text_copy(rows->arena, kept[i].text);
    }
    TRY(bind_all(rows->db, rows->arena, p, kept));
    rows->columns = p->columns;
    return NULL;
}

static Error *sqlite_next(Rows *rows, bool *has_row) {
    Prepared *p = rows->prepared;
    int code = sqlite3_step(statement_of(p));
    *has_row = code == SQLITE_ROW;
    if (code != SQLITE_ROW && code != SQLITE_DONE) return refusal(rows->db, rows->arena, p->place);
    if (rows->row++ == 0) { /* another process may have migrated: SQLite then prepares anew by itself, with other columns */
        int columns = sqlite3_column_count(statement_of(p));
        if (columns != p->columns) p->memo = NULL;
        rows->columns = p->columns = columns;
    }
    return NULL;
}

static const char *sqlite_column_name(const Rows *rows, int column) {
    return sqlite3_column_name(statement_of(rows->prepared), column);
}

/* Straight from the column's own value: the sqlite3_column_ functions would look at the statement again at each call. Connections are used
 * by one thread at a time (SQLITE_CONFIG_MULTITHREAD), where such a value may be read. */
static Value sqlite_value(Rows *rows, int column) {
    sqlite3_value *value = sqlite3_column_value(statement_of(rows->prepared), column);
    switch (sqlite3_value_type(value)) {
    case SQLITE_NULL: return value_null();
    case SQLITE_INTEGER: return value_integer(sqlite3_value_int64(value));
    case SQLITE_BLOB: {
        const char *bytes = sqlite3_value_blob(value);
        return value_bytes((Text){bytes, (size_t)sqlite3_value_bytes(value)});
    }
    default: {
        const char *text = (const char *)sqlite3_value_text(value);
        return value_text((Text){text, (size_t)sqlite3_value_bytes(value)});
    }
    }
}

static void sqlite_end(Rows *rows) {
    sqlite3_reset(statement_of(rows->prepared));
}

static Error *sqlite_execute(Db *db, Arena *arena, Prepared *p, const Value *parameters, int64_t *changed) {
    TRY(bind_all(db, arena, p, parameters));
    int code;
    while ((code = sqlite3_step(statement_of(p))) == SQLITE_ROW) {}
    Error *error = code == SQLITE_DONE ? NULL : refusal(db, arena, p->place);
    *changed = sqlite3_changes64(handle_of(db));
    sqlite3_reset(statement_of(p));
    return error;
}

static const Statement data_version = {.name = "data_version", .sql = "pragma data_version", .place = "data_version"};

static Error *sqlite_revision(Db *db, Arena *arena, int64_t *out) {
    Rows *rows;
    bool has_row;
    TRY(db_query(db, arena, &data_version, NULL, &rows));
    Error *error = rows_next(rows, &has_row);
    if (has_row) *out = rows_value(rows, 0).integer;
    rows_end(rows);
    return error;
}

/* Whoever can open the file can read it: the folders' owners are the grants. */
static Error *sqlite_grant(Db *db, Arena *arena, Text role) {
    (void)db, (void)arena, (void)role;
    return NULL;
}

/* Asks for the whole log to be written back and made empty; a reader in the middle of a page makes that wait. */
static Error *checkpoint(Db *db, Arena *arena) {
    sqlite3 *handle = handle_of(db);
    sqlite3_busy_timeout(handle, WIPE_MILLISECONDS);
    int code = sqlite3_wal_checkpoint_v2(handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    Error *error = code ? refusal(db, arena, "checkpoint") : NULL;
    sqlite3_busy_timeout(handle, WAIT_MILLISECONDS);
    return error;
}

static Error *sqlite_wipe(Db *db, Arena *arena, bool everything) {
    if (everything && sqlite3_exec(handle_of(db), "vacuum", NULL, NULL, NULL)) return refusal(db, arena, "vacuum");
    return checkpoint(db, arena);
}

const Engine sqlite_engine = {
    .is_postgres = false,
    .make = sqlite_make,
    .connect = sqlite_connect,
    .restrict_rights = sqlite_restrict,
    .disconnect = sqlite_disconnect,
    .begin = sqlite_begin,
    .commit = sqlite_commit,
    .rollback = sqlite_rollback,
    .script = sqlite_script,
    .prepare = sqlite_prepare,
    .start = sqlite_start,
    .next = sqlite_next,
    .column_name = sqlite_column_name,
    .value = sqlite_value,
    .end = sqlite_end,
    .execute = sqlite_execute,
    .revision = sqlite_revision,
    .grant = sqlite_grant,
    .wipe = sqlite_wipe,
};
