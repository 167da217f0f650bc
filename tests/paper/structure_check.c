/* Owns the checker: the catalogue, the structure tree, the parent tree, and each page's content, compared with each other. */
#include "structure_check.h"

#include <qpdf/qpdf-c.h>
#include <stdarg.h>

typedef struct {
    int page, mcid, element, uses;
} Content;

typedef struct {
    Arena *arena;
    qpdf_data pdf;
    CheckKind kind;
    StructureReport *report;
    Buffer faults;
    Content *contents; /* what the tree says */
    size_t count, capacity;
    int heading;
    qpdf_oh root;
} Checker;

static void fault(Checker *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void fault(Checker *c, const char *format, ...) {
    char line[400];
    va_list arguments;
    va_start(arguments, format);
    int len = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (c->report->fault_count++ < 40) buffer_putf(&c->faults, "%.*s\n", len > 399 ? 399 : len, line);
}

static bool is_name(Checker *c, qpdf_oh object, const char *name) {
    return qpdf_oh_is_name_and_equals(c->pdf, object, name);
}

static qpdf_oh get(Checker *c, qpdf_oh dictionary, const char *key) {
    return qpdf_oh_is_dictionary(c->pdf, dictionary) ? qpdf_oh_get_key(c->pdf, dictionary, key) : qpdf_oh_new_null(c->pdf);
}

static int id_of(Checker *c, qpdf_oh object) {
    return qpdf_oh_get_object_id(c->pdf, object);
}

/* ---- The structure tree ---- */

static void note_content(Checker *c, int page, long long mcid, int element) {
    if (c->count == c->capacity) {
        size_t more = c->capacity ? 2 * c->capacity : 256;
        c->contents = arena_grow(c->arena, c->contents, c->capacity * sizeof *c->contents, more * sizeof *c->contents);
        c->capacity = more;
    }
    c->contents[c->count++] = (Content){page, (int)mcid, element, 0};
}

static bool has_attribute(Checker *c, qpdf_oh attributes, const char *key) {
    if (qpdf_oh_is_dictionary(c->pdf, attributes)) return qpdf_oh_has_key(c->pdf, attributes, key);
    int count = qpdf_oh_is_array(c->pdf, attributes) ? qpdf_oh_get_array_n_items(c->pdf, attributes) : 0;
    for (int i = 0; i < count; i++) {
        qpdf_oh item = qpdf_oh_get_array_item(c->pdf, attributes, i);
        if (qpdf_oh_is_dictionary(c->pdf, item) && qpdf_oh_has_key(c->pdf, item, key)) return true;
    }
    return false;
}

static bool is_one_of(const char *type, const char *const *types) {
    for (; *types; types++)
        if (strcmp(type, *types) == 0) return true;
    return false;
}

/* What may stand in what, for the containers whose grammar readers rely on. */
static void check_nesting(Checker *c, const char *parent, const char *type) {
    static const char *const list[] = {"/LI", "/Caption", "/L", NULL}, *const item[] = {"/Lbl", "/LBody", NULL};
    static const char *const table[] = {"/TR", "/THead", "/TBody", "/TFoot", "/Caption", NULL}, *const row[] = {"/TH", "/TD", NULL};
    if (strcmp(parent, "/L") == 0 && !is_one_of(type, list)) fault(c, "%s in a list", type);
    if (strcmp(parent, "/LI") == 0 && !is_one_of(type, item)) fault(c, "%s in an item of a list", type);
    if (strcmp(parent, "/Table") == 0 && !is_one_of(type, table)) fault(c, "%s in a table", type);
    if (strcmp(parent, "/TR") == 0 && !is_one_of(type, row)) fault(c, "%s in a row", type);
    if (strcmp(type, "/LI") == 0 && strcmp(parent, "/L") != 0) fault(c, "an item of a list in %s", parent);
    if (strcmp(type, "/TR") == 0 && strncmp(parent, "/T", 2) != 0) fault(c, "a row in %s", parent);
}

static bool is_standard(const char *type) {
    static const char *const types[] = {"/Document", "/Part", "/Sect", "/Div", "/BlockQuote", "/Caption", "/P", "/H1", "/H2", "/H3", "/H4",
        "/H5", "/H6", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TR", "/TH", "/TD", "/THead", "/TBody", "/TFoot", "/Span", "/Quote",
        "/Note", "/Code", "/Link", "/Figure", NULL};
    return is_one_of(type, types);
}

static void check_element(Checker *c, qpdf_oh element, const char *type) {
    c->report->elements++;
    if (type[1] == 'H' && type[2] >= '1' && type[2] <= '6' && !type[3]) {
        int level = type[2] - '0';
        if (c->kind == CHECK_OURS && level > c->heading + 1) fault(c, "a level %d heading after level %d", level, c->heading);
        c->heading = level;
        c->report->headings++;
    }
    if (strcmp(type, "/Figure") == 0) {
        c->report->figures++;
        if (c->kind == CHECK_OURS && !qpdf_oh_is_string(c->pdf, get(c, element, "/Alt"))
            && !qpdf_oh_is_string(c->pdf, get(c, element, "/ActualText")))
            fault(c, "a figure without alternative text");
    }
    if (strcmp(type, "/TH") == 0 && c->kind == CHECK_OURS && !has_attribute(c, get(c, element, "/A"), "/Scope"))
        fault(c, "a header cell without a scope");
    if (c->kind == CHECK_OURS && !is_standard(type)) fault(c, "%s, which no reader knows", type);
    if (strcmp(type, "/Table") == 0) c->report->tables++;
    if (strcmp(type, "/Link") == 0) c->report->links++;
    if (c->kind == CHECK_OURS && qpdf_oh_is_null(c->pdf, get(c, element, "/K")) && strcmp(type, "/TD") != 0 && strcmp(type, "/TH") != 0
        && strcmp(type, "/LBody") != 0)
        fault(c, "an empty %s", type);
}

static void check_kid(Checker *c, qpdf_oh kid, qpdf_oh parent, const char *parent_type, int page, int depth);

static void check_kids(Checker *c, qpdf_oh parent, const char *type, int page, int depth) {
    qpdf_oh kids = get(c, parent, "/K");
    if (!qpdf_oh_is_array(c->pdf, kids)) {
        if (!qpdf_oh_is_null(c->pdf, kids)) check_kid(c, kids, parent, type, page, depth);
        return;
    }
    for (int i = 0; i < qpdf_oh_get_array_n_items(c->pdf, kids); i++)
        check_kid(c, qpdf_oh_get_array_item(c->pdf, kids, i), parent, type, page, depth);
}

static int page_of(Checker *c, qpdf_oh holder, int otherwise) {
    qpdf_oh page = get(c, holder, "/Pg");
    return qpdf_oh_is_dictionary(c->pdf, page) ? id_of(c, page) : otherwise;
}

static void check_kid(Checker *c, qpdf_oh kid, qpdf_oh parent, const char *parent_type, int page, int depth) {
    if (qpdf_oh_is_integer(c->pdf, kid)) {
        if (page == 0) fault(c, "a mark in %s on no page", parent_type);
        note_content(c, page, qpdf_oh_get_int_value(c->pdf, kid), id_of(c, parent));
    } else if (!qpdf_oh_is_dictionary(c->pdf, kid)) {
        if (c->kind == CHECK_OURS) fault(c, "a kid of %s that is nothing", parent_type);
    } else if (is_name(c, get(c, kid, "/Type"), "/MCR")) {
        note_content(c, page_of(c, kid, page), qpdf_oh_get_int_value(c->pdf, get(c, kid, "/MCID")), id_of(c, parent));
    } else if (is_name(c, get(c, kid, "/Type"), "/OBJR")) {
        if (!qpdf_oh_is_dictionary(c->pdf, get(c, kid, "/Obj")) && !qpdf_oh_is_stream(c->pdf, get(c, kid, "/Obj")))
            fault(c, "a reference to no object");
    } else {
        if (depth > 200) {
            fault(c, "a tree without end");
            return;
        }
        if (id_of(c, get(c, kid, "/P")) != id_of(c, parent)) fault(c, "an element whose parent is not its parent");
        char type[64] = "?";
        qpdf_oh name = get(c, kid, "/S");
        if (qpdf_oh_is_name(c->pdf, name)) snprintf(type, sizeof type, "%s", qpdf_oh_get_name(c->pdf, name));
        else fault(c, "an element without a type");
        check_element(c, kid, type);
        if (c->kind == CHECK_OURS) check_nesting(c, parent_type, type);
        if (strcmp(type, "/Part") == 0) c->heading = 0;
        check_kids(c, kid, type, page_of(c, kid, 0), depth + 1);
    }
}

/* ---- The parent tree ---- */

static qpdf_oh look_up(Checker *c, qpdf_oh node, long long key, int depth) {
    qpdf_oh numbers = get(c, node, "/Nums"), kids = get(c, node, "/Kids");
    for (int i = 0; qpdf_oh_is_array(c->pdf, numbers) && i + 1 < qpdf_oh_get_array_n_items(c->pdf, numbers); i += 2)
        if (qpdf_oh_get_int_value(c->pdf, qpdf_oh_get_array_item(c->pdf, numbers, i)) == key)
            return qpdf_oh_get_array_item(c->pdf, numbers, i + 1);
    for (int i = 0; depth < 20 && qpdf_oh_is_array(c->pdf, kids) && i < qpdf_oh_get_array_n_items(c->pdf, kids); i++) {
        qpdf_oh kid = qpdf_oh_get_array_item(c->pdf, kids, i), limits = get(c, kid, "/Limits");
        if (qpdf_oh_get_array_n_items(c->pdf, limits) == 2
            && (qpdf_oh_get_int_value(c->pdf, qpdf_oh_get_array_item(c->pdf, limits, 0)) > key
                || qpdf_oh_get_int_value(c->pdf, qpdf_oh_get_array_item(c->pdf, limits, 1)) < key))
            continue;
        qpdf_oh found = look_up(c, kid, key, depth + 1);
        if (!qpdf_oh_is_null(c->pdf, found)) return found;
    }
    return qpdf_oh_new_null(c->pdf);
}

static qpdf_oh parent_of(Checker *c, qpdf_oh holder, const char *key) {
    qpdf_oh number = get(c, holder, key);
    if (!qpdf_oh_is_integer(c->pdf, number)) return qpdf_oh_new_null(c->pdf);
    return look_up(c, get(c, c->root, "/ParentTree"), qpdf_oh_get_int_value(c->pdf, number), 0);
}

/* ---- Content streams ---- */

typedef struct {
    const char *at, *end;
} Scanner;

static bool is_space(char ch) {
    return ch == ' ' || ch == '\n' || ch == '\r' || ch == '\t' || ch == '\f' || ch == 0;
}

static bool is_delimiter(char ch) {
    return strchr("()<>[]{}/%", ch) && ch;
}

/* The next token, whole strings and dictionaries included. */
static Text next_token(Scanner *s) {
    while (s->at < s->end && (is_space(*s->at) || *s->at == '%')) {
        if (*s->at == '%')
            while (s->at < s->end && *s->at != '\n' && *s->at != '\r') s->at++;
        else s->at++;
    }
    const char *from = s->at;
    if (from == s->end) return (Text){0};
    if (*from == '(') {
        int depth = 0;
        do {
            if (*s->at == '\\') s->at++;
            else if (*s->at == '(') depth++;
            else if (*s->at == ')') depth--;
            s->at++;
        } while (s->at < s->end && depth > 0);
    } else if (*from == '<' && from + 1 < s->end && from[1] == '<') {
        s->at += 2;
        while (s->at + 1 < s->end && !(s->at[0] == '>' && s->at[1] == '>')) {
            if (*s->at == '(' || *s->at == '<' || *s->at == '/') next_token(s);
            else s->at++;
        }
        s->at += 2;
    } else if (*from == '<') {
        while (s->at < s->end && *s->at != '>') s->at++;
        s->at++;
    } else if (is_delimiter(*from) && *from != '/') {
        s->at++;
    } else {
        s->at++;
        while (s->at < s->end && !is_space(*s->at) && !is_delimiter(*s->at)) s->at++;
    }
    if (s->at > s->end) s->at = s->end;
    return (Text){from, (size_t)(s->at - from)};
}

typedef struct {
    bool is_artifact;
    long long mcid;
    bool in_text;
} Tag;
typedef struct {
    Tag stack[64];
    int depth;
    bool in_text;
    int page, number;
    qpdf_oh page_object;
} PageState;

static long long mcid_in(Text dictionary) {
    size_t at = text_find(dictionary, S("/MCID"), 0);
    if (at == SIZE_MAX) return -1;
    Text rest = text_trim(text_slice(dictionary, at + 5, 12));
    long long number = 0;
    size_t i = 0;
    while (i < rest.len && rest.ptr[i] >= '0' && rest.ptr[i] <= '9') number = number * 10 + (rest.ptr[i++] - '0');
    return i > 0 ? number : -1;
}

static void check_mark(Checker *c, PageState *p, long long mcid) {
    Content *found = NULL;
    for (size_t i = 0; i < c->count && !found; i++)
        if (c->contents[i].page == p->page && c->contents[i].mcid == mcid) found = &c->contents[i];
    if (!found) {
        fault(c, "page %d: mark %lld is in no element", p->number, mcid);
        return;
    }
    if (found->uses++ > 0) fault(c, "page %d: mark %lld twice", p->number, mcid);
    qpdf_oh parents = parent_of(c, p->page_object, "/StructParents");
    int element = qpdf_oh_is_array(c->pdf, parents) ? id_of(c, qpdf_oh_get_array_item(c->pdf, parents, (int)mcid)) : 0;
    if (element != found->element)
        fault(c, "page %d: the parent tree says element %d for mark %lld, the tree %d", p->number, element, mcid, found->element);
}

static void begin_tag(Checker *c, PageState *p, Text name, Text properties) {
    Tag tag = {.is_artifact = text_equal(name, S("/Artifact")), .mcid = -1, .in_text = p->in_text};
    if (text_starts_with(properties, S("<<"))) {
        tag.mcid = mcid_in(properties);
    } else if (!text_is_empty(properties)) {
        qpdf_oh all = get(c, get(c, p->page_object, "/Resources"), "/Properties");
        qpdf_oh own = get(c, all, text_string(c->arena, properties));
        qpdf_oh number = get(c, own, "/MCID");
        if (qpdf_oh_is_integer(c->pdf, number)) tag.mcid = qpdf_oh_get_int_value(c->pdf, number);
    }
    if (tag.is_artifact) c->report->artifacts++;
    for (int i = 0; tag.is_artifact && i < p->depth && i < 64; i++)
        if (p->stack[i].mcid >= 0) fault(c, "page %d: an artifact inside content that is read", p->number);
    if (tag.mcid >= 0) check_mark(c, p, tag.mcid);
    if (p->depth < 64) p->stack[p->depth] = tag;
    p->depth++;
}

static void end_tag(Checker *c, PageState *p) {
    if (p->depth == 0) {
        fault(c, "page %d: a tag ends that never began", p->number);
        return;
    }
    p->depth--;
    if (p->depth < 64 && p->stack[p->depth].in_text != p->in_text) fault(c, "page %d: a tag and a text object cross", p->number);
}

static bool paints(Text operator) {
    static const Text all[] = {S_INIT("Tj"), S_INIT("TJ"), S_INIT("'"), S_INIT("\""), S_INIT("f"), S_INIT("F"), S_INIT("f*"), S_INIT("B"),
        S_INIT("B*"), S_INIT("b"), S_INIT("b*"), S_INIT("S"), S_INIT("s"), S_INIT("Do"), S_INIT("sh"), S_INIT("EI")};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (text_equal(operator, all[i])) return true;
    return false;
}

static void check_painting(Checker *c, const PageState *p, Text operator) {
    if (c->kind != CHECK_OURS) return;
    for (int i = 0; i < p->depth && i < 64; i++)
        if (p->stack[i].is_artifact || p->stack[i].mcid >= 0) return;
    fault(c, "page %d: %.*s outside any tag", p->number, TEXT_ARG(operator));
}

static void check_content(Checker *c, PageState *p) {
    unsigned char *bytes = NULL;
    size_t len = 0;
    if (qpdf_oh_get_page_content_data(c->pdf, p->page_object, &bytes, &len)) {
        fault(c, "page %d: its content cannot be read", p->number);
        free(bytes);
        return;
    }
    Scanner s = {(const char *)bytes, (const char *)bytes + len};
    Text token, last = {0}, before_last = {0};
    while ((token = next_token(&s)).len > 0) {
        if (text_equal(token, S("BDC"))) begin_tag(c, p, before_last, last);
        else if (text_equal(token, S("BMC"))) begin_tag(c, p, last, (Text){0});
        else if (text_equal(token, S("EMC"))) end_tag(c, p);
        else if (text_equal(token, S("BT"))) p->in_text = true;
        else if (text_equal(token, S("ET"))) p->in_text = false;
        else if (text_equal(token, S("ID"))) {
            const char *end = memmem(s.at, (size_t)(s.end - s.at), "EI", 2);
            s.at = end ? end : s.end;
        } else if (paints(token)) check_painting(c, p, token);
        before_last = last;
        last = token;
    }
    if (p->depth != 0) fault(c, "page %d: %d tags never end", p->number, p->depth);
    free(bytes);
}

/* ---- Pages ---- */

static void check_annotations(Checker *c, PageState *p) {
    qpdf_oh annotations = get(c, p->page_object, "/Annots");
    if (!qpdf_oh_is_array(c->pdf, annotations)) return;
    if (!is_name(c, get(c, p->page_object, "/Tabs"), "/S")) fault(c, "page %d: annotations, but no order of tabs by structure", p->number);
    for (int i = 0; i < qpdf_oh_get_array_n_items(c->pdf, annotations); i++) {
        qpdf_oh annotation = qpdf_oh_get_array_item(c->pdf, annotations, i);
        if (!is_name(c, get(c, annotation, "/Subtype"), "/Link")
            || (c->kind == CHECK_PACK && !qpdf_oh_has_key(c->pdf, annotation, "/StructParent")))
            continue;
        qpdf_oh element = parent_of(c, annotation, "/StructParent");
        if (!qpdf_oh_is_dictionary(c->pdf, element)) fault(c, "page %d: a link outside the tree", p->number);
        if (c->kind == CHECK_OURS && !is_name(c, get(c, element, "/S"), "/Link"))
            fault(c, "page %d: a link whose element is no Link", p->number);
        if (c->kind == CHECK_OURS && !qpdf_oh_is_string(c->pdf, get(c, annotation, "/Contents")))
            fault(c, "page %d: a link that does not say what it is", p->number);
    }
}

static void check_font(Checker *c, qpdf_oh font, const char *name) {
    bool is_composite = is_name(c, get(c, font, "/Subtype"), "/Type0");
    qpdf_oh own = is_composite ? qpdf_oh_get_array_item(c->pdf, get(c, font, "/DescendantFonts"), 0) : font;
    qpdf_oh descriptor = get(c, own, "/FontDescriptor");
    if (!qpdf_oh_has_key(c->pdf, descriptor, "/FontFile2") && !qpdf_oh_has_key(c->pdf, descriptor, "/FontFile3"))
        fault(c, "font %s is not embedded", name);
    qpdf_oh base = get(c, own, "/BaseFont");
    if (!qpdf_oh_is_name(c->pdf, base) || strlen(qpdf_oh_get_name(c->pdf, base)) < 8 || qpdf_oh_get_name(c->pdf, base)[7] != '+')
        fault(c, "font %s is not embedded as a subset", name);
    if (is_composite && !qpdf_oh_is_stream(c->pdf, get(c, font, "/ToUnicode"))) fault(c, "font %s does not say what its letters are", name);
}

static void check_fonts(Checker *c, PageState *p) {
    qpdf_oh fonts = get(c, get(c, p->page_object, "/Resources"), "/Font");
    char names[64][32];
    int count = 0;
    if (!qpdf_oh_is_dictionary(c->pdf, fonts)) return;
    qpdf_oh_begin_dict_key_iter(c->pdf, fonts);
    while (count < 64 && qpdf_oh_dict_more_keys(c->pdf)) snprintf(names[count++], 32, "%s", qpdf_oh_dict_next_key(c->pdf));
    for (int i = 0; i < count; i++)
        if (c->kind == CHECK_OURS || strncmp(names[i], "/PackStamp", 10) == 0) check_font(c, get(c, fonts, names[i]), names[i]);
}

static void check_catalogue(Checker *c, qpdf_oh catalogue) {
    size_t len;
    unsigned char *xmp = NULL;
    QPDF_BOOL is_filtered;
    QPDF_BOOL is_marked = QPDF_FALSE, shows_title = QPDF_FALSE;
    qpdf_oh_get_value_as_bool(c->pdf, get(c, get(c, catalogue, "/MarkInfo"), "/Marked"), &is_marked);
    qpdf_oh_get_value_as_bool(c->pdf, get(c, get(c, catalogue, "/ViewerPreferences"), "/DisplayDocTitle"), &shows_title);
    if (!is_marked) fault(c, "not marked as tagged");
    if (!shows_title) fault(c, "does not show its title");
    qpdf_oh language = get(c, catalogue, "/Lang");
    if (!qpdf_oh_is_string(c->pdf, language) || strcmp(qpdf_oh_get_string_value(c->pdf, language), "en-GB") != 0)
        fault(c, "not in British English");
    const char *title = qpdf_get_info_key(c->pdf, "/Title");
    if (!title || !*title) fault(c, "no title");
    if (qpdf_oh_get_stream_data(c->pdf, get(c, catalogue, "/Metadata"), qpdf_dl_all, &is_filtered, &xmp, &len)) fault(c, "no metadata");
    else if (!memmem(xmp, len, "<dc:title>", 10)) fault(c, "no title in the metadata");
    else if (c->kind == CHECK_OURS && !memmem(xmp, len, "<pdfuaid:part>1<", 16)) fault(c, "does not say that it is accessible");
    free(xmp);
}

StructureReport structure_check(Arena *arena, const char *path, CheckKind kind) {
    StructureReport report = {0};
    Checker c = {.arena = arena, .pdf = qpdf_init(), .kind = kind, .report = &report, .faults = buffer_new(arena, 256)};
    qpdf_silence_errors(c.pdf);
    qpdf_set_suppress_warnings(c.pdf, QPDF_TRUE);
    if (qpdf_read(c.pdf, path, NULL)) fault(&c, "cannot be read without faults");
    qpdf_oh catalogue = qpdf_get_root(c.pdf);
    check_catalogue(&c, catalogue);
    c.root = get(&c, catalogue, "/StructTreeRoot");
    if (!qpdf_oh_is_dictionary(c.pdf, c.root)) fault(&c, "no structure");
    else if (!qpdf_oh_is_string(c.pdf, get(&c, get(&c, c.root, "/K"), "/Lang"))) fault(&c, "the structure does not say its language");
    check_kids(&c, c.root, "/StructTreeRoot", 0, 0);
    if (report.headings > 1 && !qpdf_oh_is_dictionary(c.pdf, get(&c, get(&c, catalogue, "/Outlines"), "/First")))
        fault(&c, "headings, but no bookmarks");
    report.pages = qpdf_get_num_pages(c.pdf);
    for (int i = 0; i < report.pages; i++) {
        PageState page = {.page_object = qpdf_get_page_n(c.pdf, (size_t)i), .number = i + 1};
        page.page = id_of(&c, page.page_object);
        check_content(&c, &page);
        check_annotations(&c, &page);
        check_fonts(&c, &page);
    }
    for (size_t i = 0; i < c.count && kind == CHECK_OURS; i++)
        if (c.contents[i].uses == 0) fault(&c, "mark %d of page object %d is on no page", c.contents[i].mcid, c.contents[i].page);
    qpdf_cleanup(&c.pdf);
    report.faults = buffer_text(&c.faults);
    return report;
}
