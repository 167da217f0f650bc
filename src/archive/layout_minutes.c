/* Minutes or notes as they are printed: a sentence that says which body met where and when, who was there, then numbered items. */
#include "archive/attendance_list.h"
#include "archive/minutes_head.h"
#include "archive/minutes_actions.h"
#include "archive/notes_table.h"

static bool is_present_near(const Blocks *blocks, size_t at, size_t most) {
    for (size_t i = at; i < blocks->count && i < at + most; i++)
        if (is_present_label(&blocks->items[i])) return true;
    return false;
}

/* What may stand above the title: names in capitals or as headings, the day, and labels of the meeting. */
static bool is_letterhead(const Block *above, size_t at, bool is_title) {
    FoundDay day;
    if (above->mark != MARK_PLAIN || above->role == LINE_ROW || above->text.len >= 90 || openness_of(above->text)) return false;
    if (is_capitals(above->text) || (above->role == LINE_HEADING && above->level <= 2)) return true;
    if (names_body(above->text) && is_title_like(above->text) && at <= 3) return true;
    if (!is_title || at > 6) return false;
    return (find_day(above->text, 0, &day) && day.has_year)
           || scan_words(&(Text){above->text.ptr, above->text.len}, "Date:|Time:|Venue:|Location:|Place:|Meeting:")
           || (names_body(above->text) && is_title_like(above->text));
}

/* A day with its year near the title, or a list in which somebody can be read: minutes have one of them, a guide to minutes has neither. */
static bool is_of_a_meeting(Arena *arena, const Blocks *blocks, size_t at) {
    FoundDay day;
    bool is_list = false;
    for (size_t i = at > 3 ? at - 3 : 0; i < blocks->count && i < at + 16; i++) {
        const Block *block = &blocks->items[i];
        if (find_day(block->text, 0, &day) && day.has_year) return true;
        size_t colon = text_find(block->text, S(":"), 0);
        is_list |= i > at && is_present_label(block);
        if (!is_list) continue;
        Text words = block->text, line;
        if (colon != SIZE_MAX && is_present_label(block)) words = text_slice(words, colon + 1, SIZE_MAX);
        while (text_split(&words, '\n', &line))
            if (looks_like_name(arena, text_trim(text_slice(line, 0, text_find(line, S(","), 0))))) return true;
    }
    return false;
}

/* "Dear Mr Bee" above and "Yours sincerely" below: a letter that tells of a meeting. */
static bool is_letter(const Blocks *blocks, size_t at) {
    enum { ABOVE = 12, BELOW = 400 };
    bool is_addressed = false;
    for (size_t i = at > ABOVE ? at - ABOVE : 0; i <= at && i < blocks->count; i++)
        is_addressed |= scan_words(&(Text){blocks->items[i].text.ptr, blocks->items[i].text.len}, "Dear");
    for (size_t i = at; is_addressed && i < blocks->count && i < at + BELOW; i++)
        if (scan_words(&(Text){blocks->items[i].text.ptr, blocks->items[i].text.len}, "Yours sincerely|Yours faithfully")) return true;
    return false;
}

static bool sees(Arena *arena, const Blocks *blocks, size_t at, size_t *begin) {
    const Block *block = &blocks->items[at];
    if (block->role == LINE_ROW && block->text.len > 300) return false;
    Text text = english_half(arena, block->text), body;
    bool is_plain = block->mark == MARK_PLAIN && block->bare.len == 0 && block->role != LINE_ROW;
    bool is_title =
        block->mark == MARK_PLAIN
        && (is_minutes_title(text) || (is_plain && at < 8 && names_minutes_last(text, &body) && is_of_a_meeting(arena, blocks, at)));
    bool is_held = block->mark == MARK_PLAIN && block->role != LINE_ROW && is_held_form(text) && is_present_near(blocks, at + 1, 10);
    bool is_opened = is_held
                     || (block->role != LINE_ROW && opens_minutes(text) && (has_word(text, "held") || is_present_near(blocks, at, 12)))
                     || (is_plain && (opens_with_body(text) || opens_as_held(text)) && is_present_near(blocks, at + 1, 10)
                         && is_of_a_meeting(arena, blocks, at));
    if (!is_opened && !(is_title && is_present_near(blocks, at, 16))) return false;
    if (is_letter(blocks, at)) return false;
    *begin = at;
    for (int i = 0; i < 6 && *begin > 0 && is_letterhead(&blocks->items[*begin - 1], *begin, is_title); i++) --*begin;
    return true;
}

