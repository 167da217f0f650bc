/* What stands between store.c and the two engines, sqlite.c and postgres.c. Nobody else includes this but statement.c, migrate.c and the engines.
 *
 * store.c owns the pool, the order of transactions, the cache of prepared statements and the life of cursors; an engine opens
 * connections, prepares, runs and reads. One thread at a time uses a Db, so engines need no locks of their own. */
#ifndef QUORATE_STORE_ENGINE_H
#define QUORATE_STORE_ENGINE_H

#include <pthread.h>
#include <stdatomic.h>

#include "store/store.h"

/* A statement prepared on one connection. */
typedef struct Prepared Prepared;
struct Prepared {
    const Statement *statement; /* NULL for text made at run time */
    Text sql;                   /* what was prepared for this engine, ended by a NUL; lives as long as the connection */
    const char *place;          /* for errors: "people/people.sql:12", or the text itself */
    int parameters;
    bool is_running;            /* a cursor is open on it: a second use of the same statement meanwhile gets a Prepared of its own */
    Prepared *again;            /* that one */
    void *memo;                 /* see rows_memo */
    void *handle;               /* the engine's: sqlite3_stmt *, or the name given to the server */
    int *places;                /* the engine's: where $1 .. $N stand (SQLite numbers them by first appearance) */
    int columns;                /* set by prepare or by the first start */
};

/* One connection. */
struct Db {
    uint32_t magic;
    Store *store;
    Arena *kept;       /* lives as long as the connection: prepared statements, their memos, the engine's own memory */
    void *connection;  /* the engine's: sqlite3 *, PGconn * */
    Arena *asker;      /* of whoever borrowed it: for errors of calls that are given no arena */
    bool writes;       /* the connection of transactions; all others only read */
    bool is_restricted; /* restrict_rights has been called: until then migrations may be looked at */
    bool holds;        /* a reading transaction is open: see db_hold */
    int open_rows;     /* cursors that are open on it */
    bool is_broken;    /* set by the engine when the connection cannot be used again; store.c then ends it instead of keeping it */
    Tx *tx;            /* the transaction running on it, or NULL */
    Prepared **slots;  /* store.c's cache, by address of the Statement or by hash of the text */
    size_t slot_count, slot_used;
    Db *next;          /* in the pool */
    int64_t unique;    /* a number no other connection of this process has had: for names of prepared statements */
};

/* An open cursor. Made by store.c in the asker's arena. */
struct Rows {
    Db *db;
    Arena *arena;
    Prepared *prepared;
    bool has_row;      /* kept by store.c */
    int columns;       /* the engine sets it in start */
    void *cursor;      /* the engine's: PGresult * */
    int64_t row, row_count; /* the engine's */
};

/* store.c: connects a reading connection anew in place; what was prepared on it is forgotten. */
Error *db_reopen(Db *db, Arena *arena);
/* store.c: notes the first failure of the transaction that runs on the connection, if one does. Returns `error`. */
Error *tx_note_failure(Db *db, Error *error);
bool tx_has_failed(const Tx *tx);
/* statement.c: a plain statement of an engine's own (begin, pragma): no parameters, no rows kept. */
Error *db_run(Db *db, Arena *arena, const Statement *statement);

/* What an engine can be refused by what it stands on; engine_error turns it into a sentence, the same for both engines. */
typedef enum {
    FAULT_FULL,       /* no space, or quota */
    FAULT_DISK,       /* reading or writing failed */
    FAULT_BUSY,       /* waited too long for a lock, deadlock, serialization */
    FAULT_REFERENCED, /* a foreign key: something still refers to it, or what is referred to is not there */
    FAULT_DUPLICATE,  /* a unique constraint */
    FAULT_REFUSED,    /* a read-only or append-only store was asked for more: a fault of ours */
    FAULT_DAMAGED,    /* the file is not a database, or is malformed */
    FAULT_GONE,       /* the server cannot be reached, or ended the connection */
    FAULT_MISSING,    /* there is no such store (file, database, schema) */
    FAULT_OTHER,      /* wrong SQL and the like: a fault of ours */
} EngineFault;
Error *engine_error(Arena *arena, const Store *store, EngineFault fault, const char *place, const char *detail);

