/* Owns reading a year's plan whole, and what changes an action beyond its own fields: its number, its state. */
#include <inttypes.h>

#include "people/people.sql.h"
#include "plan/plan_inside.h"
#include "store/journal.h"
#include "store/twice.h"

enum { SENT_TWICE_SECONDS = 60 };

/* ---- What belongs to which action ---- */

/* The lines of a plan by the action's id, for putting leads, measures and themes to them. */
typedef struct {
    PlannedAction **slots;
    size_t size;
} ActionIndex;

static size_t slot_of(const ActionIndex *index, PlanActionId id) {
    size_t slot = (size_t)((uint64_t)id.n * 0x9e3779b97f4a7c15u >> 32) & (index->size - 1);
    while (index->slots[slot] && index->slots[slot]->action.id.n != id.n) slot = (slot + 1) & (index->size - 1);
    return slot;
}

static ActionIndex index_of(Arena *arena, const PlanParts *parts, size_t actions) {
    ActionIndex index = {.size = 16};
    while (index.size < actions * 2) index.size *= 2;
    index.slots = ARENA_ARRAY(arena, PlannedAction *, index.size);
    for (size_t i = 0; i < parts->count; i++)
        for (size_t k = 0; k < parts->items[i].actions.count; k++) {
            PlannedAction *line = &parts->items[i].actions.items[k];
            index.slots[slot_of(&index, line->action.id)] = line;
        }
    return index;
}

static const Organisation *organisation_in(const OrganisationList *list, OrganisationId id) {
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].id.n == id.n) return &list->items[i];
    return NULL;
}

static Text lead_words(const OrganisationList *organisations, const PlanLead *lead) {
    if (!text_is_empty(lead->post)) return lead->post;
    const Organisation *o = organisation_in(organisations, lead->organisation);
    return o ? o->name : S("");
}

static Text joined(Arena *arena, Text so_far, const char *between, Text next) {
    return text_is_empty(so_far) ? next : text_format(arena, "%.*s%s%.*s", TEXT_ARG(so_far), between, TEXT_ARG(next));
}

static void take_lead(Arena *arena, PlannedAction *line, const PlanLead *lead, const OrganisationList *organisations, OrganisationId mine) {
    Text words = lead_words(organisations, lead);
    const Organisation *of = organisation_in(organisations, lead->organisation);
    if (!line->lead_organisations) line->lead_organisations = ARENA_ARRAY(arena, Text, line->leads.count);
    for (size_t i = 0; i < line->leads.count; i++)
        if (line->leads.items[i].id.n == lead->id.n) line->lead_organisations[i] = of ? of->name : S("");
    if (lead->role == LEAD_LEADS) line->leads_shown = joined(arena, line->leads_shown, " / ", words);
    else {
        if (lead->role == LEAD_LIAISON) words = text_format(arena, "%.*s (project liaison)", TEXT_ARG(words));
        line->contributors_shown = joined(arena, line->contributors_shown, ", ", words);
    }
    line->is_mine |= mine.n != 0 && lead->organisation.n == mine.n;
}

/* Rows come in the order of what they belong to only for one action; so each line counts first and is filled then. */
#define SHARE_OUT(list, member, key)                                                                                                       \
    do {                                                                                                                                   \
        for (size_t i_ = 0; i_ < (list).count; i_++) {                                                                                     \
            PlannedAction *line_ = index.slots[slot_of(&index, (list).items[i_].key)];                                                     \
            if (line_) line_->member.count++;                                                                                              \
        }                                                                                                                                  \
        for (size_t i_ = 0; i_ < index.size; i_++)                                                                                         \
            if (index.slots[i_] && index.slots[i_]->member.count) {                                                                        \
                index.slots[i_]->member.items = arena_array(arena, index.slots[i_]->member.count, sizeof *(list).items);                   \
                index.slots[i_]->member.count = 0;                                                                                         \
            }                                                                                                                              \
        for (size_t i_ = 0; i_ < (list).count; i_++) {                                                                                     \
            PlannedAction *line_ = index.slots[slot_of(&index, (list).items[i_].key)];                                                     \
            if (line_) line_->member.items[line_->member.count++] = (list).items[i_];                                                      \
        }                                                                                                                                  \
    } while (0)

Error *plan_share_out(Db *db, Arena *arena, PlanParts *parts, size_t actions, const PlanBelongings *all, OrganisationId mine) {
    OrganisationList organisations;
    ActionIndex index = index_of(arena, parts, actions);
    TRY(organisations_all(db, arena, &organisations));
    SHARE_OUT(all->leads, leads, action);
    SHARE_OUT(all->measures, measures, action);
    for (size_t i = 0; i < all->leads.count; i++) {
        PlannedAction *line = index.slots[slot_of(&index, all->leads.items[i].action)];
        if (line) take_lead(arena, line, &all->leads.items[i], &organisations, mine);
    }
    for (size_t i = 0; i < all->themes.count; i++) {
        PlannedAction *line = index.slots[slot_of(&index, all->themes.items[i].action)];
        if (line) line->themes_shown = joined(arena, line->themes_shown, ", ", all->themes.items[i].name);
    }
    for (size_t i = 0; i < parts->count; i++) {
        const Organisation *o = organisation_in(&organisations, parts->items[i].section.organisation);
        parts->items[i].organisation = o ? o->name : S("");
    }
    return NULL;
}

