-- Statements of the plan.
-- include: plan/plan.h

-- ---- Agreements ----

-- name: agreements_all :many () -> Agreement
select * from agreement order by starts desc, id;

-- name: agreement_begun_by :maybe (day Date) -> Agreement
-- The latest that has begun.
select * from agreement where starts <= $1 order by starts desc, id limit 1;

-- name: agreement_of_year :maybe (body BodyId, starts Date) -> Agreement
select * from agreement where body = $1 and starts = $2;

-- name: agreement_before :maybe (body BodyId, starts Date) -> Agreement
-- The one of the body's year before.
select * from agreement where body = $1 and starts < $2 order by starts desc limit 1;

-- name: chapters_of :many (agreement AgreementId) -> AgreementChapter
select * from agreement_chapter where agreement = $1 order by position, id;

-- name: versions_of :many (agreement AgreementId) -> AgreementVersion
select * from agreement_version where agreement = $1 order by day, id;

-- name: actions_standing :many () -> (agreement AgreementId, state Text, due Date, actions int64_t)
-- How many actions of each agreement were told so and are due on that day.
select agreement, coalesce(state, '') as state, due, count(*) as actions from plan_action group by agreement, coalesce(state, ''), due
order by agreement, due, state;

-- name: actions_of_organisation :many (organisation OrganisationId) -> (id PlanActionId, agreement AgreementId, section int64_t, number int64_t, objective Text, state Text, due Date)
-- That it leads or helps with, of every year.
select a.id, a.agreement, s.number as section, a.number, a.objective, coalesce(a.state, '') as state, a.due from plan_action a
join plan_section s on s.id = a.section where exists (select 1 from plan_lead l where l.action = a.id and l.organisation = $1)
order by a.agreement, s.number, a.number, a.id;

-- ---- Priorities ----

-- name: priorities_all :many () -> Priority
select * from priority order by kind, lower(name), id;

-- name: priority_named :maybe (name Text) -> Priority
select * from priority where lower(name) = lower($1) limit 1;

-- name: priority_names_all :many () -> PriorityName
select * from priority_name order by priority, "from", id;

-- name: sections_of_priorities :many () -> (id PlanSectionId, priority PriorityId, agreement AgreementId, starts Date, title Text)
select s.id, s.priority, s.agreement, a.starts, s.title from plan_section s join agreement a on a.id = s.agreement
where s.priority is not null order by s.priority, a.starts desc, s.number;

-- name: priority_uses :one (priority PriorityId) -> (sections int64_t, themes int64_t)
select (select count(*) from plan_section where priority = $1) as sections, (select count(*) from plan_theme where theme = $1) as themes;

-- ---- The action plan ----

-- name: sections_of :many (agreement AgreementId) -> PlanSection
select * from plan_section where agreement = $1 order by number, id;

-- name: section_numbered :maybe (agreement AgreementId, number int64_t) -> PlanSection
select * from plan_section where agreement = $1 and number = $2;

-- name: actions_of :many (agreement AgreementId) -> PlanAction
select a.* from plan_action a join plan_section s on s.id = a.section where a.agreement = $1 order by s.number, a.number, a.id;

-- name: actions_of_section :many (section PlanSectionId) -> PlanAction
select * from plan_action where section = $1 order by number, id;

-- name: action_numbered :maybe (agreement AgreementId, section int64_t, number int64_t) -> PlanAction
select a.* from plan_action a join plan_section s on s.id = a.section where a.agreement = $1 and s.number = $2 and a.number = $3;

-- name: action_numbered_once :maybe (agreement AgreementId, number Text) -> PlanNumber
-- The latest that had the number before.
select * from plan_number where agreement = $1 and number = $2 order by until desc, id desc limit 1;

-- name: action_continued_by :maybe (action PlanActionId) -> PlanAction
select * from plan_action where continues = $1 order by id limit 1;

-- name: actions_continued :many (agreement AgreementId) -> (action PlanActionId)
-- Those that another year's plan goes on with.
select distinct a.id as action from plan_action a join plan_action n on n.continues = a.id where a.agreement = $1 order by a.id;

-- name: leads_of_agreement :many (agreement AgreementId) -> PlanLead
select l.* from plan_lead l join plan_action a on a.id = l.action where a.agreement = $1 order by l.id;

-- name: leads_of_action :many (action PlanActionId) -> PlanLead
select * from plan_lead where action = $1 order by id;

-- name: measures_of_agreement :many (agreement AgreementId) -> PlanMeasure
select m.* from plan_measure m join plan_action a on a.id = m.action where a.agreement = $1 order by m.position, m.id;

-- name: measures_of_action :many (action PlanActionId) -> PlanMeasure
select * from plan_measure where action = $1 order by position, id;

-- name: themes_of_agreement :many (agreement AgreementId) -> (action PlanActionId, theme PriorityId, name Text)
select t.action, t.theme, p.name from plan_theme t join plan_action a on a.id = t.action join priority p on p.id = t.theme
where a.agreement = $1 order by t.id;

-- name: themes_of_action :many (action PlanActionId) -> PlanTheme
select * from plan_theme where action = $1 order by id;

-- name: numbers_of_action :many (action PlanActionId) -> PlanNumber
select * from plan_number where action = $1 order by until, id;

-- name: numbers_of_agreement :many (agreement AgreementId) -> PlanNumber
select * from plan_number where agreement = $1 order by until, id;

