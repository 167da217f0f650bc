-- Whether the public is offered email about meetings.

alter table published_site add column offers_mail {integer} not null default 0;
