-- What is withheld of an open item besides the item itself: single papers, and passages of its reports (publish/published.c).

-- both:
alter table published_item add column withheld text not null default '';
