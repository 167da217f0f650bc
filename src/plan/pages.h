/* The pages of plan/: handlers (their doors stand in app/routes.c) and what they share. Nobody but app/routes.c, this room and publish/ includes it. */
#ifndef QUORATE_PLAN_PAGES_H
#define QUORATE_PLAN_PAGES_H

#include "paper/document.h"
#include "people/change.h"
#include "plan/finding.h"
#include "plan/plan.h"
#include "plan/plan.sql.h"
#include "plan/sheet.h"
#include "web/components.h"
#include "web/figures.h"

/* ---- Doors ---- */

OfficeHandler plan_home_show, agreement_show, agreement_endorse_show, agreement_endorse_do, agreement_open_do, chapter_move_do, chapter_show;
OfficeHandler action_plan_show, action_plan_csv, action_plan_xlsx, plan_action_show, progress_new_show, progress_new_save, progress_file,
    plan_stood_show, priorities_show, strategies_show, strategy_show, issues_show, plan_call_show, plan_call_save,
    plan_call_close_do, plan_updates_show, plan_updates_save,
    plan_changes_show, plan_roll_over_show, plan_roll_over_save, plan_report_show, plan_report_save, plan_exception_do, plan_number_find,
    plan_sheet_show, plan_sheet_send, plan_sheet_preview, plan_sheet_take, plan_template_csv, plan_template_xlsx,
    plan_finding_show, plan_finding_csv, plan_finding_xlsx, plan_report_document, plan_report_xlsx, action_plan_document, agreement_document_file;

OfficeHandler scrutiny_home_show, scrutiny_session_show, scrutiny_propose_do, scrutiny_paper_do, scrutiny_pack_show, scrutiny_pack_file,
    scrutiny_pack_xlsx;
extern const Input scrutiny_item_input[];

extern const Input plan_filter_inputs[], plan_finding_inputs[], plan_changes_inputs[], plan_day_input[], plan_updates_inputs[], plan_roll_over_inputs[], plan_meeting_input[], plan_was_input[],
    plan_quarter_input[], plan_report_inputs[], plan_exception_inputs[], plan_progress_inputs[], plan_page_input[], plan_number_input[], plan_sheet_inputs[];

/* Adding, changing and deleting one of a kind (kind_pages.c), and its rule, which also lets an earlier state be brought back (Record.bring_back). */
#define PLAN_KIND_HANDLERS(kind)                                                                                                              \
    OfficeHandler kind##_new_show, kind##_new_save, kind##_edit_show, kind##_edit_save, kind##_delete_ask, kind##_delete_do;                   \
    ChangeRule kind##_held
PLAN_KIND_HANDLERS(plan_agreement);
PLAN_KIND_HANDLERS(plan_chapter);
PLAN_KIND_HANDLERS(plan_version);
PLAN_KIND_HANDLERS(plan_priority);
PLAN_KIND_HANDLERS(plan_name);
PLAN_KIND_HANDLERS(plan_section_of_year);
PLAN_KIND_HANDLERS(plan_action_of_year);
PLAN_KIND_HANDLERS(plan_lead);
PLAN_KIND_HANDLERS(plan_theme);
PLAN_KIND_HANDLERS(plan_measure);
PLAN_KIND_HANDLERS(plan_value);
PLAN_KIND_HANDLERS(plan_strategy);
PLAN_KIND_HANDLERS(plan_link);
PLAN_KIND_HANDLERS(plan_issue);
PLAN_KIND_HANDLERS(plan_scrutiny);
PLAN_KIND_HANDLERS(plan_attendee);
PLAN_KIND_HANDLERS(plan_question);
PLAN_KIND_HANDLERS(plan_request);
PLAN_KIND_HANDLERS(plan_recommendation);
PLAN_KIND_HANDLERS(plan_follow_up);

/* ---- What the pages share (shared_pages.c) ---- */

/* May the person write the plan: a clerk or the safety team? */
bool may_write_plan(const Office *office);
Date plan_today(const Request *request);
Text agreement_url(Arena *arena, AgreementId id);
Text action_plan_url(Arena *arena, AgreementId id);
Text plan_action_url(Arena *arena, PlanActionId id);
/* The preview of a file that a plan is read from. */
Text plan_sheet_url(Arena *arena, PlanSheetId id);
/* A page of the plan: breadcrumbs "The plan", and of a year that year. NULL: no year. */
Page plan_page(Office *office, Request *request, const Agreement *agreement, Text title);
/* The agreement named by the first parameter of the address. */
Error *agreement_of_request(Office *office, Request *request, Agreement *out);
/* The organisation of whoever is signed in; 0: none. */
Error *plan_organisation(Office *office, Request *request, OrganisationId *out);
/* The pages of one year; those beside the years. */
LinkList year_links(Arena *arena, const Agreement *agreement, bool may_write);
LinkList plan_links(Arena *arena);
/* Actions of all years. */
#define PLAN_FINDING_URL "/office/plan/actions"
/* The states that a filter offers. */
OptionList plan_state_options(Arena *arena);
/* The id that the query asks for by that name, 0: none; and as the value of what is chosen. */
int64_t plan_id_asked(const Request *request, const char *name);
Text plan_id_chosen(Arena *arena, int64_t id);
/* The filter that the query asks for. */
PlanFilter plan_filter_asked(const Request *request);
/* What asks for it again: "&state=late" put to others; "?state=late", empty for no filter. plan_query makes the second of the first. */
void plan_filter_put(Buffer *out, const PlanFilter *filter);
Text plan_query(Arena *arena, Text parts);
Text plan_filter_query(Arena *arena, const PlanFilter *filter);
/* A form has at most so many inputs (web/form_body.h), so what has one row for each action comes in pages of so many. */
enum { PLAN_LINES_A_PAGE = 50 };
/* The page that was asked for (as ?page= or, of a form, as "page") of `total` lines at the address below the year's: "/updates". */
Pagination plan_turning(const Request *request, AgreementId agreement, const char *below, size_t total);
/* The address of that page. */
Text plan_turning_url(Arena *arena, Pagination turning);
/* Is a form's row for this action among what was sent (as "action")? */
bool plan_row_is_sent(const Request *request, PlanActionId action);
/* The label of a value in a table of choices; empty for 0. */
Text plan_choice_shown(const Record *record, const char *field, int value);

