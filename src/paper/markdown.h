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

/* Its words alone, a line for each block or table row, for search and leak checks. Everything that the HTML or the PDF would show is in it,
 * the addresses of links too. */
Text markdown_to_plain(Arena *arena, Text markdown);

#endif
