/* Owns marks on pages inside the sandbox: a strip above and below each page as it is shown, with the lines as artifacts. */
#include <math.h>
#include <unistd.h>

#include "paper/pack_inside.h"
#include "paper/pdf_write_inside.h"
#include "paper/sandbox_inside.h"

enum { STRIP = 30, SIDE = 18 };
static const double line_size = 8, baselines[] = {17.5, 7}; /* of the two lines, from the lower edge of their strip */
/* A line by itself goes on a paper before a pack stamps its number at the foot: there it stands above the number. */
enum { STRIP_OF_ONE = 42 };
static const double baseline_of_one = 30.5;

typedef struct {
    Arena *arena;
    qpdf_data pdf, font_file;
    qpdf_oh font, before;
    double widths[256];
    Text lines[2]; /* in WinAnsiEncoding */
} Marking;

typedef struct {
    double x0, y0, x1, y1;
} Box;

/* A page as it is shown. */
typedef struct {
    qpdf_oh page;
    Box box;      /* what is visible of it */
    int turns;    /* quarters, clockwise */
    double unit;  /* points in one unit */
    double strip; /* height of a strip in units */
} Shown;

static bool read_box(qpdf_data pdf, qpdf_oh page, const char *key, Box *box) {
    qpdf_oh array = qpdf_oh_get_key(pdf, page, key);
    if (!qpdf_oh_is_array(pdf, array) || qpdf_oh_get_array_n_items(pdf, array) != 4) return false;
    double n[4];
    for (int i = 0; i < 4; i++) {
        qpdf_oh item = qpdf_oh_get_array_item(pdf, array, i);
        if (!qpdf_oh_is_number(pdf, item)) return false;
        n[i] = qpdf_oh_get_numeric_value(pdf, item);
    }
    *box = (Box){fmin(n[0], n[2]), fmin(n[1], n[3]), fmax(n[0], n[2]), fmax(n[1], n[3])};
    return box->x1 - box->x0 >= 1 && box->y1 - box->y0 >= 1;
}

static Box visible_box(qpdf_data pdf, qpdf_oh page) {
    Box media, crop;
    if (!read_box(pdf, page, "/MediaBox", &media)) media = (Box){0, 0, 595.28, 841.89};
    if (!read_box(pdf, page, "/CropBox", &crop)) return media;
    Box both = {fmax(media.x0, crop.x0), fmax(media.y0, crop.y0), fmin(media.x1, crop.x1), fmin(media.y1, crop.y1)};
    return both.x1 - both.x0 >= 1 && both.y1 - both.y0 >= 1 ? both : media;
}

static Shown shown_of(const Marking *m, qpdf_oh page) {
    qpdf_oh rotate = qpdf_oh_get_key(m->pdf, page, "/Rotate"), unit = qpdf_oh_get_key(m->pdf, page, "/UserUnit");
    long long degrees = qpdf_oh_is_integer(m->pdf, rotate) ? qpdf_oh_get_int_value(m->pdf, rotate) : 0;
    Shown shown = {.page = page, .box = visible_box(m->pdf, page), .turns = (int)(((degrees % 360) + 360) % 360) / 90, .unit = 1};
    if (qpdf_oh_is_number(m->pdf, unit)) shown.unit = qpdf_oh_get_numeric_value(m->pdf, unit);
    if (!(shown.unit >= 0.01 && shown.unit <= 1000)) shown.unit = 1;
    shown.strip = (m->lines[1].len ? STRIP : STRIP_OF_ONE) / shown.unit;
    return shown;
}

/* The page grows by a strip at its top and its bottom as it is shown. */
static void grow(const Marking *m, Shown *shown) {
    Box *box = &shown->box;
    if (shown->turns % 2) *box = (Box){box->x0 - shown->strip, box->y0, box->x1 + shown->strip, box->y1};
    else *box = (Box){box->x0, box->y0 - shown->strip, box->x1, box->y1 + shown->strip};
    const double edges[] = {box->x0, box->y0, box->x1, box->y1};
    static const char *const keys[] = {"/MediaBox", "/CropBox"};
    for (int k = 0; k < 2; k++) {
        qpdf_oh array = qpdf_oh_new_array(m->pdf);
        for (int i = 0; i < 4; i++) qpdf_oh_append_item(m->pdf, array, qpdf_oh_new_real_from_double(m->pdf, edges[i], 3));
        qpdf_oh_replace_key(m->pdf, shown->page, keys[k], array);
    }
}

/* ---- The lines ---- */

static double width_of(const Marking *m, Text text) {
    double width = 0;
    for (size_t i = 0; i < text.len; i++) width += m->widths[(unsigned char)text.ptr[i]];
    return width / 1000;
}

