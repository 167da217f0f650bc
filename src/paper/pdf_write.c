/* Owns the PDF file that we write: structure tree, parent tree, links, bookmarks, metadata. qpdf makes the objects and the file. */
#include "paper/pdf_write.h"

#include "paper/pack.h"
#include "paper/pdf_write_inside.h"

PdfOut *pdf_out_new(Arena *arena) {
    PdfOut *out = ARENA_NEW(arena, PdfOut);
    out->arena = arena;
    return out;
}

PdfElement *pdf_element(PdfOut *out, PdfElement *parent, const char *type) {
    PdfElement *element = ARENA_NEW(out->arena, PdfElement);
    *element = (PdfElement){.out = out, .type = type, .index = out->element_count, .parent = parent ? parent->index : SIZE_MAX};
    PDF_GROW(out->arena, out->elements, out->element_count, out->element_capacity);
    out->elements[out->element_count++] = element;
    PdfKid kid = {.kind = KID_ELEMENT, .index = element->index};
    if (parent) {
        pdf_element_add(parent, kid);
    } else {
        PDF_GROW(out->arena, out->kids, out->kid_count, out->kid_capacity);
        out->kids[out->kid_count++] = kid;
    }
    return element;
}

void pdf_element_attributes(PdfElement *element, const char *attributes) {
    element->attributes = attributes;
}

void pdf_element_add(PdfElement *element, PdfKid kid) {
    PDF_GROW(element->out->arena, element->kids, element->count, element->capacity);
    element->kids[element->count++] = kid;
}

void pdf_link(PdfPage *page, PdfElement *element, double x, double y, double width, double height, Text address, Text about) {
    PdfOut *out = page->out;
    PDF_GROW(out->arena, out->links, out->link_count, out->link_capacity);
    out->links[out->link_count] = (PdfLink){.page = page->index,
        .element = element->index,
        .x = x,
        .y = y,
        .width = width,
        .height = height,
        .address = address,
        .about = about};
    pdf_element_add(element, (PdfKid){.kind = KID_LINK, .index = out->link_count, .page = page->index});
    out->link_count++;
}

void pdf_bookmark(PdfOut *out, int level, Text title, PdfPage *page, double y) {
    PDF_GROW(out->arena, out->bookmarks, out->bookmark_count, out->bookmark_capacity);
    out->bookmarks[out->bookmark_count++] = (PdfBookmark){.level = level, .title = title, .page = page->index, .y = y};
}

/* ---- The file, made of qpdf's objects ---- */

typedef struct {
    PdfOut *out;
    qpdf_data pdf;
    qpdf_oh *pages, *elements, *links;
    qpdf_oh document; /* the Document element */
    Error *error;
} Writer;

static qpdf_oh new_object(Writer *w, const char *text) {
    return qpdf_make_indirect_object(w->pdf, qpdf_oh_parse(w->pdf, text));
}

static void set(Writer *w, qpdf_oh dictionary, const char *key, qpdf_oh value) {
    qpdf_oh_replace_key(w->pdf, dictionary, key, value);
}

static void set_int(Writer *w, qpdf_oh dictionary, const char *key, long long value) {
    set(w, dictionary, key, qpdf_oh_new_integer(w->pdf, value));
}

static void set_text(Writer *w, qpdf_oh dictionary, const char *key, Text value) {
    set(w, dictionary, key, qpdf_oh_new_unicode_string(w->pdf, text_string(w->out->arena, value)));
}

/* An object from its text; the format has plain numbers and literals in it only. */
#define parse_format(w, ...) qpdf_oh_parse((w)->pdf, text_format((w)->out->arena, __VA_ARGS__).ptr)

static qpdf_oh write_fonts(Writer *w) {
    qpdf_oh fonts = qpdf_oh_new_dictionary(w->pdf);
    for (size_t i = 0; i < w->out->font_count; i++) {
        char key[24];
        snprintf(key, sizeof key, "/F%zu", i);
        if (hb_set_is_empty(w->out->fonts[i]->used)) continue;
        set(w, fonts, key, pdf_font_object(w->pdf, w->out->fonts[i], &w->error));
    }
    qpdf_oh resources = qpdf_oh_new_dictionary(w->pdf);
    set(w, resources, "/Font", qpdf_make_indirect_object(w->pdf, fonts));
    return qpdf_make_indirect_object(w->pdf, resources);
}

