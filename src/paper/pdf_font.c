/* Owns fonts inside a PDF: which glyphs a document uses and what they mean, and their embedding as a subset made by hb-subset. */
#include <hb-ot.h>
#include <hb-subset.h>
#include <math.h>

#include "paper/pdf_write_inside.h"

static bool has_table(hb_face_t *face, const char *name) {
    hb_blob_t *blob = hb_face_reference_table(face, HB_TAG(name[0], name[1], name[2], name[3]));
    bool is_there = hb_blob_get_length(blob) > 0;
    hb_blob_destroy(blob);
    return is_there;
}

PdfFont *pdf_font(PdfOut *out, hb_face_t *face) {
    for (size_t i = 0; i < out->font_count; i++)
        if (out->fonts[i]->face == face) return out->fonts[i];
    bool is_cff = has_table(face, "CFF ");
    unsigned glyph_count = hb_face_get_glyph_count(face);
    if ((!is_cff && !has_table(face, "glyf")) || glyph_count == 0 || glyph_count > 0xffff) return NULL;

    PdfFont *font = ARENA_NEW(out->arena, PdfFont);
    *font = (PdfFont){.out = out,
        .face = hb_face_reference(face),
        .unscaled = hb_font_create(face),
        .index = out->font_count,
        .units = (int)hb_face_get_upem(face),
        .is_cff = is_cff,
        .glyph_count = glyph_count,
        .used = hb_set_create()};
    font->means = ARENA_ARRAY(out->arena, Text, glyph_count);
    font->widths = ARENA_ARRAY(out->arena, uint16_t, glyph_count);
    PDF_GROW(out->arena, out->fonts, out->font_count, out->font_capacity);
    out->fonts[out->font_count++] = font;
    return font;
}

void pdf_font_end(PdfFont *font) {
    hb_set_destroy(font->used);
    hb_font_destroy(font->unscaled);
    hb_face_destroy(font->face);
}

bool pdf_font_glyph_means(PdfFont *font, hb_codepoint_t glyph, Text text) {
    CHECK(glyph < font->glyph_count);
    if (text_is_empty(font->means[glyph])) {
        font->means[glyph] = text_copy(font->out->arena, text);
        long width = lround((double)hb_font_get_glyph_h_advance(font->unscaled, glyph) * 1000 / font->units);
        font->widths[glyph] = (uint16_t)(width < 0 ? 0 : width > 0xffff ? 0xffff : width);
        hb_set_add(font->used, glyph);
        return true;
    }
    return text_equal(font->means[glyph], text);
}

/* The glyphs keep their numbers, so that content could be written before the subset was known. */
static hb_blob_t *subset_of(const PdfFont *font) {
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input) return NULL;
    hb_set_union(hb_subset_input_glyph_set(input), font->used);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    static const char *const unneeded[] = {
        "GSUB", "GPOS", "GDEF", "kern", "DSIG", "STAT", "HVAR", "MVAR", "gasp", "meta", "BASE", "VORG", "vhea", "vmtx"};
    hb_set_t *dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof unneeded / sizeof *unneeded; i++)
        hb_set_add(dropped, HB_TAG(unneeded[i][0], unneeded[i][1], unneeded[i][2], unneeded[i][3]));
    hb_face_t *subset = hb_subset_or_fail(font->face, input);
    hb_subset_input_destroy(input);
    if (!subset) return NULL;
    hb_blob_t *blob = hb_face_reference_blob(subset);
    hb_face_destroy(subset);
    return blob;
}

/* "ABCDEF+Name": six letters that depend on the glyphs only, so that the same document gives the same bytes. */
static Text subset_name(const PdfFont *font) {
    uint64_t hash = 1469598103934665603u;
    hb_codepoint_t glyph = HB_SET_VALUE_INVALID;
    while (hb_set_next(font->used, &glyph)) hash = (hash ^ glyph) * 1099511628211u;
    Buffer name = buffer_new(font->out->arena, 80);
    for (int i = 0; i < 6; i++, hash /= 26) buffer_put_char(&name, (char)('A' + hash % 26));
    buffer_put_char(&name, '+');
    char own[64];
    unsigned size = sizeof own;
    unsigned len = hb_ot_name_get_utf8(font->face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, own);
    size_t start = name.len;
    for (unsigned i = 0; i < len && i < sizeof own - 1; i++) {
        char c = own[i];
        bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
        if (is_plain) buffer_put_char(&name, c);
    }
    if (name.len == start) buffer_put(&name, S("Font"));
    return buffer_text(&name);
}

static qpdf_oh stream_of(qpdf_data pdf, const void *bytes, size_t len) {
    qpdf_oh stream = qpdf_oh_new_stream(pdf);
    qpdf_oh_replace_stream_data(pdf, stream, bytes, len, qpdf_oh_new_null(pdf), qpdf_oh_new_null(pdf));
    return stream;
}

