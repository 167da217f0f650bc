/* Owns the pages that say who holds a seat, or stands in for its holder: adding, changing, ending and deleting. */
#include "people/pages.h"
#include "people/people.sql.h"
#include "people/seat.view.h"

static Error *seat_and_body(Office *office, Request *request, SeatId id, Seat *seat, Body *body) {
    TRY(record_get(office->db, request->arena, &seat_record, id.n, seat));
    return body_for(office, request, seat->body, body);
}

/* The tenure named by the address, with its seat and body. */
static Error *tenure_of_request(Office *office, Request *request, Tenure *tenure, Seat *seat, Body *body) {
    int64_t id;
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &tenure_record, id, tenure));
    return seat_and_body(office, request, tenure->seat, seat, body);
}

static Error *seat_of_request(Office *office, Request *request, Seat *seat, Body *body) {
    SeatId id;
    TRY(request_id(request, 0, &id.n));
    return seat_and_body(office, request, id, seat, body);
}

static Page page_below(Office *office, Request *request, const Body *body, const Seat *seat, Text title) {
    Arena *arena = request->arena;
    Page page = body_page(office, request, body, true, title);
    page_breadcrumb(arena, &page, S("Seats"), text_join(arena, body_url(arena, body->id), S("/seats")));
    page_breadcrumb(arena, &page, seat->title, seat_url(arena, seat->id));
    return page;
}

/* ---- The rule, told at the field that can be changed to keep it ---- */

static Error *name_of_other(Tx *tx, const Tenure *other, Text *name, Text *days) {
    Person person;
    TRY(record_get(tx_db(tx), tx_arena(tx), &person_record, other->person.n, &person));
    *name = person.name;
    *days = days_shown(tx_arena(tx), other->from, other->until);
    return NULL;
}

static Error *tell(Tx *tx, const Tenure *tenure, const Seat *seat, TenureFinding finding, Form *form) {
    Text name = {0}, days = days_shown(form->arena, seat->from, seat->until);
    if (finding.other) TRY(name_of_other(tx, finding.other, &name, &days));
    switch (finding.fault) {
    case TENURE_FITS: break;
    case TENURE_ENDS_BEFORE_IT_BEGINS: form_error(form, "until", "The last day must be the same as or after the first day"); break;
    case TENURE_OUTSIDE_SEAT:
        form_error(form, date_is_set(tenure->from) && date_compare(tenure->from, seat->from) < 0 ? "from" : "until",
            "The seat exists on other days (%.*s). Choose days among those", TEXT_ARG(days));
        break;
    case TENURE_SEAT_TAKEN:
        form_error(form, "from", "%.*s holds this seat on some of these days (%.*s). End that first, or choose other days", TEXT_ARG(name),
            TEXT_ARG(days));
        break;
    case TENURE_TWICE:
        form_error(form, "person", "%.*s is in this seat already on some of these days (%.*s)", TEXT_ARG(name), TEXT_ARG(days));
        break;
    case TENURE_OFFICE_TAKEN:
        form_error(form, "office", "%.*s is %s of this body on some of these days (%.*s). End that first, or choose other days",
            TEXT_ARG(name), tenure->office == OFFICE_CHAIR ? "chair" : "vice-chair", TEXT_ARG(days));
        break;
    case TENURE_NO_MEMBER:
        form_error(form, "office", "Only a member who holds a seat can be chair or vice-chair, not a substitute or somebody invited");
        break;
    }
    return NULL;
}

static Error *tenure_rule(Tx *tx, void *value, Form *form) {
    const Tenure *tenure = value;
    Seat seat;
    TenureList tenures;
    TRY(record_get(tx_db(tx), tx_arena(tx), &seat_record, tenure->seat.n, &seat));
    TRY(tenures_of_body(tx_db(tx), tx_arena(tx), seat.body, &tenures));
    return tell(tx, tenure, &seat, tenure_check(tenure, &seat, &tenures), form);
}

/* ---- Adding and changing ---- */

static Error *tenure_form_show(
    Office *office, Request *request, Response *response, Page page, const Form *form, const Seat *seat, const Tenure *tenure) {
    OptionList persons;
    TRY(person_options(office->db, request->arena, &persons));
    page.form = form;
    View view = page_view(request, response, &page);
    office_tenure_form(&view, page, tenure, persons, !seat->is_invited || tenure->office, seat_url(request->arena, seat->id));
    return NULL;
}

static Page new_page(Office *office, Request *request, const Body *body, const Seat *seat) {
    return page_below(office, request, body, seat, text_format(request->arena, "Who holds the seat %.*s?", TEXT_ARG(seat->title)));
}

static Page edit_page(Office *office, Request *request, const Body *body, const Seat *seat) {
    return page_below(office, request, body, seat, text_format(request->arena, "Change a holder of the seat %.*s", TEXT_ARG(seat->title)));
}

/* A vacant seat is asked for its holder; one that is held, for a substitute. */
Error *tenure_new_show(Office *office, Request *request, Response *response) {
    Seat seat;
    Body body;
    TenureList tenures;
    TRY(seat_of_request(office, request, &seat, &body));
    TRY(tenures_of_seat(office->db, request->arena, seat.id, &tenures));
    Tenure tenure = {.seat = seat.id, .kind = TENURE_HOLDER};
    for (size_t i = 0; i < tenures.count; i++)
        if (tenures.items[i].kind == TENURE_HOLDER && is_within(request_day(request), tenures.items[i].from, tenures.items[i].until))
            tenure.kind = TENURE_SUBSTITUTE;
    Form form = form_show(request->arena, &tenure_record);
    return tenure_form_show(office, request, response, new_page(office, request, &body, &seat), &form, &seat, &tenure);
}

