/* The pages of people/: handlers (their doors stand in app/routes.c) and what they share. Nobody but app/routes.c and this room includes it. */
#ifndef QUORATE_PEOPLE_PAGES_H
#define QUORATE_PEOPLE_PAGES_H

#include "people/change.h"
#include "people/people.h"
#include "people/terms.h"
#include "web/components.h"

/* ---- Doors ---- */

OfficeHandler body_list_show, body_show, body_new_show, body_new_save, body_edit_show, body_edit_save, body_delete_ask, body_delete_do;
OfficeHandler body_move_do;
OfficeHandler terms_list_show, terms_show, terms_new_show, terms_new_save, terms_edit_show, terms_edit_save, terms_delete_ask, terms_delete_do;
OfficeHandler terms_draft_do, terms_compare_show, terms_section_new_show, terms_section_new_save, terms_section_edit_show, terms_section_edit_save,
    terms_section_move_do, terms_section_delete_ask, terms_section_delete_do;
OfficeHandler seat_list_show, seat_show, seat_new_show, seat_new_save, seat_edit_show, seat_edit_save, seat_move_do, seat_delete_ask,
    seat_delete_do;
OfficeHandler seat_authority_new_show, seat_authority_new_save, seat_authority_edit_show, seat_authority_edit_save, seat_authority_delete_do;
OfficeHandler tenure_new_show, tenure_new_save, tenure_edit_show, tenure_edit_save, tenure_end_show, tenure_end_save, tenure_delete_ask,
    tenure_delete_do;
OfficeHandler organisation_list_show, organisation_show, organisation_new_show, organisation_new_save, organisation_edit_show,
    organisation_edit_save, organisation_delete_ask, organisation_delete_do;
OfficeHandler name_new_show, name_new_save, name_edit_show, name_edit_save, name_delete_ask, name_delete_do;
OfficeHandler person_list_show, person_show, person_new_show, person_new_save, person_edit_show, person_edit_save, person_delete_ask,
    person_delete_do;
OfficeHandler holiday_list_show, holiday_new_show, holiday_new_save, holiday_edit_show, holiday_edit_save, holiday_year_add, holiday_delete_ask,
    holiday_delete_do;
OfficeHandler settings_show, settings_save;
OfficeHandler memorandum_list_show, memorandum_show, memorandum_new_show, memorandum_new_save, memorandum_edit_show, memorandum_edit_save,
    memorandum_delete_ask, memorandum_delete_do;
OfficeHandler account_list_show, account_details_show, account_new_show, account_new_save, account_edit_show, account_edit_save,
    account_disable_ask, account_disable_do, account_enable_do, account_invite_do, account_second_step_ask, account_second_step_do;
OfficeHandler sharing_show, sharing_agreement_new_show, sharing_agreement_new_save, sharing_agreement_edit_show, sharing_agreement_edit_save,
    sharing_signature_new_show, sharing_signature_new_save, sharing_signature_edit_show, sharing_signature_edit_save,
    sharing_signature_delete_ask, sharing_signature_delete_do;

/* ---- What the pages share ---- */

/* May the person signed in keep bodies, seats, organisations and holidays? */
bool may_keep(const Office *office);
/* Do they see every body, or only those on which they sit? */
bool sees_all_bodies(const Office *office);
/* The civil day of the request. */
Date request_day(const Request *request);
/* The body, when the person may know of it: members see the bodies on which they sit today. Others get ERROR_NOT_FOUND. */
Error *body_for(Office *office, Request *request, BodyId id, Body *out);
/* The body named by the first parameter of the address, the same way. */
Error *body_of_request(Office *office, Request *request, Body *out);

/* A page about a body: breadcrumbs "Bodies" and, for pages below it, the body. */
Page body_page(Office *office, Request *request, const Body *body, bool is_below, Text title);
/* The terms named by the address and their body, when the person may know of it; a page below the list of a body's versions. */
Error *terms_of_request(Office *office, Request *request, TermsOfReference *terms, Body *body);
Page terms_page(Office *office, Request *request, const Body *body, Text title);
/* The version that another is compared with when nobody chooses: of a draft the one in force, of the others the one before. Without id: none. */
Error *terms_compared_with(Db *db, Arena *arena, const TermsOfReference *terms, Date today, TermsOfReference *out);
/* The pages of one body: overview, seats, terms of reference. */
LinkList body_links(Arena *arena, const Body *body);

/* The pages of the settings that the person may enter; those of people and organisations. */
LinkList settings_links(Arena *arena, const Office *office);
LinkList people_links(Arena *arena);

