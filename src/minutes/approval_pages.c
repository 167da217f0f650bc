/* Approving earlier minutes at a meeting: those that wait, their corrections, and the signature. */
#include "minutes/pages.h"

#include "minutes/approval.view.h"

Text correction_place(Arena *arena, const MinutesWhole *whole, const Correction *c) {
    for (size_t i = 0; i < whole->count; i++)
        if (c->minute.n && whole->items[i].minute.id.n == c->minute.n)
            return text_format(arena, "Minute %" PRId64, whole->items[i].minute.number);
    return S("List of those present");
}

/* ---- The page ---- */

static Error *waiting_fill(Db *db, Arena *arena, const MinutesList *list, WaitingMinutesList *out) {
    *out = (WaitingMinutesList){.items = ARENA_ARRAY(arena, WaitingMinutes, list->count + 1)};
    for (size_t i = 0; i < list->count; i++) {
        WaitingMinutes *w = &out->items[out->count++];
        TRY(record_get(db, arena, &meeting_record, list->items[i].meeting.n, &w->meeting));
        TRY(minutes_stamp(db, arena, &w->meeting, &w->stamp)); /* first: what changes between is not taken for seen */
        TRY(minutes_read(db, arena, &w->meeting, &w->whole));
    }
    return NULL;
}

/* The minutes that were approved before, and corrected at this meeting. */
static Error *corrected_fill(Db *db, Arena *arena, const MinutesWhole *here, WaitingMinutesList *out) {
    MinutesList list = {.items = ARENA_ARRAY(arena, Minutes, here->agreed.count + 1)};
    for (size_t i = 0; i < here->agreed.count; i++) {
        const Correction *c = &here->agreed.items[i];
        bool is_there = c->resolution.n == 0;
        for (size_t k = 0; k < list.count; k++) is_there = is_there || list.items[k].id.n == c->minutes.n;
        if (!is_there) TRY(record_get(db, arena, &minutes_record, c->minutes.n, &list.items[list.count++]));
    }
    return waiting_fill(db, arena, &list, out);
}

static Error *correctable_fill(Db *db, Arena *arena, const Meeting *at, MeetingList *out) {
    MinutesList list;
    TRY(minutes_to_correct(db, arena, at, &list));
    *out = (MeetingList){.items = ARENA_ARRAY(arena, Meeting, list.count + 1)};
    for (size_t i = 0; i < list.count; i++) TRY(record_get(db, arena, &meeting_record, list.items[i].meeting.n, &out->items[out->count++]));
    return NULL;
}

bool correction_is_later(const Correction *c, MeetingId at) {
    return c->resolution.n != 0 && c->at_meeting.n == at.n;
}

static Error *note_read_back(Office *office, Request *request, const ApprovalsBackShown *list) {
    for (size_t i = 0; i < list->count; i++) {
        const MinutesWhole *whole = &list->items[i].whole;
        bool is_shown = false;
        for (size_t k = 0; k < whole->taken_back.count; k++)
            is_shown = is_shown || !correction_is_public(whole, &whole->taken_back.items[k]);
        if (is_shown) TRY(minutes_note_opened(office, request, whole->minutes.id));
    }
    return NULL;
}

/* Corrections of restricted minutes are read here, and that is journalled. */
static Error *note_read(Office *office, Request *request, const WaitingMinutesList *list) {
    for (size_t i = 0; i < list->count; i++) {
        const MinutesWhole *whole = &list->items[i].whole;
        bool is_shown = false;
        for (size_t k = 0; k < whole->corrections.count; k++)
            is_shown = is_shown || !correction_is_public(whole, &whole->corrections.items[k]);
        if (is_shown) TRY(minutes_note_opened(office, request, whole->minutes.id));
    }
    return NULL;
}

/* A clerk who has to pass two steps first does not read the corrections of restricted minutes here. */
static Error *check_reader(Office *office, Request *request, const Subject *s) {
    return reading_check(office->db, request->arena, office->session, &s->rights, &s->meeting, request_today(request));
}

/* The page has one form: for the minutes that were asked for, else for the newest that wait. */
static MeetingId chosen_among(const WaitingMinutesList *waiting, MeetingId asked) {
    for (size_t i = 0; i < waiting->count; i++)
        if (waiting->items[i].meeting.id.n == asked.n) return asked;
    return waiting->count ? waiting->items[0].meeting.id : (MeetingId){0};
}

