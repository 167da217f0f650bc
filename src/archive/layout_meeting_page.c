/* The web page of a meeting: its title and day, then a table or list of items, each with its papers and, once it was held, its minutes.
 * Pages come as HTML, where marks tell what is an item, and as words copied from a browser, where only their form does. */
#include "archive/attendance_list.h"
#include "archive/layout.h"

static bool is_page_title(Text t) {
    t = text_trim(t);
    static const char *const titles[] = {"Agenda and minutes", "Agenda, decisions and minutes", "Agenda and decisions",
        "Agenda, decisions and draft minutes", "Agenda and draft minutes", "Agenda, minutes and decisions", "Minutes and agenda", NULL};
    for (int i = 0; titles[i]; i++)
        if (text_equal_ignoring_case(t, text_of(titles[i]))) return true;
    return false;
}

/* "Meeting" heads the page of a meeting that has no papers yet, or was cancelled. */
static bool is_bare_title(const Block *block, const Blocks *blocks) {
    return blocks->lines->format == SOURCE_HTML && block->role == LINE_HEADING && block->level == 1
           && (text_equal(block->text, S("Meeting")) || text_equal(block->text, S("Agenda")) || text_equal(block->text, S("Minutes")));
}

static bool is_table_head(const Block *block) {
    Text rest = block->text;
    if (!scan_words(&rest, "No.|No|Number")) return false;
    scan_spaces(&rest);
    if (!scan_words(&rest, "Item|Agenda Item|Title")) return false;
    scan_spaces(&rest);
    return rest.len == 0;
}

static bool sees(Arena *arena, const Blocks *blocks, size_t at, size_t *begin) {
    if (at > 60) return false;
    const Block *block = &blocks->items[at];
    bool is_item_page = false;
    for (size_t i = 0; i < at && !is_item_page; i++) is_item_page = text_equal_ignoring_case(blocks->items[i].text, S("Agenda item"));
    bool is_page = is_page_title(block->text) || is_bare_title(block, blocks) || is_table_head(block)
                   || (blocks->lines->has_roles && block->role == LINE_ITEM_TITLE);
    if (!is_page || is_item_page) return false;
    /* "Agenda" or "Minutes" above an agenda or minutes as they are printed, in a page whose items nothing marks. */
    size_t other = at;
    bool is_bare = !blocks->lines->has_roles && is_bare_title(block, blocks);
    if (is_bare && (layout_front_sheet.sees(arena, blocks, at, &other) || layout_minutes.sees(arena, blocks, at, &other))) return false;
    *begin = 0;
    return true;
}

/* ---- The head ---- */

static void take_title(LayoutReader *reader, Text t) {
    ReadDocument *d = reader->document;
    FoundDay day;
    if (date_is_set(d->date) || t.len > 250 || !find_day(t, 0, &day) || !day.has_year) return;
    if (text_ends_with(t, S(".")) && count_words(text_slice(t, 0, day.from)) > 6) return; /* a sentence about other meetings */
    Text before = text_trim(text_slice(t, 0, day.from));
    while (before.len > 0 && (before.ptr[before.len - 1] == '-' || before.ptr[before.len - 1] == ' ' || before.ptr[before.len - 1] == ','))
        before.len--;
    if (text_ends_with(before, S("–"))) before = text_trim(text_slice(before, 0, before.len - strlen("–")));
    if (before.len == 0 && d->body.len == 0) d->body = reader->document->title; /* the line above it */
    if (before.len == 0 && d->body.len == 0) return;
    if (before.len > 3 && d->body.len == 0) d->body = before;
    take_day(reader, t);
}

static void take_labels(LayoutReader *reader, Text t) {
    ReadDocument *d = reader->document;
    Text rest = t;
    if (scan_words(&rest, "Contact:")) {
        scan_spaces(&rest);
        if (text_ends_with(rest, S("Email:"))) rest = text_trim(text_slice(rest, 0, rest.len - strlen("Email:")));
        d->contact = rest;
    } else if (has_word(t, "cancelled") && t.len < 200) {
        d->title = S("Cancelled");
        return;
    } else if (scan_words(&rest, "Venue:|Proposed venue:|Location:")) {
        scan_spaces(&rest);
        size_t link = find_word(rest, "View directions", 0);
        d->venue = text_trim(text_slice(rest, 0, link));
        while (text_ends_with(d->venue, S("."))) d->venue.len--;
    } else {
        return;
    }
    if (has_words(d->venue, "online|Teams|virtual|Zoom|remote")) d->is_online = true;
}

/* ---- Items ---- */

