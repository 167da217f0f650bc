-- An absence for an item that came with a declaration of interest names it, and goes with it (minutes/minutes.h).

alter table item_absence add column declaration {integer} references declaration (id);
create index item_absence_declaration on item_absence (declaration);
