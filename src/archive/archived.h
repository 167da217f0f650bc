/* What was read out of files that others wrote, as the office keeps it: sources, the documents in them, their entries, the meetings, people and
 * organisations that they name, and doubts. Everything stands by itself: a partnership that has no bodies and no people yet can have an archive,
 * and bodies that are not the partnership's have one too; links to the office's own bodies, people and organisations are added where they exist.
 *
 * What documents say is kept sealed, in the rows and in the journal, restricted or not, as what reports say is: any passage may turn out to be
 * restricted, and the journal keeps every state for ever. Open words stand besides in the search index, and leave it when they are restricted. */
#ifndef QUORATE_ARCHIVE_ARCHIVED_H
#define QUORATE_ARCHIVE_ARCHIVED_H

#include "archive/reading.h"
#include "people/people.h"
#include "store/job.h"

typedef struct { int64_t n; } ArchiveSourceId;
typedef struct { int64_t n; } ArchiveBodyId;
typedef struct { int64_t n; } ArchivePersonId;
typedef struct { int64_t n; } ArchiveOrganisationId;
typedef struct { int64_t n; } ArchiveAliasId;
typedef struct { int64_t n; } ArchiveMeetingId;
typedef struct { int64_t n; } ArchiveDocumentId;
typedef struct { int64_t n; } ArchiveEntryId;
typedef struct { int64_t n; } ArchiveDoubtId;

/* ---- Sources ---- */

typedef enum { CAME_BY_COMMAND = 1, CAME_BY_UPLOAD, CAME_BY_SERVICE } CameBy;
typedef enum {
    SOURCE_WAITING = 1, /* was sent and is to be read */
    SOURCE_READ,
    SOURCE_REFUSED, /* nothing in it could be taken; its file is not kept */
} SourceState;
/* A file that was imported. */
typedef struct {
    ArchiveSourceId id; int64_t version;
    Text name; /* the file's */
    SourceState state;
    Text sentence; /* what was wrong with it */
    Text kind;     /* reading_kind_code */
    Text file;     /* in the store's files: sealed while anything in it is restricted; empty when it was refused */
    Text media_type;
    int64_t bytes;
    Text words_file;         /* Reading.text, beside the file and in its form */
    Text words_mark;         /* of its words without case, space and punctuation: a keyed hash */
    ArchiveSourceId same_as; /* says what that one says, in other bytes; nothing was made of it */
    bool is_restricted, is_pack;
    CameBy came_by;
    Text address; /* of a web service: where it was fetched */
    Text body_hint;
    Date date_hint; /* what whoever sent it said of it */
    Text imported_by;
    Moment imported_at;
} ArchiveSource;

/* ---- What documents name ---- */

typedef struct {
    ArchiveBodyId id; int64_t version;
    Text name;
    BodyId body;
} ArchiveBody;
/* Somebody, by the fullest of their spellings; as the documents of one body know them. */
typedef struct {
    ArchivePersonId id; int64_t version;
    Text name, surname; /* surname: surname_key */
    ArchiveBodyId body;
    PersonId person;
} ArchivePerson;
typedef struct {
    ArchiveOrganisationId id; int64_t version;
    Text name;
    OrganisationId organisation;
} ArchiveOrganisation;
/* A spelling: whose it is, and the first and last day of a document that has it. */
typedef struct {
    ArchiveAliasId id; int64_t version;
    Text spelling, key; /* key: archive_key of it */
    ArchiveBodyId body;
    ArchivePersonId person;
    ArchiveOrganisationId organisation; /* one of the three */
    ArchiveBodyId at;                   /* of a person: in documents of that body */
    Date first, last;                   /* unset: no dated document has it */
    bool is_answered;                   /* somebody said so; else the program matched it */
} ArchiveAlias;

/* ---- Meetings and documents ---- */

typedef enum { ARCHIVE_DRAFT = 1, ARCHIVE_APPROVED } ArchiveStatus; /* 0: not known */
typedef struct {
    ArchiveMeetingId id; int64_t version;
    ArchiveBodyId body;       /* 0: not known */
    Date date, after, before; /* what is known of an unset date: strictly after, strictly before */
    TimeOfDay time;
    Text venue;
    bool is_online;
    ArchiveStatus status; /* of its minutes */
    ArchiveMeetingId approved_at;
    Text approval_words;
} ArchiveMeeting;

typedef struct {
    ArchiveDocumentId id; int64_t version;
    ArchiveSourceId source;
    int64_t position; /* among the source's documents, from 0 */
    ArchiveBodyId body;
    ArchiveMeetingId meeting; /* 0: none, or not known */
    ReadDocumentKind kind;
    Text title, body_words; /* body_words: the body's name as it stands */
    Date date, after, before;
    Text date_words;
    TimeOfDay time;
    Text venue, contact;
    bool is_online, is_draft;
    Date minutes_of;
    bool approves;
    Text approval_words;
    Date next_meeting;
    Text by, to, classification;
    bool is_restricted; /* the whole of it; its entries are too */
    int64_t first_line, last_line;
    int64_t public_in; /* the meeting with which somebody published it: while that is another one than its meeting, it waits */
} ArchiveDocument;

