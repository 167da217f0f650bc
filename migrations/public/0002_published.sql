-- both:
-- What has been published: snapshots that the valve writes whole and the public side reads (publish/published.h).
create table published_site (
  id {id},
  version {integer} not null,
  name text,
  short_name text,
  area text,
  introduction text,
  contact_name text,
  contact_email text,
  contact_phone text,
  postal_address text,
  accessibility_email text
) {strict};

create table published_body (
  id {id},
  version {integer} not null,
  name text,
  short_name text,
  kind text,
  purpose text,
  parent {integer} references published_body (id),
  contact_name text,
  contact_email text,
  contact_phone text,
  position {integer}
) {strict};
create index published_body_by_parent on published_body (parent);

create table published_terms (
  id {id},
  version {integer} not null,
  body {integer} references published_body (id),
  title text,
  "from" text,
  until text,
  approved_on text,
  text text,
  quorum text,
  notice text,
  meetings text,
  decisions text
) {strict};
create index published_terms_by_body on published_terms (body, "from");

create table published_seat (
  id {id},
  version {integer} not null,
  body {integer} references published_body (id),
  seat text,
  organisation text,
  holder text,
  office text,
  is_core {integer},
  is_statutory {integer},
  is_invited {integer},
  position {integer},
  "from" text,
  until text
) {strict};
create index published_seat_by_body on published_seat (body, position);

create table published_meeting (
  id {id},
  version {integer} not null,
  body {integer} references published_body (id),
  body_name text,
  day text,
  starts text,
  ends text,
  is_online {integer},
  place text,
  contact_name text,
  contact_email text,
  contact_phone text,
  note text,
  state text,
  publication {integer},
  published_at {integer},
  changed_at {integer},
  reason text
) {strict};
create index published_meeting_by_day on published_meeting (day, starts);
create index published_meeting_by_body on published_meeting (body, day);
create index published_meeting_by_change on published_meeting (changed_at);

create table published_part (
  id {id},
  version {integer} not null,
  meeting {integer} references published_meeting (id),
  position {integer},
  letter text,
  title text,
  note text,
  is_open {integer}
) {strict};
create index published_part_by_meeting on published_part (meeting, position);

create table published_item (
  id {id},
  version {integer} not null,
  meeting {integer} references published_meeting (id),
  part {integer} references published_part (id),
  position {integer},
  code text,
  title text,
  purpose text,
  lead text,
  is_restricted {integer},
  restriction text,
  is_withdrawn {integer},
  withdrawn_reason text,
  page_from {integer},
  page_to {integer}
) {strict};
create index published_item_by_meeting on published_item (meeting, part, position);
create index published_item_by_part on published_item (part);

-- A paper that is no longer published leaves a row without words and without an item, so that its address can say so.
create table published_paper (
  id {id},
  version {integer} not null,
  meeting {integer} references published_meeting (id),
  item {integer} references published_item (id),
  position {integer},
  title text,
  file_sha256 text,
  media_type text,
  file_name text,
  bytes {integer},
  pages {integer},
  page_from {integer},
  page_to {integer},
  report text,
  is_withdrawn {integer},
  withdrawn_reason text
) {strict};
create index published_paper_by_meeting on published_paper (meeting, item, position);
create index published_paper_by_item on published_paper (item);
create index published_paper_by_file on published_paper (file_sha256);

create table published_document (
  id {id},
  version {integer} not null,
  meeting {integer} references published_meeting (id),
  kind text,
  title text,
  file_sha256 text,
  media_type text,
  file_name text,
  bytes {integer},
  pages {integer}
) {strict};
create index published_document_by_meeting on published_document (meeting, kind);
create index published_document_by_file on published_document (file_sha256);
