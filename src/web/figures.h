/* Figures on a page: a table of values (base/table.h), and charts beside it. Charts are drawn on the server as SVG that needs no script: their widths are in per
 * cent, so that words keep their size on every screen and on paper; series differ by pattern and shape as well as by colour; <title> and <desc> say what is drawn,
 * and the table says it in full. Views: figures.view.html.
 *
 *     {{ include "web/figures.h" }}
 *     {{ use data_table(&table) }}
 *     {{ use bar_chart(&chart) }}
 */
#ifndef QUORATE_WEB_FIGURES_H
#define QUORATE_WEB_FIGURES_H

#include "base/table.h"
#include "web/view.h"

/* The table with its title as a caption that a heading says already; numbers stand right, the first column names the row. */
void data_table(View *v, const Table *table);

/* ---- Bars: one a row, of one part or of several that are stacked ---- */

enum { CHART_MOST_SERIES = 4 };
typedef struct {
    Text label;                        /* over the bar */
    int64_t parts[CHART_MOST_SERIES];  /* one for each series, none below 0 */
    Text shown;                        /* behind the bar: "75%"; may be empty */
} ChartBar;
typedef struct {
    const char *id;                    /* of this page's charts */
    Text title, about;                 /* "Attendance by seat"; what stands where, in a sentence */
    const char *series[CHART_MOST_SERIES];
    size_t series_count;
    ChartBar *items; size_t count;
    int64_t most;                      /* what a bar of the whole width is; 0: the longest */
} BarChart;
void bar_chart(View *v, const BarChart *chart);

/* ---- Lines over time ---- */

typedef struct {
    Date day;
    int64_t value;
    Text label; /* at the point; may be empty */
} ChartPoint;
typedef struct {
    const char *name;
    bool is_limit; /* a broken line without points: a setting, what is needed */
    ChartPoint *items; size_t count; /* by day, none below 0 */
} ChartLine;
typedef struct {
    const char *id;
    Text title, about;
    ChartLine *items; size_t count; /* at most CHART_MOST_SERIES */
} LineChart;
void line_chart(View *v, const LineChart *chart);

/* What was measured of one thing, by day (at least once), and what it should reach. */
typedef struct {
    int64_t of;                        /* the id of the thing, for the chart's id */
    Text title;
    ChartPoint *items; size_t count;
    Text last;                         /* the last value as people read it */
    bool has_target; int64_t target;
} ValuesOverTime;
/* Borrows the points. */
LineChart values_chart(Arena *arena, const ValuesOverTime *values);

/* ---- What the views ask ---- */

/* A table cut into what is iterated over. */
typedef struct { const Column *items; size_t count; } TableColumns;
typedef struct { const Column *column; const Cell *cell; Text shown; } CellPlace;
typedef struct { CellPlace *items; size_t count; } TableRow;
typedef struct { TableRow *items; size_t count; } TableRows;
TableColumns table_columns(const Table *table);
TableRows table_rows(Arena *arena, const Table *table);
bool column_is_numeric(const Column *column);

/* The series of a chart that stand in its key. */
typedef struct { const char *name; size_t pattern; bool is_limit; } KeyEntry;
typedef struct { KeyEntry *items; size_t count; } ChartKey;
ChartKey bar_chart_key(Arena *arena, const BarChart *chart);
ChartKey line_chart_key(Arena *arena, const LineChart *chart);


/* "45.25%" */
Text chart_per_cent(Arena *arena, int64_t part, int64_t of);
int64_t bar_chart_most(const BarChart *chart);
/* The parts of a bar that are not 0, where each begins and how wide it is; and where the bar ends. */
typedef struct { size_t pattern; Text x, width; } BarPart;
typedef struct { BarPart *items; size_t count; Text end; } BarParts;
BarParts bar_parts(Arena *arena, const BarChart *chart, const ChartBar *bar);
/* At most `most` characters, with an ellipsis when there were more. */
Text chart_label(Arena *arena, Text label, size_t most);

typedef struct {
    Date first, last;
    int64_t top;     /* of the scale, which begins at 0 */
    int height;      /* in pixels */
} ChartScale;
ChartScale line_chart_scale(const LineChart *chart);
Text scale_x(Arena *arena, ChartScale scale, Date day);
int64_t scale_y(ChartScale scale, int64_t value);
/* Where the words of a point stand: below it, where a limit is seldom; above it near the bottom. */
int64_t scale_label_y(ChartScale scale, int64_t value);
/* The stretches between the points of a line. */
typedef struct { Text x1, x2; int64_t y1, y2; } LineStretch;
typedef struct { LineStretch *items; size_t count; } LineStretches;
LineStretches line_stretches(Arena *arena, ChartScale scale, const ChartLine *line);

#endif
