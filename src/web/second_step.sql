-- include: web/second_step.h

-- name: second_step_row :maybe (account AccountId) -> (secret Text, begun_at Moment, confirmed_at Moment, last_step int64_t, removed_at Moment, removed_by Text, removed_reason Text, codes_left int64_t)
select s.secret, s.begun_at, s.confirmed_at, s.last_step, s.removed_at, s.removed_by, s.removed_reason,
    (select count(*) from recovery_code c where c.account = s.account and c.used_at is null) as codes_left
from second_step s where s.account = $1;

-- name: second_step_put :exec (account AccountId, secret Text, moment Moment)
-- A secret that waits to be confirmed; never in the place of a confirmed one.
insert into second_step (account, secret, begun_at) values ($1, $2, $3)
on conflict (account) do update set secret = $2, begun_at = $3 where second_step.confirmed_at is null;

-- name: second_step_turn_on :exec (account AccountId, moment Moment, step int64_t)
update second_step set confirmed_at = $2, last_step = $3, removed_at = null, removed_by = '', removed_reason = ''
where account = $1 and confirmed_at is null and secret <> '';

-- name: second_step_use :exec (account AccountId, step int64_t)
-- Each code once, and none older than one that was used.
update second_step set last_step = $2 where account = $1 and confirmed_at is not null and last_step < $2;

-- name: second_step_forget :exec (account AccountId)
delete from second_step where account = $1;

-- name: second_step_note_removal :exec (account AccountId, moment Moment, removed_by Text, reason Text)
insert into second_step (account, removed_at, removed_by, removed_reason) values ($1, $2, $3, $4);

-- name: second_step_told :exec (account AccountId)
delete from second_step where account = $1 and removed_at is not null and secret = '';

-- name: second_step_accounts :many () -> (account AccountId)
-- Who has it.
select account from second_step where confirmed_at is not null order by account;

-- name: recovery_code_add :exec (account AccountId, code_hash Text)
insert into recovery_code (account, code_hash) values ($1, $2);

-- name: recovery_code_use :exec (account AccountId, code_hash Text, moment Moment)
update recovery_code set used_at = $3 where account = $1 and code_hash = $2 and used_at is null;

-- name: recovery_codes_forget :exec (account AccountId)
delete from recovery_code where account = $1;

-- name: sign_in_half_add :exec (token_hash Text, account AccountId, expires_at Moment)
insert into sign_in_half (token_hash, account, expires_at) values ($1, $2, $3);

-- name: sign_in_half_account :maybe (token_hash Text, moment Moment, most_tries int64_t) -> Account
select a.* from sign_in_half h join account a on a.id = h.account
where h.token_hash = $1 and h.expires_at > $2 and h.tries < $3 and a.is_disabled = 0;

-- name: sign_in_half_try :exec (token_hash Text, moment Moment, most_tries int64_t)
-- One try more, if there is one left.
update sign_in_half set tries = tries + 1 where token_hash = $1 and expires_at > $2 and tries < $3;

-- name: sign_in_half_remove :exec (token_hash Text)
delete from sign_in_half where token_hash = $1;

-- name: sign_in_halves_of_account_remove :exec (account AccountId)
delete from sign_in_half where account = $1;

-- name: sign_in_half_remove_old :exec (moment Moment)
delete from sign_in_half where expires_at <= $1;

-- name: session_mark_second_step :exec (session int64_t, moment Moment)
update session set second_step_at = $2 where id = $1;

-- name: sessions_unmark_second_step :exec (account AccountId)
update session set second_step_at = null where account = $1;
