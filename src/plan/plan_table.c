/* Owns the action plan as a table of values: one row an action, for CSV and spreadsheet files. The same columns are read back (sheet.c). */
#include "plan/plan_table.h"

#include <inttypes.h>

const Column plan_columns[PLAN_COLUMNS] = {
    [PLAN_COLUMN_SECTION] = {"Section", COLUMN_TEXT, 8},
    [PLAN_COLUMN_PRIORITY] = {"Priority", COLUMN_TEXT, 28},
    [PLAN_COLUMN_SECTION_LEAD] = {"Priority's lead", COLUMN_TEXT, 28},
    [PLAN_COLUMN_SECTION_ORGANISATION] = {"Priority lead's organisation", COLUMN_TEXT, 24},
    [PLAN_COLUMN_AIM] = {"Aim", COLUMN_TEXT, 30},
    [PLAN_COLUMN_SHARED] = {"Shared", COLUMN_TEXT, 8},
    [PLAN_COLUMN_NUMBER] = {"No.", COLUMN_TEXT, 8},
    [PLAN_COLUMN_OBJECTIVE] = {"Objective", COLUMN_TEXT, 40},
    [PLAN_COLUMN_STEPS] = {"Actions", COLUMN_TEXT, 60},
    [PLAN_COLUMN_MEASURES] = {"Measures", COLUMN_TEXT, 40},
    [PLAN_COLUMN_DUE] = {"Timescale", COLUMN_DATE, 14},
    [PLAN_COLUMN_LEADS] = {"Lead", COLUMN_TEXT, 30},
    [PLAN_COLUMN_OTHERS] = {"Contributes", COLUMN_TEXT, 30},
    [PLAN_COLUMN_FUNDED] = {"Funded", COLUMN_TEXT, 8},
    [PLAN_COLUMN_LINKED] = {"Linked to", COLUMN_TEXT, 30},
    [PLAN_COLUMN_THEMES] = {"Themes", COLUMN_TEXT, 30},
    [PLAN_COLUMN_STATE] = {"State", COLUMN_TEXT, 18},
};

/* ---- Measures in a line ---- */

static const char *code_of(const char *field, int value) {
    for (const Choice *c = record_field(&plan_measure_record, text_of(field))->choices; c->code; c++)
        if (c->value == value) return c->code;
    return "";
}

static int value_of(const char *field, Text code) {
    for (const Choice *c = record_field(&plan_measure_record, text_of(field))->choices; c->code; c++)
        if (text_equal_ignoring_case(code, text_of(c->code))) return c->value;
    return 0;
}

static void put_detail(Buffer *out, const char *key, Text value) {
    if (text_is_empty(value)) return;
    buffer_putf(out, "; %s: ", key);
    for (size_t i = 0; i < value.len; i++) {
        if (strchr("\\;[]", value.ptr[i])) buffer_put_char(out, '\\');
        buffer_put_char(out, value.ptr[i]);
    }
}

Text plan_measure_line(Arena *arena, const PlanMeasure *m) {
    Buffer out = buffer_new(arena, m->text.len + 64);
    buffer_put(&out, m->text);
    if (m->kind == 0) return buffer_text(&out);
    buffer_putf(&out, " [%s", code_of("kind", (int)m->kind));
    put_detail(&out, "unit", m->unit);
    put_detail(&out, "baseline", m->baseline);
    put_detail(&out, "target", m->target);
    put_detail(&out, "better", text_of(code_of("direction", (int)m->direction)));
    put_detail(&out, "each", text_of(code_of("period", (int)m->period)));
    put_detail(&out, "source", m->source);
    put_detail(&out, "closed", date_iso(arena, m->until));
    buffer_put_char(&out, ']');
    return buffer_text(&out);
}

/* The next part of what stands in brackets, without what protects its marks. */
static bool next_detail(Arena *arena, Text *rest, Text *out) {
    if (rest->len == 0) return false;
    Buffer part = buffer_new(arena, rest->len);
    size_t i = 0;
    for (; i < rest->len && rest->ptr[i] != ';'; i++) {
        if (rest->ptr[i] == '\\' && i + 1 < rest->len) i++;
        buffer_put_char(&part, rest->ptr[i]);
    }
    *rest = text_slice(*rest, i + 1, SIZE_MAX);
    *out = text_trim(buffer_text(&part));
    return true;
}

