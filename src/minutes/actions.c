/* Owns actions (R10): recording, changing, telling and closing them, who sees them, and how minutes say them. */
#include "minutes/actions.h"

#include <stdlib.h>

#include "minutes/minutes.h"

#include "minutes/actions.sql.h"

enum { MOST_ACTIONS = 1000, SOON_DAYS = 60, YEAR_DAYS = 365 };

/* ---- In words ---- */

static Error *person_named(Db *db, Arena *arena, PersonId id, bool is_public, Text *out) {
    Person person;
    TRY(record_get(db, arena, &person_record, id.n, &person));
    if (!is_public) *out = person_shown(arena, &person);
    else *out = person.is_named_publicly ? person.name : person.post;
    if (text_is_empty(*out)) *out = S("A person who is not named");
    return NULL;
}

static Error *owner_words(Db *db, Arena *arena, SeatId seat, PersonId person, bool is_public, Text *out) {
    Seat row;
    *out = S("Nobody");
    if (seat.n == 0) return person.n ? person_named(db, arena, person, is_public, out) : NULL;
    TRY(record_get(db, arena, &seat_record, seat.n, &row));
    *out = row.title;
    return NULL;
}

Error *owner_shown(Db *db, Arena *arena, SeatId seat, PersonId person, Text *out) {
    return owner_words(db, arena, seat, person, false, out);
}

Error *owner_public(Db *db, Arena *arena, SeatId seat, PersonId person, Text *out) {
    return owner_words(db, arena, seat, person, true, out);
}

Text due_words(Arena *arena, DueKind kind, Date day) {
    Text shown = date_plain(arena, day);
    if (kind == DUE_ON_DAY) return text_join(arena, S("by "), shown);
    return date_is_set(day) ? text_format(arena, "by the next meeting, %.*s", TEXT_ARG(shown)) : S("by the next meeting");
}

Text due_shown(Arena *arena, DueKind kind, Date day) {
    Text words = due_words(arena, kind, day);
    return text_join(arena, S("By"), text_slice(words, 2, words.len));
}

Text due_standing(Arena *arena, Date due, Date today) {
    if (!date_is_set(due)) return S("");
    int days = date_days_between(today, due);
    if (days == 0) return S("due today");
    if (days == 1) return S("due tomorrow");
    if (days > SOON_DAYS) return S("");
    if (days > 1) return text_format(arena, "due in %d days", days);
    int late = -days;
    if (late == 1) return S("1 day overdue");
    if (late > YEAR_DAYS) return S("more than a year overdue");
    return late < 14 ? text_format(arena, "%d days overdue", late) : text_format(arena, "%d weeks overdue", late / 7);
}

const char *closed_shown(ClosedHow how) {
    switch (how) {
    case CLOSED_DONE: return "Done";
    case CLOSED_OVERTAKEN: return "Overtaken";
    case CLOSED_STOPPED: return "Stopped";
    }
    return "Closed";
}

static Text one_line(Arena *arena, Text words) {
    Buffer out = buffer_new(arena, words.len + 1);
    for (Text rest = text_trim(words), line; text_next_line(&rest, &line);) {
        if (text_is_empty(text_trim(line))) continue;
        if (out.len) buffer_put_char(&out, ' ');
        buffer_put(&out, text_trim(line));
    }
    return buffer_text(&out);
}

Text action_line_words(Arena *arena, const ActionLine *line, bool is_for_public) {
    const Action *a = &line->action;
    Text owner = is_for_public ? line->owner_public : line->owner, text = one_line(arena, a->text);
    if (text.len && text.ptr[text.len - 1] == '.') text.len--;
    return text_format(
        arena, "%.*s (%.*s, %.*s)", TEXT_ARG(text), TEXT_ARG(owner), TEXT_ARG(due_words(arena, a->minuted_due_kind, a->minuted_due)));
}

/* ---- Reading ---- */

Error *action_lines(Db *db, Arena *arena, MeetingId meeting, ActionLines *out) {
    ActionList rows;
    TRY(action_rows(db, arena, meeting, &rows));
    *out = (ActionLines){ARENA_ARRAY(arena, ActionLine, rows.count + 1), rows.count};
    for (size_t i = 0; i < rows.count; i++) {
        ActionLine *line = &out->items[i];
        const Action *a = &line->action;
        line->action = rows.items[i];
        TRY(owner_shown(db, arena, a->minuted_seat, a->minuted_person, &line->owner));
        TRY(owner_public(db, arena, a->minuted_seat, a->minuted_person, &line->owner_public));
    }
    return NULL;
}

