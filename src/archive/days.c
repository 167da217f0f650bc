/* Owns meetings and their days: which meeting a document belongs to, what documents of a body say of each other's days, and which meeting approved
 * whose minutes. A day is never guessed: what is known of it becomes bounds and proposals of a doubt. */
#include "archive/inside.h"

#include "store/journal.h"

bool is_of_a_meeting(ReadDocumentKind kind) {
    return kind == DOCUMENT_AGENDA || kind == DOCUMENT_MINUTES || kind == DOCUMENT_MEETING_PAGE || kind == DOCUMENT_ITEM_PAGE;
}

/* ---- Finding and making meetings ---- */

enum { SAME_MEETING_MINUTES = 30 }; /* an agenda's time and that at which somebody opened the meeting */

static bool times_differ(TimeOfDay a, TimeOfDay b) {
    if (!time_is_set(a) || !time_is_set(b)) return false;
    int apart = (time_hour(a) - time_hour(b)) * 60 + time_minute(a) - time_minute(b);
    return apart > SAME_MEETING_MINUTES || apart < -SAME_MEETING_MINUTES;
}

Error *meeting_found(Tx *tx, ArchiveBodyId body, Date day, TimeOfDay time, ArchiveMeeting *out) {
    ArchiveMeetingList there = {0};
    *out = (ArchiveMeeting){0};
    if (!body.n || !date_is_set(day)) return NULL;
    TRY(archive_meetings_on(tx_db(tx), tx_arena(tx), body, day, &there));
    for (size_t i = 0; i < there.count && !out->id.n; i++)
        if (!times_differ(there.items[i].time, time)) *out = there.items[i];
    return NULL;
}

/* Another meeting of the body on the document's day that has documents; without id when there is none. */
static Error *other_of_day(Tx *tx, const ArchiveDocument *d, ArchiveMeeting *out) {
    ArchiveMeetingList there = {0};
    *out = (ArchiveMeeting){0};
    if (!d->body.n || !d->meeting.n || !date_is_set(d->date)) return NULL;
    TRY(archive_meetings_on(tx_db(tx), tx_arena(tx), d->body, d->date, &there));
    for (size_t i = 0; i < there.count && !out->id.n; i++) {
        ArchiveDocumentList documents;
        if (there.items[i].id.n == d->meeting.n) continue;
        TRY(archive_documents_at(tx_db(tx), tx_arena(tx), there.items[i].id, &documents));
        if (documents.count) *out = there.items[i];
    }
    return NULL;
}

Error *meeting_doubt(Tx *tx, const ArchiveDocument *d) {
    Arena *arena = tx_arena(tx);
    ArchiveMeeting other;
    ArchiveDocumentList with;
    if (!is_of_a_meeting(d->kind)) return NULL;
    TRY(other_of_day(tx, d, &other));
    if (!other.id.n) return NULL;
    TRY(archive_documents_at(tx_db(tx), arena, d->meeting, &with));
    if (time_is_set(d->time) && with.count > 1) return NULL; /* it was asked of the first of them */
    Text at = time_is_set(other.time) ? text_format(arena, ", at %.*s", TEXT_ARG(time_plain(arena, other.time))) : (Text){0};
    Text mine = time_is_set(d->time) ? text_format(arena, "This document is of %.*s. ", TEXT_ARG(time_plain(arena, d->time)))
                                     : S("This document does not say its time. ");
    Text words = text_format(arena,
        "Other documents are of another meeting of the body on this day%.*s. %.*sTake the proposal if it was one meeting; set the doubt "
        "aside if "
        "there were two.",
        TEXT_ARG(at), TEXT_ARG(mine));
    return doubt_raise(tx, d, DOUBT_MEETING, CHANGES_DATE, words, date_iso(arena, d->date), (Text){0});
}

Error *meetings_of_day_join(Tx *tx, const ArchiveDocument *d) {
    ArchiveMeeting other, mine;
    TRY(other_of_day(tx, d, &other));
    if (!other.id.n) return NULL;
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_meeting_record, d->meeting.n, &mine));
    return meeting_join(tx, &mine, &other);
}

