/* What was published lately as an Atom feed (RFC 4287), and the addresses of the site as a sitemap. Pure. */
#ifndef QUORATE_PUBLIC_ATOM_H
#define QUORATE_PUBLIC_ATOM_H

#include "publish/published.h"

/* `meetings` newest change first; `site_address` has no slash at its end. */
Text atom_feed(Arena *arena, const PublishedSite *site, Text site_address, PublishedMeetingList meetings);

typedef struct { Text path; Moment changed; } SitemapEntry; /* changed may be unset */
typedef struct { SitemapEntry *items; size_t count; } SitemapEntryList;
Text sitemap_xml(Arena *arena, Text site_address, SitemapEntryList entries);

#endif
