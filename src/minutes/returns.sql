-- include: minutes/returns.h

-- name: return_list :many (body BodyId) -> PromisedReturn
-- Open ones of a body, in the order in which they were promised.
select * from promised_return where body = $1 and state = 'open' order by id;

-- name: return_rows :many (meeting MeetingId) -> PromisedReturn
select * from promised_return where meeting = $1 order by id;

-- name: return_came :many (promised PromisedReturnId) -> (meeting MeetingId, day Date, item AgendaItemId)
select t.meeting as meeting, m.day as day, t.item as item from return_taken t join meeting m on m.id = t.meeting join agenda_item i on i.id = t.item
where t.promised = $1 and m.state <> 'cancelled' and i.is_withdrawn = 0 order by m.day, t.id;

-- name: minutes_begun :maybe (meeting MeetingId) -> (state Text)
select state from minutes where meeting = $1;
