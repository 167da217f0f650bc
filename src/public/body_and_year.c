/* Owns the choice of body and year of the public lists. */
#include "public/body_and_year.h"

#include "public/pages.h"
#include "public/site.sql.h"

const Input body_and_year_inputs[] = {{"body", INPUT_INT, 0}, {"year", INPUT_INT, 0}, {"page", INPUT_INT, 0}, {0}};

Error *body_and_year_read(Site *site, Request *request, BodyAndYear *out) {
    PublishedBodyList bodies = {0};
    int64_t year = 0;
    TRY(site_bodies(site->db, request->arena, &bodies));
    for (size_t i = 0; i < bodies.count; i++) option_add(request->arena, &out->bodies, bodies.items[i].id.n, bodies.items[i].name);
    out->body_shown = request_query(request, "body");
    out->year_shown = request_query(request, "year");
    text_to_int64(out->body_shown, &out->body);
    out->has_year = text_to_int64(out->year_shown, &year) && year >= 1 && year <= 9999;
    out->first = out->has_year ? date_of((int)year, 1, 1) : date_of(1, 1, 1);
    out->last = out->has_year ? date_of((int)year, 12, 31) : date_of(9999, 12, 31);
    return NULL;
}
