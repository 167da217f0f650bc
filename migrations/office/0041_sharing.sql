-- The sharing agreement: its versions, and which organisation signed which (R16), with the four attestations (R17).

create table sharing_agreement (
    id {id},
    version {integer} not null,
    title text not null default '',
    edition text not null default '',
    "from" text,
    "until" text
) {strict};

create table sharing_signature (
    id {id},
    version {integer} not null,
    organisation {integer} not null references organisation (id),
    agreement {integer} not null references sharing_agreement (id),
    signatory text not null default '',
    signed_on text,
    proof text not null default '',
    has_policies {integer} not null default 0,
    has_retention {integer} not null default 0,
    has_incident_reporting {integer} not null default 0,
    has_loss_controls {integer} not null default 0
) {strict};
create index sharing_signature_organisation on sharing_signature (organisation);
create index sharing_signature_agreement on sharing_signature (agreement);
