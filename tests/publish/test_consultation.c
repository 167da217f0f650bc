/* Consultation through the valve: the draft goes out as it stood, for those whom it is for; notes, unpublished comments and names stay in the office; what comes
 * through the letterbox is kept once. */
#include "store/world.h"

#include "plan/consultation.h"
#include "publish/consultation_valve.h"
#include "publish/letterbox.sql.h"
#include "publish/letters.h"
#include "publish/valve.h"
#include "publish/watch_list.h"
#include "store/seal.h"

typedef struct {
    World *w;
    Valve valve;
    Body body;
    Agreement year;
    PlanAction action;
    Consultation round;
    InvitationToComment invitation;
} Asked;

static void put(Asked *a, const Record *record, void *value) {
    Tx *tx = begin(a->w);
    assert_fine(record_insert(tx, record, value));
    commit(tx);
}

static void change(Asked *a, const Record *record, void *value) {
    Tx *tx = begin(a->w);
    assert_fine(record_update(tx, record, value));
    commit(tx);
}

static Asked asked(void **state, Consulted who) {
    Asked a = {.w = *state};
    a.valve = (Valve){.office = a.w->office,
        .published = world_create(a.w, STORE_PUBLISHED),
        .letterbox = world_create(a.w, STORE_LETTERBOX),
        .data_folder = a.w->folder};
    a.body = (Body){.name = S("Safety Partnership"), .kind = BODY_COUNTY_PARTNERSHIP, .is_public = true};
    put(&a, &body_record, &a.body);
    a.year = (Agreement){.body = a.body.id, .title = S("Agreement 2025/26"), .starts = date_of(2025, 4, 1), .state = AGREEMENT_DRAFT};
    put(&a, &agreement_record, &a.year);
    PlanSection section = {.agreement = a.year.id, .number = 3, .title = S("Road Safety"), .lead = S("Chair"), .aim = S("Fewer are hurt")};
    put(&a, &plan_section_record, &section);
    a.action = (PlanAction){.agreement = a.year.id,
        .section = section.id,
        .number = 1,
        .objective = S("Share campaigns"),
        .due = date_of(2026, 3, 31),
        .is_funded = true,
        .state = PLAN_NOT_STARTED,
        .note = S("CANARYNOTE")};
    put(&a, &plan_action_record, &a.action);
    put(&a, &plan_progress_record,
        &(PlanProgress){.action = a.action.id,
            .day = date_of(2025, 7, 1),
            .state = PLAN_ON_TRACK,
            .done = S("CANARYDONE"),
            .note = S("CANARYNOTE of progress"),
            .evidence_title = S("CANARYEVIDENCE")});
    a.round = (Consultation){.agreement = a.year.id, .title = S("Comments on the draft"), .opens = date_of(2025, 7, 1), .who = who};
    put(&a, &consultation_record, &a.round);
    a.invitation = (InvitationToComment){
        .consultation = a.round.id, .name = S("Canaryname Quagmire"), .organisation = S("Youth Club"), .email = S("canary@demo.example")};
    put(&a, &invitation_to_comment_record, &a.invitation);
    return a;
}

static void asked_end(Asked *a) {
    store_close(a->valve.published);
    store_close(a->valve.letterbox);
}

static PlanComment comment(Asked *a, const char *text, AnswerOutcome outcome) {
    PlanComment c = {.consultation = a->round.id,
        .action = a->action.id,
        .source = COMMENT_INVITED,
        .invitation = a->invitation.id,
        .name = a->invitation.name,
        .organisation = a->invitation.organisation,
        .text = text_of(text),
        .outcome = outcome,
        .answer = outcome ? S("It was looked at") : S("")};
    put(a, &plan_comment_record, &c);
    return c;
}

#define DO(a, expression)                                                                                                                  \
    ({                                                                                                                                     \
        Tx *tx = begin((a)->w);                                                                                                            \
        assert_fine(expression);                                                                                                           \
        commit(tx);                                                                                                                        \
        assert_fine(consultation_bring(&(a)->valve, (a)->w->arena, (a)->round.id));                                                        \
    })
#define OUTSIDE(a, sql) number_of((a).w, (a).valve.published, (sql))

