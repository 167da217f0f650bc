-- include: sqlgen/roads.h

-- ---- Everything a statement can be, for the golden files and for running on both engines ----

-- name: road_of :one (road RoadId) -> Road
-- A road; two lines of comment
-- become one comment, */ and all.
select * from road where id = $1;

-- name: road_called :maybe (name Text) -> Road
select * from road where name = $1;

-- name: roads_on :many (day Date) -> Road
select * from road
where "opened" is null or "opened" <= $1
order by id;

-- name: road_count :one () -> (number int64_t, latest_day Date)
select count(*) as number, max("opened") as latest_day from road;

-- name: road_facts :many (least int64_t, is_lit bool) -> (road RoadId, name Text, is_lit bool, opened Date, sweeps TimeOfDay, checked Moment, cost Pence, plan Bytes, length int64_t)
select id as road, name, is_lit, opened, sweeps, checked, cost, plan, length from road where length >= $1 and is_lit = $2 order by length desc, id;

-- name: road_add :exec (name Text, is_lit bool, opened Date, sweeps TimeOfDay, checked Moment, cost Pence, plan Bytes, length int64_t)
-- Parameters of every type; a question mark and a trigraph: ??/
insert into road (version, name, is_lit, opened, sweeps, checked, cost, plan, length) values (1, $1, $2, $3, $4, $5, $6, $7, $8);

-- name: road_rename :exec (name Text, road RoadId)
update road set name = $1 || '; what? "\n"' where id = $2;

-- name: engine_name :maybe (wanted Text) -> (name Text)
-- The one difference that cannot be avoided is marked.
select 'sqlite' as name where $1 = 'any';
-- postgres:
select 'postgres' as name
where $1 = 'any';

-- name: road_swapped :maybe () -> (length int64_t, name Text)
-- Wrong on purpose: the columns are not in the order promised.
select name, length from road;

-- name: road_short :many () -> (name Text, length int64_t)
-- Wrong on purpose: a column is missing.
select name from road;
