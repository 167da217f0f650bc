/* What the tests of web/ share: an arena for each test, a small installation of its own (three stores in a temporary folder), and a client
 * that speaks HTTP over a real socket byte by byte. */
#ifndef QUORATE_TESTS_WEB_TEST_H
#define QUORATE_TESTS_WEB_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "web/server.h"

static inline int arena_set_up(void **state) {
    *state = arena_new();
    return 0;
}

static inline int arena_tear_down(void **state) {
    arena_free(*state);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, arena_set_up, arena_tear_down)

#define assert_text(actual, expected)                                                                                      \
    do {                                                                                                                   \
        Text actual_ = (actual), expected_ = (expected);                                                                   \
        if (!text_equal(actual_, expected_))                                                                               \
            fail_msg("%s is \"%.*s\", not \"%.*s\"", #actual, TEXT_ARG(actual_), TEXT_ARG(expected_));                    \
    } while (0)

#define assert_fine(expression)                                                                                            \
    do {                                                                                                                   \
        Error *error_ = (expression);                                                                                      \
        if (error_) fail_msg("%s: %.*s (%.*s)", #expression, TEXT_ARG(error_->sentence), TEXT_ARG(error_->detail));        \
    } while (0)

#define assert_error(expression, wanted)                                                                                   \
    do {                                                                                                                   \
        Error *error_ = (expression);                                                                                      \
        if (!error_) fail_msg("%s: no error", #expression);                                                                \
        assert_int_equal(error_->kind, (wanted));                                                                          \
        assert_true(error_->sentence.len > 10 && error_->sentence.ptr[error_->sentence.len - 1] == '.');                   \
    } while (0)

/* ---- An installation ---- */

/* The roles of these tests. */
enum { TEST_ADMINISTRATOR = 1, TEST_CLERK = 2, TEST_MEMBER = 4 };

typedef struct {
    Arena *arena;
    char folder[64];
    Store *office, *published, *letterbox; /* office with full rights, the others as the site has them */
    Store *publisher;                      /* the published store with full rights */
} House;

/* Makes one; on PostgreSQL when the environment asks for it is the scenarios' business. */
House *house_new(Arena *arena);
void house_free(House *house);
/* An account that can sign in. */
AccountId house_account(House *house, const char *email, const char *password, uint32_t roles);
/* A change of the published store, so that its revision moves. */
void house_publish(House *house, const char *title);

/* ---- A client ---- */

typedef struct {
    int status;
    Text head, body; /* the head with its status line */
    bool was_closed; /* the server ended the connection */
} Answer;

int client_connect(int port);
void client_send(int fd, Text bytes);
/* Reads one whole answer; `is_head` expects no body. An empty head means that the connection was closed without an answer. */
Answer client_read(Arena *arena, int fd, bool is_head);
/* One exchange on a connection of its own. `more` are further header lines, each ended by CR LF. */
Answer client_get(Arena *arena, int port, const char *path, const char *more);
Answer client_post(Arena *arena, int port, const char *path, const char *more, Text form);
/* The value of a header of the answer; empty when it is not there. */
Text answer_header(const Answer *answer, const char *name);
/* Is the connection closed by the other side within so many milliseconds? */
bool client_is_closed(int fd, int milliseconds);

#endif
