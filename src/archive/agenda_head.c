/* Owns what stands in the head of an agenda beside running words, and the columns beside its items. */
#include "archive/agenda_head.h"

#include "archive/minutes_head.h"

/* ---- Labels ---- */

enum { LABEL_BODY, LABEL_DAY, LABEL_TIME, LABEL_VENUE, LABEL_CONTACT, LABELS };
static const char *const label_words[LABELS] = {"Name of meeting|Meeting of|Meeting|Committee|Body",
    "Date and time of meeting|Date and time|Date & time|Date/time|Date / time|Date of meeting|Meeting date|Day and date|Date|Day",
    "Start time|Time of meeting|Time", "Meeting place|Venue|Location|Place|Where",
    ("Contact officer|Contact details|Please ask for|Please contact|Enquiries to|Committee officer|Democratic services officer|Ask "
     "for|Contact")};

/* What the label names: behind a colon, in the next cell or behind a gap. False: no label. Empty: it stands in the next line. */
static bool take_label(const Line *line, const char *labels, Text *value) {
    Text rest = line->text, raw = text_trim(line->raw);
    if (!scan_words(&rest, labels)) return false;
    size_t length = line->text.len - rest.len;
    bool is_apart = rest.len == 0 || rest.ptr[0] == ':' || rest.ptr[0] == '\t';
    Text behind = text_slice(raw, length, SIZE_MAX);
    if (!is_apart) is_apart = text_starts_with(behind, S("   ")) || text_starts_with(behind, S("\t"));
    if (!is_apart) return false;
    while (rest.len > 0 && (rest.ptr[0] == ':' || rest.ptr[0] == '\t' || rest.ptr[0] == ' ')) rest = text_slice(rest, 1, SIZE_MAX);
    *value = text_trim(rest);
    return true;
}

bool is_head_label(const Line *line) {
    Text value;
    for (int i = 0; i < LABELS; i++)
        if (take_label(line, label_words[i], &value)) return true;
    return false;
}

bool is_about_issue(Text t) {
    return has_words(t, "issue|issued|published|publication|despatch|despatched|dispatch|dated|deadline");
}

static Text without_tabs(Arena *arena, Text t) {
    return line_clean(arena, t);
}

static void take_value(LayoutReader *reader, int label, Text value) {
    ReadDocument *d = reader->document;
    FoundDay day;
    size_t to;
    value = without_tabs(reader->arena, value);
    if (value.len == 0 || value.len > 200) return;
    switch (label) {
    case LABEL_BODY:
        if (names_body(value) && !find_day(value, 0, &day) && value.len < 120) d->body = title_case(reader->arena, value);
        break;
    case LABEL_DAY:
        if (!date_is_set(d->date) && find_day(value, 0, &day) && day.has_year) take_day(reader, value);
        if (!time_is_set(d->time)) find_time(value, 0, &d->time, &to);
        break;
    case LABEL_TIME: find_time(value, 0, &d->time, &to); break;
    case LABEL_VENUE:
        if (d->venue.len > 0) break;
        d->venue = is_capitals(value) ? title_case(reader->arena, value) : value;
        if (has_words(value, "online|virtual|Teams|Zoom")) d->is_online = true;
        break;
    default:
        if (d->contact.len == 0) d->contact = value;
    }
}

