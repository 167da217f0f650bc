/* Owns what belongs to an action, from the cells of its row: who leads and helps, how it is measured, which themes it serves. Pure. */
#include <inttypes.h>

#include "plan/sheet_inside.h"

/* ---- Organisations ---- */

OrganisationId sheet_organisation(const SheetKnown *known, Text name) {
    Text t = text_trim(name);
    for (size_t i = 0; i < known->organisations.count && t.len; i++)
        if (text_equal_ignoring_case(known->organisations.items[i].name, t)) return known->organisations.items[i].id;
    for (size_t i = 0; i < known->organisations.count && t.len; i++)
        if (text_equal_ignoring_case(known->organisations.items[i].short_name, t)) return known->organisations.items[i].id;
    for (size_t i = 0; i < known->chosen_count; i++)
        if (text_equal(known->names[i], t)) return known->chosen[i];
    return (OrganisationId){0};
}

Text organisation_name(const Comparing *c, OrganisationId id) {
    for (size_t i = 0; i < c->known->organisations.count; i++)
        if (c->known->organisations.items[i].id.n == id.n) return c->known->organisations.items[i].name;
    return S("");
}

void sheet_unknown(Comparing *c, Text name) {
    Sentences *unknown = &c->out->unknown;
    for (size_t i = 0; i < unknown->count; i++)
        if (text_equal(unknown->items[i], name)) return;
    if (unknown->count < SHEET_NAMES_MOST) unknown->items[unknown->count++] = name;
}

static bool is_an_organisation(const SheetKnown *known, Text name) {
    SheetKnown without_answers = *known;
    without_answers.chosen_count = 0;
    return sheet_organisation(&without_answers, name).n != 0;
}

/* ---- Leads ---- */

static const Text liaison = S_INIT("(project liaison)");

/* "Kent Police", "Prevent Team (Kent Police)", or a post of an organisation that has to be asked for. A lead that the action has already is known by its post. */
static PlanLead lead_of(Comparing *c, const PlannedAction *before, Text words, bool leads) {
    PlanLead out = {.role = leads ? LEAD_LEADS : LEAD_CONTRIBUTES};
    if (text_ends_with(words, liaison)) {
        out.role = LEAD_LIAISON;
        words = text_trim(text_slice(words, 0, words.len - liaison.len));
    }
    if (is_an_organisation(c->known, words)) {
        out.organisation = sheet_organisation(c->known, words);
        return out;
    }
    for (size_t at = text_find(words, S(" ("), 0); at != SIZE_MAX && text_ends_with(words, S(")"));
         at = text_find(words, S(" ("), at + 1)) {
        Text inside = text_slice(words, at + 2, words.len - at - 3);
        if (!is_an_organisation(c->known, inside)) continue;
        out.organisation = sheet_organisation(c->known, inside);
        out.post = text_trim(text_slice(words, 0, at));
        return out;
    }
    out.post = words;
    out.organisation = sheet_organisation(c->known, words); /* what was chosen at the preview */
    if (out.organisation.n) return out;
    for (size_t i = 0; i < before->leads.count; i++)
        if (text_equal_ignoring_case(before->leads.items[i].post, words)) {
            out.organisation = before->leads.items[i].organisation;
            out.post = before->leads.items[i].post;
            return out;
        }
    sheet_unknown(c, words);
    return out;
}

static bool is_there(const PlanLeadList *list, const PlanLead *lead) {
    for (size_t i = 0; i < list->count; i++) {
        const PlanLead *other = &list->items[i];
        if (other->organisation.n == lead->organisation.n && other->role == lead->role && text_equal_ignoring_case(other->post, lead->post))
            return true;
    }
    return false;
}

static bool has_liaison(const PlanLeadList *list) {
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].role == LEAD_LIAISON) return true;
    return false;
}

/* What the file has no column for stays, but for a liaison when the other column names another. */
static void keep_names(const PlannedAction *before, bool leads, PlanLeadList *out) {
    bool liaison_is_named = has_liaison(out);
    for (size_t i = 0; i < before->leads.count; i++) {
        const PlanLead *lead = &before->leads.items[i];
        if ((lead->role == LEAD_LEADS) != leads || is_there(out, lead)) continue;
        if (lead->role != LEAD_LIAISON || !liaison_is_named) out->items[out->count++] = *lead;
    }
}

static void keep_ids(const PlannedAction *before, PlanLead *lead) {
    for (size_t i = 0; i < before->leads.count; i++) {
        const PlanLead *other = &before->leads.items[i];
        if (other->organisation.n == lead->organisation.n && other->role == lead->role && text_equal(other->post, lead->post))
            lead->id = other->id, lead->version = other->version, lead->action = other->action;
    }
}

