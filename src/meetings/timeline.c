/* The timeline of a meeting: see timeline.h. The first half is pure. */
#include "meetings/timeline.h"

#include <stdlib.h>

#include "meetings/meetings.sql.h"

/* ---- In words ---- */

const char *step_shown(StepKind kind) {
    switch (kind) {
    case STEP_CALL: return "Call for items";
    case STEP_REPORTS: return "Reports signed off";
    case STEP_AGREEMENT: return "Chair's agreement";
    case STEP_ISSUE: return "Agenda and papers issued";
    case STEP_MEETING: return "Meeting";
    case STEP_MINUTES: return "Draft minutes";
    }
    return "";
}

const char *standing_shown(StepStanding standing) {
    switch (standing) {
    case STANDING_AHEAD: return "To do";
    case STANDING_TODAY: return "Due today";
    case STANDING_LATE: return "Late";
    case STANDING_DONE: return "Done";
    case STANDING_DONE_LATE: return "Done late";
    case STANDING_PASSED: return "Not recorded";
    }
    return "";
}

const char *standing_colour(StepStanding standing) {
    switch (standing) {
    case STANDING_AHEAD: return "blue";
    case STANDING_TODAY: return "orange";
    case STANDING_LATE: return "red";
    case STANDING_DONE: return "green";
    case STANDING_DONE_LATE: return "yellow";
    case STANDING_PASSED: return "grey";
    }
    return "grey";
}

const char *standing_sign(StepStanding standing) {
    switch (standing) {
    case STANDING_AHEAD: return "\xe2\x97\x8b"; /* an empty circle */
    case STANDING_TODAY: return "\xe2\x97\x8f"; /* a full one */
    case STANDING_LATE: return "!";
    case STANDING_DONE:
    case STANDING_DONE_LATE: return "\xe2\x9c\x93"; /* a tick */
    case STANDING_PASSED: return "\xe2\x80\x93";    /* a dash */
    }
    return "";
}

/* ---- Steps ---- */

static StepStanding open_standing(Date due, Date today) {
    if (!date_is_set(due)) return STANDING_AHEAD;
    int order = date_compare(due, today);
    return order > 0 ? STANDING_AHEAD : order == 0 ? STANDING_TODAY : STANDING_LATE;
}

static StepStanding done_standing(Date due, Date done) {
    return date_is_set(due) && date_is_set(done) && date_compare(done, due) > 0 ? STANDING_DONE_LATE : STANDING_DONE;
}

typedef struct {
    Arena *arena;
    const MeetingFacts *facts;
    Date today;
    bool is_issued, is_over; /* the agenda is out; the day of the meeting has passed */
} Walk;

static TimelineStep step_at(const Walk *w, StepKind kind, Date due, bool is_done, Date done) {
    TimelineStep step = {.kind = kind, .due = due, .done = is_done ? done : (Date){0}};
    step.standing = is_done ? done_standing(due, done) : open_standing(due, w->today);
    return step;
}

/* Nobody waits any more for what should have come before the agenda was out. */
static void pass(const Walk *w, TimelineStep *step) {
    if (step_is_open(step) && (w->is_issued || w->is_over)) step->standing = STANDING_PASSED;
}

static TimelineStep call_step(const Walk *w) {
    Date sent = w->facts->call_sent;
    TimelineStep step = step_at(w, STEP_CALL, w->facts->days.call, date_is_set(sent), sent);
    pass(w, &step);
    if (step_is_open(&step)) step.whose = S("Clerk");
    return step;
}

static void put_name(Buffer *names, Text name) {
    if (text_is_empty(name) || text_contains(buffer_text(names), name)) return;
    if (names->len) buffer_put(names, S(", "));
    buffer_put(names, name);
}

