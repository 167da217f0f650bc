/* Owns the page on which actions of all years are found, and its files. */
#include <inttypes.h>

#include "people/people.sql.h"
#include "plan/finding.sql.h"
#include "plan/finding.view.h"
#include "plan/pages.h"
#include "plan/plan_table.h"

const Input plan_finding_inputs[] = {{"words", INPUT_TEXT, 100}, {"lead", INPUT_INT, 0}, {"organisation", INPUT_INT, 0},
    {"theme", INPUT_INT, 0}, {"state", INPUT_TEXT, 20}, {"from", INPUT_DATE, 0}, {"due", INPUT_DATE, 0}, {"mine", INPUT_TEXT, 3},
    {"funded", INPUT_TEXT, 3}, {"linked", INPUT_TEXT, 3}, {"page", INPUT_INT, 0}, {0}};

/* What is asked for; a day that cannot be read stands in the form. */
static Error *search_asked(Office *office, Request *request, Form *form, PlanSearch *out) {
    *out = (PlanSearch){.filter = plan_filter_asked(request),
        .lead = {plan_id_asked(request, "lead")},
        .theme = {plan_id_asked(request, "theme")},
        .words = text_trim(request_query(request, "words"))};
    out->filter.section = (PlanSectionId){0};
    form->sent = request->query;
    form_read_day(form, "from", "The first day", &out->due_from);
    form_read_day(form, "due", "The last day", &out->filter.due_until);
    if (form_is_fine(form) && date_is_set(out->due_from) && date_is_set(out->filter.due_until)
        && date_compare(out->due_from, out->filter.due_until) > 0)
        form_error(form, "due", "The last day must not be before the first");
    return plan_organisation(office, request, &out->mine);
}

static Text query_of(Arena *arena, const PlanSearch *s) {
    Buffer out = buffer_new(arena, 128);
    if (s->words.len) buffer_put(&out, S("&words=")), buffer_put_encoded(&out, s->words);
    if (s->lead.n) buffer_putf(&out, "&lead=%" PRId64, s->lead.n);
    if (s->theme.n) buffer_putf(&out, "&theme=%" PRId64, s->theme.n);
    if (date_is_set(s->due_from)) buffer_putf(&out, "&from=%.*s", TEXT_ARG(date_iso(arena, s->due_from)));
    plan_filter_put(&out, &s->filter);
    return plan_query(arena, buffer_text(&out));
}

static Error *choices_fill(Db *db, Arena *arena, PlanFindingShown *out) {
    OrganisationList organisations;
    PriorityList priorities;
    TRY(organisations_in_plans(db, arena, &organisations));
    TRY(priorities_all(db, arena, &priorities));
    for (size_t i = 0; i < organisations.count; i++)
        option_add(arena, &out->organisations, organisations.items[i].id.n, organisations.items[i].name);
    for (size_t i = 0; i < priorities.count; i++)
        if (priorities.items[i].kind == PRIORITY_THEME) option_add(arena, &out->themes, priorities.items[i].id.n, priorities.items[i].name);
    out->states = plan_state_options(arena);
    out->lead = plan_id_chosen(arena, out->search.lead.n);
    out->organisation = plan_id_chosen(arena, out->search.filter.organisation.n);
    out->theme = plan_id_chosen(arena, out->search.theme.n);
    out->state = out->search.filter.state ? text_of(plan_state_code(out->search.filter.state)) : S("");
    return NULL;
}

/* The page asked for, of what was found; a page behind the last is the first, as everywhere (pagination_of). */
static Error *page_find(Office *office, Request *request, PlanFindingShown *out) {
    int64_t asked = plan_id_asked(request, "page");
    size_t page = asked > 0 && asked <= 10000 ? (size_t)asked : 1;
    FoundLines lines = {(page - 1) * PLAN_LINES_A_PAGE, PLAN_LINES_A_PAGE, false};
    TRY(plan_find(office->db, request->arena, &out->search, plan_today(request), lines, &out->found));
    out->turning = pagination_of(request_query(request, "page"), (int64_t)out->found.count, PLAN_LINES_A_PAGE,
        text_format(request->arena, PLAN_FINDING_URL "%.*s", TEXT_ARG(out->query)));
    if (out->found.count == 0 || lines.first < out->found.count) return NULL;
    lines.first = 0;
    return plan_find(office->db, request->arena, &out->search, plan_today(request), lines, &out->found);
}

Error *plan_finding_show(Office *office, Request *request, Response *response) {
    PlanFindingShown shown = {0};
    Form form = form_show(request->arena, NULL);
    TRY(search_asked(office, request, &form, &shown.search));
    TRY(choices_fill(office->db, request->arena, &shown));
    shown.query = query_of(request->arena, &shown.search);
    if (form_is_fine(&form)) TRY(page_find(office, request, &shown));
    else change_refused(response);
    Page page = plan_page(office, request, NULL, S("Actions of all years"));
    page.form = &form;
    View view = page_view(request, response, &page);
    plan_finding(&view, page, plan_links(request->arena), &shown);
    return NULL;
}

/* ---- Files ---- */

static Error *table_asked(Office *office, Request *request, Table *out) {
    PlanSearch search;
    PlanFound found;
    Form form = form_show(request->arena, NULL);
    TRY(search_asked(office, request, &form, &search));
    if (!form_is_fine(&form))
        return error_new(request->arena, ERROR_INPUT, "The days cannot be read. Go back to the page and enter them again.");
    TRY(plan_find(office->db, request->arena, &search, plan_today(request), (FoundLines){0, SIZE_MAX, true}, &found));
    *out = plan_found_table(request->arena, &found);
    return NULL;
}

Error *plan_finding_csv(Office *office, Request *request, Response *response) {
    Table table;
    Buffer out = buffer_new(request->arena, 16384);
    TRY(table_asked(office, request, &table));
    table_put_csv(&out, request->arena, &table);
    respond_text(response, "text/csv; charset=utf-8", buffer_text(&out));
    response->disposition = S("attachment; filename=\"actions.csv\"");
    return NULL;
}

Error *plan_finding_xlsx(Office *office, Request *request, Response *response) {
    Table table;
    TRY(table_asked(office, request, &table));
    plan_table_guard(request->arena, &table);
    return plan_respond_tables(request, response, &(TableList){&table, 1}, table.title, S("Action plans of all years"), S("actions"));
}