static void put_numbers(Buffer *out, const double *numbers, size_t count) {
    for (size_t i = 0; i < count; i++) {
        pdf_put_number(out, numbers[i]);
        buffer_put_char(out, ' ');
    }
}

static void put_string(Buffer *out, Text text) {
    buffer_put_char(out, '(');
    for (size_t i = 0; i < text.len; i++) {
        if (strchr("()\\", text.ptr[i])) buffer_put_char(out, '\\');
        buffer_put_char(out, text.ptr[i]);
    }
    buffer_put_char(out, ')');
}

/* From here on the origin is the lower left corner of the grown page as it is shown, one unit a unit of the page. */
static void put_turn(Buffer *out, const Shown *shown) {
    const Box *b = &shown->box;
    const double matrices[4][6] = {
        {1, 0, 0, 1, b->x0, b->y0}, {0, 1, -1, 0, b->x1, b->y0}, {-1, 0, 0, -1, b->x1, b->y1}, {0, -1, 1, 0, b->x0, b->y1}};
    put_numbers(out, matrices[shown->turns], 6);
    buffer_put(out, S("cm\n"));
}

static void put_line(const Marking *m, Buffer *out, const Shown *shown, Text name, Text line, double wide, double bottom, double baseline) {
    double em = width_of(m, line), room = wide - 2 * SIDE / shown->unit, size = line_size / shown->unit;
    if (em * size > room && em > 0) size = room / em; /* long lines on narrow pages are set smaller, never cut */
    const double place[] = {(wide - em * size) / 2, bottom + baseline / shown->unit};
    buffer_put(out, S("BT "));
    buffer_put(out, name);
    buffer_put_char(out, ' ');
    put_numbers(out, &size, 1);
    buffer_put(out, S("Tf "));
    put_numbers(out, place, 2);
    buffer_put(out, S("Td "));
    put_string(out, line);
    buffer_put(out, S("Tj ET\n"));
}

static void put_strip(const Marking *m, Buffer *out, const Shown *shown, Text name, bool is_top) {
    const Box *b = &shown->box;
    double wide = shown->turns % 2 ? b->y1 - b->y0 : b->x1 - b->x0, tall = shown->turns % 2 ? b->x1 - b->x0 : b->y1 - b->y0;
    double bottom = is_top ? tall - shown->strip : 0;
    const double plate[] = {0, bottom, wide, shown->strip};
    buffer_put(out, is_top ? S("/Artifact <</Type/Pagination/Subtype/Header/Attached[/Top]>> BDC\nq ")
                           : S("/Artifact <</Type/Pagination/Subtype/Footer/Attached[/Bottom]>> BDC\nq "));
    put_turn(out, shown);
    buffer_put(out, S("1 g "));
    put_numbers(out, plate, 4);
    buffer_put(out, S("re f 0 g\n"));
    bool is_one = m->lines[1].len == 0;
    for (int i = 0; i < (is_one ? 1 : 2); i++)
        put_line(m, out, shown, name, m->lines[i], wide, bottom, is_one && !is_top ? baseline_of_one : baselines[i]);
    buffer_put(out, S("Q\nEMC\n"));
}

/* ---- A page ---- */

static qpdf_oh dictionary_in(qpdf_data pdf, qpdf_oh holder, const char *key) {
    if (!qpdf_oh_is_dictionary(pdf, qpdf_oh_get_key(pdf, holder, key))) qpdf_oh_replace_key(pdf, holder, key, qpdf_oh_new_dictionary(pdf));
    return qpdf_oh_get_key(pdf, holder, key);
}

/* The name under which the page's content finds the font; a copy of a copy has the name taken already. */
static Text font_name(const Marking *m, qpdf_oh page) {
    qpdf_oh fonts = dictionary_in(m->pdf, dictionary_in(m->pdf, page, "/Resources"), "/Font");
    for (int serial = 0;; serial++) {
        Text name = text_format(m->arena, "/PageMark%d", serial);
        if (!qpdf_oh_has_key(m->pdf, fonts, name.ptr)) qpdf_oh_replace_key(m->pdf, fonts, name.ptr, m->font);
        if (qpdf_oh_get_object_id(m->pdf, qpdf_oh_get_key(m->pdf, fonts, name.ptr)) == qpdf_oh_get_object_id(m->pdf, m->font)) return name;
    }
}

static qpdf_oh content_of(qpdf_data pdf, Text content) {
    qpdf_oh stream = qpdf_oh_new_stream(pdf);
    qpdf_oh_replace_stream_data(pdf, stream, (const unsigned char *)content.ptr, content.len, qpdf_oh_new_null(pdf), qpdf_oh_new_null(pdf));
    return stream;
}

