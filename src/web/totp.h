/* Codes that change with time (RFC 6238: SHA-1, 30 seconds, six digits), as every authenticator app makes them. Inside web/. */
#ifndef QUORATE_WEB_TOTP_H
#define QUORATE_WEB_TOTP_H

#include "base/date.h"
#include "base/text.h"

enum {
    TOTP_SECRET_BYTES = 20,
    TOTP_SECONDS = 30,
    TOTP_DIGITS = 6,
    TOTP_WINDOW = 1, /* steps before and after now that are taken too: clocks differ, people type slowly */
};

/* A new random secret, in letters: base32, as people type it and as it is stored. */
Text totp_secret_make(Arena *arena);
/* The code of a secret (in letters) for one step of time; empty when the secret is not base32. `digits` is 6, 7 or 8. */
Text totp_code(Arena *arena, Text secret, int64_t step, int digits);
/* The step of a moment: how many times 30 seconds have gone by since 1970. */
int64_t totp_step(Moment moment);
/* The step within the window around `now` whose code this is; 0 when there is none. Takes as long for a wrong code as for a right one. */
int64_t totp_match(Arena *arena, Text secret, Text code, Moment now);
/* What the QR code says: "otpauth://totp/Kent:clerk%40example.org?secret=...&issuer=Kent". */
Text totp_address(Arena *arena, Text issuer, Text email, Text secret);
/* The secret in groups of four letters. */
Text totp_secret_shown(Arena *arena, Text secret);

/* The squares of a QR code as an SVG path in units of one square, and how many squares wide it is with its quiet zone. */
typedef struct {
    Text path;
    int width;
} QrDrawing;
/* An empty path when the text is too long for a QR code. */
QrDrawing qr_draw(Arena *arena, Text text);

#endif
