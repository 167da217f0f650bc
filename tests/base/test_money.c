/* Whole pence: read as people type them, written with pounds. */
#include "base_test.h"

#include "base/money.h"

static void PENCE_are_read_as_people_type_them(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int64_t pence;
    } cases[] = {
        {"1,234.56", 123456},
        {"£1234", 123400},
        {"-12.5", -1250},
        {"0", 0},
        {"£39,661.00", 3966100},
        {"-£0.20", -20},
        {"£-0.20", -20},
        {" £12 ", 1200},
        {"1,234,567", 123456700},
        {".50", 50},
        {"\u2212"
         "5",
            -500},
        {"100,000,000,000", 10000000000000},
        {"007.10", 710},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Pence p = {-77};
        if (!pence_parse(text_of(cases[i].text), &p) || p.n != cases[i].pence) fail_msg("'%s' was read as %ld", cases[i].text, (long)p.n);
    }
}

static void PENCE_anything_else_is_refused(void **state) {
    (void)state;
    static const char *const bad[] = {"", "£", "-", ".", "12.345", "12.", "1,23", "1,2345", ",123", "1234,567", "1,234,", "ten", "12a",
        "1e5", "£ 12", "--1", "-£-1", "100,000,000,000.01", "99999999999999999999", "1 000", "€5", "12.3x", "0x10"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Pence p = {-77};
        if (pence_parse(text_of(bad[i]), &p) || p.n != -77) fail_msg("'%s' was read", bad[i]);
    }
}

static void PENCE_are_written_in_pounds(void **state) {
    Arena *arena = *state;
    assert_text(pence_plain(arena, (Pence){123456}), "£1,234.56");
    assert_text(pence_plain(arena, (Pence){-20}), "-£0.20");
    assert_text(pence_plain(arena, (Pence){3966100}), "£39,661.00");
    assert_text(pence_plain(arena, (Pence){0}), "£0.00");
    assert_text(pence_plain(arena, (Pence){99999}), "£999.99");
    assert_text(pence_plain(arena, (Pence){100000000}), "£1,000,000.00");
    assert_text(pence_plain(arena, (Pence){INT64_MIN}), "-£92,233,720,368,547,758.08");
    assert_text(pence_decimal(arena, (Pence){-123456}), "-1234.56");
    assert_text(pence_decimal(arena, (Pence){5}), "0.05");
}

static void PENCE_written_are_read_again(void **state) {
    Arena *arena = *state;
    for (int64_t n = -10000000000000; n <= 10000000000000; n += 123456789017) {
        Pence p = {0};
        assert_true(pence_parse(pence_plain(arena, (Pence){n}), &p) && p.n == n);
        assert_true(pence_parse(pence_decimal(arena, (Pence){n}), &p) && p.n == n);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(PENCE_are_read_as_people_type_them),
        TEST(PENCE_anything_else_is_refused),
        TEST(PENCE_are_written_in_pounds),
        TEST(PENCE_written_are_read_again),
    };
    return cmocka_run_group_tests_name("money", tests, NULL, NULL);
}
