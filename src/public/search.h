/* What was searched for and found. */
#ifndef QUORATE_PUBLIC_SEARCH_H
#define QUORATE_PUBLIC_SEARCH_H

#include "store/search.h"
#include "web/components.h"

typedef struct {
    Text words, kind; /* kind is empty for all */
    OptionList kinds;
    SearchHits hits;
    Pagination pages;
} SiteSearch;

/* "Agenda item" */
const char *site_kind_shown(Text kind);

#endif
