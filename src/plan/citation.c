/* Owns where the numbers of actions lead that minutes cite: to the action that has the number in the meeting's year, or that had it once (R42). */
#include "plan/citation.h"

#include <inttypes.h>

#include "plan/finding.sql.h"
#include "plan/plan.sql.h"

/* The agreement of the year of the body, or else of the one above it. */
static Error *agreement_for(Db *db, Arena *arena, BodyId body, Date starts, Agreement *out, bool *found) {
    Body of;
    TRY(agreement_of_year(db, arena, body, starts, out, found));
    if (*found) return NULL;
    TRY(record_get(db, arena, &body_record, body.n, &of));
    return of.parent.n ? agreement_of_year(db, arena, of.parent, starts, out, found) : NULL;
}

static void add(Arena *arena, Citations *out, Text number, PlanActionId action) {
    out->items[out->count++] = (Citation){number, text_format(arena, "/office/plan/actions/%" PRId64, action.n)};
}

/* The first with a number is the one that a meeting of that day meant: what had it until after that day, before what got it later; numbers given up by then
 * come last. `before` comes by the day until which an action had the number. */
static void put_numbers(Arena *arena, const ActionNumbersRowList *now, const PlanNumberList *before, Date day, Citations *out) {
    for (size_t i = 0; i < before->count; i++)
        if (date_compare(before->items[i].until, day) > 0) add(arena, out, before->items[i].number, before->items[i].action);
    for (size_t i = 0; i < now->count; i++)
        add(arena, out, text_format(arena, "%" PRId64 ".%" PRId64, now->items[i].section, now->items[i].number), now->items[i].id);
    for (size_t i = before->count; i > 0; i--) /* the latest first */
        if (date_compare(before->items[i - 1].until, day) <= 0) add(arena, out, before->items[i - 1].number, before->items[i - 1].action);
}

Error *plan_citations(Db *db, Arena *arena, BodyId body, Date day, Citations *out) {
    Agreement agreement;
    ActionNumbersRowList now;
    PlanNumberList before;
    bool found;
    *out = (Citations){0};
    TRY(agreement_for(db, arena, body, statutory_year_of(day), &agreement, &found));
    if (!found) return NULL;
    TRY(action_numbers(db, arena, agreement.id, &now));
    TRY(numbers_of_agreement(db, arena, agreement.id, &before));
    out->year = statutory_year(agreement.starts);
    out->items = ARENA_ARRAY(arena, Citation, now.count + before.count + 1);
    put_numbers(arena, &now, &before, day, out);
    return NULL;
}
