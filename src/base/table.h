/* A table of figures as values: columns with their kinds, and rows of cells. From one table come the page's table (web/tables.view.html), CSV (here)
 * and a sheet of a spreadsheet file (paper/spreadsheet.h), so that all three say the same. */
#ifndef QUORATE_BASE_TABLE_H
#define QUORATE_BASE_TABLE_H

#include "base/buffer.h"
#include "base/date.h"

typedef enum {
    COLUMN_TEXT = 1,
    COLUMN_NUMBER,  /* whole numbers */
    COLUMN_DECIMAL, /* Cell.number in hundredths: 750 is 7.5 */
    COLUMN_SHARE,   /* Cell.number of Cell.of: 3 of 4 is 75% */
    COLUMN_DATE,
} ColumnKind;
typedef struct {
    const char *title;
    ColumnKind kind;
    int width; /* of a sheet, in characters; 0: by its kind */
} Column;

/* A zeroed cell is empty: nothing is known, which is not the number 0. */
typedef struct {
    bool is_given;
    Text text;
    int64_t number, of;
    Date date;
    Text url; /* of pages: where the cell leads; may be empty */
} Cell;

typedef struct {
    const char *id; /* "seats": in addresses and file names */
    Text title;     /* "Attendance by seat" */
    Text rule;      /* how it is counted, one sentence a line */
    const Column *columns;
    size_t column_count;
    Cell *cells; /* row by row */
    size_t row_count;
    size_t row_room;
} Table;
typedef struct {
    Table *items;
    size_t count;
} TableList;

/* A table without rows, with room for `most`. Borrows the columns. */
Table table_new(Arena *arena, const char *id, Text title, const Column *columns, size_t column_count, size_t most);
/* The cells of a new row at the end, zeroed. */
Cell *table_add(Table *table);
const Cell *table_cell(const Table *table, size_t row, size_t column);

Cell cell_text(Text text);
Cell cell_link(Text text, Text url);
Cell cell_number(int64_t number);
Cell cell_decimal(int64_t hundredths);
/* Empty when `of` is 0: a share of nothing is not known. */
Cell cell_share(int64_t number, int64_t of);
/* Empty for an unset date. */
Cell cell_date(Date date);

/* As people read it: "7.5", "75%", "23 July 2025"; empty for an empty cell. */
Text cell_shown(Arena *arena, const Column *column, const Cell *cell);
/* A share as a whole number of per cent, halves rounded up: 3 of 4 is 75. */
int64_t share_in_per_cent(int64_t number, int64_t of);

/* The table as CSV with a row of column titles: dates as 2025-07-23, shares as a number of per cent with one decimal. What a spreadsheet program would run
 * as a formula is made harmless (buffer_put_csv_field). */
void table_put_csv(Buffer *out, Arena *arena, const Table *table);

#endif
