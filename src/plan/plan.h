/* The plan: the community safety agreement of each year, its chapters, its priorities and their rolling action plan, who leads what, how it is
 * measured and how it goes. An agreement belongs to a statutory year, which begins on 1 April (LAW-04); its action plan stands in sections, one
 * for each priority, and an action's number is its section's number and its own: "2.3" (R42). */
#ifndef QUORATE_PLAN_PLAN_H
#define QUORATE_PLAN_PLAN_H

#include "base/money.h"
#include "base/table.h"
#include "meetings/meeting.h"

typedef struct { int64_t n; } AgreementId;
typedef struct { int64_t n; } AgreementChapterId;
typedef struct { int64_t n; } AgreementVersionId;
typedef struct { int64_t n; } PriorityId;
typedef struct { int64_t n; } PriorityNameId;
typedef struct { int64_t n; } PlanSectionId;
typedef struct { int64_t n; } PlanActionId;
typedef struct { int64_t n; } PlanLeadId;
typedef struct { int64_t n; } PlanThemeId;
typedef struct { int64_t n; } PlanNumberId;
typedef struct { int64_t n; } PlanMeasureId;
typedef struct { int64_t n; } MeasureValueId;
typedef struct { int64_t n; } PlanProgressId;
typedef struct { int64_t n; } PlanCallId;
typedef struct { int64_t n; } StrategyId;
typedef struct { int64_t n; } PlanLinkId;
typedef struct { int64_t n; } EmergingIssueId;
typedef struct { int64_t n; } PlanExceptionId;
typedef struct { int64_t n; } PlanSheetId;

/* ---- The agreement of a year ---- */

typedef enum { AGREEMENT_DRAFT = 1, AGREEMENT_ENDORSED, AGREEMENT_CLOSED } AgreementState;
typedef struct {
    AgreementId id; int64_t version;
    BodyId body;                 /* that endorses it */
    Text title;                  /* "Kent Community Safety Agreement 2025/26" */
    Date starts;                 /* 1 April of its year */
    AgreementState state;        /* set by the program */
    MeetingId endorsed_at; Date endorsed_on; /* R46: nothing is published as the agreement before */
    Date reviewed_on; Text review_note;      /* R15: the yearly review from the local assessments */
    Date sent_on; Text sent_to, sent_proof;  /* LAW-07: the copy for the commissioner */
} Agreement;

typedef enum { CHAPTER_FOREWORD = 1, CHAPTER_LANDSCAPE, CHAPTER_ACHIEVEMENTS, CHAPTER_PRIORITIES, CHAPTER_LEADS, CHAPTER_LINKED_PLANS,
    CHAPTER_APPENDIX, CHAPTER_OTHER } ChapterKind;
typedef enum { CHAPTER_NOT_BEGUN = 1, CHAPTER_DRAFT, CHAPTER_FINISHED } ChapterState;
/* A chapter has a state of its own: the foreword may lag behind (R46). */
typedef struct {
    AgreementChapterId id; int64_t version;
    AgreementId agreement;
    int64_t position;
    ChapterKind kind;
    Text heading, text;          /* Markdown */
    ChapterState state;
} AgreementChapter;
/* A row of the version table. */
typedef struct { AgreementVersionId id; int64_t version; AgreementId agreement; Text number; Date day; Text changes; } AgreementVersion;

/* ---- Priorities and themes, over the years ---- */

typedef enum { PRIORITY_OWN = 1, PRIORITY_THEME } PriorityKind;
typedef struct {
    PriorityId id; int64_t version;
    Text name;
    PriorityKind kind;
    Date from, until;
    PriorityId merged_into;      /* what went on with it, when it ended by a merger */
    Text note;
} Priority;
/* An earlier name. */
typedef struct { PriorityNameId id; int64_t version; PriorityId priority; Text name; Date from, until; Text reason; } PriorityName;

/* ---- The action plan of a year ---- */

