/* Meetings: when and where a body meets, its agenda by parts and items, the papers, and how far the agenda has come. */
#ifndef QUORATE_MEETINGS_MEETING_H
#define QUORATE_MEETINGS_MEETING_H

#include "meetings/passage.h"
#include "meetings/restriction.h"
#include "paper/paper.h"
#include "people/people.h"

typedef struct { int64_t n; } MeetingId;
typedef struct { int64_t n; } AgendaPartId;
typedef struct { int64_t n; } AgendaItemId;
typedef struct { int64_t n; } PaperId;
typedef struct { int64_t n; } ReportId;
typedef struct { int64_t n; } TemplatePartId;
typedef struct { int64_t n; } TemplateItemId;
typedef struct { int64_t n; } PublicationId;
typedef struct { int64_t n; } SupplementId;

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
    IS_RESTRICTABLE;                  /* the whole meeting: its day, time, place and note stay public, its items have public titles only */
} Meeting;

typedef struct {
    AgendaPartId id; int64_t version;
    MeetingId meeting; int64_t position; /* 1: A, 2: B ... */
    Text title;                          /* "Committee Business" */
    bool is_open;                        /* likely to be open to press and public (R48) */
    Text note;                           /* printed under the title */
} AgendaPart;

typedef enum { ITEM_BUSINESS = 1, ITEM_INTRODUCTION, ITEM_APOLOGIES, ITEM_DECLARATIONS, ITEM_PREVIOUS_NOTES, ITEM_FUTURE_DATES,
    ITEM_ELECTION, ITEM_OTHER_BUSINESS, ITEM_TERMS_REVIEW } ItemKind;
typedef enum { PURPOSE_DECISION = 1, PURPOSE_INFORMATION } Purpose; /* not a security marking: rules.md section 5 */
typedef struct {
    AgendaItemId id; int64_t version;
    MeetingId meeting; AgendaPartId part; int64_t position; /* within the part, 1 ... without gaps; withdrawn items keep theirs and their code */
    ItemKind kind;
    Text title;
    Text public_title;         /* shown instead of the title where restricted; required then */
    Purpose purpose; Text lead;
    IS_RESTRICTABLE;
    bool is_withdrawn; Text withdrawn_reason;
    Moment added_at;           /* when it came to an agenda that was out already; unset for the others */
    Text urgency_reason, urgency_decided_by; Date urgency_decided_on; /* MTG-03: the chair's special circumstances */
} AgendaItem;

typedef enum { PAPER_UPLOADED = 1, PAPER_REPORT } PaperKind;
typedef struct {
    PaperId id; int64_t version;
    AgendaItemId item; int64_t position;
    PaperKind kind;
    Text title;
    Text file_sha256, file_name, media_type; int64_t bytes, pages; /* of an uploaded PDF, or of the typeset report when published; the first
                                  is the name of the stored file (store/files.h), sealed or plain as paper_must_be_sealed says */
    bool is_tagged, is_signed, is_scanned, is_repaired; /* scanned: its pages are pictures; repaired: it was damaged */
    bool is_withdrawn; Text withdrawn_reason;
    IS_RESTRICTABLE;           /* one paper of an item that is open */
    SecurityMarking security_marking;
    bool is_recalled; Text recalled_reason; Moment recalled_at; Text recalled_by; /* a restricted paper that nobody but staff opens any more */
    int64_t supplement;        /* 0: came with the agenda, n: with supplement n */
    bool is_draft;             /* not in what is published: it waits for its supplement, or was withdrawn before it went out */
    PaperId replaces, replaced_by; /* another paper of its item; replaced_by is set when the supplement went out */
} Paper;

typedef enum { SUPPLEMENT_DRAFT = 1, SUPPLEMENT_PUBLISHED } SupplementState;
/* What came after the agenda was published, with its own pack and page range. A meeting has at most one draft. */
typedef struct {
    SupplementId id; int64_t version;
    MeetingId meeting; int64_t number; /* 1, 2 ... of this meeting */
    SupplementState state;
    Text reason;                       /* printed on its front sheet: why there is one */
    Moment touched_at;                 /* something of it was changed, which counts its version up */
    Moment published_at;
} Supplement;

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
    Text asked_by; int64_t asked_by_account; Moment asked_at, done_at;
    Text withdrawn_reason;
    int64_t supplement;                 /* 0: of the agenda, n: of supplement n */
} Publication;

extern const Record meeting_record, agenda_part_record, agenda_item_record, paper_record, report_record, template_part_record,
    template_item_record, publication_record, supplement_record;

