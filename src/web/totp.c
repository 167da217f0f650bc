/* Owns the codes of two-step sign-in: making and comparing them (liboath), their secret in letters, and the QR code that carries it
 * (libqrencode). */
#include "web/totp.h"

#include <liboath/oath.h>
#include <pthread.h>
#include <qrencode.h>
#include <sodium.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/error.h"

enum { QUIET_ZONE = 4 };

static void start_oath(void) {
    CHECK(oath_init() == OATH_OK);
}

static void need_oath(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, start_oath);
}

/* ---- The secret ---- */

Text totp_secret_make(Arena *arena) {
    char bytes[TOTP_SECRET_BYTES], *letters = NULL;
    size_t len = 0;
    CHECK(sodium_init() >= 0);
    randombytes_buf(bytes, sizeof bytes);
    CHECK(oath_base32_encode(bytes, sizeof bytes, &letters, &len) == OATH_OK);
    Text secret = text_copy(arena, (Text){letters, len});
    sodium_memzero(letters, len);
    sodium_memzero(bytes, sizeof bytes);
    free(letters);
    return secret;
}

Text totp_secret_shown(Arena *arena, Text secret) {
    Buffer out = buffer_new(arena, secret.len + secret.len / 4 + 1);
    for (size_t i = 0; i < secret.len; i++) {
        if (i > 0 && i % 4 == 0) buffer_put_char(&out, ' ');
        buffer_put_char(&out, secret.ptr[i]);
    }
    return buffer_text(&out);
}

/* ---- Codes ---- */

int64_t totp_step(Moment moment) {
    return moment.us / 1000000 / TOTP_SECONDS;
}

Text totp_code(Arena *arena, Text secret, int64_t step, int digits) {
    char *bytes = NULL, code[16] = {0};
    size_t len = 0;
    need_oath();
    if (oath_base32_decode(secret.ptr, secret.len, &bytes, &len) != OATH_OK) return (Text){0};
    int made = oath_hotp_generate(bytes, len, (uint64_t)step, (unsigned)digits, false, OATH_HOTP_DYNAMIC_TRUNCATION, code);
    sodium_memzero(bytes, len);
    free(bytes);
    return made == OATH_OK ? text_copy(arena, text_of(code)) : (Text){0};
}

int64_t totp_match(Arena *arena, Text secret, Text code, Moment now) {
    int64_t found = 0, middle = totp_step(now);
    char sent[TOTP_DIGITS] = {0};
    bool is_six = code.len == TOTP_DIGITS;
    if (is_six) memcpy(sent, code.ptr, TOTP_DIGITS);
    for (int64_t step = middle - TOTP_WINDOW; step <= middle + TOTP_WINDOW; step++) {
        Text right = totp_code(arena, secret, step, TOTP_DIGITS);
        if (right.len != TOTP_DIGITS) return 0; /* no secret at all */
        if (sodium_memcmp(right.ptr, sent, TOTP_DIGITS) == 0) found = step;
    }
    return is_six ? found : 0;
}

/* ---- For the authenticator app ---- */

Text totp_address(Arena *arena, Text issuer, Text email, Text secret) {
    Buffer out = buffer_new(arena, 200);
    buffer_put(&out, S("otpauth://totp/"));
    buffer_put_encoded(&out, issuer);
    buffer_put_char(&out, ':');
    buffer_put_encoded(&out, email);
    buffer_putf(&out, "?secret=%.*s&issuer=", TEXT_ARG(secret));
    buffer_put_encoded(&out, issuer);
    return buffer_text(&out);
}

/* One subpath for each run of dark squares in a row. */
QrDrawing qr_draw(Arena *arena, Text text) {
    QRcode *code = QRcode_encodeString8bit(text_string(arena, text), 0, QR_ECLEVEL_M);
    if (!code) return (QrDrawing){0};
    Buffer path = buffer_new(arena, 8192);
    for (int y = 0; y < code->width; y++)
        for (int x = 0; x < code->width; x++) {
            const unsigned char *row = code->data + (ptrdiff_t)y * code->width;
            int from = x;
            while (x < code->width && (row[x] & 1)) x++;
            if (x > from) buffer_putf(&path, "M%d %dh%dv1h-%dz", from + QUIET_ZONE, y + QUIET_ZONE, x - from, x - from);
        }
    QrDrawing drawing = {buffer_text(&path), code->width + 2 * QUIET_ZONE};
    QRcode_free(code);
    return drawing;
}