/* Done when the clerk has accepted every report; the day is that of the last. */
static TimelineStep reports_step(const Walk *w) {
    const ReportStandings *reports = &w->facts->reports;
    Buffer names = buffer_new(w->arena, 80);
    size_t accepted = 0;
    Moment last = {0};
    for (size_t i = 0; i < reports->count; i++) {
        const ReportStanding *r = &reports->items[i];
        accepted += r->state == SIGN_OFF_ACCEPTED;
        if (moment_compare(r->sign_off.accepted_at, last) > 0) last = r->sign_off.accepted_at;
        put_name(&names, report_turn(r));
    }
    Date day = {0};
    if (moment_is_set(last)) moment_to_london(last, &day, NULL);
    bool is_agreed = w->facts->meeting.state == MEETING_AGREED;
    bool is_done = reports->count ? accepted == reports->count : is_agreed || w->is_issued;
    TimelineStep step = step_at(w, STEP_REPORTS, w->facts->days.reports, is_done, day);
    pass(w, &step);
    if (step_is_open(&step)) step.whose = names.len ? buffer_text(&names) : S("Clerk");
    step.detail = reports->count == 0 ? S("No reports are written here yet")
                                      : text_format(w->arena, "%zu of %zu %s accepted", accepted, reports->count,
                                          reports->count == 1 ? "report is" : "reports are");
    if (is_done && reports->count == 0) step.detail = S("No reports were written here");
    return step;
}

/* R02. Without a day of its own it has to be there by the day of issue. */
static TimelineStep agreement_step(const Walk *w) {
    const Meeting *m = &w->facts->meeting;
    Date due = date_is_set(w->facts->days.agreement) ? w->facts->days.agreement : w->facts->days.issue, done = {0};
    if (moment_is_set(m->agreed_at)) moment_to_london(m->agreed_at, &done, NULL);
    bool is_done = m->state == MEETING_AGREED || m->state == MEETING_PUBLISHED || (m->state == MEETING_HELD && moment_is_set(m->agreed_at));
    TimelineStep step = step_at(w, STEP_AGREEMENT, due, is_done, done);
    bool is_revised = m->state == MEETING_PLANNED && w->is_issued && !w->is_over;
    if (!is_revised) pass(w, &step);
    if (step_is_open(&step)) step.whose = S("Chair");
    if (is_revised) step.detail = S("The agenda was changed after it went out: the chair has to agree it again");
    else if (is_done && !text_is_empty(m->agreed_by)) step.detail = text_format(w->arena, "By %.*s", TEXT_ARG(m->agreed_by));
    return step;
}

/* The rules that the day of issue keeps: MTG-01, MTG-02 and R03. */
static Text notice_words(const Walk *w) {
    const NoticeDeadline *d = &w->facts->deadline;
    int64_t clear = w->facts->terms.clear_days;
    if (!date_is_set(d->clear_days) && !date_is_set(d->terms_of_reference)) return S("The terms of reference ask for no notice");
    if (!date_is_set(d->clear_days)) return S("By the terms of reference");
    Text words = text_format(w->arena, "For %lld clear working %s of notice", (long long)clear, clear == 1 ? "day" : "days");
    if (!date_is_set(d->terms_of_reference)) return words;
    return text_format(
        w->arena, "%.*s; by the terms of reference %.*s", TEXT_ARG(words), TEXT_ARG(date_long(w->arena, d->terms_of_reference)));
}

static TimelineStep issue_step(const Walk *w) {
    TimelineStep step = step_at(w, STEP_ISSUE, w->facts->days.issue, w->is_issued, w->facts->issued);
    if (w->is_over && step_is_open(&step)) step.standing = STANDING_PASSED;
    if (step_is_open(&step)) step.whose = S("Clerk");
    step.detail = notice_words(w);
    return step;
}

static TimelineStep meeting_step(const Walk *w) {
    Date day = w->facts->days.meeting;
    bool is_done = w->is_over || w->facts->meeting.state == MEETING_HELD;
    return step_at(w, STEP_MEETING, day, is_done, day);
}

