/* Terms in force, membership and the rest of what people/ answers from the store, on both engines. */
#include "store/world.h"

#include "people/people.h"
#include "people/people.sql.h"

static Date iso(const char *day) {
    Date date = {0};
    if (*day) assert_true(date_parse_iso(text_of(day), &date));
    return date;
}

/* A body with two seats, as the tests below need it. */
typedef struct {
    Arena *arena;
    Store *office;
    BodyId body;
    OrganisationId police, fire;
    PersonId ann, ben, cleo;
    SeatId police_seat, fire_seat;
} Partners;

static Partners partners_make(World *w) {
    Partners p = {.arena = w->arena, .office = w->office};
    Tx *tx = begin(w);
    Body body = {.name = S("County partnership"), .kind = BODY_COUNTY_PARTNERSHIP, .is_public = true, .position = 1};
    assert_fine(record_insert(tx, &body_record, &body));
    Organisation police = {.name = S("Kent Police"), .kind = ORGANISATION_POLICE, .is_statutory = true, .is_core = true};
    Organisation fire = {
        .name = S("Kent Fire and Rescue Service"), .short_name = S("KFRS"), .kind = ORGANISATION_FIRE, .is_statutory = true};
    assert_fine(record_insert(tx, &organisation_record, &police));
    assert_fine(record_insert(tx, &organisation_record, &fire));
    Person ann = {.honorific = S("Cllr"),
        .name = S("Ann Archer"),
        .post = S("Superintendent"),
        .organisation = police.id,
        .email = S("ann@example.org")};
    Person ben = {.name = S("Ben 100%_Baker"), .organisation = fire.id}, cleo = {.name = S("Cleo Cole")};
    assert_fine(record_insert(tx, &person_record, &ann));
    assert_fine(record_insert(tx, &person_record, &ben));
    assert_fine(record_insert(tx, &person_record, &cleo));
    Seat second = {.body = body.id,
        .title = S("Fire"),
        .organisation = fire.id,
        .position = 2,
        .is_statutory = true,
        .from = iso("2025-01-01"),
        .until = iso("2025-12-31")};
    Seat first = {.body = body.id, .title = S("Police"), .organisation = police.id, .position = 1, .is_statutory = true};
    assert_fine(record_insert(tx, &seat_record, &second));
    assert_fine(record_insert(tx, &seat_record, &first));
    Tenure holds = {.seat = first.id,
        .person = ann.id,
        .kind = TENURE_HOLDER,
        .office = OFFICE_CHAIR,
        .from = iso("2025-04-01"),
        .until = iso("2026-03-31")};
    Tenure stands_in = {.seat = first.id, .person = ben.id, .kind = TENURE_SUBSTITUTE, .from = iso("2025-06-01")};
    assert_fine(record_insert(tx, &tenure_record, &holds));
    assert_fine(record_insert(tx, &tenure_record, &stands_in));
    commit(tx);
    p.body = body.id, p.police = police.id, p.fire = fire.id;
    p.ann = ann.id, p.ben = ben.id, p.cleo = cleo.id;
    p.police_seat = first.id, p.fire_seat = second.id;
    return p;
}

static Db *borrow(const Partners *p) {
    Db *db = NULL;
    assert_fine(store_borrow(p->office, p->arena, &db));
    return db;
}

/* Title of the terms in force on the day, or "none". */
static const char *terms_title(const Partners *p, const char *day) {
    Db *db = borrow(p);
    TermsOfReference terms;
    bool found;
    assert_fine(terms_in_force(db, p->arena, p->body, iso(day), &terms, &found));
    store_return(db);
    return found ? text_string(p->arena, terms.title) : "none";
}

