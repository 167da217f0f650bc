/* Owns making blocks of lines: what begins one, and which lines go on with the one before. */
#include "archive/blocks.h"

#include "archive/line_ends.h"

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
static bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}
static bool is_letter(char c) {
    return is_capital(c) || (c >= 'a' && c <= 'z');
}
static bool is_roman(char c) {
    return c == 'i' || c == 'v' || c == 'x';
}

/* What stands between a mark's number and its words: the end, or white space. */
static bool ends_mark(Text *rest) {
    if (rest->len == 0) return true;
    if (rest->ptr[0] != ' ' && rest->ptr[0] != '\t') return false;
    return scan_spaces(rest);
}

static BlockMark take_figures(Text *t, Text *label) {
    Text rest = *t;
    bool is_bracketed = scan_char(&rest, '(');
    size_t digits = 0;
    while (digits < rest.len && is_digit(rest.ptr[digits])) digits++;
    if (digits == 0 || digits > 4) return MARK_PLAIN;
    Text number = text_slice(rest, 0, digits), after = text_slice(rest, digits, SIZE_MAX);
    if (is_bracketed) {
        if (digits > 2 || !scan_char(&after, ')') || !ends_mark(&after)) return MARK_PLAIN;
        *label = number, *t = after;
        return MARK_NUMBER;
    }
    Text more = after;
    if (scan_char(&more, '.') && more.len > 0 && is_digit(more.ptr[0]) && digits <= 2) {
        size_t second = 0;
        while (second < more.len && is_digit(more.ptr[second])) second++;
        Text behind = text_slice(more, second, SIZE_MAX);
        scan_char(&behind, '.');
        /* "24.101": a minute of 2024 */
        bool is_minute = second == 3 && digits == 2 && behind.len > 1 && behind.ptr[0] == ' ';
        if ((second > 2 && !is_minute) || !ends_mark(&behind) || behind.len == 0) return MARK_PLAIN;
        if (is_minute && !is_capital(behind.ptr[0])) return MARK_PLAIN;
        if (behind.ptr[0] >= 'a' && behind.ptr[0] <= 'z') return MARK_PLAIN; /* "10.00 am" */
        *label = text_slice(rest, 0, digits + 1 + second), *t = behind;
        return MARK_DECIMAL;
    }
    if ((!scan_char(&after, '.') && !scan_char(&after, ')')) || !ends_mark(&after)) return MARK_PLAIN;
    *label = number, *t = after;
    return MARK_NUMBER;
}

static BlockMark take_letters(Text *t, Text *label) {
    Text rest = *t;
    bool is_bracketed = scan_char(&rest, '(');
    size_t romans = 0;
    while (romans < rest.len && romans < 5 && is_roman(rest.ptr[romans])) romans++;
    size_t letters = romans > 0 ? romans : 1;
    if (rest.len < letters + 1) return MARK_PLAIN;
    char first = rest.ptr[0];
    if (!(first >= 'a' && first <= 'z') && !is_capital(first)) return MARK_PLAIN;
    Text name = text_slice(rest, 0, letters), after = text_slice(rest, letters, SIZE_MAX);
    char mark = after.ptr[0];
    if (mark != ')' && (mark != '.' || is_bracketed)) return MARK_PLAIN;
    after = text_slice(after, 1, SIZE_MAX);
    bool is_close = mark == ')' && after.len > 0 && is_capital(after.ptr[0]); /* "(m)In February" */
    if (!is_close && !ends_mark(&after)) return MARK_PLAIN;
    if (mark == '.' && after.len == 0) return MARK_PLAIN;
    *label = name, *t = after;
    return romans > 0 ? MARK_ROMAN : MARK_LETTER;
}

BlockMark take_mark(Text *t, Text *label) {
    BlockMark mark = take_figures(t, label);
    return mark ? mark : take_letters(t, label);
}

