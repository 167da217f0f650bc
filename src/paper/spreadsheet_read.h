/* Tables that others made: CSV and XLSX files as cells with their places. The bytes are hostile, so they are read in the sandbox (sandbox.h), with bounds on
 * parts, sizes, rows and merged cells; nothing in a file is run, and of a formula only the value is taken that was saved with it. */
#ifndef QUORATE_PAPER_SPREADSHEET_READ_H
#define QUORATE_PAPER_SPREADSHEET_READ_H

#include "base/buffer.h"
#include "base/date.h"
#include "base/error.h"

enum { BOOK_BYTES_MOST = 10 * 1000 * 1000, BOOK_ROWS_MOST = 20000, BOOK_COLUMNS_MOST = 200, BOOK_SHEETS_MOST = 20 };
/* Over all sheets together: rows times columns, so empty cells count, and the words of the cells, those of merged ones each time. */
enum { BOOK_CELLS_MOST = 500000, BOOK_WORDS_MOST = 20 * 1000 * 1000 };

typedef enum {
    READ_CELL_EMPTY = 0,
    READ_CELL_TEXT,
    READ_CELL_NUMBER, /* text: its digits, "2.1" */
    READ_CELL_DATE,   /* text: the day, "2026-03-31" */
    READ_CELL_FLAG,   /* text: "Yes" or "No" */
    READ_CELL_WRONG,  /* text: what the spreadsheet shows, "#REF!" */
} ReadCellKind;
typedef struct {
    ReadCellKind kind;
    Text text;
    bool is_formula; /* the value that was saved with it; READ_CELL_EMPTY: none was */
    bool is_merged;  /* the value of the first cell of its area, which is another cell */
    bool is_from_above; /* and that stands in a row above */
} ReadCell;
typedef struct {
    Text name; /* empty in CSV */
    bool is_hidden;
    size_t row_count, column_count;
    ReadCell *cells; /* row by row */
} ReadSheet;

typedef enum {
    BOOK_FINE = 1,
    BOOK_EMPTY,
    BOOK_TOO_BIG,
    BOOK_LOCKED,  /* a password */
    BOOK_OTHER,   /* no spreadsheet: a Word file, a PDF, a picture, an old or another kind of spreadsheet */
    BOOK_DAMAGED,
} BookVerdict;
typedef struct {
    BookVerdict verdict;
    Text sentence; /* for the person when it is not fine: what is wrong and what to do */
    bool is_csv;
    ReadSheet *sheets;
    size_t sheet_count;
} ReadBook;

/* Reads the bytes in the sandbox. An Error only when no child could be started; a bad file is a verdict. Everything lives in `arena`. */
Error *spreadsheet_read(Arena *arena, Text bytes, ReadBook *out);
/* The same of a file. */
Error *spreadsheet_read_file(Arena *arena, const char *path, ReadBook *out);

/* A cell of a sheet; an empty one outside of it. Row and column from 0. */
const ReadCell *sheet_cell(const ReadSheet *sheet, size_t row, size_t column);
/* A sheet of that many rows and columns, its cells empty. */
ReadSheet sheet_new(Arena *arena, Text name, size_t rows, size_t columns);

/* A book as bytes, to be kept or handed out of the sandbox. Taking checks everything; false: it is none. */
void book_put(Buffer *out, const ReadBook *book);
bool book_take(Arena *arena, Text bytes, ReadBook *out);

/* What is done inside the sandbox; for that and for tests. */
void book_of_bytes(Arena *arena, Text bytes, ReadBook *out);
/* Its two halves (spreadsheet_csv.c, spreadsheet_xlsx.c). */
void book_of_csv(Arena *arena, Text bytes, ReadBook *out);
void book_of_xlsx(Arena *arena, Text bytes, ReadBook *out);
void book_refuse(ReadBook *out, BookVerdict verdict, Text sentence);
/* "31 March 2026" of the number that spreadsheets keep days as (1 is 1 January 1900); unset when it is none. */
Date date_of_serial(int64_t serial, bool is_from_1904);

#endif
