/* Owns the flow: marks one after the other onto pages, with their structure, and the furniture of the pages. */
#include "paper/typeset.h"

#include "paper/file_write.h"
#include "paper/type.h"

const PdfColour colour_ink = {0.043, 0.047, 0.047}, colour_quiet = {0.29, 0.33, 0.36}, colour_accent = {0.06, 0.27, 0.47},
                colour_line = {0.72, 0.75, 0.77}, colour_shade = {0.945, 0.953, 0.957};

static const Style body = {.size = 11, .leading = 16, .colour = {0.043, 0.047, 0.047}};
static const Style small = {.size = 9.5, .leading = 13.5, .colour = {0.29, 0.33, 0.36}};

/* ---- The flow ---- */

double flow_left(const Typesetter *t) {
    return t->frame ? t->frame->left : PAGE_LEFT;
}

double flow_width(const Typesetter *t) {
    return PAGE_RIGHT - flow_left(t);
}

PdfElement *flow_parent(Typesetter *t) {
    if (!t->frame) return NULL;
    return t->frame->body ? t->frame->body : t->frame->element;
}

/* Quotes have a bar at their left, which ends at the foot of a page and begins again on the next. */
static void draw_bars(Typesetter *t) {
    for (Frame *frame = t->frame; frame; frame = frame->outer) {
        if (frame->kind != MARK_QUOTE || t->y <= frame->bar_top) continue;
        pdf_page_artifact(t->page, PDF_LAYOUT);
        pdf_page_fill(t->page, colour_accent, frame->left - 14, PAGE_HEIGHT - t->y, 4, t->y - frame->bar_top);
    }
}

void flow_new_page(Typesetter *t) {
    if (t->page) draw_bars(t);
    t->page = pdf_page_new(t->out, PAGE_WIDTH, PAGE_HEIGHT);
    t->y = PAGE_TOP;
    t->gap = 0;
    for (Frame *frame = t->frame; frame; frame = frame->outer) frame->bar_top = PAGE_TOP;
}

void flow_need(Typesetter *t, double height) {
    if (t->y + height > PAGE_BOTTOM && t->y > PAGE_TOP) flow_new_page(t);
}

void flow_space(Typesetter *t, double before) {
    if (t->y > PAGE_TOP) t->y += before > t->gap ? before : t->gap;
    t->gap = 0;
}

void flow_label(Typesetter *t, double baseline) {
    Frame *frame = t->frame;
    if (!frame || !frame->label) return;
    const Words *label = frame->label;
    frame->label = NULL;
    if (text_is_empty(label->text)) return;
    Style style = body;
    style.is_bold = frame->list == LIST_PARAGRAPHS;
    Block block = block_of(t, label, style, 0);
    double x = frame->left
               - (frame->list == LIST_BULLETS || frame->list == LIST_NUMBERS ? block_width(&block) + 7 : frame->left - frame->outer->left);
    block_draw_line(t, &block, 0, x, baseline - block.baseline, frame->label_element, NULL);
    block_end(&block);
}

static bool is_break_before(const Typesetter *t, const Block *block, int line) {
    double height = block_line_height(block, line);
    if (t->y + height > PAGE_BOTTOM) return true;
    int left = block->count - line;
    bool would_orphan = line == 0 && block->count > 1, would_widow = left == 2 && line > 1;
    return (would_orphan || would_widow) && t->y + 2 * height > PAGE_BOTTOM;
}

void flow_block(Typesetter *t, const Words *words, Style style, PdfElement *element) {
    Block block = block_of(t, words, style, flow_width(t));
    PdfElement **links = ARENA_ARRAY(t->arena, PdfElement *, words->count + 1);
    for (int i = 0; i < block.count; i++) {
        if (is_break_before(t, &block, i)) flow_new_page(t);
        flow_label(t, t->y + block.baseline);
        block_draw_line(t, &block, i, flow_left(t), t->y, element, links);
        t->y += block_line_height(&block, i);
    }
    block_end(&block);
}

/* ---- Marks ---- */

