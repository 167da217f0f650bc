/* The pages of minutes/: handlers (their doors stand in app/routes.c) and what they share. Nobody but app/routes.c and this room includes it. */
#ifndef QUORATE_MINUTES_PAGES_H
#define QUORATE_MINUTES_PAGES_H

#include "meetings/pages.h"
#include "minutes/authorities.h"
#include "minutes/election.h"
#include "minutes/exclusion.h"
#include "minutes/minutes.h"
#include "minutes/terms_review.h"
#include "plan/citation.h"

/* ---- Doors ---- */

OfficeHandler live_show, live_part_show, live_set_do, meeting_held_do;
OfficeHandler attendance_edit_show, attendance_edit_save;
OfficeHandler attendee_new_show, attendee_new_save, attendee_edit_show, attendee_edit_save, attendee_delete_do;

OfficeHandler minutes_show, minutes_begin_do, minutes_state_do, numbering_show, numbering_save;
OfficeHandler minute_edit_show, minute_edit_save, resolutions_take_do, resolution_new_show, resolution_new_save, resolution_edit_show,
    resolution_edit_save, resolution_delete_do, resolution_decide_show, resolution_decide_do, resolution_undecide_do;
OfficeHandler declaration_new_show, declaration_new_save, declaration_delete_do, declarations_nil_do;
OfficeHandler decisions_show;
OfficeHandler statistics_show, statistics_csv, statistics_xlsx;
OfficeHandler action_list_show, action_new_show, action_new_save, action_page_show, action_edit_show, action_edit_save, action_tell_do,
    action_close_show, action_close_save, action_reopen_do, action_delete_do;
OfficeHandler plan_show, return_new_show, return_new_save, return_page_show, return_edit_show, return_edit_save, return_close_do,
    returns_due_show, return_take_do;
OfficeHandler presided_do, exclusion_do, election_new_show, election_new_save, approval_show, approval_do, approval_back_show, approval_back_do, correction_new_show, correction_new_save,
    correction_delete_do;

OfficeHandler terms_review_show, terms_looked_at_show, terms_looked_at_save, terms_approval_new_show, terms_approval_new_save,
    terms_approval_delete_do, terms_effect_show, terms_effect_save, terms_effect_undo, terms_review_agenda_do;

OfficeHandler authorities_show, authorities_save, authority_approval_delete_do;

/* ---- Pages of a body (return_pages.c) ---- */

/* The body that the address names, for staff, auditors and those who sit on it; a page below it. */
Error *body_seen(Office *office, Request *request, Body *out);
Page below_body_page(Office *office, Request *request, const Body *body, Text title);

/* ---- At the meeting (live_pages.c) ---- */

/* An item that can be left, by its code, with the title as the person may see it. */
typedef struct { AgendaItemId id; Text code, title; } ItemNamed;
typedef struct { ItemNamed *items; size_t count; } ItemNamedList;
/* The items of the agenda that were not withdrawn. */
Error *items_named(Db *db, Arena *arena, const MeetingRights *rights, MeetingId meeting, ItemNamedList *out);

typedef struct {
    const Subject *s;
    AttendanceSheet sheet;
    Quorum quorum;
    AttendanceWarnings warnings;
    ItemNamedList items;
    Text stamp;
    Text closed;             /* why nobody changes attendance any more; empty while it is changed */
    bool may_change, is_day; /* changes attendance; it is the day of the meeting, so that times are those of now */
    bool can_be_held;
    ExclusionWords exclusion; /* of the whole page, not of the part that screens fetch again */
} LiveShown;

/* Who may look: staff, auditors, and those who sit on the body. */
Error *live_subject(Office *office, Request *request, Intent intent, Subject *out);
/* Numbers of people by attendance: "12 present, 3 apologies". */
Text attendance_counts(Arena *arena, const AttendanceSheet *sheet);
/* "B1, B3": the items for which whoever sits there left; empty for none. */
Text left_for(Arena *arena, const LiveShown *l, SeatId seat);
/* What a quick button sends: the seat, the version that was seen, the code. */
Text live_value(Arena *arena, const Attendance *attendance, const char *code);
/* Pages below the live page. */
Page below_live_page(Office *office, Request *request, const Subject *s, Text title);

