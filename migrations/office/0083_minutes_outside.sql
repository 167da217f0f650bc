-- What of the minutes stands on the public side, as a hash: the office tells when they would be published otherwise now (minutes/minutes.h).

alter table minutes add column published_as text not null default '';
