/* Owns Markdown inside a Document: cmark's tree into marks. */
#include "paper/marks.h"
#include "paper/markdown.h"
#include "paper/markdown_tree.h"

/* The words that are being gathered, with how they are meant. Nesting of emphasis is counted, so no stack is needed. */
typedef struct {
    Document *d;
    int first_level;
    Buffer text;
    Span *spans;
    size_t count, capacity;
    int strong, emphasis;
    Text address;
    int numbers[MARKDOWN_DEPTH + 2]; /* of the next item of each open list; -1: bullets */
    int depth;
    MarkTable *table; /* being gathered */
    Words *cells;
    char *alignments;
    size_t cell;
} Gatherer;

static void gather(Gatherer *g, Text words, bool is_code) {
    if (words.len == 0) return;
    Words clean = document_words(g->d, words);
    bool is_plain = !g->strong && !g->emphasis && !is_code && text_is_empty(g->address);
    if (!is_plain) {
        if (g->count == g->capacity) {
            size_t more = g->capacity ? 2 * g->capacity : 8;
            g->spans = arena_grow(g->d->arena, g->spans, g->capacity * sizeof(Span), more * sizeof(Span));
            g->capacity = more;
        }
        g->spans[g->count++] = (Span){.from = g->text.len,
            .len = clean.text.len,
            .is_strong = g->strong > 0,
            .is_emphasis = g->emphasis > 0,
            .is_code = is_code,
            .address = g->address};
    }
    buffer_put(&g->text, clean.text);
}

static Words gathered(Gatherer *g) {
    Words words = {.text = buffer_text(&g->text), .spans = g->spans, .count = g->count};
    g->text = buffer_new(g->d->arena, 0);
    g->spans = NULL;
    g->count = g->capacity = 0;
    return words;
}

static void gather_inline(Gatherer *g, cmark_node *node, MdKind kind, bool entering) {
    int step = entering ? 1 : -1;
    if (kind == MD_STRONG) g->strong += step;
    if (kind == MD_EMPHASIS) g->emphasis += step;
    if (kind == MD_LINK) g->address = entering ? text_copy(g->d->arena, markdown_address(node)) : (Text){0};
    if (!entering) return;
    if (kind == MD_TEXT || kind == MD_HTML) gather(g, markdown_literal(node), false);
    if (kind == MD_CODE) gather(g, markdown_literal(node), true);
    if (kind == MD_SOFT_BREAK) gather(g, S(" "), false);
    if (kind == MD_LINE_BREAK) gather(g, S("\n"), false);
}

static void gather_list(Gatherer *g, cmark_node *node, bool entering) {
    if (!entering) {
        document_mark(g->d, MARK_END);
        g->depth--;
        return;
    }
    bool is_numbered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    Mark *list = document_mark(g->d, MARK_LIST);
    list->list = is_numbered ? LIST_NUMBERS : LIST_BULLETS;
    list->start = cmark_node_get_list_start(node);
    g->depth++;
    if (g->depth < (int)(sizeof g->numbers / sizeof *g->numbers)) g->numbers[g->depth] = is_numbered ? list->start : -1;
}

static void gather_item(Gatherer *g, bool entering) {
    if (!entering) {
        document_mark(g->d, MARK_END);
        return;
    }
    Mark *item = document_mark(g->d, MARK_ITEM);
    int *number = g->depth < (int)(sizeof g->numbers / sizeof *g->numbers) ? &g->numbers[g->depth] : NULL;
    if (!number || *number < 0) item->label = document_words(g->d, S("\u2022"));
    else item->label.text = text_format(g->d->arena, "%d.", (*number)++);
}

static size_t count_rows(cmark_node *table) {
    size_t rows = 0;
    for (cmark_node *row = cmark_node_first_child(table); row; row = cmark_node_next(row)) rows++;
    return rows;
}

static size_t count_columns(cmark_node *table) {
    size_t columns = 0;
    cmark_node *row = cmark_node_first_child(table);
    for (cmark_node *cell = row ? cmark_node_first_child(row) : NULL; cell; cell = cmark_node_next(cell)) columns++;
    return columns;
}

static void gather_table(Gatherer *g, cmark_node *node, bool entering) {
    if (!entering) {
        CHECK(g->table);
        if (g->table->columns > 0 && g->table->rows > 0) document_mark(g->d, MARK_TABLE)->table = g->table;
        g->table = NULL;
        return;
    }
    g->table = ARENA_NEW(g->d->arena, MarkTable);
    size_t columns = count_columns(node), rows = count_rows(node);
    g->cells = ARENA_ARRAY(g->d->arena, Words, columns * rows + 1);
    g->alignments = ARENA_ARRAY(g->d->arena, char, columns + 1);
    for (size_t i = 0; i < columns; i++) g->alignments[i] = markdown_alignment(node, i);
    *g->table = (MarkTable){.has_head = true, .columns = columns, .rows = rows, .cells = g->cells, .alignments = g->alignments};
    g->cell = 0;
}

static void gather_node(Gatherer *g, cmark_node *node, bool entering) {
    Document *d = g->d;
    MdKind kind = markdown_kind(node);
    switch (kind) {
    case MD_PARAGRAPH:
        if (!entering) {
            Mark *mark = document_mark(d, MARK_PARAGRAPH);
            mark->words = gathered(g);
            mark->is_tight = markdown_is_tight(node);
        }
        break;
    case MD_HEADING:
        if (!entering) {
            Mark *mark = document_mark(d, MARK_HEADING);
            int level = g->first_level + cmark_node_get_heading_level(node) - 1;
            mark->level = level > 6 ? 6 : level;
            mark->words = gathered(g);
        }
        break;
    case MD_LIST: gather_list(g, node, entering); break;
    case MD_ITEM: gather_item(g, entering); break;
    case MD_QUOTE: document_mark(d, entering ? MARK_QUOTE : MARK_END); break;
    case MD_CODE_BLOCK: document_mark(d, MARK_CODE)->words = document_words(d, text_trim(markdown_literal(node))); break;
    case MD_HTML_BLOCK: document_mark(d, MARK_PARAGRAPH)->words = document_words(d, text_trim(markdown_literal(node))); break;
    case MD_BREAK: document_mark(d, MARK_RULE); break;
    case MD_TABLE: gather_table(g, node, entering); break;
    case MD_CELL:
        if (!entering && g->table && g->cell < g->table->columns * g->table->rows) g->cells[g->cell++] = gathered(g);
        break;
    case MD_ROW:
    case MD_OTHER: break;
    case MD_TEXT:
    case MD_CODE:
    case MD_HTML:
    case MD_SOFT_BREAK:
    case MD_LINE_BREAK:
    case MD_EMPHASIS:
    case MD_STRONG:
    case MD_LINK:
    case MD_IMAGE: gather_inline(g, node, kind, entering); break;
    }
}

bool document_gather(Document *d, Text markdown, int first_level) {
    cmark_node *tree = markdown_tree(markdown);
    if (!tree) return false;
    Gatherer g = {.d = d, .first_level = first_level < 1 ? 1 : first_level, .text = buffer_new(d->arena, 0)};
    cmark_iter *iter = cmark_iter_new(tree);
    cmark_event_type event;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) gather_node(&g, cmark_iter_get_node(iter), event == CMARK_EVENT_ENTER);
    cmark_iter_free(iter);
    cmark_node_free(tree);
    return true;
}

void document_markdown(Document *d, Text markdown, int first_level) {
    document_close_list(d);
    if (!document_gather(d, markdown, first_level)) document_paragraph(d, markdown);
}
