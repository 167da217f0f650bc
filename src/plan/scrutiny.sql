-- Statements of scrutiny.
-- include: plan/scrutiny.h

-- name: scrutiny_sessions_all :many () -> ScrutinySession
-- The latest first.
select * from scrutiny_session order by day desc, id desc;

-- name: scrutiny_session_before :maybe (day Date) -> ScrutinySession
-- The last one before the day.
select * from scrutiny_session where day < $1 order by day desc, id desc limit 1;

-- name: scrutiny_attendees_of :many (session ScrutinySessionId) -> ScrutinyAttendee
-- The chair, then the leads in the order of the plan, then officers.
select a.* from scrutiny_attendee a left join plan_section s on s.id = a.section where a.session = $1
order by case a.part when 'chair' then 0 when 'lead' then 1 else 2 end, s.number, a.id;

-- name: scrutiny_questions_of :many (session ScrutinySessionId) -> ScrutinyQuestion
select * from scrutiny_question where session = $1 order by id;

-- name: scrutiny_requests_of :many (session ScrutinySessionId) -> ScrutinyRequest
select * from scrutiny_request where session = $1 order by asked_on, id;

-- name: scrutiny_recommendations_of :many (session ScrutinySessionId) -> ScrutinyRecommendation
select * from scrutiny_recommendation where session = $1 order by number, id;

-- name: scrutiny_follow_ups_of :many (session ScrutinySessionId) -> ScrutinyFollowUp
select f.* from scrutiny_follow_up f join scrutiny_recommendation r on r.id = f.recommendation where r.session = $1 order by f.day, f.id;

-- name: scrutiny_meetings_of_days :many (body BodyId, body_day Date, group_day Date) -> (is_body bool, state Text)
-- Meetings of the county body on the one day, and of its working groups on the other.
select case when m.body = $1 then 1 else 0 end as is_body, m.state as state from meeting m join body b on b.id = m.body
where (m.body = $1 and m.day = $2) or (b.parent = $1 and b.kind = 'working_group' and m.day = $3) order by m.id;

-- name: scrutiny_requests_waiting :many () -> ScrutinyRequest
-- Those that nobody has answered, the nearest first and those without a day last.
select * from scrutiny_request where sent_on is null order by case when due is null then 1 else 0 end, due, id;

-- name: scrutiny_promises_waiting :many () -> ScrutinyQuestion
select * from scrutiny_question where promised_by is not null and kept_on is null order by promised_by, id;

-- name: scrutiny_answers_waiting :many () -> ScrutinyRecommendation
-- Recommendations of reports that have come, without an answer that was sent.
select r.* from scrutiny_recommendation r join scrutiny_session s on s.id = r.session
where s.report_on is not null and r.sent_on is null order by s.report_on, r.session, r.number;

-- name: scrutiny_values_of_agreement :many (agreement AgreementId, until Date) -> MeasureValue
-- Values of the year's measures up to the day.
select v.* from measure_value v join plan_measure m on m.id = v.measure join plan_action a on a.id = m.action
where a.agreement = $1 and v.day <= $2 order by v.measure, v.day, v.id;
