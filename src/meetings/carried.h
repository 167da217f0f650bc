/* What an agenda carries of earlier meetings of its body: the list of actions (R10), and subjects that were promised for it (R56). minutes/ lies
 * above this room, so here stand the tables' names and numbers alone; the words are its own. */
#ifndef QUORATE_MEETINGS_CARRIED_H
#define QUORATE_MEETINGS_CARRIED_H

#include "meetings/meeting.h"

/* When a subject comes back that a meeting promised. */
typedef enum {
    RETURN_ON_DAY = 1,    /* to the first meeting on or after `due` */
    RETURN_NEXT_MEETING,
    RETURN_EVERY_MEETING,
    RETURN_EVERY_MONTHS,  /* to the first meeting in or after the month that is `months` after the one it came to last */
} ReturnWhen;
typedef struct { ReturnWhen when; Date due; int64_t months; Date agreed; /* the day of the meeting that promised it */ } ReturnRule;
/* R56: does it come to a meeting of this day, if it came to those of the days `came` (in their order)? Not twice to the same. Pure. */
bool return_is_due(const ReturnRule *rule, const Date *came, size_t count, Date meeting);

typedef struct {
    int64_t *actions; size_t count; /* on open items of earlier meetings, their minutes checked: open ones, and those closed since the meeting
                                       before this one, in the order in which they were recorded */
    size_t open;         /* how many of them are open */
    Text stamp;          /* another text after any change of what the list says */
    Paper paper;         /* the list on this agenda; without id: it has none */
    bool is_older;       /* the list says something else than the records do now */
    size_t promised;     /* subjects that come to this meeting and are not on its agenda yet; restricted ones too if the person reads such */
    bool is_next;        /* no other meeting of the body comes before this one, which is still to come or not published */
} Carried;
/* As of a day. */
Error *agenda_carries(Db *db, Arena *arena, const Meeting *meeting, Date today, bool reads_restricted, Carried *out);
/* Is there something about it that the clerk should know now? Pure. */
bool carried_needs_list(const Carried *carried);

#endif
