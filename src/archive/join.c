/* Owns what a clerk says of what documents name: two bodies, people or organisations of the archive are one. */
#include "archive/inside.h"

/* ---- Bodies ---- */

static Error *aliases_move(
    Tx *tx, ArchiveAliasList aliases, ArchiveBodyId body, ArchivePersonId person, ArchiveOrganisationId organisation) {
    for (size_t i = 0; i < aliases.count; i++) {
        ArchiveAlias *alias = &aliases.items[i];
        if (body.n) alias->body = body;
        if (person.n) alias->person = person;
        if (organisation.n) alias->organisation = organisation;
        alias->is_answered = true;
        TRY(record_update(tx, &archive_alias_record, alias));
    }
    return NULL;
}

/* Of one that was emptied too: it may stay for its address. */
static Error *meetings_move(Tx *tx, ArchiveBodyId from, ArchiveBodyId into) {
    ArchiveMeetingList meetings;
    TRY(archive_meetings_with_body(tx_db(tx), tx_arena(tx), from, &meetings));
    for (size_t i = 0; i < meetings.count; i++) {
        ArchiveMeeting there, *moved = &meetings.items[i];
        ArchiveDocumentList documents;
        TRY(archive_documents_at(tx_db(tx), tx_arena(tx), moved->id, &documents));
        TRY(meeting_found(tx, into, moved->date, moved->time, &there));
        TRY(record_get(tx_db(tx), tx_arena(tx), &archive_meeting_record, moved->id.n, moved));
        moved->body = into;
        TRY(record_update(tx, &archive_meeting_record, moved));
        if (there.id.n && documents.count) TRY(meeting_join(tx, moved, &there));
    }
    return NULL;
}

/* People keep their own records; those of one name are joined where the clerk says so, and new documents look among all. */
static Error *people_move(Tx *tx, ArchiveBodyId from, ArchiveBodyId into) {
    ArchivePersonList people;
    ArchiveAliasList aliases;
    TRY(archive_aliases_at(tx_db(tx), tx_arena(tx), from, &aliases));
    for (size_t i = 0; i < aliases.count; i++) {
        aliases.items[i].at = into;
        TRY(record_update(tx, &archive_alias_record, &aliases.items[i]));
    }
    TRY(archive_persons_at(tx_db(tx), tx_arena(tx), from, &people));
    for (size_t i = 0; i < people.count; i++) {
        ArchivePersonList there;
        PersonName name = person_name(tx_arena(tx), people.items[i].name);
        const ArchivePerson *same = NULL;
        int64_t agreeing = 0;
        TRY(archive_persons_with_surname(tx_db(tx), tx_arena(tx), into, people.items[i].surname, &there));
        for (size_t j = 0; j < there.count; j++) {
            PersonName other = person_name(tx_arena(tx), there.items[j].name);
            if (names_compare(&name, &other) == NAMES_AGREE) same = &there.items[j], agreeing++;
        }
        people.items[i].body = into;
        TRY(record_update(tx, &archive_person_record, &people.items[i]));
        if (agreeing == 1 && there.count == 1) TRY(archive_person_join(tx, people.items[i].id, same->id));
    }
    return NULL;
}

Error *archive_body_join(Tx *tx, ArchiveBodyId from, ArchiveBodyId into) {
    ArchiveBody gone, kept;
    ArchiveDocumentList documents;
    ArchiveAliasList aliases;
    Mentions *mentions;
    if (from.n == into.n) return error_new(tx_arena(tx), ERROR_INPUT, "Choose another body: this is the body itself.");
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_body_record, from.n, &gone));
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_body_record, into.n, &kept));
    TRY(archive_aliases_of_body(tx_db(tx), tx_arena(tx), from, &aliases));
    TRY(aliases_move(tx, aliases, into, (ArchivePersonId){0}, (ArchiveOrganisationId){0}));
    TRY(people_move(tx, from, into));
    TRY(archive_documents_of_body(tx_db(tx), tx_arena(tx), from, &documents));
    for (size_t i = 0; i < documents.count; i++) {
        documents.items[i].body = into;
        TRY(record_update(tx, &archive_document_record, &documents.items[i]));
    }
    TRY(meetings_move(tx, from, into));
    if (gone.body.n && !kept.body.n) {
        kept.body = gone.body;
        TRY(record_update(tx, &archive_body_record, &kept));
    }
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_body_record, from.n, &gone));
    TRY(record_delete(tx, &archive_body_record, &gone));
    TRY(mentions_of_body(tx, into, &mentions));
    for (size_t i = 0; i < documents.count; i++) {
        ArchiveEntryList entries;
        ArchiveDocument *d = &documents.items[i];
        TRY(record_get(tx_db(tx), tx_arena(tx), &archive_document_record, d->id.n, d)); /* its meeting may be another now */
        TRY(archive_entries_in(tx_db(tx), tx_arena(tx), d->id, &entries));
        TRY(document_index_entries(tx, d, &entries, mentions, false));
        TRY(meeting_doubt(tx, d));
    }
    for (size_t i = 0; i < documents.count; i++) {
        TRY(days_settle(tx, into, documents.items[i].source));
        TRY(archive_publication_follow_source(tx, documents.items[i].source));
    }
    return NULL;
}

