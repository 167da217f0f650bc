/* Owns reading XLSX: libarchive opens the package, libxml2 reads its parts as events and without anything from outside. */
#include <archive.h>
#include <archive_entry.h>
#include <libxml/parser.h>

#include "paper/spreadsheet_read.h"

enum { PARTS_MOST = 200, ENTRIES_MOST = 2000, FORMATS_MOST = 2000, STRINGS_MOST = 1000000, MERGES_MOST = 20000, FILL_MOST = 1000000 };
#define PART_BYTES_MOST ((size_t)48 * 1024 * 1024)
#define ALL_BYTES_MOST ((size_t)96 * 1024 * 1024)

/* ---- The package ---- */

typedef struct {
    Text name, bytes;
} Part;
typedef struct {
    Arena *arena;
    Part parts[PARTS_MOST];
    size_t part_count, bytes;
    bool is_too_big, is_locked, is_damaged, has_other;
} Package;

static void read_part(Package *p, struct archive *zip, Part *part) {
    Buffer bytes = buffer_new(p->arena, 64 * 1024);
    for (;;) {
        char *room = buffer_reserve(&bytes, 64 * 1024);
        la_ssize_t n = archive_read_data(zip, room, 64 * 1024);
        if (n < 0) p->is_damaged = true;
        if (n <= 0) break;
        bytes.len += (size_t)n;
        p->bytes += (size_t)n;
        p->is_too_big |= bytes.len > PART_BYTES_MOST || p->bytes > ALL_BYTES_MOST;
        if (p->is_too_big) break;
    }
    part->bytes = buffer_text(&bytes);
}

static bool is_wanted(Text name) {
    return text_starts_with(name, S("xl/")) && (text_ends_with(name, S(".xml")) || text_ends_with(name, S("xl/_rels/workbook.xml.rels")))
           && !text_starts_with(name, S("xl/theme/")) && !text_starts_with(name, S("xl/drawings/"))
           && !text_starts_with(name, S("xl/charts/"));
}

static void read_package(Package *p, Text bytes) {
    struct archive *zip = archive_read_new();
    if (!zip) return;
    archive_read_support_format_zip(zip);
    if (archive_read_open_memory(zip, bytes.ptr, bytes.len) != ARCHIVE_OK) p->is_damaged = true;
    struct archive_entry *entry;
    for (int i = 0; i < ENTRIES_MOST && !p->is_damaged && !p->is_too_big && archive_read_next_header(zip, &entry) == ARCHIVE_OK; i++) {
        Text name = text_of(archive_entry_pathname(entry));
        p->is_locked |= archive_entry_is_encrypted(entry) != 0;
        p->has_other |= text_starts_with(name, S("word/")) || text_starts_with(name, S("ppt/")) || text_equal(name, S("mimetype"));
        if (!is_wanted(name) || p->part_count == PARTS_MOST || p->is_locked) continue;
        Part *part = &p->parts[p->part_count++];
        part->name = text_copy(p->arena, name);
        read_part(p, zip, part);
    }
    archive_read_free(zip);
}

static Text part_named(const Package *p, Text name) {
    for (size_t i = 0; i < p->part_count; i++)
        if (text_equal(p->parts[i].name, name)) return p->parts[i].bytes;
    return (Text){0};
}

/* ---- Reading XML ---- */

typedef struct {
    uint32_t row, column;
    ReadCell cell;
} PlacedCell;
typedef struct {
    uint32_t top, left, bottom, right;
} Area;

