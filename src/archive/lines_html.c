/* Owns making lines of web pages. gumbo reads HTML as browsers do, however broken; what is no words (scripts, navigation, forms) is left out. */
#include "archive/lines.h"

#include <gumbo.h>

#include "archive/page_parts.h"
#include "archive/scan.h"

enum { DEEPEST = 400, LISTS = 16 };

typedef struct {
    LineMaker *maker;
    Buffer words; /* of the line that is open */
    LineRole role;
    int level;
    Text prefix; /* "2. " of a list's item, until its words come */
    bool is_bullet;
    int lists; /* open ones */
    int counts[LISTS];
    char marks[LISTS];             /* 'b' bullet, '1', 'a', 'i' */
    bool has_items, in_rich_words; /* in_rich_words: in what somebody wrote into an item, where two cells are a table's row too */
    Text title;
    int hidden_words, first_hidden; /* that the page hides from who looks at it; the line at which they begin */
    const GumboNode *table;         /* that was asked for its headings last */
    bool lists_persons;             /* it is of persons and where they are from */
} Page;

static bool has_class(const GumboNode *node, const char *name) {
    return node->type == GUMBO_NODE_ELEMENT && has_word(text_of(page_attribute(node, "class")), name);
}

static void end_line(Page *page) {
    Text words = text_trim(buffer_text(&page->words));
    bool is_of_site = page->role == LINE_WORDS && page->prefix.len == 0 && !page->in_rich_words && is_site_line(words);
    if (words.len > 0 && !is_of_site) {
        Text whole = page->prefix.len > 0 ? text_join(page->maker->arena, page->prefix, words) : text_copy(page->maker->arena, words);
        line_put(page->maker, page->is_bullet && page->role == LINE_WORDS ? LINE_BULLET : page->role, page->level, whole);
        page->prefix = (Text){0};
        page->is_bullet = false;
    }
    page->words.len = 0;
}

static void end_block(Page *page) {
    end_line(page);
    line_put(page->maker, LINE_WORDS, 0, (Text){0});
}

static void put_words(Page *page, Text t) {
    for (size_t i = 0; i < t.len; i++) {
        char c = t.ptr[i];
        bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
        if (!is_space) buffer_put_char(&page->words, c);
        else if (page->words.len > 0 && page->words.ptr[page->words.len - 1] != ' ') buffer_put_char(&page->words, ' ');
    }
}

static bool is_left_out(const GumboNode *node) {
    return has_class(node, "mgHide") || has_class(node, "mgFooter") || has_class(node, "mgLinks") || has_class(node, "mgHelpLine")
           || is_site_part(node) || is_hidden_part(node);
}

static bool is_block(GumboTag tag) {
    switch ((int)tag) {
    case GUMBO_TAG_P:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_HTML:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_SUMMARY:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_LEGEND:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_FIGURE: return true;
    default: return false;
    }
}

/* ---- Tables ---- */

/* The words of a cell in one line; items of a list get a bullet. */
static void flatten(const GumboNode *node, Buffer *out, int depth) {
    if (depth > DEEPEST) return;
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE) {
        for (const char *c = node->v.text.text; *c; c++) buffer_put_char(out, *c == '\n' || *c == '\t' || *c == '\r' ? ' ' : *c);
        return;
    }
    if (node->type != GUMBO_NODE_ELEMENT || is_left_out(node)) return;
    if (node->v.element.tag == GUMBO_TAG_LI) buffer_put(out, S(" \u2022 "));
    else if (is_block(node->v.element.tag) || node->v.element.tag == GUMBO_TAG_BR) buffer_put_char(out, '\n');
    for (unsigned i = 0; i < node->v.element.children.length; i++) flatten(node->v.element.children.data[i], out, depth + 1);
}

