/* Making records of what was read (reading.h), and changing them by answers to doubts. */
#ifndef QUORATE_ARCHIVE_IMPORT_H
#define QUORATE_ARCHIVE_IMPORT_H

#include "archive/archived.h"

/* A file that is to be imported. */
typedef struct {
    Text name, bytes, media_type;
    CameBy came_by;
    Text address; /* of a web service */
} ImportFile;

typedef enum {
    IMPORT_MADE = 1,   /* records were made */
    IMPORT_SAME_FILE,  /* these bytes were imported before: nothing was changed */
    IMPORT_SAME_WORDS, /* a source that says the same was imported before: this one is kept beside it */
    IMPORT_REFUSED,    /* nothing in it can be taken: `sentence` says why; nothing is kept */
} ImportOutcome;
typedef struct {
    ImportOutcome outcome;
    ArchiveSource source; /* of IMPORT_SAME_FILE the earlier one; of IMPORT_REFUSED none */
    int64_t documents, entries, people, doubts;
    ArchiveMeetingId *meetings;
    size_t meeting_count; /* those that it belongs to */
    Text sentence;        /* one for the person, whatever the outcome: "Minutes of ..., 25 March 2025: 13 items, 25 people; 12 doubts" */
} Imported;

/* Were these bytes imported already? Looks in both forms in which a file can be kept. */
Error *archive_find_file(Db *db, Arena *arena, Text bytes, ArchiveSource *out, bool *found);
/* Makes everything of one file in one transaction. Importing the same file twice changes nothing. */
Error *archive_import(
    Store *office, Arena *arena, Actor who, const ImportFile *file, const ReadHints *hints, const Reading *reading, Imported *out);

/* ---- Files that were sent to a page: they wait until a job reads them ---- */

/* Keeps the file sealed, with what its sender said of it, and asks for the job "read-archive". *is_new false: it was imported before, and `out` is
 * that one. */
Error *archive_wait(Tx *tx, const ImportFile *file, const ReadHints *hints, ArchiveSource *out, bool *is_new);
/* The job's work: reads and imports the first file that waits, and asks for the job again while others do. A file that cannot be imported is refused, so
 * that it stops no other. Safe to do twice. */
Error *archive_read_waiting(Store *office, Arena *arena, JobRun *run);

/* ---- Answers ---- */

/* Takes the doubt's proposal. ERROR_INPUT when there is none, or it was answered already. */
Error *doubt_take(Tx *tx, ArchiveDoubt *doubt);
/* Another answer than what was proposed: a day, a number, a name, as the doubt asks. ERROR_INPUT with a sentence when it is none. */
Error *doubt_answer(Tx *tx, ArchiveDoubt *doubt, Text answer);
/* Nothing is changed, and it is not asked again. */
Error *doubt_set_aside(Tx *tx, ArchiveDoubt *doubt);
/* The doubt is open again. What its answer changed in an entry is taken back, unless something else changed it since, and what imports learnt from it is
 * forgotten; the day and the body of a document stay until another answer replaces them; what may be restricted is restricted until it is answered.
 * ERROR_CONFLICT when it is open. */
Error *doubt_reopen(Tx *tx, ArchiveDoubt *doubt);

/* ---- What a clerk says of what documents name ---- */

/* The body `from` is another name of `into`: its documents, meetings and people become that one's, meetings of the same day one meeting, and its
 * name an alias with its days. */
Error *archive_body_join(Tx *tx, ArchiveBodyId from, ArchiveBodyId into);
/* Both are one person: spellings and entries of `from` become those of `into`. */
Error *archive_person_join(Tx *tx, ArchivePersonId from, ArchivePersonId into);
/* The person of the archive is that one of the office's persons; 0: nobody whom the office knows. Nothing of it is public. */
Error *archive_person_link(Tx *tx, ArchivePersonId person, PersonId to);
Error *archive_organisation_join(Tx *tx, ArchiveOrganisationId from, ArchiveOrganisationId into);
/* The entry, and what is below it, is restricted or open from now on; its source's file takes the form it needs. */
Error *archive_entry_restrict(Tx *tx, ArchiveEntryId entry, bool is_restricted);

#endif
