/* Owns the end of a year: what becomes of each action and why, carrying on into the next year's plan, closing the year. */
#include <inttypes.h>

#include "plan/consultation.h"
#include "plan/pages.h"
#include "plan/plan.sql.h"
#include "plan/roll_over.view.h"
#include "store/journal.h"

const Input plan_roll_over_inputs[] = {{"page", INPUT_INT, 0}, {"action", INPUT_MANY, 20}, {"seen", INPUT_MANY, 20},
    {"fate", INPUT_MANY, 20}, {"reason", INPUT_MANY_LONG, 2000}, {"act", INPUT_TEXT, 10}, {0}};

static bool is_among(const ActionsContinuedRowList *list, PlanActionId action) {
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].action.n == action.n) return true;
    return false;
}

static Error *collect(Office *office, Request *request, PlanRollOver *out) {
    ActionsContinuedRowList continued;
    TRY(actions_continued(office->db, request->arena, out->agreement.id, &continued));
    out->lines.items = ARENA_ARRAY(request->arena, RollOverLine, out->plan.action_count + 1);
    out->turning = plan_turning(request, out->agreement.id, "/roll-over", out->plan.action_count);
    for (size_t i = 0; i < out->plan.parts.count; i++)
        for (size_t k = 0; k < out->plan.parts.items[i].actions.count; k++) {
            const PlannedAction *line = &out->plan.parts.items[i].actions.items[k];
            size_t place = out->lines.count++, first = (size_t)(out->turning.page - 1) * PLAN_LINES_A_PAGE;
            RollOverLine *row = &out->lines.items[place];
            *row = (RollOverLine){.line = line,
                .fate = line->action.roll_over,
                .reason = line->action.roll_over_reason,
                .seen = line->action.version,
                .is_continued = is_among(&continued, line->action.id),
                .is_here = place >= first && place < first + PLAN_LINES_A_PAGE};
            if (request->method == POST) row->is_here = plan_row_is_sent(request, line->action.id);
            out->answered += row->fate != 0;
            out->waiting += row->fate == ROLL_CARRIES_ON && !row->is_continued;
        }
    return NULL;
}

static Error *of_request(Office *office, Request *request, PlanRollOver *out) {
    TRY(agreement_of_request(office, request, &out->agreement));
    TRY(plan_read(office->db, request->arena, out->agreement.id, (OrganisationId){0}, plan_today(request), &out->plan));
    TRY(agreement_of_year(
        office->db, request->arena, out->agreement.body, date_plus_months(out->agreement.starts, 12), &out->next, &out->has_next));
    return collect(office, request, out);
}

static Error *show(Office *office, Request *request, Response *response, const PlanRollOver *shown, const Form *form) {
    Page page = plan_page(office, request, &shown->agreement, S("End of the year"));
    page.form = form;
    View view = page_view(request, response, &page);
    plan_roll_over(&view, page, year_links(request->arena, &shown->agreement, true), shown);
    return NULL;
}

Error *plan_roll_over_show(Office *office, Request *request, Response *response) {
    PlanRollOver shown = {0};
    TRY(of_request(office, request, &shown));
    return show(office, request, response, &shown, NULL);
}

/* ---- What was sent ---- */

static void take_rows(Request *request, PlanRollOver *shown, Form *form) {
    size_t sent = form_sent_count(&request->form, S("action"));
    for (size_t n = 0; n < sent; n++) {
        int64_t id = 0;
        Text fate = form_sent_at(&request->form, S("fate"), n);
        if (!text_to_int64(form_sent_at(&request->form, S("action"), n), &id)) continue;
        for (size_t i = 0; i < shown->lines.count; i++) {
            RollOverLine *row = &shown->lines.items[i];
            if (row->line->action.id.n != id) continue;
            row->fate = text_equal(fate, S("carries_on")) ? ROLL_CARRIES_ON : text_equal(fate, S("ends")) ? ROLL_ENDS : 0;
            row->reason = form_sent_at(&request->form, S("reason"), n);
            row->seen = 0;
            text_to_int64(form_sent_at(&request->form, S("seen"), n), &row->seen);
            if (row->fate == ROLL_ENDS && text_is_empty(row->reason))
                form_error(form, text_string(form->arena, text_format(form->arena, "reason-%" PRId64, id)), "%.*s: enter why it ends",
                    TEXT_ARG(row->line->number));
            if (row->fate == ROLL_ENDS && row->is_continued)
                form_error(form, "fate", "%.*s is in the next year's plan already. Delete it there first", TEXT_ARG(row->line->number));
        }
    }
}

