/* Owns the pages of seats: those of a body, one seat and its holders over time, making, changing, ordering and deleting seats. */
#include "people/pages.h"
#include "people/people.sql.h"
#include "people/seat.view.h"

static Text list_url(Arena *arena, BodyId body) {
    return text_join(arena, body_url(arena, body), S("/seats"));
}

/* The seat named by the address and its body, when the person may know of it. */
static Error *seat_of_request(Office *office, Request *request, Seat *seat, Body *body) {
    int64_t id;
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &seat_record, id, seat));
    return body_for(office, request, seat->body, body);
}

static Page page_below(Office *office, Request *request, const Body *body, Text title) {
    Page page = body_page(office, request, body, true, title);
    page_breadcrumb(request->arena, &page, S("Seats"), list_url(request->arena, body->id));
    return page;
}

/* ---- Showing ---- */

Error *seat_list_show(Office *office, Request *request, Response *response) {
    Arena *arena = request->arena;
    Date today = request_day(request);
    Body body;
    Membership all;
    TRY(body_of_request(office, request, &body));
    TRY(membership_on(office->db, arena, body.id, (Date){0}, &all));
    Membership current = {.items = ARENA_ARRAY(arena, SeatHeld, all.count)}, others = {.items = ARENA_ARRAY(arena, SeatHeld, all.count)};
    for (size_t i = 0; i < all.count; i++) {
        Membership *list = is_within(today, all.items[i].seat.from, all.items[i].seat.until) ? &current : &others;
        list->items[list->count++] = all.items[i];
    }
    Page page = body_page(office, request, &body, true, text_format(arena, "Seats of %.*s", TEXT_ARG(body.name)));
    View view = page_view(request, response, &page);
    office_seat_list(&view, page, body_links(arena, &body), &body, current, others, may_keep(office));
    return NULL;
}

/* The seat as held today, and everybody who ever held it, holders before substitutes. */
static Error *seat_history(Office *office, Arena *arena, const Seat *seat, Date today, SeatHeld *held, SeatHolderList *everybody) {
    Membership all;
    TRY(membership_on(office->db, arena, seat->body, (Date){0}, &all));
    *held = (SeatHeld){.seat = *seat};
    *everybody = (SeatHolderList){0};
    for (size_t i = 0; i < all.count; i++) {
        const SeatHeld *found = &all.items[i];
        if (found->seat.id.n != seat->id.n) continue;
        held->organisation = found->organisation;
        held->holders.items = ARENA_ARRAY(arena, SeatHolder, found->holders.count);
        everybody->items = ARENA_ARRAY(arena, SeatHolder, found->holders.count + found->substitutes.count);
        for (size_t j = 0; j < found->holders.count; j++) {
            const SeatHolder *holder = &found->holders.items[j];
            everybody->items[everybody->count++] = *holder;
            if (is_within(today, holder->tenure.from, holder->tenure.until)) held->holders.items[held->holders.count++] = *holder;
        }
        for (size_t j = 0; j < found->substitutes.count; j++) everybody->items[everybody->count++] = found->substitutes.items[j];
    }
    return NULL;
}

static Error *authorities_read(Office *office, Arena *arena, SeatId seat, SeatAuthoritiesShown *out) {
    SeatAuthorityList all;
    TRY(seat_authorities(office->db, arena, seat, &all));
    *out = (SeatAuthoritiesShown){.items = ARENA_ARRAY(arena, SeatAuthorityShown, all.count + 1), .count = all.count};
    for (size_t i = 0; i < all.count; i++) {
        out->items[i].authority = all.items[i];
        TRY(record_label(office->db, arena, &organisation_record, all.items[i].organisation.n, &out->items[i].name));
    }
    return NULL;
}

Error *seat_show(Office *office, Request *request, Response *response) {
    Seat seat;
    Body body;
    SeatHeld held;
    SeatHolderList everybody;
    SeatAuthoritiesShown authorities;
    Date today = request_day(request);
    TRY(seat_of_request(office, request, &seat, &body));
    TRY(seat_history(office, request->arena, &seat, today, &held, &everybody));
    TRY(authorities_read(office, request->arena, seat.id, &authorities));
    Page page = page_below(office, request, &body, text_format(request->arena, "%.*s, %.*s", TEXT_ARG(seat.title), TEXT_ARG(body.name)));
    View view = page_view(request, response, &page);
    office_seat(&view, page, &body, &held, everybody, authorities, today, may_keep(office), sees_all_bodies(office));
    return NULL;
}

/* ---- Making and changing ---- */

