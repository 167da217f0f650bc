-- include: publish/published_agreement.h

-- What the pages of the plan ask of the published store.

-- name: site_agreements :many () -> PublishedAgreement
-- Those that are public, the newest first.
select * from published_agreement where is_withdrawn = 0 order by starts desc, id;

-- name: site_agreement_at :maybe (address Text) -> PublishedAgreement
-- The one of that year; a withdrawn one when nothing else is there.
select * from published_agreement where address = $1 order by is_withdrawn, id desc limit 1;

-- name: site_agreement_on :maybe (day Date) -> PublishedAgreement
-- The last that had begun by the day.
select * from published_agreement where is_withdrawn = 0 and starts <= $1 order by starts desc, id limit 1;

-- name: site_agreement_cited :maybe (body PublishedId, day Date) -> PublishedAgreement
-- The public one in whose year the day is, of the body or else of the one above it.
select g.* from published_agreement g where g.is_withdrawn = 0 and g.starts <= $2 and g.ends >= $2
  and (g.body = $1 or g.body = (select b.parent from published_body b where b.id = $1))
order by case when g.body = $1 then 0 else 1 end, g.id desc limit 1;

-- name: site_plan_numbers :many (agreement PublishedId) -> (number Text, earlier_numbers Text)
-- `earlier_numbers` one a line.
select "number", earlier_numbers from published_plan_action where agreement = $1 order by position, id;

-- name: site_chapters :many (agreement PublishedId) -> PublishedChapter
select * from published_chapter where agreement = $1 order by position, id;

-- name: site_agreement_versions :many (agreement PublishedId) -> PublishedAgreementVersion
select * from published_agreement_version where agreement = $1 order by day, id;

-- name: site_plan_sections :many (agreement PublishedId) -> PublishedPlanSection
select * from published_plan_section where agreement = $1 order by "number", id;

-- name: site_plan_actions :many (agreement PublishedId) -> PublishedPlanAction
select * from published_plan_action where agreement = $1 order by position, id;

-- name: site_plan_changes :many (agreement PublishedId, most int64_t) -> (number Text, now Text, objective Text, sentence Text, changed_at Moment)
-- The newest first; `now` and `objective` are of the action as it stands, empty when it is no longer part of the plan.
select c."number", coalesce(a."number", '') as now, coalesce(a.objective, '') as objective, c.sentence, c.changed_at
from published_plan_change c left join published_plan_action a on a.id = c.action
where c.agreement = $1 order by c.changed_at desc, c.id limit $2;

-- name: site_plan_measures :many (action PublishedId) -> PublishedPlanMeasure
select * from published_plan_measure where action = $1 order by position, id;

-- name: site_measure_values :many (action PublishedId) -> PublishedMeasureValue
select v.* from published_measure_value v join published_plan_measure m on m.id = v.measure where m.action = $1 order by v.measure, v.day, v.id;

-- name: site_plan_progress :many (action PublishedId) -> PublishedPlanProgress
-- The newest first.
select * from published_plan_progress where action = $1 order by day desc, id desc;

-- name: site_plan_meeting :maybe (meeting PublishedId) -> PublishedMeeting
select * from published_meeting where id = $1;

-- name: site_all_plan_actions :many () -> (address Text, number Text, changed_at Moment)
-- For the sitemap.
select g.address, a."number", g.changed_at from published_plan_action a join published_agreement g on g.id = a.agreement
where g.is_withdrawn = 0 order by g.starts desc, a.position, a.id;