static TimelineStep minutes_step(const Walk *w) {
    Date sent = w->facts->minutes_sent, published = w->facts->minutes_published;
    bool is_by_publishing = !date_is_set(sent) && date_is_set(published);
    if (is_by_publishing) sent = published;
    TimelineStep step = step_at(w, STEP_MINUTES, w->facts->days.minutes, date_is_set(sent) || w->facts->has_minutes, sent);
    if (step_is_open(&step) && w->is_over) step.whose = S("Clerk");
    if (is_by_publishing) step.detail = S("They are published");
    else if (w->facts->has_minutes && !date_is_set(sent)) step.detail = S("They are a paper of the next meeting");
    return step;
}

MeetingTimeline timeline_of(Arena *arena, const MeetingFacts *facts, Date today) {
    MeetingTimeline timeline = {.items = ARENA_ARRAY(arena, TimelineStep, 6)};
    if (!facts->has_terms || facts->meeting.state == MEETING_CANCELLED) return timeline;
    Walk w = {.arena = arena,
        .facts = facts,
        .today = today,
        .is_issued = facts->meeting.publication > 0,
        .is_over = date_compare(facts->meeting.day, today) < 0};
    if (date_is_set(facts->days.call)) timeline.items[timeline.count++] = call_step(&w);
    if (date_is_set(facts->days.reports)) timeline.items[timeline.count++] = reports_step(&w);
    timeline.items[timeline.count++] = agreement_step(&w);
    timeline.items[timeline.count++] = issue_step(&w);
    timeline.items[timeline.count++] = meeting_step(&w);
    if (date_is_set(facts->days.minutes)) timeline.items[timeline.count++] = minutes_step(&w);
    return timeline;
}

bool step_is_open(const TimelineStep *step) {
    return step->standing == STANDING_AHEAD || step->standing == STANDING_TODAY || step->standing == STANDING_LATE;
}

const TimelineStep *timeline_next(const MeetingTimeline *timeline) {
    for (size_t i = 0; i < timeline->count; i++)
        if (timeline->items[i].standing == STANDING_LATE) return &timeline->items[i];
    for (size_t i = 0; i < timeline->count; i++)
        if (step_is_open(&timeline->items[i])) return &timeline->items[i];
    return NULL;
}

/* ---- From the records ---- */

/* What is the same for every meeting, or read for many at once. */
typedef struct {
    MeetingActList acts;
    ReportStandings reports;
    HolidayList holidays;
    TimeOfDay office_closes;
} Gathered;

static Error *gather(Db *db, Arena *arena, MeetingId meeting, Date first, Date last, Gathered *out) {
    Partnership partnership;
    TRY(meeting_acts_between(db, arena, meeting.n, first, last, &out->acts));
    ReportStandings all;
    TRY(report_standings(db, arena, meeting, first, last, &all));
    out->reports = report_standings_in(arena, &all, 0); /* a supplement has its own time */
    TRY(holidays_all(db, arena, &out->holidays));
    TRY(partnership_get(db, arena, &partnership));
    out->office_closes = partnership.office_closes;
    return NULL;
}

static void take_acts(const MeetingActList *acts, MeetingFacts *out) {
    for (size_t i = 0; i < acts->count; i++) {
        const MeetingAct *act = &acts->items[i];
        if (act->meeting.n != out->meeting.id.n) continue;
        if (act->kind == ACT_CALL_SENT) out->call_sent = act->day;
        if (act->kind == ACT_MINUTES_SENT) out->minutes_sent = act->day;
    }
}

/* The reports of all meetings come meeting by meeting. */
static void take_reports(const ReportStandings *all, MeetingFacts *out) {
    for (size_t i = 0; i < all->count; i++) {
        if (all->items[i].meeting.n != out->meeting.id.n) continue;
        if (out->reports.count == 0) out->reports.items = &all->items[i];
        out->reports.count++;
    }
}

