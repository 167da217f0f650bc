/* Two-step sign-in: codes by RFC 6238, each once; recovery codes; what failures cost; what an administrator takes away. */
#include <sodium.h>

#include "store/journal.h"
#include "web/second_step.h"
#include "web/session_life.h"
#include "web/totp.h"
#include "web_test.h"

static const char password[] = "otter gravel lantern";

typedef struct {
    Arena *arena;
    House *house;
    AccountId account;
    Session session; /* signed in by the password alone */
    Text secret;
    RecoveryCodes codes;
} Case;

/* ---- The codes themselves ---- */

/* Appendix B of the RFC: the secret is the ASCII text 12345678901234567890, codes have eight digits. */
static void RFC_6238_the_vectors_of_SHA_1(void **state) {
    static const struct {
        int64_t seconds;
        const char *code;
    } vectors[] = {{59, "94287082"}, {1111111109, "07081804"}, {1111111111, "14050471"}, {1234567890, "89005924"}, {2000000000, "69279037"},
        {20000000000, "65353130"}};
    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
        int64_t step = totp_step((Moment){vectors[i].seconds * 1000000});
        assert_int_equal(step, vectors[i].seconds / 30);
        assert_text(totp_code(*state, S("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), step, 8), text_of(vectors[i].code));
    }
}

static void RFC_6238_one_step_to_each_side_is_taken(void **state) {
    Arena *arena = *state;
    Text secret = totp_secret_make(arena);
    Moment now = {(int64_t)1753261200 * 1000000}; /* a multiple of 30 seconds */
    int64_t step = totp_step(now);
    for (int64_t away = -3; away <= 3; away++) {
        Text code = totp_code(arena, secret, step + away, TOTP_DIGITS);
        assert_int_equal(totp_match(arena, secret, code, now), away >= -1 && away <= 1 ? step + away : 0);
    }
    assert_int_equal(totp_step((Moment){now.us + 29999999}), step);
    assert_int_equal(totp_step((Moment){now.us + 30000000}), step + 1);
    assert_int_equal(totp_match(arena, secret, S(""), now), 0);
    assert_int_equal(totp_match(arena, secret, S("1234567"), now), 0);
    assert_int_equal(totp_match(arena, S("not base 32!"), S("123456"), now), 0);
    assert_int_equal(totp_match(arena, (Text){0}, S("123456"), now), 0);
}

static void secrets_have_160_bits_and_are_all_different(void **state) {
    Text a = totp_secret_make(*state), b = totp_secret_make(*state);
    assert_int_equal(a.len, 32);
    assert_false(text_equal(a, b));
    assert_text(totp_secret_shown(*state, S("ABCDEFGHIJ")), S("ABCD EFGH IJ"));
    assert_text(totp_address(*state, S("Quorate, Kent"), S("clerk@example.org"), S("ABCD")),
        S("otpauth://totp/Quorate%2C%20Kent:clerk%40example.org?secret=ABCD&issuer=Quorate%2C%20Kent"));
}

static void the_qr_code_is_a_square_of_squares(void **state) {
    QrDrawing drawing = qr_draw(*state, S("otpauth://totp/x?secret=ABCD"));
    assert_true(drawing.width > 25 && (drawing.width - 8) % 4 == 1);
    assert_true(text_starts_with(drawing.path, S("M4 4h7v1h-7z"))); /* the first finder's upper edge, inside the quiet zone */
    char *long_text = arena_alloc(*state, 5000);
    memset(long_text, 'x', 5000);
    assert_int_equal(qr_draw(*state, (Text){long_text, 5000}).path.len, 0);
}

/* ---- With an account ---- */

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

static void change(Case *c, const char *sql, int64_t value) {
    Tx *tx = NULL;
    Value v = value_integer(value);
    assert_fine(tx_begin(c->house->office, c->arena, (Actor){0}, S("test"), &tx));
    assert_fine(tx_execute_text(tx, text_of(sql), &v, 1, NULL));
    assert_fine(tx_commit(tx));
    tx_end(tx);
}

#define IN_TX(c, tx, expression)                                                                                                           \
    do {                                                                                                                                   \
        Tx *tx = NULL;                                                                                                                     \
        assert_fine(tx_begin((c)->house->office, (c)->arena, (Actor){0, S("Test person")}, S("test"), &tx));                               \
        assert_fine(expression);                                                                                                           \
        assert_fine(tx_commit(tx));                                                                                                        \
        tx_end(tx);                                                                                                                        \
    } while (0)

static Session session_of(Case *c, Text token) {
    Db *db = NULL;
    Session *session = NULL;
    assert_fine(store_borrow(c->house->office, c->arena, &db));
    assert_fine(session_find(c->house->office, db, c->arena, token, &session));
    store_return(db);
    return session ? *session : (Session){0};
}

static Error *sign_in(Case *c, const char *client, Text *token, bool *needs_code) {
    return session_sign_in(
        c->house->office, c->arena, S("clerk@test.example"), text_of(password), text_of(client), S("test browser"), token, needs_code);
}

static Text code_now(Case *c, int64_t away) {
    return totp_code(c->arena, c->secret, totp_step(moment_now()) + away, TOTP_DIGITS);
}

static Error *finish(Case *c, Text half, Text code, const char *client, Text *token) {
    return sign_in_finish(c->house->office, c->arena, half, code, text_of(client), S("test browser"), token);
}

static SecondStep standing(Case *c) {
    Db *db = NULL;
    SecondStep step;
    assert_fine(store_borrow(c->house->office, c->arena, &db));
    assert_fine(second_step_get(db, c->arena, c->account, &step));
    store_return(db);
    return step;
}

static Text pending(Case *c) {
    Db *db = NULL;
    Text secret = {0};
    assert_fine(store_borrow(c->house->office, c->arena, &db));
    Error *error = second_step_pending(db, c->arena, c->account, &secret);
    store_return(db);
    return error ? (Text){0} : secret;
}

static int open_case(void **state) {
    Arena *arena = arena_new();
    Case *c = ARENA_NEW(arena, Case);
    Text token;
    bool needs_code;
    c->arena = arena;
    c->house = house_new(arena);
    c->account = house_account(c->house, "clerk@test.example", password, TEST_CLERK);
    assert_fine(sign_in(c, "192.0.2.1", &token, &needs_code));
    assert_false(needs_code);
    c->session = session_of(c, token);
    assert_false(c->session.is_two_step);
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

/* Sets it up with the present code; the next one, which is taken already, is for what follows. */
static void set_up(Case *c) {
    IN_TX(c, tx, second_step_begin(tx, c->account));
    c->secret = pending(c);
    assert_int_equal(c->secret.len, 32);
    assert_fine(second_step_confirm(c->house->office, c->arena, &c->session, code_now(c, 0), S("192.0.2.1"), &c->codes));
}

static void setting_up_needs_a_right_code(void **state) {
    Case *c = *state;
    Text other;
    bool needs_code;
    assert_fine(sign_in(c, "192.0.2.7", &other, &needs_code));
    assert_error(second_step_confirm(c->house->office, c->arena, &c->session, S("123456"), S("192.0.2.1"), &c->codes), ERROR_ENDED);
    IN_TX(c, tx, second_step_begin(tx, c->account));
    c->secret = pending(c);
    assert_false(standing(c).is_on);
    assert_error(second_step_confirm(c->house->office, c->arena, &c->session, code_now(c, 50), S("192.0.2.1"), &c->codes), ERROR_INPUT);
    assert_fine(sign_in(c, "192.0.2.1", &(Text){0}, &needs_code));
    assert_false(needs_code); /* not in force before it is confirmed */
    assert_fine(second_step_confirm(c->house->office, c->arena, &c->session, code_now(c, 0), S("192.0.2.1"), &c->codes));
    assert_true(standing(c).is_on);
    assert_int_equal(standing(c).codes_left, RECOVERY_CODES);
    assert_int_equal(c->codes.count, RECOVERY_CODES);
    assert_int_equal(session_of(c, other).id, 0); /* sessions by the password alone are over */
    assert_int_equal(asked(c, "select count(*) from session where second_step_at is not null"), 1);
    assert_int_equal(pending(c).len, 0);
    Tx *tx = NULL;
    assert_fine(tx_begin(c->house->office, c->arena, (Actor){0}, S("test"), &tx));
    assert_error(second_step_begin(tx, c->account), ERROR_INPUT); /* a secret in force is never replaced */
    tx_end(tx);
}

static void setting_up_may_not_take_longer_than_half_an_hour(void **state) {
    Case *c = *state;
    IN_TX(c, tx, second_step_begin(tx, c->account));
    assert_int_equal(pending(c).len, 32);
    change(c, "update second_step set begun_at = $1", moment_plus_seconds(moment_now(), -SECOND_STEP_SETUP_SECONDS - 1).us);
    assert_int_equal(pending(c).len, 0);
}

static void a_sign_in_takes_password_and_code(void **state) {
    Case *c = *state;
    Text half, token;
    bool needs_code;
    set_up(c);
    assert_fine(sign_in(c, "192.0.2.1", &half, &needs_code));
    assert_true(needs_code);
    assert_int_equal(session_of(c, half).id, 0); /* half a sign-in is no session */
    assert_error(finish(c, half, code_now(c, 50), "192.0.2.1", &token), ERROR_INPUT);
    assert_fine(finish(c, half, code_now(c, 1), "192.0.2.1", &token));
    assert_true(session_of(c, token).is_two_step);
    assert_error(finish(c, half, code_now(c, 1), "192.0.2.1", &token), ERROR_SIGN_IN); /* each half once */
    assert_error(finish(c, S("0123456789012345678901234567890123456789012"), code_now(c, 1), "192.0.2.1", &token), ERROR_SIGN_IN);
}

static void each_code_is_heard_once(void **state) {
    Case *c = *state;
    Text half, token;
    bool needs_code;
    set_up(c);
    Text code = code_now(c, 1);
    assert_fine(sign_in(c, "192.0.2.1", &half, &needs_code));
    assert_fine(finish(c, half, code, "192.0.2.1", &token));
    assert_fine(sign_in(c, "198.51.100.1", &half, &needs_code));
    Error *error = finish(c, half, code, "198.51.100.1", &token); /* whoever looked over the shoulder */
    assert_error(error, ERROR_INPUT);
    assert_true(text_contains(error->sentence, S("used already")));
    assert_error(finish(c, half, code_now(c, -1), "198.51.100.1", &token), ERROR_INPUT); /* nor an older one */
    assert_error(second_step_prove(c->house->office, c->arena, &c->session, code, S("192.0.2.1")), ERROR_INPUT);
}

static void each_recovery_code_signs_in_once(void **state) {
    Case *c = *state;
    Text half, token;
    bool needs_code;
    set_up(c);
    Text typed = text_format(c->arena, " %.*s ", TEXT_ARG(c->codes.items[3]));
    for (size_t i = 0; i < typed.len; i++)
        if (typed.ptr[i] == '-') ((char *)(uintptr_t)typed.ptr)[i] = ' '; /* as people type it */
    assert_fine(sign_in(c, "192.0.2.1", &half, &needs_code));
    assert_fine(finish(c, half, typed, "192.0.2.1", &token));
    assert_int_equal(standing(c).codes_left, RECOVERY_CODES - 1);
    assert_fine(sign_in(c, "192.0.2.1", &half, &needs_code));
    assert_error(finish(c, half, c->codes.items[3], "192.0.2.1", &token), ERROR_INPUT);
    Text old = c->codes.items[4];
    IN_TX(c, tx, second_step_new_codes(tx, c->account, &c->codes));
    assert_error(finish(c, half, old, "192.0.2.1", &token), ERROR_INPUT);
    assert_fine(finish(c, half, c->codes.items[0], "192.0.2.1", &token));
}

static void a_half_hears_five_tries(void **state) {
    Case *c = *state;
    Text half, token;
    bool needs_code;
    set_up(c);
    assert_fine(sign_in(c, "192.0.2.1", &half, &needs_code));
    for (int i = 0; i < HALF_TRIES; i++) assert_error(finish(c, half, code_now(c, 50), "192.0.2.1", &token), ERROR_INPUT);
    change(c, "update sign_in_failure set last_at = $1", moment_plus_seconds(moment_now(), -2000).us);
    assert_error(finish(c, half, code_now(c, 1), "192.0.2.1", &token), ERROR_SIGN_IN);
    assert_fine(sign_in(c, "192.0.2.1", &half, &needs_code));
    change(c, "update sign_in_half set expires_at = $1", moment_now().us);
    assert_error(finish(c, half, code_now(c, 1), "192.0.2.1", &token), ERROR_SIGN_IN);
}

static void wrong_codes_slow_down_one_client_and_lock_nobody_out(void **state) {
    Case *c = *state;
    Text half, token;
    bool needs_code;
    set_up(c);
    for (int i = 0; i < 5; i++) { /* a new half each time changes nothing */
        assert_fine(sign_in(c, "198.51.100.66", &half, &needs_code));
        assert_error(finish(c, half, code_now(c, 50), "198.51.100.66", &token), ERROR_INPUT);
    }
    assert_fine(sign_in(c, "198.51.100.66", &half, &needs_code));
    change(c, "update sign_in_failure set last_at = $1 where account <> ''",
        moment_plus_seconds(moment_now(), 50).us);                           /* the wait is a second; tests may be slow */
    Error *error = finish(c, half, code_now(c, 1), "198.51.100.66", &token); /* even with the right one */
    assert_error(error, ERROR_BUSY);
    assert_true(text_contains(error->sentence, S("wrong code from here. Try again in ")));
    assert_fine(sign_in(c, "192.0.2.1", &half, &needs_code));
    assert_fine(finish(c, half, code_now(c, 1), "192.0.2.1", &token)); /* from elsewhere it works */
}

static void an_administrator_takes_it_away_and_the_person_is_told(void **state) {
    Case *c = *state;
    Text half, token;
    bool needs_code;
    set_up(c);
    assert_fine(sign_in(c, "192.0.2.1", &half, &needs_code));
    Tx *tx = NULL;
    assert_fine(tx_begin(c->house->office, c->arena, (Actor){0}, S("test"), &tx));
    assert_error(second_step_take_away(tx, c->account, S("The administrator"), S("")), ERROR_INPUT);
    tx_end(tx);
    IN_TX(c, tx2, second_step_take_away(tx2, c->account, S("The administrator"), S("Telephone lost on a train")));
    assert_int_equal(asked(c, "select count(*) from session"), 0);
    assert_error(finish(c, half, code_now(c, 1), "192.0.2.1", &token), ERROR_SIGN_IN);
    assert_fine(sign_in(c, "192.0.2.1", &token, &needs_code));
    assert_false(needs_code);
    SecondStep step = standing(c);
    assert_true(step.was_removed && !step.is_on);
    assert_text(step.removed_by, S("The administrator"));
    assert_text(step.removed_reason, S("Telephone lost on a train"));
    assert_int_equal(asked(c, "select count(*) from recovery_code"), 0);
    c->session = session_of(c, token);
    set_up(c); /* setting it up anew is an answer too */
    assert_false(standing(c).was_removed);
    IN_TX(c, tx3, second_step_turn_off(tx3, c->account));
    assert_int_equal(asked(c, "select count(*) from session where second_step_at is not null"), 0);
    assert_false(standing(c).is_on || standing(c).was_removed);
}

/* The key of the installation is away: codes cannot be checked, recovery codes still sign in. */
static void without_the_key_recovery_codes_sign_in(void **state) {
    Case *c = *state;
    Text half, token;
    bool needs_code;
    set_up(c);
    Store *late = NULL; /* a process that never had the key */
    StoreOptions options = {STORE_OFFICE, STORE_FULL, text_of(c->house->folder)};
    assert_fine(store_open(c->arena, &options, &late));
    assert_fine(sign_in(c, "192.0.2.1", &half, &needs_code));
    assert_error(sign_in_finish(late, c->arena, half, code_now(c, 1), S("192.0.2.1"), S("test browser"), &token), ERROR_SEALED);
    assert_fine(sign_in_finish(late, c->arena, half, c->codes.items[0], S("192.0.2.1"), S("test browser"), &token));
    store_close(late);
    assert_true(session_of(c, token).is_two_step);
}

static void no_secret_and_no_code_stands_in_the_journal(void **state) {
    Case *c = *state;
    Text half, token;
    bool needs_code;
    set_up(c);
    assert_fine(sign_in(c, "192.0.2.1", &half, &needs_code));
    assert_fine(finish(c, half, c->codes.items[0], "192.0.2.1", &token));
    Db *db = NULL;
    JournalEntries entries;
    assert_fine(store_borrow(c->house->office, c->arena, &db));
    assert_fine(journal_recent(db, c->arena, 0, 100, &entries));
    store_return(db);
    assert_true(entries.count >= 4);
    for (size_t i = 0; i < entries.count; i++) {
        Text all = text_join(c->arena, entries.items[i].state, entries.items[i].why);
        assert_false(text_contains(all, c->secret) || text_contains(all, c->codes.items[0]));
    }
    Text plain = text_format(c->arena, "select count(*) from second_step where secret like '%%%.*s%%'", TEXT_ARG(c->secret));
    assert_int_equal(asked(c, plain.ptr), 0); /* sealed */
    for (size_t i = 0; i < c->codes.count; i++) {
        Text sql = text_format(c->arena, "select count(*) from recovery_code where code_hash = '%.*s'", TEXT_ARG(c->codes.items[i]));
        assert_int_equal(asked(c, sql.ptr), 0);
    }
    assert_int_equal(asked(c, "select count(*) from recovery_code where length(code_hash) = 64"), RECOVERY_CODES);
}

int main(void) {
    if (sodium_init() < 0) return 1;
    const struct CMUnitTest tests[] = {
        TEST(RFC_6238_the_vectors_of_SHA_1),
        TEST(RFC_6238_one_step_to_each_side_is_taken),
        TEST(secrets_have_160_bits_and_are_all_different),
        TEST(the_qr_code_is_a_square_of_squares),
        CASE(setting_up_needs_a_right_code),
        CASE(setting_up_may_not_take_longer_than_half_an_hour),
        CASE(a_sign_in_takes_password_and_code),
        CASE(each_code_is_heard_once),
        CASE(each_recovery_code_signs_in_once),
        CASE(a_half_hears_five_tries),
        CASE(wrong_codes_slow_down_one_client_and_lock_nobody_out),
        CASE(an_administrator_takes_it_away_and_the_person_is_told),
        CASE(without_the_key_recovery_codes_sign_in),
        CASE(no_secret_and_no_code_stands_in_the_journal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
