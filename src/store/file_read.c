/* Reading stored files: chunk by chunk, whole, to a path, into another store, and checking all of them. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "store/file_inside.h"

static const Statement select_next = {.name = "file_next",
    .place = "store/file_read.c",
    .parameters = 1,
    .sql = "select sha256, media_type, bytes from file where sha256 > $1 order by sha256 limit 1"};
static const Statement count_chunks = {.name = "file_count_chunks",
    .place = "store/file_read.c",
    .parameters = 1,
    .sql = "select count(*), coalesce(sum(length(content)), 0), coalesce(max(place), -1) from file_chunk where sha256 = $1"};
enum { SEALED_CHUNK_MORE = 17 }; /* bytes that a chunk has more when it is sealed */

/* ---- Chunk by chunk ---- */

struct FileReader {
    StoredFile file;
    SealedStream *stream; /* NULL: plain */
    int64_t next;         /* the chunk that the stream stands before */
};

Error *file_reader_open(Db *db, Arena *arena, const StoredFile *file, FileReader **out) {
    FileReader *reader = ARENA_NEW(arena, FileReader);
    reader->file = (StoredFile){text_copy(arena, file->sha256), text_copy(arena, file->media_type), file->bytes};
    if (file_is_sealed(file->sha256)) TRY(sealed_stream_open(db, arena, &reader->file, &reader->stream));
    *out = reader;
    return NULL;
}

void file_reader_close(FileReader *reader) {
    if (!reader) return;
    sealed_stream_free(reader->stream);
    reader->stream = NULL;
}

/* What chunk `n` of a file must have. */
static size_t expected_bytes(const StoredFile *file, int64_t n) {
    int64_t left = file->bytes - n * (int64_t)FILE_CHUNK_BYTES;
    return left > (int64_t)FILE_CHUNK_BYTES ? FILE_CHUNK_BYTES : (size_t)(left > 0 ? left : 0);
}

static Error *pull(FileReader *reader, Db *db, Arena *arena, Text *out) {
    const StoredFile *file = &reader->file;
    Text kept;
    TRY(file_kept_chunk(db, arena, file->sha256, reader->next, &kept));
    bool is_right = sealed_stream_pull(reader->stream, arena, kept, reader->next == file_chunks(file) - 1, out);
    is_right = is_right && out->len == expected_bytes(file, reader->next);
    reader->next++;
    if (is_right) return NULL;
    *out = (Text){0};
    reader->next = INT64_MAX; /* a stream that went wrong has to begin again */
    return file_damaged(arena, file->sha256);
}

static Error *sealed_chunk(FileReader *reader, Db *db, Arena *arena, int64_t n, Text *out) {
    if (n >= file_chunks(&reader->file)) return NULL;
    if (n < reader->next) {
        sealed_stream_rewind(reader->stream);
        reader->next = 0;
    }
    Error *error = NULL;
    Arena *skipped = reader->next < n ? arena_new() : NULL;
    while (!error && reader->next < n) {
        Text passed;
        arena_reset(skipped);
        error = pull(reader, db, skipped, &passed);
    }
    if (error) error = error_copy(arena, error);
    arena_free(skipped);
    return error ? error : pull(reader, db, arena, out);
}

Error *file_reader_chunk(FileReader *reader, Db *db, Arena *arena, int64_t n, Text *out) {
    *out = (Text){0};
    return reader->stream ? sealed_chunk(reader, db, arena, n, out) : file_kept_chunk(db, arena, reader->file.sha256, n, out);
}

static Error *one_chunk(Db *db, Arena *arena, const StoredFile *file, int64_t n, Text *out) {
    FileReader *reader = NULL;
    TRY(file_reader_open(db, arena, file, &reader));
    Error *error = file_reader_chunk(reader, db, arena, n, out);
    file_reader_close(reader);
    return error;
}

Error *file_chunk(Db *db, Arena *arena, Text name, int64_t n, Text *out) {
    StoredFile file = {0};
    *out = (Text){0};
    if (!file_is_sealed(name)) return file_kept_chunk(db, arena, name, n, out);
    TRY(file_get(db, arena, name, &file));
    return one_chunk(db, arena, &file, n, out);
}

