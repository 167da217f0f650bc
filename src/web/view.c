/* The writers that compiled views call: each escapes for the place its macro in view.h names. Nothing else in the program writes text into
 * markup. */
#include "web/view.h"

#include <inttypes.h>

#include "base/error.h"

/* What stands for a byte in text and in quoted attributes; NULL: the byte itself. */
static const char *const entities[256] = {['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;"};

void view_put_text(View *v, Text t) {
    size_t begin = 0;
    for (size_t i = 0; i < t.len; i++) {
        const char *entity = entities[(unsigned char)t.ptr[i]];
        if (!entity) continue;
        buffer_put_bytes(v->out, t.ptr + begin, i - begin);
        buffer_put(v->out, text_of(entity));
        begin = i + 1;
    }
    if (begin < t.len) buffer_put_bytes(v->out, t.ptr + begin, t.len - begin);
}

void view_put_string(View *v, const char *s) {
    view_put_text(v, text_of(s));
}
void view_put_int64(View *v, int64_t n) {
    buffer_put_int(v->out, n);
}
void view_put_count(View *v, uint64_t n) {
    buffer_putf(v->out, "%" PRIu64, n);
}
void view_put_date(View *v, Date d) {
    if (date_is_set(d)) view_put_text(v, date_plain(v->arena, d));
}
void view_put_time(View *v, TimeOfDay t) {
    if (time_is_set(t)) view_put_text(v, time_plain(v->arena, t));
}
void view_put_moment(View *v, Moment m) {
    if (moment_is_set(m)) view_put_text(v, moment_plain(v->arena, m));
}
void view_put_pence(View *v, Pence p) {
    view_put_text(v, pence_plain(v->arena, p));
}
void view_put_flag(View *v, bool b) {
    view_put_markup(v, b ? "Yes" : "No", b ? 3 : 2);
}
void view_put_html(View *v, Html h) {
    buffer_put(v->out, h.markup);
}

/* An allowed beginning, and no control character or backslash, which browsers drop or turn into a slash before they look. */
static bool is_safe_address(Text t) {
    static const char *const beginnings[] = {"https:", "http:", "mailto:", "tel:"};
    for (size_t i = 0; i < t.len; i++)
        if ((unsigned char)t.ptr[i] < 0x20 || t.ptr[i] == 0x7f || t.ptr[i] == '\\') return false;
    if (t.len && (t.ptr[0] == '/' || t.ptr[0] == '#' || t.ptr[0] == '?')) return true;
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
        Text beginning = text_of(beginnings[i]);
        if (text_equal_ignoring_case(text_slice(t, 0, beginning.len), beginning)) return true;
    }
    return false;
}

void view_put_url_text(View *v, Text t) {
    if (is_safe_address(t)) view_put_text(v, t);
    else buffer_put_char(v->out, '#');
}

void view_put_url_string(View *v, const char *s) {
    view_put_url_text(v, text_of(s));
}

static bool is_unreserved(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

void view_put_url_part_text(View *v, Text t) {
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < t.len; i++) {
        unsigned char c = (unsigned char)t.ptr[i];
        if (is_unreserved(c)) {
            buffer_put_char(v->out, (char)c);
        } else {
            const char triple[3] = {'%', digits[c >> 4], digits[c & 15]};
            buffer_put_bytes(v->out, triple, sizeof triple);
        }
    }
}

void view_put_url_part_string(View *v, const char *s) {
    view_put_url_part_text(v, text_of(s));
}
void view_put_url_part_int64(View *v, int64_t n) {
    buffer_put_int(v->out, n);
}
void view_put_url_part_count(View *v, uint64_t n) {
    view_put_count(v, n);
}

void view_put_markup(View *v, const char *markup, size_t len) {
    buffer_put_bytes(v->out, markup, len);
}

void view_collect(View *v, ViewCollection *c) {
    c->out = v->out;
    c->own = buffer_new(v->arena, 2048);
    v->out = &c->own;
}

Html view_collected(View *v, ViewCollection *c) {
    CHECK(v->out == &c->own); /* collections end in the order they began */
    v->out = c->out;
    return (Html){buffer_text(&c->own)};
}
