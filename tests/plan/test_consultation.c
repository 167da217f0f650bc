/* Consultation in the office: when a round is open, who sees and changes which comment, answers, links, and the pages as clerk, member and auditor use them. */
#include "people/pages_world.h"

#include "plan/consultation.sql.h"
#include "plan/consultation_pages.h"

/* ---- Rules ---- */

static Consultation round_of(const char *opens, const char *closes, const char *closed_on) {
    return (Consultation){.opens = day_of(opens), .closes = day_of(closes), .closed_on = day_of(closed_on)};
}

static void R44_a_round_is_open_when_its_days_say_so(void **state) {
    (void)state;
    Consultation round = round_of("2025-07-23", "2025-08-08", "");
    assert_int_equal(consultation_standing(&round, day_of("2025-07-22")), ROUND_TO_COME);
    assert_int_equal(consultation_standing(&round, day_of("2025-07-23")), ROUND_OPEN);
    assert_int_equal(consultation_standing(&round, day_of("2025-08-08")), ROUND_OPEN);
    assert_int_equal(consultation_standing(&round, day_of("2025-08-09")), ROUND_OVER);
    round = round_of("2025-07-23", "", ""); /* or any time */
    assert_int_equal(consultation_standing(&round, day_of("2031-01-01")), ROUND_OPEN);
    round = round_of("2025-07-23", "", "2025-07-30"); /* closed early */
    assert_int_equal(consultation_standing(&round, day_of("2025-07-29")), ROUND_OPEN);
    assert_int_equal(consultation_standing(&round, day_of("2025-07-30")), ROUND_OVER);
    round = round_of("2025-07-23", "2025-08-08", "2025-09-01"); /* what was over already ends no later */
    assert_int_equal(date_compare(consultation_last_day(&round), day_of("2025-08-08")), 0);
}

static void R44_members_change_their_own_until_it_is_answered(void **state) {
    (void)state;
    Consultation round = round_of("2025-07-23", "2025-08-08", "");
    PlanComment comment = {.account = {3}};
    assert_true(comment_may_be_changed(&comment, &round, 3, day_of("2025-08-08")));
    assert_false(comment_may_be_changed(&comment, &round, 4, day_of("2025-08-08")));
    assert_false(comment_may_be_changed(&comment, &round, 3, day_of("2025-08-09")));
    comment.outcome = ANSWER_NOTED;
    assert_false(comment_may_be_changed(&comment, &round, 3, day_of("2025-08-08")));
    comment = (PlanComment){0}; /* from outside: nobody's account */
    assert_false(comment_may_be_changed(&comment, &round, 0, day_of("2025-08-08")));
}

static void R44_others_read_comments_when_the_summary_is_out_or_the_round_says_so(void **state) {
    (void)state;
    Consultation quiet = {0}, open = round_of("2025-07-23", "2025-08-08", "");
    PlanComment comment = {0}, left_out = {.is_left_out = true};
    Date during = day_of("2025-08-08"), after = day_of("2025-08-09");
    open.shows_comments = true;
    assert_false(comment_is_shown_to_members(&comment, &quiet, false, during));
    assert_true(comment_is_shown_to_members(&comment, &quiet, true, during));
    assert_false(comment_is_shown_to_members(&left_out, &quiet, true, during));
    assert_true(comment_is_shown_to_members(&comment, &open, false, during));
    assert_false(comment_is_shown_to_members(&comment, &open, false, after));
    assert_true(comment_is_shown_to_members(&comment, &open, true, after));
    assert_false(comment_is_shown_to_members(&left_out, &open, false, during));
    assert_false(comment_is_shown_to_members(&left_out, &open, true, after));
}

static void R44_an_invitation_is_written_when_the_draft_is_outside(void **state) {
    (void)state;
    Moment day = {1};
    assert_true(consultation_draft_stands_outside(&(ConsultationPublication){.state = CONSULTATION_OUT, .draft_at = day}));
    assert_true(consultation_draft_stands_outside(
        &(ConsultationPublication){.state = CONSULTATION_ASKED, .draft_at = day, .published_at = day})); /* a link was made: it follows */
    assert_false(consultation_draft_stands_outside(&(ConsultationPublication){.state = CONSULTATION_ASKED, .draft_at = day}));
    assert_false(consultation_draft_stands_outside(&(ConsultationPublication){.state = CONSULTATION_HELD_BACK, .draft_at = day}));
    assert_false(consultation_draft_stands_outside(&(ConsultationPublication){.state = CONSULTATION_OUT}));
}

