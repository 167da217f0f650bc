/* Owns the pages of bodies: the list, the overview of one, making, changing, ordering and deleting them. */
#include "people/body.view.h"
#include "people/pages.h"
#include "people/people.sql.h"

/* How long before an officer's term ends the pages begin to say so: time for one meeting of a body that meets quarterly. */
#define SOON_DAYS 90

/* ---- A body as it stands today ---- */

static OfficerShown officer(const BodyOverview *overview, OfficeHeld office) {
    OfficerShown out = {.officer = officer_standing(&overview->membership, overview->has_terms ? &overview->terms : NULL, office)};
    if (!date_is_set(out.officer.ends)) return out;
    int left = date_days_between(overview->today, out.officer.ends);
    out.is_over = left < 0;
    out.is_soon = !out.is_over && left <= SOON_DAYS;
    return out;
}

static Error *overview_get(Office *office, Request *request, const Body *body, BodyOverview *out) {
    Arena *arena = request->arena;
    *out = (BodyOverview){
        .body = *body, .may_change = may_keep(office), .may_see_people = sees_all_bodies(office), .today = request_day(request)};
    TRY(membership_on(office->db, arena, body->id, out->today, &out->membership));
    TRY(terms_in_force(office->db, arena, body->id, out->today, &out->terms, &out->has_terms));
    out->review = out->has_terms ? terms_review_standing(&out->terms, out->today) : REVIEW_NOT_ASKED;
    out->vacancies = vacancies_of(&out->membership);
    for (size_t i = 0; i < out->membership.count; i++) out->invited += out->membership.items[i].seat.is_invited;
    out->officers = (OfficerList){.items = ARENA_ARRAY(arena, OfficerShown, 2), .count = 2};
    out->officers.items[0] = officer(out, OFFICE_CHAIR);
    out->officers.items[1] = officer(out, OFFICE_VICE_CHAIR);
    return NULL;
}

static void note(Buffer *notes, Text words) {
    if (notes->len) buffer_put_char(notes, ' ');
    buffer_put(notes, words);
    buffer_put_char(notes, '.');
}

Text body_attention(Arena *arena, const BodyOverview *overview) {
    Buffer notes = buffer_new(arena, 80);
    if (date_is_set(overview->body.until) && date_compare(overview->body.until, overview->today) < 0) return (Text){0};
    if (!overview->has_terms) note(&notes, S("No terms of reference"));
    if (overview->review == REVIEW_DUE_SOON) note(&notes, S("The review of the terms of reference is due soon"));
    if (overview->review == REVIEW_OVERDUE) note(&notes, S("The review of the terms of reference is overdue"));
    for (size_t i = 0; i < overview->officers.count; i++) {
        const OfficerShown *o = &overview->officers.items[i];
        bool is_chair = i == 0;
        if (!o->officer.holder && o->officer.is_expected) note(&notes, is_chair ? S("No chair") : S("No vice-chair"));
        if (o->is_over) note(&notes, is_chair ? S("The chair's term is over") : S("The vice-chair's term is over"));
        if (o->is_soon) note(&notes, is_chair ? S("The chair's term ends soon") : S("The vice-chair's term ends soon"));
    }
    if (overview->vacancies)
        note(&notes, text_format(arena, "%zu vacant seat%s", overview->vacancies, overview->vacancies == 1 ? "" : "s"));
    return buffer_text(&notes);
}

/* ---- The list ---- */

static Error *bodies_seen(Office *office, Arena *arena, Date today, BodyList *out) {
    if (sees_all_bodies(office)) return bodies_on(office->db, arena, (Date){0}, out);
    PersonId person = {office->session ? office->session->person : 0};
    return bodies_of_person(office->db, arena, person, today, out);
}

