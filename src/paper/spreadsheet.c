/* Owns spreadsheet files out: tables into sheets, by libxlsxwriter. */
#include "paper/spreadsheet.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h> /* the build includes it before banned.h */

enum { MOST_LETTERS = 32000, NAME_LETTERS = 31, WIDEST = 60, RULE_WIDTH = 110, A4 = 9 };

/* The library asks the C library for the parts of the creation day in a way that two threads must not at once. */
static pthread_mutex_t closing = PTHREAD_MUTEX_INITIALIZER;

typedef struct {
    Arena *arena;
    lxw_workbook *book;
    lxw_format *title, *head, *wrap, *number, *decimal, *share, *date;
    lxw_error failed; /* the first; 0: none */
} Writing;

static void note(Writing *w, lxw_error error) {
    if (w->failed == LXW_NO_ERROR) w->failed = error;
}

Text sheet_name(Arena *arena, Text title) {
    Buffer out = buffer_new(arena, title.len + 1);
    Text head = text_head(title, NAME_LETTERS);
    for (size_t i = 0; i < head.len; i++) {
        bool is_forbidden = strchr("[]:*?/\\", head.ptr[i]) != NULL || (head.ptr[i] == '\'' && (i == 0 || i + 1 == head.len));
        buffer_put_char(&out, is_forbidden ? ' ' : head.ptr[i]);
    }
    Text name = text_trim(buffer_text(&out));
    return name.len ? name : S("Table");
}

static void formats_make(Writing *w) {
    w->title = workbook_add_format(w->book);
    format_set_bold(w->title);
    format_set_font_size(w->title, 14);
    w->head = workbook_add_format(w->book);
    format_set_bold(w->head);
    format_set_text_wrap(w->head);
    format_set_align(w->head, LXW_ALIGN_VERTICAL_TOP);
    format_set_bottom(w->head, LXW_BORDER_THIN);
    w->wrap = workbook_add_format(w->book);
    format_set_text_wrap(w->wrap);
    format_set_align(w->wrap, LXW_ALIGN_VERTICAL_TOP);
    w->number = workbook_add_format(w->book);
    format_set_num_format(w->number, "0");
    w->decimal = workbook_add_format(w->book);
    format_set_num_format(w->decimal, "0.##");
    w->share = workbook_add_format(w->book);
    format_set_num_format(w->share, "0%");
    w->date = workbook_add_format(w->book);
    format_set_num_format(w->date, "d mmmm yyyy");
    format_set_align(w->date, LXW_ALIGN_LEFT);
}

static void put_text(Writing *w, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, Text text, lxw_format *format) {
    const char *words = text_string(w->arena, text_head(text_clean(w->arena, text), MOST_LETTERS));
    note(w, worksheet_write_string(sheet, row, column, words, format));
}

static void put_cell(Writing *w, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t at, const Column *column, const Cell *cell) {
    DateParts parts;
    lxw_datetime day = {0};
    if (!cell->is_given) return;
    switch (column->kind) {
    case COLUMN_TEXT: put_text(w, sheet, row, at, cell->text, w->wrap); break;
    case COLUMN_NUMBER: note(w, worksheet_write_number(sheet, row, at, (double)cell->number, w->number)); break;
    case COLUMN_DECIMAL: note(w, worksheet_write_number(sheet, row, at, (double)cell->number / 100, w->decimal)); break;
    case COLUMN_SHARE: note(w, worksheet_write_number(sheet, row, at, (double)cell->number / (double)cell->of, w->share)); break;
    case COLUMN_DATE:
        parts = date_parts(cell->date);
        day.year = parts.year, day.month = parts.month, day.day = parts.day;
        note(w, worksheet_write_datetime(sheet, row, at, &day, w->date));
        break;
    }
}

/* ---- Sheets ---- */

static int width_of(const Table *t, size_t at, Arena *arena) {
    const Column *column = &t->columns[at];
    size_t widest = column->kind == COLUMN_DATE ? 18 : 12;
    if (column->width) return column->width;
    for (size_t row = 0; row < t->row_count; row++) {
        size_t letters = text_characters(cell_shown(arena, column, table_cell(t, row, at))) + 2;
        if (letters > widest) widest = letters;
    }
    return widest > WIDEST ? WIDEST : (int)widest;
}

static lxw_worksheet *sheet_add(Writing *w, Text title, size_t number) {
    Text name = sheet_name(w->arena, title);
    if (workbook_get_worksheet_by_name(w->book, text_string(w->arena, name))) /* two titles that begin alike */
        name = text_format(w->arena, "%.*s %zu", TEXT_ARG(text_head(name, NAME_LETTERS - 4)), number);
    lxw_worksheet *sheet = workbook_add_worksheet(w->book, text_string(w->arena, name));
    if (!sheet) {
        note(w, LXW_ERROR_SHEETNAME_ALREADY_USED);
        return NULL;
    }
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, A4);
    worksheet_fit_to_pages(sheet, 1, 0);
    return sheet;
}

