/* Owns the elements of Word files: libxml2's writer, which closes and escapes what is written. */
#include "paper/docx_inside.h"

void docx_note(DocxWriting *w, int result) {
    if (result < 0) w->is_wrong = true;
}

void docx_begin(DocxWriting *w, const char *name) {
    docx_note(w, xmlTextWriterStartElement(w->xml, BAD_CAST name));
}

void docx_end(DocxWriting *w) {
    docx_note(w, xmlTextWriterEndElement(w->xml));
}

/* XML has no place for control characters and for the two code points that are no characters. */
static const xmlChar *clean(DocxWriting *w, Text text) {
    Buffer out = buffer_new(w->arena, text.len + 1);
    int32_t c;
    while ((c = text_next_character(&text)) >= 0)
        if ((c >= ' ' || c == '\n' || c == '\t') && c != 0xFFFE && c != 0xFFFF) buffer_put_character(&out, c);
    return BAD_CAST text_string(w->arena, buffer_text(&out));
}

void docx_say(DocxWriting *w, const char *name, Text value) {
    docx_note(w, xmlTextWriterWriteAttribute(w->xml, BAD_CAST name, clean(w, value)));
}

void docx_say_number(DocxWriting *w, const char *name, int value) {
    docx_say(w, name, text_format(w->arena, "%d", value));
}

/* <name w:val="value"/> */
void docx_property(DocxWriting *w, const char *name, const char *value) {
    docx_begin(w, name);
    if (value) docx_say(w, "w:val", text_of(value));
    docx_end(w);
}

void docx_property_number(DocxWriting *w, const char *name, int value) {
    docx_property(w, name, text_string(w->arena, text_format(w->arena, "%d", value)));
}

void docx_characters(DocxWriting *w, Text text) {
    docx_note(w, xmlTextWriterWriteString(w->xml, clean(w, text)));
}

void docx_root(DocxWriting *w, const char *name) {
    docx_begin(w, name);
    docx_say(w, "xmlns:w", S(DOCX_MAIN));
    docx_say(w, "xmlns:r", S(DOCX_RELATIONS));
}
