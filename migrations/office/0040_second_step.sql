-- Two-step sign-in: the secret that makes codes, recovery codes, and sign-ins that wait for their second step.

-- The secret is sealed for its account (store/seal.h) and stands in no journal, history or export. A row without a secret is one that an
-- administrator took away; it stays until the person has been told.
create table second_step (
    account {integer} primary key references account (id) on delete cascade,
    secret text not null default '',
    begun_at {integer},
    confirmed_at {integer},
    last_step {integer} not null default 0,
    removed_at {integer},
    removed_by text not null default '',
    removed_reason text not null default ''
) {strict};

-- Only their SHA-256; each has 80 random bits, so no slow hash is needed.
create table recovery_code (
    id {id},
    account {integer} not null references account (id) on delete cascade,
    code_hash text not null,
    used_at {integer}
) {strict};
create index recovery_code_account on recovery_code (account);

-- The password was right; a code is still to come. No session yet.
create table sign_in_half (
    token_hash text primary key,
    account {integer} not null references account (id) on delete cascade,
    expires_at {integer} not null,
    tries {integer} not null default 0
) {strict};

-- When the session gave its code; empty while it has not.
alter table session add column second_step_at {integer};
