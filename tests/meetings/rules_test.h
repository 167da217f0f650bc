/* What the tests of pure meeting rules share: an arena for each test, and saying what a text should be. */
#ifndef QUORATE_TESTS_MEETINGS_RULES_TEST_H
#define QUORATE_TESTS_MEETINGS_RULES_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "meetings/meeting.h"

static int arena_set_up(void **state) {
    *state = arena_new();
    return 0;
}

static int arena_tear_down(void **state) {
    arena_free(*state);
    return 0;
}

#define RULE(function) cmocka_unit_test_setup_teardown(function, arena_set_up, arena_tear_down)
#define assert_text(t, expected) assert_string_equal(text_string(*state, t), expected)
#define assert_has(t, part) assert_true(text_contains((t), text_of(part)))

#endif
