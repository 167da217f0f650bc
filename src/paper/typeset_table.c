/* Owns tables on pages: widths that fit what the columns hold, rows over pages, the header row again on each. */
#include "paper/typeset.h"

typedef struct {
    Typesetter *t;
    const MarkTable *table;
    PdfElement *element;
    Style body, head;
    double pad_x, pad_y;
    double left, width;
    double *widths;
} Setting;

/* Wide tables are set smaller, in these steps. */
static const double sizes[] = {10, 9, 8, 7};
/* Rows whose words are measured to choose the widths. */
enum { MEASURED_ROWS = 200 };

static const Words *cell_at(const Setting *s, size_t row, size_t column) {
    return &s->table->cells[row * s->table->columns + column];
}

static bool is_head_cell(const Setting *s, size_t row, size_t column) {
    return (s->table->has_head && row == 0) || (s->table->has_row_heads && column == 0);
}

static Style cell_style(const Setting *s, size_t row, size_t column) {
    Style style = is_head_cell(s, row, column) ? s->head : s->body;
    if (s->table->alignments) style.alignment = s->table->alignments[column];
    return style;
}

/* The widest a column would like to be (nothing wraps) and the narrowest it can be (its longest word). */
static void measure(const Setting *s, size_t column, double *most, double *least) {
    *most = *least = 0;
    for (size_t row = 0; row < s->table->rows && row < MEASURED_ROWS; row++) {
        Style style = cell_style(s, row, column);
        style.alignment = 'l';
        Block block = block_of(s->t, cell_at(s, row, column), style, 0);
        double width = block_width(&block);
        if (width > *most) *most = width;
        pango_layout_set_wrap(block.layout, PANGO_WRAP_WORD);
        pango_layout_set_width(block.layout, PANGO_SCALE);
        width = block_width(&block);
        if (width > *least) *least = width;
        block_end(&block);
    }
    *most += 2 * s->pad_x + 1;
    *least += 2 * s->pad_x + 1;
}

static double sum(const double *numbers, size_t count) {
    double total = 0;
    for (size_t i = 0; i < count; i++) total += numbers[i];
    return total;
}

/* Columns that want no more than an even share get what they want; the others share what is left. False when a column is narrower than its
 * longest word. */
static bool fit_widths(Setting *s, const double *most, const double *least) {
    size_t n = s->table->columns, open = n;
    double left = s->width, all = sum(most, n);
    if (all <= s->width) {
        for (size_t i = 0; i < n; i++) s->widths[i] = most[i] + (s->width - all) * most[i] / all;
        return true;
    }
    double narrowest = sum(least, n);
    if (narrowest > s->width) {
        for (size_t i = 0; i < n; i++) s->widths[i] = s->width * least[i] / narrowest;
        return false;
    }
    for (size_t i = 0; i < n; i++) s->widths[i] = 0;
    for (bool is_changed = true; is_changed && open > 0;) {
        is_changed = false;
        double share = left / (double)open;
        for (size_t i = 0; i < n; i++) {
            /* What must be wider than its share takes it from the others. */
            double wanted = most[i] <= share ? most[i] : least[i] > share ? least[i] : 0;
            if (s->widths[i] > 0 || wanted <= 0 || wanted > left) continue;
            s->widths[i] = wanted;
            left -= wanted;
            open--;
            is_changed = true;
            break;
        }
    }
    bool is_enough = true;
    double wanted = 0;
    for (size_t i = 0; i < n; i++) wanted += s->widths[i] > 0 ? 0 : most[i];
    for (size_t i = 0; i < n; i++) {
        if (s->widths[i] <= 0) s->widths[i] = left * (most[i] / wanted + 1 / (double)open) / 2;
        if (s->widths[i] < least[i] - 0.01) is_enough = false;
    }
    return is_enough;
}

