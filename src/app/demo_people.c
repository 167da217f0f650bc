/* The demo's organisations, bodies, terms of reference, seats and the people who hold them, as the terms of July 2025 name them. */
#include "app/demo.h"

#include "app/app.sql.h"
#include "people/terms.h"

typedef struct {
    const char *name, *short_name;
    OrganisationKind kind;
    bool is_statutory, is_core, is_invited;
    const char *seat;   /* seat on the county partnership; NULL: none */
    const char *holder; /* the post that holds it; NULL: vacant */
} DemoOrganisation;

/* LAW-01 and section 4 of the partnership's terms: eight core categories, of which the commissioner and the chairs of the local partnerships
 * are no responsible authorities (rules.md section 1, the trap). */
static const DemoOrganisation organisations[] = {
    {"Kent County Council", "KCC", ORGANISATION_COUNTY, true, true, false, "Kent County Council, Cabinet Member for community safety",
        "Cabinet Member for Community and Regulatory Services"},
    {"Kent Police", "Kent Police", ORGANISATION_POLICE, true, true, false, "Kent Police", "Assistant Chief Constable"},
    {"Office of the Police and Crime Commissioner for Kent", "OPCC", ORGANISATION_COMMISSIONER, false, true, false,
        "Office of the Police and Crime Commissioner", "Chief Executive of the Commissioner's Office"},
    {"Kent district and borough councils", "Districts", ORGANISATION_DISTRICT, true, true, false,
        "Districts and boroughs, one nominated Chief Executive", "Chief Executive nominated by the Districts"},
    {"Kent Fire and Rescue Service", "KFRS", ORGANISATION_FIRE, true, true, false, "Kent Fire and Rescue Service",
        "Director of Prevention"},
    {"NHS Kent and Medway Integrated Care Board", "ICB", ORGANISATION_HEALTH, true, true, false,
        "NHS Kent and Medway Integrated Care Board", "Head of Safeguarding"},
    {"Probation Service", "Probation", ORGANISATION_PROBATION, true, true, false, "Probation Service",
        "Head of the Kent Probation Delivery Unit"},
    {"Local community safety partnerships", "Local CSPs", ORGANISATION_PARTNERSHIP, false, true, false,
        "Chairs of local community safety partnerships", "Chair of a Local Community Safety Partnership"},
    {"Kent Association of Local Councils", "KALC", ORGANISATION_VOLUNTARY, false, false, true, "Kent Association of Local Councils",
        "Chief Executive of the Association"},
    {"Medway Community Safety Partnership", "Medway CSP", ORGANISATION_PARTNERSHIP, false, false, true,
        "Medway Community Safety Partnership", "Partnership Manager"},
    {"Kent Housing Group", "KHG", ORGANISATION_PARTNERSHIP, false, false, true, "Kent Housing Group", NULL},
    {"Kent and Medway Safeguarding Adults Board", "KMSAB", ORGANISATION_PARTNERSHIP, false, false, true,
        "Kent and Medway Safeguarding Adults Board", "Board Manager (Adults)"},
    {"Kent Safeguarding Children Multi-Agency Partnership", "KSCMP", ORGANISATION_PARTNERSHIP, false, false, true,
        "Kent Safeguarding Children Multi-Agency Partnership", "Practice Manager (Children)"},
    {"Kent and Medway Safer Roads Partnership", "KMSRP", ORGANISATION_PARTNERSHIP, false, false, true,
        "Kent and Medway Safer Roads Partnership", "Coordinator of the Partnership"},
    {"Violence Reduction Unit", "VRU", ORGANISATION_PARTNERSHIP, false, false, true, "Violence Reduction Unit",
        "Director of the Violence Reduction Unit"},
    {"Prevent Duty Delivery Board", "PDDB", ORGANISATION_PARTNERSHIP, false, false, true, "Prevent Duty Delivery Board",
        "Assistant Director Contest and Serious Organised Crime"},
    {"Joint Exploitation Group", "JEG", ORGANISATION_PARTNERSHIP, false, false, true, "Joint Exploitation Group", "Chair of the Group"},
    {"Domestic and Sexual Abuse Executive Group", "DSAEG", ORGANISATION_PARTNERSHIP, false, false, true,
        "Domestic and Sexual Abuse Executive Group", "Chief Superintendent (Domestic Abuse)"},
    {"Kent Substance Misuse Alliance", "KSMA", ORGANISATION_PARTNERSHIP, false, false, true, "Kent Substance Misuse Alliance",
        "Consultant in Public Health"},
    {"Serious Violence Prevention Partnership Board", "SVPPB", ORGANISATION_PARTNERSHIP, false, false, true,
        "Serious Violence Prevention Partnership Board", NULL},
    {"Suicide Prevention Steering Group", "SPSG", ORGANISATION_PARTNERSHIP, false, false, true, "Suicide Prevention Steering Group",
        "Suicide Prevention Programme Manager"},
    {"Kent Criminal Justice Board", "KCJB", ORGANISATION_PARTNERSHIP, false, false, true, "Kent Criminal Justice Board", NULL},
};
/* The councils that the two managers speak for (R14, R30): of East Kent, then of West Kent. */
static const char *const councils[] = {"Ashford Borough Council", "Canterbury City Council", "Dover District Council",
    "Folkestone and Hythe District Council", "Swale Borough Council", "Thanet District Council", "Dartford Borough Council",
    "Gravesham Borough Council", "Maidstone Borough Council", "Sevenoaks District Council", "Tonbridge and Malling Borough Council",
    "Tunbridge Wells Borough Council"};