/* "held in the Village Hall on Monday" */
static Text venue_called(Text words) {
    FoundDay day;
    TimeOfDay time;
    size_t to, held = find_word(words, "held", 0);
    if (!find_day(words, 0, &day)) return (Text){0};
    Text between = held != SIZE_MAX && day.from > held ? text_trim(text_slice(words, held + 4, day.from - held - 4)) : (Text){0},
         venue = between;
    if (!scan_words(&venue, "in|at|via|online at") || find_time(between, 0, &time, &to)) {
        venue = text_trim(text_slice(words, day.to, SIZE_MAX));
        if (find_time(venue, 0, &time, &to)) venue = to < 26 ? text_trim(text_slice(venue, to, SIZE_MAX)) : text_slice(venue, 0, 0);
        while (venue.len > 0 && venue.ptr[0] == ',') venue = text_trim(text_slice(venue, 1, SIZE_MAX));
        if (!scan_words(&venue, "in|at|via|online at")) return (Text){0};
    }
    scan_spaces(&venue);
    if (scan_word(&venue, "the")) scan_spaces(&venue);
    static const char *const stops[] = {"on", "at", "for the purpose", "commencing", "when", "to consider", "to transact", NULL};
    size_t end = venue.len, stop = text_find(venue, S(". "), 0);
    if (stop < end) end = stop;
    for (int i = 0; stops[i]; i++) {
        size_t at = find_word(venue, stops[i], 1);
        if (at < end) end = at;
    }
    venue = text_trim(text_slice(venue, 0, end));
    while (venue.len > 0 && (text_ends_with(venue, S(",")) || text_ends_with(venue, S(".")))) venue.len--;
    return venue.len > 2 && venue.len < 120 ? venue : (Text){0};
}

/* "a meeting of the Planning Committee will be held", in the sentence that calls it. */
static void take_call(LayoutReader *reader, Text words) {
    ReadDocument *d = reader->document;
    FoundDay day;
    if (!date_is_set(d->date) && find_day(words, 0, &day) && day.has_year) take_day(reader, words);
    if (d->venue.len == 0 && date_is_set(d->date)) {
        d->venue = venue_called(words);
        if (is_capitals(d->venue)) d->venue = title_case(reader->arena, d->venue);
    }
    size_t of = find_word(words, "meeting of", 0);
    if (of == SIZE_MAX || d->body.len > 0) return;
    Text body = text_trim(text_slice(words, of + strlen("meeting of"), SIZE_MAX));
    if (scan_word(&body, "the")) scan_spaces(&body);
    static const char *const stops[] = {"to be held", "will be held", "held", "is to be", "will take place", "on", "at", "in the", NULL};
    size_t end = text_find(body, S(","), 0);
    for (int i = 0; stops[i]; i++) {
        size_t at = find_word(body, stops[i], 1);
        if (at < end) end = at;
    }
    if (end == SIZE_MAX) end = body.len;
    if (end > 120) return;
    body = text_trim(text_slice(body, 0, end));
    if (names_body(body)) d->body = title_case(reader->arena, body);
}

static bool calls_meeting(Text words) {
    return has_words(words, "to be held|will be held|is to be held|summoned|will take place|hereby given|will meet|attend a meeting|attend "
                            "the meeting|agenda for")
           && !has_words(words, "minutes|previous|last");
}

/* "Date: 5 March 2025   Time: 14:00   Venue: ...": where the next label in the line begins. */
static size_t next_label(Text line) {
    static const char *const labels[] = {"Time:", "Venue:", "Place:", "Location:", "Date:", "Contact:", NULL};
    size_t best = line.len;
    for (int i = 0; labels[i]; i++) {
        size_t at = find_word(line, labels[i], 1);
        if (at < best && line.ptr[at - 1] == ' ' && line.ptr[at] >= 'A' && line.ptr[at] <= 'Z') best = at;
    }
    return best;
}

static void take_line(LayoutReader *reader, const Line *line, int *waiting) {
    Text value;
    if (*waiting >= 0 && !is_head_label(line)) take_value(reader, *waiting, line->text);
    *waiting = -1;
    for (int label = 0; label < LABELS; label++) {
        if (!take_label(line, label_words[label], &value)) continue;
        if (value.len == 0) *waiting = label;
        else take_value(reader, label, value);
        return;
    }
}