static void put_names(Comparing *c, SheetRow *row, const PlannedAction *before, bool leads, PlanLeadList *out) {
    int column = leads ? PLAN_COLUMN_LEADS : PLAN_COLUMN_OTHERS;
    size_t most = (size_t)record_field(&plan_lead_record, S("post"))->max;
    if (!c->read->has[column]) {
        keep_names(before, leads, out);
        return;
    }
    Sentences names = sheet_names(c->arena, row->cells[column]);
    for (size_t i = 0; i < names.count; i++) {
        if (text_characters(names.items[i]) > most)
            row->refused = text_format(c->arena, "A name under %s has more than %zu characters. Put several names on lines of their own.",
                plan_columns[column].title, most);
        PlanLead lead = lead_of(c, before, names.items[i], leads);
        if (is_there(out, &lead)) continue;
        keep_ids(before, &lead);
        out->items[out->count++] = lead;
    }
}

void sheet_put_leads(Comparing *c, SheetRow *row, PlannedAction *line) {
    PlannedAction before = *line;
    size_t most = before.leads.count + row->cells[PLAN_COLUMN_LEADS].len + row->cells[PLAN_COLUMN_OTHERS].len + 2;
    line->leads = (PlanLeadList){.items = ARENA_ARRAY(c->arena, PlanLead, most)};
    put_names(c, row, &before, true, &line->leads);
    put_names(c, row, &before, false, &line->leads);
    line->lead_organisations = ARENA_ARRAY(c->arena, Text, line->leads.count + 1);
    for (size_t i = 0; i < line->leads.count; i++) line->lead_organisations[i] = organisation_name(c, line->leads.items[i].organisation);
}

/* ---- Measures ---- */

static const PlanMeasure *measure_named(const PlanMeasureList *list, Text text) {
    for (size_t i = 0; i < list->count; i++)
        if (text_equal_ignoring_case(list->items[i].text, text)) return &list->items[i];
    return NULL;
}

static bool has_values(const Comparing *c, PlanMeasureId id) {
    for (size_t i = 0; i < c->known->measured.count; i++)
        if (c->known->measured.items[i].measure.n == id.n) return true;
    return false;
}

/* What is measured, where the line does not say: a measure that begins "Number of" is a number. */
static MeasureKind kind_by_words(Text text) {
    if (text_equal_ignoring_case(text_slice(text, 0, 9), S("number of"))) return MEASURE_NUMBER;
    if (text_equal_ignoring_case(text_slice(text, 0, 10), S("percentage"))) return MEASURE_PERCENTAGE;
    return MEASURE_DELIVERABLE;
}

static void check_number(Comparing *c, SheetRow *row, const PlanMeasure *m, Text typed, const char *what) {
    int64_t number;
    bool is_words = m->kind == MEASURE_STORY || m->kind == MEASURE_DELIVERABLE || m->kind == MEASURE_SURVEY;
    if (text_is_empty(typed) || is_words || measure_number(m->kind, typed, &number)) return;
    row->refused = text_format(c->arena, "The %s \u201c%.*s\u201d of the measure \u201c%.*s\u201d is no number of its kind.", what,
        TEXT_ARG(text_head(typed, 40)), TEXT_ARG(text_head(m->text, 60)));
}

static void check_measure(Comparing *c, SheetRow *row, const PlanMeasure *m) {
    static const char *const fields[] = {"text", "unit", "baseline", "target", "source"};
    const Text texts[] = {m->text, m->unit, m->baseline, m->target, m->source};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        size_t most = (size_t)record_field(&plan_measure_record, text_of(fields[i]))->max, have = text_characters(texts[i]);
        if (have > most)
            row->refused = text_format(c->arena,
                "The %s of one of its measures has %zu characters and may have %zu. Put each measure on a line of its own.",
                i == 0 ? "text" : fields[i], have, most);
    }
    check_number(c, row, m, m->baseline, "baseline");
    check_number(c, row, m, m->target, "target");
}

