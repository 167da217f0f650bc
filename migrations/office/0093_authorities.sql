-- A seat may speak for several authorities, each of which approves what is decided with it (people/people.h, minutes/authorities.h: R14).
create table seat_authority (
  id {id},
  version {integer} not null,
  seat {integer} not null references seat (id),
  organisation {integer} not null references organisation (id),
  "from" text,
  "until" text
) {strict};
create index seat_authority_by_seat on seat_authority (seat);

create table authority_approval (
  id {id},
  version {integer} not null,
  resolution {integer} not null references resolution (id),
  organisation {integer} not null references organisation (id),
  answer text,
  day text,
  given_by text not null default '',
  how text not null default '',
  recorded_by text not null default '',
  unique (resolution, organisation)
) {strict};
