/* Lists by body and year: what the visitor chose, and what there is to choose. */
#ifndef QUORATE_PUBLIC_BODY_AND_YEAR_H
#define QUORATE_PUBLIC_BODY_AND_YEAR_H

#include "publish/published.h"
#include "web/components.h"
#include "web/route.h"

typedef struct {
    OptionList bodies, years;
    Text body_shown, year_shown; /* as chosen: "1", "2025"; empty for all */
    bool has_year;
    int64_t body;                /* 0: all */
    Date first, last;            /* the days of the year, or all days */
} BodyAndYear;

/* Reads the choice and the bodies to choose from; the years are the list's own to add. */
Error *body_and_year_read(Site *site, Request *request, BodyAndYear *out);

#endif
