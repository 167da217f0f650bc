-- include: meetings/meeting.h

-- name: all_holidays :many () -> Holiday
select * from holiday order by day;

-- name: all_bodies :many () -> Body
select * from body order by position, id;

-- name: meetings_told :many (body BodyId) -> Meeting
-- Meetings of a body with at least one item of business: for the demo.
select * from meeting where body = $1 and exists (select 1 from agenda_item i where i.meeting = meeting.id and i.kind = 'business') order by day;

-- name: meetings_published_before :many (day Date) -> Meeting
select * from meeting where state = 'published' and day < $1 order by id;

-- name: journal_count :one () -> (number int64_t)
select count(*) as number from journal;

-- name: journal_state :maybe (record Text, record_id int64_t) -> (state Text)
-- The last state that the journal holds of a record.
select state from journal where record = $1 and record_id = $2 and state <> '' order by number desc limit 1;

-- name: papers_without_file :many () -> (id int64_t)
select p.id from paper p where p.file_sha256 <> '' and not exists (select 1 from file f where f.sha256 = p.file_sha256);

-- name: recent_jobs :many () -> Job
select * from job order by id desc limit 50;
