-- name: road_of :one (road RoadId) -> Road
select * from road
where id = $1 and day = $2;
