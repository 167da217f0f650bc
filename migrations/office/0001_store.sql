-- What the ground floor itself keeps in the office: the journal, files, search, jobs.

create table journal (
    number {integer} primary key,
    at {integer} not null,
    person {integer} not null,
    person_name text not null,
    action {integer} not null,
    record text not null,
    record_id {integer} not null,
    state text not null,
    why text not null,
    previous text not null,
    hash text not null
) {strict};
create index journal_record on journal (record, record_id, number);

create table file (
    sha256 text primary key,
    media_type text not null,
    bytes {integer} not null
) {strict};
create table file_chunk (
    sha256 text not null references file (sha256) on delete cascade,
    place {integer} not null,
    content {bytes} not null,
    primary key (sha256, place)
) {strict};

create table search (
    id {id},
    kind text not null,
    "key" text not null,
    title text not null,
    body text not null,
    url text not null,
    about text not null,
    day text,
    unique (kind, "key")
) {strict};
-- sqlite:
create virtual table search_words using fts5 (title, body, content = 'search', content_rowid = 'id',
    tokenize = 'porter unicode61 remove_diacritics 2');
-- The same words without stems, only for completing the one that somebody is still typing.
create virtual table search_terms using fts5 (title, body, content = '', detail = none, columnsize = 0,
    tokenize = 'unicode61 remove_diacritics 2');
create virtual table search_vocabulary using fts5vocab (search_terms, row);
create trigger search_added after insert on search begin
    insert into search_words (rowid, title, body) values (new.id, new.title, new.body);
    insert into search_terms (rowid, title, body) values (new.id, new.title, new.body);
end;
create trigger search_removed after delete on search begin
    insert into search_words (search_words, rowid, title, body) values ('delete', old.id, old.title, old.body);
    insert into search_terms (search_terms, rowid, title, body) values ('delete', old.id, old.title, old.body);
end;
create trigger search_changed after update of title, body on search begin
    insert into search_words (search_words, rowid, title, body) values ('delete', old.id, old.title, old.body);
    insert into search_terms (search_terms, rowid, title, body) values ('delete', old.id, old.title, old.body);
    insert into search_words (rowid, title, body) values (new.id, new.title, new.body);
    insert into search_terms (rowid, title, body) values (new.id, new.title, new.body);
end;
-- postgres:
-- Stems and whole words; a tsvector may not be longer than a megabyte.
alter table search add column words tsvector generated always as (
    setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', left(body, 200000)), 'B') ||
    setweight(to_tsvector('simple', title), 'C') || setweight(to_tsvector('simple', left(body, 200000)), 'D')) stored;
create index search_words on search using gin (words);
-- both:
create index search_day on search (kind, day);

create table job (
    id {id},
    version {integer} not null,
    kind text not null,
    subject text not null default '',
    state text not null,
    done {integer} not null default 0,
    total {integer} not null default 0,
    message text not null default '',
    failure text not null default '',
    asked_by {integer} not null default 0,
    asked_by_name text not null default '',
    asked_at {integer},
    started_at {integer},
    ended_at {integer},
    lease_until {integer},
    tries {integer} not null default 0
) {strict};
create index job_state on job (state, id);
create index job_subject on job (kind, subject, id);