bool take_item_mark(Text *t, Text *code) {
    Text rest = *t;
    scan_spaces(&rest);
    if (!scan_char(&rest, '(')) return false;
    if (!scan_words(&rest, "Agenda Item|Item No|Item|Minute")) return false;
    scan_char(&rest, '.');
    scan_spaces(&rest);
    Text inside = scan_until(&rest, ")");
    if (inside.len == 0 || inside.len > 12 || !scan_char(&rest, ')')) return false;
    *code = text_trim(inside);
    scan_spaces(&rest);
    *t = rest;
    return true;
}

bool cut_item_mark(Text *t, Text *code) {
    for (size_t i = t->len; i-- > 0;) {
        if (t->ptr[i] != '(') continue;
        Text tail = text_slice(*t, i, SIZE_MAX);
        if (!take_item_mark(&tail, code) || tail.len > 0) return false;
        *t = text_trim(text_slice(*t, 0, i));
        return true;
    }
    return false;
}

/* "54", "12/25", "05/24-3", "OS.31", "C048/23", "PC24/012": how many bytes an item's number without a mark takes; 0: it is none. Letters before it
 * need a slash or a mark somewhere, or a road would be one. */
static size_t bare_length(Text t, Text prefix) {
    enum { LETTERS_MOST = 6, NUMBER_MOST = 9 };
    size_t letters = 0, from = 0;
    while (letters < t.len && is_capital(t.ptr[letters])) letters++;
    if (letters > LETTERS_MOST) return 0;
    bool is_marked = letters == 0;
    from = letters;
    if (letters > 0 && text_equal(text_slice(t, 0, letters), prefix)) is_marked = true;
    else if (letters > 0 && from < t.len && strchr("./- ", t.ptr[from])) is_marked = t.ptr[from] != ' ', from++;
    size_t n = from;
    for (; n < t.len && (is_digit(t.ptr[n]) || (n > from && t.ptr[n] == '/')); n++)
        if (t.ptr[n] == '/') is_marked = true;
    if (n == from || n - from > NUMBER_MOST || !is_digit(t.ptr[n - 1]) || !is_marked) return 0;
    size_t more = n + 1;
    if (n < t.len && t.ptr[n] == '-' && text_find(text_slice(t, from, n - from), S("/"), 0) != SIZE_MAX) {
        while (more < t.len && is_digit(t.ptr[more])) more++;
        if (more > n + 1 && more < n + 4) n = more;
    }
    return n;
}

/* "Item 4: Night-time economy", "Agenda item 4 - ..." */
static bool scan_item_word(Text *rest, Text *number) {
    Text t = *rest;
    int n;
    if (!scan_words(&t, "Agenda Item No|Agenda Item|Item No|Item")) return false;
    scan_char(&t, '.'), scan_spaces(&t);
    Text before = t;
    if (!scan_number(&t, 2, &n)) return false;
    *number = text_slice(before, 0, before.len - t.len);
    scan_spaces(&t);
    if (!scan_char(&t, ':') && !scan_char(&t, '-') && !scan_char(&t, '.') && !scan_word(&t, "\u2013")) return false;
    scan_spaces(&t);
    *rest = t;
    return true;
}

/* "54 Apologies", "12/25 APOLOGIES": an item's number as some councils write it. */
static void find_bare(Block *block, Text prefix) {
    Text rest = block->text, number = {0};
    if (!scan_item_word(&rest, &number)) {
        size_t n = bare_length(rest, prefix);
        if (n == 0) return;
        number = text_slice(rest, 0, n);
        rest = text_slice(rest, n, SIZE_MAX);
        scan_char(&rest, '.'), scan_char(&rest, ':');
        if (rest.len == 0 || (rest.ptr[0] != ' ' && rest.ptr[0] != '\t')) return;
        scan_spaces(&rest);
        bool is_dash = scan_word(&rest, "\u2013") || (text_starts_with(rest, S("- ")) && scan_char(&rest, '-'));
        if (is_dash && !scan_spaces(&rest)) return;
        Text label, inner = rest; /* "C048/23  1.  APOLOGIES" has a number of the agenda's too */
        if (text_find(number, S("/"), 0) != SIZE_MAX && take_figures(&inner, &label) == MARK_NUMBER && inner.len > 0) rest = inner;
    }
    if (rest.len < 3 || !is_capital(rest.ptr[0]) || rest.len > 250) return;
    for (int month = 1; month <= 12; month++) {
        Text word = rest;
        if (scan_word(&word, month_name(month))) return;
    }
    block->bare = number;
    block->after_bare = rest;
}

