/* Owns the rules of a year's cycle of meetings. */
#include "meetings/cycle.h"

#include <stdarg.h>

typedef struct {
    Arena *arena;
    CycleYear *year;
    size_t most;
} Findings;

__attribute__((format(printf, 2, 3))) static void find(Findings *f, const char *format, ...) {
    char words[600];
    va_list values;
    va_start(values, format);
    vsnprintf(words, sizeof words, format, values);
    va_end(values);
    CHECK(f->year->findings.count < f->most);
    f->year->findings.items[f->year->findings.count++] = text_copy(f->arena, text_of(words));
}

static MeetingList within(const MeetingList *all, Date first, Date last) {
    size_t from = 0, count = 0;
    while (from < all->count && date_compare(all->items[from].day, first) < 0) from++;
    while (from + count < all->count && date_compare(all->items[from + count].day, last) <= 0) count++;
    return (MeetingList){all->items + from, count};
}

/* R01, R20. */
static void look_at_number(Findings *f, int year) {
    int64_t least = f->year->body->terms.meetings_a_year;
    size_t count = f->year->meetings.count;
    if (least == 0 || (int64_t)count >= least) return;
    find(f, "%s of at least %d meetings %s planned for %d.", count == 0 ? "None" : text_format(f->arena, "%zu", count).ptr, (int)least,
        count > 1 ? "are" : "is", year);
}

bool cycle_is_asked(const CycleBody *body) {
    return body->has_terms && body->terms.meetings_a_year > 0;
}

/* R18: where the terms are looked at every year, an agenda of the year does so. */
static void look_at_review(Findings *f, int year) {
    const CycleBody *body = f->year->body;
    bool is_yearly = body->terms.review_months > 0 && body->terms.review_months <= 12;
    if (is_yearly && f->year->meetings.count && body->reviews == 0)
        find(f, "No agenda of %d has the review of the terms of reference.", year);
}

/* Half as long again as the meetings would be apart if they were spread evenly. */
static int longest_gap(int64_t meetings_a_year) {
    return (int)(365 * 3 / (2 * meetings_a_year));
}

static void look_at_gaps(Findings *f, Date first, Date last) {
    const MeetingList *all = &f->year->body->meetings;
    if (f->year->body->terms.meetings_a_year < 2) return;
    for (size_t i = 0; i + 1 < all->count; i++) {
        Date from = all->items[i].day, to = all->items[i + 1].day;
        bool touches = date_compare(to, first) >= 0 && date_compare(from, last) <= 0;
        if (!touches || date_days_between(from, to) <= longest_gap(f->year->body->terms.meetings_a_year)) continue;
        find(f, "There is no meeting between %.*s and %.*s: %d days.", TEXT_ARG(date_plain(f->arena, from)),
            TEXT_ARG(date_plain(f->arena, to)), date_days_between(from, to));
    }
}

/* R28: between two meetings of the body above there is one of this body. */
static void look_at_parent(Findings *f, const CycleBody *parent, Date first, Date last) {
    if (!parent || !f->year->body->terms.meets_before_parent) return;
    for (size_t i = 0; i < parent->meetings.count; i++) {
        const Meeting *above = &parent->meetings.items[i];
        if (date_compare(above->day, first) < 0 || date_compare(above->day, last) > 0) continue;
        Date after = i ? parent->meetings.items[i - 1].day : date_plus_days(above->day, -366);
        MeetingList between = within(&f->year->body->meetings, after, date_plus_days(above->day, -1));
        if (between.count == 0)
            find(f, "It does not meet before the meeting of %.*s on %.*s, as its terms of reference ask.", TEXT_ARG(parent->body.name),
                TEXT_ARG(date_plain(f->arena, above->day)));
    }
}

/* Two meetings whose times touch; one without an end is taken to last two hours. */
static bool are_at_once(const Meeting *a, const Meeting *b) {
    enum { UNKNOWN_MINUTES = 120 };
    if (date_compare(a->day, b->day) != 0) return false;
    if (!time_is_set(a->starts) || !time_is_set(b->starts)) return true;
    int a_ends = time_is_set(a->ends) ? a->ends.n : a->starts.n + UNKNOWN_MINUTES,
        b_ends = time_is_set(b->ends) ? b->ends.n : b->starts.n + UNKNOWN_MINUTES;
    return a->starts.n < b_ends && b->starts.n < a_ends;
}

static void look_at_clashes(Findings *f, const CycleBody *bodies, size_t count) {
    for (size_t i = 0; i < f->year->meetings.count; i++)
        for (size_t b = 0; b < count; b++)
            for (size_t k = 0; k < bodies[b].meetings.count; k++) {
                const Meeting *mine = &f->year->meetings.items[i], *other = &bodies[b].meetings.items[k];
                bool is_told_there = &bodies[b] < f->year->body; /* each clash once, at the body that comes first */
                if (mine->id.n == other->id.n || is_told_there || !are_at_once(mine, other)) continue;
                if (&bodies[b] == f->year->body && other->id.n < mine->id.n) continue;
                find(f, "The meeting on %.*s is at the same time as one of %.*s.", TEXT_ARG(date_plain(f->arena, mine->day)),
                    TEXT_ARG(bodies[b].body.name));
            }
}

Cycle cycle_of(Arena *arena, const CycleBody *bodies, size_t count, int year) {
    Cycle out = {.items = ARENA_ARRAY(arena, CycleYear, count + 1), .count = count};
    Date first = date_of(year, 1, 1), last = date_of(year, 12, 31);
    size_t all = 0;
    for (size_t i = 0; i < count; i++) all += bodies[i].meetings.count;
    for (size_t i = 0; i < count; i++) {
        CycleYear *y = &out.items[i];
        Findings f = {arena, y, 2 + 3 * (all + 1) + bodies[i].meetings.count * all};
        *y = (CycleYear){.body = &bodies[i], .meetings = within(&bodies[i].meetings, first, last)};
        y->findings.items = ARENA_ARRAY(arena, Text, f.most);
        const CycleBody *parent = NULL;
        for (size_t k = 0; k < count; k++)
            if (bodies[i].body.parent.n && bodies[k].body.id.n == bodies[i].body.parent.n) parent = &bodies[k];
        if (bodies[i].has_terms) {
            look_at_number(&f, year);
            look_at_gaps(&f, first, last);
            look_at_parent(&f, parent, first, last);
            look_at_review(&f, year);
        }
        look_at_clashes(&f, bodies, count);
    }
    return out;
}
