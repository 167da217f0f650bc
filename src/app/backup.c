/* `quorate backup` and `quorate restore`: everything in one file, a tar archive (zstd) of three SQLite databases, whatever the engine it was
 * taken from or goes back to. */
#include "app/commands.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/key_place.h"
#include "base/log.h"
#include "mail/mail.h"
#include "store/copy.h"
#include "store/seal.h"

/* The three databases: the folder and file of each is the same in the archive, in a data folder and in the work folder. */
static const struct {
    StoreKind kind;
    const char *folder, *file;
} databases[] = {
    {STORE_OFFICE, "office", "office.db"},
    {STORE_PUBLISHED, "public", "public.db"},
    {STORE_LETTERBOX, "letterbox", "letterbox.db"},
};
enum { DATABASES = 3, BLOCK = 1 << 16 };

static Text database_path(Arena *arena, Text folder, int n) {
    return text_format(arena, "%.*s/%s/%s", TEXT_ARG(folder), databases[n].folder, databases[n].file);
}

static Store *store_of(const Stores *stores, int n) {
    Store *all[DATABASES] = {stores->office, stores->published, stores->letterbox};
    return all[n];
}

/* A work folder in the data folder's tmp/, removed by folder_remove. */
static Error *folder_make(Arena *arena, const char *data, Text *out) {
    *out = text_format(arena, "%s/tmp/backup-%d", data, (int)getpid());
    mkdir(text_format(arena, "%s/tmp", data).ptr, 0700);
    if (mkdir(out->ptr, 0700) == 0) return NULL;
    return error_new(arena, ERROR_STORAGE, "A work folder cannot be made in %s/tmp: %s.", data, strerror(errno));
}

static void folder_remove(Arena *arena, Text folder) {
    folder_clear(arena, folder.ptr);
    rmdir(folder.ptr);
}

/* Copies one store into another that is open. */
static Error *rows_copy(Arena *arena, Db *from, Store *to, const char *why) {
    Tx *tx = NULL;
    Error *error = NULL;
    int64_t rows = 0;
    TRY_OUT(tx_begin(to, arena, (Actor){.name = S("command line")}, text_of(why), &tx));
    TRY_OUT(store_copy(arena, from, tx, &rows));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

static Error *store_snapshot(Arena *arena, Db *from, int n, Text folder) {
    Store *copy = NULL;
    Error *error = store_create(arena, &(StoreOptions){.kind = databases[n].kind, .rights = STORE_FULL, .address = folder}, &copy);
    if (!error) error = rows_copy(arena, from, copy, "backup");
    store_close(copy);
    return error;
}

/* All three as they stand at one moment while others work: a publication is in the office's copy and in the public one, or in neither. */
static Error *stores_snapshot(Arena *arena, const Stores *stores, Text folder) {
    Db *dbs[DATABASES] = {0};
    Error *error = NULL;
    for (int n = 0; n < DATABASES && !error; n++) error = store_borrow(store_of(stores, n), arena, &dbs[n]);
    if (!error) error = stores_hold_together(arena, stores->office, dbs, DATABASES);
    for (int n = 0; n < DATABASES && !error; n++) error = store_snapshot(arena, dbs[n], n, folder);
    for (int n = 0; n < DATABASES; n++) store_return(dbs[n]);
    return error;
}

static Error *archive_error(Arena *arena, struct archive *a, const char *file) {
    return error_new(
        arena, ERROR_STORAGE, "%s: %s.", file, archive_error_string(a) ? archive_error_string(a) : "the archive cannot be used");
}

static Error *file_add(Arena *arena, struct archive *a, Text path, const char *name, const char *archive_name) {
    struct stat st;
    char block[BLOCK];
    int fd = open(path.ptr, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st) < 0) {
        if (fd >= 0) close(fd);
        return error_fault(arena, "%s: %s", path.ptr, strerror(errno));
    }
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, name);
    archive_entry_set_size(entry, st.st_size);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0600);
    archive_entry_set_mtime(entry, st.st_mtime, 0);
    bool is_fine = archive_write_header(a, entry) == ARCHIVE_OK;
    for (ssize_t n; is_fine && (n = read(fd, block, sizeof block)) > 0;) is_fine = archive_write_data(a, block, (size_t)n) == n;
    archive_entry_free(entry);
    close(fd);
    return is_fine ? NULL : archive_error(arena, a, archive_name);
}

