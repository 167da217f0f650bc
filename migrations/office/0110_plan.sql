-- The plan (plan/plan.h): agreements of a year, their chapters, priorities over the years, the action plan with leads, measures and progress.

create table agreement (
  id {id},
  version {integer} not null,
  body {integer} references body (id),
  title text not null default '',
  starts text,
  state text,
  endorsed_at {integer} references meeting (id),
  endorsed_on text,
  reviewed_on text,
  review_note text not null default '',
  sent_on text,
  sent_to text not null default '',
  sent_proof text not null default ''
) {strict};

create table agreement_chapter (
  id {id},
  version {integer} not null,
  agreement {integer} references agreement (id),
  position {integer} not null default 0,
  kind text,
  heading text not null default '',
  text text not null default '',
  state text
) {strict};

create table agreement_version (
  id {id},
  version {integer} not null,
  agreement {integer} references agreement (id),
  number text not null default '',
  day text,
  changes text not null default ''
) {strict};

create table priority (
  id {id},
  version {integer} not null,
  name text not null default '',
  kind text,
  "from" text,
  until text,
  merged_into {integer} references priority (id),
  note text not null default ''
) {strict};

create table priority_name (
  id {id},
  version {integer} not null,
  priority {integer} references priority (id),
  name text not null default '',
  "from" text,
  until text,
  reason text not null default ''
) {strict};

create table plan_section (
  id {id},
  version {integer} not null,
  agreement {integer} references agreement (id),
  number {integer} not null default 0,
  priority {integer} references priority (id),
  title text not null default '',
  is_shared {integer} not null default 0,
  lead text not null default '',
  organisation {integer} references organisation (id),
  aim text not null default ''
) {strict};

create table plan_action (
  id {id},
  version {integer} not null,
  agreement {integer} references agreement (id),
  section {integer} references plan_section (id),
  number {integer} not null default 0,
  objective text not null default '',
  steps text not null default '',
  due text,
  is_funded {integer} not null default 0,
  is_linked {integer} not null default 0,
  linked_to text not null default '',
  decided_at {integer} references meeting (id),
  state text,
  state_on text,
  state_reason text not null default '',
  continues {integer} references plan_action (id),
  roll_over text,
  roll_over_reason text not null default '',
  note text not null default ''
) {strict};

create table plan_lead (
  id {id},
  version {integer} not null,
  action {integer} references plan_action (id),
  organisation {integer} references organisation (id),
  post text not null default '',
  role text
) {strict};

create table plan_theme (
  id {id},
  version {integer} not null,
  action {integer} references plan_action (id),
  theme {integer} references priority (id)
) {strict};

create table plan_number (
  id {id},
  version {integer} not null,
  agreement {integer} references agreement (id),
  action {integer} references plan_action (id),
  number text not null default '',
  until text
) {strict};

create table plan_measure (
  id {id},
  version {integer} not null,
  action {integer} references plan_action (id),
  position {integer} not null default 0,
  text text not null default '',
  kind text,
  unit text not null default '',
  baseline text not null default '',
  target text not null default '',
  direction text,
  period text,
  source text not null default '',
  until text
) {strict};

create table measure_value (
  id {id},
  version {integer} not null,
  measure {integer} references plan_measure (id),
  day text,
  number {integer} not null default 0,
  amount {integer} not null default 0,
  "of" {integer} not null default 0,
  rated_1 {integer} not null default 0,
  rated_2 {integer} not null default 0,
  rated_3 {integer} not null default 0,
  rated_4 {integer} not null default 0,
  rated_5 {integer} not null default 0,
  is_delivered {integer} not null default 0,
  story text not null default '',
  written_by text not null default ''
) {strict};

create table plan_progress (
  id {id},
  version {integer} not null,
  action {integer} references plan_action (id),
  day text,
  state text,
  done text not null default '',
  reason text not null default '',
  note text not null default '',
  evidence_title text not null default '',
  evidence_sha256 text not null default '',
  evidence_type text not null default '',
  evidence_name text not null default '',
  evidence_bytes {integer} not null default 0,
  written_by text not null default '',
  written_at {integer}
) {strict};

create table plan_call (
  id {id},
  version {integer} not null,
  agreement {integer} references agreement (id),
  quarter_ends text,
  due text,
  closed_on text,
  words text not null default ''
) {strict};

create table strategy (
  id {id},
  version {integer} not null,
  kind text,
  title text not null default '',
  owner text not null default '',
  url text not null default '',
  "from" text,
  until text,
  due text,
  standing text not null default ''
) {strict};

create table plan_link (
  id {id},
  version {integer} not null,
  action {integer} references plan_action (id),
  strategy {integer} references strategy (id)
) {strict};

create table emerging_issue (
  id {id},
  version {integer} not null,
  title text not null default '',
  raised_on text,
  raised_by text not null default '',
  text text not null default '',
  standing text,
  priority {integer} references priority (id),
  outcome text not null default ''
) {strict};

create index agreement_chapter_by_agreement on agreement_chapter (agreement);
create index agreement_version_by_agreement on agreement_version (agreement);
create index priority_name_by_priority on priority_name (priority);
create index plan_section_by_agreement on plan_section (agreement);
create index plan_action_by_agreement on plan_action (agreement);
create index plan_action_by_section on plan_action (section);
create index plan_lead_by_action on plan_lead (action);
create index plan_lead_by_organisation on plan_lead (organisation);
create index plan_theme_by_action on plan_theme (action);
create index plan_number_by_action on plan_number (action);
create index plan_measure_by_action on plan_measure (action);
create index measure_value_by_measure on measure_value (measure);
create index plan_progress_by_action on plan_progress (action);
create index plan_call_by_agreement on plan_call (agreement);
create index plan_link_by_action on plan_link (action);
create index plan_link_by_strategy on plan_link (strategy);
create unique index agreement_starts on agreement (body, starts);
create unique index plan_section_number on plan_section (agreement, number);
create unique index plan_action_number on plan_action (section, number);
create unique index plan_action_continues on plan_action (agreement, continues);
create index plan_action_continued on plan_action (continues);
create index plan_section_priority on plan_section (priority);
create index plan_theme_theme on plan_theme (theme);
create index plan_number_number on plan_number (agreement, number);
