/* Owns the head of minutes: the opening sentence, labels, lists and tables of persons. */
#include "archive/minutes_head.h"

#include "archive/attendance_list.h"

/* ---- What opens minutes ---- */

bool opens_minutes(Text t) {
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

bool is_held_form(Text t) {
    Text rest = t;
    FoundDay day;
    if (!scan_words(&rest, "Minutes of the|Minutes of a|Notes of the|Notes of a|Notes of|Minutes of|Notes from the|Minutes from the"))
        return false;
    if (has_words(rest, "meeting held|meeting which was held|meeting that took place")) return true;
    return rest.len < 160 && has_words(rest, "meeting on|meeting of") && find_day(rest, 0, &day) && day.has_year;
}

bool is_minutes_title(Text t) {
    static const char *const titles[] = {"minutes", "draft minutes", "minutes of meeting", "notes of meeting", "meeting minutes",
        "meeting notes", "minutes of the meeting", "notes of the meeting", "action notes", "notes and actions", "notes", "action minutes",
        "minutes and actions", "draft notes", "notes of a meeting", "minutes of a meeting", NULL};
    t = text_trim(t);
    while (text_ends_with(t, S(":"))) t.len--;
    for (int i = 0; titles[i]; i++)
        if (text_equal_ignoring_case(t, text_of(titles[i]))) return true;
    return false;
}

bool names_body(Text t) {
    return has_words(t, "Partnership|Board|Committee|Cabinet|Group|Forum|Panel|Council|Team|Executive|Commission|Authority|Assembly|Sub-"
                        "Committee|Alliance");
}

static bool is_table_of_present(const Block *block) {
    if (block->role != LINE_ROW || block->text.len > 200) return false;
    bool has_name = has_words(block->text, "Name|Representative|Member"),
         has_present = has_words(block->text, "Present|Present?|Attendance|Attended|Attending|Absent|Apologies");
    return has_present && (has_name || has_words(block->text, "Absent|Apologies"));
}

bool is_present_label(const Block *block) {
    Text rest = block->text;
    if (is_table_of_present(block)) return true;
    if (scan_words(&rest, "PRESENT|Members present|Councillors present|Attendees:|ATTENDEES|Attendance:")) {
        if (rest.ptr[-1] == ':') return true;
        scan_spaces(&rest);
        return rest.len == 0 || rest.ptr[0] == ':' || is_capitals(text_slice(block->text, 0, 7)) || rest.ptr[0] == '(';
    }
    return text_equal(text_trim(block->text), S("Present")) || text_equal_ignoring_case(text_trim(block->text), S("Attendance"));
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

static Text without_preposition(Text venue) {
    Text inside = venue;
    if (scan_words(&inside, "in|at|via|by|on")) {
        scan_spaces(&inside);
        if (scan_word(&inside, "the")) scan_spaces(&inside);
        venue = inside;
    }
    while (venue.len > 0 && (text_ends_with(venue, S(",")) || text_ends_with(venue, S(".")) || text_ends_with(venue, S(" ")))) venue.len--;
    return venue;
}

/* Without the time that it begins or ends with: "at 2.00 pm", "Village Hall at 7.30pm", "commencing at". */
static Text without_time(Text venue) {
    TimeOfDay time;
    size_t to, from = 0;
    if (!find_time(venue, 0, &time, &to)) return venue;
    if (to >= venue.len || to < 30) {
        Text after = text_trim(text_slice(venue, to, SIZE_MAX));
        while (after.len > 0 && (after.ptr[0] == ',' || after.ptr[0] == '.')) after = text_trim(text_slice(after, 1, SIZE_MAX));
        if (after.len > 3) return after;
    }
    for (size_t at = find_word(venue, "at", 0); at != SIZE_MAX && at < to; at = find_word(venue, "at", at + 1)) from = at;
    return from > 0 ? text_trim(text_slice(venue, 0, from)) : (Text){0};
}

/* "held in the Medway Room, Sessions House on Wednesday": what stands between; or behind the day when nothing does. */
static Text venue_in(Text words) {
    size_t held = find_word(words, "held", 0);
    FoundDay day;
    if (held == SIZE_MAX) return (Text){0};
    Text rest = text_slice(words, held + 4, SIZE_MAX);
    scan_spaces(&rest);
    if (!find_day(rest, 0, &day)) return (Text){0};
    Text venue = text_trim(text_slice(rest, 0, day.from));
    while (text_ends_with(venue, S(","))) venue = text_trim(text_slice(venue, 0, venue.len - 1));
    if (text_ends_with(venue, S(" on"))) venue = text_trim(text_slice(venue, 0, venue.len - 3));
    venue = without_time(venue);
    if (text_equal(venue, S("on")) || venue.len < 4) {
        venue = text_trim(text_slice(rest, day.to, SIZE_MAX));
        while (venue.len > 0 && (venue.ptr[0] == ',' || venue.ptr[0] == ' ' || venue.ptr[0] == '.')) venue = text_slice(venue, 1, SIZE_MAX);
        scan_words(&venue, "commencing|starting");
        venue = without_time(text_trim(venue));
    }
    return without_preposition(without_time(venue));
}

static void take_time(LayoutReader *reader, Text words) {
    size_t to;
    if (!time_is_set(reader->document->time)) find_time(words, 0, &reader->document->time, &to);
}

static void take_opening(LayoutReader *reader, Text words) {
    ReadDocument *d = reader->document;
    Text body = opens_minutes(words) ? body_in(reader->arena, words) : (Text){0};
    /* "of the Parish Council" below the letterhead "LITTLE SAMPLING PARISH COUNCIL": the fuller name counts. */
    bool is_part = body.len > 0 && text_contains_ignoring_case(d->body, body);
    if (body.len > 0 && !is_part) d->body = body;
    take_day(reader, words);
    take_time(reader, words);
    if (d->venue.len == 0) d->venue = venue_in(words);
    if (is_online(words)) d->is_online = true;
}

/* ---- Lists ---- */

/* "IN ATTENDANCE VIRTUALLY: Mr A ...": the kind of list that begins here, and what follows the label. */
static EntryKind list_label(Text t, Text *rest) {
    static const struct {
        const char *words;
        EntryKind kind;
    } labels[] = {
        {"IN ATTENDANCE VIRTUALLY|ALSO IN ATTENDANCE|IN ATTENDANCE|OFFICERS IN ATTENDANCE|OFFICERS PRESENT|OFFICERS|ALSO "
         "PRESENT|OBSERVERS|CABINET MEMBERS IN ATTENDANCE|"
         "MEMBERS IN ATTENDANCE|GUESTS",
            ENTRY_ATTENDING},
        {"APOLOGIES FOR ABSENCE|APOLOGIES RECEIVED|APOLOGIES", ENTRY_APOLOGIES},
        {"PRESENT VIRTUALLY|PRESENT|MEMBERS PRESENT|COUNCILLORS PRESENT|ATTENDEES|ATTENDANCE|MEMBERS", ENTRY_PRESENT},
        {"SUBSTITUTES", ENTRY_SUBSTITUTE},
    };
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        Text try = t;
        if (!scan_words(&try, labels[i].words)) continue;
        Text word = text_slice(t, 0, t.len - try.len);
        scan_spaces(&try);
        if (scan_char(&try, '(')) scan_until(&try, ")"), scan_char(&try, ')'), scan_spaces(&try);
        bool has_colon = scan_char(&try, ':') || scan_char(&try, '-');
        scan_spaces(&try);
        if (!has_colon && !(is_capitals(word) || try.len == 0)) continue;
        *rest = text_trim(try);
        return labels[i].kind;
    }
    return 0;
}

/* Two to five words, each with a capital, and nothing that only roles say. */
static bool looks_like_name(Arena *arena, Text t) {
    if (person_name(arena, t).title.len > 0) return true;
    size_t bracket = text_find(t, S("("), 0), dash = text_find(t, S(" – "), 0);
    if (dash == SIZE_MAX) dash = text_find(t, S(" - "), 0);
    Text name = text_trim(text_slice(t, 0, bracket < dash ? bracket : dash));
    int words = count_words(name);
    if (words < 2 || words > 5 || ends_sentence(name)
        || has_words(name, "Officer|Manager|Services|Director|Head|Clerk|Council|Police|Members|Committee"))
        return false;
    Text rest = name, word;
    while (text_split(&rest, ' ', &word))
        if (word.len > 0 && !((word.ptr[0] >= 'A' && word.ptr[0] <= 'Z') || (unsigned char)word.ptr[0] >= 0x80)) return false;
    return true;
}

static bool could_be_persons(LayoutReader *reader, const Block *block) {
    if (block->role == LINE_HEADING || block->text.len > 3000) return false;
    if (block->is_bulleted) return true;
    return looks_like_name(reader->arena, block->text);
}

/* "I. Khan, Fenshire Police", which was read as if a letter numbered it. */
static bool is_with_initial(Arena *arena, const Block *block, Block *whole) {
    *whole = *block;
    if (block->mark != MARK_LETTER || block->is_bulleted || starts_small(block->label)) return false;
    size_t comma = text_find(block->text, S(","), 0), open = text_find(block->text, S("("), 0), after = comma < open ? comma : open;
    if (count_words(text_slice(block->text, 0, after)) > 2 || !names_organisation(text_slice(block->text, after, SIZE_MAX))) return false;
    whole->text = text_format(arena, "%.*s. %.*s", TEXT_ARG(block->label), TEXT_ARG(block->text));
    whole->mark = MARK_PLAIN;
    return true;
}

static size_t count_of(Text t, const char *part) {
    size_t n = 0;
    for (size_t at = 0; (at = text_find(t, text_of(part), at)) != SIZE_MAX; at++) n++;
    return n;
}

/* "Fenshire Police (West)", and not "Ms C Dee (Fenshire Police)": what stands before brackets or a dash tells. */
static bool is_where_from(Arena *arena, Text piece) {
    size_t dash_length, dash = find_dash(piece, &dash_length), open = text_find(piece, S("("), 0);
    Text head = text_trim(text_slice(piece, 0, open < dash ? open : dash));
    return names_organisation(head) && person_name(arena, head).title.len == 0;
}

/* Pieces of a line that wide gaps part: lists in two columns, of persons or of persons and where they are from. */
static void put_columns(LayoutReader *reader, EntryKind kind, Text raw, int number) {
    size_t before = reader->document->entries.count;
    while (raw.len > 0) {
        size_t gap = text_find(raw, S("   "), 0);
        Text piece = line_clean(reader->arena, text_slice(raw, 0, gap));
        bool is_from = reader->document->entries.count > before && is_where_from(reader->arena, piece);
        Entry *last = is_from ? entry_at(reader, (int)reader->document->entries.count - 1) : NULL;
        if (last && last->organisation.len == 0) last->organisation = piece;
        else if (piece.len > 0) put_persons(reader, kind, -1, piece, number, number);
        raw = gap == SIZE_MAX ? ((Text){0}) : text_slice(raw, gap, SIZE_MAX);
        while (raw.len > 0 && raw.ptr[0] == ' ') raw = text_slice(raw, 1, SIZE_MAX);
    }
}

/* One person a line, or a list that runs over lines. */
static void put_list(LayoutReader *reader, EntryKind kind, const Block *block, Text rest) {
    size_t lines = (size_t)(block->last_line - block->first_line) + 1;
    size_t marks = count_of(rest, ",") + count_of(rest, ";") + count_of(rest, " and ");
    if (lines == 1 || marks >= lines) {
        const Line *line = &reader->blocks->lines->items[block->first_line - 1];
        size_t label = text_find(line->raw, S(":"), 0);
        bool has_columns =
            lines == 1 && reader->blocks->lines->format != SOURCE_HTML && marks == 0 && text_find(line->text, S("  "), 0) == SIZE_MAX;
        Text raw = text_slice(line->raw, label == SIZE_MAX || rest.len == block->text.len ? 0 : label + 1, SIZE_MAX);
        if (has_columns) put_columns(reader, kind, text_trim(raw), block->first_line);
        else put_persons(reader, kind, -1, rest, block->first_line, block->last_line);
        return;
    }
    for (int n = block->first_line; n <= block->last_line; n++) {
        const Line *line = &reader->blocks->lines->items[n - 1];
        if (line->is_furniture) continue;
        Text raw = line->raw;
        if (n == block->first_line && rest.len < block->text.len) {
            size_t colon = text_find(raw, S(":"), 0);
            raw = colon == SIZE_MAX ? ((Text){0}) : text_slice(raw, colon + 1, SIZE_MAX);
        }
        put_columns(reader, kind, text_trim(raw), n);
    }
}

/* ---- Tables ---- */

static Text column_named(const Cells *columns, const Cells *row, const char *names) {
    for (size_t i = 0; i < columns->count && i < row->count; i++)
        if (has_words(columns->items[i], names)) return row->items[i];
    return (Text){0};
}

/* A column each for who was present and who was not, or a row each with a word for it. */
static void take_table_row(LayoutReader *reader, MinutesHead *head, const Block *block) {
    Cells row = block_cells(reader->arena, block);
    Text name = column_named(&head->columns, &row, "Name|Representative|Member");
    if (name.len == 0) {
        EntryKind kind = ENTRY_PRESENT;
        for (size_t i = 0; i < row.count; i++) {
            if (i < head->columns.count && has_words(head->columns.items[i], "Absent|Apologies")) kind = ENTRY_APOLOGIES;
            if (row.items[i].len > 0) put_persons(reader, kind, -1, row.items[i], block->first_line, block->last_line);
        }
        return;
    }
    Text how = column_named(&head->columns, &row, "Present|Present?|Attendance|Attended|Attending"),
         role = column_named(&head->columns, &row, "Role|Position|Job title");
    Text organisation = column_named(&head->columns, &row, "Organisation|Agency|Representing");
    bool is_absent = has_words(how, "No|N|Apologies|Absent|A");
    size_t before = reader->document->entries.count;
    put_persons(reader, is_absent ? ENTRY_APOLOGIES : ENTRY_PRESENT, -1, name, block->first_line, block->last_line);
    if (reader->document->entries.count == before) return;
    Entry *entry = entry_at(reader, (int)before);
    if (role.len > 0) {
        if (has_words(role, "Vice-Chair|Vice Chair|Deputy Chair")) entry->is_vice_chair = true;
        else if (has_words(role, "Chair|Chairman")) entry->is_chair = true;
        entry->role = role;
    }
    if (organisation.len > 0) entry->organisation = organisation;
}

/* ---- Labels ---- */

static bool take_label(LayoutReader *reader, Text text) {
    ReadDocument *d = reader->document;
    Text rest = text;
    if (scan_words(&rest, "Venue:|Location:|Place:|Venue|Location")) {
        d->venue = text_trim(rest);
        while (d->venue.len > 0 && (d->venue.ptr[0] == ':' || d->venue.ptr[0] == '\t'))
            d->venue = text_trim(text_slice(d->venue, 1, SIZE_MAX));
        if (is_online(d->venue)) d->is_online = true;
        return true;
    }
    if (scan_words(&rest, "Time:|Time")) {
        take_time(reader, rest);
        return true;
    }
    return false;
}

/* "7.00 pm, Civic Suite, Market Square" below the day. */
static bool take_time_line(LayoutReader *reader, Text text) {
    ReadDocument *d = reader->document;
    TimeOfDay time;
    size_t to;
    if (time_is_set(d->time) || text.len > 160 || !find_time(text, 0, &time, &to) || to > 9) return false;
    d->time = time;
    Text rest = text_trim(text_slice(text, to, SIZE_MAX));
    if (scan_char(&rest, ',') && d->venue.len == 0) d->venue = text_trim(rest);
    return true;
}

static bool take_date_line(LayoutReader *reader, MinutesHead *head, Text text) {
    FoundDay day;
    ReadDocument *d = reader->document;
    if (date_is_set(d->date) || text.len > 300 || !find_day(text, 0, &day) || !day.has_year) return false;
    if (scan_words(&(Text){text.ptr, text.len}, "Posted|Published|Updated|Printed")) return false;
    take_day(reader, text);
    take_time(reader, text);
    if (is_online(text)) {
        d->is_online = true;
        size_t at = find_word(text, "Microsoft Teams", 0);
        if (d->venue.len == 0 && at != SIZE_MAX) d->venue = text_slice(text, at, strlen("Microsoft Teams"));
    }
    head->has_begun = true;
    return true;
}

/* A line of the letterhead that names a body: the last of them, but a committee rather than its council. */
static void take_body_line(LayoutReader *reader, const Block *block) {
    ReadDocument *d = reader->document;
    if (block->text.len > 100 || !is_title_like(block->text) || !names_body(block->text) || is_minutes_title(block->text)) return;
    if (find_word(block->text, "minutes of", 0) == 0 || find_word(block->text, "notes of", 0) == 0) return;
    bool is_council = text_ends_with(text_lower(reader->arena, block->text), S("council"));
    if (d->body.len > 0 && is_council && !text_ends_with(text_lower(reader->arena, d->body), S("council"))) return;
    d->body = title_case(reader->arena, block->text);
}

bool head_take(LayoutReader *reader, MinutesHead *head, const Block *block) {
    Text rest;
    if (!date_is_set(reader->document->date) && (opens_minutes(block->text) || is_held_form(block->text))) {
        take_opening(reader, block->text);
        head->list = 0;
        head->has_begun = true;
        return true;
    }
    if (head->columns.count == 0 && is_table_of_present(block)) {
        head->columns = block_cells(reader->arena, block);
        head->has_begun = true;
        return true;
    }
    if (head->columns.count > 0 && block->role == LINE_ROW) {
        take_table_row(reader, head, block);
        return true;
    }
    head->columns.count = 0;
    if (head->label.len > 0) {
        take_label(reader, text_format(reader->arena, "%.*s %.*s", TEXT_ARG(head->label), TEXT_ARG(block->text)));
        head->label = (Text){0};
        return true;
    }
    if (scan_words(&(Text){block->text.ptr, block->text.len}, "Venue|Location|Place|Time") && block->text.len < 12) {
        head->label = block->text;
        return true;
    }
    EntryKind begun = list_label(block->text, &rest);
    if (begun) {
        head->list = begun;
        head->has_begun = true;
        if (rest.len > 0) put_list(reader, begun, block, rest);
        return true;
    }
    if (scan_words(&(Text){block->text.ptr, block->text.len}, "Apologies for absence were received|Apologies were received|An apology")) {
        put_apologies(reader, -1, block->text, block->first_line, block->last_line);
        return true;
    }
    size_t also = find_word(block->text, "in attendance:", 0);
    if (also != SIZE_MAX && also < 20) {
        head->list = ENTRY_ATTENDING;
        put_list(reader, ENTRY_ATTENDING, block, text_trim(text_slice(block->text, also + strlen("in attendance:"), SIZE_MAX)));
        return true;
    }
    Block person;
    if (head->list && (is_with_initial(reader->arena, block, &person) || could_be_persons(reader, block))) {
        put_list(reader, head->list, &person, person.text);
        return true;
    }
    if (take_label(reader, block->text) || take_date_line(reader, head, block->text) || take_time_line(reader, block->text)) return true;
    if (!head->has_begun) take_body_line(reader, block);
    return false;
}
