-- include: publish/published.h

-- ---- Replacing what is published of a meeting: snapshot_put.c ----

-- name: published_parts_clear :exec (meeting PublishedId)
delete from published_part where meeting = $1;

-- name: published_items_clear :exec (meeting PublishedId)
delete from published_item where meeting = $1;

-- name: published_papers_clear :exec (meeting PublishedId)
delete from published_paper where meeting = $1;

-- name: published_documents_clear :exec (meeting PublishedId)
delete from published_document where meeting = $1;

-- name: published_papers_of :many (meeting PublishedId) -> PublishedPaper
select * from published_paper where meeting = $1 order by id;

-- name: published_items_of :many (meeting PublishedId) -> PublishedItem
select * from published_item where meeting = $1 order by id;

-- name: published_documents_of :many (meeting PublishedId) -> PublishedDocument
select * from published_document where meeting = $1 order by id;

-- name: published_file_uses :one (sha256 Text) -> (number int64_t)
-- How many papers, documents and minutes name a file.
select (select count(*) from published_paper where file_sha256 = $1) + (select count(*) from published_document where file_sha256 = $1)
  + (select count(*) from published_minutes where file_sha256 = $1) as "number";

-- name: published_meeting_find :maybe (meeting PublishedId) -> PublishedMeeting
select * from published_meeting where id = $1;

-- ---- Bringing the partnership over: partnership.c ----

-- name: published_bodies_all :many () -> PublishedBody
select * from published_body order by id;

-- name: published_terms_of :many (body PublishedId) -> PublishedTerms
select * from published_terms where body = $1 order by id;

-- name: published_sections_of :many (terms PublishedId) -> PublishedTermsSection
select * from published_terms_section where terms = $1 order by id;

-- name: published_seats_of :many (body PublishedId) -> PublishedSeat
select * from published_seat where body = $1 order by id;

-- name: published_meetings_of :many (body PublishedId) -> PublishedMeeting
select * from published_meeting where body = $1 order by id;

-- ---- Minutes: minutes_valve.c ----

-- name: published_minutes_find :maybe (meeting PublishedId) -> PublishedMinutes
select * from published_minutes where id = $1;

-- name: published_minutes_rows :many (minutes PublishedId) -> PublishedMinute
select * from published_minute where minutes = $1 order by position, id;

-- name: published_minutes_clear :exec (minutes PublishedId)
delete from published_minute where minutes = $1;

-- name: published_decisions_clear :exec (minutes PublishedId)
delete from published_decision where minutes = $1;
