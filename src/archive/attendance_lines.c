/* Owns how lists of persons stand in lines: one a line, side by side, in columns that gaps keep apart, or running over lines. */
#include "archive/attendance_list.h"
#include "archive/minutes_head.h"

bool looks_like_name(Arena *arena, Text t) {
    if (person_name(arena, t).title.len > 0) return true;
    size_t bracket = text_find(t, S("("), 0), dash = text_find(t, S(" – "), 0);
    if (dash == SIZE_MAX) dash = text_find(t, S(" - "), 0);
    size_t comma = text_find(t, S(","), 0), end = bracket < dash ? bracket : dash;
    if (comma < end && is_description(arena, text_slice(t, comma + 1, SIZE_MAX))) end = comma;
    Text name = text_trim(text_slice(t, 0, end));
    int words = count_words(name);
    if (scan_word(&(Text){name.ptr, name.len}, "The")) return false; /* "The Chair" */
    if (words < 2 || words > 5 || ends_sentence(name)
        || has_words(name, "Officer|Manager|Services|Director|Head|Clerk|Council|Police|Members|Committee|Minute|Item|Action|Agenda"))
        return false;
    Text rest = name, word;
    while (text_split(&rest, ' ', &word))
        if (word.len > 0 && !((word.ptr[0] >= 'A' && word.ptr[0] <= 'Z') || (unsigned char)word.ptr[0] >= 0x80)) return false;
    return true;
}

bool is_surely_person(Arena *arena, Text first) {
    size_t open = text_find(first, S("("), 0);
    Text name = text_trim(text_slice(first, 0, open)), inside = {0};
    if (open != SIZE_MAX) inside = text_trim(text_slice(first, open + 1, text_find(first, S(")"), open) - open - 1));
    if (is_titled_person(arena, name) || is_initials_and_surname(name)) return true;
    if (is_description(arena, name)) return is_titled_person(arena, inside) || is_initials_and_surname(inside); /* "Clerk (C Dee)" */
    return inside.len > 0 && looks_like_name(arena, name) && is_description(arena, inside);
}

static size_t count_of(Text t, const char *part) {
    size_t n = 0;
    for (size_t at = 0; (at = text_find(t, text_of(part), at)) != SIZE_MAX; at++) n++;
    return n;
}

/* Words after the name: "AB". Initials in a column of their own say nothing that the name does not. */
static bool is_initials_only(Text t) {
    return t.len >= 2 && t.len <= 4 && is_capitals(t) && count_words(t) == 1;
}

/* "Ali Barnes AB Director, Marshford Council": initials that are those of the words before them part the name from what somebody is. */
static bool divide_at_initials(Arena *arena, Text piece, Text *name, Text *what) {
    Text initials[2] = {0}, rest = piece, word;
    size_t count = 0;
    while (text_split(&rest, ' ', &word)) {
        if (count >= 2 && is_initials_only(word) && word.ptr[0] == initials[0].ptr[0] && word.ptr[word.len - 1] == initials[1].ptr[0]) {
            *name = text_trim(text_slice(piece, 0, (size_t)(word.ptr - piece.ptr)));
            *what = text_trim(rest);
            return what->len > 0;
        }
        bool is_name =
            word.len > 1 && word.ptr[0] >= 'A' && word.ptr[0] <= 'Z' && person_name(arena, joined(arena, word, " ", S("X"))).title.len == 0;
        if (is_name && count < 2) initials[count++] = word;
        else if (is_name) initials[1] = word;
    }
    return false;
}

/* "Councillor A Archer (Chairman) Councillor F Foster": where the second begins, as the columns of a PDF come out without their gap. */
static size_t second_title(Text piece) {
    static const char *const words[] = {"Councillor ", "Cllr ", NULL};
    for (int i = 0; words[i]; i++) {
        Text title = text_of(words[i]);
        if (!text_starts_with(piece, title)) continue;
        size_t at = text_find(piece, title, title.len);
        if (at == SIZE_MAX || piece.ptr[at - 1] != ' ' || count_words(text_slice(piece, 0, at)) < 3) return SIZE_MAX;
        Text before = text_trim(text_slice(piece, 0, at));
        bool is_apart = !text_ends_with(before, S(",")) && !text_ends_with(before, S(" and")) && !text_ends_with(before, S(" for"))
                        && !text_ends_with(before, S(" of")) && !text_ends_with(before, S(" by")) && !text_ends_with(before, S("&"))
                        && !text_ends_with(before, S(";")) && !text_ends_with(before, S(" with"));
        return is_apart ? at : SIZE_MAX;
    }
    return SIZE_MAX;
}

