/* What reading a year's plan (plan.c) and finding actions of all years (finding.c) share. Nobody else includes it. */
#ifndef QUORATE_PLAN_PLAN_INSIDE_H
#define QUORATE_PLAN_PLAN_INSIDE_H

#include "plan/plan.h"
#include "plan/plan.sql.h"

/* Rows of which the belongings of actions are made. */
typedef struct {
    PlanLeadList leads;
    PlanMeasureList measures;
    ThemesOfAgreementRowList themes;
} PlanBelongings;

/* The action as a line of the plan, without what belongs to it. */
PlannedAction plan_line_of(Arena *arena, const PlanSection *section, const PlanAction *action, Date today);
/* Puts leads, measures and themes to the lines they belong to (of `actions` in all; rows of other actions are left out), and to each section the name of
 * its lead's organisation. `mine` is the organisation of whoever looks (0: none). */
Error *plan_share_out(Db *db, Arena *arena, PlanParts *parts, size_t actions, const PlanBelongings *all, OrganisationId mine);

#endif
