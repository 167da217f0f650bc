/* Bodies: who sits on them, what rules they meet by, when they meet. */
#include "public/bodies.h"
#include "public/bodies.view.h"
#include "public/pages.h"
#include "public/site.sql.h"
#include "public/words.h"

enum { MEETINGS_SHOWN = 6, COMING_SHOWN = 12 };

static Date today_of(const Request *request) {
    Date today = {0};
    moment_to_london(request->started, &today, NULL);
    return today;
}

Error *site_bodies_list(Site *site, Request *request, Response *response) {
    PublishedBodyList bodies = {0};
    PublishedSite texts = {0};
    bool found = false;
    TRY(site_bodies(site->db, request->arena, &bodies));
    TRY(site_row(site->db, request->arena, &texts, &found));
    Page page = site_page(site, request, "bodies", "Who we are");
    page_breadcrumb(request->arena, &page, S("Home"), S("/"));
    page.twin = S("/bodies.json");
    View v = page_view(request, response, &page);
    site_bodies_page(&v, page, texts, bodies);
    return NULL;
}

static Error *find_body(Site *site, Request *request, PublishedBody *out) {
    PublishedId id = {0};
    bool found = false;
    TRY(request_id(request, 0, &id.n));
    TRY(site_body(site->db, request->arena, id, out, &found));
    if (found) return NULL;
    return error_new(request->arena, ERROR_NOT_FOUND, "There is no body at this address. See the list of all bodies.");
}

static const PublishedSeat *officer(const PublishedSeatList *seats, const char *office) {
    for (size_t i = 0; i < seats->count; i++)
        if (text_equal(seats->items[i].office, text_of(office))) return &seats->items[i];
    return NULL;
}

size_t site_count_invited(const PublishedSeatList *seats) {
    size_t n = 0;
    for (size_t i = 0; i < seats->count; i++) n += seats->items[i].is_invited;
    return n;
}

static bool is_in_force(const PublishedTerms *t, Date day) {
    return date_compare(t->from, day) <= 0 && (!date_is_set(t->until) || date_compare(day, t->until) <= 0);
}

static Error *read_body(Site *site, Request *request, SiteBody *out) {
    Arena *arena = request->arena;
    Date today = today_of(request);
    bool found = false;
    *out = (SiteBody){0};
    TRY(find_body(site, request, &out->body));
    PublishedId id = out->body.id;
    if (out->body.parent.n) TRY(site_body(site->db, arena, out->body.parent, &out->parent, &found));
    TRY(site_seats(site->db, arena, id, &out->seats));
    TRY(site_terms_of_body(site->db, arena, id, &out->terms));
    TRY(site_meetings_from(site->db, arena, today, id.n, COMING_SHOWN, &out->coming));
    TRY(site_meetings_before(site->db, arena, today, id.n, MEETINGS_SHOWN, &out->past));
    out->chair = officer(&out->seats, "Chair");
    out->vice_chair = officer(&out->seats, "Vice-chair");
    for (size_t i = 0; i < out->terms.count && !out->in_force; i++)
        if (is_in_force(&out->terms.items[i], today)) out->in_force = &out->terms.items[i];
    return NULL;
}

Error *site_body_show(Site *site, Request *request, Response *response) {
    SiteBody body = {0};
    TRY(read_body(site, request, &body));
    Page page = site_page(site, request, "bodies", "%.*s", TEXT_ARG(body.body.name));
    page_breadcrumb(request->arena, &page, S("Home"), S("/"));
    page_breadcrumb(request->arena, &page, S("Who we are"), S("/bodies"));
    page.twin = text_join(request->arena, site_body_address(request->arena, body.body.id), S(".json"));
    View v = page_view(request, response, &page);
    site_body_page(&v, page, body);
    return NULL;
}

/* ---- Terms of reference ---- */

static Error *find_terms(Site *site, Request *request, PublishedBody *body, PublishedTerms *terms) {
    PublishedId id = {0};
    bool found = false;
    TRY(find_body(site, request, body));
    TRY(request_id(request, 1, &id.n));
    TRY(site_terms(site->db, request->arena, id, terms, &found));
    if (found && terms->body.n == body->id.n) return NULL;
    return error_new(request->arena, ERROR_NOT_FOUND, "There are no terms of reference at this address. See the page of the body.");
}

