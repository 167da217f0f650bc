/* The pages of the archive: what there is, a meeting, and their twins. People, sources and search are in archive_finding_pages.c. */
#include <inttypes.h>

#include "public/archive.h"
#include "public/archive.view.h"
#include "public/pages.h"

enum { A_PAGE = 50, MOST_IN_JSON = 1000 };

const Input site_archive_inputs[] = {{"body", INPUT_TEXT, 20}, {"year", INPUT_TEXT, 4}, {"page", INPUT_INT, 0}, {0}};

Text site_archive_meeting_address(Arena *arena, PublishedId meeting) {
    return text_format(arena, "/archive/meetings/%" PRId64, meeting.n);
}

Text site_archive_source_address(Arena *arena, PublishedId source, const PublishedArchiveEntry *entry) {
    if (!source.n || entry->first_line == 0) return (Text){0};
    return text_format(arena, "/archive/sources/%" PRId64 "?from=%" PRId64 "&to=%" PRId64 "#line-%" PRId64, source.n, entry->first_line,
        entry->last_line, entry->first_line);
}

static const struct {
    const char *code, *label;
} kinds[] = {
    {"section", "Section"},
    {"item", "Item"},
    {"paragraph", "Paragraph"},
    {"bullet", "Point"},
    {"table_row", "Table"},
    {"resolution", "Resolution"},
    {"part", "Resolution"},
    {"present", "Present"},
    {"in_attendance", "In attendance"},
    {"apologies", "Apologies"},
    {"substitute", "Substitutes"},
    {"declaration", "Declarations of interest"},
    {"future_date", "Meetings to come"},
    {"action", "Actions"},
    {"return", "To come back"},
    {"paper", "Papers"},
    {"recommendation", "Recommendation"},
    {"appendix", "Appendix"},
    {"priority", "Priority"},
    {"planned_action", "Planned actions"},
    {"project", "Projects"},
    {"terms_section", "Section"},
    {"terms_rule", "Rule"},
};

const char *site_archive_kind_shown(Text kind) {
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (text_equal(kind, text_of(kinds[i].code))) return kinds[i].label;
    return "";
}

bool is_kind_of(const ArchiveRun *run, const char *kind) {
    return text_equal(run->kind, text_of(kind));
}

SiteCells site_cells(Arena *arena, Text row) {
    SiteCells cells = {ARENA_ARRAY(arena, Text, 64), 0};
    Text cell;
    while (cells.count < 64 && text_split(&row, '\t', &cell)) cells.items[cells.count++] = text_trim(cell);
    return cells;
}

Text site_archive_person_about(Arena *arena, const PublishedArchiveEntry *e) {
    Buffer out = buffer_new(arena, 64);
    const Text parts[] = {
        e->presides, text_contains_ignoring_case(e->role, S("chair")) && e->presides.len ? ((Text){0}) : e->role, e->of_organisation};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (parts[i].len == 0) continue;
        if (out.len) buffer_put(&out, S(", "));
        buffer_put(&out, parts[i]);
    }
    if (text_equal(e->kind, S("substitute")) && e->detail.len) buffer_putf(&out, "%sfor %.*s", out.len ? ", " : "", TEXT_ARG(e->detail));
    return buffer_text(&out);
}

static Text plain_name(Arena *arena, const PublishedArchiveDocument *d) {
    if (d->title.len == 0 || text_equal_ignoring_case(d->title, d->kind_shown)) return d->kind_shown;
    return text_format(arena, "%.*s: %.*s", TEXT_ARG(d->kind_shown), TEXT_ARG(d->title));
}

Text site_archive_document_name(Arena *arena, const SiteArchiveMeeting *meeting, const SiteArchiveDocument *document) {
    Text name = plain_name(arena, &document->document);
    int same = 0, at = 0;
    for (size_t i = 0; i < meeting->count; i++) {
        if (!text_equal_ignoring_case(name, plain_name(arena, &meeting->items[i].document))) continue;
        same++;
        if (&meeting->items[i] == document) at = same;
    }
    return same < 2 ? name : text_format(arena, "%.*s (%d of %d)", TEXT_ARG(name), at, same);
}

const char *site_archive_table_name(Arena *arena, const ArchiveRun *run, const char *what) {
    const PublishedArchiveEntry *first = run->entries.items, *last = first + run->entries.count - 1;
    if (first->number.len == 0)
        return text_string(arena, text_format(arena, "%s, from line %" PRId64 " of the source", what, first->first_line));
    return text_string(arena, text_format(arena, "%s %.*s to %.*s, from line %" PRId64 " of the source", what, TEXT_ARG(first->number),
                                  TEXT_ARG(last->number), first->first_line));
}

/* ---- What there is ---- */

