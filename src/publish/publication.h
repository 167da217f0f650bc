/* What the pages of a meeting's publication and of a finding show. */
#ifndef QUORATE_PUBLISH_PUBLICATION_H
#define QUORATE_PUBLISH_PUBLICATION_H

#include "publish/members_pack.h"
#include "web/components.h"

/* What the page of one finding shows. */
typedef struct {
    Finding finding;
    Publication publication;
    Meeting meeting;
    Body body;
    FindingOverride override; bool is_overridden;
    bool may_override, is_asker;
} FindingShown;

/* A finding in the list on the publication's page. */
typedef struct { const Finding *finding; bool is_overridden; } FindingLine;
typedef struct { FindingLine *items; size_t count; } FindingLines;

typedef struct {
    Meeting meeting;
    Body body;
    PublicationList publications;   /* newest first */
    const Publication *latest;      /* NULL: never asked for */
    Job job; bool has_job;          /* of the latest */
    MembersPack pack; bool has_pack;/* kept with what stands on the public side */
    int percent;
    bool is_running;                /* publishing or withdrawing at this moment */
    bool is_public;                 /* something of it stands on the public site */
    bool may_publish, sees_findings;
    FindingLines findings;          /* of the latest, when it was held back and the person may see them */
    size_t overridden;
    Text public_address;
} PublicationShown;

/* "Held back" */
const char *publication_state_words(const Publication *publication);
const char *publication_state_hue(const Publication *publication);

#endif