typedef struct {
    bool is_postgres;
    /* store_create: makes the folder (mode 0700) or the schema when it is not there. */
    Error *(*make)(Store *store, Arena *arena);
    /* Opens db->connection with full rights on the schema or file (read-only file mode for STORE_READ_ONLY). FAULT_MISSING when there is
     * nothing there. db->store, kept, writes and unique are set. */
    Error *(*connect)(Db *db, Arena *arena);
    /* Takes away what store->rights and db->writes do not allow; called once after connect (and after migrations were looked at):
     * STORE_READ_ONLY and connections that only read refuse writing, STORE_APPEND_ONLY refuses all but inserting. */
    Error *(*restrict_rights)(Db *db, Arena *arena);
    void (*disconnect)(Db *db);
    /* Begins a writing transaction and holds off every other writer of this store in any process until it ends (SQLite: BEGIN IMMEDIATE;
     * PostgreSQL: BEGIN and the store's advisory lock, so journal numbers have no gaps). FAULT_BUSY after 10 seconds. */
    Error *(*begin)(Db *db, Arena *arena);
    Error *(*commit)(Db *db, Arena *arena); /* when it fails the transaction is rolled back */
    void (*rollback)(Db *db);
    /* Several statements without parameters, for migrations. */
    Error *(*script)(Db *db, Arena *arena, Text sql);
    /* Fills prepared->handle, places, columns; sql, place and parameters are set. */
    Error *(*prepare)(Db *db, Arena *arena, Prepared *prepared);
    /* Starts rows->prepared with its parameters (they need not outlive the call). */
    Error *(*start)(Rows *rows, const Value *parameters);
    Error *(*next)(Rows *rows, bool *has_row);
    const char *(*column_name)(const Rows *rows, int column);
    /* integer for any whole-number type (PostgreSQL: also boolean, and numeric such as sum() gives), bytes for blob/bytea, else text. */
    Value (*value)(Rows *rows, int column);
    void (*end)(Rows *rows);
    /* Runs to the end; *changed is never NULL. Rows that come out (returning) are dropped. */
    Error *(*execute)(Db *db, Arena *arena, Prepared *prepared, const Value *parameters, int64_t *changed);
    /* A number that differs after any committed change by any process; `db` is a connection of its own, used under a lock by store.c. */
    Error *(*revision)(Db *db, Arena *arena, int64_t *out);
    Error *(*grant)(Db *db, Arena *arena, Text role);
    /* Outside a transaction, on a connection that writes: see store_wipe and store_rewrite. */
    Error *(*wipe)(Db *db, Arena *arena, bool everything);
} Engine;

extern const Engine sqlite_engine;
extern const Engine postgres_engine;

struct Store {
    uint32_t magic;
    const Engine *engine;
    StoreKind kind;
    StoreRights rights;
    Arena *kept;          /* lives as long as the store */
    const char *address;  /* SQLite: the file's path; PostgreSQL: the connection string */
    const char *folder;   /* SQLite: the folder that holds the file */
    const char *schema;   /* "office", "published", "letterbox" */
    pthread_mutex_t pool_lock;
    Db *idle;             /* reading connections that nobody holds */
    int borrowed;         /* how many are out, for store_close's check */
    pthread_mutex_t write_lock; /* one writer in this process; held from tx_begin to tx_end */
    Db *writer;
    _Atomic pthread_t writing; /* the thread that holds write_lock */
    atomic_bool is_writing;
    pthread_mutex_t revision_lock;
    Db *watcher;          /* the connection that revision() asks */
    int64_t revision, revision_at; /* the last answer and when (microseconds of the monotonic clock) */
    uint64_t revision_commits;     /* how many commits of this process came before it */
    Seal *seal;
};

/* migrate.c: runs the missing migrations (may_run) or answers with the sentence that says to run `quorate migrate`. */
Error *migrate(Db *db, Arena *arena, bool may_run);

/* One migration file, built in. */
typedef struct {
    StoreKind kind;
    int number;        /* 1 of 0001_store.sql */
    const char *name;  /* "0001_store" */
    const char *sql;
} Migration;
extern const Migration migrations[]; /* by kind and number; ends with a NULL name */

#endif