/* The form of one seat. */
typedef struct { const AttendanceLine *line; OptionList persons, items; Text left /* ids with commas */, seen /* those of when it was first shown */; } AttendanceForm;

/* ---- The minutes (minutes_pages.c) ---- */

/* Earlier minutes that wait for approval at this meeting. */
typedef struct { Meeting meeting; MinutesWhole whole; Text stamp /* of before it was read, on the page of approval */; } WaitingMinutes;
typedef struct { WaitingMinutes *items; size_t count; } WaitingMinutesList;
/* An approval that was taken back: of the minutes of `earlier`, at `at`, with the corrections that went with it. */
typedef struct { ApprovalTakenBack back; Meeting earlier, at; MinutesWhole whole; } ApprovalBackShown;
typedef struct { ApprovalBackShown *items; size_t count; bool may_record_again; } ApprovalsBackShown;
Error *approvals_back_fill(Office *office, Request *request, MeetingId at, MinutesId minutes, ApprovalsBackShown *out);

typedef struct {
    const Subject *s;
    MinutesWhole whole;
    AttendanceSheet sheet;
    ObstacleList obstacles;
    ExclusionWords exclusion;
    Text presided;
    OptionList who_presides;  /* who could have: those present, for the clerk */
    Meeting approved_at;      /* when they are approved */
    WaitingMinutesList earlier; /* the minutes that were corrected at this meeting */
    AuthoritiesOfMeeting authorities; /* R14: for who edits the meeting */
    PromisedReturnList returns; /* what was promised at this meeting to come back */
    ApprovalsBackShown taken_back; /* of these minutes, for the clerk */
    Citations cited;          /* where the numbers of the plan's actions lead; none when no minute cites one */
    bool may_read;            /* that there are minutes, and the open ones */
    bool may_read_restricted;
    bool may_change;          /* a clerk, while they are in draft */
    bool may_begin, may_check, may_reopen;
} MinutesShown;
/* May the person read this minute in full? */
bool entry_is_readable(const MinutesShown *m, const MinuteEntry *entry);
Text entry_title(const MinutesShown *m, const MinuteEntry *entry);
/* The words that the person may read, their paragraphs numbered: the minute, or the summary for the public. Markdown. */
Text entry_markdown(Arena *arena, const MinutesShown *m, const MinuteEntry *entry);
/* "For: Kent Police, Kent County Council. Against: nobody. Abstained: nobody."; empty when there was no vote. */
Text votes_words(Arena *arena, const MinutesShown *m, ResolutionId resolution);
/* Those present in seats, those who sent apologies, those in attendance, as minutes begin: one a line. */
typedef struct { Text present, apologies, others; } AttendanceWords;
AttendanceWords attendance_words(Arena *arena, const AttendanceSheet *sheet);
/* "Cat Fire (Fire and Rescue)" of the seat. */
Text seat_words(Arena *arena, const AttendanceSheet *sheet, SeatId seat);
/* "At the meeting of 23 July 2025, as a correct record; signed by ... on 23 July 2025". */
Text approved_words(Arena *arena, const MinutesShown *m);
/* Is a correction of earlier minutes, agreed at this meeting, one of an open minute? */
bool agreed_is_public(const MinutesShown *m, const Correction *correction);
/* Was it promised that something of the item comes back? */
bool entry_has_return(const MinutesShown *m, const MinuteEntry *entry);
/* How many interests were declared. */
size_t declarations_count(const MinutesShown *m);
/* "By consensus", "By a vote". */
OptionList decide_ways(Arena *arena, const Resolution *resolution);
/* Notes in the journal that restricted words of these minutes were shown. */
Error *minutes_note_opened(Office *office, Request *request, MinutesId minutes);
/* Pages below the minutes. */
Page below_minutes_page(Office *office, Request *request, const Subject *s, Text title);
/* The item that an address names, for changing its minute: ERROR_FORBIDDEN when the person may not read what is restricted. */
Error *minute_subject(Office *office, Request *request, Subject *out);

/* The resolution that the address names, with its item, for changing it. */
Error *resolution_of_request(Office *office, Request *request, Subject *s, Resolution *out);
/* Reading what is restricted is journalled wherever its words are shown. */
Error *minute_note_shown(Office *office, Request *request, const Subject *s);

