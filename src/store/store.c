/* A store and its connections: opening, the pool of readers, the one writer, transactions, what an engine's refusal says to people. */
#include <errno.h>

#include "store/engine.h"

enum { STORE_MAGIC = 0x51535452, DB_MAGIC = 0x51534442, TX_MAGIC = 0x51535458 };
enum { WRITER_WAIT_SECONDS = 10 };

struct Tx {
    uint32_t magic;
    Db *db;
    Arena *arena;
    Actor who;
    Text why;
    Moment at;
    Error *failure;
    bool is_over; /* committed or rolled back */
    void *journal;
};

/* ---- What went wrong, in words ---- */

static Error *fault_sentence(Arena *arena, const Store *store, EngineFault fault) {
    switch (fault) {
    case FAULT_FULL:
        return error_new(arena, ERROR_STORAGE, "There is no room left on the disk, so nothing was changed. Make room, then try again.");
    case FAULT_DISK:
        return error_new(
            arena, ERROR_STORAGE, "The disk refuses to read or write, so nothing was changed. Tell whoever looks after this system.");
    case FAULT_BUSY:
        return error_new(arena, ERROR_BUSY, "Somebody else is saving at this moment, so nothing was changed. Try again shortly.");
    case FAULT_REFERENCED:
        return error_new(arena, ERROR_INPUT,
            "Something else refers to this, or what it refers to is gone, so nothing was changed. "
            "Remove what refers to it first.");
    case FAULT_DUPLICATE:
        return error_new(arena, ERROR_INPUT, "There is already one like this, so nothing was changed. Change what is there instead.");
    case FAULT_DAMAGED: return error_new(arena, ERROR_STORAGE, "The %s database is damaged. Restore the latest backup.", store->schema);
    case FAULT_GONE: return error_new(arena, ERROR_STORAGE, "The database cannot be reached, so nothing was changed. Try again shortly.");
    case FAULT_MISSING:
        return error_new(arena, ERROR_NOT_FOUND, "There is no %s database at the place given. Make it with `quorate init`.", store->schema);
    case FAULT_REFUSED:
    case FAULT_OTHER: break;
    }
    return error_fault(arena, "store");
}

Error *engine_error(Arena *arena, const Store *store, EngineFault fault, const char *place, const char *detail) {
    Error *error = fault_sentence(arena, store, fault);
    return error_detail(arena, error, "%s store, %s: %s", store->schema, place ? place : "connection", detail ? detail : "no detail");
}

/* ---- Connections ---- */

static Error *restrict_rights(Db *db, Arena *arena) {
    Error *error = db->store->engine->restrict_rights(db, arena);
    db->is_restricted = !error;
    return error;
}

static Error *connection_open(Db *db, Arena *arena) {
    TRY(db->store->engine->connect(db, arena));
    Error *error = restrict_rights(db, arena);
    if (error) db->store->engine->disconnect(db);
    return error;
}

static Db *connection_new(Store *store, bool writes) {
    static _Atomic int64_t numbers;
    Arena *kept = arena_new();
    Db *db = ARENA_NEW(kept, Db);
    *db = (Db){.magic = DB_MAGIC, .store = store, .kept = kept, .writes = writes, .unique = atomic_fetch_add(&numbers, 1) + 1};
    return db;
}

static void connection_free(Db *db) {
    if (!db) return;
    CHECK(db->magic == DB_MAGIC);
    if (db->connection) db->store->engine->disconnect(db);
    db->magic = 0;
    arena_free(db->kept);
}

Error *db_reopen(Db *db, Arena *arena) {
    if (db->connection) db->store->engine->disconnect(db);
    db->connection = NULL;
    db->slots = NULL;
    db->slot_count = db->slot_used = 0;
    db->is_broken = db->is_restricted = false;
    Error *error = connection_open(db, arena);
    if (error) {
        db->connection = NULL;
        db->is_broken = true;
    }
    return error;
}

static Error *connect_new(Store *store, Arena *arena, bool writes, Db **out) {
    Db *db = connection_new(store, writes);
    Error *error = connection_open(db, arena);
    if (error) {
        db->connection = NULL;
        connection_free(db);
        return error;
    }
    *out = db;
    return NULL;
}

