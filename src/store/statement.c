/* Statements and cursors: the cache of what is prepared on each connection, running, reading rows, and the values that cross.
 *
 * A Statement is found by its address, text made at run time by its content; either costs one look in an open-addressed table. */
#include "store/engine.h"

enum { FIRST_SLOTS = 64 };

/* ---- Values ---- */

Value value_null(void) {
    return (Value){.kind = VALUE_NULL};
}
Value value_integer(int64_t n) {
    return (Value){.kind = VALUE_INTEGER, .integer = n};
}
Value value_text(Text t) {
    return (Value){.kind = VALUE_TEXT, .text = t};
}
Value value_bytes(Text t) {
    return (Value){.kind = VALUE_BYTES, .text = t};
}
Value value_date(Date d) {
    return (Value){.kind = date_is_set(d) ? VALUE_DATE : VALUE_NULL, .integer = d.n};
}
Value value_time(TimeOfDay t) {
    return (Value){.kind = time_is_set(t) ? VALUE_TIME : VALUE_NULL, .integer = t.n};
}
Value value_moment(Moment m) {
    return (Value){.kind = moment_is_set(m) ? VALUE_INTEGER : VALUE_NULL, .integer = m.us};
}
Value value_id(int64_t id) {
    return (Value){.kind = id ? VALUE_INTEGER : VALUE_NULL, .integer = id};
}

static void put_digits(char *at, int count, int n) {
    for (int i = count - 1; i >= 0; i--, n /= 10) at[i] = (char)('0' + n % 10);
}

size_t value_spell(Value v, char out[static 16]) {
    if (v.kind == VALUE_DATE) {
        DateParts parts = date_parts((Date){(int32_t)v.integer});
        put_digits(out, 4, parts.year);
        put_digits(out + 5, 2, parts.month);
        put_digits(out + 8, 2, parts.day);
        out[4] = out[7] = '-';
        out[10] = 0;
        return 10;
    }
    CHECK(v.kind == VALUE_TIME);
    TimeOfDay t = {(int16_t)v.integer};
    put_digits(out, 2, time_hour(t));
    put_digits(out + 3, 2, time_minute(t));
    out[2] = ':';
    out[5] = 0;
    return 5;
}

Date value_as_date(Value v) {
    Date d = {0};
    if (v.kind == VALUE_DATE) d.n = (int32_t)v.integer;
    if (v.kind == VALUE_TEXT && !date_parse_iso(v.text, &d)) d.n = 0;
    return d;
}

static int two_digits(const char *at) {
    return (at[0] - '0') * 10 + at[1] - '0';
}

TimeOfDay value_as_time(Value v) {
    if (v.kind == VALUE_TIME) return (TimeOfDay){(int16_t)v.integer};
    if (v.kind != VALUE_TEXT || v.text.len != 5 || v.text.ptr[2] != ':') return (TimeOfDay){0};
    return time_of(two_digits(v.text.ptr), two_digits(v.text.ptr + 3));
}

Moment value_as_moment(Value v) {
    return (Moment){v.kind == VALUE_INTEGER ? v.integer : 0};
}

/* ---- The cache ---- */

static size_t hash_address(const void *address) {
    uint64_t n = (uint64_t)(uintptr_t)address;
    return (size_t)((n ^ (n >> 17)) * 0x9e3779b97f4a7c15u >> 24);
}

static size_t hash_text(Text t) {
    uint64_t h = 0xcbf29ce484222325u;
    for (size_t i = 0; i < t.len; i++) h = (h ^ (unsigned char)t.ptr[i]) * 0x100000001b3u;
    return (size_t)(h >> 7);
}

static size_t hash_of(const Prepared *p) {
    return p->statement ? hash_address(p->statement) : hash_text(p->sql);
}

static void cache_add(Db *db, Prepared *p) {
    size_t at = hash_of(p) & (db->slot_count - 1);
    while (db->slots[at]) at = (at + 1) & (db->slot_count - 1);
    db->slots[at] = p;
    db->slot_used++;
}

static void cache_grow(Db *db) {
    if (db->slot_used * 2 < db->slot_count) return;
    Prepared **old = db->slots;
    size_t old_count = db->slot_count;
    db->slot_count = old_count ? old_count * 2 : FIRST_SLOTS;
    db->slots = ARENA_ARRAY(db->kept, Prepared *, db->slot_count);
    db->slot_used = 0;
    for (size_t i = 0; i < old_count; i++) {
        if (old[i]) cache_add(db, old[i]);
    }
}

static Prepared *cache_find_statement(const Db *db, const Statement *statement) {
    if (!db->slot_count) return NULL;
    for (size_t at = hash_address(statement) & (db->slot_count - 1); db->slots[at]; at = (at + 1) & (db->slot_count - 1)) {
        if (db->slots[at]->statement == statement) return db->slots[at];
    }
    return NULL;
}

static Prepared *cache_find_text(const Db *db, Text sql) {
    if (!db->slot_count) return NULL;
    for (size_t at = hash_text(sql) & (db->slot_count - 1); db->slots[at]; at = (at + 1) & (db->slot_count - 1)) {
        if (!db->slots[at]->statement && text_equal(db->slots[at]->sql, sql)) return db->slots[at];
    }
    return NULL;
}

/* What somebody wants to run: a Statement, or text. */
typedef struct {
    const Statement *statement;
    Text sql;
    int parameters;
} Wanted;

static Wanted wanted_statement(const Db *db, const Statement *statement) {
    const char *sql = db->store->engine->is_postgres && statement->postgres_sql ? statement->postgres_sql : statement->sql;
    return (Wanted){statement, text_of(sql), statement->parameters};
}

