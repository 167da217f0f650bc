/* Dates, times of day and moments.
 * Dates and times of meetings are civil (Europe/London); moments are UTC. The three do not mix: each is a type of its own.
 * A zeroed value of each type means "not given". No function here reads the clock but moment_now. */
#ifndef QUORATE_BASE_DATE_H
#define QUORATE_BASE_DATE_H

#include "base/text.h"

/* A civil day: n = 1 is 1 January of the year 1 (proleptic Gregorian); n = 0 is "no date". Years 1 to 9999. */
typedef struct { int32_t n; } Date;
/* A time of day to the minute: n = minutes since midnight + 1; n = 0 is "no time". */
typedef struct { int16_t n; } TimeOfDay;
/* An instant: microseconds since 1970-01-01T00:00:00Z; us = 0 is "no moment". */
typedef struct { int64_t us; } Moment;

typedef enum { MONDAY = 1, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY } Weekday;
typedef struct { int year, month, day; } DateParts;

bool date_is_set(Date d);
/* The date, or an unset one when there is no such day (31 February). */
Date date_of(int year, int month, int day);
DateParts date_parts(Date d);
Weekday date_weekday(Date d);
Date date_plus_days(Date d, int days);
/* The same day number n months on (or back), clamped to the month's end: 31 January plus one month is 28 or 29 February. */
Date date_plus_months(Date d, int months);
/* b - a in days. */
int date_days_between(Date a, Date b);
/* -1, 0 or 1; an unset date comes first. */
int date_compare(Date a, Date b);
/* Easter Sunday of the (Gregorian) year. */
Date date_easter(int year);
/* "2025-07-23" only; false for anything else and for days that do not exist. */
bool date_parse_iso(Text t, Date *out);
/* As people type it: "23/7/2025", "23 July 2025", "23rd Jul 2025", "2025-07-23". False when it is not a day. */
bool date_parse(Text t, Date *out);
Text date_iso(Arena *arena, Date d);   /* "2025-07-23"; unset gives "" */
Text date_long(Arena *arena, Date d);  /* "Wednesday 23 July 2025" */
Text date_plain(Arena *arena, Date d); /* "23 July 2025" */
Text date_short(Arena *arena, Date d); /* "23 Jul 2025" */
const char *month_name(int month);     /* "July"; 1 to 12 */
const char *weekday_name(Weekday day); /* "Wednesday" */

bool time_is_set(TimeOfDay t);
/* hour 0 to 23, minute 0 to 59; otherwise unset. */
TimeOfDay time_of(int hour, int minute);
int time_hour(TimeOfDay t);
int time_minute(TimeOfDay t);
/* "10:00", "10.00", "10am", "10.30 pm", "noon", "midnight". */
bool time_parse(Text t, TimeOfDay *out);
Text time_iso(Arena *arena, TimeOfDay t);   /* "10:00" */
Text time_plain(Arena *arena, TimeOfDay t); /* "10am", "2.30pm", "midday" */

bool moment_is_set(Moment m);
Moment moment_now(void);
int moment_compare(Moment a, Moment b);
Moment moment_plus_seconds(Moment m, int64_t seconds);
/* How a civil time falls on the clock. */
typedef enum {
    CLOCK_FINE,
    CLOCK_SKIPPED,  /* in the hour that the spring change leaves out: there is no such moment */
    CLOCK_REPEATED, /* in the hour that the autumn change repeats: the first (summer time) is meant */
} Clock;
/* The moment of a civil day and time in Europe/London (the law in force since 1996: last Sundays of March and October, 01:00 UTC).
 * For CLOCK_SKIPPED the moment is unset. */
Clock moment_of_london(Date d, TimeOfDay t, Moment *out);
/* The civil day and time in London of a moment. Either out pointer may be NULL. */
void moment_to_london(Moment m, Date *d, TimeOfDay *t);
/* Seconds that London is ahead of UTC at the moment: 0 or 3600. */
int moment_london_offset(Moment m);
Text moment_iso(Arena *arena, Moment m);        /* "2025-07-23T10:00:00+01:00", London offset */
Text moment_utc(Arena *arena, Moment m);        /* "2025-07-23T09:00:00Z" */
Text moment_utc_micro(Arena *arena, Moment m);  /* "2025-07-23T09:00:00.000000Z" */
Text moment_plain(Arena *arena, Moment m);      /* "23 July 2025 at 10am", London */
Text moment_http(Arena *arena, Moment m);       /* "Wed, 23 Jul 2025 09:00:00 GMT" */
bool moment_parse_iso(Text t, Moment *out);     /* with offset or Z; fractions of a second kept to the microsecond */

/* The statutory year that a day lies in, named by its first calendar year: it runs from 1 April (LAW-04). */
int statutory_year(Date d);
/* The quarters of a year end with March, June, September and December: the first and the last day of the one that the day is in, and the last of the one
 * before it. */
Date quarter_begins(Date d);
Date quarter_of(Date d);
Date quarter_before(Date d);

#endif
