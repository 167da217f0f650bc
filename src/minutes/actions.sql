-- include: minutes/actions.h

-- name: action_rows :many (meeting MeetingId) -> Action
select * from action where meeting = $1 order by id;

-- name: action_list :many (body int64_t, state Text, most int64_t) -> Action
-- Of a body (0: of every body), in a state (empty: in any), the newest first.
select * from action where (body = $1 or $1 = 0) and (state = $2 or $2 = '') order by id desc limit $3;

-- name: action_list_of_person :many (person PersonId, day Date) -> Action
-- The open ones that a person does, themself or in a seat that they hold or stand in for on the day.
select * from action where state = 'open' and (person = $1 or seat in (
  select s.id from tenure t join seat s on s.id = t.seat where t.person = $1
    and (s."from" is null or s."from" <= $2) and (s."until" is null or s."until" >= $2)
    and (t."from" is null or t."from" <= $2) and (t."until" is null or t."until" >= $2))) order by id;

-- name: seat_is_taken_by :one (seat SeatId, person PersonId, day Date) -> (number int64_t)
select count(*) as "number" from tenure t join seat s on s.id = t.seat where s.id = $1 and t.person = $2
  and (s."from" is null or s."from" <= $3) and (s."until" is null or s."until" >= $3)
  and (t."from" is null or t."from" <= $3) and (t."until" is null or t."until" >= $3);

-- name: action_update_rows :many (action ActionId) -> ActionUpdate
select * from action_update where action = $1 order by id;

-- name: actions_paper_row :maybe (meeting MeetingId) -> ActionsPaper
select * from actions_paper where meeting = $1;

-- name: meeting_after :maybe (body BodyId, day Date) -> Meeting
-- The next meeting of a body after a day.
select * from meeting where body = $1 and day > $2 and state <> 'cancelled' order by day, id limit 1;

-- name: minutes_state_of :maybe (meeting MeetingId) -> (state Text)
select state from minutes where meeting = $1;

-- name: persons_to_choose :many () -> Person
select * from person order by lower(name), id;
