-- The restricted reading room: papers that were recalled, and whether staff need two-step sign-in as members do.

alter table paper add column is_recalled {integer} not null default 0;
alter table paper add column recalled_reason text not null default '';
alter table paper add column recalled_at {integer};
alter table paper add column recalled_by text not null default '';

alter table partnership add column staff_two_steps {integer} not null default 0;
