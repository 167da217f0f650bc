/* An action plan: priorities with a lead and an aim, each with a table of numbered actions. */
#include "archive/minutes_head.h"
#include "archive/notes_table.h"

/* ---- The table's columns ---- */

typedef struct {
    int number, objective, actions, measure, timescale, lead, priority, funding;
    size_t count; /* cells of the head; 0: not known */
} Columns;
static const Columns usual = {0, 1, 2, 3, 4, 5, -1, -1, 0};

typedef enum {
    NAME_NUMBER,
    NAME_PRIORITY,
    NAME_OBJECTIVE,
    NAME_ACTIONS,
    NAME_MEASURE,
    NAME_TIMESCALE,
    NAME_LEAD,
    NAME_FUNDING,
    NAMES
} ColumnName;

/* In the order in which they are asked: "Lead agency" leads, "Action by" does as well, "Outcome measure" measures. */
static const struct {
    const char *words;
    ColumnName name;
} column_names[] = {
    {"Action by|Action owner|By whom|Lead|Leads|Who|Owner|Owners|Responsible|Responsibility|Accountable|Delivery partner|Delivery "
     "partners|Partners",
        NAME_LEAD},
    {"Funded|Funding|Grant funded|Resource|Resources|Budget", NAME_FUNDING},
    {"Timescale|Timescales|When|Date|Deadline|Target date|Due|Due date|Timeframe|Completion|Timeline", NAME_TIMESCALE},
    {"Measure|Measures|Success|Output|Outputs|KPI|Performance indicator|Evidence|Target|How we will know|How will we "
     "know|Milestone|Milestones",
        NAME_MEASURE},
    {"Priority|Theme|Strategic priority|Workstream", NAME_PRIORITY},
    {"Objective|Objectives|Aim|Aims|Goal", NAME_OBJECTIVE},
    {"Action|Actions|Activity|Activities|Task|Tasks|What we will do|What will we do|What", NAME_ACTIONS},
    {"No.|No|Number|Ref|Reference|#", NAME_NUMBER},
};

static bool read_head(Arena *arena, const Block *block, Columns *out) {
    if (block->role != LINE_ROW || is_notes_table_head(arena, block)) return false;
    Cells cells = block_cells(arena, block);
    int found[NAMES], outcome = -1;
    for (int i = 0; i < NAMES; i++) found[i] = -1;
    for (size_t i = 0; i < cells.count; i++) {
        Text cell = cells.items[i];
        if (cell.len > 60) return false;
        Text number = cell;
        bool is_number = scan_words(&number, "Action ref|Action no.|Action no|Action number|Priority no|Ref|No.|No|Number|Reference");
        if (is_number && found[NAME_NUMBER] < 0) {
            found[NAME_NUMBER] = (int)i;
            continue;
        }
        if (has_words(cell, "Outcome|Outcomes") && !has_words(cell, "Objective|Objectives|Measure|Measures")) {
            if (outcome < 0) outcome = (int)i;
            continue;
        }
        for (size_t k = 0; k < sizeof column_names / sizeof column_names[0]; k++) {
            if (!has_words(cell, column_names[k].words)) continue;
            if (found[column_names[k].name] >= 0) continue;
            found[column_names[k].name] = (int)i;
            break;
        }
    }
    /* The outcome is what is aimed at where no other column is; beside an objective it is what is measured. */
    if (outcome >= 0 && found[NAME_OBJECTIVE] < 0) found[NAME_OBJECTIVE] = outcome;
    else if (outcome >= 0 && found[NAME_MEASURE] < 0) found[NAME_MEASURE] = outcome;
    int known = (found[NAME_OBJECTIVE] >= 0) + (found[NAME_ACTIONS] >= 0) + (found[NAME_MEASURE] >= 0) + (found[NAME_TIMESCALE] >= 0)
                + (found[NAME_LEAD] >= 0);
    if (known < 3 || found[NAME_ACTIONS] < 0 || (found[NAME_LEAD] < 0 && found[NAME_TIMESCALE] < 0)) return false;
    *out = (Columns){found[NAME_NUMBER], found[NAME_OBJECTIVE], found[NAME_ACTIONS], found[NAME_MEASURE], found[NAME_TIMESCALE],
        found[NAME_LEAD], found[NAME_PRIORITY], found[NAME_FUNDING], cells.count};
    return true;
}

