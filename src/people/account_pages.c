/* Owns the pages of accounts, for administrators: who may sign in, with which roles; inviting by a one-time link; disabling. */
#include "people/account.view.h"
#include "people/pages.h"
#include "people/people.sql.h"
#include "web/second_step.h"

enum { INVITATION_DAYS = 7 };

static Error *account_of_request(Office *office, Request *request, Account *out) {
    int64_t id;
    TRY(request_id(request, 0, &id));
    return record_get(office->db, request->arena, &account_record, id, out);
}

static Text account_url(Arena *arena, AccountId id) {
    return text_format(arena, "/office/accounts/%" PRId64, id.n);
}

static Page page_below(Office *office, Request *request, const Account *account, Text title) {
    Page page = office_page(office, request, "settings", "%.*s", TEXT_ARG(title));
    page_breadcrumb(request->arena, &page, S("Accounts"), S("/office/accounts"));
    if (account) page_breadcrumb(request->arena, &page, account->name, account_url(request->arena, account->id));
    return page;
}

static bool is_own(const Office *office, AccountId id) {
    return office->session && office->session->account.n == id.n;
}

/* ---- Showing ---- */

Error *account_list_show(Office *office, Request *request, Response *response) {
    AccountList accounts;
    TRY(accounts_all(office->db, request->arena, &accounts));
    Page page = office_page(office, request, "settings", "Accounts");
    View view = page_view(request, response, &page);
    office_account_list(&view, page, settings_links(request->arena, office), accounts);
    return NULL;
}

Error *account_details_show(Office *office, Request *request, Response *response) {
    Account account;
    Text person = {0};
    SecondStep step;
    TRY(account_of_request(office, request, &account));
    TRY(second_step_get(office->db, request->arena, account.id, &step));
    if (account.person) TRY(record_label(office->db, request->arena, &person_record, account.person, &person));
    Page page = page_below(office, request, NULL, text_format(request->arena, "Account of %.*s", TEXT_ARG(account.name)));
    View view = page_view(request, response, &page);
    office_account(&view, page, &account, person, &step, is_own(office, account.id));
    return NULL;
}

/* ---- Rules ---- */

static Error *check_email(Tx *tx, const Account *account, Form *form) {
    Account other;
    bool found = false;
    TRY(account_of_email(tx_db(tx), tx_arena(tx), account->email, &other, &found));
    if (found && other.id.n != account->id.n)
        form_error(form, "email", "%.*s signs in with this email address already. Change that account instead", TEXT_ARG(other.name));
    return NULL;
}

static Error *check_person(Tx *tx, const Account *account, Form *form) {
    Account other;
    Person person;
    bool found = false;
    if (!account->person) return NULL;
    Error *error = record_get(tx_db(tx), tx_arena(tx), &person_record, account->person, &person);
    if (error && error->kind == ERROR_NOT_FOUND) {
        form_error(form, "person", "This person was deleted meanwhile. Choose somebody else");
        return NULL;
    }
    TRY(error);
    TRY(account_of_person(tx_db(tx), tx_arena(tx), (PersonId){account->person}, &other, &found));
    if (found && other.id.n != account->id.n) form_error(form, "person", "%.*s has an account already", TEXT_ARG(person.name));
    return NULL;
}

/* Without an administrator nobody could ever invite one again. */
static Error *administrators_left(Tx *tx, const Account *changed, int64_t *out) {
    AccountList all;
    *out = 0;
    TRY(accounts_all(tx_db(tx), tx_arena(tx), &all));
    for (size_t i = 0; i < all.count; i++) {
        const Account *account = all.items[i].id.n == changed->id.n ? changed : &all.items[i];
        *out += !account->is_disabled && (account->roles & ADMINISTRATOR);
    }
    return NULL;
}

static Error *account_rule(Tx *tx, void *value, Form *form) {
    const Account *account = value;
    int64_t left = 1;
    TRY(check_email(tx, account, form));
    TRY(check_person(tx, account, form));
    if (!account->roles) form_error(form, "roles", "Choose at least one role");
    if (account->id.n) TRY(administrators_left(tx, account, &left));
    if (left == 0) form_error(form, "roles", "This is the only administrator. Make somebody else one first");
    return NULL;
}

/* ---- Inviting ---- */

/* "person" is no field of the record's form: which person an account speaks for is a reference that only this page may set. */
static void read_person(Request *request, Account *account) {
    int64_t id;
    Text sent = request_value(request, "person");
    if (!sent.len) account->person = 0;
    else if (text_to_int64(sent, &id) && id > 0) account->person = id;
}

