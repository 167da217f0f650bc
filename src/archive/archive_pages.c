/* Owns the overview of the archive, sending files to it, and the list of those that were sent. */
#include "archive/pages.h"

#include <fcntl.h>
#include <unistd.h>

#include "archive/archive.view.h"

static int percent_of(const Job *job) {
    return job->total > 0 ? (int)(job->done * 100 / job->total) : 0;
}

/* The job that reads what waits; *is_reading false when nothing waits. */
static Error *reading_now(Office *office, Request *request, Job *job, bool *is_reading, int *percent) {
    bool found;
    *percent = 0;
    TRY(job_latest(office->db, request->arena, S("read-archive"), (Text){0}, job, &found));
    *is_reading = found && (job->state == JOB_WAITING || job->state == JOB_RUNNING);
    if (*is_reading) *percent = percent_of(job);
    return NULL;
}

static Error *kinds_read(Office *office, Request *request, KindLineList *out) {
    ArchiveKindRowsRowList rows;
    const Field *kind = record_field(&archive_document_record, S("kind"));
    TRY(archive_kind_rows(office->db, request->arena, &rows));
    out->items = ARENA_ARRAY(request->arena, KindLine, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        for (const Choice *c = kind->choices; c->code; c++)
            if (text_equal(rows.items[i].kind, text_of(c->code)))
                out->items[out->count++] = (KindLine){rows.items[i].kind, text_of(c->label), rows.items[i].number};
    return NULL;
}

Error *archive_show(Office *office, Request *request, Response *response) {
    ArchiveOverview shown = {.keeps = archive_keeps(office)};
    bool sees;
    TRY(archive_sees_restricted(office, request, &sees));
    TRY(archive_counts(office->db, request->arena, sees, &shown.counts));
    TRY(archive_body_rows(office->db, request->arena, sees, &shown.bodies));
    TRY(kinds_read(office, request, &shown.kinds));
    TRY(reading_now(office, request, &shown.job, &shown.is_reading, &shown.percent));
    Page page = archive_page(office, request, S("Archive"));
    View v = page_view(request, response, &page);
    archive_overview_view(&v, page, archive_links(request->arena), &shown);
    return NULL;
}

/* ---- Sending files ---- */

static Error *import_form(Office *office, Request *request, Response *response, const Form *form) {
    ArchiveBodyList bodies;
    OptionList options = {0};
    TRY(archive_bodies_all(office->db, request->arena, &bodies));
    for (size_t i = 0; i < bodies.count; i++) option_add_text(request->arena, &options, bodies.items[i].name, bodies.items[i].name);
    Page page = archive_page_below(office, request, S("Import files"));
    page.form = form;
    if (form && !form_is_fine(form)) response->status = 422;
    View v = page_view(request, response, &page);
    archive_import_view(&v, page, options);
    return NULL;
}

Error *archive_import_show(Office *office, Request *request, Response *response) {
    return import_form(office, request, response, NULL);
}

static Error *upload_bytes(Arena *arena, const Upload *upload, Text *out) {
    char *room = arena_alloc(arena, (size_t)upload->bytes + 1);
    size_t len = 0;
    int fd = open(upload->path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return error_new(arena, ERROR_STORAGE, "A file that was sent cannot be read. Send it again.");
    for (ssize_t got = 1; got > 0 && len < (size_t)upload->bytes; len += (size_t)(got > 0 ? got : 0))
        got = read(fd, room + len, (size_t)upload->bytes - len);
    close(fd);
    *out = (Text){room, len};
    return len == (size_t)upload->bytes ? NULL : error_new(arena, ERROR_STORAGE, "A file that was sent cannot be read. Send it again.");
}

/* What became of the files that were sent: how many are new, how many of the others wait to be read. */
typedef struct {
    size_t made, waiting;
} Sent;

static Error *wait_all(Tx *tx, const Request *request, const ReadHints *hints, Sent *sent) {
    for (size_t i = 0; i < request->upload_count; i++) {
        const Upload *upload = &request->uploads[i];
        ArchiveSource source;
        bool is_new;
        ImportFile file = {.name = upload->file_name, .media_type = upload->media_type, .came_by = CAME_BY_UPLOAD};
        TRY(upload_bytes(tx_arena(tx), upload, &file.bytes));
        TRY(archive_wait(tx, &file, hints, &source, &is_new));
        if (is_new) sent->made++;
        else if (source.state == SOURCE_WAITING) sent->waiting++;
    }
    return NULL;
}

static void check_uploads(Form *form, const Request *request) {
    int64_t all = 0;
    for (size_t i = 0; i < request->upload_count; i++) all += request->uploads[i].bytes;
    if (request->upload_count == 0) form_error(form, "file", "Choose one or more files");
    else if (all > READING_BYTES_MAX)
        form_error(form, "file", "The files have more than %d MB together. Send them in several steps, or use quorate import on the server",
            (int)(READING_BYTES_MAX / 1000 / 1000));
}

Error *archive_import_do(Office *office, Request *request, Response *response) {
    ReadHints hints = {.body = request_value(request, "body")};
    Sent sent = {0};
    Form form = form_show(request->arena, &archive_source_record);
    form.sent = request->form;
    form.was_sent = true;
    form_read_day(&form, "date", "The day of the meeting", &hints.date);
    check_uploads(&form, request);
    if (!form_is_fine(&form)) return import_form(office, request, response, &form);
    TRY(ARCHIVE_CHANGE(office, request, tx, "files were sent to the archive", wait_all(tx, request, &hints, &sent)));
    if (office->jobs) jobs_wake(office->jobs);
    respond_done(request, response, S("/office/archive/files"),
        sent.made      ? "archive-sent"
        : sent.waiting ? "archive-sent-waiting"
                       : "archive-sent-before");
    return NULL;
}

/* ---- Files ---- */

static Error *file_line(Office *office, Request *request, const ArchiveSource *source, bool sees, FileLine *out) {
    out->source = *source;
    bool is_refused = source->state == SOURCE_REFUSED; /* what it was nobody knows: its name may say whom a restricted paper is about */
    out->name = source->name;
    if (is_refused && !sees) {
        out->name = S("A file that could not be read");
        out->source.sentence = S("Why is told to clerks and safety officers.");
    } else if (source->is_restricted && !sees) {
        out->name = source->state == SOURCE_WAITING
                        ? text_format(request->arena, "File %" PRId64 ", not read yet", source->id.n)
                        : text_format(request->arena, "File %" PRId64 ", with restricted passages", source->id.n);
    }
    TRY(archive_doubts_of_file(office->db, request->arena, source->id, sees, &out->doubts));
    return archive_documents_in(office->db, request->arena, source->same_as.n ? source->same_as : source->id, &out->documents);
}

Error *archive_files_show(Office *office, Request *request, Response *response) {
    FilesShown shown = {.keeps = archive_keeps(office)};
    ArchiveSourceCountRow count;
    ArchiveSourceList sources;
    bool sees;
    TRY(archive_sees_restricted(office, request, &sees));
    TRY(archive_source_count(office->db, request->arena, &count));
    shown.pages = pagination_of(request_query(request, "page"), count.number, ARCHIVE_PER_PAGE, S("/office/archive/files"));
    TRY(archive_source_rows(office->db, request->arena, ARCHIVE_PER_PAGE, (shown.pages.page - 1) * ARCHIVE_PER_PAGE, &sources));
    shown.items = ARENA_ARRAY(request->arena, FileLine, sources.count + 1);
    for (size_t i = 0; i < sources.count; i++) TRY(file_line(office, request, &sources.items[i], sees, &shown.items[shown.count++]));
    TRY(reading_now(office, request, &shown.job, &shown.is_reading, &shown.percent));
    Page page = archive_page_below(office, request, S("Imported files"));
    View v = page_view(request, response, &page);
    archive_files_view(&v, page, archive_links(request->arena), &shown, sees);
    return NULL;
}
