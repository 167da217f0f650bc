-- name: road_of :one (road RoadId, day Date) -> Road
select * from road where id = $1;