static void R44_nobody_is_named_but_organisations_that_are_ticked(void **state) {
    (void)state;
    PlanComment comment = {.source = COMMENT_INVITED, .name = S("Somebody"), .organisation = S("Youth Centre")};
    assert_text(comment_writer_published(&comment), "Somebody who was invited");
    comment.is_named = true;
    assert_text(comment_writer_published(&comment), "Youth Centre");
    comment.organisation = (Text){0};
    assert_text(comment_writer_published(&comment), "Somebody who was invited");
}

static void R44_comments_are_counted_by_source_and_answer(void **state) {
    (void)state;
    PlanComment items[] = {{.source = COMMENT_MEMBER, .outcome = ANSWER_ACCEPTED}, {.source = COMMENT_INVITED, .outcome = ANSWER_IN_PART},
        {.source = COMMENT_PUBLIC, .is_left_out = true, .outcome = ANSWER_NOTED}, {.source = COMMENT_PUBLIC}};
    CommentCounts n = comment_counts(&(PlanCommentList){items, 4});
    assert_int_equal(n.all, 4);
    assert_int_equal(n.members, 1);
    assert_int_equal(n.invited, 1);
    assert_int_equal(n.everybody, 2);
    assert_int_equal(n.accepted, 1);
    assert_int_equal(n.in_part, 1);
    assert_int_equal(n.not_accepted, 0);
    assert_int_equal(n.noted, 1);
    assert_int_equal(n.unanswered, 1);
    assert_int_equal(n.left_out, 1);
}

/* ---- Pages. Requests come on 23 July 2025; transactions are of the day on which the test runs, which is later ---- */

typedef struct {
    World *w;
    Agreement year;
    PlanAction action;
    Account one, other;
    Person member;
    Consultation round;
} Room;

static Room begun(void **state) {
    Room r = {.w = *state};
    Body body = {.name = S("Safety Partnership"), .kind = BODY_COUNTY_PARTNERSHIP, .is_public = true};
    Organisation police = {.name = S("County Police")};
    put(r.w, &body_record, &body);
    put(r.w, &organisation_record, &police);
    r.member = (Person){.name = S("Police Inspector"), .organisation = police.id};
    put(r.w, &person_record, &r.member);
    r.one = (Account){.email = S("one@demo.example"), .name = S("Inspector One"), .roles = MEMBER};
    put(r.w, &account_record, &r.one);
    r.other = (Account){.email = S("other@demo.example"), .name = S("Other Member"), .roles = MEMBER};
    put(r.w, &account_record, &r.other);
    r.year = (Agreement){.body = body.id, .title = S("Agreement 2025/26"), .starts = day_of("2025-04-01"), .state = AGREEMENT_DRAFT};
    put(r.w, &agreement_record, &r.year);
    PlanSection section = {.agreement = r.year.id, .number = 3, .title = S("Road Safety"), .lead = S("Chair"), .aim = S("Fewer are hurt")};
    put(r.w, &plan_section_record, &section);
    r.action = (PlanAction){.agreement = r.year.id,
        .section = section.id,
        .number = 1,
        .objective = S("Share campaigns"),
        .due = day_of("2026-03-31"),
        .state = PLAN_NOT_STARTED,
        .note = S("The office's own note")};
    put(r.w, &plan_action_record, &r.action);
    r.round = (Consultation){
        .agreement = r.year.id, .title = S("Comments on the draft"), .opens = day_of("2025-07-01"), .who = CONSULTED_INVITED};
    put(r.w, &consultation_record, &r.round);
    return r;
}

static Answer as_clerk(Room *r, OfficeHandler *handler, int64_t id, const char *form) {
    return ask(r->w, handler, (Asked){.roles = CLERK, .account = 0, .id = id, .form = form});
}

static Answer as_member(Room *r, const Account *who, OfficeHandler *handler, int64_t id, const char *query, const char *form) {
    return ask(
        r->w, handler, (Asked){.roles = MEMBER, .person = r->member.id.n, .account = who->id.n, .id = id, .query = query, .form = form});
}

#define ENVELOPE "0123456789abcdef0123456789abcdef"

static PlanComment comment_of(Room *r, const char *text) {
    PlanComment c = {.consultation = r->round.id,
        .source = COMMENT_MEMBER,
        .account = r->other.id,
        .name = S("Other Member"),
        .envelope = S("e"),
        .text = text_of(text)};
    put(r->w, &plan_comment_record, &c);
    return c;
}

