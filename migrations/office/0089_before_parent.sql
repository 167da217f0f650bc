-- Terms of reference may say that a body meets before each meeting of the body above it (R28, meetings/cycle.h).
alter table terms_of_reference add column meets_before_parent {integer} not null default 0;
