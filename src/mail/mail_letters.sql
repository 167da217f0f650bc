-- Letters of the public about mail, among the others in the letterbox.

-- name: mail_letters :many (most int64_t) -> (id int64_t, kind Text, body Text, received_at Moment)
select id, kind, body, received_at from letter where kind in ('subscribe', 'subscription-confirm', 'subscription-stop') order by id limit $1;

-- name: mail_letter_take_out :exec (id int64_t)
delete from letter where id = $1;
