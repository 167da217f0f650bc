-- include: minutes/authorities.h

-- name: authority_approvals_of :many (resolution ResolutionId) -> AuthorityApproval
select * from authority_approval where resolution = $1 order by id;

-- name: resolution_is_own_business :one (resolution ResolutionId) -> (number int64_t)
-- Is it a motion to exclude the public, or an election?
select (select count(*) from exclusion where resolution = $1) + (select count(*) from election where resolution = $1) as "number";

-- name: meetings_asking_authorities :many (first Date) -> Meeting
-- Meetings from a day on, of bodies with a seat that speaks for several, that decided something; newest first.
select * from meeting where day >= $1 and state <> 'cancelled'
  and exists (select 1 from seat_authority a join seat s on s.id = a.seat where s.body = meeting.body)
  and exists (select 1 from resolution r join minute m on m.id = r.minute join minutes n on n.id = m.minutes
              where n.meeting = meeting.id and r.outcome in ('consensus', 'carried') and r.verb in ('agree', 'approve', 'endorse'))
order by day desc, id desc;
