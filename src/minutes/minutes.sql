-- include: minutes/minutes.h
-- include: minutes/election.h

-- ---- Attendance: attendance.c ----

-- name: attendance_rows :many (meeting MeetingId) -> Attendance
select * from attendance where meeting = $1 order by id;

-- name: attendee_rows :many (meeting MeetingId) -> Attendee
-- Officers first, then guests, each in the order in which they were entered.
select * from attendee where meeting = $1 order by case standing when 'officer' then 1 else 2 end, id;

-- name: item_absence_rows :many (meeting MeetingId) -> ItemAbsence
select * from item_absence where meeting = $1 order by id;

-- name: attendance_persons :many (meeting MeetingId) -> Person
-- Everybody who is entered as present in a seat.
select * from person where id in (select person from attendance where meeting = $1);

-- name: attendance_sums :one (meeting MeetingId) -> (seats Text, others Text, absences Text, meeting Text)
-- Sums that differ after any change of the attendance: ids are never given twice and versions only rise.
select
  (select count(*) || '.' || coalesce(sum(id), 0) || '.' || coalesce(sum(version), 0) from attendance where meeting = $1) as seats,
  (select count(*) || '.' || coalesce(sum(id), 0) || '.' || coalesce(sum(version), 0) from attendee where meeting = $1) as others,
  (select count(*) || '.' || coalesce(sum(id), 0) || '.' || coalesce(sum(version), 0) from item_absence where meeting = $1) as absences,
  (select version || '.' || (select coalesce(sum(version), 0) from minutes where meeting = $1) from meeting where id = $1) as meeting;

-- ---- Minutes: minutes.c, resolutions.c ----

-- name: minutes_of_meeting :maybe (meeting MeetingId) -> Minutes
select * from minutes where meeting = $1;

-- name: minute_rows :many (minutes MinutesId) -> Minute
select * from minute where minutes = $1 order by id;

-- name: minute_of_item :maybe (item AgendaItemId) -> Minute
select * from minute where item = $1;

-- name: resolution_rows :many (minutes MinutesId) -> Resolution
select resolution.* from resolution join minute on minute.id = resolution.minute where minute.minutes = $1
order by resolution.minute, resolution."position", resolution.id;

-- name: resolutions_of_minute :many (minute MinuteId) -> Resolution
select * from resolution where minute = $1 order by "position", id;

-- name: vote_rows :many (minutes MinutesId) -> ResolutionVote
select v.* from resolution_vote v join resolution r on r.id = v.resolution join minute m on m.id = r.minute where m.minutes = $1 order by v.id;

-- name: votes_of_resolution :many (resolution ResolutionId) -> ResolutionVote
select * from resolution_vote where resolution = $1 order by id;

-- name: exclusion_rows :many (minutes MinutesId) -> Exclusion
select x.* from exclusion x join resolution r on r.id = x.resolution join minute m on m.id = r.minute where m.minutes = $1 order by x.id;

-- name: exclusions_of_resolution :many (resolution ResolutionId) -> Exclusion
select * from exclusion where resolution = $1 order by id;

-- name: election_of_resolution :maybe (resolution ResolutionId) -> Election
select * from election where resolution = $1;

-- name: declaration_rows :many (meeting MeetingId) -> Declaration
select * from declaration where meeting = $1 order by id;

-- name: numbering_of_body :maybe (body BodyId) -> MinuteNumbering
select * from minute_numbering where body = $1;

-- name: numbers_given :one (body BodyId) -> (count int64_t, latest Date)
-- How many numbers minutes of the body have, and the day of the latest meeting that has any.
select count(*) as count, max(meeting.day) as latest from minute join minutes on minutes.id = minute.minutes join meeting on meeting.id = minutes.meeting
where meeting.body = $1 and minute."number" > 0;

-- ---- Approval: approval.c ----

-- name: minutes_waiting :many (body BodyId, day Date) -> Minutes
-- Checked and not approved, of meetings of the body before the day; the newest first.
select minutes.* from minutes join meeting on meeting.id = minutes.meeting
where meeting.body = $1 and meeting.day < $2 and minutes.state in ('checked', 'published_draft') order by meeting.day desc, minutes.id desc;

-- name: minutes_approved_there :many (meeting MeetingId) -> Minutes
select minutes.* from minutes join meeting on meeting.id = minutes.meeting where minutes.approved_at_meeting = $1 order by meeting.day, minutes.id;

-- name: minutes_approved_before :many (body BodyId, day Date, most int64_t) -> Minutes
-- Approved at meetings before the day, the newest first.
select minutes.* from minutes join meeting on meeting.id = minutes.meeting join meeting as there on there.id = minutes.approved_at_meeting
where meeting.body = $1 and there.day < $2 and minutes.state = 'approved' order by meeting.day desc, minutes.id desc limit $3;

-- name: correction_rows :many (minutes MinutesId) -> Correction
-- Those that were taken back too.
select * from correction where minutes = $1 order by id;

-- name: corrections_at :many (meeting MeetingId) -> Correction
-- Those that stand.
select * from correction where at_meeting = $1 and taken_back is null order by id;

-- name: correction_meetings :many (minutes MinutesId) -> Meeting
select * from meeting where id in (select at_meeting from correction where minutes = $1) order by day, id;

-- name: approvals_back :many (meeting int64_t, minutes int64_t) -> ApprovalTakenBack
select * from approval_taken_back where (at_meeting = $1 or $1 = 0) and (minutes = $2 or $2 = 0) order by id desc;

-- name: resolution_bound :one (resolution ResolutionId) -> (approves int64_t, corrects int64_t)
-- Does it approve minutes, or correct approved ones?
select (select count(*) from minutes where approval = $1) as approves, (select count(*) from correction where resolution = $1) as corrects;

-- name: minutes_sums :one (minutes MinutesId) -> (minutes Text, items Text, resolutions Text, corrections Text, declared Text, actions Text)
-- Sums that differ after any change of the minutes: ids are never given twice and versions only rise.
select
  (select coalesce(sum(version), 0) || '' from minutes where id = $1) as minutes,
  (select count(*) || '.' || coalesce(sum(id), 0) || '.' || coalesce(sum(version), 0) from minute where minutes = $1) as items,
  (select count(*) || '.' || coalesce(sum(r.id), 0) || '.' || coalesce(sum(r.version), 0) from resolution r join minute m on m.id = r.minute
    where m.minutes = $1) as resolutions,
  (select count(*) || '.' || coalesce(sum(id), 0) || '.' || coalesce(sum(version), 0) from correction where minutes = $1) as corrections,
  (select count(*) || '.' || coalesce(sum(d.id), 0) || '.' || coalesce(sum(d.version), 0) from declaration d join minutes m on m.meeting = d.meeting
    where m.id = $1) as declared,
  (select count(*) || '.' || coalesce(sum(a.id), 0) || '.' || coalesce(sum(a.version), 0) from action a join minutes m on m.meeting = a.meeting
    where m.id = $1 and a.is_in_minutes = 1) as actions;

-- name: minutes_between :many (first Date, last Date, body int64_t, most int64_t) -> Minutes
-- Newest meetings first; body 0: of every body.
select minutes.* from minutes join meeting on meeting.id = minutes.meeting
where meeting.day >= $1 and meeting.day <= $2 and (meeting.body = $3 or $3 = 0) order by meeting.day desc, minutes.id desc limit $4;
