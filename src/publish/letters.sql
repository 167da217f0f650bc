-- include: publish/letters.h

-- name: letters_with_envelope :one (envelope Text) -> (number int64_t)
select count(*) as "number" from letter where envelope = $1;

-- name: letters_in_state :many (state Text, most int64_t, skipped int64_t) -> Letter
-- Newest first.
select * from letter where state = $1 order by received_at desc, id desc limit $2 offset $3;

-- name: letters_count :one (state Text) -> (number int64_t)
select count(*) as "number" from letter where state = $1;
