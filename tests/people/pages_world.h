/* Asking the pages of people/ as somebody with a role would, straight at their handlers, over a fresh store on either engine. */
#ifndef QUORATE_TESTS_PEOPLE_PAGES_WORLD_H
#define QUORATE_TESTS_PEOPLE_PAGES_WORLD_H

#include "store/world.h"

#include "people/pages.h"
#include "people/people.sql.h"

/* What a page answered. */
typedef struct {
    Error *error;
    Response response;
    Text body;     /* the page */
    Text location; /* of a redirect */
} Answer;

/* Who asks, and what about. */
typedef struct {
    Access roles;
    int64_t person, account;
    int64_t id, second; /* the numbers in the address; 0: none */
    const char *path;  /* NULL: no address in particular */
    const char *query; /* "q=ann&page=2"; values are taken as they stand */
    const char *form;  /* of a POST; NULL for GET */
} Asked;
Answer ask(World *w, OfficeHandler *handler, Asked asked);

/* The page was shown and says so. */
void assert_shows(Answer answer, const char *words);
void assert_does_not_show(Answer answer, const char *words);
/* The form came back with this sentence at this field, and nothing was stored. */
void assert_refused(Answer answer, const char *field, const char *words);
/* It was done, and the browser goes on to an address that begins so. */
void assert_done(Answer answer, const char *location);

/* Puts a record in as the program. */
void put(World *w, const Record *record, void *value);
void fetch(World *w, const Record *record, int64_t id, void *out);
Date day_of(const char *iso);

#endif
