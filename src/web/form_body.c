/* Owns the reading of percent-encoded text: queries, plain forms and paths. */
#include "web/form_body.h"

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/* Decodes into `to`, which has room for raw.len bytes. With `is_form`, "+" is a space. *was_wrong tells of a "%" without its two digits. */
static Text decode(char *to, Text raw, bool is_form, bool *was_wrong) {
    size_t n = 0;
    for (size_t i = 0; i < raw.len; i++) {
        char c = raw.ptr[i];
        if (c == '+' && is_form) c = ' ';
        if (c == '%') {
            int high = i + 2 < raw.len ? hex_digit(raw.ptr[i + 1]) : -1;
            int low = high >= 0 ? hex_digit(raw.ptr[i + 2]) : -1;
            if (low >= 0) {
                c = (char)(high * 16 + low);
                i += 2;
            } else if (was_wrong) {
                *was_wrong = true;
            }
        }
        to[n++] = c;
    }
    return (Text){to, n};
}

void form_values_add(Arena *arena, FormValues *values, size_t *cap, FormValue value) {
    if (values->count == *cap) {
        size_t more = *cap ? *cap * 2 : 16;
        values->items = arena_grow(arena, values->items, *cap * sizeof(FormValue), more * sizeof(FormValue));
        *cap = more;
    }
    values->items[values->count++] = value;
}

Error *urlencoded_read(Arena *arena, Text raw, FormValues *out) {
    *out = (FormValues){0};
    if (raw.len == 0) return NULL;
    char *room = arena_alloc(arena, raw.len);
    size_t used = 0, cap = 0;
    Text part;
    while (text_split(&raw, '&', &part)) {
        if (part.len == 0) continue;
        if (out->count == MOST_INPUTS)
            return error_new(arena, ERROR_INPUT, "The form has too many inputs (more than %d), so nothing was changed.", MOST_INPUTS);
        FormValue v;
        Text name;
        text_split(&part, '=', &name); /* what is left is the value */
        v.name = decode(room + used, name, true, NULL);
        used += v.name.len;
        v.value = decode(room + used, part, true, NULL);
        used += v.value.len;
        if (v.name.len > MOST_NAME_BYTES) return error_new(arena, ERROR_INPUT, "The name of an input is too long, so nothing was changed.");
        if (!text_is_utf8(v.name, NULL) || !text_is_utf8(v.value, NULL))
            return error_new(arena, ERROR_INPUT, "What was sent is not text in UTF-8, so nothing was changed. Go back and type it again.");
        form_values_add(arena, out, &cap, v);
    }
    return NULL;
}

Error *path_decode(Arena *arena, Text raw, Text *out) {
    bool was_wrong = false;
    for (size_t i = 0; i + 2 < raw.len; i++)
        if (raw.ptr[i] == '%' && raw.ptr[i + 1] == '2' && (raw.ptr[i + 2] | 0x20) == 'f') was_wrong = true;
    *out = decode(arena_alloc(arena, raw.len), raw, false, &was_wrong);
    for (size_t i = 0; i < out->len; i++)
        if ((unsigned char)out->ptr[i] < 0x20 || out->ptr[i] == 0x7f) was_wrong = true;
    if (was_wrong || !text_is_utf8(*out, NULL)) return error_new(arena, ERROR_NOT_FOUND, "There is no page at this address.");
    return NULL;
}
