-- What the valve asks of the plan beyond what the room offers.
-- include: plan/plan.h

-- name: valve_numbers_of_agreement :many (agreement AgreementId) -> PlanNumber
select n.* from plan_number n join plan_action a on a.id = n.action where a.agreement = $1 order by n.action, n.until, n.id;

-- name: valve_values_of_agreement :many (agreement AgreementId) -> MeasureValue
select v.* from measure_value v join plan_measure m on m.id = v.measure join plan_action a on a.id = m.action
where a.agreement = $1 order by v.measure, v.day, v.id;

-- name: valve_progress_of_agreement :many (agreement AgreementId) -> PlanProgress
-- The newest first within an action.
select p.* from plan_progress p join plan_action a on a.id = p.action where a.agreement = $1 order by p.action, p.day desc, p.id desc;

-- name: valve_priority_names :many (agreement AgreementId) -> (section PlanSectionId, name Text, until Date)
-- Earlier names of the priorities of an agreement's sections.
select s.id as section, n.name, n.until from plan_section s join priority_name n on n.priority = s.priority
where s.agreement = $1 order by s.number, n.until desc, n.id;

-- name: valve_themes_on :many (day Date) -> (name Text)
-- The cross-cutting themes of that day.
select name from priority where kind = 'theme' and ("from" is null or "from" <= $1) and (until is null or until >= $1) order by lower(name), id;
