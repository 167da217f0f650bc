/* What a page draws, as far as it is needed to find words that stand in a PDF and are not seen: under a black box or a picture, outside the
 * page, in white, in no ink at all, on a layer that is off. Inside the sandbox.
 *
 * pdf_ink.c reads the content streams and keeps glyphs and what covers them, in the order they are drawn; pdf_ink_judge.c says which words
 * nobody sees. Where it cannot tell (a shape that is no rectangle, see-through ink) it takes words as seen. */
#ifndef QUORATE_PAPER_PDF_INK_H
#define QUORATE_PAPER_PDF_INK_H

#include "paper/pdf_inside.h"

typedef struct {
    double left, bottom, right, top;
} InkBox;

/* A letter where it stands; box: from its baseline up. */
typedef struct {
    InkBox box;
    int order;
    uint32_t letter;
    float size, luminance; /* of its ink: 0 black, 1 white, -1 unknown */
    bool is_inkless;       /* drawn in no ink: rendering mode 3, or see-through */
    bool is_on_hidden_layer;
    bool begins_word;      /* a space was drawn or left before it */
} InkGlyph;

/* Something drawn over a part of the page. */
typedef struct {
    InkBox box;
    int order;
    float luminance;
    bool is_certain; /* opaque, and all of the box; otherwise it only may lie behind words */
    bool is_picture;
} InkCover;

typedef struct {
    Arena *arena;
    InkBox paper; /* what is shown of the page */
    InkGlyph *glyphs;
    size_t glyph_count, glyph_capacity;
    InkCover *covers;
    size_t cover_count, cover_capacity;
    int order;
    bool has_redaction_marks; /* marked for redaction, and not redacted */
} InkPage;

void ink_cover_add(InkPage *page, InkCover cover);
void ink_glyph_add(InkPage *page, InkGlyph glyph);

/* Adds a line for each kind of unseen words of the page: kind, page number, a tab, the words. False when there is too much to look through. */
bool ink_judge(const InkPage *page, int number, Buffer *out);

/* All pages. False when there is more on them than can be looked through. */
bool pdf_ink(qpdf_data pdf, int pages, Buffer *out);

#endif
