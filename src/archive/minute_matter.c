/* Owns what stands under an item of minutes: numbered paragraphs, bullets, tables, and resolutions with their parts. */
#include "archive/layout.h"

void minute_begin_item(LayoutReader *reader, int item) {
    reader->item = item;
    reader->paragraph = reader->resolution = reader->part = -1;
    reader->part_takes_bullets = false;
    reader->nested = 0;
}

static bool is_number_after(Text label, Text before) {
    int64_t a, b;
    return scan_count(label, &a) && scan_count(before, &b) && a == b + 1;
}

static int put_part(LayoutReader *reader, const Block *block, Text label, Text words) {
    int part = put_entry(reader, ENTRY_PART, reader->resolution, block, words);
    Entry *entry = entry_at(reader, part);
    entry->number = text_lower(reader->arena, label);
    entry->verb = verb_of(reader->arena, words);
    reader->part = part;
    return part;
}

/* "that the Partnership: (a) note ...; (b) agree ..." in one paragraph. */
static bool put_inline_parts(LayoutReader *reader, const Block *block, Text words) {
    size_t starts[16], count = 0;
    char first_label = 0;
    for (size_t i = 0; i < words.len && count < 16; i++) {
        if (words.ptr[i] != '(' && !(i > 0 && words.ptr[i - 1] == ' ')) continue;
        Text rest = text_slice(words, i, SIZE_MAX), label;
        if (take_mark(&rest, &label) == MARK_PLAIN || label.len != 1) continue;
        bool is_next = label.ptr[0] == (char)('a' + (int)count) || (count < 9 && label.ptr[0] == (char)('1' + (int)count));
        if (!is_next || (count > 0 && (label.ptr[0] >= 'a') != (first_label >= 'a'))) continue;
        if (count == 0) first_label = label.ptr[0];
        starts[count++] = i;
    }
    if (count < 2) return false;
    entry_at(reader, reader->resolution)->words = text_trim(text_slice(words, 0, starts[0]));
    for (size_t i = 0; i < count; i++) {
        Text part = text_slice(words, starts[i], (i + 1 < count ? starts[i + 1] : words.len) - starts[i]), label = {0};
        take_mark(&part, &label);
        put_part(reader, block, label, text_trim(part));
    }
    return true;
}

static void begin_resolution(LayoutReader *reader, const Block *block, Text words) {
    /* "Resolved" as a heading, and the resolution below it. */
    bool is_empty = reader->resolution >= 0 && reader->part < 0 && entry_at(reader, reader->resolution)->words.len == 0;
    if (is_empty) entry_at(reader, reader->resolution)->words = words;
    else reader->resolution = put_entry(reader, ENTRY_RESOLUTION, reader->item, block, words);
    entry_at(reader, reader->resolution)->number = block->mark == MARK_NUMBER || block->mark == MARK_DECIMAL ? block->label : (Text){0};
    reader->part = -1;
    reader->paragraph = -1;
    reader->part_takes_bullets = false;
    if (put_inline_parts(reader, block, words)) return;
    /* "RESOLVED - (1) That ..." begins its first part at once. */
    Text first = words, label = {0};
    if (take_mark(&first, &label) != MARK_PLAIN && first.len > 0
        && (text_equal(label, S("1")) || text_equal(label, S("a")) || text_equal(label, S("i")))) {
        entry_at(reader, reader->resolution)->words = (Text){0};
        put_part(reader, block, label, first);
        return;
    }
    /* "that the dates be noted:" is whole, whatever list follows. */
    Text tail = text_tail(words, 30);
    bool is_open = text_ends_with(words, S(":")) || text_ends_with(words, S("follows,"));
    bool is_noted =
        is_open && (has_words(words, "be noted|were noted|be approved|be agreed|be received") || has_words(tail, "subject to|conditions"));
    bool is_whole = words.len > 0 && (is_noted || !is_open) && !text_ends_with(words, S("that")) && verb_of(reader->arena, words).len > 0;
    if (!is_whole && ends_sentence(words) && !text_ends_with(words, S(":"))) is_whole = true;
    if (!is_whole && count_words(words) > 7 && !text_ends_with(words, S(":")) && has_words(words, "be|objects|OBJECTS")) is_whole = true;
    if (!is_whole) return;
    put_part(reader, block, (Text){0}, words);
    entry_at(reader, reader->resolution)->words = (Text){0};
}

