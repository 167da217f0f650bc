-- What sources were called on the site that they were fetched from ("meeting 71", "document s123"), a row each, so that finding one takes no look at the others.
create table published_archive_old_address (
    name text not null,
    source {integer} not null,
    primary key (name, source)
) {strict};

-- Several of one source stood between bars: "|meeting 71|document s5|".
insert into published_archive_old_address (name, source)
with recursive piece (source, name, rest) as (
    select id, old_name, '' from published_archive_source where old_name <> '' and old_name not like '|%'
    union all
    select id, '', substr(old_name, 2) from published_archive_source where old_name like '|%'
    union all
-- sqlite:
    select source, substr(rest, 1, instr(rest, '|') - 1), substr(rest, instr(rest, '|') + 1) from piece where instr(rest, '|') > 0
-- postgres:
    select source, substr(rest, 1, strpos(rest, '|') - 1), substr(rest, strpos(rest, '|') + 1) from piece where strpos(rest, '|') > 0
-- both:
)
select distinct name, source from piece where name <> '';

drop index published_archive_source_old;
alter table published_archive_source drop column old_name;