void agenda_head_labels(LayoutReader *reader, int first_line, int last_line) {
    const Lines *lines = reader->blocks->lines;
    for (size_t at = reader->from; at < reader->to && block_at(reader, at)->first_line <= last_line; at++)
        if (block_at(reader, at)->text.len < 700 && calls_meeting(block_at(reader, at)->text))
            take_call(reader, block_at(reader, at)->text);
    int waiting = -1; /* a label alone in its line */
    for (int n = first_line; n <= last_line && (size_t)n <= lines->count; n++) {
        Line line = lines->items[n - 1];
        if (line.role == LINE_BLANK || line.is_furniture) continue;
        Text whole = line.text;
        for (int part = 0; part < LABELS && whole.len > 0; part++) {
            size_t end = next_label(whole);
            line.text = text_trim(text_slice(whole, 0, end));
            if (part > 0) line.raw = line.text;
            whole = end < whole.len ? text_slice(whole, end, SIZE_MAX) : (Text){0};
            take_line(reader, &line, &waiting);
        }
    }
}

bool is_above_agenda(const Block *block) {
    Text t = block->text;
    if (block->role == LINE_ITEM_NUMBER || block->role == LINE_ITEM_TITLE || block->role == LINE_LABEL || block->role == LINE_PAPER)
        return false;
    if (is_present_label(block) || is_resolution(t, NULL)) return false;
    if (block->mark == MARK_NUMBER || block->mark == MARK_DECIMAL || block->mark == MARK_ROMAN) return false;
    if (block->role == LINE_ROW) return t.len < 300;
    if (t.len < 140) return !(ends_sentence(t) && count_words(t) > 14);
    return t.len < 900
           && has_words(t, "summoned|invited|hereby given|will be held|to be held|requested to attend|Members|Councillors|Membership|"
                           "Quorum|Cllr|Cllrs|recorded|filmed|webcast|access|members of the public");
}

/* ---- Columns beside the items ---- */

enum { GAP = 3, PIECES_MOST = 8 };

/* Pieces of a line that wide gaps keep apart. */
static size_t pieces_of(Text raw, Text *pieces) {
    size_t count = 0;
    for (size_t i = 0; i < raw.len && count < PIECES_MOST;) {
        while (i < raw.len && (raw.ptr[i] == ' ' || raw.ptr[i] == '\t')) i++;
        if (i >= raw.len) break;
        size_t from = i, blanks = 0;
        while (i < raw.len && blanks < GAP && raw.ptr[i] != '\t') blanks = raw.ptr[i] == ' ' ? blanks + 1 : 0, i++;
        pieces[count++] = text_trim(text_slice(raw, from, i - from));
    }
    return count;
}

static bool is_number_alone(Text piece) {
    Text label, rest = piece;
    if (piece.len > 8) return false;
    if (take_mark(&rest, &label) && rest.len == 0) return true;
    bool has_digit = false;
    for (size_t i = 0; i < piece.len; i++) {
        char c = piece.ptr[i];
        bool is_digit = c >= '0' && c <= '9';
        if (!is_digit && c != '/' && c != '.' && !(c >= 'A' && c <= 'Z' && i == 0)) return false;
        has_digit |= is_digit;
    }
    return has_digit;
}

