/* Markdown: read by cmark-gfm (with tables), written as HTML in the pages' own classes, as plain words, or into a Document. */
#ifndef QUORATE_PAPER_MARKDOWN_H
#define QUORATE_PAPER_MARKDOWN_H

#include "web/view.h"

/* Markdown longer than this, or nested deeper than MARKDOWN_DEPTH, is still shown whole, but as plain paragraphs. */
enum { MARKDOWN_MAX = 512 * 1024, MARKDOWN_DEPTH = 40 };

/* As HTML with GOV.UK classes. Headings start at `first_level` (2: "# x" becomes <h2>), leave no level out and stop at <h6>. Raw HTML is
 * shown as text, never passed through; links go to http, https, mailto and addresses of this site ("/...") only, others lose their link and keep their words;
 * pictures become their alternative text. Never fails. The result lives in `arena`. */
Html markdown_to_html(Arena *arena, Text markdown, int first_level);

/* A passage that a reader marked: the words of `quote`, at or after the paragraph that is numbered so ("1.2"; empty: anywhere). */
typedef struct { Text paragraph, quote; int64_t note; } MarkedPassage;
typedef struct { MarkedPassage *items; size_t count; } MarkedPassages;

/* The same HTML with an address at each paragraph and heading that begins with a number (id="paragraph-1-2") and each passage in <mark>, the first
 * of its pieces with id="note-N". White space and marks of emphasis make no difference to what is found. found[i], when `found` is not NULL,
 * tells whether the passage stands there still. */
Html markdown_mark(Arena *arena, Html html, MarkedPassages passages, bool *found);

/* Words as they stand, put as one line into Markdown: what would be a mark is written as itself. */
void markdown_put_words(Buffer *out, Text words);
/* The same with each line a paragraph of its own. `indent`: where those behind the first begin, so that they stay in the item of a list ("- ": 2). */
void markdown_put_paragraphs(Buffer *out, Text words, int indent);

/* Its words alone, a line for each block or table row, for search and leak checks. Everything that the HTML or the PDF would show is in it,
 * the addresses of links too. */
Text markdown_to_plain(Arena *arena, Text markdown);

#endif
