-- Minutes on the public side and what was decided (publish/published.h). One row a meeting, under the meeting's own number; withdrawn ones leave
-- the reason and no words.

create table published_minutes (
  id {id},
  version {integer} not null,
  body {integer},
  body_name text not null default '',
  day text,
  state text,
  present text not null default '',
  apologies text not null default '',
  others text not null default '',
  presided text not null default '',
  declarations text not null default '',
  approval text not null default '',
  corrections text not null default '',
  published_at {integer},
  changed_at {integer},
  file_sha256 text not null default '',
  media_type text not null default '',
  file_name text not null default '',
  bytes {integer} not null default 0,
  pages {integer} not null default 0,
  reason text not null default ''
) {strict};
create index published_minutes_by_file on published_minutes (file_sha256);

create table published_minute (
  id {id},
  version {integer} not null,
  minutes {integer} not null references published_minutes (id),
  position {integer} not null default 0,
  "number" {integer} not null default 0,
  code text not null default '',
  title text not null default '',
  text text not null default '',
  resolved text not null default '',
  corrections text not null default '',
  is_restricted {integer} not null default 0,
  restriction text not null default ''
) {strict};
create index published_minute_by_minutes on published_minute (minutes, position);

create table published_decision (
  id {id},
  version {integer} not null,
  minutes {integer} not null references published_minutes (id),
  body {integer},
  body_name text not null default '',
  day text,
  "number" {integer} not null default 0,
  code text not null default '',
  item_title text not null default '',
  position {integer} not null default 0,
  letter text not null default '',
  words text not null default '',
  outcome text not null default '',
  vote text not null default '',
  is_draft {integer} not null default 0
) {strict};
create index published_decision_by_minutes on published_decision (minutes);
create index published_decision_by_day on published_decision (day, body);
