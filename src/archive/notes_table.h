/* Notes of a meeting in a table: item, discussion, action, owner, by when. Inside archive/ only. */
#ifndef QUORATE_ARCHIVE_NOTES_TABLE_H
#define QUORATE_ARCHIVE_NOTES_TABLE_H

#include "archive/layout.h"

typedef struct {
    size_t columns; /* 0: no table is open */
    int number, item, discussion, action, owner, when; /* -1: there is no such column */
} NotesTable;
/* "No. | Action | Owner | Due", a table of nothing but actions: its rows are actions of the item that is read, or of no item. */
typedef struct {
    size_t columns; /* 0: no table is open */
    int number, action, owner, when, state;
    bool is_log;        /* of all items: its actions belong to none */
    bool is_restricted; /* and what it speaks of may have been closed */
} ActionsTable;
bool actions_table_begins(LayoutReader *reader, ActionsTable *table, const Block *block);
/* A row of the open table; false when it is over. */
bool actions_table_take(LayoutReader *reader, ActionsTable *table, const Block *block);
/* The same where gaps part the columns of lines: "No   Action   Owner". */
bool actions_lines_begin(LayoutReader *reader, ActionsTable *table, const Block *block);
bool actions_lines_take(LayoutReader *reader, ActionsTable *table, const Block *block);
/* "Action log", "Summary of actions": the whole of a heading. */
bool is_actions_title(Text t);

/* Is the block the head of such a table? Then it is open. */
bool notes_table_begins(LayoutReader *reader, NotesTable *table, const Block *block);
bool is_notes_table_head(Arena *arena, const Block *block);
/* A row of the open table; false when it is over. is_restricted: what it begins is not open. */
bool notes_table_take(LayoutReader *reader, NotesTable *table, const Block *block, bool is_restricted);

#endif
