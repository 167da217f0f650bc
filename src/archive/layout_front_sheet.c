/* The front sheet of an agenda: body, day, venue and contact, then items with codes or numbers, in parts that are open or not. */
#include "archive/minutes_head.h"

static bool is_agenda_title(Text t) {
    Text rest = text_trim(t);
    if (!scan_words(&rest, "AGENDA|A G E N D A|DRAFT AGENDA|MEETING AGENDA|SUPPLEMENTARY AGENDA")) return false;
    scan_spaces(&rest);
    return rest.len == 0 || (rest.len < 30 && is_capitals(t));
}

/* "A2" at the front, with letters that look like Latin ones counted as such. */
static bool take_code(Arena *arena, Text *t, Text *code, bool *changed) {
    size_t end = 0;
    while (end < t->len && t->ptr[end] != ' ' && t->ptr[end] != '\t') end++;
    if (end == 0 || end > 12) return false;
    Text made = latin_code(arena, text_slice(*t, 0, end), changed);
    while (made.len > 0 && (made.ptr[made.len - 1] == '.' || made.ptr[made.len - 1] == ':')) made.len--;
    Text rest = made;
    int n;
    if (made.len < 2 || made.ptr[0] < 'A' || made.ptr[0] > 'Z') return false;
    rest = text_slice(rest, 1, SIZE_MAX);
    if (!scan_number(&rest, 2, &n) || rest.len > 1) return false;
    *code = made;
    *t = text_slice(*t, end, SIZE_MAX);
    scan_spaces(t);
    return t->len > 0 || *changed;
}

static bool is_item(Arena *arena, const Block *block) {
    Text rest = block->text, code;
    bool changed;
    if (block->mark == MARK_NUMBER && is_title_like(block->text)) return true;
    if (block->bare.len > 0) return true;
    return take_code(arena, &rest, &code, &changed);
}

static bool sees(Arena *arena, const Blocks *blocks, size_t at, size_t *begin) {
    if (!is_agenda_title(blocks->items[at].text) || blocks->items[at].mark != MARK_PLAIN) return false;
    int items = 0;
    bool has_day = false;
    FoundDay day;
    for (size_t i = at + 1; i < blocks->count && i < at + 50; i++) {
        items += is_item(arena, &blocks->items[i]);
        has_day |= find_day(blocks->items[i].text, 0, &day);
    }
    if (items < 2 && !(items == 1 && has_day)) return false;
    *begin = at;
    FoundDay above;
    for (int i = 0; i < 3 && *begin > 0; i++) {
        const Block *head = &blocks->items[*begin - 1];
        bool is_head =
            head->mark == MARK_PLAIN && head->role != LINE_ROW && head->text.len < 100 && !ends_sentence(head->text)
            && (is_capitals(head->text) || names_body(head->text) || find_day(head->text, 0, &above) || head->role == LINE_HEADING);
        if (!is_head) break;
        --*begin;
    }
    return true;
}

/* ---- The head: two columns, when it comes from a PDF ---- */

static const char labels[] = "Ask for:|Telephone:|Tel:|Email:|E-mail:|Contact:|Telephone";

static size_t first_label(Text raw) {
    size_t best = SIZE_MAX;
    static const char *const each[] = {"Ask for:", "Telephone", "Tel:", "Email:", "E-mail:", "Contact:", NULL};
    for (int i = 0; each[i]; i++) {
        size_t at = find_word(raw, each[i], 0);
        if (at < best) best = at;
    }
    size_t gap = text_find(raw, S("        "), 1);
    while (gap != SIZE_MAX && text_trim(text_slice(raw, 0, gap)).len == 0) gap = text_find(raw, S("        "), gap + 1);
    return gap < best ? gap : best;
}

static void take_contact(LayoutReader *reader, Text raw) {
    size_t at = find_word(raw, "Ask for:", 0);
    size_t length = strlen("Ask for:");
    if (at == SIZE_MAX) at = find_word(raw, "Contact:", 0), length = strlen("Contact:");
    if (at == SIZE_MAX) return;
    reader->document->contact = line_clean(reader->arena, text_slice(raw, at + length, SIZE_MAX));
}

