/* Files in the store: bytes in chunks under their name, kept once, in the transaction of what names them; in plain form or sealed. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "store/file_inside.h"

static const Statement select_file = {
    .name = "file_get", .place = "store/files.c", .parameters = 1, .sql = "select sha256, media_type, bytes from file where sha256 = $1"};
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
static const Statement put_words = {.name = "file_words_put",
    .place = "store/files.c",
    .parameters = 2,
    .sql = "insert into file_words (sha256, content) values ($1, $2) on conflict (sha256) do update set content = excluded.content"};
static const Statement select_words = {
    .name = "file_words", .place = "store/files.c", .parameters = 1, .sql = "select content from file_words where sha256 = $1"};

/* ---- One file ---- */

static Error *find_file(Db *db, Arena *arena, Text name, StoredFile *out, bool *found) {
    Rows *rows;
    Value parameters[] = {value_text(name)};
    *found = false;
    TRY(db_query(db, arena, &select_file, parameters, &rows));
    Error *error = rows_next(rows, found);
    if (*found) {
        *out = (StoredFile){
            text_copy(arena, rows_value(rows, 0).text), text_copy(arena, rows_value(rows, 1).text), rows_value(rows, 2).integer};
    }
    rows_end(rows);
    return error;
}

Error *file_get(Db *db, Arena *arena, Text name, StoredFile *out) {
    bool found;
    TRY(find_file(db, arena, name, out, &found));
    return found ? NULL : error_new(arena, ERROR_NOT_FOUND, "There is no such file. It may have been removed.");
}

/* The bytes of one row, or nothing. */
static Error *bytes_of(Db *db, Arena *arena, const Statement *statement, const Value *parameters, Text *out) {
    Rows *rows;
    bool found;
    *out = (Text){0};
    TRY(db_query(db, arena, statement, parameters, &rows));
    Error *error = rows_next(rows, &found);
    if (found) *out = text_copy(arena, rows_value(rows, 0).text);
    rows_end(rows);
    return error;
}

Error *file_kept_chunk(Db *db, Arena *arena, Text name, int64_t n, Text *out) {
    Value parameters[] = {value_text(name), value_integer(n)};
    return bytes_of(db, arena, &select_chunk, parameters, out);
}

Error *file_damaged(Arena *arena, Text name) {
    Error *error =
        error_new(arena, ERROR_STORAGE, "A stored file is damaged. Tell whoever looks after this system; a backup may hold it whole.");
    return error_detail(arena, error, "file %.*s", TEXT_ARG(name));
}

Error *file_remove(Tx *tx, Text name) {
    Value values[] = {value_text(name)};
    TRY(tx_execute(tx, &delete_chunks, values, NULL));
    return tx_execute(tx, &delete_file, values, NULL); /* its seal and its words go with it */
}

/* ---- Keeping ---- */

static Error *put_file(Tx *tx, const StoredFile *file) {
    Value values[] = {value_text(file->sha256), value_text(file->media_type), value_integer(file->bytes)};
    return tx_execute(tx, &insert_file, values, NULL);
}

static Error *put_chunk(Tx *tx, Text name, int64_t place, Text content) {
    Value values[] = {value_text(name), value_integer(place), value_bytes(content)};
    return tx_execute(tx, &insert_chunk, values, NULL);
}

/* Where chunks go while a source is walked; all empty on the first walk, which only finds the name. */
typedef struct {
    Tx *tx;
    const StoredFile *file;
    SealedStream *stream; /* NULL: plain */
} Keeping;

static Error *keep_chunk(const Keeping *keeping, Arena *step, int64_t n, Text chunk) {
    if (keeping->stream) sealed_stream_push(keeping->stream, step, chunk, n == file_chunks(keeping->file) - 1, &chunk);
    return put_chunk(keeping->tx, keeping->file->sha256, n, chunk);
}

/* One pass over a source, one chunk in memory at a time: its name and size and, when `keeping` is given, its chunks into the store. */
static Error *walk(Tx *tx, FileSource *source, void *context, bool is_sealed, const Keeping *keeping, Text *name, int64_t *bytes) {
    FileNamer *namer = NULL;
    Arena *step = arena_new();
    Error *error = NULL;
    Text chunk;
    *bytes = 0;
    TRY_OUT(file_namer_new(tx_db(tx), tx_arena(tx), is_sealed, &namer));
    for (int64_t n = 0;; n++) {
        arena_reset(step);
        TRY_OUT(source(context, step, n, &chunk));
        bool is_end = chunk.len == 0;
        if (is_end && (n > 0 || !is_sealed)) break;
        file_namer_add(namer, chunk);
        *bytes += (int64_t)chunk.len;
        if (keeping) TRY_OUT(keep_chunk(keeping, step, n, chunk));
        if (is_end) break;
    }
    *name = file_namer_name(tx_arena(tx), namer);
    namer = NULL;
out:
    file_namer_free(namer);
    if (error) error = error_copy(tx_arena(tx), error); /* it may have been made in the arena of the step, which ends here */
    arena_free(step);
    return error;
}

