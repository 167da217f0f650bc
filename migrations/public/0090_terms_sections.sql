-- Terms of reference are published section by section (publish/published.h).
create table published_terms_section (
  id {id},
  version {integer} not null,
  terms {integer} not null references published_terms (id),
  "position" {integer} not null default 0,
  heading text not null default '',
  text text not null default ''
) {strict};
create index published_terms_section_by_terms on published_terms_section (terms, "position");