enum { COUNCILS = sizeof councils / sizeof councils[0] };
#define EAST_KENT "Community Safety Manager (East Kent)"
#define WEST_KENT "Community Safety Manager (West Kent)"

enum { ORGANISATIONS = sizeof organisations / sizeof organisations[0] };
enum { KCC, POLICE, OPCC, DISTRICTS, FIRE, ICB, PROBATION };

typedef struct {
    OrganisationId organisation[ORGANISATIONS];
    PersonId holder[ORGANISATIONS];
    OrganisationId council[COUNCILS];
    Date from;
} Making;

static Error *person_make(Tx *tx, const char *role, OrganisationId organisation, PersonId *out) {
    Person p = {.name = text_of(role), .organisation = organisation, .is_named_publicly = true};
    TRY(record_insert(tx, &person_record, &p));
    *out = p.id;
    return NULL;
}

static Error *organisations_make(Tx *tx, Making *m) {
    for (int i = 0; i < ORGANISATIONS; i++) {
        const DemoOrganisation *d = &organisations[i];
        Organisation o = {.name = text_of(d->name),
            .short_name = text_of(d->short_name),
            .kind = d->kind,
            .is_statutory = d->is_statutory,
            .is_core = d->is_core};
        TRY(record_insert(tx, &organisation_record, &o));
        m->organisation[i] = o.id;
        if (d->holder) TRY(person_make(tx, d->holder, o.id, &m->holder[i]));
    }
    for (int i = 0; i < COUNCILS; i++) {
        Organisation council = {.name = text_of(councils[i]), .kind = ORGANISATION_DISTRICT, .is_statutory = true};
        TRY(record_insert(tx, &organisation_record, &council));
        m->council[i] = council.id;
    }
    OrganisationName before = {.organisation = m->organisation[ICB],
        .name = S("Kent and Medway Clinical Commissioning Group"),
        .from = date_of(2020, 4, 1),
        .until = date_of(2022, 6, 30)};
    return record_insert(tx, &organisation_name_record, &before);
}

static Error *sections_make(Tx *tx, TermsOfReferenceId terms, Text text) {
    TermsSectionList sections = terms_divided(tx_arena(tx), text);
    for (size_t i = 0; i < sections.count; i++) {
        sections.items[i].terms = terms;
        TRY(terms_section_add(tx, &sections.items[i]));
    }
    return NULL;
}

static Error *body_make(Tx *tx, Body body, TermsOfReference terms, BodyId *out) {
    TRY(record_insert(tx, &body_record, &body));
    *out = terms.body = body.id;
    terms.from = date_of(2025, 7, 23);
    terms.approved_on = date_of(2025, 7, 23);
    terms.title = S("Terms of reference, July 2025");
    terms.vice_chair_term_months = 24; /* R07, R22, R27 */
    terms.regime = REGIME_ADOPTED;
    terms.paper_working_days = 5;
    terms.missed_meetings = 3; /* R13, R23 */
    terms.review_months = 12;  /* R18 */
    Text text = terms.text;
    terms.text = S("");
    TRY(record_insert(tx, &terms_of_reference_record, &terms));
    TRY(sections_make(tx, terms.id, text));
    terms.id.n = 0;
    terms.from = date_of(2024, 7, 16);
    terms.until = date_of(2025, 7, 22);
    terms.approved_on = date_of(2024, 7, 16);
    terms.title = S("Terms of reference, July 2024");
    TRY(record_insert(tx, &terms_of_reference_record, &terms));
    return sections_make(tx, terms.id, text);
}

