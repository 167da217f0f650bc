/* Owns the lines of a source: decoding, cleaning, and finding what only furnishes a page. */
#include "archive/lines.h"

#include "archive/blocks.h"
#include "archive/openness.h"
#include "archive/scan.h"
#include "paper/win_ansi.h"

enum { LINES_MAX = 400000 };

/* ---- Encodings ---- */

static bool is_control(unsigned char c) {
    return c < 32 && c != '\n' && c != '\r' && c != '\t' && c != '\f';
}

static Text from_windows(Arena *arena, Text bytes) {
    Buffer out = buffer_new(arena, bytes.len + bytes.len / 8);
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.ptr[i];
        int32_t character = c < 128 ? c : win_ansi_character(c);
        buffer_put_character(&out, character ? character : ' ');
    }
    return buffer_text(&out);
}

static Text from_utf16(Arena *arena, Text bytes, bool is_big) {
    Buffer out = buffer_new(arena, bytes.len);
    int32_t high = 0;
    for (size_t i = 2; i + 1 < bytes.len; i += 2) {
        int32_t a = (unsigned char)bytes.ptr[i], b = (unsigned char)bytes.ptr[i + 1];
        int32_t c = is_big ? a * 256 + b : b * 256 + a;
        if (c >= 0xd800 && c < 0xdc00) high = c;
        else if (c >= 0xdc00 && c < 0xe000) {
            if (high) buffer_put_character(&out, 0x10000 + (high - 0xd800) * 1024 + (c - 0xdc00));
            high = 0;
        } else if (c != 0) buffer_put_character(&out, c);
    }
    return buffer_text(&out);
}

bool text_decoded(Arena *arena, Text bytes, Text *out) {
    if (text_starts_with(bytes, S("\xff\xfe"))) *out = from_utf16(arena, bytes, false);
    else if (text_starts_with(bytes, S("\xfe\xff"))) *out = from_utf16(arena, bytes, true);
    else {
        if (text_starts_with(bytes, S("\xef\xbb\xbf"))) bytes = text_slice(bytes, 3, SIZE_MAX);
        size_t controls = 0;
        for (size_t i = 0; i < bytes.len; i++) controls += is_control((unsigned char)bytes.ptr[i]);
        if (controls > bytes.len / 200) return false;
        *out = text_is_utf8(bytes, NULL) ? text_copy(arena, bytes) : from_windows(arena, bytes);
    }
    return text_is_utf8(*out, NULL);
}

/* ---- Cleaning ---- */

static const char *plain_for(int32_t c) {
    switch (c) {
    case 0xfb00: return "ff";
    case 0xfb01: return "fi";
    case 0xfb02: return "fl";
    case 0xfb03: return "ffi";
    case 0xfb04: return "ffl";
    case 0xa0:
    case 0x2002:
    case 0x2003:
    case 0x2007:
    case 0x2009:
    case 0x202f: return " ";
    case 0xad:
    case 0x200b:
    case 0x200c:
    case 0x200d:
    case 0x2060:
    case 0xfeff: return "";
    case 0x2010:
    case 0x2011: return "-";
    default: return NULL;
    }
}

static bool is_space(char c) {
    return c == ' ' || c == '\t';
}

/* Takes out "*" and "**" that stand around words, as in Markdown; an asterisk behind a number stays. */
static Text without_emphasis(Arena *arena, Text t) {
    if (text_find(t, S("*"), 0) == SIZE_MAX && text_find(t, S("__"), 0) == SIZE_MAX) return t;
    char *out = arena_alloc(arena, t.len + 1);
    size_t n = 0, open = SIZE_MAX;
    for (size_t i = 0; i < t.len; i++) {
        char c = t.ptr[i], before = i > 0 ? t.ptr[i - 1] : ' ', after = i + 1 < t.len ? t.ptr[i + 1] : ' ';
        if ((c == '*' || c == '_') && after == c) {
            i++;                                                                      /* "**" and "__" always mark */
            if (c == '*' && i + 1 < t.len && t.ptr[i + 1] == c) i++, open = SIZE_MAX; /* and so does "***" */
            continue;
        }
        if (c == '*' && open == SIZE_MAX && (is_space(before) || before == '(' || before == '*') && !is_space(after) && after != '[') {
            size_t end = text_find(t, S("*"), i + 1);
            if (end != SIZE_MAX && !is_space(t.ptr[end - 1])) {
                open = end;
                continue;
            }
        }
        if (c == '*' && i == open) {
            open = SIZE_MAX;
            continue;
        }
        out[n++] = c;
    }
    return (Text){out, n};
}

