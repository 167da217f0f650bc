/* Owns what documents name: bodies, organisations and people over their spellings. A spelling is looked up, never guessed: several that fit are
 * a doubt. */
#include "archive/inside.h"

#include "store/journal.h"

Text archive_key(Arena *arena, Text spelling) {
    Buffer out = buffer_new(arena, spelling.len + 8);
    bool is_apart = false;
    for (int32_t c; (c = text_next_character(&spelling)) >= 0;) {
        if (c == '\'' || c == '.' || c == 0x2018 || c == 0x2019 || c == 0xad) continue;
        bool is_letter =
            (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xc0 && (c < 0x2000 || c > 0x206f));
        if (!is_letter && c != '&') {
            is_apart = true;
            continue;
        }
        if ((is_apart || c == '&') && out.len) buffer_put_char(&out, ' ');
        is_apart = c == '&';
        if (c == '&') buffer_put(&out, S("and"));
        else buffer_put_character(&out, c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    return buffer_text(&out);
}

/* ---- Spellings ---- */

/* The spelling stands in a document of that day. */
static Error *alias_seen(Tx *tx, ArchiveAlias *alias, Date day) {
    ArchiveAlias before = *alias;
    if (!date_is_set(day)) return NULL;
    if (!date_is_set(alias->first) || date_compare(day, alias->first) < 0) alias->first = day;
    if (!date_is_set(alias->last) || date_compare(day, alias->last) > 0) alias->last = day;
    bool is_same = date_compare(before.first, alias->first) == 0 && date_compare(before.last, alias->last) == 0;
    return is_same ? NULL : record_update(tx, &archive_alias_record, alias);
}

static Error *alias_new(Tx *tx, ArchiveAlias alias, Date day) {
    alias.spelling = text_trim(alias.spelling);
    alias.key = archive_key(tx_arena(tx), alias.spelling);
    alias.first = alias.last = day;
    return record_insert(tx, &archive_alias_record, &alias);
}

/* ---- Bodies ---- */

/* A body of the partnership with that name or short name. */
static Error *own_body(Tx *tx, Text key, BodyId *out) {
    BodyList bodies;
    *out = (BodyId){0};
    TRY(bodies_on(tx_db(tx), tx_arena(tx), (Date){0}, &bodies));
    for (size_t i = 0; i < bodies.count && !out->n; i++) {
        const Body *b = &bodies.items[i];
        bool is_short = b->short_name.len > 0 && text_equal(archive_key(tx_arena(tx), b->short_name), key);
        if (is_short || text_equal(archive_key(tx_arena(tx), b->name), key)) *out = b->id;
    }
    return NULL;
}

Error *known_body(Tx *tx, Text name, Date day, ArchiveBody *out) {
    ArchiveAliasList aliases;
    BodyId own;
    bool found = false;
    Text key = archive_key(tx_arena(tx), name);
    TRY(archive_body_aliases(tx_db(tx), tx_arena(tx), key, &aliases));
    if (aliases.count) {
        TRY(alias_seen(tx, &aliases.items[0], day));
        return record_get(tx_db(tx), tx_arena(tx), &archive_body_record, aliases.items[0].body.n, out);
    }
    TRY(own_body(tx, key, &own));
    if (own.n) TRY(archive_body_of(tx_db(tx), tx_arena(tx), own, out, &found));
    if (!found) {
        *out = (ArchiveBody){.name = text_trim(name), .body = own};
        TRY(record_insert(tx, &archive_body_record, out));
    }
    return alias_new(tx, (ArchiveAlias){.spelling = name, .body = out->id}, day);
}

Error *body_is(Tx *tx, Text spelling, Date day, ArchiveBodyId body) {
    ArchiveAliasList aliases;
    if (text_is_empty(archive_key(tx_arena(tx), spelling))) return NULL;
    TRY(archive_body_aliases(tx_db(tx), tx_arena(tx), archive_key(tx_arena(tx), spelling), &aliases));
    for (size_t i = 0; i < aliases.count; i++) {
        if (aliases.items[i].body.n != body.n) continue;
        aliases.items[i].is_answered = true;
        return record_update(tx, &archive_alias_record, &aliases.items[i]);
    }
    return alias_new(tx, (ArchiveAlias){.spelling = spelling, .body = body, .is_answered = true}, day);
}

/* ---- Organisations ---- */

enum { ORGANISATIONS_MOST = 5000 };

/* An organisation of the partnership with that name, short name or dated name. */
static Error *own_organisation(Tx *tx, Text key, OrganisationId *out) {
    RecordList list;
    *out = (OrganisationId){0};
    TRY(record_list(tx_db(tx), tx_arena(tx), &organisation_record, 0, ORGANISATIONS_MOST, &list));
    const Organisation *organisations = list.items;
    for (size_t i = 0; i < list.count && !out->n; i++) {
        const Organisation *o = &organisations[i];
        bool is_short = o->short_name.len > 0 && text_equal(archive_key(tx_arena(tx), o->short_name), key);
        if (is_short || text_equal(archive_key(tx_arena(tx), o->name), key)) *out = o->id;
    }
    if (out->n) return NULL;
    TRY(record_list(tx_db(tx), tx_arena(tx), &organisation_name_record, 0, ORGANISATIONS_MOST, &list));
    const OrganisationName *names = list.items;
    for (size_t i = 0; i < list.count && !out->n; i++)
        if (text_equal(archive_key(tx_arena(tx), names[i].name), key)) *out = names[i].organisation;
    return NULL;
}

Error *known_organisation(Tx *tx, Text name, Date day, bool makes, ArchiveOrganisationId *out) {
    ArchiveAliasList aliases;
    ArchiveOrganisation made = {0};
    OrganisationId own;
    bool found = false;
    Text key = archive_key(tx_arena(tx), name);
    *out = (ArchiveOrganisationId){0};
    if (text_is_empty(key)) return NULL;
    TRY(archive_organisation_aliases(tx_db(tx), tx_arena(tx), key, &aliases));
    if (aliases.count) {
        *out = aliases.items[0].organisation;
        return alias_seen(tx, &aliases.items[0], day);
    }
    TRY(own_organisation(tx, key, &own));
    if (!own.n && !makes) return NULL;
    if (own.n) TRY(archive_organisation_of(tx_db(tx), tx_arena(tx), own, &made, &found));
    if (!found) {
        made = (ArchiveOrganisation){.name = text_trim(name), .organisation = own};
        TRY(record_insert(tx, &archive_organisation_record, &made));
    }
    *out = made.id;
    return alias_new(tx, (ArchiveAlias){.spelling = name, .organisation = made.id}, day);
}

/* ---- People ---- */

static Error *person_alias(Tx *tx, ArchiveBodyId body, Text spelling, Date day, ArchivePersonId person, bool is_answered) {
    ArchiveAliasList aliases;
    TRY(archive_person_aliases(tx_db(tx), tx_arena(tx), archive_key(tx_arena(tx), spelling), body, &aliases));
    for (size_t i = 0; i < aliases.count; i++) {
        ArchiveAlias *alias = &aliases.items[i];
        if (alias->person.n != person.n) continue;
        if (!is_answered || alias->is_answered) return alias_seen(tx, alias, day);
        alias->is_answered = true;
        TRY(alias_seen(tx, alias, day));
        return record_update(tx, &archive_alias_record, alias);
    }
    ArchiveAlias alias = {.spelling = spelling, .person = person, .at = body, .is_answered = is_answered};
    return alias_new(tx, alias, day);
}

/* Their name is the fullest of their spellings. */
static Error *take_fuller_name(Tx *tx, ArchivePersonId id, Text spelling) {
    ArchivePerson person;
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_person_record, id.n, &person));
    PersonName now = person_name(tx_arena(tx), person.name), other = person_name(tx_arena(tx), spelling);
    if (!name_is_fuller(&other, &now)) return NULL;
    person.name = text_trim(spelling);
    return record_update(tx, &archive_person_record, &person);
}

