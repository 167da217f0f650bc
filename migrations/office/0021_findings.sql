-- What the leak check found, one row each, and what a second person let go out (publish/finding.c); the partnership's watch list
-- (publish/watch_list.c).

-- both:
alter table publication add column asked_by_account {integer} not null default 0;

create table finding (
  id {id},
  version {integer} not null,
  publication {integer} not null references publication (id),
  "number" {integer} not null,
  kind text,
  what text not null default '',
  place text not null default '',
  url text not null default '',
  "before" text not null default '',
  found text not null default '',
  "after" text not null default '',
  fingerprint text not null default ''
) {strict};
create index finding_publication on finding (publication, "number");

create table finding_override (
  id {id},
  version {integer} not null,
  meeting {integer} not null references meeting (id),
  finding {integer} not null references finding (id),
  fingerprint text not null,
  reason text not null default '',
  by_account {integer} not null default 0,
  "by" text not null default '',
  "at" {integer},
  unique (meeting, fingerprint)
) {strict};

create table watch_phrase (
  id {id},
  version {integer} not null,
  phrase text not null,
  why text not null default '',
  added_by text not null default ''
) {strict};
