/* Forms of attendance: one seat in full (substitute, times, items that were left), and others who attend. */
#include "minutes/pages.h"

#include "minutes/live.view.h"

/* ---- One seat ---- */

static Error *seat_of_request(Request *request, const AttendanceSheet *sheet, AttendanceLine **out) {
    SeatId seat;
    TRY(request_id(request, 1, &seat.n));
    *out = attendance_line(sheet, seat);
    if (*out) return NULL;
    return error_new(
        request->arena, ERROR_NOT_FOUND, "There is no such seat at this meeting. It may have ended before the day of the meeting.");
}

/* The holder and the named substitutes first, then everybody else. */
static Error *persons_for(Db *db, Arena *arena, const SeatHeld *held, OptionList *out) {
    RecordList all;
    *out = (OptionList){0};
    for (size_t i = 0; i < held->holders.count; i++) {
        const Person *p = &held->holders.items[i].person;
        option_add(arena, out, p->id.n, text_format(arena, "%.*s (holder)", TEXT_ARG(person_shown(arena, p))));
    }
    for (size_t i = 0; i < held->substitutes.count; i++) {
        const Person *p = &held->substitutes.items[i].person;
        option_add(arena, out, p->id.n, text_format(arena, "%.*s (named substitute)", TEXT_ARG(person_shown(arena, p))));
    }
    TRY(record_list(db, arena, &person_record, 0, 5000, &all));
    size_t first = out->count;
    for (size_t i = 0; i < all.count; i++) {
        const Person *p = &((const Person *)all.items)[i];
        Text id = text_format(arena, "%" PRId64, p->id.n);
        bool is_listed = false;
        for (size_t k = 0; k < first && !is_listed; k++) is_listed = text_equal(out->items[k].value, id);
        if (!is_listed) option_add_text(arena, out, id, person_shown(arena, p));
    }
    return NULL;
}

static Error *attendance_respond(Office *office, Request *request, Response *response, const Subject *s, const AttendanceSheet *sheet,
    const AttendanceLine *line, const Attendance *a, const Form *form) {
    ItemNamedList items;
    AttendanceForm shown = {.line = line, .left = attendance_left(request->arena, &sheet->absences, line->held->seat.id)};
    shown.seen = form->error_count ? request_value(request, "left_seen") : shown.left; /* what was ticked was ticked beside these */
    TRY(persons_for(office->db, request->arena, line->held, &shown.persons));
    TRY(items_named(office->db, request->arena, &s->rights, s->meeting.id, &items));
    for (size_t i = 0; i < items.count; i++)
        option_add(request->arena, &shown.items, items.items[i].id.n,
            text_format(request->arena, "%.*s %.*s", TEXT_ARG(items.items[i].code), TEXT_ARG(items.items[i].title)));
    Page page = below_live_page(office, request, s, text_format(request->arena, "Attendance: %.*s", TEXT_ARG(line->held->seat.title)));
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    attendance_form_view(&v, page, s, a, &shown);
    return NULL;
}

Error *attendance_edit_show(Office *office, Request *request, Response *response) {
    Subject s;
    AttendanceSheet sheet;
    AttendanceLine *line;
    TRY(live_subject(office, request, TO_EDIT, &s));
    TRY(attendance_sheet(office->db, request->arena, &s.meeting, &sheet));
    TRY(seat_of_request(request, &sheet, &line));
    Form form = form_show(request->arena, &attendance_record);
    return attendance_respond(office, request, response, &s, &sheet, line, &line->attendance, &form);
}

/* The items that were ticked and are on the agenda. */
static Error *items_ticked(Office *office, Request *request, const Subject *s, AgendaItemId **out, size_t *count) {
    ItemNamedList items;
    TRY(items_named(office->db, request->arena, &s->rights, s->meeting.id, &items));
    *out = ARENA_ARRAY(request->arena, AgendaItemId, items.count + 1);
    *count = 0;
    for (size_t i = 0; i < items.count; i++) {
        bool is_ticked = false;
        for (size_t k = 0; k < request->form.count && !is_ticked; k++) {
            int64_t id;
            const FormValue *sent = &request->form.items[k];
            is_ticked = text_equal(sent->name, S("left_for")) && text_to_int64(sent->value, &id) && id == items.items[i].id.n;
        }
        if (is_ticked) (*out)[(*count)++] = items.items[i].id;
    }
    return NULL;
}

/* The items that were ticked, and those that were ticked when the form was shown. */
typedef struct {
    AgendaItemId *items;
    size_t count;
    Text seen;
    bool is_reached; /* the seat itself was saved: a conflict is one of the items */
} Ticked;

