/* Meetings themselves: their state in words, who may see and do what, notice, making, changing, cancelling, agreeing. */
#include "meetings/meeting.h"

#include "meetings/meetings.sql.h"
#include "meetings/minuted.h"
#include "meetings/supplement.h"
#include "store/job.h"

/* ---- In words ---- */

const char *meeting_state_shown(const Meeting *meeting) {
    switch (meeting->state) {
    case MEETING_PLANNED: return meeting->publication > 0 ? "Being revised" : "In preparation";
    case MEETING_AGREED: return "Agenda agreed";
    case MEETING_PUBLISHED: return "Published";
    case MEETING_HELD: return "Held";
    case MEETING_CANCELLED: return "Cancelled";
    }
    return "In preparation";
}

const char *meeting_state_colour(const Meeting *meeting) {
    switch (meeting->state) {
    case MEETING_PLANNED: return meeting->publication > 0 ? "orange" : "yellow";
    case MEETING_AGREED: return "blue";
    case MEETING_PUBLISHED: return "green";
    case MEETING_HELD: return "grey";
    case MEETING_CANCELLED: return "red";
    }
    return "grey";
}

Text meeting_shown(Arena *arena, const Meeting *meeting, const Body *body) {
    return text_format(arena, "%.*s, %.*s", TEXT_ARG(body->name), TEXT_ARG(date_plain(arena, meeting->day)));
}

/* ---- Rights ---- */

/* A seat counts today, or on the day of a meeting that is still to come: whoever left the body reads no more of its papers. */
static Error *sits_on(Db *db, Arena *arena, PersonId person, const Meeting *meeting, Date today, bool *out) {
    *out = false;
    if (person.n == 0) return NULL;
    TRY(person_sits_on(db, arena, person, meeting->body, today, out));
    if (!*out && date_compare(meeting->day, today) > 0) TRY(person_sits_on(db, arena, person, meeting->body, meeting->day, out));
    return NULL;
}

Error *meeting_rights(Db *db, Arena *arena, Access roles, PersonId person, const Meeting *meeting, MeetingRights *out) {
    Date today;
    moment_to_london(moment_now(), &today, NULL);
    return meeting_rights_on(db, arena, roles, person, meeting, today, out);
}

Error *meeting_rights_on(Db *db, Arena *arena, Access roles, PersonId person, const Meeting *meeting, Date today, MeetingRights *out) {
    *out = (MeetingRights){0};
    bool is_clerk = roles & CLERK, is_officer = roles & SAFETY_OFFICER;
    if (roles & (CHAIR | MEMBER)) TRY(sits_on(db, arena, person, meeting, today, &out->sits));
    bool is_draft = meeting->state == MEETING_PLANNED && meeting->publication == 0;
    bool is_chair = (roles & CHAIR) && out->sits;
    bool is_reader = is_chair || ((roles & MEMBER) && out->sits && !is_draft);
    out->sees = (roles & (STAFF | AUDITOR)) || out->sits;
    out->sees_agenda = (roles & (STAFF | AUDITOR)) || is_reader;
    out->sees_restricted = is_clerk || is_officer || is_reader;
    out->sees_drafts = (roles & (STAFF | AUDITOR)) || is_chair;
    out->sees_joining = out->sits || (roles & STAFF);
    out->writes = is_clerk || is_officer;
    out->edits = is_clerk;
    out->agrees = is_chair;
    return NULL;
}

/* ---- Reading ---- */

Error *meetings_from(Db *db, Arena *arena, BodyId body, Date from, int64_t limit, MeetingList *out) {
    return meetings_from_day(db, arena, body.n, from, limit, out);
}

Error *meetings_before(Db *db, Arena *arena, BodyId body, Date before, int64_t limit, MeetingList *out) {
    return meetings_before_day(db, arena, body.n, before, limit, out);
}

Error *meetings_of_person(Db *db, Arena *arena, PersonId person, Date from, int64_t limit, MeetingList *out) {
    return person_meetings(db, arena, person, from, limit, out);
}