static void set_title(Typesetter *t, const Mark *mark) {
    flow_space(t, 0);
    Style above = {.size = 11, .leading = 16, .colour = colour_accent, .is_bold = true},
          title = {.size = 25, .leading = 31, .colour = colour_ink, .is_bold = true};
    flow_need(t, 80);
    if (!text_is_empty(mark->label.text)) {
        flow_block(t, &mark->label, above, pdf_element(t->out, flow_parent(t), "P"));
        t->y += 5;
    }
    double top = t->y;
    flow_block(t, &mark->words, title, pdf_element(t->out, flow_parent(t), "H1"));
    pdf_bookmark(t->out, 1, mark->words.text, t->page, PAGE_HEIGHT - top + 8);
    t->y += 9;
    pdf_page_artifact(t->page, PDF_LAYOUT);
    pdf_page_fill(t->page, colour_accent, PAGE_LEFT, PAGE_HEIGHT - t->y - 3, 72, 3);
    t->y += 3;
    t->gap = 16;
    t->heading = 1;
}

static void set_heading(Typesetter *t, const Mark *mark) {
    static const Style styles[] = {
        {.size = 19, .leading = 25, .colour = {0.043, 0.047, 0.047}, .is_bold = true},
        {.size = 15, .leading = 21, .colour = {0.06, 0.27, 0.47}, .is_bold = true},
        {.size = 12.5, .leading = 18, .colour = {0.043, 0.047, 0.047}, .is_bold = true},
        {.size = 11, .leading = 16, .colour = {0.29, 0.33, 0.36}, .is_bold = true},
    };
    static const double before[] = {26, 22, 17, 13}, after[] = {9, 7, 5, 3};
    static const char *const tags[] = {"H1", "H2", "H3", "H4", "H5", "H6"};
    if (text_is_empty(text_trim(mark->words.text))) return;
    int look = mark->level > 4 ? 3 : mark->level - 1;
    /* A level that skips one confuses those who go from heading to heading; the tag closes the gap, the look stays. */
    int level = mark->level > t->heading + 1 ? t->heading + 1 : mark->level;
    t->heading = level;
    flow_space(t, before[look]);
    flow_need(t, styles[look].leading + after[look] + 2.5 * body.leading);
    double top = t->y;
    PdfElement *element = pdf_element(t->out, flow_parent(t), tags[level - 1]);
    flow_block(t, &mark->words, styles[look], element);
    pdf_bookmark(t->out, mark->level, mark->words.text, t->page, PAGE_HEIGHT - top + 8);
    t->gap = after[look];
}

static void set_paragraph(Typesetter *t, const Mark *mark) {
    if (text_is_empty(text_trim(mark->words.text))) return;
    flow_space(t, 0);
    Style style = body;
    if (mark->kind == MARK_CODE) style = (Style){.size = 9.5, .leading = 13, .colour = colour_ink, .is_fixed = true};
    flow_block(t, &mark->words, style, pdf_element(t->out, flow_parent(t), "P"));
    t->gap = mark->is_tight ? 4 : 9;
}

static Frame *open_frame(Typesetter *t, MarkKind kind, const char *type, double indent) {
    Frame *frame = ARENA_NEW(t->arena, Frame);
    double left = flow_left(t) + indent, deepest = PAGE_LEFT + 220;
    *frame = (Frame){.kind = kind, .left = left > deepest ? deepest : left};
    frame->element = pdf_element(t->out, flow_parent(t), type);
    frame->outer = t->frame;
    return frame;
}

static void open_list(Typesetter *t, const Mark *mark) {
    static const char *const numbering[] = {
        [LIST_BULLETS] = "<</O/List/ListNumbering/Disc>>",
        [LIST_NUMBERS] = "<</O/List/ListNumbering/Decimal>>",
        [LIST_PARAGRAPHS] = "<</O/List/ListNumbering/Decimal>>",
        [LIST_AGENDA] = "<</O/List/ListNumbering/None>>",
    };
    Frame *frame = open_frame(t, MARK_LIST, "L", 0);
    frame->list = mark->list;
    pdf_element_attributes(frame->element, numbering[mark->list]);
    t->frame = frame;
}

static void open_item(Typesetter *t, const Mark *mark) {
    static const double indents[] = {[LIST_BULLETS] = 20, [LIST_NUMBERS] = 26, [LIST_PARAGRAPHS] = 38, [LIST_AGENDA] = 38};
    ListKind list = t->frame ? t->frame->list : LIST_BULLETS;
    double indent = indents[list];
    if (mark->label.text.len > 2) {
        Style style = body;
        style.is_bold = list == LIST_PARAGRAPHS;
        Block label = block_of(t, &mark->label, style, 0);
        if (block_width(&label) + 9 > indent) indent = block_width(&label) + 9;
        block_end(&label);
    }
    Frame *frame = open_frame(t, MARK_ITEM, "LI", indent);
    frame->list = list;
    frame->label = &mark->label;
    if (!text_is_empty(mark->label.text)) frame->label_element = pdf_element(t->out, frame->element, "Lbl");
    frame->body = pdf_element(t->out, frame->element, "LBody");
    t->frame = frame;
}

