/* Minutes or notes as they are printed: a sentence that says which body met where and when, who was there, then numbered items. */
#include "archive/attendance_list.h"
#include "archive/layout.h"

static bool opens_minutes(Text t) {
    Text rest = t;
    scan_words(&rest, "DRAFT|CONFIRMED|UNCONFIRMED|APPROVED");
    scan_spaces(&rest);
    if (!scan_words(&rest, "MINUTES|NOTES|NOTE|RECORD|ACTION NOTES|MINUTES AND ACTIONS")) return false;
    scan_spaces(&rest);
    if (!scan_words(&rest, "of")) return false;
    size_t of = find_word(rest, "meeting of", 0);
    if (of == SIZE_MAX) return false;
    Text body = text_slice(rest, of + strlen("meeting of"), SIZE_MAX);
    FoundDay day;
    scan_spaces(&body);
    scan_word(&body, "the");
    scan_spaces(&body);
    return !(find_day(body, 0, &day) && day.from < 3) && has_letter(body);
}

/* "Minutes of the meeting held at ... on ...", without the body's name. */
static bool is_held_form(Text t) {
    return scan_words(&t, "Minutes of the|Minutes of a|Notes of the|Notes of a|Notes of|Minutes of")
           && has_words(t, "meeting held|meeting which was held|meeting that took place");
}

static bool is_present_label(Text t) {
    Text rest = t;
    if (scan_words(
            &rest, "PRESENT|Present:|Members present|Councillors present|MEMBERS PRESENT|Attendees:|ATTENDEES|Attendance:|ATTENDANCE"))
        return t.len - rest.len > 0;
    return text_equal(text_trim(t), S("Present"));
}

static bool is_present_near(const Blocks *blocks, size_t at, size_t most) {
    for (size_t i = at; i < blocks->count && i < at + most; i++)
        if (is_present_label(blocks->items[i].text)) return true;
    return false;
}

static bool sees(Arena *arena, const Blocks *blocks, size_t at, size_t *begin) {
    (void)arena;
    const Block *block = &blocks->items[at];
    Text trimmed = text_trim(block->text);
    bool is_title = text_equal_ignoring_case(trimmed, S("minutes")) || text_equal_ignoring_case(trimmed, S("draft minutes"))
                    || text_equal_ignoring_case(trimmed, S("minutes of meeting"))
                    || text_equal_ignoring_case(trimmed, S("notes of meeting")) || text_equal_ignoring_case(trimmed, S("meeting minutes"))
                    || text_equal_ignoring_case(trimmed, S("meeting notes"));
    bool is_held = block->mark == MARK_PLAIN && block->role != LINE_ROW && is_held_form(block->text) && is_present_near(blocks, at + 1, 10);
    bool is_opened = is_held || (opens_minutes(block->text) && (has_word(block->text, "held") || is_present_near(blocks, at, 12)));
    if (!is_opened && !(is_title && is_present_near(blocks, at, 16))) return false;
    *begin = at;
    /* Its letterhead: the council's name and the body's. */
    for (int i = 0; i < 4 && *begin > 0; i++) {
        const Block *above = &blocks->items[*begin - 1];
        bool is_head = above->mark == MARK_PLAIN && above->role != LINE_ROW && above->text.len < 90 && is_capitals(above->text)
                       && !openness_of(above->text);
        if (!is_head) break;
        --*begin;
    }
    return true;
}

/* ---- The opening sentence ---- */

static Text body_in(Arena *arena, Text words) {
    size_t of = find_word(words, "meeting of", 0);
    if (of == SIZE_MAX) return (Text){0};
    Text rest = text_slice(words, of + strlen("meeting of"), SIZE_MAX);
    scan_spaces(&rest);
    if (scan_word(&rest, "the")) scan_spaces(&rest);
    size_t end = rest.len;
    static const char *const stops[] = {"held", "on", "which took place", "taking place", "via", "at", NULL};
    for (int i = 0; stops[i]; i++) {
        size_t found = find_word(rest, stops[i], 1);
        if (found < end) end = found;
    }
    size_t comma = text_find(rest, S(","), 0);
    if (comma < end) end = comma;
    return title_case(arena, text_trim(text_slice(rest, 0, end)));
}

static bool is_online(Text words) {
    return has_words(
        words, "online|virtually|virtual|via Microsoft Teams|via Teams|MS Teams|Microsoft Teams|Zoom|remotely|video conference");
}

