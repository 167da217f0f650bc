/* Owns the page of a document: what was read and the source beside each other. Whoever may not read what is restricted sees the rest of the
 * reading, and no source that has anything restricted in it. */
#include "archive/pages.h"

#include "archive/document.view.h"
#include "store/files.h"
#include "store/journal.h"

enum { LINES_MOST = 20000 };

static Error *document_asked(Office *office, Request *request, DocumentShown *out) {
    int64_t id;
    Db *db = office->db;
    Arena *arena = request->arena;
    TRY(request_id(request, 0, &id));
    TRY(record_get(db, arena, &archive_document_record, id, &out->document));
    TRY(record_get(db, arena, &archive_source_record, out->document.source.n, &out->source));
    if (out->document.body.n) TRY(record_get(db, arena, &archive_body_record, out->document.body.n, &out->body));
    out->has_meeting = out->document.meeting.n != 0;
    if (out->has_meeting) TRY(record_get(db, arena, &archive_meeting_record, out->document.meeting.n, &out->meeting));
    TRY(archive_documents_in(db, arena, out->source.id, &out->with));
    out->keeps = archive_keeps(office);
    return archive_sees_restricted(office, request, &out->sees);
}

/* The years whose plans were made of the document, and whether whoever asks may make one. */
static Error *plans_of(Office *office, Request *request, DocumentShown *out) {
    PlanSheetList sheets;
    if (out->document.kind != DOCUMENT_ACTION_PLAN) return NULL;
    out->may_make_plan = (office->roles & (CLERK | SAFETY_OFFICER)) != 0 && !out->document.is_restricted;
    TRY(sheets_of_document(office->db, request->arena, out->document.id.n, &sheets));
    out->plans.items = ARENA_ARRAY(request->arena, Agreement, sheets.count + 1);
    for (size_t i = 0; i < sheets.count; i++) {
        bool is_there = false;
        for (size_t k = 0; k < out->plans.count; k++) is_there |= out->plans.items[k].id.n == sheets.items[i].agreement.n;
        if (!is_there)
            TRY(record_get(
                office->db, request->arena, &agreement_record, sheets.items[i].agreement.n, &out->plans.items[out->plans.count++]));
    }
    return NULL;
}

static Error *is_published(Office *office, Request *request, ArchiveMeetingId meeting, bool *out) {
    ArchivePublication publication = {0};
    bool found = false;
    *out = false;
    if (!meeting.n) return NULL;
    TRY(archive_publication_of(office->db, request->arena, meeting, &publication, &found));
    *out = found && publication.is_wanted;
    return NULL;
}

/* ---- The reading ---- */

static int depth_of(const ArchiveEntryList *entries, const EntryShown *shown, size_t at) {
    for (size_t i = at; entries->items[at].parent.n && i-- > 0;)
        if (entries->items[i].id.n == entries->items[at].parent.n) return shown[i].depth + 1;
    return 0;
}

static Error *reading_of(Office *office, Request *request, DocumentShown *out, bool *has_restricted) {
    ArchiveEntryList entries;
    ArchiveDoubtList doubts;
    TRY(archive_entries_in(office->db, request->arena, out->document.id, &entries));
    TRY(archive_doubts_open_of(office->db, request->arena, out->document.id, &doubts));
    out->doubts.items = ARENA_ARRAY(request->arena, ArchiveDoubt, doubts.count + 1);
    for (size_t i = 0; i < doubts.count; i++)
        if (out->sees || !doubts.items[i].is_restricted) out->doubts.items[out->doubts.count++] = doubts.items[i];
    out->items = ARENA_ARRAY(request->arena, EntryShown, entries.count + 1);
    for (size_t i = 0; i < entries.count; i++) {
        EntryShown *e = &out->items[out->count++];
        *e = (EntryShown){.entry = &entries.items[i], .is_hidden = entries.items[i].is_restricted && !out->sees};
        e->begins_list = entry_is_person(e->entry) && !e->is_hidden && (i == 0 || entries.items[i - 1].kind != entries.items[i].kind);
        e->depth = depth_of(&entries, out->items, i);
        for (size_t j = 0; j < out->doubts.count && !e->doubt; j++)
            if (out->doubts.items[j].entry.n == entries.items[i].id.n) e->doubt = &out->doubts.items[j];
        *has_restricted = *has_restricted || entries.items[i].is_restricted;
    }
    return NULL;
}

/* ---- The source ---- */