/* The part of a year's action plan for one priority, or a shared one for several (R41: then without a lead and an aim). */
typedef struct {
    PlanSectionId id; int64_t version;
    AgreementId agreement;
    int64_t number;
    PriorityId priority;
    Text title;
    bool is_shared;
    Text lead;                   /* a post: "Consultant in Public Health" */
    OrganisationId organisation; /* whose post that is */
    Text aim;
} PlanSection;

/* How an action goes. What is late follows from the day and is never entered (plan_standing). */
typedef enum { PLAN_NOT_STARTED = 1, PLAN_ON_TRACK, PLAN_AT_RISK, PLAN_LATE, PLAN_AWAITING_EVIDENCE, PLAN_COMPLETE, PLAN_STOPPED } PlanState;
/* What becomes of an action at the end of its year. */
typedef enum { ROLL_CARRIES_ON = 1, ROLL_ENDS } RollOver;
typedef struct {
    PlanActionId id; int64_t version;
    AgreementId agreement; PlanSectionId section; /* the agreement is its section's */
    int64_t number;              /* within the section */
    Text objective, steps;       /* steps: what is done, one a line */
    Date due;                    /* the last day of a month is shown as the month */
    bool is_funded;              /* by the commissioner's grant (R40) */
    bool is_linked; Text linked_to; /* to another group or strategy: which */
    MeetingId decided_at;        /* the meeting whose decision made it */
    PlanState state; Date state_on; Text state_reason; /* of the latest progress */
    PlanActionId continues;      /* the action of the year before */
    RollOver roll_over; Text roll_over_reason;
    Text note;                   /* for the office alone */
    PlanSheetId sheet;           /* that it was last read from */
} PlanAction;

/* A file that an action plan was read from, or a document of the archive: what it says is kept sealed (`file`) until somebody has looked at the preview and
 * taken it, or left it, and for SHEET_DAYS_KEPT days at most (sheet_pages.c). */
enum { SHEET_DAYS_KEPT = 14 };
typedef enum { SHEET_WAITING = 1, SHEET_TAKEN, SHEET_LEFT } SheetState;
typedef struct {
    PlanSheetId id; int64_t version;
    AgreementId agreement;
    Text name;                   /* the file's */
    int64_t document;            /* of the archive; 0: it is a file that was sent */
    SheetState state;
    Text file;                   /* what was read, in the store's files (book_put); empty once it is taken, left or too old */
    int64_t taken;               /* how many actions of it were taken */
    Text sent_by; Moment sent_at;
} PlanSheet;

typedef enum { LEAD_LEADS = 1, LEAD_CONTRIBUTES, LEAD_LIAISON } LeadRole;
typedef struct { PlanLeadId id; int64_t version; PlanActionId action; OrganisationId organisation; Text post; LeadRole role; } PlanLead;
/* The action serves a cross-cutting theme. */
typedef struct { PlanThemeId id; int64_t version; PlanActionId action; PriorityId theme; } PlanTheme;
/* A number that the action had before: minutes cite it. */
typedef struct { PlanNumberId id; int64_t version; AgreementId agreement; PlanActionId action; Text number; Date until; } PlanNumber;

/* ---- Measures ---- */

typedef enum { MEASURE_NUMBER = 1, MEASURE_MONEY, MEASURE_PERCENTAGE, MEASURE_ATTENDANCE, MEASURE_SURVEY, MEASURE_REACH, MEASURE_DELIVERABLE,
    MEASURE_STORY } MeasureKind;