/* Writes the archive beside its place and moves it there when it is whole. */
static Error *archive_make(Arena *arena, Text folder, const char *file) {
    const char *part = text_format(arena, "%s.part", file).ptr;
    Error *error = NULL;
    int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0 || fchmod(fd, 0600) != 0) {
        if (fd >= 0) close(fd);
        return error_new(arena, ERROR_STORAGE, "%s cannot be written: %s.", file, strerror(errno));
    }
    struct archive *a = archive_write_new();
    archive_write_set_format_pax_restricted(a);
    archive_write_add_filter_zstd(a);
    if (archive_write_open_fd(a, fd) != ARCHIVE_OK) error = archive_error(arena, a, file);
    for (int n = 0; n < DATABASES && !error; n++)
        error = file_add(
            arena, a, database_path(arena, folder, n), text_format(arena, "%s/%s", databases[n].folder, databases[n].file).ptr, file);
    if (archive_write_close(a) != ARCHIVE_OK && !error) error = archive_error(arena, a, file);
    archive_write_free(a);
    if (fsync(fd) != 0 && !error) error = error_new(arena, ERROR_STORAGE, "%s cannot be written: %s.", file, strerror(errno));
    close(fd);
    if (!error && rename(part, file) != 0) error = error_new(arena, ERROR_STORAGE, "%s cannot be written: %s.", file, strerror(errno));
    if (error) unlink(part);
    return error;
}

Error *command_backup(Arena *arena, const Arguments *arguments) {
    Stores stores = {0};
    Text folder = {0};
    const char *file = argument(arguments, "-o");
    TRY(output_check(arena, file));
    Error *error = stores_open(arena, arguments, OPEN_OFFICE | OPEN_PUBLISHED | OPEN_LETTERBOX, &stores);
    if (!error) error = folder_make(arena, stores.data_folder, &folder);
    log_setup(LOG_WARNING, LOG_HUMAN); /* that the copies get their tables is no news */
    if (!error) error = stores_snapshot(arena, &stores, folder);
    if (!error) error = archive_make(arena, folder, file);
    if (folder.len) folder_remove(arena, folder);
    stores_close(&stores);
    struct stat st;
    if (!error && stat(file, &st) == 0)
        printf("%s: %" PRId64 " bytes. Keep it where this machine's loss does not reach it.\n"
               "Restricted papers are in it sealed; the key is not: keep a copy of that somewhere else (quorate key export).\n",
            file, (int64_t)st.st_size);
    return error;
}

/* ---- Restore ---- */

static int database_of_entry(const char *name) {
    for (int n = 0; n < DATABASES; n++) {
        size_t first = strlen(databases[n].folder);
        if (strncmp(name, databases[n].folder, first) == 0 && name[first] == '/' && strcmp(name + first + 1, databases[n].file) == 0)
            return n;
    }
    return -1;
}

static Error *not_a_backup(Arena *arena, struct archive *a, const char *file) {
    Error *error = error_new(
        arena, ERROR_INPUT, "%s is not a backup of Quorate, or it was cut off or damaged. Take another copy of the backup.", file);
    const char *why = a ? archive_error_string(a) : NULL;
    return why ? error_detail(arena, error, "%s", why) : error;
}

static Error *entry_extract(Arena *arena, struct archive *a, Text path, const char *file) {
    char block[BLOCK];
    la_ssize_t n = 0;
    int fd = open(path.ptr, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) return error_new(arena, ERROR_STORAGE, "%s cannot be written: %s.", path.ptr, strerror(errno));
    bool is_written = true;
    while (is_written && (n = archive_read_data(a, block, sizeof block)) > 0) is_written = write(fd, block, (size_t)n) == n;
    is_written = fsync(fd) == 0 && is_written;
    close(fd);
    if (n < 0) return not_a_backup(arena, a, file);
    return is_written ? NULL : error_new(arena, ERROR_STORAGE, "%s cannot be written: the disk is full or failing.", path.ptr);
}

/* Takes the three databases, and nothing else, out of the archive into `folder`. */
static Error *archive_extract(Arena *arena, const char *file, Text folder) {
    struct archive *a = archive_read_new();
    struct archive_entry *entry;
    Error *error = NULL;
    int seen = 0, status = ARCHIVE_OK;
    archive_read_support_format_tar(a);
    archive_read_support_filter_zstd(a);
    if (archive_read_open_filename(a, file, BLOCK) != ARCHIVE_OK) error = not_a_backup(arena, a, file);
    while (!error && (status = archive_read_next_header(a, &entry)) == ARCHIVE_OK) {
        int n = database_of_entry(archive_entry_pathname(entry));
        if (n < 0 || archive_entry_filetype(entry) != AE_IFREG) {
            error = not_a_backup(arena, NULL, file);
            break;
        }
        mkdir(text_format(arena, "%.*s/%s", TEXT_ARG(folder), databases[n].folder).ptr, 0700);
        error = entry_extract(arena, a, database_path(arena, folder, n), file);
        seen |= 1 << n;
    }
    if (!error && (status != ARCHIVE_EOF || seen != (1 << DATABASES) - 1)) error = not_a_backup(arena, a, file);
    archive_read_free(a);
    return error;
}

