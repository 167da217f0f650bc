/* Owns tables of figures as values, how a cell reads, and CSV of them. */
#include "base/table.h"

#include <inttypes.h>

#include "base/error.h"

Table table_new(Arena *arena, const char *id, Text title, const Column *columns, size_t column_count, size_t most) {
    return (Table){.id = id,
        .title = title,
        .columns = columns,
        .column_count = column_count,
        .cells = ARENA_ARRAY(arena, Cell, column_count * most + 1),
        .row_room = most};
}

Cell *table_add(Table *t) {
    CHECK(t->row_count < t->row_room);
    return &t->cells[t->row_count++ * t->column_count];
}

const Cell *table_cell(const Table *t, size_t row, size_t column) {
    CHECK(row < t->row_count && column < t->column_count);
    return &t->cells[row * t->column_count + column];
}

/* ---- Cells ---- */

Cell cell_text(Text text) {
    return (Cell){.is_given = text.len > 0, .text = text};
}

Cell cell_link(Text text, Text url) {
    return (Cell){.is_given = text.len > 0, .text = text, .url = url};
}

Cell cell_number(int64_t number) {
    return (Cell){.is_given = true, .number = number};
}

Cell cell_decimal(int64_t hundredths) {
    return (Cell){.is_given = true, .number = hundredths};
}

Cell cell_share(int64_t number, int64_t of) {
    return (Cell){.is_given = of > 0, .number = number, .of = of};
}

Cell cell_date(Date date) {
    return (Cell){.is_given = date_is_set(date), .date = date};
}

/* ---- As people read it ---- */

int64_t share_in_per_cent(int64_t number, int64_t of) {
    return of > 0 ? (200 * number + of) / (2 * of) : 0;
}

/* "7.5" of 750: no more decimals than there are. */
static Text decimal_shown(Arena *arena, int64_t hundredths) {
    int64_t whole = hundredths / 100, rest = hundredths % 100;
    const char *sign = hundredths < 0 && whole == 0 ? "-" : "";
    if (rest < 0) rest = -rest;
    if (rest == 0) return text_format(arena, "%" PRId64, whole);
    if (rest % 10 == 0) return text_format(arena, "%s%" PRId64 ".%" PRId64, sign, whole, rest / 10);
    return text_format(arena, "%s%" PRId64 ".%02" PRId64, sign, whole, rest);
}

Text cell_shown(Arena *arena, const Column *column, const Cell *cell) {
    if (!cell->is_given) return S("");
    switch (column->kind) {
    case COLUMN_TEXT: return cell->text;
    case COLUMN_NUMBER: return text_format(arena, "%" PRId64, cell->number);
    case COLUMN_DECIMAL: return decimal_shown(arena, cell->number);
    case COLUMN_SHARE: return text_format(arena, "%" PRId64 "%%", share_in_per_cent(cell->number, cell->of));
    case COLUMN_DATE: return date_plain(arena, cell->date);
    }
    return S("");
}

/* ---- CSV ---- */

static Text csv_value(Arena *arena, const Column *column, const Cell *cell) {
    if (!cell->is_given) return S("");
    if (column->kind == COLUMN_DATE) return date_iso(arena, cell->date);
    if (column->kind != COLUMN_SHARE) return cell_shown(arena, column, cell);
    return decimal_shown(arena, (2000 * cell->number + cell->of) / (2 * cell->of) * 10);
}

void table_put_csv(Buffer *out, Arena *arena, const Table *t) {
    for (size_t i = 0; i < t->column_count; i++) {
        const char *unit = t->columns[i].kind == COLUMN_SHARE ? " (%)" : "";
        if (i) buffer_put_char(out, ',');
        buffer_put_csv_field(out, text_format(arena, "%s%s", t->columns[i].title, unit));
    }
    buffer_put(out, S("\r\n"));
    for (size_t row = 0; row < t->row_count; row++) {
        for (size_t i = 0; i < t->column_count; i++) {
            if (i) buffer_put_char(out, ',');
            buffer_put_csv_field(out, csv_value(arena, &t->columns[i], table_cell(t, row, i)));
        }
        buffer_put(out, S("\r\n"));
    }
}
