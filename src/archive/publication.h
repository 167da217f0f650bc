/* Whether a meeting of the archive is wanted on the public side. The valve (publish/archive_valve.h) makes the public side so. */
#ifndef QUORATE_ARCHIVE_PUBLICATION_H
#define QUORATE_ARCHIVE_PUBLICATION_H

#include "archive/archived.h"

typedef struct { int64_t n; } ArchivePublicationId;
typedef enum {
    ARCHIVE_ASKED = 1, /* the job has not come to it yet */
    ARCHIVE_OUT,       /* the public side has it as it was then */
    ARCHIVE_HELD_BACK, /* something in it must not go out: held_back says what */
    ARCHIVE_TAKEN_BACK,
} ArchivePublicationState;
typedef struct {
    ArchivePublicationId id; int64_t version;
    ArchiveMeetingId meeting;
    bool is_wanted;
    ArchivePublicationState state;
    Text held_back; /* sentences, one a line */
    Text reason;    /* why it was taken back; the public reads it */
    Text asked_by;
    Moment published_at, changed_at;
} ArchivePublication;
typedef struct { ArchivePublication *items; size_t count; } ArchivePublicationList;
extern const Record archive_publication_record;

/* *found is false when nobody ever asked. */
Error *archive_publication_of(Db *db, Arena *arena, ArchiveMeetingId meeting, ArchivePublication *out, bool *found);
/* What is known of a meeting; the numbers are of open doubts in its documents. */
typedef struct { bool has_body, has_day; int64_t restricted, hidden, recognised; } ArchiveStanding;
/* Why the meeting cannot be published now, in a sentence; empty when it can: its day or body is not known, whether something is restricted is in doubt, or
 * words that were hidden or read by OCR were not looked at. Pure. */
Text archive_obstacle(const ArchiveStanding *standing);
/* The same of a meeting. With `only_released` what came later and does not go out does not count: a public meeting stays public while a new file of it
 * waits. */
Error *archive_publication_obstacle(Db *db, Arena *arena, ArchiveMeetingId meeting, bool only_released, Text *out);
typedef struct { ArchiveMeetingId meeting; Text body_name; Date day; int64_t doubts; Text obstacle; } ArchiveUnpublished;
typedef struct { ArchiveUnpublished *items; size_t count; } ArchiveUnpublishedList;
/* Meetings with documents that nobody has asked to be public yet, the newest first, with what stands in the way of each. */
Error *archive_unpublished(Db *db, Arena *arena, ArchiveUnpublishedList *out);
/* Did somebody publish it with the meeting that it belongs to now? Pure. */
bool archive_document_is_released(const ArchiveDocument *document);
/* Asks for it, with the documents that belong to it now (those that come later wait until it is asked for again), in the caller's transaction: the record, and the job "publish-archive". ERROR_INPUT when something stands in the way. */
Error *archive_publication_ask(Tx *tx, ArchiveMeetingId meeting);
/* Takes it back: a tombstone with the reason stays. ERROR_INPUT without a reason, or when it is not public. */
Error *archive_publication_withdraw(Tx *tx, ArchiveMeetingId meeting, Text reason);
/* Something of the meeting, or of a source that it shares, was changed: if it is public, the public side follows. */
Error *archive_publication_follow(Tx *tx, ArchiveMeetingId meeting);
/* The same for every meeting that a source has documents of. */
Error *archive_publication_follow_source(Tx *tx, ArchiveSourceId source);
/* Asks again for the job of every publication that is not finished; at the start. */
Error *archive_publications_recover(Tx *tx);

#endif
