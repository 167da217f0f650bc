-- name: road_named :exec ()

delete from road
where name = 'Mill Lane;