static ConsultationPublication publication(Asked *a) {
    Db *db;
    ConsultationPublication p;
    bool found;
    assert_fine(store_borrow(a->w->office, a->w->arena, &db));
    assert_fine(consultation_publication_of(db, a->w->arena, a->round.id, &p, &found));
    store_return(db);
    assert_true(found);
    return p;
}

static Text everything(Asked *a) {
    static const char *const tables[] = {
        "published_consultation", "published_draft_line", "published_comment_link", "published_comment", NULL};
    Db *db;
    Buffer out = buffer_new(a->w->arena, 65536);
    assert_fine(store_borrow(a->valve.published, a->w->arena, &db));
    for (int i = 0; tables[i]; i++) {
        Rows *rows;
        bool has_row;
        assert_fine(db_query_text(db, a->w->arena, text_format(a->w->arena, "select * from %s", tables[i]), NULL, 0, &rows));
        for (assert_fine(rows_next(rows, &has_row)); has_row; assert_fine(rows_next(rows, &has_row)))
            for (int c = 0; c < rows_columns(rows); c++)
                if (rows_value(rows, c).kind == VALUE_TEXT) buffer_put(&out, rows_value(rows, c).text), buffer_put_char(&out, '\n');
        rows_end(rows);
    }
    store_return(db);
    return buffer_text(&out);
}

static void assert_no_canary(Asked *a) {
    if (text_contains_ignoring_case(everything(a), S("canary"))) fail_msg("a canary is public: %.*s", TEXT_ARG(everything(a)));
}

/* ---- The draft ---- */

static void R44_R46_the_draft_goes_out_as_it_stood_without_notes(void **state) {
    Asked a = asked(state, CONSULTED_EVERYBODY);
    comment(&a, "CANARYCOMMENT that nobody has published yet", 0);
    assert_int_equal(OUTSIDE(a, "select count(*) from published_consultation"), 0);
    DO(&a, consultation_publish_draft(tx, &a.round));
    assert_int_equal(publication(&a).state, CONSULTATION_OUT);
    Text all = everything(&a);
    assert_has(all, "Share campaigns");
    assert_has(all, "Funded by the grant");
    assert_has(all, "March 2026");
    assert_no_canary(&a);
    a.action.objective = S("Share more campaigns"); /* a later change of the plan is not in it, until it is published again */
    change(&a, &plan_action_record, &a.action);
    DO(&a, consultation_publication_follow(tx, a.round.id));
    assert_false(text_contains(everything(&a), S("Share more campaigns")));
    DO(&a, consultation_publish_draft(tx, &a.round));
    assert_has(everything(&a), "Share more campaigns");
    asked_end(&a);
}

static void R46_a_round_of_members_publishes_no_draft(void **state) {
    Asked a = asked(state, CONSULTED_MEMBERS);
    Tx *tx = begin(a.w);
    assert_error(consultation_publish_draft(tx, &a.round), ERROR_INPUT);
    tx_end(tx);
    asked_end(&a);
}

static void R46_nothing_goes_out_of_a_body_that_is_not_public(void **state) {
    Asked a = asked(state, CONSULTED_EVERYBODY);
    DO(&a, consultation_publish_draft(tx, &a.round));
    a.body.is_public = false;
    change(&a, &body_record, &a.body);
    DO(&a, consultation_publication_follow(tx, a.round.id)); /* what is out is taken away */
    assert_int_equal(publication(&a).state, CONSULTATION_HELD_BACK);
    assert_has(publication(&a).held_back, "not shown on the public site");
    assert_int_equal(OUTSIDE(a, "select count(*) from published_draft_line"), 0);
    Tx *tx = begin(a.w);
    assert_error(consultation_publish_draft(tx, &a.round), ERROR_INPUT);
    tx_end(tx);
    asked_end(&a);
}

static void R46_the_rounds_of_a_body_that_is_not_public_any_more_are_withdrawn(void **state) {
    Asked a = asked(state, CONSULTED_EVERYBODY);
    DO(&a, consultation_publish_draft(tx, &a.round));
    a.body.is_public = false;
    change(&a, &body_record, &a.body);
    assert_fine(publish_partnership(&a.valve, a.w->arena, (Actor){0, S("Clerk")}));
    assert_int_equal(publication(&a).state, CONSULTATION_ASKED);
    assert_fine(consultation_bring(&a.valve, a.w->arena, a.round.id));
    assert_int_equal(publication(&a).state, CONSULTATION_TAKEN_BACK);
    assert_int_equal(OUTSIDE(a, "select count(*) from published_draft_line"), 0);
    assert_has(everything(&a), "no longer shows the body");
    assert_false(text_contains(everything(&a), S("Agreement 2025/26")));
    assert_false(text_contains(everything(&a), S("Comments on the draft")));
    asked_end(&a);
}

