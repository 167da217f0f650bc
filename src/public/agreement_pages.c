/* The pages of the plan: the agreements by year, one year with its action plan, one action, and their twins. */
#include "public/agreement.h"

#include <inttypes.h>

#include "public/agreement.view.h"
#include "public/pages.h"

enum { MOST_CHANGES = 200 };

Text site_agreement_address(Arena *arena, const PublishedAgreement *agreement) {
    return text_format(arena, "/plan/%.*s", TEXT_ARG(agreement->address));
}

Text site_plan_action_address(Arena *arena, const PublishedAgreement *agreement, Text number) {
    return text_format(arena, "/plan/%.*s/%.*s", TEXT_ARG(agreement->address), TEXT_ARG(number));
}

/* ---- Reading ---- */

static Date today_of(const Request *request) {
    Date today = {0};
    moment_to_london(request->started, &today, NULL);
    return today;
}

static Error *no_such_plan(Arena *arena) {
    return error_new(arena, ERROR_NOT_FOUND, "There is no plan at this address. The page of the plan lists every year that was published.");
}

static Error *find_agreement(Site *site, Request *request, PublishedAgreement *out) {
    bool found;
    TRY(site_agreement_at(site->db, request->arena, request->parameters[0], out, &found));
    return found ? NULL : no_such_plan(request->arena);
}

/* The day on which the plan is looked at: of a year that is closed, its last. */
static Date day_of(const Request *request, const PublishedAgreement *agreement) {
    return agreement->is_closed ? agreement->ends : today_of(request);
}

/* How many stand how, in the order from good to bad. */
static void count_states(Arena *arena, const PublishedPlanActionList *actions, Date today, SitePlanStates *out) {
    static const char *const order[] = {"complete", "awaiting_evidence", "on_track", "not_started", "at_risk", "late", "stopped", NULL};
    out->items = ARENA_ARRAY(arena, SitePlanState, sizeof order / sizeof order[0]);
    for (int i = 0; order[i]; i++) {
        SitePlanState state = {published_state_of_plan(text_of(order[i])), published_hue_of_plan(text_of(order[i])), 0};
        for (size_t k = 0; k < actions->count; k++)
            state.count += text_equal(published_standing(&actions->items[k], today), text_of(order[i]));
        if (state.count) out->items[out->count++] = state;
    }
}

static void divide(Arena *arena, const PublishedPlanActionList *actions, SitePlan *out) {
    out->parts.items = ARENA_ARRAY(arena, SitePlanPart, out->sections.count + 1);
    out->action_count = actions->count;
    for (size_t i = 0; i < actions->count; i++) out->funded_count += actions->items[i].is_funded;
    for (size_t s = 0; s < out->sections.count; s++) {
        SitePlanPart *part = &out->parts.items[out->parts.count++];
        *part = (SitePlanPart){.section = &out->sections.items[s]};
        for (size_t i = 0; i < actions->count; i++) {
            if (actions->items[i].section.n != part->section->id.n) continue;
            if (part->actions.count++ == 0) part->actions.items = &actions->items[i];
        }
    }
}

static Error *read_meeting(Db *db, Arena *arena, PublishedId id, PublishedMeeting *out, bool *found) {
    *found = false;
    return id.n ? site_plan_meeting(db, arena, id, out, found) : NULL;
}

static Error *read_changes(Db *db, Arena *arena, SitePlan *out) {
    SitePlanChangesRowList all;
    Moment from = {0};
    size_t recent = 0;
    TRY(site_plan_changes(db, arena, out->agreement.id, MOST_CHANGES, &all));
    moment_of_london(out->quarter, (TimeOfDay){0}, &from);
    while (recent < all.count && moment_compare(all.items[recent].changed_at, from) >= 0) recent++;
    out->changes = (SitePlanChangesRowList){all.items, recent};
    out->earlier = (SitePlanChangesRowList){all.items + recent, all.count - recent};
    return NULL;
}

