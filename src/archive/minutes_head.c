/* Owns the head of minutes: the opening sentence, labels, lists and tables of persons. */
#include "archive/minutes_head.h"

#include "archive/attendance_list.h"
#include "archive/list_labels.h"
#include "archive/notes_table.h"

/* ---- What opens minutes ---- */

/* Welsh words that a bilingual line begins with, or its Welsh half. */
static const char welsh[] =
    "Cofnodion|Yn bresennol|Hefyd yn bresennol|Ymddiheuriadau|Ymddiheuriad|Swyddogion|Cyngor|Pwyllgor|Bwrdd|Partneriaeth|Y "
    "Cynghorydd|Y Cynghorwyr|Cynghorydd|Cynghorwyr|Cadeirydd|Dyddiad|Amser|Lleoliad|Aelodau|Panel Heddlu";

Text english_half(Arena *arena, Text t) {
    size_t slash = text_find(t, S(" / "), 0);
    if (slash == SIZE_MAX) return t;
    Text left = text_trim(text_slice(t, 0, slash)), right = text_trim(text_slice(t, slash + 3, SIZE_MAX));
    if (scan_words(&(Text){left.ptr, left.len}, welsh)) return right;
    if (!scan_words(&(Text){right.ptr, right.len}, welsh)) return t;
    size_t colon = text_find(right, S(":"), 0); /* "PRESENT / YN BRESENNOL: Mr A ..." */
    return colon == SIZE_MAX ? left : text_format(arena, "%.*s%.*s", TEXT_ARG(left), TEXT_ARG(text_slice(right, colon, SIZE_MAX)));
}

/* "DRAFT MINUTES of": what follows the "of". */
static bool scan_minutes_of(Text *rest) {
    Text t = *rest;
    scan_words(&t, "DRAFT|CONFIRMED|UNCONFIRMED|APPROVED");
    scan_spaces(&t);
    if (!scan_words(&t, "MINUTES AND ACTIONS|MINUTES|MINUTE|NOTES|NOTE|RECORD|ACTION NOTES|ACTION MINUTES")) return false;
    scan_spaces(&t);
    if (!scan_words(&t, "of|from")) return false;
    scan_spaces(&t);
    *rest = t;
    return true;
}

bool opens_minutes(Text t) {
    Text rest = t;
    if (!scan_minutes_of(&rest)) return false;
    size_t of = find_word(rest, "meeting of", 0);
    if (of == SIZE_MAX) return false;
    Text body = text_slice(rest, of + strlen("meeting of"), SIZE_MAX);
    FoundDay day;
    scan_spaces(&body);
    scan_word(&body, "the");
    scan_spaces(&body);
    return !(find_day(body, 0, &day) && day.from < 3) && has_letter(body);
}

bool opens_with_body(Text t) {
    Text rest = t;
    if (t.len > 240 || !scan_minutes_of(&rest)) return false;
    if (scan_word(&rest, "the")) scan_spaces(&rest);
    return !scan_words(&(Text){rest.ptr, rest.len}, "meeting|previous|last") && names_body(text_slice(rest, 0, 100));
}

bool opens_as_held(Text t) {
    Text rest = t;
    FoundDay day;
    if (t.len > 400 || !scan_words(&rest, "A|An|At a|At the|At an")) return false;
    size_t of = find_word(rest, "meeting of", 0);
    return of != SIZE_MAX && of < 40 && has_words(rest, "was held|held") && names_body(rest) && find_day(rest, 0, &day) && day.has_year;
}

bool is_held_form(Text t) {
    Text rest = t;
    FoundDay day;
    if (!scan_words(&rest, "Minutes of the|Minutes of a|Notes of the|Notes of a|Notes of|Minutes of|Notes from the|Minutes from the"))
        return false;
    if (has_words(rest, "meeting held|meeting which was held|meeting that took place")) return true;
    Text of = rest;
    scan_spaces(&of);
    bool is_of_day = has_words(rest, "meeting on|meeting of") || (scan_word(&of, "meeting") && (scan_spaces(&of), scan_char(&of, ',')));
    return rest.len < 160 && is_of_day && find_day(rest, 0, &day) && day.has_year;
}

