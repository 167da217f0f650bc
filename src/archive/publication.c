/* Owns asking for a meeting of the archive to be public, and its public side following what is changed. */
#include "archive/publication.h"

#include <inttypes.h>

#include "archive/publication.sql.h"

#define WRITERS ((Access)(CLERK | SAFETY_OFFICER))

static const Choice states[] = {
    {ARCHIVE_ASKED, "asked", "Being published", NULL},
    {ARCHIVE_OUT, "out", "Published", NULL},
    {ARCHIVE_HELD_BACK, "held_back", "Held back", NULL},
    {ARCHIVE_TAKEN_BACK, "taken_back", "Withdrawn", NULL},
    {0},
};
static const Field archive_publication_fields[] = {
    REF(ArchivePublication, meeting, .to = &archive_meeting_record, .label = "Meeting", .required = true, .by_program = true),
    FLAG(ArchivePublication, is_wanted, .label = "Is to be public", .by_program = true),
    CHOICE(ArchivePublication, state, .choices = states, .label = "State", .by_program = true),
    LONG_TEXT(ArchivePublication, held_back, .label = "Why it is held back", .sealed = true, .by_program = true),
    LONG_TEXT(ArchivePublication, reason, .label = "Why it was withdrawn", .max = 2000, .by_program = true),
    TEXT(ArchivePublication, asked_by, .label = "Asked for by", .by_program = true),
    MOMENT(ArchivePublication, published_at, .label = "Published"),
    MOMENT(ArchivePublication, changed_at, .label = "Changed"),
};
const Record archive_publication_record =
    RECORD(ArchivePublication, "archive_publication", archive_publication_fields, .title = "publication of a meeting in the archive",
        .plural = "publications of meetings in the archive", .see = WRITERS, .label_field = "state");

Error *archive_publication_of(Db *db, Arena *arena, ArchiveMeetingId meeting, ArchivePublication *out, bool *found) {
    return archive_publication_of_meeting(db, arena, meeting, out, found);
}

Text archive_obstacle(const ArchiveStanding *standing) {
    if (!standing->has_body) return S("It is not known which body met. Answer the doubt about it first.");
    if (!standing->has_day) return S("The day of the meeting is not known. Answer the doubt about it first.");
    if (standing->restricted > 0) return S("It is in doubt whether something in it is restricted. Answer that doubt first.");
    if (standing->hidden > 0) return S("A file of it has words that its readers do not see. Look at the doubt about them first.");
    if (standing->recognised > 0)
        return S("A file of it was read by OCR, and nobody has compared it with its picture yet. Answer the doubt about it first.");
    return (Text){0};
}

Error *archive_publication_obstacle(Db *db, Arena *arena, ArchiveMeetingId id, bool only_released, Text *out) {
    ArchiveFactsRow row;
    bool found;
    TRY(archive_facts(db, arena, id, only_released, &row, &found));
    if (!found) return error_new(arena, ERROR_NOT_FOUND, "There is no such meeting in the archive.");
    *out = archive_obstacle(&(ArchiveStanding){row.has_body, date_is_set(row.day), row.restricted, row.hidden, row.recognised});
    return NULL;
}

Error *archive_unpublished(Db *db, Arena *arena, ArchiveUnpublishedList *out) {
    ArchiveFactsUnpublishedRowList rows;
    TRY(archive_facts_unpublished(db, arena, &rows));
    *out = (ArchiveUnpublishedList){ARENA_ARRAY(arena, ArchiveUnpublished, rows.count + 1), rows.count};
    for (size_t i = 0; i < rows.count; i++) {
        const ArchiveFactsUnpublishedRow *row = &rows.items[i];
        ArchiveStanding standing = {row->has_body, date_is_set(row->day), row->restricted, row->hidden, row->recognised};
        out->items[i] = (ArchiveUnpublished){row->meeting, row->body_name, row->day, row->doubts, archive_obstacle(&standing)};
    }
    return NULL;
}

bool archive_document_is_released(const ArchiveDocument *d) {
    return d->meeting.n && d->public_in == d->meeting.n;
}