typedef struct {
    ArchiveEntryId id; int64_t version;
    ArchiveDocumentId document;
    int64_t position; /* position: among the document's entries, from 0 */
    ArchiveEntryId parent;
    EntryKind kind;
    Text number, code, title, verb, words, role, of_organisation, timescale, measure, detail;
    Date date;
    TimeOfDay time;
    Pence pence;
    bool is_repeat, is_restricted, is_chair, is_vice_chair, is_funded, is_linked, is_truncated;
    int64_t first_page, last_page, first_line, last_line;
    ArchivePersonId person;
    ArchiveOrganisationId organisation;
    ArchiveEntryId agenda_item; /* of a minute: the item of the meeting's agenda */
} ArchiveEntry;

/* ---- Doubts ---- */

typedef enum { DOUBT_OPEN = 1, DOUBT_TAKEN, DOUBT_OTHER, DOUBT_SET_ASIDE } DoubtState;
/* What an answer changes. */
typedef enum {
    CHANGES_NOTHING = 1,
    CHANGES_DATE,
    CHANGES_BODY,
    CHANGES_MINUTES_OF,
    CHANGES_NEXT_MEETING,
    CHANGES_NUMBER,
    CHANGES_CODE,
    CHANGES_LEAD,
    CHANGES_WORDS,
    CHANGES_PENCE,
    CHANGES_PERSON,
    CHANGES_SAME_PERSON,
    CHANGES_RESTRICTED,
    CHANGES_KIND,
} DoubtChanges;
typedef struct {
    ArchiveDoubtId id; int64_t version;
    ArchiveSourceId source;
    ArchiveDocumentId document;
    ArchiveEntryId entry; /* the last two may be 0 */
    DoubtAbout about;
    DoubtChanges changes;
    Text words, proposal, known;
    Text candidates; /* of a person: numbers of archive_person with commas between */
    int64_t first_line, last_line;
    bool is_restricted; /* is of something restricted */
    DoubtState state;
    Text answer;
    Text answered_by;
    Moment answered_at;
    Text before; /* what stood in the record before the answer (answers_again.c) */
} ArchiveDoubt;

extern const Record archive_source_record, archive_body_record, archive_person_record, archive_organisation_record, archive_alias_record,
    archive_meeting_record, archive_document_record, archive_entry_record, archive_doubt_record;
typedef struct { ArchiveSource *items; size_t count; } ArchiveSourceList;
typedef struct { ArchiveBody *items; size_t count; } ArchiveBodyList;
typedef struct { ArchivePerson *items; size_t count; } ArchivePersonList;
typedef struct { ArchiveOrganisation *items; size_t count; } ArchiveOrganisationList;
typedef struct { ArchiveAlias *items; size_t count; } ArchiveAliasList;
typedef struct { ArchiveMeeting *items; size_t count; } ArchiveMeetingList;
typedef struct { ArchiveDocument *items; size_t count; } ArchiveDocumentList;
typedef struct { ArchiveEntry *items; size_t count; } ArchiveEntryList;
typedef struct { ArchiveDoubt *items; size_t count; } ArchiveDoubtList;

/* What spellings are compared by: letters and digits in lower case with one space between words; "&" is "and". Pure. */
Text archive_key(Arena *arena, Text spelling);
/* "Kent Community Safety Partnership, 25 March 2025"; "..., after 13 July 2021, before 24 March 2022". */
Text archive_meeting_shown(Arena *arena, const ArchiveBody *body, const ArchiveMeeting *meeting);
/* What is known of an unset date, in words: "after 13 July 2021, before 24 March 2022"; empty for nothing. Pure. */
Text archive_bounds_shown(Arena *arena, Date after, Date before);
/* Does a document of this kind stand for a meeting by itself? Pure. */
bool is_of_a_meeting(ReadDocumentKind kind);
/* "Minutes", "Report"; "Present", "Resolution": as pages name kinds. */
const char *archive_kind_shown(ReadDocumentKind kind);
const char *archive_entry_shown(EntryKind kind);

/* ---- Reading back ---- */

/* The documents of a meeting, agendas first. */
Error *archive_documents_of(Db *db, Arena *arena, ArchiveMeetingId meeting, ArchiveDocumentList *out);
/* The entries of a document in their order. Parents stand before what is below them. */
Error *archive_entries_of(Db *db, Arena *arena, ArchiveDocumentId document, ArchiveEntryList *out);
Error *archive_doubts_of(Db *db, Arena *arena, ArchiveSourceId source, ArchiveDoubtList *out);
/* The meetings that a source has documents of (that which it says the same as, when it is such a one). */
typedef struct { ArchiveMeetingId *items; size_t count; } ArchiveMeetingIdList;
Error *archive_meetings_in(Db *db, Arena *arena, const ArchiveSource *source, ArchiveMeetingIdList *out);
/* The words of a source, as its lines are numbered. */
Error *archive_source_words(Db *db, Arena *arena, const ArchiveSource *source, Text *out);

/* What the site called it that a source was fetched from, out of the address there: "meeting 71", "document s123"; empty when it tells none. */
Text archive_old_name(Arena *arena, Text address);

#endif
