-- name: road_gone :exec (road RoadId, road RoadId)
delete from road where id = $1 or id = $2;
