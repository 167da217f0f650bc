-- name: road_of :one (road RoadId) -> Road please
select * from road where id = $1;
