/* Files in the store: bytes in chunks under their SHA-256, kept once, in the transaction of what names them. */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/files.h"

static const Statement select_file = {
    .name = "file_get", .place = "store/files.c", .parameters = 1, .sql = "select sha256, media_type, bytes from file where sha256 = $1"};
static const Statement select_next = {.name = "file_next",
    .place = "store/files.c",
    .parameters = 1,
    .sql = "select sha256, media_type, bytes from file where sha256 > $1 order by sha256 limit 1"};
static const Statement select_chunk = {.name = "file_chunk",
    .place = "store/files.c",
    .parameters = 2,
    .sql = "select content from file_chunk where sha256 = $1 and place = $2"};
static const Statement insert_file = {.name = "file_put",
    .place = "store/files.c",
    .parameters = 3,
    .sql = "insert into file (sha256, media_type, bytes) values ($1, $2, $3)"};
static const Statement insert_chunk = {.name = "file_put_chunk",
    .place = "store/files.c",
    .parameters = 3,
    .sql = "insert into file_chunk (sha256, place, content) values ($1, $2, $3)"};
static const Statement delete_chunks = {
    .name = "file_remove_chunks", .place = "store/files.c", .parameters = 1, .sql = "delete from file_chunk where sha256 = $1"};
static const Statement delete_file = {
    .name = "file_remove", .place = "store/files.c", .parameters = 1, .sql = "delete from file where sha256 = $1"};

/* ---- One file ---- */

static Error *query_file(Db *db, Arena *arena, const Statement *statement, Text sha256, StoredFile *out, bool *found) {
    Rows *rows;
    Value parameters[] = {value_text(sha256)};
    *found = false;
    TRY(db_query(db, arena, statement, parameters, &rows));
    Error *error = rows_next(rows, found);
    if (*found) {
        *out = (StoredFile){
            text_copy(arena, rows_value(rows, 0).text), text_copy(arena, rows_value(rows, 1).text), rows_value(rows, 2).integer};
    }
    rows_end(rows);
    return error;
}

Error *file_get(Db *db, Arena *arena, Text sha256, StoredFile *out) {
    bool found;
    TRY(query_file(db, arena, &select_file, sha256, out, &found));
    return found ? NULL : error_new(arena, ERROR_NOT_FOUND, "There is no such file. It may have been removed.");
}

Error *file_chunk(Db *db, Arena *arena, Text sha256, int64_t n, Text *out) {
    Rows *rows;
    bool found;
    Value parameters[] = {value_text(sha256), value_integer(n)};
    *out = (Text){0};
    TRY(db_query(db, arena, &select_chunk, parameters, &rows));
    Error *error = rows_next(rows, &found);
    if (found) *out = text_copy(arena, rows_value(rows, 0).text);
    rows_end(rows);
    return error;
}

/* ---- Keeping ---- */

static Error *put_file(Tx *tx, const StoredFile *file) {
    Value values[] = {value_text(file->sha256), value_text(file->media_type), value_integer(file->bytes)};
    return tx_execute(tx, &insert_file, values, NULL);
}

static Error *put_chunk(Tx *tx, Text sha256, int64_t place, Text content) {
    Value values[] = {value_text(sha256), value_integer(place), value_bytes(content)};
    return tx_execute(tx, &insert_chunk, values, NULL);
}

static Text hex_of(Arena *arena, crypto_hash_sha256_state *state) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_final(state, hash);
    return text_hex(arena, hash, sizeof hash);
}

static void hash_add(crypto_hash_sha256_state *state, Text bytes) {
    if (bytes.len) crypto_hash_sha256_update(state, (const unsigned char *)bytes.ptr, bytes.len);
}

