-- Elections of chairs and vice-chairs: who was nominated and seconded, and the tenures that they ended and began (minutes/election.h, R07).

create table election (
  id {id},
  version {integer} not null,
  resolution {integer} not null references resolution (id),
  office text,
  seat {integer} references seat (id),
  nominated_by {integer} references seat (id),
  seconded_by {integer} references seat (id),
  others text not null default '',
  ended {integer} not null default 0,
  begun {integer} not null default 0,
  other_ended {integer} not null default 0,
  other_begun {integer} not null default 0,
  unique (resolution)
) {strict};
