/* Reads the content streams of pages: which letters are drawn where, in which ink, and what is drawn over them. */
#include "paper/pdf_ink.h"

#include <math.h>

#include "paper/pdf_ink_inside.h"
#include "paper/pdf_tokens.h"

/* ---- What is kept ---- */

void ink_cover_add(InkPage *page, InkCover cover) {
    /* A line or a dot covers no words. */
    if (cover.box.right - cover.box.left < 2 || cover.box.top - cover.box.bottom < 2 || page->cover_count >= MOST_COVERS) return;
    if (page->cover_count == page->cover_capacity) {
        size_t more = page->cover_capacity ? page->cover_capacity * 2 : 64;
        page->covers = arena_grow(page->arena, page->covers, page->cover_capacity * sizeof(InkCover), more * sizeof(InkCover));
        page->cover_capacity = more;
    }
    cover.order = ++page->order;
    page->covers[page->cover_count++] = cover;
}

void ink_glyph_add(InkPage *page, InkGlyph glyph) {
    if (page->glyph_count >= MOST_GLYPHS) return;
    if (page->glyph_count == page->glyph_capacity) {
        size_t more = page->glyph_capacity ? page->glyph_capacity * 2 : 1024;
        page->glyphs = arena_grow(page->arena, page->glyphs, page->glyph_capacity * sizeof(InkGlyph), more * sizeof(InkGlyph));
        page->glyph_capacity = more;
    }
    glyph.order = ++page->order;
    page->glyphs[page->glyph_count++] = glyph;
}

/* ---- Colour ---- */

static float luminance_of(Space space, const double *v, size_t count) {
    switch (space) {
    case SPACE_GRAY:
        if (count == 1) return (float)v[0];
        break;
    case SPACE_TINT:
        if (count >= 1) return (float)(1 - v[0]);
        break;
    case SPACE_RGB:
        if (count == 3) return (float)(0.299 * v[0] + 0.587 * v[1] + 0.114 * v[2]);
        break;
    case SPACE_CMYK:
        if (count == 4) return (float)((1 - v[3]) * (1 - 0.299 * v[0] - 0.587 * v[1] - 0.114 * v[2]));
        break;
    case SPACE_UNKNOWN: break;
    }
    return -1;
}

static qpdf_oh resource(Ink *ink, qpdf_oh resources, const char *kind, Text name) {
    char key[128];
    qpdf_oh none = qpdf_oh_new_null(ink->pdf);
    if (!qpdf_oh_is_dictionary(ink->pdf, resources) || name.len == 0 || name.len >= sizeof key) return none;
    memcpy(key, name.ptr, name.len);
    key[name.len] = 0;
    qpdf_oh group = qpdf_oh_get_key(ink->pdf, resources, kind);
    return qpdf_oh_is_dictionary(ink->pdf, group) ? qpdf_oh_get_key(ink->pdf, group, key) : none;
}

static Space space_of_count(int n) {
    return n == 1 ? SPACE_GRAY : n == 3 ? SPACE_RGB : n == 4 ? SPACE_CMYK : SPACE_UNKNOWN;
}

static Space space_of(Ink *ink, qpdf_oh resources, Text name) {
    if (text_equal(name, S("/DeviceGray")) || text_equal(name, S("/G"))) return SPACE_GRAY;
    if (text_equal(name, S("/DeviceRGB")) || text_equal(name, S("/RGB"))) return SPACE_RGB;
    if (text_equal(name, S("/DeviceCMYK")) || text_equal(name, S("/CMYK"))) return SPACE_CMYK;
    qpdf_oh space = resource(ink, resources, "/ColorSpace", name);
    if (!qpdf_oh_is_array(ink->pdf, space) || qpdf_oh_get_array_n_items(ink->pdf, space) < 2) return SPACE_UNKNOWN;
    qpdf_oh kind = qpdf_oh_get_array_item(ink->pdf, space, 0), about = qpdf_oh_get_array_item(ink->pdf, space, 1);
    if (qpdf_oh_is_name_and_equals(ink->pdf, kind, "/CalGray")) return SPACE_GRAY;
    if (qpdf_oh_is_name_and_equals(ink->pdf, kind, "/CalRGB")) return SPACE_RGB;
    if (qpdf_oh_is_name_and_equals(ink->pdf, kind, "/Separation")) return SPACE_TINT;
    if (!qpdf_oh_is_name_and_equals(ink->pdf, kind, "/ICCBased") || !qpdf_oh_is_stream(ink->pdf, about)) return SPACE_UNKNOWN;
    qpdf_oh n = qpdf_oh_get_key(ink->pdf, qpdf_oh_get_dict(ink->pdf, about), "/N");
    return qpdf_oh_is_integer(ink->pdf, n) ? space_of_count((int)qpdf_oh_get_int_value(ink->pdf, n)) : SPACE_UNKNOWN;
}

