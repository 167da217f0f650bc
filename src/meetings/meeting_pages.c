/* Pages of meetings: the list, adding, changing and cancelling one. */
#include "meetings/pages.h"

#include "meetings/meetings.sql.h"
#include "meetings/meetings.view.h"
#include "store/twice.h"

enum { MOST_COMING = 200, MOST_PAST = 40, MOST_LOOKED_AT = 2000 };

/* ---- The list ---- */

static bool sees_every_body(const Office *office) {
    return office->roles & (STAFF | AUDITOR);
}

/* The bodies whose meetings the person may see. */
static Error *bodies_seen(Office *office, Request *request, BodyList *out) {
    if (sees_every_body(office)) return bodies_on(office->db, request->arena, (Date){0}, out);
    PersonId person = {office->session ? office->session->person : 0};
    return bodies_of_person(office->db, request->arena, person, request_today(request), out);
}

static const Body *body_in(const BodyList *bodies, BodyId id) {
    for (size_t i = 0; i < bodies->count; i++)
        if (bodies->items[i].id.n == id.n) return &bodies->items[i];
    return NULL;
}

/* "Publish by Tuesday 15 July 2025" while the agenda is not out. */
static Error *notice_words(Office *office, Request *request, const HolidayList *holidays, MeetingRow *row) {
    const Meeting *m = &row->meeting;
    if (m->publication > 0 || m->state == MEETING_CANCELLED || m->state == MEETING_HELD) return NULL;
    TermsOfReference terms;
    bool found;
    TRY(terms_in_force(office->db, request->arena, m->body, m->day, &terms, &found));
    if (!found) return NULL;
    NoticeDeadline deadline = notice_deadline(m->day, &terms, holidays);
    Date last = date_is_set(deadline.clear_days) ? deadline.clear_days : deadline.terms_of_reference;
    if (!date_is_set(last)) return NULL;
    row->is_late = date_compare(request_today(request), last) > 0;
    row->notice = date_long(request->arena, last);
    return NULL;
}

static Error *rows_of(Office *office, Request *request, const MeetingList *meetings, const BodyList *bodies, size_t most, bool with_notice,
    MeetingRowList *out) {
    HolidayList holidays = {0};
    if (with_notice) TRY(holidays_all(office->db, request->arena, &holidays));
    *out = (MeetingRowList){.items = ARENA_ARRAY(request->arena, MeetingRow, meetings->count)};
    for (size_t i = 0; i < meetings->count && out->count < most; i++) {
        const Body *body = body_in(bodies, meetings->items[i].body);
        if (!body) continue;
        MeetingRow *row = &out->items[out->count++];
        *row = (MeetingRow){.meeting = meetings->items[i], .body = body->name};
        if (with_notice) TRY(notice_words(office, request, &holidays, row));
    }
    return NULL;
}

/* The meetings of one year come in one list, newest first; it is divided at today. */
static void divide(const MeetingList *year, Date today, Arena *arena, MeetingList *coming, MeetingList *past) {
    size_t ahead = 0;
    while (ahead < year->count && date_compare(year->items[ahead].day, today) >= 0) ahead++;
    *past = (MeetingList){year->items + ahead, year->count - ahead};
    *coming = (MeetingList){ARENA_ARRAY(arena, Meeting, ahead), ahead};
    for (size_t i = 0; i < ahead; i++) coming->items[i] = year->items[ahead - 1 - i];
}

static Error *meetings_wanted(Office *office, Request *request, BodyId body, int64_t year, MeetingList *coming, MeetingList *past) {
    Date today = request_today(request);
    if (year == 0) {
        TRY(meetings_from(office->db, request->arena, body, today, MOST_LOOKED_AT, coming));
        return meetings_before(office->db, request->arena, body, today, MOST_LOOKED_AT, past);
    }
    MeetingList all;
    TRY(meetings_between(office->db, request->arena, body.n, date_of((int)year, 1, 1), date_of((int)year, 12, 31), &all));
    divide(&all, today, request->arena, coming, past);
    return NULL;
}

