-- name: road_gone :exec ()
-- postgres:
delete from road;
