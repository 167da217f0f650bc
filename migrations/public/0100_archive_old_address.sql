-- What a source was called on the site that it was fetched from: "meeting 71", "document s123"; so that addresses of that site go on working.
alter table published_archive_source add column old_name text not null default '';
create index published_archive_source_old on published_archive_source (old_name);