static void R46_a_round_withdrawn_before_its_body_became_private_names_no_plan(void **state) {
    Asked a = asked(state, CONSULTED_EVERYBODY);
    DO(&a, consultation_publish_draft(tx, &a.round));
    DO(&a, consultation_withdraw(tx, &a.round, S("A mistake")));
    assert_has(everything(&a), "Agreement 2025/26");
    a.body.is_public = false;
    change(&a, &body_record, &a.body);
    assert_fine(publish_partnership(&a.valve, a.w->arena, (Actor){0, S("Clerk")}));
    assert_has(everything(&a), "A mistake");
    assert_false(text_contains(everything(&a), S("Agreement 2025/26")));
    assert_false(text_contains(everything(&a), S("Comments on the draft")));
    asked_end(&a);
}

static void R44_links_go_out_as_hashes_and_are_taken_back(void **state) {
    Asked a = asked(state, CONSULTED_INVITED);
    Text token = {0};
    DO(&a, consultation_publish_draft(tx, &a.round));
    assert_int_equal(OUTSIDE(a, "select count(*) from published_comment_link"), 0);
    DO(&a, invitation_link_make(tx, &a.invitation, &token));
    assert_int_equal(OUTSIDE(a, "select count(*) from published_comment_link"), 1);
    assert_false(text_contains(everything(&a), token));
    assert_has(everything(&a), text_string(a.w->arena, a.invitation.token_hash));
    assert_no_canary(&a);
    a.invitation.is_taken_back = true;
    change(&a, &invitation_to_comment_record, &a.invitation);
    DO(&a, consultation_publication_follow(tx, a.round.id));
    assert_int_equal(OUTSIDE(a, "select count(*) from published_comment_link"), 0);
    asked_end(&a);
}

static void R44_words_of_a_note_in_the_introduction_hold_it_back(void **state) {
    Asked a = asked(state, CONSULTED_EVERYBODY);
    DO(&a, consultation_publish_draft(tx, &a.round));
    a.round.introduction = S("Read of the canarynote here.");
    change(&a, &consultation_record, &a.round);
    DO(&a, consultation_publication_follow(tx, a.round.id));
    assert_int_equal(publication(&a).state, CONSULTATION_HELD_BACK);
    assert_has(publication(&a).held_back, "note of the office");
    assert_int_equal(OUTSIDE(a, "select count(*) from published_draft_line"), 0); /* what stood there is taken away */
    assert_int_equal(OUTSIDE(a, "select is_withdrawn from published_consultation"), 1);
    assert_no_canary(&a);
    asked_end(&a);
}

static void R44_a_tombstone_does_not_keep_a_title_that_may_not_be_public_any_more(void **state) {
    Asked a = asked(state, CONSULTED_EVERYBODY);
    DO(&a, consultation_publish_draft(tx, &a.round));
    put(&a, &watch_phrase_record, &(WatchPhrase){.phrase = S("comments on the draft")});
    DO(&a, consultation_publication_follow(tx, a.round.id)); /* held back: what stood there goes */
    assert_int_equal(OUTSIDE(a, "select is_withdrawn from published_consultation"), 1);
    assert_false(text_contains(everything(&a), S("Comments on the draft")));
    assert_has(everything(&a), "A consultation that was withdrawn");
    assert_has(everything(&a), "Agreement 2025/26");
    asked_end(&a);
}

static void R44_a_long_note_that_stands_in_the_draft_holds_it_back(void **state) {
    Asked a = asked(state, CONSULTED_EVERYBODY);
    a.action.note = S("The county refuses money because sergeants distrust the charity that runs campaigns near the harbour school");
    a.action.steps = S("Begin. Sergeants distrust the charity that runs campaigns near the harbour school. End.");
    change(&a, &plan_action_record, &a.action);
    DO(&a, consultation_publish_draft(tx, &a.round));
    assert_int_equal(publication(&a).state, CONSULTATION_HELD_BACK);
    assert_int_equal(OUTSIDE(a, "select count(*) from published_draft_line"), 0);
    asked_end(&a);
}

