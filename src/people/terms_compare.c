/* Owns the comparison of two versions of terms of reference: rule by rule, section by section, word by word. */
#include "people/terms.h"

/* ---- Rules ---- */

/* Fields that are no rule of the body: names, days, the text itself. */
static bool is_rule(const Field *field) {
    return !field->by_program && (field->kind == FIELD_INTEGER || field->kind == FIELD_CHOICE || field->kind == FIELD_FLAG);
}

static void compare_rules(Arena *arena, const TermsOfReference *before, const TermsOfReference *after, TermsComparison *out) {
    const Record *record = &terms_of_reference_record;
    out->rules.items = ARENA_ARRAY(arena, ComparedRule, record->field_count);
    for (size_t i = 0; i < record->field_count; i++) {
        const Field *field = &record->fields[i];
        if (!is_rule(field)) continue;
        ComparedRule rule = {
            .label = field->label, .before = record_shown(arena, field, before), .after = record_shown(arena, field, after)};
        rule.is_changed = !text_equal(rule.before, rule.after);
        out->changed_rules += rule.is_changed;
        out->rules.items[out->rules.count++] = rule;
    }
}

/* ---- Sections ---- */

typedef struct {
    const TermsSectionList *old, *new;
    size_t *partner; /* of each later section the place of the earlier one that it belongs to; NONE */
    bool *is_taken;  /* earlier sections that belong to a later one */
} Pairing;
static const size_t NONE = SIZE_MAX;

static bool began_as_one(const TermsSection *a, const TermsSection *b) {
    int64_t first = a->origin ? a->origin : a->id.n, second = b->origin ? b->origin : b->id.n;
    return first != 0 && first == second;
}

static bool have_one_heading(const TermsSection *a, const TermsSection *b) {
    return text_equal_ignoring_case(text_trim(a->heading), text_trim(b->heading));
}

static void pair_by(Pairing *p, bool (*belong)(const TermsSection *, const TermsSection *)) {
    for (size_t k = 0; k < p->new->count; k++)
        for (size_t i = 0; i < p->old->count && p->partner[k] == NONE; i++)
            if (!p->is_taken[i] && belong(&p->old->items[i], &p->new->items[k])) p->partner[k] = i, p->is_taken[i] = true;
}

static Pairing pair(Arena *arena, const TermsSectionList *old, const TermsSectionList *new) {
    Pairing p = {old, new, ARENA_ARRAY(arena, size_t, new->count + 1), ARENA_ARRAY(arena, bool, old->count + 1)};
    for (size_t k = 0; k < new->count; k++) p.partner[k] = NONE;
    for (size_t i = 0; i < old->count; i++) p.is_taken[i] = false;
    pair_by(&p, began_as_one);
    pair_by(&p, have_one_heading);
    return p;
}

/* The number of a section: its place among those with a heading. */
static int64_t number_of(const TermsSectionList *list, size_t at) {
    int64_t number = 0;
    for (size_t i = 0; i <= at; i++) number += list->items[i].heading.len > 0;
    return list->items[at].heading.len ? number : 0;
}

/* Which sections kept their order: the most that stand in the same order in both versions; the others were moved. */
static bool *in_order(Arena *arena, const Pairing *p) {
    size_t count = p->new->count, *length = ARENA_ARRAY(arena, size_t, count + 1), *next = ARENA_ARRAY(arena, size_t, count + 1), at = NONE;
    bool *out = ARENA_ARRAY(arena, bool, count + 1);
    for (size_t k = count; k-- > 0;) {
        out[k] = false, length[k] = 1, next[k] = NONE;
        if (p->partner[k] == NONE) continue;
        for (size_t i = k + 1; i < count; i++)
            if (p->partner[i] != NONE && p->partner[i] > p->partner[k] && length[i] + 1 > length[k]) length[k] = length[i] + 1, next[k] = i;
        if (at == NONE || length[k] >= length[at]) at = k;
    }
    for (; at != NONE; at = next[at]) out[at] = true;
    return out;
}

static ComparedSection compared(Arena *arena, const Pairing *p, size_t old, size_t new) {
    static const TermsSection nothing;
    const TermsSection *before = old == NONE ? &nothing : &p->old->items[old], *after = new == NONE ? &nothing : &p->new->items[new];
    ComparedSection s = {.heading = text_differences(arena, before->heading, after->heading),
        .text = text_differences(arena, before->text, after->text),
        .was = old == NONE ? 0 : number_of(p->old, old),
        .is = new == NONE ? 0 : number_of(p->new, new)};
    bool differs = differences_any(&s.heading) || differences_any(&s.text);
    s.standing = old == NONE ? COMPARED_ADDED : new == NONE ? COMPARED_REMOVED : differs ? COMPARED_CHANGED : COMPARED_SAME;
    return s;
}

static void put(TermsComparison *out, ComparedSection s) {
    out->changed_sections += s.standing != COMPARED_SAME || s.is_moved;
    out->items[out->count++] = s;
}

/* Removed sections from `at` on, up to the next that stayed: each stands behind the one that it stood behind. */
static void put_removed(Arena *arena, const Pairing *p, size_t at, TermsComparison *out) {
    for (; at < p->old->count && !p->is_taken[at]; at++) put(out, compared(arena, p, at, NONE));
}

static void compare_sections(Arena *arena, const Pairing *p, TermsComparison *out) {
    const bool *kept = in_order(arena, p);
    put_removed(arena, p, 0, out);
    for (size_t k = 0; k < p->new->count; k++) {
        ComparedSection s = compared(arena, p, p->partner[k], k);
        s.is_moved = p->partner[k] != NONE && !kept[k];
        put(out, s);
        if (p->partner[k] != NONE) put_removed(arena, p, p->partner[k] + 1, out);
    }
}

TermsComparison terms_compare(
    Arena *arena, const TermsOfReference *before, const TermsSectionList *old, const TermsOfReference *after, const TermsSectionList *new) {
    TermsComparison out = {.items = ARENA_ARRAY(arena, ComparedSection, old->count + new->count + 1)};
    Pairing p = pair(arena, old, new);
    compare_rules(arena, before, after, &out);
    compare_sections(arena, &p, &out);
    return out;
}