Error *file_put_bytes(Tx *tx, Text bytes, Text media_type, StoredFile *out) {
    crypto_hash_sha256_state state;
    bool found;
    crypto_hash_sha256_init(&state);
    hash_add(&state, bytes);
    Text sha256 = hex_of(tx_arena(tx), &state);
    TRY(query_file(tx_db(tx), tx_arena(tx), &select_file, sha256, out, &found));
    if (found) return NULL;
    *out = (StoredFile){sha256, media_type, (int64_t)bytes.len};
    TRY(put_file(tx, out));
    for (size_t at = 0; at < bytes.len; at += FILE_CHUNK_BYTES) {
        TRY(put_chunk(tx, sha256, (int64_t)(at / FILE_CHUNK_BYTES), text_slice(bytes, at, FILE_CHUNK_BYTES)));
    }
    return NULL;
}

static Error *unreadable(Arena *arena, int why) {
    return error_detail(arena, error_new(arena, ERROR_STORAGE, "The file cannot be read. Send it again."), "%s", strerror(why));
}

/* A whole chunk or, at the end of the file, what is left. */
static Error *read_chunk(Arena *arena, int fd, char *room, Text *out) {
    size_t len = 0;
    while (len < FILE_CHUNK_BYTES) {
        ssize_t n = read(fd, room + len, FILE_CHUNK_BYTES - len);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return unreadable(arena, errno);
        if (n == 0) break;
        len += (size_t)n;
    }
    *out = (Text){room, len};
    return NULL;
}

/* One pass over an open file: hashes it and, when `sha256` is given, puts its chunks under that name. */
static Error *walk_file(Tx *tx, int fd, const Text *sha256, char *room, Text *hash, int64_t *bytes) {
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    Text chunk = {0};
    *bytes = 0;
    if (lseek(fd, 0, SEEK_SET) < 0) return unreadable(tx_arena(tx), errno);
    for (int64_t place = 0;; place++) {
        TRY(read_chunk(tx_arena(tx), fd, room, &chunk));
        if (chunk.len == 0) break;
        hash_add(&state, chunk);
        *bytes += (int64_t)chunk.len;
        if (sha256) TRY(put_chunk(tx, *sha256, place, chunk));
    }
    *hash = hex_of(tx_arena(tx), &state);
    return NULL;
}

/* The name of the chunks is the hash of the whole, so the file is read twice; a file that changed in between is refused. */
static Error *put_open_file(Tx *tx, int fd, Text media_type, StoredFile *out) {
    char *room = arena_alloc(tx_arena(tx), FILE_CHUNK_BYTES);
    Text sha256 = {0}, again = {0};
    int64_t bytes = 0, bytes_again = 0;
    bool found;
    TRY(walk_file(tx, fd, NULL, room, &sha256, &bytes));
    TRY(query_file(tx_db(tx), tx_arena(tx), &select_file, sha256, out, &found));
    if (found) return NULL;
    *out = (StoredFile){sha256, media_type, bytes};
    TRY(put_file(tx, out));
    TRY(walk_file(tx, fd, &sha256, room, &again, &bytes_again));
    if (text_equal(again, sha256)) return NULL;
    return error_new(tx_arena(tx), ERROR_INPUT, "The file changed while it was being read. Send it again.");
}

Error *file_put_path(Tx *tx, const char *path, Text media_type, StoredFile *out) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return unreadable(tx_arena(tx), errno);
    Error *error = put_open_file(tx, fd, media_type, out);
    close(fd);
    return error;
}

Error *file_remove(Tx *tx, Text sha256) {
    Value values[] = {value_text(sha256)};
    TRY(tx_execute(tx, &delete_chunks, values, NULL));
    return tx_execute(tx, &delete_file, values, NULL);
}

/* ---- Reading in one sweep ---- */

typedef Error *TakeChunk(void *context, Arena *arena, int64_t place, Text chunk);