static void R46_draft_and_links_leave_the_public_side_with_the_last_day(void **state) {
    Asked a = asked(state, CONSULTED_INVITED);
    Text token;
    ConsultationPublication p;
    DO(&a, consultation_publish_draft(tx, &a.round));
    DO(&a, invitation_link_make(tx, &a.invitation, &token));
    assert_fine(consultation_keep_house(&a.valve, a.w->arena));
    assert_int_equal(publication(&a).state, CONSULTATION_OUT); /* nothing is due */
    a.round.closes = date_of(2025, 8, 8);
    change(&a, &consultation_record, &a.round);
    p = publication(&a);
    moment_of_london(date_of(2025, 8, 8), time_of(12, 0), &p.changed_at); /* brought last while it was open */
    change(&a, &consultation_publication_record, &p);
    assert_fine(consultation_keep_house(&a.valve, a.w->arena));
    assert_int_equal(publication(&a).state, CONSULTATION_ASKED);
    assert_fine(consultation_bring(&a.valve, a.w->arena, a.round.id));
    assert_int_equal(OUTSIDE(a, "select count(*) from published_draft_line"), 0);
    assert_int_equal(OUTSIDE(a, "select count(*) from published_comment_link"), 0);
    assert_false(text_contains(everything(&a), S("Share campaigns")));
    assert_fine(consultation_keep_house(&a.valve, a.w->arena));
    assert_int_equal(publication(&a).state, CONSULTATION_OUT);
    a.round.opens = date_of(2999, 7, 1); /* and long before the first day only the links are there */
    a.round.closes = (Date){0};
    change(&a, &consultation_record, &a.round);
    DO(&a, consultation_publication_follow(tx, a.round.id));
    assert_int_equal(OUTSIDE(a, "select count(*) from published_draft_line"), 0);
    assert_int_equal(OUTSIDE(a, "select count(*) from published_comment_link"), 1);
    asked_end(&a);
}

#define ENVELOPE "00112233445566778899aabbccddeeff"

/* As the public side posts it. */
static void put_letter(Asked *a, const char *kind, const char *json) {
    Tx *tx = NULL;
    assert_fine(tx_begin(a->valve.letterbox, a->w->arena, (Actor){0}, S(""), &tx));
    Value values[] = {value_text(text_of(kind)), value_text(text_of(json)), value_integer(tx_moment(tx).us)};
    assert_fine(tx_execute_text(tx, S("insert into letter (kind, body, received_at) values ($1, $2, $3)"), values, 3, NULL));
    assert_fine(tx_commit(tx));
    tx_end(tx);
}

/* ---- The summary ---- */

static void close_with(Asked *a, const char *summary) {
    a->round.closes = date_of(2025, 8, 8);
    a->round.summary = text_of(summary);
    change(a, &consultation_record, &a->round);
}

static void R44_the_summary_counts_all_and_names_nobody(void **state) {
    Asked a = asked(state, CONSULTED_INVITED);
    comment(&a, "Name the schools", ANSWER_ACCEPTED);
    PlanComment named = comment(&a, "Begin in May", ANSWER_NOTED),
                hidden = comment(&a, "CANARYRUDE words about a whole family", ANSWER_NOTED);
    named.is_named = true;
    change(&a, &plan_comment_record, &named);
    hidden.is_left_out = true;
    change(&a, &plan_comment_record, &hidden);
    close_with(&a, "It is clearer now.");
    DO(&a, consultation_publish_summary(tx, &a.round));
    assert_int_equal(publication(&a).state, CONSULTATION_OUT);
    assert_int_equal(OUTSIDE(a, "select comments from published_consultation"), 3);
    assert_int_equal(OUTSIDE(a, "select left_out from published_consultation"), 1);
    assert_int_equal(OUTSIDE(a, "select count(*) from published_comment"), 2);
    assert_int_equal(OUTSIDE(a, "select count(*) from published_comment where writer = 'Youth Club'"), 1);
    assert_int_equal(OUTSIDE(a, "select count(*) from published_comment where writer = 'Somebody who was invited'"), 1);
    assert_no_canary(&a);
    DO(&a, consultation_withdraw(tx, &a.round, S("It has to be looked at again.")));
    assert_int_equal(publication(&a).state, CONSULTATION_TAKEN_BACK);
    assert_int_equal(OUTSIDE(a, "select count(*) from published_comment"), 0);
    assert_has(everything(&a), "It has to be looked at again.");
    assert_int_equal(OUTSIDE(a, "select count(*) from published_consultation where is_withdrawn = 1 and has_summary = 1"), 1);
    assert_false(text_contains(everything(&a), S("It is clearer now")));
    asked_end(&a);
}

