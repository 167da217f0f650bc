/* An action plan: priorities with a lead and an aim, each with a table of numbered actions. */
#include "archive/minutes_head.h"
#include "archive/notes_table.h"

/* ---- The table's columns ---- */

typedef struct {
    int number, objective, actions, measure, timescale, lead;
} Columns;
static const Columns usual = {0, 1, 2, 3, 4, 5};

static bool read_head(Arena *arena, const Block *block, Columns *out) {
    if (block->role != LINE_ROW || is_notes_table_head(arena, block)) return false;
    Cells cells = block_cells(arena, block);
    Columns found = {-1, -1, -1, -1, -1, -1};
    for (size_t i = 0; i < cells.count; i++) {
        Text cell = cells.items[i];
        int at = (int)i;
        if (cell.len > 60) return false;
        if (found.number < 0 && has_words(cell, "No.|No|Number|Ref")) found.number = at;
        else if (found.objective < 0 && has_words(cell, "Objective|Outcome|Outcomes|Objectives|Aim")) found.objective = at;
        else if (found.actions < 0 && has_words(cell, "Action|Actions|Activity")) found.actions = at;
        else if (found.measure < 0 && has_words(cell, "Measure|Measures|Success|Output|Outputs")) found.measure = at;
        else if (found.timescale < 0 && has_words(cell, "Timescale|Timescales|When|Date|Deadline|By when|Target date"))
            found.timescale = at;
        else if (found.lead < 0 && has_words(cell, "Lead|Leads|Who|Owner|Responsible")) found.lead = at;
    }
    int known = (found.objective >= 0) + (found.actions >= 0) + (found.measure >= 0) + (found.timescale >= 0) + (found.lead >= 0);
    if (known < 3 || found.actions < 0 || (found.lead < 0 && found.timescale < 0)) return false;
    *out = found;
    return true;
}

static bool priority_title(Text t, Text *title) {
    Text rest = t;
    if (scan_words(&rest, "Priority:")) {
        *title = text_trim(rest);
        return title->len > 0;
    }
    int ordinal;
    if (scan_word(&rest, "Priority") && scan_spaces(&rest) && scan_number(&rest, 2, &ordinal) && t.len < 140) {
        if (!scan_char(&rest, ':') && !scan_char(&rest, '-')) return false;
        *title = text_trim(rest);
        return title->len > 0;
    }
    if (t.len < 100 && text_ends_with(t, S("Priority:"))) {
        *title = text_trim(text_slice(t, 0, t.len - strlen("Priority:")));
        return title->len > 0;
    }
    return false;
}

static bool head_near(Arena *arena, const Blocks *blocks, size_t at, size_t most) {
    Columns columns;
    for (size_t i = at; i < blocks->count && i < at + most; i++)
        if (read_head(arena, &blocks->items[i], &columns)) return true;
    return false;
}

static bool sees(Arena *arena, const Blocks *blocks, size_t at, size_t *begin) {
    const Block *block = &blocks->items[at];
    Text title;
    bool is_title = block->mark == MARK_PLAIN && block->text.len < 120
                    && has_words(block->text, "SUMMARY TABLE|DETAILED ACTION PLAN|ACTION PLAN")
                    && is_capitals(text_slice(block->text, 0, 12));
    bool is_priority = block->role != LINE_ROW && priority_title(block->text, &title) && head_near(arena, blocks, at + 1, 8);
    Columns columns;
    if (!is_priority && !(is_title && head_near(arena, blocks, at + 1, 60)) && !read_head(arena, block, &columns)) return false;
    *begin = at;
    const Block *above = at > 0 ? &blocks->items[at - 1] : NULL;
    if (above && above->mark == MARK_PLAIN && above->role != LINE_ROW && above->text.len < 100 && names_body(above->text)
        && is_title_like(above->text))
        --*begin;
    return true;
}

/* ---- Rows ---- */

