/* How attendance, quorum and punctuality are counted, on vectors made by hand: pure functions of values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/table.h"
#include "minutes/statistics.h"

/* Two bodies. Of the first: seat 1 of the police, held by Ann (1) until 31 May 2025 and by Bob (2) from 1 June; seat 2 of the police too, held by Cat (3);
 * seat 3 of the fire service, vacant until Dee (4) takes it on 1 March; seat 4 of the county, held by Eve (5), whose term ends on 15 July; seat 5 by invitation, Gus (7).
 * Of the second: seat 6 of the police, held by Bob. Pat (6) stands in. */
enum { FIRST = 1, SECOND };
enum { POLICE = 1, FIRE, COUNTY, GUEST };
enum { ANN = 1, BOB, CAT, DEE, EVE, PAT, GUS };

static Body bodies[] = {{.id = {FIRST}, .name = S_INIT("First")}, {.id = {SECOND}, .name = S_INIT("Second")}};
static Organisation organisations[] = {{.id = {COUNTY}}, {.id = {FIRE}}, {.id = {GUEST}}, {.id = {POLICE}}};
static Person persons[] = {
    {.id = {ANN}}, {.id = {BOB}}, {.id = {CAT}}, {.id = {DEE}}, {.id = {EVE}}, {.id = {PAT}}, {.id = {GUS}, .organisation = {GUEST}}};
static Seat seats[6];
static Tenure tenures[8];
static TermsOfReference terms[2];
static Meeting meetings[12];
static Attendance rows[64];
static Arena *arena;
static AttendanceFacts facts;

static void seat(int n, int body, int organisation, bool is_statutory) {
    seats[n - 1] = (Seat){.id = {n}, .body = {body}, .organisation = {organisation}, .is_statutory = is_statutory, .is_core = true};
}

static void tenure(int seat_number, int person, Date from, Date until) {
    tenures[facts.tenures.count++] = (Tenure){.id = {(int64_t)facts.tenures.count},
        .seat = {seat_number},
        .person = {person},
        .kind = TENURE_HOLDER,
        .from = from,
        .until = until};
}

static int begin(void **state) {
    (void)state;
    arena = arena_new();
    facts = (AttendanceFacts){.period = {date_of(2025, 1, 1), date_of(2025, 12, 31), {0}},
        .today = date_of(2025, 12, 31),
        .bodies = {bodies, 2},
        .terms = {terms, 2},
        .seats = {seats, 6},
        .tenures = {tenures, 0},
        .persons = {persons, 7},
        .organisations = {organisations, 4},
        .meetings = {meetings, 0},
        .rows = {rows, 0}};
    memset(rows, 0, sizeof rows);
    seat(1, FIRST, POLICE, true);
    seat(2, FIRST, POLICE, true);
    seat(3, FIRST, FIRE, true);
    seat(4, FIRST, COUNTY, true);
    seat(5, FIRST, 0, false);
    seats[4].is_invited = true;
    seat(6, SECOND, POLICE, true);
    tenure(1, ANN, (Date){0}, date_of(2025, 5, 31));
    tenure(1, BOB, date_of(2025, 6, 1), (Date){0});
    tenure(2, CAT, (Date){0}, (Date){0});
    tenure(3, DEE, date_of(2025, 3, 1), (Date){0});
    tenure(4, EVE, (Date){0}, date_of(2025, 7, 15));
    tenure(5, GUS, (Date){0}, (Date){0});
    tenure(6, BOB, (Date){0}, (Date){0});
    for (int i = 0; i < 2; i++)
        terms[i] = (TermsOfReference){
            .id = {i + 1}, .body = {i + 1}, .quorum_kind = QUORUM_RESPONSIBLE_AUTHORITIES, .quorum_number = 2, .missed_meetings = 2};
    return 0;
}

