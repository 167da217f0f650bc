/* Who the partnership is: organisations, persons, bodies, their terms of reference, seats and who holds them.
 * The rules (numbers, regimes) are fields of the terms of reference in force on a day, never constants in code. */
#ifndef QUORATE_PEOPLE_PEOPLE_H
#define QUORATE_PEOPLE_PEOPLE_H

#include "store/record.h"
#include "web/session.h"

/* Roles that a person signs in with; one account can hold several. */
enum {
    ADMINISTRATOR = 1u << 0, /* accounts, settings, holidays; no more of the rooms than a clerk */
    CLERK = 1u << 1,         /* meetings, agendas, papers, publication, people */
    SAFETY_OFFICER = 1u << 2, /* the county's safety team: writes reports, reads everything that is not another's draft */
    CHAIR = 1u << 3,         /* agrees agendas */
    MEMBER = 1u << 4,        /* reads agendas and papers of the bodies on which they sit */
    AUDITOR = 1u << 5,       /* reads everything but restricted papers' contents; changes nothing */
};
#define STAFF ((Access)(CLERK | SAFETY_OFFICER | ADMINISTRATOR))
#define EVERY_ROLE ((Access)(ADMINISTRATOR | CLERK | SAFETY_OFFICER | CHAIR | MEMBER | AUDITOR))

typedef struct { int64_t n; } PartnershipId;
typedef struct { int64_t n; } OrganisationId;
typedef struct { int64_t n; } OrganisationNameId;
typedef struct { int64_t n; } PersonId;
typedef struct { int64_t n; } BodyId;
typedef struct { int64_t n; } TermsOfReferenceId;
typedef struct { int64_t n; } SeatId;
typedef struct { int64_t n; } SeatAuthorityId;
typedef struct { int64_t n; } TenureId;
typedef struct { int64_t n; } HolidayId;
typedef struct { int64_t n; } MemorandumId;
typedef struct { int64_t n; } SharingAgreementId;
typedef struct { int64_t n; } SharingSignatureId;

/* The one partnership that this installation serves: one row. */
typedef struct {
    PartnershipId id; int64_t version;
    Text name, short_name, area;      /* "Kent Community Safety Partnership", "KCSP", "Kent" */
    Text contact_name, contact_email, contact_phone, postal_address;
    Text introduction;                /* Markdown, on the public home page */
    TimeOfDay office_closes;          /* papers issued later count as the next working day; unset: midnight */
    Text accessibility_email;
    bool staff_two_steps;             /* staff too open restricted papers only after two-step sign-in */
    TimeOfDay digest_at;              /* when the daily mail goes out; unset: 7am */
    bool offers_mail;                 /* the public is offered email about meetings */
    int64_t action_warning_days;      /* whoever does an action, or owes updates of the plan, is reminded so many days before; 0: only when it is late */
} Partnership;

typedef enum { ORGANISATION_COUNTY = 1, ORGANISATION_DISTRICT, ORGANISATION_POLICE, ORGANISATION_COMMISSIONER, ORGANISATION_FIRE,
    ORGANISATION_HEALTH, ORGANISATION_PROBATION, ORGANISATION_PARTNERSHIP, ORGANISATION_VOLUNTARY, ORGANISATION_OTHER } OrganisationKind;
typedef struct {
    OrganisationId id; int64_t version;
    Text name, short_name;
    OrganisationKind kind;
    bool is_statutory; /* a responsible authority (LAW-01) */
    bool is_core;      /* a core category of the terms of reference (R11) */
    Text website;
    Date from, until;  /* existed from, abolished on */
} Organisation;
/* An earlier (or later) name, with its days. */
typedef struct { OrganisationNameId id; int64_t version; OrganisationId organisation; Text name; Date from, until; } OrganisationName;

typedef struct {
    PersonId id; int64_t version;
    Text honorific, name, post; /* "Cllr", "A. Person", "Head of Community Safety" */
    OrganisationId organisation;
    Text email, phone;
    bool is_named_publicly;     /* otherwise the public side shows the post alone */
} Person;

