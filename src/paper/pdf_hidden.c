/* What a PDF says without showing it on a page: its metadata, bookmarks, comments, links, form fields, descriptions for screen readers, names
 * of layers, and that it carries other files. Inside the sandbox. */
#include <zlib.h>

#include "paper/pdf_inside.h"

enum { MOST_ENTRIES = 20000, DEEPEST = 12, MOST_ELEMENTS = 400000, DEEPEST_ELEMENT = 60 };

typedef struct {
    qpdf_data pdf;
    Buffer *out;
    int entries;  /* bookmarks, comments and fields looked at */
    int elements; /* of the structure */
} Hidden;

static bool is_full(const Hidden *h) {
    return h->out->len >= PDF_HIDDEN_MAX;
}

/* A line; what is no UTF-8 is left out. */
static void put_line(Hidden *h, Text t) {
    t = text_slice(t, 0, is_full(h) ? 0 : PDF_HIDDEN_MAX - h->out->len);
    size_t bad_at = 0;
    if (!text_is_utf8(t, &bad_at)) t.len = bad_at;
    if (t.len == 0 || is_full(h)) return;
    buffer_put(h->out, t);
    buffer_put_char(h->out, '\n');
}

static void put_string(Hidden *h, qpdf_oh value) {
    if (qpdf_oh_is_string(h->pdf, value)) put_line(h, text_of(qpdf_oh_get_utf8_value(h->pdf, value)));
}

static void put_keys(Hidden *h, qpdf_oh dictionary, const char *const *keys) {
    for (; *keys; keys++) put_string(h, qpdf_oh_get_key(h->pdf, dictionary, *keys));
}

static qpdf_oh dictionary_at(Hidden *h, qpdf_oh dictionary, const char *key) {
    qpdf_oh value = qpdf_oh_is_dictionary(h->pdf, dictionary) ? qpdf_oh_get_key(h->pdf, dictionary, key) : qpdf_oh_new_null(h->pdf);
    return qpdf_oh_is_dictionary(h->pdf, value) ? value : qpdf_oh_new_null(h->pdf);
}

/* ---- Metadata ---- */

static void put_info(Hidden *h) {
    qpdf_oh info = dictionary_at(h, qpdf_get_trailer(h->pdf), "/Info");
    if (!qpdf_oh_is_dictionary(h->pdf, info)) return;
    qpdf_oh_begin_dict_key_iter(h->pdf, info);
    while (qpdf_oh_dict_more_keys(h->pdf)) put_string(h, qpdf_oh_get_key(h->pdf, info, qpdf_oh_dict_next_key(h->pdf)));
}

/* XML as words: what stands between and inside the marks. */
static void put_xml(Hidden *h, const unsigned char *bytes, size_t len) {
    Buffer words = buffer_new(h->out->arena, len + 1);
    for (size_t i = 0; i < len; i++) buffer_put_char(&words, strchr("<>\"'=\n\r\t", bytes[i]) ? ' ' : (char)bytes[i]);
    put_line(h, buffer_text(&words));
}

static unsigned char window[PDF_HIDDEN_MAX];

/* XMP, packed or not, and no more of it than there is room for in the window. */
static size_t read_metadata(qpdf_data pdf) {
    qpdf_oh stream = qpdf_oh_get_key(pdf, qpdf_get_root(pdf), "/Metadata");
    unsigned char *raw = NULL;
    size_t len = 0;
    QPDF_BOOL is_filtered;
    if (!qpdf_oh_is_stream(pdf, stream)) return 0;
    if (qpdf_oh_get_stream_data(pdf, stream, qpdf_dl_none, &is_filtered, &raw, &len) & QPDF_ERRORS) return 0;
    z_stream z = {.next_in = raw, .avail_in = len > UINT32_MAX ? UINT32_MAX : (uInt)len, .next_out = window, .avail_out = sizeof window};
    if (len > 2 && (raw[0] & 0x0f) == 8 && inflateInit(&z) == Z_OK) {
        inflate(&z, Z_SYNC_FLUSH);
        len = sizeof window - z.avail_out;
        inflateEnd(&z);
    } else {
        len = len < sizeof window ? len : sizeof window;
        memcpy(window, raw, len);
    }
    free(raw); /* qpdf made it with malloc and gave it to us */
    return len;
}

bool pdf_claims_access(qpdf_data pdf) {
    size_t len = read_metadata(pdf);
    return memmem(window, len, "pdfuaid:part", 12) != NULL;
}

/* ---- Bookmarks and comments ---- */

static void put_outline(Hidden *h, qpdf_oh entry, int depth) {
    while (qpdf_oh_is_dictionary(h->pdf, entry) && depth < DEEPEST && h->entries++ < MOST_ENTRIES && !is_full(h)) {
        put_string(h, qpdf_oh_get_key(h->pdf, entry, "/Title"));
        put_outline(h, dictionary_at(h, entry, "/First"), depth + 1);
        entry = dictionary_at(h, entry, "/Next");
    }
}