static void take_detail(PlanMeasure *out, Text detail) {
    size_t colon = text_find(detail, S(":"), 0);
    if (colon == SIZE_MAX) return;
    Text key = text_trim(text_slice(detail, 0, colon)), value = text_trim(text_slice(detail, colon + 1, SIZE_MAX));
    Text *const texts[] = {&out->unit, &out->baseline, &out->target, &out->source};
    static const char *const keys[] = {"unit", "baseline", "target", "source"};
    for (size_t i = 0; i < 4; i++)
        if (text_equal_ignoring_case(key, text_of(keys[i]))) *texts[i] = value;
    if (text_equal_ignoring_case(key, S("better"))) out->direction = (MeasureDirection)value_of("direction", value);
    if (text_equal_ignoring_case(key, S("each"))) out->period = (MeasurePeriod)value_of("period", value);
    if (text_equal_ignoring_case(key, S("closed"))) date_parse(value, &out->until);
}

void plan_measure_of_line(Arena *arena, Text line, PlanMeasure *out, bool *has_details) {
    size_t open = SIZE_MAX;
    Text detail;
    *out = (PlanMeasure){.text = text_trim(line)};
    *has_details = false;
    if (!text_ends_with(out->text, S("]"))) return;
    for (size_t at = text_find(out->text, S(" ["), 0); at != SIZE_MAX; at = text_find(out->text, S(" ["), at + 1)) open = at;
    if (open == SIZE_MAX) return;
    Text rest = text_slice(out->text, open + 2, out->text.len - open - 3);
    if (!next_detail(arena, &rest, &detail)) return;
    int kind = value_of("kind", detail);
    if (kind == 0) return;
    out->text = text_trim(text_slice(out->text, 0, open));
    out->kind = (MeasureKind)kind;
    *has_details = true;
    while (next_detail(arena, &rest, &detail)) take_detail(out, detail);
}

/* ---- Cells ---- */

/* "Prevent Team (Kent Police)", one a line; a single one that could be taken for two has the mark of a list before it. */
static Text leads_text(Arena *arena, const PlannedAction *line, bool leads) {
    Buffer out = buffer_new(arena, 128);
    size_t count = 0;
    for (size_t i = 0; i < line->leads.count; i++) {
        const PlanLead *lead = &line->leads.items[i];
        Text organisation = line->lead_organisations ? line->lead_organisations[i] : S("");
        if ((lead->role == LEAD_LEADS) != leads) continue;
        if (count++) buffer_put_char(&out, '\n');
        if (text_is_empty(lead->post)) buffer_put(&out, organisation);
        else if (text_is_empty(organisation)) buffer_put(&out, lead->post);
        else buffer_putf(&out, "%.*s (%.*s)", TEXT_ARG(lead->post), TEXT_ARG(organisation));
        if (lead->role == LEAD_LIAISON) buffer_put(&out, S(" (project liaison)"));
    }
    Text words = buffer_text(&out);
    bool is_unclear = count == 1 && (text_contains(words, S(" / ")) || text_contains(words, S(";")));
    return is_unclear ? text_format(arena, "\u2022 %.*s", TEXT_ARG(words)) : words;
}

static Text measures_text(Arena *arena, const PlannedAction *line) {
    Buffer out = buffer_new(arena, 256);
    for (size_t i = 0; i < line->measures.count; i++)
        buffer_putf(&out, "%s%.*s", i ? "\n" : "", TEXT_ARG(plan_measure_line(arena, &line->measures.items[i])));
    return buffer_text(&out);
}

void plan_row(Arena *arena, const PlanPart *part, const PlannedAction *line, Text out[PLAN_COLUMNS]) {
    const PlanSection *section = &part->section;
    for (int i = 0; i < PLAN_COLUMNS; i++) out[i] = S("");
    out[PLAN_COLUMN_SECTION] = text_format(arena, "%" PRId64, section->number);
    out[PLAN_COLUMN_PRIORITY] = section->title;
    out[PLAN_COLUMN_SECTION_LEAD] = section->lead;
    out[PLAN_COLUMN_SECTION_ORGANISATION] = part->organisation;
    out[PLAN_COLUMN_AIM] = section->aim;
    out[PLAN_COLUMN_SHARED] = section->is_shared ? S("Yes") : S("No");
    if (!line) return;
    out[PLAN_COLUMN_NUMBER] = line->number;
    out[PLAN_COLUMN_OBJECTIVE] = line->action.objective;
    out[PLAN_COLUMN_STEPS] = line->action.steps;
    out[PLAN_COLUMN_MEASURES] = measures_text(arena, line);
    out[PLAN_COLUMN_DUE] = timescale_shown(arena, line->action.due);
    out[PLAN_COLUMN_LEADS] = leads_text(arena, line, true);
    out[PLAN_COLUMN_OTHERS] = leads_text(arena, line, false);
    out[PLAN_COLUMN_FUNDED] = line->action.is_funded ? S("Yes") : S("No");
    out[PLAN_COLUMN_LINKED] = line->action.is_linked ? line->action.linked_to : S("");
    out[PLAN_COLUMN_THEMES] = line->themes_shown;
    out[PLAN_COLUMN_STATE] = text_of(plan_state_shown(line->standing));
}

