/* A report: By, To, Classification, Subject and Summary, numbered sections and paragraphs, recommendations, appendices. */
#include "archive/layout.h"
#include "archive/minutes_head.h"

static const char by_labels[] = "By:|Report by:|Report of:|Report author:|Author:|From:";

/* A report goes to a body; an e-mail goes to somebody. */
static bool goes_to_body(const Blocks *blocks, size_t at) {
    for (size_t i = at; i < blocks->count && i < at + 14; i++) {
        Text rest = blocks->items[i].text;
        if (!scan_words(&rest, "To:|Report to:|Committee:")) continue;
        bool is_labelled =
            text_starts_with(blocks->items[i].text, S("Committee")) || text_starts_with(blocks->items[i].text, S("Report to"));
        Text below = i + 1 < blocks->count ? blocks->items[i + 1].text : (Text){0};
        return is_labelled || names_body(text_trim(rest).len ? rest : below);
    }
    return false;
}

static bool label_near(const Blocks *blocks, size_t at, const char *labels) {
    for (size_t i = at; i < blocks->count && i < at + 14; i++) {
        Text rest = blocks->items[i].text;
        if (scan_words(&rest, labels)) return true;
    }
    return false;
}

/* "From: Somebody <somebody@example.org>": the head of an e-mail. */
static bool has_address(const Blocks *blocks, size_t at) {
    for (size_t i = at; i < blocks->count && i < at + 4; i++) {
        Text rest = blocks->items[i].text;
        if ((scan_words(&rest, "From:|To:|Cc:|Sent:"))
            && (text_contains(rest, S("@")) || text_starts_with(blocks->items[i].text, S("Sent:"))))
            return true;
    }
    return false;
}

static bool sees(Arena *arena, const Blocks *blocks, size_t at, size_t *begin) {
    (void)arena;
    Text rest = blocks->items[at].text;
    bool is_by = scan_words(&rest, by_labels) && label_near(blocks, at + 1, "To:|Report to:|Committee:");
    rest = blocks->items[at].text;
    bool is_to =
        !is_by && scan_words(&rest, "Report to:|To:") && label_near(blocks, at + 1, "By:|Report by:|Report of:|Report author:|Author:");
    if ((!is_by && !is_to) || !label_near(blocks, at, "Subject:|Title:|Summary|Classification:|Purpose:|Report title:")) return false;
    if (!goes_to_body(blocks, at) || has_address(blocks, at)) return false;
    *begin = at;
    return true;
}

/* ---- The head ---- */

static void add_to(LayoutReader *reader, Text *field, Text words) {
    words = text_trim(words);
    *field = joined(reader->arena, *field, "; ", words);
}

/* A labelled line of the head; *open is where lines without a label go on. False: no label. */
static bool take_label(LayoutReader *reader, const Block *block, Text **open) {
    ReadDocument *d = reader->document;
    static const struct {
        const char *labels;
        int field;
    } fields[] = {{"By:|Report by:|Report of:|Report author:|Author:|From:", 0}, {"To:|Report to:|Committee:", 1}, {"Classification:", 2},
        {"Subject:|Title:|Report title:", 3}, {"Summary:|Summary|Purpose:", 4}, {"Date:|Meeting date:|Date of meeting:", 5}};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        Text rest = block->text;
        if (!scan_words(&rest, fields[i].labels)) continue;
        rest = text_trim(rest);
        *open = NULL;
        switch (fields[i].field) {
        case 0: add_to(reader, &d->by, rest), *open = &d->by; break;
        case 1: d->to = rest; break;
        case 2: d->classification = rest; break;
        case 3: d->title = rest; break;
        case 4: {
            int summary = put_entry(reader, ENTRY_PARAGRAPH, -1, block, rest);
            entry_at(reader, summary)->code = S("summary");
            *open = NULL;
            break;
        }
        default: take_day(reader, rest); break;
        }
        return true;
    }
    return false;
}

/* "Kent Community Safety Partnership - 23rd July 2025" */
static void divide_to(LayoutReader *reader) {
    ReadDocument *d = reader->document;
    FoundDay day;
    Text body = d->to;
    if (find_day(d->to, 0, &day) && day.has_year) {
        if (!date_is_set(d->date)) take_day(reader, d->to);
        body = text_slice(d->to, 0, day.from);
    }
    body = text_trim(body);
    while (body.len > 0 && (text_ends_with(body, S("-")) || text_ends_with(body, S(",")) || text_ends_with(body, S(" ")))) body.len--;
    if (text_ends_with(body, S("–"))) body = text_trim(text_slice(body, 0, body.len - strlen("–")));
    if (text_ends_with(body, S(")"))) {
        size_t open = text_find(body, S("("), 0);
        if (open != SIZE_MAX && open > 3) body = text_trim(text_slice(body, 0, open));
    }
    d->body = title_case(reader->arena, body);
}

/* ---- The body ---- */

static bool is_section_label(const Block *block) {
    return (block->mark == MARK_DECIMAL && text_ends_with(block->label, S(".0")))
           || (block->mark == MARK_NUMBER && is_title_like(block->text) && count_words(block->text) <= 12);
}

