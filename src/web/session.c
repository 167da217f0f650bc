/* Owns sessions: who is behind a cookie, for how long, and their end. */
#include "web/session.h"

#include <sodium.h>

#include "web/session.sql.h"
#include "web/session_life.h"

Text token_make(Arena *arena) {
    unsigned char bytes[32];
    CHECK(sodium_init() >= 0);
    randombytes_buf(bytes, sizeof bytes);
    return text_base64url(arena, bytes, sizeof bytes);
}

Text token_hash(Arena *arena, Text token) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, (const unsigned char *)(token.ptr ? token.ptr : ""), token.len);
    return text_hex(arena, hash, sizeof hash);
}

Access roles_of_codes(Text codes) {
    Access roles = 0;
    Text code;
    if (codes.len == 0) return 0;
    while (text_split(&codes, ',', &code))
        for (const Choice *choice = role_choices; choice->code; choice++)
            if (text_equal(text_of(choice->code), code)) roles |= (Access)choice->value;
    return roles;
}

static bool is_over(Moment began, Moment last_seen, Moment now) {
    return moment_compare(moment_plus_seconds(began, SESSION_SECONDS), now) <= 0
           || moment_compare(moment_plus_seconds(last_seen, SESSION_IDLE_SECONDS), now) <= 0;
}

Error *session_find(Store *office, Db *db, Arena *arena, Text token, Session **out) {
    (void)office;
    *out = NULL;
    if (token.len < 40 || token.len > 50) return NULL; /* not one of ours */
    SessionByTokenRow row;
    bool found;
    TRY(session_by_token(db, arena, token_hash(arena, token), &row, &found));
    if (!found || is_over(row.began, row.last_seen, moment_now())) return NULL;
    Session *session = ARENA_NEW(arena, Session);
    *session = (Session){.id = row.id,
        .account = row.account,
        .person = row.person,
        .name = row.name,
        .email = row.email,
        .roles = roles_of_codes(row.roles),
        .csrf = row.csrf,
        .began = row.began,
        .last_seen = row.last_seen,
        .is_two_step = moment_is_set(row.second_step_at)};
    *out = session;
    return NULL;
}

bool session_is_due(const Session *session) {
    return moment_compare(moment_plus_seconds(session->last_seen, SESSION_NOTE_SECONDS), moment_now()) <= 0;
}

Error *session_note(Store *office, Arena *arena, int64_t session) {
    Tx *tx = NULL;
    TRY(tx_begin(office, arena, (Actor){0}, (Text){0}, &tx));
    Moment now = tx_moment(tx);
    Error *error = session_seen(tx, session, now, moment_plus_seconds(now, -SESSION_NOTE_SECONDS), NULL);
    if (!error) error = tx_commit(tx);
    tx_end(tx);
    return error;
}

Error *session_begin(Tx *tx, AccountId account, Text client, Text user_agent, bool is_two_step, Text *token) {
    Arena *arena = tx_arena(tx);
    Moment now = tx_moment(tx);
    *token = token_make(arena);
    /* those that are over are cleared away here, where a write is under way anyhow */
    TRY(session_remove_old(tx, moment_plus_seconds(now, -SESSION_SECONDS), moment_plus_seconds(now, -SESSION_IDLE_SECONDS), NULL));
    return session_add(tx, token_hash(arena, *token), account, token_make(arena), client, text_clean(arena, text_slice(user_agent, 0, 300)),
        now, is_two_step ? now : (Moment){0}, NULL);
}

Error *session_sign_out(Store *office, Arena *arena, const Session *session) {
    Tx *tx = NULL;
    TRY(tx_begin(office, arena, (Actor){session->person, session->name}, S("sign out"), &tx));
    Error *error = session_remove(tx, session->id, NULL);
    if (!error) error = tx_commit(tx);
    tx_end(tx);
    return error;
}

Error *session_sign_out_everywhere(Tx *tx, AccountId account, int64_t but_session) {
    return session_remove_of_account(tx, account, but_session, NULL);
}

/* ---- Cookies ---- */

static Text cookie_put(Arena *arena, const char *name, bool is_tls, Text token) {
    return text_format(arena, "%s=%.*s; Path=/; HttpOnly; SameSite=Lax%s", name, TEXT_ARG(token), is_tls ? "; Secure" : "");
}

static Text cookie_end(Arena *arena, const char *name, bool is_tls) {
    return text_format(arena, "%s=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax%s", name, is_tls ? "; Secure" : "");
}

const char *session_cookie_name(bool is_tls) {
    return is_tls ? "__Host-quorate" : "quorate";
}

Text session_cookie(Arena *arena, bool is_tls, Text token) {
    return cookie_put(arena, session_cookie_name(is_tls), is_tls, token);
}

Text session_cookie_end(Arena *arena, bool is_tls) {
    return cookie_end(arena, session_cookie_name(is_tls), is_tls);
}

const char *half_cookie_name(bool is_tls) {
    return is_tls ? "__Host-quorate-half" : "quorate-half";
}

Text half_cookie(Arena *arena, bool is_tls, Text token) {
    return cookie_put(arena, half_cookie_name(is_tls), is_tls, token);
}

Text half_cookie_end(Arena *arena, bool is_tls) {
    return cookie_end(arena, half_cookie_name(is_tls), is_tls);
}