-- name: measures_with_values :many (agreement AgreementId) -> (measure PlanMeasureId)
select distinct v.measure from measure_value v join plan_measure m on m.id = v.measure join plan_action a on a.id = m.action
where a.agreement = $1 order by v.measure;

-- name: sheets_of_document :many (document int64_t) -> PlanSheet
-- Those that were made of the document of the archive and taken, the latest first.
select * from plan_sheet where document = $1 and state = 'taken' order by id desc;

-- name: sheets_waiting_of :many (document int64_t) -> PlanSheet
-- Made of that document of the archive, and neither taken nor left.
select * from plan_sheet where document = $1 and state = 'waiting' order by id;

-- name: sheets_of_agreement :many (agreement AgreementId) -> PlanSheet
select * from plan_sheet where agreement = $1 order by id desc;

-- name: sheets_too_old :many (before Moment) -> PlanSheet
select * from plan_sheet where state = 'waiting' and sent_at < $1 order by id;

-- name: last_number_in :one (section PlanSectionId) -> (number int64_t)
select coalesce(max(number), 0) as number from plan_action where section = $1;

-- ---- Progress and measures ----

-- name: progress_of_action :many (action PlanActionId) -> PlanProgress
-- Newest first.
select * from plan_progress where action = $1 order by day desc, id desc;

-- name: newest_told :many (agreement AgreementId) -> (action PlanActionId, newest PlanProgressId)
-- What was told last of each action of which something was.
select p.action as action, max(p.id) as newest from plan_progress p join plan_action a on a.id = p.action where a.agreement = $1 group by p.action;

-- name: told_after :many (action PlanActionId, seen int64_t) -> PlanProgress
-- Of an action since another telling, the newest first.
select * from plan_progress where action = $1 and id > $2 order by id desc;

-- name: progress_of_agreement :many (agreement AgreementId, since Date, until Date) -> PlanProgress
-- Between the days, both included; the newest first within an action.
select p.* from plan_progress p join plan_action a on a.id = p.action where a.agreement = $1 and p.day >= $2 and p.day <= $3
order by p.action, p.day desc, p.id desc;

-- name: values_of_measure :many (measure PlanMeasureId) -> MeasureValue
select * from measure_value where measure = $1 order by day, id;

-- name: values_of_action :many (action PlanActionId) -> MeasureValue
-- Of all its measures, those of one together.
select v.* from measure_value v join plan_measure m on m.id = v.measure where m.action = $1 order by v.measure, v.day, v.id;

-- name: calls_of :many (agreement AgreementId) -> PlanCall
select * from plan_call where agreement = $1 order by quarter_ends desc, id desc;

-- name: call_open :maybe (agreement AgreementId) -> PlanCall
select * from plan_call where agreement = $1 and closed_on is null order by quarter_ends desc limit 1;

-- name: calls_open_all :many () -> PlanCall
-- Of years that are not closed.
select c.* from plan_call c join agreement a on a.id = c.agreement where c.closed_on is null and coalesce(a.state, '') <> 'closed' order by c.id;

-- name: persons_called :many (agreement AgreementId, since Date) -> (person PersonId, actions int64_t)
-- Whose organisation leads or helps with open actions of which nothing was told since the day, and with how many.
select p.id as person, count(distinct a.id) as actions from person p join plan_lead l on l.organisation = p.organisation join plan_action a on a.id = l.action
where a.agreement = $1 and coalesce(a.state, '') not in ('awaiting_evidence', 'complete', 'stopped')
  and not exists (select 1 from plan_progress g where g.action = a.id and g.day >= $2)
group by p.id order by p.id;

-- name: actions_called :one (agreement AgreementId, since Date) -> (number int64_t)
-- Open actions of which nothing was told since the day, whoever leads them.
select count(*) as "number" from plan_action a
where a.agreement = $1 and coalesce(a.state, '') not in ('awaiting_evidence', 'complete', 'stopped')
  and not exists (select 1 from plan_progress g where g.action = a.id and g.day >= $2);

-- name: exceptions_of_action :many (action PlanActionId) -> PlanException
-- Those whose items stand on an agenda.
select e.* from plan_exception e join agenda_item i on i.id = e.item where e.action = $1 and i.is_withdrawn = 0 order by e.id;

-- name: meetings_to_choose :many () -> (id MeetingId, day Date, body Text)
-- The latest first.
select m.id, m.day, b.name as body from meeting m join body b on b.id = m.body order by m.day desc, m.id desc;

-- ---- What the plan looks at ----

-- name: strategies_all :many () -> Strategy
select * from strategy order by kind, lower(title), id;

-- name: strategies_watched :many (day Date) -> Strategy
-- Bills and guidance that are expected and not in force by the day, the nearest first.
select * from strategy where due is not null and ("from" is null or "from" > $1) order by due, id;

-- name: links_of_action :many (action PlanActionId) -> PlanLink
select * from plan_link where action = $1 order by id;

-- name: strategies_of_action :many (action PlanActionId) -> Strategy
select s.* from strategy s join plan_link l on l.strategy = s.id where l.action = $1 order by lower(s.title), s.id;

-- name: actions_of_strategy :many (strategy StrategyId) -> (id PlanActionId, section int64_t, number int64_t, objective Text, starts Date)
select a.id, s.number as section, a.number, a.objective, g.starts from plan_action a join plan_link l on l.action = a.id
join plan_section s on s.id = a.section join agreement g on g.id = a.agreement where l.strategy = $1 order by g.starts desc, s.number, a.number;

-- name: issues_all :many () -> EmergingIssue
select * from emerging_issue order by raised_on desc, id desc;
