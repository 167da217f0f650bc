/* Owns reading an action plan out of the cells of a sheet: its headings wherever they stand, a row an action, and what is wrong with which row. Pure. */
#include "plan/sheet.h"

#include <inttypes.h>

enum { HEADING_ROWS = 30, SAID_MOST = 24 };

static void say(Sentences *said, Text sentence) {
    if (said->count < SAID_MOST) said->items[said->count++] = sentence;
}

static Sentences room_to_say(Arena *arena) {
    return (Sentences){.items = ARENA_ARRAY(arena, Text, SAID_MOST)};
}

/* ---- Finding the headings ---- */

typedef struct {
    const ReadSheet *sheet;
    size_t row;
    size_t columns[SHEET_COLUMNS]; /* where each is; SIZE_MAX: nowhere */
    size_t known;
} Headings;

static Headings headings_in(Arena *arena, const ReadSheet *sheet, size_t row) {
    Headings out = {.sheet = sheet, .row = row};
    for (int i = 0; i < SHEET_COLUMNS; i++) out.columns[i] = SIZE_MAX;
    for (size_t column = 0; column < sheet->column_count; column++) {
        const ReadCell *cell = sheet_cell(sheet, row, column);
        int meant = cell->is_merged ? SHEET_COLUMNS : sheet_column_of(arena, cell->text);
        if (meant == SHEET_COLUMNS || out.columns[meant] != SIZE_MAX) continue;
        out.columns[meant] = column;
        out.known++;
    }
    return out;
}

static bool has(const Headings *h, int column) {
    return h->columns[column] != SIZE_MAX;
}

static bool is_usable(const Headings *h) {
    return h->known >= 3 && (has(h, PLAN_COLUMN_OBJECTIVE) || has(h, PLAN_COLUMN_NUMBER))
           && (has(h, PLAN_COLUMN_STEPS) || has(h, PLAN_COLUMN_DUE) || has(h, PLAN_COLUMN_LEADS) || has(h, PLAN_COLUMN_PRIORITY));
}

static bool headings_find(Arena *arena, const ReadBook *book, Headings *out) {
    *out = (Headings){0};
    for (size_t i = 0; i < book->sheet_count; i++)
        for (size_t row = 0; row < book->sheets[i].row_count && row < HEADING_ROWS && !book->sheets[i].is_hidden; row++) {
            Headings found = headings_in(arena, &book->sheets[i], row);
            if (is_usable(&found) && found.known > out->known) *out = found;
        }
    return out->known > 0;
}

static void tell_columns(Arena *arena, const Headings *h, SheetRead *out) {
    for (size_t column = 0; column < h->sheet->column_count; column++) {
        const ReadCell *cell = sheet_cell(h->sheet, h->row, column);
        Text words = text_head(text_trim(cell->text), 60);
        if (words.len == 0 || cell->is_merged) continue;
        int meant = sheet_column_of(arena, cell->text);
        if (meant == SHEET_COLUMNS)
            say(&out->said, text_format(arena, "The column \u201c%.*s\u201d is none that the plan has: what stands in it is not taken.",
                                TEXT_ARG(words)));
        else if (h->columns[meant] != column)
            say(&out->said, text_format(arena, "There are two columns \u201c%.*s\u201d: the first one counts.", TEXT_ARG(words)));
    }
    for (int i = 0; i < SHEET_COLUMNS; i++) out->has[i] = has(h, i);
    if (!out->has[PLAN_COLUMN_NUMBER])
        say(&out->said, S("There is no column of numbers: an action is known again by its objective, and new ones get the next number of "
                          "their section."));
    if (out->has[PLAN_COLUMN_STATE]) say(&out->said, S("The state of actions is not taken from a file: it follows from their progress."));
}

/* ---- Cells of a row ---- */

static const ReadCell *cell_in(const Headings *h, size_t row, int column) {
    return has(h, column) ? sheet_cell(h->sheet, row, h->columns[column]) : sheet_cell(h->sheet, SIZE_MAX, 0);
}