typedef struct {
    Arena *arena;
    Buffer words;  /* of the element that is read */
    bool in_words; /* inside one whose words count */
    int phonetic;  /* inside what tells how to read words aloud */
    /* the shared strings */
    Text *strings;
    size_t string_count, string_room;
    /* formats: which number formats, and which styles of cells, are days */
    struct {
        int64_t id;
        bool is_day;
    } formats[FORMATS_MOST];
    size_t format_count;
    bool styles[FORMATS_MOST];
    size_t style_count;
    bool in_cell_styles;
    /* the workbook */
    struct {
        Text name, relation;
        bool is_hidden;
    } sheets[BOOK_SHEETS_MOST];
    struct {
        Text id, target;
    } relations[PARTS_MOST];
    size_t sheet_count, relation_count;
    bool is_from_1904;
    /* a sheet */
    PlacedCell *cells;
    size_t cell_count, cell_room;
    size_t book_cells; /* rows times columns of the sheets so far */
    Area *merges;
    size_t merge_count, merge_room;
    uint32_t row, column;
    char type[12];
    int64_t style;
    bool has_formula;
    Text value;
    bool is_too_big;
} Reading;

static Text attribute(Arena *arena, const xmlChar **attributes, int count, const char *name) {
    for (int i = 0; i < count; i++) {
        const xmlChar **a = attributes + i * 5;
        if (strcmp((const char *)a[0], name) == 0) return text_copy(arena, (Text){(const char *)a[3], (size_t)(a[4] - a[3])});
    }
    return (Text){0};
}

static void characters(void *context, const xmlChar *text, int length) {
    Reading *r = context;
    if (r->in_words && r->phonetic == 0 && length > 0 && r->words.len < PART_BYTES_MOST) buffer_put_bytes(&r->words, text, (size_t)length);
}

static bool parse(Reading *r, Text xml, startElementNsSAX2Func start, endElementNsSAX2Func end) {
    xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC, .startElementNs = start, .endElementNs = end, .characters = characters};
    xmlParserCtxtPtr context = xmlCreatePushParserCtxt(&handler, r, NULL, 0, NULL);
    if (!context) return false;
    xmlCtxtUseOptions(context, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
    int wrong = 0;
    for (size_t at = 0; at < xml.len && !wrong && !r->is_too_big; at += 1 << 20) {
        Text piece = text_slice(xml, at, 1 << 20);
        wrong = xmlParseChunk(context, piece.ptr, (int)piece.len, 0);
    }
    if (!wrong && !r->is_too_big) wrong = xmlParseChunk(context, "", 0, 1);
    if (context->myDoc) xmlFreeDoc(context->myDoc);
    xmlFreeParserCtxt(context);
    return !wrong;
}

#define START(function)                                                                                                                    \
    static void function(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,                    \
        const xmlChar **namespace_list, int count, int defaults, const xmlChar **attributes)
#define END(function) static void function(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
#define UNUSED_START (void)prefix, (void)uri, (void)namespaces, (void)namespace_list, (void)defaults, (void)count, (void)attributes
#define IS(word) (strcmp((const char *)name, word) == 0)

/* "_x000D_" and "_x005F_", as spreadsheets write characters that XML has not. Everything that is not seen is dropped. */
static Text unescaped(Arena *arena, Text t) {
    if (!text_contains(t, S("_x00"))) return text_copy(arena, t);
    Buffer out = buffer_new(arena, t.len);
    for (size_t i = 0; i < t.len; i++) {
        Text code = text_slice(t, i, 7);
        if (text_equal_ignoring_case(code, S("_x005F_"))) buffer_put_char(&out, '_'), i += 6;
        else if (text_equal_ignoring_case(code, S("_x000D_"))) i += 6;
        else if (text_equal_ignoring_case(code, S("_x000A_"))) buffer_put_char(&out, '\n'), i += 6;
        else if (text_equal_ignoring_case(code, S("_x0009_"))) buffer_put_char(&out, '\t'), i += 6;
        else buffer_put_char(&out, t.ptr[i]);
    }
    return buffer_text(&out);
}

/* ---- Shared strings ---- */

START(start_string) {
    UNUSED_START;
    Reading *r = context;
    if (IS("si")) r->words = buffer_new(r->arena, 64);
    else if (IS("rPh")) r->phonetic++;
    else if (IS("t")) r->in_words = true;
}

