-- name: road_gone :exec ()
delete from road;
-- name: road_gone :exec ()
delete from road;
