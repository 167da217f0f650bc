/* The office's register of decisions: what was decided at the meetings that the person may see, newest first, with restricted items for those who
 * may read them. */
#include "minutes/pages.h"

#include "minutes/minutes.sql.h"
#include "minutes/minutes.view.h"
#include "store/journal.h"

enum { MOST_MEETINGS = 60 };

static Error *filter_read(Office *office, Request *request, RegisterShown *out) {
    BodyList bodies;
    Arena *arena = request->arena;
    int year = date_parts(request_today(request)).year;
    TRY(bodies_on(office->db, arena, (Date){0}, &bodies));
    for (size_t i = 0; i < bodies.count; i++) option_add(arena, &out->bodies, bodies.items[i].id.n, bodies.items[i].name);
    for (int y = year; y > year - 8; y--) option_add(arena, &out->years, y, text_format(arena, "%d", y));
    out->body = request_query(request, "body");
    out->year = request_query(request, "year");
    return NULL;
}

/* The minutes that somebody reads: the office's own drafts are for the office. */
static Error *may_read(
    Office *office, Request *request, const Minutes *minutes, const Meeting *meeting, bool *sees, bool *is_restricted_read) {
    MeetingRights rights;
    Reader reader;
    PersonId person = {office->session ? office->session->person : 0};
    Date today = request_today(request);
    TRY(meeting_rights_on(office->db, request->arena, office->roles, person, meeting, today, &rights));
    TRY(reader_of(office->db, request->arena, office->session, &rights, meeting, today, &reader));
    bool is_inside = (office->roles & (STAFF | AUDITOR)) != 0;
    *sees = is_inside || (rights.sits && minutes->state != MINUTES_DRAFT);
    *is_restricted_read = rights.sees_restricted && reading_missing(&reader) == 0;
    return NULL;
}

static Error *add_meeting(Office *office, Request *request, const Minutes *minutes, RegisterShown *out) {
    Meeting meeting;
    Body body;
    MinutesWhole whole;
    bool sees, reads_restricted, has_restricted = false;
    TRY(record_get(office->db, request->arena, &meeting_record, minutes->meeting.n, &meeting));
    TRY(may_read(office, request, minutes, &meeting, &sees, &reads_restricted));
    if (!sees) return NULL;
    TRY(record_get(office->db, request->arena, &body_record, meeting.body.n, &body));
    TRY(minutes_read(office->db, request->arena, &meeting, &whole));
    RegisterMeeting *m = &out->items[out->count];
    *m = (RegisterMeeting){
        .meeting = meeting, .body = body.name, .state = minutes->state, .items = ARENA_ARRAY(request->arena, MinuteEntry, whole.count + 1)};
    for (size_t i = 0; i < whole.count; i++) {
        if (whole.items[i].resolutions.count == 0 || (!whole.items[i].is_public && !reads_restricted)) continue;
        has_restricted = has_restricted || !whole.items[i].is_public;
        m->items[m->count++] = whole.items[i];
    }
    if (m->count) out->count++;
    if (!has_restricted) return NULL;
    return journal_note_read_as(office->store, request->arena, office_actor(office), &minutes_record, minutes->id.n, READ_OPENED);
}

Error *decisions_show(Office *office, Request *request, Response *response) {
    RegisterShown shown = {0};
    MinutesList list;
    int64_t body = 0, year = 0;
    TRY(filter_read(office, request, &shown));
    text_to_int64(shown.body, &body);
    bool has_year = text_to_int64(shown.year, &year) && year >= 1 && year <= 9999;
    Date first = has_year ? date_of((int)year, 1, 1) : date_of(1, 1, 1),
         last = has_year ? date_of((int)year, 12, 31) : date_of(9999, 12, 31);
    TRY(minutes_between(office->db, request->arena, first, last, body, MOST_MEETINGS, &list));
    shown.items = ARENA_ARRAY(request->arena, RegisterMeeting, list.count + 1);
    for (size_t i = 0; i < list.count; i++) TRY(add_meeting(office, request, &list.items[i], &shown));
    Page page = office_page(office, request, "decisions", "Decisions");
    View v = page_view(request, response, &page);
    register_view(&v, page, &shown);
    return NULL;
}
