/* How the codes of a PDF's font read and how wide they are, as far as it is needed to say which words stand where. Inside the sandbox. */
#ifndef QUORATE_PAPER_PDF_INK_FONT_H
#define QUORATE_PAPER_PDF_INK_FONT_H

#include <qpdf/qpdf-c.h>

#include "base/buffer.h"

typedef struct {
    bool has_two_bytes;  /* a code is two bytes (Type 0) */
    float *widths;       /* in thousandths, by code; 256 or 65536 */
    uint32_t *letters;   /* Unicode by code, 0 where the font says nothing; 256 or 65536 */
    double unit;         /* one thousandth of the size, or what a Type 3 font says */
} InkFont;

InkFont *ink_font_read(qpdf_data pdf, Arena *arena, qpdf_oh font);
/* The next code of a shown string; false at its end. */
bool ink_font_next(const InkFont *font, Text *rest, uint32_t *code);

#endif
