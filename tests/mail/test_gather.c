/* Who is told what, and once: notices are made of what differs from what was told, at moments that the test chooses. */
#include "mail/pages.h"
#include "minutes/body.h"
#include "plan/plan.h"

static Moment at(int year, int month, int day) {
    Moment m;
    assert_int_equal(moment_of_london(date_of(year, month, day), time_of(9, 0), &m), CLOCK_FINE);
    return m;
}

static int64_t gather(Room *r, Moment now) {
    int64_t made;
    assert_fine(mail_gather(r->w->office, r->w->arena, now, &made));
    return made;
}

static int64_t count(Room *r, const char *sql) {
    return number_of(r->w, r->w->office, sql);
}

/* Somebody has an address, and no account. */
static void reachable(Room *r, PersonId id, const char *email) {
    Person p;
    fetch(r->w, &person_record, id.n, &p);
    p.email = text_of(email);
    Tx *tx = begin(r->w);
    assert_fine(record_update(tx, &person_record, &p));
    commit(tx);
}

static AccountId account_put(Room *r, const char *email, Access roles, PersonId person) {
    Account a = {.email = text_of(email), .name = text_of(email), .roles = roles, .person = person.n, .password_set_at = at(2025, 1, 1)};
    put(r->w, &account_record, &a);
    return a.id;
}

static void nobody_is_told_of_what_was_there_before(void **state) {
    Room r = room_of(state);
    reachable(&r, r.person[POLICE], "police@example.org");
    assert_int_equal(gather(&r, at(2025, 6, 1)), 0);
    assert_int_equal(gather(&r, at(2025, 6, 1)), 0);
}

static void a_meeting_that_moves_is_told_once_to_those_who_sit_there(void **state) {
    Room r = room_of(state);
    reachable(&r, r.person[POLICE], "police@example.org");
    reachable(&r, r.substitute, "substitute@example.org");
    reachable(&r, r.stranger, "stranger@example.org");
    account_put(&r, "fire@example.org", MEMBER, r.person[FIRE]);
    gather(&r, at(2025, 6, 1));
    Meeting m;
    fetch(r.w, &meeting_record, r.meeting.id.n, &m);
    m.day = date_of(2025, 7, 30);
    Tx *tx = begin(r.w);
    assert_fine(record_update(tx, &meeting_record, &m));
    commit(tx);
    assert_int_equal(gather(&r, at(2025, 6, 2)), 3); /* police, their substitute, fire; not somebody of no seat */
    assert_int_equal(gather(&r, at(2025, 6, 2)), 0);
    assert_int_equal(count(&r, "select count(*) from mail_notice where kind = 'moved' and is_at_once = 1"), 3);
}

static void a_meeting_of_the_past_is_put_right_quietly(void **state) {
    Room r = room_of(state);
    reachable(&r, r.person[POLICE], "police@example.org");
    gather(&r, at(2025, 8, 1));
    Meeting m;
    fetch(r.w, &meeting_record, r.meeting.id.n, &m);
    m.starts = time_of(10, 0);
    Tx *tx = begin(r.w);
    assert_fine(record_update(tx, &meeting_record, &m));
    commit(tx);
    assert_int_equal(gather(&r, at(2025, 8, 1)), 0);
}

static int64_t action_of_police(Room *r, const char *due) {
    assert_done(as_clerk(r, action_new_save, item_of(r, "B1"), 0,
                    words(r, "seat=%" PRId64 "&text=Write&due_kind=day&due=%s", r->seat[POLICE].n, due)),
        "/office/meetings/1/minutes?notice=action-made#item-");
    assert_done(as_clerk(r, meeting_held_do, 1, 0, ""), "/office");
    assert_done(as_clerk(r, declarations_nil_do, 1, 0, "nil=yes"), "/office/meetings/1/minutes");
    assert_done(as_clerk(r, minute_edit_save, item_of(r, "D1"), 0, "text=Said&public_summary=A review was discussed."), "/office/items/");
    return count(r, "select max(id) from action");
}