static Error *seat_save(Tx *tx, const Subject *s, Attendance *a, Form *form, Date today, Ticked *left) {
    TRY(attendance_save(tx, &s->meeting, a, form, today));
    if (!form_is_fine(form)) return NULL;
    left->is_reached = true;
    return attendance_leave_for(tx, &s->meeting, a->seat, left->seen, left->items, attendance_is_present(a->code) ? left->count : 0);
}

Error *attendance_edit_save(Office *office, Request *request, Response *response) {
    Subject s;
    AttendanceSheet sheet;
    AttendanceLine *line;
    Ticked left = {.seen = request_value(request, "left_seen")};
    TRY(live_subject(office, request, TO_EDIT, &s));
    TRY(attendance_sheet(office->db, request->arena, &s.meeting, &sheet));
    TRY(seat_of_request(request, &sheet, &line));
    TRY(items_ticked(office, request, &s, &left.items, &left.count));
    Attendance a = line->attendance;
    Form form = form_read(request->arena, &attendance_record, request->form, office->roles, NULL, &a);
    if (form_is_fine(&form)) {
        Error *error = OFFICE_CHANGE(office, request, tx, seat_save(tx, &s, &a, &form, request_today(request), &left));
        Page page = below_live_page(office, request, &s, S("Attendance"));
        if (error && error->kind == ERROR_CONFLICT && a.id.n && !left.is_reached)
            return respond_conflict(
                office, request, response, &page, &attendance_record, &a, meeting_url(request->arena, s.meeting.id, "/live"));
        TRY(error);
    }
    if (!form_is_fine(&form)) return attendance_respond(office, request, response, &s, &sheet, line, &a, &form);
    respond_done(request, response, meeting_url(request->arena, s.meeting.id, "/live"), "saved");
    return NULL;
}

/* ---- Others ---- */

static Error *attendee_respond(
    Office *office, Request *request, Response *response, const Subject *s, const Attendee *a, const Form *form) {
    Page page = below_live_page(office, request, s, a->id.n ? S("Change who attends") : S("Add somebody who attends"));
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    attendee_form_view(&v, page, s, a);
    return NULL;
}

/* The entry that the address names, with the meeting it belongs to. */
static Error *attendee_of_request(Office *office, Request *request, Subject *s, Attendee *out) {
    int64_t id;
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &attendee_record, id, out));
    request->parameters[0] = text_format(request->arena, "%" PRId64, out->meeting.n);
    return live_subject(office, request, TO_EDIT, s);
}

static Error *attendee_sent(Office *office, Request *request, Response *response, const Subject *s, Attendee *a) {
    a->meeting = s->meeting.id;
    Form form = form_read(request->arena, &attendee_record, request->form, office->roles, NULL, a);
    if (form_is_fine(&form)) {
        Error *error = OFFICE_CHANGE(office, request, tx, attendee_save(tx, &s->meeting, a, &form));
        Page page = below_live_page(office, request, s, S("Change who attends"));
        if (error && error->kind == ERROR_CONFLICT)
            return respond_conflict(
                office, request, response, &page, &attendee_record, a, meeting_url(request->arena, s->meeting.id, "/live"));
        TRY(error);
    }
    if (!form_is_fine(&form)) return attendee_respond(office, request, response, s, a, &form);
    respond_done(request, response, meeting_url(request->arena, s->meeting.id, "/live"), "saved");
    return NULL;
}

Error *attendee_new_show(Office *office, Request *request, Response *response) {
    Subject s;
    Attendee a = {0};
    TRY(live_subject(office, request, TO_EDIT, &s));
    Form form = form_show(request->arena, &attendee_record);
    return attendee_respond(office, request, response, &s, &a, &form);
}

Error *attendee_new_save(Office *office, Request *request, Response *response) {
    Subject s;
    Attendee a = {0};
    TRY(live_subject(office, request, TO_EDIT, &s));
    return attendee_sent(office, request, response, &s, &a);
}

Error *attendee_edit_show(Office *office, Request *request, Response *response) {
    Subject s;
    Attendee a;
    TRY(attendee_of_request(office, request, &s, &a));
    Form form = form_show(request->arena, &attendee_record);
    return attendee_respond(office, request, response, &s, &a, &form);
}

Error *attendee_edit_save(Office *office, Request *request, Response *response) {
    Subject s;
    Attendee a;
    TRY(attendee_of_request(office, request, &s, &a));
    return attendee_sent(office, request, response, &s, &a);
}

Error *attendee_delete_do(Office *office, Request *request, Response *response) {
    Subject s;
    Attendee a;
    TRY(attendee_of_request(office, request, &s, &a));
    take_version(request, &a);
    TRY(OFFICE_CHANGE(office, request, tx, attendee_remove(tx, &s.meeting, &a)));
    respond_done(request, response, meeting_url(request->arena, s.meeting.id, "/live"), "deleted");
    return NULL;
}