/* "12/23 APOLOGIES FOR ABSENCE", "OS31 Minutes": an item begins, whatever stands above; in small letters only below a line that is not full. */
static bool is_coded_heading(Text t, const Line *before, Text prefix) {
    Block block = {.text = t};
    find_bare(&block, prefix);
    bool has_slash = text_find(block.bare, S("/"), 0) != SIZE_MAX;
    if (block.bare.len == 0 || (!has_slash && (prefix.len == 0 || !text_starts_with(block.bare, prefix)))) return false;
    if (is_capitals(block.after_bare)) return true;
    return is_title_like(block.after_bare) && t.len < 100 && (before->text.len < 60 || ends_sentence(before->text));
}

/* Two lines that begin with the same letters and figures in order, "OS31" and "OS32": those letters. */
static Text code_prefix(const Lines *lines) {
    Text last = {0};
    int64_t number = 0;
    for (size_t i = 0; i < lines->count; i++) {
        Text t = lines->items[i].text;
        size_t letters = 0, to;
        while (letters < t.len && letters < 6 && is_capital(t.ptr[letters])) letters++;
        for (to = letters; to < t.len && to < letters + 5 && is_digit(t.ptr[to]); to++) {}
        bool is_code = letters >= 2 && letters < 6 && to > letters && to + 1 < t.len && (t.ptr[to] == ' ' || t.ptr[to] == '\t')
                       && is_capital(t.ptr[to + 1]);
        int64_t n;
        if (!is_code || !scan_count(text_slice(t, letters, to - letters), &n)) continue;
        if (text_equal(last, text_slice(t, 0, letters)) && n == number + 1) return last;
        last = text_slice(t, 0, letters), number = n;
    }
    return (Text){0};
}

/* `is_in_table`: the line above is a row, and its first cell no mark. */
static Block block_begun(const Line *line, size_t at, int blanks, Text prefix, bool is_in_table) {
    Block block = {.text = line->text,
        .broken = line->broken,
        .margin = line->margin,
        .is_bold = line->is_bold,
        .role = line->role,
        .level = line->level,
        .indent = line->indent,
        .page = line->page,
        .blanks = blanks,
        .first_line = (int)at + 1,
        .last_line = (int)at + 1};
    if (line->role == LINE_PAPER) return block;
    if (line->role == LINE_ROW) {
        /* "1.<tab>Words" is a paragraph, not a table. */
        Text first = scan_until(&(Text){line->text.ptr, line->text.len}, "\t"), label, after = first;
        size_t tabs = 0;
        for (size_t i = 0; i < line->text.len; i++) tabs += line->text.ptr[i] == '\t';
        bool is_mark = (take_mark(&after, &label) && after.len == 0) || (first.len > 0 && bare_length(first, prefix) == first.len);
        if (tabs != 1 || (!is_mark && (first.len > 0 || is_in_table))) return block;
        block.role = LINE_WORDS;
        if (first.len == 0) block.text = text_trim(block.text);
    }
    if (block.role == LINE_ITEM_NUMBER || block.role == LINE_ITEM_TITLE || block.role == LINE_LABEL || block.role == LINE_PAPER)
        return block;
    if (block.role == LINE_BULLET) block.is_bulleted = true;
    block.mark = take_mark(&block.text, &block.label);
    if (!block.mark && block.is_bulleted) block.mark = MARK_BULLET;
    if (!block.mark) find_bare(&block, prefix);
    if (block.role != LINE_HEADING) block.role = LINE_WORDS;
    return block;
}

