/* From the plan's records to what the public reads: rows and search entries. What stays in the office is never put into a row. */
#include "publish/agreement_valve.h"

#include <inttypes.h>

#include "plan/plan.sql.h"
#include "publish/agreement_rows.sql.h"

typedef struct {
    Db *office;
    Arena *arena;
    const Plan *plan;
    AgreementSnapshot *out;
} Assembly;

static PublishedId id_of(int64_t n) {
    return (PublishedId){n};
}

/* ---- The agreement ---- */

static Error *add_themes(Assembly *a, Date day) {
    ValveThemesOnRowList themes;
    Buffer out = buffer_new(a->arena, 256);
    TRY(valve_themes_on(a->office, a->arena, day, &themes));
    for (size_t i = 0; i < themes.count; i++) buffer_putf(&out, "%s%.*s", i ? "\n" : "", TEXT_ARG(themes.items[i].name));
    a->out->row.themes = buffer_text(&out);
    return NULL;
}

static Error *add_agreement(Assembly *a, Date today) {
    const Agreement *g = &a->plan->agreement;
    Body body;
    TRY(record_get(a->office, a->arena, &body_record, g->body.n, &body));
    a->out->row = (PublishedAgreement){.id = id_of(g->id.n),
        .body = id_of(body.id.n),
        .body_name = body.name,
        .title = g->title,
        .address = year_in_address(a->arena, g->starts),
        .year = year_shown(a->arena, g->starts),
        .starts = g->starts,
        .ends = year_ends(g->starts),
        .is_closed = g->state == AGREEMENT_CLOSED,
        .endorsed_on = g->endorsed_on,
        .endorsed_at = id_of(g->endorsed_at.n),
        .reviewed_on = g->reviewed_on,
        .sent_on = g->sent_on};
    bool is_over = date_compare(a->out->row.ends, today) < 0;
    return add_themes(a, is_over ? a->out->row.ends : date_compare(today, g->starts) < 0 ? g->starts : today);
}

static Error *add_chapters(Assembly *a) {
    AgreementChapterList chapters;
    TRY(chapters_of(a->office, a->arena, a->plan->agreement.id, &chapters));
    a->out->chapters.items = ARENA_ARRAY(a->arena, PublishedChapter, chapters.count + 1);
    for (size_t i = 0; i < chapters.count; i++) {
        const AgreementChapter *c = &chapters.items[i];
        bool is_finished = c->state == CHAPTER_FINISHED;
        a->out->chapters.items[a->out->chapters.count++] = (PublishedChapter){.id = id_of(c->id.n),
            .agreement = a->out->row.id,
            .position = (int64_t)i + 1,
            .heading = c->heading,
            .text = is_finished ? c->text : S(""),
            .is_to_follow = !is_finished};
    }
    return NULL;
}

static Error *add_versions(Assembly *a) {
    AgreementVersionList versions;
    TRY(versions_of(a->office, a->arena, a->plan->agreement.id, &versions));
    a->out->versions.items = ARENA_ARRAY(a->arena, PublishedAgreementVersion, versions.count + 1);
    for (size_t i = 0; i < versions.count; i++) {
        const AgreementVersion *v = &versions.items[i];
        a->out->versions.items[a->out->versions.count++] = (PublishedAgreementVersion){
            .id = id_of(v->id.n), .agreement = a->out->row.id, .number = v->number, .day = v->day, .changes = v->changes};
    }
    return NULL;
}

/* ---- Priorities and actions ---- */

static Text lead_of(Arena *arena, const PlanPart *part) {
    const PlanSection *s = &part->section;
    if (part->organisation.len == 0 || text_contains(s->lead, part->organisation)) return s->lead;
    return text_format(arena, "%.*s, %.*s", TEXT_ARG(s->lead), TEXT_ARG(part->organisation));
}

static Text called_before(Arena *arena, const ValvePriorityNamesRowList *names, PlanSectionId section) {
    Buffer out = buffer_new(arena, 64);
    for (size_t i = 0; i < names->count; i++) {
        const ValvePriorityNamesRow *n = &names->items[i];
        if (n->section.n != section.n) continue;
        if (out.len) buffer_put_char(&out, '\n');
        buffer_put(&out, n->name);
        if (date_is_set(n->until)) buffer_putf(&out, " (until %.*s)", TEXT_ARG(date_plain(arena, n->until)));
    }
    return buffer_text(&out);
}

static Text earlier_numbers(Arena *arena, const PlanNumberList *numbers, PlanActionId action) {
    Buffer out = buffer_new(arena, 32);
    for (size_t i = 0; i < numbers->count; i++)
        if (numbers->items[i].action.n == action.n) buffer_putf(&out, "%s%.*s", out.len ? "\n" : "", TEXT_ARG(numbers->items[i].number));
    return buffer_text(&out);
}