static Error *filter_options(Office *office, Request *request, const BodyList *bodies, MeetingListing *listing) {
    MeetingYearsRowList years;
    TRY(meeting_years(office->db, request->arena, &years));
    for (size_t i = 0; i < bodies->count; i++) option_add(request->arena, &listing->bodies, bodies->items[i].id.n, bodies->items[i].name);
    for (size_t i = 0; i < years.count; i++) option_add_text(request->arena, &listing->years, years.items[i].year, years.items[i].year);
    return NULL;
}

Error *meeting_list_show(Office *office, Request *request, Response *response) {
    MeetingListing listing = {.body = request_query(request, "body"),
        .year = request_query(request, "year"),
        .may_add = office->roles & CLERK,
        .sees_year = sees_every_body(office)};
    BodyList bodies;
    MeetingList coming, past;
    int64_t body = 0, year = 0;
    if (!text_to_int64(listing.body, &body)) body = 0;
    if (!text_to_int64(listing.year, &year) || year < 1998 || year > 9998) year = 0;
    TRY(bodies_seen(office, request, &bodies));
    TRY(filter_options(office, request, &bodies, &listing));
    TRY(meetings_wanted(office, request, (BodyId){body}, year, &coming, &past));
    TRY(rows_of(office, request, &coming, &bodies, year ? SIZE_MAX : MOST_COMING, office->roles & STAFF, &listing.coming));
    TRY(rows_of(office, request, &past, &bodies, year ? SIZE_MAX : MOST_PAST, false, &listing.past));
    listing.has_notices = office->roles & STAFF;
    listing.is_cut = year == 0 && listing.past.count == MOST_PAST;

    Page page = office_page(office, request, "meetings", "Meetings");
    View v = page_view(request, response, &page);
    meeting_list_view(&v, page, &listing);
    return NULL;
}

/* ---- Warnings: nothing that forbids, but what the clerk should know ---- */

static void warn_of_day(Arena *arena, const Meeting *m, const HolidayList *holidays, Date today, Sentences *out) {
    Text day = date_long(arena, m->day);
    for (size_t i = 0; i < holidays->count; i++)
        if (holidays->items[i].day.n == m->day.n)
            sentence_add(
                arena, out, "%.*s is a bank holiday (%.*s).", TEXT_ARG(day), TEXT_ARG(text_slice(holidays->items[i].name, 0, 200)));
    if (date_weekday(m->day) >= SATURDAY) sentence_add(arena, out, "%.*s is at a weekend.", TEXT_ARG(day));
    if (date_compare(m->day, today) < 0) sentence_add(arena, out, "%.*s has passed.", TEXT_ARG(day));
}

/* Without an end a meeting is taken to last two hours. */
static bool do_overlap(const Meeting *a, const Meeting *b) {
    if (!time_is_set(a->starts) || !time_is_set(b->starts)) return true;
    int a_ends = time_is_set(a->ends) ? a->ends.n : a->starts.n + 120, b_ends = time_is_set(b->ends) ? b->ends.n : b->starts.n + 120;
    return a->starts.n < b_ends && b->starts.n < a_ends;
}

static Error *warn_of_clashes(Db *db, Arena *arena, const Meeting *m, Sentences *out) {
    MeetingList others;
    TRY(meetings_on_day(db, arena, m->day, m->id.n, &others));
    for (size_t i = 0; i < others.count; i++) {
        const Meeting *other = &others.items[i];
        Text body;
        TRY(record_label(db, arena, &body_record, other->body.n, &body));
        Text name = text_slice(body, 0, 200), at = time_plain(arena, other->starts);
        if (other->body.n == m->body.n)
            sentence_add(arena, out, "%.*s already has a meeting that day, at %.*s.", TEXT_ARG(name), TEXT_ARG(at));
        else if (do_overlap(m, other)) sentence_add(arena, out, "%.*s meets at the same time, at %.*s.", TEXT_ARG(name), TEXT_ARG(at));
    }
    return NULL;
}

Error *meeting_warnings(Db *db, Arena *arena, const Meeting *m, Date today, Sentences *out) {
    HolidayList holidays;
    *out = (Sentences){0};
    TRY(holidays_all(db, arena, &holidays));
    warn_of_day(arena, m, &holidays, today, out);
    return warn_of_clashes(db, arena, m, out);
}