/* What a site found: words of many meetings. */
static bool lists_pages(Text t) {
    return t.len < 160 && scan_words(&t, "Search results|Results for|Your search|Showing results|Browse meetings|Latest documents");
}

/* Without a title and an opening: somebody was present, on a day, and something was decided or minuted under headings. */
bool sees_untitled_minutes(const Blocks *blocks) {
    bool has_day = false, has_present = false, has_resolved = false;
    int headings = 0;
    FoundDay day;
    for (size_t i = 0; i < blocks->count && i < 400; i++) {
        const Block *block = &blocks->items[i];
        if (i < 40 && lists_pages(block->text)) return false;
        if (i < 25) has_day |= find_day(block->text, 0, &day) && day.has_year;
        if (i < 40) has_present |= is_present_label(block);
        if (has_present)
            has_resolved |= is_resolution(block->text, NULL), headings += block->role == LINE_HEADING && block->mark == MARK_NUMBER;
    }
    return has_day && has_present && (has_resolved || headings >= 2) && !is_letter(blocks, blocks->count < 25 ? blocks->count : 25);
}

/* ---- Items ---- */

static bool uses_item_marks(LayoutReader *reader) {
    for (size_t i = reader->from; i < reader->to; i++) {
        Text t = reader->blocks->items[i].text, code;
        if (take_item_mark(&(Text){t.ptr, t.len}, &code) || cut_item_mark(&t, &code)) return true;
    }
    return false;
}

typedef struct {
    Text number, code, title;
    Text rest;   /* what the heading's own paragraph goes on with: "Apologies: received from ..." */
    size_t next; /* the block after the heading */
} Heading;

/* "138. Declarations of Interest" with "(Item A3)" at its end or in the next block. */
static bool marked_heading(LayoutReader *reader, size_t at, Heading *out) {
    const Block *block = block_at(reader, at), *after = block_at(reader, at + 1);
    if (block->mark != MARK_NUMBER && block->bare.len == 0) return false;
    *out = (Heading){.number = block->mark == MARK_NUMBER ? block->label : block->bare,
        .title = block->mark == MARK_NUMBER ? block->text : block->after_bare,
        .next = at + 1};
    if (cut_item_mark(&out->title, &out->code)) return true;
    if (!after || after->mark != MARK_PLAIN) return false;
    Text rest = after->text;
    if (!take_item_mark(&rest, &out->code) || out->title.len > 300) return false;
    out->next = at + 2;
    return true;
}

/* A number for ordering: "23/001" and "12/20" have two, "05/24-3" three; letters before them ("OS.31") do not count. */
enum { ORDER_MOST = 100000000, ORDER_STEP = 100000 };
static int64_t order_of(Text number) {
    int64_t order = 0;
    size_t at = 0;
    for (int parts = 0; parts < 3; parts++) {
        while (at < number.len && (number.ptr[at] < '0' || number.ptr[at] > '9')) at++;
        if (at == number.len) break;
        size_t to = at;
        while (to < number.len && number.ptr[to] >= '0' && number.ptr[to] <= '9') to++;
        int64_t n = 0, most = parts == 0 ? ORDER_MOST : ORDER_STEP - 1;
        text_to_int64(text_slice(number, at, to - at), &n);
        order = order * ORDER_STEP + (n < 0 || n > most ? most : n);
        at = to;
    }
    return order;
}

static bool is_number_in_order(Text number, int64_t last) {
    int64_t n = order_of(number);
    if (last > 8 && n >= last - 4 && n < last) return true; /* out of order, and told so later */
    bool has_slash = text_find(number, S("/"), 0) != SIZE_MAX;
    return n > last && (last == 0 || has_slash || n <= last + 5);
}