static int end(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

static Meeting *meeting(int body, Date day) {
    Meeting *m = &meetings[facts.meetings.count++];
    *m = (Meeting){.id = {(int64_t)facts.meetings.count}, .body = {body}, .day = day, .state = MEETING_HELD};
    return m;
}

/* Of the meeting that was made last. */
static void came(int seat_number, AttendanceCode code, int person) {
    rows[facts.rows.count++] = (Attendance){.id = {(int64_t)facts.rows.count},
        .meeting = {(int64_t)facts.meetings.count},
        .seat = {seat_number},
        .code = code,
        .person = {person}};
}

static Tally of(Tallies tallies, const void *row) {
    for (size_t i = 0; i < tallies.count; i++)
        if (tallies.items[i].seat == row || tallies.items[i].organisation == row || tallies.items[i].person == row) return tallies.items[i];
    return (Tally){0};
}

static Tally seat_tally(int n) {
    SeatPlaces places = attendance_places(arena, &facts);
    return of(tally_seats(arena, &facts, &places), &seats[n - 1]);
}

static Tally organisation_tally(int id) {
    SeatPlaces places = attendance_places(arena, &facts);
    for (size_t i = 0; i < 4; i++)
        if (organisations[i].id.n == id) return of(tally_organisations(arena, &facts, &places), &organisations[i]);
    return (Tally){0};
}

static Tally person_tally(int id) {
    SeatPlaces places = attendance_places(arena, &facts);
    return of(tally_persons(arena, &facts, &places), &persons[id - 1]);
}

/* ---- Which meetings count ---- */

static void only_meetings_that_were_held_and_recorded_count(void **state) {
    (void)state;
    AttendanceList none = {0}, apology = {&(Attendance){.code = ATTENDANCE_APOLOGIES}, 1},
                   present = {&(Attendance){.code = ATTENDANCE_ONLINE}, 1};
    Meeting m = {.day = date_of(2025, 7, 23), .state = MEETING_PUBLISHED};
    assert_int_equal(meeting_counting(&m, &present, date_of(2025, 7, 24)), MEETING_COUNTS); /* nobody pressed "held" */
    assert_int_equal(meeting_counting(&m, &none, date_of(2025, 7, 24)), MEETING_NOT_RECORDED);
    assert_int_equal(meeting_counting(&m, &apology, date_of(2025, 7, 24)), MEETING_NOT_RECORDED); /* apologies come beforehand */
    assert_int_equal(meeting_counting(&m, &present, date_of(2025, 7, 23)), MEETING_AHEAD);
    assert_int_equal(meeting_counting(&m, &present, date_of(2025, 7, 22)), MEETING_AHEAD);
    m.state = MEETING_HELD;
    assert_int_equal(meeting_counting(&m, &present, date_of(2025, 7, 23)), MEETING_COUNTS);
    m.state = MEETING_CANCELLED;
    assert_int_equal(meeting_counting(&m, &present, date_of(2025, 7, 24)), MEETING_LEFT_OUT);
}

static void a_cancelled_meeting_counts_for_nobody_and_one_without_attendance_is_named(void **state) {
    (void)state;
    meeting(FIRST, date_of(2025, 1, 21));
    came(1, ATTENDANCE_PRESENT, ANN);
    meeting(FIRST, date_of(2025, 2, 18))->state = MEETING_CANCELLED;
    came(1, ATTENDANCE_APOLOGIES, 0);
    meeting(FIRST, date_of(2025, 4, 8));
    MeetingList named = meetings_counted_as(arena, &facts, MEETING_NOT_RECORDED);
    assert_int_equal(seat_tally(1).meetings, 1);
    assert_int_equal(named.count, 1);
    assert_int_equal(named.items[0].id.n, 3);
    assert_int_equal(meetings_counted_as(arena, &facts, MEETING_LEFT_OUT).count, 1);
}

static void a_meeting_that_was_moved_counts_on_its_new_day(void **state) {
    (void)state;
    meeting(FIRST, date_of(2025, 5, 20))->day = date_of(2025, 6, 10); /* from Ann's days into Bob's */
    came(1, ATTENDANCE_PRESENT, BOB);
    assert_int_equal(person_tally(ANN).meetings, 0);
    assert_int_equal(person_tally(BOB).present, 1);
}

/* ---- Who came ---- */

static void R13_a_substitute_counts_for_seat_and_organisation_and_not_for_the_holder(void **state) {
    (void)state;
    meeting(FIRST, date_of(2025, 1, 21));
    came(1, ATTENDANCE_SUBSTITUTE, PAT);
    came(2, ATTENDANCE_APOLOGIES, 0);
    Tally seat_one = seat_tally(1), police = organisation_tally(POLICE), ann = person_tally(ANN), pat = person_tally(PAT);
    assert_int_equal(tally_represented(&seat_one), 1);
    assert_int_equal(police.meetings, 1); /* two seats, one meeting: by the best of them */
    assert_int_equal(police.substitute, 1);
    assert_int_equal(police.apologies, 0);
    assert_int_equal(tally_came(&ann), 0);
    assert_int_equal(ann.substitute, 1);
    assert_int_equal(tally_expected(&ann), 1);
    assert_int_equal(pat.meetings, 0);
    assert_int_equal(pat.stood_in, 1);
}

static void R13_online_and_part_of_a_meeting_are_present_and_apologies_are_not_absence(void **state) {
    (void)state;
    meeting(FIRST, date_of(2025, 1, 21));
    came(1, ATTENDANCE_ONLINE, ANN);
    came(2, ATTENDANCE_PRESENT, CAT);
    rows[1].arrived = time_of(11, 30); /* after half of it */
    came(4, ATTENDANCE_ABSENT, 0);
    meeting(FIRST, date_of(2025, 2, 18));
    came(1, ATTENDANCE_PRESENT, ANN);
    came(4, ATTENDANCE_APOLOGIES, 0);
    Tally ann = person_tally(ANN), eve = person_tally(EVE), cat = person_tally(CAT);
    assert_int_equal(ann.online, 1);
    assert_int_equal(ann.present, 1);
    assert_int_equal(tally_came(&cat), 1);
    assert_int_equal(cat.unrecorded, 1); /* nothing was entered of her in February */
    assert_int_equal(tally_expected(&cat), 1);
    assert_int_equal(eve.apologies, 1);
    assert_int_equal(eve.absent, 1);
}

static void R13_whoever_changed_seats_is_listed_for_their_own_days(void **state) {
    (void)state;
    meeting(FIRST, date_of(2025, 5, 31)); /* Ann's last day */
    came(1, ATTENDANCE_PRESENT, ANN);
    meeting(FIRST, date_of(2025, 6, 1));
    came(1, ATTENDANCE_PRESENT, BOB);
    meeting(FIRST, date_of(2025, 7, 15)); /* the last day of Eve's term: it counts */
    came(1, ATTENDANCE_PRESENT, BOB);
    came(4, ATTENDANCE_PRESENT, EVE);
    meeting(FIRST, date_of(2025, 7, 16)); /* the day after: vacant */
    came(1, ATTENDANCE_PRESENT, BOB);
    assert_int_equal(person_tally(ANN).meetings, 1);
    assert_int_equal(person_tally(BOB).meetings, 3);
    assert_int_equal(seat_tally(1).present, 4);
    assert_int_equal(person_tally(EVE).meetings, 3);
    assert_int_equal(seat_tally(4).vacant, 1);
}

static void R13_a_vacancy_is_nobodys_absence(void **state) {
    (void)state;
    meeting(FIRST, date_of(2025, 1, 21));
    came(1, ATTENDANCE_PRESENT, ANN);
    meeting(FIRST, date_of(2025, 3, 1)); /* Dee's first day */
    came(3, ATTENDANCE_PRESENT, DEE);
    Tally fire = organisation_tally(FIRE), seat_three = seat_tally(3);
    assert_int_equal(seat_three.vacant, 1);
    assert_int_equal(tally_expected(&seat_three), 1);
    assert_int_equal(tally_expected(&fire), 1);
    assert_int_equal(share_in_per_cent(tally_represented(&fire), tally_expected(&fire)), 100);
    assert_int_equal(person_tally(DEE).meetings, 1);
}

static void R13_two_bodies_are_counted_together_and_one_meeting_once(void **state) {
    (void)state;
    meeting(FIRST, date_of(2025, 6, 10));
    came(1, ATTENDANCE_PRESENT, BOB);
    meeting(SECOND, date_of(2025, 6, 11));
    came(6, ATTENDANCE_ONLINE, BOB);
    meeting(SECOND, date_of(2025, 9, 9));
    came(6, ATTENDANCE_SUBSTITUTE, PAT);
    Tally bob = person_tally(BOB), police = organisation_tally(POLICE);
    assert_int_equal(bob.meetings, 3);
    assert_int_equal(tally_came(&bob), 2);
    assert_int_equal(police.meetings, 3);
    assert_int_equal(tally_represented(&police), 3);
    facts.period.first = date_of(2025, 7, 1); /* meetings before it are known, and do not count */
    assert_int_equal(person_tally(BOB).meetings, 1);
}

/* ---- Missed in a row ---- */

static MissedList missed(void) {
    SeatPlaces places = attendance_places(arena, &facts);
    return missed_in_a_row(arena, &facts, &places);
}

static const Missed *missed_of(MissedList list, MissedKind kind, int seat_number) {
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i].kind == kind && (!seat_number || (list.items[i].seat && list.items[i].seat->id.n == seat_number)))
            return &list.items[i];
    return NULL;
}

