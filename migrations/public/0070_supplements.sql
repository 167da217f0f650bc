-- Supplements: which papers came with which, what replaced what, and when each document went out; why a late item is urgent.

-- both:
alter table published_paper add column supplement {integer} not null default 0;
alter table published_paper add column added_at {integer};
alter table published_paper add column replaces {integer};
alter table published_paper add column replaced_by {integer};

alter table published_item add column urgency text not null default '';

alter table published_document add column supplement {integer} not null default 0;
alter table published_document add column reason text not null default '';
alter table published_document add column page_from {integer} not null default 0;
alter table published_document add column page_to {integer} not null default 0;
alter table published_document add column published_at {integer};
