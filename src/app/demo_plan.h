/* The demo's agreements and action plans (demo_plan.c), and what stands in them (demo_plan_actions.c). */
#ifndef QUORATE_APP_DEMO_PLAN_H
#define QUORATE_APP_DEMO_PLAN_H

#include "app/demo.h"
#include "plan/plan.h"

typedef struct {
    const char *title, *priority, *lead, *organisation /* its short name */, *aim;
    bool is_shared;
} DemoSection;
typedef struct { const char *organisation, *post; LeadRole role; } DemoLead;
typedef struct {
    int section;
    const char *objective, *steps, *measures, *due;
    bool is_funded;
    const char *linked_to; /* NULL: nothing */
    DemoLead leads[3];
    PlanState state;       /* at the end of the year */
    const char *done;
} DemoAction;
extern const DemoSection demo_sections[]; /* of 2025/26, ended by a row without a title */
extern const DemoAction demo_actions[];   /* in the order of the sections */

/* Priorities, themes, strategies, issues, the agreements of 2025/26 and of each year up to today's, with their plans and their progress. */
Error *demo_plan_make(Tx *tx, const DemoPeople *people, Date today);
/* Two sessions of scrutiny (demo_scrutiny.c), after the plan. */
Error *demo_scrutiny_make(Tx *tx, Date today);

/* Rounds of consultation: one in summer 2025 whose summary is asked for, one that is open today (after demo_plan_make and the accounts). */
Error *demo_consultation_make(Tx *tx, Date today);

#endif
