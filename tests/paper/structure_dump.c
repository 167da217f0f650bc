/* Owns the writing down of structure trees. */
#include "structure_dump.h"

#include <qpdf/qpdf-c.h>

typedef struct {
    Arena *arena;
    qpdf_data pdf;
    Buffer out;
    StructureDump *dump;
    Buffer ids; /* of the tree of ids, a line each */
} Dump;

static qpdf_oh get(Dump *d, qpdf_oh dictionary, const char *key) {
    return qpdf_oh_is_dictionary(d->pdf, dictionary) ? qpdf_oh_get_key(d->pdf, dictionary, key) : qpdf_oh_new_null(d->pdf);
}

/* "/Heading.2" as "/Heading". */
static Text name_before(Text name) {
    size_t at = name.len;
    while (at > 0 && name.ptr[at - 1] >= '0' && name.ptr[at - 1] <= '9') at--;
    return at > 1 && at < name.len && name.ptr[at - 1] == '.' ? text_slice(name, 0, at - 1) : name;
}

static Text bytes_of(Dump *d, qpdf_oh string) {
    size_t len;
    const char *bytes = qpdf_oh_get_binary_string_value(d->pdf, string, &len);
    return text_copy(d->arena, (Text){bytes, len});
}

/* "P2:node7" as "node7". */
static Text id_before(Text id) {
    size_t colon = text_find(id, S(":"), 0);
    bool is_ours = id.len > 1 && id.ptr[0] == 'P' && id.ptr[1] >= '0' && id.ptr[1] <= '9' && colon != SIZE_MAX;
    return is_ours ? text_slice(id, colon + 1, id.len) : id;
}

static void put_string(Dump *d, qpdf_oh element, const char *key) {
    qpdf_oh value = get(d, element, key);
    if (qpdf_oh_is_string(d->pdf, value)) buffer_putf(&d->out, " %s(%s)", key, qpdf_oh_get_utf8_value(d->pdf, value));
}

static void put_attribute(Dump *d, qpdf_oh attributes, const char *key) {
    int count = qpdf_oh_is_array(d->pdf, attributes) ? qpdf_oh_get_array_n_items(d->pdf, attributes) : 0;
    for (int i = 0; i < count; i++) put_attribute(d, qpdf_oh_get_array_item(d->pdf, attributes, i), key);
    qpdf_oh value = get(d, attributes, key);
    if (qpdf_oh_is_name(d->pdf, value)) buffer_putf(&d->out, " %s%s", key, qpdf_oh_get_name(d->pdf, value));
    else if (qpdf_oh_is_integer(d->pdf, value)) buffer_putf(&d->out, " %s %lld", key, qpdf_oh_get_int_value(d->pdf, value));
}

static bool has_id(const Dump *d, Text id) {
    Text all = buffer_text((Buffer *)(uintptr_t)&d->ids);
    return text_contains(all, text_format(d->arena, "\n%.*s\n", TEXT_ARG(id)));
}

/* Header cells that a cell names; counted when all of them are in the tree of ids. */
static void put_headers(Dump *d, qpdf_oh attributes) {
    int count = qpdf_oh_is_array(d->pdf, attributes) ? qpdf_oh_get_array_n_items(d->pdf, attributes) : 0;
    for (int i = 0; i < count; i++) put_headers(d, qpdf_oh_get_array_item(d->pdf, attributes, i));
    qpdf_oh headers = get(d, attributes, "/Headers");
    int named = qpdf_oh_is_array(d->pdf, headers) ? qpdf_oh_get_array_n_items(d->pdf, headers) : 0;
    bool are_there = named > 0;
    for (int i = 0; i < named; i++) {
        Text id = bytes_of(d, qpdf_oh_get_array_item(d->pdf, headers, i));
        are_there = are_there && has_id(d, id);
        buffer_putf(&d->out, " headed by %.*s", TEXT_ARG(id_before(id)));
    }
    d->dump->headers += are_there;
}

typedef struct {
    int marks, objects;
} Contents;

static void put_kids(Dump *d, qpdf_oh kids, int depth, Contents *own, bool is_counting);

static void put_element(Dump *d, qpdf_oh element, int depth) {
    d->dump->elements++;
    Contents own = {0};
    qpdf_oh kids = get(d, element, "/K"), id = get(d, element, "/ID");
    put_kids(d, kids, depth, &own, true);
    buffer_putf(&d->out, "%*s%.*s", 2 * depth, "", TEXT_ARG(name_before(text_of(qpdf_oh_get_name(d->pdf, get(d, element, "/S"))))));
    static const char *const strings[] = {"/Alt", "/ActualText", "/E", "/Lang", "/T"}, *const attributes[] = {"/Scope", "/ListNumbering",
                                                                                           "/RowSpan", "/ColSpan"};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) put_string(d, element, strings[i]);
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) put_attribute(d, get(d, element, "/A"), attributes[i]);
    put_headers(d, get(d, element, "/A"));
    if (qpdf_oh_is_string(d->pdf, id)) buffer_putf(&d->out, " id %.*s", TEXT_ARG(id_before(bytes_of(d, id))));
    buffer_putf(&d->out, ": %d marks, %d objects\n", own.marks, own.objects);
    put_kids(d, kids, depth + 1, &own, false);
}

