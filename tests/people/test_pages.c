/* The pages of bodies, terms of reference, seats and holders: forms and their errors, rules told at their fields, conflicts, who sees what. */
#include "pages_world.h"

#include "store/job.h"

#define AS_CLERK .roles = CLERK

static bool publication_was_asked(World *w) {
    Db *db = NULL;
    Job job;
    bool found = false;
    assert_fine(store_borrow(w->office, w->arena, &db));
    assert_fine(job_latest(db, w->arena, S("publish-partnership"), S(""), &job, &found));
    store_return(db);
    return found;
}

static BodyId body_put(World *w, const char *name) {
    Body body = {.name = text_of(name), .kind = BODY_COUNTY_PARTNERSHIP, .is_public = true, .position = 1};
    put(w, &body_record, &body);
    return body.id;
}

static SeatId seat_put(World *w, BodyId body, const char *title, int64_t position) {
    Seat seat = {.body = body, .title = text_of(title), .position = position};
    put(w, &seat_record, &seat);
    return seat.id;
}

static PersonId person_put(World *w, const char *name) {
    Person person = {.name = text_of(name)};
    put(w, &person_record, &person);
    return person.id;
}

/* ---- Bodies ---- */

static void a_body_without_a_name_comes_back_with_what_was_typed(void **state) {
    World *w = *state;
    Answer answer = ask(w, body_new_save, (Asked){AS_CLERK, .form = "name=&short_name=KCSP&kind=county_partnership&contact_email=nobody"});
    assert_refused(answer, "name", "Enter the name");
    assert_refused(answer, "contact_email", "nobody");
    assert_has(answer.body, "value=\"KCSP\"");
    assert_has(answer.body, "<title>Error:");
    assert_int_equal(number_of(w, w->office, "select count(*) from body"), 0);
    assert_false(publication_was_asked(w));
}

static void a_new_body_is_stored_and_the_public_side_told(void **state) {
    World *w = *state;
    Answer answer = ask(w, body_new_save, (Asked){AS_CLERK, .form = "name=Kent Partnership&kind=county_partnership&is_public=yes"});
    assert_done(answer, "/office/bodies/1?notice=body-made");
    Body body;
    fetch(w, &body_record, 1, &body);
    assert_text(body.name, "Kent Partnership");
    assert_true(body.is_public);
    assert_int_equal(body.kind, BODY_COUNTY_PARTNERSHIP);
    assert_int_equal(body.position, 1);
    assert_true(publication_was_asked(w));
    assert_refused(ask(w, body_new_save, (Asked){AS_CLERK, .form = "name=KENT partnership&kind=other"}), "name", "with this name already");
}

static void what_is_typed_is_escaped(void **state) {
    World *w = *state;
    BodyId body = body_put(w, "<script>alert(1)</script> & \"others\"");
    Answer answer = ask(w, body_show, (Asked){AS_CLERK, .id = body.n});
    assert_shows(answer, "&lt;script&gt;alert(1)&lt;/script&gt; &amp; ");
    assert_does_not_show(answer, "<script>alert");
    assert_does_not_show(ask(w, body_edit_show, (Asked){AS_CLERK, .id = body.n}), "value=\"<script>");
}

static void bodies_do_not_report_in_a_circle(void **state) {
    World *w = *state;
    BodyId top = body_put(w, "Top");
    Body below = {.name = S("Below"), .kind = BODY_WORKING_GROUP, .parent = top, .position = 2};
    put(w, &body_record, &below);
    Answer answer = ask(w, body_edit_save, (Asked){AS_CLERK, .id = top.n, .form = "version=1&name=Top&kind=county_partnership&parent=2"});
    assert_refused(answer, "parent", "reports to this body already");
    assert_refused(ask(w, body_edit_save, (Asked){AS_CLERK, .id = top.n, .form = "version=1&name=Top&kind=county_partnership&parent=1"}),
        "parent", "");
}

