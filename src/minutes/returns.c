/* Owns promised returns (R56): recording and closing them, who sees them, the forward plan, and making items of agendas of them. */
#include "minutes/returns.h"

#include "minutes/minutes.h"
#include "minutes/returns.sql.h"

Text return_words(Arena *arena, const PromisedReturn *r) {
    switch (r->when_due) {
    case RETURN_ON_DAY: return text_format(arena, "at the first meeting from %.*s on", TEXT_ARG(date_plain(arena, r->due)));
    case RETURN_NEXT_MEETING: return S("at the next meeting");
    case RETURN_EVERY_MEETING: return S("at every meeting");
    case RETURN_EVERY_MONTHS:
        if (r->months == 12) return S("every year");
        return r->months == 1 ? S("every month") : text_format(arena, "every %d months", (int)r->months);
    }
    return S("");
}

Text month_words(Arena *arena, Date month) {
    if (!date_is_set(month)) return S("When the next meeting is planned");
    Text words = date_plain(arena, month); /* "1 November 2026" */
    return text_slice(words, 2, words.len);
}

/* ---- Reading ---- */

Error *returns_of_meeting(Db *db, Arena *arena, MeetingId meeting, PromisedReturnList *out) {
    return return_rows(db, arena, meeting, out);
}

static Error *came_fill(Db *db, Arena *arena, PromisedReturnId id, ReturnCames *out) {
    ReturnCameRowList rows;
    TRY(return_came(db, arena, id, &rows));
    *out = (ReturnCames){.items = ARENA_ARRAY(arena, ReturnCame, rows.count + 1), .count = rows.count};
    for (size_t i = 0; i < rows.count; i++) out->items[i] = (ReturnCame){rows.items[i].meeting, rows.items[i].day, rows.items[i].item};
    return NULL;
}

static Error *rights_fill(Db *db, Arena *arena, const Session *session, Date today, ReturnShown *s) {
    MeetingRights rights;
    Reader reader;
    MinutesBegunRow minutes = {0};
    bool found;
    PersonId person = {session ? session->person : 0};
    Access roles = session ? session->roles : 0;
    TRY(meeting_rights_on(db, arena, roles, person, &s->place.meeting, today, &rights));
    TRY(reader_of(db, arena, session, &rights, &s->place.meeting, today, &reader));
    TRY(minutes_begun(db, arena, s->place.meeting.id, &minutes, &found));
    bool is_inside = (roles & (STAFF | AUDITOR)) != 0, is_checked = found && !text_equal(minutes.state, S("draft"));
    bool reads_restricted = rights.sees_restricted && reading_missing(&reader) == 0;
    s->sees = (is_inside || (rights.sits && is_checked)) && (s->is_public || reads_restricted);
    s->may_change = s->sees && rights.edits;
    return NULL;
}

Error *return_shown(Db *db, Arena *arena, const Session *session, const PromisedReturn *r, Date today, ReturnShown *out) {
    Body body;
    *out = (ReturnShown){.promised = *r};
    TRY(item_place(db, arena, r->item, &out->place));
    TRY(record_get(db, arena, &body_record, r->body.n, &body));
    TRY(came_fill(db, arena, r->id, &out->came));
    out->body = body.name;
    out->is_public = item_is_public(&out->place.meeting, &out->place.part, &out->place.item);
    return rights_fill(db, arena, session, today, out);
}

Error *returns_shown(Db *db, Arena *arena, const Session *session, BodyId body, Date today, ReturnsShown *out) {
    PromisedReturnList rows;
    TRY(return_list(db, arena, body, &rows));
    *out = (ReturnsShown){.items = ARENA_ARRAY(arena, ReturnShown, rows.count + 1)};
    for (size_t i = 0; i < rows.count; i++) {
        TRY(return_shown(db, arena, session, &rows.items[i], today, &out->items[out->count]));
        out->count += out->items[out->count].sees;
    }
    return NULL;
}

static ReturnRule rule_of(const ReturnShown *s) {
    const PromisedReturn *r = &s->promised;
    return (ReturnRule){.when = r->when_due, .due = r->due, .months = r->months, .agreed = s->place.meeting.day};
}

