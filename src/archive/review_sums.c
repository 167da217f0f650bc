/* Owns finding sums of money that nearly agree: two amounts of a paragraph that should make a third, a list whose total is another. */
#include "archive/layout.h"

typedef struct {
    int64_t pence;
    int entry, section;
    bool has_pence; /* "24,108.20" */
} Amount;

enum { AMOUNTS_MAX = 200 };

/* Amounts in pounds; "£1.64m" and other rounded ones are left out. */
static bool next_amount(Text words, size_t *at, int64_t *pence, bool *has_pence) {
    for (size_t i; (i = text_find(words, S("\u00a3"), *at)) != SIZE_MAX;) {
        Text rest = text_slice(words, i + strlen("\u00a3"), SIZE_MAX);
        int64_t n = 0;
        int decimals = -1;
        size_t k = 0;
        for (; k < rest.len; k++) {
            char c = rest.ptr[k];
            if (c >= '0' && c <= '9') {
                if (n > 1000000000000) break;
                if (decimals < 2) n = n * 10 + (c - '0'), decimals += decimals >= 0;
            } else if (c == '.' && decimals < 0 && k + 1 < rest.len && rest.ptr[k + 1] >= '0' && rest.ptr[k + 1] <= '9') decimals = 0;
            else if (c != ',' || !(k + 1 < rest.len && rest.ptr[k + 1] >= '0' && rest.ptr[k + 1] <= '9')) break;
        }
        *at = i + strlen("\u00a3") + k;
        for (int d = decimals < 0 ? 0 : decimals; d < 2; d++) n *= 10;
        Text after = text_slice(rest, k, SIZE_MAX);
        scan_spaces(&after);
        if (k == 0 || scan_words(&after, "m|k|bn|million|billion|thousand") || n < 10000) continue;
        *pence = n;
        *has_pence = decimals >= 0;
        return true;
    }
    return false;
}

static int section_of(LayoutReader *reader, int entry) {
    while (entry_at(reader, entry)->parent >= 0 && entry_at(reader, entry)->kind != ENTRY_SECTION
           && entry_at(reader, entry)->kind != ENTRY_ITEM)
        entry = entry_at(reader, entry)->parent;
    return entry;
}

static Text money(Arena *arena, int64_t pence) {
    int64_t pounds = pence / 100;
    Buffer out = buffer_new(arena, 24);
    buffer_put(&out, S("\u00a3"));
    Text digits = text_format(arena, "%lld", (long long)pounds);
    for (size_t i = 0; i < digits.len; i++) {
        if (i > 0 && (digits.len - i) % 3 == 0) buffer_put_char(&out, ',');
        buffer_put_char(&out, digits.ptr[i]);
    }
    if (pence % 100) buffer_putf(&out, ".%02d", (int)(pence % 100));
    return buffer_text(&out);
}

/* Close enough to be meant as equal, and not equal. */
static bool nearly(int64_t a, int64_t b) {
    int64_t difference = a > b ? a - b : b - a, most = b / 1000;
    if (most < 110) most = 110;
    return difference != 0 && difference <= most && difference < 10000;
}

static void doubt_pair(LayoutReader *reader, const Amount *a, const Amount *b, const Amount *total) {
    const Entry *place = entry_at(reader, b->entry);
    Arena *arena = reader->arena;
    put_doubt(reader, DOUBT_SUM, b->entry, place->first_line, place->last_line,
        text_format(arena, "%.*s and %.*s make %.*s, and the text says %.*s.", TEXT_ARG(money(arena, a->pence)),
            TEXT_ARG(money(arena, b->pence)), TEXT_ARG(money(arena, a->pence + b->pence)), TEXT_ARG(money(arena, total->pence))),
        (Text){0}, (Text){0});
}

/* Two amounts of one paragraph, and a third of the same section. */
static void compare_pairs(LayoutReader *reader, const Amount *amounts, size_t count) {
    for (size_t t = 0; t < count; t++)
        for (size_t i = 0; i < count; i++)
            for (size_t j = i + 1; j < count && amounts[j].section == amounts[i].section; j++) {
                if (i == t || j == t || amounts[t].section != amounts[i].section || j - i > 4) continue;
                if (amounts[t].pence < amounts[i].pence || amounts[t].pence < amounts[j].pence) continue;
                if (!nearly(amounts[i].pence + amounts[j].pence, amounts[t].pence)) continue;
                if (amounts[j].entry - amounts[i].entry > 12) continue;
                bool is_told = false;
                for (size_t k = 0; k < t && !is_told; k++)
                    is_told = amounts[k].pence == amounts[t].pence && amounts[k].section == amounts[t].section;
                if (!is_told) doubt_pair(reader, &amounts[i], &amounts[j], &amounts[t]);
            }
}