/* Everything of the year in `out->agreement`: a fixed number of statements. */
static Error *read_plan(Site *site, Request *request, SitePlan *out) {
    Arena *arena = request->arena;
    PublishedPlanActionList actions;
    PublishedId id = out->agreement.id;
    out->today = day_of(request, &out->agreement);
    out->quarter = quarter_begins(today_of(request));
    TRY(site_chapters(site->db, arena, id, &out->chapters));
    TRY(site_agreement_versions(site->db, arena, id, &out->versions));
    TRY(site_plan_sections(site->db, arena, id, &out->sections));
    TRY(site_plan_actions(site->db, arena, id, &actions));
    divide(arena, &actions, out);
    count_states(arena, &actions, out->today, &out->states);
    TRY(read_changes(site->db, arena, out));
    return read_meeting(site->db, arena, out->agreement.endorsed_at, &out->endorsed_at, &out->has_meeting);
}

static bool has_number(const PublishedPlanAction *action, Arena *arena, Text number) {
    Sentences earlier = text_lines(arena, action->earlier_numbers);
    for (size_t i = 0; i < earlier.count; i++)
        if (text_equal(earlier.items[i], number)) return true;
    return false;
}

/* The action that has the number, or else that had it once (minutes cite it). */
static const PublishedPlanAction *action_numbered(Arena *arena, const PublishedPlanActionList *actions, Text number) {
    for (size_t i = 0; i < actions->count; i++)
        if (text_equal(actions->items[i].number, number)) return &actions->items[i];
    for (size_t i = 0; i < actions->count; i++)
        if (has_number(&actions->items[i], arena, number)) return &actions->items[i];
    return NULL;
}

static const Column value_columns[] = {{"Period that ends on", COLUMN_DATE, 0}, {"Value", COLUMN_TEXT, 30}, {"In words", COLUMN_TEXT, 40}};

static void chart_of(Arena *arena, SiteMeasure *m) {
    const PublishedMeasureValueList *values = &m->values;
    m->has_chart = m->measure.is_drawn && values->count > 1;
    if (!m->has_chart) return;
    ChartPoint *points = ARENA_ARRAY(arena, ChartPoint, values->count);
    for (size_t i = 0; i < values->count; i++) points[i] = (ChartPoint){values->items[i].day, values->items[i].drawn, S("")};
    m->chart = values_chart(arena, &(ValuesOverTime){.of = m->measure.id.n,
                                       .title = m->measure.text,
                                       .items = points,
                                       .count = values->count,
                                       .last = values->items[values->count - 1].shown,
                                       .has_target = m->measure.has_target,
                                       .target = m->measure.target_drawn});
}

static void measure_fill(Arena *arena, SiteMeasure *m) {
    bool has_words = false;
    for (size_t i = 0; i < m->values.count; i++) has_words |= m->values.items[i].story.len > 0;
    m->table = table_new(arena, "values", m->measure.text, value_columns, has_words ? 3 : 2, m->values.count);
    for (size_t i = 0; i < m->values.count; i++) {
        Cell *cells = table_add(&m->table);
        cells[0] = cell_date(m->values.items[i].day);
        cells[1] = cell_text(m->values.items[i].shown);
        if (has_words) cells[2] = cell_text(m->values.items[i].story);
    }
    chart_of(arena, m);
}

static Error *read_measures(Db *db, Arena *arena, PublishedId action, SiteMeasures *out) {
    PublishedPlanMeasureList measures;
    PublishedMeasureValueList values;
    TRY(site_plan_measures(db, arena, action, &measures));
    TRY(site_measure_values(db, arena, action, &values));
    out->items = ARENA_ARRAY(arena, SiteMeasure, measures.count + 1);
    for (size_t i = 0; i < measures.count; i++) {
        SiteMeasure *m = &out->items[out->count++];
        m->measure = measures.items[i];
        for (size_t k = 0; k < values.count; k++) { /* those of a measure stand together */
            if (values.items[k].measure.n != m->measure.id.n) continue;
            if (m->values.count++ == 0) m->values.items = &values.items[k];
        }
        measure_fill(arena, m);
    }
    return NULL;
}

