-- name: road_gone :exec ()
delete from road;
where id = 1;
