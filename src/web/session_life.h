/* Sessions and tokens, inside web/. */
#ifndef QUORATE_WEB_SESSION_LIFE_H
#define QUORATE_WEB_SESSION_LIFE_H

#include "web/session.h"

enum {
    SESSION_SECONDS = 12 * 3600,   /* in all */
    SESSION_IDLE_SECONDS = 3600,   /* without a request */
    SESSION_NOTE_SECONDS = 5 * 60, /* last_seen is written at most so often */
};

/* 256 random bits as base64url, and the hash that the store keeps instead. */
Text token_make(Arena *arena);
Text token_hash(Arena *arena, Text token);
/* The bits of stored roles: "clerk,chair". */
Access roles_of_codes(Text codes);

/* A session for an account that has proved itself (by two steps or by its password alone); old sessions of anybody are cleared away. */
Error *session_begin(Tx *tx, AccountId account, Text client, Text user_agent, bool is_two_step, Text *token);
/* Is it time to write down that the session was seen? */
bool session_is_due(const Session *session);
/* Writes it down, unless somebody did meanwhile. For the slow lane. */
Error *session_note(Store *office, Arena *arena, int64_t session);

/* Is it the account's password? Failures count and cost as they do at sign-in. ERROR_INPUT when it is not; slow lane only. */
Error *password_prove(Store *office, Arena *arena, const Account *account, Text password, Text client);

/* ---- What failures cost: counted for a client at one secret (the key is a hash, never an address) and for a client in all ---- */

/* ERROR_BUSY while the client has to wait before it may try this key again; `what` is what was wrong: "password", "code". */
Error *failures_must_not_wait(Db *db, Arena *arena, Text client, Text key, const char *what);
/* One failure more, or none any more; inside the caller's transaction. */
Error *failures_count(Tx *tx, Text client, Text key);
Error *failures_forget(Tx *tx, Text client, Text key);

/* "__Host-quorate" behind TLS; browsers take that name only with Secure and for the whole host. */
const char *session_cookie_name(bool is_tls);
Text session_cookie(Arena *arena, bool is_tls, Text token);
Text session_cookie_end(Arena *arena, bool is_tls);
/* The same for half a sign-in, which waits for its code. */
const char *half_cookie_name(bool is_tls);
Text half_cookie(Arena *arena, bool is_tls, Text token);
Text half_cookie_end(Arena *arena, bool is_tls);

#endif