static void an_older_version_is_not_written_over_a_newer_one(void **state) {
    World *w = *state;
    BodyId body = body_put(w, "First");
    assert_done(ask(w, body_edit_save, (Asked){AS_CLERK, .id = body.n, .form = "version=1&name=Second&kind=other"}),
        "/office/bodies/1?notice=saved");
    Answer late = ask(w, body_edit_save, (Asked){AS_CLERK, .id = body.n, .form = "version=1&name=Third&kind=other"});
    assert_fine(late.error);
    assert_int_equal(late.response.status, 409);
    assert_has(late.body, "Second");
    assert_has(late.body, "Third");
    Answer blind = ask(w, body_edit_save, (Asked){AS_CLERK, .id = body.n, .form = "name=Third&kind=other"});
    assert_refused(blind, "", "did not say which version of the body it changes");
    assert_has(blind.body, "Third");
    assert_has(blind.body, "name=\"version\" value=\"2\"");
    assert_error(ask(w, body_delete_do, (Asked){AS_CLERK, .id = body.n, .form = "x=y"}).error, ERROR_CONFLICT);
    Body stored;
    fetch(w, &body_record, body.n, &stored);
    assert_text(stored.name, "Second");
    assert_int_equal(stored.version, 2);
}

static void bodies_change_places(void **state) {
    World *w = *state;
    for (int i = 0; i < 3; i++) /* all at place 1, as an import might leave them */
        body_put(w, i == 0 ? "One" : i == 1 ? "Two" : "Three");
    assert_done(ask(w, body_move_do, (Asked){AS_CLERK, .id = 3, .form = "direction=up"}), "/office/bodies?notice=moved");
    Db *db = NULL;
    BodyList bodies;
    assert_fine(store_borrow(w->office, w->arena, &db));
    assert_fine(bodies_on(db, w->arena, (Date){0}, &bodies));
    store_return(db);
    assert_text(bodies.items[0].name, "One");
    assert_text(bodies.items[1].name, "Three");
    assert_text(bodies.items[2].name, "Two");
    assert_done(ask(w, body_move_do, (Asked){AS_CLERK, .id = 1, .form = "direction=up"}), "/office/bodies"); /* the first stays */
}

static void members_see_only_bodies_on_which_they_sit(void **state) {
    World *w = *state;
    BodyId mine = body_put(w, "My body"), other = body_put(w, "Other body");
    SeatId seat = seat_put(w, mine, "Police", 1), foreign = seat_put(w, other, "Fire", 1);
    PersonId me = person_put(w, "Ann Archer");
    Tenure tenure = {.seat = seat, .person = me, .kind = TENURE_HOLDER, .until = day_of("2025-07-23")};
    put(w, &tenure_record, &tenure);
    Asked member = {.roles = MEMBER, .person = me.n};
    Answer list = ask(w, body_list_show, member);
    assert_shows(list, "My body");
    assert_does_not_show(list, "Other body");
    assert_does_not_show(list, "/office/bodies/new");
    assert_does_not_show(list, "Needs attention");
    member.id = mine.n;
    Answer page = ask(w, body_show, member);
    assert_shows(page, "Ann Archer");
    assert_does_not_show(page, "/edit");
    assert_does_not_show(page, "/office/people/");
    assert_shows(ask(w, seat_list_show, member), "Police");
    assert_shows(ask(w, terms_list_show, member), "No terms of reference");
    member.id = other.n;
    assert_error(ask(w, body_show, member).error, ERROR_NOT_FOUND);
    assert_error(ask(w, seat_list_show, member).error, ERROR_NOT_FOUND);
    assert_error(ask(w, terms_list_show, member).error, ERROR_NOT_FOUND);
    member.id = foreign.n;
    assert_error(ask(w, seat_show, member).error, ERROR_NOT_FOUND);
    member.id = mine.n, member.person = 0; /* an account that is nobody in particular */
    assert_error(ask(w, body_show, member).error, ERROR_NOT_FOUND);
    assert_shows(ask(w, body_show, (Asked){.roles = AUDITOR, .id = other.n}), "Other body");
}

