/* What the page of publishing an agreement shows. */
#ifndef QUORATE_PUBLISH_AGREEMENT_PUBLICATION_H
#define QUORATE_PUBLISH_AGREEMENT_PUBLICATION_H

#include "plan/agreement_publication.h"

typedef struct {
    Agreement agreement;
    AgreementPublication publication; bool was_asked;
    Text obstacle;        /* why it cannot be published now */
    Text public_address;  /* "/plan/2025-26" */
    Sentences unfinished; /* chapters that go out as "to follow" */
    /* Since it went out last: */
    bool is_outdated;
    PlanChanges changes;
    int64_t progress;     /* how often progress was written */
} AgreementPublicationShown;

#endif