static void R44_letters_that_wait_are_collected_before_the_summary_goes_out(void **state) {
    Asked a = asked(state, CONSULTED_EVERYBODY);
    PlanComment late;
    comment(&a, "Name the schools", ANSWER_ACCEPTED);
    close_with(&a, "It is clearer now.");
    put_letter(&a, "consultation", "{\"envelope\":\"" ENVELOPE "\",\"consultation\":1,\"comments\":[{\"text\":\"Sent in time\"}]}");
    DO(&a, consultation_publish_summary(tx, &a.round));
    assert_int_equal(publication(&a).state, CONSULTATION_HELD_BACK);
    assert_has(publication(&a).held_back, "Answer it");
    assert_int_equal(OUTSIDE(a, "select count(*) from published_consultation"), 0);
    Db *db;
    assert_fine(store_borrow(a.w->office, a.w->arena, &db));
    assert_fine(record_get(db, a.w->arena, &plan_comment_record, 2, &late));
    store_return(db);
    late.outcome = ANSWER_NOTED;
    late.answer = S("Thank you");
    DO(&a, comment_answer(tx, &late));
    assert_int_equal(publication(&a).state, CONSULTATION_OUT);
    assert_int_equal(OUTSIDE(a, "select comments from published_consultation"), 2);
    /* What comes later still does not take the summary away. */
    put_letter(&a, "consultation", "{\"envelope\":\"" ENVELOPE "\",\"consultation\":1,\"comments\":[{\"text\":\"Later\"}]}");
    DO(&a, consultation_publication_follow(tx, a.round.id));
    assert_int_equal(publication(&a).state, CONSULTATION_OUT);
    asked_end(&a);
}

/* Closed and summed up at once, before the job of closing ran: the form is off first, so that nothing can come after the collecting; and what cannot be
 * taken out of the letterbox, here without the key, keeps the summary waiting. */
static void R44_a_letter_that_stays_in_the_letterbox_keeps_the_summary_waiting(void **state) {
    Asked a = asked(state, CONSULTED_EVERYBODY);
    const char *away = text_string(a.w->arena, text_format(a.w->arena, "%s.away", a.w->key_path));
    DO(&a, consultation_publish_draft(tx, &a.round));
    assert_int_equal(OUTSIDE(a, "select count(*) from published_draft_line"), 2);
    a.round.summary = S("It is clearer now.");
    change(&a, &consultation_record, &a.round);
    put_letter(&a, "consultation", "{\"envelope\":\"" ENVELOPE "\",\"consultation\":1,\"comments\":[{\"text\":\"Sent in time\"}]}");
    Tx *tx = begin(a.w);
    assert_fine(consultation_close(tx, &a.round));
    assert_fine(consultation_publish_summary(tx, &a.round));
    commit(tx);
    seal_at(a.w->office, away);
    assert_error(consultation_bring(&a.valve, a.w->arena, a.round.id), ERROR_BUSY);
    assert_int_equal(OUTSIDE(a, "select count(*) from published_consultation where has_summary = 1"), 0);
    assert_int_equal(OUTSIDE(a, "select count(*) from published_draft_line"), 0);
    assert_int_equal(OUTSIDE(a, "select count(*) from published_consultation where last_day is not null"), 1);
    assert_int_equal(publication(&a).state, CONSULTATION_ASKED);
    seal_at(a.w->office, a.w->key_path);
    assert_fine(consultation_bring(&a.valve, a.w->arena, a.round.id));
    assert_has(publication(&a).held_back, "Answer it");
    assert_int_equal(OUTSIDE(a, "select count(*) from published_consultation where has_summary = 1"), 0);
    asked_end(&a);
}

