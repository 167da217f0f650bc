/* Owns the declarations of this room's records: their fields, how people are asked for them, and who may see and change them. */
#include "people/people.h"
#include "people/terms.h"

#define KEEPERS ((Access)(CLERK | ADMINISTRATOR)) /* those who keep bodies, seats and organisations */
#define STAFF_AND_AUDITORS ((Access)(STAFF | AUDITOR))

static const Field partnership_fields[] = {
    TEXT(Partnership, name, .label = "Full name", .hint = "For example, Kent Community Safety Partnership", .max = 120, .required = true),
    TEXT(Partnership, short_name, .label = "Short name", .hint = "For example, KCSP", .max = 30),
    TEXT(Partnership, area, .label = "Area", .hint = "The county that the partnership serves, for example Kent", .max = 80,
        .required = true),
    MARKDOWN(Partnership, introduction, .label = "Introduction for the public home page",
        .hint = "A paragraph or two on what the partnership does and who takes part. Markdown may be used.", .max = 5000),
    TEXT(Partnership, contact_name, .label = "Contact for the public", .hint = "A person, a post or a team", .max = 120),
    EMAIL(Partnership, contact_email, .label = "Contact email address"),
    TEXT(Partnership, contact_phone, .label = "Contact telephone number", .max = 40),
    LONG_TEXT(Partnership, postal_address, .label = "Postal address", .max = 500),
    EMAIL(Partnership, accessibility_email, .label = "Email address for accessibility problems",
        .hint = "Shown in the accessibility statement. Leave empty to use the contact email address."),
    TIME(Partnership, office_closes, .label = "Office closes at",
        .hint = "Papers issued later in the day count as issued on the next working day, for example 5pm. Leave empty for midnight."),
    FLAG(Partnership, staff_two_steps, .label = "Staff need two-step sign-in to open restricted papers",
        .hint = "Members and chairs always do. Before you choose this, see that every clerk and safety officer has set it up."),
    TIME(Partnership, digest_at, .label = "Daily email goes out at", .hint = "Leave empty for 7am"),
    FLAG(Partnership, offers_mail, .label = "Offer the public email about meetings",
        .hint = "When a mail server is set up. Anybody can then ask for it on the public site, without an account. While this is off "
                "nobody of the public gets any."),
    INTEGER(Partnership, action_warning_days,
        .label = "Days before an action or updates of the action plan are due to remind whoever does them",
        .hint = "For example, 7. With 0 they are told only when it is late", .max = 90),
};
const Record partnership_record = RECORD(Partnership, "partnership", partnership_fields, .title = "partnership settings",
    .plural = "partnership settings", .see = EVERY_ROLE, .change = KEEPERS, .label_field = "name");

static const Choice organisation_kinds[] = {
    {ORGANISATION_COUNTY, "county", "County council", NULL},
    {ORGANISATION_DISTRICT, "district", "District, borough or city council", NULL},
    {ORGANISATION_POLICE, "police", "Police", NULL},
    {ORGANISATION_COMMISSIONER, "commissioner", "Police and Crime Commissioner", NULL},
    {ORGANISATION_FIRE, "fire", "Fire and rescue authority", NULL},
    {ORGANISATION_HEALTH, "health", "Health body", NULL},
    {ORGANISATION_PROBATION, "probation", "Probation provider", NULL},
    {ORGANISATION_PARTNERSHIP, "partnership", "Partnership or board", NULL},
    {ORGANISATION_VOLUNTARY, "voluntary", "Voluntary or community organisation", NULL},
    {ORGANISATION_OTHER, "other", "Other", NULL},
    {0},
};
static const Field organisation_fields[] = {
    TEXT(Organisation, name, .label = "Name", .max = 160, .required = true, .search = true),
    TEXT(Organisation, short_name, .label = "Short name", .hint = "For example, KFRS", .max = 40, .search = true),
    CHOICE(Organisation, kind, .label = "Kind of organisation", .choices = organisation_kinds, .required = true),
    FLAG(Organisation, is_statutory, .label = "A responsible authority",
        .hint = "Named in section 5 of the Crime and Disorder Act 1998. A Police and Crime Commissioner is not one."),
    FLAG(Organisation, is_core, .label = "A core member in the terms of reference"),
    WEB_ADDRESS(Organisation, website, .label = "Website", .hint = "For example, https://www.kent.gov.uk"),
    DATE(Organisation, from, .label = "Existed from", .hint = "Leave empty if it always has for your purposes"),
    DATE(Organisation, until, .label = "Last day", .hint = "Only for an organisation that was abolished or merged"),
};
const Record organisation_record = RECORD(Organisation, "organisation", organisation_fields, .title = "organisation",
    .plural = "organisations", .see = EVERY_ROLE, .change = KEEPERS, .label_field = "name");

