/* The parts of a Word file that are the same in all (docx_parts.c). Inside paper/ only. */
#ifndef QUORATE_PAPER_DOCX_PARTS_H
#define QUORATE_PAPER_DOCX_PARTS_H

#define DOCX_MAIN "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define DOCX_RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define DOCX_PACKAGE "http://schemas.openxmlformats.org/package/2006"

extern const char docx_content_types[], docx_package_relations[], docx_settings[], docx_styles[];

#endif
