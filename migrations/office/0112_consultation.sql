-- Consultation on a plan (plan/consultation.h): rounds, who is invited, what they comment, what of it is public.

create table consultation (
  id {id},
  version {integer} not null,
  agreement {integer} not null references agreement (id),
  title text not null default '',
  introduction text not null default '',
  opens text,
  closes text,
  who text,
  shows_comments {integer} not null default 0,
  closed_on text,
  summary text not null default ''
) {strict};
create index consultation_agreement on consultation (agreement);

create table invitation_to_comment (
  id {id},
  version {integer} not null,
  consultation {integer} not null references consultation (id),
  name text not null default '',
  organisation text not null default '',
  email text not null default '',
  token_hash text not null default '',
  link_made_at {integer},
  is_taken_back {integer} not null default 0,
  is_to_be_sent {integer} not null default 0,
  sent_at {integer}
) {strict};
create index invitation_to_comment_consultation on invitation_to_comment (consultation);
create index invitation_to_comment_hash on invitation_to_comment (token_hash);

create table plan_comment (
  id {id},
  version {integer} not null,
  consultation {integer} not null references consultation (id),
  action {integer} references plan_action (id),
  source text,
  account {integer} references account (id),
  invitation {integer} references invitation_to_comment (id),
  name text not null default '',
  organisation text not null default '',
  envelope text not null default '',
  text text not null default '',
  received_at {integer},
  outcome text,
  answer text not null default '',
  change_made text not null default '',
  answered_by text not null default '',
  answered_at {integer},
  is_named {integer} not null default 0,
  is_left_out {integer} not null default 0
) {strict};
create index plan_comment_consultation on plan_comment (consultation);
create index plan_comment_action on plan_comment (action);

create table consultation_publication (
  id {id},
  version {integer} not null,
  consultation {integer} not null references consultation (id),
  draft_at {integer},
  is_summary_wanted {integer} not null default 0,
  state text,
  held_back text not null default '',
  reason text not null default '',
  asked_by text not null default '',
  published_at {integer},
  changed_at {integer}
) {strict};
create unique index consultation_publication_consultation on consultation_publication (consultation);

-- Email to somebody who is invited to comment goes to the invitation's address.
alter table mail_recipient add column invitation {integer} not null default 0;
