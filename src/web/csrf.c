/* Owns the tokens that prove a form came from our own page. A session has one secret; each page shows it under a new mask, so that
 * compression of pages gives nothing away (BREACH). */
#include <sodium.h>

#include "web/session.h"

enum { SECRET_MOST = 64 };

Text csrf_masked(Arena *arena, Text secret) {
    if (text_is_empty(secret)) return (Text){0};
    CHECK(secret.len <= SECRET_MOST);
    unsigned char bytes[2 * SECRET_MOST];
    randombytes_buf(bytes, secret.len);
    for (size_t i = 0; i < secret.len; i++) bytes[secret.len + i] = (unsigned char)(bytes[i] ^ (unsigned char)secret.ptr[i]);
    return text_base64url(arena, bytes, 2 * secret.len);
}

bool csrf_matches(Text secret, Text sent) {
    unsigned char bytes[2 * SECRET_MOST];
    size_t len = 0;
    if (text_is_empty(secret) || secret.len > SECRET_MOST || sent.len > 4 * SECRET_MOST) return false;
    if (sodium_base642bin(
            bytes, sizeof bytes, sent.ptr ? sent.ptr : "", sent.len, NULL, &len, NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING)
        != 0)
        return false;
    if (len != 2 * secret.len) return false;
    for (size_t i = 0; i < secret.len; i++) bytes[i] ^= bytes[secret.len + i];
    return sodium_memcmp(bytes, secret.ptr, secret.len) == 0;
}
