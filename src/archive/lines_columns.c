/* Owns tables in PDFs, whose words come with their columns kept apart by spaces: below the head of a table of actions, lines become rows. */
#include "archive/columns.h"

#include "archive/blocks.h"
#include "archive/openness.h"
#include "archive/scan.h"

Columns columns_pieces(Text raw) {
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

size_t columns_characters(Text raw, size_t byte) {
    return text_characters(text_slice(raw, 0, byte));
}

/* The head's columns, in characters. A head word after one space begins a column as well. */
static Columns columns_of(Text raw) {
    static const char *const names[] = {"No.", "No", "Ref", "Number", "Objective", "Objectives", "Outcome", "Outcomes", "Action", "Actions",
        "Measure", "Measures", "Timescale", "By when", "When", "Deadline", "Target date", "Lead", "Owner", "Who", "Responsible", NULL};
    Columns columns = columns_pieces(raw);
    for (int i = 0; names[i]; i++) {
        size_t at = find_word(raw, names[i], 0);
        if (at == SIZE_MAX || columns.count >= COLUMNS_MAX) continue;
        size_t k = 0;
        while (k < columns.count && columns.starts[k] < at) k++;
        if (k < columns.count && columns.starts[k] == at) continue;
        /* The second of two names for one column, "Objective / Outcomes", starts none. */
        bool is_behind_number =
            k > 0 && scan_words(&(Text){raw.ptr + columns.starts[k - 1], raw.len - columns.starts[k - 1]}, "No.|No|Ref|Ref.|#");
        if (k > 0 && at - columns.starts[k - 1] < 5 && !is_behind_number) continue;
        bool is_second = at > 2
                         && (raw.ptr[at - 2] == '/' || raw.ptr[at - 2] == '&'
                             || (i > 0 && text_find(names[i][0] == 'B' ? raw : (Text){0}, S("By "), 0) != SIZE_MAX));
        if (is_second) continue;
        memmove(&columns.starts[k + 1], &columns.starts[k], (columns.count - k) * sizeof columns.starts[0]);
        columns.starts[k] = at;
        columns.count++;
    }
    for (size_t i = 0; i < columns.count; i++) columns.starts[i] = columns_characters(raw, columns.starts[i]);
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

/* A cell grows by a piece a line, so it is one buffer; a row that ends empties it. */
static void add_words(Arena *arena, Buffer *cell, const char *between, Text words) {
    if (!cell->arena) *cell = buffer_new(arena, words.len + 32);
    if (cell->len > 0) buffer_put(cell, text_of(between));
    buffer_put(cell, words);
}

static Text cell_text(Buffer *cell) {
    return cell->len > 0 ? buffer_text(cell) : (Text){0};
}

void columns_add_line(Arena *arena, Text raw, const Columns *columns, Buffer *cells) {
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
        if (piece.len > 0) add_words(arena, &cells[k], " ", piece);
        if (to > from) from = to;
    }
}

void columns_end_row(Arena *arena, Lines *lines, size_t first, const Columns *columns, Buffer *cells) {
    Buffer row = buffer_new(arena, 256);
    for (size_t k = 0; k < columns->count; k++) {
        if (k) buffer_put_char(&row, '\t');
        buffer_put(&row, cell_text(&cells[k]));
        cells[k].len = 0;
    }
    lines->items[first].text = buffer_text(&row);
    if (text_find(buffer_text(&row), S("\n"), 0) != SIZE_MAX) {
        lines->items[first].broken = buffer_text(&row);
        Buffer flat = buffer_new(arena, row.len + 1);
        for (size_t i = 0; i < row.len; i++) buffer_put_char(&flat, row.ptr[i] == '\n' ? ' ' : row.ptr[i]);
        lines->items[first].text = buffer_text(&flat);
    }
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

/* A heading between two tables stands alone at the left, below an empty line. */
static bool is_heading_between(const Line *line, bool is_after_blank) {
    return is_after_blank && line->indent < 3 && columns_pieces(line->raw).count == 1 && line->text.len < 90 && !ends_sentence(line->text)
           && line->text.len > 0 && !starts_small(line->text);
}

static bool ends_table(const Line *line) {
    return has_word(text_slice(line->text, 0, 9), "Priority")
           || (line->indent < 3 && scan_words(&(Text){line->text.ptr, line->text.len}, "Lead:|Aim:|Version"));
}

/* ---- Tables of notes ---- */

/* "Item   Discussion   Action   Owner   Deadline"; "No. Item      Action", where the number's column is narrow. */
static bool is_notes_head(const Line *line) {
    Text t = line->text;
    bool is_numbered = scan_words(&(Text){t.ptr, t.len}, "No. Item|No Item|No. Agenda item|No. Topic|Ref Item|# Item");
    if (line->role != LINE_WORDS || t.len > 120 || columns_pieces(line->raw).count < (is_numbered ? 2 : 3)) return false;
    return has_words(t, "Item|Agenda item|Topic|No|Ref|Minute")
           && has_words(t, "Discussion|Notes|Minutes|Summary|Key points|Points discussed|Item") && has_words(t, "Action|Actions")
           && !ends_sentence(t) && !is_head(t);
}

/* Its columns. "Item" behind a number begins one after a single space too. */
static Columns notes_columns(Text raw) {
    Columns columns = columns_of(raw);
    Text rest = raw;
    scan_spaces(&rest);
    if (!scan_words(&rest, "No.|No|Ref|#") || columns.count >= COLUMNS_MAX) return columns;
    scan_spaces(&rest);
    size_t at = columns_characters(raw, raw.len - rest.len);
    if (rest.len == 0 || (columns.count > 1 && columns.starts[1] <= at)) return columns;
    memmove(&columns.starts[2], &columns.starts[1], (columns.count - 1) * sizeof columns.starts[0]);
    columns.starts[1] = at;
    columns.count++;
    return columns;
}

typedef struct {
    Columns head, row; /* where columns begin: in the head, and in the open row, which a PDF may set a little beside it */
    Buffer cells[COLUMNS_MAX];
    size_t first;   /* the line that the open row begins in; SIZE_MAX: none */
    size_t said;    /* where its second column begins */
    int number;     /* of the open row */
    bool is_titled; /* no column of discussion: titles stand in the second, above what was said */
    bool has_title; /* of the open row: its title has ended */
} Notes;

/* The word nearest to the character `at` that begins at most `near` before it or `right` behind it; SIZE_MAX: none. In bytes. */
static size_t word_near(Text raw, size_t at, size_t near, size_t right) {
    size_t best = SIZE_MAX, distance = near + 1, character = 0;
    for (size_t i = 0; i < raw.len; i++) {
        if (((unsigned char)raw.ptr[i] & 0xc0) == 0x80) continue;
        bool is_start = i > 0 && raw.ptr[i] != ' ' && raw.ptr[i - 1] == ' ';
        size_t apart = character > at ? character - at : at - character;
        if (is_start && apart < distance && character <= at + right) best = i, distance = apart;
        character++;
    }
    return best;
}

static void add_cell(Arena *arena, Buffer *cell, Text words) {
    words = line_clean(arena, words);
    if (words.len == 0) return;
    bool is_cut = cell->len > 0 && cell->ptr[cell->len - 1] == '-' && starts_small(words); /* "Night-" and "time" */
    add_words(arena, cell, is_cut ? "" : " ", words);
}

/* Words of the column of what was said: a title ends where a line begins anew, and a decision begins a paragraph. */
static void add_said(Arena *arena, Notes *notes, size_t column, Text words) {
    Buffer *cell = &notes->cells[column];
    Text clean = line_clean(arena, words);
    bool ends_title = column == 1 && notes->is_titled && !notes->has_title && cell->len > 0 && clean.len > 0 && !starts_small(clean);
    if (ends_title || (column == 1 && cell->len > 0 && is_resolution(clean, NULL))) {
        notes->has_title = true;
        add_words(arena, cell, "\n", clean);
    } else add_cell(arena, cell, words);
}

/* The last column up to `most` that has begun where a word at `start` begins. */
static size_t column_at(const Notes *notes, size_t start, size_t most) {
    while (most > 1 && start + 5 < notes->row.starts[most]) most--;
    return most;
}

/* The columns of a row as its first line shows them: a piece for each, or as far as pieces stand near the head's. */
static void learn_row(Notes *notes, Text raw) {
    Columns pieces = columns_pieces(raw);
    size_t behind = 0, first = 0;
    notes->row = notes->head;
    notes->row.starts[1] = notes->said;
    for (size_t k = 0; k < pieces.count; k++) {
        pieces.starts[k] = columns_characters(raw, pieces.starts[k]);
        if (pieces.starts[k] <= notes->said + 4) continue;
        if (behind++ == 0) first = k;
    }
    for (size_t k = 2; k < notes->row.count && behind + 2 == notes->row.count; k++) notes->row.starts[k] = pieces.starts[first + k - 2];
}

/* The pieces of a line: the item's words as far as what was said begins, then what stands below the head's other columns. Once the page has turned
 * only what was said goes on. */
static void add_notes_line(Arena *arena, Notes *notes, Text raw, bool is_turned) {
    size_t from = 0, indent = 0;
    while (indent < raw.len && raw.ptr[indent] == ' ') indent++;
    bool is_said = is_turned || indent + 2 >= notes->said || indent > notes->head.starts[0] + 5; /* nothing stands in the item's column */
    size_t said = is_said ? 0 : word_near(raw, notes->said, 5, 1);
    if (said == SIZE_MAX) { /* "Serious          strategic": nothing was said in this line; or a line that goes over the edge, which was */
        Columns pieces = columns_pieces(raw);
        size_t end = pieces.count > 1 ? pieces.starts[1] : raw.len;
        bool is_item = columns_characters(raw, pieces.count > 1 ? text_trim(text_slice(raw, 0, end)).len + indent : raw.len) <= notes->said;
        said = is_item ? end : 0;
    }
    add_cell(arena, &notes->cells[0], text_slice(raw, 0, said));
    from = said;
    for (size_t k = 2; k < notes->row.count && from < raw.len; k++) {
        size_t at = word_near(raw, notes->row.starts[k], 4, 4);
        size_t start = at == SIZE_MAX ? 0 : columns_characters(raw, at), length = 0;
        while (at != SIZE_MAX && at + length < raw.len && raw.ptr[at + length] != ' ') length++;
        bool is_initials = length >= 2 && length <= 4 && is_capitals(text_slice(raw, at, length));
        /* Words of the column before end where this one begins, so a word that goes over that edge is this one's. */
        bool is_over = start + length > notes->row.starts[k] + 1 || is_initials;
        bool is_apart = at != SIZE_MAX && at > from + 1 && (raw.ptr[at - 2] == ' ' || is_over);
        if (!is_apart) continue;
        add_said(arena, notes, column_at(notes, columns_characters(raw, from), k - 1), text_slice(raw, from, at - from));
        from = at;
    }
    if (from < raw.len)
        add_said(arena, notes, column_at(notes, columns_characters(raw, from), notes->row.count - 1), text_slice(raw, from, SIZE_MAX));
}

/* "3.   Serious violence   ...": the next number at the left, and words to its right. */
static bool begins_notes_row(const Notes *notes, Text raw, int *number, size_t *said) {
    Text rest = raw;
    scan_spaces(&rest);
    size_t indent = raw.len - rest.len;
    if (indent > 6 || !scan_number(&rest, 2, number) || *number < 1 || *number > 40) return false;
    if (notes->number > 0 ? *number != notes->number + 1 : *number > 1) return false;
    scan_char(&rest, '.'), scan_char(&rest, ')');
    if (rest.len == 0 || rest.ptr[0] != ' ') return false;
    Columns pieces = columns_pieces(raw);
    *said = notes->head.starts[1];
    for (size_t k = 0; k < pieces.count; k++) { /* in characters, as the head's are */
        size_t start = columns_characters(raw, pieces.starts[k]);
        size_t apart = start > notes->head.starts[1] ? start - notes->head.starts[1] : notes->head.starts[1] - start;
        if (k > 0 && apart < 6) *said = start;
    }
    return true;
}

static void end_notes_row(Arena *arena, Lines *lines, Notes *notes) {
    if (notes->first != SIZE_MAX) columns_end_row(arena, lines, notes->first, &notes->head, notes->cells);
    notes->first = SIZE_MAX;
}

/* Words that stand below the table. */
static bool is_below_table(const Notes *notes, const Line *line, bool is_after_blank) {
    if (scan_words(&(Text){line->text.ptr, line->text.len},
            "The meeting closed|The meeting ended|Meeting closed|Meeting ended|Signed|Chair:|Distribution"))
        return line->indent < 6;
    if (line->indent > 2 || columns_pieces(line->raw).count > 1) return false;
    if (scan_words(&(Text){line->text.ptr, line->text.len},
            "Action log|Actions log|Summary of actions|Outstanding actions|Actions still open|Actions outstanding"))
        return true;
    if (!is_after_blank) return false;
    return columns_characters(line->raw, line->raw.len) > notes->said + 10 && word_near(line->raw, notes->said, 1, 1) == SIZE_MAX;
}

void lines_find_notes(Arena *arena, Lines *lines) {
    Notes notes = {.first = SIZE_MAX};
    bool is_after_blank = false;
    for (size_t i = 0; i < lines->count; i++) {
        Line *line = &lines->items[i];
        int number;
        size_t said;
        if (line->role == LINE_BLANK || line->is_furniture) {
            is_after_blank |= line->role == LINE_BLANK;
            continue;
        }
        if (is_notes_head(line)) {
            if (notes.head.count == 0) {
                notes.head = notes_columns(line->raw);
                notes.is_titled =
                    notes.head.count == 3 && !has_words(line->text, "Discussion|Notes|Minutes|Summary|Key points|Points discussed");
                notes.said = notes.head.starts[1];
                size_t row = i;
                columns_add_line(arena, line->raw, &notes.head, notes.cells);
                columns_end_row(arena, lines, row, &notes.head, notes.cells);
            } else line->is_furniture = true; /* repeated on the next page */
        } else if (notes.head.count > 0 && openness_of(line->text) && columns_pieces(line->raw).count == 1) {
            end_notes_row(arena, lines, &notes); /* "EXEMPT ITEMS": the table goes on below it */
        } else if (notes.head.count > 0 && is_below_table(&notes, line, is_after_blank)) {
            end_notes_row(arena, lines, &notes);
            notes = (Notes){.first = SIZE_MAX};
        } else if (notes.head.count > 0 && begins_notes_row(&notes, line->raw, &number, &said)) {
            end_notes_row(arena, lines, &notes);
            notes.first = i, notes.number = number, notes.said = said, notes.has_title = false;
            learn_row(&notes, line->raw);
            add_notes_line(arena, &notes, line->raw, false);
        } else if (notes.first != SIZE_MAX && i - notes.first > ROW_LINES_MAX) {
            end_notes_row(arena, lines, &notes);
            notes = (Notes){.first = SIZE_MAX};
        } else if (notes.first != SIZE_MAX) {
            add_notes_line(arena, &notes, line->raw, line->page != lines->items[notes.first].page);
            line->is_furniture = true; /* its words stand in the row */
        }
        is_after_blank = false;
    }
    end_notes_row(arena, lines, &notes);
}

/* ---- Tables of actions, and of who was there ---- */

typedef struct {
    Columns columns;
    Buffer cells[COLUMNS_MAX];
    Buffer tried[COLUMNS_MAX]; /* of a line that may begin a row */
    size_t first;              /* the line that the open row begins in; SIZE_MAX: none */
    uint32_t begin;            /* the columns that have words in the first line of a row without a number, a bit each */
    bool is_numbered;          /* a row began with its number */
    bool is_attendance;
} Table;

/* "Name   Role   Organisation   Present?", "Present   Organisation" */
static bool is_attendance_head(const Line *line) {
    Text t = line->text;
    Columns pieces = columns_pieces(line->raw);
    bool is_short = line->role == LINE_WORDS && t.len < 60 && pieces.count == 2 && count_words(t) <= 5 && !ends_sentence(t);
    if (is_short && scan_words(&(Text){t.ptr, t.len}, "Present|Attendees|Members present|In attendance|Attended|Name")
        && has_words(
            text_slice(line->raw, pieces.starts[1], SIZE_MAX), "Organisation|Organization|Agency|Representing|Role|Job title|Position"))
        return true;
    bool is_of_three = line->role == LINE_WORDS && t.len < 80 && pieces.count == 3 && !ends_sentence(t);
    Text second = is_of_three ? text_slice(line->raw, pieces.starts[1], pieces.starts[2] - pieces.starts[1]) : (Text){0},
         third = is_of_three ? text_slice(line->raw, pieces.starts[2], SIZE_MAX) : (Text){0};
    if (is_of_three && scan_words(&(Text){t.ptr, t.len}, "Name|Attendee|Present|Member")
        && has_words(second, "Role|Title|Job title|Position|Organisation|Agency|Representing")
        && (has_words(third, "Organisation|Organization|Agency|Representing") != has_words(third, "Role|Title|Job title|Position")))
        return true;
    return line->role == LINE_WORDS && t.len < 100 && columns_pieces(line->raw).count >= 3 && has_word(text_slice(t, 0, 6), "Name")
           && has_words(t, "Organisation|Agency|Role|Representing|Title|Position")
           && (has_words(t, "Present|Attendance|Attended|Apologies") || text_ends_with(t, S("Present?")));
}

/* The first column, and those whose words are short: a row that goes on below its first line leaves them empty. */
static uint32_t columns_that_begin(Table *table) {
    uint32_t begin = 1;
    if (table->is_attendance) return table->columns.count == 2 ? begin : begin | 1u << (table->columns.count - 1);
    for (size_t k = 1; k < table->columns.count; k++)
        if (has_words(cell_text(&table->cells[k]), "Timescale|By when|When|Deadline|Target date|Lead|Who|Owner|Responsible|Lead agency"))
            begin |= 1u << k;
    return begin;
}

static void begin_table(Arena *arena, Lines *lines, size_t head, Table *table) {
    Line *line = &lines->items[head];
    *table = (Table){.first = SIZE_MAX, .is_attendance = is_attendance_head(line)};
    table->columns = table->is_attendance ? columns_pieces(line->raw) : columns_of(line->raw);
    for (size_t k = 0; k < table->columns.count && table->is_attendance; k++)
        table->columns.starts[k] = columns_characters(line->raw, table->columns.starts[k]);
    columns_add_line(arena, line->raw, &table->columns, table->cells);
    table->begin = columns_that_begin(table);
    columns_end_row(arena, lines, head, &table->columns, table->cells);
}

static void end_table_row(Arena *arena, Lines *lines, Table *table) {
    if (table->first != SIZE_MAX) columns_end_row(arena, lines, table->first, &table->columns, table->cells);
    table->first = SIZE_MAX;
}

static bool begins_table_row(Arena *arena, Table *table, const Line *line) {
    if (!table->is_attendance && begins_row(line->raw, &table->columns)) return table->is_numbered = true;
    if (table->is_numbered) return false;
    for (size_t k = 0; k < COLUMNS_MAX; k++) table->tried[k].len = 0;
    columns_add_line(arena, line->raw, &table->columns, table->tried);
    for (size_t k = 0; k < table->columns.count; k++)
        if ((table->begin & 1u << k) && table->tried[k].len == 0) return false;
    return true;
}

static size_t row_lines_most(const Table *table) {
    enum { OF_A_PERSON = 10, WITHOUT_A_NUMBER = 80 };
    return table->is_attendance ? OF_A_PERSON : table->is_numbered ? ROW_LINES_MAX : WITHOUT_A_NUMBER;
}

static bool is_behind_table(const Table *table, const Line *line, bool is_after_blank) {
    if (table->is_attendance) {
        Text t = line->text;
        bool is_title = scan_words(&t, "Notes|Minutes|Agenda|Actions|Discussion|Apologies|Item|Action") && (t.len == 0 || t.ptr[0] == ':');
        return is_title || is_notes_head(line) || (is_after_blank && columns_pieces(line->raw).count < 2);
    }
    return ends_table(line) || (!table->is_numbered && is_heading_between(line, is_after_blank));
}

void lines_find_columns(Arena *arena, Lines *lines) {
    Table table = {.first = SIZE_MAX};
    bool is_after_blank = false, was_after_blank;
    for (size_t i = 0; i < lines->count; i++) {
        Line *line = &lines->items[i];
        was_after_blank = is_after_blank;
        is_after_blank = line->role == LINE_BLANK || (is_after_blank && line->is_furniture);
        if ((line->role == LINE_WORDS && is_head(line->text)) || is_attendance_head(line)) {
            end_table_row(arena, lines, &table);
            begin_table(arena, lines, i, &table);
            continue;
        }
        if (table.columns.count < (table.is_attendance ? 2 : 3) || line->role == LINE_BLANK || line->is_furniture) continue;
        bool is_too_long = table.first != SIZE_MAX && i - table.first > row_lines_most(&table);
        if (is_too_long || is_behind_table(&table, line, was_after_blank)) {
            end_table_row(arena, lines, &table);
            table.columns.count = 0;
            continue;
        }
        if (begins_table_row(arena, &table, line)) {
            end_table_row(arena, lines, &table);
            table.first = i;
        }
        if (table.first == SIZE_MAX) continue;
        columns_add_line(arena, line->raw, &table.columns, table.cells);
        if (i != table.first) line->is_furniture = true; /* its words stand in the row */
    }
    end_table_row(arena, lines, &table);
}

/* ---- Who acts, in the margin ---- */

/* "Action" alone, far to the right: initials stand below it. */
static bool is_margin_head(const Line *line) {
    enum { INDENT_LEAST = 40 };
    Text t = line->text;
    return line->role == LINE_WORDS && line->indent >= INDENT_LEAST
           && scan_words(&t, "Action by|Actions by|Action required|Action owner|Actions|Action") && (t.len == 0 || text_equal(t, S(":")));
}

/* "AB", "AB/CD", "All", "Clerk": who acts. */
static bool is_owner(Text t) {
    if (t.len < 2 || t.len > 16 || count_words(t) > 3 || ends_sentence(t)) return false;
    Text office = t;
    if (scan_words(&office, "All|Chair|Clerk|All partners|All members") && office.len == 0) return true;
    size_t letters = 0;
    for (size_t i = 0; i < t.len; i++) {
        if (t.ptr[i] >= 'A' && t.ptr[i] <= 'Z') letters++;
        else if (!strchr(" /,&", t.ptr[i])) return false;
    }
    return letters >= 2;
}

void lines_cut_margin(Arena *arena, Lines *lines) {
    size_t margin = 0;
    for (size_t i = 0; i < lines->count; i++) {
        Line *line = &lines->items[i];
        if (is_margin_head(line)) {
            margin = (size_t)line->indent;
            line->is_furniture = true;
            continue;
        }
        if (margin == 0 || line->role == LINE_BLANK || line->role == LINE_ROW || line->is_furniture) continue;
        size_t at = line->raw.len;
        while (at > 0 && !(at > 2 && line->raw.ptr[at - 1] == ' ' && line->raw.ptr[at - 2] == ' ' && line->raw.ptr[at - 3] == ' ')) at--;
        Text owner = line_clean(arena, text_slice(line->raw, at, SIZE_MAX));
        if (columns_characters(line->raw, at) + 12 < margin || !is_owner(owner)) continue;
        Text said = line_clean(arena, text_slice(line->raw, 0, at));
        line->margin = owner;
        if (said.len == 0) continue; /* it stands beside the line above, and is told with it */
        /* the mark of a bullet or heading was taken from the text before */
        if (text_ends_with(line->text, owner)) line->text = text_trim(text_slice(line->text, 0, line->text.len - owner.len));
        line->raw = text_slice(line->raw, 0, at);
        while (line->raw.len > 0 && line->raw.ptr[line->raw.len - 1] == ' ') line->raw.len--;
    }
}
