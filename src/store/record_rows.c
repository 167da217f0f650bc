/* Records in their tables: the SQL made once from each declaration, reading rows into structs, and the changes that write the journal.
 *
 * The statements of a record are made at its first use and stay for the life of the program, so their addresses serve the cache of
 * prepared statements. Column names are always quoted: "from" and "until" are good names for fields. */
#include <pthread.h>
#include <stdatomic.h>

#include "store/journal.h"
#include "store/record_field.h"

/* ---- The statements of a record ---- */

typedef struct {
    const Record *record;
    Statement get, list, insert, restore, update, seal, remove, put, take_out;
} RecordSql;

enum { SQL_SLOTS = 1024 }; /* far more than there are kinds of records */
static _Atomic(RecordSql *) sql_slots[SQL_SLOTS];
static pthread_mutex_t sql_lock = PTHREAD_MUTEX_INITIALIZER;
static Arena *sql_arena;

/* "a", "b", "c" or, with a format of another kind, "a" = $3, "b" = $4 ... `first` is the number of the first parameter. */
typedef enum { LIST_NAMES, LIST_PARAMETERS, LIST_SETS, LIST_EXCLUDED } ListKind;

static void put_list(Buffer *out, const Record *record, ListKind kind, int first) {
    for (size_t i = 0; i < record->field_count; i++) {
        const char *name = record->fields[i].name;
        int n = first + (int)i;
        switch (kind) {
        case LIST_NAMES: buffer_putf(out, ", \"%s\"", name); break;
        case LIST_PARAMETERS: buffer_putf(out, ", $%d", n); break;
        case LIST_SETS: buffer_putf(out, ", \"%s\" = $%d", name, n); break;
        case LIST_EXCLUDED: buffer_putf(out, ", \"%s\" = excluded.\"%s\"", name, name); break;
        }
    }
}

static Statement made_statement(const Record *record, const char *verb, Buffer *sql, int parameters) {
    Text name = text_format(sql->arena, "%s_%s", record->name, verb);
    return (Statement){.name = name.ptr, .sql = buffer_text(sql).ptr, .place = name.ptr, .parameters = parameters};
}

static Statement make_select(Arena *arena, const Record *record, const char *verb, const char *which, int parameters) {
    Buffer sql = buffer_new(arena, 512);
    buffer_put(&sql, S("select id, version"));
    put_list(&sql, record, LIST_NAMES, 0);
    buffer_putf(&sql, " from \"%s\" %s", record->name, which);
    return made_statement(record, verb, &sql, parameters);
}

static Statement make_insert(Arena *arena, const Record *record) {
    Buffer sql = buffer_new(arena, 512);
    buffer_putf(&sql, "insert into \"%s\" (version", record->name);
    put_list(&sql, record, LIST_NAMES, 0);
    buffer_put(&sql, S(") values ($1"));
    put_list(&sql, record, LIST_PARAMETERS, 2);
    buffer_put(&sql, S(") returning id"));
    return made_statement(record, "insert", &sql, 1 + (int)record->field_count);
}

static Statement make_update(Arena *arena, const Record *record) {
    Buffer sql = buffer_new(arena, 512);
    buffer_putf(&sql, "update \"%s\" set version = $1", record->name);
    put_list(&sql, record, LIST_SETS, 4);
    buffer_put(&sql, S(" where id = $2 and version = $3"));
    return made_statement(record, "update", &sql, 3 + (int)record->field_count);
}

/* Fills in the sealed fields of a row that was just made. */
static Statement make_seal(Arena *arena, const Record *record) {
    Buffer sql = buffer_new(arena, 256);
    int n = 1;
    buffer_putf(&sql, "update \"%s\" set", record->name);
    for (size_t i = 0; i < record->field_count; i++)
        if (record->fields[i].sealed) buffer_putf(&sql, "%s \"%s\" = $%d", n > 1 ? "," : "", record->fields[i].name, n + 1), n++;
    buffer_put(&sql, S(" where id = $1"));
    return made_statement(record, "seal", &sql, n);
}

