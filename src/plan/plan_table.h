/* The action plan as a table of values (plan_table.c): what files are written from, and what a row that was read is compared with. */
#ifndef QUORATE_PLAN_PLAN_TABLE_H
#define QUORATE_PLAN_PLAN_TABLE_H

#include "base/table.h"
#include "plan/finding.h"
#include "plan/plan.h"

typedef enum { PLAN_COLUMN_SECTION, PLAN_COLUMN_PRIORITY, PLAN_COLUMN_SECTION_LEAD, PLAN_COLUMN_SECTION_ORGANISATION, PLAN_COLUMN_AIM, PLAN_COLUMN_SHARED,
    PLAN_COLUMN_NUMBER, PLAN_COLUMN_OBJECTIVE, PLAN_COLUMN_STEPS, PLAN_COLUMN_MEASURES, PLAN_COLUMN_DUE, PLAN_COLUMN_LEADS, PLAN_COLUMN_OTHERS,
    PLAN_COLUMN_FUNDED, PLAN_COLUMN_LINKED, PLAN_COLUMN_THEMES, PLAN_COLUMN_STATE, PLAN_COLUMNS } PlanColumn;
/* The columns of a section alone come first. */
enum { PLAN_SECTION_COLUMNS = PLAN_COLUMN_NUMBER };
extern const Column plan_columns[PLAN_COLUMNS];

/* One row an action, in the order of the plan. */
Table plan_table(Arena *arena, const Plan *plan);
/* What each column says of an action, or (line NULL) of its section alone; days as people write them. */
void plan_row(Arena *arena, const PlanPart *part, const PlannedAction *line, Text out[PLAN_COLUMNS]);
/* Actions of several years: the same columns, with the year and the agreement before them. */
Table plan_found_table(Arena *arena, const PlanFound *found);
/* For spreadsheet files: text that looks as if it had the guard of a CSV field (text_looks_guarded) gets one. */
void plan_table_guard(Arena *arena, Table *table);

/* A measure in one line, and back: "Number of people who came [attendance; unit: people; baseline: 100; target: 120; better: more; each: quarter]". Without
 * what stands in brackets *has_details is false and only the text is filled in. */
Text plan_measure_line(Arena *arena, const PlanMeasure *measure);
void plan_measure_of_line(Arena *arena, Text line, PlanMeasure *out, bool *has_details);

#endif