/* "ACTION", "Action (AB): ...", "Action 3 – ..."; not "Action Fraud". */
static bool heads_action(Text t) {
    if (text_starts_with(t, S("ACTION"))) return true;
    if (!text_starts_with(t, S("Action")) || !scan_word(&t, "Action")) return false;
    scan_spaces(&t);
    return t.len == 0 || is_digit(t.ptr[0]) || strchr("(:-", t.ptr[0]) || text_starts_with(t, S("–"));
}

static bool begins_anew(Text t) {
    Text code;
    if (take_item_mark(&(Text){t.ptr, t.len}, &code)) return true;
    if (is_resolution(t, NULL)) return true;
    if ((text_ends_with(t, S(":")) || text_ends_with(t, S(":-"))) && is_told_decision(t, NULL)) return true;
    if (scan_words(&(Text){t.ptr, t.len}, "Supplementary agenda|Supplemental agenda") && t.len < 40) return true;
    if (text_equal(t, S("AGENDA")) || text_equal(t, S("A G E N D A")) || text_equal(t, S("BUSINESS"))) return true;
    int ordinal;
    Text priority = t;
    if (scan_word(&priority, "Priority") && scan_spaces(&priority) && scan_number(&priority, 2, &ordinal)) {
        scan_spaces(&priority);
        if (scan_char(&priority, ':') || scan_char(&priority, '-') || scan_word(&priority, "–")) return true;
    }
    if (heads_action(t)) return true;
    if (starts_small(t)) return false; /* "... was pleased to" and "present the award" below */
    static const char openers[] =
        "PRESENT|IN ATTENDANCE|IN ATTENDANCE VIRTUALLY|ALSO PRESENT|APOLOGIES|Present:|In attendance:|Also "
        "present:|Apologies:|UNRESTRICTED ITEMS|"
        "RESTRICTED ITEMS|EXEMPT "
        "ITEMS|By:|To:|From:|Date:|Classification:|Subject:|Summary:|Priority:|Lead:|Aim:|Key:|Appendix|Minutes:|Decision:|"
        "Time:|Place:|Location:|Meeting:|Contact:|Action:|Officers:|OFFICERS|Recommendation:|Recommendations:|Attachments:|For "
        "Further Information:|Purpose:|Contact:|Venue:|Report to:|Report of:|Report by:";
    return scan_words(&(Text){t.ptr, t.len}, openers);
}

/* "Wards affected:   All": a label, and what it names behind a gap, or behind a colon alone where the line above is such a label. */
static bool is_gap_label(const Line *line, bool needs_gap) {
    static const char known[] =
        "Report of the|Report of|Report to|Report by|Title|Subject|Wards affected|Ward(s) affected|Wards|Ward|Key "
        "decision|Date of meeting|Date|Meeting|Committee|Classification|Exempt|Author|Lead officer|Portfolio holder";
    Text behind_known = line->text;
    if (scan_words(&behind_known, known)) {
        size_t length = line->text.len - behind_known.len;
        Text after = text_slice(text_trim(line->raw), length, SIZE_MAX);
        if (text_starts_with(after, S("   ")) || (!needs_gap && after.len > 1 && after.ptr[0] == ' ' && is_capital(after.ptr[1])))
            return true;
    }
    size_t colon = text_find(line->text, S(":"), 0);
    if (colon == SIZE_MAX || colon < 2 || colon > 40 || !is_capital(line->text.ptr[0])) return false;
    Text raw = text_trim(line->raw), label = text_slice(line->text, 0, colon + 1);
    if (count_words(label) > 6 || !text_starts_with(raw, label)) return false;
    Text behind = text_slice(raw, label.len, SIZE_MAX);
    return text_starts_with(behind, S("  ")) || text_starts_with(behind, S("\t")) || (!needs_gap && text_starts_with(behind, S(" ")));
}

static bool is_heading_like(Text t) {
    return is_capitals(t) && t.len < 90 && has_letter(t);
}