static void R18_terms_in_force_on_boundary_days(void **state) {
    World *w = *state;
    Partners p = partners_make(w);
    Tx *tx = begin(w);
    TermsOfReference old = {
        .body = p.body, .title = S("2022"), .from = iso("2022-07-14"), .until = iso("2025-07-22"), .quorum_kind = QUORUM_MEMBERS};
    TermsOfReference now = {.body = p.body,
        .title = S("2025"),
        .from = iso("2025-07-23"),
        .quorum_kind = QUORUM_RESPONSIBLE_AUTHORITIES,
        .quorum_number = 4,
        .clear_days = 5,
        .regime = REGIME_ADOPTED,
        .decision_rule = DECISION_CONSENSUS};
    assert_fine(record_insert(tx, &terms_of_reference_record, &now));
    assert_fine(record_insert(tx, &terms_of_reference_record, &old));
    commit(tx);
    assert_string_equal(terms_title(&p, "2022-07-13"), "none");
    assert_string_equal(terms_title(&p, "2022-07-14"), "2022");
    assert_string_equal(terms_title(&p, "2025-07-22"), "2022");
    assert_string_equal(terms_title(&p, "2025-07-23"), "2025");
    assert_string_equal(terms_title(&p, "2999-01-01"), "2025");
    Db *db = borrow(&p);
    TermsOfReference read;
    TermsOfReferenceList versions;
    assert_fine(record_get(db, p.arena, &terms_of_reference_record, now.id.n, &read));
    assert_int_equal(read.quorum_kind, QUORUM_RESPONSIBLE_AUTHORITIES);
    assert_int_equal(read.quorum_number, 4);
    assert_int_equal(read.clear_days, 5);
    assert_int_equal(read.regime, REGIME_ADOPTED);
    assert_int_equal(read.decision_rule, DECISION_CONSENSUS);
    assert_fine(terms_of_body(db, p.arena, p.body, &versions));
    assert_int_equal(versions.count, 2);
    assert_true(text_equal(versions.items[0].title, S("2025")));
    store_return(db);
}

static void R11_membership_on_a_day(void **state) {
    Partners p = partners_make(*state);
    Db *db = borrow(&p);
    Membership m;
    assert_fine(membership_on(db, p.arena, p.body, iso("2025-07-23"), &m));
    assert_int_equal(m.count, 2);
    assert_true(text_equal(m.items[0].seat.title, S("Police"))); /* by position, not by id */
    assert_true(text_equal(m.items[0].organisation.name, S("Kent Police")));
    assert_int_equal(m.items[0].holders.count, 1);
    assert_true(text_equal(m.items[0].holders.items[0].person.name, S("Ann Archer")));
    assert_int_equal(m.items[0].substitutes.count, 1);
    assert_int_equal(m.items[0].substitutes.items[0].person.id.n, p.ben.n);
    assert_int_equal(m.items[1].holders.count, 0);
    assert_int_equal(vacancies_of(&m), 1);
    assert_int_equal(officer_of(&m, OFFICE_CHAIR)->person.id.n, p.ann.n);
    assert_null(officer_of(&m, OFFICE_VICE_CHAIR));

    assert_fine(membership_on(db, p.arena, p.body, iso("2025-05-31"), &m)); /* the day before the substitute */
    assert_int_equal(m.items[0].substitutes.count, 0);
    assert_fine(membership_on(db, p.arena, p.body, iso("2026-03-31"), &m)); /* the fire seat has ended, the chair's last day */
    assert_int_equal(m.count, 1);
    assert_int_equal(m.items[0].holders.count, 1);
    assert_fine(membership_on(db, p.arena, p.body, iso("2026-04-01"), &m));
    assert_int_equal(m.items[0].holders.count, 0);
    assert_fine(membership_on(db, p.arena, p.body, (Date){0}, &m)); /* all there ever was */
    assert_int_equal(m.count, 2);
    assert_int_equal(m.items[0].holders.count, 1);
    store_return(db);
}

static bool sits(const Partners *p, PersonId person, const char *day) {
    Db *db = borrow(p);
    bool out = false;
    BodyList bodies;
    assert_fine(person_sits_on(db, p->arena, person, p->body, iso(day), &out));
    assert_fine(bodies_of_person(db, p->arena, person, iso(day), &bodies));
    assert_int_equal(bodies.count, out ? 1 : 0); /* both ways of asking agree */
    store_return(db);
    return out;
}

static void members_sit_from_their_first_to_their_last_day(void **state) {
    Partners p = partners_make(*state);
    assert_false(sits(&p, p.ann, "2025-03-31"));
    assert_true(sits(&p, p.ann, "2025-04-01"));
    assert_true(sits(&p, p.ann, "2026-03-31"));
    assert_false(sits(&p, p.ann, "2026-04-01"));
    assert_true(sits(&p, p.ben, "2030-01-01")); /* a substitute sits too */
    assert_false(sits(&p, p.cleo, "2025-07-23"));
    assert_false(sits(&p, (PersonId){0}, "2025-07-23"));
}