static void R46_a_summary_that_waits_for_answers_does_not_keep_the_draft_outside(void **state) {
    Asked a = asked(state, CONSULTED_EVERYBODY);
    DO(&a, consultation_publish_draft(tx, &a.round));
    assert_int_equal(OUTSIDE(a, "select count(*) from published_draft_line"), 2);
    close_with(&a, "It is clearer now.");
    put_letter(&a, "consultation", "{\"envelope\":\"" ENVELOPE "\",\"consultation\":1,\"comments\":[{\"text\":\"Sent in time\"}]}");
    DO(&a, consultation_publish_summary(tx, &a.round));
    assert_int_equal(publication(&a).state, CONSULTATION_HELD_BACK);
    assert_has(publication(&a).held_back, "Answer it");
    assert_int_equal(OUTSIDE(a, "select count(*) from published_draft_line"), 0);
    assert_int_equal(OUTSIDE(a, "select count(*) from published_consultation where has_summary = 0 and is_withdrawn = 0"), 1);
    asked_end(&a);
}

static void R44_R46_the_summary_calls_actions_as_the_public_draft_did(void **state) {
    Asked a = asked(state, CONSULTED_INVITED);
    comment(&a, "Name the schools", ANSWER_ACCEPTED);
    DO(&a, consultation_publish_draft(tx, &a.round));
    a.action.objective = S("CANARYOBJECTIVE of later");
    change(&a, &plan_action_record, &a.action);
    close_with(&a, "It is clearer now.");
    DO(&a, consultation_publish_summary(tx, &a.round));
    assert_int_equal(OUTSIDE(a, "select count(*) from published_comment where about = '3.1 Share campaigns'"), 1);
    assert_no_canary(&a);
    DO(&a, consultation_withdraw(tx, &a.round, S("A mistake"))); /* and where no draft was public the number alone */
    DO(&a, consultation_publish_summary(tx, &a.round));
    assert_int_equal(OUTSIDE(a, "select count(*) from published_comment where about = 'Action 3.1'"), 1);
    assert_no_canary(&a);
    asked_end(&a);
}

static void R44_the_name_of_a_writer_in_an_answer_holds_it_back(void **state) {
    Asked a = asked(state, CONSULTED_INVITED);
    PlanComment c = comment(&a, "Name the schools", ANSWER_ACCEPTED);
    c.answer = S("Thank you, Canaryname Quagmire");
    change(&a, &plan_comment_record, &c);
    close_with(&a, "It is clearer now.");
    DO(&a, consultation_publish_summary(tx, &a.round));
    assert_int_equal(publication(&a).state, CONSULTATION_HELD_BACK);
    assert_int_equal(OUTSIDE(a, "select count(*) from published_consultation"), 0);
    asked_end(&a);
}

/* ---- What comes in ---- */

static int64_t collect(Asked *a, const char *json) {
    Tx *tx = NULL;
    int64_t count;
    assert_fine(tx_begin(a->valve.letterbox, a->w->arena, (Actor){0}, S(""), &tx));
    Moment now = tx_moment(tx);
    Value values[] = {value_text(text_of(json)), value_integer(now.us)};
    assert_fine(tx_execute_text(tx, S("insert into letter (kind, body, received_at) values ('consultation', $1, $2)"), values, 2, NULL));
    assert_fine(tx_commit(tx));
    tx_end(tx);
    assert_fine(letterbox_collect(&a->valve, a->w->arena, &count));
    assert_int_equal(number_of(a->w, a->valve.letterbox, "select count(*) from letter"), 0);
    return count;
}

