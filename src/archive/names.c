/* Owns taking the names of persons apart and comparing them. */
#include "archive/names.h"

#include "archive/scan.h"

static const char *const titles[] = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "baroness",
    "baron", "rev", "revd", "reverend", "canon", "cllr", "cllrs", "councillor", "councillors", "ald", "alderman", "ch", "chief", "det",
    "detective", "supt", "superintendent", "insp", "inspector", "di", "dci", "ds", "dcs", "dsupt", "dc", "sgt", "sergeant", "pc", "acc",
    "dcc", "constable", "commander", "cmdr", "col", "colonel", "major", "capt", "captain", "gm", "acfo", "cfo", "rt", "hon", "t/supt",
    "a/supt", "t/insp", "t/ch", "t/di", "t/dci", "a/insp", "a/di", "t/acc", "t/chief", "temporary", "acting", "county", "district",
    "borough", "town", "parish", "sgt.", "ps", "dsgt", "cmdr.", "superintendent", "pcso", "pcc", "provost", "bailie", NULL};
static const char *const letters_after[] = {"obe", "mbe", "cbe", "dbe", "kbe", "qpm", "kpm", "qfsm", "kc", "qc", "jp", "dl", "td", "phd",
    "mp", "am", "ms", "bem", "frsa", "rd", "kt", NULL};
static const char *const particles[] = {"van", "von", "de", "der", "den", "la", "le", "du", "da", "di", "al", "el", "st", NULL};

static bool is_among(const char *const *list, Text word) {
    while (word.len > 0 && (word.ptr[word.len - 1] == '.' || word.ptr[word.len - 1] == ',')) word.len--;
    for (int i = 0; list[i]; i++)
        if (text_equal_ignoring_case(word, text_of(list[i]))) return true;
    return false;
}

/* Two words that are a rank together, of which the first is none. */
static bool is_rank_in_two(Text first, Text second) {
    static const char *const before[] = {
        "assistant", "deputy", "depute", "station", "group", "area", "watch", "crew", "borough", "lead", NULL};
    static const char *const behind[] = {"manager", "commander", "chief", NULL};
    return is_among(before, first) && is_among(behind, second);
}

/* From the first byte of one borrowed text to the last of another. */
static Text span(Text from, Text to) {
    return from.len == 0 ? to : (Text){from.ptr, (size_t)(to.ptr + to.len - from.ptr)};
}

PersonName person_name(Arena *arena, Text written) {
    PersonName name = {0};
    Text words[24], rest = text_trim(written), word;
    size_t count = 0;
    while (count < 24 && text_split(&rest, ' ', &word))
        if (word.len > 0) words[count++] = word;
    size_t from = 0, to = count;
    while (to > 1 && is_among(letters_after, words[to - 1]) && (is_capitals(words[to - 1]) || text_ends_with(words[to - 2], S(",")))) to--;
    while (from + 1 < to && is_among(titles, words[from])) from++;
    if (from == 0 && to > 2 && is_rank_in_two(words[0], words[1])) /* "Station Manager U Dale", "Deputy Chief Constable B Eff" */
        for (from = 2; from + 1 < to && is_among(titles, words[from]);) from++;
    for (size_t i = 0; i < from; i++) name.title = span(name.title, words[i]);
    for (size_t i = to; i < count; i++) name.letters = span(name.letters, words[i]);
    if (from >= to) return name;
    size_t surname = to - 1;
    while (surname > from + (from == 0 ? 1 : 0) && surname > from && is_among(particles, words[surname - 1]) && words[surname - 1].len > 1)
        surname--;
    for (size_t i = from; i < surname; i++) name.first = span(name.first, words[i]);
    for (size_t i = surname; i < to; i++) name.surname = span(name.surname, words[i]);
    while (name.surname.len > 0 && (text_ends_with(name.surname, S(",")) || text_ends_with(name.surname, S(".")))) name.surname.len--;
    name.title = text_copy(arena, name.title);
    name.first = text_copy(arena, name.first);
    name.surname = text_copy(arena, name.surname);
    name.letters = text_copy(arena, name.letters);
    return name;
}

/* A letter without its accent, as far as English names need it. */
static char plain_letter(int32_t c) {
    if (c < 128) return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c >= 'a' && c <= 'z' ? (char)c : 0;
    static const char latin[] = "aaaaaaaceeeeiiiidnooooo ouuuuyts"; /* from U+00C0 */
    if (c >= 0xc0 && c <= 0xff) {
        char found = latin[(c - 0xc0) & 31];
        return found == ' ' ? 0 : found;
    }
    switch (c) {
    case 0x0141:
    case 0x0142: return 'l';
    case 0x0160:
    case 0x0161: return 's';
    case 0x017d:
    case 0x017e: return 'z';
    case 0x0106:
    case 0x0107:
    case 0x010c:
    case 0x010d: return 'c';
    case 0x0118:
    case 0x0119: return 'e';
    default: return 0;
    }
}

Text surname_key(Arena *arena, Text surname) {
    Buffer out = buffer_new(arena, surname.len);
    int32_t c;
    while ((c = text_next_character(&surname)) >= 0) {
        char letter = plain_letter(c);
        if (letter) buffer_put_char(&out, letter);
    }
    return buffer_text(&out);
}

static bool same_surname(Text a, Text b) {
    char x = 0, y = 0;
    for (;;) {
        int32_t c = 0, d = 0;
        x = y = 0;
        while (!x && (c = text_next_character(&a)) >= 0) x = plain_letter(c);
        while (!y && (d = text_next_character(&b)) >= 0) y = plain_letter(d);
        if (x != y) return false;
        if (!x) return true;
    }
}

static bool next_first(Text *rest, Text *word) {
    while (text_split(rest, ' ', word)) {
        while (word->len > 0 && word->ptr[word->len - 1] == '.') word->len--;
        if (word->len > 0) return true;
    }
    return false;
}

/* 'm', 'w' or 0. */
static char sex_of(Text title) {
    if (has_words(title, "Mr|Sir|Lord")) return 'm';
    return has_words(title, "Mrs|Ms|Miss|Dame|Lady|Baroness") ? 'w' : 0;
}

NamesAgree names_compare(const PersonName *a, const PersonName *b) {
    if (a->surname.len == 0 || !same_surname(a->surname, b->surname)) return NAMES_DIFFER;
    char x = sex_of(a->title), y = sex_of(b->title);
    if (x && y && x != y) return NAMES_DIFFER;
    Text p = a->first, q = b->first, one, other;
    bool has_one = next_first(&p, &one), has_other = next_first(&q, &other);
    if (!has_one && !has_other) return x == y ? NAMES_AGREE : NAMES_FIT;
    if (!has_one || !has_other) return NAMES_FIT;
    bool is_fit = false;
    while (has_one && has_other) {
        bool both_full = one.len > 1 && other.len > 1;
        if (both_full ? !text_equal_ignoring_case(one, other) : plain_letter(one.ptr[0]) != plain_letter(other.ptr[0])) return NAMES_DIFFER;
        is_fit |= (one.len > 1) != (other.len > 1);
        has_one = next_first(&p, &one);
        has_other = next_first(&q, &other);
    }
    return is_fit || has_one || has_other ? NAMES_FIT : NAMES_AGREE;
}

static size_t fullness(const PersonName *name) {
    size_t full = 0;
    Text rest = name->first, word;
    while (next_first(&rest, &word)) full += word.len > 1 ? 100 + word.len : 1;
    return full;
}

bool name_is_fuller(const PersonName *a, const PersonName *than) {
    return fullness(a) > fullness(than);
}
