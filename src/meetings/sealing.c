/* Which papers' files are kept sealed, and bringing them into that form when a paper, its item or its part changes. */
#include "meetings/meeting.h"

#include "meetings/meetings.sql.h"
#include "store/files.h"
#include "store/job.h"
#include "store/journal.h"
#include "store/seal.h"

bool paper_must_be_sealed(const Meeting *meeting, const AgendaPart *part, const AgendaItem *item, const Paper *paper) {
    return !paper_is_public(meeting, part, item, paper);
}

/* ---- One paper ---- */

/* A file that no paper has any more goes. */
static Error *drop_unused(Tx *tx, Text file) {
    PapersWithFileRow users;
    TRY(papers_with_file(tx_db(tx), tx_arena(tx), file, &users));
    return users.number > 0 ? NULL : file_remove(tx, file);
}

/* The files that a paper had before it was restricted: the journal names them. What was replaced must not stay readable either. */
static Error *drop_earlier_files(Tx *tx, PaperId id) {
    JournalEntries entries;
    TRY(journal_of(tx_db(tx), tx_arena(tx), &paper_record, id.n, &entries));
    for (size_t i = 0; i < entries.count; i++) {
        Paper before = {0};
        if (text_is_empty(entries.items[i].state)) continue;
        TRY(record_from_state(tx_arena(tx), &paper_record, entries.items[i].state, &before));
        if (!text_is_empty(before.file_sha256) && !file_is_sealed(before.file_sha256)) TRY(drop_unused(tx, before.file_sha256));
    }
    return NULL;
}

static bool is_in_form(const Meeting *meeting, const AgendaPart *part, const AgendaItem *item, const Paper *paper) {
    return text_is_empty(paper->file_sha256) || file_is_sealed(paper->file_sha256) == paper_must_be_sealed(meeting, part, item, paper);
}

static Error *ask_for_catching_up(Tx *tx) {
    JobId job;
    return job_ask(tx, S("seal-papers"), S(""), &job);
}

/* Changes paper->file_sha256 to a copy in the right form. A change must not fail because the key is away: marking an item as restricted, least of
 * all. Whatever was readable is cleared away by the job, which also catches up. */
static Error *take_form(Tx *tx, const Meeting *meeting, const AgendaPart *part, const AgendaItem *item, Paper *paper, bool *is_changed) {
    StoredFile file;
    *is_changed = false;
    if (is_in_form(meeting, part, item, paper)) return NULL;
    TRY(ask_for_catching_up(tx));
    if (!seal_is_here(tx_db(tx), tx_arena(tx))) return NULL;
    TRY(file_in_form(tx, paper->file_sha256, paper_must_be_sealed(meeting, part, item, paper), &file));
    paper->file_sha256 = file.sha256;
    *is_changed = true;
    return NULL;
}

static Error *settle_one(Tx *tx, const Meeting *meeting, const AgendaPart *part, const AgendaItem *item, Paper *paper) {
    Text before = paper->file_sha256;
    bool is_changed;
    TRY(take_form(tx, meeting, part, item, paper, &is_changed));
    if (!is_changed) return NULL;
    TRY(record_update(tx, &paper_record, paper));
    TRY(drop_unused(tx, before));
    return file_is_sealed(paper->file_sha256) ? drop_earlier_files(tx, paper->id) : NULL;
}

Error *paper_settle(Tx *tx, Paper *paper) {
    AgendaItem item;
    AgendaPart part;
    Meeting meeting;
    TRY(record_get(tx_db(tx), tx_arena(tx), &agenda_item_record, paper->item.n, &item));
    TRY(record_get(tx_db(tx), tx_arena(tx), &agenda_part_record, item.part.n, &part));
    TRY(record_get(tx_db(tx), tx_arena(tx), &meeting_record, item.meeting.n, &meeting));
    return settle_one(tx, &meeting, &part, &item, paper);
}

/* ---- A meeting ---- */

typedef struct {
    Meeting meeting;
    AgendaPartList parts;
    AgendaItemList items;
    PaperList papers; /* with files */
} Frame;

static Error *frame_read(Db *db, Arena *arena, MeetingId meeting, Frame *out) {
    TRY(record_get(db, arena, &meeting_record, meeting.n, &out->meeting));
    TRY(agenda_part_rows(db, arena, meeting, &out->parts));
    TRY(agenda_item_rows(db, arena, meeting, &out->items));
    return filed_papers(db, arena, meeting, &out->papers);
}

static const AgendaItem *item_of(const Frame *frame, const Paper *paper) {
    for (size_t i = 0; i < frame->items.count; i++)
        if (frame->items.items[i].id.n == paper->item.n) return &frame->items.items[i];
    check_failed("a paper stands on an item of its meeting", __FILE__, __LINE__);
}

static const AgendaPart *part_of(const Frame *frame, const AgendaItem *item) {
    for (size_t i = 0; i < frame->parts.count; i++)
        if (frame->parts.items[i].id.n == item->part.n) return &frame->parts.items[i];
    check_failed("an item stands in a part of its meeting", __FILE__, __LINE__);
}