/* A year of meetings at which the fire service always came, so that each counts. */
static void quarters(const AttendanceCode *police, const AttendanceCode *other, const AttendanceCode *county, int count) {
    for (int i = 0; i < count; i++) {
        meeting(FIRST, date_of(2025, 3 + i, 4));
        came(1, police[i], police[i] == ATTENDANCE_SUBSTITUTE ? PAT : 0);
        came(2, other[i], other[i] == ATTENDANCE_SUBSTITUTE ? PAT : 0);
        came(3, ATTENDANCE_PRESENT, DEE);
        came(4, county[i], county[i] == ATTENDANCE_SUBSTITUTE ? PAT : 0);
        came(5, ATTENDANCE_ABSENT, 0);
    }
}

static void R23_attend_or_send_a_substitute(void **state) {
    (void)state;
    const AttendanceCode police[] = {ATTENDANCE_PRESENT, ATTENDANCE_APOLOGIES, ATTENDANCE_ABSENT};
    const AttendanceCode other[] = {ATTENDANCE_APOLOGIES, ATTENDANCE_EXPECTED, ATTENDANCE_ABSENT}; /* nothing recorded: passed over */
    const AttendanceCode county[] = {ATTENDANCE_APOLOGIES, ATTENDANCE_APOLOGIES, ATTENDANCE_SUBSTITUTE};
    quarters(police, other, county, 3);
    MissedList list = missed();
    const Missed *seat_one = missed_of(list, MISSED_BY_SEAT, 1), *organisation = missed_of(list, MISSED_BY_ORGANISATION, 0);
    assert_non_null(seat_one);
    assert_int_equal(seat_one->missed, 2);
    assert_int_equal(seat_one->allowed, 2);
    assert_true(date_compare(seat_one->since, date_of(2025, 4, 4)) == 0);
    assert_non_null(missed_of(list, MISSED_BY_SEAT, 2));
    assert_non_null(organisation); /* none of the two seats of the police */
    assert_int_equal(organisation->organisation->id.n, POLICE);
    assert_null(missed_of(list, MISSED_BY_SEAT, 4));       /* a substitute came */
    assert_non_null(missed_of(list, MISSED_BY_HOLDER, 4)); /* R13: the holder did not */
    assert_null(missed_of(list, MISSED_BY_SEAT, 5));
    terms[0].missed_meetings = 3;
    assert_int_equal(missed().count, 1); /* the holder of the county's seat */
    terms[0].missed_meetings = 0;
    assert_int_equal(missed().count, 0);
}

