/* The pages of archive/: handlers (their doors stand in app/routes.c) and what they share. Nobody but app/routes.c and this room includes it. */
#ifndef QUORATE_ARCHIVE_PAGES_H
#define QUORATE_ARCHIVE_PAGES_H

#include "archive/archive.sql.h"
#include "archive/import.h"
#include "archive/publication.h"
#include "plan/plan.sql.h"
#include "store/search.h"
#include "web/components.h"

/* ---- Doors ---- */

extern const Input archive_upload[], archive_page_input[], archive_publish_inputs[], archive_meetings_input[], archive_into_input[], archive_link_input[], archive_whole_input[], archive_reason_input[],
    archive_set_input[], archive_doubt_filter[], archive_doubt_inputs[], archive_search_inputs[], archive_plan_inputs[];
OfficeHandler archive_show, archive_import_show, archive_import_do, archive_files_show;
OfficeHandler archive_body_show, archive_body_join_do, archive_meeting_page_show, archive_meeting_publish_do, archive_meeting_withdraw_do;
OfficeHandler archive_publish_show, archive_publish_do;
OfficeHandler archive_document_page_show, archive_document_file, archive_entry_restrict_do;
OfficeHandler archive_plan_show, archive_plan_make;
OfficeHandler archive_doubts_show, archive_doubt_show, archive_doubt_do;
OfficeHandler archive_search_show, archive_people_show, archive_person_show, archive_person_join_do, archive_person_link_do;
OfficeHandler archive_organisations_show, archive_organisation_show, archive_organisation_join_do;

/* ---- What the pages share (shared_pages.c) ---- */

/* Clerks and administrators import and answer. */
bool archive_keeps(const Office *office);
/* May the person read what is restricted? Clerks and safety officers, with two steps where the partnership asks that of staff. */
Error *archive_sees_restricted(Office *office, Request *request, bool *out);
/* A page of the archive; below its overview. */
Page archive_page(Office *office, Request *request, Text title);
Page archive_page_below(Office *office, Request *request, Text title);
/* The pages of the archive. */
LinkList archive_links(Arena *arena);
/* One change by the person at the page, in a transaction of its own. */
#define ARCHIVE_CHANGE(office, request, tx, why, expression)                                                                    \
    ({                                                                                                                          \
        Tx *tx = NULL;                                                                                                          \
        Error *change_error_ = office_begin(office, request, S(why), &tx);                                                      \
        if (!change_error_) change_error_ = (expression);                                                                       \
        if (!change_error_) change_error_ = tx_commit(tx);                                                                      \
        tx_end(tx);                                                                                                             \
        change_error_;                                                                                                          \
    })
/* The number that was chosen in a form under that name; 0 for none. */
int64_t archive_chosen(const Request *request, const char *name);
/* A page of a list, from what was asked under "page". */
enum { ARCHIVE_PER_PAGE = 50 };

/* ---- What the views are given ---- */

typedef struct { Text code, label; int64_t number; } KindLine;
typedef struct { KindLine *items; size_t count; } KindLineList;
typedef struct {
    ArchiveCountsRow counts;
    ArchiveBodyRowsRowList bodies;
    KindLineList kinds;
    Job job; bool is_reading; int percent;
    bool keeps;
} ArchiveOverview;

/* An imported file as a list shows it. */
typedef struct {
    ArchiveSource source;
    Text name; /* what the person may see of it */
    ArchiveDocumentList documents;
    ArchiveDoubtsOfFileRow doubts; /* open ones that the person may see */
} FileLine;
typedef struct {
    FileLine *items; size_t count;
    Job job; bool is_reading; int percent;
    Pagination pages;
    bool keeps;
} FilesShown;

