/* Which words of a page nobody sees. */
#include <inttypes.h>
#include <math.h>

#include "paper/pdf_ink.h"

enum { WORDS_SHOWN = 400, FEWEST_LETTERS = 3, MOST_TINY = 40000, MOST_LOOKS = 200000000 };

/* pdftotext passes over letters smaller than this when there are very many of them on a page. */
#define TINY 3.0f
/* Lighter than this is white on paper; a fill darker than this shows white words. */
#define WHITE 0.95f
#define LIGHT 0.85f
/* A picture of most of the page is a scan: words behind it or in no ink on it are its recognised text. */
#define SCAN 0.7

static double area(InkBox b) {
    return b.right > b.left && b.top > b.bottom ? (b.right - b.left) * (b.top - b.bottom) : 0;
}

static bool holds(InkBox b, double x, double y) {
    return x >= b.left && x <= b.right && y >= b.bottom && y <= b.top;
}

static bool is_scan(const InkPage *page, const InkCover *cover) {
    InkBox b = cover->box;
    InkBox seen = {
        fmax(b.left, page->paper.left), fmax(b.bottom, page->paper.bottom), fmin(b.right, page->paper.right), fmin(b.top, page->paper.top)};
    return cover->is_picture && area(seen) >= SCAN * area(page->paper);
}

static double middle(const InkGlyph *g) {
    return (g->box.left + g->box.right) / 2;
}

/* Its lower and its upper half: a line through a word covers neither. */
static bool is_under(const InkGlyph *g, const InkCover *cover) {
    double height = g->box.top - g->box.bottom;
    return holds(cover->box, middle(g), g->box.bottom + 0.15 * height) && holds(cover->box, middle(g), g->box.bottom + 0.75 * height);
}

static bool is_covered(const InkPage *page, const InkGlyph *g) {
    for (size_t i = page->cover_count; i-- > 0;) {
        const InkCover *cover = &page->covers[i];
        if (cover->order < g->order) return false;
        if (cover->is_certain && is_under(g, cover) && !is_scan(page, cover)) return true;
    }
    return false;
}

static bool has_picture_behind(const InkPage *page, const InkGlyph *g) {
    for (size_t i = 0; i < page->cover_count; i++)
        if (page->covers[i].is_picture && holds(page->covers[i].box, middle(g), g->box.bottom)) return true;
    return false;
}

/* White, and nothing darker was drawn there before. */
static bool is_white_on_white(const InkPage *page, const InkGlyph *g) {
    if (g->luminance < WHITE) return false;
    for (size_t i = page->cover_count; i-- > 0;) {
        const InkCover *cover = &page->covers[i];
        if (cover->order > g->order || !holds(cover->box, middle(g), g->box.bottom + 0.3 * g->size)) continue;
        if (cover->luminance < LIGHT) return false; /* dark, or nobody knows */
        if (cover->is_certain) return true;
    }
    return true;
}

static bool is_outside(const InkPage *page, const InkGlyph *g) {
    InkBox p = page->paper;
    return !holds((InkBox){p.left - 1, p.bottom - 1, p.right + 1, p.top + 1}, middle(g), g->box.bottom + 0.3 * g->size);
}

static char kind_of(const InkPage *page, const InkGlyph *g) {
    if (g->is_on_hidden_layer) return PDF_ON_LAYER;
    if (is_outside(page, g)) return PDF_OUTSIDE;
    if (g->is_inkless) return has_picture_behind(page, g) ? 0 : PDF_INVISIBLE;
    if (is_covered(page, g)) return PDF_COVERED;
    return is_white_on_white(page, g) ? PDF_INVISIBLE : 0;
}

static bool is_letter(uint32_t c) {
    return c > 0x7f || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static void put_words(const InkPage *page, const char *kinds, char kind, int number, Buffer *out) {
    Buffer words = buffer_new(page->arena, WORDS_SHOWN);
    int letters = 0;
    for (size_t i = 0; i < page->glyph_count && words.len < WORDS_SHOWN; i++) {
        if (kinds[i] != kind) continue;
        const InkGlyph *g = &page->glyphs[i];
        bool is_apart = g->begins_word || (i > 0 && kinds[i - 1] != kind);
        if (is_apart && words.len > 0) buffer_put_char(&words, ' ');
        letters += is_letter(g->letter);
        if (g->letter >= ' ' && g->letter != 0x7f && g->letter < 0x110000 && (g->letter < 0xD800 || g->letter > 0xDFFF))
            buffer_put_character(&words, (int32_t)g->letter);
    }
    if (letters < FEWEST_LETTERS) return;
    buffer_putf(out, "%c%d\t", kind, number);
    buffer_put(out, buffer_text(&words));
    buffer_put_char(out, '\n');
}

bool ink_judge(const InkPage *page, int number, Buffer *out) {
    static const char all[] = {PDF_COVERED, PDF_OUTSIDE, PDF_INVISIBLE, PDF_ON_LAYER};
    if (page->has_redaction_marks) buffer_putf(out, "%c%d\t\n", PDF_REDACTION, number);
    if (page->glyph_count == 0) return true;
    size_t tiny = 0;
    for (size_t i = 0; i < page->glyph_count; i++) tiny += page->glyphs[i].size < TINY;
    if (tiny > MOST_TINY) return false;
    if ((double)page->glyph_count * (double)page->cover_count > MOST_LOOKS) return false;
    char *kinds = ARENA_ARRAY(page->arena, char, page->glyph_count);
    for (size_t i = 0; i < page->glyph_count; i++) kinds[i] = kind_of(page, &page->glyphs[i]);
    for (size_t i = 0; i < sizeof all; i++) put_words(page, kinds, all[i], number, out);
    return true;
}