/* ---- Roman numerals ---- */

/* "III  Off-road motorcycles": without a mark behind it. */
static bool scan_bare_roman(Text *rest, Text *label) {
    Text words = *rest, word;
    if (!text_split(&words, ' ', &word) || word.len > 6 || !is_capitals(word) || !roman_value(word)) return false;
    if (words.len == 0 || words.ptr[0] < 'A' || words.ptr[0] > 'Z' || count_words(words) > 12) return false;
    *label = word, *rest = words;
    return true;
}

/* "III. Off-road motorcycles": its value, the number as it stands, and the title; 0 when the block is no such heading. */
static int roman_heading(const Block *block, Text *number, Text *title) {
    Text label = block->label, words = block->text;
    if (block->role == LINE_ROW || block->is_bulleted) return 0;
    if (block->mark == MARK_PLAIN ? !scan_roman(&words, &label) && !scan_bare_roman(&words, &label)
                                  : block->mark != MARK_LETTER || starts_small(label))
        return 0;
    int value = roman_value(label);
    if (!value || !is_title_like(words) || starts_small(words) || count_words(words) > 24 || is_resolution(words, NULL)) return 0;
    *number = label, *title = words;
    return value;
}

/* "Α12. Title": a code with a dot, whose letter may only look Latin. */
static bool coded_heading(LayoutReader *reader, size_t at, Heading *out) {
    const Block *block = block_at(reader, at), *after = block_at(reader, at + 1);
    bool changed;
    size_t end = text_find(block->text, S(". "), 0);
    if (block->mark != MARK_PLAIN || end == SIZE_MAX || end > 6 || block->role == LINE_ROW) return false;
    Text code = latin_code(reader->arena, text_slice(block->text, 0, end), &changed), rest = code;
    int n;
    if (code.len < 2 || code.ptr[0] < 'A' || code.ptr[0] > 'Z') return false;
    rest = text_slice(rest, 1, SIZE_MAX);
    Text title = text_trim(text_slice(block->text, end + 2, SIZE_MAX));
    if (!scan_number(&rest, 3, &n) || rest.len > 0 || !is_title_like(title) || count_words(title) > 20 || !after) return false;
    *out = (Heading){.code = text_slice(block->text, 0, end), .title = title, .next = at + 1};
    return true;
}

/* ---- Whether items bear Roman numerals ---- */

/* A heading in figures or with a code: who is listed with a number is none. */
static bool is_figure_heading(LayoutReader *reader, size_t at) {
    const Block *block = block_at(reader, at);
    Heading heading;
    if (coded_heading(reader, at, &heading)) return true;
    return block->mark == MARK_NUMBER && block->role != LINE_ROW && !block->is_bulleted && is_title_like(block->text)
           && count_words(block->text) <= 24 && person_name(reader->arena, block->text).title.len == 0;
}

/* I and II among them; before anything in figures, and not below a resolution, whose parts they would be. */
static bool uses_roman_items(LayoutReader *reader) {
    Text number, title;
    int last = 0;
    for (size_t i = reader->from; i < reader->to && last < 2; i++) {
        const Block *block = block_at(reader, i);
        if (roman_heading(block, &number, &title) == last + 1) last++;
        else if (last == 0 && (is_resolution(block->text, NULL) || is_figure_heading(reader, i))) return false;
    }
    return last == 2;
}

typedef struct {
    int64_t last;
    int indent;
    bool has_slash; /* of the last number */
    size_t looked;  /* entries that were looked at for an exclusion of the public */
    bool is_closed; /* behind a heading of exempt items */
    bool is_roman;  /* items bear Roman numerals, so that figures number something else */
    int dotted;     /* items bear numbers such as "24.31": what stands before the dot; 0: they do not */
} Order;

static void order_take(Order *order, Text number, int64_t value, const Block *block) {
    order->last = value;
    order->has_slash = text_find(number, S("/"), 0) != SIZE_MAX;
    order->indent = block->indent;
}

