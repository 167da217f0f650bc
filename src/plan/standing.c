/* Owns the rules of the plan that are functions of values: the statutory year, how an action stands, what it lacks, numbers and timescales. */
#include <inttypes.h>

#include "plan/plan.h"

/* ---- Years ---- */

Date statutory_year_of(Date day) {
    return date_of(statutory_year(day), 4, 1);
}

Text year_shown(Arena *arena, Date starts) {
    int year = date_parts(starts).year;
    return text_format(arena, "%d/%02d", year, (year + 1) % 100);
}

Text year_in_address(Arena *arena, Date starts) {
    int year = date_parts(starts).year;
    return text_format(arena, "%d-%02d", year, (year + 1) % 100);
}

bool year_of_address(Text address, Date *starts) {
    int64_t year, next;
    if (address.len != 7 || address.ptr[4] != '-') return false;
    if (!text_to_int64(text_slice(address, 0, 4), &year) || !text_to_int64(text_slice(address, 5, 2), &next)) return false;
    if (year < 1990 || year > 2200 || next != (year + 1) % 100) return false;
    *starts = date_of((int)year, 4, 1);
    return true;
}

Date year_ends(Date starts) {
    return date_plus_days(date_plus_months(starts, 12), -1);
}

/* ---- Whose answer something told is (R45) ---- */

/* The last day on which something told still answers for the quarter. */
static Date answered_until(const PlanCallList *calls, Date quarter_ends) {
    for (size_t i = 0; i < calls->count; i++) {
        const PlanCall *call = &calls->items[i];
        if (date_compare(call->quarter_ends, quarter_ends) == 0) return date_is_set(call->closed_on) ? call->closed_on : call->due;
    }
    return quarter_ends;
}

PlanAnswerDays plan_answer_days(const PlanCallList *calls, Date quarter_ends) {
    Date before = quarter_before(quarter_ends), last = answered_until(calls, quarter_ends), told_before = answered_until(calls, before);
    bool leaves_none = date_compare(told_before, last) >= 0; /* that call was closed very late */
    return (PlanAnswerDays){date_plus_days(leaves_none ? before : told_before, 1), last};
}

/* ---- States ---- */

static const struct {
    PlanState state;
    const char *code, *shown, *colour;
    bool is_open;
} states[] = {
    {PLAN_NOT_STARTED, "not_started", "Not started", "grey", true},
    {PLAN_ON_TRACK, "on_track", "On track", "green", true},
    {PLAN_AT_RISK, "at_risk", "At risk", "orange", true},
    {PLAN_LATE, "late", "Late", "red", true},
    {PLAN_AWAITING_EVIDENCE, "awaiting_evidence", "Complete, awaiting evidence", "teal", false},
    {PLAN_COMPLETE, "complete", "Complete", "blue", false},
    {PLAN_STOPPED, "stopped", "Stopped", "purple", false},
};
enum { STATES = sizeof states / sizeof states[0] };

static size_t place_of(PlanState state) {
    for (size_t i = 0; i < STATES; i++)
        if (states[i].state == state) return i;
    return 0; /* nothing told yet: not started */
}

const char *plan_state_shown(PlanState state) {
    return states[place_of(state)].shown;
}

const char *plan_state_colour(PlanState state) {
    return states[place_of(state)].colour;
}

const char *plan_state_code(PlanState state) {
    return states[place_of(state)].code;
}

PlanState plan_state_of_code(Text code) {
    for (size_t i = 0; i < STATES; i++)
        if (text_equal(code, text_of(states[i].code))) return states[i].state;
    return 0;
}

bool plan_state_is_open(PlanState state) {
    return states[place_of(state)].is_open;
}

PlanState plan_standing(const PlanAction *action, Date today) {
    PlanState told = action->state ? action->state : PLAN_NOT_STARTED;
    bool is_past = date_is_set(action->due) && date_compare(action->due, today) < 0;
    return is_past && plan_state_is_open(told) ? PLAN_LATE : told;
}

/* ---- In words ---- */

Text timescale_shown(Arena *arena, Date due) {
    if (!date_is_set(due)) return S("");
    DateParts parts = date_parts(due);
    if (date_parts(date_plus_days(due, 1)).month == parts.month) return date_plain(arena, due);
    return text_format(arena, "%s %d", month_name(parts.month), parts.year);
}

Text plan_number_shown(Arena *arena, const PlanSection *section, const PlanAction *action) {
    return text_format(arena, "%" PRId64 ".%" PRId64, section->number, action->number);
}

/* ---- What is lacking (R41) ---- */

static void add(Sentences *list, const char *sentence) {
    list->items[list->count++] = text_of(sentence);
}

