/* The pages of organisations, people, bank holidays, settings and accounts: forms, refusals, invitations. */
#include "pages_world.h"

#define AS_CLERK .roles = CLERK
#define AS_ADMINISTRATOR .roles = ADMINISTRATOR, .account = 1

/* ---- Organisations and people ---- */

static void organisations_are_added_once_and_deleted_when_unused(void **state) {
    World *w = *state;
    assert_done(ask(w, organisation_new_save, (Asked){AS_CLERK, .form = "name=Kent Police&kind=police&is_statutory=yes"}),
        "/office/organisations/1");
    assert_refused(
        ask(w, organisation_new_save, (Asked){AS_CLERK, .form = "name=kent police&kind=police"}), "name", "with this name already");
    assert_refused(ask(w, organisation_new_save, (Asked){AS_CLERK, .form = "name=Other&kind=nonsense"}), "kind", "");
    assert_refused(
        ask(w, organisation_new_save, (Asked){AS_CLERK, .form = "name=Other&kind=other&website=javascript:alert(1)"}), "website", "");
    assert_shows(ask(w, organisation_list_show, (Asked){AS_CLERK}), "Kent Police");
    Person person = {.name = S("Ann Archer"), .organisation = {1}};
    put(w, &person_record, &person);
    assert_shows(ask(w, organisation_show, (Asked){AS_CLERK, .id = 1}), "Ann Archer");
    Answer refused = ask(w, organisation_delete_ask, (Asked){AS_CLERK, .id = 1});
    assert_error(refused.error, ERROR_INPUT);
    assert_has(refused.error->sentence, "cannot be deleted");
    assert_error(ask(w, organisation_delete_do, (Asked){AS_CLERK, .id = 1, .form = "version=1"}).error, ERROR_INPUT);
    assert_done(ask(w, person_delete_do, (Asked){AS_CLERK, .id = 1, .form = "version=1"}), "/office/people");
    assert_done(ask(w, organisation_delete_do, (Asked){AS_CLERK, .id = 1, .form = "version=1"}), "/office/organisations?notice=deleted");
}

static void names_of_an_organisation_do_not_overlap(void **state) {
    World *w = *state;
    Organisation organisation = {.name = S("NHS Kent and Medway"), .kind = ORGANISATION_HEALTH};
    put(w, &organisation_record, &organisation);
    const char *first = "name=Clinical Commissioning Group&from=1 April 2020&until=30 June 2022";
    assert_done(ask(w, name_new_save, (Asked){AS_CLERK, .id = 1, .form = first}), "/office/organisations/1");
    Answer answer = ask(w, name_new_save, (Asked){AS_CLERK, .id = 1, .form = "name=Primary Care Trust&until=1 April 2020"});
    assert_refused(answer, "from", "It was called Clinical Commissioning Group on some of these days");
    assert_refused(ask(w, name_new_save, (Asked){AS_CLERK, .id = 1, .form = "name=Primary Care Trust"}), "until",
        "Enter the first day or the last day");
    assert_done(ask(w, name_new_save, (Asked){AS_CLERK, .id = 1, .form = "name=Primary Care Trust&until=31 March 2020"}),
        "/office/organisations/1");
    assert_shows(ask(w, organisation_show, (Asked){AS_CLERK, .id = 1}), "1 April 2020 to 30 June 2022");
}

static void people_are_searched_and_paged(void **state) {
    World *w = *state;
    for (int i = 0; i < 60; i++) {
        Person person = {.name = text_format(w->arena, "Person %02d", i), .post = i == 59 ? S("Head of 100% Effort") : S("Officer")};
        put(w, &person_record, &person);
    }
    Answer first = ask(w, person_list_show, (Asked){AS_CLERK});
    assert_shows(first, "60 people");
    assert_shows(first, "Person 00");
    assert_does_not_show(first, "Person 59");
    assert_shows(ask(w, person_list_show, (Asked){AS_CLERK, .query = "page=2"}), "Person 59");
    Answer found = ask(w, person_list_show, (Asked){AS_CLERK, .query = "q=HEAD OF 100%"});
    assert_shows(found, "Person 59");
    assert_does_not_show(found, "Person 00");
    assert_shows(ask(w, person_list_show, (Asked){AS_CLERK, .query = "q=_"}), "Nobody matches");
    assert_does_not_show(ask(w, person_list_show, (Asked){.roles = AUDITOR}), "Add a person");
}

