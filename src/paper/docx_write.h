/* Documents as Word files (DOCX), for whoever goes on writing in them: the same Document that the tagged PDF is set from (paper/document.h). */
#ifndef QUORATE_PAPER_DOCX_WRITE_H
#define QUORATE_PAPER_DOCX_WRITE_H

#include "paper/document.h"

#define DOCX_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

/* Title, headings, lists, tables (header rows are marked as such and repeat), links and the marking at the head of each page, in British English, in
 * the styles that Word knows by name; no macros and nothing from outside. The bytes live in the document's arena; the same marks give the same bytes. */
Error *document_docx(Document *d, Text *bytes);

#endif
