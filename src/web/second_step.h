/* Two-step sign-in: beside the password a code from the person's telephone (totp.h), or one of ten recovery codes, each once.
 * Codes are guessed at as slowly as passwords: failures count for a client at an account and for a client, never for an account alone. */
#ifndef QUORATE_WEB_SECOND_STEP_H
#define QUORATE_WEB_SECOND_STEP_H

#include "web/session.h"

enum {
    RECOVERY_CODES = 10,
    SECOND_STEP_SETUP_SECONDS = 30 * 60, /* so long may setting up take */
    HALF_SECONDS = 10 * 60,              /* so long a sign-in waits for its code ... */
    HALF_TRIES = 5,                      /* ... and so many it hears; then the password is asked for again */
};

/* How it stands with an account. */
typedef struct {
    bool is_on;
    Moment since;
    int64_t codes_left; /* recovery codes that were not used */
    bool was_removed;   /* by an administrator, and the person has not read so yet */
    Moment removed_at;
    Text removed_by, removed_reason;
} SecondStep;
Error *second_step_get(Db *db, Arena *arena, AccountId account, SecondStep *out);
/* The accounts that have it; ids in order. */
typedef struct { int64_t *items; size_t count; } SecondStepAccounts;
Error *second_step_everybody(Db *db, Arena *arena, SecondStepAccounts *out);
bool second_step_is_among(const SecondStepAccounts *accounts, AccountId account);

typedef struct { Text *items; size_t count; } RecoveryCodes;

/* ---- Setting up: a new secret, shown on one page, in force when the first code comes ---- */

/* A new secret for the account. ERROR_INPUT when it has the second step already. */
Error *second_step_begin(Tx *tx, AccountId account);
/* The secret that waits for its first code; ERROR_NOT_FOUND when there is none, or it is too old. */
Error *second_step_pending(Db *db, Arena *arena, AccountId account, Text *secret);
/* Turns it on when the code is right: marks the session, ends the account's others, gives the recovery codes, which nobody can see again.
 * ERROR_INPUT when the code is wrong. */
Error *second_step_confirm(Store *office, Arena *arena, const Session *session, Text code, Text client, RecoveryCodes *codes);

/* ---- Having it ---- */

/* Proves that the person has the telephone (or a recovery code), and uses the code up. ERROR_INPUT when it is wrong or was used before. */
Error *second_step_prove(Store *office, Arena *arena, const Session *session, Text code, Text client);
Error *second_step_new_codes(Tx *tx, AccountId account, RecoveryCodes *codes);
/* The person turns it off. */
Error *second_step_turn_off(Tx *tx, AccountId account);
/* Taken away because the telephone is lost: everybody is signed out of the account, and the person is told when they next sign in.
 * ERROR_INPUT when there is nothing to take away, or no reason is given. */
Error *second_step_take_away(Tx *tx, AccountId account, Text by, Text reason);
/* The person has read that it was taken away. */
Error *second_step_read_removal(Tx *tx, AccountId account);

/* ---- At sign-in ---- */

/* The password was right (or an invitation was taken up): a token for the page that asks for the code. */
Error *sign_in_half_begin(Tx *tx, AccountId account, Text *token);
/* The account that waits for its code; *found false when the token is not (or no longer) one. */
Error *sign_in_half_find(Db *db, Arena *arena, Text token, Account *out, bool *found);
/* The second half: a session for the right code. ERROR_INPUT for a wrong one, ERROR_SIGN_IN when this half is over. */
Error *sign_in_finish(Store *office, Arena *arena, Text half, Text code, Text client, Text user_agent, Text *token);

#endif
