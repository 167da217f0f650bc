/* The fields of the meetings records: labels, hints and limits of meetings, agenda parts and items, papers, reports, templates and the
 * outbox of publications. */
#include "meetings/cycle.h"
#include "meetings/meeting.h"
#include "meetings/timeline.h"

#define WRITERS ((Access)(CLERK | SAFETY_OFFICER))
/* What pages show only to those who sit on the body or handle its restricted papers: not to auditors and administrators, in history and
 * downloads neither. */
#define HANDLERS ((Access)(CLERK | SAFETY_OFFICER | CHAIR | MEMBER))

static const Choice restrictions[] = {
    {RESTRICTION_EXEMPT, "exempt", "Exempt",
        "The body may decide to exclude the public, because the item falls under a paragraph of Schedule 12A"},
    {RESTRICTION_CONFIDENTIAL, "confidential", "Confidential",
        "The public must be excluded: a government department gave the information in confidence, or a law or court forbids its "
        "disclosure"},
    {0},
};
const Choice schedule_12a_paragraphs[] = {
    {SCHEDULE_12A_1, "1", "Paragraph 1: information about any individual", NULL},
    {SCHEDULE_12A_2, "2", "Paragraph 2: information likely to reveal who an individual is", NULL},
    {SCHEDULE_12A_3, "3", "Paragraph 3: the financial or business affairs of any person, the authority itself included",
        "Not where the information has to be registered publicly by law"},
    {SCHEDULE_12A_4, "4", "Paragraph 4: consultations or negotiations about labour relations", NULL},
    {SCHEDULE_12A_5, "5", "Paragraph 5: information covered by legal professional privilege", NULL},
    {SCHEDULE_12A_6, "6", "Paragraph 6: a proposal to give a notice that imposes requirements, or to make an order or direction", NULL},
    {SCHEDULE_12A_7, "7", "Paragraph 7: action to prevent, investigate or prosecute crime", NULL},
    {0},
};

/* What can be restricted has these fields, with the same words everywhere (restriction.h). Who may not read restricted papers learns that
 * there is a restriction and under which paragraphs, not why. */
#define RESTRICTED_FIELDS(Struct, question)                                                                                                \
    CHOICE(Struct, restriction, .choices = restrictions, .label = (question)),                                                             \
        SET(Struct, paragraphs, .choices = schedule_12a_paragraphs, .label = "Paragraphs of Schedule 12A",                                 \
            .hint = "Part 1 of Schedule 12A to the Local Government Act 1972. Choose all that apply"),                                     \
        LONG_TEXT(Struct, restriction_reason, .label = "Why the public interest is better served by withholding it", .max = 2000,          \
            .needed = "when it is restricted", .see = WRITERS,                                                                             \
            .hint = "What would be harmed, and why that outweighs the interest in publishing it"),                                         \
        TEXT(Struct, restriction_decided_by, .label = "Who decided that it is restricted", .max = 160, .see = WRITERS,                     \
            .hint = "Name and post"),                                                                                                      \
        DATE(Struct, restriction_review, .label = "Review date of the restriction",                                                        \
            .hint = "When it is looked at whether this still has to be withheld. For example, 31 3 2026")

static const Choice meeting_states[] = {
    {MEETING_PLANNED, "planned", "In preparation", NULL},
    {MEETING_AGREED, "agreed", "Agenda agreed", NULL},
    {MEETING_PUBLISHED, "published", "Published", NULL},
    {MEETING_HELD, "held", "Held", NULL},
    {MEETING_CANCELLED, "cancelled", "Cancelled", NULL},
    {0},
};