typedef enum { BETTER_MORE = 1, BETTER_LESS, BETTER_SAME } MeasureDirection;
typedef enum { PERIOD_ONCE = 1, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_YEAR } MeasurePeriod;
/* What shows whether an action does what it is for. Baseline and target are written as its values are (measure_number); empty: none. */
typedef struct {
    PlanMeasureId id; int64_t version;
    PlanActionId action;
    int64_t position;
    Text text;                   /* as the plan says it */
    MeasureKind kind;
    Text unit;                   /* "people" */
    Text baseline, target;
    MeasureDirection direction;
    MeasurePeriod period;
    Text source;
    Date until;                  /* closed: values in another unit need a measure of their own */
} PlanMeasure;
/* What was measured for the period that ends on the day. Money is `amount`; a percentage is `number` of `of`; a survey has the count of each rating. */
typedef struct {
    MeasureValueId id; int64_t version;
    PlanMeasureId measure;
    Date day;
    int64_t number, of;
    Pence amount;
    int64_t rated_1, rated_2, rated_3, rated_4, rated_5;
    bool is_delivered;
    Text story;
    Text written_by;
} MeasureValue;

/* ---- Progress ---- */

typedef struct {
    PlanProgressId id; int64_t version;
    PlanActionId action;
    Date day;
    PlanState state;
    Text done;                   /* what was done: goes to the public with the plan */
    Text reason;                 /* why it is at risk, or stopped */
    Text note;                   /* for the office alone */
    Text evidence_title, evidence_sha256, evidence_type, evidence_name; int64_t evidence_bytes;
    Text written_by; Moment written_at;
} PlanProgress;
/* A call for updates of everything that leads say at the end of a quarter. */
typedef struct { PlanCallId id; int64_t version; AgreementId agreement; Date quarter_ends, due; Date closed_on; Text words; } PlanCall;

/* An action that is late, at risk or stopped was raised to the body of the agreement (R31): the item of an agenda that it became. One whose item was
 * withdrawn or removed since counts for nothing. */
typedef struct { PlanExceptionId id; int64_t version; PlanActionId action; MeetingId meeting; AgendaItemId item; } PlanException;

/* ---- What the plan looks at ---- */

typedef enum { STRATEGY_NATIONAL = 1, STRATEGY_LOCAL, STRATEGY_GROUP, STRATEGY_LAW, STRATEGY_BILL, STRATEGY_GUIDANCE } StrategyKind;
/* A strategy, group, law, bill or guidance that actions are linked to; a bill or guidance that is due is watched. */
typedef struct {
    StrategyId id; int64_t version;
    StrategyKind kind;
    Text title, owner, url;
    Date from, until;            /* in force */
    Date due; Text standing;     /* expected on; how it stands */
} Strategy;
typedef struct { PlanLinkId id; int64_t version; PlanActionId action; StrategyId strategy; } PlanLink;

typedef enum { ISSUE_WATCHED = 1, ISSUE_TAKEN_UP, ISSUE_CLOSED } IssueStanding;
typedef struct {
    EmergingIssueId id; int64_t version;
    Text title; Date raised_on; Text raised_by, text;
    IssueStanding standing; PriorityId priority; Text outcome;
} EmergingIssue;

extern const Record agreement_record, agreement_chapter_record, agreement_version_record, priority_record, priority_name_record, plan_section_record,
    plan_action_record, plan_lead_record, plan_theme_record, plan_number_record, plan_measure_record, measure_value_record, plan_progress_record,
    plan_call_record, strategy_record, plan_link_record, emerging_issue_record, plan_exception_record, plan_sheet_record;

typedef struct { Agreement *items; size_t count; } AgreementList;
typedef struct { AgreementChapter *items; size_t count; } AgreementChapterList;
typedef struct { AgreementVersion *items; size_t count; } AgreementVersionList;
typedef struct { Priority *items; size_t count; } PriorityList;
typedef struct { PriorityName *items; size_t count; } PriorityNameList;
typedef struct { PlanSection *items; size_t count; } PlanSectionList;
typedef struct { PlanAction *items; size_t count; } PlanActionList;
typedef struct { PlanLead *items; size_t count; } PlanLeadList;
typedef struct { PlanTheme *items; size_t count; } PlanThemeList;
typedef struct { PlanNumber *items; size_t count; } PlanNumberList;
typedef struct { PlanMeasure *items; size_t count; } PlanMeasureList;
typedef struct { MeasureValue *items; size_t count; } MeasureValueList;
typedef struct { PlanProgress *items; size_t count; } PlanProgressList;
typedef struct { PlanCall *items; size_t count; } PlanCallList;
typedef struct { Strategy *items; size_t count; } StrategyList;
typedef struct { PlanLink *items; size_t count; } PlanLinkList;
typedef struct { PlanException *items; size_t count; } PlanExceptionList;
typedef struct { EmergingIssue *items; size_t count; } EmergingIssueList;
typedef struct { PlanSheet *items; size_t count; } PlanSheetList;