/* "minutes", "draft action notes", "notes and actions": what a title calls the paper; false when it calls it something else. */
static bool scan_paper_name(Text *rest) {
    Text t = *rest;
    if (scan_words(&t, "final draft|draft|unconfirmed|confirmed|approved|final|public")) scan_spaces(&t);
    if (scan_words(&t, "meeting|board meeting|board")) scan_spaces(&t);
    if (!scan_words(&t, "action minutes|action notes|minutes|minute|notes|note|record")) return false;
    scan_spaces(&t);
    if (scan_words(&t, "and actions|& actions|and action log|and action points")) scan_spaces(&t);
    *rest = t;
    return true;
}

bool is_minutes_title(Text t) {
    t = text_trim(t);
    while (text_ends_with(t, S(":"))) t.len--;
    if (t.len > 80 || !scan_paper_name(&t)) return false;
    if (t.len == 0) return true;
    if (!scan_words(&t, "of the|of a|of an|of|from the|from a")) return false;
    scan_spaces(&t);
    Text kind = t;
    if (scan_words(&kind,
            "annual|ordinary|extraordinary|special|board|council|committee|virtual|online|statutory|full council|quarterly|partnership"))
        scan_spaces(&kind), t = kind;
    return scan_words(&t, "meeting") && t.len == 0;
}

/* "Safer Streets Board minutes - 12 November 2024" without the day. */
static Text without_last_day(Text t) {
    FoundDay day;
    if (!find_day(t, 0, &day) || !day.has_year || day.to < t.len) return t;
    t = text_trim(text_slice(t, 0, day.from));
    for (int i = 0; i < 2; i++) {
        while (t.len > 0 && strchr("-:,( ", t.ptr[t.len - 1])) t.len--;
        if (text_ends_with(t, S("\u2013"))) t.len -= strlen("\u2013");
    }
    return t;
}

bool names_minutes_last(Text t, Text *body) {
    static const char *const tails[] = {
        "minutes", "notes", "action notes", "meeting notes", "meeting minutes", "minutes and actions", NULL};
    t = text_trim(t);
    if (t.len > 140 || !is_title_like(t)) return false;
    t = without_last_day(t);
    for (int i = 0; tails[i]; i++) {
        size_t length = strlen(tails[i]);
        if (t.len < length + 6 || find_word(t, tails[i], t.len - length) != t.len - length) continue;
        Text head = text_trim(text_slice(t, 0, t.len - length));
        if (text_ends_with(head, S("\u2013"))) head = text_trim(text_slice(head, 0, head.len - strlen("\u2013")));
        while (head.len > 0 && strchr("-:, ", head.ptr[head.len - 1])) head.len--;
        static const char *const words[] = {"Meeting", "Draft", "DRAFT", "MEETING", NULL};
        for (int k = 0; words[k]; k++)
            if (text_ends_with(head, text_of(words[k]))) head = text_trim(text_slice(head, 0, head.len - strlen(words[k])));
        if (!names_body(head) || count_words(head) < 2 || has_words(head, "previous|last|the|approve|of the|approval")) continue;
        *body = head;
        return true;
    }
    return false;
}

bool names_body(Text t) {
    return has_words(t, "Partnership|Board|Committee|Cabinet|Group|Forum|Panel|Council|Team|Executive|Commission|Authority|Assembly|Sub-"
                        "Committee|Alliance");
}

