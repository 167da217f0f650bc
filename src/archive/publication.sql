-- include: archive/publication.h

-- name: archive_publication_of_meeting :maybe (meeting ArchiveMeetingId) -> ArchivePublication
select * from archive_publication where meeting = $1;

-- name: archive_publications_of_source :many (source ArchiveSourceId) -> ArchivePublication
-- Of the meetings that the source has documents of.
select * from archive_publication p where p.meeting in (select meeting from archive_document where source = $1) order by p.id;

-- name: archive_publications_asked :many () -> ArchivePublication
-- Those that the job has not come to.
select * from archive_publication where state = 'asked' order by id;

-- name: archive_meeting_doubts :one (meeting ArchiveMeetingId, only_released int64_t) -> (restricted int64_t, hidden int64_t, recognised int64_t)
-- Open doubts in the documents of a meeting (only_released 1: in those that go out with it) that must be answered before it is published.
select coalesce(sum(case when x.about = 'restricted' then 1 else 0 end), 0) as restricted,
    coalesce(sum(case when x.about = 'hidden' then 1 else 0 end), 0) as hidden,
    coalesce(sum(case when x.about = 'recognised' then 1 else 0 end), 0) as recognised
from archive_doubt x join archive_document d on d.id = x.document where d.meeting = $1 and x.state = 'open' and ($2 = 0 or d.public_in = d.meeting);

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

-- name: archive_unpublished :many (stopped int64_t, most int64_t, skipped int64_t) -> (meeting ArchiveMeetingId, body_name Text, day Date, doubts int64_t)
-- Meetings with documents that nobody has asked to be public yet, the newest first; those without a day behind them. stopped 1: those that something stands
-- in the way of (archive_publication_obstacle); 0: the others.
select m.id as meeting, coalesce(b.name, '') as body_name, m.date as day,
    (select count(*) from archive_doubt x join archive_document d on d.id = x.document where d.meeting = m.id and x.state = 'open') as doubts
from archive_meeting m left join archive_body b on b.id = m.body
where exists (select 1 from archive_document d where d.meeting = m.id) and not exists (select 1 from archive_publication p where p.meeting = m.id)
    and case when m.body is null or m.date is null or exists (select 1 from archive_doubt x join archive_document d on d.id = x.document
        where d.meeting = m.id and x.state = 'open' and x.about in ('restricted', 'hidden', 'recognised'))
        then 1 else 0 end = $1
order by m.date is null, m.date desc, m.id desc limit $2 offset $3;

-- name: archive_unpublished_count :one () -> (offered int64_t, stopped int64_t)
-- How many of either kind there are.
select coalesce(sum(1 - y.is_stopped), 0) as offered, coalesce(sum(y.is_stopped), 0) as stopped from (select case when m.body is null or m.date is null or exists (select 1 from archive_doubt x join archive_document d on d.id = x.document
        where d.meeting = m.id and x.state = 'open' and x.about in ('restricted', 'hidden', 'recognised'))
        then 1 else 0 end as is_stopped
    from archive_meeting m
    where exists (select 1 from archive_document d where d.meeting = m.id) and not exists (select 1 from archive_publication p where p.meeting = m.id)) y;

-- name: archive_asked_rows :many () -> (publication ArchivePublicationId, body_name Text, day Date, is_held bool)
-- Publications that are not finished, or are held back.
select p.id as publication, coalesce(b.name, '') as body_name, m.date as day, case when p.state = 'held_back' then 1 else 0 end as is_held
from archive_publication p join archive_meeting m on m.id = p.meeting left join archive_body b on b.id = m.body
where p.is_wanted = 1 and p.state in ('asked', 'held_back') order by m.date is null, m.date desc, p.id;