typedef struct {
    Columns columns;
    int priority, ordinal, count; /* the entry; which priority it is, from 1; actions so far */
    int action;                   /* the entry of the last action */
    bool awaits;                  /* rows that stand before the number of their action are waiting in `pending` */
    Text pending_actions, pending_measure;
    int pending_line;
} Plan;

static Text cell_at(const Cells *cells, int column) {
    return column >= 0 && (size_t)column < cells->count ? cells->items[column] : (Text){0};
}

/* Bullets in a cell as lines. */
static Text bullets_as_lines(Arena *arena, Text cell) {
    static const char *const marks[] = {"\u2022", "\u25cf", "\uf0b7", NULL};
    Buffer out = buffer_new(arena, cell.len);
    for (size_t i = 0; i < cell.len;) {
        size_t length = 0;
        for (int k = 0; marks[k] && !length; k++)
            if (text_starts_with(text_slice(cell, i, SIZE_MAX), text_of(marks[k]))) length = strlen(marks[k]);
        if (length == 0) {
            buffer_put_char(&out, cell.ptr[i++]);
            continue;
        }
        while (out.len > 0 && out.ptr[out.len - 1] == ' ') out.len--;
        if (out.len > 0) buffer_put_char(&out, '\n');
        i += length;
        while (i < cell.len && cell.ptr[i] == ' ') i++;
    }
    return text_trim(buffer_text(&out));
}

/* Is "1.4*" all that the cell holds, but for an asterisk? */
static bool is_clean(Text printed, Text expected) {
    Text rest = printed;
    if (text_ends_with(rest, S(")")) && rest.len > 4 && rest.ptr[rest.len - 3] == '(')
        rest = text_trim(text_slice(rest, 0, rest.len - 3)); /* "(F)" of the key */
    if (!text_starts_with(rest, expected)) return false;
    rest = text_slice(rest, expected.len, SIZE_MAX);
    while (rest.len > 0 && (rest.ptr[0] == '*' || rest.ptr[0] == ' ' || rest.ptr[0] == '.')) rest = text_slice(rest, 1, SIZE_MAX);
    return rest.len == 0;
}

static bool is_plain_number(Text printed, Text *number) {
    Text rest = printed, label;
    int a, b;
    if (scan_number(&rest, 3, &a) && scan_char(&rest, '.') && scan_number(&rest, 3, &b)) {
        label = text_slice(printed, 0, printed.len - rest.len);
        while (rest.len > 0 && (rest.ptr[0] == '*' || rest.ptr[0] == ' ')) rest = text_slice(rest, 1, SIZE_MAX);
        *number = label;
        return rest.len == 0;
    }
    return false;
}

static void number_action(LayoutReader *reader, Plan *plan, Entry *entry, int index, Text printed) {
    Text expected = text_format(reader->arena, "%d.%d", plan->ordinal, plan->count), number;
    entry->detail = printed;
    entry->number = expected;
    if (is_clean(printed, expected)) return;
    if (printed.len == 0) {
        put_doubt(reader, DOUBT_NO_NUMBER, index, entry->first_line, entry->last_line,
            text_format(reader->arena, "The action \u201c%.*s\u201d has no number.", TEXT_ARG(text_head(entry->title, 80))), expected,
            (Text){0});
        return;
    }
    if (is_plain_number(printed, &number)) {
        /* A plan that counts in another way. */
        entry->number = number;
        Text rest = number;
        int a = 0, b = 0;
        if (scan_number(&rest, 3, &a) && scan_char(&rest, '.') && scan_number(&rest, 3, &b) && a == plan->ordinal && b > plan->count) {
            plan->count = b;
            return;
        }
        if (plan->count == 1 && b == 1) {
            plan->ordinal = a;
            return;
        }
    }
    put_doubt(reader, DOUBT_GLUED_NUMBER, index, entry->first_line, entry->last_line,
        text_format(reader->arena,
            "The action\u2019s number is printed as \u201c%.*s\u201d: something else, such as a page number, stands in it.",
            TEXT_ARG(printed)),
        expected, (Text){0});
    entry->number = expected;
}

