/* Owns the font that page numbers are stamped with: made on our side, where fonts can be opened, and given to the sandbox as a PDF. */
#include "paper/pack_stamp.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <math.h>
#include <pthread.h>
#include <qpdf/qpdf-c.h>

#include "base/buffer.h"
#include "paper/type.h"
#include "paper/win_ansi.h"

static const char letters[] = " 0123456789Pagesto";

/* The character of a code, when it is wanted: 0 when not. */
static hb_codepoint_t wanted(int code, bool is_wide) {
    bool is_there = is_wide || (code < 127 && strchr(letters, code));
    return is_there ? (hb_codepoint_t)win_ansi_character(code) : 0;
}

/* Codes are letters in this font, so the subset keeps its character map. */
static hb_blob_t *subset_of(hb_face_t *face, bool is_wide) {
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input) return NULL;
    for (int code = WIN_ANSI_FIRST; code <= WIN_ANSI_LAST; code++)
        if (wanted(code, is_wide)) hb_set_add(hb_subset_input_unicode_set(input), wanted(code, is_wide));
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    hb_set_t *dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    static const char *const unneeded[] = {"GSUB", "GPOS", "GDEF", "kern"};
    for (size_t i = 0; i < sizeof unneeded / sizeof *unneeded; i++)
        hb_set_add(dropped, HB_TAG(unneeded[i][0], unneeded[i][1], unneeded[i][2], unneeded[i][3]));
    hb_face_t *subset = hb_subset_or_fail(face, input);
    hb_subset_input_destroy(input);
    hb_blob_t *blob = subset ? hb_face_reference_blob(subset) : NULL;
    hb_face_destroy(subset);
    return blob;
}

static void put_widths(Buffer *out, hb_font_t *font, int units, bool is_wide) {
    int last = is_wide ? WIN_ANSI_LAST : 126;
    buffer_putf(out, "/FirstChar 32/LastChar %d/Widths[", last);
    for (int code = WIN_ANSI_FIRST; code <= last; code++) {
        hb_codepoint_t glyph, character = wanted(code, is_wide);
        bool is_there = character && hb_font_get_nominal_glyph(font, character, &glyph);
        buffer_putf(out, "%ld ", is_there ? lround((double)hb_font_get_glyph_h_advance(font, glyph) * 1000 / units) : 0);
    }
    buffer_put_char(out, ']');
}

static qpdf_oh font_object(qpdf_data pdf, Arena *arena, hb_face_t *face, bool is_wide) {
    hb_blob_t *subset = subset_of(face, is_wide);
    if (!subset) return qpdf_oh_new_null(pdf);
    unsigned len;
    const char *bytes = hb_blob_get_data(subset, &len);
    qpdf_oh file = qpdf_oh_new_stream(pdf);
    qpdf_oh_replace_stream_data(pdf, file, (const unsigned char *)bytes, len, qpdf_oh_new_null(pdf), qpdf_oh_new_null(pdf));
    hb_blob_t *cff = hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '));
    bool is_cff = hb_blob_get_length(cff) > 0;
    hb_blob_destroy(cff);
    hb_blob_destroy(subset);
    if (is_cff) qpdf_oh_replace_key(pdf, qpdf_oh_get_dict(pdf, file), "/Subtype", qpdf_oh_new_name(pdf, "/OpenType"));

    hb_font_t *font = hb_font_create(face);
    Buffer text = buffer_new(arena, 1024);
    buffer_putf(&text, "<</Type/Font/Subtype/%s/BaseFont/QUORAT+PackStamp/Encoding/WinAnsiEncoding", is_cff ? "Type1" : "TrueType");
    put_widths(&text, font, (int)hb_face_get_upem(face), is_wide);
    buffer_put(&text, S(">>"));
    hb_font_destroy(font);
    qpdf_oh object = qpdf_oh_parse(pdf, buffer_text(&text).ptr);
    qpdf_oh descriptor =
        qpdf_oh_parse(pdf, "<</Type/FontDescriptor/FontName/QUORAT+PackStamp/Flags 32/ItalicAngle 0/Ascent 950/Descent -250/CapHeight 700"
                           "/StemV 80/FontBBox[-200 -300 1200 1000]>>");
    qpdf_oh_replace_key(pdf, descriptor, is_cff ? "/FontFile3" : "/FontFile2", file);
    qpdf_oh_replace_key(pdf, object, "/FontDescriptor", qpdf_make_indirect_object(pdf, descriptor));
    return qpdf_make_indirect_object(pdf, object);
}

static Error *make_font(Arena *arena, hb_face_t *face, bool is_wide, Text *bytes) {
    qpdf_data pdf = qpdf_init();
    qpdf_silence_errors(pdf);
    qpdf_empty_pdf(pdf);
    qpdf_oh page = qpdf_make_indirect_object(pdf, qpdf_oh_parse(pdf, "<</Type/Page/MediaBox[0 0 10 10]/Resources<</Font<<>>>>>>"));
    qpdf_oh fonts = qpdf_oh_get_key(pdf, qpdf_oh_get_key(pdf, page, "/Resources"), "/Font");
    qpdf_oh_replace_key(pdf, fonts, "/Stamp", font_object(pdf, arena, face, is_wide));
    qpdf_add_page(pdf, pdf, page, QPDF_FALSE);
    qpdf_init_write_memory(pdf);
    qpdf_set_deterministic_ID(pdf, QPDF_TRUE);
    bool is_written = !(qpdf_write(pdf) & QPDF_ERRORS);
    if (is_written) *bytes = text_copy(arena, (Text){(const char *)qpdf_get_buffer(pdf), qpdf_get_buffer_length(pdf)});
    qpdf_cleanup(&pdf);
    return is_written ? NULL : error_fault(arena, "the stamp's font could not be written");
}

static Error *font_made_once(Arena *arena, bool is_wide, Text *bytes) {
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static Arena *kept;
    static Text made[2];
    pthread_mutex_lock(&lock);
    Error *error = NULL;
    if (!made[is_wide].ptr) {
        if (!kept) kept = arena_new();
        PangoContext *context = type_acquire();
        PangoFontDescription *description = type_description(10, true, false, false);
        PangoFont *font = pango_context_load_font(context, description);
        pango_font_description_free(description);
        error = font ? make_font(kept, hb_font_get_face(pango_font_get_hb_font(font)), is_wide, &made[is_wide])
                     : error_fault(arena, "no font at all");
        if (font) g_object_unref(font);
        type_release();
    }
    *bytes = made[is_wide];
    pthread_mutex_unlock(&lock);
    return error;
}

Error *pack_stamp_font(Arena *arena, Text *bytes) {
    return font_made_once(arena, false, bytes);
}

Error *pack_stamp_font_wide(Arena *arena, Text *bytes) {
    return font_made_once(arena, true, bytes);
}
