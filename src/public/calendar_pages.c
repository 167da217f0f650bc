/* The calendar as a page, its twin, and the feeds that calendar programs subscribe to. */
#include "public/agenda.h"
#include "public/calendar.h"
#include "public/calendar.view.h"
#include "public/ics.h"
#include "public/pages.h"
#include "public/site.sql.h"
#include "public/words.h"

const Input site_calendar_inputs[] = {{"month", INPUT_TEXT, 7}, {0}};

/* A subscribed calendar keeps what has been for a while. */
enum { FEED_DAYS_BACK = 730 };

static Error *read_month(Site *site, Request *request, CalendarMonth *out) {
    Date today = {0}, first = {0};
    PublishedMeetingList meetings = {0};
    moment_to_london(request->started, &today, NULL);
    if (!month_parse(request_query(request, "month"), &first)) {
        DateParts p = date_parts(today);
        first = date_of(p.year, p.month, 1);
    }
    DateParts p = date_parts(first);
    Date last = p.year == 9999 && p.month == 12 ? date_of(9999, 12, 31) : date_plus_days(date_plus_months(first, 1), -1);
    TRY(site_meetings_by_day(site->db, request->arena, first, last, 0, &meetings));
    *out = calendar_month(request->arena, first, today, meetings);
    return NULL;
}

static PublishedMeetingList meetings_of(Arena *arena, const CalendarMonth *month) {
    size_t n = 0;
    for (size_t w = 0; w < month->count; w++)
        for (size_t d = 0; d < 7; d++) n += month->items[w].items[d].meetings.count;
    PublishedMeetingList all = {ARENA_ARRAY(arena, PublishedMeeting, n), 0};
    for (size_t w = 0; w < month->count; w++)
        for (size_t d = 0; d < 7; d++)
            for (size_t i = 0; i < month->items[w].items[d].meetings.count; i++)
                all.items[all.count++] = month->items[w].items[d].meetings.items[i];
    return all;
}

Error *site_calendar(Site *site, Request *request, Response *response) {
    CalendarMonth month = {0};
    PublishedBodyList bodies = {0};
    TRY(read_month(site, request, &month));
    TRY(site_bodies(site->db, request->arena, &bodies));
    Page page = site_page(site, request, "calendar", "Calendar: %.*s", TEXT_ARG(month.name));
    page_breadcrumb(request->arena, &page, S("Home"), S("/"));
    page.twin = text_format(request->arena, "/calendar.json?month=%.*s", TEXT_ARG(month.code));
    View v = page_view(request, response, &page);
    site_calendar_page(&v, page, month, meetings_of(request->arena, &month), bodies);
    return NULL;
}

Error *site_calendar_json(Site *site, Request *request, Response *response) {
    CalendarMonth month = {0};
    TRY(read_month(site, request, &month));
    PublishedMeetingList meetings = meetings_of(request->arena, &month);
    Buffer out = buffer_new(request->arena, 4096);
    Json j = json_to(&out);
    json_begin_object(&j);
    json_put_text(&j, "month", month.code);
    json_key(&j, "meetings");
    json_begin_array(&j);
    for (size_t i = 0; i < meetings.count; i++) {
        site_put_meeting(&j, request->arena, site->site_address, &meetings.items[i]);
        json_end_object(&j);
    }
    json_end_array(&j);
    json_end_object(&j);
    respond_open_data(response, buffer_text(&out));
    return NULL;
}

/* ---- Feeds ---- */

static Error *feed(Site *site, Request *request, Response *response, const PublishedBody *body) {
    PublishedSite texts = {0};
    PublishedMeetingList meetings = {0};
    bool found = false;
    Date today = {0};
    moment_to_london(request->started, &today, NULL);
    TRY(site_row(site->db, request->arena, &texts, &found));
    TRY(site_meetings_by_day(
        site->db, request->arena, date_plus_days(today, -FEED_DAYS_BACK), date_of(9999, 12, 31), body ? body->id.n : 0, &meetings));
    Text name = text_format(request->arena, "Meetings: %.*s", TEXT_ARG(body ? body->name : texts.name));
    respond_text(response, "text/calendar; charset=utf-8", calendar_ics(request->arena, name, &texts, site->site_address, meetings));
    response->allows_other_sites = true;
    return NULL;
}

Error *site_calendar_ics(Site *site, Request *request, Response *response) {
    return feed(site, request, response, NULL);
}

Error *site_body_ics(Site *site, Request *request, Response *response) {
    PublishedBody body = {0};
    PublishedId id = {0};
    bool found = false;
    TRY(request_id(request, 0, &id.n));
    TRY(site_body(site->db, request->arena, id, &body, &found));
    if (!found) return error_new(request->arena, ERROR_NOT_FOUND, "There is no body at this address. See the list of all bodies.");
    return feed(site, request, response, &body);
}
