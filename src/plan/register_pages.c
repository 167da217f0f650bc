/* Owns the registers beside the years: priorities and themes with their names over time, strategies and laws, emerging issues. */
#include "plan/pages.h"
#include "plan/plan.sql.h"
#include "plan/register.view.h"

static const Priority *priority_in(const PriorityList *all, PriorityId id) {
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].id.n == id.n) return &all->items[i];
    return NULL;
}

/* What of all names and sections belongs to one priority. */
static PriorityShown priority_shown(Arena *arena, const PriorityList *all, const Priority *priority, const PriorityNameList *names,
    const SectionsOfPrioritiesRowList *sections) {
    PriorityShown out = {.priority = *priority};
    const Priority *merged_into = priority_in(all, priority->merged_into);
    out.names.items = ARENA_ARRAY(arena, PriorityName, names->count + 1);
    out.sections.items = ARENA_ARRAY(arena, SectionsOfPrioritiesRow, sections->count + 1);
    for (size_t i = 0; i < names->count; i++)
        if (names->items[i].priority.n == priority->id.n) out.names.items[out.names.count++] = names->items[i];
    for (size_t i = 0; i < sections->count; i++)
        if (sections->items[i].priority.n == priority->id.n) out.sections.items[out.sections.count++] = sections->items[i];
    out.merged_into = merged_into ? merged_into->name : S("");
    return out;
}

Error *priorities_show(Office *office, Request *request, Response *response) {
    PriorityList priorities;
    PriorityNameList names;
    SectionsOfPrioritiesRowList sections;
    PriorityShownList shown = {0};
    TRY(priorities_all(office->db, request->arena, &priorities));
    TRY(priority_names_all(office->db, request->arena, &names));
    TRY(sections_of_priorities(office->db, request->arena, &sections));
    shown.items = ARENA_ARRAY(request->arena, PriorityShown, priorities.count + 1);
    for (size_t i = 0; i < priorities.count; i++)
        shown.items[shown.count++] = priority_shown(request->arena, &priorities, &priorities.items[i], &names, &sections);
    Page page = plan_page(office, request, NULL, S("Priorities and themes"));
    View view = page_view(request, response, &page);
    plan_priorities(&view, page, plan_links(request->arena), shown, may_write_plan(office));
    return NULL;
}

Error *strategies_show(Office *office, Request *request, Response *response) {
    StrategyList strategies;
    TRY(strategies_all(office->db, request->arena, &strategies));
    Page page = plan_page(office, request, NULL, S("Strategies and laws"));
    View view = page_view(request, response, &page);
    plan_strategies(&view, page, plan_links(request->arena), strategies, plan_today(request), may_write_plan(office));
    return NULL;
}

Error *strategy_show(Office *office, Request *request, Response *response) {
    int64_t id;
    Strategy strategy;
    ActionsOfStrategyRowList actions;
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &strategy_record, id, &strategy));
    TRY(actions_of_strategy(office->db, request->arena, strategy.id, &actions));
    Page page = plan_page(office, request, NULL, strategy.title);
    page_breadcrumb(request->arena, &page, S("Strategies and laws"), S("/office/plan/strategies"));
    View view = page_view(request, response, &page);
    plan_strategy(&view, page, &strategy, actions, may_write_plan(office));
    return NULL;
}

Error *issues_show(Office *office, Request *request, Response *response) {
    EmergingIssueList issues;
    TRY(issues_all(office->db, request->arena, &issues));
    Page page = plan_page(office, request, NULL, S("Emerging issues"));
    View view = page_view(request, response, &page);
    plan_issues(&view, page, plan_links(request->arena), issues, may_write_plan(office));
    return NULL;
}