static void an_organisation_has_its_name_of_the_day(void **state) {
    World *w = *state;
    Partners p = partners_make(w);
    Tx *tx = begin(w);
    OrganisationName before = {.organisation = p.fire, .name = S("Kent Fire Brigade"), .until = iso("2003-06-30")};
    assert_fine(record_insert(tx, &organisation_name_record, &before));
    commit(tx);
    Db *db = borrow(&p);
    Text name;
    assert_fine(organisation_name_on(db, p.arena, p.fire, iso("2003-06-30"), &name));
    assert_true(text_equal(name, S("Kent Fire Brigade")));
    assert_fine(organisation_name_on(db, p.arena, p.fire, iso("2003-07-01"), &name));
    assert_true(text_equal(name, S("Kent Fire and Rescue Service")));
    assert_error(organisation_name_on(db, p.arena, (OrganisationId){99}, iso("2003-07-01"), &name), ERROR_NOT_FOUND);
    store_return(db);
}

static void bodies_stand_in_order_until_their_last_day(void **state) {
    World *w = *state;
    Partners p = partners_make(w);
    Tx *tx = begin(w);
    Body last = {.name = S("Other"), .position = 3},
         gone = {.name = S("Gone"), .position = 2, .until = iso("2024-12-31"), .parent = p.body};
    assert_fine(record_insert(tx, &body_record, &last));
    assert_fine(record_insert(tx, &body_record, &gone));
    commit(tx);
    Db *db = borrow(&p);
    BodyList bodies;
    assert_fine(bodies_on(db, p.arena, (Date){0}, &bodies));
    assert_int_equal(bodies.count, 3);
    assert_true(text_equal(bodies.items[1].name, S("Gone")));
    assert_int_equal(bodies.items[1].parent.n, p.body.n);
    assert_fine(bodies_on(db, p.arena, iso("2024-12-31"), &bodies));
    assert_int_equal(bodies.count, 3);
    assert_fine(bodies_on(db, p.arena, iso("2025-01-01"), &bodies));
    assert_int_equal(bodies.count, 2);
    store_return(db);
}

static size_t found(const Partners *p, Db *db, const char *pattern) {
    PersonsFoundRowList list;
    PersonsFoundCountRow count;
    assert_fine(persons_found(db, p->arena, text_of(pattern), 50, 0, &list));
    assert_fine(persons_found_count(db, p->arena, text_of(pattern), &count));
    assert_int_equal(list.count, count.number);
    return list.count;
}

static void people_are_found_by_what_is_known_of_them(void **state) {
    Partners p = partners_make(*state);
    Db *db = borrow(&p);
    assert_int_equal(found(&p, db, "%"), 3);
    assert_int_equal(found(&p, db, "%archer%"), 1);
    assert_int_equal(found(&p, db, "%superintendent%"), 1);
    assert_int_equal(found(&p, db, "%ann@example.org%"), 1);
    assert_int_equal(found(&p, db, "%kfrs%"), 1);
    assert_int_equal(found(&p, db, "%100\\%\\_b%"), 1);
    assert_int_equal(found(&p, db, "%10\\_%"), 0);
    PersonsFoundRowList page;
    assert_fine(persons_found(db, p.arena, S("%"), 2, 2, &page));
    assert_int_equal(page.count, 1);
    assert_true(text_equal(page.items[0].name, S("Cleo Cole")));
    store_return(db);
}

