/* The records of the published store: what each snapshot holds, field by field. */
#include "publish/published.h"

static const Field site_fields[] = {
    TEXT(PublishedSite, name, .label = "Name of the partnership", .max = 200),
    TEXT(PublishedSite, short_name, .label = "Short name", .max = 60),
    TEXT(PublishedSite, area, .label = "Area", .max = 120),
    MARKDOWN(PublishedSite, introduction, .label = "Introduction", .search = true),
    TEXT(PublishedSite, contact_name, .label = "Contact"),
    TEXT(PublishedSite, contact_email, .label = "Email address"),
    TEXT(PublishedSite, contact_phone, .label = "Telephone"),
    LONG_TEXT(PublishedSite, postal_address, .label = "Postal address"),
    TEXT(PublishedSite, accessibility_email, .label = "Email address for accessibility"),
    FLAG(PublishedSite, offers_mail, .label = "Offers email about meetings"),
};
const Record published_site_record =
    RECORD(PublishedSite, "published_site", site_fields, .title = "site", .plural = "sites", .see = ACCESS_ALL, .label_field = "name");

static const Field body_fields[] = {
    TEXT(PublishedBody, name, .label = "Name", .search = true),
    TEXT(PublishedBody, short_name, .label = "Short name", .search = true),
    TEXT(PublishedBody, kind, .label = "Kind of body"),
    MARKDOWN(PublishedBody, purpose, .label = "Purpose", .search = true),
    REF(PublishedBody, parent, .to = &published_body_record, .label = "Part of"),
    TEXT(PublishedBody, contact_name, .label = "Contact"),
    TEXT(PublishedBody, contact_email, .label = "Email address"),
    TEXT(PublishedBody, contact_phone, .label = "Telephone"),
    INTEGER(PublishedBody, position, .label = "Position", .max = 1000000),
};
const Record published_body_record =
    RECORD(PublishedBody, "published_body", body_fields, .title = "body", .plural = "bodies", .see = ACCESS_ALL, .label_field = "name");

static const Field terms_fields[] = {
    REF(PublishedTerms, body, .to = &published_body_record, .label = "Body"),
    TEXT(PublishedTerms, title, .label = "Title", .search = true),
    DATE(PublishedTerms, from, .label = "In force from"),
    DATE(PublishedTerms, until, .label = "In force until"),
    DATE(PublishedTerms, approved_on, .label = "Approved on"),
    MARKDOWN(PublishedTerms, text, .label = "Text", .search = true),
    LONG_TEXT(PublishedTerms, quorum, .label = "Quorum"),
    LONG_TEXT(PublishedTerms, notice, .label = "Notice of meetings"),
    LONG_TEXT(PublishedTerms, meetings, .label = "Meetings"),
    LONG_TEXT(PublishedTerms, decisions, .label = "Decisions"),
};
const Record published_terms_record = RECORD(PublishedTerms, "published_terms", terms_fields, .title = "terms of reference",
    .plural = "terms of reference", .see = ACCESS_ALL, .label_field = "title");

static const Field terms_section_fields[] = {
    REF(PublishedTermsSection, terms, .to = &published_terms_record, .label = "Terms of reference"),
    INTEGER(PublishedTermsSection, position, .label = "Number", .max = 1000000),
    TEXT(PublishedTermsSection, heading, .label = "Heading", .search = true),
    MARKDOWN(PublishedTermsSection, text, .label = "Text", .search = true),
};
const Record published_terms_section_record = RECORD(PublishedTermsSection, "published_terms_section", terms_section_fields,
    .title = "section of terms of reference", .plural = "sections of terms of reference", .see = ACCESS_ALL, .label_field = "heading");

static const Field seat_fields[] = {
    REF(PublishedSeat, body, .to = &published_body_record, .label = "Body"),
    TEXT(PublishedSeat, seat, .label = "Seat"),
    TEXT(PublishedSeat, organisation, .label = "Organisation"),
    TEXT(PublishedSeat, holder, .label = "Held by", .max = 400),
    TEXT(PublishedSeat, office, .label = "Office"),
    FLAG(PublishedSeat, is_core, .label = "Core seat"),
    FLAG(PublishedSeat, is_statutory, .label = "Responsible authority"),
    FLAG(PublishedSeat, is_invited, .label = "Attends by invitation"),
    INTEGER(PublishedSeat, position, .label = "Position", .max = 1000000),
    DATE(PublishedSeat, from, .label = "Held from"),
    DATE(PublishedSeat, until, .label = "Held until"),
};
const Record published_seat_record =
    RECORD(PublishedSeat, "published_seat", seat_fields, .title = "seat", .plural = "seats", .see = ACCESS_ALL, .label_field = "seat");

