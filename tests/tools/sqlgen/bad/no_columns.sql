-- name: road_of :one () -> ()
select 1;
