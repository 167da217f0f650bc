/* A meeting that is published and was held, with minutes of it, for the tests of minutes that go through the valve. */
#ifndef QUORATE_TESTS_PUBLISH_HELD_H
#define QUORATE_TESTS_PUBLISH_HELD_H

#include "published_office.h"

#include "minutes/minutes.h"
#include "paper/paper.h"
#include "publish/minutes_valve.h"
#include "publish/partnership.h"
#include "publish/office.sql.h"
#include "publish/published.sql.h"

typedef struct {
    PublishedOffice o;
    Minutes minutes;
} Held;

static Minute minute_put(Held *h, AgendaItemId item, const char *text, const char *summary) __attribute__((unused));
static void resolve(Held *h, AgendaItemId item, Verb verb, const char *words) __attribute__((unused));
static Held held(void **state) __attribute__((unused));
static void check(Held *h) __attribute__((unused));
static void bring(Held *h) __attribute__((unused));
static void want(Held *h) __attribute__((unused));
static void want_refused(Held *h, const char *words) __attribute__((unused));
static int64_t number_outside(Held *h, const char *sql) __attribute__((unused));
static void body_is_public(Held *h, bool is_public) __attribute__((unused));
static void meets_in_private(Held *h, Date from) __attribute__((unused));

static Minute minute_put(Held *h, AgendaItemId item, const char *text, const char *summary) {
    Minute minute = {0};
    Tx *tx = begin(h->o.w);
    assert_fine(minute_for(tx, item, &minute));
    minute.text = text_of(text);
    minute.public_summary = text_of(summary);
    assert_fine(minute_save(tx, &h->o.meeting, &minute));
    commit(tx);
    return minute;
}

static void resolve(Held *h, AgendaItemId item, Verb verb, const char *words) {
    Resolution r = {.verb = verb, .text = text_of(words)};
    AttendanceSheet sheet = {0};
    Tx *tx = begin(h->o.w);
    assert_fine(resolution_put(tx, item, &r));
    assert_fine(attendance_sheet(tx_db(tx), h->o.w->arena, &h->o.meeting, &sheet));
    assert_fine(resolution_decide(tx, &sheet, item, &r, (TimeOfDay){0}, NULL));
    commit(tx);
}

/* The meeting was held; minutes of an open and of a restricted item, in draft. */
static Held held(void **state) {
    Held h = {.o = published_office(state)};
    Tx *tx = begin(h.o.w);
    assert_fine(meeting_was_held(tx, &h.o.meeting, date_of(2027, 7, 21)));
    assert_fine(minutes_begin(tx, &h.o.meeting, date_of(2027, 7, 21), &h.minutes));
    assert_fine(declarations_nil(tx, &h.o.meeting, true));
    Attendee guest = {.meeting = h.o.meeting.id,
        .name = S("Robin Unnamed"),
        .post = S("Engineer"),
        .organisation = S("The council"),
        .standing = STANDING_OFFICER};
    assert_fine(record_insert(tx, &attendee_record, &guest));
    commit(tx);
    minute_put(&h, h.o.update.id, "The group met *three* times.\n\nIt meets again.", "");
    resolve(&h, h.o.update.id, VERB_NOTE, "the work of the group");
    minute_put(&h, h.o.bluebird.id, "Detective Zebrasmith told of Kestrel.", "The police told of an operation.");
    resolve(&h, h.o.bluebird.id, VERB_NOTE, "the progress of Bluebird in Peregrine Street");
    return h;
}

static void check(Held *h) {
    MinutesWhole whole = {0};
    Tx *tx = begin(h->o.w);
    assert_fine(minutes_read(tx_db(tx), h->o.w->arena, &h->o.meeting, &whole));
    assert_fine(minutes_check(tx, &whole, S("The Clerk")));
    h->minutes = whole.minutes;
    commit(tx);
}

static void bring(Held *h) {
    assert_fine(minutes_bring(&h->o.valve, h->o.w->arena, h->minutes.id));
    reload(&h->o, &minutes_record, h->minutes.id.n, &h->minutes);
}

static void want(Held *h) {
    Tx *tx = begin(h->o.w);
    assert_fine(minutes_want(tx, &h->minutes));
    commit(tx);
    bring(h);
}

/* Asks, and is refused with a sentence that has these words. */
static void want_refused(Held *h, const char *words) {
    Tx *tx = begin(h->o.w);
    Error *error = minutes_want(tx, &h->minutes);
    assert_error(error, ERROR_INPUT);
    assert_has(error->sentence, words);
    tx_end(tx);
    reload(&h->o, &minutes_record, h->minutes.id.n, &h->minutes);
}

static int64_t number_outside(Held *h, const char *sql) {
    return number_of(h->o.w, h->o.valve.published, sql);
}

static void body_is_public(Held *h, bool is_public) {
    reload(&h->o, &body_record, h->o.body.id.n, &h->o.body);
    h->o.body.is_public = is_public;
    change(&h->o, &body_record, &h->o.body);
}

/* From a day on the body meets in private. */
static void meets_in_private(Held *h, Date from) {
    TermsOfReference terms = {.body = h->o.body.id, .title = S("Private"), .from = from, .regime = REGIME_PRIVATE};
    Tx *tx = begin(h->o.w);
    assert_fine(record_insert(tx, &terms_of_reference_record, &terms));
    commit(tx);
}

/* An action of whoever has been named, by the next meeting. */

#endif
