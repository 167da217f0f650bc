/* Tables as a spreadsheet file (XLSX), written by libxlsxwriter: numbers are numbers, dates are dates, and text is text whatever it begins with. */
#ifndef QUORATE_PAPER_SPREADSHEET_H
#define QUORATE_PAPER_SPREADSHEET_H

#include "base/error.h"
#include "base/table.h"

#define SPREADSHEET_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

/* One sheet a table, its head frozen and its columns wide enough, and a first sheet "How it is counted" that says `about` (one sentence a line) and the
 * rule of each table. The bytes live in `arena`. The same tables give the same bytes: the file says that it was made at `made`, never when it really was. Nothing
 * of it is left on a disk. */
Error *spreadsheet_make(Arena *arena, const TableList *tables, Text title, Text about, Moment made, Text *out);
/* A name that a sheet may have: at most 31 characters, without those that are forbidden. Pure. */
Text sheet_name(Arena *arena, Text title);

#endif
