/* WinAnsiEncoding: the letters of one-byte fonts, for what is stamped on pages. For paper/ and archive/ only. */
#ifndef QUORATE_PAPER_WIN_ANSI_H
#define QUORATE_PAPER_WIN_ANSI_H

#include "base/buffer.h"

enum { WIN_ANSI_FIRST = 32, WIN_ANSI_LAST = 255 };
/* The character that a code stands for; 0 for none. */
int32_t win_ansi_character(int code);
/* UTF-8 as codes: letters that have none lose their accents, everything else becomes "?". */
Text win_ansi_of(Arena *arena, Text text);

#endif
