-- Who the partnership is: organisations, persons, bodies, terms of reference, seats and who holds them, bank holidays.

create table partnership (
    id {id},
    version {integer} not null,
    name text not null default '',
    short_name text not null default '',
    area text not null default '',
    introduction text not null default '',
    contact_name text not null default '',
    contact_email text not null default '',
    contact_phone text not null default '',
    postal_address text not null default '',
    accessibility_email text not null default '',
    office_closes text
) {strict};

create table organisation (
    id {id},
    version {integer} not null,
    name text not null default '',
    short_name text not null default '',
    kind text,
    is_statutory {integer} not null default 0,
    is_core {integer} not null default 0,
    website text not null default '',
    "from" text,
    "until" text
) {strict};

create table organisation_name (
    id {id},
    version {integer} not null,
    organisation {integer} not null references organisation (id),
    name text not null default '',
    "from" text,
    "until" text
) {strict};
create index organisation_name_organisation on organisation_name (organisation);

create table person (
    id {id},
    version {integer} not null,
    honorific text not null default '',
    name text not null default '',
    post text not null default '',
    organisation {integer} references organisation (id),
    email text not null default '',
    phone text not null default '',
    is_named_publicly {integer} not null default 0
) {strict};
create index person_organisation on person (organisation);

create table body (
    id {id},
    version {integer} not null,
    name text not null default '',
    short_name text not null default '',
    kind text,
    parent {integer} references body (id),
    purpose text not null default '',
    is_public {integer} not null default 0,
    contact_name text not null default '',
    contact_email text not null default '',
    contact_phone text not null default '',
    position {integer} not null default 0,
    "until" text
) {strict};
create index body_parent on body (parent);

create table terms_of_reference (
    id {id},
    version {integer} not null,
    body {integer} not null references body (id),
    title text not null default '',
    approved_on text,
    "from" text,
    "until" text,
    quorum_kind text,
    quorum_number {integer} not null default 0,
    clear_days {integer} not null default 0,
    paper_working_days {integer} not null default 0,
    meetings_a_year {integer} not null default 0,
    decision_rule text,
    chair_term_months {integer} not null default 0,
    vice_chair_term_months {integer} not null default 0,
    regime text,
    text text not null default ''
) {strict};
create index terms_of_reference_body on terms_of_reference (body);

create table seat (
    id {id},
    version {integer} not null,
    body {integer} not null references body (id),
    title text not null default '',
    organisation {integer} references organisation (id),
    is_core {integer} not null default 0,
    is_statutory {integer} not null default 0,
    is_invited {integer} not null default 0,
    "from" text,
    "until" text,
    position {integer} not null default 0
) {strict};
create index seat_body on seat (body, position);
create index seat_organisation on seat (organisation);

create table tenure (
    id {id},
    version {integer} not null,
    seat {integer} not null references seat (id),
    person {integer} not null references person (id),
    kind text,
    office text,
    "from" text,
    "until" text
) {strict};
create index tenure_seat on tenure (seat);
create index tenure_person on tenure (person);

create table holiday (
    id {id},
    version {integer} not null,
    day text not null,
    name text not null default ''
) {strict};
create unique index holiday_day on holiday (day);
