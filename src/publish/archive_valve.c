/* The archive to the public side and back: assemble, check, write. What was changed in the office meanwhile is seen before anything goes out. */
#include "publish/archive_valve.h"

#include <inttypes.h>

#include "archive/publication.sql.h"
#include "base/log.h"
#include "publish/published.sql.h"

enum { LONGEST_NAME = 80, SHORT_PASSAGE = 8 };
static const Actor program = {0, S_INIT("Quorate")};

/* ---- What must not go out ---- */

/* Words of nearly every minute, which give nothing away. */
#define FORMULAS                                                                                                                           \
    "resolved agreed noted approved endorsed accepted received considered recommended thanked report reports update updates presentation " \
    "minutes notes members partnership committee board meeting progress comments verbal chairman chair item items actions action"

static Error *public_words(Db *office, Arena *arena, Text *out) {
    ArchivePublicNamesRowList names;
    Buffer b = buffer_new(arena, 4096);
    TRY(archive_public_names(office, arena, &names));
    buffer_put(&b, S(FORMULAS));
    for (size_t i = 0; i < names.count; i++)
        if (names.items[i].name.len <= LONGEST_NAME) buffer_putf(&b, "\n%.*s", TEXT_ARG(names.items[i].name));
    *out = buffer_text(&b);
    return NULL;
}

/* "The report was noted." is nobody's secret, though it stands in a restricted item. */
static bool is_formula(Arena *arena, const ArchiveEntry *e, const WordList *ordinary) {
    WordList words = words_of(arena, e->words);
    if (words.count > SHORT_PASSAGE) return false;
    words_discount(&words, ordinary);
    for (size_t i = 0; i < words.count; i++)
        if (!words.items[i].is_ordinary) return false;
    return true;
}

/* Titles are none: agendas print those of restricted items. */
Error *secrets_of_archive(Db *office, Arena *arena, SecretList *out) {
    ArchiveEntryList entries;
    Text names;
    TRY(archive_restricted_passages(office, arena, &entries));
    TRY(public_words(office, arena, &names));
    WordList ordinary = words_of(arena, names);
    out->ordinary = out->ordinary.len ? text_format(arena, "%.*s\n%.*s", TEXT_ARG(out->ordinary), TEXT_ARG(names)) : names;
    for (size_t i = 0; i < entries.count; i++) {
        const ArchiveEntry *e = &entries.items[i];
        TRY(record_check_open(arena, &archive_entry_record, e));
        if (e->words.len == 0 || is_formula(arena, e, &ordinary)) continue;
        secret_add(arena, out,
            text_format(
                arena, "a restricted passage of the archive (line %" PRId64 " of document %" PRId64 ")", e->first_line, e->document.n),
            e->words);
    }
    return NULL;
}

static Error *collect_secrets(Db *office, Arena *arena, SecretList *out) {
    TRY(secrets_of_archive(office, arena, out));
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
    TRY(published_archive_old_addresses_clear(site, NULL));
    return published_archive_people_clear(site, NULL);
}

static Error *put_old_addresses(Tx *site, const ArchiveSnapshot *s) {
    for (size_t i = 0; i < s->sources.count; i++) TRY(published_archive_old_addresses_forget(site, s->sources.items[i].id, NULL));
    for (size_t i = 0; i < s->old_address_count; i++)
        TRY(published_archive_old_address_put(site, s->old_addresses[i].name, s->old_addresses[i].source, NULL));
    return NULL;
}

#define NAME_WAITS "Somebody whose name is being looked at"

/* What is shared with other meetings is written anew, with the lines of these alone, or of this one too once `meeting` is public. What cannot be opened
 * to do so, because the key is not here, is not shown until a later run can. */
static Error *put_shared_source(Tx *site, Db *office, ArchiveMeetingId meeting, PublishedId id) {
    PublishedArchiveSource row = {0}, before = {0};
    Error *error = record_get(tx_db(site), tx_arena(site), &published_archive_source_record, id.n, &before);
    if (error && error->kind == ERROR_NOT_FOUND) return NULL;
    TRY(error);
    error = archive_source_row(office, tx_arena(site), (ArchiveSourceId){id.n}, meeting, &row);
    if (error && error->kind == ERROR_SEALED) row = before, row.text = row.kind_shown = S("");
    else TRY(error);
    return published_put(site, &published_archive_source_record, &row, NULL);
}

