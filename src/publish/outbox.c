/* The steps of a publication and its state in the office. */
#include "publish/outbox.h"

#include <inttypes.h>

#include "base/log.h"
#include "meetings/supplement.h"
#include "publish/members_pack.h"
#include "publish/partnership.h"
#include "publish/published.sql.h"
#include "store/journal.h"

/* More than that nobody looks through one by one; they are found again when these are mended. */
enum { MOST_FINDINGS = 200, FINDINGS_BYTES = 60000 };

static const Actor program = {0, S_INIT("Quorate")};

Text publication_subject(Arena *arena, PublicationId publication) {
    return text_format(arena, "publication %" PRId64, publication.n);
}

Error *publication_is_written(Valve *valve, Arena *arena, const Publication *publication, bool *out, Moment *at) {
    Db *db = NULL;
    PublishedMeeting row = {0};
    bool found = false;
    TRY(store_borrow(valve->published, arena, &db));
    Error *error = published_meeting_find(db, arena, (PublishedId){publication->meeting.n}, &row, &found);
    store_return(db);
    *out = found && row.publication >= publication->number;
    if (at) *at = row.changed_at;
    return error;
}

/* ---- Step 1 ---- */

static Error *drop_overridden(Valve *valve, Arena *arena, MeetingId meeting, FindingList *findings) {
    Db *office = NULL;
    TRY(store_borrow(valve->office, arena, &office));
    Error *error = findings_drop_overridden(office, arena, meeting, findings);
    store_return(office);
    return error;
}

Error *publication_build(Valve *valve, Arena *arena, const Publication *publication, const char *folder, PackProgress progress,
    Snapshot *out, FindingList *findings) {
    Db *office = NULL, *published = NULL;
    SecretList secrets = {0};
    MeetingId meeting = publication->meeting;
    Error *error = NULL;
    TRY_OUT(store_borrow(valve->office, arena, &office));
    TRY_OUT(store_borrow(valve->published, arena, &published));
    if (publication->supplement)
        TRY_OUT(snapshot_assemble_supplement(office, published, arena, meeting, publication->number, moment_now(), folder, progress, out));
    else TRY_OUT(snapshot_assemble(office, arena, meeting, publication->number, moment_now(), folder, progress, out));
    error = secrets_collect(office, arena, meeting, folder, &secrets);
out:
    store_return(published);
    store_return(office);
    if (error) return error;
    if (progress.tell) progress.tell(progress.context, 0, 1, S("Checking that nothing restricted goes out"));
    TRY(snapshot_check(arena, out, &secrets, findings));
    return findings->count > 0 ? drop_overridden(valve, arena, publication->meeting, findings) : NULL;
}