static Text words_of(Arena *arena, const ReadCell *cell) {
    Text words = text_clean(arena, cell->text);
    return text_looks_guarded(words) ? text_slice(words, 1, SIZE_MAX) : words;
}

static bool is_filled(const Headings *h, size_t row) {
    for (int i = 0; i < SHEET_COLUMNS; i++) {
        const ReadCell *cell = cell_in(h, row, i);
        if ((!cell->is_from_above && text_trim(cell->text).len) || cell->is_formula) return true;
    }
    return false;
}

static void refuse(SheetRow *row, Text sentence) {
    if (text_is_empty(row->refused)) row->refused = sentence;
}

/* What is unusual in cells: formulas, errors, merged areas. */
static void look_at_cells(Arena *arena, const Headings *h, size_t at, SheetRow *row) {
    Buffer merged = buffer_new(arena, 64);
    for (int i = 0; i < PLAN_COLUMNS; i++) {
        const ReadCell *cell = cell_in(h, at, i);
        const char *title = plan_columns[i].title;
        if (i == PLAN_COLUMN_STATE) continue;
        if (cell->is_formula && cell->kind == READ_CELL_EMPTY)
            refuse(row,
                text_format(arena,
                    "Its %s is a formula without a value. Open the file in your spreadsheet program and save it again, or write the value.",
                    title));
        else if (cell->kind == READ_CELL_WRONG)
            refuse(row, text_format(arena, "Its %s shows an error (%.*s). Write the value.", title, TEXT_ARG(text_head(cell->text, 20))));
        else if (cell->is_formula)
            say(&row->said, text_format(arena, "Its %s is a formula: the value that was saved with it is taken.", title));
        if (cell->is_merged) buffer_putf(&merged, "%s%s", merged.len ? ", " : "", title);
    }
    if (merged.len)
        say(&row->said,
            text_format(arena, "Merged cells: it has the same %.*s as the cells beside or above it.", TEXT_ARG(buffer_text(&merged))));
}

static void too_long(Arena *arena, SheetRow *row, const Record *record, const char *field, int column) {
    size_t characters = text_characters(row->cells[column]), most = (size_t)record_field(record, text_of(field))->max;
    if (characters > most)
        refuse(row, text_format(arena, "Its %s has %zu characters and may have %zu.", plan_columns[column].title, characters, most));
}

static void check_lengths(Arena *arena, SheetRow *row) {
    too_long(arena, row, &plan_section_record, "title", PLAN_COLUMN_PRIORITY);
    too_long(arena, row, &plan_section_record, "lead", PLAN_COLUMN_SECTION_LEAD);
    too_long(arena, row, &plan_section_record, "aim", PLAN_COLUMN_AIM);
    too_long(arena, row, &plan_action_record, "objective", PLAN_COLUMN_OBJECTIVE);
    too_long(arena, row, &plan_action_record, "steps", PLAN_COLUMN_STEPS);
    too_long(arena, row, &plan_action_record, "linked_to", PLAN_COLUMN_LINKED);
}

/* ---- Numbers and days ---- */

static void take_section(Arena *arena, const Headings *h, SheetRow *row) {
    Text words = row->cells[PLAN_COLUMN_SECTION];
    int64_t n = 0;
    if (!has(h, PLAN_COLUMN_SECTION) || words.len == 0) return;
    if (text_to_int64(words, &n) && n >= 1 && n <= 99) row->section = n;
    else refuse(row, text_format(arena, "Its section \u201c%.*s\u201d is no number from 1 to 99.", TEXT_ARG(text_head(words, 30))));
}