/* What the page hides is left out and counted, as in a Word file; what the site hides is none of the document's. */
static void count_hidden(Page *page, const GumboNode *node) {
    if (is_site_part(node) || !is_hidden_part(node)) return;
    Buffer words = buffer_new(page->maker->arena, 64);
    for (unsigned i = 0; i < node->v.element.children.length; i++) flatten(node->v.element.children.data[i], &words, 0);
    int count = count_words(line_clean(page->maker->arena, buffer_text(&words)));
    if (count == 0) return;
    if (page->hidden_words == 0) page->first_hidden = (int)page->maker->count + 1;
    page->hidden_words += count;
}

static void count_hidden_below(Page *page, const GumboNode *node, int depth) {
    if (node->type != GUMBO_NODE_ELEMENT || depth > DEEPEST) return;
    if (is_left_out(node)) {
        count_hidden(page, node);
        return;
    }
    for (unsigned i = 0; i < node->v.element.children.length; i++) count_hidden_below(page, node->v.element.children.data[i], depth + 1);
}

static bool is_tag(const GumboNode *node, GumboTag tag) {
    return node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == tag;
}

static bool is_cell(const GumboNode *node) {
    return is_tag(node, GUMBO_TAG_TD) || is_tag(node, GUMBO_TAG_TH);
}

static unsigned cell_count(const GumboNode *row) {
    unsigned count = 0;
    for (unsigned i = 0; i < row->v.element.children.length; i++) count += is_cell(row->v.element.children.data[i]);
    return count;
}

/* A table within a cell: the row lays the page out, and what stands beside another is not said of it. */
static bool is_layout_row(const GumboNode *row) {
    for (unsigned i = 0; i < row->v.element.children.length; i++)
        if (is_cell(row->v.element.children.data[i]) && count_tags(row->v.element.children.data[i], GUMBO_TAG_TABLE) > 0) return true;
    return false;
}

/* The paragraphs of a cell, cleaned, with line ends between them. */
static void put_pieces(Arena *arena, Buffer *out, Text words) {
    Text piece;
    size_t begun = out->len;
    while (text_split(&words, '\n', &piece)) {
        piece = line_clean(arena, piece);
        if (piece.len > 0 && out->len > begun) buffer_put_char(out, '\n');
        buffer_put(out, piece);
    }
}

static void put_row(Page *page, const GumboNode *row) {
    Buffer out = buffer_new(page->maker->arena, 256);
    bool is_first = true;
    for (unsigned i = 0; i < row->v.element.children.length; i++) {
        const GumboNode *cell = row->v.element.children.data[i];
        if (!is_cell(cell)) continue;
        Buffer words = buffer_new(page->maker->arena, 64);
        flatten(cell, &words, 0);
        count_hidden_below(page, cell, 0);
        if (!is_first) buffer_put_char(&out, '\t');
        put_pieces(page->maker->arena, &out, buffer_text(&words));
        is_first = false;
    }
    end_line(page);
    line_put(page->maker, LINE_ROW, 0, buffer_text(&out));
}

static bool has_paragraphs(const GumboNode *cell) {
    unsigned paragraphs = 0;
    for (unsigned i = 0; i < cell->v.element.children.length; i++) {
        const GumboNode *inside = cell->v.element.children.data[i];
        if (inside->type != GUMBO_NODE_ELEMENT) continue;
        GumboTag tag = inside->v.element.tag;
        if (tag != GUMBO_TAG_P && tag != GUMBO_TAG_DIV && (is_block(tag) || tag == GUMBO_TAG_BR)) return true;
        paragraphs += tag == GUMBO_TAG_P || tag == GUMBO_TAG_DIV;
    }
    return paragraphs > 1;
}

/* The first cell is a heading of its row: <th>, or bold and nothing beside. */
static bool is_label_cell(const GumboNode *row) {
    const GumboNode *cells[2] = {NULL, NULL};
    for (unsigned i = 0, count = 0; i < row->v.element.children.length && count < 2; i++)
        if (is_cell(row->v.element.children.data[i])) cells[count++] = row->v.element.children.data[i];
    if (!cells[0] || !cells[1]) return false;
    if (is_tag(cells[0], GUMBO_TAG_TH)) return !is_tag(cells[1], GUMBO_TAG_TH);
    const GumboVector *children = &cells[0]->v.element.children, *beside = &cells[1]->v.element.children;
    const GumboNode *inside = children->length == 1 ? children->data[0] : NULL;
    bool is_bold = inside && (is_tag(inside, GUMBO_TAG_B) || is_tag(inside, GUMBO_TAG_STRONG));
    const GumboNode *other = beside->length == 1 ? beside->data[0] : NULL;
    return is_bold && !(other && (is_tag(other, GUMBO_TAG_B) || is_tag(other, GUMBO_TAG_STRONG)));
}