static void R44_a_round_has_days_that_follow_each_other(void **state) {
    Room r = begun(state);
    const char *wrong = "title=Another&opens=23 July 2025&closes=1 July 2025&who=members",
               *right = "title=Another&opens=23 July 2025&who=members";
    assert_refused(as_clerk(&r, consultation_of_year_new_save, r.year.id.n, wrong), "closes", "comes before the first");
    assert_done(as_clerk(&r, consultation_of_year_new_save, r.year.id.n, right), "/office/plan/consultations/2");
    Answer list = as_clerk(&r, consultations_show, r.year.id.n, NULL);
    assert_shows(list, "Comments on the draft");
    assert_shows(list, "Begin a round");
    assert_does_not_show(as_member(&r, &r.one, consultations_show, r.year.id.n, NULL, NULL), "Begin a round");
}

static void R44_a_member_comments_beside_the_action_and_changes_it(void **state) {
    Room r = begun(state);
    Answer form = as_member(&r, &r.one, plan_comment_new_show, r.round.id.n, "action=1", NULL);
    assert_shows(form, "3.1 Share campaigns");
    assert_does_not_show(form, "own note");
    assert_refused(
        as_member(&r, &r.one, plan_comment_new_save, r.round.id.n, NULL, "action=1&envelope=" ENVELOPE "&text="), "text", "your comment");
    const char *sent = "action=1&envelope=" ENVELOPE "&text=Name the schools";
    assert_done(as_member(&r, &r.one, plan_comment_new_save, r.round.id.n, NULL, sent), "/office/plan/consultations/1");
    assert_done(as_member(&r, &r.one, plan_comment_new_save, r.round.id.n, NULL, sent), "/office/plan/consultations/1"); /* pressed twice */
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from plan_comment"), 1);
    PlanComment kept;
    fetch(r.w, &plan_comment_record, 1, &kept);
    assert_text(kept.organisation, "County Police");
    assert_int_equal(kept.account.n, r.one.id.n);
    assert_done(as_member(&r, &r.one, plan_comment_edit_save, 1, NULL, "version=1&text=Name the schools and colleges"), "/office/plan/");
    assert_shows(as_member(&r, &r.one, consultation_show, r.round.id.n, NULL, NULL), "schools and colleges");
    assert_error(as_member(&r, &r.other, plan_comment_edit_show, 1, NULL, NULL).error, ERROR_NOT_FOUND);
    assert_error(as_member(&r, &r.other, plan_comment_edit_save, 1, NULL, "version=2&text=Mine now").error, ERROR_NOT_FOUND);
    assert_error(as_member(&r, &r.one, plan_comment_new_show, r.round.id.n, "action=77", NULL).error, ERROR_NOT_FOUND);
}

static void R44_what_comes_after_the_close_is_refused_and_its_words_stay(void **state) {
    Room r = begun(state);
    r.round.closes = day_of("2025-08-08"); /* the page was opened before, and is sent after */
    Tx *tx = begin(r.w);
    assert_fine(record_update(tx, &consultation_record, &r.round));
    commit(tx);
    Answer late =
        as_member(&r, &r.one, plan_comment_new_save, r.round.id.n, NULL, "action=1&envelope=" ENVELOPE "&text=Too late a thought");
    assert_refused(late, "text", "does not take comments now");
    assert_has(late.body, "Too late a thought");
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from plan_comment"), 0);
}

static void R44_the_safety_team_reads_all_with_names_and_members_their_own(void **state) {
    Room r = begun(state);
    comment_of(&r, "A thought of another");
    assert_shows(as_clerk(&r, consultation_show, r.round.id.n, NULL), "A thought of another");
    assert_shows(as_clerk(&r, consultation_show, r.round.id.n, NULL), "Other Member");
    Answer seen = as_member(&r, &r.one, consultation_show, r.round.id.n, NULL, NULL);
    assert_does_not_show(seen, "A thought of another");
    assert_does_not_show(seen, "Invited by link");
    r.round.shows_comments = true;
    Tx *tx = begin(r.w);
    assert_fine(record_update(tx, &consultation_record, &r.round));
    commit(tx);
    seen = as_member(&r, &r.one, consultation_show, r.round.id.n, NULL, NULL);
    assert_shows(seen, "A thought of another");
    assert_does_not_show(seen, "Other Member"); /* without the name */
}

