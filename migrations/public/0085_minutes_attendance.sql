-- Who was there is a list in groups, each one a line; until now it was one sentence with semicolons. Substitutes of minutes published before stand
-- among those present, marked as such, until they are published again.

alter table published_minutes add column substitutes text not null default '';
update published_minutes set present = replace(present, '; ', '
'), apologies = replace(apologies, '; ', '
'), others = replace(others, '; ', '
');
