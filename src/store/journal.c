/* The journal: appending to the chain, reading back, how things stood on a day, and walking the chain. */
#include <sodium.h>

#include "store/journal.h"

#define NO_HASH "0000000000000000000000000000000000000000000000000000000000000000" /* before the first row */
#define COLUMNS "number, at, person, person_name, action, record, record_id, state, why, previous, hash"

/* ---- The hash ---- */

static void hash_part(crypto_hash_sha256_state *state, Text part) {
    char length[32];
    int len = snprintf(length, sizeof length, "%zu:", part.len);
    crypto_hash_sha256_update(state, (const unsigned char *)length, (unsigned long long)len);
    if (part.len) crypto_hash_sha256_update(state, (const unsigned char *)part.ptr, part.len);
}

static void hash_number(crypto_hash_sha256_state *state, int64_t n) {
    char digits[32];
    int len = snprintf(digits, sizeof digits, "%lld", (long long)n);
    hash_part(state, (Text){digits, (size_t)len});
}

static Text entry_hash(Arena *arena, const JournalEntry *e) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    hash_part(&state, e->previous);
    hash_number(&state, e->number);
    hash_number(&state, e->at.us);
    hash_number(&state, e->person);
    hash_part(&state, e->person_name);
    hash_number(&state, (int64_t)e->action);
    hash_part(&state, e->record);
    hash_number(&state, e->record_id);
    hash_part(&state, e->state);
    hash_part(&state, e->why);
    crypto_hash_sha256_final(&state, hash);
    return text_hex(arena, hash, sizeof hash);
}

/* ---- Appending ---- */

typedef struct {
    int64_t number;
    Text hash;
} ChainEnd;

static const Statement select_end = {
    .name = "journal_end", .place = "store/journal.c", .sql = "select number, hash from journal order by number desc limit 1"};
static const Statement insert_entry = {.name = "journal_append",
    .place = "store/journal.c",
    .parameters = 11,
    .sql = "insert into journal (" COLUMNS ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"};

/* The end of the chain; read once a transaction, which is the only writer until it ends. */
static Error *chain_end(Tx *tx, ChainEnd **out) {
    ChainEnd **kept = (ChainEnd **)tx_journal_slot(tx);
    if (!*kept) {
        Rows *rows;
        bool has_row;
        ChainEnd *end = ARENA_NEW(tx_arena(tx), ChainEnd);
        end->hash = S(NO_HASH);
        TRY(db_query(tx_db(tx), tx_arena(tx), &select_end, NULL, &rows));
        Error *error = rows_next(rows, &has_row);
        if (has_row) *end = (ChainEnd){rows_value(rows, 0).integer, text_copy(tx_arena(tx), rows_value(rows, 1).text)};
        rows_end(rows);
        TRY(error);
        *kept = end;
    }
    *out = *kept;
    return NULL;
}

static Error *insert(Tx *tx, const JournalEntry *e) {
    Value values[] = {value_integer(e->number), value_integer(e->at.us), value_integer(e->person), value_text(e->person_name),
        value_integer((int64_t)e->action), value_text(e->record), value_integer(e->record_id), value_text(e->state), value_text(e->why),
        value_text(e->previous), value_text(e->hash)};
    return tx_execute(tx, &insert_entry, values, NULL);
}

Error *journal_append(Tx *tx, JournalAction action, Text record, int64_t record_id, Text state, Text why) {
    CHECK(store_kind(tx_store(tx)) == STORE_OFFICE);
    ChainEnd *end;
    TRY(chain_end(tx, &end));
    Actor who = tx_actor(tx);
    JournalEntry entry = {.number = end->number + 1,
        .at = tx_moment(tx),
        .person = who.person,
        .person_name = who.name,
        .action = action,
        .record = record,
        .record_id = record_id,
        .state = state,
        .why = why,
        .previous = end->hash};
    entry.hash = entry_hash(tx_arena(tx), &entry);
    TRY(insert(tx, &entry));
    *end = (ChainEnd){entry.number, entry.hash};
    return NULL;
}

Error *journal_note_read(Store *office, Arena *arena, Actor who, const Record *record, int64_t id) {
    return journal_note_read_as(office, arena, who, record, id, (Text){0});
}

Error *journal_note_read_as(Store *office, Arena *arena, Actor who, const Record *record, int64_t id, Text how) {
    Tx *tx;
    TRY(tx_begin(office, arena, who, (Text){0}, &tx));
    Error *error = journal_append(tx, JOURNAL_READ, text_of(record->name), id, (Text){0}, how);
    if (!error) error = tx_commit(tx);
    tx_end(tx);
    return error;
}

/* ---- Reading ---- */

/* Texts borrow from the row. */
static JournalEntry entry_from_row(Rows *rows) {
    return (JournalEntry){.number = rows_value(rows, 0).integer,
        .at = value_as_moment(rows_value(rows, 1)),
        .person = rows_value(rows, 2).integer,
        .person_name = rows_value(rows, 3).text,
        .action = (JournalAction)rows_value(rows, 4).integer,
        .record = rows_value(rows, 5).text,
        .record_id = rows_value(rows, 6).integer,
        .state = rows_value(rows, 7).text,
        .why = rows_value(rows, 8).text,
        .previous = rows_value(rows, 9).text,
        .hash = rows_value(rows, 10).text};
}

static JournalEntry entry_copy(Arena *arena, JournalEntry e) {
    Text *const texts[] = {&e.person_name, &e.record, &e.state, &e.why, &e.previous, &e.hash};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) *texts[i] = text_copy(arena, *texts[i]);
    return e;
}