static bool is_aside(Text t) {
    if (scan_words(&(Text){t.ptr, t.len}, "Published date:|Publication date:|Printable version")) return true;
    static const char *const asides[] = {"Additional documents:", "Supporting documents:", "Attachments:", "Also available:",
        "Additional documents", "Supporting documents", "Items", "Media", NULL};
    if (t.len < 60 && scan_words(&(Text){t.ptr, t.len}, "View declarations of interest|View declarations of interests|view the background"))
        return true;
    for (int i = 0; asides[i]; i++)
        if (text_equal_ignoring_case(t, text_of(asides[i]))) return true;
    return false;
}

static bool is_minutes_label(Text t, Text *rest) {
    Text try = t;
    if (!scan_words(&try, "Minutes:|Draft minutes:|Minutes text:")) return false;
    scan_spaces(&try);
    *rest = try;
    return true;
}

/* "Date of the next meeting The next meeting will be held ...": where a sentence begins that is no part of the title. */
static size_t title_end(Text t) {
    static const char *const starts[] = {" The ", " To ", " This ", " Members ", " A period ", " An ", NULL};
    if (count_words(t) < 9) return t.len;
    size_t best = t.len;
    for (int i = 0; starts[i]; i++) {
        size_t at = text_find(t, text_of(starts[i]), 8);
        if (at >= best || t.ptr[at - 1] < 'a' || t.ptr[at - 1] > 'z') continue;
        if (has_words(text_slice(t, at, SIZE_MAX), "will|is|are|was|were|to|has|have|may|asked")) best = at;
    }
    return best;
}

/* "... View the reasons why item 51. is restricted", "... Not for publication by virtue of paragraph 3": cut; true when it was there. */
static bool cut_restriction(Text *title) {
    static const char *const marks[] = {"View the reasons why", "View reasons", "Not for publication", "This item is restricted", "(exempt",
        "This report is not for publication", NULL};
    for (int i = 0; marks[i]; i++) {
        size_t at = text_find(*title, text_of(marks[i]), 0);
        if (at == SIZE_MAX) continue;
        if (at > 2 && marks[i][0] != '(') *title = text_trim(text_slice(*title, 0, at));
        return true;
    }
    return false;
}

/* ", item 48." that stands behind the title of a paper for screen readers. */
static Text without_item_words(Text title) {
    size_t at = text_find(title, S(", item "), 0);
    if (at != SIZE_MAX && title.len - at < 20) title = text_trim(text_slice(title, 0, at));
    while (text_ends_with(title, S(",")) || text_ends_with(title, S(" "))) title = text_trim(text_slice(title, 0, title.len - 1));
    return title;
}

int page_begin_item(LayoutReader *reader, const Block *block, Text title, Text number) {
    int item = put_entry(reader, ENTRY_ITEM, -1, block, (Text){0});
    Text detail = {0}, code;
    bool has_file = cut_file_size(reader->arena, &title, &detail);
    while (text_ends_with(title, S(" .")) || text_ends_with(title, S(","))) title = text_trim(text_slice(title, 0, title.len - 1));
    bool is_restricted = cut_restriction(&title) || (block->role == LINE_ITEM_TITLE && block->level == 2)
                         || has_words(title, "exempt|not for publication|restricted") || title_tells_closed(title);
    cut_item_mark(&title, &code);
    size_t end = title_end(title);
    Text more = text_trim(text_slice(title, end, SIZE_MAX));
    title = text_slice(title, 0, end);
    Entry *entry = entry_at(reader, item);
    entry->title = title;
    entry->words = more; /* the agenda's own words */
    entry->number = number;
    entry->is_restricted = is_restricted;
    if (has_file) {
        int paper = put_entry(reader, ENTRY_PAPER, item, block, (Text){0});
        entry_at(reader, paper)->title = title;
        entry_at(reader, paper)->detail = detail;
    }
    minute_begin_item(reader, item);
    return item;
}

/* "Appendix B , View reasons restricted (3/1)": a paper that the public does not get, below an item that may be open. */
static bool take_closed_paper(LayoutReader *reader, const Block *block) {
    size_t at = find_word(block->text, "View reasons", 0);
    if (at == SIZE_MAX) at = find_word(block->text, "View the reasons why document", 0);
    if (reader->item < 0 || at == SIZE_MAX || at < 3 || block->text.len > 300 || !has_word(block->text, "restricted")) return false;
    Entry *paper = entry_at(reader, put_entry(reader, ENTRY_PAPER, reader->item, block, (Text){0}));
    Text title = text_trim(text_slice(block->text, 0, at)), detail;
    cut_file_size(reader->arena, &title, &detail);
    paper->title = without_item_words(title);
    paper->is_restricted = true;
    return true;
}

