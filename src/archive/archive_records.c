/* The fields of the records of this room. They are made by importing and by answers to doubts; no form changes them field by field. */
#include "archive/archived.h"

#define WRITERS ((Access)(CLERK | SAFETY_OFFICER))
#define STAFF_AND_AUDITORS ((Access)(STAFF | AUDITOR))

/* ---- Sources ---- */

static const Choice source_states[] = {
    {SOURCE_WAITING, "waiting", "Waiting to be read", NULL},
    {SOURCE_READ, "read", "Read", NULL},
    {SOURCE_REFUSED, "refused", "Nothing could be taken", NULL},
    {0},
};
static const Choice came_bys[] = {
    {CAME_BY_COMMAND, "command", "At the command line", NULL},
    {CAME_BY_UPLOAD, "upload", "Sent to a page", NULL},
    {CAME_BY_SERVICE, "service", "Fetched from a web service", NULL},
    {0},
};
static const Field archive_source_fields[] = {
    LONG_TEXT(ArchiveSource, name, .label = "File", .max = 500, .sealed = true, .by_program = true),
    CHOICE(ArchiveSource, state, .choices = source_states, .label = "State", .by_program = true),
    LONG_TEXT(ArchiveSource, sentence, .label = "What was wrong", .sealed = true, .by_program = true),
    TEXT(ArchiveSource, kind, .label = "What it is", .by_program = true),
    TEXT(ArchiveSource, file, .label = "Stored file", .by_program = true),
    TEXT(ArchiveSource, media_type, .label = "Media type", .by_program = true),
    INTEGER(ArchiveSource, bytes, .label = "Bytes", .by_program = true),
    TEXT(ArchiveSource, words_file, .label = "Stored words", .by_program = true),
    TEXT(ArchiveSource, words_mark, .label = "Mark of its words", .by_program = true),
    REF(ArchiveSource, same_as, .to = &archive_source_record, .label = "Says the same as", .by_program = true),
    FLAG(ArchiveSource, is_restricted, .label = "Something in it is restricted", .by_program = true),
    FLAG(ArchiveSource, is_pack, .label = "An agenda with its papers", .by_program = true),
    CHOICE(ArchiveSource, came_by, .choices = came_bys, .label = "How it came", .by_program = true),
    LONG_TEXT(ArchiveSource, address, .label = "Its address on the site that it comes from", .max = 2000, .by_program = true),
    LONG_TEXT(ArchiveSource, body_hint, .label = "Body that was named with it", .max = 500, .by_program = true),
    DATE(ArchiveSource, date_hint, .label = "Day that was named with it", .by_program = true),
    TEXT(ArchiveSource, imported_by, .label = "Imported by", .by_program = true),
    MOMENT(ArchiveSource, imported_at, .label = "Imported"),
};
const Record archive_source_record = RECORD(ArchiveSource, "archive_source", archive_source_fields, .title = "imported file",
    .plural = "imported files", .see = WRITERS, .is_restricted = true, .label_field = "name");

/* ---- What documents name ---- */

static const Field archive_body_fields[] = {
    LONG_TEXT(ArchiveBody, name, .label = "Name", .max = 500, .by_program = true),
    REF(ArchiveBody, body, .to = &body_record, .label = "Body of this partnership", .by_program = true),
};
const Record archive_body_record = RECORD(ArchiveBody, "archive_body", archive_body_fields, .title = "body in the archive",
    .plural = "bodies in the archive", .see = STAFF_AND_AUDITORS, .label_field = "name");

static const Field archive_person_fields[] = {
    LONG_TEXT(ArchivePerson, name, .label = "Name", .max = 500, .by_program = true),
    LONG_TEXT(ArchivePerson, surname, .label = "Surname, as it is looked up", .max = 500, .by_program = true),
    REF(ArchivePerson, body, .to = &archive_body_record, .label = "In the documents of", .by_program = true),
    REF(ArchivePerson, person, .to = &person_record, .label = "Person of this partnership", .by_program = true),
};
const Record archive_person_record =
    RECORD(ArchivePerson, "archive_person", archive_person_fields, .title = "person in the archive", .plural = "people in the archive",
        .see = WRITERS, .is_restricted = true, .label_field = "name"); /* some stand in restricted passages alone */

