-- name: road_gone :exec ()
delete from road