static void a_person_is_changed_by_a_safety_officer(void **state) {
    World *w = *state;
    Asked officer = {.roles = SAFETY_OFFICER, .form = "name=Ann Archer&email=Ann.Archer@Example.ORG&is_named_publicly=yes"};
    assert_done(ask(w, person_new_save, officer), "/office/people/1?notice=person-made");
    Person person;
    fetch(w, &person_record, 1, &person);
    assert_text(person.email, "ann.archer@example.org");
    officer.form = "name=Another&email=ann.archer@example.org";
    assert_refused(ask(w, person_new_save, officer), "email", "Ann Archer has this email address already");
    officer.form = "name=Ann Archer"; /* no post, no address: the form sent twice */
    assert_refused(ask(w, person_new_save, officer), "name", "entered already");
    officer.id = 1, officer.form = "version=1&name=Ann Archer&email=ann.archer@example.org&post=Superintendent";
    assert_done(ask(w, person_edit_save, officer), "/office/people/1?notice=saved");
    officer.form = "version=2&name=Ann Archer&post=Superintendent&organisation=99"; /* deleted in another tab */
    Answer gone = ask(w, person_edit_save, officer);
    assert_refused(gone, "organisation", "The organisation that was chosen has been deleted meanwhile");
    assert_has(gone.body, "Superintendent");
    Tenure tenure = {.kind = TENURE_HOLDER, .person = {1}};
    Body body = {.name = S("Kent Partnership")};
    put(w, &body_record, &body);
    Seat seat = {.body = body.id, .title = S("Police seat")};
    put(w, &seat_record, &seat);
    tenure.seat = seat.id;
    put(w, &tenure_record, &tenure);
    assert_shows(ask(w, person_show, (Asked){AS_CLERK, .id = 1}), "Police seat");
    assert_error(ask(w, person_delete_ask, (Asked){AS_CLERK, .id = 1}).error, ERROR_INPUT);
}

/* ---- Bank holidays and settings ---- */

static void MTG_01_the_bank_holidays_of_a_year_are_added_once(void **state) {
    World *w = *state;
    assert_shows(ask(w, holiday_list_show, (Asked){AS_CLERK, .query = "year=2027"}), "Add the bank holidays of 2027");
    assert_done(ask(w, holiday_new_save, (Asked){AS_CLERK, .form = "day=27 December 2027&name=Christmas"}), "/office/holidays?year=2027");
    assert_done(ask(w, holiday_year_add, (Asked){AS_CLERK, .form = "year=2027"}), "/office/holidays?year=2027&notice=holidays-added");
    assert_int_equal(number_of(w, w->office, "select count(*) from holiday"), 8);
    assert_done(ask(w, holiday_year_add, (Asked){AS_CLERK, .form = "year=2027"}), "/office/holidays?year=2027");
    assert_int_equal(number_of(w, w->office, "select count(*) from holiday"), 8);
    assert_does_not_show(ask(w, holiday_list_show, (Asked){AS_CLERK, .query = "year=2027"}), "Add the bank holidays of 2027");
    assert_error(ask(w, holiday_year_add, (Asked){AS_CLERK, .form = "year=99999"}).error, ERROR_INPUT);
    assert_refused(ask(w, holiday_new_save, (Asked){AS_CLERK, .form = "day=27 December 2027&name=Again"}), "day",
        "Christmas is entered on this day already");
    assert_refused(ask(w, holiday_new_save, (Asked){AS_CLERK, .form = "day=31 February 2027&name=Again"}), "day", "");
    assert_done(ask(w, holiday_delete_do, (Asked){AS_CLERK, .id = 1, .form = "version=1"}), "/office/holidays?year=2027");
    assert_shows(ask(w, holiday_list_show, (Asked){.roles = AUDITOR, .query = "year=2027"}), "Boxing Day");
}

static void the_partnership_is_set_up_once(void **state) {
    World *w = *state;
    assert_refused(
        ask(w, settings_save, (Asked){AS_CLERK, .form = "name=Kent Partnership&area=&office_closes=25pm"}), "area", "Enter the area");
    assert_done(ask(w, settings_save, (Asked){AS_CLERK, .form = "name=Kent Partnership&area=Kent&office_closes=5pm"}),
        "/office/settings?notice=partnership-made");
    assert_done(ask(w, settings_save, (Asked){AS_CLERK, .form = "version=1&name=Kent Partnership&area=Kent County"}),
        "/office/settings?notice=saved");
    Answer late = ask(w, settings_save, (Asked){AS_CLERK, .form = "version=1&name=Kent Partnership&area=Surrey"});
    assert_int_equal(late.response.status, 409);
    assert_int_equal(number_of(w, w->office, "select count(*) from partnership"), 1);
    assert_shows(ask(w, settings_show, (Asked){AS_CLERK}), "value=\"Kent County\"");
    Answer read = ask(w, settings_show, (Asked){.roles = AUDITOR});
    assert_shows(read, "Kent County");
    assert_does_not_show(read, "<form method=\"post\" novalidate");
}

/* ---- Accounts ---- */

static Account account_put(World *w, const char *email, uint32_t roles) {
    Account account = {.email = text_of(email), .name = text_of(email), .roles = roles};
    put(w, &account_record, &account);
    return account;
}

