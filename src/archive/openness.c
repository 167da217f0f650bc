/* Owns what says in a document whether something is open: headings, markings, and the exclusion of press and public. */
#include "archive/openness.h"

#include "archive/layout.h"

enum { MARKING_WORDS = 8 };

/* What the words behind "Part 2" or "Section B" say: 1 open, 2 not, 0 nothing of it ("for information"). "In the absence of the public" names the
 * public and is not open: a word that takes away counts first. */
static int openness_told(Text words) {
    static const char open[] = "unrestricted|non-exempt|non-confidential|not exempt|not confidential";
    if (has_words(words, open)) return 1;
    if (has_words(
            words, "private|exempt|confidential|restricted|closed|exclude|excluded|excluding|exclusion|not|no|without|absence|absent"))
        return 2;
    return has_words(words, "public|open") ? 1 : 0;
}

/* "Part 1", "Part B - for information", "Section 2: private". *is_part is false when it is no such heading. The second part of an agenda is the one
 * without the public, unless its words say otherwise; that some have a Part B for what is only to be read is told by its words. */
static int openness_of_part(Text heading, bool *is_part) {
    Text words = heading;
    *is_part = scan_words(&words, "PART|SECTION") && scan_spaces(&words) && scan_words(&words, "1|2|3|I|II|III|A|B|C|ONE|TWO|THREE");
    if (!*is_part) return 0;
    int told = openness_told(words);
    if (told) return told;
    if (scan_words(&(Text){heading.ptr, heading.len}, "PART 1|PART I|PART A|PART ONE")) return 1;
    if (scan_words(&(Text){heading.ptr, heading.len}, "PART 2|PART II|PART TWO")) return 2;
    bool is_to_read = has_words(words, "for information|for noting|to note|for decision|for discussion|for approval|for consideration");
    return scan_words(&heading, "PART B") && !is_to_read ? 2 : 0;
}

int openness_of(Text heading) {
    Text rest = heading;
    if (heading.len > 160) return 0;
    Text label;
    take_mark(&rest, &label);
    if (rest.len > 1 && rest.ptr[0] >= 'A' && rest.ptr[0] <= 'Z' && (rest.ptr[1] == ' ' || rest.ptr[1] == '-'))
        rest = text_slice(rest, 1, SIZE_MAX);
    while (rest.len > 0 && (rest.ptr[0] == '-' || rest.ptr[0] == ' ')) rest = text_slice(rest, 1, SIZE_MAX);
    bool is_part;
    int of_part = openness_of_part(rest, &is_part);
    if (is_part) return of_part;
    if (scan_words(&rest, "UNRESTRICTED|OPEN ITEMS|PUBLIC ITEMS|PUBLIC SESSION|ITEMS IN PUBLIC")) return 1;
    if (scan_words(&rest, "RESTRICTED ITEM|RESTRICTED ITEMS|RESTRICTED|EXEMPT ITEMS|EXEMPT ITEM|EXEMPT "
                          "BUSINESS|EXEMPT|CONFIDENTIAL|CONFIDENTIAL ITEMS|PRIVATE ITEMS|PRIVATE AGENDA|PRIVATE SESSION|ITEMS IN PRIVATE"))
        return 2;
    if (scan_words(&rest, "Items|The following items|Business|Reports")
        && has_words(rest, "considered in private|in private|in closed session"))
        return 2;
    return has_word(rest, "not open to the press and public") || has_word(rest, "not open to the public") ? 2 : 0;
}

bool is_restricted_marking(Text classification) {
    static const char *const markings[] = {
        "restricted", "exempt", "confidential", "official-sensitive", "official sensitive", "not for publication"};
    static const char *const open_markings[] = {
        "unrestricted", "not restricted", "non-restricted", "not exempt", "non-exempt", "not confidential", "non-confidential"};
    for (size_t i = 0; i < sizeof open_markings / sizeof *open_markings; i++)
        if (text_contains_ignoring_case(classification, text_of(open_markings[i]))) return false;
    for (size_t i = 0; i < sizeof markings / sizeof *markings; i++)
        if (text_contains_ignoring_case(classification, text_of(markings[i]))) return true;
    return false;
}

/* ---- Titles and words of an item ---- */

static bool says_open(Text t) {
    return has_words(t, "not exempt|non-exempt|not confidential|non-confidential|unrestricted|not restricted|no exempt|any exempt|not in "
                        "private|no longer exempt|no longer confidential|no longer restricted");
}

