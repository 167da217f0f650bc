/* Owns the pages of a body and of a meeting in the archive. */
#include <stdlib.h>

#include "archive/pages.h"

#include "archive/archive.view.h"

/* ---- A body ---- */

static Error *body_asked(Office *office, Request *request, ArchiveBody *out) {
    int64_t id;
    TRY(request_id(request, 0, &id));
    return record_get(office->db, request->arena, &archive_body_record, id, out);
}

static Text year_of(Arena *arena, const ArchiveMeeting *meeting) {
    return date_is_set(meeting->date) ? text_format(arena, "%d", date_parts(meeting->date).year) : S("No date");
}

static int by_meeting(const void *a, const void *b) {
    const ArchiveDocument *x = a, *y = b;
    if (x->meeting.n != y->meeting.n) return x->meeting.n < y->meeting.n ? -1 : 1;
    return x->id.n < y->id.n ? -1 : x->id.n > y->id.n;
}

/* The documents of a meeting: a slice of all, which are sorted by meetings. */
static ArchiveDocumentList documents_with(const ArchiveDocumentList *all, ArchiveMeetingId meeting) {
    size_t low = 0, high = all->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (all->items[middle].meeting.n < meeting.n) low = middle + 1;
        else high = middle;
    }
    ArchiveDocumentList out = {.items = all->items + low};
    while (low + out.count < all->count && out.items[out.count].meeting.n == meeting.n) out.count++;
    return out;
}

static Error *years_read(Office *office, Request *request, BodyShown *out) {
    Arena *arena = request->arena;
    ArchiveMeetingList meetings;
    ArchiveDocumentList documents;
    TRY(archive_meetings_of_body(office->db, arena, out->body.id, &meetings));
    TRY(archive_documents_of_body(office->db, arena, out->body.id, &documents));
    if (documents.count) qsort(documents.items, documents.count, sizeof *documents.items, by_meeting);
    bool *is_shown = ARENA_ARRAY(arena, bool, documents.count + 1);
    out->items = ARENA_ARRAY(arena, YearOfMeetings, meetings.count + 1);
    for (size_t i = 0; i < meetings.count; i++) {
        Text year = year_of(arena, &meetings.items[i]);
        YearOfMeetings *last = out->count ? &out->items[out->count - 1] : NULL;
        if (!last || !text_equal(last->year, year)) {
            last = &out->items[out->count++];
            *last = (YearOfMeetings){.year = year, .items = ARENA_ARRAY(arena, MeetingLine, meetings.count - i)};
        }
        MeetingLine *line = &last->items[last->count++];
        line->meeting = meetings.items[i];
        line->documents = documents_with(&documents, meetings.items[i].id);
        for (size_t j = 0; j < line->documents.count; j++) is_shown[line->documents.items - documents.items + (ptrdiff_t)j] = true;
    }
    /* of a meeting of another body, or of none */
    out->others.items = ARENA_ARRAY(arena, ArchiveDocument, documents.count + 1);
    for (size_t i = 0; i < documents.count; i++)
        if (!is_shown[i]) out->others.items[out->others.count++] = documents.items[i];
    return NULL;
}

Error *archive_body_show(Office *office, Request *request, Response *response) {
    BodyShown shown = {.keeps = archive_keeps(office)};
    ArchiveBodyList bodies;
    TRY(body_asked(office, request, &shown.body));
    TRY(archive_sees_restricted(office, request, &shown.sees));
    TRY(years_read(office, request, &shown));
    TRY(archive_aliases_of_body(office->db, request->arena, shown.body.id, &shown.names));
    TRY(archive_bodies_all(office->db, request->arena, &bodies));
    for (size_t i = 0; i < bodies.count; i++)
        if (bodies.items[i].id.n != shown.body.id.n) option_add(request->arena, &shown.bodies, bodies.items[i].id.n, bodies.items[i].name);
    Page page = archive_page_below(office, request, shown.body.name);
    View v = page_view(request, response, &page);
    archive_body_view(&v, page, &shown);
    return NULL;
}

Error *archive_body_join_do(Office *office, Request *request, Response *response) {
    ArchiveBody body;
    TRY(body_asked(office, request, &body));
    ArchiveBodyId into = {archive_chosen(request, "into")};
    if (!into.n)
        return error_new(request->arena, ERROR_INPUT, "Nothing was changed. Go back and choose the body whose other name this is.");
    TRY(ARCHIVE_CHANGE(office, request, tx, "two names of one body", archive_body_join(tx, body.id, into)));
    respond_done(request, response, text_format(request->arena, "/office/archive/bodies/%" PRId64, into.n), "archive-joined");
    return NULL;
}

/* ---- A meeting ---- */

