/* The archive as the public reads it: meetings that others minuted. */
#ifndef QUORATE_PUBLIC_ARCHIVE_H
#define QUORATE_PUBLIC_ARCHIVE_H

#include "public/site.sql.h"
#include "publish/published_archive.h"
#include "store/search.h"
#include "web/components.h"

/* Entries of one kind that stand together: a list of persons, the parts of a resolution. */
typedef struct { Text kind; PublishedArchiveEntryList entries; } ArchiveRun;
typedef struct { PublishedArchiveDocument document; ArchiveRun *items; size_t count; } SiteArchiveDocument;
typedef struct {
    PublishedArchiveMeeting meeting;
    SiteArchiveDocument *items; size_t count;
} SiteArchiveMeeting;

typedef struct {
    SiteArchiveBodiesRowList bodies;
    OptionList body_options, years;
    Text body, year;
    PublishedArchiveMeetingList meetings;
    Pagination pages;
    int64_t total;
} SiteArchive;

/* What was found, in one piece or year by year. */
typedef struct { Text year; SearchHits hits; } HitsOfYear;
typedef struct { HitsOfYear *items; size_t count; } HitsByYear;
HitsByYear hits_by_year(Arena *arena, SearchHits hits, bool is_by_day);

typedef struct { PublishedArchivePerson person; SiteArchiveAttendanceRowList attendance; SearchHits named; HitsByYear years; Pagination pages; } SiteArchivePerson;
typedef struct { Text words; PublishedArchivePersonList found; int64_t total; Pagination pages; } SiteArchivePeople;

typedef struct { int64_t number; Text words; bool is_chosen, is_withheld; } SiteSourceLine;
typedef struct {
    PublishedArchiveSource source;
    SiteArchiveSourceMeetingsRowList meetings;
    SiteSourceLine *items; size_t count; /* of the page that is shown */
    Pagination pages;
    int64_t total;
} SiteArchiveSource;

typedef struct {
    Text words, body, year, kind, person, verb, order, priority, organisation, person_name;
    OptionList bodies, years, kinds, verbs, orders, priorities, organisations;
    SearchHits hits;
    HitsByYear found;
    PublishedArchivePersonList people; /* whose name has the words */
    bool was_asked;
    Pagination pages;
} SiteArchiveSearch;

Text site_archive_meeting_address(Arena *arena, PublishedId meeting);
/* "/archive/sources/5?from=33&to=40#line-33"; empty when it is not known where it stands. */
Text site_archive_source_address(Arena *arena, PublishedId source, const PublishedArchiveEntry *entry);
/* "Present", "Resolution": the kind of an entry, in words. */
const char *site_archive_kind_shown(Text kind);
/* What stands after a name: "Head of Safety, County Council; Chair". */
Text site_archive_person_about(Arena *arena, const PublishedArchiveEntry *entry);
/* "Terms of reference: Working Group"; what has no title of its own says from which line on it stands, when another is called the same. */
Text site_archive_document_name(Arena *arena, const SiteArchiveMeeting *meeting, const SiteArchiveDocument *document);
/* "Planned actions 1.1 to 1.8, from line 317": tables on one page have different names. */
const char *site_archive_table_name(Arena *arena, const ArchiveRun *run, const char *what);
bool is_kind_of(const ArchiveRun *run, const char *kind);
/* The cells of a row of a table. */
typedef struct { Text *items; size_t count; } SiteCells;
SiteCells site_cells(Arena *arena, Text row);

#endif
