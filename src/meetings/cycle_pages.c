/* The page of a year: every body with its meetings, and what its terms of reference miss; recording that its cycle was agreed (R01). */
#include "meetings/cycle.h"

#include "meetings/cycle.view.h"
#include "meetings/meetings.sql.h"
#include "meetings/pages.h"

static Error *meetings_of(Office *office, Request *request, BodyId body, int year, MeetingList *out) {
    MeetingList newest_first;
    TRY(meetings_between(office->db, request->arena, body.n, date_of(year - 1, 1, 1), date_of(year + 1, 12, 31), &newest_first));
    *out = (MeetingList){.items = ARENA_ARRAY(request->arena, Meeting, newest_first.count + 1)};
    for (size_t i = newest_first.count; i-- > 0;)
        if (newest_first.items[i].state != MEETING_CANCELLED) out->items[out->count++] = newest_first.items[i];
    return NULL;
}

/* The meeting as it is named here: its body and day. */
static Error *meeting_named(Db *db, Arena *arena, MeetingId id, Text *out) {
    Meeting meeting;
    Body body;
    TRY(record_get(db, arena, &meeting_record, id.n, &meeting));
    TRY(record_get(db, arena, &body_record, meeting.body.n, &body));
    *out = meeting_shown(arena, &meeting, &body);
    return NULL;
}

/* Was the cycle agreed (R01), and are the terms of reference looked at in the year (R18)? */
static Error *agreement_read(Db *db, Arena *arena, int year, CycleBody *b) {
    ReviewItemsBetweenRow reviews;
    bool found;
    TRY(cycle_agreement_of(db, arena, b->body.id, year, &b->agreement, &found));
    if (!found) b->agreement = (CycleAgreement){0};
    if (b->agreement.meeting.n) TRY(meeting_named(db, arena, b->agreement.meeting, &b->agreed_at));
    TRY(review_items_between(db, arena, b->body.id, date_of(year, 1, 1), date_of(year, 12, 31), &reviews));
    b->reviews = reviews.number;
    return NULL;
}

/* Terms in force at the end of the year count, for they are what the year has to keep; a body that ends before it keeps none. */
static Error *bodies_read(Office *office, Request *request, int year, CycleBody **out, size_t *count) {
    BodyList bodies;
    TRY(bodies_on(office->db, request->arena, date_of(year, 1, 1), &bodies));
    *out = ARENA_ARRAY(request->arena, CycleBody, bodies.count + 1);
    *count = bodies.count;
    for (size_t i = 0; i < bodies.count; i++) {
        CycleBody *b = &(*out)[i];
        b->body = bodies.items[i];
        TRY(terms_in_force(office->db, request->arena, b->body.id, date_of(year, 12, 31), &b->terms, &b->has_terms));
        TRY(meetings_of(office, request, b->body.id, year, &b->meetings));
        TRY(agreement_read(office->db, request->arena, year, b));
    }
    return NULL;
}

static int year_asked(const Request *request, Text sent) {
    int64_t asked = 0;
    bool is_year = text_to_int64(sent, &asked) && asked >= 1990 && asked <= 2200;
    return is_year ? (int)asked : date_parts(request_today(request)).year;
}

Error *cycle_show(Office *office, Request *request, Response *response) {
    CycleBody *bodies;
    size_t count;
    int year = year_asked(request, request_query(request, "year"));
    TRY(bodies_read(office, request, year, &bodies, &count));
    Cycle cycle = cycle_of(request->arena, bodies, count, year);
    Page page = office_page(office, request, "meetings", "Meetings in a year");
    page.title = text_format(request->arena, "Meetings in %d", year);
    page_breadcrumb(request->arena, &page, S("Meetings"), S("/office/meetings"));
    View v = page_view(request, response, &page);
    cycle_view(&v, page, cycle, year, (office->roles & CLERK) != 0);
    return NULL;
}

/* ---- Agreed (R01) ---- */

static Text year_url(Arena *arena, int year) {
    return text_format(arena, "/office/year?year=%d", year);
}

/* The body and what is recorded of the year. */
static Error *agreement_subject(Office *office, Request *request, int year, Body *body, CycleAgreement *out) {
    int64_t id;
    bool found;
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &body_record, id, body));
    TRY(cycle_agreement_of(office->db, request->arena, body->id, year, out, &found));
    if (!found) *out = (CycleAgreement){.body = body->id, .year = year, .recorded_by = office->session->name};
    return NULL;
}

