/* The fields of the plan's records: labels, hints and limits. */
#include "plan/pages.h"

#define WRITERS ((Access)(CLERK | SAFETY_OFFICER))
#define TELLERS ((Access)(CLERK | SAFETY_OFFICER | CHAIR | MEMBER))

/* ---- The agreement ---- */

static const Choice agreement_states[] = {
    {AGREEMENT_DRAFT, "draft", "Draft", NULL},
    {AGREEMENT_ENDORSED, "endorsed", "Endorsed", NULL},
    {AGREEMENT_CLOSED, "closed", "Closed", NULL},
    {0},
};
static const Field agreement_fields[] = {
    REF(Agreement, body, .to = &body_record, .label = "Body that endorses it", .required = true),
    TEXT(Agreement, title, .label = "Title", .hint = "For example, Community Safety Agreement 2026/27", .max = 160, .required = true),
    DATE(Agreement, starts, .label = "First day", .hint = "1 April of its year. For example, 1 4 2026", .required = true),
    CHOICE(Agreement, state, .choices = agreement_states, .label = "State", .by_program = true),
    REF(Agreement, endorsed_at, .to = &meeting_record, .label = "Meeting that endorsed it", .by_program = true),
    DATE(Agreement, endorsed_on, .label = "Endorsed on", .by_program = true),
    DATE(Agreement, reviewed_on, .label = "Reviewed on",
        .hint = "The day on which the working group looked at it against the year's strategic assessments. Leave empty if it has not yet"),
    LONG_TEXT(Agreement, review_note, .label = "What the review found", .max = 4000),
    DATE(Agreement, sent_on, .label = "Sent to the commissioner on", .hint = "The law asks for a copy. Leave empty if it was not sent yet"),
    TEXT(Agreement, sent_to, .label = "Who it was sent to", .max = 200, .needed = "when it was sent",
        .hint = "For example, Office of the Police and Crime Commissioner"),
    TEXT(Agreement, sent_proof, .label = "How that can be shown", .max = 300,
        .hint = "For example, email of 1 August, in the shared mailbox"),
};
const Record agreement_record =
    RECORD(Agreement, "agreement", agreement_fields, .title = "community safety agreement", .plural = "community safety agreements",
        .see = EVERY_ROLE, .change = WRITERS, .label_field = "title", .stays_in_office = true, .bring_back = plan_agreement_held);

static const Choice chapter_kinds[] = {
    {CHAPTER_FOREWORD, "foreword", "Foreword", NULL},
    {CHAPTER_LANDSCAPE, "landscape", "Landscape", NULL},
    {CHAPTER_ACHIEVEMENTS, "achievements", "Achievements", NULL},
    {CHAPTER_PRIORITIES, "priorities", "Priorities", NULL},
    {CHAPTER_LEADS, "leads", "Leads", NULL},
    {CHAPTER_LINKED_PLANS, "linked_plans", "Linked plans", NULL},
    {CHAPTER_APPENDIX, "appendix", "Appendix", NULL},
    {CHAPTER_OTHER, "other", "Another chapter", NULL},
    {0},
};
static const Choice chapter_states[] = {
    {CHAPTER_NOT_BEGUN, "not_begun", "Not begun", NULL},
    {CHAPTER_DRAFT, "draft", "Draft", NULL},
    {CHAPTER_FINISHED, "finished", "Finished", "It is published with the agreement"},
    {0},
};
static const Field agreement_chapter_fields[] = {
    REF(AgreementChapter, agreement, .to = &agreement_record, .label = "Agreement", .required = true, .by_program = true),
    INTEGER(AgreementChapter, position, .label = "Place", .by_program = true),
    CHOICE(AgreementChapter, kind, .choices = chapter_kinds, .label = "Kind of chapter", .required = true),
    TEXT(AgreementChapter, heading, .label = "Heading", .max = 160, .required = true),
    MARKDOWN(AgreementChapter, text, .label = "Text", .max = 60000),
    CHOICE(AgreementChapter, state, .choices = chapter_states, .label = "How far it is", .in_sentence = "how far it is", .required = true),
};
const Record agreement_chapter_record = RECORD(AgreementChapter, "agreement_chapter", agreement_chapter_fields,
    .title = "chapter of an agreement", .plural = "chapters of agreements", .see = EVERY_ROLE, .change = WRITERS, .label_field = "heading",
    .stays_in_office = true, .bring_back = plan_chapter_held);