/* A database that was unpacked. What cannot be read of it was damaged in the archive. */
static Error *unpacked_open(Arena *arena, int n, Text folder, const char *file, Store **out) {
    Error *error = store_open(arena, &(StoreOptions){.kind = databases[n].kind, .rights = STORE_FULL, .address = folder}, out);
    if (!error || error->kind != ERROR_FAULT) return error;
    return error_detail(arena, not_a_backup(arena, NULL, file), "%.*s", TEXT_ARG(error->detail));
}

static Error *store_restore(Arena *arena, Store *from, Store *to) {
    Db *db = NULL;
    TRY(store_borrow(from, arena, &db));
    Error *error = rows_copy(arena, db, to, "restore");
    store_return(db);
    return error;
}

/* Into PostgreSQL: the archive's databases are opened where they were unpacked, before anything is made, and copied. */
static Error *restore_by_copy(Arena *arena, const Arguments *arguments, const char *file) {
    Stores stores = {0};
    Store *from[DATABASES] = {0};
    Text folder = {0};
    Error *error = folder_make(arena, argument(arguments, "--data"), &folder);
    if (!error) error = archive_extract(arena, file, folder);
    for (int n = 0; n < DATABASES && !error; n++) error = unpacked_open(arena, n, folder, file, &from[n]);
    if (!error) error = stores_create(arena, arguments, &stores);
    for (int n = 0; n < DATABASES && !error; n++) error = store_restore(arena, from[n], store_of(&stores, n));
    for (int n = 0; n < DATABASES; n++) store_close(from[n]);
    if (folder.len) folder_remove(arena, folder);
    stores_close(&stores);
    return error;
}

/* Into a data folder: the databases are put in their places and opened, which brings an older version's up to date. */
static Error *restore_in_place(Arena *arena, const Arguments *arguments, const char *file) {
    Text data = text_of(argument(arguments, "--data"));
    TRY(archive_extract(arena, file, data));
    for (int n = 0; n < DATABASES; n++) {
        Store *store = NULL;
        Error *error = unpacked_open(arena, n, data, file, &store);
        store_close(store);
        if (error) return error;
    }
    return NULL;
}

/* Can what is sealed be opened here? */
static Error *key_tell(Arena *arena, const Arguments *arguments) {
    Stores stores = {0};
    Db *db = NULL;
    SealState state = {0};
    Error *error = stores_open(arena, arguments, OPEN_OFFICE, &stores);
    if (!error) error = key_place(arena, arguments, &stores);
    if (!error) error = store_borrow(stores.office, arena, &db);
    if (!error) error = seal_state(db, arena, &state);
    if (!error && state.is_made && !seal_is_here(db, arena))
        printf("The key of its restricted papers (%.8s) is not here, so they stay closed: bring it with quorate key import.\n",
            state.fingerprint.ptr);
    store_return(db);
    stores_close(&stores);
    return error;
}

/* What waited to be sent may have gone out after the backup was made. */
static Error *mail_hold(Arena *arena, const Arguments *arguments) {
    Stores stores = {0};
    Tx *tx = NULL;
    int64_t held = 0;
    Error *error = NULL;
    TRY_OUT(stores_open(arena, arguments, OPEN_OFFICE, &stores));
    TRY_OUT(tx_begin(stores.office, arena, (Actor){.name = S("command line")}, S("restore"), &tx));
    TRY_OUT(mail_restored(tx, &held));
    TRY_OUT(tx_commit(tx));
    if (held > 0)
        printf("%" PRId64
               " message%s waited to be sent when the backup was made and may have gone out since: decide about %s on the page Mail.\n",
            held, held == 1 ? "" : "s", held == 1 ? "it" : "them");
out:
    tx_end(tx);
    stores_close(&stores);
    return error;
}

Error *command_restore(Arena *arena, const Arguments *arguments) {
    const char *file = arguments->words[0];
    if (access(file, R_OK) != 0) return error_new(arena, ERROR_INPUT, "%s cannot be read: %s.", file, strerror(errno));
    if (folder_is_there(file)) return error_new(arena, ERROR_INPUT, "%s is a folder. Give the file that `quorate backup` wrote.", file);
    const char *data = argument(arguments, "--data");
    bool was_there = folder_is_there(data);
    TRY(folder_check_empty(arena, data));
    Error *error = argument(arguments, "--database") ? restore_by_copy(arena, arguments, file) : restore_in_place(arena, arguments, file);
    if (error) { /* nothing half restored stays */
        data_folder_unmake(arena, data, was_there);
        return error;
    }
    TRY(key_tell(arena, arguments));
    TRY(mail_hold(arena, arguments));
    printf("Restored. Run `quorate verify` now.\n");
    return NULL;
}