/* What the warnings were about: the form sends it back, so that they are shown once for each day and time. */
static Text warned_about(Arena *arena, const Meeting *m) {
    return text_format(arena, "%.*s %.*s %" PRId64, TEXT_ARG(date_iso(arena, m->day)), TEXT_ARG(time_iso(arena, m->starts)), m->body.n);
}

static Error *warn_once(Db *db, Request *request, const Meeting *m, Sentences *out) {
    *out = (Sentences){0};
    if (text_equal(request_value(request, "warned"), warned_about(request->arena, m))) return NULL;
    return meeting_warnings(db, request->arena, m, request_today(request), out);
}

/* ---- Adding ---- */

static Error *body_options(Office *office, Request *request, OptionList *out) {
    BodyList bodies;
    TRY(bodies_on(office->db, request->arena, request_today(request), &bodies));
    *out = (OptionList){0};
    for (size_t i = 0; i < bodies.count; i++) option_add(request->arena, out, bodies.items[i].id.n, bodies.items[i].name);
    return NULL;
}

static Error *show_new(Office *office, Request *request, Response *response, const Form *form, const Meeting *m, Sentences warnings) {
    OptionList bodies;
    TRY(body_options(office, request, &bodies));
    Page page = meeting_page(office, request, S("Add a meeting"));
    if (bodies.count == 0) {
        View v = page_view(request, response, &page);
        meeting_without_bodies_view(&v, page);
        return NULL;
    }
    page.form = form;
    if (form->was_sent) form_refused(response);
    View v = page_view(request, response, &page);
    meeting_form_view(&v, page, m, bodies, warnings, warned_about(request->arena, m));
    return NULL;
}

Error *meeting_new_show(Office *office, Request *request, Response *response) {
    Meeting m = {.starts = time_of(10, 0), .is_online = true};
    if (!text_to_int64(request_query(request, "body"), &m.body.n)) m.body.n = 0;
    Form form = form_show(request->arena, &meeting_record);
    return show_new(office, request, response, &form, &m, (Sentences){0});
}

/* The body must be one that still meets. */
static Error *check_body(Office *office, Request *request, Form *form, const Meeting *m) {
    if (m->body.n == 0) return NULL;
    BodyList bodies;
    TRY(bodies_on(office->db, request->arena, date_is_set(m->day) ? m->day : request_today(request), &bodies));
    if (!body_in(&bodies, m->body)) form_error(form, "body", "Select a body that exists on the day of the meeting");
    return NULL;
}

/* A form that was sent twice leads to the meeting that the first one made: looked for before the warnings, which would be about that meeting.
 * Nothing is made while there are warnings that were not shown yet. */
static Error *make_once(Tx *tx, Request *request, Meeting *m, Sentences *warnings) {
    int64_t before;
    Body body;
    TRY(record_get(tx_db(tx), tx_arena(tx), &body_record, m->body.n, &body));
    Meeting full = *m;
    meeting_take_contact(&full, &body);
    TRY(made_just_now(tx, &meeting_record, &full, 60, &before));
    if (before) {
        m->id.n = before;
        return NULL;
    }
    TRY(warn_once(tx_db(tx), request, m, warnings));
    return warnings->count > 0 ? NULL : meeting_make(tx, m);
}

Error *meeting_new_save(Office *office, Request *request, Response *response) {
    Meeting m = {0};
    Form form = form_read(request->arena, &meeting_record, request->form, office->roles, NULL, &m);
    Sentences warnings = {0};
    meeting_check(&form, &m);
    TRY(check_body(office, request, &form, &m));
    if (!form_is_fine(&form)) return show_new(office, request, response, &form, &m, warnings);
    TRY(OFFICE_CHANGE(office, request, tx, make_once(tx, request, &m, &warnings)));
    if (warnings.count > 0) return show_new(office, request, response, &form, &m, warnings);
    jobs_wake(office->jobs);
    respond_done(request, response, meeting_url(request->arena, m.id, ""), "meeting-added");
    return NULL;
}

/* ---- Changing ---- */