static const Choice meeting_states[] = {
    {PUBLISHED_PLANNED, "planned", "Agenda to follow", NULL},
    {PUBLISHED_AGENDA, "published", "Agenda published", NULL},
    {PUBLISHED_HELD, "held", "Held", NULL},
    {PUBLISHED_CANCELLED, "cancelled", "Cancelled", NULL},
    {PUBLISHED_WITHDRAWN, "withdrawn", "Withdrawn", NULL},
    {0},
};
static const Field meeting_fields[] = {
    REF(PublishedMeeting, body, .to = &published_body_record, .label = "Body"),
    TEXT(PublishedMeeting, body_name, .label = "Name of the body", .search = true),
    DATE(PublishedMeeting, day, .label = "Date"),
    TIME(PublishedMeeting, starts, .label = "Starts"),
    TIME(PublishedMeeting, ends, .label = "Ends"),
    FLAG(PublishedMeeting, is_online, .label = "Online"),
    LONG_TEXT(PublishedMeeting, place, .label = "Place", .search = true),
    TEXT(PublishedMeeting, contact_name, .label = "Ask for"),
    TEXT(PublishedMeeting, contact_email, .label = "Email address"),
    TEXT(PublishedMeeting, contact_phone, .label = "Telephone"),
    MARKDOWN(PublishedMeeting, note, .label = "Note", .search = true),
    CHOICE(PublishedMeeting, state, .choices = meeting_states, .label = "State"),
    INTEGER(PublishedMeeting, publication, .label = "Publication", .max = 1000000),
    MOMENT(PublishedMeeting, published_at, .label = "Published"),
    MOMENT(PublishedMeeting, changed_at, .label = "Changed"),
    LONG_TEXT(PublishedMeeting, reason, .label = "Reason"),
};
const Record published_meeting_record = RECORD(PublishedMeeting, "published_meeting", meeting_fields, .title = "meeting",
    .plural = "meetings", .see = ACCESS_ALL, .label_field = "body_name");

static const Field part_fields[] = {
    REF(PublishedPart, meeting, .to = &published_meeting_record, .label = "Meeting"),
    INTEGER(PublishedPart, position, .label = "Position", .max = 1000000),
    TEXT(PublishedPart, letter, .label = "Letter"),
    TEXT(PublishedPart, title, .label = "Title", .search = true),
    LONG_TEXT(PublishedPart, note, .label = "Note"),
    FLAG(PublishedPart, is_open, .label = "Likely to be open to the press and public"),
};
const Record published_part_record = RECORD(PublishedPart, "published_part", part_fields, .title = "part of an agenda",
    .plural = "parts of agendas", .see = ACCESS_ALL, .label_field = "title");

static const Field item_fields[] = {
    REF(PublishedItem, meeting, .to = &published_meeting_record, .label = "Meeting"),
    REF(PublishedItem, part, .to = &published_part_record, .label = "Part"),
    INTEGER(PublishedItem, position, .label = "Position", .max = 1000000),
    TEXT(PublishedItem, code, .label = "Item"),
    TEXT(PublishedItem, title, .label = "Title", .max = 400, .search = true),
    TEXT(PublishedItem, purpose, .label = "Purpose"),
    TEXT(PublishedItem, lead, .label = "Lead", .search = true),
    FLAG(PublishedItem, is_restricted, .label = "Not for publication"),
    LONG_TEXT(PublishedItem, restriction, .label = "Why it is not for publication"),
    FLAG(PublishedItem, is_withdrawn, .label = "Withdrawn"),
    LONG_TEXT(PublishedItem, withdrawn_reason, .label = "Why it is withdrawn"),
    INTEGER(PublishedItem, page_from, .label = "First page in the pack", .max = 1000000),
    INTEGER(PublishedItem, page_to, .label = "Last page in the pack", .max = 1000000),
    LONG_TEXT(PublishedItem, withheld, .label = "What of it is not for publication"),
    LONG_TEXT(PublishedItem, urgency, .label = "Why it is urgent"),
};
const Record published_item_record = RECORD(PublishedItem, "published_item", item_fields, .title = "agenda item", .plural = "agenda items",
    .see = ACCESS_ALL, .label_field = "title");

