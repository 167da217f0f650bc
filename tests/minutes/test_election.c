/* Elections of chairs and vice-chairs (R07): who can be elected, the term of office that begins, and what taking the decision back leaves. */
#include "body.h"

static Answer elect(Room *r, const char *office, int seat, int by, int second) {
    const char *form = words(r, "office=%s&seat=%" PRId64 "&nominated_by=%" PRId64 "&seconded_by=%" PRId64 "&others=Cat Fire.", office,
        r->seat[seat].n, r->seat[by].n, r->seat[second].n);
    return as_clerk(r, election_new_save, item_of(r, "B1"), 0, form);
}

static int64_t newest_resolution(Room *r) {
    return number_of(r->w, r->w->office, "select max(id) from resolution");
}

static void by_consensus(Room *r) {
    assert_done(as_clerk(r, resolution_decide_do, newest_resolution(r), 0, "way=consensus"), "/office/items/");
}

/* Which seat's holder is in the office on the day; -1: none. */
static int in_office(Room *r, OfficeHeld office, const char *day) {
    Db *db;
    Membership members;
    assert_fine(store_borrow(r->w->office, r->w->arena, &db));
    assert_fine(membership_on(db, r->w->arena, r->body.id, day_of(day), &members));
    store_return(db);
    const SeatHolder *holder = officer_of(&members, office);
    for (int i = 0; holder && i < SEATS; i++)
        if (r->seat[i].n == holder->tenure.seat.n) return i;
    return -1;
}

static Room with_term_of_two_years(void **state) {
    Room r = begun(state);
    TermsOfReference terms = {0};
    fetch(r.w, &terms_of_reference_record, 1, &terms);
    terms.vice_chair_term_months = 24;
    Tx *tx = begin(r.w);
    assert_fine(record_update(tx, &terms_of_reference_record, &terms));
    commit(tx);
    return r;
}

static void R07_an_election_begins_a_term_with_its_end(void **state) {
    Room r = with_term_of_two_years(state);
    assert_done(elect(&r, "vice_chair", POLICE, COUNTY, HEALTH), "/office/items/");
    int64_t item = item_of(&r, "B1");
    assert_shows(as_clerk(&r, minute_edit_show, item, 0, NULL),
        "agree that Bob Police (Police) be elected vice-chair, nominated by County Council and seconded by Integrated Care Board; other "
        "nominations: Cat Fire.");
    assert_int_equal(in_office(&r, OFFICE_VICE_CHAIR, "2025-07-23"), -1); /* nothing before it is decided */
    by_consensus(&r);
    assert_int_equal(in_office(&r, OFFICE_VICE_CHAIR, "2025-07-22"), -1);
    assert_int_equal(in_office(&r, OFFICE_VICE_CHAIR, "2025-07-23"), POLICE);
    assert_shows(as_clerk(&r, minute_edit_show, item, 0, NULL),
        "Vice-chair from 23 July 2025. By the terms of reference the term ends on 22 July 2027");
    /* the reminder: it is told in time */
    Db *db;
    OfficeNotices notices;
    assert_fine(store_borrow(r.w->office, r.w->arena, &db));
    assert_fine(office_notices(db, r.w->arena, day_of("2027-06-01"), day_of("2027-08-01"), &notices));
    store_return(db);
    assert_int_equal(notices.count, 1);
    assert_true(date_compare(notices.items[0].ends, day_of("2027-07-22")) == 0);
}

static void R07_who_was_in_office_is_a_member_again(void **state) {
    Room r = with_term_of_two_years(state);
    assert_done(elect(&r, "vice_chair", POLICE, COUNTY, HEALTH), "/office/items/");
    by_consensus(&r);
    r.meeting = meeting_put(r.w, r.body.id, date_of(2025, 7, 24));
    int64_t tenures = number_of(r.w, r.w->office, "select count(*) from tenure");
    Tx *tx = begin(r.w);
    OfficeTaken taken;
    assert_fine(office_take(tx, r.body.id, r.seat[FIRE], OFFICE_VICE_CHAIR, day_of("2027-07-20"), &taken));
    commit(tx);
    assert_int_equal(in_office(&r, OFFICE_VICE_CHAIR, "2027-07-19"), POLICE);
    assert_int_equal(in_office(&r, OFFICE_VICE_CHAIR, "2027-07-20"), FIRE);
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from tenure"), tenures + 2);
    tx = begin(r.w);
    assert_fine(office_give_back(tx, OFFICE_VICE_CHAIR, &taken));
    commit(tx);
    assert_int_equal(in_office(&r, OFFICE_VICE_CHAIR, "2027-07-20"), POLICE);
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from tenure"), tenures);
}

static void R07_a_decision_that_is_taken_back_takes_back_the_term(void **state) {
    Room r = with_term_of_two_years(state);
    int64_t tenures = number_of(r.w, r.w->office, "select count(*) from tenure");
    assert_done(elect(&r, "vice_chair", POLICE, COUNTY, HEALTH), "/office/items/");
    int64_t id = newest_resolution(&r);
    by_consensus(&r);
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from tenure"), tenures + 1);
    assert_done(as_clerk(&r, resolution_undecide_do, id, 0, ""), "/office/items/");
    assert_int_equal(in_office(&r, OFFICE_VICE_CHAIR, "2025-07-23"), -1);
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from tenure"), tenures);
    by_consensus(&r);
    assert_int_equal(in_office(&r, OFFICE_VICE_CHAIR, "2025-07-23"), POLICE);
    /* what somebody changed since is not overwritten */
    world_tamper(r.w, STORE_OFFICE, "update tenure set \"from\" = '2025-08-01' where office = 'vice_chair'");
    assert_has(as_clerk(&r, resolution_undecide_do, id, 0, "").error->sentence, "was changed since on the page of a seat");
}

