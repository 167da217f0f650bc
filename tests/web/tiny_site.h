/* A site of a few doors, served over a real socket. */
#ifndef QUORATE_TESTS_TINY_SITE_H
#define QUORATE_TESTS_TINY_SITE_H

#include <stdatomic.h>

#include "web_test.h"

extern House *house;                /* one for all tests of a program */
extern _Atomic int home_was_made;   /* how often "/" and "/search" were made rather than taken from the cache */
extern _Atomic int slow_has_begun;  /* POST /long has been entered; it takes 0.4 seconds */

int open_house(void **state);
int close_house(void **state);

typedef struct { Arena *arena; Server *server; int port; } Running;
ServerOptions options_of_tests(void);
Running start_with(Arena *arena, ServerOptions options);
Running start(void **state);
void stop(Running *r);

/* The Cookie line of somebody who signs in (password "otter gravel lantern"), and the form token of that session. */
const char *signed_in(Running *r, const char *email);
Text token_of(Running *r, const char *cookie);

#endif