/* Under the id that it carries: where there is none, or in the place of one. */
static Statement make_put(Arena *arena, const Record *record, const char *verb, bool replaces) {
    Buffer sql = buffer_new(arena, 512);
    buffer_putf(&sql, "insert into \"%s\" (id, version", record->name);
    put_list(&sql, record, LIST_NAMES, 0);
    buffer_put(&sql, S(") values ($1, $2"));
    put_list(&sql, record, LIST_PARAMETERS, 3);
    buffer_put(&sql, S(")"));
    if (replaces) {
        buffer_put(&sql, S(" on conflict (id) do update set version = excluded.version"));
        put_list(&sql, record, LIST_EXCLUDED, 0);
    }
    return made_statement(record, verb, &sql, 2 + (int)record->field_count);
}

static Statement make_delete(Arena *arena, const Record *record, const char *verb, const char *which, int parameters) {
    Buffer sql = buffer_new(arena, 128);
    buffer_putf(&sql, "delete from \"%s\" where %s", record->name, which);
    return made_statement(record, verb, &sql, parameters);
}

static RecordSql *make_sql(Arena *arena, const Record *record) {
    RecordSql *sql = ARENA_NEW(arena, RecordSql);
    sql->record = record;
    sql->get = make_select(arena, record, "get", "where id = $1", 1);
    sql->list = make_select(arena, record, "list", "where id > $1 order by id limit $2", 2);
    sql->insert = make_insert(arena, record);
    sql->update = make_update(arena, record);
    if (record_has_sealed(record)) sql->seal = make_seal(arena, record);
    sql->remove = make_delete(arena, record, "delete", "id = $1 and version = $2", 2);
    sql->restore = make_put(arena, record, "restore", false);
    sql->put = make_put(arena, record, "put", true);
    sql->take_out = make_delete(arena, record, "remove", "id = $1", 1);
    return sql;
}

static RecordSql *find_sql(const Record *record, size_t *at) {
    *at = (size_t)((uintptr_t)record >> 4) % SQL_SLOTS;
    RecordSql *sql;
    while ((sql = atomic_load_explicit(&sql_slots[*at], memory_order_acquire)) && sql->record != record) *at = (*at + 1) % SQL_SLOTS;
    return sql;
}

static const RecordSql *sql_of(const Record *record) {
    size_t at;
    RecordSql *sql = find_sql(record, &at);
    if (sql) return sql;
    pthread_mutex_lock(&sql_lock);
    sql = find_sql(record, &at);
    if (!sql) {
        if (!sql_arena) sql_arena = arena_new();
        sql = make_sql(sql_arena, record);
        atomic_store_explicit(&sql_slots[at], sql, memory_order_release);
    }
    pthread_mutex_unlock(&sql_lock);
    return sql;
}

/* ---- Reading ---- */

enum { COLUMN_IGNORED = -1, COLUMN_ID = -2, COLUMN_VERSION = -3 };

/* Which field each column of a prepared statement goes to; kept with it. A statement may be read as several kinds of record. */
typedef struct ColumnMap ColumnMap;
struct ColumnMap {
    const Record *record;
    ColumnMap *next;
    int columns;
    bool has_sealed;
    int16_t field[];
};

static int16_t field_of_column(const Record *record, const char *name) {
    if (strcmp(name, "id") == 0) return COLUMN_ID;
    if (strcmp(name, "version") == 0) return COLUMN_VERSION;
    const Field *field = record_field(record, text_of(name));
    return field ? (int16_t)(field - record->fields) : (int16_t)COLUMN_IGNORED;
}

static const ColumnMap *column_map(Rows *rows, const Record *record) {
    ColumnMap **memo = (ColumnMap **)rows_memo(rows);
    for (ColumnMap *map = *memo; map; map = map->next) {
        if (map->record == record) return map;
    }
    int columns = rows_columns(rows);
    ColumnMap *map = rows_keep(rows, sizeof *map + (size_t)columns * sizeof map->field[0]);
    *map = (ColumnMap){.record = record, .next = *memo, .columns = columns, .has_sealed = record_has_sealed(record)};
    for (int i = 0; i < columns; i++) map->field[i] = field_of_column(record, rows_column_name(rows, i));
    *memo = map;
    return map;
}

