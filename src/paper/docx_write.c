/* Owns the document in a Word file: marks become paragraphs, lists and tables of WordprocessingML. */
#include "paper/docx_inside.h"

/* Lengths in twentieths of a point; the page is A4. */
enum {
    PAGE_WIDE = 11906,
    PAGE_HIGH = 16838,
    MARGIN_TOP = 1304,
    MARGIN_SIDE = 1250,
    TEXT_WIDE = PAGE_WIDE - 2 * MARGIN_SIDE,
    LEAST_COLUMN = 4
};

/* ---- Words ---- */

static void run_text(DocxWriting *w, Text text) {
    size_t from = 0;
    while (from <= text.len) {
        size_t line = text_find(text, S("\n"), from);
        if (line == SIZE_MAX) line = text.len;
        if (from > 0) docx_property(w, "w:br", NULL);
        if (line > from) {
            docx_begin(w, "w:t");
            docx_say(w, "xml:space", S("preserve"));
            docx_characters(w, text_slice(text, from, line - from));
            docx_end(w);
        }
        from = line + 1;
    }
}

void docx_run(DocxWriting *w, Text text, const Span *span, bool is_link) {
    if (text_is_empty(text)) return;
    docx_begin(w, "w:r");
    if (is_link || (span && (span->is_strong || span->is_emphasis || span->is_code))) {
        docx_begin(w, "w:rPr");
        if (is_link) docx_property(w, "w:rStyle", "Hyperlink");
        if (span && span->is_code) {
            docx_begin(w, "w:rFonts");
            docx_say(w, "w:ascii", S("Courier New"));
            docx_say(w, "w:hAnsi", S("Courier New"));
            docx_end(w);
        }
        if (span && span->is_strong) docx_property(w, "w:b", NULL);
        if (span && span->is_emphasis) docx_property(w, "w:i", NULL);
        docx_end(w);
    }
    run_text(w, text);
    docx_end(w);
}

static bool leads_outside(const DocxWriting *w, Text address) {
    bool is_kind =
        text_starts_with(address, S("https://")) || text_starts_with(address, S("http://")) || text_starts_with(address, S("mailto:"));
    return is_kind && w->link_count < (int)(sizeof w->links / sizeof w->links[0]);
}

static void put_span(DocxWriting *w, Text text, const Span *span) {
    if (!leads_outside(w, span->address)) {
        docx_run(w, text, span, false);
        return;
    }
    w->links[w->link_count++] = span->address;
    docx_begin(w, "w:hyperlink");
    docx_say(w, "r:id", text_format(w->arena, "rId%d", DOCX_FIXED_RELATIONS + w->link_count));
    docx_run(w, text, span, true);
    docx_end(w);
}

static void put_words(DocxWriting *w, const Words *words) {
    size_t at = 0;
    for (size_t i = 0; i < words->count; i++) {
        const Span *span = &words->spans[i];
        docx_run(w, text_slice(words->text, at, span->from - at), NULL, false);
        put_span(w, text_slice(words->text, span->from, span->len), span);
        at = span->from + span->len;
    }
    docx_run(w, text_slice(words->text, at, words->text.len - at), NULL, false);
}

void docx_put_tab(DocxWriting *w) {
    docx_begin(w, "w:r");
    docx_property(w, "w:tab", NULL);
    docx_end(w);
}

/* ---- Paragraphs and lists ---- */

static int indent_of(const DocxWriting *w) {
    int indent = 0;
    for (int i = 0; i < w->depth; i++)
        indent += w->lists[i] == LIST_PARAGRAPHS || w->lists[i] == LIST_AGENDA ? DOCX_NUMBER_INDENT : DOCX_INDENT;
    return indent + (w->quotes > 0 ? 280 : 0);
}

void docx_put_indent(DocxWriting *w, int left, int hanging) {
    docx_begin(w, "w:ind");
    docx_say_number(w, "w:left", left);
    if (hanging) docx_say_number(w, "w:hanging", hanging);
    docx_end(w);
}

