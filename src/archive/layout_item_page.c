/* The web page of a single item: "Agenda item", its title, what was said, what was resolved, its papers. */
#include "archive/layout.h"

static bool sees(Arena *arena, const Blocks *blocks, size_t at, size_t *begin) {
    (void)arena;
    if (at > 30 || !text_equal_ignoring_case(text_trim(blocks->items[at].text), S("Agenda item"))) return false;
    *begin = at;
    return true;
}

/* The longest name of a body that the words repeat: "that the Kent Community Safety Partnership (KCSP)". */
static Text body_in_words(Reader *reader) {
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

static void read(Reader *reader) {
    ReadDocument *d = reader->document;
    size_t at = reader->from + 1;
    while (at < reader->to && reader->item < 0) {
        const Block *block = block_at(reader, at++);
        if (block->mark != MARK_PLAIN || block->text.len > 300 || !has_letter(block->text)) continue;
        Text title = block->text, detail = {0};
        bool has_file = cut_file_size(reader->arena, &title, &detail);
        int item = put_entry(reader, ENTRY_ITEM, -1, block, (Text){0});
        entry_at(reader, item)->title = title;
        if (has_file) {
            int paper = put_entry(reader, ENTRY_PAPER, item, block, (Text){0});
            entry_at(reader, paper)->title = title;
            entry_at(reader, paper)->detail = detail;
        }
        minute_begin_item(reader, item);
        d->title = title;
    }
    bool is_papers = false;
    for (; at < reader->to; at++) {
        const Block *block = block_at(reader, at);
        Text rest = block->text, detail;
        if (scan_words(&rest, "Supporting documents:|Additional documents:|Supporting documents|Meeting:")) {
            is_papers = true;
            FoundDay day;
            if (text_starts_with(block->text, S("Meeting:")) && find_day(rest, 0, &day)) {
                take_day(reader, rest);
                is_papers = false;
            }
            continue;
        }
        if (scan_words(&rest, "Minutes:|Decision:") && text_trim(rest).len == 0) continue;
        Text title = block->text;
        if (reader->item >= 0 && (is_papers || block->role == LINE_BULLET) && cut_file_size(reader->arena, &title, &detail)
            && title.len > 0) {
            int paper = put_entry(reader, ENTRY_PAPER, reader->item, block, (Text){0});
            entry_at(reader, paper)->title = title;
            entry_at(reader, paper)->detail = detail;
            continue;
        }
        if (!is_papers) minute_take(reader, block);
    }
    d->body = body_in_words(reader);
    review_items(reader);
    review_day(reader);
}

const Layout layout_item_page = {.name = "item page", .kind = DOCUMENT_ITEM_PAGE, .sees = sees, .read = read, .is_whole_page = true};
