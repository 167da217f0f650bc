-- include: archive/publication.h

-- name: archive_publication_of_meeting :maybe (meeting ArchiveMeetingId) -> ArchivePublication
select * from archive_publication where meeting = $1;

-- name: archive_publications_of_source :many (source ArchiveSourceId) -> ArchivePublication
-- Of the meetings that the source has documents of.
select * from archive_publication p where p.meeting in (select meeting from archive_document where source = $1) order by p.id;

-- name: archive_meeting_doubts :one (meeting ArchiveMeetingId) -> (number int64_t)
-- Open doubts about what is restricted in the documents of a meeting.
select count(*) as "number" from archive_doubt x join archive_document d on d.id = x.document
where d.meeting = $1 and x.state = 'open' and x.about = 'restricted';

-- name: archive_mentions_in :many (document ArchiveDocumentId) -> (entry ArchiveEntryId, person ArchivePersonId)
-- Who is named in the entries of a document.
select m.entry as entry, m.person as person from archive_mention m join archive_entry e on e.id = m.entry
where e.document = $1 and m.person is not null order by m.entry, m.person;

-- name: archive_restricted_entries_of_body :many (body ArchiveBodyId, most int64_t) -> ArchiveEntry
-- What must not go out: the newest first.
select e.* from archive_entry e join archive_document d on d.id = e.document
where d.body = $1 and e.is_restricted = 1 order by e.id desc limit $2;
