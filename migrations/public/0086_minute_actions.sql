-- What somebody is to do because of an item, in its minute: one action a line.

alter table published_minute add column actions text not null default '';
