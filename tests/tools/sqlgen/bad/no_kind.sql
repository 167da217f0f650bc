-- name: road_of (road RoadId) -> Road
select 1;