END(end_string) {
    (void)prefix, (void)uri;
    Reading *r = context;
    if (IS("rPh") && r->phonetic > 0) r->phonetic--;
    else if (IS("t")) r->in_words = false;
    if (!IS("si")) return;
    if (r->string_count == r->string_room) {
        size_t room = r->string_room ? r->string_room * 2 : 1024;
        r->strings = arena_grow(r->arena, r->strings, r->string_room * sizeof(Text), room * sizeof(Text));
        r->string_room = room;
    }
    if (r->string_count == STRINGS_MOST) r->is_too_big = true;
    else r->strings[r->string_count++] = unescaped(r->arena, buffer_text(&r->words));
    r->words = buffer_new(r->arena, 64);
}

/* ---- Formats ---- */

/* Has the format's code a day in it, outside of quotes and brackets? */
static bool is_day_code(Text code) {
    bool is_quoted = false, is_bracket = false;
    for (size_t i = 0; i < code.len; i++) {
        char c = code.ptr[i];
        if (c == '\\') i++;
        else if (c == '"') is_quoted = !is_quoted;
        else if (c == '[' || c == ']') is_bracket = c == '[';
        else if (!is_quoted && !is_bracket && strchr("yYdD", c)) return true;
    }
    return text_contains_ignoring_case(code, S("mmm"));
}

static bool is_day_format(const Reading *r, int64_t id) {
    for (size_t i = 0; i < r->format_count; i++)
        if (r->formats[i].id == id) return r->formats[i].is_day;
    return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
}

START(start_format) {
    UNUSED_START;
    Reading *r = context;
    int64_t id = 0;
    if (IS("numFmt") && r->format_count < FORMATS_MOST && text_to_int64(attribute(r->arena, attributes, count, "numFmtId"), &id)) {
        r->formats[r->format_count].id = id;
        r->formats[r->format_count++].is_day = is_day_code(attribute(r->arena, attributes, count, "formatCode"));
    } else if (IS("cellXfs")) r->in_cell_styles = true;
    else if (IS("xf") && r->in_cell_styles && r->style_count < FORMATS_MOST)
        r->styles[r->style_count++] = text_to_int64(attribute(r->arena, attributes, count, "numFmtId"), &id) && is_day_format(r, id);
}

END(end_format) {
    (void)prefix, (void)uri;
    if (IS("cellXfs")) ((Reading *)context)->in_cell_styles = false;
}

/* ---- The workbook ---- */

START(start_workbook) {
    UNUSED_START;
    Reading *r = context;
    if (IS("workbookPr")) {
        Text from = attribute(r->arena, attributes, count, "date1904");
        r->is_from_1904 = text_equal(from, S("1")) || text_equal(from, S("true"));
    }
    if (!IS("sheet") || r->sheet_count == BOOK_SHEETS_MOST) return;
    r->sheets[r->sheet_count].name = unescaped(r->arena, attribute(r->arena, attributes, count, "name"));
    r->sheets[r->sheet_count].relation = attribute(r->arena, attributes, count, "id");
    r->sheets[r->sheet_count++].is_hidden = attribute(r->arena, attributes, count, "state").len > 0
                                            && !text_equal(attribute(r->arena, attributes, count, "state"), S("visible"));
}

START(start_relation) {
    UNUSED_START;
    Reading *r = context;
    if (!IS("Relationship") || r->relation_count == PARTS_MOST) return;
    Text target = attribute(r->arena, attributes, count, "Target");
    r->relations[r->relation_count].id = attribute(r->arena, attributes, count, "Id");
    r->relations[r->relation_count++].target =
        text_starts_with(target, S("/")) ? text_slice(target, 1, SIZE_MAX) : text_join(r->arena, S("xl/"), target);
}

/* ---- A sheet ---- */

