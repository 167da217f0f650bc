-- Approvals of minutes that were taken back, the resolutions that approved or corrected, and corrections that stand no more (minutes/minutes.h).

create table approval_taken_back (
  id {id},
  version {integer} not null,
  minutes {integer} not null references minutes (id),
  at_meeting {integer} not null references meeting (id),
  how text,
  signed_by text not null default '',
  signed_on text,
  reason text not null default '',
  taken_back_by text not null default '',
  taken_back_at {integer}
) {strict};
create index approval_taken_back_minutes on approval_taken_back (minutes);
create index approval_taken_back_at_meeting on approval_taken_back (at_meeting);

alter table minutes add column approval {integer} references resolution (id);
create index minutes_approval on minutes (approval);
alter table correction add column resolution {integer} references resolution (id);
create index correction_resolution on correction (resolution);
alter table correction add column taken_back {integer} references approval_taken_back (id);
