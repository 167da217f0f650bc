/* The front page: the next meeting and its papers at one click. */
#include "public/agreement.sql.h"
#include "public/home.h"
#include "public/home.view.h"
#include "public/pages.h"
#include "public/site_consultation.sql.h"
#include "public/words.h"

enum { COMING = 6, PAPERS = 8, DECISIONS = 5 };

static Error *with_documents(Site *site, Arena *arena, SiteAgenda *agenda) {
    if (agenda->meeting.publication == 0) return NULL;
    return site_documents(site->db, arena, agenda->meeting.id, &agenda->documents);
}

static bool takes_place(const PublishedMeeting *m) {
    return m->state != PUBLISHED_CANCELLED && m->state != PUBLISHED_HELD;
}

static Error *read_home(Site *site, Request *request, SiteHome *out) {
    Arena *arena = request->arena;
    Date today = {0};
    bool found = false;
    moment_to_london(request->started, &today, NULL);
    *out = (SiteHome){0};
    TRY(site_row(site->db, arena, &out->site, &found));
    TRY(site_bodies(site->db, arena, &out->bodies));
    SiteArchiveSizeRow archive;
    TRY(site_archive_size(site->db, arena, &archive));
    out->archived = archive.meetings;
    TRY(site_agreement_on(site->db, arena, today, &out->agreement, &out->has_agreement));
    PublishedConsultationList consultations;
    TRY(site_consultations(site->db, arena, &consultations));
    out->consultations = (int64_t)consultations.count;
    TRY(site_latest_papers(site->db, arena, PAPERS, &out->papers));
    TRY(site_decisions(site->db, arena, date_of(1, 1, 1), date_of(9999, 12, 31), 0, DECISIONS, 0, &out->decisions));
    TRY(site_last_with_papers(site->db, arena, today, &out->last.meeting, &out->has_last));
    if (out->has_last) TRY(with_documents(site, arena, &out->last));
    PublishedMeetingList all = {0};
    TRY(site_meetings_from(site->db, arena, today, 0, COMING, &all));
    out->coming.items = ARENA_ARRAY(arena, PublishedMeeting, all.count);
    for (size_t i = 0; i < all.count; i++) {
        if (!out->has_next && takes_place(&all.items[i])) {
            out->has_next = true;
            out->next.meeting = all.items[i];
        } else {
            out->coming.items[out->coming.count++] = all.items[i];
        }
    }
    return out->has_next ? with_documents(site, arena, &out->next) : NULL;
}

Error *site_home(Site *site, Request *request, Response *response) {
    SiteHome home = {0};
    TRY(read_home(site, request, &home));
    Page page = site_page(site, request, "home", "Meetings and papers");
    page.twin = S("/index.json");
    page.feed = S("/feed.atom");
    page.description = text_format(request->arena, "Meetings, agendas and papers of the %.*s", TEXT_ARG(home.site.name));
    View v = page_view(request, response, &page);
    site_home_page(&v, page, home);
    return NULL;
}

static void put_meeting_or_null(Json *j, Arena *arena, Text site_address, const char *key, bool has, const SiteAgenda *agenda) {
    json_key(j, key);
    if (!has) {
        json_write_null(j);
        return;
    }
    site_put_meeting(j, arena, site_address, &agenda->meeting);
    json_key(j, "documents");
    json_begin_array(j);
    for (size_t i = 0; i < agenda->documents.count; i++) site_put_document(j, arena, site_address, &agenda->documents.items[i]);
    json_end_array(j);
    json_end_object(j);
}

static void put_papers(Json *j, Arena *arena, Text site_address, const SiteLatestPapersRowList *papers) {
    json_key(j, "papers");
    json_begin_array(j);
    for (size_t i = 0; i < papers->count; i++) {
        const SiteLatestPapersRow *p = &papers->items[i];
        json_begin_object(j);
        json_put_text(j, "title", p->title);
        json_put_text(j, "url", text_join(arena, site_address, site_paper_address(arena, p->id)));
        json_put_text(j, "meeting", text_join(arena, site_address, site_meeting_address(arena, p->meeting)));
        json_put_moment(j, "published", p->published_at);
        json_end_object(j);
    }
    json_end_array(j);
}

Error *site_home_json(Site *site, Request *request, Response *response) {
    SiteHome home = {0};
    Arena *arena = request->arena;
    TRY(read_home(site, request, &home));
    Buffer out = buffer_new(arena, 4096);
    Json j = json_to(&out);
    json_begin_object(&j);
    json_put_text(&j, "name", home.site.name);
    json_put_text(&j, "short_name", home.site.short_name);
    json_put_text(&j, "area", home.site.area);
    json_put_text(&j, "introduction", home.site.introduction);
    put_meeting_or_null(&j, arena, site->site_address, "next_meeting", home.has_next, &home.next);
    put_meeting_or_null(&j, arena, site->site_address, "last_meeting", home.has_last, &home.last);
    put_papers(&j, arena, site->site_address, &home.papers);
    json_put_text(&j, "decisions", text_join(arena, site->site_address, S("/decisions.json")));
    json_key(&j, "bodies");
    json_begin_array(&j);
    for (size_t i = 0; i < home.bodies.count; i++) {
        json_begin_object(&j);
        json_put_int(&j, "id", home.bodies.items[i].id.n);
        json_put_text(&j, "name", home.bodies.items[i].name);
        json_put_text(&j, "url", text_join(arena, site->site_address, site_body_address(arena, home.bodies.items[i].id)));
        json_end_object(&j);
    }
    json_end_array(&j);
    json_end_object(&j);
    respond_open_data(response, buffer_text(&out));
    return NULL;
}
