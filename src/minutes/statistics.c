/* Owns how attendance and quorum are counted over many meetings (R13, R23): pure functions of what was recorded. The pages say the same in words. */
#include "minutes/statistics.h"

#include <stdlib.h>

const TermsOfReference *terms_at(const TermsOfReferenceList *terms, BodyId body, Date day) {
    for (size_t i = 0; i < terms->count; i++) /* the newest first */
        if (terms->items[i].body.n == body.n && is_within(day, terms->items[i].from, terms->items[i].until)) return &terms->items[i];
    return NULL;
}

const Body *body_among(const BodyList *bodies, BodyId id) {
    for (size_t i = 0; i < bodies->count; i++)
        if (bodies->items[i].id.n == id.n) return &bodies->items[i];
    return NULL;
}

static int compare_persons(const void *id, const void *person) {
    int64_t a = *(const int64_t *)id, b = ((const Person *)person)->id.n;
    return a < b ? -1 : a > b;
}

const Person *person_among(const PersonList *persons, PersonId id) {
    if (id.n == 0 || persons->count == 0) return NULL;
    return bsearch(&id.n, persons->items, persons->count, sizeof *persons->items, compare_persons);
}

size_t tenures_begin(const TenureList *tenures, SeatId seat) {
    size_t low = 0, high = tenures->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (tenures->items[middle].seat.n < seat.n) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* ---- Which meetings count ---- */

MeetingCounting meeting_counting(const Meeting *meeting, const AttendanceList *rows, Date today) {
    int order = date_compare(meeting->day, today);
    if (meeting->state == MEETING_CANCELLED) return MEETING_LEFT_OUT;
    if (order > 0 || (order == 0 && meeting->state != MEETING_HELD)) return MEETING_AHEAD;
    for (size_t i = 0; i < rows->count; i++)
        if (attendance_is_present(rows->items[i].code)) return MEETING_COUNTS;
    return MEETING_NOT_RECORDED;
}

/* ---- Places ---- */

bool place_is_taken(PlaceOutcome outcome) {
    return outcome == PLACE_PRESENT || outcome == PLACE_ONLINE || outcome == PLACE_SUBSTITUTE;
}

/* Rows stand meeting by meeting in the order of the meetings, so that those of one are what comes next; one without rows has none there. */
static AttendanceList rows_of(const AttendanceFacts *facts, size_t *next, MeetingId meeting) {
    AttendanceList out = {.items = facts->rows.items + *next};
    while (*next < facts->rows.count && facts->rows.items[*next].meeting.n == meeting.n) (*next)++, out.count++;
    return out;
}

static PersonId holder_on(const AttendanceFacts *facts, SeatId seat, Date day) {
    for (size_t i = tenures_begin(&facts->tenures, seat); i < facts->tenures.count && facts->tenures.items[i].seat.n == seat.n; i++) {
        const Tenure *t = &facts->tenures.items[i];
        if (t->kind == TENURE_HOLDER && is_within(day, t->from, t->until)) return t->person;
    }
    return (PersonId){0};
}

static PlaceOutcome outcome_of(AttendanceCode code, PersonId there, PersonId holder) {
    switch (code) {
    case ATTENDANCE_PRESENT:
    case ATTENDANCE_ONLINE:
        if (there.n && there.n != holder.n) return PLACE_SUBSTITUTE; /* who was entered as the holder does not hold it any more */
        return code == ATTENDANCE_PRESENT ? PLACE_PRESENT : PLACE_ONLINE;
    case ATTENDANCE_SUBSTITUTE: return PLACE_SUBSTITUTE;
    case ATTENDANCE_APOLOGIES: return PLACE_APOLOGIES;
    case ATTENDANCE_ABSENT: return PLACE_ABSENT;
    case ATTENDANCE_EXPECTED: break;
    }
    return holder.n ? PLACE_UNRECORDED : PLACE_VACANT;
}

static OrganisationId organisation_for(const AttendanceFacts *facts, const SeatPlace *p) {
    if (p->seat->organisation.n) return p->seat->organisation;
    const Person *person = person_among(&facts->persons, p->there.n ? p->there : p->holder);
    return person ? person->organisation : (OrganisationId){0};
}

static SeatPlace place_of(const AttendanceFacts *facts, const Meeting *meeting, const Seat *seat, const AttendanceList *rows) {
    SeatPlace p = {.meeting = meeting, .seat = seat, .holder = holder_on(facts, seat->id, meeting->day)};
    Attendance row = {.code = ATTENDANCE_EXPECTED};
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].seat.n == seat->id.n) row = rows->items[i];
    p.outcome = outcome_of(row.code, row.person, p.holder);
    if (place_is_taken(p.outcome)) p.there = row.person.n ? row.person : p.holder;
    p.organisation = organisation_for(facts, &p);
    p.is_in_period = is_within(meeting->day, facts->period.first, facts->period.last);
    return p;
}

