-- include: archive/archived.h

-- ---- Sources: import.c, waiting.c ----

-- name: archive_sources_with_file :many (file Text) -> ArchiveSource
-- The earliest first.
select * from archive_source where file = $1 and file <> '' order by id;

-- name: archive_sources_with_words :many (mark Text) -> ArchiveSource
-- Those of which records were made, the earliest first.
select * from archive_source where words_mark = $1 and words_mark <> '' and same_as is null and state = 'read' order by id;

-- name: archive_sources_waiting :many () -> ArchiveSource
select * from archive_source where state = 'waiting' order by id;

-- name: archive_sources_same :many (source ArchiveSourceId) -> ArchiveSource
-- Those that say the same as a source, in other bytes.
select * from archive_source where same_as = $1 and state = 'read' order by id;

-- name: archive_file_uses :one (file Text) -> (number int64_t)
-- How many records of the office have a file; when none has it any more it is removed.
select (select count(*) from archive_source where file = $1 or words_file = $1)
  + (select count(*) from paper where file_sha256 = $1) as "number";

-- name: archive_documents_in :many (source ArchiveSourceId) -> ArchiveDocument
select * from archive_document where source = $1 order by position;

-- name: archive_restricted_in :one (source ArchiveSourceId) -> (number int64_t)
-- How many entries and documents of a source are restricted.
select (select count(*) from archive_document where source = $1 and is_restricted = 1)
  + (select count(*) from archive_entry e join archive_document d on d.id = e.document where d.source = $1 and e.is_restricted = 1) as "number";

-- ---- What documents name: known.c ----

-- name: archive_bodies_all :many () -> ArchiveBody
select * from archive_body order by lower(name), id;

-- name: archive_body_of :maybe (body BodyId) -> ArchiveBody
-- That of a body of the partnership.
select * from archive_body where body = $1 order by id limit 1;

-- name: archive_organisation_of :maybe (organisation OrganisationId) -> ArchiveOrganisation
select * from archive_organisation where organisation = $1 order by id limit 1;

-- name: archive_body_aliases :many (key Text) -> ArchiveAlias
-- What somebody said stands first.
select * from archive_alias where "key" = $1 and body is not null order by is_answered desc, id;

-- name: archive_organisation_aliases :many (key Text) -> ArchiveAlias
select * from archive_alias where "key" = $1 and organisation is not null order by is_answered desc, id;

-- name: archive_person_aliases :many (key Text, at_body ArchiveBodyId) -> ArchiveAlias
select * from archive_alias where "key" = $1 and person is not null and "at" = $2 order by is_answered desc, id;

-- name: archive_aliases_of_body :many (body ArchiveBodyId) -> ArchiveAlias
select * from archive_alias where body = $1 order by "first" is null, "first", id;

-- name: archive_aliases_of_person :many (person ArchivePersonId) -> ArchiveAlias
select * from archive_alias where person = $1 order by "first" is null, "first", id;

-- name: archive_aliases_of_organisation :many (organisation ArchiveOrganisationId) -> ArchiveAlias
select * from archive_alias where organisation = $1 order by "first" is null, "first", id;

-- name: archive_aliases_at :many (at_body ArchiveBodyId) -> ArchiveAlias
-- Of people, in the documents of a body.
select * from archive_alias where "at" = $1 order by id;

-- name: archive_persons_with_surname :many (body ArchiveBodyId, surname Text) -> ArchivePerson
select * from archive_person where body = $1 and surname = $2 order by id;

-- name: archive_persons_at :many (body ArchiveBodyId) -> ArchivePerson
select * from archive_person where body = $1 order by surname, lower(name), id;

-- name: archive_organisation_spellings :many () -> ArchiveAlias
select * from archive_alias where organisation is not null order by "key", id;

-- ---- Meetings: days.c ----

