/* The server engine: one schema of a PostgreSQL database a store. Readers have connections of their own; the writer holds the store's
 * advisory lock, so that journal numbers have no gaps whatever process writes. Walls in depth: reading connections are read-only
 * transactions, an append-only store prepares nothing but inserts, and behind both stand the grants of the role that connects.
 *
 * Parameters and rows cross in PostgreSQL's binary format wherever the types are those the stores use, which spares both sides the
 * spelling and a file's chunk twice its size; a statement with any other type among its columns is read as text. */
#include <libpq-fe.h>

#include "base/buffer.h"
#include "base/log.h"
#include "store/engine.h"

/* From the server's catalogue (src/include/catalog/pg_type.dat); these numbers never change. */
enum {
    TYPE_BOOL = 16,
    TYPE_BYTEA = 17,
    TYPE_NAME = 19,
    TYPE_INT8 = 20,
    TYPE_INT2 = 21,
    TYPE_INT4 = 23,
    TYPE_TEXT = 25,
    TYPE_BPCHAR = 1042,
    TYPE_VARCHAR = 1043,
    TYPE_NUMERIC = 1700
};
enum { AS_TEXT = 0, AS_BINARY = 1 };

/* Behind Prepared.handle. */
typedef struct {
    const char *name; /* given to the server */
    Oid *types;       /* of the parameters */
    int result_format;
} ServerStatement;

static PGconn *connection_of(const Db *db) {
    return (PGconn *)db->connection;
}
static PGresult *result_of(const Rows *rows) {
    return (PGresult *)rows->cursor;
}

/* ---- Refusals ---- */

static bool has_class(const char *state, const char *class) {
    return strncmp(state, class, 2) == 0;
}

static EngineFault fault_of(const char *state) {
    static const struct {
        const char *state;
        EngineFault fault;
    } faults[] = {
        {"53100", FAULT_FULL},
        {"58030", FAULT_DISK},
        {"40001", FAULT_BUSY},
        {"40P01", FAULT_BUSY},
        {"55P03", FAULT_BUSY},
        {"57014", FAULT_BUSY},
        {"53300", FAULT_BUSY},
        {"23503", FAULT_REFERENCED},
        {"23001", FAULT_REFERENCED},
        {"23505", FAULT_DUPLICATE},
        {"42501", FAULT_REFUSED},
        {"25006", FAULT_REFUSED},
        {"3D000", FAULT_MISSING},
        {"3F000", FAULT_MISSING},
        {"XX001", FAULT_DAMAGED},
        {"XX002", FAULT_DAMAGED},
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        if (strcmp(state, faults[i].state) == 0) return faults[i].fault;
    }
    if (has_class(state, "08") || has_class(state, "28") || has_class(state, "57")) return FAULT_GONE;
    return FAULT_OTHER;
}

/* Only the server's sentence, the code and the constraint go to the log: its further words quote what is stored. */
static Error *refusal(Db *db, Arena *arena, const PGresult *result, const char *place) {
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE), *words = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    const char *constraint = PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
    bool is_gone = PQstatus(connection_of(db)) != CONNECTION_OK;
    EngineFault fault = is_gone || !state ? FAULT_GONE : fault_of(state);
    /* 0A000: another process changed a table under a prepared statement. A new connection knows the new one. */
    if (fault == FAULT_GONE || (state && strcmp(state, "0A000") == 0)) db->is_broken = true;
    if (!words) words = PQerrorMessage(connection_of(db));
    const char *detail = text_format(arena, "%.*s (PostgreSQL %s%s%s)", TEXT_ARG(text_trim(text_of(words))), state ? state : "none",
        constraint ? ", " : "", constraint ? constraint : "")
                             .ptr;
    return engine_error(arena, db->store, fault, place, detail);
}

/* Takes the result when it is fine; otherwise the error, and the result is gone. */
static Error *check_result(Db *db, Arena *arena, PGresult *result, const char *place) {
    ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) return NULL;
    Error *error = refusal(db, arena, result, place);
    PQclear(result);
    return error;
}

