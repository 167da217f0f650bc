/* Owns the forms that say for which authorities a seat speaks together (R14). */
#include "people/pages.h"
#include "people/people.sql.h"
#include "people/seat.view.h"

typedef struct {
    SeatAuthority authority;
    Seat seat;
    Body body;
} AuthoritySubject;

static Error *subject_of_seat(Office *office, Request *request, SeatId id, AuthoritySubject *out) {
    TRY(record_get(office->db, request->arena, &seat_record, id.n, &out->seat));
    return body_for(office, request, out->seat.body, &out->body);
}

static Error *authority_of_request(Office *office, Request *request, AuthoritySubject *out) {
    int64_t id;
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &seat_authority_record, id, &out->authority));
    return subject_of_seat(office, request, out->authority.seat, out);
}

static Page authority_page(Office *office, Request *request, const AuthoritySubject *s, Text title) {
    Page page = body_page(office, request, &s->body, true, title);
    page_breadcrumb(request->arena, &page, s->seat.title, seat_url(request->arena, s->seat.id));
    return page;
}

static Error *form_page(Office *office, Request *request, Response *response, const AuthoritySubject *s, const Form *form) {
    OptionList organisations;
    TRY(organisation_options(office->db, request->arena, request_day(request), s->authority.organisation, &organisations));
    Page page = authority_page(office, request, s, s->authority.id.n ? S("Change an authority") : S("Add an authority"));
    page.form = form;
    if (form->error_count) change_refused(response);
    View view = page_view(request, response, &page);
    office_seat_authority_form(&view, page, &s->seat, &s->authority, organisations, seat_url(request->arena, s->seat.id));
    return NULL;
}

static Error *authority_rule(Tx *tx, void *value, Form *form) {
    const SeatAuthority *authority = value;
    SeatAuthorityList all;
    TRY(seat_authorities(tx_db(tx), tx_arena(tx), authority->seat, &all));
    if (date_is_set(authority->from) && date_is_set(authority->until) && date_compare(authority->until, authority->from) < 0)
        form_error(form, "until", "The last day must be the same as or after the first day");
    for (size_t i = 0; i < all.count; i++) {
        const SeatAuthority *other = &all.items[i];
        bool is_other = other->id.n != authority->id.n && other->organisation.n == authority->organisation.n;
        if (is_other && days_overlap(other->from, other->until, authority->from, authority->until))
            form_error(form, "organisation", "The seat speaks for this authority already on some of these days");
    }
    return NULL;
}

static Error *save(Office *office, Request *request, Response *response, AuthoritySubject *s) {
    Form form = form_read(request->arena, &seat_authority_record, request->form, office->roles, NULL, &s->authority);
    Error *error = change_save(office, request, &seat_authority_record, &s->authority, &form, authority_rule);
    Page page = authority_page(office, request, s, S("Change an authority"));
    Text back = seat_url(request->arena, s->seat.id);
    if (error && error->kind == ERROR_CONFLICT)
        return respond_conflict(office, request, response, &page, &seat_authority_record, &s->authority, back);
    TRY(error);
    if (!form_is_fine(&form)) return form_page(office, request, response, s, &form);
    respond_done(request, response, back, "saved");
    return NULL;
}

static Error *new_subject(Office *office, Request *request, AuthoritySubject *out) {
    SeatId seat;
    *out = (AuthoritySubject){0};
    TRY(request_id(request, 0, &seat.n));
    out->authority.seat = seat;
    return subject_of_seat(office, request, seat, out);
}

Error *seat_authority_new_show(Office *office, Request *request, Response *response) {
    AuthoritySubject s;
    TRY(new_subject(office, request, &s));
    Form form = form_show(request->arena, &seat_authority_record);
    return form_page(office, request, response, &s, &form);
}

Error *seat_authority_new_save(Office *office, Request *request, Response *response) {
    AuthoritySubject s;
    TRY(new_subject(office, request, &s));
    return save(office, request, response, &s);
}

Error *seat_authority_edit_show(Office *office, Request *request, Response *response) {
    AuthoritySubject s;
    TRY(authority_of_request(office, request, &s));
    Form form = form_show(request->arena, &seat_authority_record);
    return form_page(office, request, response, &s, &form);
}

Error *seat_authority_edit_save(Office *office, Request *request, Response *response) {
    AuthoritySubject s;
    TRY(authority_of_request(office, request, &s));
    return save(office, request, response, &s);
}

Error *seat_authority_delete_do(Office *office, Request *request, Response *response) {
    AuthoritySubject s;
    TRY(authority_of_request(office, request, &s));
    TRY(change_delete(office, request, &seat_authority_record, &s.authority));
    respond_done(request, response, seat_url(request->arena, s.seat.id), "removed");
    return NULL;
}
