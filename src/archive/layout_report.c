/* A report: By, To, Classification, Subject and Summary, numbered sections and paragraphs, recommendations, appendices. */
#include "archive/layout.h"
#include "archive/minutes_head.h"

/* ---- Labels of the head ---- */

typedef enum { FIELD_BY, FIELD_TO, FIELD_CLASSIFICATION, FIELD_SUBJECT, FIELD_SUMMARY, FIELD_DATE, FIELD_OTHER, FIELDS } Field;

static const struct {
    const char *labels;
    Field field;
} fields[] = {
    {"Report author|Report authors|Report of the|Report by the|Report of|Report by|Report from|Author of report|Author|Authors|Originating "
     "officer|Lead officer|"
     "Responsible officer|Lead director|Presented by|Submitted by|By|From",
        FIELD_BY},
    {"Date of meeting|Meeting date|Date of decision|Date of committee|Date", FIELD_DATE},
    {"Report to|Report for|Report submitted to|Name of committee|Name of meeting|Committee name|Decision maker|Decision-maker|Decision "
     "taker|Meeting of|Committee|Meeting|To",
        FIELD_TO},
    {"Classification|Category of report|Security classification|Exempt or confidential report|Exempt or confidential|Exempt information|"
     "Public or exempt|Open or exempt|Public/Exempt|Open/Exempt|Exempt/Confidential|Confidentiality|Access to information|Status of "
     "report|Report status|Exempt report|Exempt",
        FIELD_CLASSIFICATION},
    {"Subject of report|Subject|Title of report|Report title|Report subject|Title", FIELD_SUBJECT},
    {"Summary|Purpose", FIELD_SUMMARY},
    {"Wards affected|Ward(s) affected|Wards|Ward|Electoral divisions affected|Electoral division|Divisions affected|Key decision|Reason "
     "key "
     "decision|Is this a key decision|Portfolio holder|Cabinet portfolio|Portfolio|Cabinet member|Lead member|Executive member|Contact "
     "officer|Agenda item no|Agenda item number|Agenda item|Past pathway of report|Past pathway|Future pathway of report|Future "
     "pathway|Decision type|Type of report|Decision or information|Report number|Forward plan reference|Subject to call-in|Relevant "
     "scrutiny committee",
        FIELD_OTHER},
};

/* Which field the block's label begins, and what stands behind it: after a colon, in the next cell or behind a gap, or below (empty). */
static bool label_of(const Blocks *blocks, const Block *block, Field *field, Text *value) {
    if (block->mark != MARK_PLAIN) return false;
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        Text rest = block->text;
        if (!scan_words(&rest, fields[i].labels)) continue;
        size_t length = block->text.len - rest.len;
        Text raw = block->first_line > 0 ? text_trim(blocks->lines->items[block->first_line - 1].raw) : (Text){0};
        scan_char(&rest, '?');
        bool is_apart =
            rest.len == 0 || rest.ptr[0] == ':' || rest.ptr[0] == '\t'
            || (text_starts_with(raw, text_slice(block->text, 0, length)) && text_starts_with(text_slice(raw, length, SIZE_MAX), S("   ")));
        /* "Ward(s) affected Central": the column is narrow */
        is_apart |= fields[i].field == FIELD_OTHER && block->text.len < 80 && count_words(text_slice(block->text, 0, length)) > 1
                    && rest.ptr[0] == ' ' && rest.len > 1 && rest.ptr[1] >= 'A' && rest.ptr[1] <= 'Z';
        if (!is_apart) continue;
        while (rest.len > 0 && (rest.ptr[0] == ':' || rest.ptr[0] == '\t' || rest.ptr[0] == ' ')) rest = text_slice(rest, 1, SIZE_MAX);
        *field = fields[i].field;
        *value = text_trim(rest);
        return true;
    }
    return false;
}

/* "REPORT OF THE PARTNERSHIP MANAGER" as a heading: who reports, without a label. */
static bool is_reporter(const Block *block, Text *by) {
    Text rest = block->text;
    if (block->mark != MARK_PLAIN || block->role == LINE_ROW || block->text.len > 110 || ends_sentence(block->text)) return false;
    if (!is_capitals(block->text) && block->role != LINE_HEADING) return false;
    if (!scan_words(&rest, "Report of the|Report by the|Report of|Report by|Joint report of the|Joint report of") || !scan_spaces(&rest))
        return false;
    *by = text_trim(rest);
    return by->len > 3 && by->ptr[0] != ':';
}