/* "A2 Apologies": an item's code at the beginning. */
static bool has_code(Text t) {
    int n;
    if (t.len < 4 || !is_capital(t.ptr[0])) return false;
    Text rest = text_slice(t, 1, SIZE_MAX);
    return scan_number(&rest, 2, &n) && rest.len > 1 && rest.ptr[0] == ' ' && is_capital(rest.ptr[1]);
}

/* A short line that could be a title, and below it a line that begins anew: a heading without a blank line under it. */
static bool is_heading_over(const Block *block, const Line *line, const Line *before) {
    Text roman;
    bool is_numbered = block->bare.len > 0 || block->mark == MARK_NUMBER || scan_roman(&(Text){block->text.ptr, block->text.len}, &roman)
                       || (block->mark == MARK_LETTER && !starts_small(block->label) && roman_value(block->label) > 0)
                       || (block->mark == MARK_DECIMAL && is_capitals(block->text));
    static const char speaks[] =
        "It was|There was|There were|The Clerk|The Chair|The Chairman|Members|Cllr|Cllrs|Apologies|Proposed|None|Noted";
    bool is_said = text_find(block->bare, S("/"), 0) != SIZE_MAX && scan_words(&(Text){line->text.ptr, line->text.len}, speaks);
    size_t most = is_said ? 100 : 62;
    if (!is_numbered || before->raw.len - (size_t)before->indent > most || !is_title_like(block->text)) return false;
    if (block->first_line > 0 && before->text.len == 0) return false;
    char first = line->text.len > 0 ? line->text.ptr[0] : ' ';
    FoundDay day;
    if (is_digit(first) && find_day(line->text, 0, &day) && day.has_year && day.from == 0) return true;
    if (!is_capital(first)) return false;
    bool has_slash = text_find(block->bare, S("/"), 0) != SIZE_MAX || block->mark == MARK_DECIMAL;
    return has_slash || line->text.len > 66 || ends_sentence(line->text)
           || scan_words(&(Text){line->text.ptr, line->text.len}, "To|Report|Presentation|Members|The|That|It was|Apologies");
}

/* In the first lines of a source: the day below a body's name, and a committee's name below its council's. */
static bool is_head_line(const Block *block, const Line *line) {
    FoundDay day;
    if (block->last_line > 10 || block->mark || block->text.len > 100 || ends_sentence(block->text) || !is_title_like(line->text)
        || starts_small(line->text) || has_words(block->text, "meeting|held|minutes|notes|on|at|for|of the"))
        return false;
    return (find_day(line->text, 0, &day) && day.has_year && day.from == 0 && line->text.len < 60)
           || text_ends_with(block->text, S(" Council")) || (text_ends_with(block->text, S(" COUNCIL")) && count_words(line->text) > 1);
}

static bool ends_in_word(Text t, const char *word) {
    size_t length = strlen(word);
    return t.len >= length && find_word(t, word, t.len - length) == t.len - length;
}

/* "Members present:", "Apologies": the label of a list of persons, alone in its line or before a colon. */
static bool is_list_label(Text t, bool is_alone) {
    size_t colon = text_find(t, S(":"), 0);
    if (t.len == 0 || t.len > 300 || !is_capital(t.ptr[0]) || (is_alone && t.len > 40)) return false;
    Text label = text_trim(text_slice(t, 0, colon));
    if (label.len > 40 || count_words(label) > 5 || (colon == SIZE_MAX && label.len < t.len)) return false;
    if (is_alone && colon != SIZE_MAX && colon + 1 < t.len) return false;
    /* Words that a label ends in: those of the second list are labels only with a colon. */
    static const char *const alone_or_not[] = {"present", "attendance", "attendees", "apologies", "absent", "observers", "attending", NULL};
    static const char *const only_with_colon[] = {
        "officers", "members", "councillors", "absence", "guests", "taker", "chair", "clerk", "virtually", NULL};
    for (int i = 0; alone_or_not[i]; i++)
        if (ends_in_word(label, alone_or_not[i])) return true;
    for (int i = 0; colon != SIZE_MAX && only_with_colon[i]; i++)
        if (ends_in_word(label, only_with_colon[i])) return true;
    return false;
}

