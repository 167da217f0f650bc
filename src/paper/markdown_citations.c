/* Owns finding the numbers that a text cites after a word, and making links of them. */
#include "paper/citations.h"

#include "base/buffer.h"

/* ---- Finding ---- */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* A letter, a digit, or part of one beyond ASCII. */
static bool is_letter(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static char at(Text t, size_t i) {
    return i < t.len ? t.ptr[i] : '\0';
}

static bool begins_with_word(Text t, size_t i, Text word) {
    return text_equal_ignoring_case(text_slice(t, i, word.len), word) && !is_letter(at(t, i + word.len));
}

/* Spaces, with no-break spaces; where they end. */
static size_t past_spaces(Text t, size_t i) {
    while (i < t.len && (t.ptr[i] == ' ' || t.ptr[i] == '\n' || text_starts_with(text_slice(t, i, 2), S("\u00a0"))))
        i += t.ptr[i] == ' ' || t.ptr[i] == '\n' ? 1 : 2;
    return i;
}

static size_t past_digits(Text t, size_t i) {
    size_t end = i;
    while (is_digit(at(t, end))) end++;
    return end > i && end - i <= 3 ? end : SIZE_MAX;
}

/* "2.3" with nothing behind it that makes it something else (2.3.1, 2.3%, 2.30pm); where it ends, SIZE_MAX: it is none. */
static size_t past_number(Text t, size_t i) {
    size_t end = past_digits(t, i);
    if (end == SIZE_MAX || at(t, end) != '.') return SIZE_MAX;
    end = past_digits(t, end + 1);
    if (end == SIZE_MAX || is_letter(at(t, end)) || at(t, end) == '%') return SIZE_MAX;
    if ((at(t, end) == '.' || at(t, end) == ':') && is_digit(at(t, end + 1))) return SIZE_MAX;
    size_t next = past_spaces(t, end);
    return begins_with_word(t, next, S("am")) || begins_with_word(t, next, S("pm")) ? SIZE_MAX : end;
}

/* What stands between two numbers of a list: ", ", " and ", ", and ", " or ", " to "; where the next can begin, SIZE_MAX: the list ends. */
static size_t past_joint(Text t, size_t i) {
    static const char *const words[] = {"and", "or", "to"};
    bool has_comma = at(t, i) == ',';
    size_t next = past_spaces(t, i + has_comma);
    for (size_t w = 0; w < sizeof words / sizeof words[0]; w++)
        if (next > i && begins_with_word(t, next, text_of(words[w]))) return past_spaces(t, next + strlen(words[w]));
    return has_comma ? next : SIZE_MAX;
}

/* Where a list of numbers is: `at` the next one; more may follow after the plural. */
typedef struct {
    size_t at;
    bool is_plural;
} CitedList;

static bool list_begins(Text t, size_t i, Text word, CitedList *out) {
    if (i > 0 && (is_letter(t.ptr[i - 1]) || t.ptr[i - 1] == '-')) return false;
    if (!text_equal_ignoring_case(text_slice(t, i, word.len), word)) return false;
    size_t end = i + word.len;
    out->is_plural = at(t, end) == 's' || at(t, end) == 'S';
    end += out->is_plural;
    out->at = past_spaces(t, end);
    return out->at > end;
}

/* The next number cited at `*from` or behind it; *from becomes where it ends, and `list` remembers whether more belong to it. */
static bool next_cited(Text t, Text word, size_t *from, CitedList *list, Text *number) {
    size_t joint = list->is_plural ? past_joint(t, *from) : SIZE_MAX;
    size_t end = joint == SIZE_MAX ? SIZE_MAX : past_number(t, joint);
    list->at = joint;
    for (size_t i = *from; end == SIZE_MAX && i < t.len; i++)
        if (list_begins(t, i, word, list)) end = past_number(t, list->at);
    if (end == SIZE_MAX) return false;
    *number = text_slice(t, list->at, end - list->at);
    *from = end;
    return true;
}

bool text_cites(Text text, const char *word) {
    CitedList list = {0};
    size_t from = 0;
    Text number;
    return next_cited(text, text_of(word), &from, &list, &number);
}

/* ---- Which year is meant ---- */

/* So many words behind a number may say of which year it is. */
enum { YEAR_WITHIN = 12 };

/* Exactly so many digits and none behind them. */
static bool digits_at(Text t, size_t i, size_t count, int *out) {
    *out = 0;
    for (size_t k = 0; k < count; k++) {
        if (!is_digit(at(t, i + k))) return false;
        *out = *out * 10 + (at(t, i + k) - '0');
    }
    return !is_digit(at(t, i + count));
}

/* "2024/25", "2024-25", "2024/2025", also with a dash: the year in which it begins; 0: it is none. */
static int year_at(Text t, size_t i) {
    int begins, ends;
    if (!digits_at(t, i, 4, &begins)) return 0;
    bool is_dash = text_starts_with(text_slice(t, i + 4, 3), S("\u2013"));
    if (!is_dash && at(t, i + 4) != '/' && at(t, i + 4) != '-') return 0;
    size_t next = i + 4 + (is_dash ? strlen("\u2013") : 1);
    if (digits_at(t, next, 4, &ends)) return ends == begins + 1 ? begins : 0;
    return digits_at(t, next, 2, &ends) && ends == (begins + 1) % 100 ? begins : 0;
}

static bool says_another_year(Text t, size_t i) {
    static const char *const words[] = {"last", "previous", "next"};
    for (size_t w = 0; w < sizeof words / sizeof words[0]; w++) {
        size_t end = i + strlen(words[w]), next = past_spaces(t, end);
        if (next > end && text_equal_ignoring_case(text_slice(t, i, end - i), text_of(words[w])))
            return text_equal_ignoring_case(text_slice(t, next, 4), S("year"));
    }
    return false;
}

/* At a full stop or its like, and where a paragraph, an item of a list or a cell ends; not within "2.3". */
static bool ends_sentence(Text html, size_t i) {
    static const char *const ends[] = {"</p", "</li", "</h", "</td", "</th", "<ul", "<ol"};
    for (size_t k = 0; at(html, i) == '<' && k < sizeof ends / sizeof ends[0]; k++)
        if (text_starts_with(text_slice(html, i, 4), text_of(ends[k]))) return true;
    if (at(html, i) == ';') return true;
    bool is_stop = at(html, i) == '.' || at(html, i) == '!' || at(html, i) == '?';
    return is_stop && !is_letter(at(html, i + 1));
}

/* Behind a tag ("<em>") or a character written out ("&quot;"); elsewhere where it stands. */
static size_t past_mark(Text html, size_t i) {
    size_t end = at(html, i) == '<' ? text_find(html, S(">"), i) : at(html, i) == '&' ? text_find(html, S(";"), i) : SIZE_MAX;
    return end == SIZE_MAX ? i : end + 1;
}

/* Does the sentence go on so that another year than this one is meant? */
static bool is_of_another_year(Text html, int year) {
    int words = 0;
    bool is_within_word = false;
    for (size_t i = 0, next; i < html.len && words <= YEAR_WITHIN && !ends_sentence(html, i); i = next) {
        size_t past = past_spaces(html, past_mark(html, i));
        next = past > i ? past : i + 1;
        bool begins = past == i && is_letter(html.ptr[i]) && !is_within_word;
        is_within_word = past == i && is_letter(html.ptr[i]);
        if (!begins) continue;
        int of = year_at(html, i);
        if (of) return of != year;
        if (says_another_year(html, i)) return true;
        words++;
    }
    return false;
}

/* ---- Links ---- */

static const Citation *citation_of(const Citations *citations, Text number) {
    for (size_t i = 0; i < citations->count; i++)
        if (text_equal(citations->items[i].number, number)) return &citations->items[i];
    return NULL;
}

static void put_link(Buffer *out, const Citation *citation, int year) {
    buffer_putf(out, "<a class=\"govuk-link\" href=\"%.*s\">%.*s", TEXT_ARG(citation->url), TEXT_ARG(citation->number));
    if (year) buffer_putf(out, "<span class=\"govuk-visually-hidden\"> of the plan %d/%02d</span>", year, (year + 1) % 100);
    buffer_put(out, S("</a>"));
}

/* The words are a part of the HTML. */
static void put_words(Buffer *out, Text html, Text words, Text word, const Citations *citations) {
    CitedList list = {0};
    size_t from = 0, done = 0;
    for (Text number; next_cited(words, word, &from, &list, &number);) {
        const Citation *citation = citation_of(citations, number);
        if (!citation) continue;
        Text behind = text_slice(html, (size_t)(words.ptr - html.ptr) + from, SIZE_MAX);
        if (citations->year && is_of_another_year(behind, citations->year)) continue;
        buffer_put(out, text_slice(words, done, from - number.len - done));
        put_link(out, citation, citations->year);
        done = from;
    }
    buffer_put(out, text_slice(words, done, SIZE_MAX));
}

/* How deep in links and code the words behind the tag stand. */
static int depth_behind(Text tag, int depth) {
    static const char *const names[] = {"a", "code", "pre"};
    bool closes = text_starts_with(tag, S("</"));
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (begins_with_word(tag, closes ? 2 : 1, text_of(names[i]))) return closes ? depth - 1 : depth + 1;
    return depth;
}

Html html_cite(Arena *arena, Html html, const char *word, const Citations *citations) {
    Text rest = html.markup;
    int depth = 0;
    if (citations->count == 0) return html;
    Buffer out = buffer_new(arena, rest.len + 256);
    for (size_t i = 0; i < rest.len;) {
        size_t tag = text_find(rest, S("<"), i), end = tag == SIZE_MAX ? SIZE_MAX : text_find(rest, S(">"), tag);
        Text words = text_slice(rest, i, (tag == SIZE_MAX ? rest.len : tag) - i);
        if (depth == 0) put_words(&out, rest, words, text_of(word), citations);
        else buffer_put(&out, words);
        if (end == SIZE_MAX) break;
        buffer_put(&out, text_slice(rest, tag, end + 1 - tag));
        depth = depth_behind(text_slice(rest, tag, end + 1 - tag), depth);
        i = end + 1;
    }
    return (Html){buffer_text(&out)};
}
