/* The key of the office as a process holds it: found when it is needed, followed when it is changed; data keys wrapped by it. */
#include "store/seal.h"

#include <sodium.h>
#include <sys/stat.h>

#include "base/log.h"
#include "store/journal.h"
#include "store/seal_inside.h"

/* ---- What the office says ---- */

static const Statement select_state = {
    .name = "seal_state", .place = "store/seal.c", .sql = "select installation, fingerprint, since from seal where id = 1"};
static const Statement insert_state = {.name = "seal_make",
    .place = "store/seal.c",
    .parameters = 3,
    .sql = "insert into seal (id, installation, fingerprint, since) values (1, $1, $2, $3)"};
static const Statement select_key = {.name = "seal_key",
    .place = "store/seal.c",
    .parameters = 2,
    .sql = "select id, fingerprint, wrapped from seal_key where purpose = $1 and ($2 = 0 or id = $2) order by id desc limit 1"};
static const Statement insert_key = {.name = "seal_key_make",
    .place = "store/seal.c",
    .parameters = 4,
    .sql = "insert into seal_key (purpose, fingerprint, wrapped, made) values ($1, $2, $3, $4)"};

Error *seal_state(Db *office, Arena *arena, SealState *out) {
    Rows *rows;
    *out = (SealState){0};
    TRY(db_query(office, arena, &select_state, NULL, &rows));
    Error *error = rows_next(rows, &out->is_made);
    if (out->is_made) {
        out->installation = text_copy(arena, rows_value(rows, 0).text);
        out->fingerprint = text_copy(arena, rows_value(rows, 1).text);
        out->since = value_as_moment(rows_value(rows, 2));
    }
    rows_end(rows);
    return error;
}

Error *seal_missing(Arena *arena) {
    return error_new(arena, ERROR_SEALED,
        "This is sealed, and the key of this installation is not here, so it cannot be opened or changed. Nothing is lost. "
        "Whoever looks after this system can put the key back.");
}

/* ---- The key in this process ---- */

void seal_at(Store *office, const char *path) {
    CHECK(store_kind(office) == STORE_OFFICE);
    seal_free(store_seal(office));
    Arena *kept = arena_new();
    Seal *seal = ARENA_NEW(kept, Seal);
    *seal = (Seal){.kept = kept, .path = text_copy(kept, text_of(path)).ptr, .lock = PTHREAD_MUTEX_INITIALIZER};
    store_set_seal(office, seal);
}

void seal_free(Seal *seal) {
    if (!seal) return;
    seal_key_free(seal->key);
    while (seal->data_keys) {
        DataKey *next = seal->data_keys->next;
        sodium_free(seal->data_keys);
        seal->data_keys = next;
    }
    pthread_mutex_destroy(&seal->lock);
    arena_free(seal->kept);
}

const char *seal_path(const Store *office) {
    const Seal *seal = store_seal(office);
    return seal ? seal->path : NULL;
}

const char *seal_new_path(Arena *arena, const Seal *seal) {
    return text_format(arena, "%s.new", seal->path).ptr;
}

static bool has_fingerprint(const SealKey *key, Text fingerprint) {
    return key && text_equal(text_of(key->fingerprint), fingerprint);
}

/* Reads one file and takes its key when it is the one wanted. `why` keeps the first thing that was wrong. */
static bool take_key(Seal *seal, Arena *arena, const char *path, Text fingerprint, Error **why) {
    SealKey *key = NULL;
    Error *error = seal_key_read(arena, path, &key);
    if (!error && has_fingerprint(key, fingerprint)) {
        seal_key_free(seal->key);
        seal->key = key;
        return true;
    }
    if (!error)
        error = error_new(arena, ERROR_INPUT, "The key file %s is not the key in use: it is %.8s, and %.*s is needed.", path,
            key->fingerprint, TEXT_ARG(text_slice(fingerprint, 0, 8)));
    seal_key_free(key);
    if (!*why) *why = error;
    return false;
}

/* With the lock held: makes seal->key the one with that fingerprint. A rotation that is not over has its new key beside the old one. */
static Error *key_find(Seal *seal, Arena *arena, Text fingerprint) {
    Error *why = NULL;
    if (has_fingerprint(seal->key, fingerprint) || take_key(seal, arena, seal->path, fingerprint, &why)) return NULL;
    return take_key(seal, arena, seal_new_path(arena, seal), fingerprint, &why) ? NULL : why;
}

