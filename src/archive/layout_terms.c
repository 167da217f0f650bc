/* Terms of reference: sections, and the rules in them that the product knows: quorum, how often to meet, notice, terms of office, removal. */
#include "archive/layout.h"

static bool names_terms(Text t) {
    return t.len < 120 && has_word(t, "terms of reference") && !ends_sentence(t) && text_find(t, S("\t"), 0) == SIZE_MAX
           && !has_words(t, "review|update|appendix|attached|subject|agree|approve|item");
}

static bool is_section_word(Text t) {
    return t.len < 80
           && has_words(
               t, "TITLE|PURPOSE|OVERARCHING PURPOSE|RESPONSIBILITIES|MEMBERSHIP|AIMS|ROLE|OBJECTIVES|GUIDING PRINCIPLES|SCOPE|FUNCTIONS");
}

static bool is_body_name(Text t) {
    return t.len < 140 && has_words(t, "Partnership|Group|Board|Committee|Forum|Panel|Alliance") && text_find(t, S("@"), 0) == SIZE_MAX
           && !ends_sentence(t);
}

/* A heading that terms of reference have, as an own short block or the first cell of a row: two of them near tell as much as one of the usual. */
static bool is_section_heading(const Block *block) {
    Text t = block->bare.len > 0 ? block->after_bare : block->text;
    size_t tab = text_find(t, S("\t"), 0);
    if (tab != SIZE_MAX) t = text_slice(t, 0, tab);
    return t.len < 60 && count_words(t) <= 5 && !ends_sentence(t)
           && has_words(t,
               "Background|Introduction|Quorum|Chair|Chairing|Meetings|Frequency|Review|Accountability|Governance|Aim|Remit|Context|"
               "Reporting|Constitution|Substitutes|Decision making|Purpose|Membership|Role|Aims|Objectives|Scope|Functions");
}

static bool sees(Arena *arena, const Blocks *blocks, size_t at, size_t *begin) {
    (void)arena;
    const Block *block = &blocks->items[at];
    if (block->mark != MARK_PLAIN || block->role == LINE_ROW || !names_terms(block->text)) return false;
    bool has_section = false;
    int headings = 0;
    for (size_t i = at + 1; i < blocks->count && i < at + 8 && !has_section; i++) has_section = is_section_word(blocks->items[i].text);
    for (size_t i = at + 1; i < blocks->count && i < at + 25 && !has_section; i++) {
        headings += is_section_heading(&blocks->items[i]);
        has_section = headings >= 2;
    }
    if (!has_section) return false;
    *begin = at;
    Text rest = block->text;
    bool is_bare = scan_words(&rest, "TERMS OF REFERENCE") && rest.len == 0;
    if (is_bare && at > 0) {
        const Block *above = &blocks->items[at - 1];
        if (above->mark == MARK_PLAIN && above->role != LINE_ROW && is_body_name(above->text)) --*begin;
    }
    return true;
}

/* ---- Rules ---- */

static bool number_in(Text sentence, int *out) {
    static const char *const words[] = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", NULL};
    static const int values[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12};
    size_t best = SIZE_MAX;
    for (int i = 0; words[i]; i++) {
        size_t at = find_word(sentence, words[i], 0);
        if (at < best) best = at, *out = values[i];
    }
    for (size_t i = 0; i < sentence.len && i < best; i++) {
        Text rest = text_slice(sentence, i, SIZE_MAX);
        if (i > 0 && sentence.ptr[i - 1] != ' ') continue;
        if (scan_number(&rest, 3, out)) return true;
    }
    return best != SIZE_MAX;
}

static void put_rule(LayoutReader *reader, int section, const Block *block, const char *title, Text figure, Text sentence) {
    int rule = put_entry(reader, ENTRY_TERMS_RULE, section, block, sentence);
    entry_at(reader, rule)->title = text_of(title);
    entry_at(reader, rule)->number = figure;
}

/* The number in a sentence; a share, "one third of the members", is none. */
static Text figure_of(LayoutReader *reader, Text from) {
    int n = 0;
    if (has_words(from, "third|thirds|quarter|half|per cent|percent|majority") || text_find(from, S("%"), 0) != SIZE_MAX) return (Text){0};
    return number_in(from, &n) ? text_format(reader->arena, "%d", n) : (Text){0};
}

