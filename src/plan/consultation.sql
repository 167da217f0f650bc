-- Statements of consultation.
-- include: plan/consultation.h

-- name: consultations_of :many (agreement AgreementId) -> Consultation
-- Newest first.
select * from consultation where agreement = $1 order by opens desc, id desc;

-- name: consultations_begun :many (day Date) -> Consultation
select * from consultation where opens <= $1 order by opens desc, id desc;

-- name: invitations_of :many (consultation ConsultationId) -> InvitationToComment
select * from invitation_to_comment where consultation = $1 order by id;

-- name: invitation_with_hash :maybe (hash Text) -> InvitationToComment
select * from invitation_to_comment where token_hash = $1 and token_hash <> '';

-- name: invitations_to_be_sent :many () -> InvitationToComment
select * from invitation_to_comment where is_to_be_sent = 1 order by id;

-- name: comments_of :many (consultation ConsultationId) -> PlanComment
-- In the order of the plan, those on the whole of it first.
select c.* from plan_comment c left join plan_action a on a.id = c.action left join plan_section s on s.id = a.section where c.consultation = $1
order by coalesce(s.number, 0), coalesce(a.number, 0), c.received_at, c.id;

-- name: comments_in_envelope :many (consultation ConsultationId, envelope Text) -> PlanComment
select * from plan_comment where consultation = $1 and envelope = $2 order by id;

-- name: comments_unanswered :one (consultation ConsultationId, account int64_t) -> (number int64_t, own int64_t)
select count(case when outcome is null or outcome = '' then 1 end) as "number", count(case when account = $2 then 1 end) as own
from plan_comment where consultation = $1;

-- name: publication_of_consultation :maybe (consultation ConsultationId) -> ConsultationPublication
select * from consultation_publication where consultation = $1;

-- name: consultation_publications_asked :many () -> ConsultationPublication
select * from consultation_publication where state = 'asked' order by id;

-- name: consultation_publications_of_private_bodies :many () -> ConsultationPublication
-- Those of which something is wanted outside, of bodies that are not shown there (any more).
select p.* from consultation_publication p join consultation c on c.id = p.consultation join agreement a on a.id = c.agreement
  join body b on b.id = a.body
where (p.draft_at is not null or p.is_summary_wanted = 1) and b.is_public = 0 order by p.id;

-- name: consultations_of_private_bodies :many () -> Consultation
select c.* from consultation c join agreement a on a.id = c.agreement join body b on b.id = a.body where b.is_public = 0 order by c.id;

-- name: consultation_drafts_out :many () -> ConsultationPublication
select * from consultation_publication where state = 'out' and draft_at is not null order by id;

-- name: invitations_in_mail :many (consultation ConsultationId) -> (invitation int64_t, state Text, ended_at Moment)
-- What became of the last email to each of those who are invited ("waiting", "sending", "sent", "failed" and so on: mail/mail.sql), and when.
select r.invitation as invitation, m.state as state, m.ended_at as ended_at from mail_recipient r join invitation_to_comment i on i.id = r.invitation
  join mail_message m on m.recipient = r.id
where i.consultation = $1 and m.id = (select max(x.id) from mail_message x where x.recipient = r.id) order by r.invitation;

-- name: mail_is_set_up :one () -> (number int64_t)
-- Has the postman of a mail server ever begun?
select count(*) as "number" from mail_state;