static const Field meeting_fields[] = {
    REF(Meeting, body, .to = &body_record, .label = "Body", .required = true),
    DATE(Meeting, day, .label = "Date", .hint = "For example, 23 7 2025", .required = true),
    TIME(Meeting, starts, .label = "Start time", .hint = "For example, 10am or 14:30", .required = true),
    TIME(Meeting, ends, .label = "End time", .hint = "Leave empty when it is not known yet"),
    FLAG(Meeting, is_online, .label = "People can join online"),
    TEXT(Meeting, place, .label = "Place", .max = 300, .search = true,
        .hint = "Room, building and postcode. Leave empty for a meeting that is only online"),
    LONG_TEXT(Meeting, joining, .label = "How to join online", .max = 4000, .see = HANDLERS,
        .hint = "Link, meeting number and passcode. Shown to members and staff only, never published"),
    TEXT(Meeting, contact_name, .label = "Contact name", .max = 120, .hint = "Who the agenda asks people to ask for"),
    EMAIL(Meeting, contact_email, .label = "Contact email"),
    TEXT(Meeting, contact_phone, .label = "Contact telephone number", .max = 40),
    CHOICE(Meeting, state, .choices = meeting_states, .label = "State", .by_program = true),
    MOMENT(Meeting, agreed_at, .label = "Agreed"),
    TEXT(Meeting, agreed_by, .label = "Agreed by", .by_program = true),
    MOMENT(Meeting, published_at, .label = "Published"),
    INTEGER(Meeting, publication, .label = "Publications so far", .max = 1000000, .by_program = true),
    LONG_TEXT(Meeting, cancelled_reason, .label = "Why the meeting is cancelled", .max = 1000, .by_program = true),
    MARKDOWN(Meeting, note, .label = "Note for the public page", .max = 4000, .search = true,
        .hint = "For example, how the public can watch. Leave empty for none"),
    RESTRICTED_FIELDS(Meeting, "Is the whole meeting restricted?"),
};
const Record meeting_record = RECORD(
    Meeting, "meeting", meeting_fields, .title = "meeting", .plural = "meetings", .see = EVERY_ROLE, .change = CLERK, .label_field = "day");

static const Field agenda_part_fields[] = {
    REF(AgendaPart, meeting, .to = &meeting_record, .label = "Meeting", .required = true, .by_program = true),
    INTEGER(AgendaPart, position, .label = "Position", .min = 1, .max = 1000, .by_program = true),
    TEXT(AgendaPart, title, .label = "Title of the part", .max = 160, .required = true, .hint = "For example, Committee Business"),
    FLAG(AgendaPart, is_open, .label = "The meeting is likely to be open to the press and public during this part"),
    TEXT(AgendaPart, note, .label = "Note under the title", .max = 300, .hint = "Printed on the agenda in brackets. Leave empty for none"),
};
const Record agenda_part_record = RECORD(AgendaPart, "agenda_part", agenda_part_fields, .title = "part of an agenda",
    .plural = "parts of agendas", .see = EVERY_ROLE, .change = CLERK, .label_field = "title");

static const Choice item_kinds[] = {
    {ITEM_BUSINESS, "business", "Business", "Anything the body discusses, decides or notes"},
    {ITEM_INTRODUCTION, "introduction", "Introduction", NULL},
    {ITEM_APOLOGIES, "apologies", "Apologies and substitutes", NULL},
    {ITEM_DECLARATIONS, "declarations", "Declarations of interest", "Stands on every agenda; nil is recorded"},
    {ITEM_PREVIOUS_NOTES, "previous_notes", "Notes of the previous meeting", NULL},
    {ITEM_FUTURE_DATES, "future_dates", "Dates of future meetings", NULL},
    {ITEM_ELECTION, "election", "Election", "Of a chair or vice-chair"},
    {ITEM_TERMS_REVIEW, "terms_review", "Review of terms of reference", "Of this body, or of one that reports to it"},
    {ITEM_OTHER_BUSINESS, "other_business", "Any other business", NULL},
    {0},
};
static const Choice purposes[] = {
    {PURPOSE_DECISION, "decision", "For decision", "The body is asked to agree, approve or endorse something"},
    {PURPOSE_INFORMATION, "information", "For information", "The body is asked to note or discuss"},
    {0},
};
/* History and downloads know of no meeting and no part, so they cannot tell whether an item is open: what may be restricted in one is for
 * those who may read every restricted paper. Members and auditors read the open ones on the pages of the meeting (MeetingRights). */
