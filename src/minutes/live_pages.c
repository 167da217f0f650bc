/* The clerk's page at the meeting: every seat with quick buttons, the quorum as it is now, and the part of it that other screens fetch again. */
#include "minutes/pages.h"

#include "minutes/live.view.h"
#include "store/job.h"
#include "web/conditional.h"

/* ---- What it is about ---- */

Error *live_subject(Office *office, Request *request, Intent intent, Subject *out) {
    TRY(subject_meeting(office, request, intent, out));
    if ((office->roles & (STAFF | AUDITOR)) || out->rights.sits) return NULL;
    return error_new(request->arena, ERROR_FORBIDDEN, "Only those who sit on the body, and its staff, see who attends its meetings.");
}

Page below_live_page(Office *office, Request *request, const Subject *s, Text title) {
    Page page = agenda_page(office, request, s, title);
    page_breadcrumb(request->arena, &page, S("At the meeting"), meeting_url(request->arena, s->meeting.id, "/live"));
    return page;
}

Error *items_named(Db *db, Arena *arena, const MeetingRights *rights, MeetingId meeting, ItemNamedList *out) {
    Agenda agenda;
    size_t most = 0;
    TRY(agenda_get(db, arena, meeting, &agenda));
    for (size_t i = 0; i < agenda.count; i++) most += agenda.items[i].count;
    *out = (ItemNamedList){.items = ARENA_ARRAY(arena, ItemNamed, most + 1)};
    for (size_t i = 0; i < agenda.count; i++)
        for (size_t k = 0; k < agenda.items[i].count; k++) {
            const AgendaEntry *entry = &agenda.items[i].items[k];
            if (entry->item.is_withdrawn) continue;
            Text title = item_title_for(rights, &agenda.meeting, &agenda.items[i].part, &entry->item);
            out->items[out->count++] = (ItemNamed){entry->item.id, entry->code, title};
        }
    return NULL;
}

static Error *live_read(Office *office, Request *request, const Subject *s, LiveShown *out) {
    *out = (LiveShown){.s = s};
    TRY(attendance_sheet(office->db, request->arena, &s->meeting, &out->sheet));
    TRY(attendance_stamp(office->db, request->arena, s->meeting.id, &out->stamp));
    if (out->sheet.absences.count) TRY(items_named(office->db, request->arena, &s->rights, s->meeting.id, &out->items));
    out->quorum = attendance_quorum(request->arena, &out->sheet, (TimeOfDay){0}, (AgendaItemId){0});
    out->warnings = attendance_warnings(request->arena, &out->sheet);
    Date today = request_today(request);
    out->is_day = date_compare(today, s->meeting.day) == 0;
    TRY(attendance_closed(office->db, request->arena, &s->meeting, &out->closed));
    out->may_change = s->rights.edits && text_is_empty(out->closed);
    out->can_be_held = out->may_change && s->meeting.state != MEETING_HELD && date_compare(s->meeting.day, today) <= 0;
    return NULL;
}

Text attendance_counts(Arena *arena, const AttendanceSheet *sheet) {
    size_t there = 0, expected = 0, apologies = 0, absent = 0;
    for (size_t i = 0; i < sheet->count; i++) {
        const Attendance *a = &sheet->items[i].attendance;
        there += attendance_is_there(a, (TimeOfDay){0});
        expected += a->code == ATTENDANCE_EXPECTED && !sheet->items[i].is_vacant;
        apologies += a->code == ATTENDANCE_APOLOGIES;
        absent += a->code == ATTENDANCE_ABSENT;
    }
    return text_format(arena, "%zu of %zu seats present, %zu apologies, %zu absent, %zu still expected; %zu other%s in attendance.", there,
        sheet->count, apologies, absent, expected, sheet->others.count, sheet->others.count == 1 ? "" : "s");
}

Text left_for(Arena *arena, const LiveShown *l, SeatId seat) {
    Buffer out = buffer_new(arena, 32);
    for (size_t i = 0; i < l->sheet.absences.count; i++) {
        const ItemAbsence *absence = &l->sheet.absences.items[i];
        for (size_t k = 0; k < l->items.count; k++) {
            if (absence->seat.n != seat.n || absence->item.n != l->items.items[k].id.n) continue;
            if (buffer_text(&out).len) buffer_put(&out, S(", "));
            buffer_put(&out, l->items.items[k].code);
        }
    }
    return buffer_text(&out);
}

/* ---- Showing ---- */

static Error *live_respond(Office *office, Request *request, Response *response, const Subject *s, const Form *form) {
    LiveShown shown;
    TRY(live_read(office, request, s, &shown));
    MinutesWhole whole;
    TRY(minutes_read(office->db, request->arena, &s->meeting, &whole));
    shown.exclusion = exclusion_words(request->arena, &whole);
    Page page = meeting_page(office, request,
        text_format(request->arena, "At the meeting: %.*s", TEXT_ARG(meeting_shown(request->arena, &s->meeting, &s->body))));
    page.form = form;
    if (form) form_refused(response);
    View v = page_view(request, response, &page);
    live_view(&v, page, &shown, meeting_links(request->arena, s));
    return NULL;
}

Error *live_show(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(live_subject(office, request, TO_SEE, &s));
    return live_respond(office, request, response, &s, NULL);
}

