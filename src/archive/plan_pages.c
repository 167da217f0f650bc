/* Owns making the plan of a year out of an action plan in the archive: which year, and on to the preview of what it would change (plan/sheet_pages.c). */
#include "archive/pages.h"

#include <inttypes.h>

#include "archive/plan.view.h"
#include "archive/plan_document.h"
#include "people/change.h"
#include "people/people.sql.h"

const Input archive_plan_inputs[] = {{"agreement", INPUT_INT, 0}, {"body", INPUT_INT, 0}, {"year", INPUT_TEXT, 20}, {0}};

static Error *refuse_restricted(Arena *arena, const ArchiveDocument *document) {
    if (!document->is_restricted) return NULL;
    return error_new(
        arena, ERROR_INPUT, "This document is restricted, and everybody who signs in reads the plan. Nothing was taken from it.");
}

/* The document, when its plan can be taken by whoever asks. */
static Error *plan_document_asked(Office *office, Request *request, ArchiveDocument *out) {
    int64_t id;
    bool sees;
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &archive_document_record, id, out));
    TRY(archive_sees_restricted(office, request, &sees));
    if (out->kind != DOCUMENT_ACTION_PLAN || (out->is_restricted && !sees))
        return error_new(request->arena, ERROR_NOT_FOUND, "There is no page at this address.");
    return refuse_restricted(request->arena, out);
}

static Date day_of_request(const Request *request) {
    Date today;
    moment_to_london(request->started, &today, NULL);
    return today;
}

static Text year_of_document(Arena *arena, const ArchiveDocument *document) {
    return date_is_set(document->date) ? year_shown(arena, statutory_year_of(document->date)) : S("");
}

static Error *form_page(Office *office, Request *request, Response *response, const ArchiveDocument *document, const Form *form) {
    PlanOfDocument shown = {.document = *document};
    AgreementList agreements;
    BodyList bodies;
    TRY(agreements_all(office->db, request->arena, &agreements));
    TRY(bodies_on(office->db, request->arena, day_of_request(request), &bodies));
    for (size_t i = 0; i < agreements.count; i++)
        if (agreements.items[i].state != AGREEMENT_CLOSED)
            option_add(request->arena, &shown.agreements, agreements.items[i].id.n,
                text_format(request->arena, "%.*s (%.*s)", TEXT_ARG(agreements.items[i].title),
                    TEXT_ARG(year_shown(request->arena, agreements.items[i].starts))));
    for (size_t i = 0; i < bodies.count; i++) option_add(request->arena, &shown.bodies, bodies.items[i].id.n, bodies.items[i].name);
    shown.year = year_of_document(request->arena, document);
    Page page = archive_page_below(office, request, S("Make this the plan of a year"));
    page_breadcrumb(request->arena, &page, document_named(request->arena, document, true),
        document_address(request->arena, document->id, (ArchiveEntryId){0}));
    page.form = form;
    View v = page_view(request, response, &page);
    archive_plan_form(&v, page, &shown);
    return NULL;
}

Error *archive_plan_show(Office *office, Request *request, Response *response) {
    ArchiveDocument document;
    TRY(plan_document_asked(office, request, &document));
    return form_page(office, request, response, &document, NULL);
}

/* "2025/26", "2025-26", "2025". */
static bool year_typed(Text typed, Date *starts) {
    int64_t first = 0;
    Text t = text_trim(typed);
    if (t.len == 4 && text_to_int64(t, &first)) *starts = date_of((int)first, 4, 1);
    else if (t.len != 7 || (t.ptr[4] != '/' && t.ptr[4] != '-') || !sheet_day(t, (Date){0}, starts)) *starts = (Date){0};
    else *starts = statutory_year_of(*starts);
    return date_is_set(*starts);
}

/* The agreement that was chosen, or a new one to be made (its id is 0 then). */
static Error *agreement_chosen(Office *office, Request *request, Form *form, Agreement *out) {
    int64_t id = archive_chosen(request, "agreement"), body = archive_chosen(request, "body");
    bool found = false;
    *out = (Agreement){0};
    if (id) {
        TRY(record_get(office->db, request->arena, &agreement_record, id, out));
        if (out->state == AGREEMENT_CLOSED) form_error(form, "agreement", "This year is closed. Choose another one");
        return NULL;
    }
    if (!year_typed(request_value(request, "year"), &out->starts)) form_error(form, "year", "Enter the year, for example 2025/26");
    if (!body) form_error(form, "body", "Choose the body that endorses the agreement");
    if (!form_is_fine(form)) return NULL;
    Body of;
    Date starts = out->starts;
    TRY(record_get(office->db, request->arena, &body_record, body, &of));
    TRY(agreement_of_year(office->db, request->arena, of.id, starts, out, &found));
    if (found) form_error(form, "year", "There is an agreement of this body for this year already. Choose it above");
    *out = (Agreement){.body = of.id, .starts = starts, .state = AGREEMENT_DRAFT};
    out->title = text_format(request->arena, "Community safety agreement %.*s", TEXT_ARG(year_shown(request->arena, starts)));
    return NULL;
}

/* What it says that may be taken, and how many of its actions are restricted. */
static Error *read_plan(Db *db, Arena *arena, ArchiveDocumentId document, ReadBook *out, size_t *left_out) {
    ArchiveEntryList entries;
    ArchiveDoubtList doubts;
    TRY(archive_entries_of(db, arena, document, &entries));
    TRY(archive_doubts_open_of(db, arena, document, &doubts));
    plan_of_document(arena, &entries, &doubts, out, left_out);
    return NULL;
}

/* Reads it again: something in it may have been restricted since it was read. */
static Error *make(Tx *tx, Agreement *agreement, ArchiveDocumentId id, PlanSheet *out) {
    ArchiveDocument document;
    ReadBook book;
    size_t left_out;
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_document_record, id.n, &document));
    TRY(refuse_restricted(tx_arena(tx), &document));
    TRY(read_plan(tx_db(tx), tx_arena(tx), id, &book, &left_out));
    if (agreement->id.n == 0) TRY(record_insert(tx, &agreement_record, agreement));
    return sheet_keep(tx, agreement->id, S("Document of the archive"), id.n, &book, out);
}

Error *archive_plan_make(Office *office, Request *request, Response *response) {
    ArchiveDocument document;
    Agreement agreement;
    ReadBook book;
    SheetRead read;
    PlanSheet sheet;
    size_t left_out;
    Form form = form_show(request->arena, NULL);
    form.sent = request->form;
    form.was_sent = true;
    TRY(plan_document_asked(office, request, &document));
    TRY(read_plan(office->db, request->arena, document.id, &book, &left_out));
    TRY(agreement_chosen(office, request, &form, &agreement));
    sheet_read(request->arena, &book, agreement.starts, &read);
    if (form_is_fine(&form) && read.refused.len)
        form_error(&form, "agreement",
            left_out ? "Every action in this document is restricted, so none can be taken"
                     : "No action was read in this document that can be taken");
    if (!form_is_fine(&form)) {
        change_refused(response);
        return form_page(office, request, response, &document, &form);
    }
    TRY(OFFICE_CHANGE(office, request, tx, make(tx, &agreement, document.id, &sheet)));
    respond_see_other(response, text_format(request->arena, "/office/plan/sheets/%" PRId64, sheet.id.n));
    return NULL;
}
