/* Fonts as the looking for hidden text needs them: widths, and ToUnicode where there is one. */
#include "paper/pdf_ink_font.h"

#include "paper/pdf_tokens.h"

enum { SIMPLE_CODES = 256, WIDE_CODES = 65536, USUAL_WIDTH = 500, WIDE_WIDTH = 1000 };

static uint32_t code_of(Text bytes) {
    uint32_t code = 0;
    for (size_t i = 0; i < bytes.len && i < 4; i++) code = code << 8 | (unsigned char)bytes.ptr[i];
    return code;
}

/* The first letter of a UTF-16 text. */
static uint32_t letter_of(Text utf16) {
    if (utf16.len < 2) return 0;
    uint32_t first = code_of(text_slice(utf16, 0, 2));
    if (first < 0xD800 || first > 0xDBFF || utf16.len < 4) return first;
    return 0x10000 + ((first - 0xD800) << 10) + (code_of(text_slice(utf16, 2, 2)) - 0xDC00);
}

static void set_letter(InkFont *font, uint32_t code, uint32_t letter) {
    if (code < (font->has_two_bytes ? WIDE_CODES : SIMPLE_CODES)) font->letters[code] = letter;
}

/* ---- ToUnicode ---- */

/* "<01> <05> <0041>" or "<01> <05> [<0041> <0042>]". */
static void read_range(InkFont *font, Tokens *tokens, Text first) {
    uint32_t from = code_of(first), to = code_of(token_next(tokens).text);
    Token token = token_next(tokens);
    if (token.kind == TOKEN_STRING) {
        uint32_t letter = letter_of(token.text);
        for (uint32_t code = from; code <= to && code < WIDE_CODES; code++) set_letter(font, code, letter + (code - from));
        return;
    }
    if (token.kind != TOKEN_OPEN) return;
    for (uint32_t code = from; (token = token_next(tokens)).kind == TOKEN_STRING; code++) set_letter(font, code, letter_of(token.text));
}

static void read_map(InkFont *font, Arena *arena, Text map) {
    Tokens tokens = {arena, map};
    bool in_letters = false, in_ranges = false;
    for (Token token = token_next(&tokens); token.kind != TOKEN_END; token = token_next(&tokens)) {
        if (token.kind == TOKEN_OPERATOR) {
            in_letters = text_equal(token.text, S("beginbfchar"));
            in_ranges = text_equal(token.text, S("beginbfrange"));
        } else if (token.kind == TOKEN_STRING && in_ranges) {
            read_range(font, &tokens, token.text);
        } else if (token.kind == TOKEN_STRING && in_letters) {
            Token letter = token_next(&tokens);
            if (letter.kind == TOKEN_STRING) set_letter(font, code_of(token.text), letter_of(letter.text));
        }
    }
}

static void read_letters(InkFont *font, qpdf_data pdf, Arena *arena, qpdf_oh dictionary) {
    qpdf_oh map = qpdf_oh_get_key(pdf, dictionary, "/ToUnicode");
    unsigned char *bytes = NULL;
    size_t len = 0;
    QPDF_BOOL is_filtered;
    /* Without a map, the codes of a simple font are nearly always those of Latin letters. */
    for (uint32_t code = ' '; !font->has_two_bytes && code < SIMPLE_CODES; code++) font->letters[code] = code;
    if (!qpdf_oh_is_stream(pdf, map)) return;
    if (qpdf_oh_get_stream_data(pdf, map, qpdf_dl_generalized, &is_filtered, &bytes, &len) & QPDF_ERRORS) return;
    read_map(font, arena, (Text){(const char *)bytes, len});
    free(bytes); /* qpdf made it with malloc and gave it to us */
}

/* ---- Widths ---- */

static double number_at(qpdf_data pdf, qpdf_oh array, int i) {
    qpdf_oh value = qpdf_oh_get_array_item(pdf, array, i);
    return qpdf_oh_is_number(pdf, value) ? qpdf_oh_get_numeric_value(pdf, value) : 0;
}

static double number_of(qpdf_data pdf, qpdf_oh dictionary, const char *key, double otherwise) {
    qpdf_oh value = qpdf_oh_get_key(pdf, dictionary, key);
    return qpdf_oh_is_number(pdf, value) ? qpdf_oh_get_numeric_value(pdf, value) : otherwise;
}

