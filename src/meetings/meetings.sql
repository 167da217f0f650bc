-- include: meetings/meeting.h

-- ---- The agenda, read whole: agenda.c. The first of these is the page that staff open most. ----

-- name: agenda_part_rows :many (meeting MeetingId) -> AgendaPart
-- The parts of an agenda in their order.
select * from agenda_part where meeting = $1 order by "position", id;

-- name: agenda_item_rows :many (meeting MeetingId) -> AgendaItem
-- The items of an agenda by part (in no order of parts) and place, withdrawn ones included.
select * from agenda_item where meeting = $1 order by part, "position", id;

-- name: agenda_paper_rows :many (meeting MeetingId) -> Paper
-- The papers of an agenda without withdrawn ones, by item (in no order of items) and place.
select id, version, item, "position", kind, title, file_sha256, file_name, media_type, bytes, pages, is_tagged, is_signed, is_scanned, is_repaired,
  is_withdrawn, withdrawn_reason, restriction, paragraphs, restriction_reason, restriction_decided_by, restriction_review, security_marking,
  supplement, is_draft, replaces, replaced_by
from paper where item in (select id from agenda_item where meeting = $1) and is_withdrawn = 0 order by item, "position", id;

-- name: agenda_sums :one (meeting MeetingId) -> (parts Text, items Text, papers Text, reports Text)
-- Sums that differ after any change to the agenda: ids are never given twice and versions only rise.
select
  (select count(*) || '.' || coalesce(sum(id), 0) || '.' || coalesce(sum(version), 0) from agenda_part where meeting = $1) as parts,
  (select count(*) || '.' || coalesce(sum(id), 0) || '.' || coalesce(sum(version), 0) from agenda_item where meeting = $1) as items,
  (select count(*) || '.' || coalesce(sum(p.id), 0) || '.' || coalesce(sum(p.version), 0) from paper p join agenda_item i on i.id = p.item
    where i.meeting = $1) as papers,
  (select count(*) || '.' || coalesce(sum(r.id), 0) || '.' || coalesce(sum(r.version), 0) from report r join paper p on p.id = r.paper
    join agenda_item i on i.id = p.item where i.meeting = $1) as reports;

-- name: agenda_report_rows :many (meeting MeetingId) -> Report
-- The reports written for an agenda, without those whose paper or item is withdrawn.
select report.* from agenda_item as item join paper on paper.item = item.id join report on report.paper = paper.id
where item.meeting = $1 and item.is_withdrawn = 0 and paper.is_withdrawn = 0 order by report.id;

-- ---- Places within an agenda: agenda.c, papers.c ----

-- name: part_items :many (part AgendaPartId) -> AgendaItem
select * from agenda_item where part = $1 order by "position", id;

-- name: item_papers :many (item AgendaItemId) -> Paper
-- All papers of an item, withdrawn ones too.
select * from paper where item = $1 order by "position", id;

-- name: papers_of_item :many (item AgendaItemId) -> Paper
-- The same, for pages.
select id, version, item, "position", kind, title, file_sha256, file_name, media_type, bytes, pages, is_tagged, is_signed, is_scanned, is_repaired,
  is_withdrawn, withdrawn_reason, restriction, paragraphs, restriction_reason, restriction_decided_by, restriction_review, security_marking,
  supplement, is_draft, replaces, replaced_by
from paper where item = $1 order by "position", id;

-- name: paper_report :maybe (paper PaperId) -> Report
select * from report where paper = $1;

-- name: agenda_items_with_file :many (meeting MeetingId, sha256 Text, but_paper int64_t) -> (paper PaperId, item AgendaItemId, part_position int64_t, item_position int64_t)
-- Where in an agenda the same file stands already.
select paper.id as paper, item.id as item, part."position" as part_position, item."position" as item_position
from paper join agenda_item as item on item.id = paper.item join agenda_part as part on part.id = item.part
where item.meeting = $1 and paper.file_sha256 = $2 and paper.id <> $3 and paper.is_withdrawn = 0 and item.is_withdrawn = 0
order by part."position", item."position";

-- name: filed_papers :many (meeting MeetingId) -> Paper
-- The papers of a meeting that have a file, withdrawn ones too.
select paper.* from agenda_item as item join paper on paper.item = item.id where item.meeting = $1 and paper.file_sha256 <> '' order by paper.id;

-- name: meetings_with_files :many () -> (meeting MeetingId)
-- Meetings that have papers with files, for sealing.
select distinct item.meeting as meeting from paper join agenda_item as item on item.id = paper.item where paper.file_sha256 <> '' order by 1;

-- name: papers_with_file :one (sha256 Text) -> (number int64_t)
-- How many papers have a file; when none has it any more it is removed. Every table that names files of the office belongs in here.
select count(*) as "number" from paper where file_sha256 = $1;

-- ---- Meetings: meeting.c ----

-- name: meetings_from_day :many (body int64_t, day Date, most int64_t) -> Meeting
select * from meeting where (body = $1 or $1 = 0) and day >= $2 order by day, starts, id limit $3;

