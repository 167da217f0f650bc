/* Texts: bytes, characters, numbers, what is kept of typed text, and names for addresses. */
#include "base_test.h"

static void TEXT_copies_are_c_strings(void **state) {
    Arena *arena = *state;
    assert_string_equal(text_string(arena, text_slice(S("safer streets"), 0, 5)), "safer");
    assert_text(text_format(arena, "%d of %s", 3, "five"), "3 of five");
    char words[1000];
    memset(words, 'w', sizeof words - 1);
    words[sizeof words - 1] = '\0';
    assert_text(text_format(arena, "%s", words), words);
    assert_text(text_join(arena, S("a"), S("bc")), "abc");
    assert_text(text_join(arena, (Text){0}, (Text){0}), "");
    assert_true(text_is_empty(text_of(NULL)));
}

static void TEXT_is_compared_by_bytes(void **state) {
    (void)state;
    assert_true(text_equal((Text){0}, S("")));
    assert_false(text_equal(S("a"), S("A")));
    assert_true(text_equal_ignoring_case(S("Kent@Example"), S("kent@eXAMPLE")));
    assert_false(text_equal_ignoring_case(S("É"), S("é")));
    assert_int_equal(text_compare(S("a"), S("b")), -1);
    assert_int_equal(text_compare(S("b"), S("aa")), 1);
    assert_int_equal(text_compare(S("a"), S("aa")), -1);
    assert_int_equal(text_compare(S("a"), S("a")), 0);
    assert_int_equal(text_compare(S("\xc3\xa9"), S("z")), 1);
}

static void TEXT_is_searched(void **state) {
    (void)state;
    assert_int_equal(text_find(S("abcabc"), S("bc"), 2), 4);
    assert_int_equal(text_find(S("abc"), S(""), 3), 3);
    assert_true(text_find(S("abc"), S("c"), 3) == SIZE_MAX);
    assert_true(text_find(S("abc"), S("abcd"), 0) == SIZE_MAX);
    assert_true(text_starts_with(S("abc"), S("ab")) && text_ends_with(S("abc"), S("bc")));
    assert_false(text_starts_with(S("a"), S("ab")) || text_ends_with(S("c"), S("bc")));
    assert_true(text_contains_ignoring_case(S("The Community Safety Plan"), S("SAFETY plan")));
    assert_false(text_contains_ignoring_case(S("Safety Plans"), S("safety planned")));
}

static void TEXT_is_trimmed_and_sliced_by_borrowing(void **state) {
    (void)state;
    assert_text(text_trim(S(" \t\r\n\u00a0 two words \u00a0\u00a0\n")), "two words");
    assert_text(text_trim(S(" \u00a0 ")), "");
    assert_text(text_trim((Text){0}), "");
    assert_text(text_slice(S("abc"), 1, 100), "bc");
    assert_text(text_slice(S("abc"), 4, 1), "");
}

static void TEXT_is_cut_between_characters(void **state) {
    (void)state;
    assert_text(text_tail(S("Si\u00e2n"), 10), "Si\u00e2n");
    assert_text(text_tail(S("Si\u00e2n"), 3), "\u00e2n");
    assert_text(text_tail(S("Si\u00e2n"), 2), "n"); /* never half a character */
    assert_text(text_tail(S("Si\u00e2n"), 0), "");
    assert_text(text_head(S("Si\u00e2n"), 10), "Si\u00e2n");
    assert_text(text_head(S("Si\u00e2n"), 4), "Si\u00e2");
    assert_text(text_head(S("Si\u00e2n"), 3), "Si");
    assert_text(text_head(S("Si\u00e2n"), 0), "");
}

static void TEXT_is_split_and_read_line_by_line(void **state) {
    (void)state;
    Text rest = S("a,,b,"), part;
    const char *expected[] = {"a", "", "b", ""};
    for (int i = 0; i < 4; i++) {
        assert_true(text_split(&rest, ',', &part));
        assert_text(part, expected[i]);
    }
    assert_false(text_split(&rest, ',', &part));
    rest = S("");
    assert_true(text_split(&rest, ',', &part));
    assert_text(part, "");
    assert_false(text_split(&rest, ',', &part));
    rest = S("one\r\n\ntwo");
    const char *lines[] = {"one", "", "two"};
    for (int i = 0; i < 3; i++) {
        assert_true(text_next_line(&rest, &part));
        assert_text(part, lines[i]);
    }
    assert_false(text_next_line(&rest, &part));
}

static void TEXT_whole_numbers_are_read_exactly(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool is_number;
        int64_t n;
    } cases[] = {
        {"0", true, 0},
        {"-0", true, 0},
        {"007", true, 7},
        {"9223372036854775807", true, INT64_MAX},
        {"-9223372036854775808", true, INT64_MIN},
        {"9223372036854775808", false, 0},
        {"-9223372036854775809", false, 0},
        {"", false, 0},
        {"-", false, 0},
        {"+1", false, 0},
        {" 1", false, 0},
        {"1 ", false, 0},
        {"1.0", false, 0},
        {"12a", false, 0},
        {"99999999999999999999999", false, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t n = 77;
        assert_int_equal(text_to_int64(text_of(cases[i].text), &n), cases[i].is_number);
        assert_int_equal(n, cases[i].is_number ? cases[i].n : 77);
    }
}

