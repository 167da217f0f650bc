/* Owns how many members opened the papers of their meetings beforehand: counts, and never who. */
#include "minutes/statistics.h"

#include <stdlib.h>

#include "minutes/statistics.sql.h"

bool paper_use_is_shown(const PaperUse *use) {
    return use->members >= FEWEST_READERS;
}

/* ---- Who could have ---- */

typedef struct {
    AccountId *items;
    size_t count;
} Readers;

static bool holds(const AttendanceFacts *facts, SeatId seat, PersonId person, Date day) {
    for (size_t i = tenures_begin(&facts->tenures, seat); i < facts->tenures.count && facts->tenures.items[i].seat.n == seat.n; i++) {
        const Tenure *t = &facts->tenures.items[i];
        if (t->person.n == person.n && is_within(day, t->from, t->until)) return true;
    }
    return false;
}

/* Substitutes sit too: they have to be ready. */
static bool sat(const AttendanceFacts *facts, PersonId person, const Meeting *m) {
    for (size_t s = 0; s < facts->seats.count; s++) {
        const Seat *seat = &facts->seats.items[s];
        if (seat->body.n == m->body.n && is_within(m->day, seat->from, seat->until) && holds(facts, seat->id, person, m->day)) return true;
    }
    return false;
}

static Readers readers_of(Arena *arena, const AttendanceFacts *facts, const AccountList *accounts, const Meeting *m) {
    Readers out = {.items = ARENA_ARRAY(arena, AccountId, accounts->count + 1)};
    for (size_t i = 0; i < accounts->count; i++) {
        const Account *a = &accounts->items[i];
        if ((a->roles & (MEMBER | CHAIR)) && sat(facts, (PersonId){a->person}, m)) out.items[out.count++] = a->id;
    }
    return out;
}

static bool is_reader(const Readers *readers, AccountId account) {
    for (size_t i = 0; i < readers->count; i++)
        if (readers->items[i].n == account.n) return true;
    return false;
}

/* ---- Who did, by the openings of one paper: they stand together ---- */

static int64_t opened_before(const StatisticsOpeningsRowList *openings, PaperId paper, const Readers *readers, Moment begins) {
    size_t low = 0, high = openings->count;
    int64_t count = 0;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (openings->items[middle].paper.n < paper.n) low = middle + 1;
        else high = middle;
    }
    for (size_t i = low; i < openings->count && openings->items[i].paper.n == paper.n; i++) {
        const StatisticsOpeningsRow *o = &openings->items[i];
        count += is_reader(readers, o->account) && moment_compare(o->first, begins) < 0;
    }
    return count;
}

/* ---- Paper by paper ---- */

/* What is read of the agendas, and how far each list has been gone through: all stand in the same order. */
typedef struct {
    AgendaPartList parts;
    AgendaItemList items;
    PaperList papers;
    StatisticsOpeningsRowList openings;
    AccountList accounts;
    size_t part, item, paper;
    bool with_restricted;
} PapersRead;

static Error *read_all(Db *db, Arena *arena, Period p, PapersRead *out) {
    TRY(statistics_parts(db, arena, p.body.n, p.first, p.last, &out->parts));
    TRY(statistics_items(db, arena, p.body.n, p.first, p.last, &out->items));
    TRY(statistics_papers(db, arena, p.body.n, p.first, p.last, &out->papers));
    TRY(statistics_openings(db, arena, p.body.n, p.first, p.last, &out->openings));
    return statistics_accounts(db, arena, &out->accounts);
}

static const AgendaPart *part_of(const PapersRead *r, const AgendaItem *item) {
    for (size_t i = r->part; i < r->parts.count; i++)
        if (r->parts.items[i].id.n == item->part.n) return &r->parts.items[i];
    return NULL;
}

static Moment begins_at(const Meeting *m) {
    Moment out = {0};
    moment_of_london(m->day, time_is_set(m->starts) ? m->starts : time_of(0, 0), &out);
    return out;
}

static void item_papers(Arena *arena, PapersRead *r, const Meeting *m, const AgendaItem *item, const Readers *readers, PaperUses *out) {
    const AgendaPart *part = part_of(r, item);
    for (; r->paper < r->papers.count && r->papers.items[r->paper].item.n == item->id.n; r->paper++) {
        const Paper *paper = &r->papers.items[r->paper];
        bool is_public = part && paper_is_public(m, part, item, paper);
        if (!part || (!is_public && !r->with_restricted)) continue;
        out->items[out->count++] = (PaperUse){.meeting = m,
            .paper = paper->id,
            .code = item_code(arena, part->position, item->position),
            .title = is_public ? paper->title : S(""),
            .is_public = is_public,
            .members = (int64_t)readers->count,
            .opened = opened_before(&r->openings, paper->id, readers, begins_at(m))};
    }
}

static void meeting_papers(Arena *arena, const AttendanceFacts *facts, PapersRead *r, const Meeting *m, PaperUses *out) {
    Readers readers = readers_of(arena, facts, &r->accounts, m);
    size_t part = r->part;
    while (part < r->parts.count && r->parts.items[part].meeting.n != m->id.n) part++;
    if (part < r->parts.count) r->part = part;
    for (; r->item < r->items.count && r->items.items[r->item].meeting.n == m->id.n; r->item++)
        item_papers(arena, r, m, &r->items.items[r->item], &readers, out);
}

Error *paper_uses(Db *db, Arena *arena, const AttendanceFacts *facts, bool with_restricted, PaperUses *out) {
    PapersRead r = {.with_restricted = with_restricted};
    TRY(read_all(db, arena, facts->period, &r));
    *out = (PaperUses){.items = ARENA_ARRAY(arena, PaperUse, r.papers.count + 1)};
    for (size_t i = 0; i < facts->meetings.count; i++) {
        const Meeting *m = &facts->meetings.items[i];
        const Body *body = body_among(&facts->bodies, m->body);
        if (!r.with_restricted && body && !body->is_public) continue; /* titles of a body that meets in private now */
        bool has_papers = m->publication > 0 && m->state != MEETING_CANCELLED;
        bool is_over = date_compare(m->day, facts->today) < 0; /* those to come can still be opened */
        size_t before = out->count;
        if (!has_papers || !is_within(m->day, facts->period.first, facts->period.last)) continue;
        meeting_papers(arena, facts, &r, m, out);
        if (!is_over) out->count = before;
    }
    return NULL;
}
