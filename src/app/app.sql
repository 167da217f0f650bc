-- include: meetings/meeting.h
-- include: store/job.h

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

-- name: account_named :maybe (email Text) -> (id int64_t)
select id from account where email = $1;

-- name: packs_without_file :many () -> (id int64_t)
select p.id from members_pack p where not exists (select 1 from file f where f.sha256 = p.file_sha256);

-- name: recent_jobs :many () -> Job
select * from job order by id desc limit 50;

-- name: desk_meetings_ahead :many (first Date, last Date, all_bodies bool, person int64_t) -> (id MeetingId, body Text)
-- Meetings from a day to another: of all bodies, or of those on which a person holds or stands in for a seat on the day of the meeting.
select m.id as id, b.name as body from meeting m join body b on b.id = m.body
where m.day >= $1 and m.day <= $2 and m.state <> 'cancelled'
  and ($3 = 1 or exists (select 1 from tenure t join seat s on s.id = t.seat where s.body = m.body and t.person = $4
        and (t."from" is null or t."from" <= m.day) and (t."until" is null or t."until" >= m.day)))
order by m.day, m.starts, m.id;

-- name: desk_counts :one () -> (bodies int64_t, new_letters int64_t)
select (select count(*) from body) as bodies, (select count(*) from letter where state = 'new') as new_letters;

-- name: desk_archive :one () -> (doubts int64_t, files int64_t, held int64_t)
-- What of the archive waits for a clerk: open doubts and the files that have them, publications that are held back.
select (select count(*) from archive_doubt where state = 'open') as doubts, (select count(distinct source) from archive_doubt where state = 'open') as files,
  (select count(*) from archive_publication where is_wanted = 1 and state = 'held_back') as held;

-- name: desk_mail :one () -> (unsure int64_t, bouncing int64_t, fault Text, is_offered bool, has_begun bool)
-- What of the office's mail somebody should look at.
select (select count(*) from mail_message where state = 'unsure') as unsure, (select count(*) from mail_recipient where state = 'bouncing') as bouncing,
  coalesce((select server_fault from mail_state where id = 1), '') as fault, (select coalesce(max(offers_mail), 0) from partnership) as is_offered,
  (select count(*) from mail_state) as has_begun;

-- name: stopped_publications :many () -> (meeting MeetingId, day Date)
-- Meetings whose newest publication was blocked or failed.
select m.id as meeting, m.day as day from publication p join meeting m on m.id = p.meeting
where p.state in ('blocked', 'failed') and not exists (select 1 from publication q where q.meeting = p.meeting and q."number" > p."number")
order by m.day;

-- name: vacant_seats :many (day Date) -> (body BodyId, body_name Text, title Text)
-- Core seats that nobody holds on a day (R11).
select b.id as body, b.name as body_name, s.title as title from seat s join body b on b.id = s.body
where s.is_core = 1 and (s."from" is null or s."from" <= $1) and (s."until" is null or s."until" >= $1) and (b."until" is null or b."until" >= $1)
  and not exists (select 1 from tenure t where t.seat = s.id and t.kind = 'holder'
        and (t."from" is null or t."from" <= $1) and (t."until" is null or t."until" >= $1))
order by b.position, s.position;

-- name: ending_terms :many (first Date, last Date) -> (body BodyId, body_name Text, person Text, last Date)
-- Terms that end between two days (R07, R27).
select b.id as body, b.name as body_name, p.name as person, t."until" as last from tenure t join seat s on s.id = t.seat join body b on b.id = s.body
  join person p on p.id = t.person
where t."until" >= $1 and t."until" <= $2 order by t."until", b.position;

-- name: demo_tenure :one (body BodyId, person PersonId) -> (id TenureId)
-- How a person holds a seat of a body: for the demo.
select t.id as id from tenure t join seat s on s.id = t.seat where s.body = $1 and t.person = $2;

-- name: sealed_counts :one () -> (files int64_t)
select count(*) as files from file_seal;

-- name: demo_account :one (email Text) -> (id AccountId)
select id from account where email = $1;

-- name: publications_of :many (meeting MeetingId) -> Publication
select * from publication where meeting = $1 order by "number";