/* A paper in a list below an item; false when the words are none. */
bool page_take_paper(LayoutReader *reader, const Block *block) {
    Text title = block->text, detail;
    if (take_closed_paper(reader, block)) return true;
    if (reader->item >= 0 && block->role == LINE_PAPER) {
        Cells cells = block_cells(reader->arena, block);
        Entry *paper = entry_at(reader, put_entry(reader, ENTRY_PAPER, reader->item, block, (Text){0}));
        paper->title = cells.items[0];
        paper->detail = S("PDF");
        if (cells.count > 1) paper->code = cells.items[1];
        if (cells.count > 2) paper->words = cells.items[2];
        return true;
    }
    if (reader->item < 0 || block->text.len > 300 || !cut_file_size(reader->arena, &title, &detail) || title.len == 0) return false;
    title = without_item_words(title);
    int paper = put_entry(reader, ENTRY_PAPER, reader->item, block, (Text){0});
    entry_at(reader, paper)->title = title;
    entry_at(reader, paper)->detail = detail;
    return true;
}

/* Words copied from a browser: does an item begin here? */
static bool looks_like_title(LayoutReader *reader, size_t at) {
    const Block *block = block_at(reader, at), *after = block_at(reader, at + 1);
    if (block->mark != MARK_PLAIN || block->role == LINE_ROW || block->text.len > 260 || is_aside(block->text)) return false;
    Text title = block->text, detail, rest;
    bool has_file = cut_file_size(reader->arena, &title, &detail);
    if (has_file) return title.len > 2;
    if (is_resolution(block->text, NULL) || !is_title_like(block->text) || is_minutes_label(block->text, &rest) || openness_of(block->text))
        return false;
    if (count_words(block->text) > 25 || text_starts_with(block->text, S("http"))) return false;
    if (reader->item >= 0 && block->blanks == 0) return false;
    /* What is open below a resolution's lead is a part of it. */
    if (reader->resolution >= 0 && reader->part < 0) return false;
    return after
           && (after->mark == MARK_NUMBER || after->mark == MARK_BULLET || is_resolution(after->text, NULL) || is_aside(after->text)
               || after->blanks > 0);
}

void page_take_words(LayoutReader *reader, PageState *state, const Block *block) {
    if (words_tell_closed(block->text)) entry_at(reader, reader->item)->is_restricted = true;
    if (state->has_labels && !state->is_minuted) {
        Entry *item = entry_at(reader, reader->item);
        if (item->words.len < 4000) item->words = joined(reader->arena, item->words, "\n", block->text);
        return;
    }
    minute_take(reader, block);
}

/* Title, "Minutes:" and the first of what was said in one block. */
static bool take_in_one(LayoutReader *reader, PageState *state, const Block *block) {
    size_t at = find_word(block->text, "Minutes:", 1);
    if (at == SIZE_MAX || at > 700 || block->mark != MARK_PLAIN) return false;
    Text title = text_trim(text_slice(block->text, 0, at)), words = text_trim(text_slice(block->text, at + strlen("Minutes:"), SIZE_MAX));
    page_begin_item(reader, block, title, (Text){0});
    state->is_minuted = true;
    Block rest = *block;
    rest.text = words;
    rest.mark = take_mark(&rest.text, &rest.label);
    if (rest.text.len > 0) minute_take(reader, &rest);
    return true;
}

static bool take_present(LayoutReader *reader, const Block *block) {
    static const struct {
        const char *labels;
        EntryKind kind;
    } lists[] = {{"Present:|Councillors Present:|Members Present:", ENTRY_PRESENT},
        {"In attendance:|Also present:|Officers:|Officers present:", ENTRY_ATTENDING},
        {"Apologies:|Apologies for absence:", ENTRY_APOLOGIES}};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        Text rest = block->text;
        if (!scan_words(&rest, lists[i].labels)) continue;
        put_persons(reader, lists[i].kind, -1, text_trim(rest), block->first_line, block->last_line);
        return true;
    }
    return false;
}

static void take_decision_label(LayoutReader *reader, const Block *block, Text rest) {
    Block decision = *block;
    decision.text = text_format(reader->arena, "RESOLVED: %.*s", TEXT_ARG(rest));
    decision.mark = MARK_PLAIN;
    minute_take(reader, &decision);
    if (reader->resolution >= 0) entry_at(reader, reader->resolution)->code = S("decision");
}

