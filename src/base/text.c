/* Owns texts as bytes: making, comparing, searching and splitting them, and writing bytes as letters.
 * What they say as characters is in text_characters.c. */
#include "base/text.h"

#include <stdarg.h>

#include "base/error.h"

Text text_of(const char *string) {
    return (Text){string, string ? strlen(string) : 0};
}

Text text_copy(Arena *arena, Text t) {
    char *copy = arena_alloc(arena, t.len + 1);
    if (t.len > 0) memcpy(copy, t.ptr, t.len);
    return (Text){copy, t.len};
}

const char *text_string(Arena *arena, Text t) {
    return text_copy(arena, t).ptr;
}

Text text_format(Arena *arena, const char *format, ...) {
    char small[256];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(small, sizeof small, format, arguments);
    va_end(arguments);
    CHECK(length >= 0);
    if ((size_t)length < sizeof small) return text_copy(arena, (Text){small, (size_t)length});
    char *out = arena_alloc(arena, (size_t)length + 1);
    va_start(arguments, format);
    vsnprintf(out, (size_t)length + 1, format, arguments);
    va_end(arguments);
    return (Text){out, (size_t)length};
}

Text text_join(Arena *arena, Text a, Text b) {
    char *out = arena_alloc(arena, a.len + b.len + 1);
    if (a.len > 0) memcpy(out, a.ptr, a.len);
    if (b.len > 0) memcpy(out + a.len, b.ptr, b.len);
    return (Text){out, a.len + b.len};
}

bool text_is_empty(Text t) {
    return t.len == 0;
}

