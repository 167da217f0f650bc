/* Owns notes that stand in a table. */
#include "archive/notes_table.h"

static bool read_head(Arena *arena, const Block *block, NotesTable *out) {
    if (block->role != LINE_ROW || block->text.len > 200) return false;
    Cells cells = block_cells(arena, block);
    NotesTable found = {cells.count, -1, -1, -1, -1, -1, -1};
    for (size_t i = 0; i < cells.count; i++) {
        Text cell = cells.items[i];
        int at = (int)i;
        if (count_words(cell) > 4 || cell.len > 30) return false;
        if (found.number < 0 && i == 0 && scan_words(&(Text){cell.ptr, cell.len}, "No|Ref|Number|Item No|Minute No|Minute|Min|#")
            && cell.len < 14 && cells.count > 2)
            found.number = at;
        else if (found.item < 0 && has_words(cell, "Item|Agenda item|Topic|Subject|Agenda")) found.item = at;
        else if (found.discussion < 0
                 && has_words(cell, "Discussion|Notes|Summary|Minute|Minutes|Points discussed|Update|Discussion points|Key points|Details"))
            found.discussion = at;
        else if (found.action < 0 && has_words(cell, "Action|Actions|Agreed action|Action points")) found.action = at;
        else if (found.owner < 0 && has_words(cell, "Owner|Lead|Who|Responsible|By whom|Action owner")) found.owner = at;
        else if (found.when < 0 && has_words(cell, "By when|When|Deadline|Due|Date|Timescale")) found.when = at;
    }
    bool is_of_actions =
        found.item < 0 && found.action >= 0 && found.owner >= 0 && found.discussion > found.action; /* "No | Action | Owner | Update" */
    if (is_of_actions) return false;
    /* "No. | Item | Action", "Ref | Discussion | Action": the title stands above what was said, in one cell. */
    if (found.item < 0 && found.number >= 0 && found.action >= 0) found.item = found.discussion;
    if (found.discussion < 0 && found.action >= 0 && found.action > found.item) found.discussion = found.item;
    if (found.item < 0 || found.discussion < 0 || (found.item == found.discussion && cells.count < 2)) return false;
    *out = found;
    return true;
}