static const Field organisation_name_fields[] = {
    REF(OrganisationName, organisation, .to = &organisation_record, .label = "Organisation", .by_program = true),
    TEXT(OrganisationName, name, .label = "Name", .max = 160, .required = true, .search = true),
    DATE(OrganisationName, from, .label = "First day of this name", .hint = "Leave empty if it was always called this before"),
    DATE(OrganisationName, until, .label = "Last day of this name", .hint = "Leave empty for a name that it still has"),
};
const Record organisation_name_record = RECORD(OrganisationName, "organisation_name", organisation_name_fields,
    .title = "name of an organisation", .plural = "names of organisations", .see = EVERY_ROLE, .change = KEEPERS, .label_field = "name");

static const Field person_fields[] = {
    TEXT(Person, honorific, .label = "Title", .hint = "For example, Cllr, Dr or Mrs", .max = 30),
    TEXT(Person, name, .label = "Full name", .max = 120, .required = true, .search = true),
    TEXT(Person, post, .label = "Post", .hint = "For example, Head of Community Safety. The public side shows it with their seats.",
        .max = 160, .search = true),
    REF(Person, organisation, .to = &organisation_record, .label = "Organisation they work for or represent"),
    EMAIL(Person, email, .label = "Email address", .see = STAFF_AND_AUDITORS),
    TEXT(Person, phone, .label = "Telephone number", .max = 40, .see = STAFF_AND_AUDITORS),
    FLAG(Person, is_named_publicly, .label = "Show this person's name on the public site",
        .hint = "Councillors and senior officers are usually named. Otherwise the public sees the post alone."),
};
const Record person_record = RECORD(
    Person, "person", person_fields, .title = "person", .plural = "people", .see = EVERY_ROLE, .change = STAFF, .label_field = "name");

static const Choice body_kinds[] = {
    {BODY_COUNTY_PARTNERSHIP, "county_partnership", "County partnership", "The county strategy group itself"},
    {BODY_WORKING_GROUP, "working_group", "Working group", NULL},
    {BODY_STEERING_GROUP, "steering_group", "Steering group", NULL},
    {BODY_SCRUTINY_COMMITTEE, "scrutiny_committee", "Scrutiny committee", "The crime and disorder committee of the county council"},
    {BODY_OTHER, "other", "Another kind of body", NULL},
    {0},
};
static const Field body_fields[] = {
    TEXT(Body, name, .label = "Name", .hint = "For example, Kent Community Safety Partnership Working Group", .max = 160, .required = true,
        .search = true),
    TEXT(Body, short_name, .label = "Short name", .hint = "For example, Working Group", .max = 60, .search = true),
    CHOICE(Body, kind, .label = "Kind of body", .choices = body_kinds, .required = true),
    REF(Body, parent, .to = &body_record, .label = "Reports to"),
    MARKDOWN(Body, purpose, .label = "What it is for", .hint = "In a few sentences. Markdown may be used.", .max = 5000, .search = true),
    FLAG(Body, is_public, .label = "Show this body on the public site",
        .hint = "Its membership, terms of reference and published meetings become public"),
    TEXT(Body, contact_name, .label = "Contact", .hint = "A person, a post or a team", .max = 120),
    EMAIL(Body, contact_email, .label = "Contact email address"),
    TEXT(Body, contact_phone, .label = "Contact telephone number", .max = 40),
    INTEGER(Body, position, .label = "Place in lists", .by_program = true),
    DATE(Body, until, .label = "Last day", .hint = "Only for a body that was dissolved"),
    FLAG(Body, starts_right, .label = "Start each paper of a pack on a right-hand page",
        .hint = "For packs printed on both sides. Where needed, a page says that it is intentionally left blank"),
};
const Record body_record =
    RECORD(Body, "body", body_fields, .title = "body", .plural = "bodies", .see = EVERY_ROLE, .change = KEEPERS, .label_field = "name");

