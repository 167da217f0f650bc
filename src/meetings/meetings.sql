-- include: meetings/meeting.h
-- include: meetings/sign_off.h
-- include: meetings/timeline.h
-- include: meetings/cycle.h
-- include: meetings/notebook.h

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
  is_recalled, recalled_reason, recalled_at, recalled_by, supplement, is_draft, replaces, replaced_by
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
  is_recalled, recalled_reason, recalled_at, recalled_by, supplement, is_draft, replaces, replaced_by
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
select (select count(*) from paper where file_sha256 = $1)
  + (select count(*) from archive_source where file = $1 or words_file = $1) as "number";

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

-- name: notes_items_planned :many (body BodyId) -> (id AgendaItemId, day Date, title Text)
-- The items on which planned meetings, whose agendas were never out, look at the notes of the meeting before.
select i.id as id, m.day as day, i.title as title from agenda_item as i join meeting as m on m.id = i.meeting
where m.body = $1 and m.state = 'planned' and m.publication = 0 and i.kind = 'previous_notes' and i.is_withdrawn = 0 order by i.id;

-- name: publication_latest :maybe (meeting MeetingId) -> Publication
select * from publication where meeting = $1 order by "number" desc limit 1;

-- ---- Minutes, which the room above keeps: minuted.c ----

-- name: minutes_standing :maybe (meeting MeetingId) -> (state Text)
select state from minutes where meeting = $1;

-- name: minutes_wanted_of :many (meeting MeetingId) -> (id int64_t)
-- Minutes on the public side that say something of a meeting: its own, and those of meetings that agreed corrections of them.
select minutes.id as id from minutes where minutes.is_wanted = 1 and (minutes.meeting = $1 or minutes.meeting in (
  select correction.at_meeting from correction join minutes as own on own.id = correction.minutes where own.meeting = $1)) order by minutes.id;

-- name: item_minuted :one (item AgendaItemId) -> (number int64_t)
select (select count(*) from minute where item = $1) + (select count(*) from declaration where item = $1)
  + (select count(*) from item_absence where item = $1) + (select count(*) from action where item = $1)
  + (select count(*) from promised_return where item = $1) as "number";

-- ---- What an agenda carries of earlier meetings: carried.c ----

-- name: actions_to_carry :many (body BodyId, day Date) -> (id int64_t, version int64_t, item AgendaItemId, state Text, told int64_t, owner Text, next Date)
-- Actions of meetings of the body before a day: open ones, and those closed since the meeting before that day.
select a.id as id, a.version as version, a.item as item, a.state as state,
  (select coalesce(max(u.id), 0) from action_update u where u.action = a.id) as told,
  coalesce(s.version, 0) || '.' || coalesce(p.version, 0) as owner,
  (select min(n.day) from meeting n where n.body = a.body and n.day > m.day and n.state <> 'cancelled') as next
from action a join meeting m on m.id = a.meeting left join seat s on s.id = a.seat left join person p on p.id = a.person
where a.body = $1 and a.is_kept = 1 and m.day < $2 and (a.state = 'open'
  or a.closed_on >= (select max(e.day) from meeting e where e.body = $1 and e.day < $2 and e.state <> 'cancelled')) order by a.id;

-- name: actions_paper_of :maybe (meeting MeetingId) -> (paper int64_t, stamp Text)
-- The list of actions that stands on an agenda.
select p.id as paper, l.stamp as stamp from actions_paper l join paper p on p.id = l.paper join agenda_item i on i.id = p.item
where l.meeting = $1 and p.is_withdrawn = 0 and i.is_withdrawn = 0;

-- name: returns_to_carry :many (body BodyId, day Date) -> (id int64_t, item AgendaItemId, code Text, due Date, months int64_t)
-- Open ones that meetings of the body before a day promised.
select r.id as id, r.item as item, r.when_due as code, r.due as due, r.months as months
from promised_return r join meeting m on m.id = r.meeting where r.body = $1 and r.state = 'open' and m.day < $2 order by r.id;

-- name: return_days :many (promised int64_t) -> (day Date)
-- The days of the meetings to whose agendas a return came.
select m.day as day from return_taken t join meeting m on m.id = t.meeting join agenda_item i on i.id = t.item
where t.promised = $1 and m.state <> 'cancelled' and i.is_withdrawn = 0 order by m.day, t.id;

-- name: meetings_to_come_before :one (body BodyId, today Date, day Date) -> (number int64_t)
select count(*) as "number" from meeting where body = $1 and day >= $2 and day < $3 and state not in ('cancelled', 'held');

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
  withdrawn_reason, restriction, supplement, is_draft, replaces, replaced_by
from paper where replaces = $1 order by id;

-- name: publication_latest_end :maybe (meeting MeetingId) -> (is_done bool)
-- How the newest publication ended that changed the public side: published or withdrawn.
select case when state = 'done' then 1 else 0 end as is_done from publication
where meeting = $1 and state in ('done', 'withdrawn') order by "number" desc limit 1;

