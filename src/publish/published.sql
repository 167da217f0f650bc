-- include: publish/published_archive.h
-- include: publish/published_agreement.h

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
-- How many papers, documents, minutes and agreements name a file.
select (select count(*) from published_paper where file_sha256 = $1) + (select count(*) from published_document where file_sha256 = $1)
  + (select count(*) from published_minutes where file_sha256 = $1)
  + (select count(*) from published_agreement where file_sha256 = $1) as "number";

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

-- ---- The archive: archive_valve.c ----

-- name: published_archive_meeting_find :maybe (meeting PublishedId) -> PublishedArchiveMeeting
select * from published_archive_meeting where id = $1;

-- name: published_archive_entry_ids :many (meeting PublishedId) -> (id PublishedId)
select id from published_archive_entry where meeting = $1 order by id;

-- name: published_archive_source_ids :many (meeting PublishedId) -> (source PublishedId)
-- Of the documents of a meeting.
select distinct source as source from published_archive_document where meeting = $1 and source is not null order by source;

-- name: published_archive_person_ids :many (meeting PublishedId) -> (person PublishedId)
-- Whom the lines of a meeting name.
select person as person from published_archive_entry where meeting = $1 and person is not null and person > 0
union select m.person from published_archive_mention m join published_archive_entry e on e.id = m.entry where e.meeting = $1 order by 1;

-- name: published_archive_sources_waiting :many () -> (source PublishedId)
-- Those whose words could not be opened when they were to be written anew: without a kind.
select id as source from published_archive_source where kind_shown = '' order by id;

-- name: published_archive_people_waiting :many (name Text) -> (person PublishedId)
-- Those whose name could not be opened then, and stands for it.
select id as person from published_archive_person where name = $1 order by id;

-- name: published_archive_mentions_clear :exec (meeting PublishedId)
delete from published_archive_mention where entry in (select id from published_archive_entry where meeting = $1);

-- name: published_archive_entries_clear :exec (meeting PublishedId)
delete from published_archive_entry where meeting = $1;

-- name: published_archive_documents_clear :exec (meeting PublishedId)
delete from published_archive_document where meeting = $1;

-- name: published_archive_sources_clear :exec ()
-- Those of which no document is public any more.
delete from published_archive_source where id not in (select source from published_archive_document where source is not null);

-- name: published_archive_old_addresses_clear :exec ()
-- Those of sources that are not public any more.
delete from published_archive_old_address where source not in (select id from published_archive_source);

-- name: published_archive_old_addresses_forget :exec (source PublishedId)
delete from published_archive_old_address where source = $1;

-- name: published_archive_old_address_put :exec (name Text, source PublishedId)
insert into published_archive_old_address (name, source) values ($1, $2);

-- name: published_archive_people_clear :exec ()
-- Those whom nothing public names any more.
delete from published_archive_person where id not in (select person from published_archive_mention)
  and id not in (select person from published_archive_entry where person is not null);

-- name: published_archive_mention_put :exec (entry PublishedId, person PublishedId)
insert into published_archive_mention (entry, person) values ($1, $2);

-- ---- The plan: agreement_valve.c ----

-- name: published_agreement_find :maybe (agreement PublishedId) -> PublishedAgreement
select * from published_agreement where id = $1;

-- name: published_agreements_unname :exec (body PublishedId, title Text)
-- Those of a body that are withdrawn.
update published_agreement set body = null, body_name = '', title = $2 where body = $1 and is_withdrawn = 1;

-- name: published_actions_of :many (agreement PublishedId) -> PublishedPlanAction
select * from published_plan_action where agreement = $1 order by position, id;

-- name: published_plan_change_last :one () -> (id int64_t)
select coalesce(max(id), 0) as id from published_plan_change;

-- name: published_chapters_clear :exec (agreement PublishedId)
delete from published_chapter where agreement = $1;

-- name: published_agreement_versions_clear :exec (agreement PublishedId)
delete from published_agreement_version where agreement = $1;

-- name: published_plan_sections_clear :exec (agreement PublishedId)
delete from published_plan_section where agreement = $1;

-- name: published_plan_actions_clear :exec (agreement PublishedId)
delete from published_plan_action where agreement = $1;

-- name: published_plan_measures_clear :exec (agreement PublishedId)
delete from published_plan_measure where agreement = $1;

-- name: published_measure_values_clear :exec (agreement PublishedId)
delete from published_measure_value where agreement = $1;

-- name: published_plan_progress_clear :exec (agreement PublishedId)
delete from published_plan_progress where agreement = $1;

-- name: published_plan_changes_clear :exec (agreement PublishedId)
delete from published_plan_change where agreement = $1;
