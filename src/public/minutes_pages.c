/* The minutes of a meeting, their twin and their PDF. */
#include <inttypes.h>

#include "public/agreement.h"
#include "public/minutes.h"
#include "public/minutes.view.h"
#include "public/pages.h"
#include "public/site.sql.h"
#include "public/words.h"

Text site_minutes_address(Arena *arena, PublishedId meeting) {
    return text_join(arena, site_meeting_address(arena, meeting), S("/minutes"));
}

static const Choice *state_of(const PublishedMinutes *m) {
    const Choice *c = record_field(&published_minutes_record, S("state"))->choices;
    while (c->code && c->value != (int)m->state) c++;
    return c;
}

const char *published_minutes_shown(const PublishedMinutes *m) {
    const Choice *c = state_of(m);
    return c->code ? c->label : "";
}

const char *published_minutes_code(const PublishedMinutes *m) {
    const Choice *c = state_of(m);
    return c->code ? c->code : "";
}

const char *published_minutes_colour(const PublishedMinutes *m) {
    switch (m->state) {
    case PUBLISHED_MINUTES_DRAFT: return "yellow";
    case PUBLISHED_MINUTES_APPROVED: return "green";
    case PUBLISHED_MINUTES_WITHDRAWN: return "red";
    }
    return "grey";
}

/* ---- Reading ---- */

static Error *find(Site *site, Request *request, SiteMinutes *out) {
    int64_t id;
    bool found = false;
    *out = (SiteMinutes){0};
    TRY(request_id(request, 0, &id));
    TRY(site_minutes(site->db, request->arena, (PublishedId){id}, &out->head, &found));
    if (!found)
        return error_new(request->arena, ERROR_NOT_FOUND,
            "No minutes of this meeting have been published. See the page of the meeting for what there is.");
    return site_minutes_items(site->db, request->arena, out->head.id, &out->minutes);
}

/* "Action 2.3" leads to the page of that action, when it is public. */
static Error *find_cited(Site *site, Arena *arena, SiteMinutes *out) {
    bool any = false;
    for (size_t i = 0; i < out->minutes.count; i++)
        any = any || text_cites(out->minutes.items[i].text, "action") || text_cites(out->minutes.items[i].resolved, "action");
    return any ? site_plan_citations(site->db, arena, out->head.body, out->head.day, &out->cited) : NULL;
}

static Page frame(Site *site, Request *request, const PublishedMinutes *m) {
    Arena *arena = request->arena;
    Text day = date_plain(arena, m->day);
    Page page = site_page(site, request, "meetings", "Minutes: %.*s, %.*s", TEXT_ARG(m->body_name), TEXT_ARG(day));
    page_breadcrumb(arena, &page, S("Home"), S("/"));
    page_breadcrumb(arena, &page, S("Meetings"), S("/meetings"));
    page_breadcrumb(arena, &page, text_format(arena, "Meeting on %.*s", TEXT_ARG(day)), site_meeting_address(arena, m->id));
    page.twin = text_join(arena, site_minutes_address(arena, m->id), S(".json"));
    page.description = text_format(arena, "Minutes of the meeting of the %.*s on %.*s", TEXT_ARG(m->body_name), TEXT_ARG(day));
    return page;
}

Error *site_minutes_show(Site *site, Request *request, Response *response) {
    SiteMinutes minutes;
    TRY(find(site, request, &minutes));
    TRY(find_cited(site, request->arena, &minutes));
    Page page = frame(site, request, &minutes.head);
    View v = page_view(request, response, &page);
    if (minutes.head.state == PUBLISHED_MINUTES_WITHDRAWN) {
        response->status = 410;
        site_minutes_withdrawn(&v, page, &minutes.head);
        return NULL;
    }
    site_minutes_page(&v, page, &minutes);
    return NULL;
}

Error *site_minutes_pdf(Site *site, Request *request, Response *response) {
    SiteMinutes minutes;
    TRY(find(site, request, &minutes));
    if (minutes.head.state == PUBLISHED_MINUTES_WITHDRAWN) return site_minutes_show(site, request, response);
    StoredFile file = {minutes.head.file_sha256, minutes.head.media_type, minutes.head.bytes};
    respond_file(request, response, site->published, &file, minutes.head.file_name, true);
    return NULL;
}

/* ---- The twin ---- */

static void put_lines(Json *j, const char *key, Text lines) {
    json_key(j, key);
    json_begin_array(j);
    for (Text rest = lines, line; text_next_line(&rest, &line);)
        if (!text_is_empty(line)) json_text(j, line);
    json_end_array(j);
}

static void put_minute(Json *j, const PublishedMinute *m) {
    json_begin_object(j);
    json_put_int(j, "number", m->number);
    json_put_text(j, "item", m->code);
    json_put_text(j, "title", m->title);
    if (!text_is_empty(m->urgency)) json_put_text(j, "urgency", m->urgency);
    json_put_text(j, "text", m->text);
    json_put_text(j, "resolved", m->resolved);
    put_lines(j, "actions", m->actions);
    json_put_text(j, "corrections", m->corrections);
    json_put_bool(j, "restricted", m->is_restricted);
    if (m->is_restricted) json_put_text(j, "restriction", m->restriction);
    json_end_object(j);
}

Error *site_minutes_json(Site *site, Request *request, Response *response) {
    SiteMinutes minutes;
    TRY(find(site, request, &minutes));
    const PublishedMinutes *m = &minutes.head;
    Buffer out = buffer_new(request->arena, 16384);
    Json j = json_to(&out);
    json_begin_object(&j);
    json_put_text(&j, "meeting", text_join(request->arena, site->site_address, site_meeting_address(request->arena, m->id)));
    json_put_text(&j, "body", m->body_name);
    json_put_text(&j, "day", date_iso(request->arena, m->day));
    json_put_text(&j, "status", text_of(published_minutes_code(m)));
    if (m->state == PUBLISHED_MINUTES_WITHDRAWN) json_put_text(&j, "reason", m->reason), response->status = 410;
    put_lines(&j, "present", m->present);
    put_lines(&j, "substitutes", m->substitutes);
    put_lines(&j, "apologies", m->apologies);
    put_lines(&j, "in_attendance", m->others);
    json_put_text(&j, "presided", m->presided);
    json_put_text(&j, "declarations", m->declarations);
    json_put_text(&j, "approval", m->approval);
    json_put_text(&j, "corrections", m->corrections);
    json_put_moment(&j, "published", m->published_at);
    json_put_moment(&j, "changed", m->changed_at);
    json_key(&j, "minutes");
    json_begin_array(&j);
    for (size_t i = 0; i < minutes.minutes.count; i++) put_minute(&j, &minutes.minutes.items[i]);
    json_end_array(&j);
    json_end_object(&j);
    respond_open_data(response, buffer_text(&out));
    return NULL;
}
