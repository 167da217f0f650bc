-- name: road_gone :exec ()
-- name: lamp_gone :exec ()
delete from lamp;
