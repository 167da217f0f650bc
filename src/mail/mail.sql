-- include: mail/mail.h
-- include: minutes/minutes.h

-- ---- Recipients ----

-- name: recipient_row :maybe (recipient MailRecipientId) -> (id MailRecipientId, account AccountId, person PersonId, email Text, key Text, state Text, bodies Text, invitation int64_t)
select id, account, person, email, "key" as "key", state, bodies, invitation from mail_recipient where id = $1;

-- name: recipient_who :maybe (who Text) -> (id MailRecipientId, state Text, asked_mail_at Moment, asked_times int64_t)
select id, state, asked_mail_at, asked_times from mail_recipient where who = $1;

-- name: recipient_with_key :maybe (secret Text) -> (id MailRecipientId, account AccountId, person PersonId, email Text, state Text)
select id, account, person, email, state from mail_recipient where "key" = $1;

-- name: recipient_put :exec (who Text, account int64_t, person int64_t, email Text, secret Text, state Text, bodies Text, at Moment)
insert into mail_recipient (who, account, person, email, "key", state, bodies, asked_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict (who) do nothing;

-- name: recipient_of_invitation :exec (recipient MailRecipientId, invitation int64_t)
update mail_recipient set invitation = $2 where id = $1;

-- name: recipient_asked_mail :exec (recipient MailRecipientId, at Moment)
update mail_recipient set asked_mail_at = $2, asked_times = asked_times + 1 where id = $1;

-- name: recipient_confirm :exec (recipient MailRecipientId, bodies Text, at Moment)
-- Also by somebody who gets email already and chooses other bodies.
update mail_recipient set state = 'active', confirmed_at = $3, bodies = $2, asked_times = 0 where id = $1 and state in ('asked', 'active');

-- name: recipient_bounces :exec (recipient MailRecipientId, bounce Text, at Moment)
-- Whoever stopped it stays stopped.
update mail_recipient set state = 'bouncing', bounce = $2, bounced_at = $3 where id = $1 and state <> 'stopped';

-- name: recipient_release :exec (recipient MailRecipientId)
-- The address is there again. Whoever never confirmed has still to do it.
update mail_recipient set bounce = '', state = (case when email <> '' and confirmed_at is null then 'asked' else 'active' end) where id = $1 and state = 'bouncing';

-- name: recipient_stop :exec (recipient MailRecipientId)
update mail_recipient set state = 'stopped' where id = $1;

-- name: recipient_digested :exec (recipient MailRecipientId, day Date)
update mail_recipient set digest_on = $2 where id = $1;

-- name: recipient_forget :exec (recipient MailRecipientId)
delete from mail_recipient where id = $1;

-- name: recipients_never_confirmed :exec (before Moment)
-- Whoever asked and did not confirm is forgotten, whatever became of the mail to them.
delete from mail_recipient where email <> '' and confirmed_at is null and asked_at < $1;

-- name: subscribers_active :many () -> (id MailRecipientId, bodies Text)
select id, bodies from mail_recipient where email <> '' and state = 'active' order by id;

-- name: subscriber_counts :one () -> (active int64_t, asked int64_t)
select count(case when state = 'active' then 1 end) as active, count(case when state = 'asked' then 1 end) as asked from mail_recipient where email <> '';

-- name: recipients_bouncing :many () -> (id MailRecipientId, account AccountId, person PersonId, email Text, bounce Text, bounced_at Moment)
select id, account, person, email, bounce, bounced_at from mail_recipient where state = 'bouncing' order by bounced_at desc, id;

-- name: accounts_mailed :many () -> Account
select * from account where is_disabled = 0 and password_set_at is not null order by id;

-- name: persons_mailed :many () -> Person
-- People with an address who never had an account that they could use: one that was disabled gets nothing in another way.
select * from person p where p.email <> '' and not exists (select 1 from account a where a.person = p.id and a.password_set_at is not null) order by id;

-- name: mail_choices_all :many () -> MailChoice
select * from mail_choice order by account;

-- name: mail_choice_of :maybe (account AccountId) -> MailChoice
select * from mail_choice where account = $1;

-- ---- Gathering ----

-- name: mail_state_row :maybe () -> (began_at Moment, journal int64_t, gathered_at Moment, server_at Moment, server_fault Text)
select began_at, journal, gathered_at, server_at, server_fault from mail_state where id = 1;

-- name: mail_state_begin :exec (at Moment)
insert into mail_state (id, began_at) values (1, $1) on conflict (id) do nothing;

-- name: mail_state_gathered :exec (journal int64_t, at Moment)
update mail_state set journal = $1, gathered_at = $2 where id = 1;

-- name: mail_state_server :exec (at Moment, fault Text)
update mail_state set server_at = $1, server_fault = $2 where id = 1;

-- name: journal_end :one () -> (number int64_t)
select coalesce(max(number), 0) as "number" from journal;

-- name: meetings_untold :many () -> (meeting MeetingId, body BodyId, day Date, starts TimeOfDay, is_cancelled bool, publication int64_t, supplement int64_t, minutes Text, is_known bool, told_day Date, told_starts TimeOfDay, told_cancelled bool, told_publication int64_t, told_supplement int64_t, told_minutes Text)
-- Meetings that stand otherwise than everybody was told: the day, the last publication of the agenda that stands, the last supplement, the minutes.
select * from (
  select m.id as meeting, m.body as body, m.day as day, m.starts as starts, (case when m.state = 'cancelled' then 1 else 0 end) as is_cancelled,
    (case when m.state in ('published', 'held') then (select coalesce(max(p."number"), 0) from publication p where p.meeting = m.id and p.state = 'done' and p.supplement = 0) else 0 end) as publication,
    (select coalesce(max(s."number"), 0) from supplement s where s.meeting = m.id and s.published_at is not null) as supplement,
    coalesce((select (case when n.state = 'draft' then '' when n.published_at is null then 'checked' when n.state = 'approved' then 'approved' else 'published' end) from minutes n where n.meeting = m.id), '') as minutes,
    (case when t.meeting is null then 0 else 1 end) as is_known, t.day as told_day, t.starts as told_starts, coalesce(t.is_cancelled, 0) as told_cancelled,
    coalesce(t.publication, 0) as told_publication, coalesce(t.supplement, 0) as told_supplement, coalesce(t.minutes, '') as told_minutes
  from meeting m left join mail_told t on t.meeting = m.id) as x
where is_known = 0 or day <> told_day or coalesce(starts, '') <> coalesce(told_starts, '') or is_cancelled <> told_cancelled or publication <> told_publication
  or supplement <> told_supplement or minutes <> told_minutes
order by meeting;

-- name: told_put :exec (meeting MeetingId, day Date, starts TimeOfDay, is_cancelled bool, publication int64_t, supplement int64_t, minutes Text)
insert into mail_told (meeting, day, starts, is_cancelled, publication, supplement, minutes) values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (meeting) do update set day = excluded.day, starts = excluded.starts, is_cancelled = excluded.is_cancelled, publication = excluded.publication,
  supplement = excluded.supplement, minutes = excluded.minutes;

-- name: persons_sitting :many (body BodyId, day Date) -> (person PersonId)
-- Whoever holds or stands in for a seat of a body on a day.
select distinct t.person as person from tenure t join seat s on s.id = t.seat where s.body = $1
  and (s."from" is null or s."from" <= $2) and (s."until" is null or s."until" >= $2)
  and (t."from" is null or t."from" <= $2) and (t."until" is null or t."until" >= $2) order by t.person;

-- name: persons_there :many (meeting MeetingId) -> (person PersonId)
select distinct person from attendance where meeting = $1 and code in ('present', 'online', 'substitute') and person is not null;

-- name: persons_of_seat :many (seat SeatId, day Date) -> (person PersonId)
select distinct t.person as person from tenure t join seat s on s.id = t.seat where t.seat = $1
  and (s."from" is null or s."from" <= $2) and (s."until" is null or s."until" >= $2)
  and (t."from" is null or t."from" <= $2) and (t."until" is null or t."until" >= $2) order by t.person;

-- name: actions_open_kept :many () -> (id int64_t)
-- Open actions of minutes that were checked.
select id from action where state = 'open' and is_kept = 1 order by id;

-- name: notice_put :exec (recipient MailRecipientId, name Text, kind Text, meeting int64_t, about int64_t, day Date, is_at_once bool, at Moment)
insert into mail_notice (recipient, "key", kind, meeting, about, day, is_at_once, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict (recipient, "key") do nothing;

-- name: mail_minutes :maybe (meeting MeetingId) -> Minutes
select * from minutes where meeting = $1;

-- ---- The queue ----

-- name: recipients_at_once :many () -> (recipient MailRecipientId)
select distinct n.recipient as recipient from mail_notice n join mail_recipient r on r.id = n.recipient
where n.message = 0 and n.is_at_once = 1 and r.state = 'active' order by n.recipient;

-- name: recipients_of_digest :many (day Date) -> (recipient MailRecipientId)
select distinct n.recipient as recipient from mail_notice n join mail_recipient r on r.id = n.recipient
where n.message = 0 and r.state = 'active' and (r.digest_on is null or r.digest_on < $1) order by n.recipient;

-- name: notices_take_at_once :exec (recipient MailRecipientId, message MailMessageId)
update mail_notice set message = $2 where recipient = $1 and message = 0 and is_at_once = 1;

-- name: notices_take :exec (recipient MailRecipientId, message MailMessageId)
update mail_notice set message = $2 where recipient = $1 and message = 0;

-- name: notices_of_message :many (message MailMessageId) -> (id MailNoticeId, kind Text, meeting MeetingId, about int64_t, day Date)
select id, kind, meeting, about, day from mail_notice where message = $1 order by id;

-- name: notice_drop :exec (notice MailNoticeId)
delete from mail_notice where id = $1;

-- name: notices_drop_waiting :exec (recipient MailRecipientId)
delete from mail_notice where recipient = $1 and message = 0;

-- name: notices_drop_kind :exec (recipient MailRecipientId, kind Text)
-- Those that wait: somebody does not want this kind any more.
delete from mail_notice where recipient = $1 and kind = $2 and message = 0;

-- name: notices_give_back :exec (message MailMessageId)
-- Their message did not go out: they wait for the next.
update mail_notice set message = 0 where message = $1;

-- name: notices_forget :exec (sent_before Moment, waiting_before Moment)
delete from mail_notice where (made_at < $1 and message <> 0) or (made_at < $2 and message = 0);

-- name: message_put :exec (recipient MailRecipientId, kind Text, token Text, at Moment)
insert into mail_message (recipient, kind, token, state, next_try_at, made_at) values ($1, $2, $3, 'waiting', $4, $4);

-- name: message_with_token :maybe (token Text) -> (id MailMessageId, recipient MailRecipientId, state Text)
select id, recipient, state from mail_message where token = $1;

-- name: message_row :maybe (message MailMessageId) -> (id MailMessageId, recipient MailRecipientId, kind Text, token Text, state Text, tries int64_t, made_at Moment, answer Text)
select id, recipient, kind, token, state, tries, made_at, answer from mail_message where id = $1;

-- name: message_next :maybe (now Moment) -> (id MailMessageId)
select id from mail_message where state = 'waiting' and next_try_at <= $1 order by next_try_at, id limit 1;

-- name: mail_work :one (now Moment) -> (due int64_t, left_over int64_t)
-- Messages that are due, and those whose sender died.
select count(case when state = 'waiting' then 1 end) as due, count(case when state = 'sending' then 1 end) as left_over from mail_message
where (state = 'waiting' and next_try_at <= $1) or (state = 'sending' and lease_until < $1);

-- name: message_claim :exec (message MailMessageId, until Moment)
update mail_message set state = 'sending', lease_until = $2, tries = tries + 1 where id = $1 and state = 'waiting';

-- What a sender says of a message counts only while it is the one that claimed it: `tries` tells.

-- name: message_handed :exec (message MailMessageId, tries int64_t, at Moment)
update mail_message set handed_at = $3 where id = $1 and tries = $2 and state = 'sending';

-- name: message_end :exec (message MailMessageId, tries int64_t, state Text, at Moment, answer Text)
update mail_message set state = $3, ended_at = $4, answer = $5, lease_until = null where id = $1 and tries = $2 and state = 'sending';

-- name: message_put_off :exec (message MailMessageId, tries int64_t, next_try Moment, answer Text)
update mail_message set state = 'waiting', next_try_at = $3, answer = $4, lease_until = null, handed_at = null where id = $1 and tries = $2 and state = 'sending';

-- name: message_mark :exec (message MailMessageId, state Text, at Moment, answer Text)
-- What came back later, what could not be made, what a person decided.
update mail_message set state = $2, ended_at = $3, answer = $4, lease_until = null where id = $1;

-- name: message_again :exec (message MailMessageId, at Moment)
update mail_message set state = 'waiting', next_try_at = $2, lease_until = null, handed_at = null, ended_at = null, answer = '', tries = 0
where id = $1 and state in ('unsure', 'failed');

-- name: messages_left_unhanded :exec (now Moment)
-- Their sender died before the server could have them: they wait again.
update mail_message set state = 'waiting', lease_until = null where state = 'sending' and handed_at is null and lease_until < $1;

-- name: messages_left_unsure :exec (now Moment)
-- Their sender died while it waited for the receipt: nobody knows, and they are not sent again by themselves.
update mail_message set state = 'unsure', lease_until = null, ended_at = $1, answer = 'The program stopped while the mail server was taking it.' where state = 'sending' and handed_at is not null and lease_until < $1;

-- name: messages_of_backup :exec (at Moment)
-- They waited when the backup was made, and may have gone out since.
update mail_message set state = 'unsure', lease_until = null, ended_at = $1, answer = 'The office was restored from a backup in which it waited.' where state in ('waiting', 'sending');

-- name: message_counts :one (since Moment) -> (waiting int64_t, sending int64_t, sent int64_t, failed int64_t, unsure int64_t)
select count(case when state = 'waiting' then 1 end) as waiting, count(case when state = 'sending' then 1 end) as sending,
  count(case when state = 'sent' and ended_at >= $1 then 1 end) as sent, count(case when state = 'failed' and ended_at >= $1 then 1 end) as failed,
  count(case when state = 'unsure' then 1 end) as unsure from mail_message;

-- name: messages_recent :many (most int64_t) -> (id MailMessageId, recipient MailRecipientId, kind Text, state Text, tries int64_t, made_at Moment, ended_at Moment, next_try_at Moment, answer Text)
select id, recipient, kind, state, tries, made_at, ended_at, next_try_at, answer from mail_message order by id desc limit $1;

-- name: messages_unsure :many () -> (id MailMessageId, recipient MailRecipientId, kind Text, made_at Moment)
select id, recipient, kind, made_at from mail_message where state = 'unsure' order by id;

-- name: messages_forget_recipient :exec (recipient MailRecipientId)
update mail_message set answer = '', state = (case when state = 'waiting' then 'dropped' else state end) where recipient = $1;

-- ---- One-time links ----

-- name: action_link_put :exec (hash Text, action int64_t, person PersonId, expires_at Moment)
insert into action_link (token_hash, action, person, expires_at) values ($1, $2, $3, $4);

-- name: action_link_row :maybe (hash Text) -> (action int64_t, person PersonId, expires_at Moment, used_at Moment)
select action, person, expires_at, used_at from action_link where token_hash = $1;

-- name: action_link_use :exec (hash Text, at Moment)
update action_link set used_at = $2 where token_hash = $1 and used_at is null;

-- name: action_links_forget :exec (before Moment)
delete from action_link where expires_at < $1;
