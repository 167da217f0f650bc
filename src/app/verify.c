/* `quorate verify`: is the journal's chain whole, does each record stand as the journal last had it, does every reference lead somewhere, is
 * every file there and undamaged? */
#include "app/commands.h"

#include <inttypes.h>
#include <stdio.h>

#include "app/app.sql.h"
#include "app/key_place.h"
#include "store/files.h"
#include "store/journal.h"

enum { PAGE = 500, FINDINGS_SHOWN = 50 };

typedef struct {
    Arena *arena;
    Db *db;
    Buffer findings; /* one sentence a line */
    int64_t found, records, references;
} Verification;

static void finding(Verification *v, Text sentence) {
    if (v->found++ < FINDINGS_SHOWN) {
        buffer_put(&v->findings, sentence);
        buffer_put_char(&v->findings, '\n');
    }
}

static Error *chain_verify(Verification *v) {
    int64_t count = 0, broken_at = 0;
    Text last;
    TRY(journal_verify(v->db, v->arena, &count, &broken_at, &last));
    if (broken_at) finding(v, text_format(v->arena, "The journal's chain is broken at entry %" PRId64 ".", broken_at));
    printf("Journal: %" PRId64 " entries%s%.*s\n", count, count ? ", last hash " : "", TEXT_ARG(last));
    return NULL;
}

/* The same state as this program writes it: a field that is younger than the entry stands in it as empty. */
static Text state_as_of_now(Arena *page, const Record *record, Text state) {
    void *value = arena_alloc(page, record->size);
    return record_from_state(page, record, state, value) ? state : record_state(page, record, value);
}

/* Each record against the last state that the journal holds of it. */
static Error *record_verify(Verification *v, Arena *page, const Record *record, const void *value) {
    JournalStateRow last;
    bool found = false;
    int64_t id = record_id(value);
    TRY(journal_state(v->db, page, text_of(record->name), id, &last, &found));
    v->records++;
    if (!found) finding(v, text_format(v->arena, "The %s %" PRId64 " is not in the journal.", record->title, id));
    else if (!text_equal(state_as_of_now(page, record, last.state), record_state(page, record, value)))
        finding(v, text_format(v->arena, "The %s %" PRId64 " differs from its last entry in the journal.", record->title, id));
    return NULL;
}

static Error *records_verify(Verification *v, const Record *record) {
    for (int64_t after = 0;;) {
        Arena *page = arena_new();
        RecordList list;
        Error *error = record_list_stored(v->db, page, record, after, PAGE, &list);
        for (size_t i = 0; i < list.count && !error; i++) {
            const void *value = (const char *)list.items + i * record->size;
            error = record_verify(v, page, record, value);
            after = record_id(value);
        }
        bool more = list.count == PAGE;
        if (error) error = error_new(v->arena, error->kind, "%.*s", TEXT_ARG(error->sentence));
        arena_free(page);
        if (error || !more) return error;
    }
}

/* What the journal knows and has not seen deleted must be there. */
static Error *lost_verify(Verification *v, const Record *record) {
    Text sql = text_format(v->arena,
        "select j.record_id as id from journal j where j.record = '%s' and j.action <> %d and j.number = (select max(l.number) from "
        "journal l"
        " where l.record = j.record and l.record_id = j.record_id and l.action in (%d, %d, %d))"
        " and not exists (select 1 from %s t where t.id = j.record_id) order by j.record_id",
        record->name, JOURNAL_DELETED, JOURNAL_MADE, JOURNAL_CHANGED, JOURNAL_DELETED, record->name);
    Rows *rows = NULL;
    bool has_row = false;
    TRY(db_query_text(v->db, v->arena, sql, NULL, 0, &rows));
    Error *error = rows_next(rows, &has_row);
    while (!error && has_row) {
        finding(v, text_format(v->arena, "The %s %" PRId64 " is in the journal, was never deleted, and is not there.", record->title,
                       rows_value(rows, 0).integer));
        error = rows_next(rows, &has_row);
    }
    rows_end(rows);
    return error;
}