static void places_of(const AttendanceFacts *facts, const Meeting *m, const AttendanceList *rows, SeatPlaces *out) {
    for (size_t s = 0; s < facts->seats.count; s++) {
        const Seat *seat = &facts->seats.items[s];
        if (seat->body.n == m->body.n && is_within(m->day, seat->from, seat->until))
            out->items[out->count++] = place_of(facts, m, seat, rows);
    }
}

SeatPlaces attendance_places(Arena *arena, const AttendanceFacts *facts) {
    SeatPlaces out = {0};
    size_t next = 0, most = 0;
    for (size_t i = 0; i < facts->meetings.count; i++)
        for (size_t s = 0; s < facts->seats.count; s++) most += facts->seats.items[s].body.n == facts->meetings.items[i].body.n;
    out.items = ARENA_ARRAY(arena, SeatPlace, most + 1);
    for (size_t i = 0; i < facts->meetings.count; i++) {
        const Meeting *m = &facts->meetings.items[i];
        AttendanceList rows = rows_of(facts, &next, m->id);
        if (meeting_counting(m, &rows, facts->today) == MEETING_COUNTS) places_of(facts, m, &rows, &out);
    }
    return out;
}

MeetingList meetings_counted_as(Arena *arena, const AttendanceFacts *facts, MeetingCounting counting) {
    MeetingList out = {.items = ARENA_ARRAY(arena, Meeting, facts->meetings.count + 1)};
    size_t next = 0;
    for (size_t i = 0; i < facts->meetings.count; i++) {
        const Meeting *m = &facts->meetings.items[i];
        AttendanceList rows = rows_of(facts, &next, m->id);
        if (is_within(m->day, facts->period.first, facts->period.last) && meeting_counting(m, &rows, facts->today) == counting)
            out.items[out.count++] = *m;
    }
    return out;
}

/* ---- Tallies ---- */

static void tally_add(Tally *t, PlaceOutcome outcome) {
    t->meetings++;
    switch (outcome) {
    case PLACE_PRESENT: t->present++; break;
    case PLACE_ONLINE: t->online++; break;
    case PLACE_SUBSTITUTE: t->substitute++; break;
    case PLACE_APOLOGIES: t->apologies++; break;
    case PLACE_ABSENT: t->absent++; break;
    case PLACE_UNRECORDED: t->unrecorded++; break;
    case PLACE_VACANT: t->vacant++; break;
    }
}

int64_t tally_expected(const Tally *t) {
    return t->meetings - t->vacant - t->unrecorded;
}

int64_t tally_came(const Tally *t) {
    return t->present + t->online;
}

int64_t tally_represented(const Tally *t) {
    return t->present + t->online + t->substitute;
}

/* Only those of which there is something to tell. */
static Tallies told(Arena *arena, const Tally *all, size_t count) {
    Tallies out = {.items = ARENA_ARRAY(arena, Tally, count + 1)};
    for (size_t i = 0; i < count; i++)
        if (all[i].meetings || all[i].stood_in) out.items[out.count++] = all[i];
    return out;
}

Tallies tally_seats(Arena *arena, const AttendanceFacts *facts, const SeatPlaces *places) {
    Tally *all = ARENA_ARRAY(arena, Tally, facts->seats.count + 1);
    for (size_t s = 0; s < facts->seats.count; s++) all[s].seat = &facts->seats.items[s];
    for (size_t i = 0; i < places->count; i++)
        if (places->items[i].is_in_period) tally_add(&all[places->items[i].seat - facts->seats.items], places->items[i].outcome);
    return told(arena, all, facts->seats.count);
}

/* Somebody's best place at the meeting that is looked at; 0: none so far. */
typedef struct {
    int64_t id;
    PlaceOutcome best;
} Best;

static void best_note(Best *list, size_t *count, int64_t id, PlaceOutcome outcome) {
    for (size_t i = 0; i < *count; i++) {
        if (list[i].id != id) continue;
        if (outcome < list[i].best) list[i].best = outcome;
        return;
    }
    list[(*count)++] = (Best){id, outcome};
}