Error *tenure_new_save(Office *office, Request *request, Response *response) {
    Seat seat;
    Body body;
    TRY(seat_of_request(office, request, &seat, &body));
    Tenure tenure = {.seat = seat.id};
    Form form = form_read(request->arena, &tenure_record, request->form, office->roles, NULL, &tenure);
    TRY(change_save(office, request, &tenure_record, &tenure, &form, tenure_rule));
    if (!form_is_fine(&form)) {
        change_refused(response);
        return tenure_form_show(office, request, response, new_page(office, request, &body, &seat), &form, &seat, &tenure);
    }
    respond_done(request, response, seat_url(request->arena, seat.id), "tenure-made");
    return NULL;
}

Error *tenure_edit_show(Office *office, Request *request, Response *response) {
    Tenure tenure;
    Seat seat;
    Body body;
    TRY(tenure_of_request(office, request, &tenure, &seat, &body));
    Form form = form_show(request->arena, &tenure_record);
    return tenure_form_show(office, request, response, edit_page(office, request, &body, &seat), &form, &seat, &tenure);
}

Error *tenure_edit_save(Office *office, Request *request, Response *response) {
    Tenure tenure;
    Seat seat;
    Body body;
    TRY(tenure_of_request(office, request, &tenure, &seat, &body));
    Form form = form_read(request->arena, &tenure_record, request->form, office->roles, NULL, &tenure);
    Error *error = change_save(office, request, &tenure_record, &tenure, &form, tenure_rule);
    Page page = edit_page(office, request, &body, &seat);
    Text url = seat_url(request->arena, seat.id);
    if (error && error->kind == ERROR_CONFLICT) return respond_conflict(office, request, response, &page, &tenure_record, &tenure, url);
    TRY(error);
    if (!form_is_fine(&form)) {
        change_refused(response);
        return tenure_form_show(office, request, response, page, &form, &seat, &tenure);
    }
    respond_done(request, response, url, "saved");
    return NULL;
}

/* ---- Ending ---- */

static const char *const only_until[] = {"until", NULL};

static Error *end_show(
    Office *office, Request *request, Response *response, const Form *form, const Body *body, const Seat *seat, const Tenure *tenure) {
    Person person;
    TRY(record_get(office->db, request->arena, &person_record, tenure->person.n, &person));
    Page page = page_below(office, request, body, seat,
        text_format(request->arena, "When does %.*s leave the seat %.*s?", TEXT_ARG(person.name), TEXT_ARG(seat->title)));
    page.form = form;
    View view = page_view(request, response, &page);
    office_tenure_end(&view, page, tenure, person.name, seat->title, seat_url(request->arena, seat->id));
    return NULL;
}

Error *tenure_end_show(Office *office, Request *request, Response *response) {
    Tenure tenure;
    Seat seat;
    Body body;
    TRY(tenure_of_request(office, request, &tenure, &seat, &body));
    Form form = form_show(request->arena, &tenure_record);
    return end_show(office, request, response, &form, &body, &seat, &tenure);
}

Error *tenure_end_save(Office *office, Request *request, Response *response) {
    Tenure tenure;
    Seat seat;
    Body body;
    TRY(tenure_of_request(office, request, &tenure, &seat, &body));
    Form form = form_read(request->arena, &tenure_record, request->form, office->roles, only_until, &tenure);
    if (form_is_fine(&form) && !date_is_set(tenure.until)) form_error(&form, "until", "Enter the last day");
    Error *error = change_save(office, request, &tenure_record, &tenure, &form, tenure_rule);
    Text url = seat_url(request->arena, seat.id);
    if (error && error->kind == ERROR_CONFLICT) {
        Page page = edit_page(office, request, &body, &seat);
        return respond_conflict(office, request, response, &page, &tenure_record, &tenure, url);
    }
    TRY(error);
    if (!form_is_fine(&form)) {
        change_refused(response);
        return end_show(office, request, response, &form, &body, &seat, &tenure);
    }
    respond_done(request, response, url, "tenure-ended");
    return NULL;
}

/* ---- Deleting: only what was entered by mistake ---- */

Error *tenure_delete_ask(Office *office, Request *request, Response *response) {
    Tenure tenure;
    Seat seat;
    Body body;
    Person person;
    TRY(tenure_of_request(office, request, &tenure, &seat, &body));
    TRY(record_get(office->db, request->arena, &person_record, tenure.person.n, &person));
    Page page = page_below(office, request, &body, &seat,
        text_format(request->arena, "Delete %.*s from the seat %.*s?", TEXT_ARG(person.name), TEXT_ARG(seat.title)));
    View view = page_view(request, response, &page);
    confirm_page(&view, page,
        (Confirmation){.question = page.title,
            .what_happens = S("Only delete an entry that was never true. When somebody leaves a seat, enter their last day instead."),
            .button = "Delete this entry",
            .is_warning = true,
            .back = seat_url(request->arena, seat.id),
            .record = &tenure});
    return NULL;
}

Error *tenure_delete_do(Office *office, Request *request, Response *response) {
    Tenure tenure;
    Seat seat;
    Body body;
    TRY(tenure_of_request(office, request, &tenure, &seat, &body));
    TRY(change_delete(office, request, &tenure_record, &tenure));
    respond_done(request, response, seat_url(request->arena, seat.id), "deleted");
    return NULL;
}
