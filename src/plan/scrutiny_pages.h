/* What the views of scrutiny are given (scrutiny_pages.c). Inside plan/ only. */
#ifndef QUORATE_PLAN_SCRUTINY_PAGES_H
#define QUORATE_PLAN_SCRUTINY_PAGES_H

#include "plan/pages.h"
#include "plan/scrutiny.h"

typedef struct {
    ScrutinySessionList sessions; /* the latest first */
    Sentences years;              /* of their agreements: "2025/26" */
    ScrutinyDuties duties;
    AgreementId year;             /* that a new session begins with: today's, or else the latest; 0: there is none */
    bool may_write;
    Date today;
} ScrutinyHome;

typedef struct {
    ScrutinyWhole whole;
    Sentences lacking;            /* R47 */
    OptionList items;             /* agenda items that can take the report */
    size_t proposed;              /* how many could be proposed */
    bool may_write;
    Date today;
} ScrutinyShown;

#endif
