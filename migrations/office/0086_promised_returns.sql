-- Subjects that come back to a body because a meeting said so, and the items of later agendas that they became (minutes/returns.h).

create table promised_return (
  id {id},
  version {integer} not null,
  body {integer} not null references body (id),
  meeting {integer} not null references meeting (id),
  item {integer} not null references agenda_item (id),
  subject text not null default '',
  when_due text,
  due text,
  months {integer} not null default 0,
  state text,
  closed_reason text not null default '',
  closed_on text,
  closed_by text not null default ''
) {strict};
create index promised_return_body on promised_return (body, state);
create index promised_return_item on promised_return (item);

-- An item may be removed from an agenda that was never published; then what it was made of waits again. So it is no reference.
create table return_taken (
  id {id},
  version {integer} not null,
  promised {integer} not null references promised_return (id),
  meeting {integer} not null references meeting (id),
  item {integer}
) {strict};
create index return_taken_promised on return_taken (promised);
