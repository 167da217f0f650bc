/* The archive to the public side and back: assemble, check, write. The office is held while a meeting is made, so nothing changes under it. */
#include "publish/archive_valve.h"

#include <inttypes.h>

#include "archive/publication.sql.h"
#include "base/log.h"
#include "publish/published.sql.h"

enum { MOST_SECRETS = 4000, MOST_SENTENCES = 20 };
static const Actor program = {0, S_INIT("Quorate")};

/* ---- What must not go out ---- */

static bool is_passage(EntryKind kind) {
    return kind == ENTRY_PARAGRAPH || kind == ENTRY_BULLET || kind == ENTRY_PART || kind == ENTRY_RESOLUTION || kind == ENTRY_TABLE_ROW
           || kind == ENTRY_RECOMMENDATION;
}

/* The passages of the body that are restricted, and the watch list. Titles are none: agendas print those of restricted items. */
static Error *collect_secrets(Db *office, Arena *arena, ArchiveBodyId body, SecretList *out) {
    ArchiveEntryList entries;
    TRY(archive_restricted_entries_of_body(office, arena, body, MOST_SECRETS, &entries));
    for (size_t i = 0; i < entries.count; i++)
        if (is_passage(entries.items[i].kind) && entries.items[i].words.len > 0)
            secret_add(arena, out, S("a restricted passage of the archive"), entries.items[i].words);
    return secrets_of_watch_list(office, arena, out);
}

static void check_rows(Arena *arena, LeakIndex *index, const ArchiveSnapshot *s, FindingList *findings) {
    Text url = text_format(arena, "/office/archive/meetings/%" PRId64, s->meeting.id.n);
    leak_begin(index);
    leak_find_in_row(
        arena, index, &published_archive_meeting_record, &s->meeting, &(Place){.name = S("the meeting"), .url = url}, findings);
    for (size_t i = 0; i < s->entries.count; i++) {
        const PublishedArchiveEntry *e = &s->entries.items[i];
        Place place = {.name = text_format(arena, "line %" PRId64 " of document %" PRId64, e->first_line, e->document.n),
            .url = text_format(arena, "/office/archive/documents/%" PRId64 "#entry-%" PRId64, e->document.n, e->id.n)};
        leak_find_in_row(arena, index, &published_archive_entry_record, e, &place, findings);
    }
    leak_pass_over_found(index);
    for (size_t i = 0; i < s->documents.count; i++)
        leak_find_in_row(arena, index, &published_archive_document_record, &s->documents.items[i],
            &(Place){.name = S("a document"), .url = url}, findings);
    for (size_t i = 0; i < s->sources.count; i++)
        leak_find(arena, index, &(Place){.name = S("the words of the source"), .url = url}, s->sources.items[i].text, findings);
    for (size_t i = 0; i < s->people.count; i++)
        leak_find_in_row(
            arena, index, &published_archive_person_record, &s->people.items[i], &(Place){.name = S("the people"), .url = url}, findings);
}

static Text sentences_of(Arena *arena, const FindingList *findings) {
    Buffer out = buffer_new(arena, 512);
    for (size_t i = 0; i < findings->count && i < MOST_SENTENCES; i++) {
        if (i) buffer_put_char(&out, '\n');
        buffer_put(&out, finding_sentence(arena, &findings->items[i]));
    }
    return buffer_text(&out);
}

/* ---- Writing ---- */

static Error *clear_meeting(Tx *site, PublishedId meeting) {
    PublishedArchiveEntryIdsRowList entries;
    TRY(published_archive_entry_ids(tx_db(site), tx_arena(site), meeting, &entries));
    for (size_t i = 0; i < entries.count; i++)
        TRY(search_remove(site, S("archive"), text_format(tx_arena(site), "%" PRId64, entries.items[i].id.n)));
    TRY(published_archive_mentions_clear(site, meeting, NULL));
    TRY(published_archive_entries_clear(site, meeting, NULL));
    return published_archive_documents_clear(site, meeting, NULL);
}

static Error *clear_unused(Tx *site) {
    TRY(published_archive_sources_clear(site, NULL));
    return published_archive_people_clear(site, NULL);
}

static Error *put_all(Tx *site, ArchiveSnapshot *s) {
    PublishedArchiveMeeting before = {0};
    bool found = false;
    TRY(published_archive_meeting_find(tx_db(site), tx_arena(site), s->meeting.id, &before, &found));
    TRY(clear_meeting(site, s->meeting.id));
    s->meeting.changed_at = tx_moment(site);
    s->meeting.published_at = found && !before.is_withdrawn && moment_is_set(before.published_at) ? before.published_at : tx_moment(site);
    TRY(published_put(site, &published_archive_body_record, &s->body, NULL));
    TRY(published_put(site, &published_archive_meeting_record, &s->meeting, NULL));
    for (size_t i = 0; i < s->sources.count; i++) TRY(published_put(site, &published_archive_source_record, &s->sources.items[i], NULL));
    for (size_t i = 0; i < s->people.count; i++) TRY(published_put(site, &published_archive_person_record, &s->people.items[i], NULL));
    for (size_t i = 0; i < s->documents.count; i++) TRY(record_put(site, &published_archive_document_record, &s->documents.items[i]));
    for (size_t i = 0; i < s->entries.count; i++) TRY(record_put(site, &published_archive_entry_record, &s->entries.items[i]));
    for (size_t i = 0; i < s->mention_count; i++)
        TRY(published_archive_mention_put(site, s->mentions[i].entry, s->mentions[i].person, NULL));
    for (size_t i = 0; i < s->search_count; i++) TRY(search_put(site, &s->search[i]));
    return clear_unused(site);
}

