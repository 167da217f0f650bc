/* The font that page numbers are stamped with. Inside paper/ only. */
#ifndef QUORATE_PAPER_PACK_STAMP_H
#define QUORATE_PAPER_PACK_STAMP_H

#include "base/error.h"

/* A PDF of one empty page whose resources hold "/Stamp": our typeface with the letters of "Pages 0 to 9", in WinAnsiEncoding, embedded.
 * Made once; the bytes stay for as long as the program runs. */
Error *pack_stamp_font(Arena *arena, Text *bytes);
/* The same with every letter of WinAnsiEncoding, for words and names (page_marks.h). */
Error *pack_stamp_font_wide(Arena *arena, Text *bytes);

#endif
