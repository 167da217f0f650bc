/* Owns what an agenda carries of earlier meetings, as far as numbers tell it: see carried.h. */
#include "meetings/carried.h"

#include <inttypes.h>

#include "meetings/meetings.sql.h"

static bool is_over(const Meeting *m) {
    return m->state == MEETING_CANCELLED || m->state == MEETING_HELD;
}

/* The row as part of the stamp. */
static void stamp_put(Buffer *out, const ActionsToCarryRow *a) {
    buffer_putf(out, "%" PRId64 ".%" PRId64 ".%" PRId64 ".%.*s.%d ", a->id, a->version, a->told, TEXT_ARG(a->owner), a->next.n);
}

static Error *actions_read(Db *db, Arena *arena, const Meeting *meeting, Carried *out) {
    ActionsToCarryRowList rows;
    Buffer stamp = buffer_new(arena, 256);
    TRY(actions_to_carry(db, arena, meeting->body, meeting->day, &rows));
    out->actions = ARENA_ARRAY(arena, int64_t, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) {
        ItemPlace place;
        TRY(item_place(db, arena, rows.items[i].item, &place));
        if (!item_is_public(&place.meeting, &place.part, &place.item)) continue;
        out->actions[out->count++] = rows.items[i].id;
        out->open += text_equal(rows.items[i].state, S("open"));
        stamp_put(&stamp, &rows.items[i]);
    }
    out->stamp = buffer_text(&stamp);
    return NULL;
}

/* The list, unless somebody took it from the agenda, or from the public, since. */
static Error *paper_read(Db *db, Arena *arena, const Meeting *meeting, Carried *out) {
    ActionsPaperOfRow row = {0};
    ItemPlace place;
    Paper paper;
    bool found;
    TRY(actions_paper_of(db, arena, meeting->id, &row, &found));
    if (!found) return NULL;
    TRY(record_get(db, arena, &paper_record, row.paper, &paper));
    TRY(item_place(db, arena, paper.item, &place));
    if (paper.replaced_by.n || !paper_is_public(&place.meeting, &place.part, &place.item, &paper)) return NULL;
    out->paper = paper;
    out->is_older = !text_equal(row.stamp, out->stamp);
    return NULL;
}

/* ---- Promised returns (R56) ---- */

bool return_is_due(const ReturnRule *rule, const Date *came, size_t count, Date meeting) {
    Date last = rule->agreed;
    if (date_compare(meeting, rule->agreed) <= 0) return false;
    for (size_t i = 0; i < count; i++) {
        if (date_compare(came[i], meeting) == 0) return false;
        if (date_compare(came[i], meeting) < 0) last = came[i];
    }
    switch (rule->when) {
    case RETURN_ON_DAY: return count == 0 && date_compare(meeting, rule->due) >= 0;
    case RETURN_NEXT_MEETING: return count == 0;
    case RETURN_EVERY_MEETING: return true;
    case RETURN_EVERY_MONTHS: break;
    }
    DateParts month = date_parts(date_plus_months(last, (int)rule->months)); /* meetings of a year later are some days off */
    return rule->when == RETURN_EVERY_MONTHS && date_compare(meeting, date_of(month.year, month.month, 1)) >= 0;
}

static ReturnWhen when_of(Text code) {
    if (text_equal(code, S("day"))) return RETURN_ON_DAY;
    if (text_equal(code, S("next_meeting"))) return RETURN_NEXT_MEETING;
    return text_equal(code, S("every_meeting")) ? RETURN_EVERY_MEETING : RETURN_EVERY_MONTHS;
}

static Error *returns_read(Db *db, Arena *arena, const Meeting *meeting, bool reads_restricted, Carried *out) {
    ReturnsToCarryRowList rows;
    TRY(returns_to_carry(db, arena, meeting->body, meeting->day, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const ReturnsToCarryRow *r = &rows.items[i];
        ReturnDaysRowList days;
        ItemPlace place;
        TRY(item_place(db, arena, r->item, &place));
        if (!reads_restricted && !item_is_public(&place.meeting, &place.part, &place.item)) continue;
        TRY(return_days(db, arena, r->id, &days));
        Date *came = ARENA_ARRAY(arena, Date, days.count + 1);
        for (size_t k = 0; k < days.count; k++) came[k] = days.items[k].day;
        ReturnRule rule = {.when = when_of(r->code), .due = r->due, .months = r->months, .agreed = place.meeting.day};
        out->promised += return_is_due(&rule, came, days.count, meeting->day);
    }
    return NULL;
}

Error *agenda_carries(Db *db, Arena *arena, const Meeting *meeting, Date today, bool reads_restricted, Carried *out) {
    MeetingsToComeBeforeRow before;
    *out = (Carried){0};
    if (is_over(meeting)) return NULL;
    TRY(actions_read(db, arena, meeting, out));
    TRY(paper_read(db, arena, meeting, out));
    TRY(returns_read(db, arena, meeting, reads_restricted, out));
    TRY(meetings_to_come_before(db, arena, meeting->body, today, meeting->day, &before));
    /* one whose day has passed is made ready still while nothing of it is out: it is entered afterwards */
    bool is_to_come = date_compare(meeting->day, today) >= 0 || meeting->state != MEETING_PUBLISHED;
    out->is_next = before.number == 0 && is_to_come;
    return NULL;
}

bool carried_needs_list(const Carried *c) {
    return c->paper.id.n ? c->is_older : c->is_next && c->open > 0;
}
