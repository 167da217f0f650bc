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

/* ---- Links ---- */

static const Citation *citation_of(const Citations *citations, Text number) {
    for (size_t i = 0; i < citations->count; i++)
        if (text_equal(citations->items[i].number, number)) return &citations->items[i];
    return NULL;
}

static void put_words(Buffer *out, Text words, Text word, const Citations *citations) {
    CitedList list = {0};
    size_t from = 0, done = 0;
    for (Text number; next_cited(words, word, &from, &list, &number);) {
        const Citation *citation = citation_of(citations, number);
        if (!citation) continue;
        buffer_put(out, text_slice(words, done, from - number.len - done));
        buffer_putf(out, "<a class=\"govuk-link\" href=\"%.*s\">%.*s</a>", TEXT_ARG(citation->url), TEXT_ARG(number));
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
        if (depth == 0) put_words(&out, words, text_of(word), citations);
        else buffer_put(&out, words);
        if (end == SIZE_MAX) break;
        buffer_put(&out, text_slice(rest, tag, end + 1 - tag));
        depth = depth_behind(text_slice(rest, tag, end + 1 - tag), depth);
        i = end + 1;
    }
    return (Html){buffer_text(&out)};
}
