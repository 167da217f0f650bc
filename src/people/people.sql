-- include: people/people.h
-- include: people/terms.h

-- ---- Bodies and terms of reference ----

-- name: bodies_on :many (day Date) -> Body
-- All bodies that are not dissolved before the day, in their order; no day gives all.
select * from body where "until" is null or "until" >= coalesce($1, '') order by position, id;

-- name: bodies_of_person :many (person PersonId, day Date) -> Body
-- Bodies on which a person holds or substitutes for a seat on a day.
select * from body b
where exists (select 1 from seat s join tenure t on t.seat = s.id
              where s.body = b.id and t.person = $1
                and (s."from" is null or s."from" <= $2) and (s."until" is null or s."until" >= $2)
                and (t."from" is null or t."from" <= $2) and (t."until" is null or t."until" >= $2))
order by position, id;

-- name: body_last_position :one () -> (position int64_t)
select coalesce(max(position), 0) as position from body;

-- name: body_counts :one (body BodyId) -> (terms int64_t, seats int64_t)
-- What hangs on a body in this room.
select (select count(*) from terms_of_reference where body = $1) as terms, (select count(*) from seat where body = $1) as seats;

-- name: terms_of_body :many (body BodyId) -> TermsOfReference
-- Newest first, without drafts.
select * from terms_of_reference where body = $1 and is_draft = 0 order by "from" desc, id desc;

-- name: terms_on :maybe (body BodyId, day Date) -> TermsOfReference
select * from terms_of_reference
where body = $1 and is_draft = 0 and ("from" is null or "from" <= $2) and ("until" is null or "until" >= $2)
order by "from" desc, id desc limit 1;

-- name: terms_drafts :many (body BodyId) -> TermsOfReference
select * from terms_of_reference where body = $1 and is_draft = 1 order by id;

-- name: terms_section_rows :many (terms TermsOfReferenceId) -> TermsSection
select * from terms_section where terms = $1 order by "position", id;

-- ---- Seats and who holds them ----

-- name: seats_of_body :many (body BodyId) -> Seat
-- Every seat there ever was, in order.
select * from seat where body = $1 order by position, id;

-- name: seat_authorities :many (seat SeatId) -> SeatAuthority
select * from seat_authority where seat = $1 order by id;

-- name: body_authorities_on :many (body BodyId, day Date) -> SeatAuthority
select a.* from seat_authority a join seat s on s.id = a.seat
where s.body = $1 and (a."from" is null or a."from" <= $2) and (a."until" is null or a."until" >= $2)
order by s.position, s.id, a.id;

-- name: seat_last_position :one (body BodyId) -> (position int64_t)
select coalesce(max(position), 0) as position from seat where body = $1;

-- name: tenures_of_body :many (body BodyId) -> Tenure
-- Of every seat of the body, earliest first.
select t.* from tenure t join seat s on s.id = t.seat where s.body = $1 order by t."from" is not null, t."from", t.id;

-- name: tenures_of_seat :many (seat SeatId) -> Tenure
select * from tenure where seat = $1 order by "from" is not null, "from", id;

-- name: tenures_of_person :many (person PersonId) -> (tenure TenureId, seat SeatId, seat_title Text, body BodyId, body_name Text, kind Text, office Text, first Date, last Date)
-- Where a person sits or sat: what lasts first.
select t.id as tenure, s.id as seat, s.title as seat_title, b.id as body, b.name as body_name, coalesce(t.kind, '') as kind,
       coalesce(t.office, '') as office, t."from" as first, t."until" as last
from tenure t join seat s on s.id = t.seat join body b on b.id = s.body
where t.person = $1 order by t."until" is not null, t."until" desc, b.position, s.position, t.id;

-- name: persons_of_body :many (body BodyId) -> Person
-- Everybody who holds or ever held a seat of the body.
select * from person where id in (select t.person from tenure t join seat s on s.id = t.seat where s.body = $1) order by id;

-- name: organisations_of_body :many (body BodyId) -> Organisation
select * from organisation where id in (select organisation from seat where body = $1) order by id;

-- ---- Organisations ----

-- name: organisations_all :many () -> Organisation
select * from organisation order by lower(name), id;

-- name: organisation_names :many (organisation OrganisationId) -> OrganisationName
-- The dated names, newest first.
select * from organisation_name where organisation = $1 order by "from" is null, "from" desc, id desc;

-- name: organisation_name_at :maybe (organisation OrganisationId, day Date) -> OrganisationName
select * from organisation_name
where organisation = $1 and ("from" is null or "from" <= $2) and ("until" is null or "until" >= $2)
order by "from" is null, "from" desc, id limit 1;

-- name: seats_of_organisation :many (organisation OrganisationId) -> (seat SeatId, title Text, body BodyId, body_name Text, first Date, last Date)
select s.id as seat, s.title as title, b.id as body, b.name as body_name, s."from" as first, s."until" as last
from seat s join body b on b.id = s.body
where s.organisation = $1 order by s."until" is not null, b.position, s.position, s.id;

-- name: organisation_uses :one (organisation OrganisationId) -> (seats int64_t, persons int64_t, names int64_t, signatures int64_t)
select (select count(*) from seat where organisation = $1) as seats, (select count(*) from person where organisation = $1) as persons,
       (select count(*) from organisation_name where organisation = $1) as names,
       (select count(*) from sharing_signature where organisation = $1) as signatures;

