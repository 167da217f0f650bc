/* What the list of meetings was asked for. */
#ifndef QUORATE_PUBLIC_MEETING_LIST_H
#define QUORATE_PUBLIC_MEETING_LIST_H

#include "publish/published.h"
#include "web/components.h"

typedef struct {
    OptionList bodies, years;
    Text body_shown, year_shown; /* as chosen: "1", "2025"; empty for all */
    bool has_year;
    int64_t body;                /* 0: all */
    Date first, last;            /* the days of the year, or all days */
} MeetingFilter;

#endif
