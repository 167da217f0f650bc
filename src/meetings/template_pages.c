/* Pages of a body's template agenda: what every new meeting of the body begins with. */
#include "meetings/pages.h"

#include "meetings/template.view.h"
#include "store/twice.h"

/* ---- What the pages are about ---- */

static Error *refuse_change(Office *office, Request *request) {
    if (office->roles & CLERK) return NULL;
    return error_new(request->arena, ERROR_FORBIDDEN, "Only a clerk can change a template agenda.");
}

static Error *body_of_address(Office *office, Request *request, Body *out) {
    int64_t id;
    TRY(request_id(request, 0, &id));
    return record_get(office->db, request->arena, &body_record, id, out);
}

static Error *part_of_address(Office *office, Request *request, TemplatePart *part, Body *body) {
    int64_t id;
    TRY(refuse_change(office, request));
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &template_part_record, id, part));
    return record_get(office->db, request->arena, &body_record, part->body.n, body);
}

static Error *item_of_address(Office *office, Request *request, TemplateItem *item, TemplatePart *part, Body *body) {
    int64_t id;
    TRY(refuse_change(office, request));
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &template_item_record, id, item));
    TRY(record_get(office->db, request->arena, &template_part_record, item->part.n, part));
    return record_get(office->db, request->arena, &body_record, part->body.n, body);
}

static Text template_url(Arena *arena, const Body *body) {
    return text_format(arena, "/office/bodies/%" PRId64 "/template", body->id.n);
}

static Page template_page(Office *office, Request *request, const Body *body, bool is_below, const char *title) {
    Page page = office_page(office, request, "bodies", "%s", title);
    page_breadcrumb(request->arena, &page, S("Bodies"), S("/office/bodies"));
    page_breadcrumb(request->arena, &page, body->name, text_format(request->arena, "/office/bodies/%" PRId64, body->id.n));
    if (is_below) page_breadcrumb(request->arena, &page, S("Template agenda"), template_url(request->arena, body));
    return page;
}

/* ---- The template ---- */

Error *template_show(Office *office, Request *request, Response *response) {
    Body body;
    TemplatePartList parts;
    TemplateItemList items;
    TRY(body_of_address(office, request, &body));
    TRY(template_parts(office->db, request->arena, body.id, &parts));
    TRY(template_items(office->db, request->arena, body.id, &items));
    Page page = template_page(office, request, &body, false, "Template agenda");
    View v = page_view(request, response, &page);
    template_view(&v, page, &body, parts, items, office->roles & CLERK);
    return NULL;
}

static Error *move_item(Tx *tx, const MoveAsked *asked) {
    TemplateItem item;
    Error *error = record_get(tx_db(tx), tx_arena(tx), &template_item_record, asked->id, &item);
    if (error && error->kind != ERROR_NOT_FOUND) return error;
    if (error || item.part.n != asked->within || item.position != asked->seen)
        return moved_meanwhile(tx_arena(tx), "standing item", "template");
    return template_item_move(tx, item.id, item.part, asked->to);
}

static Error *move_part(Tx *tx, const MoveAsked *asked) {
    TemplatePart part;
    Error *error = record_get(tx_db(tx), tx_arena(tx), &template_part_record, asked->id, &part);
    if (error && error->kind != ERROR_NOT_FOUND) return error;
    if (error || part.position != asked->seen) return moved_meanwhile(tx_arena(tx), "part", "template");
    return template_part_move(tx, part.id, asked->to);
}

/* The template that a body starts with, a moved part, or a moved item: one button each. */
static Error *change_as_asked(Tx *tx, const Request *request, BodyId body) {
    MoveAsked asked;
    if (move_asked(request_value(request, "item"), &asked)) return move_item(tx, &asked);
    if (move_asked(request_value(request, "part"), &asked)) return move_part(tx, &asked);
    return template_default(tx, body);
}

Error *template_move_do(Office *office, Request *request, Response *response) {
    Body body;
    TRY(refuse_change(office, request));
    TRY(body_of_address(office, request, &body));
    TRY(OFFICE_CHANGE(office, request, tx, change_as_asked(tx, request, body.id)));
    respond_done(request, response, template_url(request->arena, &body), "saved");
    return NULL;
}

