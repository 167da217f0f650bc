/* The web page of a single item: "Agenda item", its title, what was said, what was resolved, its papers. */
#include "archive/layout.h"

static bool sees(Arena *arena, const Blocks *blocks, size_t at, size_t *begin) {
    (void)arena;
    if (at > 30 || !text_equal_ignoring_case(text_trim(blocks->items[at].text), S("Agenda item"))) return false;
    if (blocks->lines->format == SOURCE_HTML && blocks->items[at].mark != MARK_PLAIN) return false; /* one of what a site found */
    *begin = at;
    return true;
}

/* The longest name of a body that the words repeat: "that the Kent Community Safety Partnership (KCSP)". */
static Text body_in_words(LayoutReader *reader) {
    static const char *const ends[] = {"Partnership", "Board", "Committee", "Cabinet", "Forum", "Panel", "Council", NULL};
    ReadDocument *d = reader->document;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < d->entries.count; i++) {
            const Entry *entry = &d->entries.items[i];
            if (pass == 0 && entry->kind != ENTRY_RESOLUTION && entry->kind != ENTRY_PART) continue;
            size_t the = find_word(entry->words, pass == 0 ? "that the" : "meeting of the", 0);
            if (the == SIZE_MAX) continue;
            Text rest = text_slice(entry->words, the + strlen(pass == 0 ? "that the" : "meeting of the"), SIZE_MAX);
            scan_spaces(&rest);
            if (rest.len == 0 || rest.ptr[0] < 'A' || rest.ptr[0] > 'Z') continue;
            for (int k = 0; ends[k]; k++) {
                size_t end = find_word(rest, ends[k], 0);
                if (end != SIZE_MAX && end > 3 && end < 80) return text_slice(rest, 0, end + strlen(ends[k]));
            }
        }
    return (Text){0};
}

/* "Meeting of Cabinet, Tuesday, 14th March, 2023 6.30 pm (Item 7.)" */
static bool take_meeting_line(LayoutReader *reader, Text t, Text *code) {
    ReadDocument *d = reader->document;
    FoundDay day;
    Text rest = t;
    if (t.len > 250 || !scan_words(&rest, "Meeting of|Meeting:") || !find_day(rest, 0, &day) || !day.has_year) return false;
    Text body = text_trim(text_slice(rest, 0, day.from));
    while (body.len > 0 && (text_ends_with(body, S(",")) || text_ends_with(body, S("-"))))
        body = text_trim(text_slice(body, 0, body.len - 1));
    if (body.len > 2) d->body = body;
    take_day(reader, rest);
    if (cut_item_mark(&rest, code))
        while (text_ends_with(*code, S("."))) code->len--;
    return true;
}

static bool has_labels(LayoutReader *reader) {
    for (size_t i = reader->from; i < reader->to; i++) {
        Text rest = block_at(reader, i)->text;
        if (scan_words(&rest, "Minutes:|Decision:") && text_trim(rest).len == 0) return true;
    }
    return false;
}

static void read(LayoutReader *reader) {
    ReadDocument *d = reader->document;
    PageState state = {.has_labels = has_labels(reader)};
    bool is_papers = false;
    for (size_t at = reader->from + 1; at < reader->to; at++) {
        const Block *block = block_at(reader, at);
        Text code = {0}, rest = block->text;
        if (take_meeting_line(reader, block->text, &code)) {
            if (code.len > 0 && reader->item >= 0) entry_at(reader, reader->item)->code = code;
            continue;
        }
        if (reader->item < 0) {
            if (block->mark != MARK_PLAIN || block->text.len > 300 || !has_letter(block->text)) continue;
            page_begin_item(reader, block, block->text, (Text){0});
            d->title = entry_at(reader, reader->item)->title;
            continue;
        }
        if (scan_words(&rest, "Supporting documents:|Additional documents:|Supporting documents")) {
            is_papers = true;
            continue;
        }
        if (page_take_label(reader, &state, block)) {
            is_papers = false;
            continue;
        }
        if ((is_papers || block->role == LINE_BULLET || block->mark == MARK_BULLET) && page_take_paper(reader, block)) continue;
        if (!is_papers) page_take_words(reader, &state, block);
    }
    if (d->body.len == 0) d->body = body_in_words(reader);
    drop_repeated_resolutions(reader);
    review_items(reader);
    review_day(reader);
}

const Layout layout_item_page = {.name = "item page", .kind = DOCUMENT_ITEM_PAGE, .sees = sees, .read = read, .is_whole_page = true};
