/* Consultation through the valve: the draft of a round as it stood when it was published for it, hashes of the links, and the summary with its answers.
 * What is wanted stands on the round's publication (plan/consultation.h); the job makes the public side so, as often as it is asked. */
#ifndef QUORATE_PUBLISH_CONSULTATION_VALVE_H
#define QUORATE_PUBLISH_CONSULTATION_VALVE_H

#include "plan/consultation.h"
#include "publish/published_consultation.h"
#include "publish/snapshot.h"

/* What goes out of one round. Never in it: notes, evidence, progress, comments without a published summary, and who wrote them. */
typedef struct {
    PublishedConsultation round;
    PublishedDraftLineList lines;
    PublishedCommentLinkList links;
    PublishedCommentList comments;
} ConsultationSnapshot;
/* As it stands outside on the day `today`: the draft and the links only while they are needed. */
Error *consultation_assemble(Db *office, Arena *arena, const Consultation *round, const ConsultationPublication *publication, Date today,
    ConsultationSnapshot *out);

/* Makes the public side have the round, or a tombstone, as its publication says. Safe to do twice. What the leak check finds is kept there, and
 * nothing goes out; what stood outside before is then taken away until it can be published again. Before a summary goes out the form leaves the public
 * side, then the letterbox is emptied: ERROR_BUSY when comments stay in it. While something that came waits for an answer the summary does. */
Error *consultation_bring(Valve *valve, Arena *arena, ConsultationId round);
/* What stands in the place of a withdrawn round has neither its title nor the plan's any more: the body is not shown. Nothing when it is not withdrawn. */
Error *consultation_withdrawn_unname(Tx *site, PublishedId round);

/* Asks for the rounds whose draft comes or goes by the day. */
Error *consultation_keep_house(Valve *valve, Arena *arena);

/* Keeps what came through the letterbox (kind "consultation") as comments, in the caller's transaction; *count grows by them. A letter of a link that is not
 * known or was taken back, or of a round that never took comments from the public, becomes an ordinary letter; what is no letter is dropped and logged. */
Error *consultation_letter_keep(Tx *office, Text json, Moment received_at, int64_t *count);

#endif