/* ---- Years (LAW-04). Pure ---- */

/* 1 April of the statutory year that the day is in. */
Date statutory_year_of(Date day);
/* "2025/26" and, for addresses, "2025-26", of a year that begins on that day. */
Text year_shown(Arena *arena, Date starts);
Text year_in_address(Arena *arena, Date starts);
/* The first day of the year in an address; false when it is none. */
bool year_of_address(Text address, Date *starts);
/* 31 March, the last day of a year that begins on that day. */
Date year_ends(Date starts);

/* ---- How an action stands. Pure ---- */

/* The state with its day: what is not complete, waiting for evidence or stopped, and was due before today, is late. */
PlanState plan_standing(const PlanAction *action, Date today);
const char *plan_state_shown(PlanState state);  /* "On track" */
const char *plan_state_colour(PlanState state); /* of its tag; the words carry the meaning (R43) */
const char *plan_state_code(PlanState state);   /* "on_track" */
PlanState plan_state_of_code(Text code);        /* 0: none has it */
bool plan_state_is_open(PlanState state);
/* "March 2026" for the last day of a month, else "12 March 2026"; empty when unset. */
Text timescale_shown(Arena *arena, Date due);
/* "2.3" */
Text plan_number_shown(Arena *arena, const PlanSection *section, const PlanAction *action);

/* ---- A year's plan, read whole: a fixed number of statements, however many actions it has ---- */

typedef struct {
    PlanAction action;
    Text number;                 /* "2.3" */
    PlanState standing;          /* plan_standing today */
    PlanLeadList leads;          /* in the order in which they were entered */
    Text *lead_organisations;    /* the name of each one's organisation; empty: it has none */
    Text leads_shown;            /* "Kent Police / Prevent Team": those who lead; empty: none (R41) */
    Text contributors_shown;     /* the others, with what they are: "Community safety team (project liaison)" */
    PlanMeasureList measures;
    Text themes_shown;           /* names of the themes, by comma */
    bool is_mine;                /* led by, or helped by, the organisation of the person who looks */
} PlannedAction;
typedef struct { PlannedAction *items; size_t count; } PlannedActions;
typedef struct {
    PlanSection section;
    Text organisation;           /* of its lead */
    PlannedActions actions;
} PlanPart;
typedef struct { PlanPart *items; size_t count; } PlanParts;
typedef struct {
    Agreement agreement;
    PlanParts parts;
    size_t action_count, funded_count;
} Plan;
/* Every section and action of the agreement, with leads, measures and themes. `organisation` is that of the person who looks (0: none). */
Error *plan_read(Db *db, Arena *arena, AgreementId agreement, OrganisationId organisation, Date today, Plan *out);
/* One action of it; ERROR_NOT_FOUND when there is none. */
Error *plan_line_read(Db *db, Arena *arena, PlanActionId action, OrganisationId organisation, Date today, PlanPart *section, PlannedAction *out);

/* The plan as it stood at the moment, from the journal (themes left out). *existed is false when there was no such agreement yet. */
Error *plan_read_as_of(Db *db, Arena *arena, AgreementId agreement, Moment at, Plan *out, bool *existed);