static const Choice quorum_kinds[] = {
    {QUORUM_RESPONSIBLE_AUTHORITIES, "responsible_authorities", "Responsible authorities represented", "Counts authorities, not people"},
    {QUORUM_DIFFERENT_ORGANISATIONS, "different_organisations", "Members from different organisations", "Counts organisations, not people"},
    {QUORUM_MEMBERS, "members", "Members present", "Counts people who hold a seat, or their substitutes"},
    {0},
};
static const Choice decision_rules[] = {
    {DECISION_CONSENSUS, "consensus", "By consensus", NULL},
    {DECISION_CONSENSUS_THEN_VOTE, "consensus_then_vote", "By consensus; if there is none, by a recorded vote", NULL},
    {DECISION_MAJORITY, "majority", "By a majority of votes", NULL},
    {0},
};
static const Choice regimes[] = {
    {REGIME_STATUTORY, "statutory", "Bound by Part VA of the Local Government Act 1972", "Committees of a council, such as scrutiny"},
    {REGIME_ADOPTED, "adopted", "Follows Part VA by its own choice",
        "The usual choice for a county partnership: open papers, restricted items with reasons"},
    {REGIME_PRIVATE, "private", "Meets in private", "Nothing of its agendas and papers is published"},
    {0},
};
static const Field terms_of_reference_fields[] = {
    REF(TermsOfReference, body, .to = &body_record, .label = "Body", .by_program = true),
    TEXT(TermsOfReference, title, .label = "Title", .hint = "For example, Terms of reference, July 2025", .max = 160, .required = true,
        .search = true),
    DATE(TermsOfReference, approved_on, .label = "Approved on", .hint = "The day of the meeting that agreed them"),
    DATE(TermsOfReference, from, .label = "First day in force", .required = true),
    DATE(TermsOfReference, until, .label = "Last day in force", .hint = "Leave empty while they last"),
    CHOICE(TermsOfReference, quorum_kind, .label = "What the quorum counts", .choices = quorum_kinds, .required = true),
    INTEGER(TermsOfReference, quorum_number, .label = "How many make a quorum", .hint = "For example, 4", .min = 1, .max = 100,
        .required = true),
    INTEGER(TermsOfReference, clear_days, .label = "Clear working days of notice",
        .hint =
            "Days between the day the agenda is issued and the day of the meeting, counting neither. 0 if the body gives no such notice.",
        .min = 0, .max = 60),
    INTEGER(TermsOfReference, paper_working_days, .label = "Papers at least this many working days before",
        .hint = "As the terms of reference say. 0 if they say nothing.", .min = 0, .max = 60),
    INTEGER(TermsOfReference, call_days, .label = "Call for items, days before the meeting",
        .hint = "When members are asked what the agenda should hold. 0 if this step is not used.", .min = 0, .max = 365),
    INTEGER(TermsOfReference, report_days, .label = "Reports signed off, days before the agenda is issued",
        .hint = "When authors and approvers should have finished. 0 if this step is not used.", .min = 0, .max = 365),
    INTEGER(TermsOfReference, agreement_days, .label = "Chair's agreement, days before the agenda is issued",
        .hint = "When the chair should have agreed the agenda. 0 if this step has no day of its own.", .min = 0, .max = 365),
    INTEGER(TermsOfReference, minutes_days, .label = "Draft minutes, days after the meeting",
        .hint = "When the draft should have gone to members. 0 if this step is not used.", .min = 0, .max = 365),
    INTEGER(TermsOfReference, meetings_a_year, .label = "Meetings a year, at least", .hint = "0 if the terms of reference say nothing",
        .min = 0, .max = 60),
    FLAG(TermsOfReference, meets_before_parent, .label = "It meets before each meeting of the body above it"),
    INTEGER(TermsOfReference, missed_meetings, .label = "Meetings missed in a row before it is pointed out",
        .hint = "For example, 3. The statistics then name the seats and organisations for which nobody came. 0 if nothing is to be pointed "
                "out.",
        .min = 0, .max = 20),
    CHOICE(TermsOfReference, decision_rule, .label = "How decisions are taken", .choices = decision_rules, .required = true),
    INTEGER(TermsOfReference, chair_term_months, .label = "Chair's term in months", .hint = "0 if there is no fixed term", .min = 0,
        .max = 240),
    INTEGER(TermsOfReference, vice_chair_term_months, .label = "Vice-chair's term in months",
        .hint = "0 if there is no fixed term; 24 for two years", .min = 0, .max = 240),
    FLAG(TermsOfReference, vice_chair_is_statutory, .label = "The vice-chair is a member for a responsible authority"),
    INTEGER(TermsOfReference, review_months, .label = "Months between reviews of these terms",
        .hint = "12 for once a year; 0 if they say nothing", .min = 0, .max = 120),
    CHOICE(TermsOfReference, regime, .label = "Access to meetings and papers", .choices = regimes, .required = true),
    MARKDOWN(TermsOfReference, text, .label = "Text before the first section",
        .hint = "Often empty: the text stands in the sections. Markdown may be used: ## for headings, 1. for numbered points.",
        .search = true),
    DATE(TermsOfReference, reviewed_on, .label = "Last looked at on", .by_program = true),
    FLAG(TermsOfReference, is_draft, .label = "A draft", .by_program = true),
    FLAG(TermsOfReference, is_fixed, .label = "Agreed by a body", .by_program = true),
};
const Record terms_of_reference_record = RECORD(TermsOfReference, "terms_of_reference", terms_of_reference_fields,
    .title = "terms of reference", .plural = "terms of reference", .see = EVERY_ROLE, .change = KEEPERS, .label_field = "title");