static void R10_whoever_does_an_action_is_reminded_before_and_after_its_day(void **state) {
    Room r = begun(state);
    reachable(&r, r.person[POLICE], "police@example.org");
    reachable(&r, r.person[FIRE], "fire@example.org");
    action_of_police(&r, "12 August 2025");
    gather(&r, at(2025, 7, 24));
    assert_int_equal(gather(&r, at(2025, 8, 8)), 0); /* its minutes were not checked: nobody was told of it yet */
    assert_done(as_clerk(&r, minutes_state_do, 1, 0, "act=check"), "/office/meetings/1/minutes");
    const char *of_actions = "select count(*) from mail_notice where kind like 'action%'";
    gather(&r, at(2025, 8, 4));
    assert_int_equal(count(&r, of_actions), 0); /* eight days before */
    gather(&r, at(2025, 8, 5));
    gather(&r, at(2025, 8, 6));
    assert_int_equal(count(&r, of_actions), 1);
    gather(&r, at(2025, 8, 13));
    gather(&r, at(2025, 8, 20));
    assert_int_equal(count(&r, of_actions), 2); /* late */
    gather(&r, at(2025, 9, 1));
    assert_int_equal(count(&r, of_actions), 3); /* and once a month */
    assert_done(as_clerk(&r, action_close_save, 1, 0,
                    words(&r, "version=%" PRId64 "&closed_how=done&closed_reason=Sent", count(&r, "select version from action"))),
        "/office/actions/");
    gather(&r, at(2025, 10, 1));
    assert_int_equal(count(&r, of_actions), 3);
}

/* A plan with an action that the police lead, and a call for updates of it to the end of July. */
static PlanAction called_for(Room *r) {
    Agreement year = {.body = r->body.id, .title = S("Agreement"), .starts = date_of(2025, 4, 1), .state = AGREEMENT_DRAFT};
    put(r->w, &agreement_record, &year);
    PlanSection section = {.agreement = year.id, .number = 1, .title = S("Roads"), .is_shared = true};
    put(r->w, &plan_section_record, &section);
    PlanAction action = {.agreement = year.id,
        .section = section.id,
        .number = 1,
        .objective = S("Share campaigns of the secret kind"),
        .steps = S("Do"),
        .due = date_of(2026, 3, 31),
        .state = PLAN_ON_TRACK};
    put(r->w, &plan_action_record, &action);
    put(r->w, &plan_lead_record, &(PlanLead){.action = action.id, .organisation = r->organisation[POLICE], .role = LEAD_CONTRIBUTES});
    PlanCall call = {
        .agreement = year.id, .quarter_ends = date_of(2025, 6, 30), .due = date_of(2025, 7, 31), .words = S("Words of the clerk")};
    put(r->w, &plan_call_record, &call);
    return action;
}

static Text composed(Room *r, Moment now, Composed *what) {
    int64_t made;
    MailMessage message;
    MailSettings settings = {.office_address = S("https://office.example.org"), .site_address = S("https://example.org")};
    assert_fine(mail_queue(r->w->office, r->w->arena, now, true, &made));
    assert_int_equal(made, 1);
    Tx *tx = begin(r->w);
    assert_fine(mail_compose(tx, &settings, (MailMessageId){count(r, "select max(id) from mail_message")}, &message, what));
    commit(tx);
    return mail_plain(r->w->arena, &message);
}

