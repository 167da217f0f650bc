/* The leak check: do words that are withheld stand in a text that is about to go out? Pure: no store, no clock.
 *
 * The outgoing text is indexed twice, by single words and by runs of eight words; every secret is then looked up in it. */
#include "publish/leak.h"

#include "base/buffer.h"

enum { RUN = 8, WHOLE = 24 /* a title, at most */, TELLING = 4, QUOTE_BYTES = 160, SECRET_DIGITS = 6 };

void finding_add(Arena *arena, FindingList *findings, Text sentence) {
    size_t n = findings->count;
    if (n == 0 || (n >= 8 && (n & (n - 1)) == 0)) {
        size_t cap = n == 0 ? 8 : n * 2;
        findings->items = arena_grow(arena, findings->items, n * sizeof(Text), cap * sizeof(Text));
    }
    findings->items[findings->count++] = sentence;
}

/* ---- Secrets ---- */

/* "Report 2" gives nothing away; "Operation Bluebird" and a meeting's number do. */
static bool is_worth_checking(const WordList *words) {
    size_t digits = 0;
    for (size_t i = 0; i < words->count; i++) {
        if (!words->items[i].is_ordinary) return true;
        Text word = words->items[i].text;
        for (size_t k = 0; k < word.len; k++) digits += word.ptr[k] >= '0' && word.ptr[k] <= '9';
    }
    return digits >= SECRET_DIGITS && words->count <= RUN;
}

LeakIndex leak_index(Arena *arena, const SecretList *secrets) {
    LeakIndex index = {ARENA_ARRAY(arena, PreparedSecret, secrets->count), 0};
    WordList names = words_of(arena, secrets->ordinary);
    for (size_t i = 0; i < secrets->count; i++) {
        WordList words = words_of(arena, secrets->items[i].words);
        if (words.count > RUN) words_discount(&words, &names);
        if (is_worth_checking(&words)) index.items[index.count++] = (PreparedSecret){secrets->items[i], words};
    }
    return index;
}

/* ---- The outgoing text, indexed ---- */

/* Positions by hash, chained: heads[hash & mask] is a position + 1, links[position] the next one + 1. */
typedef struct {
    uint32_t *heads, *links;
    uint64_t mask;
} Chains;
typedef struct {
    Text text;
    WordList words;
    uint64_t *runs;
    size_t run_count;
    Chains by_word, by_run;
} Outgoing;

static Chains chains_new(Arena *arena, size_t count) {
    size_t size = 16;
    while (size < count) size *= 2;
    return (Chains){ARENA_ARRAY(arena, uint32_t, size), ARENA_ARRAY(arena, uint32_t, count), size - 1};
}

static void chain_add(Chains *chains, uint64_t hash, size_t position) {
    uint32_t *head = &chains->heads[hash & chains->mask];
    chains->links[position] = *head;
    *head = (uint32_t)position + 1;
}

static uint64_t run_hash(const Word *words) {
    uint64_t h = 0;
    for (size_t i = 0; i < RUN; i++) h = h * 0x9E3779B97F4A7C15u + (words[i].hash ^ (words[i].hash >> 29));
    return h ^ (h >> 31);
}

static Outgoing outgoing_index(Arena *arena, Text text) {
    Outgoing out = {.text = text, .words = words_of(arena, text)};
    out.by_word = chains_new(arena, out.words.count);
    /* Backwards, so that a chain gives the first place first. */
    for (size_t i = out.words.count; i-- > 0;) chain_add(&out.by_word, out.words.items[i].hash, i);
    if (out.words.count < RUN) return out;
    out.run_count = out.words.count - RUN + 1;
    out.runs = ARENA_ARRAY(arena, uint64_t, out.run_count);
    out.by_run = chains_new(arena, out.run_count);
    for (size_t i = out.run_count; i-- > 0;) {
        out.runs[i] = run_hash(&out.words.items[i]);
        chain_add(&out.by_run, out.runs[i], i);
    }
    return out;
}

static bool same_words(const Word *a, const Word *b, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (a[i].hash != b[i].hash || !text_equal(a[i].text, b[i].text)) return false;
    return true;
}

