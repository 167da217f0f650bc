/* Owns the pages of a pack: bringing them in, stamping their numbers, and the links, notes and layers on them. */
#include <math.h>

#include "paper/pack_inside.h"
#include "paper/pdf_write_inside.h"

void pack_add_pages(Pack *p, InsidePart *part) {
    part->first_page = (size_t)qpdf_get_num_pages(p->out);
    part->pages = ARENA_ARRAY(p->arena, qpdf_oh, (size_t)part->found.pages);
    for (size_t i = 0; i < (size_t)part->found.pages; i++) {
        qpdf_add_page(p->out, part->pdf, qpdf_get_page_n(part->pdf, i), QPDF_FALSE);
        part->pages[i] = qpdf_get_page_n(p->out, part->first_page + i);
    }
}

/* ---- Stamps ---- */

static qpdf_oh content_of(Pack *p, Text content) {
    qpdf_oh stream = qpdf_oh_new_stream(p->out);
    qpdf_oh_replace_stream_data(
        p->out, stream, (const unsigned char *)content.ptr, content.len, qpdf_oh_new_null(p->out), qpdf_oh_new_null(p->out));
    return stream;
}

bool pack_read_stamp(Pack *p, Text font_file) {
    if (pdf_open(font_file, &p->stamp).verdict != PDF_FINE) return false;
    qpdf_data pdf = p->stamp; /* stays open: its streams are read when the pack is written */
    qpdf_oh fonts = qpdf_oh_get_key(pdf, qpdf_oh_get_key(pdf, qpdf_get_page_n(pdf, 0), "/Resources"), "/Font");
    qpdf_oh font = qpdf_oh_get_key(pdf, fonts, "/Stamp");
    p->stamp_font = qpdf_oh_copy_foreign_object(p->out, pdf, font);
    qpdf_oh widths = qpdf_oh_get_key(pdf, font, "/Widths");
    for (int i = 0; i < 96 && i < qpdf_oh_get_array_n_items(pdf, widths); i++)
        p->stamp_widths[i] = qpdf_oh_get_numeric_value(pdf, qpdf_oh_get_array_item(pdf, widths, i));
    p->before = content_of(p, S("q\n"));
    return true;
}

typedef struct {
    double x0, y0, x1, y1;
} Box;

static bool read_box(Pack *p, qpdf_oh page, const char *key, Box *box) {
    qpdf_oh array = qpdf_oh_get_key(p->out, page, key);
    if (!qpdf_oh_is_array(p->out, array) || qpdf_oh_get_array_n_items(p->out, array) != 4) return false;
    double n[4];
    for (int i = 0; i < 4; i++) {
        qpdf_oh item = qpdf_oh_get_array_item(p->out, array, i);
        if (!qpdf_oh_is_number(p->out, item)) return false;
        n[i] = qpdf_oh_get_numeric_value(p->out, item);
    }
    *box = (Box){fmin(n[0], n[2]), fmin(n[1], n[3]), fmax(n[0], n[2]), fmax(n[1], n[3])};
    return box->x1 - box->x0 >= 1 && box->y1 - box->y0 >= 1;
}

/* What a reader shows of the page: the crop box as far as it lies in the media box. */
static Box visible_box(Pack *p, qpdf_oh page) {
    Box media, crop;
    if (!read_box(p, page, "/MediaBox", &media)) media = (Box){0, 0, 595.28, 841.89};
    if (!read_box(p, page, "/CropBox", &crop)) return media;
    Box both = {fmax(media.x0, crop.x0), fmax(media.y0, crop.y0), fmin(media.x1, crop.x1), fmin(media.y1, crop.y1)};
    return both.x1 - both.x0 >= 1 && both.y1 - both.y0 >= 1 ? both : media;
}

static int rotation(Pack *p, qpdf_oh page) {
    qpdf_oh rotate = qpdf_oh_get_key(p->out, page, "/Rotate");
    long long degrees = qpdf_oh_is_integer(p->out, rotate) ? qpdf_oh_get_int_value(p->out, rotate) : 0;
    return (int)(((degrees % 360) + 360) % 360) / 90;
}

static double width_of(const Pack *p, Text text, double size) {
    double width = 0;
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] >= 32 && text.ptr[i] < 127) width += p->stamp_widths[text.ptr[i] - 32];
    return width * size / 1000;
}

