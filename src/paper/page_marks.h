/* Marks on the pages of one PDF: whom a copy was made for, and how it is to be handled. */
#ifndef QUORATE_PAPER_PAGE_MARKS_H
#define QUORATE_PAPER_PAGE_MARKS_H

#include "base/error.h"

/* Two lines, at the top and again at the bottom of every page: "NOT FOR PUBLICATION ...", "Read by ...". Without the second one, the foot keeps
 * room for the number that a pack stamps there. */
typedef struct {
    Text first, second;
} PageMarks;

/* Puts the marks on every page of the PDF at `path`, which is replaced, whole or not at all. They stand in strips added above and below the
 * page, so they cover nothing of it, as artifacts; structure tree, links and bookmarks stay as they are. An electronic signature does not
 * survive. Runs in the sandbox. ERROR_STORAGE when it cannot be done: the file is then left as it was. */
Error *page_marks_put(Arena *arena, const char *path, PageMarks marks);

#endif
