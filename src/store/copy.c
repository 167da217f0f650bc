/* Copying all rows of a store into another one of the same kind, table by table in the order in which migrations made them. */
#include "store/copy.h"

#include <string.h>

#include "base/buffer.h"

typedef struct {
    Text *items;
    size_t count;
} Names;

static const char tables_sqlite[] =
    "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and (name = 'search' or name not like 'search%') "
    "and name <> 'migration' order by rowid";
static const char tables_postgres[] =
    "select relname::text from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace "
    "and relname <> 'migration' order by oid";
static const char columns_sqlite[] = "select name from pragma_table_xinfo($1) where hidden = 0 order by cid";
static const char columns_postgres[] =
    "select column_name::text from information_schema.columns where table_schema = current_schema() and table_name = $1 "
    "and is_generated = 'NEVER' order by ordinal_position";
/* Rows may refer to later rows of their own table; the references are checked at the end of the transaction instead of at each row. */
static const char defer_sqlite[] = "pragma defer_foreign_keys = on";
static const char defer_postgres[] =
    "do $$ declare c record; begin for c in select conrelid::regclass as t, conname as n from pg_constraint where contype = 'f' and "
    "connamespace = "
    "current_schema()::regnamespace loop execute format('alter table %s alter constraint %I deferrable', c.t, c.n); end loop; end $$";
static const char sequences_postgres[] = "do $$ declare c record; begin for c in select table_name as t, column_name as n from "
                                         "information_schema.columns where table_schema = current_schema() "
                                         "and is_identity = 'YES' loop execute format('select setval(pg_get_serial_sequence(%L, %L), "
                                         "coalesce((select max(%I) from %I), 0) + 1, false)', "
                                         "c.t, c.n, c.n, c.t); end loop; end $$";

static Error *names_read(Db *db, Arena *arena, const char *sql, const Value *parameters, int count, Names *out) {
    Rows *rows = NULL;
    size_t cap = 0;
    bool has_row = false;
    *out = (Names){0};
    TRY(db_query_text(db, arena, text_of(sql), parameters, count, &rows));
    Error *error = NULL;
    while (!(error = rows_next(rows, &has_row)) && has_row) {
        if (out->count == cap) {
            out->items = arena_grow(arena, out->items, cap * sizeof(Text), (cap + 32) * sizeof(Text));
            cap += 32;
        }
        out->items[out->count++] = text_copy(arena, rows_value(rows, 0).text);
    }
    rows_end(rows);
    return error;
}

/* "insert into t ("a", "b") values ($1, $2)" and "select "a", "b" from t" */
static void statements_make(Arena *arena, Text table, Names columns, Text *select, Text *insert) {
    Buffer names = buffer_new(arena, 0), places = buffer_new(arena, 0);
    for (size_t i = 0; i < columns.count; i++) {
        buffer_putf(&names, "%s\"%.*s\"", i ? ", " : "", TEXT_ARG(columns.items[i]));
        buffer_putf(&places, "%s$%zu", i ? ", " : "", i + 1);
    }
    Text list = buffer_text(&names);
    *select = text_format(arena, "select %.*s from \"%.*s\"", TEXT_ARG(list), TEXT_ARG(table));
    *insert =
        text_format(arena, "insert into \"%.*s\" (%.*s) values (%.*s)", TEXT_ARG(table), TEXT_ARG(list), TEXT_ARG(buffer_text(&places)));
}

static Error *table_copy(Arena *arena, Db *from, Tx *to, Text table, int64_t *copied) {
    Names columns;
    Text select, insert;
    Rows *rows = NULL;
    bool has_row = false;
    Value name = value_text(table);
    TRY(names_read(from, arena, store_is_postgres(db_store(from)) ? columns_postgres : columns_sqlite, &name, 1, &columns));
    statements_make(arena, table, columns, &select, &insert);
    Value *values = ARENA_ARRAY(arena, Value, columns.count);
    TRY(db_query_text(from, arena, select, NULL, 0, &rows));
    Error *error = NULL;
    while (!(error = rows_next(rows, &has_row)) && has_row) {
        for (size_t i = 0; i < columns.count; i++) values[i] = rows_value(rows, (int)i);
        error = tx_execute_text(to, insert, values, (int)columns.count, NULL);
        if (error) break;
        (*copied)++;
    }
    rows_end(rows);
    return error;
}

static Error *tables_copy(Arena *arena, Db *from, Tx *to, int64_t *rows) {
    Names tables;
    bool to_postgres = store_is_postgres(tx_store(to));
    TRY(names_read(from, arena, store_is_postgres(db_store(from)) ? tables_postgres : tables_sqlite, NULL, 0, &tables));
    TRY(tx_execute_text(to, text_of(to_postgres ? defer_postgres : defer_sqlite), NULL, 0, NULL));
    if (to_postgres) TRY(tx_execute_text(to, S("set constraints all deferred"), NULL, 0, NULL));
    for (size_t i = 0; i < tables.count; i++) TRY(table_copy(arena, from, to, tables.items[i], rows));
    return to_postgres ? tx_execute_text(to, text_of(sequences_postgres), NULL, 0, NULL) : NULL;
}

Error *store_copy(Arena *arena, Db *from, Tx *to, int64_t *rows) {
    *rows = 0;
    CHECK(store_kind(db_store(from)) == store_kind(tx_store(to)));
    TRY(db_hold(from, arena));
    Error *error = tables_copy(arena, from, to, rows);
    db_let_go(from);
    return error;
}

/* SQLite and PostgreSQL take the moment at the first statement. */
static Error *hold_from_now(Arena *arena, Db *db) {
    Rows *rows = NULL;
    bool has_row = false;
    TRY(db_hold(db, arena));
    TRY(db_query_text(db, arena, S("select max(number) from migration"), NULL, 0, &rows));
    Error *error = rows_next(rows, &has_row);
    rows_end(rows);
    return error;
}

Error *stores_hold_together(Arena *arena, Store *quiet, Db *const *dbs, int count) {
    Tx *wait = NULL;
    Error *error = tx_begin(quiet, arena, (Actor){0}, S(""), &wait);
    for (int i = 0; i < count && !error; i++) error = hold_from_now(arena, dbs[i]);
    tx_end(wait);
    return error;
}
