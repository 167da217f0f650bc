-- What was fetched from a web service is known by its address, so that fetching goes on where it was.
create index archive_source_address on archive_source (address);
