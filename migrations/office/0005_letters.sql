-- What the public sent in, collected from the letterbox (publish/letters.h).
create table letter (
  id {id},
  version {integer} not null,
  envelope text not null unique,
  kind text,
  name text not null default '',
  email text not null default '',
  about text not null default '',
  text text not null default '',
  received_at {integer},
  state text,
  answer text not null default ''
) {strict};
create index letter_by_state on letter (state, received_at);