/* What the address names; *moved when it names the action by a number that it had before. */
static Error *read_action(Site *site, Request *request, SitePlanAction *out, bool *moved) {
    Arena *arena = request->arena;
    PublishedPlanActionList actions;
    PublishedPlanSectionList sections;
    *moved = false;
    TRY(find_agreement(site, request, &out->agreement));
    out->today = day_of(request, &out->agreement);
    if (out->agreement.is_withdrawn) return NULL;
    TRY(site_plan_actions(site->db, arena, out->agreement.id, &actions));
    const PublishedPlanAction *action = action_numbered(arena, &actions, request->parameters[1]);
    if (!action)
        return error_new(arena, ERROR_NOT_FOUND, "The plan for %.*s has no action with this number. The page of the year lists them all.",
            TEXT_ARG(out->agreement.year));
    out->action = *action;
    *moved = !text_equal(action->number, request->parameters[1]);
    TRY(site_plan_sections(site->db, arena, out->agreement.id, &sections));
    for (size_t i = 0; i < sections.count; i++)
        if (sections.items[i].id.n == action->section.n) out->section = sections.items[i];
    TRY(read_measures(site->db, arena, action->id, &out->measures));
    TRY(site_plan_progress(site->db, arena, action->id, &out->progress));
    return read_meeting(site->db, arena, action->decided_at, &out->decided_at, &out->has_meeting);
}

/* ---- Pages ---- */

static Page plan_page_of(Site *site, Request *request, const PublishedAgreement *agreement, Text title) {
    Page page = site_page(site, request, "plan", "%.*s", TEXT_ARG(title));
    page_breadcrumb(request->arena, &page, S("Home"), S("/"));
    if (agreement) page_breadcrumb(request->arena, &page, S("Plan"), S("/plan"));
    return page;
}

static void respond_withdrawn(Site *site, Request *request, Response *response, const PublishedAgreement *agreement) {
    Page page = plan_page_of(site, request, agreement, agreement->title);
    View v = page_view(request, response, &page);
    response->status = 410;
    site_agreement_withdrawn(&v, page, agreement);
}

static Error *read_plans(Site *site, Request *request, SitePlans *out) {
    Arena *arena = request->arena;
    PublishedAgreementList all;
    TRY(site_agreements(site->db, arena, &all));
    TRY(site_agreement_on(site->db, arena, today_of(request), &out->current.agreement, &out->has_current));
    if (!out->has_current && all.count) out->has_current = true, out->current.agreement = all.items[all.count - 1];
    out->others.items = ARENA_ARRAY(arena, PublishedAgreement, all.count + 1);
    for (size_t i = 0; i < all.count; i++)
        if (all.items[i].id.n != out->current.agreement.id.n) out->others.items[out->others.count++] = all.items[i];
    return out->has_current ? read_plan(site, request, &out->current) : NULL;
}

Error *site_plan_home(Site *site, Request *request, Response *response) {
    SitePlans plans = {0};
    TRY(read_plans(site, request, &plans));
    Page page = plan_page_of(site, request, NULL, S("Community safety agreement and action plan"));
    page.twin = S("/plan.json");
    page.description = S("What the partnership has agreed to do, who leads it and how it goes");
    View v = page_view(request, response, &page);
    site_plan_home_page(&v, page, &plans);
    return NULL;
}

Error *site_agreement_show(Site *site, Request *request, Response *response) {
    SitePlan plan = {0};
    TRY(find_agreement(site, request, &plan.agreement));
    if (plan.agreement.is_withdrawn) {
        respond_withdrawn(site, request, response, &plan.agreement);
        return NULL;
    }
    TRY(read_plan(site, request, &plan));
    Page page = plan_page_of(site, request, &plan.agreement, plan.agreement.title);
    page.twin = text_join(request->arena, site_agreement_address(request->arena, &plan.agreement), S(".json"));
    View v = page_view(request, response, &page);
    site_agreement_page(&v, page, &plan);
    return NULL;
}

Error *site_agreement_pdf(Site *site, Request *request, Response *response) {
    PublishedAgreement agreement;
    TRY(find_agreement(site, request, &agreement));
    if (agreement.is_withdrawn) {
        respond_withdrawn(site, request, response, &agreement);
        return NULL;
    }
    StoredFile file = {agreement.file_sha256, agreement.media_type, agreement.bytes};
    respond_file(request, response, site->published, &file, agreement.file_name, true);
    return NULL;
}

