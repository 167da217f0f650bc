/* Owns the pages of the action plan: the whole year with its filters, its files, one action. */
#include <inttypes.h>

#include "people/people.sql.h"
#include "plan/action.view.h"
#include "plan/documents.h"
#include "plan/pages.h"
#include "plan/plan.sql.h"
#include "plan/plan_table.h"

/* ---- The whole year ---- */

const Input plan_filter_inputs[] = {{"section", INPUT_INT, 0}, {"organisation", INPUT_INT, 0}, {"state", INPUT_TEXT, 20},
    {"due", INPUT_TEXT, 10}, {"mine", INPUT_TEXT, 3}, {"funded", INPUT_TEXT, 3}, {"linked", INPUT_TEXT, 3}, {0}};

static bool has_part(const Plan *plan, OrganisationId organisation) {
    for (size_t i = 0; i < plan->parts.count; i++)
        for (size_t k = 0; k < plan->parts.items[i].actions.count; k++)
            for (size_t n = 0; n < plan->parts.items[i].actions.items[k].leads.count; n++)
                if (plan->parts.items[i].actions.items[k].leads.items[n].organisation.n == organisation.n) return true;
    return false;
}

/* The organisations that lead or help with anything in the plan, by name. */
static Error *organisations_in(Db *db, Arena *arena, const Plan *plan, OptionList *out) {
    OrganisationList all;
    TRY(organisations_all(db, arena, &all));
    for (size_t i = 0; i < all.count; i++)
        if (has_part(plan, all.items[i].id)) option_add(arena, out, all.items[i].id.n, all.items[i].name);
    return NULL;
}

/* The ends of the months in which something is due. */
static void dues_in(Arena *arena, const Plan *plan, OptionList *out) {
    Date starts = plan->agreement.starts;
    for (int i = 0; i < 12; i++) {
        Date end = date_plus_days(date_plus_months(starts, i + 1), -1);
        option_add_text(arena, out, date_iso(arena, end), text_format(arena, "By the end of %.*s", TEXT_ARG(timescale_shown(arena, end))));
    }
}

static Error *choices_fill(Office *office, Request *request, const Plan *whole, ActionPlanShown *out) {
    Arena *arena = request->arena;
    TRY(organisations_in(office->db, arena, whole, &out->organisations));
    out->states = plan_state_options(arena);
    for (size_t i = 0; i < whole->parts.count; i++)
        option_add(arena, &out->sections, whole->parts.items[i].section.id.n,
            text_format(arena, "%" PRId64 " %.*s", whole->parts.items[i].section.number, TEXT_ARG(whole->parts.items[i].section.title)));
    dues_in(arena, whole, &out->dues);
    out->organisation = plan_id_chosen(arena, out->filter.organisation.n);
    out->section = plan_id_chosen(arena, out->filter.section.n);
    out->state = out->filter.state ? text_of(plan_state_code(out->filter.state)) : S("");
    out->due = date_iso(arena, out->filter.due_until);
    return NULL;
}

static Error *plan_asked(Office *office, Request *request, Plan *whole, Plan *shown, PlanFilter *filter) {
    Agreement agreement;
    OrganisationId mine;
    TRY(agreement_of_request(office, request, &agreement));
    TRY(plan_organisation(office, request, &mine));
    TRY(plan_read(office->db, request->arena, agreement.id, mine, plan_today(request), whole));
    *filter = plan_filter_asked(request);
    *shown = plan_filtered(request->arena, whole, filter);
    return NULL;
}

static Error *whole_page(Office *office, Request *request, Response *response, const Form *form) {
    ActionPlanShown shown = {.may_write = may_write_plan(office), .today = plan_today(request)};
    Plan whole;
    TRY(plan_asked(office, request, &whole, &shown.plan, &shown.filter));
    TRY(choices_fill(office, request, &whole, &shown));
    shown.year = year_shown(request->arena, whole.agreement.starts);
    shown.of_count = whole.action_count;
    PlanFilter of_any_year = shown.filter;
    of_any_year.section = (PlanSectionId){0};
    shown.query = plan_filter_query(request->arena, &shown.filter);
    shown.all_years = text_format(request->arena, PLAN_FINDING_URL "%.*s", TEXT_ARG(plan_filter_query(request->arena, &of_any_year)));
    shown.may_write = shown.may_write && whole.agreement.state != AGREEMENT_CLOSED;
    Page page = plan_page(office, request, &whole.agreement, text_format(request->arena, "Action plan %.*s", TEXT_ARG(shown.year)));
    page.form = form;
    View view = page_view(request, response, &page);
    plan_whole(&view, page, year_links(request->arena, &whole.agreement, may_write_plan(office)), &shown);
    return NULL;
}

Error *action_plan_show(Office *office, Request *request, Response *response) {
    return whole_page(office, request, response, NULL);
}

const Input plan_number_input[] = {{"number", INPUT_TEXT, 20}, {0}};

