/* Writing a snapshot into the published store, and taking one out of it again. */
#include <inttypes.h>

#include "publish/published.sql.h"
#include "publish/snapshot.h"
#include "store/files.h"

Error *published_put(Tx *tx, const Record *record, void *value, bool *changed) {
    void *before = arena_alloc(tx_arena(tx), record->size);
    if (changed) *changed = false;
    Error *error = record_get(tx_db(tx), tx_arena(tx), record, record_id(value), before);
    if (error && error->kind != ERROR_NOT_FOUND) return error;
    int64_t version = error ? 0 : record_version(before);
    if (!error && record_changes(tx_arena(tx), record, before, value, ACCESS_ALL).count == 0) return NULL;
    /* Every record begins with its id and its version (store/record.h). */
    ((int64_t *)value)[1] = version + 1;
    if (changed) *changed = true;
    return record_put(tx, record, value);
}

/* ---- Files ---- */

typedef struct {
    Text *items;
    size_t count;
} ShaList;

static Error *old_files(Tx *tx, PublishedId meeting, ShaList *out) {
    PublishedPaperList papers = {0};
    PublishedDocumentList documents = {0};
    TRY(published_papers_of(tx_db(tx), tx_arena(tx), meeting, &papers));
    TRY(published_documents_of(tx_db(tx), tx_arena(tx), meeting, &documents));
    out->items = ARENA_ARRAY(tx_arena(tx), Text, papers.count + documents.count);
    for (size_t i = 0; i < papers.count; i++) out->items[out->count++] = papers.items[i].file_sha256;
    for (size_t i = 0; i < documents.count; i++) out->items[out->count++] = documents.items[i].file_sha256;
    return NULL;
}

Error *published_file_release(Tx *tx, Text sha256) {
    PublishedFileUsesRow uses = {0};
    if (text_is_empty(sha256)) return NULL;
    TRY(published_file_uses(tx_db(tx), tx_arena(tx), sha256, &uses));
    return uses.number > 0 ? NULL : file_remove(tx, sha256);
}

/* Removes those that no paper and no document names any more. */
static Error *remove_unused(Tx *tx, const ShaList *files) {
    for (size_t i = 0; i < files->count; i++) {
        bool is_twice = false;
        for (size_t k = 0; k < i; k++) is_twice = is_twice || text_equal(files->items[k], files->items[i]);
        if (!is_twice) TRY(published_file_release(tx, files->items[i]));
    }
    return NULL;
}

/* ---- Rows ---- */

static Error *remove_search(Tx *tx, PublishedId meeting) {
    PublishedPaperList papers = {0};
    PublishedItemList items = {0};
    TRY(published_papers_of(tx_db(tx), tx_arena(tx), meeting, &papers));
    TRY(published_items_of(tx_db(tx), tx_arena(tx), meeting, &items));
    TRY(search_remove(tx, S("meeting"), text_format(tx_arena(tx), "meeting-%" PRId64, meeting.n)));
    for (size_t i = 0; i < items.count; i++)
        TRY(search_remove(tx, S("item"), text_format(tx_arena(tx), "item-%" PRId64, items.items[i].id.n)));
    for (size_t i = 0; i < papers.count; i++)
        TRY(search_remove(tx, S("paper"), text_format(tx_arena(tx), "paper-%" PRId64, papers.items[i].id.n)));
    return NULL;
}

static Error *clear(Tx *tx, PublishedId meeting) {
    TRY(remove_search(tx, meeting));
    TRY(published_documents_clear(tx, meeting, NULL));
    TRY(published_papers_clear(tx, meeting, NULL));
    TRY(published_items_clear(tx, meeting, NULL));
    return published_parts_clear(tx, meeting, NULL);
}

static bool has_paper(const Snapshot *snapshot, PublishedId paper) {
    for (size_t i = 0; snapshot && i < snapshot->paper_count; i++)
        if (snapshot->papers[i].row.id.n == paper.n) return true;
    for (size_t i = 0; snapshot && i < snapshot->replaced.count; i++)
        if (snapshot->replaced.items[i].id.n == paper.n) return true;
    return false;
}

/* What stays of papers that were published before and are not any more: the address and a sentence. */
static Error *put_tombstones(Tx *tx, const PublishedPaperList *before, const Snapshot *snapshot, Text reason) {
    for (size_t i = 0; i < before->count; i++) {
        const PublishedPaper *old = &before->items[i];
        if (has_paper(snapshot, old->id)) continue;
        PublishedPaper row = {.id = old->id,
            .version = old->version + 1,
            .meeting = old->meeting,
            .is_withdrawn = true,
            .withdrawn_reason = old->is_withdrawn ? old->withdrawn_reason : reason,
            .replaced_by = old->replaced_by};
        TRY(record_put(tx, &published_paper_record, &row));
    }
    return NULL;
}

static Error *put_file(Tx *tx, const char *path, Text *sha256, int64_t *bytes) {
    StoredFile file = {0};
    TRY(file_put_path(tx, path, S("application/pdf"), &file));
    *sha256 = text_copy(tx_arena(tx), file.sha256);
    *bytes = file.bytes;
    return NULL;
}