static void close_frame(Typesetter *t) {
    Frame *frame = t->frame;
    CHECK(frame);
    if (frame->label && !text_is_empty(frame->label->text)) { /* an item with nothing in it, or with a table: the label stands alone */
        flow_space(t, 0);
        flow_need(t, body.leading);
        flow_label(t, t->y + 12);
        t->y += body.leading;
    }
    if (frame->kind == MARK_QUOTE) {
        t->y += 4;
        draw_bars(t);
        t->gap = 12;
    }
    if (frame->kind == MARK_LIST && t->gap < 9 && frame->outer == NULL) t->gap = 9;
    t->frame = frame->outer;
}

static void open_quote(Typesetter *t) {
    flow_space(t, 6);
    flow_need(t, 3 * body.leading);
    t->frame = open_frame(t, MARK_QUOTE, "BlockQuote", 20);
    t->frame->bar_top = t->y;
    t->y += 4;
}

/* Code, title with its note, and the pages at the right; one line of the agenda stays together. */
static void set_agenda(Typesetter *t, const Mark *mark) {
    const double code_width = 40, pages_width = 96;
    double left = flow_left(t), width = flow_width(t);
    bool has_pages = !text_is_empty(mark->pages.text);
    Style code = body, pages = body;
    code.is_bold = true;
    code.colour = colour_accent;
    pages.alignment = 'r';
    pages.size = 10;
    pages.colour = colour_quiet;
    double title_width = width - code_width - (has_pages ? pages_width : 0);
    Block blocks[] = {block_of(t, &mark->label, code, code_width - 6), block_of(t, &mark->words, body, title_width),
        block_of(t, &mark->note, small, title_width), block_of(t, &mark->pages, pages, pages_width)};
    bool has_note = !text_is_empty(mark->note.text);
    double height = block_height(&blocks[1]) + (has_note ? block_height(&blocks[2]) : 0);
    flow_space(t, 0);
    flow_need(t, height + 14 > PAGE_BOTTOM - PAGE_TOP ? 60 : height + 14);

    PdfElement *item = pdf_element(t->out, flow_parent(t), "LI");
    double top = t->y + 6;
    if (!text_is_empty(mark->label.text)) block_draw_line(t, &blocks[0], 0, left, top, pdf_element(t->out, item, "Lbl"), NULL);
    PdfElement *content = pdf_element(t->out, item, "LBody");
    t->y = top;
    for (int b = 1; b <= (has_note ? 2 : 1); b++) {
        PdfElement *element = pdf_element(t->out, content, "P"), *links[] = {NULL};
        for (int i = 0; i < blocks[b].count; i++) {
            flow_need(t, block_line_height(&blocks[b], i));
            block_draw_line(t, &blocks[b], i, left + code_width, t->y, element, links);
            t->y += block_line_height(&blocks[b], i);
        }
    }
    if (has_pages)
        block_draw_line(t, &blocks[3], 0, PAGE_RIGHT - pages_width, top < t->y ? top : PAGE_TOP, pdf_element(t->out, content, "P"), NULL);
    for (size_t b = 0; b < sizeof blocks / sizeof *blocks; b++) block_end(&blocks[b]);
    t->y += 6;
    pdf_page_artifact(t->page, PDF_LAYOUT);
    pdf_page_fill(t->page, colour_line, left, PAGE_HEIGHT - t->y, width, 0.5);
    t->y += 0.5;
}

static void set_rule(Typesetter *t) {
    flow_space(t, 12);
    flow_need(t, 2 * body.leading);
    pdf_page_artifact(t->page, PDF_LAYOUT);
    pdf_page_fill(t->page, colour_line, flow_left(t), PAGE_HEIGHT - t->y, flow_width(t), 0.75);
    t->gap = 12;
}