/* ---- Layers ---- */

static bool is_listed(Ink *ink, qpdf_oh list, qpdf_oh group) {
    int count = qpdf_oh_is_array(ink->pdf, list) ? qpdf_oh_get_array_n_items(ink->pdf, list) : 0;
    int id = qpdf_oh_get_object_id(ink->pdf, group);
    for (int i = 0; i < count && id > 0; i++)
        if (qpdf_oh_get_object_id(ink->pdf, qpdf_oh_get_array_item(ink->pdf, list, i)) == id) return true;
    return false;
}

static bool is_layer_off(Ink *ink, qpdf_oh group) {
    return ink->are_layers_off ? !is_listed(ink, ink->layers_on, group) : is_listed(ink, ink->layers_off, group);
}

/* A layer, or a membership of several: shown while one of them is. */
static bool is_off(Ink *ink, qpdf_oh oc) {
    if (!qpdf_oh_is_dictionary(ink->pdf, oc)) return false;
    if (!qpdf_oh_is_name_and_equals(ink->pdf, qpdf_oh_get_key(ink->pdf, oc, "/Type"), "/OCMD")) return is_layer_off(ink, oc);
    qpdf_oh groups = qpdf_oh_get_key(ink->pdf, oc, "/OCGs");
    if (qpdf_oh_is_dictionary(ink->pdf, groups)) return is_layer_off(ink, groups);
    int count = qpdf_oh_is_array(ink->pdf, groups) ? qpdf_oh_get_array_n_items(ink->pdf, groups) : 0;
    for (int i = 0; i < count; i++)
        if (!is_layer_off(ink, qpdf_oh_get_array_item(ink->pdf, groups, i))) return false;
    return count > 0;
}

static void begin_content(Ink *ink, bool is_hidden) {
    if (ink->content_depth < DEEPEST_CONTENT) ink->content_hidden[ink->content_depth] = is_hidden;
    else is_hidden = false;
    ink->content_depth++;
    ink->hidden_depth += is_hidden;
}

static void end_content(Ink *ink) {
    if (ink->content_depth == 0) return;
    ink->content_depth--;
    if (ink->content_depth < DEEPEST_CONTENT) ink->hidden_depth -= ink->content_hidden[ink->content_depth];
}

/* ---- Words ---- */

static const InkFont *font_of(Ink *ink, qpdf_oh resources, Text name) {
    qpdf_oh dictionary = resource(ink, resources, "/Font", name);
    int id = qpdf_oh_is_dictionary(ink->pdf, dictionary) ? qpdf_oh_get_object_id(ink->pdf, dictionary) : 0;
    for (size_t i = 0; i < ink->font_count && id > 0; i++)
        if (ink->fonts[i].object == id) return ink->fonts[i].font;
    if (ink->font_count == MOST_FONTS) ink->font_count = 0; /* those in use stay in the arena until the page ends */
    const InkFont *font = ink_font_read(ink->pdf, ink->fonts_arena, dictionary);
    ink->fonts_read++;
    ink->fonts[ink->font_count++] = (KnownFont){id, font};
    return font;
}

