/* A body as its page shows it. */
#ifndef QUORATE_PUBLIC_BODIES_H
#define QUORATE_PUBLIC_BODIES_H

#include <inttypes.h>

#include "public/agenda.h"

typedef struct {
    PublishedBody body, parent;
    PublishedSeatList seats;
    PublishedTermsList terms;
    const PublishedTerms *in_force;               /* NULL: none today */
    const PublishedSeat *chair, *vice_chair;      /* NULL: nobody */
    PublishedMeetingList coming, past;
} SiteBody;

size_t site_count_invited(const PublishedSeatList *seats);

#endif