/* Plain SQL, several statements allowed; what comes out is dropped. */
static Error *run_plain(Db *db, Arena *arena, const char *sql, const char *place) {
    PGresult *result = PQexec(connection_of(db), sql);
    TRY(check_result(db, arena, result, place));
    PQclear(result);
    return NULL;
}

/* ---- Connections ---- */

static void drop_notice(void *context, const char *words) {
    (void)context;
    log_debug("PostgreSQL: %s", words);
}

static Error *open_connection(const Store *store, Arena *arena, PGconn **out) {
    /* The address comes first: what stands behind it here wins over it. */
    const char *names[] = {"dbname", "application_name", "client_encoding", "connect_timeout", "tcp_user_timeout", NULL};
    const char *values[] = {store->address, "quorate", "UTF8", "10", "30000", NULL};
    PGconn *connection = PQconnectdbParams(names, values, 1);
    if (!connection) return engine_error(arena, store, FAULT_GONE, "connect", "no memory");
    PQsetNoticeProcessor(connection, drop_notice, NULL);
    if (PQstatus(connection) == CONNECTION_OK) {
        const char *encoding = PQparameterStatus(connection, "server_encoding");
        if (encoding && strcmp(encoding, "UTF8") == 0) {
            *out = connection;
            return NULL;
        }
        PQfinish(connection);
        return error_new(
            arena, ERROR_STORAGE, "The database does not keep UTF-8. Make it anew: createdb --encoding=UTF8 --template=template0.");
    }
    const char *words = text_copy(arena, text_trim(text_of(PQerrorMessage(connection)))).ptr;
    PQfinish(connection);
    /* The library gives no code for a refused connection, only the server's words, which are in the server's language. */
    EngineFault fault = strstr(words, "does not exist") && strstr(words, "database") ? FAULT_MISSING : FAULT_GONE;
    return engine_error(arena, store, fault, "connect", words);
}

typedef enum { SCHEMA_ABSENT, SCHEMA_CLOSED, SCHEMA_OPEN } SchemaState;

/* Whether the schema is there, and may be used by the role that connected. */
static Error *look_at_schema(PGconn *connection, const Store *store, Arena *arena, SchemaState *out) {
    const char *values[] = {store->schema};
    PGresult *result = PQexecParams(
        connection, "select has_schema_privilege(oid, 'usage') from pg_namespace where nspname = $1", 1, NULL, values, NULL, NULL, AS_TEXT);
    Error *error = NULL;
    if (PQresultStatus(result) != PGRES_TUPLES_OK) error = engine_error(arena, store, FAULT_GONE, "connect", PQerrorMessage(connection));
    if (PQntuples(result) == 0) *out = SCHEMA_ABSENT;
    else *out = PQgetvalue(result, 0, 0)[0] == 't' ? SCHEMA_OPEN : SCHEMA_CLOSED;
    PQclear(result);
    return error;
}

/* Two processes that start together both try; the one that comes second is refused and finds the schema there. */
static Error *make_schema(PGconn *connection, const Store *store, Arena *arena) {
    SchemaState state = SCHEMA_ABSENT;
    PGresult *result = PQexec(connection, text_format(arena, "create schema %s", store->schema).ptr);
    const char *code = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    Error *error = NULL;
    if (PQresultStatus(result) != PGRES_COMMAND_OK) error = look_at_schema(connection, store, arena, &state);
    if (!error && PQresultStatus(result) != PGRES_COMMAND_OK && state == SCHEMA_ABSENT) {
        error = error_new(arena, ERROR_STORAGE, "The schema %s cannot be made. Connect as the owner of the database.", store->schema);
        error_detail(arena, error, "PostgreSQL %s", code ? code : "gone");
    }
    PQclear(result);
    return error;
}

