/* Owns Document: the calls that add marks. What a mark looks like is typeset.c's business. */
#include "paper/document.h"

#include "paper/marks.h"
#include "paper/pack.h"

Document *document_new(Arena *arena, Text title, Text subject) {
    Document *d = ARENA_NEW(arena, Document);
    d->arena = arena;
    d->title = text_copy(arena, title);
    d->subject = text_copy(arena, subject);
    return d;
}

void document_foot(Document *d, DocumentFoot foot) {
    d->foot = foot;
}

void document_made_at(Document *d, Moment moment) {
    d->made_at = moment;
}

void document_marking(Document *d, Text marking) {
    d->marking = text_copy(d->arena, marking);
}

Mark *document_mark(Document *d, MarkKind kind) {
    Mark *mark = ARENA_NEW(d->arena, Mark);
    mark->kind = kind;
    if (d->last) d->last->next = mark;
    else d->first = mark;
    d->last = mark;
    return mark;
}

void document_close_list(Document *d) {
    if (d->has_open_list) document_mark(d, MARK_END);
    d->has_open_list = false;
}

static void open_list(Document *d, ListKind kind) {
    if (d->has_open_list && d->open_list == kind) return;
    document_close_list(d);
    document_mark(d, MARK_LIST)->list = kind;
    d->has_open_list = true;
    d->open_list = kind;
}

/* Typesetting and the PDF's strings take valid UTF-8 without control characters; whatever comes, something legible goes in. */
Words document_words(Document *d, Text text) {
    if (text_is_utf8(text, NULL)) {
        bool has_control = false;
        for (size_t i = 0; i < text.len && !has_control; i++) has_control = (unsigned char)text.ptr[i] < ' ' && text.ptr[i] != '\n';
        if (!has_control) return (Words){.text = text_copy(d->arena, text)};
    }
    Buffer clean = buffer_new(d->arena, text.len);
    int32_t c;
    while ((c = text_next_character(&text)) >= 0) {
        if (c == '\t') c = ' ';
        if (c >= ' ' || c == '\n') buffer_put_character(&clean, c);
    }
    return (Words){.text = buffer_text(&clean)};
}

void document_title(Document *d, Text above, Text title) {
    document_close_list(d);
    Mark *mark = document_mark(d, MARK_TITLE);
    mark->level = 1;
    mark->label = document_words(d, above);
    mark->words = document_words(d, title);
}

void document_heading(Document *d, int level, Text text) {
    document_close_list(d);
    Mark *mark = document_mark(d, MARK_HEADING);
    mark->level = level < 1 ? 1 : level > 4 ? 4 : level;
    mark->words = document_words(d, text);
}

static void add_paragraphs(Document *d, Text text) {
    Text clean = document_words(d, text).text;
    size_t from = 0;
    while (from <= clean.len) {
        size_t end = text_find(clean, S("\n\n"), from);
        if (end == SIZE_MAX) end = clean.len;
        Text part = text_trim(text_slice(clean, from, end - from));
        if (!text_is_empty(part)) document_mark(d, MARK_PARAGRAPH)->words.text = part;
        from = end + 2;
    }
}

void document_paragraph(Document *d, Text text) {
    document_close_list(d);
    add_paragraphs(d, text);
}

void document_numbered(Document *d, Text number, Text markdown) {
    open_list(d, LIST_PARAGRAPHS);
    document_mark(d, MARK_ITEM)->label = document_words(d, number);
    if (!document_gather(d, markdown, 4)) add_paragraphs(d, markdown);
    document_mark(d, MARK_END);
}

void document_bullet(Document *d, Text text) {
    open_list(d, LIST_BULLETS);
    document_mark(d, MARK_ITEM)->label = document_words(d, S("\u2022"));
    Mark *mark = document_mark(d, MARK_PARAGRAPH);
    mark->words = document_words(d, text);
    mark->is_tight = true;
    document_mark(d, MARK_END);
}

void document_agenda_line(Document *d, Text code, Text title, Text note, Text pages) {
    open_list(d, LIST_AGENDA);
    Mark *mark = document_mark(d, MARK_AGENDA);
    mark->label = document_words(d, code);
    mark->words = document_words(d, title);
    mark->note = document_words(d, note);
    mark->pages = document_words(d, pages);
}

void document_agenda_link(Document *d, Text code, Text title, Text note, Text pages, Text place) {
    document_agenda_line(d, code, title, note, pages);
    if (text_is_empty(place) || text_is_empty(d->last->words.text)) return;
    Span *all = ARENA_NEW(d->arena, Span);
    *all = (Span){.len = d->last->words.text.len, .address = text_join(d->arena, S(PACK_PLACE), place)};
    d->last->words.spans = all;
    d->last->words.count = 1;
}

void document_pairs(Document *d, const DocumentPair *pairs, size_t count) {
    if (count == 0) return;
    document_close_list(d);
    Words *cells = ARENA_ARRAY(d->arena, Words, 2 * count);
    for (size_t i = 0; i < count; i++) {
        cells[2 * i] = document_words(d, pairs[i].label);
        cells[2 * i + 1] = document_words(d, pairs[i].value);
    }
    MarkTable *table = ARENA_NEW(d->arena, MarkTable);
    *table = (MarkTable){.has_row_heads = true, .columns = 2, .rows = count, .cells = cells};
    document_mark(d, MARK_TABLE)->table = table;
}

void document_table(Document *d, Text caption, const Text *head, size_t columns, const Text *cells, size_t rows, const int *widths) {
    if (columns == 0) return;
    document_close_list(d);
    Words *all = ARENA_ARRAY(d->arena, Words, columns * (rows + 1));
    for (size_t i = 0; i < columns; i++) all[i] = document_words(d, head[i]);
    for (size_t i = 0; i < columns * rows; i++) all[columns + i] = document_words(d, cells[i]);
    int *own_widths = NULL;
    if (widths) {
        own_widths = ARENA_ARRAY(d->arena, int, columns);
        memcpy(own_widths, widths, columns * sizeof *widths);
    }
    MarkTable *table = ARENA_NEW(d->arena, MarkTable);
    *table = (MarkTable){
        .caption = document_words(d, caption), .has_head = true, .columns = columns, .rows = rows + 1, .cells = all, .widths = own_widths};
    document_mark(d, MARK_TABLE)->table = table;
}

void document_notice(Document *d, Text text) {
    document_close_list(d);
    document_mark(d, MARK_QUOTE);
    add_paragraphs(d, text);
    document_mark(d, MARK_END);
}

void document_rule(Document *d) {
    document_close_list(d);
    document_mark(d, MARK_RULE);
}

void document_page_break(Document *d) {
    document_close_list(d);
    document_mark(d, MARK_PAGE_BREAK);
}
