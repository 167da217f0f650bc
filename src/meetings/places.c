/* Places without gaps: see places.h. */
#include "meetings/places.h"

#include "store/journal.h"

static int64_t *position_of(const Places *places, void *value) {
    const Field *field = record_field(places->record, S("position"));
    CHECK(field && field->kind == FIELD_INTEGER);
    return (int64_t *)(void *)((char *)value + field->offset);
}

Places places_of(Arena *arena, const Record *record, void *items, size_t count) {
    Places places = {.record = record, .values = ARENA_ARRAY(arena, void *, count + 1), .count = count};
    for (size_t i = 0; i < count; i++) places.values[i] = (char *)items + i * record->size;
    return places;
}

void *places_take(Places *places, int64_t id) {
    for (size_t i = 0; i < places->count; i++) {
        void *value = places->values[i];
        if (record_id(value) != id) continue;
        places->count--;
        memmove(places->values + i, places->values + i + 1, (places->count - i) * sizeof *places->values);
        return value;
    }
    return NULL;
}

void places_put(Places *places, void *value, int64_t position) {
    size_t at = position < 1 || (uint64_t)position > places->count ? places->count : (size_t)position - 1;
    memmove(places->values + at + 1, places->values + at, (places->count - at) * sizeof *places->values);
    places->values[at] = value;
    places->count++;
    places->moved = value;
}

Error *places_save(Tx *tx, Places *places) {
    for (size_t i = 0; i < places->count; i++) {
        void *value = places->values[i];
        int64_t *position = position_of(places, value);
        bool has_moved = *position != (int64_t)i + 1;
        *position = (int64_t)i + 1;
        if (record_id(value) == 0) TRY(record_insert(tx, places->record, value));
        else if (has_moved || value == places->moved) TRY(record_update(tx, places->record, value));
    }
    return NULL;
}

Error *get_seen(Tx *tx, const Record *record, int64_t id, const char *where, void *out) {
    Error *error = record_get(tx_db(tx), tx_arena(tx), record, id, out);
    if (error && error->kind == ERROR_NOT_FOUND)
        return error_new(
            tx_arena(tx), ERROR_CONFLICT, "This %s was removed meanwhile by somebody else. Look at the %s again.", record->title, where);
    return error;
}

/* The record in the version that the journal has of it. */
static Error *version_of(Db *db, Arena *arena, const Record *record, int64_t id, int64_t version, void *out, bool *found) {
    JournalEntries entries;
    *found = false;
    TRY(journal_of(db, arena, record, id, &entries));
    for (size_t i = entries.count; i-- > 0 && !*found;) {
        if (text_is_empty(entries.items[i].state)) continue;
        memset(out, 0, record->size);
        TRY(record_from_state(arena, record, entries.items[i].state, out));
        TRY(record_open(db, arena, record, out));
        *found = record_version(out) == version;
    }
    return NULL;
}

static bool is_among(const char *const *names, const char *name) {
    for (; *names; names++)
        if (strcmp(*names, name) == 0) return true;
    return false;
}

Error *step_over_moves(Db *db, Arena *arena, const Record *record, const char *const *only, const void *now, void *value) {
    if (record_version(value) == record_version(now)) return NULL;
    void *seen = arena_alloc(arena, record->size);
    bool found;
    TRY(version_of(db, arena, record, record_id(value), record_version(value), seen, &found));
    if (!found) return NULL;
    FieldChanges changes = record_changes(arena, record, seen, now, ACCESS_ALL);
    for (size_t i = 0; i < changes.count; i++)
        if (is_among(only, changes.items[i].field->name)) return NULL;
    int64_t version = record_version(now);
    memcpy((char *)value + sizeof(int64_t), &version, sizeof version);
    return NULL;
}
