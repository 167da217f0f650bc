-- include: archive/publication.h

-- name: archive_publication_of_meeting :maybe (meeting ArchiveMeetingId) -> ArchivePublication
select * from archive_publication where meeting = $1;

-- name: archive_publications_of_source :many (source ArchiveSourceId) -> ArchivePublication
-- Of the meetings that the source has documents of.
select * from archive_publication p where p.meeting in (select meeting from archive_document where source = $1) order by p.id;

-- name: archive_publications_written :maybe () -> (count int64_t, versions int64_t)
-- Two numbers of which one grows whenever a publication is asked for, done, held back or taken back.
select count(*) as count, coalesce(sum(version), 0) as versions from archive_publication;

-- name: archive_publications_asked :many () -> ArchivePublication
-- Those that the job has not come to.
select * from archive_publication where state = 'asked' order by id;

-- name: archive_facts :maybe (meeting ArchiveMeetingId, only_released int64_t) -> (meeting ArchiveMeetingId, body_name Text, has_body bool, day Date, doubts int64_t, restricted int64_t, hidden int64_t, recognised int64_t)
-- What archive_obstacle judges by. Doubts are the open ones in the meeting's documents (only_released 1: in those that go out with it).
select m.id as meeting, coalesce(b.name, '') as body_name, case when m.body is null then 0 else 1 end as has_body, m.date as day, count(x.id) as doubts,
    coalesce(sum(case when x.about = 'restricted' then 1 else 0 end), 0) as restricted,
    coalesce(sum(case when x.about = 'hidden' then 1 else 0 end), 0) as hidden,
    coalesce(sum(case when x.about = 'recognised' then 1 else 0 end), 0) as recognised
from archive_meeting m left join archive_body b on b.id = m.body
    left join archive_document d on d.meeting = m.id and ($2 = 0 or d.public_in = d.meeting)
    left join archive_doubt x on x.document = d.id and x.state = 'open'
where m.id = $1 group by m.id, b.name, m.body, m.date;

-- name: archive_facts_unpublished :many () -> (meeting ArchiveMeetingId, body_name Text, has_body bool, day Date, doubts int64_t, restricted int64_t, hidden int64_t, recognised int64_t)
-- The same of all with documents that nobody has asked to be public yet, the newest first, without a day last.
select m.id as meeting, coalesce(b.name, '') as body_name, case when m.body is null then 0 else 1 end as has_body, m.date as day, count(x.id) as doubts,
    coalesce(sum(case when x.about = 'restricted' then 1 else 0 end), 0) as restricted,
    coalesce(sum(case when x.about = 'hidden' then 1 else 0 end), 0) as hidden,
    coalesce(sum(case when x.about = 'recognised' then 1 else 0 end), 0) as recognised
from archive_meeting m left join archive_body b on b.id = m.body
    left join archive_document d on d.meeting = m.id
    left join archive_doubt x on x.document = d.id and x.state = 'open'
where exists (select 1 from archive_document e where e.meeting = m.id) and not exists (select 1 from archive_publication p where p.meeting = m.id)
group by m.id, b.name, m.body, m.date order by m.date is null, m.date desc, m.id desc;

-- name: archive_mentions_in :many (document ArchiveDocumentId) -> (entry ArchiveEntryId, person ArchivePersonId)
-- Who is named in the entries of a document.
select m.entry as entry, m.person as person from archive_mention m join archive_entry e on e.id = m.entry
where e.document = $1 and m.person is not null order by m.entry, m.person;

-- name: archive_restricted_passages :many () -> ArchiveEntry
-- What must not go out, of every body.
select * from archive_entry
where is_restricted = 1 and kind in ('paragraph', 'bullet', 'part', 'resolution', 'table_row', 'recommendation', 'declaration', 'planned_action', 'project')
order by id;

-- name: archive_entries_out_of_person :many (person ArchivePersonId, meeting ArchiveMeetingId) -> ArchiveEntry
-- Lines that name somebody, of documents that are public or go out with the meeting.
select e.* from archive_entry e join archive_document d on d.id = e.document join archive_publication p on p.meeting = d.meeting
where e.person = $1 and e.is_restricted = 0 and d.is_restricted = 0 and d.public_in = d.meeting and p.is_wanted = 1
  and (p.state = 'out' or d.meeting = $2) order by e.id;

-- name: archive_public_names :many () -> (name Text)
-- Of bodies and organisations: no secret.
select spelling as name from archive_alias where body is not null or organisation is not null order by id;

-- name: archive_meetings_whose_minutes :many (meeting ArchiveMeetingId) -> (id ArchiveMeetingId)
-- Those that a meeting approved the minutes of.
select id from archive_meeting where approved_at = $1 order by id;

-- name: archive_asked_rows :many () -> (publication ArchivePublicationId, body_name Text, day Date, is_held bool)
-- Publications that are not finished, or are held back.
select p.id as publication, coalesce(b.name, '') as body_name, m.date as day, case when p.state = 'held_back' then 1 else 0 end as is_held
from archive_publication p join archive_meeting m on m.id = p.meeting left join archive_body b on b.id = m.body
where p.is_wanted = 1 and p.state in ('asked', 'held_back') order by m.date is null, m.date desc, p.id;
