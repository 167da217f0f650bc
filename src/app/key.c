/* `quorate key show`, `rotate`, `export` and `import`: the key of restricted papers. */
#include "app/commands.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <unistd.h>

#include "app/app.sql.h"
#include "app/key_place.h"
#include "store/journal.h"
#include "store/seal.h"

enum { PRINTED_MAX = 16384 };
static const Actor at_the_command_line = {0, S_INIT("command line")};

/* The office alone, with its key's place. */
static Error *office_open(Arena *arena, const Arguments *arguments, Stores *stores, SealState *state) {
    Db *db = NULL;
    TRY(stores_open(arena, arguments, OPEN_OFFICE, stores));
    TRY(key_place(arena, arguments, stores));
    TRY(store_borrow(stores->office, arena, &db));
    Error *error = seal_state(db, arena, state);
    store_return(db);
    if (error || state->is_made) return error;
    return error_new(arena, ERROR_INPUT, "This office has no key yet. `quorate migrate` makes one.");
}

static Error *event_note(Arena *arena, Store *office, Text what) {
    Tx *tx = NULL;
    Error *error = tx_begin(office, arena, at_the_command_line, what, &tx);
    if (!error) error = journal_append(tx, JOURNAL_EVENT, S("key"), 0, (Text){0}, what);
    if (!error) error = tx_commit(tx);
    tx_end(tx);
    return error;
}

/* ---- Show ---- */

static Error *facts_show(Arena *arena, const Stores *stores, const SealState *state) {
    Db *db = NULL;
    SealedCountsRow counts;
    TRY(store_borrow(stores->office, arena, &db));
    Error *error = sealed_counts(db, arena, &counts);
    Error *missing = error ? NULL : seal_check(db, arena);
    store_return(db);
    if (error) return error;
    printf("Installation  %.*s\nKey file      %s\nFingerprint   %.*s\nIn use since  %.*s\nSealed        %" PRId64 " files\n",
        TEXT_ARG(state->installation), seal_path(stores->office), TEXT_ARG(state->fingerprint), TEXT_ARG(moment_plain(arena, state->since)),
        counts.files);
    if (missing) return error_new(arena, ERROR_SEALED, "The key is not here: %.*s", TEXT_ARG(missing->sentence));
    puts("The key is here and is the one in use.");
    return NULL;
}

Error *command_key_show(Arena *arena, const Arguments *arguments) {
    Stores stores = {0};
    SealState state;
    Error *error = office_open(arena, arguments, &stores, &state);
    if (!error) error = facts_show(arena, &stores, &state);
    stores_close(&stores);
    return error;
}

/* ---- Rotate ---- */

Error *command_key_rotate(Arena *arena, const Arguments *arguments) {
    Stores stores = {0};
    SealState state;
    SealRotation done = {0};
    Error *error = office_open(arena, arguments, &stores, &state);
    if (!error) error = seal_rotate(stores.office, arena, at_the_command_line, &done);
    if (!error) {
        printf("The key was changed from %.8s to %.8s; %" PRId64 " files and %" PRId64 " other keys are wrapped by it now.\nIt is in %s.\n",
            done.from.ptr, done.to.ptr, done.files, done.keys, seal_path(stores.office));
        if (done.kept_at.len)
            printf(
                "The old one is kept in %.*s: backups made before now need it. Remove it when those are gone.\n", TEXT_ARG(done.kept_at));
        puts("Put a copy of the new one where you keep copies (quorate key export).");
    }
    stores_close(&stores);
    return error;
}

/* ---- Export ---- */

/* The key in use, for this process alone. */
static Error *key_read(Arena *arena, const Stores *stores, const SealState *state, SealKey **out) {
    TRY(seal_settle(stores->office, arena));
    TRY(seal_key_read(arena, seal_path(stores->office), out));
    if (text_equal(text_of((*out)->fingerprint), state->fingerprint)) return NULL;
    return error_new(arena, ERROR_INPUT, "The key file %s is not the key in use: it is %.8s, and %.8s is needed.",
        seal_path(stores->office), (*out)->fingerprint, state->fingerprint.ptr);
}