/* Roman numerals below a lettered part belong to it: "(a) agree: (i) ..., (ii) ...". */
static bool is_below_part(const LayoutReader *reader, const Block *block, const Entry *last) {
    (void)reader;
    int64_t figure;
    bool is_open = text_ends_with(last->words, S(":")) || text_ends_with(last->words, S(":-"));
    if (scan_count(last->number, &figure)) return true; /* letters below "(2)" */
    if (block->mark == MARK_LETTER)
        return is_open && roman_value(last->number) > 0 && starts_small(block->label) && !text_equal(block->label, S("h"));
    if (block->mark != MARK_ROMAN || last->number.len != 1) return false;
    if (roman_value(last->number) > 0 && roman_value(block->label) == roman_value(last->number) + 1) return false;
    char letter = last->number.ptr[0];
    if (letter < 'a' || letter > 'z') return false;
    return !(block->label.len == 1 && block->label.ptr[0] == letter + 1);
}

/* "II. note the risk register" below part I. */
static bool is_next_roman(const Block *block, const Entry *last, Block *part) {
    *part = *block;
    if (!last || block->mark != MARK_PLAIN || !scan_roman(&part->text, &part->label)) return false;
    part->mark = MARK_LETTER;
    return roman_value(last->number) > 0 && roman_value(part->label) == roman_value(last->number) + 1;
}

/* A part of the open resolution, or something below its last part; false when the resolution is over. */
static bool take_part(LayoutReader *reader, const Block *block) {
    if (block->role == LINE_ROW || block->role == LINE_HEADING) return false;
    Entry *last = reader->part >= 0 ? entry_at(reader, reader->part) : NULL;
    bool is_labelled = last && last->number.len > 0;
    Block roman;
    if (is_next_roman(block, last, &roman)) block = &roman;
    switch (block->mark) {
    case MARK_LETTER:
    case MARK_ROMAN:
        if (last && !is_labelled && ends_sentence(last->words) && !text_ends_with(last->words, S(":"))) {
            if (!text_equal(block->label, S("a")) && !text_equal(block->label, S("i"))) return false;
        }
        bool is_list_of_part = last && !is_labelled && text_ends_with(last->words, S(":"));
        if (is_list_of_part || (last && is_below_part(reader, block, last))) {
            entry_at(reader, put_entry(reader, ENTRY_BULLET, reader->part, block, block->text))->number = block->label;
            return true;
        }
        break;
    case MARK_NUMBER:
        if (!(last ? is_labelled && is_number_after(block->label, last->number) : text_equal(block->label, S("1")))) return false;
        break;
    case MARK_BULLET:
        if (last && (is_labelled || text_ends_with(last->words, S(":")))) {
            put_entry(reader, ENTRY_BULLET, reader->part, block, block->text);
            return true;
        }
        if (last && !reader->part_takes_bullets) return false;
        reader->part_takes_bullets = true;
        break;
    case MARK_DECIMAL: return false;
    case MARK_PLAIN:
        if (last && !ends_sentence(last->words) && starts_small(block->text)) {
            last->words = joined(reader->arena, last->words, " ", block->text);
            last->last_line = block->last_line;
            return true;
        }
        /* "RESOLVED" or "Decision:", and "That the Panel:" above its list. */
        if (!last && entry_at(reader, reader->resolution)->words.len == 0 && scan_word(&(Text){block->text.ptr, block->text.len}, "that")) {
            if (!text_ends_with(block->text, S(":"))) break;
            entry_at(reader, reader->resolution)->words = block->text;
            return true;
        }
        /* "RESOLVED that" and the words in a paragraph of their own. */
        if (!last && !is_title_like(block->text) && verb_of(reader->arena, block->text).len > 0) break;
        return false;
    }
    put_part(reader, block, block->mark == MARK_BULLET ? ((Text){0}) : block->label, block->text);
    return true;
}

/* What stands in a paragraph of its own below the label "Decision:" on a web page; "None." decides nothing. */
static bool take_short_decision(LayoutReader *reader, const Block *block) {
    Entry *resolution = entry_at(reader, reader->resolution);
    if (block->mark != MARK_PLAIN || block->role == LINE_ROW || reader->part >= 0 || resolution->words.len > 0) return false;
    if (!text_equal(resolution->code, S("decision")) || text_ends_with(block->text, S(":")) || !has_letter(block->text)) return false;
    if (has_words(block->text, "None|N/A|There were none|Not applicable|No decision") && count_words(block->text) <= 5) {
        resolution->kind = ENTRY_PARAGRAPH;
        resolution->words = block->text;
        resolution->code = (Text){0};
        resolution->first_line = block->first_line, resolution->last_line = block->last_line;
        reader->resolution = -1;
        return true;
    }
    put_part(reader, block, (Text){0}, block->text);
    return true;
}

