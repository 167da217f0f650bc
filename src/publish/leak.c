/* The leak check: do words that are withheld stand in a text that is about to go out? Pure: no store, no clock.
 *
 * The outgoing text is indexed twice, by single words and by runs of eight words; every secret is then looked up in it. */
#include "publish/leak.h"

#include "base/buffer.h"

enum { RUN = 8, WHOLE = 24 /* a title, at most */, TELLING = 4, QUOTE_BYTES = 160, AROUND = 14, SECRET_DIGITS = 6 };

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
        if (words.count > 0 && (secrets->items[i].is_watched || is_worth_checking(&words)))
            index.items[index.count++] = (PreparedSecret){.secret = secrets->items[i],
                .words = words,
                .found = ARENA_ARRAY(arena, bool, words.count),
                .found_before = ARENA_ARRAY(arena, bool, words.count),
                .passed_over = ARENA_ARRAY(arena, bool, words.count)};
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

/* Where the words of a secret stand: at in the outgoing text, from in the secret. */
typedef struct {
    size_t at, from, count;
} Stretch;

/* The next telling run of the passage, from its word `from` on, that stands in the text, with all words by which both go on alike. */
static bool find_run(const Outgoing *out, const WordList *passage, size_t from, Stretch *found) {
    if (out->run_count == 0) return false;
    for (size_t i = from; i + RUN <= passage->count; i++) {
        if (!is_telling_run(&passage->items[i])) continue;
        uint64_t hash = run_hash(&passage->items[i]);
        for (uint32_t p = out->by_run.heads[hash & out->by_run.mask]; p; p = out->by_run.links[p - 1]) {
            size_t at = p - 1, n = RUN;
            if (out->runs[at] != hash || !same_words(&out->words.items[at], &passage->items[i], RUN)) continue;
            while (at + n < out->words.count && i + n < passage->count && same_words(&out->words.items[at + n], &passage->items[i + n], 1))
                n++;
            *found = (Stretch){at, i, n};
            return true;
        }
    }
    return false;
}

/* ---- Findings ---- */

/* Words as they stand in the outgoing text, on one line. */
static Text on_one_line(Arena *arena, Text rest) {
    Buffer b = buffer_new(arena, rest.len + 1);
    while (rest.len > 0) {
        int32_t c = text_next_character(&rest);
        if (c > ' ') buffer_put_character(&b, c);
        else if (b.len == 0 || b.ptr[b.len - 1] != ' ') buffer_put_char(&b, ' ');
    }
    return buffer_text(&b);
}

/* The found words, not too long. */
static Text quote(Arena *arena, const Outgoing *out, size_t at, size_t length) {
    size_t from = out->words.items[at].at, end = out->words.items[at + length - 1].end;
    Text whole = on_one_line(arena, text_slice(out->text, from, end - from));
    if (whole.len <= QUOTE_BYTES) return whole;
    return text_join(arena, text_head(whole, QUOTE_BYTES), S(" ..."));
}

/* A few words on either side. */
static Text words_before(Arena *arena, const Outgoing *out, size_t at) {
    size_t first = at > AROUND ? at - AROUND : 0;
    size_t from = out->words.items[first].at;
    return first == at ? S("") : on_one_line(arena, text_slice(out->text, from, out->words.items[at].at - from));
}

static Text words_after(Arena *arena, const Outgoing *out, size_t end) {
    size_t last = end + AROUND < out->words.count ? end + AROUND : out->words.count;
    size_t from = out->words.items[end - 1].end;
    return last == end ? S("") : on_one_line(arena, text_slice(out->text, from, out->words.items[last - 1].end - from));
}

static Text capitalised(Arena *arena, Text t) {
    Text copy = text_copy(arena, t);
    char *first = (char *)(uintptr_t)copy.ptr;
    if (copy.len > 0 && *first >= 'a' && *first <= 'z') *first = (char)(*first - 'a' + 'A');
    return copy;
}

/* Unless all of it is passed over. */
static void add_finding(Arena *arena, FindingList *findings, PreparedSecret *secret, const Place *here, const Outgoing *out, Stretch s) {
    bool is_new = false, is_short = secret->words.count <= RUN || secret->secret.is_watched;
    for (size_t i = s.from; i < s.from + s.count; i++) {
        is_new = is_new || !secret->passed_over[i];
        secret->found[i] = true;
    }
    if (!is_new) return;
    finding_add(findings, arena,
        finding_at(arena, is_short ? FINDING_WORDS : FINDING_PASSAGE, capitalised(arena, secret->secret.what), here, secret->secret.words,
            words_before(arena, out, s.at), quote(arena, out, s.at, s.count), words_after(arena, out, s.at + s.count)));
}

/* A title as a whole; a longer text by every stretch of it, so that whoever lets one out has seen the others. What is watched, only as a
 * whole. */
static void find_secret(Arena *arena, FindingList *findings, PreparedSecret *secret, const Place *here, const Outgoing *out) {
    Stretch s = {.count = secret->words.count};
    s.at = s.count <= WHOLE || secret->secret.is_watched ? find_phrase(out, &secret->words) : SIZE_MAX;
    if (s.at != SIZE_MAX) {
        add_finding(arena, findings, secret, here, out, s);
        return;
    }
    if (secret->words.count <= RUN || secret->secret.is_watched) return;
    for (size_t next = 0; find_run(out, &secret->words, next, &s); next = s.from + s.count)
        add_finding(arena, findings, secret, here, out, s);
}

void leak_find(Arena *arena, LeakIndex *index, const Place *place, Text outgoing, FindingList *findings) {
    if (text_is_empty(outgoing) || index->count == 0) return;
    Outgoing out = outgoing_index(arena, outgoing);
    Place here = *place;
    if (text_is_empty(here.document)) here.document = hash_of_text(arena, outgoing);
    for (size_t i = 0; i < index->count; i++) find_secret(arena, findings, &index->items[i], &here, &out);
}

/* Adds the one to the other, word by word. */
static void mark_also(bool *marks, const bool *others, size_t count) {
    for (size_t i = 0; i < count; i++) marks[i] = marks[i] || others[i];
}

void leak_pass_over_found(LeakIndex *index) {
    for (size_t i = 0; i < index->count; i++) mark_also(index->items[i].passed_over, index->items[i].found, index->items[i].words.count);
}

void leak_begin(LeakIndex *index) {
    for (size_t i = 0; i < index->count; i++) {
        PreparedSecret *secret = &index->items[i];
        mark_also(secret->found_before, secret->found, secret->words.count);
        memset(secret->found, 0, secret->words.count * sizeof(bool));
        memset(secret->passed_over, 0, secret->words.count * sizeof(bool));
    }
}

void leak_pass_over_known(LeakIndex *index) {
    leak_begin(index);
    for (size_t i = 0; i < index->count; i++)
        mark_also(index->items[i].passed_over, index->items[i].found_before, index->items[i].words.count);
}

FindingList leak_check(Arena *arena, const SecretList *secrets, Text where, Text outgoing) {
    FindingList findings = {0};
    LeakIndex index = leak_index(arena, secrets);
    leak_find(arena, &index, &(Place){.name = where}, outgoing, &findings);
    return findings;
}
