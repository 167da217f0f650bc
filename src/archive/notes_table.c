/* Owns notes that stand in a table. */
#include "archive/notes_table.h"

static bool read_head(Arena *arena, const Block *block, NotesTable *out) {
    if (block->role != LINE_ROW || block->text.len > 200) return false;
    Cells cells = block_cells(arena, block);
    NotesTable found = {cells.count, -1, -1, -1, -1, -1};
    for (size_t i = 0; i < cells.count; i++) {
        Text cell = cells.items[i];
        int at = (int)i;
        if (count_words(cell) > 4 || cell.len > 30) return false;
        if (found.item < 0 && has_words(cell, "Item|Agenda item|Topic|Subject")) found.item = at;
        else if (found.discussion < 0
                 && has_words(cell, "Discussion|Notes|Summary|Minute|Minutes|Points discussed|Update|Discussion points"))
            found.discussion = at;
        else if (found.action < 0 && has_words(cell, "Action|Actions|Agreed action|Action points")) found.action = at;
        else if (found.owner < 0 && has_words(cell, "Owner|Lead|Who|Responsible|By whom|Action owner")) found.owner = at;
        else if (found.when < 0 && has_words(cell, "By when|When|Deadline|Due|Date|Timescale")) found.when = at;
    }
    if (found.item < 0 || found.discussion < 0) return false;
    *out = found;
    return true;
}

bool is_notes_table_head(Arena *arena, const Block *block) {
    NotesTable table;
    return read_head(arena, block, &table);
}

bool notes_table_begins(LayoutReader *reader, NotesTable *table, const Block *block) {
    return read_head(reader->arena, block, table);
}

/* A row with fewer cells than the head has lost those on the left, which span several rows. */
static Text cell_at(const NotesTable *table, const Cells *cells, int column) {
    if (column < 0) return (Text){0};
    size_t shift = table->columns > cells->count ? table->columns - cells->count : 0;
    if ((size_t)column < shift || (size_t)column - shift >= cells->count) return (Text){0};
    return cells->items[(size_t)column - shift];
}

static void begin_item(LayoutReader *reader, const Block *block, Text words) {
    Text label = {0}, title = words;
    BlockMark mark = take_mark(&title, &label);
    int item = put_entry(reader, ENTRY_ITEM, -1, block, (Text){0});
    entry_at(reader, item)->title = title.len > 0 ? title : words;
    entry_at(reader, item)->number = mark == MARK_NUMBER || mark == MARK_DECIMAL ? label : (Text){0};
    minute_begin_item(reader, item);
}

static void put_action(LayoutReader *reader, const NotesTable *table, const Block *block, const Cells *cells) {
    Text action = cell_at(table, cells, table->action);
    if (action.len == 0 || text_equal(action, S("-")) || has_words(action, "None|N/A")) return;
    int index = put_entry(reader, ENTRY_ACTION, reader->item, block, action);
    Entry *entry = entry_at(reader, index);
    entry->title = cell_at(table, cells, table->owner);
    entry->timescale = cell_at(table, cells, table->when);
    if (entry->title.len == 0 && table->owner >= 0)
        put_doubt(reader, DOUBT_NO_LEAD, index, entry->first_line, entry->last_line,
            text_format(reader->arena, "The action \u201c%.*s\u201d has no owner.", TEXT_ARG(text_head(action, 80))), (Text){0}, (Text){0});
}

bool notes_table_take(LayoutReader *reader, NotesTable *table, const Block *block) {
    if (table->columns == 0 || block->role != LINE_ROW) {
        table->columns = 0;
        return false;
    }
    Cells cells = block_cells(reader->arena, block);
    Text item = cell_at(table, &cells, table->item), words = cell_at(table, &cells, table->discussion);
    if (item.len > 0) begin_item(reader, block, item);
    if (reader->item < 0) return true;
    if (words.len > 0) {
        Block said = *block;
        said.role = LINE_WORDS;
        said.text = words;
        said.mark = MARK_PLAIN;
        minute_take(reader, &said);
        reader->paragraph = -1;
    }
    put_action(reader, table, block, &cells);
    return true;
}
