/* Meetings: when and where a body meets, its agenda by parts and items, the papers, and how far the agenda has come. */
#ifndef QUORATE_MEETINGS_MEETING_H
#define QUORATE_MEETINGS_MEETING_H

#include "people/people.h"

typedef struct { int64_t n; } MeetingId;
typedef struct { int64_t n; } AgendaPartId;
typedef struct { int64_t n; } AgendaItemId;
typedef struct { int64_t n; } PaperId;
typedef struct { int64_t n; } ReportId;
typedef struct { int64_t n; } TemplatePartId;
typedef struct { int64_t n; } TemplateItemId;
typedef struct { int64_t n; } PublicationId;

typedef enum {
    MEETING_PLANNED = 1, /* the agenda is being made */
    MEETING_AGREED,      /* the chair has agreed the agenda (R02); a change to the agenda takes it back to planned */
    MEETING_PUBLISHED,
    MEETING_HELD,
    MEETING_CANCELLED,
} MeetingState;

typedef struct {
    MeetingId id; int64_t version;
    BodyId body;
    Date day; TimeOfDay starts, ends; /* London */
    bool is_online; Text place;       /* place may be given beside online (hybrid) */
    Text joining;                     /* how to join: members and staff only, never published */
    Text contact_name, contact_email, contact_phone;
    MeetingState state;
    Moment agreed_at; Text agreed_by;
    Moment published_at; int64_t publication; /* number of publications so far */
    Text cancelled_reason;
    Text note;                        /* for the public page; Markdown */
} Meeting;

typedef struct {
    AgendaPartId id; int64_t version;
    MeetingId meeting; int64_t position; /* 1: A, 2: B ... */
    Text title;                          /* "Committee Business" */
    bool is_open;                        /* likely to be open to press and public (R48) */
    Text note;                           /* printed under the title */
} AgendaPart;

typedef enum { ITEM_BUSINESS = 1, ITEM_INTRODUCTION, ITEM_APOLOGIES, ITEM_DECLARATIONS, ITEM_PREVIOUS_NOTES, ITEM_FUTURE_DATES,
    ITEM_ELECTION, ITEM_OTHER_BUSINESS } ItemKind;
typedef enum { PURPOSE_DECISION = 1, PURPOSE_INFORMATION } Purpose; /* not a security marking: rules.md section 5 */
typedef enum { RESTRICTION_EXEMPT = 1, RESTRICTION_CONFIDENTIAL } Restriction; /* 0: none. MTG-05 */
enum { /* Schedule 12A Part 1, bits */
    SCHEDULE_12A_1 = 1u << 0, SCHEDULE_12A_2 = 1u << 1, SCHEDULE_12A_3 = 1u << 2, SCHEDULE_12A_4 = 1u << 3,
    SCHEDULE_12A_5 = 1u << 4, SCHEDULE_12A_6 = 1u << 5, SCHEDULE_12A_7 = 1u << 6,
};
typedef struct {
    AgendaItemId id; int64_t version;
    MeetingId meeting; AgendaPartId part; int64_t position; /* within the part, 1 ... without gaps; withdrawn items keep theirs and their code */
    ItemKind kind;
    Text title;
    Text public_title;         /* shown instead of the title where restricted; required then */
    Purpose purpose; Text lead;
    Restriction restriction; uint32_t paragraphs; Text restriction_reason; Text restriction_decided_by; Date restriction_review; /* MTG-04 to 06 */
    bool is_withdrawn; Text withdrawn_reason;
} AgendaItem;

typedef enum { PAPER_UPLOADED = 1, PAPER_REPORT } PaperKind;
typedef struct {
    PaperId id; int64_t version;
    AgendaItemId item; int64_t position;
    PaperKind kind;
    Text title;
    Text file_sha256, file_name, media_type; int64_t bytes, pages; /* of an uploaded PDF, or of the typeset report when published */
    bool is_tagged, is_signed;
    Text words;                /* its text, for search and the leak check; by program */
    bool is_withdrawn; Text withdrawn_reason;
} Paper;

/* A report written here (R53): its paper has kind PAPER_REPORT. */
typedef struct {
    ReportId id; int64_t version;
    PaperId paper;
    Text by, to, classification;  /* "Head of Community Safety", "Kent Community Safety Partnership - 23 July 2025", "For Information" */
    Text subject, summary;
    Text body;                    /* Markdown; "# Heading" sections are numbered 1.0, 2.0 and their paragraphs 1.1, 1.2 */
    Text recommendations;         /* Markdown list */
    Text attachments, further_information, background_papers; /* MTG-07 */
} Report;

