/* Bringing bodies over to the public side. */
#ifndef QUORATE_PUBLISH_PARTNERSHIP_H
#define QUORATE_PUBLISH_PARTNERSHIP_H

#include "meetings/meeting.h"
#include "publish/published.h"

/* Puts the body as it is now, the bodies above it first. */
Error *published_body_put(Tx *published, Db *office, BodyId body);
/* When and where a meeting takes place whose agenda is not on the public side (planned, withdrawn), as it is now; nothing for a body that is not public. */
Error *published_plan_put(Tx *published, Db *office, MeetingId meeting);
/* The numbers of terms of reference in sentences: quorum, notice, meetings, decisions. Pure. */
void terms_in_words(Arena *arena, const TermsOfReference *terms, PublishedTerms *out);

#endif
