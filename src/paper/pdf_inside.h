/* What the two sides of the sandbox say to each other about a PDF, and what the child's side offers to packs. Inside paper/ only. */
#ifndef QUORATE_PAPER_PDF_INSIDE_H
#define QUORATE_PAPER_PDF_INSIDE_H

#include <qpdf/qpdf-c.h>

#include "base/buffer.h"
#include "paper/pdf.h"

enum {
    PDF_IS_TAGGED = 1,
    PDF_IS_SIGNED = 2,
    PDF_IS_REPAIRED = 4,
    PDF_HAS_FILES = 16,
    PDF_INK_IS_WHOLE = 32, /* every page was looked through for words that nobody sees */
    PDF_HAS_STRUCTURE = 8, /* a structure tree, whether or not the document calls itself tagged */
    PDF_HAS_FORM = 256,    /* fields to be filled in */
    PDF_CLAIMS_ACCESS = 128, /* says of itself that it keeps to PDF/UA */
    PDF_IS_SCANNED = 64,   /* has pages that are pictures without words; told by packs */
};
/* The answer of "pdf-look"; the title follows, then what no page shows, then, when it was asked to look closely (the request "closely"), the
 * unseen words: lines of kind, page, a tab and the words. */
typedef struct {
    int32_t verdict, pages;
    uint32_t flags, title_bytes, hidden_bytes, unseen_bytes;
} PdfFindings;
enum { PDF_UNSEEN_MAX = 256 * 1024 };

/* The bytes of a descriptor, mapped; empty when that fails. They stay until the child ends. */
Text pdf_map(int fd);
/* Reads a PDF that stands in memory. *pdf is NULL unless the verdict is PDF_FINE; the caller ends it with qpdf_cleanup. */
PdfFindings pdf_open(Text bytes, qpdf_data *pdf);

/* Adds what no page shows, a line each, at most PDF_HIDDEN_MAX bytes; true when a comment carries another file. */
bool pdf_hidden(qpdf_data pdf, int pages, Buffer *out);

/* Does its metadata say that it keeps to PDF/UA? */
bool pdf_claims_access(qpdf_data pdf);

/* All that "pdf-look" finds out; the texts live in `arena`. `unseen` may be NULL: not looked for. */
PdfFindings pdf_examine(Arena *arena, Text bytes, Text *title, Text *hidden, Text *unseen);

#endif