static const Field agenda_item_fields[] = {
    REF(AgendaItem, meeting, .to = &meeting_record, .label = "Meeting", .required = true, .by_program = true),
    REF(AgendaItem, part, .to = &agenda_part_record, .label = "Part of the agenda", .required = true, .by_program = true),
    INTEGER(AgendaItem, position, .label = "Position", .min = 1, .max = 10000, .by_program = true),
    CHOICE(AgendaItem, kind, .choices = item_kinds, .label = "Kind of item", .required = true),
    TEXT(AgendaItem, title, .label = "Title", .max = 250, .required = true, .search = true, .see = WRITERS),
    TEXT(AgendaItem, public_title, .label = "Title for the public", .max = 250, .needed = "when the item is restricted",
        .hint = "Printed on the public agenda instead of the title. Needed for a restricted item; name nobody in it"),
    CHOICE(AgendaItem, purpose, .choices = purposes, .label = "Purpose"),
    TEXT(AgendaItem, lead, .label = "Who leads the item", .max = 200, .search = true, .see = WRITERS,
        .hint = "Post and organisation. For example, Head of Community Safety, Kent County Council"),
    RESTRICTED_FIELDS(AgendaItem, "Is this item restricted?"),
    FLAG(AgendaItem, is_withdrawn, .label = "Withdrawn", .by_program = true),
    LONG_TEXT(AgendaItem, withdrawn_reason, .label = "Why the item is withdrawn", .max = 1000, .see = WRITERS, .by_program = true),
    MOMENT(AgendaItem, added_at, .label = "Added to the published agenda"),
    LONG_TEXT(AgendaItem, urgency_reason, .label = "Why the item is urgent", .required = true, .max = 1000, .see = WRITERS,
        .hint = "The special circumstances: what happened, and why it cannot wait for the next meeting. Printed on the agenda"),
    TEXT(AgendaItem, urgency_decided_by, .label = "Who decided that it is urgent", .required = true, .max = 160, .see = WRITERS,
        .hint = "The chair, or whoever is to preside in the chair's absence"),
    DATE(AgendaItem, urgency_decided_on, .label = "When that was decided", .required = true, .hint = "For example, 17 7 2025"),
};
const Record agenda_item_record = RECORD(AgendaItem, "agenda_item", agenda_item_fields, .title = "agenda item", .plural = "agenda items",
    .see = EVERY_ROLE, .change = CLERK, .label_field = "title");

static const Choice security_markings[] = {
    {MARKING_OFFICIAL, "official", "OFFICIAL", NULL},
    {MARKING_OFFICIAL_SENSITIVE, "official_sensitive", "OFFICIAL-SENSITIVE", "For people who need to know it. It is never published"},
    {0},
};
static const Choice paper_kinds[] = {
    {PAPER_UPLOADED, "uploaded", "PDF", NULL},
    {PAPER_REPORT, "report", "Report written here", NULL},
    {0},
};
static const Field paper_fields[] = {
    REF(Paper, item, .to = &agenda_item_record, .label = "Agenda item", .required = true, .by_program = true),
    INTEGER(Paper, position, .label = "Position", .min = 1, .max = 10000, .by_program = true),
    CHOICE(Paper, kind, .choices = paper_kinds, .label = "Kind of paper", .by_program = true),
    TEXT(Paper, title, .label = "Title of the paper", .max = 250, .required = true, .search = true, .see = WRITERS,
        .hint = "As the agenda lists it. For example, Working Group Update"),
    TEXT(Paper, file_sha256, .label = "Name of the stored file", .max = 64, .by_program = true),
    TEXT(Paper, file_name, .label = "File name", .max = 255, .see = WRITERS, .by_program = true),
    TEXT(Paper, media_type, .label = "Media type", .max = 100, .by_program = true),
    INTEGER(Paper, bytes, .label = "Bytes", .max = INT64_MAX, .by_program = true),
    INTEGER(Paper, pages, .label = "Pages", .max = 1000000, .by_program = true),
    FLAG(Paper, is_tagged, .label = "Tagged for screen readers", .by_program = true),
    FLAG(Paper, is_signed, .label = "Signed electronically", .by_program = true),
    FLAG(Paper, is_scanned, .label = "Pictures of pages, without words", .by_program = true),
    FLAG(Paper, is_repaired, .label = "Damaged and repaired", .by_program = true),
    FLAG(Paper, is_withdrawn, .label = "Withdrawn", .by_program = true),
    LONG_TEXT(Paper, withdrawn_reason, .label = "Why the paper is withdrawn", .max = 1000, .see = WRITERS, .by_program = true),
    RESTRICTED_FIELDS(Paper, "Is this paper restricted?"),
    CHOICE(Paper, security_marking, .choices = security_markings, .label = "Security marking",
        .hint = "As its author marked it. Only the author changes a marking. Nothing higher than OFFICIAL-SENSITIVE may be kept here"),
    FLAG(Paper, is_recalled, .label = "Recalled", .by_program = true),
    LONG_TEXT(Paper, recalled_reason, .label = "Why the paper is recalled", .max = 1000, .see = WRITERS, .by_program = true),
    MOMENT(Paper, recalled_at, .label = "Recalled on"),
    TEXT(Paper, recalled_by, .label = "Recalled by", .by_program = true),
    INTEGER(Paper, supplement, .label = "Supplement", .max = 1000, .by_program = true),
    FLAG(Paper, is_draft, .label = "Not published yet", .by_program = true),
    REF(Paper, replaces, .to = &paper_record, .label = "Replaces", .by_program = true),
    REF(Paper, replaced_by, .to = &paper_record, .label = "Replaced by", .by_program = true),
};
const Record paper_record = RECORD(
    Paper, "paper", paper_fields, .title = "paper", .plural = "papers", .see = EVERY_ROLE, .change = WRITERS, .label_field = "title");

