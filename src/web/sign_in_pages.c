/* Owns the pages that turn a visitor into somebody: sign-in, sign-out and the invitation's link. */
#include "web/sign_in_pages.h"

#include "web/page.h"
#include "web/session_life.h"
#include "web/sign_in.view.h"

const Input sign_in_show_inputs[] = {{"return", INPUT_TEXT, 2000}, {0}};
const Input sign_in_inputs[] = {{"return", INPUT_TEXT, 2000}, {"email", INPUT_TEXT, 200}, {"password", INPUT_EXACT, 1000}, {0}};
const Input new_password_sent[] = {{"password", INPUT_EXACT, 1000}, {"again", INPUT_EXACT, 1000}, {0}};

/* Only to pages of this site, and not in a circle. */
static Text back_of(Text asked) {
    bool is_fine = is_local_address(asked) && !text_starts_with(asked, S("/sign-"));
    return is_fine ? asked : S("/office");
}

static void show(Office *office, Request *request, Response *response, Form *form, Text back) {
    Page page = office_page(office, request, NULL, "Sign in");
    page.form = form;
    Text warning = {0};
    if (text_equal(request_query(request, "notice"), S("signed-out-unsaved"))) { /* nothing to be shown as done */
        warning = page.notice;
        page.notice = (Text){0};
    }
    View v = page_view(request, response, &page);
    sign_in_form(&v, page, back, warning);
}

Error *sign_in_show(Office *office, Request *request, Response *response) {
    Text back = back_of(request_query(request, "return"));
    if (office->session) respond_see_other(response, back);
    else show(office, request, response, NULL, back);
    return NULL;
}

static void let_in(const Request *request, Response *response, Text token) {
    response->cookies[response->cookie_count++] = session_cookie(request->arena, request->is_tls, token);
}

Error *sign_in_try(Office *office, Request *request, Response *response) {
    Form form = {.arena = request->arena, .was_sent = true, .sent = request->form};
    Text email = request_value(request, "email"), password = request_value(request, "password"), token = {0};
    Text back = back_of(request_value(request, "return"));
    Error *error = NULL;
    if (text_is_empty(email)) form_error(&form, "email", "Enter your email address");
    if (text_is_empty(password)) form_error(&form, "password", "Enter your password");
    if (form_is_fine(&form))
        error = session_sign_in(office->store, request->arena, email, password, request->client, request->user_agent, &token);
    if (error && error->kind != ERROR_INPUT && error->kind != ERROR_BUSY) return error;
    if (error) form_error(&form, "email", "%.*s", TEXT_ARG(error->sentence));
    if (form_is_fine(&form)) {
        if (office->session)
            TRY(session_sign_out(office->store, request->arena, office->session)); /* the browser forgets its old session */
        let_in(request, response, token);
        respond_see_other(response, back);
        return NULL;
    }
    show(office, request, response, &form, back);
    response->status = error && error->kind == ERROR_BUSY ? 429 : 400;
    return NULL;
}

Error *sign_out(Office *office, Request *request, Response *response) {
    TRY(session_sign_out(office->store, request->arena, office->session));
    response->cookies[response->cookie_count++] = session_cookie_end(request->arena, request->is_tls);
    respond_done(request, response, S("/sign-in"), "signed-out");
    return NULL;
}

/* ---- The invitation's link ---- */

void new_password_read(Form *form, const Request *request, Text email, Text name) {
    Text password = request_value(request, "password"), again = request_value(request, "again");
    Error *error = password_check(form->arena, password, email, name);
    if (error) form_error(form, "password", "%.*s", TEXT_ARG(error->sentence));
    else if (!text_equal(password, again)) form_error(form, "again", "The two passwords are not the same");
}

static void show_invitation(Office *office, Request *request, Response *response, Form *form, const Account *account) {
    Page page = office_page(office, request, NULL, "Choose your password");
    page.form = form;
    View v = page_view(request, response, &page);
    invitation_form(&v, page, account->email);
}

Error *invitation_show(Office *office, Request *request, Response *response) {
    Account account;
    TRY(invitation_find(office->db, request->arena, request->parameters[0], &account));
    show_invitation(office, request, response, NULL, &account);
    return NULL;
}

static Error *take_invitation(Office *office, Request *request, Account *account, Text *token) {
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(tx_begin(office->store, request->arena, (Actor){account->person, account->name}, S("invitation taken up"), &tx));
    TRY_OUT(invitation_take(tx, request->parameters[0], request_value(request, "password"), account));
    TRY_OUT(session_begin(tx, account->id, request->client, request->user_agent, token));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

Error *invitation_accept(Office *office, Request *request, Response *response) {
    Account account;
    Text token = {0};
    Form form = {.arena = request->arena, .was_sent = true, .sent = request->form};
    TRY(invitation_find(office->db, request->arena, request->parameters[0], &account));
    new_password_read(&form, request, account.email, account.name);
    if (!form_is_fine(&form)) {
        show_invitation(office, request, response, &form, &account);
        response->status = 400;
        return NULL;
    }
    TRY(take_invitation(office, request, &account, &token));
    let_in(request, response, token);
    respond_done(request, response, S("/office"), "password-set");
    return NULL;
}