/* Where the sentence "Council" of "Council RESOLVED to" begins when few words stand before the verb; SIZE_MAX: what stands there names no body. */
static size_t body_before(Text words, size_t at) {
    enum { BACK_MOST = 120 };
    size_t from = at;
    Text rest;
    while (from > 0 && at - from < BACK_MOST
           && !(words.ptr[from - 1] == ' ' && from > 1 && (words.ptr[from - 2] == '.' || words.ptr[from - 2] == ':')))
        from--;
    Text sentence = text_slice(words, from, SIZE_MAX);
    return count_words(text_slice(words, from, at - from)) <= 6 && is_resolution(sentence, &rest) ? from : SIZE_MAX;
}

/* "... welcomed the report. RESOLVED to note it.", "... seconded by Cllr Bee and RESOLVED that" in one paragraph: where the resolution begins. */
static size_t resolution_inside(Text words) {
    for (size_t at = 0; (at = find_word(words, "resolved", at)) != SIZE_MAX; at += 8) {
        if (at == 0 || words.ptr[at - 1] != ' ') continue;
        Text before = text_trim(text_slice(words, 0, at)), after = text_slice(words, at, SIZE_MAX);
        bool is_loud = is_capitals(text_slice(words, at, 8)),
             follows_it = before.len >= 6 && text_equal_ignoring_case(text_slice(before, before.len - 6, 6), S("it was")),
             follows_and = text_ends_with(before, S(" and")) && has_words(text_tail(before, 300), "seconded|proposed|moved");
        if (is_loud && is_resolution(after, NULL) && (ends_sentence(before) || follows_it || follows_and)) return at;
        if (!is_loud && (follows_it || follows_and || (ends_sentence(before) && words.ptr[at] == 'R'))
            && has_words(text_slice(after, 8, 12), "that|to|unanimously|as"))
            return at;
        size_t body = is_loud ? body_before(words, at) : SIZE_MAX;
        if (body != SIZE_MAX && body > 0) return body;
    }
    return SIZE_MAX;
}

/* A list that is numbered from 1 inside a paragraph: it follows the paragraph's own words, which lead up to it or stand less deep. */
static bool is_nested(LayoutReader *reader, const Block *block) {
    int64_t n, own = 0;
    if (reader->paragraph < 0 || block->mark != MARK_NUMBER || !scan_count(block->label, &n)) return false;
    const Entry *paragraph = entry_at(reader, reader->paragraph);
    if (!scan_count(paragraph->number, &own)) return false;
    if (reader->nested == 0) {
        bool follows = (size_t)reader->paragraph + 1 == reader->document->entries.count;
        if (n != 1 || !follows || !(text_ends_with(paragraph->words, S(":")) || block->indent > reader->paragraph_indent + 1)) return false;
    } else if (n != reader->nested + 1 || (n == own + 1 && block->indent <= reader->paragraph_indent)) {
        return false;
    }
    reader->nested = (int)n;
    return true;
}

static void put_paragraph(LayoutReader *reader, const Block *block, Text words) {
    if (words.len == 0) return;
    if (is_nested(reader, block)) {
        entry_at(reader, put_entry(reader, ENTRY_BULLET, reader->paragraph, block, words))->number = block->label;
        return;
    }
    bool is_below = reader->paragraph >= 0 && (block->mark == MARK_BULLET || block->mark == MARK_LETTER || block->mark == MARK_ROMAN);
    if (is_below) {
        entry_at(reader, put_entry(reader, ENTRY_BULLET, reader->paragraph, block, words))->number =
            block->mark == MARK_BULLET ? ((Text){0}) : block->label;
        return;
    }
    if (block->role == LINE_ROW) {
        put_entry(reader, ENTRY_TABLE_ROW, reader->item, block, words);
        return;
    }
    reader->paragraph = put_entry(reader, ENTRY_PARAGRAPH, reader->item, block, words);
    reader->nested = 0;
    reader->paragraph_indent = block->indent;
    entry_at(reader, reader->paragraph)->number = block->mark == MARK_BULLET || block->mark == MARK_PLAIN ? ((Text){0}) : block->label;
}

