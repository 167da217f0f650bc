-- name: road_gone :exec (tx RoadId)
delete from road where id = $1;