static void R44_a_letter_by_link_is_kept_once_with_the_invited_name(void **state) {
    Asked a = asked(state, CONSULTED_INVITED);
    Text token;
    PlanComment kept;
    Db *db;
    DO(&a, consultation_publish_draft(tx, &a.round));
    DO(&a, invitation_link_make(tx, &a.invitation, &token));
    const char *letter = text_string(a.w->arena,
        text_format(a.w->arena,
            "{\"envelope\":\"" ENVELOPE "\",\"link\":\"%.*s\",\"name\":\"Somebody else\",\"comments\":[{\"action\":1,\"text\":\"One\"},"
            "{\"action\":0,\"text\":\"Two\"},{\"action\":999,\"text\":\"Three\"},{\"action\":1,\"text\":\" \"}]}",
            TEXT_ARG(a.invitation.token_hash)));
    assert_int_equal(collect(&a, letter), 3); /* on an action that is not there: kept as on the whole plan */
    assert_int_equal(collect(&a, letter), 0); /* sent twice */
    assert_fine(store_borrow(a.w->office, a.w->arena, &db));
    assert_fine(record_get(db, a.w->arena, &plan_comment_record, 1, &kept));
    store_return(db);
    assert_text(kept.text, "One");
    assert_text(kept.name, "Canaryname Quagmire"); /* the invitation's, whatever the letter says */
    assert_int_equal(kept.source, COMMENT_INVITED);
    assert_int_equal(
        number_of(a.w, a.w->office, "select count(*) from journal where record = 'plan_comment' and state like '%Canaryname%'"), 0);
    a.invitation.is_taken_back = true;
    change(&a, &invitation_to_comment_record, &a.invitation);
    letter = text_string(a.w->arena, text_format(a.w->arena,
                                         "{\"envelope\":\"ff112233445566778899aabbccddeeff\",\"link\":\"%.*s\",\"comments\":"
                                         "[{\"action\":0,\"text\":\"Four\"}]}",
                                         TEXT_ARG(a.invitation.token_hash)));
    assert_int_equal(collect(&a, letter), 0);
    asked_end(&a);
}

static void R44_letters_of_anybody_count_where_the_round_is_for_everybody(void **state) {
    Asked a = asked(state, CONSULTED_INVITED);
    const char *letter = "{\"envelope\":\"" ENVELOPE
                         "\",\"link\":\"\",\"consultation\":1,\"name\":\"A Reader\",\"comments\":[{\"action\":1,\"text\":\"One\"}]}";
    assert_int_equal(collect(&a, letter), 0);
    assert_int_equal(collect(&a, "no letter at all"), 0);
    assert_int_equal(collect(&a, "{\"envelope\":\"short\",\"consultation\":1,\"comments\":[{\"text\":\"x\"}]}"), 0);
    a.round.who = CONSULTED_EVERYBODY;
    change(&a, &consultation_record, &a.round);
    assert_int_equal(collect(&a, letter), 1);
    assert_int_equal(number_of(a.w, a.w->office, "select count(*) from plan_comment where source = 'public' and name = 'A Reader'"), 1);
    asked_end(&a);
}

static void R44_a_letter_by_a_link_that_was_renewed_meanwhile_is_kept(void **state) {
    Asked a = asked(state, CONSULTED_INVITED);
    assert_int_equal(collect(&a, "{\"envelope\":\"" ENVELOPE "\",\"link\":\"0ld\",\"invitation\":1,\"comments\":[{\"text\":\"One\"}]}"), 1);
    assert_int_equal(number_of(a.w, a.w->office, "select count(*) from plan_comment where source = 'invited' and invitation = 1"), 1);
    asked_end(&a);
}

static void R44_what_belongs_to_no_round_waits_for_a_person(void **state) {
    Asked a = asked(state, CONSULTED_INVITED);
    const char *letter =
        "{\"envelope\":\"" ENVELOPE "\",\"link\":\"0ld\",\"invitation\":1,\"comments\":[{\"text\":\"One\"},{\"text\":\"Two\"}]}";
    a.invitation.is_taken_back = true;
    change(&a, &invitation_to_comment_record, &a.invitation);
    collect(&a, letter);
    collect(&a, letter);
    assert_int_equal(number_of(a.w, a.w->office, "select count(*) from plan_comment"), 0);
    assert_int_equal(number_of(a.w, a.w->office, "select count(*) from letter where state = 'new'"), 1);
    Letter kept;
    Db *db;
    assert_fine(store_borrow(a.w->office, a.w->arena, &db));
    assert_fine(record_get(db, a.w->arena, &letter_record, 1, &kept));
    store_return(db);
    assert_text(kept.comment, "One\n\nTwo");
    /* Sealed in its row, and not in the journal: whoever deletes the letter deletes the words. */
    assert_int_equal(number_of(a.w, a.w->office, "select count(*) from letter where text = '' and comment like 'sealed:%'"), 1);
    assert_int_equal(number_of(a.w, a.w->office, "select count(*) from journal where record = 'letter' and state like '%comment%'"), 0);
    asked_end(&a);
}

