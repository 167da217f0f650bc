-- include: publish/published_archive.h

-- What the public pages ask of the published store.

-- name: site_row :maybe () -> PublishedSite
select * from published_site order by id limit 1;

-- ---- Bodies ----

-- name: site_bodies :many () -> PublishedBody
select * from published_body order by position, id;

-- name: site_body :maybe (body PublishedId) -> PublishedBody
select * from published_body where id = $1;

-- name: site_terms_of_body :many (body PublishedId) -> PublishedTerms
-- Newest first.
select * from published_terms where body = $1 order by "from" is null, "from" desc, id desc;

-- name: site_terms :maybe (terms PublishedId) -> PublishedTerms
select * from published_terms where id = $1;

-- name: site_terms_sections :many (terms PublishedId) -> PublishedTermsSection
select * from published_terms_section where terms = $1 order by "position", id;

-- name: site_seats :many (body PublishedId) -> PublishedSeat
-- Members first, then those who attend by invitation.
select * from published_seat where body = $1 order by is_invited, position, id;

-- ---- Meetings ----

-- name: site_meeting :maybe (meeting PublishedId) -> PublishedMeeting
select * from published_meeting where id = $1;

-- name: site_meetings_from :many (day Date, body int64_t, most int64_t) -> PublishedMeeting
-- From a day on, soonest first; body 0: of every body.
select * from published_meeting where day >= $1 and (body = $2 or $2 = 0) order by day, starts, id limit $3;

-- name: site_meetings_before :many (day Date, body int64_t, most int64_t) -> PublishedMeeting
-- Newest first.
select * from published_meeting where day < $1 and (body = $2 or $2 = 0) order by day desc, starts desc, id desc limit $3;

-- name: site_meetings_between :many (first Date, last Date, body int64_t, most int64_t, skipped int64_t) -> PublishedMeeting
-- Newest first, for lists by year.
select * from published_meeting where day >= $1 and day <= $2 and (body = $3 or $3 = 0) order by day desc, starts desc, id desc limit $4 offset $5;

-- name: site_meetings_count :one (first Date, last Date, body int64_t) -> (number int64_t)
select count(*) as "number" from published_meeting where day >= $1 and day <= $2 and (body = $3 or $3 = 0);

-- name: site_meetings_by_day :many (first Date, last Date, body int64_t) -> PublishedMeeting
-- In order of time, for calendars.
select * from published_meeting where day >= $1 and day <= $2 and (body = $3 or $3 = 0) order by day, starts, id;

-- name: site_years :many () -> (year Text)
-- Years that have meetings, newest first.
select distinct substr(day, 1, 4) as year from published_meeting where day is not null order by year desc;

-- name: site_last_with_papers :maybe (day Date) -> PublishedMeeting
-- The newest meeting before a day whose agenda is published.
select * from published_meeting where day < $1 and publication > 0 and state in ('published', 'held') order by day desc, starts desc, id desc limit 1;

-- name: site_changes :many (most int64_t) -> PublishedMeeting
-- What was published, cancelled or withdrawn last, for the feed. A supplement, which has an entry of its own, is no change of the agenda.
select id, version, body, body_name, day, starts, ends, is_online, place, contact_name, contact_email, contact_phone, note, state, publication,
  published_at, reason, coalesce((select agenda.published_at from published_document as agenda
    join published_document as last on last.meeting = agenda.meeting and last.kind = 'supplement'
    where agenda.meeting = published_meeting.id and agenda.kind = 'agenda' and last.published_at = published_meeting.changed_at limit 1), changed_at) as changed_at
from published_meeting where publication > 0 or state in ('cancelled', 'withdrawn') order by 18 desc, id desc limit $1;

-- name: site_supplements_lately :many (most int64_t) -> (meeting PublishedId, number int64_t, reason Text, published_at Moment, body_name Text, day Date)
-- For the feed, newest first.
select document.meeting, document.supplement as "number", document.reason, document.published_at, meeting.body_name, meeting.day
from published_document as document join published_meeting as meeting on meeting.id = document.meeting
where document.kind = 'supplement' order by document.published_at desc, document.id desc limit $1;

-- name: site_all_meetings :many (most int64_t) -> PublishedMeeting
-- For the sitemap, newest first.
select * from published_meeting order by day desc, id desc limit $1;

-- ---- One meeting ----

-- name: site_parts :many (meeting PublishedId) -> PublishedPart
select * from published_part where meeting = $1 order by position, id;

