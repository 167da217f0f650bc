/* Owns texts in the making, and how a text is written inside JSON and CSV. */
#include "base/buffer.h"

#include <stdarg.h>

#include "base/error.h"

Buffer buffer_new(Arena *arena, size_t expected) {
    size_t cap = expected < 64 ? 64 : expected + 1;
    return (Buffer){.arena = arena, .ptr = arena_alloc(arena, cap), .cap = cap};
}

char *buffer_reserve(Buffer *b, size_t len) {
    CHECK(len < SIZE_MAX / 4 && b->len < SIZE_MAX / 4);
    size_t needed = b->len + len + 1; /* the NUL behind it */
    if (needed > b->cap) {
        size_t cap = b->cap + b->cap / 2 + 64;
        if (cap < needed) cap = needed;
        b->ptr = arena_grow(b->arena, b->ptr, b->cap, cap);
        b->cap = cap;
    }
    return b->ptr + b->len;
}

void buffer_put_bytes(Buffer *b, const void *bytes, size_t len) {
    if (len == 0) return;
    memcpy(buffer_reserve(b, len), bytes, len);
    b->len += len;
}

void buffer_put(Buffer *b, Text t) {
    buffer_put_bytes(b, t.ptr, t.len);
}

void buffer_put_char(Buffer *b, char c) {
    *buffer_reserve(b, 1) = c;
    b->len++;
}

void buffer_put_int(Buffer *b, int64_t n) {
    char digits[20];
    size_t at = sizeof digits;
    uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    do {
        digits[--at] = (char)('0' + left % 10);
        left /= 10;
    } while (left > 0);
    if (n < 0) digits[--at] = '-';
    buffer_put_bytes(b, digits + at, sizeof digits - at);
}

void buffer_putf(Buffer *b, const char *format, ...) {
    va_list arguments;
    size_t room = 128;
    char *out = buffer_reserve(b, room);
    va_start(arguments, format);
    int length = vsnprintf(out, room + 1, format, arguments);
    va_end(arguments);
    CHECK(length >= 0);
    if ((size_t)length > room) {
        out = buffer_reserve(b, (size_t)length);
        va_start(arguments, format);
        vsnprintf(out, (size_t)length + 1, format, arguments);
        va_end(arguments);
    }
    b->len += (size_t)length;
}

void buffer_put_character(Buffer *b, int32_t code_point) {
    uint32_t c = (uint32_t)code_point;
    if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff)) c = 0xfffd;
    char *out = buffer_reserve(b, 4);
    if (c < 0x80) {
        out[0] = (char)c;
        b->len += 1;
    } else if (c < 0x800) {
        out[0] = (char)(0xc0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3f));
        b->len += 2;
    } else if (c < 0x10000) {
        out[0] = (char)(0xe0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3f));
        out[2] = (char)(0x80 | (c & 0x3f));
        b->len += 3;
    } else {
        out[0] = (char)(0xf0 | c >> 18);
        out[1] = (char)(0x80 | (c >> 12 & 0x3f));
        out[2] = (char)(0x80 | (c >> 6 & 0x3f));
        out[3] = (char)(0x80 | (c & 0x3f));
        b->len += 4;
    }
}

Text buffer_text(Buffer *b) {
    *buffer_reserve(b, 0) = '\0';
    return (Text){b->ptr, b->len};
}

static void put_json_escape(Buffer *b, unsigned char c) {
    char letter = c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\t' ? 't' : c == '"' || c == '\\' ? (char)c : '\0';
    if (letter) {
        buffer_put_char(b, '\\');
        buffer_put_char(b, letter);
    } else {
        buffer_putf(b, "\\u%04x", c);
    }
}

void buffer_put_json_string(Buffer *b, Text t) {
    buffer_reserve(b, t.len + 2);
    buffer_put_char(b, '"');
    size_t start = 0;
    for (size_t i = 0; i < t.len; i++) {
        unsigned char c = (unsigned char)t.ptr[i];
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f) continue;
        buffer_put_bytes(b, t.ptr + start, i - start);
        put_json_escape(b, c);
        start = i + 1;
    }
    buffer_put_bytes(b, t.ptr ? t.ptr + start : NULL, t.len - start);
    buffer_put_char(b, '"');
}

/* A sign, digits, and perhaps a point and digits: what a spreadsheet reads as a number and does not run. */
static bool is_plain_number(Text t) {
    size_t i = t.ptr[0] == '-' || t.ptr[0] == '+' ? 1 : 0;
    size_t digits = 0, points = 0;
    for (; i < t.len; i++) {
        if (t.ptr[i] >= '0' && t.ptr[i] <= '9') digits++;
        else if (t.ptr[i] == '.' && digits > 0) points++;
        else return false;
    }
    return digits > 0 && points <= 1 && t.ptr[t.len - 1] != '.';
}

static bool is_one_of(char c, Text marks) {
    return memchr(marks.ptr, c, marks.len) != NULL;
}

bool text_looks_guarded(Text t) {
    size_t i = 0;
    while (i < t.len && t.ptr[i] == '\'') i++;
    return i > 0 && i < t.len && is_one_of(t.ptr[i], S("=+-@\t\r\n"));
}

void buffer_put_csv_field(Buffer *b, Text t) {
    if (t.len == 0) return;
    bool is_formula = text_looks_guarded(t) || (is_one_of(t.ptr[0], S("=+-@\t\r\n")) && !is_plain_number(t));
    bool needs_quotes = t.ptr[0] == ' ' || t.ptr[t.len - 1] == ' ';
    for (size_t i = 0; i < t.len && !needs_quotes; i++) needs_quotes = is_one_of(t.ptr[i], S(",\"\r\n"));
    if (needs_quotes) buffer_put_char(b, '"');
    if (is_formula) buffer_put_char(b, '\'');
    for (size_t i = 0; i < t.len; i++) {
        if (t.ptr[i] == '"') buffer_put_char(b, '"');
        buffer_put_char(b, t.ptr[i]);
    }
    if (needs_quotes) buffer_put_char(b, '"');
}

void buffer_put_encoded(Buffer *b, Text t) {
    for (size_t i = 0; i < t.len; i++) {
        unsigned char c = (unsigned char)t.ptr[i];
        bool is_plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c && strchr("-._~", c));
        if (is_plain) buffer_put_char(b, (char)c);
        else buffer_putf(b, "%%%02X", c);
    }
}