static Error *query_entries(Db *db, Arena *arena, const Statement *statement, const Value *parameters, JournalEntries *out) {
    Rows *rows;
    bool has_row;
    size_t room = 0;
    *out = (JournalEntries){0};
    TRY(db_query(db, arena, statement, parameters, &rows));
    Error *error = rows_next(rows, &has_row);
    while (!error && has_row) {
        if (out->count == room) {
            size_t wider = room ? room * 2 : 16;
            out->items = arena_grow(arena, out->items, room * sizeof(JournalEntry), wider * sizeof(JournalEntry));
            room = wider;
        }
        out->items[out->count++] = entry_copy(arena, entry_from_row(rows));
        error = rows_next(rows, &has_row);
    }
    rows_end(rows);
    return error;
}

static const Statement select_of = {.name = "journal_of",
    .place = "store/journal.c",
    .parameters = 2,
    .sql = "select " COLUMNS " from journal where record = $1 and record_id = $2 order by number"};
static const Statement select_recent = {.name = "journal_recent",
    .place = "store/journal.c",
    .parameters = 2,
    .sql = "select " COLUMNS " from journal where number < $1 order by number desc limit $2"};
static const Statement select_as_of = {.name = "record_as_of",
    .place = "store/journal.c",
    .parameters = 3,
    .sql =
        "select " COLUMNS " from journal where record = $1 and record_id = $2 and action <= 3 and at <= $3 order by number desc limit 1"};
static const Statement select_all_as_of = {.name = "records_as_of",
    .place = "store/journal.c",
    .parameters = 2,
    .sql = "select " COLUMNS " from journal where number in "
           "(select max(number) from journal where record = $1 and action <= 3 and at <= $2 group by record_id) "
           "and action < 3 order by record_id"};
_Static_assert(JOURNAL_DELETED == 3, "the statements say 3");

Error *journal_of(Db *db, Arena *arena, const Record *record, int64_t id, JournalEntries *out) {
    Value parameters[] = {value_text(text_of(record->name)), value_integer(id)};
    return query_entries(db, arena, &select_of, parameters, out);
}

Error *journal_recent(Db *db, Arena *arena, int64_t before, int limit, JournalEntries *out) {
    Value parameters[] = {value_integer(before ? before : INT64_MAX), value_integer(limit)};
    return query_entries(db, arena, &select_recent, parameters, out);
}

Error *record_as_of(Db *db, Arena *arena, const Record *record, int64_t id, Moment at, void *out, bool *existed) {
    JournalEntries entries;
    Value parameters[] = {value_text(text_of(record->name)), value_integer(id), value_integer(at.us)};
    *existed = false;
    TRY(query_entries(db, arena, &select_as_of, parameters, &entries));
    if (entries.count == 0 || entries.items[0].action == JOURNAL_DELETED) return NULL;
    *existed = true;
    TRY(record_from_state(arena, record, entries.items[0].state, out));
    return record_open(db, arena, record, out);
}

Error *records_as_of(Db *db, Arena *arena, const Record *record, Moment at, RecordList *out) {
    JournalEntries entries;
    Value parameters[] = {value_text(text_of(record->name)), value_integer(at.us)};
    TRY(query_entries(db, arena, &select_all_as_of, parameters, &entries));
    *out = (RecordList){arena_array(arena, entries.count, record->size), entries.count};
    for (size_t i = 0; i < entries.count; i++) {
        void *value = (char *)out->items + i * record->size;
        TRY(record_from_state(arena, record, entries.items[i].state, value));
        TRY(record_open(db, arena, record, value));
    }
    return NULL;
}

/* ---- Walking the chain ---- */

enum { WALK_STEP = 500 };
static const Statement select_walk = {.name = "journal_walk",
    .place = "store/journal.c",
    .parameters = 2,
    .sql = "select " COLUMNS " from journal where number > $1 order by number limit $2"};

typedef struct {
    int64_t count, broken_at;
    char hash[65]; /* of the newest row seen */
} Walk;

static bool entry_is_whole(Arena *arena, const Walk *walk, const JournalEntry *e) {
    return e->number == walk->count + 1 && text_equal(e->previous, text_of(walk->hash)) && text_equal(e->hash, entry_hash(arena, e));
}

/* The next rows of the chain, in an arena of their own: the chain may be longer than memory. */
static Error *walk_step(Db *db, Arena *arena, Walk *walk, int64_t *seen) {
    JournalEntries entries;
    Value parameters[] = {value_integer(walk->count), value_integer(WALK_STEP)};
    TRY(query_entries(db, arena, &select_walk, parameters, &entries));
    *seen = (int64_t)entries.count;
    for (size_t i = 0; i < entries.count && !walk->broken_at; i++) {
        const JournalEntry *e = &entries.items[i];
        if (!entry_is_whole(arena, walk, e)) {
            walk->broken_at = e->number;
            return NULL;
        }
        walk->count++;
        memcpy(walk->hash, e->hash.ptr, 64);
    }
    return NULL;
}

Error *journal_verify(Db *db, Arena *arena, int64_t *count, int64_t *broken_at, Text *last_hash) {
    Walk walk = {.hash = NO_HASH};
    int64_t seen = 1;
    Arena *step = arena_new();
    Error *error = NULL;
    while (seen && !walk.broken_at && !error) {
        arena_reset(step);
        error = walk_step(db, step, &walk, &seen);
    }
    if (error) error = error_copy(arena, error);
    arena_free(step);
    *count = walk.count;
    *broken_at = walk.broken_at;
    *last_hash = text_copy(arena, text_of(walk.hash));
    return error;
}
