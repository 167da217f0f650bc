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

/* The members' pack that was made beside a public one (supplement 0: of the agenda), and what the packs could not keep. */
typedef struct {
    int64_t supplement; const char *path; int pages;
    Text lost; bool has_restricted; /* something in it is */
    Text stamp; int64_t pages_before; /* as MembersPack has them */
} SnapshotMembersPack;

typedef struct {
    int64_t office_version;     /* of the meeting when it was read: it must still be that when the snapshot is written */
    Supplement supplement;      /* that it adds to what is published, as it was read; no id: the agenda with all that belongs to it */
    PublishedMeeting meeting;
    PublishedPartList parts;
    PublishedItemList items;
    SnapshotPaper *papers; size_t paper_count;
    SnapshotDocument *documents; size_t document_count;
    SearchEntry *entries; size_t entry_count;
    PublishedPaperList replaced; /* what stays of papers that others replace: addresses without words */
    /* For the office, not for the public side: the members' packs of the same run. */
    SnapshotMembersPack *members; size_t member_count;
} Snapshot;

/* Reads the agenda, makes the PDFs in `folder` and the rows. Leaves out what is restricted; joining details are never read. */
Error *snapshot_assemble(Db *office, Arena *arena, MeetingId meeting, int64_t number, Moment at, const char *folder, PackProgress progress,
                         Snapshot *out);

/* The same for a supplement: only what it adds to the published meeting, which stays as it is. `published` is read for what stands there.
 * ERROR_INPUT when that is not such that a supplement can follow it. */
Error *snapshot_assemble_supplement(Db *office, Db *published, Arena *arena, MeetingId meeting, int64_t number, Moment at, const char *folder,
                                    PackProgress progress, Snapshot *out);

/* When the public could read it: everything that goes out with it says so. What a revised agenda makes anew of earlier supplements keeps its moment. */
void snapshot_set_moment(Arena *arena, Snapshot *snapshot, Moment at);

/* What must not stand in it: the restricted titles, papers, passages and reasons of this meeting and of the body's meetings in the year
 * before, how to join, and the phrases of the watch list. `folder` is for the papers whose words are too many to be kept; NULL: as far as
 * they are kept. */
Error *secrets_collect(Db *office, Arena *arena, MeetingId meeting, const char *folder, SecretList *out);
/* What must not stand in what is not of one meeting (the plan): all that is restricted at the meetings of every body in the 400 days before and after the
 * day, the restricted passages of the archive, and the phrases of the watch list. */
Error *secrets_around(Db *office, Arena *arena, Date day, const char *folder, SecretList *out);
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
/* Adds a supplement's snapshot; documents, papers and page numbers that are there stay, but for papers that are replaced. */
Error *snapshot_add(Tx *published, Snapshot *snapshot);
/* Takes away everything that is published of a meeting but its own row, which becomes the tombstone. */
Error *snapshot_remove(Tx *published, PublishedId meeting, Moment at, Text reason);

/* Removes a file of the published store unless something else there names it; an empty name is none. */
Error *published_file_release(Tx *published, Text sha256);
/* Puts a row when it differs from the one that is there, counting its version up. *changed may be NULL. */
Error *published_put(Tx *published, const Record *record, void *value, bool *changed);
/* Every text of a row, checked. `row` names it: "the item B2"; each field is a place of its own within it. */
void leak_find_in_row(Arena *arena, LeakIndex *index, const Record *record, const void *value, const Place *row, FindingList *findings);
/* What a tombstone goes on saying: `words`, or `otherwise` when something is found in them that must not go out (any more). */
Text words_to_leave(Arena *arena, LeakIndex *index, const char *place, Text words, const char *otherwise, FindingList *findings);
/* Secrets of how to join a meeting: addresses, numbers and codes. */
void secrets_of_joining(Arena *arena, Text joining, SecretList *out);
/* Those of a meeting, without what its contact details say anyway. */
void secrets_of_joining_of(Arena *arena, const Meeting *meeting, SecretList *out);
void secret_add(Arena *arena, SecretList *list, Text what, Text words);

#endif