static const Field archive_organisation_fields[] = {
    LONG_TEXT(ArchiveOrganisation, name, .label = "Name", .max = 500, .by_program = true),
    REF(ArchiveOrganisation, organisation, .to = &organisation_record, .label = "Organisation of this partnership", .by_program = true),
};
const Record archive_organisation_record = RECORD(ArchiveOrganisation, "archive_organisation", archive_organisation_fields,
    .title = "organisation in the archive", .plural = "organisations in the archive", .see = STAFF_AND_AUDITORS, .label_field = "name");

static const Field archive_alias_fields[] = {
    LONG_TEXT(ArchiveAlias, spelling, .label = "Spelling", .max = 500, .by_program = true),
    LONG_TEXT(ArchiveAlias, key, .label = "What it is looked up by", .max = 500, .by_program = true),
    REF(ArchiveAlias, body, .to = &archive_body_record, .label = "Body", .by_program = true),
    REF(ArchiveAlias, person, .to = &archive_person_record, .label = "Person", .by_program = true),
    REF(ArchiveAlias, organisation, .to = &archive_organisation_record, .label = "Organisation", .by_program = true),
    REF(ArchiveAlias, at, .to = &archive_body_record, .label = "In the documents of", .by_program = true),
    DATE(ArchiveAlias, first, .label = "First seen", .by_program = true),
    DATE(ArchiveAlias, last, .label = "Last seen", .by_program = true),
    FLAG(ArchiveAlias, is_answered, .label = "Somebody said so", .by_program = true),
};
const Record archive_alias_record = RECORD(ArchiveAlias, "archive_alias", archive_alias_fields, .title = "spelling in the archive",
    .plural = "spellings in the archive", .see = WRITERS, .is_restricted = true, .label_field = "spelling");

/* ---- Meetings and documents ---- */

static const Choice statuses[] = {
    {ARCHIVE_DRAFT, "draft", "Draft", NULL},
    {ARCHIVE_APPROVED, "approved", "Approved", NULL},
    {0},
};
static const Field archive_meeting_fields[] = {
    REF(ArchiveMeeting, body, .to = &archive_body_record, .label = "Body", .by_program = true),
    DATE(ArchiveMeeting, date, .label = "Day", .by_program = true),
    DATE(ArchiveMeeting, after, .label = "After", .by_program = true),
    DATE(ArchiveMeeting, before, .label = "Before", .by_program = true),
    TIME(ArchiveMeeting, time, .label = "Time", .by_program = true),
    LONG_TEXT(ArchiveMeeting, venue, .label = "Place", .max = 1000, .by_program = true),
    FLAG(ArchiveMeeting, is_online, .label = "Online", .by_program = true),
    CHOICE(ArchiveMeeting, status, .choices = statuses, .label = "Status of the minutes", .by_program = true),
    REF(ArchiveMeeting, approved_at, .to = &archive_meeting_record, .label = "Approved at the meeting", .by_program = true),
    LONG_TEXT(ArchiveMeeting, approval_words, .label = "How they were approved", .sealed = true, .by_program = true),
};
const Record archive_meeting_record = RECORD(ArchiveMeeting, "archive_meeting", archive_meeting_fields, .title = "meeting in the archive",
    .plural = "meetings in the archive", .see = STAFF_AND_AUDITORS, .label_field = "date");