static void write_pages(Writer *w) {
    qpdf_oh resources = write_fonts(w);
    for (size_t i = 0; i < w->out->page_count; i++) {
        PdfPage *page = w->out->pages[i];
        pdf_page_close(page);
        qpdf_oh object = qpdf_make_indirect_object(
            w->pdf, parse_format(w, "<</Type/Page/MediaBox[0 0 %.2f %.2f]/Tabs/S/StructParents %zu>>", page->width, page->height, i));
        qpdf_oh content = qpdf_oh_new_stream(w->pdf);
        qpdf_oh_replace_stream_data(w->pdf, content, (const unsigned char *)page->content.ptr, page->content.len, qpdf_oh_new_null(w->pdf),
            qpdf_oh_new_null(w->pdf));
        set(w, object, "/Contents", content);
        set(w, object, "/Resources", resources);
        w->pages[i] = object;
        qpdf_add_page(w->pdf, w->pdf, object, QPDF_FALSE);
    }
}

/* Link annotations take the numbers of the parent tree after the pages. */
static void write_links(Writer *w) {
    size_t next = 0;
    for (size_t i = 0; i < w->out->page_count; i++) {
        qpdf_oh annotations = qpdf_oh_new_array(w->pdf);
        bool has_any = false;
        for (; next < w->out->link_count && w->out->links[next].page == i; next++, has_any = true) {
            PdfLink *link = &w->out->links[next];
            qpdf_oh object = qpdf_make_indirect_object(
                w->pdf, parse_format(w, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/StructParent %zu/Rect[%.2f %.2f %.2f %.2f]>>",
                            w->out->page_count + next, link->x, link->y, link->x + link->width, link->y + link->height));
            bool stays = text_starts_with(link->address, S(PACK_PLACE));
            qpdf_oh action = qpdf_oh_parse(w->pdf, stays ? "<</S/GoTo>>" : "<</S/URI>>");
            set(w, action, stays ? "/D" : "/URI", qpdf_oh_new_binary_string(w->pdf, link->address.ptr, link->address.len));
            set(w, object, "/A", action);
            set_text(w, object, "/Contents", link->about);
            w->links[next] = object;
            qpdf_oh_append_item(w->pdf, annotations, object);
        }
        if (has_any) set(w, w->pages[i], "/Annots", annotations);
    }
}

static qpdf_oh kid_object(Writer *w, const PdfKid *kid, size_t own_page) {
    if (kid->kind == KID_ELEMENT) return w->elements[kid->index];
    if (kid->kind == KID_CONTENT && kid->page == own_page) return qpdf_oh_new_integer(w->pdf, kid->mcid);
    qpdf_oh reference =
        kid->kind == KID_LINK ? qpdf_oh_parse(w->pdf, "<</Type/OBJR>>") : parse_format(w, "<</Type/MCR/MCID %d>>", kid->mcid);
    set(w, reference, "/Pg", w->pages[kid->page]);
    if (kid->kind == KID_LINK) set(w, reference, "/Obj", w->links[kid->index]);
    return reference;
}

static void write_kids(Writer *w, qpdf_oh object, const PdfKid *kids, size_t count) {
    size_t own_page = SIZE_MAX;
    for (size_t i = 0; i < count && own_page == SIZE_MAX; i++)
        if (kids[i].kind == KID_CONTENT) own_page = kids[i].page;
    if (own_page != SIZE_MAX) set(w, object, "/Pg", w->pages[own_page]);
    if (count == 1) {
        set(w, object, "/K", kid_object(w, &kids[0], own_page));
        return;
    }
    qpdf_oh array = qpdf_oh_new_array(w->pdf);
    for (size_t i = 0; i < count; i++) qpdf_oh_append_item(w->pdf, array, kid_object(w, &kids[i], own_page));
    set(w, object, "/K", array);
}

static qpdf_oh write_parent_tree(Writer *w) {
    qpdf_oh numbers = qpdf_oh_new_array(w->pdf);
    for (size_t i = 0; i < w->out->page_count; i++) {
        PdfPage *page = w->out->pages[i];
        qpdf_oh array = qpdf_oh_new_array(w->pdf);
        for (size_t m = 0; m < page->marked_count; m++) qpdf_oh_append_item(w->pdf, array, w->elements[page->marked[m]]);
        qpdf_oh_append_item(w->pdf, numbers, qpdf_oh_new_integer(w->pdf, (long long)i));
        qpdf_oh_append_item(w->pdf, numbers, qpdf_make_indirect_object(w->pdf, array));
    }
    for (size_t i = 0; i < w->out->link_count; i++) {
        qpdf_oh_append_item(w->pdf, numbers, qpdf_oh_new_integer(w->pdf, (long long)w->out->page_count + (long long)i));
        qpdf_oh_append_item(w->pdf, numbers, w->elements[w->out->links[i].element]);
    }
    qpdf_oh tree = qpdf_oh_new_dictionary(w->pdf);
    set(w, tree, "/Nums", numbers);
    return qpdf_make_indirect_object(w->pdf, tree);
}