/* What a report says is kept sealed whether or not its paper is restricted: any report may hold a restricted passage or become restricted later,
 * and the journal keeps every state for ever. */
static const Field report_fields[] = {
    REF(Report, paper, .to = &paper_record, .label = "Paper", .required = true, .by_program = true),
    TEXT(Report, by, .label = "By", .max = 300, .required = true, .hint = "Name and post of the author or authors"),
    TEXT(Report, to, .label = "To", .max = 300, .required = true, .hint = "Name of the body and date of the meeting"),
    TEXT(Report, classification, .label = "Classification", .max = 60, .hint = "For Decision or For Information"),
    TEXT(Report, subject, .label = "Subject", .max = 250, .required = true, .search = true),
    LONG_TEXT(
        Report, summary, .label = "Summary", .max = 4000, .required = true, .search = true, .sealed = true, .hint = "One short paragraph"),
    MARKDOWN(Report, body, .label = "Report", .max = 200000, .search = true, .sealed = true,
        .hint = "Begin each section with # and its heading. Sections become 1.0, 2.0 and their paragraphs 1.1, 1.2"),
    MARKDOWN(Report, recommendations, .label = "Recommendations", .max = 10000, .search = true, .sealed = true,
        .hint = "One a line, each beginning with -. What the body is asked to agree, approve, endorse or note"),
    MARKDOWN(Report, attachments, .label = "Attachments", .max = 10000, .sealed = true, .hint = "One a line, each beginning with -"),
    MARKDOWN(Report, further_information, .label = "For further information", .max = 4000, .sealed = true,
        .hint = "Who to ask: name, post, email"),
    MARKDOWN(Report, background_papers, .label = "Background papers", .max = 10000, .sealed = true,
        .hint = "What the report relies on. The public can ask for these for four years"),
};
/* Members read reports on the pages of their meetings (MeetingRights); history and downloads know of no meeting, so they are for those who
 * may read every restricted paper, and each reading there is journalled. */
const Record report_record = RECORD(Report, "report", report_fields, .title = "report", .plural = "reports", .see = WRITERS,
    .change = WRITERS, .is_restricted = true, .label_field = "subject");

