/* Owns tables in PDFs of terms of reference and of agendas, whose columns only gaps part: their lines become rows. */
#include "archive/blocks.h"
#include "archive/columns.h"
#include "archive/openness.h"
#include "archive/scan.h"

/* ---- Terms of reference in two columns ---- */

/* "Quorum         The meeting is quorate when five are present": where the second of two pieces begins, in characters; 0: the line has others. */
static size_t second_piece(const Line *line) {
    enum { TITLE_MOST = 40 };
    Columns pieces = columns_pieces(line->raw);
    if (line->role != LINE_WORDS || line->is_furniture || pieces.count != 2 || line->indent > 6) return 0;
    size_t at = columns_characters(line->raw, pieces.starts[1]);
    Text title = text_trim(text_slice(line->raw, 0, pieces.starts[1]));
    return at <= TITLE_MOST && title.len > 3 && has_letter(title) && !starts_small(title) ? at : 0;
}

/* Rows that begin in the same two columns, below a title of terms of reference. 0: there are none. */
static size_t terms_column(const Lines *lines, size_t from) {
    enum { LOOKED_AT = 40, ROWS_LEAST = 3 };
    size_t column = 0;
    int rows = 0;
    for (size_t i = from; i < lines->count && i < from + LOOKED_AT && rows < ROWS_LEAST; i++) {
        size_t at = second_piece(&lines->items[i]);
        if (at == 0) continue;
        if (at == column) rows++;
        else column = at, rows = 1;
    }
    return rows >= ROWS_LEAST ? column : 0;
}

static size_t terms_title(const Lines *lines) {
    enum { TITLE_WITHIN = 12 };
    for (size_t i = 0; i < lines->count && i < TITLE_WITHIN; i++)
        if (lines->items[i].text.len < 120 && has_word(lines->items[i].text, "terms of reference")) return i;
    return SIZE_MAX;
}

void lines_find_terms(Arena *arena, Lines *lines) {
    size_t title = terms_title(lines), first = SIZE_MAX, column = title == SIZE_MAX ? 0 : terms_column(lines, title + 1);
    Columns columns = {.starts = {0, column}, .count = 2};
    Buffer cells[COLUMNS_MAX] = {0};
    for (size_t i = title + 1; column > 0 && i < lines->count; i++) {
        Line *line = &lines->items[i];
        if (line->role == LINE_BLANK || line->is_furniture) continue;
        bool begins = second_piece(line) == column, is_second = (size_t)line->indent + 1 >= column && (size_t)line->indent <= column + 4;
        bool goes_on =
            is_second
            || (columns_pieces(line->raw).count == 2 && columns_characters(line->raw, columns_pieces(line->raw).starts[1]) == column);
        bool is_long = first != SIZE_MAX && i - first > ROW_LINES_MAX;
        if (begins || !goes_on || is_long) {
            if (first != SIZE_MAX) columns_end_row(arena, lines, first, &columns, cells);
            first = begins ? i : SIZE_MAX;
        }
        if (first == SIZE_MAX) continue;
        columns_add_line(arena, line->raw, &columns, cells);
        if (i != first) line->is_furniture = true; /* its words stand in the row */
    }
    if (first != SIZE_MAX) columns_end_row(arena, lines, first, &columns, cells);
}

/* ---- Agendas ---- */

/* "Item    Subject    Lead    Time" */
static bool is_agenda_head(const Line *line) {
    Text t = line->text, rest = t;
    if (line->role != LINE_WORDS || t.len > 90 || columns_pieces(line->raw).count < 3 || ends_sentence(t)) return false;
    if (!scan_words(&rest, "Item|Item No|Item No.|No|No.|Agenda item|Ref|#") || has_words(t, "Action|Actions|Discussion|Objective"))
        return false;
    return has_words(t, "Subject|Title|Topic|Item|Agenda item|Description")
           && has_words(t, "Lead|Presenter|Time|Paper|Papers|Page|Pages|Report|Owner|Who|Duration|Purpose|Attached|Timing");
}

/* "2.  Minutes ...": the next number at the left, and something beside it. */
static bool is_next_item(const Line *line, int last, int *number) {
    Text rest = line->raw;
    scan_spaces(&rest);
    if (line->indent > 8 || !scan_number(&rest, 2, number) || *number != last + 1) return false;
    scan_char(&rest, '.'), scan_char(&rest, ')');
    return rest.len > 1 && rest.ptr[0] == ' ';
}

/* Data stand where the head's words do, or all a little beside them: a row with as many pieces tells. A title begins behind its number in any. */
static void learn_columns(const Line *line, Columns *columns) {
    Columns pieces = columns_pieces(line->raw);
    Text rest = line->raw;
    int number;
    scan_spaces(&rest);
    if (scan_number(&rest, 2, &number)) {
        scan_char(&rest, '.'), scan_char(&rest, ')');
        scan_spaces(&rest);
        columns->starts[1] = columns_characters(line->raw, line->raw.len - rest.len);
    }
    if (pieces.count != columns->count) return;
    for (size_t k = 0; k < pieces.count; k++) columns->starts[k] = columns_characters(line->raw, pieces.starts[k]);
}

/* The head's columns in characters; "Pages" begins one after a single space too. */
static Columns agenda_columns(Text raw) {
    Columns columns = columns_pieces(raw);
    size_t at = find_word(raw, "Pages", 0);
    if (at == SIZE_MAX) at = find_word(raw, "Page", 0);
    if (at != SIZE_MAX && columns.count < COLUMNS_MAX && at > columns.starts[columns.count - 1]) columns.starts[columns.count++] = at;
    for (size_t k = 0; k < columns.count; k++) columns.starts[k] = columns_characters(raw, columns.starts[k]);
    return columns;
}

void lines_find_agenda(Arena *arena, Lines *lines) {
    enum { HEAD_WITHIN = 80, ROW_MOST = 12 };
    Columns columns = {0};
    Buffer cells[COLUMNS_MAX] = {0};
    size_t first = SIZE_MAX;
    int number = 0, last = 0;
    bool is_after_blank = false;
    for (size_t i = 0; i < lines->count; i++) {
        Line *line = &lines->items[i];
        if (line->role == LINE_BLANK || line->is_furniture) {
            is_after_blank |= line->role == LINE_BLANK;
            continue;
        }
        if (columns.count == 0) {
            if (i >= HEAD_WITHIN) return;
            if (!is_agenda_head(line)) continue;
            columns = agenda_columns(line->raw);
            line->is_furniture = true;
            continue;
        }
        bool begins = is_next_item(line, last, &number);
        bool is_beside = columns_pieces(line->raw).count == 1 && line->indent < 3;
        bool is_over = line->role != LINE_WORDS || openness_of(line->text) || (first != SIZE_MAX && i - first > ROW_MOST)
                       || (is_after_blank && is_beside);
        if (begins || is_over) {
            if (first != SIZE_MAX) columns_end_row(arena, lines, first, &columns, cells);
            first = SIZE_MAX;
        }
        if (begins) {
            learn_columns(line, &columns);
            first = i, last = number;
        }
        if (first != SIZE_MAX) {
            columns_add_line(arena, line->raw, &columns, cells);
            if (i != first) line->is_furniture = true; /* its words stand in the row */
        }
        is_after_blank = false;
    }
    if (first != SIZE_MAX) columns_end_row(arena, lines, first, &columns, cells);
}
