/* The leak check: what it finds and what it leaves alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "publish/leak.h"

static Arena *arena;

static int make_arena(void **state) {
    (void)state;
    arena = arena_new();
    return 0;
}
static int end_arena(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

static FindingList check_one(Text words, Text outgoing) {
    Secret secret = {S("the title of item D1"), words};
    return leak_check(arena, &(SecretList){&secret, 1, {0}}, S("the title of item B2"), outgoing);
}

static const Text passage =
    S_INIT("The independent chair found that Margaret had asked three agencies for refuge accommodation before Christmas and that "
           "none of them spoke to one another until the coroner wrote.");

static void MTG_04_a_restricted_title_is_found(void **state) {
    (void)state;
    FindingList found = check_one(S("Operation Bluebird"), S("Update on Operation Bluebird and other work"));
    assert_int_equal(found.count, 1);
    assert_string_equal(finding_sentence(arena, &found.items[0]).ptr, "The title of item D1 stands in the title of item B2.");
    assert_string_equal(found.items[0].found.ptr, "Operation Bluebird");
    assert_string_equal(found.items[0].before.ptr, "Update on ");
    assert_string_equal(found.items[0].after.ptr, " and other work");
}

static void case_accents_punctuation_and_line_ends_make_no_difference(void **state) {
    (void)state;
    Text secret = S("Si\u00e2n's file: Operation Bluebird");
    assert_int_equal(check_one(secret, S("about SIAN\u2019S \u2013 file\noperation   \"blue\u00adbird\"")).count, 1);
    assert_int_equal(check_one(S("final classified findings"), S("\ufb01nal classi\ufb01ed \ufb01nd-\n  ings")).count, 1);
    assert_int_equal(check_one(S("Bluebird"), S("\uff22\uff4c\uff55\uff45bird")).count, 1);
}

static void part_of_a_word_is_no_finding(void **state) {
    (void)state;
    assert_int_equal(check_one(S("Operation Bluebird"), S("Cooperation bluebirds, operation blue bird")).count, 0);
    assert_int_equal(check_one(S("Operation Bluebird"), S("Bluebird operation")).count, 0);
    assert_int_equal(check_one(S("Operation Bluebird"), S("")).count, 0);
    assert_int_equal(check_one(S(""), S("anything at all")).count, 0);
}

static void MTG_04_a_long_title_is_found_whole(void **state) {
    (void)state;
    Text title = S("The case of John Doe and what we should do about it");
    assert_int_equal(check_one(title, S("B2 the case of John Doe, and what we should do about it: an update")).count, 1);
    assert_int_equal(check_one(title, S("What we should do about it")).count, 0);
}

static void ordinary_words_alone_are_no_secret(void **state) {
    (void)state;
    assert_int_equal(check_one(S("Report 2"), S("See report 2 of the agenda")).count, 0);
    assert_int_equal(check_one(S("Working Group Update"), S("Working Group Update")).count, 0);
    assert_int_equal(check_one(S("Bluebird Update"), S("Bluebird update")).count, 1);
}

static void numbers_to_join_a_meeting_are_found_however_they_are_spaced(void **state) {
    (void)state;
    assert_int_equal(check_one(S("372 991 045 12"), S("Meeting ID: 372 991 045 12")).count, 1);
    assert_int_equal(
        check_one(S("https://teams.example/l/meetup-join/19%3abc"), S("go to https://teams.example/l/meetup-join/19%3abc now")).count, 1);
    assert_int_equal(check_one(S("12 14"), S("pages 12 - 14")).count, 0);
}

/* Whoever lets out the first has not been asked about the second. */
static void MTG_04_every_stretch_of_a_passage_is_found(void **state) {
    (void)state;
    FindingList found = check_one(passage, S("We know that Margaret had asked three agencies for refuge accommodation. Nothing else is "
                                             "known, but that none of them spoke to one "
                                             "another until the coroner wrote."));
    assert_int_equal(found.count, 2);
    assert_string_equal(found.items[0].found.ptr, "that Margaret had asked three agencies for refuge accommodation");
    assert_string_equal(found.items[1].found.ptr, "none of them spoke to one another until the coroner wrote");
}

static void what_was_told_once_is_passed_over_stretch_by_stretch(void **state) {
    (void)state;
    Text first = S("Margaret had asked three agencies for refuge accommodation"),
         second = S("none of them spoke to one another until the coroner wrote");
    Secret secret = {S("a passage"), passage};
    LeakIndex index = leak_index(arena, &(SecretList){&secret, 1, {0}});
    FindingList found = {0};
    Place place = {.name = S("the text")}, pages = {.name = S("page 1")};
    leak_begin(&index);
    leak_find(arena, &index, &place, first, &found);
    leak_pass_over_found(&index);
    leak_find(arena, &index, &pages, first, &found);
    assert_int_equal(found.count, 1);
    leak_find(arena, &index, &pages, second, &found);
    assert_int_equal(found.count, 2);
    leak_pass_over_known(&index);
    leak_find(arena, &index, &pages, text_format(arena, "%.*s. %.*s", TEXT_ARG(first), TEXT_ARG(second)), &found);
    assert_int_equal(found.count, 2);
    leak_begin(&index);
    leak_find(arena, &index, &pages, first, &found);
    assert_int_equal(found.count, 3); /* another document is looked at anew */
}

