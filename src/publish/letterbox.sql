-- name: letterbox_waiting :many (after int64_t, most int64_t) -> (id int64_t, kind Text, body Text, received_at Moment)
-- Without those about mail, which mail/ collects itself.
select id, kind, body, received_at from letter where id > $1 and kind not in ('subscribe', 'subscription-confirm', 'subscription-stop')
order by id limit $2;

-- name: letterbox_comments :one () -> (number int64_t)
-- Comments on drafts.
select count(*) as "number" from letter where kind = 'consultation';

-- name: letterbox_take_out :exec (id int64_t)
delete from letter where id = $1;