static bool is_of_attendance(Text label) {
    return scan_words(
        &(Text){label.ptr, label.len}, "Present|Attendees|Attendance|In attendance|Also present|Apologies|Minutes|Decision|Members");
}

/* What stands beside these says one thing of the meeting. */
static bool names_of_meeting(Text label) {
    Text rest = label;
    return scan_words(&rest,
               "Committee|Meeting|Meeting date|Date of meeting|Date|Time|Start time|Venue|Location|Place|Contact|Contact officer|"
               "Chair|Status|Clerk")
           && rest.len == 0;
}

/* "Subject:" and what it is, "4" and the item's title: two cells that say one thing. Who was there is read line by line. */
static bool is_pair(Page *page, const GumboNode *row) {
    Text words[2];
    int count = 0;
    for (unsigned i = 0; i < row->v.element.children.length && count < 2; i++) {
        const GumboNode *cell = row->v.element.children.data[i];
        if (!is_cell(cell)) continue;
        if (has_paragraphs(cell)) return false;
        Buffer out = buffer_new(page->maker->arena, 64);
        flatten(cell, &out, 0);
        words[count++] = line_clean(page->maker->arena, buffer_text(&out));
    }
    if (count < 2 || words[0].len == 0 || words[1].len == 0 || words[0].len > 60 || words[1].len > 400) return false;
    if (is_of_attendance(words[0])) return false;
    int64_t number;
    if (is_label_cell(row) || names_of_meeting(words[0])) return true;
    return text_ends_with(words[0], S(":")) || text_to_int64(words[0], &number);
}

/* ---- Lists of terms ---- */

/* The one <dd> of the <dt>, when both are short: "Date" and the day, "4" and an item. NULL: they are read one after the other. */
static const GumboNode *only_description(const GumboVector *list, unsigned at) {
    const GumboNode *found = NULL;
    for (unsigned i = at + 1; i < list->length; i++) {
        const GumboNode *node = list->data[i];
        if (node->type != GUMBO_NODE_ELEMENT) continue;
        if (!is_tag(node, GUMBO_TAG_DD)) return found;
        if (found) return NULL;
        found = node;
    }
    return found;
}

static bool put_term(Page *page, const GumboVector *list, unsigned at) {
    const GumboNode *term = list->data[at], *beside = is_tag(term, GUMBO_TAG_DT) ? only_description(list, at) : NULL;
    if (!beside || has_paragraphs(beside)) return false;
    Buffer name = buffer_new(page->maker->arena, 64), words = buffer_new(page->maker->arena, 64);
    flatten(term, &name, 0), flatten(beside, &words, 0);
    Text label = line_clean(page->maker->arena, buffer_text(&name)), said = line_clean(page->maker->arena, buffer_text(&words));
    if (label.len == 0 || said.len == 0 || label.len > 40 || said.len > 300 || is_of_attendance(label)) return false;
    count_hidden_below(page, term, 0), count_hidden_below(page, beside, 0);
    end_block(page);
    line_put(page->maker, LINE_ROW, 0, text_format(page->maker->arena, "%.*s\t%.*s", TEXT_ARG(label), TEXT_ARG(said)));
    return true;
}

/* ---- Walking ---- */

static void walk(Page *page, const GumboNode *node, int depth);

static int heading_level(const GumboNode *node) {
    if (node->type != GUMBO_NODE_ELEMENT) return 0;
    GumboTag tag = node->v.element.tag;
    return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6 ? (int)(tag - GUMBO_TAG_H1) + 1 : 0;
}