typedef struct { ArchiveMeeting meeting; ArchiveDocumentList documents; } MeetingLine;
typedef struct { Text year; MeetingLine *items; size_t count; } YearOfMeetings;
typedef struct {
    ArchiveBody body;
    YearOfMeetings *items; size_t count;
    ArchiveDocumentList others; /* that belong to no meeting */
    ArchiveAliasList names;
    OptionList bodies;          /* others, that this one could be another name of */
    bool keeps, sees;
} BodyShown;

typedef struct { ArchiveDocument document; ArchiveEntryList people, items; int64_t doubts; } DocumentSummary;
typedef struct {
    ArchiveMeeting meeting; ArchiveBody body;
    ArchiveMeeting approved_at; ArchiveMeetingList approves;
    DocumentSummary *items; size_t count;
    ArchivePublication publication; bool was_asked; /* ever to be public */
    size_t waiting;            /* documents that came in after it was published, and are not public */
    Text obstacle;             /* why it cannot be published now */
    bool sees, publishes;
} MeetingShown;

/* A meeting on the page where many are published. */
typedef struct { ArchiveMeetingId meeting; Text name, why; } PublishLine;
typedef struct { const PublishLine *items; size_t count; } PublishLines;
static inline PublishLines archive_publish_lines(const PublishLine *items, size_t count) { return (PublishLines){items, count}; }
typedef struct {
    OptionList meetings;                   /* that can be published */
    PublishLine *stopped, *held; size_t stopped_count, held_count;
    size_t on_their_way;
    int64_t offered_in_all, stopped_in_all;
    bool is_stopped, sees; /* is_stopped: the page shows those that cannot be published yet */
    LinkList kinds; Text here;
    Pagination pages;
} PublishShown;

/* One entry of the reading. */
typedef struct {
    const ArchiveEntry *entry;
    int depth;
    const ArchiveDoubt *doubt; /* the first open one about it; NULL: none */
    bool is_hidden;            /* restricted, and not for the person */
    bool begins_list;          /* the first of those present, of apologies and so on */
} EntryShown;
typedef struct { int64_t number; Text words; bool is_chosen; } SourceLine;
typedef struct { SourceLine *items; size_t count; } SourceLineList;
typedef struct {
    ArchiveSource source; ArchiveDocument document; ArchiveBody body; ArchiveMeeting meeting; bool has_meeting;
    ArchiveDocumentList with;  /* the documents of the same file */
    EntryShown *items; size_t count;
    SourceLineList lines;      /* empty: not for the person */
    Text lines_hidden;         /* why they are */
    bool is_public;            /* the meeting is published */
    bool is_whole, has_more;   /* the whole file is shown; it has more than this document */
    ArchiveDoubtList doubts;   /* open ones of the document */
    bool keeps, sees;
    AgreementList plans;       /* of an action plan: the years whose plans were made of it */
    bool may_make_plan;
} DocumentShown;
typedef struct { ArchiveDocument document; OptionList agreements, bodies; Text year; } PlanOfDocument;

typedef struct {
    ArchiveDoubt doubt; Text about, body, document_title; ArchiveDocument document;
} DoubtLine;
typedef struct {
    DoubtLine *items; size_t count;
    KindLineList kinds; OptionList bodies, abouts;
    Text body, about, state;   /* state: "open", "answered", "aside" */
    LinkList states;
    int64_t total; Pagination pages;
    bool keeps;
} DoubtsShown;
/* Somebody whom a doubt may be about. */
typedef struct {
    DoubtLine line;
    ArchiveEntryList around;   /* the entry with what it stands below and what stands beside it */
    SourceLineList lines;
    OptionList people;         /* of a doubt about a person */
    OptionList choices;        /* of one that is answered by choosing: restricted or open, a kind */
    const char *answer_label, *answer_hint;
    Text shown_proposal;
    int64_t left;              /* how many are open, with this one */
    Text next;                 /* the address of the one after it */
    Text was;                  /* the address of the doubt that was answered just before */
    bool is_public;            /* the meeting is published */
    Text filter;               /* "?body=1&about=person": what the worklist was filtered by */
    bool keeps;
} DoubtShown;

