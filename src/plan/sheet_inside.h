/* What the files share that compare a sheet with the plan. Inside plan/ only. */
#ifndef QUORATE_PLAN_SHEET_INSIDE_H
#define QUORATE_PLAN_SHEET_INSIDE_H

#include "plan/sheet.h"

/* A section as the rows so far make it. */
typedef struct {
    PlanPart part;
    bool is_new, is_set[PLAN_COLUMNS]; /* which of its columns a row has given */
    size_t row;                        /* the first that speaks of it */
    Sentences said;
} SheetSection;
/* An action of the plan, and the first row that is about it. */
typedef struct { PlanActionId action; size_t row; } SheetSeen;
typedef struct {
    Arena *arena;
    const Plan *plan;
    const SheetRead *read;
    const SheetKnown *known;
    SheetCompared *out;
    SheetSection *sections; size_t section_count;
    SheetRow *rows;                        /* copies of what was read: what is found out is said in them */
    SheetSeen *seen; size_t seen_count;
} Comparing;

void sheet_say(Arena *arena, Sentences *said, Text sentence);
/* Notes that the office knows no organisation of this name. */
void sheet_unknown(Comparing *c, Text name);
Text organisation_name(const Comparing *c, OrganisationId id);
/* What belongs to an action, from the cells of its row (sheet_belongings.c). */
void sheet_put_leads(Comparing *c, SheetRow *row, PlannedAction *line);
void sheet_put_measures(Comparing *c, SheetRow *row, PlannedAction *line);
void sheet_put_themes(Comparing *c, SheetRow *row, SheetChange *change);

#endif