Error *publication_keep_pack(Valve *valve, Arena *arena, const Publication *publication, const Snapshot *snapshot) {
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(tx_begin(valve->office, arena, program, S("Kept for members"), &tx));
    TRY_OUT(members_pack_keep(tx, publication, snapshot));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

/* ---- Steps 2 and 3 ---- */

/* Are the meeting and the supplement still those that were read, its body still public, and the publication still wanted? */
static Error *check_overtaken(Tx *office, const Publication *publication, const Snapshot *snapshot, bool *is_overtaken) {
    Meeting meeting = {0};
    Supplement supplement = {0};
    Publication now = {0};
    Body body = {0};
    TRY(record_get(tx_db(office), tx_arena(office), &meeting_record, publication->meeting.n, &meeting));
    TRY(record_get(tx_db(office), tx_arena(office), &body_record, meeting.body.n, &body));
    TRY(record_get(tx_db(office), tx_arena(office), &publication_record, publication->id.n, &now));
    *is_overtaken = meeting.version != snapshot->office_version || !body.is_public || now.state != PUBLICATION_ASKED;
    if (snapshot->supplement.id.n == 0) return NULL;
    TRY(record_get(tx_db(office), tx_arena(office), &supplement_record, snapshot->supplement.id.n, &supplement));
    *is_overtaken = *is_overtaken || supplement.version != snapshot->supplement.version;
    return NULL;
}

Error *publication_write(Valve *valve, Arena *arena, const Publication *publication, Snapshot *snapshot, bool *is_overtaken) {
    Tx *site = NULL, *office = NULL;
    Db *reading = NULL;
    Error *error = NULL;
    TRY_OUT(store_borrow(valve->office, arena, &reading));
    TRY_OUT(tx_begin(valve->published, arena, program, S(""), &site));
    TRY_OUT(published_body_put(site, reading, (BodyId){snapshot->meeting.body.n}));
    snapshot_set_moment(arena, snapshot, tx_moment(site)); /* when the public could read it, not when it was begun */
    TRY_OUT(snapshot->supplement.id.n ? snapshot_add(site, snapshot) : snapshot_put(site, snapshot));
    /* The office's writer is held only from here: nobody can change the meeting until both stores agree. */
    TRY_OUT(tx_begin(valve->office, arena, program, S("Published"), &office));
    TRY_OUT(check_overtaken(office, publication, snapshot, is_overtaken));
    if (*is_overtaken) goto out;
    TRY_OUT(tx_commit(site));
    TRY_OUT(publication_finish(office, publication->id, snapshot->meeting.changed_at));
    TRY_OUT(tx_commit(office));
out:
    tx_end(office);
    tx_end(site);
    store_return(reading);
    return error;
}

Error *publication_finish(Tx *office, PublicationId id, Moment at) {
    Publication publication = {0};
    Meeting meeting = {0};
    TRY(record_get(tx_db(office), tx_arena(office), &publication_record, id.n, &publication));
    if (publication.state != PUBLICATION_ASKED) return NULL;
    publication.state = PUBLICATION_DONE;
    publication.done_at = at;
    TRY(record_update(office, &publication_record, &publication));
    TRY(record_get(tx_db(office), tx_arena(office), &meeting_record, publication.meeting.n, &meeting));
    if (meeting.publication >= publication.number) return NULL;
    meeting.publication = publication.number;
    if (publication.supplement) {
        TRY(record_update(office, &meeting_record, &meeting));
        return supplement_went_out(office, meeting.id, publication.supplement, at);
    }
    if (!moment_is_set(meeting.published_at)) meeting.published_at = at; /* the first one proves the notice */
    /* A change after the snapshot was written took the agreement back: then the agenda is being revised. */
    if (meeting.state == MEETING_AGREED) meeting.state = MEETING_PUBLISHED;
    return record_update(office, &meeting_record, &meeting);
}

/* ---- The other ends ---- */

static Error *end_with(Valve *valve, Arena *arena, PublicationId id, PublicationState state, FindingList *findings, Text failure) {
    Tx *tx = NULL;
    Publication publication = {0};
    Buffer lines = buffer_new(arena, 1024);
    Error *error = NULL;
    TRY_OUT(tx_begin(valve->office, arena, program, S(""), &tx));
    TRY_OUT(record_get(tx_db(tx), arena, &publication_record, id.n, &publication));
    if (publication.state != PUBLICATION_ASKED) goto out;
    for (size_t i = 0; findings && i < findings->count; i++) {
        if (i > 0) buffer_put_char(&lines, '\n');
        buffer_put(&lines, finding_sentence(arena, &findings->items[i]));
    }
    publication.state = state;
    publication.findings = text_head(buffer_text(&lines), FINDINGS_BYTES);
    publication.failure = failure;
    publication.done_at = tx_moment(tx);
    TRY_OUT(record_update(tx, &publication_record, &publication));
    if (findings) TRY_OUT(findings_keep(tx, id, findings));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

Error *publication_block(Valve *valve, Arena *arena, const Publication *publication, FindingList *findings) {
    log_warning("publication %" PRId64 " is held back: %zu findings", publication->id.n, findings->count);
    if (findings->count > MOST_FINDINGS) findings->count = MOST_FINDINGS;
    return end_with(valve, arena, publication->id, PUBLICATION_BLOCKED, findings, S(""));
}

Error *publication_fail(Valve *valve, Arena *arena, PublicationId publication, Text sentence) {
    log_warning("publication %" PRId64 " failed", publication.n);
    return end_with(valve, arena, publication, PUBLICATION_FAILED, NULL, sentence);
}