Error *file_check(Db *db, Arena *arena, const StoredFile *file) {
    Text first;
    return file_is_sealed(file->sha256) ? one_chunk(db, arena, file, 0, &first) : NULL;
}

/* ---- In one sweep ---- */

typedef Error *TakeChunk(void *context, Arena *arena, int64_t place, Text chunk);

/* Gives each chunk in turn to `take`, holding one at a time in memory. *is_whole tells whether length and name were right. */
static Error *sweep_chunks(Db *db, Arena *step, FileReader *reader, FileNamer *namer, TakeChunk *take, void *context, int64_t *bytes) {
    for (int64_t place = 0;; place++) {
        Text chunk = {0};
        arena_reset(step);
        TRY(file_reader_chunk(reader, db, step, place, &chunk));
        if (chunk.len == 0) return NULL;
        file_namer_add(namer, chunk);
        *bytes += (int64_t)chunk.len;
        if (take) TRY(take(context, step, place, chunk));
    }
}

static Error *sweep(Db *db, Arena *arena, const StoredFile *file, TakeChunk *take, void *context, bool *is_whole) {
    FileReader *reader = NULL;
    FileNamer *namer = NULL;
    Arena *step = arena_new();
    Error *error = NULL;
    int64_t bytes = 0;
    *is_whole = false;
    TRY_OUT(file_reader_open(db, arena, file, &reader));
    TRY_OUT(file_namer_new(db, arena, file_is_sealed(file->sha256), &namer));
    TRY_OUT(sweep_chunks(db, step, reader, namer, take, context, &bytes));
    Text name = file_namer_name(arena, namer);
    namer = NULL;
    *is_whole = bytes == file->bytes && text_equal(name, file->sha256);
out:
    if (error) error = error_copy(arena, error); /* it was made in the arena of the step, which ends here */
    file_namer_free(namer);
    file_reader_close(reader);
    arena_free(step);
    return error;
}

static Error *sweep_whole(Db *db, Arena *arena, const StoredFile *file, TakeChunk *take, void *context) {
    bool is_whole;
    TRY(sweep(db, arena, file, take, context, &is_whole));
    return is_whole ? NULL : file_damaged(arena, file->sha256);
}

static Error *take_into_memory(void *context, Arena *arena, int64_t place, Text chunk) {
    (void)arena, (void)place;
    buffer_put(context, chunk);
    return NULL;
}

Error *file_bytes(Db *db, Arena *arena, Text name, Text *out) {
    StoredFile file = {0};
    TRY(file_get(db, arena, name, &file));
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
        if (n < 0) return error_new(arena, ERROR_STORAGE, "The file cannot be written: %s. Make room, then try again.", strerror(errno));
        chunk = text_slice(chunk, (size_t)n, chunk.len);
    }
    return NULL;
}

Error *file_to_path(Db *db, Arena *arena, Text name, const char *path) {
    StoredFile file = {0};
    TRY(file_get(db, arena, name, &file));
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0) return error_new(arena, ERROR_STORAGE, "The file %s cannot be made: %s.", path, strerror(errno));
    Error *error = sweep_whole(db, arena, &file, take_into_file, &fd);
    if (close(fd) && !error) error = error_new(arena, ERROR_STORAGE, "The file %s cannot be written: %s.", path, strerror(errno));
    if (error) unlink(path);
    return error;
}

/* ---- Into another store ---- */

static const Statement insert_file = {.name = "file_copy",
    .place = "store/file_read.c",
    .parameters = 3,
    .sql = "insert into file (sha256, media_type, bytes) values ($1, $2, $3)"};
static const Statement insert_chunk = {.name = "file_copy_chunk",
    .place = "store/file_read.c",
    .parameters = 3,
    .sql = "insert into file_chunk (sha256, place, content) values ($1, $2, $3)"};

typedef struct {
    Tx *to;
    Text name;
} CopyTo;

