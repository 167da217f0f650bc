/* Owns words on a page: Pango breaks and shapes them, this draws its glyphs and keeps what they mean. */
#include <hb.h>

#include "paper/pack.h"
#include "paper/type.h"
#include "paper/typeset.h"

static void add_attribute(PangoAttrList *list, PangoAttribute *attribute, const Span *span) {
    attribute->start_index = (guint)span->from;
    attribute->end_index = (guint)(span->from + span->len);
    pango_attr_list_insert(list, attribute);
}

static PangoAttrList *attributes_of(const Words *words) {
    PangoAttrList *list = pango_attr_list_new();
    for (size_t i = 0; i < words->count; i++) {
        const Span *span = &words->spans[i];
        if (span->is_strong) add_attribute(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD), span);
        if (span->is_emphasis) add_attribute(list, pango_attr_style_new(PANGO_STYLE_ITALIC), span);
        if (span->is_code) {
            PangoFontDescription *fixed = type_description(1, false, false, true);
            add_attribute(list, pango_attr_family_new(pango_font_description_get_family(fixed)), span);
            add_attribute(list, pango_attr_scale_new(0.9), span);
            pango_font_description_free(fixed);
        }
        /* A colour parts the runs at the ends of a link, which is how block_draw_line finds them. */
        if (!text_is_empty(span->address)) add_attribute(list, pango_attr_foreground_new(0, 0, (guint16)(1 + i % 0xfffe)), span);
    }
    return list;
}

static StyleMetrics metrics_of(Typesetter *t, Style style, const PangoFontDescription *description) {
    for (size_t i = 0; i < t->metrics_count; i++)
        if (t->metrics[i].size == style.size && t->metrics[i].is_bold == style.is_bold && t->metrics[i].is_fixed == style.is_fixed)
            return t->metrics[i];
    PangoFontMetrics *metrics = pango_context_get_metrics(t->context, description, NULL);
    StyleMetrics own = {.size = style.size,
        .ascent = pango_units_to_double(pango_font_metrics_get_ascent(metrics)),
        .descent = pango_units_to_double(pango_font_metrics_get_descent(metrics)),
        .is_bold = style.is_bold,
        .is_fixed = style.is_fixed};
    pango_font_metrics_unref(metrics);
    if (t->metrics_count < sizeof t->metrics / sizeof *t->metrics) t->metrics[t->metrics_count++] = own;
    return own;
}

Block block_of(Typesetter *t, const Words *words, Style style, double width) {
    Block block = {.words = words, .style = style};
    block.layout = pango_layout_new(t->context);
    PangoFontDescription *description = type_description(style.size, style.is_bold, false, style.is_fixed);
    pango_layout_set_font_description(block.layout, description);
    StyleMetrics metrics = metrics_of(t, style, description);
    block.baseline = (style.leading - metrics.ascent - metrics.descent) / 2 + metrics.ascent;
    pango_font_description_free(description);

    pango_layout_set_wrap(block.layout, PANGO_WRAP_WORD_CHAR);
    if (width > 0) pango_layout_set_width(block.layout, (int)(width * PANGO_SCALE));
    if (style.alignment == 'r') pango_layout_set_alignment(block.layout, PANGO_ALIGN_RIGHT);
    if (style.alignment == 'c') pango_layout_set_alignment(block.layout, PANGO_ALIGN_CENTER);
    if (words->count) {
        PangoAttrList *attributes = attributes_of(words);
        pango_layout_set_attributes(block.layout, attributes);
        pango_attr_list_unref(attributes);
    }
    pango_layout_set_text(block.layout, words->text.len ? words->text.ptr : "", (int)words->text.len);
    block.count = pango_layout_get_line_count(block.layout);
    return block;
}

void block_end(Block *block) {
    g_object_unref(block->layout);
    block->layout = NULL;
}

/* Letters of some scripts stand taller than ours; their lines get the room. */
static double line_extra(const Block *block, PangoLayoutLine *line) {
    PangoRectangle logical;
    pango_layout_line_get_extents(line, NULL, &logical);
    double extra = pango_units_to_double(logical.height) - block->style.leading * 1.15;
    return extra > 0 ? extra : 0;
}