static Error *day_after(Db *db, Arena *arena, const Action *action, Date agreed, Date *out) {
    Meeting next;
    bool found = false;
    *out = action->due;
    if (action->due_kind == DUE_ON_DAY) return NULL;
    TRY(meeting_after(db, arena, action->body, agreed, &next, &found));
    *out = found ? next.day : (Date){0};
    return NULL;
}

Error *action_day(Db *db, Arena *arena, const Action *action, Date *out) {
    Meeting agreed;
    TRY(record_get(db, arena, &meeting_record, action->meeting.n, &agreed));
    return day_after(db, arena, action, agreed.day, out);
}

Error *action_updates(Db *db, Arena *arena, ActionId action, ActionUpdateList *out) {
    return action_update_rows(db, arena, action, out);
}

Error *action_is_of(Db *db, Arena *arena, const Action *action, PersonId person, Date day, bool *out) {
    SeatIsTakenByRow row = {0};
    *out = person.n && action->person.n == person.n;
    if (*out || !person.n || !action->seat.n) return NULL;
    TRY(seat_is_taken_by(db, arena, action->seat, person, day, &row));
    *out = row.number > 0;
    return NULL;
}

static Error *rights_fill(Db *db, Arena *arena, const Session *session, Date today, ActionShown *s) {
    MeetingRights rights;
    Reader reader;
    PersonId person = {session ? session->person : 0};
    Access roles = session ? session->roles : 0;
    TRY(meeting_rights_on(db, arena, roles, person, &s->place.meeting, today, &rights));
    TRY(reader_of(db, arena, session, &rights, &s->place.meeting, today, &reader));
    TRY(action_is_of(db, arena, &s->action, person, today, &s->is_mine));
    bool is_inside = (roles & (STAFF | AUDITOR)) != 0;
    bool reads_restricted = rights.sees_restricted && reading_missing(&reader) == 0;
    s->sees = (is_inside || (s->action.is_kept && (rights.sits || s->is_mine))) && (s->is_public || reads_restricted);
    s->may_change = s->sees && rights.edits;
    bool may_write = (roles & (CLERK | SAFETY_OFFICER | CHAIR | MEMBER)) != 0;
    s->may_tell = s->sees && (rights.edits || (s->is_mine && may_write));
    return NULL;
}

Error *action_shown(Db *db, Arena *arena, const Session *session, const Action *action, Date today, ActionShown *out) {
    Body body;
    *out = (ActionShown){.action = *action};
    TRY(item_place(db, arena, action->item, &out->place));
    TRY(record_get(db, arena, &body_record, action->body.n, &body));
    TRY(owner_shown(db, arena, action->seat, action->person, &out->owner));
    TRY(day_after(db, arena, action, out->place.meeting.day, &out->day));
    out->body = body.name;
    out->is_public = item_is_public(&out->place.meeting, &out->place.part, &out->place.item);
    out->is_overdue = action->state == ACTION_OPEN && date_is_set(out->day) && date_compare(out->day, today) < 0;
    return rights_fill(db, arena, session, today, out);
}

/* Open ones by their day, those without one behind them; then closed ones, the newest first. */
static int by_day(const void *a, const void *b) {
    const ActionShown *x = a, *y = b;
    if (x->action.state != y->action.state) return x->action.state == ACTION_OPEN ? -1 : 1;
    if (x->action.state == ACTION_CLOSED && date_compare(x->action.closed_on, y->action.closed_on) != 0)
        return date_compare(y->action.closed_on, x->action.closed_on);
    if (date_is_set(x->day) != date_is_set(y->day)) return date_is_set(x->day) ? -1 : 1;
    int order = x->action.state == ACTION_OPEN && date_is_set(x->day) ? date_compare(x->day, y->day) : 0;
    return order ? order : (x->action.id.n > y->action.id.n) - (x->action.id.n < y->action.id.n);
}