/* Whoever publishes a meeting publishes what belongs to it now; what comes later waits. */
static Error *release_documents(Tx *tx, ArchiveMeetingId meeting) {
    ArchiveDocumentList documents;
    TRY(archive_documents_of(tx_db(tx), tx_arena(tx), meeting, &documents));
    for (size_t i = 0; i < documents.count; i++) {
        if (archive_document_is_released(&documents.items[i])) continue;
        documents.items[i].public_in = meeting.n;
        TRY(record_update(tx, &archive_document_record, &documents.items[i]));
    }
    return NULL;
}

static Error *ask_for_job(Tx *tx, ArchiveMeetingId meeting) {
    JobId job;
    return job_ask(tx, S("publish-archive"), text_format(tx_arena(tx), "meeting %" PRId64, meeting.n), &job);
}

static Error *put(Tx *tx, ArchivePublication *p, bool is_there) {
    return is_there ? record_update(tx, &archive_publication_record, p) : record_insert(tx, &archive_publication_record, p);
}

Error *archive_publication_ask(Tx *tx, ArchiveMeetingId meeting) {
    Text obstacle = {0};
    ArchivePublication p = {0};
    bool is_there;
    TRY(archive_publication_obstacle(tx_db(tx), tx_arena(tx), meeting, false, &obstacle));
    if (!text_is_empty(obstacle)) return error_new(tx_arena(tx), ERROR_INPUT, "%.*s", TEXT_ARG(obstacle));
    TRY(archive_publication_of(tx_db(tx), tx_arena(tx), meeting, &p, &is_there));
    p.meeting = meeting;
    p.is_wanted = true;
    p.state = ARCHIVE_ASKED;
    p.reason = p.held_back = (Text){0};
    p.asked_by = tx_actor(tx).name;
    TRY(put(tx, &p, is_there));
    TRY(release_documents(tx, meeting));
    return ask_for_job(tx, meeting);
}

Error *archive_publication_withdraw(Tx *tx, ArchiveMeetingId meeting, Text reason) {
    ArchivePublication p = {0};
    bool is_there;
    reason = text_trim(reason);
    TRY(archive_publication_of(tx_db(tx), tx_arena(tx), meeting, &p, &is_there));
    if (!is_there || !p.is_wanted) return error_new(tx_arena(tx), ERROR_INPUT, "This meeting is not published.");
    if (reason.len == 0) return error_new(tx_arena(tx), ERROR_INPUT, "Say why it is withdrawn. The public reads the reason.");
    p.is_wanted = false;
    p.state = ARCHIVE_ASKED;
    p.reason = reason;
    p.asked_by = tx_actor(tx).name;
    TRY(record_update(tx, &archive_publication_record, &p));
    return ask_for_job(tx, meeting);
}

/* The new version tells a run of the job that has read the old state that it was overtaken. */
static Error *ask_again(Tx *tx, ArchivePublication *p) {
    p->state = ARCHIVE_ASKED;
    TRY(record_update(tx, &archive_publication_record, p));
    return ask_for_job(tx, p->meeting);
}

Error *archive_publication_follow(Tx *tx, ArchiveMeetingId meeting) {
    ArchivePublication p = {0};
    bool is_there;
    TRY(archive_publication_of(tx_db(tx), tx_arena(tx), meeting, &p, &is_there));
    return is_there && p.is_wanted ? ask_again(tx, &p) : NULL;
}

Error *archive_publication_follow_source(Tx *tx, ArchiveSourceId source) {
    ArchivePublicationList list;
    TRY(archive_publications_of_source(tx_db(tx), tx_arena(tx), source, &list));
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i].is_wanted) TRY(ask_again(tx, &list.items[i]));
    return NULL;
}

Error *archive_publications_recover(Tx *tx) {
    ArchivePublicationList list;
    TRY(archive_publications_asked(tx_db(tx), tx_arena(tx), &list));
    for (size_t i = 0; i < list.count; i++) TRY(ask_for_job(tx, list.items[i].meeting));
    return NULL;
}