static bool is_funded(const Entry *entry) {
    if (text_find(entry->detail, S("(F)"), 0) != SIZE_MAX) return true;
    return has_words(entry->words, "Grant Funding|grant funded|CRG funded|funded project")
           || has_words(entry->title, "grant funded|CRG funded");
}

static void begin_action(LayoutReader *reader, Plan *plan, const Block *block, const Cells *cells) {
    Text printed = cell_at(cells, plan->columns.number);
    int index = put_entry(reader, ENTRY_PLANNED, plan->priority, block,
        joined(reader->arena, plan->pending_actions, "\n", bullets_as_lines(reader->arena, cell_at(cells, plan->columns.actions))));
    Entry *entry = entry_at(reader, index);
    plan->count++;
    entry->title = cell_at(cells, plan->columns.objective);
    entry->measure =
        joined(reader->arena, plan->pending_measure, "\n", bullets_as_lines(reader->arena, cell_at(cells, plan->columns.measure)));
    entry->timescale = cell_at(cells, plan->columns.timescale);
    entry->role = cell_at(cells, plan->columns.lead);
    if (plan->pending_line) entry->first_line = plan->pending_line;
    entry->detail = printed;
    entry->is_funded = is_funded(entry);
    entry->is_linked = text_find(printed, S("*"), 0) != SIZE_MAX && !entry->is_funded;
    number_action(reader, plan, entry, index, printed);
    plan->action = index;
    plan->pending_actions = plan->pending_measure = (Text){0};
    plan->pending_line = 0;
}

static void go_on_action(LayoutReader *reader, Plan *plan, const Block *block, const Cells *cells) {
    Entry *entry = entry_at(reader, plan->action);
    Arena *arena = reader->arena;
    entry->title = joined(arena, entry->title, " ", cell_at(cells, plan->columns.objective));
    entry->words = joined(arena, entry->words, "\n", bullets_as_lines(arena, cell_at(cells, plan->columns.actions)));
    entry->measure = joined(arena, entry->measure, "\n", bullets_as_lines(arena, cell_at(cells, plan->columns.measure)));
    Text when = cell_at(cells, plan->columns.timescale), lead = cell_at(cells, plan->columns.lead);
    if (!text_equal(when, entry->timescale) && when.len > 0) entry->timescale = joined(arena, entry->timescale, "; ", when);
    if (!text_equal(lead, entry->role)) entry->role = joined(arena, entry->role, " ", lead);
    entry->last_line = block->last_line;
    entry->is_funded = is_funded(entry);
}

static void take_row(LayoutReader *reader, Plan *plan, const Block *block) {
    Cells cells = block_cells(reader->arena, block);
    size_t filled = 0;
    for (size_t i = 0; i < cells.count; i++) filled += cells.items[i].len > 0;
    Text number = cell_at(&cells, plan->columns.number), objective = cell_at(&cells, plan->columns.objective),
         lead = cell_at(&cells, plan->columns.lead);
    if (filled == 0) return;
    if (filled == 1 && plan->action < 0 && number.len == 0) return; /* the second row of the head */
    if (plan->columns.number >= 0 && number.len == 0) {
        bool is_objective_open = plan->action >= 0 && objective.len > 0 && lead.len == 0;
        if (objective.len == 0 || is_objective_open) {
            /* A cell that spans rows: its number stands in the middle of them. */
            if (plan->action >= 0) {
                go_on_action(reader, plan, block, &cells);
                return;
            }
            plan->pending_actions =
                joined(reader->arena, plan->pending_actions, "\n", bullets_as_lines(reader->arena, cell_at(&cells, plan->columns.actions)));
            plan->pending_measure =
                joined(reader->arena, plan->pending_measure, "\n", bullets_as_lines(reader->arena, cell_at(&cells, plan->columns.measure)));
            if (!plan->pending_line) plan->pending_line = block->first_line;
            return;
        }
    }
    begin_action(reader, plan, block, &cells);
}

/* ---- Labels ---- */

