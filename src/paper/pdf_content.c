/* Owns what pages show: content streams in which everything stands in a tag. */
#include <math.h>

#include "paper/pdf_write_inside.h"

PdfPage *pdf_page_new(PdfOut *out, double width, double height) {
    PdfPage *page = ARENA_NEW(out->arena, PdfPage);
    *page = (PdfPage){.out = out, .index = out->page_count, .width = width, .height = height, .content = buffer_new(out->arena, 4096)};
    PDF_GROW(out->arena, out->pages, out->page_count, out->page_capacity);
    out->pages[out->page_count++] = page;
    return page;
}

size_t pdf_page_count(const PdfOut *out) {
    return out->page_count;
}

PdfPage *pdf_page_at(PdfOut *out, size_t index) {
    CHECK(index < out->page_count);
    return out->pages[index];
}

/* Much faster than printf, and never in a locale. */
void pdf_put_number(Buffer *out, double number) {
    long long thousandths = llround(number * 1000);
    if (thousandths < 0) {
        buffer_put_char(out, '-');
        thousandths = -thousandths;
    }
    buffer_put_int(out, thousandths / 1000);
    int rest = (int)(thousandths % 1000);
    if (rest == 0) return;
    char digits[4] = {'.', (char)('0' + rest / 100), (char)('0' + rest / 10 % 10), (char)('0' + rest % 10)};
    size_t len = 4;
    while (digits[len - 1] == '0') len--;
    buffer_put_bytes(out, digits, len);
}

static void put_hex16(Buffer *out, unsigned n) {
    static const char hex[] = "0123456789ABCDEF";
    char digits[4] = {hex[n >> 12 & 15], hex[n >> 8 & 15], hex[n >> 4 & 15], hex[n & 15]};
    buffer_put_bytes(out, digits, 4);
}

void pdf_put_utf16_hex(Buffer *out, Text text) {
    int32_t c;
    while ((c = text_next_character(&text)) >= 0) {
        if (c >= 0x10000) {
            put_hex16(out, (unsigned)(0xd800 + ((c - 0x10000) >> 10)));
            put_hex16(out, (unsigned)(0xdc00 + ((c - 0x10000) & 0x3ff)));
        } else {
            put_hex16(out, (unsigned)c);
        }
    }
}

static void put_numbers(PdfPage *page, const double *numbers, size_t count, Text operator) {
    for (size_t i = 0; i < count; i++) {
        pdf_put_number(&page->content, numbers[i]);
        buffer_put_char(&page->content, ' ');
    }
    buffer_put(&page->content, operator);
}

void pdf_page_close(PdfPage *page) {
    if (page->is_tagged) buffer_put(&page->content, S("EMC\n"));
    page->is_tagged = false;
}

static void open_tag(PdfPage *page, PdfElement *element, Text instead) {
    pdf_page_close(page);
    int mcid = (int)page->marked_count;
    PDF_GROW(page->out->arena, page->marked, page->marked_count, page->marked_capacity);
    page->marked[page->marked_count++] = element->index;
    pdf_element_add(element, (PdfKid){.kind = KID_CONTENT, .page = page->index, .mcid = mcid});
    buffer_put_char(&page->content, '/');
    buffer_put(
        &page->content, text_is_empty(instead) ? text_of(element->type) : S("Span")); /* poppler looks for ActualText in a Span only */
    buffer_put(&page->content, S(" <</MCID "));
    buffer_put_int(&page->content, mcid);
    if (!text_is_empty(instead)) {
        buffer_put(&page->content, S("/ActualText<FEFF"));
        pdf_put_utf16_hex(&page->content, instead);
        buffer_put_char(&page->content, '>');
    }
    buffer_put(&page->content, S(">> BDC\n"));
    page->is_tagged = true;
    page->is_instead = !text_is_empty(instead);
    page->open = element;
}

void pdf_page_tag(PdfPage *page, PdfElement *element) {
    if (!page->is_tagged || page->open != element || page->is_instead) open_tag(page, element, (Text){0});
}