bool page_take_label(LayoutReader *reader, PageState *state, const Block *block) {
    Text rest;
    if (block->role == LINE_LABEL && take_present(reader, block)) return true;
    if (is_minutes_label(block->text, &rest)) {
        state->is_minuted = true;
        Block words = *block;
        words.text = rest;
        words.role = LINE_WORDS;
        words.mark = take_mark(&words.text, &words.label);
        if (words.text.len > 0) minute_take(reader, &words);
        return true;
    }
    rest = block->text;
    bool is_alone = state->has_labels && (text_equal(rest, S("Decision:")) || text_equal(rest, S("Decisions:")));
    if (block->role != LINE_LABEL && !is_alone) return false;
    if (!scan_words(&rest, "Decision:|Decisions:|Resolved:|Resolution:|Decision")) return false;
    state->is_minuted = true;
    scan_spaces(&rest);
    take_decision_label(reader, block, rest);
    return true;
}

/* Tabs as spaces. */
static Text text_with_spaces(Arena *arena, Text t) {
    Text copy = text_copy(arena, t);
    char *bytes = arena_alloc(arena, t.len + 1);
    for (size_t i = 0; i < copy.len; i++) bytes[i] = copy.ptr[i] == '\t' ? ' ' : copy.ptr[i];
    return (Text){bytes, copy.len};
}

/* The next item begins. */
static void page_next(PageState *state, bool is_numbered) {
    *state = (PageState){.has_labels = state->has_labels,
        .is_restricted = state->is_restricted,
        .has_table = state->has_table,
        .is_numbered = is_numbered,
        .last = state->last,
        .items = state->items + 1};
}

/* "2. Lamps on the harbour road" in a numbered list of items; "1. Mr Sample gave an update." is what was said. */
static bool is_numbered_title(const PageState *state, const Block *block) {
    int64_t n;
    return state->has_table && block->mark == MARK_NUMBER && is_title_like(block->text) && text_to_int64(block->label, &n)
           && n == state->items + 1;
}

/* "15" alone below a head "No. Item": the next item's, in a page whose cells nothing marks. */
static bool is_number_cell(PageState *state, const Block *block) {
    int64_t n;
    if (!state->has_table || block->mark != MARK_PLAIN || block->role == LINE_ROW || !scan_count(block->text, &n)) return false;
    if (state->items > 0 && n != state->last + 1) return false;
    state->last = n;
    return true;
}

/* "3" and the title in two cells of that table. */
static bool take_item_row(LayoutReader *reader, PageState *state, const Block *block) {
    int64_t n;
    if (!state->has_table || block->role != LINE_ROW) return false;
    Cells cells = block_cells(reader->arena, block);
    if (cells.count < 2 || cells.items[1].len < 3 || cells.items[1].len > 300) return false;
    Text number = cells.items[0];
    while (text_ends_with(number, S("."))) number.len--;
    if (!scan_count(number, &n) || (state->items > 0 && n != state->last + 1)) return false;
    state->last = n;
    page_begin_item(reader, block, cells.items[1], number);
    page_next(state, true);
    return true;
}

static bool take_item(LayoutReader *reader, PageState *state, size_t at) {
    const Block *block = block_at(reader, at);
    bool has_roles = reader->blocks->lines->has_roles;
    if (block->role == LINE_ITEM_NUMBER) {
        Text number = block->text;
        while (number.len > 0 && (number.ptr[number.len - 1] == '.' || number.ptr[number.len - 1] == ' ')) number.len--;
        state->number = number;
        return true;
    }
    if (!has_roles && block->mark == MARK_NUMBER && block->text.len == 0) {
        state->number = block->label;
        return true;
    }
    if (!has_roles && take_item_row(reader, state, block)) return true;
    if (!has_roles && is_number_cell(state, block)) {
        state->number = block->text;
        return true;
    }
    if (!has_roles && state->number.len > 0 && block->text.len < 300) {
        Text title = line_clean(reader->arena, text_with_spaces(reader->arena, block->text));
        page_begin_item(reader, block, title, state->number);
        page_next(state, true);
        return true;
    }
    if (!has_roles && is_numbered_title(state, block)) {
        page_begin_item(reader, block, block->text, block->label);
        page_next(state, true);
        return true;
    }
    if (!has_roles && state->is_numbered) return false;
    if (!has_roles && take_in_one(reader, state, block)) return true;
    if (has_roles ? block->role == LINE_ITEM_TITLE : looks_like_title(reader, at)) {
        /* "PART B - EXEMPT" as a row of the table. */
        int openness = state->number.len == 0 ? openness_of(block->text) : 0;
        if (openness) {
            state->is_restricted = openness == 2;
            return true;
        }
        int item = page_begin_item(reader, block, block->text, state->number);
        if (state->is_restricted) entry_at(reader, item)->is_restricted = true;
        page_next(state, false);
        return true;
    }
    return false;
}

