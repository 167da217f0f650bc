/* What every test of the ground floor needs: cmocka, an arena for each test, and comparing texts. */
#ifndef QUORATE_TESTS_BASE_TEST_H
#define QUORATE_TESTS_BASE_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"

static inline int arena_set_up(void **state) {
    *state = arena_new();
    return 0;
}

static inline int arena_tear_down(void **state) {
    arena_free(*state);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, arena_set_up, arena_tear_down)

/* The texts are equal, byte for byte; a difference is shown whole. */
#define assert_text(actual, expected)                                                                                                      \
    do {                                                                                                                                   \
        Text actual_ = (actual);                                                                                                           \
        char shown_[4096];                                                                                                                 \
        snprintf(shown_, sizeof shown_, "%.*s", TEXT_ARG(actual_));                                                                        \
        assert_string_equal(shown_, (expected));                                                                                           \
        assert_int_equal(actual_.len, strlen(expected));                                                                                   \
    } while (0)

#endif