static void UTF8_wrong_bytes_are_found_where_they_stand(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        size_t len, bad_at;
    } cases[] = {
        {"plain words and more words", 26, SIZE_MAX},
        {"caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x92\xa1", 14, SIZE_MAX},
        {"nul \0 inside", 12, 4},
        {"a long line of plain words\0", 27, 26},
        {"\x80", 1, 0},
        {"ab\xc3", 3, 2},
        {"\xc0\xaf", 2, 0},
        {"\xc1\xbf", 2, 0}, /* overlong '/' */
        {"\xe0\x80\xaf", 3, 0},
        {"\xe0\x9f\xbf", 3, 0},
        {"\xed\xa0\x80", 3, 0}, /* half of a surrogate pair */
        {"\xed\x9f\xbf\xee\x80\x80", 6, SIZE_MAX},
        {"\xf0\x8f\xbf\xbf", 4, 0},
        {"\xf4\x8f\xbf\xbf", 4, SIZE_MAX},
        {"\xf4\x90\x80\x80", 4, 0},
        {"\xf5\x80\x80\x80", 4, 0},
        {"x\xfe", 2, 1},
        {"x\xff", 2, 1},
        {"\xe2\x82", 2, 0},
        {"\xe2(\xa1", 3, 0},
        {"0123456789\xe2\x82", 12, 10},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t bad_at = SIZE_MAX;
        assert_int_equal(text_is_utf8((Text){cases[i].bytes, cases[i].len}, &bad_at), cases[i].bad_at == SIZE_MAX);
        assert_true(bad_at == cases[i].bad_at);
    }
    assert_true(text_is_utf8((Text){0}, NULL));
}

static void UTF8_every_code_point_comes_back(void **state) {
    Buffer all = buffer_new(*state, 5000000);
    for (int32_t c = 1; c <= 0x10ffff; c++) {
        if (c < 0xd800 || c > 0xdfff) buffer_put_character(&all, c);
    }
    Text rest = buffer_text(&all);
    assert_true(text_is_utf8(rest, NULL));
    assert_int_equal(text_characters(rest), 0x10ffff - 2048);
    for (int32_t c = 1; c <= 0x10ffff; c++) {
        if (c < 0xd800 || c > 0xdfff) assert_int_equal(text_next_character(&rest), c);
    }
    assert_int_equal(text_next_character(&rest), -1);
}

static void UTF8_wrong_bytes_come_out_as_replacement_characters(void **state) {
    (void)state;
    Text rest = S("a\xff\xc3(");
    int32_t expected[] = {'a', 0xfffd, 0xfffd, '(', -1};
    for (int i = 0; i < 5; i++) assert_int_equal(text_next_character(&rest), expected[i]);
}

static void TEXT_typed_text_is_cleaned(void **state) {
    Arena *arena = *state;
    assert_text(text_clean(arena, S("  one\r\ntwo\rthree\n\x01\x02\x7f"
                                    "f\to\xc2\x85"
                                    "u\u2028r\xc2\x9f\ufeff \n")),
        "one\ntwo\nthree\nf\to\nu\nr");
    assert_text(text_clean(arena, S("Zoë said “no” – €5 \U0001f4a1")), "Zoë said “no” – €5 \U0001f4a1");
    assert_text(text_clean(arena, S(" \r\n ")), "");
}

static void TEXT_slugs_are_plain_and_never_empty(void **state) {
    Arena *arena = *state;
    assert_text(text_slug(arena, S("Notes of 25 March"), 80), "notes-of-25-march");
    assert_text(text_slug(arena, S("  Children's & Young People’s -- Café!  "), 80), "childrens-young-peoples-cafe");
    assert_text(text_slug(arena, S("../../etc/passwd"), 80), "etc-passwd");
    assert_text(text_slug(arena, S("日本"), 80), "untitled");
    assert_text(text_slug(arena, S(""), 80), "untitled");
    assert_text(text_slug(arena, S("abc def"), 5), "abc-d");
    assert_text(text_slug(arena, S("abc def"), 4), "abc");
}

static void TEXT_bytes_as_letters(void **state) {
    Arena *arena = *state;
    assert_text(text_hex(arena, "\x00\x9f\xff", 3), "009fff");
    /* RFC 4648 section 10, without the padding. */
    const char *plain = "foobar", *coded[] = {"", "Zg", "Zm8", "Zm9v", "Zm9vYg", "Zm9vYmE", "Zm9vYmFy"};
    for (size_t i = 0; i <= 6; i++) assert_text(text_base64url(arena, plain, i), coded[i]);
    assert_text(text_base64url(arena, "\xfb\xff\xfe", 3), "-__-");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(TEXT_copies_are_c_strings),
        TEST(TEXT_is_compared_by_bytes),
        TEST(TEXT_is_searched),
        TEST(TEXT_is_trimmed_and_sliced_by_borrowing),
        TEST(TEXT_is_cut_between_characters),
        TEST(TEXT_is_split_and_read_line_by_line),
        TEST(TEXT_whole_numbers_are_read_exactly),
        TEST(UTF8_wrong_bytes_are_found_where_they_stand),
        TEST(UTF8_every_code_point_comes_back),
        TEST(UTF8_wrong_bytes_come_out_as_replacement_characters),
        TEST(TEXT_typed_text_is_cleaned),
        TEST(TEXT_slugs_are_plain_and_never_empty),
        TEST(TEXT_bytes_as_letters),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
