/* The iCalendar writer: folding, escaping, London's time zone, one event a meeting. */
#include "public/ics.h"

#include <inttypes.h>

#include "public/words.h"

enum { LINE_OCTETS = 75 };

/* A content line, folded at 75 octets between characters (RFC 5545, 3.1). */
static void put_line(Buffer *out, Text line) {
    size_t room = LINE_OCTETS;
    while (line.len > room) {
        size_t cut = room;
        while (cut > 1 && ((unsigned char)line.ptr[cut] & 0xC0) == 0x80) cut--;
        buffer_put(out, text_slice(line, 0, cut));
        buffer_put(out, S("\r\n "));
        line = text_slice(line, cut, SIZE_MAX);
        room = LINE_OCTETS - 1;
    }
    buffer_put(out, line);
    buffer_put(out, S("\r\n"));
}

static Text escaped(Arena *arena, Text value) {
    Buffer b = buffer_new(arena, value.len + 16);
    for (size_t i = 0; i < value.len; i++) {
        char c = value.ptr[i];
        if (c == '\n') buffer_put(&b, S("\\n"));
        else if (c == '\\' || c == ';' || c == ',') buffer_putf(&b, "\\%c", c);
        else if ((unsigned char)c >= ' ' && c != 0x7f) buffer_put_char(&b, c);
    }
    return buffer_text(&b);
}

static void put_text(Arena *arena, Buffer *out, const char *name, Text value) {
    if (text_is_empty(value)) return;
    put_line(out, text_format(arena, "%s:%.*s", name, TEXT_ARG(escaped(arena, value))));
}

/* "2025-07-23T09:00:00Z" without its hyphens and colons. */
static Text compact(Arena *arena, Text iso) {
    Buffer b = buffer_new(arena, 20);
    for (size_t i = 0; i < iso.len; i++)
        if (iso.ptr[i] != '-' && iso.ptr[i] != ':') buffer_put_char(&b, iso.ptr[i]);
    return buffer_text(&b);
}

static void put_moment(Arena *arena, Buffer *out, const char *name, Moment m) {
    put_line(out, text_format(arena, "%s:%.*s", name, TEXT_ARG(compact(arena, moment_utc(arena, m)))));
}

static void put_civil(Arena *arena, Buffer *out, const char *name, Date day, TimeOfDay time) {
    DateParts p = date_parts(day);
    if (!time_is_set(time)) put_line(out, text_format(arena, "%s;VALUE=DATE:%04d%02d%02d", name, p.year, p.month, p.day));
    else
        put_line(out, text_format(arena, "%s;TZID=Europe/London:%04d%02d%02dT%02d%02d00", name, p.year, p.month, p.day, time_hour(time),
                          time_minute(time)));
}

/* The rule in force since 1996. */
static const char london[] = "BEGIN:VTIMEZONE\r\nTZID:Europe/London\r\n"
                             "BEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nTZNAME:BST\r\n"
                             "DTSTART:19960331T010000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n"
                             "BEGIN:STANDARD\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000\r\nTZNAME:GMT\r\n"
                             "DTSTART:19961027T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\n"
                             "END:VTIMEZONE\r\n";

static Text event_description(Arena *arena, const PublishedMeeting *m, Text url) {
    Text address = text_format(arena, "%.*s", TEXT_ARG(url));
    switch (m->state) {
    case PUBLISHED_CANCELLED: return text_format(arena, "This meeting is cancelled. %.*s\n%.*s", TEXT_ARG(m->reason), TEXT_ARG(address));
    case PUBLISHED_AGENDA:
    case PUBLISHED_HELD: return text_format(arena, "Agenda and papers: %.*s", TEXT_ARG(address));
    case PUBLISHED_WITHDRAWN: return text_format(arena, "The agenda was withdrawn: %.*s", TEXT_ARG(address));
    case PUBLISHED_PLANNED: break;
    }
    return text_format(arena, "The agenda will be here: %.*s", TEXT_ARG(address));
}

static void put_event(Arena *arena, Buffer *out, const PublishedSite *site, Text site_address, const PublishedMeeting *m) {
    Text url = text_format(arena, "%.*s/meetings/%" PRId64, TEXT_ARG(site_address), m->id.n);
    put_line(out, S("BEGIN:VEVENT"));
    put_line(out, text_format(arena, "UID:meeting-%" PRId64 ".%.*s@quorate", m->id.n, TEXT_ARG(text_slug(arena, site->name, 60))));
    put_moment(arena, out, "DTSTAMP", m->changed_at);
    put_moment(arena, out, "LAST-MODIFIED", m->changed_at);
    put_line(out, text_format(arena, "SEQUENCE:%" PRId64, m->version > 0 ? m->version - 1 : 0));
    put_civil(arena, out, "DTSTART", m->day, m->starts);
    if (time_is_set(m->starts) && time_is_set(m->ends) && m->ends.n > m->starts.n) put_civil(arena, out, "DTEND", m->day, m->ends);
    put_text(arena, out, "SUMMARY", m->state == PUBLISHED_CANCELLED ? text_join(arena, S("Cancelled: "), m->body_name) : m->body_name);
    put_text(arena, out, "LOCATION", published_place_shown(arena, m));
    put_text(arena, out, "DESCRIPTION", event_description(arena, m, url));
    put_line(out, text_format(arena, "URL:%.*s", TEXT_ARG(url)));
    put_line(out, m->state == PUBLISHED_CANCELLED ? S("STATUS:CANCELLED") : S("STATUS:CONFIRMED"));
    put_line(out, S("END:VEVENT"));
}

Text calendar_ics(Arena *arena, Text name, const PublishedSite *site, Text site_address, PublishedMeetingList meetings) {
    Buffer out = buffer_new(arena, 1024 + meetings.count * 512);
    put_line(&out, S("BEGIN:VCALENDAR"));
    put_line(&out, S("VERSION:2.0"));
    put_line(&out, S("PRODID:-//Quorate//Quorate//EN"));
    put_line(&out, S("CALSCALE:GREGORIAN"));
    put_text(arena, &out, "NAME", name);
    put_text(arena, &out, "X-WR-CALNAME", name);
    put_line(&out, S("X-WR-TIMEZONE:Europe/London"));
    put_line(&out, S("REFRESH-INTERVAL;VALUE=DURATION:PT12H"));
    put_line(&out, S("X-PUBLISHED-TTL:PT12H"));
    buffer_put(&out, text_of(london));
    for (size_t i = 0; i < meetings.count; i++) put_event(arena, &out, site, site_address, &meetings.items[i]);
    put_line(&out, S("END:VCALENDAR"));
    return buffer_text(&out);
}