/* "(restricted)", "- private", "[Confidential ...": what is bracketed or set apart. */
static bool is_set_apart(Text title) {
    static const char *const before[] = {"(", "[", "- ", "\u2013 ", "\u2014 ", ": ", NULL};
    static const char words[] =
        "restricted|exempt|confidential|private|in private|part 2|part ii|closed|not for publication|not public|not open|"
        "private session|closed session|official-sensitive|official sensitive";
    for (int i = 0; before[i]; i++)
        for (size_t at = 0; (at = text_find(title, text_of(before[i]), at)) != SIZE_MAX; at++) {
            Text inside = text_slice(title, at + strlen(before[i]), SIZE_MAX);
            if (!scan_words(&inside, words) || scan_words(&(Text){inside.ptr, inside.len}, " hire| rented| sector| landlord| landlords"))
                continue;
            scan_words(&inside, " item| items| session| business| report| appendix| paper");
            if (inside.len == 0 || strchr(")],;:.", inside.ptr[0]) || i < 2) return true;
        }
    return false;
}

bool title_tells_closed(Text t) {
    if (scan_words(&(Text){t.ptr, t.len}, "Exempt -|Exempt \u2013|Exempt:|Confidential -|Confidential \u2013|Confidential:|Confidential "
                                          "item|Restricted -|Restricted \u2013|Restricted:|Private -|Private \u2013|Private:|Private item"))
        return true;
    if (has_words(t, "excluded from publication|withheld from publication")) return true;
    if (has_words(t, "exclude|excluded|exclusion|whether") || says_open(t)) return false;
    if (has_words(
            t, "exempt|confidential|not for publication|private session|private item|Schedule 12A|likely to be considered in private"))
        return true;
    if (is_set_apart(t)) return true;
    size_t at = text_find(t, S("(Para"), 0);
    return at != SIZE_MAX && scan_words(&(Text){t.ptr + at + 1, t.len - at - 1}, "Paragraph|Paragraphs|Para|Paras");
}

bool words_tell_closed(Text t) {
    enum { STATEMENT_MOST = 500 };
    if (t.len > STATEMENT_MOST || says_open(t)) return false;
    while (t.len > 0 && strchr("([*- ", t.ptr[0])) t = text_slice(t, 1, SIZE_MAX);
    if (has_words(t, "reasons why") && has_word(t, "restricted")) return true;
    Text rest = t;
    if (scan_words(&rest, "Not for publication|Not open to|Exempt information|Exempt by virtue|Exempt under|Exempt item|Restricted item|"
                          "Private item|Confidential item|Considered in private|Held in private|Taken in private|Discussed in private|"
                          "Restricted minutes|Exempt minutes|Confidential minutes|Private minutes"))
        return true;
    if (!scan_words(&rest, "This item|This agenda item|This decision|The decision|This report|This matter|This minute|This part of the "
                           "meeting|This section|The item|"
                           "The report|The minutes of this item|The discussion|The following item|Item"))
        return false;
    Text said = sentence_at(t, 0);
    return has_words(said, "is|was|were|will be|are|has been|contains|contained|may be")
           && has_words(said,
               "in private|private session|closed session|confidential|exempt|exempt information|not for publication|not open "
               "to|restricted|not public|not available to the public|in camera|without the public|Schedule 12A");
}

/* ---- What may be restricted and was read as open ---- */

/* A line that is a marking by itself: "OFFICIAL-SENSITIVE", "Not for publication by virtue of paragraph 3", "Exempt items". */
static bool is_marking_line(Text line) {
    line = text_trim(line);
    if (line.len == 0 || count_words(line) > MARKING_WORDS || !is_restricted_marking(line)) return false;
    bool is_label = text_starts_with(line, S("Classification")) || text_starts_with(line, S("Marking"));
    char last = line.ptr[line.len - 1];
    return is_label || is_capitals(line) || (openness_of(line) == 2 && last != '.' && last != ',' && last != ';' && last != ':');
}

static bool is_about_next_meeting(Text title) {
    return count_words(title) <= 7 && scan_words(&title, "Date of|Dates of|Next meeting|Future meetings|Date and time of");
}

