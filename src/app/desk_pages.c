/* The desk: the first page of the office. Meetings ahead with their deadlines, and what waits for somebody. */
#include "app/pages.h"

#include <inttypes.h>

#include "app/app.sql.h"
#include "app/desk.h"
#include "app/desk.view.h"
#include "web/components.h"

enum { DAYS_AHEAD = 200, TERM_DAYS_AHEAD = 60, JOBS_SHOWN = 50 };

static Date today_in_london(void) {
    Date today;
    moment_to_london(moment_now(), &today, NULL);
    return today;
}

/* The earlier of the two deadlines of rules.md section 3 that the terms ask for. */
static Date issue_day(NoticeDeadline d) {
    if (!date_is_set(d.clear_days)) return d.terms_of_reference;
    if (!date_is_set(d.terms_of_reference)) return d.clear_days;
    return date_compare(d.clear_days, d.terms_of_reference) < 0 ? d.clear_days : d.terms_of_reference;
}

static Error *meeting_fill(Office *office, Arena *arena, Date today, const HolidayList *holidays, DeskMeeting *m) {
    TermsOfReference terms;
    bool found = false;
    m->state = record_shown(arena, record_field(&meeting_record, S("state")), &m->meeting);
    TRY(terms_in_force(office->db, arena, m->meeting.body, m->meeting.day, &terms, &found));
    bool is_out = m->meeting.state != MEETING_PLANNED && m->meeting.state != MEETING_AGREED;
    if (!found || is_out) return NULL;
    Date issue = issue_day(notice_deadline(m->meeting.day, &terms, holidays));
    if (!date_is_set(issue)) return NULL;
    m->is_late = date_compare(issue, today) < 0;
    m->next = text_format(arena, m->is_late ? "Late: was to be issued by %.*s" : "Issue by %.*s", TEXT_ARG(date_long(arena, issue)));
    return NULL;
}

static Error *meetings_read(Office *office, Arena *arena, Date today, Desk *desk) {
    DeskMeetingsAheadRowList rows;
    HolidayList holidays;
    int64_t person = desk->is_staff ? 0 : office->session->person;
    TRY(desk_meetings_ahead(office->db, arena, today, date_plus_days(today, DAYS_AHEAD), desk->is_staff, person, &rows));
    TRY(all_holidays(office->db, arena, &holidays));
    desk->meetings = (DeskMeetings){ARENA_ARRAY(arena, DeskMeeting, rows.count), rows.count};
    for (size_t i = 0; i < rows.count; i++) {
        DeskMeeting *m = &desk->meetings.items[i];
        TRY(record_get(office->db, arena, &meeting_record, rows.items[i].id.n, &m->meeting));
        m->body = rows.items[i].body;
        TRY(meeting_fill(office, arena, today, &holidays, m));
    }
    return NULL;
}

static void note_add(Arena *arena, DeskNotes *notes, Text sentence, Text url) {
    notes->items = arena_grow(arena, notes->items, notes->count * sizeof(DeskNote), (notes->count + 1) * sizeof(DeskNote));
    notes->items[notes->count++] = (DeskNote){sentence, url};
}

/* Publications that a finding blocked or that failed; vacant seats and ending terms (R07, R11, R27). */
static Error *notes_read(Office *office, Arena *arena, Date today, DeskNotes *notes) {
    StoppedPublicationsRowList stopped;
    VacantSeatsRowList vacant;
    EndingTermsRowList ending;
    TRY(stopped_publications(office->db, arena, &stopped));
    for (size_t i = 0; i < stopped.count; i++)
        note_add(arena, notes,
            text_format(arena, "The publication of the meeting of %.*s was stopped: look at what was found.",
                TEXT_ARG(date_plain(arena, stopped.items[i].day))),
            text_format(arena, "/office/meetings/%" PRId64 "/publication", stopped.items[i].meeting.n));
    DeskCountsRow counts;
    TRY(desk_counts(office->db, arena, &counts));
    if (counts.bodies == 0)
        note_add(arena, notes, S("Begin here: add the first body, such as the county partnership, then its terms of reference and seats."),
            S("/office/bodies/new"));
    if (counts.new_letters > 0)
        note_add(arena, notes,
            counts.new_letters == 1 ? S("A letter came from the public site.")
                                    : text_format(arena, "%" PRId64 " letters came from the public site.", counts.new_letters),
            S("/office/letters"));
    TRY(vacant_seats(office->db, arena, today, &vacant));
    for (size_t i = 0; i < vacant.count; i++)
        note_add(arena, notes,
            text_format(
                arena, "%.*s: nobody holds the seat \"%.*s\".", TEXT_ARG(vacant.items[i].body_name), TEXT_ARG(vacant.items[i].title)),
            text_format(arena, "/office/bodies/%" PRId64, vacant.items[i].body.n));
    TRY(ending_terms(office->db, arena, today, date_plus_days(today, TERM_DAYS_AHEAD), &ending));
    for (size_t i = 0; i < ending.count; i++)
        note_add(arena, notes,
            text_format(arena, "%.*s: the term of %.*s ends on %.*s.", TEXT_ARG(ending.items[i].body_name),
                TEXT_ARG(ending.items[i].person), TEXT_ARG(date_plain(arena, ending.items[i].last))),
            text_format(arena, "/office/bodies/%" PRId64, ending.items[i].body.n));
    return NULL;
}

Error *desk_show(Office *office, Request *request, Response *response) {
    Date today = today_in_london();
    Access all_bodies_see = STAFF | AUDITOR;
    Desk desk = {.is_staff = (office->roles & all_bodies_see) != 0,
        .is_chair = (office->roles & CHAIR) != 0,
        .may_write = (office->roles & (CLERK | ADMINISTRATOR)) != 0,
        .may_plan = (office->roles & CLERK) != 0};
    TRY(meetings_read(office, request->arena, today, &desk));
    if (desk.may_write) TRY(notes_read(office, request->arena, today, &desk.notes));
    Page page = office_page(office, request, "desk", "Your desk");
    View view = page_view(request, response, &page);
    desk_page(&view, page, desk);
    return NULL;
}

Error *jobs_show_page(Office *office, Request *request, Response *response) {
    JobList jobs;
    TRY(reading_staff_check(office->db, request->arena, office->session)); /* why a job failed may quote what is restricted */
    TRY(recent_jobs(office->db, request->arena, &jobs));
    Page page = office_page(office, request, "desk", "Work in progress");
    View view = page_view(request, response, &page);
    jobs_page(&view, page, jobs);
    return NULL;
}
