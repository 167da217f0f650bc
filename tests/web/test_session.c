/* Who is behind a request: sessions, sign-in and its brakes, passwords, form tokens, invitations. */
#include <sodium.h>

#include "web/password.h"
#include "web/session_life.h"
#include "web_test.h"

static const char password[] = "otter gravel lantern";

typedef struct {
    Arena *arena;
    House *house;
    AccountId account;
} Case;

static int open_case(void **state) {
    Arena *arena = arena_new();
    Case *c = ARENA_NEW(arena, Case);
    c->arena = arena;
    c->house = house_new(arena);
    c->account = house_account(c->house, "clerk@test.example", password, TEST_CLERK | TEST_MEMBER);
    *state = c;
    return 0;
}

static int close_case(void **state) {
    Case *c = *state;
    Arena *arena = c->arena;
    house_free(c->house);
    arena_free(arena);
    return 0;
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, open_case, close_case)

static Error *sign_in(Case *c, const char *email, const char *typed, const char *client, Text *token) {
    bool needs_code;
    Error *error =
        session_sign_in(c->house->office, c->arena, text_of(email), text_of(typed), text_of(client), S("test browser"), token, &needs_code);
    if (!error) assert_false(needs_code); /* nobody here has a second step: test_second_step.c */
    return error;
}

static Session *found(Case *c, Text token) {
    Db *db = NULL;
    Session *session = NULL;
    assert_fine(store_borrow(c->house->office, c->arena, &db));
    assert_fine(session_find(c->house->office, db, c->arena, token, &session));
    store_return(db);
    return session;
}

static void change(Case *c, const char *sql, int64_t value) {
    Tx *tx = NULL;
    Value v = value_integer(value);
    assert_fine(tx_begin(c->house->office, c->arena, (Actor){0}, S("test"), &tx));
    assert_fine(tx_execute_text(tx, text_of(sql), &v, 1, NULL));
    assert_fine(tx_commit(tx));
    tx_end(tx);
}

static int64_t asked(Case *c, const char *sql) {
    Db *db = NULL;
    Rows *rows = NULL;
    bool has_row;
    assert_fine(store_borrow(c->house->office, c->arena, &db));
    assert_fine(db_query_text(db, c->arena, text_of(sql), NULL, 0, &rows));
    assert_fine(rows_next(rows, &has_row));
    assert_true(has_row);
    int64_t n = rows_value(rows, 0).integer;
    rows_end(rows);
    store_return(db);
    return n;
}

static int64_t ago(int64_t seconds) {
    return moment_plus_seconds(moment_now(), -seconds).us;
}

/* ---- Sessions ---- */

static void a_sign_in_makes_a_session_of_the_account(void **state) {
    Case *c = *state;
    Text token, again;
    assert_fine(sign_in(c, " Clerk@Test.Example ", password, "192.0.2.1", &token));
    assert_true(token.len == 43); /* 256 bits */
    Session *session = found(c, token);
    assert_non_null(session);
    assert_int_equal(session->account.n, c->account.n);
    assert_int_equal(session->roles, TEST_CLERK | TEST_MEMBER);
    assert_text(session->email, S("clerk@test.example"));
    assert_fine(sign_in(c, "clerk@test.example", password, "192.0.2.1", &again));
    assert_false(text_equal(token, again));
    assert_null(found(c, S("0123456789012345678901234567890123456789012")));
    assert_null(found(c, (Text){0}));
    assert_int_equal(asked(c, "select count(*) from journal where record = 'sign-in'"), 2);
}

static void the_token_is_not_in_the_store(void **state) {
    Case *c = *state;
    Text token;
    assert_fine(sign_in(c, "clerk@test.example", password, "192.0.2.1", &token));
    Text sql =
        text_format(c->arena, "select count(*) from session where token_hash = '%.*s' or csrf = '%.*s'", TEXT_ARG(token), TEXT_ARG(token));
    assert_int_equal(asked(c, sql.ptr), 0);
    assert_int_equal(asked(c, "select count(*) from session where length(token_hash) = 64"), 1);
}