double block_line_height(const Block *block, int line) {
    return block->style.leading + line_extra(block, pango_layout_get_line_readonly(block->layout, line));
}

double block_height(const Block *block) {
    double height = 0;
    for (int i = 0; i < block->count; i++) height += block_line_height(block, i);
    return height;
}

double block_width(const Block *block) {
    PangoRectangle logical;
    pango_layout_get_extents(block->layout, NULL, &logical);
    return pango_units_to_double(logical.width);
}

/* ---- Drawing ---- */

static Text cluster_text(const char *text, const PangoItem *item, int from, int to) {
    if (item->analysis.flags & PANGO_ANALYSIS_FLAG_IS_ELLIPSIS) return S("\u2026");
    return (Text){text + from, (size_t)(to - from)};
}

typedef struct {
    Typesetter *t;
    PdfElement *element; /* NULL: an artifact */
    PdfFont *font;
    hb_font_t *shaped;
    double size;
    PdfColour colour;
    double x, y;
    bool is_begun;
} RunPen;

static void pen_begin(RunPen *pen) {
    if (!pen->is_begun) pdf_glyphs_begin(pen->t->page, pen->font, pen->size, pen->colour, pen->x, pen->y);
    pen->is_begun = true;
}

static void pen_end(RunPen *pen) {
    if (pen->is_begun) pdf_glyphs_end(pen->t->page);
    pen->is_begun = false;
}

/* From here to pen_instead_end the glyphs are read as `text`. Artifacts are not read. */
static void pen_instead(RunPen *pen, Text text) {
    pen_end(pen);
    if (pen->element) pdf_page_tag_instead(pen->t->page, pen->element, text);
}

static void pen_instead_end(RunPen *pen) {
    pen_end(pen);
    if (pen->element) pdf_page_tag(pen->t->page, pen->element);
}

/* No font on this machine has the letter: a question mark is drawn, and the letter itself stays in the text. */
static void draw_missing(RunPen *pen, Text text) {
    Typesetter *t = pen->t;
    pen_end(pen);
    PangoFont *font = pango_context_load_font(t->context, t->plain);
    if (!font) return;
    hb_font_t *shaped = pango_font_get_hb_font(font);
    hb_codepoint_t glyph;
    PdfFont *own = pdf_font(t->out, hb_font_get_face(shaped));
    if (own && hb_font_get_nominal_glyph(shaped, '?', &glyph)) {
        pdf_font_glyph_means(own, glyph, S("?"));
        pen_instead(pen, text);
        pdf_glyphs_begin(t->page, own, pen->size, pen->colour, pen->x, pen->y);
        pdf_glyph(t->page, glyph, 0, 0, 0);
        pdf_glyphs_end(t->page);
        pen_instead_end(pen);
    }
    g_object_unref(font);
}