static Error *put_shared_person(Tx *site, Db *office, ArchiveMeetingId meeting, PublishedId id) {
    PublishedArchivePerson row = {0}, before = {0};
    bool is_named = false;
    Error *error = record_get(tx_db(site), tx_arena(site), &published_archive_person_record, id.n, &before);
    if (error && error->kind == ERROR_NOT_FOUND) return NULL;
    TRY(error);
    error = archive_person_row(office, tx_arena(site), (ArchivePersonId){id.n}, meeting, &row, &is_named);
    if (error && error->kind == ERROR_SEALED) row = before, row.name = S(NAME_WAITS), row.spellings = S(""), is_named = true;
    else TRY(error);
    return is_named ? published_put(site, &published_archive_person_record, &row, NULL) : NULL;
}

static Error *put_shared(Tx *site, Db *office, ArchiveMeetingId meeting, const PublishedArchiveSourceIdsRowList *sources,
    const PublishedArchivePersonIdsRowList *people) {
    for (size_t i = 0; i < sources->count; i++) TRY(put_shared_source(site, office, meeting, sources->items[i].source));
    for (size_t i = 0; i < people->count; i++) TRY(put_shared_person(site, office, meeting, people->items[i].person));
    return NULL;
}

/* What a run without the key left unshown. */
static Error *put_waiting(Tx *site, Db *office, ArchiveMeetingId meeting) {
    PublishedArchiveSourcesWaitingRowList sources;
    PublishedArchivePeopleWaitingRowList people;
    TRY(published_archive_sources_waiting(tx_db(site), tx_arena(site), &sources));
    TRY(published_archive_people_waiting(tx_db(site), tx_arena(site), S(NAME_WAITS), &people));
    for (size_t i = 0; i < sources.count; i++) TRY(put_shared_source(site, office, meeting, sources.items[i].source));
    for (size_t i = 0; i < people.count; i++) TRY(put_shared_person(site, office, meeting, people.items[i].person));
    return NULL;
}

/* What the meeting showed before and does not any more: another may still show it, without what this one said. */
static Error *shown_no_more(
    Tx *site, const ArchiveSnapshot *s, PublishedArchiveSourceIdsRowList *sources, PublishedArchivePersonIdsRowList *people) {
    size_t kept = 0;
    TRY(published_archive_source_ids(tx_db(site), tx_arena(site), s->meeting.id, sources));
    TRY(published_archive_person_ids(tx_db(site), tx_arena(site), s->meeting.id, people));
    for (size_t i = 0; i < sources->count; i++) {
        bool is_shown = false;
        for (size_t k = 0; k < s->sources.count && !is_shown; k++) is_shown = s->sources.items[k].id.n == sources->items[i].source.n;
        if (!is_shown) sources->items[kept++] = sources->items[i];
    }
    sources->count = kept, kept = 0;
    for (size_t i = 0; i < people->count; i++) {
        bool is_shown = false;
        for (size_t k = 0; k < s->people.count && !is_shown; k++) is_shown = s->people.items[k].id.n == people->items[i].person.n;
        if (!is_shown) people->items[kept++] = people->items[i];
    }
    people->count = kept;
    return NULL;
}

static Error *put_all(Tx *site, Db *office, ArchiveSnapshot *s) {
    ArchiveMeetingId meeting = {s->meeting.id.n};
    PublishedArchiveSourceIdsRowList sources;
    PublishedArchivePersonIdsRowList people;
    PublishedArchiveMeeting before = {0};
    bool found = false;
    TRY(published_archive_meeting_find(tx_db(site), tx_arena(site), s->meeting.id, &before, &found));
    TRY(shown_no_more(site, s, &sources, &people));
    TRY(clear_meeting(site, s->meeting.id));
    s->meeting.changed_at = tx_moment(site);
    s->meeting.published_at = found && !before.is_withdrawn && moment_is_set(before.published_at) ? before.published_at : tx_moment(site);
    TRY(published_put(site, &published_archive_body_record, &s->body, NULL));
    TRY(published_put(site, &published_archive_meeting_record, &s->meeting, NULL));
    for (size_t i = 0; i < s->sources.count; i++) TRY(published_put(site, &published_archive_source_record, &s->sources.items[i], NULL));
    TRY(put_old_addresses(site, s));
    for (size_t i = 0; i < s->people.count; i++) TRY(published_put(site, &published_archive_person_record, &s->people.items[i], NULL));
    for (size_t i = 0; i < s->documents.count; i++) TRY(record_put(site, &published_archive_document_record, &s->documents.items[i]));
    for (size_t i = 0; i < s->entries.count; i++) TRY(record_put(site, &published_archive_entry_record, &s->entries.items[i]));
    for (size_t i = 0; i < s->mention_count; i++)
        TRY(published_archive_mention_put(site, s->mentions[i].entry, s->mentions[i].person, NULL));
    for (size_t i = 0; i < s->search_count; i++) TRY(search_put(site, &s->search[i]));
    TRY(clear_unused(site));
    return put_shared(site, office, meeting, &sources, &people);
}

