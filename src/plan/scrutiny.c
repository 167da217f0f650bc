/* Owns the rules of scrutiny: when a session is due, when its report is to be answered, who attends (LAW-14, R47). */
#include "plan/scrutiny.h"

#include <inttypes.h>

/* ---- Once in twelve months ---- */

ScrutinyYear scrutiny_year(const ScrutinySessionList *sessions, Date today) {
    ScrutinyYear year = {.standing = YEARLY_IN_TIME};
    for (size_t i = 0; i < sessions->count; i++) {
        const ScrutinySession *s = &sessions->items[i];
        bool is_held = date_compare(s->day, today) <= 0;
        if (is_held && (!date_is_set(year.last) || date_compare(s->day, year.last) > 0)) {
            year.last = s->day;
            year.due = date_plus_months(s->day, (int)s->months);
        }
        if (!is_held && (!date_is_set(year.planned) || date_compare(s->day, year.planned) < 0)) year.planned = s->day;
    }
    if (!date_is_set(year.last)) {
        if (!date_is_set(year.planned)) year.standing = YEARLY_NONE;
        return year;
    }
    if (date_compare(today, year.due) > 0) year.standing = YEARLY_OVERDUE;
    else if (date_is_set(year.planned) && date_compare(year.planned, year.due) > 0) year.standing = YEARLY_PLANNED_LATE;
    else if (!date_is_set(year.planned) && date_compare(today, date_plus_days(year.due, -SCRUTINY_SOON_DAYS)) >= 0)
        year.standing = YEARLY_DUE_SOON;
    return year;
}

Text scrutiny_year_warning(Arena *arena, const ScrutinyYear *year) {
    Text last = date_plain(arena, year->last), due = date_plain(arena, year->due), planned = date_plain(arena, year->planned);
    switch (year->standing) {
    case YEARLY_NONE: return S("No session of the scrutiny committee is known. The law asks for one at least once in every 12 months.");
    case YEARLY_OVERDUE:
        if (!date_is_set(year->planned))
            return text_format(arena, "The last scrutiny session was on %.*s; the next was due by %.*s and none is planned.",
                TEXT_ARG(last), TEXT_ARG(due));
        return text_format(arena, "The last scrutiny session was on %.*s; the next was due by %.*s and is planned for %.*s.",
            TEXT_ARG(last), TEXT_ARG(due), TEXT_ARG(planned));
    case YEARLY_DUE_SOON:
        return text_format(
            arena, "The last scrutiny session was on %.*s; the next is due by %.*s and none is planned.", TEXT_ARG(last), TEXT_ARG(due));
    case YEARLY_PLANNED_LATE:
        return text_format(arena, "The next scrutiny session is planned for %.*s; it is due by %.*s.", TEXT_ARG(planned), TEXT_ARG(due));
    case YEARLY_IN_TIME: break;
    }
    return S("");
}

/* ---- Answers, information, promises ---- */

Date scrutiny_response_due(const ScrutinySession *session) {
    return date_is_set(session->report_on) ? date_plus_days(session->report_on, (int)session->response_days) : (Date){0};
}

ScrutinyAnswer scrutiny_answer(const ScrutinySession *session, const ScrutinyRecommendation *r, Date today) {
    Date due = scrutiny_response_due(session);
    if (!date_is_set(due)) return ANSWER_NO_REPORT;
    if (date_is_set(r->sent_on)) return date_compare(r->sent_on, due) > 0 ? ANSWER_SENT_LATE : ANSWER_SENT;
    return date_compare(today, due) > 0 ? ANSWER_OVERDUE : ANSWER_DUE;
}

const char *scrutiny_answer_shown(ScrutinyAnswer answer) {
    static const char *const words[] = {[ANSWER_NO_REPORT] = "No report yet",
        [ANSWER_DUE] = "Answer is due",
        [ANSWER_OVERDUE] = "Answer is overdue",
        [ANSWER_SENT] = "Answered in time",
        [ANSWER_SENT_LATE] = "Answered late"};
    return words[answer];
}

const char *scrutiny_answer_colour(ScrutinyAnswer answer) {
    static const char *const colours[] = {[ANSWER_NO_REPORT] = "grey",
        [ANSWER_DUE] = "blue",
        [ANSWER_OVERDUE] = "red",
        [ANSWER_SENT] = "green",
        [ANSWER_SENT_LATE] = "orange"};
    return colours[answer];
}

ScrutinyRequestStanding scrutiny_request_standing(const ScrutinyRequest *request, Date today) {
    if (date_is_set(request->sent_on)) return REQUEST_SENT;
    if (!date_is_set(request->due)) return REQUEST_SOON;
    return date_compare(today, request->due) > 0 ? REQUEST_OVERDUE : REQUEST_DUE;
}