/* "4  Minutes" above "5  Report", "25/03 ..." above "25/04 ...": the next number in the list begins the next item, however tight they stand. */
static bool is_next_number(Text bare, const Line *line) {
    Block next = {.text = line->text};
    if (bare.len == 0 || line->text.len == 0 || !is_digit(line->text.ptr[0])) return false;
    find_bare(&next, (Text){0});
    size_t slash = text_find(bare, S("/"), 0), other = text_find(next.bare, S("/"), 0); /* "1/24", "2/24" */
    if (slash != SIZE_MAX && other != SIZE_MAX && text_equal(text_slice(bare, slash, SIZE_MAX), text_slice(next.bare, other, SIZE_MAX)))
        bare.len = slash, next.bare.len = other;
    size_t same = 0;
    while (same < bare.len && same < next.bare.len && bare.ptr[same] == next.bare.ptr[same]) same++;
    while (same > 0 && is_digit(bare.ptr[same - 1])) same--;
    int64_t before, after;
    return scan_count(text_slice(bare, same, SIZE_MAX), &before) && scan_count(text_slice(next.bare, same, SIZE_MAX), &after)
           && after == before + 1;
}

/* Does the line go on with the block? `text_indent` is where the block's words stand. */
static bool goes_on(const Block *block, const Line *line, const Line *before, Text prefix) {
    if (line->role != LINE_WORDS || (block->role != LINE_WORDS) || line->page != before->page) return false;
    if (text_equal_ignoring_case(block->text, S("Agenda")) || is_list_label(before->text, true) || is_list_label(line->text, false))
        return false;
    if (block->last_line < 12
        && scan_words(&(Text){line->text.ptr, line->text.len}, "Minutes of|Minute of|Notes of|Note of|Draft minutes of"))
        return false;
    Text title = line->text;
    if (block->last_line < 12
        && scan_words(&title, "Notes and actions|Action notes|Meeting notes|Minutes|Notes|Terms of Reference|Action Plan|Delivery Plan")
        && title.len == 0)
        return false;
    if (begins_anew(line->text) || is_gap_label(line, true) || is_coded_heading(line->text, before, prefix)
        || (is_gap_label(before, false) && is_gap_label(line, false) && line->text.len < 100) || is_head_line(block, line))
        return false;
    if (has_code(line->text) && (has_code(block->text) || is_heading_like(block->text))) return false;
    if (is_heading_over(block, line, before) && block->last_line == block->first_line) return false;
    Text label, rest = line->text;
    BlockMark mark = take_mark(&rest, &label);
    if (mark) {
        /* A line that stands as deep as the words of its paragraph only looks as if it began with a number. */
        bool is_deep = line->indent > block->indent && block->mark && line->indent >= before->indent
                       && !text_ends_with(before->text, S(":")) && !text_ends_with(before->text, S(":-"));
        if ((mark == MARK_LETTER || mark == MARK_ROMAN) && before->text.len < 60) is_deep = false; /* a list below a title */
        bool is_year = rest.len == 0 && label.len == 4 && !ends_sentence(before->text); /* "... 26 September" and "2024." below */
        if (!is_year && (!is_deep || rest.len == 0)) return false;
    }
    bool caps = is_heading_like(line->text), block_caps = is_heading_like(block->text) && !block->mark;
    if (caps != block_caps && !(block_caps && is_capitals(block->text) && block->text.len > 60)) {
        if (block_caps) return false;
        if (caps && count_words(line->text) > 1) return false;
    }
    return true;
}

static void join(Arena *arena, Block *block, Text more) {
    bool is_cut =
        block->text.len > 1 && text_ends_with(block->text, S("-")) && block->text.ptr[block->text.len - 2] != ' ' && starts_small(more);
    block->text = text_format(arena, "%.*s%s%.*s", TEXT_ARG(block->text), is_cut || block->text.len == 0 ? "" : " ", TEXT_ARG(more));
}

