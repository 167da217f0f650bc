/* The rules of seats, tenures, terms of reference and dated names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "people/people.h"

static Date iso(const char *day) {
    Date date = {0};
    if (*day) assert_true(date_parse_iso(text_of(day), &date));
    return date;
}

static void boundary_days_count(void **state) {
    (void)state;
    Date from = iso("2025-04-01"), until = iso("2026-03-31");
    assert_true(is_within(iso("2025-04-01"), from, until));
    assert_true(is_within(iso("2026-03-31"), from, until));
    assert_false(is_within(iso("2025-03-31"), from, until));
    assert_false(is_within(iso("2026-04-01"), from, until));
    assert_true(is_within(iso("1900-01-01"), (Date){0}, until));
    assert_true(is_within(iso("2999-01-01"), from, (Date){0}));
}

static void days_overlap_on_a_shared_day_only(void **state) {
    (void)state;
    assert_true(days_overlap(iso("2025-01-01"), iso("2025-06-30"), iso("2025-06-30"), iso("2025-12-31")));
    assert_false(days_overlap(iso("2025-01-01"), iso("2025-06-30"), iso("2025-07-01"), iso("2025-12-31")));
    assert_false(days_overlap(iso("2025-07-01"), (Date){0}, (Date){0}, iso("2025-06-30")));
    assert_true(days_overlap((Date){0}, (Date){0}, iso("2025-07-01"), iso("2025-07-01")));
    assert_true(days_overlap(iso("2025-07-01"), (Date){0}, iso("2030-07-01"), (Date){0}));
}

static void days_are_shown_in_words(void **state) {
    (void)state;
    Arena *arena = arena_new();
    assert_true(text_equal(days_shown(arena, iso("2025-04-01"), iso("2026-03-31")), S("1 April 2025 to 31 March 2026")));
    assert_true(text_equal(days_shown(arena, iso("2025-04-01"), (Date){0}), S("from 1 April 2025")));
    assert_true(text_equal(days_shown(arena, (Date){0}, iso("2026-03-31")), S("until 31 March 2026")));
    assert_true(text_equal(days_shown(arena, (Date){0}, (Date){0}), S("no dates given")));
    arena_free(arena);
}

/* Seat 1 of the body, from April 2025 to March 2027, held by person 10 in its first year; seat 2 is open, and seat 4 is held by a plain member. */
static const Seat *seat_one(void) {
    static Seat seat;
    seat = (Seat){.id = {1}, .body = {1}, .from = iso("2025-04-01"), .until = iso("2027-03-31")};
    return &seat;
}

static const TenureList *tenures(void) {
    static Tenure items[3];
    static TenureList list;
    items[0] = (Tenure){.id = {100},
        .seat = {1},
        .person = {10},
        .kind = TENURE_HOLDER,
        .office = OFFICE_CHAIR,
        .from = iso("2025-04-01"),
        .until = iso("2026-03-31")};
    items[1] =
        (Tenure){.id = {101}, .seat = {2}, .person = {11}, .kind = TENURE_HOLDER, .office = OFFICE_VICE_CHAIR, .from = iso("2025-04-01")};
    items[2] = (Tenure){.id = {102}, .seat = {4}, .person = {13}, .kind = TENURE_HOLDER};
    list = (TenureList){.items = items, .count = 3};
    return &list;
}

static TenureFault fault_of(Tenure tenure, const Seat *seat) {
    return tenure_check(&tenure, seat, tenures()).fault;
}

static void a_seat_has_one_holder_on_a_day(void **state) {
    (void)state;
    Tenure next = {.seat = {1}, .person = {12}, .kind = TENURE_HOLDER, .from = iso("2026-04-01"), .until = iso("2027-03-31")};
    assert_int_equal(fault_of(next, seat_one()), TENURE_FITS);
    next.from = iso("2026-03-31");
    TenureFinding finding = tenure_check(&next, seat_one(), tenures());
    assert_int_equal(finding.fault, TENURE_SEAT_TAKEN);
    assert_int_equal(finding.other->id.n, 100);
}

static void R12_substitutes_stand_beside_the_holder(void **state) {
    (void)state;
    Tenure substitute = {.seat = {1}, .person = {12}, .kind = TENURE_SUBSTITUTE, .from = iso("2025-05-01"), .until = iso("2025-06-01")};
    assert_int_equal(fault_of(substitute, seat_one()), TENURE_FITS);
    substitute.person = (PersonId){10}; /* nobody stands in for themselves */
    assert_int_equal(fault_of(substitute, seat_one()), TENURE_TWICE);
    substitute.from = iso("2026-04-01"), substitute.until = iso("2026-05-01");
    assert_int_equal(fault_of(substitute, seat_one()), TENURE_FITS);
}

static void a_tenure_lies_within_its_seat(void **state) {
    (void)state;
    Tenure tenure = {.seat = {1}, .person = {12}, .kind = TENURE_HOLDER, .from = iso("2026-04-01"), .until = iso("2027-04-01")};
    assert_int_equal(fault_of(tenure, seat_one()), TENURE_OUTSIDE_SEAT);
    tenure.until = (Date){0}; /* no end, but the seat ends */
    assert_int_equal(fault_of(tenure, seat_one()), TENURE_OUTSIDE_SEAT);
    tenure.until = iso("2027-03-31");
    assert_int_equal(fault_of(tenure, seat_one()), TENURE_FITS);
    tenure.from = iso("2025-03-31");
    assert_int_equal(fault_of(tenure, seat_one()), TENURE_OUTSIDE_SEAT);
    tenure.from = (Date){0}, tenure.until = iso("2025-01-31"); /* begin not known, ends before the seat begins */
    assert_int_equal(fault_of(tenure, seat_one()), TENURE_OUTSIDE_SEAT);
    tenure.from = iso("2026-06-01"), tenure.until = iso("2026-05-31");
    assert_int_equal(fault_of(tenure, seat_one()), TENURE_ENDS_BEFORE_IT_BEGINS);
}