static void add_action(Assembly *a, const PlanPart *part, const PlannedAction *line, const PlanNumberList *numbers) {
    const PlanAction *x = &line->action;
    PlanState state = x->state ? x->state : PLAN_NOT_STARTED;
    a->out->actions.items[a->out->actions.count] = (PublishedPlanAction){.id = id_of(x->id.n),
        .agreement = a->out->row.id,
        .section = id_of(part->section.id.n),
        .position = (int64_t)a->out->actions.count + 1,
        .number = line->number,
        .earlier_numbers = earlier_numbers(a->arena, numbers, x->id),
        .objective = x->objective,
        .steps = x->steps,
        .measures = plan_measures_text(a->arena, line),
        .due = x->due,
        .timescale = timescale_shown(a->arena, x->due),
        .leads = line->leads_shown,
        .contributors = line->contributors_shown,
        .themes = line->themes_shown,
        .is_funded = x->is_funded,
        .is_linked = x->is_linked,
        .linked_to = x->is_linked ? x->linked_to : S(""),
        .decided_at = id_of(x->decided_at.n),
        .state = text_of(plan_state_code(state)),
        .is_open = plan_state_is_open(state),
        .state_on = x->state_on,
        .reason = x->state_reason};
    a->out->actions.count++;
}

static Error *add_plan(Assembly *a) {
    ValvePriorityNamesRowList names;
    PlanNumberList numbers;
    AgreementId id = a->plan->agreement.id;
    TRY(valve_priority_names(a->office, a->arena, id, &names));
    TRY(valve_numbers_of_agreement(a->office, a->arena, id, &numbers));
    a->out->sections.items = ARENA_ARRAY(a->arena, PublishedPlanSection, a->plan->parts.count + 1);
    a->out->actions.items = ARENA_ARRAY(a->arena, PublishedPlanAction, a->plan->action_count + 1);
    for (size_t i = 0; i < a->plan->parts.count; i++) {
        const PlanPart *part = &a->plan->parts.items[i];
        a->out->sections.items[a->out->sections.count++] = (PublishedPlanSection){.id = id_of(part->section.id.n),
            .agreement = a->out->row.id,
            .number = part->section.number,
            .title = part->section.title,
            .is_shared = part->section.is_shared,
            .lead = lead_of(a->arena, part),
            .aim = part->section.aim,
            .called_before = called_before(a->arena, &names, part->section.id)};
        for (size_t k = 0; k < part->actions.count; k++) add_action(a, part, &part->actions.items[k], &numbers);
    }
    return NULL;
}

/* ---- Measures ---- */

static bool is_drawn(const PlanMeasure *m) {
    return m->kind != MEASURE_STORY && m->kind != MEASURE_DELIVERABLE && m->kind != MEASURE_SURVEY;
}

/* The last value beside the one before, when something can be said of it. */
static Text change_words(const PlanMeasure *m, const MeasureValueList *values, size_t from, size_t to) {
    if (to - from < 2) return S("");
    MeasureChange change = measure_change(m, &values->items[to - 2], &values->items[to - 1]);
    return change == CHANGE_UNKNOWN ? S("") : text_of(measure_change_shown(change));
}

static void add_value(Assembly *a, const PlanMeasure *m, const MeasureValue *v) {
    a->out->values.items[a->out->values.count++] = (PublishedMeasureValue){.id = id_of(v->id.n),
        .agreement = a->out->row.id,
        .measure = id_of(m->id.n),
        .day = v->day,
        .shown = measure_value_shown(a->arena, m, v),
        .story = m->kind == MEASURE_STORY ? S("") : v->story,
        .drawn = is_drawn(m) ? measure_value_drawn(m, v) : 0};
}

static void add_measure(Assembly *a, const PlanMeasure *m, const MeasureValueList *values) {
    size_t from = 0, to;
    int64_t target = 0;
    while (from < values->count && values->items[from].measure.n != m->id.n) from++;
    for (to = from; to < values->count && values->items[to].measure.n == m->id.n; to++) add_value(a, m, &values->items[to]);
    bool has_target = is_drawn(m) && m->target.len && measure_number(m->kind, m->target, &target);
    if (m->kind == MEASURE_MONEY) target /= 100; /* drawn in pounds */
    a->out->measures.items[a->out->measures.count++] = (PublishedPlanMeasure){.id = id_of(m->id.n),
        .agreement = a->out->row.id,
        .action = id_of(m->action.n),
        .position = m->position,
        .text = m->text,
        .kind = text_of(measure_kind_shown(m->kind)),
        .baseline = m->baseline,
        .target = m->target,
        .source = m->source,
        .closed_on = m->until,
        .change = change_words(m, values, from, to),
        .is_drawn = is_drawn(m),
        .has_target = has_target,
        .target_drawn = has_target ? target : 0};
}