static Error *document_summary(Office *office, Request *request, const ArchiveDocument *d, bool sees, DocumentSummary *out) {
    ArchiveEntryList entries;
    ArchiveDoubtList doubts;
    *out = (DocumentSummary){.document = *d};
    TRY(archive_doubts_open_of(office->db, request->arena, d->id, &doubts));
    for (size_t i = 0; i < doubts.count; i++)
        if (sees || !doubts.items[i].is_restricted) out->doubts++;
    if (!is_of_a_meeting(d->kind)) return NULL;
    TRY(archive_entries_in(office->db, request->arena, d->id, &entries));
    out->people.items = ARENA_ARRAY(request->arena, ArchiveEntry, entries.count + 1);
    out->items.items = ARENA_ARRAY(request->arena, ArchiveEntry, entries.count + 1);
    for (size_t i = 0; i < entries.count; i++) {
        const ArchiveEntry *e = &entries.items[i];
        if (e->is_restricted && !sees) continue;
        if (entry_is_person(e)) out->people.items[out->people.count++] = *e;
        if (e->kind == ENTRY_ITEM) out->items.items[out->items.count++] = *e;
    }
    return NULL;
}

static Error *meeting_asked(Office *office, Request *request, ArchiveMeeting *out) {
    int64_t id;
    TRY(request_id(request, 0, &id));
    return record_get(office->db, request->arena, &archive_meeting_record, id, out);
}

static Error *meeting_page(Office *office, Request *request, Response *response, const Form *form) {
    MeetingShown shown = {.publishes = (office->roles & CLERK) != 0};
    ArchiveDocumentList documents;
    TRY(meeting_asked(office, request, &shown.meeting));
    TRY(archive_publication_of(office->db, request->arena, shown.meeting.id, &shown.publication, &shown.was_asked));
    TRY(archive_publication_obstacle(office->db, request->arena, shown.meeting.id, false, &shown.obstacle));
    TRY(archive_sees_restricted(office, request, &shown.sees));
    if (shown.meeting.body.n) TRY(record_get(office->db, request->arena, &archive_body_record, shown.meeting.body.n, &shown.body));
    if (shown.meeting.approved_at.n)
        TRY(record_get(office->db, request->arena, &archive_meeting_record, shown.meeting.approved_at.n, &shown.approved_at));
    TRY(archive_meetings_approved_at(office->db, request->arena, shown.meeting.id, &shown.approves));
    TRY(archive_documents_at(office->db, request->arena, shown.meeting.id, &documents));
    shown.items = ARENA_ARRAY(request->arena, DocumentSummary, documents.count + 1);
    for (size_t i = 0; i < documents.count; i++) {
        shown.waiting += !archive_document_is_released(&documents.items[i]);
        TRY(document_summary(office, request, &documents.items[i], shown.sees, &shown.items[shown.count++]));
    }
    Page page = archive_page_below(office, request, archive_meeting_shown(request->arena, &shown.body, &shown.meeting));
    if (shown.body.id.n)
        page_breadcrumb(
            request->arena, &page, shown.body.name, text_format(request->arena, "/office/archive/bodies/%" PRId64, shown.body.id.n));
    page.form = form;
    if (form) response->status = 422;
    View v = page_view(request, response, &page);
    archive_meeting_view(&v, page, &shown);
    return NULL;
}

Error *archive_meeting_page_show(Office *office, Request *request, Response *response) {
    return meeting_page(office, request, response, NULL);
}

/* ---- Its public side ---- */

static Error *refused(Office *office, Request *request, Response *response, const char *field, const Error *error) {
    Form form = form_show(request->arena, &archive_publication_record);
    form.sent = request->form;
    form.was_sent = true;
    form_error(&form, field, "%.*s", TEXT_ARG(error->sentence));
    return meeting_page(office, request, response, &form);
}

Error *archive_meeting_publish_do(Office *office, Request *request, Response *response) {
    ArchiveMeeting meeting;
    TRY(meeting_asked(office, request, &meeting));
    Error *error = ARCHIVE_CHANGE(office, request, tx, "a meeting of the archive is to be public", archive_publication_ask(tx, meeting.id));
    if (error && error->kind == ERROR_INPUT) return refused(office, request, response, "publish", error);
    TRY(error);
    if (office->jobs) jobs_wake(office->jobs);
    respond_done(request, response, text_format(request->arena, "/office/archive/meetings/%" PRId64, meeting.id.n), "archive-publishing");
    return NULL;
}

Error *archive_meeting_withdraw_do(Office *office, Request *request, Response *response) {
    ArchiveMeeting meeting;
    TRY(meeting_asked(office, request, &meeting));
    Text reason = request_value(request, "reason");
    Error *error =
        ARCHIVE_CHANGE(office, request, tx, "a meeting of the archive is taken back", archive_publication_withdraw(tx, meeting.id, reason));
    if (error && error->kind == ERROR_INPUT) return refused(office, request, response, "reason", error);
    TRY(error);
    if (office->jobs) jobs_wake(office->jobs);
    respond_done(request, response, text_format(request->arena, "/office/archive/meetings/%" PRId64, meeting.id.n), "archive-withdrawing");
    return NULL;
}