/* Items numbered "3/24" go on as such. Behind a heading of exempt items a number of another kind begins one too: rather an item too many than
 * words of it under the open one above. */
static bool is_other_kind(const Order *order, Text number) {
    return order->last > 0 && !order->is_closed && order->has_slash != (text_find(number, S("/"), 0) != SIZE_MAX);
}

/* "I. Khan, Fenshire Police": an initial. The item with that number is yet to come, or the words name an organisation and the number is too high. */
static bool is_initial(LayoutReader *reader, size_t at, int value, const Order *order) {
    Text number, title, words;
    roman_heading(block_at(reader, at), &number, &words);
    if (number.len != 1) return false;
    size_t comma = text_find(words, S(","), 0), open = text_find(words, S("("), 0);
    Text name = text_slice(words, 0, comma < open ? comma : open);
    if (value > order->last + 1 && count_words(name) == 1 && names_organisation(text_slice(words, name.len, SIZE_MAX))) return true;
    for (size_t i = at + 1; i < reader->to; i++) {
        int other = roman_heading(block_at(reader, i), &number, &title);
        if (other == value) return true;
        if (other == value + 1) return false;
    }
    return false;
}

/* "IV. Any other business", in order. */
static bool next_roman(LayoutReader *reader, Order *order, size_t at, Heading *out) {
    Text number, title;
    int value = roman_heading(block_at(reader, at), &number, &title);
    Text words = block_at(reader, at)->text;
    bool is_bare = block_at(reader, at)->mark == MARK_PLAIN && scan_bare_roman(&words, &number);
    if (value <= order->last || value > order->last + (is_bare ? 1 : 3) || is_initial(reader, at, value, order)) return false;
    order->last = value;
    *out = (Heading){.number = number, .title = title, .next = at + 1};
    return true;
}

/* ---- Numbers with a dot, and titles that go on ---- */

/* "24.31 Apologies" taken apart; false when the block is no such heading. */
static bool dotted_heading(const Block *block, int *major, int *minor) {
    Text rest = block->label;
    if (block->mark != MARK_DECIMAL || block->role == LINE_ROW || block->is_bulleted) return false;
    if (!is_title_like(block->text) || starts_small(block->text) || count_words(block->text) > 24 || is_resolution(block->text, NULL))
        return false;
    return scan_number(&rest, 2, major) && scan_char(&rest, '.') && scan_number(&rest, 3, minor);
}

/* Two of them in order, before anything in figures: what stands before the dot; 0: items are numbered otherwise. */
static int dotted_items(LayoutReader *reader) {
    int major = 0, last = 0;
    for (size_t i = reader->from; i < reader->to; i++) {
        const Block *block = block_at(reader, i);
        int a, b;
        if (block->mark == MARK_DECIMAL && !dotted_heading(block, &a, &b)) return 0;
        if (block->mark != MARK_DECIMAL) {
            if (is_figure_heading(reader, i) || (block->bare.len > 0 && is_title_like(block->after_bare))) return 0;
            continue;
        }
        if (major > 0) return a == major && b == last + 1 ? major : 0;
        major = a, last = b;
    }
    return 0;
}

static bool next_dotted(LayoutReader *reader, Order *order, size_t at, Heading *out) {
    const Block *block = block_at(reader, at);
    int major, minor;
    if (!dotted_heading(block, &major, &minor) || major != order->dotted || minor <= order->last || minor > order->last + 200) return false;
    if (order->last > 0 && minor > order->last + 5) return false;
    order->last = minor;
    *out = (Heading){.number = block->label, .title = block->text, .next = at + 1};
    return true;
}