/* R42: an action's number begins with that of its section. */
static void take_number(Arena *arena, const ReadCell *cell, SheetRow *row) {
    Text words = row->cells[PLAN_COLUMN_NUMBER];
    int64_t section = 0, number = 0;
    if (words.len == 0) return;
    if (cell->kind == READ_CELL_DATE)
        refuse(row, S("Its number was made a day by the spreadsheet. Format the column of numbers as text and write the number again."));
    else if (!sheet_number(words, &section, &number))
        refuse(row, text_format(arena,
                        "\u201c%.*s\u201d is no number of an action: it is that of its section, a point and its own, for example 2.3.",
                        TEXT_ARG(text_head(words, 30))));
    else if (row->section && row->section != section)
        refuse(row, text_format(arena,
                        "Its number %" PRId64 ".%" PRId64 " does not fit its section %" PRId64 " (an action of section %" PRId64
                        " is %" PRId64 ".1, %" PRId64 ".2).",
                        section, number, row->section, row->section, row->section, row->section));
    else row->section = section, row->number = number;
}

/* "December 2025; March 2026": the latest of several days; not set unless each is one. */
static Date latest_due(Text words, Date year_starts) {
    Date out = {0}, day;
    size_t from = 0;
    for (size_t i = 0; i <= words.len; i++) {
        if (i < words.len && words.ptr[i] != ';' && words.ptr[i] != '\n') continue;
        Text part = text_trim(text_slice(words, from, i - from));
        from = i + 1;
        if (part.len == 0) continue;
        if (!sheet_day(part, year_starts, &day)) return (Date){0};
        if (!date_is_set(out) || date_compare(day, out) > 0) out = day;
    }
    return out;
}

static void take_due(Arena *arena, Date year_starts, SheetRow *row) {
    Text words = row->cells[PLAN_COLUMN_DUE];
    if (words.len == 0 || sheet_day(words, year_starts, &row->due)) return;
    row->due = latest_due(words, year_starts);
    if (date_is_set(row->due)) {
        say(&row->said, text_format(arena, "Its timescale is several: \u201c%.*s\u201d. The action is due on the latest of them.",
                            TEXT_ARG(text_head(words, 60))));
        return;
    }
    say(&row->said,
        text_format(arena,
            "Its timescale \u201c%.*s\u201d is no day or month: what the plan says stays, and a new action gets the last day of the year.",
            TEXT_ARG(text_head(words, 60))));
}

/* ---- Rows ---- */

typedef struct {
    Text title, lead, aim; /* of the heading row that stands above, in sheets without columns for them */
} Above;

/* "Priority: Road Safety" over its actions: one text in the row, and no number. */
static bool is_heading_row(const Headings *h, size_t at, Text *title) {
    Text only = {0};
    for (size_t column = 0; column < h->sheet->column_count; column++) {
        const ReadCell *cell = sheet_cell(h->sheet, at, column);
        Text words = text_trim(cell->text);
        if (words.len == 0) continue;
        if (only.len && !text_equal(only, words)) return false;
        only = words;
    }
    Text label = S("Priority:");
    bool is_labelled = text_equal_ignoring_case(text_slice(only, 0, label.len), label);
    if (only.len == 0 || (!is_labelled && h->columns[PLAN_COLUMN_NUMBER] != SIZE_MAX && cell_in(h, at, PLAN_COLUMN_NUMBER)->text.len == 0))
        return false;
    int64_t section, number;
    *title = text_trim(is_labelled ? text_slice(only, label.len, SIZE_MAX) : only);
    return only.len < 200 && !sheet_number(only, &section, &number);
}

/* More of the action above: its number stands in a cell that spans both rows. */
static bool goes_on(const Headings *h, size_t at) {
    const ReadCell *number = cell_in(h, at, PLAN_COLUMN_NUMBER);
    return number->is_merged && number->is_from_above && number->text.len > 0;
}

static void add_lines(Arena *arena, SheetRow *row, const Headings *h, size_t at) {
    static const int joined[] = {
        PLAN_COLUMN_OBJECTIVE, PLAN_COLUMN_STEPS, PLAN_COLUMN_MEASURES, PLAN_COLUMN_LEADS, PLAN_COLUMN_OTHERS, PLAN_COLUMN_THEMES};
    for (size_t i = 0; i < sizeof joined / sizeof *joined; i++) {
        const ReadCell *cell = cell_in(h, at, joined[i]);
        Text words = words_of(arena, cell), *so_far = &row->cells[joined[i]];
        if (cell->is_from_above || words.len == 0) continue;
        *so_far = so_far->len ? text_format(arena, "%.*s\n%.*s", TEXT_ARG(*so_far), TEXT_ARG(words)) : words;
    }
    if (cell_in(h, at, PLAN_COLUMN_STEPS)->is_formula)
        say(&row->said, S("One of its cells is a formula: the value that was saved with it is taken."));
}