/* Organisations and persons to choose from. */
Error *organisation_options(Db *db, Arena *arena, Date day, OrganisationId keep, OptionList *out);
Error *person_options(Db *db, Arena *arena, OptionList *out);

Text body_url(Arena *arena, BodyId id);
Text seat_url(Arena *arena, SeatId id);
Text terms_url(Arena *arena, TermsOfReferenceId id);
Text organisation_url(Arena *arena, OrganisationId id);
Text person_url(Arena *arena, PersonId id);

/* "Member, responsible authority, core seat"; "By invitation". */
Text seat_standing(Arena *arena, const Seat *seat);
/* "Responsible authority, core member"; "Partner". */
Text organisation_standing(const Organisation *organisation);
/* The label of a value in a table of choices; empty for 0. */
Text choice_shown(const Record *record, const char *field, int value);

/* What the terms say, in words: "4 responsible authorities", "5 clear working days", "at least 3 a year". */
Text quorum_shown(Arena *arena, const TermsOfReference *terms);
Text notice_shown(Arena *arena, const TermsOfReference *terms);
Text timeline_terms_shown(Arena *arena, const TermsOfReference *terms); /* "Call for items 35 days before the meeting; ..." */
Text meetings_shown(Arena *arena, const TermsOfReference *terms);
Text missed_shown(Arena *arena, const TermsOfReference *terms);
Text months_shown(Arena *arena, int64_t months); /* "24 months (2 years)", "No fixed term" */

/* ---- What the views are given ---- */

/* Chair or vice-chair of a body today, and whether that needs attention. */
typedef struct {
    Officer officer;
    bool is_over, is_soon; /* the term has run out; it does within 90 days */
} OfficerShown;
typedef struct { OfficerShown *items; size_t count; } OfficerList;

/* All that the overview of a body shows. */
typedef struct {
    Body body;
    Text parent;
    Membership membership;
    OfficerList officers;
    TermsOfReference terms; /* in force today */
    ReviewStanding review;  /* of these terms (R18) */
    bool has_terms, may_change, may_see_people;
    size_t vacancies, invited;
    Date today;
} BodyOverview;
/* In the list of bodies. */
typedef struct { BodyOverview *items; size_t count; } BodyOverviewList;
/* An authority that a seat speaks for, by its name. */
typedef struct { SeatAuthority authority; Text name; } SeatAuthorityShown;
typedef struct { SeatAuthorityShown *items; size_t count; } SeatAuthoritiesShown;

/* The versions of a body's terms of reference; one version with its sections. */
typedef struct {
    Body body;
    TermsOfReferenceList versions;
    TermsOfReference draft, in_force;
    bool has_draft, has_terms /* in force today */, may_change;
    Date today;
} TermsListShown;
typedef struct {
    Body body;
    TermsOfReference terms, other; /* the version that it is compared with; without id: none */
    TermsSectionList sections;
    Date today;
    bool may_change, sees_review;
} TermsShown;
typedef struct {
    Body body;
    TermsOfReference before, after;
    TermsComparison comparison;
    OptionList versions; /* to compare with */
    bool in_columns;     /* before and after beside each other; else as one text */
} TermsCompared;
const char *terms_standing_shown(TermsStanding standing);
const char *terms_standing_colour(TermsStanding standing);
const char *compared_shown(Compared standing);
const char *compared_colour(Compared standing);
/* The sharing agreement by organisation. `signature` is that under the version in force, else the newest; NULL when there is none. */
typedef struct { Organisation organisation; SharingStanding standing; const SharingSignature *signature; } SharingLine;
typedef struct { SharingLine *items; size_t count; } SharingLineList;
typedef struct {
    SharingAgreementList agreements;
    SharingSignatureList signatures;
    const SharingAgreement *in_force; /* NULL: none */
    SharingLineList lines;            /* those that miss something first */
    size_t signed_count;
    Date today;
    bool may_change;
} SharingRegister;
/* The sharing agreement on the page of one organisation. */
typedef struct { Text edition; const SharingSignature *signature; } SignatureLine;
typedef struct { SignatureLine *items; size_t count; } SignatureLineList;
typedef struct { SharingStanding standing; const SharingAgreement *in_force; bool has_agreement; SignatureLineList lines; } OrganisationSharing;
Error *organisation_sharing(Db *db, Arena *arena, OrganisationId organisation, Date day, OrganisationSharing *out);
/* "All four"; "Incident reporting missing"; "None". */
Text attestations_shown(Arena *arena, const SharingSignature *signature);
/* What somebody should see to: "2 vacant seats", "No vice-chair", "The chair's term is over"; empty when all is well. */
Text body_attention(Arena *arena, const BodyOverview *overview);

#endif