-- name: agenda_latest_out :one (meeting MeetingId) -> (at Moment)
-- When the agenda that stands on the public side went out; null when none does.
select max(done.done_at) as at from publication as done where done.meeting = $1 and done.state = 'done' and done.supplement = 0
  and not exists (select 1 from publication as gone where gone.meeting = $1 and gone.state = 'withdrawn' and gone."number" > done."number");

-- name: agenda_latest_noted :one (meeting MeetingId) -> (at Moment)
-- When the office noted that it went out, by the journal.
select max(journal."at") as at from journal where journal.record = 'publication' and journal.record_id = (select done.id from publication as done
  where done.meeting = $1 and done.state = 'done' and done.supplement = 0 order by done."number" desc limit 1);

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

-- ---- The restricted reading room: reading.c, reading_pages.c ----

-- name: paper_readings :many (paper int64_t) -> (person int64_t, person_name Text, opened int64_t, downloaded int64_t, last_at Moment)
-- Who was shown a paper, from the journal: on the page, and as a file of their own or in the members' pack.
select person, person_name,
    sum(case when why not like 'Downloaded%' then 1 else 0 end) as opened, sum(case when why like 'Downloaded%' then 1 else 0 end) as downloaded,
    max("at") as last_at
from journal where record = 'paper' and record_id = $1 and action = 4
group by person, person_name order by last_at desc, person_name;

-- name: accounts_of_persons :many () -> Account
-- The accounts of people who may be named as holders of seats.
select * from account where person <> 0 order by is_disabled, id;

-- ---- How reports are signed off: sign_off.c ----

-- name: report_sign_off :maybe (report ReportId) -> SignOff
select * from sign_off where report = $1;

-- name: report_signer :maybe (paper PaperId) -> (author PersonId, approver PersonId, approver_post Text)
select s.author as author, s.approver as approver, s.approver_post as approver_post from report r join sign_off s on s.report = r.id where r.paper = $1;

-- name: report_rows :many (meeting int64_t, first Date, last Date) -> (meeting MeetingId, body BodyId, day Date, report ReportId, report_version int64_t, paper PaperId, title Text, item AgendaItemId, part_position int64_t, item_position int64_t, supplement int64_t, is_draft bool, sign_off SignOffId, author PersonId, author_name Text, approver PersonId, approver_name Text, approver_post Text, state Text, signed_version int64_t, accepted_at Moment)
-- Reports on the agendas of one meeting, or (meeting 0) of the meetings between two days, in the order of the agendas, with their chains.
select m.id as meeting, m.body as body, m.day as day, r.id as report, r.version as report_version, p.id as paper, p.title as title, i.id as item,
  a."position" as part_position, i."position" as item_position, p.supplement as supplement, p.is_draft as is_draft,
  coalesce(s.id, 0) as sign_off, s.author as author, coalesce(w.name, '') as author_name, s.approver as approver,
  coalesce(v.name, '') as approver_name, coalesce(s.approver_post, '') as approver_post, coalesce(s.state, '') as state,
  coalesce(s.report_version, 0) as signed_version, s.accepted_at as accepted_at
from meeting m join agenda_item i on i.meeting = m.id join agenda_part a on a.id = i.part join paper p on p.item = i.id
  join report r on r.paper = p.id left join sign_off s on s.report = r.id left join person w on w.id = s.author left join person v on v.id = s.approver
where (m.id = $1 or $1 = 0) and m.day >= $2 and m.day <= $3 and m.state <> 'cancelled' and i.is_withdrawn = 0 and p.is_withdrawn = 0
order by m.day, m.id, a."position", i."position", p."position", r.id;

-- name: people_all :many () -> Person
-- Who can be named as author or approver.
select * from person order by lower(name), id;

-- ---- The timeline: timeline.c ----

-- name: meeting_acts_between :many (meeting int64_t, first Date, last Date) -> MeetingAct
-- What was recorded of one meeting, or (meeting 0) of the meetings between two days.
select t.* from meeting_act t join meeting m on m.id = t.meeting where (m.id = $1 or $1 = 0) and m.day >= $2 and m.day <= $3 order by t.id;

-- name: meeting_act_of :maybe (meeting MeetingId, kind Text) -> MeetingAct
select * from meeting_act where meeting = $1 and kind = $2;

-- name: publication_first :one (meeting MeetingId) -> (at Moment)
-- When the agenda went out for the first time.
select min(done_at) as at from publication where meeting = $1 and state in ('done', 'withdrawn');

