/* The quorum as a function of who is there: two lists, organisations and not people. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "minutes/minutes.h"

enum { STATUTORY = 1, CORE = 2, INVITED = 4 };
static Presence of(int64_t organisation, int64_t person, int flags) {
    return (Presence){.organisation = {organisation},
        .person = {person},
        .is_statutory = flags & STATUTORY,
        .is_core = flags & CORE,
        .is_invited = flags & INVITED};
}
#define QUORUM_OF(kind, needed, ...)                                                                                                       \
    quorum_of((Presence[]){__VA_ARGS__}, sizeof(Presence[]){__VA_ARGS__} / sizeof(Presence), (kind), (needed))
#define BOTH (STATUTORY | CORE)

static void R04_four_responsible_authorities_counted_as_bodies(void **state) {
    (void)state;
    Quorum q = QUORUM_OF(QUORUM_RESPONSIBLE_AUTHORITIES, 4, of(1, 1, BOTH), of(2, 2, BOTH), of(3, 3, BOTH), of(4, 4, BOTH));
    assert_int_equal(q.standing, QUORUM_MET);
    q = QUORUM_OF(QUORUM_RESPONSIBLE_AUTHORITIES, 4, of(1, 1, BOTH), of(1, 5, BOTH), of(2, 2, BOTH), of(3, 3, BOTH)); /* two of one body */
    assert_int_equal(q.standing, QUORUM_NOT_MET);
    assert_int_equal(q.statutory, 3);
    assert_false(quorum_allows_decisions(&q));
    q = QUORUM_OF(QUORUM_RESPONSIBLE_AUTHORITIES, 4, of(1, 1, BOTH), of(2, 2, BOTH), of(3, 3, BOTH), of(4, 4, BOTH | INVITED));
    assert_int_equal(q.standing, QUORUM_NOT_MET); /* who is invited never counts */
    q = QUORUM_OF(QUORUM_RESPONSIBLE_AUTHORITIES, 4, of(1, 1, BOTH), of(2, 2, BOTH), of(3, 3, BOTH), of(0, 4, BOTH));
    assert_int_equal(q.statutory, 3); /* a seat of no organisation represents none */
    q = quorum_of(NULL, 0, QUORUM_RESPONSIBLE_AUTHORITIES, 4);
    assert_int_equal(q.standing, QUORUM_NOT_MET);
}

static void R04_the_lists_of_law_and_terms_may_differ(void **state) {
    (void)state;
    /* the Commissioner and the local partnerships are core members and no responsible authorities */
    Quorum q = QUORUM_OF(QUORUM_RESPONSIBLE_AUTHORITIES, 4, of(1, 1, BOTH), of(2, 2, BOTH), of(3, 3, CORE), of(4, 4, CORE));
    assert_int_equal(q.standing, QUORUM_CORE_ONLY);
    assert_int_equal(q.statutory, 2);
    assert_int_equal(q.core, 4);
    assert_true(quorum_allows_decisions(&q)); /* a warning */
    q = QUORUM_OF(QUORUM_RESPONSIBLE_AUTHORITIES, 2, of(1, 1, STATUTORY), of(2, 2, STATUTORY));
    assert_int_equal(q.standing, QUORUM_STATUTORY_ONLY);
    q = QUORUM_OF(QUORUM_RESPONSIBLE_AUTHORITIES, 4, of(1, 1, BOTH), of(2, 2, BOTH), of(3, 3, CORE), of(9, 4, 0));
    assert_int_equal(q.standing, QUORUM_NOT_MET);
}