/* Where a title ends that its paragraph goes on after: "Apologies: received from ...", "Minutes. The minutes were ..."; 0: nowhere. */
static size_t inline_title(Text words, size_t *skip) {
    static const char *const marks[] = {": ", ". ", " \u2013 ", " - ", NULL};
    enum { TITLE_MOST = 90 };
    size_t end = SIZE_MAX;
    for (int i = 0; marks[i]; i++) {
        size_t at = text_find(words, text_of(marks[i]), 0);
        if (at < end) end = at, *skip = strlen(marks[i]);
    }
    if (end == SIZE_MAX || end > TITLE_MOST || end < 3 || starts_small(words)) return 0;
    Text title = text_slice(words, 0, end);
    bool is_stop = words.ptr[end] == '.';
    if (count_words(title) > (is_stop ? 6 : 10) || is_resolution(title, NULL) || is_resolution(words, NULL)) return 0;
    /* "Cllr. Bee", "The Chair welcomed all." */
    if (is_stop && (title.len < 4 || has_words(title, "Cllr|Mr|Mrs|Ms|Dr|was|were|is|are|be|noted|agreed|welcomed|asked|reported|had|has")))
        return 0;
    return end;
}

/* The next number, and a title in the paragraph's own line; not below a list that has the number before. */
static bool inline_heading(LayoutReader *reader, Order *order, size_t at, Heading *out) {
    const Block *block = block_at(reader, at);
    Text number = block->mark == MARK_NUMBER ? block->label : block->bare,
         words = block->mark == MARK_NUMBER ? block->text : joined(reader->arena, block->after_bare, " ", block->below_bare);
    size_t skip = 0, end;
    if (number.len == 0 || block->role == LINE_ROW || block->is_bulleted || order->is_roman || order->dotted) return false;
    int64_t n = order_of(number);
    bool has_slash = text_find(number, S("/"), 0) != SIZE_MAX;
    if (is_other_kind(order, number)) return false;
    if (order->last == 0 ? reader->item >= 0 : has_slash ? n <= order->last : n != order->last + 1) return false;
    if (order->last > 0 && block->indent > order->indent) return false;
    if (reader->resolution >= 0 && !has_slash && (n == 1 || (reader->part >= 0 && entry_at(reader, reader->part)->number.len > 0)))
        return false;
    if (!has_slash && reader->paragraph >= 0 && entry_at(reader, reader->paragraph)->number.len > 0) return false;
    if ((end = inline_title(words, &skip)) == 0) return false;
    order_take(order, number, n, block);
    *out = (Heading){
        .number = number, .title = text_slice(words, 0, end), .rest = text_trim(text_slice(words, end + skip, SIZE_MAX)), .next = at + 1};
    return true;
}

/* "Declarations of Interest." in short: most words begin with a capital, as titles do. */
static bool is_capitalised(Text title) {
    Text rest = title, word;
    int words = 0, capitals = 0;
    while (text_split(&rest, ' ', &word)) words += word.len > 3, capitals += word.len > 3 && word.ptr[0] >= 'A' && word.ptr[0] <= 'Z';
    return words >= 2 && words <= 8 && capitals == words;
}

/* "5  Max Neal, Head of Community Safety", who came for item 5. */
static bool is_numbered_person(Arena *arena, Text words) {
    size_t comma = text_find(words, S(","), 0);
    if (person_name(arena, words).title.len > 0 && looks_like_name(arena, words) && !is_description(arena, words)) return true;
    return comma != SIZE_MAX && looks_like_name(arena, text_slice(words, 0, comma))
           && is_description(arena, text_slice(words, comma + 1, SIZE_MAX));
}

/* "Apologies" as a heading above the first item, and persons in a list below it. */
static bool heads_list(LayoutReader *reader, size_t at) {
    Text rest = text_trim(block_at(reader, at)->text);
    const Block *below = block_at(reader, at + 1);
    if (reader->item >= 0 || !below || below->role == LINE_HEADING || (below->mark != MARK_BULLET && below->role != LINE_BULLET))
        return false;
    if (!scan_words(&rest,
            "Apologies|Apologies for absence|In attendance|Also present|Also in attendance|Officers present|Absent|Observers|"
            "Guests"))
        return false;
    Text name = text_slice(below->text, 0, text_find(below->text, S(","), 0));
    return (rest.len == 0 || rest.ptr[0] == ':') && looks_like_name(reader->arena, text_slice(name, 0, text_find(name, S("("), 0)));
}

