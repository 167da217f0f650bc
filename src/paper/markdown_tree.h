/* The parsed tree of a Markdown text, for the writers inside paper/ (HTML, plain words, documents). */
#ifndef QUORATE_PAPER_MARKDOWN_TREE_H
#define QUORATE_PAPER_MARKDOWN_TREE_H

#include <cmark-gfm.h>

#include "base/text.h"

/* Parses with tables and bare web addresses as links. NULL when the text is too long or too deeply nested for a tree: the caller then shows
 * it as plain paragraphs. End it with cmark_node_free. */
cmark_node *markdown_tree(Text markdown);

/* What a node is, extensions included. */
typedef enum {
    MD_OTHER,
    MD_PARAGRAPH,
    MD_HEADING,
    MD_LIST,
    MD_ITEM,
    MD_QUOTE,
    MD_CODE_BLOCK,
    MD_HTML_BLOCK,
    MD_BREAK, /* a line across */
    MD_TABLE,
    MD_ROW,
    MD_CELL,
    MD_TEXT,
    MD_CODE,
    MD_HTML,
    MD_SOFT_BREAK,
    MD_LINE_BREAK,
    MD_EMPHASIS,
    MD_STRONG,
    MD_LINK,
    MD_IMAGE,
} MdKind;
MdKind markdown_kind(cmark_node *node);
/* The words of a leaf; empty for others. */
Text markdown_literal(cmark_node *node);
/* The address of a link when it may be followed: http, https, mailto, or a path of this site. Empty otherwise. */
Text markdown_address(cmark_node *link);
/* The alignment of column `column` of the table that `cell` stands in: 'l', 'r', 'c' or 0. */
char markdown_alignment(cmark_node *table, size_t column);
bool markdown_is_head(cmark_node *row);
/* A paragraph directly in an item of a tight list: set without space around it. */
bool markdown_is_tight(cmark_node *paragraph);

#endif
