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
select * from archive_meeting where body = $1 and date = $2 order by id;

-- name: archive_meetings_of_body :many (body ArchiveBodyId) -> ArchiveMeeting
-- The newest first; those without a day by what is known of it.
select * from archive_meeting where body = $1 order by coalesce(date, "after", "before") is null, coalesce(date, "after", "before") desc, id desc;

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

-- name: archive_agenda_items :many (meeting ArchiveMeetingId) -> ArchiveEntry
-- The items of a meeting's agendas.
select e.* from archive_entry e join archive_document d on d.id = e.document
where d.meeting = $1 and d.kind = 'agenda' and e.kind = 'item' order by e.document, e.position;

-- name: archive_minute_items :many (meeting ArchiveMeetingId) -> ArchiveEntry
-- The items of what a meeting's minutes and pages say.
select e.* from archive_entry e join archive_document d on d.id = e.document
where d.meeting = $1 and d.kind in ('minutes', 'meeting_page', 'item_page') and e.kind = 'item' order by e.document, e.position;

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
