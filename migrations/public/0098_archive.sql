-- What was published of the archive (publish/published_archive.h). Ids are the office's.
create table published_archive_body (
    id {id},
    version {integer} not null,
    name text not null default '',
    also text not null default ''
) {strict};

create table published_archive_meeting (
    id {id},
    version {integer} not null,
    body {integer},
    body_name text not null default '',
    day text,
    when_shown text not null default '',
    starts text,
    venue text not null default '',
    is_online {integer} not null default 0,
    status text not null default '',
    approved_at {integer},
    is_withdrawn {integer} not null default 0,
    reason text not null default '',
    published_at {integer},
    changed_at {integer}
) {strict};
create index published_archive_meeting_day on published_archive_meeting (body, day);

create table published_archive_document (
    id {id},
    version {integer} not null,
    meeting {integer} references published_archive_meeting (id),
    source {integer},
    position {integer} not null default 0,
    kind text not null default '',
    kind_shown text not null default '',
    title text not null default '',
    written_by text not null default '',
    first_line {integer} not null default 0,
    last_line {integer} not null default 0
) {strict};
create index published_archive_document_meeting on published_archive_document (meeting);
create index published_archive_document_source on published_archive_document (source);

create table published_archive_entry (
    id {id},
    version {integer} not null,
    document {integer} references published_archive_document (id),
    meeting {integer},
    body {integer},
    day text,
    position {integer} not null default 0,
    parent {integer},
    item {integer},
    kind text not null default '',
    "number" text not null default '',
    code text not null default '',
    title text not null default '',
    verb text not null default '',
    words text not null default '',
    role text not null default '',
    of_organisation text not null default '',
    timescale text not null default '',
    measure text not null default '',
    detail text not null default '',
    presides text not null default '',
    is_funded {integer} not null default 0,
    is_linked {integer} not null default 0,
    is_truncated {integer} not null default 0,
    is_withheld {integer} not null default 0,
    first_page {integer} not null default 0,
    last_page {integer} not null default 0,
    first_line {integer} not null default 0,
    last_line {integer} not null default 0,
    person {integer}
) {strict};
create index published_archive_entry_document on published_archive_entry (document, position);
create index published_archive_entry_meeting on published_archive_entry (meeting);
create index published_archive_entry_person on published_archive_entry (person);

create table published_archive_source (
    id {id},
    version {integer} not null,
    name text not null default '',
    kind_shown text not null default '',
    text text not null default ''
) {strict};

create table published_archive_person (
    id {id},
    version {integer} not null,
    name text not null default '',
    body {integer},
    body_name text not null default '',
    spellings text not null default ''
) {strict};

create table published_archive_mention (
    entry {integer} not null,
    person {integer} not null
) {strict};
create index published_archive_mention_entry on published_archive_mention (entry);
create index published_archive_mention_person on published_archive_mention (person);
