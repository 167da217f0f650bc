/* Finding actions over the plans of all years (finding.c): a fixed number of statements, and no year is read whole. */
#ifndef QUORATE_PLAN_FINDING_H
#define QUORATE_PLAN_FINDING_H

#include "plan/plan.h"

/* Which actions are looked for. A zeroed search finds all. */
typedef struct {
    PlanFilter filter;   /* its section is not looked at: it belongs to one year */
    OrganisationId mine; /* that of whoever looks, for filter.mine */
    OrganisationId lead; /* that leads; filter.organisation leads or helps */
    PriorityId theme;
    Date due_from;
    Text words;          /* each stands in the objective, the actions or what it is linked to, in any case */
} PlanSearch;

/* What was found of a year: `count` in all, of which the parts have those that were asked for. */
typedef struct { Agreement agreement; size_t count; PlanParts parts; } FoundYear;
typedef struct { FoundYear *items; size_t count; } FoundYears;
typedef struct {
    size_t count, year_count; /* actions found in all, and of how many years, whosever they are */
    FoundYears years;         /* the latest first; only those that have a line */
} PlanFound;

/* Lines have their leads; `whole`: their measures and themes too. */
typedef struct { size_t first, most; bool whole; } FoundLines;
/* Those of the actions found that `lines` asks for. How each stands is plan_standing today. */
Error *plan_find(Db *db, Arena *arena, const PlanSearch *search, Date today, FoundLines lines, PlanFound *out);

/* Is anything asked for? */
bool plan_search_is_set(const PlanSearch *search);

#endif