/* "B3": column 1, row 2. */
static bool place_of(Text t, uint32_t *row, uint32_t *column) {
    size_t i = 0;
    uint32_t letters = 0, digits = 0;
    for (; i < t.len && i < 3 && t.ptr[i] >= 'A' && t.ptr[i] <= 'Z'; i++) letters = letters * 26 + (uint32_t)(t.ptr[i] - 'A' + 1);
    for (; i < t.len && digits < 10000000 && t.ptr[i] >= '0' && t.ptr[i] <= '9'; i++) digits = digits * 10 + (uint32_t)(t.ptr[i] - '0');
    if (i != t.len || letters == 0 || digits == 0) return false;
    *row = digits - 1, *column = letters - 1;
    return true;
}

static void take_merge(Reading *r, Text reference) {
    Text rest = reference, from, to;
    Area a;
    if (!text_split(&rest, ':', &from) || !text_split(&rest, ':', &to)) return;
    if (!place_of(from, &a.top, &a.left) || !place_of(to, &a.bottom, &a.right) || a.bottom < a.top || a.right < a.left) return;
    if (r->merge_count == MERGES_MOST) {
        r->is_too_big = true;
        return;
    }
    if (r->merge_count == r->merge_room) {
        size_t room = r->merge_room ? r->merge_room * 2 : 64;
        r->merges = arena_grow(r->arena, r->merges, r->merge_room * sizeof(Area), room * sizeof(Area));
        r->merge_room = room;
    }
    r->merges[r->merge_count++] = a;
}

START(start_cell) {
    UNUSED_START;
    Reading *r = context;
    int64_t n = 0;
    if (IS("row")) {
        if (text_to_int64(attribute(r->arena, attributes, count, "r"), &n) && n > 0 && n < 10000000) r->row = (uint32_t)(n - 1);
        r->column = 0;
    } else if (IS("c")) {
        Text type = attribute(r->arena, attributes, count, "t");
        place_of(attribute(r->arena, attributes, count, "r"), &r->row, &r->column);
        snprintf(r->type, sizeof r->type, "%.*s", TEXT_ARG(type));
        r->style = text_to_int64(attribute(r->arena, attributes, count, "s"), &n) ? n : 0;
        r->has_formula = false;
        r->value = (Text){0};
        r->words = buffer_new(r->arena, 16);
    } else if (IS("f")) r->has_formula = true;
    else if (IS("v") || IS("t")) r->in_words = true;
    else if (IS("rPh")) r->phonetic++;
    else if (IS("mergeCell")) take_merge(r, attribute(r->arena, attributes, count, "ref"));
}

/* A number without what binary arithmetic adds to it: 2.1 and not 2.1000000000000001. */
static Text number_of(Arena *arena, Text typed, double *out) {
    char *end;
    const char *string = text_string(arena, text_trim(typed));
    *out = strtod(string, &end);
    if (*end != 0 || end == string || *out != *out || *out > 1e300 || *out < -1e300) return (Text){0};
    return text_format(arena, "%.15g", *out);
}

static ReadCell number_cell(const Reading *r, Text typed) {
    double number;
    Text shown = number_of(r->arena, typed, &number);
    if (shown.len == 0) return (ReadCell){.kind = typed.len ? READ_CELL_TEXT : READ_CELL_EMPTY, .text = typed};
    bool is_day = r->style >= 0 && (size_t)r->style < r->style_count && r->styles[r->style] && number >= 1 && number < 3000000;
    Date day = is_day ? date_of_serial((int64_t)number, r->is_from_1904) : (Date){0};
    if (date_is_set(day)) return (ReadCell){.kind = READ_CELL_DATE, .text = date_iso(r->arena, day)};
    return (ReadCell){.kind = READ_CELL_NUMBER, .text = shown};
}

