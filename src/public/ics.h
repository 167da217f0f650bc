/* Meetings as iCalendar (RFC 5545), for calendars that subscribe and for single meetings. Pure. */
#ifndef QUORATE_PUBLIC_ICS_H
#define QUORATE_PUBLIC_ICS_H

#include "publish/published.h"

/* `name` is what a calendar program shows; `site` gives the stable part of each UID; `site_address` has no slash at its end. */
Text calendar_ics(Arena *arena, Text name, const PublishedSite *site, Text site_address, PublishedMeetingList meetings);

#endif
