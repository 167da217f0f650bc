-- Why an item was taken though it came late, in its minute (MTG-03).

alter table published_minute add column urgency text not null default '';