static void put_numbering(DocxWriting *w) {
    docx_begin(w, "w:numPr");
    docx_property_number(w, "w:ilvl", w->depth - 1);
    docx_property_number(w, "w:numId", w->list_numbers[w->depth - 1]);
    docx_end(w);
}

/* The properties of a paragraph where it stands: in a list, behind a bar. The first one of an item has its bullet or number. */
void docx_paragraph_begin(DocxWriting *w, const char *style) {
    const Mark *item = w->item;
    bool is_counted = item && w->depth > 0 && (w->lists[w->depth - 1] == LIST_BULLETS || w->lists[w->depth - 1] == LIST_NUMBERS);
    docx_begin(w, "w:p");
    docx_begin(w, "w:pPr");
    if (!style) style = w->quotes > 0 ? "Notice" : w->depth > 0 ? "ListParagraph" : NULL;
    if (style) docx_property(w, "w:pStyle", style);
    if (is_counted) put_numbering(w);
    if (item && !is_counted) {
        docx_begin(w, "w:tabs");
        docx_begin(w, "w:tab");
        docx_say(w, "w:val", S("left"));
        docx_say_number(w, "w:pos", indent_of(w));
        docx_end(w);
        docx_end(w);
    }
    if (w->depth > 0 && !is_counted) docx_put_indent(w, indent_of(w), item ? DOCX_NUMBER_INDENT : 0);
    docx_end(w);
    if (item && !is_counted) {
        put_words(w, &item->label);
        docx_put_tab(w);
    }
    w->item = NULL;
}

void docx_put_paragraph(DocxWriting *w, const char *style, const Words *words) {
    docx_paragraph_begin(w, style);
    put_words(w, words);
    docx_end(w);
}

static void list_begin(DocxWriting *w, const Mark *list) {
    if (w->depth == DOCX_DEEPEST) {
        w->is_wrong = true;
        return;
    }
    w->lists[w->depth] = list->list;
    /* Bullets share the first numbering; each numbered list counts for itself. */
    bool counts = list->list == LIST_NUMBERS && w->numberings < DOCX_MOST_LISTS;
    if (counts) w->starts[w->numberings++] = list->start;
    w->list_numbers[w->depth++] = counts ? w->numberings + 1 : 1;
}

static void put_agenda(DocxWriting *w, const Mark *mark) {
    w->item = mark;
    docx_paragraph_begin(w, NULL);
    put_words(w, &mark->words);
    if (mark->pages.text.len) {
        docx_run(w, S(" ("), NULL, false);
        put_words(w, &mark->pages);
        docx_run(w, S(")"), NULL, false);
    }
    docx_end(w);
    if (mark->note.text.len) docx_put_paragraph(w, NULL, &mark->note);
}

static void put_rule(DocxWriting *w) {
    docx_begin(w, "w:p");
    docx_begin(w, "w:pPr");
    docx_begin(w, "w:pBdr");
    docx_begin(w, "w:bottom");
    docx_say(w, "w:val", S("single"));
    docx_say(w, "w:sz", S("6"));
    docx_say(w, "w:space", S("1"));
    docx_say(w, "w:color", S("505A5F"));
    docx_end(w);
    docx_end(w);
    docx_end(w);
    docx_end(w);
}

static void put_page_break(DocxWriting *w) {
    docx_begin(w, "w:p");
    docx_begin(w, "w:r");
    docx_begin(w, "w:br");
    docx_say(w, "w:type", S("page"));
    docx_end(w);
    docx_end(w);
    docx_end(w);
}

/* ---- Tables ---- */

static size_t longest_in(const MarkTable *t, size_t column) {
    size_t longest = LEAST_COLUMN;
    for (size_t row = 0; row < t->rows; row++) {
        size_t letters = text_characters(t->cells[row * t->columns + column].text);
        if (letters > longest) longest = letters;
    }
    return longest > 60 ? 60 : longest;
}