static void a_withheld_passage_is_found_by_eight_words(void **state) {
    (void)state;
    FindingList found =
        check_one(passage, S("It was said that Margaret had asked three agencies for refuge accommodation before the winter."));
    assert_int_equal(found.count, 1);
    assert_non_null(strstr(finding_sentence(arena, &found.items[0]).ptr, "is quoted"));
    assert_string_equal(found.items[0].found.ptr, "that Margaret had asked three agencies for refuge accommodation before");
    assert_int_equal(check_one(passage, S("Margaret asked three agencies for refuge accommodation before the winter.")).count, 0);
    /* seven in a row are not enough, and a text shorter than a run is no trouble */
    assert_int_equal(check_one(passage, S("had asked three agencies for refuge accommodation")).count, 0);
}

static void what_every_report_says_is_no_finding(void **state) {
    (void)state;
    Text closing =
        S("The members of the Kent Community Safety Partnership are asked to note the contents of the report and to agree the next steps "
          "in the plan that is attached as an appendix to this paper.");
    Secret secret = {S("a restricted paper of item D1"), closing};
    SecretList secrets = {&secret, 1, S("Kent Community Safety Partnership")};
    assert_int_equal(leak_check(arena, &secrets, S("a paper"), closing).count, 0);
}

static void public_names_do_not_make_a_passage_telling(void **state) {
    (void)state;
    Text words =
        S("Kent Police, Medway Council, Canterbury Christchurch, Dartford Borough, Gravesham Borough, Tonbridge Malling, Sevenoaks");
    Secret secret = {S("a restricted paper"), words};
    SecretList secrets = {&secret, 1, {0}};
    assert_int_equal(leak_check(arena, &secrets, S("a paper"), words).count, 1);
    secrets.ordinary = words;
    assert_int_equal(leak_check(arena, &secrets, S("a paper"), words).count, 0);
}

static void each_secret_is_found_once_in_each_place(void **state) {
    (void)state;
    Secret both[] = {{S("the title of item D1"), S("Operation Bluebird")}, {S("a paper of item D2"), S("Channel panel cases")}};
    SecretList secrets = {both, 2, {0}};
    FindingList found = leak_check(arena, &secrets, S("a paper"), S("Operation Bluebird. Operation Bluebird. Channel panel cases."));
    assert_int_equal(found.count, 2);
}

static void a_long_quotation_is_cut(void **state) {
    (void)state;
    FindingList found = check_one(passage, passage);
    assert_int_equal(found.count, 1);
    assert_non_null(strstr(found.items[0].found.ptr, " ..."));
    assert_true(found.items[0].found.len < 200);
}

static void wrong_bytes_do_no_harm(void **state) {
    (void)state;
    assert_int_equal(check_one(S("Operation Bluebird"), S("\xff\xfe operation\xc0 bluebird \xe2\x80")).count, 1);
}

/* A pack of some hundred pages against a dozen restricted papers must not take seconds. */
static void a_large_pack_is_checked_quickly(void **state) {
    (void)state;
    Buffer big = buffer_new(arena, 1 << 20);
    for (int i = 0; big.len < 1000000; i++) buffer_putf(&big, "sentence%d speaks about subject%d plainly. ", i, i * 7 % 1013);
    Secret secrets[12];
    for (size_t i = 0; i < 12; i++) secrets[i] = (Secret){S("a paper"), text_slice(buffer_text(&big), i * 1000 + 3, 60000)};
    secrets[11].words = S("quite different words that certainly never occur anywhere inside that enormous text");
    clock_t began = clock();
    FindingList found = leak_check(arena, &(SecretList){secrets, 12, {0}}, S("the pack"), buffer_text(&big));
    assert_int_equal(found.count, 11);
    assert_true((double)(clock() - began) / CLOCKS_PER_SEC < 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(MTG_04_a_restricted_title_is_found),
        cmocka_unit_test(case_accents_punctuation_and_line_ends_make_no_difference),
        cmocka_unit_test(part_of_a_word_is_no_finding),
        cmocka_unit_test(MTG_04_a_long_title_is_found_whole),
        cmocka_unit_test(ordinary_words_alone_are_no_secret),
        cmocka_unit_test(numbers_to_join_a_meeting_are_found_however_they_are_spaced),
        cmocka_unit_test(MTG_04_every_stretch_of_a_passage_is_found),
        cmocka_unit_test(what_was_told_once_is_passed_over_stretch_by_stretch),
        cmocka_unit_test(a_withheld_passage_is_found_by_eight_words),
        cmocka_unit_test(what_every_report_says_is_no_finding),
        cmocka_unit_test(public_names_do_not_make_a_passage_telling),
        cmocka_unit_test(each_secret_is_found_once_in_each_place),
        cmocka_unit_test(a_long_quotation_is_cut),
        cmocka_unit_test(wrong_bytes_do_no_harm),
        cmocka_unit_test(a_large_pack_is_checked_quickly),
    };
    return cmocka_run_group_tests(tests, make_arena, end_arena);
}
