/* Owns what words in a sheet mean: headings, numbers, days, yes and no, names. Pure. */
#include <inttypes.h>

#include "plan/sheet.h"

/* ---- Headings ---- */

/* The names that people give to columns: letters and digits with one space between words. Ours come first. */
static const char *const headings[SHEET_COLUMNS] = {
    [PLAN_COLUMN_SECTION] = "section|section number|section no|priority number|priority no",
    [PLAN_COLUMN_PRIORITY] = "priority|priority name|priority title|section title|section name",
    [PLAN_COLUMN_SECTION_LEAD] = "prioritys lead|priority lead|section lead|priority s lead",
    [PLAN_COLUMN_SECTION_ORGANISATION] =
        "priority leads organisation|priority lead s organisation|priority lead organisation|section organisation",
    [PLAN_COLUMN_AIM] = "aim|aims|priority aim|aim of the priority",
    [PLAN_COLUMN_SHARED] = "shared|shared section|several priorities",
    [PLAN_COLUMN_NUMBER] = "no|number|nr|ref|reference|action no|action number|action ref|id",
    [PLAN_COLUMN_OBJECTIVE] = ("objective|objectives|outcome|outcomes|planned outcome|planned outcomes|objective or planned "
                               "outcome|objective planned outcome|objectives planned outcomes"),
    [PLAN_COLUMN_STEPS] = "actions|action|activity|activities|steps|key actions|what we will do|action s",
    [PLAN_COLUMN_MEASURES] = ("measures|measure|measure s|success measure|success measures|measures of success|measure of "
                              "success|kpi|kpis|output|outputs|performance measures"),
    [PLAN_COLUMN_DUE] = "timescale|timescales|due|due date|by when|deadline|target date|when|date|end date|completion date|timescale s",
    [PLAN_COLUMN_LEADS] = ("lead|leads|lead s|lead agency|lead agencies|lead organisation|lead organisations|lead partner|lead "
                           "partners|responsible|owner|who|lead officer"),
    [PLAN_COLUMN_OTHERS] =
        "contributes|contributors|partners|supporting partners|contributing partners|contributors and liaison|supported by|other partners",
    [PLAN_COLUMN_FUNDED] = "funded|funding|grant funded|funded by the grant|funded by grant|pcc funded|opcc funded",
    [PLAN_COLUMN_LINKED] = "linked to|linked|links|linked with|linked strategy|linked group",
    [PLAN_COLUMN_THEMES] = "themes|theme|cross cutting theme|cross cutting themes|crosscutting themes",
    [PLAN_COLUMN_STATE] = "state|status|rag|rag status|progress|how it stands",
    [SHEET_COLUMN_DOUBTS] = "doubts",
};

static Text plain_words(Arena *arena, Text t) {
    Buffer out = buffer_new(arena, t.len);
    for (size_t i = 0; i < t.len; i++) {
        char c = t.ptr[i];
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (is_letter) buffer_put_char(&out, c);
        else if (c != '\'' && out.len > 0 && out.ptr[out.len - 1] != ' ') buffer_put_char(&out, ' ');
    }
    return text_lower(arena, text_trim(buffer_text(&out)));
}

int sheet_column_of(Arena *arena, Text heading) {
    Text words = plain_words(arena, text_head(heading, 100));
    if (words.len == 0) return SHEET_COLUMNS;
    for (int i = 0; i < SHEET_COLUMNS; i++) {
        Text rest = text_of(headings[i]), name;
        while (text_split(&rest, '|', &name))
            if (text_equal(name, words)) return i;
    }
    return SHEET_COLUMNS;
}

/* ---- Yes and no ---- */

bool sheet_flag(Text words, bool *out) {
    static const char *const yes[] = {"yes", "y", "true", "1", "x", "f", "(f)", "funded", "\u2713", "\u2714"}, *const no[] = {"no", "n",
                                                                                                                   "false", "0", "-",
                                                                                                                   "none"};
    Text t = text_trim(words);
    *out = false;
    if (t.len == 0) return true;
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (text_equal_ignoring_case(t, text_of(yes[i]))) {
            *out = true;
            return true;
        }
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (text_equal_ignoring_case(t, text_of(no[i]))) return true;
    return false;
}

/* ---- Numbers ---- */

static bool take_digits(Text *rest, size_t most, int64_t *out) {
    size_t length = 0;
    while (length < rest->len && length <= most && rest->ptr[length] >= '0' && rest->ptr[length] <= '9') length++;
    if (length == 0 || length > most || !text_to_int64(text_slice(*rest, 0, length), out)) return false;
    *rest = text_slice(*rest, length, SIZE_MAX);
    return true;
}

bool sheet_number(Text words, int64_t *section, int64_t *number) {
    Text rest = text_trim(words);
    if (!take_digits(&rest, 2, section) || !text_starts_with(rest, S("."))) return false;
    rest = text_slice(rest, 1, SIZE_MAX);
    if (!take_digits(&rest, 3, number) || *section < 1 || *number < 1) return false;
    rest = text_trim(rest);
    while (rest.len > 0 && strchr("*.", rest.ptr[0])) rest = text_trim(text_slice(rest, 1, SIZE_MAX));
    return rest.len == 0 || text_equal_ignoring_case(rest, S("(F)"));
}

