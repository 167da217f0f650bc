/* Paths of a page: where they lie, whichever way the page turns them, and what they cover for certain. */
#include <math.h>

#include "paper/pdf_ink_inside.h"

/* ---- Geometry ---- */

Matrix ink_times(Matrix m, Matrix n) {
    return (Matrix){m.a * n.a + m.b * n.c, m.a * n.b + m.b * n.d, m.c * n.a + m.d * n.c, m.c * n.b + m.d * n.d, m.e * n.a + m.f * n.c + n.e,
        m.e * n.b + m.f * n.d + n.f};
}

void ink_place(Matrix m, double x, double y, double *px, double *py) {
    *px = m.a * x + m.c * y + m.e;
    *py = m.b * x + m.d * y + m.f;
}

/* Does it keep level what is level? */
bool ink_is_straight(Matrix m) {
    return (fabs(m.b) < 1e-6 && fabs(m.c) < 1e-6) || (fabs(m.a) < 1e-6 && fabs(m.d) < 1e-6);
}

InkBox ink_box_around(Matrix m, double x0, double y0, double x1, double y1) {
    double x[4], y[4];
    ink_place(m, x0, y0, &x[0], &y[0]), ink_place(m, x1, y0, &x[1], &y[1]), ink_place(m, x0, y1, &x[2], &y[2]),
        ink_place(m, x1, y1, &x[3], &y[3]);
    InkBox b = {x[0], y[0], x[0], y[0]};
    for (int i = 1; i < 4; i++) b = (InkBox){fmin(b.left, x[i]), fmin(b.bottom, y[i]), fmax(b.right, x[i]), fmax(b.top, y[i])};
    return b;
}

InkBox ink_common(InkBox a, InkBox b) {
    return (InkBox){fmax(a.left, b.left), fmax(a.bottom, b.bottom), fmin(a.right, b.right), fmin(a.top, b.top)};
}

static InkBox around(InkBox a, InkBox b) {
    return (InkBox){fmin(a.left, b.left), fmin(a.bottom, b.bottom), fmax(a.right, b.right), fmax(a.top, b.top)};
}

static bool contains(InkBox outer, InkBox inner) {
    return outer.left <= inner.left && outer.right >= inner.right && outer.bottom <= inner.bottom && outer.top >= inner.top;
}

void ink_cover(Ink *ink, InkBox box, float luminance, double alpha, bool is_box, bool is_picture) {
    if (ink->hidden_depth > 0) return;
    ink_cover_add(ink->page, (InkCover){.box = ink_common(box, ink->s.clip),
                                 .luminance = luminance,
                                 .is_certain = is_box && ink->s.clip_is_box && ink->s.is_plain && alpha > 0.99,
                                 .is_picture = is_picture});
}

/* ---- Paths ---- */

void ink_path_box(Path *p, InkBox box, bool is_box, double turn) {
    p->all = p->count == 0 && !p->has_other ? box : around(p->all, box);
    if (!is_box || p->count == MOST_BOXES) {
        p->has_other = true;
        return;
    }
    p->turns[p->count] = turn < 0 ? -1 : 1;
    p->boxes[p->count++] = box;
}

/* The part that was begun with "m" is over: four level sides are a box. */
void ink_path_part_ends(Path *p) {
    int n = p->points;
    if (n == 0) return;
    bool is_back = n == 5 && fabs(p->x[4] - p->x[0]) < 0.01 && fabs(p->y[4] - p->y[0]) < 0.01;
    bool is_box = !p->is_curved && (n == 4 || is_back);
    for (int i = 0; is_box && i < 4; i++) {
        int next = (i + 1) % 4;
        is_box = fabs(p->x[i] - p->x[next]) < 0.01 || fabs(p->y[i] - p->y[next]) < 0.01;
    }
    double turn = (p->x[1] - p->x[0]) * (p->y[2] - p->y[1]) - (p->x[2] - p->x[1]) * (p->y[1] - p->y[0]);
    if (n > 1) ink_path_box(p, p->part, is_box, turn);
    p->points = 0;
    p->is_curved = false;
}

void ink_path_point(Ink *ink, double x, double y) {
    Path *p = &ink->path;
    double px, py;
    ink_place(ink->s.at, x, y, &px, &py);
    InkBox point = {px, py, px, py};
    p->part = p->points == 0 ? point : around(p->part, point);
    if (p->points < 5) {
        p->x[p->points] = px;
        p->y[p->points] = py;
    }
    if (p->points < 6) p->points++;
}

/* A box within a box is a hole by the even-odd rule, and by the other when it was drawn the other way round: then neither covers anything for
 * certain. */
static bool is_frame(const Path *p, size_t one, bool is_even_odd) {
    for (size_t i = 0; i < p->count; i++) {
        bool is_nested = i != one && (contains(p->boxes[one], p->boxes[i]) || contains(p->boxes[i], p->boxes[one]));
        if (is_nested && (is_even_odd || p->turns[i] != p->turns[one])) return true;
    }
    return false;
}

void ink_fill_path(Ink *ink, bool is_even_odd) {
    Path *p = &ink->path;
    ink_path_part_ends(p);
    for (size_t i = 0; i < p->count; i++) {
        bool is_certain = !(p->count <= 64 && is_frame(p, i, is_even_odd));
        ink_cover(ink, p->boxes[i], ink->s.fill, ink->s.fill_alpha, is_certain, false);
    }
    if (p->has_other) ink_cover(ink, p->all, ink->s.fill, ink->s.fill_alpha, false, false);
}

/* A thick level line covers words as a box does. */
void ink_stroke_path(Ink *ink) {
    const Path *p = &ink->path;
    if (p->points != 2 || p->is_curved) return;
    double half = ink->s.line_width * sqrt(fabs(ink->s.at.a * ink->s.at.d - ink->s.at.b * ink->s.at.c)) / 2;
    if (half < 2) return;
    bool is_level = fabs(p->y[0] - p->y[1]) < 0.01, is_upright = fabs(p->x[0] - p->x[1]) < 0.01;
    InkBox b = around((InkBox){p->x[0], p->y[0], p->x[0], p->y[0]}, (InkBox){p->x[1], p->y[1], p->x[1], p->y[1]});
    if (is_level) b.bottom -= half, b.top += half;
    if (is_upright) b.left -= half, b.right += half;
    if (is_level || is_upright) ink_cover(ink, b, ink->s.stroke, ink->s.stroke_alpha, true, false);
}

void ink_end_path(Ink *ink) {
    Path *p = &ink->path;
    ink_path_part_ends(p);
    if (ink->is_clip_pending && (p->count > 0 || p->has_other)) {
        ink->s.clip_is_box = ink->s.clip_is_box && p->count == 1 && !p->has_other;
        ink->s.clip = ink_common(ink->s.clip, p->all);
    }
    ink->is_clip_pending = false;
    p->count = 0;
    p->has_other = p->is_curved = false;
    p->points = 0;
}
