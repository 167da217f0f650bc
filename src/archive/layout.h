/* Layouts: one way of writing a document, one small file. A layout looks at the blocks of a source, tells where a document of its kind begins
 * (sees), and reads it (read). recognise.c divides a source among them. To add one: write layout_NAME.c, name it in recognise.c, put a sample
 * into tests/archive/golden. Inside archive/ only. */
#ifndef QUORATE_ARCHIVE_LAYOUT_H
#define QUORATE_ARCHIVE_LAYOUT_H

#include "archive/blocks.h"
#include "archive/names.h"
#include "archive/openness.h"

/* More days of meetings to come than this no document lists. */
enum { DAYS_TO_COME_MAX = 400 };

/* What a layout writes to. */
typedef struct {
    Arena *arena;
    const Blocks *blocks;
    size_t from, to; /* its blocks: from .. to - 1 */
    ReadDocument *document;
    int document_index;
    size_t entry_room;
    ReadDoubtList *doubts;
    size_t *doubt_room;
    /* While minutes are read: */
    int item, paragraph, resolution, part; /* entries that are open; -1: none */
    bool part_takes_bullets;
    bool tells_decisions; /* no louder word for them: "The Committee agreed to" is one */
    int nested;           /* the last number of a list inside the open paragraph; 0: none */
    int paragraph_indent;
    int days_to_come[DAYS_TO_COME_MAX]; /* the entries of days of meetings to come */
    size_t days_to_come_count;
} LayoutReader;

typedef struct {
    const char *name;
    ReadDocumentKind kind;
    /* Does a document of this kind begin at block `at`? *begin may be moved to an earlier block that belongs to it (its letterhead). */
    bool (*sees)(Arena *arena, const Blocks *blocks, size_t at, size_t *begin);
    void (*read)(LayoutReader *reader);
    bool is_whole_page; /* a web page: takes all there is */
} Layout;
extern const Layout layout_front_sheet, layout_minutes, layout_meeting_page, layout_item_page, layout_decision_page, layout_attendance_page, layout_report, layout_action_plan, layout_terms;

/* ---- Writing ---- */

/* Adds an entry and returns its index. Texts are borrowed from the source's arena. */
int put_entry(LayoutReader *reader, EntryKind kind, int parent, const Block *block, Text words);
Entry *entry_at(LayoutReader *reader, int entry);
/* A doubt of this document; `block` gives the place. `entry` -1: the whole document. */
void put_doubt(LayoutReader *reader, DoubtAbout about, int entry, int first_line, int last_line, Text words, Text proposal, Text known);
const Block *block_at(const LayoutReader *reader, size_t at);

/* Minutes without a title: is the whole source some? Asked when no layout has seen anything. */
bool sees_untitled_minutes(const Blocks *blocks);

/* ---- What layouts share ---- */

/* The verb of a resolution part or recommendation in its basic form: "note", "agree"; empty when none is known. */
Text verb_of(Arena *arena, Text words);
/* Reads minutes' own matter under the open item: paragraphs, bullets, resolutions with their parts. */
void minute_begin_item(LayoutReader *reader, int item);
void minute_take(LayoutReader *reader, const Block *block);
/* After an item's matter: future dates, declarations, apologies, promised returns, approval of earlier minutes, text that breaks off. */
void review_items(LayoutReader *reader);
/* Web pages of a meeting or an item: the agenda's words stand before "Minutes:" or "Decision:", what was said after it. */
typedef struct {
    bool has_labels, is_minuted, is_restricted, is_numbered;
    bool has_table; /* the page has a head "No. Item": what is numbered on and looks like a title is an item */
    int items;
    Text number;
    int64_t last; /* the number of the last item in a table whose cells nothing marks */
} PageState;
int page_begin_item(LayoutReader *reader, const Block *block, Text title, Text number);
bool page_take_paper(LayoutReader *reader, const Block *block);
bool page_take_label(LayoutReader *reader, PageState *state, const Block *block);
void page_take_words(LayoutReader *reader, PageState *state, const Block *block);
/* A page that gives a decision and then the minutes says the resolution twice: the second goes. */
void drop_repeated_resolutions(LayoutReader *reader);
/* Days of meetings to come that an agenda lists. */
void review_agenda_days(LayoutReader *reader);
/* Minute numbers out of order, repeated, missing. */
void review_numbers(LayoutReader *reader);
/* Actions and promised returns that the words of an entry tell of. */
void review_promises(LayoutReader *reader, int index);
/* Sums of money that nearly agree. */
void review_sums(LayoutReader *reader);
/* A day whose weekday is another one, and a document without a day. */
void review_day(LayoutReader *reader);
/* Sets the document's day and time from running words; false when there is no day. */
bool take_day(LayoutReader *reader, Text words);
/* "A1" of "\u0391" + "1": Latin letters for those that only look like them; *changed tells. */
Text latin_code(Arena *arena, Text code, bool *changed);
/* "(Pages 1 - 8)" at the end of a title, which is cut. */
bool cut_pages(Text *title, int *first, int *last);
/* Is it a range of pages and nothing else: "Pages 1 to 6", "p. 16", "3 - 10" in a cell of its own? */
bool is_page_range(Text t, int *first, int *last);
/* "PDF 124 KB", "pdf icon PDF 124 KB" at the end of a title, which is cut; *detail receives "PDF 124 KB". */
bool cut_file_size(Arena *arena, Text *title, Text *detail);
/* Once a document is read: what stands below a marking, or behind the exclusion of the public, and was read as open is in doubt. `above`: the first
 * line that may belong to its head. */
void review_openness(LayoutReader *reader, int above);
Text joined(Arena *arena, Text a, const char *between, Text b);

#endif