/* ---- Days ---- */

static int month_of(Text word) {
    for (int month = 1; month <= 12; month++) {
        Text name = text_of(month_name(month));
        if (word.len >= 3 && text_equal_ignoring_case(word, text_slice(name, 0, word.len))) return month;
        if (month == 9 && text_equal_ignoring_case(word, S("Sept"))) return 9;
    }
    return 0;
}

static Date month_end(int64_t year, int month) {
    if (year < 100) year += 2000;
    if (year < 2000 || year > 2100) return (Date){0};
    return date_plus_days(date_plus_months(date_of((int)year, month, 1), 1), -1);
}

/* "March 2026", "Mar-26", "03/2026", "2026-03". */
static bool month_and_year(Text t, Date *out) {
    size_t at = 0;
    int64_t year = 0, number = 0;
    while (at < t.len && !strchr(" -/", t.ptr[at])) at++;
    Text first = text_slice(t, 0, at), second = text_trim(text_slice(t, at + 1, SIZE_MAX));
    if (text_starts_with(second, S("'"))) second = text_slice(second, 1, SIZE_MAX);
    if (!text_to_int64(second, &year) || second.len > 4) return false;
    int month = month_of(first);
    if (month == 0 && text_to_int64(first, &number) && first.len <= 2 && second.len == 4)
        month = number >= 1 && number <= 12 ? (int)number : 0;
    if (month == 0 && first.len == 4 && second.len == 2 && t.ptr[at] == '-' && text_to_int64(first, &number) && year >= 1 && year <= 12)
        month = (int)year, year = number;
    *out = month ? month_end(year, month) : (Date){0};
    return date_is_set(*out);
}

/* "2025/26", "2025-26". */
static bool whole_year(Text t, Date *out) {
    int64_t first = 0, second = 0;
    if (t.len != 7 || !strchr("/-", t.ptr[4])) return false;
    if (!text_to_int64(text_slice(t, 0, 4), &first) || !text_to_int64(text_slice(t, 5, 2), &second)) return false;
    if (first < 2000 || first > 2100 || (first + 1) % 100 != second) return false;
    *out = date_of((int)first + 1, 3, 31);
    return true;
}

static bool quarter(Text t, Date year_starts, Date *out) {
    bool is_named = t.len == 2 && (t.ptr[0] == 'Q' || t.ptr[0] == 'q') && t.ptr[1] >= '1' && t.ptr[1] <= '4';
    if (!is_named || !date_is_set(year_starts)) return false;
    *out = date_plus_days(date_plus_months(year_starts, 3 * (t.ptr[1] - '0')), -1);
    return true;
}

static Text without_words_before(Text t) {
    static const char *const words[] = {
        "by the end of ", "by end of ", "by end ", "end of ", "end ", "by ", "before the end of ", "until "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equal_ignoring_case(text_slice(t, 0, strlen(words[i])), text_of(words[i])))
            return text_trim(text_slice(t, strlen(words[i]), SIZE_MAX));
    return t;
}

static bool single_day(Text t, Date year_starts, Date *out) {
    int64_t serial = 0;
    t = without_words_before(text_trim(t));
    if (month_and_year(t, out) || whole_year(t, out) || quarter(t, year_starts, out) || date_parse(t, out)) return true;
    if (t.len != 5 || !text_to_int64(t, &serial) || serial < 36000 || serial > 80000) return false; /* 1998 to 2119 */
    *out = date_of_serial(serial, false);
    return true;
}

bool sheet_day(Text words, Date year_starts, Date *out) {
    static const char *const between[] = {" - ", " \u2013 ", " to ", "\u2013"};
    *out = (Date){0};
    if (single_day(words, year_starts, out)) return true;
    for (size_t i = 0; i < sizeof between / sizeof *between; i++) { /* the end of a time is when it is due */
        size_t at = text_find(words, text_of(between[i]), 0);
        if (at == SIZE_MAX) continue;
        Text last = text_slice(words, at + strlen(between[i]), SIZE_MAX);
        if (single_day(last, year_starts, out)) return true;
    }
    return false;
}

/* ---- Names ---- */

Sentences sheet_names(Arena *arena, Text cell) {
    Sentences out = {.items = ARENA_ARRAY(arena, Text, cell.len + 1)};
    Text t = text_trim(cell), rest = t, part;
    bool is_list = text_contains(t, S("\n")) || text_starts_with(t, S("\u2022"));
    size_t from = 0;
    while (is_list && text_next_line(&rest, &part)) {
        if (text_starts_with(text_trim(part), S("\u2022"))) part = text_slice(text_trim(part), strlen("\u2022"), SIZE_MAX);
        if (text_trim(part).len) out.items[out.count++] = text_trim(part);
    }
    for (size_t i = 0; i <= t.len && !is_list; i++) {
        bool is_slash = i + 2 < t.len && text_equal(text_slice(t, i, 3), S(" / "));
        if (i < t.len && t.ptr[i] != ';' && !is_slash) continue;
        part = text_trim(text_slice(t, from, i - from));
        if (part.len) out.items[out.count++] = part;
        from = is_slash ? i + 3 : i + 1;
    }
    return out;
}