static void walk_children(Page *page, const GumboNode *node, int depth) {
    int left_out = 0; /* level of the heading whose part is the site's; 0: none is open */
    for (unsigned i = 0; i < node->v.element.children.length; i++) {
        const GumboNode *child = node->v.element.children.data[i];
        int level = heading_level(child);
        if (level > 0 && level <= (left_out ? left_out : level)) left_out = heads_site_part(child) ? level : 0;
        if (!left_out) walk(page, child, depth + 1);
    }
}

static void walk_list(Page *page, const GumboNode *node, int depth) {
    const char *type = page_attribute(node, "type");
    if (page->lists < LISTS) {
        page->marks[page->lists] = is_tag(node, GUMBO_TAG_UL)         ? 'b'
                                   : type[0] == 'a' || type[0] == 'A' ? 'a'
                                   : type[0] == 'i' || type[0] == 'I' ? 'i'
                                                                      : '1';
        int64_t start;
        page->counts[page->lists] =
            text_to_int64(text_of(page_attribute(node, "start")), &start) && start > 0 && start < 10000 ? (int)start - 1 : 0;
    }
    page->lists++;
    walk_children(page, node, depth);
    page->lists--;
}

static void walk_terms(Page *page, const GumboNode *node, int depth) {
    const GumboVector *list = &node->v.element.children;
    const GumboNode *taken = NULL;
    for (unsigned i = 0; i < list->length; i++) {
        const GumboNode *child = list->data[i];
        if (child == taken) continue;
        if (child->type == GUMBO_NODE_ELEMENT && put_term(page, list, i)) taken = only_description(list, i);
        else walk(page, child, depth + 1);
    }
}

static void begin_list_item(Page *page, const GumboNode *node) {
    if (page->lists == 0 || page->lists > LISTS || page->marks[page->lists - 1] == 'b') {
        page->is_bullet = true;
        return;
    }
    static const char *const romans[] = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"};
    int *count = &page->counts[page->lists - 1];
    int64_t value;
    if (text_to_int64(text_of(page_attribute(node, "value")), &value) && value > 0 && value < 10000) *count = (int)value;
    else ++*count;
    char mark = page->marks[page->lists - 1];
    Arena *arena = page->maker->arena;
    if (mark == 'a' && *count <= 26) page->prefix = text_format(arena, "%c) ", 'a' + *count - 1);
    else if (mark == 'i' && *count <= 10) page->prefix = text_format(arena, "%s) ", romans[*count - 1]);
    else page->prefix = text_format(arena, "%d. ", *count);
}

static LineRole role_of(const GumboNode *node, int *level) {
    GumboTag tag = node->v.element.tag;
    *level = 0;
    if (has_class(node, "mgAiTitleTxt")) return LINE_ITEM_TITLE;
    if (has_class(node, "mgSubItemTitleTxt")) return LINE_LABEL;
    if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6) {
        *level = (int)(tag - GUMBO_TAG_H1) + 1;
        return LINE_HEADING;
    }
    return LINE_WORDS;
}

/* "No." and "Item": the head of a meeting's items. */
static bool is_items_head(const GumboNode *row) {
    Text first = {0};
    for (unsigned i = 0; i < row->v.element.children.length && first.len == 0; i++) {
        const GumboNode *cell = row->v.element.children.data[i];
        if (cell->type != GUMBO_NODE_ELEMENT || !is_tag(cell, GUMBO_TAG_TH)) continue;
        for (unsigned k = 0; k < cell->v.element.children.length; k++) {
            const GumboNode *inside = cell->v.element.children.data[k];
            if (inside->type == GUMBO_NODE_TEXT) first = text_trim(text_of(inside->v.text.text));
        }
    }
    return text_equal_ignoring_case(first, S("No.")) || text_equal_ignoring_case(first, S("No"))
           || text_equal_ignoring_case(first, S("Number"));
}

