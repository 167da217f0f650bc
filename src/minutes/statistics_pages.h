/* The page of statistics and its files: tables with their charts, as its handlers and views share them. */
#ifndef QUORATE_MINUTES_STATISTICS_PAGES_H
#define QUORATE_MINUTES_STATISTICS_PAGES_H

#include "minutes/pages.h"
#include "minutes/statistics.h"
#include "web/figures.h"

/* A table with the charts that stand beside it. */
typedef struct {
    Table table;
    const char *empty;    /* what is said in place of a table without rows */
    BarChart bars;        /* none without items */
    LineChart *lines; size_t line_count;
    Text csv_url;
} StatisticsSection;
typedef struct { StatisticsSection *items; size_t count; } StatisticsSections;
typedef struct { LineChart *items; size_t count; } LineCharts;

/* Whose figures somebody sees. */
typedef struct {
    bool sees_all;              /* staff, chairs and auditors; others see their own and those of their organisations */
    bool sees_meetings;         /* may open every meeting */
    bool sees_restricted;       /* counts of restricted papers */
    PersonId person;
    const OrganisationId *organisations; size_t organisation_count;
} Seeing;
/* The organisations for which the person sits today, and their own; needs the facts of every body. */
void seeing_own(Arena *arena, const AttendanceFacts *facts, Seeing *out);

/* What the page tells, in the order of its tabs. */
typedef enum { SHOW_ATTENDANCE = 1, SHOW_QUORUM, SHOW_MINUTES, SHOW_PAPERS } StatisticsShow;
typedef struct {
    Db *db;
    Arena *arena;
    const AttendanceFacts *facts;
    SeatPlaces places;
    Seeing seeing;
} Telling;
/* statistics_attendance.c */
Error *attendance_sections(const Telling *t, StatisticsSections *out);
/* statistics_meetings.c */
Error *quorum_sections(const Telling *t, StatisticsSections *out);
Error *minutes_sections(const Telling *t, StatisticsSections *out);
Error *paper_sections(const Telling *t, StatisticsSections *out);
StatisticsSection *section_add(StatisticsSections *sections, Table table, const char *empty);
/* "KCSP, 23 July 2025" where meetings of several bodies stand, else the day alone. */
Text meeting_named(const Telling *t, const Meeting *meeting);
/* The cell that names a meeting, leading to it where the person may open it. */
Cell meeting_cell(const Telling *t, const Meeting *meeting);
Text body_named(const Telling *t, BodyId body);

typedef struct {
    OptionList bodies, years;
    Text body, year;        /* what is chosen */
    Date from, to;          /* when the person chose days */
    Text words;             /* "2025", "1 April 2025 to 31 March 2026" */
    Text about;             /* which meetings count, one sentence a line */
    StatisticsShow show;
    LinkList tabs;
    Text tab_url;
    MeetingList unrecorded; /* named and left out */
    StatisticsSections sections;
    Text xlsx_url;
    bool sees_all;
} StatisticsShown;

#endif
