-- Memoranda of understanding and their terms.

create table memorandum (
    id {id},
    version {integer} not null,
    title text not null default '',
    parties text not null default '',
    "from" text,
    "until" text,
    warning_days {integer} not null default 0,
    note text not null default ''
) {strict};
