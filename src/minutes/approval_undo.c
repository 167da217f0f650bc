/* Owns taking back an approval that was recorded wrongly (R50): at the wrong meeting, with the wrong day or the wrong corrections. */
#include <inttypes.h>

#include "minutes/approval.h"
#include "minutes/minutes.sql.h"

/* ---- What stands on it ---- */

Text approval_stays(
    Arena *arena, const Meeting *at, const Meeting *earlier, const Minutes *minutes, const CorrectionList *corrections, MinutesState here) {
    Text day = date_plain(arena, earlier->day), there = date_plain(arena, at->day);
    if (!minutes || minutes->state != MINUTES_APPROVED)
        return text_format(
            arena, "The minutes of the meeting of %.*s are not approved, so there is no approval to take back.", TEXT_ARG(day));
    if (minutes->approved_at_meeting.n != at->id.n)
        return text_format(arena,
            "The minutes of the meeting of %.*s were not approved at this meeting. Open the meeting that approved them, and take it back "
            "there.",
            TEXT_ARG(day));
    for (size_t i = 0; i < corrections->count; i++)
        if (corrections->items[i].resolution.n)
            return text_format(arena,
                "A later meeting corrected the minutes of %.*s as they were approved here. Remove that correction at the later meeting "
                "first; then "
                "this approval can be taken back.",
                TEXT_ARG(day));
    if (here == MINUTES_APPROVED)
        return text_format(arena,
            "The minutes of the meeting of %.*s say that it approved these, and they are approved themselves. Take back their own approval "
            "first, "
            "then take them back to draft; then this approval can be taken back.",
            TEXT_ARG(there));
    if (here == MINUTES_DRAFT) return S("");
    return text_format(arena,
        "The minutes of the meeting of %.*s say that it approved these, and they are checked. Take the minutes of %.*s back to draft "
        "first; then "
        "this approval can be taken back.",
        TEXT_ARG(there), TEXT_ARG(there));
}

Error *resolution_is_free(Tx *tx, ResolutionId resolution) {
    ResolutionBoundRow bound;
    TRY(resolution_bound(tx_db(tx), tx_arena(tx), resolution, &bound));
    if (bound.approves)
        return error_new(tx_arena(tx), ERROR_INPUT,
            "This resolution approves earlier minutes, which are approved by it. Take the approval back on the page \"Approve earlier "
            "minutes\" of this "
            "meeting: the resolution goes with it.");
    if (bound.corrects)
        return error_new(tx_arena(tx), ERROR_INPUT,
            "This resolution corrects earlier minutes. Remove the correction on the page \"Approve earlier minutes\" of this meeting: the "
            "resolution goes "
            "with it.");
    return NULL;
}

Error *approvals_taken_back(Db *db, Arena *arena, MeetingId at, MinutesId minutes, ApprovalTakenBackList *out) {
    return approvals_back(db, arena, at.n, minutes.n, out);
}

/* ---- Taking it back ---- */

/* The resolution that approved: as it is kept, and of older approvals by its words. NULL when it is not there. */
static const Resolution *approving(const MinutesWhole *here, ResolutionId kept, Text words) {
    for (size_t i = 0; i < here->count; i++)
        for (size_t k = 0; k < here->items[i].resolutions.count; k++) {
            const Resolution *r = &here->items[i].resolutions.items[k];
            if (kept.n ? r->id.n == kept.n : r->verb == VERB_APPROVE && text_equal(r->text, words)) return r;
        }
    return NULL;
}

static Error *keep_as_taken_back(Tx *tx, const Meeting *at, MinutesWhole *whole, Text reason, Text by) {
    ApprovalTakenBack kept = {.minutes = whole->minutes.id,
        .at_meeting = at->id,
        .how = whole->minutes.approved_how,
        .signed_by = whole->minutes.signed_by,
        .signed_on = whole->minutes.signed_on,
        .reason = reason,
        .taken_back_by = by,
        .taken_back_at = tx_moment(tx)};
    TRY(record_insert(tx, &approval_taken_back_record, &kept));
    for (size_t i = 0; i < whole->corrections.count; i++) {
        Correction *c = &whole->corrections.items[i];
        if (c->at_meeting.n != at->id.n) continue; /* recorded at another meeting, which did not approve: it waits on */
        c->taken_back = kept.id;
        TRY(record_update(tx, &correction_record, c));
    }
    return NULL;
}

static Error *wait_again(Tx *tx, const Meeting *earlier, Minutes *minutes) {
    minutes->state = moment_is_set(minutes->published_at) ? MINUTES_PUBLISHED_DRAFT : MINUTES_CHECKED;
    minutes->approved_at_meeting = (MeetingId){0};
    minutes->approved_how = (ApprovedHow)0;
    minutes->signed_by = S("");
    minutes->signed_on = (Date){0};
    minutes->approval = (ResolutionId){0};
    return minutes_follow(tx, earlier, minutes);
}

Error *approval_take_back(Tx *tx, const Meeting *at, const Meeting *earlier, Text reason, Text by) {
    Arena *arena = tx_arena(tx);
    MinutesWhole whole, here;
    if (text_is_empty(text_trim(reason))) return error_new(arena, ERROR_INPUT, "Say why the approval is taken back.");
    TRY(minutes_read(tx_db(tx), arena, earlier, &whole));
    TRY(minutes_read(tx_db(tx), arena, at, &here));
    Text stays = approval_stays(arena, at, earlier, whole.is_begun ? &whole.minutes : NULL, &whole.corrections,
        here.is_begun ? here.minutes.state : (MinutesState)0);
    if (!text_is_empty(stays)) return error_new(arena, ERROR_INPUT, "%.*s", TEXT_ARG(stays));
    const Resolution *resolution = approving(&here, whole.minutes.approval, approval_text(arena, &whole));
    TRY(keep_as_taken_back(tx, at, &whole, reason, by));
    TRY(wait_again(tx, earlier, &whole.minutes));
    return resolution ? resolution_remove(tx, resolution) : NULL;
}
