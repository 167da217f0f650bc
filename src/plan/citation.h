/* The actions of the plan that minutes cite by their numbers (citation.c). */
#ifndef QUORATE_PLAN_CITATION_H
#define QUORATE_PLAN_CITATION_H

#include "paper/citations.h"
#include "plan/plan.h"

/* Where each number leads that an action of the plan has, or had (R42), in the year of a meeting of the body on that day: of the agreement that the body, or
 * else the one above it, has for that statutory year. A number that several had leads to the action that had it on that day. None when there is no such
 * agreement. For html_cite after "action". */
Error *plan_citations(Db *db, Arena *arena, BodyId body, Date day, Citations *out);

#endif