/* One space for any number, tabs kept; ends trimmed. */
static Text single_spaces(Arena *arena, Text t) {
    Buffer out = buffer_new(arena, t.len);
    bool pending = false;
    Text rest = t;
    int32_t c;
    while ((c = text_next_character(&rest)) >= 0) {
        const char *plain = plain_for(c);
        if (c == ' ' || c == '\n' || (plain && plain[0] == ' ')) {
            pending = true;
            continue;
        }
        if (c == '\t') {
            buffer_put_char(&out, '\t');
            pending = false;
            continue;
        }
        if (plain && !plain[0]) continue;
        if (pending && out.len > 0 && out.ptr[out.len - 1] != '\t') buffer_put_char(&out, ' ');
        pending = false;
        if (plain) buffer_put(&out, text_of(plain));
        else if (c >= 32) buffer_put_character(&out, c);
    }
    Text made = buffer_text(&out);
    while (made.len > 0 && made.ptr[0] == ' ') made = text_slice(made, 1, SIZE_MAX);
    while (made.len > 0 && is_space(made.ptr[made.len - 1])) made.len--;
    return made;
}

/* "<u>", "</sup>" and the like, which stand in Markdown that was made of other formats. */
static Text without_tags(Arena *arena, Text t) {
    if (text_find(t, S("<"), 0) == SIZE_MAX) return t;
    static const char tags[] = "u|b|i|em|strong|sup|sub|br|span|p|font";
    char *out = arena_alloc(arena, t.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < t.len; i++) {
        Text rest = text_slice(t, i, SIZE_MAX);
        if (scan_char(&rest, '<')) {
            scan_char(&rest, '/');
            if (scan_words(&rest, tags)) {
                bool is_break = t.ptr[i + 1] == 'b' && t.ptr[i + 2] == 'r';
                scan_spaces(&rest), scan_char(&rest, '/');
                if (scan_char(&rest, '>')) {
                    if (is_break) out[n++] = ' ';
                    i = t.len - rest.len - 1;
                    continue;
                }
            }
        }
        out[n++] = t.ptr[i];
    }
    return (Text){out, n};
}

Text line_clean(Arena *arena, Text raw) {
    return single_spaces(arena, without_emphasis(arena, without_tags(arena, raw)));
}

/* "- words", "• words", "o words" (as Word's second bullet comes out of a PDF). */
static bool take_bullet(Text *t) {
    static const char *const marks[] = {
        "\u2022", "\u25cf", "\u25aa", "\u25e6", "\uf0b7", "\u00b7", "\u2013", "\u25cb", "\u2043", "-", "*", "o", NULL};
    for (int i = 0; marks[i]; i++) {
        Text mark = text_of(marks[i]);
        if (!text_starts_with(*t, mark)) continue;
        Text rest = text_slice(*t, mark.len, SIZE_MAX);
        bool is_sure = (unsigned char)mark.ptr[0] >= 0x80 && !text_equal(mark, S("\u2013"));
        if (rest.len == 0 || (!is_space(rest.ptr[0]) && !is_sure)) continue;
        scan_spaces(&rest);
        if (rest.len == 0) return false;
        *t = rest;
        return true;
    }
    return false;
}

/* "| a | b |" and "a | b |" as cells; "---|---" as nothing. */
static bool take_pipes(Arena *arena, Text *t) {
    if (text_find(*t, S("|"), 0) == SIZE_MAX) return false;
    bool is_rule = true;
    for (size_t i = 0; i < t->len && is_rule; i++) is_rule = memchr("|-: ", t->ptr[i], 4) != NULL;
    if (is_rule) {
        *t = (Text){0};
        return true;
    }
    if (!text_ends_with(*t, S("|")) && !text_starts_with(*t, S("|"))) return false;
    Text rest = *t, cell;
    bool is_whole = text_starts_with(rest, S("|")) && text_ends_with(rest, S("|")) && rest.len > 1; /* empty cells at its end stay */
    if (text_starts_with(rest, S("|"))) rest = text_slice(rest, 1, SIZE_MAX);
    if (text_ends_with(rest, S("|"))) rest.len--;
    Buffer out = buffer_new(arena, t->len);
    for (bool first = true; text_split(&rest, '|', &cell); first = false) {
        if (!first) buffer_put_char(&out, '\t');
        buffer_put(&out, text_trim(cell));
    }
    Text made = buffer_text(&out);
    while (!is_whole && made.len > 0 && is_space(made.ptr[made.len - 1])) made.len--;
    *t = made;
    return true;
}