Error *person_new(Tx *tx, ArchiveBodyId body, Text spelling, Date day, bool is_answered, ArchivePersonId *out) {
    PersonName name = person_name(tx_arena(tx), spelling);
    ArchivePerson person = {.name = text_trim(spelling), .surname = surname_key(tx_arena(tx), name.surname), .body = body};
    TRY(record_insert(tx, &archive_person_record, &person));
    *out = person.id;
    return person_alias(tx, body, spelling, day, person.id, is_answered);
}

Error *person_is(Tx *tx, ArchiveBodyId body, Text spelling, Date day, ArchivePersonId person) {
    TRY(person_alias(tx, body, spelling, day, person, true));
    return take_fuller_name(tx, person, spelling);
}

/* Does the spelling fit the person: their fullest name, and no other of their spellings contradicts it? */
static Error *fits(Tx *tx, const ArchivePerson *person, const PersonName *name, NamesAgree *out) {
    ArchiveAliasList aliases;
    PersonName fullest = person_name(tx_arena(tx), person->name);
    *out = names_compare(&fullest, name);
    if (*out == NAMES_DIFFER) return NULL;
    TRY(archive_aliases_of_person(tx_db(tx), tx_arena(tx), person->id, &aliases));
    for (size_t i = 0; i < aliases.count; i++) {
        PersonName other = person_name(tx_arena(tx), aliases.items[i].spelling);
        if (names_compare(&other, name) == NAMES_AGREE) *out = NAMES_AGREE;
    }
    return NULL;
}