static Error *put_tombstone(Tx *site, Db *office, PublishedId id, Text reason) {
    PublishedArchiveMeeting row = {0};
    PublishedArchiveSourceIdsRowList sources;
    PublishedArchivePersonIdsRowList people;
    bool found = false;
    TRY(published_archive_meeting_find(tx_db(site), tx_arena(site), id, &row, &found));
    if (!found) return NULL;
    TRY(published_archive_source_ids(tx_db(site), tx_arena(site), id, &sources));
    TRY(published_archive_person_ids(tx_db(site), tx_arena(site), id, &people));
    TRY(clear_meeting(site, id));
    TRY(clear_unused(site));
    TRY(put_shared(site, office, (ArchiveMeetingId){0}, &sources, &people));
    row.is_withdrawn = true;
    row.reason = reason;
    row.status = row.venue = (Text){0};
    row.approved_at = (PublishedId){0};
    row.changed_at = tx_moment(site);
    return published_put(site, &published_archive_meeting_record, &row, NULL);
}

/* ---- The job ---- */

#define TAKEN_AWAY "Something in these papers may not be public. They are not here until they are published again without it."
#define NO_REASON "They were withdrawn."

/* What is to become of a meeting, from the state in which its publication was read. */
typedef struct {
    ArchivePublication publication;
    bool was_asked, goes_out;
    ArchiveSnapshot snapshot;              /* when it goes out */
    Text reason;                           /* else what stands in its place */
    Text held_back;                        /* what was found, for the office */
    ArchivePublicationsWrittenRow written; /* when it was read */
    bool is_unread;                        /* the key is not here: nothing of it stays outside, and the job comes again */
} Outcome;

/* Reads, and changes nothing: whoever works in the office goes on working. */
static Error *prepare_wanted(Db *office, Arena *arena, Outcome *out) {
    ArchiveMeetingId meeting = out->publication.meeting;
    SecretList secrets = {0};
    FindingList findings = {0};
    TRY(archive_publication_obstacle(office, arena, meeting, true, &out->held_back));
    out->reason = S(TAKEN_AWAY);
    if (out->held_back.len) return NULL;
    TRY(archive_assemble(office, arena, meeting, &out->snapshot));
    TRY(collect_secrets(office, arena, &secrets));
    LeakIndex index = leak_index(arena, &secrets);
    check_rows(arena, &index, &out->snapshot, &findings);
    out->goes_out = findings.count == 0;
    if (out->goes_out) return NULL;
    log_warning("the meeting %" PRId64 " of the archive is held back: %zu findings", meeting.n, findings.count);
    out->held_back = finding_sentences(arena, &findings);
    return NULL;
}

/* The reason is read by the public, so it is looked through like everything else. */
static Error *prepare_withdrawn(Db *office, Arena *arena, Outcome *out) {
    SecretList secrets = {0};
    FindingList findings = {0};
    TRY(collect_secrets(office, arena, &secrets));
    LeakIndex index = leak_index(arena, &secrets);
    leak_begin(&index);
    leak_find(arena, &index, &(Place){.name = S("the reason of the withdrawal")}, out->publication.reason, &findings);
    out->reason = findings.count ? S(NO_REASON) : out->publication.reason;
    out->held_back = finding_sentences(arena, &findings);
    return NULL;
}

static Error *prepare(Db *office, Arena *arena, ArchiveMeetingId meeting, Outcome *out) {
    bool found;
    TRY(archive_publications_written(office, arena, &out->written, &found));
    TRY(archive_publication_of(office, arena, meeting, &out->publication, &out->was_asked));
    if (!out->was_asked) return NULL;
    Error *error = out->publication.is_wanted ? prepare_wanted(office, arena, out) : prepare_withdrawn(office, arena, out);
    if (!error || error->kind != ERROR_SEALED) return error;
    out->is_unread = true;
    out->goes_out = false;
    out->reason = out->publication.is_wanted ? S(TAKEN_AWAY) : S(NO_REASON);
    return NULL;
}