static const Field terms_section_fields[] = {
    REF(TermsSection, terms, .to = &terms_of_reference_record, .label = "Terms of reference", .by_program = true),
    INTEGER(TermsSection, position, .label = "Number", .by_program = true),
    TEXT(TermsSection, heading, .label = "Heading", .hint = "For example, Quorum. The number is given by the program", .max = 160,
        .required = true, .search = true),
    MARKDOWN(TermsSection, text, .label = "Text", .hint = "Markdown may be used: - for the points of a list, 1. for numbered points.",
        .max = 50000, .required = true, .search = true),
    INTEGER(TermsSection, origin, .label = "Section that it began as", .by_program = true),
};
const Record terms_section_record = RECORD(TermsSection, "terms_section", terms_section_fields, .title = "section of terms of reference",
    .plural = "sections of terms of reference", .see = EVERY_ROLE, .change = KEEPERS, .label_field = "heading");

static const Field seat_fields[] = {
    REF(Seat, body, .to = &body_record, .label = "Body", .by_program = true),
    TEXT(Seat, title, .label = "Name of the seat", .hint = "For example, Kent Police, or Chief Executive nominated by the districts",
        .max = 160, .required = true, .search = true),
    REF(Seat, organisation, .to = &organisation_record, .label = "Organisation that it represents"),
    FLAG(Seat, is_core, .label = "Core seat in the terms of reference"),
    FLAG(Seat, is_statutory, .label = "Represents a responsible authority",
        .hint = "Counts towards a quorum of responsible authorities. The Commissioner and the chairs of local partnerships do not."),
    FLAG(Seat, is_invited, .label = "Attends on invitation",
        .hint = "Takes part without being a member and never counts towards the quorum"),
    DATE(Seat, from, .label = "First day", .hint = "Leave empty if the seat has been there from the start"),
    DATE(Seat, until, .label = "Last day", .hint = "Leave empty while the seat lasts"),
    INTEGER(Seat, position, .label = "Place in lists", .by_program = true),
};
const Record seat_record =
    RECORD(Seat, "seat", seat_fields, .title = "seat", .plural = "seats", .see = EVERY_ROLE, .change = KEEPERS, .label_field = "title");

static const Field seat_authority_fields[] = {
    REF(SeatAuthority, seat, .to = &seat_record, .label = "Seat", .by_program = true),
    REF(SeatAuthority, organisation, .to = &organisation_record, .label = "Authority that the seat speaks for", .required = true),
    DATE(SeatAuthority, from, .label = "First day", .hint = "Leave empty if it was so from the start"),
    DATE(SeatAuthority, until, .label = "Last day", .hint = "Leave empty while it lasts"),
};
const Record seat_authority_record = RECORD(SeatAuthority, "seat_authority", seat_authority_fields, .title = "authority of a seat",
    .plural = "authorities of seats", .see = EVERY_ROLE, .change = KEEPERS, .stays_in_office = true);