static const Choice document_kinds[] = {
    {DOCUMENT_AGENDA, "agenda", "Agenda", NULL},
    {DOCUMENT_MINUTES, "minutes", "Minutes", NULL},
    {DOCUMENT_MEETING_PAGE, "meeting_page", "Web page of a meeting", NULL},
    {DOCUMENT_ITEM_PAGE, "item_page", "Web page of an item", NULL},
    {DOCUMENT_REPORT, "report", "Report", NULL},
    {DOCUMENT_ACTION_PLAN, "action_plan", "Action plan", NULL},
    {DOCUMENT_TERMS, "terms_of_reference", "Terms of reference", NULL},
    {0},
};
static const Field archive_document_fields[] = {
    REF(ArchiveDocument, source, .to = &archive_source_record, .label = "Imported file", .required = true, .by_program = true),
    INTEGER(ArchiveDocument, position, .label = "Place in the file", .by_program = true),
    REF(ArchiveDocument, body, .to = &archive_body_record, .label = "Body", .by_program = true),
    REF(ArchiveDocument, meeting, .to = &archive_meeting_record, .label = "Meeting", .by_program = true),
    CHOICE(ArchiveDocument, kind, .choices = document_kinds, .label = "Kind", .by_program = true),
    LONG_TEXT(ArchiveDocument, title, .label = "Title", .sealed = true, .by_program = true),
    LONG_TEXT(ArchiveDocument, body_words, .label = "Body as it stands there", .max = 1000, .by_program = true),
    DATE(ArchiveDocument, date, .label = "Day of the meeting", .by_program = true),
    DATE(ArchiveDocument, after, .label = "After", .by_program = true),
    DATE(ArchiveDocument, before, .label = "Before", .by_program = true),
    LONG_TEXT(ArchiveDocument, date_words, .label = "Day as it stands there", .max = 1000, .by_program = true),
    TIME(ArchiveDocument, time, .label = "Time", .by_program = true),
    LONG_TEXT(ArchiveDocument, venue, .label = "Place", .max = 1000, .by_program = true),
    LONG_TEXT(ArchiveDocument, contact, .label = "Contact", .max = 1000, .by_program = true),
    FLAG(ArchiveDocument, is_online, .label = "Online", .by_program = true),
    FLAG(ArchiveDocument, is_draft, .label = "Calls itself a draft", .by_program = true),
    DATE(ArchiveDocument, minutes_of, .label = "Has the minutes of the meeting of", .by_program = true),
    FLAG(ArchiveDocument, approves, .label = "And approves them", .by_program = true),
    LONG_TEXT(ArchiveDocument, approval_words, .label = "How", .sealed = true, .by_program = true),
    DATE(ArchiveDocument, next_meeting, .label = "Next meeting", .by_program = true),
    LONG_TEXT(ArchiveDocument, by, .label = "By", .sealed = true, .by_program = true),
    LONG_TEXT(ArchiveDocument, to, .label = "To", .sealed = true, .by_program = true),
    LONG_TEXT(ArchiveDocument, classification, .label = "Classification", .max = 1000, .by_program = true),
    FLAG(ArchiveDocument, is_restricted, .label = "Restricted", .by_program = true),
    INTEGER(ArchiveDocument, first_line, .label = "First line", .by_program = true),
    INTEGER(ArchiveDocument, last_line, .label = "Last line", .by_program = true),
    INTEGER(ArchiveDocument, public_in, .label = "Published with the meeting", .by_program = true),
};
const Record archive_document_record = RECORD(ArchiveDocument, "archive_document", archive_document_fields,
    .title = "document in the archive", .plural = "documents in the archive", .see = WRITERS, .is_restricted = true, .label_field = "kind");