typedef struct { Meeting *items; size_t count; } MeetingList;
typedef struct { AgendaPart *items; size_t count; } AgendaPartList;
typedef struct { AgendaItem *items; size_t count; } AgendaItemList;
typedef struct { Paper *items; size_t count; } PaperList;
typedef struct { Report *items; size_t count; } ReportList;
typedef struct { TemplatePart *items; size_t count; } TemplatePartList;
typedef struct { TemplateItem *items; size_t count; } TemplateItemList;
typedef struct { Publication *items; size_t count; } PublicationList;
typedef struct { Supplement *items; size_t count; } SupplementList;

/* ---- The agenda as one tree, read in five statements ---- */

typedef struct {
    AgendaItem item;
    Text code;        /* "A1": letter of the part, number in it */
    PaperList papers; /* without withdrawn ones, without their words; drafts and replaced ones among them */
} AgendaEntry;
typedef struct { AgendaPart part; Text letter; AgendaEntry *items; size_t count; } AgendaSection;
typedef struct { Meeting meeting; Body body; AgendaSection *items; size_t count; } Agenda;
Error *agenda_get(Db *db, Arena *arena, MeetingId meeting, Agenda *out);
/* A text that is another one after any change to the meeting or its agenda: its parts, items, papers and reports. For "is this still what was
 * looked at?" */
Error *agenda_stamp(Db *db, Arena *arena, const Meeting *meeting, Text *out);
/* The entry of an item, with its section; NULL when the agenda has no such item. */
const AgendaEntry *agenda_entry(const Agenda *agenda, AgendaItemId item, const AgendaSection **section);

/* ---- Items, parts and their codes: pure ---- */

/* The letter of a part: 1 gives "A", 26 "Z", 27 "AA". */
Text part_letter(Arena *arena, int64_t part_position);
/* The code of an item from its places: part 1, item 2 gives "A2". */
Text item_code(Arena *arena, int64_t part_position, int64_t item_position);

/* What the public may see (restriction.c). Each asks for everything above the thing, because a closed meeting or part closes what is in it:
 * nobody decides this from an item or a paper alone. */
bool meeting_is_public(const Meeting *meeting);
bool part_is_public(const Meeting *meeting, const AgendaPart *part);
/* May this item's title, lead and papers be shown to the public? */
bool item_is_public(const Meeting *meeting, const AgendaPart *part, const AgendaItem *item);
/* May this paper? A passage within it may still be withheld: see passage.h. */
bool paper_is_public(const Meeting *meeting, const AgendaPart *part, const AgendaItem *item, const Paper *paper);
/* The title the public sees. Never the restricted one; "Item not for publication" where no public title was given. */
Text item_public_title(const Meeting *meeting, const AgendaPart *part, const AgendaItem *item);
/* The restrictions of meeting, item and paper as one; `paper` may be NULL. Without a kind when nothing but the part is closed. */
Restricted restriction_in_force(const Meeting *meeting, const AgendaItem *item, const Paper *paper);
/* "One paper is not for publication: exempt under ...": what the public learns of a restricted paper of an open item. */
Text paper_withheld_words(Arena *arena, const Paper *paper);
/* The same of a report's passages: "One passage of the report is withheld: ..."; empty when nothing is. */
Text passages_withheld_words(Arena *arena, const Report *report);
/* The marking of a report's members' version, when passages of it are withheld: behind `marking` (paper_marking), that it is not for
 * publication. */
Text passages_marking(Arena *arena, Text marking, const Report *report);
/* MTG-04: what stands on every copy: "NOT FOR PUBLICATION. Exempt under ..."; empty for what is public. `paper` may be NULL. */
Text restriction_marking(Arena *arena, const Meeting *meeting, const AgendaPart *part, const AgendaItem *item, const Paper *paper);
/* The line at the top and bottom of every page of a paper: its security marking, in capitals, and the restriction. */
Text paper_marking(Arena *arena, const Meeting *meeting, const AgendaPart *part, const AgendaItem *item, const Paper *paper);
/* The state of a meeting in words and as a tag's colour: "Agenda agreed", "blue". */
const char *meeting_state_shown(const Meeting *meeting);
const char *meeting_state_colour(const Meeting *meeting);
/* "Kent Community Safety Partnership, 23 July 2025" */
Text meeting_shown(Arena *arena, const Meeting *meeting, const Body *body);

/* ---- Who may do what with one meeting ---- */

/* Staff and auditors see every meeting; the chair and members those of the bodies on which they sit (today, or on the day of a meeting to
 * come), members the agenda once it is agreed. Restricted contents: clerk, safety officer, and the chair and members who sit on the body. */