static Error *postgres_make(Store *store, Arena *arena) {
    PGconn *connection = NULL;
    SchemaState state = SCHEMA_ABSENT;
    TRY(open_connection(store, arena, &connection));
    Error *error = look_at_schema(connection, store, arena, &state);
    if (!error && state == SCHEMA_ABSENT) error = make_schema(connection, store, arena);
    PQfinish(connection);
    return error;
}

/* Reads of the site take milliseconds; a statement that takes half a minute is better ended than waited for. The writer waits for
 * locks as long as tx_begin promises, and a process that hangs inside a transaction does not keep the others out for ever. */
static const char settings[] =
    "set search_path = %s; set statement_timeout = '30s'; set lock_timeout = '10s';"
    "set idle_in_transaction_session_timeout = '10min'; set client_min_messages = warning; set bytea_output = hex;"
    "set standard_conforming_strings = on";

static Error *postgres_connect(Db *db, Arena *arena) {
    PGconn *connection = NULL;
    SchemaState state = SCHEMA_ABSENT;
    TRY(open_connection(db->store, arena, &connection));
    db->connection = connection;
    Error *error = look_at_schema(connection, db->store, arena, &state);
    if (!error && state == SCHEMA_ABSENT) error = engine_error(arena, db->store, FAULT_MISSING, "connect", "there is no such schema");
    if (!error && state == SCHEMA_CLOSED) {
        error = error_new(arena, ERROR_STORAGE, "The role %s may not use the schema %s. Connect as the owner, or let the owner grant it.",
            PQuser(connection), db->store->schema);
    }
    if (!error) error = run_plain(db, arena, text_format(arena, settings, db->store->schema).ptr, "connect");
    if (!error) return NULL;
    PQfinish(connection);
    db->connection = NULL;
    return error;
}

static Error *postgres_restrict(Db *db, Arena *arena) {
    bool may_write = db->writes && db->store->rights != STORE_READ_ONLY;
    return may_write ? NULL : run_plain(db, arena, "set default_transaction_read_only = on", "connect");
}

static void postgres_disconnect(Db *db) {
    PQfinish(connection_of(db));
    db->connection = NULL;
}

/* ---- Transactions ---- */

/* Two numbers that nobody else on the server is likely to use: the letters "QUOR", and the store. */
static const char begin_sql[] = "begin; select pg_advisory_xact_lock(1364545362, %d)";

static void postgres_rollback(Db *db) {
    if (PQtransactionStatus(connection_of(db)) == PQTRANS_IDLE) return;
    PGresult *result = PQexec(connection_of(db), "rollback");
    if (PQresultStatus(result) != PGRES_COMMAND_OK) db->is_broken = true;
    PQclear(result);
}

static Error *postgres_begin(Db *db, Arena *arena) {
    Error *error = run_plain(db, arena, text_format(arena, begin_sql, (int)db->store->kind).ptr, "begin");
    if (error) postgres_rollback(db);
    return error;
}

static Error *postgres_commit(Db *db, Arena *arena) {
    PGresult *result = PQexec(connection_of(db), "commit");
    Error *error = check_result(db, arena, result, "commit");
    if (error && db->is_broken) {
        /* The server may have committed before it was lost, so "nothing was changed" could be wrong. */
        Error *lost =
            error_new(arena, ERROR_STORAGE, "The database was lost while saving. Look whether your change is there; if not, try again.");
        return error_detail(arena, lost, "%.*s", TEXT_ARG(error->detail));
    }
    if (error) {
        postgres_rollback(db);
        return error;
    }
    /* The server answers the commit of a failed transaction with a rollback, and no error. */
    if (strcmp(PQcmdStatus(result), "COMMIT") != 0) error = error_fault(arena, "commit: the transaction had failed and was rolled back");
    PQclear(result);
    return error;
}

/* Building an index over years of records may take longer than a page may. */
static Error *postgres_script(Db *db, Arena *arena, Text sql) {
    TRY(run_plain(db, arena, "set local statement_timeout = 0", "migration"));
    return run_plain(db, arena, text_string(arena, sql), "migration");
}

/* ---- Statements ---- */

