/* Columns of lines that only gaps part: what finds tables in a PDF shares. Inside archive/ only. */
#ifndef QUORATE_ARCHIVE_COLUMNS_H
#define QUORATE_ARCHIVE_COLUMNS_H

#include "archive/lines.h"

enum { COLUMNS_MAX = 12, ROW_LINES_MAX = 600 };

typedef struct {
    size_t starts[COLUMNS_MAX], count;
} Columns;

/* Pieces of a line that two spaces or more keep apart: where each starts, in bytes. */
Columns columns_pieces(Text raw);
/* How many characters stand before a byte. */
size_t columns_characters(Text raw, size_t byte);
/* Adds a line's words to the cells of its columns, which start at characters; a word that begins shortly before a column belongs to it. */
void columns_add_line(Arena *arena, Text raw, const Columns *columns, Buffer *cells);
/* The line `first` becomes the row of the cells, which are emptied. */
void columns_end_row(Arena *arena, Lines *lines, size_t first, const Columns *columns, Buffer *cells);

#endif
