/* Owns comparing two plans: what of which action is new, gone or says something else. */
#include "plan/plan.h"

static const PlannedAction *line_with(const Plan *plan, PlanActionId id) {
    for (size_t i = 0; i < plan->parts.count; i++)
        for (size_t k = 0; k < plan->parts.items[i].actions.count; k++)
            if (plan->parts.items[i].actions.items[k].action.id.n == id.n) return &plan->parts.items[i].actions.items[k];
    return NULL;
}

Text plan_measures_text(Arena *arena, const PlannedAction *line) {
    Buffer out = buffer_new(arena, 256);
    for (size_t i = 0; i < line->measures.count; i++) buffer_putf(&out, "%s%.*s", i ? "\n" : "", TEXT_ARG(line->measures.items[i].text));
    return buffer_text(&out);
}

static void differ(PlanChange *change, const char *what, Text before, Text after) {
    if (!text_equal(before, after)) change->items[change->count++] = (PlanDifference){what, before, after};
}

static PlanChange change_of(Arena *arena, const PlannedAction *before, const PlannedAction *after) {
    PlanChange out = {.items = ARENA_ARRAY(arena, PlanDifference, 12)};
    Text none = S("");
    out.action = after ? after->action.id : before->action.id;
    out.number = after ? after->number : before->number;
    out.objective = after ? after->action.objective : before->action.objective;
    out.is_new = !before;
    out.is_gone = !after;
#define SIDES(expression_before, expression_after) before ? (expression_before) : none, after ? (expression_after) : none
    differ(&out, "Number", SIDES(before->number, after->number));
    differ(&out, "Objective", SIDES(before->action.objective, after->action.objective));
    differ(&out, "Actions", SIDES(before->action.steps, after->action.steps));
    differ(&out, "Measures", SIDES(plan_measures_text(arena, before), plan_measures_text(arena, after)));
    differ(&out, "Timescale", SIDES(timescale_shown(arena, before->action.due), timescale_shown(arena, after->action.due)));
    differ(&out, "Lead", SIDES(before->leads_shown, after->leads_shown));
    differ(&out, "Contributes", SIDES(before->contributors_shown, after->contributors_shown));
    differ(&out, "State", SIDES(text_of(plan_state_shown(before->standing)), text_of(plan_state_shown(after->standing))));
    differ(&out, "Funded by the grant", SIDES(before->action.is_funded ? S("Yes") : S("No"), after->action.is_funded ? S("Yes") : S("No")));
    differ(&out, "Linked to", SIDES(before->action.linked_to, after->action.linked_to));
#undef SIDES
    return out;
}

static bool goes_on(const Plan *after, PlanActionId id, bool by_continuing) {
    if (!by_continuing) return line_with(after, id) != NULL;
    for (size_t i = 0; i < after->parts.count; i++)
        for (size_t k = 0; k < after->parts.items[i].actions.count; k++)
            if (after->parts.items[i].actions.items[k].action.continues.n == id.n) return true;
    return false;
}

PlanChanges plan_changes(Arena *arena, const Plan *before, const Plan *after, bool by_continuing) {
    PlanChanges out = {.items = ARENA_ARRAY(arena, PlanChange, before->action_count + after->action_count + 1)};
    for (size_t i = 0; i < after->parts.count; i++)
        for (size_t k = 0; k < after->parts.items[i].actions.count; k++) {
            const PlannedAction *line = &after->parts.items[i].actions.items[k];
            const PlannedAction *then = line_with(before, by_continuing ? line->action.continues : line->action.id);
            PlanChange change = change_of(arena, then, line);
            if (change.count) out.items[out.count++] = change;
        }
    for (size_t i = 0; i < before->parts.count; i++)
        for (size_t k = 0; k < before->parts.items[i].actions.count; k++) {
            const PlannedAction *line = &before->parts.items[i].actions.items[k];
            if (!goes_on(after, line->action.id, by_continuing)) out.items[out.count++] = change_of(arena, line, NULL);
        }
    return out;
}