/* What of an action differs between two plans; for one that is new or gone, every field. */
typedef struct { const char *what; Text before, after; } PlanDifference;
typedef struct {
    PlanActionId action; Text number, objective; /* as they are in the later plan, or were */
    bool is_new, is_gone;
    PlanDifference *items; size_t count;
} PlanChange;
typedef struct { PlanChange *items; size_t count; } PlanChanges;
/* From one day to another of one plan, or (by_continuing) from a year's plan to the next one's, where an action is the one that it continues.
 * In the order of the later plan, what is gone behind it. Pure. */
PlanChanges plan_changes(Arena *arena, const Plan *before, const Plan *after, bool by_continuing);
/* Its measures, one a line. */
Text plan_measures_text(Arena *arena, const PlannedAction *line);

/* Which actions are to be seen. A zeroed filter is all of them. */
typedef struct {
    OrganisationId organisation; /* leads or helps */
    PlanState state;             /* as it stands today */
    Date due_until;
    PlanSectionId section;
    bool mine, funded, linked;
} PlanFilter;
bool plan_filter_is_set(const PlanFilter *filter);
/* What of the filter follows from the action itself: its state, its day, its flags. */
bool plan_action_passes(const PlanAction *action, PlanState standing, const PlanFilter *filter);
/* The plan without what the filter leaves out, and without sections that are empty then. */
Plan plan_filtered(Arena *arena, const Plan *plan, const PlanFilter *filter);
/* How many of its actions stand so. */
size_t plan_count(const Plan *plan, PlanState standing);
size_t plan_part_count(const PlanPart *part, PlanState standing);
/* Every state that an action can stand in, in the order in which reports count them. */
enum { PLAN_REPORT_STATES = 7 };
extern const PlanState plan_report_states[PLAN_REPORT_STATES];
/* Late, at risk or stopped: the county group hears of it (R31). */
bool plan_is_exception(const PlannedAction *line);
size_t plan_exception_count(const Plan *plan);

/* What an action or a section lacks (R41), a sentence each: "It has no lead". */
Sentences plan_action_lacks(Arena *arena, const PlannedAction *line);
Sentences plan_section_lacks(Arena *arena, const PlanSection *section);

/* The agreement in force on the day: the latest that has begun. *found false when there is none. */
Error *agreement_on(Db *db, Arena *arena, Date day, Agreement *out, bool *found);
/* The action with that number in that agreement today, or else that had it once (R42). *found false when there is none. */
Error *plan_action_numbered(Db *db, Arena *arena, AgreementId agreement, Text number, PlanActionId *out, bool *found);
/* The organisation of the person; 0 when there is none. */
Error *organisation_of_person(Db *db, Arena *arena, int64_t person, OrganisationId *out);
/* May the person write progress of the action: its leads' and helpers' organisation, or the safety team. */
bool plan_may_tell(Access roles, const PlannedAction *line);

/* ---- Calls for updates (R45) ---- */

/* The calls that are open, of years that are not closed. */
Error *plan_calls_open(Db *db, Arena *arena, PlanCallList *out);
/* The days on which what is told answers for the quarter that ends on `quarter_ends`; first and last are included. The call of a quarter (of `calls`, those
 * of one agreement) takes what is told until it was closed, else until it is due; a quarter without a call ends with its last day. Each begins on the day
 * after the quarter before it ended so (where that leaves none, on its own first): an answer of July to the call of June is no answer to that of
 * September. Pure. */
typedef struct { Date first, last; } PlanAnswerDays;
PlanAnswerDays plan_answer_days(const PlanCallList *calls, Date quarter_ends);
/* Whom a call waits for: people whose organisation leads or helps with open actions of which nothing was told since the first of its days. It waits on
 * after it was due, until it is closed. */