static bool is_table_of_present(const Block *block) {
    if (block->role != LINE_ROW || block->text.len > 200) return false;
    if (text_ends_with(text_slice(block->text, 0, text_find(block->text, S("\t"), 0)), S(":")))
        return false; /* "Apologies: | Councillor Bee" */
    bool has_name = has_words(block->text, "Name|Representative|Member"),
         has_present = has_words(block->text, "Present|Present?|Attendance|Attended|Attending|Absent|Apologies"),
         has_from = has_words(block->text, "Organisation|Agency|Organization|Initials|Job title|Representing");
    /* "Present | Organisation": those in the first column */
    size_t tab = text_find(block->text, S("\t"), 0);
    bool is_of_persons =
        has_words(text_slice(block->text, 0, tab), "Present|Attendees|Attended|In attendance") && has_from && count_words(block->text) <= 5;
    return is_of_persons || (has_present && (has_name || has_words(block->text, "Absent|Apologies")))
           || (has_name && has_from && count_words(block->text) < 12);
}

bool is_present_label(const Block *block) {
    static const char whole[] =
        "PRESENT|Members present|Councillors present|Cabinet members present|Committee members present|Board members "
        "present|Those present|Those attending|Voting members|Members attending|Attendees|Attendance|Sederunt|Members in "
        "attendance|Yn bresennol|In attendance";
    Text text = text_trim(block->text), rest = text;
    if (is_table_of_present(block)) return true;
    size_t slash = text_find(text, S(" / "), 0);
    if (slash != SIZE_MAX && slash < 30 && scan_words(&(Text){text.ptr, text.len}, welsh)) rest = text_slice(text, slash + 3, SIZE_MAX);
    if (!scan_words(&rest, whole)) return false;
    bool is_loud = is_capitals(text_slice(text, 0, 7));
    scan_spaces(&rest);
    if (rest.len == 0 || rest.ptr[0] == ':') return true;
    return is_loud || rest.ptr[0] == '(';
}

/* ---- The opening sentence ---- */

