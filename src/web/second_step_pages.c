/* Owns the pages of two-step sign-in: the code at sign-in; on one's own account setting it up, recovery codes, turning it off. */
#include "web/second_step.h"

#include "web/page.h"
#include "web/second_step.view.h"
#include "web/session_life.h"
#include "web/sign_in_pages.h"
#include "web/totp.h"

const Input sign_in_code_inputs[] = {{"return", INPUT_TEXT, 2000}, {"code", INPUT_TEXT, 40}, {"recovery", INPUT_TEXT, 60}, {0}};
const Input second_step_password_sent[] = {{"password", INPUT_EXACT, 1000}, {0}};
const Input second_step_code_sent[] = {{"code", INPUT_TEXT, 40}, {0}};
const Input second_step_proof_sent[] = {{"password", INPUT_EXACT, 1000}, {"code", INPUT_TEXT, 60}, {0}};

#define PAGE_URL S("/account/second-step")

static Form form_of(const Request *request) {
    return (Form){.arena = request->arena, .was_sent = true, .sent = request->form};
}

/* Wrong codes, and too many of them, are errors of the form; everything else is one of the page. */
static Error *into_form(Form *form, const char *field, Error *error, Response *response) {
    if (error && error->kind != ERROR_INPUT && error->kind != ERROR_BUSY) return error;
    if (!error) return NULL;
    form_error(form, field, "%.*s", TEXT_ARG(error->sentence));
    response->status = error->kind == ERROR_BUSY ? 429 : 400;
    return NULL;
}

/* ---- The second page of signing in ---- */

static Text half_of(const Request *request) {
    return request_cookie(request, half_cookie_name(request->is_tls));
}

static void show_code_form(Office *office, Request *request, Response *response, Form *form, Text back) {
    Page page = office_page(office, request, NULL, "Enter your code");
    page.form = form;
    View v = page_view(request, response, &page);
    sign_in_code_form(&v, page, back);
}

Error *sign_in_code_show(Office *office, Request *request, Response *response) {
    Account account;
    bool found;
    Text back = sign_in_back(request_query(request, "return"));
    TRY(sign_in_half_find(office->db, request->arena, half_of(request), &account, &found));
    if (found) show_code_form(office, request, response, NULL, back);
    else respond_see_other(response, office->session ? back : S("/sign-in"));
    return NULL;
}

static Error *end_of_half(Request *request, Response *response) {
    response->cookies[response->cookie_count++] = half_cookie_end(request->arena, request->is_tls);
    respond_done(request, response, S("/sign-in"), "sign-in-again");
    return NULL;
}

Error *sign_in_code_try(Office *office, Request *request, Response *response) {
    Form form = form_of(request);
    Text code = request_value(request, "code"), recovery = request_value(request, "recovery"), token = {0};
    Text back = sign_in_back(request_value(request, "return"));
    Error *error = NULL;
    const char *field = text_is_empty(recovery) ? "code" : "recovery";
    if (text_is_empty(code) && text_is_empty(recovery)) form_error(&form, "code", "Enter the code that your authenticator app shows");
    if (form_is_fine(&form))
        error = sign_in_finish(office->store, request->arena, half_of(request), text_is_empty(recovery) ? code : recovery, request->client,
            request->user_agent, &token);
    if (error && error->kind == ERROR_SIGN_IN) return end_of_half(request, response);
    if (!form_is_fine(&form)) response->status = 400;
    TRY(into_form(&form, field, error, response));
    if (!form_is_fine(&form)) {
        show_code_form(office, request, response, &form, back);
        return NULL;
    }
    if (office->session) TRY(session_sign_out(office->store, request->arena, office->session)); /* the browser forgets its old session */
    response->cookies[response->cookie_count++] = half_cookie_end(request->arena, request->is_tls);
    response->cookies[response->cookie_count++] = session_cookie(request->arena, request->is_tls, token);
    respond_see_other(response, back);
    return NULL;
}

/* ---- One's own account ---- */

static Page step_page(Office *office, Request *request, const char *title, bool is_below) {
    Page page = office_page(office, request, "account", "%s", title);
    page_breadcrumb(request->arena, &page, S("Your account"), S("/account"));
    if (is_below) page_breadcrumb(request->arena, &page, S("Two-step sign-in"), PAGE_URL);
    return page;
}

static Error *show(Office *office, Request *request, Response *response, Form *form) {
    SecondStep step;
    TRY(second_step_get(office->db, request->arena, office->session->account, &step));
    Page page = step_page(office, request, "Two-step sign-in", false);
    page.form = form;
    View v = page_view(request, response, &page);
    second_step_page(&v, page, &step);
    return NULL;
}

Error *second_step_show(Office *office, Request *request, Response *response) {
    return show(office, request, response, NULL);
}

/* Whoever found a browser left open gets no more guesses than at the sign-in page. */
static Error *prove_password(Office *office, Request *request, Response *response, Form *form) {
    Account account;
    TRY(record_get(office->db, request->arena, &account_record, office->session->account.n, &account));
    Error *error = password_prove(office->store, request->arena, &account, request_value(request, "password"), request->client);
    return into_form(form, "password", error, response);
}