static bool is_text_type(Oid type) {
    return type == TYPE_TEXT || type == TYPE_VARCHAR || type == TYPE_BPCHAR || type == TYPE_NAME;
}

static bool is_binary_type(Oid type) {
    return is_text_type(type) || type == TYPE_BYTEA || type == TYPE_INT8 || type == TYPE_INT4 || type == TYPE_INT2 || type == TYPE_BOOL;
}

/* The wall of this program's own in front of an append-only store, for where its role is the owner: nothing but inserting, and
 * nothing comes out of it. */
static bool only_inserts(Text sql) {
    return text_equal_ignoring_case(text_slice(text_trim(sql), 0, 7), S("insert ")) && !text_contains_ignoring_case(sql, S("select"))
           && !text_contains_ignoring_case(sql, S("returning"));
}

/* What the server understood: the types of parameters and columns. */
static Error *describe(Db *db, Arena *arena, Prepared *p, ServerStatement *server) {
    PGresult *result = PQdescribePrepared(connection_of(db), server->name);
    TRY(check_result(db, arena, result, p->place));
    Error *error = NULL;
    int count = PQnparams(result);
    if (count > p->parameters) {
        error = engine_error(arena, db->store, FAULT_OTHER, p->place, "it uses parameters that it does not declare");
    } else {
        server->types = ARENA_ARRAY(db->kept, Oid, (size_t)p->parameters);
        for (int i = 0; i < count; i++) server->types[i] = PQparamtype(result, i);
        p->columns = PQnfields(result);
        server->result_format = AS_BINARY;
        for (int i = 0; i < p->columns; i++) {
            if (!is_binary_type(PQftype(result, i))) server->result_format = AS_TEXT;
        }
    }
    PQclear(result);
    return error;
}

static Error *postgres_prepare(Db *db, Arena *arena, Prepared *p) {
    static _Atomic int64_t names;
    if (db->is_restricted && db->store->rights == STORE_APPEND_ONLY && !only_inserts(p->sql)) {
        return engine_error(arena, db->store, FAULT_REFUSED, p->place, "an append-only store takes nothing but inserts");
    }
    ServerStatement *server = ARENA_NEW(db->kept, ServerStatement);
    server->name = text_format(db->kept, "q%lld", (long long)atomic_fetch_add(&names, 1)).ptr;
    PGresult *result = PQprepare(connection_of(db), server->name, p->sql.ptr, 0, NULL);
    TRY(check_result(db, arena, result, p->place));
    PQclear(result);
    TRY(describe(db, arena, p, server));
    p->handle = server;
    return NULL;
}

/* ---- Parameters ---- */

static size_t put_big_endian(char *out, uint64_t n, size_t size) {
    for (size_t i = 0; i < size; i++) out[i] = (char)(n >> 8 * (size - 1 - i));
    return size;
}

typedef struct {
    const char **values;
    int *lengths, *formats;
} Sent;

static void send_integer(Arena *arena, Sent *sent, int at, Oid type, int64_t n) {
    char *out = arena_alloc(arena, 24);
    size_t size = type == TYPE_INT8 ? 8 : type == TYPE_INT4 && n == (int32_t)n ? 4 : 0;
    sent->values[at] = out;
    sent->formats[at] = size > 0 ? AS_BINARY : AS_TEXT;
    if (size > 0) sent->lengths[at] = (int)put_big_endian(out, (uint64_t)n, size);
    else snprintf(out, 24, "%lld", (long long)n);
}

static void send_text(Arena *arena, Sent *sent, int at, Oid type, const Value *v) {
    bool is_raw = is_text_type(type) || type == TYPE_BYTEA || v->kind == VALUE_BYTES;
    sent->formats[at] = is_raw ? AS_BINARY : AS_TEXT;
    sent->lengths[at] = (int)v->text.len;
    sent->values[at] = !is_raw ? text_string(arena, v->text) : v->text.ptr ? v->text.ptr : "";
}

