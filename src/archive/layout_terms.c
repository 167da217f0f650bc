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

static bool sees(Arena *arena, const Blocks *blocks, size_t at, size_t *begin) {
    (void)arena;
    const Block *block = &blocks->items[at];
    if (block->mark != MARK_PLAIN || block->role == LINE_ROW || !names_terms(block->text)) return false;
    bool has_section = false;
    for (size_t i = at + 1; i < blocks->count && i < at + 8 && !has_section; i++) has_section = is_section_word(blocks->items[i].text);
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

static Text figure_of(LayoutReader *reader, Text from) {
    int n = 0;
    return number_in(from, &n) ? text_format(reader->arena, "%d", n) : (Text){0};
}

/* In a section about meetings, or said of the body itself: other bodies' meetings are mentioned too. */
static bool is_about_meetings(LayoutReader *reader, int section, Text words) {
    for (int i = section; i >= 0; i = entry_at(reader, i)->parent)
        if (has_words(entry_at(reader, i)->title, "meetings|meeting|frequency")) return true;
    return has_words(words, "shall meet|will meet|is to meet");
}

static void find_rules(LayoutReader *reader, int section, const Block *block) {
    Text words = block->text;
    bool about_meetings = is_about_meetings(reader, section, words);
    for (size_t at = 0; at < words.len;) {
        Text sentence = sentence_at(words, at);
        size_t end = (size_t)(sentence.ptr - words.ptr) + sentence.len;
        at = end > at ? end : at + 1;
        if (has_words(sentence, "quorate|quorum")) {
            size_t from = find_word(sentence, "quorate", 0);
            if (from == SIZE_MAX) from = 0;
            put_rule(reader, section, block, "quorum", figure_of(reader, text_slice(sentence, from, SIZE_MAX)), sentence);
        } else if (about_meetings && has_words(sentence, "meet|meets|meetings will be held")
                   && has_words(sentence, "quarterly|times per year|times a year|annually|monthly|per year|every")) {
            put_rule(reader, section, block, "frequency",
                has_word(sentence, "quarterly") ? S("4")
                : has_word(sentence, "monthly") ? S("12")
                                                : figure_of(reader, sentence),
                sentence);
        } else if (has_word(sentence, "working days") && has_words(sentence, "papers|circulated|agenda")) {
            put_rule(reader, section, block, "notice", figure_of(reader, sentence), sentence);
        } else if (has_words(sentence, "removed from office")
                   || (has_word(sentence, "remove") && text_find(sentence, S("%"), 0) != SIZE_MAX)) {
            put_rule(reader, section, block, "removal", (Text){0}, sentence);
        } else if (has_words(sentence, "every two years|every 2 years|term of office|two years|2 years")
                   && has_words(sentence, "chair|vice chair|chairs|vice-chair")) {
            put_rule(reader, section, block, "term of office", figure_of(reader, sentence), sentence);
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

/* 1: a section, 2: one below it. */
static int heading_level(const Block *block) {
    if (block->role == LINE_ROW || block->text.len > 80 || !has_letter(block->text) || !is_title_like(block->text)) return 0;
    if (block->role == LINE_HEADING) return 1;
    if (block->mark == MARK_NUMBER || (block->mark == MARK_DECIMAL && is_capitals(block->text)))
        return is_capitals(block->text) || count_words(block->text) <= 5 ? 1 : 0;
    if (block->mark != MARK_PLAIN) return 0;
    if (is_capitals(block->text)) return 1;
    return count_words(block->text) <= 4 && block->blanks > 0 ? 2 : 0;
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

static void read(LayoutReader *reader) {
    ReadDocument *d = reader->document;
    int section = -1, top = -1;
    for (size_t at = reader->from; at < reader->to; at++) {
        const Block *block = block_at(reader, at);
        if (is_footer(block->text)) continue;
        if (section < 0 && (names_terms(block->text) || (block->mark == MARK_PLAIN && is_body_name(block->text)))) {
            Text body = block->text;
            size_t terms = find_word(body, "terms of reference", 0);
            if (terms != SIZE_MAX) body = text_trim(text_slice(body, 0, terms));
            while (body.len > 0 && (text_ends_with(body, S("-")) || text_ends_with(body, S(":"))))
                body = text_trim(text_slice(body, 0, body.len - 1));
            if (body.len > 3 && d->body.len == 0) d->body = title_case(reader->arena, body);
            continue;
        }
        int level = heading_level(block);
        if (level == 1 || (level == 2 && top >= 0)) {
            section = put_entry(reader, ENTRY_TERMS_SECTION, level == 2 ? top : -1, block, (Text){0});
            entry_at(reader, section)->number = block->label;
            entry_at(reader, section)->title = title_case(reader->arena, block->text);
            if (level == 1) top = section, doubt_repeated(reader, section);
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