/* As asked for, or by the longest words of each column. */
static int *widths_of(DocxWriting *w, const MarkTable *t) {
    int *widths = ARENA_ARRAY(w->arena, int, t->columns);
    size_t all = 0;
    for (size_t i = 0; i < t->columns; i++) all += longest_in(t, i);
    for (size_t i = 0; i < t->columns; i++)
        widths[i] = t->widths ? TEXT_WIDE * t->widths[i] / 100 : (int)((size_t)TEXT_WIDE * longest_in(t, i) / all);
    return widths;
}

static void put_border(DocxWriting *w, const char *side) {
    docx_begin(w, side);
    docx_say(w, "w:val", S("single"));
    docx_say(w, "w:sz", S("4"));
    docx_say(w, "w:space", S("0"));
    docx_say(w, "w:color", S("8A9499"));
    docx_end(w);
}

static void put_table_properties(DocxWriting *w, const MarkTable *t, const int *widths) {
    docx_begin(w, "w:tblPr");
    docx_begin(w, "w:tblW");
    docx_say_number(w, "w:w", TEXT_WIDE);
    docx_say(w, "w:type", S("dxa"));
    docx_end(w);
    if (t->has_head) {
        docx_begin(w, "w:tblBorders");
        put_border(w, "w:top");
        put_border(w, "w:bottom");
        put_border(w, "w:insideH");
        docx_end(w);
    }
    docx_begin(w, "w:tblLayout");
    docx_say(w, "w:type", S("fixed"));
    docx_end(w);
    docx_begin(w, "w:tblLook"); /* which row and column are headers */
    docx_say(w, "w:val", t->has_head ? S("0020") : S("0080"));
    docx_say_number(w, "w:firstRow", t->has_head);
    docx_say_number(w, "w:firstColumn", t->has_row_heads);
    docx_end(w);
    if (t->caption.text.len) {
        docx_begin(w, "w:tblCaption");
        docx_say(w, "w:val", t->caption.text);
        docx_end(w);
    }
    docx_end(w);
    docx_begin(w, "w:tblGrid");
    for (size_t i = 0; i < t->columns; i++) {
        docx_begin(w, "w:gridCol");
        docx_say_number(w, "w:w", widths[i]);
        docx_end(w);
    }
    docx_end(w);
}

static const char *alignment_of(const MarkTable *t, size_t column) {
    char c = t->alignments ? t->alignments[column] : 0;
    return c == 'r' ? "right" : c == 'c' ? "center" : NULL;
}

static void put_cell(DocxWriting *w, const MarkTable *t, size_t row, size_t column, int width) {
    bool is_head = (t->has_head && row == 0) || (t->has_row_heads && column == 0);
    docx_begin(w, "w:tc");
    docx_begin(w, "w:tcPr");
    docx_begin(w, "w:tcW");
    docx_say_number(w, "w:w", width);
    docx_say(w, "w:type", S("dxa"));
    docx_end(w);
    docx_end(w);
    docx_begin(w, "w:p");
    docx_begin(w, "w:pPr");
    docx_property(w, "w:pStyle", is_head ? "TableHeading" : "TableText");
    if (alignment_of(t, column)) docx_property(w, "w:jc", alignment_of(t, column));
    docx_end(w);
    put_words(w, &t->cells[row * t->columns + column]);
    docx_end(w);
    docx_end(w);
}

static void put_table(DocxWriting *w, const MarkTable *t) {
    const int *widths = widths_of(w, t);
    if (t->caption.text.len) docx_put_paragraph(w, "Caption", &t->caption);
    docx_begin(w, "w:tbl");
    put_table_properties(w, t, widths);
    for (size_t row = 0; row < t->rows; row++) {
        docx_begin(w, "w:tr");
        docx_begin(w, "w:trPr");
        docx_property(w, "w:cantSplit", NULL);
        if (t->has_head && row == 0) docx_property(w, "w:tblHeader", NULL);
        docx_end(w);
        for (size_t column = 0; column < t->columns; column++) put_cell(w, t, row, column, widths[column]);
        docx_end(w);
    }
    docx_end(w);
    docx_put_paragraph(w, "AfterTable", &(Words){0}); /* two tables without anything between would be one */
}

