-- include: minutes/minutes.h

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
  (select version || '' from meeting where id = $1) as meeting;