static Error *account_form_show(Office *office, Request *request, Response *response, Page page, const Form *form, const Account *account) {
    Arena *arena = request->arena;
    OptionList persons;
    TRY(person_options(office->db, arena, &persons));
    Text person = account->person ? text_format(arena, "%" PRId64, account->person) : (Text){0};
    page.form = form;
    View view = page_view(request, response, &page);
    office_account_form(&view, page, account, persons, person, account->id.n ? account_url(arena, account->id) : S("/office/accounts"));
    return NULL;
}

static Error *invited_show(Office *office, Request *request, Response *response, const Account *account, Text token) {
    Arena *arena = request->arena;
    Text site = request_site_address(request, office->site_address);
    Text link = text_format(arena, "%.*s/invitation/%.*s", TEXT_ARG(site), TEXT_ARG(token));
    Page page = page_below(office, request, account, text_format(arena, "Link for %.*s", TEXT_ARG(account->name)));
    View view = page_view(request, response, &page);
    office_account_invited(&view, page, account, link, INVITATION_DAYS);
    return NULL;
}

/* Offered from a person's page, the form knows them already. */
Error *account_new_show(Office *office, Request *request, Response *response) {
    Account account = {.roles = MEMBER};
    Person person;
    if (text_to_int64(request_query(request, "person"), &account.person)) {
        TRY(record_get(office->db, request->arena, &person_record, account.person, &person));
        account.name = person.name;
        account.email = person.email;
    }
    Form form = form_show(request->arena, &account_record);
    return account_form_show(office, request, response, page_below(office, request, NULL, S("Invite somebody")), &form, &account);
}

static Error *account_make(Tx *tx, Account *account, Form *form, Text *token) {
    TRY(account_rule(tx, account, form));
    if (!form_is_fine(form)) return NULL;
    TRY(record_insert(tx, &account_record, account));
    TRY(invitation_make(tx, account->id, INVITATION_DAYS * 24, token));
    return tx_commit(tx);
}

Error *account_new_save(Office *office, Request *request, Response *response) {
    Account account = {0};
    Text token = {0};
    Form form = form_read(request->arena, &account_record, request->form, office->roles, NULL, &account);
    read_person(request, &account);
    account.is_disabled = false;
    if (form_is_fine(&form)) {
        Tx *tx = NULL;
        Error *error = office_begin(office, request, S("Invitation"), &tx);
        if (!error) error = account_make(tx, &account, &form, &token);
        tx_end(tx);
        TRY(error);
    }
    if (!form_is_fine(&form)) {
        change_refused(response);
        return account_form_show(office, request, response, page_below(office, request, NULL, S("Invite somebody")), &form, &account);
    }
    return invited_show(office, request, response, &account, token);
}

Error *account_invite_do(Office *office, Request *request, Response *response) {
    Account account;
    Text token = {0};
    Tx *tx = NULL;
    Error *error = NULL;
    TRY(account_of_request(office, request, &account));
    if (account.is_disabled)
        return error_new(
            request->arena, ERROR_INPUT, "The account of %.*s is disabled. Let them sign in again first.", TEXT_ARG(account.name));
    TRY_OUT(office_begin(office, request, S("New invitation"), &tx));
    TRY_OUT(invitation_make(tx, account.id, INVITATION_DAYS * 24, &token));
    TRY_OUT(journal_append(tx, JOURNAL_EVENT, S("invitation"), account.id.n, (Text){0}, S("New link to set a password")));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error ? error : invited_show(office, request, response, &account, token);
}

/* ---- Changing ---- */

static const char *const changed_here[] = {"email", "name", "roles", NULL};

static Page edit_page(Office *office, Request *request, const Account *account) {
    return page_below(office, request, account, text_format(request->arena, "Change the account of %.*s", TEXT_ARG(account->name)));
}

Error *account_edit_show(Office *office, Request *request, Response *response) {
    Account account;
    TRY(account_of_request(office, request, &account));
    Form form = form_show(request->arena, &account_record);
    return account_form_show(office, request, response, edit_page(office, request, &account), &form, &account);
}

Error *account_edit_save(Office *office, Request *request, Response *response) {
    Account stored;
    TRY(account_of_request(office, request, &stored));
    Account account = stored;
    Form form = form_read(request->arena, &account_record, request->form, office->roles, changed_here, &account);
    read_person(request, &account);
    Error *error = change_save(office, request, &account_record, &account, &form, account_rule);
    Page page = edit_page(office, request, &stored);
    Text url = account_url(request->arena, account.id);
    if (error && error->kind == ERROR_CONFLICT) return respond_conflict(office, request, response, &page, &account_record, &account, url);
    TRY(error);
    if (!form_is_fine(&form)) {
        change_refused(response);
        return account_form_show(office, request, response, page, &form, &account);
    }
    respond_done(request, response, url, "saved");
    return NULL;
}

/* ---- Disabling and letting in again ---- */