static Error *take_issue(Db *db, Arena *arena, const Gathered *gathered, MeetingFacts *out) {
    if (out->meeting.publication == 0) return NULL;
    PublicationFirstRow first;
    Date day;
    TimeOfDay time;
    TRY(publication_first(db, arena, out->meeting.id, &first));
    moment_to_london(moment_is_set(first.at) ? first.at : out->meeting.published_at, &day, &time);
    out->issued = day_of_issue(day, time, gathered->office_closes, &gathered->holidays);
    return NULL;
}

static Error *facts_of(Db *db, Arena *arena, const Meeting *meeting, const Gathered *gathered, MeetingFacts *out) {
    NotesOfMeetingRow notes;
    *out = (MeetingFacts){.meeting = *meeting};
    TRY(terms_in_force(db, arena, meeting->body, meeting->day, &out->terms, &out->has_terms));
    if (!out->has_terms) return NULL;
    out->deadline = notice_deadline(meeting->day, &out->terms, &gathered->holidays);
    out->days = meeting_days(meeting->day, &out->terms, &gathered->holidays);
    take_acts(&gathered->acts, out);
    take_reports(&gathered->reports, out);
    TRY(take_issue(db, arena, gathered, out));
    if (!date_is_set(out->days.minutes)) return NULL;
    TRY(notes_of_meeting(db, arena, meeting->id, meeting->body, meeting->day, &notes));
    out->has_minutes = notes.number > 0;
    if (moment_is_set(notes.published_at)) moment_to_london(notes.published_at, &out->minutes_published, NULL);
    return NULL;
}

Error *meeting_facts(Db *db, Arena *arena, const Meeting *meeting, MeetingFacts *out) {
    Gathered gathered = {0};
    TRY(gather(db, arena, meeting->id, meeting->day, meeting->day, &gathered));
    return facts_of(db, arena, meeting, &gathered, out);
}

/* ---- Over all meetings ---- */

static int compare_steps(const void *a, const void *b) {
    const OpenStep *left = a, *right = b;
    bool l = date_is_set(left->step.due), r = date_is_set(right->step.due);
    if (l != r) return l ? -1 : 1; /* what has no day comes last */
    int order = date_compare(left->step.due, right->step.due);
    if (order == 0) order = date_compare(left->meeting.day, right->meeting.day);
    return order ? order : left->meeting.id.n < right->meeting.id.n ? -1 : left->meeting.id.n > right->meeting.id.n;
}

static Text body_name(const BodyList *bodies, BodyId id) {
    for (size_t i = 0; i < bodies->count; i++)
        if (bodies->items[i].id.n == id.n) return bodies->items[i].name;
    return S("");
}

static void take_open(const Meeting *meeting, Text body, const MeetingTimeline *timeline, OpenSteps *late, OpenSteps *next) {
    bool has_next = false;
    for (size_t i = 0; i < timeline->count; i++) {
        const TimelineStep *step = &timeline->items[i];
        if (!step_is_open(step) || text_is_empty(step->whose)) continue;
        OpenStep open = {*meeting, body, *step};
        if (step->standing == STANDING_LATE) late->items[late->count++] = open;
        else if (!has_next) next->items[next->count++] = open, has_next = true;
    }
}

Error *open_steps(Db *db, Arena *arena, Date first, Date last, Date today, OpenSteps *late, OpenSteps *next) {
    MeetingList meetings;
    BodyList bodies;
    Gathered gathered = {0};
    TRY(meetings_between(db, arena, 0, first, last, &meetings));
    TRY(bodies_on(db, arena, (Date){0}, &bodies));
    TRY(gather(db, arena, (MeetingId){0}, first, last, &gathered));
    *late = (OpenSteps){.items = ARENA_ARRAY(arena, OpenStep, meetings.count * 6)};
    *next = (OpenSteps){.items = ARENA_ARRAY(arena, OpenStep, meetings.count)};
    for (size_t i = 0; i < meetings.count; i++) {
        MeetingFacts facts;
        TRY(facts_of(db, arena, &meetings.items[i], &gathered, &facts));
        MeetingTimeline timeline = timeline_of(arena, &facts, today);
        take_open(&meetings.items[i], body_name(&bodies, meetings.items[i].body), &timeline, late, next);
    }
    qsort(late->items, late->count, sizeof *late->items, compare_steps);
    qsort(next->items, next->count, sizeof *next->items, compare_steps);
    return NULL;
}