/* What a source shares with other meetings is written anew without this one's lines. */
static Error *put_shared_sources(Tx *site, Db *office, const PublishedArchiveSourceIdsRowList *sources) {
    for (size_t i = 0; i < sources->count; i++) {
        PublishedArchiveSource row = {0}, before = {0};
        Error *gone = record_get(tx_db(site), tx_arena(site), &published_archive_source_record, sources->items[i].source.n, &before);
        if (gone) continue;
        TRY(archive_source_row(office, tx_arena(site), (ArchiveSourceId){sources->items[i].source.n}, &row));
        TRY(published_put(site, &published_archive_source_record, &row, NULL));
    }
    return NULL;
}

static Error *put_tombstone(Tx *site, Db *office, PublishedId id, Text reason) {
    PublishedArchiveMeeting row = {0};
    PublishedArchiveSourceIdsRowList sources;
    bool found = false;
    TRY(published_archive_meeting_find(tx_db(site), tx_arena(site), id, &row, &found));
    if (!found) return NULL;
    TRY(published_archive_source_ids(tx_db(site), tx_arena(site), id, &sources));
    TRY(clear_meeting(site, id));
    TRY(clear_unused(site));
    TRY(put_shared_sources(site, office, &sources));
    row.is_withdrawn = true;
    row.reason = reason;
    row.status = row.venue = (Text){0};
    row.approved_at = (PublishedId){0};
    row.changed_at = tx_moment(site);
    return published_put(site, &published_archive_meeting_record, &row, NULL);
}

/* ---- The job ---- */

#define TAKEN_AWAY "Something in these papers may not be public. They are not here until they are published again without it."

static Error *note(Tx *office, ArchivePublication *p, ArchivePublicationState state, Text held_back) {
    p->state = state;
    p->held_back = held_back;
    p->changed_at = tx_moment(office);
    if (state == ARCHIVE_OUT && !moment_is_set(p->published_at)) p->published_at = tx_moment(office);
    if (state != ARCHIVE_OUT) p->published_at = (Moment){0};
    return record_update(office, &archive_publication_record, p);
}

static Error *bring_wanted(Tx *office, Tx *site, ArchivePublication *p) {
    Arena *arena = tx_arena(office);
    ArchiveSnapshot snapshot;
    SecretList secrets = {0};
    FindingList findings = {0};
    Text obstacle;
    TRY(archive_publication_obstacle(tx_db(office), arena, p->meeting, &obstacle));
    if (text_is_empty(obstacle)) {
        TRY(archive_assemble(tx_db(office), arena, p->meeting, &snapshot));
        TRY(collect_secrets(tx_db(office), arena, (ArchiveBodyId){snapshot.body.id.n}, &secrets));
        LeakIndex index = leak_index(arena, &secrets);
        check_rows(arena, &index, &snapshot, &findings);
        if (findings.count > 0)
            log_warning("the meeting %" PRId64 " of the archive is held back: %zu findings", p->meeting.n, findings.count);
    }
    if (!text_is_empty(obstacle) || findings.count > 0) {
        TRY(put_tombstone(site, tx_db(office), (PublishedId){p->meeting.n}, S(TAKEN_AWAY)));
        return note(office, p, ARCHIVE_HELD_BACK, findings.count ? sentences_of(arena, &findings) : obstacle);
    }
    TRY(put_all(site, &snapshot));
    return note(office, p, ARCHIVE_OUT, S(""));
}

Error *archive_bring(Valve *valve, Arena *arena, ArchiveMeetingId meeting) {
    Tx *office = NULL, *site = NULL;
    ArchivePublication p = {0};
    bool found = false;
    Error *error = NULL;
    TRY_OUT(tx_begin(valve->office, arena, program, S("Published in the archive"), &office));
    TRY_OUT(archive_publication_of(tx_db(office), arena, meeting, &p, &found));
    if (!found) goto out;
    TRY_OUT(tx_begin(valve->published, arena, program, S(""), &site));
    if (p.is_wanted) TRY_OUT(bring_wanted(office, site, &p));
    else {
        TRY_OUT(put_tombstone(site, tx_db(office), (PublishedId){meeting.n}, p.reason));
        TRY_OUT(note(office, &p, ARCHIVE_TAKEN_BACK, S("")));
    }
    /* The public side first: a crash between the two leaves a job that does it again. */
    TRY_OUT(tx_commit(site));
    TRY_OUT(tx_commit(office));
out:
    tx_end(site);
    tx_end(office);
    return error;
}