/* How often in a year. */
static Text times_a_year(LayoutReader *reader, Text sentence) {
    static const struct {
        const char *words, *times;
    } usual[] = {
        {"every two months|every 2 months|every other month|every second month|bi-monthly|bimonthly|six times", "6"},
        {"quarterly|every three months|every 3 months|every quarter|each quarter|once a quarter|four times", "4"},
        {"every four months|every 4 months|three times|termly", "3"},
        {"every six months|every 6 months|twice a year|twice yearly|twice per year|six-monthly|half-yearly|biannually|bi-annually|two "
         "times",
            "2"},
        {"monthly|every month|each month|once a month", "12"},
    };
    for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
        if (has_words(sentence, usual[i].words)) return text_of(usual[i].times);
    if (has_words(sentence, "weeks|weekly|fortnightly")) return (Text){0};
    if (has_words(sentence, "annually|once a year|every year")) return S("1");
    return figure_of(reader, sentence);
}

static bool is_in_section(LayoutReader *reader, int section, const char *words) {
    for (int i = section; i >= 0; i = entry_at(reader, i)->parent)
        if (has_words(entry_at(reader, i)->title, words)) return true;
    return false;
}

/* In a section about meetings, or said of the body itself: other bodies' meetings are mentioned too. */
static bool is_about_meetings(LayoutReader *reader, int section, Text words) {
    return is_in_section(reader, section, "meetings|meeting|frequency") || has_words(words, "shall meet|will meet|is to meet");
}

static bool says_how_often(Text sentence) {
    return has_words(sentence,
        "quarterly|times per year|times a year|annually|monthly|per year|every|each quarter|each year|each month|once a|twice a|"
        "bi-monthly|bimonthly|six-monthly|half-yearly|termly|meetings a year|meetings per year");
}

static bool says_notice(Text sentence) {
    bool has_days = has_words(
        sentence, "working days|clear days|clear working days|days before|days in advance|days prior|days' notice|days\u2019 notice");
    return has_days && has_words(sentence, "papers|paper|circulated|agenda|agendas|sent|issued|distributed|notice");
}

static void put_quorum(LayoutReader *reader, int section, const Block *block, Text sentence) {
    size_t from = find_word(sentence, "quorate", 0);
    Text figure = figure_of(reader, text_slice(sentence, from == SIZE_MAX ? 0 : from, SIZE_MAX));
    if (figure.len == 0) figure = figure_of(reader, sentence);
    put_rule(reader, section, block, "quorum", figure, sentence);
}

static void find_rules(LayoutReader *reader, int section, const Block *block) {
    Text words = block->text;
    bool about_meetings = is_about_meetings(reader, section, words), about_often = is_in_section(reader, section, "frequency"),
         about_quorum = is_in_section(reader, section, "quorum|quoracy"),
         about_chair = is_in_section(reader, section, "chair|chairs|chairing|vice-chair");
    bool has_quorum = false;
    for (size_t at = 0; at < words.len;) {
        Text sentence = sentence_at(words, at);
        size_t end = (size_t)(sentence.ptr - words.ptr) + sentence.len;
        int n;
        at = end > at ? end : at + 1;
        if (has_words(sentence, "quorate|quorum") || (about_quorum && !has_quorum && number_in(sentence, &n))) {
            has_quorum = true;
            put_quorum(reader, section, block, sentence);
        } else if (says_notice(sentence)) {
            put_rule(reader, section, block, "notice", figure_of(reader, sentence), sentence);
        } else if (says_how_often(sentence)
                   && ((about_meetings && has_words(sentence, "meet|meets|meetings will be held|held")) || about_often)) {
            put_rule(reader, section, block, "frequency", times_a_year(reader, sentence), sentence);
        } else if (has_words(sentence, "removed from office")
                   || (has_word(sentence, "remove") && text_find(sentence, S("%"), 0) != SIZE_MAX)) {
            put_rule(reader, section, block, "removal", (Text){0}, sentence);
        } else if ((about_chair || has_words(sentence, "chair|vice chair|chairs|vice-chair"))
                   && has_words(sentence,
                       "every two years|every 2 years|term of office|two years|2 years|three years|3 years|every year|each "
                       "year|annually|one year|12 months|twelve months")) {
            bool is_yearly = has_words(sentence, "every year|each year|annually|12 months|twelve months");
            put_rule(reader, section, block, "term of office", is_yearly ? S("1") : figure_of(reader, sentence), sentence);
        }
    }
}

