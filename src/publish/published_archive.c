/* The records of the published store that hold the archive, field by field. */
#include "publish/published_archive.h"

static const Field body_fields[] = {
    TEXT(PublishedArchiveBody, name, .label = "Name", .max = 500),
    LONG_TEXT(PublishedArchiveBody, also, .label = "Also called"),
};
const Record published_archive_body_record = RECORD(PublishedArchiveBody, "published_archive_body", body_fields,
    .title = "body in the archive", .plural = "bodies in the archive", .see = ACCESS_ALL, .label_field = "name");

static const Field meeting_fields[] = {
    REF(PublishedArchiveMeeting, body, .to = &published_archive_body_record, .label = "Body"),
    TEXT(PublishedArchiveMeeting, body_name, .label = "Name of the body", .max = 500),
    DATE(PublishedArchiveMeeting, day, .label = "Day"),
    TEXT(PublishedArchiveMeeting, when_shown, .label = "When"),
    TIME(PublishedArchiveMeeting, starts, .label = "Time"),
    TEXT(PublishedArchiveMeeting, venue, .label = "Place", .max = 1000),
    FLAG(PublishedArchiveMeeting, is_online, .label = "Online"),
    LONG_TEXT(PublishedArchiveMeeting, status, .label = "Status of the minutes"),
    REF(PublishedArchiveMeeting, approved_at, .to = &published_archive_meeting_record, .label = "Approved at the meeting"),
    FLAG(PublishedArchiveMeeting, is_withdrawn, .label = "Withdrawn"),
    LONG_TEXT(PublishedArchiveMeeting, reason, .label = "Why it was withdrawn"),
    MOMENT(PublishedArchiveMeeting, published_at, .label = "Published"),
    MOMENT(PublishedArchiveMeeting, changed_at, .label = "Changed"),
};
const Record published_archive_meeting_record = RECORD(PublishedArchiveMeeting, "published_archive_meeting", meeting_fields,
    .title = "meeting in the archive", .plural = "meetings in the archive", .see = ACCESS_ALL, .label_field = "when_shown");

static const Field document_fields[] = {
    REF(PublishedArchiveDocument, meeting, .to = &published_archive_meeting_record, .label = "Meeting"),
    REF(PublishedArchiveDocument, source, .to = &published_archive_source_record, .label = "Source"),
    INTEGER(PublishedArchiveDocument, position, .label = "Place", .max = 1000000),
    TEXT(PublishedArchiveDocument, kind, .label = "Kind"),
    TEXT(PublishedArchiveDocument, kind_shown, .label = "Kind, in words"),
    TEXT(PublishedArchiveDocument, title, .label = "Title", .max = 1000),
    LONG_TEXT(PublishedArchiveDocument, written_by, .label = "By"),
    INTEGER(PublishedArchiveDocument, first_line, .label = "First line", .max = 1000000),
    INTEGER(PublishedArchiveDocument, last_line, .label = "Last line", .max = 1000000),
};
const Record published_archive_document_record = RECORD(PublishedArchiveDocument, "published_archive_document", document_fields,
    .title = "document in the archive", .plural = "documents in the archive", .see = ACCESS_ALL, .label_field = "kind_shown");

static const Field entry_fields[] = {
    REF(PublishedArchiveEntry, document, .to = &published_archive_document_record, .label = "Document"),
    REF(PublishedArchiveEntry, meeting, .to = &published_archive_meeting_record, .label = "Meeting"),
    REF(PublishedArchiveEntry, body, .to = &published_archive_body_record, .label = "Body"),
    DATE(PublishedArchiveEntry, day, .label = "Day"),
    INTEGER(PublishedArchiveEntry, position, .label = "Place", .max = 1000000),
    REF(PublishedArchiveEntry, parent, .to = &published_archive_entry_record, .label = "Below"),
    REF(PublishedArchiveEntry, item, .to = &published_archive_entry_record, .label = "Item"),
    TEXT(PublishedArchiveEntry, kind, .label = "Kind"),
    TEXT(PublishedArchiveEntry, number, .label = "Number", .max = 1000),
    TEXT(PublishedArchiveEntry, code, .label = "Code", .max = 1000),
    LONG_TEXT(PublishedArchiveEntry, title, .label = "Title or name"),
    TEXT(PublishedArchiveEntry, verb, .label = "Verb"),
    LONG_TEXT(PublishedArchiveEntry, words, .label = "Words", .search = true),
    LONG_TEXT(PublishedArchiveEntry, role, .label = "Role or lead"),
    LONG_TEXT(PublishedArchiveEntry, of_organisation, .label = "Organisation"),
    LONG_TEXT(PublishedArchiveEntry, timescale, .label = "Timescale"),
    LONG_TEXT(PublishedArchiveEntry, measure, .label = "Measure"),
    LONG_TEXT(PublishedArchiveEntry, detail, .label = "Detail"),
    TEXT(PublishedArchiveEntry, presides, .label = "Chair or vice-chair"),
    FLAG(PublishedArchiveEntry, is_funded, .label = "Funded by the grant"),
    FLAG(PublishedArchiveEntry, is_linked, .label = "Linked to another plan"),
    FLAG(PublishedArchiveEntry, is_truncated, .label = "Breaks off"),
    FLAG(PublishedArchiveEntry, is_withheld, .label = "Not for publication"),
    INTEGER(PublishedArchiveEntry, first_page, .label = "First page", .max = 1000000),
    INTEGER(PublishedArchiveEntry, last_page, .label = "Last page", .max = 1000000),
    INTEGER(PublishedArchiveEntry, first_line, .label = "First line", .max = 1000000),
    INTEGER(PublishedArchiveEntry, last_line, .label = "Last line", .max = 1000000),
    REF(PublishedArchiveEntry, person, .to = &published_archive_person_record, .label = "Person"),
};
const Record published_archive_entry_record = RECORD(PublishedArchiveEntry, "published_archive_entry", entry_fields,
    .title = "entry of the archive", .plural = "entries of the archive", .see = ACCESS_ALL, .label_field = "kind");

static const Field source_fields[] = {
    TEXT(PublishedArchiveSource, name, .label = "Name", .max = 500),
    TEXT(PublishedArchiveSource, kind_shown, .label = "Kind"),
    LONG_TEXT(PublishedArchiveSource, text, .label = "Words"),
};
const Record published_archive_source_record = RECORD(PublishedArchiveSource, "published_archive_source", source_fields,
    .title = "source in the archive", .plural = "sources in the archive", .see = ACCESS_ALL, .label_field = "name");

static const Field person_fields[] = {
    TEXT(PublishedArchivePerson, name, .label = "Name", .max = 500),
    REF(PublishedArchivePerson, body, .to = &published_archive_body_record, .label = "Body"),
    TEXT(PublishedArchivePerson, body_name, .label = "In the documents of", .max = 500),
    LONG_TEXT(PublishedArchivePerson, spellings, .label = "Spellings"),
};
const Record published_archive_person_record = RECORD(PublishedArchivePerson, "published_archive_person", person_fields,
    .title = "person in the archive", .plural = "people in the archive", .see = ACCESS_ALL, .label_field = "name");
