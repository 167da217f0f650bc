/* Owns where the numbers of the plan's actions lead that public minutes cite: to what is public of the plan of the meeting's year, and nowhere else. */
#include "public/agreement.h"

static void add(Citations *out, Text number, Text address) {
    out->items[out->count++] = (Citation){number, address};
}

static bool is_anothers_too(const Citations *all, const Citation *one) {
    for (size_t i = 0; i < all->count; i++)
        if (text_equal(all->items[i].number, one->number) && !text_equal(all->items[i].url, one->url)) return true;
    return false;
}

/* The public side does not know until when an action had a number: one that two have or had leads nowhere, rather than to the wrong one. */
static Citations only_clear(Arena *arena, const Citations *all) {
    Citations out = {.items = ARENA_ARRAY(arena, Citation, all->count + 1), .year = all->year};
    for (size_t i = 0; i < all->count; i++)
        if (!is_anothers_too(all, &all->items[i])) out.items[out.count++] = all->items[i];
    return out;
}

Error *site_plan_citations(Db *db, Arena *arena, PublishedId body, Date day, Citations *out) {
    PublishedAgreement agreement;
    SitePlanNumbersRowList numbers;
    bool found;
    *out = (Citations){0};
    TRY(site_agreement_cited(db, arena, body, day, &agreement, &found));
    if (!found) return NULL;
    out->year = statutory_year(agreement.starts);
    TRY(site_plan_numbers(db, arena, agreement.id, &numbers));
    size_t most = numbers.count;
    for (size_t i = 0; i < numbers.count; i++) most += text_lines(arena, numbers.items[i].earlier_numbers).count;
    out->items = ARENA_ARRAY(arena, Citation, most + 1);
    for (size_t i = 0; i < numbers.count; i++)
        add(out, numbers.items[i].number, site_plan_action_address(arena, &agreement, numbers.items[i].number));
    for (size_t i = 0; i < numbers.count; i++) {
        Sentences earlier = text_lines(arena, numbers.items[i].earlier_numbers);
        for (size_t k = 0; k < earlier.count; k++)
            add(out, earlier.items[k], site_plan_action_address(arena, &agreement, numbers.items[i].number));
    }
    *out = only_clear(arena, out);
    return NULL;
}