static void write_structure(Writer *w, qpdf_oh catalogue) {
    PdfOut *out = w->out;
    qpdf_oh root = new_object(w, "<</Type/StructTreeRoot>>");
    w->document = new_object(w, "<</Type/StructElem/S/Document/Lang(en-GB)>>");
    set(w, w->document, "/P", root);
    set(w, root, "/K", w->document);
    for (size_t i = 0; i < out->element_count; i++)
        w->elements[i] = qpdf_make_indirect_object(
            w->pdf, parse_format(w, "<</Type/StructElem/S/%s%s%s>>", out->elements[i]->type, out->elements[i]->attributes ? "/A" : "",
                        out->elements[i]->attributes ? out->elements[i]->attributes : ""));
    for (size_t i = 0; i < out->element_count; i++) {
        PdfElement *element = out->elements[i];
        set(w, w->elements[i], "/P", element->parent == SIZE_MAX ? w->document : w->elements[element->parent]);
        if (element->count) write_kids(w, w->elements[i], element->kids, element->count);
    }
    write_kids(w, w->document, out->kids, out->kid_count);
    set(w, root, "/ParentTree", write_parent_tree(w));
    set_int(w, root, "/ParentTreeNextKey", (long long)out->page_count + (long long)out->link_count);
    set(w, catalogue, "/StructTreeRoot", root);
}

/* Bookmarks come as a flat list with levels; a level deeper than the one before by more than one counts as one deeper. */
static void write_bookmarks(Writer *w, qpdf_oh catalogue) {
    PdfOut *out = w->out;
    if (out->bookmark_count == 0) return;
    enum { DEEPEST = 8 };
    qpdf_oh parents[DEEPEST + 1] = {new_object(w, "<</Type/Outlines>>")}, last[DEEPEST + 1] = {0};
    int levels[DEEPEST + 1] = {0}, counts[DEEPEST + 1] = {0}, depth = 0;
    qpdf_oh root = parents[0];
    for (size_t i = 0; i < out->bookmark_count; i++) {
        PdfBookmark *bookmark = &out->bookmarks[i];
        while (depth > 0 && levels[depth] >= bookmark->level) depth--;
        if (depth == DEEPEST - 1) depth--;
        qpdf_oh item = new_object(w, "<<>>");
        set_text(w, item, "/Title", bookmark->title);
        qpdf_oh destination = parse_format(w, "[/XYZ null %.2f null]", bookmark->y);
        qpdf_oh_insert_item(w->pdf, destination, 0, w->pages[bookmark->page]);
        set(w, item, "/Dest", destination);
        set(w, item, "/Parent", parents[depth]);
        if (counts[depth] > 0) {
            set(w, item, "/Prev", last[depth]);
            set(w, last[depth], "/Next", item);
        } else {
            set(w, parents[depth], "/First", item);
        }
        set(w, parents[depth], "/Last", item);
        last[depth] = item;
        /* Closed at the start (a negative count), but for the outermost. */
        counts[depth]++;
        set_int(w, parents[depth], "/Count", depth == 0 ? counts[depth] : -counts[depth]);
        depth++;
        parents[depth] = item;
        levels[depth] = bookmark->level;
        counts[depth] = 0;
    }
    set(w, catalogue, "/Outlines", root);
    if (out->bookmark_count > 1) set(w, catalogue, "/PageMode", qpdf_oh_new_name(w->pdf, "/UseOutlines"));
}

static void put_xml(Buffer *out, Text text) {
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '<') buffer_put(out, S("&lt;"));
        else if (c == '&') buffer_put(out, S("&amp;"));
        else if (c == '>') buffer_put(out, S("&gt;"));
        else buffer_put_char(out, c);
    }
}

