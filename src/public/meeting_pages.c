/* The page of a meeting, its twin, its documents and its calendar entry. */
#include "public/agenda.h"
#include "public/ics.h"
#include "public/meetings.view.h"
#include "public/minutes.h"
#include "public/pages.h"
#include "public/site.sql.h"
#include "public/words.h"
#include "web/page.h"

/* ---- The page ---- */

static Page meeting_frame(Site *site, Request *request, const PublishedMeeting *m) {
    Page page = site_page(site, request, "meetings", "%.*s", TEXT_ARG(published_meeting_name(request->arena, m)));
    Text address = site_meeting_address(request->arena, m->id);
    page_breadcrumb(request->arena, &page, S("Home"), S("/"));
    page_breadcrumb(request->arena, &page, S("Meetings"), S("/meetings"));
    page_breadcrumb(request->arena, &page, m->body_name, site_body_address(request->arena, m->body));
    page.twin = text_join(request->arena, address, S(".json"));
    page.feed = S("/feed.atom");
    page.description = text_format(
        request->arena, "%s: %.*s, %.*s", published_state_shown(m), TEXT_ARG(m->body_name), TEXT_ARG(date_long(request->arena, m->day)));
    return page;
}

Error *site_meeting_show(Site *site, Request *request, Response *response) {
    SiteAgenda agenda = {0};
    TRY(site_find_agenda(site, request, &agenda));
    Page page = meeting_frame(site, request, &agenda.meeting);
    View v = page_view(request, response, &page);
    if (agenda.meeting.state == PUBLISHED_WITHDRAWN) {
        site_meeting_withdrawn(&v, page, agenda);
        return NULL;
    }
    site_meeting_page(&v, page, agenda, site_document_of(&agenda, "agenda"), site_document_of(&agenda, "pack"));
    return NULL;
}

/* ---- The twin ---- */

static void put_item(Json *j, Arena *arena, Text site_address, const SitePart *part, const SiteItem *entry) {
    const PublishedItem *item = entry->item;
    json_begin_object(j);
    json_put_text(j, "code", item->code);
    json_put_text(j, "part", part->part->title);
    json_put_text(j, "title", item->title);
    json_put_text(j, "purpose", item->purpose);
    json_put_text(j, "lead", item->lead);
    json_put_bool(j, "restricted", item->is_restricted);
    if (item->is_restricted) json_put_text(j, "restriction", item->restriction);
    if (!text_is_empty(item->withheld)) json_put_text(j, "withheld", item->withheld);
    json_put_bool(j, "withdrawn", item->is_withdrawn);
    json_key(j, "urgency");
    if (text_is_empty(item->urgency)) json_write_null(j);
    else json_text(j, item->urgency);
    site_put_pages(j, item->page_from, item->page_to);
    json_key(j, "papers");
    json_begin_array(j);
    for (size_t i = 0; i < entry->papers.count; i++) site_put_paper(j, arena, site_address, &entry->papers.items[i]);
    json_end_array(j);
    json_end_object(j);
}

Error *site_meeting_json(Site *site, Request *request, Response *response) {
    SiteAgenda agenda = {0};
    TRY(site_find_agenda(site, request, &agenda));
    Buffer out = buffer_new(request->arena, 8192);
    Json j = json_to(&out);
    site_put_meeting(&j, request->arena, site->site_address, &agenda.meeting);
    json_put_moment(&j, "published", agenda.meeting.published_at);
    json_put_moment(&j, "changed", agenda.meeting.changed_at);
    json_key(&j, "contact");
    json_begin_object(&j);
    json_put_text(&j, "name", agenda.meeting.contact_name);
    json_put_text(&j, "email", agenda.meeting.contact_email);
    json_put_text(&j, "phone", agenda.meeting.contact_phone);
    json_end_object(&j);
    json_put_text(&j, "note", agenda.meeting.note);
    if (agenda.has_minutes)
        json_put_text(
            &j, "minutes", text_join(request->arena, site->site_address, site_minutes_address(request->arena, agenda.meeting.id)));
    json_key(&j, "items");
    json_begin_array(&j);
    for (size_t p = 0; p < agenda.count; p++)
        for (size_t i = 0; i < agenda.items[p].count; i++)
            put_item(&j, request->arena, site->site_address, &agenda.items[p], &agenda.items[p].items[i]);
    json_end_array(&j);
    json_key(&j, "documents");
    json_begin_array(&j);
    for (size_t i = 0; i < agenda.documents.count; i++)
        site_put_document(&j, request->arena, site->site_address, &agenda.documents.items[i]);
    json_end_array(&j);
    json_end_object(&j);
    respond_open_data(response, buffer_text(&out));
    return NULL;
}

/* ---- Documents ---- */

/* Withdrawn: says so, with the reason, at the address of the document too. */
static void tombstone(Site *site, Request *request, Response *response, const PublishedMeeting *m) {
    Page page = meeting_frame(site, request, m);
    View v = page_view(request, response, &page);
    response->status = 410;
    site_meeting_tombstone(&v, page, m);
}

static Error *send_document(Site *site, Request *request, Response *response, const char *kind, int64_t supplement) {
    PublishedMeeting m = {0};
    PublishedDocument d = {0};
    bool found = false;
    TRY(site_find_meeting(site, request, &m));
    if (m.state == PUBLISHED_WITHDRAWN) {
        tombstone(site, request, response, &m);
        return NULL;
    }
    TRY(site_document(site->db, request->arena, m.id, text_of(kind), supplement, &d, &found));
    if (!found)
        return error_new(
            request->arena, ERROR_NOT_FOUND, "This document has not been published. See the page of the meeting for what there is.");
    StoredFile file = {d.file_sha256, d.media_type, d.bytes};
    respond_file(request, response, site->published, &file, d.file_name, true);
    return NULL;
}

Error *site_agenda_pdf(Site *site, Request *request, Response *response) {
    return send_document(site, request, response, "agenda", 0);
}

Error *site_pack_pdf(Site *site, Request *request, Response *response) {
    return send_document(site, request, response, "pack", 0);
}

Error *site_supplement_pdf(Site *site, Request *request, Response *response) {
    int64_t number;
    TRY(request_id(request, 1, &number));
    return send_document(site, request, response, "supplement", number);
}

Error *site_meeting_ics(Site *site, Request *request, Response *response) {
    PublishedMeeting m = {0};
    PublishedSite texts = {0};
    bool found = false;
    TRY(site_find_meeting(site, request, &m));
    TRY(site_row(site->db, request->arena, &texts, &found));
    PublishedMeetingList one = {&m, 1};
    respond_text(response, "text/calendar; charset=utf-8",
        calendar_ics(request->arena, published_meeting_name(request->arena, &m), &texts, site->site_address, one));
    response->disposition =
        text_format(request->arena, "attachment; filename=\"meeting-%d-%.*s.ics\"", (int)m.id.n, TEXT_ARG(date_iso(request->arena, m.day)));
    return NULL;
}