static void add_glyph(Ink *ink, uint32_t letter, double width) {
    Matrix m = ink_times(ink->text, ink->s.at);
    double x0, y0, x1, y1, up = sqrt(m.c * m.c + m.d * m.d);
    ink_place(m, 0, ink->s.rise, &x0, &y0);
    ink_place(m, width, ink->s.rise, &x1, &y1);
    double size = fabs(ink->s.size) * up;
    bool is_space = letter == ' ' || letter == 0xa0 || letter == 0;
    bool is_far = fabs(x0 - ink->last_x) > 0.15 * size || fabs(y0 - ink->last_y) > 0.3 * size;
    ink->last_x = x1;
    ink->last_y = y1;
    if (is_space) {
        ink->space_before = true;
        return;
    }
    const State *s = &ink->s;
    bool is_stroked = s->mode == 1 || s->mode == 2 || s->mode == 5 || s->mode == 6;
    double alpha = is_stroked ? s->stroke_alpha : s->fill_alpha;
    InkBox box = {fmin(x0, x1), fmin(y0, y1), fmax(x0, x1), fmax(y0, y1) + 0.6 * size};
    ink_glyph_add(ink->page, (InkGlyph){.box = box,
                                 .letter = letter,
                                 .size = (float)size,
                                 .luminance = is_stroked ? s->stroke : s->fill,
                                 .is_inkless = s->mode == 3 || s->mode == 7 || alpha<0.02, .is_on_hidden_layer = ink->hidden_depth> 0,
                                 .begins_word = ink->space_before || is_far});
    ink->space_before = false;
}

static void show(Ink *ink, Text string) {
    State *s = &ink->s;
    uint32_t code;
    if (!s->font) return;
    while (ink_font_next(s->font, &string, &code)) {
        double width = (double)s->font->widths[code] * s->font->unit * s->size;
        double forward = (width + s->letter_space + (code == ' ' && !s->font->has_two_bytes ? s->word_space : 0)) * s->scale;
        add_glyph(ink, s->font->letters[code], width * s->scale);
        ink->text = ink_times((Matrix){1, 0, 0, 1, forward, 0}, ink->text);
        ink->steps++;
    }
}

static void next_line(Ink *ink, double x, double y) {
    ink->line = ink_times((Matrix){1, 0, 0, 1, x, y}, ink->line);
    ink->text = ink->line;
    ink->space_before = true;
}

/* ---- Operators ---- */

typedef struct {
    double numbers[MOST_OPERANDS];
    size_t count;
    Text name, last_name, string; /* the first name, the last one, the last string */
} Operands;

static void run(Ink *ink, qpdf_oh resources, Text content, int depth);

static bool is_op(Text op, const char *name) {
    return op.len == strlen(name) && memcmp(op.ptr, name, op.len) == 0;
}

static void set_state(Ink *ink, qpdf_oh resources, Text name) {
    qpdf_oh gs = resource(ink, resources, "/ExtGState", name);
    if (!qpdf_oh_is_dictionary(ink->pdf, gs)) return;
    qpdf_oh fill = qpdf_oh_get_key(ink->pdf, gs, "/ca"), stroke = qpdf_oh_get_key(ink->pdf, gs, "/CA");
    qpdf_oh blend = qpdf_oh_get_key(ink->pdf, gs, "/BM"), mask = qpdf_oh_get_key(ink->pdf, gs, "/SMask");
    if (qpdf_oh_is_number(ink->pdf, fill)) ink->s.fill_alpha = qpdf_oh_get_numeric_value(ink->pdf, fill);
    if (qpdf_oh_is_number(ink->pdf, stroke)) ink->s.stroke_alpha = qpdf_oh_get_numeric_value(ink->pdf, stroke);
    bool is_masked = qpdf_oh_is_dictionary(ink->pdf, mask);
    bool is_unmasked = qpdf_oh_is_name_and_equals(ink->pdf, mask, "/None");
    bool is_normal = qpdf_oh_is_name_and_equals(ink->pdf, blend, "/Normal") || qpdf_oh_is_name_and_equals(ink->pdf, blend, "/Compatible");
    bool is_blended = (qpdf_oh_is_name(ink->pdf, blend) && !is_normal) || qpdf_oh_is_array(ink->pdf, blend);
    if (is_masked || is_blended) ink->s.is_plain = false;
    else if (is_unmasked || is_normal) ink->s.is_plain = true;
}

