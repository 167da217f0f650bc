/* The XML that the site gives to feed readers and search engines. */
#include "public/atom.h"

#include "public/words.h"

static void put_xml(Buffer *out, Text t) {
    while (t.len > 0) {
        int32_t c = text_next_character(&t);
        if (c == '&') buffer_put(out, S("&amp;"));
        else if (c == '<') buffer_put(out, S("&lt;"));
        else if (c == '>') buffer_put(out, S("&gt;"));
        else if (c == '"') buffer_put(out, S("&quot;"));
        else if (c >= ' ' || c == '\n' || c == '\t') buffer_put_character(out, c);
    }
}

static void put_element(Buffer *out, const char *indent, const char *name, Text value) {
    if (text_is_empty(value)) return;
    buffer_putf(out, "%s<%s>", indent, name);
    put_xml(out, value);
    buffer_putf(out, "</%s>\n", name);
}

static void put_link(Buffer *out, const char *indent, const char *rel, const char *type, Text site_address, Text path) {
    buffer_putf(out, "%s<link rel=\"%s\" type=\"%s\" href=\"", indent, rel, type);
    put_xml(out, site_address);
    put_xml(out, path);
    buffer_put(out, S("\"/>\n"));
}

static Text entry_title(Arena *arena, const PublishedMeeting *m) {
    const char *event = "";
    switch (m->state) {
    case PUBLISHED_PLANNED: event = "Meeting planned"; break;
    case PUBLISHED_AGENDA: event = moment_compare(m->changed_at, m->published_at) > 0 ? "Agenda updated" : "Agenda published"; break;
    case PUBLISHED_HELD: event = "Meeting held"; break;
    case PUBLISHED_CANCELLED: event = "Meeting cancelled"; break;
    case PUBLISHED_WITHDRAWN: event = "Agenda withdrawn"; break;
    }
    return text_format(arena, "%s: %.*s", event, TEXT_ARG(published_meeting_name(arena, m)));
}

static Text entry_summary(Arena *arena, const PublishedMeeting *m) {
    Text place = published_place_shown(arena, m), time = published_time_shown(arena, m);
    Buffer out = buffer_new(arena, 128);
    buffer_put(&out, date_long(arena, m->day));
    if (!text_is_empty(time)) buffer_putf(&out, ", %.*s", TEXT_ARG(time));
    if (!text_is_empty(place)) buffer_putf(&out, ". %.*s", TEXT_ARG(place));
    buffer_put_char(&out, '.');
    if (!text_is_empty(m->reason)) buffer_putf(&out, " %.*s", TEXT_ARG(m->reason));
    return buffer_text(&out);
}

static void put_entry(Arena *arena, Buffer *out, Text site_address, const PublishedMeeting *m) {
    Text path = site_meeting_address(arena, m->id);
    buffer_put(out, S("  <entry>\n"));
    put_element(out, "    ", "id", text_join(arena, site_address, path));
    put_element(out, "    ", "title", entry_title(arena, m));
    put_element(out, "    ", "updated", moment_iso(arena, m->changed_at));
    if (moment_is_set(m->published_at)) put_element(out, "    ", "published", moment_iso(arena, m->published_at));
    put_link(out, "    ", "alternate", "text/html", site_address, path);
    put_element(out, "    ", "summary", entry_summary(arena, m));
    buffer_put(out, S("  </entry>\n"));
}

static void put_supplement(Arena *arena, Buffer *out, Text site_address, const FeedSupplement *s) {
    Text path = site_meeting_address(arena, s->meeting);
    buffer_put(out, S("  <entry>\n"));
    put_element(
        out, "    ", "id", text_format(arena, "%.*s%.*s/supplements/%d.pdf", TEXT_ARG(site_address), TEXT_ARG(path), (int)s->number));
    put_element(out, "    ", "title",
        text_format(
            arena, "Supplement %d published: %.*s, %.*s", (int)s->number, TEXT_ARG(s->body_name), TEXT_ARG(date_plain(arena, s->day))));
    put_element(out, "    ", "updated", moment_iso(arena, s->published));
    put_element(out, "    ", "published", moment_iso(arena, s->published));
    put_link(out, "    ", "alternate", "text/html", site_address, path);
    put_element(out, "    ", "summary", s->reason);
    buffer_put(out, S("  </entry>\n"));
}

/* Newest first, whatever they are. */
static void put_entries(Arena *arena, Buffer *out, Text site_address, PublishedMeetingList meetings, FeedSupplementList supplements) {
    size_t m = 0, s = 0;
    while (m < meetings.count || s < supplements.count) {
        bool is_meeting = s == supplements.count
                          || (m < meetings.count && moment_compare(meetings.items[m].changed_at, supplements.items[s].published) > 0);
        if (is_meeting) put_entry(arena, out, site_address, &meetings.items[m++]);
        else put_supplement(arena, out, site_address, &supplements.items[s++]);
    }
}

Text atom_feed(Arena *arena, const PublishedSite *site, Text site_address, PublishedMeetingList meetings, FeedSupplementList supplements) {
    Moment newest = {1}; /* a feed without entries still has to say when it changed */
    for (size_t i = 0; i < meetings.count; i++)
        if (moment_compare(meetings.items[i].changed_at, newest) > 0) newest = meetings.items[i].changed_at;
    for (size_t i = 0; i < supplements.count; i++)
        if (moment_compare(supplements.items[i].published, newest) > 0) newest = supplements.items[i].published;
    Text name = text_is_empty(site->name) ? S("Meetings") : site->name;
    Buffer out = buffer_new(arena, 1024 + meetings.count * 512);
    buffer_put(&out, S("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en-GB\">\n"));
    put_element(&out, "  ", "id", text_join(arena, site_address, S("/feed.atom")));
    put_element(&out, "  ", "title", text_join(arena, name, S(": agendas and papers")));
    put_element(&out, "  ", "updated", moment_iso(arena, newest));
    put_link(&out, "  ", "self", "application/atom+xml", site_address, S("/feed.atom"));
    put_link(&out, "  ", "alternate", "text/html", site_address, S("/meetings"));
    buffer_put(&out, S("  <author>\n"));
    put_element(&out, "    ", "name", name);
    buffer_put(&out, S("  </author>\n"));
    put_entries(arena, &out, site_address, meetings, supplements);
    buffer_put(&out, S("</feed>\n"));
    return buffer_text(&out);
}

Text sitemap_xml(Arena *arena, Text site_address, SitemapEntryList entries) {
    Buffer out = buffer_new(arena, 256 + entries.count * 128);
    buffer_put(&out, S("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"));
    for (size_t i = 0; i < entries.count; i++) {
        buffer_put(&out, S("  <url>\n"));
        put_element(&out, "    ", "loc", text_join(arena, site_address, entries.items[i].path));
        if (moment_is_set(entries.items[i].changed)) put_element(&out, "    ", "lastmod", moment_iso(arena, entries.items[i].changed));
        buffer_put(&out, S("  </url>\n"));
    }
    buffer_put(&out, S("</urlset>\n"));
    return buffer_text(&out);
}
