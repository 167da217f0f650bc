/* Documents: Markdown to HTML and to tagged PDF, PDFs looked at and merged into packs. Knows nothing of partnerships. */
#ifndef QUORATE_PAPER_PAPER_H
#define QUORATE_PAPER_PAPER_H

#include "base/buffer.h"
#include "base/date.h"
#include "base/error.h"
#include "web/view.h"

/* ---- Markdown (cmark-gfm with tables; raw HTML is shown as text, never passed through; only http, https, mailto and / links) ---- */

/* As HTML with GOV.UK classes. Headings start at `first_level` (2: "# x" becomes <h2>). */
Html markdown_to_html(Arena *arena, Text markdown, int first_level);
/* Its words alone, for search and leak checks. */
Text markdown_to_plain(Arena *arena, Text markdown);

/* ---- Documents that we write: a tree of marks, typeset by Pango, written by qpdf as tagged PDF ---- */

typedef struct Document Document;
/* An A4 document. `title` goes into the metadata and, with the page number, into the running foot (an artifact). */
Document *document_new(Arena *arena, Text title, Text subject);
/* A line at the top and bottom of each page ("RESTRICTED: not for publication"); empty for none. */
void document_marking(Document *d, Text marking);
void document_heading(Document *d, int level, Text text); /* 1 to 4; also a bookmark */
void document_paragraph(Document *d, Text text);
/* "1.1" in the margin, the text beside it. */
void document_numbered(Document *d, Text number, Text text);
void document_bullet(Document *d, Text text);
/* Two columns, label and value, as a table with row headers: "To:", "By:". */
typedef struct { Text label, value; } DocumentPair;
void document_pairs(Document *d, const DocumentPair *pairs, size_t count);
/* A table with a header row; cells row by row. `widths` in percent, or NULL for equal. */
void document_table(Document *d, Text caption, const Text *head, size_t columns, const Text *cells, size_t rows, const int *widths);
/* A line of an agenda: code, title, and at the right "Pages 1 - 8" or nothing. `note` stands smaller under the title (may be empty). */
void document_agenda_line(Document *d, Text code, Text title, Text note, Text pages);
void document_rule(Document *d);
void document_page_break(Document *d);
/* Markdown in place, headings from `first_level`. */
void document_markdown(Document *d, Text markdown, int first_level);
/* Writes the PDF to `path`; *pages receives its number of pages. */
Error *document_write(Document *d, const char *path, int *pages);

/* ---- PDFs from outside: looked at in a sandboxed child (seccomp, rlimits, no network), never in this process ---- */

typedef enum {
    PDF_FINE = 1,
    PDF_NOT_PDF,
    PDF_BROKEN,
    PDF_ENCRYPTED,
    PDF_TOO_BIG,   /* bytes, pages or what it unpacks to */
    PDF_NO_PAGES,
} PdfVerdict;
typedef struct {
    PdfVerdict verdict;
    Text sentence;     /* for the person when it is not fine: what is wrong and what to do */
    int pages;
    bool is_tagged;
    bool is_signed;
    bool has_text;
    Text title;        /* from its metadata */
    Text text;         /* up to 1 MB of its words, for search; valid UTF-8 */
} PdfLook;
/* Looks at the PDF at `path`. An Error only when the looking itself fails; a bad PDF is a verdict. At most 20 seconds, 512 MB. */
Error *pdf_look(Arena *arena, const char *path, PdfLook *out);

/* ---- Packs ---- */

typedef struct {
    const char *path;  /* PDF; NULL: a placeholder page that carries `title` and `placeholder` */
    Text title;        /* bookmark */
    Text placeholder;  /* why there is no paper: "This paper could not be read ..." */
    int level;         /* 0: a bookmark at the top; 1: under the one before */
    bool is_numbered;  /* counts in and is stamped with the running page number (front sheets are not) */
    int first_page, last_page; /* out: running numbers, 0 when not numbered */
} PackPart;
/* Merges the parts in order into a PDF at `path`: continuous page numbers stamped as artifacts ("Page 12"), bookmarks, structure trees kept
 * and joined under a Part each, title and language en-GB. Runs in a sandboxed child. A part that cannot be read becomes a placeholder page
 * (its .placeholder is filled in). `tell` (may be NULL) hears about each part. */
Error *pack_merge(Arena *arena, PackPart *parts, size_t count, Text title, const char *path,
                  void (*tell)(void *context, size_t done, size_t count), void *context);
/* Only the numbers: fills first_page and last_page from the files' page counts. */
Error *pack_number(Arena *arena, PackPart *parts, size_t count);

/* ---- The sandbox, for other parsers too ---- */

/* Runs `work` in a child process with no network, no new files, limited memory (bytes) and seconds; its answer comes back through a pipe
 * (at most `answer_max` bytes). `readable` and `writable` are descriptors the child keeps. Error when it dies or takes too long. */
typedef int (*SandboxWork)(void *context, int answer_fd);
Error *sandbox_run(Arena *arena, SandboxWork work, void *context, int64_t memory, int seconds, size_t answer_max, Text *answer);

#endif
