/* Owns the rule of a memorandum's term (R58): before it, in it, near its end, after it; and which of them are told. */
#include "people/people.h"
#include "people/people.sql.h"

MemorandumStanding memorandum_standing(const Memorandum *memorandum, Date day) {
    if (!is_within(day, (Date){0}, memorandum->until)) return MEMORANDUM_ENDED;
    if (!is_within(day, memorandum->from, (Date){0})) return MEMORANDUM_AHEAD;
    if (!date_is_set(memorandum->until)) return MEMORANDUM_IN_FORCE;
    return date_days_between(day, memorandum->until) <= memorandum->warning_days ? MEMORANDUM_ENDS_SOON : MEMORANDUM_IN_FORCE;
}

static bool has_warned(const Memorandum *m, Date day) {
    switch (memorandum_standing(m, day)) {
    case MEMORANDUM_ENDS_SOON: return true;
    case MEMORANDUM_ENDED: return date_days_between(m->until, day) <= m->warning_days;
    case MEMORANDUM_IN_FORCE:
    case MEMORANDUM_AHEAD: break;
    }
    return false;
}

static bool is_followed(const Memorandum *m, const MemorandumList *all) {
    for (size_t i = 0; i < all->count; i++) {
        const Memorandum *other = &all->items[i];
        bool goes_on = !date_is_set(other->until) || date_compare(other->until, m->until) > 0;
        if (other->id.n != m->id.n && goes_on && text_equal_ignoring_case(text_trim(other->title), text_trim(m->title))) return true;
    }
    return false;
}

Error *memoranda_to_tell(Db *db, Arena *arena, Date day, MemorandumList *out) {
    MemorandumList all;
    TRY(memoranda_all(db, arena, &all));
    *out = (MemorandumList){.items = ARENA_ARRAY(arena, Memorandum, all.count + 1)};
    for (size_t i = 0; i < all.count; i++)
        if (has_warned(&all.items[i], day) && !is_followed(&all.items[i], &all)) out->items[out->count++] = all.items[i];
    return NULL;
}