/* The name of the chunks is the hash of the whole, so the source is walked twice; one that changed in between is refused. */
static Error *put(Tx *tx, FileSource *source, void *context, bool is_sealed, Text media_type, StoredFile *out) {
    Text name = {0}, again = {0};
    int64_t bytes = 0, bytes_again = 0;
    bool found;
    TRY(walk(tx, source, context, is_sealed, NULL, &name, &bytes));
    TRY(find_file(tx_db(tx), tx_arena(tx), name, out, &found));
    if (found) return NULL;
    *out = (StoredFile){name, media_type, bytes};
    Keeping keeping = {.tx = tx, .file = out};
    TRY(put_file(tx, out));
    if (is_sealed) TRY(sealed_stream_make(tx, out, &keeping.stream));
    Error *error = walk(tx, source, context, is_sealed, &keeping, &again, &bytes_again);
    sealed_stream_free(keeping.stream);
    if (error) return error;
    if (text_equal(again, name)) return NULL;
    return error_new(tx_arena(tx), ERROR_INPUT, "The file changed while it was being read. Send it again.");
}

/* ---- From memory, from the disk ---- */

static Error *from_memory(void *context, Arena *arena, int64_t n, Text *out) {
    (void)arena;
    *out = text_slice(*(const Text *)context, (size_t)n * FILE_CHUNK_BYTES, FILE_CHUNK_BYTES);
    return NULL;
}

Error *file_put_bytes(Tx *tx, Text bytes, Text media_type, StoredFile *out) {
    return put(tx, from_memory, &bytes, false, media_type, out);
}
Error *file_put_bytes_sealed(Tx *tx, Text bytes, Text media_type, StoredFile *out) {
    return put(tx, from_memory, &bytes, true, media_type, out);
}

static Error *unreadable(Arena *arena, int why) {
    return error_detail(arena, error_new(arena, ERROR_STORAGE, "The file cannot be read. Send it again."), "%s", strerror(why));
}

/* A whole chunk or, at the end of the file, what is left. */
static Error *from_disk(void *context, Arena *arena, int64_t n, Text *out) {
    int fd = *(const int *)context;
    char *room = arena_alloc(arena, FILE_CHUNK_BYTES);
    size_t len = 0;
    while (len < FILE_CHUNK_BYTES) {
        ssize_t got = pread(fd, room + len, FILE_CHUNK_BYTES - len, (off_t)n * (off_t)FILE_CHUNK_BYTES + (off_t)len);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return unreadable(arena, errno);
        if (got == 0) break;
        len += (size_t)got;
    }
    *out = (Text){room, len};
    return NULL;
}

static Error *put_path(Tx *tx, const char *path, bool is_sealed, Text media_type, StoredFile *out) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return unreadable(tx_arena(tx), errno);
    Error *error = put(tx, from_disk, &fd, is_sealed, media_type, out);
    close(fd);
    return error;
}

Error *file_put_path(Tx *tx, const char *path, Text media_type, StoredFile *out) {
    return put_path(tx, path, false, media_type, out);
}
Error *file_put_path_sealed(Tx *tx, const char *path, Text media_type, StoredFile *out) {
    return put_path(tx, path, true, media_type, out);
}

/* ---- From one form into the other ---- */

typedef struct {
    Tx *tx;
    FileReader *reader;
} StoredSource;

static Error *from_store(void *context, Arena *arena, int64_t n, Text *out) {
    const StoredSource *source = context;
    return file_reader_chunk(source->reader, tx_db(source->tx), arena, n, out);
}

Error *file_in_form(Tx *tx, Text name, bool is_sealed, StoredFile *out) {
    Arena *arena = tx_arena(tx);
    StoredFile file = {0};
    StoredSource source = {.tx = tx};
    Text words;
    TRY(file_get(tx_db(tx), arena, name, &file));
    *out = file;
    if (file_is_sealed(name) == is_sealed) return NULL;
    TRY(file_reader_open(tx_db(tx), arena, &file, &source.reader));
    Error *error = put(tx, from_store, &source, is_sealed, file.media_type, out);
    file_reader_close(source.reader);
    if (error) return error;
    TRY(file_words(tx_db(tx), arena, name, &words));
    return file_words_put(tx, out->sha256, words);
}

/* ---- Words ---- */

Error *file_words_put(Tx *tx, Text name, Text words) {
    StoredFile file = {0};
    TRY(file_get(tx_db(tx), tx_arena(tx), name, &file));
    if (file_is_sealed(name)) TRY(sealed_words_make(tx, &file, words, &words));
    Value values[] = {value_text(name), value_bytes(words)};
    return tx_execute(tx, &put_words, values, NULL);
}

Error *file_words(Db *db, Arena *arena, Text name, Text *out) {
    StoredFile file = {0};
    Text kept;
    Value parameters[] = {value_text(name)};
    *out = (Text){0};
    TRY(bytes_of(db, arena, &select_words, parameters, &kept));
    if (!file_is_sealed(name) || kept.len == 0) {
        *out = kept;
        return NULL;
    }
    TRY(file_get(db, arena, name, &file));
    return sealed_words_open(db, arena, &file, kept, out);
}

/* ---- Its name ---- */

Error *file_name_of(Db *db, Arena *arena, Text bytes, bool is_sealed, Text *out) {
    FileNamer *namer = NULL;
    TRY(file_namer_new(db, arena, is_sealed, &namer));
    file_namer_add(namer, bytes);
    *out = file_namer_name(arena, namer);
    return NULL;
}
