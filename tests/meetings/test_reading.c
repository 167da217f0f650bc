/* The restricted reading room: the rule, the store behind it on the boundary days of a term of office, recalling. */
#include "office.h"

#include "meetings/meetings.sql.h"

/* ---- The rule ---- */

static void R16_R17_members_need_seat_agreement_and_second_step(void **state) {
    (void)state;
    static const struct {
        Reader reader;
        uint32_t missing;
    } cases[] = {
        {{.has_seat = true, .sharing = SHARING_SIGNED, .is_two_step = true}, 0},
        {{.has_seat = true, .sharing = SHARING_SIGNED}, MISSING_SECOND_STEP},
        {{.has_seat = true, .sharing = SHARING_NOT_SIGNED, .is_two_step = true}, MISSING_AGREEMENT},
        {{.has_seat = true, .sharing = SHARING_OLDER, .is_two_step = true}, MISSING_AGREEMENT},
        {{.has_seat = true, .sharing = SHARING_UNATTESTED, .is_two_step = true}, MISSING_AGREEMENT},
        {{.has_seat = true, .sharing = SHARING_NO_AGREEMENT}, MISSING_AGREEMENT | MISSING_SECOND_STEP},
        {{.has_seat = true}, MISSING_AGREEMENT | MISSING_SECOND_STEP},
        {{.sharing = SHARING_SIGNED, .is_two_step = true}, MISSING_SEAT},
        {{0}, MISSING_SEAT},
        /* those who handle the papers need no seat, and a second step where the partnership says so */
        {{.is_staff = true}, 0},
        {{.is_staff = true, .staff_two_steps = true}, MISSING_SECOND_STEP},
        {{.is_staff = true, .staff_two_steps = true, .is_two_step = true}, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) assert_int_equal(reading_missing(&cases[i].reader), cases[i].missing);
}

/* ---- Somebody who sits ---- */

typedef struct {
    Organisation organisation;
    Person person;
    Seat seat;
    Tenure tenure;
    SharingAgreement agreement;
    SharingSignature signature;
} Member;

static Member member_of(Desk *d, Date from, Date until) {
    Member m = {.organisation = {.name = S("Kent Police"), .kind = ORGANISATION_POLICE},
        .person = {.name = S("A. Member"), .honorific = S("Ch Insp"), .post = S("Head of Partnerships")},
        .seat = {.body = d->body.id, .title = S("Kent Police")},
        .tenure = {.kind = TENURE_SUBSTITUTE, .from = from, .until = until},
        .agreement = {.title = S("Agreement"), .edition = S("1"), .from = date_of(2020, 1, 1)},
        .signature = {.signatory = S("Chief"),
            .signed_on = date_of(2020, 2, 1),
            .has_policies = true,
            .has_retention = true,
            .has_incident_reporting = true,
            .has_loss_controls = true}};
    Tx *tx = begin(d->w);
    assert_fine(record_insert(tx, &organisation_record, &m.organisation));
    m.person.organisation = m.seat.organisation = m.signature.organisation = m.organisation.id;
    assert_fine(record_insert(tx, &person_record, &m.person));
    assert_fine(record_insert(tx, &seat_record, &m.seat));
    m.tenure.seat = m.seat.id;
    m.tenure.person = m.person.id;
    assert_fine(record_insert(tx, &tenure_record, &m.tenure));
    assert_fine(record_insert(tx, &sharing_agreement_record, &m.agreement));
    m.signature.agreement = m.agreement.id;
    assert_fine(record_insert(tx, &sharing_signature_record, &m.signature));
    commit(tx);
    return m;
}

/* What is missing for the member on a day, with two steps passed. */
static uint32_t missing_on(Desk *d, const Member *m, Access roles, Date today) {
    Db *db;
    MeetingRights rights;
    Reader reader;
    Session session = {.id = 1, .person = m->person.id.n, .roles = roles, .name = S("A. Member"), .is_two_step = true};
    assert_fine(store_borrow(d->w->office, d->w->arena, &db));
    assert_fine(meeting_rights_on(db, d->w->arena, roles, m->person.id, &d->meeting, today, &rights));
    assert_fine(reader_of(db, d->w->arena, &session, &rights, &d->meeting, today, &reader));
    store_return(db);
    return rights.sees_restricted ? reading_missing(&reader) : MISSING_SEAT;
}

static void agree(Desk *d) {
    CHANGE(d, tx, agenda_agree(tx, d->meeting.id, S("The chair")));
    agenda_of(d);
}

static void R17_access_ends_with_the_term_of_office(void **state) {
    Desk d = desk_of(state);
    agree(&d);
    Member m = member_of(&d, date_of(2025, 8, 1), date_of(2025, 10, 31)); /* the meeting was on 23 July */
    assert_int_equal(missing_on(&d, &m, MEMBER, date_of(2025, 7, 31)), MISSING_SEAT);
    assert_int_equal(missing_on(&d, &m, MEMBER, date_of(2025, 8, 1)), 0); /* first and last day count */
    assert_int_equal(missing_on(&d, &m, MEMBER, date_of(2025, 10, 31)), 0);
    assert_int_equal(missing_on(&d, &m, MEMBER, date_of(2025, 11, 1)), MISSING_SEAT);
    assert_int_equal(missing_on(&d, &m, CHAIR, date_of(2025, 11, 1)), MISSING_SEAT);
    m.seat.until = date_of(2025, 9, 30); /* the seat itself ends before */
    CHANGE(&d, tx, record_update(tx, &seat_record, &m.seat));
    assert_int_equal(missing_on(&d, &m, MEMBER, date_of(2025, 9, 30)), 0);
    assert_int_equal(missing_on(&d, &m, MEMBER, date_of(2025, 10, 1)), MISSING_SEAT);
}

static void R17_whoever_sits_on_the_day_of_a_meeting_to_come_reads_before(void **state) {
    Desk d = desk_of(state);
    agree(&d);
    Member m = member_of(&d, date_of(2025, 7, 23), (Date){0});
    assert_int_equal(missing_on(&d, &m, MEMBER, date_of(2025, 7, 15)), 0);
    m.tenure.from = date_of(2025, 7, 24);
    CHANGE(&d, tx, record_update(tx, &tenure_record, &m.tenure));
    assert_int_equal(missing_on(&d, &m, MEMBER, date_of(2025, 7, 15)), MISSING_SEAT);
}

static void R16_the_signature_must_be_under_the_version_in_force(void **state) {
    Desk d = desk_of(state);
    agree(&d);
    Member m = member_of(&d, (Date){0}, (Date){0});
    Date today = date_of(2025, 7, 15);
    assert_int_equal(missing_on(&d, &m, MEMBER, today), 0);
    SharingAgreement newer = {.title = S("Agreement"), .edition = S("2"), .from = date_of(2025, 7, 16)};
    CHANGE(&d, tx, record_insert(tx, &sharing_agreement_record, &newer));
    assert_int_equal(missing_on(&d, &m, MEMBER, today), 0);
    assert_int_equal(missing_on(&d, &m, MEMBER, date_of(2025, 7, 16)), MISSING_AGREEMENT); /* from its first day on */
    assert_int_equal(missing_on(&d, &m, CLERK, date_of(2025, 7, 16)), 0);
    m.signature.id.n = m.signature.version = 0;
    m.signature.agreement = newer.id;
    m.signature.signed_on = date_of(2025, 7, 18);
    m.signature.has_loss_controls = false;
    CHANGE(&d, tx, record_insert(tx, &sharing_signature_record, &m.signature));
    assert_int_equal(missing_on(&d, &m, MEMBER, date_of(2025, 7, 18)), MISSING_AGREEMENT); /* an attestation is missing (R17) */
    m.signature.has_loss_controls = true;
    CHANGE(&d, tx, record_update(tx, &sharing_signature_record, &m.signature));
    assert_int_equal(missing_on(&d, &m, MEMBER, date_of(2025, 7, 17)), MISSING_AGREEMENT);
    assert_int_equal(missing_on(&d, &m, MEMBER, date_of(2025, 7, 18)), 0);
}

static void R16_a_seat_without_an_organisation_stands_for_that_of_the_person(void **state) {
    Desk d = desk_of(state);
    agree(&d);
    Member m = member_of(&d, (Date){0}, (Date){0});
    Date today = date_of(2025, 7, 15);
    Organisation other = {.name = S("Another")};
    CHANGE(&d, tx, record_insert(tx, &organisation_record, &other));
    m.seat.organisation = other.id;
    CHANGE(&d, tx, record_update(tx, &seat_record, &m.seat));
    assert_int_equal(missing_on(&d, &m, MEMBER, today), MISSING_AGREEMENT); /* the seat's counts, not the person's own */
    m.seat.organisation.n = 0;
    CHANGE(&d, tx, record_update(tx, &seat_record, &m.seat));
    assert_int_equal(missing_on(&d, &m, MEMBER, today), 0);
    Seat second = {.body = d.body.id, .title = S("Second seat"), .organisation = other.id};
    Tenure also = {.person = m.person.id, .kind = TENURE_HOLDER};
    CHANGE(&d, tx, record_insert(tx, &seat_record, &second));
    also.seat = second.id;
    CHANGE(&d, tx, record_insert(tx, &tenure_record, &also));
    assert_int_equal(missing_on(&d, &m, MEMBER, today), 0); /* of two seats, the one that stands best */
}

static void staff_need_two_steps_where_the_partnership_says_so(void **state) {
    Desk d = desk_of(state);
    Db *db;
    Partnership partnership = {.name = S("Kent"), .area = S("Kent")};
    Session password_alone = {.id = 1, .roles = CLERK, .name = S("The clerk")}, both = password_alone;
    both.is_two_step = true;
    CHANGE(&d, tx, record_insert(tx, &partnership_record, &partnership));
    assert_fine(store_borrow(d.w->office, d.w->arena, &db));
    assert_fine(reading_staff_check(db, d.w->arena, &password_alone));
    partnership.staff_two_steps = true;
    CHANGE(&d, tx, record_update(tx, &partnership_record, &partnership));
    assert_error(reading_staff_check(db, d.w->arena, &password_alone), ERROR_FORBIDDEN);
    assert_fine(reading_staff_check(db, d.w->arena, &both));
    store_return(db);
}

static void what_is_read_says_who_reads_it_and_when(void **state) {
    Desk d = desk_of(state);
    Member m = member_of(&d, (Date){0}, (Date){0});
    Db *db;
    Text line;
    Moment at;
    assert_int_equal(moment_of_london(date_of(2025, 7, 23), time_of(10, 14), &at), CLOCK_FINE);
    Session member = {.person = m.person.id.n, .name = S("An account")}, nobody = {.name = S("Administrator")};
    assert_fine(store_borrow(d.w->office, d.w->arena, &db));
    assert_fine(reading_line(db, d.w->arena, &member, at, &line));
    assert_text(line, "Read by Ch Insp A. Member (Head of Partnerships), 23 July 2025, 10:14");
    assert_fine(reading_line(db, d.w->arena, &nobody, at, &line));
    assert_text(line, "Read by Administrator, 23 July 2025, 10:14");
    store_return(db);
}

/* ---- Recalling ---- */

static Paper report_on(Desk *d, AgendaItemId item) {
    Report report = {.by = S("Head"), .to = S("To"), .subject = S("Update"), .summary = S("Summary")};
    Paper paper;
    CHANGE(d, tx, report_add(tx, item, &report, &paper));
    return paper;
}

static void a_restricted_paper_is_recalled_and_given_back(void **state) {
    Desk d = desk_of(state);
    AgendaItem item = agenda_of(&d).items[0].items[0].item;
    Paper open = report_on(&d, item.id);
    REFUSED(&d, tx, paper_recall(tx, &open, S("The clerk"), S("A name in it")), ERROR_INPUT); /* the public has it already */
    item.restriction = RESTRICTION_CONFIDENTIAL;
    CHANGE(&d, tx, item_save(tx, &item));
    agree(&d);
    again(&d, &paper_record, open.id.n, &open);
    REFUSED(&d, tx, paper_recall(tx, &open, S("The clerk"), S("")), ERROR_INPUT);
    again(&d, &paper_record, open.id.n, &open);
    CHANGE(&d, tx, paper_recall(tx, &open, S("The clerk"), S("A name in it")));
    again(&d, &paper_record, open.id.n, &open);
    assert_true(open.is_recalled && moment_is_set(open.recalled_at));
    assert_text(open.recalled_reason, "A name in it");
    assert_text(open.recalled_by, "The clerk");
    Agenda agenda = agenda_of(&d);
    assert_int_equal(agenda.meeting.state, MEETING_AGREED); /* handling a paper is no change of the agenda */
    assert_true(agenda.items[0].items[0].papers.items[0].is_recalled);
    REFUSED(&d, tx, paper_recall(tx, &open, S("The clerk"), S("Again")), ERROR_INPUT);
    again(&d, &paper_record, open.id.n, &open);
    CHANGE(&d, tx, paper_give_back(tx, &open));
    again(&d, &paper_record, open.id.n, &open);
    assert_false(open.is_recalled || moment_is_set(open.recalled_at));
}

static void readings_are_counted_from_the_journal(void **state) {
    Desk d = desk_of(state);
    Paper paper = report_on(&d, agenda_of(&d).items[0].items[0].item.id);
    Actor one = {7, S("One")}, two = {8, S("Two")};
    Store *office = d.w->office;
    Arena *arena = d.w->arena;
    for (int i = 0; i < 3; i++) assert_fine(journal_note_read_as(office, arena, one, &paper_record, paper.id.n, S("Opened")));
    assert_fine(journal_note_read_as(office, arena, one, &paper_record, paper.id.n, S("Downloaded")));
    assert_fine(journal_note_read_as(office, arena, two, &paper_record, paper.id.n, S("Downloaded in the members' pack")));
    assert_fine(journal_note_read_as(office, arena, two, &paper_record, paper.id.n + 1, S("Opened")));
    Db *db;
    PaperReadingsRowList rows;
    assert_fine(store_borrow(office, arena, &db));
    assert_fine(paper_readings(db, arena, paper.id.n, &rows));
    store_return(db);
    assert_int_equal(rows.count, 2);
    assert_text(rows.items[0].person_name, "Two");
    assert_int_equal(rows.items[0].opened, 0);
    assert_int_equal(rows.items[0].downloaded, 1);
    assert_int_equal(rows.items[1].opened, 3);
    assert_int_equal(rows.items[1].downloaded, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(R16_R17_members_need_seat_agreement_and_second_step),
        TEST(R17_access_ends_with_the_term_of_office),
        TEST(R17_whoever_sits_on_the_day_of_a_meeting_to_come_reads_before),
        TEST(R16_the_signature_must_be_under_the_version_in_force),
        TEST(R16_a_seat_without_an_organisation_stands_for_that_of_the_person),
        TEST(staff_need_two_steps_where_the_partnership_says_so),
        TEST(what_is_read_says_who_reads_it_and_when),
        TEST(a_restricted_paper_is_recalled_and_given_back),
        TEST(readings_are_counted_from_the_journal),
    };
    return RUN("meetings: the reading room", tests);
}
