/* Minutes and decisions as the public reads them. */
#ifndef QUORATE_PUBLIC_MINUTES_H
#define QUORATE_PUBLIC_MINUTES_H

#include "paper/citations.h"
#include "public/body_and_year.h"
#include "publish/published.h"

typedef struct { PublishedMinutes head; PublishedMinuteList minutes;
    Citations cited; /* where the numbers of the plan's actions lead; none when no minute cites one */ } SiteMinutes;

/* "/meetings/12/minutes" */
Text site_minutes_address(Arena *arena, PublishedId meeting);
/* "Draft, to be approved at the next meeting", "Approved"; a colour; "draft" for JSON. */
const char *published_minutes_shown(const PublishedMinutes *m);
const char *published_minutes_colour(const PublishedMinutes *m);
const char *published_minutes_code(const PublishedMinutes *m);

#endif
