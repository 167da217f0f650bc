-- Supplements to published agendas, late items with the chair's reason for urgency, and when somebody last looked at a meeting
-- (meetings/records.c, meetings/news.c).

-- both:
create table supplement (
  id {id},
  version {integer} not null,
  meeting {integer} not null references meeting (id),
  "number" {integer} not null,
  state text,
  reason text not null default '',
  touched_at {integer},
  published_at {integer},
  unique (meeting, "number")
) {strict};

alter table paper add column supplement {integer} not null default 0;
alter table paper add column is_draft {integer} not null default 0;
alter table paper add column replaces {integer} references paper (id);
alter table paper add column replaced_by {integer};
create index paper_replaces on paper (replaces);

alter table agenda_item add column added_at {integer};
alter table agenda_item add column urgency_reason text not null default '';
alter table agenda_item add column urgency_decided_by text not null default '';
alter table agenda_item add column urgency_decided_on text;

alter table publication add column supplement {integer} not null default 0;

-- Whose account, which meeting; what happened after `since` is new for them. Not part of the journal.
create table meeting_visit (
  account {integer} not null,
  meeting {integer} not null references meeting (id),
  since {integer} not null,
  last {integer} not null,
  primary key (account, meeting)
) {strict};
create index meeting_visit_meeting on meeting_visit (meeting);
create index journal_moment on journal (record, at);

-- A publication of the agenda keeps the members' packs of its supplements too.
alter table members_pack rename to members_pack_before;
create table members_pack (
  id {id},
  version {integer} not null,
  meeting {integer} not null references meeting (id),
  publication {integer} not null,
  supplement {integer} not null default 0,
  file_sha256 text not null default '',
  bytes {integer} not null default 0,
  pages {integer} not null default 0,
  made_at {integer},
  stamp text not null default '',
  pages_before {integer} not null default 0,
  lost text not null default '',
  unique (meeting, publication, supplement)
) {strict};
insert into members_pack (id, version, meeting, publication, file_sha256, bytes, pages, made_at, stamp, lost)
select id, version, meeting, publication, file_sha256, bytes, pages, made_at, stamp, lost from members_pack_before order by id;
-- postgres:
select setval(pg_get_serial_sequence('members_pack', 'id'), coalesce((select max(id) from members_pack), 0) + 1, false);
-- both:
drop table members_pack_before;