/* ---- What waits for the chair (R02) ---- */

enum { MOST_MEETINGS = 100 };

Error *agendas_waiting(Db *db, Arena *arena, PersonId chair, Date today, WaitingAgendas *out) {
    MeetingList meetings;
    TRY(meetings_of_person(db, arena, chair, today, MOST_MEETINGS, &meetings));
    *out = (WaitingAgendas){.items = ARENA_ARRAY(arena, WaitingAgenda, meetings.count)};
    for (size_t i = 0; i < meetings.count; i++) {
        const Meeting *m = &meetings.items[i];
        BusinessCountRow business;
        if (m->state != MEETING_PLANNED) continue;
        TRY(business_count(db, arena, m->id, &business));
        if (business.number == 0) continue;
        MeetingFacts facts;
        WaitingAgenda waiting = {.meeting = *m};
        TRY(meeting_facts(db, arena, m, &facts));
        TRY(record_label(db, arena, &body_record, m->body.n, &waiting.body));
        waiting.due = date_is_set(facts.days.agreement) ? facts.days.agreement : facts.days.issue;
        waiting.is_late = date_is_set(waiting.due) && date_compare(waiting.due, today) < 0;
        for (size_t k = 0; k < facts.reports.count; k++) waiting.open_reports += facts.reports.items[k].state != SIGN_OFF_ACCEPTED;
        out->items[out->count++] = waiting;
    }
    return NULL;
}

/* ---- Recorded acts ---- */

static Text code_of(MeetingActKind kind) {
    return kind == ACT_CALL_SENT ? S("call_sent") : S("minutes_sent");
}

Error *meeting_act_record_done(Tx *tx, MeetingId id, MeetingActKind kind, Date day, Date today) {
    Arena *arena = tx_arena(tx);
    Meeting meeting;
    MeetingAct act;
    bool found;
    TRY(record_get(tx_db(tx), arena, &meeting_record, id.n, &meeting));
    if (meeting.state == MEETING_CANCELLED)
        return error_new(arena, ERROR_INPUT, "This meeting is cancelled: nothing more is recorded of it.");
    if (date_compare(day, today) > 0) return error_new(arena, ERROR_INPUT, "The day on which it was sent must not be in the future.");
    if (kind == ACT_MINUTES_SENT && date_compare(day, meeting.day) < 0)
        return error_new(arena, ERROR_INPUT, "Draft minutes cannot have been sent before the meeting, which is on %.*s.",
            TEXT_ARG(date_plain(arena, meeting.day)));
    if (kind == ACT_CALL_SENT && date_compare(day, meeting.day) > 0)
        return error_new(arena, ERROR_INPUT, "The call for items cannot have been sent after the meeting, which was on %.*s.",
            TEXT_ARG(date_plain(arena, meeting.day)));
    TRY(meeting_act_of(tx_db(tx), arena, id, code_of(kind), &act, &found));
    if (!found) act = (MeetingAct){.meeting = id, .kind = kind};
    act.day = day;
    return found ? record_update(tx, &meeting_act_record, &act) : record_insert(tx, &meeting_act_record, &act);
}

Error *meeting_act_take_back(Tx *tx, MeetingId id, MeetingActKind kind) {
    MeetingAct act;
    bool found;
    TRY(meeting_act_of(tx_db(tx), tx_arena(tx), id, code_of(kind), &act, &found));
    return found ? record_delete(tx, &meeting_act_record, &act) : NULL;
}
