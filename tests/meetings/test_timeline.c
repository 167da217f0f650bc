/* The timeline of a meeting and the chain by which a report is signed off: the pure rules. */
#include "rules_test.h"

#include "meetings/notebook.h"
#include "meetings/timeline.h"

static Date iso(const char *t) {
    Date d = {0};
    assert_true(date_parse_iso(text_of(t), &d));
    return d;
}

static Moment at(const char *day) {
    Moment m = {0};
    moment_of_london(iso(day), time_of(12, 0), &m);
    return m;
}

/* The meeting of 23 July 2025 with nothing done. */
static MeetingFacts facts_of(void) {
    MeetingFacts f = {.meeting = {.id = {1}, .day = iso("2025-07-23"), .state = MEETING_PLANNED},
        .has_terms = true,
        .terms = {.clear_days = 5, .paper_working_days = 5, .call_days = 35, .report_days = 6, .agreement_days = 3, .minutes_days = 15},
        .deadline = {.clear_days = iso("2025-07-15"), .terms_of_reference = iso("2025-07-16")}};
    f.days = meeting_days(f.meeting.day, &f.terms, &(HolidayList){0});
    return f;
}

static const TimelineStep *step(const MeetingTimeline *t, StepKind kind) {
    for (size_t i = 0; i < t->count; i++)
        if (t->items[i].kind == kind) return &t->items[i];
    fail_msg("there is no step %s", step_shown(kind));
    return NULL;
}

#define assert_step(t, kind_, standing_, whose_)                                                                                           \
    do {                                                                                                                                   \
        const TimelineStep *s_ = step(&(t), kind_);                                                                                        \
        assert_string_equal(standing_shown(s_->standing), standing_shown(standing_));                                                      \
        assert_text(s_->whose, whose_);                                                                                                    \
    } while (0)

static void R02_R03_nothing_is_done_yet(void **state) {
    MeetingFacts f = facts_of();
    MeetingTimeline t = timeline_of(*state, &f, iso("2025-06-18"));
    assert_int_equal(t.count, 6);
    for (size_t i = 0; i < t.count; i++) assert_int_equal(t.items[i].kind, STEP_CALL + (int)i);
    assert_step(t, STEP_CALL, STANDING_TODAY, "Clerk");
    assert_step(t, STEP_REPORTS, STANDING_AHEAD, "Clerk");
    assert_step(t, STEP_AGREEMENT, STANDING_AHEAD, "Chair");
    assert_step(t, STEP_ISSUE, STANDING_AHEAD, "Clerk");
    assert_step(t, STEP_MEETING, STANDING_AHEAD, "");
    assert_step(t, STEP_MINUTES, STANDING_AHEAD, "");
    assert_int_equal(timeline_next(&t)->kind, STEP_CALL);
    t = timeline_of(*state, &f, iso("2025-07-12"));
    assert_step(t, STEP_CALL, STANDING_LATE, "Clerk");
    assert_step(t, STEP_AGREEMENT, STANDING_LATE, "Chair");
    assert_step(t, STEP_ISSUE, STANDING_AHEAD, "Clerk");
}