/* The document as the answer: PDF, or Word when the address ends so; saved as `name` with that ending. */
Error *plan_respond_document(Request *request, Response *response, Document *document, Text name);
/* The tables as a spreadsheet file, likewise. */
Error *plan_respond_tables(Request *request, Response *response, const TableList *tables, Text title, Text about, Text name);
/* Where a report may go (agenda_places.c): the open items of the coming meetings of the body, whose papers everybody may read, and for the clerk a new item
 * of each meeting; with those of its working groups when asked for. */
Error *plan_places_ahead(Office *office, Request *request, BodyId body, bool with_groups, OptionList *out);
/* An item, or a new one of the meeting. */
typedef struct { AgendaItemId item; MeetingId meeting; } PlanPlace;
/* What was chosen (the value of an option); false when the page did not offer it. */
bool plan_place_of(const OptionList *offered, Text chosen, PlanPlace *out);
/* The place's item, made if it is a new one: in the last open part that holds business alone, else in the last open one. Title and purpose are those of a new
 * item; one with that title that the meeting has already in public is taken, so a button pressed twice makes one. */
Error *plan_place_item(Tx *tx, PlanPlace place, Text title, Purpose purpose, AgendaItem *out);
/* Is the record (a meeting) among those that the page offered? */
bool plan_is_offered(const OptionList *options, int64_t id);
/* How many coming meetings of a body are offered to take something in. */
enum { PLAN_MEETINGS_AHEAD = 8 };
/* The report as a paper of the item; a button pressed twice puts one there. */
Error *plan_paper_once(Tx *tx, AgendaItemId item, Report *report, Paper *out);

/* ---- What the views are given ---- */

/* An input of a form of a kind, in its order; a reference with what can be chosen. */
typedef struct { const char *name; bool is_ref; OptionList options; } KindInput;
typedef struct { KindInput *items; size_t count; } KindInputList;

typedef struct { Agreement agreement; Text year; size_t actions, late, at_risk, complete; bool is_current; } YearLine;
typedef struct { YearLine *items; size_t count; } YearLines;
/* An action of the organisation of whoever looks. */
typedef struct { PlanActionId id; Text number, objective, agreement; Date due; PlanState standing; } MyAction;
typedef struct { MyAction *items; size_t count; } MyActions;
/* A call for updates that is open, and of which agreement. */
typedef struct { PlanCall call; Text agreement; } OpenCall;
typedef struct { OpenCall *items; size_t count; } OpenCalls;
typedef struct {
    YearLines years;
    MyActions mine;           /* of each body's current year, what is open first */
    size_t current_count;     /* years that are current: one a body */
    bool may_write;
    OpenCalls calls;
    StrategyList watched;
    EmergingIssueList issues; /* that are watched */
    Text scrutiny;            /* LAW-14: that a session is due; empty when none is */
    Date today;
} PlanHome;

typedef struct {
    Agreement agreement;
    Text body, year, endorsed_at;
    AgreementChapterList chapters;
    AgreementVersionList versions;
    Plan plan;
    Sentences lacking;       /* what the year's plan lacks (R41), with where */
    PlanCallList calls;
    Date today;
    bool may_write;
} YearShown;

typedef struct {
    Plan plan;               /* filtered */
    Text year;
    PlanFilter filter;
    size_t of_count;         /* actions before filtering */
    OptionList organisations, states, sections, dues;
    Text organisation, state, section, due, query; /* as chosen */
    Text all_years;          /* the address that asks for the same of all years */
    bool may_write;
    Date today;
} ActionPlanShown;

typedef struct {
    PlanSearch search;
    PlanFound found;         /* with the lines of this page */
    Pagination turning;
    OptionList organisations, themes, states; /* to choose from */
    Text lead, organisation, theme, state;           /* as chosen */
    Text query;              /* that asks for the same again */
} PlanFindingShown;