Error *site_terms_show(Site *site, Request *request, Response *response) {
    PublishedBody body = {0};
    PublishedTerms terms = {0};
    TRY(find_terms(site, request, &body, &terms));
    PublishedTermsSectionList sections = {0};
    TRY(site_terms_sections(site->db, request->arena, terms.id, &sections));
    Page page = site_page(site, request, "bodies", "%.*s", TEXT_ARG(terms.title));
    page_breadcrumb(request->arena, &page, S("Home"), S("/"));
    page_breadcrumb(request->arena, &page, S("Who we are"), S("/bodies"));
    page_breadcrumb(request->arena, &page, body.name, site_body_address(request->arena, body.id));
    page.twin = text_format(request->arena, "%.*s.json", TEXT_ARG(request->path));
    View v = page_view(request, response, &page);
    site_terms_page(&v, page, body, terms, sections, is_in_force(&terms, today_of(request)));
    return NULL;
}

/* ---- Twins ---- */

static void put_body(Json *j, Arena *arena, Text site_address, const PublishedBody *b) {
    json_begin_object(j);
    record_put_json(j, &published_body_record, b, ACCESS_ALL);
    json_put_text(j, "url", text_join(arena, site_address, site_body_address(arena, b->id)));
}

static Text terms_address(Arena *arena, Text site_address, const PublishedTerms *t) {
    return text_format(arena, "%.*s/bodies/%" PRId64 "/terms/%" PRId64, TEXT_ARG(site_address), t->body.n, t->id.n);
}

static Error *put_terms(Json *j, Site *site, Arena *arena, const PublishedTerms *t) {
    PublishedTermsSectionList sections = {0};
    TRY(site_terms_sections(site->db, arena, t->id, &sections));
    json_begin_object(j);
    record_put_json(j, &published_terms_record, t, ACCESS_ALL);
    json_key(j, "sections");
    json_begin_array(j);
    for (size_t i = 0; i < sections.count; i++) {
        json_begin_object(j);
        record_put_json(j, &published_terms_section_record, &sections.items[i], ACCESS_ALL);
        json_end_object(j);
    }
    json_end_array(j);
    json_put_text(j, "url", terms_address(arena, site->site_address, t));
    json_end_object(j);
    return NULL;
}

static void put_meetings(Json *j, Arena *arena, Text site_address, const PublishedMeetingList *meetings) {
    for (size_t i = 0; i < meetings->count; i++) {
        site_put_meeting(j, arena, site_address, &meetings->items[i]);
        json_end_object(j);
    }
}

Error *site_bodies_json(Site *site, Request *request, Response *response) {
    PublishedBodyList bodies = {0};
    TRY(site_bodies(site->db, request->arena, &bodies));
    Buffer out = buffer_new(request->arena, 4096);
    Json j = json_to(&out);
    json_begin_object(&j);
    json_key(&j, "bodies");
    json_begin_array(&j);
    for (size_t i = 0; i < bodies.count; i++) {
        put_body(&j, request->arena, site->site_address, &bodies.items[i]);
        json_end_object(&j);
    }
    json_end_array(&j);
    json_end_object(&j);
    respond_open_data(response, buffer_text(&out));
    return NULL;
}

Error *site_body_json(Site *site, Request *request, Response *response) {
    SiteBody body = {0};
    Arena *arena = request->arena;
    TRY(read_body(site, request, &body));
    Buffer out = buffer_new(arena, 8192);
    Json j = json_to(&out);
    put_body(&j, arena, site->site_address, &body.body);
    json_key(&j, "seats");
    json_begin_array(&j);
    for (size_t i = 0; i < body.seats.count; i++) {
        json_begin_object(&j);
        record_put_json(&j, &published_seat_record, &body.seats.items[i], ACCESS_ALL);
        json_end_object(&j);
    }
    json_end_array(&j);
    json_key(&j, "terms_of_reference");
    json_begin_array(&j);
    for (size_t i = 0; i < body.terms.count; i++) TRY(put_terms(&j, site, arena, &body.terms.items[i]));
    json_end_array(&j);
    json_key(&j, "meetings");
    json_begin_array(&j);
    put_meetings(&j, arena, site->site_address, &body.coming);
    put_meetings(&j, arena, site->site_address, &body.past);
    json_end_array(&j);
    json_end_object(&j);
    respond_open_data(response, buffer_text(&out));
    return NULL;
}

Error *site_terms_json(Site *site, Request *request, Response *response) {
    PublishedBody body = {0};
    PublishedTerms terms = {0};
    TRY(find_terms(site, request, &body, &terms));
    Buffer out = buffer_new(request->arena, 8192);
    Json j = json_to(&out);
    TRY(put_terms(&j, site, request->arena, &terms));
    respond_open_data(response, buffer_text(&out));
    return NULL;
}