static const Field paper_fields[] = {
    REF(PublishedPaper, meeting, .to = &published_meeting_record, .label = "Meeting"),
    REF(PublishedPaper, item, .to = &published_item_record, .label = "Agenda item"),
    INTEGER(PublishedPaper, position, .label = "Position", .max = 1000000),
    TEXT(PublishedPaper, title, .label = "Title", .max = 400, .search = true),
    TEXT(PublishedPaper, file_sha256, .label = "SHA-256 of the file", .max = 64),
    TEXT(PublishedPaper, media_type, .label = "Media type"),
    TEXT(PublishedPaper, file_name, .label = "File name", .max = 255),
    INTEGER(PublishedPaper, bytes, .label = "Bytes", .max = INT64_MAX),
    INTEGER(PublishedPaper, pages, .label = "Pages", .max = 1000000),
    INTEGER(PublishedPaper, page_from, .label = "First page in the pack", .max = 1000000),
    INTEGER(PublishedPaper, page_to, .label = "Last page in the pack", .max = 1000000),
    MARKDOWN(PublishedPaper, report, .label = "Report", .max = 500000, .search = true),
    FLAG(PublishedPaper, is_withdrawn, .label = "Withdrawn"),
    LONG_TEXT(PublishedPaper, withdrawn_reason, .label = "Why it is withdrawn"),
    INTEGER(PublishedPaper, supplement, .label = "Supplement", .max = 1000),
    MOMENT(PublishedPaper, added_at, .label = "Added"),
    REF(PublishedPaper, replaces, .to = &published_paper_record, .label = "Replaces"),
    REF(PublishedPaper, replaced_by, .to = &published_paper_record, .label = "Replaced by"),
};
const Record published_paper_record = RECORD(
    PublishedPaper, "published_paper", paper_fields, .title = "paper", .plural = "papers", .see = ACCESS_ALL, .label_field = "title");

static const Field document_fields[] = {
    REF(PublishedDocument, meeting, .to = &published_meeting_record, .label = "Meeting"),
    TEXT(PublishedDocument, kind, .label = "Kind"),
    TEXT(PublishedDocument, title, .label = "Title", .max = 400),
    TEXT(PublishedDocument, file_sha256, .label = "SHA-256 of the file", .max = 64),
    TEXT(PublishedDocument, media_type, .label = "Media type"),
    TEXT(PublishedDocument, file_name, .label = "File name", .max = 255),
    INTEGER(PublishedDocument, bytes, .label = "Bytes", .max = INT64_MAX),
    INTEGER(PublishedDocument, pages, .label = "Pages", .max = 1000000),
    INTEGER(PublishedDocument, supplement, .label = "Supplement", .max = 1000),
    LONG_TEXT(PublishedDocument, reason, .label = "Why there is a supplement"),
    INTEGER(PublishedDocument, page_from, .label = "First page", .max = 1000000),
    INTEGER(PublishedDocument, page_to, .label = "Last page", .max = 1000000),
    MOMENT(PublishedDocument, published_at, .label = "Published"),
};
const Record published_document_record = RECORD(PublishedDocument, "published_document", document_fields, .title = "document",
    .plural = "documents", .see = ACCESS_ALL, .label_field = "title");

