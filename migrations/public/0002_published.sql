-- What has been published: snapshots that the valve writes whole and the public side reads (publish/published.h).
create table published_site (
  id {id},
  version {integer} not null,
  name text not null default '',
  short_name text not null default '',
  area text not null default '',
  introduction text not null default '',
  contact_name text not null default '',
  contact_email text not null default '',
  contact_phone text not null default '',
  postal_address text not null default '',
  accessibility_email text not null default ''
) {strict};

create table published_body (
  id {id},
  version {integer} not null,
  name text not null default '',
  short_name text not null default '',
  kind text not null default '',
  purpose text not null default '',
  parent {integer} references published_body (id),
  contact_name text not null default '',
  contact_email text not null default '',
  contact_phone text not null default '',
  position {integer} not null default 0
) {strict};
create index published_body_by_parent on published_body (parent);

create table published_terms (
  id {id},
  version {integer} not null,
  body {integer} not null references published_body (id),
  title text not null default '',
  "from" text,
  until text,
  approved_on text,
  text text not null default '',
  quorum text not null default '',
  notice text not null default '',
  meetings text not null default '',
  decisions text not null default ''
) {strict};
create index published_terms_by_body on published_terms (body, "from");

create table published_seat (
  id {id},
  version {integer} not null,
  body {integer} not null references published_body (id),
  seat text not null default '',
  organisation text not null default '',
  holder text not null default '',
  office text not null default '',
  is_core {integer} not null default 0,
  is_statutory {integer} not null default 0,
  is_invited {integer} not null default 0,
  position {integer} not null default 0,
  "from" text,
  until text
) {strict};
create index published_seat_by_body on published_seat (body, position);

create table published_meeting (
  id {id},
  version {integer} not null,
  body {integer} not null references published_body (id),
  body_name text not null default '',
  day text,
  starts text,
  ends text,
  is_online {integer} not null default 0,
  place text not null default '',
  contact_name text not null default '',
  contact_email text not null default '',
  contact_phone text not null default '',
  note text not null default '',
  state text,
  publication {integer} not null default 0,
  published_at {integer},
  changed_at {integer},
  reason text not null default ''
) {strict};
create index published_meeting_by_day on published_meeting (day, starts);
create index published_meeting_by_body on published_meeting (body, day);
create index published_meeting_by_change on published_meeting (changed_at);

create table published_part (
  id {id},
  version {integer} not null,
  meeting {integer} not null references published_meeting (id),
  position {integer} not null default 0,
  letter text not null default '',
  title text not null default '',
  note text not null default '',
  is_open {integer} not null default 0
) {strict};
create index published_part_by_meeting on published_part (meeting, position);

create table published_item (
  id {id},
  version {integer} not null,
  meeting {integer} not null references published_meeting (id),
  part {integer} not null references published_part (id),
  position {integer} not null default 0,
  code text not null default '',
  title text not null default '',
  purpose text not null default '',
  lead text not null default '',
  is_restricted {integer} not null default 0,
  restriction text not null default '',
  is_withdrawn {integer} not null default 0,
  withdrawn_reason text not null default '',
  page_from {integer} not null default 0,
  page_to {integer} not null default 0
) {strict};
create index published_item_by_meeting on published_item (meeting, part, position);
create index published_item_by_part on published_item (part);

-- A paper that is no longer published leaves a row without words and without an item, so that its address can say so.
create table published_paper (
  id {id},
  version {integer} not null,
  meeting {integer} not null references published_meeting (id),
  item {integer} references published_item (id),
  position {integer} not null default 0,
  title text not null default '',
  file_sha256 text not null default '',
  media_type text not null default '',
  file_name text not null default '',
  bytes {integer} not null default 0,
  pages {integer} not null default 0,
  page_from {integer} not null default 0,
  page_to {integer} not null default 0,
  report text not null default '',
  is_withdrawn {integer} not null default 0,
  withdrawn_reason text not null default ''
) {strict};
create index published_paper_by_meeting on published_paper (meeting, item, position);
create index published_paper_by_item on published_paper (item);
create index published_paper_by_file on published_paper (file_sha256);

create table published_document (
  id {id},
  version {integer} not null,
  meeting {integer} not null references published_meeting (id),
  kind text not null default '',
  title text not null default '',
  file_sha256 text not null default '',
  media_type text not null default '',
  file_name text not null default '',
  bytes {integer} not null default 0,
  pages {integer} not null default 0
) {strict};
create index published_document_by_meeting on published_document (meeting, kind);
create index published_document_by_file on published_document (file_sha256);