/* What stands left of the labels in the lines between the day and the first item is the venue. */
static void take_head(LayoutReader *reader, int first_line, int last_line) {
    ReadDocument *d = reader->document;
    const Lines *lines = reader->blocks->lines;
    bool after_day = false, needs_name = false, in_brackets = false;
    for (int n = first_line; n <= last_line && (size_t)n <= lines->count; n++) {
        const Line *line = &lines->items[n - 1];
        FoundDay day;
        if (line->role == LINE_BLANK) continue;
        if (openness_of(line->text)) break;
        /* "Place     Online": a label, a gap and what it names. */
        Text named = line->text;
        if (scan_words(&named, "Place|Venue|Location") && text_find(line->raw, S("   "), 0) != SIZE_MAX && named.len > 1
            && named.ptr[0] == ' ') {
            d->venue = text_trim(named);
            if (has_words(d->venue, "online|virtual|Teams|Zoom")) d->is_online = true;
            break;
        }
        if (!after_day) {
            if (!find_day(line->text, 0, &day) || !day.has_year) continue;
            after_day = true;
            take_contact(reader, line->raw);
            needs_name = d->contact.len > 0 && count_words(d->contact) == 1;
            continue;
        }
        if (d->contact.len == 0) take_contact(reader, line->raw);
        Text left = line_clean(reader->arena, text_trim(text_slice(line->raw, 0, first_label(line->raw))));
        bool is_aside = in_brackets || (left.len > 0 && left.ptr[0] == '(');
        if (is_aside) in_brackets = text_find(left, S(")"), 0) == SIZE_MAX;
        if (is_aside || left.len < 3 || text_find(left, S("@"), 0) != SIZE_MAX || left.ptr[0] == '.' || is_capitals(left)) continue;
        size_t online = find_word(left, "Online", 0);
        if (online == SIZE_MAX) online = find_word(left, "Virtual", 0);
        if (online != SIZE_MAX) {
            d->is_online = true;
            Text name = text_trim(text_slice(left, 0, online));
            if (needs_name && name.len > 0) d->contact = joined(reader->arena, d->contact, " ", name);
            if (d->venue.len == 0) d->venue = text_slice(left, online, SIZE_MAX);
            needs_name = false;
            continue;
        }
        if (text_starts_with(left, S("Note")) || first_label(line->raw) == SIZE_MAX ? line->indent == 0 && lines->format == SOURCE_PDF
                                                                                    : false)
            break;
        if (d->venue.len == 0 && lines->format != SOURCE_PDF && first_label(line->raw) == 0) continue;
        if (count_words(left) > 12 || (lines->format != SOURCE_PDF && d->venue.len > 0)) continue;
        Text rest = left;
        if (scan_words(&rest, labels)) continue;
        d->venue = joined(reader->arena, d->venue, text_ends_with(d->venue, S(",")) ? " " : ", ", left);
    }
    if (has_words(d->venue, "Teams|Zoom")) d->is_online = true;
}

static void take_labelled(LayoutReader *reader, Text text) {
    ReadDocument *d = reader->document;
    Text rest = text;
    size_t to;
    if (scan_words(&rest, "Time:")) {
        find_time(rest, 0, &d->time, &to);
    } else if (scan_words(&rest, "Venue:|Location:|Place:|Venue|Location")) {
        scan_spaces(&rest);
        d->venue = rest;
        if (has_words(rest, "online|Teams|virtual|Zoom")) d->is_online = true;
    } else if (scan_words(&rest, "Meeting:|Committee:|Body:")) {
        scan_spaces(&rest);
        d->body = rest;
    }
}

static void take_head_block(LayoutReader *reader, const Block *block) {
    ReadDocument *d = reader->document;
    FoundDay day;
    if (block->mark != MARK_PLAIN || block->role == LINE_ROW || openness_of(block->text)) return;
    bool has_day = find_day(block->text, 0, &day) && day.has_year;
    if (has_day && !date_is_set(d->date)) take_day(reader, block->text);
    else if (!has_day && block->text.len < 100 && names_body(block->text)
             && (is_capitals(block->text) || block->role == LINE_HEADING || d->body.len == 0)
             && text_find(block->text, S(":"), 0) == SIZE_MAX && text_find(block->text, S("("), 0) == SIZE_MAX
             && !ends_sentence(block->text))
        d->body = title_case(reader->arena, block->text);
    take_labelled(reader, block->text);
}

/* ---- Items ---- */

