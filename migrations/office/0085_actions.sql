-- Actions that follow from minutes (minutes/actions.h), what became of them, and the list of open ones that a later agenda carries as a paper.

create table action (
  id {id},
  version {integer} not null,
  body {integer} not null references body (id),
  meeting {integer} not null references meeting (id),
  item {integer} not null references agenda_item (id),
  place text not null default '',
  text text not null default '',
  seat {integer} references seat (id),
  person {integer} references person (id),
  due_kind text,
  due text,
  is_in_minutes {integer} not null default 0,
  is_kept {integer} not null default 0,
  minuted_seat {integer} references seat (id),
  minuted_person {integer} references person (id),
  minuted_due_kind text,
  minuted_due text,
  state text,
  closed_how text,
  closed_reason text not null default '',
  closed_on text,
  closed_by text not null default ''
) {strict};
create index action_meeting on action (meeting);
create index action_item on action (item);
create index action_body on action (body, state);
create index action_person on action (person);
create index action_seat on action (seat);

create table action_update (
  id {id},
  version {integer} not null,
  action {integer} not null references action (id),
  text text not null default '',
  written_by text not null default '',
  written_at {integer}
) {strict};
create index action_update_action on action_update (action);

-- The paper goes with its item when that is removed from an agenda that was never published, so it is no reference.
create table actions_paper (
  id {id},
  version {integer} not null,
  meeting {integer} not null unique references meeting (id),
  paper {integer},
  stamp text not null default ''
) {strict};
