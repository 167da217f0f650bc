/* Setting marks on pages. Inside paper/ only: typeset.c (the flow and the marks), typeset_text.c (words), typeset_table.c (tables). */
#ifndef QUORATE_PAPER_TYPESET_H
#define QUORATE_PAPER_TYPESET_H

#include <pango/pango.h>

#include "paper/marks.h"
#include "paper/pdf_write.h"

/* A4, in points. Lengths on a page are measured from its top left. */
#define PAGE_WIDTH 595.28
#define PAGE_HEIGHT 841.89
#define PAGE_LEFT 62.0
#define PAGE_RIGHT (PAGE_WIDTH - 62.0)
#define PAGE_TOP 64.0
#define PAGE_BOTTOM (PAGE_HEIGHT - 76.0)

extern const PdfColour colour_ink, colour_quiet, colour_accent, colour_line, colour_shade;

typedef struct {
    double size, leading;
    PdfColour colour;
    bool is_bold, is_fixed;
    char alignment; /* 'l', 'c', 'r'; 0 is 'l' */
} Style;

/* Words broken into lines of a width. */
typedef struct {
    PangoLayout *layout;
    const Words *words;
    Style style;
    double baseline; /* of a line, below its top */
    int count;
} Block;

/* How high the letters of a style stand; asked once a style. */
typedef struct {
    double size, ascent, descent;
    bool is_bold, is_fixed;
} StyleMetrics;

typedef struct Frame Frame; /* an open container: list, item, quote */
struct Frame {
    MarkKind kind;
    ListKind list;
    PdfElement *element; /* NULL: the document */
    PdfElement *body;    /* of an item: LBody */
    double left;
    const Words *label; /* of an item, until it is drawn */
    PdfElement *label_element;
    double bar_top; /* of a quote */
    Frame *outer;
};

typedef struct {
    const Document *document;
    Arena *arena;
    PangoContext *context;
    PdfOut *out;
    PdfPage *page;
    double y;   /* where the next line's top goes */
    double gap; /* owed below what was set last */
    Frame *frame;
    int heading; /* the last heading's tagged level */
    StyleMetrics metrics[24];
    size_t metrics_count;
    PangoFontDescription *plain; /* for the sign that stands for a missing letter */
} Typesetter;

/* ---- typeset_text.c ---- */

/* The block holds Pango's objects until block_end. `width` in points; 0: as wide as it is. */
Block block_of(Typesetter *t, const Words *words, Style style, double width);
void block_end(Block *block);
double block_line_height(const Block *block, int line);
double block_height(const Block *block);
/* The width of its widest line. */
double block_width(const Block *block);
/* Draws one line with its top at `y`. `element` NULL draws an artifact (the caller has begun it). Links become children of `element`;
 * `links` holds them from line to line (block->words->count places, zeroed). */
void block_draw_line(Typesetter *t, const Block *block, int line, double x, double y, PdfElement *element, PdfElement **links);

/* ---- typeset.c ---- */

double flow_left(const Typesetter *t);
double flow_width(const Typesetter *t);
PdfElement *flow_parent(Typesetter *t);
/* Space before a block: `before` or what the last block asked for, the larger; none at the top of a page. */
void flow_space(Typesetter *t, double before);
void flow_new_page(Typesetter *t);
/* A new page when less than `height` is left. */
void flow_need(Typesetter *t, double height);
/* Draws the waiting label of an item in front of a line whose baseline stands at `baseline`. */
void flow_label(Typesetter *t, double baseline);
/* Sets a block line by line, over pages when it must; no single line is left alone. */
void flow_block(Typesetter *t, const Words *words, Style style, PdfElement *element);

/* ---- typeset_table.c ---- */

void typeset_table(Typesetter *t, const MarkTable *table);

#endif