static void choose_widths(Setting *s) {
    size_t n = s->table->columns;
    s->widths = ARENA_ARRAY(s->t->arena, double, n);
    double *most = ARENA_ARRAY(s->t->arena, double, n), *least = ARENA_ARRAY(s->t->arena, double, n);
    for (size_t step = 0; step < sizeof sizes / sizeof *sizes; step++) {
        s->body.size = s->head.size = s->table->has_row_heads ? 11 - (double)step : sizes[step];
        s->body.leading = s->head.leading = s->body.size * 1.4;
        s->pad_x = step < 2 ? 6 : 3;
        for (size_t i = 0; i < n; i++) measure(s, i, &most[i], &least[i]);
        if (s->table->widths) {
            double total = 0;
            bool is_enough = true;
            for (size_t i = 0; i < n; i++) total += s->table->widths[i] > 0 ? s->table->widths[i] : 1;
            for (size_t i = 0; i < n; i++) {
                s->widths[i] = s->width * (s->table->widths[i] > 0 ? s->table->widths[i] : 1) / total;
                if (s->widths[i] < least[i]) is_enough = false;
            }
            if (is_enough) return;
        } else if (s->table->has_row_heads) {
            s->widths[0] = most[0] < s->width * 0.34 ? most[0] + 8 : s->width * 0.34;
            s->widths[1] = s->width - s->widths[0];
            return;
        } else if (fit_widths(s, most, least)) {
            return;
        }
    }
}

typedef struct {
    Block *blocks;
    PdfElement **elements; /* NULL for the repeated header: an artifact */
    PdfElement ***links;
    int *next; /* the first line that is not drawn yet, by column */
} Row;

static Row open_row(Setting *s, size_t index, bool is_repeated) {
    size_t n = s->table->columns;
    Arena *arena = s->t->arena;
    Row row = {.blocks = ARENA_ARRAY(arena, Block, n), .next = ARENA_ARRAY(arena, int, n)};
    for (size_t i = 0; i < n; i++)
        row.blocks[i] = block_of(s->t, cell_at(s, index, i), cell_style(s, index, i), s->widths[i] - 2 * s->pad_x);
    if (is_repeated) return row;
    row.elements = ARENA_ARRAY(arena, PdfElement *, n);
    row.links = ARENA_ARRAY(arena, PdfElement **, n);
    PdfElement *element = pdf_element(s->t->out, s->element, "TR");
    for (size_t i = 0; i < n; i++) {
        bool is_head = is_head_cell(s, index, i);
        row.elements[i] = pdf_element(s->t->out, element, is_head ? "TH" : "TD");
        if (is_head)
            pdf_element_attributes(
                row.elements[i], s->table->has_head && index == 0 ? "<</O/Table/Scope/Column>>" : "<</O/Table/Scope/Row>>");
        row.links[i] = ARENA_ARRAY(arena, PdfElement *, cell_at(s, index, i)->count + 1);
    }
    return row;
}

static void close_row(const Setting *s, Row *row) {
    for (size_t i = 0; i < s->table->columns; i++) block_end(&row->blocks[i]);
}

static double row_height(const Setting *s, const Row *row) {
    double height = 0;
    for (size_t i = 0; i < s->table->columns; i++) {
        double cell = block_height(&row->blocks[i]);
        if (cell > height) height = cell;
    }
    return height + 2 * s->pad_y;
}

/* How many lines of a cell, from the next one on, fit into `room`; their height goes to *height. */
static int lines_that_fit(const Row *row, size_t column, double room, double *height) {
    const Block *block = &row->blocks[column];
    int line = row->next[column];
    *height = 0;
    while (line < block->count && *height + block_line_height(block, line) <= room) *height += block_line_height(block, line++);
    return line - row->next[column];
}

static double tallest_next(const Setting *s, const Row *row) {
    double tallest = 0;
    for (size_t i = 0; i < s->table->columns; i++) {
        double height = row->next[i] < row->blocks[i].count ? block_line_height(&row->blocks[i], row->next[i]) : 0;
        if (height > tallest) tallest = height;
    }
    return tallest;
}