static Error *prepare_new(Db *db, Arena *arena, const Wanted *wanted, Prepared **out) {
    Prepared *p = ARENA_NEW(db->kept, Prepared);
    p->statement = wanted->statement;
    p->sql = text_copy(db->kept, wanted->sql);
    p->place = wanted->statement ? wanted->statement->place : p->sql.ptr;
    p->parameters = wanted->parameters;
    TRY(db->store->engine->prepare(db, arena, p));
    *out = p;
    return NULL;
}

/* The prepared statement, free for use: when a cursor is open on it (a statement used while its own rows are being read), another. */
static Error *prepared_for(Db *db, Arena *arena, const Wanted *wanted, Prepared **out) {
    Prepared *p = wanted->statement ? cache_find_statement(db, wanted->statement) : cache_find_text(db, wanted->sql);
    if (!p) {
        TRY(prepare_new(db, arena, wanted, &p));
        cache_grow(db);
        cache_add(db, p);
    }
    while (p->is_running) {
        if (!p->again) TRY(prepare_new(db, arena, wanted, &p->again));
        p = p->again;
    }
    CHECK(p->parameters == wanted->parameters);
    *out = p;
    return NULL;
}

/* ---- Running ---- */

static Error *start(Db *db, Arena *arena, const Wanted *wanted, const Value *parameters, Rows **out) {
    Prepared *prepared;
    TRY(prepared_for(db, arena, wanted, &prepared));
    Rows *rows = ARENA_NEW(arena, Rows);
    *rows = (Rows){.db = db, .arena = arena, .prepared = prepared};
    TRY(db->store->engine->start(rows, parameters));
    prepared->is_running = true;
    db->open_rows++;
    *out = rows;
    return NULL;
}

/* The failure that a transaction has already met: the engines differ in what they would still do after one. */
static Error *earlier_failure(Db *db, Arena *arena) {
    if (!db->tx || !tx_has_failed(db->tx)) return NULL;
    return error_fault(arena, "a statement was run in a transaction that had failed");
}

static Error *query(Db *db, Arena *arena, const Wanted *wanted, const Value *parameters, Rows **out) {
    TRY(earlier_failure(db, arena));
    Error *error = start(db, arena, wanted, parameters, out);
    if (error && db->is_broken && !db->tx && db->open_rows == 0) { /* the server was restarted since this connection was last used */
        TRY(db_reopen(db, arena));
        error = start(db, arena, wanted, parameters, out);
    }
    return tx_note_failure(db, error);
}

Error *db_query(Db *db, Arena *arena, const Statement *statement, const Value *parameters, Rows **out) {
    Wanted wanted = wanted_statement(db, statement);
    return query(db, arena, &wanted, parameters, out);
}

Error *db_query_text(Db *db, Arena *arena, Text sql, const Value *parameters, int parameter_count, Rows **out) {
    Wanted wanted = {NULL, sql, parameter_count};
    return query(db, arena, &wanted, parameters, out);
}

static Error *execute(Tx *tx, const Wanted *wanted, const Value *parameters, int64_t *changed) {
    Db *db = tx_db(tx);
    Arena *arena = tx_arena(tx);
    TRY(earlier_failure(db, arena));
    int64_t ignored;
    Prepared *prepared;
    Error *error = prepared_for(db, arena, wanted, &prepared);
    if (!error) error = db->store->engine->execute(db, arena, prepared, parameters, changed ? changed : &ignored);
    return tx_note_failure(db, error);
}

Error *tx_execute(Tx *tx, const Statement *statement, const Value *parameters, int64_t *changed) {
    Wanted wanted = wanted_statement(tx_db(tx), statement);
    return execute(tx, &wanted, parameters, changed);
}

Error *tx_execute_text(Tx *tx, Text sql, const Value *parameters, int parameter_count, int64_t *changed) {
    Wanted wanted = {NULL, sql, parameter_count};
    return execute(tx, &wanted, parameters, changed);
}

Error *db_run(Db *db, Arena *arena, const Statement *statement) {
    Wanted wanted = wanted_statement(db, statement);
    Prepared *prepared;
    int64_t changed;
    TRY(prepared_for(db, arena, &wanted, &prepared));
    return db->store->engine->execute(db, arena, prepared, NULL, &changed);
}

/* ---- Rows ---- */

Error *rows_next(Rows *rows, bool *has_row) {
    Error *error = rows->db->store->engine->next(rows, has_row);
    if (error) *has_row = false;
    rows->has_row = *has_row;
    return tx_note_failure(rows->db, error);
}

int rows_columns(const Rows *rows) {
    return rows->columns;
}
const char *rows_column_name(const Rows *rows, int column) {
    return rows->db->store->engine->column_name(rows, column);
}

Value rows_value(Rows *rows, int column) {
    CHECK(rows->has_row && column >= 0 && column < rows->columns);
    return rows->db->store->engine->value(rows, column);
}

Arena *rows_arena(Rows *rows) {
    return rows->arena;
}
Db *rows_db(Rows *rows) {
    return rows->db;
}
void **rows_memo(Rows *rows) {
    return &rows->prepared->memo;
}
void *rows_keep(Rows *rows, size_t size) {
    return arena_alloc(rows->db->kept, size);
}

void rows_end(Rows *rows) {
    if (!rows || !rows->prepared) return;
    rows->db->store->engine->end(rows);
    rows->prepared->is_running = false;
    rows->prepared = NULL;
    rows->db->open_rows--;
}
