/* Reading a published meeting whole, and writing its parts as JSON. */
#include "public/agenda.h"

#include <inttypes.h>

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
    TRY(site_replaced_papers(site->db, arena, id, &out->replaced));
    build_tree(arena, &parts, &items, &papers, out);
    return NULL;
}

const PublishedDocument *site_document_of(const SiteAgenda *agenda, const char *kind) {
    for (size_t i = 0; i < agenda->documents.count; i++)
        if (text_equal(agenda->documents.items[i].kind, text_of(kind))) return &agenda->documents.items[i];
    return NULL;
}

const PublishedDocument *site_supplement_of(const SiteAgenda *agenda, int64_t number) {
    for (size_t i = 0; number > 0 && i < agenda->documents.count; i++)
        if (agenda->documents.items[i].supplement == number) return &agenda->documents.items[i];
    return NULL;
}

/* ---- Supplements in words ---- */

bool has_supplement(PublishedDocumentList documents) {
    for (size_t i = 0; i < documents.count; i++)
        if (documents.items[i].supplement > 0) return true;
    return false;
}

Text site_added_shown(Arena *arena, const PublishedPaper *p) {
    Date day;
    if (p->supplement == 0) return S("");
    Buffer out = buffer_new(arena, 64);
    buffer_put(&out, S("added "));
    if (moment_is_set(p->added_at)) {
        moment_to_london(p->added_at, &day, NULL);
        buffer_putf(&out, "%.*s, ", TEXT_ARG(date_plain(arena, day)));
    }
    buffer_putf(&out, "Supplement %" PRId64, p->supplement);
    if (p->page_from > 0) buffer_putf(&out, ", %.*s", TEXT_ARG(text_lower(arena, published_pages_shown(arena, p->page_from, p->page_to))));
    return buffer_text(&out);
}

Text site_replaces_shown(Arena *arena, const PublishedPaperList *replaced, const PublishedPaper *p) {
    if (p->replaces.n == 0) return S("");
    for (size_t i = 0; i < replaced->count; i++)
        if (replaced->items[i].id.n == p->replaces.n && replaced->items[i].page_from > 0)
            return text_format(arena, "replaces %.*s, published before",
                TEXT_ARG(text_lower(arena, published_pages_shown(arena, replaced->items[i].page_from, replaced->items[i].page_to))));
    return S("replaces a paper published before");
}

/* ---- JSON ---- */

static void put_number_or_null(Json *j, const char *key, int64_t number) {
    json_key(j, key);
    if (number > 0) json_int(j, number);
    else json_write_null(j);
}

void site_put_pages(Json *j, int64_t from, int64_t to) {
    json_key(j, "pages");
    if (from <= 0) {
        json_write_null(j);
        return;
    }
    json_begin_array(j);
    json_int(j, from);
    json_int(j, to);
    json_end_array(j);
}

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
    put_number_or_null(j, "supplement", p->supplement);
    if (moment_is_set(p->added_at)) json_put_moment(j, "added", p->added_at);
    if (p->replaces.n) json_put_text(j, "replaces", text_join(arena, site_address, site_paper_address(arena, p->replaces)));
    site_put_pages(j, p->page_from, p->page_to);
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
    if (moment_is_set(d->published_at)) json_put_moment(j, "published", d->published_at);
    if (d->supplement > 0) {
        json_put_int(j, "number", d->supplement);
        json_put_text(j, "reason", d->reason);
        site_put_pages(j, d->page_from, d->page_to);
    }
    json_end_object(j);
}
