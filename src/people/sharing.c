/* Owns the rules of the sharing agreement: which version is in force, how an organisation stands to it (R16), and what it attests (R17). */
#include "people/people.h"
#include "people/people.sql.h"

Error *sharing_agreements(Db *db, Arena *arena, SharingAgreementList *out) {
    return sharing_agreement_rows(db, arena, out);
}

Error *sharing_signatures(Db *db, Arena *arena, SharingSignatureList *out) {
    return sharing_signature_rows(db, arena, out);
}

Error *seats_taken(Db *db, Arena *arena, PersonId person, BodyId body, Date day, SeatTakenList *out) {
    PersonSeatsOnRowList rows = {0};
    if (person.n) TRY(person_seats_on(db, arena, person, body, day, &rows));
    *out = (SeatTakenList){ARENA_ARRAY(arena, SeatTaken, rows.count), rows.count};
    for (size_t i = 0; i < rows.count; i++) {
        const PersonSeatsOnRow *row = &rows.items[i];
        out->items[i] = (SeatTaken){row->seat, row->title, row->organisation, row->organisation_name};
    }
    return NULL;
}

const SharingAgreement *sharing_in_force(const SharingAgreementList *agreements, Date day) {
    const SharingAgreement *latest = NULL;
    for (size_t i = 0; i < agreements->count; i++) {
        const SharingAgreement *agreement = &agreements->items[i];
        if (!is_within(day, agreement->from, agreement->until)) continue;
        if (!latest || date_compare(agreement->from, latest->from) > 0) latest = agreement;
    }
    return latest;
}

bool sharing_attests_all(const SharingSignature *signature) {
    return signature->has_policies && signature->has_retention && signature->has_incident_reporting && signature->has_loss_controls;
}

SharingStanding sharing_standing(
    const SharingAgreement *in_force, const SharingSignatureList *signatures, OrganisationId organisation, Date day) {
    SharingStanding standing = SHARING_NOT_SIGNED;
    if (!in_force) return SHARING_NO_AGREEMENT;
    for (size_t i = 0; i < signatures->count; i++) {
        const SharingSignature *signature = &signatures->items[i];
        bool counts = organisation.n && signature->organisation.n == organisation.n && is_within(day, signature->signed_on, (Date){0});
        if (!counts) continue;
        bool is_latest = signature->agreement.n == in_force->id.n;
        SharingStanding by_this = !is_latest ? SHARING_OLDER : sharing_attests_all(signature) ? SHARING_SIGNED : SHARING_UNATTESTED;
        if (by_this < standing) standing = by_this;
    }
    return standing;
}

const char *sharing_standing_shown(SharingStanding standing) {
    switch (standing) {
    case SHARING_SIGNED: return "Signed";
    case SHARING_UNATTESTED: return "Attestation missing";
    case SHARING_OLDER: return "Another version signed";
    case SHARING_NOT_SIGNED: return "Not signed";
    case SHARING_NO_AGREEMENT: return "No agreement in force";
    }
    return "";
}

const char *sharing_standing_colour(SharingStanding standing) {
    switch (standing) {
    case SHARING_SIGNED: return "green";
    case SHARING_UNATTESTED:
    case SHARING_OLDER: return "orange";
    case SHARING_NOT_SIGNED: return "red";
    case SHARING_NO_AGREEMENT: return "grey";
    }
    return "grey";
}
