/* The plan as documents for print and for Word, and as tables of figures (documents.c). Pure: all is made from values that were read. */
#ifndef QUORATE_PLAN_DOCUMENTS_H
#define QUORATE_PLAN_DOCUMENTS_H

#include "paper/document.h"
#include "plan/plan.h"

/* The action plan, section by section; `of_count` actions are in the whole plan. The note for the office and evidence are not in it. */
Document *plan_document(Arena *arena, const Plan *plan, Text body, size_t of_count, Date today);
/* The agreement with its chapters, priorities and versions. Until the body has endorsed it, each page says that it is a draft (R46), and chapters that
 * are not finished are in it with their state; afterwards only finished chapters are. */
Document *agreement_document(
    Arena *arena, const Plan *plan, Text body, const AgreementChapterList *chapters, const AgreementVersionList *versions);

/* One row an action with its state, and how many actions of each priority stand so (R45). `told` is the progress of the quarter. */
TableList plan_report_tables(Arena *arena, const Plan *plan, const PlanProgressList *told, Date stood_on);
/* How many actions of each section stand in each state. */
Table plan_counts_table(Arena *arena, const Plan *plan);

#endif