/* ---- Reading ---- */

PlannedAction plan_line_of(Arena *arena, const PlanSection *section, const PlanAction *action, Date today) {
    return (PlannedAction){.action = *action,
        .number = plan_number_shown(arena, section, action),
        .standing = plan_standing(action, today),
        .leads_shown = S(""),
        .contributors_shown = S(""),
        .themes_shown = S("")};
}

static void put_actions(Arena *arena, Plan *plan, const PlanActionList *actions, Date today) {
    size_t at = 0;
    for (size_t i = 0; i < plan->parts.count; i++) {
        PlanPart *part = &plan->parts.items[i];
        size_t from = at;
        while (at < actions->count && actions->items[at].section.n == part->section.id.n) at++;
        part->actions.items = ARENA_ARRAY(arena, PlannedAction, at - from + 1);
        for (size_t k = from; k < at; k++) {
            const PlanAction *a = &actions->items[k];
            part->actions.items[part->actions.count++] = plan_line_of(arena, &part->section, a, today);
            plan->funded_count += a->is_funded;
        }
    }
    plan->action_count = at;
}

static void put_sections(Arena *arena, Plan *plan, const PlanSectionList *sections) {
    plan->parts.items = ARENA_ARRAY(arena, PlanPart, sections->count + 1);
    for (size_t i = 0; i < sections->count; i++) plan->parts.items[plan->parts.count++].section = sections->items[i];
}

Error *plan_read(Db *db, Arena *arena, AgreementId agreement, OrganisationId organisation, Date today, Plan *out) {
    PlanSectionList sections;
    PlanActionList actions;
    PlanBelongings all;
    *out = (Plan){0};
    TRY(record_get(db, arena, &agreement_record, agreement.n, &out->agreement));
    TRY(sections_of(db, arena, agreement, &sections));
    TRY(actions_of(db, arena, agreement, &actions));
    TRY(leads_of_agreement(db, arena, agreement, &all.leads));
    TRY(measures_of_agreement(db, arena, agreement, &all.measures));
    TRY(themes_of_agreement(db, arena, agreement, &all.themes));
    put_sections(arena, out, &sections);
    put_actions(arena, out, &actions, today);
    return plan_share_out(db, arena, &out->parts, out->action_count, &all, organisation);
}

/* ---- As it stood ---- */

static int by_number(const void *a, const void *b) {
    const PlanSection *x = a, *y = b;
    return (x->number > y->number) - (x->number < y->number);
}

static int by_own_number(const void *a, const void *b) {
    const PlanAction *x = a, *y = b;
    return (x->number > y->number) - (x->number < y->number);
}

/* The actions of an agreement in the order of its sections. */
static PlanActionList in_order(Arena *arena, const PlanSectionList *sections, const RecordList *all) {
    const PlanAction *actions = all->items;
    PlanActionList out = {.items = ARENA_ARRAY(arena, PlanAction, all->count + 1)};
    for (size_t i = 0; i < sections->count; i++) {
        size_t from = out.count;
        for (size_t k = 0; k < all->count; k++)
            if (actions[k].section.n == sections->items[i].id.n) out.items[out.count++] = actions[k];
        qsort(out.items + from, out.count - from, sizeof *out.items, by_own_number);
    }
    return out;
}

Error *plan_read_as_of(Db *db, Arena *arena, AgreementId agreement, Moment at, Plan *out, bool *existed) {
    RecordList sections, actions, leads, measures;
    PlanSectionList own = {0};
    Date day;
    *out = (Plan){0};
    TRY(record_as_of(db, arena, &agreement_record, agreement.n, at, &out->agreement, existed));
    if (!*existed) return NULL;
    TRY(records_as_of(db, arena, &plan_section_record, at, &sections));
    TRY(records_as_of(db, arena, &plan_action_record, at, &actions));
    TRY(records_as_of(db, arena, &plan_lead_record, at, &leads));
    TRY(records_as_of(db, arena, &plan_measure_record, at, &measures));
    own.items = ARENA_ARRAY(arena, PlanSection, sections.count + 1);
    for (size_t i = 0; i < sections.count; i++)
        if (((PlanSection *)sections.items)[i].agreement.n == agreement.n) own.items[own.count++] = ((PlanSection *)sections.items)[i];
    qsort(own.items, own.count, sizeof *own.items, by_number);
    PlanActionList ordered = in_order(arena, &own, &actions);
    moment_to_london(at, &day, NULL);
    put_sections(arena, out, &own);
    put_actions(arena, out, &ordered, day);
    return plan_share_out(db, arena, &out->parts, out->action_count,
        &(PlanBelongings){.leads = {leads.items, leads.count}, .measures = {measures.items, measures.count}}, (OrganisationId){0});
}

