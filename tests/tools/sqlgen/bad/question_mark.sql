-- name: road_gone :exec (road RoadId)
delete from road where id = ?;
