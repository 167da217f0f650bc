/* The fields of the records of scrutiny: labels, hints and limits. */
#include "plan/pages.h"
#include "plan/scrutiny.h"

#define WRITERS ((Access)(CLERK | SAFETY_OFFICER))
#define KIND_OF_SCRUTINY(title_, plural_)                                                                                                  \
    .title = (title_), .plural = (plural_), .see = EVERY_ROLE, .change = WRITERS, .stays_in_office = true

static const Field scrutiny_session_fields[] = {
    REF(ScrutinySession, agreement, .to = &agreement_record, .label = "Agreement that it looks at", .required = true),
    TEXT(ScrutinySession, committee, .label = "Committee", .hint = "For example, Scrutiny Committee (Crime and Disorder)", .max = 160,
        .required = true),
    DATE(ScrutinySession, day, .label = "Day of the session", .required = true),
    TEXT(ScrutinySession, place, .label = "Place", .max = 200),
    LONG_TEXT(ScrutinySession, terms, .label = "What it looks at",
        .hint = "Its terms this time: which priorities, what was asked for beforehand", .max = 4000),
    INTEGER(ScrutinySession, months, .label = "Months until the next session at the latest",
        .hint = "The law asks for one at least once in every 12 months", .min = 1, .max = 60, .required = true),
    INTEGER(ScrutinySession, response_days, .label = "Days in which its report is answered",
        .hint = "The law says 28 days, or as soon as reasonable after that", .min = 1, .max = 366, .required = true),
    DATE(ScrutinySession, report_on, .label = "Report received on", .hint = "Leave empty until it has come"),
    LONG_TEXT(ScrutinySession, report_words, .label = "What the report says in short", .max = 6000),
    DATE(ScrutinySession, body_told_on, .label = "Recommendations go back to the county body on",
        .hint =
            "The day of the meeting. It is filled in when the report is put on an agenda from here, and counts when the meeting was held"),
    DATE(ScrutinySession, group_told_on, .label = "Recommendations go back to the working group on", .hint = "The day of the meeting"),
};
const Record scrutiny_session_record = RECORD(ScrutinySession, "scrutiny_session", scrutiny_session_fields,
    KIND_OF_SCRUTINY("scrutiny session", "scrutiny sessions"), .label_field = "committee", .bring_back = plan_scrutiny_held);

static const Choice parts[] = {
    {ATTENDS_AS_CHAIR, "chair", "Chair of the county body", NULL},
    {ATTENDS_AS_LEAD, "lead", "Lead of a priority", NULL},
    {ATTENDS_AS_OFFICER, "officer", "Officer who was asked to attend", NULL},
    {0},
};
static const Choice attendances[] = {
    {SCRUTINY_ASKED, "asked", "Asked to attend", NULL},
    {SCRUTINY_CAME, "came", "Attended", NULL},
    {SCRUTINY_STOOD_IN, "stood_in", "Somebody else came instead", NULL},
    {SCRUTINY_ABSENT, "absent", "Did not attend", NULL},
    {0},
};
static const Field scrutiny_attendee_fields[] = {
    REF(ScrutinyAttendee, session, .to = &scrutiny_session_record, .label = "Session", .required = true, .by_program = true),
    CHOICE(ScrutinyAttendee, part, .choices = parts, .label = "Attends as", .required = true),
    REF(ScrutinyAttendee, section, .to = &plan_section_record, .label = "Priority", .hint = "Of a lead: the section of the action plan"),
    TEXT(ScrutinyAttendee, post, .label = "Post", .hint = "For example, Consultant in Public Health. Name no private person", .max = 200,
        .required = true),
    REF(ScrutinyAttendee, organisation, .to = &organisation_record, .label = "Organisation"),
    CHOICE(ScrutinyAttendee, attendance, .choices = attendances, .label = "Attendance", .in_sentence = "the attendance", .required = true),
    TEXT(ScrutinyAttendee, stood_in, .label = "Post that came instead", .max = 200, .needed = "when somebody else came"),
};
const Record scrutiny_attendee_record = RECORD(ScrutinyAttendee, "scrutiny_attendee", scrutiny_attendee_fields,
    KIND_OF_SCRUTINY("attendee of a scrutiny session", "attendees of scrutiny sessions"), .label_field = "post",
    .bring_back = plan_attendee_held);