static PlanMeasure measure_of(Comparing *c, SheetRow *row, const PlanMeasureList *before, Text line) {
    PlanMeasure read;
    bool has_details;
    plan_measure_of_line(c->arena, line, &read, &has_details);
    const PlanMeasure *old = measure_named(before, read.text);
    if (old && !has_details) return *old;
    if (!has_details) read.kind = kind_by_words(read.text);
    check_measure(c, row, &read);
    if (!old) return read;
    read.id = old->id, read.version = old->version, read.action = old->action, read.text = old->text;
    bool is_another = old->kind != read.kind || !text_equal(old->unit, read.unit);
    if (is_another && has_values(c, old->id)) {
        sheet_say(c->arena, &row->said,
            text_format(c->arena, "The measure \u201c%.*s\u201d has values, so its kind and unit stay. Close it and add another one.",
                TEXT_ARG(text_head(old->text, 80))));
        read.kind = old->kind, read.unit = old->unit;
    }
    return read;
}

/* What the cell leaves out goes, unless it has values. */
static void keep_measured(Comparing *c, SheetRow *row, const PlanMeasureList *before, PlanMeasureList *out) {
    for (size_t i = 0; i < before->count; i++) {
        bool stays = false;
        for (size_t k = 0; k < out->count; k++) stays |= out->items[k].id.n == before->items[i].id.n;
        if (stays || !has_values(c, before->items[i].id)) continue;
        out->items[out->count++] = before->items[i];
        sheet_say(c->arena, &row->said,
            text_format(c->arena, "The measure \u201c%.*s\u201d has values, so it stays.", TEXT_ARG(text_head(before->items[i].text, 80))));
    }
}

void sheet_put_measures(Comparing *c, SheetRow *row, PlannedAction *line) {
    PlanMeasureList before = line->measures;
    Text rest = row->cells[PLAN_COLUMN_MEASURES], words;
    line->measures = (PlanMeasureList){.items = ARENA_ARRAY(c->arena, PlanMeasure, before.count + rest.len + 1)};
    while (rest.len && text_next_line(&rest, &words)) {
        words = text_trim(words);
        if (text_starts_with(words, S("\u2022"))) words = text_trim(text_slice(words, strlen("\u2022"), SIZE_MAX));
        if (words.len == 0) continue;
        PlanMeasure m = measure_of(c, row, &before, words);
        if (!measure_named(&line->measures, m.text)) line->measures.items[line->measures.count++] = m;
    }
    keep_measured(c, row, &before, &line->measures);
}

/* ---- Themes ---- */

static bool is_between(char c) {
    return c == ',' || c == ';' || c == '\n' || c == ' ';
}

/* The theme whose name stands first in the text; the longest when several do. */
static const Priority *theme_at(const SheetKnown *known, Text t) {
    const Priority *best = NULL;
    for (size_t i = 0; i < known->priorities.count; i++) {
        const Priority *p = &known->priorities.items[i];
        bool is_end = p->name.len == t.len || (p->name.len < t.len && strchr(",;\n", t.ptr[p->name.len]));
        bool fits = p->kind == PRIORITY_THEME && p->name.len && is_end && text_equal_ignoring_case(text_slice(t, 0, p->name.len), p->name);
        if (fits && (!best || p->name.len > best->name.len)) best = p;
    }
    return best;
}

static void add_theme(Comparing *c, SheetChange *change, const Priority *theme) {
    for (size_t i = 0; i < change->themes.count; i++)
        if (change->themes.items[i].n == theme->id.n) return;
    Text so_far = change->line.themes_shown;
    change->themes.items[change->themes.count++] = theme->id;
    change->line.themes_shown = so_far.len ? text_format(c->arena, "%.*s, %.*s", TEXT_ARG(so_far), TEXT_ARG(theme->name)) : theme->name;
}

void sheet_put_themes(Comparing *c, SheetRow *row, SheetChange *change) {
    Text rest = row->cells[PLAN_COLUMN_THEMES];
    change->themes.items = ARENA_ARRAY(c->arena, PriorityId, c->known->priorities.count + 1);
    change->sets_themes = true;
    change->line.themes_shown = S("");
    for (;;) {
        while (rest.len && is_between(rest.ptr[0])) rest = text_slice(rest, 1, SIZE_MAX);
        if (rest.len == 0) return;
        const Priority *theme = theme_at(c->known, rest);
        size_t length = theme ? theme->name.len : 0;
        while (!theme && length < rest.len && !strchr(",;\n", rest.ptr[length])) length++;
        if (theme) add_theme(c, change, theme);
        else
            sheet_say(c->arena, &row->said,
                text_format(c->arena,
                    "There is no theme \u201c%.*s\u201d: it is left out. Add it among the priorities first, then send the file again.",
                    TEXT_ARG(text_head(text_slice(rest, 0, length), 80))));
        rest = text_slice(rest, length, SIZE_MAX);
    }
}