/* ---- Saving what was answered ---- */

/* What of the action is not as it was in the version that the page showed: "timescale, state". */
static Error *changed_since(Tx *tx, const PlanAction *now, int64_t seen, Text *out) {
    Arena *arena = tx_arena(tx);
    JournalEntries entries;
    PlanAction before = {0};
    Buffer words = buffer_new(arena, 128);
    TRY(journal_of(tx_db(tx), arena, &plan_action_record, now->id.n, &entries));
    for (size_t i = 0; i < entries.count && before.version != seen; i++)
        if (entries.items[i].state.len) TRY(record_from_state(arena, &plan_action_record, entries.items[i].state, &before));
    TRY(record_open(tx_db(tx), arena, &plan_action_record, &before));
    FieldChanges changes = record_changes(arena, &plan_action_record, &before, now, CLERK | SAFETY_OFFICER);
    for (size_t i = 0; i < changes.count; i++)
        buffer_putf(&words, "%s%.*s", i ? ", " : "", TEXT_ARG(text_lower(arena, text_of(changes.items[i].field->label))));
    *out = buffer_text(&words);
    return NULL;
}

static bool is_answered_as(const PlanAction *action, const RollOverLine *row) {
    return row->fate == action->roll_over && text_equal(row->reason, action->roll_over_reason);
}

/* An answer to an action that somebody changed meanwhile is not taken, whatever it was. */
static Error *check_seen(Tx *tx, const PlanActionList *now, PlanRollOver *shown, Form *form) {
    for (size_t i = 0; i < shown->lines.count; i++) {
        RollOverLine *row = &shown->lines.items[i];
        const PlanAction *action = &now->items[i];
        Text changed;
        if (is_answered_as(action, row) || action->version == row->seen) continue;
        TRY(changed_since(tx, action, row->seen, &changed));
        form_error(form, text_string(form->arena, text_format(form->arena, "fate-%" PRId64, action->id.n)),
            "%.*s was changed while this page was open (%.*s). Look at it, then save again", TEXT_ARG(row->line->number),
            TEXT_ARG(changed));
        row->seen = action->version;
    }
    return NULL;
}

static Error *save_fates(Tx *tx, PlanRollOver *shown, Form *form) {
    PlanActionList now = {.items = ARENA_ARRAY(tx_arena(tx), PlanAction, shown->lines.count + 1), .count = shown->lines.count};
    for (size_t i = 0; i < now.count; i++)
        TRY(record_get(tx_db(tx), tx_arena(tx), &plan_action_record, shown->lines.items[i].line->action.id.n, &now.items[i]));
    TRY(check_seen(tx, &now, shown, form));
    if (!form_is_fine(form)) return NULL;
    for (size_t i = 0; i < now.count; i++) {
        const RollOverLine *row = &shown->lines.items[i];
        if (is_answered_as(&now.items[i], row)) continue;
        now.items[i].roll_over = row->fate;
        now.items[i].roll_over_reason = row->reason;
        TRY(record_update(tx, &plan_action_record, &now.items[i]));
    }
    return NULL;
}

/* ---- Carrying on ---- */

