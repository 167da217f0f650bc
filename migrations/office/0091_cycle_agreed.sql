-- The cycle of meetings of a body in a year was agreed (meetings/cycle.h, R01).
create table cycle_agreement (
  id {id},
  version {integer} not null,
  body {integer} not null references body (id),
  year {integer} not null,
  day text,
  meeting {integer} references meeting (id),
  decision text not null default '',
  recorded_by text not null default '',
  unique (body, year)
) {strict};
create index cycle_agreement_by_meeting on cycle_agreement (meeting);
