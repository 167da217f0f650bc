-- Restriction of whole meetings and of single papers, and the security marking of papers (meetings/records.c). Items have theirs already.

-- both:
alter table meeting add column restriction text;
alter table meeting add column paragraphs text;
alter table meeting add column restriction_reason text not null default '';
alter table meeting add column restriction_decided_by text not null default '';
alter table meeting add column restriction_review text;

alter table paper add column restriction text;
alter table paper add column paragraphs text;
alter table paper add column restriction_reason text not null default '';
alter table paper add column restriction_decided_by text not null default '';
alter table paper add column restriction_review text;
alter table paper add column security_marking text;

-- The words of a paper stay its last column (0004_meetings.sql says why).
alter table paper add column words_last text not null default '';
update paper set words_last = words;
alter table paper drop column words;
alter table paper rename column words_last to words;
