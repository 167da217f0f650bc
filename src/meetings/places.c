/* Places without gaps: see places.h. */
#include "meetings/places.h"

static int64_t *position_of(const Places *places, void *value) {
    const Field *field = record_field(places->record, S("position"));
    CHECK(field && field->kind == FIELD_INTEGER);
    return (int64_t *)(void *)((char *)value + field->offset);
}

Places places_of(Arena *arena, const Record *record, void *items, size_t count) {
    Places places = {.record = record, .values = ARENA_ARRAY(arena, void *, count + 1), .count = count};
    for (size_t i = 0; i < count; i++)
        places.values[i] = (char *)items + i * record->size;
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
        if (record_id(value) == 0)
            TRY(record_insert(tx, places->record, value));
        else if (has_moved || value == places->moved)
            TRY(record_update(tx, places->record, value));
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