static Error *read_archive(Site *site, Request *request, int most, const char *path, SiteArchive *out) {
    Arena *arena = request->arena;
    SiteArchiveYearsRowList years;
    SiteArchiveMeetingsCountRow count;
    int64_t body = 0;
    TRY(site_archive_bodies(site->db, arena, &out->bodies));
    TRY(site_archive_years(site->db, arena, &years));
    out->body = request_query(request, "body");
    out->year = request_query(request, "year");
    if (!text_to_int64(out->body, &body) || body < 0) body = 0, out->body = (Text){0};
    for (size_t i = 0; i < out->bodies.count; i++)
        option_add(arena, &out->body_options, out->bodies.items[i].id.n, out->bodies.items[i].name);
    for (size_t i = 0; i < years.count; i++) option_add_text(arena, &out->years, years.items[i].year, years.items[i].year);
    TRY(site_archive_meetings_count(site->db, arena, body, out->year, &count));
    out->total = count.number;
    Buffer address = buffer_new(arena, 64);
    buffer_putf(&address, "%s?body=", path);
    buffer_put_encoded(&address, out->body);
    buffer_put(&address, S("&year="));
    buffer_put_encoded(&address, out->year);
    out->pages = pagination_of(request_query(request, "page"), count.number, most, buffer_text(&address));
    return site_archive_meetings(site->db, arena, body, out->year, most, (int64_t)(out->pages.page - 1) * most, &out->meetings);
}

Error *site_archive_show(Site *site, Request *request, Response *response) {
    SiteArchive archive = {0};
    TRY(read_archive(site, request, A_PAGE, "/archive", &archive));
    Page page = site_page(site, request, "archive", "Archive");
    page_breadcrumb(request->arena, &page, S("Home"), S("/"));
    page.twin = S("/archive.json");
    page.description = S("Agendas and minutes of earlier years, with decisions and who was there");
    View v = page_view(request, response, &page);
    site_archive_page(&v, page, &archive);
    return NULL;
}

Error *site_archive_json(Site *site, Request *request, Response *response) {
    SiteArchive archive = {0};
    Arena *arena = request->arena;
    TRY(read_archive(site, request, MOST_IN_JSON, "/archive.json", &archive));
    Buffer out = buffer_new(arena, 8192);
    Json j = json_to(&out);
    json_begin_object(&j);
    json_key(&j, "bodies");
    json_begin_array(&j);
    for (size_t i = 0; i < archive.bodies.count; i++) {
        json_begin_object(&j);
        json_put_int(&j, "id", archive.bodies.items[i].id.n);
        json_put_text(&j, "name", archive.bodies.items[i].name);
        json_put_int(&j, "meetings", archive.bodies.items[i].meetings);
        json_end_object(&j);
    }
    json_end_array(&j);
    json_key(&j, "meetings");
    json_begin_array(&j);
    for (size_t i = 0; i < archive.meetings.count; i++) {
        const PublishedArchiveMeeting *m = &archive.meetings.items[i];
        json_begin_object(&j);
        json_put_text(&j, "body", m->body_name);
        json_put_date(&j, "day", m->day);
        json_put_text(&j, "url", text_join(arena, site->site_address, site_archive_meeting_address(arena, m->id)));
        json_end_object(&j);
    }
    json_end_array(&j);
    json_put_int(&j, "total", archive.total);
    json_put_int(&j, "page", archive.pages.page);
    json_put_int(&j, "pages", archive.pages.pages);
    json_end_object(&j);
    respond_open_data(response, buffer_text(&out));
    return NULL;
}

/* ---- One meeting ---- */

static bool stand_together(const PublishedArchiveEntry *a, const PublishedArchiveEntry *b) {
    static const char *const alone[] = {"item", "section", "paragraph", "priority", "terms_section", "resolution", NULL};
    for (int i = 0; alone[i]; i++)
        if (text_equal(b->kind, text_of(alone[i]))) return false;
    return text_equal(a->kind, b->kind) && a->parent.n == b->parent.n;
}

/* The order of a page: what was found in the words of an item (dates to come, promises) after the item's own words. */
static bool is_finding(Text kind) {
    static const char *const found[] = {"future_date", "action", "return", "declaration", NULL};
    for (int i = 0; found[i]; i++)
        if (text_equal(kind, text_of(found[i]))) return true;
    return false;
}

static void make_runs(Arena *arena, const PublishedArchiveEntryList *all, PublishedId document, SiteArchiveDocument *out) {
    out->items = ARENA_ARRAY(arena, ArchiveRun, all->count + 1);
    for (size_t i = 0; i < all->count; i++) {
        PublishedArchiveEntry *e = &all->items[i];
        /* What was concluded repeats words that stand above: dates and promises are told by the twin and by search. */
        if (e->document.n != document.n || is_finding(e->kind)) continue;
        ArchiveRun *last = out->count ? &out->items[out->count - 1] : NULL;
        bool goes_on = last && e > all->items && stand_together(&last->entries.items[last->entries.count - 1], e)
                       && e == last->entries.items + last->entries.count;
        if (goes_on) last->entries.count++;
        else out->items[out->count++] = (ArchiveRun){.kind = e->kind, .entries = {e, 1}};
    }
}