static void read_simple_widths(InkFont *font, qpdf_data pdf, qpdf_oh dictionary) {
    qpdf_oh widths = qpdf_oh_get_key(pdf, dictionary, "/Widths");
    int first = (int)number_of(pdf, dictionary, "/FirstChar", 0);
    int count = qpdf_oh_is_array(pdf, widths) ? qpdf_oh_get_array_n_items(pdf, widths) : 0;
    for (int i = 0; i < SIMPLE_CODES; i++) font->widths[i] = USUAL_WIDTH;
    for (int i = 0; i < count && i < SIMPLE_CODES; i++)
        if (first >= 0 && first + i < SIMPLE_CODES) font->widths[first + i] = (float)number_at(pdf, widths, i);
}

/* "[ 1 [500 600] 10 20 700 ]" */
static void read_wide_widths(InkFont *font, qpdf_data pdf, qpdf_oh descendant) {
    double usual = number_of(pdf, descendant, "/DW", WIDE_WIDTH);
    qpdf_oh list = qpdf_oh_get_key(pdf, descendant, "/W");
    int count = qpdf_oh_is_array(pdf, list) ? qpdf_oh_get_array_n_items(pdf, list) : 0;
    for (int i = 0; i < WIDE_CODES; i++) font->widths[i] = (float)usual;
    for (int i = 0; i + 1 < count;) {
        int from = (int)number_at(pdf, list, i);
        qpdf_oh next = qpdf_oh_get_array_item(pdf, list, i + 1);
        if (qpdf_oh_is_array(pdf, next)) {
            int many = qpdf_oh_get_array_n_items(pdf, next);
            for (int k = 0; k < many; k++)
                if (from >= 0 && from + k < WIDE_CODES) font->widths[from + k] = (float)number_at(pdf, next, k);
            i += 2;
        } else {
            int to = (int)number_at(pdf, list, i + 1);
            double width = i + 2 < count ? number_at(pdf, list, i + 2) : usual;
            for (int code = from < 0 ? 0 : from; code <= to && code < WIDE_CODES; code++) font->widths[code] = (float)width;
            i += 3;
        }
    }
}

InkFont *ink_font_read(qpdf_data pdf, Arena *arena, qpdf_oh dictionary) {
    InkFont *font = ARENA_NEW(arena, InkFont);
    bool is_dictionary = qpdf_oh_is_dictionary(pdf, dictionary);
    qpdf_oh subtype = is_dictionary ? qpdf_oh_get_key(pdf, dictionary, "/Subtype") : qpdf_oh_new_null(pdf);
    font->has_two_bytes = qpdf_oh_is_name_and_equals(pdf, subtype, "/Type0");
    size_t codes = font->has_two_bytes ? WIDE_CODES : SIMPLE_CODES;
    font->widths = ARENA_ARRAY(arena, float, codes);
    font->letters = ARENA_ARRAY(arena, uint32_t, codes);
    font->unit = 0.001;
    if (!is_dictionary) dictionary = qpdf_oh_new_dictionary(pdf);
    read_letters(font, pdf, arena, dictionary);
    if (!font->has_two_bytes) {
        read_simple_widths(font, pdf, dictionary);
        qpdf_oh matrix = qpdf_oh_get_key(pdf, dictionary, "/FontMatrix");
        if (qpdf_oh_is_name_and_equals(pdf, subtype, "/Type3") && qpdf_oh_is_array(pdf, matrix)) font->unit = number_at(pdf, matrix, 0);
        return font;
    }
    qpdf_oh list = qpdf_oh_get_key(pdf, dictionary, "/DescendantFonts");
    qpdf_oh first = qpdf_oh_is_array(pdf, list) && qpdf_oh_get_array_n_items(pdf, list) > 0 ? qpdf_oh_get_array_item(pdf, list, 0) : list;
    read_wide_widths(font, pdf, qpdf_oh_is_dictionary(pdf, first) ? first : qpdf_oh_new_dictionary(pdf));
    return font;
}

bool ink_font_next(const InkFont *font, Text *rest, uint32_t *code) {
    size_t bytes = font->has_two_bytes ? 2 : 1;
    if (rest->len < bytes) return false;
    *code = code_of(text_slice(*rest, 0, bytes));
    *rest = text_slice(*rest, bytes, SIZE_MAX);
    return true;
}