/* Without such marks: a number in order and words like a title, or a heading. */
static bool plain_heading(LayoutReader *reader, size_t at, Order *order, Heading *out) {
    const Block *block = block_at(reader, at), *after = block_at(reader, at + 1);
    if (order->is_roman) return next_roman(reader, order, at, out);
    if (order->dotted && next_dotted(reader, order, at, out)) return true;
    if (coded_heading(reader, at, out)) {
        Text digits = out->code;
        while (digits.len > 0 && (digits.ptr[0] < '0' || digits.ptr[0] > '9')) digits = text_slice(digits, 1, SIZE_MAX);
        int64_t value = order->last;
        scan_count(digits, &value);
        order_take(order, out->code, value, block);
        return true;
    }
    if (block->role == LINE_HEADING && block->level > 1 && block->mark == MARK_PLAIN && block->bare.len == 0 && !openness_of(block->text)) {
        if (heads_list(reader, at)) return false;
        *out = (Heading){.title = block->text, .next = at + 1};
        return !is_resolution(block->text, NULL) && !is_minutes_title(block->text)
               && !has_words(block->text, "still open|action log|attendance");
    }
    bool is_zero = block->mark == MARK_DECIMAL && text_ends_with(block->label, S(".0")); /* "3.0 Community Safety Plan" */
    Text number = is_zero                      ? text_slice(block->label, 0, block->label.len - 2)
                  : block->mark == MARK_NUMBER ? block->label
                                               : block->bare,
         title = is_zero || block->mark == MARK_NUMBER ? block->text : block->after_bare;
    size_t next = at + 1;
    if (block->mark == MARK_NUMBER && title.len == 0 && after && after->mark == MARK_PLAIN)
        title = after->text, next = at + 2; /* a table's two cells */
    bool has_stop = text_ends_with(title, S(".")) && !text_ends_with(title, S(".."));
    if (has_stop && (is_capitals(title) || block->is_bold || is_capitalised(title))) title.len--; /* "101. MINUTES." */
    if (number.len == 0 || !is_title_like(title) || count_words(title) > 24 || block->is_bulleted || is_resolution(title, NULL)
        || (reader->item < 0 && is_numbered_person(reader->arena, title)))
        return false;
    bool is_sure = is_capitals(title) || block->role == LINE_HEADING || block->bare.len > 0 || next == at + 2 || is_zero || block->is_bold;
    /* "14/1 Town Centre Fund" in a list of actions is no item where items are numbered 14 and 15 */
    if (is_other_kind(order, number)) return false;
    const Block *below = block_at(reader, next);
    bool follows = !below || (below->mark != MARK_NUMBER && below->role != LINE_ROW) || order_of(number) > 9;
    bool stands_out = reader->paragraph < 0 || (order->last > 0 && block->indent <= order->indent);
    if (!is_number_in_order(number, order->last) || !(is_sure || (follows && stands_out))) return false;
    order_take(order, number, order_of(number), block);
    *out = (Heading){.number = number, .title = title, .next = next};
    if (title.ptr == block->after_bare.ptr && block->below_bare.len > 0) {
        /* a title of two lines, or what was said in the line below it */
        bool is_title = is_title_like(block->below_bare) && count_words(title) + count_words(block->below_bare) <= 24
                        && (is_capitals(title) ? is_capitals(block->below_bare) : starts_small(block->below_bare) || title.len > 50);
        if (is_title) out->title = joined(reader->arena, title, " ", block->below_bare);
        else out->rest = block->below_bare;
    }
    return true;
}

static void begin_item(LayoutReader *reader, const Heading *heading, const Block *block, bool is_restricted) {
    int item = put_entry(reader, ENTRY_ITEM, -1, block, (Text){0});
    Entry *entry = entry_at(reader, item);
    entry->number = heading->number;
    entry->code = heading->code;
    entry->title = title_case(reader->arena, heading->title);
    entry->is_restricted = is_restricted || openness_of(heading->title) == 2 || title_tells_closed(heading->title);
    minute_begin_item(reader, item);
}