/* Everything behind the line, to where the public is let in again, which is returned. *is_any tells whether something stands there at all. */
static int doubt_behind(LayoutReader *reader, int line, const char *why, bool *is_any) {
    int until = INT32_MAX;
    for (size_t i = reader->from; i < reader->to; i++)
        if (reader->blocks->items[i].first_line > line && openness_of(reader->blocks->items[i].text) == 1) {
            until = reader->blocks->items[i].first_line;
            break;
        }
    *is_any = false;
    for (size_t i = 0; i < reader->document->entries.count; i++) {
        const Entry *e = entry_at(reader, (int)i);
        bool is_item = e->kind == ENTRY_ITEM || e->kind == ENTRY_SECTION;
        if (!is_item || e->first_line <= line || e->first_line >= until) continue;
        *is_any = true;
        if (e->is_restricted || is_about_next_meeting(e->title)) continue;
        put_doubt(reader, DOUBT_RESTRICTED, (int)i, e->first_line, e->first_line, text_of(why), S("restricted"), (Text){0});
    }
    return until;
}

static int first_entry_line(const LayoutReader *reader) {
    int first = INT32_MAX;
    for (size_t i = 0; i < reader->document->entries.count; i++) {
        const Entry *e = &reader->document->entries.items[i];
        bool is_head = e->kind == ENTRY_PRESENT || e->kind == ENTRY_ATTENDING || e->kind == ENTRY_APOLOGIES || e->kind == ENTRY_SUBSTITUTE;
        if (!is_head && e->first_line > 0 && e->first_line < first) first = e->first_line;
    }
    return first;
}

static bool begins_item(const LayoutReader *reader, int line) {
    for (size_t i = 0; i < reader->document->entries.count; i++)
        if (reader->document->entries.items[i].kind == ENTRY_ITEM && reader->document->entries.items[i].first_line == line) return true;
    return false;
}

static bool all_restricted(const LayoutReader *reader) {
    for (size_t i = 0; i < reader->document->entries.count; i++)
        if (reader->document->entries.items[i].kind == ENTRY_ITEM && !reader->document->entries.items[i].is_restricted) return false;
    return true;
}

/* A marking in its head, and at the foot of its pages, is of the whole. */
static void review_markings(LayoutReader *reader, int above) {
    ReadDocument *d = reader->document;
    Text rest = reader->blocks->lines->text, line;
    int first = first_entry_line(reader), doubted = 0; /* up to where a marking above has brought doubts */
    for (int n = 1; n <= d->last_line && text_next_line(&rest, &line); n++) {
        bool is_any = true;
        if (n < above || n < doubted || !is_marking_line(line) || (begins_item(reader, n) && !is_capitals(line))) continue;
        if (n > first) doubted = doubt_behind(reader, n, "A line above this says that it is not for the public.", &is_any);
        if (n > first && is_any) continue;
        /* At the end of an agenda the heading of exempt items may have nothing below it. */
        if ((n > first && openness_of(text_trim(line)) == 2) || is_restricted_marking(d->classification) || all_restricted(reader))
            continue;
        put_doubt(reader, DOUBT_RESTRICTED, -1, n, n,
            text_format(reader->arena, "It is marked \u201c%.*s\u201d.", TEXT_ARG(text_trim(line))), S("restricted"), (Text){0});
        return;
    }
}

bool excludes_press(Text words) {
    return has_words(words, "exclude|excluded|exclusion|excluding") && has_words(words, "public|press");
}

/* Words say of something that it is not for the public, and nothing that was read is restricted: it may be what no layout could place. */
static void review_statements(LayoutReader *reader) {
    ReadDocument *d = reader->document;
    if (is_restricted_marking(d->classification)) return;
    for (size_t i = 0; i < d->entries.count; i++)
        if (entry_at(reader, (int)i)->is_restricted) return;
    for (size_t i = reader->from; i < reader->to; i++) {
        const Block *block = block_at(reader, i);
        if (!words_tell_closed(block->text)) continue;
        put_doubt(reader, DOUBT_RESTRICTED, -1, block->first_line, block->last_line,
            S("It says of something in it that it is not for the public."), S("restricted"), (Text){0});
        return;
    }
}

bool tells_only_closing(Text t) {
    return excludes_press(t)
           || has_words(t, "open to the public|open to the press|open access|exempt information|Schedule 12A|in private|private session");
}

void review_openness(LayoutReader *reader, int above) {
    ReadDocument *d = reader->document;
    bool is_any;
    size_t count = d->entries.count;
    for (size_t i = 0; i < count; i++) {
        const Entry *e = entry_at(reader, (int)i);
        bool is_decided = (e->kind == ENTRY_PART || e->kind == ENTRY_RESOLUTION) && excludes_press(e->words);
        if (!is_decided && !(e->kind == ENTRY_ITEM && excludes_press(e->title))) continue;
        doubt_behind(reader, e->first_line, "The press and the public were to be excluded before this item.", &is_any);
        break;
    }
    review_markings(reader, above);
    review_statements(reader);
}
