-- Terms of reference: sections, drafts, the yearly review and the approval of a new version (people/terms.h, minutes/terms_review.h: R18);
-- the vice-chair may have to be a member for a responsible authority (R22).
alter table terms_of_reference add column is_draft {integer} not null default 0;
alter table terms_of_reference add column is_fixed {integer} not null default 0;
alter table terms_of_reference add column review_months {integer} not null default 12;
alter table terms_of_reference add column reviewed_on text;
alter table terms_of_reference add column vice_chair_is_statutory {integer} not null default 0;

create table terms_section (
  id {id},
  version {integer} not null,
  terms {integer} not null references terms_of_reference (id),
  "position" {integer} not null default 0,
  heading text not null default '',
  text text not null default '',
  origin {integer} not null default 0
) {strict};
create index terms_section_by_terms on terms_section (terms, "position");

create table terms_review (
  id {id},
  version {integer} not null,
  terms {integer} not null references terms_of_reference (id),
  day text,
  meeting {integer} references meeting (id),
  note text not null default '',
  recorded_by text not null default ''
) {strict};
create index terms_review_by_terms on terms_review (terms);

create table terms_approval (
  id {id},
  version {integer} not null,
  terms {integer} not null references terms_of_reference (id),
  step text,
  body {integer} not null references body (id),
  resolution {integer} references resolution (id),
  meeting {integer} references meeting (id),
  day text,
  note text not null default '',
  recorded_by text not null default '',
  recorded_at {integer},
  unique (terms, step)
) {strict};
create index terms_approval_by_resolution on terms_approval (resolution);
