-- What the ground floor itself keeps on the public side: files and search, the same as in the office.

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
