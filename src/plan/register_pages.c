/* Owns the registers beside the years: priorities and themes with their names over time, strategies and laws, emerging issues. */
#include "plan/pages.h"
#include "plan/plan.sql.h"
#include "plan/register.view.h"

Error *priorities_show(Office *office, Request *request, Response *response) {
    PriorityList priorities;
    PriorityShownList shown = {0};
    TRY(priorities_all(office->db, request->arena, &priorities));
    shown.items = ARENA_ARRAY(request->arena, PriorityShown, priorities.count + 1);
    for (size_t i = 0; i < priorities.count; i++) {
        PriorityShown *p = &shown.items[shown.count++];
        p->priority = priorities.items[i];
        TRY(names_of_priority(office->db, request->arena, p->priority.id, &p->names));
        TRY(sections_of_priority(office->db, request->arena, p->priority.id, &p->sections));
        if (p->priority.merged_into.n)
            TRY(record_label(office->db, request->arena, &priority_record, p->priority.merged_into.n, &p->merged_into));
    }
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