static Error *sealed_because(Arena *arena, const Error *why) {
    Error *error = seal_missing(arena);
    return why ? error_detail(arena, error, "%.*s", TEXT_ARG(why->sentence)) : error_detail(arena, error, "no key file was named");
}

Error *seal_check(Db *office, Arena *arena) {
    Seal *seal = store_seal(db_store(office));
    SealState state;
    TRY(seal_state(office, arena, &state));
    if (!state.is_made) return error_new(arena, ERROR_SEALED, "This office has no key yet: `quorate migrate` makes one.");
    if (!seal) return error_new(arena, ERROR_SEALED, "No key file was named.");
    pthread_mutex_lock(&seal->lock);
    Error *error = key_find(seal, arena, state.fingerprint);
    pthread_mutex_unlock(&seal->lock);
    return error;
}

bool seal_is_here(Db *office, Arena *arena) {
    return seal_check(office, arena) == NULL;
}

/* ---- Wrapping ---- */

/* What a wrapped key is bound to: its installation and what it is for. */
static Text binding(Arena *arena, const SealKey *key, Text context) {
    return text_format(arena, "quorate data key\n%s\n%.*s", key->installation, TEXT_ARG(context));
}

void seal_wrap_with(Arena *arena, const SealKey *by, Text context, const unsigned char *key, Text *wrapped) {
    unsigned char *room = arena_alloc(arena, SEAL_WRAPPED_BYTES);
    Text bound = binding(arena, by, context);
    randombytes_buf(room, 24);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        room + 24, NULL, key, SEAL_KEY_BYTES, (const unsigned char *)bound.ptr, bound.len, NULL, room, by->bytes);
    *wrapped = (Text){(const char *)room, SEAL_WRAPPED_BYTES};
}

bool seal_unwrap_with(Arena *arena, const SealKey *by, Text context, Text wrapped, unsigned char *key) {
    Text bound = binding(arena, by, context);
    const unsigned char *bytes = (const unsigned char *)wrapped.ptr;
    return wrapped.len == SEAL_WRAPPED_BYTES
           && crypto_aead_xchacha20poly1305_ietf_decrypt(
                  key, NULL, NULL, bytes + 24, wrapped.len - 24, (const unsigned char *)bound.ptr, bound.len, bytes, by->bytes)
                  == 0;
}

Error *seal_wrap(Tx *tx, Text context, const unsigned char *key, Text *fingerprint, Text *wrapped) {
    Seal *seal = store_seal(tx_store(tx));
    SealState state;
    TRY(seal_state(tx_db(tx), tx_arena(tx), &state)); /* inside the transaction: another process may have changed the key */
    if (!seal || !state.is_made) return sealed_because(tx_arena(tx), NULL);
    pthread_mutex_lock(&seal->lock);
    Error *error = key_find(seal, tx_arena(tx), state.fingerprint);
    if (!error) seal_wrap_with(tx_arena(tx), seal->key, context, key, wrapped);
    pthread_mutex_unlock(&seal->lock);
    *fingerprint = state.fingerprint;
    return error ? sealed_because(tx_arena(tx), error) : NULL;
}

static Error *damaged_key(Arena *arena, Text context) {
    Error *error = error_new(
        arena, ERROR_STORAGE, "A key in the database is damaged, so what it seals cannot be opened. Tell whoever looks after this system.");
    return error_detail(arena, error, "data key of %.*s", TEXT_ARG(context));
}

Error *seal_unwrap(Db *office, Arena *arena, Text context, Text fingerprint, Text wrapped, unsigned char *key) {
    Seal *seal = store_seal(db_store(office));
    if (!seal) return sealed_because(arena, NULL);
    pthread_mutex_lock(&seal->lock);
    Error *error = key_find(seal, arena, fingerprint);
    bool is_open = !error && seal_unwrap_with(arena, seal->key, context, wrapped, key);
    pthread_mutex_unlock(&seal->lock);
    if (error) return sealed_because(arena, error);
    return is_open ? NULL : damaged_key(arena, context);
}

/* ---- Data keys of the whole office ---- */

static bool cached(Seal *seal, const char *purpose, int64_t number, unsigned char *key) {
    bool found = false;
    pthread_mutex_lock(&seal->lock);
    for (const DataKey *k = seal->data_keys; k && !found; k = k->next) {
        if (k->id != number || strcmp(k->purpose, purpose) != 0) continue;
        memcpy(key, k->bytes, SEAL_KEY_BYTES);
        found = true;
    }
    pthread_mutex_unlock(&seal->lock);
    return found;
}