static void draw_form(Ink *ink, qpdf_oh form, qpdf_oh outer, int depth) {
    qpdf_oh dictionary = qpdf_oh_get_dict(ink->pdf, form), own = qpdf_oh_get_key(ink->pdf, dictionary, "/Resources");
    qpdf_oh matrix = qpdf_oh_get_key(ink->pdf, dictionary, "/Matrix"), box = qpdf_oh_get_key(ink->pdf, dictionary, "/BBox");
    unsigned char *bytes = NULL;
    size_t len = 0;
    QPDF_BOOL is_filtered;
    if (depth >= DEEPEST_FORM) return;
    if (qpdf_oh_get_stream_data(ink->pdf, form, qpdf_dl_generalized, &is_filtered, &bytes, &len) & QPDF_ERRORS) return;
    State saved = ink->s;
    double v[6];
    if (qpdf_oh_is_array(ink->pdf, matrix) && qpdf_oh_get_array_n_items(ink->pdf, matrix) == 6) {
        for (int i = 0; i < 6; i++) v[i] = qpdf_oh_get_numeric_value(ink->pdf, qpdf_oh_get_array_item(ink->pdf, matrix, i));
        ink->s.at = ink_times((Matrix){v[0], v[1], v[2], v[3], v[4], v[5]}, ink->s.at);
    }
    if (qpdf_oh_is_array(ink->pdf, box) && qpdf_oh_get_array_n_items(ink->pdf, box) == 4) {
        for (int i = 0; i < 4; i++) v[i] = qpdf_oh_get_numeric_value(ink->pdf, qpdf_oh_get_array_item(ink->pdf, box, i));
        ink->s.clip = ink_common(ink->s.clip, ink_box_around(ink->s.at, v[0], v[1], v[2], v[3]));
        ink->s.clip_is_box = ink->s.clip_is_box && ink_is_straight(ink->s.at);
    }
    run(ink, qpdf_oh_is_dictionary(ink->pdf, own) ? own : outer, (Text){(const char *)bytes, len}, depth + 1);
    ink->s = saved;
    free(bytes); /* qpdf made it with malloc and gave it to us */
}

static void draw_object(Ink *ink, qpdf_oh resources, Text name, int depth) {
    qpdf_oh object = resource(ink, resources, "/XObject", name);
    if (!qpdf_oh_is_stream(ink->pdf, object)) return;
    qpdf_oh dictionary = qpdf_oh_get_dict(ink->pdf, object), kind = qpdf_oh_get_key(ink->pdf, dictionary, "/Subtype");
    bool is_hidden = is_off(ink, qpdf_oh_get_key(ink->pdf, dictionary, "/OC"));
    ink->hidden_depth += is_hidden;
    if (qpdf_oh_is_name_and_equals(ink->pdf, kind, "/Image")) {
        QPDF_BOOL is_stencil = QPDF_FALSE;
        qpdf_oh stencil = qpdf_oh_get_key(ink->pdf, dictionary, "/ImageMask");
        if (qpdf_oh_is_bool(ink->pdf, stencil)) is_stencil = qpdf_oh_get_bool_value(ink->pdf, stencil);
        bool is_opaque = !is_stencil && qpdf_oh_is_null(ink->pdf, qpdf_oh_get_key(ink->pdf, dictionary, "/SMask"))
                         && qpdf_oh_is_null(ink->pdf, qpdf_oh_get_key(ink->pdf, dictionary, "/Mask"));
        ink_cover(ink, ink_box_around(ink->s.at, 0, 0, 1, 1), -1, ink->s.fill_alpha, is_opaque && ink_is_straight(ink->s.at), true);
    } else if (qpdf_oh_is_name_and_equals(ink->pdf, kind, "/Form")) {
        draw_form(ink, object, resources, depth);
    }
    ink->hidden_depth -= is_hidden;
}