Error *store_borrow(Store *store, Arena *arena, Db **out) {
    CHECK(store->magic == STORE_MAGIC);
    pthread_mutex_lock(&store->pool_lock);
    Db *db = store->idle;
    if (db) store->idle = db->next;
    store->borrowed++;
    pthread_mutex_unlock(&store->pool_lock);
    if (!db) {
        Error *error = connect_new(store, arena, false, &db);
        if (error) {
            pthread_mutex_lock(&store->pool_lock);
            store->borrowed--;
            pthread_mutex_unlock(&store->pool_lock);
            return error;
        }
    }
    db->next = NULL;
    db->asker = arena;
    *out = db;
    return NULL;
}

static const Statement hold_sqlite = {.name = "hold", .sql = "begin", .place = "hold"};
static const Statement hold_postgres = {.name = "hold", .sql = "begin isolation level repeatable read, read only", .place = "hold"};
static const Statement let_go = {.name = "let go", .sql = "rollback", .place = "let go"};

Error *db_hold(Db *db, Arena *arena) {
    CHECK(db->magic == DB_MAGIC && !db->writes);
    if (db->holds) return NULL;
    TRY(db_run(db, arena, db->store->engine->is_postgres ? &hold_postgres : &hold_sqlite));
    db->holds = true;
    return NULL;
}

void db_let_go(Db *db) {
    if (!db || !db->holds) return;
    if (db_run(db, db->kept, &let_go)) db->is_broken = true; /* then the connection ends, and the words of the error with it */
    db->holds = false;
}

void store_return(Db *db) {
    if (!db) return;
    db_let_go(db);
    CHECK(db->magic == DB_MAGIC && !db->tx && db->open_rows == 0);
    Store *store = db->store;
    bool keep = !db->is_broken;
    pthread_mutex_lock(&store->pool_lock);
    store->borrowed--;
    if (keep) {
        db->next = store->idle;
        store->idle = db;
    }
    pthread_mutex_unlock(&store->pool_lock);
    if (!keep) connection_free(db);
}

Store *db_store(Db *db) {
    CHECK(db->magic == DB_MAGIC);
    return db->store;
}

/* ---- Opening and closing ---- */

static const struct {
    const char *schema, *folder;
} places[] = {
    [STORE_OFFICE] = {"office", "office"},
    [STORE_PUBLISHED] = {"published", "public"},
    [STORE_LETTERBOX] = {"letterbox", "letterbox"},
};

static const char *kept_format(Arena *kept, Text folder, const char *room) {
    return text_format(kept, "%.*s/%s", TEXT_ARG(folder), room).ptr;
}

static Store *store_new(const StoreOptions *options) {
    bool is_postgres = text_starts_with(options->address, S("postgresql://")) || text_starts_with(options->address, S("postgres://"));
    Arena *kept = arena_new();
    Store *store = ARENA_NEW(kept, Store);
    *store = (Store){.magic = STORE_MAGIC,
        .engine = is_postgres ? &postgres_engine : &sqlite_engine,
        .kind = options->kind,
        .rights = options->rights,
        .kept = kept,
        .schema = places[options->kind].schema};
    if (is_postgres) {
        store->address = text_string(kept, options->address);
    } else {
        const char *room = places[options->kind].folder;
        store->folder = kept_format(kept, options->address, room);
        store->address = text_format(kept, "%s/%s.db", store->folder, room).ptr;
    }
    pthread_mutexattr_t checked;
    pthread_mutexattr_init(&checked);
    pthread_mutexattr_settype(&checked, PTHREAD_MUTEX_ERRORCHECK);
    pthread_mutex_init(&store->pool_lock, &checked);
    pthread_mutex_init(&store->write_lock, &checked);
    pthread_mutex_init(&store->revision_lock, &checked);
    pthread_mutexattr_destroy(&checked);
    return store;
}

