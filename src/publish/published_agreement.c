/* The records of the published store that hold the plan, field by field; and how an action stands on a day. */
#include "publish/published_agreement.h"

static const Field agreement_fields[] = {
    REF(PublishedAgreement, body, .to = &published_body_record, .label = "Body"),
    TEXT(PublishedAgreement, body_name, .label = "Name of the body", .max = 200),
    TEXT(PublishedAgreement, title, .label = "Title", .max = 160),
    TEXT(PublishedAgreement, address, .label = "Year in the address", .max = 10),
    TEXT(PublishedAgreement, year, .label = "Year", .max = 10),
    DATE(PublishedAgreement, starts, .label = "First day"),
    DATE(PublishedAgreement, ends, .label = "Last day"),
    FLAG(PublishedAgreement, is_closed, .label = "Closed"),
    DATE(PublishedAgreement, endorsed_on, .label = "Endorsed on"),
    REF(PublishedAgreement, endorsed_at, .to = &published_meeting_record, .label = "Endorsed at the meeting"),
    DATE(PublishedAgreement, reviewed_on, .label = "Reviewed on"),
    DATE(PublishedAgreement, sent_on, .label = "Sent to the commissioner on"),
    LONG_TEXT(PublishedAgreement, themes, .label = "Cross-cutting themes"),
    TEXT(PublishedAgreement, file_sha256, .label = "PDF"),
    TEXT(PublishedAgreement, media_type, .label = "Type"),
    TEXT(PublishedAgreement, file_name, .label = "Name of the file"),
    INTEGER(PublishedAgreement, bytes, .label = "Bytes"),
    INTEGER(PublishedAgreement, pages, .label = "Pages"),
    FLAG(PublishedAgreement, is_withdrawn, .label = "Withdrawn"),
    LONG_TEXT(PublishedAgreement, reason, .label = "Why it was withdrawn"),
    MOMENT(PublishedAgreement, published_at, .label = "Published"),
    MOMENT(PublishedAgreement, changed_at, .label = "Changed"),
};
const Record published_agreement_record = RECORD(PublishedAgreement, "published_agreement", agreement_fields,
    .title = "community safety agreement", .plural = "community safety agreements", .see = ACCESS_ALL, .label_field = "title");

static const Field chapter_fields[] = {
    REF(PublishedChapter, agreement, .to = &published_agreement_record, .label = "Agreement"),
    INTEGER(PublishedChapter, position, .label = "Place"),
    TEXT(PublishedChapter, heading, .label = "Heading", .max = 160),
    MARKDOWN(PublishedChapter, text, .label = "Text"),
    FLAG(PublishedChapter, is_to_follow, .label = "To follow"),
};
const Record published_chapter_record = RECORD(PublishedChapter, "published_chapter", chapter_fields, .title = "chapter of an agreement",
    .plural = "chapters of agreements", .see = ACCESS_ALL, .label_field = "heading");

static const Field version_fields[] = {
    REF(PublishedAgreementVersion, agreement, .to = &published_agreement_record, .label = "Agreement"),
    TEXT(PublishedAgreementVersion, number, .label = "Version", .max = 20),
    DATE(PublishedAgreementVersion, day, .label = "Date"),
    LONG_TEXT(PublishedAgreementVersion, changes, .label = "What changed"),
};
const Record published_agreement_version_record = RECORD(PublishedAgreementVersion, "published_agreement_version", version_fields,
    .title = "version of an agreement", .plural = "versions of agreements", .see = ACCESS_ALL, .label_field = "number");

static const Field section_fields[] = {
    REF(PublishedPlanSection, agreement, .to = &published_agreement_record, .label = "Agreement"),
    INTEGER(PublishedPlanSection, number, .label = "Number"),
    TEXT(PublishedPlanSection, title, .label = "Title", .max = 160),
    FLAG(PublishedPlanSection, is_shared, .label = "Shared by several priorities"),
    TEXT(PublishedPlanSection, lead, .label = "Lead", .max = 400),
    LONG_TEXT(PublishedPlanSection, aim, .label = "Aim"),
    LONG_TEXT(PublishedPlanSection, called_before, .label = "Called before"),
};
const Record published_plan_section_record = RECORD(PublishedPlanSection, "published_plan_section", section_fields,
    .title = "priority of the plan", .plural = "priorities of the plan", .see = ACCESS_ALL, .label_field = "title");

static const Field action_fields[] = {
    REF(PublishedPlanAction, agreement, .to = &published_agreement_record, .label = "Agreement"),
    REF(PublishedPlanAction, section, .to = &published_plan_section_record, .label = "Priority"),
    INTEGER(PublishedPlanAction, position, .label = "Place"),
    TEXT(PublishedPlanAction, number, .label = "Number", .max = 20),
    LONG_TEXT(PublishedPlanAction, earlier_numbers, .label = "Earlier numbers"),
    LONG_TEXT(PublishedPlanAction, objective, .label = "Objective"),
    LONG_TEXT(PublishedPlanAction, steps, .label = "Actions"),
    LONG_TEXT(PublishedPlanAction, measures, .label = "Measures"),
    DATE(PublishedPlanAction, due, .label = "Due"),
    TEXT(PublishedPlanAction, timescale, .label = "Timescale"),
    LONG_TEXT(PublishedPlanAction, leads, .label = "Lead"),
    LONG_TEXT(PublishedPlanAction, contributors, .label = "Contributes"),
    LONG_TEXT(PublishedPlanAction, themes, .label = "Themes"),
    FLAG(PublishedPlanAction, is_funded, .label = "Funded by the grant"),
    FLAG(PublishedPlanAction, is_linked, .label = "Linked"),
    TEXT(PublishedPlanAction, linked_to, .label = "Linked to", .max = 300),
    REF(PublishedPlanAction, decided_at, .to = &published_meeting_record, .label = "Decided at the meeting"),
    TEXT(PublishedPlanAction, state, .label = "State"),
    FLAG(PublishedPlanAction, is_open, .label = "Open"),
    DATE(PublishedPlanAction, state_on, .label = "State as of"),
    LONG_TEXT(PublishedPlanAction, reason, .label = "Why"),
};
const Record published_plan_action_record = RECORD(PublishedPlanAction, "published_plan_action", action_fields,
    .title = "action of the plan", .plural = "actions of the plan", .see = ACCESS_ALL, .label_field = "number");