static void set_mark(Typesetter *t, const Mark *mark) {
    switch (mark->kind) {
    case MARK_TITLE: set_title(t, mark); break;
    case MARK_HEADING: set_heading(t, mark); break;
    case MARK_PARAGRAPH:
    case MARK_CODE: set_paragraph(t, mark); break;
    case MARK_LIST: open_list(t, mark); break;
    case MARK_ITEM: open_item(t, mark); break;
    case MARK_QUOTE: open_quote(t); break;
    case MARK_END: close_frame(t); break;
    case MARK_AGENDA: set_agenda(t, mark); break;
    case MARK_TABLE: typeset_table(t, mark->table); break;
    case MARK_RULE: set_rule(t); break;
    case MARK_PAGE_BREAK:
        if (t->y > PAGE_TOP) flow_new_page(t);
        break;
    }
}

/* ---- Furniture: marking and foot, artifacts all ---- */

static void furnish_line(Typesetter *t, Text text, Style style, double x, double baseline, double width) {
    Words words = {.text = text};
    Block block = block_of(t, &words, style, width);
    pango_layout_set_single_paragraph_mode(block.layout, TRUE);
    pango_layout_set_height(block.layout, -1);
    pango_layout_set_ellipsize(block.layout, PANGO_ELLIPSIZE_END);
    block_draw_line(t, &block, 0, x, baseline - block.baseline, NULL, NULL);
    block_end(&block);
}

/* The marking is said whole on every page: a long one is set smaller. */
static Style marking_style(Typesetter *t, Text marking) {
    Style style = {.size = 9.5, .leading = 12, .colour = colour_ink, .is_bold = true, .alignment = 'c'};
    Words words = {.text = marking};
    for (; style.size > 6; style.size -= 0.5) {
        Block block = block_of(t, &words, style, 0);
        double width = block_width(&block);
        block_end(&block);
        if (width <= PAGE_RIGHT - PAGE_LEFT) break;
    }
    return style;
}

static void furnish(Typesetter *t) {
    const Document *d = t->document;
    const Style foot = {.size = 9, .leading = 12, .colour = colour_quiet};
    const Style marking = marking_style(t, d->marking);
    size_t count = pdf_page_count(t->out);
    for (size_t i = 0; i < count; i++) {
        t->page = pdf_page_at(t->out, i);
        if (!text_is_empty(d->marking)) {
            pdf_page_artifact(t->page, PDF_HEADER);
            furnish_line(t, d->marking, marking, PAGE_LEFT, 36, PAGE_RIGHT - PAGE_LEFT);
            pdf_page_artifact(t->page, PDF_FOOTER);
            furnish_line(t, d->marking, marking, PAGE_LEFT, PAGE_HEIGHT - 30, PAGE_RIGHT - PAGE_LEFT);
        }
        if (d->foot == DOCUMENT_FOOT_NONE) continue;
        pdf_page_artifact(t->page, PDF_FOOTER);
        pdf_page_fill(t->page, colour_line, PAGE_LEFT, 61, PAGE_RIGHT - PAGE_LEFT, 0.5);
        furnish_line(t, d->title, foot, PAGE_LEFT, PAGE_HEIGHT - 48, PAGE_RIGHT - PAGE_LEFT - 90);
        if (d->foot != DOCUMENT_FOOT_PAGES) continue;
        Style right = foot;
        right.alignment = 'r';
        furnish_line(t, text_format(t->arena, "Page %zu of %zu", i + 1, count), right, PAGE_RIGHT - 80, PAGE_HEIGHT - 48, 80);
    }
}

Error *document_bytes(Document *d, Text *bytes, int *pages) {
    document_close_list(d);
    Typesetter t = {.document = d, .arena = d->arena, .context = type_acquire(), .out = pdf_out_new(d->arena)};
    t.plain = type_description(11, false, false, false);
    flow_new_page(&t);
    for (const Mark *mark = d->first; mark; mark = mark->next) set_mark(&t, mark);
    while (t.frame) close_frame(&t);
    furnish(&t);
    pango_font_description_free(t.plain);

    PdfAbout about = {.title = d->title, .subject = d->subject, .made_at = d->made_at, .is_accessible = true};
    Error *error = pdf_out_finish(t.out, &about, bytes);
    type_release();
    if (!error && pages) *pages = (int)pdf_page_count(t.out);
    return error;
}

Error *document_write(Document *d, const char *path, int *pages) {
    Text bytes;
    TRY(document_bytes(d, &bytes, pages));
    return file_write_whole(d->arena, path, bytes);
}
