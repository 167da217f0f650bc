-- name: RoadGone :exec ()
delete from road;
