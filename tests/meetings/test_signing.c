/* Signing reports off, recording what was sent, and what members open and note: on both engines. */
#include "office.h"

#include "meetings/notebook.h"
#include "meetings/supplement.h"
#include "meetings/timeline.h"

typedef struct {
    Desk d;
    PersonId author, approver;
    AccountId member, other;
    Report report;
    Paper paper;
} Signing;

static int64_t account_put(Tx *tx, const char *email, int64_t person) {
    Account a = {.email = text_of(email), .name = text_of(email), .roles = MEMBER, .person = person};
    assert_fine(record_insert(tx, &account_record, &a));
    return a.id.n;
}

static Signing signing_of(void **state) {
    Signing s = {.d = desk_of(state)};
    Tx *tx = begin(s.d.w);
    Person author = {.name = S("Author")}, approver = {.name = S("Head")};
    AgendaItem item = {.kind = ITEM_BUSINESS, .title = S("Update")};
    Agenda agenda;
    assert_fine(record_insert(tx, &person_record, &author));
    assert_fine(record_insert(tx, &person_record, &approver));
    s.author = author.id, s.approver = approver.id;
    s.member.n = account_put(tx, "member@example.org", author.id.n);
    s.other.n = account_put(tx, "other@example.org", approver.id.n);
    assert_fine(agenda_get(tx_db(tx), s.d.w->arena, s.d.meeting.id, &agenda));
    item.part = agenda.items[1].part.id;
    assert_fine(item_add(tx, &item));
    s.report = (Report){.by = S("Author"),
        .to = S("Kent Community Safety Partnership - 23 July 2025"),
        .subject = S("Update"),
        .summary = S("What was done."),
        .body = S("# Background\n\nIt met.")};
    assert_fine(report_add(tx, item.id, &s.report, &s.paper));
    commit(tx);
    return s;
}

static const Signer clerk = {.name = S_INIT("The Clerk"), .is_clerk = true, .is_writer = true};

static SignOff chain_of(Signing *s) {
    Db *db;
    SignOff out;
    bool found;
    assert_fine(store_borrow(s->d.w->office, s->d.w->arena, &db));
    assert_fine(sign_off_of(db, s->d.w->arena, s->report.id, &out, &found));
    store_return(db);
    assert_true(found);
    return out;
}

static size_t obstacles_with(Signing *s, const char *words) {
    Db *db;
    Agenda agenda = agenda_of(&s->d);
    ObstacleList found;
    size_t count = 0;
    assert_fine(store_borrow(s->d.w->office, s->d.w->arena, &db));
    assert_fine(agenda_obstacles(db, s->d.w->arena, &agenda, &found));
    store_return(db);
    for (size_t i = 0; i < found.count; i++) count += text_contains(found.items[i].sentence, text_of(words)) && !found.items[i].is_warning;
    return count;
}

static void R53_from_draft_to_accepted_and_back_by_a_change(void **state) {
    Signing s = signing_of(state);
    Signer author = {.person = s.author, .name = S("Author")}, approver = {.person = s.approver, .name = S("Head")};
    assert_int_equal(obstacles_with(&s, "is not signed off"), 1);
    SignOff chain = chain_of(&s);
    chain.author = s.author, chain.approver = s.approver;
    CHANGE(&s.d, tx, sign_off_name(tx, &chain));
    REFUSED(&s.d, tx, sign_off_do(tx, s.report.id, SIGN_OFF_ACCEPT, &clerk, S("")), ERROR_FORBIDDEN);
    CHANGE(&s.d, tx, sign_off_do(tx, s.report.id, SIGN_OFF_SEND, &author, S("")));
    REFUSED(&s.d, tx, sign_off_do(tx, s.report.id, SIGN_OFF_SEND_BACK, &approver, S("")), ERROR_INPUT);
    CHANGE(&s.d, tx, sign_off_do(tx, s.report.id, SIGN_OFF_SEND_BACK, &approver, S("The sums are wrong.")));
    assert_text(chain_of(&s).note, "The sums are wrong.");
    CHANGE(&s.d, tx, sign_off_do(tx, s.report.id, SIGN_OFF_SEND, &author, S("")));
    REFUSED(&s.d, tx, sign_off_do(tx, s.report.id, SIGN_OFF_APPROVE, &author, S("")), ERROR_FORBIDDEN);
    CHANGE(&s.d, tx, sign_off_do(tx, s.report.id, SIGN_OFF_APPROVE, &approver, S("")));
    CHANGE(&s.d, tx, sign_off_do(tx, s.report.id, SIGN_OFF_ACCEPT, &clerk, S("")));
    assert_int_equal(obstacles_with(&s, "is not signed off"), 0);
    assert_text(chain_of(&s).approved_by, "Head");
    s.report.summary = S("Another summary.");
    CHANGE(&s.d, tx, report_save(tx, &s.report));
    assert_int_equal(chain_of(&s).state, SIGN_OFF_DRAFT);
    assert_int_equal(obstacles_with(&s, "is not signed off"), 1);
    assert_true(number_of(s.d.w, s.d.w->office, "select count(*) from journal where record = 'sign_off'") >= 8);
    Report stored;
    again(&s.d, &report_record, s.report.id.n, &stored);
    assert_text(stored.summary, "Another summary.");
}