/* "held in the Medway Room, Sessions House on Wednesday": what stands between. */
static Text venue_in(Text words) {
    size_t held = find_word(words, "held", 0);
    FoundDay day;
    if (held == SIZE_MAX) return (Text){0};
    Text rest = text_slice(words, held + 4, SIZE_MAX);
    scan_spaces(&rest);
    if (!find_day(rest, 0, &day)) return (Text){0};
    Text venue = text_trim(text_slice(rest, 0, day.from));
    if (text_ends_with(venue, S(" on"))) venue = text_trim(text_slice(venue, 0, venue.len - 3));
    if (text_equal(venue, S("on")) || venue.len == 0) {
        /* "held on Monday 3 March at 10am in the Council Chamber" */
        venue = text_trim(text_slice(rest, day.to, SIZE_MAX));
        TimeOfDay time;
        size_t to;
        if (find_time(venue, 0, &time, &to) && to < 30) venue = text_trim(text_slice(venue, to, SIZE_MAX));
        while (venue.len > 0 && (venue.ptr[0] == ',' || venue.ptr[0] == ' ')) venue = text_slice(venue, 1, SIZE_MAX);
        if (text_ends_with(venue, S("."))) venue.len--;
    }
    Text inside = venue;
    if (scan_words(&inside, "in|at")) {
        scan_spaces(&inside);
        if (scan_word(&inside, "the")) scan_spaces(&inside);
        venue = inside;
    }
    while (text_ends_with(venue, S(","))) venue.len--;
    return venue;
}

static void take_opening(Reader *reader, Text words) {
    ReadDocument *d = reader->document;
    Text body = opens_minutes(words) ? body_in(reader->arena, words) : (Text){0};
    if (body.len > 0) d->body = body;
    take_day(reader, words);
    if (d->venue.len == 0) d->venue = venue_in(words);
    if (is_online(words)) d->is_online = true;
}

/* ---- Who was there ---- */

/* "IN ATTENDANCE VIRTUALLY: Mr A ...": the kind of list that begins here, and what follows the label. */
static EntryKind list_label(Text t, Text *rest, bool *is_virtual) {
    static const struct {
        const char *words;
        EntryKind kind;
    } labels[] = {
        {"IN ATTENDANCE VIRTUALLY|ALSO IN ATTENDANCE|IN ATTENDANCE|OFFICERS IN ATTENDANCE|OFFICERS PRESENT|OFFICERS|ALSO PRESENT|OBSERVERS",
            ENTRY_ATTENDING},
        {"APOLOGIES FOR ABSENCE|APOLOGIES", ENTRY_APOLOGIES},
        {"PRESENT VIRTUALLY|PRESENT|MEMBERS PRESENT|COUNCILLORS PRESENT|ATTENDEES|ATTENDANCE|MEMBERS", ENTRY_PRESENT},
        {"SUBSTITUTES", ENTRY_SUBSTITUTE},
    };
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        Text try = t;
        if (!scan_words(&try, labels[i].words)) continue;
        Text word = text_slice(t, 0, t.len - try.len);
        bool has_colon = false;
        scan_spaces(&try);
        if (scan_char(&try, '(')) scan_until(&try, ")"), scan_char(&try, ')'), scan_spaces(&try);
        has_colon = scan_char(&try, ':') || scan_char(&try, '-');
        scan_spaces(&try);
        if (!has_colon && !(is_capitals(word) || try.len == 0)) continue;
        *is_virtual = has_word(word, "virtually");
        *rest = text_trim(try);
        return labels[i].kind;
    }
    return 0;
}

static bool could_be_persons(Reader *reader, const Block *block) {
    if (block->role == LINE_HEADING || block->text.len > 3000) return false;
    if (block->role == LINE_ROW || block->is_bulleted) return true;
    Text rest = block->text;
    if (scan_words(
            &rest, "Councillors|Cllrs|Councillor|Cllr|Mr|Mrs|Ms|Miss|Dr|Professor|Sir|Dame|Supt|Superintendent|DCI|DI|Chief|Rev|T/Supt"))
        return true;
    PersonName name = person_name(reader->arena, block->text);
    return text_find(block->text, S("("), 0) != SIZE_MAX && count_words(block->text) < 14 && name.surname.len > 0
           && !ends_sentence(block->text);
}

/* ---- Items ---- */

static bool uses_item_marks(Reader *reader) {
    for (size_t i = reader->from; i < reader->to; i++) {
        Text t = reader->blocks->items[i].text, code;
        if (take_item_mark(&(Text){t.ptr, t.len}, &code) || cut_item_mark(&t, &code)) return true;
    }
    return false;
}

typedef struct {
    Text number, code, title;
    size_t next; /* the block after the heading */
} Heading;

