/* Documents that we write: a list of marks (heading, paragraph, table ...), typeset by Pango, written by qpdf as tagged PDF.
 * A Document only says what things mean; typeset.c decides where they stand. */
#ifndef QUORATE_PAPER_DOCUMENT_H
#define QUORATE_PAPER_DOCUMENT_H

#include "base/date.h"
#include "base/error.h"

typedef struct Document Document;

/* What stands at the foot of each page (as an artifact). */
typedef enum {
    DOCUMENT_FOOT_PAGES, /* the title, and "Page 2 of 9": for a document that stands alone */
    DOCUMENT_FOOT_TITLE, /* the title: for a document that goes into a pack, which stamps its own page numbers */
    DOCUMENT_FOOT_NONE,
} DocumentFoot;

/* An A4 document in British English. `title` goes into the metadata and the running foot, `subject` into the metadata. The texts given to a
 * document are copied. Everything lives in `arena`. */
Document *document_new(Arena *arena, Text title, Text subject);
void document_foot(Document *d, DocumentFoot foot);
/* When it was made, for the metadata. Without it the file carries no date, and the same marks give the same bytes. */
void document_made_at(Document *d, Moment moment);
/* A line at the top and bottom of each page ("RESTRICTED: not for publication"); empty for none. */
void document_marking(Document *d, Text marking);

/* The name of the document at the top of its first page: a level 1 heading that is set larger. `above` stands over it, small (the name of
 * the partnership), may be empty. */
void document_title(Document *d, Text above, Text title);
void document_heading(Document *d, int level, Text text); /* 1 to 4; also a bookmark */
void document_paragraph(Document *d, Text text);
/* "1.1" in the margin, the text (Markdown, for its emphasis and links) beside it. One after the other they make a list. */
void document_numbered(Document *d, Text number, Text markdown);
void document_bullet(Document *d, Text text);
/* Two columns, label and value, as a table with row headers: "To:", "By:". */
typedef struct {
    Text label, value;
} DocumentPair;
void document_pairs(Document *d, const DocumentPair *pairs, size_t count);
/* A table with a header row; cells row by row. `widths` in percent, or NULL to fit the columns to what they hold. A table too wide for the
 * page is set smaller and its words wrap; rows go over pages, and the header row is shown again. */
void document_table(Document *d, Text caption, const Text *head, size_t columns, const Text *cells, size_t rows, const int *widths);
/* A line of an agenda: code, title, and at the right "Pages 1 - 8" or nothing. `note` stands smaller under the title (may be empty). */
void document_agenda_line(Document *d, Text code, Text title, Text note, Text pages);
/* The same in a front sheet that goes into a pack: the title leads to the part with that `place` (PackPart). */
void document_agenda_link(Document *d, Text code, Text title, Text note, Text pages, Text place);
/* A passage set off by a bar at its left: a notice, a decision, "This passage is restricted". */
void document_notice(Document *d, Text text);
void document_rule(Document *d);
void document_page_break(Document *d);
/* Markdown in place, headings from `first_level` (1 to 4). */
void document_markdown(Document *d, Text markdown, int first_level);

/* Writes the PDF to `path` (replaced when it is there); *pages, when given, receives its number of pages. Safe from any thread; documents
 * are typeset one at a time. */
Error *document_write(Document *d, const char *path, int *pages);
/* The same in memory; the bytes live in the document's arena. */
Error *document_bytes(Document *d, Text *bytes, int *pages);

#endif