-- name: site_items :many (meeting PublishedId) -> PublishedItem
-- In the order of the agenda.
select item.* from published_item as item join published_part as part on part.id = item.part
where item.meeting = $1 order by part.position, part.id, item.position, item.id;

-- name: site_papers :many (meeting PublishedId) -> PublishedPaper
-- By item and place, without those that were taken away; without the text of reports.
select paper.id, paper.version, paper.meeting, paper.item, paper.position, paper.title, paper.file_sha256, paper.media_type, paper.file_name,
  paper.bytes, paper.pages, paper.page_from, paper.page_to, paper.supplement, paper.added_at, paper.replaces
from published_paper as paper join published_item as item on item.id = paper.item join published_part as part on part.id = item.part
where paper.meeting = $1 and paper.is_withdrawn = 0
order by part.position, part.id, item.position, item.id, paper.position, paper.id;

-- name: site_documents :many (meeting PublishedId) -> PublishedDocument
-- Agenda, pack, then the supplements in their order.
select * from published_document where meeting = $1 order by kind, supplement;

-- name: site_document :maybe (meeting PublishedId, kind Text, supplement int64_t) -> PublishedDocument
select * from published_document where meeting = $1 and kind = $2 and supplement = $3;

-- name: site_replaced_papers :many (meeting PublishedId) -> PublishedPaper
-- What stays of papers that others replace.
select * from published_paper where meeting = $1 and replaced_by is not null order by id;

-- ---- Papers ----

-- name: site_paper :maybe (paper PublishedId) -> PublishedPaper
select * from published_paper where id = $1;

-- name: site_item :maybe (item PublishedId) -> PublishedItem
select * from published_item where id = $1;

-- name: site_latest_papers :many (most int64_t) -> (id PublishedId, title Text, media_type Text, bytes int64_t, meeting PublishedId, body_name Text, day Date, published_at Moment)
-- The papers of what was published last.
select paper.id, paper.title, paper.media_type, paper.bytes, paper.meeting, meeting.body_name, meeting.day, coalesce(paper.added_at, meeting.published_at) as published_at
from published_paper as paper join published_meeting as meeting on meeting.id = paper.meeting
join published_item as item on item.id = paper.item join published_part as part on part.id = item.part
where paper.is_withdrawn = 0
order by coalesce(paper.added_at, meeting.published_at) desc, meeting.id desc, part.position, item.position, item.id, paper.position, paper.id limit $1;

-- name: site_all_papers :many () -> (id PublishedId, changed_at Moment)
-- For the sitemap.
select paper.id, meeting.changed_at from published_paper as paper join published_meeting as meeting on meeting.id = paper.meeting
where paper.is_withdrawn = 0 order by paper.id;

-- name: site_all_terms :many () -> (id PublishedId, body PublishedId)
select id, body from published_terms order by id;

-- ---- Minutes and decisions ----

-- name: site_minutes :maybe (meeting PublishedId) -> PublishedMinutes
select * from published_minutes where id = $1;

-- name: site_minutes_items :many (minutes PublishedId) -> PublishedMinute
select * from published_minute where minutes = $1 order by position, id;

-- name: site_decisions :many (first Date, last Date, body int64_t, most int64_t, skipped int64_t) -> PublishedDecision
-- Newest first, in the order of the minutes; body 0: of every body.
select * from published_decision where day >= $1 and day <= $2 and (body = $3 or $3 = 0)
order by day desc, minutes desc, "number", position, id limit $4 offset $5;

-- name: site_decisions_count :one (first Date, last Date, body int64_t) -> (number int64_t)
select count(*) as "number" from published_decision where day >= $1 and day <= $2 and (body = $3 or $3 = 0);

-- name: site_decision_years :many () -> (year Text)
-- Years that have decisions, newest first.
select distinct substr(day, 1, 4) as year from published_decision where day is not null order by year desc;

-- name: site_all_minutes :many () -> (id PublishedId, changed_at Moment)
-- For the sitemap.
select id, changed_at from published_minutes where state <> 'withdrawn' order by id;

-- ---- The archive ----

-- name: site_archive_bodies :many () -> (id PublishedId, name Text, also Text, meetings int64_t, first_day Date, last_day Date)
-- Bodies that have meetings in the archive.
select b.id as id, b.name as name, b.also as also, count(m.id) as meetings, min(m.day) as first_day, max(m.day) as last_day
from published_archive_body b join published_archive_meeting m on m.body = b.id and m.is_withdrawn = 0
group by b.id, b.name, b.also order by lower(b.name), b.id;