static Error *those_seen(Db *db, Arena *arena, const Session *session, const ActionList *rows, Date today, ActionsShown *out) {
    *out = (ActionsShown){.items = ARENA_ARRAY(arena, ActionShown, rows->count + 1)};
    for (size_t i = 0; i < rows->count; i++) {
        TRY(action_shown(db, arena, session, &rows->items[i], today, &out->items[out->count]));
        out->count += out->items[out->count].sees;
    }
    qsort(out->items, out->count, sizeof(ActionShown), by_day);
    return NULL;
}

Error *actions_shown(Db *db, Arena *arena, const Session *session, BodyId body, ActionState state, Date today, ActionsShown *out) {
    ActionList rows;
    Text code = state == ACTION_OPEN ? S("open") : state == ACTION_CLOSED ? S("closed") : S("");
    TRY(action_list(db, arena, body.n, code, MOST_ACTIONS, &rows));
    return those_seen(db, arena, session, &rows, today, out);
}

Error *actions_of_person(Db *db, Arena *arena, const Session *session, Date today, ActionsShown *out) {
    ActionList rows = {0};
    if (session && session->person) TRY(action_list_of_person(db, arena, (PersonId){session->person}, today, &rows));
    return those_seen(db, arena, session, &rows, today, out);
}

/* ---- Doing ---- */

static Error *minutes_stand(Tx *tx, MeetingId meeting, bool *is_begun, bool *is_draft) {
    MinutesStateOfRow row = {0};
    TRY(minutes_state_of(tx_db(tx), tx_arena(tx), meeting, &row, is_begun));
    *is_draft = *is_begun && text_equal(row.state, S("draft"));
    return NULL;
}

/* One who does it, who exists; a seat of the body; a day that is not before the meeting. */
static Error *check(Tx *tx, const Meeting *meeting, Action *a, Form *form) {
    Seat seat = {0};
    if (!a->seat.n && !a->person.n) form_error(form, "seat", "Choose the seat or the person that does it");
    if (a->seat.n && a->person.n) form_error(form, "person", "Choose either a seat or a person, so that it is clear who does it");
    if (a->due_kind == DUE_ON_DAY && !date_is_set(a->due)) form_error(form, "due", "Enter the day by which it is to be done");
    if (a->due_kind == DUE_NEXT_MEETING) a->due = (Date){0};
    if (date_is_set(a->due) && date_compare(a->due, meeting->day) < 0)
        form_error(form, "due", "The day must be the same as or after the day of the meeting, %.*s",
            TEXT_ARG(date_plain(tx_arena(tx), meeting->day)));
    Error *error = a->seat.n ? record_get(tx_db(tx), tx_arena(tx), &seat_record, a->seat.n, &seat) : NULL;
    if (error && error->kind != ERROR_NOT_FOUND) return error;
    if (a->seat.n && (error || seat.body.n != meeting->body.n)) form_error(form, "seat", "Choose a seat of this body");
    Person person;
    error = a->person.n ? record_get(tx_db(tx), tx_arena(tx), &person_record, a->person.n, &person) : NULL;
    if (error && error->kind != ERROR_NOT_FOUND) return error;
    if (error) form_error(form, "person", "This person has been deleted meanwhile. Choose again");
    return NULL;
}

static void into_minutes(Action *a) {
    a->minuted_seat = a->seat;
    a->minuted_person = a->person;
    a->minuted_due_kind = a->due_kind;
    a->minuted_due = a->due;
}

Error *action_put(Tx *tx, const Meeting *meeting, Action *a, Form *form) {
    bool is_begun, is_draft;
    TRY(minutes_stand(tx, meeting->id, &is_begun, &is_draft));
    if (!is_begun) return error_new(tx_arena(tx), ERROR_INPUT, "The minutes of this meeting were not begun yet. Begin them first.");
    TRY(check(tx, meeting, a, form));
    if (!form_is_fine(form)) return NULL;
    a->meeting = meeting->id;
    a->body = meeting->body;
    a->state = ACTION_OPEN;
    a->is_in_minutes = is_draft;
    a->is_kept = !is_draft;
    into_minutes(a);
    Minute minute; /* an item with an action has a minute, which gets its number (R51) */
    if (is_draft) TRY(minute_for(tx, a->item, &minute));
    return record_insert(tx, &action_record, a);
}