static const Field agreement_version_fields[] = {
    REF(AgreementVersion, agreement, .to = &agreement_record, .label = "Agreement", .required = true, .by_program = true),
    TEXT(AgreementVersion, number, .label = "Version", .hint = "For example, 1.1", .max = 20, .required = true),
    DATE(AgreementVersion, day, .label = "Date", .required = true),
    LONG_TEXT(AgreementVersion, changes, .label = "What changed", .max = 1000, .required = true),
};
const Record agreement_version_record = RECORD(AgreementVersion, "agreement_version", agreement_version_fields,
    .title = "version of an agreement", .plural = "versions of agreements", .see = EVERY_ROLE, .change = WRITERS, .label_field = "number",
    .stays_in_office = true, .bring_back = plan_version_held);

/* ---- Priorities ---- */

static const Choice priority_kinds[] = {
    {PRIORITY_OWN, "priority", "Priority", NULL},
    {PRIORITY_THEME, "theme", "Cross-cutting theme", NULL},
    {0},
};
static const Field priority_fields[] = {
    TEXT(Priority, name, .label = "Name", .max = 160, .required = true, .search = true),
    CHOICE(Priority, kind, .choices = priority_kinds, .label = "Is it a priority or a theme?",
        .in_sentence = "whether it is a priority or a theme", .required = true),
    DATE(Priority, from, .label = "First day", .hint = "From when it is part of the agreement. For example, 1 4 2022"),
    DATE(Priority, until, .label = "Last day", .hint = "Leave empty while it lasts"),
    REF(Priority, merged_into, .to = &priority_record, .label = "Went on as part of",
        .hint = "Where it ended because it was merged into another"),
    LONG_TEXT(Priority, note, .label = "What is to be known of it", .max = 2000),
};
const Record priority_record = RECORD(Priority, "priority", priority_fields, .title = "priority", .plural = "priorities and themes",
    .see = EVERY_ROLE, .change = WRITERS, .label_field = "name", .stays_in_office = true, .bring_back = plan_priority_held);

static const Field priority_name_fields[] = {
    REF(PriorityName, priority, .to = &priority_record, .label = "Priority", .required = true, .by_program = true),
    TEXT(PriorityName, name, .label = "Earlier name", .max = 160, .required = true),
    DATE(PriorityName, from, .label = "From"),
    DATE(PriorityName, until, .label = "Until"),
    TEXT(PriorityName, reason, .label = "Why it was renamed", .max = 300),
};
const Record priority_name_record = RECORD(PriorityName, "priority_name", priority_name_fields, .title = "earlier name of a priority",
    .plural = "earlier names of priorities", .see = EVERY_ROLE, .change = WRITERS, .label_field = "name", .stays_in_office = true,
    .bring_back = plan_name_held);

/* ---- The action plan ---- */

static const Field plan_section_fields[] = {
    REF(PlanSection, agreement, .to = &agreement_record, .label = "Agreement", .required = true, .by_program = true),
    INTEGER(PlanSection, number, .label = "Number", .hint = "Its actions are numbered with it: 2.1, 2.2", .min = 1, .max = 99,
        .required = true),
    REF(PlanSection, priority, .to = &priority_record, .label = "Priority",
        .hint = "Leave empty for a section that several priorities share"),
    TEXT(PlanSection, title, .label = "Title", .max = 160, .required = true),
    FLAG(PlanSection, is_shared, .label = "Several priorities share this section", .hint = "It then needs no lead and no aim"),
    TEXT(PlanSection, lead, .label = "Lead", .max = 200, .needed = "unless several priorities share the section",
        .hint = "The post. For example, Consultant in Public Health"),
    REF(PlanSection, organisation, .to = &organisation_record, .label = "Lead's organisation"),
    LONG_TEXT(PlanSection, aim, .label = "Aim", .max = 1000, .needed = "unless several priorities share the section"),
};
const Record plan_section_record =
    RECORD(PlanSection, "plan_section", plan_section_fields, .title = "section of the action plan", .plural = "sections of action plans",
        .see = EVERY_ROLE, .change = WRITERS, .label_field = "title", .stays_in_office = true, .bring_back = plan_section_of_year_held);