static Error *add_measures(Assembly *a) {
    MeasureValueList values;
    size_t count = 0;
    TRY(valve_values_of_agreement(a->office, a->arena, a->plan->agreement.id, &values));
    for (size_t i = 0; i < a->plan->parts.count; i++)
        for (size_t k = 0; k < a->plan->parts.items[i].actions.count; k++) count += a->plan->parts.items[i].actions.items[k].measures.count;
    a->out->measures.items = ARENA_ARRAY(a->arena, PublishedPlanMeasure, count + 1);
    a->out->values.items = ARENA_ARRAY(a->arena, PublishedMeasureValue, values.count + 1);
    for (size_t i = 0; i < a->plan->parts.count; i++)
        for (size_t k = 0; k < a->plan->parts.items[i].actions.count; k++) {
            const PlanMeasureList *measures = &a->plan->parts.items[i].actions.items[k].measures;
            for (size_t n = 0; n < measures->count; n++) add_measure(a, &measures->items[n], &values);
        }
    return NULL;
}

/* ---- Progress ---- */

static Error *add_progress(Assembly *a) {
    PlanProgressList all;
    TRY(valve_progress_of_agreement(a->office, a->arena, a->plan->agreement.id, &all));
    a->out->progress.items = ARENA_ARRAY(a->arena, PublishedPlanProgress, all.count + 1);
    for (size_t i = 0; i < all.count; i++) {
        const PlanProgress *p = &all.items[i];
        a->out->progress.items[a->out->progress.count++] = (PublishedPlanProgress){.id = id_of(p->id.n),
            .agreement = a->out->row.id,
            .action = id_of(p->action.n),
            .day = p->day,
            .state = text_of(plan_state_code(p->state ? p->state : PLAN_NOT_STARTED)),
            .done = p->done,
            .reason = p->reason};
    }
    return NULL;
}

/* ---- Search ---- */

static Text words_of_action(Arena *arena, const AgreementSnapshot *s, const PublishedPlanAction *x) {
    Buffer out = buffer_new(arena, 1024);
    buffer_putf(&out, "%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s", TEXT_ARG(x->steps), TEXT_ARG(x->measures), TEXT_ARG(x->leads),
        TEXT_ARG(x->contributors), TEXT_ARG(x->themes), TEXT_ARG(x->linked_to));
    for (size_t i = 0; i < s->progress.count; i++)
        if (s->progress.items[i].action.n == x->id.n) buffer_putf(&out, "\n%.*s", TEXT_ARG(s->progress.items[i].done));
    return buffer_text(&out);
}

static Text words_of_agreement(Arena *arena, const AgreementSnapshot *s) {
    Buffer out = buffer_new(arena, 4096);
    for (size_t i = 0; i < s->chapters.count; i++)
        buffer_putf(&out, "%.*s\n%.*s\n", TEXT_ARG(s->chapters.items[i].heading), TEXT_ARG(s->chapters.items[i].text));
    for (size_t i = 0; i < s->sections.count; i++)
        buffer_putf(&out, "%.*s\n%.*s\n%.*s\n", TEXT_ARG(s->sections.items[i].title), TEXT_ARG(s->sections.items[i].aim),
            TEXT_ARG(s->sections.items[i].called_before));
    buffer_put(&out, s->row.themes);
    return buffer_text(&out);
}

static void add_search(Assembly *a) {
    AgreementSnapshot *s = a->out;
    Text about = text_format(a->arena, "%.*s, %.*s", TEXT_ARG(s->row.title), TEXT_ARG(s->row.body_name));
    s->search = ARENA_ARRAY(a->arena, SearchEntry, s->actions.count + 1);
    s->search[s->search_count++] = (SearchEntry){.kind = S("plan"),
        .key = text_format(a->arena, "agreement-%" PRId64, s->row.id.n),
        .title = s->row.title,
        .text = words_of_agreement(a->arena, s),
        .url = text_format(a->arena, "/plan/%.*s", TEXT_ARG(s->row.address)),
        .about = s->row.body_name,
        .day = s->row.starts};
    for (size_t i = 0; i < s->actions.count; i++) {
        const PublishedPlanAction *x = &s->actions.items[i];
        s->search[s->search_count++] = (SearchEntry){.kind = S("plan"),
            .key = text_format(a->arena, "action-%" PRId64, x->id.n),
            .title = text_format(a->arena, "%.*s %.*s", TEXT_ARG(x->number), TEXT_ARG(x->objective)),
            .text = words_of_action(a->arena, s, x),
            .url = text_format(a->arena, "/plan/%.*s/%.*s", TEXT_ARG(s->row.address), TEXT_ARG(x->number)),
            .about = about,
            .day = s->row.starts};
    }
}