-- name: archive_meetings_on :many (body ArchiveBodyId, day Date) -> ArchiveMeeting
-- Those with documents first: one that was emptied is kept for its address alone.
select * from archive_meeting m where body = $1 and date = $2 order by exists (select 1 from archive_document d where d.meeting = m.id) desc, id;

-- name: archive_meetings_with_body :many (body ArchiveBodyId) -> ArchiveMeeting
-- All of them, with documents or without.
select * from archive_meeting where body = $1 order by id;

-- name: archive_meetings_of_body :many (body ArchiveBodyId) -> ArchiveMeeting
-- Those with documents, the newest first; behind them those without a day.
select * from archive_meeting m where body = $1 and exists (select 1 from archive_document d where d.meeting = m.id) order by date is null, date desc, coalesce("after", "before") is null, coalesce("after", "before") desc, id desc;

-- name: archive_meetings_approved_at :many (meeting ArchiveMeetingId) -> ArchiveMeeting
select * from archive_meeting where approved_at = $1 order by id;

-- name: archive_documents_at :many (meeting ArchiveMeetingId) -> ArchiveDocument
select * from archive_document where meeting = $1
order by case kind when 'agenda' then 1 when 'minutes' then 2 when 'meeting_page' then 2 when 'item_page' then 3 else 4 end, source, position;

-- name: archive_documents_of_body :many (body ArchiveBodyId) -> ArchiveDocument
select * from archive_document where body = $1 order by id;

-- name: archive_days_known :many (body ArchiveBodyId, first Date, last Date) -> (document ArchiveDocumentId, source ArchiveSourceId, day Date, minutes_of Date, next_meeting Date)
-- What the documents of a body say of days, of those between two days and of those without a day.
select id as document, source, date as day, minutes_of, next_meeting
from archive_document where body = $1 and kind in ('agenda', 'minutes', 'meeting_page', 'item_page') and (date is null or (date >= $2 and date <= $3)) order by id;

-- name: archive_days_of :many (body ArchiveBodyId, day Date) -> (document ArchiveDocumentId, meeting ArchiveMeetingId)
-- Documents that approve the minutes of the meeting of a day.
select id as document, coalesce(meeting, 0) as meeting from archive_document where body = $1 and minutes_of = $2 and approves = 1 and meeting is not null
order by date is null, date, id;

-- name: archive_doubt_of :maybe (document ArchiveDocumentId, about Text, changes Text) -> ArchiveDoubt
-- A doubt of a whole document, whatever its state.
select * from archive_doubt where document = $1 and about = $2 and changes = $3 and entry is null order by id limit 1;

-- ---- Entries ----

-- name: archive_entries_in :many (document ArchiveDocumentId) -> ArchiveEntry
select * from archive_entry where document = $1 order by position;

-- name: archive_priorities :many () -> ArchiveEntry
-- Those of action plans that anybody who may see the archive may read, the newest plan first.
select * from archive_entry where kind = 'priority' and is_restricted = 0 order by document desc, position;

-- name: archive_agenda_items :many (meeting ArchiveMeetingId) -> ArchiveEntry
-- The items of a meeting's agendas.
select e.* from archive_entry e join archive_document d on d.id = e.document
where d.meeting = $1 and d.kind = 'agenda' and e.kind = 'item' order by e.document, e.position;

-- name: archive_minute_items :many (meeting ArchiveMeetingId) -> ArchiveEntry
-- The items of what a meeting's minutes and pages say.
select e.* from archive_entry e join archive_document d on d.id = e.document
where d.meeting = $1 and d.kind in ('minutes', 'meeting_page', 'item_page') and e.kind = 'item' order by e.document, e.position;

-- name: archive_entries_linked :many (item ArchiveEntryId) -> ArchiveEntry
-- The open entries that belong to an item of an agenda.
select * from archive_entry where agenda_item = $1 and is_restricted = 0 order by document, position;

-- name: archive_entries_of_person :many (person ArchivePersonId) -> ArchiveEntry
select * from archive_entry where person = $1 order by document, position;