static Error *check_holders(Tx *tx, const Seat *seat, Form *form) {
    TenureList tenures;
    Person person;
    TRY(tenures_of_body(tx_db(tx), tx_arena(tx), seat->body, &tenures));
    const Tenure *tenure = tenure_outside(seat, &tenures);
    if (!tenure) return NULL;
    TRY(record_get(tx_db(tx), tx_arena(tx), &person_record, tenure->person.n, &person));
    Text days = days_shown(form->arena, tenure->from, tenure->until);
    bool is_end = date_is_set(seat->until) && (!date_is_set(tenure->until) || date_compare(seat->until, tenure->until) < 0);
    form_error(form, is_end ? "until" : "from", "%.*s holds this seat on other days (%.*s). Change that first", TEXT_ARG(person.name),
        TEXT_ARG(days));
    return NULL;
}

/* A chair or vice-chair is a member: a seat cannot become one by invitation while its holder is in office. */
static Error *check_officers(Tx *tx, const Seat *seat, Form *form) {
    TenureList tenures;
    TRY(tenures_of_seat(tx_db(tx), tx_arena(tx), seat->id, &tenures));
    for (size_t i = 0; seat->is_invited && i < tenures.count; i++)
        if (tenures.items[i].office && form_error_of(form, S("is_invited")).len == 0)
            form_error(form, "is_invited", "This seat's holder is or was chair or vice-chair, so it is a member's seat");
    return NULL;
}

/* Two seats of one name could not be told apart in minutes; and a form sent twice must not make two. */
static Error *check_title(Tx *tx, const Seat *seat, Form *form) {
    SeatList all;
    TRY(seats_of_body(tx_db(tx), tx_arena(tx), seat->body, &all));
    for (size_t i = 0; i < all.count; i++) {
        const Seat *other = &all.items[i];
        if (other->id.n == seat->id.n || !text_equal_ignoring_case(other->title, seat->title)) continue;
        if (!days_overlap(other->from, other->until, seat->from, seat->until)) continue;
        form_error(form, "title", "This body has a seat of this name already. Enter another name");
        return NULL;
    }
    return NULL;
}

static Error *seat_rule(Tx *tx, void *value, Form *form) {
    Seat *seat = value;
    if (date_is_set(seat->from) && date_is_set(seat->until) && date_compare(seat->until, seat->from) < 0) {
        form_error(form, "until", "The last day must be the same as or after the first day");
        return NULL;
    }
    if (seat->is_invited && (seat->is_statutory || seat->is_core))
        form_error(form, "is_invited", "A seat by invitation is nobody\u2019s by right: untick \u2018%s\u2019, or this",
            record_field(&seat_record, seat->is_statutory ? S("is_statutory") : S("is_core"))->label);
    TRY(check_title(tx, seat, form));
    if (seat->id.n) {
        TRY(check_officers(tx, seat, form));
        return check_holders(tx, seat, form);
    }
    SeatLastPositionRow last;
    TRY(seat_last_position(tx_db(tx), tx_arena(tx), seat->body, &last));
    seat->position = last.position + 1;
    return NULL;
}

static Error *seat_form_show(Office *office, Request *request, Response *response, Page page, const Form *form, const Seat *seat) {
    OptionList organisations;
    TRY(organisation_options(office->db, request->arena, request_day(request), seat->organisation, &organisations));
    page.form = form;
    View view = page_view(request, response, &page);
    office_seat_form(
        &view, page, seat, organisations, seat->id.n ? seat_url(request->arena, seat->id) : list_url(request->arena, seat->body));
    return NULL;
}

static Page new_page(Office *office, Request *request, const Body *body) {
    return page_below(office, request, body, text_format(request->arena, "Add a seat on %.*s", TEXT_ARG(body->name)));
}

static Page edit_page(Office *office, Request *request, const Body *body, const Seat *seat) {
    return page_below(office, request, body, text_format(request->arena, "Change the seat %.*s", TEXT_ARG(seat->title)));
}

Error *seat_new_show(Office *office, Request *request, Response *response) {
    Body body;
    TRY(body_of_request(office, request, &body));
    Seat seat = {.body = body.id};
    Form form = form_show(request->arena, &seat_record);
    return seat_form_show(office, request, response, new_page(office, request, &body), &form, &seat);
}