static const Choice entry_kinds[] = {
    {ENTRY_SECTION, "section", "Section", NULL},
    {ENTRY_ITEM, "item", "Item", NULL},
    {ENTRY_PARAGRAPH, "paragraph", "Paragraph", NULL},
    {ENTRY_BULLET, "bullet", "Bullet", NULL},
    {ENTRY_TABLE_ROW, "table_row", "Row of a table", NULL},
    {ENTRY_RESOLUTION, "resolution", "Resolution", NULL},
    {ENTRY_PART, "part", "Part of a resolution", NULL},
    {ENTRY_PRESENT, "present", "Present", NULL},
    {ENTRY_ATTENDING, "in_attendance", "In attendance", NULL},
    {ENTRY_APOLOGIES, "apologies", "Apologies", NULL},
    {ENTRY_SUBSTITUTE, "substitute", "Substitute", NULL},
    {ENTRY_DECLARATION, "declaration", "Declaration of interest", NULL},
    {ENTRY_FUTURE_DATE, "future_date", "Date of a meeting to come", NULL},
    {ENTRY_ACTION, "action", "Action", NULL},
    {ENTRY_RETURN, "return", "Promised return", NULL},
    {ENTRY_PAPER, "paper", "Paper", NULL},
    {ENTRY_RECOMMENDATION, "recommendation", "Recommendation", NULL},
    {ENTRY_APPENDIX, "appendix", "Appendix", NULL},
    {ENTRY_PRIORITY, "priority", "Priority", NULL},
    {ENTRY_PLANNED, "planned_action", "Action of a plan", NULL},
    {ENTRY_PROJECT, "project", "Project with money", NULL},
    {ENTRY_TERMS_SECTION, "terms_section", "Section of terms of reference", NULL},
    {ENTRY_TERMS_RULE, "terms_rule", "Rule of terms of reference", NULL},
    {0},
};
static const Field archive_entry_fields[] = {
    REF(ArchiveEntry, document, .to = &archive_document_record, .label = "Document", .required = true, .by_program = true),
    INTEGER(ArchiveEntry, position, .label = "Place in the document", .by_program = true),
    REF(ArchiveEntry, parent, .to = &archive_entry_record, .label = "Below", .by_program = true),
    CHOICE(ArchiveEntry, kind, .choices = entry_kinds, .label = "Kind", .by_program = true),
    LONG_TEXT(ArchiveEntry, number, .label = "Number", .max = 1000, .by_program = true),
    LONG_TEXT(ArchiveEntry, code, .label = "Code", .max = 1000, .by_program = true),
    LONG_TEXT(ArchiveEntry, title, .label = "Title or name", .sealed = true, .by_program = true),
    LONG_TEXT(ArchiveEntry, verb, .label = "Verb", .max = 1000, .by_program = true),
    LONG_TEXT(ArchiveEntry, words, .label = "Words", .sealed = true, .by_program = true),
    LONG_TEXT(ArchiveEntry, role, .label = "Role or lead", .sealed = true, .by_program = true),
    LONG_TEXT(ArchiveEntry, of_organisation, .label = "Organisation as it stands there", .sealed = true, .by_program = true),
    LONG_TEXT(ArchiveEntry, timescale, .label = "Timescale", .sealed = true, .by_program = true),
    LONG_TEXT(ArchiveEntry, measure, .label = "Measure", .sealed = true, .by_program = true),
    LONG_TEXT(ArchiveEntry, detail, .label = "Detail", .sealed = true, .by_program = true),
    DATE(ArchiveEntry, date, .label = "Day", .by_program = true),
    TIME(ArchiveEntry, time, .label = "Time", .by_program = true),
    PENCE(ArchiveEntry, pence, .label = "Money", .by_program = true),
    FLAG(ArchiveEntry, is_repeat, .label = "Listed already", .by_program = true),
    FLAG(ArchiveEntry, is_restricted, .label = "Restricted", .by_program = true),
    FLAG(ArchiveEntry, is_chair, .label = "Chair", .by_program = true),
    FLAG(ArchiveEntry, is_vice_chair, .label = "Vice-chair", .by_program = true),
    FLAG(ArchiveEntry, is_funded, .label = "Funded", .by_program = true),
    FLAG(ArchiveEntry, is_linked, .label = "Linked to other plans", .by_program = true),
    FLAG(ArchiveEntry, is_truncated, .label = "Breaks off", .by_program = true),
    INTEGER(ArchiveEntry, first_page, .label = "First page", .by_program = true),
    INTEGER(ArchiveEntry, last_page, .label = "Last page", .by_program = true),
    INTEGER(ArchiveEntry, first_line, .label = "First line", .by_program = true),
    INTEGER(ArchiveEntry, last_line, .label = "Last line", .by_program = true),
    REF(ArchiveEntry, person, .to = &archive_person_record, .label = "Person", .by_program = true),
    REF(ArchiveEntry, organisation, .to = &archive_organisation_record, .label = "Organisation", .by_program = true),
    REF(ArchiveEntry, agenda_item, .to = &archive_entry_record, .label = "Item of the agenda", .by_program = true),
};
const Record archive_entry_record = RECORD(ArchiveEntry, "archive_entry", archive_entry_fields, .title = "entry of the archive",
    .plural = "entries of the archive", .see = WRITERS, .is_restricted = true, .label_field = "kind");

/* ---- Doubts ---- */

