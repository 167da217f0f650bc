/* The page of a year: every body with its meetings, and what its terms of reference miss. */
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
    }
    return NULL;
}

Error *cycle_show(Office *office, Request *request, Response *response) {
    int64_t asked = 0;
    CycleBody *bodies;
    size_t count;
    int year = date_parts(request_today(request)).year;
    if (text_to_int64(request_query(request, "year"), &asked) && asked >= 1990 && asked <= 2200) year = (int)asked;
    TRY(bodies_read(office, request, year, &bodies, &count));
    Cycle cycle = cycle_of(request->arena, bodies, count, year);
    Page page = office_page(office, request, "meetings", "Meetings in a year");
    page.title = text_format(request->arena, "Meetings in %d", year);
    page_breadcrumb(request->arena, &page, S("Meetings"), S("/office/meetings"));
    View v = page_view(request, response, &page);
    cycle_view(&v, page, cycle, year, (office->roles & CLERK) != 0);
    return NULL;
}
