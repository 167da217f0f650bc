-- Search knows entries by their key, which is a text; verbs are listed with how often they stand.
create index published_archive_entry_key on published_archive_entry ((cast(id as text)));
create index published_archive_entry_verb on published_archive_entry (kind, verb);
