/* Owns raising an exception to the body of the agreement (R31): one press makes it an item of a coming agenda, with a short report. */
#include <inttypes.h>

#include "meetings/meetings.sql.h"
#include "plan/pages.h"
#include "plan/plan.sql.h"

/* The item that it became at that meeting; 0: none. */
static AgendaItemId item_raised_at(const PlanExceptionList *raised, int64_t meeting) {
    for (size_t i = 0; i < raised->count; i++)
        if (raised->items[i].meeting.n == meeting) return raised->items[i].item;
    return (AgendaItemId){0};
}

static bool takes_items(const Meeting *meeting) {
    return meeting->state != MEETING_CANCELLED && meeting->state != MEETING_HELD;
}

/* ---- Shown on the action's page ---- */

/* Where it was raised, for whom may see that agenda. */
static Error *raised_fill(Office *office, Request *request, const PlanExceptionList *raised, PlanActionShown *out) {
    Arena *arena = request->arena;
    out->raised.items = ARENA_ARRAY(arena, RaisedAt, raised->count + 1);
    for (size_t i = 0; i < raised->count; i++) {
        Meeting meeting;
        MeetingRights rights;
        Text words;
        TRY(record_get(office->db, arena, &meeting_record, raised->items[i].meeting.n, &meeting));
        TRY(meeting_rights(office->db, arena, office->roles, (PersonId){office->session ? office->session->person : 0}, &meeting, &rights));
        if (!rights.sees_agenda) continue;
        TRY(plan_meeting_words(office->db, arena, meeting.id, &words));
        out->raised.items[out->raised.count++] = (RaisedAt){raised->items[i].item, words};
    }
    return NULL;
}

Error *plan_exceptions_fill(Office *office, Request *request, PlanActionShown *out) {
    PlanExceptionList raised;
    MeetingList meetings;
    TRY(exceptions_of_action(office->db, request->arena, out->line.action.id, &raised));
    TRY(raised_fill(office, request, &raised, out));
    out->raised_count = raised.count;
    out->is_exception = plan_is_exception(&out->line) && out->agreement.state != AGREEMENT_CLOSED;
    out->may_raise = out->is_exception && (office->roles & CLERK);
    if (!out->may_raise) return NULL;
    TRY(meetings_from_day(office->db, request->arena, out->agreement.body.n, out->today, PLAN_MEETINGS_AHEAD, &meetings));
    for (size_t i = 0; i < meetings.count; i++)
        if (takes_items(&meetings.items[i]) && item_raised_at(&raised, meetings.items[i].id.n).n == 0)
            option_add(request->arena, &out->meetings, meetings.items[i].id.n, date_plain(request->arena, meetings.items[i].day));
    return NULL;
}

/* ---- Raising ---- */

static const char no_exception[] = "This action is not late, at risk or stopped, so there is no exception to raise.";

static Error *report_of(
    Tx *tx, const Agreement *agreement, const PlanPart *part, const PlannedAction *line, const Meeting *meeting, Report *out) {
    PlanProgressList progress;
    Body body;
    Arena *arena = tx_arena(tx);
    TRY(progress_of_action(tx_db(tx), arena, line->action.id, &progress));
    TRY(record_get(tx_db(tx), arena, &body_record, meeting->body.n, &body));
    out->to = text_format(arena, "%.*s - %.*s", TEXT_ARG(body.name), TEXT_ARG(date_plain(arena, meeting->day)));
    plan_exception_write(arena, agreement, &part->section, line, progress.count ? &progress.items[0] : NULL, out);
    return NULL;
}

static Error *put_item(Tx *tx, const Meeting *meeting, Report *report, AgendaItem *out) {
    Paper paper;
    TRY(plan_place_item(tx, (PlanPlace){.meeting = meeting->id}, report->subject, PURPOSE_DECISION, out));
    return plan_paper_once(tx, out->id, report, &paper);
}

Error *plan_exception_raise(Tx *tx, PlanActionId action, MeetingId to, Date today, Text by, AgendaItem *out) {
    PlanExceptionList raised;
    PlanPart part;
    PlannedAction line;
    Agreement agreement;
    Meeting meeting;
    Report report = {.by = by};
    Arena *arena = tx_arena(tx);
    TRY(exceptions_of_action(tx_db(tx), arena, action, &raised));
    *out = (AgendaItem){.id = item_raised_at(&raised, to.n)};
    if (out->id.n) return NULL; /* the button was pressed twice, or two pressed it */
    TRY(plan_line_read(tx_db(tx), arena, action, (OrganisationId){0}, today, &part, &line));
    TRY(record_get(tx_db(tx), arena, &agreement_record, line.action.agreement.n, &agreement));
    TRY(record_get(tx_db(tx), arena, &meeting_record, to.n, &meeting));
    if (agreement.state == AGREEMENT_CLOSED) return error_new(arena, ERROR_INPUT, "This year is closed. Its plan stays as it was.");
    if (!plan_is_exception(&line)) return error_new(arena, ERROR_INPUT, "%s", no_exception);
    if (meeting.body.n != agreement.body.n || !takes_items(&meeting))
        return error_new(arena, ERROR_INPUT, "Choose a coming meeting of the body that endorses the agreement.");
    TRY(report_of(tx, &agreement, &part, &line, &meeting, &report));
    TRY(put_item(tx, &meeting, &report, out));
    return record_insert(tx, &plan_exception_record, &(PlanException){.action = action, .meeting = to, .item = out->id});
}

const Input plan_exception_inputs[] = {{"meeting", INPUT_INT, 0}, {0}};

Error *plan_exception_do(Office *office, Request *request, Response *response) {
    PlanActionShown shown = {0};
    AgendaItem item;
    int64_t id = 0;
    PlanExceptionList raised;
    Form form = form_show(request->arena, NULL);
    TRY(plan_action_of_request(office, request, &shown));
    TRY(plan_exceptions_fill(office, request, &shown));
    if (!shown.is_exception) return error_new(request->arena, ERROR_INPUT, "%s", no_exception);
    text_to_int64(request_value(request, "meeting"), &id);
    TRY(exceptions_of_action(office->db, request->arena, shown.line.action.id, &raised));
    if (!plan_is_offered(&shown.meetings, id) && item_raised_at(&raised, id).n == 0) {
        form_error(&form, "meeting", "Choose a coming meeting of the body");
        change_refused(response);
        return plan_action_page(office, request, response, &form);
    }
    Text by = office->session ? office->session->name : S("");
    TRY(OFFICE_CHANGE(office, request, tx, plan_exception_raise(tx, shown.line.action.id, (MeetingId){id}, shown.today, by, &item)));
    respond_done(request, response, text_format(request->arena, "/office/items/%" PRId64, item.id.n), "plan-raised");
    return NULL;
}
