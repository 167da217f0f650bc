/* Owns the file around the document: numbering, relations, head and foot, properties; libarchive makes the package of the parts. */
#include <archive.h>
#include <archive_entry.h>

#include "paper/docx_inside.h"
#include "paper/docx_write.h"

/* ---- The other parts ---- */

static void put_level(DocxWriting *w, int level, bool is_counted) {
    static const char *const bullets[] = {"\u2022", "\u2013", "\u25e6"};
    docx_begin(w, "w:lvl");
    docx_say_number(w, "w:ilvl", level);
    docx_property(w, "w:start", "1");
    docx_property(w, "w:numFmt", is_counted ? "decimal" : "bullet");
    docx_property(w, "w:lvlText", is_counted ? text_string(w->arena, text_format(w->arena, "%%%d.", level + 1)) : bullets[level % 3]);
    docx_property(w, "w:lvlJc", "left");
    docx_begin(w, "w:pPr");
    docx_put_indent(w, DOCX_INDENT * (level + 1), DOCX_INDENT);
    docx_end(w);
    docx_end(w);
}

static void write_numbering(DocxWriting *w) {
    docx_root(w, "w:numbering");
    for (int counted = 0; counted < 2; counted++) {
        docx_begin(w, "w:abstractNum");
        docx_say_number(w, "w:abstractNumId", counted);
        docx_property(w, "w:multiLevelType", "multilevel");
        for (int level = 0; level < DOCX_DEEPEST; level++) put_level(w, level, counted == 1);
        docx_end(w);
    }
    for (int i = 0; i <= w->numberings; i++) {
        docx_begin(w, "w:num");
        docx_say_number(w, "w:numId", i + 1);
        docx_property_number(w, "w:abstractNumId", i > 0);
        for (int level = 0; i > 0 && level < DOCX_DEEPEST; level++) {
            docx_begin(w, "w:lvlOverride");
            docx_say_number(w, "w:ilvl", level);
            docx_property_number(w, "w:startOverride", w->starts[i - 1]);
            docx_end(w);
        }
        docx_end(w);
    }
}

static void put_relation(DocxWriting *w, int number, const char *kind, Text target, bool is_outside) {
    docx_begin(w, "Relationship");
    docx_say(w, "Id", text_format(w->arena, "rId%d", number));
    docx_say(w, "Type", text_format(w->arena, "%s/%s", DOCX_RELATIONS, kind));
    docx_say(w, "Target", target);
    if (is_outside) docx_say(w, "TargetMode", S("External"));
    docx_end(w);
}

static void write_relations(DocxWriting *w) {
    static const struct {
        const char *kind, *target;
    } fixed[DOCX_FIXED_RELATIONS] = {{"styles", "styles.xml"}, {"numbering", "numbering.xml"}, {"settings", "settings.xml"},
        {"header", "header1.xml"}, {"footer", "footer1.xml"}};
    docx_begin(w, "Relationships");
    docx_say(w, "xmlns", S(DOCX_PACKAGE "/relationships"));
    for (int i = 0; i < DOCX_FIXED_RELATIONS; i++) put_relation(w, i + 1, fixed[i].kind, text_of(fixed[i].target), false);
    for (int i = 0; i < w->link_count; i++) put_relation(w, DOCX_FIXED_RELATIONS + 1 + i, "hyperlink", w->links[i], true);
}

static void write_header(DocxWriting *w) {
    docx_root(w, "w:hdr");
    docx_put_paragraph(w, "Header", &(Words){.text = w->document->marking});
}

static void put_count(DocxWriting *w, const char *field) {
    docx_begin(w, "w:fldSimple");
    docx_say(w, "w:instr", text_of(field));
    docx_run(w, S("1"), NULL, false);
    docx_end(w);
}

static void write_footer(DocxWriting *w) {
    docx_root(w, "w:ftr");
    docx_paragraph_begin(w, "Footer");
    if (w->document->foot != DOCUMENT_FOOT_NONE) docx_run(w, w->document->title, NULL, false);
    if (w->document->foot == DOCUMENT_FOOT_PAGES) {
        docx_put_tab(w);
        docx_run(w, S("Page "), NULL, false);
        put_count(w, "PAGE");
        docx_run(w, S(" of "), NULL, false);
        put_count(w, "NUMPAGES");
    }
}

static void put_core(DocxWriting *w, const char *name, Text value) {
    if (text_is_empty(value)) return;
    docx_begin(w, name);
    docx_characters(w, value);
    docx_end(w);
}