static void R07_the_overview_says_what_needs_attention(void **state) {
    World *w = *state;
    BodyId body = body_put(w, "Kent Partnership");
    SeatId police = seat_put(w, body, "Police", 1);
    seat_put(w, body, "Fire", 2);
    TermsOfReference terms = {.body = body,
        .title = S("Terms 2022"),
        .from = day_of("2022-07-14"),
        .quorum_kind = QUORUM_RESPONSIBLE_AUTHORITIES,
        .quorum_number = 4,
        .clear_days = 5,
        .chair_term_months = 24,
        .decision_rule = DECISION_CONSENSUS,
        .regime = REGIME_ADOPTED};
    assert_shows(ask(w, body_show, (Asked){AS_CLERK, .id = body.n}), "No terms of reference are in force today");
    put(w, &terms_of_reference_record, &terms);
    Tenure chair = {
        .seat = police, .person = person_put(w, "Ann Archer"), .kind = TENURE_HOLDER, .office = OFFICE_CHAIR, .from = day_of("2023-08-01")};
    put(w, &tenure_record, &chair);
    Answer page = ask(w, body_show, (Asked){AS_CLERK, .id = body.n});
    assert_shows(page, "4 responsible authorities represented");
    assert_shows(page, "5 clear working days");
    assert_shows(page, "One seat is vacant");
    assert_shows(page, "Term ends soon"); /* on 31 July 2025, eight days on */
    assert_shows(page, "31 July 2025");
    assert_shows(ask(w, body_list_show, (Asked){AS_CLERK}), "The chair&#39;s term ends soon. 1 vacant seat.");
    chair.from = day_of("2023-07-23"); /* until 22 July: yesterday */
    Tx *tx = begin(w);
    assert_fine(record_update(tx, &tenure_record, &chair));
    commit(tx);
    assert_shows(ask(w, body_show, (Asked){AS_CLERK, .id = body.n}), "Term over");
}

static void R07_R22_R27_an_officers_term_ends_by_the_terms_of_reference(void **state) {
    (void)state;
    TermsOfReference terms = {.chair_term_months = 24, .vice_chair_term_months = 12};
    Tenure chair = {.office = OFFICE_CHAIR, .from = day_of("2023-07-23")},
           vice_chair = {.office = OFFICE_VICE_CHAIR, .from = day_of("2024-02-29")};
    assert_int_equal(date_compare(office_term_ends(&chair, &terms), day_of("2025-07-22")), 0);
    assert_int_equal(date_compare(office_term_ends(&vice_chair, &terms), day_of("2025-02-27")), 0);
    vice_chair.from = (Date){0};
    assert_false(date_is_set(office_term_ends(&vice_chair, &terms)));
    chair.office = 0;
    assert_false(date_is_set(office_term_ends(&chair, &terms)));
    chair.office = OFFICE_CHAIR, terms.chair_term_months = 0;
    assert_false(date_is_set(office_term_ends(&chair, &terms)));
}

static void R07_R27_the_desk_hears_of_terms_that_the_terms_of_reference_end(void **state) {
    World *w = *state;
    BodyId body = body_put(w, "Working Group");
    OfficeNotices found;
    Db *db;
    Date today = day_of("2025-06-01");
    Seat seat = {.body = body, .title = S("Police")};
    Person person = {.name = S("Ann")};
    TermsOfReference terms = {
        .body = body, .title = S("Terms"), .from = day_of("2023-01-01"), .chair_term_months = 24, .vice_chair_term_months = 24};
    put(w, &seat_record, &seat), put(w, &person_record, &person), put(w, &terms_of_reference_record, &terms);
    Tenure chair = {.seat = seat.id, .person = person.id, .kind = TENURE_HOLDER, .office = OFFICE_CHAIR, .from = day_of("2023-07-23")};
    put(w, &tenure_record, &chair);
    assert_fine(store_borrow(w->office, w->arena, &db));
    assert_fine(office_notices(db, w->arena, today, date_plus_days(today, 90), &found));
    assert_int_equal(found.count, 2);
    assert_string_equal(found.items[0].office, "Chair");
    assert_int_equal(date_compare(found.items[0].ends, day_of("2025-07-22")), 0);
    assert_false(found.items[0].is_over || found.items[0].is_vacant);
    assert_true(found.items[1].is_vacant);                                               /* a vice-chair, whom the terms give a term */
    assert_fine(office_notices(db, w->arena, today, date_plus_days(today, 30), &found)); /* not yet */
    assert_int_equal(found.count, 1);
    assert_fine(office_notices(db, w->arena, day_of("2025-08-01"), day_of("2025-08-31"), &found));
    assert_true(found.items[0].is_over);
    store_return(db);
}