static void what_is_cited_cannot_be_deleted(void **state) {
    World *w = *state;
    Partners p = partners_make(w);
    Db *db = borrow(&p);
    Person ann, cleo;
    Organisation police;
    assert_fine(record_get(db, p.arena, &person_record, p.ann.n, &ann));
    assert_fine(record_get(db, p.arena, &person_record, p.cleo.n, &cleo));
    assert_fine(record_get(db, p.arena, &organisation_record, p.police.n, &police));
    store_return(db);
    Tx *tx = begin(w);
    assert_error(record_delete(tx, &person_record, &ann), ERROR_INPUT);
    tx_end(tx);
    tx = begin(w);
    assert_error(record_delete(tx, &organisation_record, &police), ERROR_INPUT);
    tx_end(tx);
    tx = begin(w);
    assert_fine(record_delete(tx, &person_record, &cleo));
    commit(tx);
    db = borrow(&p);
    assert_error(record_get(db, p.arena, &person_record, p.cleo.n, &cleo), ERROR_NOT_FOUND);
    assert_fine(record_get(db, p.arena, &person_record, p.ann.n, &ann));
    store_return(db);
}

static void the_partnership_is_one_row(void **state) {
    World *w = *state;
    Partners p = partners_make(w);
    Db *db = borrow(&p);
    Partnership partnership;
    assert_fine(partnership_get(db, p.arena, &partnership));
    assert_int_equal(partnership.id.n, 0);
    Tx *tx = begin(w);
    Partnership made = {.name = S("Kent Community Safety Partnership"), .area = S("Kent"), .office_closes = time_of(17, 0)};
    assert_fine(record_insert(tx, &partnership_record, &made));
    commit(tx);
    assert_fine(partnership_get(db, p.arena, &partnership));
    assert_true(text_equal(partnership.area, S("Kent")));
    assert_int_equal(partnership.office_closes.n, time_of(17, 0).n);
    store_return(db);
}

static void holidays_come_back_in_order_and_once(void **state) {
    World *w = *state;
    Partners p = partners_make(w);
    HolidayList by_rule = bank_holidays(p.arena, 2025), stored;
    Tx *tx = begin(w);
    for (size_t i = by_rule.count; i-- > 0;) assert_fine(record_insert(tx, &holiday_record, &by_rule.items[i]));
    commit(tx);
    Db *db = borrow(&p);
    assert_fine(holidays_all(db, p.arena, &stored));
    store_return(db);
    assert_int_equal(stored.count, by_rule.count);
    for (size_t i = 0; i < stored.count; i++) {
        assert_int_equal(stored.items[i].day.n, by_rule.items[i].day.n);
        assert_true(text_equal(stored.items[i].name, by_rule.items[i].name));
    }
    tx = begin(w);
    Holiday again = {.day = by_rule.items[0].day, .name = S("Again")};
    assert_error(record_insert(tx, &holiday_record, &again), ERROR_INPUT);
    tx_end(tx);
}

static void every_statement_is_known_to_the_engine(void **state) {
    World *w = *state;
    Db *db = NULL;
    assert_fine(store_borrow(w->office, w->arena, &db));
    for (const Statement *const *s = people_statements; *s; s++) {
        Value parameters[8] = {0};
        Rows *rows = NULL;
        assert_true((*s)->parameters <= 8);
        assert_fine(db_query(db, w->arena, *s, parameters, &rows));
        rows_end(rows);
    }
    store_return(db);
}

static void people_are_shown_with_title_and_post(void **state) {
    (void)state;
    Arena *arena = arena_new();
    Person person = {.honorific = S("Cllr"), .name = S("A. Person"), .post = S("Head of Community Safety")};
    assert_true(text_equal(person_shown(arena, &person), S("Cllr A. Person, Head of Community Safety")));
    person = (Person){.name = S("A. Person")};
    assert_true(text_equal(person_shown(arena, &person), S("A. Person")));
    assert_true(text_equal(roles_shown(arena, CLERK | CHAIR), S("Clerk, Chair")));
    assert_true(text_equal(roles_shown(arena, 0), S("No role")));
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(R18_terms_in_force_on_boundary_days),
        TEST(R11_membership_on_a_day),
        TEST(members_sit_from_their_first_to_their_last_day),
        TEST(an_organisation_has_its_name_of_the_day),
        TEST(bodies_stand_in_order_until_their_last_day),
        TEST(people_are_found_by_what_is_known_of_them),
        TEST(what_is_cited_cannot_be_deleted),
        TEST(the_partnership_is_one_row),
        TEST(holidays_come_back_in_order_and_once),
        TEST(every_statement_is_known_to_the_engine),
        cmocka_unit_test(people_are_shown_with_title_and_post),
    };
    return RUN("membership", tests);
}