/* The agreement comes from the record of the agreement, the issue from that of the first publication. */
static void R02_R03_what_is_done_comes_from_records(void **state) {
    MeetingFacts f = facts_of();
    f.call_sent = iso("2025-06-20");
    f.meeting.state = MEETING_PUBLISHED;
    f.meeting.agreed_at = at("2025-07-11");
    f.meeting.agreed_by = S("The Chair");
    f.meeting.publication = 1;
    f.issued = iso("2025-07-16");
    MeetingTimeline t = timeline_of(*state, &f, iso("2025-07-17"));
    assert_step(t, STEP_CALL, STANDING_DONE_LATE, "");
    assert_step(t, STEP_AGREEMENT, STANDING_DONE, "");
    assert_text(step(&t, STEP_AGREEMENT)->detail, "By The Chair");
    assert_step(t, STEP_ISSUE, STANDING_DONE_LATE, "");
    assert_int_equal(timeline_next(&t)->kind, STEP_MEETING);
    t = timeline_of(*state, &f, iso("2025-08-08"));
    assert_step(t, STEP_MEETING, STANDING_DONE, "");
    assert_step(t, STEP_MINUTES, STANDING_LATE, "Clerk");
    f.has_minutes = true; /* they are a paper of the next meeting */
    t = timeline_of(*state, &f, iso("2025-08-08"));
    assert_step(t, STEP_MINUTES, STANDING_DONE, "");
    assert_null(timeline_next(&t));
    f.has_minutes = false;
    f.minutes_published = iso("2025-08-06"); /* publishing the draft is as good as sending it */
    t = timeline_of(*state, &f, iso("2025-08-08"));
    assert_step(t, STEP_MINUTES, STANDING_DONE, "");
    assert_text(step(&t, STEP_MINUTES)->detail, "They are published");
}

static void R02_an_agenda_that_was_changed_after_it_went_out_waits_for_the_chair(void **state) {
    MeetingFacts f = facts_of();
    f.meeting.publication = 1;
    f.issued = iso("2025-07-14");
    MeetingTimeline t = timeline_of(*state, &f, iso("2025-07-16"));
    assert_step(t, STEP_AGREEMENT, STANDING_LATE, "Chair");
    assert_step(t, STEP_ISSUE, STANDING_DONE, "");
    assert_step(t, STEP_CALL, STANDING_PASSED, ""); /* nobody waits for it any more */
}

static void R03_what_was_never_recorded_of_a_past_meeting_is_not_late(void **state) {
    MeetingFacts f = facts_of();
    f.meeting.state = MEETING_HELD;
    MeetingTimeline t = timeline_of(*state, &f, iso("2025-07-24"));
    assert_step(t, STEP_CALL, STANDING_PASSED, "");
    assert_step(t, STEP_AGREEMENT, STANDING_PASSED, "");
    assert_step(t, STEP_ISSUE, STANDING_PASSED, "");
    assert_step(t, STEP_MINUTES, STANDING_AHEAD, "Clerk");
    f.meeting.state = MEETING_CANCELLED;
    assert_int_equal(timeline_of(*state, &f, iso("2025-07-01")).count, 0);
    f.meeting.state = MEETING_PLANNED, f.has_terms = false;
    assert_int_equal(timeline_of(*state, &f, iso("2025-07-01")).count, 0);
}

static ReportStanding report(SignOffState s, const char *author, const char *approver) {
    return (ReportStanding){.paper = {9},
        .code = S("B1"),
        .title = S("Report"),
        .has_chain = true,
        .state = s,
        .author = text_of(author),
        .approver = text_of(approver),
        .sign_off = {.author = {1}, .approver = {*approver ? 2 : 0}, .state = s}};
}

static void R53_the_timeline_says_whose_turn_the_reports_are(void **state) {
    MeetingFacts f = facts_of();
    ReportStanding reports[] = {report(SIGN_OFF_DRAFT, "Author A", "Head"), report(SIGN_OFF_WITH_APPROVER, "Author B", "Head"),
        report(SIGN_OFF_APPROVED, "Author C", "Head"), report(SIGN_OFF_ACCEPTED, "Author D", "")};
    f.reports = (ReportStandings){reports, 4};
    MeetingTimeline t = timeline_of(*state, &f, iso("2025-07-10"));
    assert_step(t, STEP_REPORTS, STANDING_LATE, "Author A, Head, Clerk");
    assert_text(step(&t, STEP_REPORTS)->detail, "1 of 4 reports are accepted");
    for (size_t i = 0; i < 4; i++) reports[i].state = SIGN_OFF_ACCEPTED, reports[i].sign_off.accepted_at = at("2025-07-08");
    t = timeline_of(*state, &f, iso("2025-07-10"));
    assert_step(t, STEP_REPORTS, STANDING_DONE, "");
    assert_int_equal(date_compare(step(&t, STEP_REPORTS)->done, iso("2025-07-08")), 0);
}

