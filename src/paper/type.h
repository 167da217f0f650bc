/* The typefaces: which fonts there are, and the one Pango context that lays out with them. */
#ifndef QUORATE_PAPER_TYPE_H
#define QUORATE_PAPER_TYPE_H

#include <pango/pango.h>
#include <stdbool.h>

/* Pango's font maps serve one thread at a time: between these two calls the caller may use Pango, and nobody else does. The context measures
 * in points, without hinting or rounding, and never offers a font without outlines. */
PangoContext *type_acquire(void);
void type_release(void);

/* A description in our text face, or in a fixed-width one. `size` in points. The caller frees it. */
PangoFontDescription *type_description(double size, bool is_bold, bool is_italic, bool is_fixed);

#endif