/* Which text each glyph stands for: what search, copying and screen readers go by. */
static qpdf_oh to_unicode(qpdf_data pdf, const PdfFont *font) {
    Buffer out = buffer_new(font->out->arena, 4096);
    buffer_put(&out, S("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                       "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
                       "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                       "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"));
    unsigned left = hb_set_get_population(font->used), in_block = 0;
    hb_codepoint_t glyph = HB_SET_VALUE_INVALID;
    while (hb_set_next(font->used, &glyph)) {
        if (in_block == 0) {
            in_block = left < 100 ? left : 100;
            left -= in_block;
            buffer_put_int(&out, in_block);
            buffer_put(&out, S(" beginbfchar\n"));
        }
        buffer_putf(&out, "<%04X> <", glyph);
        pdf_put_utf16_hex(&out, font->means[glyph]);
        buffer_put(&out, S(">\n"));
        if (--in_block == 0) buffer_put(&out, S("endbfchar\n"));
    }
    buffer_put(&out, S("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"));
    return stream_of(pdf, out.ptr, out.len);
}

static void put_widths(Buffer *out, const PdfFont *font) {
    buffer_put(out, S("/W["));
    hb_codepoint_t glyph = HB_SET_VALUE_INVALID, previous = HB_SET_VALUE_INVALID;
    bool is_open = false;
    while (hb_set_next(font->used, &glyph)) {
        if (!is_open || glyph != previous + 1) {
            if (is_open) buffer_put_char(out, ']');
            buffer_put_char(out, ' ');
            buffer_put_int(out, glyph);
            buffer_put_char(out, '[');
            is_open = true;
        } else {
            buffer_put_char(out, ' ');
        }
        buffer_put_int(out, font->widths[glyph]);
        previous = glyph;
    }
    buffer_put(out, is_open ? S("]]") : S("]"));
}

static int em(const PdfFont *font, double units) {
    return (int)lround(units * 1000 / font->units);
}

static int metric(const PdfFont *font, hb_ot_metrics_tag_t tag, int otherwise) {
    hb_position_t position;
    return hb_ot_metrics_get_position(font->unscaled, tag, &position) ? em(font, position) : otherwise;
}

static void put_box(Buffer *out, const PdfFont *font) {
    hb_blob_t *head = hb_face_reference_table(font->face, HB_TAG('h', 'e', 'a', 'd'));
    unsigned len;
    const unsigned char *bytes = (const unsigned char *)hb_blob_get_data(head, &len);
    int box[4] = {0, -200, 1000, 900};
    for (int i = 0; i < 4 && len >= 44; i++) box[i] = em(font, (int16_t)((unsigned)bytes[36 + 2 * i] << 8 | bytes[37 + 2 * i]));
    hb_blob_destroy(head);
    buffer_putf(out, "/FontBBox[%d %d %d %d]", box[0], box[1], box[2], box[3]);
}

static qpdf_oh descriptor(qpdf_data pdf, const PdfFont *font, Text name, qpdf_oh file) {
    Buffer text = buffer_new(font->out->arena, 512);
    float angle = hb_style_get_value(font->unscaled, HB_STYLE_TAG_SLANT_ANGLE),
          weight = hb_style_get_value(font->unscaled, HB_STYLE_TAG_WEIGHT);
    buffer_putf(&text, "<</Type/FontDescriptor/FontName/%.*s/Flags %d/ItalicAngle %d/Ascent %d/Descent %d/CapHeight %d/StemV %d",
        TEXT_ARG(name), 4 | (angle < -1 || angle > 1 ? 64 : 0), (int)lroundf(angle),
        metric(font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, 900), metric(font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, -200),
        metric(font, HB_OT_METRICS_TAG_CAP_HEIGHT, 700), weight > 550 ? 140 : 80);
    put_box(&text, font);
    buffer_put(&text, S(">>"));
    qpdf_oh dictionary = qpdf_oh_parse(pdf, buffer_text(&text).ptr);
    qpdf_oh_replace_key(pdf, dictionary, font->is_cff ? "/FontFile3" : "/FontFile2", file);
    return qpdf_make_indirect_object(pdf, dictionary);
}

qpdf_oh pdf_font_object(qpdf_data pdf, PdfFont *font, Error **error) {
    Arena *arena = font->out->arena;
    hb_blob_t *subset = subset_of(font);
    if (!subset) {
        *error = error_fault(arena, "hb-subset refuses font %zu", font->index);
        return qpdf_oh_new_null(pdf);
    }
    unsigned len;
    const char *bytes = hb_blob_get_data(subset, &len);
    qpdf_oh file = stream_of(pdf, bytes, len);
    hb_blob_destroy(subset);
    if (font->is_cff) qpdf_oh_replace_key(pdf, qpdf_oh_get_dict(pdf, file), "/Subtype", qpdf_oh_new_name(pdf, "/OpenType"));
    else qpdf_oh_replace_key(pdf, qpdf_oh_get_dict(pdf, file), "/Length1", qpdf_oh_new_integer(pdf, len));

    Text name = subset_name(font);
    Buffer text = buffer_new(arena, 1024);
    buffer_putf(&text,
        "<</Type/Font/Subtype/CIDFontType%d/BaseFont/%.*s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>%s/DW 0",
        font->is_cff ? 0 : 2, TEXT_ARG(name), font->is_cff ? "" : "/CIDToGIDMap/Identity");
    put_widths(&text, font);
    buffer_put(&text, S(">>"));
    qpdf_oh descendant = qpdf_oh_parse(pdf, buffer_text(&text).ptr);
    qpdf_oh_replace_key(pdf, descendant, "/FontDescriptor", descriptor(pdf, font, name, file));

    qpdf_oh object =
        qpdf_oh_parse(pdf, text_format(arena, "<</Type/Font/Subtype/Type0/BaseFont/%.*s/Encoding/Identity-H>>", TEXT_ARG(name)).ptr);
    qpdf_oh_replace_key(pdf, object, "/DescendantFonts", qpdf_oh_wrap_in_array(pdf, qpdf_make_indirect_object(pdf, descendant)));
    qpdf_oh_replace_key(pdf, object, "/ToUnicode", to_unicode(pdf, font));
    return qpdf_make_indirect_object(pdf, object);
}
