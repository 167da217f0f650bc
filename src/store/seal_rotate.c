/* Changing the key: a new file beside the old one, every data key wrapped anew in one transaction, then the files change places.
 *
 * Until the transaction is over the old file opens everything, from then on the new one; both are there until then, and key_find in seal.c
 * looks at both. So it can be ended at any moment. */
#include <errno.h>
#include <sodium.h>
#include <unistd.h>

#include "store/journal.h"
#include "store/seal_inside.h"

/* ---- The two files ---- */

static bool holds(Arena *arena, const char *path, Text fingerprint) {
    SealKey *key = NULL;
    bool is_it = !seal_key_read(arena, path, &key) && text_equal(text_of(key->fingerprint), fingerprint);
    seal_key_free(key);
    return is_it;
}

static Error *not_moved(Arena *arena, const char *path) {
    return error_new(arena, ERROR_STORAGE,
        "The new key is in use and stands in %s.new, but could not take the place of %s: %s. Run `quorate key rotate` again.", path, path,
        strerror(errno));
}

static const char *old_path(Arena *arena, const char *path, Text fingerprint) {
    return text_format(arena, "%s.%.*s.old", path, TEXT_ARG(text_slice(fingerprint, 0, 8))).ptr;
}

/* The key in use takes its place when a rotation left it in the file beside. The old one gets a second name before it loses its first, so
 * that no moment is without either. */
static Error *files_settle(Arena *arena, const char *path, Text in_use, Text *kept_at) {
    const char *fresh = text_format(arena, "%s.new", path).ptr;
    if (holds(arena, path, in_use) || !holds(arena, fresh, in_use)) return NULL;
    SealKey *old = NULL;
    if (!seal_key_read(arena, path, &old)) {
        const char *kept = old_path(arena, path, text_of(old->fingerprint));
        seal_key_free(old);
        if (link(path, kept) && errno != EEXIST) return not_moved(arena, path);
        if (kept_at) *kept_at = text_of(kept);
    }
    if (rename(fresh, path)) return not_moved(arena, path);
    folder_sync(arena, path);
    return NULL;
}

Error *seal_settle(Store *office, Arena *arena) {
    Db *db = NULL;
    SealState state = {0};
    if (!seal_path(office)) return NULL;
    TRY(store_borrow(office, arena, &db));
    Error *error = seal_state(db, arena, &state);
    store_return(db);
    return error || !state.is_made ? error : files_settle(arena, seal_path(office), state.fingerprint, NULL);
}

/* ---- Wrapping anew ---- */

static const Statement select_files = {
    .name = "seal_files", .place = "store/seal_rotate.c", .sql = "select 0, sha256, wrapped, fingerprint from file_seal order by sha256"};
static const Statement select_keys = {
    .name = "seal_keys", .place = "store/seal_rotate.c", .sql = "select id, purpose, wrapped, fingerprint from seal_key order by id"};
static const Statement update_file = {.name = "seal_file_again",
    .place = "store/seal_rotate.c",
    .parameters = 3,
    .sql = "update file_seal set wrapped = $2, fingerprint = $3 where sha256 = $1"};
static const Statement update_key = {.name = "seal_key_again",
    .place = "store/seal_rotate.c",
    .parameters = 3,
    .sql = "update seal_key set wrapped = $2, fingerprint = $3 where id = $1"};
static const Statement update_state = {.name = "seal_state_again",
    .place = "store/seal_rotate.c",
    .parameters = 2,
    .sql = "update seal set fingerprint = $1, since = $2 where id = 1"};

typedef struct {
    int64_t id;
    Text context, wrapped, fingerprint;
} Wrapped;
typedef struct {
    Wrapped *items;
    size_t count;
} WrappedList;

static Error *read_wrapped(Tx *tx, const Statement *statement, WrappedList *out) {
    Rows *rows;
    bool has_row;
    size_t room = 0;
    Arena *arena = tx_arena(tx);
    *out = (WrappedList){0};
    TRY(db_query(tx_db(tx), arena, statement, NULL, &rows));
    Error *error = rows_next(rows, &has_row);
    while (!error && has_row) {
        if (out->count == room) {
            out->items = arena_grow(arena, out->items, room * sizeof(Wrapped), (room * 2 + 64) * sizeof(Wrapped));
            room = room * 2 + 64;
        }
        out->items[out->count++] = (Wrapped){rows_value(rows, 0).integer, text_copy(arena, rows_value(rows, 1).text),
            text_copy(arena, rows_value(rows, 2).text), text_copy(arena, rows_value(rows, 3).text)};
        error = rows_next(rows, &has_row);
    }
    rows_end(rows);
    return error;
}

static Error *does_not_open(Arena *arena, const Wrapped *w) {
    Error *error = error_new(arena, ERROR_STORAGE,
        "A data key does not open with the key in use, so nothing was changed. Run `quorate verify`, and look at the latest backup.");
    return error_detail(arena, error, "data key of %.*s", TEXT_ARG(w->context));
}

