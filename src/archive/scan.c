/* Owns the small steps of looking along a text. Days and times are in scan_days.c. */
#include "archive/scan.h"

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}
static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
static char small(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static void step(Text *rest, size_t bytes) {
    *rest = text_slice(*rest, bytes, SIZE_MAX);
}

bool scan_spaces(Text *rest) {
    size_t n = 0;
    while (n < rest->len && (rest->ptr[n] == ' ' || rest->ptr[n] == '\t')) n++;
    step(rest, n);
    return true;
}

bool scan_char(Text *rest, char c) {
    if (rest->len == 0 || rest->ptr[0] != c) return false;
    step(rest, 1);
    return true;
}

/* How many bytes of `t` the word takes; 0: it is not there. */
static size_t word_length(Text t, const char *word, size_t length) {
    size_t at = 0;
    for (size_t i = 0; i < length; i++) {
        if (word[i] == ' ') {
            size_t before = at;
            while (at < t.len && (t.ptr[at] == ' ' || t.ptr[at] == '\t')) at++;
            if (at == before) return 0;
            continue;
        }
        if (at >= t.len || small(t.ptr[at]) != small(word[i])) return 0;
        at++;
    }
    if (length > 0 && (is_letter(word[length - 1]) || is_digit(word[length - 1])) && at < t.len
        && (is_letter(t.ptr[at]) || is_digit(t.ptr[at])))
        if ((unsigned char)t.ptr[at] != 0xe2) return 0; /* a curly quote or dash is no letter */
    return at;
}

bool scan_word(Text *rest, const char *word) {
    size_t length = word_length(*rest, word, strlen(word));
    if (length == 0) return false;
    step(rest, length);
    return true;
}

bool scan_words(Text *rest, const char *words) {
    for (const char *from = words;;) {
        const char *bar = strchr(from, '|');
        size_t length = word_length(*rest, from, bar ? (size_t)(bar - from) : strlen(from));
        if (length > 0) {
            step(rest, length);
            return true;
        }
        if (!bar) return false;
        from = bar + 1;
    }
}

bool scan_number(Text *rest, int digits, int *out) {
    int n = 0, value = 0;
    while (n < digits && (size_t)n < rest->len && is_digit(rest->ptr[n])) value = value * 10 + (rest->ptr[n++] - '0');
    if (n == 0 || ((size_t)n < rest->len && is_digit(rest->ptr[n]))) return false;
    step(rest, (size_t)n);
    *out = value;
    return true;
}

int roman_value(Text t) {
    int value = 0, after = 0;
    for (size_t i = t.len; i-- > 0;) {
        char c = t.ptr[i];
        int now = c == 'i' || c == 'I' ? 1 : c == 'v' || c == 'V' ? 5 : c == 'x' || c == 'X' ? 10 : 0;
        if (!now) return 0;
        value += now < after ? -now : now;
        after = now;
    }
    return value < 40 ? value : 0;
}

bool scan_roman(Text *rest, Text *label) {
    Text after = *rest;
    size_t n = 0;
    while (n < after.len && n < 7 && (after.ptr[n] == 'I' || after.ptr[n] == 'V' || after.ptr[n] == 'X')) n++;
    *label = text_slice(after, 0, n);
    after = text_slice(after, n, SIZE_MAX);
    bool has_mark = scan_char(&after, '.') || scan_char(&after, ')') || scan_char(&after, ':');
    if (roman_value(*label) == 0 || !has_mark || after.len == 0 || (after.ptr[0] != ' ' && after.ptr[0] != '\t')) return false;
    *rest = text_trim(after);
    return true;
}

bool scan_count(Text t, int64_t *out) {
    return t.len <= 9 && text_to_int64(t, out) && *out >= 0;
}

Text scan_until(Text *rest, const char *stop) {
    size_t at = text_find(*rest, text_of(stop), 0);
    if (at == SIZE_MAX) at = rest->len;
    Text taken = text_slice(*rest, 0, at);
    step(rest, at);
    return taken;
}

size_t find_word(Text t, const char *word, size_t from) {
    size_t length = strlen(word);
    for (size_t i = from; i + 1 <= t.len; i++) {
        if (small(t.ptr[i]) != small(word[0])) continue;
        if (i > 0 && (is_digit(t.ptr[i - 1]) || (is_letter(t.ptr[i - 1]) && (unsigned char)t.ptr[i - 1] < 0x80))) continue;
        if (word_length(text_slice(t, i, SIZE_MAX), word, length) > 0) return i;
    }
    return SIZE_MAX;
}

bool has_word(Text t, const char *word) {
    return find_word(t, word, 0) != SIZE_MAX;
}

bool has_words(Text t, const char *words) {
    char one[64];
    for (const char *from = words;;) {
        const char *bar = strchr(from, '|');
        size_t length = bar ? (size_t)(bar - from) : strlen(from);
        CHECK(length < sizeof one);
        memcpy(one, from, length);
        one[length] = 0;
        if (has_word(t, one)) return true;
        if (!bar) return false;
        from = bar + 1;
    }
}

bool has_letter(Text t) {
    for (size_t i = 0; i < t.len; i++)
        if (is_letter(t.ptr[i])) return true;
    return false;
}

bool is_capitals(Text t) {
    bool any = false;
    for (size_t i = 0; i < t.len; i++) {
        if (t.ptr[i] >= 'a' && t.ptr[i] <= 'z') return false;
        any |= t.ptr[i] >= 'A' && t.ptr[i] <= 'Z';
    }
    return any;
}

/* Letters that stay capitals: "AOB", "CCTV". */
static bool is_short_form(Text word) {
    static const char *const forms[] = {"AOB", "ASB", "BCU", "CCTV", "CSP", "DHR", "ICB", "MAPPA", "MARAC", "NHS", "OPCC", "PCC", "PSPO",
        "PSPOS", "UK", "VAWG", "YJS", "YOT", NULL};
    while (word.len > 0 && strchr("(),:;", word.ptr[0])) word = text_slice(word, 1, SIZE_MAX);
    while (word.len > 0 && strchr("(),:;.", word.ptr[word.len - 1])) word.len--;
    for (int i = 0; forms[i]; i++)
        if (text_equal(word, text_of(forms[i]))) return true;
    return false;
}

Text title_case(Arena *arena, Text t) {
    if (!is_capitals(t)) return text_copy(arena, t);
    static const char *const little[] = {"AND", "OF", "THE", "FOR", "IN", "ON", "AT", "TO", "A", "AN", "BY", NULL};
    Buffer out = buffer_new(arena, t.len);
    Text rest = t, word;
    for (bool is_first = true; text_split(&rest, ' ', &word); is_first = false) {
        if (!is_first) buffer_put_char(&out, ' ');
        bool is_little = false;
        for (int i = 0; little[i] && !is_first; i++) is_little |= text_equal(word, text_of(little[i]));
        bool starts = !is_little, stays = is_short_form(word);
        for (size_t i = 0; i < word.len; i++) {
            buffer_put_char(&out, starts || stays ? word.ptr[i] : small(word.ptr[i]));
            starts = word.ptr[i] == '-' || word.ptr[i] == '(' || word.ptr[i] == '/' || word.ptr[i] == '.';
        }
    }
    return buffer_text(&out);
}

bool ends_sentence(Text t) {
    t = text_trim(t);
    while (t.len > 0) {
        char c = t.ptr[t.len - 1];
        if (c == '.' || c == ':' || c == '?' || c == '!' || c == ';') return true;
        if (c == ')' || c == '"' || c == '\'') t.len--;
        else if (t.len >= 3 && (text_ends_with(t, S("\u2019")) || text_ends_with(t, S("\u201d")))) t.len -= 3;
        else return false;
    }
    return false;
}

bool starts_small(Text t) {
    t = text_trim(t);
    return t.len > 0 && t.ptr[0] >= 'a' && t.ptr[0] <= 'z';
}

int count_words(Text t) {
    int n = 0;
    bool inside = false;
    for (size_t i = 0; i < t.len; i++) {
        bool is_space = t.ptr[i] == ' ' || t.ptr[i] == '\t' || t.ptr[i] == '\n';
        if (!is_space && !inside) n++;
        inside = !is_space;
    }
    return n;
}

/* A full stop that ends a sentence: followed by a space and a capital, and not that of "Mr." or an initial. */
static bool is_stop(Text t, size_t i) {
    char c = t.ptr[i];
    if (c != '.' && c != '?' && c != '!') return false;
    if (i + 1 >= t.len) return true;
    if (t.ptr[i + 1] != ' ') return false;
    if (i + 2 < t.len && t.ptr[i + 2] >= 'a' && t.ptr[i + 2] <= 'z') return false;
    static const char *const short_forms[] = {
        "Cllr", "Mrs", "Messrs", "Insp", "Supt", "Revd", "Rev", "Prof", "Sgt", NULL}; /* "Dr." is below */
    for (int k = 0; c == '.' && short_forms[k]; k++)
        if (i >= strlen(short_forms[k]) && text_ends_with(text_slice(t, 0, i), text_of(short_forms[k]))) return false;
    return !(i >= 2
             && (t.ptr[i - 2] == ' ' || (t.ptr[i - 2] == 'M' && t.ptr[i - 1] == 'r') || (t.ptr[i - 2] == 'M' && t.ptr[i - 1] == 's')
                 || (t.ptr[i - 2] == 'D' && t.ptr[i - 1] == 'r')));
}

Text sentence_at(Text t, size_t at) {
    size_t from = at < t.len ? at : t.len, to = from;
    while (from > 0 && !is_stop(t, from - 1)) from--;
    while (to < t.len && !is_stop(t, to)) to++;
    return text_trim(text_slice(t, from, to < t.len ? to + 1 - from : SIZE_MAX));
}

bool is_title_like(Text t) {
    return t.len > 2 && t.len <= 250 && has_letter(t) && !text_ends_with(t, S(".")) && !text_ends_with(t, S(":"))
           && !text_ends_with(t, S(";"));
}