Error *plan_line_read(
    Db *db, Arena *arena, PlanActionId action, OrganisationId organisation, Date today, PlanPart *section, PlannedAction *out) {
    Plan plan;
    PlanAction found;
    TRY(record_get(db, arena, &plan_action_record, action.n, &found));
    TRY(plan_read(db, arena, found.agreement, organisation, today, &plan));
    for (size_t i = 0; i < plan.parts.count; i++)
        for (size_t k = 0; k < plan.parts.items[i].actions.count; k++) {
            if (plan.parts.items[i].actions.items[k].action.id.n != action.n) continue;
            *section = plan.parts.items[i];
            *out = plan.parts.items[i].actions.items[k];
            return NULL;
        }
    return error_new(arena, ERROR_NOT_FOUND, "There is no such action in the plan");
}

Error *agreement_on(Db *db, Arena *arena, Date day, Agreement *out, bool *found) {
    return agreement_begun_by(db, arena, day, out, found);
}

Error *plan_action_numbered(Db *db, Arena *arena, AgreementId agreement, Text number, PlanActionId *out, bool *found) {
    Text rest = number, section, own;
    int64_t section_number, own_number;
    PlanAction action;
    PlanNumber before;
    *found = false;
    if (!text_split(&rest, '.', &section) || !text_split(&rest, '.', &own) || rest.ptr) return NULL;
    if (!text_to_int64(section, &section_number) || !text_to_int64(own, &own_number)) return NULL;
    TRY(action_numbered(db, arena, agreement, section_number, own_number, &action, found));
    if (*found) {
        *out = action.id;
        return NULL;
    }
    TRY(action_numbered_once(db, arena, agreement, number, &before, found));
    if (*found) *out = before.action;
    return NULL;
}

Error *organisation_of_person(Db *db, Arena *arena, int64_t person, OrganisationId *out) {
    Person p = {0};
    *out = (OrganisationId){0};
    if (person == 0) return NULL;
    TRY(record_get(db, arena, &person_record, person, &p));
    *out = p.organisation;
    return NULL;
}

/* ---- Doing ---- */

Error *plan_next_number(Db *db, Arena *arena, PlanSectionId id, int64_t *out) {
    PlanSection section;
    PlanNumber once;
    LastNumberInRow last;
    bool found = true;
    TRY(record_get(db, arena, &plan_section_record, id.n, &section));
    TRY(last_number_in(db, arena, id, &last));
    for (*out = last.number + 1; found; *out += found) /* a number that an action had once is never given again (R42) */
        TRY(action_numbered_once(
            db, arena, section.agreement, text_format(arena, "%" PRId64 ".%" PRId64, section.number, *out), &once, &found));
    return NULL;
}

Error *plan_told_meanwhile(
    Db *db, Arena *arena, PlanActionId action, PlanProgressId seen, const PlanProgress *mine, PlanProgress *newer, bool *found) {
    PlanProgressList told;
    TRY(told_after(db, arena, action, seen.n, &told));
    *found = told.count > 0;
    for (size_t i = 0; i < told.count; i++) {
        const PlanProgress *other = &told.items[i];
        bool is_same = other->state == mine->state && text_equal(other->done, mine->done) && text_equal(other->reason, mine->reason);
        if (is_same) *found = false;
    }
    if (*found) *newer = told.items[0];
    return NULL;
}

Error *plan_progress_put(Tx *tx, PlanAction *action, PlanProgress *progress) {
    Agreement agreement;
    int64_t before = 0;
    TRY(record_get(tx_db(tx), tx_arena(tx), &agreement_record, action->agreement.n, &agreement));
    if (agreement.state == AGREEMENT_CLOSED) return error_new(tx_arena(tx), ERROR_INPUT, "This year is closed. Its plan stays as it was.");
    progress->action = action->id;
    TRY(made_just_now(tx, &plan_progress_record, progress, SENT_TWICE_SECONDS, &before));
    if (before) return NULL; /* the button was pressed twice */
    moment_to_london(tx_moment(tx), &progress->day, NULL);
    progress->written_by = tx_actor(tx).name;
    progress->written_at = tx_moment(tx);
    TRY(record_insert(tx, &plan_progress_record, progress));
    action->state = progress->state;
    action->state_on = progress->day;
    action->state_reason = progress->reason;
    return record_update(tx, &plan_action_record, action);
}