static bool do_path(Ink *ink, Text op, const Operands *o) {
    const double *n = o->numbers;
    if (is_op(op, "re") && o->count >= 4) {
        ink_path_part_ends(&ink->path);
        ink_path_box(&ink->path, ink_box_around(ink->s.at, n[0], n[1], n[0] + n[2], n[1] + n[3]), ink_is_straight(ink->s.at),
            n[2] * n[3] * (ink->s.at.a * ink->s.at.d - ink->s.at.b * ink->s.at.c));
    } else if (is_op(op, "m") && o->count >= 2) {
        ink_path_part_ends(&ink->path);
        ink_path_point(ink, n[0], n[1]);
    } else if (is_op(op, "l") && o->count >= 2) {
        ink_path_point(ink, n[0], n[1]);
    } else if ((is_op(op, "c") && o->count >= 6) || ((is_op(op, "v") || is_op(op, "y")) && o->count >= 4)) {
        for (size_t i = 0; i + 1 < o->count && i < 6; i += 2) ink_path_point(ink, n[i], n[i + 1]);
        ink->path.is_curved = true;
    } else if (is_op(op, "h")) {
        ink_path_part_ends(&ink->path);
    } else if (is_op(op, "W") || is_op(op, "W*")) {
        ink->is_clip_pending = true;
    } else if (is_op(op, "n")) {
        ink_end_path(ink);
    } else if (is_op(op, "S") || is_op(op, "s")) {
        ink_stroke_path(ink);
        ink_end_path(ink);
    } else if (is_op(op, "f") || is_op(op, "F") || is_op(op, "f*") || is_op(op, "B") || is_op(op, "B*") || is_op(op, "b")
               || is_op(op, "b*")) {
        ink_fill_path(ink, op.len == 2);
        ink_end_path(ink);
    } else {
        return false;
    }
    return true;
}

static bool do_colour(Ink *ink, qpdf_oh resources, Text op, const Operands *o) {
    State *s = &ink->s;
    if (is_op(op, "g") || is_op(op, "rg") || is_op(op, "k"))
        s->fill = luminance_of(s->fill_space = space_of_count((int)o->count), o->numbers, o->count);
    else if (is_op(op, "G") || is_op(op, "RG") || is_op(op, "K"))
        s->stroke = luminance_of(s->stroke_space = space_of_count((int)o->count), o->numbers, o->count);
    else if (is_op(op, "cs")) s->fill_space = space_of(ink, resources, o->name), s->fill = s->fill_space == SPACE_UNKNOWN ? -1 : 0;
    else if (is_op(op, "CS")) s->stroke_space = space_of(ink, resources, o->name), s->stroke = s->stroke_space == SPACE_UNKNOWN ? -1 : 0;
    else if (is_op(op, "sc") || is_op(op, "scn")) s->fill = o->name.len ? -1 : luminance_of(s->fill_space, o->numbers, o->count);
    else if (is_op(op, "SC") || is_op(op, "SCN")) s->stroke = o->name.len ? -1 : luminance_of(s->stroke_space, o->numbers, o->count);
    else return false;
    return true;
}

static bool do_text(Ink *ink, qpdf_oh resources, Text op, const Operands *o) {
    State *s = &ink->s;
    const double *n = o->numbers;
    double first = o->count ? n[0] : 0;
    if (is_op(op, "BT")) ink->text = ink->line = (Matrix){1, 0, 0, 1, 0, 0}, ink->space_before = true;
    else if (is_op(op, "Tf")) s->font = font_of(ink, resources, o->name), s->size = first;
    else if (is_op(op, "Td") && o->count >= 2) next_line(ink, n[0], n[1]);
    else if (is_op(op, "TD") && o->count >= 2) s->leading = -n[1], next_line(ink, n[0], n[1]);
    else if (is_op(op, "Tm") && o->count >= 6) ink->text = ink->line = (Matrix){n[0], n[1], n[2], n[3], n[4], n[5]};
    else if (is_op(op, "T*")) next_line(ink, 0, -s->leading);
    else if (is_op(op, "Tj")) show(ink, o->string);
    else if (is_op(op, "'")) next_line(ink, 0, -s->leading), show(ink, o->string);
    else if (is_op(op, "\"") && o->count >= 2) {
        s->word_space = n[0];
        s->letter_space = n[1];
        next_line(ink, 0, -s->leading);
        show(ink, o->string);
    } else if (is_op(op, "Tc")) s->letter_space = first;
    else if (is_op(op, "Tw")) s->word_space = first;
    else if (is_op(op, "Tz")) s->scale = first / 100;
    else if (is_op(op, "TL")) s->leading = first;
    else if (is_op(op, "Ts")) s->rise = first;
    else if (is_op(op, "Tr")) s->mode = (int)first;
    else return false;
    return true;
}

