/* The lines of a source: what every format becomes before a layout looks at it. Inside archive/ only.
 *
 * The words of the source (Lines.text) have one line for each Line, so a line's number finds it again. A Line's own text is cleaned: single
 * spaces, no marks of emphasis, ligatures taken apart, a bullet or heading mark made a role. */
#ifndef QUORATE_ARCHIVE_LINES_H
#define QUORATE_ARCHIVE_LINES_H

#include "archive/reading.h"

typedef enum {
    LINE_WORDS = 1,
    LINE_BLANK,
    LINE_ROW,         /* cells of a table, a tab between them */
    LINE_HEADING,     /* level */
    LINE_BULLET,
    LINE_ITEM_NUMBER, /* the cell of a web page that holds an item's number */
    LINE_ITEM_TITLE,  /* level 2: of an item that is not open */
    LINE_LABEL,       /* "Minutes:", "Decision:" on a web page */
    LINE_PAPER,       /* a paper of the item above: its title, its number at the service and its address, a tab between them */
} LineRole;

typedef struct {
    Text text;
    Text raw;   /* as it stands, trimmed at its end */
    Text broken; /* of a row whose cells have several paragraphs: the cells with line ends between these; otherwise empty */
    Text margin; /* who acts, as the margin beside the line says; or empty */
    int page;   /* from 1; 0: the source has no pages */
    int indent; /* columns */
    LineRole role;
    int level;
    bool is_bold;      /* all of it, as Markdown marks it */
    bool is_furniture; /* a page number, or what is repeated at the top or foot of pages */
} Line;

typedef struct {
    Line *items; /* number n stands at items[n - 1] */
    size_t count;
    Text text;
    SourceFormat format;
    bool has_roles; /* the format told which lines are items and titles */
    Text title;     /* of a web page */
    Text old_number; /* that a Modern.gov site gave the meeting of this page; or empty */
    int hidden_words, first_hidden; /* words of a Word file that it hides, which are in no line; the line at which they begin */
} Lines;

/* From words with line ends; pages end with a form feed. `text` is valid UTF-8. */
Lines lines_of_text(Arena *arena, Text text, SourceFormat format);

/* For formats that are read piece by piece. */
typedef struct {
    Arena *arena;
    Buffer text;
    Line *items;
    size_t count, room;
} LineMaker;
LineMaker line_maker(Arena *arena);
/* One line; line ends in `words` become spaces. An empty one is a blank line; there are never two. */
void line_put(LineMaker *maker, LineRole role, int level, Text words);
Lines lines_made(LineMaker *maker, SourceFormat format);

/* A web page (HTML of any quality), a Word file (DOCX). Inside the sandbox. False: it is none. */
bool lines_of_html(Arena *arena, Text bytes, Lines *out);
bool lines_of_docx(Arena *arena, Text bytes, Lines *out);
/* An answer of a Modern.gov web service. A meeting becomes the lines of its web page; a list of committees or meetings becomes rows
 * (number, title; number, day, time, status, committee), and *is_list is set. */
bool lines_of_service(Arena *arena, Text bytes, Lines *out, bool *is_list);
/* Lines of a piece of HTML, put to what is being made. */
void line_put_html(LineMaker *maker, Text html);
/* The words of a piece of HTML in one line. */
Text html_words(Arena *arena, Text html);

/* Tables of actions in a PDF, whose columns only spaces keep apart, become rows. */
void lines_find_columns(Arena *arena, Lines *lines);
/* The same for terms of reference in two columns: a title, and what it says. */
void lines_find_terms(Arena *arena, Lines *lines);
/* The same for the items of an agenda below "Item  Subject  Lead  Time". */
void lines_find_agenda(Arena *arena, Lines *lines);
/* The same for tables of notes, "Item  Discussion  Action", whose rows begin with the next number; in a PDF and in text made of one. */
void lines_find_notes(Arena *arena, Lines *lines);
/* Initials below a word "Action" at the right margin leave the words beside them. */
void lines_cut_margin(Arena *arena, Lines *lines);
/* One line's words cleaned. */
Text line_clean(Arena *arena, Text raw);
/* Bytes of an unknown encoding as UTF-8: UTF-8, UTF-16 with its mark, or Windows-1252. False when they are no text. */
bool text_decoded(Arena *arena, Text bytes, Text *out);

#endif