static Error *read_stored(Rows *rows, const ColumnMap *map, const Record *record, void *out) {
    Arena *arena = rows_arena(rows);
    for (int i = 0; i < map->columns; i++) {
        int16_t at = map->field[i];
        if (at == COLUMN_IGNORED) continue;
        Value stored = rows_value(rows, i);
        if (at == COLUMN_ID) ((int64_t *)out)[0] = stored.integer;
        else if (at == COLUMN_VERSION) ((int64_t *)out)[1] = stored.integer;
        else if (!field_from_value(arena, &record->fields[at], out, stored)) {
            return error_fault(arena, "%s %lld: the column %s holds what the field cannot", record->name, (long long)record_id(out),
                record->fields[at].name);
        }
    }
    return NULL;
}

Error *record_from_row(Rows *rows, const Record *record, void *out) {
    const ColumnMap *map = column_map(rows, record);
    TRY(read_stored(rows, map, record, out));
    return map->has_sealed ? record_open(rows_db(rows), rows_arena(rows), record, out) : NULL;
}

/* Reads the record into `out`, in stored form, when there is one. */
static Error *get_stored(Db *db, Arena *arena, const Record *record, int64_t id, void *out, bool *found) {
    Rows *rows;
    Value parameters[] = {value_integer(id)};
    *found = false;
    TRY(db_query(db, arena, &sql_of(record)->get, parameters, &rows));
    Error *error = rows_next(rows, found);
    if (!error && *found) error = read_stored(rows, column_map(rows, record), record, out);
    rows_end(rows);
    return error;
}

static Error *get_if_there(Db *db, Arena *arena, const Record *record, int64_t id, void *out, bool *found) {
    TRY(get_stored(db, arena, record, id, out, found));
    return *found && record_has_sealed(record) ? record_open(db, arena, record, out) : NULL;
}

Error *record_get(Db *db, Arena *arena, const Record *record, int64_t id, void *out) {
    bool found;
    TRY(get_if_there(db, arena, record, id, out, &found));
    return found ? NULL
                 : error_new(arena, ERROR_NOT_FOUND, "There is no %s with the number %lld. It may have been deleted.", record->title,
                     (long long)id);
}

Error *record_label(Db *db, Arena *arena, const Record *record, int64_t id, Text *out) {
    const Field *field = record->label_field ? record_field(record, text_of(record->label_field)) : NULL;
    void *value = arena_alloc(arena, record->size);
    bool found = false;
    CHECK(field || !record->label_field);
    *out = text_format(arena, "%s %lld", record->title, (long long)id);
    if (!field) return NULL;
    TRY(get_if_there(db, arena, record, id, value, &found));
    if (!found || field_is_empty(field, value)) return NULL;
    if (field->kind == FIELD_REF) return record_label(db, arena, field->to, field_integer(field, value), out);
    *out = record_shown(arena, field, value);
    return NULL;
}

typedef Error *ReadRow(Rows *rows, const Record *record, void *out);

static Error *stored_from_row(Rows *rows, const Record *record, void *out) {
    return read_stored(rows, column_map(rows, record), record, out);
}

static Error *list(Db *db, Arena *arena, const Record *record, int64_t after_id, int limit, ReadRow *read, RecordList *out) {
    Rows *rows;
    Value parameters[] = {value_integer(after_id), value_integer(limit)};
    bool has_row;
    size_t room = 0;
    *out = (RecordList){0};
    TRY(db_query(db, arena, &sql_of(record)->list, parameters, &rows));
    Error *error = rows_next(rows, &has_row);
    while (!error && has_row) {
        if (out->count == room) {
            size_t wider = room ? room * 2 : 16;
            out->items = arena_grow(arena, out->items, room * record->size, wider * record->size);
            room = wider;
        }
        void *value = (char *)out->items + out->count++ * record->size;
        memset(value, 0, record->size);
        TRY_OUT(read(rows, record, value));
        TRY_OUT(rows_next(rows, &has_row));
    }
out:
    rows_end(rows);
    return error;
}

Error *record_list(Db *db, Arena *arena, const Record *record, int64_t after_id, int limit, RecordList *out) {
    return list(db, arena, record, after_id, limit, record_from_row, out);
}
Error *record_list_stored(Db *db, Arena *arena, const Record *record, int64_t after_id, int limit, RecordList *out) {
    return list(db, arena, record, after_id, limit, stored_from_row, out);
}