Error *papers_settle(Tx *tx, MeetingId meeting) {
    Frame frame;
    TRY(frame_read(tx_db(tx), tx_arena(tx), meeting, &frame));
    for (size_t i = 0; i < frame.papers.count; i++) {
        const AgendaItem *item = item_of(&frame, &frame.papers.items[i]);
        TRY(settle_one(tx, &frame.meeting, part_of(&frame, item), item, &frame.papers.items[i]));
    }
    return NULL;
}

/* ---- Everything ---- */

static Error *meeting_is_due(Db *db, Arena *arena, MeetingId meeting, bool *is_due) {
    Frame frame;
    TRY(frame_read(db, arena, meeting, &frame));
    for (size_t i = 0; i < frame.papers.count; i++) {
        const AgendaItem *item = item_of(&frame, &frame.papers.items[i]);
        if (!is_in_form(&frame.meeting, part_of(&frame, item), item, &frame.papers.items[i])) *is_due = true;
    }
    return NULL;
}

enum { REPORTS_AT_ONCE = 50 };

/* The first record of a kind, after `after`, that is kept readable and should not be. */
static Error *next_unsealed(Db *db, Arena *arena, const Record *record, int64_t after, int64_t *out) {
    *out = 0;
    for (bool more = true; more && !*out;) {
        Arena *page = arena_new();
        RecordList list = {0};
        Error *error = record_list_stored(db, page, record, after, REPORTS_AT_ONCE, &list);
        for (size_t i = 0; i < list.count && !error && !*out; i++) {
            const void *value = (const char *)list.items + i * record->size;
            after = record_id(value);
            if (record_is_unsealed(record, value)) *out = after;
        }
        more = list.count == REPORTS_AT_ONCE;
        if (error) error = error_copy(arena, error);
        arena_free(page);
        if (error) return error;
    }
    return NULL;
}

static const Record *const sealed_records[] = {&report_record, &publication_record};

Error *sealing_is_due(Db *db, Arena *arena, bool *is_due) {
    MeetingsWithFilesRowList meetings;
    *is_due = false;
    TRY(meetings_with_files(db, arena, &meetings));
    for (size_t i = 0; i < meetings.count && !*is_due; i++) {
        Arena *step = arena_new();
        Error *error = meeting_is_due(db, step, meetings.items[i].meeting, is_due);
        if (error) error = error_copy(arena, error);
        arena_free(step);
        if (error) return error;
    }
    for (size_t i = 0; i < sizeof sealed_records / sizeof sealed_records[0] && !*is_due; i++) {
        int64_t id;
        TRY(next_unsealed(db, arena, sealed_records[i], 0, &id));
        *is_due = id != 0;
    }
    return NULL;
}

static const Actor program = {0, S_INIT("Quorate")};

/* In a transaction of its own, so that nobody waits for the whole. */
static Error *settle_alone(Store *office, Arena *arena, MeetingId meeting) {
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(tx_begin(office, arena, program, S("restricted papers are sealed"), &tx));
    TRY_OUT(papers_settle(tx, meeting));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

/* Writing a record that is as it was seals it (record_is_unsealed). */
static Error *seal_alone(Store *office, Arena *arena, const Record *record, int64_t id) {
    Tx *tx = NULL;
    Error *error = NULL;
    void *value = arena_alloc(arena, record->size);
    TRY_OUT(tx_begin(office, arena, program, S("texts of reports are sealed"), &tx));
    TRY_OUT(record_get(tx_db(tx), arena, record, id, value));
    TRY_OUT(record_update(tx, record, value));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

static Error *catch_up_records(Store *office, Arena *arena, const Record *record) {
    int64_t id = 0;
    do {
        Db *db = NULL;
        int64_t after = id;
        TRY(store_borrow(office, arena, &db));
        Error *error = next_unsealed(db, arena, record, after, &id);
        store_return(db);
        if (!error && id) error = seal_alone(office, arena, record, id);
        if (error) return error;
    } while (id);
    return NULL;
}

static Error *look_first(Store *office, Arena *arena, MeetingsWithFilesRowList *meetings) {
    Db *db = NULL;
    TRY(store_borrow(office, arena, &db));
    Error *error = seal_check(db, arena);
    if (error) error = error_new(arena, ERROR_BUSY, "%.*s", TEXT_ARG(error->sentence)); /* put off until the key is there */
    if (!error) error = meetings_with_files(db, arena, meetings);
    store_return(db);
    return error;
}

Error *sealing_catch_up(Store *office, Arena *arena) {
    MeetingsWithFilesRowList meetings;
    TRY(look_first(office, arena, &meetings));
    for (size_t i = 0; i < meetings.count; i++) {
        Arena *step = arena_new();
        Error *error = settle_alone(office, step, meetings.items[i].meeting);
        if (error) error = error_copy(arena, error);
        arena_free(step);
        if (error) return error;
    }
    for (size_t i = 0; i < sizeof sealed_records / sizeof sealed_records[0]; i++) TRY(catch_up_records(office, arena, sealed_records[i]));
    return store_wipe(office, arena);
}