static Error *put_papers(Tx *tx, Snapshot *s) {
    for (size_t i = 0; i < s->paper_count; i++) {
        PublishedPaper *row = &s->papers[i].row;
        TRY(put_file(tx, s->papers[i].path, &row->file_sha256, &row->bytes));
        TRY(record_put(tx, &published_paper_record, row));
    }
    for (size_t i = 0; i < s->replaced.count; i++) TRY(record_put(tx, &published_paper_record, &s->replaced.items[i]));
    for (size_t i = 0; i < s->document_count; i++) {
        PublishedDocument *row = &s->documents[i].row;
        TRY(put_file(tx, s->documents[i].path, &row->file_sha256, &row->bytes));
        TRY(record_put(tx, &published_document_record, row));
    }
    for (size_t i = 0; i < s->entry_count; i++) TRY(search_put(tx, &s->entries[i]));
    return NULL;
}

/* The moment of the first publication stays: it proves the notice. What was withdrawn gave none, and is published for the first time again. */
static Error *keep_first_moment(Tx *tx, PublishedMeeting *meeting) {
    PublishedMeeting before = {0};
    bool found = false;
    TRY(published_meeting_find(tx_db(tx), tx_arena(tx), meeting->id, &before, &found));
    bool was_public = found && before.publication > 0 && before.state != PUBLISHED_WITHDRAWN && moment_is_set(before.published_at);
    if (was_public) meeting->published_at = before.published_at;
    return NULL;
}

Error *snapshot_put(Tx *tx, Snapshot *s) {
    PublishedPaperList before = {0};
    ShaList files = {0};
    TRY(published_papers_of(tx_db(tx), tx_arena(tx), s->meeting.id, &before));
    TRY(old_files(tx, s->meeting.id, &files));
    TRY(clear(tx, s->meeting.id));
    TRY(keep_first_moment(tx, &s->meeting));
    TRY(published_put(tx, &published_meeting_record, &s->meeting, NULL));
    for (size_t i = 0; i < s->parts.count; i++) TRY(record_put(tx, &published_part_record, &s->parts.items[i]));
    for (size_t i = 0; i < s->items.count; i++) TRY(record_put(tx, &published_item_record, &s->items.items[i]));
    TRY(put_papers(tx, s));
    TRY(put_tombstones(tx, &before, s, S("This paper is no longer published.")));
    return remove_unused(tx, &files);
}

/* The replaced papers' files and search entries go. */
static Error *remove_replaced(Tx *tx, const PublishedPaperList *replaced, const PublishedPaperList *before) {
    ShaList files = {ARENA_ARRAY(tx_arena(tx), Text, replaced->count), 0};
    for (size_t i = 0; i < replaced->count; i++) {
        TRY(search_remove(tx, S("paper"), text_format(tx_arena(tx), "paper-%" PRId64, replaced->items[i].id.n)));
        for (size_t k = 0; k < before->count; k++)
            if (before->items[k].id.n == replaced->items[i].id.n) files.items[files.count++] = before->items[k].file_sha256;
    }
    return remove_unused(tx, &files);
}

Error *snapshot_add(Tx *tx, Snapshot *s) {
    PublishedMeeting now = {0};
    PublishedPaperList before = {0};
    TRY(record_get(tx_db(tx), tx_arena(tx), &published_meeting_record, s->meeting.id.n, &now));
    /* What was read for it may have changed since; but its numbers go on after what stands there now. */
    if (now.state == PUBLISHED_WITHDRAWN || now.publication >= s->meeting.publication || now.version != s->meeting.version)
        return error_new(tx_arena(tx), ERROR_CONFLICT,
            "What is published of the meeting changed while the supplement was being made, so nothing was published. Publish it again.");
    TRY(published_papers_of(tx_db(tx), tx_arena(tx), s->meeting.id, &before));
    TRY(published_put(tx, &published_meeting_record, &s->meeting, NULL));
    for (size_t i = 0; i < s->items.count; i++) TRY(published_put(tx, &published_item_record, &s->items.items[i], NULL));
    TRY(put_papers(tx, s));
    return remove_replaced(tx, &s->replaced, &before);
}

Error *snapshot_remove(Tx *tx, PublishedId meeting, Moment at, Text reason) {
    PublishedMeeting row = {0};
    PublishedPaperList before = {0};
    ShaList files = {0};
    TRY(record_get(tx_db(tx), tx_arena(tx), &published_meeting_record, meeting.n, &row));
    TRY(published_papers_of(tx_db(tx), tx_arena(tx), meeting, &before));
    TRY(old_files(tx, meeting, &files));
    TRY(clear(tx, meeting));
    PublishedMeeting tombstone = {.id = row.id,
        .body = row.body,
        .body_name = row.body_name,
        .day = row.day,
        .starts = row.starts,
        .ends = row.ends,
        .state = PUBLISHED_WITHDRAWN,
        .publication = row.publication,
        .published_at = row.published_at,
        .changed_at = at,
        .reason = reason};
    TRY(published_put(tx, &published_meeting_record, &tombstone, NULL));
    TRY(put_tombstones(tx, &before, NULL, reason));
    return remove_unused(tx, &files);
}