/* To the action that has the number, or had it once (R42). */
Error *plan_number_find(Office *office, Request *request, Response *response) {
    Agreement agreement;
    PlanActionId action;
    bool found;
    Text number = text_trim(request_query(request, "number"));
    TRY(agreement_of_request(office, request, &agreement));
    TRY(plan_action_numbered(office->db, request->arena, agreement.id, number, &action, &found));
    if (found) {
        respond_see_other(response, plan_action_url(request->arena, action));
        return NULL;
    }
    Form form = form_show(request->arena, NULL);
    form.sent = request->query;
    form.was_sent = true;
    if (text_is_empty(number)) form_error(&form, "number", "Enter the number of an action, such as 2.3");
    else form_error(&form, "number", "No action of this year has the number %.*s or had it before", TEXT_ARG(number));
    change_refused(response);
    return whole_page(office, request, response, &form);
}

/* ---- Files ---- */

static Text plan_file_name(Arena *arena, const Agreement *agreement) {
    return text_format(arena, "action-plan-%.*s", TEXT_ARG(year_in_address(arena, agreement->starts)));
}

Error *action_plan_document(Office *office, Request *request, Response *response) {
    Plan whole, shown;
    PlanFilter filter;
    Body body;
    TRY(plan_asked(office, request, &whole, &shown, &filter));
    TRY(record_get(office->db, request->arena, &body_record, whole.agreement.body.n, &body));
    return plan_respond_document(request, response,
        plan_document(request->arena, &shown, body.name, whole.action_count, plan_today(request)),
        plan_file_name(request->arena, &whole.agreement));
}

Error *action_plan_csv(Office *office, Request *request, Response *response) {
    Plan whole, shown;
    PlanFilter filter;
    Buffer out = buffer_new(request->arena, 16384);
    TRY(plan_asked(office, request, &whole, &shown, &filter));
    Table table = plan_table(request->arena, &shown);
    table_put_csv(&out, request->arena, &table);
    respond_text(response, "text/csv; charset=utf-8", buffer_text(&out));
    response->disposition =
        text_format(request->arena, "attachment; filename=\"%.*s.csv\"", TEXT_ARG(plan_file_name(request->arena, &whole.agreement)));
    return NULL;
}

Error *action_plan_xlsx(Office *office, Request *request, Response *response) {
    Plan whole, shown;
    PlanFilter filter;
    TRY(plan_asked(office, request, &whole, &shown, &filter));
    Table table = plan_table(request->arena, &shown);
    plan_table_guard(request->arena, &table);
    return plan_respond_tables(
        request, response, &(TableList){&table, 1}, table.title, whole.agreement.title, plan_file_name(request->arena, &whole.agreement));
}

/* ---- One action ---- */

static const Column value_columns[] = {{"Period that ends on", COLUMN_DATE, 0}, {"Value", COLUMN_TEXT, 30}, {"In words", COLUMN_TEXT, 40}};

static void chart_of(Arena *arena, MeasureShown *m) {
    int64_t target = 0;
    m->has_chart = m->measure.kind != MEASURE_STORY && m->measure.kind != MEASURE_DELIVERABLE && m->measure.kind != MEASURE_SURVEY
                   && m->values.count > 1; /* a mean of ratings is read in the table: it moves by less than a line shows */
    if (!m->has_chart) return;
    bool has_target = measure_number(m->measure.kind, m->measure.target, &target) && m->measure.target.len;
    if (m->measure.kind == MEASURE_MONEY) target /= 100; /* drawn in pounds */
    ChartPoint *points = ARENA_ARRAY(arena, ChartPoint, m->values.count);
    for (size_t i = 0; i < m->values.count; i++)
        points[i] = (ChartPoint){m->values.items[i].day, measure_value_drawn(&m->measure, &m->values.items[i]), S("")};
    m->chart = values_chart(arena, &(ValuesOverTime){.of = m->measure.id.n,
                                       .title = m->measure.text,
                                       .items = points,
                                       .count = m->values.count,
                                       .last = m->last,
                                       .has_target = has_target,
                                       .target = target});
}

static void measure_fill(Arena *arena, MeasureShown *m) {
    m->table = table_new(arena, "values", m->measure.text, value_columns, 3, m->values.count);
    for (size_t i = 0; i < m->values.count; i++) {
        const MeasureValue *v = &m->values.items[i];
        Cell *cells = table_add(&m->table);
        cells[0] = cell_date(v->day);
        cells[1] = cell_text(measure_value_shown(arena, &m->measure, v));
        cells[2] = cell_text(m->measure.kind == MEASURE_STORY ? S("") : v->story);
    }
    if (m->values.count) m->last = measure_value_shown(arena, &m->measure, &m->values.items[m->values.count - 1]);
    if (m->values.count > 1) {
        m->change = measure_change(&m->measure, &m->values.items[m->values.count - 2], &m->values.items[m->values.count - 1]);
        m->has_change = m->change != CHANGE_UNKNOWN;
    }
    chart_of(arena, m);
}

/* Those of one measure stand together. */
static MeasureValueList values_among(const MeasureValueList *all, PlanMeasureId measure) {
    size_t first = 0;
    while (first < all->count && all->items[first].measure.n != measure.n) first++;
    MeasureValueList out = {.items = &all->items[first]};
    while (first + out.count < all->count && out.items[out.count].measure.n == measure.n) out.count++;
    return out;
}

