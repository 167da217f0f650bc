-- include: publish/members_pack.h
-- include: publish/watch_list.h

-- What the valve asks of the office beyond what the rooms offer.

-- name: valve_papers_of_item :many (item AgendaItemId) -> Paper
-- All papers of an item, withdrawn ones too: what is withheld stays withheld.
select * from paper where item = $1 order by "position", id;

-- name: valve_meetings_before :many (body BodyId, first Date, last Date) -> Meeting
-- The meetings of a body in a stretch of days, the last day not included.
select * from meeting where body = $1 and day >= $2 and day < $3 order by day, id;

-- name: valve_meetings_between :many (first Date, last Date) -> Meeting
-- Of every body, both days included.
select * from meeting where day >= $1 and day <= $2 order by day, id;

-- name: valve_meetings_all :many (body BodyId) -> Meeting
select * from meeting where body = $1 order by day, id;

-- name: valve_publications_of :many (meeting MeetingId) -> Publication
-- Newest first.
select * from publication where meeting = $1 order by "number" desc;

-- name: valve_publications_open :many () -> Publication
-- Asked for and not finished.
select * from publication where state = 'asked' order by id;

-- name: valve_publications_withdrawn :many () -> Publication
-- The newest publication of each meeting, where it was withdrawn.
select * from publication as p where state = 'withdrawn'
  and not exists (select 1 from publication as later where later.meeting = p.meeting and later."number" > p."number") order by id;

-- name: notes_items_after :many (body BodyId, day Date, today Date) -> AgendaItem
-- The items on which meetings to come after that day look at the notes of the meeting before; the next meeting first.
select i.* from agenda_item as i join meeting as m on m.id = i.meeting
  where m.body = $1 and m.day > $2
    and (m.state in ('planned', 'agreed') or (m.state = 'published' and m.day >= $3)) and i.kind = 'previous_notes' and i.is_withdrawn = 0 order by m.day, m.id, i.id;

-- ---- Findings and the watch list: finding.c, watch_list.c ----

-- name: valve_overrides_of :many (meeting MeetingId) -> FindingOverride
select * from finding_override where meeting = $1 order by id;

-- name: valve_findings_of :many (publication PublicationId) -> Finding
select * from finding where publication = $1 order by "number";

-- name: watch_phrases :many () -> WatchPhrase
select * from watch_phrase order by phrase, id;

-- ---- Members' packs: members_pack.c ----

-- name: members_pack_find :maybe (meeting MeetingId, publication int64_t, supplement int64_t) -> MembersPack
select * from members_pack where meeting = $1 and publication = $2 and supplement = $3;

-- name: members_pack_standing :maybe (meeting MeetingId, supplement int64_t) -> MembersPack
-- Of the last publication that made one and was done, unless it or a later one was withdrawn.
select pack.* from members_pack as pack join publication as made on made.meeting = pack.meeting and made."number" = pack.publication
where pack.meeting = $1 and pack.supplement = $2 and made.state = 'done' and not exists (select 1 from publication as p
  where p.meeting = $1 and p.state = 'withdrawn' and p."number" >= pack.publication)
order by pack.publication desc limit 1;

-- name: pack_frame_sums :one (meeting MeetingId) -> (parts Text, items Text)
-- Sums that differ after any change to parts or items of an agenda, as agenda_sums has them.
select
  (select count(*) || '.' || coalesce(sum(id), 0) || '.' || coalesce(sum(version), 0) from agenda_part where meeting = $1) as parts,
  (select count(*) || '.' || coalesce(sum(id), 0) || '.' || coalesce(sum(version), 0) from agenda_item where meeting = $1) as items;

-- name: pack_contents :many (meeting MeetingId) -> (paper PaperId, content Text)
-- What the papers of an agenda hold: the file, or the version of the report.
select p.id as paper, case when r.id is null then p.file_sha256 else 'report ' || r.version end as content
from agenda_item i join paper p on p.item = i.id left join report r on r.paper = p.id
where i.meeting = $1 and p.is_withdrawn = 0 order by p.id;

-- name: members_pack_file_uses :one (sha256 Text) -> (number int64_t)
-- How many records of the office name a file that was a pack.
select (select count(*) from members_pack where file_sha256 = $1) + (select count(*) from paper where file_sha256 = $1)
  + (select count(*) from archive_source where file = $1 or words_file = $1) as "number";