static const Choice plan_states[] = {
    {PLAN_NOT_STARTED, "not_started", "Not started", NULL},
    {PLAN_ON_TRACK, "on_track", "On track", NULL},
    {PLAN_AT_RISK, "at_risk", "At risk", "It may not be done in time, or not as planned"},
    {PLAN_LATE, "late", "Late", NULL},
    {PLAN_AWAITING_EVIDENCE, "awaiting_evidence", "Complete, awaiting evidence", "It is done; what shows it is still to come"},
    {PLAN_COMPLETE, "complete", "Complete", NULL},
    {PLAN_STOPPED, "stopped", "Stopped", "It will not be done"},
    {0},
};
static const Choice roll_overs[] = {
    {ROLL_CARRIES_ON, "carries_on", "Carries on in the next year", NULL},
    {ROLL_ENDS, "ends", "Ends with this year", NULL},
    {0},
};
static const Field plan_action_fields[] = {
    REF(PlanAction, agreement, .to = &agreement_record, .label = "Agreement", .required = true, .by_program = true),
    REF(PlanAction, section, .to = &plan_section_record, .label = "Section", .required = true),
    INTEGER(PlanAction, number, .label = "Number within the section", .hint = "3 in section 2 makes 2.3", .min = 1, .max = 999,
        .required = true),
    LONG_TEXT(PlanAction, objective, .label = "Objective or planned outcome", .max = 1000, .required = true, .search = true),
    LONG_TEXT(PlanAction, steps, .label = "Actions", .hint = "One a line", .max = 6000, .required = true, .search = true),
    DATE(PlanAction, due, .label = "Timescale",
        .hint = "The last day. The last day of a month is shown as the month. For example, 31 3 2026", .required = true),
    FLAG(PlanAction, is_funded, .label = "Funded by the commissioner's grant"),
    FLAG(PlanAction, is_linked, .label = "Linked to another group or strategy"),
    TEXT(PlanAction, linked_to, .label = "Which group or strategy", .max = 300, .needed = "when it is linked to one"),
    REF(PlanAction, decided_at, .to = &meeting_record, .label = "Meeting that decided it"),
    CHOICE(PlanAction, state, .choices = plan_states, .label = "State", .by_program = true),
    DATE(PlanAction, state_on, .label = "State as of", .by_program = true),
    LONG_TEXT(PlanAction, state_reason, .label = "Why", .by_program = true),
    REF(PlanAction, continues, .to = &plan_action_record, .label = "Continues", .by_program = true),
    CHOICE(PlanAction, roll_over, .choices = roll_overs, .label = "At the end of the year", .by_program = true),
    LONG_TEXT(PlanAction, roll_over_reason, .label = "Why it carries on or ends", .by_program = true),
    LONG_TEXT(PlanAction, note, .label = "Note for the office", .hint = "Never published, never shown to members", .max = 4000,
        .sealed = true, .see = WRITERS),
    REF(PlanAction, sheet, .to = &plan_sheet_record, .label = "Read from", .by_program = true, .see = WRITERS),
};
const Record plan_action_record =
    RECORD(PlanAction, "plan_action", plan_action_fields, .title = "action of the plan", .plural = "actions of the plan", .see = EVERY_ROLE,
        .change = WRITERS, .label_field = "objective", .stays_in_office = true, .bring_back = plan_action_of_year_held);

