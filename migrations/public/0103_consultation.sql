-- Consultation (publish/published_consultation.h): rounds, their draft, hashes of the links, the summary with comments and answers.

create table published_consultation (
    id {id},
    version {integer} not null,
    title text not null default '',
    introduction text not null default '',
    plan text not null default '',
    opens text,
    last_day text,
    is_for_everybody {integer} not null default 0,
    has_draft {integer} not null default 0,
    has_summary {integer} not null default 0,
    summary text not null default '',
    comments {integer} not null default 0,
    members {integer} not null default 0,
    invited {integer} not null default 0,
    everybody {integer} not null default 0,
    accepted {integer} not null default 0,
    in_part {integer} not null default 0,
    not_accepted {integer} not null default 0,
    noted {integer} not null default 0,
    left_out {integer} not null default 0,
    is_withdrawn {integer} not null default 0,
    reason text not null default '',
    published_at {integer},
    changed_at {integer}
) {strict};

create table published_draft_line (
    id {id},
    version {integer} not null,
    consultation {integer} not null references published_consultation (id),
    position {integer} not null default 0,
    action {integer} not null default 0,
    number text not null default '',
    title text not null default '',
    aim text not null default '',
    steps text not null default '',
    measures text not null default '',
    timescale text not null default '',
    lead text not null default '',
    contributors text not null default '',
    flags text not null default ''
) {strict};
create index published_draft_line_consultation on published_draft_line (consultation, position);

create table published_comment_link (
    id {id},
    version {integer} not null,
    consultation {integer} not null references published_consultation (id),
    token_hash text not null
) {strict};
create index published_comment_link_hash on published_comment_link (token_hash);

create table published_comment (
    id {id},
    version {integer} not null,
    consultation {integer} not null references published_consultation (id),
    position {integer} not null default 0,
    about text not null default '',
    writer text not null default '',
    text text not null default '',
    outcome text not null default '',
    answer text not null default '',
    change_made text not null default ''
) {strict};
create index published_comment_consultation on published_comment (consultation, position);
