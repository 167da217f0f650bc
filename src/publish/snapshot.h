/* What one publication of a meeting consists of, finished and redacted, before it is written: rows, files and search entries. */
#ifndef QUORATE_PUBLISH_SNAPSHOT_H
#define QUORATE_PUBLISH_SNAPSHOT_H

#include "publish/leak.h"
#include "publish/pack.h"
#include "store/search.h"

/* A row with the PDF that belongs to it, which is in the work folder; and the words of that PDF. */
typedef struct {
    PublishedPaper row; const char *path; Text words;
    bool is_from_outside; /* an uploaded PDF, which may hide words */
    Text document;        /* hash of what it is made of */
} SnapshotPaper;
typedef struct { PublishedDocument row; const char *path; Text words; } SnapshotDocument;

typedef struct {
    int64_t office_version;     /* of the meeting when it was read: it must still be that when the snapshot is written */
    PublishedMeeting meeting;
    PublishedPartList parts;
    PublishedItemList items;
    SnapshotPaper *papers; size_t paper_count;
    SnapshotDocument *documents; size_t document_count;
    SearchEntry *entries; size_t entry_count;
    /* For the office, not for the public side: the members' pack of the same run, and what the packs could not keep. */
    const char *members_path; int members_pages; bool has_restricted; /* something in it is */
    Text lost, stamp; /* stamp: of the agenda as it was read (members_pack.h) */
} Snapshot;

/* Reads the agenda, makes the PDFs in `folder` and the rows. Leaves out what is restricted; joining details are never read. */
Error *snapshot_assemble(Db *office, Arena *arena, MeetingId meeting, int64_t number, Moment at, const char *folder, PackProgress progress,
                         Snapshot *out);

/* What must not stand in it: the restricted titles, papers, passages and reasons of this meeting and of the body's meetings in the year
 * before, how to join, and the phrases of the watch list. `folder` is for the papers whose words are too many to be kept; NULL: as far as
 * they are kept. */
Error *secrets_collect(Db *office, Arena *arena, MeetingId meeting, const char *folder, SecretList *out);
/* The phrases of the watch list alone. */
Error *secrets_of_watch_list(Db *office, Arena *arena, SecretList *out);
/* Looks for secrets in every text of every row and search entry, in file names, and in all that every PDF says; and for words that a PDF from
 * outside hides. */
Error *snapshot_check(Arena *arena, const Snapshot *snapshot, const SecretList *secrets, FindingList *out);

/* The same of one PDF that was made here: all its words, and what it says without showing it. */
Error *snapshot_check_pdf(Arena *arena, LeakIndex *index, const char *path, const Place *place, FindingList *findings);

/* Puts the snapshot in the place of what was published of the meeting before, within the caller's transaction of the published store.
 * A paper that is no longer part of it leaves a row without words, so that its address can say so. */
Error *snapshot_put(Tx *published, Snapshot *snapshot);
/* Takes away everything that is published of a meeting but its own row, which becomes the tombstone. */
Error *snapshot_remove(Tx *published, PublishedId meeting, Moment at, Text reason);

/* Puts a row when it differs from the one that is there, counting its version up. *changed may be NULL. */
Error *published_put(Tx *published, const Record *record, void *value, bool *changed);
/* Every text of a row, checked. `row` names it: "the item B2"; each field is a place of its own within it. */
void leak_find_in_row(Arena *arena, LeakIndex *index, const Record *record, const void *value, const Place *row, FindingList *findings);
/* Secrets of how to join a meeting: addresses, numbers and codes. */
void secrets_of_joining(Arena *arena, Text joining, SecretList *out);
/* Those of a meeting, without what its contact details say anyway. */
void secrets_of_joining_of(Arena *arena, const Meeting *meeting, SecretList *out);
void secret_add(Arena *arena, SecretList *list, Text what, Text words);

#endif