static void begin_section(LayoutReader *reader, const Block *block, int *section, Text code, Text title) {
    *section = put_entry(reader, ENTRY_SECTION, -1, block, (Text){0});
    entry_at(reader, *section)->code = code;
    entry_at(reader, *section)->title = title;
}

/* "(verbal)", "(Verbal Report)" say how it is given. */
static void cut_aside(Text *title) {
    size_t open = SIZE_MAX;
    for (size_t i = 0; i < title->len; i++)
        if (title->ptr[i] == '(') open = i;
    if (open == SIZE_MAX || open == 0 || !text_ends_with(*title, S(")"))) return;
    Text inside = text_slice(*title, open + 1, title->len - open - 2);
    if (inside.len < 30 && has_words(inside, "verbal|oral|verbal report|verbal update|to follow|presentation"))
        *title = text_trim(text_slice(*title, 0, open));
}

static int put_item(LayoutReader *reader, const Block *block, int section, Text code, Text title, bool is_restricted) {
    int item = put_entry(reader, ENTRY_ITEM, section, block, (Text){0});
    Entry *entry = entry_at(reader, item);
    int first = 0, last = 0;
    Text detail;
    bool has_file = cut_file_size(reader->arena, &title, &detail);
    cut_aside(&title);
    if (cut_pages(&title, &first, &last)) entry->first_page = first, entry->last_page = last;
    entry->code = code;
    entry->title = title;
    entry->is_restricted = is_restricted;
    if (has_file) {
        int paper = put_entry(reader, ENTRY_PAPER, item, block, (Text){0});
        entry_at(reader, paper)->title = title;
        entry_at(reader, paper)->detail = detail;
    }
    return item;
}

static void doubt_lookalike(LayoutReader *reader, int item, const Block *block, Text seen, Text code) {
    put_doubt(reader, DOUBT_LOOKALIKE, item, block->first_line, block->last_line,
        text_format(
            reader->arena, "The code \u201c%.*s\u201d is written with characters that only look like Latin letters.", TEXT_ARG(seen)),
        code, (Text){0});
}

/* A row whose first cell is no code, but could be one that was read badly: the same title in the next row tells. */
static bool is_shadow(LayoutReader *reader, size_t at, const Cells *cells) {
    const Block *after = block_at(reader, at + 1);
    if (!after || after->role != LINE_ROW || cells->count < 2) return false;
    Cells next = block_cells(reader->arena, after);
    return next.count >= 2 && text_equal_ignoring_case(next.items[1], cells->items[1]);
}

static bool take_row(LayoutReader *reader, size_t at, int section, bool is_restricted) {
    const Block *block = block_at(reader, at);
    Cells cells = block_cells(reader->arena, block);
    if (cells.count < 2 || cells.items[0].len > 16 || cells.items[1].len < 3) return false;
    Text first = text_format(reader->arena, "%.*s %.*s", TEXT_ARG(cells.items[0]), TEXT_ARG(cells.items[1])), code, label;
    bool changed = false;
    if (take_code(reader->arena, &first, &code, &changed)) {
        int item = put_item(reader, block, section, code, first, is_restricted);
        if (changed) doubt_lookalike(reader, item, block, cells.items[0], code);
        return true;
    }
    if (is_shadow(reader, at, &cells)) {
        Text next = block_at(reader, at + 1)->text;
        bool is_code = take_code(reader->arena, &next, &code, &changed);
        doubt_lookalike(reader, -1, block, cells.items[0], is_code ? code : (Text){0});
        return true;
    }
    Text number = cells.items[0];
    if (take_mark(&number, &label) == MARK_NUMBER
        || (number = cells.items[0], text_to_int64(number, &(int64_t){0}) && (label = number, true))) {
        put_item(reader, block, section, label, cells.items[1], is_restricted);
        return true;
    }
    return false;
}

static bool take_item(LayoutReader *reader, const Block *block, int section, bool is_restricted) {
    Text rest = block->text, code;
    bool changed = false;
    if (take_code(reader->arena, &rest, &code, &changed)) {
        int item = put_item(reader, block, section, code, rest, is_restricted);
        if (changed) doubt_lookalike(reader, item, block, text_slice(block->text, 0, block->text.len - rest.len), code);
        return true;
    }
    if (block->mark == MARK_NUMBER && block->text.len > 2 && block->text.len < 400) {
        put_item(reader, block, section, block->label, block->text, is_restricted);
        return true;
    }
    if (block->bare.len > 0) {
        put_item(reader, block, section, block->bare, block->after_bare, is_restricted);
        return true;
    }
    return false;
}