/* ---- Sections ---- */

static bool is_footer(Text t) {
    Text rest = t;
    int n;
    if (scan_words(&rest, "Page")) {
        scan_spaces(&rest);
        return scan_number(&rest, 3, &n);
    }
    return scan_words(&rest, "Reviewed") && t.len < 120;
}

/* A verb makes a sentence of a clause, however short. */
static bool is_clause(Text t) {
    return has_words(t, "will|shall|must|is|are|may|can|should|has|have");
}

/* 1: a section, 2: one below it. */
static int heading_level(const Block *block) {
    Text t = block->bare.len > 0 ? block->after_bare : block->text;
    if (block->role == LINE_ROW || t.len > 80 || !has_letter(t) || !is_title_like(t)) return 0;
    if (block->role == LINE_HEADING) return 1;
    bool is_numbered =
        block->mark == MARK_NUMBER || block->bare.len > 0 || (block->mark == MARK_DECIMAL && text_ends_with(block->label, S(".0")));
    if (is_numbered || (block->mark == MARK_DECIMAL && is_capitals(t)))
        return is_capitals(t) || count_words(t) <= 5 || (count_words(t) <= 9 && !is_clause(t)) ? 1 : 0;
    if (block->mark != MARK_PLAIN) return 0;
    if (is_capitals(t)) return 1;
    return count_words(t) <= 4 && block->blanks > 0 ? 2 : 0;
}

static bool has_level_one(LayoutReader *reader) {
    for (size_t at = reader->from + 1; at < reader->to; at++) {
        const Block *block = block_at(reader, at);
        if (heading_level(block) == 1 && !names_terms(block->text) && !is_body_name(block->text)) return true;
    }
    return false;
}

static void doubt_repeated(LayoutReader *reader, int section) {
    const Entry *entry = entry_at(reader, section);
    int64_t n;
    if (!scan_count(entry->number, &n)) return;
    for (int i = 0; i < section; i++) {
        const Entry *before = entry_at(reader, i);
        if (before->kind != ENTRY_TERMS_SECTION || !text_equal(before->number, entry->number)) continue;
        put_doubt(reader, DOUBT_SECTION_REPEATED, section, entry->first_line, entry->last_line,
            text_format(reader->arena, "Section %.*s is numbered twice: \u201c%.*s\u201d and \u201c%.*s\u201d.", TEXT_ARG(entry->number),
                TEXT_ARG(before->title), TEXT_ARG(entry->title)),
            text_format(reader->arena, "%lld", (long long)n + 1), (Text){0});
        return;
    }
}

/* "The group will be known as the X", "the Kent Community Safety Partnership (KCSP) will serve as". */
static void find_body(LayoutReader *reader) {
    ReadDocument *d = reader->document;
    for (size_t i = 0; i < d->entries.count && d->body.len == 0; i++) {
        Text words = d->entries.items[i].words;
        size_t at = find_word(words, "known as the", 0);
        if (at != SIZE_MAX) {
            Text rest = text_trim(text_slice(words, at + strlen("known as the"), SIZE_MAX));
            while (rest.len > 0 && text_ends_with(rest, S("."))) rest.len--;
            if (rest.len < 120) d->body = rest;
            continue;
        }
        size_t serve = find_word(words, "will serve as", 0);
        if (serve == SIZE_MAX) continue;
        Text before = text_trim(text_slice(words, 0, serve));
        size_t the = SIZE_MAX;
        for (size_t k = 0; (k = find_word(before, "the", k)) != SIZE_MAX; k++) the = k;
        if (the == SIZE_MAX) continue;
        Text name = text_trim(text_slice(before, the + 3, SIZE_MAX));
        size_t bracket = text_find(name, S("("), 0);
        if (name.len < 120) d->body = text_trim(text_slice(name, 0, bracket));
    }
}

