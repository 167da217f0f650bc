/* The pages of signing in and of one's own account. Their rows of the table of doors:
 *
 *     {GET, "/sign-in", ANYONE, .office = sign_in_show, .inputs = sign_in_show_inputs},
 *     {POST, "/sign-in", ANYONE, .office = sign_in_try, .inputs = sign_in_inputs, .flags = ROUTE_PASSWORD},
 *     {POST, "/sign-out", SIGNED_IN, .office = sign_out},
 *     {GET, "/invitation/:token", ANYONE, .office = invitation_show},
 *     {POST, "/invitation/:token", ANYONE, .office = invitation_accept, .inputs = new_password_sent, .flags = ROUTE_PASSWORD},
 *     {GET, "/account", SIGNED_IN, .office = account_show},
 *     {POST, "/account/password", SIGNED_IN, .office = account_change_password, .inputs = change_password_sent, .flags = ROUTE_PASSWORD},
 *     {POST, "/account/end-session", SIGNED_IN, .office = account_end_session, .inputs = end_session_sent},
 *     {POST, "/account/sign-out-everywhere", SIGNED_IN, .office = account_sign_out_everywhere},
 *     {GET, "/sign-in/code", ANYONE, .office = sign_in_code_show, .inputs = sign_in_show_inputs},
 *     {POST, "/sign-in/code", ANYONE, .office = sign_in_code_try, .inputs = sign_in_code_inputs, .flags = ROUTE_PASSWORD},
 *     {GET, "/account/second-step", SIGNED_IN, .office = second_step_show},
 *     and those below it
 *     {GET, "/healthz", ANYONE, .site = health_page},
 *     {GET, "/metrics", ANYONE, .site = metrics_page, .flags = ROUTE_LOOPBACK},
 */
#ifndef QUORATE_WEB_SIGN_IN_PAGES_H
#define QUORATE_WEB_SIGN_IN_PAGES_H

#include "web/metrics.h"
#include "web/route.h"

extern const Input sign_in_show_inputs[], sign_in_inputs[], new_password_sent[], change_password_sent[], end_session_sent[];
extern const Input sign_in_code_inputs[], second_step_password_sent[], second_step_code_sent[], second_step_proof_sent[];

OfficeHandler sign_in_show, sign_in_try, sign_out, invitation_show, invitation_accept;
OfficeHandler account_show, account_change_password, account_end_session, account_sign_out_everywhere;
OfficeHandler sign_in_code_show, sign_in_code_try;
OfficeHandler second_step_show, second_step_begin_do, second_step_set_up_show, second_step_set_up_do, second_step_told_do,
    second_step_codes_show, second_step_codes_do, second_step_off_show, second_step_off_do;

/* Where a sign-in leads: only to pages of this site, and not in a circle. */
Text sign_in_back(Text asked);

/* A session of one's own, as the account page lists it. */
typedef struct {
    int64_t id;
    Text browser; /* "Firefox on Windows" */
    Text client;
    Moment began, last_seen;
    bool is_this;
} SignedIn;
typedef struct { SignedIn *items; size_t count; } SignedInList;

/* "Firefox on Windows" from a User-Agent; "A browser" when it says nothing that we know. */
Text browser_shown(Arena *arena, Text user_agent);

/* Both passwords are the same and may be one; otherwise errors are put beside the inputs. */
void new_password_read(Form *form, const Request *request, Text email, Text name);

#endif
