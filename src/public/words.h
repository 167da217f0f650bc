/* How published records are put in words and addresses, for pages, JSON and feeds alike. Pure. */
#ifndef QUORATE_PUBLIC_WORDS_H
#define QUORATE_PUBLIC_WORDS_H

#include "publish/published.h"

/* "Sessions House, Maidstone, and online", "Online", or empty. */
Text published_place_shown(Arena *arena, const PublishedMeeting *m);
/* "10am", "10am to 12.30pm", or empty. */
Text published_time_shown(Arena *arena, const PublishedMeeting *m);
/* "Kent Community Safety Partnership, 23 July 2025" */
Text published_meeting_name(Arena *arena, const PublishedMeeting *m);
/* "Agenda published" */
const char *published_state_shown(const PublishedMeeting *m);
/* A colour for the tag of that state (web/components.h); the words carry the meaning. */
const char *published_state_colour(const PublishedMeeting *m);
/* "planned", "published", "held", "cancelled", "withdrawn": for JSON. */
const char *published_state_code(const PublishedMeeting *m);
/* "2025-07-23T10:00:00+01:00", or the day alone when no time is known. */
Text published_starts_iso(Arena *arena, const PublishedMeeting *m);
Text published_ends_iso(Arena *arena, const PublishedMeeting *m);

Text site_meeting_address(Arena *arena, PublishedId meeting);
Text site_body_address(Arena *arena, PublishedId body);
Text site_paper_address(Arena *arena, PublishedId paper);
/* Where the paper's PDF is downloaded: "/papers/12/kcsp-2025-07-23-b1-update.pdf". */
Text site_paper_file_address(Arena *arena, const PublishedPaper *paper);
/* "/meetings/12/agenda.pdf" */
Text site_document_address(Arena *arena, const PublishedDocument *document);
/* "Page 9", "Pages 9 - 20", or empty. */
Text published_pages_shown(Arena *arena, int64_t from, int64_t to);

#endif
