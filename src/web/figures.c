/* Owns where the pieces of charts stand. */
#include "web/figures.h"

#include <inttypes.h>

Text chart_per_cent(Arena *arena, int64_t part, int64_t of) {
    int64_t hundredths = of > 0 ? 10000 * part / of : 0;
    return text_format(arena, "%" PRId64 ".%02" PRId64 "%%", hundredths / 100, hundredths % 100);
}

Text chart_label(Arena *arena, Text label, size_t most) {
    Text rest = label;
    if (text_characters(label) <= most) return label;
    for (size_t i = 0; i + 1 < most; i++) text_next_character(&rest);
    return text_format(arena, "%.*s\xe2\x80\xa6", TEXT_ARG(text_slice(label, 0, label.len - rest.len)));
}

/* ---- Tables ---- */

TableColumns table_columns(const Table *table) {
    return (TableColumns){table->columns, table->column_count};
}

TableRows table_rows(Arena *arena, const Table *table) {
    TableRows rows = {.items = ARENA_ARRAY(arena, TableRow, table->row_count + 1), .count = table->row_count};
    for (size_t row = 0; row < table->row_count; row++) {
        rows.items[row] = (TableRow){ARENA_ARRAY(arena, CellPlace, table->column_count), table->column_count};
        for (size_t i = 0; i < table->column_count; i++) {
            const Cell *cell = table_cell(table, row, i);
            rows.items[row].items[i] = (CellPlace){&table->columns[i], cell, cell_shown(arena, &table->columns[i], cell)};
        }
    }
    return rows;
}

bool column_is_numeric(const Column *column) {
    return column->kind == COLUMN_NUMBER || column->kind == COLUMN_DECIMAL || column->kind == COLUMN_SHARE;
}

/* ---- Bars ---- */

enum { BAR_WIDTH = 84 /* per cent: what is shown behind the longest bar has room too */ };

static int64_t bar_sum(const ChartBar *bar, size_t series_count) {
    int64_t sum = 0;
    for (size_t i = 0; i < series_count; i++) sum += bar->parts[i];
    return sum;
}

BarParts bar_parts(Arena *arena, const BarChart *chart, const ChartBar *bar) {
    BarParts out = {.items = ARENA_ARRAY(arena, BarPart, CHART_MOST_SERIES)};
    int64_t at = 0, of = 100 * bar_chart_most(chart);
    for (size_t i = 0; i < chart->series_count; i++) {
        if (bar->parts[i] > 0)
            out.items[out.count++] =
                (BarPart){i, chart_per_cent(arena, BAR_WIDTH * at, of), chart_per_cent(arena, BAR_WIDTH * bar->parts[i], of)};
        at += bar->parts[i];
    }
    out.end = chart_per_cent(arena, BAR_WIDTH * at, of);
    return out;
}

ChartKey bar_chart_key(Arena *arena, const BarChart *chart) {
    ChartKey key = {.items = ARENA_ARRAY(arena, KeyEntry, CHART_MOST_SERIES)};
    for (size_t i = 0; i < chart->series_count && chart->series_count > 1; i++)
        key.items[key.count++] = (KeyEntry){chart->series[i], i, false};
    return key;
}

int64_t bar_chart_most(const BarChart *chart) {
    int64_t most = chart->most;
    for (size_t i = 0; i < chart->count && chart->most == 0; i++) {
        int64_t sum = bar_sum(&chart->items[i], chart->series_count);
        if (sum > most) most = sum;
    }
    return most > 0 ? most : 1;
}

/* ---- Lines ---- */

enum { TOP_SPACE = 24, BOTTOM_SPACE = 8, DRAWN = 160, LEFT = 800, WIDTH = 8700 /* hundredths of a per cent */ };

LineChart values_chart(Arena *arena, const ValuesOverTime *values) {
    Date first = values->items[0].day, last = values->items[values->count - 1].day;
    ChartLine *lines = ARENA_ARRAY(arena, ChartLine, 2);
    lines[0] = (ChartLine){.name = "Value", .items = values->items, .count = values->count};
    if (values->has_target) {
        ChartPoint *ends = ARENA_ARRAY(arena, ChartPoint, 2);
        ends[0] = (ChartPoint){first, values->target, S("")};
        ends[1] = (ChartPoint){last, values->target, S("")};
        lines[1] = (ChartLine){.name = "Target", .is_limit = true, .items = ends, .count = 2};
    }
    return (LineChart){.id = text_string(arena, text_format(arena, "chart-of-measure-%" PRId64, values->of)),
        .title = values->title,
        .about = text_format(
            arena, "%zu values, the last of %.*s: %.*s", values->count, TEXT_ARG(date_plain(arena, last)), TEXT_ARG(values->last)),
        .items = lines,
        .count = values->has_target ? 2 : 1};
}

ChartScale line_chart_scale(const LineChart *chart) {
    ChartScale scale = {.top = 1, .height = TOP_SPACE + DRAWN + BOTTOM_SPACE};
    for (size_t i = 0; i < chart->count; i++)
        for (size_t k = 0; k < chart->items[i].count; k++) {
            const ChartPoint *p = &chart->items[i].items[k];
            if (!date_is_set(scale.first) || date_compare(p->day, scale.first) < 0) scale.first = p->day;
            if (date_compare(p->day, scale.last) > 0) scale.last = p->day;
            if (p->value > scale.top) scale.top = p->value;
        }
    return scale;
}

Text scale_x(Arena *arena, ChartScale scale, Date day) {
    int64_t all = date_days_between(scale.first, scale.last), at = date_days_between(scale.first, day);
    int64_t hundredths = LEFT + (all > 0 ? WIDTH * at / all : WIDTH / 2);
    return text_format(arena, "%" PRId64 ".%02" PRId64 "%%", hundredths / 100, hundredths % 100);
}

int64_t scale_y(ChartScale scale, int64_t value) {
    return TOP_SPACE + DRAWN - DRAWN * value / scale.top;
}

int64_t scale_label_y(ChartScale scale, int64_t value) {
    return 4 * value > scale.top ? scale_y(scale, value) + 20 : scale_y(scale, value) - 9;
}

LineStretches line_stretches(Arena *arena, ChartScale scale, const ChartLine *line) {
    LineStretches out = {.items = ARENA_ARRAY(arena, LineStretch, line->count + 1)};
    for (size_t i = 1; i < line->count; i++) {
        const ChartPoint *a = &line->items[i - 1], *b = &line->items[i];
        out.items[out.count++] =
            (LineStretch){scale_x(arena, scale, a->day), scale_x(arena, scale, b->day), scale_y(scale, a->value), scale_y(scale, b->value)};
    }
    return out;
}

ChartKey line_chart_key(Arena *arena, const LineChart *chart) {
    ChartKey key = {.items = ARENA_ARRAY(arena, KeyEntry, chart->count + 1)};
    for (size_t i = 0; i < chart->count; i++) key.items[key.count++] = (KeyEntry){chart->items[i].name, i, chart->items[i].is_limit};
    return key;
}