/* "X Partnership: Terms of Reference", "Terms of Reference of the X Forum". */
static void take_title(LayoutReader *reader, const Block *block) {
    ReadDocument *d = reader->document;
    Text body = block->text;
    size_t terms = find_word(body, "terms of reference", 0);
    if (terms != SIZE_MAX) {
        Text after = text_slice(body, terms + strlen("terms of reference"), SIZE_MAX);
        body = text_trim(text_slice(body, 0, terms));
        while (after.len > 0 && (after.ptr[0] == ' ' || after.ptr[0] == '-' || after.ptr[0] == ':' || text_starts_with(after, S("–"))))
            after = text_slice(after, text_starts_with(after, S("–")) ? strlen("–") : 1, SIZE_MAX);
        if (scan_words(&after, "of the|for the|of|for")) scan_spaces(&after);
        if (body.len == 0 && is_body_name(after)) body = after;
    }
    while (body.len > 0 && (text_ends_with(body, S("-")) || text_ends_with(body, S(":"))))
        body = text_trim(text_slice(body, 0, body.len - 1));
    if (text_ends_with(body, S("–"))) body = text_trim(text_slice(body, 0, body.len - strlen("–")));
    if (body.len > 3 && d->body.len == 0) d->body = title_case(reader->arena, body);
}

static int put_section(LayoutReader *reader, const Block *block, int parent, Text number, Text title) {
    int section = put_entry(reader, ENTRY_TERMS_SECTION, parent, block, (Text){0});
    entry_at(reader, section)->number = number;
    entry_at(reader, section)->title = title_case(reader->arena, title);
    if (parent < 0) doubt_repeated(reader, section);
    return section;
}

/* A row that is a section: its title on the left, what it says on the right; a number may stand before. */
static bool take_row_section(LayoutReader *reader, const Block *block, int *section) {
    Cells cells = block_cells(reader->arena, block);
    Text number = {0};
    if (cells.count == 3 && cells.items[0].len < 6 && cells.items[0].len > 0) {
        number = cells.items[0];
        while (text_ends_with(number, S("."))) number.len--;
        cells.items++, cells.count--;
    }
    if (cells.count != 2 || cells.items[0].len == 0 || cells.items[1].len == 0 || count_words(cells.items[0]) > 6) return false;
    Text title = cells.items[0];
    while (text_ends_with(title, S(":"))) title.len--;
    if (!is_title_like(title)) return false;
    *section = put_section(reader, block, -1, number, title);
    Block inside = *block;
    inside.text = cells.items[1];
    put_entry(reader, ENTRY_PARAGRAPH, *section, block, inside.text);
    find_rules(reader, *section, &inside);
    return true;
}

static void read(LayoutReader *reader) {
    ReadDocument *d = reader->document;
    int section = -1, top = -1;
    bool has_one = has_level_one(reader);
    for (size_t at = reader->from; at < reader->to; at++) {
        const Block *block = block_at(reader, at);
        if (is_footer(block->text)) continue;
        if (section < 0
            && (names_terms(block->text) || (block->mark == MARK_PLAIN && block->role != LINE_ROW && is_body_name(block->text)))) {
            take_title(reader, block);
            continue;
        }
        if (block->role == LINE_ROW && take_row_section(reader, block, &section)) {
            top = section;
            continue;
        }
        int level = heading_level(block);
        if (level == 2 && !has_one) level = 1;
        if (level == 1 || (level == 2 && top >= 0)) {
            bool is_bare = block->bare.len > 0;
            section = put_section(
                reader, block, level == 2 ? top : -1, is_bare ? block->bare : block->label, is_bare ? block->after_bare : block->text);
            if (level == 1) top = section;
            continue;
        }
        int entry = put_entry(reader, block->mark == MARK_BULLET ? ENTRY_BULLET : ENTRY_PARAGRAPH, section, block, block->text);
        entry_at(reader, entry)->number = block->label;
        find_rules(reader, section, block);
    }
    find_body(reader);
    d->title = S("Terms of reference");
}

const Layout layout_terms = {.name = "terms of reference", .kind = DOCUMENT_TERMS, .sees = sees, .read = read};