-- name: notes_of_meeting :one (meeting MeetingId, body BodyId, day Date) -> (number int64_t, published_at Moment)
-- Do the notes of a body's meeting of that day stand as a paper before the next meeting? And since when are its minutes published?
select count(*) as "number", (select m.published_at from minutes m where m.meeting = $1) as published_at from agenda_item i join paper p on p.item = i.id
where i.kind = 'previous_notes' and i.is_withdrawn = 0 and p.is_withdrawn = 0 and p.is_draft = 0
  and i.meeting = (select n.id from meeting n where n.body = $2 and n.day > $3 and n.state <> 'cancelled' order by n.day, n.starts, n.id limit 1);

-- name: business_count :one (meeting MeetingId) -> (number int64_t)
-- Items of business, which a template agenda has none of.
select count(*) as "number" from agenda_item where meeting = $1 and kind = 'business' and is_withdrawn = 0;

-- ---- What members opened and noted: notebook.c. None of it is a record: it has no history and stands in no list but its owner's. ----

-- name: opening_found :maybe (account AccountId, paper PaperId, content Text) -> (at Moment)
select opened_at as at from paper_opening where account = $1 and paper = $2 and content = $3;

-- name: opening_add :exec (account AccountId, paper PaperId, content Text, at Moment)
insert into paper_opening (account, paper, content, opened_at) values ($1, $2, $3, $4) on conflict do nothing;

-- name: paper_contents :many (meeting MeetingId) -> (paper PaperId, content Text)
-- What the papers of an agenda hold now: the file, or the version of the report. What waits for a supplement is not out yet.
select p.id as paper, case when r.id is null then p.file_sha256 else 'report ' || r.version end as content
from agenda_item i join paper p on p.item = i.id left join report r on r.paper = p.id
where i.meeting = $1 and i.is_withdrawn = 0 and p.is_withdrawn = 0 and p.is_draft = 0 order by p.id;

-- name: openings_of_meeting :many (meeting MeetingId, account int64_t) -> (paper PaperId, content Text, account AccountId)
-- Which papers of a meeting were opened, by one account or (0) by all.
select o.paper as paper, o.content as content, o.account as account
from agenda_item i join paper p on p.item = i.id join paper_opening o on o.paper = p.id where i.meeting = $1 and (o.account = $2 or $2 = 0);

-- name: accounts_sitting :many (body BodyId, day Date) -> Account
-- Who can sign in and holds or stands in for a seat of the body on the day.
select a.id, a.version, a.email, a.name, a.roles, a.person, a.is_disabled from account a
where a.person <> 0 and a.is_disabled = 0 and exists (
  select 1 from seat s join tenure t on t.seat = s.id
  where s.body = $1 and t.person = a.person
    and (s."from" is null or s."from" <= $2) and (s.until is null or s.until >= $2)
    and (t."from" is null or t."from" <= $2) and (t.until is null or t.until >= $2))
order by a.id;

-- name: notes_found :many (account AccountId, paper int64_t, id int64_t) -> (id PaperNoteId, paper PaperId, content Text, page int64_t, paragraph Text, quote Text, words Text, is_restricted bool, made_at Moment)
-- Somebody's own notes: of all papers, of one, or one of them; those of the latest meetings first.
select n.id as id, n.paper as paper, n.content as content, n.page as page, n.paragraph as paragraph, n.quote as quote, n.words as words, n.is_restricted as is_restricted, n.made_at as made_at
from paper_note n join paper p on p.id = n.paper join agenda_item i on i.id = p.item join agenda_part a on a.id = i.part join meeting m on m.id = i.meeting
where n.account = $1 and (n.paper = $2 or $2 = 0) and (n.id = $3 or $3 = 0)
order by m.day desc, m.id, a."position", i."position", p."position", p.id, n.page, n.id;

-- name: note_add :exec (account AccountId, paper PaperId, content Text, page int64_t, paragraph Text, quote Text, words Text, is_restricted bool, at Moment)
insert into paper_note (account, paper, content, page, paragraph, quote, words, is_restricted, made_at, changed_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9);

-- name: note_change :exec (account AccountId, id PaperNoteId, page int64_t, paragraph Text, quote Text, words Text, is_restricted bool, at Moment)
update paper_note set page = $3, paragraph = $4, quote = $5, words = $6, is_restricted = $7, changed_at = $8 where account = $1 and id = $2;

-- name: note_delete :exec (account AccountId, id PaperNoteId)
delete from paper_note where account = $1 and id = $2;

-- ---- The cycle of a year: cycle_pages.c ----

-- name: cycle_agreement_of :maybe (body BodyId, year int64_t) -> CycleAgreement
select * from cycle_agreement where body = $1 and year = $2;

-- name: review_items_between :one (body BodyId, first Date, last Date) -> (number int64_t)
-- Items of a body's agendas that look at terms of reference.
select count(*) as "number" from agenda_item as i join meeting as m on m.id = i.meeting
where m.body = $1 and m.day >= $2 and m.day <= $3 and m.state <> 'cancelled' and i.kind = 'terms_review' and i.is_withdrawn = 0;
