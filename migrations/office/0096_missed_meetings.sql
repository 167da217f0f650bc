-- Terms of reference may say after how many meetings missed in a row a seat or an organisation is pointed out (R13, R23, minutes/statistics.h).
alter table terms_of_reference add column missed_meetings {integer} not null default 0;