static Text body_in(Arena *arena, Text words) {
    size_t of = find_word(words, "meeting of", 0);
    Text rest = words;
    if (of != SIZE_MAX) rest = text_slice(words, of + strlen("meeting of"), SIZE_MAX);
    else if (!scan_minutes_of(&rest)) return (Text){0};
    scan_spaces(&rest);
    if (scan_word(&rest, "the")) scan_spaces(&rest);
    size_t end = rest.len;
    static const char *const stops[] = {"was held", "held", "on", "which took place", "taking place", "via", "at", "meeting", NULL};
    for (int i = 0; stops[i]; i++) {
        size_t found = find_word(rest, stops[i], 1);
        if (found < end) end = found;
    }
    size_t comma = text_find(rest, S(","), 0); /* not that of "the Police, Fire and Rescue Committee" */
    while (comma < end && !names_body(text_slice(rest, 0, comma)) && names_body(text_slice(rest, 0, end)))
        comma = text_find(rest, S(","), comma + 1);
    if (comma < end) end = comma;
    FoundDay day;
    if (find_day(rest, 0, &day) && day.from < end) end = day.from;
    static const char *const weekdays[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", NULL};
    for (int i = 0; weekdays[i]; i++) {
        size_t found = find_word(rest, weekdays[i], 1);
        if (found < end) end = found;
    }
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

/* "Strategic Board" below "Safer Fenshire Partnership" is the partnership's. */
static Text with_partnership(Arena *arena, Text above, Text body) {
    if (scan_word(&body, "Partnership") && body.len > 0 && has_word(above, "Partnership")) return joined(arena, above, "", body);
    bool is_generic = count_words(body) <= 2 && has_words(body, "Board|Group|Executive|Panel|Forum") && has_word(above, "Partnership");
    return is_generic && !text_contains_ignoring_case(above, body) ? joined(arena, above, " ", body) : body;
}

static void take_opening(LayoutReader *reader, Text words) {
    ReadDocument *d = reader->document;
    bool has_body = opens_minutes(words) || opens_with_body(words) || opens_as_held(words);
    Text body = has_body ? body_in(reader->arena, words) : (Text){0};
    /* "of the Parish Council" below the letterhead "LITTLE SAMPLING PARISH COUNCIL": the fuller name counts. */
    bool is_part = body.len > 0 && text_contains_ignoring_case(d->body, body);
    /* "of the Board" below the partnership's name says less than the name. */
    bool is_less = d->body.len > 0 && count_words(body) == 1
                   && has_words(body, "Board|Group|Partnership|Panel|Forum|Committee|Team|Council")
                   && (!has_word(d->body, "Council") || has_word(body, "Council"));
    if (body.len > 0 && !is_part && !is_less) d->body = with_partnership(reader->arena, d->body, body);
    take_day(reader, words);
    take_time(reader, words);
    if (d->venue.len == 0) d->venue = venue_in(words);
    if (is_online(words)) d->is_online = true;
}

/* ---- Lists ---- */

static bool could_be_persons(LayoutReader *reader, const Block *block) {
    if (block->role == LINE_HEADING || block->text.len > 3000 || is_notes_table_head(reader->arena, block)) return false;
    if (block->is_bulleted || is_columns_head(reader->blocks->lines->items[block->first_line - 1].text)) return true;
    Text cell = text_slice(block->text, 0, text_find(block->text, S("\t"), 0));
    return looks_like_name(reader->arena, cell);
}

/* "I. Khan, Fenshire Police", which was read as if a letter numbered it. */
static bool is_with_initial(Arena *arena, const Block *block, Block *whole) {
    *whole = *block;
    if (block->mark != MARK_LETTER || block->is_bulleted || starts_small(block->label)) return false;
    size_t comma = text_find(block->text, S(","), 0), open = text_find(block->text, S("("), 0), after = comma < open ? comma : open, length;
    size_t dash = find_dash(block->text, &length);
    if (dash < after) after = dash;
    Text behind = after == SIZE_MAX ? (Text){0} : text_slice(block->text, after + (after == dash ? length : 1), SIZE_MAX);
    if (count_words(text_slice(block->text, 0, after)) > 2 || (!names_organisation(behind) && !is_description(arena, text_trim(behind))))
        return false;
    whole->text = text_format(arena, "%.*s. %.*s", TEXT_ARG(block->label), TEXT_ARG(block->text));
    whole->mark = MARK_PLAIN;
    return true;
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
        int last = -1; /* who stands in the cell before */
        for (size_t i = 0; i < row.count; i++) {
            Text column = i < head->columns.count ? head->columns.items[i] : (Text){0};
            if (has_words(column, "Organisation|Agency|Representing|Role|Title|Job title")) {
                if (last >= 0 && row.items[i].len > 0) put_description(entry_at(reader, last), row.items[i]);
                continue;
            }
            if (has_words(column, "Absent|Apologies")) kind = ENTRY_APOLOGIES;
            last = row.items[i].len > 0 ? (int)reader->document->entries.count : -1;
            if (row.items[i].len > 0) put_persons(reader, kind, -1, row.items[i], block->first_line, block->last_line);
            if (last >= (int)reader->document->entries.count) last = -1;
        }
        return;
    }
    Text how = column_named(&head->columns, &row, "Present|Present?|Attendance|Attended|Attending"),
         role = column_named(&head->columns, &row, "Role|Position|Job title");
    Text organisation = column_named(&head->columns, &row, "Organisation|Agency|Representing");
    bool is_absent = has_words(how, "No|N|Apologies|Absent|A");
    size_t before = reader->document->entries.count;
    EntryKind kind = is_absent ? ENTRY_APOLOGIES : head->list ? head->list : ENTRY_PRESENT;
    put_persons(reader, kind, -1, name, block->first_line, block->last_line);
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
    if (d->venue.len == 0 && scan_words(&(Text){text.ptr, text.len}, "Held"))
        d->venue = venue_in(text); /* "Held at 7.00 pm on ... in the Hall" */
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
    Text body = title_case(reader->arena, block->text);
    for (int i = 0; text_ends_with(body, S(" Meeting")) && i < 2; i++) body.len -= strlen(" Meeting");
    d->body = with_partnership(reader->arena, d->body, body);
}

/* "Councillor Bee, Convener, in the Chair.", "Mr Bee took the chair.": who presided, when they are listed. Asked of the first few such lines
 * only: each compares a name with all that are listed. */
static bool take_presiding(LayoutReader *reader, MinutesHead *head, Text text) {
    enum { LISTED_MOST = 200, LINES_MOST = 20 };
    static const char *const ways[] = {"in the chair", "took the chair", "presiding", "presided", "chaired the meeting", NULL};
    size_t at = SIZE_MAX;
    for (int i = 0; ways[i]; i++) {
        size_t found = find_word(text, ways[i], 0);
        if (found < at) at = found;
    }
    if (at == SIZE_MAX || at == 0 || text.len > 160) return false;
    Text name = text_slice(text, 0, at);
    size_t comma = text_find(name, S(","), 0), dash_length, dash = find_dash(name, &dash_length), open = text_find(name, S("("), 0);
    if (open != SIZE_MAX || head->presiding++ >= LINES_MOST) return false;
    name = text_trim(text_slice(name, 0, comma < dash ? comma : dash));
    if (text_ends_with(name, S(" was")) || text_ends_with(name, S(" be"))) name = text_trim(text_slice(name, 0, name.len - 4));
    PersonName who = person_name(reader->arena, name);
    for (size_t i = 0; i < reader->document->entries.count && i < LISTED_MOST; i++) {
        Entry *entry = entry_at(reader, (int)i);
        PersonName listed = person_name(reader->arena, entry->title);
        if (entry->kind != ENTRY_PRESENT || names_compare(&who, &listed) == NAMES_DIFFER) continue;
        entry->is_chair = true;
        return true;
    }
    return false;
}

/* "Present: | Councillors: | Ash (Chair), Brook below each other": a row whose first cell heads a list, and whose others hold it. */
static bool take_list_row(LayoutReader *reader, MinutesHead *head, const Block *block) {
    if (block->role != LINE_ROW) return false;
    Block whole = *block;
    if (block->broken.len > 0) whole.text = block->broken;
    Cells cells = block_cells(reader->arena, &whole);
    Text rest = {0}, plural = {0}, line;
    EntryKind kind = cells.count > 1 ? list_label(text_trim(cells.items[0]), &rest) : 0;
    if (!kind || rest.len > 0) return false;
    Buffer surnames = buffer_new(reader->arena, 128);
    head->list = kind;
    head->has_begun = true;
    for (size_t i = 1; i < cells.count; i++) {
        for (Text words = cells.items[i]; text_split(&words, '\n', &line);) {
            line = text_trim(line);
            if (text_ends_with(line, S(":"))) {
                plural = text_slice(line, 0, line.len - 1);
            } else if (plural.len > 0 && text_find(line, S(","), 0) == SIZE_MAX) { /* "Councillors:" is said of each */
                buffer_put(&surnames, surnames.len > 0 ? S(", ") : text_join(reader->arena, plural, S(" ")));
                buffer_put(&surnames, line);
            } else if (line.len > 0) {
                put_persons(reader, kind, -1, line, block->first_line, block->last_line);
            }
        }
    }
    if (surnames.len > 0) put_persons(reader, kind, -1, buffer_text(&surnames), block->first_line, block->last_line);
    return true;
}

/* "Clay" alone below others of a list. */
static bool is_surname_alone(const Block *block) {
    Text t = block->text;
    enum { INDENT_LEAST = 12 }; /* in a column, not a heading */
    if (block->mark != MARK_PLAIN || block->role != LINE_WORDS || block->blanks > 0 || t.len < 3 || t.len > 25) return false;
    if (block->indent < INDENT_LEAST || has_words(t, "Action|Actions|Notes|Minutes|Agenda|Item|Apologies")) return false;
    for (size_t i = 0; i < t.len; i++)
        if (!((t.ptr[i] >= 'a' && t.ptr[i] <= 'z') || (t.ptr[i] >= 'A' && t.ptr[i] <= 'Z') || t.ptr[i] == '-' || t.ptr[i] == '\''))
            return false;
    return t.ptr[0] >= 'A' && t.ptr[0] <= 'Z' && !is_capitals(t);
}

bool head_take(LayoutReader *reader, MinutesHead *head, const Block *block) {
    Text rest;
    bool is_opening = opens_minutes(block->text) || is_held_form(block->text) || opens_with_body(block->text) || opens_as_held(block->text);
    /* The day of a page's head may stand above the opening; below the lists such a sentence tells of another meeting. */
    if (is_opening && (!date_is_set(reader->document->date) || (!head->is_opened && reader->document->entries.count == 0))) {
        take_opening(reader, block->text);
        head->is_opened = true;
        head->list = 0;
        head->has_begun = true;
        return true;
    }
    if (head->columns.count == 0 && is_table_of_present(block)) {
        head->columns = block_cells(reader->arena, block);
        head->has_begun = true;
        return true;
    }
    if (head->columns.count == 0 && take_list_row(reader, head, block)) return true;
    if (head->columns.count > 0 && block->role == LINE_ROW) {
        take_table_row(reader, head, block);
        return true;
    }
    head->columns.count = 0;
    Text named;
    if (block->role == LINE_HEADING && !head->has_begun && names_minutes_last(block->text, &named)) {
        reader->document->body = title_case(reader->arena, named);
        take_date_line(reader, head, block->text);
        return true;
    }
    if (head->label.len > 0) {
        take_label(reader, text_format(reader->arena, "%.*s %.*s", TEXT_ARG(head->label), TEXT_ARG(block->text)));
        head->label = (Text){0};
        return true;
    }
    if (scan_words(&(Text){block->text.ptr, block->text.len}, "Venue|Location|Place|Time") && block->text.len < 12) {
        head->label = block->text;
        return true;
    }
    if (take_presiding(reader, head, block->text)) return true;
    DoubtfulLabel label = list_label_in_doubt(reader->arena, block->text, reader->document->entries.count > 0);
    if (label == HEADS_NOBODY_KNOWN) doubt_list_label(reader, block);
    if (label == HEADS_SOMETHING_ELSE) head->list = 0;
    if (label != HEADS_A_LIST) return true;
    EntryKind begun = list_label(block->text, &rest);
    if (begun) {
        head->list = begun;
        head->has_begun = true;
        int before = (int)reader->document->entries.count;
        if (rest.len > 0) put_list(reader, begun, block, rest);
        bool is_vice = scan_words(&(Text){block->text.ptr, block->text.len}, "Vice|Deputy"),
             is_chair = scan_words(&(Text){block->text.ptr, block->text.len}, "Chair|Chairman|Chairperson|Chaired by");
        if ((is_vice || is_chair) && (int)reader->document->entries.count == before + 1) {
            Entry *entry = entry_at(reader, before);
            if (is_vice) entry->is_vice_chair = true;
            else entry->is_chair = true;
            if (entry->role.len == 0) entry->role = is_vice ? S("Vice-Chair") : S("Chair");
        }
        Text office = block->text;
        if (scan_words(&office, "Clerk to the Council|Town Clerk|Parish Clerk|Clerk") && (int)reader->document->entries.count == before + 1
            && entry_at(reader, before)->role.len == 0)
            entry_at(reader, before)->role = title_case(reader->arena, text_slice(block->text, 0, block->text.len - office.len));
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
    if (head->list && (is_with_initial(reader->arena, block, &person) || could_be_persons(reader, block) || is_surname_alone(block))) {
        put_list(reader, head->list, &person, person.text);
        return true;
    }
    if (take_label(reader, block->text) || take_date_line(reader, head, block->text) || take_time_line(reader, block->text)) return true;
    if (!head->has_begun) take_body_line(reader, block);
    return false;
}
