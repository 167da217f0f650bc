/* What a document is made of: its marks in reading order. Made by document.c, set by typeset.c. */
#ifndef QUORATE_PAPER_MARKS_H
#define QUORATE_PAPER_MARKS_H

#include "base/buffer.h"
#include "paper/document.h"

/* Words with their emphasis. Spans are in order and may not overlap. */
typedef struct {
    size_t from, len;
    bool is_strong, is_emphasis, is_code;
    Text address; /* a link when not empty */
} Span;
typedef struct {
    Text text;
    const Span *spans;
    size_t count;
} Words;

typedef enum {
    MARK_TITLE,   /* label: the line above it */
    MARK_HEADING, /* level */
    MARK_PARAGRAPH,
    MARK_CODE,
    MARK_LIST, /* a container, like the two after it; ends with MARK_END */
    MARK_ITEM, /* label: its bullet or number */
    MARK_QUOTE,
    MARK_END,
    MARK_AGENDA, /* an item of a list: label: code; words; note; pages */
    MARK_TABLE,
    MARK_RULE,
    MARK_PAGE_BREAK,
} MarkKind;

typedef enum { LIST_BULLETS, LIST_NUMBERS, LIST_PARAGRAPHS, LIST_AGENDA } ListKind;

typedef struct {
    Words caption;
    bool has_head;        /* the first row is a header row */
    bool has_row_heads;   /* the first column holds row headers, and there are no rules: label and value */
    size_t columns, rows; /* rows with the header row */
    const Words *cells;
    const int *widths;      /* percent, or NULL */
    const char *alignments; /* 'l', 'r', 'c' or 0 a column, or NULL */
} MarkTable;

typedef struct Mark Mark;
struct Mark {
    MarkKind kind;
    int level;
    ListKind list;
    int start; /* of LIST_NUMBERS: its first number */
    Words words, label, note, pages;
    bool is_tight;
    const MarkTable *table;
    Mark *next;
};

struct Document {
    Arena *arena;
    Text title, subject, marking;
    DocumentFoot foot;
    Moment made_at;
    Mark *first, *last;
    bool has_open_list; /* made by document_bullet and its kin; closes by itself */
    ListKind open_list;
};

/* Appends an empty mark. */
Mark *document_mark(Document *d, MarkKind kind);
/* Ends the list that document_bullet and its kin left open. */
void document_close_list(Document *d);
/* The marks of a Markdown text, after what is there; false when it cannot be made a tree of. */
bool document_gather(Document *d, Text markdown, int first_level);
/* Words without emphasis, copied into the document. */
Words document_words(Document *d, Text text);

#endif
