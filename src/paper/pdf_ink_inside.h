/* What the files of reading ink share: pdf_ink.c and pdf_ink_paths.c. Nobody else includes this. */
#ifndef QUORATE_PAPER_PDF_INK_INSIDE_H
#define QUORATE_PAPER_PDF_INK_INSIDE_H

#include "paper/pdf_ink.h"
#include "paper/pdf_ink_font.h"

enum {
    DEEPEST_STATE = 64,
    DEEPEST_FORM = 12,
    DEEPEST_CONTENT = 256,
    MOST_OPERANDS = 64,
    MOST_BOXES = 512,
    MOST_GLYPHS = 200000,
    MOST_COVERS = 20000,
    MOST_FONTS = 128
};
#define MOST_STEPS ((int64_t)60 * 1000 * 1000)

typedef struct {
    double a, b, c, d, e, f;
} Matrix;

typedef enum { SPACE_GRAY, SPACE_RGB, SPACE_CMYK, SPACE_TINT, SPACE_UNKNOWN } Space;

typedef struct {
    Matrix at;
    InkBox clip;
    bool clip_is_box;
    Space fill_space, stroke_space;
    float fill, stroke; /* luminance */
    double fill_alpha, stroke_alpha, line_width;
    bool is_plain; /* normal blending, no mask */
    const InkFont *font;
    double size, letter_space, word_space, scale, leading, rise;
    int mode;
} State;

typedef struct {
    InkBox boxes[MOST_BOXES];
    signed char turns[MOST_BOXES]; /* which way round each was drawn: 1 or -1 */
    size_t count;
    InkBox all;     /* around everything */
    bool has_other; /* something that is no box */
    InkBox part;    /* around the open part */
    double x[5], y[5];
    int points; /* of the open part; more than 5: no box */
    bool is_curved;
} Path;

typedef struct {
    int object;
    const InkFont *font;
} KnownFont;

typedef struct {
    qpdf_data pdf;
    InkPage *page;
    Arena *fonts_arena;
    KnownFont fonts[MOST_FONTS];
    size_t font_count, fonts_read;
    int64_t steps;
    qpdf_oh layers_off, layers_on;
    bool are_layers_off; /* all but those in layers_on */
    State stack[DEEPEST_STATE];
    int depth;
    State s;
    Matrix text, line;
    Path path;
    bool is_clip_pending;
    bool content_hidden[DEEPEST_CONTENT];
    int content_depth, hidden_depth;
    bool space_before;
    double last_x, last_y;
} Ink;

/* m, then n. */
Matrix ink_times(Matrix m, Matrix n);
/* Where a point lies after m. */
void ink_place(Matrix m, double x, double y, double *px, double *py);
bool ink_is_straight(Matrix m);
/* Around a box after m. */
InkBox ink_box_around(Matrix m, double x0, double y0, double x1, double y1);
/* What two boxes share. */
InkBox ink_common(InkBox a, InkBox b);
/* Something was painted over what is there, unless a layer hides it. `alpha` and `luminance`: 0 to 1; luminance below 0: not known. */
void ink_cover(Ink *ink, InkBox box, float luminance, double alpha, bool is_box, bool is_picture);
/* The path gets a box, or with is_box false something around which the box lies. `turn` below 0: drawn the other way round. */
void ink_path_box(Path *p, InkBox box, bool is_box, double turn);
void ink_path_part_ends(Path *p);
/* A corner, in the units of the state as it stands. */
void ink_path_point(Ink *ink, double x, double y);
/* Paints the path; ink_end_path() takes it away, and clips by it where that was asked. */
void ink_fill_path(Ink *ink, bool is_even_odd);
void ink_stroke_path(Ink *ink);
void ink_end_path(Ink *ink);

#endif