/* Files are wrapped under "file NAME", the office's own keys under their purpose. */
static Error *wrap_again(Tx *tx, const SealKey *from, const SealKey *to, bool is_file, const Wrapped *w, unsigned char *room) {
    Arena *step = arena_new();
    Text context = is_file ? text_join(step, S("file "), w->context) : w->context, wrapped = {0};
    bool is_open = text_equal(w->fingerprint, text_of(from->fingerprint)) && seal_unwrap_with(step, from, context, w->wrapped, room);
    Error *error = is_open ? NULL : does_not_open(tx_arena(tx), w);
    if (!error) {
        seal_wrap_with(step, to, context, room, &wrapped);
        Value values[] = {
            is_file ? value_text(w->context) : value_integer(w->id), value_bytes(wrapped), value_text(text_of(to->fingerprint))};
        error = tx_execute(tx, is_file ? &update_file : &update_key, values, NULL);
    }
    arena_free(step);
    return error;
}

static Error *wrap_all_again(Tx *tx, const SealKey *from, const SealKey *to, SealRotation *out) {
    Error *error = NULL;
    unsigned char *room = locked_memory(SEAL_KEY_BYTES);
    for (int is_file = 0; is_file < 2; is_file++) {
        WrappedList list;
        TRY_OUT(read_wrapped(tx, is_file ? &select_files : &select_keys, &list));
        for (size_t i = 0; i < list.count; i++) TRY_OUT(wrap_again(tx, from, to, is_file, &list.items[i], room));
        *(is_file ? &out->files : &out->keys) = (int64_t)list.count;
    }
out:
    sodium_free(room);
    return error;
}

static Error *rotate_inside(Tx *tx, const SealKey *from, const SealKey *to, SealRotation *out) {
    Arena *arena = tx_arena(tx);
    out->from = text_copy(arena, text_of(from->fingerprint));
    out->to = text_copy(arena, text_of(to->fingerprint));
    TRY(wrap_all_again(tx, from, to, out));
    TRY(seal_data_key_put(tx, to, "text")); /* what is written from now on has a key that the old one never wrapped */
    Value state[] = {value_text(out->to), value_moment(tx_moment(tx))};
    TRY(tx_execute(tx, &update_state, state, NULL));
    TRY(journal_append(tx, JOURNAL_EVENT, S("key"), 0, (Text){0},
        text_format(arena, "The key of restricted papers was changed from %.8s to %.8s: %lld files, %lld other keys", from->fingerprint,
            to->fingerprint, (long long)out->files, (long long)out->keys)));
    return tx_commit(tx);
}

/* ---- The whole ---- */

static Error *key_in_use(Tx *tx, const char *path, SealKey **out) {
    SealState state;
    TRY(seal_state(tx_db(tx), tx_arena(tx), &state));
    if (!state.is_made) return error_new(tx_arena(tx), ERROR_INPUT, "This office has no key yet: `quorate migrate` makes one.");
    TRY(files_settle(tx_arena(tx), path, state.fingerprint, NULL)); /* of a rotation that was interrupted after its transaction */
    TRY(seal_key_read(tx_arena(tx), path, out));
    if (text_equal(text_of((*out)->fingerprint), state.fingerprint)) return NULL;
    return error_new(tx_arena(tx), ERROR_INPUT, "The key file %s is not the key in use: it is %.8s, and %.*s is needed.", path,
        (*out)->fingerprint, TEXT_ARG(text_slice(state.fingerprint, 0, 8)));
}

/* Inside the transaction, so that of two rotations one waits for the other. A new file that is not in use was left by one that was
 * interrupted before its transaction ended: nothing was ever wrapped by it. */
static Error *new_key_file(Tx *tx, const char *path, const SealKey *key) {
    const char *fresh = text_format(tx_arena(tx), "%s.new", path).ptr;
    if (unlink(fresh) && errno != ENOENT)
        return error_new(tx_arena(tx), ERROR_STORAGE, "The file %s cannot be removed: %s.", fresh, strerror(errno));
    return seal_key_write(tx_arena(tx), fresh, key);
}

Error *seal_rotate(Store *office, Arena *arena, Actor who, SealRotation *out) {
    Tx *tx = NULL;
    SealKey *from = NULL, *to = NULL;
    Error *error = NULL;
    const char *path = seal_path(office);
    *out = (SealRotation){0};
    CHECK(path);
    TRY_OUT(tx_begin(office, arena, who, S("change of key"), &tx));
    TRY_OUT(key_in_use(tx, path, &from));
    to = seal_key_new(from->installation);
    TRY_OUT(new_key_file(tx, path, to));
    TRY_OUT(rotate_inside(tx, from, to, out));
    error = files_settle(arena, path, out->to, &out->kept_at);
out:
    tx_end(tx);
    seal_key_free(from);
    seal_key_free(to);
    return error;
}