static const Choice sheet_states[] = {
    {SHEET_WAITING, "waiting", "Waits to be looked at", NULL},
    {SHEET_TAKEN, "taken", "Taken", NULL},
    {SHEET_LEFT, "left", "Not taken", NULL},
    {0},
};
static const Field plan_sheet_fields[] = {
    REF(PlanSheet, agreement, .to = &agreement_record, .label = "Agreement", .required = true, .by_program = true),
    TEXT(PlanSheet, name, .label = "Name of the file", .max = 200, .by_program = true),
    INTEGER(PlanSheet, document, .label = "Document of the archive", .by_program = true),
    CHOICE(PlanSheet, state, .choices = sheet_states, .label = "State", .by_program = true),
    TEXT(PlanSheet, file, .label = "What was read", .by_program = true),
    INTEGER(PlanSheet, taken, .label = "Actions that were taken", .by_program = true),
    TEXT(PlanSheet, sent_by, .label = "Sent by", .by_program = true),
    MOMENT(PlanSheet, sent_at, .label = "Sent"),
};
const Record plan_sheet_record = RECORD(PlanSheet, "plan_sheet", plan_sheet_fields, .title = "file that a plan was read from",
    .plural = "files that plans were read from", .see = WRITERS, .change = WRITERS, .label_field = "name", .stays_in_office = true);

static const Choice lead_roles[] = {
    {LEAD_LEADS, "leads", "Leads", NULL},
    {LEAD_CONTRIBUTES, "contributes", "Contributes", NULL},
    {LEAD_LIAISON, "liaison", "Project liaison", "The safety team's contact for a funded project"},
    {0},
};
static const Field plan_lead_fields[] = {
    REF(PlanLead, action, .to = &plan_action_record, .label = "Action", .required = true, .by_program = true),
    REF(PlanLead, organisation, .to = &organisation_record, .label = "Organisation", .required = true),
    TEXT(PlanLead, post, .label = "Team or post", .hint = "Shown in place of the organisation's name. For example, Prevent Team",
        .max = 160),
    CHOICE(PlanLead, role, .choices = lead_roles, .label = "Part in it", .in_sentence = "its part", .required = true),
};
const Record plan_lead_record = RECORD(PlanLead, "plan_lead", plan_lead_fields, .title = "lead of an action", .plural = "leads of actions",
    .see = EVERY_ROLE, .change = WRITERS, .label_field = "post", .stays_in_office = true, .bring_back = plan_lead_held);

static const Field plan_theme_fields[] = {
    REF(PlanTheme, action, .to = &plan_action_record, .label = "Action", .required = true, .by_program = true),
    REF(PlanTheme, theme, .to = &priority_record, .label = "Theme", .required = true),
};
const Record plan_theme_record = RECORD(PlanTheme, "plan_theme", plan_theme_fields, .title = "theme of an action",
    .plural = "themes of actions", .see = EVERY_ROLE, .change = WRITERS, .stays_in_office = true, .bring_back = plan_theme_held);

static const Field plan_number_fields[] = {
    REF(PlanNumber, agreement, .to = &agreement_record, .label = "Agreement", .required = true, .by_program = true),
    REF(PlanNumber, action, .to = &plan_action_record, .label = "Action", .required = true, .by_program = true),
    TEXT(PlanNumber, number, .label = "Earlier number", .by_program = true),
    DATE(PlanNumber, until, .label = "Until", .by_program = true),
};
const Record plan_number_record = RECORD(PlanNumber, "plan_number", plan_number_fields, .title = "earlier number of an action",
    .plural = "earlier numbers of actions", .see = EVERY_ROLE, .change = WRITERS, .label_field = "number", .stays_in_office = true);

/* ---- Measures ---- */