static const Choice minutes_states[] = {
    {PUBLISHED_MINUTES_DRAFT, "draft", "Draft, to be approved at the next meeting", NULL},
    {PUBLISHED_MINUTES_APPROVED, "approved", "Approved", NULL},
    {PUBLISHED_MINUTES_WITHDRAWN, "withdrawn", "Withdrawn", NULL},
    {0},
};
static const Field minutes_fields[] = {
    REF(PublishedMinutes, body, .to = &published_body_record, .label = "Body"),
    TEXT(PublishedMinutes, body_name, .label = "Name of the body", .search = true),
    DATE(PublishedMinutes, day, .label = "Date of the meeting"),
    CHOICE(PublishedMinutes, state, .choices = minutes_states, .label = "State"),
    LONG_TEXT(PublishedMinutes, present, .label = "Present"),
    LONG_TEXT(PublishedMinutes, substitutes, .label = "Present as substitutes"),
    LONG_TEXT(PublishedMinutes, apologies, .label = "Apologies"),
    LONG_TEXT(PublishedMinutes, others, .label = "In attendance"),
    TEXT(PublishedMinutes, presided, .label = "Presided", .max = 400),
    LONG_TEXT(PublishedMinutes, declarations, .label = "Declarations of interest"),
    LONG_TEXT(PublishedMinutes, approval, .label = "Approval"),
    MARKDOWN(PublishedMinutes, corrections, .label = "Corrections of the list of those present"),
    MOMENT(PublishedMinutes, published_at, .label = "Published"),
    MOMENT(PublishedMinutes, changed_at, .label = "Changed"),
    TEXT(PublishedMinutes, file_sha256, .label = "SHA-256 of the file", .max = 64),
    TEXT(PublishedMinutes, media_type, .label = "Media type"),
    TEXT(PublishedMinutes, file_name, .label = "File name", .max = 255),
    INTEGER(PublishedMinutes, bytes, .label = "Bytes", .max = INT64_MAX),
    INTEGER(PublishedMinutes, pages, .label = "Pages", .max = 1000000),
    LONG_TEXT(PublishedMinutes, reason, .label = "Why they are withdrawn"),
};
const Record published_minutes_record = RECORD(PublishedMinutes, "published_minutes", minutes_fields, .title = "minutes",
    .plural = "minutes", .see = ACCESS_ALL, .label_field = "body_name");

static const Field minute_fields[] = {
    REF(PublishedMinute, minutes, .to = &published_minutes_record, .label = "Minutes"),
    INTEGER(PublishedMinute, position, .label = "Position", .max = 1000000),
    INTEGER(PublishedMinute, number, .label = "Number", .max = 10000000),
    TEXT(PublishedMinute, code, .label = "Item"),
    TEXT(PublishedMinute, title, .label = "Title", .max = 400, .search = true),
    MARKDOWN(PublishedMinute, text, .label = "Minute", .max = 200000, .search = true),
    MARKDOWN(PublishedMinute, resolved, .label = "What was resolved", .max = 100000, .search = true),
    MARKDOWN(PublishedMinute, corrections, .label = "Corrections", .max = 100000),
    FLAG(PublishedMinute, is_restricted, .label = "Not for publication"),
    LONG_TEXT(PublishedMinute, restriction, .label = "Why it is not for publication"),
    LONG_TEXT(PublishedMinute, urgency, .label = "Why it was taken as urgent"),
    LONG_TEXT(PublishedMinute, actions, .label = "Actions", .search = true),
};
const Record published_minute_record = RECORD(PublishedMinute, "published_minute", minute_fields, .title = "minute",
    .plural = "minutes of items", .see = ACCESS_ALL, .label_field = "title");

static const Field decision_fields[] = {
    REF(PublishedDecision, minutes, .to = &published_minutes_record, .label = "Minutes"),
    REF(PublishedDecision, body, .to = &published_body_record, .label = "Body"),
    TEXT(PublishedDecision, body_name, .label = "Name of the body"),
    DATE(PublishedDecision, day, .label = "Date of the meeting"),
    INTEGER(PublishedDecision, number, .label = "Minute", .max = 10000000),
    TEXT(PublishedDecision, code, .label = "Item"),
    TEXT(PublishedDecision, item_title, .label = "Title of the item", .max = 400),
    INTEGER(PublishedDecision, position, .label = "Position", .max = 1000000),
    TEXT(PublishedDecision, letter, .label = "Part"),
    LONG_TEXT(PublishedDecision, words, .label = "What was resolved", .search = true),
    TEXT(PublishedDecision, outcome, .label = "Outcome"),
    LONG_TEXT(PublishedDecision, vote, .label = "Votes"),
    FLAG(PublishedDecision, is_draft, .label = "The minutes are not approved yet"),
};
const Record published_decision_record = RECORD(PublishedDecision, "published_decision", decision_fields, .title = "decision",
    .plural = "decisions", .see = ACCESS_ALL, .label_field = "words");
