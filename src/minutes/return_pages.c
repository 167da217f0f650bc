/* The pages of promised returns (R56): the forward plan of a body, one return, recording, changing and closing it, and taking those that are due
 * onto an agenda. */
#include "minutes/pages.h"

#include "minutes/returns.sql.h"
#include "minutes/returns.view.h"
#include "store/journal.h"
#include "store/twice.h"

enum { MEETINGS_AHEAD = 12 };

Text return_url(Arena *arena, PromisedReturnId id, const char *rest) {
    return text_format(arena, "/office/returns/%" PRId64 "%s", id.n, rest);
}

Text return_name(Arena *arena, const ReturnShown *s) {
    return text_format(arena, "Subject of item %.*s of %.*s", TEXT_ARG(s->place.code), TEXT_ARG(date_plain(arena, s->place.meeting.day)));
}

Text return_words_listed(Arena *arena, const ReturnShown *s) {
    return s->is_public ? s->promised.subject : return_name(arena, s);
}

static Text plan_url(Arena *arena, BodyId body) {
    return text_format(arena, "/office/bodies/%" PRId64 "/plan", body.n);
}

/* ---- The forward plan ---- */

Error *body_seen(Office *office, Request *request, Body *out) {
    int64_t id;
    bool sits = false;
    PersonId person = {office->session ? office->session->person : 0};
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &body_record, id, out));
    if (office->roles & (STAFF | AUDITOR)) return NULL;
    TRY(person_sits_on(office->db, request->arena, person, out->id, request_today(request), &sits));
    if (sits) return NULL;
    return error_new(request->arena, ERROR_NOT_FOUND, "There is no such body, or it is not for you to see. Look at the list of bodies.");
}

Page below_body_page(Office *office, Request *request, const Body *body, Text title) {
    Page page = office_page(office, request, "bodies", "%.*s", TEXT_ARG(title));
    page_breadcrumb(request->arena, &page, S("Bodies"), S("/office/bodies"));
    page_breadcrumb(request->arena, &page, body->name, text_format(request->arena, "/office/bodies/%" PRId64, body->id.n));
    return page;
}

Error *plan_show(Office *office, Request *request, Response *response) {
    PlanShown shown = {0};
    MeetingList meetings;
    Date today = request_today(request);
    TRY(body_seen(office, request, &shown.body));
    TRY(returns_shown(office->db, request->arena, office->session, shown.body.id, today, &shown.returns));
    TRY(meetings_from(office->db, request->arena, shown.body.id, today, MEETINGS_AHEAD, &meetings));
    shown.plan = forward_plan(request->arena, &shown.returns, &meetings);
    Page page = below_body_page(office, request, &shown.body, S("Forward plan"));
    View v = page_view(request, response, &page);
    plan_view(&v, page, &shown);
    return NULL;
}

/* ---- One ---- */

static Error *not_there(Arena *arena) {
    return error_new(arena, ERROR_NOT_FOUND, "There is no such return, or it is not for you to see. Look at the forward plan of the body.");
}

static Error *return_of_request(Office *office, Request *request, ReturnShown *out) {
    int64_t id;
    PromisedReturn promised;
    *out = (ReturnShown){0};
    TRY(request_id(request, 0, &id));
    Error *error = record_get(office->db, request->arena, &promised_return_record, id, &promised);
    if (error && error->kind == ERROR_NOT_FOUND) return not_there(request->arena);
    TRY(error);
    TRY(return_shown(office->db, request->arena, office->session, &promised, request_today(request), out));
    return out->sees ? NULL : not_there(request->arena);
}

static Error *to_change(Office *office, Request *request, ReturnShown *out) {
    TRY(return_of_request(office, request, out));
    if (!out->may_change) return error_new(request->arena, ERROR_FORBIDDEN, "Only a clerk can change this. Ask the clerk of the meeting.");
    if (out->promised.state == RETURN_OPEN) return NULL;
    return error_new(request->arena, ERROR_INPUT, "This return is closed, so nothing of it is changed any more. Its page says why.");
}