/* ---- Sign-off ---- */

static const Signer the_clerk = {.person = {9}, .name = S_INIT("Clerk"), .is_clerk = true, .is_writer = true};
static const Signer the_author = {.person = {1}, .name = S_INIT("Author"), .post = S_INIT("Officer")};
static const Signer the_approver = {.person = {2}, .name = S_INIT("Head"), .post = S_INIT("Head of Community Safety")};
static const Signer a_member = {.person = {3}, .name = S_INIT("Member"), .post = S_INIT("Director")};

/* Exactly these of the four steps. */
static void expect_acts(const SignOff *s, const Signer *who, bool send, bool approve, bool accept, bool back) {
    assert_int_equal(sign_off_may(s, 1, SIGN_OFF_SEND, who), send);
    assert_int_equal(sign_off_may(s, 1, SIGN_OFF_APPROVE, who), approve);
    assert_int_equal(sign_off_may(s, 1, SIGN_OFF_ACCEPT, who), accept);
    assert_int_equal(sign_off_may(s, 1, SIGN_OFF_SEND_BACK, who), back);
}

static void R53_each_step_is_somebodys(void **state) {
    (void)state;
    SignOff s = {.author = {1}, .approver = {2}, .state = SIGN_OFF_DRAFT, .report_version = 1};
    expect_acts(&s, &the_author, true, false, false, false);
    expect_acts(&s, &the_approver, false, false, false, false);
    expect_acts(&s, &the_clerk, true, false, false, false); /* not past the approver */
    s.state = SIGN_OFF_WITH_APPROVER;
    expect_acts(&s, &the_author, false, false, false, true);
    expect_acts(&s, &the_approver, false, true, false, true);
    expect_acts(&s, &the_clerk, false, true, false, true);
    expect_acts(&s, &a_member, false, false, false, false);
    s.state = SIGN_OFF_APPROVED;
    expect_acts(&s, &the_approver, false, false, false, false);
    expect_acts(&s, &the_clerk, false, false, true, true);
    s.state = SIGN_OFF_ACCEPTED;
    expect_acts(&s, &the_clerk, false, false, false, true);
    expect_acts(&s, &a_member, false, false, false, false);
}

static void R53_the_clerk_of_a_small_office_accepts_at_once(void **state) {
    (void)state;
    SignOff s = {.author = {9}, .state = SIGN_OFF_DRAFT};
    expect_acts(&s, &the_clerk, false, false, true, false);
    expect_acts(&s, &the_author, false, false, false, false);
}

static void R53_a_post_approves_whoever_holds_it_but_never_the_author(void **state) {
    (void)state;
    SignOff s = {.author = {1}, .approver_post = S("head of community safety"), .state = SIGN_OFF_WITH_APPROVER};
    assert_true(sign_off_is_approver(&s, &the_approver));
    assert_false(sign_off_is_approver(&s, &a_member));
    s.author.n = 2;
    assert_false(sign_off_is_approver(&s, &the_approver));
    s.approver_post = S("");
    assert_false(sign_off_is_approver(&s, &(Signer){.person = {3}})); /* no post is no approver */
}

static void R53_a_changed_report_is_a_draft_again(void **state) {
    (void)state;
    SignOff s = {.state = SIGN_OFF_ACCEPTED, .report_version = 3};
    assert_int_equal(sign_off_state(&s, 3), SIGN_OFF_ACCEPTED);
    assert_int_equal(sign_off_state(&s, 4), SIGN_OFF_DRAFT);
    s.state = SIGN_OFF_WITH_APPROVER, s.report_version = 0;
    assert_int_equal(sign_off_state(&s, 4), SIGN_OFF_WITH_APPROVER);
}

