/* Minutes and decisions as the public reads them. */
#ifndef QUORATE_PUBLIC_MINUTES_H
#define QUORATE_PUBLIC_MINUTES_H

#include "publish/published.h"
#include "web/components.h"

typedef struct { PublishedMinutes head; PublishedMinuteList minutes; } SiteMinutes;

/* What the register of decisions was asked for. */
typedef struct {
    OptionList bodies, years;
    Text body_shown, year_shown;
    int64_t body; /* 0: all */
    bool has_year;
    Date first, last;
} DecisionFilter;

/* "/meetings/12/minutes" */
Text site_minutes_address(Arena *arena, PublishedId meeting);
/* "Draft, to be approved at the next meeting", "Approved"; a colour; "draft" for JSON. */
const char *published_minutes_shown(const PublishedMinutes *m);
const char *published_minutes_colour(const PublishedMinutes *m);
const char *published_minutes_code(const PublishedMinutes *m);

#endif
