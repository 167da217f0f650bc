-- Scrutiny of the partnership by a committee of the county council (plan/scrutiny.h): its yearly sessions, who attends, what was asked, what it
-- recommended and what became of that.

create table scrutiny_session (
  id {id},
  version {integer} not null,
  agreement {integer} references agreement (id),
  committee text not null default '',
  day text,
  place text not null default '',
  terms text not null default '',
  months {integer} not null default 0,
  response_days {integer} not null default 0,
  report_on text,
  report_words text not null default '',
  body_told_on text,
  group_told_on text
) {strict};

create table scrutiny_attendee (
  id {id},
  version {integer} not null,
  session {integer} references scrutiny_session (id),
  part text,
  section {integer} references plan_section (id),
  post text not null default '',
  organisation {integer} references organisation (id),
  attendance text,
  stood_in text not null default ''
) {strict};

create table scrutiny_question (
  id {id},
  version {integer} not null,
  session {integer} references scrutiny_session (id),
  asked_by text not null default '',
  section {integer} references plan_section (id),
  question text not null default '',
  answer text not null default '',
  promised text not null default '',
  promised_by text,
  kept_on text
) {strict};

create table scrutiny_request (
  id {id},
  version {integer} not null,
  session {integer} references scrutiny_session (id),
  asked_on text,
  what text not null default '',
  from_whom text not null default '',
  due text,
  is_depersonalised {integer} not null default 0,
  is_harmless {integer} not null default 0,
  sent_on text
) {strict};

create table scrutiny_recommendation (
  id {id},
  version {integer} not null,
  session {integer} references scrutiny_session (id),
  number {integer} not null default 0,
  text text not null default '',
  to_whom text not null default '',
  response text,
  response_words text not null default '',
  sent_on text,
  closed_on text
) {strict};

create table scrutiny_follow_up (
  id {id},
  version {integer} not null,
  recommendation {integer} references scrutiny_recommendation (id),
  day text,
  done text not null default '',
  written_by text not null default ''
) {strict};

create index scrutiny_session_by_agreement on scrutiny_session (agreement);
create index scrutiny_session_by_day on scrutiny_session (day);
create index scrutiny_attendee_by_session on scrutiny_attendee (session);
create index scrutiny_attendee_by_section on scrutiny_attendee (section);
create index scrutiny_question_by_session on scrutiny_question (session);
create index scrutiny_question_by_section on scrutiny_question (section);
create index scrutiny_request_by_session on scrutiny_request (session);
create index scrutiny_recommendation_by_session on scrutiny_recommendation (session);
create index scrutiny_follow_up_by_recommendation on scrutiny_follow_up (recommendation);
create unique index scrutiny_recommendation_number on scrutiny_recommendation (session, number);
