/* Comments that came through the letterbox: each letter holds what one person sent at once, for one or several actions. Sent twice, it is kept once. */
#include <inttypes.h>
#include <jansson.h>

#include "base/log.h"
#include "plan/consultation.sql.h"
#include "publish/consultation_valve.h"
#include "publish/letters.h"
#include "publish/letters.sql.h"

enum { LONGEST_COMMENT = 4000, LONGEST_NAME = 160, MOST_COMMENTS = 300, ENVELOPE_DIGITS = 32 };

static Text member(Arena *arena, const json_t *object, const char *name, size_t most) {
    const json_t *value = json_object_get(object, name);
    if (!json_is_string(value)) return S("");
    return text_copy(arena, text_head(text_clean(arena, (Text){json_string_value(value), json_string_length(value)}), most));
}

static bool has_envelope(const PlanComment *sender) {
    return sender->envelope.len == ENVELOPE_DIGITS;
}

/* By the link's hash; by the invitation's own id when the link was renewed while the letter was on its way: the public side knew the link. */
static Error *invitation_of(Tx *office, const json_t *letter, Text hash, InvitationToComment *out, bool *found) {
    int64_t id = json_integer_value(json_object_get(letter, "invitation"));
    TRY(invitation_with_hash(tx_db(office), tx_arena(office), hash, out, found));
    if (*found || id <= 0) return NULL;
    Error *error = record_get(tx_db(office), tx_arena(office), &invitation_to_comment_record, id, out);
    *found = !error;
    return error && error->kind == ERROR_NOT_FOUND ? NULL : error;
}

/* Who wrote, and on which round. A link counts when it stands with an invitation that was not taken back. */
static Error *sender_read(Tx *office, const json_t *letter, PlanComment *out, bool *found) {
    Arena *arena = tx_arena(office);
    Text hash = member(arena, letter, "link", 128);
    Consultation round;
    *out = (PlanComment){.envelope = member(arena, letter, "envelope", ENVELOPE_DIGITS), .source = COMMENT_PUBLIC};
    *found = has_envelope(out);
    if (!*found) return NULL;
    if (hash.len) {
        InvitationToComment invitation;
        TRY(invitation_of(office, letter, hash, &invitation, found));
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

static Text words_of_all(Arena *arena, const json_t *letter) {
    const json_t *comments = json_object_get(letter, "comments");
    Buffer out = buffer_new(arena, 1024);
    for (size_t i = 0; i < json_array_size(comments) && i < MOST_COMMENTS; i++) {
        Text words = text_trim(member(arena, json_array_get(comments, i), "text", LONGEST_COMMENT * 4));
        if (words.len) buffer_putf(&out, "%s%.*s", out.len ? "\n\n" : "", TEXT_ARG(words));
    }
    return buffer_text(&out);
}

/* What belongs to no round, its link having been taken back or its round having gone meanwhile, becomes a letter: a person decides about it. Its words
 * stay sealed, as those of every comment. */
static Error *keep_for_a_person(Tx *office, const json_t *letter, const PlanComment *sender) {
    LettersWithEnvelopeRow known;
    Letter kept = {.envelope = sender->envelope,
        .kind = LETTER_QUESTION,
        .name = sender->name,
        .about = S("/consultations"),
        .comment = comment_text_to_keep(tx_arena(office), words_of_all(tx_arena(office), letter)),
        .received_at = sender->received_at,
        .state = LETTER_NEW};
    TRY(letters_with_envelope(tx_db(office), tx_arena(office), kept.envelope, &known));
    return known.number > 0 || kept.comment.len == 0 ? NULL : record_insert(office, &letter_record, &kept);
}

Error *consultation_letter_keep(Tx *office, Text json, Moment received_at, int64_t *count) {
    json_t *letter = json_loadb(json.ptr ? json.ptr : "", json.len, 0, NULL);
    PlanComment sender = {0};
    bool found = false;
    Error *error = NULL;
    if (json_is_object(letter)) TRY_OUT(sender_read(office, letter, &sender, &found));
    sender.received_at = received_at;
    if (found) TRY_OUT(keep_each(office, letter, &sender, count));
    else if (has_envelope(&sender)) TRY_OUT(keep_for_a_person(office, letter, &sender));
    else log_warning("what is no comment stood in the letterbox, and is dropped");
out:
    json_decref(letter);
    return error;
}
