-- name: road_gone :exec ()
delete from road

-- name: lamp_gone :exec ()
delete from lamp;