/* Draws what fits on this page. True when the row is done. */
static bool draw_part(Setting *s, Row *row, bool is_head) {
    Typesetter *t = s->t;
    size_t n = s->table->columns;
    /* A line taller than what a page has left under the header row would never fit: it is drawn over the foot rather than not at all. */
    double room = PAGE_BOTTOM - t->y - 2 * s->pad_y, height = 0;
    if (t->y < PAGE_TOP + (PAGE_BOTTOM - PAGE_TOP) / 2 && room < tallest_next(s, row)) room = tallest_next(s, row);
    for (size_t i = 0; i < n; i++) {
        double cell;
        lines_that_fit(row, i, room, &cell);
        if (cell > height) height = cell;
    }
    double full = height + 2 * s->pad_y;
    pdf_page_artifact(t->page, PDF_LAYOUT);
    if (is_head) pdf_page_fill(t->page, colour_shade, s->left, PAGE_HEIGHT - t->y - full, s->width, full);
    pdf_page_fill(t->page, is_head ? colour_quiet : colour_line, s->left, PAGE_HEIGHT - t->y - full, s->width, is_head ? 1 : 0.5);
    bool is_done = true;
    double x = s->left;
    for (size_t i = 0; i < n; x += s->widths[i++]) {
        double cell, y = t->y + s->pad_y;
        int count = lines_that_fit(row, i, room, &cell);
        for (int k = 0; k < count; k++, row->next[i]++) {
            bool is_visible = !text_is_empty(row->blocks[i].words->text);
            if (is_visible)
                block_draw_line(t, &row->blocks[i], row->next[i], x + s->pad_x, y, row->elements ? row->elements[i] : NULL,
                    row->links ? row->links[i] : NULL);
            y += block_line_height(&row->blocks[i], row->next[i]);
        }
        if (row->next[i] < row->blocks[i].count) is_done = false;
    }
    t->y += full;
    return is_done;
}

static void repeat_head(Setting *s) {
    if (!s->table->has_head) return;
    Row head = open_row(s, 0, true);
    if (row_height(s, &head) < (PAGE_BOTTOM - PAGE_TOP) / 3) draw_part(s, &head, true);
    close_row(s, &head);
}

static void set_row(Setting *s, size_t index) {
    Typesetter *t = s->t;
    Row row = open_row(s, index, false);
    bool is_head = s->table->has_head && index == 0;
    double height = row_height(s, &row), page = PAGE_BOTTOM - PAGE_TOP;
    double needed = height <= page / 2 ? height : 4 * s->body.leading + 2 * s->pad_y; /* a tall row may go over pages */
    if (is_head) needed += 2 * s->body.leading + 2 * s->pad_y;                        /* no header row without a row under it */
    if (t->y + needed > PAGE_BOTTOM && t->y > PAGE_TOP) {
        flow_new_page(t);
        if (!is_head) repeat_head(s);
    }
    while (!draw_part(s, &row, is_head)) {
        flow_new_page(t);
        if (!is_head) repeat_head(s);
    }
    close_row(s, &row);
}

void typeset_table(Typesetter *t, const MarkTable *table) {
    Setting s = {.t = t, .table = table, .left = flow_left(t), .width = flow_width(t), .pad_y = 4.5};
    s.body = (Style){.colour = colour_ink};
    s.head = (Style){.colour = colour_ink, .is_bold = true};
    flow_space(t, 4);
    flow_label(t, t->y + 14);
    choose_widths(&s);
    s.element = pdf_element(t->out, flow_parent(t), "Table");
    if (!text_is_empty(table->caption.text)) {
        Style caption = {.size = 11, .leading = 16, .colour = colour_ink, .is_bold = true};
        flow_need(t, 6 * caption.leading);
        flow_block(t, &table->caption, caption, pdf_element(t->out, s.element, "Caption"));
        t->y += 4;
    }
    for (size_t row = 0; row < table->rows; row++) set_row(&s, row);
    t->gap = 14;
}
