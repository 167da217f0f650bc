/* Splitting and folding texts for the leak check. */
#include "publish/leak_words.h"

#include "base/buffer.h"

/* Letters of Latin-1 and Latin Extended-A without their accents, from U+00C0 on; '.' is no letter, capitals name two letters below. */
// clang-format off
static const char plain_letters[] =
    "aaaaaaAceeeeiiii" /* U+00C0 */
    "dnooooo.ouuuuyTS" /* U+00D0 */
    "aaaaaaAceeeeiiii" /* U+00E0 */
    "dnooooo.ouuuuyTy" /* U+00F0 */
    "aaaaaaccccccccdd" /* U+0100 */
    "ddeeeeeeeeeegggg" /* U+0110 */
    "gggghhhhiiiiiiii" /* U+0120 */
    "iiIIjjkkklllllll" /* U+0130 */
    "lllnnnnnnnnnoooo" /* U+0140 */
    "ooOOrrrrrrssssss" /* U+0150 */
    "ssttttttuuuuuuuu" /* U+0160 */
    "uuuuwwyyyzzzzzzs" /* U+0170 */;
// clang-format on

static void put_plain(Buffer *out, char letter) {
    switch (letter) {
    case 'A': buffer_put(out, S("ae")); break;
    case 'T': buffer_put(out, S("th")); break;
    case 'S': buffer_put(out, S("ss")); break;
    case 'I': buffer_put(out, S("ij")); break;
    case 'O': buffer_put(out, S("oe")); break;
    default: buffer_put_char(out, letter); break;
    }
}

/* The ligatures that PDFs are full of. */
static bool put_ligature(Buffer *out, int32_t c) {
    static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    if (c < 0xFB00 || c > 0xFB06) return false;
    buffer_put(out, text_of(ligatures[c - 0xFB00]));
    return true;
}

/* Characters that are written inside words but are no part of them: apostrophes, soft hyphen, joiners, byte order mark, accents that
 * stand alone. */
static bool is_nothing(int32_t c) {
    return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02BC || c == 0x00AD || (c >= 0x200B && c <= 0x200F) || c == 0x2060
           || c == 0xFEFF || (c >= 0x0300 && c <= 0x036F);
}

/* Full-width forms stand for their ASCII ones. */
static int32_t narrow(int32_t c) {
    return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFF01 + 0x21 : c;
}

static bool put_folded(Buffer *out, int32_t c) {
    c = narrow(c);
    if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        buffer_put_char(out, (char)c);
        return true;
    }
    if (c < 0xC0) return false;
    if (put_ligature(out, c)) return true;
    if ((size_t)(c - 0xC0) < sizeof plain_letters - 1) {
        char letter = plain_letters[c - 0xC0];
        if (letter == '.') return false;
        put_plain(out, letter);
        return true;
    }
    if ((c >= 0x2000 && c <= 0x206F) || (c >= 0x2190 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F) || (c >= 0xE000 && c <= 0xF8FF)
        || c == 0xFFFD)
        return false;
    buffer_put_character(out, c);
    return true;
}

static bool is_hyphen(int32_t c) {
    return c == '-' || c == 0x2010 || c == 0x2011;
}

/* After a hyphen: does the line end here and a word go on in the next? Moves `rest` there. */
static bool joins_next_line(Text *rest) {
    Text ahead = *rest;
    bool saw_line_end = false;
    while (ahead.len > 0 && (*ahead.ptr == ' ' || *ahead.ptr == '\r' || *ahead.ptr == '\n')) {
        saw_line_end = saw_line_end || *ahead.ptr == '\n';
        ahead = text_slice(ahead, 1, SIZE_MAX);
    }
    if (!saw_line_end || ahead.len == 0 || *ahead.ptr < 'a' || *ahead.ptr > 'z') return false;
    *rest = ahead;
    return true;
}