/* The form of one minute, and what was resolved. */
typedef struct {
    MinuteEntry entry;
    bool has_reports;
    TermsBegun terms_begun;
    AuthoritiesOfMeeting authorities;
} MinuteShown;
typedef struct { Resolution resolution; OptionList voters; Quorum quorum; Text body; bool is_day; TimeOfDay at; } DecideShown;
typedef struct { OptionList items, seats; } DeclarationForm;

/* ---- Approval of authorities (authorities_pages.c) ---- */

typedef struct { Resolution resolution; AuthoritiesAsked asked; AuthorityApproval approval; OptionList authorities; Text chosen; } AuthoritiesShown;
/* Of whom a resolution is asked; NULL: of nobody. */
const AuthoritiesAsked *asked_of_resolution(const AuthoritiesOfMeeting *all, ResolutionId resolution);
/* "Approved", "green". */
const char *answer_shown(AuthorityAnswer answer);
const char *answer_colour(AuthorityAnswer answer);

/* ---- Approval (approval_pages.c) ---- */

typedef struct { Meeting earlier; MinutesWhole whole; Text stays; } ApprovalBackQuestion;

typedef struct {
    const Subject *s;
    WaitingMinutesList waiting, approved;
    WaitingMinutesList corrected; /* approved before, and corrected at this meeting */
    MeetingList correctable;      /* whose minutes were approved before */
    ApprovalsBackShown taken_back;
    MeetingId chosen;             /* whose minutes the form approves */
    Text presided;
    Date today;
    bool has_minutes, is_checked; /* the minutes of this meeting are in draft; they are past it */
} ApprovalShown;
/* Is a correction one that this meeting agreed to approved minutes? */
bool correction_is_later(const Correction *correction, MeetingId at);
/* "Minute 131", "List of those present". */
Text correction_place(Arena *arena, const MinutesWhole *whole, const Correction *correction);
typedef struct { Meeting earlier; OptionList minutes; bool is_approved; } CorrectionForm;

/* ---- The register of decisions (register_pages.c) ---- */

typedef struct { Meeting meeting; Text body; MinutesState state; MinuteEntry *items; size_t count; } RegisterMeeting;
typedef struct { OptionList bodies, years; Text body, year; RegisterMeeting *items; size_t count; } RegisterShown;

/* ---- Actions (action_pages.c) ---- */

typedef struct { ActionsShown actions; OptionList bodies, owners, states; Text body, owner, state; Date today; } ActionListShown;
typedef struct {
    ActionShown a;
    ActionUpdateList updates;
    Text standing;           /* "3 days overdue" */
    bool is_draft;           /* its minutes are a draft */
    bool only_done;          /* the person does it and closes it as done alone */
} ActionPageShown;
/* What an action is called where its words do not belong: "Action on item B3 of 23 July 2025". */
Text action_name(Arena *arena, const ActionShown *shown);
/* What a list says: its words, or of a restricted item that there is one. */
Text action_words_listed(Arena *arena, const ActionShown *shown);
Text action_url(Arena *arena, ActionId id, const char *rest);
/* The form of an action: the parts of the minute, seats and persons to choose from. */
typedef struct { OptionList places, seats, persons; Text item; bool has_fixed_words, is_late /* the minutes are checked already */; } ActionForm;

/* ---- The review of terms of reference (terms_review_pages.c) ---- */

typedef struct { TermsChain chain; } ReviewSteps;
typedef struct {
    Body body, parent;          /* parent without id: it reports to none */
    TermsOfReference terms; bool has_terms; /* in force today */
    TermsOfReference draft; bool has_draft; ReviewSteps draft_steps;
    TermsOfReference newest; ReviewSteps newest_steps; /* without id: there is no version */
    TermsReviewList reviews;
    ReviewsAhead ahead;
    Date today;
    bool is_clerk;
} TermsReviewShown;

/* ---- Promised returns (return_pages.c) ---- */

typedef struct { Body body; ReturnsShown returns; ForwardPlan plan; } PlanShown;
/* What a return is called where its words do not belong, and what a list says of it: its subject, or of a restricted item that name. */
Text return_name(Arena *arena, const ReturnShown *shown);
Text return_words_listed(Arena *arena, const ReturnShown *shown);
Text return_url(Arena *arena, PromisedReturnId id, const char *rest);

#endif