/* The section of the next year for the same priority (or, shared, of the same title); made when there is none. */
static Error *section_in_next(Tx *tx, const PlanSection *section, AgreementId next, PlanSectionId *out) {
    PlanSectionList sections;
    int64_t last = 0;
    TRY(sections_of(tx_db(tx), tx_arena(tx), next, &sections));
    bool is_taken = false;
    for (size_t i = 0; i < sections.count; i++) {
        const PlanSection *other = &sections.items[i];
        bool is_same =
            section->priority.n ? other->priority.n == section->priority.n : text_equal_ignoring_case(other->title, section->title);
        *out = other->id;
        if (is_same) return NULL;
        is_taken |= other->number == section->number;
        last = other->number > last ? other->number : last;
    }
    PlanSection made = *section;
    made.id = (PlanSectionId){0};
    made.version = 0;
    made.agreement = next;
    if (is_taken) made.number = last + 1;
    TRY(record_insert(tx, &plan_section_record, &made));
    *out = made.id;
    return NULL;
}

static Error *carry_belongings(Tx *tx, PlanActionId from, PlanActionId to) {
    PlanLeadList leads;
    PlanMeasureList measures;
    PlanThemeList themes;
    PlanLinkList links;
    TRY(leads_of_action(tx_db(tx), tx_arena(tx), from, &leads));
    TRY(measures_of_action(tx_db(tx), tx_arena(tx), from, &measures));
    TRY(themes_of_action(tx_db(tx), tx_arena(tx), from, &themes));
    TRY(links_of_action(tx_db(tx), tx_arena(tx), from, &links));
#define CARRY(list, Id, record)                                                                                                            \
    for (size_t i = 0; i < (list).count; i++) {                                                                                            \
        (list).items[i].id = (Id){0};                                                                                                      \
        (list).items[i].version = 0;                                                                                                       \
        (list).items[i].action = to;                                                                                                       \
        TRY(record_insert(tx, &(record), &(list).items[i]));                                                                               \
    }
    size_t open = 0; /* a closed measure stays where it was */
    for (size_t i = 0; i < measures.count; i++)
        if (!date_is_set(measures.items[i].until)) measures.items[open++] = measures.items[i];
    measures.count = open;
    CARRY(leads, PlanLeadId, plan_lead_record)
    CARRY(measures, PlanMeasureId, plan_measure_record)
    CARRY(themes, PlanThemeId, plan_theme_record)
    CARRY(links, PlanLinkId, plan_link_record)
#undef CARRY
    return NULL;
}

static Error *carry(Tx *tx, const PlanRollOver *shown, const PlanPart *part, const PlannedAction *line) {
    PlanAction made = line->action, there;
    bool found;
    TRY(action_continued_by(
        tx_db(tx), tx_arena(tx), line->action.id, &there, &found)); /* of two who press at once the second finds what the first made */
    if (found) return NULL;
    made.id = (PlanActionId){0};
    made.version = 0;
    made.agreement = shown->next.id;
    made.continues = line->action.id;
    made.sheet = (PlanSheetId){0};
    made.due = date_plus_months(line->action.due, 12);
    made.state = PLAN_NOT_STARTED;
    made.state_on = (Date){0};
    made.state_reason = made.roll_over_reason = S("");
    made.roll_over = 0;
    TRY(section_in_next(tx, &part->section, shown->next.id, &made.section));
    TRY(plan_next_number(tx_db(tx), tx_arena(tx), made.section, &made.number));
    TRY(record_insert(tx, &plan_action_record, &made));
    return carry_belongings(tx, line->action.id, made.id);
}

static Error *carry_all(Tx *tx, const PlanRollOver *shown) {
    size_t at = 0;
    for (size_t i = 0; i < shown->plan.parts.count; i++)
        for (size_t k = 0; k < shown->plan.parts.items[i].actions.count; k++) {
            const RollOverLine *row = &shown->lines.items[at++];
            if (row->fate == ROLL_CARRIES_ON && !row->is_continued) TRY(carry(tx, shown, &shown->plan.parts.items[i], row->line));
        }
    return NULL;
}

/* ---- Saving, carrying on, closing ---- */

static const RollOverLine *row_of(const PlanRollOver *shown, PlanActionId action) {
    for (size_t i = 0; i < shown->lines.count; i++)
        if (shown->lines.items[i].line->action.id.n == action.n) return &shown->lines.items[i];
    return NULL;
}

