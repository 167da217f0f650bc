/* Owns runs of missed meetings (R13, R23): a seat, an organisation or a holder that did not come to several meetings in a row, back from the last one. */
#include "minutes/statistics.h"

/* Whose run is looked for. */
typedef struct {
    const AttendanceFacts *facts;
    const SeatPlaces *places;
    const Body *body;
    int64_t allowed;
    Date last; /* the day of the body's last meeting that counts */
} Looking;

typedef struct {
    int64_t missed;
    Date since;
} Run;

static bool is_miss(PlaceOutcome outcome) {
    return outcome == PLACE_APOLOGIES || outcome == PLACE_ABSENT;
}

static bool is_of(const Looking *l, const SeatPlace *p) {
    return p->seat->body.n == l->body->id.n && date_compare(p->meeting->day, l->facts->period.last) <= 0;
}

/* Back over the places of a seat: what nobody recorded is passed over, a vacancy ends it. */
static Run run_of_seat(const Looking *l, const Seat *seat) {
    Run run = {0};
    for (size_t i = l->places->count; i-- > 0;) {
        const SeatPlace *p = &l->places->items[i];
        if (p->seat != seat || !is_of(l, p) || p->outcome == PLACE_UNRECORDED) continue;
        if (!is_miss(p->outcome)) break;
        run.missed++;
        run.since = p->meeting->day;
    }
    return run;
}

/* The same of whoever holds it, until another held it: a substitute who came is a meeting to which the holder did not. */
static Run run_of_holder(const Looking *l, const Seat *seat, PersonId holder) {
    Run run = {0};
    for (size_t i = l->places->count; i-- > 0;) {
        const SeatPlace *p = &l->places->items[i];
        if (p->seat != seat || !is_of(l, p) || p->outcome == PLACE_UNRECORDED) continue;
        if (p->holder.n != holder.n || (!is_miss(p->outcome) && p->outcome != PLACE_SUBSTITUTE)) break;
        run.missed++;
        run.since = p->meeting->day;
    }
    return run;
}

/* What became of an organisation at one meeting: the best of its places there, those by invitation left out; vacant for none. */
static PlaceOutcome best_at(const Looking *l, OrganisationId organisation, const Meeting *meeting) {
    PlaceOutcome best = PLACE_VACANT;
    for (size_t i = 0; i < l->places->count; i++) {
        const SeatPlace *p = &l->places->items[i];
        if (p->meeting == meeting && p->organisation.n == organisation.n && !p->seat->is_invited && p->outcome < best) best = p->outcome;
    }
    return best;
}

static Run run_of_organisation(const Looking *l, OrganisationId organisation) {
    Run run = {0};
    const Meeting *before = NULL;
    for (size_t i = l->places->count; i-- > 0;) {
        const SeatPlace *p = &l->places->items[i];
        if (!is_of(l, p) || p->meeting == before) continue;
        before = p->meeting;
        PlaceOutcome best = best_at(l, organisation, p->meeting);
        if (best == PLACE_UNRECORDED) continue;
        if (!is_miss(best)) break;
        run.missed++;
        run.since = p->meeting->day;
    }
    return run;
}

/* ---- What is pointed out ---- */

static void point_out(const Looking *l, MissedList *out, MissedKind kind, const SeatPlace *p, Run run) {
    const Organisation *organisation = NULL;
    for (size_t i = 0; i < l->facts->organisations.count; i++)
        if (l->facts->organisations.items[i].id.n == p->organisation.n) organisation = &l->facts->organisations.items[i];
    out->items[out->count++] = (Missed){.kind = kind,
        .body = l->body,
        .seat = kind == MISSED_BY_ORGANISATION ? NULL : p->seat,
        .organisation = organisation,
        .person = kind == MISSED_BY_HOLDER ? person_among(&l->facts->persons, p->holder) : NULL,
        .missed = run.missed,
        .allowed = l->allowed,
        .since = run.since};
}

/* Members' seats of the organisation at the meeting; *is_first tells whether `p` is the first of them. */
static size_t seats_at(const Looking *l, const SeatPlace *p, bool *is_first) {
    size_t count = 0;
    for (size_t i = 0; i < l->places->count; i++) {
        const SeatPlace *other = &l->places->items[i];
        if (other->meeting != p->meeting || other->organisation.n != p->organisation.n || other->seat->is_invited) continue;
        if (count++ == 0) *is_first = other == p;
    }
    return count;
}

static void look_at(const Looking *l, const SeatPlace *p, MissedList *out) {
    bool is_first = false;
    if (p->seat->is_invited || p->outcome == PLACE_VACANT) return;
    Run seat = run_of_seat(l, p->seat);
    if (seat.missed >= l->allowed) point_out(l, out, MISSED_BY_SEAT, p, seat);
    else {
        Run holder = run_of_holder(l, p->seat, p->holder);
        if (holder.missed >= l->allowed) point_out(l, out, MISSED_BY_HOLDER, p, holder);
    }
    if (p->organisation.n == 0 || seats_at(l, p, &is_first) < 2 || !is_first) return; /* one seat says it already */
    Run organisation = run_of_organisation(l, p->organisation);
    if (organisation.missed >= l->allowed) point_out(l, out, MISSED_BY_ORGANISATION, p, organisation);
}

MissedList missed_in_a_row(Arena *arena, const AttendanceFacts *facts, const SeatPlaces *places) {
    MissedList out = {.items = ARENA_ARRAY(arena, Missed, 2 * facts->seats.count + 1)};
    Date by = date_compare(facts->period.last, facts->today) < 0 ? facts->period.last : facts->today;
    for (size_t b = 0; b < facts->bodies.count; b++) {
        const TermsOfReference *terms = terms_at(&facts->terms, facts->bodies.items[b].id, by);
        Looking l = {.facts = facts, .places = places, .body = &facts->bodies.items[b], .allowed = terms ? terms->missed_meetings : 0};
        const Meeting *last = NULL;
        for (size_t i = 0; i < places->count && l.allowed > 0; i++)
            if (places->items[i].is_in_period && is_of(&l, &places->items[i])) last = places->items[i].meeting;
        for (size_t i = 0; i < places->count && last; i++)
            if (places->items[i].meeting == last) look_at(&l, &places->items[i], &out);
    }
    return out;
}
