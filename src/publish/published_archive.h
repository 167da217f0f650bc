/* What was published of the archive: records of the published store. The archive's valve (publish/archive_valve.c) alone writes them. */
#ifndef QUORATE_PUBLISH_PUBLISHED_ARCHIVE_H
#define QUORATE_PUBLISH_PUBLISHED_ARCHIVE_H

#include "publish/published.h"

/* A body that met; `also`: its other names, one a line. */
typedef struct { PublishedId id; int64_t version; Text name, also; } PublishedArchiveBody;
/* A meeting that others minuted. A withdrawn one keeps its id and the reason. */
typedef struct { PublishedId id; int64_t version; PublishedId body; Text body_name; Date day; Text when_shown; TimeOfDay starts; Text venue; bool is_online;
    Text status; /* "Approved at the meeting of 23 July 2025" */ PublishedId approved_at; /* when that meeting is public too */
    bool is_withdrawn; Text reason; Moment published_at, changed_at; } PublishedArchiveMeeting;
typedef struct { PublishedId id; int64_t version; PublishedId meeting, source; int64_t position; Text kind, kind_shown, title, written_by;
    int64_t first_line, last_line; } PublishedArchiveDocument;
/* An entry. `parent` and `item` (the item that it belongs to) are entries of the same document; 0: none. Of one that is withheld only its number,
 * code and place among the others are told. */
typedef struct { PublishedId id; int64_t version; PublishedId document, meeting, body; Date day; int64_t position; PublishedId parent, item; Text kind, number, code, title,
    verb, words, role, of_organisation, timescale, measure, detail, presides; bool is_funded, is_linked, is_truncated, is_withheld;
    int64_t first_page, last_page, first_line, last_line; PublishedId person; } PublishedArchiveEntry;
/* The words of a file, line by line; lines that are withheld are empty but for WITHHELD_LINE. */
typedef struct { PublishedId id; int64_t version; Text name, kind_shown, text; } PublishedArchiveSource;
typedef struct { PublishedId id; int64_t version; Text name; PublishedId body; Text body_name, spellings; /* one a line */ } PublishedArchivePerson;
#define WITHHELD_LINE "\u2588\u2588"

typedef struct { PublishedArchiveBody *items; size_t count; } PublishedArchiveBodyList;
typedef struct { PublishedArchiveMeeting *items; size_t count; } PublishedArchiveMeetingList;
typedef struct { PublishedArchiveDocument *items; size_t count; } PublishedArchiveDocumentList;
typedef struct { PublishedArchiveEntry *items; size_t count; } PublishedArchiveEntryList;
typedef struct { PublishedArchiveSource *items; size_t count; } PublishedArchiveSourceList;
typedef struct { PublishedArchivePerson *items; size_t count; } PublishedArchivePersonList;
extern const Record published_archive_body_record, published_archive_meeting_record, published_archive_document_record, published_archive_entry_record, published_archive_source_record,
    published_archive_person_record;

#endif