static void R53_the_clerk_accepts_where_nobody_approves_and_records_what_was_said(void **state) {
    Signing s = signing_of(state);
    CHANGE(&s.d, tx, sign_off_do(tx, s.report.id, SIGN_OFF_ACCEPT, &clerk, S("")));
    SignOff chain = chain_of(&s);
    assert_int_equal(chain.state, SIGN_OFF_ACCEPTED);
    chain.approver = s.approver; /* somebody is to approve it after all */
    CHANGE(&s.d, tx, sign_off_name(tx, &chain));
    assert_int_equal(chain_of(&s).state, SIGN_OFF_DRAFT);
    CHANGE(&s.d, tx, sign_off_do(tx, s.report.id, SIGN_OFF_SEND, &clerk, S("")));
    REFUSED(&s.d, tx, sign_off_do(tx, s.report.id, SIGN_OFF_APPROVE, &clerk, S("")), ERROR_INPUT);
    CHANGE(&s.d, tx, sign_off_do(tx, s.report.id, SIGN_OFF_APPROVE, &clerk, S("By telephone.")));
    assert_int_equal(chain_of(&s).state, SIGN_OFF_APPROVED);
}

static void R53_a_report_goes_with_its_item_and_its_chain(void **state) {
    Signing s = signing_of(state);
    Tx *tx = begin(s.d.w);
    assert_fine(paper_opened_at(tx, s.member, s.paper.id, S("report 1"), tx_moment(tx)));
    assert_fine(note_put(tx, s.member, &(PaperNote){.paper = s.paper.id, .content = S("report 1"), .words = S("Mine")}));
    assert_fine(item_remove(tx, s.paper.item));
    commit(tx);
    assert_int_equal(number_of(s.d.w, s.d.w->office, "select count(*) from sign_off"), 0);
    assert_int_equal(number_of(s.d.w, s.d.w->office, "select count(*) from paper_note"), 0);
    assert_int_equal(number_of(s.d.w, s.d.w->office, "select count(*) from paper_opening"), 0);
}

static void R03_the_call_for_items_is_recorded_with_its_day(void **state) {
    Desk d = desk_of(state);
    Date today = date_of(2025, 6, 20);
    REFUSED(&d, tx, meeting_act_record_done(tx, d.meeting.id, ACT_CALL_SENT, date_of(2025, 6, 21), today), ERROR_INPUT);
    REFUSED(&d, tx, meeting_act_record_done(tx, d.meeting.id, ACT_MINUTES_SENT, today, today), ERROR_INPUT);
    CHANGE(&d, tx, meeting_act_record_done(tx, d.meeting.id, ACT_CALL_SENT, date_of(2025, 6, 18), today));
    CHANGE(&d, tx, meeting_act_record_done(tx, d.meeting.id, ACT_CALL_SENT, date_of(2025, 6, 17), today)); /* the button pressed again */
    assert_int_equal(number_of(d.w, d.w->office, "select count(*) from meeting_act"), 1);
    TermsOfReference terms = {.body = d.body.id, .title = S("Terms"), .from = date_of(2024, 1, 1), .clear_days = 5, .call_days = 35};
    CHANGE(&d, tx, record_insert(tx, &terms_of_reference_record, &terms));
    Db *db;
    MeetingFacts facts;
    assert_fine(store_borrow(d.w->office, d.w->arena, &db));
    assert_fine(meeting_facts(db, d.w->arena, &d.meeting, &facts));
    store_return(db);
    assert_int_equal(date_compare(facts.call_sent, date_of(2025, 6, 17)), 0);
    MeetingTimeline t = timeline_of(d.w->arena, &facts, today);
    assert_int_equal(t.items[0].standing, STANDING_DONE);
    CHANGE(&d, tx, meeting_act_take_back(tx, d.meeting.id, ACT_CALL_SENT));
    assert_int_equal(number_of(d.w, d.w->office, "select count(*) from meeting_act"), 0);
}