/* "138. Declarations of Interest" with "(Item A3)" at its end or in the next block. */
static bool marked_heading(Reader *reader, size_t at, Heading *out) {
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

static bool is_number_in_order(Text number, int64_t last) {
    Text digits = number;
    size_t slash = text_find(number, S("/"), 0);
    if (slash != SIZE_MAX) digits = text_slice(number, 0, slash);
    int64_t n;
    return text_to_int64(digits, &n) && n > last && (last == 0 || n <= last + 5);
}

/* Without such marks: a number in order and words like a title, or a heading. */
static bool plain_heading(Reader *reader, size_t at, int64_t *last, Heading *out) {
    const Block *block = block_at(reader, at), *after = block_at(reader, at + 1);
    if (block->role == LINE_HEADING && block->level > 1 && block->mark == MARK_PLAIN && block->bare.len == 0 && !openness_of(block->text)) {
        *out = (Heading){.title = block->text, .next = at + 1};
        return true;
    }
    Text number = block->mark == MARK_NUMBER ? block->label : block->bare,
         title = block->mark == MARK_NUMBER ? block->text : block->after_bare;
    if (number.len == 0 || !is_title_like(title) || count_words(title) > 24 || block->is_bulleted) return false;
    bool is_sure = is_capitals(title) || block->role == LINE_HEADING || block->bare.len > 0;
    bool follows = after && after->mark != MARK_NUMBER && after->role != LINE_ROW;
    if (!is_number_in_order(number, *last) || !(is_sure || (follows && reader->paragraph < 0) || (follows && block->indent == 0)))
        return false;
    Text digits = text_slice(number, 0, text_find(number, S("/"), 0));
    text_to_int64(digits, last);
    *out = (Heading){.number = number, .title = title, .next = at + 1};
    return true;
}

static void begin_item(Reader *reader, const Heading *heading, const Block *block, int section, bool is_restricted) {
    int item = put_entry(reader, ENTRY_ITEM, section, block, (Text){0});
    Entry *entry = entry_at(reader, item);
    entry->number = heading->number;
    entry->code = heading->code;
    entry->title = title_case(reader->arena, heading->title);
    entry->is_restricted = is_restricted;
    minute_begin_item(reader, item);
}

static void doubt_lookalikes(Reader *reader) {
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

static void read(Reader *reader) {
    ReadDocument *d = reader->document;
    bool has_marks = uses_item_marks(reader), is_restricted = false, has_items = false, is_virtual = false;
    int64_t last = 0;
    int section = -1;
    EntryKind list = 0;
    for (size_t at = reader->from; at < reader->to;) {
        const Block *block = block_at(reader, at);
        Heading heading = {0};
        Text rest;
        int openness = openness_of(block->text);
        if (!has_items && !date_is_set(d->date) && (opens_minutes(block->text) || is_held_form(block->text))) {
            take_opening(reader, block->text);
            list = 0;
        } else if (openness && block->mark != MARK_NUMBER && (is_capitals(text_slice(block->text, 0, 8)) || block->role == LINE_HEADING)) {
            is_restricted = openness == 2;
            list = 0;
        } else if (has_marks ? marked_heading(reader, at, &heading) : plain_heading(reader, at, &last, &heading)) {
            begin_item(reader, &heading, block, section, is_restricted);
            has_items = true;
            at = heading.next;
            continue;
        } else if (!has_items) {
            EntryKind begun = list_label(block->text, &rest, &is_virtual);
            if (begun) list = begun;
            else rest = block->text;
            if (list && rest.len > 0 && (begun || could_be_persons(reader, block)))
                put_persons(reader, list, -1, rest, block->first_line, block->last_line);
            else if (!begun && !date_is_set(d->date) && block->text.len < 300) {
                FoundDay day;
                if (find_day(block->text, 0, &day) && day.has_year) take_day(reader, block->text);
                else if (d->body.len == 0 && is_title_like(block->text)
                         && has_words(block->text, "Partnership|Board|Committee|Cabinet|Group|Forum|Panel|Council|Team"))
                    d->body = title_case(reader->arena, block->text);
            }
        } else {
            minute_take(reader, block);
        }
        at++;
    }
    d->is_draft = has_word(text_slice(reader->blocks->lines->text, 0, 400), "draft");
    doubt_lookalikes(reader);
    review_items(reader);
    review_numbers(reader);
    review_persons(reader);
    review_sums(reader);
    review_day(reader);
}

const Layout layout_minutes = {.name = "minutes", .kind = DOCUMENT_MINUTES, .sees = sees, .read = read};