static void do_other(Ink *ink, qpdf_oh resources, Text op, const Operands *o, int depth) {
    const double *n = o->numbers;
    if (is_op(op, "q")) {
        if (ink->depth < DEEPEST_STATE) ink->stack[ink->depth] = ink->s;
        ink->depth++;
    } else if (is_op(op, "Q")) {
        if (ink->depth > 0 && --ink->depth < DEEPEST_STATE) ink->s = ink->stack[ink->depth];
    } else if (is_op(op, "cm") && o->count >= 6) {
        ink->s.at = ink_times((Matrix){n[0], n[1], n[2], n[3], n[4], n[5]}, ink->s.at);
    } else if (is_op(op, "w") && o->count) {
        ink->s.line_width = n[0];
    } else if (is_op(op, "gs")) {
        set_state(ink, resources, o->name);
    } else if (is_op(op, "Do")) {
        draw_object(ink, resources, o->name, depth);
    } else if (is_op(op, "sh")) {
        ink_cover(ink, ink->s.clip, -1, 1, false, true);
    } else if (is_op(op, "BMC")) {
        begin_content(ink, false);
    } else if (is_op(op, "BDC")) {
        bool is_layer = text_equal(o->name, S("/OC"));
        begin_content(ink, is_layer && is_off(ink, resource(ink, resources, "/Properties", o->last_name)));
    } else if (is_op(op, "EMC")) {
        end_content(ink);
    }
}

static void take_operand(Operands *o, const Token *token) {
    if (token->kind == TOKEN_NUMBER && o->count < MOST_OPERANDS) o->numbers[o->count++] = token->number;
    if (token->kind == TOKEN_STRING) o->string = token->text;
    if (token->kind != TOKEN_NAME) return;
    if (o->name.len == 0) o->name = token->text;
    o->last_name = token->text;
}

/* "[(Wor) -120 (ds)] TJ": shown piece by piece; behind it the operator itself has nothing left to do. */
static void show_array(Ink *ink, Tokens *tokens) {
    Tokens ahead = *tokens;
    Token token = token_next(&ahead);
    while (token.kind == TOKEN_NUMBER || token.kind == TOKEN_STRING) token = token_next(&ahead);
    if (token.kind != TOKEN_CLOSE) return;
    token = token_next(&ahead);
    if (token.kind != TOKEN_OPERATOR || !is_op(token.text, "TJ")) return;
    for (token = token_next(tokens); token.kind != TOKEN_CLOSE; token = token_next(tokens)) {
        if (token.kind == TOKEN_STRING) show(ink, token.text);
        else ink->text = ink_times((Matrix){1, 0, 0, 1, -token.number / 1000 * ink->s.size * ink->s.scale, 0}, ink->text);
    }
}

static void run(Ink *ink, qpdf_oh resources, Text content, int depth) {
    Tokens tokens = {ink->page->arena, content};
    Operands o = {0};
    int began = ink->depth, content_began = ink->content_depth;
    for (Token token = token_next(&tokens); token.kind != TOKEN_END && ink->steps < MOST_STEPS; token = token_next(&tokens)) {
        ink->steps++;
        if (token.kind == TOKEN_OPEN && token.text.ptr[0] == '[') show_array(ink, &tokens);
        if (token.kind != TOKEN_OPERATOR) {
            take_operand(&o, &token);
            continue;
        }
        if (is_op(token.text, "ID")) {
            tokens_skip_image(&tokens);
            ink_cover(ink, ink_box_around(ink->s.at, 0, 0, 1, 1), -1, ink->s.fill_alpha, false, true);
        } else if (!do_path(ink, token.text, &o) && !do_colour(ink, resources, token.text, &o)
                   && !do_text(ink, resources, token.text, &o)) {
            do_other(ink, resources, token.text, &o, depth);
        }
        o = (Operands){0};
    }
    while (ink->content_depth > content_began) end_content(ink);
    if (ink->depth > began) {
        if (began < DEEPEST_STATE) ink->s = ink->stack[began];
        ink->depth = began;
    }
}