/* A holiday that is entered moves what is open, for the desk too (rules.md, bank holidays). */
static void R03_a_new_holiday_moves_the_desks_deadlines(void **state) {
    Desk d = desk_of(state);
    TermsOfReference terms = {.body = d.body.id, .title = S("Terms"), .from = date_of(2024, 1, 1), .clear_days = 5};
    Holiday holiday = {.day = date_of(2025, 7, 17), .name = S("A day of celebration")};
    OpenSteps late, next;
    Db *db;
    CHANGE(&d, tx, record_insert(tx, &terms_of_reference_record, &terms));
    for (int i = 0; i < 2; i++) {
        assert_fine(store_borrow(d.w->office, d.w->arena, &db));
        assert_fine(open_steps(db, d.w->arena, date_of(2025, 4, 1), date_of(2025, 12, 31), date_of(2025, 7, 15), &late, &next));
        store_return(db);
        assert_int_equal(late.count, i ? 2 : 0); /* agreement and issue, both by Tuesday 15 July, then by Monday 14 */
        if (i == 0) CHANGE(&d, tx, record_insert(tx, &holiday_record, &holiday));
    }
    assert_int_equal(date_compare(late.items[0].step.due, date_of(2025, 7, 14)), 0);
    assert_text(late.items[0].step.whose, "Chair");
}

/* ---- Opening and notes ---- */

static MeetingToRead to_read_now(Signing *s, const Session *who) {
    Db *db;
    MeetingsToRead reading;
    assert_fine(store_borrow(s->d.w->office, s->d.w->arena, &db));
    assert_fine(meetings_to_read(db, s->d.w->arena, who, s->d.meeting.day, &reading));
    store_return(db);
    assert_int_equal(reading.count, 1);
    return reading.items[0];
}

/* A report that replaces a published one is on no member's list until it is out, and then in the place of the old one. */
static void what_waits_is_not_for_members_yet(Signing *s, const Session *who) {
    PaperId old = s->paper.id;
    Publication publication = {.meeting = s->d.meeting.id, .number = 1, .state = PUBLICATION_DONE};
    agenda_of(&s->d);
    s->d.meeting.state = MEETING_PUBLISHED;
    s->d.meeting.publication = 1;
    CHANGE(&s->d, tx, record_insert(tx, &publication_record, &publication));
    CHANGE(&s->d, tx, record_update(tx, &meeting_record, &s->d.meeting));
    s->report.summary = S("Corrected.");
    CHANGE(&s->d, tx, report_save(tx, &s->report));
    assert_true(s->report.paper.n != old.n);
    MeetingToRead reading = to_read_now(s, who);
    assert_int_equal(reading.count, 1);
    assert_int_equal(reading.items[0].paper.n, old.n);
    CHANGE(&s->d, tx, supplement_went_out(tx, s->d.meeting.id, 1, tx_moment(tx)));
    reading = to_read_now(s, who);
    assert_int_equal(reading.count, 1);
    assert_int_equal(reading.items[0].paper.n, s->report.paper.n);
    assert_int_equal(reading.items[0].reading, READING_UNREAD);
}