/* The body of a page that does not name it: "The next meeting of the ... Partnership will be held on". */
static void find_body(LayoutReader *reader) {
    ReadDocument *d = reader->document;
    for (size_t i = 0; i < d->entries.count && d->body.len == 0; i++) {
        Text words = d->entries.items[i].words;
        size_t at = find_word(words, "meeting of the", 0);
        if (at == SIZE_MAX) continue;
        Text rest = text_slice(words, at + strlen("meeting of the"), SIZE_MAX);
        size_t end = find_word(rest, "will be held", 0);
        if (end == SIZE_MAX) end = find_word(rest, "held on", 0);
        if (end != SIZE_MAX && end < 90) d->body = text_trim(text_slice(rest, 0, end));
    }
}

static bool has_minutes_labels(LayoutReader *reader) {
    Text rest;
    for (size_t i = reader->from; i < reader->to; i++) {
        const Block *block = block_at(reader, i);
        if (is_minutes_label(block->text, &rest) || find_word(block->text, "Minutes:", 1) != SIZE_MAX) return true;
    }
    return false;
}

/* Where nothing is minuted the numbers are those of the agenda. */
static void number_as_code(LayoutReader *reader) {
    EntryList *list = &reader->document->entries;
    for (size_t i = 0; i < list->count; i++) {
        EntryKind kind = list->items[i].kind;
        if (kind == ENTRY_RESOLUTION || kind == ENTRY_PARAGRAPH) return;
    }
    for (size_t i = 0; i < list->count; i++) {
        Entry *entry = &list->items[i];
        if (entry->kind != ENTRY_ITEM || entry->code.len > 0) continue;
        entry->code = entry->number;
        entry->number = (Text){0};
    }
}

static void read(LayoutReader *reader) {
    PageState state = {.has_labels = has_minutes_labels(reader)};
    size_t begin = reader->from;
    /* What a page shows before its title is navigation. */
    for (size_t at = reader->from; at < reader->to; at++)
        if (is_page_title(block_at(reader, at)->text) || is_bare_title(block_at(reader, at), reader->blocks)) {
            begin = at;
            break;
        }
    bool is_bare = begin < reader->to && is_bare_title(block_at(reader, begin), reader->blocks) && !reader->blocks->lines->has_roles;
    size_t table = begin; /* what stands above the table's head is the page's own */
    for (size_t at = begin; at < reader->to && table == begin; at++)
        if (is_table_head(block_at(reader, at))) table = at, state.has_table = true;
    is_bare = is_bare && !state.has_table;
    if (begin < reader->to && text_equal(block_at(reader, begin)->text, S("Agenda"))) state.has_labels = true;
    for (size_t at = begin; at < reader->to; at++) {
        const Block *block = block_at(reader, at);
        if (is_page_title(block->text) || is_table_head(block) || text_equal(block->text, S("|"))) continue;
        if (reader->item < 0) {
            bool is_said = block->mark != MARK_PLAIN || is_resolution(block->text, NULL);
            bool is_of_minutes = is_said || text_starts_with(block->text, S("Notes of")) || text_starts_with(block->text, S("Minutes of"));
            if (!date_is_set(reader->document->date) && !is_of_minutes) take_title(reader, block->text);
            if (!date_is_set(reader->document->date) && block->text.len < 120 && is_title_like(block->text))
                reader->document->title = block->text;
            take_labels(reader, block->text);
            take_present(reader, block);
            FoundDay day;
            if (date_is_set(reader->document->date) && find_day(block->text, 0, &day)
                && date_compare(day.date, reader->document->date) == 0)
                continue;
            if (text_starts_with(block->text, S("Contact:")) || text_starts_with(block->text, S("Venue:"))) continue;
        }
        if (is_bare || at < table) continue;
        if (take_item(reader, &state, at)) continue;
        if (reader->item < 0 || is_aside(block->text)) continue;
        if (page_take_label(reader, &state, block) || page_take_paper(reader, block)) continue;
        page_take_words(reader, &state, block);
    }
    reader->document->title = has_word(reader->document->title, "cancelled") ? S("Cancelled") : (Text){0};
    find_body(reader);
    number_as_code(reader);
    drop_repeated_resolutions(reader);
    review_items(reader);
    review_numbers(reader);
    review_persons(reader);
    review_day(reader);
}

const Layout layout_meeting_page = {
    .name = "meeting page", .kind = DOCUMENT_MEETING_PAGE, .sees = sees, .read = read, .is_whole_page = true};