/* "The budget that was AGREED in March ..." tells of what was decided before: what stands before the "was", and what follows the verb. */
static bool is_told(Text before, Text after) {
    static const char *const leads[] = {"that", "which", "as", "previously", "what", "than", NULL};
    Text last = text_trim(text_tail(before, 12)), rest = text_trim(after);
    for (int i = 0; leads[i]; i++) {
        size_t length = strlen(leads[i]);
        if (last.len >= length && find_word(last, leads[i], last.len - length) == last.len - length) return true;
    }
    if (scan_words(&rest, "to|that")) return false;
    size_t comma = text_find(rest, S(","), 0), and = find_word(rest, "and", 0);
    Text when = text_slice(rest, 0, comma < and? comma : and);
    if (has_words(when, "last meeting|previous meeting|earlier meeting|last month|last year")) return true;
    static const char *const months = "January|February|March|April|May|June|July|August|September|October|November|December";
    for (size_t i = 0; i < when.len; i++) {
        int year;
        Text in = text_slice(when, i, SIZE_MAX);
        if ((i > 0 && when.ptr[i - 1] != ' ') || !scan_words(&in, "in|on|since|during")) continue;
        scan_spaces(&in);
        if (has_words(text_slice(in, 0, 24), months) || (scan_number(&in, 4, &year) && year >= 1990 && year < 2200)) return true;
    }
    return false;
}

/* "The minutes of 5 December were AGREED as a correct record." decides in the middle of its one sentence. */
static bool is_loud_decision(const Block *block) {
    static const char *const loud[] = {" were AGREED", " was AGREED", " were APPROVED", " was APPROVED", " were NOTED", " was NOTED",
        " were RESOLVED", " was ENDORSED", " were ENDORSED", " was RECEIVED", " were RECEIVED", "ommittee NOTED", "ommittee AGREED",
        "ommittee APPROVED", "ouncil NOTED", "ouncil AGREED", "ouncil APPROVED", "oard NOTED", "oard AGREED", "anel NOTED", "anel AGREED",
        "abinet NOTED", "abinet AGREED", "artnership NOTED", "artnership AGREED", "embers NOTED", "embers AGREED", NULL};
    Text t = block->text;
    if (block->role != LINE_WORDS || t.len > 300 || sentence_at(t, 0).len < t.len || is_capitals(t)) return false;
    for (int i = 0; loud[i]; i++) {
        size_t length = strlen(loud[i]);
        for (size_t at = 0; (at = text_find(t, text_of(loud[i]), at)) != SIZE_MAX; at += length)
            if (!is_told(text_slice(t, 0, at), text_slice(t, at + length, SIZE_MAX))) return true;
    }
    return false;
}

/* "NOTED: the position on ..." has its verb before the colon. */
static void put_verb_before(LayoutReader *reader, Text text) {
    static const struct { const char *word, *verb; } verbs[] = {{"NOTED", "note"}, {"APPROVED", "approve"}, {"ENDORSED", "endorse"}};
    Entry *part = reader->part >= 0 ? entry_at(reader, reader->part) : NULL;
    for (size_t i = 0; part && part->verb.len == 0 && i < sizeof verbs / sizeof verbs[0]; i++)
        if (scan_word(&(Text){text.ptr, text.len}, verbs[i].word)) part->verb = text_of(verbs[i].verb);
}

static void take_said(LayoutReader *reader, const Block *block) {
    Text rest;
    if (is_resolution(block->text, &rest) || (reader->tells_decisions && is_told_decision(block->text, &rest))) {
        begin_resolution(reader, block, rest);
        put_verb_before(reader, block->text);
        return;
    }
    if (is_loud_decision(block)) {
        begin_resolution(reader, block, block->text);
        return;
    }
    if (reader->resolution >= 0) {
        if (take_short_decision(reader, block) || take_part(reader, block)) return;
        reader->resolution = reader->part = -1;
        reader->part_takes_bullets = false;
    }
    size_t inside = block->role == LINE_WORDS || block->role == LINE_ROW ? resolution_inside(block->text) : SIZE_MAX;
    put_paragraph(reader, block, text_trim(text_slice(block->text, 0, inside)));
    if (inside != SIZE_MAX) {
        rest = text_slice(block->text, inside, SIZE_MAX);
        if (!is_resolution(rest, &rest)) rest = text_trim(text_slice(rest, strlen("resolved"), SIZE_MAX));
        Block after = *block;
        after.mark = MARK_PLAIN;
        begin_resolution(reader, &after, rest);
    }
}

