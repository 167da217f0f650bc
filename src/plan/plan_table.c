/* Owns the action plan as a table of values: one row an action, for CSV and spreadsheet files. The same columns are read back (import.c). */
#include "plan/plan_table.h"

const Column plan_columns[PLAN_COLUMNS] = {
    [PLAN_COLUMN_PRIORITY] = {"Priority", COLUMN_TEXT, 28},
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

Table plan_table(Arena *arena, const Plan *plan) {
    Table table = table_new(arena, "plan", text_format(arena, "Action plan %.*s", TEXT_ARG(year_shown(arena, plan->agreement.starts))),
        plan_columns, PLAN_COLUMNS, plan->action_count);
    table.rule = S("One row is one action.\nActions and measures stand one a line. Leads are divided by \" / \".\nLate: its timescale has "
                   "passed and it is "
                   "not complete.");
    for (size_t i = 0; i < plan->parts.count; i++)
        for (size_t k = 0; k < plan->parts.items[i].actions.count; k++) {
            const PlanPart *part = &plan->parts.items[i];
            const PlannedAction *line = &part->actions.items[k];
            Cell *cells = table_add(&table);
            cells[PLAN_COLUMN_PRIORITY] = cell_text(part->section.title);
            cells[PLAN_COLUMN_NUMBER] = cell_text(line->number);
            cells[PLAN_COLUMN_OBJECTIVE] = cell_text(line->action.objective);
            cells[PLAN_COLUMN_STEPS] = cell_text(line->action.steps);
            cells[PLAN_COLUMN_MEASURES] = cell_text(plan_measures_text(arena, line));
            cells[PLAN_COLUMN_DUE] = cell_date(line->action.due);
            cells[PLAN_COLUMN_LEADS] = cell_text(line->leads_shown);
            cells[PLAN_COLUMN_OTHERS] = cell_text(line->contributors_shown);
            cells[PLAN_COLUMN_FUNDED] = cell_text(line->action.is_funded ? S("Yes") : S("No"));
            cells[PLAN_COLUMN_LINKED] = cell_text(line->action.is_linked ? line->action.linked_to : S(""));
            cells[PLAN_COLUMN_THEMES] = cell_text(line->themes_shown);
            cells[PLAN_COLUMN_STATE] = cell_text(text_of(plan_state_shown(line->standing)));
        }
    return table;
}