/* Reading what is restricted is journalled wherever its words are shown. */
static Error *note_shown(Office *office, Request *request, const ReturnShown *s) {
    if (s->is_public) return NULL;
    return journal_note_read_as(
        office->store, request->arena, office_actor(office), &promised_return_record, s->promised.id.n, READ_OPENED);
}

static Page return_page(Office *office, Request *request, const ReturnShown *s, Text title) {
    Body body = {.id = s->promised.body, .name = s->body};
    Page page = below_body_page(office, request, &body, title);
    page_breadcrumb(request->arena, &page, S("Forward plan"), plan_url(request->arena, body.id));
    return page;
}

static Error *page_respond(
    Office *office, Request *request, Response *response, const ReturnShown *s, const PromisedReturn *promised, const Form *form) {
    TRY(note_shown(office, request, s));
    Page page = return_page(office, request, s, return_name(request->arena, s));
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    return_page_view(&v, page, s, promised);
    return NULL;
}

Error *return_page_show(Office *office, Request *request, Response *response) {
    ReturnShown s;
    TRY(return_of_request(office, request, &s));
    Form form = form_show(request->arena, &promised_return_record);
    return page_respond(office, request, response, &s, &s.promised, &form);
}

static const char *const promised_fields[] = {"subject", "when_due", "due", "months", NULL};
static const char *const closing_fields[] = {"closed_reason", NULL};

Error *return_close_do(Office *office, Request *request, Response *response) {
    ReturnShown s;
    TRY(to_change(office, request, &s));
    PromisedReturn promised = s.promised;
    Text by = office->session ? office->session->name : S(""), back = return_url(request->arena, promised.id, "");
    Form form = form_read(request->arena, &promised_return_record, request->form, office->roles, closing_fields, &promised);
    Date today = request_today(request);
    Error *error = form_is_fine(&form) ? OFFICE_CHANGE(office, request, tx, return_close(tx, &promised, by, today, &form)) : NULL;
    Page page = return_page(office, request, &s, S("Close the return"));
    if (error && error->kind == ERROR_CONFLICT)
        return respond_conflict(office, request, response, &page, &promised_return_record, &promised, back);
    TRY(error);
    if (!form_is_fine(&form)) return page_respond(office, request, response, &s, &promised, &form);
    respond_done(request, response, back, "return-closed");
    return NULL;
}

/* ---- Recording and changing ---- */

static Error *form_respond(Request *request, Response *response, Page page, Text caption, bool is_restricted,
    const PromisedReturn *promised, Text back, const Form *form) {
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    return_form_view(&v, page, caption, is_restricted, promised, back);
    return NULL;
}

static Error *new_respond(
    Office *office, Request *request, Response *response, const Subject *s, const PromisedReturn *promised, const Form *form) {
    Page page = below_minutes_page(office, request, s, S("Record that a subject comes back"));
    Text caption = text_format(request->arena, "Item %.*s %.*s", TEXT_ARG(s->code), TEXT_ARG(subject_item_title(s)));
    return form_respond(
        request, response, page, caption, !subject_is_public(s), promised, meeting_url(request->arena, s->meeting.id, "/minutes"), form);
}

static Error *new_subject(Office *office, Request *request, Subject *s) {
    MinutesBegunRow row = {0};
    bool is_begun;
    TRY(minute_subject(office, request, s));
    TRY(minutes_begun(office->db, request->arena, s->meeting.id, &row, &is_begun));
    if (is_begun) return NULL;
    return error_new(request->arena, ERROR_INPUT, "The minutes of this meeting were not begun yet. Begin them first.");
}

Error *return_new_show(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(new_subject(office, request, &s));
    PromisedReturn promised = {.subject = s.item.title};
    Form form = form_show(request->arena, &promised_return_record);
    return new_respond(office, request, response, &s, &promised, &form);
}

