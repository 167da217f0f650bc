/* An office with one body, one meeting of it and its agenda from the default template, for the tests that need a store. */
#ifndef QUORATE_TESTS_MEETINGS_OFFICE_H
#define QUORATE_TESTS_MEETINGS_OFFICE_H

#include "meetings/meeting.h"
#include "store/world.h"

typedef struct {
    World *w;
    Body body;
    Meeting meeting;
} Desk;

/* Makes body and meeting of 23 July 2025; nothing is agreed or published. */
static Desk desk_of(void **state) {
    Desk d = {.w = *state, .body = {.name = S("Kent Community Safety Partnership"), .kind = BODY_COUNTY_PARTNERSHIP, .contact_name = S("The clerk")}};
    Tx *tx = begin(d.w);
    assert_fine(record_insert(tx, &body_record, &d.body));
    d.meeting = (Meeting){.body = d.body.id, .day = date_of(2025, 7, 23), .starts = time_of(10, 0), .is_online = true};
    assert_fine(meeting_make(tx, &d.meeting));
    commit(tx);
    return d;
}

static Agenda agenda_of(Desk *d) {
    Db *db;
    Agenda agenda;
    assert_fine(store_borrow(d->w->office, d->w->arena, &db));
    assert_fine(agenda_get(db, d->w->arena, d->meeting.id, &agenda));
    store_return(db);
    d->meeting = agenda.meeting;
    return agenda;
}

/* Reads a record as it is now. */
static void again(Desk *d, const Record *record, int64_t id, void *out) {
    Db *db;
    assert_fine(store_borrow(d->w->office, d->w->arena, &db));
    assert_fine(record_get(db, d->w->arena, record, id, out));
    store_return(db);
}

/* One change in a transaction of its own. */
#define CHANGE(desk, tx, expression)                                                                                            \
    do {                                                                                                                        \
        Tx *tx = begin((desk)->w);                                                                                              \
        assert_fine(expression);                                                                                                \
        commit(tx);                                                                                                             \
    } while (0)
/* A change that is refused, and leaves nothing behind. */
#define REFUSED(desk, tx, expression, kind)                                                                                     \
    do {                                                                                                                        \
        Tx *tx = begin((desk)->w);                                                                                              \
        assert_error(expression, kind);                                                                                         \
        tx_end(tx);                                                                                                             \
    } while (0)

#endif