static void a_session_ends_after_twelve_hours(void **state) {
    Case *c = *state;
    Text token;
    assert_fine(sign_in(c, "clerk@test.example", password, "192.0.2.1", &token));
    change(c, "update session set began = $1", ago(12 * 3600 - 60));
    assert_non_null(found(c, token));
    change(c, "update session set began = $1", ago(12 * 3600 + 1));
    assert_null(found(c, token));
}

static void a_session_ends_after_an_idle_hour(void **state) {
    Case *c = *state;
    Text token;
    assert_fine(sign_in(c, "clerk@test.example", password, "192.0.2.1", &token));
    change(c, "update session set last_seen = $1", ago(3600 - 60));
    assert_non_null(found(c, token));
    change(c, "update session set last_seen = $1", ago(3600 + 1));
    assert_null(found(c, token));
}

static void last_seen_is_written_at_most_every_five_minutes(void **state) {
    Case *c = *state;
    Text token;
    assert_fine(sign_in(c, "clerk@test.example", password, "192.0.2.1", &token));
    Session *session = found(c, token);
    assert_false(session_is_due(session));
    int64_t before = ago(200);
    change(c, "update session set last_seen = $1", before);
    assert_fine(session_note(c->house->office, c->arena, session->id));
    assert_int_equal(asked(c, "select last_seen from session"), before);
    change(c, "update session set last_seen = $1", ago(301));
    assert_true(session_is_due(found(c, token)));
    assert_fine(session_note(c->house->office, c->arena, session->id));
    assert_true(asked(c, "select last_seen from session") > ago(60));
}

static void a_disabled_account_is_out_at_once(void **state) {
    Case *c = *state;
    Text token;
    assert_fine(sign_in(c, "clerk@test.example", password, "192.0.2.1", &token));
    change(c, "update account set is_disabled = 1 where id = $1", c->account.n);
    assert_null(found(c, token));
    Error *error = sign_in(c, "clerk@test.example", password, "192.0.2.1", &token);
    assert_non_null(error);
    Error *unknown = sign_in(c, "nobody@test.example", password, "192.0.2.1", &token);
    assert_text(error->sentence, unknown->sentence);
}

/* ---- Brakes ---- */

static void an_unknown_address_gets_the_same_sentence_and_time(void **state) {
    Case *c = *state;
    Text token;
    int64_t us[2] = {0};
    Text sentences[2];
    static const char *const addresses[] = {"clerk@test.example", "nobody@test.example"};
    for (int round = 0; round < 4; round++)
        for (int i = 0; i < 2; i++) {
            int64_t begin = moment_now().us;
            Error *error = sign_in(c, addresses[i], "wrong", "192.0.2.1", &token);
            if (round) us[i] += moment_now().us - begin; /* the first round makes what stands in for an unknown account */
            assert_int_equal(error->kind, ERROR_INPUT);
            sentences[i] = error->sentence;
        }
    assert_text(sentences[0], sentences[1]);
    assert_true(us[1] > us[0] / 3 && us[0] > us[1] / 3);
}

static void failures_slow_down_one_client_at_one_account(void **state) {
    Case *c = *state;
    Text token;
    for (int i = 0; i < 5; i++) assert_error(sign_in(c, "clerk@test.example", "wrong", "192.0.2.1", &token), ERROR_INPUT);
    Error *error = sign_in(c, "clerk@test.example", password, "192.0.2.1", &token); /* even with the right one */
    assert_error(error, ERROR_BUSY);
    assert_true(text_contains(error->sentence, S("1 second.")));
    for (int i = 0; i < 4; i++) { /* each further failure doubles the wait */
        change(c, "update sign_in_failure set last_at = $1", ago(2000));
        assert_error(sign_in(c, "clerk@test.example", "wrong", "192.0.2.1", &token), ERROR_INPUT);
    }
    assert_true(text_contains(sign_in(c, "clerk@test.example", password, "192.0.2.1", &token)->sentence, S("16 second")));
    change(c, "update sign_in_failure set last_at = $1", ago(20));
    assert_fine(sign_in(c, "clerk@test.example", password, "192.0.2.1", &token)); /* and a success forgets */
    assert_error(sign_in(c, "clerk@test.example", "wrong", "192.0.2.1", &token), ERROR_INPUT);
}

