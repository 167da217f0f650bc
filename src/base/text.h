/* Text: a pointer with a length. UTF-8, checked at the door; not ended by a NUL unless a function says so.
 * A zeroed Text is the empty text. */
#ifndef QUORATE_BASE_TEXT_H
#define QUORATE_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

typedef struct {
    const char *ptr;
    size_t len;
} Text;

/* S("words"): a Text of a string literal. S_INIT is the same for static initialisers. */
#define S(literal) ((Text){"" literal, sizeof(literal) - 1})
#define S_INIT(literal) {"" literal, sizeof(literal) - 1}
/* For printf-like calls: printf("%.*s", TEXT_ARG(t)). */
#define TEXT_ARG(t) ((int)(t).len), ((t).ptr ? (t).ptr : "")

/* A Text that borrows a NUL-ended string; NULL gives the empty text. */
Text text_of(const char *string);
/* A copy in the arena, ended by a NUL (not counted), so that .ptr is also a C string. */
Text text_copy(Arena *arena, Text t);
/* The C string of a text, copied into the arena. A text with an inner NUL ends there. */
const char *text_string(Arena *arena, Text t);
/* Formatted like printf, made in the arena, ended by a NUL. */
Text text_format(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* `a` and `b` one after the other. */
Text text_join(Arena *arena, Text a, Text b);

bool text_is_empty(Text t);
bool text_equal(Text a, Text b);
bool text_equal_ignoring_case(Text a, Text b); /* ASCII letters only */
int text_compare(Text a, Text b);              /* byte order, like strcmp */
bool text_starts_with(Text t, Text prefix);
bool text_ends_with(Text t, Text suffix);
/* Where `part` first stands in `t` at or after `from`, or SIZE_MAX. */
size_t text_find(Text t, Text part, size_t from);
bool text_contains(Text t, Text part);
bool text_contains_ignoring_case(Text t, Text part); /* ASCII letters only */
/* Without white space (ASCII and U+00A0) at both ends. Borrows from `t`. */
Text text_trim(Text t);
/* From byte `from`, `len` bytes or what is there. Borrows. */
Text text_slice(Text t, size_t from, size_t len);
Text text_head(Text t, size_t most); /* its first whole characters, `most` bytes at most */
Text text_tail(Text t, size_t most); /* its last whole characters, `most` bytes at most */
Text text_lower(Arena *arena, Text t); /* ASCII letters only */

/* The part of `*rest` before the first `separator`; moves `*rest` past it. False when `*rest` was used up (its ptr is NULL then).
 * An empty text gives one empty part. */
bool text_split(Text *rest, char separator, Text *part);
/* The next line without its end (LF or CRLF). False at the end. */
bool text_next_line(Text *rest, Text *line);

/* Several texts: the lines of one, sentences of a finding. */
typedef struct { Text *items; size_t count; } Sentences;
/* The lines of a text, trimmed, without bullets (-, *, U+2022) before them and without empty ones. They borrow from `t`. */
Sentences text_lines(Arena *arena, Text t);

/* A whole number in base ten, with an optional minus; false when `t` is anything else or does not fit. */
bool text_to_int64(Text t, int64_t *out);

/* True when `t` is valid UTF-8 without NUL. `bad_at`, when given, receives the offset of the first wrong byte. */
bool text_is_utf8(Text t, size_t *bad_at);
/* Number of characters (code points) of valid UTF-8. */
size_t text_characters(Text t);
/* The next code point of `*rest`, which moves on; -1 at the end. Wrong bytes come out as U+FFFD. */
int32_t text_next_character(Text *rest);
/* Line ends made LF, tabs kept, other control characters dropped (those too that are not seen and turn the direction of reading), ends trimmed: how text typed into a form is kept. */
Text text_clean(Arena *arena, Text t);
/* Letters, digits and hyphens of `t` in lower case, for addresses and file names: "Notes of 25 March" gives "notes-of-25-march".
 * At most `max` bytes; empty becomes "untitled". */
Text text_slug(Arena *arena, Text t, size_t max);
/* An e-mail address as a form takes one: one "@", a domain with a dot, printable ASCII without brackets, quotes, commas or white space, so that no
 * mail server can read more than one address in it. */
bool text_is_email(Text t);
/* Exactly `digits` lower-case hexadecimal digits. */
bool text_is_hex(Text t, size_t digits);
/* Lower-case hexadecimal of `len` bytes. */
Text text_hex(Arena *arena, const void *bytes, size_t len);
/* Base64url without padding (RFC 4648 section 5) of `len` bytes. */
Text text_base64url(Arena *arena, const void *bytes, size_t len);

#endif
