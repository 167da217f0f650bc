-- What stood in the record before a doubt was answered, so that the answer can be taken back and given again.
alter table archive_doubt add column "before" text not null default '';