/* "| <b>Title</b><br>what was said | A |" with a line end for each "<br>". */
static Text broken_cells(Arena *arena, Text raw) {
    Text rest = text_trim(raw), cell;
    if (text_find(rest, S("<br"), 0) == SIZE_MAX) return (Text){0};
    if (text_starts_with(rest, S("|"))) rest = text_slice(rest, 1, SIZE_MAX);
    if (text_ends_with(rest, S("|"))) rest.len--;
    Buffer out = buffer_new(arena, rest.len);
    for (bool is_first = true; text_split(&rest, '|', &cell); is_first = false) {
        if (!is_first) buffer_put_char(&out, '\t');
        size_t begun = out.len;
        while (cell.ptr) {
            size_t at = text_find(cell, S("<br"), 0), end = at == SIZE_MAX ? SIZE_MAX : text_find(cell, S(">"), at);
            Text piece = line_clean(arena, text_slice(cell, 0, at));
            if (piece.len > 0 && out.len > begun) buffer_put_char(&out, '\n');
            buffer_put(&out, piece);
            cell = end == SIZE_MAX ? ((Text){0}) : text_slice(cell, end + 1, SIZE_MAX);
        }
    }
    return buffer_text(&out);
}

static Line line_of(Arena *arena, Text raw, int page) {
    while (raw.len > 0 && (is_space(raw.ptr[raw.len - 1]) || raw.ptr[raw.len - 1] == '\r')) raw.len--;
    Line line = {.raw = raw, .page = page, .role = LINE_WORDS};
    while ((size_t)line.indent < raw.len && raw.ptr[line.indent] == ' ') line.indent++;
    Text whole = text_trim(raw);
    line.is_bold = whole.len > 4 && text_starts_with(whole, S("**")) && text_ends_with(whole, S("**"))
                   && text_find(text_slice(whole, 2, whole.len - 4), S("**"), 0) == SIZE_MAX;
    line.text = line_clean(arena, raw);
    if (take_pipes(arena, &line.text)) line.broken = broken_cells(arena, raw);
    if (text_starts_with(line.text, S("#"))) {
        Text rest = line.text;
        while (scan_char(&rest, '#')) line.level++;
        if (line.level <= 6 && scan_char(&rest, ' ')) line.role = LINE_HEADING, line.text = rest;
    }
    if (line.text.len == 0) line.role = LINE_BLANK;
    else if (text_find(line.text, S("\t"), 0) != SIZE_MAX) line.role = LINE_ROW;
    else if (line.role == LINE_WORDS && take_bullet(&line.text)) {
        line.role = LINE_BULLET;
        if (text_starts_with(line.text, S("\u00b7")) || text_starts_with(line.text, S("\u2022"))) take_bullet(&line.text); /* "- · words" */
    }
    return line;
}

/* ---- What furnishes a page ---- */

static bool is_page_number(Text t) {
    Text rest = t;
    int n;
    scan_word(&rest, "page");
    scan_spaces(&rest);
    if (!scan_number(&rest, 4, &n)) return false;
    scan_spaces(&rest);
    if (scan_word(&rest, "of")) scan_spaces(&rest), scan_number(&rest, 4, &n);
    return rest.len == 0;
}