static const Choice doubt_abouts[] = {
    {DOUBT_NO_DATE, "no_date", "No date", NULL},
    {DOUBT_DATE_DIFFERS, "date_differs", "A date that differs", NULL},
    {DOUBT_NO_BODY, "no_body", "No body", NULL},
    {DOUBT_TRUNCATED, "truncated", "Text that breaks off", NULL},
    {DOUBT_LOOKALIKE, "lookalike", "Letters that only look alike", NULL},
    {DOUBT_GLUED_NUMBER, "glued_number", "A number with something glued to it", NULL},
    {DOUBT_NUMBER_ORDER, "number_order", "Numbers out of order", NULL},
    {DOUBT_NUMBER_REPEATED, "number_repeated", "A number that is there twice", NULL},
    {DOUBT_LISTED_TWICE, "listed_twice", "Somebody listed twice", NULL},
    {DOUBT_SUM, "sum", "A sum that does not add up", NULL},
    {DOUBT_SECTION_REPEATED, "section_repeated", "A section number that is there twice", NULL},
    {DOUBT_NO_LEAD, "no_lead", "Nobody leads", NULL},
    {DOUBT_NO_NUMBER, "no_number", "No number", NULL},
    {DOUBT_PERSON, "person", "Who is meant", NULL},
    {DOUBT_PLACE, "place", "A passage without a place", NULL},
    {DOUBT_MEETING, "meeting", "Which meeting", NULL},
    {DOUBT_RESTRICTED, "restricted", "Whether it is restricted", NULL},
    {DOUBT_KIND, "kind", "What kind of document", NULL},
    {DOUBT_NO_DAY_LISTED, "no_day_listed", "No days are named", NULL},
    {DOUBT_HIDDEN, "hidden", "Words that readers do not see", NULL},
    {DOUBT_RECOGNISED, "recognised", "Read by OCR", NULL},
    {0},
};
static const Choice doubt_changes[] = {
    {CHANGES_NOTHING, "nothing", "Nothing", NULL},
    {CHANGES_DATE, "date", "The day", NULL},
    {CHANGES_BODY, "body", "The body", NULL},
    {CHANGES_MINUTES_OF, "minutes_of", "Whose minutes it has", NULL},
    {CHANGES_NEXT_MEETING, "next_meeting", "The next meeting", NULL},
    {CHANGES_NUMBER, "number", "The number", NULL},
    {CHANGES_CODE, "code", "The code", NULL},
    {CHANGES_LEAD, "lead", "Who leads", NULL},
    {CHANGES_WORDS, "words", "The words", NULL},
    {CHANGES_PENCE, "pence", "The sum", NULL},
    {CHANGES_PERSON, "person", "Who it is", NULL},
    {CHANGES_SAME_PERSON, "same_person", "Who is listed twice", NULL},
    {CHANGES_RESTRICTED, "restricted", "Whether it is restricted", NULL},
    {CHANGES_KIND, "kind", "The kind", NULL},
    {0},
};
static const Choice doubt_states[] = {
    {DOUBT_OPEN, "open", "Open", NULL},
    {DOUBT_TAKEN, "taken", "Proposal taken", NULL},
    {DOUBT_OTHER, "other", "Another answer", NULL},
    {DOUBT_SET_ASIDE, "set_aside", "Set aside", NULL},
    {0},
};
static const Field archive_doubt_fields[] = {
    REF(ArchiveDoubt, source, .to = &archive_source_record, .label = "Imported file", .required = true, .by_program = true),
    REF(ArchiveDoubt, document, .to = &archive_document_record, .label = "Document", .by_program = true),
    REF(ArchiveDoubt, entry, .to = &archive_entry_record, .label = "Entry", .by_program = true),
    CHOICE(ArchiveDoubt, about, .choices = doubt_abouts, .label = "About", .by_program = true),
    CHOICE(ArchiveDoubt, changes, .choices = doubt_changes, .label = "What an answer changes", .by_program = true),
    LONG_TEXT(ArchiveDoubt, words, .label = "Doubt", .sealed = true, .by_program = true),
    LONG_TEXT(ArchiveDoubt, proposal, .label = "Proposal", .sealed = true, .by_program = true),
    LONG_TEXT(ArchiveDoubt, known, .label = "What is known", .sealed = true, .by_program = true),
    LONG_TEXT(ArchiveDoubt, candidates, .label = "Who it could be", .max = 2000, .by_program = true),
    INTEGER(ArchiveDoubt, first_line, .label = "First line", .by_program = true),
    INTEGER(ArchiveDoubt, last_line, .label = "Last line", .by_program = true),
    FLAG(ArchiveDoubt, is_restricted, .label = "Restricted", .by_program = true),
    CHOICE(ArchiveDoubt, state, .choices = doubt_states, .label = "State", .by_program = true),
    LONG_TEXT(ArchiveDoubt, answer, .label = "Answer", .sealed = true, .by_program = true),
    TEXT(ArchiveDoubt, answered_by, .label = "Answered by", .by_program = true),
    MOMENT(ArchiveDoubt, answered_at, .label = "Answered"),
    LONG_TEXT(ArchiveDoubt, before, .label = "Before the answer", .sealed = true, .by_program = true),
};
const Record archive_doubt_record = RECORD(ArchiveDoubt, "archive_doubt", archive_doubt_fields, .title = "doubt of the archive",
    .plural = "doubts of the archive", .see = WRITERS, .is_restricted = true, .label_field = "about");
