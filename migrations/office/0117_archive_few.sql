-- Few of many entries are restricted, are priorities or carry a verb: publishing a meeting and the form of the search ask for all of these, and no longer
-- look through every entry for them.
create index archive_entry_restricted on archive_entry (id) where is_restricted = 1;
create index archive_entry_priority on archive_entry (document, position) where kind = 'priority';
create index archive_entry_verb on archive_entry (lower(verb)) where verb <> '' and kind in ('resolution', 'part') and is_restricted = 0;
