/* Resolutions as functions of values: parts and letters, drafts from recommendations, votes; and the numbers of paragraphs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "minutes/minutes.h"

static void assert_words(Text t, const char *expected) {
    if (!text_equal(t, text_of(expected))) fail_msg("\"%.*s\" is not \"%s\"", TEXT_ARG(t), expected);
}

static void R52_recommendations_become_parts_with_a_verb(void **state) {
    (void)state;
    Arena *arena = arena_new();
    ResolutionList parts = resolutions_of(arena, S("The partnership is asked to:\n\n- **Note** the contents of the report;\n- agree the "
                                                   "priorities for 2025/26.\n* Provide feedback to the team;\n"
                                                   "- Notify the police\n3. thank the officers\n"));
    assert_int_equal(parts.count, 5);
    assert_words(resolution_words(arena, &parts.items[0]), "note the contents of the report");
    assert_words(resolution_words(arena, &parts.items[1]), "agree the priorities for 2025/26");
    assert_words(resolution_words(arena, &parts.items[2]), "provide feedback to the team");
    assert_words(resolution_words(arena, &parts.items[3]), "agree to notify the police"); /* none of the verbs */
    assert_words(resolution_words(arena, &parts.items[4]), "thank the officers");
    assert_int_equal(parts.items[0].outcome, OUTCOME_DRAFT);
    assert_int_equal(resolutions_of(arena, S("")).count, 0);
    arena_free(arena);
}

static void R52_several_parts_have_letters(void **state) {
    (void)state;
    Arena *arena = arena_new();
    assert_words(resolution_letter(arena, 0, 1), "");
    assert_words(resolution_letter(arena, 0, 2), "a)");
    assert_words(resolution_letter(arena, 2, 3), "c)");
    arena_free(arena);
}

static void R09_a_vote_is_counted_by_organisation(void **state) {
    (void)state;
    ResolutionVote votes[] = {{.cast_as = VOTE_FOR}, {.cast_as = VOTE_FOR}, {.cast_as = VOTE_AGAINST}, {.cast_as = VOTE_ABSTAINED}};
    VoteCount count = votes_count(&(ResolutionVoteList){votes, 4});
    assert_int_equal(count.in_favour, 2);
    assert_int_equal(count.against, 1);
    assert_int_equal(count.abstained, 1);
    assert_true(vote_is_carried(count));
    assert_false(vote_is_carried((VoteCount){.in_favour = 2, .against = 2}));
    assert_false(vote_is_carried((VoteCount){.abstained = 3}));
}

static void R08_more_than_half_of_all_authorities_remove_a_chair(void **state) {
    (void)state;
    assert_false(removal_is_carried(4, 8));
    assert_true(removal_is_carried(5, 8));
    assert_false(removal_is_carried(3, 7));
    assert_true(removal_is_carried(4, 7));
    assert_false(removal_is_carried(0, 0));
    SeatHeld seats[] = {
        {.seat = {.is_statutory = true, .organisation = {1}}},
        {.seat = {.is_statutory = true, .organisation = {1}}},
        {.seat = {.is_statutory = true, .organisation = {2}}},
        {.seat = {.is_statutory = true, .organisation = {3}, .is_invited = true}},
        {.seat = {.is_statutory = false, .organisation = {4}}},
    };
    assert_int_equal(authorities_of(&(Membership){seats, 5}), 2);
}

static void paragraphs_are_numbered_and_lists_are_not(void **state) {
    (void)state;
    Arena *arena = arena_new();
    assert_words(minute_numbered(arena, S("One.\nstill one.\n\n- a\n- b\n\nTwo.")), "1\\. One.\nstill one.\n\n- a\n- b\n\n2\\. Two.\n");
    assert_words(minute_numbered(arena, S("")), "");
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R52_recommendations_become_parts_with_a_verb),
        cmocka_unit_test(R52_several_parts_have_letters),
        cmocka_unit_test(R09_a_vote_is_counted_by_organisation),
        cmocka_unit_test(R08_more_than_half_of_all_authorities_remove_a_chair),
        cmocka_unit_test(paragraphs_are_numbered_and_lists_are_not),
    };
    return cmocka_run_group_tests_name("resolutions", tests, NULL, NULL);
}