static Error *take_into_store(void *context, Arena *arena, int64_t place, Text chunk) {
    const CopyTo *copy = context;
    (void)arena;
    Value values[] = {value_text(copy->name), value_integer(place), value_bytes(chunk)};
    return tx_execute(copy->to, &insert_chunk, values, NULL);
}

Error *file_copy(Db *from, Tx *to, Text name) {
    StoredFile file = {0}, there = {0};
    CHECK(!file_is_sealed(name)); /* what is sealed has no business anywhere else */
    Error *error = file_get(tx_db(to), tx_arena(to), name, &there);
    if (!error || error->kind != ERROR_NOT_FOUND) return error;
    TRY(file_get(from, tx_arena(to), name, &file));
    Value values[] = {value_text(file.sha256), value_text(file.media_type), value_integer(file.bytes)};
    TRY(tx_execute(to, &insert_file, values, NULL));
    CopyTo copy = {to, file.sha256};
    return sweep_whole(from, tx_arena(to), &file, take_into_store, &copy);
}

/* ---- Checking everything ---- */

static Error *next_file(Db *db, Arena *arena, Text after, StoredFile *out, bool *found) {
    Rows *rows;
    Value parameters[] = {value_text(after)};
    TRY(db_query(db, arena, &select_next, parameters, &rows));
    Error *error = rows_next(rows, found);
    if (*found)
        *out = (StoredFile){
            text_copy(arena, rows_value(rows, 0).text), text_copy(arena, rows_value(rows, 1).text), rows_value(rows, 2).integer};
    rows_end(rows);
    return error;
}

/* What can be said of a file without opening it: the number of its chunks, and their bytes. */
static Error *is_complete(Db *db, Arena *arena, const StoredFile *file, bool *out) {
    Rows *rows;
    bool has_row;
    Value parameters[] = {value_text(file->sha256)};
    *out = false;
    TRY(db_query(db, arena, &count_chunks, parameters, &rows));
    Error *error = rows_next(rows, &has_row);
    int64_t chunks = file_chunks(file), more = file_is_sealed(file->sha256) ? chunks * SEALED_CHUNK_MORE : 0;
    if (has_row)
        *out = rows_value(rows, 0).integer == chunks && rows_value(rows, 1).integer == file->bytes + more
               && rows_value(rows, 2).integer == chunks - 1;
    rows_end(rows);
    return error;
}

/* The words of a sealed file open or do not; those of a plain file have nothing to be compared with. */
static Error *words_verify(Db *db, Arena *arena, const StoredFile *file, bool *are_whole) {
    Text words;
    if (!file_is_sealed(file->sha256)) return NULL;
    Error *error = file_words(db, arena, file->sha256, &words);
    if (error && error->kind == ERROR_STORAGE) *are_whole = false;
    return error && error->kind != ERROR_STORAGE ? error : NULL;
}

static Error *file_verify(Db *db, Arena *arena, const StoredFile *file, FilesVerified *found, Buffer *out) {
    bool is_whole = false, is_there = false;
    TRY(is_complete(db, arena, file, &is_there));
    Error *error = sweep(db, arena, file, NULL, NULL, &is_whole);
    if (!error && is_whole) error = words_verify(db, arena, file, &is_whole);
    bool is_unopened = error && error->kind == ERROR_SEALED;
    if (error && !is_unopened && error->kind != ERROR_STORAGE) return error;
    found->count++;
    found->sealed += file_is_sealed(file->sha256);
    found->unopened += is_unopened;
    if (!is_there || (!is_whole && !is_unopened)) buffer_putf(out, "The file %.*s is damaged or incomplete.\n", TEXT_ARG(file->sha256));
    return NULL;
}

Error *files_verify(Db *db, Arena *arena, FilesVerified *found, Buffer *out) {
    StoredFile file = {0};
    bool is_file;
    *found = (FilesVerified){0};
    for (;;) {
        TRY(next_file(db, arena, file.sha256, &file, &is_file));
        if (!is_file) return NULL;
        Arena *step = arena_new();
        Error *error = file_verify(db, step, &file, found, out);
        if (error) error = error_copy(arena, error);
        arena_free(step);
        if (error) return error;
    }
}