/* ---- Parts ---- */

static Error *show_part(
    Office *office, Request *request, Response *response, const Body *body, const Form *form, const TemplatePart *part) {
    Page page = template_page(office, request, body, true, part->id.n ? "Change the part" : "Add a part");
    page.form = form;
    if (form->was_sent) form_refused(response);
    View v = page_view(request, response, &page);
    template_part_view(&v, page, part, template_url(request->arena, body));
    return NULL;
}

Error *template_part_new_show(Office *office, Request *request, Response *response) {
    Body body;
    TRY(refuse_change(office, request));
    TRY(body_of_address(office, request, &body));
    TemplatePart part = {.body = body.id, .is_open = true};
    Form form = form_show(request->arena, &template_part_record);
    return show_part(office, request, response, &body, &form, &part);
}

static Error *add_part_once(Tx *tx, TemplatePart *part) {
    int64_t before;
    TRY(made_just_now(tx, &template_part_record, part, 60, &before));
    return before ? NULL : template_part_add(tx, part);
}

Error *template_part_new_save(Office *office, Request *request, Response *response) {
    Body body;
    TRY(refuse_change(office, request));
    TRY(body_of_address(office, request, &body));
    TemplatePart part = {.body = body.id};
    Form form = form_read(request->arena, &template_part_record, request->form, office->roles, NULL, &part);
    if (!form_is_fine(&form)) return show_part(office, request, response, &body, &form, &part);
    TRY(OFFICE_CHANGE(office, request, tx, add_part_once(tx, &part)));
    respond_done(request, response, template_url(request->arena, &body), "added");
    return NULL;
}

Error *template_part_edit_show(Office *office, Request *request, Response *response) {
    Body body;
    TemplatePart part;
    TRY(part_of_address(office, request, &part, &body));
    Form form = form_show(request->arena, &template_part_record);
    return show_part(office, request, response, &body, &form, &part);
}

Error *template_part_edit_save(Office *office, Request *request, Response *response) {
    Body body;
    TemplatePart part;
    TRY(part_of_address(office, request, &part, &body));
    Form form = form_read(request->arena, &template_part_record, request->form, office->roles, NULL, &part);
    if (!form_is_fine(&form)) return show_part(office, request, response, &body, &form, &part);
    Error *error = OFFICE_CHANGE(office, request, tx, record_update(tx, &template_part_record, &part));
    if (error && error->kind == ERROR_CONFLICT) {
        Page page = template_page(office, request, &body, true, "Change the part");
        return respond_conflict(office, request, response, &page, &template_part_record, &part, template_url(request->arena, &body));
    }
    TRY(error);
    respond_done(request, response, template_url(request->arena, &body), "saved");
    return NULL;
}

Error *template_part_remove_ask(Office *office, Request *request, Response *response) {
    Body body;
    TemplatePart part;
    TRY(part_of_address(office, request, &part, &body));
    Page page = template_page(office, request, &body, true, "Remove the part");
    View v = page_view(request, response, &page);
    confirm_page(&v, page,
        (Confirmation){.question = text_format(request->arena, "Remove part %.*s, %.*s, from the template?",
                           TEXT_ARG(part_letter(request->arena, part.position)), TEXT_ARG(part.title)),
            .what_happens = S("Its standing items go with it. Agendas that were made already stay as they are."),
            .button = "Remove the part",
            .is_warning = true,
            .back = template_url(request->arena, &body),
            .record = &part});
    return NULL;
}

static Error *remove_part_as_seen(Tx *tx, const TemplatePart *seen) {
    TRY(still_as_seen(tx, &template_part_record, seen, "template"));
    return template_part_remove(tx, seen->id);
}

Error *template_part_remove_do(Office *office, Request *request, Response *response) {
    Body body;
    TemplatePart part;
    TRY(part_of_address(office, request, &part, &body));
    take_version(request, &part);
    TRY(OFFICE_CHANGE(office, request, tx, remove_part_as_seen(tx, &part)));
    respond_done(request, response, template_url(request->arena, &body), "removed");
    return NULL;
}

