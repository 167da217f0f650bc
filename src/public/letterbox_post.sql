-- name: letterbox_post :exec (kind Text, body Text, received_at Moment)
-- The one thing the public side can write.
insert into letter (kind, body, received_at) values ($1, $2, $3);