/* ---- Pages ---- */

static bool box_of(qpdf_data pdf, qpdf_oh node, const char *key, InkBox *out) {
    for (int i = 0; i < 32 && qpdf_oh_is_dictionary(pdf, node); i++, node = qpdf_oh_get_key(pdf, node, "/Parent")) {
        qpdf_oh box = qpdf_oh_get_key(pdf, node, key);
        if (!qpdf_oh_is_array(pdf, box) || qpdf_oh_get_array_n_items(pdf, box) != 4) continue;
        double v[4];
        for (int k = 0; k < 4; k++) v[k] = qpdf_oh_get_numeric_value(pdf, qpdf_oh_get_array_item(pdf, box, k));
        *out = (InkBox){fmin(v[0], v[2]), fmin(v[1], v[3]), fmax(v[0], v[2]), fmax(v[1], v[3])};
        return true;
    }
    return false;
}

static qpdf_oh resources_of(qpdf_data pdf, qpdf_oh node) {
    for (int i = 0; i < 32 && qpdf_oh_is_dictionary(pdf, node); i++, node = qpdf_oh_get_key(pdf, node, "/Parent")) {
        qpdf_oh resources = qpdf_oh_get_key(pdf, node, "/Resources");
        if (qpdf_oh_is_dictionary(pdf, resources)) return resources;
    }
    return qpdf_oh_new_null(pdf);
}

static float colour_at(Ink *ink, qpdf_oh annotation, const char *key) {
    qpdf_oh colour = qpdf_oh_get_key(ink->pdf, annotation, key);
    int count = qpdf_oh_is_array(ink->pdf, colour) ? qpdf_oh_get_array_n_items(ink->pdf, colour) : 0;
    double v[4] = {0};
    if (count != 1 && count != 3 && count != 4) return -1;
    for (int i = 0; i < count; i++) v[i] = qpdf_oh_get_numeric_value(ink->pdf, qpdf_oh_get_array_item(ink->pdf, colour, i));
    return luminance_of(space_of_count(count), v, (size_t)count);
}

/* Boxes, text boxes and black markers that people draw over a page; they lie over all of its content. */
static void cover_with_annotation(Ink *ink, qpdf_oh annotation) {
    qpdf_oh kind = qpdf_oh_get_key(ink->pdf, annotation, "/Subtype"), flags = qpdf_oh_get_key(ink->pdf, annotation, "/F");
    qpdf_oh alpha = qpdf_oh_get_key(ink->pdf, annotation, "/CA");
    InkBox box = {0};
    bool is_shown = !qpdf_oh_is_integer(ink->pdf, flags) || !(qpdf_oh_get_int_value(ink->pdf, flags) & (2 | 32));
    if (qpdf_oh_is_name_and_equals(ink->pdf, kind, "/Redact")) ink->page->has_redaction_marks = true;
    if (!is_shown || !box_of(ink->pdf, annotation, "/Rect", &box)) return;
    if (qpdf_oh_is_number(ink->pdf, alpha) && qpdf_oh_get_numeric_value(ink->pdf, alpha) < 0.99) return;
    float inner = colour_at(ink, annotation, "/IC"), own = colour_at(ink, annotation, "/C");
    bool is_box = qpdf_oh_is_name_and_equals(ink->pdf, kind, "/Square") && inner >= 0;
    bool is_text_box = qpdf_oh_is_name_and_equals(ink->pdf, kind, "/FreeText") && own >= 0;
    bool is_marker = qpdf_oh_is_name_and_equals(ink->pdf, kind, "/Highlight") && own >= 0 && own < 0.25f;
    if (is_box || is_text_box || is_marker)
        ink_cover_add(ink->page, (InkCover){.box = box, .luminance = is_box ? inner : own, .is_certain = true});
}