/* Words that stand in every report, in order. They never make a run of words telling, and a phrase of nothing else is no secret. */
// clang-format off
static const char *const ordinary_words[] = {
    "a", "about", "above", "action", "actions", "activity", "add", "after", "again", "agenda", "agree", "agreed", "agreement", "all",
    "also", "an", "and", "annex", "annexe", "any", "appendix", "approve", "approved", "are", "area", "areas", "as", "asked", "at",
    "attached", "attachment", "authorities", "authority", "background", "be", "been", "before", "being", "below", "board", "body", "both",
    "briefing", "but", "by", "cabinet", "can", "chair", "classification", "closed", "comment", "committee", "community", "confidential",
    "consider", "contact", "contents", "copy", "could", "council", "county", "date", "decision", "decisions", "delivery", "details", "did",
    "director", "discussion", "district", "do", "document", "does", "draft", "due", "during", "each", "eg", "email", "endorse", "etc",
    "exempt", "final", "following", "for", "form", "from", "further", "future", "group", "had", "has", "have", "he", "head", "held", "her",
    "here", "his", "how", "identified", "if", "implementation", "in", "including", "information", "into", "introduction", "is", "issues",
    "it", "item", "items", "its", "just", "know", "last", "lead", "less", "let", "letter", "like", "local", "made", "make", "manager",
    "many", "matters", "may", "me", "meeting", "meetings", "member", "members", "minutes", "more", "most", "much", "must", "my", "need",
    "new", "next", "no", "nor", "not", "note", "noted", "notes", "now", "number", "of", "off", "officer", "officers", "old", "on", "one",
    "only", "open", "or", "oral", "other", "our", "out", "over", "own", "page", "pages", "paper", "papers", "paragraph", "part", "partner",
    "partners", "partnership", "partnerships", "people", "per", "plan", "plans", "please", "police", "presentation", "previous",
    "priorities", "priority", "private", "progress", "provide", "provided", "provides", "public", "publication", "purpose", "put",
    "receive", "recommendation", "recommendations", "recommended", "report", "reports", "request", "requested", "responsible", "restricted",
    "review", "safety", "said", "same", "schedule", "section", "see", "service", "services", "set", "shall", "she", "should", "slides",
    "so", "some", "still", "subject", "such", "summary", "support", "team", "than", "that", "the", "their", "them", "then", "there",
    "these", "they", "this", "those", "through", "title", "to", "too", "two", "under", "up", "update", "updated", "updates", "upon", "us",
    "use", "used", "verbal", "version", "very", "via", "was", "way", "we", "well", "were", "what", "when", "where", "which", "while", "who",
    "why", "will", "with", "within", "work", "working", "would", "year", "yes", "yet", "you", "your", NULL};
// clang-format on

static bool is_listed(Text word) {
    size_t low = 0, high = sizeof ordinary_words / sizeof ordinary_words[0] - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = text_compare(word, text_of(ordinary_words[middle]));
        if (order == 0) return true;
        if (order < 0) high = middle;
        else low = middle + 1;
    }
    return false;
}

/* A page, a year, the number of an appendix. */
static bool is_small_number(Text word) {
    for (size_t i = 0; i < word.len; i++)
        if (word.ptr[i] < '0' || word.ptr[i] > '9') return false;
    return word.len <= 4;
}

static uint64_t hash_of(Text word) {
    uint64_t h = 1469598103934665603u;
    for (size_t i = 0; i < word.len; i++) h = (h ^ (unsigned char)word.ptr[i]) * 1099511628211u;
    return h;
}

static void word_finish(Arena *arena, WordList *words, size_t *cap, const Buffer *letters, size_t from, size_t at, size_t end) {
    Text text = {letters->ptr + from, letters->len - from};
    if (text.len == 0) return;
    if (words->count == *cap) {
        size_t bigger = *cap ? *cap * 2 : 64;
        words->items = arena_grow(arena, words->items, *cap * sizeof(Word), bigger * sizeof(Word));
        *cap = bigger;
    }
    size_t characters = text_characters(text);
    bool is_ordinary = characters == 1 || is_small_number(text) || is_listed(text);
    words->items[words->count++] = (Word){text, at, end, hash_of(text), is_ordinary, !is_ordinary && characters >= 4};
}

WordList words_of(Arena *arena, Text t) {
    WordList words = {0};
    size_t cap = 0, word_from = 0, at = 0, end = 0;
    /* Folding never makes a text longer, so the buffer stays where it is and words may point into it. */
    Buffer letters = buffer_new(arena, t.len + 16);
    Text rest = t;
    while (rest.len > 0) {
        size_t here = (size_t)(rest.ptr - t.ptr);
        int32_t c = text_next_character(&rest);
        if (is_nothing(c)) continue;
        size_t before = letters.len;
        if (put_folded(&letters, c)) {
            if (before == word_from) at = here;
            end = (size_t)(rest.ptr - t.ptr);
            continue;
        }
        if (is_hyphen(c) && letters.len > word_from && joins_next_line(&rest)) continue;
        word_finish(arena, &words, &cap, &letters, word_from, at, end);
        word_from = letters.len;
    }
    word_finish(arena, &words, &cap, &letters, word_from, at, end);
    return words;
}

void words_discount(WordList *words, const WordList *ordinary) {
    for (size_t i = 0; i < words->count; i++) {
        Word *word = &words->items[i];
        for (size_t k = 0; k < ordinary->count && !word->is_ordinary; k++)
            if (ordinary->items[k].hash == word->hash) word->is_ordinary = true;
        if (word->is_ordinary) word->is_telling = false;
    }
}
