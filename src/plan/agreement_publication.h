/* Whether the agreement of a year is wanted on the public side. The valve (publish/agreement_valve.h) makes the public side so. */
#ifndef QUORATE_PLAN_AGREEMENT_PUBLICATION_H
#define QUORATE_PLAN_AGREEMENT_PUBLICATION_H

#include "plan/plan.h"

typedef struct { int64_t n; } AgreementPublicationId;
typedef enum {
    AGREEMENT_ASKED = 1, /* the job has not come to it yet */
    AGREEMENT_OUT,       /* the public side has it as it was then */
    AGREEMENT_HELD_BACK, /* something in it must not go out: held_back says what; the public side keeps what it had */
    AGREEMENT_TAKEN_BACK,
} AgreementPublicationState;
typedef struct {
    AgreementPublicationId id; int64_t version;
    AgreementId agreement;
    bool is_wanted;
    AgreementPublicationState state;
    Text held_back;    /* sentences, one a line */
    Text reason;       /* why it was withdrawn; the public reads it */
    Text asked_by;
    Text sum;          /* a hash of what went out last: whether other words would go out now */
    Moment published_at, changed_at; /* when it went out first; and last */
} AgreementPublication;
typedef struct { AgreementPublication *items; size_t count; } AgreementPublicationList;
extern const Record agreement_publication_record;

/* *found is false when nobody ever asked. */
Error *agreement_publication_of(Db *db, Arena *arena, AgreementId agreement, AgreementPublication *out, bool *found);
/* Is it, or is it to be, on the public side? */
Error *agreement_is_public(Db *db, Arena *arena, AgreementId agreement, bool *out);
/* Why it cannot be published now, in a sentence; empty when it can: the body has not endorsed it (R46), the public knows nothing of the body, or the
 * agreement of another body has the year's address. */
Error *agreement_publication_obstacle(Db *db, Arena *arena, const Agreement *agreement, Text *out);
/* Asks for it as it is now, in the caller's transaction: the record, and the job "publish-agreement". ERROR_INPUT when something stands in the way. */
Error *agreement_publication_ask(Tx *tx, AgreementId agreement);
/* Takes it back: a tombstone with the reason stays. ERROR_INPUT without a reason, or when it is not public. */
Error *agreement_publication_withdraw(Tx *tx, AgreementId agreement, Text reason);
/* Takes back what is wanted outside of bodies that are not shown there any more. */
Error *agreements_of_private_bodies_withdraw(Tx *tx, Text reason);
/* Asks again for the job of every publication that is not finished; at the start. */
Error *agreement_publications_recover(Tx *tx);

#endif
