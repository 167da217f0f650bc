/* What the components' views are told and ask of C: how an input is framed, lists cut into parts, sizes in words. Inside of web/: pages
 * use components.h. */
#ifndef QUORATE_WEB_COMPONENT_PARTS_H
#define QUORATE_WEB_COMPONENT_PARTS_H

#include "web/components.h"

/* ---- Inputs (forms.view.html, form_fields.c) ---- */

/* What stands around any input. */
typedef struct {
    const char *name, *label, *hint; /* hint may be NULL */
    Text error;
    Text described_by; /* ids of hint and error */
    bool is_optional;
    const char *needed; /* written instead of "(optional)": "when the item is restricted"; may be NULL */
    bool is_group; /* a fieldset around text inputs */
} InputFrame;

typedef struct {
    const char *type, *mode, *autocomplete, *prefix; /* all but type may be NULL */
    Text value;
    int width;
    bool is_code; /* no spelling check, no capitals */
} LineInput;
typedef struct {
    Text day, month, year;
} DateShown;

void input_line(View *v, InputFrame frame, LineInput line);
void input_password(View *v, InputFrame frame, const char *autocomplete);
void input_area(View *v, InputFrame frame, Text value, int rows);
void input_date(View *v, InputFrame frame, DateShown shown);
void input_select(View *v, InputFrame frame, OptionList options, Text chosen, const char *none);
void input_radios(View *v, InputFrame frame, OptionList options, Text chosen);
void input_checkboxes(View *v, InputFrame frame, OptionList options, Text chosen);
void input_checkbox(View *v, InputFrame frame, bool is_checked);
void input_file(View *v, InputFrame frame, const char *accept, bool is_many);

/* "radio" of "radios". */
const char *input_type_of(const char *component);
/* The name itself for the first of a list, "name-2" for the second. */
Text choice_id(Arena *arena, const char *name, size_t index);
/* Is the value one of a list with commas? */
bool is_among(Text value, Text list);
/* The version a form carries: as it was sent, or the value's. */
int64_t version_shown(const Form *form, const void *value);

/* ---- Pieces (components.view.html, component_parts.c) ---- */

typedef struct {
    Text words;
    bool is_marked;
} MarkedPart;
typedef struct {
    MarkedPart *items;
    size_t count;
} MarkedParts;
MarkedParts marked_parts(Arena *arena, Text words);

typedef struct {
    Text *items;
    size_t count;
} Paragraph; /* its lines */
typedef struct {
    Paragraph *items;
    size_t count;
} Paragraphs;
Paragraphs paragraphs_of(Arena *arena, Text words);

typedef struct {
    Text name;
    bool is_numeric;
} HeadColumn;
typedef struct {
    HeadColumn *items;
    size_t count;
} HeadColumns;
/* Of "Day|Body|#Items". */
HeadColumns columns_of(Arena *arena, const char *columns);

typedef struct {
    Field *items;
    size_t count;
} FieldList;
/* The fields that a summary shows: those the viewer may see, but references, moments and secrets. */
FieldList fields_shown(Arena *arena, const Record *record, Access viewer);

typedef struct {
    int number;
} PageEntry; /* 0: pages left out */
typedef struct {
    PageEntry *items;
    size_t count;
} PageEntries;
/* The first, the last, the current one and its neighbours. */
PageEntries page_entries(Arena *arena, Pagination p);
Text page_address(Arena *arena, Pagination p, int number);

/* "PDF" of "application/pdf"; the type itself when it has no name here. */
Text media_type_name(Arena *arena, Text media_type);
/* "120 KB" */
Text bytes_shown(Arena *arena, int64_t bytes);
/* "place" of "Place", but "RSO lead" stays as it is. */
Text text_lower_first(Arena *arena, Text t);

#endif