static void R07_an_election_that_is_removed_begins_nothing(void **state) {
    Room r = with_term_of_two_years(state);
    assert_done(elect(&r, "vice_chair", POLICE, COUNTY, HEALTH), "/office/items/");
    assert_done(as_clerk(&r, resolution_delete_do, newest_resolution(&r), 0, "version=1"), "/office");
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from election"), 0);
    assert_int_equal(in_office(&r, OFFICE_VICE_CHAIR, "2025-07-23"), -1);
}

static void R07_an_election_that_is_not_carried_begins_nothing(void **state) {
    Room r = with_term_of_two_years(state);
    assert_done(elect(&r, "vice_chair", POLICE, COUNTY, HEALTH), "/office/items/");
    const char *vote = words(&r, "way=vote&in_favour=%" PRId64 "&against=%" PRId64 "&against=%" PRId64, r.organisation[COUNTY].n,
        r.organisation[POLICE].n, r.organisation[FIRE].n);
    assert_done(as_clerk(&r, resolution_decide_do, newest_resolution(&r), 0, vote), "/office");
    assert_int_equal(in_office(&r, OFFICE_VICE_CHAIR, "2025-07-23"), -1);
}

static void R07_the_vice_chair_is_elected_from_the_other_members(void **state) {
    Room r = with_term_of_two_years(state);
    assert_refused(elect(&r, "vice_chair", COUNTY, POLICE, HEALTH), "seat", "elected from the other members");
    assert_refused(elect(&r, "vice_chair", VACANT, POLICE, HEALTH), "seat", "a seat that somebody holds");
    assert_refused(elect(&r, "vice_chair", GUESTS, POLICE, HEALTH), "seat", "by invitation cannot be elected");
    assert_refused(elect(&r, "vice_chair", POLICE, COUNTY, COUNTY), "seconded_by", "cannot second it");
    assert_refused(elect(&r, "vice_chair", POLICE, GUESTS, COUNTY), "nominated_by", "member who made the nomination");
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from resolution"), 0);
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from election"), 0);
}

static void R06_a_new_chair_follows_the_old_one(void **state) {
    Room r = begun(state);
    assert_int_equal(in_office(&r, OFFICE_CHAIR, "2025-07-23"), COUNTY);
    assert_done(elect(&r, "chair", FIRE, COUNTY, HEALTH), "/office/items/");
    by_consensus(&r);
    assert_int_equal(in_office(&r, OFFICE_CHAIR, "2025-07-22"), COUNTY);
    assert_int_equal(in_office(&r, OFFICE_CHAIR, "2025-07-23"), FIRE);
}

static void R22_the_vice_chair_is_a_member_for_a_responsible_authority(void **state) {
    Room r = with_term_of_two_years(state);
    TermsOfReference terms = {0};
    fetch(r.w, &terms_of_reference_record, 1, &terms);
    terms.vice_chair_is_statutory = true;
    Tx *tx = begin(r.w);
    assert_fine(record_update(tx, &terms_of_reference_record, &terms));
    commit(tx);
    assert_refused(elect(&r, "vice_chair", COMMISSIONER, COUNTY, HEALTH), "seat", "is a member for a responsible authority");
    assert_done(elect(&r, "vice_chair", POLICE, COUNTY, HEALTH), "/office/items/");
}

static void R22_chair_and_vice_chair_are_looked_at_after_their_months(void **state) {
    Room r = with_term_of_two_years(state);
    TermsOfReference terms = {0};
    Tenure chair = {0};
    Db *db;
    OfficeNotices notices;
    fetch(r.w, &terms_of_reference_record, 1, &terms);
    fetch(r.w, &tenure_record, 1, &chair);
    terms.chair_term_months = 24, chair.from = day_of("2025-07-23");
    Tx *tx = begin(r.w);
    assert_fine(record_update(tx, &terms_of_reference_record, &terms));
    assert_fine(record_update(tx, &tenure_record, &chair));
    commit(tx);
    assert_done(elect(&r, "vice_chair", POLICE, COUNTY, HEALTH), "/office/items/");
    by_consensus(&r);
    assert_fine(store_borrow(r.w->office, r.w->arena, &db));
    assert_fine(office_notices(db, r.w->arena, day_of("2027-04-22"), day_of("2027-07-21"), &notices));
    assert_int_equal(notices.count, 0);
    assert_fine(office_notices(db, r.w->arena, day_of("2027-04-23"), day_of("2027-07-22"), &notices));
    store_return(db);
    assert_int_equal(notices.count, 2);
    for (size_t i = 0; i < 2; i++) assert_true(date_compare(notices.items[i].ends, day_of("2027-07-22")) == 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(R07_an_election_begins_a_term_with_its_end),
        TEST(R07_who_was_in_office_is_a_member_again),
        TEST(R07_a_decision_that_is_taken_back_takes_back_the_term),
        TEST(R07_an_election_that_is_removed_begins_nothing),
        TEST(R07_an_election_that_is_not_carried_begins_nothing),
        TEST(R07_the_vice_chair_is_elected_from_the_other_members),
        TEST(R06_a_new_chair_follows_the_old_one),
        TEST(R22_the_vice_chair_is_a_member_for_a_responsible_authority),
        TEST(R22_chair_and_vice_chair_are_looked_at_after_their_months),
    };
    return RUN("election", tests);
}
