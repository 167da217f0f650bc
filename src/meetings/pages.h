/* The pages of meetings/: handlers (their doors stand in app/routes.c) and what they share. Nobody but app/routes.c, this room and
 * minutes/, whose pages stand among those of the meeting, includes it. */
#ifndef QUORATE_MEETINGS_PAGES_H
#define QUORATE_MEETINGS_PAGES_H

#include "meetings/carried.h"
#include "meetings/news.h"
#include "people/change.h"
#include "web/components.h"

/* ---- Doors ---- */

OfficeHandler cycle_show, cycle_agreement_show, cycle_agreement_save, cycle_agreement_delete, meeting_list_show, meeting_new_show, meeting_new_save, meeting_page_show, meeting_edit_show, meeting_edit_save,
    meeting_cancel_ask, meeting_cancel_do;
OfficeHandler agenda_show, agenda_move_do, agenda_agree_show, agenda_agree_do, agenda_reopen_do, agenda_check_show;
OfficeHandler part_new_show, part_new_save, part_edit_show, part_edit_save, part_remove_ask, part_remove_do;
OfficeHandler item_show, item_new_show, item_new_save, item_edit_show, item_edit_save, item_move_show, item_move_do, item_withdraw_ask,
    item_withdraw_do, item_restore_do, item_remove_ask, item_remove_do;
OfficeHandler paper_new_show, paper_new_save, paper_show, paper_file, paper_edit_show, paper_edit_save, paper_replace_show,
    paper_replace_save, paper_move_do, paper_withdraw_ask, paper_withdraw_do, paper_restore_do;
OfficeHandler paper_restriction_show, paper_restriction_save, meeting_restriction_show, meeting_restriction_save;
OfficeHandler paper_readers_show, paper_recall_ask, paper_recall_do, paper_give_back_do;
OfficeHandler timeline_act_do, timeline_act_undo, receipts_show;
OfficeHandler sign_off_act_do, sign_off_names_show, sign_off_names_save;
OfficeHandler note_new_save, note_edit_show, note_edit_save, note_delete_do, note_list_show, note_hidden_delete_do;
OfficeHandler supplement_show, supplement_save_do, item_urgency_show, item_urgency_save;
OfficeHandler report_new_show, report_new_save, report_edit_show, report_edit_save;
OfficeHandler template_show, template_move_do, template_part_new_show, template_part_new_save, template_part_edit_show,
    template_part_edit_save, template_part_remove_ask, template_part_remove_do, template_item_new_show, template_item_new_save,
    template_item_edit_show, template_item_edit_save, template_item_remove_ask, template_item_remove_do;

/* ---- What a page is about (subject.c) ---- */

/* The meeting, and as far as the address names them the part, the item and the paper. */
typedef struct {
    Meeting meeting;
    Body body;
    AgendaPart part;
    AgendaItem item;
    Text code; /* of the item */
    Paper paper;
    bool has_passages, lacks_passages; /* subject_report: the person reads a report with its withheld passages; without them, though they sit */
    Text passages;                     /* what is said of them */
    MeetingRights rights;
    Reader reader;    /* of an item that is not public */
    uint32_t missing; /* what keeps the person from its contents (reading_missing); 0: nothing */
    bool signs; /* is author or approver of the paper's report, which they may see before the agenda is out */
} Subject;

typedef enum { TO_SEE, TO_WRITE, TO_EDIT } Intent; /* TO_WRITE: add papers and write reports; TO_EDIT: everything else */

/* Reads what the first parameter of the address names, and checks that the person may do it: what they may not see is not found. */
Error *subject_meeting(Office *office, Request *request, Intent intent, Subject *out);
Error *subject_part(Office *office, Request *request, Intent intent, Subject *out);
Error *subject_item(Office *office, Request *request, Intent intent, Subject *out);
Error *subject_paper(Office *office, Request *request, Intent intent, Subject *out);
/* The same for a paper that something else named. */
Error *subject_of_paper(Office *office, Request *request, PaperId paper, Intent intent, Subject *out);
/* Is the subject's paper (or, when it names none, its item) open to the public? If not, only some may read it. */
bool subject_is_public(const Subject *subject);
/* May the person read the subject's paper, or what is on its item? */
bool subject_is_readable(const Subject *subject);
/* The report of the subject's paper, and whether the person is shown passages that the public is not. */
Error *subject_report(Office *office, Request *request, Subject *subject, Report *out);
/* Which version of a report the person reads. */
ReportVersion subject_version(const Subject *subject);
/* The title as the person may see it: the public one where they may not read what is restricted. */
Text item_title_for(const MeetingRights *rights, const Meeting *meeting, const AgendaPart *part, const AgendaItem *item);
Text subject_item_title(const Subject *subject);
/* Is what they read marked with their name: a restricted paper, a report with passages that the public is not shown? */
bool subject_is_marked(const Subject *subject);
/* Would they, if nothing were missing but the agreement or the second step? The paper's page then says what to do. */
bool subject_may_ask(const Subject *subject);
/* Notes in the journal that the person reads a restricted paper, or one with restricted passages, and how: READ_OPENED,
 * READ_DOWNLOADED. Nothing for a public one. */