Error *body_list_show(Office *office, Request *request, Response *response) {
    Arena *arena = request->arena;
    Date today = request_day(request);
    BodyList bodies;
    TRY(bodies_seen(office, arena, today, &bodies));
    BodyOverviewList current = {.items = ARENA_ARRAY(arena, BodyOverview, bodies.count)};
    BodyOverviewList dissolved = {.items = ARENA_ARRAY(arena, BodyOverview, bodies.count)};
    for (size_t i = 0; i < bodies.count; i++) {
        BodyOverviewList *list = is_within(today, (Date){0}, bodies.items[i].until) ? &current : &dissolved;
        TRY(overview_get(office, request, &bodies.items[i], &list->items[list->count++]));
    }
    Page page = office_page(office, request, "bodies", "Bodies");
    View view = page_view(request, response, &page);
    office_body_list(&view, page, current, dissolved, may_keep(office));
    return NULL;
}

/* ---- One body ---- */

Error *body_show(Office *office, Request *request, Response *response) {
    Body body;
    BodyOverview overview;
    TRY(body_of_request(office, request, &body));
    TRY(overview_get(office, request, &body, &overview));
    if (body.parent.n) TRY(record_label(office->db, request->arena, &body_record, body.parent.n, &overview.parent));
    Page page = body_page(office, request, &body, false, body.name);
    View view = page_view(request, response, &page);
    office_body(&view, page, body_links(request->arena, &body), &overview);
    return NULL;
}

/* ---- Making and changing ---- */

/* Does `candidate` report, over any number of steps, to `body`? Then `body` cannot report to it. */
static bool reports_to(const BodyList *all, BodyId candidate, BodyId body) {
    for (size_t steps = 0; candidate.n && steps <= all->count; steps++) {
        if (candidate.n == body.n) return true;
        BodyId next = {0};
        for (size_t i = 0; i < all->count; i++)
            if (all->items[i].id.n == candidate.n) next = all->items[i].parent;
        candidate = next;
    }
    return false;
}

static Error *body_rule(Tx *tx, void *value, Form *form) {
    Body *body = value;
    BodyList all;
    TRY(bodies_on(tx_db(tx), tx_arena(tx), (Date){0}, &all));
    if (body->id.n && reports_to(&all, body->parent, body->id))
        form_error(form, "parent", "Choose another body: the one chosen reports to this body already");
    for (size_t i = 0; i < all.count; i++)
        if (all.items[i].id.n != body->id.n && text_equal_ignoring_case(all.items[i].name, body->name))
            form_error(form, "name", "There is a body with this name already. Enter another name");
    if (body->id.n) return NULL;
    BodyLastPositionRow last;
    TRY(body_last_position(tx_db(tx), tx_arena(tx), &last));
    body->position = last.position + 1;
    return NULL;
}

static Error *body_form_show(Office *office, Request *request, Response *response, Page page, const Form *form, const Body *body) {
    Arena *arena = request->arena;
    BodyList all;
    OptionList parents = {0};
    TRY(bodies_on(office->db, arena, (Date){0}, &all));
    for (size_t i = 0; i < all.count; i++)
        if (all.items[i].id.n != body->id.n) option_add(arena, &parents, all.items[i].id.n, all.items[i].name);
    page.form = form;
    View view = page_view(request, response, &page);
    office_body_form(&view, page, body, parents, body->id.n ? body_url(arena, body->id) : S("/office/bodies"));
    return NULL;
}

static Page new_page(Office *office, Request *request) {
    Page page = office_page(office, request, "bodies", "Add a body");
    page_breadcrumb(request->arena, &page, S("Bodies"), S("/office/bodies"));
    return page;
}

static Page edit_page(Office *office, Request *request, const Body *body) {
    return body_page(office, request, body, true, text_format(request->arena, "Change %.*s", TEXT_ARG(body->name)));
}

Error *body_new_show(Office *office, Request *request, Response *response) {
    Body body = {.is_public = true};
    Form form = form_show(request->arena, &body_record);
    return body_form_show(office, request, response, new_page(office, request), &form, &body);
}

Error *body_new_save(Office *office, Request *request, Response *response) {
    Body body = {0};
    Form form = form_read(request->arena, &body_record, request->form, office->roles, NULL, &body);
    TRY(change_save(office, request, &body_record, &body, &form, body_rule));
    if (!form_is_fine(&form)) {
        change_refused(response);
        return body_form_show(office, request, response, new_page(office, request), &form, &body);
    }
    respond_done(request, response, body_url(request->arena, body.id), "body-made");
    return NULL;
}