/* Projects with money: their total, and an amount that is nearly it. */
static void compare_projects(LayoutReader *reader, const Amount *amounts, size_t count) {
    EntryList *list = &reader->document->entries;
    int64_t total = 0;
    int projects = 0, section = -1;
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].kind != ENTRY_PROJECT) continue;
        total += list->items[i].pence;
        projects++;
        section = list->items[i].parent;
    }
    if (projects < 2) return;
    for (size_t i = 0; i < count; i++) {
        if (amounts[i].section != section || !nearly(total, amounts[i].pence)) continue;
        const Entry *place = entry_at(reader, amounts[i].entry);
        Arena *arena = reader->arena;
        put_doubt(reader, DOUBT_SUM, amounts[i].entry, place->first_line, place->last_line,
            text_format(arena, "The %d projects make %.*s, and the text says %.*s.", projects, TEXT_ARG(money(arena, total)),
                TEXT_ARG(money(arena, amounts[i].pence))),
            money(arena, total), (Text){0});
        return;
    }
}

/* The figure that a cell holds: "£6,150"; false for another. */
static bool cell_amount(Text cell, int64_t *pence) {
    size_t at = 0;
    bool has_pence;
    scan_char(&cell, '-');
    if (text_starts_with(cell, S("\u00a30"))) {
        *pence = 0;
        return true;
    }
    return text_starts_with(cell, S("\u00a3")) && next_amount(cell, &at, pence, &has_pence);
}

/* A table whose last row is its total. */
static void compare_table(LayoutReader *reader, size_t from, size_t to) {
    EntryList *list = &reader->document->entries;
    Block last = {.text = list->items[to - 1].words};
    Cells total = block_cells(reader->arena, &last);
    if (to - from < 3 || total.count < 2 || !has_word(total.items[0], "total")) return;
    for (size_t column = 1; column < total.count; column++) {
        int64_t said, sum = 0, one;
        bool is_complete = cell_amount(total.items[column], &said);
        for (size_t i = from; i + 1 < to && is_complete; i++) {
            Block row = {.text = list->items[i].words};
            Cells cells = block_cells(reader->arena, &row);
            if (i == from && (cells.count <= column || !cell_amount(cells.items[column], &one))) continue; /* the head */
            is_complete = cells.count > column && cell_amount(cells.items[column], &one);
            if (is_complete) sum += one;
        }
        if (!is_complete || sum == said) continue;
        put_doubt(reader, DOUBT_SUM, (int)to - 1, list->items[to - 1].first_line, list->items[to - 1].last_line,
            text_format(reader->arena, "The column makes %.*s, and its total says %.*s.", TEXT_ARG(money(reader->arena, sum)),
                TEXT_ARG(money(reader->arena, said))),
            money(reader->arena, sum), (Text){0});
    }
}

static void compare_tables(LayoutReader *reader) {
    EntryList *list = &reader->document->entries;
    for (size_t i = 0; i < list->count;) {
        size_t to = i;
        while (to < list->count && list->items[to].kind == ENTRY_TABLE_ROW) to++;
        if (to > i) compare_table(reader, i, to);
        i = to > i ? to : i + 1;
    }
}

/* "£12,000, £7,500 and £4,250, in total £24,750". */
static void compare_total(LayoutReader *reader, int index) {
    const Entry *entry = entry_at(reader, index);
    static const char *const totals[] = {"in total", "totalling", "a total of", "making a total of", NULL};
    for (int i = 0; totals[i]; i++) {
        size_t at = find_word(entry->words, totals[i], 0), from = 0;
        if (at == SIZE_MAX) continue;
        Text sentence = sentence_at(entry->words, at);
        size_t inside = at - (size_t)(sentence.ptr - entry->words.ptr), behind = inside;
        int64_t one, sum = 0, said;
        int count = 0;
        bool has_pence;
        Text before = text_slice(sentence, 0, inside);
        while (next_amount(before, &from, &one, &has_pence)) sum += one, count++;
        if (count < 2 || !next_amount(sentence, &behind, &said, &has_pence) || sum == said) continue;
        put_doubt(reader, DOUBT_SUM, index, entry->first_line, entry->last_line,
            text_format(reader->arena, "The amounts make %.*s, and the text says %.*s.", TEXT_ARG(money(reader->arena, sum)),
                TEXT_ARG(money(reader->arena, said))),
            money(reader->arena, sum), (Text){0});
        return;
    }
}

void review_sums(LayoutReader *reader) {
    EntryList *list = &reader->document->entries;
    Amount *amounts = ARENA_ARRAY(reader->arena, Amount, AMOUNTS_MAX);
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].kind == ENTRY_PROJECT) continue;
        Text words = list->items[i].words;
        int64_t pence;
        bool has_pence;
        for (size_t at = 0; count < AMOUNTS_MAX && next_amount(words, &at, &pence, &has_pence);)
            amounts[count++] = (Amount){.pence = pence, .entry = (int)i, .section = section_of(reader, (int)i), .has_pence = has_pence};
    }
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].kind == ENTRY_PARAGRAPH || list->items[i].kind == ENTRY_PART) compare_total(reader, (int)i);
    compare_tables(reader);
    compare_projects(reader, amounts, count);
    compare_pairs(reader, amounts, count);
}