/* The name under which this page's content finds the stamp's font. A pack inside a pack has the name taken already. */
static Text stamp_name(Pack *p, qpdf_oh page) {
    qpdf_oh resources = qpdf_oh_get_key(p->out, page, "/Resources");
    if (!qpdf_oh_is_dictionary(p->out, resources)) {
        resources = qpdf_oh_new_dictionary(p->out);
        qpdf_oh_replace_key(p->out, page, "/Resources", resources);
    }
    qpdf_oh fonts = qpdf_oh_get_key(p->out, resources, "/Font");
    if (!qpdf_oh_is_dictionary(p->out, fonts)) {
        fonts = qpdf_oh_new_dictionary(p->out);
        qpdf_oh_replace_key(p->out, resources, "/Font", fonts);
        fonts = qpdf_oh_get_key(p->out, resources, "/Font");
    }
    for (int serial = 0;; serial++) {
        Text name = text_format(p->arena, "/PackStamp%d", serial);
        if (!qpdf_oh_has_key(p->out, fonts, name.ptr)) qpdf_oh_replace_key(p->out, fonts, name.ptr, p->stamp_font);
        if (qpdf_oh_get_object_id(p->out, qpdf_oh_get_key(p->out, fonts, name.ptr)) == qpdf_oh_get_object_id(p->out, p->stamp_font))
            return name;
    }
}

/* "Page 12" at the middle of the lower edge as the page is shown, whichever way it is turned, on a little white so that it can be read on a
 * scan too. */
static void put_stamp(Pack *p, Buffer *out, qpdf_oh page, Text text) {
    qpdf_oh unit_object = qpdf_oh_get_key(p->out, page, "/UserUnit");
    double unit = qpdf_oh_is_number(p->out, unit_object) ? qpdf_oh_get_numeric_value(p->out, unit_object) : 1;
    if (!(unit >= 0.01 && unit <= 1000)) unit = 1;
    const double size = 10 / unit, up = 15 / unit;
    Text name = stamp_name(p, page);
    Box box = visible_box(p, page);
    int turns = rotation(p, page);
    double wide = turns % 2 ? box.y1 - box.y0 : box.x1 - box.x0, width = width_of(p, text, size), along = (wide - width) / 2;
    /* Where the point (along, up) of the shown page lies on the page itself, and which way its text runs. */
    static const int matrices[4][4] = {{1, 0, 0, 1}, {0, 1, -1, 0}, {-1, 0, 0, -1}, {0, -1, 1, 0}};
    double x = turns == 0 ? box.x0 + along : turns == 1 ? box.x1 - up : turns == 2 ? box.x1 - along : box.x0 + up;
    double y = turns == 0 ? box.y0 + up : turns == 1 ? box.y0 + along : turns == 2 ? box.y1 - up : box.y1 - along;
    buffer_put(out, S("/Artifact <</Type/Pagination/Subtype/Footer/Attached[/Bottom]>> BDC\nq "));
    for (int i = 0; i < 4; i++) {
        buffer_put_int(out, matrices[turns][i]);
        buffer_put_char(out, ' ');
    }
    const double numbers[] = {x, y};
    for (int i = 0; i < 2; i++) {
        pdf_put_number(out, numbers[i]);
        buffer_put_char(out, ' ');
    }
    buffer_put(out, S("cm 1 g "));
    const double plate[] = {-4 / unit, -4 / unit, width + 8 / unit, 14 / unit};
    for (int i = 0; i < 4; i++) {
        pdf_put_number(out, plate[i]);
        buffer_put_char(out, ' ');
    }
    buffer_put(out, S("re f 0 g BT "));
    buffer_put(out, name);
    buffer_put_char(out, ' ');
    pdf_put_number(out, size);
    buffer_put(out, S(" Tf 0 0 Td ("));
    buffer_put(out, text);
    buffer_put(out, S(")Tj ET Q\nEMC\n"));
}

/* A page that stands for several says for which. */
static Text stamp_of(Pack *p, const InsidePart *part, size_t index) {
    if (part->until > part->first_number) return text_format(p->arena, "Pages %d to %d", part->first_number, part->until);
    return text_format(p->arena, "Page %d", part->first_number + (part->until ? 0 : (int)index));
}

