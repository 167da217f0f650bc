/* Excluding the press and public (MTG-05, section 100A of the Local Government Act 1972): while an exempt item is taken only by a resolution that
 * names the item and says under which paragraphs of Schedule 12A; while a confidential one is taken by law, without any. */
#ifndef QUORATE_MINUTES_EXCLUSION_H
#define QUORATE_MINUTES_EXCLUSION_H

#include "minutes/minutes.h"

typedef enum {
    EXCLUSION_NOT_NEEDED = 1, /* the item is open, or the body meets in private */
    EXCLUSION_BY_LAW,         /* the item is confidential */
    EXCLUSION_MISSING,        /* no resolution names it with the paragraphs that it has today */
    EXCLUSION_PUT,            /* one does, and is not decided */
    EXCLUSION_LOST,           /* one did, and was not carried: the public may stay */
    EXCLUSION_RESOLVED,
} ExclusionStanding;
/* Of an item that is restricted by itself. A meeting that is restricted as a whole is told by its agenda, not here. Pure. */
ExclusionStanding exclusion_of(const MinutesWhole *whole, const MinuteEntry *entry);

/* The exempt and confidential items of a meeting in words, one sentence for each standing: "The press and public are to be excluded for D1 and D2:
 * no resolution says so yet." Empty when no item needs one. `may_be_put`: some are exempt and in no motion. Pure. */
typedef struct { Text *items; size_t count; bool may_be_put; } ExclusionWords;
ExclusionWords exclusion_words(Arena *arena, const MinutesWhole *whole);
/* The words of the motion for those items that no motion names yet, behind its verb: codes and paragraphs only, nothing that is withheld. Pure. */
Text exclusion_motion(Arena *arena, const MinutesWhole *whole);
/* Puts the motion as a draft resolution into the minute of the last open item before the first of them, to be decided as any other. Gives that item.
 * ERROR_INPUT when the minutes are no draft, no item needs it, or no item is open. */
Error *exclusion_put(Tx *tx, const Meeting *meeting, AgendaItemId *item);

#endif