Error *body_edit_show(Office *office, Request *request, Response *response) {
    Body body;
    TRY(body_of_request(office, request, &body));
    Form form = form_show(request->arena, &body_record);
    return body_form_show(office, request, response, edit_page(office, request, &body), &form, &body);
}

Error *body_edit_save(Office *office, Request *request, Response *response) {
    Body stored;
    TRY(body_of_request(office, request, &stored));
    Body body = stored;
    Form form = form_read(request->arena, &body_record, request->form, office->roles, NULL, &body);
    Error *error = change_save(office, request, &body_record, &body, &form, body_rule);
    Page page = edit_page(office, request, &stored);
    Text url = body_url(request->arena, body.id);
    if (error && error->kind == ERROR_CONFLICT) return respond_conflict(office, request, response, &page, &body_record, &body, url);
    TRY(error);
    if (!form_is_fine(&form)) {
        change_refused(response);
        return body_form_show(office, request, response, page, &form, &body);
    }
    respond_done(request, response, url, "saved");
    return NULL;
}

/* ---- Order ---- */

/* Exchanges the body with its neighbour among those that are not dissolved. Their places are then 1, 2, 3 ... again; a body whose place
 * stays is not written. */
static Error *move(Tx *tx, BodyId id, bool is_up, Date today) {
    BodyList all;
    TRY(bodies_on(tx_db(tx), tx_arena(tx), today, &all));
    size_t at = 0;
    while (at < all.count && all.items[at].id.n != id.n) at++;
    if (at == all.count || (is_up ? at == 0 : at + 1 == all.count)) return NULL;
    Body moved = all.items[at];
    size_t to = is_up ? at - 1 : at + 1;
    all.items[at] = all.items[to];
    all.items[to] = moved;
    for (size_t i = 0; i < all.count; i++) {
        all.items[i].position = (int64_t)i + 1;
        TRY(record_update(tx, &body_record, &all.items[i]));
    }
    return NULL;
}

Error *body_move_do(Office *office, Request *request, Response *response) {
    BodyId id;
    TRY(request_id(request, 0, &id.n));
    bool is_up = text_equal(request_value(request, "direction"), S("up"));
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(office_begin(office, request, S(""), &tx));
    TRY_OUT(move(tx, id, is_up, request_day(request)));
    TRY_OUT(change_publish(tx));
    TRY_OUT(tx_commit(tx));
    respond_done(request, response, S("/office/bodies"), "moved");
out:
    tx_end(tx);
    return error;
}

/* ---- Deleting: only what was added by mistake ---- */

static Error *body_uses(Office *office, Request *request, const Body *body, bool *is_used) {
    BodyCountsRow counts;
    TRY(body_counts(office->db, request->arena, body->id, &counts));
    *is_used = counts.seats > 0 || counts.terms > 0;
    return NULL;
}

Error *body_delete_ask(Office *office, Request *request, Response *response) {
    Body body;
    bool is_used;
    TRY(body_of_request(office, request, &body));
    TRY(body_uses(office, request, &body, &is_used));
    if (is_used)
        return error_new(request->arena, ERROR_INPUT,
            "%.*s has seats or terms of reference, which are part of its history, so it cannot be deleted. If it meets no more, enter its "
            "last day "
            "instead.",
            TEXT_ARG(body.name));
    Page page = body_page(office, request, &body, true, text_format(request->arena, "Delete %.*s?", TEXT_ARG(body.name)));
    View view = page_view(request, response, &page);
    confirm_page(&view, page,
        (Confirmation){.question = page.title,
            .what_happens = S("The body goes from all lists. The history keeps what it said."),
            .button = "Delete the body",
            .is_warning = true,
            .back = body_url(request->arena, body.id),
            .record = &body});
    return NULL;
}

Error *body_delete_do(Office *office, Request *request, Response *response) {
    Body body;
    TRY(body_of_request(office, request, &body));
    TRY(change_delete(office, request, &body_record, &body));
    respond_done(request, response, S("/office/bodies"), "deleted");
    return NULL;
}