static void cache(Seal *seal, const char *purpose, int64_t number, const unsigned char *key) {
    DataKey *k = locked_memory(sizeof *k);
    k->id = number;
    k->purpose = purpose;
    memcpy(k->bytes, key, SEAL_KEY_BYTES);
    pthread_mutex_lock(&seal->lock);
    k->next = seal->data_keys;
    seal->data_keys = k;
    pthread_mutex_unlock(&seal->lock);
}

typedef struct {
    int64_t id;
    Text fingerprint, wrapped;
} StoredKey;

static Error *stored_key(Db *office, Arena *arena, const char *purpose, int64_t number, StoredKey *out) {
    Rows *rows;
    bool found;
    Value parameters[] = {value_text(text_of(purpose)), value_integer(number)};
    TRY(db_query(office, arena, &select_key, parameters, &rows));
    Error *error = rows_next(rows, &found);
    if (found)
        *out = (StoredKey){
            rows_value(rows, 0).integer, text_copy(arena, rows_value(rows, 1).text), text_copy(arena, rows_value(rows, 2).text)};
    rows_end(rows);
    if (error) return error;
    return found ? NULL : sealed_because(arena, NULL);
}

Error *seal_data_key(Db *office, Arena *arena, const char *purpose, int64_t number, int64_t *id, unsigned char *key) {
    Seal *seal = store_seal(db_store(office));
    StoredKey stored = {0};
    if (!seal) return sealed_because(arena, NULL);
    if (number && cached(seal, purpose, number, key)) return NULL;
    TRY(stored_key(office, arena, purpose, number, &stored));
    if (id) *id = stored.id;
    if (cached(seal, purpose, stored.id, key)) return NULL;
    TRY(seal_unwrap(office, arena, text_of(purpose), stored.fingerprint, stored.wrapped, key));
    cache(seal, purpose, stored.id, key);
    return NULL;
}

Error *seal_data_key_put(Tx *tx, const SealKey *by, const char *purpose) {
    unsigned char *key = locked_memory(SEAL_KEY_BYTES);
    Text wrapped;
    randombytes_buf(key, SEAL_KEY_BYTES);
    seal_wrap_with(tx_arena(tx), by, text_of(purpose), key, &wrapped);
    sodium_free(key);
    Value values[] = {
        value_text(text_of(purpose)), value_text(text_of(by->fingerprint)), value_bytes(wrapped), value_moment(tx_moment(tx))};
    return tx_execute(tx, &insert_key, values, NULL);
}

/* ---- The first key ---- */

/* A file that is there already may be one that somebody brought, or what an earlier attempt left: the same key is fine. */
static Error *write_or_find(Arena *arena, const char *path, const SealKey *key) {
    SealKey *there = NULL;
    Error *error = seal_key_read(arena, path, &there);
    if (error && error->kind == ERROR_NOT_FOUND) return seal_key_write(arena, path, key);
    bool is_same = !error && strcmp(there->fingerprint, key->fingerprint) == 0;
    seal_key_free(there);
    if (error || is_same) return error;
    return error_new(arena, ERROR_INPUT, "The key file %s holds another key already. Choose another place.", path);
}

static Error *make_inside(Tx *tx, const char *path, const SealKey *key) {
    SealState state;
    TRY(seal_state(tx_db(tx), tx_arena(tx), &state));
    if (state.is_made) return NULL;
    TRY(write_or_find(tx_arena(tx), path, key)); /* before the office relies on it */
    Value values[] = {value_text(text_of(key->installation)), value_text(text_of(key->fingerprint)), value_moment(tx_moment(tx))};
    TRY(tx_execute(tx, &insert_state, values, NULL));
    TRY(seal_data_key_put(tx, key, "text"));
    TRY(seal_data_key_put(tx, key, "name"));
    TRY(journal_append(tx, JOURNAL_EVENT, S("key"), 0, (Text){0},
        text_format(tx_arena(tx), "The key of restricted papers was made: %.8s", key->fingerprint)));
    return tx_commit(tx);
}

Error *seal_make(Store *office, Arena *arena, Actor who, const SealKey *key) {
    Tx *tx = NULL;
    CHECK(seal_path(office));
    Error *error = tx_begin(office, arena, who, S("the key of restricted papers"), &tx);
    if (!error) error = make_inside(tx, seal_path(office), key);
    tx_end(tx);
    return error;
}
