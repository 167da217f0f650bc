-- Whether the agreement of a year is wanted on the public side, and what became of it (publish/agreement_publication.h).
create table agreement_publication (
    id {id},
    version {integer} not null,
    agreement {integer} not null references agreement (id),
    is_wanted {integer} not null default 0,
    state text,
    held_back text not null default '',
    reason text not null default '',
    asked_by text not null default '',
    sum text not null default '',
    published_at {integer},
    changed_at {integer}
) {strict};
create unique index agreement_publication_agreement on agreement_publication (agreement);