/* ---- Standing items ---- */

static Error *show_item(
    Office *office, Request *request, Response *response, const Body *body, const Form *form, const TemplateItem *item) {
    Page page = template_page(office, request, body, true, item->id.n ? "Change the standing item" : "Add a standing item");
    page.form = form;
    if (form->was_sent) form_refused(response);
    View v = page_view(request, response, &page);
    template_item_view(&v, page, item, template_url(request->arena, body));
    return NULL;
}

Error *template_item_new_show(Office *office, Request *request, Response *response) {
    Body body;
    TemplatePart part;
    TRY(part_of_address(office, request, &part, &body));
    TemplateItem item = {.part = part.id, .kind = ITEM_BUSINESS};
    Form form = form_show(request->arena, &template_item_record);
    return show_item(office, request, response, &body, &form, &item);
}

static Error *add_item_once(Tx *tx, TemplateItem *item) {
    int64_t before;
    TRY(made_just_now(tx, &template_item_record, item, 60, &before));
    return before ? NULL : template_item_add(tx, item);
}

Error *template_item_new_save(Office *office, Request *request, Response *response) {
    Body body;
    TemplatePart part;
    TRY(part_of_address(office, request, &part, &body));
    TemplateItem item = {.part = part.id};
    Form form = form_read(request->arena, &template_item_record, request->form, office->roles, NULL, &item);
    if (!form_is_fine(&form)) return show_item(office, request, response, &body, &form, &item);
    TRY(OFFICE_CHANGE(office, request, tx, add_item_once(tx, &item)));
    respond_done(request, response, template_url(request->arena, &body), "added");
    return NULL;
}

Error *template_item_edit_show(Office *office, Request *request, Response *response) {
    Body body;
    TemplatePart part;
    TemplateItem item;
    TRY(item_of_address(office, request, &item, &part, &body));
    Form form = form_show(request->arena, &template_item_record);
    return show_item(office, request, response, &body, &form, &item);
}

Error *template_item_edit_save(Office *office, Request *request, Response *response) {
    Body body;
    TemplatePart part;
    TemplateItem item;
    TRY(item_of_address(office, request, &item, &part, &body));
    Form form = form_read(request->arena, &template_item_record, request->form, office->roles, NULL, &item);
    if (!form_is_fine(&form)) return show_item(office, request, response, &body, &form, &item);
    Error *error = OFFICE_CHANGE(office, request, tx, record_update(tx, &template_item_record, &item));
    if (error && error->kind == ERROR_CONFLICT) {
        Page page = template_page(office, request, &body, true, "Change the standing item");
        return respond_conflict(office, request, response, &page, &template_item_record, &item, template_url(request->arena, &body));
    }
    TRY(error);
    respond_done(request, response, template_url(request->arena, &body), "saved");
    return NULL;
}

Error *template_item_remove_ask(Office *office, Request *request, Response *response) {
    Body body;
    TemplatePart part;
    TemplateItem item;
    TRY(item_of_address(office, request, &item, &part, &body));
    Page page = template_page(office, request, &body, true, "Remove the standing item");
    View v = page_view(request, response, &page);
    confirm_page(&v, page,
        (Confirmation){.question = text_format(request->arena, "Remove %.*s from the template?", TEXT_ARG(item.title)),
            .what_happens = S("Agendas that were made already stay as they are."),
            .button = "Remove the standing item",
            .is_warning = true,
            .back = template_url(request->arena, &body),
            .record = &item});
    return NULL;
}

static Error *remove_item_as_seen(Tx *tx, const TemplateItem *seen) {
    TRY(still_as_seen(tx, &template_item_record, seen, "template"));
    return template_item_remove(tx, seen->id);
}

Error *template_item_remove_do(Office *office, Request *request, Response *response) {
    Body body;
    TemplatePart part;
    TemplateItem item;
    TRY(item_of_address(office, request, &item, &part, &body));
    take_version(request, &item);
    TRY(OFFICE_CHANGE(office, request, tx, remove_item_as_seen(tx, &item)));
    respond_done(request, response, template_url(request->arena, &body), "removed");
    return NULL;
}