static const Choice measure_kinds[] = {
    {MEASURE_NUMBER, "number", "A number", NULL},
    {MEASURE_MONEY, "money", "Money", NULL},
    {MEASURE_PERCENTAGE, "percentage", "A percentage, from counts", NULL},
    {MEASURE_ATTENDANCE, "attendance", "Attendance", NULL},
    {MEASURE_SURVEY, "survey", "Ratings of a survey", NULL},
    {MEASURE_REACH, "reach", "Reach", NULL},
    {MEASURE_DELIVERABLE, "deliverable", "Something delivered, or not", NULL},
    {MEASURE_STORY, "story", "A story in words", NULL},
    {0},
};
static const Choice directions[] = {
    {BETTER_MORE, "more", "More is better", NULL},
    {BETTER_LESS, "less", "Less is better", NULL},
    {BETTER_SAME, "same", "Neither", NULL},
    {0},
};
static const Choice periods[] = {
    {PERIOD_ONCE, "once", "Once", NULL},
    {PERIOD_MONTH, "month", "Each month", NULL},
    {PERIOD_QUARTER, "quarter", "Each quarter", NULL},
    {PERIOD_YEAR, "year", "Each year", NULL},
    {0},
};
static const Field plan_measure_fields[] = {
    REF(PlanMeasure, action, .to = &plan_action_record, .label = "Action", .required = true, .by_program = true),
    INTEGER(PlanMeasure, position, .label = "Place", .by_program = true),
    TEXT(PlanMeasure, text, .label = "Measure", .hint = "For example, Number of people who attended", .max = 400, .required = true),
    CHOICE(PlanMeasure, kind, .choices = measure_kinds, .label = "What is measured", .in_sentence = "what is measured", .required = true),
    TEXT(PlanMeasure, unit, .label = "Unit", .hint = "For example, people", .max = 40),
    TEXT(PlanMeasure, baseline, .label = "Baseline", .hint = "Where it stood before. Leave empty if that is not known", .max = 40),
    TEXT(PlanMeasure, target, .label = "Target", .hint = "Leave empty if there is none", .max = 40),
    CHOICE(PlanMeasure, direction, .choices = directions, .label = "Which way is better?", .in_sentence = "which way is better"),
    CHOICE(PlanMeasure, period, .choices = periods, .label = "How often it is measured", .in_sentence = "how often it is measured"),
    TEXT(PlanMeasure, source, .label = "Where it comes from", .hint = "For example, booking lists of the safety team", .max = 200),
    DATE(PlanMeasure, until, .label = "Closed on", .hint = "To measure in another unit, close this one and add another"),
};
const Record plan_measure_record = RECORD(PlanMeasure, "plan_measure", plan_measure_fields, .title = "measure", .plural = "measures",
    .see = EVERY_ROLE, .change = WRITERS, .label_field = "text", .stays_in_office = true, .bring_back = plan_measure_held);

static const Field measure_value_fields[] = {
    REF(MeasureValue, measure, .to = &plan_measure_record, .label = "Measure", .required = true, .by_program = true),
    DATE(MeasureValue, day, .label = "Last day of the period", .hint = "For example, 30 9 2025", .required = true),
    INTEGER(MeasureValue, number, .label = "Number", .max = 1000000000000),
    PENCE(MeasureValue, amount, .label = "Amount", .hint = "For example, 1,500"),
    INTEGER(MeasureValue, of, .label = "Out of", .max = 1000000000000),
    INTEGER(MeasureValue, rated_1, .label = "Answers that rated it 1 (worst)", .max = 100000000),
    INTEGER(MeasureValue, rated_2, .label = "Answers that rated it 2", .max = 100000000),
    INTEGER(MeasureValue, rated_3, .label = "Answers that rated it 3", .max = 100000000),
    INTEGER(MeasureValue, rated_4, .label = "Answers that rated it 4", .max = 100000000),
    INTEGER(MeasureValue, rated_5, .label = "Answers that rated it 5 (best)", .max = 100000000),
    FLAG(MeasureValue, is_delivered, .label = "It was delivered"),
    LONG_TEXT(MeasureValue, story, .label = "In words", .hint = "It is published with the plan. Name nobody", .max = 4000),
    TEXT(MeasureValue, written_by, .label = "Entered by", .by_program = true),
};
const Record measure_value_record = RECORD(MeasureValue, "measure_value", measure_value_fields, .title = "value of a measure",
    .plural = "values of measures", .see = EVERY_ROLE, .change = TELLERS, .label_field = "written_by", .stays_in_office = true);