static const Choice tenure_kinds[] = {
    {TENURE_HOLDER, "holder", "Holds the seat", NULL},
    {TENURE_SUBSTITUTE, "substitute", "Named substitute", "May stand in for the holder; the seat may have several"},
    {0},
};
static const Choice offices_held[] = {
    {OFFICE_CHAIR, "chair", "Chair", NULL},
    {OFFICE_VICE_CHAIR, "vice_chair", "Vice-chair", NULL},
    {0},
};
static const Field tenure_fields[] = {
    REF(Tenure, seat, .to = &seat_record, .label = "Seat", .by_program = true),
    REF(Tenure, person, .to = &person_record, .label = "Person", .required = true),
    CHOICE(Tenure, kind, .label = "How they hold it", .choices = tenure_kinds, .required = true),
    CHOICE(Tenure, office, .label = "Office on the body", .hint = "Only if this person chairs the body, or is its vice-chair",
        .choices = offices_held),
    DATE(Tenure, from, .label = "First day", .hint = "Leave empty if it is not known"),
    DATE(Tenure, until, .label = "Last day", .hint = "Leave empty while it lasts"),
};
const Record tenure_record = RECORD(
    Tenure, "tenure", tenure_fields, .title = "holder of a seat", .plural = "holders of seats", .see = EVERY_ROLE, .change = KEEPERS);

static const Field holiday_fields[] = {
    DATE(Holiday, day, .label = "Day", .required = true),
    TEXT(Holiday, name, .label = "Name", .hint = "For example, Good Friday", .max = 100, .required = true),
};
const Record holiday_record = RECORD(Holiday, "holiday", holiday_fields, .title = "bank holiday", .plural = "bank holidays",
    .see = EVERY_ROLE, .change = KEEPERS, .label_field = "name", .stays_in_office = true);

static const Field sharing_agreement_fields[] = {
    TEXT(SharingAgreement, title, .label = "Title", .hint = "For example, Kent and Medway Information Sharing Agreement", .max = 200,
        .required = true),
    TEXT(SharingAgreement, edition, .label = "Version", .hint = "For example, Version 3, April 2025", .max = 60, .required = true),
    DATE(SharingAgreement, from, .label = "First day in force", .required = true),
    DATE(SharingAgreement, until, .label = "Last day in force", .hint = "Leave empty while it lasts"),
};
const Record sharing_agreement_record =
    RECORD(SharingAgreement, "sharing_agreement", sharing_agreement_fields, .title = "sharing agreement", .plural = "sharing agreements",
        .see = STAFF_AND_AUDITORS, .change = KEEPERS, .label_field = "edition", .stays_in_office = true);

static const Field sharing_signature_fields[] = {
    REF(SharingSignature, organisation, .to = &organisation_record, .label = "Organisation", .by_program = true),
    REF(SharingSignature, agreement, .to = &sharing_agreement_record, .label = "Version of the agreement", .required = true),
    TEXT(SharingSignature, signatory, .label = "Post of the signatory", .hint = "For example, Chief Executive", .max = 160,
        .required = true),
    DATE(SharingSignature, signed_on, .label = "Signed on", .required = true),
    LONG_TEXT(SharingSignature, proof, .label = "Where the signed copy is",
        .hint = "For example, the list that the agreement's keeper sent on 2 May 2025", .max = 1000),
    FLAG(SharingSignature, has_policies, .label = "It has data protection policies"),
    FLAG(SharingSignature, has_retention, .label = "It has rules for keeping and disposing of papers"),
    FLAG(SharingSignature, has_incident_reporting, .label = "It reports incidents"),
    FLAG(SharingSignature, has_loss_controls, .label = "It has controls against losing papers"),
};
const Record sharing_signature_record = RECORD(SharingSignature, "sharing_signature", sharing_signature_fields,
    .title = "signature of a sharing agreement", .plural = "signatures of sharing agreements", .see = STAFF_AND_AUDITORS, .change = KEEPERS,
    .label_field = "signatory", .stays_in_office = true);

static const Field memorandum_fields[] = {
    TEXT(Memorandum, title, .label = "Title", .hint = "For example, Community Safety Team: staff and office", .max = 160, .required = true,
        .search = true),
    LONG_TEXT(
        Memorandum, parties, .label = "Parties", .hint = "Who signed it, one on a line", .max = 2000, .required = true, .search = true),
    DATE(Memorandum, from, .label = "First day", .required = true),
    DATE(Memorandum, until, .label = "Last day", .hint = "Leave empty if it has no end"),
    INTEGER(Memorandum, warning_days, .label = "Days of warning before the end", .hint = "For example, 90", .max = 3650),
    LONG_TEXT(Memorandum, note, .label = "What is to be done before it ends", .hint = "For example, ask the partners whether to renew it",
        .max = 2000),
};
const Record memorandum_record = RECORD(Memorandum, "memorandum", memorandum_fields, .title = "memorandum", .plural = "memoranda",
    .see = STAFF_AND_AUDITORS, .change = KEEPERS, .label_field = "title", .stays_in_office = true);