typedef enum { BODY_COUNTY_PARTNERSHIP = 1, BODY_WORKING_GROUP, BODY_STEERING_GROUP, BODY_SCRUTINY_COMMITTEE, BODY_OTHER } BodyKind;
typedef struct {
    BodyId id; int64_t version;
    Text name, short_name;
    BodyKind kind;
    BodyId parent;
    Text purpose;              /* Markdown */
    bool is_public;            /* shown on the public site */
    Text contact_name, contact_email, contact_phone;
    int64_t position;          /* order in lists */
    Date until;                /* dissolved on */
    bool starts_right;         /* in its packs each paper starts on a right-hand page */
} Body;

typedef enum { QUORUM_RESPONSIBLE_AUTHORITIES = 1, QUORUM_DIFFERENT_ORGANISATIONS, QUORUM_MEMBERS } QuorumKind;
typedef enum { REGIME_STATUTORY = 1, REGIME_ADOPTED, REGIME_PRIVATE } Regime; /* rules.md section 3 */
typedef enum { DECISION_CONSENSUS = 1, DECISION_CONSENSUS_THEN_VOTE, DECISION_MAJORITY } DecisionRule;
typedef struct {
    TermsOfReferenceId id; int64_t version;
    BodyId body;
    Text title;                /* "Terms of reference, July 2025" */
    Date from, until;          /* in force from, to and including; until unset while they last */
    Date approved_on;
    Text text;                 /* Markdown */
    QuorumKind quorum_kind; int64_t quorum_number;  /* R04, R21, R29 */
    int64_t clear_days;        /* MTG-01, MTG-02: clear working days' notice; 0 for none */
    int64_t paper_working_days;/* R03: papers at least so many working days before; 0 for none */
    int64_t meetings_a_year;   /* R01, R20 */
    bool meets_before_parent;  /* R28: before each meeting of the body above */
    int64_t missed_meetings;   /* R13, R23: a seat that missed so many in a row is pointed out; 0: none is */
    DecisionRule decision_rule;
    int64_t chair_term_months, vice_chair_term_months; /* 0: no term */
    int64_t call_days;         /* the call for items goes out so many days before the meeting */
    int64_t report_days, agreement_days; /* reports are signed off, and the chair has agreed (R02), so many days before the day of issue */
    int64_t minutes_days;      /* draft minutes are due so many days after the meeting; 0 in each: the step is not used */
    Regime regime;
    bool vice_chair_is_statutory; /* R22: the vice-chair is elected from the members for responsible authorities */
    int64_t review_months;     /* R18: looked at again after so many months; 0: no review is asked for */
    Date reviewed_on;          /* when they were last looked at without being changed */
    bool is_draft;             /* governs nothing: the next version while it is written and approved */
    bool is_fixed;             /* a body has agreed them: their rules and words are not changed (people/terms.h) */
} TermsOfReference;

/* A place on a body, held for an organisation (or by a post of it). */
typedef struct {
    SeatId id; int64_t version;
    BodyId body; OrganisationId organisation;
    Text title;                /* "Kent Police", "Chief Executive nominated by the districts" */
    Date from, until;
    bool is_core, is_statutory;/* tor_core and statutory_ra of rules.md section 1 */
    bool is_invited;           /* attends on invitation, no member */
    int64_t position;
} Seat;

/* An authority that the seat speaks for, together with others: what is decided with it needs the approval of each (R14). */
typedef struct { SeatAuthorityId id; int64_t version; SeatId seat; OrganisationId organisation; Date from, until; } SeatAuthority;

typedef enum { TENURE_HOLDER = 1, TENURE_SUBSTITUTE } TenureKind;
typedef enum { OFFICE_CHAIR = 1, OFFICE_VICE_CHAIR } OfficeHeld; /* 0: none */
/* Who holds a seat (or stands in for the holder), from when to when. */
typedef struct {
    TenureId id; int64_t version;
    SeatId seat; PersonId person;
    TenureKind kind; OfficeHeld office;
    Date from, until;
} Tenure;

typedef struct { HolidayId id; int64_t version; Date day; Text name; } Holiday;

/* A memorandum of understanding and its term (R58). */
typedef struct {
    MemorandumId id; int64_t version;
    Text title, parties;
    Date from, until;
    int64_t warning_days; /* warn so many days before the last one */
    Text note;            /* what is to be done before it ends */
} Memorandum;