/* A cell or piece of a list: a person, or what the one before it in the same line is. */
static void put_piece(LayoutReader *reader, EntryKind kind, size_t before, Text piece, bool holds_one_person, int number) {
    Text name, what;
    bool follows = reader->document->entries.count > before;
    Entry *last = follows ? entry_at(reader, (int)reader->document->entries.count - 1) : NULL;
    if (piece.len == 0 || (follows && is_initials_only(piece) && !names_organisation(piece))) return;
    if (follows && is_initials_only(piece)) {
        PersonName parts = person_name(reader->arena, last->title);
        if (parts.first.len > 0 && parts.surname.len > 0 && piece.ptr[0] == parts.first.ptr[0]
            && piece.ptr[piece.len - 1] == parts.surname.ptr[0])
            return;
    }
    bool is_word = count_words(piece) == 1 && !starts_small(piece) && text_find(piece, S("("), 0) == SIZE_MAX; /* "Probation" */
    if (follows && (is_word || is_description(reader->arena, piece))) put_description(last, piece);
    else if (divide_at_initials(reader->arena, piece, &name, &what)) {
        put_persons(reader, kind, -1, name, number, number);
        if (reader->document->entries.count > before) put_description(entry_at(reader, (int)reader->document->entries.count - 1), what);
    } else if (!(holds_one_person && put_described(reader, kind, -1, piece, true, number, number)))
        put_persons(reader, kind, -1, piece, number, number);
}

/* Pieces of a line that wide gaps part: lists in two columns, of persons or of persons and what they are or where they are from.
 * `holds_one_person`: so does each piece, because the list has a line for each. */
static void put_columns(LayoutReader *reader, EntryKind kind, Text raw, int number, bool holds_one_person) {
    size_t before = reader->document->entries.count;
    while (raw.len > 0) {
        size_t gap = text_find(raw, S("   "), 0);
        Text piece = english_half(reader->arena, line_clean(reader->arena, text_slice(raw, 0, gap)));
        size_t second = second_title(piece);
        put_piece(reader, kind, before, text_trim(text_slice(piece, 0, second)), holds_one_person, number);
        if (second != SIZE_MAX)
            put_piece(reader, kind, reader->document->entries.count, text_slice(piece, second, SIZE_MAX), holds_one_person, number);
        raw = gap == SIZE_MAX ? ((Text){0}) : text_slice(raw, gap, SIZE_MAX);
        while (raw.len > 0 && raw.ptr[0] == ' ') raw = text_slice(raw, 1, SIZE_MAX);
    }
}

bool is_columns_head(Text line) {
    return line.len < 80 && has_words(line, "Name|Member|Representative")
           && has_words(line, "Organisation|Agency|Initials|Role|Representing|Title|Position") && count_words(line) < 9;
}

/* What a line of a list says, without the label in front of the first. */
static Text list_line(LayoutReader *reader, const Block *block, Text rest, int n) {
    Text raw = reader->blocks->lines->items[n - 1].raw;
    if (n == block->first_line && rest.len < block->text.len) {
        size_t colon = text_find(raw, S(":"), 0), gap = text_find(raw, S("   "), 0);
        if (colon != SIZE_MAX) return text_trim(text_slice(raw, colon + 1, SIZE_MAX));
        return gap == SIZE_MAX ? (Text){0} : text_trim(text_slice(raw, gap, SIZE_MAX));
    }
    Text tail = text_trim(raw);
    if (text_equal(tail, S("ABSENCE:")) || text_equal(tail, S("ABSENCE"))) tail.len = 0; /* of "APOLOGIES FOR" above it */
    return tail;
}