static void walk_block(Page *page, const GumboNode *node, int depth) {
    int level;
    bool was_rich = page->in_rich_words;
    page->in_rich_words |= has_class(node, "mgWordPara");
    LineRole before = page->role, role = role_of(node, &level);
    int level_before = page->level;
    end_block(page);
    if (role != LINE_WORDS && page->role != LINE_ITEM_NUMBER) page->role = role, page->level = level;
    if (has_class(node, "mgItemNumberCell")) page->role = LINE_ITEM_NUMBER;
    if (page->role == LINE_ITEM_TITLE) page->has_items = true;
    if (is_tag(node, GUMBO_TAG_UL) || is_tag(node, GUMBO_TAG_OL)) walk_list(page, node, depth);
    else if (is_tag(node, GUMBO_TAG_DL)) walk_terms(page, node, depth);
    else {
        if (is_tag(node, GUMBO_TAG_LI)) begin_list_item(page, node);
        walk_children(page, node, depth);
    }
    end_block(page);
    page->role = before;
    page->level = level_before;
    page->in_rich_words = was_rich;
}

static const GumboNode *first_row(const GumboNode *node, int depth) {
    enum { ROW_WITHIN = 3 };
    if (is_tag(node, GUMBO_TAG_TR)) return node;
    if (node->type != GUMBO_NODE_ELEMENT || depth > ROW_WITHIN) return NULL;
    for (unsigned i = 0; i < node->v.element.children.length; i++) {
        const GumboNode *child = node->v.element.children.data[i];
        if (child->type == GUMBO_NODE_ELEMENT)
            return is_tag(child, GUMBO_TAG_CAPTION) || is_tag(child, GUMBO_TAG_COLGROUP) ? NULL : first_row(child, depth + 1);
    }
    return NULL;
}

/* Its table begins with "Present", "Organisation": what stands below is of persons, one a row. Asked once a table. */
static bool is_below_headings(Page *page, const GumboNode *row) {
    const GumboNode *table = row;
    for (int i = 0; i < 3 && table && !is_tag(table, GUMBO_TAG_TABLE); i++) table = table->parent;
    if (!table || !is_tag(table, GUMBO_TAG_TABLE)) return false;
    if (page->table == table) return page->lists_persons;
    const GumboNode *first = first_row(table, 0);
    page->table = table, page->lists_persons = false;
    if (!first || cell_count(first) != 2) return false;
    Buffer words = buffer_new(page->maker->arena, 64);
    flatten(first, &words, 0);
    Text heads = line_clean(page->maker->arena, buffer_text(&words));
    page->lists_persons = heads.len < 60
                          && scan_words(&(Text){heads.ptr, heads.len}, "Present|Attendees|Members present|In attendance|Attended|Name")
                          && has_words(heads, "Organisation|Organization|Agency|Representing|Role|Job title|Position");
    return page->lists_persons;
}

static void walk(Page *page, const GumboNode *node, int depth) {
    if (depth > DEEPEST) return;
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA || node->type == GUMBO_NODE_WHITESPACE) {
        put_words(page, text_of(node->v.text.text));
        return;
    }
    if (node->type != GUMBO_NODE_ELEMENT) return;
    if (is_left_out(node)) {
        count_hidden(page, node);
        return;
    }
    GumboTag tag = node->v.element.tag;
    if (tag == GUMBO_TAG_BR) {
        if (page->role == LINE_ITEM_TITLE) put_words(page, S(" "));
        else if (text_trim(buffer_text(&page->words)).len > 0) end_line(page);
        else line_put(page->maker, LINE_WORDS, 0, (Text){0}); /* two of them part paragraphs */
        return;
    }
    unsigned cells = tag == GUMBO_TAG_TR ? cell_count(node) : 0;
    if (cells >= 2 && is_layout_row(node)) cells = 0;
    if (cells >= 3
        || (cells == 2 && (page->in_rich_words || is_items_head(node) || is_pair(page, node) || is_below_headings(page, node)))) {
        put_row(page, node);
        return;
    }
    if (is_block(tag)) walk_block(page, node, depth);
    else walk_children(page, node, depth);
}