static void R13_R23_a_run_ends_with_a_vacancy_and_with_another_holder(void **state) {
    (void)state;
    const AttendanceCode away[] = {ATTENDANCE_APOLOGIES, ATTENDANCE_APOLOGIES, ATTENDANCE_APOLOGIES, ATTENDANCE_APOLOGIES};
    const AttendanceCode there[] = {ATTENDANCE_PRESENT, ATTENDANCE_PRESENT, ATTENDANCE_PRESENT, ATTENDANCE_PRESENT};
    const AttendanceCode substitutes[] = {ATTENDANCE_SUBSTITUTE, ATTENDANCE_SUBSTITUTE, ATTENDANCE_SUBSTITUTE, ATTENDANCE_SUBSTITUTE};
    quarters(substitutes, there, away, 4);
    tenures[4].until = date_of(2025, 4, 30); /* Eve leaves, and nobody follows: what was missed before is over */
    for (size_t i = 0; i < facts.rows.count; i++)
        if (rows[i].seat.n == 4 && rows[i].meeting.n > 2) rows[i].code = ATTENDANCE_EXPECTED;
    MissedList list = missed();
    assert_null(missed_of(list, MISSED_BY_SEAT, 4));
    assert_null(missed_of(list, MISSED_BY_HOLDER, 1)); /* Bob has held it at one meeting, of June */
    meeting(FIRST, date_of(2025, 9, 2));
    came(1, ATTENDANCE_SUBSTITUTE, PAT);
    list = missed();
    const Missed *bob = missed_of(list, MISSED_BY_HOLDER, 1);
    assert_non_null(bob);
    assert_int_equal(bob->person->id.n, BOB);
    assert_int_equal(bob->missed, 2);
}

