/* Owns what becomes a notice: it compares each meeting with what everybody was told of it last, and makes notices of the differences for those who
 * sit on the body and for the public's subscribers, in one transaction with the note that they were told. */
#include "mail/inside.h"

#include "mail/mail.sql.h"
#include "minutes/minutes.h"

enum { MINUTES_BETWEEN = 10, DAYS_KEPT = 400, DAYS_WAITING = 30, HOURS_TO_CONFIRM = 72 };

/* A meeting whose state differs from what was told, and who hears of it. */
typedef struct {
    const MeetingsUntoldRow *m;
    Body body;
    Date today;
    PersonsSittingRowList sitting;
    PersonsThereRowList there; /* who was at the meeting: they check its minutes */
} Change;

static bool sits(const Change *c, PersonId person) {
    for (size_t i = 0; i < c->sitting.count; i++)
        if (c->sitting.items[i].person.n == person.n) return person.n != 0;
    return false;
}

static bool was_there(const Change *c, PersonId person) {
    for (size_t i = 0; i < c->there.count; i++)
        if (c->there.items[i].person.n == person.n) return person.n != 0;
    return false;
}

/* Tells those who sit on the body and, when the public may know, subscribers. */
static Error *tell(Tx *tx, const Everybody *all, const Change *c, NoticeKind kind, Text key, bool is_public, int64_t *made) {
    MailNotice notice = {.kind = kind, .meeting = c->m->meeting, .day = c->m->day, .key = key};
    for (size_t i = 0; i < all->people.count; i++) {
        PersonId person = all->people.items[i].person;
        if (sits(c, person) || (kind == NOTICE_MINUTES && was_there(c, person))) TRY(notice_for(tx, &all->people.items[i], &notice, made));
    }
    for (size_t i = 0; is_public && c->body.is_public && i < all->subscribers.count; i++)
        if (subscriber_wants(&all->subscribers.items[i], c->body.id))
            TRY(notice_for_subscriber(tx, &all->subscribers.items[i], &notice, made));
    return NULL;
}

static Error *tell_of_agenda(Tx *tx, const Everybody *all, const Change *c, int64_t *made) {
    const MeetingsUntoldRow *m = c->m;
    bool is_past = date_compare(m->day, c->today) < 0;
    Arena *arena = tx_arena(tx);
    if (m->publication > m->told_publication && !is_past) {
        Text key = text_format(arena, "agenda %" PRId64 " %" PRId64, m->meeting.n, m->publication);
        TRY(tell(tx, all, c, m->told_publication ? NOTICE_AGAIN : NOTICE_AGENDA, key, true, made));
    }
    if (m->supplement > m->told_supplement && !is_past)
        TRY(tell(tx, all, c, NOTICE_PAPERS, text_format(arena, "papers %" PRId64 " %" PRId64, m->meeting.n, m->supplement), true, made));
    return NULL;
}

/* A meeting of the past may be put right without anybody being told. */
static Error *tell_of_time(Tx *tx, const Everybody *all, const Change *c, int64_t *made) {
    const MeetingsUntoldRow *m = c->m;
    Arena *arena = tx_arena(tx);
    bool is_moved = date_compare(m->day, m->told_day) != 0 || m->starts.n != m->told_starts.n;
    bool was_ahead = date_compare(m->told_day, c->today) >= 0, is_ahead = date_compare(m->day, c->today) >= 0;
    if (m->is_cancelled && !m->told_cancelled && was_ahead)
        return tell(tx, all, c, NOTICE_CANCELLED,
            text_format(arena, "cancelled %" PRId64 " %.*s", m->meeting.n, TEXT_ARG(date_iso(arena, m->day))), true, made);
    if (m->is_cancelled || !is_moved || !(was_ahead || is_ahead)) return NULL;
    Text key = text_format(arena, "moved %" PRId64 " %.*s %.*s %" PRId64, m->meeting.n, TEXT_ARG(date_iso(arena, m->day)),
        TEXT_ARG(time_iso(arena, m->starts)), tx_moment(tx).us);
    return tell(tx, all, c, NOTICE_MOVED, key, true, made);
}

static Error *tell_of_minutes(Tx *tx, const Everybody *all, const Change *c, int64_t *made) {
    Text now = c->m->minutes, before = c->m->told_minutes;
    Text key = text_format(tx_arena(tx), "minutes %" PRId64 " %.*s", c->m->meeting.n, TEXT_ARG(now));
    if (text_equal(now, before) || text_is_empty(now)) return NULL;
    if (text_equal(now, S("approved"))) return tell(tx, all, c, NOTICE_APPROVED, key, true, made);
    if (text_equal(now, S("published")) && !text_equal(before, S("approved"))) return tell(tx, all, c, NOTICE_MINUTES, key, true, made);
    return text_is_empty(before) ? tell(tx, all, c, NOTICE_MINUTES, key, false, made) : NULL;
}

