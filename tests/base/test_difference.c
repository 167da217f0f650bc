/* What differs between two texts: words that stay, are removed and are added; together they are both texts. */
#include "base_test.h"

#include "base/difference.h"

/* "Four -three- +five+ authorities": - around what was removed, + around what was added, without the white space at the end of a run. */
static Text shown(Arena *arena, const char *before, const char *after) {
    Differences all = text_differences(arena, text_of(before), text_of(after));
    Buffer out = buffer_new(arena, 200);
    for (size_t i = 0; i < all.count; i++) {
        const char *sign = all.items[i].kind == WORDS_REMOVED ? "-" : all.items[i].kind == WORDS_ADDED ? "+" : "";
        buffer_putf(&out, "%s%s%.*s%s", i ? " " : "", sign, TEXT_ARG(text_trim(all.items[i].words)), sign);
    }
    return buffer_text(&out);
}

static void DIFFERENCE_words_that_changed_stand_beside_each_other(void **state) {
    Arena *arena = *state;
    assert_text(shown(arena, "Four responsible authorities.", "Five responsible authorities."), "-Four- +Five+ responsible authorities.");
    assert_text(shown(arena, "a b c d e", "a x y d e"), "a -b c- +x y+ d e");
    assert_text(shown(arena, "Meets every quarter.", "Meets at least every quarter."), "Meets +at least+ every quarter.");
    assert_text(shown(arena, "one two three", "one three"), "one -two- three");
    assert_text(shown(arena, "a b a b c", "b a b c a"), "-a- b a b c +a+");
    assert_text(shown(arena, "", "new words"), "+new words+");
    assert_text(shown(arena, "old words", ""), "-old words-");
    assert_text(shown(arena, "", ""), "");
}

static void DIFFERENCE_white_space_makes_none(void **state) {
    Differences all = text_differences(*state, S("one\ntwo  three "), S(" one two\n\nthree"));
    assert_false(differences_any(&all));
    assert_int_equal(all.count, 1);
    all = text_differences(*state, S("one two"), S("one two."));
    assert_true(differences_any(&all));
}

static const char *const words[] = {"the ", "chair ", "agrees ", "agenda. ", "it "};

static Text some_words(Arena *arena, unsigned *seed) {
    Buffer out = buffer_new(arena, 200);
    for (int i = 0; i < 30; i++) {
        *seed = *seed * 1103515245u + 12345u;
        if ((*seed >> 16) % 3) buffer_put(&out, text_of(words[(*seed >> 18) % 5]));
    }
    return buffer_text(&out);
}

static Text without(Arena *arena, const Differences *all, DifferenceKind kind) {
    Buffer out = buffer_new(arena, 200);
    for (size_t i = 0; i < all->count; i++) {
        Text rest = all->items[i].words, word;
        while (all->items[i].kind != kind && text_split(&rest, ' ', &word))
            if (word.len) buffer_putf(&out, "%.*s ", TEXT_ARG(word));
    }
    return buffer_text(&out);
}

static void DIFFERENCE_both_texts_are_in_it_whole(void **state) {
    unsigned seed = 7;
    for (int i = 0; i < 300; i++) {
        Text before = some_words(*state, &seed), after = some_words(*state, &seed);
        Differences all = text_differences(*state, before, after), one = text_differences(*state, before, before),
                    two = text_differences(*state, after, after);
        assert_text(without(*state, &all, WORDS_ADDED), text_string(*state, without(*state, &one, WORDS_ADDED)));
        assert_text(without(*state, &all, WORDS_REMOVED), text_string(*state, without(*state, &two, WORDS_ADDED)));
    }
}

static void DIFFERENCE_of_very_long_texts_is_one_stretch(void **state) {
    Buffer before = buffer_new(*state, 60000), after = buffer_new(*state, 60000);
    for (int i = 0; i < 5000; i++) buffer_putf(&before, "a%d ", i), buffer_putf(&after, "b%d ", i);
    buffer_put(&before, S("end")), buffer_put(&after, S("end"));
    Differences all = text_differences(*state, buffer_text(&before), buffer_text(&after));
    assert_int_equal(all.count, 3);
    assert_int_equal(all.items[0].kind, WORDS_REMOVED);
    assert_int_equal(all.items[1].kind, WORDS_ADDED);
    assert_text(all.items[2].words, "end");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(DIFFERENCE_words_that_changed_stand_beside_each_other),
        TEST(DIFFERENCE_white_space_makes_none),
        TEST(DIFFERENCE_both_texts_are_in_it_whole),
        TEST(DIFFERENCE_of_very_long_texts_is_one_stretch),
    };
    return cmocka_run_group_tests_name("difference", tests, NULL, NULL);
}