bool is_notes_table_head(Arena *arena, const Block *block) {
    NotesTable table;
    return read_head(arena, block, &table) && table.item != table.discussion;
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

static void begin_item(LayoutReader *reader, const Block *block, Text number, Text words, bool is_restricted) {
    Text label = {0}, title = words;
    BlockMark mark = take_mark(&title, &label);
    if (mark == MARK_NUMBER || mark == MARK_DECIMAL) number = label;
    while (text_ends_with(number, S("."))) number.len--;
    int item = put_entry(reader, ENTRY_ITEM, -1, block, (Text){0});
    entry_at(reader, item)->title = title.len > 0 ? title : words;
    entry_at(reader, item)->number = number;
    entry_at(reader, item)->is_restricted = is_restricted || openness_of(title) == 2 || title_tells_closed(title);
    minute_begin_item(reader, item);
}

/* What was said, a paragraph each. */
static void put_words(LayoutReader *reader, const Block *block, Text words) {
    Text line;
    while (text_split(&words, '\n', &line)) {
        Block said = *block;
        said.role = LINE_WORDS;
        said.text = text_trim(line);
        said.mark = MARK_PLAIN;
        if (said.text.len == 0) continue;
        if (words_tell_closed(said.text)) entry_at(reader, reader->item)->is_restricted = true;
        minute_take(reader, &said);
    }
    reader->paragraph = -1;
}

/* "Welcome and apologies" and what was said below it, in one cell: the title; *words is the rest. Without a number it begins an item only when it
 * is short and stands alone. */
static Text divide_cell(Text cell, Text *words) {
    size_t end = text_find(cell, S("\n"), 0);
    Text title = text_trim(text_slice(cell, 0, end));
    *words = end == SIZE_MAX ? (Text){0} : text_trim(text_slice(cell, end, SIZE_MAX));
    if (end == SIZE_MAX && (count_words(title) > 12 || ends_sentence(title))) {
        size_t colon = text_find(title, S(": "), 0), stop = text_find(title, S(". "), 0), at = colon < stop ? colon : stop;
        if (at == SIZE_MAX || count_words(text_slice(title, 0, at)) > 8) {
            *words = title;
            return (Text){0};
        }
        *words = text_trim(text_slice(title, at + 1, SIZE_MAX));
        title = text_slice(title, 0, at);
    }
    return title;
}

/* The paragraphs of a cell in one line. */
static Text flat(Arena *arena, Text t) {
    Text out = {0}, line;
    if (text_find(t, S("\n"), 0) == SIZE_MAX) return t;
    while (text_split(&t, '\n', &line)) out = joined(arena, out, " ", text_trim(line));
    return out;
}

static void put_action(LayoutReader *reader, const NotesTable *table, const Block *block, const Cells *cells) {
    Text action = cell_at(table, cells, table->action);
    if (action.len == 0 || text_equal(action, S("-")) || has_words(action, "None|N/A")) return;
    int index = put_entry(reader, ENTRY_ACTION, reader->item, block, flat(reader->arena, action));
    Entry *entry = entry_at(reader, index);
    entry->title = flat(reader->arena, cell_at(table, cells, table->owner));
    entry->timescale = flat(reader->arena, cell_at(table, cells, table->when));
    if (entry->title.len == 0 && table->owner >= 0)
        put_doubt(reader, DOUBT_NO_LEAD, index, entry->first_line, entry->last_line,
            text_format(reader->arena, "The action \u201c%.*s\u201d has no owner.", TEXT_ARG(text_head(action, 80))), (Text){0}, (Text){0});
}

bool notes_table_take(LayoutReader *reader, NotesTable *table, const Block *block, bool is_restricted) {
    if (table->columns == 0 || block->role != LINE_ROW) {
        table->columns = 0;
        return false;
    }
    Block broken = *block;
    if (block->broken.len > 0) broken.text = block->broken;
    Cells cells = block_cells(reader->arena, &broken);
    Text item = cell_at(table, &cells, table->item), words = cell_at(table, &cells, table->discussion),
         number = cell_at(table, &cells, table->number);
    if (table->item == table->discussion) {
        /* a row without a number goes on with the item above */
        if (number.len > 0 || (table->number < 0 && item.len > 0)) item = divide_cell(words, &words);
        else item = (Text){0};
        if (item.len == 0 && number.len > 0) begin_item(reader, block, number, (Text){0}, is_restricted);
    }
    size_t line = text_find(item, S("\n"), 0);
    if (line != SIZE_MAX)
        item = joined(reader->arena, text_trim(text_slice(item, 0, line)), " ", text_trim(text_slice(item, line, SIZE_MAX)));
    int64_t figure;
    if (table->number < 0 && table->item != table->discussion && scan_count(item, &figure)) { /* the item's column holds its number */
        number = item;
        item = divide_cell(words, &words);
    }
    bool is_of_open =
        reader->item >= 0 && !entry_at(reader, reader->item)->is_restricted && !excludes_press(entry_at(reader, reader->item)->title);
    if (item.len > 0) begin_item(reader, block, number, item, is_restricted);
    else if (is_restricted && is_of_open) begin_item(reader, block, (Text){0}, (Text){0}, true); /* below "EXEMPT ITEMS" nothing goes on */
    if (reader->item < 0) return true;
    if (words.len > 0) put_words(reader, block, words);
    put_action(reader, table, block, &cells);
    return true;
}

/* ---- Tables of actions ---- */

bool is_actions_title(Text t) {
    while (text_ends_with(t, S(":"))) t.len--;
    scan_words(&t, "summary of|list of|table of");
    scan_spaces(&t);
    return scan_words(&t,
               "action log and matters arising|action log|actions log|action list|action points|action tracker|action summary|agreed "
               "actions|actions agreed|actions arising from this meeting|actions arising from the meeting|actions arising|actions from "
               "this meeting|actions from the meeting|new actions|actions|action table|outstanding actions")
           && text_trim(t).len == 0;
}

bool actions_table_begins(LayoutReader *reader, ActionsTable *table, const Block *block) {
    if (block->role != LINE_ROW || block->text.len > 200) return false;
    Cells cells = block_cells(reader->arena, block);
    ActionsTable found = {cells.count, -1, -1, -1, -1, -1, table->is_log, table->is_restricted};
    for (size_t i = 0; i < cells.count; i++) {
        Text cell = cells.items[i];
        int at = (int)i;
        if (count_words(cell) > 4 || cell.len > 30) return false;
        if (has_words(cell, "Meeting|Raised|Item|Minute|Discussion|Topic")) continue; /* where and when it arose */
        bool is_number = has_words(cell, "No|Ref|Reference|Number|#|ID") || text_equal(cell, S("#"));
        if (found.owner < 0 && has_words(cell, "Owner|Lead|Who|Responsible|By whom|Action by|Assigned to|Responsibility")) found.owner = at;
        else if (found.when < 0 && has_words(cell, "By when|When|Deadline|Due|Due date|Date|Timescale|Target date|Target")) found.when = at;
        else if (found.state < 0 && has_words(cell, "Status|Update|Progress|Outcome|RAG|Complete|Completed")) found.state = at;
        else if (found.number < 0 && is_number && found.action < 0) found.number = at;
        else if (found.action < 0 && has_words(cell, "Action|Actions|Task")) found.action = at;
    }
    if (found.action < 0 || (found.owner < 0 && found.when < 0)) return false;
    *table = found;
    return true;
}

static Text column(const Cells *cells, int at) {
    return at >= 0 && (size_t)at < cells->count ? cells->items[at] : (Text){0};
}

bool actions_table_take(LayoutReader *reader, ActionsTable *table, const Block *block) {
    if (table->columns == 0 || block->role != LINE_ROW) {
        table->columns = 0;
        return false;
    }
    Cells cells = block_cells(reader->arena, block);
    int parent = table->is_log ? -1 : reader->item;
    if (parent >= 0) put_entry(reader, ENTRY_TABLE_ROW, reader->item, block, block->text);
    Text action = column(&cells, table->action), owner = column(&cells, table->owner);
    bool is_done = has_words(column(&cells, table->state), "complete|completed|closed|done|discharged")
                   && !has_words(column(&cells, table->state), "not|partly|part|nearly|be");
    if (!has_letter(action) || is_done || scan_words(&(Text){action.ptr, action.len}, "None|N/A|Nil")) return true;
    int index = put_entry(reader, ENTRY_ACTION, parent, block, action);
    Entry *entry = entry_at(reader, index);
    entry->title = owner;
    entry->number = column(&cells, table->number);
    entry->timescale = column(&cells, table->when);
    entry->is_restricted = table->is_log && table->is_restricted;
    if (owner.len == 0 && table->owner >= 0)
        put_doubt(reader, DOUBT_NO_LEAD, index, entry->first_line, entry->last_line,
            text_format(reader->arena, "The action \u201c%.*s\u201d has no owner.", TEXT_ARG(text_head(action, 80))), (Text){0}, (Text){0});
    return true;
}

/* A line as a row: two spaces or more part its cells. */
static Block row_of_line(LayoutReader *reader, int n) {
    Text raw = text_trim(reader->blocks->lines->items[n - 1].raw);
    Buffer out = buffer_new(reader->arena, raw.len + 1);
    for (size_t i = 0; i < raw.len; i++) {
        bool is_gap = raw.ptr[i] == ' ' && i + 1 < raw.len && raw.ptr[i + 1] == ' ';
        while (is_gap && i + 1 < raw.len && raw.ptr[i + 1] == ' ') i++;
        buffer_put_char(&out, is_gap ? '\t' : raw.ptr[i]);
    }
    return (Block){.text = line_clean(reader->arena, buffer_text(&out)), .role = LINE_ROW, .first_line = n, .last_line = n};
}

bool actions_lines_begin(LayoutReader *reader, ActionsTable *table, const Block *block) {
    if (block->role != LINE_WORDS || block->first_line < 1) return false;
    Block row = row_of_line(reader, block->first_line);
    return actions_table_begins(reader, table, &row);
}

/* A row, or what goes on below the last; what is neither is asked about. */
static void take_line(LayoutReader *reader, ActionsTable *table, int n) {
    Block row = row_of_line(reader, n);
    size_t count = reader->document->entries.count, cells = block_cells(reader->arena, &row).count;
    Entry *last = count > 0 ? entry_at(reader, (int)count - 1) : NULL;
    bool follows = last && last->kind == ENTRY_ACTION && last->parent < 0 && last->last_line == n - 1;
    if (cells == table->columns) {
        actions_table_take(reader, table, &row);
    } else if (cells == 1 && follows && last->words.len < 1000) {
        last->words = joined(reader->arena, last->words, " ", row.text);
        last->last_line = n;
    } else {
        put_doubt(reader, DOUBT_PLACE, -1, n, n, S("This line of a list of actions could not be taken apart: no action was taken from it."),
            (Text){0}, (Text){0});
    }
}

bool actions_lines_take(LayoutReader *reader, ActionsTable *table, const Block *block) {
    if (block->role != LINE_WORDS || block->first_line < 1) return false;
    int n = block->first_line;
    if (table->columns == 0) {
        if (!actions_lines_begin(reader, table, block)) return false;
        n++;
    } else {
        Block row = row_of_line(reader, n);
        if (block_cells(reader->arena, &row).count != table->columns) return false;
    }
    for (; n <= block->last_line; n++)
        if (!reader->blocks->lines->items[n - 1].is_furniture && reader->blocks->lines->items[n - 1].role != LINE_BLANK)
            take_line(reader, table, n);
    return true;
}
