-- Mail to the partnership's people and to those of the public who asked for it (mail/mail.h). None of it is a record but the choices: addresses of the
-- public must be able to go for good, and the journal keeps everything.

-- Who gets mail: an account, a person without one, or somebody of the public. `who` is "account 3", "person 5" or "email a@example.org".
create table mail_recipient (
  id {id},
  who text not null unique,
  account {integer} not null default 0,
  person {integer} not null default 0,
  email text not null default '',
  "key" text not null unique,
  state text not null,
  bodies text not null default '',
  asked_at {integer},
  confirmed_at {integer},
  asked_mail_at {integer},
  asked_times {integer} not null default 0,
  digest_on text,
  bounce text not null default '',
  bounced_at {integer}
) {strict};

-- What somebody is to be told. It goes out in one message with others, and is looked at again before it does; when it is not so any more it is deleted, so
-- that it can be told when it is so again.
create table mail_notice (
  id {id},
  recipient {integer} not null references mail_recipient (id) on delete cascade,
  "key" text not null,
  kind text not null,
  meeting {integer} not null default 0,
  about {integer} not null default 0,
  day text,
  is_at_once {integer} not null default 0,
  made_at {integer} not null,
  message {integer} not null default 0,
  unique (recipient, "key")
) {strict};
create index mail_notice_waiting on mail_notice (message, recipient);

-- The queue. `handed_at` is set just before the server could have taken it: from then on only its answer tells whether it went.
create table mail_message (
  id {id},
  recipient {integer} not null,
  kind text not null,
  token text not null unique,
  state text not null,
  tries {integer} not null default 0,
  next_try_at {integer} not null,
  lease_until {integer},
  made_at {integer} not null,
  handed_at {integer},
  ended_at {integer},
  answer text not null default ''
) {strict};
create index mail_message_state on mail_message (state, next_try_at);
create index mail_message_recipient on mail_message (recipient, id);

-- What of each meeting everybody was told already.
create table mail_told (
  meeting {integer} primary key references meeting (id) on delete cascade,
  day text not null,
  starts text,
  is_cancelled {integer} not null,
  publication {integer} not null,
  supplement {integer} not null,
  minutes text not null
) {strict};

-- One-time links by which whoever does an action tells how it goes. Only the hash of the token is kept.
create table action_link (
  token_hash text primary key,
  action {integer} not null references action (id) on delete cascade,
  person {integer} not null references person (id) on delete cascade,
  expires_at {integer} not null,
  used_at {integer}
) {strict};

-- When the program last gathered what is to be told, and how the mail server last answered.
create table mail_state (
  id {integer} primary key,
  began_at {integer} not null,
  journal {integer} not null default 0,
  gathered_at {integer} not null default 0,
  server_at {integer},
  server_fault text not null default ''
) {strict};

create table mail_choice (
  id {id},
  version {integer} not null,
  account {integer} not null unique references account (id),
  agendas text,
  changes text,
  minutes text,
  actions text,
  duties text
) {strict};

alter table partnership add column digest_at text;
alter table partnership add column offers_mail {integer} not null default 0;
alter table partnership add column action_warning_days {integer} not null default 7;
