/* Owns the pages of memoranda of understanding (R58): list, one, adding, changing and deleting one. */
#include "people/memorandum.view.h"
#include "people/pages.h"
#include "people/people.sql.h"

static Text memorandum_url(Arena *arena, MemorandumId id) {
    return text_format(arena, "/office/memoranda/%" PRId64, id.n);
}

static Page page_below(Office *office, Request *request, Text title) {
    Page page = office_page(office, request, "people", "%.*s", TEXT_ARG(title));
    page_breadcrumb(request->arena, &page, S("Memoranda"), S("/office/memoranda"));
    return page;
}

static Error *memorandum_of_request(Office *office, Request *request, Memorandum *out) {
    int64_t id;
    TRY(request_id(request, 0, &id));
    return record_get(office->db, request->arena, &memorandum_record, id, out);
}

/* ---- Showing ---- */

Error *memorandum_list_show(Office *office, Request *request, Response *response) {
    MemorandumList memoranda;
    TRY(memoranda_all(office->db, request->arena, &memoranda));
    Page page = office_page(office, request, "people", "Memoranda of understanding");
    View view = page_view(request, response, &page);
    office_memorandum_list(&view, page, people_links(request->arena), memoranda, request_day(request), may_keep(office));
    return NULL;
}

Error *memorandum_show(Office *office, Request *request, Response *response) {
    Memorandum memorandum;
    TRY(memorandum_of_request(office, request, &memorandum));
    Page page = page_below(office, request, memorandum.title);
    View view = page_view(request, response, &page);
    office_memorandum(&view, page, &memorandum, request_day(request), may_keep(office));
    return NULL;
}

/* ---- Adding and changing ---- */

static Error *memorandum_rule(Tx *tx, void *value, Form *form) {
    const Memorandum *memorandum = value;
    Memorandum other;
    bool found = false;
    if (date_is_set(memorandum->until) && date_compare(memorandum->until, memorandum->from) < 0)
        form_error(form, "until", "The last day must be the same as or after the first day");
    TRY(memorandum_titled(tx_db(tx), tx_arena(tx), memorandum->title, memorandum->from, &other, &found));
    if (found && other.id.n != memorandum->id.n)
        form_error(
            form, "title", "A memorandum with this title and first day is entered already. Enter another title, or change that entry");
    return NULL;
}

static Error *form_page(Request *request, Response *response, Page page, const Form *form, const Memorandum *memorandum) {
    page.form = form;
    View view = page_view(request, response, &page);
    office_memorandum_form(
        &view, page, memorandum, memorandum->id.n ? memorandum_url(request->arena, memorandum->id) : S("/office/memoranda"));
    return NULL;
}

Error *memorandum_new_show(Office *office, Request *request, Response *response) {
    Memorandum memorandum = {0};
    Form form = form_show(request->arena, &memorandum_record);
    return form_page(request, response, page_below(office, request, S("Add a memorandum")), &form, &memorandum);
}

Error *memorandum_new_save(Office *office, Request *request, Response *response) {
    Memorandum memorandum = {0};
    Form form = form_read(request->arena, &memorandum_record, request->form, office->roles, NULL, &memorandum);
    TRY(change_save(office, request, &memorandum_record, &memorandum, &form, memorandum_rule));
    if (!form_is_fine(&form)) {
        change_refused(response);
        return form_page(request, response, page_below(office, request, S("Add a memorandum")), &form, &memorandum);
    }
    respond_done(request, response, memorandum_url(request->arena, memorandum.id), "memorandum-made");
    return NULL;
}

Error *memorandum_edit_show(Office *office, Request *request, Response *response) {
    Memorandum memorandum;
    TRY(memorandum_of_request(office, request, &memorandum));
    Form form = form_show(request->arena, &memorandum_record);
    return form_page(request, response, page_below(office, request, S("Change a memorandum")), &form, &memorandum);
}

Error *memorandum_edit_save(Office *office, Request *request, Response *response) {
    Memorandum memorandum;
    TRY(memorandum_of_request(office, request, &memorandum));
    Text back = memorandum_url(request->arena, memorandum.id);
    Page page = page_below(office, request, S("Change a memorandum"));
    Form form = form_read(request->arena, &memorandum_record, request->form, office->roles, NULL, &memorandum);
    Error *error = change_save(office, request, &memorandum_record, &memorandum, &form, memorandum_rule);
    if (error && error->kind == ERROR_CONFLICT)
        return respond_conflict(office, request, response, &page, &memorandum_record, &memorandum, back);
    TRY(error);
    if (!form_is_fine(&form)) {
        change_refused(response);
        return form_page(request, response, page, &form, &memorandum);
    }
    respond_done(request, response, back, "saved");
    return NULL;
}

/* ---- Deleting: only what was entered by mistake ---- */

Error *memorandum_delete_ask(Office *office, Request *request, Response *response) {
    Memorandum memorandum;
    TRY(memorandum_of_request(office, request, &memorandum));
    Page page = page_below(office, request, text_format(request->arena, "Delete %.*s?", TEXT_ARG(memorandum.title)));
    View view = page_view(request, response, &page);
    confirm_page(&view, page,
        (Confirmation){.question = page.title,
            .what_happens =
                S("Only delete one that was entered by mistake. One that has ended stays in the list. The history keeps what it said."),
            .button = "Delete the memorandum",
            .is_warning = true,
            .back = memorandum_url(request->arena, memorandum.id),
            .record = &memorandum});
    return NULL;
}

Error *memorandum_delete_do(Office *office, Request *request, Response *response) {
    Memorandum memorandum;
    TRY(memorandum_of_request(office, request, &memorandum));
    TRY(change_delete(office, request, &memorandum_record, &memorandum));
    respond_done(request, response, S("/office/memoranda"), "deleted");
    return NULL;
}
