-- name: road_gone :exec ()
delete from lamp; delete from road;