/* A first name that is spelled out, not only initials. */
static bool has_first_name(const PersonName *name) {
    Text rest = name->first, word;
    while (text_split(&rest, ' ', &word))
        if (text_characters(word) > 2 && !text_contains(word, S("."))) return true;
    return false;
}

/* Everybody of the body whom the name fits; only those whose names agree, when there are such and the name says a first name. */
static Error *people_that_fit(Tx *tx, ArchiveBodyId body, const PersonName *name, ArchivePersonList *out) {
    ArchivePersonList all;
    size_t agreeing = 0;
    TRY(archive_persons_with_surname(tx_db(tx), tx_arena(tx), body, surname_key(tx_arena(tx), name->surname), &all));
    *out = (ArchivePersonList){.items = ARENA_ARRAY(tx_arena(tx), ArchivePerson, all.count + 1)};
    NamesAgree *how = ARENA_ARRAY(tx_arena(tx), NamesAgree, all.count + 1);
    for (size_t i = 0; i < all.count; i++) {
        TRY(fits(tx, &all.items[i], name, &how[out->count]));
        if (how[out->count] == NAMES_DIFFER) continue;
        if (how[out->count] == NAMES_AGREE) agreeing++;
        out->items[out->count++] = all.items[i];
    }
    if (agreeing != 1 || out->count < 2 || !has_first_name(name)) return NULL;
    for (size_t i = 0; i < out->count; i++)
        if (how[i] == NAMES_AGREE) out->items[0] = out->items[i];
    out->count = 1;
    return NULL;
}

Error *known_person(Tx *tx, ArchiveBodyId body, Text spelling, Date day, bool makes, KnownPerson *out) {
    ArchiveAliasList aliases;
    *out = (KnownPerson){0};
    PersonName name = person_name(tx_arena(tx), spelling);
    if (text_is_empty(name.surname)) return NULL;
    TRY(archive_person_aliases(tx_db(tx), tx_arena(tx), archive_key(tx_arena(tx), spelling), body, &aliases));
    bool is_shared = aliases.count > 1 && aliases.items[1].is_answered && aliases.items[1].person.n != aliases.items[0].person.n;
    if (aliases.count && aliases.items[0].is_answered && !is_shared) {
        out->person = aliases.items[0].person;
        return alias_seen(tx, &aliases.items[0], day);
    }
    TRY(people_that_fit(tx, body, &name, &out->fit));
    if (out->fit.count > 1) return NULL;
    if (out->fit.count == 0) return makes ? person_new(tx, body, spelling, day, false, &out->person) : NULL;
    out->person = out->fit.items[0].id;
    if (!makes) return NULL;
    TRY(person_alias(tx, body, spelling, day, out->person, false));
    return take_fuller_name(tx, out->person, spelling);
}