static void R13_R23_runs_reach_back_before_the_period(void **state) {
    (void)state;
    const AttendanceCode away[] = {ATTENDANCE_APOLOGIES, ATTENDANCE_APOLOGIES, ATTENDANCE_APOLOGIES},
                         there[] = {ATTENDANCE_PRESENT, ATTENDANCE_PRESENT, ATTENDANCE_PRESENT};
    quarters(away, there, there, 3);
    facts.period.first = date_of(2025, 5, 1);
    assert_int_equal(missed_of(missed(), MISSED_BY_SEAT, 1)->missed, 3);
    facts.period.first = date_of(2025, 6, 1); /* no meeting in it: nothing is told */
    assert_int_equal(missed().count, 0);
}

/* ---- Quorum ---- */

static void R04_the_quorum_of_each_meeting_is_by_the_terms_of_its_day(void **state) {
    (void)state;
    meeting(FIRST, date_of(2025, 6, 10));
    came(1, ATTENDANCE_PRESENT, BOB);
    came(2, ATTENDANCE_PRESENT, CAT); /* of the same authority */
    came(5, ATTENDANCE_PRESENT, GUS); /* by invitation */
    meeting(FIRST, date_of(2025, 7, 10));
    came(1, ATTENDANCE_PRESENT, BOB);
    came(3, ATTENDANCE_SUBSTITUTE, PAT);
    terms[1] = terms[0];
    terms[0].from = date_of(2025, 7, 1), terms[0].quorum_number = 3; /* the newest first */
    terms[1].until = date_of(2025, 6, 30);
    SeatPlaces places = attendance_places(arena, &facts);
    MeetingQuorums q = meeting_quorums(arena, &facts, &places);
    assert_int_equal(q.count, 2);
    assert_int_equal(q.items[0].quorum.needed, 2);
    assert_int_equal(q.items[0].quorum.statutory, 1);
    assert_int_equal(q.items[0].quorum.standing, QUORUM_NOT_MET);
    assert_int_equal(q.items[1].quorum.needed, 3);
    assert_int_equal(q.items[1].quorum.statutory, 2);
    terms[0].quorum_kind = 0;
    assert_int_equal(meeting_quorums(arena, &facts, &places).items[1].quorum.standing, QUORUM_UNKNOWN);
    assert_true(decision_was_quorate(&(DecisionQuorum){.represented = 3, .represented_core = 4, .needed = 4})); /* by one list */
    assert_false(decision_was_quorate(&(DecisionQuorum){.represented = 3, .represented_core = 3, .needed = 4}));
    assert_false(decision_was_quorate(&(DecisionQuorum){.represented = 3}));
}