static void R44_without_the_key_comments_wait_and_other_letters_do_not(void **state) {
    Asked a = asked(state, CONSULTED_EVERYBODY);
    int64_t count;
    const char *away = text_string(a.w->arena, text_format(a.w->arena, "%s.away", a.w->key_path));
    put_letter(&a, "consultation", "{\"envelope\":\"" ENVELOPE "\",\"consultation\":1,\"comments\":[{\"text\":\"One\"}]}");
    put_letter(&a, "question", "{\"envelope\":\"" ENVELOPE "\",\"kind\":\"question\",\"text\":\"When do you meet?\"}");
    seal_at(a.w->office, away);
    assert_fine(letterbox_collect(&a.valve, a.w->arena, &count));
    assert_int_equal(number_of(a.w, a.w->office, "select count(*) from letter"), 1);
    assert_int_equal(number_of(a.w, a.valve.letterbox, "select count(*) from letter where kind = 'consultation'"), 1);
    assert_int_equal(number_of(a.w, a.valve.letterbox, "select count(*) from letter"), 1);
    seal_at(a.w->office, a.w->key_path);
    assert_fine(letterbox_collect(&a.valve, a.w->arena, &count));
    assert_int_equal(number_of(a.w, a.w->office, "select count(*) from plan_comment"), 1);
    assert_int_equal(number_of(a.w, a.valve.letterbox, "select count(*) from letter"), 0);
    asked_end(&a);
}

static void R44_words_that_look_sealed_stop_no_letter(void **state) {
    Asked a = asked(state, CONSULTED_EVERYBODY);
    assert_int_equal(collect(&a, "{\"envelope\":\"" ENVELOPE "\",\"consultation\":1,\"comments\":[{\"text\":\"sealed:1:1:abc\"},"
                                 "{\"text\":\"This text is sealed, and its key is not here.\"},{\"text\":\"Two\"}]}"),
        3);
    PlanComment kept;
    Db *db;
    assert_fine(store_borrow(a.w->office, a.w->arena, &db));
    assert_fine(record_get(db, a.w->arena, &plan_comment_record, 1, &kept));
    store_return(db);
    assert_text(kept.text, " sealed:1:1:abc");
    asked_end(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(R44_R46_the_draft_goes_out_as_it_stood_without_notes),
        TEST(R46_a_round_of_members_publishes_no_draft),
        TEST(R46_nothing_goes_out_of_a_body_that_is_not_public),
        TEST(R46_the_rounds_of_a_body_that_is_not_public_any_more_are_withdrawn),
        TEST(R46_a_round_withdrawn_before_its_body_became_private_names_no_plan),
        TEST(R44_links_go_out_as_hashes_and_are_taken_back),
        TEST(R44_words_of_a_note_in_the_introduction_hold_it_back),
        TEST(R44_a_tombstone_does_not_keep_a_title_that_may_not_be_public_any_more),
        TEST(R44_a_long_note_that_stands_in_the_draft_holds_it_back),
        TEST(R46_draft_and_links_leave_the_public_side_with_the_last_day),
        TEST(R44_the_summary_counts_all_and_names_nobody),
        TEST(R44_letters_that_wait_are_collected_before_the_summary_goes_out),
        TEST(R44_a_letter_that_stays_in_the_letterbox_keeps_the_summary_waiting),
        TEST(R46_a_summary_that_waits_for_answers_does_not_keep_the_draft_outside),
        TEST(R44_R46_the_summary_calls_actions_as_the_public_draft_did),
        TEST(R44_the_name_of_a_writer_in_an_answer_holds_it_back),
        TEST(R44_a_letter_by_link_is_kept_once_with_the_invited_name),
        TEST(R44_letters_of_anybody_count_where_the_round_is_for_everybody),
        TEST(R44_a_letter_by_a_link_that_was_renewed_meanwhile_is_kept),
        TEST(R44_what_belongs_to_no_round_waits_for_a_person),
        TEST(R44_without_the_key_comments_wait_and_other_letters_do_not),
        TEST(R44_words_that_look_sealed_stop_no_letter),
    };
    return RUN("consultation through the valve", tests);
}