static Error *print_to(Arena *arena, const SealKey *key, const char *path) {
    if (!path) return seal_key_print(arena, key, STDOUT_FILENO);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0) return error_new(arena, ERROR_STORAGE, "%s cannot be made: %s.", path, strerror(errno));
    Error *error = seal_key_print(arena, key, fd);
    if (fsync(fd) != 0 && errno != EINVAL && !error)
        error = error_new(arena, ERROR_STORAGE, "%s cannot be written: %s.", path, strerror(errno));
    close(fd);
    if (error) unlink(path);
    return error;
}

Error *command_key_export(Arena *arena, const Arguments *arguments) {
    Stores stores = {0};
    SealState state;
    SealKey *key = NULL;
    const char *file = argument(arguments, "-o");
    Error *error = office_open(arena, arguments, &stores, &state);
    if (!error) error = key_read(arena, &stores, &state, &key);
    if (!error)
        error = event_note(arena, stores.office, text_format(arena, "The key of restricted papers was exported: %.8s", key->fingerprint));
    if (!error) error = print_to(arena, key, file);
    if (!error && file) printf("The key is in %s. Take it off this machine.\n", file);
    seal_key_free(key);
    stores_close(&stores);
    return error;
}

/* ---- Import ---- */

/* What was typed or printed, in locked memory. */
static Error *printed_read(Arena *arena, const char *path, char *room, size_t *len) {
    int fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return error_new(arena, ERROR_INPUT, "%s cannot be read: %s.", path, strerror(errno));
    ssize_t n = 0;
    *len = 0;
    while (*len < PRINTED_MAX && (n = read(fd, room + *len, PRINTED_MAX - *len)) > 0) *len += (size_t)n;
    if (fd != STDIN_FILENO) close(fd);
    return n < 0 ? error_new(arena, ERROR_INPUT, "%s cannot be read.", path) : NULL;
}

/* A print of the key, or a key file. */
static Error *key_brought(Arena *arena, const char *path, SealKey **out) {
    size_t len = 0;
    char *room = locked_memory(PRINTED_MAX);
    Error *error = printed_read(arena, path, room, &len);
    Text text = {room, len};
    if (!error && text_contains(text, S("quorate-seal-key "))) error = seal_key_read(arena, path, out);
    else if (!error) error = seal_key_from_printed(arena, text, out);
    sodium_free(room);
    return error;
}

static Error *take_key(Arena *arena, const Stores *stores, const SealState *state, const SealKey *key) {
    const char *path = seal_path(stores->office);
    SealKey *there = NULL;
    if (!text_equal(text_of(key->installation), state->installation))
        return error_new(arena, ERROR_INPUT, "This is the key of another installation (%s), not of this one (%.*s).", key->installation,
            TEXT_ARG(state->installation));
    if (!text_equal(text_of(key->fingerprint), state->fingerprint))
        return error_new(arena, ERROR_INPUT, "This is another key of this installation: it is %.8s, and %.8s is in use.", key->fingerprint,
            state->fingerprint.ptr);
    Error *error = seal_key_read(arena, path, &there);
    bool is_there = !error;
    seal_key_free(there);
    if (is_there)
        return error_new(
            arena, ERROR_INPUT, "There is a key file %s already. Move it away first, or choose another place with --seal-key.", path);
    if (error->kind != ERROR_NOT_FOUND) return error;
    TRY(key_folder_make(arena, path));
    TRY(seal_key_write(arena, path, key));
    return event_note(arena, stores->office, text_format(arena, "The key of restricted papers was imported: %.8s", key->fingerprint));
}

Error *command_key_import(Arena *arena, const Arguments *arguments) {
    Stores stores = {0};
    SealState state;
    SealKey *key = NULL;
    Error *error = office_open(arena, arguments, &stores, &state);
    if (!error) error = key_brought(arena, arguments->words[0], &key);
    if (!error) error = take_key(arena, &stores, &state, key);
    if (!error) printf("The key is in %s. A program that serves finds it by itself.\n", seal_path(stores.office));
    seal_key_free(key);
    stores_close(&stores);
    return error;
}
