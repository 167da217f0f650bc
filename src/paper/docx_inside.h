/* Writing Word files. Inside paper/ only: docx_xml.c (elements), docx_write.c (marks), docx_package.c (the other parts and the file). */
#ifndef QUORATE_PAPER_DOCX_INSIDE_H
#define QUORATE_PAPER_DOCX_INSIDE_H

#include <libxml/xmlwriter.h>

#include "paper/docx_parts.h"
#include "paper/marks.h"

enum { DOCX_DEEPEST = 8, DOCX_MOST_LISTS = 10000, DOCX_FIXED_RELATIONS = 5, DOCX_INDENT = 425, DOCX_NUMBER_INDENT = 720, DOCX_LINKS = 1024 };

typedef struct {
    const Document *document;
    Arena *arena;
    xmlTextWriterPtr xml;
    ListKind lists[DOCX_DEEPEST];
    int list_numbers[DOCX_DEEPEST]; /* the numbering of the list at each depth */
    int depth, numberings, quotes;
    int *starts;                    /* the first number of each numbering, DOCX_MOST_LISTS at most */
    const Mark *item;               /* whose first paragraph is still to come */
    Text links[DOCX_LINKS];         /* addresses in the order of their relations */
    int link_count;
    bool is_wrong;                  /* the writer failed: there will be no file */
} DocxWriting;

/* ---- docx_xml.c ---- */

void docx_note(DocxWriting *w, int result);
void docx_begin(DocxWriting *w, const char *element);
void docx_end(DocxWriting *w);
void docx_say(DocxWriting *w, const char *attribute, Text value);
void docx_say_number(DocxWriting *w, const char *attribute, int value);
/* <element w:val="value"/>; without w:val when it is NULL. */
void docx_property(DocxWriting *w, const char *element, const char *value);
void docx_property_number(DocxWriting *w, const char *element, int value);
void docx_characters(DocxWriting *w, Text text);
/* The outermost element of a part of the document. */
void docx_root(DocxWriting *w, const char *element);

/* ---- docx_write.c ---- */

/* A run of words; `span` may be NULL. */
void docx_run(DocxWriting *w, Text text, const Span *span, bool is_link);
void docx_put_tab(DocxWriting *w);
void docx_put_indent(DocxWriting *w, int left, int hanging);
/* The beginning of a paragraph with its properties where it stands, or in that style; ends with docx_end. */
void docx_paragraph_begin(DocxWriting *w, const char *style);
void docx_put_paragraph(DocxWriting *w, const char *style, const Words *words);
/* word/document.xml, which also counts the numberings and gathers the links. */
void docx_document(DocxWriting *w);

#endif