Error *meeting_notice(Db *db, Arena *arena, const Meeting *meeting, MeetingNotice *out) {
    *out = (MeetingNotice){0};
    TRY(terms_in_force(db, arena, meeting->body, meeting->day, &out->terms, &out->has_terms));
    TRY(holidays_all(db, arena, &out->holidays));
    Partnership partnership;
    TRY(partnership_get(db, arena, &partnership));
    out->office_closes = partnership.office_closes;
    TRY(agenda_out_since(db, arena, meeting->id, &out->out_since));
    if (out->has_terms) out->deadline = notice_deadline(meeting->day, &out->terms, &out->holidays);
    return NULL;
}

/* ---- Making and changing ---- */

static void check_time(Form *form, const char *field, Date day, TimeOfDay time) {
    Moment moment;
    if (!date_is_set(day) || !time_is_set(time) || moment_of_london(day, time, &moment) != CLOCK_SKIPPED) return;
    form_error(form, field, "There is no %.*s on %.*s: the clocks go forward from 1am to 2am that night. Enter another time",
        TEXT_ARG(time_plain(form->arena, time)), TEXT_ARG(date_plain(form->arena, day)));
}

void meeting_check(Form *form, const Meeting *meeting) {
    if (date_is_set(meeting->day) && date_parts(meeting->day).year < 1998)
        form_error(form, "day", "Enter the year of the meeting in four figures, for example 2026");
    check_time(form, "starts", meeting->day, meeting->starts);
    check_time(form, "ends", meeting->day, meeting->ends);
    if (time_is_set(meeting->ends) && time_is_set(meeting->starts) && meeting->ends.n <= meeting->starts.n)
        form_error(form, "ends", "The end time must be after the start time");
    if (!meeting->is_online && text_is_empty(meeting->place))
        form_error(form, "place", "Enter the place of the meeting, or say that people can join online");
}

/* What the public side shows of planned and cancelled meetings follows by itself; agendas go out only when somebody publishes them. */
static Error *tell_public_side(Tx *tx) {
    JobId job;
    return job_ask(tx, S("publish-partnership"), S(""), &job);
}

void meeting_take_contact(Meeting *meeting, const Body *body) {
    if (!text_is_empty(meeting->contact_name) || !text_is_empty(meeting->contact_email) || !text_is_empty(meeting->contact_phone)) return;
    meeting->contact_name = body->contact_name;
    meeting->contact_email = body->contact_email;
    meeting->contact_phone = body->contact_phone;
}

Error *meeting_make(Tx *tx, Meeting *meeting) {
    Body body;
    TRY(record_get(tx_db(tx), tx_arena(tx), &body_record, meeting->body.n, &body));
    meeting_take_contact(meeting, &body);
    if (meeting->state == 0) meeting->state = MEETING_PLANNED;
    TRY(record_insert(tx, &meeting_record, meeting));
    TRY(agenda_from_template(tx, meeting));
    TRY(notes_titles_follow(tx, meeting->body));
    return tell_public_side(tx);
}

/* A meeting that was held stays so. */
static void take_agreement_back(Meeting *meeting) {
    if (meeting->state != MEETING_HELD) meeting->state = MEETING_PLANNED;
    meeting->agreed_at = (Moment){0};
    meeting->agreed_by = S("");
}

static bool is_agreed(const Meeting *meeting) {
    return meeting->state == MEETING_AGREED || meeting->state == MEETING_PUBLISHED
           || (meeting->state == MEETING_HELD && moment_is_set(meeting->agreed_at));
}