-- name: meetings_before_day :many (body int64_t, day Date, most int64_t) -> Meeting
select * from meeting where (body = $1 or $1 = 0) and day < $2 order by day desc, starts desc, id desc limit $3;

-- name: meetings_between :many (body int64_t, first Date, last Date) -> Meeting
select * from meeting where (body = $1 or $1 = 0) and day >= $2 and day <= $3 order by day desc, starts desc, id desc;

-- name: meetings_on_day :many (day Date, but_meeting int64_t) -> Meeting
-- The other meetings of a day that are not cancelled, for clashes.
select * from meeting where day = $1 and id <> $2 and state <> 'cancelled' order by starts, id;

-- name: person_meetings :many (person PersonId, day Date, most int64_t) -> Meeting
-- Meetings of the bodies on which a person holds or stands in for a seat on the day of the meeting.
select * from meeting where day >= $2 and state <> 'cancelled' and exists (
  select 1 from seat join tenure on tenure.seat = seat.id
  where seat.body = meeting.body and tenure.person = $1
    and (seat."from" is null or seat."from" <= meeting.day) and (seat.until is null or seat.until >= meeting.day)
    and (tenure."from" is null or tenure."from" <= meeting.day) and (tenure.until is null or tenure.until >= meeting.day))
order by day, starts, id limit $3;

-- name: meeting_years :many () -> (year Text)
-- The years that have meetings, newest first.
select distinct substr(day, 1, 4) as year from meeting order by year desc;

-- name: previous_meeting :maybe (body BodyId, day Date) -> Meeting
-- The meeting of the body before a day, whose notes the next one approves.
select * from meeting where body = $1 and day < $2 and state <> 'cancelled' order by day desc, starts desc, id desc limit 1;

-- name: publication_latest :maybe (meeting MeetingId) -> Publication
select * from publication where meeting = $1 order by "number" desc limit 1;

-- ---- Supplements: supplement.c ----

-- name: supplement_rows :many (meeting MeetingId) -> Supplement
select * from supplement where meeting = $1 order by "number";

-- name: supplement_papers :many (meeting MeetingId, supplement int64_t) -> Paper
-- The papers that wait in a supplement, withdrawn ones too; whole, for being changed.
select paper.* from agenda_item as item join paper on paper.item = item.id
where item.meeting = $1 and paper.supplement = $2 and paper.is_draft = 1 order by paper.id;

-- name: paper_replacements :many (paper PaperId) -> Paper
-- What replaces a paper, or waits to; without words.
select id, version, item, "position", kind, title, file_sha256, file_name, media_type, bytes, pages, is_tagged, is_signed, is_scanned, is_repaired, is_withdrawn,
  withdrawn_reason, supplement, is_draft, replaces, replaced_by
from paper where replaces = $1 order by id;

-- name: publication_latest_end :maybe (meeting MeetingId) -> (is_done bool)
-- How the newest publication ended that changed the public side: published or withdrawn.
select case when state = 'done' then 1 else 0 end as is_done from publication
where meeting = $1 and state in ('done', 'withdrawn') order by "number" desc limit 1;

-- ---- News: news.c ----

-- name: meeting_visit_of :maybe (account int64_t, meeting MeetingId) -> (since Moment, last Moment)
select since, last from meeting_visit where account = $1 and meeting = $2;

-- name: visit_put :exec (account int64_t, meeting MeetingId, moment Moment, pause_before Moment)
-- After a pause another visit begins: what happened since the last look is new in it. since is 0 in the first.
insert into meeting_visit (account, meeting, since, last) values ($1, $2, 0, $3)
on conflict (account, meeting) do update
set since = case when meeting_visit.last < $4 then meeting_visit.last else meeting_visit.since end, last = $3;

-- name: touched_since :many (meeting MeetingId, since Moment, but_person int64_t) -> (kind int64_t, id int64_t)
-- Items (1), papers (2) and papers whose report (3) others changed since a moment.
select 1 as kind, item.id as id from journal join agenda_item as item on item.id = journal.record_id
where journal.record = 'agenda_item' and journal.at > $2 and journal.action <= 2 and item.meeting = $1
  and (journal.person <> $3 or $3 = 0)
union
select 2, paper.id from journal join paper on paper.id = journal.record_id join agenda_item as item on item.id = paper.item
where journal.record = 'paper' and journal.at > $2 and journal.action <= 2 and item.meeting = $1 and (journal.person <> $3 or $3 = 0)
union
select 3, report.paper from journal join report on report.id = journal.record_id join paper on paper.id = report.paper
join agenda_item as item on item.id = paper.item
where journal.record = 'report' and journal.at > $2 and journal.action <= 2 and item.meeting = $1 and (journal.person <> $3 or $3 = 0);

-- ---- Templates: template.c ----

-- name: template_part_rows :many (body BodyId) -> TemplatePart
select * from template_part where body = $1 order by "position", id;

-- name: template_item_rows :many (body BodyId) -> TemplateItem
select item.* from template_part as part join template_item as item on item.part = part.id
where part.body = $1 order by part."position", part.id, item."position", item.id;

-- name: template_items_of_part :many (part TemplatePartId) -> TemplateItem
select * from template_item where part = $1 order by "position", id;
