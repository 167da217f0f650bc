/* Owns the pages that turn a visitor into somebody: sign-in, sign-out and the invitation's link. */
#include "web/sign_in_pages.h"

#include "web/page.h"
#include "web/second_step.h"
#include "web/session.sql.h"
#include "web/session_life.h"
#include "web/sign_in.view.h"

const Input sign_in_show_inputs[] = {{"return", INPUT_TEXT, 2000}, {0}};
const Input sign_in_inputs[] = {{"return", INPUT_TEXT, 2000}, {"email", INPUT_TEXT, 200}, {"password", INPUT_EXACT, 1000}, {0}};
const Input new_password_sent[] = {{"password", INPUT_EXACT, 1000}, {"again", INPUT_EXACT, 1000}, {0}};

Text sign_in_back(Text asked) {
    bool is_fine = is_local_address(asked) && !text_starts_with(asked, S("/sign-"));
    return is_fine ? asked : S("/office");
}

static void show(Office *office, Request *request, Response *response, Form *form, Text back) {
    Page page = office_page(office, request, NULL, "Sign in");
    page.form = form;
    Text warning = {0};
    Text notice = request_query(request, "notice");
    if (text_equal(notice, S("signed-out-unsaved")) || text_equal(notice, S("sign-in-again"))) { /* nothing to be shown as done */
        warning = page.notice;
        page.notice = (Text){0};
    }
    View v = page_view(request, response, &page);
    sign_in_form(&v, page, back, warning);
}

Error *sign_in_show(Office *office, Request *request, Response *response) {
    Text back = sign_in_back(request_query(request, "return"));
    if (office->session) respond_see_other(response, back);
    else show(office, request, response, NULL, back);
    return NULL;
}

static void let_in(const Request *request, Response *response, Text token) {
    response->cookies[response->cookie_count++] = session_cookie(request->arena, request->is_tls, token);
}

/* On to the page that asks for the code. */
static void ask_code(const Request *request, Response *response, Text half, Text back) {
    Buffer location = buffer_new(request->arena, 128);
    response->cookies[response->cookie_count++] = half_cookie(request->arena, request->is_tls, half);
    buffer_put(&location, S("/sign-in/code?return="));
    buffer_put_encoded(&location, back);
    respond_see_other(response, buffer_text(&location));
}

/* Somebody whose second step was taken away reads of it first. */
static Error *first_page(Office *office, Request *request, Text email, Text back, Text *out) {
    Account account;
    SecondStep step = {0};
    bool found;
    TRY(account_by_email(office->db, request->arena, text_lower(request->arena, text_trim(email)), &account, &found));
    if (found) TRY(second_step_get(office->db, request->arena, account.id, &step));
    *out = step.was_removed ? S("/account/second-step") : back;
    return NULL;
}

static Error *go_in(Office *office, Request *request, Response *response, Text token, bool needs_code, Text back) {
    if (office->session) TRY(session_sign_out(office->store, request->arena, office->session)); /* the browser forgets its old session */
    if (needs_code) {
        ask_code(request, response, token, back);
        return NULL;
    }
    TRY(first_page(office, request, request_value(request, "email"), back, &back));
    let_in(request, response, token);
    respond_see_other(response, back);
    return NULL;
}

Error *sign_in_try(Office *office, Request *request, Response *response) {
    Form form = {.arena = request->arena, .was_sent = true, .sent = request->form};
    Text email = request_value(request, "email"), password = request_value(request, "password"), token = {0};
    Text back = sign_in_back(request_value(request, "return"));
    bool needs_code = false;
    Error *error = NULL;
    if (text_is_empty(email)) form_error(&form, "email", "Enter your email address");
    if (text_is_empty(password)) form_error(&form, "password", "Enter your password");
    if (form_is_fine(&form))
        error = session_sign_in(office->store, request->arena, email, password, request->client, request->user_agent, &token, &needs_code);
    if (error && error->kind != ERROR_INPUT && error->kind != ERROR_BUSY) return error;
    if (error) form_error(&form, "email", "%.*s", TEXT_ARG(error->sentence));
    if (form_is_fine(&form)) return go_in(office, request, response, token, needs_code, back);
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

/* A new password is no way around the second step. */
static Error *take_invitation(Office *office, Request *request, Account *account, Text *token, bool *needs_code) {
    Tx *tx = NULL;
    Error *error = NULL;
    SecondStep step;
    TRY_OUT(tx_begin(office->store, request->arena, (Actor){account->person, account->name}, S("invitation taken up"), &tx));
    TRY_OUT(invitation_take(tx, request->parameters[0], request_value(request, "password"), account));
    TRY_OUT(second_step_get(tx_db(tx), request->arena, account->id, &step));
    *needs_code = step.is_on;
    if (step.is_on) TRY_OUT(sign_in_half_begin(tx, account->id, token));
    else TRY_OUT(session_begin(tx, account->id, request->client, request->user_agent, false, token));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

Error *invitation_accept(Office *office, Request *request, Response *response) {
    Account account;
    Text token = {0};
    bool needs_code = false;
    Form form = {.arena = request->arena, .was_sent = true, .sent = request->form};
    TRY(invitation_find(office->db, request->arena, request->parameters[0], &account));
    new_password_read(&form, request, account.email, account.name);
    if (!form_is_fine(&form)) {
        show_invitation(office, request, response, &form, &account);
        response->status = 400;
        return NULL;
    }
    TRY(take_invitation(office, request, &account, &token, &needs_code));
    if (needs_code) {
        ask_code(request, response, token, S("/office"));
        return NULL;
    }
    let_in(request, response, token);
    respond_done(request, response, S("/office"), "password-set");
    return NULL;
}