static Error *measures_fill(Db *db, Arena *arena, PlanActionShown *out) {
    const PlanMeasureList *measures = &out->line.measures;
    MeasureValueList values;
    TRY(values_of_action(db, arena, out->line.action.id, &values));
    out->measures.items = ARENA_ARRAY(arena, MeasureShown, measures->count + 1);
    for (size_t i = 0; i < measures->count; i++) {
        MeasureShown *m = &out->measures.items[out->measures.count++];
        *m = (MeasureShown){.measure = measures->items[i], .values = values_among(&values, measures->items[i].id)};
        measure_fill(arena, m);
    }
    return NULL;
}

static Error *other_years(Db *db, Arena *arena, PlanActionShown *out) {
    Agreement agreement;
    if (out->line.action.continues.n) {
        TRY(record_get(db, arena, &plan_action_record, out->line.action.continues.n, &out->before));
        TRY(record_get(db, arena, &agreement_record, out->before.agreement.n, &agreement));
        out->before_year = year_shown(arena, agreement.starts);
        out->has_before = true;
    }
    TRY(action_continued_by(db, arena, out->line.action.id, &out->after, &out->has_after));
    if (!out->has_after) return NULL;
    TRY(record_get(db, arena, &agreement_record, out->after.agreement.n, &agreement));
    out->after_year = year_shown(arena, agreement.starts);
    return NULL;
}

static Error *theme_names(Db *db, Arena *arena, PlanActionShown *out) {
    out->theme_names.items = ARENA_ARRAY(arena, Text, out->themes.count + 1);
    for (size_t i = 0; i < out->themes.count; i++)
        TRY(record_label(db, arena, &priority_record, out->themes.items[i].theme.n, &out->theme_names.items[out->theme_names.count++]));
    return NULL;
}

static Error *lead_names(Db *db, Arena *arena, PlanActionShown *out) {
    const PlanLeadList *leads = &out->line.leads;
    out->lead_names.items = ARENA_ARRAY(arena, Text, leads->count + 1);
    for (size_t i = 0; i < leads->count; i++) {
        Text *name = &out->lead_names.items[out->lead_names.count++];
        *name = S("Not known"); /* it came from a file that named a post alone */
        if (leads->items[i].organisation.n) TRY(record_label(db, arena, &organisation_record, leads->items[i].organisation.n, name));
    }
    return NULL;
}

Error *plan_action_of_request(Office *office, Request *request, PlanActionShown *out) {
    int64_t id;
    OrganisationId mine;
    PlanPart part;
    TRY(request_id(request, 0, &id));
    TRY(plan_organisation(office, request, &mine));
    TRY(plan_line_read(office->db, request->arena, (PlanActionId){id}, mine, plan_today(request), &part, &out->line));
    out->section = part.section;
    TRY(record_get(office->db, request->arena, &agreement_record, out->line.action.agreement.n, &out->agreement));
    out->year = year_shown(request->arena, out->agreement.starts);
    out->may_write = may_write_plan(office) && out->agreement.state != AGREEMENT_CLOSED;
    out->sees_evidence = plan_may_tell(office->roles, &out->line);
    out->may_tell = plan_may_tell(office->roles, &out->line) && out->agreement.state != AGREEMENT_CLOSED;
    out->today = plan_today(request);
    return NULL;
}

Error *plan_action_page(Office *office, Request *request, Response *response, const Form *form) {
    PlanActionShown shown = {0};
    Db *db = office->db;
    Arena *arena = request->arena;
    TRY(plan_action_of_request(office, request, &shown));
    PlanActionId id = shown.line.action.id;
    TRY(progress_of_action(db, arena, id, &shown.progress));
    TRY(measures_fill(db, arena, &shown));
    TRY(strategies_of_action(db, arena, id, &shown.strategies));
    TRY(links_of_action(db, arena, id, &shown.links));
    TRY(themes_of_action(db, arena, id, &shown.themes));
    TRY(numbers_of_action(db, arena, id, &shown.numbers));
    TRY(theme_names(db, arena, &shown));
    TRY(lead_names(db, arena, &shown));
    TRY(other_years(db, arena, &shown));
    TRY(plan_meeting_words(db, arena, shown.line.action.decided_at, &shown.decided_at));
    TRY(plan_exceptions_fill(office, request, &shown));
    shown.lacking = plan_action_lacks(arena, &shown.line);
    shown.has_sheet = shown.line.action.sheet.n != 0;
    if (shown.has_sheet) TRY(record_get(db, arena, &plan_sheet_record, shown.line.action.sheet.n, &shown.sheet));
    Page page = plan_page(office, request, &shown.agreement,
        text_format(arena, "%.*s %.*s", TEXT_ARG(shown.line.number), TEXT_ARG(shown.line.action.objective)));
    page_breadcrumb(arena, &page, S("Action plan"), action_plan_url(arena, shown.agreement.id));
    page.form = form;
    View view = page_view(request, response, &page);
    plan_action(&view, page, &shown);
    return NULL;
}

Error *plan_action_show(Office *office, Request *request, Response *response) {
    return plan_action_page(office, request, response, NULL);
}
