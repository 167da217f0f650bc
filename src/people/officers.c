/* Owns chairs and vice-chairs: until when they are in office by the terms of reference, and what the clerk should know of that in time. */
#include "people/people.h"
#include "people/people.sql.h"

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

/* ---- Elected (R07, R22, R27) ---- */

/* The tenure ends the day before and goes on as another one with the office; one that begins on the day only changes its office. */
static Error *tenure_divide(Tx *tx, Tenure t, OfficeHeld office, Date day, TenureId *ended, TenureId *begun) {
    if (date_is_set(t.from) && date_compare(t.from, day) == 0) {
        t.office = office;
        *begun = t.id;
        return record_update(tx, &tenure_record, &t);
    }
    Tenure next = t;
    next.id = (TenureId){0}, next.version = 0;
    next.from = day, next.office = office;
    t.until = date_plus_days(day, -1);
    *ended = t.id;
    TRY(record_update(tx, &tenure_record, &t));
    TRY(record_insert(tx, &tenure_record, &next));
    *begun = next.id;
    return NULL;
}

static Error *tenure_unite(Tx *tx, TenureId ended, TenureId begun, OfficeHeld before) {
    Tenure first = {0}, second = {0};
    if (begun.n == 0) return NULL;
    Error *error = record_get(tx_db(tx), tx_arena(tx), &tenure_record, begun.n, &second);
    if (!error && ended.n == 0) {
        second.office = before;
        return record_update(tx, &tenure_record, &second);
    }
    if (!error) error = record_get(tx_db(tx), tx_arena(tx), &tenure_record, ended.n, &first);
    bool is_whole = !error && first.seat.n == second.seat.n && first.person.n == second.person.n && date_is_set(first.until)
                    && date_is_set(second.from) && date_compare(date_plus_days(first.until, 1), second.from) == 0;
    if (error && error->kind != ERROR_NOT_FOUND) return error;
    if (!is_whole)
        return error_new(tx_arena(tx), ERROR_INPUT,
            "What the election began was changed since on the page of a seat, so it cannot be taken back from here. Put the seats as they "
            "were first.");
    first.until = second.until;
    TRY(record_delete(tx, &tenure_record, &second));
    return record_update(tx, &tenure_record, &first);
}

static const Tenure *holder_on(const TenureList *tenures, SeatId seat, Date day) {
    for (size_t i = 0; i < tenures->count; i++) {
        const Tenure *t = &tenures->items[i];
        if (t->seat.n == seat.n && t->kind == TENURE_HOLDER && is_within(day, t->from, t->until)) return t;
    }
    return NULL;
}

Error *office_take(Tx *tx, BodyId body, SeatId seat, OfficeHeld office, Date day, OfficeTaken *out) {
    TenureList tenures;
    const char *name = office == OFFICE_CHAIR ? "chair" : "vice-chair";
    *out = (OfficeTaken){0};
    TRY(tenures_of_body(tx_db(tx), tx_arena(tx), body, &tenures));
    const Tenure *elected = holder_on(&tenures, seat, day), *other = NULL;
    if (!elected)
        return error_new(tx_arena(tx), ERROR_INPUT,
            "Nobody holds the seat on the day of the meeting any more, so nobody was elected. Look at the seat.");
    if (elected->office && elected->office != office)
        return error_new(tx_arena(tx), ERROR_INPUT,
            "Whoever holds the seat is in the other office, so they cannot be elected %s. Look at the seat.", name);
    for (size_t i = 0; i < tenures.count; i++) {
        const Tenure *t = &tenures.items[i];
        if (t->office != office || t->id.n == elected->id.n) continue;
        if (is_within(day, t->from, t->until)) other = t;
        else if (date_is_set(t->from) && date_compare(t->from, day) > 0)
            return error_new(tx_arena(tx), ERROR_INPUT,
                "Somebody is entered as %s from %.*s on already. Change that on the page of their seat first.", name,
                TEXT_ARG(date_plain(tx_arena(tx), t->from)));
    }
    if (other) TRY(tenure_divide(tx, *other, (OfficeHeld)0, day, &out->other_ended, &out->other_begun));
    return tenure_divide(tx, *elected, office, day, &out->ended, &out->begun);
}

Error *office_give_back(Tx *tx, OfficeHeld office, const OfficeTaken *taken) {
    TRY(tenure_unite(tx, taken->ended, taken->begun, (OfficeHeld)0));
    return tenure_unite(tx, taken->other_ended, taken->other_begun, office);
}
