-- name: road_of :one (road RoadId)
select * from road where id = $1;