static Error *bodies_make(Tx *tx, DemoPeople *out) {
    Text mailbox = S("community.safety@demo.example"), phone = S("03000 000 000"), contact = S("Scrutiny Officer");
    TRY(body_make(tx,
        (Body){.name = S("Kent Community Safety Partnership"),
            .short_name = S("KCSP"),
            .kind = BODY_COUNTY_PARTNERSHIP,
            .is_public = true,
            .position = 1,
            .contact_name = contact,
            .contact_email = mailbox,
            .contact_phone = phone,
            .purpose = S("The county strategy group for Kent. It prepares the community safety agreement and sees to it that the "
                         "responsible authorities "
                         "work together against crime, disorder, substance misuse and re-offending.")},
        (TermsOfReference){.quorum_kind = QUORUM_RESPONSIBLE_AUTHORITIES,
            .quorum_number = 4,
            .clear_days = 5,
            .call_days = 35,
            .report_days = 6,
            .agreement_days = 3,
            .minutes_days = 15,
            .meetings_a_year = 3,
            .decision_rule = DECISION_CONSENSUS_THEN_VOTE,
            .text = S("## Purpose\n\nThe partnership brings the responsible authorities of the county together.\n\n## Meetings\n\nAt least "
                      "three a year. "
                      "The Chair agrees the agenda. Papers go out at least five working days before.\n\n## Quorum\n\nFour responsible "
                      "authorities.\n\n"
                      "## Decisions\n\nBy consensus; a vote is recorded where one is taken.")},
        &out->partnership));
    TRY(body_make(tx,
        (Body){.name = S("Kent Community Safety Partnership Working Group"),
            .short_name = S("Working Group"),
            .kind = BODY_WORKING_GROUP,
            .parent = out->partnership,
            .is_public = true,
            .position = 2,
            .contact_name = S("Community Safety Team Leader"),
            .contact_email = mailbox,
            .contact_phone = phone,
            .purpose = S("Manages the Crime Reduction Grant, prepares the community safety agreement and watches over the action plan.")},
        (TermsOfReference){.quorum_kind = QUORUM_RESPONSIBLE_AUTHORITIES,
            .quorum_number = 4,
            .call_days = 28,
            .report_days = 5,
            .agreement_days = 2,
            .minutes_days = 10,
            .meetings_a_year = 4,
            .meets_before_parent = true,
            .decision_rule = DECISION_CONSENSUS_THEN_VOTE,
            .chair_term_months = 24,
            .text = S("## Principles\n\nEvidence led, prevention focused, community centred, collaborative, accountable.\n\n## "
                      "Meetings\n\nEvery quarter and before "
                      "each meeting of the partnership.\n\n## Quorum\n\nFour responsible authorities.")},
        &out->working_group));
    return body_make(tx,
        (Body){.name = S("Domestic Abuse Related Death Review Steering Group"),
            .short_name = S("Steering Group"),
            .kind = BODY_STEERING_GROUP,
            .parent = out->partnership,
            .is_public = true,
            .position = 3,
            .contact_name = S("Community Safety Officer"),
            .contact_email = mailbox,
            .contact_phone = phone,
            .purpose = S("Oversees domestic abuse related death reviews for Kent and Medway and the actions that follow from them.")},
        (TermsOfReference){.quorum_kind = QUORUM_DIFFERENT_ORGANISATIONS,
            .quorum_number = 4,
            .report_days = 5,
            .agreement_days = 2,
            .minutes_days = 15, /* no call for items: the reviews set the agenda */
            .meetings_a_year = 4,
            .chair_term_months = 24,
            .vice_chair_is_statutory = true, /* R22 */
            .decision_rule = DECISION_CONSENSUS,
            .text = S("## Purpose\n\nLearning from deaths related to domestic abuse.\n\n## Meetings\n\nEvery quarter.\n\n## Quorum\n\nFour "
                      "members of different organisations.")},
        &out->steering_group);
}

static Error *seat_make(Tx *tx, const Making *m, BodyId body, int org, Text title, PersonId holder, OfficeHeld office, int64_t position) {
    const DemoOrganisation *d = &organisations[org];
    Seat seat = {.body = body,
        .organisation = m->organisation[org],
        .title = title,
        .from = m->from,
        .is_core = d->is_core,
        .is_statutory = d->is_statutory,
        .is_invited = d->is_invited,
        .position = position};
    TRY(record_insert(tx, &seat_record, &seat));
    if (!holder.n) return NULL;
    Tenure tenure = {.seat = seat.id, .person = holder, .kind = TENURE_HOLDER, .office = office, .from = m->from};
    return record_insert(tx, &tenure_record, &tenure);
}