/* What a browser prints above a page, "28/11/2026, 09:40   Agenda and minutes", and below it, "https://council.example/... 1/3". */
static bool is_browsers(Text t, bool is_foot) {
    int n;
    if (is_foot) {
        size_t end = t.len, digits = 0, slash = 0;
        if (!text_starts_with(t, S("http://")) && !text_starts_with(t, S("https://")) && !text_starts_with(t, S("file://"))) return false;
        for (; end > 0 && t.ptr[end - 1] != ' '; end--)
            digits += t.ptr[end - 1] >= '0' && t.ptr[end - 1] <= '9', slash += t.ptr[end - 1] == '/';
        return end > 0 && slash == 1 && digits > 1 && digits + 1 == t.len - end;
    }
    return scan_number(&t, 2, &n) && scan_char(&t, '/') && scan_number(&t, 2, &n) && scan_char(&t, '/') && scan_number(&t, 4, &n)
           && scan_char(&t, ',') && scan_spaces(&t) && scan_number(&t, 2, &n) && scan_char(&t, ':') && scan_number(&t, 2, &n);
}

/* Equal but for figures. */
static bool same_furniture(Text a, Text b) {
    if (a.len == 0) return false;
    size_t i = 0, j = 0;
    while (i < a.len || j < b.len) {
        bool x = i < a.len && a.ptr[i] >= '0' && a.ptr[i] <= '9', y = j < b.len && b.ptr[j] >= '0' && b.ptr[j] <= '9';
        if (x && y) {
            while (i < a.len && a.ptr[i] >= '0' && a.ptr[i] <= '9') i++;
            while (j < b.len && b.ptr[j] >= '0' && b.ptr[j] <= '9') j++;
        } else if (i < a.len && j < b.len && a.ptr[i] == b.ptr[j]) i++, j++;
        else return false;
    }
    return true;
}

enum { EDGE = 2 }; /* lines at each edge of a page that may furnish it */

/* The k-th line with words from the top (or the foot) of a page; SIZE_MAX when there is none. */
static size_t edge_line(const Lines *lines, size_t from, size_t to, int k, bool is_foot) {
    for (size_t i = 0; i < to - from; i++) {
        size_t at = is_foot ? to - 1 - i : from + i;
        if (lines->items[at].role != LINE_BLANK && k-- == 0) return at;
    }
    return SIZE_MAX;
}

typedef struct {
    size_t from, to;
} PageLines;

static void mark_repeated(Lines *lines, const PageLines *pages, size_t count, int k, bool is_foot) {
    for (size_t p = 0; p < count; p++) {
        size_t at = edge_line(lines, pages[p].from, pages[p].to, k, is_foot);
        if (at == SIZE_MAX) continue;
        Line *line = &lines->items[at];
        if ((is_foot && is_page_number(line->text)) || is_browsers(line->text, is_foot)) line->is_furniture = true;
        if (line->text.len > 160 || line->is_furniture) continue;
        int same = 0;
        bool is_told = openness_of(line->text) || is_resolution(line->text, NULL); /* what pages tell one by one */
        bool may_be_near = !is_told && line->text.len >= 15 && !ends_sentence(line->text);
        for (size_t q = p > 8 ? p - 8 : 0; q < count && q < p + 8; q++) {
            size_t other = edge_line(lines, pages[q].from, pages[q].to, k, is_foot);
            bool is_same = other != SIZE_MAX && same_furniture(line->text, lines->items[other].text);
            /* A head that some pages have a line lower or higher. */
            for (int near = 0; near < EDGE && !is_same && may_be_near; near++) {
                other = edge_line(lines, pages[q].from, pages[q].to, near, is_foot);
                is_same = other != SIZE_MAX && same_furniture(line->text, lines->items[other].text);
            }
            same += q != p && is_same;
        }
        /* Of two pages alone the first keeps what may be its title. */
        bool is_of_two = count == 2 && same == 1 && !is_told && (p == 1 || is_foot) && line->text.len >= 4 && !ends_sentence(line->text);
        line->is_furniture = same >= 2 || is_of_two;
    }
}

static void mark_furniture(Arena *arena, Lines *lines) {
    size_t count = 0;
    PageLines *pages = ARENA_ARRAY(arena, PageLines, lines->count + 1);
    for (size_t i = 0; i < lines->count;) {
        size_t to = i;
        while (to < lines->count && lines->items[to].page == lines->items[i].page) to++;
        pages[count++] = (PageLines){i, to};
        i = to;
    }
    if (count > 1 && edge_line(lines, pages[count - 1].from, pages[count - 1].to, 0, false) == SIZE_MAX)
        count--; /* behind the last form feed */
    if (count > 1 || (count == 1 && lines->items[0].page))
        for (int k = 0; k < EDGE; k++) {
            mark_repeated(lines, pages, count, k, false);
            mark_repeated(lines, pages, count, k, true);
        }
    for (size_t i = 0; i < lines->count; i++)
        if (has_word(lines->items[i].text, "page is intentionally left blank") && lines->items[i].text.len < 60)
            lines->items[i].is_furniture = true;
}