/* Meetings whose minutes were approved at one that became public, or is no more, say so. */
static Error *approved_follow(Tx *office, ArchiveMeetingId meeting) {
    ArchiveMeetingsWhoseMinutesRowList approved;
    TRY(archive_meetings_whose_minutes(tx_db(office), tx_arena(office), meeting, &approved));
    for (size_t i = 0; i < approved.count; i++)
        if (approved.items[i].id.n != meeting.n) TRY(archive_publication_follow(office, approved.items[i].id));
    return NULL;
}

static Error *note(Tx *office, ArchivePublication *p, ArchivePublicationState state, Text held_back) {
    bool was_out = moment_is_set(p->published_at), is_out = state == ARCHIVE_OUT;
    p->state = state;
    p->held_back = held_back;
    p->changed_at = tx_moment(office);
    p->published_at = !is_out ? ((Moment){0}) : was_out ? p->published_at : tx_moment(office);
    TRY(record_update(office, &archive_publication_record, p));
    return was_out == is_out ? NULL : approved_follow(office, p->meeting);
}

static Error *note_outcome(Tx *office, Outcome *o) {
    ArchivePublicationState state = o->goes_out ? ARCHIVE_OUT : o->publication.is_wanted ? ARCHIVE_HELD_BACK : ARCHIVE_TAKEN_BACK;
    return note(office, &o->publication, state, o->held_back);
}

typedef enum { HOLDS, OVERTAKEN, OTHERS_WROTE } Standing;

/* Every change of what was read asks for the job again and gives the publication a new version: what is out of date is dropped. The words of a
 * source and what is told of a person are shared with other meetings: when another program published or took back one of those meanwhile, what was
 * prepared may hold lines that are public no more, or lack some that are. */
static Error *standing_of(Tx *office, const Outcome *read, Standing *out) {
    ArchivePublication now = {0};
    ArchivePublicationsWrittenRow written = {0};
    bool found;
    TRY(record_get(tx_db(office), tx_arena(office), &archive_publication_record, read->publication.id.n, &now));
    TRY(archive_publications_written(tx_db(office), tx_arena(office), &written, &found));
    bool is_alone = written.count == read->written.count && written.versions == read->written.versions;
    *out = now.version != read->publication.version ? OVERTAKEN : is_alone ? HOLDS : OTHERS_WROTE;
    return NULL;
}

/* Prepares with both writers held when `holds_all`, else before: then whoever works in the office goes on working meanwhile. */
static Error *bring(Valve *valve, Arena *arena, ArchiveMeetingId meeting, bool holds_all, Standing *standing) {
    Tx *office = NULL, *site = NULL;
    Db *reading = NULL;
    Outcome o = {0};
    Error *error = NULL;
    TRY_OUT(store_borrow(valve->office, arena, &reading));
    if (holds_all) {
        TRY_OUT(tx_begin(valve->published, arena, program, S(""), &site));
        TRY_OUT(tx_begin(valve->office, arena, program, S("Published in the archive"), &office));
    }
    TRY_OUT(prepare(reading, arena, meeting, &o));
    if (!o.was_asked) goto out;
    if (!holds_all) TRY_OUT(tx_begin(valve->published, arena, program, S(""), &site));
    if (o.goes_out) TRY_OUT(put_all(site, reading, &o.snapshot));
    else TRY_OUT(put_tombstone(site, reading, (PublishedId){meeting.n}, o.reason));
    TRY_OUT(put_waiting(site, reading, o.goes_out ? meeting : (ArchiveMeetingId){0}));
    /* The office's writer is held from here at the latest: nobody can change the meeting until both stores agree. */
    if (!holds_all) TRY_OUT(tx_begin(valve->office, arena, program, S("Published in the archive"), &office));
    TRY_OUT(standing_of(office, &o, standing));
    if (*standing != HOLDS) goto out;
    /* The public side first: a crash between the two leaves a job that does it again. */
    TRY_OUT(tx_commit(site));
    if (o.is_unread) {
        error = error_new(arena, ERROR_BUSY,
            "The key of this installation is not here, so the meeting cannot be looked through. Nothing of it is public until the key is "
            "back.");
        goto out;
    }
    TRY_OUT(note_outcome(office, &o));
    TRY_OUT(tx_commit(office));
out:
    tx_end(office);
    tx_end(site);
    store_return(reading);
    return error;
}

Error *archive_bring(Valve *valve, Arena *arena, ArchiveMeetingId meeting) {
    Standing standing = HOLDS;
    TRY(bring(valve, arena, meeting, false, &standing));
    return standing == OTHERS_WROTE ? bring(valve, arena, meeting, true, &standing) : NULL;
}
