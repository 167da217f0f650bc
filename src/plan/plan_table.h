/* The action plan as a table of values (plan_table.c). */
#ifndef QUORATE_PLAN_PLAN_TABLE_H
#define QUORATE_PLAN_PLAN_TABLE_H

#include "base/table.h"
#include "plan/plan.h"

typedef enum { PLAN_COLUMN_PRIORITY, PLAN_COLUMN_NUMBER, PLAN_COLUMN_OBJECTIVE, PLAN_COLUMN_STEPS, PLAN_COLUMN_MEASURES, PLAN_COLUMN_DUE,
    PLAN_COLUMN_LEADS, PLAN_COLUMN_OTHERS, PLAN_COLUMN_FUNDED, PLAN_COLUMN_LINKED, PLAN_COLUMN_THEMES, PLAN_COLUMN_STATE, PLAN_COLUMNS } PlanColumn;
extern const Column plan_columns[PLAN_COLUMNS];

/* One row an action, in the order of the plan. */
Table plan_table(Arena *arena, const Plan *plan);

#endif