/* Counts the content among the kids, or goes into the elements among them. */
static void put_kids(Dump *d, qpdf_oh kids, int depth, Contents *own, bool is_counting) {
    if (qpdf_oh_is_array(d->pdf, kids)) {
        for (int i = 0; i < qpdf_oh_get_array_n_items(d->pdf, kids); i++)
            put_kids(d, qpdf_oh_get_array_item(d->pdf, kids, i), depth, own, is_counting);
        return;
    }
    bool is_element = qpdf_oh_has_key(d->pdf, kids, "/S") && qpdf_oh_is_dictionary(d->pdf, kids);
    if (!is_counting && is_element && depth < 60) put_element(d, kids, depth);
    if (!is_counting || is_element) return;
    if (qpdf_oh_is_integer(d->pdf, kids) || qpdf_oh_is_name_and_equals(d->pdf, get(d, kids, "/Type"), "/MCR")) own->marks++;
    if (qpdf_oh_is_name_and_equals(d->pdf, get(d, kids, "/Type"), "/OBJR") && qpdf_oh_is_dictionary(d->pdf, get(d, kids, "/Obj")))
        own->objects++;
}

/* ---- Ids and links ---- */

static void read_ids(Dump *d, qpdf_oh node) {
    qpdf_oh names = get(d, node, "/Names"), kids = get(d, node, "/Kids");
    for (int i = 0; qpdf_oh_is_array(d->pdf, names) && i + 1 < qpdf_oh_get_array_n_items(d->pdf, names); i += 2) {
        Text id = bytes_of(d, qpdf_oh_get_array_item(d->pdf, names, i));
        qpdf_oh own = get(d, qpdf_oh_get_array_item(d->pdf, names, i + 1), "/ID");
        d->dump->ids += qpdf_oh_is_string(d->pdf, own) && text_equal(bytes_of(d, own), id);
        buffer_putf(&d->ids, "%.*s\n", TEXT_ARG(id));
    }
    for (int i = 0; qpdf_oh_is_array(d->pdf, kids) && i < qpdf_oh_get_array_n_items(d->pdf, kids); i++)
        read_ids(d, qpdf_oh_get_array_item(d->pdf, kids, i));
}

static void count_links(Dump *d) {
    for (int i = 0; i < qpdf_get_num_pages(d->pdf); i++) {
        qpdf_oh annotations = get(d, qpdf_get_page_n(d->pdf, (size_t)i), "/Annots");
        for (int k = 0; qpdf_oh_is_array(d->pdf, annotations) && k < qpdf_oh_get_array_n_items(d->pdf, annotations); k++) {
            qpdf_oh annotation = qpdf_oh_get_array_item(d->pdf, annotations, k), action = get(d, annotation, "/A");
            d->dump->links += qpdf_oh_has_key(d->pdf, annotation, "/Dest") || qpdf_oh_is_string(d->pdf, get(d, action, "/URI"))
                              || qpdf_oh_is_array(d->pdf, get(d, action, "/D"));
        }
    }
}

StructureDump structure_dump(Arena *arena, const char *path, int part) {
    StructureDump dump = {0};
    Dump d = {.arena = arena, .pdf = qpdf_init(), .out = buffer_new(arena, 4096), .ids = buffer_new(arena, 256), .dump = &dump};
    qpdf_silence_errors(d.pdf);
    qpdf_set_suppress_warnings(d.pdf, QPDF_TRUE);
    if (!(qpdf_read(d.pdf, path, NULL) & QPDF_ERRORS)) {
        qpdf_oh root = get(&d, qpdf_get_root(d.pdf), "/StructTreeRoot"), kids = get(&d, root, "/K");
        buffer_put_char(&d.ids, '\n');
        read_ids(&d, get(&d, root, "/IDTree"));
        if (part > 0) kids = get(&d, qpdf_oh_get_array_item(d.pdf, get(&d, kids, "/K"), part - 1), "/K");
        put_kids(&d, kids, 0, NULL, false);
        count_links(&d);
    }
    qpdf_cleanup(&d.pdf);
    dump.lines = buffer_text(&d.out);
    return dump;
}
