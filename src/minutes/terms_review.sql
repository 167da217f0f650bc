-- include: minutes/terms_review.h

-- name: terms_review_rows :many (body BodyId) -> TermsReview
-- Of all versions of the body, newest first.
select v.* from terms_review v join terms_of_reference t on t.id = v.terms where t.body = $1 order by v.day desc, v.id desc;

-- name: terms_approval_rows :many (terms TermsOfReferenceId) -> TermsApproval
select * from terms_approval where terms = $1 order by id;

-- name: approvals_resting_on :many (resolution ResolutionId) -> TermsApproval
select * from terms_approval where resolution = $1 order by id;

-- name: decisions_of_body :many (body BodyId, first Date, last Date, most int64_t) -> Resolution
-- What meetings of a body decided between two days, newest first.
select r.* from resolution r join minute m on m.id = r.minute join minutes n on n.id = m.minutes join meeting g on g.id = n.meeting
where g.body = $1 and g.day >= $2 and g.day <= $3 and r.outcome in ('consensus', 'carried') order by g.day desc, r.id desc limit $4;

-- name: meeting_of_resolution :one (resolution ResolutionId) -> (meeting MeetingId, item AgendaItemId)
select n.meeting as meeting, m.item as item from resolution r join minute m on m.id = r.minute join minutes n on n.id = m.minutes where r.id = $1;

-- name: reviews_ahead :many (body BodyId, day Date) -> (item AgendaItemId, day Date, title Text)
-- Items of agendas from a day on that look at terms of reference.
select i.id as item, g.day as day, i.title as title from agenda_item i join meeting g on g.id = i.meeting
where g.body = $1 and g.day >= $2 and g.state <> 'cancelled' and i.kind = 'terms_review' and i.is_withdrawn = 0 order by g.day, i.id;