static void R45_a_call_is_told_when_it_opens_before_it_is_due_and_once_when_it_is_late(void **state) {
    Room r = room_of(state);
    const char *all = "select count(*) from mail_notice where kind like 'call%'";
    Composed what;
    account_put(&r, "police@example.org", MEMBER, r.person[POLICE]);
    account_put(&r, "fire@example.org", MEMBER, r.person[FIRE]);
    reachable(&r, r.substitute, "substitute@example.org"); /* of the police too, without an account */
    PlanAction action = called_for(&r);
    gather(&r, at(2025, 7, 2));
    gather(&r, at(2025, 7, 3));
    assert_int_equal(count(&r, all), 1);
    Text mail = composed(&r, at(2025, 7, 3), &what);
    assert_int_equal(what, COMPOSED);
    assert_true(text_contains(mail, S("Updates of the action plan for the quarter to 30 June 2025")));
    assert_true(text_contains(mail, S("https://office.example.org/office/plan/years/1/updates")));
    assert_false(text_contains(mail, S("secret")));
    assert_false(text_contains(mail, S("Words of the clerk")));
    gather(&r, at(2025, 7, 23)); /* eight days before: the setting says seven */
    assert_int_equal(count(&r, all), 1);
    gather(&r, at(2025, 7, 24));
    gather(&r, at(2025, 7, 31));
    assert_int_equal(count(&r, all), 2);
    gather(&r, at(2025, 8, 1));
    gather(&r, at(2025, 9, 15));
    assert_int_equal(count(&r, all), 3);
    /* answered after the message was queued: it says nothing any more */
    int64_t made;
    assert_fine(mail_queue(r.w->office, r.w->arena, at(2025, 9, 15), true, &made));
    put(r.w, &plan_progress_record,
        &(PlanProgress){.action = action.id, .day = date_of(2025, 7, 20), .state = PLAN_ON_TRACK, .done = S("Met")});
    MailMessage message;
    Tx *tx = begin(r.w);
    assert_fine(mail_compose(tx, &(MailSettings){0}, (MailMessageId){count(&r, "select max(id) from mail_message")}, &message, &what));
    commit(tx);
    assert_int_equal(what, COMPOSED_NOTHING);
}

static void R45_who_has_told_or_wants_no_mail_is_not_reminded(void **state) {
    Room r = room_of(state);
    AccountId account = account_put(&r, "police@example.org", MEMBER, r.person[POLICE]);
    account_put(&r, "auditor@example.org", AUDITOR, r.substitute); /* could not answer */
    put(r.w, &mail_choice_record,
        &(MailChoice){.account = account,
            .agendas = MAIL_DIGEST,
            .changes = MAIL_DIGEST,
            .minutes = MAIL_DIGEST,
            .actions = MAIL_NONE,
            .duties = MAIL_DIGEST});
    PlanAction action = called_for(&r);
    const char *all = "select count(*) from mail_notice where kind like 'call%'";
    gather(&r, at(2025, 7, 2));
    assert_int_equal(count(&r, all), 0);
    MailChoice choice;
    fetch(r.w, &mail_choice_record, 1, &choice);
    choice.actions = MAIL_AT_ONCE;
    Tx *tx = begin(r.w);
    assert_fine(record_update(tx, &mail_choice_record, &choice));
    commit(tx);
    put(r.w, &plan_progress_record,
        &(PlanProgress){.action = action.id, .day = date_of(2025, 5, 20), .state = PLAN_ON_TRACK, .done = S("In the quarter")});
    gather(&r, at(2025, 7, 24));
    assert_int_equal(count(&r, all), 0);
    tx = begin(r.w);
    PlanProgress told;
    fetch(r.w, &plan_progress_record, 1, &told);
    told.day = date_of(2025, 3, 31); /* of the quarter before */
    assert_fine(record_update(tx, &plan_progress_record, &told));
    commit(tx);
    gather(&r, at(2025, 8, 2));
    assert_int_equal(count(&r, all), 1);
    assert_int_equal(count(&r, "select count(*) from mail_notice where kind = 'call-late' and is_at_once = 1"), 1);
}