static Error *approval_respond(Office *office, Request *request, Response *response, const Subject *s, MeetingId asked, const Form *form) {
    ApprovalShown shown = {.s = s, .today = request_today(request)};
    MinutesList waiting, approved;
    MinutesWhole here;
    TRY(check_reader(office, request, s));
    TRY(minutes_read(office->db, request->arena, &s->meeting, &here));
    TRY(minutes_to_approve(office->db, request->arena, &s->meeting, &waiting));
    TRY(minutes_approved_at(office->db, request->arena, s->meeting.id, &approved));
    TRY(waiting_fill(office->db, request->arena, &waiting, &shown.waiting));
    TRY(waiting_fill(office->db, request->arena, &approved, &shown.approved));
    TRY(corrected_fill(office->db, request->arena, &here, &shown.corrected));
    TRY(correctable_fill(office->db, request->arena, &s->meeting, &shown.correctable));
    TRY(approvals_back_fill(office, request, s->meeting.id, (MinutesId){0}, &shown.taken_back));
    TRY(note_read(office, request, &shown.waiting));
    TRY(note_read(office, request, &shown.approved));
    TRY(note_read(office, request, &shown.corrected));
    TRY(note_read_back(office, request, &shown.taken_back));
    shown.chosen = chosen_among(&shown.waiting, asked);
    shown.has_minutes = here.is_begun && here.minutes.state == MINUTES_DRAFT;
    shown.is_checked = here.is_begun && !shown.has_minutes;
    if (here.minutes.presided.n) {
        Person person;
        TRY(record_get(office->db, request->arena, &person_record, here.minutes.presided.n, &person));
        shown.presided = person_shown(request->arena, &person);
    }
    Page page = below_minutes_page(office, request, s, S("Approve earlier minutes"));
    page.form = form;
    if (form) form_refused(response);
    View v = page_view(request, response, &page);
    approval_view(&v, page, &shown);
    return NULL;
}

Error *approval_show(Office *office, Request *request, Response *response) {
    Subject s;
    MeetingId asked = {0};
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    if (!text_to_int64(request_query(request, "of"), &asked.n)) asked.n = 0;
    return approval_respond(office, request, response, &s, asked, NULL);
}

/* The meeting whose minutes are looked at: the second number of the address. */
static Error *earlier_of_request(Office *office, Request *request, Meeting *out) {
    int64_t id;
    TRY(request_id(request, 1, &id));
    return record_get(office->db, request->arena, &meeting_record, id, out);
}

/* What is approved is what was on the page: a correction recorded since was not put to the meeting. */
static Error *approve_seen(Tx *tx, const Meeting *at, const Meeting *earlier, Text by, Date signed_on, Date today, Text seen) {
    Text stamp;
    TRY(minutes_stamp(tx_db(tx), tx_arena(tx), earlier, &stamp));
    TRY(minutes_approve(tx, at, earlier, by, signed_on, today));
    if (text_equal(stamp, seen)) return NULL;
    return error_new(tx_arena(tx), ERROR_CONFLICT,
        "These minutes or their corrections were changed after you opened the page, so nothing was approved. Open the page again and read "
        "them as they are now.");
}

Error *approval_do(Office *office, Request *request, Response *response) {
    Subject s;
    Meeting earlier;
    Date signed_on;
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    TRY(earlier_of_request(office, request, &earlier));
    Form form = reason_form(request, &minutes_record);
    Text by = text_trim(request_value(request, "signed_by")), seen = request_value(request, "seen");
    if (!form_read_day(&form, "signed_on", "The day of signing", &signed_on))
        return approval_respond(office, request, response, &s, earlier.id, &form);
    Error *error = OFFICE_CHANGE(office, request, tx, approve_seen(tx, &s.meeting, &earlier, by, signed_on, request_today(request), seen));
    if (error && error->kind == ERROR_INPUT) {
        form_error(&form, "signed_by", "%.*s", TEXT_ARG(text_slice(error->sentence, 0, 900)));
        return approval_respond(office, request, response, &s, earlier.id, &form);
    }
    TRY(error);
    respond_done(request, response, meeting_url(request->arena, s.meeting.id, "/approval"), "minutes-approved");
    return NULL;
}

/* ---- Corrections ---- */