-- name: organisation_in_plans :many (organisation OrganisationId) -> (section int64_t, number int64_t, agreement Text)
-- Sections (number 0) that it leads and actions that it leads or helps with, of the plans of agreements.
select section, "number", agreement from (
  select s."number" as section, 0 as "number", g.title as agreement, g.starts from plan_section s join agreement g on g.id = s.agreement where s.organisation = $1
  union select s."number", a."number", g.title, g.starts from plan_lead l join plan_action a on a.id = l.action join plan_section s on s.id = a.section
  join agreement g on g.id = a.agreement where l.organisation = $1) as places
order by starts desc, section, "number";

-- ---- Persons ----

-- name: persons_found :many (pattern Text, most int64_t, skipped int64_t) -> (id PersonId, honorific Text, name Text, post Text, organisation Text, seats int64_t)
-- People whose name, post, email address or organisation matches a pattern in lower case.
select p.id as id, p.honorific as honorific, p.name as name, p.post as post, coalesce(o.name, '') as organisation,
       (select count(*) from tenure t where t.person = p.id) as seats
from person p left join organisation o on o.id = p.organisation
where lower(p.name) like $1 escape '\' or lower(p.post) like $1 escape '\' or lower(p.email) like $1 escape '\'
   or lower(coalesce(o.name, '')) like $1 escape '\' or lower(coalesce(o.short_name, '')) like $1 escape '\'
order by lower(p.name), p.id limit $2 offset $3;

-- name: persons_found_count :one (pattern Text) -> (number int64_t)
select count(*) as number from person p left join organisation o on o.id = p.organisation
where lower(p.name) like $1 escape '\' or lower(p.post) like $1 escape '\' or lower(p.email) like $1 escape '\'
   or lower(coalesce(o.name, '')) like $1 escape '\' or lower(coalesce(o.short_name, '')) like $1 escape '\';

-- name: persons_all :many () -> Person
select * from person order by lower(name), id;

-- name: persons_of_organisation :many (organisation OrganisationId) -> Person
select * from person where organisation = $1 order by lower(name), id;

-- name: person_uses :one (person PersonId) -> (tenures int64_t, accounts int64_t, archived int64_t)
select (select count(*) from tenure where person = $1) as tenures, (select count(*) from account where person = $1) as accounts,
  (select count(*) from archive_person where person = $1) as archived;

-- name: person_in_archive :many (person PersonId) -> (archived int64_t)
-- Who they are in documents of earlier years, by number (archive/): those whom an open passage names, so that nobody learns of another from here.
select a.id as archived from archive_person a
where a.person = $1 and (exists (select 1 from archive_entry e where e.person = a.id and e.is_restricted = 0)
  or exists (select 1 from archive_mention m where m.person = a.id)) order by a.id;

-- name: person_sits :one (person PersonId, body BodyId, day Date) -> (number int64_t)
select count(*) as number from tenure t join seat s on s.id = t.seat
where t.person = $1 and s.body = $2
  and (s."from" is null or s."from" <= $3) and (s."until" is null or s."until" >= $3)
  and (t."from" is null or t."from" <= $3) and (t."until" is null or t."until" >= $3);

-- ---- The partnership, holidays, accounts ----

-- name: partnership_row :maybe () -> Partnership
select * from partnership order by id limit 1;

-- name: holidays_all :many () -> Holiday
select * from holiday order by day, id;

-- name: holiday_on :maybe (day Date) -> Holiday
select * from holiday where day = $1 limit 1;

-- name: accounts_all :many () -> Account
select * from account order by is_disabled, lower(name), id;

-- name: account_of_email :maybe (email Text) -> Account
select * from account where email = $1 limit 1;

-- name: account_of_person :maybe (person PersonId) -> Account
select * from account where person = $1 order by is_disabled, id limit 1;

-- ---- The sharing agreement ----

-- name: sharing_agreement_rows :many () -> SharingAgreement
-- Newest first.
select * from sharing_agreement order by "from" desc, id desc;

-- name: sharing_signature_rows :many () -> SharingSignature
-- Newest first.
select * from sharing_signature order by signed_on desc, id desc;

-- name: sharing_signature_same :maybe (organisation OrganisationId, agreement SharingAgreementId, but_signature int64_t) -> SharingSignature
-- Another signature of the same organisation under the same version.
select * from sharing_signature where organisation = $1 and agreement = $2 and id <> $3 limit 1;

-- name: person_seats_on :many (person PersonId, body BodyId, day Date) -> (seat SeatId, title Text, organisation OrganisationId, organisation_name Text)
-- The seats of a body that a person holds or stands in for on a day, each with the organisation it stands for.
select s.id as seat, s.title as title, coalesce(o.id, 0) as organisation, coalesce(o.name, '') as organisation_name
from tenure t join seat s on s.id = t.seat join person p on p.id = t.person
  left join organisation o on o.id = coalesce(s.organisation, p.organisation)
where t.person = $1 and s.body = $2
  and (s."from" is null or s."from" <= $3) and (s."until" is null or s."until" >= $3)
  and (t."from" is null or t."from" <= $3) and (t."until" is null or t."until" >= $3)
order by s.position, s.id;

-- ---- Memoranda ----

-- name: memoranda_all :many () -> Memorandum
-- What ends first stands first; what has no end stands last.
select * from memorandum order by "until" is null, "until", lower(title), id;

-- name: memorandum_titled :maybe (title Text, first Date) -> Memorandum
-- Of that title (in any case) and first day.
select * from memorandum where lower(title) = lower($1) and "from" = $2 limit 1;