static void send_value(Arena *arena, Sent *sent, int at, Oid type, const Value *v) {
    switch (v->kind) {
    case VALUE_NULL: return;
    case VALUE_INTEGER: send_integer(arena, sent, at, type, v->integer); return;
    case VALUE_TEXT:
    case VALUE_BYTES: send_text(arena, sent, at, type, v); return;
    case VALUE_DATE:
    case VALUE_TIME: {
        char *spelled = arena_alloc(arena, 16);
        value_spell(*v, spelled);
        sent->values[at] = spelled;
        return;
    }
    }
}

static Error *run(Db *db, Arena *arena, const Prepared *p, const Value *parameters, PGresult **out) {
    const ServerStatement *server = (const ServerStatement *)p->handle;
    size_t count = (size_t)p->parameters;
    Sent sent = {ARENA_ARRAY(arena, const char *, count), ARENA_ARRAY(arena, int, count), ARENA_ARRAY(arena, int, count)};
    for (int i = 0; i < p->parameters; i++) {
        if ((parameters[i].kind == VALUE_TEXT || parameters[i].kind == VALUE_BYTES) && parameters[i].text.len > INT32_MAX / 2) {
            return error_new(arena, ERROR_TOO_LARGE, "This is too large for the database, so nothing was changed. Make it smaller.");
        }
        send_value(arena, &sent, i, server->types[i], &parameters[i]);
    }
    PGresult *result =
        PQexecPrepared(connection_of(db), server->name, p->parameters, sent.values, sent.lengths, sent.formats, server->result_format);
    TRY(check_result(db, arena, result, p->place));
    *out = result;
    return NULL;
}

/* ---- Rows ---- */

static Error *postgres_start(Rows *rows, const Value *parameters) {
    PGresult *result = NULL;
    TRY(run(rows->db, rows->arena, rows->prepared, parameters, &result));
    rows->cursor = result;
    rows->row = -1;
    rows->row_count = PQntuples(result);
    rows->columns = PQnfields(result);
    return NULL;
}

static Error *postgres_next(Rows *rows, bool *has_row) {
    *has_row = ++rows->row < rows->row_count;
    return NULL;
}

static const char *postgres_column_name(const Rows *rows, int column) {
    return PQfname(result_of(rows), column);
}

static int64_t take_big_endian(const char *bytes, size_t size) {
    uint64_t n = (signed char)bytes[0] < 0 ? UINT64_MAX : 0;
    for (size_t i = 0; i < size; i++) n = n << 8 | (unsigned char)bytes[i];
    return (int64_t)n;
}

static Value binary_value(Oid type, const char *bytes, size_t len) {
    if (type == TYPE_BYTEA) return value_bytes((Text){bytes, len});
    if (is_text_type(type)) return value_text((Text){bytes, len});
    return value_integer(take_big_endian(bytes, len));
}

static Value text_value(Arena *arena, Oid type, Text t) {
    int64_t n;
    if (type == TYPE_BOOL) return value_integer(text_equal(t, S("t")));
    bool is_number = type == TYPE_INT8 || type == TYPE_INT4 || type == TYPE_INT2 || type == TYPE_NUMERIC;
    if (is_number && text_to_int64(t, &n)) return value_integer(n);
    if (type != TYPE_BYTEA) return value_text(t);
    size_t len = 0;
    unsigned char *bytes = PQunescapeBytea((const unsigned char *)t.ptr, &len);
    Text copy = text_copy(arena, (Text){(const char *)bytes, bytes ? len : 0});
    PQfreemem(bytes);
    return value_bytes(copy);
}

static Value postgres_value(Rows *rows, int column) {
    const PGresult *result = result_of(rows);
    int row = (int)rows->row;
    if (PQgetisnull(result, row, column)) return value_null();
    const char *bytes = PQgetvalue(result, row, column);
    size_t len = (size_t)PQgetlength(result, row, column);
    Oid type = PQftype(result, column);
    return PQfformat(result, column) == AS_BINARY ? binary_value(type, bytes, len) : text_value(rows->arena, type, (Text){bytes, len});
}