/* "Hateful Extremism Learning Event (£4,000)" */
static bool take_project(LayoutReader *reader, const Block *block, int section) {
    size_t open = text_find(block->text, S("(\u00a3"), 0);
    if (block->mark != MARK_BULLET || open == SIZE_MAX || open < 3) return false;
    Text rest = text_slice(block->text, open + strlen("(\u00a3"), SIZE_MAX);
    Text amount = scan_until(&rest, ")");
    rest = text_slice(rest, 1, SIZE_MAX);
    scan_char(&rest, '.');
    if (rest.len > 0) return false;
    int64_t pence = 0;
    int decimals = -1;
    for (size_t i = 0; i < amount.len; i++) {
        char c = amount.ptr[i];
        if (c == '.') decimals = 0;
        else if (c >= '0' && c <= '9' && decimals < 2 && pence < 100000000000) pence = pence * 10 + (c - '0'), decimals += decimals >= 0;
        else if (c != ',' && c != ' ') return false;
    }
    for (int i = decimals < 0 ? 0 : decimals; i < 2; i++) pence *= 10;
    int project = put_entry(reader, ENTRY_PROJECT, section, block, block->text);
    entry_at(reader, project)->title = text_trim(text_slice(block->text, 0, open));
    entry_at(reader, project)->pence = pence;
    return true;
}

static bool take_appendix(LayoutReader *reader, const Block *block) {
    Text rest = block->text;
    if (!scan_words(&rest, "Appendix|Annex") || block->text.len > 200) return false;
    scan_spaces(&rest);
    size_t end = 0;
    while (end < rest.len && rest.ptr[end] != ' ' && rest.ptr[end] != ':' && rest.ptr[end] != '-') end++;
    if (end == 0 || end > 4) return false;
    Text label = text_slice(rest, 0, end);
    rest = text_slice(rest, end, SIZE_MAX);
    bool has_mark = false;
    for (;;) {
        if (scan_char(&rest, ':') || scan_char(&rest, '-') || scan_char(&rest, ' ')) has_mark = true;
        else if (text_starts_with(rest, S("–"))) rest = text_slice(rest, strlen("–"), SIZE_MAX), has_mark = true;
        else break;
    }
    if (!has_mark && rest.len > 0) return false;
    int appendix = put_entry(reader, ENTRY_APPENDIX, -1, block, (Text){0});
    entry_at(reader, appendix)->number = label;
    entry_at(reader, appendix)->title = rest;
    return true;
}

static void take_recommendation(LayoutReader *reader, const Block *block, int section, int *last) {
    if (*last >= 0 && block->mark == MARK_BULLET) {
        put_entry(reader, ENTRY_BULLET, *last, block, block->text);
        return;
    }
    bool is_lead =
        text_ends_with(block->text, S(":")) && (block->mark == MARK_DECIMAL || block->mark == MARK_PLAIN || block->mark == MARK_NUMBER);
    if (is_lead) {
        *last = -1;
        put_entry(reader, ENTRY_PARAGRAPH, section, block, block->text);
        entry_at(reader, (int)reader->document->entries.count - 1)->number = block->label;
        return;
    }
    int entry = put_entry(reader, ENTRY_RECOMMENDATION, section, block, block->text);
    entry_at(reader, entry)->number = block->label;
    entry_at(reader, entry)->verb = verb_of(reader->arena, block->text);
    *last = entry;
}

static void read(LayoutReader *reader) {
    ReadDocument *d = reader->document;
    Text *open = NULL;
    bool in_head = true, recommends = false, is_over = false;
    int section = -1, recommendation = -1, paragraph = -1;
    for (size_t at = reader->from; at < reader->to; at++) {
        const Block *block = block_at(reader, at);
        Text rest = block->text;
        if (in_head && !is_section_label(block) && take_label(reader, block, &open)) continue;
        if (in_head && open && block->mark == MARK_PLAIN && block->text.len < 160) {
            bool goes_with = block->text.len > 0 && block->text.ptr[0] == '(';
            *open = joined(reader->arena, *open, goes_with ? " " : "; ", block->text);
            continue;
        }
        if (take_appendix(reader, block)) continue;
        if (scan_words(&rest,
                "Attachments:|Appendices:|For Further Information:|Contact details:|Background documents:|Background papers:|Contact:"))
            is_over = true;
        if (is_over) {
            take_project(reader, block, section);
            continue;
        }
        rest = block->text;
        bool is_recommending = block->mark == MARK_PLAIN
                               && scan_words(&rest, "Recommendation:|Recommendations:|Recommendation(s):|RECOMMENDATIONS|RECOMMENDATION");
        if (is_section_label(block) || is_recommending || (block->role == LINE_HEADING)) {
            in_head = false;
            recommends = has_words(block->text, "Recommendation|Recommendations|Recommendation(s)");
            section = put_entry(reader, ENTRY_SECTION, -1, block, (Text){0});
            entry_at(reader, section)->number = block->label;
            entry_at(reader, section)->title = is_recommending ? S("Recommendations") : block->text;
            recommendation = paragraph = -1;
            Block inline_words = *block;
            inline_words.text = text_trim(rest);
            if (is_recommending && inline_words.text.len > 0) take_recommendation(reader, &inline_words, section, &recommendation);
            continue;
        }
        if (in_head && block->mark == MARK_PLAIN) {
            /* The summary goes on. */
            if (d->entries.count > 0) {
                Entry *summary = entry_at(reader, (int)d->entries.count - 1);
                if (summary->kind == ENTRY_PARAGRAPH) summary->words = joined(reader->arena, summary->words, " ", block->text);
            }
            continue;
        }
        if (take_project(reader, block, section)) continue;
        if (recommends) {
            take_recommendation(reader, block, section, &recommendation);
            continue;
        }
        if (block->mark == MARK_BULLET && paragraph >= 0) {
            put_entry(reader, ENTRY_BULLET, paragraph, block, block->text);
            continue;
        }
        int entry = put_entry(reader, block->role == LINE_ROW ? ENTRY_TABLE_ROW : ENTRY_PARAGRAPH, section, block, block->text);
        entry_at(reader, entry)->number = block->label;
        if (block->mark != MARK_BULLET) paragraph = entry;
    }
    divide_to(reader);
    review_sums(reader);
}

const Layout layout_report = {.name = "report", .kind = DOCUMENT_REPORT, .sees = sees, .read = read};
