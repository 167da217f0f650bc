/* The list of meetings, by body and year, and its twin. */
#include "public/agenda.h"
#include "public/body_and_year.h"
#include "public/meetings.view.h"
#include "public/pages.h"
#include "public/site.sql.h"
#include "public/words.h"

enum { A_PAGE = 25, MOST_COMING = 50, MOST_IN_JSON = 1000 };

static Error *read_filter(Site *site, Request *request, BodyAndYear *out) {
    SiteYearsRowList years = {0};
    TRY(site_years(site->db, request->arena, &years));
    for (size_t i = 0; i < years.count; i++) option_add_text(request->arena, &out->years, years.items[i].year, years.items[i].year);
    return body_and_year_read(site, request, out);
}

static Date today_of(const Request *request) {
    Date today = {0};
    moment_to_london(request->started, &today, NULL);
    return today;
}

static Text address_of(Arena *arena, const BodyAndYear *filter) {
    return text_format(arena, "/meetings?body=%.*s&year=%.*s", TEXT_ARG(filter->body_shown), TEXT_ARG(filter->year_shown));
}

Error *site_meetings_list(Site *site, Request *request, Response *response) {
    BodyAndYear filter = {0};
    PublishedMeetingList coming = {0}, past = {0};
    SiteMeetingsCountRow count = {0};
    Date today = today_of(request);
    TRY(read_filter(site, request, &filter));
    /* With a year chosen the whole year stands in one list; without one, what comes stands above what has been. */
    Date last = filter.has_year ? filter.last : date_plus_days(today, -1);
    TRY(site_meetings_count(site->db, request->arena, filter.first, last, filter.body, &count));
    Pagination pages = pagination_of(request_query(request, "page"), count.number, A_PAGE, address_of(request->arena, &filter));
    TRY(site_meetings_between(
        site->db, request->arena, filter.first, last, filter.body, A_PAGE, (int64_t)(pages.page - 1) * A_PAGE, &past));
    if (!filter.has_year && pages.page == 1) TRY(site_meetings_from(site->db, request->arena, today, filter.body, MOST_COMING, &coming));
    Page page = site_page(site, request, "meetings", "Meetings");
    page_breadcrumb(request->arena, &page, S("Home"), S("/"));
    page.twin = S("/meetings.json");
    page.feed = S("/feed.atom");
    View v = page_view(request, response, &page);
    site_meetings_page(&v, page, filter, coming, past, pages);
    return NULL;
}

Error *site_meetings_json(Site *site, Request *request, Response *response) {
    BodyAndYear filter = {0};
    PublishedMeetingList meetings = {0};
    SiteMeetingsCountRow count = {0};
    TRY(read_filter(site, request, &filter));
    TRY(site_meetings_count(site->db, request->arena, filter.first, filter.last, filter.body, &count));
    Pagination pages = pagination_of(request_query(request, "page"), count.number, MOST_IN_JSON, S("/meetings.json"));
    TRY(site_meetings_between(site->db, request->arena, filter.first, filter.last, filter.body, MOST_IN_JSON,
        (int64_t)(pages.page - 1) * MOST_IN_JSON, &meetings));
    Buffer out = buffer_new(request->arena, 16384);
    Json j = json_to(&out);
    json_begin_object(&j);
    json_key(&j, "meetings");
    json_begin_array(&j);
    for (size_t i = 0; i < meetings.count; i++) {
        site_put_meeting(&j, request->arena, site->site_address, &meetings.items[i]);
        json_end_object(&j);
    }
    json_end_array(&j);
    json_put_int(&j, "total", count.number);
    json_put_int(&j, "page", pages.page);
    json_put_int(&j, "pages", pages.pages);
    json_end_object(&j);
    respond_open_data(response, buffer_text(&out));
    return NULL;
}
