/* The front sheet of an agenda: body, day, venue and contact, then items with codes or numbers, in parts that are open or not. */
#include "archive/agenda_head.h"
#include "archive/minutes_head.h"

static bool is_agenda_title(Text t) {
    Text rest = text_trim(t);
    while (text_ends_with(rest, S(":"))) rest.len--;
    Text all = rest;
    if (!scan_words(&rest,
            "AGENDA ITEMS|AGENDA|A G E N D A|DRAFT AGENDA|MEETING AGENDA|PUBLIC AGENDA|SUPPLEMENTARY AGENDA|SUPPLEMENTAL AGENDA|AGENDA "
            "SUPPLEMENT|ORDER OF BUSINESS|BUSINESS TO BE TRANSACTED|ITEMS OF BUSINESS|BUSINESS"))
        return false;
    scan_spaces(&rest);
    Text of = rest;
    if (scan_words(&of, "for the|for a|of the|for|of") && t.len < 200
        && has_words(of, "meeting|Partnership|Board|Committee|Panel|Forum|Group"))
        return !ends_sentence(t) && (all.ptr[0] == 'A' || all.ptr[0] == 'D')
               && scan_words(&(Text){all.ptr, all.len}, "AGENDA|DRAFT AGENDA");
    if (rest.len == 0) return is_capitals(all) || !scan_word(&all, "Business");
    if (rest.len < 30 && is_capitals(t)) return true;
    if (rest.len < 10 && (scan_words(&(Text){rest.ptr, rest.len}, "No|No.|Number|Pack") || (rest.ptr[0] >= '1' && rest.ptr[0] <= '9')))
        return scan_words(&all, "Supplementary|Supplemental|Agenda Pack|Agenda Supplement");
    while (rest.len > 0 && (rest.ptr[0] == '-' || rest.ptr[0] == ' ' || text_starts_with(rest, S("–"))))
        rest = text_slice(rest, rest.ptr[0] == '-' || rest.ptr[0] == ' ' ? 1 : strlen("–"), SIZE_MAX);
    return rest.len < 40 && openness_of(rest) != 0; /* "Agenda - Part 1" */
}

/* "Item   Title   Documents": the head of a table of items, which a web page may have instead of a title. */
static bool is_items_head(Text row) {
    Text first, second, rest = row;
    if (row.len > 120 || !text_split(&rest, '\t', &first) || !text_split(&rest, '\t', &second)) return false;
    if (has_words(row, "Action|Actions|Owner|Decision|Discussion|Minutes|Measure|Status|Risk|Score|Notes|Due|Objective")) return false;
    return scan_words(&first, "Item number|Item no.|Item no|Item|Agenda item|No.|No|Number") && first.len == 0
           && scan_words(&second, "Title|Subject|Description|Topic|Agenda item|Business") && second.len == 0;
}

