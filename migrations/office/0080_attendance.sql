-- Who came to a meeting (minutes/minutes.h): each seat, others who were there, and who left the meeting for an item.

create table attendance (
  id {id},
  version {integer} not null,
  meeting {integer} not null references meeting (id),
  seat {integer} not null references seat (id),
  code text,
  person {integer} references person (id),
  arrived text,
  departed text,
  note text not null default '',
  unique (meeting, seat)
) {strict};
create index attendance_person on attendance (person);

create table attendee (
  id {id},
  version {integer} not null,
  meeting {integer} not null references meeting (id),
  name text not null default '',
  post text not null default '',
  organisation text not null default '',
  standing text,
  is_invited {integer} not null default 0,
  is_named_publicly {integer} not null default 0,
  arrived text,
  departed text
) {strict};
create index attendee_meeting on attendee (meeting);

create table item_absence (
  id {id},
  version {integer} not null,
  meeting {integer} not null references meeting (id),
  item {integer} not null references agenda_item (id),
  seat {integer} not null references seat (id),
  unique (item, seat)
) {strict};
create index item_absence_meeting on item_absence (meeting);
