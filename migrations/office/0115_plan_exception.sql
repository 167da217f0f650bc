-- Exceptions of the action plan that were raised to the body of the agreement (R31): the item of an agenda that each became.

create table plan_exception (
  id {id},
  version {integer} not null,
  action {integer} not null references plan_action (id),
  meeting {integer} not null references meeting (id) on delete cascade,
  item {integer}
) {strict};
create index plan_exception_action on plan_exception (action);