static void R07_R27_clerks_are_reminded_of_terms_that_end(void **state) {
    Room r = room_of(state);
    account_put(&r, "clerk@example.org", CLERK, (PersonId){0});
    account_put(&r, "member@example.org", MEMBER, r.person[POLICE]);
    gather(&r, at(2025, 6, 1));
    gather(&r, at(2025, 6, 2));
    int64_t terms = count(&r, "select count(*) from mail_notice where kind = 'term'");
    /* the chair's term has no end by these terms of reference; now it has */
    TermsOfReference t;
    fetch(r.w, &terms_of_reference_record, 1, &t);
    t.chair_term_months = 24;
    Tenure chair;
    fetch(r.w, &tenure_record, count(&r, "select id from tenure where office = 'chair'"), &chair);
    chair.from = date_of(2023, 7, 1);
    Tx *tx = begin(r.w);
    assert_fine(record_update(tx, &terms_of_reference_record, &t));
    assert_fine(record_update(tx, &tenure_record, &chair));
    commit(tx);
    gather(&r, at(2025, 6, 3));
    gather(&r, at(2025, 6, 4));
    assert_int_equal(count(&r, "select count(*) from mail_notice where kind = 'term'"), terms + 1);
    assert_int_equal(
        count(
            &r, "select count(*) from mail_notice n join mail_recipient p on p.id = n.recipient where n.kind = 'term' and p.account <> 1"),
        0);
}

static void R16_clerks_are_reminded_once_a_month_of_who_has_not_signed(void **state) {
    Room r = room_of(state);
    account_put(&r, "clerk@example.org", CLERK, (PersonId){0});
    const char *of_agreement = "select count(*) from mail_notice where kind = 'agreement'";
    gather(&r, at(2025, 6, 1));
    assert_int_equal(count(&r, of_agreement), 0); /* there is none to sign */
    SharingAgreement agreement = {.edition = S("2025"), .title = S("Information Sharing Agreement"), .from = date_of(2025, 1, 1)};
    put(r.w, &sharing_agreement_record, &agreement);
    gather(&r, at(2025, 6, 2));
    gather(&r, at(2025, 6, 20));
    assert_int_equal(count(&r, of_agreement), 1);
    gather(&r, at(2025, 7, 1));
    assert_int_equal(count(&r, of_agreement), 2);
    for (int i = COUNTY; i < SEATS; i++) {
        SharingSignature s = {.agreement = agreement.id,
            .organisation = r.organisation[i],
            .signed_on = date_of(2025, 7, 2),
            .has_policies = true,
            .has_retention = true,
            .has_incident_reporting = true,
            .has_loss_controls = true};
        put(r.w, &sharing_signature_record, &s);
    }
    gather(&r, at(2025, 8, 1));
    assert_int_equal(count(&r, of_agreement), 2);
}

static void a_digest_comes_once_a_day_and_not_to_those_who_left(void **state) {
    Room r = room_of(state);
    reachable(&r, r.person[POLICE], "police@example.org");
    gather(&r, at(2025, 6, 1));
    Tx *tx = begin(r.w);
    assert_fine(meeting_cancel(tx, &r.meeting, S("No business")));
    commit(tx);
    gather(&r, at(2025, 6, 2));
    int64_t made;
    assert_fine(mail_queue(r.w->office, r.w->arena, at(2025, 6, 2), true, &made));
    assert_int_equal(made, 1);
    assert_fine(mail_queue(r.w->office, r.w->arena, at(2025, 6, 2), true, &made));
    assert_int_equal(made, 0);
    reachable(&r, r.person[POLICE], "");
    meeting_put(r.w, r.body.id, date_of(2025, 11, 18));
    gather(&r, at(2025, 6, 3));
    assert_fine(mail_queue(r.w->office, r.w->arena, at(2025, 6, 3), true, &made));
    assert_int_equal(made, 0);
}

static void a_link_opens_no_action_of_a_body_that_is_not_public(void **state) {
    Room r = begun(state);
    ItemPlace place;
    Db *db;
    assert_fine(store_borrow(r.w->office, r.w->arena, &db));
    assert_fine(item_place(db, r.w->arena, (AgendaItemId){item_of(&r, "B1")}, &place));
    assert_true(action_is_open_to_link(&r.body, &place));
    Body closed = r.body;
    closed.is_public = false;
    assert_false(action_is_open_to_link(&closed, &place));
    assert_fine(item_place(db, r.w->arena, (AgendaItemId){item_of(&r, "D1")}, &place));
    assert_false(action_is_open_to_link(&r.body, &place));
    store_return(db);
}