/* One version of the agreement under which the organisations share information; the latest that is in force counts (R16). */
typedef struct {
    SharingAgreementId id; int64_t version;
    Text title, edition;              /* "Kent and Medway Information Sharing Agreement", "Version 3" */
    Date from, until;
} SharingAgreement;
/* An organisation's signature, and what it attests of how it keeps sensitive papers (R17). */
typedef struct {
    SharingSignatureId id; int64_t version;
    OrganisationId organisation; SharingAgreementId agreement;
    Text signatory;                   /* the post: "Chief Executive" */
    Date signed_on;
    Text proof;                       /* where the signed copy is */
    bool has_policies, has_retention, has_incident_reporting, has_loss_controls;
} SharingSignature;

extern const Record partnership_record, organisation_record, organisation_name_record, person_record, body_record,
    terms_of_reference_record, seat_record, seat_authority_record, tenure_record, holiday_record, memorandum_record, sharing_agreement_record, sharing_signature_record;

typedef struct { Organisation *items; size_t count; } OrganisationList;
typedef struct { OrganisationName *items; size_t count; } OrganisationNameList;
typedef struct { Person *items; size_t count; } PersonList;
typedef struct { Body *items; size_t count; } BodyList;
typedef struct { TermsOfReference *items; size_t count; } TermsOfReferenceList;
typedef struct { Seat *items; size_t count; } SeatList;
typedef struct { SeatAuthority *items; size_t count; } SeatAuthorityList;
typedef struct { Tenure *items; size_t count; } TenureList;
typedef struct { Holiday *items; size_t count; } HolidayList;
typedef struct { Memorandum *items; size_t count; } MemorandumList;
typedef struct { SharingAgreement *items; size_t count; } SharingAgreementList;
typedef struct { SharingSignature *items; size_t count; } SharingSignatureList;

/* ---- What other rooms ask of people/ ---- */

/* Asks, inside the transaction, for the public side to be brought up to date with bodies, terms of reference, seats and settings. */
Error *change_publish(Tx *tx);
/* The partnership's settings; a zeroed one before it was set up. */
Error *partnership_get(Db *db, Arena *arena, Partnership *out);
/* The terms of reference of a body in force on a day, never a draft; *found false when there are none. */
Error *terms_in_force(Db *db, Arena *arena, BodyId body, Date day, TermsOfReference *out, bool *found);
/* Does the person hold (or substitute for) a seat of the body on that day? */
Error *person_sits_on(Db *db, Arena *arena, PersonId person, BodyId body, Date day, bool *out);
/* A person as lists show them: "Cllr A. Person, Head of Community Safety". */
Text person_shown(Arena *arena, const Person *person);
/* All bodies that are not dissolved before the day, in their order; a zeroed day gives all. */
Error *bodies_on(Db *db, Arena *arena, Date day, BodyList *out);
/* The bodies on which the person sits (or stands in) on the day. */
Error *bodies_of_person(Db *db, Arena *arena, PersonId person, Date day, BodyList *out);
/* Every version of a body's terms of reference that was settled, newest first: no drafts. */
Error *terms_of_body(Db *db, Arena *arena, BodyId body, TermsOfReferenceList *out);
/* All bank holidays that were entered, in order. */
Error *holidays_all(Db *db, Arena *arena, HolidayList *out);
/* Terms of chairs and vice-chairs of all bodies that are over or end by `last`, by the terms of reference alone (R07, R22, R27), and offices
 * that nobody holds though the body should have them. Whoever leaves on a last day of their own is not among them. */
typedef struct { BodyId body; Text body_name; const char *office; bool is_vacant, is_over; Date ends; } OfficeNotice;
typedef struct { OfficeNotice *items; size_t count; } OfficeNotices;
Error *office_notices(Db *db, Arena *arena, Date today, Date last, OfficeNotices *out);
/* What an organisation was called on a day: a dated name, or its present one. */
Error *organisation_name_on(Db *db, Arena *arena, OrganisationId organisation, Date day, Text *out);

/* Somebody in a seat. */
typedef struct { Tenure tenure; Person person; } SeatHolder;
typedef struct { SeatHolder *items; size_t count; } SeatHolderList;
/* A seat as it is held: the organisation's own row (zeroed when the seat has none), holders and substitutes with the earliest first. */
typedef struct { Seat seat; Organisation organisation; SeatHolderList holders, substitutes; } SeatHeld;
typedef struct { SeatHeld *items; size_t count; } Membership;
/* The seats of a body that exist on the day, in their order, with those who hold them on that day. A zeroed day gives every seat and every
 * tenure there ever was. */
