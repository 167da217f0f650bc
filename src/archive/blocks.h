/* Blocks: lines joined to paragraphs, headings, bullets and rows, with the number or letter that each begins with. Inside archive/ only. */
#ifndef QUORATE_ARCHIVE_BLOCKS_H
#define QUORATE_ARCHIVE_BLOCKS_H

#include "archive/lines.h"
#include "archive/scan.h"

typedef enum {
    MARK_PLAIN,   /* begins with no mark */
    MARK_NUMBER,  /* "12.", "12)", "(12)" */
    MARK_DECIMAL, /* "1.1", "6.0" */
    MARK_LETTER,  /* "a)", "(a)", "a.", "A." */
    MARK_ROMAN,   /* "(ii)", "ii)", "ii." */
    MARK_BULLET,
} BlockMark;

typedef struct {
    Text text;  /* without its mark; of a row: its cells, a tab between them */
    Text broken; /* of a row whose cells have several paragraphs: with line ends between them */
    Text margin; /* who acts, as the margin beside it says */
    Text label; /* "12", "1.1", "a", "ii" */
    BlockMark mark;
    LineRole role;
    int level;
    Text bare, after_bare; /* "54 Apologies": a number without a mark, and what follows in its line; only where it could head an item */
    Text below_bare;       /* what the lines after it go on with */
    int first_line, last_line; /* from 1 */
    int indent, page;
    int blanks; /* blank lines before it */
    bool is_bold;     /* its line is in bold throughout */
    bool is_bulleted; /* a bullet stood before the mark: "- a. note" */
} Block;

typedef struct {
    Block *items;
    size_t count;
    const Lines *lines;
} Blocks;

Blocks blocks_of(Arena *arena, const Lines *lines);
/* Takes a mark from the front: "12. ", "(a) ", "1.1 ". */
BlockMark take_mark(Text *t, Text *label);
/* The cells of a row. */
typedef struct { Text *items; size_t count; } Cells;
Cells block_cells(Arena *arena, const Block *block);
/* Begins with RESOLVED, AGREED, "Decision:", "The Committee agreed to" or the like; *rest (may be NULL) is what follows the word
 * (resolution_words.c). */
bool is_resolution(Text t, Text *rest);
/* "The Committee agreed to ...", "The Committee:-" above a list: decisions where a document has no louder word for them. */
bool is_told_decision(Text t, Text *rest);
/* RESOLVED, AGREED and the like stand in it in capitals, or it begins with them. */
bool is_loud_resolution(Text t);
/* "(Item B4)" at the front; *code receives "B4". */
bool take_item_mark(Text *t, Text *code);
/* The same at the end of a title, which is cut. */
bool cut_item_mark(Text *t, Text *code);

#endif
