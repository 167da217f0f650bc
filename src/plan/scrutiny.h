/* Scrutiny: at least once in twelve months the county council's scrutiny committee, sitting as the crime and disorder committee, looks at the work on
 * the agreement (LAW-14). The chair of the county body and the lead of each priority attend; what the committee recommends goes back to the county
 * body and its working group (R47). */
#ifndef QUORATE_PLAN_SCRUTINY_H
#define QUORATE_PLAN_SCRUTINY_H

#include "paper/document.h"
#include "plan/plan.h"

typedef struct { int64_t n; } ScrutinySessionId;
typedef struct { int64_t n; } ScrutinyAttendeeId;
typedef struct { int64_t n; } ScrutinyQuestionId;
typedef struct { int64_t n; } ScrutinyRequestId;
typedef struct { int64_t n; } ScrutinyRecommendationId;
typedef struct { int64_t n; } ScrutinyFollowUpId;

typedef struct {
    ScrutinySessionId id; int64_t version;
    AgreementId agreement;
    Text committee;
    Date day; Text place;
    Text terms;                  /* what it looks at this time, and how */
    int64_t months;              /* the next one is due so many months after this one: 12 (LAW-14) */
    int64_t response_days;       /* its report is answered within so many days: 28 (LAW-14) */
    Date report_on; Text report_words;
    Date body_told_on, group_told_on; /* R47: the meetings to which the recommendations go back */
} ScrutinySession;

typedef enum { ATTENDS_AS_CHAIR = 1, ATTENDS_AS_LEAD, ATTENDS_AS_OFFICER } ScrutinyPart;
typedef enum { SCRUTINY_ASKED = 1, SCRUTINY_CAME, SCRUTINY_STOOD_IN, SCRUTINY_ABSENT } ScrutinyAttendance;
typedef struct {
    ScrutinyAttendeeId id; int64_t version;
    ScrutinySessionId session;
    ScrutinyPart part;
    PlanSectionId section;       /* of a lead */
    Text post; OrganisationId organisation;
    ScrutinyAttendance attendance; Text stood_in; /* the post that came instead */
} ScrutinyAttendee;

typedef struct {
    ScrutinyQuestionId id; int64_t version;
    ScrutinySessionId session;
    Text asked_by;               /* a role: "Member of the committee" */
    PlanSectionId section;       /* 0: to the partnership as a whole */
    Text question, answer;
    Text promised; Date promised_by, kept_on;
} ScrutinyQuestion;

/* Information that the committee asked for in writing. */
typedef struct {
    ScrutinyRequestId id; int64_t version;
    ScrutinySessionId session;
    Date asked_on;
    Text what, from_whom;
    Date due;                    /* unset: as soon as reasonable */
    bool is_depersonalised, is_harmless; /* as the law asks of what is sent */
    Date sent_on;
} ScrutinyRequest;

typedef enum { RESPONSE_ACCEPTED = 1, RESPONSE_IN_PART, RESPONSE_NOT_ACCEPTED } ScrutinyResponse;
typedef struct {
    ScrutinyRecommendationId id; int64_t version;
    ScrutinySessionId session;
    int64_t number;
    Text text, to_whom;
    ScrutinyResponse response; Text response_words; Date sent_on;
    Date closed_on;              /* nothing more is to be done */
} ScrutinyRecommendation;
typedef struct { ScrutinyFollowUpId id; int64_t version; ScrutinyRecommendationId recommendation; Date day; Text done; Text written_by; } ScrutinyFollowUp;

extern const Record scrutiny_session_record, scrutiny_attendee_record, scrutiny_question_record, scrutiny_request_record,
    scrutiny_recommendation_record, scrutiny_follow_up_record;

typedef struct { ScrutinySession *items; size_t count; } ScrutinySessionList;
typedef struct { ScrutinyAttendee *items; size_t count; } ScrutinyAttendeeList;
typedef struct { ScrutinyQuestion *items; size_t count; } ScrutinyQuestionList;
typedef struct { ScrutinyRequest *items; size_t count; } ScrutinyRequestList;
typedef struct { ScrutinyRecommendation *items; size_t count; } ScrutinyRecommendationList;
typedef struct { ScrutinyFollowUp *items; size_t count; } ScrutinyFollowUpList;

/* ---- Rules. Pure ---- */

/* LAW-14: is a session due, among those that are known? */
typedef enum { YEARLY_NONE = 1 /* none is known */, YEARLY_IN_TIME, YEARLY_DUE_SOON, YEARLY_PLANNED_LATE, YEARLY_OVERDUE } ScrutinyYearly;
/* YEARLY_DUE_SOON: none is planned in the last so many days before it is due. */
enum { SCRUTINY_SOON_DAYS = 90 };
typedef struct {
    ScrutinyYearly standing;
    Date last, due, planned; /* the last one that was held, when the next is due, the next that is planned; unset: none */
} ScrutinyYear;
/* Sessions in any order. One whose day is today counts as held. */
ScrutinyYear scrutiny_year(const ScrutinySessionList *sessions, Date today);
/* "The last scrutiny session was on 2 October 2025; the next was due by 2 October 2026."; empty when it is in time. */
Text scrutiny_year_warning(Arena *arena, const ScrutinyYear *year);