static Date *days_of(Arena *arena, const ReturnCames *came, size_t more) {
    Date *days = ARENA_ARRAY(arena, Date, came->count + more + 1);
    for (size_t i = 0; i < came->count; i++) days[i] = came->items[i].day;
    return days;
}

static AgendaItemId item_there(const ReturnCames *came, MeetingId meeting) {
    for (size_t i = 0; i < came->count; i++)
        if (came->items[i].meeting.n == meeting.n) return came->items[i].item;
    return (AgendaItemId){0};
}

bool return_is_for(const ReturnShown *s, const Meeting *meeting) {
    ReturnRule rule = rule_of(s);
    Date days[64];
    size_t count = s->came.count < 64 ? s->came.count : 64; /* the latest are those that count */
    for (size_t i = 0; i < count; i++) days[i] = s->came.items[s->came.count - count + i].day;
    return s->promised.state == RETURN_OPEN && return_is_due(&rule, days, count, meeting->day);
}

/* ---- The forward plan ---- */

/* One return over the meetings, as if it came to each when it was due. Gives the days to which it came. */
static size_t plan_one(const ReturnShown *s, ForwardPlan *out, Date *days) {
    ReturnRule rule = rule_of(s);
    size_t count = s->came.count;
    for (size_t i = 0; i < out->count; i++) {
        PlanMeeting *m = &out->items[i];
        AgendaItemId item = item_there(&s->came, m->meeting.id);
        bool is_due = return_is_due(&rule, days, count, m->meeting.day);
        if (item.n || is_due) m->items[m->count++] = (PlanLine){s, item};
        if (is_due) days[count++] = m->meeting.day;
    }
    return count;
}

static Date first_of_month(Date day) {
    DateParts parts = date_parts(day);
    return date_of(parts.year, parts.month, 1);
}

/* When it comes behind the last of the meetings; false when that is told already, or not known as anything but "at every meeting". */
static bool later_of(const ReturnShown *s, const Date *days, size_t count, Date *month) {
    const PromisedReturn *r = &s->promised;
    Date last = s->place.meeting.day;
    for (size_t i = 0; i < count; i++)
        if (date_compare(days[i], last) > 0) last = days[i];
    *month = (Date){0};
    if (r->when_due == RETURN_EVERY_MEETING || (r->when_due != RETURN_EVERY_MONTHS && count > 0)) return false;
    if (r->when_due == RETURN_ON_DAY) *month = first_of_month(r->due);
    if (r->when_due == RETURN_EVERY_MONTHS) *month = first_of_month(date_plus_months(last, (int)r->months));
    return true;
}

static void later_put(ForwardPlan *out, PlanLater later) {
    PlanLater *items = out->later.items;
    size_t place = out->later.count++;
    for (; place > 0 && date_compare(items[place - 1].month, later.month) > 0; place--) items[place] = items[place - 1];
    items[place] = later;
}

ForwardPlan forward_plan(Arena *arena, const ReturnsShown *returns, const MeetingList *meetings) {
    ForwardPlan out = {
        .items = ARENA_ARRAY(arena, PlanMeeting, meetings->count + 1), .later = {ARENA_ARRAY(arena, PlanLater, returns->count + 1), 0}};
    for (size_t i = 0; i < meetings->count; i++) {
        if (meetings->items[i].state == MEETING_CANCELLED) continue;
        out.items[out.count++] = (PlanMeeting){meetings->items[i], ARENA_ARRAY(arena, PlanLine, returns->count + 1), 0};
    }
    for (size_t i = 0; i < returns->count; i++) {
        const ReturnShown *s = &returns->items[i];
        Date *days = days_of(arena, &s->came, out.count), month;
        size_t count = plan_one(s, &out, days);
        if (later_of(s, days, count, &month)) later_put(&out, (PlanLater){month, s});
    }
    return out;
}

/* ---- Doing ---- */

static void check(Arena *arena, const Meeting *meeting, PromisedReturn *r, Form *form) {
    if (r->when_due == RETURN_ON_DAY && !date_is_set(r->due)) form_error(form, "due", "Enter the day from which it is to come back");
    if (r->when_due == RETURN_EVERY_MONTHS && r->months < 1)
        form_error(form, "months", "Enter after how many months it comes back each time, such as 12");
    if (r->when_due != RETURN_ON_DAY) r->due = (Date){0};
    if (r->when_due != RETURN_EVERY_MONTHS) r->months = 0;
    if (date_is_set(r->due) && date_compare(r->due, meeting->day) <= 0)
        form_error(form, "due", "The day must be after the day of the meeting, %.*s", TEXT_ARG(date_plain(arena, meeting->day)));
}