enum { HEAD_BLOCKS = 16, RECOMMENDS_WITHIN = 80, ABOVE_MOST = 5 };

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

static bool names_recommendations(Text t) {
    return scan_words(&t, "Recommendation(s)|Recommendations|Recommendation|It is recommended|Officer recommendation|Officer "
                          "recommendations");
}

static bool recommends_near(const Blocks *blocks, size_t at) {
    for (size_t i = at; i < blocks->count && i < at + RECOMMENDS_WITHIN; i++) {
        Text t = blocks->items[i].bare.len > 0 ? blocks->items[i].after_bare : blocks->items[i].text;
        if (names_recommendations(t)) return true;
    }
    return false;
}

/* What stands above the first label and belongs to the report: the council, "REPORT TO CABINET", "Agenda item 7". */
static size_t letterhead_above(const Blocks *blocks, size_t at) {
    size_t begin = at;
    FoundDay day;
    for (int i = 0; i < ABOVE_MOST && begin > 0; i++) {
        const Block *above = &blocks->items[begin - 1];
        bool is_head = above->mark == MARK_PLAIN && above->role != LINE_ROW && above->text.len < 110 && !ends_sentence(above->text)
                       && count_words(above->text) < 14 && above->page == blocks->items[at].page
                       && (is_capitals(above->text) || names_body(above->text) || above->role == LINE_HEADING
                           || has_words(above->text, "Report|Agenda item") || find_day(above->text, 0, &day));
        if (!is_head) break;
        begin--;
    }
    return begin;
}

/* A label above this one, with no matter between them: the head has begun already. */
static bool is_within_head(const Blocks *blocks, size_t at) {
    Field field;
    Text value;
    for (size_t i = at; i-- > 0 && at - i < HEAD_BLOCKS;) {
        const Block *block = &blocks->items[i];
        if (block->mark != MARK_PLAIN || block->bare.len > 0 || block->text.len > 300) return false;
        if (label_of(blocks, block, &field, &value)) return true;
    }
    return false;
}

/* A report goes to a body; an e-mail or a letter goes to somebody, and has neither a classification nor recommendations. */
static bool sees(Arena *arena, const Blocks *blocks, size_t at, size_t *begin) {
    (void)arena;
    Field field;
    Text value;
    bool has[FIELDS] = {false}, goes_to_body = false, says_report = false;
    Text by;
    if (is_reporter(&blocks->items[at], &by)) {
        *begin = letterhead_above(blocks, at);
        bool has_body = false;
        for (size_t i = *begin; i < at; i++) has_body |= names_body(blocks->items[i].text);
        return has_body && recommends_near(blocks, at) && !is_within_head(blocks, at);
    }
    if (blocks->items[at].text.len > 300 || !label_of(blocks, &blocks->items[at], &field, &value) || has_address(blocks, at)
        || is_within_head(blocks, at))
        return false;
    for (size_t i = at; i < blocks->count && i < at + HEAD_BLOCKS; i++) {
        const Block *block = &blocks->items[i];
        if (!label_of(blocks, block, &field, &value)) continue;
        has[field] = true;
        says_report |= has_word(text_slice(block->text, 0, 20), "report");
        Text below = i + 1 < blocks->count ? blocks->items[i + 1].text : (Text){0};
        if (field == FIELD_TO) goes_to_body |= names_body(value.len ? value : below) || text_starts_with(block->text, S("Report to"));
    }
    size_t above = letterhead_above(blocks, at);
    for (size_t i = above; i < at; i++) {
        goes_to_body |= names_body(blocks->items[i].text);
        says_report |= has_word(blocks->items[i].text, "report");
    }
    int groups = 0;
    for (int i = 0; i < FIELDS; i++) groups += has[i];
    bool is_labelled = has[FIELD_CLASSIFICATION] || has[FIELD_OTHER] || says_report;
    bool is_known = has[FIELD_BY] && has[FIELD_TO] && (has[FIELD_SUBJECT] || has[FIELD_SUMMARY] || has[FIELD_CLASSIFICATION]);
    if (!goes_to_body) return false;
    if (!(is_known && (is_labelled || recommends_near(blocks, at)))
        && !(groups >= 3 && (has[FIELD_SUBJECT] || says_report) && (has[FIELD_TO] || has[FIELD_BY]) && recommends_near(blocks, at)))
        return false;
    *begin = above;
    return true;
}