static const Field scrutiny_question_fields[] = {
    REF(ScrutinyQuestion, session, .to = &scrutiny_session_record, .label = "Session", .required = true, .by_program = true),
    TEXT(ScrutinyQuestion, asked_by, .label = "Asked by", .hint = "The role. For example, member of the committee", .max = 160,
        .required = true),
    REF(ScrutinyQuestion, section, .to = &plan_section_record, .label = "Priority",
        .hint = "Leave empty when it was about the whole partnership"),
    LONG_TEXT(ScrutinyQuestion, question, .label = "Question", .max = 4000, .required = true),
    LONG_TEXT(ScrutinyQuestion, answer, .label = "Answer", .max = 6000),
    LONG_TEXT(ScrutinyQuestion, promised, .label = "What was promised", .hint = "Leave empty if nothing was", .max = 2000),
    DATE(ScrutinyQuestion, promised_by, .label = "Promised by", .needed = "when something was promised"),
    DATE(ScrutinyQuestion, kept_on, .label = "Promise kept on", .hint = "Leave empty until it was"),
};
const Record scrutiny_question_record = RECORD(ScrutinyQuestion, "scrutiny_question", scrutiny_question_fields,
    KIND_OF_SCRUTINY("question of a scrutiny session", "questions of scrutiny sessions"), .label_field = "question",
    .bring_back = plan_question_held);

static const Field scrutiny_request_fields[] = {
    REF(ScrutinyRequest, session, .to = &scrutiny_session_record, .label = "Session", .required = true, .by_program = true),
    DATE(ScrutinyRequest, asked_on, .label = "Asked for on", .required = true),
    LONG_TEXT(ScrutinyRequest, what, .label = "Information that is asked for", .max = 4000, .required = true),
    TEXT(ScrutinyRequest, from_whom, .label = "Who gives it", .hint = "For example, Community safety team", .max = 200),
    DATE(ScrutinyRequest, due, .label = "Due on",
        .hint = "The day that the request names. Leave empty if it names none: then as soon as reasonable"),
    FLAG(ScrutinyRequest, is_depersonalised, .label = "What is sent names and identifies nobody, or the committee needs to know who it is",
        .needed = "when it was sent"),
    FLAG(ScrutinyRequest, is_harmless, .label = "What is sent prejudices no legal proceedings and no operation",
        .needed = "when it was sent"),
    DATE(ScrutinyRequest, sent_on, .label = "Sent on", .hint = "Leave empty until it was"),
};
const Record scrutiny_request_record = RECORD(ScrutinyRequest, "scrutiny_request", scrutiny_request_fields,
    KIND_OF_SCRUTINY("request for information by scrutiny", "requests for information by scrutiny"), .label_field = "what",
    .bring_back = plan_request_held);

static const Choice responses[] = {
    {RESPONSE_ACCEPTED, "accepted", "Accepted", NULL},
    {RESPONSE_IN_PART, "in_part", "Accepted in part", NULL},
    {RESPONSE_NOT_ACCEPTED, "not_accepted", "Not accepted", NULL},
    {0},
};
static const Field scrutiny_recommendation_fields[] = {
    REF(ScrutinyRecommendation, session, .to = &scrutiny_session_record, .label = "Session", .required = true, .by_program = true),
    INTEGER(ScrutinyRecommendation, number, .label = "Number", .min = 1, .max = 99, .required = true),
    LONG_TEXT(ScrutinyRecommendation, text, .label = "Recommendation", .max = 4000, .required = true),
    TEXT(ScrutinyRecommendation, to_whom, .label = "Made to", .hint = "The organisation or group that is to answer", .max = 200,
        .required = true),
    CHOICE(ScrutinyRecommendation, response, .choices = responses, .label = "Response", .in_sentence = "the response"),
    LONG_TEXT(ScrutinyRecommendation, response_words, .label = "Words of the response", .max = 6000, .needed = "when there is a response"),
    DATE(ScrutinyRecommendation, sent_on, .label = "Response sent on", .hint = "Leave empty until it was"),
    DATE(ScrutinyRecommendation, closed_on, .label = "Closed on", .hint = "When nothing more is to be followed up"),
};
const Record scrutiny_recommendation_record = RECORD(ScrutinyRecommendation, "scrutiny_recommendation", scrutiny_recommendation_fields,
    KIND_OF_SCRUTINY("recommendation of scrutiny", "recommendations of scrutiny"), .label_field = "text",
    .bring_back = plan_recommendation_held);

static const Field scrutiny_follow_up_fields[] = {
    REF(ScrutinyFollowUp, recommendation, .to = &scrutiny_recommendation_record, .label = "Recommendation", .required = true,
        .by_program = true),
    DATE(ScrutinyFollowUp, day, .label = "Day", .required = true),
    LONG_TEXT(ScrutinyFollowUp, done, .label = "What was done", .max = 4000, .required = true),
    TEXT(ScrutinyFollowUp, written_by, .label = "Written by", .by_program = true),
};
const Record scrutiny_follow_up_record = RECORD(ScrutinyFollowUp, "scrutiny_follow_up", scrutiny_follow_up_fields,
    KIND_OF_SCRUTINY("follow-up of a recommendation", "follow-ups of recommendations"), .label_field = "done",
    .bring_back = plan_follow_up_held);
