-- Where papers start in the packs of a body, what the look at a PDF found out, and the members' pack that each publication keeps.

alter table body add column starts_right {integer} not null default 0;
alter table paper add column is_scanned {integer} not null default 0;
alter table paper add column is_repaired {integer} not null default 0;

create table members_pack (
  id {id},
  version {integer} not null,
  meeting {integer} not null references meeting (id),
  publication {integer} not null,
  file_sha256 text not null default '',
  bytes {integer} not null default 0,
  pages {integer} not null default 0,
  made_at {integer},
  stamp text not null default '',
  lost text not null default '',
  unique (meeting, publication)
) {strict};
