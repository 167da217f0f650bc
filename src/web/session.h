/* Accounts, sign-in and sessions. An account is an e-mail address that can sign in, with roles; who the person is beyond that is people/. */
#ifndef QUORATE_WEB_SESSION_H
#define QUORATE_WEB_SESSION_H

#include "store/record.h"

typedef struct { int64_t n; } AccountId;
typedef struct {
    AccountId id;
    int64_t version;
    Text email;
    Text name;
    uint32_t roles;     /* bits of role_choices */
    int64_t person;     /* PersonId of people/, 0 when none */
    bool is_disabled;
    Text password_hash; /* argon2id string; empty until the invitation is taken up */
    Moment password_set_at;
} Account;
typedef struct { Account *items; size_t count; } AccountList;
extern const Record account_record;
extern const Choice role_choices[]; /* defined by people/roles.c */

/* Who is behind a request. The token itself is only in the cookie; the store keeps its SHA-256. */
typedef struct {
    int64_t id;
    AccountId account;
    int64_t person;
    Text name, email;
    Access roles;
    Text csrf; /* secret of the session; forms carry it masked */
    Moment began, last_seen;
    bool is_two_step; /* a code was given too, not only the password */
} Session;

/* Signs in: checks the password (argon2id: call on the slow lane only), the account's and the client's recent failures, and makes a
 * session; where the account has a second step (second_step.h), *needs_code is set instead and the token is that of half a sign-in. The same sentence for an unknown address and a wrong password. Failures slow down one pair of client and account and one
 * client; an account's other clients are never locked out. `token` goes into the cookie. */
Error *session_sign_in(Store *office, Arena *arena, Text email, Text password, Text client, Text user_agent, Text *token,
    bool *needs_code);
/* The session of a cookie's token; NULL in *out when there is none, it is too old (12 hours in all, 60 minutes idle) or the account is
 * disabled. */
Error *session_find(Store *office, Db *db, Arena *arena, Text token, Session **out);
Error *session_sign_out(Store *office, Arena *arena, const Session *session);
/* Ends all sessions of the account but, when given, one. */
Error *session_sign_out_everywhere(Tx *tx, AccountId account, int64_t but_session);

/* Checks a new password: at least 12 characters, at most 128, not the e-mail address or name, not among common ones. */
Error *password_check(Arena *arena, Text password, Text email, Text name);
/* Sets a password (hashing: slow lane) and signs out every other session. */
Error *password_set(Tx *tx, Account *account, Text password, int64_t but_session);
/* A random password of four groups, for `quorate user add`. */
Text password_make(Arena *arena);

/* A one-time link for an account to set its password: valid for `hours`, used once, replaced by a newer one. Returns the token. */
Error *invitation_make(Tx *tx, AccountId account, int hours, Text *token);
Error *invitation_find(Db *db, Arena *arena, Text token, Account *out); /* ERROR_NOT_FOUND with what to do next */
Error *invitation_take(Tx *tx, Text token, Text password, Account *out);

/* CSRF: a masked copy of the session's secret, different in every page; and the check of what a form sent. */
Text csrf_masked(Arena *arena, Text secret);
bool csrf_matches(Text secret, Text sent);

#endif