Error *meeting_save(Tx *tx, Meeting *meeting) {
    Meeting before;
    TRY(record_get(tx_db(tx), tx_arena(tx), &meeting_record, meeting->id.n, &before));
    bool is_other = before.day.n != meeting->day.n || before.starts.n != meeting->starts.n || before.is_online != meeting->is_online
                    || !text_equal(before.place, meeting->place);
    if (before.day.n != meeting->day.n) TRY(agenda_not_minuted(tx, meeting->id));
    if (is_other && is_agreed(meeting)) take_agreement_back(meeting);
    TRY(record_update(tx, &meeting_record, meeting));
    if (before.day.n != meeting->day.n) TRY(notes_titles_follow(tx, meeting->body));
    return tell_public_side(tx);
}

Error *meeting_cancel(Tx *tx, Meeting *meeting, Text reason) {
    if (meeting->state == MEETING_CANCELLED) return error_new(tx_arena(tx), ERROR_INPUT, "This meeting is cancelled already.");
    if (meeting->state == MEETING_HELD) return error_new(tx_arena(tx), ERROR_INPUT, "This meeting was held, so it cannot be cancelled.");
    if (text_is_empty(reason)) return error_new(tx_arena(tx), ERROR_INPUT, "Say why the meeting is cancelled: the reason is published.");
    TRY(agenda_not_minuted(tx, meeting->id));
    meeting->state = MEETING_CANCELLED;
    meeting->cancelled_reason = reason;
    TRY(record_update(tx, &meeting_record, meeting));
    TRY(notes_titles_follow(tx, meeting->body));
    return tell_public_side(tx);
}

Error *meeting_restrict(Tx *tx, Meeting *meeting) {
    if (meeting->state == MEETING_CANCELLED)
        return error_new(tx_arena(tx), ERROR_INPUT, "This meeting is cancelled and cannot be changed any more.");
    Meeting before;
    TRY(record_get(tx_db(tx), tx_arena(tx), &meeting_record, meeting->id.n, &before));
    bool is_changed = record_changes(tx_arena(tx), &meeting_record, &before, meeting, ACCESS_ALL).count > 0;
    if (is_changed && is_agreed(meeting)) take_agreement_back(meeting);
    TRY(record_update(tx, &meeting_record, meeting));
    if (is_changed && meeting->restriction != 0) TRY(minutes_follow_openness(tx, meeting->id));
    return papers_settle(tx, meeting->id);
}

/* ---- Agreement (R02) ---- */

Error *agenda_touched(Tx *tx, MeetingId id) {
    Meeting meeting;
    TRY(record_get(tx_db(tx), tx_arena(tx), &meeting_record, id.n, &meeting));
    if (meeting.state == MEETING_CANCELLED)
        return error_new(tx_arena(tx), ERROR_INPUT, "This meeting is cancelled: its agenda cannot be changed any more.");
    if (!is_agreed(&meeting)) return NULL;
    take_agreement_back(&meeting);
    return record_update(tx, &meeting_record, &meeting);
}

Error *agenda_agree(Tx *tx, MeetingId id, Text by) {
    return agenda_agree_at(tx, id, by, tx_moment(tx));
}

Error *agenda_agree_at(Tx *tx, MeetingId id, Text by, Moment at) {
    Arena *arena = tx_arena(tx);
    Meeting meeting;
    TRY(record_get(tx_db(tx), arena, &meeting_record, id.n, &meeting));
    if (text_is_empty(by)) return error_new(arena, ERROR_INPUT, "Say who agreed the agenda.");
    if (is_agreed(&meeting)) return NULL;
    if (meeting.state == MEETING_CANCELLED)
        return error_new(arena, ERROR_INPUT, "This meeting was cancelled: its agenda cannot be agreed any more.");
    AgendaItemList items;
    TRY(agenda_item_rows(tx_db(tx), arena, id, &items));
    if (items.count == 0) return error_new(arena, ERROR_INPUT, "The agenda has no items yet. Add the first one, then it can be agreed.");
    if (meeting.state != MEETING_HELD) meeting.state = MEETING_AGREED;
    meeting.agreed_at = at;
    meeting.agreed_by = by;
    return record_update(tx, &meeting_record, &meeting);
}

Error *agenda_reopen(Tx *tx, MeetingId id) {
    return agenda_touched(tx, id);
}
