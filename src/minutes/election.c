/* Owns elections of chairs and vice-chairs, and the terms of office that they begin. */
#include "minutes/election.h"

#include "minutes/actions.h"
#include "minutes/minutes.sql.h"

/* ---- The record ---- */

static const Choice offices[] = {{OFFICE_CHAIR, "chair", "Chair", NULL}, {OFFICE_VICE_CHAIR, "vice_chair", "Vice-chair", NULL}, {0}};
/* Sealed and restricted as resolutions are: any item may become restricted, and the journal keeps every state. */
static const Field election_fields[] = {
    REF(Election, resolution, .to = &resolution_record, .label = "Resolution", .required = true, .by_program = true),
    CHOICE(Election, office, .choices = offices, .label = "Which office?", .in_sentence = "the office", .required = true),
    REF(Election, seat, .to = &seat_record, .label = "Who is elected?", .in_sentence = "who is elected", .required = true,
        .hint = "Whoever holds the seat on the day of the meeting"),
    REF(Election, nominated_by, .to = &seat_record, .label = "Nominated by", .required = true),
    REF(Election, seconded_by, .to = &seat_record, .label = "Seconded by"),
    LONG_TEXT(Election, others, .label = "Other nominations", .max = 500, .sealed = true,
        .hint = "Who else was nominated, as the minutes say it. Leave empty when nobody was"),
    INTEGER(Election, ended, .label = "Tenure that it ended", .by_program = true),
    INTEGER(Election, begun, .label = "Tenure that it began", .by_program = true),
    INTEGER(Election, other_ended, .label = "Tenure that it ended for who was in office", .by_program = true),
    INTEGER(Election, other_begun, .label = "Tenure that it began for who was in office", .by_program = true),
};
const Record election_record = RECORD(Election, "election", election_fields, .title = "election", .plural = "elections",
    .see = (Access)(CLERK | SAFETY_OFFICER), .change = CLERK, .is_restricted = true, .label_field = "office");

/* ---- Putting it ---- */

static const SeatHeld *seat_in(const Membership *m, SeatId seat) {
    for (size_t i = 0; i < m->count; i++)
        if (m->items[i].seat.id.n == seat.n) return &m->items[i];
    return NULL;
}

static const char *office_name(OfficeHeld office) {
    return office == OFFICE_CHAIR ? "chair" : "vice-chair";
}

/* R22: the terms may ask that the vice-chair is a member for a responsible authority. */
static bool may_be_elected(const Election *e, const SeatHeld *held, const TermsOfReference *terms) {
    return e->office != OFFICE_VICE_CHAIR || !terms->vice_chair_is_statutory || held->seat.is_statutory;
}

static void check(Form *form, const Election *e, const Membership *members, const TermsOfReference *terms) {
    const SeatHeld *held = seat_in(members, e->seat), *by = seat_in(members, e->nominated_by), *second = seat_in(members, e->seconded_by);
    if (!held || held->holders.count == 0) form_error(form, "seat", "Choose a seat that somebody holds on the day of the meeting");
    else if (held->seat.is_invited) form_error(form, "seat", "Somebody by invitation cannot be elected. Choose a member");
    else if (!may_be_elected(e, held, terms))
        form_error(form, "seat", "By the terms of reference the vice-chair is a member for a responsible authority. Choose another seat");
    else if (e->office == OFFICE_VICE_CHAIR && held->holders.items[0].tenure.office == OFFICE_CHAIR)
        form_error(form, "seat", "The vice-chair is elected from the other members. Choose somebody who is not the chair");
    else if (e->office == OFFICE_CHAIR && held->holders.items[0].tenure.office == OFFICE_VICE_CHAIR)
        form_error(
            form, "seat", "%.*s is vice-chair. End that on the page of the seat first", TEXT_ARG(held->holders.items[0].person.name));
    if (!by || by->seat.is_invited) form_error(form, "nominated_by", "Choose the member who made the nomination");
    if (e->seconded_by.n && (!second || second->seat.is_invited)) form_error(form, "seconded_by", "Choose the member who seconded it");
    if (e->seconded_by.n && e->seconded_by.n == e->nominated_by.n)
        form_error(form, "seconded_by", "Whoever made the nomination cannot second it. Choose another member");
}

