/* What machines ask for: the feed of changes, the sitemap, the rules for robots. */
#include "public/minutes.h"
#include "public/agenda.h"
#include "public/agreement.h"
#include "public/atom.h"
#include "public/pages.h"
#include "public/site.sql.h"
#include "public/words.h"

#include <inttypes.h>

enum { IN_FEED = 50, MOST_MEETINGS = 20000 };

Error *site_feed(Site *site, Request *request, Response *response) {
    PublishedSite texts = {0};
    PublishedMeetingList meetings = {0};
    SiteSupplementsLatelyRowList rows = {0};
    bool found = false;
    TRY(site_row(site->db, request->arena, &texts, &found));
    TRY(site_changes(site->db, request->arena, IN_FEED, &meetings));
    TRY(site_supplements_lately(site->db, request->arena, IN_FEED, &rows));
    FeedSupplementList supplements = {ARENA_ARRAY(request->arena, FeedSupplement, rows.count), rows.count};
    for (size_t i = 0; i < rows.count; i++) {
        const SiteSupplementsLatelyRow *r = &rows.items[i];
        supplements.items[i] = (FeedSupplement){r->meeting, r->number, r->reason, r->published_at, r->body_name, r->day};
    }
    respond_text(
        response, "application/atom+xml; charset=utf-8", atom_feed(request->arena, &texts, site->site_address, meetings, supplements));
    response->allows_other_sites = true;
    return NULL;
}

static const char *const standing_pages[] = {"/", "/meetings", "/decisions", "/plan", "/archive", "/calendar", "/bodies", "/search",
    "/accessibility", "/privacy", "/cookies", "/contact", NULL};

static void add(SitemapEntryList *list, Text path, Moment changed) {
    list->items[list->count++] = (SitemapEntry){path, changed};
}

Error *site_sitemap(Site *site, Request *request, Response *response) {
    Arena *arena = request->arena;
    PublishedBodyList bodies = {0};
    PublishedMeetingList meetings = {0};
    SiteAllPapersRowList papers = {0};
    SiteAllTermsRowList terms = {0};
    SiteAllMinutesRowList minutes = {0};
    SiteArchiveAllRowList archived = {0};
    PublishedAgreementList agreements = {0};
    SiteAllPlanActionsRowList actions = {0};
    TRY(site_bodies(site->db, arena, &bodies));
    TRY(site_all_meetings(site->db, arena, MOST_MEETINGS, &meetings));
    TRY(site_all_papers(site->db, arena, &papers));
    TRY(site_all_terms(site->db, arena, &terms));
    TRY(site_all_minutes(site->db, arena, &minutes));
    TRY(site_archive_all(site->db, arena, &archived));
    TRY(site_agreements(site->db, arena, &agreements));
    TRY(site_all_plan_actions(site->db, arena, &actions));
    size_t most =
        16 + bodies.count + meetings.count + papers.count + terms.count + minutes.count + archived.count + agreements.count + actions.count;
    SitemapEntryList entries = {ARENA_ARRAY(arena, SitemapEntry, most), 0};
    for (const char *const *p = standing_pages; *p; p++) add(&entries, text_of(*p), (Moment){0});
    for (size_t i = 0; i < bodies.count; i++) add(&entries, site_body_address(arena, bodies.items[i].id), (Moment){0});
    for (size_t i = 0; i < terms.count; i++)
        add(&entries, text_format(arena, "/bodies/%" PRId64 "/terms/%" PRId64, terms.items[i].body.n, terms.items[i].id.n), (Moment){0});
    for (size_t i = 0; i < meetings.count; i++)
        add(&entries, site_meeting_address(arena, meetings.items[i].id), meetings.items[i].changed_at);
    for (size_t i = 0; i < papers.count; i++) add(&entries, site_paper_address(arena, papers.items[i].id), papers.items[i].changed_at);
    for (size_t i = 0; i < archived.count; i++)
        add(&entries, text_format(arena, "/archive/meetings/%" PRId64, archived.items[i].id.n), archived.items[i].changed_at);
    for (size_t i = 0; i < minutes.count; i++) add(&entries, site_minutes_address(arena, minutes.items[i].id), minutes.items[i].changed_at);
    for (size_t i = 0; i < agreements.count; i++)
        add(&entries, site_agreement_address(arena, &agreements.items[i]), agreements.items[i].changed_at);
    for (size_t i = 0; i < actions.count; i++)
        add(&entries, text_format(arena, "/plan/%.*s/%.*s", TEXT_ARG(actions.items[i].address), TEXT_ARG(actions.items[i].number)),
            actions.items[i].changed_at);
    respond_text(response, "application/xml; charset=utf-8", sitemap_xml(arena, site->site_address, entries));
    return NULL;
}

Error *site_robots(Site *site, Request *request, Response *response) {
    respond_text(response, "text/plain; charset=utf-8",
        text_format(request->arena,
            "User-agent: *\nDisallow: /office\nDisallow: /search\nDisallow: /consultation/\nAllow: /\nSitemap: %.*s/sitemap.xml\n",
            TEXT_ARG(site->site_address)));
    return NULL;
}
