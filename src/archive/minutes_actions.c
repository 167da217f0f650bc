/* Owns tables of actions among and behind minutes, and the headings above them. */
#include "archive/minutes_actions.h"

/* Whether anything of the meeting so far was closed: what a list of all its actions says may be too. */
static bool has_closed(LayoutReader *reader, MinutesActions *actions) {
    for (; !actions->has_closed && actions->looked < reader->document->entries.count; actions->looked++) {
        const Entry *e = entry_at(reader, (int)actions->looked);
        actions->has_closed = e->is_restricted || excludes_press(e->words) || excludes_press(e->title);
    }
    return actions->has_closed;
}

/* "Action log" as a heading above a table of actions. */
static bool is_log_heading(LayoutReader *reader, size_t at) {
    const Block *block = block_at(reader, at), *below = block_at(reader, at + 1);
    if (block->role == LINE_ROW || block->mark != MARK_PLAIN || !is_actions_title(block->text) || !below) return false;
    return actions_table_begins(reader, &(ActionsTable){0}, below) || actions_lines_begin(reader, &(ActionsTable){0}, below);
}

bool minutes_actions_take(LayoutReader *reader, MinutesActions *actions, size_t at) {
    const Block *block = block_at(reader, at);
    ActionsTable *table = &actions->table;
    if (is_log_heading(reader, at)) {
        *table = (ActionsTable){.is_log = true, .is_restricted = has_closed(reader, actions)};
        return true;
    }
    if (table->is_log && actions_lines_take(reader, table, block)) return true;
    /* "No | Item | Action | Owner" goes on with notes, unless it is told to be a list of actions */
    bool is_notes = !table->is_log && notes_table_begins(reader, &(NotesTable){0}, block);
    if ((!is_notes && actions_table_begins(reader, table, block)) || actions_table_take(reader, table, block)) return true;
    table->is_log = false;
    return false;
}

void minutes_actions_behind(LayoutReader *reader, MinutesActions *actions, size_t at) {
    for (; at < reader->to; at++) {
        actions->table.is_log = true;
        actions->table.is_restricted = has_closed(reader, actions);
        minutes_actions_take(reader, actions, at);
    }
}
