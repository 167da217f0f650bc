/* Owns texts as characters: UTF-8 (RFC 3629), what is kept of typed text, and names for addresses. */
#include "base/buffer.h"

/* Reads one code point at `*at`, which moves past it; -1, and `*at` stays, when the bytes there are none. */
static int32_t decode(Text t, size_t *at) {
    const unsigned char *p = (const unsigned char *)t.ptr + *at;
    size_t left = t.len - *at;
    if (p[0] < 0x80) {
        *at += 1;
        return p[0];
    }
    size_t size = p[0] >= 0xc2 && p[0] <= 0xdf ? 2 : (p[0] & 0xf0) == 0xe0 ? 3 : p[0] >= 0xf0 && p[0] <= 0xf4 ? 4 : 0;
    if (size == 0 || size > left) return -1;
    int32_t c = p[0] & (0x7f >> size);
    for (size_t i = 1; i < size; i++) {
        if ((p[i] & 0xc0) != 0x80) return -1;
        c = c << 6 | (p[i] & 0x3f);
    }
    /* Overlong forms, halves of surrogate pairs and numbers past the last code point are not characters. */
    if (size == 3 && (c < 0x800 || (c >= 0xd800 && c <= 0xdfff))) return -1;
    if (size == 4 && (c < 0x10000 || c > 0x10ffff)) return -1;
    *at += size;
    return c;
}

bool text_is_utf8(Text t, size_t *bad_at) {
    size_t at = 0;
    while (at < t.len) {
        /* Eight plain bytes at a time: none with the top bit, none zero. */
        uint64_t eight;
        if (t.len - at >= sizeof eight) {
            memcpy(&eight, t.ptr + at, sizeof eight);
            uint64_t zero = (eight - 0x0101010101010101u) & ~eight;
            if (((eight | zero) & 0x8080808080808080u) == 0) {
                at += sizeof eight;
                continue;
            }
        }
        if (t.ptr[at] == '\0' || decode(t, &at) < 0) {
            if (bad_at) *bad_at = at;
            return false;
        }
    }
    return true;
}

size_t text_characters(Text t) {
    size_t count = 0;
    for (size_t i = 0; i < t.len; i++) {
        if (((unsigned char)t.ptr[i] & 0xc0) != 0x80) count++;
    }
    return count;
}

int32_t text_next_character(Text *rest) {
    if (rest->len == 0) return -1;
    size_t at = 0;
    int32_t c = decode(*rest, &at);
    if (c < 0) {
        at = 1;
        c = 0xfffd;
    }
    *rest = text_slice(*rest, at, rest->len);
    return c;
}

/* Characters that are not seen and change how others are read: overrides of direction and their like could make a name look like another one.
 * Joiners stay, which some scripts need. */
static bool is_hidden_control(int32_t c) {
    return c == 0x61c || c == 0x180e || c == 0x200b || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e)
           || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe007f);
}

Text text_clean(Arena *arena, Text t) {
    Buffer out = buffer_new(arena, t.len + 1);
    while (t.len > 0) {
        int32_t c = text_next_character(&t);
        if (c == '\r') {
            if (t.len == 0 || t.ptr[0] != '\n') buffer_put_char(&out, '\n');
        } else if (c == 0x85 || c == 0x2028 || c == 0x2029) {
            buffer_put_char(&out, '\n');
        } else if (c == '\n' || c == '\t' || (c >= 0x20 && c < 0x7f) || (c >= 0xa0 && !is_hidden_control(c))) {
            buffer_put_character(&out, c);
        }
    }
    return text_trim(buffer_text(&out));
}

/* The plain letters of U+00C0 to U+00FF; 0 where there is none. */
static const char *plain_letters(int32_t c) {
    static const char *const letters[64] = {
        "a",
        "a",
        "a",
        "a",
        "a",
        "a",
        "ae",
        "c",
        "e",
        "e",
        "e",
        "e",
        "i",
        "i",
        "i",
        "i",
        "d",
        "n",
        "o",
        "o",
        "o",
        "o",
        "o",
        NULL,
        "o",
        "u",
        "u",
        "u",
        "u",
        "y",
        "th",
        "ss",
        "a",
        "a",
        "a",
        "a",
        "a",
        "a",
        "ae",
        "c",
        "e",
        "e",
        "e",
        "e",
        "i",
        "i",
        "i",
        "i",
        "d",
        "n",
        "o",
        "o",
        "o",
        "o",
        "o",
        NULL,
        "o",
        "u",
        "u",
        "u",
        "u",
        "y",
        "th",
        "y",
    };
    return c >= 0xc0 && c <= 0xff ? letters[c - 0xc0] : NULL;
}

Text text_slug(Arena *arena, Text t, size_t max) {
    Buffer out = buffer_new(arena, t.len + 1);
    bool gap_due = false;
    while (t.len > 0) {
        int32_t c = text_next_character(&t);
        char one[2] = {0};
        const char *letters = plain_letters(c);
        if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            one[0] = (char)c;
            letters = one;
        }
        if (!letters) {
            /* An apostrophe joins: "Children's" is one word. */
            if (c != '\'' && c != 0x2019) gap_due = true;
            continue;
        }
        if (out.len + (gap_due && out.len > 0) + strlen(letters) > max) break;
        if (gap_due && out.len > 0) buffer_put_char(&out, '-');
        gap_due = false;
        buffer_put(&out, text_of(letters));
    }
    return out.len > 0 ? buffer_text(&out) : S("untitled");
}
