/* A text being made: grows in an arena, or is handed a limit for streamed output. */
#ifndef QUORATE_BASE_BUFFER_H
#define QUORATE_BASE_BUFFER_H

#include "base/text.h"

typedef struct {
    Arena *arena;
    char *ptr;
    size_t len, cap;
} Buffer;

/* An empty buffer that grows in `arena`; `expected` is a first size in bytes (0: a small one). */
Buffer buffer_new(Arena *arena, size_t expected);
void buffer_put(Buffer *b, Text t);
void buffer_put_bytes(Buffer *b, const void *bytes, size_t len);
void buffer_put_char(Buffer *b, char c);
void buffer_put_int(Buffer *b, int64_t n);
/* Percent-encoded, as one part of an address or one value of a query: all but letters, digits and "-._~". */
void buffer_put_encoded(Buffer *b, Text t);
void buffer_putf(Buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A code point as UTF-8. */
void buffer_put_character(Buffer *b, int32_t code_point);
/* What has been written so far; valid until the next put. A NUL stands behind it. */
Text buffer_text(Buffer *b);
/* Room for `len` more bytes, to be written by the caller and then counted in b->len. */
char *buffer_reserve(Buffer *b, size_t len);

/* JSON, appended: escaped string with quotes; "key": with a comma before it when one is due. See base/json.h for whole documents. */
void buffer_put_json_string(Buffer *b, Text t);
/* One CSV field (RFC 4180), quoted when needed; a field that a spreadsheet would run as a formula (= + - @ tab) gets a leading '
 * unless it is a plain number, and so does one that looks as if it had such a '. */
void buffer_put_csv_field(Buffer *b, Text t);
/* Has it the leading ' of such a field? Whoever reads the field back takes one away. */
bool text_looks_guarded(Text t);

#endif