static void R44_comments_are_answered_one_by_one_or_several_at_once(void **state) {
    Room r = begun(state);
    comment_of(&r, "First thought");
    comment_of(&r, "Second thought");
    comment_of(&r, "Third thought");
    assert_refused(as_clerk(&r, plan_answer_save, 1, "version=1&outcome=accepted&answer="), "answer", "why");
    assert_refused(
        as_clerk(&r, plan_answer_save, 1, "version=1&outcome=accepted&answer=Yes&is_named=yes"), "is_named", "No organisation stands");
    assert_done(as_clerk(&r, plan_answer_save, 1, "version=1&outcome=accepted&answer=It is done&change_made=The lead"), "/office/plan/");
    assert_shows(as_clerk(&r, consultation_show, r.round.id.n, NULL), "<b>2 without an answer</b>");
    assert_refused(as_clerk(&r, plan_answers_save, r.round.id.n, "outcome=noted&answer=Thank you"), "comment", "Choose the comments");
    assert_done(
        as_clerk(&r, plan_answers_save, r.round.id.n, "comment=1&comment=2&comment=3&outcome=noted&answer=Thank you"), "/office/plan/");
    PlanComment first;
    fetch(r.w, &plan_comment_record, 1, &first);
    assert_text(first.answer, "It is done"); /* what was answered keeps its answer */
    assert_text(first.answered_by, "Dana Clerk");
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from plan_comment where outcome = 'noted'"), 2);
    assert_refused(as_clerk(&r, plan_answers_save, r.round.id.n, "comment=2&outcome=noted&answer=Again"), "comment", "answered meanwhile");
    assert_refused(as_member(&r, &r.other, plan_comment_edit_save, 2, NULL, "version=2&text=Other words"), "text", "answered already");
}

static void R44_a_comment_is_deleted_when_its_writer_asks(void **state) {
    Room r = begun(state);
    comment_of(&r, "First thought");
    assert_shows(as_clerk(&r, plan_comment_delete_ask, 1, NULL), "Delete this comment?");
    assert_error(as_clerk(&r, plan_comment_delete_do, 1, "version=7").error, ERROR_CONFLICT);
    assert_done(as_clerk(&r, plan_comment_delete_do, 1, "version=1"), "/office/plan/consultations/1");
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from plan_comment"), 0);
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from journal where state like '%First thought%'"), 0);
    assert_int_equal(
        number_of(r.w, r.w->office, "select count(*) from journal where record = 'plan_comment' and state like '%Other Member%'"), 0);
}

static void R44_a_link_is_shown_once_and_only_its_hash_is_kept(void **state) {
    Room r = begun(state);
    assert_done(as_clerk(&r, invitation_new_save, r.round.id.n, "name=Head of a club&organisation=Club&email=club@demo.example"),
        "/office/plan/consultations/1");
    assert_refused(as_clerk(&r, invitation_new_save, r.round.id.n, "name=Another&email=CLUB@demo.example"), "email", "invited already");
    assert_error(as_clerk(&r, invitation_link_do, 1, "").error, ERROR_INPUT); /* no draft is out */
    assert_done(as_clerk(&r, consultation_draft_do, r.round.id.n, ""), "/office/plan/consultations/1");
    Answer shown = as_clerk(&r, invitation_link_do, 1, "");
    assert_shows(shown, "only this once");
    size_t at = text_find(shown.body, S("/consultation/"), 0);
    assert_true(at < shown.body.len);
    Text token = text_slice(shown.body, at + 14, 43);
    InvitationToComment invitation;
    fetch(r.w, &invitation_to_comment_record, 1, &invitation);
    assert_false(text_contains(invitation.token_hash, token));
    assert_does_not_show(as_clerk(&r, consultation_show, r.round.id.n, NULL), text_string(r.w->arena, token));
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from journal where state like '%token_hash%'"), 0);
    assert_done(as_clerk(&r, invitation_take_back_do, 1, ""), "/office/plan/consultations/1");
    assert_error(as_clerk(&r, invitation_link_do, 1, "").error, ERROR_INPUT);
    assert_error(as_clerk(&r, invitation_send_do, 1, "").error, ERROR_INPUT); /* no mail server */
}