static void nobody_can_lock_somebody_else_out(void **state) {
    Case *c = *state;
    Text token;
    house_account(c->house, "other@test.example", password, TEST_CLERK);
    for (int i = 0; i < 12; i++) {
        change(c, "update sign_in_failure set last_at = $1", ago(2000));
        sign_in(c, "clerk@test.example", "wrong", "198.51.100.66", &token);
    }
    assert_error(sign_in(c, "clerk@test.example", password, "198.51.100.66", &token), ERROR_BUSY);
    assert_fine(sign_in(c, "clerk@test.example", password, "192.0.2.1", &token));     /* from elsewhere it always works */
    assert_fine(sign_in(c, "other@test.example", password, "198.51.100.66", &token)); /* and another account from there */
}

static void one_client_that_fails_everywhere_is_slowed_down(void **state) {
    Case *c = *state;
    Text token;
    assert_error(sign_in(c, "a@test.example", "wrong", "198.51.100.66", &token), ERROR_INPUT);
    change(c, "update sign_in_failure set failures = $1 where account = ''", 49);
    assert_error(sign_in(c, "b@test.example", "wrong", "198.51.100.66", &token), ERROR_INPUT);
    assert_error(sign_in(c, "c@test.example", "wrong", "198.51.100.66", &token), ERROR_BUSY);
    assert_fine(sign_in(c, "clerk@test.example", password, "192.0.2.1", &token));
    change(c, "update sign_in_failure set failures = $1 where account = ''", 5000);
    Error *error = sign_in(c, "c@test.example", "wrong", "198.51.100.66", &token);
    assert_true(text_contains(error->sentence, S("1 minute"))); /* never longer: colleagues may share the address */
    change(c, "update sign_in_failure set last_at = $1", ago(25 * 3600));
    assert_error(sign_in(c, "c@test.example", "wrong", "198.51.100.66", &token), ERROR_INPUT);
    assert_int_equal(asked(c, "select failures from sign_in_failure where account = ''"), 1); /* a day later all is forgotten */
}

/* ---- Invitations ---- */

static Text invite(Case *c, int hours) {
    Tx *tx = NULL;
    Text token;
    assert_fine(tx_begin(c->house->office, c->arena, (Actor){0}, S("test"), &tx));
    assert_fine(invitation_make(tx, c->account, hours, &token));
    token = text_copy(c->arena, token);
    assert_fine(tx_commit(tx));
    tx_end(tx);
    return token;
}

static Error *take(Case *c, Text token, const char *typed) {
    Tx *tx = NULL;
    Account account;
    assert_fine(tx_begin(c->house->office, c->arena, (Actor){0}, S("test"), &tx));
    Error *error = invitation_take(tx, token, text_of(typed), &account);
    if (!error) error = tx_commit(tx);
    tx_end(tx);
    return error;
}

static void an_invitation_works_once_and_the_newest_only(void **state) {
    Case *c = *state;
    Text old_session, token;
    assert_fine(sign_in(c, "clerk@test.example", password, "192.0.2.1", &old_session));
    Text first = invite(c, 48), second = invite(c, 48);
    assert_error(take(c, first, "heron bucket violet"), ERROR_ENDED);
    assert_error(take(c, second, "short"), ERROR_INPUT);
    assert_fine(take(c, second, "heron bucket violet"));
    assert_error(take(c, second, "heron bucket violet"), ERROR_ENDED);
    assert_null(found(c, old_session)); /* a new password ends what was open */
    assert_fine(sign_in(c, "clerk@test.example", "heron bucket violet", "192.0.2.1", &token));
    assert_error(sign_in(c, "clerk@test.example", password, "192.0.2.1", &token), ERROR_INPUT);
}

static void an_invitation_ends_after_its_hours(void **state) {
    Case *c = *state;
    Text token = invite(c, 1);
    change(c, "update invitation set expires_at = $1", ago(1));
    assert_error(take(c, token, "heron bucket violet"), ERROR_ENDED);
}

