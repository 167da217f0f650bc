/* Owns telling where a line of a PDF was ended by its writer, and where by the page. */
#include "archive/line_ends.h"

#include "archive/scan.h"

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

size_t lines_width(Arena *arena, const Lines *lines) {
    enum { LINES_LEAST = 5, LONGEST = 400 };
    size_t *reach = ARENA_ARRAY(arena, size_t, LONGEST + 1), count = 0, beyond = 0;
    if (lines->format != SOURCE_PDF) return 0;
    for (size_t i = 0; i < lines->count; i++) {
        const Line *line = &lines->items[i];
        if (line->is_furniture || line->role == LINE_BLANK || line->role == LINE_ROW) continue;
        size_t width = text_characters(line->raw);
        reach[width < LONGEST ? width : LONGEST]++;
        count++;
    }
    if (count < LINES_LEAST) return 0;
    for (size_t width = LONGEST; width > 0; width--) {
        beyond += reach[width];
        if (beyond * 10 >= count) return width;
    }
    return 0;
}

/* Where the last word begins, in bytes. */
static size_t last_word(Text t) {
    size_t at = t.len;
    while (at > 0 && t.ptr[at - 1] != ' ') at--;
    return at;
}

bool line_was_ended(const Line *before, const Line *line, size_t width, bool is_top) {
    static const char binds[] = ",;:-&(/";
    if (width < 50 || line->text.len == 0 || before->text.len == 0) return false;
    if (!(line->text.ptr[0] >= 'A' && line->text.ptr[0] <= 'Z') && !is_digit(line->text.ptr[0])) return false;
    if (strchr(binds, before->text.ptr[before->text.len - 1]) || text_ends_with(before->text, S("–"))) return false;
    size_t space = last_word(before->text);
    if (has_words(text_slice(before->text, space, SIZE_MAX),
            "and|or|of|the|a|an|in|on|at|to|for|by|with|from|that|as|Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor"))
        return false;
    static const char months[] = "January|February|March|April|May|June|July|August|September|October|November|December";
    static const char bodies[] = "Partnership|Board|Committee|Council|Panel|Forum|Group";
    if (is_top && is_title_like(line->text) && !ends_sentence(line->text) && has_words(line->text, bodies)
        && !has_words(before->text, bodies))
        return false; /* a body's name in two lines */
    if (is_digit(before->text.ptr[before->text.len - 1]) && scan_words(&(Text){line->text.ptr, line->text.len}, months)) return false;
    size_t length = text_characters(before->raw) - (size_t)before->indent;
    return is_top ? length * 5 < width * 2 : (length + (size_t)before->indent) * 3 < width * 2; /* titles are in larger letters */
}
