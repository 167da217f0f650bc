/* Where the key of an installation lies: named by whoever starts the program, or found by the installation's id. Never in the data folder, whose copy
 * it would open. */
#include "app/key_place.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/seal.h"

/* ---- Folders ---- */

/* The folders in which keys are looked for, best first. */
static int folders_of(Arena *arena, const char *out[3]) {
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    int count = 0;
    if (config && config[0] == '/') out[count++] = text_format(arena, "%s/quorate", config).ptr;
    else if (home && home[0] == '/' && access(home, W_OK) == 0) out[count++] = text_format(arena, "%s/.config/quorate", home).ptr;
    out[count++] = "/etc/quorate";
    return count;
}

Error *key_folder_make(Arena *arena, const char *path) {
    for (size_t i = 1; path[i]; i++) {
        if (path[i] != '/') continue;
        const char *folder = text_copy(arena, (Text){path, i}).ptr;
        if (mkdir(folder, 0700) == 0 || access(folder, F_OK) == 0) continue;
        return error_new(arena, ERROR_STORAGE, "The folder %s for the key cannot be made: %s. Choose another place with --seal-key.",
            folder, strerror(errno));
    }
    return NULL;
}

/* The path as the system sees it, also when the file is not there yet. */
static const char *real_path(Arena *arena, const char *path) {
    char *whole = realpath(path, NULL);
    if (!whole) {
        const char *slash = strrchr(path, '/');
        const char *folder = !slash          ? "."
                             : slash == path ? "/"
                                             : text_copy(arena, text_slice(text_of(path), 0, (size_t)(slash - path))).ptr;
        whole = realpath(folder, NULL);
    }
    if (!whole) return path;
    const char *out = text_copy(arena, text_of(whole)).ptr;
    free(whole);
    return out;
}

static Error *check_outside(Arena *arena, const char *path, const char *data) {
    Text folder = text_of(real_path(arena, data)), file = text_of(real_path(arena, path));
    bool is_inside = text_starts_with(file, folder) && (file.len == folder.len || file.ptr[folder.len] == '/');
    if (!is_inside) return NULL;
    return error_new(arena, ERROR_INPUT,
        "The key must not lie in the data folder: whoever copies that would have it too. Choose another place for %s with --seal-key.",
        path);
}

/* ---- The place ---- */

static const char *named_place(const Arguments *arguments) {
    const char *named = argument(arguments, "--seal-key"), *environment = getenv("QUORATE_SEAL_KEY");
    if (named) return named;
    return environment && environment[0] ? environment : NULL;
}

/* Where the key of that installation is or, when there is none anywhere, would be looked for first. */
static const char *default_place(Arena *arena, Text installation) {
    const char *folders[3], *first = NULL;
    int count = folders_of(arena, folders);
    for (int i = 0; i < count; i++) {
        const char *path = text_format(arena, "%s/%.*s.key", folders[i], TEXT_ARG(installation)).ptr;
        const char *fresh = text_format(arena, "%s.new", path).ptr;
        if (!first) first = path;
        if (access(path, F_OK) == 0 || access(fresh, F_OK) == 0) return path;
    }
    return first;
}

static Error *read_state(Arena *arena, Store *office, SealState *out) {
    Db *db = NULL;
    TRY(store_borrow(office, arena, &db));
    Error *error = seal_state(db, arena, out);
    store_return(db);
    return error;
}

static Error *set_place(Arena *arena, const Stores *stores, const char *path) {
    TRY(check_outside(arena, path, stores->data_folder));
    seal_at(stores->office, path);
    return NULL;
}

Error *key_place(Arena *arena, const Arguments *arguments, const Stores *stores) {
    SealState state;
    const char *named = named_place(arguments);
    TRY(read_state(arena, stores->office, &state));
    if (named) return set_place(arena, stores, named);
    return state.is_made ? set_place(arena, stores, default_place(arena, state.installation)) : NULL;
}

/* ---- The first key ---- */

/* The key for a new office: the one in the file that was named, if somebody brought one, or a new one. */
static Error *first_key(Arena *arena, const char *named, SealKey **out) {
    Error *error = named ? seal_key_read(arena, named, out) : NULL;
    if (error && error->kind != ERROR_NOT_FOUND) return error;
    if (!named || error) *out = seal_key_new(NULL);
    return NULL;
}

static Error *make_first(Arena *arena, const char *named, const Stores *stores, const SealKey *key) {
    const char *path = named ? named : default_place(arena, text_of(key->installation));
    TRY(check_outside(arena, path, stores->data_folder));
    TRY(key_folder_make(arena, path));
    TRY(set_place(arena, stores, path));
    return seal_make(stores->office, arena, (Actor){.name = S("command line")}, key);
}

Error *key_place_or_make(Arena *arena, const Arguments *arguments, const Stores *stores, bool *made) {
    SealState state;
    SealKey *key = NULL;
    const char *named = named_place(arguments);
    *made = false;
    TRY(read_state(arena, stores->office, &state));
    if (state.is_made) return key_place(arena, arguments, stores);
    TRY(first_key(arena, named, &key));
    Error *error = make_first(arena, named, stores, key);
    seal_key_free(key);
    *made = !error;
    return error;
}

Text key_made_sentence(Arena *arena, const Stores *stores) {
    return text_format(arena,
        "The key of restricted papers is %s. Without it nobody can open them, also not from a backup: keep a copy apart from the data "
        "(quorate key "
        "export).",
        seal_path(stores->office));
}
