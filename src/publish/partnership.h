/* Bringing bodies over to the public side. */
#ifndef QUORATE_PUBLISH_PARTNERSHIP_H
#define QUORATE_PUBLISH_PARTNERSHIP_H

#include "people/people.h"
#include "publish/published.h"

/* Puts the body as it is now, the bodies above it first. */
Error *published_body_put(Tx *published, Db *office, BodyId body);
/* The numbers of terms of reference in sentences: quorum, notice, meetings, decisions. Pure. */
void terms_in_words(Arena *arena, const TermsOfReference *terms, PublishedTerms *out);

#endif
