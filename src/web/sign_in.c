/* Owns signing in: the check of a password and what failures cost. Failures slow down one client at one account, and one client that fails
 * everywhere; no count is kept of an account alone, so nobody can be locked out by somebody else's guesses. */
#include <arpa/inet.h>

#include "store/journal.h"
#include "web/metrics.h"
#include "web/password.h"
#include "web/second_step.h"
#include "web/session.h"
#include "web/session.sql.h"
#include "web/session_life.h"

enum {
    FREE_FAILURES_PAIR = 5,    /* people mistype */
    FREE_FAILURES_CLIENT = 50, /* a whole office may share one address */
    LONGEST_WAIT_PAIR = 15 * 60,
    LONGEST_WAIT_CLIENT = 60, /* colleagues behind the same address wait as well */
    FORGET_SECONDS = 24 * 3600,
};

/* Seconds from the last failure until the next try is heard: 1, 2, 4 ... */
static int64_t wait_after(int64_t failures, int64_t free_failures, int64_t longest) {
    if (failures < free_failures) return 0;
    int64_t doublings = failures - free_failures;
    int64_t wait = doublings > 20 ? longest : (int64_t)1 << doublings;
    return wait < longest ? wait : longest;
}

static Error *seconds_to_wait(Db *db, Arena *arena, Text client, Text account_key, int64_t free_failures, int64_t longest, int64_t *out) {
    FailuresOfRow row;
    bool found;
    *out = 0;
    TRY(failures_of(db, arena, client, account_key, &row, &found));
    if (!found) return NULL;
    Moment until = moment_plus_seconds(row.last_at, wait_after(row.failures, free_failures, longest));
    int64_t left = until.us - moment_now().us;
    if (left > 0) *out = (left + 999999) / 1000000;
    return NULL;
}

/* Failures are counted by client; of IPv6 a client has a whole /64 to himself. */
static Text client_network(Arena *arena, Text client) {
    unsigned char a[16];
    if (!text_contains(client, S(":")) || inet_pton(AF_INET6, text_string(arena, client), a) != 1) return client;
    if (IN6_IS_ADDR_V4MAPPED((const struct in6_addr *)(const void *)a)) return client;
    return text_format(arena, "%.*s/64", TEXT_ARG(text_hex(arena, a, 8)));
}

Error *failures_must_not_wait(Db *db, Arena *arena, Text client, Text key, const char *what) {
    int64_t pair, all;
    client = client_network(arena, client);
    TRY(seconds_to_wait(db, arena, client, key, FREE_FAILURES_PAIR, LONGEST_WAIT_PAIR, &pair));
    TRY(seconds_to_wait(db, arena, client, (Text){0}, FREE_FAILURES_CLIENT, LONGEST_WAIT_CLIENT, &all));
    int64_t seconds = pair > all ? pair : all;
    if (seconds == 0) return NULL;
    if (seconds < 60)
        return error_new(arena, ERROR_BUSY, "There were too many attempts with a wrong %s from here. Try again in %d second%s.", what,
            (int)seconds, seconds == 1 ? "" : "s");
    int minutes = (int)((seconds + 59) / 60);
    return error_new(arena, ERROR_BUSY, "There were too many attempts with a wrong %s from here. Try again in %d minute%s.", what, minutes,
        minutes == 1 ? "" : "s");
}

Error *failures_count(Tx *tx, Text client, Text key) {
    Moment now = tx_moment(tx), forget = moment_plus_seconds(now, -FORGET_SECONDS);
    metric_add(METRIC_FAILED_SIGN_INS);
    client = client_network(tx_arena(tx), client);
    TRY(failure_forget_old(tx, forget, NULL));
    TRY(failure_count(tx, client, key, now, forget, NULL));
    return failure_count(tx, client, (Text){0}, now, forget, NULL);
}

Error *failures_forget(Tx *tx, Text client, Text key) {
    return failure_forget(tx, client_network(tx_arena(tx), client), key, NULL);
}

static Error *note_failure(Store *office, Arena *arena, Text client, Text account_key) {
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(tx_begin(office, arena, (Actor){0}, S("failed sign-in"), &tx));
    TRY_OUT(failures_count(tx, client, account_key));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

/* A session, or half a sign-in where a code is still to come. */
static Error *let_through(Tx *tx, const Account *account, Text client, Text user_agent, Text *token, bool *needs_code) {
    SecondStep step;
    TRY(second_step_get(tx_db(tx), tx_arena(tx), account->id, &step));
    *needs_code = step.is_on;
    if (step.is_on) return sign_in_half_begin(tx, account->id, token);
    TRY(session_begin(tx, account->id, client, user_agent, false, token));
    return journal_append(tx, JOURNAL_EVENT, S("sign-in"), account->id.n, (Text){0}, (Text){0});
}

static Error *note_success(
    Store *office, Arena *arena, const Account *account, Text client, Text account_key, Text user_agent, Text *token, bool *needs_code) {
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(tx_begin(office, arena, (Actor){account->person, account->name}, S("sign in"), &tx));
    TRY_OUT(failures_forget(tx, client, account_key));
    TRY_OUT(let_through(tx, account, client, user_agent, token, needs_code));
    TRY_OUT(tx_commit(tx));
    if (!*needs_code) metric_add(METRIC_SIGN_INS);
out:
    tx_end(tx);
    return error;
}

static Error *find_account(Store *office, Arena *arena, Text email, Text client, Text account_key, Account *account, bool *found) {
    Db *db = NULL;
    Error *error = NULL;
    TRY_OUT(store_borrow(office, arena, &db));
    TRY_OUT(failures_must_not_wait(db, arena, client, account_key, "password"));
    TRY_OUT(account_by_email(db, arena, email, account, found));
out:
    store_return(db);
    return error;
}

Error *session_sign_in(
    Store *office, Arena *arena, Text email, Text password, Text client, Text user_agent, Text *token, bool *needs_code) {
    Account account = {0};
    bool found = false;
    email = text_lower(arena, text_trim(email));
    Text account_key = token_hash(arena, email);
    TRY(find_account(office, arena, email, client, account_key, &account, &found));
    bool may = found && !account.is_disabled;
    if (!password_is(may ? account.password_hash : (Text){0}, text_slice(password, 0, 1000)) || !may) {
        TRY(note_failure(office, arena, client, account_key));
        return error_new(arena, ERROR_INPUT, "The email address or the password is not right. Check both and try again.");
    }
    return note_success(office, arena, &account, client, account_key, user_agent, token, needs_code);
}

/* ---- A second proof, of somebody signed in ---- */

static Error *must_not_wait_now(Store *office, Arena *arena, Text client, Text account_key) {
    Db *db = NULL;
    TRY(store_borrow(office, arena, &db));
    Error *error = failures_must_not_wait(db, arena, client, account_key, "password");
    store_return(db);
    return error;
}

Error *password_prove(Store *office, Arena *arena, const Account *account, Text password, Text client) {
    Text account_key = token_hash(arena, account->email);
    TRY(must_not_wait_now(office, arena, client, account_key));
    if (password_is(account->password_hash, text_slice(password, 0, 1000))) return NULL;
    TRY(note_failure(office, arena, client, account_key));
    return error_new(arena, ERROR_INPUT, "This is not your current password. Type it again.");
}