static void R06_R07_one_chair_and_one_vice_chair_on_a_day(void **state) {
    (void)state;
    Seat other = {.id = {3}, .body = {1}};
    Tenure tenure = {.seat = {3}, .person = {12}, .kind = TENURE_HOLDER, .office = OFFICE_CHAIR, .from = iso("2026-03-31")};
    assert_int_equal(fault_of(tenure, &other), TENURE_OFFICE_TAKEN);
    tenure.from = iso("2026-04-01");
    assert_int_equal(fault_of(tenure, &other), TENURE_FITS);
    tenure.office = OFFICE_VICE_CHAIR;
    assert_int_equal(fault_of(tenure, &other), TENURE_OFFICE_TAKEN);
    tenure.office = 0;
    assert_int_equal(fault_of(tenure, &other), TENURE_FITS);
}

static void R07_officers_are_members(void **state) {
    (void)state;
    Seat invited = {.id = {3}, .body = {1}, .is_invited = true};
    Tenure tenure = {.seat = {3}, .person = {12}, .kind = TENURE_HOLDER, .office = OFFICE_CHAIR, .from = iso("2027-04-01")};
    assert_int_equal(fault_of(tenure, &invited), TENURE_NO_MEMBER);
    invited.is_invited = false;
    assert_int_equal(fault_of(tenure, &invited), TENURE_FITS);
    tenure.kind = TENURE_SUBSTITUTE;
    assert_int_equal(fault_of(tenure, &invited), TENURE_NO_MEMBER);
}

static void a_tenure_is_not_in_its_own_way(void **state) {
    (void)state;
    Tenure tenure = tenures()->items[0];
    tenure.until = iso("2026-06-30");
    assert_int_equal(fault_of(tenure, seat_one()), TENURE_FITS);
}

static void a_person_may_hold_two_seats(void **state) {
    (void)state;
    Seat other = {.id = {3}, .body = {1}};
    Tenure tenure = {.seat = {3}, .person = {10}, .kind = TENURE_HOLDER, .from = iso("2025-04-01")};
    assert_int_equal(fault_of(tenure, &other), TENURE_FITS);
}

static void a_seat_cannot_end_before_its_holders(void **state) {
    (void)state;
    Seat seat = *seat_one();
    assert_null(tenure_outside(&seat, tenures()));
    seat.until = iso("2026-03-30");
    assert_int_equal(tenure_outside(&seat, tenures())->id.n, 100);
    seat = (Seat){.id = {2}, .body = {1}, .until = iso("2030-01-01")};
    assert_int_equal(tenure_outside(&seat, tenures())->id.n, 101); /* held without an end */
}

static void one_version_of_the_terms_in_force_on_a_day(void **state) {
    (void)state;
    TermsOfReference items[] = {{.id = {1}, .from = iso("2022-07-14"), .until = iso("2025-07-22")}, {.id = {2}, .from = iso("2025-07-23")}};
    TermsOfReferenceList list = {.items = items, .count = 2};
    assert_null(terms_overlapping(&items[0], &list));
    TermsOfReference third = {.from = iso("2025-07-22"), .until = iso("2025-07-22")};
    assert_ptr_equal(terms_overlapping(&third, &list), &items[0]);
    third = (TermsOfReference){.from = iso("2026-07-01")};
    assert_ptr_equal(terms_overlapping(&third, &list), &items[1]);
    third = (TermsOfReference){.from = iso("2020-01-01"), .until = iso("2022-07-13")};
    assert_null(terms_overlapping(&third, &list));
}

static void one_name_of_an_organisation_on_a_day(void **state) {
    (void)state;
    OrganisationName items[] = {
        {.id = {1}, .until = iso("2022-06-30")}, {.id = {2}, .from = iso("2022-07-01"), .until = iso("2024-03-31")}};
    OrganisationNameList list = {.items = items, .count = 2};
    assert_null(name_overlapping(&items[1], &list));
    OrganisationName third = {.from = iso("2024-03-31")};
    assert_ptr_equal(name_overlapping(&third, &list), &items[1]);
    third.from = iso("2024-04-01");
    assert_null(name_overlapping(&third, &list));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(boundary_days_count),
        cmocka_unit_test(days_overlap_on_a_shared_day_only),
        cmocka_unit_test(days_are_shown_in_words),
        cmocka_unit_test(a_seat_has_one_holder_on_a_day),
        cmocka_unit_test(R12_substitutes_stand_beside_the_holder),
        cmocka_unit_test(a_tenure_lies_within_its_seat),
        cmocka_unit_test(R06_R07_one_chair_and_one_vice_chair_on_a_day),
        cmocka_unit_test(R07_officers_are_members),
        cmocka_unit_test(a_tenure_is_not_in_its_own_way),
        cmocka_unit_test(a_person_may_hold_two_seats),
        cmocka_unit_test(a_seat_cannot_end_before_its_holders),
        cmocka_unit_test(one_version_of_the_terms_in_force_on_a_day),
        cmocka_unit_test(one_name_of_an_organisation_on_a_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