/* What the document knows and the meeting does not. True when something was taken. */
static bool take_from_document(ArchiveMeeting *meeting, const ArchiveDocument *d) {
    ArchiveMeeting before = *meeting;
    bool is_its = is_of_a_meeting(d->kind);
    if (is_its && !time_is_set(meeting->time)) meeting->time = d->time;
    if (is_its && text_is_empty(meeting->venue)) meeting->venue = d->venue;
    if (is_its && d->is_online) meeting->is_online = true;
    if (d->kind == DOCUMENT_MINUTES && d->is_draft && !meeting->status) meeting->status = ARCHIVE_DRAFT;
    return before.time.n != meeting->time.n || before.venue.len != meeting->venue.len || before.is_online != meeting->is_online
           || before.status != meeting->status;
}

Error *meeting_for(Tx *tx, const ArchiveDocument *d, ArchiveMeeting *out) {
    TRY(meeting_found(tx, d->body, d->date, is_of_a_meeting(d->kind) ? d->time : (TimeOfDay){0}, out));
    if (out->id.n) return take_from_document(out, d) ? record_update(tx, &archive_meeting_record, out) : NULL;
    *out = (ArchiveMeeting){.body = d->body, .date = d->date, .after = d->after, .before = d->before};
    take_from_document(out, d);
    return record_insert(tx, &archive_meeting_record, out);
}

/* ---- Approval ---- */

/* The document's words about approving minutes; none when they stand in a restricted passage, or may. */
static Error *approval_words_open(Tx *tx, const ArchiveDocument *by, Text *out) {
    ArchiveEntryList entries;
    bool has_restricted = false;
    *out = (Text){0};
    if (by->is_restricted) return NULL;
    TRY(archive_entries_in(tx_db(tx), tx_arena(tx), by->id, &entries));
    for (size_t i = 0; i < entries.count; i++) {
        const ArchiveEntry *e = &entries.items[i];
        has_restricted = has_restricted || e->is_restricted;
        if (!e->is_restricted && by->approval_words.len && text_contains(e->words, by->approval_words)) {
            *out = by->approval_words;
            return NULL;
        }
    }
    if (!has_restricted) *out = by->approval_words;
    return NULL;
}

static Error *approve(Tx *tx, ArchiveMeetingId meeting, const ArchiveDocument *by) {
    ArchiveMeeting approved;
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_meeting_record, meeting.n, &approved));
    if (approved.approved_at.n || meeting.n == by->meeting.n) return NULL;
    approved.status = ARCHIVE_APPROVED;
    approved.approved_at = by->meeting;
    TRY(approval_words_open(tx, by, &approved.approval_words));
    TRY(record_update(tx, &archive_meeting_record, &approved));
    return archive_publication_follow(tx, meeting);
}

Error *approval_words_settle(Tx *tx, const ArchiveDocument *by) {
    ArchiveMeetingList approved;
    Text words;
    if (!by->approves || !by->meeting.n || text_is_empty(by->approval_words)) return NULL;
    TRY(approval_words_open(tx, by, &words));
    TRY(archive_meetings_approved_at(tx_db(tx), tx_arena(tx), by->meeting, &approved));
    for (size_t i = 0; i < approved.count; i++) {
        ArchiveMeeting *m = &approved.items[i];
        bool is_its = text_equal(m->approval_words, by->approval_words)
                      || (text_is_empty(m->approval_words) && date_compare(m->date, by->minutes_of) == 0);
        if (!is_its || text_equal(m->approval_words, words)) continue;
        m->approval_words = words;
        TRY(record_update(tx, &archive_meeting_record, m));
        TRY(archive_publication_follow(tx, m->id));
    }
    return NULL;
}

/* The minutes that the document approves, when they are here. */
static Error *approve_earlier(Tx *tx, const ArchiveDocument *d) {
    ArchiveMeeting earlier;
    if (!d->approves || !d->meeting.n) return NULL;
    TRY(meeting_found(tx, d->body, d->minutes_of, (TimeOfDay){0}, &earlier));
    return earlier.id.n ? approve(tx, earlier.id, d) : NULL;
}

/* The meeting that approved these minutes, when it is here. */
static Error *approved_by_later(Tx *tx, const ArchiveDocument *d) {
    ArchiveDaysOfRowList later;
    ArchiveDocument by;
    if (!d->meeting.n || !date_is_set(d->date) || !is_of_a_meeting(d->kind)) return NULL;
    TRY(archive_days_of(tx_db(tx), tx_arena(tx), d->body, d->date, &later));
    if (later.count == 0) return NULL;
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_document_record, later.items[0].document.n, &by));
    return approve(tx, d->meeting, &by);
}

