/* What the page of a meeting's publication shows. */
#ifndef QUORATE_PUBLISH_PUBLICATION_H
#define QUORATE_PUBLISH_PUBLICATION_H

#include "publish/valve.h"
#include "web/components.h"

typedef struct {
    Meeting meeting;
    Body body;
    PublicationList publications;   /* newest first */
    const Publication *latest;      /* NULL: never asked for */
    Job job; bool has_job;          /* of the latest */
    int percent;
    bool is_running;                /* publishing or withdrawing at this moment */
    bool is_public;                 /* something of it stands on the public site */
    bool may_publish, sees_findings;
    Text public_address;
} PublicationShown;

/* "Held back" */
const char *publication_state_words(const Publication *publication);
const char *publication_state_hue(const Publication *publication);

#endif