/* The template agenda of a body. */
typedef struct { TemplatePartId id; int64_t version; BodyId body; int64_t position; Text title; bool is_open; Text note; } TemplatePart;
typedef struct { TemplateItemId id; int64_t version; TemplatePartId part; int64_t position; ItemKind kind; Text title; Purpose purpose; Text lead; } TemplateItem;

typedef enum { PUBLICATION_ASKED = 1, PUBLICATION_BLOCKED, PUBLICATION_DONE, PUBLICATION_FAILED, PUBLICATION_WITHDRAWN } PublicationState;
/* The outbox of the valve: one row for each publication asked for; publish/ finishes those that a crash cut in two. */
typedef struct {
    PublicationId id; int64_t version;
    MeetingId meeting; int64_t number;  /* 1, 2 ... of this meeting */
    PublicationState state;
    Text findings;                      /* of the leak check, when blocked: one a line */
    Text failure;
    Text asked_by; Moment asked_at, done_at;
    Text withdrawn_reason;
} Publication;

extern const Record meeting_record, agenda_part_record, agenda_item_record, paper_record, report_record, template_part_record,
    template_item_record, publication_record;

typedef struct { Meeting *items; size_t count; } MeetingList;
typedef struct { AgendaPart *items; size_t count; } AgendaPartList;
typedef struct { AgendaItem *items; size_t count; } AgendaItemList;
typedef struct { Paper *items; size_t count; } PaperList;
typedef struct { Report *items; size_t count; } ReportList;
typedef struct { TemplatePart *items; size_t count; } TemplatePartList;
typedef struct { TemplateItem *items; size_t count; } TemplateItemList;
typedef struct { Publication *items; size_t count; } PublicationList;

/* ---- The agenda as one tree, read in four statements ---- */

typedef struct {
    AgendaItem item;
    Text code;        /* "A1": letter of the part, number in it */
    PaperList papers; /* without withdrawn ones */
} AgendaEntry;
typedef struct { AgendaPart part; char letter; AgendaEntry *items; size_t count; } AgendaSection;
typedef struct { Meeting meeting; Body body; AgendaSection *items; size_t count; } Agenda;
Error *agenda_get(Db *db, Arena *arena, MeetingId meeting, Agenda *out);

/* The code of an item from its places: part 1, item 2 gives "A2"; part 27 on gives "AA". Pure. */
Text item_code(Arena *arena, int64_t part_position, int64_t item_position);

/* May this item's title, lead and papers be shown to the public? (not restricted, its part open) */
bool item_is_public(const AgendaPart *part, const AgendaItem *item);
/* The title the public sees: the public title where the item is restricted. Never the restricted title. */
Text item_public_title(const AgendaPart *part, const AgendaItem *item);
/* "Exempt under paragraphs 1, 2 and 7 of Part 1 of Schedule 12A to the Local Government Act 1972" */
Text restriction_shown(Arena *arena, const AgendaItem *item);

/* ---- Doing, each inside the caller's transaction ---- */

/* Makes the meeting's parts and items from its body's template. */
Error *agenda_from_template(Tx *tx, const Meeting *meeting);
/* Puts an item at `position` of `part` (both of one meeting) and closes the gaps. ERROR_CONFLICT when it or the part has gone meanwhile. */
Error *item_move(Tx *tx, AgendaItemId item, AgendaPartId part, int64_t position);
Error *item_withdraw(Tx *tx, AgendaItem *item, Text reason);
/* Any change to an agenda that was agreed takes the agreement back (R02). */
Error *agenda_touched(Tx *tx, MeetingId meeting);
/* The chair agrees the agenda (R02). */
Error *agenda_agree(Tx *tx, MeetingId meeting, Text by);
/* What stands in the way of publishing, one sentence each: not agreed, a restricted item without paragraphs or public title, a report
 * without recommendations that is for decision (R53), late notice as a warning. */
typedef struct { Text sentence; bool is_warning; Text url; } Obstacle;
typedef struct { Obstacle *items; size_t count; } ObstacleList;
Error *agenda_obstacles(Db *db, Arena *arena, const Agenda *agenda, ObstacleList *out);

/* A report typeset as tagged PDF at `path`. */
Error *report_typeset(Arena *arena, const Report *report, Text title, Text marking, const char *path, int *pages);
/* The words of everything an item's papers say, for search and leak checks. */
Error *paper_words(Db *db, Arena *arena, const Paper *paper, Text *out);

#endif
