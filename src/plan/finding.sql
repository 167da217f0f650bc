-- Statements of finding actions over the plans of all years.
-- include: plan/plan.h

-- name: actions_found :many (lead int64_t, organisation int64_t, mine int64_t, theme int64_t, with_steps int64_t) -> (id PlanActionId, section PlanSectionId, number int64_t, objective Text, steps Text, due Date, state Text, is_funded bool, is_linked bool, linked_to Text)
-- That the first leads, the next two lead or help with, and that serve the theme (0: whoever, whatever). Without notes. `with_steps` 0: without steps too.
-- In no order: neither joining nor sorting thousands of rows here is quicker than putting what is found into the order of its sections.
select a.id, a.section, a.number, a.objective, case when $5 = 0 then '' else a.steps end as steps, a.due, coalesce(a.state, '') as state, a.is_funded,
  a.is_linked, a.linked_to from plan_action a
where ($1 = 0 or a.id in (select l.action from plan_lead l where l.organisation = $1 and l.role = 'leads'))
  and ($2 = 0 or a.id in (select l.action from plan_lead l where l.organisation = $2))
  and ($3 = 0 or a.id in (select l.action from plan_lead l where l.organisation = $3))
  and ($4 = 0 or a.id in (select t.action from plan_theme t where t.theme = $4));

-- name: sections_all :many () -> PlanSection
-- In the order in which actions are shown: the latest year first.
select s.* from plan_section s join agreement g on g.id = s.agreement order by g.starts desc, g.id, s.number, s.id;

-- name: leads_between :many (first PlanActionId, last PlanActionId) -> PlanLead
-- Of the actions with these ids, both included.
select * from plan_lead where action >= $1 and action <= $2 order by id;

-- name: measures_between :many (first PlanActionId, last PlanActionId) -> PlanMeasure
select * from plan_measure where action >= $1 and action <= $2 order by "position", id;

-- name: themes_between :many (first PlanActionId, last PlanActionId) -> (action PlanActionId, theme PriorityId, name Text)
select t.action, t.theme, p.name from plan_theme t join priority p on p.id = t.theme where t.action >= $1 and t.action <= $2 order by t.id;

-- name: organisations_in_plans :many () -> Organisation
-- That lead or help with an action of any year, by name.
select o.* from organisation o where exists (select 1 from plan_lead l where l.organisation = o.id) order by lower(o.name), o.id;

-- name: action_numbers :many (agreement AgreementId) -> (id PlanActionId, section int64_t, number int64_t)
select a.id, s.number as section, a.number from plan_action a join plan_section s on s.id = a.section where a.agreement = $1 order by s.number, a.number;
