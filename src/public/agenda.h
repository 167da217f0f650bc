/* A published meeting read whole, for its page and its twin. */
#ifndef QUORATE_PUBLIC_AGENDA_H
#define QUORATE_PUBLIC_AGENDA_H

#include "publish/published.h"
#include "web/route.h"

typedef struct { const PublishedItem *item; PublishedPaperList papers; } SiteItem;
typedef struct { const PublishedPart *part; SiteItem *items; size_t count; } SitePart;
typedef struct {
    PublishedMeeting meeting;
    SitePart *items; size_t count;
    PublishedDocumentList documents;
    PublishedPaperList replaced; /* tombstones of papers that others replace */
    bool has_minutes; PublishedMinutes minutes; /* not withdrawn ones */
    size_t withheld, papers; /* number of restricted items, of papers */
} SiteAgenda;
bool has_supplement(PublishedDocumentList documents);
/* "added 18 July 2025, Supplement 1, pages 43 - 47"; empty for a paper that came with the agenda. */
Text site_added_shown(Arena *arena, const PublishedPaper *paper);
/* "replaces pages 12 - 15 of the reports pack"; empty for a paper that replaces none. */
Text site_replaces_shown(Arena *arena, const PublishedPaperList *replaced, const PublishedPaper *paper);

/* The meeting that the door's first parameter names; ERROR_NOT_FOUND when it was never published. */
Error *site_find_meeting(Site *site, Request *request, PublishedMeeting *out);
/* The same with parts, items, papers and documents, in five statements. */
Error *site_find_agenda(Site *site, Request *request, SiteAgenda *out);
/* NULL when there is none. */
const PublishedDocument *site_document_of(const SiteAgenda *agenda, const char *kind);
/* The supplement of that number; NULL when there is none. */
const PublishedDocument *site_supplement_of(const SiteAgenda *agenda, int64_t number);

/* {"id": , "body": , "starts": , ...}: a meeting as lists have it. The object is left open for more members. */
void site_put_meeting(Json *j, Arena *arena, Text site_address, const PublishedMeeting *m);
void site_put_paper(Json *j, Arena *arena, Text site_address, const PublishedPaper *p);
/* "pages": [1, 5], or null. */
void site_put_pages(Json *j, int64_t from, int64_t to);
void site_put_document(Json *j, Arena *arena, Text site_address, const PublishedDocument *d);

#endif
