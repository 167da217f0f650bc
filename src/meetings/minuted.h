/* What minutes ask of the agenda that they are minutes of. minutes/ lies above this room, so here stand the table's name and the job's alone. */
#ifndef QUORATE_MEETINGS_MINUTED_H
#define QUORATE_MEETINGS_MINUTED_H

#include "meetings/meeting.h"

/* R50: minutes are made of the agenda, so from their check on nothing of it changes that stands in them. ERROR_INPUT, with what to do, while they
 * are checked or approved. What restricts more never asks this. */
Error *agenda_not_minuted(Tx *tx, MeetingId meeting);
/* Is anything recorded of the item: a minute, an interest, that somebody left for it? */
Error *item_is_minuted(Tx *tx, AgendaItemId item, bool *out);
/* Less of the meeting may be public, or under another description: asks for its published minutes to be made anew, and for those of later meetings that say how it was
 * corrected. What is opened again waits for somebody to publish it. */
Error *minutes_follow_openness(Tx *tx, MeetingId meeting);
/* Asks for the valve's job, "publish-minutes", and its subject: "minutes 12". */
Error *minutes_ask_job(Tx *tx, int64_t minutes);

#endif
