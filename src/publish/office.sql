-- include: publish/members_pack.h
-- include: publish/watch_list.h

-- What the valve asks of the office beyond what the rooms offer.

-- name: valve_papers_of_item :many (item AgendaItemId) -> Paper
-- All papers of an item, withdrawn ones too: what is withheld stays withheld.
select * from paper where item = $1 order by "position", id;

-- name: valve_meetings_before :many (body BodyId, first Date, last Date) -> Meeting
-- The meetings of a body in a stretch of days, the last day not included.
select * from meeting where body = $1 and day >= $2 and day < $3 order by day, id;

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

-- ---- Findings and the watch list: finding.c, watch_list.c ----

-- name: valve_overrides_of :many (meeting MeetingId) -> FindingOverride
select * from finding_override where meeting = $1 order by id;

-- name: valve_findings_of :many (publication PublicationId) -> Finding
select * from finding where publication = $1 order by "number";

-- name: watch_phrases :many () -> WatchPhrase
select * from watch_phrase order by phrase, id;

-- ---- Members' packs: members_pack.c ----

-- name: members_pack_find :maybe (meeting MeetingId, publication int64_t) -> MembersPack
select * from members_pack where meeting = $1 and publication = $2;

-- name: members_pack_standing :maybe (meeting MeetingId) -> MembersPack
-- Of the publication that stands on the public side: the meeting's last one that was done, unless it or a later one was withdrawn.
select pack.* from members_pack as pack join meeting on meeting.id = pack.meeting and meeting.publication = pack.publication
where pack.meeting = $1 and not exists (select 1 from publication as p where p.meeting = $1 and p.state = 'withdrawn'
  and p."number" >= pack.publication);

-- name: members_pack_file_uses :one (sha256 Text) -> (number int64_t)
-- How many records of the office name a file that was a pack.
select (select count(*) from members_pack where file_sha256 = $1) + (select count(*) from paper where file_sha256 = $1) as "number";