Error *site_plan_action_show(Site *site, Request *request, Response *response) {
    SitePlanAction shown = {0};
    Arena *arena = request->arena;
    bool moved;
    TRY(read_action(site, request, &shown, &moved));
    if (shown.agreement.is_withdrawn) {
        respond_withdrawn(site, request, response, &shown.agreement);
        return NULL;
    }
    Text address = site_plan_action_address(arena, &shown.agreement, shown.action.number);
    if (moved) {
        respond_see_other(response, address); /* the number can be given to another action */
        return NULL;
    }
    Page page = plan_page_of(
        site, request, &shown.agreement, text_format(arena, "%.*s %.*s", TEXT_ARG(shown.action.number), TEXT_ARG(shown.action.objective)));
    page_breadcrumb(arena, &page, shown.agreement.year, site_agreement_address(arena, &shown.agreement));
    page.twin = text_join(arena, address, S(".json"));
    View v = page_view(request, response, &page);
    site_plan_action_page(&v, page, &shown);
    return NULL;
}

/* ---- Twins ---- */

static void put_lines(Json *j, Arena *arena, const char *key, Text text) {
    Sentences lines = text_lines(arena, text);
    json_key(j, key);
    json_begin_array(j);
    for (size_t i = 0; i < lines.count; i++) json_text(j, lines.items[i]);
    json_end_array(j);
}

/* "Kent Police / Prevent Team": those who lead, divided as the plan writes them. */
static void put_leads(Json *j, Text leads) {
    json_key(j, "leads");
    json_begin_array(j);
    while (leads.len) {
        size_t at = text_find(leads, S(" / "), 0);
        json_text(j, text_trim(text_slice(leads, 0, at == SIZE_MAX ? leads.len : at)));
        leads = at == SIZE_MAX ? ((Text){0}) : text_slice(leads, at + 3, leads.len);
    }
    json_end_array(j);
}

/* The object is left open for more members. */
static void put_action(
    Json *j, const Site *site, Arena *arena, const PublishedAgreement *agreement, const PublishedPlanAction *x, Date today) {
    json_begin_object(j);
    json_put_text(j, "number", x->number);
    json_put_text(j, "objective", x->objective);
    put_lines(j, arena, "actions", x->steps);
    put_lines(j, arena, "measures", x->measures);
    json_put_text(j, "timescale", x->timescale);
    json_put_date(j, "due", x->due);
    put_leads(j, x->leads);
    json_put_text(j, "contributors", x->contributors);
    json_put_text(j, "themes", x->themes);
    json_put_bool(j, "funded", x->is_funded);
    json_put_bool(j, "linked", x->is_linked);
    json_put_text(j, "linked_to", x->linked_to);
    json_put_text(j, "state", published_standing(x, today));
    json_put_date(j, "state_on", x->state_on);
    json_put_text(j, "reason", x->reason);
    json_put_text(j, "url", text_join(arena, site->site_address, site_plan_action_address(arena, agreement, x->number)));
}

static void put_agreement(Json *j, const Site *site, Arena *arena, const PublishedAgreement *g) {
    json_put_text(j, "year", g->year);
    json_put_text(j, "title", g->title);
    json_put_text(j, "body", g->body_name);
    json_put_date(j, "starts", g->starts);
    json_put_date(j, "ends", g->ends);
    json_put_date(j, "endorsed", g->endorsed_on);
    json_put_bool(j, "closed", g->is_closed);
    json_put_moment(j, "published", g->changed_at);
    json_put_text(j, "url", text_join(arena, site->site_address, site_agreement_address(arena, g)));
    if (!g->is_withdrawn)
        json_put_text(
            j, "pdf", text_format(arena, "%.*s%.*s.pdf", TEXT_ARG(site->site_address), TEXT_ARG(site_agreement_address(arena, g))));
}

static void respond_withdrawn_json(Site *site, Request *request, Response *response, const PublishedAgreement *agreement) {
    Buffer out = buffer_new(request->arena, 512);
    Json j = json_to(&out);
    json_begin_object(&j);
    put_agreement(&j, site, request->arena, agreement);
    json_put_text(&j, "withdrawn", agreement->reason);
    json_end_object(&j);
    respond_open_data(response, buffer_text(&out));
    response->status = 410;
}

