/* Owns conditional and partial requests, as functions of header values. */
#include "web/conditional.h"

bool etag_matches(Text if_none_match, Text etag) {
    Text part;
    if (if_none_match.len == 0 || etag.len == 0) return false;
    while (text_split(&if_none_match, ',', &part)) {
        part = text_trim(part);
        if (text_equal(part, S("*"))) return true;
        if (text_starts_with(part, S("W/"))) part = text_slice(part, 2, part.len);
        if (text_equal(part, etag)) return true;
    }
    return false;
}

static bool is_number(Text t) {
    for (size_t i = 0; i < t.len; i++)
        if (t.ptr[i] < '0' || t.ptr[i] > '9') return false;
    return t.len > 0;
}

RangeKind range_of(Text range, Text if_range, Text etag, int64_t size, int64_t *from, int64_t *length) {
    *from = 0;
    *length = size;
    if (!text_starts_with(range, S("bytes=")) || text_contains(range, S(","))) return RANGE_WHOLE;
    if (if_range.len && !text_equal(if_range, etag)) return RANGE_WHOLE;
    Text first, last = text_trim(text_slice(range, 6, range.len));
    if (!text_contains(last, S("-"))) return RANGE_WHOLE;
    text_split(&last, '-', &first);
    int64_t a = 0, b = size - 1;
    if ((first.len && (!is_number(first) || !text_to_int64(first, &a))) || (last.len && (!is_number(last) || !text_to_int64(last, &b))))
        return RANGE_WHOLE;
    if (first.len == 0 && last.len == 0) return RANGE_WHOLE;
    if (first.len == 0) { /* the last b bytes */
        if (b == 0 || size == 0) return RANGE_OUTSIDE;
        a = b >= size ? 0 : size - b;
        b = size - 1;
    }
    if (last.len && first.len && b < a) return RANGE_WHOLE;
    if (a >= size) return RANGE_OUTSIDE;
    if (b >= size) b = size - 1;
    *from = a;
    *length = b - a + 1;
    return RANGE_PART;
}
