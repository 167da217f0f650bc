/* The outbox of the valve: a publication from asked to done in steps that can each be repeated, so that a crash between two of them is
 * finished at the next start. */
#ifndef QUORATE_PUBLISH_OUTBOX_H
#define QUORATE_PUBLISH_OUTBOX_H

#include "publish/snapshot.h"

/* "publication 12": the subject of its job. */
Text publication_subject(Arena *arena, PublicationId publication);

/* Is this publication (or a later one of its meeting) in the published store, and since when (*at, may be NULL)? */
Error *publication_is_written(Valve *valve, Arena *arena, const Publication *publication, bool *out, Moment *at);

/* Step 1, reads the office, writes into `folder` only: documents, rows, and what the leak check found that is not overridden. */
Error *publication_build(Valve *valve, Arena *arena, const Publication *publication, const char *folder, PackProgress progress, Snapshot *out,
                         FindingList *findings);

/* Between the steps, in the office: the members' pack of the same run is kept, so that no crash can part it from the public one. */
Error *publication_keep_pack(Valve *valve, Arena *arena, const Publication *publication, const Snapshot *snapshot);

/* Step 2, one transaction of the published store, committed only while the office's meeting is still the one that was read; then step 3.
 * *is_overtaken: somebody changed the meeting meanwhile, nothing was written. */
Error *publication_write(Valve *valve, Arena *arena, const Publication *publication, Snapshot *snapshot, bool *is_overtaken);

/* Step 3, in the office: the publication is done and the meeting, or its supplement, published, at the moment that the public side has. Nothing
 * happens when it was finished already. */
Error *publication_finish(Tx *office, PublicationId publication, Moment at);

/* The other ends. */
Error *publication_block(Valve *valve, Arena *arena, const Publication *publication, FindingList *findings);
Error *publication_fail(Valve *valve, Arena *arena, PublicationId publication, Text sentence);

#endif