/* The first connection looks at the migrations before its rights are taken away. */
static Error *open_first(Store *store, Arena *arena, bool may_migrate) {
    Db *db = connection_new(store, store->rights != STORE_READ_ONLY);
    Error *error = store->engine->connect(db, arena);
    if (error) {
        db->connection = NULL;
        goto out;
    }
    TRY_OUT(migrate(db, arena, may_migrate));
    TRY_OUT(restrict_rights(db, arena));
    if (db->writes) store->writer = db;
    else store->idle = db;
    db = NULL;
out:
    connection_free(db);
    return error;
}

Error *store_open(Arena *arena, const StoreOptions *options, Store **out) {
    Store *store = store_new(options);
    Error *error = open_first(store, arena, options->rights == STORE_FULL);
    if (error) store_close(store);
    else *out = store;
    return error;
}

Error *store_create(Arena *arena, const StoreOptions *options, Store **out) {
    Store *store = store_new(options);
    Error *error = store->engine->make(store, arena);
    if (!error && options->rights != STORE_FULL) { /* the migrations need all rights, whatever the caller keeps */
        StoreOptions full = *options;
        full.rights = STORE_FULL;
        Store *maker = NULL;
        error = store_open(arena, &full, &maker);
        store_close(maker);
    }
    if (!error) error = open_first(store, arena, options->rights == STORE_FULL);
    if (error) store_close(store);
    else *out = store;
    return error;
}

void store_close(Store *store) {
    if (!store) return;
    CHECK(store->magic == STORE_MAGIC && store->borrowed == 0);
    while (store->idle) {
        Db *next = store->idle->next;
        connection_free(store->idle);
        store->idle = next;
    }
    connection_free(store->watcher);
    connection_free(store->writer);
    seal_free(store->seal);
    pthread_mutex_destroy(&store->pool_lock);
    pthread_mutex_destroy(&store->write_lock);
    pthread_mutex_destroy(&store->revision_lock);
    store->magic = 0;
    arena_free(store->kept);
}

StoreKind store_kind(const Store *store) {
    return store->kind;
}
bool store_is_postgres(const Store *store) {
    return store->engine->is_postgres;
}

Seal *store_seal(const Store *store) {
    return store->seal;
}
void store_set_seal(Store *store, Seal *seal) {
    store->seal = seal;
}

static int64_t monotonic_microseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* How often this process has committed to stores of each kind; a store is open more than once, with different rights. */
static _Atomic uint64_t commits_here[STORE_LETTERBOX + 1];

/* SQLite's number is only comparable on one connection, so one connection answers for all threads. */
static Error *ask_revision(Store *store, Arena *arena) {
    if (store->watcher && store->watcher->is_broken) {
        connection_free(store->watcher);
        store->watcher = NULL;
    }
    if (!store->watcher) TRY(connect_new(store, arena, false, &store->watcher));
    uint64_t commits = atomic_load(&commits_here[store->kind]); /* read first: a commit meanwhile makes the answer stale */
    TRY(store->engine->revision(store->watcher, arena, &store->revision));
    store->revision_at = monotonic_microseconds();
    store->revision_commits = commits;
    return NULL;
}

/* What this process has committed itself shows at once: whoever has just published looks at the page next. */
static bool revision_is_fresh(Store *store, double most_seconds) {
    return store->engine->is_postgres && store->revision_at && store->revision_commits == atomic_load(&commits_here[store->kind])
           && (double)(monotonic_microseconds() - store->revision_at) < most_seconds * 1e6;
}

Error *store_revision(Store *store, Db *db, double most_seconds, int64_t *out) {
    CHECK(store->magic == STORE_MAGIC && db->store == store);
    Error *error = NULL;
    pthread_mutex_lock(&store->revision_lock);
    if (!revision_is_fresh(store, most_seconds)) error = ask_revision(store, db->asker);
    *out = store->revision;
    pthread_mutex_unlock(&store->revision_lock);
    return error;
}

Error *store_grant(Store *store, Arena *arena, Text role) {
    CHECK(store->magic == STORE_MAGIC && store->rights == STORE_FULL && store->kind != STORE_OFFICE);
    return store->engine->grant(store->writer, arena, role);
}

/* ---- Transactions ---- */