/* ---- The head ---- */

static void add_to(LayoutReader *reader, Text *field, Text words) {
    words = text_trim(words);
    *field = joined(reader->arena, *field, "; ", words);
}

/* "Exempt: Yes - paragraph 3", "Exempt: No" as a marking that says it in itself: open is only what says nothing else. */
static Text exempt_or_not(Arena *arena, Text value) {
    Text rest = value;
    bool is_open = scan_words(&rest, "Not exempt|Non-exempt|Not confidential|Not applicable|No|None|N/A|N|Open|Public|Unrestricted");
    return is_open && count_words(rest) == 0 ? S("Not exempt") : text_format(arena, "Exempt: %.*s", TEXT_ARG(value));
}

/* A labelled line of the head; *open is where lines without a label go on. False: no label. */
static bool take_label(LayoutReader *reader, const Block *block, Text **open) {
    ReadDocument *d = reader->document;
    Field field;
    Text value;
    if (!label_of(reader->blocks, block, &field, &value)) return false;
    value = line_clean(reader->arena, value);
    *open = NULL;
    switch (field) {
    case FIELD_BY: add_to(reader, &d->by, value), *open = &d->by; break;
    case FIELD_TO:
        if (d->to.len == 0) d->to = value, *open = value.len == 0 ? &d->to : NULL;
        break;
    case FIELD_CLASSIFICATION:
        d->classification = value;
        if (scan_words(&(Text){block->text.ptr, block->text.len}, "Exempt|Confidential"))
            d->classification = value.len > 0 ? exempt_or_not(reader->arena, value) : S("Exempt:");
        if (value.len == 0) *open = &d->classification;
        break;
    case FIELD_SUBJECT:
        if (d->title.len == 0) d->title = value, *open = value.len == 0 ? &d->title : NULL;
        break;
    case FIELD_SUMMARY: {
        int summary = put_entry(reader, ENTRY_PARAGRAPH, -1, block, value);
        entry_at(reader, summary)->code = S("summary");
        break;
    }
    case FIELD_DATE: take_day(reader, value); break;
    case FIELD_OTHER:
    case FIELDS: break;
    }
    return true;
}

/* The letterhead above the labels may be all that names the body. */
static void take_letterhead(LayoutReader *reader, const Block *block) {
    ReadDocument *d = reader->document;
    FoundDay day;
    if (d->body.len == 0 || text_ends_with(d->body, S(" Council"))) {
        Text body = block->text;
        scan_words(&body, "Report to the|Report to|Meeting of the|Meeting of");
        body = text_trim(body);
        if (find_day(body, 0, &day)) body = text_trim(text_slice(body, 0, day.from));
        while (body.len > 0 && (text_ends_with(body, S("-")) || text_ends_with(body, S(","))))
            body = text_trim(text_slice(body, 0, body.len - 1));
        if (text_ends_with(body, S("–"))) body = text_trim(text_slice(body, 0, body.len - strlen("–")));
        if (names_body(body) && body.len < 110 && !has_word(body, "report")) d->body = title_case(reader->arena, body);
    }
    if (!date_is_set(d->date) && find_day(block->text, 0, &day) && day.has_year) take_day(reader, block->text);
}

/* "Kent Community Safety Partnership - 23rd July 2025" */
static void divide_to(LayoutReader *reader) {
    ReadDocument *d = reader->document;
    if (d->to.len == 0 && d->body.len > 0) return; /* the letterhead named it */
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
    if (block->bare.len > 0 && text_find(block->bare, S("/"), 0) == SIZE_MAX)
        return is_title_like(block->after_bare) && count_words(block->after_bare) <= 10 && block->first_line == block->last_line;
    return (block->mark == MARK_DECIMAL && text_ends_with(block->label, S(".0")))
           || (block->mark == MARK_NUMBER && is_title_like(block->text) && count_words(block->text) <= 12);
}

