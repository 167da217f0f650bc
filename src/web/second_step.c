/* Owns the second step of signing in: setting it up, codes and recovery codes used once, taking it away. */
#include "web/second_step.h"

#include <sodium.h>

#include "store/journal.h"
#include "store/seal.h"
#include "web/metrics.h"
#include "web/second_step.sql.h"
#include "web/session_life.h"
#include "web/totp.h"

/* ---- How it stands ---- */

Error *second_step_get(Db *db, Arena *arena, AccountId account, SecondStep *out) {
    SecondStepRowRow row;
    bool found;
    *out = (SecondStep){0};
    TRY(second_step_row(db, arena, account, &row, &found));
    if (!found) return NULL;
    *out = (SecondStep){.is_on = moment_is_set(row.confirmed_at),
        .since = row.confirmed_at,
        .codes_left = row.codes_left,
        .was_removed = moment_is_set(row.removed_at),
        .removed_at = row.removed_at,
        .removed_by = row.removed_by,
        .removed_reason = row.removed_reason};
    return NULL;
}

Error *second_step_everybody(Db *db, Arena *arena, SecondStepAccounts *out) {
    SecondStepAccountsRowList rows;
    TRY(second_step_accounts(db, arena, &rows));
    *out = (SecondStepAccounts){ARENA_ARRAY(arena, int64_t, rows.count), rows.count};
    for (size_t i = 0; i < rows.count; i++) out->items[i] = rows.items[i].account.n;
    return NULL;
}

bool second_step_is_among(const SecondStepAccounts *accounts, AccountId account) {
    for (size_t i = 0; i < accounts->count; i++)
        if (accounts->items[i] == account.n) return true;
    return false;
}

/* ---- The secret: sealed for its account with the key of the installation ---- */

static Text place_of(Arena *arena, AccountId account) {
    return text_format(arena, "second_step:secret:%lld", (long long)account.n);
}

/* ERROR_SEALED while the key is away: recovery codes still sign in. */
static Error *open_secret(Db *db, Arena *arena, AccountId account, Text stored, Text *out) {
    bool opened = false;
    TRY(seal_open_text(db, arena, place_of(arena, account), stored, out, &opened));
    return opened ? NULL : seal_missing(arena);
}

/* What happened, for the journal: never a code, never the secret. */
static Error *note(Tx *tx, AccountId account, Text what) {
    return journal_append(tx, JOURNAL_EVENT, S("two-step sign-in"), account.n, (Text){0}, what);
}

/* ---- Recovery codes: 16 letters and digits without those that look alike (80 bits) ---- */

static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
enum { RECOVERY_LETTERS = 16 };

static Text recovery_make(Arena *arena) {
    Buffer out = buffer_new(arena, 20);
    for (int i = 0; i < RECOVERY_LETTERS; i++) {
        if (i > 0 && i % 4 == 0) buffer_put_char(&out, '-');
        buffer_put_char(&out, alphabet[randombytes_uniform(32)]);
    }
    return buffer_text(&out);
}

/* As it was typed: in capitals or not, with or without hyphens and spaces, the letter O for nought, I or L for one. */
static Text recovery_hash(Arena *arena, Text typed) {
    Buffer plain = buffer_new(arena, RECOVERY_LETTERS);
    Text lower = text_lower(arena, text_slice(typed, 0, 100));
    for (size_t i = 0; i < lower.len; i++) {
        char c = lower.ptr[i] == 'o' ? '0' : lower.ptr[i] == 'i' || lower.ptr[i] == 'l' ? '1' : lower.ptr[i];
        if (c && strchr(alphabet, c)) buffer_put_char(&plain, c);
    }
    return token_hash(arena, buffer_text(&plain));
}

static Error *make_codes(Tx *tx, AccountId account, RecoveryCodes *codes) {
    Arena *arena = tx_arena(tx);
    *codes = (RecoveryCodes){ARENA_ARRAY(arena, Text, RECOVERY_CODES), RECOVERY_CODES};
    TRY(recovery_codes_forget(tx, account, NULL));
    for (size_t i = 0; i < codes->count; i++) {
        codes->items[i] = recovery_make(arena);
        TRY(recovery_code_add(tx, account, recovery_hash(arena, codes->items[i]), NULL));
    }
    return NULL;
}

Error *second_step_new_codes(Tx *tx, AccountId account, RecoveryCodes *codes) {
    TRY(make_codes(tx, account, codes));
    return note(tx, account, S("New recovery codes"));
}

/* ---- Using a code ---- */

/* Failures are counted at the account's codes, apart from those at its password. */
static Text failures_key(Arena *arena, Text email) {
    return token_hash(arena, text_join(arena, S("code of "), email));
}

static Text without_spaces(Arena *arena, Text typed) {
    Buffer out = buffer_new(arena, 16);
    for (size_t i = 0; i < typed.len && i < 100; i++)
        if (typed.ptr[i] != ' ') buffer_put_char(&out, typed.ptr[i]);
    return buffer_text(&out);
}

typedef enum { CODE_WRONG, CODE_USED_BEFORE, CODE_FINE } CodeVerdict;