/* ---- Who attends (R47) ---- */

static bool is_covered(const ScrutinyAttendeeList *attendees, ScrutinyPart part, PlanSectionId section, bool counts_absent) {
    for (size_t i = 0; i < attendees->count; i++) {
        const ScrutinyAttendee *a = &attendees->items[i];
        if (a->part == part && a->section.n == section.n && (counts_absent || a->attendance != SCRUTINY_ABSENT)) return true;
    }
    return false;
}

Sentences scrutiny_lacks(Arena *arena, const PlanSectionList *sections, const ScrutinyAttendeeList *attendees) {
    Sentences out = {.items = ARENA_ARRAY(arena, Text, sections->count + 1)};
    if (!is_covered(attendees, ATTENDS_AS_CHAIR, (PlanSectionId){0}, false))
        out.items[out.count++] = S("Nobody attends as chair of the county body.");
    for (size_t i = 0; i < sections->count; i++) {
        const PlanSection *s = &sections->items[i];
        if (s->is_shared || is_covered(attendees, ATTENDS_AS_LEAD, s->id, false)) continue;
        out.items[out.count++] = text_format(arena, "Nobody attends for priority %" PRId64 ", %.*s.", s->number, TEXT_ARG(s->title));
    }
    return out;
}

ScrutinyAttendeeList scrutiny_proposed(
    Arena *arena, ScrutinySessionId session, const PlanSectionList *sections, const ScrutinyAttendeeList *attendees) {
    ScrutinyAttendeeList out = {.items = ARENA_ARRAY(arena, ScrutinyAttendee, sections->count + 1)};
    if (!is_covered(attendees, ATTENDS_AS_CHAIR, (PlanSectionId){0}, true))
        out.items[out.count++] = (ScrutinyAttendee){
            .session = session, .part = ATTENDS_AS_CHAIR, .post = S("Chair of the partnership"), .attendance = SCRUTINY_ASKED};
    for (size_t i = 0; i < sections->count; i++) {
        const PlanSection *s = &sections->items[i];
        if (s->is_shared || text_is_empty(s->lead) || is_covered(attendees, ATTENDS_AS_LEAD, s->id, true)) continue;
        out.items[out.count++] = (ScrutinyAttendee){.session = session,
            .part = ATTENDS_AS_LEAD,
            .section = s->id,
            .post = s->lead,
            .organisation = s->organisation,
            .attendance = SCRUTINY_ASKED};
    }
    return out;
}

/* ---- Back to the county body and its working group (R47) ---- */

ScrutinyBack scrutiny_back(Date day, ScrutinyMeetings meetings, Date today) {
    if (!date_is_set(day)) return BACK_NOT_YET;
    if (meetings.held > 0) return BACK_DONE;
    if (meetings.open == 0 && meetings.cancelled > 0) return BACK_CANCELLED;
    if (date_compare(day, today) > 0) return BACK_AHEAD;
    if (meetings.open == 0) return BACK_DONE;
    return date_compare(day, today) == 0 ? BACK_AHEAD : BACK_NOT_HELD;
}

Text scrutiny_back_shown(Arena *arena, ScrutinyBack back, Date day) {
    Text shown = date_plain(arena, day);
    switch (back) {
    case BACK_NOT_YET: break;
    case BACK_AHEAD: return text_format(arena, "Not yet: they go to the meeting of %.*s", TEXT_ARG(shown));
    case BACK_NOT_HELD: return text_format(arena, "Not yet: the meeting of %.*s is not noted as held", TEXT_ARG(shown));
    case BACK_CANCELLED: return text_format(arena, "Not yet: the meeting of %.*s was cancelled", TEXT_ARG(shown));
    case BACK_DONE: return text_format(arena, "At the meeting of %.*s", TEXT_ARG(shown));
    }
    return S("Not yet");
}

const char *scrutiny_response_shown(ScrutinyResponse response) {
    static const char *const words[] = {"No response yet", "Accepted", "Accepted in part", "Not accepted"};
    return response >= RESPONSE_ACCEPTED && response <= RESPONSE_NOT_ACCEPTED ? words[response] : words[0];
}

const char *scrutiny_attendance_shown(ScrutinyAttendance attendance) {
    static const char *const words[] = {"", "Asked to attend", "Attended", "Somebody else came instead", "Did not attend"};
    return attendance >= SCRUTINY_ASKED && attendance <= SCRUTINY_ABSENT ? words[attendance] : words[0];
}