/* What the margin says who acts upon: the last sentence beside it. */
static void put_margin_action(LayoutReader *reader, const Block *block) {
    if (block->margin.len == 0 || block->text.len == 0) return;
    Text words = sentence_at(block->text, block->text.len - 1);
    if (words.len == 0) words = block->text;
    int action = put_entry(reader, ENTRY_ACTION, reader->item, block, words);
    entry_at(reader, action)->title = block->margin;
    if (has_words(words, "to|will|would|agreed|should|must|asked|requested|be|action")) return;
    put_doubt(reader, DOUBT_PLACE, action, block->first_line, block->last_line,
        text_format(reader->arena, "The margin names %.*s beside this sentence, which does not say what is to be done. Is it an action?",
            TEXT_ARG(block->margin)),
        (Text){0}, (Text){0});
}

void minute_take(LayoutReader *reader, const Block *block) {
    if (reader->item < 0) return;
    take_said(reader, block);
    put_margin_action(reader, block);
}

/* ---- The same resolution twice ---- */

static int first_part(const EntryList *list, int resolution) {
    for (size_t i = (size_t)resolution + 1; i < list->count; i++) {
        if (list->items[i].kind == ENTRY_ITEM || list->items[i].kind == ENTRY_RESOLUTION) return -1; /* its own stand before the next */
        if (list->items[i].parent == resolution && list->items[i].kind == ENTRY_PART) return (int)i;
    }
    return -1;
}

static bool says_the_same(const EntryList *list, int a, int b) {
    int p = first_part(list, a), q = first_part(list, b);
    if (p < 0 || q < 0) return false;
    Text one = text_slice(list->items[p].words, 0, 60), other = text_slice(list->items[q].words, 0, 60);
    return text_equal(one, other);
}

/* Takes out the entries that are marked, with what is below them, and lets the others keep their parents. */
static void take_out(LayoutReader *reader, const bool *goes) {
    EntryList *list = &reader->document->entries;
    int *now = ARENA_ARRAY(reader->arena, int, list->count + 1);
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        Entry entry = list->items[i];
        bool is_gone = goes[i] || (entry.parent >= 0 && now[entry.parent] < 0);
        now[i] = is_gone ? -1 : (int)kept;
        if (is_gone) continue;
        if (entry.parent >= 0) entry.parent = now[entry.parent];
        list->items[kept++] = entry;
    }
    for (size_t i = 0; i < reader->doubts->count; i++) {
        ReadDoubt *doubt = &reader->doubts->items[i];
        if (doubt->document == reader->document_index && doubt->entry >= 0) doubt->entry = now[doubt->entry];
    }
    list->count = kept;
}

/* A decision in short, and the resolution in the minutes: one of them goes. "As set out in the decision above" says less than the decision. */
static bool settle_decision(const EntryList *list, int decision, bool *goes) {
    for (size_t k = (size_t)decision + 1; k < list->count && list->items[k].kind != ENTRY_ITEM; k++) {
        if (list->items[k].kind != ENTRY_RESOLUTION || list->items[k].parent != list->items[decision].parent) continue;
        int part = first_part(list, (int)k);
        bool refers = part >= 0 && has_words(list->items[part].words, "as set out|as above|decision above|as detailed");
        goes[refers ? k : (size_t)decision] = true;
        return true;
    }
    return false;
}

void drop_repeated_resolutions(LayoutReader *reader) {
    EntryList *list = &reader->document->entries;
    enum { WITHIN = 200 }; /* resolutions: what says one twice does it sooner */
    bool *goes = ARENA_ARRAY(reader->arena, bool, list->count + 1), any = false;
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].kind != ENTRY_RESOLUTION || goes[i]) continue;
        if (text_equal(list->items[i].code, S("decision"))) any |= settle_decision(list, (int)i, goes);
        if (goes[i]) continue; /* the other one stays */
        int compared = 0;
        for (size_t k = i + 1; k < list->count && compared < WITHIN; k++) {
            if (list->items[k].kind == ENTRY_ITEM) break;
            compared += list->items[k].kind == ENTRY_RESOLUTION;
            if (list->items[k].kind != ENTRY_RESOLUTION || list->items[k].parent != list->items[i].parent) continue;
            goes[k] |= says_the_same(list, (int)i, (int)k);
            any |= goes[k];
        }
    }
    if (any) take_out(reader, goes);
    reader->resolution = reader->part = reader->paragraph = -1;
}
