-- A comment on a draft plan that belongs to no round (any more) waits for a person as a letter; its words are sealed as those of comments are.
alter table letter add column comment text not null default '';
