-- The items and paragraphs that a resolution to exclude the press and public names (minutes/exclusion.h, MTG-05).

create table exclusion (
  id {id},
  version {integer} not null,
  resolution {integer} not null references resolution (id),
  item {integer} not null references agenda_item (id),
  paragraphs text not null default '',
  unique (resolution, item)
) {strict};
create index exclusion_item on exclusion (item);
