/* The web page of a decision: "Decision details", its title, who took it and when, what was decided and why, its papers. */
#include "archive/layout.h"
#include "archive/minutes_head.h"

typedef enum { PART_NONE, PART_PURPOSE, PART_DECISION, PART_REASONS, PART_PAPERS } DecisionPart;

static bool sees(Arena *arena, const Blocks *blocks, size_t at, size_t *begin) {
    (void)arena;
    if (at > 30 || blocks->lines->format != SOURCE_HTML) return false;
    enum { HEAD_MOST = 60 };
    const Block *block = &blocks->items[at];
    Text t = text_trim(block->text);
    if (block->mark != MARK_PLAIN) return false;
    if (!text_equal_ignoring_case(t, S("Decision details")) && !text_equal_ignoring_case(t, S("Decision detail"))) return false;
    for (size_t i = at + 1; i < blocks->count && i < at + HEAD_MOST; i++) {
        Text rest = blocks->items[i].text;
        if (!scan_words(&rest, "Decision maker:|Decision status:|Date of decision:|Decided at meeting:|Is Key decision?:")) continue;
        *begin = at;
        return true;
    }
    return false;
}

/* The heading of a part; *rest receives what stands behind it in its line. */
static DecisionPart part_of(Text t, Text *rest) {
    static const struct {
        const char *words;
        DecisionPart part;
    } parts[] = {{"Purpose:|Content:|Summary:|Background:", PART_PURPOSE}, {"Decision:|Decisions:|Decision taken:", PART_DECISION},
        {"Reasons for the decision:|Reason for the decision:|Reasons for decision:|Reason for decision:|Reasons:|Alternative options "
         "considered:|Alternatives considered:|Other options considered:|Interests declared:|Interests and nature of interests declared:",
            PART_REASONS},
        {"Accompanying documents:|Supporting documents:|Additional documents:|Documents:", PART_PAPERS}};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        *rest = t;
        if (!scan_words(rest, parts[i].words)) continue;
        *rest = text_trim(*rest);
        return parts[i].part;
    }
    return PART_NONE;
}

/* "Date of decision: 18/06/2025", "Decided at meeting: 18/06/2025 - Safety Board"; false when the block is no label of the page. */
static bool take_label(LayoutReader *reader, Text t) {
    ReadDocument *d = reader->document;
    Text rest = t;
    FoundDay day;
    if (scan_words(&rest, "Decision maker:|Decision made by:|Decision taker:")) {
        if (names_body(rest) && rest.len < 120) d->body = text_trim(rest);
    } else if (scan_words(&rest, "Decided at meeting:")) {
        if (!find_day(rest, 0, &day) || !day.has_year) return true;
        take_day(reader, rest);
        Text body = text_trim(text_slice(rest, day.to, SIZE_MAX));
        while (body.len > 0 && (body.ptr[0] == '-' || body.ptr[0] == ' ')) body = text_slice(body, 1, SIZE_MAX);
        if (d->body.len == 0 && names_body(body) && body.len < 120) d->body = body;
    } else if (scan_words(&rest, "Date of decision:|Decision date:")) {
        if (!date_is_set(d->date)) take_day(reader, rest);
    } else if (scan_words(&rest, "Contact:|Report author:|Contact officer:")) {
        if (d->contact.len == 0) d->contact = text_trim(rest);
    } else if (scan_words(&rest, "Is exempt|Exempt|Confidential|Restricted|Is private|Private|Is the decision exempt")) {
        if (has_word(rest, "Yes") && reader->item >= 0) entry_at(reader, reader->item)->is_restricted = true;
    } else {
        return scan_words(&rest, "Decision status:|Is Key decision?:|Is subject to call in?:|Publication date:|Effective from:|Decision "
                                 "type:|Reason Key:|Wards affected:|Notice of proposed decision first published:|Decision due:|Date "
                                 "notice published:|Date comes into force:|Find out more about this issue|Last updated:");
    }
    return true;
}

static void take_decision(LayoutReader *reader, const Block *block, bool is_first) {
    if (is_first && !is_resolution(block->text, NULL)) {
        Block decision = *block;
        decision.text = text_format(reader->arena, "RESOLVED: %.*s", TEXT_ARG(block->text));
        decision.mark = MARK_PLAIN;
        minute_take(reader, &decision);
        return;
    }
    minute_take(reader, block);
}

static void take_words(LayoutReader *reader, DecisionPart part, const Block *block, bool is_first) {
    Entry *item = entry_at(reader, reader->item);
    if (words_tell_closed(block->text)) item->is_restricted = true;
    if (part == PART_PURPOSE) {
        if (item->words.len < 4000) item->words = joined(reader->arena, item->words, "\n", block->text);
    } else if (part == PART_DECISION) {
        take_decision(reader, block, is_first);
    } else if (part == PART_REASONS) {
        minute_take(reader, block);
    }
}

static void read(LayoutReader *reader) {
    DecisionPart part = PART_NONE;
    bool is_first = false;
    for (size_t at = reader->from + 1; at < reader->to; at++) {
        const Block *block = block_at(reader, at);
        Text rest;
        if (reader->item < 0) {
            if (block->mark != MARK_PLAIN || block->text.len > 300 || !has_letter(block->text)) continue;
            page_begin_item(reader, block, block->text, (Text){0});
            reader->document->title = entry_at(reader, reader->item)->title;
            continue;
        }
        DecisionPart begun = part_of(block->text, &rest);
        if (begun) {
            part = begun;
            is_first = true;
            if (part == PART_REASONS) minute_begin_item(reader, reader->item); /* the resolution is over */
            if (rest.len == 0) continue;
        } else if (take_label(reader, block->text)) {
            continue;
        }
        if (page_take_paper(reader, block)) continue;
        Block words = *block;
        if (begun) words.text = rest, words.role = LINE_WORDS;
        take_words(reader, part, &words, is_first);
        is_first = false;
    }
    review_items(reader);
    review_day(reader);
}

const Layout layout_decision_page = {
    .name = "decision page", .kind = DOCUMENT_ITEM_PAGE, .sees = sees, .read = read, .is_whole_page = true};
