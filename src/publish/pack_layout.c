/* Which page is where: the numbers that both packs share (R54), and what each pack shows under them. Values in, values out. */
#include "publish/pack.h"

#include <inttypes.h>

bool pack_is_withheld(const PackPaper *paper) {
    return paper->public_path == NULL;
}

/* Left out of the pack that is looked at: withheld from the public, or recalled. */
static bool is_left_out(const PackPlan *plan, const PackPaper *paper) {
    return plan->is_public ? pack_is_withheld(paper) : paper->path == NULL;
}

static bool starts_right(const PackPlan *plan) {
    return plan->agenda->body.starts_right;
}

void pack_number_papers(PackPlan *plan) {
    int64_t next = plan->of.pages_before + 1;
    for (size_t i = 0; i < plan->papers.count; i++) {
        PackPaper *p = &plan->papers.items[i];
        int most = p->pages > p->public_pages ? p->pages : p->public_pages;
        if (starts_right(plan) && next % 2 == 0) next++;
        p->first_page = next;
        p->last_page = next + most - 1;
        next = p->last_page + 1;
    }
}

int64_t pack_last_page(const PackPlan *plan) {
    return plan->papers.count ? plan->papers.items[plan->papers.count - 1].last_page : plan->of.pages_before;
}

bool pack_has_public(const PackPlan *plan) {
    for (size_t i = 0; i < plan->papers.count; i++)
        if (!pack_is_withheld(&plan->papers.items[i])) return true;
    return false;
}

void pack_range(const PackPlan *plan, AgendaItemId item, int64_t *from, int64_t *to) {
    *from = *to = 0;
    for (size_t i = 0; i < plan->papers.count; i++) {
        const PackPaper *p = &plan->papers.items[i];
        if (p->entry->item.id.n != item.n) continue;
        if (*from == 0) *from = p->first_page;
        *to = p->last_page;
    }
}

/* Does this paper share a page with the one before it, which says that both are left out? */
static bool is_in_run(const PackPlan *plan, size_t i) {
    if (i == 0) return false;
    const PackPaper *p = &plan->papers.items[i], *before = p - 1;
    return is_left_out(plan, p) && is_left_out(plan, before) && p->entry == before->entry;
}

Text pack_place(Arena *arena, const PackPlan *plan, size_t paper) {
    while (is_in_run(plan, paper)) paper--;
    return text_format(arena, "paper-%" PRId64, plan->papers.items[paper].paper->id.n);
}

/* A pack as it grows, side of paper by side of paper. */
typedef struct {
    PackSheetList *list;
    int64_t sides, last; /* how many there are, and the last number given */
} Growing;

static void add(Growing *g, PackSheet sheet) {
    g->list->items[g->list->count++] = sheet;
    g->sides += sheet.pages;
    if (sheet.last > 0) g->last = sheet.last;
}

static void add_blank(Growing *g, int64_t first, int64_t last) {
    if (last >= first) add(g, (PackSheet){.kind = SHEET_BLANK, .first = first, .last = last, .pages = (int)(last - first + 1)});
}

PackSheetList pack_sheets(Arena *arena, const PackPlan *plan) {
    const PackPaper *papers = plan->papers.items;
    PackSheetList list = {.items = ARENA_ARRAY(arena, PackSheet, 4 * plan->papers.count + 1)};
    Growing g = {.list = &list, .sides = plan->front_pages, .last = plan->of.pages_before};
    for (size_t i = 0; i < plan->papers.count;) {
        const PackPaper *p = &papers[i];
        size_t next = i + 1;
        while (next < plan->papers.count && is_in_run(plan, next)) next++;
        add_blank(&g, g.last + 1, p->first_page - 1);
        if (starts_right(plan) && g.sides % 2 == 1) add(&g, (PackSheet){.kind = SHEET_BLANK, .pages = 1});
        bool is_withheld = is_left_out(plan, p);
        int pages = is_withheld ? 1 : plan->is_public ? p->public_pages : p->pages;
        int64_t until = is_withheld ? papers[next - 1].last_page : p->first_page + pages - 1;
        add(&g, (PackSheet){.kind = is_withheld ? SHEET_WITHHELD : SHEET_PAPER,
                    .paper = i,
                    .count = next - i,
                    .first = p->first_page,
                    .last = until,
                    .pages = pages});
        /* The version that is shorter is filled up, so that what follows has its number in both packs. */
        if (!is_withheld) add_blank(&g, until + 1, p->last_page);
        i = next;
    }
    return list;
}