static bool has_column(const Rows *rows, const char *name) {
    for (int i = 0; i < rows_columns(rows); i++) {
        if (strcmp(rows_column_name(rows, i), name) == 0) return true;
    }
    return false;
}

Error *record_check_table(Db *db, Arena *arena, const Record *record, Buffer *out) {
    Rows *rows;
    bool has_row;
    TRY(db_query_text(db, arena, text_format(arena, "select * from \"%s\" where id = 0", record->name), NULL, 0, &rows));
    Error *error = rows_next(rows, &has_row); /* a table that was changed since shows its new columns only now */
    for (size_t i = 0; i < record->field_count; i++) {
        if (!has_column(rows, record->fields[i].name)) {
            buffer_putf(out, "The table %s has no column for the field %s.\n", record->name, record->fields[i].name);
        }
    }
    if (!has_column(rows, "id") || !has_column(rows, "version")) buffer_putf(out, "The table %s lacks id or version.\n", record->name);
    for (int i = 0; i < rows_columns(rows); i++) {
        if (field_of_column(record, rows_column_name(rows, i)) == COLUMN_IGNORED) {
            buffer_putf(out, "The table %s has the column %s, which is no field.\n", record->name, rows_column_name(rows, i));
        }
    }
    rows_end(rows);
    return error;
}

/* ---- Changing ---- */

static void check_is_office(Tx *tx) {
    CHECK(store_kind(tx_store(tx)) == STORE_OFFICE);
}
static void check_is_published(Tx *tx) {
    CHECK(store_kind(tx_store(tx)) == STORE_PUBLISHED);
}

/* The values of all fields, after `room` places for the caller's own. */
static Value *field_values(Tx *tx, const Record *record, const void *value, size_t room) {
    Value *values = ARENA_ARRAY(tx_arena(tx), Value, room + record->field_count);
    for (size_t i = 0; i < record->field_count; i++) values[room + i] = record_value(tx_arena(tx), &record->fields[i], value);
    return values;
}

static Error *journal_change(Tx *tx, JournalAction action, const Record *record, const void *value) {
    return journal_append(tx, action, text_of(record->name), record_id(value), record_state(tx_arena(tx), record, value), tx_why(tx));
}

/* What is sealed is bound to the id, which the row has only now. */
static Error *seal_new(Tx *tx, const Record *record, const void *value) {
    const void *stored;
    int count = 1;
    Value *values = ARENA_ARRAY(tx_arena(tx), Value, 1 + record->field_count);
    TRY(record_stored_form(tx, record, value, NULL, &stored));
    values[0] = value_integer(record_id(value));
    for (size_t i = 0; i < record->field_count; i++)
        if (record->fields[i].sealed) values[count++] = record_value(tx_arena(tx), &record->fields[i], stored);
    TRY(tx_execute(tx, &sql_of(record)->seal, values, NULL));
    return journal_change(tx, JOURNAL_MADE, record, stored);
}

Error *record_insert(Tx *tx, const Record *record, void *value) {
    check_is_office(tx);
    Rows *rows;
    bool has_row = false;
    bool has_sealed = record_has_sealed(record);
    const void *first = has_sealed ? record_without_sealed(tx_arena(tx), record, value) : value;
    Value *values = field_values(tx, record, first, 1);
    values[0] = value_integer(1);
    TRY(db_query(tx_db(tx), tx_arena(tx), &sql_of(record)->insert, values, &rows));
    Error *error = rows_next(rows, &has_row);
    if (has_row) {
        ((int64_t *)value)[0] = rows_value(rows, 0).integer;
        ((int64_t *)value)[1] = 1;
    }
    rows_end(rows);
    TRY(error);
    if (has_sealed) return seal_new(tx, record, value);
    return journal_change(tx, JOURNAL_MADE, record, value);
}

static Error *conflict(Tx *tx, const Record *record, bool found, int64_t seen) {
    if (found && seen == 0)
        return error_new(tx_arena(tx), ERROR_CONFLICT,
            "It was not said which version of this %s was looked at, so nothing was changed. Open its page again.", record->title);
    if (found)
        return error_new(tx_arena(tx), ERROR_CONFLICT,
            "Somebody else changed this %s while you were working on it. "
            "Nothing was saved; look at both versions and save again.",
            record->title);
    return error_new(
        tx_arena(tx), ERROR_CONFLICT, "Somebody else deleted this %s while you were working on it. Nothing was saved.", record->title);
}