static Error *check_open(Tx *tx, const PromisedReturn *r) {
    if (r->state == RETURN_OPEN) return NULL;
    return error_new(tx_arena(tx), ERROR_INPUT, "This return is closed, so nothing of it is changed any more. Its page says why.");
}

Error *return_put(Tx *tx, const Meeting *meeting, PromisedReturn *r, Form *form) {
    check(tx_arena(tx), meeting, r, form);
    if (!form_is_fine(form)) return NULL;
    r->meeting = meeting->id;
    r->body = meeting->body;
    r->state = RETURN_OPEN;
    return record_insert(tx, &promised_return_record, r);
}

Error *return_save(Tx *tx, PromisedReturn *r, Form *form) {
    Meeting meeting;
    TRY(check_open(tx, r));
    TRY(record_get(tx_db(tx), tx_arena(tx), &meeting_record, r->meeting.n, &meeting));
    check(tx_arena(tx), &meeting, r, form);
    return form_is_fine(form) ? record_update(tx, &promised_return_record, r) : NULL;
}

Error *return_close(Tx *tx, PromisedReturn *r, Text by, Date today, Form *form) {
    TRY(check_open(tx, r));
    if (text_is_empty(text_trim(r->closed_reason))) form_error(form, "closed_reason", "Enter why it does not come back any more");
    if (!form_is_fine(form)) return NULL;
    r->state = RETURN_CLOSED;
    r->closed_on = today;
    r->closed_by = by;
    return record_update(tx, &promised_return_record, r);
}

/* The part where it stood before, if that is as open; else the last one that is. */
static AgendaPartId part_for(const Agenda *agenda, const ReturnShown *s) {
    AgendaPartId out = {0};
    for (size_t i = 0; i < agenda->count; i++) {
        const AgendaPart *part = &agenda->items[i].part;
        if (part->is_open != s->is_public) continue;
        out = part->id;
        if (part->position == s->place.part.position) return out;
    }
    return out;
}

static Error *item_make(Tx *tx, const ReturnShown *s, const Meeting *meeting, AgendaItem *out) {
    Agenda agenda;
    TRY(record_check_open(tx_arena(tx), &promised_return_record, &s->promised));
    TRY(agenda_get(tx_db(tx), tx_arena(tx), meeting->id, &agenda));
    *out = (AgendaItem){.part = part_for(&agenda, s),
        .kind = ITEM_BUSINESS,
        .title = s->promised.subject,
        .purpose = PURPOSE_INFORMATION,
        .lead = s->place.item.lead};
    if (!out->part.n)
        return error_new(tx_arena(tx), ERROR_INPUT, "The agenda has no part that is %s. Add such a part first.",
            s->is_public ? "open to the public, and this subject is" : "closed to the public, and this subject is restricted");
    if (!s->is_public) {
        out->restricted = restriction_in_force(&s->place.meeting, &s->place.item, NULL);
        out->public_title = item_public_title(&s->place.meeting, &s->place.part, &s->place.item);
    }
    return item_add(tx, out);
}

Error *return_take(Tx *tx, const PromisedReturn *r, const Meeting *meeting, AgendaItemId *item) {
    ReturnShown s;
    AgendaItem made;
    TRY(return_shown(tx_db(tx), tx_arena(tx), NULL, r, meeting->day, &s));
    *item = item_there(&s.came, meeting->id);
    if (item->n) return NULL;
    if (meeting->body.n != r->body.n || !return_is_for(&s, meeting))
        return error_new(
            tx_arena(tx), ERROR_INPUT, "This subject was not promised for this meeting, or it is closed. Look at the forward plan.");
    TRY(item_make(tx, &s, meeting, &made));
    *item = made.id;
    ReturnTaken taken = {.promised = r->id, .meeting = meeting->id, .item = made.id};
    return record_insert(tx, &return_taken_record, &taken);
}