/* The title, in a row with the heads of columns beside it too: "AGENDA    Page". */
static bool is_title_block(const Block *block) {
    if (block->mark != MARK_PLAIN) return false;
    Text t = block->text;
    size_t tab = text_find(t, S("\t"), 0);
    if (tab == SIZE_MAX) return is_agenda_title(t);
    Text beside = text_slice(t, tab, SIZE_MAX);
    if (is_items_head(t)) return true;
    return is_agenda_title(text_slice(t, 0, tab)) && beside.len < 40 && (!has_letter(beside) || has_words(beside, "Page|Pages|Lead|Time"));
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

static bool is_row_item(Arena *arena, const Block *block) {
    Cells cells = block_cells(arena, block);
    Text code, label, first;
    bool changed;
    if (cells.count < 2 || cells.items[0].len > 12 || cells.items[0].len == 0 || cells.items[1].len < 3) return false;
    first = cells.items[0];
    if (text_to_int64(first, &(int64_t){0}) || (take_mark(&first, &label) == MARK_NUMBER && first.len == 0)) return true;
    first = text_format(arena, "%.*s %.*s", TEXT_ARG(cells.items[0]), TEXT_ARG(cells.items[1]));
    return take_code(arena, &first, &code, &changed);
}

static bool is_item(Arena *arena, const Block *block) {
    Text rest = block->text, code;
    bool changed;
    if (block->role == LINE_ROW) return is_row_item(arena, block);
    if (block->mark == MARK_NUMBER && is_title_like(block->text)) return true;
    if (block->mark == MARK_NUMBER && block->text.len > 2 && block->text.len < 300 && text_find(block->text, S("("), 0) != SIZE_MAX)
        return true;
    if (block->bare.len > 0) return true;
    return take_code(arena, &rest, &code, &changed);
}

/* "10.15  Crime data", "10:15 - Crime data": an agenda by the clock. */
static bool is_timed(const Block *block, Text *title) {
    Text rest = block->mark == MARK_DECIMAL ? block->label : block->text;
    int hour, minute;
    if (block->mark != MARK_DECIMAL && block->mark != MARK_PLAIN) return false;
    if (!scan_number(&rest, 2, &hour) || (!scan_char(&rest, '.') && !scan_char(&rest, ':'))) return false;
    if (rest.len < 2 || !scan_number(&rest, 2, &minute) || hour < 7 || hour > 21 || minute % 5 != 0) return false;
    if (block->mark == MARK_DECIMAL) rest = block->text;
    scan_words(&rest, "am|pm");
    while (rest.len > 0 && (rest.ptr[0] == ' ' || rest.ptr[0] == '-' || text_starts_with(rest, S("–"))))
        rest = text_slice(rest, text_starts_with(rest, S("–")) ? strlen("–") : 1, SIZE_MAX);
    FoundDay day;
    *title = rest;
    return rest.len > 2 && rest.ptr[0] >= 'A' && rest.ptr[0] <= 'Z' && !find_day(rest, 0, &day);
}

/* Items that bear no number: bullets, headings, letters, Roman figures. */
static bool is_unnumbered(const Block *block) {
    Text label, title;
    if (block->role == LINE_ROW || (openness_of(block->text) && block->mark != MARK_LETTER) || !has_letter(block->text)
        || block->text.len > 160)
        return false;
    if (is_timed(block, &title)) return true;
    return block->mark == MARK_BULLET || block->mark == MARK_LETTER || block->mark == MARK_ROMAN
           || scan_roman(&(Text){block->text.ptr, block->text.len}, &label);
}

/* Everything above the title when it is a head and nothing else: labels, who is summoned, members. */
static size_t front_above(const Blocks *blocks, size_t at) {
    enum { HEAD_MOST = 70 };
    if (at > HEAD_MOST) return at;
    for (size_t i = at; i-- > 0;)
        if (!is_above_agenda(&blocks->items[i])) return at;
    return 0;
}

/* Without a day, a body's name above or an item that every meeting has tells an agenda from another list. */
static bool is_of_meeting(const Blocks *blocks, size_t front, size_t at) {
    for (size_t i = front < at ? front : (at > 3 ? at - 3 : 0); i < at; i++)
        if (names_body(blocks->items[i].text) && !ends_sentence(blocks->items[i].text)) return true;
    for (size_t i = at + 1; i < blocks->count && i < at + 50; i++)
        if (has_words(blocks->items[i].text,
                "Apologies|Minutes|Declarations|Declaration|Introductions|Any other business|AOB|Matters arising|"
                "Date of next|Next meeting|Exclusion of|Public participation|Public questions"))
            return true;
    return false;
}

static bool sees(Arena *arena, const Blocks *blocks, size_t at, size_t *begin) {
    if (!is_title_block(&blocks->items[at])) return false;
    int items = 0, others = 0;
    bool has_day = false;
    FoundDay day;
    if (at + 1 < blocks->count && is_title_block(&blocks->items[at + 1])) return false;
    size_t front = front_above(blocks, at);
    for (size_t i = front; i < at; i++) has_day |= find_day(blocks->items[i].text, 0, &day);
    for (size_t i = at + 1; i < blocks->count && i < at + 50; i++) {
        if (is_title_block(&blocks->items[i])) break; /* that agenda is asked for itself */
        items += is_item(arena, &blocks->items[i]);
        others += is_unnumbered(&blocks->items[i]);
        has_day |= find_day(blocks->items[i].text, 0, &day);
    }
    if (!has_day && !is_of_meeting(blocks, front, at)) return false;
    if (items < 2 && !(items == 1 && has_day) && !(others >= 3 && has_day)) return false;
    *begin = front;
    if (front < at) return true;
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
    bool has_venue = reader->document->venue.len > 0;
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
        if (has_venue || (is_head_label(line) && !needs_name) || starts_small(line->text)) continue;
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
        if (is_agenda_title(left) || has_words(left, "information|enquiries|please|contact|membership|members|quorum")) continue;
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
    if (text_ends_with(text_trim(text), S(":"))) return; /* what it names stands below */
    if (scan_words(&rest, "Time:")) {
        find_time(rest, 0, &d->time, &to);
    } else if (scan_words(&rest, "Venue:|Location:|Place:|Venue|Location")) {
        scan_spaces(&rest);
        if (rest.len == 0) return;
        d->venue = rest;
        if (has_words(rest, "online|Teams|virtual|Zoom")) d->is_online = true;
    } else if (scan_words(&rest, "Meeting:|Committee:|Body:")) {
        scan_spaces(&rest);
        d->body = rest;
    }
}

/* "Safer Streets Board meeting" */
static Text without_meeting(Text body) {
    static const char tail[] = " meeting";
    size_t length = strlen(tail);
    bool is_named = body.len > length && text_equal_ignoring_case(text_slice(body, body.len - length, length), text_of(tail));
    return is_named && names_body(text_slice(body, 0, body.len - length)) ? text_slice(body, 0, body.len - length) : body;
}

static void take_head_block(LayoutReader *reader, const Block *block, bool has_body) {
    ReadDocument *d = reader->document;
    FoundDay day;
    if (block->mark != MARK_PLAIN || block->role == LINE_ROW || openness_of(block->text) || is_about_issue(block->text)
        || is_title_block(block))
        return;
    bool has_day = find_day(block->text, 0, &day) && day.has_year;
    size_t to;
    if (has_day && !date_is_set(d->date)) {
        take_day(reader, block->text);
        if (!time_is_set(d->time)) find_time(block->text, 0, &d->time, &to);
    } else if (!has_day && !has_body && block->text.len < 100 && names_body(block->text)
               && (is_capitals(block->text) || block->role == LINE_HEADING || d->body.len == 0
                   || (text_ends_with(d->body, S(" Council")) && is_title_like(block->text) && count_words(block->text) < 9
                       && has_words(block->text, "Partnership|Board|Committee|Forum|Panel|Commission|Cabinet")))
               && text_find(block->text, S(":"), 0) == SIZE_MAX
               && (text_find(block->text, S("("), 0) == SIZE_MAX || is_capitals(block->text)) && !ends_sentence(block->text))
        d->body = without_meeting(title_case(reader->arena, block->text));
    take_labelled(reader, block->text);
}

/* ---- Items ---- */

static void begin_section(LayoutReader *reader, const Block *block, int *section, Text code, Text title) {
    *section = put_entry(reader, ENTRY_SECTION, -1, block, (Text){0});
    reader->item = -1;
    entry_at(reader, *section)->code = code;
    entry_at(reader, *section)->title = title;
}

static int put_item(LayoutReader *reader, const Block *block, int section, Text code, Text title, bool is_restricted) {
    int item = put_entry(reader, ENTRY_ITEM, section, block, (Text){0});
    reader->item = item;
    Entry *entry = entry_at(reader, item);
    int first = 0, last = 0;
    Text detail;
    bool has_file = cut_file_size(reader->arena, &title, &detail);
    Text beside, said;
    title = title_in_columns(reader, block, title, &beside);
    title = title_before_words(title, &said);
    agenda_cut_aside(&title);
    if (cut_any_pages(&title, &first, &last) || cut_any_pages(&said, &first, &last) || cut_any_pages(&beside, &first, &last)
        || is_page_range(beside, &first, &last))
        entry->first_page = first, entry->last_page = last;
    agenda_cut_aside(&title);
    size_t cell = beside.len; /* pages stand in the last column */
    while (cell > 0 && beside.ptr[cell - 1] != '\n') cell--;
    if (is_page_range(text_slice(beside, cell, SIZE_MAX), &first, &last)) {
        if (entry->first_page == 0) entry->first_page = first, entry->last_page = last;
        beside = text_trim(text_slice(beside, 0, cell));
    }
    entry->code = code;
    entry->title = title;
    entry->words = joined(reader->arena, said, "\n", beside);
    entry->is_restricted = is_restricted || title_tells_closed(block->text) || title_tells_closed(title);
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

/* Cells behind the title: its pages, who leads, how long it takes. */
static void take_cells_beside(LayoutReader *reader, int item, const Block *block, const Cells *cells) {
    for (size_t i = 2; i < cells->count; i++) {
        int first, last;
        cells->items[i] = agenda_papers_in_cell(reader, item, block, cells->items[i]);
        Entry *entry = entry_at(reader, item);
        if (cells->items[i].len == 0) continue;
        if (entry->first_page == 0 && is_page_range(cells->items[i], &first, &last)) entry->first_page = first, entry->last_page = last;
        else entry->words = joined(reader->arena, entry->words, "\n", cells->items[i]);
    }
}

static bool take_row(LayoutReader *reader, size_t at, int section, bool is_restricted) {
    const Block *block = block_at(reader, at);
    Cells cells = block_cells(reader->arena, block);
    if (cells.count > 2 && cells.items[1].len == 0) { /* an empty column between the number and the title */
        memmove(&cells.items[1], &cells.items[2], (cells.count - 2) * sizeof(Text));
        cells.count--;
    }
    if (cells.count < 2 || cells.items[0].len > 16 || cells.items[1].len < 3) return false;
    Text first = text_format(reader->arena, "%.*s %.*s", TEXT_ARG(cells.items[0]), TEXT_ARG(cells.items[1])), code, label;
    bool changed = false;
    if (take_code(reader->arena, &first, &code, &changed)) {
        int item = put_item(reader, block, section, code, first, is_restricted);
        take_cells_beside(reader, item, block, &cells);
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
    if (number.len == 0) return false;
    if (take_mark(&number, &label) == MARK_NUMBER
        || (number = cells.items[0], text_to_int64(number, &(int64_t){0}) && (label = number, true))) {
        int item = put_item(reader, block, section, label, cells.items[1], is_restricted);
        take_cells_beside(reader, item, block, &cells);
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

/* "I.  Apologies", "- Apologies", "(a) Apologies", "1.1"-less headings: an item without a number of its own, where the agenda has no numbers. */
static bool take_unnumbered(LayoutReader *reader, const Block *block, bool is_restricted) {
    if (!is_unnumbered(block) || ends_sentence(block->text)) return false;
    Text title = block->text, label = block->label;
    if (is_timed(block, &title)) label = (Text){0};
    else if (block->mark == MARK_PLAIN) scan_roman(&title, &label);
    put_item(reader, block, -1, label, title, is_restricted);
    return true;
}

/* The heading of a part: open or not, with its letter or without. False: none. */
static bool take_part(LayoutReader *reader, const Block *block, int *section, bool *is_restricted) {
    int openness = openness_of(block->text);
    Text rest = block->text;
    bool is_section = block->mark == MARK_LETTER && block->label.len == 1 && block->label.ptr[0] >= 'A' && block->label.ptr[0] <= 'Z';
    bool is_short = block->mark == MARK_PLAIN && count_words(block->text) <= 14 && !ends_sentence(block->text);
    bool is_sentence = scan_words(&(Text){rest.ptr, rest.len}, "The following items|Items likely");
    bool is_title = scan_words(&(Text){rest.ptr, rest.len}, "Exempt -|Exempt –|Exempt:|Confidential -|Confidential –|Confidential:");
    if (!openness || block->role == LINE_ROW || (block->mark == MARK_LETTER && is_title)) return false;
    if (!is_capitals(text_slice(block->text, 0, 10)) && block->role != LINE_HEADING && !is_section && !is_short && !is_sentence)
        return false;
    bool is_lettered =
        !is_section && rest.len > 2 && rest.ptr[0] >= 'A' && rest.ptr[0] <= 'Z' && (rest.ptr[1] == ' ' || rest.ptr[1] == '-');
    *is_restricted = openness == 2;
    if (is_section) begin_section(reader, block, section, block->label, block->text);
    else if (is_lettered) {
        Text title = text_slice(rest, 1, SIZE_MAX);
        while (title.len > 0 && (title.ptr[0] == ' ' || title.ptr[0] == '-')) title = text_slice(title, 1, SIZE_MAX);
        begin_section(reader, block, section, text_slice(rest, 0, 1), title);
    }
    return true;
}

/* "... that the public be excluded for the following items of business on the grounds ...", below items that were open. */
static bool says_following_excluded(Text t) {
    return has_words(t, "following item|following items|following business|remaining items")
           && has_words(t, "excluded|exclude|excluding|in private|exempt information") && !has_words(t, "no exempt|if");
}

static bool excludes_following(const Block *block) {
    return block->mark == MARK_PLAIN && says_following_excluded(block->text);
}

/* Says the item that was read last, in its row, that the public is to leave? */
static bool excludes_behind(LayoutReader *reader) {
    return reader->item >= 0 && says_following_excluded(entry_at(reader, reader->item)->words);
}

/* What the agenda says under an item's title. Behind an empty line only where another item follows, and in words that are no heading. */
static bool take_words_below(LayoutReader *reader, const Block *block, bool is_between) {
    ReadDocument *d = reader->document;
    bool is_said =
        is_between && block->mark == MARK_PLAIN && block->role == LINE_WORDS && !is_capitals(block->text)
        && (ends_sentence(block->text) || scan_words(&(Text){block->text.ptr, block->text.len}, "To|Report of|Report by|Presentation"));
    bool is_small = block->mark == MARK_LETTER && starts_small(block->label); /* "(a) Violence group" below "4. Reports" */
    bool is_web_words = reader->blocks->lines->format == SOURCE_HTML && block->role != LINE_HEADING; /* each stands apart */
    bool is_below = (block->mark != MARK_LETTER || is_small) && (block->blanks == 0 || is_small || is_said || is_web_words)
                    && d->entries.count > 0 && block->text.len < 600 && !is_agenda_signature(block->text)
                    && !is_about_openness(block->text);
    if (!is_below) return false;
    int last = reader->item;
    if (last < 0) return true;
    Text said = is_small ? block->text : agenda_paper_below(reader, last, block);
    Entry *item = entry_at(reader, last);
    Text words = is_small ? text_format(reader->arena, "%.*s) %.*s", TEXT_ARG(block->label), TEXT_ARG(block->text)) : said;
    item->words = joined(reader->arena, item->words, "\n", words), item->last_line = block->last_line;
    if (item->first_page == 0 && !is_small) cut_any_pages(&item->words, &item->first_page, &item->last_page);
    if (title_tells_closed(block->text) || words_tell_closed(block->text)) item->is_restricted = true;
    return true;
}

static bool is_section_letter(Arena *arena, const Block *block) {
    Text code, rest = block->text;
    bool changed;
    return block->mark == MARK_LETTER && block->label.len == 1 && block->label.ptr[0] >= 'A' && block->label.ptr[0] <= 'Z'
           && !take_code(arena, &rest, &code, &changed);
}

/* "Exempt under paragraph 3 of Schedule 12A" below an item closes that item; after a blank line it may also open a part, so both are closed. */
static bool take_reason_below(LayoutReader *reader, const Block *block) {
    static const char reasons[] = "Exempt under|Exempt by|Exempt in accordance|Exempt information under|Not for publication by|Not for "
                                  "publication under|Confidential under|Confidential by|This item is exempt|This report is exempt";
    if (block->mark != MARK_PLAIN || reader->item < 0 || !scan_words(&(Text){block->text.ptr, block->text.len}, reasons)) return false;
    entry_at(reader, reader->item)->is_restricted = true;
    return block->blanks == 0 && take_words_below(reader, block, false);
}

/* "Land at Low Road" without a number below "EXEMPT ITEMS". */
static bool is_closed_title(const Block *block, bool is_below_heading) {
    return block->mark == MARK_PLAIN && block->role != LINE_ROW && is_title_like(block->text) && !ends_sentence(block->text)
           && !text_starts_with(block->text, S("©")) && count_words(block->text) <= 14
           && (is_below_heading || !is_agenda_signature(block->text)) && !title_tells_closed(block->text) && !excludes_press(block->text);
}

typedef struct {
    size_t title; /* the block that says Agenda; the first when none does */
    bool is_numbered;
    size_t last_item; /* the block that begins the last item */
} Front;

static Front front_of(LayoutReader *reader) {
    Front front = {.title = reader->from};
    for (size_t at = reader->from; at < reader->to; at++)
        if (is_title_block(block_at(reader, at))) {
            front.title = at;
            break;
        }
    int items = 0;
    for (size_t at = front.title; at < reader->to; at++)
        if (is_item(reader->arena, block_at(reader, at))) items++, front.last_item = at;
    front.is_numbered = items >= 2;
    return front;
}

/* The day of the minutes that it carries bounds its own. */
static void find_minutes_carried(ReadDocument *d) {
    for (size_t i = 0; i < d->entries.count; i++) {
        FoundDay day;
        const Entry *entry = &d->entries.items[i];
        if (entry->kind != ENTRY_ITEM || date_is_set(d->minutes_of) || !has_words(entry->title, "minutes|notes|minute|cofnodion")) continue;
        bool is_found = (find_day(entry->title, 0, &day) && day.has_year) || (find_day(entry->words, 0, &day) && day.has_year);
        if (is_found) d->minutes_of = day.date;
    }
}

static void read(LayoutReader *reader) {
    ReadDocument *d = reader->document;
    bool is_restricted = false, has_items = false, is_part_begun = false; /* a closed part, which has no item yet */
    int section = -1;
    Front front = front_of(reader);
    int first_line = reader->from < reader->to ? block_at(reader, reader->from)->first_line : 1, head_end = first_line;
    size_t head = front.title, part_at = SIZE_MAX - 1;
    while (head < reader->to && !(head > front.title && is_item(reader->arena, block_at(reader, head)))) head++;
    agenda_head_labels(
        reader, first_line, head < reader->to ? block_at(reader, head)->first_line - 1 : block_at(reader, front.title)->last_line);
    bool has_body = d->body.len > 0, is_over = false; /* below "NOTES" */
    for (size_t at = reader->from; at < reader->to; at++) {
        const Block *block = block_at(reader, at);
        bool is_notes = has_items && block->mark == MARK_PLAIN && count_words(block->text) <= 2
                        && scan_words(&(Text){block->text.ptr, block->text.len},
                            block->role == LINE_HEADING
                                ? "Notes|Membership|Distribution|Circulation|Documents|Downloads|Attachments|Files|Meeting documents"
                                : "Notes|Membership|Distribution|Circulation");
        is_over = is_notes || (is_over && openness_of(block->text) == 0);
        if (is_over) continue;
        if (has_items && take_reason_below(reader, block)) continue;
        if (at > front.title && take_part(reader, block, &section, &is_restricted)) {
            is_part_begun = is_restricted && has_items;
            part_at = at;
            continue;
        }
        if (openness_of(block->text) == 2 && !has_items) continue;
        if (at > front.title && front.is_numbered && is_section_letter(reader->arena, block)) {
            begin_section(reader, block, &section, block->label, block->text);
        } else if (at > front.title
                   && (!front.is_numbered        ? take_unnumbered(reader, block, is_restricted)
                       : block->role == LINE_ROW ? take_row(reader, at, section, is_restricted)
                                                 : take_item(reader, block, section, is_restricted))) {
            has_items = true;
            is_part_begun = false;
            is_restricted |= excludes_behind(reader);
        } else if (has_items && excludes_following(block)) {
            is_restricted = is_part_begun = true;
        } else if (is_part_begun) { /* words below the heading of a closed part are not of the open item above it */
            if (is_closed_title(block, at == part_at + 1)) put_item(reader, block, section, (Text){0}, block->text, true);
        } else if (!(has_items && take_words_below(reader, block, at < front.last_item)) && !has_items) {
            take_head_block(reader, block, has_body);
            head_end = block->last_line;
        }
    }
    if (d->venue.len == 0 || d->contact.len == 0) take_head(reader, first_line, head_end);
    for (size_t at = reader->from; at < reader->to && d->contact.len == 0 && block_at(reader, at)->first_line <= head_end; at++)
        d->contact = contact_asked(block_at(reader, at)->text);
    if (d->body.len == 0) d->body = agenda_named_for(reader);
    find_minutes_carried(d);
    review_agenda_days(reader);
    review_day(reader);
}

const Layout layout_front_sheet = {.name = "front sheet", .kind = DOCUMENT_AGENDA, .sees = sees, .read = read};
