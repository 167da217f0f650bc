/* Owns tables in PDFs, whose words come with their columns kept apart by spaces: below the head of a table of actions, lines become rows. */
#include "archive/lines.h"

#include "archive/scan.h"

enum { COLUMNS_MAX = 12 };

typedef struct {
    size_t starts[COLUMNS_MAX], count;
} Columns;

/* Pieces of a line that two spaces or more keep apart: where each starts. */
static Columns pieces_of(Text raw) {
    Columns found = {0};
    for (size_t i = 0; i < raw.len && found.count < COLUMNS_MAX;) {
        while (i < raw.len && raw.ptr[i] == ' ') i++;
        if (i >= raw.len) break;
        found.starts[found.count++] = i;
        while (i < raw.len && !(raw.ptr[i] == ' ' && i + 1 < raw.len && raw.ptr[i + 1] == ' ')) i++;
    }
    return found;
}

/* "No.  Objective  Actions  Measure  Timescale  Lead": single spaces may part them too where columns are narrow. */
static bool is_head(Text text) {
    if (text.len > 160) return false;
    int known = has_words(text, "Objective|Objectives|Outcome|Outcomes|Priority|Aim")
                + has_words(text, "Action|Actions|Activity|Task|What we will do") + has_words(text, "Measure|Measures|Success measure")
                + has_words(text, "Timescale|When|By when|Deadline|Target date") + has_words(text, "Lead|Owner|Who|Responsible");
    return known >= 3 && has_words(text, "Lead|Owner|Who|Responsible")
           && has_words(text, "No.|No|Ref|Number|Objective|Objectives|Priority");
}

static size_t characters_before(Text raw, size_t byte) {
    return text_characters(text_slice(raw, 0, byte));
}

/* The head's columns, in characters. A head word after one space begins a column as well. */
static Columns columns_of(Text raw) {
    static const char *const names[] = {"No.", "No", "Ref", "Number", "Objective", "Objectives", "Outcome", "Outcomes", "Action", "Actions",
        "Measure", "Measures", "Timescale", "By when", "When", "Deadline", "Target date", "Lead", "Owner", "Who", "Responsible", NULL};
    Columns columns = pieces_of(raw);
    for (int i = 0; names[i]; i++) {
        size_t at = find_word(raw, names[i], 0);
        if (at == SIZE_MAX || columns.count >= COLUMNS_MAX) continue;
        size_t k = 0;
        while (k < columns.count && columns.starts[k] < at) k++;
        if (k < columns.count && columns.starts[k] == at) continue;
        /* The second of two names for one column, "Objective / Outcomes", starts none. */
        if (k > 0 && at - columns.starts[k - 1] < 5) continue;
        bool is_second = at > 2
                         && (raw.ptr[at - 2] == '/' || raw.ptr[at - 2] == '&'
                             || (i > 0 && text_find(names[i][0] == 'B' ? raw : (Text){0}, S("By "), 0) != SIZE_MAX));
        if (is_second) continue;
        memmove(&columns.starts[k + 1], &columns.starts[k], (columns.count - k) * sizeof columns.starts[0]);
        columns.starts[k] = at;
        columns.count++;
    }
    for (size_t i = 0; i < columns.count; i++) columns.starts[i] = characters_before(raw, columns.starts[i]);
    return columns;
}

static size_t byte_of_character(Text raw, size_t character) {
    Text rest = raw;
    for (size_t i = 0; i < character && rest.len > 0; i++) text_next_character(&rest);
    return raw.len - rest.len;
}

/* Where the words behind a wide gap begin that lies near the column's edge: data stand a little beside their heading. */
static size_t gap_near(Text raw, size_t from, size_t edge) {
    enum { BEFORE = 4, AFTER = 7 };
    size_t best = SIZE_MAX, first = edge > from + BEFORE ? edge - BEFORE : from + 1;
    for (size_t i = first; i < raw.len && i <= edge + AFTER; i++) {
        bool is_edge = i >= 2 && raw.ptr[i] != ' ' && raw.ptr[i - 1] == ' ' && raw.ptr[i - 2] == ' ';
        size_t distance = i > edge ? i - edge : edge - i, before = best == SIZE_MAX ? SIZE_MAX : best > edge ? best - edge : edge - best;
        if (is_edge && distance < before) best = i;
    }
    return best;
}