/* Words that a page's end tore from their paragraph. */
static bool is_torn(const Block *before, const Block *block) {
    if (before->role != LINE_WORDS || block->role != LINE_WORDS || ends_sentence(before->text)) return false;
    if (is_resolution(block->text, NULL) || begins_anew(block->text) || is_heading_like(before->text)) return false;
    if (block->mark == MARK_BULLET)
        return starts_small(block->text) && before->mark != MARK_BULLET && before->mark != MARK_PLAIN && before->text.len > 60;
    if (block->mark || before->text.len < 40) return false;
    if (starts_small(block->text)) return before->mark != MARK_PLAIN || before->text.len > 60;
    if (before->mark == MARK_PLAIN || before->text.len < 80) return false;
    if (before->mark == MARK_NUMBER && count_words(block->text) < 4) return false;
    return !text_ends_with(block->text, S(":")) || starts_small(block->text);
}

static void mend_torn(Arena *arena, Blocks *blocks) {
    size_t kept = 0;
    for (size_t i = 0; i < blocks->count; i++) {
        Block *block = &blocks->items[i];
        if (kept > 0 && is_torn(&blocks->items[kept - 1], block)) {
            join(arena, &blocks->items[kept - 1], block->text);
            blocks->items[kept - 1].last_line = block->last_line;
            continue;
        }
        blocks->items[kept++] = *block;
    }
    blocks->count = kept;
}

/* Words copied from a browser have each paragraph in a line of its own. */
static bool is_copied_page(const Lines *lines) {
    if (lines->format != SOURCE_TEXT) return false;
    for (size_t i = 0; i < lines->count && i < 40; i++)
        if (text_equal_ignoring_case(lines->items[i].text, S("No.\tItem"))) return true;
    return false;
}

/* "infor-" and "mation": was the hyphen put there by the line's end? Only when the whole word stands elsewhere in the source; "long-" and "term"
 * keep it. */
static bool is_put_hyphen(const Lines *lines, Text above, Text below) {
    enum { BYTES_MOST = 4 * 1024 * 1024, WORD_MOST = 30 };
    char word[2 * WORD_MOST + 1];
    size_t before = 0, after = 0;
    if (lines->text.len > BYTES_MOST || above.len < 2) return false;
    above.len--;
    while (before < above.len && before < WORD_MOST && is_letter(above.ptr[above.len - before - 1])) before++;
    while (after < below.len && after < WORD_MOST && is_letter(below.ptr[after])) after++;
    if (before < 2 || after < 2 || before == WORD_MOST || after == WORD_MOST) return false;
    memcpy(word, above.ptr + above.len - before, before);
    memcpy(word + before, below.ptr, after);
    word[before + after] = 0;
    return find_word(lines->text, word, 0) != SIZE_MAX;
}

static size_t count_breaks(Text t) {
    size_t n = 0;
    for (size_t i = 0; i < t.len; i++) n += t.ptr[i] == '\n';
    return n;
}

/* A row of a number and words became words: the paragraphs of its second cell become blocks of their own. */
static void put_paragraphs_of_cell(Blocks *blocks, Text prefix) {
    Block row = blocks->items[blocks->count - 1];
    if (row.role != LINE_WORDS || row.broken.len == 0) return;
    Text rest = row.broken, piece;
    size_t before = --blocks->count;
    for (bool is_first = true; text_split(&rest, '\n', &piece); is_first = false) {
        Line line = {.text = text_trim(piece), .role = LINE_WORDS, .page = row.page, .indent = row.indent};
        if (is_first && text_find(piece, S("\t"), 0) != SIZE_MAX && piece.ptr[0] != '\t') line.text = piece, line.role = LINE_ROW;
        if (line.text.len == 0) continue;
        Block block = block_begun(&line, (size_t)row.first_line - 1, is_first ? row.blanks : 1, prefix, false);
        block.last_line = row.last_line;
        blocks->items[blocks->count++] = block;
    }
    if (blocks->count == before) blocks->items[blocks->count++] = row;
}

