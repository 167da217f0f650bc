/* Owns what other rooms ask of people/: the partnership's settings, terms in force, who sits where, how people are called. */
#include "people/people.h"
#include "people/people.sql.h"
#include "store/job.h"

Error *change_publish(Tx *tx) {
    JobId job;
    return job_ask(tx, S("publish-partnership"), S(""), &job);
}

Error *partnership_get(Db *db, Arena *arena, Partnership *out) {
    bool found = false;
    *out = (Partnership){0};
    return partnership_row(db, arena, out, &found);
}

Error *terms_in_force(Db *db, Arena *arena, BodyId body, Date day, TermsOfReference *out, bool *found) {
    *out = (TermsOfReference){0};
    return terms_on(db, arena, body, day, out, found);
}

Error *person_sits_on(Db *db, Arena *arena, PersonId person, BodyId body, Date day, bool *out) {
    PersonSitsRow row = {0};
    *out = false;
    if (!person.n) return NULL;
    TRY(person_sits(db, arena, person, body, day, &row));
    *out = row.number > 0;
    return NULL;
}

Error *organisation_name_on(Db *db, Arena *arena, OrganisationId organisation, Date day, Text *out) {
    OrganisationName dated = {0};
    bool found = false;
    TRY(organisation_name_at(db, arena, organisation, day, &dated, &found));
    if (found) {
        *out = dated.name;
        return NULL;
    }
    Organisation present = {0};
    TRY(record_get(db, arena, &organisation_record, organisation.n, &present));
    *out = present.name;
    return NULL;
}

Text person_shown(Arena *arena, const Person *person) {
    Buffer words = buffer_new(arena, 80);
    if (person->honorific.len) buffer_putf(&words, "%.*s ", TEXT_ARG(person->honorific));
    buffer_put(&words, person->name);
    if (person->post.len) buffer_putf(&words, ", %.*s", TEXT_ARG(person->post));
    return buffer_text(&words);
}

Error *seat_authorities_on(Db *db, Arena *arena, BodyId body, Date day, SeatAuthorityList *out) {
    return body_authorities_on(db, arena, body, day, out);
}

/* ---- Membership: four statements, joined here ---- */

static const Person *person_in(const PersonList *persons, PersonId id) {
    for (size_t i = 0; i < persons->count; i++)
        if (persons->items[i].id.n == id.n) return &persons->items[i];
    return NULL;
}

static void seat_organisation(SeatHeld *held, const OrganisationList *organisations) {
    for (size_t i = 0; i < organisations->count; i++)
        if (organisations->items[i].id.n == held->seat.organisation.n) held->organisation = organisations->items[i];
}

/* The seat's tenures of one kind on the day (every one when there is no day), with the people. */
static SeatHolderList seat_holders(
    Arena *arena, SeatId seat, TenureKind kind, const TenureList *tenures, const PersonList *persons, Date day) {
    SeatHolderList list = {0};
    size_t room = 0;
    for (size_t i = 0; i < tenures->count; i++) room += tenures->items[i].seat.n == seat.n;
    list.items = ARENA_ARRAY(arena, SeatHolder, room);
    for (size_t i = 0; i < tenures->count; i++) {
        const Tenure *tenure = &tenures->items[i];
        const Person *person = person_in(persons, tenure->person);
        if (tenure->seat.n != seat.n || tenure->kind != kind || !person) continue;
        if (date_is_set(day) && !is_within(day, tenure->from, tenure->until)) continue;
        list.items[list.count++] = (SeatHolder){.tenure = *tenure, .person = *person};
    }
    return list;
}

Error *membership_on(Db *db, Arena *arena, BodyId body, Date day, Membership *out) {
    SeatList seats;
    TenureList tenures;
    PersonList persons;
    OrganisationList organisations;
    TRY(seats_of_body(db, arena, body, &seats));
    TRY(tenures_of_body(db, arena, body, &tenures));
    TRY(persons_of_body(db, arena, body, &persons));
    TRY(organisations_of_body(db, arena, body, &organisations));
    *out = (Membership){.items = ARENA_ARRAY(arena, SeatHeld, seats.count)};
    for (size_t i = 0; i < seats.count; i++) {
        const Seat *seat = &seats.items[i];
        if (date_is_set(day) && !is_within(day, seat->from, seat->until)) continue;
        SeatHeld *held = &out->items[out->count++];
        held->seat = *seat;
        seat_organisation(held, &organisations);
        held->holders = seat_holders(arena, seat->id, TENURE_HOLDER, &tenures, &persons, day);
        held->substitutes = seat_holders(arena, seat->id, TENURE_SUBSTITUTE, &tenures, &persons, day);
    }
    return NULL;
}

const SeatHolder *officer_of(const Membership *membership, OfficeHeld office) {
    for (size_t i = 0; i < membership->count; i++) {
        const SeatHolderList *holders = &membership->items[i].holders;
        for (size_t j = 0; j < holders->count; j++)
            if (holders->items[j].tenure.office == office) return &holders->items[j];
    }
    return NULL;
}

size_t vacancies_of(const Membership *membership) {
    size_t count = 0;
    for (size_t i = 0; i < membership->count; i++)
        if (!membership->items[i].seat.is_invited && membership->items[i].holders.count == 0) count++;
    return count;
}