/* Adds the line's words to the cells; a word that begins shortly before a column belongs to it. */
static void add_line(Arena *arena, Text raw, const Columns *columns, Text *cells) {
    size_t from = 0;
    for (size_t k = 0; k < columns->count && from < raw.len; k++) {
        size_t to = raw.len;
        if (k + 1 < columns->count) {
            to = byte_of_character(raw, columns->starts[k + 1]);
            size_t gap = gap_near(raw, from, to);
            if (gap != SIZE_MAX) to = gap;
            /* Never through a word: back to the gap before it, if that is near. */
            size_t back = to;
            while (back > from && back < raw.len && raw.ptr[back - 1] != ' ' && to - back < 4) back--;
            if (back < raw.len && back > from && raw.ptr[back - 1] == ' ') to = back;
            else
                while (to < raw.len && to > 0 && raw.ptr[to - 1] != ' ' && raw.ptr[to] != ' ') to++;
        }
        Text piece = to > from ? line_clean(arena, text_slice(raw, from, to - from)) : (Text){0};
        if (piece.len > 0) cells[k] = cells[k].len ? text_format(arena, "%.*s %.*s", TEXT_ARG(cells[k]), TEXT_ARG(piece)) : piece;
        if (to > from) from = to;
    }
}

static void end_row(Arena *arena, Lines *lines, size_t first, const Columns *columns, Text *cells) {
    Buffer row = buffer_new(arena, 256);
    for (size_t k = 0; k < columns->count; k++) {
        if (k) buffer_put_char(&row, '\t');
        buffer_put(&row, cells[k]);
        cells[k] = (Text){0};
    }
    lines->items[first].text = buffer_text(&row);
    lines->items[first].role = LINE_ROW;
    lines->items[first].is_furniture = false;
}

/* "1.1", "2.4*" in the first column begins a row. */
static bool begins_row(Text raw, const Columns *columns) {
    Text first = text_trim(text_slice(raw, 0, columns->count > 1 ? byte_of_character(raw, columns->starts[1]) : raw.len));
    Text number = first;
    int a, b;
    if (scan_number(&number, 3, &a) && scan_char(&number, '.') && scan_number(&number, 3, &b)) return true;
    /* "1a", "A1" and nothing else */
    size_t letters = 0, digits = 0;
    for (size_t i = 0; i < first.len; i++) {
        char c = first.ptr[i];
        letters += (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        digits += c >= '0' && c <= '9';
    }
    return first.len < 6 && letters == 1 && digits > 0 && digits < 3 && letters + digits == first.len;
}

static bool ends_table(const Line *line) {
    return has_word(text_slice(line->text, 0, 9), "Priority")
           || (line->indent < 3 && scan_words(&(Text){line->text.ptr, line->text.len}, "Lead:|Aim:|Version"));
}

void lines_find_columns(Arena *arena, Lines *lines) {
    Columns columns = {0};
    Text cells[COLUMNS_MAX] = {0};
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < lines->count; i++) {
        Line *line = &lines->items[i];
        bool is_new_head = line->role == LINE_WORDS && is_head(line->text);
        if (first != SIZE_MAX && (is_new_head || ends_table(line) || begins_row(line->raw, &columns))) {
            end_row(arena, lines, first, &columns, cells);
            first = SIZE_MAX;
        }
        if (is_new_head) {
            columns = columns_of(line->raw);
            add_line(arena, line->raw, &columns, cells);
            end_row(arena, lines, i, &columns, cells);
            continue;
        }
        if (columns.count < 3 || line->role == LINE_BLANK || line->is_furniture) continue;
        if (ends_table(line)) {
            columns.count = 0;
            continue;
        }
        if (begins_row(line->raw, &columns)) first = i;
        if (first == SIZE_MAX) continue;
        add_line(arena, line->raw, &columns, cells);
        if (i != first) line->is_furniture = true; /* its words stand in the row */
    }
    if (first != SIZE_MAX) end_row(arena, lines, first, &columns, cells);
}