static void a_body_with_history_is_not_deleted(void **state) {
    World *w = *state;
    BodyId body = body_put(w, "Kent Partnership"), mistake = body_put(w, "Mistake");
    seat_put(w, body, "Police", 1);
    assert_error(ask(w, body_delete_ask, (Asked){AS_CLERK, .id = body.n}).error, ERROR_INPUT);
    assert_error(ask(w, body_delete_do, (Asked){AS_CLERK, .id = body.n, .form = "version=1"}).error, ERROR_INPUT);
    assert_shows(ask(w, body_delete_ask, (Asked){AS_CLERK, .id = mistake.n}), "Delete Mistake?");
    assert_done(ask(w, body_delete_do, (Asked){AS_CLERK, .id = mistake.n, .form = "version=1"}), "/office/bodies?notice=deleted");
    assert_error(ask(w, body_show, (Asked){AS_CLERK, .id = mistake.n}).error, ERROR_NOT_FOUND);
}

/* ---- Terms of reference ---- */

#define TERMS                                                                                                                              \
    "quorum_kind=members&quorum_number=4&decision_rule=consensus&regime=adopted&clear_days=5&paper_working_days=5&meetings_a_year=3&"      \
    "chair_term_months=0&vice_chair_term_months=24"

static void a_new_version_takes_over_from_the_one_before(void **state) {
    World *w = *state;
    BodyId body = body_put(w, "Kent Partnership");
    assert_done(
        ask(w, terms_new_save, (Asked){AS_CLERK, .id = body.n, .form = TERMS "&title=2022&from-day=14&from-month=7&from-year=2022"}),
        "/office/terms/1");
    Answer form = ask(w, terms_new_show, (Asked){AS_CLERK, .id = body.n});
    assert_shows(form, "value=\"24\""); /* begins as a copy of the newest */
    assert_shows(form, "The version before, 2022, has no last day");
    assert_done(
        ask(w, terms_new_save, (Asked){AS_CLERK, .id = body.n, .form = TERMS "&title=2025&from-day=23&from-month=7&from-year=2025"}),
        "/office/terms/2");
    TermsOfReference before;
    fetch(w, &terms_of_reference_record, 1, &before);
    assert_int_equal(before.until.n, day_of("2025-07-22").n);
    Answer list = ask(w, terms_list_show, (Asked){AS_CLERK, .id = body.n});
    assert_shows(list, "In force today");
    assert_shows(list, "14 July 2022 to 22 July 2025");
    /* the newest one was a mistake: the version that it ended is in force again */
    assert_shows(
        ask(w, terms_delete_ask, (Asked){AS_CLERK, .id = 2}), "2022, ended on 22 July 2025 because of it, and will be in force again");
    assert_done(ask(w, terms_delete_do, (Asked){AS_CLERK, .id = 2, .form = "version=1"}), "/office/bodies/1/terms");
    fetch(w, &terms_of_reference_record, 1, &before);
    assert_false(date_is_set(before.until));
    assert_shows(ask(w, terms_delete_ask, (Asked){AS_CLERK, .id = 1}), "would be left without rules");
}

static void two_versions_are_not_in_force_on_one_day(void **state) {
    World *w = *state;
    BodyId body = body_put(w, "Kent Partnership");
    assert_done(ask(w, terms_new_save, (Asked){AS_CLERK, .id = body.n, .form = TERMS "&title=Now&from-day=14&from-month=7&from-year=2022"}),
        "/office/terms/1");
    Answer answer =
        ask(w, terms_new_save, (Asked){AS_CLERK, .id = body.n, .form = TERMS "&title=Older&from-day=1&from-month=1&from-year=2020"});
    assert_refused(answer, "from", "Now is in force on some of these days (from 14 July 2022)");
    assert_has(answer.body, "value=\"Older\"");
    answer = ask(w, terms_new_save,
        (Asked){AS_CLERK, .id = body.n,
            .form = TERMS "&title=Older&from-day=1&from-month=1&from-year=2020&until-day=31&until-month=12&until-year=2019"});
    assert_refused(answer, "until", "The last day must be the same as or after");
    answer = ask(w, terms_new_save, (Asked){AS_CLERK, .id = body.n, .form = TERMS "&title=Older&from-day=31&from-month=2&from-year=2020"});
    assert_refused(answer, "from", "");
    assert_int_equal(number_of(w, w->office, "select count(*) from terms_of_reference"), 1);
    assert_int_equal(number_of(w, w->office, "select count(*) from terms_of_reference where \"until\" is not null"),
        0); /* nothing was closed by halves */
    answer = ask(w, terms_new_save,
        (Asked){AS_CLERK, .id = body.n,
            .form = TERMS "&title=Older&from-day=1&from-month=1&from-year=2020&until-day=13&until-month=7&until-year=2022"});
    assert_done(answer, "/office/terms/2");
}

