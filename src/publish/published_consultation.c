/* The records of the published store that hold consultation, field by field. */
#include "publish/published_consultation.h"

static const Field consultation_fields[] = {
    TEXT(PublishedConsultation, title, .label = "Title", .max = 200),
    LONG_TEXT(PublishedConsultation, introduction, .label = "Introduction"),
    TEXT(PublishedConsultation, plan, .label = "Plan", .max = 200),
    DATE(PublishedConsultation, opens, .label = "First day"),
    DATE(PublishedConsultation, last_day, .label = "Last day"),
    FLAG(PublishedConsultation, is_for_everybody, .label = "For everybody"),
    FLAG(PublishedConsultation, has_draft, .label = "Draft published"),
    FLAG(PublishedConsultation, has_summary, .label = "Summary published"),
    LONG_TEXT(PublishedConsultation, summary, .label = "Summary"),
    INTEGER(PublishedConsultation, comments, .label = "Comments"),
    INTEGER(PublishedConsultation, members, .label = "From members"),
    INTEGER(PublishedConsultation, invited, .label = "From people who were invited"),
    INTEGER(PublishedConsultation, everybody, .label = "From the public"),
    INTEGER(PublishedConsultation, accepted, .label = "Accepted"),
    INTEGER(PublishedConsultation, in_part, .label = "Accepted in part"),
    INTEGER(PublishedConsultation, not_accepted, .label = "Not accepted"),
    INTEGER(PublishedConsultation, noted, .label = "Noted"),
    INTEGER(PublishedConsultation, left_out, .label = "Not shown"),
    FLAG(PublishedConsultation, is_withdrawn, .label = "Withdrawn"),
    LONG_TEXT(PublishedConsultation, reason, .label = "Why it was withdrawn"),
    MOMENT(PublishedConsultation, published_at, .label = "Published"),
    MOMENT(PublishedConsultation, changed_at, .label = "Changed"),
};
const Record published_consultation_record = RECORD(PublishedConsultation, "published_consultation", consultation_fields,
    .title = "consultation", .plural = "consultations", .see = ACCESS_ALL, .label_field = "title");

static const Field line_fields[] = {
    REF(PublishedDraftLine, consultation, .to = &published_consultation_record, .label = "Consultation"),
    INTEGER(PublishedDraftLine, position, .label = "Place"),
    INTEGER(PublishedDraftLine, action, .label = "Action"),
    TEXT(PublishedDraftLine, number, .label = "Number"),
    LONG_TEXT(PublishedDraftLine, title, .label = "Objective or planned outcome"),
    LONG_TEXT(PublishedDraftLine, aim, .label = "Aim"),
    LONG_TEXT(PublishedDraftLine, steps, .label = "Actions"),
    LONG_TEXT(PublishedDraftLine, measures, .label = "Measures"),
    TEXT(PublishedDraftLine, timescale, .label = "Timescale"),
    LONG_TEXT(PublishedDraftLine, lead, .label = "Lead"),
    LONG_TEXT(PublishedDraftLine, contributors, .label = "With"),
    LONG_TEXT(PublishedDraftLine, flags, .label = "Funded or linked"),
};
const Record published_draft_line_record = RECORD(PublishedDraftLine, "published_draft_line", line_fields, .title = "line of a draft plan",
    .plural = "lines of draft plans", .see = ACCESS_ALL, .label_field = "title");

/* The hash is SECRET: no list, JSON or CSV has it. */
static const Field link_fields[] = {
    REF(PublishedCommentLink, consultation, .to = &published_consultation_record, .label = "Consultation"),
    SECRET(PublishedCommentLink, token_hash, .label = "Hash of the link"),
};
const Record published_comment_link_record =
    RECORD(PublishedCommentLink, "published_comment_link", link_fields, .title = "link to comment", .plural = "links to comment", .see = 0);

static const Field comment_fields[] = {
    REF(PublishedComment, consultation, .to = &published_consultation_record, .label = "Consultation"),
    INTEGER(PublishedComment, position, .label = "Place"),
    LONG_TEXT(PublishedComment, about, .label = "Action"),
    TEXT(PublishedComment, writer, .label = "From"),
    LONG_TEXT(PublishedComment, text, .label = "Comment"),
    TEXT(PublishedComment, outcome, .label = "Answer"),
    LONG_TEXT(PublishedComment, answer, .label = "Why"),
    LONG_TEXT(PublishedComment, change_made, .label = "Changed in the plan"),
};
const Record published_comment_record = RECORD(PublishedComment, "published_comment", comment_fields, .title = "comment with its answer",
    .plural = "comments with their answers", .see = ACCESS_ALL);
