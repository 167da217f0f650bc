/* Minutes through the valve: what goes out of them, the check, and writing it. Whether minutes are wanted on the public side stands on their record
 * (minutes/minutes.h); the job makes the public side so, as often as it is asked, so that a crash in between is mended by the next run. */
#ifndef QUORATE_PUBLISH_MINUTES_VALVE_H
#define QUORATE_PUBLISH_MINUTES_VALVE_H

#include "minutes/minutes.h"
#include "publish/snapshot.h"

/* What goes out, finished: of restricted items the summary and the description of the restriction, of people their names only where they may be
 * named publicly. */
typedef struct {
    Text stamp;        /* of the office's records as they were read */
    Text sum;          /* a hash of what goes out, without its file */
    MinutesWhole whole;
    Body body;
    PublishedMinutes row;
    PublishedMinuteList minutes;
    PublishedDecisionList decisions;
    SearchEntry *entries; size_t entry_count;
} MinutesSnapshot;
Error *minutes_assemble(Db *office, Arena *arena, const Minutes *minutes, MinutesSnapshot *out);
/* The same as a tagged PDF at `path`; fills in the file's name and pages. */
Error *minutes_typeset(Arena *arena, MinutesSnapshot *snapshot, const char *path);

/* Does what stands outside say something that is restricted now? Pure but for the corrections of earlier minutes, which are read. */
Error *minutes_say_closed(Db *office, Arena *arena, const Meeting *meeting, const PublishedMinutes *row, const PublishedMinuteList *rows, bool *out);
/* Would other words be published now than stand outside? False when nobody knows. */
Error *minutes_are_outdated(Db *office, Arena *arena, const Minutes *minutes, bool *out);

/* Makes the public side have the minutes, or not have them any more, as their record says. Safe to do twice. What the leak check finds is kept on
 * the record, and nothing goes out; when something outside is restricted now, all of it is taken away until they can be published again. */
Error *minutes_bring(Valve *valve, Arena *arena, MinutesId minutes);
/* Takes them back, in the caller's transaction: a tombstone with the reason stays. ERROR_INPUT without a reason, or for one that says what is
 * withheld. */
Error *minutes_withdraw_ask(Tx *tx, Minutes *minutes, Text reason);

#endif