static ReadCell cell_of(const Reading *r, Text typed) {
    int64_t n = 0;
    if (strcmp(r->type, "s") == 0) {
        bool is_there = text_to_int64(text_trim(typed), &n) && n >= 0 && (size_t)n < r->string_count;
        return is_there && r->strings[n].len ? (ReadCell){.kind = READ_CELL_TEXT, .text = r->strings[n]} : (ReadCell){0};
    }
    if (typed.len == 0) return (ReadCell){0};
    if (strcmp(r->type, "b") == 0) return (ReadCell){.kind = READ_CELL_FLAG, .text = text_equal(typed, S("1")) ? S("Yes") : S("No")};
    if (strcmp(r->type, "e") == 0) return (ReadCell){.kind = READ_CELL_WRONG, .text = typed};
    if (strcmp(r->type, "d") == 0) return (ReadCell){.kind = READ_CELL_DATE, .text = text_slice(typed, 0, 10)};
    if (strcmp(r->type, "str") == 0 || strcmp(r->type, "inlineStr") == 0)
        return (ReadCell){.kind = READ_CELL_TEXT, .text = unescaped(r->arena, typed)};
    return number_cell(r, typed);
}

static void put_cell(Reading *r) {
    ReadCell cell = cell_of(r, buffer_text(&r->words));
    cell.is_formula = r->has_formula;
    if (cell.kind == READ_CELL_EMPTY && !cell.is_formula) return;
    bool is_outside = r->row >= BOOK_ROWS_MOST || r->column >= BOOK_COLUMNS_MOST;
    if (is_outside || r->cell_count == BOOK_CELLS_MOST) {
        r->is_too_big |= r->row >= BOOK_ROWS_MOST || r->cell_count == BOOK_CELLS_MOST;
        return;
    }
    if (r->cell_count == r->cell_room) {
        size_t room = r->cell_room ? r->cell_room * 2 : 1024;
        r->cells = arena_grow(r->arena, r->cells, r->cell_room * sizeof(PlacedCell), room * sizeof(PlacedCell));
        r->cell_room = room;
    }
    r->cells[r->cell_count++] = (PlacedCell){r->row, r->column, cell};
}

END(end_cell) {
    (void)prefix, (void)uri;
    Reading *r = context;
    if (IS("v") || IS("t")) r->in_words = false;
    else if (IS("rPh") && r->phonetic > 0) r->phonetic--;
    else if (IS("row")) r->row++;
    else if (IS("c")) {
        put_cell(r);
        r->column++;
    }
}

/* Each cell of a merged area has the value of its first one. */
static void fill_merges(Reading *r, ReadSheet *sheet) {
    size_t filled = 0;
    for (size_t i = 0; i < r->merge_count; i++) {
        const Area *a = &r->merges[i];
        ReadCell first = *sheet_cell(sheet, a->top, a->left);
        for (size_t row = a->top; row <= a->bottom && row < sheet->row_count; row++)
            for (size_t column = a->left; column <= a->right && column < sheet->column_count && filled < FILL_MOST; column++, filled++) {
                if (row == a->top && column == a->left) continue;
                ReadCell *cell = &sheet->cells[row * sheet->column_count + column];
                *cell = first;
                cell->is_merged = first.kind != READ_CELL_EMPTY;
                cell->is_from_above = cell->is_merged && row > a->top;
            }
    }
}

static bool read_sheet(Reading *r, Text xml, ReadSheet *out) {
    r->cell_count = r->merge_count = 0;
    r->row = r->column = 0;
    if (!parse(r, xml, start_cell, end_cell) || r->is_too_big) return false;
    size_t rows = 0, columns = 0;
    for (size_t i = 0; i < r->cell_count; i++) {
        if (r->cells[i].row >= rows) rows = r->cells[i].row + 1;
        if (r->cells[i].column >= columns) columns = r->cells[i].column + 1;
    }
    r->book_cells += rows * columns;
    r->is_too_big = r->book_cells > BOOK_CELLS_MOST;
    if (r->is_too_big) return false;
    Text name = out->name;
    bool is_hidden = out->is_hidden;
    *out = sheet_new(r->arena, name, rows, columns);
    out->is_hidden = is_hidden;
    for (size_t i = 0; i < r->cell_count; i++) out->cells[r->cells[i].row * columns + r->cells[i].column] = r->cells[i].cell;
    fill_merges(r, out);
    return true;
}