/* ---- Marks ---- */

static void put_heading(DocxWriting *w, const Mark *mark) {
    static const char *const styles[] = {"Heading1", "Heading2", "Heading3", "Heading4"};
    docx_put_paragraph(w, styles[mark->level < 1 ? 0 : mark->level > 4 ? 3 : mark->level - 1], &mark->words);
}

/* What a MARK_END ends is kept by kinds: lists have `depth`, quotes `quotes`, items nothing but their first paragraph. */
typedef struct {
    MarkKind open[64];
    int count;
} Open;

static void close_one(DocxWriting *w, Open *open) {
    if (open->count == 0) return;
    MarkKind kind = open->open[--open->count];
    if (kind == MARK_LIST && w->depth > 0) w->depth--;
    if (kind == MARK_QUOTE) w->quotes--;
    if (kind == MARK_ITEM && w->item) docx_put_paragraph(w, NULL, &(Words){0}); /* an item without words */
}

static void open_one(DocxWriting *w, Open *open, const Mark *mark) {
    if (open->count == (int)(sizeof open->open / sizeof open->open[0])) {
        w->is_wrong = true;
        return;
    }
    open->open[open->count++] = mark->kind;
    if (mark->kind == MARK_LIST) list_begin(w, mark);
    if (mark->kind == MARK_QUOTE) w->quotes++;
    if (mark->kind == MARK_ITEM) w->item = mark;
}

static void put_mark(DocxWriting *w, Open *open, const Mark *mark) {
    switch (mark->kind) {
    case MARK_TITLE:
        if (mark->label.text.len) docx_put_paragraph(w, "Subtitle", &mark->label);
        docx_put_paragraph(w, "Title", &mark->words);
        break;
    case MARK_HEADING: put_heading(w, mark); break;
    case MARK_PARAGRAPH: docx_put_paragraph(w, NULL, &mark->words); break;
    case MARK_CODE: docx_put_paragraph(w, "Code", &mark->words); break;
    case MARK_LIST:
    case MARK_ITEM:
    case MARK_QUOTE: open_one(w, open, mark); break;
    case MARK_END: close_one(w, open); break;
    case MARK_AGENDA: put_agenda(w, mark); break;
    case MARK_TABLE: put_table(w, mark->table); break;
    case MARK_RULE: put_rule(w); break;
    case MARK_PAGE_BREAK: put_page_break(w); break;
    }
}

static void put_section(DocxWriting *w) {
    static const struct { const char *element, *relation; } edges[] = {{"w:headerReference", "rId4"}, {"w:footerReference", "rId5"}};
    docx_begin(w, "w:sectPr");
    for (size_t i = 0; i < 2; i++) {
        docx_begin(w, edges[i].element);
        docx_say(w, "w:type", S("default"));
        docx_say(w, "r:id", text_of(edges[i].relation));
        docx_end(w);
    }
    docx_begin(w, "w:pgSz");
    docx_say_number(w, "w:w", PAGE_WIDE);
    docx_say_number(w, "w:h", PAGE_HIGH);
    docx_end(w);
    docx_begin(w, "w:pgMar");
    docx_say_number(w, "w:top", MARGIN_TOP);
    docx_say_number(w, "w:right", MARGIN_SIDE);
    docx_say_number(w, "w:bottom", MARGIN_TOP);
    docx_say_number(w, "w:left", MARGIN_SIDE);
    docx_say(w, "w:header", S("600"));
    docx_say(w, "w:footer", S("600"));
    docx_say(w, "w:gutter", S("0"));
    docx_end(w);
    docx_end(w);
}

void docx_document(DocxWriting *w) {
    Open open = {0};
    docx_root(w, "w:document");
    docx_begin(w, "w:body");
    for (const Mark *mark = w->document->first; mark; mark = mark->next) put_mark(w, &open, mark);
    put_section(w);
}
