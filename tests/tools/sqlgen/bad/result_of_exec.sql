-- name: road_gone :exec (road RoadId) -> Road
delete from road where id = $1;
