-- Who can sign in, who is signed in, and who tried in vain.

create table account (
    id {id},
    version {integer} not null,
    email text not null unique,
    name text not null,
    roles text not null default '',
    person {integer} not null default 0,
    is_disabled {integer} not null default 0,
    password_hash text not null default '',
    password_set_at {integer}
) {strict};

-- The cookie's token is not here, only its SHA-256. A session is no record: it has no history worth keeping.
create table session (
    id {id},
    token_hash text not null unique,
    account {integer} not null references account (id) on delete cascade,
    csrf text not null,
    client text not null,
    user_agent text not null,
    began {integer} not null,
    last_seen {integer} not null
) {strict};
create index session_account on session (account);

-- One-time links for setting a password; a newer one for the same account takes the place of the older.
create table invitation (
    account {integer} primary key references account (id) on delete cascade,
    token_hash text not null unique,
    expires_at {integer} not null
) {strict};

-- Failures by client and account (the SHA-256 of the address that was typed) and, with an empty account, by client.
create table sign_in_failure (
    client text not null,
    account text not null,
    failures {integer} not null,
    last_at {integer} not null,
    primary key (client, account)
) {strict};
create index sign_in_failure_age on sign_in_failure (last_at);