/* Asked for about once a second by each screen: when nothing has changed, two statements answer it. */
Error *live_part_show(Office *office, Request *request, Response *response) {
    Subject s;
    Text stamp;
    LiveShown shown;
    TRY(live_subject(office, request, TO_SEE, &s));
    TRY(attendance_stamp(office->db, request->arena, s.meeting.id, &stamp));
    response->etag = text_format(request->arena, "\"%.*s\"", TEXT_ARG(stamp));
    response->content_type = S("text/html; charset=utf-8");
    if (etag_matches(request->if_none_match, response->etag)) return NULL;
    TRY(live_read(office, request, &s, &shown));
    Page page = office_page(office, request, "meetings", "At the meeting");
    View v = page_view(request, response, &page);
    live_part(&v, &shown);
    return NULL;
}

/* ---- Quick buttons ---- */

Text live_value(Arena *arena, const Attendance *a, const char *code) {
    return text_format(arena, "%" PRId64 ":%" PRId64 ":%s", a->seat.n, a->version, code);
}

static bool set_asked(Text sent, SeatId *seat, int64_t *version, Text *code) {
    Text rest = sent, part;
    if (!text_split(&rest, ':', &part) || !text_to_int64(part, &seat->n)) return false;
    if (!text_split(&rest, ':', &part) || !text_to_int64(part, version)) return false;
    *code = rest;
    return true;
}

/* What a button makes of the seat as it is: times are those of now on the day of the meeting, and only after it has begun. */
static bool button_apply(Attendance *a, Text code, const Meeting *m, Moment now) {
    Date today;
    TimeOfDay time;
    moment_to_london(now, &today, &time);
    bool is_day = date_compare(today, m->day) == 0;
    if (text_equal(code, S("left"))) {
        a->departed = is_day ? time : a->departed;
        return is_day;
    }
    bool is_back = attendance_is_present(a->code) && time_is_set(a->departed);
    a->code = text_equal(code, S("present"))     ? (is_back ? a->code : ATTENDANCE_PRESENT)
              : text_equal(code, S("online"))    ? (is_back && a->code == ATTENDANCE_SUBSTITUTE ? a->code : ATTENDANCE_ONLINE)
              : text_equal(code, S("apologies")) ? ATTENDANCE_APOLOGIES
              : text_equal(code, S("absent"))    ? ATTENDANCE_ABSENT
                                                 : (AttendanceCode)0;
    bool is_there = attendance_is_present(a->code);
    a->departed = (TimeOfDay){0};
    if (!is_there) a->arrived = (TimeOfDay){0}, a->person = (PersonId){0};
    else if (!is_back) a->arrived = is_day && time_is_set(m->starts) && time.n > m->starts.n ? time : (TimeOfDay){0};
    return a->code != 0;
}

static Error *set_seat(Tx *tx, const Subject *s, SeatId seat, int64_t version, Text code, Form *form, Moment now) {
    AttendanceSheet sheet;
    TRY(attendance_sheet(tx_db(tx), tx_arena(tx), &s->meeting, &sheet));
    AttendanceLine *line = attendance_line(&sheet, seat);
    if (!line) return error_new(tx_arena(tx), ERROR_NOT_FOUND, "There is no such seat at this meeting. Look at the page again.");
    Attendance a = line->attendance;
    if (a.version != version)
        return error_new(
            tx_arena(tx), ERROR_CONFLICT, "Somebody else recorded this seat meanwhile, so nothing was changed. Look at the page again.");
    if (!button_apply(&a, code, &s->meeting, now))
        return error_new(tx_arena(tx), ERROR_INPUT, "Nothing was recorded. Go back to the meeting and press one of its buttons.");
    Date today;
    moment_to_london(now, &today, NULL);
    return attendance_save(tx, &s->meeting, &a, form, today);
}

/* The error of a button stands at its seat: the summary leads there. */
static void errors_at_seat(Arena *arena, Form *form, SeatId seat) {
    const char *place = text_string(arena, text_format(arena, "seat-%" PRId64, seat.n));
    for (size_t i = 0; i < form->error_count; i++) form->errors[i].field = place;
}

Error *live_set_do(Office *office, Request *request, Response *response) {
    Subject s;
    SeatId seat;
    int64_t version;
    Text code;
    TRY(live_subject(office, request, TO_EDIT, &s));
    if (!set_asked(request_value(request, "set"), &seat, &version, &code))
        return error_new(request->arena, ERROR_INPUT, "Nothing was recorded. Go back to the meeting and press one of its buttons.");
    Form form = reason_form(request, &attendance_record);
    TRY(OFFICE_CHANGE(office, request, tx, set_seat(tx, &s, seat, version, code, &form, request->started)));
    if (!form_is_fine(&form)) {
        errors_at_seat(request->arena, &form, seat);
        return live_respond(office, request, response, &s, &form);
    }
    Text rest = text_format(request->arena, "/live#seat-%" PRId64, seat.n);
    respond_see_other(response, meeting_url(request->arena, s.meeting.id, text_string(request->arena, rest)));
    return NULL;
}

Error *meeting_held_do(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    TRY(OFFICE_CHANGE(office, request, tx, meeting_was_held(tx, &s.meeting, request_today(request))));
    if (office->jobs) jobs_wake(office->jobs);
    respond_done(request, response, meeting_url(request->arena, s.meeting.id, "/live"), "meeting-held");
    return NULL;
}
