-- The timeline of a meeting (people/people.h, meetings/timeline.h), the chain by which a report is signed off (meetings/sign_off.h), and what
-- members keep for themselves: which papers they opened, and their notes (meetings/notebook.h).

-- both:
alter table terms_of_reference add column call_days {integer} not null default 0;
alter table terms_of_reference add column report_days {integer} not null default 0;
alter table terms_of_reference add column agreement_days {integer} not null default 0;
alter table terms_of_reference add column minutes_days {integer} not null default 0;

create table meeting_act (
  id {id},
  version {integer} not null,
  meeting {integer} not null references meeting (id),
  kind text,
  day text,
  unique (meeting, kind)
) {strict};

create table sign_off (
  id {id},
  version {integer} not null,
  report {integer} not null unique references report (id),
  author {integer} references person (id),
  approver {integer} references person (id),
  approver_post text not null default '',
  state text,
  report_version {integer} not null default 0,
  sent_at {integer},
  approved_at {integer},
  approved_by text not null default '',
  accepted_at {integer},
  accepted_by text not null default '',
  note text not null default ''
) {strict};
create index sign_off_author on sign_off (author);
create index sign_off_approver on sign_off (approver);

-- The next two are no records: they have no history, and nobody but the account's holder sees what stands in them. `content` names what was
-- opened: the file, or the version of a report. Quotes and words of notes are
-- sealed.
create table paper_opening (
  account {integer} not null references account (id) on delete cascade,
  paper {integer} not null references paper (id) on delete cascade,
  content text not null,
  opened_at {integer} not null,
  primary key (account, paper, content)
) {strict};
create index paper_opening_paper on paper_opening (paper, content);

create table paper_note (
  id {id},
  account {integer} not null references account (id) on delete cascade,
  paper {integer} not null references paper (id) on delete cascade,
  content text not null,
  page {integer} not null default 0,
  paragraph text not null default '',
  quote text not null default '',
  words text not null default '',
  is_restricted {integer} not null default 0,
  made_at {integer} not null,
  changed_at {integer} not null
) {strict};
create index paper_note_account on paper_note (account, paper);