static const Field template_part_fields[] = {
    REF(TemplatePart, body, .to = &body_record, .label = "Body", .required = true, .by_program = true),
    INTEGER(TemplatePart, position, .label = "Position", .min = 1, .max = 1000, .by_program = true),
    TEXT(TemplatePart, title, .label = "Title of the part", .max = 160, .required = true, .hint = "For example, Committee Business"),
    FLAG(TemplatePart, is_open, .label = "The meeting is likely to be open to the press and public during this part"),
    TEXT(
        TemplatePart, note, .label = "Note under the title", .max = 300, .hint = "Printed on the agenda in brackets. Leave empty for none"),
};
const Record template_part_record = RECORD(TemplatePart, "template_part", template_part_fields, .title = "part of a template agenda",
    .plural = "parts of template agendas", .see = EVERY_ROLE, .change = CLERK, .label_field = "title");

static const Field template_item_fields[] = {
    REF(TemplateItem, part, .to = &template_part_record, .label = "Part of the template", .required = true, .by_program = true),
    INTEGER(TemplateItem, position, .label = "Position", .min = 1, .max = 10000, .by_program = true),
    CHOICE(TemplateItem, kind, .choices = item_kinds, .label = "Kind of item", .required = true),
    TEXT(TemplateItem, title, .label = "Title", .max = 250, .required = true,
        .hint = "For the notes of the previous meeting, the date is added when an agenda is made"),
    CHOICE(TemplateItem, purpose, .choices = purposes, .label = "Purpose"),
    TEXT(TemplateItem, lead, .label = "Who leads the item", .max = 200),
};
const Record template_item_record = RECORD(TemplateItem, "template_item", template_item_fields, .title = "standing item",
    .plural = "standing items", .see = EVERY_ROLE, .change = CLERK, .label_field = "title");

static const Choice publication_states[] = {
    {PUBLICATION_ASKED, "asked", "Waiting", NULL},
    {PUBLICATION_BLOCKED, "blocked", "Held back", "The check found words that must not go out"},
    {PUBLICATION_DONE, "done", "Published", NULL},
    {PUBLICATION_FAILED, "failed", "Failed", NULL},
    {PUBLICATION_WITHDRAWN, "withdrawn", "Withdrawn", NULL},
    {0},
};
static const Field publication_fields[] = {
    REF(Publication, meeting, .to = &meeting_record, .label = "Meeting", .required = true, .by_program = true),
    INTEGER(Publication, number, .label = "Number", .min = 1, .max = 1000000, .by_program = true),
    CHOICE(Publication, state, .choices = publication_states, .label = "State", .by_program = true),
    /* quotes what must not go out */
    LONG_TEXT(Publication, findings, .label = "What the check found", .see = WRITERS, .by_program = true, .sealed = true),
    LONG_TEXT(Publication, failure, .label = "What went wrong", .see = WRITERS, .by_program = true),
    TEXT(Publication, asked_by, .label = "Asked for by", .by_program = true),
    INTEGER(Publication, asked_by_account, .label = "Account that asked", .max = INT64_MAX, .by_program = true),
    MOMENT(Publication, asked_at, .label = "Asked for"),
    MOMENT(Publication, done_at, .label = "Finished"),
    LONG_TEXT(Publication, withdrawn_reason, .label = "Why it was withdrawn", .max = 1000, .by_program = true),
    INTEGER(Publication, supplement, .label = "Supplement", .max = 1000, .by_program = true),
};
const Record publication_record =
    RECORD(Publication, "publication", publication_fields, .title = "publication", .plural = "publications", .see = EVERY_ROLE);

static const Choice meeting_acts[] = {
    {ACT_CALL_SENT, "call_sent", "Call for items was sent", NULL},
    {ACT_MINUTES_SENT, "minutes_sent", "Draft minutes were sent", NULL},
    {0},
};
static const Field meeting_act_fields[] = {
    REF(MeetingAct, meeting, .to = &meeting_record, .label = "Meeting", .required = true, .by_program = true),
    CHOICE(MeetingAct, kind, .choices = meeting_acts, .label = "What was done", .by_program = true),
    DATE(MeetingAct, day, .label = "Day on which it was sent", .required = true),
};
const Record meeting_act_record = RECORD(MeetingAct, "meeting_act", meeting_act_fields, .title = "step of a meeting's timeline",
    .plural = "steps of meetings' timelines", .see = EVERY_ROLE, .change = CLERK);