bool text_equal(Text a, Text b) {
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool same_ignoring_case(const char *a, const char *b, size_t len) {
    for (size_t i = 0; i < len; i++) {
        if (lower(a[i]) != lower(b[i])) return false;
    }
    return true;
}

bool text_equal_ignoring_case(Text a, Text b) {
    return a.len == b.len && same_ignoring_case(a.ptr, b.ptr, a.len);
}

int text_compare(Text a, Text b) {
    size_t shared = a.len < b.len ? a.len : b.len;
    int order = shared > 0 ? memcmp(a.ptr, b.ptr, shared) : 0;
    if (order != 0) return order < 0 ? -1 : 1;
    return a.len == b.len ? 0 : a.len < b.len ? -1 : 1;
}

bool text_starts_with(Text t, Text prefix) {
    return t.len >= prefix.len && text_equal(text_slice(t, 0, prefix.len), prefix);
}

bool text_ends_with(Text t, Text suffix) {
    return t.len >= suffix.len && text_equal(text_slice(t, t.len - suffix.len, suffix.len), suffix);
}

size_t text_find(Text t, Text part, size_t from) {
    if (from > t.len || part.len > t.len - from) return SIZE_MAX;
    if (part.len == 0) return from;
    const char *found = memmem(t.ptr + from, t.len - from, part.ptr, part.len);
    return found ? (size_t)(found - t.ptr) : SIZE_MAX;
}

bool text_contains(Text t, Text part) {
    return text_find(t, part, 0) != SIZE_MAX;
}

bool text_contains_ignoring_case(Text t, Text part) {
    if (part.len == 0) return true;
    char first = lower(part.ptr[0]);
    for (size_t i = 0; i + part.len <= t.len; i++) {
        if (lower(t.ptr[i]) == first && same_ignoring_case(t.ptr + i, part.ptr, part.len)) return true;
    }
    return false;
}

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

Text text_trim(Text t) {
    for (;;) {
        if (t.len > 0 && is_space(t.ptr[0])) t = text_slice(t, 1, t.len);
        else if (text_starts_with(t, S("\u00a0"))) t = text_slice(t, 2, t.len);
        else break;
    }
    for (;;) {
        if (t.len > 0 && is_space(t.ptr[t.len - 1])) t.len--;
        else if (text_ends_with(t, S("\u00a0"))) t.len -= 2;
        else break;
    }
    return t;
}

Text text_slice(Text t, size_t from, size_t len) {
    if (from >= t.len) return (Text){t.ptr ? t.ptr + t.len : NULL, 0};
    return (Text){t.ptr + from, len < t.len - from ? len : t.len - from};
}

Text text_head(Text t, size_t most) {
    if (t.len <= most) return t;
    while (most > 0 && ((unsigned char)t.ptr[most] & 0xc0) == 0x80) most--;
    return (Text){t.ptr, most};
}

Text text_tail(Text t, size_t most) {
    if (t.len <= most) return t;
    size_t from = t.len - most;
    while (from < t.len && ((unsigned char)t.ptr[from] & 0xc0) == 0x80) from++;
    return (Text){t.ptr + from, t.len - from};
}

Text text_lower(Arena *arena, Text t) {
    char *out = arena_alloc(arena, t.len + 1);
    for (size_t i = 0; i < t.len; i++) out[i] = lower(t.ptr[i]);
    return (Text){out, t.len};
}

bool text_split(Text *rest, char separator, Text *part) {
    if (!rest->ptr) return false;
    const char *end = memchr(rest->ptr, separator, rest->len);
    if (!end) {
        *part = *rest;
        *rest = (Text){0};
        return true;
    }
    *part = text_slice(*rest, 0, (size_t)(end - rest->ptr));
    *rest = text_slice(*rest, part->len + 1, rest->len);
    return true;
}

bool text_next_line(Text *rest, Text *line) {
    if (rest->len == 0) return false;
    const char *end = memchr(rest->ptr, '\n', rest->len);
    size_t len = end ? (size_t)(end - rest->ptr) : rest->len;
    *line = text_slice(*rest, 0, len);
    *rest = text_slice(*rest, len + 1, rest->len);
    if (end && text_ends_with(*line, S("\r"))) line->len--;
    return true;
}

static Text without_bullet(Text line) {
    static const char *const bullets[] = {"- ", "* ", "\xe2\x80\xa2"};
    for (size_t i = 0; i < sizeof bullets / sizeof bullets[0]; i++)
        if (text_starts_with(line, text_of(bullets[i]))) return text_trim(text_slice(line, strlen(bullets[i]), line.len));
    return line;
}

Sentences text_lines(Arena *arena, Text t) {
    Sentences out = {0};
    Text rest = t, line;
    size_t most = 1;
    for (size_t i = 0; i < t.len; i++) most += t.ptr[i] == '\n';
    out.items = ARENA_ARRAY(arena, Text, most);
    while (text_next_line(&rest, &line)) {
        line = without_bullet(text_trim(line));
        if (!text_is_empty(line)) out.items[out.count++] = line;
    }
    return out;
}

bool text_to_int64(Text t, int64_t *out) {
    bool is_negative = text_starts_with(t, S("-"));
    size_t i = is_negative ? 1 : 0;
    if (i == t.len) return false;
    int64_t n = 0;
    for (; i < t.len; i++) {
        if (t.ptr[i] < '0' || t.ptr[i] > '9') return false;
        int digit = t.ptr[i] - '0';
        /* Counted downwards, because the smallest number has no positive twin. */
        if (__builtin_mul_overflow(n, 10, &n) || __builtin_sub_overflow(n, digit, &n)) return false;
    }
    if (!is_negative && n == INT64_MIN) return false;
    *out = is_negative ? n : -n;
    return true;
}

Text text_hex(Arena *arena, const void *bytes, size_t len) {
    static const char digits[] = "0123456789abcdef";
    const unsigned char *in = bytes;
    char *out = arena_alloc(arena, len * 2 + 1);
    for (size_t i = 0; i < len; i++) {
        out[2 * i] = digits[in[i] >> 4];
        out[2 * i + 1] = digits[in[i] & 15];
    }
    return (Text){out, len * 2};
}

Text text_base64url(Arena *arena, const void *bytes, size_t len) {
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const unsigned char *in = bytes;
    char *out = arena_alloc(arena, len / 3 * 4 + 5);
    size_t written = 0;
    uint32_t bits = 0;
    int held = 0;
    for (size_t i = 0; i < len; i++) {
        bits = (bits << 8 | in[i]) & 0xffffu;
        held += 8;
        while (held >= 6) {
            held -= 6;
            out[written++] = letters[bits >> held & 63];
        }
    }
    if (held > 0) out[written++] = letters[bits << (6 - held) & 63];
    return (Text){out, written};
}

bool text_is_email(Text t) {
    size_t at = text_find(t, S("@"), 0);
    if (at == SIZE_MAX || at == 0 || at > 64 || text_find(t, S("@"), at + 1) != SIZE_MAX) return false;
    Text domain = text_slice(t, at + 1, t.len);
    for (size_t i = 0; i < t.len; i++) {
        if (t.ptr[i] <= ' ' || t.ptr[i] > '~' || memchr("()<>,;:\\\"[]", t.ptr[i], 11)) return false;
    }
    size_t dot = text_find(domain, S("."), 0);
    return dot != SIZE_MAX && dot > 0 && domain.ptr[domain.len - 1] != '.' && !text_contains(t, S("..")) && !text_starts_with(t, S("."));
}

bool text_is_hex(Text t, size_t digits) {
    for (size_t i = 0; i < t.len; i++)
        if (!((t.ptr[i] >= '0' && t.ptr[i] <= '9') || (t.ptr[i] >= 'a' && t.ptr[i] <= 'f'))) return false;
    return t.len == digits;
}