static void table_write(Writing *w, const Table *t, size_t number) {
    lxw_worksheet *sheet = sheet_add(w, t->title, number);
    if (!sheet) return;
    for (size_t i = 0; i < t->column_count; i++) {
        note(w, worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, width_of(t, i, w->arena), NULL));
        put_text(w, sheet, 0, (lxw_col_t)i, text_of(t->columns[i].title), w->head);
        for (size_t row = 0; row < t->row_count; row++)
            put_cell(w, sheet, (lxw_row_t)(row + 1), (lxw_col_t)i, &t->columns[i], table_cell(t, row, i));
    }
    worksheet_freeze_panes(sheet, 1, 0);
    note(w, worksheet_repeat_rows(sheet, 0, 0));
    if (t->row_count && t->column_count)
        note(w, worksheet_autofilter(sheet, 0, 0, (lxw_row_t)t->row_count, (lxw_col_t)(t->column_count - 1)));
}

static void put_lines(Writing *w, lxw_worksheet *sheet, lxw_row_t *row, Text lines) {
    Text rest = lines, line;
    while (text_next_line(&rest, &line))
        if (!text_is_empty(text_trim(line))) put_text(w, sheet, (*row)++, 0, line, w->wrap);
}

static void rules_write(Writing *w, const TableList *tables, Text title, Text about) {
    lxw_row_t row = 0;
    lxw_worksheet *sheet = sheet_add(w, S("How it is counted"), 0);
    if (!sheet) return;
    note(w, worksheet_set_column(sheet, 0, 0, RULE_WIDTH, NULL));
    put_text(w, sheet, row++, 0, title, w->title);
    put_lines(w, sheet, &row, about);
    for (size_t i = 0; i < tables->count; i++) {
        row++;
        put_text(w, sheet, row++, 0, tables->items[i].title, w->head);
        put_lines(w, sheet, &row, tables->items[i].rule);
    }
}

/* ---- The file ---- */

/* The library writes to a path: a file in memory has one while it is open. */
static Error *read_back(Arena *arena, int file, Text *out) {
    struct stat about;
    size_t have = 0;
    if (fstat(file, &about) != 0) return error_fault(arena, "the spreadsheet in memory cannot be looked at");
    char *bytes = arena_alloc(arena, (size_t)about.st_size + 1);
    while (have < (size_t)about.st_size) {
        ssize_t n = pread(file, bytes + have, (size_t)about.st_size - have, (off_t)have);
        if (n <= 0) return error_fault(arena, "the spreadsheet in memory cannot be read");
        have += (size_t)n;
    }
    *out = (Text){bytes, have};
    return NULL;
}

static lxw_error book_write(Arena *arena, const char *path, const TableList *tables, Text title, Text about, Moment made) {
    static char in_memory[] = "/dev/shm"; /* the parts of the file, each without a name */
    lxw_workbook_options options = {.tmpdir = access(in_memory, W_OK) == 0 ? in_memory : NULL};
    Writing w = {.arena = arena, .book = workbook_new_opt(path, &options)};
    if (!w.book) return LXW_ERROR_MEMORY_MALLOC_FAILED;
    lxw_doc_properties properties = {
        .title = (char *)text_string(arena, title), .author = (char *)"Quorate", .created = (time_t)(made.us / 1000000)};
    note(&w, workbook_set_properties(w.book, &properties));
    formats_make(&w);
    rules_write(&w, tables, title, about);
    for (size_t i = 0; i < tables->count; i++) table_write(&w, &tables->items[i], i + 1);
    pthread_mutex_lock(&closing);
    lxw_error closed = workbook_close(w.book);
    pthread_mutex_unlock(&closing);
    return w.failed != LXW_NO_ERROR ? w.failed : closed;
}

Error *spreadsheet_make(Arena *arena, const TableList *tables, Text title, Text about, Moment made, Text *out) {
    CHECK(moment_is_set(made));
    int file = memfd_create("spreadsheet", MFD_CLOEXEC);
    if (file < 0) return error_new(arena, ERROR_STORAGE, "There is no room to make the file at present. Try again shortly.");
    const char *path = text_string(arena, text_format(arena, "/proc/self/fd/%d", file));
    lxw_error failed = book_write(arena, path, tables, title, about, made);
    Error *error = failed ? error_fault(arena, "spreadsheet: %s", lxw_strerror(failed)) : read_back(arena, file, out);
    close(file);
    return error;
}
