-- include: minutes/statistics.h

-- What statistics.h reads: each statement for all meetings of a period at once. body 0: of every body.

-- name: statistics_meetings :many (body int64_t, first Date, last Date) -> Meeting
-- Cancelled ones too.
select * from meeting where (body = $1 or $1 = 0) and day >= $2 and day <= $3 order by day, starts, id;

-- name: statistics_attendance :many (body int64_t, first Date, last Date) -> Attendance
select a.* from attendance a join meeting m on m.id = a.meeting
where (m.body = $1 or $1 = 0) and m.day >= $2 and m.day <= $3 order by m.day, m.starts, m.id, a.id;

-- name: statistics_seats :many (body int64_t) -> Seat
select s.* from seat s join body b on b.id = s.body where s.body = $1 or $1 = 0 order by b.position, b.id, s.position, s.id;

-- name: statistics_tenures :many (body int64_t) -> Tenure
select t.* from tenure t join seat s on s.id = t.seat where s.body = $1 or $1 = 0 order by t.seat, t."from" is not null, t."from", t.id;

-- name: statistics_persons :many () -> Person
select * from person order by id;

-- name: statistics_organisations :many () -> Organisation
select * from organisation order by lower(name), id;

-- name: statistics_terms :many (body int64_t) -> TermsOfReference
-- The newest first, without their text.
select id, version, body, title, "from", "until", approved_on, quorum_kind, quorum_number, clear_days, paper_working_days, meetings_a_year, decision_rule,
  minutes_days, missed_meetings, regime
from terms_of_reference where is_draft = 0 and (body = $1 or $1 = 0) order by "from" desc, id desc;

-- name: statistics_decisions :many (body int64_t, first Date, last Date) -> (meeting MeetingId, part_position int64_t, item_position int64_t, at TimeOfDay, represented int64_t, represented_core int64_t, needed int64_t)
select m.id as meeting, p."position" as part_position, i."position" as item_position, r.decided_at as at, r.represented as represented,
  r.represented_core as represented_core, r.quorum_needed as needed
from resolution r join minute n on n.id = r.minute join minutes k on k.id = n.minutes join meeting m on m.id = k.meeting join agenda_item i on i.id = n.item
  join agenda_part p on p.id = i.part
where (m.body = $1 or $1 = 0) and m.day >= $2 and m.day <= $3 and m.state <> 'cancelled' and k.state <> 'draft' and r.outcome <> 'draft'
order by m.day, m.starts, m.id, p."position", i."position", r."position", r.id;

-- name: statistics_minutes :many (body int64_t, first Date, last Date) -> (meeting MeetingId, checked_at Moment, published_at Moment, approved Date)
select m.id as meeting, k.checked_at as checked_at, k.published_at as published_at, there.day as approved
from minutes k join meeting m on m.id = k.meeting left join meeting there on there.id = k.approved_at_meeting and k.state = 'approved'
where (m.body = $1 or $1 = 0) and m.day >= $2 and m.day <= $3 order by m.day, m.starts, m.id;

-- name: statistics_sent :many (body int64_t, first Date, last Date) -> (meeting MeetingId, sent Date)
-- Draft minutes that were sent, as it was recorded.
select t.meeting as meeting, t.day as sent from meeting_act t join meeting m on m.id = t.meeting
where (m.body = $1 or $1 = 0) and m.day >= $2 and m.day <= $3 and t.kind = 'minutes_sent' order by m.day, m.starts, m.id;

-- name: statistics_parts :many (body int64_t, first Date, last Date) -> AgendaPart
select p.* from agenda_part p join meeting m on m.id = p.meeting
where (m.body = $1 or $1 = 0) and m.day >= $2 and m.day <= $3 and m.publication > 0 and m.state <> 'cancelled' order by m.day, m.starts, m.id, p."position", p.id;

-- name: statistics_items :many (body int64_t, first Date, last Date) -> AgendaItem
select i.* from agenda_item i join agenda_part p on p.id = i.part join meeting m on m.id = i.meeting
where (m.body = $1 or $1 = 0) and m.day >= $2 and m.day <= $3 and m.publication > 0 and m.state <> 'cancelled' and i.is_withdrawn = 0
order by m.day, m.starts, m.id, p."position", p.id, i."position", i.id;

-- name: statistics_papers :many (body int64_t, first Date, last Date) -> Paper
-- Those that were out and are not replaced, in the order of the agendas.
select q.id, q.version, q.item, q."position", q.kind, q.title, q.restriction, q.is_draft, q.replaced_by
from paper q join agenda_item i on i.id = q.item join agenda_part p on p.id = i.part join meeting m on m.id = i.meeting
where (m.body = $1 or $1 = 0) and m.day >= $2 and m.day <= $3 and m.publication > 0 and m.state <> 'cancelled' and i.is_withdrawn = 0
  and q.is_withdrawn = 0 and q.is_draft = 0 and q.replaced_by is null
order by m.day, m.starts, m.id, p."position", p.id, i."position", i.id, q."position", q.id;

-- name: statistics_openings :many (body int64_t, first Date, last Date) -> (paper PaperId, account AccountId, first Moment)
-- When each account first opened a paper, in any version.
select o.paper as paper, o.account as account, min(o.opened_at) as first
from paper_opening o join paper q on q.id = o.paper join agenda_item i on i.id = q.item join meeting m on m.id = i.meeting
where (m.body = $1 or $1 = 0) and m.day >= $2 and m.day <= $3 and m.publication > 0 group by o.paper, o.account order by o.paper, o.account;

-- name: statistics_accounts :many () -> Account
-- Of people who may sit on bodies.
select id, version, email, name, roles, person, is_disabled from account where person <> 0 order by person, id;
