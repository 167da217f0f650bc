-- Those who are listed for an organisation, for the filter of the archive's search.
create index published_archive_entry_organisation on published_archive_entry (of_organisation, person);