/* R14: the manager's seat speaks for six districts, from the given one on. */
static Error *districts_share(Tx *tx, const Making *m, BodyId body, PersonId manager, int first) {
    DemoTenureRow row;
    Tenure tenure;
    TRY(demo_tenure(tx_db(tx), tx_arena(tx), body, manager, &row));
    TRY(record_get(tx_db(tx), tx_arena(tx), &tenure_record, row.id.n, &tenure));
    for (int i = first; i < first + COUNCILS / 2; i++) {
        SeatAuthority authority = {.seat = tenure.seat, .organisation = m->council[i]};
        TRY(record_insert(tx, &seat_authority_record, &authority));
    }
    return NULL;
}

/* The vice-chair elected on 23 July 2025 (item A5) holds the seat in that office from then on, for two years. */
static Error *vice_chair_elect(Tx *tx, BodyId body, PersonId person) {
    DemoTenureRow row;
    Tenure tenure;
    TRY(demo_tenure(tx_db(tx), tx_arena(tx), body, person, &row));
    TRY(record_get(tx_db(tx), tx_arena(tx), &tenure_record, row.id.n, &tenure));
    tenure.until = date_of(2025, 7, 22);
    TRY(record_update(tx, &tenure_record, &tenure));
    Tenure elected = {.seat = tenure.seat,
        .person = person,
        .kind = TENURE_HOLDER,
        .office = OFFICE_VICE_CHAIR,
        .from = date_of(2025, 7, 23),
        .until = date_of(2027, 7, 22)};
    return record_insert(tx, &tenure_record, &elected);
}

static Error *seats_make(Tx *tx, const Making *m, DemoPeople *out) {
    int64_t position = 0;
    for (int i = 0; i < ORGANISATIONS; i++)
        TRY(seat_make(tx, m, out->partnership, i, text_of(organisations[i].seat), m->holder[i], i == KCC ? OFFICE_CHAIR : 0, ++position));
    TRY(vice_chair_elect(tx, out->partnership, m->holder[POLICE]));
    static const struct {
        int organisation;
        const char *role;
    } working[] = {
        {KCC, "Trading Standards Manager"},
        {KCC, "Domestic Abuse Commissioning Manager"},
        {POLICE, "Superintendent of Strategic Partnerships"},
        {OPCC, "Head of Policy of the Commissioner's Office"},
        {DISTRICTS, EAST_KENT},
        {DISTRICTS, WEST_KENT},
        {FIRE, "Community Safety Manager of the Fire Service"},
        {ICB, "Designated Nurse"},
        {PROBATION, "Senior Probation Officer"},
    };
    for (size_t i = 0; i < sizeof working / sizeof working[0]; i++) {
        PersonId person;
        bool is_east = strcmp(working[i].role, EAST_KENT) == 0, is_west = strcmp(working[i].role, WEST_KENT) == 0;
        TRY(person_make(tx, working[i].role, m->organisation[working[i].organisation], &person));
        TRY(seat_make(tx, m, out->working_group, working[i].organisation, text_of(working[i].role), person, 0, (int64_t)i + 1));
        if (is_east || is_west) TRY(districts_share(tx, m, out->working_group, person, is_east ? 0 : COUNCILS / 2));
    }
    static const struct {
        int organisation;
        const char *seat;
    } steering[] = {
        {KCC, "Head of Community Safety"},
        {POLICE, "Kent Police"},
        {FIRE, "Kent Fire and Rescue Service"},
        {ICB, "NHS Kent and Medway"},
        {PROBATION, "Probation Service"},
        {OPCC, "Office of the Police and Crime Commissioner"},
    };
    for (size_t i = 0; i < sizeof steering / sizeof steering[0]; i++) {
        bool leads = steering[i].organisation == KCC;
        TRY(seat_make(tx, m, out->steering_group, steering[i].organisation, text_of(steering[i].seat),
            leads ? out->head_of_safety : m->holder[steering[i].organisation], leads ? OFFICE_CHAIR : 0, (int64_t)i + 1));
    }
    return NULL;
}

static Error *holidays_make(Tx *tx) {
    for (int year = 2015; year <= 2030; year++) {
        HolidayList days = bank_holidays(tx_arena(tx), year);
        for (size_t i = 0; i < days.count; i++) {
            Holiday day = days.items[i];
            TRY(record_insert(tx, &holiday_record, &day));
        }
    }
    return NULL;
}

