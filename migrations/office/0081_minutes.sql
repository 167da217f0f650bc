-- The minutes of a meeting (minutes/minutes.h): one row a meeting, a minute for each item, what was resolved and how, interests declared, and the
-- next number of each body's minutes.

create table minutes (
  id {id},
  version {integer} not null,
  meeting {integer} not null unique references meeting (id),
  state text,
  nil_declared {integer} not null default 0,
  presided {integer} references person (id),
  checked_at {integer},
  checked_by text not null default '',
  is_wanted {integer} not null default 0,
  published_at {integer},
  held_back text not null default '',
  withdrawn_reason text not null default '',
  approved_at_meeting {integer} references meeting (id),
  approved_how text,
  signed_by text not null default '',
  signed_on text
) {strict};
create index minutes_approved_at on minutes (approved_at_meeting);

create table minute (
  id {id},
  version {integer} not null,
  minutes {integer} not null references minutes (id),
  item {integer} not null unique references agenda_item (id),
  "number" {integer} not null default 0,
  text text not null default '',
  public_summary text not null default ''
) {strict};
create index minute_minutes on minute (minutes);

create table resolution (
  id {id},
  version {integer} not null,
  minute {integer} not null references minute (id),
  "position" {integer} not null default 0,
  verb text,
  text text not null default '',
  outcome text,
  needs_all {integer} not null default 0,
  decided_at text,
  represented {integer} not null default 0,
  represented_core {integer} not null default 0,
  quorum_needed {integer} not null default 0
) {strict};
create index resolution_minute on resolution (minute);

create table resolution_vote (
  id {id},
  version {integer} not null,
  resolution {integer} not null references resolution (id),
  organisation {integer} not null references organisation (id),
  cast_as text,
  unique (resolution, organisation)
) {strict};

create table declaration (
  id {id},
  version {integer} not null,
  meeting {integer} not null references meeting (id),
  item {integer} not null references agenda_item (id),
  seat {integer} not null references seat (id),
  kind text,
  interest text not null default '',
  left_the_meeting {integer} not null default 0
) {strict};
create index declaration_meeting on declaration (meeting);

create table minute_numbering (
  id {id},
  version {integer} not null,
  body {integer} not null unique references body (id),
  next {integer} not null default 1
) {strict};
