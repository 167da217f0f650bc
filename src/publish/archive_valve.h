/* The archive through the valve: what others minuted, as far as it is open. Whether a meeting is wanted on the public side stands on its record
 * (archive/publication.h); the job makes the public side so, as often as it is asked, so that a crash in between is mended by the next run. */
#ifndef QUORATE_PUBLISH_ARCHIVE_VALVE_H
#define QUORATE_PUBLISH_ARCHIVE_VALVE_H

#include "archive/publication.h"
#include "publish/published_archive.h"
#include "publish/snapshot.h"

typedef struct { PublishedId entry, person; } ArchiveMention;
typedef struct { Text name; PublishedId source; } ArchiveOldAddress; /* name: archive_old_name */
/* What goes out of one meeting, finished: nothing restricted, and nothing below it. */
typedef struct {
    PublishedArchiveBody body;
    PublishedArchiveMeeting meeting;
    PublishedArchiveDocumentList documents;
    PublishedArchiveEntryList entries;
    PublishedArchiveSourceList sources; /* with the lines of every document of theirs that is public, or is with this meeting */
    ArchiveOldAddress *old_addresses; size_t old_address_count;
    PublishedArchivePersonList people;
    ArchiveMention *mentions; size_t mention_count;
    SearchEntry *search; size_t search_count;
} ArchiveSnapshot;
Error *archive_assemble(Db *office, Arena *arena, ArchiveMeetingId meeting, ArchiveSnapshot *out);
/* The words of a source with the lines taken out that may not be read: of restricted documents and entries, of documents that are not out, and what
 * stands behind the last entry of a document, where its reading ended. `entries` and `documents` are all of the source's. Pure. */
typedef struct { const ArchiveDocument *document; bool is_out; ArchiveEntryList entries; } SourcePart;
Text source_text_open(Arena *arena, Text words, const SourcePart *parts, size_t count);

/* The row of a source as it is public once `meeting` is (0: as it is now). */
Error *archive_source_row(Db *office, Arena *arena, ArchiveSourceId source, ArchiveMeetingId meeting, PublishedArchiveSource *out);
/* The row of a person from the lines that are public once `meeting` is; *found is false when no such line names them. */
Error *archive_person_row(Db *office, Arena *arena, ArchivePersonId person, ArchiveMeetingId meeting, PublishedArchivePerson *out, bool *found);

/* The restricted passages of the archive, of every body; public names of bodies and organisations become ordinary words. */
Error *secrets_of_archive(Db *office, Arena *arena, SecretList *out);

/* Makes the public side have the meeting, or a tombstone, as its record says. Safe to do twice. ERROR_BUSY without the key: then nothing of the meeting
 * is outside, and it is to be done again. What the leak check finds is kept on the record,
 * and nothing goes out; what stood outside before is then taken away until it can be published again. */
Error *archive_bring(Valve *valve, Arena *arena, ArchiveMeetingId meeting);

#endif
