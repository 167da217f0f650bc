-- What the public pages of consultation ask of the published store.
-- include: publish/published_consultation.h

-- name: site_consultations :many () -> PublishedConsultation
-- What anybody may know of: rounds for everybody whose draft is out, summaries, and what was withdrawn of either. Newest first.
select * from published_consultation where (is_for_everybody = 1 and (has_draft = 1 or is_withdrawn = 1)) or has_summary = 1 order by opens desc, id desc;

-- name: site_consultation :maybe (consultation PublishedId) -> PublishedConsultation
select * from published_consultation where id = $1;

-- name: site_consultation_of_link :maybe (hash Text) -> (consultation PublishedId, token_hash Text, invitation int64_t)
-- The round to which the link with that hash leads; the link has the id of its invitation.
select l.consultation as consultation, l.token_hash as token_hash, l.id as invitation from published_comment_link l where l.token_hash = $1;

-- name: site_draft_lines :many (consultation PublishedId) -> PublishedDraftLine
select * from published_draft_line where consultation = $1 order by position, id;

-- name: site_comments :many (consultation PublishedId) -> PublishedComment
select * from published_comment where consultation = $1 order by position, id;