static Error *begin(Office *office, Request *request) {
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(office_begin(office, request, S(""), &tx));
    TRY_OUT(second_step_begin(tx, office->session->account));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

Error *second_step_begin_do(Office *office, Request *request, Response *response) {
    Form form = form_of(request);
    TRY(prove_password(office, request, response, &form));
    if (!form_is_fine(&form)) return show(office, request, response, &form);
    TRY(begin(office, request));
    respond_see_other(response, S("/account/second-step/set-up"));
    return NULL;
}

static Error *show_set_up(Office *office, Request *request, Response *response, Form *form) {
    Arena *arena = request->arena;
    Text secret;
    TRY(second_step_pending(office->db, arena, office->session->account, &secret));
    Page page = step_page(office, request, "Set up two-step sign-in", true);
    page.form = form;
    View v = page_view(request, response, &page);
    second_step_set_up(
        &v, page, qr_draw(arena, totp_address(arena, S("Quorate"), office->session->email, secret)), secret, office->session->email);
    return NULL;
}

Error *second_step_set_up_show(Office *office, Request *request, Response *response) {
    return show_set_up(office, request, response, NULL);
}

static void show_codes(Office *office, Request *request, Response *response, const char *title, const RecoveryCodes *codes, bool is_new) {
    Page page = step_page(office, request, title, true);
    View v = page_view(request, response, &page);
    recovery_codes_page(&v, page, codes, office->session->email, is_new);
}

Error *second_step_set_up_do(Office *office, Request *request, Response *response) {
    Form form = form_of(request);
    RecoveryCodes codes = {0};
    Error *error =
        second_step_confirm(office->store, request->arena, office->session, request_value(request, "code"), request->client, &codes);
    TRY(into_form(&form, "code", error, response));
    if (!form_is_fine(&form)) return show_set_up(office, request, response, &form);
    show_codes(office, request, response, "Two-step sign-in is on", &codes, true);
    return NULL;
}

Error *second_step_told_do(Office *office, Request *request, Response *response) {
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(office_begin(office, request, S(""), &tx));
    TRY_OUT(second_step_read_removal(tx, office->session->account));
    TRY_OUT(tx_commit(tx));
    respond_see_other(response, S("/office"));
out:
    tx_end(tx);
    return error;
}

/* ---- New recovery codes, and turning it off: both ask for password and code ---- */

typedef struct {
    const char *title, *url, *words, *button;
    bool is_warning;
} Proof;
static const Proof for_codes = {"Make new recovery codes", "/account/second-step/codes",
    "You get ten new codes. Those that you have now stop working.", "Make new codes", false};
static const Proof for_off = {"Turn two-step sign-in off", "/account/second-step/off",
    "Your password alone will then sign you in, your recovery codes stop working, and restricted papers are closed to you until you set it "
    "up "
    "again.",
    "Turn it off", true};

static Error *show_proof(Office *office, Request *request, Response *response, const Proof *proof, Form *form) {
    SecondStep step;
    TRY(second_step_get(office->db, request->arena, office->session->account, &step));
    if (!step.is_on) {
        respond_see_other(response, PAGE_URL);
        return NULL;
    }
    Page page = step_page(office, request, proof->title, true);
    page.form = form;
    View v = page_view(request, response, &page);
    second_step_proof_form(&v, page, text_of(proof->url), proof->words, proof->button, proof->is_warning);
    return NULL;
}

/* The password first: a code is used up by asking. */
static Error *prove_both(Office *office, Request *request, Response *response, Form *form) {
    TRY(prove_password(office, request, response, form));
    if (!form_is_fine(form)) return NULL;
    Error *error = second_step_prove(office->store, request->arena, office->session, request_value(request, "code"), request->client);
    return into_form(form, "code", error, response);
}

Error *second_step_codes_show(Office *office, Request *request, Response *response) {
    return show_proof(office, request, response, &for_codes, NULL);
}

Error *second_step_codes_do(Office *office, Request *request, Response *response) {
    Form form = form_of(request);
    RecoveryCodes codes = {0};
    Tx *tx = NULL;
    Error *error = NULL;
    TRY(prove_both(office, request, response, &form));
    if (!form_is_fine(&form)) return show_proof(office, request, response, &for_codes, &form);
    TRY_OUT(office_begin(office, request, S(""), &tx));
    TRY_OUT(second_step_new_codes(tx, office->session->account, &codes));
    TRY_OUT(tx_commit(tx));
    show_codes(office, request, response, "Your new recovery codes", &codes, false);
out:
    tx_end(tx);
    return error;
}

Error *second_step_off_show(Office *office, Request *request, Response *response) {
    return show_proof(office, request, response, &for_off, NULL);
}

Error *second_step_off_do(Office *office, Request *request, Response *response) {
    Form form = form_of(request);
    Tx *tx = NULL;
    Error *error = NULL;
    TRY(prove_both(office, request, response, &form));
    if (!form_is_fine(&form)) return show_proof(office, request, response, &for_off, &form);
    TRY_OUT(office_begin(office, request, S(""), &tx));
    TRY_OUT(second_step_turn_off(tx, office->session->account));
    TRY_OUT(tx_commit(tx));
    respond_done(request, response, PAGE_URL, "second-step-off");
out:
    tx_end(tx);
    return error;
}