/* The page's own content between `before` and `after`, which leave its graphics state behind. */
static void wrap_content(Pack *p, qpdf_oh page, qpdf_oh before, Text after) {
    qpdf_oh contents = qpdf_oh_get_key(p->out, page, "/Contents"), all = qpdf_oh_new_array(p->out);
    qpdf_oh_append_item(p->out, all, before);
    if (qpdf_oh_is_stream(p->out, contents)) qpdf_oh_append_item(p->out, all, contents);
    int count = qpdf_oh_is_array(p->out, contents) ? qpdf_oh_get_array_n_items(p->out, contents) : 0;
    for (int i = 0; i < count; i++) {
        qpdf_oh item = qpdf_oh_get_array_item(p->out, contents, i);
        if (qpdf_oh_is_stream(p->out, item)) qpdf_oh_append_item(p->out, all, item);
    }
    qpdf_oh_append_item(p->out, all, content_of(p, after));
    qpdf_oh_replace_key(p->out, page, "/Contents", all);
}

/* ---- What hangs on a page ---- */

static void renumber(Pack *p, const InsidePart *part, qpdf_oh dictionary, const char *key) {
    qpdf_oh number = qpdf_oh_get_key(p->out, dictionary, key);
    if (!qpdf_oh_is_integer(p->out, number)) return;
    long long old = qpdf_oh_get_int_value(p->out, number);
    if (old >= 0 && old < part->key_count) qpdf_oh_replace_key(p->out, dictionary, key, qpdf_oh_new_integer(p->out, part->key_base + old));
    else qpdf_oh_remove_key(p->out, dictionary, key);
}

/* Forms and images take part in the structure too. Those inside forms are found up to a few levels deep. */
static void renumber_objects(Pack *p, const InsidePart *part, qpdf_oh holder, int depth) {
    qpdf_oh resources = qpdf_oh_get_key(p->out, holder, "/Resources");
    if (!qpdf_oh_is_dictionary(p->out, resources)) return;
    qpdf_oh objects = qpdf_oh_get_key(p->out, resources, "/XObject");
    if (!qpdf_oh_is_dictionary(p->out, objects)) return;
    Buffer keys = buffer_new(p->arena, 256);
    qpdf_oh_begin_dict_key_iter(p->out, objects);
    while (qpdf_oh_dict_more_keys(p->out)) {
        buffer_put(&keys, text_of(qpdf_oh_dict_next_key(p->out)));
        buffer_put_char(&keys, '\0');
    }
    for (size_t at = 0; at < keys.len; at += strlen(keys.ptr + at) + 1) {
        qpdf_oh object = qpdf_oh_get_key(p->out, objects, keys.ptr + at);
        if (!qpdf_oh_is_stream(p->out, object) || !pack_is_new(p, object)) continue;
        qpdf_oh dictionary = qpdf_oh_get_dict(p->out, object);
        renumber(p, part, dictionary, "/StructParent");
        renumber(p, part, dictionary, "/StructParents");
        if (depth > 0) renumber_objects(p, part, dictionary, depth - 1);
    }
}

/* Notes that carry other files, sounds or films do not go into a pack; links and remarks do. */
static bool is_wanted(Pack *p, qpdf_oh annotation) {
    static const char *const unwanted[] = {"/FileAttachment", "/Sound", "/Movie", "/Screen", "/3D", "/RichMedia"};
    qpdf_oh subtype = qpdf_oh_get_key(p->out, annotation, "/Subtype");
    for (size_t i = 0; i < sizeof unwanted / sizeof *unwanted; i++)
        if (qpdf_oh_is_name_and_equals(p->out, subtype, unwanted[i])) return false;
    return true;
}

static void finish_annotations(Pack *p, InsidePart *part, qpdf_oh page) {
    qpdf_oh annotations = qpdf_oh_get_key(p->out, page, "/Annots");
    if (!qpdf_oh_is_array(p->out, annotations)) return;
    for (int i = qpdf_oh_get_array_n_items(p->out, annotations) - 1; i >= 0; i--) {
        qpdf_oh annotation = qpdf_oh_get_array_item(p->out, annotations, i);
        if (!qpdf_oh_is_dictionary(p->out, annotation) || !is_wanted(p, annotation)) {
            part->found.flags |= PDF_HAS_FILES;
            qpdf_oh_erase_item(p->out, annotations, i);
            continue;
        }
        if (!pack_is_new(p, annotation)) continue;
        renumber(p, part, annotation, "/StructParent");
        pack_clean_action(p, part, annotation);
        qpdf_oh_remove_key(p->out, annotation, "/AA");
    }
}

