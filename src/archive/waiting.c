/* Owns files that were sent to a page: kept sealed until a job has read them, because nobody knows yet what is in them. */
#include "archive/inside.h"

#include "store/files.h"

Error *archive_wait(Tx *tx, const ImportFile *file, const ReadHints *hints, ArchiveSource *out, bool *is_new) {
    StoredFile stored = {0};
    JobId job;
    bool found;
    *is_new = false;
    TRY(archive_find_file(tx_db(tx), tx_arena(tx), file->bytes, out, &found));
    if (found) return NULL;
    TRY(file_put_bytes_sealed(tx, file->bytes, S("application/octet-stream"), &stored));
    *out = (ArchiveSource){.name = file->name,
        .state = SOURCE_WAITING,
        .file = stored.sha256,
        .media_type = file->media_type,
        .bytes = (int64_t)file->bytes.len,
        .is_restricted = true,
        .came_by = file->came_by,
        .address = file->address,
        .body_hint = hints->body,
        .date_hint = hints->date,
        .imported_by = tx_actor(tx).name,
        .imported_at = tx_moment(tx)};
    TRY(record_insert(tx, &archive_source_record, out));
    *is_new = true;
    return job_ask(tx, S("read-archive"), (Text){0}, &job);
}

/* Nothing could be taken: why is kept, the file is not. */
static Error *refuse(Tx *tx, ArchiveSource *source, Text sentence) {
    Text file = source->file;
    source->state = SOURCE_REFUSED;
    source->sentence = sentence;
    source->file = (Text){0};
    TRY(record_update(tx, &archive_source_record, source));
    return file_drop_unused(tx, file);
}

static Error *write_one(
    Store *office, Arena *arena, ArchiveSource *source, const ImportFile *file, const ReadHints *hints, const Reading *reading) {
    Tx *tx = NULL;
    Imported made;
    Error *error = NULL;
    TRY_OUT(tx_begin(office, arena, (Actor){0, source->imported_by}, S("imported into the archive"), &tx));
    TRY_OUT(record_get(tx_db(tx), arena, &archive_source_record, source->id.n, source));
    if (source->state != SOURCE_WAITING) goto out; /* another worker was faster */
    TRY_OUT(import_in(tx, file, hints, reading, source, &made));
    if (made.outcome == IMPORT_REFUSED) TRY_OUT(refuse(tx, source, made.sentence));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

/* Is it the file, or are we, the database or the key the reason? */
static bool is_of_the_file(const Error *error) {
    return error->kind != ERROR_BUSY && error->kind != ERROR_STORAGE && error->kind != ERROR_SEALED;
}

/* It fails whenever it is tried: those behind it do not wait for it. */
static Error *refuse_alone(Store *office, Arena *arena, ArchiveSource *source, const Error *why) {
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(tx_begin(office, arena, (Actor){0, source->imported_by}, S("a file could not be imported into the archive"), &tx));
    TRY_OUT(record_get(tx_db(tx), arena, &archive_source_record, source->id.n, source));
    if (source->state != SOURCE_WAITING) goto out;
    TRY_OUT(refuse(tx, source, why->sentence));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

static void tell_page(void *context, int page, int pages) {
    job_progress(context, page - 1, pages, "Reading a picture of words: page %d of %d", page, pages);
}

static Error *read_one(Store *office, Arena *arena, ArchiveSource *source, JobRun *run) {
    Db *db = NULL;
    Reading reading = {0};
    ImportFile file = {.name = source->name, .media_type = source->media_type, .came_by = source->came_by, .address = source->address};
    ReadHints hints = {.name = source->name, .body = source->body_hint, .date = source->date_hint, .media_type = source->media_type};
    if (run) hints.ocr_progress = (OcrProgress){tell_page, run};
    TRY(store_borrow(office, arena, &db));
    Error *error = file_bytes(db, arena, source->file, &file.bytes);
    store_return(db);
    if (!error) error = archive_read(arena, file.bytes, &hints, &reading);
    if (!error) error = write_one(office, arena, source, &file, &hints, &reading);
    return error && is_of_the_file(error) ? refuse_alone(office, arena, source, error) : error;
}

static Error *waiting_now(Store *office, Arena *arena, ArchiveSourceList *out) {
    Db *db = NULL;
    TRY(store_borrow(office, arena, &db));
    Error *error = archive_sources_waiting(db, arena, out);
    store_return(db);
    return error;
}

/* The rest is read by another job, behind those that were asked for meanwhile: publishing does not wait for a thousand files. */
static Error *ask_again(Store *office, Arena *arena) {
    Tx *tx = NULL;
    Error *error = NULL;
    JobId job;
    TRY_OUT(tx_begin(office, arena, (Actor){0, S("archive")}, S("more files wait to be read"), &tx));
    TRY_OUT(job_ask(tx, S("read-archive"), (Text){0}, &job));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

Error *archive_read_waiting(Store *office, Arena *arena, JobRun *run) {
    ArchiveSourceList waiting;
    TRY(waiting_now(office, arena, &waiting));
    if (waiting.count == 0) return NULL;
    if (run && waiting.count == 1) job_progress(run, 0, 1, "Reading a file");
    else if (run) job_progress(run, 0, (int64_t)waiting.count, "Reading a file; %zu more wait", waiting.count - 1);
    TRY(read_one(office, arena, &waiting.items[0], run));
    return waiting.count > 1 ? ask_again(office, arena) : NULL;
}
