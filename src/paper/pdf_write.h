/* A tagged PDF being made: pages with marked content, the structure tree, fonts, links, bookmarks. Inside paper/ only.
 * The rule it enforces: nothing is drawn outside a tag, and a tag is either a structure element or an artifact. */
#ifndef QUORATE_PAPER_PDF_WRITE_H
#define QUORATE_PAPER_PDF_WRITE_H

#include <hb.h>

#include "base/buffer.h"
#include "base/date.h"
#include "base/error.h"

typedef struct PdfOut PdfOut;
typedef struct PdfPage PdfPage;
typedef struct PdfElement PdfElement;
typedef struct PdfFont PdfFont;
typedef struct {
    double r, g, b;
} PdfColour;

PdfOut *pdf_out_new(Arena *arena);

/* A structure element at the end of `parent` (NULL: the Document element). `type` is a literal: "P", "H1", "TD". */
PdfElement *pdf_element(PdfOut *out, PdfElement *parent, const char *type);
/* Its attribute dictionary, a literal: "<</O/Table/Scope/Column>>". */
void pdf_element_attributes(PdfElement *element, const char *attributes);

typedef enum { PDF_LAYOUT, PDF_HEADER, PDF_FOOTER } PdfArtifact;

/* A page after the others; points, the origin at the bottom left. */
PdfPage *pdf_page_new(PdfOut *out, double width, double height);
size_t pdf_page_count(const PdfOut *out);
PdfPage *pdf_page_at(PdfOut *out, size_t index);
/* What is drawn from here on belongs to `element` (again, perhaps), or is an artifact. */
void pdf_page_tag(PdfPage *page, PdfElement *element);
/* The same for a few glyphs that do not say what they mean: `instead` is what is read. (A Span inside the tag would do too, but poppler loses
 * its place in nested tags.) */
void pdf_page_tag_instead(PdfPage *page, PdfElement *element, Text instead);
void pdf_page_artifact(PdfPage *page, PdfArtifact kind);
void pdf_page_fill(PdfPage *page, PdfColour colour, double x, double y, double width, double height);

/* The font of a face, embedded as a subset. NULL when it cannot be embedded (no outlines). */
PdfFont *pdf_font(PdfOut *out, hb_face_t *face);
/* Notes that a glyph shows `text` (not empty). False when the glyph already stands for something else: the caller then gives the text
 * beside it (pdf_page_tag_instead). */
bool pdf_font_glyph_means(PdfFont *font, hb_codepoint_t glyph, Text text);

/* A run of glyphs in one font: begin, glyph by glyph, end. Offsets and advances in points. */
void pdf_glyphs_begin(PdfPage *page, PdfFont *font, double size, PdfColour colour, double x, double y);
void pdf_glyph(PdfPage *page, hb_codepoint_t glyph, double dx, double dy, double advance);
void pdf_glyphs_end(PdfPage *page);

/* A link over a rectangle, whose words are in `element` (of type Link); `about` says what it leads to. An address that begins with
 * PACK_PLACE (pack.h) leads to another part of the pack that the file becomes part of, any other onto the web. */
void pdf_link(PdfPage *page, PdfElement *element, double x, double y, double width, double height, Text address, Text about);
void pdf_bookmark(PdfOut *out, int level, Text title, PdfPage *page, double y);

typedef struct {
    Text title, subject;
    Moment made_at;
    bool is_accessible; /* claims PDF/UA-1 */
} PdfAbout;
/* The whole file in memory. Ends what Pango and HarfBuzz lent to `out`; it cannot be used afterwards. */
Error *pdf_out_finish(PdfOut *out, const PdfAbout *about, Text *bytes);

#endif
