/* Owns passwords: what may be one, how it is hashed, how one is made. */
#include "web/password.h"

#include <pthread.h>
#include <sodium.h>

#include "web/session.h"

enum { LEAST_CHARACTERS = 12, MOST_CHARACTERS = 128, HASH_PASSES = 2, HASH_BYTES = 19 * 1024 * 1024, HASHINGS_AT_ONCE = 2 };

/* ---- Two at once: each hashing takes 19 MiB and a core ---- */

static pthread_mutex_t hashing_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t hashing_free = PTHREAD_COND_INITIALIZER;
static int hashing;

static void hashing_begin(void) {
    pthread_mutex_lock(&hashing_lock);
    while (hashing == HASHINGS_AT_ONCE) pthread_cond_wait(&hashing_free, &hashing_lock);
    hashing++;
    pthread_mutex_unlock(&hashing_lock);
}

static void hashing_end(void) {
    pthread_mutex_lock(&hashing_lock);
    hashing--;
    pthread_cond_signal(&hashing_free);
    pthread_mutex_unlock(&hashing_lock);
}

Error *password_hash(Arena *arena, Text password, Text *out) {
    char hash[crypto_pwhash_STRBYTES];
    hashing_begin();
    int failed = sodium_init() < 0
                 || crypto_pwhash_str_alg(
                     hash, password.ptr ? password.ptr : "", password.len, HASH_PASSES, HASH_BYTES, crypto_pwhash_ALG_ARGON2ID13);
    hashing_end();
    if (failed)
        return error_detail(
            arena, error_new(arena, ERROR_BUSY, "This server has too little memory just now. Try again in a minute."), "argon2id");
    *out = text_copy(arena, text_of(hash));
    return NULL;
}

/* The hash of a random password that nobody knows, with the numbers above: unknown addresses take as long as known ones. */
static char nobody[crypto_pwhash_STRBYTES];
static pthread_once_t nobody_once = PTHREAD_ONCE_INIT;

static void nobody_make(void) {
    char unknown[32];
    CHECK(sodium_init() >= 0);
    randombytes_buf(unknown, sizeof unknown);
    int failed = crypto_pwhash_str_alg(nobody, unknown, sizeof unknown, HASH_PASSES, HASH_BYTES, crypto_pwhash_ALG_ARGON2ID13);
    if (failed) nobody[0] = 0; /* without memory a known address fails as fast */
}

bool password_is(Text hash, Text password) {
    char stored[crypto_pwhash_STRBYTES] = {0};
    pthread_once(&nobody_once, nobody_make);
    bool is_known = hash.len > 0 && hash.len < sizeof stored;
    memcpy(stored, is_known ? hash.ptr : nobody, is_known ? hash.len : sizeof stored);
    hashing_begin();
    bool fits = crypto_pwhash_str_verify(stored, password.ptr ? password.ptr : "", password.len) == 0;
    hashing_end();
    return fits && is_known;
}

/* ---- What may be a password ---- */

/* The beginnings that guessers try first, in lower case: at twelve characters and more they come with something appended. */
static const char *const common[] = {"password", "passw0rd", "p@ssword", "p@ssw0rd", "qwertyuiop", "qwerty123", "1q2w3e4r", "1qaz2wsx",
    "letmein", "welcome", "changeme", "iloveyou", "administrator", "admin123", "abcdefgh", "abc123", "football", "liverpool", "manchester",
    "arsenal", "chelsea", "london", "england", "summer20", "winter20", "spring20", "autumn20", "monday", "december", "january", "quorate",
    "trustno1", "dragon", "sunshine", "princess", "superman", "starwars", "whatever", "zaq12wsx", "asdfghjkl", "computer", "internet",
    "correcthorsebattery"};

static bool is_common(Text lower) {
    for (size_t i = 0; i < sizeof common / sizeof common[0]; i++) {
        Text word = text_of(common[i]);
        if (!text_starts_with(lower, word)) continue;
        size_t rest = 0; /* what a common beginning is followed by must be worth something by itself */
        for (size_t k = word.len; k < lower.len; k++) rest += lower.ptr[k] >= 'a' && lower.ptr[k] <= 'z';
        if (rest < 8) return true;
    }
    return false;
}

/* "aaaaaaaaaaaa", "abcabcabcabc", "1234567890123". */
static bool is_pattern(Text t) {
    for (size_t period = 1; period <= t.len / 3; period++) {
        size_t i = period;
        while (i < t.len && t.ptr[i] == t.ptr[i - period]) i++;
        if (i == t.len) return true;
    }
    size_t steps = 0;
    for (size_t i = 1; i < t.len; i++) {
        int step = t.ptr[i] - t.ptr[i - 1];
        steps += step == 1 || step == -1 || step == -9 || step == 9; /* 9 and 0 are neighbours */
    }
    return steps + 2 >= t.len;
}

Error *password_check(Arena *arena, Text password, Text email, Text name) {
    size_t characters = text_characters(password);
    if (characters < LEAST_CHARACTERS)
        return error_new(arena, ERROR_INPUT,
            "The password must have at least %d characters. Three or four words that do not belong together are easy to remember.",
            LEAST_CHARACTERS);
    if (characters > MOST_CHARACTERS)
        return error_new(arena, ERROR_INPUT, "The password must have at most %d characters.", MOST_CHARACTERS);
    Text lower = text_lower(arena, password);
    Text account = text_lower(arena, text_slice(email, 0, text_find(email, S("@"), 0)));
    bool is_own = text_equal(lower, text_lower(arena, email)) || (name.len >= 4 && text_contains(lower, text_lower(arena, name)))
                  || (account.len >= 6 && text_contains(lower, account));
    if (is_own) return error_new(arena, ERROR_INPUT, "The password must not hold your name or email address.");
    if (is_common(lower) || is_pattern(lower))
        return error_new(
            arena, ERROR_INPUT, "This password is among the first that are tried. Choose three or four words that do not belong together.");
    return NULL;
}

Text password_make(Arena *arena) {
    static const char letters[] = "abcdefghijkmnpqrstuvwxyz23456789"; /* without l, o, 0, 1 */
    char made[4 * 5 + 3];
    size_t n = 0;
    CHECK(sodium_init() >= 0);
    for (int group = 0; group < 4; group++) {
        if (group) made[n++] = '-';
        for (int i = 0; i < 5; i++) made[n++] = letters[randombytes_uniform(sizeof letters - 1)];
    }
    return text_copy(arena, (Text){made, n});
}