typedef struct { PlanMeasure measure; MeasureValueList values; Table table; LineChart chart; bool has_chart; Text last; MeasureChange change; bool has_change; } MeasureShown;
typedef struct { MeasureShown *items; size_t count; } MeasureShownList;
/* The item of an agenda that an exception became, and its meeting in words. */
typedef struct { AgendaItemId item; Text meeting; } RaisedAt;
typedef struct { RaisedAt *items; size_t count; } RaisedAtList;
typedef struct {
    Agreement agreement;
    PlanSection section;
    PlannedAction line;
    Text year, decided_at;
    PlanProgressList progress;
    MeasureShownList measures;
    StrategyList strategies;
    PlanLinkList links;
    PlanThemeList themes; Sentences theme_names, lead_names;
    PlanNumberList numbers;
    PlanAction before, after; Text before_year, after_year; bool has_before, has_after;
    Sentences lacking;
    RaisedAtList raised;     /* of those at which it was raised, the meetings whose agenda whoever looks may see */
    size_t raised_count;     /* all of them */
    OptionList meetings;     /* to which the exception can be raised */
    bool is_exception, may_raise;
    PlanProgressId seen;     /* what was told last when the form for progress was shown */
    PlanSheet sheet; bool has_sheet; /* that it was read from */
    bool may_write, may_tell, sees_evidence;
    Date today;
} PlanActionShown;

/* All updates of a year on one page: the lines that whoever looks may tell of, and what they typed for each (`rows`, NULL: nothing yet). */
typedef struct {
    Agreement agreement;
    Plan plan;
    PlannedActions lines;    /* of this page of them */
    PlanProgress *rows;
    PlanProgressId *seen;    /* what was told last of each when the page was shown */
    const PlanProgress **told; /* the newest that answers the open call; NULL: nothing does yet */
    size_t all, first;       /* how many lines there are, and the place of the first of these */
    Pagination turning;
    OptionList states;
    PlanCallList calls;
    PlanCall call; bool has_call; /* that is open */
    Date today;
    bool may_write;
} PlanUpdates;
typedef struct {
    Agreement agreement, earlier;
    Date from, to, today;
    bool has_earlier, by_year, has_changes;
    PlanChanges changes;
    OptionList meetings;     /* by their days */
} PlanCompared;
/* The performance report of a quarter as it will be, and the agenda items that can take it. */
typedef struct { Agreement agreement; Date quarter; OptionList quarters, items; Text quarter_chosen; Report report; bool may_write;
    Plan plan; PlanProgressList told; Date stood_on; /* what the report is made of */ } PlanReportShown;
/* The end of a year: each action with what becomes of it, as entered or as typed just now. */
/* `seen`: the version of the action that the page showed; `is_here`: on this page of them. */
typedef struct { const PlannedAction *line; RollOver fate; Text reason; bool is_continued, is_here; int64_t seen; } RollOverLine;
typedef struct { RollOverLine *items; size_t count; } RollOverLines;
typedef struct {
    Agreement agreement, next;
    Plan plan;
    RollOverLines lines;
    bool has_next;
    Pagination turning;
    size_t answered, waiting; /* lines with a fate; those that carry on and are not in the next plan yet */
} PlanRollOver;
/* Saves what was answered; carries on into the next year and closes this one when asked to. What was read before the transaction may have changed
 * meanwhile: all that decides is read again in it. What speaks against it stands in the form, and then nothing is written. */
Error *plan_roll_over_put(Tx *tx, PlanRollOver *shown, bool carries, bool closes, Form *form);

/* A name that the office knows no organisation of, and what was chosen for it. */
typedef struct { Text name, chosen; } SheetName;
typedef struct { SheetName *items; size_t count; } SheetNameList;
/* The preview of a file: what it would change, and what was chosen and ticked, when it comes back. */
typedef struct {
    PlanSheet sheet;
    Agreement agreement;
    Plan plan;
    SheetCompared compared;
    Text year, mark, seen;   /* seen: when the plan was read that this compares with */
    SheetNameList names;
    OptionList organisations;
    bool was_sent;
    Sentences ticked;
    bool has_meanwhile; PlanChanges meanwhile; /* what others changed since it was seen */
} SheetPreview;
bool sheet_is_ticked(const SheetPreview *preview, Text key);
typedef struct { Agreement agreement; PlanSheetList waiting; } SheetSending;

/* The action named by the first parameter of the address, with what everybody needs of it. */
Error *plan_action_of_request(Office *office, Request *request, PlanActionShown *out);
/* The page of that action; with the errors of a form on it (NULL: none). */
Error *plan_action_page(Office *office, Request *request, Response *response, const Form *form);
/* Where the action was raised as an exception, and whether and to which meetings it can be (exception_pages.c). */
Error *plan_exceptions_fill(Office *office, Request *request, PlanActionShown *out);
/* "Kent Community Safety Partnership, 23 July 2025"; empty for none. */
Error *plan_meeting_words(Db *db, Arena *arena, MeetingId id, Text *out);

typedef struct { Priority priority; PriorityNameList names; SectionsOfPrioritiesRowList sections; Text merged_into; } PriorityShown;
typedef struct { PriorityShown *items; size_t count; } PriorityShownList;

#endif
