/* Comments that came through the letterbox: each letter holds what one person sent at once, for one or several actions. Sent twice, it is kept once. */
#include <inttypes.h>
#include <jansson.h>

#include "base/log.h"
#include "plan/consultation.sql.h"
#include "publish/consultation_valve.h"

enum { LONGEST_COMMENT = 4000, LONGEST_NAME = 160, MOST_COMMENTS = 300, ENVELOPE_DIGITS = 32 };

static Text member(Arena *arena, const json_t *object, const char *name, size_t most) {
    const json_t *value = json_object_get(object, name);
    if (!json_is_string(value)) return S("");
    return text_copy(arena, text_head(text_clean(arena, (Text){json_string_value(value), json_string_length(value)}), most));
}

/* Who wrote, and on which round. A link counts when it stands with an invitation that was not taken back. */
static Error *sender_read(Tx *office, const json_t *letter, PlanComment *out, bool *found) {
    Arena *arena = tx_arena(office);
    Text hash = member(arena, letter, "link", 128);
    Consultation round;
    *out = (PlanComment){.envelope = member(arena, letter, "envelope", ENVELOPE_DIGITS), .source = COMMENT_PUBLIC};
    *found = out->envelope.len == ENVELOPE_DIGITS;
    if (!*found) return NULL;
    if (hash.len) {
        InvitationToComment invitation;
        TRY(invitation_with_hash(tx_db(office), arena, hash, &invitation, found));
        if (!*found || invitation.is_taken_back) return *found = false, NULL;
        out->source = COMMENT_INVITED;
        out->invitation = invitation.id;
        out->consultation = invitation.consultation;
        out->name = invitation.name;
        out->organisation = invitation.organisation;
        return NULL;
    }
    out->consultation.n = json_integer_value(json_object_get(letter, "consultation"));
    out->name = member(arena, letter, "name", LONGEST_NAME);
    out->organisation = member(arena, letter, "organisation", LONGEST_NAME);
    Error *error = record_get(tx_db(office), arena, &consultation_record, out->consultation.n, &round);
    *found = !error && round.who == CONSULTED_EVERYBODY;
    return error && error->kind == ERROR_NOT_FOUND ? NULL : error;
}

/* Of an action that is gone, or of another plan, the words are kept as on the whole plan. */
static Error *action_check(Tx *office, PlanComment *comment) {
    Consultation round;
    PlanAction action;
    if (!comment->action.n) return NULL;
    TRY(record_get(tx_db(office), tx_arena(office), &consultation_record, comment->consultation.n, &round));
    Error *error = record_get(tx_db(office), tx_arena(office), &plan_action_record, comment->action.n, &action);
    if (error && error->kind != ERROR_NOT_FOUND) return error;
    if (error || action.agreement.n != round.agreement.n) comment->action.n = 0;
    return NULL;
}

static Error *keep_each(Tx *office, const json_t *letter, const PlanComment *sender, int64_t *count) {
    const json_t *comments = json_object_get(letter, "comments");
    for (size_t i = 0; i < json_array_size(comments) && i < MOST_COMMENTS; i++) {
        const json_t *one = json_array_get(comments, i);
        PlanComment comment = *sender;
        bool is_new;
        comment.action.n = json_integer_value(json_object_get(one, "action"));
        comment.text = text_trim(member(tx_arena(office), one, "text", LONGEST_COMMENT * 4));
        if (comment.text.len == 0) continue;
        TRY(action_check(office, &comment));
        TRY(comment_keep(office, &comment, &is_new));
        *count += is_new;
    }
    return NULL;
}

Error *consultation_letter_keep(Tx *office, Text json, Moment received_at, int64_t *count) {
    json_t *letter = json_loadb(json.ptr ? json.ptr : "", json.len, 0, NULL);
    PlanComment sender = {0};
    bool found = false;
    Error *error = NULL;
    if (json_is_object(letter)) TRY_OUT(sender_read(office, letter, &sender, &found));
    sender.received_at = received_at;
    if (found) TRY_OUT(keep_each(office, letter, &sender, count));
    else log_warning("a comment in the letterbox came by no link or round that takes comments, and is dropped");
out:
    json_decref(letter);
    return error;
}
