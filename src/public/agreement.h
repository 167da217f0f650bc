/* The plan as the public reads it: the agreement of a year, its priorities and actions. */
#ifndef QUORATE_PUBLIC_AGREEMENT_H
#define QUORATE_PUBLIC_AGREEMENT_H

#include "paper/citations.h"
#include "public/agreement.sql.h"
#include "web/components.h"
#include "web/figures.h"

/* A priority with its actions, which stand one behind the other in the plan. */
typedef struct { const PublishedPlanSection *section; PublishedPlanActionList actions; } SitePlanPart;
typedef struct { SitePlanPart *items; size_t count; } SitePlanParts;
typedef struct { const char *shown, *hue; size_t count; } SitePlanState;
typedef struct { SitePlanState *items; size_t count; } SitePlanStates;
typedef struct {
    PublishedAgreement agreement;
    PublishedChapterList chapters;
    PublishedAgreementVersionList versions;
    PublishedPlanSectionList sections;
    SitePlanParts parts;
    SitePlanStates states;    /* how many actions stand how today; states that none is in are left out */
    size_t action_count, funded_count;
    SitePlanChangesRowList changes, earlier; /* since the quarter began; before */
    Date quarter, today;
    PublishedMeeting endorsed_at; bool has_meeting; /* when that meeting is public */
} SitePlan;

typedef struct { PublishedPlanMeasure measure; PublishedMeasureValueList values; Table table; LineChart chart; bool has_chart; } SiteMeasure;
typedef struct { SiteMeasure *items; size_t count; } SiteMeasures;
typedef struct {
    PublishedAgreement agreement;
    PublishedPlanSection section;
    PublishedPlanAction action;
    SiteMeasures measures;
    PublishedPlanProgressList progress;
    PublishedMeeting decided_at; bool has_meeting;
    Date today;
} SitePlanAction;

typedef struct { SitePlan current; bool has_current; PublishedAgreementList others; } SitePlans;

/* "/plan/2025-26" and "/plan/2025-26/2.3". */
Text site_agreement_address(Arena *arena, const PublishedAgreement *agreement);
Text site_plan_action_address(Arena *arena, const PublishedAgreement *agreement, Text number);
/* Where each number leads that an action of the plan has, or had, in the year of a meeting of the body on that day, as far as that plan is public;
 * a number that several actions have or had leads nowhere (citations.c). For html_cite after "action". */
Error *site_plan_citations(Db *db, Arena *arena, PublishedId body, Date day, Citations *out);

#endif
