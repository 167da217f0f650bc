/* Reading a published meeting whole, and writing its parts as JSON. */
#include "public/agenda.h"

#include "public/site.sql.h"
#include "public/words.h"

Error *site_find_meeting(Site *site, Request *request, PublishedMeeting *out) {
    PublishedId id = {0};
    bool found = false;
    TRY(request_id(request, 0, &id.n));
    TRY(site_meeting(site->db, request->arena, id, out, &found));
    if (found) return NULL;
    return error_new(
        request->arena, ERROR_NOT_FOUND, "There is no meeting at this address. Look for it in the list of meetings, or search.");
}

/* Items and papers come in the order of the agenda, so each tree level is a stretch of the list below it. */
static void build_tree(
    Arena *arena, const PublishedPartList *parts, const PublishedItemList *items, const PublishedPaperList *papers, SiteAgenda *out) {
    SiteItem *all = ARENA_ARRAY(arena, SiteItem, items->count);
    size_t paper = 0, item = 0;
    for (size_t i = 0; i < items->count; i++) {
        all[i].item = &items->items[i];
        out->withheld += items->items[i].is_restricted && !items->items[i].is_withdrawn;
        all[i].papers.items = &papers->items[paper];
        while (paper < papers->count && papers->items[paper].item.n == items->items[i].id.n) paper++, all[i].papers.count++;
    }
    out->papers = papers->count;
    out->items = ARENA_ARRAY(arena, SitePart, parts->count);
    out->count = parts->count;
    for (size_t i = 0; i < parts->count; i++) {
        SitePart *part = &out->items[i];
        part->part = &parts->items[i];
        part->items = &all[item];
        while (item < items->count && items->items[item].part.n == parts->items[i].id.n) item++, part->count++;
    }
}

Error *site_find_agenda(Site *site, Request *request, SiteAgenda *out) {
    *out = (SiteAgenda){0};
    PublishedPartList parts = {0};
    PublishedItemList items = {0};
    PublishedPaperList papers = {0};
    Arena *arena = request->arena;
    TRY(site_find_meeting(site, request, &out->meeting));
    PublishedId id = out->meeting.id;
    TRY(site_minutes(site->db, arena, id, &out->minutes, &out->has_minutes));
    out->has_minutes = out->has_minutes && out->minutes.state != PUBLISHED_MINUTES_WITHDRAWN;
    if (out->meeting.publication == 0 || out->meeting.state == PUBLISHED_WITHDRAWN) return NULL;
    TRY(site_parts(site->db, arena, id, &parts));
    TRY(site_items(site->db, arena, id, &items));
    TRY(site_papers(site->db, arena, id, &papers));
    TRY(site_documents(site->db, arena, id, &out->documents));
    build_tree(arena, &parts, &items, &papers, out);
    return NULL;
}

const PublishedDocument *site_document_of(const SiteAgenda *agenda, const char *kind) {
    for (size_t i = 0; i < agenda->documents.count; i++)
        if (text_equal(agenda->documents.items[i].kind, text_of(kind))) return &agenda->documents.items[i];
    return NULL;
}

/* ---- JSON ---- */

void site_put_meeting(Json *j, Arena *arena, Text site_address, const PublishedMeeting *m) {
    json_begin_object(j);
    json_put_int(j, "id", m->id.n);
    json_key(j, "body");
    json_begin_object(j);
    json_put_int(j, "id", m->body.n);
    json_put_text(j, "name", m->body_name);
    json_end_object(j);
    json_put_text(j, "starts", published_starts_iso(arena, m));
    if (time_is_set(m->ends)) json_put_text(j, "ends", published_ends_iso(arena, m));
    json_put_text(j, "place", published_place_shown(arena, m));
    json_put_bool(j, "online", m->is_online);
    json_put_text(j, "status", text_of(published_state_code(m)));
    if (!text_is_empty(m->reason)) json_put_text(j, "reason", m->reason);
    json_put_text(j, "url", text_join(arena, site_address, site_meeting_address(arena, m->id)));
}

void site_put_paper(Json *j, Arena *arena, Text site_address, const PublishedPaper *p) {
    json_begin_object(j);
    json_put_text(j, "title", p->title);
    json_put_text(j, "url", text_join(arena, site_address, site_paper_file_address(arena, p)));
    json_put_text(j, "page", text_join(arena, site_address, site_paper_address(arena, p->id)));
    json_put_text(j, "media_type", p->media_type);
    json_put_int(j, "bytes", p->bytes);
    json_put_int(j, "page_count", p->pages);
    json_put_text(j, "sha256", p->file_sha256);
    json_end_object(j);
}

void site_put_document(Json *j, Arena *arena, Text site_address, const PublishedDocument *d) {
    json_begin_object(j);
    json_put_text(j, "kind", d->kind);
    json_put_text(j, "title", d->title);
    json_put_text(j, "url", text_join(arena, site_address, site_document_address(arena, d)));
    json_put_text(j, "media_type", d->media_type);
    json_put_int(j, "bytes", d->bytes);
    json_put_int(j, "page_count", d->pages);
    json_put_text(j, "sha256", d->file_sha256);
    json_end_object(j);
}