Error *membership_on(Db *db, Arena *arena, BodyId body, Date day, Membership *out);
/* Who is chair or vice-chair; NULL when nobody is. Borrows. */
const SeatHolder *officer_of(const Membership *membership, OfficeHeld office);
/* What an election changed: the tenures that it ended and began, of whoever was elected and of whoever was in office; 0: none. */
typedef struct { TenureId ended, begun, other_ended, other_begun; } OfficeTaken;
/* R07: whoever holds the seat on the day is in the office from that day on, and whoever was in it is a member without it. ERROR_INPUT when nobody
 * holds the seat, when they are in the other office, or when somebody is entered for this office from a later day on. */
Error *office_take(Tx *tx, BodyId body, SeatId seat, OfficeHeld office, Date day, OfficeTaken *out);
/* Puts it back as it was. ERROR_INPUT when one of these tenures was changed since. */
Error *office_give_back(Tx *tx, OfficeHeld office, const OfficeTaken *taken);
/* Chair or vice-chair of a body on a day. */
typedef struct {
    const char *office;       /* "Chair" */
    const SeatHolder *holder; /* NULL: nobody */
    Date ends;                /* by the terms of reference or the tenure's own last day, whichever is first; unset: no end known */
    bool is_by_terms;         /* the terms of reference end it, not a last day that was entered */
    bool is_expected;         /* the body should have one: a chair always, a vice-chair where the terms give one a term (R07, R27) */
} Officer;
/* `terms` may be NULL: none are in force. Pure; borrows from `membership`. */
Officer officer_standing(const Membership *membership, const TermsOfReference *terms, OfficeHeld office);
/* The day on which an officer's term ends by the terms of reference (R07, R22, R27); unset when there is no fixed term or no first day. */
Date office_term_ends(const Tenure *tenure, const TermsOfReference *terms);
/* Seats of members (not of those invited) that nobody holds (R11). */
size_t vacancies_of(const Membership *membership);
/* The roles in words: "Clerk, Chair". */
Text roles_shown(Arena *arena, Access roles);

/* The authorities that seats of a body speak for on a day (R14), in the order of the seats. */
Error *seat_authorities_on(Db *db, Arena *arena, BodyId body, Date day, SeatAuthorityList *out);

/* ---- Memoranda of understanding (memorandum.c) ---- */

typedef enum { MEMORANDUM_IN_FORCE, MEMORANDUM_AHEAD, MEMORANDUM_ENDS_SOON, MEMORANDUM_ENDED } MemorandumStanding;
/* R58: where the day stands in the memorandum's term. The first and the last day belong to it; no last day means that it does not end. Pure. */
MemorandumStanding memorandum_standing(const Memorandum *memorandum, Date day);
/* R58: those that the clerk should hear of: they end soon, or ended no longer ago than they warn before, and no memorandum with the same title goes
 * on behind them. */
Error *memoranda_to_tell(Db *db, Arena *arena, Date day, MemorandumList *out);

/* ---- The sharing agreement (sharing.c) ---- */

/* How an organisation stands to the sharing agreement on a day. */
typedef enum {
    SHARING_SIGNED = 1,   /* the version in force, with all four attestations */
    SHARING_UNATTESTED,   /* the version in force, but an attestation is missing (R17) */
    SHARING_OLDER,        /* only an earlier (or later) version */
    SHARING_NOT_SIGNED,
    SHARING_NO_AGREEMENT, /* no version is in force: nobody can have signed it */
} SharingStanding;
/* All versions, newest first; every signature there is. */
Error *sharing_agreements(Db *db, Arena *arena, SharingAgreementList *out);
Error *sharing_signatures(Db *db, Arena *arena, SharingSignatureList *out);
/* R16: the version in force on the day: of those whose days include it, the one that began last. NULL when there is none. Pure. */
const SharingAgreement *sharing_in_force(const SharingAgreementList *agreements, Date day);
/* R16, R17. A signature counts from its day on. Pure. */
SharingStanding sharing_standing(
    const SharingAgreement *in_force, const SharingSignatureList *signatures, OrganisationId organisation, Date day);
/* All four of R17. Pure. */
bool sharing_attests_all(const SharingSignature *signature);
/* "Signed", "Attestation missing", "Older version signed", "Not signed", "No agreement in force"; and a tag's colour. */
const char *sharing_standing_shown(SharingStanding standing);
const char *sharing_standing_colour(SharingStanding standing);