Sentences plan_action_lacks(Arena *arena, const PlannedAction *line) {
    Sentences out = {.items = ARENA_ARRAY(arena, Text, 6)};
    if (text_is_empty(line->action.objective)) add(&out, "It has no objective");
    if (text_is_empty(text_trim(line->action.steps))) add(&out, "It has no actions");
    if (line->measures.count == 0) add(&out, "It has no measure");
    if (!date_is_set(line->action.due)) add(&out, "It has no timescale");
    if (text_is_empty(line->leads_shown)) add(&out, "It has no lead");
    if (line->action.is_linked && text_is_empty(line->action.linked_to))
        add(&out, "It does not say which group or strategy it is linked to");
    return out;
}

Sentences plan_section_lacks(Arena *arena, const PlanSection *section) {
    Sentences out = {.items = ARENA_ARRAY(arena, Text, 3)};
    if (section->is_shared) return out;
    if (section->priority.n == 0) add(&out, "It belongs to no priority");
    if (text_is_empty(section->lead)) add(&out, "It has no lead");
    if (text_is_empty(section->aim)) add(&out, "It has no aim");
    return out;
}

/* ---- Filters ---- */

bool plan_filter_is_set(const PlanFilter *f) {
    return f->organisation.n || f->state || date_is_set(f->due_until) || f->section.n || f->mine || f->funded || f->linked;
}

static bool is_of(const PlannedAction *line, OrganisationId organisation) {
    for (size_t i = 0; i < line->leads.count; i++)
        if (line->leads.items[i].organisation.n == organisation.n) return true;
    return false;
}

bool plan_action_passes(const PlanAction *action, PlanState standing, const PlanFilter *f) {
    if (f->state && standing != f->state) return false;
    if (date_is_set(f->due_until) && (!date_is_set(action->due) || date_compare(action->due, f->due_until) > 0)) return false;
    if (f->funded && !action->is_funded) return false;
    return !f->linked || action->is_linked;
}

static bool passes(const PlannedAction *line, const PlanFilter *f) {
    if (f->organisation.n && !is_of(line, f->organisation)) return false;
    if (f->mine && !line->is_mine) return false;
    return plan_action_passes(&line->action, line->standing, f);
}

Plan plan_filtered(Arena *arena, const Plan *plan, const PlanFilter *filter) {
    Plan out = *plan;
    out.parts = (PlanParts){.items = ARENA_ARRAY(arena, PlanPart, plan->parts.count + 1)};
    out.action_count = out.funded_count = 0;
    for (size_t i = 0; i < plan->parts.count; i++) {
        const PlanPart *part = &plan->parts.items[i];
        PlanPart kept = *part;
        if (filter->section.n && part->section.id.n != filter->section.n) continue;
        kept.actions = (PlannedActions){.items = ARENA_ARRAY(arena, PlannedAction, part->actions.count + 1)};
        for (size_t k = 0; k < part->actions.count; k++) {
            if (!passes(&part->actions.items[k], filter)) continue;
            kept.actions.items[kept.actions.count++] = part->actions.items[k];
            out.funded_count += part->actions.items[k].action.is_funded;
        }
        out.action_count += kept.actions.count;
        if (kept.actions.count || !plan_filter_is_set(filter)) out.parts.items[out.parts.count++] = kept;
    }
    return out;
}

const PlanState plan_report_states[PLAN_REPORT_STATES] = {
    PLAN_COMPLETE, PLAN_AWAITING_EVIDENCE, PLAN_ON_TRACK, PLAN_NOT_STARTED, PLAN_AT_RISK, PLAN_LATE, PLAN_STOPPED};

size_t plan_part_count(const PlanPart *part, PlanState standing) {
    size_t count = 0;
    for (size_t i = 0; i < part->actions.count; i++) count += part->actions.items[i].standing == standing;
    return count;
}

size_t plan_count(const Plan *plan, PlanState standing) {
    size_t count = 0;
    for (size_t i = 0; i < plan->parts.count; i++) count += plan_part_count(&plan->parts.items[i], standing);
    return count;
}

bool plan_is_exception(const PlannedAction *line) {
    return line->standing == PLAN_LATE || line->standing == PLAN_AT_RISK || line->standing == PLAN_STOPPED;
}

size_t plan_exception_count(const Plan *plan) {
    size_t count = 0;
    for (size_t i = 0; i < plan->parts.count; i++)
        for (size_t k = 0; k < plan->parts.items[i].actions.count; k++) count += plan_is_exception(&plan->parts.items[i].actions.items[k]);
    return count;
}

bool plan_may_tell(Access roles, const PlannedAction *line) {
    if (roles & (CLERK | SAFETY_OFFICER)) return true;
    return (roles & (CHAIR | MEMBER)) && line->is_mine;
}
