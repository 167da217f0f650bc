-- include: plan/agreement_publication.h

-- name: agreement_publication_find :maybe (agreement AgreementId) -> AgreementPublication
select * from agreement_publication where agreement = $1;

-- name: agreement_publications_asked :many () -> AgreementPublication
-- Those that the job has not come to.
select * from agreement_publication where state = 'asked' order by id;

-- name: agreement_publications_of_private_bodies :many () -> AgreementPublication
-- Those that are wanted outside, of bodies that are not shown there (any more).
select p.* from agreement_publication p join agreement a on a.id = p.agreement join body b on b.id = a.body
where p.is_wanted = 1 and b.is_public = 0 order by p.id;

-- name: agreement_public_beside :maybe (starts Date, agreement AgreementId) -> Agreement
-- Another body's agreement of the same year that is public.
select a.* from agreement a join agreement_publication p on p.agreement = a.id
where a.starts = $1 and a.id <> $2 and p.is_wanted = 1 order by a.id limit 1;

-- name: agreement_progress_since :one (agreement AgreementId, moment Moment) -> (number int64_t)
-- How often progress was written since.
select count(*) as "number" from plan_progress p join plan_action a on a.id = p.action where a.agreement = $1 and p.written_at > $2;

-- name: agreements_public_with_news :many () -> (agreement AgreementId, title Text, number int64_t)
-- Public agreements that are open and of which progress was written since they went out last.
select a.id as agreement, a.title, count(w.id) as "number" from agreement a join agreement_publication p on p.agreement = a.id
  join plan_action x on x.agreement = a.id join plan_progress w on w.action = x.id and w.written_at > p.changed_at
where p.is_wanted = 1 and p.state = 'out' and a.state <> 'closed' group by a.id, a.title, a.starts order by a.starts desc;

-- name: agreements_held_back :many () -> Agreement
select a.* from agreement a join agreement_publication p on p.agreement = a.id where p.state = 'held_back' and p.is_wanted = 1 order by a.starts desc;