/* Below the heading of the recommendations: is what begins with a number one of them, or the next section? */
static bool is_numbered_recommendation(LayoutReader *reader, const Block *block, int section, int last) {
    int64_t number, above;
    if (block->mark != MARK_NUMBER || section < 0 || !scan_count(block->label, &number)) return false;
    if (starts_small(block->text) || text_ends_with(block->text, S(";")) || text_ends_with(block->text, S("."))) return true;
    if (scan_words(&(Text){block->text.ptr, block->text.len}, "That|To|Note|Notes|Agree|Agrees|Approve|Approves|Endorse|Endorses|Consider"))
        return true;
    const Entry *heading = entry_at(reader, section);
    if (scan_count(heading->number, &above)) return number != above + 1;
    if (last < 0) return number == 1;
    return scan_count(entry_at(reader, last)->number, &above) && number == above + 1;
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
    if (*last >= 0 && block->mark == MARK_BULLET && reader->part_takes_bullets) {
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
    reader->part_takes_bullets = block->mark != MARK_BULLET; /* a list of bullets is a list of recommendations */
}

/* How far the reading of a report has come. */
typedef struct {
    bool in_head, is_labelled, is_unlabelled; /* a label was seen; who reports stood there without one */
    bool recommends, is_over;                 /* below the recommendations; below what is only to be looked up */
    Text *open;                               /* the field of the head in which a line without a label goes on */
    int section, recommendation, paragraph;   /* the last of each; -1: none */
} ReportState;

/* Labels, who reports, the subject and the letterhead. False: not of the head. */
static bool take_head(LayoutReader *reader, ReportState *state, const Block *block) {
    ReadDocument *d = reader->document;
    bool is_section = is_section_label(block), names = names_recommendations(block->text);
    Text by;
    if (!is_section && take_label(reader, block, &state->open)) return state->is_labelled = true;
    if (is_reporter(block, &by)) {
        add_to(reader, &d->by, title_case(reader->arena, by));
        state->open = NULL;
        return state->is_labelled = state->is_unlabelled = true;
    }
    bool is_plain = block->mark == MARK_PLAIN, is_heading = block->role == LINE_HEADING;
    if (state->is_unlabelled && d->title.len == 0 && is_plain && block->text.len < 150 && (is_capitals(block->text) || is_heading) && !names
        && !is_section) {
        d->title = title_case(reader->arena, block->text);
        return true;
    }
    if (!state->is_labelled && is_plain && !is_section) {
        take_letterhead(reader, block);
        return true;
    }
    if (!state->open || names || is_heading || !is_plain || block->text.len >= 160) return false;
    bool goes_with = block->text.len > 0 && block->text.ptr[0] == '(';
    *state->open = joined(reader->arena, *state->open, goes_with ? " " : "; ", block->text);
    return true;
}

/* Appendices, background papers and contacts, until a heading leads back to the report. */
static bool take_end(LayoutReader *reader, ReportState *state, const Block *block) {
    Text rest = block->text;
    if (take_appendix(reader, block)) return true;
    if (scan_words(
            &rest, "Attachments:|Appendices:|For Further Information:|Contact details:|Background documents:|Background papers:|Contact:"))
        state->is_over = !state->in_head || reader->document->entries.count > 0;
    if (state->is_over && block->mark != MARK_NUMBER && (is_section_label(block) || names_recommendations(block->text)))
        state->is_over = false;
    if (state->is_over) take_project(reader, block, state->section);
    return state->is_over;
}

/* "Recommendation(s):", with the recommendation behind it in *behind or below. */
static bool leads_recommendations(const Block *block, Text *behind) {
    Text rest = block->text;
    *behind = (Text){0};
    if (block->mark != MARK_PLAIN
        || !scan_words(&rest, "Recommendation(s):|Recommendation(s)|Recommendations:|Recommendation:|RECOMMENDATIONS|RECOMMENDATION|"
                              "Officer recommendations|Officer recommendation"))
        return false;
    *behind = text_trim(rest);
    return !(rest.len > 0 && rest.ptr[0] == ' ' && starts_small(*behind));
}

static void begin_section(LayoutReader *reader, ReportState *state, const Block *block, Text number, Text title) {
    state->section = put_entry(reader, ENTRY_SECTION, -1, block, (Text){0});
    entry_at(reader, state->section)->number = number;
    entry_at(reader, state->section)->title = title;
    state->recommendation = state->paragraph = -1;
}

static bool take_heading(LayoutReader *reader, ReportState *state, const Block *block) {
    Text behind;
    bool is_recommending = leads_recommendations(block, &behind), has_bare = block->bare.len > 0;
    if (state->recommends && is_numbered_recommendation(reader, block, state->section, state->recommendation)) return false;
    if (!is_section_label(block) && !is_recommending && block->role != LINE_HEADING) return false;
    state->in_head = false;
    state->recommends = has_words(block->text, "Recommendation|Recommendations|Recommendation(s)")
                        && !has_words(block->text, "Reason|Reasons|Alternative|Background to|Previous");
    Text title = has_bare ? block->after_bare : block->text;
    begin_section(reader, state, block, has_bare ? block->bare : block->label, is_recommending ? S("Recommendations") : title);
    if (is_recommending && behind.len > 0) {
        Block inside = *block;
        inside.text = behind;
        take_recommendation(reader, &inside, state->section, &state->recommendation);
    }
    return true;
}

/* A short line behind the recommendations, without a number: the next section. */
static bool is_heading_behind(const ReportState *state, const Block *block) {
    return state->recommends && state->recommendation >= 0 && block->mark == MARK_PLAIN && block->blanks > 0
           && count_words(block->text) <= 5 && is_title_like(block->text) && !starts_small(block->text) && block->role != LINE_ROW;
}

/* The summary, which the head ends with, goes on. */
static void go_on_summary(LayoutReader *reader, const Block *block) {
    size_t count = reader->document->entries.count;
    Entry *summary = count > 0 ? entry_at(reader, (int)count - 1) : NULL;
    if (summary && summary->kind == ENTRY_PARAGRAPH) summary->words = joined(reader->arena, summary->words, " ", block->text);
}

static void take_matter(LayoutReader *reader, ReportState *state, const Block *block) {
    if (is_heading_behind(state, block)) {
        begin_section(reader, state, block, (Text){0}, block->text);
        state->recommends = false;
    } else if (state->recommends) {
        take_recommendation(reader, block, state->section, &state->recommendation);
    } else if (block->mark == MARK_BULLET && state->paragraph >= 0) {
        put_entry(reader, ENTRY_BULLET, state->paragraph, block, block->text);
    } else {
        int entry = put_entry(reader, block->role == LINE_ROW ? ENTRY_TABLE_ROW : ENTRY_PARAGRAPH, state->section, block, block->text);
        entry_at(reader, entry)->number = block->label;
        if (block->mark != MARK_BULLET) state->paragraph = entry;
    }
}

static void take_block(LayoutReader *reader, ReportState *state, const Block *block) {
    if (state->in_head && take_head(reader, state, block)) return;
    if (take_end(reader, state, block) || take_heading(reader, state, block)) return;
    bool is_recommendation = state->recommends && is_numbered_recommendation(reader, block, state->section, state->recommendation);
    if (is_recommendation) take_recommendation(reader, block, state->section, &state->recommendation);
    else if (state->in_head && block->mark == MARK_PLAIN) go_on_summary(reader, block);
    else if (!take_project(reader, block, state->section)) take_matter(reader, state, block);
}

static void read(LayoutReader *reader) {
    ReadDocument *d = reader->document;
    ReportState state = {.in_head = true, .section = -1, .recommendation = -1, .paragraph = -1};
    for (size_t at = reader->from; at < reader->to; at++) take_block(reader, &state, block_at(reader, at));
    static const char waiting[] = "Exempt:; ";
    if (text_starts_with(d->classification, text_of(waiting)))
        d->classification = exempt_or_not(reader->arena, text_slice(d->classification, strlen(waiting), SIZE_MAX));
    divide_to(reader);
    review_sums(reader);
}

const Layout layout_report = {.name = "report", .kind = DOCUMENT_REPORT, .sees = sees, .read = read};