/* Words below a heading of exempt items and of no item that was recognised: closed, under the words of that heading, and asked about, instead of
 * under the open item above. */
static void begin_unknown_item(LayoutReader *reader, const Block *block, Text heading) {
    begin_item(reader, &(Heading){.title = text_trim(heading)}, block, true);
    put_doubt(reader, DOUBT_RESTRICTED, reader->item, block->first_line, block->last_line,
        S("These words stand below a heading of items that are not for the public, and no item was recognised there."), S("restricted"),
        (Text){0});
}

static void doubt_lookalikes(LayoutReader *reader) {
    for (size_t i = 0; i < reader->document->entries.count; i++) {
        Entry *entry = entry_at(reader, (int)i);
        bool changed;
        if (entry->kind != ENTRY_ITEM || entry->code.len == 0) continue;
        Text code = latin_code(reader->arena, entry->code, &changed);
        if (!changed) continue;
        entry->code = code;
        put_doubt(reader, DOUBT_LOOKALIKE, (int)i, entry->first_line, entry->last_line,
            S("The item\u2019s code is written with letters that only look like Latin ones."), code, (Text){0});
    }
}

/* After it nothing of the meeting comes. */
static bool closes_meeting(Text t) {
    return t.len < 160
           && has_words(t, "meeting closed|meeting ended|meeting concluded|meeting finished|closed the meeting|meeting was closed|meeting "
                           "terminated|meeting rose");
}

/* "CHAIRMAN" alone, for who signs them. */
static bool is_signature(const Block *block) {
    Text rest = block->text;
    return block->mark == MARK_PLAIN && block->role == LINE_WORDS && scan_words(&rest, "CHAIRMAN|CHAIRPERSON|CHAIR|LEADER|CONVENER|MAYOR")
           && rest.len == 0;
}

/* "Date of next meeting" is said in the open; "Preparation for the next meeting" is not known to be. */
static bool is_about_days(Text title) {
    return count_words(title) <= 7 && has_words(title, "date of|dates of|future meetings") && has_words(title, "meeting|meetings");
}

/* Did the item that is read resolve to exclude press and public? */
static bool excludes_public(LayoutReader *reader, Order *order) {
    if (reader->item < 0 || !has_words(entry_at(reader, reader->item)->title, "Exclusion|exclude")) return false;
    if (order->looked < (size_t)reader->item) order->looked = (size_t)reader->item;
    for (; order->looked < reader->document->entries.count; order->looked++) {
        const Entry *e = entry_at(reader, (int)order->looked);
        if (e->kind == ENTRY_PART && has_words(e->words, "excluded|exclude")) return true;
    }
    return false;
}

/* Lists of persons and nothing below them: either nothing was minuted, or it is written in a way that is not known. */
static void doubt_no_items(LayoutReader *reader) {
    put_doubt(reader, DOUBT_PLACE, -1, reader->document->first_line, reader->document->last_line,
        S("No items were found in these minutes: only who was there was read. Compare the lists with the source; what follows them has no "
          "place "
          "in the archive."),
        (Text){0}, (Text){0});
}

static void review(LayoutReader *reader) {
    reader->document->is_draft = has_word(text_slice(reader->blocks->lines->text, 0, 400), "draft");
    doubt_lookalikes(reader);
    review_items(reader);
    review_numbers(reader);
    review_persons(reader);
    review_sums(reader);
    review_day(reader);
}

static bool tells_decisions(LayoutReader *reader) {
    for (size_t i = reader->from; i < reader->to; i++)
        if (is_loud_resolution(block_at(reader, i)->text)) return false;
    return true;
}

