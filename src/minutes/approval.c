/* Owns the approval of minutes at a later meeting (R50, MTG-09): what can be approved where, corrections, and the resolution that says so. */
#include "minutes/minutes.h"

#include <inttypes.h>

#include "minutes/minutes.sql.h"
#include "paper/markdown.h"

Text approval_refused(Arena *arena, const Meeting *at, const Meeting *earlier, const Minutes *minutes) {
    Text day = date_plain(arena, earlier->day);
    if (at->body.n != earlier->body.n) return S("These are minutes of another body. A body approves its own minutes.");
    if (date_compare(earlier->day, at->day) >= 0)
        return text_format(arena, "Minutes are approved at a later meeting. The meeting of %.*s is not before that of %.*s.", TEXT_ARG(day),
            TEXT_ARG(date_plain(arena, at->day)));
    if (!minutes) return text_format(arena, "There are no minutes of the meeting of %.*s.", TEXT_ARG(day));
    if (minutes->state == MINUTES_APPROVED)
        return text_format(arena, "The minutes of the meeting of %.*s are approved already.", TEXT_ARG(day));
    if (minutes->state == MINUTES_DRAFT)
        return text_format(
            arena, "The minutes of the meeting of %.*s are a draft. Check them first; then they can be approved.", TEXT_ARG(day));
    return S("");
}

Error *minutes_to_approve(Db *db, Arena *arena, const Meeting *at, MinutesList *out) {
    return minutes_waiting(db, arena, at->body, at->day, out);
}

Error *minutes_approved_at(Db *db, Arena *arena, MeetingId at, MinutesList *out) {
    return minutes_approved_there(db, arena, at, out);
}

Error *corrections_of(Db *db, Arena *arena, MinutesId minutes, CorrectionList *out) {
    return correction_rows(db, arena, minutes, out);
}

Error *corrections_agreed_at(Db *db, Arena *arena, MeetingId at, CorrectionList *out) {
    return corrections_at(db, arena, at, out);
}

/* ---- Corrections ---- */

/* Words with single spaces between them, as they are compared. */
static Text words_of(Arena *arena, Text text) {
    Buffer out = buffer_new(arena, text.len + 1);
    bool is_space = true;
    for (size_t i = 0; i < text.len; i++) {
        bool now = text.ptr[i] == ' ' || text.ptr[i] == '\n' || text.ptr[i] == '\t' || text.ptr[i] == '\r';
        if (!now) buffer_put_char(&out, text.ptr[i]);
        else if (!is_space) buffer_put_char(&out, ' ');
        is_space = now;
    }
    return text_trim(buffer_text(&out));
}

static bool stands_in(Arena *arena, const MinuteEntry *e, Text words) {
    if (text_contains(words_of(arena, e->minute.text), words)) return true;
    if (text_contains(words_of(arena, markdown_to_plain(arena, e->minute.text)), words)) return true;
    for (size_t i = 0; i < e->resolutions.count; i++)
        if (text_contains(words_of(arena, resolution_words(arena, &e->resolutions.items[i])), words)) return true;
    for (size_t i = 0; i < e->actions.count; i++)
        if (e->actions.items[i].action.is_in_minutes
            && (text_contains(words_of(arena, action_line_words(arena, &e->actions.items[i], false)), words)
                || text_contains(words_of(arena, action_line_words(arena, &e->actions.items[i], true)), words)))
            return true;
    return text_contains(words_of(arena, e->minute.public_summary), words);
}

static const MinuteEntry *entry_of_minute(const MinutesWhole *whole, MinuteId minute) {
    for (size_t i = 0; i < whole->count; i++)
        if (minute.n && whole->items[i].minute.id.n == minute.n) return &whole->items[i];
    return NULL;
}

void correction_check(Form *form, const Correction *c, const MinutesWhole *earlier, const CorrectionList *there) {
    Arena *arena = form->arena;
    Text before = words_of(arena, c->before), after = words_of(arena, c->after);
    const MinuteEntry *e = c->minute.n ? entry_of_minute(earlier, c->minute) : NULL;
    if (c->minute.n && !e) form_error(form, "minute", "Choose a minute of that meeting");
    if (text_is_empty(before) && text_is_empty(after)) form_error(form, "after", "Enter what the minutes are to say");
    else if (text_equal(before, after)) form_error(form, "after", "This changes nothing: both texts are the same");
    if (e && !text_is_empty(before) && !stands_in(arena, e, before))
        form_error(
            form, "before", "These words do not stand in minute %" PRId64 ". Copy them from the minute as they are", e->minute.number);
    for (size_t i = 0; i < there->count; i++) {
        const Correction *other = &there->items[i];
        bool is_same_place = other->id.n != c->id.n && other->minute.n == c->minute.n && text_equal(words_of(arena, other->before), before);
        if (!is_same_place || (text_is_empty(before) && !text_equal(words_of(arena, other->after), after))) continue;
        form_error(form, text_is_empty(before) ? "after" : "before", "A correction of these words is recorded already");
        return;
    }
}

