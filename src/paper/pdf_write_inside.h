/* What the files of the PDF writer share among themselves: pdf_write.c (the file), pdf_content.c (what pages show), pdf_font.c. */
#ifndef QUORATE_PAPER_PDF_WRITE_INSIDE_H
#define QUORATE_PAPER_PDF_WRITE_INSIDE_H

#include <qpdf/qpdf-c.h>

#include "paper/pdf_write.h"

typedef struct {
    enum { KID_ELEMENT, KID_CONTENT, KID_LINK } kind;
    size_t index; /* of the element, or of the link */
    size_t page;
    int mcid;
} PdfKid;

struct PdfElement {
    PdfOut *out;
    const char *type, *attributes;
    size_t index;  /* in out->elements */
    size_t parent; /* SIZE_MAX: the Document element */
    PdfKid *kids;
    size_t count, capacity;
};

struct PdfFont {
    PdfOut *out;
    hb_face_t *face;
    hb_font_t *unscaled;
    size_t index;
    int units; /* to the em */
    bool is_cff;
    unsigned glyph_count;
    hb_set_t *used;
    Text *means;      /* by glyph; empty: not used yet */
    uint16_t *widths; /* by glyph, in thousandths of the em; valid for used glyphs */
};

struct PdfPage {
    PdfOut *out;
    size_t index;
    double width, height;
    Buffer content;
    size_t *marked; /* the element of each MCID */
    size_t marked_count, marked_capacity;
    bool is_tagged;         /* a tag is open */
    const PdfElement *open; /* NULL while an artifact is open */
    PdfArtifact open_artifact;
    PdfColour colour;
    bool has_colour;
    const PdfFont *font;
    double size;
    /* the run of glyphs that is being written */
    double x, y, pen, expected; /* expected: where the reader's pen stands */
    bool in_array, in_hex, is_instead;
};

typedef struct {
    size_t page, element;
    double x, y, width, height;
    Text address, about;
} PdfLink;

typedef struct {
    int level;
    Text title;
    size_t page;
    double y;
} PdfBookmark;

struct PdfOut {
    Arena *arena;
    PdfElement **elements;
    size_t element_count, element_capacity;
    PdfPage **pages;
    size_t page_count, page_capacity;
    PdfFont **fonts;
    size_t font_count, font_capacity;
    PdfLink *links;
    size_t link_count, link_capacity;
    PdfBookmark *bookmarks;
    size_t bookmark_count, bookmark_capacity;
    PdfKid *kids; /* of the Document element */
    size_t kid_count, kid_capacity;
};

/* Room for one more in an array that grows in the arena. */
#define PDF_GROW(arena, array, count, capacity)                                                                                            \
    do {                                                                                                                                   \
        if ((count) == (capacity)) {                                                                                                       \
            size_t more_ = (capacity) ? 2 * (capacity) : 8;                                                                                \
            (array) = arena_grow((arena), (array), (capacity) * sizeof *(array), more_ * sizeof *(array));                                 \
            (capacity) = more_;                                                                                                            \
        }                                                                                                                                  \
    } while (0)

void pdf_element_add(PdfElement *element, PdfKid kid);
/* Ends the tag that the page has open. */
void pdf_page_close(PdfPage *page);
/* A number as PDF writes it: at most three decimals. */
void pdf_put_number(Buffer *out, double number);
/* The UTF-16BE of `text` in hexadecimal digits. */
void pdf_put_utf16_hex(Buffer *out, Text text);
/* The font as an object of `pdf`, subset and embedded. */
qpdf_oh pdf_font_object(qpdf_data pdf, PdfFont *font, Error **error);
void pdf_font_end(PdfFont *font);
/* Language, title, metadata and the rest of what a catalogue says about an accessible document. */
void pdf_put_about(qpdf_data pdf, Arena *arena, const PdfAbout *about);

#endif