static Error *words_of(Tx *tx, const Election *e, const Membership *members, Text *out) {
    Arena *arena = tx_arena(tx);
    const SeatHeld *held = seat_in(members, e->seat), *second = seat_in(members, e->seconded_by);
    Text name, seconded = S(""), others = text_trim(e->others);
    TRY(owner_public(tx_db(tx), arena, (SeatId){0}, held->holders.items[0].person.id, &name));
    if (second) seconded = text_format(arena, " and seconded by %.*s", TEXT_ARG(second->seat.title));
    if (others.len && others.ptr[others.len - 1] == '.') others.len--;
    if (others.len) others = text_format(arena, "; other nominations: %.*s", TEXT_ARG(others));
    *out = text_format(arena, "that %.*s (%.*s) be elected %s, nominated by %.*s%.*s%.*s", TEXT_ARG(name), TEXT_ARG(held->seat.title),
        office_name(e->office), TEXT_ARG(seat_in(members, e->nominated_by)->seat.title), TEXT_ARG(seconded), TEXT_ARG(others));
    return NULL;
}

Error *election_put(Tx *tx, const Meeting *meeting, AgendaItemId item, Election *e, Form *form) {
    Membership members;
    Resolution r = {.verb = VERB_AGREE};
    TermsOfReference terms;
    bool has_terms;
    TRY(membership_on(tx_db(tx), tx_arena(tx), meeting->body, meeting->day, &members));
    TRY(terms_in_force(tx_db(tx), tx_arena(tx), meeting->body, meeting->day, &terms, &has_terms));
    check(form, e, &members, &terms);
    if (!form_is_fine(form)) return NULL;
    TRY(words_of(tx, e, &members, &r.text));
    TRY(resolution_put(tx, item, &r));
    e->resolution = r.id;
    return record_insert(tx, &election_record, e);
}

/* ---- What follows from the resolution ---- */

Error *election_decided(Tx *tx, const Meeting *meeting, const Resolution *r) {
    Election e;
    bool found;
    OfficeTaken taken;
    TRY(election_of_resolution(tx_db(tx), tx_arena(tx), r->id, &e, &found));
    if (!found || (r->outcome != OUTCOME_CONSENSUS && r->outcome != OUTCOME_CARRIED)) return NULL;
    TRY(office_take(tx, meeting->body, e.seat, e.office, meeting->day, &taken));
    e.ended = taken.ended.n, e.begun = taken.begun.n, e.other_ended = taken.other_ended.n, e.other_begun = taken.other_begun.n;
    return record_update(tx, &election_record, &e);
}

Error *election_taken_back(Tx *tx, const Resolution *r) {
    Election e;
    bool found;
    TRY(election_of_resolution(tx_db(tx), tx_arena(tx), r->id, &e, &found));
    if (!found || e.begun == 0) return NULL;
    OfficeTaken taken = {{e.ended}, {e.begun}, {e.other_ended}, {e.other_begun}};
    TRY(office_give_back(tx, e.office, &taken));
    e.ended = e.begun = e.other_ended = e.other_begun = 0;
    return record_update(tx, &election_record, &e);
}

Error *election_removed(Tx *tx, const Resolution *r) {
    Election e;
    bool found;
    TRY(election_taken_back(tx, r));
    TRY(election_of_resolution(tx_db(tx), tx_arena(tx), r->id, &e, &found));
    return found ? record_delete(tx, &election_record, &e) : NULL;
}

/* ---- In words ---- */

static Error *words_of_term(Db *db, Arena *arena, const Meeting *meeting, const Election *e, Text *out) {
    TermsOfReference terms;
    Tenure tenure;
    bool has_terms;
    TRY(record_get(db, arena, &tenure_record, e->begun, &tenure));
    TRY(terms_in_force(db, arena, meeting->body, meeting->day, &terms, &has_terms));
    Date ends = has_terms ? office_term_ends(&tenure, &terms) : (Date){0};
    const char *office = e->office == OFFICE_CHAIR ? "Chair" : "Vice-chair";
    *out = text_format(arena, "%s from %.*s.", office, TEXT_ARG(date_plain(arena, tenure.from)));
    if (date_is_set(ends))
        *out = text_format(arena, "%.*s By the terms of reference the term ends on %.*s; the clerk's desk says so in time.", TEXT_ARG(*out),
            TEXT_ARG(date_plain(arena, ends)));
    return NULL;
}

Error *terms_begun(Db *db, Arena *arena, const Meeting *meeting, const ResolutionList *resolutions, TermsBegun *out) {
    *out = (TermsBegun){.items = ARENA_ARRAY(arena, Text, resolutions->count + 1)};
    for (size_t i = 0; i < resolutions->count; i++) {
        Election e;
        bool found;
        TRY(election_of_resolution(db, arena, resolutions->items[i].id, &e, &found));
        if (found && e.begun) TRY(words_of_term(db, arena, meeting, &e, &out->items[out->count++]));
    }
    return NULL;
}