typedef struct {
    bool sees;            /* that there is the meeting, when and where */
    bool sees_agenda;     /* its agenda, titles of restricted items too, and open papers */
    bool sees_restricted; /* papers of restricted items */
    bool sees_drafts;     /* papers that wait for a supplement */
    bool sees_joining;    /* how to join online */
    bool writes;          /* adds papers and writes reports */
    bool edits;           /* everything else about the meeting */
    bool agrees;          /* agrees the agenda as its chair (R02) */
    bool sits;            /* holds or stands in for a seat of the body */
} MeetingRights;
Error *meeting_rights(Db *db, Arena *arena, Access roles, PersonId person, const Meeting *meeting, MeetingRights *out);
/* The same as of a day: access ends with the last day of the term of office. */
Error *meeting_rights_on(
    Db *db, Arena *arena, Access roles, PersonId person, const Meeting *meeting, Date today, MeetingRights *out);

/* ---- The restricted reading room (reading.c): who may read the papers of restricted items ---- */

/* Somebody before restricted papers: what the rule asks of them. Clerks and safety officers handle the papers; the chair and members read
 * them by their seat, when the organisation of the seat has signed (R16, R17) and they signed in with two steps. */
typedef struct {
    bool is_staff;            /* clerk or safety officer */
    bool has_seat;            /* reads by a seat of the body */
    SharingStanding sharing;  /* of the organisation of that seat; of several seats, the one that stands best */
    Text organisation;        /* that organisation; empty when the seat stands for none */
    bool staff_two_steps;     /* the partnership asks two steps of staff too */
    bool is_two_step;         /* the session gave its code */
} Reader;
enum { /* what is missing; 0: they may read */
    MISSING_SEAT = 1u << 0,
    MISSING_AGREEMENT = 1u << 1,
    MISSING_SECOND_STEP = 1u << 2,
};
/* Pure. */
uint32_t reading_missing(const Reader *reader);
/* What the store says of the person behind a session (their rights as meeting_rights gave them) on a day. */
Error *reader_of(Db *db, Arena *arena, const Session *session, const MeetingRights *rights, const Meeting *meeting, Date today, Reader *out);
/* ERROR_FORBIDDEN, with what to do next, when something is missing: for pages that quote restricted papers of a meeting. */
Error *reading_check(Db *db, Arena *arena, const Session *session, const MeetingRights *rights, const Meeting *meeting, Date today);
/* For pages that know of no meeting and quote what is restricted: ERROR_FORBIDDEN when the partnership asks two steps of staff and the
 * session has not passed them. */
Error *reading_staff_check(Db *db, Arena *arena, const Session *session);
/* "Read by A. Person (Head of Community Safety), 23 July 2025, 10:14": what stands on every page that somebody is shown. */
Error *reading_line(Db *db, Arena *arena, const Session *session, Moment at, Text *out);

/* Takes a restricted paper back: from then on nobody but staff opens it. The agenda's agreement stays. ERROR_INPUT without a reason, or when
 * the paper is open to the public. */
Error *paper_recall(Tx *tx, Paper *paper, Text by, Text reason);
Error *paper_give_back(Tx *tx, Paper *paper);

/* ---- Reading ---- */

/* Meetings from a day on, soonest first. body 0: of every body. */
Error *meetings_from(Db *db, Arena *arena, BodyId body, Date from, int64_t limit, MeetingList *out);
/* Meetings before a day, newest first. */
Error *meetings_before(Db *db, Arena *arena, BodyId body, Date before, int64_t limit, MeetingList *out);
/* A person's coming meetings: of the bodies on which they hold or stand in for a seat on the day of the meeting, soonest first, without
 * cancelled ones. */
Error *meetings_of_person(Db *db, Arena *arena, PersonId person, Date from, int64_t limit, MeetingList *out);
/* The day's notice rules for a meeting: the terms of reference in force and the holidays. */
typedef struct {
    TermsOfReference terms; bool has_terms;
    HolidayList holidays;
    TimeOfDay office_closes;
    NoticeDeadline deadline;
    Moment out_since; /* when the agenda as it stands on the public side went out; unset: it is not there */
} MeetingNotice;
Error *meeting_notice(Db *db, Arena *arena, const Meeting *meeting, MeetingNotice *out);
/* The report of a paper of kind PAPER_REPORT. */
Error *report_of_paper(Db *db, Arena *arena, PaperId paper, Report *out);
/* The item, part and meeting that a paper or item belongs to. */
typedef struct { Meeting meeting; AgendaPart part; AgendaItem item; Text code; } ItemPlace;
Error *item_place(Db *db, Arena *arena, AgendaItemId item, ItemPlace *out);