Text title_in_columns(LayoutReader *reader, const Block *block, Text title, Text *beside) {
    const Lines *lines = reader->blocks->lines;
    *beside = (Text){0};
    enum { LINES_MOST = 30 };
    if (block->role != LINE_WORDS || (lines->format != SOURCE_TEXT && lines->format != SOURCE_PDF)) return title;
    if (block->last_line - block->first_line > LINES_MOST) return title; /* no title is so long */
    Text words = {0}, behind = {0};
    int left = -1;
    for (int n = block->first_line; n <= block->last_line; n++) {
        const Line *line = &lines->items[n - 1];
        Text pieces[PIECES_MOST];
        size_t count = line->is_furniture ? 0 : pieces_of(line->raw, pieces), at = 0;
        if (count == 0) continue;
        if (n == block->first_line && count > 1 && is_number_alone(pieces[0])) at = 1;
        bool is_beside = n > block->first_line && left >= 0 && line->indent > left + 30; /* only the column on the right goes on */
        if (n == block->first_line) left = line->indent;
        if (!is_beside) words = joined(reader->arena, words, " ", line_clean(reader->arena, pieces[at++]));
        for (; at < count; at++) behind = joined(reader->arena, behind, "\n", line_clean(reader->arena, pieces[at]));
    }
    if (behind.len == 0 || behind.len > 120) return title;
    /* The number may stand close to the title. */
    Text label, rest = words;
    size_t bare = block->bare.len;
    if (take_mark(&rest, &label) && rest.len > 0) words = text_trim(rest);
    else if (bare > 0 && text_starts_with(words, block->bare)) words = text_trim(text_slice(words, bare, SIZE_MAX));
    if (words.len < 3) return title;
    *beside = behind;
    return words;
}

/* ---- Titles ---- */

Text title_before_words(Text title, Text *words) {
    static const char *const openers[] = {"To confirm", "To receive", "To consider", "To approve", "To agree", "To note", "To review",
        "To discuss", "To decide", "To resolve", "To sign", "To elect", "To appoint", "To determine", "To adopt", "To report", "Minute of ",
        "Report of ", "Report by ", "Report from ", "(Report of ", "(Report by ", "(Report attached", "Members are", "Members to",
        "Councillors are", "The Committee is", "The Panel is", "The Board is", "Exempt under", "Report attached", "Attached",
        "Minutes of the meeting held", NULL};
    *words = (Text){0};
    size_t best = SIZE_MAX;
    for (int i = 0; openers[i]; i++) {
        size_t at = text_find(title, text_of(openers[i]), 1);
        bool is_apart = at != SIZE_MAX && at >= 4 && title.ptr[at - 1] == ' ';
        bool goes_with = at != SIZE_MAX && at >= 2 && title.ptr[at - 1] == ' ' && (title.ptr[at - 2] == ':' || title.ptr[at - 2] == '-');
        if (is_apart && !goes_with && at < best) best = at;
    }
    if (best == SIZE_MAX) return title;
    *words = text_trim(text_slice(title, best, SIZE_MAX));
    return text_trim(text_slice(title, 0, best));
}

bool cut_any_pages(Text *title, int *first, int *last) {
    if (cut_pages(title, first, last)) return true;
    static const char *const words[] = {"Pages", "Page", "pp.", "Pgs", NULL};
    for (int i = 0; words[i]; i++) {
        for (size_t at = find_word(*title, words[i], 0); at != SIZE_MAX; at = find_word(*title, words[i], at + 1)) {
            Text tail = text_slice(*title, at, SIZE_MAX);
            size_t open = text_find(tail, S("("), 0);
            if (!is_page_range(text_slice(tail, 0, open), first, last)) continue;
            *title = text_trim(text_slice(*title, 0, at));
            return true;
        }
    }
    *first = *last = 0;
    return false;
}

/* ---- Papers of web pages ---- */

Text agenda_papers_in_cell(LayoutReader *reader, int item, const Block *block, Text cell) {
    enum { PAPERS_MOST = 60 };
    for (int i = 0; i < PAPERS_MOST && cell.len > 0; i++) {
        size_t end = text_find(cell, S(")"), 0);
        Text title = text_slice(cell, 0, end == SIZE_MAX ? cell.len : end + 1), detail;
        size_t taken = title.len;
        if (!cut_file_size(reader->arena, &title, &detail) || title.len == 0) break;
        Entry *paper = entry_at(reader, put_entry(reader, ENTRY_PAPER, item, block, (Text){0}));
        paper->title = title;
        paper->detail = detail;
        cell = text_trim(text_slice(cell, taken, SIZE_MAX));
    }
    return cell;
}

