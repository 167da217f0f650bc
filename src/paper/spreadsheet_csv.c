/* Owns reading CSV: encodings, separators, and cells by libcsv. */
#include <csv.h>

#include "paper/spreadsheet_read.h"
#include "paper/win_ansi.h"

/* ---- Encodings ---- */

static Text from_windows(Arena *arena, Text bytes) {
    Buffer out = buffer_new(arena, bytes.len + bytes.len / 8);
    for (size_t i = 0; i < bytes.len; i++) {
        int code = (unsigned char)bytes.ptr[i];
        if (code < 128) buffer_put_char(&out, bytes.ptr[i]);
        else buffer_put_character(&out, win_ansi_character(code) ? win_ansi_character(code) : 0xfffd);
    }
    return buffer_text(&out);
}

static Text from_utf16(Arena *arena, Text bytes, bool is_big) {
    Buffer out = buffer_new(arena, bytes.len);
    const unsigned char *b = (const unsigned char *)bytes.ptr;
    int32_t high = 0;
    for (size_t i = 2; i + 1 < bytes.len; i += 2) {
        int32_t unit = is_big ? b[i] << 8 | b[i + 1] : b[i + 1] << 8 | b[i];
        bool is_low = unit >= 0xdc00 && unit <= 0xdfff, is_high = unit >= 0xd800 && unit <= 0xdbff;
        if (high && is_low) buffer_put_character(&out, 0x10000 + ((high - 0xd800) << 10) + unit - 0xdc00);
        else if (!is_low && !is_high && unit != 0) buffer_put_character(&out, unit);
        else if (is_low) buffer_put_character(&out, 0xfffd);
        high = is_high ? unit : 0;
    }
    return buffer_text(&out);
}

/* As UTF-8 with line ends LF; false for what is no text. */
static bool decoded(Arena *arena, Text bytes, Text *out) {
    Text text = bytes;
    size_t controls = 0;
    if (text_starts_with(bytes, S("\xff\xfe")) || text_starts_with(bytes, S("\xfe\xff")))
        text = from_utf16(arena, bytes, bytes.ptr[0] == '\xfe');
    else if (text_starts_with(bytes, S("\xef\xbb\xbf"))) text = text_slice(bytes, 3, SIZE_MAX);
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c == 0) return false;
        controls += c < ' ' && c != '\n' && c != '\r' && c != '\t';
    }
    if (controls > text.len / 200) return false;
    if (!text_is_utf8(text, NULL)) text = from_windows(arena, text);
    Buffer lines = buffer_new(arena, text.len);
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != '\r') buffer_put_char(&lines, text.ptr[i]);
        else if (i + 1 == text.len || text.ptr[i + 1] != '\n') buffer_put_char(&lines, '\n');
    }
    *out = buffer_text(&lines);
    return true;
}

/* ---- Separators ---- */

/* That which stands most often outside of quotes in the first lines. */
static char separator_of(Text text) {
    static const char all[] = {',', ';', '\t'};
    size_t counts[3] = {0}, lines = 0;
    bool is_quoted = false;
    for (size_t i = 0; i < text.len && lines < 5; i++) {
        if (text.ptr[i] == '"') is_quoted = !is_quoted;
        for (int k = 0; k < 3 && !is_quoted; k++) counts[k] += text.ptr[i] == all[k];
        lines += text.ptr[i] == '\n' && !is_quoted;
    }
    int best = 0;
    for (int k = 1; k < 3; k++)
        if (counts[k] > counts[best]) best = k;
    return all[best];
}

/* ---- Cells ---- */

typedef struct {
    Arena *arena;
    Text *cells;
    size_t *rows; /* of each cell */
    size_t *columns;
    size_t count, room;
    size_t row, column, widest;
    bool is_too_big;
} Reader;

static void take_cell(void *bytes, size_t length, void *context) {
    Reader *r = context;
    if (r->row >= BOOK_ROWS_MOST || r->column >= BOOK_COLUMNS_MOST) r->is_too_big |= length > 0;
    else if (length > 0) {
        if (r->count == r->room) {
            size_t room = r->room ? r->room * 2 : 1024;
            r->cells = arena_grow(r->arena, r->cells, r->room * sizeof *r->cells, room * sizeof *r->cells);
            r->rows = arena_grow(r->arena, r->rows, r->room * sizeof *r->rows, room * sizeof *r->rows);
            r->columns = arena_grow(r->arena, r->columns, r->room * sizeof *r->columns, room * sizeof *r->columns);
            r->room = room;
        }
        r->cells[r->count] = text_copy(r->arena, (Text){bytes, length});
        r->rows[r->count] = r->row;
        r->columns[r->count++] = r->column;
        if (r->column + 1 > r->widest) r->widest = r->column + 1;
    }
    r->column++;
}

static void end_row(int end, void *context) {
    (void)end;
    Reader *r = context;
    r->row++;
    r->column = 0;
}

static int no_space(unsigned char c) {
    (void)c;
    return 0;
}

static void parse(Reader *reader, Text text, char separator) {
    struct csv_parser parser;
    if (csv_init(&parser, CSV_REPALL_NL) != 0) return;
    csv_set_delim(&parser, (unsigned char)separator);
    csv_set_space_func(&parser, no_space);
    csv_parse(&parser, text.ptr, text.len, take_cell, end_row, reader);
    csv_fini(&parser, take_cell, end_row, reader);
    csv_free(&parser);
}

void book_of_csv(Arena *arena, Text bytes, ReadBook *out) {
    Text text;
    out->is_csv = true;
    if (!decoded(arena, bytes, &text)) {
        book_refuse(out, BOOK_OTHER, S("This file is no spreadsheet. Save the plan as XLSX or CSV, then send that."));
        return;
    }
    char separator = separator_of(text);
    if (text_starts_with(text, S("sep=")) && text.len > 5 && text.ptr[5] == '\n') { /* a line for Excel */
        separator = text.ptr[4];
        text = text_slice(text, 6, SIZE_MAX);
    }
    Reader reader = {.arena = arena};
    parse(&reader, text, separator);
    size_t rows = reader.count ? reader.rows[reader.count - 1] + 1 : 0;
    if (reader.is_too_big || rows * reader.widest > BOOK_CELLS_MOST) {
        book_refuse(out, BOOK_TOO_BIG,
            S("The file has more than 20,000 rows, 200 columns or 500,000 cells, empty ones counted, which no action plan has. Choose "
              "another one."));
        return;
    }
    if (reader.count == 0) {
        book_refuse(out, BOOK_EMPTY, S("The file has no words in it. Choose another one."));
        return;
    }
    out->verdict = BOOK_FINE;
    out->sheets = ARENA_NEW(arena, ReadSheet);
    out->sheet_count = 1;
    out->sheets[0] = sheet_new(arena, S(""), rows, reader.widest);
    for (size_t i = 0; i < reader.count; i++)
        out->sheets[0].cells[reader.rows[i] * reader.widest + reader.columns[i]] =
            (ReadCell){.kind = READ_CELL_TEXT, .text = reader.cells[i]};
}
