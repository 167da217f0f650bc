/* What is new about a meeting for somebody since they last looked at it. A visit lasts until nobody looked for half an hour; what happened
 * after the visit before is new. */
#ifndef QUORATE_MEETINGS_NEWS_H
#define QUORATE_MEETINGS_NEWS_H

#include "meetings/supplement.h"

typedef enum { NEWS_NONE, NEWS_CHANGED, NEWS_NEW } News;
typedef struct { bool is_paper; int64_t id; News news; } NewsMark;
typedef struct {
    Moment since;    /* the end of the visit before; unset: this is the first, and nothing is marked */
    bool is_noted;   /* that they look now is written down already */
    NewsMark *items; /* items and papers of the agenda that are not as they were */
    size_t count;
} MeetingNews;

/* Who asks: the account that looked (accounts have visits), the person whose own changes are no news to them (0: none), and whether they
 * see papers that wait for a supplement: to others these are new when the supplement goes out. */
typedef struct { int64_t account; PersonId person; bool sees_drafts; } NewsReader;
/* What of this meeting's agenda, as the reader may see it, is new for them: items added or changed, papers added, replaced or changed.
 * A new place in the order is no news. Reads the journal since the visit before. */
Error *meeting_news(Db *db, Arena *arena, const Agenda *agenda, const NewsReader *reader, MeetingNews *out);
News news_of_item(const MeetingNews *news, AgendaItemId item);
News news_of_paper(const MeetingNews *news, PaperId paper);

/* Writes down that the account looks at the meeting now; fits Request.afterwards. Not journalled. */
Error *meeting_visit_note(Store *office, Arena *arena, int64_t account, int64_t meeting);

#endif
