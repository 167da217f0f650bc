/* Owns where the numbers of the plan's actions lead that public minutes cite: to what is public of the plan of the meeting's year, and nowhere else. */
#include "public/agreement.h"

static void add(Citations *out, Text number, Text address) {
    out->items[out->count++] = (Citation){number, address};
}

Error *site_plan_citations(Db *db, Arena *arena, PublishedId body, Date day, Citations *out) {
    PublishedAgreement agreement;
    SitePlanNumbersRowList numbers;
    bool found;
    *out = (Citations){0};
    TRY(site_agreement_cited(db, arena, body, day, &agreement, &found));
    if (!found) return NULL;
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
    return NULL;
}