static void write_core(DocxWriting *w) {
    docx_begin(w, "cp:coreProperties");
    docx_say(w, "xmlns:cp", S(DOCX_PACKAGE "/metadata/core-properties"));
    docx_say(w, "xmlns:dc", S("http://purl.org/dc/elements/1.1/"));
    docx_say(w, "xmlns:dcterms", S("http://purl.org/dc/terms/"));
    docx_say(w, "xmlns:xsi", S("http://www.w3.org/2001/XMLSchema-instance"));
    put_core(w, "dc:title", w->document->title);
    put_core(w, "dc:subject", w->document->subject);
    put_core(w, "dc:creator", S("Quorate"));
    put_core(w, "dc:language", S("en-GB"));
    if (!moment_is_set(w->document->made_at)) return;
    docx_begin(w, "dcterms:created");
    docx_say(w, "xsi:type", S("dcterms:W3CDTF"));
    docx_characters(w, moment_utc(w->arena, w->document->made_at));
    docx_end(w);
}

/* ---- The package ---- */

static la_ssize_t take(struct archive *package, void *context, const void *bytes, size_t length) {
    (void)package;
    buffer_put_bytes(context, bytes, length);
    return (la_ssize_t)length;
}

/* Without a time of its own a part has the first that a ZIP file can say, whatever the day and the clock's zone. */
static bool add_part(struct archive *package, const char *name, Text bytes) {
    struct archive_entry *entry = archive_entry_new();
    if (!entry) return false;
    archive_entry_set_pathname(entry, name);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, (la_int64_t)bytes.len);
    bool is_fine =
        archive_write_header(package, entry) == ARCHIVE_OK && archive_write_data(package, bytes.ptr, bytes.len) == (la_ssize_t)bytes.len;
    archive_entry_free(entry);
    return is_fine;
}

/* One part of XML, by what writes the elements in it. */
static bool xml_part(DocxWriting *w, void (*write)(DocxWriting *), Text *out) {
    xmlBufferPtr buffer = xmlBufferCreate();
    w->xml = buffer ? xmlNewTextWriterMemory(buffer, 0) : NULL;
    if (w->xml) {
        docx_note(w, xmlTextWriterStartDocument(w->xml, "1.0", "UTF-8", "yes"));
        write(w);
        docx_note(w, xmlTextWriterEndDocument(w->xml));
        xmlFreeTextWriter(w->xml);
        *out = text_copy(w->arena, (Text){(const char *)xmlBufferContent(buffer), (size_t)xmlBufferLength(buffer)});
    } else w->is_wrong = true;
    if (buffer) xmlBufferFree(buffer);
    w->xml = NULL;
    return !w->is_wrong;
}

static bool add_parts(DocxWriting *w, struct archive *package) {
    static const struct {
        const char *name, *words;
        void (*write)(DocxWriting *);
    } parts[] = {{"[Content_Types].xml", docx_content_types, NULL}, {"_rels/.rels", docx_package_relations, NULL},
        {"word/document.xml", NULL, docx_document}, {"word/_rels/document.xml.rels", NULL, write_relations},
        {"word/styles.xml", docx_styles, NULL}, {"word/numbering.xml", NULL, write_numbering}, {"word/settings.xml", docx_settings, NULL},
        {"word/header1.xml", NULL, write_header}, {"word/footer1.xml", NULL, write_footer}, {"docProps/core.xml", NULL, write_core}};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        Text bytes = parts[i].words ? text_of(parts[i].words) : S("");
        if (parts[i].write && !xml_part(w, parts[i].write, &bytes)) return false;
        if (!add_part(package, parts[i].name, bytes)) return false;
    }
    return true;
}

Error *document_docx(Document *d, Text *bytes) {
    DocxWriting *w = ARENA_NEW(d->arena, DocxWriting);
    Buffer out = buffer_new(d->arena, 64 * 1024);
    *w = (DocxWriting){.document = d, .arena = d->arena, .starts = ARENA_ARRAY(d->arena, int, DOCX_MOST_LISTS)};
    document_close_list(d);
    struct archive *package = archive_write_new();
    bool is_fine = package && archive_write_set_format_zip(package) == ARCHIVE_OK
                   && archive_write_zip_set_compression_deflate(package) == ARCHIVE_OK
                   && archive_write_set_bytes_in_last_block(package, 1) == ARCHIVE_OK
                   && archive_write_open(package, &out, NULL, take, NULL) == ARCHIVE_OK && add_parts(w, package)
                   && archive_write_close(package) == ARCHIVE_OK;
    if (package) archive_write_free(package);
    if (!is_fine) return error_fault(d->arena, "the Word file could not be made");
    *bytes = buffer_text(&out);
    return NULL;
}