static Error *lock_writers(Store *store, Arena *arena) {
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += WRITER_WAIT_SECONDS;
    int refused = pthread_mutex_clocklock(&store->write_lock, CLOCK_MONOTONIC, &until);
    CHECK(refused != EDEADLK); /* a transaction inside another one of the same store and thread */
    if (refused) return engine_error(arena, store, FAULT_BUSY, "tx_begin", "another thread of this process is writing");
    atomic_store(&store->writing, pthread_self());
    atomic_store(&store->is_writing, true);
    return NULL;
}

static void unlock_writers(Store *store) {
    atomic_store(&store->is_writing, false);
    pthread_mutex_unlock(&store->write_lock);
}

bool tx_is_open_here(Store *store) {
    return atomic_load(&store->is_writing) && pthread_equal(atomic_load(&store->writing), pthread_self());
}

/* Begins on the writer, connecting it first when there is none yet or the last one broke. A server that was restarted meanwhile shows
 * only now, so one new connection is tried. */
static Error *begin_on_writer(Store *store, Arena *arena) {
    if (store->writer && !store->writer->is_broken) {
        Error *error = store->engine->begin(store->writer, arena);
        if (!error || !store->writer->is_broken) return error;
    }
    connection_free(store->writer);
    store->writer = NULL;
    TRY(connect_new(store, arena, true, &store->writer));
    return store->engine->begin(store->writer, arena);
}

/* Begins and ends a transaction first: so the writer is connected and whole, and whoever else writes has finished. */
static Error *clean(Store *store, Arena *arena, bool everything) {
    TRY(lock_writers(store, arena));
    Error *error = begin_on_writer(store, arena);
    if (!error) {
        store->engine->rollback(store->writer);
        error = store->engine->wipe(store->writer, arena, everything);
    }
    unlock_writers(store);
    return error;
}

Error *store_wipe(Store *store, Arena *arena) {
    return clean(store, arena, false);
}
Error *store_rewrite(Store *store, Arena *arena) {
    return clean(store, arena, true);
}

Error *tx_begin(Store *store, Arena *arena, Actor who, Text why, Tx **out) {
    CHECK(store->magic == STORE_MAGIC && store->rights != STORE_READ_ONLY);
    TRY(lock_writers(store, arena));
    Error *error = begin_on_writer(store, arena);
    if (error) {
        unlock_writers(store);
        return error;
    }
    Tx *tx = ARENA_NEW(arena, Tx);
    *tx = (Tx){.magic = TX_MAGIC, .db = store->writer, .arena = arena, .who = who, .why = why, .at = moment_now()};
    tx->db->tx = tx;
    tx->db->asker = arena;
    *out = tx;
    return NULL;
}

Error *tx_note_failure(Db *db, Error *error) {
    if (error && db->tx && !db->tx->failure) db->tx->failure = error;
    return error;
}

bool tx_has_failed(const Tx *tx) {
    return tx->failure;
}

Error *tx_commit(Tx *tx) {
    CHECK(tx->magic == TX_MAGIC && !tx->is_over && tx->db->open_rows == 0);
    if (tx->failure) return tx->failure;
    Error *error = tx->db->store->engine->commit(tx->db, tx->arena);
    atomic_fetch_add(&commits_here[tx->db->store->kind], 1); /* even when it failed: the server may have committed and gone */
    tx->is_over = true;
    return error;
}

void tx_end(Tx *tx) {
    if (!tx) return;
    CHECK(tx->magic == TX_MAGIC && tx->db->open_rows == 0);
    Db *db = tx->db;
    if (!tx->is_over) db->store->engine->rollback(db);
    tx->magic = 0;
    db->tx = NULL;
    db->asker = NULL;
    unlock_writers(db->store);
}

Db *tx_db(Tx *tx) {
    CHECK(tx->magic == TX_MAGIC);
    return tx->db;
}

Arena *tx_arena(Tx *tx) {
    return tx->arena;
}
Moment tx_moment(Tx *tx) {
    return tx->at;
}
Actor tx_actor(Tx *tx) {
    return tx->who;
}
Store *tx_store(Tx *tx) {
    return tx->db->store;
}
Text tx_why(Tx *tx) {
    return tx->why;
}
void **tx_journal_slot(Tx *tx) {
    return &tx->journal;
}