typedef struct { PersonId person; int64_t actions; /* of these */ } PlanCalled;
typedef struct {
    PlanCalled *items; size_t count;
    int64_t in_all; /* actions that it waits for, whoever leads them */
} PlanCalledList;
Error *plan_called(Db *db, Arena *arena, const PlanCall *call, PlanCalledList *out);
/* How many actions it waits for from that person; 0: it is closed, or nothing is missing. */
int64_t plan_called_of(const PlanCalledList *called, PersonId person);
/* May somebody with these roles answer a call? */
bool plan_may_answer(Access roles);
/* "the quarter to 30 June 2025 are due on 31 July 2025", or "were due on": after "Updates of the action plan for ". */
Text plan_call_words(Arena *arena, const PlanCall *call, Date today);
/* The page on which it is answered: "/office/plan/years/3/updates". */
Text plan_call_url(Arena *arena, const PlanCall *call);

/* ---- The performance report of a quarter (R45). Pure ---- */

/* How the plan stood on the day (the last of the quarter's days of answers, where it was entered by then), what was done in it by priority, and the exceptions: what is late, at risk or stopped, with the reason
 * (R31). `progress` is that of its plan_answer_days, the newest first within an action. Fills summary, body and recommendations; by, to and the like are the
 * caller's. */
void plan_report_write(Arena *arena, const Plan *plan, const PlanProgressList *progress, Date quarter_ends, Date stood_on, Report *out);

/* ---- Exceptions (R31) ---- */

/* The short report of one: the action, how it stands and why, what was told last (NULL: nothing). As above. Pure. */
void plan_exception_write(
    Arena *arena, const Agreement *agreement, const PlanSection *section, const PlannedAction *line, const PlanProgress *last, Report *out);
/* Puts it onto the meeting's agenda: an item for decision at the end of the last open part, with the short report by `by` as its paper. Gives the item
 * that is there when it was raised to that meeting already. All is read in the transaction: ERROR_INPUT when the year is closed, the action is no
 * exception today, the meeting is not a coming one of that body, or has no open part. */
Error *plan_exception_raise(Tx *tx, PlanActionId action, MeetingId meeting, Date today, Text by, AgendaItem *out);

/* ---- Measures. Pure ---- */

/* A value of the kind as it was typed: "1,250" is 1250, "£1,500" is 150000 pence, "45%" is 45. False when it is none. */
bool measure_number(MeasureKind kind, Text typed, int64_t *out);
/* As people read it: "120 people", "£1,500.00", "45% (9 of 20)", "4.2 of 5 (31 answers)", "Delivered"; a story is itself. */
Text measure_value_shown(Arena *arena, const PlanMeasure *measure, const MeasureValue *value);
const char *measure_kind_shown(MeasureKind kind);
/* What is to be drawn of it: the number; of a percentage its per cent, of a survey the mean in hundredths. */
int64_t measure_value_drawn(const PlanMeasure *measure, const MeasureValue *value);
typedef enum { CHANGE_NONE = 1 /* no evidence of one */, CHANGE_BETTER, CHANGE_WORSE, CHANGE_UNKNOWN } MeasureChange;
/* From the value before to the last: counts are compared as Poisson counts, z = 2(sqrt a - sqrt b), and only |z| of 3 or more is a change; percentages
 * of fewer than 20 and surveys of fewer than 10 answers are never one (rules.md 7). */
MeasureChange measure_change(const PlanMeasure *measure, const MeasureValue *before, const MeasureValue *last);
const char *measure_change_shown(MeasureChange change);

/* ---- Doing, in the caller's transaction ---- */

/* Writes progress of an action, and the action's state by it. */
Error *plan_progress_put(Tx *tx, PlanAction *action, PlanProgress *progress);
/* Was something told of the action after `seen`, the last that its writer knew of (0: nothing)? *newer is what was told last; *found false: nothing,
 * or the same words, which is a button pressed twice. */
Error *plan_told_meanwhile(
    Db *db, Arena *arena, PlanActionId action, PlanProgressId seen, const PlanProgress *mine, PlanProgress *newer, bool *found);
/* The next free number in a section. */
Error *plan_next_number(Db *db, Arena *arena, PlanSectionId section, int64_t *out);

#endif
