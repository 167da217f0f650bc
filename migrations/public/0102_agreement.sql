-- What was published of the plan (publish/published_agreement.h). Ids are the office's, but for those of changes.
create table published_agreement (
    id {id},
    version {integer} not null,
    body {integer},
    body_name text not null default '',
    title text not null default '',
    address text not null default '',
    year text not null default '',
    starts text,
    ends text,
    is_closed {integer} not null default 0,
    endorsed_on text,
    endorsed_at {integer},
    reviewed_on text,
    sent_on text,
    themes text not null default '',
    file_sha256 text not null default '',
    media_type text not null default '',
    file_name text not null default '',
    bytes {integer} not null default 0,
    pages {integer} not null default 0,
    is_withdrawn {integer} not null default 0,
    reason text not null default '',
    published_at {integer},
    changed_at {integer}
) {strict};
create index published_agreement_address on published_agreement (address);

create table published_chapter (
    id {id},
    version {integer} not null,
    agreement {integer} references published_agreement (id),
    position {integer} not null default 0,
    heading text not null default '',
    text text not null default '',
    is_to_follow {integer} not null default 0
) {strict};
create index published_chapter_agreement on published_chapter (agreement);

create table published_agreement_version (
    id {id},
    version {integer} not null,
    agreement {integer} references published_agreement (id),
    number text not null default '',
    day text,
    changes text not null default ''
) {strict};
create index published_agreement_version_agreement on published_agreement_version (agreement);

create table published_plan_section (
    id {id},
    version {integer} not null,
    agreement {integer} references published_agreement (id),
    number {integer} not null default 0,
    title text not null default '',
    is_shared {integer} not null default 0,
    lead text not null default '',
    aim text not null default '',
    called_before text not null default ''
) {strict};
create index published_plan_section_agreement on published_plan_section (agreement);

create table published_plan_action (
    id {id},
    version {integer} not null,
    agreement {integer} references published_agreement (id),
    section {integer} references published_plan_section (id),
    position {integer} not null default 0,
    number text not null default '',
    earlier_numbers text not null default '',
    objective text not null default '',
    steps text not null default '',
    measures text not null default '',
    due text,
    timescale text not null default '',
    leads text not null default '',
    contributors text not null default '',
    themes text not null default '',
    is_funded {integer} not null default 0,
    is_linked {integer} not null default 0,
    linked_to text not null default '',
    decided_at {integer},
    state text not null default '',
    is_open {integer} not null default 0,
    state_on text,
    reason text not null default ''
) {strict};
create index published_plan_action_agreement on published_plan_action (agreement);

create table published_plan_measure (
    id {id},
    version {integer} not null,
    agreement {integer} references published_agreement (id),
    action {integer} references published_plan_action (id),
    position {integer} not null default 0,
    text text not null default '',
    kind text not null default '',
    baseline text not null default '',
    target text not null default '',
    source text not null default '',
    closed_on text,
    change text not null default '',
    is_drawn {integer} not null default 0,
    has_target {integer} not null default 0,
    target_drawn {integer} not null default 0
) {strict};
create index published_plan_measure_action on published_plan_measure (action);
create index published_plan_measure_agreement on published_plan_measure (agreement);

create table published_measure_value (
    id {id},
    version {integer} not null,
    agreement {integer} references published_agreement (id),
    measure {integer} references published_plan_measure (id),
    day text,
    shown text not null default '',
    story text not null default '',
    drawn {integer} not null default 0
) {strict};
create index published_measure_value_measure on published_measure_value (measure);
create index published_measure_value_agreement on published_measure_value (agreement);

create table published_plan_progress (
    id {id},
    version {integer} not null,
    agreement {integer} references published_agreement (id),
    action {integer} references published_plan_action (id),
    day text,
    state text not null default '',
    done text not null default '',
    reason text not null default ''
) {strict};
create index published_plan_progress_action on published_plan_progress (action);
create index published_plan_progress_agreement on published_plan_progress (agreement);

create table published_plan_change (
    id {id},
    version {integer} not null,
    agreement {integer} references published_agreement (id),
    action {integer},
    number text not null default '',
    sentence text not null default '',
    changed_at {integer}
) {strict};
create index published_plan_change_agreement on published_plan_change (agreement);