static void a_choice_of_no_email_stops_what_waits(void **state) {
    Room r = room_of(state);
    AccountId account = account_put(&r, "police@example.org", MEMBER, r.person[POLICE]);
    gather(&r, at(2025, 6, 1));
    Tx *tx = begin(r.w);
    assert_fine(meeting_cancel(tx, &r.meeting, S("No business")));
    commit(tx);
    assert_int_equal(gather(&r, at(2025, 6, 2)), 1);
    Answer a = ask(r.w, mail_choice_save,
        (Asked){.roles = MEMBER,
            .person = r.person[POLICE].n,
            .account = account.n,
            .form = "agendas=digest&changes=none&minutes=digest&actions=digest&duties=digest"});
    assert_done(a, "/account/mail");
    assert_int_equal(count(&r, "select count(*) from mail_notice"), 0);
}

static void an_account_that_was_disabled_gets_nothing_as_a_person_either(void **state) {
    Room r = room_of(state);
    reachable(&r, r.person[POLICE], "police@example.org");
    AccountId id = account_put(&r, "police@work.example.org", MEMBER, r.person[POLICE]);
    Account account;
    fetch(r.w, &account_record, id.n, &account);
    account.is_disabled = true;
    Tx *tx = begin(r.w);
    assert_fine(record_update(tx, &account_record, &account));
    commit(tx);
    gather(&r, at(2025, 6, 1));
    tx = begin(r.w);
    assert_fine(meeting_cancel(tx, &r.meeting, S("No business")));
    commit(tx);
    assert_int_equal(gather(&r, at(2025, 6, 2)), 0);
}

static void what_waited_in_a_backup_is_for_a_person_to_decide(void **state) {
    Room r = room_of(state);
    int64_t made, held = 0;
    reachable(&r, r.person[POLICE], "police@example.org");
    gather(&r, at(2025, 6, 1));
    Meeting m;
    fetch(r.w, &meeting_record, r.meeting.id.n, &m);
    m.day = date_of(2025, 7, 30);
    Tx *tx = begin(r.w);
    assert_fine(record_update(tx, &meeting_record, &m));
    commit(tx);
    gather(&r, at(2025, 6, 2));
    assert_fine(mail_queue(r.w->office, r.w->arena, at(2025, 6, 2), true, &made));
    assert_int_equal(count(&r, "select count(*) from mail_message where state = 'waiting'"), 1);
    tx = begin(r.w);
    assert_fine(mail_restored(tx, &held));
    commit(tx);
    assert_int_equal(held, 1);
    assert_int_equal(count(&r, "select count(*) from mail_message where state = 'unsure' and answer like '%backup%'"), 1);
    tx = begin(r.w);
    assert_fine(mail_restored(tx, &held)); /* once is enough */
    tx_end(tx);
    assert_int_equal(held, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(nobody_is_told_of_what_was_there_before),
        TEST(a_meeting_that_moves_is_told_once_to_those_who_sit_there),
        TEST(a_meeting_of_the_past_is_put_right_quietly),
        TEST(R10_whoever_does_an_action_is_reminded_before_and_after_its_day),
        TEST(R45_a_call_is_told_when_it_opens_before_it_is_due_and_once_when_it_is_late),
        TEST(R45_who_has_told_or_wants_no_mail_is_not_reminded),
        TEST(R07_R27_clerks_are_reminded_of_terms_that_end),
        TEST(R16_clerks_are_reminded_once_a_month_of_who_has_not_signed),
        TEST(a_link_opens_no_action_of_a_body_that_is_not_public),
        TEST(a_choice_of_no_email_stops_what_waits),
        TEST(an_account_that_was_disabled_gets_nothing_as_a_person_either),
        TEST(what_waited_in_a_backup_is_for_a_person_to_decide),
        TEST(a_digest_comes_once_a_day_and_not_to_those_who_left),
    };
    return RUN("gather", tests);
}
