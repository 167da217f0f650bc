-- name: road_of :one () -> road
select 1;
