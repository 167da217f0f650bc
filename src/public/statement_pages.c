/* The pages with the site's standing texts, and their twins. */
#include "public/pages.h"
#include "public/site.sql.h"
#include "public/statements.h"
#include "public/statements.view.h"

typedef struct {
    const char *title, *twin;
    Text (*text)(Arena *arena, const PublishedSite *site);
} Standing;
static const Standing accessibility = {"Accessibility statement", "/accessibility.json", accessibility_statement};
static const Standing privacy = {"Privacy", "/privacy.json", privacy_notice};
static const Standing cookies = {"Cookies", "/cookies.json", cookies_notice};

static Error *show(Site *site, Request *request, Response *response, const Standing *standing) {
    PublishedSite texts = {0};
    bool found = false;
    TRY(site_row(site->db, request->arena, &texts, &found));
    Page page = site_page(site, request, NULL, "%s", standing->title);
    page_breadcrumb(request->arena, &page, S("Home"), S("/"));
    page.twin = text_of(standing->twin);
    View v = page_view(request, response, &page);
    site_statement_page(&v, page, standing->text(request->arena, &texts));
    return NULL;
}

static Error *show_json(Site *site, Request *request, Response *response, const Standing *standing) {
    PublishedSite texts = {0};
    bool found = false;
    TRY(site_row(site->db, request->arena, &texts, &found));
    Buffer out = buffer_new(request->arena, 4096);
    Json j = json_to(&out);
    json_begin_object(&j);
    json_put_text(&j, "title", text_of(standing->title));
    json_put_text(&j, "markdown", standing->text(request->arena, &texts));
    json_end_object(&j);
    respond_open_data(response, buffer_text(&out));
    return NULL;
}

Error *site_accessibility(Site *site, Request *request, Response *response) {
    return show(site, request, response, &accessibility);
}

Error *site_accessibility_json(Site *site, Request *request, Response *response) {
    return show_json(site, request, response, &accessibility);
}

Error *site_privacy(Site *site, Request *request, Response *response) {
    return show(site, request, response, &privacy);
}

Error *site_privacy_json(Site *site, Request *request, Response *response) {
    return show_json(site, request, response, &privacy);
}

Error *site_cookies(Site *site, Request *request, Response *response) {
    return show(site, request, response, &cookies);
}

Error *site_cookies_json(Site *site, Request *request, Response *response) {
    return show_json(site, request, response, &cookies);
}
