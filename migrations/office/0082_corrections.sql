-- Corrections of minutes: agreed at a later meeting, shown in the minutes of both (minutes/minutes.h).

create table correction (
  id {id},
  version {integer} not null,
  minutes {integer} not null references minutes (id),
  at_meeting {integer} not null references meeting (id),
  minute {integer} references minute (id),
  before text not null default '',
  after text not null default ''
) {strict};
create index correction_minutes on correction (minutes);
create index correction_at_meeting on correction (at_meeting);
