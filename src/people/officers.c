/* Owns chairs and vice-chairs: until when they are in office by the terms of reference, and what the clerk should know of that in time. */
#include "people/people.h"

Date office_term_ends(const Tenure *tenure, const TermsOfReference *terms) {
    int64_t months = tenure->office == OFFICE_CHAIR        ? terms->chair_term_months
                     : tenure->office == OFFICE_VICE_CHAIR ? terms->vice_chair_term_months
                                                           : 0;
    if (!months || !date_is_set(tenure->from)) return (Date){0};
    return date_plus_days(date_plus_months(tenure->from, (int)months), -1);
}

Officer officer_standing(const Membership *membership, const TermsOfReference *terms, OfficeHeld office) {
    bool is_chair = office == OFFICE_CHAIR;
    Officer out = {.office = is_chair ? "Chair" : "Vice-chair", .holder = officer_of(membership, office)};
    out.is_expected = is_chair || (terms && terms->vice_chair_term_months > 0);
    if (!out.holder) return out;
    Date by_terms = terms ? office_term_ends(&out.holder->tenure, terms) : (Date){0}, by_tenure = out.holder->tenure.until;
    out.is_by_terms = date_is_set(by_terms) && (!date_is_set(by_tenure) || date_compare(by_terms, by_tenure) < 0);
    out.ends = out.is_by_terms ? by_terms : by_tenure;
    return out;
}

/* Notices of one office of a body, if there is something to say. */
static void notice_add(const Body *body, Officer officer, Date today, Date last, OfficeNotices *out) {
    OfficeNotice notice = {.body = body->id, .body_name = body->name, .office = officer.office, .ends = officer.ends};
    notice.is_vacant = !officer.holder && officer.is_expected;
    notice.is_over = date_is_set(officer.ends) && date_compare(officer.ends, today) < 0;
    bool ends = officer.is_by_terms && date_compare(officer.ends, last) <= 0;
    if (ends || notice.is_vacant) out->items[out->count++] = notice;
}

Error *office_notices(Db *db, Arena *arena, Date today, Date last, OfficeNotices *out) {
    BodyList bodies;
    TRY(bodies_on(db, arena, today, &bodies));
    *out = (OfficeNotices){.items = ARENA_ARRAY(arena, OfficeNotice, bodies.count * 2)};
    for (size_t i = 0; i < bodies.count; i++) {
        Membership membership;
        TermsOfReference terms;
        bool has_terms;
        TRY(membership_on(db, arena, bodies.items[i].id, today, &membership));
        TRY(terms_in_force(db, arena, bodies.items[i].id, today, &terms, &has_terms));
        for (int office = OFFICE_CHAIR; office <= OFFICE_VICE_CHAIR; office++)
            notice_add(&bodies.items[i], officer_standing(&membership, has_terms ? &terms : NULL, (OfficeHeld)office), today, last, out);
    }
    return NULL;
}
