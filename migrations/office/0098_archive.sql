-- What was read out of agendas and minutes that others wrote.

create table archive_source (
    id {id},
    version {integer} not null,
    name text not null default '',
    state text,
    sentence text not null default '',
    kind text not null default '',
    file text not null default '',
    media_type text not null default '',
    bytes {integer} not null default 0,
    words_file text not null default '',
    words_mark text not null default '',
    same_as {integer} references archive_source (id),
    is_restricted {integer} not null default 0,
    is_pack {integer} not null default 0,
    came_by text,
    address text not null default '',
    body_hint text not null default '',
    date_hint text,
    imported_by text not null default '',
    imported_at {integer}
) {strict};
create index archive_source_file on archive_source (file);
create index archive_source_words_file on archive_source (words_file);
create index archive_source_words on archive_source (words_mark);
create index archive_source_state on archive_source (state);

create table archive_body (
    id {id},
    version {integer} not null,
    name text not null default '',
    body {integer} references body (id)
) {strict};

create table archive_person (
    id {id},
    version {integer} not null,
    name text not null default '',
    surname text not null default '',
    body {integer} references archive_body (id),
    person {integer} references person (id)
) {strict};
create index archive_person_surname on archive_person (body, surname);

create table archive_organisation (
    id {id},
    version {integer} not null,
    name text not null default '',
    organisation {integer} references organisation (id)
) {strict};

create table archive_alias (
    id {id},
    version {integer} not null,
    spelling text not null default '',
    "key" text not null default '',
    body {integer} references archive_body (id),
    person {integer} references archive_person (id),
    organisation {integer} references archive_organisation (id),
    "at" {integer} references archive_body (id),
    "first" text,
    "last" text,
    is_answered {integer} not null default 0
) {strict};
create index archive_alias_key on archive_alias ("key");
create index archive_alias_body on archive_alias (body);
create index archive_alias_person on archive_alias (person);
create index archive_alias_organisation on archive_alias (organisation);

create table archive_meeting (
    id {id},
    version {integer} not null,
    body {integer} references archive_body (id),
    date text,
    "after" text,
    "before" text,
    time text,
    venue text not null default '',
    is_online {integer} not null default 0,
    status text,
    approved_at {integer} references archive_meeting (id),
    approval_words text not null default ''
) {strict};
create index archive_meeting_body on archive_meeting (body, date);
create index archive_meeting_approved on archive_meeting (approved_at);

create table archive_document (
    id {id},
    version {integer} not null,
    source {integer} not null references archive_source (id),
    position {integer} not null default 0,
    body {integer} references archive_body (id),
    meeting {integer} references archive_meeting (id),
    kind text,
    title text not null default '',
    body_words text not null default '',
    date text,
    "after" text,
    "before" text,
    date_words text not null default '',
    time text,
    venue text not null default '',
    contact text not null default '',
    is_online {integer} not null default 0,
    is_draft {integer} not null default 0,
    minutes_of text,
    approves {integer} not null default 0,
    approval_words text not null default '',
    next_meeting text,
    "by" text not null default '',
    "to" text not null default '',
    classification text not null default '',
    is_restricted {integer} not null default 0,
    first_line {integer} not null default 0,
    last_line {integer} not null default 0
) {strict};
create index archive_document_source on archive_document (source, position);
create index archive_document_meeting on archive_document (meeting);
create index archive_document_body on archive_document (body, date);
create index archive_document_of on archive_document (body, minutes_of);

create table archive_entry (
    id {id},
    version {integer} not null,
    document {integer} not null references archive_document (id),
    position {integer} not null default 0,
    parent {integer} references archive_entry (id),
    kind text,
    number text not null default '',
    code text not null default '',
    title text not null default '',
    verb text not null default '',
    words text not null default '',
    role text not null default '',
    of_organisation text not null default '',
    timescale text not null default '',
    measure text not null default '',
    detail text not null default '',
    date text,
    time text,
    pence {integer} not null default 0,
    is_repeat {integer} not null default 0,
    is_restricted {integer} not null default 0,
    is_chair {integer} not null default 0,
    is_vice_chair {integer} not null default 0,
    is_funded {integer} not null default 0,
    is_linked {integer} not null default 0,
    is_truncated {integer} not null default 0,
    first_page {integer} not null default 0,
    last_page {integer} not null default 0,
    first_line {integer} not null default 0,
    last_line {integer} not null default 0,
    person {integer} references archive_person (id),
    organisation {integer} references archive_organisation (id),
    agenda_item {integer} references archive_entry (id)
) {strict};
create index archive_entry_document on archive_entry (document, position);
create index archive_entry_parent on archive_entry (parent);
create index archive_entry_person on archive_entry (person);
create index archive_entry_organisation on archive_entry (organisation);
create index archive_entry_agenda_item on archive_entry (agenda_item);

create table archive_doubt (
    id {id},
    version {integer} not null,
    source {integer} not null references archive_source (id),
    document {integer} references archive_document (id),
    entry {integer} references archive_entry (id),
    about text,
    changes text,
    words text not null default '',
    proposal text not null default '',
    known text not null default '',
    candidates text not null default '',
    first_line {integer} not null default 0,
    last_line {integer} not null default 0,
    is_restricted {integer} not null default 0,
    state text,
    answer text not null default '',
    answered_by text not null default '',
    answered_at {integer}
) {strict};
create index archive_doubt_source on archive_doubt (source);
create index archive_doubt_document on archive_doubt (document);
create index archive_doubt_entry on archive_doubt (entry);
create index archive_doubt_state on archive_doubt (state, id);

-- Who and what is named in open entries: follows from them, and is made anew with them; no record.
create table archive_mention (
    entry {integer} not null references archive_entry (id) on delete cascade,
    person {integer} references archive_person (id),
    organisation {integer} references archive_organisation (id)
) {strict};
create index archive_mention_entry on archive_mention (entry);
create index archive_mention_person on archive_mention (person);
create index archive_mention_organisation on archive_mention (organisation);