Text agenda_paper_below(LayoutReader *reader, int item, const Block *block) {
    Text title = block->text, detail;
    if (reader->blocks->lines->format != SOURCE_HTML || block->text.len > 300 || !cut_file_size(reader->arena, &title, &detail))
        return block->text;
    size_t from = 0;
    for (size_t at = 0; (at = text_find(title, S(". "), at)) != SIZE_MAX; at++) from = at + 2;
    Entry *paper = entry_at(reader, put_entry(reader, ENTRY_PAPER, item, block, (Text){0}));
    paper->title = text_trim(text_slice(title, from, SIZE_MAX));
    paper->detail = detail;
    return text_trim(text_slice(title, 0, from));
}

bool is_agenda_signature(Text t) {
    size_t digits = 0;
    FoundDay day;
    if (count_words(t) <= 10 && !ends_sentence(t) && has_words(t, "Chief Executive|Clerk|Proper Officer|Monitoring Officer|General Counsel")
        && find_day(t, 0, &day) && day.has_year)
        return true;
    for (size_t i = 0; i < t.len; i++) digits += t.ptr[i] >= '0' && t.ptr[i] <= '9';
    return !ends_sentence(t) && count_words(t) <= (digits >= 10 ? 8 : 4); /* a telephone number beside the name */
}

bool is_about_openness(Text t) {
    return (text_starts_with(t, S("(")) || find_word(t, "At the time of preparing", 0) == 0)
           && has_words(t, "no exempt items|exempt items|likely to be open to the public|NOT to be open to the public|open to the public");
}

Text contact_asked(Text words) {
    enum { CONTACT_MOST = 90 };
    static const char *const ends[] = {" on ", " by ", " via ", " at ", " or ", " - ", " (", "; ", ". ", ", tel", ", email", NULL};
    size_t at = find_word(words, "please contact", 0);
    if (at == SIZE_MAX) return (Text){0};
    Text named = text_trim(text_slice(words, at + strlen("please contact"), SIZE_MAX));
    if (named.len > 0 && named.ptr[0] == ':') named = text_trim(text_slice(named, 1, SIZE_MAX));
    size_t end = named.len;
    for (int i = 0; ends[i]; i++) {
        size_t found = text_find(named, text_of(ends[i]), 0);
        if (found < end) end = found;
    }
    named = text_trim(text_slice(named, 0, end));
    while (text_ends_with(named, S(",")) || text_ends_with(named, S("."))) named.len--;
    bool is_named = named.len > 4 && named.len < CONTACT_MOST && !starts_small(named) && count_words(named) >= 2 && has_letter(named)
                    && !scan_words(&(Text){named.ptr, named.len}, "The|Your");
    return is_named ? named : (Text){0};
}

void agenda_cut_aside(Text *title) {
    size_t open = SIZE_MAX;
    for (size_t i = 0; i < title->len; i++)
        if (title->ptr[i] == '(') open = i;
    if (open == SIZE_MAX || open == 0 || !text_ends_with(*title, S(")"))) return;
    Text inside = text_slice(*title, open + 1, title->len - open - 2);
    if (inside.len < 30 && has_words(inside, "verbal|oral|verbal report|verbal update|to follow|presentation|attached|enclosed"))
        *title = text_trim(text_slice(*title, 0, open));
}

Text agenda_named_for(LayoutReader *reader) {
    enum { WITHIN = 6 };
    for (size_t at = reader->from; at < reader->to && at < reader->from + WITHIN; at++) {
        Text rest = block_at(reader, at)->text;
        if (rest.len > 120 || !scan_words(&rest, "Agenda for the|Agenda for|Agenda of the|Agenda:|Agenda -|Agenda –")) continue;
        rest = text_trim(rest);
        FoundDay day;
        if (names_body(rest) && !find_day(rest, 0, &day) && !ends_sentence(rest))
            return is_capitals(rest) ? title_case(reader->arena, rest) : rest;
    }
    return (Text){0};
}