static bool is_missing(const RunPen *pen, PangoGlyph glyph) {
    return (glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0 || glyph == 0 || glyph > 0xffff || !pen->font;
}

/* Glyphs at the pen, whatever they mean. */
static void draw_glyphs(RunPen *pen, const PangoGlyphString *glyphs, int from, int to) {
    for (int g = from; g < to; g++) {
        const PangoGlyphInfo *info = &glyphs->glyphs[g];
        double width = pango_units_to_double(info->geometry.width);
        if (info->glyph == PANGO_GLYPH_EMPTY) {
            if (width > 0) pen_end(pen);
        } else {
            pen_begin(pen);
            pdf_glyph(pen->t->page, info->glyph, pango_units_to_double(info->geometry.x_offset),
                -pango_units_to_double(info->geometry.y_offset), width);
        }
        pen->x += width;
    }
}

/* The space at which a line was broken: nothing to see, but without it the last word and the first of the next line are read as one. */
static void draw_line_space(RunPen *pen) {
    hb_codepoint_t space;
    if (!pen->font || !pen->element || !hb_font_get_nominal_glyph(pen->shaped, ' ', &space)
        || !pdf_font_glyph_means(pen->font, space, S(" ")))
        return;
    pen_begin(pen);
    pdf_glyph(pen->t->page, space, 0, 0, 0);
}

/* One cluster: letters that were shaped together into glyphs. When one glyph always means the same text, the font says so once; any other
 * cluster carries its text beside it. */
static void draw_cluster(RunPen *pen, const PangoGlyphString *glyphs, int from, int to, Text text) {
    int drawn = 0;
    bool is_plain = true, has_missing = false;
    for (int g = from; g < to; g++) {
        if (glyphs->glyphs[g].glyph == PANGO_GLYPH_EMPTY) continue;
        has_missing = has_missing || is_missing(pen, glyphs->glyphs[g].glyph);
        drawn++;
    }
    if (text_is_empty(text)) text = S(" ");
    if (has_missing) {
        draw_missing(pen, text);
        for (int g = from; g < to; g++) pen->x += pango_units_to_double(glyphs->glyphs[g].geometry.width);
        return;
    }
    if (drawn == 0 && text_equal(text, S(" "))) draw_line_space(pen);
    for (int g = from; g < to; g++)
        if (glyphs->glyphs[g].glyph != PANGO_GLYPH_EMPTY && !pdf_font_glyph_means(pen->font, glyphs->glyphs[g].glyph, text))
            is_plain = false;
    bool is_instead = drawn > 1 || !is_plain;
    if (is_instead) pen_instead(pen, text);
    draw_glyphs(pen, glyphs, from, to);
    if (is_instead) pen_instead_end(pen);
}

static RunPen pen_of(Typesetter *t, const PangoGlyphItem *run, PdfElement *element, PdfColour colour, double x, double y) {
    PangoFont *font = run->item->analysis.font;
    PangoFontDescription *description = pango_font_describe_with_absolute_size(font);
    hb_font_t *shaped = pango_font_get_hb_font(font);
    RunPen pen = {.t = t,
        .element = element,
        .font = pdf_font(t->out, hb_font_get_face(shaped)),
        .shaped = shaped,
        .size = pango_units_to_double(pango_font_description_get_size(description)),
        .colour = colour,
        .x = x,
        .y = y};
    pango_font_description_free(description);
    return pen;
}

static void draw_run(Typesetter *t, PangoGlyphItem *run, const char *text, PdfElement *element, PdfColour colour, double x, double y) {
    if (!run->item->analysis.font) return;
    RunPen pen = pen_of(t, run, element, colour, x, y);
    /* Clusters come in the order of the glyphs, from left to right; readers turn right-to-left words round by themselves. */
    const PangoGlyphString *glyphs = run->glyphs;
    int start = run->item->offset, end = start + run->item->length;
    bool is_rtl = run->item->analysis.level % 2 == 1;
    for (int g = 0; g < glyphs->num_glyphs;) {
        int next = g + 1;
        while (next < glyphs->num_glyphs && glyphs->log_clusters[next] == glyphs->log_clusters[g]) next++;
        int from = start + glyphs->log_clusters[g], to = end;
        if (!is_rtl && next < glyphs->num_glyphs) to = start + glyphs->log_clusters[next];
        if (is_rtl && g > 0) to = start + glyphs->log_clusters[g - 1];
        draw_cluster(&pen, glyphs, g, next, cluster_text(text, run->item, from, to));
        g = next;
    }
    pen_end(&pen);
}

/* Did whoever wrote the words break the line here? */
static bool is_broken_by_hand(const char *text, const PangoLayoutLine *line) {
    int end = line->start_index + line->length;
    bool has_separator = line->length >= 3 && strncmp(text + end - 3, "\u2028", 3) == 0;
    return has_separator || text[end] == '\n' || text[end] == '\r' || strncmp(text + end, "\u2029", 3) == 0;
}

/* The same for such a break, which leaves no glyph behind. */
static void draw_break(Typesetter *t, const PangoGlyphItem *run, PdfElement *element, PdfColour colour, double x, double y) {
    if (!run->item->analysis.font || !element) return;
    RunPen pen = pen_of(t, run, element, colour, x, y);
    draw_line_space(&pen);
    pen_end(&pen);
}

/* The link that a run belongs to, or SIZE_MAX. */
static size_t link_of(const Words *words, const PangoItem *item) {
    for (size_t i = 0; i < words->count; i++) {
        const Span *span = &words->spans[i];
        if ((size_t)item->offset >= span->from && (size_t)item->offset < span->from + span->len)
            return text_is_empty(span->address) ? SIZE_MAX : i;
    }
    return SIZE_MAX;
}

/* Neighbouring spans of one link ("**bold** and plain" inside it) share the first one's element. */
static PdfElement *link_element(Typesetter *t, const Words *words, size_t span, PdfElement *element, PdfElement **links) {
    size_t first = span;
    while (first > 0 && words->spans[first - 1].address.ptr == words->spans[span].address.ptr) first--;
    if (!links[first]) links[first] = pdf_element(t->out, element, "Link");
    return links[first];
}

typedef struct {
    PdfElement *element;
    Text address, about;
    double from, to;
} OpenLink;

/* What a link says of itself beside its words. */
static Text about_link(Typesetter *t, const Words *words, const Span *span) {
    if (!text_starts_with(span->address, S(PACK_PLACE))) return text_join(t->arena, S("Link to "), span->address);
    return text_join(t->arena, S("Go to "), text_slice(words->text, span->from, span->len));
}

static void end_link(Typesetter *t, const Block *block, OpenLink *link, double top, double height) {
    if (!link->element) return;
    pdf_page_fill(t->page, colour_accent, link->from, PAGE_HEIGHT - (top + block->baseline + 2), link->to - link->from, 0.6);
    pdf_link(t->page, link->element, link->from, PAGE_HEIGHT - (top + height), link->to - link->from, height, link->address, link->about);
    link->element = NULL;
}

void block_draw_line(Typesetter *t, const Block *block, int line_number, double x, double y, PdfElement *element, PdfElement **links) {
    PangoLayoutLine *line = pango_layout_get_line_readonly(block->layout, line_number);
    PangoRectangle logical;
    double height = block_line_height(block, line_number), baseline = y + block->baseline + (height - block->style.leading) / 2;
    int width = pango_layout_get_width(block->layout);
    pango_layout_line_get_extents(line, NULL, &logical);
    PangoAlignment alignment = pango_layout_get_alignment(block->layout);
    if (pango_layout_line_get_resolved_direction(line) == PANGO_DIRECTION_RTL && alignment == PANGO_ALIGN_LEFT)
        alignment = PANGO_ALIGN_RIGHT;
    double spare = width > 0 ? pango_units_to_double(width - logical.width) : 0;
    double pen = x + (alignment == PANGO_ALIGN_RIGHT ? spare : alignment == PANGO_ALIGN_CENTER ? spare / 2 : 0);
    const char *text = pango_layout_get_text(block->layout);
    OpenLink open = {0};
    bool is_broken = is_broken_by_hand(text, line), is_rtl = pango_layout_line_get_resolved_direction(line) == PANGO_DIRECTION_RTL;
    for (GSList *at = line->runs; at; at = at->next) {
        PangoGlyphItem *run = at->data;
        size_t span = element && links ? link_of(block->words, run->item) : SIZE_MAX;
        PdfElement *owner = span == SIZE_MAX ? element : link_element(t, block->words, span, element, links);
        if (open.element && owner != open.element) end_link(t, block, &open, y, height);
        if (owner) pdf_page_tag(t->page, owner);
        PdfColour colour = span == SIZE_MAX ? block->style.colour : colour_accent;
        if (is_broken && is_rtl && at == line->runs) draw_break(t, run, owner, colour, pen, PAGE_HEIGHT - baseline);
        PangoRectangle extents;
        pango_glyph_string_extents(run->glyphs, run->item->analysis.font, NULL, &extents);
        draw_run(t, run, text, owner, colour, pen, PAGE_HEIGHT - baseline);
        double advance = pango_units_to_double(extents.width);
        if (span != SIZE_MAX) {
            const Span *own = &block->words->spans[span];
            if (!open.element)
                open = (OpenLink){.element = owner, .address = own->address, .about = about_link(t, block->words, own), .from = pen};
            open.to = pen + advance;
        }
        pen += advance;
        if (is_broken && !is_rtl && !at->next) draw_break(t, run, owner, colour, pen, PAGE_HEIGHT - baseline);
    }
    end_link(t, block, &open, y, height);
}
