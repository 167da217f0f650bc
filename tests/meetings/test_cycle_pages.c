/* The page of a year: that the cycle was agreed is recorded (R01), and whether the terms of reference are looked at (R18). */
#include "people/pages_world.h"

#include "meetings/cycle.h"
#include "meetings/pages.h"

static Meeting held_on(World *w, BodyId body, const char *day) {
    Meeting m = {.body = body, .day = day_of(day), .starts = time_of(10, 0), .is_online = true};
    Tx *tx = begin(w);
    assert_fine(meeting_make(tx, &m));
    commit(tx);
    return m;
}

/* A partnership with a group below it; the partnership met in March and will in November. */
static void year_of(World *w) {
    Body county = {.name = S("Partnership"), .kind = BODY_COUNTY_PARTNERSHIP};
    put(w, &body_record, &county);
    Body group = {.name = S("Working group"), .kind = BODY_WORKING_GROUP, .parent = county.id},
         other = {.name = S("Other"), .kind = BODY_OTHER};
    put(w, &body_record, &group), put(w, &body_record, &other);
    for (int64_t body = 1; body <= 2; body++) {
        TermsOfReference terms = {.body = {body},
            .title = S("Terms"),
            .from = day_of("2024-01-01"),
            .meetings_a_year = 2,
            .review_months = 12,
            .quorum_kind = QUORUM_MEMBERS,
            .quorum_number = 4,
            .decision_rule = DECISION_CONSENSUS,
            .regime = REGIME_ADOPTED};
        put(w, &terms_of_reference_record, &terms);
    }
    held_on(w, county.id, "2025-03-25"), held_on(w, county.id, "2025-11-18"), held_on(w, other.id, "2025-03-26");
}

static void R01_the_cycle_of_a_year_is_agreed_by_a_meeting_or_otherwise(void **state) {
    World *w = *state;
    Asked clerk = {.roles = CLERK, .id = 2}, reader = {.roles = AUDITOR, .query = "year=2025"};
    year_of(w);
    assert_shows(ask(w, cycle_show, reader), "It is not recorded that the cycle of 2025 was agreed");
    clerk.form = "of=2025&day=&decision=";
    assert_refused(ask(w, cycle_agreement_save, clerk), "day", "Enter");
    clerk.form = "of=2025&day=25 March 2025";
    assert_refused(ask(w, cycle_agreement_save, clerk), "decision", "Enter how it was agreed");
    clerk.form = "of=2025&day=24 July 2025&decision=By email";
    assert_refused(ask(w, cycle_agreement_save, clerk), "day", "cannot be in the future");
    clerk.form = "of=2025&day=24 March 2025&meeting=1";
    assert_refused(ask(w, cycle_agreement_save, clerk), "day", "The meeting was on 25 March 2025");
    clerk.form = "of=2025&day=26 March 2025&meeting=3";
    assert_refused(ask(w, cycle_agreement_save, clerk), "meeting", "of this body or of the one above it");
    clerk.form = "of=2025&day=25 March 2025&meeting=1&decision=Minute 131";
    assert_done(ask(w, cycle_agreement_save, clerk), "/office/year?year=2025&notice=cycle-agreed");
    Answer page = ask(w, cycle_show, reader);
    assert_shows(page, "the meeting of Partnership, 25 March 2025");
    assert_shows(page, "(Minute 131)");
    assert_shows(page, "It is not recorded that the cycle of 2025 was agreed"); /* that of the partnership itself */
    assert_does_not_show(page, "Record that it was agreed");
    clerk.form = "of=2025&version=1&day=20 March 2025&meeting=&decision=By email";
    assert_done(ask(w, cycle_agreement_save, clerk), "/office/year?year=2025");
    assert_int_equal(number_of(w, w->office, "select count(*) from cycle_agreement"), 1);
    clerk.form = "of=2026&day=20 March 2025&decision=By email";
    assert_done(ask(w, cycle_agreement_save, clerk), "/office/year?year=2026");
    clerk.id = 1, clerk.form = "version=2";
    assert_done(ask(w, cycle_agreement_delete, clerk), "/office/year?year=2025");
    assert_int_equal(number_of(w, w->office, "select count(*) from cycle_agreement"), 1);
}

static void R18_the_year_tells_that_no_agenda_has_the_review(void **state) {
    World *w = *state;
    static const char sentence[] = "No agenda of 2025 has the review of the terms of reference";
    Asked reader = {.roles = AUDITOR, .query = "year=2025"};
    year_of(w);
    assert_shows(ask(w, cycle_show, reader), sentence);
    Db *db;
    Agenda agenda;
    assert_fine(store_borrow(w->office, w->arena, &db));
    assert_fine(agenda_get(db, w->arena, (MeetingId){2}, &agenda));
    store_return(db);
    AgendaItem item = {.part = agenda.items[1].part.id, .kind = ITEM_TERMS_REVIEW, .title = S("Review"), .purpose = PURPOSE_DECISION};
    Tx *tx = begin(w);
    assert_fine(item_add(tx, &item));
    commit(tx);
    assert_does_not_show(ask(w, cycle_show, reader), sentence); /* the group has no meetings, so nothing is said of its agendas */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(R01_the_cycle_of_a_year_is_agreed_by_a_meeting_or_otherwise),
        TEST(R18_the_year_tells_that_no_agenda_has_the_review),
    };
    return RUN("cycle pages", tests);
}