Lines lines_of_text(Arena *arena, Text text, SourceFormat format) {
    Lines lines = {.format = format};
    size_t most = 2;
    for (size_t i = 0; i < text.len; i++) most += text.ptr[i] == '\n' || text.ptr[i] == '\f';
    if (most > LINES_MAX) most = LINES_MAX;
    lines.items = ARENA_ARRAY(arena, Line, most);
    Buffer words = buffer_new(arena, text.len + 16);
    bool has_pages = text_find(text, S("\f"), 0) != SIZE_MAX;
    int page = has_pages ? 1 : 0;
    Text rest = text, raw;
    while (lines.count < most && text_next_line(&rest, &raw)) {
        while (text_starts_with(raw, S("\f"))) {
            page++;
            raw = text_slice(raw, 1, SIZE_MAX);
        }
        if (rest.ptr == NULL && raw.len == 0 && has_pages) break;
        raw = text_copy(arena, raw);
        bool turns = lines.count > 0 && lines.items[lines.count - 1].page != page;
        lines.items[lines.count] = line_of(arena, raw, page);
        if (turns) buffer_put_char(&words, '\f');
        buffer_put(&words, lines.items[lines.count].raw);
        buffer_put_char(&words, '\n');
        lines.count++;
    }
    lines.text = buffer_text(&words);
    mark_furniture(arena, &lines);
    if (format == SOURCE_PDF) lines_find_columns(arena, &lines), lines_find_terms(arena, &lines), lines_find_agenda(arena, &lines);
    lines_find_notes(arena, &lines);
    lines_cut_margin(arena, &lines);
    return lines;
}

/* ---- Piece by piece ---- */

LineMaker line_maker(Arena *arena) {
    return (LineMaker){.arena = arena, .text = buffer_new(arena, 4096)};
}

void line_put(LineMaker *maker, LineRole role, int level, Text words) {
    char *flat = arena_alloc(maker->arena, words.len + 1);
    for (size_t i = 0; i < words.len; i++)
        flat[i] = words.ptr[i] == '\n' || words.ptr[i] == '\r' || words.ptr[i] == '\f' ? ' ' : words.ptr[i];
    Line line = line_of(maker->arena, (Text){flat, words.len}, 0);
    bool is_blank = line.text.len == 0;
    if (is_blank && (maker->count == 0 || maker->items[maker->count - 1].role == LINE_BLANK)) return;
    if (maker->count >= LINES_MAX) return;
    if (maker->count == maker->room) {
        size_t room = maker->room ? maker->room * 2 : 256;
        maker->items = arena_grow(maker->arena, maker->items, maker->room * sizeof(Line), room * sizeof(Line));
        maker->room = room;
    }
    /* Wide gaps, as tabs leave them, keep columns apart. */
    line.raw =
        role == LINE_WORDS && line.role == LINE_WORDS && text_find(line.raw, S("    "), 0) != SIZE_MAX ? text_trim(line.raw) : line.text;
    line.indent = 0;
    if (role == LINE_BULLET && line.role != LINE_BULLET) line.raw = text_join(maker->arena, S("- "), line.text);
    if (role == LINE_ROW && !is_blank) {
        line.text = (Text){flat, words.len}; /* empty cells at its end stay */
        if (text_find(words, S("\n"), 0) != SIZE_MAX) line.broken = text_copy(maker->arena, words);
    }
    if (!is_blank && role != LINE_WORDS) line.role = role;
    line.level = level;
    maker->items[maker->count++] = line;
    buffer_put(&maker->text, line.raw);
    buffer_put_char(&maker->text, '\n');
}

Lines lines_made(LineMaker *maker, SourceFormat format) {
    return (Lines){.items = maker->items, .count = maker->count, .text = buffer_text(&maker->text), .format = format};
}