Error *site_plan_home_json(Site *site, Request *request, Response *response) {
    PublishedAgreementList all;
    Buffer out = buffer_new(request->arena, 2048);
    Json j = json_to(&out);
    TRY(site_agreements(site->db, request->arena, &all));
    json_begin_object(&j);
    json_key(&j, "years");
    json_begin_array(&j);
    for (size_t i = 0; i < all.count; i++) {
        json_begin_object(&j);
        put_agreement(&j, site, request->arena, &all.items[i]);
        json_end_object(&j);
    }
    json_end_array(&j);
    json_end_object(&j);
    respond_open_data(response, buffer_text(&out));
    return NULL;
}

Error *site_agreement_json(Site *site, Request *request, Response *response) {
    Arena *arena = request->arena;
    SitePlan plan = {0};
    Buffer out = buffer_new(arena, 65536);
    Json j = json_to(&out);
    TRY(find_agreement(site, request, &plan.agreement));
    if (plan.agreement.is_withdrawn) {
        respond_withdrawn_json(site, request, response, &plan.agreement);
        return NULL;
    }
    TRY(read_plan(site, request, &plan));
    json_begin_object(&j);
    put_agreement(&j, site, arena, &plan.agreement);
    json_key(&j, "priorities");
    json_begin_array(&j);
    for (size_t i = 0; i < plan.parts.count; i++) {
        const SitePlanPart *part = &plan.parts.items[i];
        json_begin_object(&j);
        json_put_int(&j, "number", part->section->number);
        json_put_text(&j, "title", part->section->title);
        json_put_bool(&j, "shared", part->section->is_shared);
        json_put_text(&j, "lead", part->section->lead);
        json_put_text(&j, "aim", part->section->aim);
        json_key(&j, "actions");
        json_begin_array(&j);
        for (size_t k = 0; k < part->actions.count; k++) {
            put_action(&j, site, arena, &plan.agreement, &part->actions.items[k], plan.today);
            json_end_object(&j);
        }
        json_end_array(&j);
        json_end_object(&j);
    }
    json_end_array(&j);
    json_end_object(&j);
    respond_open_data(response, buffer_text(&out));
    return NULL;
}

static void put_values(Json *j, const PublishedMeasureValueList *values) {
    json_key(j, "values");
    json_begin_array(j);
    for (size_t i = 0; i < values->count; i++) {
        json_begin_object(j);
        json_put_date(j, "day", values->items[i].day);
        json_put_text(j, "value", values->items[i].shown);
        json_put_text(j, "words", values->items[i].story);
        json_end_object(j);
    }
    json_end_array(j);
}

static void put_details(Json *j, const SitePlanAction *shown) {
    json_put_text(j, "priority", shown->section.title);
    json_key(j, "measured");
    json_begin_array(j);
    for (size_t i = 0; i < shown->measures.count; i++) {
        const PublishedPlanMeasure *m = &shown->measures.items[i].measure;
        json_begin_object(j);
        json_put_text(j, "measure", m->text);
        json_put_text(j, "kind", m->kind);
        json_put_text(j, "baseline", m->baseline);
        json_put_text(j, "target", m->target);
        json_put_text(j, "change", m->change);
        put_values(j, &shown->measures.items[i].values);
        json_end_object(j);
    }
    json_end_array(j);
    json_key(j, "progress");
    json_begin_array(j);
    for (size_t i = 0; i < shown->progress.count; i++) {
        const PublishedPlanProgress *p = &shown->progress.items[i];
        json_begin_object(j);
        json_put_date(j, "day", p->day);
        json_put_text(j, "state", p->state);
        json_put_text(j, "done", p->done);
        json_put_text(j, "reason", p->reason);
        json_end_object(j);
    }
    json_end_array(j);
}

Error *site_plan_action_json(Site *site, Request *request, Response *response) {
    SitePlanAction shown = {0};
    Buffer out = buffer_new(request->arena, 8192);
    Json j = json_to(&out);
    bool moved;
    TRY(read_action(site, request, &shown, &moved));
    if (shown.agreement.is_withdrawn) {
        respond_withdrawn_json(site, request, response, &shown.agreement);
        return NULL;
    }
    if (moved) {
        Text address = site_plan_action_address(request->arena, &shown.agreement, shown.action.number);
        respond_see_other(response, text_join(request->arena, address, S(".json")));
        return NULL;
    }
    put_action(&j, site, request->arena, &shown.agreement, &shown.action, shown.today);
    put_details(&j, &shown);
    json_end_object(&j);
    respond_open_data(response, buffer_text(&out));
    return NULL;
}