/* Gives each chunk in turn to `take`, holding one at a time in memory. *is_whole tells whether length and hash were right. */
static Error *sweep(Db *db, Arena *arena, const StoredFile *file, TakeChunk *take, void *context, bool *is_whole) {
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    Arena *step = arena_new();
    Error *error = NULL;
    int64_t bytes = 0;
    for (int64_t place = 0;; place++) {
        Text chunk = {0};
        arena_reset(step);
        error = file_chunk(db, step, file->sha256, place, &chunk);
        if (error || chunk.len == 0) break;
        hash_add(&state, chunk);
        bytes += (int64_t)chunk.len;
        if (take) error = take(context, step, place, chunk);
        if (error) break;
    }
    if (error) error = error_copy(arena, error); /* it was made in the arena of the step, which ends here */
    arena_free(step);
    *is_whole = bytes == file->bytes && text_equal(hex_of(arena, &state), file->sha256);
    return error;
}

static Error *sweep_whole(Db *db, Arena *arena, const StoredFile *file, TakeChunk *take, void *context) {
    bool is_whole;
    TRY(sweep(db, arena, file, take, context, &is_whole));
    if (is_whole) return NULL;
    Error *error =
        error_new(arena, ERROR_STORAGE, "A stored file is damaged. Tell whoever looks after this system; a backup may hold it whole.");
    return error_detail(arena, error, "file %.*s", TEXT_ARG(file->sha256));
}

typedef struct {
    Tx *to;
    Text sha256;
} CopyTo;

static Error *take_into_store(void *context, Arena *arena, int64_t place, Text chunk) {
    const CopyTo *copy = context;
    (void)arena;
    return put_chunk(copy->to, copy->sha256, place, chunk);
}

Error *file_copy(Db *from, Tx *to, Text sha256) {
    StoredFile file = {0}, there = {0};
    bool found;
    TRY(query_file(tx_db(to), tx_arena(to), &select_file, sha256, &there, &found));
    if (found) return NULL;
    TRY(file_get(from, tx_arena(to), sha256, &file));
    TRY(put_file(to, &file));
    CopyTo copy = {to, file.sha256};
    return sweep_whole(from, tx_arena(to), &file, take_into_store, &copy);
}

static Error *take_into_memory(void *context, Arena *arena, int64_t place, Text chunk) {
    (void)arena, (void)place;
    buffer_put(context, chunk);
    return NULL;
}

Error *file_bytes(Db *db, Arena *arena, Text sha256, Text *out) {
    StoredFile file = {0};
    TRY(file_get(db, arena, sha256, &file));
    Buffer bytes = buffer_new(arena, (size_t)file.bytes + 1);
    TRY(sweep_whole(db, arena, &file, take_into_memory, &bytes));
    *out = buffer_text(&bytes);
    return NULL;
}

static Error *take_into_file(void *context, Arena *arena, int64_t place, Text chunk) {
    int fd = *(const int *)context;
    (void)place;
    while (chunk.len) {
        ssize_t n = write(fd, chunk.ptr, chunk.len);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) {
            Error *error = error_new(arena, ERROR_STORAGE, "The file cannot be written: %s. Make room, then try again.", strerror(errno));
            return error;
        }
        chunk = text_slice(chunk, (size_t)n, chunk.len);
    }
    return NULL;
}

Error *file_to_path(Db *db, Arena *arena, Text sha256, const char *path) {
    StoredFile file = {0};
    TRY(file_get(db, arena, sha256, &file));
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0) return error_new(arena, ERROR_STORAGE, "The file %s cannot be made: %s.", path, strerror(errno));
    Error *error = sweep_whole(db, arena, &file, take_into_file, &fd);
    if (close(fd) && !error) error = error_new(arena, ERROR_STORAGE, "The file %s cannot be written: %s.", path, strerror(errno));
    if (error) unlink(path);
    return error;
}

Error *files_verify(Db *db, Arena *arena, int64_t *count, Buffer *out) {
    StoredFile file = {0};
    bool found, is_whole;
    *count = 0;
    for (;;) {
        TRY(query_file(db, arena, &select_next, file.sha256, &file, &found));
        if (!found) return NULL;
        ++*count;
        TRY(sweep(db, arena, &file, NULL, NULL, &is_whole));
        if (!is_whole) buffer_putf(out, "The file %.*s is damaged or incomplete.\n", TEXT_ARG(file.sha256));
    }
}
