-- Files and documents of the archive that action plans are read from, and which of them an action came from.

create table plan_sheet (
  id {id},
  version {integer} not null,
  agreement {integer} references agreement (id),
  name text not null default '',
  document {integer} not null default 0,
  state text,
  file text not null default '',
  taken {integer} not null default 0,
  sent_by text not null default '',
  sent_at {integer}
) {strict};
create index plan_sheet_by_agreement on plan_sheet (agreement);
alter table plan_action add column sheet {integer} references plan_sheet (id);