static Text xmp_of(Arena *arena, const PdfAbout *about) {
    Buffer xml = buffer_new(arena, 1024);
    buffer_put(&xml, S("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                       "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n<rdf:Description rdf:about=\"\""
                       " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
                       " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
                       "xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">"));
    put_xml(&xml, about->title);
    buffer_put(&xml, S("</rdf:li></rdf:Alt></dc:title>\n"));
    if (!text_is_empty(about->subject)) {
        buffer_put(&xml, S("<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">"));
        put_xml(&xml, about->subject);
        buffer_put(&xml, S("</rdf:li></rdf:Alt></dc:description>\n"));
    }
    buffer_put(&xml, S("<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>\n<pdf:Producer>Quorate</pdf:Producer>\n"));
    if (moment_is_set(about->made_at)) buffer_putf(&xml, "<xmp:CreateDate>%s</xmp:CreateDate>\n", moment_utc(arena, about->made_at).ptr);
    if (about->is_accessible) buffer_put(&xml, S("<pdfuaid:part>1</pdfuaid:part>\n"));
    buffer_put(&xml, S("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>"));
    return buffer_text(&xml);
}

void pdf_put_about(qpdf_data pdf, Arena *arena, const PdfAbout *about) {
    qpdf_oh catalogue = qpdf_get_root(pdf);
    Text xmp = xmp_of(arena, about);
    qpdf_oh metadata = qpdf_oh_new_stream(pdf);
    qpdf_oh_replace_stream_data(pdf, metadata, (const unsigned char *)xmp.ptr, xmp.len, qpdf_oh_new_null(pdf), qpdf_oh_new_null(pdf));
    qpdf_oh dictionary = qpdf_oh_get_dict(pdf, metadata);
    qpdf_oh_replace_key(pdf, dictionary, "/Type", qpdf_oh_new_name(pdf, "/Metadata"));
    qpdf_oh_replace_key(pdf, dictionary, "/Subtype", qpdf_oh_new_name(pdf, "/XML"));
    qpdf_oh_replace_key(pdf, catalogue, "/Metadata", metadata);
    qpdf_oh_replace_key(pdf, catalogue, "/Lang", qpdf_oh_new_string(pdf, "en-GB"));
    qpdf_oh_replace_key(pdf, catalogue, "/MarkInfo", qpdf_oh_parse(pdf, "<</Marked true>>"));
    qpdf_oh_replace_key(pdf, catalogue, "/ViewerPreferences", qpdf_oh_parse(pdf, "<</DisplayDocTitle true>>"));

    qpdf_oh info = qpdf_make_indirect_object(pdf, qpdf_oh_parse(pdf, "<</Producer(Quorate)>>"));
    qpdf_oh_replace_key(pdf, info, "/Title", qpdf_oh_new_unicode_string(pdf, text_string(arena, about->title)));
    if (!text_is_empty(about->subject))
        qpdf_oh_replace_key(pdf, info, "/Subject", qpdf_oh_new_unicode_string(pdf, text_string(arena, about->subject)));
    if (moment_is_set(about->made_at)) {
        Text utc = moment_utc(arena, about->made_at); /* 2025-07-23T09:00:00Z */
        qpdf_oh date = qpdf_oh_new_string(pdf,
            text_format(arena, "D:%.4s%.2s%.2s%.2s%.2s%.2sZ", utc.ptr, utc.ptr + 5, utc.ptr + 8, utc.ptr + 11, utc.ptr + 14, utc.ptr + 17)
                .ptr);
        qpdf_oh_replace_key(pdf, info, "/CreationDate", date);
    }
    qpdf_oh_replace_key(pdf, qpdf_get_trailer(pdf), "/Info", info);
}

static Error *take_error(Writer *w) {
    if (w->error) return w->error;
    qpdf_error problem = qpdf_get_error(w->pdf);
    return error_fault(w->out->arena, "qpdf: %s", problem ? qpdf_get_error_full_text(w->pdf, problem) : "no reason given");
}

Error *pdf_out_finish(PdfOut *out, const PdfAbout *about, Text *bytes) {
    Writer w = {.out = out, .pdf = qpdf_init()};
    qpdf_silence_errors(w.pdf);
    qpdf_set_suppress_warnings(w.pdf, QPDF_TRUE);
    qpdf_empty_pdf(w.pdf);
    w.pages = ARENA_ARRAY(out->arena, qpdf_oh, out->page_count + 1);
    w.elements = ARENA_ARRAY(out->arena, qpdf_oh, out->element_count + 1);
    w.links = ARENA_ARRAY(out->arena, qpdf_oh, out->link_count + 1);

    qpdf_oh catalogue = qpdf_get_root(w.pdf);
    write_pages(&w);
    write_links(&w);
    write_structure(&w, catalogue);
    write_bookmarks(&w, catalogue);
    pdf_put_about(w.pdf, out->arena, about);
    for (size_t i = 0; i < out->font_count; i++) pdf_font_end(out->fonts[i]);

    qpdf_init_write_memory(w.pdf);
    qpdf_set_object_stream_mode(w.pdf, qpdf_o_generate);
    qpdf_set_deterministic_ID(w.pdf, QPDF_TRUE);
    qpdf_set_minimum_pdf_version(w.pdf, "1.7");
    bool is_written = qpdf_write(w.pdf) < QPDF_ERRORS && !w.error;
    Error *error = is_written ? NULL : take_error(&w);
    if (is_written) *bytes = text_copy(out->arena, (Text){(const char *)qpdf_get_buffer(w.pdf), qpdf_get_buffer_length(w.pdf)});
    qpdf_cleanup(&w.pdf);
    return error;
}