/* ---- Two meetings become one ---- */

/* A meeting that nothing belongs to any more. One that was ever public stays for the sake of its address, and is taken back. */
static Error *meeting_gone(Tx *tx, ArchiveMeeting *meeting, Text reason) {
    ArchivePublication publication = {0};
    bool was_asked;
    TRY(archive_publication_of(tx_db(tx), tx_arena(tx), meeting->id, &publication, &was_asked));
    if (!was_asked) return record_delete(tx, &archive_meeting_record, meeting);
    return publication.is_wanted ? archive_publication_withdraw(tx, meeting->id, reason) : NULL;
}

Error *meeting_join(Tx *tx, ArchiveMeeting *from, ArchiveMeeting *into) {
    ArchiveDocumentList documents;
    ArchiveMeetingList approved;
    if (from->id.n == into->id.n) return NULL;
    TRY(archive_documents_at(tx_db(tx), tx_arena(tx), from->id, &documents));
    for (size_t i = 0; i < documents.count; i++) {
        documents.items[i].meeting = into->id;
        TRY(record_update(tx, &archive_document_record, &documents.items[i]));
    }
    TRY(archive_meetings_approved_at(tx_db(tx), tx_arena(tx), from->id, &approved));
    for (size_t i = 0; i < approved.count; i++) {
        approved.items[i].approved_at = into->id;
        TRY(record_update(tx, &archive_meeting_record, &approved.items[i]));
    }
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_meeting_record, into->id.n, into));
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_meeting_record, from->id.n, from));
    if (!time_is_set(into->time)) into->time = from->time;
    if (text_is_empty(into->venue)) into->venue = from->venue;
    into->is_online = into->is_online || from->is_online;
    if (from->approved_at.n && !into->approved_at.n && from->approved_at.n != into->id.n) {
        into->status = from->status;
        into->approved_at = from->approved_at;
        into->approval_words = from->approval_words;
    }
    TRY(record_update(tx, &archive_meeting_record, into));
    TRY(meeting_gone(tx, from, S("It is shown as one with another record of the same meeting.")));
    TRY(archive_publication_follow(tx, into->id));
    return agendas_meet(tx, into->id);
}

/* Does anything still belong to the meeting? */
static Error *meeting_drop_empty(Tx *tx, ArchiveMeetingId id) {
    ArchiveDocumentList documents;
    ArchiveMeetingList approved;
    ArchiveMeeting meeting;
    if (!id.n) return NULL;
    TRY(archive_documents_at(tx_db(tx), tx_arena(tx), id, &documents));
    TRY(archive_meetings_approved_at(tx_db(tx), tx_arena(tx), id, &approved));
    if (documents.count || approved.count) return NULL;
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_meeting_record, id.n, &meeting));
    return meeting_gone(tx, &meeting, S("Its day was put right, and it is shown under that day."));
}

Error *document_moves(Tx *tx, ArchiveDocument *d, Date day) {
    ArchiveDocumentList with;
    ArchiveMeeting meeting;
    ArchiveMeetingId before = d->meeting;
    d->date = day;
    d->after = d->before = (Date){0};
    d->meeting = (ArchiveMeetingId){0};
    TRY(meeting_for(tx, d, &meeting));
    d->meeting = meeting.id;
    TRY(record_update(tx, &archive_document_record, d));
    TRY(document_index(tx, d));
    TRY(archive_documents_in(tx_db(tx), tx_arena(tx), d->source, &with));
    for (size_t i = 0; before.n && before.n != meeting.id.n && i < with.count; i++) {
        ArchiveDocument *other = &with.items[i];
        if (other->meeting.n != before.n || other->id.n == d->id.n) continue;
        other->meeting = meeting.id;
        if (is_of_a_meeting(other->kind) && !date_is_set(other->date)) other->date = day, other->after = other->before = (Date){0};
        TRY(record_update(tx, &archive_document_record, other));
        TRY(document_index(tx, other));
    }
    if (before.n != meeting.id.n) {
        ArchiveMeetingList approved;
        TRY(archive_meetings_approved_at(tx_db(tx), tx_arena(tx), before, &approved));
        for (size_t i = 0; i < approved.count; i++) {
            if (date_compare(approved.items[i].date, d->minutes_of) != 0) continue;
            approved.items[i].approved_at = meeting.id;
            TRY(record_update(tx, &archive_meeting_record, &approved.items[i]));
        }
        if (before.n) TRY(archive_publication_follow(tx, before));
        TRY(meeting_drop_empty(tx, before));
    }
    return agendas_meet(tx, meeting.id);
}

