/* The register of decisions across meetings, by body and year, and its twin. */
#include <inttypes.h>

#include "public/minutes.h"
#include "public/minutes.view.h"
#include "public/pages.h"
#include "public/site.sql.h"

enum { A_PAGE = 50, MOST_IN_JSON = 1000 };

static Error *read_filter(Site *site, Request *request, BodyAndYear *out) {
    SiteDecisionYearsRowList years = {0};
    TRY(site_decision_years(site->db, request->arena, &years));
    for (size_t i = 0; i < years.count; i++) option_add_text(request->arena, &out->years, years.items[i].year, years.items[i].year);
    return body_and_year_read(site, request, out);
}

static Error *read_page(Site *site, Request *request, const BodyAndYear *f, int most, const char *path, PublishedDecisionList *out,
    Pagination *pages, int64_t *total) {
    SiteDecisionsCountRow count = {0};
    TRY(site_decisions_count(site->db, request->arena, f->first, f->last, f->body, &count));
    Text address = text_format(request->arena, "%s?body=%.*s&year=%.*s", path, TEXT_ARG(f->body_shown), TEXT_ARG(f->year_shown));
    *pages = pagination_of(request_query(request, "page"), count.number, most, address);
    *total = count.number;
    return site_decisions(site->db, request->arena, f->first, f->last, f->body, most, (int64_t)(pages->page - 1) * most, out);
}

Error *site_decisions_list(Site *site, Request *request, Response *response) {
    BodyAndYear filter = {0};
    PublishedDecisionList decisions = {0};
    Pagination pages;
    int64_t total;
    SiteArchiveSizeRow archive;
    TRY(site_archive_size(site->db, request->arena, &archive));
    TRY(read_filter(site, request, &filter));
    TRY(read_page(site, request, &filter, A_PAGE, "/decisions", &decisions, &pages, &total));
    Page page = site_page(site, request, "decisions", "Decisions");
    page_breadcrumb(request->arena, &page, S("Home"), S("/"));
    page.twin = S("/decisions.json");
    View v = page_view(request, response, &page);
    site_decisions_page(&v, page, filter, decisions, pages, archive.meetings > 0);
    return NULL;
}

Error *site_decisions_json(Site *site, Request *request, Response *response) {
    BodyAndYear filter = {0};
    PublishedDecisionList decisions = {0};
    Pagination pages;
    int64_t total;
    Arena *arena = request->arena;
    TRY(read_filter(site, request, &filter));
    TRY(read_page(site, request, &filter, MOST_IN_JSON, "/decisions.json", &decisions, &pages, &total));
    Buffer out = buffer_new(arena, 16384);
    Json j = json_to(&out);
    json_begin_object(&j);
    json_key(&j, "decisions");
    json_begin_array(&j);
    for (size_t i = 0; i < decisions.count; i++) {
        const PublishedDecision *d = &decisions.items[i];
        json_begin_object(&j);
        json_put_text(&j, "body", d->body_name);
        json_put_text(&j, "day", date_iso(arena, d->day));
        json_put_int(&j, "minute", d->number);
        json_put_text(&j, "item", d->code);
        json_put_text(&j, "title", d->item_title);
        json_put_text(&j, "part", d->letter);
        json_put_text(&j, "resolved", d->words);
        json_put_text(&j, "outcome", d->outcome);
        json_put_text(&j, "vote", d->vote);
        json_put_bool(&j, "draft", d->is_draft);
        json_put_text(&j, "minutes", text_join(arena, site->site_address, site_minutes_address(arena, d->minutes)));
        json_end_object(&j);
    }
    json_end_array(&j);
    json_put_int(&j, "total", total);
    json_put_int(&j, "page", pages.page);
    json_put_int(&j, "pages", pages.pages);
    json_end_object(&j);
    respond_open_data(response, buffer_text(&out));
    return NULL;
}
