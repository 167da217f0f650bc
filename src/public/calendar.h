/* A month as a grid of weeks, with the meetings on their days. Pure. */
#ifndef QUORATE_PUBLIC_CALENDAR_H
#define QUORATE_PUBLIC_CALENDAR_H

#include "publish/published.h"

typedef struct { Date day; int number; bool is_in_month, is_today; PublishedMeetingList meetings; } CalendarDay;
typedef struct { CalendarDay items[7]; size_t count; } CalendarWeek;
typedef struct {
    Date first, last;          /* of the month */
    Text name;                 /* "July 2025" */
    Text code, before, after;  /* "2025-07", and the months around it; empty at the ends of time */
    CalendarWeek *items; size_t count;
} CalendarMonth;

/* "2025-07" as the first day of the month; false for anything else. */
bool month_parse(Text t, Date *first);
/* Weeks begin on Monday. `meetings` are those of the month in order of time; they are borrowed. */
CalendarMonth calendar_month(Arena *arena, Date first, Date today, PublishedMeetingList meetings);

#endif
