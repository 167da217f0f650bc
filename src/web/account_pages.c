/* Owns the page of one's own account: where one is signed in, and the password. */
#include "web/account.view.h"
#include "web/page.h"
#include "web/password.h"
#include "web/second_step.h"
#include "web/session.sql.h"
#include "web/session_life.h"
#include "web/sign_in_pages.h"

const Input change_password_sent[] = {{"current", INPUT_EXACT, 1000}, {"password", INPUT_EXACT, 1000}, {"again", INPUT_EXACT, 1000}, {0}};
const Input end_session_sent[] = {{"session", INPUT_INT, 0}, {0}};

/* In order: names that other browsers carry too come last. */
static const struct {
    const char *mark, *name;
} browsers[] = {
    {"Edg/", "Edge"},
    {"OPR/", "Opera"},
    {"SamsungBrowser/", "Samsung Internet"},
    {"Firefox/", "Firefox"},
    {"FxiOS/", "Firefox"},
    {"CriOS/", "Chrome"},
    {"Chrome/", "Chrome"},
    {"Safari/", "Safari"},
    {"curl/", "curl"},
};
static const struct {
    const char *mark, *name;
} systems[] = {
    {"iPhone", "iPhone"},
    {"iPad", "iPad"},
    {"Android", "Android"},
    {"Windows", "Windows"},
    {"Mac OS X", "Mac"},
    {"CrOS", "ChromeOS"},
    {"Linux", "Linux"},
};

Text browser_shown(Arena *arena, Text user_agent) {
    const char *browser = NULL, *system = NULL;
    for (size_t i = 0; i < sizeof browsers / sizeof browsers[0] && !browser; i++)
        if (text_contains(user_agent, text_of(browsers[i].mark))) browser = browsers[i].name;
    for (size_t i = 0; i < sizeof systems / sizeof systems[0] && !system; i++)
        if (text_contains(user_agent, text_of(systems[i].mark))) system = systems[i].name;
    return text_format(arena, "%s%s%s", browser ? browser : "A browser", system ? " on " : "", system ? system : "");
}

static Error *own_sessions(Office *office, Arena *arena, SignedInList *out) {
    SessionsOfAccountRowList rows;
    Moment now = moment_now();
    TRY(sessions_of_account(office->db, arena, office->session->account, moment_plus_seconds(now, -SESSION_SECONDS),
        moment_plus_seconds(now, -SESSION_IDLE_SECONDS), &rows));
    *out = (SignedInList){ARENA_ARRAY(arena, SignedIn, rows.count), rows.count};
    for (size_t i = 0; i < rows.count; i++)
        out->items[i] = (SignedIn){.id = rows.items[i].id,
            .browser = browser_shown(arena, rows.items[i].user_agent),
            .client = rows.items[i].client,
            .began = rows.items[i].began,
            .last_seen = rows.items[i].last_seen,
            .is_this = rows.items[i].id == office->session->id};
    return NULL;
}

static Error *show(Office *office, Request *request, Response *response, Form *form) {
    SignedInList places;
    SecondStep step;
    TRY(own_sessions(office, request->arena, &places));
    TRY(second_step_get(office->db, request->arena, office->session->account, &step));
    Page page = office_page(office, request, "account", "Your account");
    page.form = form;
    View v = page_view(request, response, &page);
    account_page(&v, page, office->session, places, &step);
    return NULL;
}

Error *account_show(Office *office, Request *request, Response *response) {
    return show(office, request, response, NULL);
}

/* ---- The password ---- */

static Error *set_password(Office *office, Request *request, Account *account) {
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(office_begin(office, request, S("password changed"), &tx));
    TRY_OUT(password_set(tx, account, request_value(request, "password"), office->session->id));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

Error *account_change_password(Office *office, Request *request, Response *response) {
    Account account;
    Form form = {.arena = request->arena, .was_sent = true, .sent = request->form};
    TRY(record_get(office->db, request->arena, &account_record, office->session->account.n, &account));
    new_password_read(&form, request, account.email, account.name);
    if (form_is_fine(&form)) {
        /* whoever found a browser left open gets no more guesses than at the sign-in page */
        Error *error = password_prove(office->store, request->arena, &account, request_value(request, "current"), request->client);
        if (error && error->kind != ERROR_INPUT && error->kind != ERROR_BUSY) return error;
        if (error) form_error(&form, "current", "%.*s", TEXT_ARG(error->sentence));
    }
    if (!form_is_fine(&form)) {
        TRY(show(office, request, response, &form));
        response->status = 400;
        return NULL;
    }
    TRY(set_password(office, request, &account));
    respond_done(request, response, S("/account"), "password-changed");
    return NULL;
}

/* ---- Sessions ---- */

Error *account_end_session(Office *office, Request *request, Response *response) {
    Tx *tx = NULL;
    Error *error = NULL;
    int64_t session = 0;
    text_to_int64(request_value(request, "session"), &session);
    TRY_OUT(office_begin(office, request, S("signed out elsewhere"), &tx));
    TRY_OUT(session_remove_one_of_account(tx, session, office->session->account, NULL));
    TRY_OUT(tx_commit(tx));
    respond_done(request, response, S("/account"), "session-ended");
out:
    tx_end(tx);
    return error;
}

Error *account_sign_out_everywhere(Office *office, Request *request, Response *response) {
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(office_begin(office, request, S("signed out everywhere"), &tx));
    TRY_OUT(session_sign_out_everywhere(tx, office->session->account, 0));
    TRY_OUT(tx_commit(tx));
    response->cookies[response->cookie_count++] = session_cookie_end(request->arena, request->is_tls);
    respond_done(request, response, S("/sign-in"), "signed-out-everywhere");
out:
    tx_end(tx);
    return error;
}