/* The page's own content leaves its graphics state behind before the marks are drawn. */
static void wrap_content(const Marking *m, qpdf_oh page, Text after) {
    qpdf_oh contents = qpdf_oh_get_key(m->pdf, page, "/Contents"), all = qpdf_oh_new_array(m->pdf);
    qpdf_oh_append_item(m->pdf, all, m->before);
    if (qpdf_oh_is_stream(m->pdf, contents)) qpdf_oh_append_item(m->pdf, all, contents);
    int count = qpdf_oh_is_array(m->pdf, contents) ? qpdf_oh_get_array_n_items(m->pdf, contents) : 0;
    for (int i = 0; i < count; i++) {
        qpdf_oh item = qpdf_oh_get_array_item(m->pdf, contents, i);
        if (qpdf_oh_is_stream(m->pdf, item)) qpdf_oh_append_item(m->pdf, all, item);
    }
    qpdf_oh_append_item(m->pdf, all, content_of(m->pdf, after));
    qpdf_oh_replace_key(m->pdf, page, "/Contents", all);
}

static void mark_page(const Marking *m, qpdf_oh page) {
    Shown shown = shown_of(m, page);
    Buffer after = buffer_new(m->arena, 1024);
    Text name = font_name(m, page);
    grow(m, &shown);
    buffer_put(&after, S("\nQ\n"));
    put_strip(m, &after, &shown, name, true);
    put_strip(m, &after, &shown, name, false);
    wrap_content(m, page, buffer_text(&after));
}

/* ---- The story ---- */

static bool read_font(Marking *m, Text file) {
    if (pdf_open(file, &m->font_file).verdict != PDF_FINE) return false;
    qpdf_data pdf = m->font_file; /* stays open: its streams are read when the copy is written */
    qpdf_oh fonts = qpdf_oh_get_key(pdf, qpdf_oh_get_key(pdf, qpdf_get_page_n(pdf, 0), "/Resources"), "/Font");
    qpdf_oh font = qpdf_oh_get_key(pdf, fonts, "/Stamp"), widths = qpdf_oh_get_key(pdf, font, "/Widths");
    m->font = qpdf_oh_copy_foreign_object(m->pdf, pdf, font);
    for (int i = 0; i < 224 && i < qpdf_oh_get_array_n_items(pdf, widths); i++)
        m->widths[32 + i] = qpdf_oh_get_numeric_value(pdf, qpdf_oh_get_array_item(pdf, widths, i));
    return true;
}

static bool write_all(int fd, const unsigned char *bytes, size_t len) {
    for (size_t done = 0; done < len;) {
        ssize_t n = write(fd, bytes + done, len - done);
        if (n <= 0) return false;
        done += (size_t)n;
    }
    return true;
}

static bool mark_pages(Marking *m, int fd) {
    qpdf_push_inherited_attributes_to_page(m->pdf);
    int count = qpdf_get_num_pages(m->pdf);
    m->before = content_of(m->pdf, S("q\n"));
    for (int i = 0; i < count; i++) mark_page(m, qpdf_get_page_n(m->pdf, (size_t)i));
    qpdf_init_write_memory(m->pdf);
    qpdf_set_object_stream_mode(m->pdf, qpdf_o_generate);
    qpdf_set_compress_streams(m->pdf, QPDF_FALSE); /* what is in the paper stays as it came */
    qpdf_set_decode_level(m->pdf, qpdf_dl_none);
    qpdf_set_preserve_encryption(m->pdf, QPDF_FALSE);
    return count > 0 && !(qpdf_write(m->pdf) & QPDF_ERRORS) && write_all(fd, qpdf_get_buffer(m->pdf), qpdf_get_buffer_length(m->pdf));
}

int page_marks_inside(SandboxChild *child, Text request) {
    Marking m = {.arena = sandbox_arena(child)};
    bool is_ready = pack_take_text(&request, &m.lines[0]) && pack_take_text(&request, &m.lines[1]);
    sandbox_lock(child);
    if (!is_ready || pdf_open(pdf_map(SANDBOX_FIRST_FD + 1), &m.pdf).verdict != PDF_FINE) return 1;
    bool is_done = read_font(&m, pdf_map(SANDBOX_FIRST_FD)) && mark_pages(&m, SANDBOX_FIRST_FD + 2);
    qpdf_cleanup(&m.pdf);
    if (m.font_file) qpdf_cleanup(&m.font_file);
    return is_done ? 0 : 1;
}