/* Where the whole phrase stands first; SIZE_MAX when it does not. */
static size_t find_phrase(const Outgoing *out, const WordList *phrase) {
    for (uint32_t p = out->by_word.heads[phrase->items[0].hash & out->by_word.mask]; p; p = out->by_word.links[p - 1]) {
        size_t at = p - 1;
        if (out->words.count - at >= phrase->count && same_words(&out->words.items[at], phrase->items, phrase->count)) return at;
    }
    return SIZE_MAX;
}

static bool is_telling_run(const Word *words) {
    int telling = 0;
    for (size_t i = 0; i < RUN; i++) telling += words[i].is_telling;
    return telling >= TELLING;
}

/* Where a telling run of the passage stands; *length receives for how many words both go on alike. */
static size_t find_run(const Outgoing *out, const WordList *passage, size_t *length) {
    if (out->run_count == 0) return SIZE_MAX;
    for (size_t i = 0; i + RUN <= passage->count; i++) {
        if (!is_telling_run(&passage->items[i])) continue;
        uint64_t hash = run_hash(&passage->items[i]);
        for (uint32_t p = out->by_run.heads[hash & out->by_run.mask]; p; p = out->by_run.links[p - 1]) {
            size_t at = p - 1, n = RUN;
            if (out->runs[at] != hash || !same_words(&out->words.items[at], &passage->items[i], RUN)) continue;
            while (at + n < out->words.count && i + n < passage->count && same_words(&out->words.items[at + n], &passage->items[i + n], 1))
                n++;
            *length = n;
            return at;
        }
    }
    return SIZE_MAX;
}

/* ---- Findings ---- */

/* The found words as they stand in the outgoing text, on one line and not too long. */
static Text quote(Arena *arena, const Outgoing *out, size_t at, size_t length) {
    size_t from = out->words.items[at].at, end = out->words.items[at + length - 1].end;
    Text rest = text_slice(out->text, from, end - from);
    bool is_cut = rest.len > QUOTE_BYTES;
    Buffer b = buffer_new(arena, QUOTE_BYTES + 16);
    while (rest.len > 0 && b.len < QUOTE_BYTES) {
        int32_t c = text_next_character(&rest);
        if (c > ' ') buffer_put_character(&b, c);
        else if (b.len > 0 && b.ptr[b.len - 1] != ' ') buffer_put_char(&b, ' ');
    }
    if (is_cut) buffer_put(&b, S(" ..."));
    return buffer_text(&b);
}

static Text capitalised(Arena *arena, Text t) {
    Text copy = text_copy(arena, t);
    char *first = (char *)(uintptr_t)copy.ptr;
    if (copy.len > 0 && *first >= 'a' && *first <= 'z') *first = (char)(*first - 'a' + 'A');
    return copy;
}

void leak_find(Arena *arena, const LeakIndex *index, Text where, Text outgoing, FindingList *findings) {
    if (text_is_empty(outgoing) || index->count == 0) return;
    Outgoing out = outgoing_index(arena, outgoing);
    for (size_t i = 0; i < index->count; i++) {
        const PreparedSecret *secret = &index->items[i];
        size_t length = secret->words.count;
        size_t at = length <= WHOLE ? find_phrase(&out, &secret->words) : SIZE_MAX;
        if (at == SIZE_MAX && length > RUN) at = find_run(&out, &secret->words, &length);
        if (at == SIZE_MAX) continue;
        finding_add(arena, findings,
            text_format(arena, "%.*s %s in %.*s: \"%.*s\".", TEXT_ARG(capitalised(arena, secret->secret.what)),
                secret->words.count <= RUN ? "stands" : "is quoted", TEXT_ARG(where), TEXT_ARG(quote(arena, &out, at, length))));
    }
}

FindingList leak_check(Arena *arena, const SecretList *secrets, Text where, Text outgoing) {
    FindingList findings = {0};
    LeakIndex index = leak_index(arena, secrets);
    leak_find(arena, &index, where, outgoing, &findings);
    return findings;
}