/* Six digits are a code of the telephone, everything else a recovery code. What fits is used up in the same statement that asks whether it
 * may be used, so the same code sent twice at once is heard once. */
static Error *use_code(Tx *tx, AccountId account, Text typed, CodeVerdict *verdict) {
    Arena *arena = tx_arena(tx);
    SecondStepRowRow row;
    bool found;
    int64_t changed = 0;
    Text code = without_spaces(arena, typed);
    *verdict = CODE_WRONG;
    TRY(second_step_row(tx_db(tx), arena, account, &row, &found));
    if (!found || !moment_is_set(row.confirmed_at)) return NULL;
    if (code.len == TOTP_DIGITS) {
        Text secret;
        TRY(open_secret(tx_db(tx), arena, account, row.secret, &secret));
        int64_t step = totp_match(arena, secret, code, tx_moment(tx));
        if (step == 0) return NULL;
        TRY(second_step_use(tx, account, step, &changed));
        *verdict = changed ? CODE_FINE : CODE_USED_BEFORE;
        return NULL;
    }
    TRY(recovery_code_use(tx, account, recovery_hash(arena, typed), tx_moment(tx), &changed));
    if (!changed) return NULL;
    *verdict = CODE_FINE;
    return note(tx, account, S("A recovery code was used"));
}

static Error *refused(Arena *arena, CodeVerdict verdict) {
    if (verdict == CODE_USED_BEFORE)
        return error_new(arena, ERROR_INPUT, "This code was used already. Wait for the next one in your authenticator app and enter that.");
    return error_new(arena, ERROR_INPUT, "This code is not right. Enter the code that your authenticator app shows now.");
}

/* One attempt: fine ones and failures are both kept when the transaction is committed. */
static Error *attempt(Tx *tx, AccountId account, Text email, Text typed, Text client, CodeVerdict *verdict) {
    Arena *arena = tx_arena(tx);
    Text key = failures_key(arena, email);
    TRY(failures_must_not_wait(tx_db(tx), arena, client, key, "code"));
    TRY(use_code(tx, account, typed, verdict));
    return *verdict == CODE_FINE ? failures_forget(tx, client, key) : failures_count(tx, client, key);
}

Error *second_step_prove(Store *office, Arena *arena, const Session *session, Text code, Text client) {
    Tx *tx = NULL;
    Error *error = NULL;
    CodeVerdict verdict = CODE_WRONG;
    TRY_OUT(tx_begin(office, arena, (Actor){session->person, session->name}, (Text){0}, &tx));
    TRY_OUT(attempt(tx, session->account, session->email, code, client, &verdict));
    TRY_OUT(tx_commit(tx));
    if (verdict != CODE_FINE) error = refused(arena, verdict);
out:
    tx_end(tx);
    return error;
}

/* ---- Setting up ---- */

Error *second_step_begin(Tx *tx, AccountId account) {
    int64_t changed = 0;
    Text sealed;
    TRY(seal_text(tx, place_of(tx_arena(tx), account), totp_secret_make(tx_arena(tx)), &sealed));
    TRY(second_step_put(tx, account, sealed, tx_moment(tx), &changed));
    if (changed) return NULL;
    return error_new(
        tx_arena(tx), ERROR_INPUT, "Two-step sign-in is set up for this account already. Turn it off first to set it up anew.");
}

static Error *no_longer_pending(Arena *arena) {
    return error_new(
        arena, ERROR_ENDED, "Setting up two-step sign-in took too long, or was finished elsewhere. Begin again from your account's page.");
}

static Error *pending_secret(Db *db, Arena *arena, AccountId account, Text *secret) {
    SecondStepRowRow row;
    bool found;
    TRY(second_step_row(db, arena, account, &row, &found));
    bool is_pending = found && row.secret.len > 0 && !moment_is_set(row.confirmed_at)
                      && moment_compare(moment_plus_seconds(row.begun_at, SECOND_STEP_SETUP_SECONDS), moment_now()) > 0;
    if (!is_pending) return no_longer_pending(arena);
    return open_secret(db, arena, account, row.secret, secret);
}

Error *second_step_pending(Db *db, Arena *arena, AccountId account, Text *secret) {
    return pending_secret(db, arena, account, secret);
}

static Error *turn_on(Tx *tx, const Session *session, int64_t step, RecoveryCodes *codes) {
    int64_t changed = 0;
    TRY(second_step_turn_on(tx, session->account, tx_moment(tx), step, &changed));
    if (!changed) return no_longer_pending(tx_arena(tx));
    TRY(make_codes(tx, session->account, codes));
    TRY(session_mark_second_step(tx, session->id, tx_moment(tx), NULL));
    TRY(session_sign_out_everywhere(tx, session->account, session->id));
    return note(tx, session->account, S("Two-step sign-in was set up"));
}

