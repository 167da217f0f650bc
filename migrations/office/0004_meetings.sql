-- Meetings, agendas, papers, reports, template agendas, and the outbox of publications (meetings/records.c).

-- both:
create table meeting (
  id {id},
  version {integer} not null,
  body {integer} not null references body (id),
  day text not null,
  starts text,
  ends text,
  is_online {integer} not null default 0,
  place text not null default '',
  joining text not null default '',
  contact_name text not null default '',
  contact_email text not null default '',
  contact_phone text not null default '',
  state text,
  agreed_at {integer},
  agreed_by text not null default '',
  published_at {integer},
  publication {integer} not null default 0,
  cancelled_reason text not null default '',
  note text not null default ''
) {strict};
create index meeting_day on meeting (day, starts);
create index meeting_body on meeting (body, day);

create table agenda_part (
  id {id},
  version {integer} not null,
  meeting {integer} not null references meeting (id),
  "position" {integer} not null,
  title text not null default '',
  is_open {integer} not null default 0,
  note text not null default ''
) {strict};
create index agenda_part_meeting on agenda_part (meeting, "position");

create table agenda_item (
  id {id},
  version {integer} not null,
  meeting {integer} not null references meeting (id),
  part {integer} not null references agenda_part (id),
  "position" {integer} not null,
  kind text,
  title text not null default '',
  public_title text not null default '',
  purpose text,
  lead text not null default '',
  restriction text,
  paragraphs text,
  restriction_reason text not null default '',
  restriction_decided_by text not null default '',
  restriction_review text,
  is_withdrawn {integer} not null default 0,
  withdrawn_reason text not null default ''
) {strict};
create index agenda_item_meeting on agenda_item (meeting, part, "position");
create index agenda_item_part on agenda_item (part, "position");

-- The words come last: they can be a megabyte, and what stands before them is read without touching them.
create table paper (
  id {id},
  version {integer} not null,
  item {integer} not null references agenda_item (id),
  "position" {integer} not null,
  kind text,
  title text not null default '',
  file_sha256 text not null default '',
  file_name text not null default '',
  media_type text not null default '',
  bytes {integer} not null default 0,
  pages {integer} not null default 0,
  is_tagged {integer} not null default 0,
  is_signed {integer} not null default 0,
  is_withdrawn {integer} not null default 0,
  withdrawn_reason text not null default '',
  words text not null default ''
) {strict};
create index paper_item on paper (item, "position");
create index paper_file on paper (file_sha256);

create table report (
  id {id},
  version {integer} not null,
  paper {integer} not null unique references paper (id),
  "by" text not null default '',
  "to" text not null default '',
  classification text not null default '',
  subject text not null default '',
  summary text not null default '',
  body text not null default '',
  recommendations text not null default '',
  attachments text not null default '',
  further_information text not null default '',
  background_papers text not null default ''
) {strict};

create table template_part (
  id {id},
  version {integer} not null,
  body {integer} not null references body (id),
  "position" {integer} not null,
  title text not null default '',
  is_open {integer} not null default 0,
  note text not null default ''
) {strict};
create index template_part_body on template_part (body, "position");

create table template_item (
  id {id},
  version {integer} not null,
  part {integer} not null references template_part (id),
  "position" {integer} not null,
  kind text,
  title text not null default '',
  purpose text,
  lead text not null default ''
) {strict};
create index template_item_part on template_item (part, "position");

create table publication (
  id {id},
  version {integer} not null,
  meeting {integer} not null references meeting (id),
  "number" {integer} not null,
  state text,
  findings text not null default '',
  failure text not null default '',
  asked_by text not null default '',
  asked_at {integer},
  done_at {integer},
  withdrawn_reason text not null default '',
  unique (meeting, "number")
) {strict};
create index publication_state on publication (state);