static Error *refuse_to_disable(Office *office, Request *request, const Account *account) {
    if (!is_own(office, account->id)) return NULL;
    return error_new(request->arena, ERROR_INPUT, "You cannot disable your own account. Ask another administrator to do it.");
}

Error *account_disable_ask(Office *office, Request *request, Response *response) {
    Account account;
    TRY(account_of_request(office, request, &account));
    TRY(refuse_to_disable(office, request, &account));
    Page page = page_below(office, request, &account, text_format(request->arena, "Disable the account of %.*s?", TEXT_ARG(account.name)));
    View view = page_view(request, response, &page);
    confirm_page(&view, page,
        (Confirmation){.question = page.title,
            .what_happens = S("They are signed out everywhere at once and cannot sign in again until you let them."),
            .button = "Disable the account",
            .is_warning = true,
            .back = account_url(request->arena, account.id),
            .record = &account});
    return NULL;
}

static Error *disable(Tx *tx, Account *account) {
    int64_t left;
    account->is_disabled = true;
    TRY(administrators_left(tx, account, &left));
    if (left == 0) return error_new(tx_arena(tx), ERROR_INPUT, "This is the only administrator. Make somebody else one first.");
    TRY(record_update(tx, &account_record, account));
    TRY(session_sign_out_everywhere(tx, account->id, 0));
    return tx_commit(tx);
}

Error *account_disable_do(Office *office, Request *request, Response *response) {
    Account account;
    Tx *tx = NULL;
    TRY(account_of_request(office, request, &account));
    TRY(refuse_to_disable(office, request, &account));
    Error *error = office_begin(office, request, S(""), &tx);
    if (!error) error = disable(tx, &account);
    tx_end(tx);
    TRY(error);
    respond_done(request, response, account_url(request->arena, account.id), "account-disabled");
    return NULL;
}

Error *account_enable_do(Office *office, Request *request, Response *response) {
    Account account;
    Tx *tx = NULL;
    Error *error = NULL;
    TRY(account_of_request(office, request, &account));
    account.is_disabled = false;
    TRY_OUT(office_begin(office, request, S(""), &tx));
    TRY_OUT(record_update(tx, &account_record, &account));
    TRY_OUT(tx_commit(tx));
    respond_done(request, response, account_url(request->arena, account.id), "account-enabled");
out:
    tx_end(tx);
    return error;
}

/* ---- Taking the second step away: the telephone is lost ---- */

static Error *refuse_own_second_step(Office *office, Request *request, const Account *account) {
    if (!is_own(office, account->id)) return NULL;
    return error_new(request->arena, ERROR_INPUT,
        "You cannot take your own second step away here. Turn it off on the page of your account, or ask another administrator.");
}

static Error *show_second_step(Office *office, Request *request, Response *response, const Account *account, const Form *form) {
    Arena *arena = request->arena;
    Page page = page_below(office, request, account, text_format(arena, "Take two-step sign-in away from %.*s?", TEXT_ARG(account->name)));
    page.form = form;
    if (form->error_count) change_refused(response);
    View view = page_view(request, response, &page);
    confirm_page(&view, page,
        (Confirmation){.question = page.title,
            .what_happens =
                S("Do this when their telephone is lost and they have no recovery code. Be sure that it is they who ask: their "
                  "password alone will then sign in.\n\nThey are signed out everywhere, cannot read restricted papers until they set "
                  "it up again, and are told of it when they next sign in. The journal keeps it."),
            .button = "Take it away",
            .is_warning = true,
            .back = account_url(arena, account->id),
            .reason = "Why is it taken away? They will read this"});
    return NULL;
}

Error *account_second_step_ask(Office *office, Request *request, Response *response) {
    Account account;
    TRY(account_of_request(office, request, &account));
    TRY(refuse_own_second_step(office, request, &account));
    Form form = form_show(request->arena, &account_record);
    return show_second_step(office, request, response, &account, &form);
}

Error *account_second_step_do(Office *office, Request *request, Response *response) {
    Account account;
    Tx *tx = NULL;
    Error *error = NULL;
    Form form = form_show(request->arena, &account_record);
    Text reason = request_value(request, "reason");
    form.sent = request->form;
    form.was_sent = true;
    TRY(account_of_request(office, request, &account));
    TRY(refuse_own_second_step(office, request, &account));
    if (text_is_empty(reason)) form_error(&form, "reason", "Enter why it is taken away");
    if (!form_is_fine(&form)) return show_second_step(office, request, response, &account, &form);
    TRY_OUT(office_begin(office, request, reason, &tx));
    TRY_OUT(second_step_take_away(tx, account.id, office->session->name, reason));
    TRY_OUT(tx_commit(tx));
    respond_done(request, response, account_url(request->arena, account.id), "second-step-removed");
out:
    tx_end(tx);
    return error;
}