/* The places of one meeting stand together. */
static size_t meeting_ends(const SeatPlaces *places, size_t begins) {
    size_t end = begins;
    while (end < places->count && places->items[end].meeting == places->items[begins].meeting) end++;
    return end;
}

static Tally *tally_of_organisation(Tally *all, const OrganisationList *list, int64_t id) {
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].id.n == id) return &all[i];
    return NULL;
}

Tallies tally_organisations(Arena *arena, const AttendanceFacts *facts, const SeatPlaces *places) {
    const OrganisationList *list = &facts->organisations;
    Tally *all = ARENA_ARRAY(arena, Tally, list->count + 1);
    Best *best = ARENA_ARRAY(arena, Best, facts->seats.count + 1);
    for (size_t i = 0; i < list->count; i++) all[i].organisation = &list->items[i];
    for (size_t begin = 0, end; begin < places->count; begin = end) {
        size_t count = 0;
        end = meeting_ends(places, begin);
        for (size_t i = begin; i < end && places->items[i].is_in_period; i++)
            if (places->items[i].organisation.n) best_note(best, &count, places->items[i].organisation.n, places->items[i].outcome);
        for (size_t i = 0; i < count; i++) {
            Tally *t = tally_of_organisation(all, list, best[i].id);
            if (t) tally_add(t, best[i].best);
        }
    }
    return told(arena, all, list->count);
}

Tallies tally_persons(Arena *arena, const AttendanceFacts *facts, const SeatPlaces *places) {
    const PersonList *list = &facts->persons;
    Tally *all = ARENA_ARRAY(arena, Tally, list->count + 1);
    Best *best = ARENA_ARRAY(arena, Best, facts->seats.count + 1);
    for (size_t i = 0; i < list->count; i++) all[i].person = &list->items[i];
    for (size_t begin = 0, end; begin < places->count; begin = end) {
        size_t count = 0;
        end = meeting_ends(places, begin);
        for (size_t i = begin; i < end && places->items[i].is_in_period; i++) {
            const SeatPlace *p = &places->items[i];
            const Person *stood_in = p->outcome == PLACE_SUBSTITUTE ? person_among(list, p->there) : NULL;
            if (stood_in) all[stood_in - list->items].stood_in++;
            if (p->holder.n) best_note(best, &count, p->holder.n, p->outcome);
        }
        for (size_t i = 0; i < count; i++) {
            const Person *person = person_among(list, (PersonId){best[i].id});
            if (person) tally_add(&all[person - list->items], best[i].best);
        }
    }
    return told(arena, all, list->count);
}

/* ---- Quorum ---- */

static Quorum quorum_of_places(Arena *arena, const AttendanceFacts *facts, const SeatPlaces *places, size_t begin, size_t end) {
    Presence *present = ARENA_ARRAY(arena, Presence, end - begin + 1);
    const Meeting *m = places->items[begin].meeting;
    const TermsOfReference *terms = terms_at(&facts->terms, m->body, m->day);
    size_t count = 0;
    for (size_t i = begin; i < end; i++) {
        const SeatPlace *p = &places->items[i];
        if (!place_is_taken(p->outcome)) continue;
        present[count++] = (Presence){.organisation = p->organisation,
            .person = p->there,
            .is_statutory = p->seat->is_statutory,
            .is_core = p->seat->is_core,
            .is_invited = p->seat->is_invited};
    }
    return terms ? quorum_of(present, count, terms->quorum_kind, terms->quorum_number) : quorum_of(present, count, (QuorumKind)0, 0);
}

MeetingQuorums meeting_quorums(Arena *arena, const AttendanceFacts *facts, const SeatPlaces *places) {
    MeetingQuorums out = {.items = ARENA_ARRAY(arena, MeetingQuorum, facts->meetings.count + 1)};
    for (size_t begin = 0, end; begin < places->count; begin = end) {
        end = meeting_ends(places, begin);
        if (!places->items[begin].is_in_period) continue;
        out.items[out.count++] = (MeetingQuorum){places->items[begin].meeting, quorum_of_places(arena, facts, places, begin, end)};
    }
    return out;
}

bool decision_was_quorate(const DecisionQuorum *d) {
    return d->needed > 0 && (d->represented >= d->needed || d->represented_core >= d->needed);
}
