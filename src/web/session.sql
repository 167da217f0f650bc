-- include: web/session.h

-- name: session_by_token :maybe (token_hash Text) -> (id int64_t, account AccountId, person int64_t, name Text, email Text, roles Text, csrf Text, began Moment, last_seen Moment, second_step_at Moment)
-- The session of a token with the account behind it; none when the account is disabled.
select s.id, s.account, a.person, a.name, a.email, a.roles, s.csrf, s.began, s.last_seen, s.second_step_at
from session s join account a on a.id = s.account
where s.token_hash = $1 and a.is_disabled = 0;

-- name: session_add :exec (token_hash Text, account AccountId, csrf Text, client Text, user_agent Text, moment Moment, second_step_at Moment)
-- second_step_at is unset for a session without a second step.
insert into session (token_hash, account, csrf, client, user_agent, began, last_seen, second_step_at) values ($1, $2, $3, $4, $5, $6, $6, $7);

-- name: session_seen :exec (session int64_t, moment Moment, before Moment)
-- Only when nobody noted it meanwhile.
update session set last_seen = $2 where id = $1 and last_seen < $3;

-- name: session_remove :exec (session int64_t)
delete from session where id = $1;

-- name: session_remove_of_account :exec (account AccountId, but_session int64_t)
delete from session where account = $1 and id <> $2;

-- name: session_remove_old :exec (began_before Moment, seen_before Moment)
delete from session where began < $1 or last_seen < $2;

-- name: session_remove_one_of_account :exec (session int64_t, account AccountId)
delete from session where id = $1 and account = $2;

-- name: sessions_of_account :many (account AccountId, began_after Moment, seen_after Moment) -> (id int64_t, client Text, user_agent Text, began Moment, last_seen Moment)
select id, client, user_agent, began, last_seen from session where account = $1 and began > $2 and last_seen > $3 order by last_seen desc, id desc;

-- name: account_by_email :maybe (email Text) -> Account
select * from account where email = $1;

-- name: failures_of :maybe (client Text, account Text) -> (failures int64_t, last_at Moment)
select failures, last_at from sign_in_failure where client = $1 and account = $2;

-- name: failure_count :exec (client Text, account Text, moment Moment, forget_before Moment)
-- One more; old failures are forgotten first.
insert into sign_in_failure (client, account, failures, last_at) values ($1, $2, 1, $3)
on conflict (client, account) do update
set failures = case when sign_in_failure.last_at < $4 then 1 else sign_in_failure.failures + 1 end, last_at = $3;

-- name: failure_forget :exec (client Text, account Text)
delete from sign_in_failure where client = $1 and account = $2;

-- name: failure_forget_old :exec (before Moment)
delete from sign_in_failure where last_at < $1;

-- name: invitation_put :exec (account AccountId, token_hash Text, expires_at Moment)
insert into invitation (account, token_hash, expires_at) values ($1, $2, $3)
on conflict (account) do update set token_hash = $2, expires_at = $3;

-- name: invitation_account :maybe (token_hash Text, moment Moment) -> Account
select a.* from invitation i join account a on a.id = i.account where i.token_hash = $1 and i.expires_at > $2 and a.is_disabled = 0;

-- name: invitation_use :exec (token_hash Text)
delete from invitation where token_hash = $1;

-- name: job_counts :one () -> (waiting int64_t, running int64_t, failed int64_t)
-- For /metrics.
select coalesce(sum(case when state = 'waiting' then 1 else 0 end), 0) as waiting, coalesce(sum(case when state = 'running' then 1 else 0 end), 0) as running,
    coalesce(sum(case when state = 'failed' then 1 else 0 end), 0) as failed from job;