static void postgres_end(Rows *rows) {
    PQclear(result_of(rows));
    rows->cursor = NULL;
}

static Error *postgres_execute(Db *db, Arena *arena, Prepared *p, const Value *parameters, int64_t *changed) {
    PGresult *result = NULL;
    TRY(run(db, arena, p, parameters, &result));
    if (!text_to_int64(text_of(PQcmdTuples(result)), changed)) *changed = 0;
    PQclear(result);
    return NULL;
}

/* ---- Revision and grants ---- */

/* A snapshot names the transactions that are over and those that are not, so equal snapshots see equal data. A standby's snapshots do
 * not name them all; what it has replayed serves there. */
static const char revision_sql[] =
    "select hashtextextended(case when pg_is_in_recovery() then pg_last_wal_replay_lsn()::text else pg_current_snapshot()::text end, 0)";

static Error *postgres_revision(Db *db, Arena *arena, int64_t *out) {
    PGresult *result = PQexecParams(connection_of(db), revision_sql, 0, NULL, NULL, NULL, NULL, AS_BINARY);
    TRY(check_result(db, arena, result, "revision"));
    *out = take_big_endian(PQgetvalue(result, 0, 0), 8);
    PQclear(result);
    return NULL;
}

/* Reading the list of migrations is what store_open needs to see that the store fits the program. */
static const char grant_published[] =
    "begin; grant usage on schema published to %1$s; grant select on all tables in schema published to %1$s;"
    "alter default privileges in schema published grant select on tables to %1$s; commit";
static const char grant_letterbox[] =
    "begin; grant usage on schema letterbox to %1$s; grant insert on all tables in schema letterbox to %1$s;"
    "alter default privileges in schema letterbox grant insert on tables to %1$s;"
    "revoke insert on letterbox.migration from %1$s; grant select on letterbox.migration to %1$s; commit";

static Error *postgres_grant(Db *db, Arena *arena, Text role) {
    char *quoted = PQescapeIdentifier(connection_of(db), role.ptr, role.len);
    if (!quoted) return error_new(arena, ERROR_INPUT, "'%.*s' cannot be the name of a role.", TEXT_ARG(role));
    const char *sql = text_format(arena, db->store->kind == STORE_LETTERBOX ? grant_letterbox : grant_published, quoted).ptr;
    PQfreemem(quoted);
    Error *error = run_plain(db, arena, sql, "grant");
    if (error) postgres_rollback(db);
    return error;
}

/* Dead rows are made free by the server's own vacuum; only writing the tables anew takes their bytes away. Each by its name: of the catalogue's
 * own tables the server would complain. */
static const char rewrite_sql[] = "select 'vacuum full ' || quote_ident(relname) from pg_class where relkind = 'r' and relnamespace = "
                                  "current_schema()::regnamespace order by relname";

static Error *postgres_wipe(Db *db, Arena *arena, bool everything) {
    if (!everything) return NULL;
    PGresult *tables = PQexec(connection_of(db), rewrite_sql);
    TRY(check_result(db, arena, tables, "vacuum"));
    Error *error = NULL;
    for (int i = 0; i < PQntuples(tables) && !error; i++) error = run_plain(db, arena, PQgetvalue(tables, i, 0), "vacuum");
    PQclear(tables);
    return error;
}

const Engine postgres_engine = {
    .is_postgres = true,
    .make = postgres_make,
    .connect = postgres_connect,
    .restrict_rights = postgres_restrict,
    .disconnect = postgres_disconnect,
    .begin = postgres_begin,
    .commit = postgres_commit,
    .rollback = postgres_rollback,
    .script = postgres_script,
    .prepare = postgres_prepare,
    .start = postgres_start,
    .next = postgres_next,
    .column_name = postgres_column_name,
    .value = postgres_value,
    .end = postgres_end,
    .execute = postgres_execute,
    .revision = postgres_revision,
    .grant = postgres_grant,
    .wipe = postgres_wipe,
};
