/* The timeline on a meeting's page, what the clerk records of it, and how many members have opened the papers. */
#include "meetings/signing.h"

#include "meetings/timeline.view.h"

Error *timeline_shown(Office *office, Request *request, const Subject *s, TimelineShown *out) {
    MeetingFacts facts;
    *out = (TimelineShown){.today = request_today(request)};
    TRY(meeting_facts(office->db, request->arena, &s->meeting, &facts));
    out->steps = timeline_of(request->arena, &facts, out->today);
    out->is_inside = (office->roles & (STAFF | AUDITOR)) || s->rights.agrees;
    bool is_over = date_compare(s->meeting.day, out->today) < 0, may = s->rights.edits && out->steps.count > 0;
    out->has_call = date_is_set(facts.call_sent);
    out->has_minutes = date_is_set(facts.minutes_sent);
    bool is_published = date_is_set(facts.minutes_published);
    out->may_record_call = may && date_is_set(facts.days.call) && !out->has_call && !is_over;
    out->may_record_minutes = may && date_is_set(facts.days.minutes) && !out->has_minutes && !is_published
                              && date_compare(s->meeting.day, out->today) <= 0 && !out->may_record_call;
    return NULL;
}

/* ---- What the clerk records ---- */

static bool act_asked(Text code, MeetingActKind *out) {
    bool is_call = text_equal(code, S("call_sent"));
    *out = is_call ? ACT_CALL_SENT : ACT_MINUTES_SENT;
    return is_call || text_equal(code, S("minutes_sent"));
}

static Error *act_subject(Office *office, Request *request, Subject *s, MeetingActKind *kind) {
    TRY(subject_meeting(office, request, TO_EDIT, s));
    if (act_asked(request_value(request, "act"), kind)) return NULL;
    return error_new(request->arena, ERROR_INPUT, "Nothing was recorded. Go back to the meeting and press one of its buttons.");
}

static bool day_sent(Request *request, Date *out) {
    Text whole = request_value(request, "sent_on");
    if (!text_is_empty(whole)) return date_parse(whole, out);
    Text day = request_value(request, "sent_on-day"), month = request_value(request, "sent_on-month"),
         year = request_value(request, "sent_on-year");
    return date_parse(text_format(request->arena, "%.*s/%.*s/%.*s", TEXT_ARG(day), TEXT_ARG(month), TEXT_ARG(year)), out);
}

Error *timeline_act_do(Office *office, Request *request, Response *response) {
    Subject s;
    MeetingActKind kind;
    Date day, today = request_today(request);
    TRY(act_subject(office, request, &s, &kind));
    Form form = reason_form(request, &meeting_act_record);
    if (!day_sent(request, &day)) {
        form_error(&form, "sent_on", "Enter the day on which it was sent, as a day, a month and a year");
        return meeting_page_respond(office, request, response, &s, &form);
    }
    Error *error = OFFICE_CHANGE(office, request, tx, meeting_act_record_done(tx, s.meeting.id, kind, day, today));
    if (error && error->kind == ERROR_INPUT) {
        form_error(&form, "sent_on", "%.*s", TEXT_ARG(text_slice(error->sentence, 0, 400)));
        return meeting_page_respond(office, request, response, &s, &form);
    }
    TRY(error);
    respond_done(
        request, response, meeting_url(request->arena, s.meeting.id, ""), kind == ACT_CALL_SENT ? "call-recorded" : "minutes-recorded");
    return NULL;
}

Error *timeline_act_undo(Office *office, Request *request, Response *response) {
    Subject s;
    MeetingActKind kind;
    TRY(act_subject(office, request, &s, &kind));
    TRY(OFFICE_CHANGE(office, request, tx, meeting_act_take_back(tx, s.meeting.id, kind)));
    respond_done(request, response, meeting_url(request->arena, s.meeting.id, ""), "act-taken-back");
    return NULL;
}

/* ---- Who has read: counts ---- */

Error *receipts_show(Office *office, Request *request, Response *response) {
    Subject s;
    Agenda agenda;
    PaperReceipts receipts;
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    TRY(agenda_get(office->db, request->arena, s.meeting.id, &agenda));
    TRY(paper_receipts(office->db, request->arena, &agenda, &receipts));
    Page page = agenda_page(office, request, &s, S("Papers opened"));
    View v = page_view(request, response, &page);
    receipts_view(&v, page, &s, meeting_links(request->arena, &s), receipts);
    return NULL;
}