/* ---- Days that other documents tell ---- */

enum { NEAR_DAYS = 10 };

static bool has_day(const ArchiveDaysKnownRowList *known, Date day) {
    for (size_t i = 0; i < known->count; i++)
        if (date_compare(known->items[i].day, day) == 0) return true;
    return false;
}

/* The first day after `day` on which a meeting is known to have been held: a document is of it, or has its minutes. */
static Date first_held_after(const ArchiveDaysKnownRowList *known, Date day) {
    Date first = {0};
    for (size_t i = 0; i < known->count; i++) {
        Date days[] = {known->items[i].day, known->items[i].minutes_of};
        for (size_t j = 0; j < 2; j++) {
            if (!date_is_set(days[j]) || date_compare(days[j], day) <= 0) continue;
            if (!date_is_set(first) || date_compare(days[j], first) < 0) first = days[j];
        }
    }
    return first;
}

/* The day that other documents give for the meeting after that of `earlier`: one that approves the same minutes, or the next meeting that the earlier
 * one's documents announce. Unset when they do not agree. */
static Date told_after(const ArchiveDaysKnownRowList *known, ArchiveDocumentId but, Date earlier) {
    Date told = {0};
    for (size_t i = 0; i < known->count; i++) {
        const ArchiveDaysKnownRow *k = &known->items[i];
        Date says = {0};
        if (k->document.n == but.n) continue;
        if (date_is_set(k->day) && date_compare(k->minutes_of, earlier) == 0) says = k->day;
        else if (date_compare(k->day, earlier) == 0) says = k->next_meeting;
        if (!date_is_set(says) || date_compare(says, earlier) <= 0) continue;
        if (date_is_set(told) && date_compare(told, says) != 0) return (Date){0};
        told = says;
    }
    return told;
}

static bool day_is_between(Date day, Date after, Date before) {
    return (!date_is_set(after) || date_compare(day, after) > 0) && (!date_is_set(before) || date_compare(day, before) < 0);
}

static Error *doubt_follow_bounds(Tx *tx, const ArchiveDocument *d, Date told) {
    ArchiveDoubtList doubts;
    TRY(archive_doubts_open_of(tx_db(tx), tx_arena(tx), d->id, &doubts));
    for (size_t i = 0; i < doubts.count; i++) {
        ArchiveDoubt *doubt = &doubts.items[i];
        if (doubt->about != DOUBT_NO_DATE || doubt->entry.n) continue;
        Text bounds = archive_bounds_shown(tx_arena(tx), d->after, d->before);
        if (bounds.len) doubt->known = bounds;
        if (text_is_empty(doubt->proposal) && date_is_set(told)) doubt->proposal = date_iso(tx_arena(tx), told);
        TRY(record_update(tx, &archive_doubt_record, doubt));
    }
    return NULL;
}

/* Between two meetings whose minutes follow each other there is none: a document that has the minutes of one day is of the next meeting after it. */
static Error *bound(Tx *tx, const ArchiveDaysKnownRowList *known, const ArchiveDaysKnownRow *row) {
    ArchiveDocument d;
    ArchiveMeeting meeting;
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_document_record, row->document.n, &d));
    Date after = d.after, before = d.before;
    if (date_is_set(d.minutes_of) && date_compare(d.minutes_of, after) > 0) after = d.minutes_of;
    if (date_is_set(d.next_meeting) && (!date_is_set(before) || date_compare(d.next_meeting, before) < 0)) before = d.next_meeting;
    Date held = date_is_set(d.minutes_of) ? first_held_after(known, d.minutes_of) : (Date){0};
    if (date_is_set(held) && (!date_is_set(before) || date_compare(held, before) < 0)) before = date_plus_days(held, 1);
    Date told = date_is_set(d.minutes_of) ? told_after(known, d.id, d.minutes_of) : (Date){0};
    if (date_is_set(told) && !day_is_between(told, after, before)) told = (Date){0};
    bool is_same = date_compare(after, d.after) == 0 && date_compare(before, d.before) == 0;
    d.after = after;
    d.before = before;
    if (!is_same) TRY(record_update(tx, &archive_document_record, &d));
    if (!is_same || date_is_set(told)) TRY(doubt_follow_bounds(tx, &d, told));
    if (is_same || !d.meeting.n) return NULL;
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_meeting_record, d.meeting.n, &meeting));
    if (date_is_set(meeting.date)) return NULL;
    meeting.after = after;
    meeting.before = before;
    return record_update(tx, &archive_meeting_record, &meeting);
}

