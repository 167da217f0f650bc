/* Owns whole pence: how sums are read and written. */
#include "base/money.h"

#include "base/buffer.h"

#define MOST_PENCE INT64_C(10000000000000) /* a hundred thousand million pounds */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool take(Text *rest, Text mark) {
    if (!text_starts_with(*rest, mark)) return false;
    *rest = text_slice(*rest, mark.len, rest->len);
    return true;
}

/* Pounds with or without commas, which must then stand between groups of three. At most 12 digits, so nothing overflows. */
static bool take_pounds(Text *rest, int64_t *pounds, size_t *digits) {
    size_t since_comma = 0;
    bool has_comma = false;
    *pounds = 0;
    *digits = 0;
    for (; rest->len > 0; *rest = text_slice(*rest, 1, rest->len)) {
        char c = rest->ptr[0];
        if (is_digit(c)) {
            *pounds = *pounds * 10 + (c - '0');
            since_comma++;
            if (++*digits > 12) return false;
        } else if (c == ',') {
            if (*digits == 0 || since_comma > 3 || (has_comma && since_comma != 3)) return false;
            has_comma = true;
            since_comma = 0;
        } else {
            break;
        }
    }
    return !has_comma || since_comma == 3;
}

bool pence_parse(Text t, Pence *out) {
    Text rest = text_trim(t);
    bool is_negative = take(&rest, S("-")) || take(&rest, S("\u2212"));
    if (take(&rest, S("£")) && !is_negative) is_negative = take(&rest, S("-")) || take(&rest, S("\u2212"));
    int64_t pounds;
    size_t digits;
    if (!take_pounds(&rest, &pounds, &digits)) return false;
    int64_t pence = 0;
    if (take(&rest, S("."))) {
        if (rest.len < 1 || rest.len > 2 || !is_digit(rest.ptr[0]) || (rest.len == 2 && !is_digit(rest.ptr[1]))) return false;
        pence = (rest.ptr[0] - '0') * 10 + (rest.len == 2 ? rest.ptr[1] - '0' : 0);
        digits++;
        rest.len = 0;
    }
    if (rest.len > 0 || digits == 0) return false;
    int64_t sum = pounds * 100 + pence;
    if (sum > MOST_PENCE) return false;
    out->n = is_negative ? -sum : sum;
    return true;
}

Text pence_plain(Arena *arena, Pence p) {
    uint64_t sum = p.n < 0 ? 0 - (uint64_t)p.n : (uint64_t)p.n;
    char pounds[32];
    int len = snprintf(pounds, sizeof pounds, "%llu", (unsigned long long)(sum / 100));
    Buffer out = buffer_new(arena, 48);
    if (p.n < 0) buffer_put_char(&out, '-');
    buffer_put(&out, S("£"));
    for (int i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0) buffer_put_char(&out, ',');
        buffer_put_char(&out, pounds[i]);
    }
    buffer_putf(&out, ".%02u", (unsigned)(sum % 100));
    return buffer_text(&out);
}

Text pence_decimal(Arena *arena, Pence p) {
    uint64_t sum = p.n < 0 ? 0 - (uint64_t)p.n : (uint64_t)p.n;
    return text_format(arena, "%s%llu.%02u", p.n < 0 ? "-" : "", (unsigned long long)(sum / 100), (unsigned)(sum % 100));
}