static void R44_a_summary_waits_for_the_end_and_for_every_answer(void **state) {
    Room r = begun(state);
    comment_of(&r, "First thought");
    assert_refused(as_clerk(&r, consultation_summary_save, r.round.id.n, "version=1&summary=What came"), "summary", "not over");
    assert_done(as_clerk(&r, consultation_close_do, r.round.id.n, ""), "/office/plan/consultations/1");
    assert_refused(
        as_clerk(&r, consultation_summary_save, r.round.id.n, "version=2&summary=What came"), "summary", "1 comment is not answered");
    assert_done(as_clerk(&r, plan_answer_save, 1, "version=1&outcome=noted&answer=Thank you"), "/office/plan/");
    assert_refused(as_clerk(&r, consultation_summary_save, r.round.id.n, "version=2&summary="), "summary", "Write the summary first");
    assert_done(as_clerk(&r, consultation_summary_save, r.round.id.n, "version=2&summary=What came"), "/office/plan/consultations/1");
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from consultation_publication where is_summary_wanted = 1"), 1);
    assert_error(as_clerk(&r, consultation_reopen_do, r.round.id.n, "").error, ERROR_INPUT);
    Consultation over; /* one that ended by its last day is not given a later one */
    fetch(r.w, &consultation_record, r.round.id.n, &over);
    over.closed_on = (Date){0};
    over.closes = day_of("2025-08-08");
    Tx *tx = begin(r.w);
    assert_fine(record_update(tx, &consultation_record, &over));
    commit(tx);
    assert_refused(as_clerk(&r, consultation_of_year_edit_save, r.round.id.n,
                       "version=4&title=Later&opens=1 July 2025&closes=1 July 2099&who=invited"),
        "closes", "stays closed");
    assert_refused(as_clerk(&r, consultation_withdraw_do, r.round.id.n, "reason="), "reason", "Say why");
    assert_done(as_clerk(&r, consultation_withdraw_do, r.round.id.n, "reason=A mistake"), "/office/plan/consultations/1");
}

static void R44_a_closed_year_closes_its_rounds_and_takes_nothing_more(void **state) {
    Room r = begun(state);
    Consultation to_come = {.agreement = r.year.id, .title = S("Later"), .opens = day_of("2999-07-01"), .who = CONSULTED_MEMBERS}, now;
    put(r.w, &consultation_record, &to_come);
    put(r.w, &invitation_to_comment_record, &(InvitationToComment){.consultation = r.round.id, .name = S("Head of a club")});
    assert_done(as_clerk(&r, consultation_draft_do, r.round.id.n, ""), "/office/plan/consultations/1");
    Tx *tx = begin(r.w);
    assert_fine(consultations_close_with_year(tx, r.year.id));
    commit(tx);
    fetch(r.w, &consultation_record, r.round.id.n, &now);
    assert_int_equal(consultation_standing(&now, day_of("2998-01-01")), ROUND_OVER);
    fetch(r.w, &consultation_record, to_come.id.n, &now);
    assert_int_equal(consultation_standing(&now, day_of("2999-07-01")), ROUND_OVER);
    assert_int_equal(number_of(r.w, r.w->office, "select version from consultation_publication"), 2); /* it follows */
    r.year.state = AGREEMENT_CLOSED;
    tx = begin(r.w);
    assert_fine(record_update(tx, &agreement_record, &r.year));
    now.closed_on = (Date){0};
    now.opens = day_of("2025-07-01"); /* open by its days alone */
    assert_fine(record_update(tx, &consultation_record, &now));
    commit(tx);
    assert_refused(as_member(&r, &r.one, plan_comment_new_save, now.id.n, NULL, "action=1&envelope=" ENVELOPE "&text=Too late a thought"),
        "text", "does not take comments now");
    assert_error(as_clerk(&r, consultation_draft_do, r.round.id.n, "").error, ERROR_INPUT);
    assert_error(as_clerk(&r, consultation_reopen_do, r.round.id.n, "").error, ERROR_INPUT);
    assert_error(as_clerk(&r, invitation_link_do, 1, "").error, ERROR_INPUT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(R44_a_round_is_open_when_its_days_say_so),
        TEST(R44_members_change_their_own_until_it_is_answered),
        TEST(R44_others_read_comments_when_the_summary_is_out_or_the_round_says_so),
        TEST(R44_an_invitation_is_written_when_the_draft_is_outside),
        TEST(R44_nobody_is_named_but_organisations_that_are_ticked),
        TEST(R44_comments_are_counted_by_source_and_answer),
        TEST(R44_a_round_has_days_that_follow_each_other),
        TEST(R44_a_member_comments_beside_the_action_and_changes_it),
        TEST(R44_what_comes_after_the_close_is_refused_and_its_words_stay),
        TEST(R44_the_safety_team_reads_all_with_names_and_members_their_own),
        TEST(R44_comments_are_answered_one_by_one_or_several_at_once),
        TEST(R44_a_comment_is_deleted_when_its_writer_asks),
        TEST(R44_a_link_is_shown_once_and_only_its_hash_is_kept),
        TEST(R44_a_summary_waits_for_the_end_and_for_every_answer),
        TEST(R44_a_closed_year_closes_its_rounds_and_takes_nothing_more),
    };
    return RUN("consultation", tests);
}