static Error *lines_of(Office *office, Request *request, DocumentShown *out) {
    Text words, line;
    size_t cap = 0;
    const ArchiveDocument *d = &out->document;
    if (out->source.is_restricted && !out->sees) {
        out->lines_hidden = S("Something in this file is restricted, so the file itself is shown only to clerks and safety officers.");
        return NULL;
    }
    Error *error = archive_source_words(office->db, request->arena, &out->source, &words);
    if (error && error->kind == ERROR_SEALED) {
        out->lines_hidden = error->sentence;
        return NULL;
    }
    TRY(error);
    out->is_whole = !text_is_empty(request_query(request, "whole")) || d->first_line <= 0;
    for (int64_t n = 1; text_next_line(&words, &line) && out->lines.count < LINES_MOST; n++) {
        bool is_here = d->first_line <= 0 || (n >= d->first_line && (d->last_line <= 0 || n <= d->last_line));
        if (!is_here) out->has_more = true;
        if (!is_here && !out->is_whole) continue;
        if (out->lines.count == cap) {
            size_t more = cap ? cap * 2 : 256;
            out->lines.items = arena_grow(request->arena, out->lines.items, cap * sizeof(SourceLine), more * sizeof(SourceLine));
            cap = more;
        }
        if (text_starts_with(line, S("\f"))) line = text_slice(line, 1, line.len);
        out->lines.items[out->lines.count++] = (SourceLine){.number = n, .words = line};
    }
    return NULL;
}

Error *archive_document_page_show(Office *office, Request *request, Response *response) {
    DocumentShown shown = {0};
    bool has_restricted = false;
    TRY(document_asked(office, request, &shown));
    has_restricted = shown.document.is_restricted;
    TRY(reading_of(office, request, &shown, &has_restricted));
    TRY(is_published(office, request, shown.document.meeting, &shown.is_public));
    TRY(lines_of(office, request, &shown));
    TRY(plans_of(office, request, &shown));
    if (shown.sees && (has_restricted || shown.source.is_restricted))
        TRY(journal_note_read_as(
            office->store, request->arena, office_actor(office), &archive_document_record, shown.document.id.n, S("Opened")));
    Page page = archive_page_below(office, request, document_named(request->arena, &shown.document, shown.sees));
    if (shown.has_meeting)
        page_breadcrumb(request->arena, &page, archive_meeting_shown(request->arena, &shown.body, &shown.meeting),
            text_format(request->arena, "/office/archive/meetings/%" PRId64, shown.meeting.id.n));
    View v = page_view(request, response, &page);
    archive_document_view(&v, page, &shown);
    return NULL;
}

/* ---- The file itself ---- */

Error *archive_document_file(Office *office, Request *request, Response *response) {
    DocumentShown shown = {0};
    StoredFile file;
    TRY(document_asked(office, request, &shown));
    if (text_is_empty(shown.source.file) || (shown.source.is_restricted && !shown.sees))
        return error_new(
            request->arena, ERROR_FORBIDDEN, "Something in this file is restricted, so it is opened only by clerks and safety officers.");
    TRY(file_get(office->db, request->arena, shown.source.file, &file));
    TRY(file_check(office->db, request->arena, &file));
    if (shown.source.is_restricted)
        TRY(journal_note_read_as(
            office->store, request->arena, office_actor(office), &archive_source_record, shown.source.id.n, S("Downloaded")));
    Text name =
        shown.source.is_restricted ? text_format(request->arena, "restricted-source-%" PRId64, shown.source.id.n) : shown.source.name;
    /* a saved web page is never shown as one: it came from elsewhere */
    file.media_type = text_equal(file.media_type, S("application/pdf")) ? file.media_type : S("application/octet-stream");
    respond_file(request, response, office->store, &file, name, text_equal(file.media_type, S("application/pdf")));
    return NULL;
}

/* ---- Restricting ---- */

Error *archive_entry_restrict_do(Office *office, Request *request, Response *response) {
    ArchiveEntry entry;
    ArchiveDocument document;
    int64_t id;
    bool sees, is_public, is_restricted = text_equal(request_value(request, "set"), S("restricted"));
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &archive_entry_record, id, &entry));
    TRY(archive_sees_restricted(office, request, &sees));
    if (entry.is_restricted && !sees) return error_new(request->arena, ERROR_NOT_FOUND, "There is no such entry.");
    if (!is_restricted && !text_equal(request_value(request, "set"), S("open")))
        return error_new(request->arena, ERROR_INPUT, "Nothing was changed. Go back and press one of the two buttons.");
    TRY(record_get(office->db, request->arena, &archive_document_record, entry.document.n, &document));
    TRY(is_published(office, request, document.meeting, &is_public));
    Text back = document_address(request->arena, document.id, entry.id);
    if (!is_restricted && is_public && !text_equal(request_value(request, "confirmed"), S("yes"))) {
        Page page = archive_page_below(office, request, S("Make this public again?"));
        View v = page_view(request, response, &page);
        archive_public_again_view(&v, page, &entry, back);
        return NULL;
    }
    TRY(ARCHIVE_CHANGE(office, request, tx, "restriction of an entry", archive_entry_restrict(tx, entry.id, is_restricted)));
    respond_done(request, response, text_format(request->arena, "/office/archive/documents/%" PRId64, entry.document.n),
        is_restricted ? (is_public ? "archive-restricted-public" : "archive-restricted")
                      : (is_public ? "archive-opened-public" : "archive-opened"));
    return NULL;
}