typedef struct {
    Text words, body, year, kind, person, organisation, priority, verb, order;
    OptionList bodies, years, kinds, verbs, organisations, priorities;
    Text person_name;
    SearchHits hits;
    bool was_asked;
    Pagination pages;
} ArchiveSearch;

typedef struct { ArchivePeopleFoundRowList found; Text words; int64_t total; Pagination pages; } PeopleShown;
typedef struct {
    ArchivePerson person; ArchiveBody body; ArchiveAliasList spellings;
    ArchiveAttendanceOfRowList attendance;
    SearchHits named;
    OptionList others; /* that it could be */
    OptionList known;  /* the office's persons, for who may link */
    Text known_as;     /* of the one it is linked with */
    bool keeps, sees;
} PersonShown;
typedef struct {
    ArchiveOrganisation organisation; ArchiveAliasList spellings;
    ArchivePeopleOfOrganisationRowList people;
    SearchHits named;
    OptionList others;
    bool keeps;
} OrganisationShown;

/* ---- In words ---- */

/* "Minutes, 25 March 2025"; the title of a report. What is restricted has no title for those who may not read it. */
Text document_named(Arena *arena, const ArchiveDocument *document, bool sees);
Text document_address(Arena *arena, ArchiveDocumentId id, ArchiveEntryId entry);
/* "2 of the agenda, 5 minutes"; the heading of an item: "148. (A3) Notes of meeting held on 15 March 2017". */
Text entry_heading(Arena *arena, const ArchiveEntry *entry);
/* What stands before an entry's words: "1.", "a)", "3.2"; empty for none. */
Text entry_label(Arena *arena, const ArchiveEntry *entry);
/* The rest of an entry in a line: role, organisation, days, money, timescale. */
Text entry_details(Arena *arena, const ArchiveEntry *entry);
/* "Chair", "Vice-chair", "Chair of the meeting"; empty. */
const char *entry_office(const ArchiveEntry *entry);
bool entry_is_heading(const ArchiveEntry *entry);
bool entry_is_person(const ArchiveEntry *entry); /* somebody on a list of those present, apologies and so on */
const char *entry_kind_before(const ArchiveEntry *entry); /* "Recommendation"; empty for what is text */
/* How many people a list has: who is listed twice counts once, as on the public side. */
size_t people_counted(const ArchiveEntryList *entries);
ArchiveEntryList entries_of_kind(Arena *arena, const ArchiveEntryList *entries, int kind);
/* "Present", of the code that a row has. */
const char *entry_code_shown(Text code);
typedef struct { Text *items; size_t count; } WordLines;
WordLines lines_of_words(Arena *arena, Text words);
/* How what was found can stand. */
OptionList archive_orders(Arena *arena);
/* "line 12", "lines 12 to 14". */
Text lines_named(Arena *arena, int64_t first, int64_t last);
/* Of a doubt's page, with what the worklist is filtered by ("?body=1"). */
Text doubt_address(Arena *arena, const ArchiveDoubt *doubt, Text query);
/* What happens when the proposal is taken; with an empty one: when another answer is given. Pure. */
Text doubt_effect(Arena *arena, const ArchiveDoubt *doubt, Text proposal);
const char *doubt_about_shown(DoubtAbout about);
const char *doubt_state_shown(DoubtState state);
const char *source_state_shown(SourceState state);
const char *source_state_colour(SourceState state);
const char *meeting_status_shown(ArchiveStatus status);

/* What may be found of the archive, filtered; 0 and empty texts for no filter. */
typedef struct {
    int64_t body, person, organisation;
    Text year, kind, verb;
    Text priorities; /* ids of the priorities' entries, a comma around each: they and their actions */
    bool by_day, without_lists; /* without_lists: not where somebody is only on a list of those present */
} ArchiveFilter;
Error *archive_find(Db *db, Arena *arena, Text words, const ArchiveFilter *filter, int limit, int offset, SearchHits *out);

#endif