/* ---- People and organisations ---- */

/* The public side names them wherever they are listed or mentioned. */
static Error *named_follow(Tx *tx, ArchivePersonId person, ArchiveOrganisationId organisation) {
    ArchiveSourcesNamingRowList sources;
    TRY(archive_sources_naming(tx_db(tx), tx_arena(tx), person, organisation, &sources));
    for (size_t i = 0; i < sources.count; i++) TRY(archive_publication_follow_source(tx, sources.items[i].source));
    return NULL;
}

Error *archive_person_join(Tx *tx, ArchivePersonId from, ArchivePersonId into) {
    ArchivePerson gone, kept;
    ArchiveEntryList entries;
    ArchiveAliasList aliases;
    if (from.n == into.n) return error_new(tx_arena(tx), ERROR_INPUT, "Choose somebody else: this is the same person.");
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_person_record, from.n, &gone));
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_person_record, into.n, &kept));
    TRY(archive_aliases_of_person(tx_db(tx), tx_arena(tx), from, &aliases));
    TRY(aliases_move(tx, aliases, (ArchiveBodyId){0}, into, (ArchiveOrganisationId){0}));
    TRY(archive_entries_of_person(tx_db(tx), tx_arena(tx), from, &entries));
    for (size_t i = 0; i < entries.count; i++) {
        entries.items[i].person = into;
        TRY(record_update(tx, &archive_entry_record, &entries.items[i]));
    }
    TRY(archive_mentions_of_person_move(tx, from, into, NULL));
    TRY(named_follow(tx, into, (ArchiveOrganisationId){0}));
    PersonName name = person_name(tx_arena(tx), gone.name), other = person_name(tx_arena(tx), kept.name);
    if (name_is_fuller(&name, &other) || (!kept.person.n && gone.person.n)) {
        if (name_is_fuller(&name, &other)) kept.name = gone.name, kept.surname = gone.surname;
        if (!kept.person.n) kept.person = gone.person;
        TRY(record_update(tx, &archive_person_record, &kept));
    }
    return record_delete(tx, &archive_person_record, &gone);
}

Error *archive_person_link(Tx *tx, ArchivePersonId id, PersonId to) {
    ArchivePerson person;
    Person known;
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_person_record, id.n, &person));
    if (to.n) TRY(record_get(tx_db(tx), tx_arena(tx), &person_record, to.n, &known));
    if (person.person.n == to.n) return NULL;
    person.person = to;
    return record_update(tx, &archive_person_record, &person);
}

Error *archive_organisation_join(Tx *tx, ArchiveOrganisationId from, ArchiveOrganisationId into) {
    ArchiveOrganisation gone, kept;
    ArchiveEntryList entries;
    ArchiveAliasList aliases;
    if (from.n == into.n) return error_new(tx_arena(tx), ERROR_INPUT, "Choose another organisation: this is the organisation itself.");
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_organisation_record, from.n, &gone));
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_organisation_record, into.n, &kept));
    TRY(archive_aliases_of_organisation(tx_db(tx), tx_arena(tx), from, &aliases));
    TRY(aliases_move(tx, aliases, (ArchiveBodyId){0}, (ArchivePersonId){0}, into));
    TRY(archive_entries_of_organisation(tx_db(tx), tx_arena(tx), from, &entries));
    for (size_t i = 0; i < entries.count; i++) {
        entries.items[i].organisation = into;
        TRY(record_update(tx, &archive_entry_record, &entries.items[i]));
    }
    TRY(archive_mentions_of_organisation_move(tx, from, into, NULL));
    TRY(named_follow(tx, (ArchivePersonId){0}, into));
    if (!kept.organisation.n && gone.organisation.n) {
        kept.organisation = gone.organisation;
        TRY(record_update(tx, &archive_organisation_record, &kept));
    }
    return record_delete(tx, &archive_organisation_record, &gone);
}