static void an_invitation_shows_its_link_once_and_keeps_only_its_hash(void **state) {
    World *w = *state;
    Person person = {.name = S("Ann Archer"), .email = S("ann@example.org")};
    put(w, &person_record, &person);
    account_put(w, "admin@example.org", ADMINISTRATOR);
    assert_shows(ask(w, account_new_show, (Asked){AS_ADMINISTRATOR, .query = "person=1"}), "value=\"ann@example.org\"");
    Answer answer = ask(
        w, account_new_save, (Asked){AS_ADMINISTRATOR, .form = "name=Ann Archer&email=ann@example.org&roles=member&roles=chair&person=1"});
    assert_shows(answer, "https://example.org/invitation/");
    size_t at = text_find(answer.body, S("https://example.org/invitation/"), 0) + strlen("https://example.org/invitation/");
    size_t end = text_find(answer.body, S("\""), at);
    Text token = text_slice(answer.body, at, end - at);
    assert_true(token.len >= 22);
    Account account;
    fetch(w, &account_record, 2, &account);
    assert_int_equal(account.roles, MEMBER | CHAIR);
    assert_int_equal(account.person, 1);
    assert_false(account.is_disabled);
    const char *count = text_format(w->arena, "select count(*) from invitation where token_hash = '%.*s'", TEXT_ARG(token)).ptr;
    assert_int_equal(number_of(w, w->office, count), 0);
    assert_does_not_show(ask(w, account_details_show, (Asked){AS_ADMINISTRATOR, .id = 2}), token.ptr ? text_string(w->arena, token) : "");
    Db *db = NULL;
    assert_fine(store_borrow(w->office, w->arena, &db));
    assert_fine(invitation_find(db, w->arena, token, &account));
    store_return(db);
    assert_int_equal(account.id.n, 2);
    Answer again = ask(w, account_invite_do, (Asked){AS_ADMINISTRATOR, .id = 2, .form = ""});
    assert_shows(again, "https://example.org/invitation/");
    assert_does_not_show(again, text_string(w->arena, token)); /* a new one, and the old one is no more */
    assert_fine(store_borrow(w->office, w->arena, &db));
    assert_error(invitation_find(db, w->arena, token, &account), ERROR_ENDED);
    store_return(db);
}

static void an_account_is_refused_with_a_sentence(void **state) {
    World *w = *state;
    account_put(w, "admin@example.org", ADMINISTRATOR);
    assert_refused(
        ask(w, account_new_save, (Asked){AS_ADMINISTRATOR, .form = "name=A&email=ADMIN@example.org&roles=clerk"}), "email", "already");
    assert_refused(
        ask(w, account_new_save, (Asked){AS_ADMINISTRATOR, .form = "name=A&email=a@example.org"}), "roles", "Choose at least one role");
    assert_refused(ask(w, account_new_save, (Asked){AS_ADMINISTRATOR, .form = "name=A&email=a@example.org&roles=clerk&person=77"}),
        "person", "deleted meanwhile");
    assert_int_equal(number_of(w, w->office, "select count(*) from account"), 1);
    assert_int_equal(number_of(w, w->office, "select count(*) from invitation"), 0);
}

static void there_is_always_an_administrator(void **state) {
    World *w = *state;
    account_put(w, "admin@example.org", ADMINISTRATOR);
    account_put(w, "second@example.org", CLERK);
    Answer answer =
        ask(w, account_edit_save, (Asked){AS_ADMINISTRATOR, .id = 1, .form = "version=1&name=A&email=admin@example.org&roles=clerk"});
    assert_refused(answer, "roles", "the only administrator");
    assert_error(ask(w, account_disable_do, (Asked){AS_ADMINISTRATOR, .id = 1, .form = "version=1"}).error, ERROR_INPUT); /* one's own */
    assert_error(ask(w, account_disable_do, (Asked){.roles = ADMINISTRATOR, .account = 9, .id = 1, .form = "version=1"}).error,
        ERROR_INPUT); /* the only one */
    assert_done(
        ask(w, account_disable_do, (Asked){AS_ADMINISTRATOR, .id = 2, .form = "version=1"}), "/office/accounts/2?notice=account-disabled");
    assert_error(ask(w, account_invite_do, (Asked){AS_ADMINISTRATOR, .id = 2, .form = ""}).error, ERROR_INPUT);
    assert_shows(ask(w, account_list_show, (Asked){AS_ADMINISTRATOR}), "Disabled");
    assert_done(ask(w, account_enable_do, (Asked){AS_ADMINISTRATOR, .id = 2, .form = ""}), "/office/accounts/2?notice=account-enabled");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(organisations_are_added_once_and_deleted_when_unused),
        TEST(names_of_an_organisation_do_not_overlap),
        TEST(people_are_searched_and_paged),
        TEST(a_person_is_changed_by_a_safety_officer),
        TEST(MTG_01_the_bank_holidays_of_a_year_are_added_once),
        TEST(the_partnership_is_set_up_once),
        TEST(an_invitation_shows_its_link_once_and_keeps_only_its_hash),
        TEST(an_account_is_refused_with_a_sentence),
        TEST(there_is_always_an_administrator),
    };
    return RUN("pages of people", tests);
}