Error *second_step_confirm(Store *office, Arena *arena, const Session *session, Text code, Text client, RecoveryCodes *codes) {
    Tx *tx = NULL;
    Error *error = NULL;
    Text secret = {0}, key = failures_key(arena, session->email);
    TRY_OUT(tx_begin(office, arena, (Actor){session->person, session->name}, (Text){0}, &tx));
    TRY_OUT(failures_must_not_wait(tx_db(tx), arena, client, key, "code"));
    TRY_OUT(pending_secret(tx_db(tx), arena, session->account, &secret));
    int64_t step = totp_match(arena, secret, without_spaces(arena, code), tx_moment(tx));
    if (step) TRY_OUT(turn_on(tx, session, step, codes));
    else TRY_OUT(failures_count(tx, client, key));
    TRY_OUT(tx_commit(tx));
    if (!step)
        error = error_new(arena, ERROR_INPUT,
            "This code is not right. Enter the code that your authenticator app shows now, and look whether the clock of your telephone is "
            "right.");
out:
    tx_end(tx);
    return error;
}

/* ---- Ending it ---- */

static Error *forget(Tx *tx, AccountId account) {
    TRY(second_step_forget(tx, account, NULL));
    TRY(recovery_codes_forget(tx, account, NULL));
    return sign_in_halves_of_account_remove(tx, account, NULL);
}

Error *second_step_turn_off(Tx *tx, AccountId account) {
    TRY(forget(tx, account));
    TRY(sessions_unmark_second_step(tx, account, NULL));
    return note(tx, account, S("Two-step sign-in was turned off"));
}

Error *second_step_take_away(Tx *tx, AccountId account, Text by, Text reason) {
    Arena *arena = tx_arena(tx);
    SecondStep step;
    TRY(second_step_get(tx_db(tx), arena, account, &step));
    if (!step.is_on) return error_new(arena, ERROR_INPUT, "This account has no two-step sign-in, so there is nothing to take away.");
    if (text_is_empty(reason)) return error_new(arena, ERROR_INPUT, "Say why it is taken away: the person will read it.");
    TRY(forget(tx, account));
    TRY(second_step_note_removal(tx, account, tx_moment(tx), by, reason, NULL));
    TRY(session_sign_out_everywhere(tx, account, 0));
    return note(tx, account, text_join(arena, S("Two-step sign-in was taken away: "), reason));
}

Error *second_step_read_removal(Tx *tx, AccountId account) {
    return second_step_told(tx, account, NULL);
}

/* ---- At sign-in ---- */

Error *sign_in_half_begin(Tx *tx, AccountId account, Text *token) {
    *token = token_make(tx_arena(tx));
    TRY(sign_in_half_remove_old(tx, tx_moment(tx), NULL));
    return sign_in_half_add(tx, token_hash(tx_arena(tx), *token), account, moment_plus_seconds(tx_moment(tx), HALF_SECONDS), NULL);
}

Error *sign_in_half_find(Db *db, Arena *arena, Text token, Account *out, bool *found) {
    *found = false;
    if (token.len < 40 || token.len > 50) return NULL; /* not one of ours */
    return sign_in_half_account(db, arena, token_hash(arena, token), moment_now(), HALF_TRIES, out, found);
}

static Error *finish(Tx *tx, const Account *account, Text half, Text client, Text user_agent, Text *token) {
    TRY(sign_in_half_remove(tx, token_hash(tx_arena(tx), half), NULL));
    TRY(session_begin(tx, account->id, client, user_agent, true, token));
    return journal_append(tx, JOURNAL_EVENT, S("sign-in"), account->id.n, (Text){0}, S("With two steps"));
}

static Error *half_is_over(Arena *arena) {
    return error_new(arena, ERROR_SIGN_IN, "This sign-in waited too long for its code, or the code was wrong too often. Sign in again.");
}

/* A try is taken from the half before the code is looked at: however many come at once, no more than that are heard. */
static Error *find_half(Store *office, Arena *arena, Text half, Account *account) {
    Db *db = NULL;
    bool found = false;
    TRY(store_borrow(office, arena, &db));
    Error *error = sign_in_half_find(db, arena, half, account, &found);
    store_return(db);
    return error || found ? error : half_is_over(arena);
}

Error *sign_in_finish(Store *office, Arena *arena, Text half, Text code, Text client, Text user_agent, Text *token) {
    Tx *tx = NULL;
    Error *error = NULL;
    Account account = {0};
    CodeVerdict verdict = CODE_WRONG;
    int64_t counted = 0;
    TRY(find_half(office, arena, half, &account));
    TRY_OUT(tx_begin(office, arena, (Actor){account.person, account.name}, S("sign in"), &tx));
    TRY_OUT(sign_in_half_try(tx, token_hash(arena, half), tx_moment(tx), HALF_TRIES, &counted));
    if (!counted) {
        error = half_is_over(arena);
        goto out;
    }
    TRY_OUT(attempt(tx, account.id, account.email, code, client, &verdict));
    if (verdict == CODE_FINE) TRY_OUT(finish(tx, &account, half, client, user_agent, token));
    TRY_OUT(tx_commit(tx));
    if (verdict == CODE_FINE) metric_add(METRIC_SIGN_INS);
    else error = refused(arena, verdict);
out:
    tx_end(tx);
    return error;
}
