-- The meeting of which a document was published: one that came, or moved, later waits until somebody publishes the meeting again.
alter table archive_document add column public_in {integer} not null default 0;
update archive_document set public_in = coalesce(meeting, 0)
where meeting in (select meeting from archive_publication where is_wanted = 1);