/* ---- Seats and holders ---- */

static void a_seat_is_added_last_and_moves(void **state) {
    World *w = *state;
    BodyId body = body_put(w, "Kent Partnership");
    assert_done(ask(w, seat_new_save, (Asked){AS_CLERK, .id = body.n, .form = "title=Police&is_statutory=yes"}),
        "/office/seats/1?notice=seat-made");
    assert_done(ask(w, seat_new_save, (Asked){AS_CLERK, .id = body.n, .form = "title=Fire"}), "/office/seats/2");
    assert_refused(ask(w, seat_new_save, (Asked){AS_CLERK, .id = body.n, .form = "title=fire"}), "title",
        "a seat of this name already"); /* sent twice */
    Seat fire;
    fetch(w, &seat_record, 2, &fire);
    assert_int_equal(fire.position, 2);
    assert_int_equal(fire.body.n, body.n);
    assert_done(ask(w, seat_move_do, (Asked){AS_CLERK, .id = 2, .form = "direction=up"}), "/office/bodies/1/seats?notice=moved");
    fetch(w, &seat_record, 2, &fire);
    assert_int_equal(fire.position, 1);
    assert_refused(ask(w, seat_new_save, (Asked){AS_CLERK, .id = body.n, .form = "title="}), "title", "Enter the name of the seat");
    for (const char *const *form =
             (const char *const[]){"title=X&is_invited=yes&is_core=yes", "title=X&is_invited=yes&is_statutory=yes", NULL};
         *form; form++)
        assert_refused(ask(w, seat_new_save, (Asked){AS_CLERK, .id = body.n, .form = *form}), "is_invited", "A seat by invitation");
    Answer answer = ask(w, seat_new_save,
        (Asked){
            AS_CLERK, .id = body.n, .form = "title=X&from-day=2&from-month=1&from-year=2025&until-day=1&until-month=1&until-year=2025"});
    assert_refused(answer, "until", "The last day must be the same as or after the first day");
}

static void a_second_holder_is_refused_by_name(void **state) {
    World *w = *state;
    SeatId seat = seat_put(w, body_put(w, "Kent Partnership"), "Police", 1);
    person_put(w, "Ann Archer");
    person_put(w, "Ben Baker");
    assert_shows(ask(w, tenure_new_show, (Asked){AS_CLERK, .id = seat.n}), "Who holds the seat Police?");
    assert_done(
        ask(w, tenure_new_save, (Asked){AS_CLERK, .id = seat.n, .form = "person=1&kind=holder&from-day=1&from-month=4&from-year=2025"}),
        "/office/seats/1");
    Answer second =
        ask(w, tenure_new_save, (Asked){AS_CLERK, .id = seat.n, .form = "person=2&kind=holder&from-day=1&from-month=6&from-year=2025"});
    assert_refused(second, "from", "Ann Archer holds this seat on some of these days (from 1 April 2025)");
    assert_refused(ask(w, tenure_new_save, (Asked){AS_CLERK, .id = seat.n, .form = "person=&kind=holder"}), "person", "Select the person");
    assert_done(ask(w, tenure_new_save, (Asked){AS_CLERK, .id = seat.n, .form = "person=2&kind=substitute"}), "/office/seats/1");
    assert_int_equal(number_of(w, w->office, "select count(*) from tenure"), 2);
    Answer page = ask(w, seat_show, (Asked){AS_CLERK, .id = seat.n});
    assert_shows(page, "Ann Archer");
    assert_shows(page, "Substitute");
}