static void take_row(Arena *arena, const Headings *h, size_t at, const Above *above, Date year_starts, SheetRow *row) {
    *row = (SheetRow){.row = at + 1, .said = room_to_say(arena)};
    for (int i = 0; i < SHEET_COLUMNS; i++) row->cells[i] = words_of(arena, cell_in(h, at, i));
    if (!has(h, PLAN_COLUMN_PRIORITY)) row->cells[PLAN_COLUMN_PRIORITY] = above->title;
    look_at_cells(arena, h, at, row);
    take_section(arena, h, row);
    take_number(arena, cell_in(h, at, PLAN_COLUMN_NUMBER), row);
    take_due(arena, year_starts, row);
    Text rest = row->cells[SHEET_COLUMN_DOUBTS], line;
    while (rest.len && text_next_line(&rest, &line))
        if (line.len) say(&row->said, line);
}

/* The same number twice (R42): the first row counts. */
static void find_repeated(Arena *arena, SheetRead *out) {
    for (size_t i = 0; i < out->count; i++) {
        SheetRow *row = &out->items[i];
        for (size_t k = 0; k < i && row->number && text_is_empty(row->refused); k++)
            if (out->items[k].section == row->section && out->items[k].number == row->number)
                refuse(row, text_format(arena, "The number %" PRId64 ".%" PRId64 " stands in row %zu already.%s", row->section, row->number,
                                out->items[k].row,
                                row->number % 10 && row->number < 10
                                    ? " If it is meant as one with a nought behind it, such as 2.10, format the column of numbers as text."
                                    : ""));
    }
}

static void read_rows(Arena *arena, const Headings *h, Date year_starts, SheetRead *out) {
    Above above = {0};
    Text title;
    out->items = ARENA_ARRAY(arena, SheetRow, SHEET_ACTIONS_MOST + 1);
    for (size_t at = h->row + 1; at < h->sheet->row_count && out->count <= SHEET_ACTIONS_MOST; at++) {
        if (!has(h, PLAN_COLUMN_PRIORITY) && is_heading_row(h, at, &title)) {
            above = (Above){.title = title};
            out->has[PLAN_COLUMN_PRIORITY] = true;
        } else if (out->count && goes_on(h, at)) add_lines(arena, &out->items[out->count - 1], h, at);
        else if (is_filled(h, at)) take_row(arena, h, at, &above, year_starts, &out->items[out->count++]);
    }
    for (size_t i = 0; i < out->count; i++) check_lengths(arena, &out->items[i]);
    find_repeated(arena, out);
}

static size_t filled_rows(const Headings *h) {
    size_t count = 0;
    for (size_t at = h->row + 1; at < h->sheet->row_count; at++) count += is_filled(h, at);
    return count;
}

void sheet_read(Arena *arena, const ReadBook *book, Date year_starts, SheetRead *out) {
    Headings h;
    *out = (SheetRead){.said = room_to_say(arena)};
    if (!headings_find(arena, book, &h)) {
        out->refused = S("No row of headings was found that tells which column is which: No., Objective, Actions, Measures, Timescale, "
                         "Lead. Put the plan into the "
                         "template, or add such a row, then send the file again.");
        return;
    }
    tell_columns(arena, &h, out);
    size_t rows = filled_rows(&h);
    if (rows > SHEET_ACTIONS_MOST) {
        out->refused = text_format(
            arena, "The sheet has %zu rows, and an action plan has at most %d. Is it the right file?", rows, SHEET_ACTIONS_MOST);
        return;
    }
    read_rows(arena, &h, year_starts, out);
    if (out->count == 0) out->refused = S("There is no row below the headings. Fill in the sheet, then send it again.");
}