/* ---- The whole ---- */

static Text sum_of(Arena *arena, const AgreementSnapshot *s) {
    Buffer all = buffer_new(arena, 16384);
    buffer_put(&all, record_state(arena, &published_agreement_record, &s->row));
#define PUT_ALL(list, record)                                                                                                              \
    for (size_t i = 0; i < s->list.count; i++) buffer_put(&all, record_state(arena, &record, &s->list.items[i]))
    PUT_ALL(chapters, published_chapter_record);
    PUT_ALL(versions, published_agreement_version_record);
    PUT_ALL(sections, published_plan_section_record);
    PUT_ALL(actions, published_plan_action_record);
    PUT_ALL(measures, published_plan_measure_record);
    PUT_ALL(values, published_measure_value_record);
    PUT_ALL(progress, published_plan_progress_record);
#undef PUT_ALL
    return hash_of_text(arena, buffer_text(&all));
}

Error *agreement_assemble(Db *office, Arena *arena, AgreementId agreement, Date today, AgreementSnapshot *out) {
    Plan plan = {0};
    *out = (AgreementSnapshot){0};
    Assembly a = {office, arena, &plan, out};
    TRY(plan_read(office, arena, agreement, (OrganisationId){0}, today, &plan));
    TRY(add_agreement(&a, today));
    TRY(add_chapters(&a));
    TRY(add_versions(&a));
    TRY(add_plan(&a));
    TRY(add_measures(&a));
    TRY(add_progress(&a));
    add_search(&a);
    out->sum = sum_of(arena, out);
    return NULL;
}

Error *agreement_is_outdated(Db *office, Arena *arena, const AgreementPublication *publication, Date today, bool *out) {
    AgreementSnapshot now;
    *out = false;
    if (text_is_empty(publication->sum)) return NULL;
    TRY(agreement_assemble(office, arena, publication->agreement, today, &now));
    *out = !text_equal(now.sum, publication->sum);
    return NULL;
}

/* ---- What a publication changes ---- */

static const PublishedPlanAction *action_with(const PublishedPlanActionList *list, PublishedId id) {
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].id.n == id.n) return &list->items[i];
    return NULL;
}

/* Of texts only that they changed is told: words that were taken out may be those that should never have stood there. */
static void put_changes(Buffer *out, const PublishedPlanAction *before, const PublishedPlanAction *after) {
    if (!text_equal(before->number, after->number))
        buffer_putf(out, "It is %.*s now, it was %.*s. ", TEXT_ARG(after->number), TEXT_ARG(before->number));
    if (!text_equal(before->state, after->state))
        buffer_putf(out, "State: %s, before: %s. ", published_state_of_plan(after->state), published_state_of_plan(before->state));
    if (!text_equal(before->timescale, after->timescale))
        buffer_putf(out, "Timescale: %.*s, before: %.*s. ", TEXT_ARG(after->timescale), TEXT_ARG(before->timescale));
    if (before->is_funded != after->is_funded)
        buffer_put(out, after->is_funded ? S("It is funded by the grant now. ") : S("It is not funded by the grant any more. "));
    const struct {
        Text before, after;
        const char *sentence;
    } texts[] = {{before->objective, after->objective, "The objective was reworded. "},
        {before->steps, after->steps, "The actions were changed. "}, {before->measures, after->measures, "The measures were changed. "},
        {before->leads, after->leads, "The lead was changed. "},
        {before->contributors, after->contributors, "Those who contribute were changed. "},
        {before->linked_to, after->linked_to, "What it is linked to was changed. "}};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (!text_equal(texts[i].before, texts[i].after)) buffer_put(out, text_of(texts[i].sentence));
}

static void add_change(PublishedPlanChangeList *list, const PublishedPlanAction *action, Text sentence) {
    if (text_is_empty(sentence)) return;
    list->items[list->count++] =
        (PublishedPlanChange){.agreement = action->agreement, .action = action->id, .number = action->number, .sentence = sentence};
}

PublishedPlanChangeList agreement_changes(Arena *arena, const PublishedPlanActionList *before, const PublishedPlanActionList *after) {
    PublishedPlanChangeList out = {.items = ARENA_ARRAY(arena, PublishedPlanChange, before->count + after->count + 1)};
    for (size_t i = 0; i < after->count; i++) {
        const PublishedPlanAction *now = &after->items[i], *then = action_with(before, now->id);
        Buffer sentence = buffer_new(arena, 128);
        if (then) put_changes(&sentence, then, now);
        else buffer_put(&sentence, S("It is new."));
        add_change(&out, now, text_trim(buffer_text(&sentence)));
    }
    for (size_t i = 0; i < before->count; i++)
        if (!action_with(after, before->items[i].id)) add_change(&out, &before->items[i], S("It is no longer part of the plan."));
    return out;
}