static Error *put_once(Tx *tx, const Meeting *meeting, PromisedReturn *promised, Form *form) {
    int64_t before;
    promised->body = meeting->body, promised->meeting = meeting->id;
    TRY(made_just_now(tx, &promised_return_record, promised, 60, &before));
    promised->id.n = before;
    return before ? NULL : return_put(tx, meeting, promised, form);
}

Error *return_new_save(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(new_subject(office, request, &s));
    PromisedReturn promised = {.item = s.item.id};
    Form form = form_read(request->arena, &promised_return_record, request->form, office->roles, promised_fields, &promised);
    if (form_is_fine(&form)) TRY(OFFICE_CHANGE(office, request, tx, put_once(tx, &s.meeting, &promised, &form)));
    if (!form_is_fine(&form)) return new_respond(office, request, response, &s, &promised, &form);
    respond_done(request, response, return_url(request->arena, promised.id, ""), "return-made");
    return NULL;
}

static Error *edit_respond(
    Office *office, Request *request, Response *response, const ReturnShown *s, const PromisedReturn *promised, const Form *form) {
    TRY(note_shown(office, request, s));
    Page page = return_page(office, request, s, S("Change the return"));
    return form_respond(request, response, page, return_name(request->arena, s), !s->is_public, promised,
        return_url(request->arena, s->promised.id, ""), form);
}

Error *return_edit_show(Office *office, Request *request, Response *response) {
    ReturnShown s;
    TRY(to_change(office, request, &s));
    Form form = form_show(request->arena, &promised_return_record);
    return edit_respond(office, request, response, &s, &s.promised, &form);
}

Error *return_edit_save(Office *office, Request *request, Response *response) {
    ReturnShown s;
    TRY(to_change(office, request, &s));
    PromisedReturn promised = s.promised;
    Form form = form_read(request->arena, &promised_return_record, request->form, office->roles, promised_fields, &promised);
    Error *error = form_is_fine(&form) ? OFFICE_CHANGE(office, request, tx, return_save(tx, &promised, &form)) : NULL;
    Text back = return_url(request->arena, s.promised.id, "");
    Page page = return_page(office, request, &s, S("Change the return"));
    if (error && error->kind == ERROR_CONFLICT)
        return respond_conflict(office, request, response, &page, &promised_return_record, &promised, back);
    TRY(error);
    if (!form_is_fine(&form)) return edit_respond(office, request, response, &s, &promised, &form);
    respond_done(request, response, back, "saved");
    return NULL;
}

/* ---- Onto an agenda ---- */

Error *returns_due_show(Office *office, Request *request, Response *response) {
    Subject s;
    ReturnsShown all;
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    TRY(returns_shown(office->db, request->arena, office->session, s.body.id, request_today(request), &all));
    size_t kept = 0;
    for (size_t i = 0; i < all.count; i++)
        if (return_is_for(&all.items[i], &s.meeting)) all.items[kept++] = all.items[i];
    all.count = kept;
    Page page = item_page(office, request, &s, S("Promised for this meeting"));
    View v = page_view(request, response, &page);
    returns_due_view(&v, page, &s, &all);
    return NULL;
}

Error *return_take_do(Office *office, Request *request, Response *response) {
    Subject s;
    ReturnShown shown;
    PromisedReturn promised;
    AgendaItemId item = {0};
    int64_t id = 0;
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    text_to_int64(request_value(request, "return"), &id);
    Error *error = record_get(office->db, request->arena, &promised_return_record, id, &promised);
    if (error && error->kind == ERROR_NOT_FOUND) return not_there(request->arena);
    TRY(error);
    TRY(return_shown(office->db, request->arena, office->session, &promised, request_today(request), &shown));
    if (!shown.sees) return not_there(request->arena);
    if (s.meeting.state == MEETING_HELD || s.meeting.state == MEETING_CANCELLED)
        return error_new(request->arena, ERROR_INPUT, "This meeting was held or cancelled, so nothing is added to its agenda.");
    TRY(OFFICE_CHANGE(office, request, tx, return_take(tx, &promised, &s.meeting, &item)));
    respond_changed(request, response, &s, item_url(request->arena, item, ""), "return-taken");
    return NULL;
}