static void R21_R26_four_members_of_different_organisations(void **state) {
    (void)state;
    Quorum q = QUORUM_OF(QUORUM_DIFFERENT_ORGANISATIONS, 4, of(1, 1, 0), of(2, 2, BOTH), of(3, 3, 0), of(3, 4, CORE));
    assert_int_equal(q.standing, QUORUM_NOT_MET);
    q = QUORUM_OF(QUORUM_DIFFERENT_ORGANISATIONS, 4, of(1, 1, 0), of(2, 2, BOTH), of(3, 3, 0), of(4, 4, 0));
    assert_int_equal(q.standing, QUORUM_MET);
    q = QUORUM_OF(QUORUM_DIFFERENT_ORGANISATIONS, 4, of(1, 1, 0), of(2, 2, 0), of(3, 3, 0), of(4, 4, INVITED));
    assert_int_equal(q.standing, QUORUM_NOT_MET);
    q = QUORUM_OF(QUORUM_MEMBERS, 3, of(1, 1, 0), of(1, 2, 0), of(1, 3, 0)); /* people count */
    assert_int_equal(q.standing, QUORUM_MET);
    q = QUORUM_OF(QUORUM_MEMBERS, 3, of(1, 1, 0), of(1, 2, 0), of(2, 2, 0)); /* one of them in two seats */
    assert_int_equal(q.standing, QUORUM_NOT_MET);
}

static void R29_without_a_rule_the_quorum_is_not_known(void **state) {
    (void)state;
    Quorum q = QUORUM_OF((QuorumKind)0, 0, of(1, 1, BOTH));
    assert_int_equal(q.standing, QUORUM_UNKNOWN);
    q = QUORUM_OF(QUORUM_RESPONSIBLE_AUTHORITIES, 0, of(1, 1, BOTH));
    assert_int_equal(q.standing, QUORUM_UNKNOWN);
    q = QUORUM_OF(QUORUM_RESPONSIBLE_AUTHORITIES, 1, of(1, 1, BOTH)); /* the number is a setting of the terms */
    assert_int_equal(q.standing, QUORUM_MET);
}

static void R04_only_those_who_are_there_now_count(void **state) {
    (void)state;
    Attendance a = {.code = ATTENDANCE_PRESENT, .arrived = time_of(10, 20), .departed = time_of(11, 30)};
    assert_false(attendance_is_there(&a, time_of(10, 19)));
    assert_true(attendance_is_there(&a, time_of(10, 20)));
    assert_true(attendance_is_there(&a, time_of(11, 29)));
    assert_false(attendance_is_there(&a, time_of(11, 30)));
    assert_false(attendance_is_there(&a, (TimeOfDay){0})); /* has left */
    a.departed = (TimeOfDay){0};
    assert_true(attendance_is_there(&a, (TimeOfDay){0}));
    a.code = ATTENDANCE_SUBSTITUTE;
    assert_true(attendance_is_there(&a, (TimeOfDay){0}));
    a.code = ATTENDANCE_APOLOGIES;
    assert_false(attendance_is_there(&a, (TimeOfDay){0}));
    a.code = ATTENDANCE_EXPECTED;
    assert_false(attendance_is_there(&a, (TimeOfDay){0}));
}

static void a_name_is_the_same_whatever_its_title(void **state) {
    (void)state;
    Arena *arena = arena_new();
    assert_true(is_same_name(arena, S("Ms C Example"), S("C. Example")));
    assert_true(is_same_name(arena, S("Ch Insp  L. O'Hara"), S("l ohara")));
    assert_false(is_same_name(arena, S("Carol Example"), S("C Example")));
    assert_false(is_same_name(arena, S("Cllr"), S("Mrs")));
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R04_four_responsible_authorities_counted_as_bodies),
        cmocka_unit_test(R04_the_lists_of_law_and_terms_may_differ),
        cmocka_unit_test(R21_R26_four_members_of_different_organisations),
        cmocka_unit_test(R29_without_a_rule_the_quorum_is_not_known),
        cmocka_unit_test(R04_only_those_who_are_there_now_count),
        cmocka_unit_test(a_name_is_the_same_whatever_its_title),
    };
    return cmocka_run_group_tests_name("quorum", tests, NULL, NULL);
}