/* ---- Doing, each inside the caller's transaction ---- */

/* Checks what the fields alone cannot: a time that the spring clock change skips, an end before the start, neither place nor online.
 * Adds to the form's errors. Pure. */
void meeting_check(Form *form, const Meeting *meeting);
/* The contact of the body, where the meeting names nobody. Pure. */
void meeting_take_contact(Meeting *meeting, const Body *body);
/* Inserts a meeting (planned, unless it says otherwise), its contact taken from the body where not given, and makes its agenda from the body's template. */
Error *meeting_make(Tx *tx, Meeting *meeting);
/* Saves changed details. A new day, time or place takes an agreement back (R02). */
Error *meeting_save(Tx *tx, Meeting *meeting);
Error *meeting_cancel(Tx *tx, Meeting *meeting, Text reason);
/* Saves a changed restriction of the whole meeting, which takes an agreement back (R02). */
Error *meeting_restrict(Tx *tx, Meeting *meeting);

/* Makes the meeting's parts and items from its body's template; a body without one is given the default template first. */
Error *agenda_from_template(Tx *tx, const Meeting *meeting);
/* Planned agendas of the body name the meeting that comes before theirs now (R50); words that somebody chose stay. */
Error *notes_titles_follow(Tx *tx, BodyId body);
/* The template that a body starts with (R48, R49, R55): four parts, the last not open, and the standing items. Nothing when it has one. */
Error *template_default(Tx *tx, BodyId body);
Error *template_parts(Db *db, Arena *arena, BodyId body, TemplatePartList *out);
Error *template_items(Db *db, Arena *arena, BodyId body, TemplateItemList *out);
/* Adds at the end, moves (1 ... clamped), removes with the items in it. */
Error *template_part_add(Tx *tx, TemplatePart *part);
Error *template_part_move(Tx *tx, TemplatePartId part, int64_t position);
Error *template_part_remove(Tx *tx, TemplatePartId part);
Error *template_item_add(Tx *tx, TemplateItem *item);
Error *template_item_move(Tx *tx, TemplateItemId item, TemplatePartId part, int64_t position);
Error *template_item_remove(Tx *tx, TemplateItemId item);

/* A part at the end of the agenda; a new place (clamped); removed when nothing stands in it. */
Error *part_add(Tx *tx, AgendaPart *part);
Error *part_save(Tx *tx, AgendaPart *part);
Error *part_move(Tx *tx, AgendaPartId part, int64_t position);
Error *part_remove(Tx *tx, AgendaPartId part);

/* Puts a new item at item->position of its part, at the end when that is 0; item->meeting is filled in. */
Error *item_add(Tx *tx, AgendaItem *item);
Error *item_save(Tx *tx, AgendaItem *item);
/* Puts an item at `position` of `part` (both of one meeting) and closes the gaps. ERROR_CONFLICT when it or the part has gone meanwhile. */
Error *item_move(Tx *tx, AgendaItemId item, AgendaPartId part, int64_t position);
/* A withdrawn item keeps its place and code and carries the reason. */
Error *item_withdraw(Tx *tx, AgendaItem *item, Text reason);
Error *item_restore(Tx *tx, AgendaItem *item);
/* Takes an item and its papers away for good: only while the agenda was never published. */
Error *item_remove(Tx *tx, AgendaItemId item);

/* A PDF as a paper at the end of its item; the same one sent again within a minute gives the paper that is there. `path` was looked at (pdf_look) and found fine. ERROR_INPUT when the item has the same file
 * already; *also, when not NULL, is the code of another item of the agenda that has it ("" for none). */
Error *paper_add_file(Tx *tx, AgendaItemId item, Text title, const char *path, Text file_name, const PdfLook *look, Paper *out, Text *also);
/* The same paper with another file. Where people have it already (its agenda is out), `paper` becomes another paper that replaces it in the
 * draft supplement (meetings/supplement.h). */
Error *paper_replace_file(Tx *tx, Paper *paper, const char *path, Text file_name, const PdfLook *look, Text *also);
Error *paper_save(Tx *tx, Paper *paper);
Error *paper_move(Tx *tx, PaperId paper, int64_t position);
Error *paper_withdraw(Tx *tx, Paper *paper, Text reason);
Error *paper_restore(Tx *tx, Paper *paper);
/* A report as a paper at the end of its item; report->paper is filled in. Title: its subject. */
Error *report_add(Tx *tx, AgendaItemId item, Report *report, Paper *out);
/* The same for a report: report->paper is then the new paper. */
Error *report_save(Tx *tx, Report *report);
/* What a new report starts with: To, Classification and Subject from the meeting and the item. */
Report report_start(Arena *arena, const Meeting *meeting, const Body *body, const AgendaItem *item, Text author);

