/* Owns how an account gets its password: one-time links and the setting of a password. */
#include "web/password.h"
#include "web/session.h"
#include "web/session.sql.h"
#include "web/session_life.h"

Error *password_set(Tx *tx, Account *account, Text password, int64_t but_session) {
    TRY(password_hash(tx_arena(tx), password, &account->password_hash));
    account->password_set_at = tx_moment(tx);
    TRY(record_update(tx, &account_record, account));
    return session_sign_out_everywhere(tx, account->id, but_session);
}

Error *invitation_make(Tx *tx, AccountId account, int hours, Text *token) {
    *token = token_make(tx_arena(tx));
    Moment until = moment_plus_seconds(tx_moment(tx), (int64_t)hours * 3600);
    return invitation_put(tx, account, token_hash(tx_arena(tx), *token), until, NULL);
}

Error *invitation_find(Db *db, Arena *arena, Text token, Account *out) {
    bool found;
    TRY(invitation_account(db, arena, token_hash(arena, token), moment_now(), out, &found));
    if (!found)
        return error_new(arena, ERROR_ENDED,
            "This link was used already, is too old, or was replaced by a newer one. Ask your administrator for a new link.");
    return NULL;
}

Error *invitation_take(Tx *tx, Text token, Text password, Account *out) {
    TRY(invitation_find(tx_db(tx), tx_arena(tx), token, out));
    TRY(password_check(tx_arena(tx), password, out->email, out->name));
    TRY(password_set(tx, out, password, 0));
    return invitation_use(tx, token_hash(tx_arena(tx), token), NULL);
}
