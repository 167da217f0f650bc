/* Where lines end that a page wrapped. Inside archive/ only. */
#ifndef QUORATE_ARCHIVE_LINE_ENDS_H
#define QUORATE_ARCHIVE_LINE_ENDS_H

#include "archive/lines.h"

/* How wide the words of a PDF are set, in characters: as far as one line in ten reaches. 0: not known, or lines are as their writer ended them. */
size_t lines_width(Arena *arena, const Lines *lines);
/* A line of a PDF that ends so early that the next one's first words had room in it was ended by its writer, when the next begins as a title, a
 * sentence or a number does. `width` is lines_width; is_top: among the first lines, where titles are set in larger letters. */
bool line_was_ended(const Line *before, const Line *line, size_t width, bool is_top);

#endif