static bool carries_a_file(Hidden *h, qpdf_oh subtype) {
    static const char *const kinds[] = {"/FileAttachment", "/Sound", "/Movie", "/Screen", "/3D", "/RichMedia"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (qpdf_oh_is_name_and_equals(h->pdf, subtype, kinds[i])) return true;
    return false;
}

/* Returns true when one of them is a file. */
static bool put_comments(Hidden *h, qpdf_oh page) {
    static const char *const keys[] = {"/Contents", "/T", "/RC", "/Subj", "/TU", "/V", "/DV", NULL};
    static const char *const link_keys[] = {"/URI", "/F", "/JS", NULL};
    qpdf_oh list = qpdf_oh_is_dictionary(h->pdf, page) ? qpdf_oh_get_key(h->pdf, page, "/Annots") : qpdf_oh_new_null(h->pdf);
    int count = qpdf_oh_is_array(h->pdf, list) ? qpdf_oh_get_array_n_items(h->pdf, list) : 0;
    bool has_file = false;
    for (int i = 0; i < count && h->entries++ < MOST_ENTRIES; i++) {
        qpdf_oh annotation = qpdf_oh_get_array_item(h->pdf, list, i);
        if (!qpdf_oh_is_dictionary(h->pdf, annotation)) continue;
        put_keys(h, annotation, keys);
        put_keys(h, dictionary_at(h, annotation, "/A"), link_keys);
        has_file = has_file || carries_a_file(h, qpdf_oh_get_key(h->pdf, annotation, "/Subtype"));
    }
    return has_file;
}

/* ---- Form fields, descriptions, layers ---- */

static void put_fields(Hidden *h, qpdf_oh fields, int depth) {
    static const char *const keys[] = {"/T", "/TU", "/V", "/DV", "/RV", NULL};
    int count = qpdf_oh_is_array(h->pdf, fields) ? qpdf_oh_get_array_n_items(h->pdf, fields) : 0;
    for (int i = 0; i < count && h->entries++ < MOST_ENTRIES; i++) {
        qpdf_oh field = qpdf_oh_get_array_item(h->pdf, fields, i), choices;
        if (!qpdf_oh_is_dictionary(h->pdf, field)) continue;
        put_keys(h, field, keys);
        choices = qpdf_oh_get_key(h->pdf, field, "/Opt");
        int many = qpdf_oh_is_array(h->pdf, choices) ? qpdf_oh_get_array_n_items(h->pdf, choices) : 0;
        for (int k = 0; k < many && k < 500; k++) put_string(h, qpdf_oh_get_array_item(h->pdf, choices, k));
        if (depth < DEEPEST) put_fields(h, qpdf_oh_get_key(h->pdf, field, "/Kids"), depth + 1);
    }
}

/* What screen readers say of pictures and abbreviations. */
static void put_elements(Hidden *h, qpdf_oh kids, int depth) {
    static const char *const keys[] = {"/Alt", "/ActualText", "/E", "/T", NULL};
    if (depth > DEEPEST_ELEMENT || is_full(h)) return;
    if (qpdf_oh_is_dictionary(h->pdf, kids)) {
        if (h->elements++ > MOST_ELEMENTS) return;
        put_keys(h, kids, keys);
        put_elements(h, qpdf_oh_get_key(h->pdf, kids, "/K"), depth + 1);
    }
    int count = qpdf_oh_is_array(h->pdf, kids) ? qpdf_oh_get_array_n_items(h->pdf, kids) : 0;
    for (int i = 0; i < count; i++) put_elements(h, qpdf_oh_get_array_item(h->pdf, kids, i), depth + 1);
}

static void put_layers(Hidden *h, qpdf_oh catalogue) {
    static const char *const keys[] = {"/Name", NULL};
    qpdf_oh layers = dictionary_at(h, catalogue, "/OCProperties");
    qpdf_oh list = qpdf_oh_is_dictionary(h->pdf, layers) ? qpdf_oh_get_key(h->pdf, layers, "/OCGs") : layers;
    int count = qpdf_oh_is_array(h->pdf, list) ? qpdf_oh_get_array_n_items(h->pdf, list) : 0;
    for (int i = 0; i < count && i < 1000; i++) {
        qpdf_oh layer = qpdf_oh_get_array_item(h->pdf, list, i);
        if (qpdf_oh_is_dictionary(h->pdf, layer)) put_keys(h, layer, keys);
    }
}

bool pdf_hidden(qpdf_data pdf, int pages, Buffer *out) {
    Hidden h = {.pdf = pdf, .out = out};
    qpdf_oh catalogue = qpdf_get_root(pdf);
    bool has_files = false; /* those that the catalogue names were seen by pdf_open */
    put_info(&h);
    put_xml(&h, window, read_metadata(pdf));
    put_outline(&h, dictionary_at(&h, dictionary_at(&h, catalogue, "/Outlines"), "/First"), 0);
    qpdf_oh form = dictionary_at(&h, catalogue, "/AcroForm"), structure = dictionary_at(&h, catalogue, "/StructTreeRoot");
    if (qpdf_oh_is_dictionary(pdf, form)) {
        put_fields(&h, qpdf_oh_get_key(pdf, form, "/Fields"), 0);
        /* A second form within the form: nobody looks through that here. */
        qpdf_oh xfa = qpdf_oh_get_key(pdf, form, "/XFA");
        has_files = has_files || qpdf_oh_is_array(pdf, xfa) || qpdf_oh_is_stream(pdf, xfa);
    }
    if (qpdf_oh_is_dictionary(pdf, structure)) put_elements(&h, qpdf_oh_get_key(pdf, structure, "/K"), 0);
    put_layers(&h, catalogue);
    for (int i = 0; i < pages; i++) {
        has_files = put_comments(&h, qpdf_get_page_n(pdf, (size_t)i)) || has_files;
        qpdf_oh_release_all(pdf);
    }
    return has_files;
}
