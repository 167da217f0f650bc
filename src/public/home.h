/* What the front page shows. */
#ifndef QUORATE_PUBLIC_HOME_H
#define QUORATE_PUBLIC_HOME_H

#include "public/agenda.h"
#include "publish/published_agreement.h"
#include "public/site.sql.h"

typedef struct {
    PublishedSite site;
    bool has_next, has_last;
    SiteAgenda next, last;          /* the next meeting; the newest one that has been, with its papers */
    PublishedMeetingList coming;    /* the ones after the next */
    SiteLatestPapersRowList papers;
    PublishedBodyList bodies;
    PublishedDecisionList decisions; /* the latest */
    PublishedAgreement agreement; bool has_agreement; /* of this year */
    int64_t consultations; /* that anybody may know of */
    int64_t archived;                /* meetings of earlier years */
} SiteHome;

#endif