static Error *check_open(Tx *tx, const Action *a) {
    if (a->state == ACTION_OPEN) return NULL;
    return error_new(tx_arena(tx), ERROR_INPUT, "This action is closed, so it is not changed any more. Open it again first.");
}

Error *action_save(Tx *tx, Action *a, Form *form) {
    Meeting meeting;
    Action before;
    bool is_begun, is_draft;
    TRY(check_open(tx, a));
    TRY(record_get(tx_db(tx), tx_arena(tx), &meeting_record, a->meeting.n, &meeting));
    TRY(record_get(tx_db(tx), tx_arena(tx), &action_record, a->id.n, &before));
    TRY(minutes_stand(tx, a->meeting, &is_begun, &is_draft));
    TRY(check(tx, &meeting, a, form));
    if (!is_draft && !text_equal(before.text, a->text))
        form_error(form, "text", "The minutes are checked, so their words stay. Write what is different as an update");
    if (!form_is_fine(form)) return NULL;
    if (is_draft && a->is_in_minutes) into_minutes(a);
    return record_update(tx, &action_record, a);
}

Error *action_remove(Tx *tx, const Action *a) {
    ActionUpdateList updates;
    if (a->is_kept)
        return error_new(tx_arena(tx), ERROR_INPUT,
            "This action was part of checked minutes, so it is not deleted. Close it, with the reason why it is not done.");
    TRY(action_update_rows(tx_db(tx), tx_arena(tx), a->id, &updates));
    for (size_t i = 0; i < updates.count; i++) TRY(record_delete(tx, &action_update_record, &updates.items[i]));
    return record_delete(tx, &action_record, a);
}

Error *action_tell(Tx *tx, const Action *a, Text words, Text by) {
    ActionUpdate update = {.action = a->id, .text = words, .written_by = by, .written_at = tx_moment(tx)};
    TRY(check_open(tx, a));
    return record_insert(tx, &action_update_record, &update);
}

Error *action_close(Tx *tx, Action *a, Text by, Date today, bool only_done, Form *form) {
    TRY(check_open(tx, a));
    if (only_done) a->closed_how = CLOSED_DONE;
    if (!a->closed_how) form_error(form, "closed_how", "Say whether it is done, overtaken or stopped");
    if (text_is_empty(text_trim(a->closed_reason))) form_error(form, "closed_reason", "Enter what happened: the next agenda says so");
    if (!form_is_fine(form)) return NULL;
    a->state = ACTION_CLOSED;
    a->closed_on = today;
    a->closed_by = by;
    return record_update(tx, &action_record, a);
}

Error *action_reopen(Tx *tx, Action *a, Text why, Text by) {
    Text was = text_of(closed_shown(a->closed_how)), reason = a->closed_reason;
    if (a->state == ACTION_OPEN) return error_new(tx_arena(tx), ERROR_INPUT, "This action is open already.");
    if (text_is_empty(text_trim(why))) return error_new(tx_arena(tx), ERROR_INPUT, "Enter why it is open again.");
    a->state = ACTION_OPEN;
    a->closed_how = 0;
    a->closed_reason = a->closed_by = S("");
    a->closed_on = (Date){0};
    TRY(record_update(tx, &action_record, a));
    return action_tell(tx, a,
        text_format(tx_arena(tx), "Open again: %.*s (It was closed as %.*s: %.*s)", TEXT_ARG(why), TEXT_ARG(was), TEXT_ARG(reason)), by);
}

Error *actions_keep(Tx *tx, MeetingId meeting) {
    ActionList rows;
    TRY(action_rows(tx_db(tx), tx_arena(tx), meeting, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        if (rows.items[i].is_kept) continue;
        rows.items[i].is_kept = true;
        TRY(record_update(tx, &action_record, &rows.items[i]));
    }
    return NULL;
}

Error *actions_paper_set(Tx *tx, MeetingId meeting, PaperId paper, Text stamp) {
    ActionsPaper row;
    bool found;
    TRY(actions_paper_row(tx_db(tx), tx_arena(tx), meeting, &row, &found));
    if (!found) row = (ActionsPaper){.meeting = meeting};
    row.paper = paper;
    row.stamp = stamp;
    return found ? record_update(tx, &actions_paper_record, &row) : record_insert(tx, &actions_paper_record, &row);
}