/* LAW-14: the day by which the committee's report is answered; unset while there is no report. */
Date scrutiny_response_due(const ScrutinySession *session);
typedef enum { ANSWER_NO_REPORT = 1, ANSWER_DUE, ANSWER_OVERDUE, ANSWER_SENT, ANSWER_SENT_LATE } ScrutinyAnswer;
ScrutinyAnswer scrutiny_answer(const ScrutinySession *session, const ScrutinyRecommendation *recommendation, Date today);
const char *scrutiny_answer_shown(ScrutinyAnswer answer);
const char *scrutiny_answer_colour(ScrutinyAnswer answer);
typedef enum { REQUEST_DUE = 1, REQUEST_SOON /* as soon as reasonable */, REQUEST_OVERDUE, REQUEST_SENT } ScrutinyRequestStanding;
ScrutinyRequestStanding scrutiny_request_standing(const ScrutinyRequest *request, Date today);

/* R47: for whom of those who should attend nobody is entered, or came: a sentence each. */
Sentences scrutiny_lacks(Arena *arena, const PlanSectionList *sections, const ScrutinyAttendeeList *attendees);
/* R47: who should attend and is not entered: the chair, and the lead of each section that has one. */
ScrutinyAttendeeList scrutiny_proposed(
    Arena *arena, ScrutinySessionId session, const PlanSectionList *sections, const ScrutinyAttendeeList *attendees);

/* R47: have the recommendations gone back, at a meeting on that day? Not before it was held; a past day on which no meeting is known was entered by hand
 * and counts. */
typedef enum { BACK_NOT_YET = 1, BACK_AHEAD, BACK_NOT_HELD /* its day is over */, BACK_CANCELLED, BACK_DONE } ScrutinyBack;
/* The meetings of that day. */
typedef struct { size_t held, open, cancelled; } ScrutinyMeetings;
ScrutinyBack scrutiny_back(Date day, ScrutinyMeetings meetings, Date today);
Text scrutiny_back_shown(Arena *arena, ScrutinyBack back, Date day);

const char *scrutiny_response_shown(ScrutinyResponse response);
const char *scrutiny_attendance_shown(ScrutinyAttendance attendance);

/* ---- A session, read whole: a fixed number of statements ---- */

typedef struct { ScrutinyAttendee attendee; Text section, organisation; } ScrutinyAttendeeShown;
typedef struct { ScrutinyAttendeeShown *items; size_t count; } ScrutinyAttendeesShown;
typedef struct { ScrutinyQuestion question; Text section; } ScrutinyQuestionShown;
typedef struct { ScrutinyQuestionShown *items; size_t count; } ScrutinyQuestionsShown;
typedef struct { ScrutinyRecommendation recommendation; ScrutinyAnswer answer; ScrutinyFollowUpList follow_ups; } ScrutinyRecommendationShown;
typedef struct { ScrutinyRecommendationShown *items; size_t count; } ScrutinyRecommendationsShown;
typedef struct {
    ScrutinySession session;
    Agreement agreement;
    PlanSectionList sections;    /* of the agreement's plan */
    ScrutinyAttendeeList attending;
    ScrutinyAttendeesShown attendees;
    ScrutinyQuestionsShown questions;
    ScrutinyRequestList requests;
    ScrutinyRecommendationsShown recommendations;
    Date response_due;
    ScrutinyBack body_back, group_back;
} ScrutinyWhole;
Error *scrutiny_read(Db *db, Arena *arena, ScrutinySessionId id, Date today, ScrutinyWhole *out);

/* What is to be done: a session that is due, answers, information and promises that are due or late. */
typedef struct { Text sentence, url; } ScrutinyDuty;
typedef struct { ScrutinyDuty *items; size_t count; } ScrutinyDuties;
Error *scrutiny_duties(Db *db, Arena *arena, Date today, ScrutinyDuties *out);

/* ---- The pack of a session (R47). Pure ---- */

typedef struct {
    ScrutinyWhole session;
    Plan plan;                   /* as it stood on the day */
    Date stood_on;
    MeasureValueList values;     /* of its measures, by measure and day */
    bool has_last; ScrutinyWhole last; /* the session before */
    Text body;                   /* the county body */
} ScrutinyPack;
/* Title, summary and Markdown of the pack. What is for the office alone (notes, evidence) is not in it. */
void scrutiny_pack_write(Arena *arena, const ScrutinyPack *pack, Report *out);
Document *scrutiny_pack_document(Arena *arena, const ScrutinyPack *pack);
/* Who attends, actions by priority, exceptions, measures, the last recommendations, questions. */
TableList scrutiny_pack_tables(Arena *arena, const ScrutinyPack *pack);
/* The committee's report as a report to the county body or its working group: each recommendation with who is to answer it, by when, and the answer. */
void scrutiny_report_write(Arena *arena, const ScrutinyWhole *session, Report *out);

#endif