#define READ_OPENED S("Opened")
#define READ_DOWNLOADED S("Downloaded")
Error *subject_note_read(Office *office, Request *request, const Subject *subject, Text how);
/* Did the agenda have the chair's agreement, which a change takes back? */
bool subject_was_agreed(const Subject *subject);

/* What becomes of a paper that is added or replaced now: on a published agenda it waits in a draft supplement. */
typedef struct {
    bool is_out;    /* the agenda is published */
    bool has_draft; /* something waits already */
    int64_t number; /* of the draft, or of the one that would begin now */
} Waiting;
Error *subject_waiting(Office *office, Request *request, const Subject *subject, Waiting *out);
/* What the agenda of the subject's meeting carries of earlier ones, as far as the person may know. */
Error *subject_carries(Office *office, Request *request, const Subject *subject, Carried *out);
/* Is the subject's paper itself one that waits? */
bool subject_paper_waits(const Subject *subject, const Waiting *waiting);
/* Reads what is new for the person signed in, and notes that they look now. `agenda` as they may see it. */
Error *subject_news(Office *office, Request *request, const Subject *subject, const Agenda *agenda, MeetingNews *out);

/* ---- Pages around it ---- */

/* Pages of one meeting, with the way back to the list, to the meeting and, for pages below an item, to the agenda and the item. */
Page meeting_page(Office *office, Request *request, Text title);
Page agenda_page(Office *office, Request *request, const Subject *subject, Text title);
Page item_page(Office *office, Request *request, const Subject *subject, Text title);
/* Pages below an item (its forms) and below a paper. */
Page below_item_page(Office *office, Request *request, const Subject *subject, Text title);
Page paper_page(Office *office, Request *request, const Subject *subject, Text title);
Text meeting_url(Arena *arena, MeetingId id, const char *rest);
Text item_url(Arena *arena, AgendaItemId id, const char *rest);
Text paper_url(Arena *arena, PaperId id, const char *rest);
/* The pages of one meeting: overview, agenda, check. */
LinkList meeting_links(Arena *arena, const Subject *subject);
/* "Wednesday 23 July 2025, 10am to 12noon" */
Text meeting_when(Arena *arena, const Meeting *meeting);
/* "Sessions House and online" */
Text meeting_where(Arena *arena, const Meeting *meeting);
Date request_today(const Request *request);

/* ---- What the views show ---- */

/* A meeting in a list: whose, and what the notice rules ask of it ("Publish by Tuesday 15 July 2025"; empty once it is published). */
typedef struct { Meeting meeting; Text body; Text notice; bool is_late; } MeetingRow;
typedef struct { MeetingRow *items; size_t count; } MeetingRowList;
typedef struct {
    MeetingRowList coming, past;
    bool has_notices; /* coming ones show by when their agendas have to be out */
    OptionList bodies, years;
    Text body, year; /* as chosen */
    bool may_add, sees_year;
    bool is_cut;     /* there are older ones than those shown */
} MeetingListing;

/* Sentences that stand over a form or a page. */
void sentence_add(Arena *arena, Sentences *list, const char *sentence, ...) __attribute__((format(printf, 3, 4)));

/* A bank holiday, a weekend, a day that has passed, other meetings at the time. */
Error *meeting_warnings(Db *db, Arena *arena, const Meeting *meeting, Date today, Sentences *out);

/* One meeting's page for its clerk: how far it has come. */
typedef struct {
    Agenda agenda;
    MeetingNotice notice;
    ObstacleList obstacles;
    TaskList steps;
    Sentences warnings;          /* a bank holiday, a clash */
    bool has_publication;
    Publication publication;     /* the newest one */
    Waiting waiting;
    SupplementList supplements;  /* published ones */
    MeetingNews news;            /* for the person who looks */
    Sentences news_shown;
    Carried carried;             /* for the clerk, while the meeting is to come */
} MeetingProgress;

/* The meeting's page with a form that was refused, or none. */
Error *meeting_page_respond(Office *office, Request *request, Response *response, Subject *s, const Form *form);

/* The page on which the chair agrees an agenda, or a clerk records it. */
typedef struct { ObstacleList obstacles; Text chair, seen /* agenda_stamp */; Date today, agreed_on; bool records_for_chair; } AgreementShown;