/* ---- Progress ---- */

static const Choice told_states[] = {
    {PLAN_NOT_STARTED, "not_started", "Not started", NULL},
    {PLAN_ON_TRACK, "on_track", "On track", NULL},
    {PLAN_AT_RISK, "at_risk", "At risk", "It may not be done in time, or not as planned"},
    {PLAN_AWAITING_EVIDENCE, "awaiting_evidence", "Complete, awaiting evidence", "It is done; what shows it is still to come"},
    {PLAN_COMPLETE, "complete", "Complete", NULL},
    {PLAN_STOPPED, "stopped", "Stopped", "It will not be done"},
    {0},
};
static const Field plan_progress_fields[] = {
    REF(PlanProgress, action, .to = &plan_action_record, .label = "Action", .required = true, .by_program = true),
    DATE(PlanProgress, day, .label = "As of", .by_program = true),
    CHOICE(PlanProgress, state, .choices = told_states, .label = "How does it stand?", .in_sentence = "how it stands", .required = true),
    LONG_TEXT(PlanProgress, done, .label = "What was done", .max = 4000, .needed = "unless nothing has begun",
        .hint = "It is published with the plan. Name nobody"),
    LONG_TEXT(PlanProgress, reason, .label = "Why it is at risk, or was stopped", .max = 1000, .needed = "when it is at risk or stopped",
        .hint = "It is published with the plan"),
    LONG_TEXT(PlanProgress, note, .label = "Note for the office", .hint = "Never published. The safety team and the clerk read it",
        .max = 4000, .sealed = true, .see = WRITERS, .change = TELLERS),
    TEXT(PlanProgress, evidence_title, .label = "What the file shows", .see = WRITERS, .change = TELLERS,
        .hint = "For example, Report of the workshop of 12 September", .max = 160),
    TEXT(PlanProgress, evidence_sha256, .label = "File", .by_program = true, .see = WRITERS),
    TEXT(PlanProgress, evidence_type, .label = "Type of the file", .by_program = true),
    TEXT(PlanProgress, evidence_name, .label = "Name of the file", .by_program = true, .see = WRITERS),
    INTEGER(PlanProgress, evidence_bytes, .label = "Bytes", .by_program = true),
    TEXT(PlanProgress, written_by, .label = "Written by", .by_program = true),
    MOMENT(PlanProgress, written_at, .label = "Written"),
};
const Record plan_progress_record = RECORD(PlanProgress, "plan_progress", plan_progress_fields, .title = "progress of an action",
    .plural = "progress of actions", .see = EVERY_ROLE, .change = TELLERS, .label_field = "written_by", .stays_in_office = true);

static const Field plan_call_fields[] = {
    REF(PlanCall, agreement, .to = &agreement_record, .label = "Agreement", .required = true, .by_program = true),
    DATE(PlanCall, quarter_ends, .label = "Quarter that ends on", .hint = "For example, 30 9 2025", .required = true),
    DATE(PlanCall, due, .label = "Updates are due on", .required = true),
    DATE(PlanCall, closed_on, .label = "Closed on", .by_program = true),
    LONG_TEXT(PlanCall, words, .label = "What the leads are told", .max = 2000),
};
const Record plan_call_record = RECORD(PlanCall, "plan_call", plan_call_fields, .title = "call for updates", .plural = "calls for updates",
    .see = EVERY_ROLE, .change = WRITERS, .stays_in_office = true);