static Error *read_meeting(Site *site, Request *request, SiteArchiveMeeting *out, PublishedArchiveEntryList *entries) {
    int64_t id;
    bool found = false;
    PublishedArchiveDocumentList documents;
    TRY(request_id(request, 0, &id));
    TRY(site_archive_meeting(site->db, request->arena, (PublishedId){id}, &out->meeting, &found));
    if (!found)
        return error_new(request->arena, ERROR_NOT_FOUND,
            "There is no such meeting in the archive. Search the archive, or look in its list of meetings.");
    TRY(site_archive_documents(site->db, request->arena, (PublishedId){id}, &documents));
    TRY(site_archive_entries(site->db, request->arena, (PublishedId){id}, entries));
    out->items = ARENA_ARRAY(request->arena, SiteArchiveDocument, documents.count + 1);
    for (size_t i = 0; i < documents.count; i++) {
        out->items[i].document = documents.items[i];
        make_runs(request->arena, entries, documents.items[i].id, &out->items[i]);
    }
    out->count = documents.count;
    return NULL;
}

Error *site_archive_meeting_show(Site *site, Request *request, Response *response) {
    SiteArchiveMeeting meeting = {0};
    PublishedArchiveEntryList entries = {0};
    TRY(read_meeting(site, request, &meeting, &entries));
    const PublishedArchiveMeeting *m = &meeting.meeting;
    Arena *arena = request->arena;
    Page page = site_page(site, request, "archive", "%.*s, %.*s", TEXT_ARG(m->body_name), TEXT_ARG(m->when_shown));
    page_breadcrumb(arena, &page, S("Home"), S("/"));
    page_breadcrumb(arena, &page, S("Archive"), S("/archive"));
    page.twin = text_join(arena, site_archive_meeting_address(arena, m->id), S(".json"));
    View v = page_view(request, response, &page);
    if (m->is_withdrawn) {
        response->status = 410;
        site_archive_withdrawn(&v, page, m);
        return NULL;
    }
    site_archive_meeting_page(&v, page, &meeting);
    return NULL;
}

static void put_entry_json(Json *j, const PublishedArchiveEntry *e) {
    json_begin_object(j);
    json_put_int(j, "id", e->id.n);
    json_put_text(j, "kind", e->kind);
    if (e->parent.n) json_put_int(j, "parent", e->parent.n);
    const struct {
        const char *key;
        Text value;
    } texts[] = {{"number", e->number}, {"code", e->code}, {"title", e->title}, {"verb", e->verb}, {"text", e->words}, {"role", e->role},
        {"organisation", e->of_organisation}, {"timescale", e->timescale}, {"measure", e->measure}, {"presides", e->presides}};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (texts[i].value.len) json_put_text(j, texts[i].key, texts[i].value);
    if (e->is_withheld) json_put_bool(j, "withheld", true);
    if (e->is_truncated) json_put_bool(j, "truncated", true);
    if (e->person.n) json_put_int(j, "person", e->person.n);
    if (e->first_line) {
        json_key(j, "lines");
        json_begin_array(j);
        json_int(j, e->first_line), json_int(j, e->last_line);
        json_end_array(j);
    }
    json_end_object(j);
}

Error *site_archive_meeting_json(Site *site, Request *request, Response *response) {
    SiteArchiveMeeting meeting = {0};
    PublishedArchiveEntryList entries = {0};
    Arena *arena = request->arena;
    TRY(read_meeting(site, request, &meeting, &entries));
    const PublishedArchiveMeeting *m = &meeting.meeting;
    Buffer out = buffer_new(arena, 32768);
    Json j = json_to(&out);
    json_begin_object(&j);
    json_put_text(&j, "body", m->body_name);
    json_put_date(&j, "day", m->day);
    json_put_text(&j, "time", time_iso(arena, m->starts));
    json_put_text(&j, "venue", m->venue);
    json_put_bool(&j, "online", m->is_online);
    json_put_text(&j, "status", m->status);
    if (m->is_withdrawn) json_put_text(&j, "reason", m->reason), response->status = 410;
    json_key(&j, "documents");
    json_begin_array(&j);
    for (size_t i = 0; i < meeting.count; i++) {
        const PublishedArchiveDocument *d = &meeting.items[i].document;
        json_begin_object(&j);
        json_put_text(&j, "kind", d->kind);
        json_put_text(&j, "title", d->title);
        json_put_text(&j, "source", text_format(arena, "%.*s/archive/sources/%" PRId64, TEXT_ARG(site->site_address), d->source.n));
        json_key(&j, "entries");
        json_begin_array(&j);
        for (size_t k = 0; k < entries.count; k++)
            if (entries.items[k].document.n == d->id.n) put_entry_json(&j, &entries.items[k]);
        json_end_array(&j);
        json_end_object(&j);
    }
    json_end_array(&j);
    json_end_object(&j);
    respond_open_data(response, buffer_text(&out));
    return NULL;
}