/* The next agreement takes actions in as long as its year is open. */
static Error *check_next(Tx *tx, PlanRollOver *shown, Form *form) {
    TRY(agreement_of_year(
        tx_db(tx), tx_arena(tx), shown->agreement.body, date_plus_months(shown->agreement.starts, 12), &shown->next, &shown->has_next));
    if (!shown->has_next) form_error(form, "fate", "Add the agreement of the next year first: its plan takes the actions");
    else if (shown->next.state == AGREEMENT_CLOSED) form_error(form, "fate", "The next year is closed");
    return NULL;
}

/* Every action that the plan has now is answered and carried over; one that was added while the page was open has no answer. */
static Error *check_closing(Tx *tx, const PlanRollOver *shown, Form *form) {
    PlanActionList now;
    ActionsContinuedRowList continued;
    size_t open = 0, waiting = 0;
    TRY(actions_of(tx_db(tx), tx_arena(tx), shown->agreement.id, &now));
    TRY(actions_continued(tx_db(tx), tx_arena(tx), shown->agreement.id, &continued));
    for (size_t i = 0; i < now.count; i++) {
        const RollOverLine *row = row_of(shown, now.items[i].id);
        open += !row || row->fate == 0;
        waiting += row && row->fate == ROLL_CARRIES_ON && !is_among(&continued, now.items[i].id);
    }
    if (open == 1) form_error(form, "fate", "1 action has no answer yet. Say of it whether it carries on or ends");
    else if (open) form_error(form, "fate", "%zu actions have no answer yet. Say of each whether it carries on or ends", open);
    else if (waiting) form_error(form, "fate", "Carry the actions over into the next year's plan first");
    if (shown->agreement.state != AGREEMENT_ENDORSED) form_error(form, "fate", "A year is closed once its agreement was endorsed");
    return NULL;
}

static Error *close_year(Tx *tx, PlanRollOver *shown) {
    PlanCall call;
    bool found;
    TRY(call_open(tx_db(tx), tx_arena(tx), shown->agreement.id, &call, &found));
    if (found) {
        moment_to_london(tx_moment(tx), &call.closed_on, NULL);
        TRY(record_update(tx, &plan_call_record, &call));
    }
    TRY(consultations_close_with_year(tx, shown->agreement.id));
    shown->agreement.state = AGREEMENT_CLOSED;
    return record_update(tx, &agreement_record, &shown->agreement);
}

Error *plan_roll_over_put(Tx *tx, PlanRollOver *shown, bool carries, bool closes, Form *form) {
    TRY(record_get(tx_db(tx), tx_arena(tx), &agreement_record, shown->agreement.id.n, &shown->agreement));
    if (shown->agreement.state == AGREEMENT_CLOSED)
        return error_new(tx_arena(tx), ERROR_INPUT, "This year is closed. Its plan stays as it was.");
    if (carries) TRY(check_next(tx, shown, form));
    if (closes) TRY(check_closing(tx, shown, form));
    if (form_is_fine(form)) TRY(save_fates(tx, shown, form));
    if (!form_is_fine(form)) return NULL;
    if (carries) TRY(carry_all(tx, shown));
    return closes ? close_year(tx, shown) : NULL;
}

Error *plan_roll_over_save(Office *office, Request *request, Response *response) {
    PlanRollOver shown = {0};
    Text act = request_value(request, "act");
    bool carries = text_equal(act, S("carry")), closes = text_equal(act, S("close"));
    Form form = form_show(request->arena, NULL);
    TRY(of_request(office, request, &shown));
    if (shown.agreement.state == AGREEMENT_CLOSED)
        return error_new(request->arena, ERROR_INPUT, "This year is closed. Its plan stays as it was.");
    take_rows(request, &shown, &form);
    if (form_is_fine(&form)) TRY(OFFICE_CHANGE(office, request, tx, plan_roll_over_put(tx, &shown, carries, closes, &form)));
    if (!form_is_fine(&form)) {
        change_refused(response);
        return show(office, request, response, &shown, &form);
    }
    Text back = closes ? agreement_url(request->arena, shown.agreement.id) : plan_turning_url(request->arena, shown.turning);
    respond_done(request, response, back, closes ? "plan-closed" : carries ? "plan-carried" : "saved");
    return NULL;
}