/* ---- Days that contradict each other ---- */

/* A meeting that was held within a few days of `day`, when none is known on it. */
static Date held_near(const ArchiveDaysKnownRowList *known, Date day) {
    Date near = {0};
    if (!date_is_set(day) || has_day(known, day)) return near;
    for (size_t i = 0; i < known->count; i++) {
        Date held = known->items[i].day;
        if (!date_is_set(held)) continue;
        int apart = date_days_between(day, held);
        if (apart < -NEAR_DAYS || apart > NEAR_DAYS) continue;
        if (date_is_set(near) && date_compare(near, held) != 0) return (Date){0};
        near = held;
    }
    return near;
}

static Error *raise_about(Tx *tx, const ArchiveDaysKnownRow *row, DoubtChanges changes, Date says, Date held, const char *what) {
    ArchiveDocument d;
    Arena *arena = tx_arena(tx);
    TRY(record_get(tx_db(tx), arena, &archive_document_record, row->document.n, &d));
    Text said = date_plain(arena, says), was = date_plain(arena, held);
    Text words = text_format(
        arena, "%s %.*s, and no document is of that day; another document is of a meeting on %.*s.", what, TEXT_ARG(said), TEXT_ARG(was));
    return doubt_raise(tx, &d, DOUBT_DATE_DIFFERS, changes, words, date_iso(arena, held), (Text){0});
}

static Error *contradictions(Tx *tx, const ArchiveDaysKnownRowList *known) {
    for (size_t i = 0; i < known->count; i++) {
        const ArchiveDaysKnownRow *k = &known->items[i];
        Date minutes = held_near(known, k->minutes_of), next = held_near(known, k->next_meeting);
        if (date_is_set(minutes) && date_compare(minutes, k->day) != 0)
            TRY(raise_about(tx, k, CHANGES_MINUTES_OF, k->minutes_of, minutes, "The minutes of the meeting before are said to be of"));
        if (date_is_set(next) && date_compare(next, k->day) != 0)
            TRY(raise_about(tx, k, CHANGES_NEXT_MEETING, k->next_meeting, next, "The next meeting is said to be on"));
    }
    return NULL;
}

/* ---- Everything of a body ---- */

/* The days around those that a source speaks of: what other documents say of others has nothing to do with it. */
typedef struct {
    Date first, last;
} Around;
enum { AROUND_DAYS = 400 };

static void around_document(Around *around, const ArchiveDocument *d) {
    Date days[] = {d->date, d->minutes_of, d->next_meeting, d->after, d->before};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        if (!date_is_set(days[i])) continue;
        Date first = date_plus_days(days[i], -AROUND_DAYS), last = date_plus_days(days[i], AROUND_DAYS);
        if (!date_is_set(around->first) || date_compare(first, around->first) < 0) around->first = first;
        if (!date_is_set(around->last) || date_compare(last, around->last) > 0) around->last = last;
    }
}

Error *days_settle(Tx *tx, ArchiveBodyId body, ArchiveSourceId source) {
    ArchiveDaysKnownRowList known;
    ArchiveDocumentList documents;
    Around around = {0};
    if (!body.n) return NULL;
    TRY(archive_documents_in(tx_db(tx), tx_arena(tx), source, &documents));
    for (size_t i = 0; i < documents.count; i++) {
        if (documents.items[i].body.n != body.n) continue;
        around_document(&around, &documents.items[i]);
        TRY(approve_earlier(tx, &documents.items[i]));
        TRY(approved_by_later(tx, &documents.items[i]));
    }
    if (!date_is_set(around.first)) return NULL;
    TRY(archive_days_known(tx_db(tx), tx_arena(tx), body, around.first, around.last, &known));
    for (size_t i = 0; i < known.count; i++) {
        const ArchiveDaysKnownRow *k = &known.items[i];
        bool is_near = k->source.n == source.n || (date_is_set(k->minutes_of) && day_is_between(k->minutes_of, around.first, around.last));
        if (!date_is_set(k->day) && is_near) TRY(bound(tx, &known, k));
    }
    return contradictions(tx, &known);
}