/* The record in stored form, which must still have the version of `value`. */
static Error *get_unchanged(Tx *tx, const Record *record, const void *value, void **stored) {
    bool found;
    *stored = arena_alloc(tx_arena(tx), record->size);
    TRY(get_stored(tx_db(tx), tx_arena(tx), record, record_id(value), *stored, &found));
    return found && record_version(*stored) == record_version(value) ? NULL : conflict(tx, record, found, record_version(value));
}

/* `stored` opened; the same where nothing is sealed. */
static Error *opened(Tx *tx, const Record *record, void *stored, void **out) {
    *out = stored;
    if (!record_has_sealed(record)) return NULL;
    *out = arena_alloc(tx_arena(tx), record->size);
    memcpy(*out, stored, record->size);
    return record_open(tx_db(tx), tx_arena(tx), record, *out);
}

static bool is_same(const Record *record, const void *a, const void *b) {
    for (size_t i = 0; i < record->field_count; i++) {
        if (!field_equal(&record->fields[i], a, b)) return false;
    }
    return true;
}

Error *record_update(Tx *tx, const Record *record, void *value) {
    check_is_office(tx);
    void *before, *before_open;
    const void *stored;
    TRY(get_unchanged(tx, record, value, &before));
    TRY(opened(tx, record, before, &before_open));
    if (is_same(record, before_open, value) && !record_is_unsealed(record, before)) return NULL;
    int64_t version = record_version(value), changed = 0;
    TRY(record_stored_form(tx, record, value, before, &stored));
    Value *values = field_values(tx, record, stored, 3);
    values[0] = value_integer(version + 1);
    values[1] = value_integer(record_id(value));
    values[2] = value_integer(version);
    TRY(tx_execute(tx, &sql_of(record)->update, values, &changed));
    CHECK(changed == 1); /* this transaction is the only writer and has just seen the row */
    ((int64_t *)value)[1] = version + 1;
    if (stored != value) ((int64_t *)(uintptr_t)stored)[1] = version + 1;
    return journal_change(tx, JOURNAL_CHANGED, record, stored);
}

Error *record_restore(Tx *tx, const Record *record, void *value) {
    check_is_office(tx);
    CHECK(record_id(value) > 0);
    bool found;
    const void *stored;
    TRY(get_stored(tx_db(tx), tx_arena(tx), record, record_id(value), arena_alloc(tx_arena(tx), record->size), &found));
    if (found) return error_new(tx_arena(tx), ERROR_CONFLICT, "Somebody brought this %s back meanwhile. Nothing was saved.", record->title);
    ((int64_t *)value)[1]++;
    TRY(record_stored_form(tx, record, value, NULL, &stored));
    Value *values = field_values(tx, record, stored, 2);
    values[0] = value_integer(record_id(value));
    values[1] = value_integer(record_version(value));
    TRY(tx_execute(tx, &sql_of(record)->restore, values, NULL));
    return journal_change(tx, JOURNAL_MADE, record, stored);
}

Error *record_delete(Tx *tx, const Record *record, const void *value) {
    check_is_office(tx);
    void *stored;
    int64_t changed = 0;
    TRY(get_unchanged(tx, record, value, &stored));
    Value values[] = {value_integer(record_id(value)), value_integer(record_version(value))};
    TRY(tx_execute(tx, &sql_of(record)->remove, values, &changed));
    CHECK(changed == 1);
    return journal_change(tx, JOURNAL_DELETED, record, stored);
}

Error *record_put(Tx *tx, const Record *record, void *value) {
    check_is_published(tx);
    CHECK(record_id(value) > 0);
    Value *values = field_values(tx, record, value, 2);
    values[0] = value_integer(record_id(value));
    values[1] = value_integer(record_version(value));
    return tx_execute(tx, &sql_of(record)->put, values, NULL);
}

Error *record_remove(Tx *tx, const Record *record, int64_t id) {
    check_is_published(tx);
    Value values[] = {value_integer(id)};
    return tx_execute(tx, &sql_of(record)->take_out, values, NULL);
}
