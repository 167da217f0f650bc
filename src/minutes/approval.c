/* Owns the approval of minutes at a later meeting (R50, MTG-09): what can be approved where, and the resolution that says so. */
#include "minutes/approval.h"

#include <inttypes.h>

#include "minutes/minutes.sql.h"

Text neither_approved_nor_corrected(Arena *arena, const Meeting *at, const Meeting *earlier, const Minutes *minutes) {
    Text day = date_plain(arena, earlier->day);
    if (at->body.n != earlier->body.n) return S("These are minutes of another body. A body approves its own minutes.");
    if (date_compare(earlier->day, at->day) >= 0)
        return text_format(arena, "Minutes are approved at a later meeting. The meeting of %.*s is not before that of %.*s.", TEXT_ARG(day),
            TEXT_ARG(date_plain(arena, at->day)));
    if (!minutes) return text_format(arena, "There are no minutes of the meeting of %.*s.", TEXT_ARG(day));
    if (minutes->state == MINUTES_DRAFT)
        return text_format(
            arena, "The minutes of the meeting of %.*s are a draft. Check them first; then they can be approved.", TEXT_ARG(day));
    return S("");
}

Text approval_refused(Arena *arena, const Meeting *at, const Meeting *earlier, const Minutes *minutes) {
    Text refused = neither_approved_nor_corrected(arena, at, earlier, minutes);
    if (!text_is_empty(refused) || !minutes || minutes->state != MINUTES_APPROVED) return refused;
    return text_format(arena, "The minutes of the meeting of %.*s are approved already.", TEXT_ARG(date_plain(arena, earlier->day)));
}

Error *minutes_to_approve(Db *db, Arena *arena, const Meeting *at, MinutesList *out) {
    return minutes_waiting(db, arena, at->body, at->day, out);
}

Error *minutes_approved_at(Db *db, Arena *arena, MeetingId at, MinutesList *out) {
    return minutes_approved_there(db, arena, at, out);
}

/* ---- Approving ---- */

/* Names the minutes that were corrected and quotes nothing: the words of a restricted minute stay with it. */
Text approval_text(Arena *arena, const MinutesWhole *earlier) {
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

Error *resolve_on_notes(Tx *tx, const Meeting *at, Verb verb, Text text, Resolution *out) {
    MinutesWhole here;
    AttendanceSheet sheet;
    TRY(minutes_read(tx_db(tx), tx_arena(tx), at, &here));
    TRY(attendance_sheet(tx_db(tx), tx_arena(tx), at, &sheet));
    for (size_t i = 0; i < here.count; i++) {
        if (here.items[i].item.kind != ITEM_PREVIOUS_NOTES) continue;
        *out = (Resolution){.verb = verb, .text = text};
        TRY(resolution_put(tx, here.items[i].item.id, out));
        return resolution_decide(tx, &sheet, here.items[i].item.id, out, (TimeOfDay){0}, NULL);
    }
    return error_new(tx_arena(tx), ERROR_INPUT,
        "The agenda of this meeting has no item for the notes of the meeting before. Add one, then minutes can be approved or corrected "
        "there.");
}

Error *minutes_follow(Tx *tx, const Meeting *meeting, Minutes *minutes) {
    Text why;
    /* A body that has left the public side approves its minutes all the same; outside they stay as they are until they are withdrawn. */
    TRY(minutes_kept_private(tx_db(tx), tx_arena(tx), meeting, &why));
    bool follows = minutes->is_wanted && text_is_empty(why);
    return follows ? minutes_want(tx, minutes) : record_update(tx, &minutes_record, minutes);
}

static Error *check_may(Tx *tx, const Meeting *at, const MinutesWhole *earlier) {
    Text refused = approval_refused(tx_arena(tx), at, &earlier->meeting, earlier->is_begun ? &earlier->minutes : NULL);
    return text_is_empty(refused) ? NULL : error_new(tx_arena(tx), ERROR_INPUT, "%.*s", TEXT_ARG(refused));
}

Error *minutes_approve(Tx *tx, const Meeting *at, const Meeting *earlier, Text signed_by, Date signed_on, Date today) {
    Arena *arena = tx_arena(tx);
    MinutesWhole whole;
    Resolution resolution;
    TRY(minutes_read(tx_db(tx), arena, earlier, &whole));
    TRY(check_may(tx, at, &whole));
    if (text_is_empty(signed_by)) return error_new(arena, ERROR_INPUT, "Say who signed the minutes: whoever presided at this meeting.");
    if (!date_is_set(signed_on) || date_compare(signed_on, at->day) < 0)
        return error_new(arena, ERROR_INPUT, "Minutes are signed at the meeting that approves them or after it, not before %.*s.",
            TEXT_ARG(date_plain(arena, at->day)));
    if (date_compare(signed_on, today) > 0)
        return error_new(arena, ERROR_INPUT, "The day of signing is in the future. Enter the day on which they were signed.");
    TRY(resolve_on_notes(tx, at, VERB_APPROVE, approval_text(arena, &whole), &resolution));
    whole.minutes.state = MINUTES_APPROVED;
    whole.minutes.approved_at_meeting = at->id;
    whole.minutes.approved_how = whole.corrections.count ? APPROVED_CORRECTED : APPROVED_CORRECT;
    whole.minutes.signed_by = signed_by;
    whole.minutes.signed_on = signed_on;
    whole.minutes.approval = resolution.id;
    return minutes_follow(tx, earlier, &whole.minutes);
}