/* "Lead:", "Lead" at the end of its line, and what is left of "Aim:" when letters were read badly. */
static bool take_field(const Block *block, const char *label, Text *out) {
    Text rest = block->text;
    size_t length = strlen(label);
    if (scan_words(&rest, label)) {
        *out = text_trim(rest);
        return true;
    }
    if (text_ends_with(block->text, text_of(label))) {
        *out = text_trim(text_slice(block->text, 0, block->text.len - length));
        return true;
    }
    if (label[0] != 'A') return false;
    size_t colon = text_find(block->text, S("m:"), 0);
    if (colon == SIZE_MAX || colon > 4) return false;
    *out = text_trim(text_slice(block->text, colon + 2, SIZE_MAX));
    return true;
}

static void take_label(LayoutReader *reader, Plan *plan, const Block *block) {
    Entry *priority = entry_at(reader, plan->priority);
    Text words;
    if (take_field(block, "Lead:", &words)) priority->role = words;
    else if (take_field(block, "Aim:", &words)) priority->words = words;
    else if (priority->role.len == 0 && priority->words.len == 0 && plan->action < 0 && block->mark == MARK_PLAIN && block->text.len < 200)
        priority->role = block->text;
    else return;
    if (block->last_line > priority->last_line) priority->last_line = block->last_line;
}

static void review_leads(LayoutReader *reader) {
    for (size_t i = 0; i < reader->document->entries.count; i++) {
        Entry *entry = entry_at(reader, (int)i);
        if (entry->kind != ENTRY_PLANNED || entry->role.len > 0) continue;
        Text proposal = entry->parent >= 0 ? entry_at(reader, entry->parent)->role : (Text){0};
        put_doubt(reader, DOUBT_NO_LEAD, (int)i, entry->first_line, entry->last_line,
            text_format(reader->arena, "Action %.*s has no lead.", TEXT_ARG(entry->number)), proposal,
            proposal.len ? S("This is who leads the priority.") : (Text){0});
    }
}

/* "Green actions - linked to another partnership": a legend explains, a name does not. */
static bool has_dash(Text t) {
    return text_find(t, S(" - "), 0) != SIZE_MAX || text_find(t, S(" \u2013 "), 0) != SIZE_MAX || text_find(t, S(" = "), 0) != SIZE_MAX;
}

static void read(LayoutReader *reader) {
    Plan plan = {.columns = usual, .priority = -1, .action = -1};
    bool is_key = false; /* the legend of colours, which stands before the priorities */
    for (size_t at = reader->from; at < reader->to; at++) {
        const Block *block = block_at(reader, at);
        Text title;
        Columns columns;
        if (block->role != LINE_ROW && priority_title(block->text, &title)) {
            int ordinal = plan.ordinal + 1;
            plan = (Plan){.columns = plan.columns, .action = -1, .ordinal = ordinal};
            plan.priority = put_entry(reader, ENTRY_PRIORITY, -1, block, (Text){0});
            entry_at(reader, plan.priority)->title = title;
            continue;
        }
        if (read_head(reader->arena, block, &columns)) {
            plan.columns = columns;
            if (plan.priority < 0 && reader->from == at)
                plan.priority = put_entry(reader, ENTRY_PRIORITY, -1, block, (Text){0}), plan.ordinal = 1;
            continue;
        }
        is_key |= text_equal_ignoring_case(block->text, S("Key:")) || text_equal_ignoring_case(block->text, S("Key"));
        bool is_body = plan.priority < 0 && reader->document->body.len == 0 && block->role != LINE_ROW && block->text.len < 100
                       && block->mark == MARK_PLAIN && !is_key && !has_dash(block->text) && names_body(block->text);
        if (is_body && is_title_like(block->text)) reader->document->body = title_case(reader->arena, block->text);
        if (plan.priority < 0) continue; /* the summary before the details */
        if (block->role == LINE_ROW) take_row(reader, &plan, block);
        else if (plan.action < 0) take_label(reader, &plan, block);
    }
    review_leads(reader);
}

const Layout layout_action_plan = {.name = "action plan", .kind = DOCUMENT_ACTION_PLAN, .sees = sees, .read = read};