/* The joined words of a block; what stands below the line of its number is found behind that line. */
static void end_block(Block *block, Text words) {
    size_t length = block->text.len;
    block->text = words;
    if (block->bare.len > 0 && words.len > length) block->below_bare = text_trim(text_slice(words, length, SIZE_MAX));
}

Blocks blocks_of(Arena *arena, const Lines *lines) {
    bool joins = !is_copied_page(lines);
    size_t room = lines->count + 1;
    for (size_t i = 0; i < lines->count; i++) room += count_breaks(lines->items[i].broken);
    Blocks blocks = {.items = ARENA_ARRAY(arena, Block, room), .lines = lines};
    Text prefix = code_prefix(lines);
    size_t width = lines_width(arena, lines);
    int blanks = 1, last_bare_indent = 0;
    Text last_bare = {0};      /* the number without a mark that began a block last */
    const Line *before = NULL; /* the line before, when a block is open */
    /* A long paragraph is joined once, in a buffer of its own, or a big file would take time by its square. */
    Buffer words = buffer_new(arena, 256);
    enum { CUTS_MOST = 500 };
    size_t parts = 0, cuts = 0;
    bool is_list = false; /* a line of the open block ends in a colon: short lines below it are what it announces */
    for (size_t i = 0; i <= lines->count; i++) {
        const Line *line = i < lines->count ? &lines->items[i] : NULL;
        if (line && line->is_furniture) continue;
        Block *open = blocks.count > 0 ? &blocks.items[blocks.count - 1] : NULL;
        if (line && line->role != LINE_BLANK && before && blanks == 0 && joins && goes_on(open, line, before, prefix)
            && (is_list || !line_was_ended(before, line, width, i < 12))
            && !(line->indent <= last_bare_indent && is_next_number(last_bare, line))) {
            if (parts == 0) words = buffer_new(arena, open->text.len + 512), buffer_put(&words, open->text);
            bool is_hyphened = words.len > 1 && words.ptr[words.len - 1] == '-' && is_letter(words.ptr[words.len - 2]);
            bool is_cut = words.len > 1 && words.ptr[words.len - 1] == '-' && words.ptr[words.len - 2] != ' ' && starts_small(line->text);
            /* "SUB-" and "COMMITTEE" keep their hyphen */
            if (!is_cut && !(is_hyphened && line->text.len > 0 && is_capital(line->text.ptr[0]))) buffer_put_char(&words, ' ');
            if (is_cut && cuts++ < CUTS_MOST && is_put_hyphen(lines, buffer_text(&words), line->text)) words.len--;
            buffer_put(&words, line->text);
            open->last_line = (int)i + 1;
            is_list |= text_ends_with(line->text, S(":"));
            if (line->margin.len > 0) open->margin = line->margin;
            parts++;
            before = line;
            continue;
        }
        if (parts > 0) end_block(open, buffer_text(&words)), parts = 0;
        if (!line) break;
        if (line->role == LINE_BLANK) {
            blanks++;
            before = NULL;
            continue;
        }
        if (line->margin.len > 0 && text_equal(line->margin, line->text)) { /* beside what was said above */
            if (open) open->margin = line->margin;
            continue;
        }
        bool is_in_table = open && open->role == LINE_ROW && open->last_line == (int)i;
        blocks.items[blocks.count++] = block_begun(line, i, blanks, prefix, is_in_table);
        put_paragraphs_of_cell(&blocks, prefix);
        if (blocks.items[blocks.count - 1].bare.len > 0)
            last_bare = blocks.items[blocks.count - 1].bare, last_bare_indent = line->indent + 2;
        blanks = 0;
        before = line;
        is_list = text_ends_with(line->text, S(":"));
    }
    mend_torn(arena, &blocks);
    return blocks;
}

Cells block_cells(Arena *arena, const Block *block) {
    Cells cells = {.items = ARENA_ARRAY(arena, Text, 64)};
    Text rest = block->text, cell;
    while (cells.count < 64 && text_split(&rest, '\t', &cell)) cells.items[cells.count++] = text_trim(cell);
    return cells;
}
