/* A store is one database: the office's, the published one, or the letterbox. SQLite (a file) and PostgreSQL (a schema) stand behind
 * this one header; sqlite.c and postgres.c are the only files that know which.
 *
 * Reading: borrow a connection, ask, give it back; readers never wait for the writer. Writing: a transaction (Tx), one at a time per
 * store; it commits whole or not at all. Values cross as Text (UTF-8), 64-bit integers, bytes or NULL; dates are stored as
 * 'YYYY-MM-DD', moments as whole microseconds, flags as 0 and 1, choices by their code, so both engines hold the same. */
#ifndef QUORATE_STORE_STORE_H
#define QUORATE_STORE_STORE_H

#include "base/date.h"
#include "base/error.h"
#include "base/money.h"

typedef struct Store Store; /* shared by all threads */
typedef struct Db Db;       /* one connection; one thread at a time */
typedef struct Tx Tx;       /* one running transaction; one thread */
typedef struct Seal Seal;   /* how the office's store opens what is sealed in it: seal.h */

typedef enum {
    STORE_OFFICE,    /* everything; folder office/, schema office */
    STORE_PUBLISHED, /* what has been published; folder public/, schema published */
    STORE_LETTERBOX, /* what the public sent in; folder letterbox/, schema letterbox */
} StoreKind;

typedef enum {
    STORE_FULL,        /* reading and writing */
    STORE_READ_ONLY,   /* reading; any write is refused by the engine itself */
    STORE_APPEND_ONLY, /* inserting; any reading is refused by the engine itself (SQLite: authorizer; PostgreSQL: grants) */
} StoreRights;

typedef struct {
    StoreKind kind;
    StoreRights rights;
    /* "postgresql://..." or the data folder, in which the store is office/office.db, public/public.db or letterbox/letterbox.db. */
    Text address;
} StoreOptions;

/* Opens the store (it must exist: see store_create) and checks that its migrations are those of this program; an older store is an
 * error that says to run `quorate migrate` unless rights is STORE_FULL, when the missing migrations are run. `arena` holds only errors. */
Error *store_open(Arena *arena, const StoreOptions *options, Store **out);
/* Makes the store: the folder and file, or the schema; runs all migrations. An existing one is opened and brought up to date. */
Error *store_create(Arena *arena, const StoreOptions *options, Store **out);
/* Ends all connections. Nobody may hold a Db or Tx of it. NULL is fine. */
void store_close(Store *store);
StoreKind store_kind(const Store *store);
bool store_is_postgres(const Store *store);
/* A number that is different after any committed change to the store by any process. SQLite: exact (data_version). PostgreSQL: looked
 * up at most once in `most_seconds`, but at once after a commit of this process. For page caches. */
Error *store_revision(Store *store, Db *db, double most_seconds, int64_t *out);

/* For seal.c: where a store keeps how to open what is sealed; NULL as long as nobody said. store_close frees it. */
Seal *store_seal(const Store *store);
void store_set_seal(Store *store, Seal *seal);
void seal_free(Seal *seal);

/* Takes what was deleted out of the file as well: the write-ahead log is written into the database, whose free places are zeroed
 * (secure_delete), and made empty. ERROR_BUSY when readers are in the way. PostgreSQL: does nothing; dead rows go with its vacuum. */
Error *store_wipe(Store *store, Arena *arena);
/* The same for everything that was ever deleted: the whole store is written anew. Slow; holds off all else. */
Error *store_rewrite(Store *store, Arena *arena);

/* PostgreSQL only: gives `role` what it needs: reading all of STORE_PUBLISHED, inserting into STORE_LETTERBOX; never STORE_OFFICE.
 * SQLite: does nothing. */
Error *store_grant(Store *store, Arena *arena, Text role);

/* A reading connection from the pool; store_return gives it back. Statements prepared on it stay prepared. */
Error *store_borrow(Store *store, Arena *arena, Db **out);
void store_return(Db *db); /* NULL is fine; lets go of a moment that is still held */

/* From here until db_let_go or store_return everything read on `db` is as it stands at one moment, whatever is committed meanwhile; SQLite
 * also takes its locks once instead of at each statement. Holding again changes nothing. Not inside a transaction. */
Error *db_hold(Db *db, Arena *arena);
void db_let_go(Db *db); /* NULL, and one that holds nothing, are fine */

/* Who makes a change, for the journal. person 0 is the program itself or somebody not signed in. */
typedef struct {
    int64_t person;
    Text name;
} Actor;