/* The check before publishing: what goes out, what is withheld, what was found. */
typedef struct { Text code, title, restriction; size_t papers; } CheckLine;
typedef struct { CheckLine *items; size_t count; } CheckLineList;
typedef struct { ObstacleList found; size_t obstacles, warnings, losses; CheckLineList open, withheld;
    CheckLineList within; /* papers of open items that are withheld, and reports with passages that are */
    Waiting waiting; Sentences changes;
} CheckShown;

/* ---- Restriction: one part of a form for everything that can be restricted (restriction_pages.c) ---- */

extern const char *const restriction_field_names[]; /* ended by NULL */
/* What the question is answered with: open, exempt, confidential. */
OptionList restriction_options(Arena *arena);
OptionList security_options(Arena *arena);
/* MTG-04 to MTG-06: adds what is missing to the form; what something open cannot have is emptied. */
void restriction_check(Form *form, Restricted *restricted, Date meeting);

/* ---- The restricted reading room (reading_pages.c) ---- */

/* May the person open the subject's paper? False when the answer is a page that says why not and what to do next. */
Error *reading_admit(Office *office, Request *request, Response *response, const Subject *subject, bool *is_admitted);
/* What stands over and under what they read: security marking, "NOT FOR PUBLICATION", the words of Schedule 12A. */
Text reading_marking_of(Arena *arena, const Subject *subject);
/* Puts marking and reader on every page of the PDF of the subject's restricted paper at `path`. */
Error *reading_mark(Office *office, Request *request, const Subject *subject, const char *path);

/* What is missing, and what to do about it. */
typedef struct { Text sentence, next; Link link; } Missing;
typedef struct { Missing *items; size_t count; } MissingList;
MissingList reading_missing_list(Arena *arena, const Subject *subject);

/* Somebody who by their seat may come to read a paper. */
typedef struct { Text person, seat, organisation, why_not; bool may_read, is_substitute; } SeatReader;
typedef struct { SeatReader *items; size_t count; } SeatReaderList;
/* Somebody who was shown it. */
typedef struct { Text person; int64_t opened, downloaded; Moment last_at; } PaperReading;
typedef struct { PaperReading *items; size_t count; } PaperReadingList;
typedef struct { SeatReaderList seats; PaperReadingList readings; size_t may_read; bool may_change; } ReadersShown;

/* The papers that a paper stands in for, and that stand in for it; without id: none. */
typedef struct { Paper replaces, replaced_by, waits_for; } PaperLinks;

/* A draft supplement and those before it. */
typedef struct { Text code, item, title; const Paper *paper; Text replaces; bool is_withheld; } WaitingPaper;
typedef struct { WaitingPaper *items; size_t count; } WaitingPaperList;
typedef struct {
    Waiting waiting;
    Supplement draft;            /* when there is one */
    WaitingPaperList papers;     /* of the draft */
    ObstacleList found; size_t obstacles, warnings, losses;
    SupplementList published;
    bool may_edit;
} SupplementShown;
/* The page on which the chair gives the reason for urgency, or a clerk records it. */
typedef struct { Text chair, latest; Date today; bool is_own_decision; } UrgencyAsked;

/* ---- Changing ---- */

/* A refused form is shown again: the status says so. */
void form_refused(Response *response);
/* After a change of an agenda: back to `location` with the notice, or with the one that says the chair has to agree again. */
void respond_changed(const Request *request, Response *response, const Subject *before, Text location, const char *notice);
/* The same after a change of the subject's paper: one that waits leaves the agreement as it is. */
void respond_paper_changed(
    const Request *request, Response *response, const Subject *before, const Waiting *waiting, Text location, const char *notice);
/* A form for a question with a reason, and nothing else. */
Form reason_form(Request *request, const Record *record);
/* The version that the person saw on a confirmation page, put into `value`. */
void take_version(const Request *request, void *value);
/* ERROR_CONFLICT unless the record is still there in the version of `seen`. `where` is looked at again: "agenda". */
Error *still_as_seen(Tx *tx, const Record *record, const void *seen, const char *where);
/* "17:4:2:1" of a move button: what is moved, what the person saw it in (an item's part, a part's meeting), the place there, and the place
 * where it goes. False when it is not that. */
typedef struct { int64_t id, within, seen, to; } MoveAsked;
Text move_value(Arena *arena, int64_t id, int64_t within, int64_t seen, int64_t to);
bool move_asked(Text sent, MoveAsked *out);
/* ERROR_CONFLICT: what the person saw is no longer where they saw it. */
Error *moved_meanwhile(Arena *arena, const char *what, const char *where);

#endif