/* Does each line begin with a person, and none go on in the next? */
static bool is_person_a_line(LayoutReader *reader, const Block *block, Text rest) {
    for (int n = block->first_line; n <= block->last_line; n++) {
        if (reader->blocks->lines->items[n - 1].is_furniture) continue;
        Text line = english_half(reader->arena, line_clean(reader->arena, list_line(reader, block, rest, n)));
        if ((line.len == 0 && n == block->first_line) || is_columns_head(line)) continue;
        size_t comma = text_find(line, S(","), 0);
        Text first = text_slice(line, 0, comma);
        bool goes_on = n < block->last_line
                       && (text_ends_with(line, S(",")) || text_ends_with(line, S(" and")) || text_ends_with(line, S("&"))
                           || text_ends_with(line, S(" -")));
        if (goes_on || !looks_like_name(reader->arena, first)) return false;
    }
    return true;
}

/* Does a line end inside of brackets? Then the list runs over its lines. */
static bool is_running(LayoutReader *reader, const Block *block) {
    for (int n = block->first_line; n < block->last_line; n++) {
        Text line = reader->blocks->lines->items[n - 1].text;
        if (count_of(line, "(") > count_of(line, ")")) return true;
    }
    return false;
}

/* "Ada Bee, Office for Streets (chair)" as "Ada Bee (chair), Office for Streets". */
static Text role_to_name(Arena *arena, Text t) {
    static const char roles[] = "chair|vice-chair|vice chair|co-chair|deputy chair|chairman|chairperson|minutes|notes|secretary|clerk";
    size_t comma = text_find(t, S(","), 0), open = SIZE_MAX;
    for (size_t i = 0; i < t.len; i++)
        if (t.ptr[i] == '(') open = i;
    if (open == SIZE_MAX || comma == SIZE_MAX || comma > open || !text_ends_with(t, S(")")) || t.len > 200) return t;
    Text role = text_slice(t, open + 1, t.len - open - 2), name = text_slice(t, 0, comma), rest = role;
    if (!scan_words(&rest, roles) || rest.len > 0 || !looks_like_name(arena, name)) return t;
    Text from = text_trim(text_slice(t, comma + 1, open - comma - 1));
    if (looks_like_name(arena, from) && !names_organisation(from)) return t;
    if (text_find(from, S(","), 0) != SIZE_MAX || text_find(from, S("("), 0) != SIZE_MAX) return t;
    return text_format(arena, "%.*s (%.*s), %.*s", TEXT_ARG(name), TEXT_ARG(role), TEXT_ARG(from));
}

void put_list(LayoutReader *reader, EntryKind kind, const Block *block, Text rest) {
    if (block->role == LINE_ROW) { /* names side by side, or a name and what they are */
        Cells cells = block_cells(reader->arena, block);
        size_t before = reader->document->entries.count;
        for (size_t i = 0; i < cells.count; i++) put_piece(reader, kind, before, cells.items[i], false, block->first_line);
        return;
    }
    if (block->first_line == block->last_line) rest = role_to_name(reader->arena, rest);
    if (block->is_bulleted && put_described(reader, kind, -1, rest, true, block->first_line, block->last_line)) return;
    size_t lines = (size_t)(block->last_line - block->first_line) + 1;
    size_t marks = count_of(rest, ",") + count_of(rest, ";") + count_of(rest, " and ");
    bool holds_one_person = lines > 1 && is_person_a_line(reader, block, rest);
    if (!holds_one_person && (lines == 1 || marks >= lines || (marks > 0 && is_running(reader, block)))) {
        Text raw = lines == 1 ? list_line(reader, block, rest, block->first_line) : (Text){0};
        bool has_columns =
            raw.len > 0 && reader->blocks->lines->format != SOURCE_HTML && (marks == 0 || text_find(raw, S("    "), 0) != SIZE_MAX);
        if (has_columns) put_columns(reader, kind, raw, block->first_line, false);
        else put_persons(reader, kind, -1, rest, block->first_line, block->last_line);
        return;
    }
    for (int n = block->first_line; n <= block->last_line; n++)
        if (!reader->blocks->lines->items[n - 1].is_furniture && !is_columns_head(reader->blocks->lines->items[n - 1].text))
            put_columns(reader, kind, list_line(reader, block, rest, n), n, holds_one_person);
}