/* 2: what follows is not open, 1: it is, 0: the block is no such heading. In a table it stands alone in its row. */
static int openness_of_heading(const Block *block) {
    Text words = block->text;
    if (block->role == LINE_ROW) {
        while (text_starts_with(words, S("\t"))) words = text_slice(words, 1, SIZE_MAX);
        while (text_ends_with(words, S("\t"))) words.len--;
        if (text_find(words, S("\t"), 0) != SIZE_MAX) return 0;
    }
    if (block->mark == MARK_NUMBER) return 0;
    int openness = openness_of(words);
    bool is_loud = is_capitals(text_slice(words, 0, 8)) || block->role == LINE_HEADING;
    /* "Exempt items" in small letters closes; what opens again must be as loud as a heading is. */
    bool is_whole = block->mark == MARK_PLAIN && count_words(words) <= 3 && has_words(words, "item|items|business|session|part");
    return is_loud || (openness == 2 && (is_whole || block->role == LINE_ROW)) ? openness : 0;
}

static void read(LayoutReader *reader) {
    MinutesHead head = {0};
    NotesTable table = {0};
    MinutesActions actions = {0};
    Order order = {0};
    bool has_marks = uses_item_marks(reader), is_restricted = false, has_items = false;
    Text unplaced = {0}; /* the heading of exempt items above, before the first of them */
    reader->tells_decisions = tells_decisions(reader);
    order.is_roman = !has_marks && uses_roman_items(reader);
    order.dotted = has_marks || order.is_roman ? 0 : dotted_items(reader);
    for (size_t at = reader->from; at < reader->to;) {
        const Block *block = block_at(reader, at);
        Heading heading = {0};
        int openness = openness_of_heading(block);
        if (openness) {
            order.is_closed = is_restricted = openness == 2;
            unplaced = is_restricted ? block->text : (Text){0};
            head.list = 0;
            at++;
            continue;
        }
        bool is_table = block->role == LINE_ROW && table.columns == 0 && !notes_table_begins(reader, &(NotesTable){0}, block);
        if (unplaced.len > 0 && is_table && has_items) begin_unknown_item(reader, block, unplaced), unplaced = (Text){0};
        if (has_items && minutes_actions_take(reader, &actions, at)) {
            if (unplaced.len > 0) actions.table.is_restricted = true; /* a log below the heading of exempt items */
            at++;
            continue;
        }
        is_restricted |= !is_restricted && table.columns > 0 && excludes_public(reader, &order);
        if (notes_table_begins(reader, &table, block) || notes_table_take(reader, &table, block, is_restricted)) {
            has_items = true, unplaced = (Text){0};
        } else if ((has_items || head.has_begun || has_marks)
                   && (has_marks ? marked_heading(reader, at, &heading)
                                 : plain_heading(reader, at, &order, &heading) || inline_heading(reader, &order, at, &heading))
                   && (has_items || !is_present_label(block))) {
            /* Once the public is excluded, what follows is not open, but for the day of the next meeting. */
            if (excludes_public(reader, &order)) is_restricted = order.is_closed = true;
            begin_item(reader, &heading, block, is_restricted && !is_about_days(heading.title));
            has_items = true, unplaced = (Text){0};
            if (heading.rest.len > 0) {
                Block said = *block;
                said.text = heading.rest, said.mark = MARK_PLAIN, said.label = said.bare = (Text){0};
                minute_take(reader, &said);
            }
            at = heading.next;
            continue;
        } else if (!has_items) {
            Block plain = *block;
            plain.text = english_half(reader->arena, block->text);
            if (block->bare.len > 0 && is_numbered_person(reader->arena, block->after_bare))
                plain.text = block->after_bare, plain.bare = (Text){0};
            head_take(reader, &head, &plain);
        } else if (!is_signature(block)) {
            if (unplaced.len > 0 && !closes_meeting(block->text) && !tells_only_closing(block->text))
                begin_unknown_item(reader, block, unplaced), unplaced = (Text){0};
            if (reader->item >= 0 && block->role != LINE_ROW && words_tell_closed(block->text))
                entry_at(reader, reader->item)->is_restricted = true;
            minute_take(reader, block);
            if (closes_meeting(block->text)) {
                minutes_actions_behind(reader, &actions, at + 1);
                break;
            }
        }
        at++;
    }
    if (!has_items && reader->document->entries.count > 0) doubt_no_items(reader);
    review(reader);
}

const Layout layout_minutes = {.name = "minutes", .kind = DOCUMENT_MINUTES, .sees = sees, .read = read};
