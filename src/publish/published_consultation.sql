-- What the valve asks of the published store about consultation.
-- include: publish/published_consultation.h

-- name: published_consultation_find :maybe (consultation PublishedId) -> PublishedConsultation
select * from published_consultation where id = $1;

-- name: published_consultation_unname :exec (consultation PublishedId, title Text)
-- When it is withdrawn.
update published_consultation set title = $2, plan = '' where id = $1 and is_withdrawn = 1;

-- name: published_draft_lines_clear :exec (consultation PublishedId)
delete from published_draft_line where consultation = $1;

-- name: published_comment_links_clear :exec (consultation PublishedId)
delete from published_comment_link where consultation = $1;

-- name: published_comments_clear :exec (consultation PublishedId)
delete from published_comment where consultation = $1;
