/* Owns the rules of seats, tenures, terms of reference and dated names: what may stand beside what, on which days. All pure. */
#include "people/people.h"

bool is_within(Date day, Date from, Date until) {
    return (!date_is_set(from) || date_compare(from, day) <= 0) && (!date_is_set(until) || date_compare(day, until) <= 0);
}

bool days_overlap(Date a_from, Date a_until, Date b_from, Date b_until) {
    bool a_ends_first = date_is_set(a_until) && date_is_set(b_from) && date_compare(a_until, b_from) < 0;
    bool b_ends_first = date_is_set(b_until) && date_is_set(a_from) && date_compare(b_until, a_from) < 0;
    return !a_ends_first && !b_ends_first;
}

Text days_shown(Arena *arena, Date from, Date until) {
    Text first = date_plain(arena, from), last = date_plain(arena, until);
    if (date_is_set(from) && date_is_set(until)) return text_format(arena, "%.*s to %.*s", TEXT_ARG(first), TEXT_ARG(last));
    if (date_is_set(from)) return text_format(arena, "from %.*s", TEXT_ARG(first));
    if (date_is_set(until)) return text_format(arena, "until %.*s", TEXT_ARG(last));
    return S("no dates given");
}

/* Do the days from `from` to `until` all lie among those of the seat? An open end inside a closed one does not. */
static bool is_outside(Date from, Date until, const Seat *seat) {
    bool begins_early = date_is_set(seat->from) && date_is_set(from) && date_compare(from, seat->from) < 0;
    bool ends_early = date_is_set(seat->from) && date_is_set(until) && date_compare(until, seat->from) < 0;
    bool ends_late = date_is_set(seat->until) && (!date_is_set(until) || date_compare(seat->until, until) < 0);
    return begins_early || ends_early || ends_late;
}

/* What `other` has against `tenure`, both on the same body. */
static TenureFault fault_between(const Tenure *tenure, const Tenure *other) {
    if (!days_overlap(tenure->from, tenure->until, other->from, other->until)) return TENURE_FITS;
    if (tenure->seat.n == other->seat.n) {
        if (tenure->person.n == other->person.n) return TENURE_TWICE;
        if (tenure->kind == TENURE_HOLDER && other->kind == TENURE_HOLDER) return TENURE_SEAT_TAKEN;
    }
    if (tenure->office && tenure->office == other->office) return TENURE_OFFICE_TAKEN;
    return TENURE_FITS;
}

TenureFinding tenure_check(const Tenure *tenure, const Seat *seat, const TenureList *of_body) {
    if (date_is_set(tenure->from) && date_is_set(tenure->until) && date_compare(tenure->until, tenure->from) < 0)
        return (TenureFinding){.fault = TENURE_ENDS_BEFORE_IT_BEGINS};
    if (is_outside(tenure->from, tenure->until, seat)) return (TenureFinding){.fault = TENURE_OUTSIDE_SEAT};
    if (tenure->office && (tenure->kind == TENURE_SUBSTITUTE || seat->is_invited)) return (TenureFinding){.fault = TENURE_NO_MEMBER};
    for (size_t i = 0; i < of_body->count; i++) {
        const Tenure *other = &of_body->items[i];
        if (tenure->id.n && other->id.n == tenure->id.n) continue;
        TenureFault fault = fault_between(tenure, other);
        if (fault != TENURE_FITS) return (TenureFinding){.fault = fault, .other = other};
    }
    return (TenureFinding){.fault = TENURE_FITS};
}

const Tenure *tenure_outside(const Seat *seat, const TenureList *of_body) {
    for (size_t i = 0; i < of_body->count; i++) {
        const Tenure *tenure = &of_body->items[i];
        if (tenure->seat.n == seat->id.n && is_outside(tenure->from, tenure->until, seat)) return tenure;
    }
    return NULL;
}

const TermsOfReference *terms_overlapping(const TermsOfReference *terms, const TermsOfReferenceList *of_body) {
    for (size_t i = 0; i < of_body->count; i++) {
        const TermsOfReference *other = &of_body->items[i];
        bool is_itself = terms->id.n && other->id.n == terms->id.n;
        if (!is_itself && days_overlap(terms->from, terms->until, other->from, other->until)) return other;
    }
    return NULL;
}

const OrganisationName *name_overlapping(const OrganisationName *name, const OrganisationNameList *of_organisation) {
    for (size_t i = 0; i < of_organisation->count; i++) {
        const OrganisationName *other = &of_organisation->items[i];
        bool is_itself = name->id.n && other->id.n == name->id.n;
        if (!is_itself && days_overlap(name->from, name->until, other->from, other->until)) return other;
    }
    return NULL;
}
