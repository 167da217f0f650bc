/* Owns the comparison of two texts: the longest words that both have in the same order stay, the rest was removed or added. */
#include "base/difference.h"

#include <string.h>

enum { MOST_PAIRS = 4 * 1000 * 1000 }; /* of words compared: 16 MB for the table */

/* A word: what stands between white space. `end` is behind the white space that follows it. */
typedef struct {
    size_t begin, word_end, end;
} Word;
typedef struct {
    Word *items;
    size_t count;
} Words;

static bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static Words words_of(Arena *arena, Text t) {
    Words words = {0};
    size_t at = 0, room = 0;
    for (size_t i = 0; i < t.len; i++) room += !is_space(t.ptr[i]) && (i == 0 || is_space(t.ptr[i - 1]));
    words.items = ARENA_ARRAY(arena, Word, room + 1);
    while (at < t.len && is_space(t.ptr[at])) at++;
    while (at < t.len) {
        Word *w = &words.items[words.count++];
        w->begin = at;
        while (at < t.len && !is_space(t.ptr[at])) at++;
        w->word_end = at;
        while (at < t.len && is_space(t.ptr[at])) at++;
        w->end = at;
    }
    return words;
}

typedef struct {
    Text before, after;
    Words old, new;
    size_t head, tail; /* words that are the same at the beginning and at the end */
    int32_t *longest;  /* of the words between: [i * (new + 1) + k] the most that stay from old i and new k on; NULL: too many */
} Comparison;

static bool same_word(const Comparison *c, size_t i, size_t k) {
    const Word *a = &c->old.items[i], *b = &c->new.items[k];
    return text_equal(text_slice(c->before, a->begin, a->word_end - a->begin), text_slice(c->after, b->begin, b->word_end - b->begin));
}

static void trim(Comparison *c) {
    size_t most = c->old.count < c->new.count ? c->old.count : c->new.count;
    while (c->head < most && same_word(c, c->head, c->head)) c->head++;
    while (c->tail < most - c->head && same_word(c, c->old.count - 1 - c->tail, c->new.count - 1 - c->tail)) c->tail++;
}

static void fill(Arena *arena, Comparison *c) {
    size_t olds = c->old.count - c->head - c->tail, news = c->new.count - c->head - c->tail, row = news + 1;
    if (olds == 0 || news == 0 || olds > MOST_PAIRS / (news + 1)) return;
    c->longest = ARENA_ARRAY(arena, int32_t, (olds + 1) * row);
    memset(c->longest, 0, (olds + 1) * row * sizeof *c->longest);
    for (size_t i = olds; i-- > 0;)
        for (size_t k = news; k-- > 0;) {
            int32_t down = c->longest[(i + 1) * row + k], right = c->longest[i * row + k + 1];
            bool is_same = same_word(c, c->head + i, c->head + k);
            c->longest[i * row + k] = is_same ? c->longest[(i + 1) * row + k + 1] + 1 : down > right ? down : right;
        }
}

/* Words `from` to `to` of a text as one run. */
static void put(Differences *out, DifferenceKind kind, Text text, const Words *words, size_t from, size_t to) {
    if (from == to) return;
    size_t begin = words->items[from].begin;
    out->items[out->count++] = (Difference){kind, text_slice(text, begin, words->items[to - 1].end - begin)};
}

/* What was removed and added between two runs that stay; then the run, from `new_from` to `new_to`. */
typedef struct {
    size_t old_at, new_at;
} Place;

static void put_change(Differences *out, const Comparison *c, Place from, Place to) {
    put(out, WORDS_REMOVED, c->before, &c->old, from.old_at, to.old_at);
    put(out, WORDS_ADDED, c->after, &c->new, from.new_at, to.new_at);
}

/* The next place at or behind `at` where both go on with the same word, or the end of what is compared. */
static Place next_same(const Comparison *c, Place at) {
    size_t old_end = c->old.count - c->tail, new_end = c->new.count - c->tail, row = new_end - c->head + 1;
    if (!c->longest) return (Place){old_end, new_end};
    while (at.old_at < old_end && at.new_at < new_end && !same_word(c, at.old_at, at.new_at)) {
        size_t i = at.old_at - c->head, k = at.new_at - c->head;
        if (c->longest[(i + 1) * row + k] >= c->longest[i * row + k + 1]) at.old_at++;
        else at.new_at++;
    }
    return at.old_at < old_end && at.new_at < new_end ? at : (Place){old_end, new_end};
}

Differences text_differences(Arena *arena, Text before, Text after) {
    Comparison c = {.before = before, .after = after, .old = words_of(arena, before), .new = words_of(arena, after)};
    trim(&c);
    fill(arena, &c);
    Differences out = {.items = ARENA_ARRAY(arena, Difference, 3 * (c.old.count + c.new.count) + 3)};
    size_t old_end = c.old.count - c.tail, new_end = c.new.count - c.tail;
    put(&out, WORDS_SAME, after, &c.new, 0, c.head);
    for (Place at = {c.head, c.head}; at.old_at < old_end || at.new_at < new_end;) {
        Place same = next_same(&c, at), end = same;
        put_change(&out, &c, at, same);
        while (end.old_at < old_end && end.new_at < new_end && same_word(&c, end.old_at, end.new_at)) end.old_at++, end.new_at++;
        put(&out, WORDS_SAME, after, &c.new, same.new_at, end.new_at);
        at = end;
    }
    put(&out, WORDS_SAME, after, &c.new, new_end, c.new.count);
    return out;
}

bool differences_any(const Differences *differences) {
    for (size_t i = 0; i < differences->count; i++)
        if (differences->items[i].kind != WORDS_SAME) return true;
    return false;
}