/* A seat that somebody holds or stands in for on a day, and the organisation it stands for: the seat's own, or where the seat names none
 * that of the person. */
typedef struct { SeatId seat; Text title; OrganisationId organisation; Text organisation_name; } SeatTaken;
typedef struct { SeatTaken *items; size_t count; } SeatTakenList;
Error *seats_taken(Db *db, Arena *arena, PersonId person, BodyId body, Date day, SeatTakenList *out);

/* ---- Rules of seats and terms: pure. First and last days both count; an unset one is open. ---- */

bool is_within(Date day, Date from, Date until);
bool days_overlap(Date a_from, Date a_until, Date b_from, Date b_until);
/* "from 1 April 2025", "until 31 March 2026", "1 April 2025 to 31 March 2026", "no dates given". */
Text days_shown(Arena *arena, Date from, Date until);

typedef enum {
    TENURE_FITS,
    TENURE_ENDS_BEFORE_IT_BEGINS,
    TENURE_OUTSIDE_SEAT,       /* begins before the seat or ends after it */
    TENURE_SEAT_TAKEN,         /* somebody else holds the seat on one of these days */
    TENURE_TWICE,              /* the same person is in the same seat already on one of these days */
    TENURE_OFFICE_TAKEN,       /* the body has another chair (or vice-chair) on one of these days */
    TENURE_NO_MEMBER,          /* a substitute, or somebody invited, cannot be chair or vice-chair (R06, R07) */
} TenureFault;
typedef struct { TenureFault fault; const Tenure *other; /* who is in the way, or NULL */ } TenureFinding;
/* May this tenure of `seat` be? `of_body` are all tenures of all seats of the body; the one with the same id is left out. A person may hold
 * two seats: the quorum counts organisations. */
TenureFinding tenure_check(const Tenure *tenure, const Seat *seat, const TenureList *of_body);
/* The first tenure of the seat that would stand outside its (new) days; NULL when there is none. */
const Tenure *tenure_outside(const Seat *seat, const TenureList *of_body);
/* The version of the terms that is in force on one of the same days as `terms`; NULL when there is none. */
const TermsOfReference *terms_overlapping(const TermsOfReference *terms, const TermsOfReferenceList *of_body);
/* The dated name of the same organisation that overlaps; NULL when there is none. */
const OrganisationName *name_overlapping(const OrganisationName *name, const OrganisationNameList *of_organisation);

/* ---- Calendar rules: pure ---- */

/* Bank holidays of England and Wales of a year by rule, with the one-off days of 2020, 2022 and 2023: the data a new partnership starts with. */
HolidayList bank_holidays(Arena *arena, int year);
/* A working day: Monday to Friday and no holiday. */
bool is_working_day(Date day, const HolidayList *holidays);
/* Working days strictly between two days (rules.md section 3, "Clear days"). */
int clear_days_between(Date issue, Date meeting, const HolidayList *holidays);
/* The last working day on which notice gives `days` clear working days; unset when `days` is less than 1. */
Date latest_issue_clear_days(Date meeting, int days, const HolidayList *holidays);
/* The last working day that is at least `days` working days before the meeting (R03); unset when `days` is less than 1. */
Date latest_issue_working_days(Date meeting, int days, const HolidayList *holidays);
/* The day that papers count as issued: a day on which the office is shut, or a time after it closes, counts as the next working day.
 * `office_closes` unset means midnight. */
Date day_of_issue(Date day, TimeOfDay at, TimeOfDay office_closes, const HolidayList *holidays);

typedef struct { Date clear_days, terms_of_reference; } NoticeDeadline; /* unset where the terms ask for none */
/* MTG-01, MTG-02, R03. */
NoticeDeadline notice_deadline(Date meeting, const TermsOfReference *terms, const HolidayList *holidays);
/* The earlier of the two, which keeps both: the day on which the agenda is issued. */
Date day_to_issue(NoticeDeadline deadline);

/* The days of a meeting's timeline; unset where the terms do not use the step. */
typedef struct { Date call, reports, agreement, issue, meeting, minutes; } MeetingDays;
/* R02, R03, MTG-01: what has to be done by when, counted in days from the meeting and from the day of issue (from the meeting, when the terms
 * ask for no notice); a day at a weekend or on a bank holiday moves to the working day before. */
MeetingDays meeting_days(Date meeting, const TermsOfReference *terms, const HolidayList *holidays);

#endif