-- name: site_archive_years :many () -> (year Text)
select distinct substr(day, 1, 4) as year from published_archive_meeting where day is not null and is_withdrawn = 0 order by year desc;

-- name: site_archive_verbs :many () -> (verb Text)
select verb as verb from published_archive_entry where kind = 'part' and verb <> '' group by verb order by count(*) desc, verb limit 30;

-- name: site_archive_priorities :many () -> (title Text)
-- Of action plans, each title once.
select title as title from published_archive_entry where kind = 'priority' and is_withheld = 0 and title <> '' group by title order by lower(title), title limit 100;

-- name: site_archive_organisations :many () -> (name Text)
-- Of those who are listed, as the documents write them.
select of_organisation as name from published_archive_entry where person is not null and of_organisation <> '' group by of_organisation order by lower(of_organisation), of_organisation limit 300;

-- name: site_archive_meetings :many (body int64_t, year Text, most int64_t, skipped int64_t) -> PublishedArchiveMeeting
-- The newest first; body 0 and year '': all.
select * from published_archive_meeting where is_withdrawn = 0 and ($1 = 0 or body = $1) and ($2 = '' or substr(day, 1, 4) = $2)
order by day desc, id desc limit $3 offset $4;

-- name: site_archive_meetings_count :one (body int64_t, year Text) -> (number int64_t)
select count(*) as "number" from published_archive_meeting where is_withdrawn = 0 and ($1 = 0 or body = $1) and ($2 = '' or substr(day, 1, 4) = $2);

-- name: site_archive_meeting :maybe (id PublishedId) -> PublishedArchiveMeeting
select * from published_archive_meeting where id = $1;

-- name: site_archive_documents :many (meeting PublishedId) -> PublishedArchiveDocument
select * from published_archive_document where meeting = $1 order by position, id;

-- name: site_archive_entries :many (meeting PublishedId) -> PublishedArchiveEntry
select * from published_archive_entry where meeting = $1 order by document, position;

-- name: site_archive_person :maybe (id PublishedId) -> PublishedArchivePerson
select * from published_archive_person where id = $1;

-- name: site_archive_people_named :many (words Text, most int64_t, skipped int64_t) -> PublishedArchivePerson
-- Whose name or one of whose spellings has the words, in any case; '': all. By surname, which is the last word.
select * from published_archive_person where $1 = '' or lower(name) like '%' || lower($1) || '%' or lower(spellings) like '%' || lower($1) || '%'
order by lower(replace(name, rtrim(name, replace(name, ' ', '')), '')), lower(name), id limit $2 offset $3;

-- name: site_archive_people_count :one (words Text) -> (number int64_t)
select count(*) as "number" from published_archive_person
where $1 = '' or lower(name) like '%' || lower($1) || '%' or lower(spellings) like '%' || lower($1) || '%';

-- name: site_archive_size :one () -> (meetings int64_t)
-- How many meetings the public archive has.
select count(*) as meetings from published_archive_meeting where is_withdrawn = 0;

-- name: site_archive_attendance :many (person PublishedId) -> (meeting PublishedId, entry PublishedId, day Date, body_name Text, kind Text, presides Text, about Text)
-- Where somebody is listed, the newest first.
select m.id as meeting, e.id as entry, m.day as day, m.body_name as body_name, e.kind as kind, e.presides as presides, e.role as about
from published_archive_entry e join published_archive_meeting m on m.id = e.meeting
where e.person = $1 and e.kind in ('present', 'in_attendance', 'apologies', 'substitute') order by m.day desc, e.id;

-- name: site_archive_source :maybe (id PublishedId) -> PublishedArchiveSource
select * from published_archive_source where id = $1;

-- name: site_archive_source_of_old_name :maybe (name Text) -> (source PublishedId)
-- `name` as archive_old_name makes it.
select source from published_archive_old_address where name = $1 order by source limit 1;

-- name: site_archive_source_meetings :many (source PublishedId) -> (meeting PublishedId, when_shown Text, body_name Text)
select distinct m.id as meeting, m.when_shown as when_shown, m.body_name as body_name
from published_archive_document d join published_archive_meeting m on m.id = d.meeting where d.source = $1 and m.is_withdrawn = 0 order by m.id;

-- name: site_archive_all :many () -> (id PublishedId, changed_at Moment)
-- For the sitemap.
select id, changed_at from published_archive_meeting where is_withdrawn = 0 order by id;
