/* Owns the motion to exclude the press and public, and whether there was one. */
#include "minutes/exclusion.h"

/* ---- Standing ---- */

static ExclusionStanding standing_of(Outcome outcome) {
    switch (outcome) {
    case OUTCOME_CONSENSUS:
    case OUTCOME_CARRIED: return EXCLUSION_RESOLVED;
    case OUTCOME_NOT_CARRIED: return EXCLUSION_LOST;
    case OUTCOME_DRAFT: return EXCLUSION_PUT;
    }
    return EXCLUSION_MISSING;
}

static const Resolution *resolution_with(const MinutesWhole *whole, ResolutionId id) {
    for (size_t i = 0; i < whole->count; i++)
        for (size_t k = 0; k < whole->items[i].resolutions.count; k++)
            if (whole->items[i].resolutions.items[k].id.n == id.n) return &whole->items[i].resolutions.items[k];
    return NULL;
}

/* Of several motions one that was carried counts, then one that is put. */
ExclusionStanding exclusion_of(const MinutesWhole *whole, const MinuteEntry *e) {
    static const int weight[] = {[EXCLUSION_MISSING] = 0, [EXCLUSION_LOST] = 1, [EXCLUSION_PUT] = 2, [EXCLUSION_RESOLVED] = 3};
    ExclusionStanding best = EXCLUSION_MISSING;
    if (whole->is_private || e->item.restriction == 0) return EXCLUSION_NOT_NEEDED;
    if (e->item.restriction == RESTRICTION_CONFIDENTIAL) return EXCLUSION_BY_LAW;
    for (size_t i = 0; i < whole->exclusions.count; i++) {
        const Exclusion *x = &whole->exclusions.items[i];
        const Resolution *r =
            x->item.n == e->item.id.n && x->paragraphs == e->item.paragraphs ? resolution_with(whole, x->resolution) : NULL;
        if (r && weight[standing_of(r->outcome)] > weight[best]) best = standing_of(r->outcome);
    }
    return best;
}

/* ---- Words ---- */

/* "D1, D2 and D3" of the items that stand so; empty for none. */
static Text codes_of(Arena *arena, const MinutesWhole *whole, ExclusionStanding standing, size_t *count) {
    Buffer out = buffer_new(arena, 32);
    size_t left = 0;
    for (size_t i = 0; i < whole->count; i++) left += exclusion_of(whole, &whole->items[i]) == standing;
    *count = left;
    for (size_t i = 0; i < whole->count; i++) {
        if (exclusion_of(whole, &whole->items[i]) != standing) continue;
        if (out.len) buffer_put(&out, left == 1 ? S(" and ") : S(", "));
        buffer_put(&out, whole->items[i].code);
        left--;
    }
    return buffer_text(&out);
}

ExclusionWords exclusion_words(Arena *arena, const MinutesWhole *whole) {
    static const struct {
        ExclusionStanding standing;
        const char *one, *many;
    } sentences[] = {
        {EXCLUSION_MISSING,
            "Item %.*s is exempt. The press and public stay unless a resolution excludes them for it, and none has been put.",
            "Items %.*s are exempt. The press and public stay unless a resolution excludes them for these items, and none has been put."},
        {EXCLUSION_PUT, "The motion to exclude the press and public for item %.*s is put and not decided yet.",
            "The motion to exclude the press and public for items %.*s is put and not decided yet."},
        {EXCLUSION_LOST,
            "The motion to exclude the press and public for item %.*s was not carried, so they may stay. Either withdraw the item, or lift "
            "its restriction.",
            "The motion to exclude the press and public for items %.*s was not carried, so they may stay. Either withdraw the items, or "
            "lift their restriction."},
        {EXCLUSION_RESOLVED, "The press and public are excluded for item %.*s by resolution.",
            "The press and public are excluded for items %.*s by resolution."},
        {EXCLUSION_BY_LAW, "Item %.*s is confidential: the press and public are excluded by law, without a resolution.",
            "Items %.*s are confidential: the press and public are excluded by law, without a resolution."},
    };
    ExclusionWords out = {.items = ARENA_ARRAY(arena, Text, sizeof sentences / sizeof sentences[0])};
    for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++) {
        size_t count;
        Text codes = codes_of(arena, whole, sentences[i].standing, &count);
        if (count == 0) continue;
        out.items[out.count++] = text_format(arena, count == 1 ? sentences[i].one : sentences[i].many, TEXT_ARG(codes));
        out.may_be_put = out.may_be_put || sentences[i].standing == EXCLUSION_MISSING;
    }
    return out;
}

Text exclusion_motion(Arena *arena, const MinutesWhole *whole) {
    Buffer items = buffer_new(arena, 64);
    for (size_t i = 0; i < whole->count; i++) {
        const MinuteEntry *e = &whole->items[i];
        if (exclusion_of(whole, e) != EXCLUSION_MISSING) continue;
        if (items.len) buffer_put(&items, S("; "));
        buffer_putf(&items, "item %.*s, exempt under %.*s", TEXT_ARG(e->code), TEXT_ARG(paragraphs_shown(arena, e->item.paragraphs)));
    }
    return text_format(arena,
        "that under section 100A(4) of the Local Government Act 1972 the press and public be excluded while the following is taken, "
        "because exempt "
        "information as described in Part 1 of Schedule 12A to the Act is likely to be disclosed: %.*s",
        TEXT_ARG(buffer_text(&items)));
}

/* ---- Putting it ---- */

/* The last open item before the first that needs the motion; the first open one when all come behind it; NULL: there is none. */
static const MinuteEntry *place_of_motion(const MinutesWhole *whole) {
    const MinuteEntry *place = NULL;
    bool is_behind = false;
    for (size_t i = 0; i < whole->count; i++) {
        const MinuteEntry *e = &whole->items[i];
        is_behind = is_behind || exclusion_of(whole, e) == EXCLUSION_MISSING;
        if (e->is_public && (!is_behind || !place)) place = e;
    }
    return place;
}

Error *exclusion_put(Tx *tx, const Meeting *meeting, AgendaItemId *item) {
    Arena *arena = tx_arena(tx);
    MinutesWhole whole;
    TRY(minutes_read(tx_db(tx), arena, meeting, &whole));
    if (!whole.is_begun || whole.minutes.state != MINUTES_DRAFT)
        return error_new(
            arena, ERROR_INPUT, "The motion is put into minutes in draft. Begin the minutes, or take them back to draft, first.");
    if (!exclusion_words(arena, &whole).may_be_put)
        return error_new(arena, ERROR_INPUT, "No exempt item is without a motion, so nothing was put. Look at the minutes again.");
    const MinuteEntry *place = place_of_motion(&whole);
    if (!place)
        return error_new(
            arena, ERROR_INPUT, "No item of the agenda is open, so the motion has no place. Add an open item for it to the agenda.");
    Resolution motion = {.verb = VERB_AGREE, .text = exclusion_motion(arena, &whole)};
    TRY(resolution_put(tx, place->item.id, &motion));
    for (size_t i = 0; i < whole.count; i++) {
        const MinuteEntry *e = &whole.items[i];
        if (exclusion_of(&whole, e) != EXCLUSION_MISSING) continue;
        Exclusion x = {.resolution = motion.id, .item = e->item.id, .paragraphs = e->item.paragraphs};
        TRY(record_insert(tx, &exclusion_record, &x));
    }
    *item = place->item.id;
    return NULL;
}