/* Begins a writing transaction; waits for the one before it (ERROR_BUSY after 10 seconds). `why` goes into each journal row and may be empty.
 * tx_end must be called in every case; it rolls back what was not committed. The transaction borrows `arena`. */
Error *tx_begin(Store *store, Arena *arena, Actor who, Text why, Tx **out);
/* Commits and makes it durable before returning. A full disk comes back as ERROR_STORAGE and nothing was changed. */
Error *tx_commit(Tx *tx);
/* After a statement in it has failed a transaction can only be ended: tx_commit gives the first failure again. */
void tx_end(Tx *tx); /* NULL is fine */
Db *tx_db(Tx *tx);   /* the connection inside the transaction: sees its own changes */
Arena *tx_arena(Tx *tx);
Moment tx_moment(Tx *tx); /* one moment for all that the transaction does */
Actor tx_actor(Tx *tx);
Store *tx_store(Tx *tx);
Text tx_why(Tx *tx);
/* True while this thread has a running transaction of the store, so that beginning another would be a fault. */
bool tx_is_open_here(Store *store);
/* For journal.c: where it keeps the end of the chain while the transaction runs; starts NULL. */
void **tx_journal_slot(Tx *tx);

/* ---- Statements: used by the code that tools/sqlgen writes, seldom by hand ---- */

typedef enum {
    VALUE_NULL,
    VALUE_INTEGER,
    VALUE_TEXT,
    VALUE_BYTES,
    VALUE_DATE, /* these two only as parameters: integer is the n of the Date or TimeOfDay, stored as text (see value_spell) */
    VALUE_TIME,
} ValueKind;
typedef struct {
    ValueKind kind;
    int64_t integer;
    Text text; /* of text and bytes */
} Value;

Value value_null(void);
Value value_integer(int64_t n);
Value value_text(Text t);
Value value_bytes(Text t);
Value value_date(Date d);     /* unset: NULL */
Value value_time(TimeOfDay t);
Value value_moment(Moment m);
Value value_id(int64_t id);   /* 0: NULL */

/* A VALUE_DATE or VALUE_TIME as it is stored: "2025-07-23", "10:00", ended by a NUL. Returns its length. */
size_t value_spell(Value v, char out[static 16]);
Date value_as_date(Value v);
TimeOfDay value_as_time(Value v); /* stored as "10:00" */
Moment value_as_moment(Value v);

/* A named statement: one text with $1 .. $N for both engines. Static; its address is its identity in the prepared-statement cache. */
typedef struct {
    const char *name; /* "seats_held_on" */
    const char *sql;
    const char *place; /* "people/people.sql:12", for errors */
    int parameters;
    const char *postgres_sql; /* only where the difference cannot be avoided; else NULL */
    const char *const *columns; /* what a result in brackets promises, ended by NULL; NULL for a record or no result */
} Statement;

/* A cursor over the rows of a running statement. Must be finished with rows_end. */
typedef struct Rows Rows;
Error *db_query(Db *db, Arena *arena, const Statement *statement, const Value *parameters, Rows **out);
/* Moves to the next row; *has_row tells whether there is one. */
Error *rows_next(Rows *rows, bool *has_row);
int rows_columns(const Rows *rows);
const char *rows_column_name(const Rows *rows, int column);
/* The value in the current row. Text and bytes are valid until the next rows_next; copy what is kept. */
Value rows_value(Rows *rows, int column);
Arena *rows_arena(Rows *rows);
Db *rows_db(Rows *rows);
/* A slot for the reader of rows to keep its column map in, kept with the prepared statement on this connection (starts NULL);
 * memory from rows_keep lives as long. */
void **rows_memo(Rows *rows);
void *rows_keep(Rows *rows, size_t size);
void rows_end(Rows *rows); /* NULL is fine */

/* Runs a statement that changes something; *changed (may be NULL) receives the number of rows. Records are changed by record.h, which
 * keeps the journal; this is for tables that are not records (sessions, search, files, jobs). */
Error *tx_execute(Tx *tx, const Statement *statement, const Value *parameters, int64_t *changed);
/* The same for SQL text made at run time from declarations (never from input): prepared and cached by its text. */
Error *db_query_text(Db *db, Arena *arena, Text sql, const Value *parameters, int parameter_count, Rows **out);
Error *tx_execute_text(Tx *tx, Text sql, const Value *parameters, int parameter_count, int64_t *changed);
Store *db_store(Db *db);

#endif
