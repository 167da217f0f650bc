-- What the public sent in, until the office collects it. The public side may put letters in and cannot read them back.

create table letter (
    id {id},
    kind text not null,
    body text not null,
    received_at {integer} not null
) {strict};