/* Meetings that can have agreed it: of the body and of the one above it, from the year before to the end of the year. */
static Error *meeting_options(Office *office, Request *request, const Body *body, int year, OptionList *out) {
    Arena *arena = request->arena;
    BodyId bodies[] = {body->id, body->parent};
    for (size_t i = 0; i < 2 && bodies[i].n; i++) {
        MeetingList meetings;
        TRY(meetings_between(office->db, arena, bodies[i].n, date_of(year - 1, 1, 1), date_of(year, 12, 31), &meetings));
        for (size_t k = 0; k < meetings.count; k++) {
            Text name;
            const Meeting *m = &meetings.items[k];
            if (m->state == MEETING_CANCELLED || date_compare(m->day, request_today(request)) > 0) continue;
            TRY(meeting_named(office->db, arena, m->id, &name));
            option_add(arena, out, m->id.n, name);
        }
    }
    return NULL;
}

static Error *agreement_respond(
    Office *office, Request *request, Response *response, const Body *body, const CycleAgreement *agreement, const Form *form) {
    OptionList meetings = {0};
    int year = (int)agreement->year;
    TRY(meeting_options(office, request, body, year, &meetings));
    Page page = office_page(office, request, "meetings", "The cycle of %d was agreed", year);
    page_breadcrumb(request->arena, &page, S("Meetings"), S("/office/meetings"));
    page_breadcrumb(request->arena, &page, text_format(request->arena, "Meetings in %d", year), year_url(request->arena, year));
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    cycle_agreement_view(&v, page, body, agreement, meetings, year_url(request->arena, year));
    return NULL;
}

Error *cycle_agreement_show(Office *office, Request *request, Response *response) {
    Body body;
    CycleAgreement agreement;
    TRY(agreement_subject(office, request, year_asked(request, request_query(request, "of")), &body, &agreement));
    Form form = form_show(request->arena, &cycle_agreement_record);
    return agreement_respond(office, request, response, &body, &agreement, &form);
}

static Error *agreement_put(Tx *tx, const Body *body, CycleAgreement *agreement, Date today, Form *form) {
    Meeting meeting;
    if (agreement->meeting.n) {
        TRY(record_get(tx_db(tx), tx_arena(tx), &meeting_record, agreement->meeting.n, &meeting));
        if (meeting.body.n != body->id.n && meeting.body.n != body->parent.n)
            form_error(form, "meeting", "Choose a meeting of this body or of the one above it");
        else if (date_compare(meeting.day, agreement->day) != 0)
            form_error(form, "day", "The meeting was on %.*s. Enter that day, or choose no meeting",
                TEXT_ARG(date_plain(tx_arena(tx), meeting.day)));
    }
    if (date_compare(agreement->day, today) > 0) form_error(form, "day", "The day cannot be in the future");
    if (!agreement->meeting.n && text_is_empty(text_trim(agreement->decision)))
        form_error(form, "decision", "Enter how it was agreed, or choose a meeting");
    if (!form_is_fine(form)) return NULL;
    return agreement->id.n ? record_update(tx, &cycle_agreement_record, agreement) : record_insert(tx, &cycle_agreement_record, agreement);
}

Error *cycle_agreement_save(Office *office, Request *request, Response *response) {
    Body body;
    CycleAgreement agreement;
    TRY(agreement_subject(office, request, year_asked(request, request_value(request, "of")), &body, &agreement));
    Form form = form_read(request->arena, &cycle_agreement_record, request->form, office->roles, NULL, &agreement);
    if (form_is_fine(&form)) TRY(OFFICE_CHANGE(office, request, tx, agreement_put(tx, &body, &agreement, request_today(request), &form)));
    if (!form_is_fine(&form)) return agreement_respond(office, request, response, &body, &agreement, &form);
    respond_done(request, response, year_url(request->arena, (int)agreement.year), "cycle-agreed");
    return NULL;
}

Error *cycle_agreement_delete(Office *office, Request *request, Response *response) {
    int64_t id;
    CycleAgreement agreement;
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &cycle_agreement_record, id, &agreement));
    take_version(request, &agreement);
    TRY(OFFICE_CHANGE(office, request, tx, record_delete(tx, &cycle_agreement_record, &agreement)));
    respond_done(request, response, year_url(request->arena, (int)agreement.year), "deleted");
    return NULL;
}