static const GumboNode *find_id(const GumboNode *node, const char *id, int depth) {
    if (node->type != GUMBO_NODE_ELEMENT || depth > DEEPEST) return NULL;
    if (strcmp(page_attribute(node, "id"), id) == 0) return node;
    for (unsigned i = 0; i < node->v.element.children.length; i++) {
        const GumboNode *found = find_id(node->v.element.children.data[i], id, depth + 1);
        if (found) return found;
    }
    return NULL;
}

/* ---- The number that the page's site gave the meeting ---- */

typedef struct {
    Text canonical, attendance, papers; /* as the page's own address, its list of who attended, and its printed papers have it */
    bool differs;
} OldNumber;

static Text number_behind(const char *href, const char *before) {
    Text rest = text_of(href);
    size_t at = text_find(rest, text_of(before), 0), n = 0;
    if (at == SIZE_MAX) return (Text){0};
    rest = text_slice(rest, at + strlen(before), SIZE_MAX);
    while (n < rest.len && n < 12 && rest.ptr[n] >= '0' && rest.ptr[n] <= '9') n++;
    return text_slice(rest, 0, n);
}

static void find_old_number(const GumboNode *node, int depth, OldNumber *out) {
    if (node->type != GUMBO_NODE_ELEMENT || depth > DEEPEST) return;
    const char *href = page_attribute(node, "href");
    if (node->v.element.tag == GUMBO_TAG_LINK && strcmp(page_attribute(node, "rel"), "canonical") == 0
        && strstr(href, "ieListDocuments.aspx"))
        out->canonical = number_behind(href, "MId=");
    if (node->v.element.tag == GUMBO_TAG_A) {
        Text paper = number_behind(href, "documents/g");
        if (out->attendance.len == 0) out->attendance = number_behind(href, "mgMeetingAttendance.aspx?ID=");
        if (paper.len) out->differs |= out->papers.len > 0 && !text_equal(paper, out->papers), out->papers = paper;
    }
    for (unsigned i = 0; i < node->v.element.children.length; i++) find_old_number(node->v.element.children.data[i], depth + 1, out);
}

/* Empty when the page's links do not agree. */
static Text old_number(Arena *arena, const GumboNode *root) {
    OldNumber found = {0};
    find_old_number(root, 0, &found);
    Text of_papers = found.differs ? S("") : found.papers;
    Text number = found.canonical.len ? found.canonical : found.attendance.len ? found.attendance : of_papers;
    return text_copy(arena, number);
}

void line_put_html(LineMaker *maker, Text html) {
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    GumboOutput *parsed = gumbo_parse_with_options(&options, html.ptr ? html.ptr : "", html.len);
    if (!parsed) return;
    Page page = {.maker = maker, .words = buffer_new(maker->arena, 256), .role = LINE_WORDS};
    walk(&page, parsed->root, 0);
    end_line(&page);
    gumbo_destroy_output(&options, parsed);
}

Text html_words(Arena *arena, Text html) {
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    GumboOutput *parsed = gumbo_parse_with_options(&options, html.ptr ? html.ptr : "", html.len);
    if (!parsed) return (Text){0};
    Buffer words = buffer_new(arena, html.len);
    flatten(parsed->root, &words, 0);
    gumbo_destroy_output(&options, parsed);
    return line_clean(arena, buffer_text(&words));
}

bool lines_of_html(Arena *arena, Text bytes, Lines *out) {
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    GumboOutput *parsed = gumbo_parse_with_options(&options, bytes.ptr, bytes.len);
    if (!parsed) return false;
    LineMaker maker = line_maker(arena);
    Page page = {.maker = &maker, .words = buffer_new(arena, 1024), .role = LINE_WORDS};
    const GumboNode *root = find_id(parsed->root, "modgov", 0);
    walk(&page, root ? root : parsed->root, 0);
    end_line(&page);
    *out = lines_made(&maker, SOURCE_HTML);
    out->has_roles = page.has_items;
    out->hidden_words = page.hidden_words;
    out->first_hidden = page.first_hidden;
    out->old_number = old_number(arena, parsed->root);
    gumbo_destroy_output(&options, parsed);
    return out->count > 0;
}