/* ---- Passwords and tokens ---- */

static void weak_passwords_are_refused(void **state) {
    Case *c = *state;
    static const char *const weak[] = {"", "short", "elevenchars", "password1234", "Password2025!", "qwertyuiop12", "aaaaaaaaaaaa",
        "abcabcabcabc", "1234567890123", "clerk@test.example", "jane smith 123", "letmein123456", "zzzzzzzzzzzzzzzzzz"};
    for (size_t i = 0; i < sizeof weak / sizeof weak[0]; i++)
        if (!password_check(c->arena, text_of(weak[i]), S("clerk@test.example"), S("Jane Smith")))
            fail_msg("\"%s\" was not refused", weak[i]);
    char *longest = arena_alloc(c->arena, 130);
    for (int i = 0; i < 129; i++) longest[i] = (char)('a' + (i * i * i + i * 7919 % 101) % 23 + i / 90);
    assert_error(password_check(c->arena, (Text){longest, 129}, S("a@b"), S("x")), ERROR_INPUT);
    assert_fine(password_check(c->arena, (Text){longest, 128}, S("a@b"), S("x")));
    static const char *const fine[] = {
        "otter gravel lantern", "passwordless heron violet", "kent-demo-quorate-2025", "\xc3\xa9\xc3\xa8 toujours du pain"};
    for (size_t i = 0; i < sizeof fine / sizeof fine[0]; i++)
        assert_fine(password_check(c->arena, text_of(fine[i]), S("clerk@test.example"), S("Jane Smith")));
    for (int i = 0; i < 20; i++) assert_fine(password_check(c->arena, password_make(c->arena), S("a@b"), S("x")));
}

static void passwords_are_kept_as_argon2id(void **state) {
    Case *c = *state;
    Text hash;
    assert_fine(password_hash(c->arena, S("otter gravel lantern"), &hash));
    assert_true(text_starts_with(hash, S("$argon2id$v=19$m=19456,t=2,p=1$")));
    assert_true(password_is(hash, S("otter gravel lantern")));
    assert_false(password_is(hash, S("otter gravel lanterm")));
    assert_false(password_is((Text){0}, S("otter gravel lantern")));
    assert_false(password_is(S("nonsense"), S("nonsense")));
}

static void form_tokens_are_masked_and_belong_to_one_session(void **state) {
    Case *c = *state;
    Text secret = token_make(c->arena), other = token_make(c->arena);
    Text a = csrf_masked(c->arena, secret), b = csrf_masked(c->arena, secret);
    assert_false(text_equal(a, b));
    assert_true(csrf_matches(secret, a) && csrf_matches(secret, b));
    assert_false(csrf_matches(other, a));
    assert_false(csrf_matches(secret, secret));
    assert_false(csrf_matches(secret, (Text){0}));
    assert_false(csrf_matches((Text){0}, (Text){0}));
    assert_false(csrf_matches(secret, text_slice(a, 0, a.len - 4)));
    assert_false(csrf_matches(secret, text_join(c->arena, a, S("AAAA"))));
    assert_false(csrf_matches(secret, S("!!!!not base64!!!!")));
}

int main(void) {
    if (sodium_init() < 0) return 1;
    const struct CMUnitTest tests[] = {
        CASE(a_sign_in_makes_a_session_of_the_account),
        CASE(the_token_is_not_in_the_store),
        CASE(a_session_ends_after_twelve_hours),
        CASE(a_session_ends_after_an_idle_hour),
        CASE(last_seen_is_written_at_most_every_five_minutes),
        CASE(a_disabled_account_is_out_at_once),
        CASE(an_unknown_address_gets_the_same_sentence_and_time),
        CASE(failures_slow_down_one_client_at_one_account),
        CASE(nobody_can_lock_somebody_else_out),
        CASE(one_client_that_fails_everywhere_is_slowed_down),
        CASE(an_invitation_works_once_and_the_newest_only),
        CASE(an_invitation_ends_after_its_hours),
        CASE(weak_passwords_are_refused),
        CASE(passwords_are_kept_as_argon2id),
        CASE(form_tokens_are_masked_and_belong_to_one_session),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
