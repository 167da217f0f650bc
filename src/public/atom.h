/* What was published lately as an Atom feed (RFC 4287), and the addresses of the site as a sitemap. Pure. */
#ifndef QUORATE_PUBLIC_ATOM_H
#define QUORATE_PUBLIC_ATOM_H

#include "publish/published.h"

/* A supplement is an entry of its own: who reads the feed has seen the meeting's entry already. */
typedef struct { PublishedId meeting; int64_t number; Text reason; Moment published; Text body_name; Date day; } FeedSupplement;
typedef struct { FeedSupplement *items; size_t count; } FeedSupplementList;

/* `meetings` newest change first, `supplements` newest first; `site_address` has no slash at its end. */
Text atom_feed(Arena *arena, const PublishedSite *site, Text site_address, PublishedMeetingList meetings, FeedSupplementList supplements);

typedef struct { Text path; Moment changed; } SitemapEntry; /* changed may be unset */
typedef struct { SitemapEntry *items; size_t count; } SitemapEntryList;
Text sitemap_xml(Arena *arena, Text site_address, SitemapEntryList entries);

#endif