static Error *reference_verify(Verification *v, const Record *record, const Field *field) {
    Text sql = text_format(v->arena,
        "select count(*) as number from %s a where a.\"%s\" is not null and not exists (select 1 from %s b where b.id = a.\"%s\")",
        record->name, field->name, field->to->name, field->name);
    Rows *rows = NULL;
    bool has_row = false;
    TRY(db_query_text(v->db, v->arena, sql, NULL, 0, &rows));
    Error *error = rows_next(rows, &has_row);
    int64_t lost = !error && has_row ? rows_value(rows, 0).integer : 0;
    rows_end(rows);
    v->references++;
    if (lost) finding(v, text_format(v->arena, "%" PRId64 " %s refer to a %s that is not there.", lost, record->plural, field->to->title));
    return error;
}

static Error *office_verify(Verification *v) {
    TRY(chain_verify(v));
    for (const Record *const *r = all_records; *r; r++) {
        if (*r != &job_record) { /* progress of jobs is no change of the office: not journalled */
            TRY(records_verify(v, *r));
            TRY(lost_verify(v, *r));
        }
        for (size_t i = 0; i < (*r)->field_count; i++)
            if ((*r)->fields[i].kind == FIELD_REF) TRY(reference_verify(v, *r, &(*r)->fields[i]));
    }
    PapersWithoutFileRowList lost;
    TRY(papers_without_file(v->db, v->arena, &lost));
    for (size_t i = 0; i < lost.count; i++)
        finding(v, text_format(v->arena, "The file of paper %" PRId64 " is not there.", lost.items[i].id));
    bool is_due = false;
    TRY(sealing_is_due(v->db, v->arena, &is_due));
    if (is_due) finding(v, S("Some restricted papers or texts of reports are not sealed. Run `quorate migrate`."));
    PacksWithoutFileRowList packs;
    TRY(packs_without_file(v->db, v->arena, &packs));
    for (size_t i = 0; i < packs.count; i++)
        finding(v, text_format(v->arena, "The file of members' pack %" PRId64 " is not there.", packs.items[i].id));
    printf("Records: %" PRId64 " compared with the journal, %" PRId64 " kinds of reference followed\n", v->records, v->references);
    return NULL;
}

static Error *store_verify(Arena *arena, Store *store, const char *name, Verification *v, Error *(*work)(Verification *)) {
    Db *db = NULL;
    FilesVerified files = {0};
    TRY(store_borrow(store, arena, &db));
    v->db = db;
    Error *error = work ? work(v) : NULL;
    Buffer damaged = buffer_new(arena, 0);
    if (!error) error = files_verify(db, arena, &files, &damaged);
    Text rest = buffer_text(&damaged), line;
    while (text_next_line(&rest, &line))
        if (line.len) finding(v, line);
    printf("Files, %s: %" PRId64 " read and compared with their names", name, files.count - files.unopened);
    if (files.sealed) printf(", %" PRId64 " of them sealed", files.sealed - files.unopened);
    putchar('\n');
    if (files.unopened)
        printf("  %" PRId64
               " sealed files were not opened, because the key is not here: only the number and size of their parts were checked\n",
            files.unopened);
    store_return(db);
    return error;
}

Error *command_verify(Arena *arena, const Arguments *arguments) {
    Stores stores = {0};
    Verification v = {.arena = arena, .findings = buffer_new(arena, 0)};
    Error *error = stores_open(arena, arguments, OPEN_OFFICE | OPEN_PUBLISHED, &stores);
    if (!error) error = key_place(arena, arguments, &stores);
    if (!error) error = store_verify(arena, stores.office, "office", &v, office_verify);
    if (!error) error = store_verify(arena, stores.published, "published", &v, NULL);
    stores_close(&stores);
    if (error) return error;
    if (v.found == 0) {
        puts("All is whole.");
        return NULL;
    }
    fprintf(stderr, "%.*s", TEXT_ARG(buffer_text(&v.findings)));
    return error_new(arena, ERROR_STORAGE,
        "%" PRId64 " things are wrong: see above. Restore the latest backup beside this folder and compare.", v.found);
}