static void put_cells(Arena *arena, Cell *cells, const PlanPart *part, const PlannedAction *line) {
    Text row[PLAN_COLUMNS];
    plan_row(arena, part, line, row);
    for (int i = 0; i < PLAN_COLUMNS; i++) cells[i] = cell_text(row[i]);
    cells[PLAN_COLUMN_DUE] = line ? cell_date(line->action.due) : (Cell){0};
}

static const char how_rows_are_written[] =
    "Actions, measures, leads and partners stand one a line. A team or post has its organisation in brackets behind it.\nBehind a "
    "measure stands in brackets what is measured, in which unit, from what and to what, and how often.\nLate: its timescale has "
    "passed and it is not complete.";

/* A section without actions has a row of its own, so that nothing is lost. */
Table plan_table(Arena *arena, const Plan *plan) {
    Table table = table_new(arena, "plan", text_format(arena, "Action plan %.*s", TEXT_ARG(year_shown(arena, plan->agreement.starts))),
        plan_columns, PLAN_COLUMNS, plan->action_count + plan->parts.count);
    table.rule =
        text_format(arena, "One row is one action; a section without actions has a row without a number.\n%s", how_rows_are_written);
    for (size_t i = 0; i < plan->parts.count; i++) {
        const PlanPart *part = &plan->parts.items[i];
        if (part->actions.count == 0) put_cells(arena, table_add(&table), part, NULL);
        for (size_t k = 0; k < part->actions.count; k++) put_cells(arena, table_add(&table), part, &part->actions.items[k]);
    }
    return table;
}

/* Which agreement an action is of: two bodies may have one for the same year. */
enum { AGREEMENT_COLUMNS = 2 };

static const Column *columns_with_agreement(Arena *arena) {
    Column *out = ARENA_ARRAY(arena, Column, AGREEMENT_COLUMNS + PLAN_COLUMNS);
    out[0] = (Column){"Year", COLUMN_TEXT, 10};
    out[1] = (Column){"Agreement", COLUMN_TEXT, 30};
    for (int i = 0; i < PLAN_COLUMNS; i++) out[AGREEMENT_COLUMNS + i] = plan_columns[i];
    return out;
}

static void put_part(Arena *arena, Table *table, const Agreement *agreement, const PlanPart *part) {
    for (size_t i = 0; i < part->actions.count; i++) {
        Cell *cells = table_add(table);
        cells[0] = cell_text(year_shown(arena, agreement->starts));
        cells[1] = cell_text(agreement->title);
        put_cells(arena, cells + AGREEMENT_COLUMNS, part, &part->actions.items[i]);
    }
}

Table plan_found_table(Arena *arena, const PlanFound *found) {
    Table table = table_new(
        arena, "actions", S("Actions of all years"), columns_with_agreement(arena), AGREEMENT_COLUMNS + PLAN_COLUMNS, found->count);
    table.rule = text_format(arena, "One row is one action of one year.\n%s", how_rows_are_written);
    for (size_t i = 0; i < found->years.count; i++) {
        const FoundYear *year = &found->years.items[i];
        for (size_t k = 0; k < year->parts.count; k++) put_part(arena, &table, &year->agreement, &year->parts.items[k]);
    }
    return table;
}

void plan_table_guard(Arena *arena, Table *table) {
    for (size_t i = 0; i < table->row_count * table->column_count; i++)
        if (text_looks_guarded(table->cells[i].text)) table->cells[i].text = text_format(arena, "'%.*s", TEXT_ARG(table->cells[i].text));
}
