-- Sealing (store/seal.h): with which key the office is sealed, the data keys that it wraps, which files are sealed; the words of a file
-- stand with the file, sealed where it is.

-- One row: the installation and the key in use, by its fingerprint. The key itself is never here.
create table seal (
    id {integer} primary key,
    installation text not null,
    fingerprint text not null,
    since {integer} not null
) {strict};

-- Keys that stand for the whole office: 'text' for texts in records (the newest one writes, the others still read), 'name' for the names
-- of sealed files.
create table seal_key (
    id {id},
    purpose text not null,
    fingerprint text not null,
    wrapped {bytes} not null,
    made {integer} not null
) {strict};

-- The data key of each sealed file, and what its stream begins with.
create table file_seal (
    sha256 text primary key references file (sha256) on delete cascade,
    fingerprint text not null,
    wrapped {bytes} not null,
    header {bytes} not null
) {strict};

create table file_words (
    sha256 text primary key references file (sha256) on delete cascade,
    content {bytes} not null
) {strict};
-- sqlite:
insert into file_words (sha256, content) select file_sha256, cast(max(words) as blob) from paper
    where words <> '' and exists (select 1 from file where file.sha256 = paper.file_sha256) group by file_sha256;
-- postgres:
insert into file_words (sha256, content) select file_sha256, convert_to(max(words), 'UTF8') from paper
    where words <> '' and exists (select 1 from file where file.sha256 = paper.file_sha256) group by file_sha256;
-- both:
alter table paper drop column words;