-- name: archive_entries_of_organisation :many (organisation ArchiveOrganisationId) -> ArchiveEntry
select * from archive_entry where organisation = $1 order by document, position;

-- ---- Doubts ----

-- name: archive_doubts_in :many (source ArchiveSourceId) -> ArchiveDoubt
select * from archive_doubt where source = $1 order by document is not null, document, first_line, id;

-- name: archive_doubts_of_entry :many (entry ArchiveEntryId) -> ArchiveDoubt
select * from archive_doubt where entry = $1 order by id;

-- name: archive_doubts_open_of :many (document ArchiveDocumentId) -> ArchiveDoubt
select * from archive_doubt where document = $1 and state = 'open' order by id;

-- ---- Mentions: index.c ----

-- name: archive_mention_put :exec (entry ArchiveEntryId, person ArchivePersonId, organisation ArchiveOrganisationId)
insert into archive_mention (entry, person, organisation) values ($1, $2, $3);

-- name: archive_mentions_clear :exec (entry ArchiveEntryId)
delete from archive_mention where entry = $1;

-- name: archive_mentions_of_person_move :exec (from_person ArchivePersonId, into_person ArchivePersonId)
update archive_mention set person = $2 where person = $1;

-- name: archive_mentions_of_organisation_move :exec (from_organisation ArchiveOrganisationId, into_organisation ArchiveOrganisationId)
update archive_mention set organisation = $2 where organisation = $1;

-- ---- Pages ----
-- `sees` is 1 for whoever may read what is restricted, 0 for others.

-- name: archive_body_rows :many (sees int64_t) -> (body ArchiveBodyId, name Text, meetings int64_t, documents int64_t, first_day Date, last_day Date, doubts int64_t)
-- Each body with what there is of it.
select b.id as body, b.name as name, (select count(distinct meeting) from archive_document d where d.body = b.id) as meetings,
       (select count(*) from archive_document d where d.body = b.id) as documents,
       (select min(date) from archive_document d where d.body = b.id) as first_day,
       (select max(date) from archive_document d where d.body = b.id) as last_day,
       (select count(*) from archive_doubt x join archive_document d on d.id = x.document
        where d.body = b.id and x.state = 'open' and x.is_restricted <= $1) as doubts
from archive_body b order by lower(b.name), b.id;

-- name: archive_kind_rows :many () -> (kind Text, number int64_t)
select coalesce(kind, '') as kind, count(*) as "number" from archive_document group by kind order by count(*) desc, kind;

-- name: archive_year_rows :many () -> (year Text, number int64_t)
-- The years of meetings, the newest first.
select substr(date, 1, 4) as year, count(*) as "number" from archive_meeting where date is not null group by substr(date, 1, 4) order by 1 desc;

-- name: archive_verb_rows :many () -> (verb Text, number int64_t)
-- The verbs of resolutions, the most frequent first.
select lower(verb) as verb, count(*) as "number" from archive_entry where verb <> '' and kind in ('resolution', 'part') and is_restricted = 0
group by lower(verb) order by count(*) desc, lower(verb) limit 40;

-- name: archive_counts :one (sees int64_t) -> (sources int64_t, waiting int64_t, refused int64_t, documents int64_t, meetings int64_t, doubts int64_t)
select (select count(*) from archive_source where state = 'read') as sources, (select count(*) from archive_source where state = 'waiting') as waiting,
       (select count(*) from archive_source where state = 'refused') as refused, (select count(*) from archive_document) as documents,
       (select count(distinct meeting) from archive_document) as meetings, (select count(*) from archive_doubt where state = 'open' and is_restricted <= $1) as doubts;

-- name: archive_source_rows :many (most int64_t, skipped int64_t) -> ArchiveSource
-- The newest first.
select * from archive_source order by id desc limit $1 offset $2;

-- name: archive_source_count :one () -> (number int64_t)
select count(*) as "number" from archive_source;