void pdf_page_tag_instead(PdfPage *page, PdfElement *element, Text instead) {
    open_tag(page, element, instead);
}

void pdf_page_artifact(PdfPage *page, PdfArtifact kind) {
    static const Text tags[] = {
        [PDF_LAYOUT] = S_INIT("/Artifact <</Type/Layout>> BDC\n"),
        [PDF_HEADER] = S_INIT("/Artifact <</Type/Pagination/Subtype/Header/Attached[/Top]>> BDC\n"),
        [PDF_FOOTER] = S_INIT("/Artifact <</Type/Pagination/Subtype/Footer/Attached[/Bottom]>> BDC\n"),
    };
    if (page->is_tagged && !page->open && page->open_artifact == kind) return;
    pdf_page_close(page);
    buffer_put(&page->content, tags[kind]);
    page->is_tagged = true;
    page->open = NULL;
    page->open_artifact = kind;
}

static void use_colour(PdfPage *page, PdfColour c) {
    if (page->has_colour && page->colour.r == c.r && page->colour.g == c.g && page->colour.b == c.b) return;
    put_numbers(page, (double[]){c.r, c.g, c.b}, 3, S("rg\n"));
    page->colour = c;
    page->has_colour = true;
}

void pdf_page_fill(PdfPage *page, PdfColour colour, double x, double y, double width, double height) {
    CHECK(page->is_tagged);
    use_colour(page, colour);
    put_numbers(page, (double[]){x, y, width, height}, 4, S("re f\n"));
}

void pdf_glyphs_begin(PdfPage *page, PdfFont *font, double size, PdfColour colour, double x, double y) {
    CHECK(page->is_tagged);
    use_colour(page, colour);
    buffer_put(&page->content, S("BT "));
    if (page->font != font || page->size != size) {
        buffer_put(&page->content, S("/F"));
        buffer_put_int(&page->content, (int64_t)font->index);
        buffer_put_char(&page->content, ' ');
        put_numbers(page, &size, 1, S("Tf "));
        page->font = font;
        page->size = size;
    }
    put_numbers(page, (double[]){1, 0, 0, 1, x, y}, 6, S("Tm "));
    page->x = page->pen = page->expected = x;
    page->y = y;
}

static void end_array(PdfPage *page) {
    if (page->in_hex) buffer_put_char(&page->content, '>');
    if (page->in_array) buffer_put(&page->content, S("]TJ "));
    page->in_hex = page->in_array = false;
}

void pdf_glyph(PdfPage *page, hb_codepoint_t glyph, double dx, double dy, double advance) {
    CHECK(glyph < page->font->glyph_count);
    double x = page->pen + dx, width = page->font->widths[glyph] * page->size / 1000;
    bool is_raised = fabs(dy) > 0.001;
    if (is_raised) {
        end_array(page);
        put_numbers(page, (double[]){1, 0, 0, 1, x, page->y + dy}, 6, S("Tm "));
        page->expected = x;
    }
    if (!page->in_array) buffer_put_char(&page->content, '[');
    page->in_array = true;
    /* A thousandth of the em is far below what the eye sees, but errors must not add up over a line: they do not, since the gap is always
     * measured from where the reader's pen really stands. */
    long long gap = llround((page->expected - x) * 1000 / page->size);
    if (gap != 0) {
        if (page->in_hex) buffer_put_char(&page->content, '>');
        page->in_hex = false;
        buffer_put_int(&page->content, gap);
        page->expected -= (double)gap * page->size / 1000;
    }
    if (!page->in_hex) buffer_put_char(&page->content, '<');
    page->in_hex = true;
    put_hex16(&page->content, glyph);
    page->expected += width;
    page->pen += advance;
    if (is_raised) {
        end_array(page);
        put_numbers(page, (double[]){1, 0, 0, 1, page->pen, page->y}, 6, S("Tm "));
        page->expected = page->pen;
    }
}

void pdf_glyphs_end(PdfPage *page) {
    end_array(page);
    buffer_put(&page->content, S("ET\n"));
}