static const Field measure_fields[] = {
    REF(PublishedPlanMeasure, agreement, .to = &published_agreement_record, .label = "Agreement"),
    REF(PublishedPlanMeasure, action, .to = &published_plan_action_record, .label = "Action"),
    INTEGER(PublishedPlanMeasure, position, .label = "Place"),
    TEXT(PublishedPlanMeasure, text, .label = "Measure", .max = 400),
    TEXT(PublishedPlanMeasure, kind, .label = "What is measured"),
    TEXT(PublishedPlanMeasure, baseline, .label = "Baseline", .max = 40),
    TEXT(PublishedPlanMeasure, target, .label = "Target", .max = 40),
    TEXT(PublishedPlanMeasure, source, .label = "Where it comes from", .max = 200),
    DATE(PublishedPlanMeasure, closed_on, .label = "Closed on"),
    TEXT(PublishedPlanMeasure, change, .label = "Last value compared with the one before"),
    FLAG(PublishedPlanMeasure, is_drawn, .label = "Drawn"),
    FLAG(PublishedPlanMeasure, has_target, .label = "Has a target that can be drawn"),
    INTEGER(PublishedPlanMeasure, target_drawn, .label = "Target as drawn"),
};
const Record published_plan_measure_record = RECORD(PublishedPlanMeasure, "published_plan_measure", measure_fields, .title = "measure",
    .plural = "measures", .see = ACCESS_ALL, .label_field = "text");

static const Field value_fields[] = {
    REF(PublishedMeasureValue, agreement, .to = &published_agreement_record, .label = "Agreement"),
    REF(PublishedMeasureValue, measure, .to = &published_plan_measure_record, .label = "Measure"),
    DATE(PublishedMeasureValue, day, .label = "Last day of the period"),
    LONG_TEXT(PublishedMeasureValue, shown, .label = "Value"),
    LONG_TEXT(PublishedMeasureValue, story, .label = "In words"),
    INTEGER(PublishedMeasureValue, drawn, .label = "As drawn"),
};
const Record published_measure_value_record = RECORD(PublishedMeasureValue, "published_measure_value", value_fields,
    .title = "value of a measure", .plural = "values of measures", .see = ACCESS_ALL, .label_field = "shown");

static const Field progress_fields[] = {
    REF(PublishedPlanProgress, agreement, .to = &published_agreement_record, .label = "Agreement"),
    REF(PublishedPlanProgress, action, .to = &published_plan_action_record, .label = "Action"),
    DATE(PublishedPlanProgress, day, .label = "As of"),
    TEXT(PublishedPlanProgress, state, .label = "State"),
    LONG_TEXT(PublishedPlanProgress, done, .label = "What was done"),
    LONG_TEXT(PublishedPlanProgress, reason, .label = "Why it is at risk, or was stopped"),
};
const Record published_plan_progress_record = RECORD(PublishedPlanProgress, "published_plan_progress", progress_fields,
    .title = "progress of an action", .plural = "progress of actions", .see = ACCESS_ALL, .label_field = "state");

static const Field change_fields[] = {
    REF(PublishedPlanChange, agreement, .to = &published_agreement_record, .label = "Agreement"),
    REF(PublishedPlanChange, action, .to = &published_plan_action_record, .label = "Action"),
    TEXT(PublishedPlanChange, number, .label = "Number", .max = 20),
    LONG_TEXT(PublishedPlanChange, sentence, .label = "What changed"),
    MOMENT(PublishedPlanChange, changed_at, .label = "Published"),
};
const Record published_plan_change_record = RECORD(PublishedPlanChange, "published_plan_change", change_fields,
    .title = "change of the plan", .plural = "changes of the plan", .see = ACCESS_ALL, .label_field = "sentence");

/* ---- How an action stands ---- */

static const struct {
    const char *code, *shown, *hue;
} states[] = {
    {"not_started", "Not started", "grey"},
    {"on_track", "On track", "green"},
    {"at_risk", "At risk", "orange"},
    {"late", "Late", "red"},
    {"awaiting_evidence", "Complete, awaiting evidence", "teal"},
    {"complete", "Complete", "blue"},
    {"stopped", "Stopped", "purple"},
};
enum { STATES = sizeof states / sizeof states[0] };

const char *published_state_of_plan(Text state) {
    for (size_t i = 0; i < STATES; i++)
        if (text_equal(state, text_of(states[i].code))) return states[i].shown;
    return "";
}

const char *published_hue_of_plan(Text state) {
    for (size_t i = 0; i < STATES; i++)
        if (text_equal(state, text_of(states[i].code))) return states[i].hue;
    return "grey";
}

Text published_standing(const PublishedPlanAction *action, Date today) {
    bool is_late = action->is_open && date_is_set(action->due) && date_compare(action->due, today) < 0;
    return is_late ? S("late") : action->state;
}