-- name: archive_doubts_listed :many (body int64_t, about Text, sees int64_t, state Text, most int64_t, skipped int64_t) -> ArchiveDoubt
-- Of one body or all (0), about one thing or all (''); open ones in the order of files and lines, others with the latest answer first.
select x.* from archive_doubt x left join archive_document d on d.id = x.document
where ($1 = 0 or d.body = $1) and ($2 = '' or x.about = $2) and x.is_restricted <= $3
  and (($4 = 'open' and x.state = 'open') or ($4 = 'answered' and x.state in ('taken', 'other')) or ($4 = 'aside' and x.state = 'set_aside'))
order by case when $4 = 'open' then 0 else -coalesce(x.answered_at, 0) end, x.source, x.first_line, x.id limit $5 offset $6;

-- name: archive_doubts_listed_count :one (body int64_t, about Text, sees int64_t, state Text) -> (number int64_t)
select count(*) as "number" from archive_doubt x left join archive_document d on d.id = x.document
where ($1 = 0 or d.body = $1) and ($2 = '' or x.about = $2) and x.is_restricted <= $3
  and (($4 = 'open' and x.state = 'open') or ($4 = 'answered' and x.state in ('taken', 'other')) or ($4 = 'aside' and x.state = 'set_aside'));

-- name: archive_doubts_open_count :one (body int64_t, about Text, sees int64_t) -> (number int64_t)
select count(*) as "number" from archive_doubt x left join archive_document d on d.id = x.document
where x.state = 'open' and ($1 = 0 or d.body = $1) and ($2 = '' or x.about = $2) and x.is_restricted <= $3;

-- name: archive_doubt_next :maybe (body int64_t, about Text, sees int64_t, source ArchiveSourceId, line int64_t, doubt int64_t) -> ArchiveDoubt
-- The open one that comes after another.
select x.* from archive_doubt x left join archive_document d on d.id = x.document
where x.state = 'open' and ($1 = 0 or d.body = $1) and ($2 = '' or x.about = $2) and x.is_restricted <= $3
  and (x.source > $4 or (x.source = $4 and (x.first_line > $5 or (x.first_line = $5 and x.id > $6))))
order by x.source, x.first_line, x.id limit 1;

-- name: archive_doubts_of_file :one (source ArchiveSourceId, sees int64_t) -> (number int64_t, first ArchiveDoubtId)
-- How many of a file are open, and which of them stands first in it (0: none).
select count(*) as "number",
       coalesce((select x.id from archive_doubt x where x.source = $1 and x.state = 'open' and x.is_restricted <= $2 order by x.first_line, x.id limit 1), 0) as first
from archive_doubt where source = $1 and state = 'open' and is_restricted <= $2;

-- name: archive_doubt_kinds :many (body int64_t, sees int64_t) -> (about Text, number int64_t)
select coalesce(x.about, '') as about, count(*) as "number" from archive_doubt x left join archive_document d on d.id = x.document
where x.state = 'open' and ($1 = 0 or d.body = $1) and x.is_restricted <= $2 group by x.about order by count(*) desc, x.about;

-- name: archive_people_found :many (key Text, sees int64_t, most int64_t, skipped int64_t) -> (person ArchivePersonId, name Text, body_name Text, meetings int64_t, first_day Date, last_day Date)
-- People with a spelling that has the words of the key, by surname; who is named in restricted entries alone is for those who may read them.
select p.id as person, p.name as name, coalesce(b.name, '') as body_name,
       (select count(distinct d.meeting) from archive_entry e join archive_document d on d.id = e.document where e.person = p.id and e.is_restricted <= $2) as meetings,
       (select min(d.date) from archive_entry e join archive_document d on d.id = e.document where e.person = p.id and e.is_restricted <= $2) as first_day,
       (select max(d.date) from archive_entry e join archive_document d on d.id = e.document where e.person = p.id and e.is_restricted <= $2) as last_day