static Error *tell_of_meeting(Tx *tx, const Everybody *all, const MeetingsUntoldRow *m, Date today, int64_t *made) {
    Change c = {.m = m, .today = today};
    Arena *arena = tx_arena(tx);
    TRY(record_get(tx_db(tx), arena, &body_record, m->body.n, &c.body));
    TRY(persons_sitting(tx_db(tx), arena, m->body, today, &c.sitting));
    TRY(persons_there(tx_db(tx), arena, m->meeting, &c.there));
    TRY(tell_of_time(tx, all, &c, made));
    if (m->is_cancelled) return NULL;
    TRY(tell_of_agenda(tx, all, &c, made));
    return tell_of_minutes(tx, all, &c, made);
}

/* `is_first`: nothing was ever told, and nobody is told of what was there before. A meeting that is new since has not been told of: only its agenda
 * and what follows are news. */
static Error *meetings_gather(Tx *tx, const Everybody *all, Date today, bool is_first, int64_t *made) {
    MeetingsUntoldRowList untold;
    TRY(meetings_untold(tx_db(tx), tx_arena(tx), &untold));
    for (size_t i = 0; i < untold.count; i++) {
        MeetingsUntoldRow m = untold.items[i];
        if (!m.is_known) {
            m.told_day = m.day;
            m.told_starts = m.starts;
            m.told_cancelled = m.is_cancelled;
        }
        if (!is_first) TRY(tell_of_meeting(tx, all, &m, today, made));
        TRY(told_put(tx, m.meeting, m.day, m.starts, m.is_cancelled, m.publication, m.supplement, m.minutes, NULL));
    }
    return NULL;
}

/* What is no longer needed goes: old notices, those that waited too long for an address, links that ran out, who asked for mail and did not confirm. */
static Error *old_forget(Tx *tx, Moment now) {
    TRY(notices_forget(
        tx, moment_plus_seconds(now, -(int64_t)DAYS_KEPT * 86400), moment_plus_seconds(now, -(int64_t)DAYS_WAITING * 86400), NULL));
    TRY(recipients_never_confirmed(tx, moment_plus_seconds(now, -(int64_t)HOURS_TO_CONFIRM * 3600), NULL));
    return action_links_forget(tx, now, NULL);
}

static Error *gather_in(Tx *tx, Moment now, int64_t *made) {
    Arena *arena = tx_arena(tx);
    MailStateRowRow state = {0};
    JournalEndRow end = {0};
    Everybody all;
    Date today;
    bool found;
    moment_to_london(now, &today, NULL);
    TRY(mail_state_row(tx_db(tx), arena, &state, &found));
    if (!found) TRY(mail_state_begin(tx, now, NULL));
    TRY(journal_end(tx_db(tx), arena, &end));
    TRY(everybody_read(tx, &all));
    TRY(meetings_gather(tx, &all, today, !found, made));
    TRY(duties_gather(tx, &all, today, made));
    TRY(invitations_queue(tx, made));
    TRY(old_forget(tx, now));
    return mail_state_gathered(tx, end.number, now, NULL);
}

Error *mail_gather(Store *office, Arena *arena, Moment now, int64_t *made) {
    Tx *tx = NULL;
    Error *error = NULL;
    *made = 0;
    TRY_OUT(tx_begin(office, arena, (Actor){0, S("Mail")}, S(""), &tx));
    TRY_OUT(gather_in(tx, now, made));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

Error *mail_gather_is_due(Db *db, Arena *arena, Moment now, bool *out) {
    MailStateRowRow state = {0};
    JournalEndRow end = {0};
    bool found;
    TRY(mail_state_row(db, arena, &state, &found));
    TRY(journal_end(db, arena, &end));
    *out = !found || end.number != state.journal || moment_compare(now, moment_plus_seconds(state.gathered_at, MINUTES_BETWEEN * 60)) > 0;
    return NULL;
}

static Error *house_in(Store *office, Arena *arena) {
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(tx_begin(office, arena, (Actor){0, S("Mail")}, S(""), &tx));
    TRY_OUT(old_forget(tx, moment_now()));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

Error *mail_keep_house(Store *office, Store *letterbox, Arena *arena) {
    int64_t letters;
    TRY(mail_letters_collect(office, letterbox, arena, &letters));
    return house_in(office, arena);
}