static void look_at_page(Ink *ink, qpdf_oh page) {
    InkPage *p = ink->page;
    InkBox media = {0, 0, 612, 792}, crop;
    box_of(ink->pdf, page, "/MediaBox", &media);
    p->paper = box_of(ink->pdf, page, "/CropBox", &crop) ? ink_common(media, crop) : media;
    ink->depth = ink->content_depth = ink->hidden_depth = 0;
    ink->path = (Path){0};
    ink->s = (State){.at = {1, 0, 0, 1, 0, 0},
        .clip = {-1e9, -1e9, 1e9, 1e9},
        .clip_is_box = true,
        .fill_alpha = 1,
        .stroke_alpha = 1,
        .line_width = 1,
        .is_plain = true,
        .scale = 1};
    unsigned char *bytes = NULL;
    size_t len = 0;
    if (!(qpdf_oh_get_page_content_data(ink->pdf, page, &bytes, &len) & QPDF_ERRORS)) {
        run(ink, resources_of(ink->pdf, page), (Text){(const char *)bytes, len}, 0);
        free(bytes); /* qpdf made it with malloc and gave it to us */
    }
    qpdf_oh annotations = qpdf_oh_get_key(ink->pdf, page, "/Annots");
    int count = qpdf_oh_is_array(ink->pdf, annotations) ? qpdf_oh_get_array_n_items(ink->pdf, annotations) : 0;
    for (int i = 0; i < count && i < 2000; i++) {
        qpdf_oh annotation = qpdf_oh_get_array_item(ink->pdf, annotations, i);
        if (qpdf_oh_is_dictionary(ink->pdf, annotation)) cover_with_annotation(ink, annotation);
    }
}

static void read_layers(Ink *ink) {
    qpdf_oh catalogue = qpdf_get_root(ink->pdf), own = qpdf_oh_get_key(ink->pdf, catalogue, "/OCProperties");
    qpdf_oh usual = qpdf_oh_is_dictionary(ink->pdf, own) ? qpdf_oh_get_key(ink->pdf, own, "/D") : qpdf_oh_new_null(ink->pdf);
    bool is_there = qpdf_oh_is_dictionary(ink->pdf, usual);
    ink->layers_off = is_there ? qpdf_oh_get_key(ink->pdf, usual, "/OFF") : qpdf_oh_new_null(ink->pdf);
    ink->layers_on = is_there ? qpdf_oh_get_key(ink->pdf, usual, "/ON") : qpdf_oh_new_null(ink->pdf);
    ink->are_layers_off = is_there && qpdf_oh_is_name_and_equals(ink->pdf, qpdf_oh_get_key(ink->pdf, usual, "/BaseState"), "/OFF");
}

bool pdf_ink(qpdf_data pdf, int pages, Buffer *out) {
    static Ink ink; /* large, and one at a time in its process */
    ink = (Ink){.pdf = pdf, .fonts_arena = arena_new()};
    bool is_whole = true;
    for (int i = 0; i < pages && ink.steps < MOST_STEPS; i++) {
        Arena *arena = arena_new();
        InkPage page = {.arena = arena};
        ink.page = &page;
        if (ink.fonts_read >= MOST_FONTS) {
            arena_free(ink.fonts_arena);
            ink.fonts_arena = arena_new();
            ink.font_count = ink.fonts_read = 0;
        }
        read_layers(&ink);
        look_at_page(&ink, qpdf_get_page_n(pdf, (size_t)i));
        is_whole = ink_judge(&page, i + 1, out) && is_whole && page.glyph_count < MOST_GLYPHS && page.cover_count < MOST_COVERS;
        qpdf_oh_release_all(pdf);
        arena_free(arena);
        ink.page = NULL;
    }
    arena_free(ink.fonts_arena);
    return is_whole && ink.steps < MOST_STEPS;
}