/* A table of what to do and by whom stands in minutes as well: a plan says what for. */
static bool is_plan_head(Arena *arena, const Block *block) {
    Columns columns;
    return read_head(arena, block, &columns) && (columns.objective >= 0 || columns.measure >= 0 || columns.priority >= 0);
}

static bool priority_title(Text t, Text *title) {
    Text rest = t;
    if (scan_words(&rest, "Priority:")) {
        *title = text_trim(rest);
        return title->len > 0;
    }
    int ordinal;
    bool is_ordinal = scan_words(&rest, "Strategic priority|Priority area|Priority theme|Priority|Theme|Strategic objective|Objective")
                      && scan_spaces(&rest)
                      && (scan_number(&rest, 2, &ordinal) || scan_words(&rest, "One|Two|Three|Four|Five|Six|Seven|Eight|A|B|C|D|E|F"));
    if (is_ordinal && t.len < 140) {
        scan_spaces(&rest);
        size_t before = rest.len;
        while (scan_char(&rest, ':') || scan_char(&rest, '-') || scan_char(&rest, '.') || scan_char(&rest, ' ')
               || (text_starts_with(rest, S("\u2013")) && (rest = text_slice(rest, strlen("\u2013"), SIZE_MAX), true))) {}
        if (rest.len == before) return false;
        *title = text_trim(rest);
        return title->len > 0 && !ends_sentence(*title);
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

static bool names_plan(Text t) {
    return t.len < 140 && has_words(t, "Plan|Action plan|Delivery plan|Partnership plan|Strategy") && !ends_sentence(t);
}

static bool sees(Arena *arena, const Blocks *blocks, size_t at, size_t *begin) {
    const Block *block = &blocks->items[at];
    Text title;
    bool is_title = block->mark == MARK_PLAIN && block->text.len < 120
                    && has_words(block->text, "SUMMARY TABLE|DETAILED ACTION PLAN|ACTION PLAN")
                    && is_capitals(text_slice(block->text, 0, 12));
    bool is_priority = block->role != LINE_ROW && priority_title(block->text, &title) && head_near(arena, blocks, at + 1, 8);
    if (!is_priority && !(is_title && head_near(arena, blocks, at + 1, 60)) && !is_plan_head(arena, block)) return false;
    *begin = at;
    /* The plan's own title, at the front of the file. */
    enum { ABOVE_MOST = 8 };
    bool is_front = at > 0 && at <= ABOVE_MOST, is_named = false;
    for (size_t i = 0; i < at && is_front; i++) {
        const Block *front = &blocks->items[i];
        is_front = front->mark == MARK_PLAIN && front->role != LINE_ROW && !is_present_label(front) && front->text.len < 400;
        is_named |= names_plan(front->text);
    }
    if (is_front && is_named) {
        *begin = 0;
        return true;
    }
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
    int total;                    /* actions of all priorities so far */
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

/* "1a", "A1", "VAWG 3", "1.2.3", "B.2": a plan that numbers its actions in its own way. */
static bool is_own_number(Text printed, Text *number) {
    Text t = printed;
    while (t.len > 0 && (t.ptr[t.len - 1] == '*' || t.ptr[t.len - 1] == '.' || t.ptr[t.len - 1] == ')' || t.ptr[t.len - 1] == ' ')) t.len--;
    Text rest = t;
    size_t letters = 0, dots = 0;
    int n, figures = 0;
    while (letters < rest.len
           && ((rest.ptr[letters] >= 'A' && rest.ptr[letters] <= 'Z') || (rest.ptr[letters] >= 'a' && rest.ptr[letters] <= 'z')))
        letters++;
    if (t.len == 0 || t.len > 9 || letters > 5 || has_words(t, "Page|p|pp")) return false;
    rest = text_slice(rest, letters, SIZE_MAX);
    if (letters > 0 && (scan_char(&rest, '.') || scan_char(&rest, '-') || scan_char(&rest, ' '))) {}
    while (scan_number(&rest, 2, &n)) {
        figures++;
        if (!scan_char(&rest, '.')) break;
        dots++;
    }
    bool has_suffix = rest.len == 1 && rest.ptr[0] >= 'a' && rest.ptr[0] <= 'z';
    if (figures == 0 || (rest.len > 0 && !has_suffix)) return false;
    if (letters == 0 && !has_suffix && dots < 2) return false;
    *number = t;
    return true;
}

static void number_action(LayoutReader *reader, Plan *plan, Entry *entry, int index, Text printed) {
    Text expected = text_format(reader->arena, "%d.%d", plan->ordinal, plan->count), number;
    entry->detail = printed;
    entry->number = expected;
    if (is_clean(printed, expected)) return;
    if (is_own_number(printed, &number) || is_clean(printed, text_format(reader->arena, "%d", plan->total))
        || is_clean(printed, text_format(reader->arena, "%d", plan->count))) {
        entry->number = is_own_number(printed, &number) ? number : text_trim(printed);
        while (entry->number.len > 0
               && (text_ends_with(entry->number, S("*")) || text_ends_with(entry->number, S(".")) || text_ends_with(entry->number, S(" "))))
            entry->number.len--;
        return;
    }
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
    if (text_ends_with(entry->detail, S("£")) || text_ends_with(entry->words, S("£")) || text_ends_with(entry->title, S("£"))) return true;
    if (text_contains_ignoring_case(entry->words, S("(funded)")) || text_contains_ignoring_case(entry->title, S("(funded)"))) return true;
    return has_words(entry->words, "Grant Funding|grant funded|CRG funded|funded project")
           || has_words(entry->title, "grant funded|CRG funded");
}

/* What the column of money says: "Yes", a tick, a sum; not "None", "existing resources". */
static bool says_funded(Text cell) {
    if (cell.len == 0 || has_words(cell, "no|none|nil|n/a|unfunded|not funded|existing|within|tbc|to be confirmed|bid")) return false;
    return has_words(cell, "yes|y|funded|grant") || text_find(cell, S("£"), 0) != SIZE_MAX || text_find(cell, S("✓"), 0) != SIZE_MAX
           || text_find(cell, S("✔"), 0) != SIZE_MAX;
}

static void begin_action(LayoutReader *reader, Plan *plan, const Block *block, const Cells *cells) {
    Text printed = cell_at(cells, plan->columns.number);
    int index = put_entry(reader, ENTRY_PLANNED, plan->priority, block,
        joined(reader->arena, plan->pending_actions, "\n", bullets_as_lines(reader->arena, cell_at(cells, plan->columns.actions))));
    Entry *entry = entry_at(reader, index);
    plan->count++, plan->total++;
    entry->title = cell_at(cells, plan->columns.objective);
    entry->measure =
        joined(reader->arena, plan->pending_measure, "\n", bullets_as_lines(reader->arena, cell_at(cells, plan->columns.measure)));
    entry->timescale = cell_at(cells, plan->columns.timescale);
    entry->role = cell_at(cells, plan->columns.lead);
    if (plan->pending_line) entry->first_line = plan->pending_line;
    entry->detail = printed;
    entry->is_funded = is_funded(entry) || says_funded(cell_at(cells, plan->columns.funding));
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
    entry->is_funded |= is_funded(entry);
}

static void begin_priority(LayoutReader *reader, Plan *plan, const Block *block, Text title) {
    *plan = (Plan){.columns = plan->columns, .action = -1, .ordinal = plan->ordinal + 1, .total = plan->total};
    plan->priority = put_entry(reader, ENTRY_PRIORITY, -1, block, (Text){0});
    entry_at(reader, plan->priority)->title = title;
}

/* A cell on the left that spans rows stands in the first of them only. */
static Cells cells_of(LayoutReader *reader, const Plan *plan, const Block *block) {
    Cells cells = block_cells(reader->arena, block);
    if (plan->columns.priority != 0 || cells.count >= plan->columns.count || plan->columns.count > 60) return cells;
    size_t shift = plan->columns.count - cells.count;
    memmove(cells.items + shift, cells.items, cells.count * sizeof(Text));
    for (size_t i = 0; i < shift; i++) cells.items[i] = (Text){0};
    cells.count += shift;
    return cells;
}

static void take_row(LayoutReader *reader, Plan *plan, const Block *block) {
    Cells cells = cells_of(reader, plan, block);
    Text named = cell_at(&cells, plan->columns.priority);
    bool is_named = named.len > 0 && (cell_at(&cells, plan->columns.actions).len > 0 || cell_at(&cells, plan->columns.lead).len > 0);
    if (is_named && (plan->priority < 0 || !text_equal(entry_at(reader, plan->priority)->title, named))) {
        Text title;
        begin_priority(reader, plan, block, priority_title(named, &title) ? title : named);
    }
    if (plan->priority < 0) return;
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

/* "Redford Community Safety Partnership Action Plan 2026" and "Safer Redford Partnership - Delivery Plan": the body in the title. */
static Text body_in_title(Arena *arena, Text title) {
    static const char *const names[] = {"Partnership", "Board", "Committee", "Group", "Forum", "Panel", "Alliance", "Council", NULL};
    size_t end = 0;
    size_t plan = find_word(title, "Plan", 0);
    for (int i = 0; names[i]; i++)
        for (size_t at = find_word(title, names[i], 0); at != SIZE_MAX && at < plan; at = find_word(title, names[i], at + 1))
            if (at + strlen(names[i]) > end) end = at + strlen(names[i]);
    return end > 0 && count_words(text_slice(title, 0, end)) > 1 ? title_case(arena, text_slice(title, 0, end)) : (Text){0};
}

static bool could_head(const Block *block) {
    return block->role != LINE_ROW && (block->role == LINE_HEADING || (block->mark != MARK_BULLET && block->text.len < 90))
           && has_letter(block->text) && !ends_sentence(block->text) && is_title_like(block->text);
}

static void read(LayoutReader *reader) {
    Plan plan = {.columns = usual, .priority = -1, .action = -1};
    ReadDocument *d = reader->document;
    const Block *above = NULL; /* what could be the heading of the next table */
    bool is_key = false;       /* the legend of colours, which stands before the priorities */
    for (size_t at = reader->from; at < reader->to; at++) {
        const Block *block = block_at(reader, at);
        Text title;
        Columns columns;
        if (block->role != LINE_ROW && priority_title(block->text, &title)) {
            begin_priority(reader, &plan, block, title);
            above = NULL;
            continue;
        }
        if (read_head(reader->arena, block, &columns)) {
            bool is_first = plan.priority < 0;
            plan.columns = columns;
            if (columns.priority >= 0) continue;
            bool is_named = above && !names_plan(above->text) && text_find(above->text, S(":"), 0) == SIZE_MAX;
            if (is_named && (is_first || plan.action >= 0)) begin_priority(reader, &plan, block, above->text);
            else if (is_first && (reader->from == at || d->body.len > 0 || at - reader->from < 9))
                begin_priority(reader, &plan, block, (Text){0});
            above = NULL;
            continue;
        }
        is_key |= text_equal_ignoring_case(block->text, S("Key:")) || text_equal_ignoring_case(block->text, S("Key"));
        bool is_front = plan.priority < 0 && d->body.len == 0 && block->role != LINE_ROW && block->text.len < 140
                        && block->mark == MARK_PLAIN && !is_key;
        if (is_front && names_plan(block->text)) d->body = body_in_title(reader->arena, block->text);
        else if (is_front && block->text.len < 100 && !has_dash(block->text) && names_body(block->text) && is_title_like(block->text))
            d->body = title_case(reader->arena, block->text);
        if (block->role != LINE_ROW && could_head(block) && !is_key && !text_equal_ignoring_case(d->body, block->text)) above = block;
        else if (block->role == LINE_ROW) above = NULL;
        if (block->role == LINE_ROW && (plan.priority >= 0 || plan.columns.priority >= 0)) take_row(reader, &plan, block);
        else if (plan.priority >= 0 && plan.action < 0 && block->role != LINE_ROW) take_label(reader, &plan, block);
    }
    review_leads(reader);
}

const Layout layout_action_plan = {.name = "action plan", .kind = DOCUMENT_ACTION_PLAN, .sees = sees, .read = read};