/* ---- Sealing: sealing.c ---- */

/* Must the file of a paper be kept sealed? The one place that decides. Pure. */
bool paper_must_be_sealed(const Meeting *meeting, const AgendaPart *part, const AgendaItem *item, const Paper *paper);
/* Brings the files of a meeting's papers (withdrawn ones too) into the form that paper_must_be_sealed asks for: to be called in the transaction
 * that changes what it looks at, after the change. Without the key the change goes through and a job does it when the key is back. */
Error *papers_settle(Tx *tx, MeetingId meeting);
/* The same for one paper, whose value is brought up to date. */
Error *paper_settle(Tx *tx, Paper *paper);
/* Is there a file in the wrong form, or a report's text that was written before there was sealing? */
Error *sealing_is_due(Db *db, Arena *arena, bool *is_due);
/* Settles every meeting and every report, then takes what was readable before out of the database's free places. Safe to do twice. ERROR_BUSY
 * without the key, or when readers are in the way. */
Error *sealing_catch_up(Store *office, Arena *arena);

/* Any change to an agenda that was agreed takes the agreement back (R02); a published one is being revised from then on. Refuses
 * (ERROR_INPUT) for a meeting that was cancelled. */
Error *agenda_touched(Tx *tx, MeetingId meeting);
/* The chair agrees the agenda (R02). */
Error *agenda_agree(Tx *tx, MeetingId meeting, Text by);
/* The same, agreed at an earlier moment and recorded now. */
Error *agenda_agree_at(Tx *tx, MeetingId meeting, Text by, Moment at);
/* Takes an agreement back by hand. */
Error *agenda_reopen(Tx *tx, MeetingId meeting);

/* What stands in the way of publishing, one sentence each, and what should be known first. */
typedef struct {
    Text sentence; bool is_warning; Text url;
    bool is_loss; /* a warning of what the pack cannot keep of a paper */
} Obstacle;
typedef struct { Obstacle *items; size_t count; } ObstacleList;
/* R02, R49, R53, R54, MTG-01 to 06. `reports` are those of the agenda. Pure. */
ObstacleList obstacles_of(Arena *arena, const Agenda *agenda, const ReportList *reports, const MeetingNotice *notice, Moment now);
/* The same from the store, as of now. */
Error *agenda_obstacles(Db *db, Arena *arena, const Agenda *agenda, ObstacleList *out);
/* The day that the end of "Kent Community Safety Partnership - 23 July 2025" names (R54). Pure. */
bool report_day(Text to, Date *out);

/* Heading numbers of a report's body: "# Background" becomes section 1.0, the paragraphs under it 1.1, 1.2; lists and tables stay as they
 * are. One block after another, in order. BLOCK_NOTICE: "Text withheld: ..." in the place of a passage, or the marks around it. A heading or
 * paragraph has the same number in every version. Pure. */
typedef enum { BLOCK_HEADING = 1, BLOCK_NUMBERED, BLOCK_MARKDOWN, BLOCK_NOTICE } BlockKind;
typedef struct { BlockKind kind; Text number, text; } ReportBlock;
typedef struct { ReportBlock *items; size_t count; } ReportBlockList;
ReportBlockList report_blocks(Arena *arena, const Report *report, ReportVersion version);
/* The report as Markdown, numbered, for pages and for preview. */
Text report_markdown(Arena *arena, const Report *report, ReportVersion version);
/* Its passages, over all fields; those with a fault have a sentence. */
PassageList report_passages(Arena *arena, const Report *report);
/* Adds what is wrong with the marks of passages to the form, each at its field. */
void report_check(Form *form, const Report *report);

/* The report as a document, and typeset as tagged PDF at `path`. `marking` stands at the top and bottom of each page (paper_marking). */
Document *report_document(Arena *arena, const Report *report, Text title, Text marking, ReportVersion version);
Error *report_typeset(Arena *arena, const Report *report, Text title, Text marking, ReportVersion version, const char *path, int *pages);
/* The words of what a version of a paper says, for search and leak checks. Only reports have a public version of their own. */
Error *paper_words(Db *db, Arena *arena, const Paper *paper, ReportVersion version, Text *out);
/* What packs cannot keep of an uploaded paper, in sentences; empty when nothing is lost. Pure. */
Text paper_lost_in_pack(Arena *arena, const Paper *paper);

#endif