from archive_person p left join archive_body b on b.id = p.body
where ($1 = '' or exists (select 1 from archive_alias a where a.person = p.id and a."key" like '%' || $1 || '%'))
  and (exists (select 1 from archive_entry e where e.person = p.id and e.is_restricted <= $2) or exists (select 1 from archive_mention m where m.person = p.id))
order by p.surname, lower(p.name), p.id limit $3 offset $4;

-- name: archive_people_found_count :one (key Text, sees int64_t) -> (number int64_t)
select count(*) as "number" from archive_person p
where ($1 = '' or exists (select 1 from archive_alias a where a.person = p.id and a."key" like '%' || $1 || '%'))
  and (exists (select 1 from archive_entry e where e.person = p.id and e.is_restricted <= $2) or exists (select 1 from archive_mention m where m.person = p.id));

-- name: archive_entries_naming :one (person ArchivePersonId, organisation ArchiveOrganisationId, sees int64_t) -> (number int64_t)
-- How many entries are of a person or of an organisation, or mention them: mentions are of open ones alone.
select (select count(*) from archive_entry where (person = $1 or organisation = $2) and is_restricted <= $3)
  + (select count(*) from archive_mention where person = $1 or organisation = $2) as "number";

-- name: archive_sources_naming :many (person ArchivePersonId, organisation ArchiveOrganisationId) -> (source ArchiveSourceId)
-- The files in which a person or an organisation is listed or mentioned.
select distinct d.source as source from archive_document d join archive_entry e on e.document = d.id
where e.person = $1 or e.organisation = $2 or e.id in (select m.entry from archive_mention m where m.person = $1 or m.organisation = $2) order by d.source;

-- name: archive_organisations_all :many (sees int64_t) -> (organisation ArchiveOrganisationId, name Text, people int64_t, mentions int64_t)
select o.id as organisation, o.name as name, (select count(distinct person) from archive_entry e where e.organisation = o.id and e.is_restricted <= $1) as people,
       (select count(*) from archive_mention m where m.organisation = o.id) as mentions
from archive_organisation o where exists (select 1 from archive_entry e where e.organisation = o.id and e.is_restricted <= $1)
  or exists (select 1 from archive_mention m where m.organisation = o.id)
order by lower(o.name), o.id;

-- name: archive_attendance_of :many (person ArchivePersonId) -> (document ArchiveDocumentId, entry ArchiveEntryId, meeting ArchiveMeetingId, kind Text, day Date, body_name Text, is_chair int64_t, is_vice_chair int64_t, restricted int64_t)
-- Where somebody is listed, the newest first.
select d.id as document, e.id as entry, coalesce(d.meeting, 0) as meeting, e.kind as kind, d.date as day, coalesce(b.name, '') as body_name,
       e.is_chair as is_chair, e.is_vice_chair as is_vice_chair, e.is_restricted as restricted
from archive_entry e join archive_document d on d.id = e.document left join archive_body b on b.id = d.body
where e.person = $1 and e.kind in ('present', 'in_attendance', 'apologies', 'substitute') order by d.date is null, d.date desc, d.id, e.position;

-- name: archive_people_of_organisation :many (organisation ArchiveOrganisationId, sees int64_t) -> (person ArchivePersonId, name Text, meetings int64_t)
select p.id as person, p.name as name, count(distinct d.meeting) as meetings
from archive_entry e join archive_person p on p.id = e.person join archive_document d on d.id = e.document
where e.organisation = $1 and e.is_restricted <= $2 group by p.id, p.name order by lower(p.name), p.id;

-- name: archive_persons_visible :many (body ArchiveBodyId, sees int64_t) -> ArchivePerson
select * from archive_person p where body = $1
  and (exists (select 1 from archive_entry e where e.person = p.id and e.is_restricted <= $2) or exists (select 1 from archive_mention m where m.person = p.id))
order by surname, lower(name), id;

-- name: archive_source_at :maybe (address Text) -> ArchiveSource
-- What was fetched from an address.
select * from archive_source where address = $1 and state = 'read' order by id limit 1;
