/* PDFs from outside: looked at in a sandboxed child, never in this process. */
#ifndef QUORATE_PAPER_PDF_H
#define QUORATE_PAPER_PDF_H

#include "base/error.h"

enum { PDF_PAGES_MAX = 5000, PDF_TEXT_MAX = 1024 * 1024, PDF_HIDDEN_MAX = 256 * 1024 };
#define PDF_BYTES_MAX ((int64_t)200 * 1024 * 1024)

typedef enum {
    PDF_FINE = 1,
    PDF_NOT_PDF,
    PDF_BROKEN,
    PDF_ENCRYPTED,
    PDF_TOO_BIG, /* bytes, pages or what it unpacks to */
    PDF_NO_PAGES,
} PdfVerdict;

/* Words that stand in the file and that no reader of its pages sees. */
typedef enum {
    PDF_COVERED = 'c',   /* under a black box or a picture that was drawn over them */
    PDF_OUTSIDE = 'o',   /* outside what is shown of the page */
    PDF_INVISIBLE = 'i', /* in no ink, or white on white; the recognised text of a scan is none of these */
    PDF_ON_LAYER = 'l',  /* on a layer that is switched off */
    PDF_REDACTION = 'r', /* marked for redaction, and still there */
} PdfUnseenKind;
typedef struct { PdfUnseenKind kind; int page; Text words; } PdfUnseen;

typedef struct {
    PdfVerdict verdict;
    Text sentence; /* for the person when it is not fine: what is wrong and what to do */
    int pages;
    bool is_tagged;
    bool is_signed;
    bool is_repaired; /* damaged, but qpdf could rebuild it; it counts as fine */
    bool has_files;   /* other files are attached to it */
    bool has_text;    /* words a reader can search; false for scans */
    bool is_read;     /* pdftotext came to its end, so `text` is all there is (up to PDF_TEXT_MAX); false: some words are not known */
    Text title;       /* from its metadata */
    Text text;        /* up to PDF_TEXT_MAX bytes of its words, for search; valid UTF-8 */
    Text hidden;      /* up to PDF_HIDDEN_MAX bytes of what no page shows: metadata, bookmarks, comments, form fields, links; one a line */
    /* from pdf_look_closely */
    bool is_whole;    /* all words, all that is hidden and all pages were looked at */
    Text *page_texts; size_t page_text_count; /* `text`, page by page */
    PdfUnseen *unseen; size_t unseen_count;
} PdfLook;

/* Looks at the PDF at `path`. An Error only when the looking itself fails; a bad PDF is a verdict. At most about 20 seconds and 512 MB.
 * The words come from pdftotext (poppler-utils), run in a second sandbox; where it is not installed, `text` is empty. */
Error *pdf_look(Arena *arena, const char *path, PdfLook *out);
/* The same for what is about to be published: all its words, however many, page by page, and the words that stand on its pages unseen. At most
 * about two minutes; what could not be looked at whole is told (is_whole). */
Error *pdf_look_closely(Arena *arena, const char *path, PdfLook *out);

/* The words of the PDF behind `fd` as they stand on its pages: a line each, columns kept apart by spaces, a form feed behind each page. *is_read
 * is false when not all of them came. Nothing else is looked at. */
Error *pdf_words_laid_out(Arena *arena, int fd, Text *out, bool *is_read);

#endif