static const Choice sign_off_states[] = {
    {SIGN_OFF_DRAFT, "draft", "Draft", NULL},
    {SIGN_OFF_WITH_APPROVER, "with_approver", "With the approver", NULL},
    {SIGN_OFF_APPROVED, "approved", "Approved", NULL},
    {SIGN_OFF_ACCEPTED, "accepted", "Accepted by the clerk", NULL},
    {0},
};
static const Field sign_off_fields[] = {
    REF(SignOff, report, .to = &report_record, .label = "Report", .required = true, .by_program = true),
    REF(SignOff, author, .to = &person_record, .label = "Author",
        .hint = "Who answers for the report. It waits on their desk while it is a draft"),
    REF(SignOff, approver, .to = &person_record, .label = "Approver",
        .hint = "Who approves it before the clerk accepts it. Leave empty for nobody"),
    TEXT(SignOff, approver_post, .label = "Or the post that approves it", .max = 160,
        .hint = "For example, Head of Community Safety. Whoever holds the post then can approve it"),
    CHOICE(SignOff, state, .choices = sign_off_states, .label = "State", .by_program = true),
    INTEGER(SignOff, report_version, .label = "Version of the report", .max = INT64_MAX, .by_program = true),
    MOMENT(SignOff, sent_at, .label = "Sent to the approver"),
    MOMENT(SignOff, approved_at, .label = "Approved"),
    TEXT(SignOff, approved_by, .label = "Approved by", .by_program = true),
    MOMENT(SignOff, accepted_at, .label = "Accepted"),
    TEXT(SignOff, accepted_by, .label = "Accepted by", .by_program = true),
    LONG_TEXT(SignOff, note, .label = "Note", .max = 1000, .by_program = true, .sealed = true),
};
/* Notes may speak of what a restricted report says: for those who may read those (see report_record). */
const Record sign_off_record = RECORD(SignOff, "sign_off", sign_off_fields, .title = "sign-off of a report",
    .plural = "sign-offs of reports", .see = WRITERS, .change = WRITERS, .is_restricted = true);

static const Choice supplement_states[] = {
    {SUPPLEMENT_DRAFT, "draft", "Draft", NULL},
    {SUPPLEMENT_PUBLISHED, "published", "Published", NULL},
    {0},
};
static const Field supplement_fields[] = {
    REF(Supplement, meeting, .to = &meeting_record, .label = "Meeting", .required = true, .by_program = true),
    INTEGER(Supplement, number, .label = "Number", .min = 1, .max = 1000, .by_program = true),
    CHOICE(Supplement, state, .choices = supplement_states, .label = "State", .by_program = true),
    LONG_TEXT(Supplement, reason, .label = "Why there is a supplement", .max = 1000, .required = true,
        .hint = "Printed on its front sheet and on the public page. For example, the figures came after the agenda was published"),
    MOMENT(Supplement, touched_at, .label = "Last changed"),
    MOMENT(Supplement, published_at, .label = "Published"),
};
const Record supplement_record = RECORD(
    Supplement, "supplement", supplement_fields, .title = "supplement", .plural = "supplements", .see = STAFF | AUDITOR, .change = CLERK);

static const Field cycle_agreement_fields[] = {
    REF(CycleAgreement, body, .to = &body_record, .label = "Body", .required = true, .by_program = true),
    INTEGER(CycleAgreement, year, .label = "Year", .max = 9999, .by_program = true),
    DATE(CycleAgreement, day, .label = "Agreed on", .required = true),
    REF(CycleAgreement, meeting, .to = &meeting_record, .label = "At the meeting", .hint = "Leave empty if it was not at a meeting"),
    TEXT(CycleAgreement, decision, .label = "Decision", .hint = "For example, minute 131, or by email to all members", .max = 200),
    TEXT(CycleAgreement, recorded_by, .label = "Recorded by", .by_program = true),
};
const Record cycle_agreement_record =
    RECORD(CycleAgreement, "cycle_agreement", cycle_agreement_fields, .title = "agreement of a cycle of meetings",
        .plural = "agreements of cycles of meetings", .see = (Access)(STAFF | AUDITOR), .change = CLERK, .label_field = "year");