static Error *check_may(Tx *tx, const Meeting *at, const MinutesWhole *earlier) {
    Text refused = approval_refused(tx_arena(tx), at, &earlier->meeting, earlier->is_begun ? &earlier->minutes : NULL);
    return text_is_empty(refused) ? NULL : error_new(tx_arena(tx), ERROR_INPUT, "%.*s", TEXT_ARG(refused));
}

Error *correction_put(Tx *tx, const Meeting *at, const Meeting *earlier, Correction *c, Form *form) {
    MinutesWhole whole;
    TRY(minutes_read(tx_db(tx), tx_arena(tx), earlier, &whole));
    TRY(check_may(tx, at, &whole));
    correction_check(form, c, &whole, &whole.corrections);
    if (!form_is_fine(form)) return NULL;
    c->minutes = whole.minutes.id;
    c->at_meeting = at->id;
    return record_insert(tx, &correction_record, c);
}

Error *correction_remove(Tx *tx, const Correction *c) {
    Minutes minutes;
    TRY(record_get(tx_db(tx), tx_arena(tx), &minutes_record, c->minutes.n, &minutes));
    if (minutes.state == MINUTES_APPROVED)
        return error_new(tx_arena(tx), ERROR_INPUT, "These minutes are approved with this correction. It stays.");
    return record_delete(tx, &correction_record, c);
}

/* ---- Approving ---- */

/* Names the minutes that were corrected and quotes nothing: the words of a restricted minute stay with it. */
static Text resolved_text(Arena *arena, const MinutesWhole *earlier) {
    Buffer out = buffer_new(arena, 128);
    buffer_put(&out, text_format(arena, "the minutes of the meeting held on %.*s as a correct record",
                         TEXT_ARG(date_plain(arena, earlier->meeting.day))));
    for (size_t i = 0; i < earlier->corrections.count; i++) {
        const MinuteEntry *e = entry_of_minute(earlier, earlier->corrections.items[i].minute);
        buffer_put(&out, i == 0 ? S(", subject to the recorded corrections of ") : S(", "));
        buffer_put(&out, e ? text_format(arena, "minute %" PRId64, e->minute.number) : S("the list of those present"));
    }
    return buffer_text(&out);
}

static Error *resolve(Tx *tx, const Meeting *at, const MinutesWhole *earlier) {
    MinutesWhole here;
    AttendanceSheet sheet;
    TRY(minutes_read(tx_db(tx), tx_arena(tx), at, &here));
    TRY(attendance_sheet(tx_db(tx), tx_arena(tx), at, &sheet));
    for (size_t i = 0; i < here.count; i++) {
        if (here.items[i].item.kind != ITEM_PREVIOUS_NOTES) continue;
        Resolution r = {.verb = VERB_APPROVE, .text = resolved_text(tx_arena(tx), earlier)};
        TRY(resolution_put(tx, here.items[i].item.id, &r));
        return resolution_decide(tx, &sheet, here.items[i].item.id, &r, (TimeOfDay){0}, NULL);
    }
    return error_new(tx_arena(tx), ERROR_INPUT,
        "The agenda of this meeting has no item for the notes of the meeting before. Add one, then the minutes can be approved there.");
}

Error *minutes_approve(Tx *tx, const Meeting *at, const Meeting *earlier, Text signed_by, Date signed_on, Date today) {
    Arena *arena = tx_arena(tx);
    MinutesWhole whole;
    Text why;
    TRY(minutes_read(tx_db(tx), arena, earlier, &whole));
    TRY(check_may(tx, at, &whole));
    if (text_is_empty(signed_by)) return error_new(arena, ERROR_INPUT, "Say who signed the minutes: whoever presided at this meeting.");
    if (!date_is_set(signed_on) || date_compare(signed_on, at->day) < 0)
        return error_new(arena, ERROR_INPUT, "Minutes are signed at the meeting that approves them or after it, not before %.*s.",
            TEXT_ARG(date_plain(arena, at->day)));
    if (date_compare(signed_on, today) > 0)
        return error_new(arena, ERROR_INPUT, "The day of signing is in the future. Enter the day on which they were signed.");
    TRY(resolve(tx, at, &whole));
    whole.minutes.state = MINUTES_APPROVED;
    whole.minutes.approved_at_meeting = at->id;
    whole.minutes.approved_how = whole.corrections.count ? APPROVED_CORRECTED : APPROVED_CORRECT;
    whole.minutes.signed_by = signed_by;
    whole.minutes.signed_on = signed_on;
    /* A body that has left the public side approves its minutes all the same; outside they stay as they are until they are withdrawn. */
    TRY(minutes_kept_private(tx_db(tx), arena, earlier, &why));
    bool follows = whole.minutes.is_wanted && text_is_empty(why);
    return follows ? minutes_want(tx, &whole.minutes) : record_update(tx, &minutes_record, &whole.minutes);
}

bool correction_is_public(const MinutesWhole *whole, const Correction *c) {
    if (c->minute.n == 0) return meeting_is_public(&whole->meeting);
    for (size_t i = 0; i < whole->count; i++)
        if (whole->items[i].minute.id.n == c->minute.n) return whole->items[i].is_public;
    for (size_t i = 0; i < whole->withdrawn_count; i++)
        if (whole->withdrawn[i].minute.id.n == c->minute.n) return whole->withdrawn[i].is_public;
    return false;
}
