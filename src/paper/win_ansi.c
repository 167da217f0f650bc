/* Owns the table of WinAnsiEncoding, and what stands for letters that it lacks. */
#include "paper/win_ansi.h"

static const uint16_t from_128[32] = {0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
    0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

/* U+0100 to U+017F without their accents: names of people. */
static const char plain[] =
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyY"
    "ZzZzZzs";
_Static_assert(sizeof plain == 129, "one for each of 128 letters");

int32_t win_ansi_character(int code) {
    if (code < WIN_ANSI_FIRST || code > WIN_ANSI_LAST || code == 127) return 0;
    return code >= 128 && code < 160 ? from_128[code - 128] : code;
}

static int code_of(int32_t character) {
    for (int code = WIN_ANSI_FIRST; code <= WIN_ANSI_LAST; code++)
        if (win_ansi_character(code) == character) return code;
    if (character >= 0x100 && character < 0x180) return plain[character - 0x100];
    return '?';
}

Text win_ansi_of(Arena *arena, Text text) {
    Buffer out = buffer_new(arena, text.len + 1);
    for (int32_t c = text_next_character(&text); c >= 0; c = text_next_character(&text)) buffer_put_char(&out, (char)code_of(c));
    return buffer_text(&out);
}
