/* Buffers: growing, numbers, and how a text stands inside JSON and CSV. */
#include "base_test.h"

#include <jansson.h>

static Text csv(Arena *arena, Text field) {
    Buffer b = buffer_new(arena, 0);
    buffer_put_csv_field(&b, field);
    return buffer_text(&b);
}

static void BUFFER_grows_and_keeps_what_was_put(void **state) {
    Buffer b = buffer_new(*state, 0);
    for (int i = 0; i < 100000; i++) buffer_put_int(&b, i % 10);
    Text t = buffer_text(&b);
    assert_int_equal(t.len, 100000);
    assert_int_equal(t.ptr[t.len], '\0');
    for (size_t i = 0; i < t.len; i++) assert_int_equal(t.ptr[i], '0' + i % 10);
}

static void BUFFER_numbers_to_their_ends(void **state) {
    Buffer b = buffer_new(*state, 0);
    buffer_put_int(&b, INT64_MIN);
    buffer_put_char(&b, ' ');
    buffer_put_int(&b, INT64_MAX);
    buffer_put_char(&b, ' ');
    buffer_put_int(&b, 0);
    assert_text(buffer_text(&b), "-9223372036854775808 9223372036854775807 0");
}

static void BUFFER_formats_beyond_its_first_room(void **state) {
    Buffer b = buffer_new(*state, 0);
    char words[3000];
    memset(words, 'x', sizeof words - 1);
    words[sizeof words - 1] = '\0';
    buffer_putf(&b, "<%s>", words);
    assert_int_equal(buffer_text(&b).len, 3001);
    buffer_putf(&b, "%s", "");
    assert_int_equal(buffer_text(&b).ptr[3000], '>');
}

static void BUFFER_impossible_code_points_are_replaced(void **state) {
    Buffer b = buffer_new(*state, 0);
    buffer_put_character(&b, -1);
    buffer_put_character(&b, 0xd800);
    buffer_put_character(&b, 0x110000);
    assert_text(buffer_text(&b), "\ufffd\ufffd\ufffd");
}

static void JSON_strings_are_what_a_reader_reads(void **state) {
    Buffer b = buffer_new(*state, 0);
    char every[127];
    for (int i = 1; i < 128; i++) every[i - 1] = (char)i;
    Text t = text_join(*state, (Text){every, 127}, S("“£” \U0001f4a1"));
    buffer_put_json_string(&b, t);
    json_t *read = json_loadb(b.ptr, b.len, JSON_DECODE_ANY, NULL);
    assert_non_null(read);
    assert_int_equal(json_string_length(read), t.len);
    assert_memory_equal(json_string_value(read), t.ptr, t.len);
    json_decref(read);
    Buffer small = buffer_new(*state, 0);
    buffer_put_json_string(&small, S("a\"b\\c\n\x01"));
    buffer_put_json_string(&small, (Text){0});
    assert_text(buffer_text(&small), "\"a\\\"b\\\\c\\n\\u0001\"\"\"");
}

static void CSV_fields_are_quoted_when_needed(void **state) {
    Arena *arena = *state;
    assert_text(csv(arena, S("plain")), "plain");
    assert_text(csv(arena, S("")), "");
    assert_text(csv(arena, S("a,b")), "\"a,b\"");
    assert_text(csv(arena, S("say \"no\"")), "\"say \"\"no\"\"\"");
    assert_text(csv(arena, S("two\r\nlines")), "\"two\r\nlines\"");
    assert_text(csv(arena, S(" edge ")), "\" edge \"");
}

static void V1_CSV_fields_cannot_run_as_formulas(void **state) {
    Arena *arena = *state;
    assert_text(csv(arena, S("=HYPERLINK(\"http://x\",\"y\")")), "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
    assert_text(csv(arena, S("=1+1")), "'=1+1");
    assert_text(csv(arena, S("'=1+1")), "''=1+1"); /* so that one ' is taken away when it is read back */
    assert_text(csv(arena, S("'tis")), "'tis");
    assert_text(csv(arena, S("+44 1622 000000")), "'+44 1622 000000");
    assert_text(csv(arena, S("-2+3")), "'-2+3");
    assert_text(csv(arena, S("@SUM(A1)")), "'@SUM(A1)");
    assert_text(csv(arena, S("\t=1")), "'\t=1");
    assert_text(csv(arena, S("\r=1")), "\"'\r=1\"");
    assert_text(csv(arena, S("-")), "'-");
    assert_text(csv(arena, S("-1.2.3")), "'-1.2.3");
    assert_text(csv(arena, S("-1.")), "'-1.");
    /* Numbers are left as numbers. */
    assert_text(csv(arena, S("-12.50")), "-12.50");
    assert_text(csv(arena, S("+7")), "+7");
    assert_text(csv(arena, S("a=b")), "a=b");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(BUFFER_grows_and_keeps_what_was_put),
        TEST(BUFFER_numbers_to_their_ends),
        TEST(BUFFER_formats_beyond_its_first_room),
        TEST(BUFFER_impossible_code_points_are_replaced),
        TEST(JSON_strings_are_what_a_reader_reads),
        TEST(CSV_fields_are_quoted_when_needed),
        TEST(V1_CSV_fields_cannot_run_as_formulas),
    };
    return cmocka_run_group_tests_name("buffer", tests, NULL, NULL);
}