static const Field plan_exception_fields[] = {
    REF(PlanException, action, .to = &plan_action_record, .label = "Action", .required = true, .by_program = true),
    REF(PlanException, meeting, .to = &meeting_record, .label = "Meeting", .required = true, .by_program = true),
    REF(PlanException, item, .to = &agenda_item_record, .label = "Agenda item", .by_program = true),
};
const Record plan_exception_record = RECORD(PlanException, "plan_exception", plan_exception_fields, .title = "exception on an agenda",
    .plural = "exceptions on agendas", .see = STAFF | AUDITOR, .change = CLERK, .stays_in_office = true);

/* ---- What the plan looks at ---- */

static const Choice strategy_kinds[] = {
    {STRATEGY_NATIONAL, "national", "National strategy", NULL},
    {STRATEGY_LOCAL, "local", "Local strategy or plan", NULL},
    {STRATEGY_GROUP, "group", "Group or board", NULL},
    {STRATEGY_LAW, "law", "Act or regulations", NULL},
    {STRATEGY_BILL, "bill", "Bill", NULL},
    {STRATEGY_GUIDANCE, "guidance", "Guidance", NULL},
    {0},
};
static const Field strategy_fields[] = {
    CHOICE(Strategy, kind, .choices = strategy_kinds, .label = "What it is", .in_sentence = "what it is", .required = true),
    TEXT(Strategy, title, .label = "Title", .max = 200, .required = true, .search = true),
    TEXT(Strategy, owner, .label = "Whose it is", .hint = "For example, Home Office", .max = 160),
    WEB_ADDRESS(Strategy, url, .label = "Web address"),
    DATE(Strategy, from, .label = "In force from"),
    DATE(Strategy, until, .label = "Until"),
    DATE(Strategy, due, .label = "Expected on", .hint = "For a bill or guidance that is to come. It is watched until it is in force"),
    LONG_TEXT(Strategy, standing, .label = "How it stands", .max = 1000),
};
const Record strategy_record =
    RECORD(Strategy, "strategy", strategy_fields, .title = "strategy, group or law", .plural = "strategies, groups and laws",
        .see = EVERY_ROLE, .change = WRITERS, .label_field = "title", .stays_in_office = true, .bring_back = plan_strategy_held);

static const Field plan_link_fields[] = {
    REF(PlanLink, action, .to = &plan_action_record, .label = "Action", .required = true, .by_program = true),
    REF(PlanLink, strategy, .to = &strategy_record, .label = "Strategy, group or law", .required = true),
};
const Record plan_link_record = RECORD(PlanLink, "plan_link", plan_link_fields, .title = "link of an action", .plural = "links of actions",
    .see = EVERY_ROLE, .change = WRITERS, .stays_in_office = true, .bring_back = plan_link_held);

static const Choice issue_standings[] = {
    {ISSUE_WATCHED, "watched", "Watched", NULL},
    {ISSUE_TAKEN_UP, "taken_up", "Taken up in the plan", NULL},
    {ISSUE_CLOSED, "closed", "Closed", NULL},
    {0},
};
static const Field emerging_issue_fields[] = {
    TEXT(EmergingIssue, title, .label = "Issue", .max = 160, .required = true, .search = true),
    DATE(EmergingIssue, raised_on, .label = "Raised on", .required = true),
    TEXT(EmergingIssue, raised_by, .label = "Raised by", .hint = "An organisation or group", .max = 160),
    LONG_TEXT(EmergingIssue, text, .label = "What is known", .max = 4000),
    CHOICE(EmergingIssue, standing, .choices = issue_standings, .label = "How it stands", .in_sentence = "how it stands", .required = true),
    REF(EmergingIssue, priority, .to = &priority_record, .label = "Priority that it concerns"),
    LONG_TEXT(EmergingIssue, outcome, .label = "What came of it", .max = 2000, .needed = "when it is taken up or closed"),
};
const Record emerging_issue_record =
    RECORD(EmergingIssue, "emerging_issue", emerging_issue_fields, .title = "emerging issue", .plural = "emerging issues",
        .see = EVERY_ROLE, .change = WRITERS, .label_field = "title", .stays_in_office = true, .bring_back = plan_issue_held);
