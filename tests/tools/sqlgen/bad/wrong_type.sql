
-- name: road_of :one (road Rode) -> Road
select * from road where id = $1;