/* ---- The book ---- */

static Text sheet_part(const Package *package, const Reading *r, size_t at) {
    for (size_t i = 0; i < r->relation_count; i++)
        if (text_equal(r->relations[i].id, r->sheets[at].relation)) return part_named(package, r->relations[i].target);
    return (Text){0};
}

static bool is_refused(const Package *p, ReadBook *out) {
    bool is_sheet = part_named(p, S("xl/workbook.xml")).len > 0;
    if (p->is_locked)
        book_refuse(out, BOOK_LOCKED, S("This spreadsheet needs a password to open. Save it without a password, then send it again."));
    else if (p->is_too_big)
        book_refuse(out, BOOK_TOO_BIG, S("The spreadsheet is too large once it is unpacked, which no action plan is. Choose another one."));
    else if (p->is_damaged || (!is_sheet && !p->has_other && p->part_count == 0))
        book_refuse(out, BOOK_DAMAGED,
            S("This file is damaged, or no spreadsheet. Open it in your spreadsheet program, save it again as XLSX, then send that."));
    else if (!is_sheet)
        book_refuse(out, BOOK_OTHER,
            S("This is a Word file, a presentation or another kind of spreadsheet. Save the plan as XLSX or CSV, then send that."));
    else return false;
    return true;
}

void book_of_xlsx(Arena *arena, Text bytes, ReadBook *out) {
    Package *package = ARENA_NEW(arena, Package);
    Reading *r = ARENA_NEW(arena, Reading);
    package->arena = r->arena = arena;
    r->words = buffer_new(arena, 64);
    read_package(package, bytes);
    if (is_refused(package, out)) return;
    bool is_whole = parse(r, part_named(package, S("xl/workbook.xml")), start_workbook, NULL);
    parse(r, part_named(package, S("xl/_rels/workbook.xml.rels")), start_relation, NULL);
    if (part_named(package, S("xl/styles.xml")).len) parse(r, part_named(package, S("xl/styles.xml")), start_format, end_format);
    if (part_named(package, S("xl/sharedStrings.xml")).len)
        is_whole &= parse(r, part_named(package, S("xl/sharedStrings.xml")), start_string, end_string);
    out->sheets = ARENA_ARRAY(arena, ReadSheet, r->sheet_count + 1);
    for (size_t i = 0; i < r->sheet_count && is_whole; i++) {
        ReadSheet *sheet = &out->sheets[out->sheet_count];
        *sheet = (ReadSheet){.name = r->sheets[i].name, .is_hidden = r->sheets[i].is_hidden};
        Text part = sheet_part(package, r, i);
        if (part.len == 0) continue; /* a sheet of a chart */
        is_whole = read_sheet(r, part, sheet);
        out->sheet_count++;
    }
    size_t cells = 0;
    for (size_t i = 0; i < out->sheet_count && is_whole; i++) cells += out->sheets[i].row_count;
    if (r->is_too_big)
        book_refuse(out, BOOK_TOO_BIG,
            S("The spreadsheet has more than 20,000 rows, or more than 500,000 cells in all its sheets, empty ones between words counted. "
              "No action plan has as many. Save the plan by itself, then send that."));
    else if (!is_whole)
        book_refuse(out, BOOK_DAMAGED,
            S("This spreadsheet is damaged and cannot be read. Open it in your spreadsheet program, save it again as XLSX, then send "
              "that."));
    else if (cells == 0) book_refuse(out, BOOK_EMPTY, S("The spreadsheet has no words in it. Choose another one."));
    else out->verdict = BOOK_FINE;
}