/* "Benjamin Bee", "General Counsel" and a telephone number below the items. */
static bool is_signature(Text t) {
    size_t digits = 0;
    for (size_t i = 0; i < t.len; i++) digits += t.ptr[i] >= '0' && t.ptr[i] <= '9';
    return !ends_sentence(t) && count_words(t) <= (digits >= 10 ? 8 : 4); /* a telephone number beside the name */
}

/* "(At the time of preparing the agenda there were no exempt items ...)" belongs to no item; other words about what is open may. */
static bool is_about_openness(Text t) {
    return (text_starts_with(t, S("(")) || find_word(t, "At the time of preparing", 0) == 0)
           && has_words(t, "no exempt items|exempt items|likely to be open to the public|NOT to be open to the public|open to the public");
}

static void read(LayoutReader *reader) {
    ReadDocument *d = reader->document;
    bool is_restricted = false, has_items = false;
    int section = -1;
    int first_line = reader->from < reader->to ? block_at(reader, reader->from)->first_line : 1, head_end = first_line;
    for (size_t at = reader->from; at < reader->to; at++) {
        const Block *block = block_at(reader, at);
        int openness = openness_of(block->text);
        Text code, rest = block->text;
        bool changed,
            is_section = block->mark == MARK_LETTER && block->label.len == 1 && block->label.ptr[0] >= 'A' && block->label.ptr[0] <= 'Z';
        bool is_lettered = !is_section && openness && rest.len > 2 && rest.ptr[0] >= 'A' && rest.ptr[0] <= 'Z'
                           && (rest.ptr[1] == ' ' || rest.ptr[1] == '-');
        if (openness && (is_capitals(text_slice(block->text, 0, 10)) || block->role == LINE_HEADING || is_section)) {
            is_restricted = openness == 2;
            if (is_section) begin_section(reader, block, &section, block->label, block->text);
            else if (is_lettered) {
                Text title = text_slice(rest, 1, SIZE_MAX);
                while (title.len > 0 && (title.ptr[0] == ' ' || title.ptr[0] == '-')) title = text_slice(title, 1, SIZE_MAX);
                begin_section(reader, block, &section, text_slice(rest, 0, 1), title);
            }
        } else if (openness == 2 && !has_items) {
            continue;
        } else if (is_section && !take_code(reader->arena, &rest, &code, &changed)) {
            begin_section(reader, block, &section, block->label, block->text);
        } else if (block->role == LINE_ROW ? take_row(reader, at, section, is_restricted)
                                           : take_item(reader, block, section, is_restricted)) {
            has_items = true;
        } else if (has_items && block->mark != MARK_LETTER && block->blanks == 0 && d->entries.count > 0 && block->text.len < 600
                   && !is_signature(block->text) && !is_about_openness(block->text)) {
            /* What the agenda says under an item's title. */
            Entry *item = entry_at(reader, (int)d->entries.count - 1);
            if (item->kind == ENTRY_ITEM)
                item->words = joined(reader->arena, item->words, "\n", block->text), item->last_line = block->last_line;
            if (item->kind == ENTRY_ITEM && item->first_page == 0) cut_pages(&item->words, &item->first_page, &item->last_page);
        } else if (!has_items) {
            take_head_block(reader, block);
            head_end = block->last_line;
        }
    }
    take_head(reader, first_line, head_end);
    /* The day of the minutes that it carries bounds its own. */
    for (size_t i = 0; i < d->entries.count; i++) {
        FoundDay day;
        const Entry *entry = &d->entries.items[i];
        if (entry->kind != ENTRY_ITEM || !has_words(entry->title, "minutes|notes") || !find_day(entry->title, 0, &day) || !day.has_year)
            continue;
        if (!date_is_set(d->minutes_of)) d->minutes_of = day.date;
    }
    review_agenda_days(reader);
    review_day(reader);
}

const Layout layout_front_sheet = {.name = "front sheet", .kind = DOCUMENT_AGENDA, .sees = sees, .read = read};
