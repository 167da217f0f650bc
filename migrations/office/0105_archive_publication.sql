-- Whether a meeting of the archive is wanted on the public side, and what became of it.
create table archive_publication (
    id {id},
    version {integer} not null,
    meeting {integer} not null references archive_meeting (id),
    is_wanted {integer} not null default 0,
    state text,
    held_back text not null default '',
    reason text not null default '',
    asked_by text not null default '',
    published_at {integer},
    changed_at {integer}
) {strict};
create unique index archive_publication_meeting on archive_publication (meeting);