Error *seat_new_save(Office *office, Request *request, Response *response) {
    Body body;
    TRY(body_of_request(office, request, &body));
    Seat seat = {.body = body.id};
    Form form = form_read(request->arena, &seat_record, request->form, office->roles, NULL, &seat);
    TRY(change_save(office, request, &seat_record, &seat, &form, seat_rule));
    if (!form_is_fine(&form)) {
        change_refused(response);
        return seat_form_show(office, request, response, new_page(office, request, &body), &form, &seat);
    }
    respond_done(request, response, seat_url(request->arena, seat.id), "seat-made");
    return NULL;
}

Error *seat_edit_show(Office *office, Request *request, Response *response) {
    Seat seat;
    Body body;
    TRY(seat_of_request(office, request, &seat, &body));
    Form form = form_show(request->arena, &seat_record);
    return seat_form_show(office, request, response, edit_page(office, request, &body, &seat), &form, &seat);
}

Error *seat_edit_save(Office *office, Request *request, Response *response) {
    Seat stored;
    Body body;
    TRY(seat_of_request(office, request, &stored, &body));
    Seat seat = stored;
    Form form = form_read(request->arena, &seat_record, request->form, office->roles, NULL, &seat);
    Error *error = change_save(office, request, &seat_record, &seat, &form, seat_rule);
    Page page = edit_page(office, request, &body, &stored);
    Text url = seat_url(request->arena, seat.id);
    if (error && error->kind == ERROR_CONFLICT) return respond_conflict(office, request, response, &page, &seat_record, &seat, url);
    TRY(error);
    if (!form_is_fine(&form)) {
        change_refused(response);
        return seat_form_show(office, request, response, page, &form, &seat);
    }
    respond_done(request, response, url, "saved");
    return NULL;
}

/* ---- Order ---- */

/* Exchanges the seat with the next one before or after it that exists today. Places are then 1, 2, 3 ... again; a seat whose place stays
 * is not written. */
static Error *move(Tx *tx, const Seat *seat, bool is_up, Date today) {
    SeatList all;
    TRY(seats_of_body(tx_db(tx), tx_arena(tx), seat->body, &all));
    size_t at = 0;
    while (at < all.count && all.items[at].id.n != seat->id.n) at++;
    if (at == all.count) return NULL;
    size_t to = at;
    do to = is_up ? to - 1 : to + 1; /* below 0 it wraps round and ends the search too */
    while (to < all.count && !is_within(today, all.items[to].from, all.items[to].until));
    if (to >= all.count) return NULL;
    Seat moved = all.items[at];
    all.items[at] = all.items[to];
    all.items[to] = moved;
    for (size_t i = 0; i < all.count; i++) {
        all.items[i].position = (int64_t)i + 1;
        TRY(record_update(tx, &seat_record, &all.items[i]));
    }
    return NULL;
}

Error *seat_move_do(Office *office, Request *request, Response *response) {
    Seat seat;
    Body body;
    TRY(seat_of_request(office, request, &seat, &body));
    bool is_up = text_equal(request_value(request, "direction"), S("up"));
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(office_begin(office, request, S(""), &tx));
    TRY_OUT(move(tx, &seat, is_up, request_day(request)));
    TRY_OUT(change_publish(tx));
    TRY_OUT(tx_commit(tx));
    respond_done(request, response, list_url(request->arena, body.id), "moved");
out:
    tx_end(tx);
    return error;
}

/* ---- Deleting: only what was added by mistake ---- */

Error *seat_delete_ask(Office *office, Request *request, Response *response) {
    Seat seat;
    Body body;
    TenureList tenures;
    TRY(seat_of_request(office, request, &seat, &body));
    TRY(tenures_of_seat(office->db, request->arena, seat.id, &tenures));
    if (tenures.count)
        return error_new(request->arena, ERROR_INPUT,
            "Somebody holds or held the seat %.*s, so it cannot be deleted. If the seat is no more, enter its last day instead.",
            TEXT_ARG(seat.title));
    Page page = page_below(office, request, &body, text_format(request->arena, "Delete the seat %.*s?", TEXT_ARG(seat.title)));
    View view = page_view(request, response, &page);
    confirm_page(&view, page,
        (Confirmation){.question = page.title,
            .what_happens = S("Only delete a seat that was added by mistake. For one that is no more, enter its last day instead."),
            .button = "Delete the seat",
            .is_warning = true,
            .back = seat_url(request->arena, seat.id),
            .record = &seat});
    return NULL;
}

Error *seat_delete_do(Office *office, Request *request, Response *response) {
    Seat seat;
    Body body;
    TRY(seat_of_request(office, request, &seat, &body));
    TRY(change_delete(office, request, &seat_record, &seat));
    respond_done(request, response, list_url(request->arena, body.id), "deleted");
    return NULL;
}