/* R16, R17: everybody has signed the version in force but the health body, which still goes by the one before. */
static Error *sharing_make(Tx *tx, const Making *m) {
    const Text title = S("Kent and Medway Information Sharing Agreement"),
               proof = S("On the list of signatories that the keeper of the agreement sends each spring.");
    SharingAgreement before = {
        .title = title, .edition = S("Version 2, 2018"), .from = date_of(2018, 5, 25), .until = date_of(2025, 3, 31)};
    SharingAgreement latest = {.title = title, .edition = S("Version 3, 2025"), .from = date_of(2025, 4, 1)};
    TRY(record_insert(tx, &sharing_agreement_record, &before));
    TRY(record_insert(tx, &sharing_agreement_record, &latest));
    for (int i = 0; i < COUNCILS; i++) {
        SharingSignature signature = {.organisation = m->council[i],
            .agreement = latest.id,
            .signatory = S("Chief Executive"),
            .signed_on = date_of(2025, 4, 14),
            .proof = proof,
            .has_policies = true,
            .has_retention = true,
            .has_incident_reporting = true,
            .has_loss_controls = true};
        TRY(record_insert(tx, &sharing_signature_record, &signature));
    }
    for (int i = 0; i < ORGANISATIONS; i++) {
        bool is_outstanding = i == ICB;
        SharingSignature signature = {.organisation = m->organisation[i],
            .agreement = is_outstanding ? before.id : latest.id,
            .signatory = organisations[i].kind == ORGANISATION_PARTNERSHIP ? S("Chair") : S("Chief Executive"),
            .signed_on = is_outstanding ? date_of(2022, 9, 12) : date_of(2025, 4, 14),
            .proof = proof,
            .has_policies = true,
            .has_retention = true,
            .has_incident_reporting = true,
            .has_loss_controls = true};
        TRY(record_insert(tx, &sharing_signature_record, &signature));
    }
    return NULL;
}

/* R58. */
static Error *memoranda_make(Tx *tx) {
    Memorandum team = {.title = S("Kent Community Safety Team: staff and office"),
        .parties = S("Kent County Council\nKent Police\nKent Fire and Rescue Service"),
        .from = date_of(2025, 4, 1),
        .until = date_of(2028, 3, 31),
        .warning_days = 180,
        .note = S("Ask the three partners in the autumn before whether they renew it, and on what terms.")};
    return record_insert(tx, &memorandum_record, &team);
}

Error *demo_people_make(Tx *tx, DemoPeople *out) {
    Making m = {.from = date_of(2024, 9, 1)};
    Partnership p = {.name = S("Kent Community Safety Partnership"),
        .short_name = S("KCSP"),
        .area = S("Kent"),
        .contact_name = S("Kent Community Safety Team"),
        .contact_email = S("community.safety@demo.example"),
        .contact_phone = S("03000 000 000"),
        .accessibility_email = S("access@demo.example"),
        .postal_address = S("Community Safety Team\nCounty Hall\nMaidstone"),
        .introduction = S("The council, police, fire and rescue, health, probation and the districts of Kent work together here to make "
                          "the county safer. "
                          "Agendas, papers and decisions of the partnership and its groups are published on these pages.")};
    TRY(record_insert(tx, &partnership_record, &p));
    TRY(organisations_make(tx, &m));
    TRY(person_make(tx, "Head of Community Safety", m.organisation[KCC], &out->head_of_safety));
    TRY(person_make(tx, "Scrutiny Officer", m.organisation[KCC], &out->clerk));
    out->chair = m.holder[KCC];
    out->member = m.holder[FIRE];
    TRY(bodies_make(tx, out));
    TRY(seats_make(tx, &m, out));
    TRY(sharing_make(tx, &m));
    TRY(memoranda_make(tx));
    return holidays_make(tx);
}

Error *demo_accounts_make(Tx *tx, const DemoPeople *people) {
    const struct {
        Text email, name;
        uint32_t roles;
        PersonId person;
    } accounts[] = {
        {S("administrator@demo.example"), S("Administrator"), ADMINISTRATOR, {0}},
        {S("clerk@demo.example"), S("Scrutiny Officer"), CLERK, people->clerk},
        {S("safety@demo.example"), S("Head of Community Safety"), SAFETY_OFFICER, people->head_of_safety},
        {S("chair@demo.example"), S("Cabinet Member (Chair)"), CHAIR | MEMBER, people->chair},
        {S("member@demo.example"), S("Director of Prevention, Fire and Rescue"), MEMBER, people->member},
        {S("auditor@demo.example"), S("Internal Auditor"), AUDITOR, {0}},
    };
    for (size_t i = 0; i < sizeof accounts / sizeof accounts[0]; i++) {
        Account a = {.email = accounts[i].email, .name = accounts[i].name, .roles = accounts[i].roles, .person = accounts[i].person.n};
        TRY(record_insert(tx, &account_record, &a));
        TRY(password_set(tx, &a, S(DEMO_PASSWORD), 0));
    }
    return NULL;
}