static void R06_a_second_chair_is_refused_and_follows_when_the_first_has_left(void **state) {
    World *w = *state;
    BodyId body = body_put(w, "Kent Partnership");
    SeatId police = seat_put(w, body, "Police", 1), fire = seat_put(w, body, "Fire", 2);
    person_put(w, "Ann Archer");
    person_put(w, "Ben Baker");
    assert_done(ask(w, tenure_new_save, (Asked){AS_CLERK, .id = police.n, .form = "person=1&kind=holder&office=chair&from=1 April 2025"}),
        "/office/seats/1");
    const char *second = "person=2&kind=holder&office=chair&from=1 August 2025";
    assert_refused(ask(w, tenure_new_save, (Asked){AS_CLERK, .id = fire.n, .form = second}), "office", "Ann Archer is chair of this body");
    assert_refused(ask(w, tenure_end_save, (Asked){AS_CLERK, .id = 1, .form = "version=1"}), "until", "Enter the last day");
    assert_refused(
        ask(w, tenure_end_save, (Asked){AS_CLERK, .id = 1, .form = "version=1&until=31 March 2025"}), "until", "The last day must be");
    assert_done(
        ask(w, tenure_end_save, (Asked){AS_CLERK, .id = 1, .form = "version=1&until=31 July 2025"}), "/office/seats/1?notice=tenure-ended");
    assert_done(ask(w, tenure_new_save, (Asked){AS_CLERK, .id = fire.n, .form = second}), "/office/seats/2");
    assert_refused(ask(w, tenure_new_save, (Asked){AS_CLERK, .id = fire.n, .form = "person=1&kind=substitute&office=vice_chair"}), "office",
        "Only a member");
}

static void a_seat_keeps_the_days_of_its_holders(void **state) {
    World *w = *state;
    SeatId seat = seat_put(w, body_put(w, "Kent Partnership"), "Police", 1);
    Tenure tenure = {
        .seat = seat, .person = person_put(w, "Ann Archer"), .kind = TENURE_HOLDER, .office = OFFICE_CHAIR, .from = day_of("2025-04-01")};
    put(w, &tenure_record, &tenure);
    Answer answer = ask(w, seat_edit_save, (Asked){AS_CLERK, .id = seat.n, .form = "version=1&title=Police&until=31 December 2025"});
    assert_refused(answer, "until", "Ann Archer holds this seat on other days (from 1 April 2025)");
    answer = ask(w, seat_edit_save, (Asked){AS_CLERK, .id = seat.n, .form = "version=1&title=Police&from=1 May 2025"});
    assert_refused(answer, "from", "Ann Archer holds this seat on other days");
    answer = ask(w, seat_edit_save, (Asked){AS_CLERK, .id = seat.n, .form = "version=1&title=Police&is_invited=yes"});
    assert_refused(answer, "is_invited", "chair or vice-chair");
    assert_error(ask(w, seat_delete_ask, (Asked){AS_CLERK, .id = seat.n}).error, ERROR_INPUT);
    assert_done(
        ask(w, seat_edit_save, (Asked){AS_CLERK, .id = seat.n, .form = "version=1&title=Kent Police"}), "/office/seats/1?notice=saved");
    assert_done(ask(w, tenure_delete_do, (Asked){AS_CLERK, .id = 1, .form = "version=1"}), "/office/seats/1?notice=deleted");
    assert_done(ask(w, seat_delete_do, (Asked){AS_CLERK, .id = seat.n, .form = "version=2"}), "/office/bodies/1/seats?notice=deleted");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_body_without_a_name_comes_back_with_what_was_typed),
        TEST(a_new_body_is_stored_and_the_public_side_told),
        TEST(what_is_typed_is_escaped),
        TEST(bodies_do_not_report_in_a_circle),
        TEST(an_older_version_is_not_written_over_a_newer_one),
        TEST(bodies_change_places),
        TEST(members_see_only_bodies_on_which_they_sit),
        TEST(R07_the_overview_says_what_needs_attention),
        TEST(a_body_with_history_is_not_deleted),
        TEST(a_new_version_takes_over_from_the_one_before),
        TEST(two_versions_are_not_in_force_on_one_day),
        TEST(a_seat_is_added_last_and_moves),
        TEST(a_second_holder_is_refused_by_name),
        TEST(R06_a_second_chair_is_refused_and_follows_when_the_first_has_left),
        TEST(a_seat_keeps_the_days_of_its_holders),
        TEST(R07_R22_R27_an_officers_term_ends_by_the_terms_of_reference),
        TEST(R07_R27_the_desk_hears_of_terms_that_the_terms_of_reference_end),
    };
    return RUN("pages of bodies", tests);
}