/* Why the correction cannot be recorded at this meeting; empty when it can. */
static Error *refused_for(Office *office, Request *request, const Subject *s, const MinutesWhole *whole, Text *out) {
    Meeting approved_at;
    bool is_approved = whole->is_begun && whole->minutes.state == MINUTES_APPROVED;
    if (is_approved) TRY(record_get(office->db, request->arena, &meeting_record, whole->minutes.approved_at_meeting.n, &approved_at));
    *out = correction_refused(
        request->arena, &s->meeting, &whole->meeting, whole->is_begun ? &whole->minutes : NULL, is_approved ? &approved_at : NULL);
    return NULL;
}

static Error *correction_respond(
    Office *office, Request *request, Response *response, const Subject *s, const Meeting *earlier, const Correction *c, const Form *form) {
    MinutesWhole whole;
    CorrectionForm shown = {.earlier = *earlier};
    TRY(check_reader(office, request, s));
    TRY(minutes_read(office->db, request->arena, earlier, &whole));
    Text refused;
    TRY(refused_for(office, request, s, &whole, &refused));
    if (!text_is_empty(refused)) return error_new(request->arena, ERROR_INPUT, "%.*s", TEXT_ARG(refused));
    shown.is_approved = whole.minutes.state == MINUTES_APPROVED;
    for (size_t i = 0; i < whole.count; i++) {
        const MinuteEntry *e = &whole.items[i];
        if (e->minute.number)
            option_add(request->arena, &shown.minutes, e->minute.id.n,
                text_format(request->arena, "%" PRId64 ". %.*s", e->minute.number, TEXT_ARG(e->item.title)));
    }
    Page page = below_minutes_page(office, request, s, S("Record a correction"));
    page_breadcrumb(request->arena, &page, S("Approve earlier minutes"), meeting_url(request->arena, s->meeting.id, "/approval"));
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    correction_view(&v, page, s, c, &shown);
    return NULL;
}

/* What was taken back can be recorded again: its words stand in the form. */
static Error *begin_again(Office *office, Request *request, const Meeting *earlier, Correction *out) {
    Correction before;
    Minutes minutes;
    int64_t id;
    if (!text_to_int64(request_query(request, "again"), &id)) return NULL;
    TRY(record_get(office->db, request->arena, &correction_record, id, &before));
    TRY(record_get(office->db, request->arena, &minutes_record, before.minutes.n, &minutes));
    if (minutes.meeting.n == earlier->id.n) *out = (Correction){.minute = before.minute, .before = before.before, .after = before.after};
    return NULL;
}

Error *correction_new_show(Office *office, Request *request, Response *response) {
    Subject s;
    Meeting earlier;
    Correction c = {0};
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    TRY(earlier_of_request(office, request, &earlier));
    TRY(begin_again(office, request, &earlier, &c));
    Form form = form_show(request->arena, &correction_record);
    return correction_respond(office, request, response, &s, &earlier, &c, &form);
}

Error *correction_new_save(Office *office, Request *request, Response *response) {
    Subject s;
    Meeting earlier;
    Correction c = {0};
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    TRY(earlier_of_request(office, request, &earlier));
    Form form = form_read(request->arena, &correction_record, request->form, office->roles, NULL, &c);
    if (form_is_fine(&form)) {
        Error *error = OFFICE_CHANGE(office, request, tx, correction_put(tx, &s.meeting, &earlier, &c, &form));
        if (error && error->kind == ERROR_INPUT) form_error(&form, "after", "%.*s", TEXT_ARG(text_slice(error->sentence, 0, 900)));
        else TRY(error);
    }
    if (!form_is_fine(&form)) return correction_respond(office, request, response, &s, &earlier, &c, &form);
    respond_done(request, response, meeting_url(request->arena, s.meeting.id, "/approval"), "correction-recorded");
    return NULL;
}

Error *correction_delete_do(Office *office, Request *request, Response *response) {
    Subject s;
    Correction c;
    int64_t id;
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &correction_record, id, &c));
    request->parameters[0] = text_format(request->arena, "%" PRId64, c.at_meeting.n);
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    take_version(request, &c);
    TRY(OFFICE_CHANGE(office, request, tx, correction_remove(tx, &c)));
    respond_done(request, response, meeting_url(request->arena, s.meeting.id, "/approval"), "deleted");
    return NULL;
}