static void a_paper_is_new_again_in_another_version(void **state) {
    Signing s = signing_of(state);
    Session who = {.account = s.member, .person = s.author.n, .roles = MEMBER};
    Date day = s.d.meeting.day;
    Seat seat = {.body = s.d.body.id, .title = S("Seat")};
    Tenure tenure = {.person = s.author, .kind = TENURE_HOLDER};
    CHANGE(&s.d, tx, record_insert(tx, &seat_record, &seat));
    tenure.seat = seat.id;
    CHANGE(&s.d, tx, record_insert(tx, &tenure_record, &tenure));
    CHANGE(&s.d, tx, agenda_agree(tx, s.d.meeting.id, S("Chair")));
    static const Reading expected[] = {READING_UNREAD, READING_DONE, READING_CHANGED};
    for (int i = 0; i < 3; i++) {
        Db *db;
        MeetingsToRead reading;
        Text content = paper_content(s.d.w->arena, &s.paper, &s.report);
        assert_fine(store_borrow(s.d.w->office, s.d.w->arena, &db));
        assert_fine(meetings_to_read(db, s.d.w->arena, &who, day, &reading));
        assert_int_equal(reading.count, 1);
        assert_int_equal(reading.items[0].count, 1);
        assert_int_equal(reading.items[0].items[0].reading, expected[i]);
        assert_int_equal(reading.items[0].unread, expected[i] != READING_DONE);
        if (i == 0)
            for (int twice = 0; twice < 2; twice++)
                assert_fine(paper_opened(s.d.w->office, db, s.d.w->arena, s.member, s.paper.id, content));
        store_return(db);
        if (i != 1) continue;
        s.report.summary = S("Newer.");
        CHANGE(&s.d, tx, report_save(tx, &s.report));
        CHANGE(&s.d, tx, agenda_agree(tx, s.d.meeting.id, S("Chair")));
    }
    assert_int_equal(number_of(s.d.w, s.d.w->office, "select count(*) from paper_opening"), 1);
    what_waits_is_not_for_members_yet(&s, &who);
}

static PaperNotes notes_now(Signing *s, AccountId account) {
    Db *db;
    PaperNotes notes;
    assert_fine(store_borrow(s->d.w->office, s->d.w->arena, &db));
    assert_fine(notes_of(db, s->d.w->arena, account, (PaperId){0}, &notes));
    store_return(db);
    return notes;
}

static void notes_are_their_writers_alone(void **state) {
    Signing s = signing_of(state);
    PaperNote note = {
        .paper = s.paper.id, .content = S("report 1"), .paragraph = S("1.1"), .quote = S("It met"), .words = S("WINDMILL7731")};
    CHANGE(&s.d, tx, note_put(tx, s.member, &note));
    CHANGE(&s.d, tx, note_put(tx, s.member, &note)); /* sent twice */
    assert_int_equal(notes_now(&s, s.member).count, 1);
    assert_int_equal(notes_now(&s, s.other).count, 0);
    PaperNote mine = notes_now(&s, s.member).items[0], theirs;
    Db *db;
    assert_fine(store_borrow(s.d.w->office, s.d.w->arena, &db));
    assert_error(note_get(db, s.d.w->arena, s.other, mine.id, &theirs), ERROR_NOT_FOUND);
    assert_error(note_get(db, s.d.w->arena, s.member, (PaperNoteId){0}, &theirs), ERROR_NOT_FOUND);
    store_return(db);
    mine.words = S("Changed by another");
    CHANGE(&s.d, tx, note_put(tx, s.other, &mine));
    CHANGE(&s.d, tx, note_remove(tx, s.other, mine.id));
    assert_text(notes_now(&s, s.member).items[0].words, "WINDMILL7731");
    /* nothing in the journal or the search */
    assert_int_equal(
        number_of(s.d.w, s.d.w->office, "select count(*) from journal where state like '%WINDMILL%' or why like '%WINDMILL%'"), 0);
    assert_int_equal(number_of(s.d.w, s.d.w->office, "select count(*) from search"), 0);
    CHANGE(&s.d, tx, note_remove(tx, s.member, mine.id));
    assert_int_equal(number_of(s.d.w, s.d.w->office, "select count(*) from paper_note"), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(R53_from_draft_to_accepted_and_back_by_a_change),
        TEST(R53_the_clerk_accepts_where_nobody_approves_and_records_what_was_said),
        TEST(R53_a_report_goes_with_its_item_and_its_chain),
        TEST(R03_the_call_for_items_is_recorded_with_its_day),
        TEST(R03_a_new_holiday_moves_the_desks_deadlines),
        TEST(a_paper_is_new_again_in_another_version),
        TEST(notes_are_their_writers_alone),
    };
    return RUN("signing", tests);
}
