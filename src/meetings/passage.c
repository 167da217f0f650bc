/* Passages of reports that are withheld: reading their marks, what is wrong with them, and what stands in their place. Pure. */
#include <inttypes.h>

#include "base/buffer.h"
#include "meetings/meeting.h"

/* ---- The marks ---- */

static size_t colons_at(Text t) {
    size_t n = 0;
    while (n < t.len && t.ptr[n] == ':') n++;
    return n;
}

/* A line that is meant as a mark, well written or not. */
static bool is_mark(Text line) {
    Text t = text_trim(line);
    return colons_at(t) >= 2 || text_contains(t, S(":::"));
}

bool has_passage_mark(Text text) {
    Text rest = text, line;
    while (text_next_line(&rest, &line))
        if (is_mark(line)) return true;
    return false;
}

typedef enum { MARK_ENDS, MARK_BEGINS, MARK_WRONG } MarkMeaning;

static Text after_word(Text t, size_t word) {
    return text_trim(text_slice(t, word, SIZE_MAX));
}

static bool begins_with_word(Text t, Text word) {
    if (t.len < word.len || !text_equal_ignoring_case(text_slice(t, 0, word.len), word)) return false;
    char next = t.len > word.len ? t.ptr[word.len] : ' ';
    return !((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z'));
}

/* "1, 2 and 7: the reason" gives the paragraphs; `*rest` is left at the reason. False when a number is none of the seven. */
static bool take_paragraphs(Text *rest, uint32_t *out) {
    *out = 0;
    for (;;) {
        Text t = text_trim(*rest);
        if (t.len > 0 && t.ptr[0] == ',') t = after_word(t, 1);
        if (*out && begins_with_word(t, S("and"))) {
            Text behind = after_word(t, 3);
            if (behind.len > 0 && behind.ptr[0] >= '0' && behind.ptr[0] <= '9') t = behind;
        }
        size_t digits = 0;
        while (digits < t.len && t.ptr[digits] >= '0' && t.ptr[digits] <= '9') digits++;
        if (digits == 0) {
            *rest = t.len > 0 && t.ptr[0] == ':' ? after_word(t, 1) : t;
            return true;
        }
        if (digits > 1 || t.ptr[0] < '1' || t.ptr[0] > '7') return false;
        *out |= 1u << (t.ptr[0] - '1');
        *rest = text_slice(t, 1, SIZE_MAX);
    }
}

static void set_fault(Arena *arena, Passage *p, int64_t line, const char *sentence) {
    if (text_is_empty(p->fault)) p->fault = text_format(arena, "Line %" PRId64 ": %s", line, sentence);
}

static MarkMeaning read_mark(Arena *arena, Text line, int64_t number, Passage *out) {
    Text t = text_trim(line);
    size_t colons = colons_at(t);
    Text words = after_word(t, colons);
    if (colons >= 3 && text_is_empty(words)) return MARK_ENDS;
    *out = (Passage){.line = number};
    if (colons < 3) {
        set_fault(arena, out, number,
            colons == 2 ? "a passage begins and ends with three colons (:::). Write three."
                        : "the three colons (:::) of a passage must stand at the beginning of a line of their own.");
        return MARK_WRONG;
    }
    if (begins_with_word(words, S("confidential"))) {
        out->restricted.restriction = RESTRICTION_CONFIDENTIAL;
        out->restricted.restriction_reason = after_word(words, 12);
        return MARK_BEGINS;
    }
    if (!begins_with_word(words, S("restricted"))) {
        set_fault(arena, out, number,
            "write \"::: restricted\" and the paragraphs, for example \"::: restricted 1, 2\", or \"::: confidential\".");
        return MARK_WRONG;
    }
    out->restricted.restriction = RESTRICTION_EXEMPT;
    words = after_word(words, 10);
    if (begins_with_word(words, S("paragraphs"))) words = after_word(words, 10);
    else if (begins_with_word(words, S("paragraph"))) words = after_word(words, 9);
    if (!take_paragraphs(&words, &out->restricted.paragraphs))
        set_fault(
            arena, out, number, "Schedule 12A has paragraphs 1 to 7 only. Name those that apply, for example \"::: restricted 1, 2\".");
    else if (out->restricted.paragraphs == 0)
        set_fault(arena, out, number,
            "say which paragraphs of Schedule 12A apply, for example \"::: restricted 1, 2\". For something that the law forbids to "
            "publish write \"::: confidential\".");
    out->restricted.restriction_reason = words;
    return MARK_BEGINS;
}

/* ---- Pieces ---- */

typedef struct {
    Arena *arena;
    TextPieceList list;
    size_t capacity;
} Pieces;

static TextPiece *add_piece(Pieces *p) {
    if (p->list.count == p->capacity) {
        size_t capacity = p->capacity ? p->capacity * 2 : 8;
        p->list.items = arena_grow(p->arena, p->list.items, p->capacity * sizeof(TextPiece), capacity * sizeof(TextPiece));
        p->capacity = capacity;
    }
    TextPiece *piece = &p->list.items[p->list.count++];
    *piece = (TextPiece){0};
    return piece;
}

static void add_open(Pieces *p, Text text) {
    if (!text_is_empty(text_trim(text))) add_piece(p)->text = text;
}

/* Takes "summary: words" off the head of a passage. */
static void take_summary(Passage *p) {
    Text rest = p->text, line = {0};
    while (text_next_line(&rest, &line) && text_is_empty(text_trim(line))) {}
    Text t = text_trim(line);
    if (!begins_with_word(t, S("summary")) || t.len < 8 || t.ptr[7] != ':') return;
    p->summary = after_word(t, 8);
    p->text = rest;
}

/* From the mark of a beginning up to its end: `*rest` and `*number` move behind it. */
static void take_passage(Arena *arena, Passage *p, Text *rest, int64_t *number) {
    Text body = *rest, line;
    const char *end = body.ptr + body.len;
    bool is_closed = false;
    while (!is_closed && text_next_line(rest, &line)) {
        ++*number;
        if (!is_mark(line)) continue;
        Passage inner;
        switch (read_mark(arena, line, *number, &inner)) {
        case MARK_ENDS:
            is_closed = true;
            end = line.ptr;
            break;
        case MARK_BEGINS:
            set_fault(arena, p, *number,
                "a passage begins here inside another one. Close the first with a line of three colons (:::) before it.");
            /* What comes after the end of the inner one was meant to be withheld too: nobody knows. */
            *rest = (Text){0};
            break;
        case MARK_WRONG:
            if (text_is_empty(p->fault)) p->fault = inner.fault;
            break;
        }
    }
    if (!is_closed)
        set_fault(arena, p, p->line, "the passage that begins here has no end. Write a line of three colons (:::) where it ends.");
    p->last_line = *number;
    p->text = (Text){body.ptr, (size_t)(end - body.ptr)};
    take_summary(p);
    p->text = text_trim(p->text);
}

TextPieceList text_pieces(Arena *arena, Text field) {
    Pieces p = {.arena = arena};
    Text rest = field, line, open = field;
    int64_t number = 0;
    while (text_next_line(&rest, &line)) {
        number++;
        if (!is_mark(line)) continue;
        add_open(&p, (Text){open.ptr, (size_t)(line.ptr - open.ptr)});
        TextPiece *piece = add_piece(&p);
        piece->is_passage = true;
        MarkMeaning meaning = read_mark(arena, line, number, &piece->passage);
        if (meaning == MARK_ENDS) {
            piece->passage = (Passage){.line = number};
            set_fault(arena, &piece->passage, number,
                "a passage ends here, but none began. Write \"::: restricted\" and its paragraphs where it begins.");
        }
        if (meaning == MARK_ENDS || meaning == MARK_WRONG) {
            /* Where it should begin or end nobody knows: everything from here on is held back. */
            piece->passage.last_line = number;
            piece->passage.text = text_trim((Text){line.ptr, (size_t)(field.ptr + field.len - line.ptr)});
            open = rest = (Text){0};
            break;
        }
        take_passage(arena, &piece->passage, &rest, &number);
        open = rest;
    }
    add_open(&p, open);
    return p.list;
}

/* ---- What stands in the place of a passage, and around it ---- */

/* The description of a restriction within a sentence. */
static Text in_sentence(Arena *arena, const Restricted *r) {
    Text shown = restriction_shown(arena, r);
    if (text_is_empty(shown)) return S("not for publication");
    return text_join(arena, r->restriction == RESTRICTION_EXEMPT ? S("e") : S("c"), text_slice(shown, 1, SIZE_MAX));
}

Text passage_note(Arena *arena, const Passage *p) {
    Text note = text_join(arena, S("Text withheld: "), in_sentence(arena, &p->restricted));
    if (text_is_empty(p->summary)) return note;
    return text_format(arena, "%.*s. Summary: %.*s", TEXT_ARG(note), TEXT_ARG(p->summary));
}

Text passage_opening(Arena *arena, const Passage *p) {
    Text opening = text_join(arena, S("Not for publication from here: "), in_sentence(arena, &p->restricted));
    if (text_is_empty(p->restricted.restriction_reason)) return opening;
    return text_format(arena, "%.*s. Why: %.*s", TEXT_ARG(opening), TEXT_ARG(p->restricted.restriction_reason));
}

Text passage_closing(void) {
    return S("Not for publication up to here");
}

Text text_in_version(Arena *arena, Text field, ReportVersion version) {
    if (!has_passage_mark(field)) return field;
    TextPieceList pieces = text_pieces(arena, field);
    Buffer out = buffer_new(arena, field.len + 256);
    for (size_t i = 0; i < pieces.count; i++) {
        const TextPiece *piece = &pieces.items[i];
        if (out.len > 0) buffer_put(&out, S("\n\n"));
        if (!piece->is_passage) buffer_put(&out, text_trim(piece->text));
        else if (version == REPORT_PUBLIC) buffer_putf(&out, "[%.*s]", TEXT_ARG(passage_note(arena, &piece->passage)));
        else
            buffer_putf(&out, "[%.*s]\n\n%.*s\n\n[%.*s]", TEXT_ARG(passage_opening(arena, &piece->passage)), TEXT_ARG(piece->passage.text),
                TEXT_ARG(passage_closing()));
    }
    return buffer_text(&out);
}