static void R53_a_note_is_asked_for_where_it_is_needed(void **state) {
    (void)state;
    SignOff s = {.author = {1}, .approver = {2}, .state = SIGN_OFF_WITH_APPROVER};
    assert_true(sign_off_needs_note(&s, SIGN_OFF_SEND_BACK, &the_approver));
    assert_true(sign_off_needs_note(&s, SIGN_OFF_APPROVE, &the_clerk));
    assert_false(sign_off_needs_note(&s, SIGN_OFF_APPROVE, &the_approver));
    assert_false(sign_off_needs_note(&s, SIGN_OFF_ACCEPT, &the_clerk));
}

static void R53_a_report_that_is_not_accepted_holds_the_publication(void **state) {
    Obstacle first = {.sentence = S("Another.")};
    ReportStanding reports[] = {report(SIGN_OFF_ACCEPTED, "A", ""), report(SIGN_OFF_WITH_APPROVER, "A", "Head")};
    ObstacleList found = sign_off_obstacles(*state, &(ReportStandings){reports, 2}, (ObstacleList){&first, 1});
    assert_int_equal(found.count, 2);
    assert_false(found.items[1].is_warning);
    assert_text(found.items[1].sentence,
        "The report on item B1 is not signed off: it waits for the approver, Head. Ask them, or record that they approved it.");
    assert_text(found.items[1].url, "/office/papers/9#sign-off");
    reports[1].has_chain = false; /* written before there were chains */
    assert_int_equal(sign_off_obstacles(*state, &(ReportStandings){reports, 2}, (ObstacleList){0}).count, 0);
}

static void R53_reports_wait_on_the_desk_of_whose_turn_it_is(void **state) {
    (void)state;
    ReportStanding r = report(SIGN_OFF_DRAFT, "A", "Head");
    assert_true(report_waits_for(&r, &the_author));
    assert_false(report_waits_for(&r, &the_clerk));
    r.state = SIGN_OFF_WITH_APPROVER;
    assert_true(report_waits_for(&r, &the_approver));
    assert_false(report_waits_for(&r, &the_author));
    r.state = SIGN_OFF_APPROVED;
    assert_true(report_waits_for(&r, &the_clerk));
    r = report(SIGN_OFF_DRAFT, "A", "");
    assert_true(report_waits_for(&r, &the_clerk));
}

static void notes_stand_in_the_order_of_their_paragraphs(void **state) {
    (void)state;
    assert_true(paragraph_compare(S("1.2"), S("1.10")) < 0);
    assert_true(paragraph_compare(S("2.0"), S("1.10")) > 0);
    assert_int_equal(paragraph_compare(S("1.2"), S("1.2")), 0);
    assert_true(paragraph_compare(S(""), S("1.1")) < 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        RULE(R02_R03_nothing_is_done_yet),
        RULE(R02_R03_what_is_done_comes_from_records),
        RULE(R02_an_agenda_that_was_changed_after_it_went_out_waits_for_the_chair),
        RULE(R03_what_was_never_recorded_of_a_past_meeting_is_not_late),
        RULE(R53_the_timeline_says_whose_turn_the_reports_are),
        RULE(R53_each_step_is_somebodys),
        RULE(R53_the_clerk_of_a_small_office_accepts_at_once),
        RULE(R53_a_post_approves_whoever_holds_it_but_never_the_author),
        RULE(R53_a_changed_report_is_a_draft_again),
        RULE(R53_a_note_is_asked_for_where_it_is_needed),
        RULE(R53_a_report_that_is_not_accepted_holds_the_publication),
        RULE(R53_reports_wait_on_the_desk_of_whose_turn_it_is),
        RULE(notes_stand_in_the_order_of_their_paragraphs),
    };
    return cmocka_run_group_tests_name("timeline", tests, NULL, NULL);
}