/* ---- Minutes and papers ---- */

static void medians_and_what_is_late(void **state) {
    (void)state;
    int64_t numbers[] = {9, 3, 14, 7};
    assert_int_equal(median_twice(numbers, 4), 16); /* 8 */
    assert_int_equal(median_twice(numbers, 3), 14); /* sorted now: 3, 7, 9 */
    MinutesTimes times[4];
    for (int i = 0; i < 4; i++) {
        times[i] = (MinutesTimes){.meeting = meeting(FIRST, date_of(2025, 3 + i, 3)), .setting = 10, .due = date_of(2025, 3 + i, 13)};
        times[i].drafted = i < 3 ? date_of(2025, 3 + i, 10 + 2 * i) : (Date){0}; /* after 7, 9, 11 days; the last not yet */
    }
    MinutesTimesList list = {.items = times, .count = 4};
    facts.today = date_of(2025, 6, 13);
    MinutesYears years = minutes_years(arena, &facts, &list);
    assert_int_equal(years.count, 1);
    assert_int_equal(years.items[0].meetings, 4);
    assert_int_equal(years.items[0].in_time, 2);
    assert_int_equal(years.items[0].late, 1); /* today is the last day for the fourth */
    assert_int_equal(years.items[0].drafted.hundredths, 900);
    assert_int_equal(years.items[0].drafted.of, 3);
    assert_int_equal(years.items[0].approved.of, 0);
    facts.today = date_of(2025, 6, 14);
    assert_int_equal(minutes_years(arena, &facts, &list).items[0].late, 2);
}

static void few_readers_are_not_counted(void **state) {
    (void)state;
    assert_false(paper_use_is_shown(&(PaperUse){.members = FEWEST_READERS - 1}));
    assert_true(paper_use_is_shown(&(PaperUse){.members = FEWEST_READERS}));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(only_meetings_that_were_held_and_recorded_count),
        TEST(a_cancelled_meeting_counts_for_nobody_and_one_without_attendance_is_named),
        TEST(a_meeting_that_was_moved_counts_on_its_new_day),
        TEST(R13_a_substitute_counts_for_seat_and_organisation_and_not_for_the_holder),
        TEST(R13_online_and_part_of_a_meeting_are_present_and_apologies_are_not_absence),
        TEST(R13_whoever_changed_seats_is_listed_for_their_own_days),
        TEST(R13_a_vacancy_is_nobodys_absence),
        TEST(R13_two_bodies_are_counted_together_and_one_meeting_once),
        TEST(R23_attend_or_send_a_substitute),
        TEST(R13_R23_a_run_ends_with_a_vacancy_and_with_another_holder),
        TEST(R13_R23_runs_reach_back_before_the_period),
        TEST(R04_the_quorum_of_each_meeting_is_by_the_terms_of_its_day),
        TEST(medians_and_what_is_late),
        TEST(few_readers_are_not_counted),
    };
    return cmocka_run_group_tests_name("statistics", tests, NULL, NULL);
}