void pack_finish_pages(Pack *p, InsidePart *part) {
    bool is_tagged = part->found.flags & PDF_HAS_STRUCTURE;
    qpdf_oh plain_before = p->before;
    for (size_t i = 0; i < (size_t)part->found.pages; i++) {
        qpdf_oh page = part->pages[i];
        Buffer after = buffer_new(p->arena, 256);
        qpdf_oh before = plain_before;
        qpdf_oh_remove_key(p->out, page, "/AA");
        if (is_tagged) {
            renumber(p, part, page, "/StructParents");
        } else if (pack_tag_page(p, part, i, page)) {
            before = content_of(p, S("/P <</MCID 0>> BDC\nq\n"));
            buffer_put(&after, S("\nQ\nEMC\n"));
        }
        renumber_objects(p, part, page, 3);
        finish_annotations(p, part, page);
        qpdf_oh_replace_key(p->out, page, "/Tabs", qpdf_oh_new_name(p->out, "/S"));
        if (after.len == 0) buffer_put(&after, S("\nQ\n"));
        if (part->is_numbered) put_stamp(p, &after, page, stamp_of(p, part, i));
        if (part->is_numbered || !is_tagged) wrap_content(p, page, before, buffer_text(&after));
    }
}

/* ---- Layers: what an input hides must stay hidden ---- */

static void append_all(Pack *p, qpdf_oh to, qpdf_oh from) {
    int count = qpdf_oh_is_array(p->out, from) ? qpdf_oh_get_array_n_items(p->out, from) : 0;
    for (int i = 0; i < count; i++) qpdf_oh_append_item(p->out, to, qpdf_oh_get_array_item(p->out, from, i));
}

void pack_add_layers(Pack *p, InsidePart *part) {
    qpdf_oh catalogue = qpdf_get_root(part->pdf), own = qpdf_oh_get_key(part->pdf, catalogue, "/OCProperties");
    if (!qpdf_oh_is_dictionary(part->pdf, own)) return;
    if (!qpdf_oh_is_indirect(part->pdf, own)) own = qpdf_make_indirect_object(part->pdf, own);
    qpdf_oh properties = qpdf_oh_copy_foreign_object(p->out, part->pdf, own), usual = qpdf_oh_get_key(p->out, properties, "/D");
    if (!p->layers) {
        p->layers = qpdf_oh_new_array(p->out);
        p->layers_off = qpdf_oh_new_array(p->out);
        qpdf_oh all = qpdf_oh_new_dictionary(p->out), d = qpdf_oh_parse(p->out, "<</BaseState/ON/Name(Pack)>>");
        qpdf_oh_replace_key(p->out, d, "/OFF", p->layers_off);
        qpdf_oh_replace_key(p->out, all, "/OCGs", p->layers);
        qpdf_oh_replace_key(p->out, all, "/D", d);
        qpdf_oh_replace_key(p->out, qpdf_get_root(p->out), "/OCProperties", all);
    }
    qpdf_oh groups = qpdf_oh_get_key(p->out, properties, "/OCGs");
    append_all(p, p->layers, groups);
    if (!qpdf_oh_is_dictionary(p->out, usual)) return;
    append_all(p, p->layers_off, qpdf_oh_get_key(p->out, usual, "/OFF"));
    if (!qpdf_oh_is_name_and_equals(p->out, qpdf_oh_get_key(p->out, usual, "/BaseState"), "/OFF")) return;
    /* All are hidden but those named. */
    qpdf_oh shown = qpdf_oh_get_key(p->out, usual, "/ON");
    int shown_count = qpdf_oh_is_array(p->out, shown) ? qpdf_oh_get_array_n_items(p->out, shown) : 0;
    int count = qpdf_oh_is_array(p->out, groups) ? qpdf_oh_get_array_n_items(p->out, groups) : 0;
    for (int i = 0; i < count; i++) {
        qpdf_oh group = qpdf_oh_get_array_item(p->out, groups, i);
        bool is_shown = false;
        for (int k = 0; k < shown_count && !is_shown; k++)
            is_shown = qpdf_oh_get_object_id(p->out, qpdf_oh_get_array_item(p->out, shown, k)) == qpdf_oh_get_object_id(p->out, group);
        if (!is_shown) qpdf_oh_append_item(p->out, p->layers_off, group);
    }
}