static const char *const changed_fields[] = {
    "day", "starts", "ends", "is_online", "place", "joining", "contact_name", "contact_email", "contact_phone", "note", NULL};

static Error *show_edit(
    Office *office, Request *request, Response *response, const Subject *s, const Form *form, const Meeting *m, Sentences warnings) {
    Page page = agenda_page(office, request, s, S("Change the meeting"));
    page.form = form;
    if (form->was_sent) form_refused(response);
    View v = page_view(request, response, &page);
    meeting_form_view(&v, page, m, (OptionList){0}, warnings, warned_about(request->arena, m));
    return NULL;
}

static Error *refuse_cancelled(Arena *arena, const Subject *s) {
    if (s->meeting.state != MEETING_CANCELLED) return NULL;
    return error_new(arena, ERROR_INPUT, "This meeting is cancelled and cannot be changed any more. Add a new meeting instead.");
}

Error *meeting_edit_show(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    TRY(refuse_cancelled(request->arena, &s));
    Form form = form_show(request->arena, &meeting_record);
    return show_edit(office, request, response, &s, &form, &s.meeting, (Sentences){0});
}

Error *meeting_edit_save(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    TRY(refuse_cancelled(request->arena, &s));
    Meeting m = s.meeting;
    Form form = form_read(request->arena, &meeting_record, request->form, office->roles, changed_fields, &m);
    Sentences warnings = {0};
    meeting_check(&form, &m);
    bool is_elsewhen = m.day.n != s.meeting.day.n || m.starts.n != s.meeting.starts.n || m.ends.n != s.meeting.ends.n;
    if (form_is_fine(&form) && is_elsewhen) TRY(warn_once(office->db, request, &m, &warnings));
    if (!form_is_fine(&form) || warnings.count > 0) return show_edit(office, request, response, &s, &form, &m, warnings);

    Error *error = OFFICE_CHANGE(office, request, tx, meeting_save(tx, &m));
    Page page = agenda_page(office, request, &s, S("Change the meeting"));
    Text back = meeting_url(request->arena, s.meeting.id, "");
    if (error && error->kind == ERROR_CONFLICT) return respond_conflict(office, request, response, &page, &meeting_record, &m, back);
    TRY(error);
    jobs_wake(office->jobs);
    respond_done(request, response, back, subject_was_agreed(&s) && m.state == MEETING_PLANNED ? "agree-again" : "saved");
    return NULL;
}

/* ---- Cancelling ---- */

static Error *show_cancel(Office *office, Request *request, Response *response, const Subject *s, const Form *form) {
    Page page = agenda_page(office, request, s, S("Cancel the meeting"));
    page.form = form;
    if (form->error_count > 0) form_refused(response);
    View v = page_view(request, response, &page);
    confirm_page(&v, page,
        (Confirmation){
            .question = text_format(request->arena, "Cancel the meeting of %.*s?", TEXT_ARG(date_long(request->arena, s->meeting.day))),
            .what_happens = S("The meeting stays in the list, marked as cancelled. The public site shows that it is cancelled, and why. "
                              "This cannot be undone."),
            .button = "Cancel the meeting",
            .is_warning = true,
            .back = meeting_url(request->arena, s->meeting.id, ""),
            .reason = "Why is the meeting cancelled?",
            .record = &s->meeting});
    return NULL;
}

Error *meeting_cancel_ask(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    TRY(refuse_cancelled(request->arena, &s));
    Form form = reason_form(request, &meeting_record);
    return show_cancel(office, request, response, &s, &form);
}

Error *meeting_cancel_do(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    Form form = reason_form(request, &meeting_record);
    Text reason = request_value(request, "reason");
    if (text_is_empty(reason)) {
        form_error(&form, "reason", "Enter why the meeting is cancelled: the reason is published");
        return show_cancel(office, request, response, &s, &form);
    }
    take_version(request, &s.meeting);
    TRY(OFFICE_CHANGE(office, request, tx, meeting_cancel(tx, &s.meeting, reason)));
    jobs_wake(office->jobs);
    respond_done(request, response, meeting_url(request->arena, s.meeting.id, ""), "meeting-cancelled");
    return NULL;
}
