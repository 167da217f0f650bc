/* A form that was sent twice makes one record: see twice.h. The journal already knows who made what and when. */
#include "store/twice.h"

#include "store/journal.h"

/* Only the newest entries are looked at: a person's own doubled form is among them, and the search stays short however long the journal is. */
static const Statement made_lately = {
    .name = "made_lately",
    .sql = "select record_id, state from journal where number > (select coalesce(max(number), 0) - 500 from journal) and record = $1"
           " and action = $2 and person = $3 and person_name = $4 and at >= $5 order by number desc",
    .place = "store/twice.c",
    .parameters = 5,
};

static bool is_same_value(Value a, Value b) {
    if (a.kind != b.kind) return false;
    bool is_text = a.kind == VALUE_TEXT || a.kind == VALUE_BYTES;
    return is_text ? text_equal(a.text, b.text) : a.integer == b.integer; /* days and times of day are numbers here */
}

/* Fields that the program sets (a place in a list, a state) may differ. */
static bool is_compared(const Field *field) {
    if (field->kind == FIELD_SECRET || field->kind == FIELD_MOMENT) return false;
    return field->kind == FIELD_REF || !field->by_program;
}

static bool is_same(Arena *arena, const Record *record, const void *a, const void *b) {
    for (size_t i = 0; i < record->field_count; i++) {
        const Field *field = &record->fields[i];
        if (is_compared(field) && !is_same_value(record_value(arena, field, a), record_value(arena, field, b))) return false;
    }
    return true;
}

static Error *still_there(Tx *tx, const Record *record, int64_t id, bool *out) {
    void *now = arena_alloc(tx_arena(tx), record->size);
    Error *error = record_get(tx_db(tx), tx_arena(tx), record, id, now);
    *out = !error;
    return error && error->kind == ERROR_NOT_FOUND ? NULL : error;
}

Error *made_just_now(Tx *tx, const Record *record, const void *value, int seconds, int64_t *id) {
    Arena *arena = tx_arena(tx);
    Actor who = tx_actor(tx);
    const Value parameters[] = {value_text(text_of(record->name)), value_integer(JOURNAL_MADE), value_integer(who.person),
        value_text(who.name), value_moment(moment_plus_seconds(tx_moment(tx), -seconds))};
    Error *error = NULL;
    Rows *rows = NULL;
    int64_t found = 0;
    bool has_row;
    void *before = arena_alloc(arena, record->size);
    *id = 0;
    TRY(db_query(tx_db(tx), arena, &made_lately, parameters, &rows));
    while (!found) {
        TRY_OUT(rows_next(rows, &has_row));
        if (!has_row) break;
        memset(before, 0, record->size);
        TRY_OUT(record_from_state(arena, record, text_copy(arena, rows_value(rows, 1).text), before));
        TRY_OUT(record_open(tx_db(tx), arena, record, before));
        if (is_same(arena, record, before, value)) found = rows_value(rows, 0).integer;
    }
out:
    rows_end(rows);
    if (error || !found) return error;
    bool exists;
    TRY(still_there(tx, record, found, &exists));
    if (exists) *id = found;
    return NULL;
}
