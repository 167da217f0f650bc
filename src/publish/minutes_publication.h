/* What the page of publishing minutes shows of the meeting that is to approve them. */
#ifndef QUORATE_PUBLISH_MINUTES_PUBLICATION_H
#define QUORATE_PUBLISH_MINUTES_PUBLICATION_H

#include "meetings/meeting.h"

typedef struct {
    bool is_there; /* the minutes wait for approval, and a meeting to come has an item for them */
    Meeting meeting;
    AgendaItem item;
    bool has_paper; /* they are on it already: `paper` */
    Paper paper;
} NextAgenda;

#endif
