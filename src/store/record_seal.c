/* Fields that are kept sealed: what a row and the journal hold of them, and what the program sees.
 *
 * A value in stored form has their sealed texts; everything else of it is as in the value itself. So rows, journal states and what
 * `quorate verify` compares are made from the stored form by the code that makes them for every record. */
#include "store/record_field.h"
#include "store/seal.h"

static const char unopened[] = "This text is sealed, and its key is not here.";

bool record_has_sealed(const Record *record) {
    for (size_t i = 0; i < record->field_count; i++)
        if (record->fields[i].sealed) return true;
    return false;
}

/* A sealed text opens only where it was sealed: in this field of this record. */
static Text place_of(Arena *arena, const Record *record, const Field *field, int64_t id) {
    return text_format(arena, "%s:%s:%lld", record->name, field->name, (long long)id);
}

Error *record_open(Db *db, Arena *arena, const Record *record, void *value) {
    for (size_t i = 0; i < record->field_count; i++) {
        const Field *field = &record->fields[i];
        bool opened = true;
        if (!field->sealed) continue;
        Text text = field_text(field, value);
        if (!text_is_sealed(text)) continue;
        TRY(seal_open_text(db, arena, place_of(arena, record, field, record_id(value)), text, &text, &opened));
        field_set_text(field, value, opened ? text : text_of(unopened));
    }
    return NULL;
}

Error *record_check_open(Arena *arena, const Record *record, const void *value) {
    for (size_t i = 0; i < record->field_count; i++)
        if (record->fields[i].sealed && text_equal(field_text(&record->fields[i], value), text_of(unopened))) return seal_missing(arena);
    return NULL;
}

void *record_without_sealed(Arena *arena, const Record *record, const void *value) {
    void *copy = arena_alloc(arena, record->size);
    memcpy(copy, value, record->size);
    for (size_t i = 0; i < record->field_count; i++)
        if (record->fields[i].sealed) field_set_text(&record->fields[i], copy, (Text){0});
    return copy;
}

/* Words that would be taken for a sealed text when they are read. */
static Error *not_a_text(Arena *arena, const Field *field) {
    return error_new(arena, ERROR_INPUT, "%s cannot begin with \"sealed:\". Begin it with other words.", field->label);
}

Error *record_stored_form(Tx *tx, const Record *record, const void *value, const void *before, const void **out) {
    *out = value;
    if (!record_has_sealed(record)) return NULL;
    void *stored = arena_alloc(tx_arena(tx), record->size);
    memcpy(stored, value, record->size);
    for (size_t i = 0; i < record->field_count; i++) {
        const Field *field = &record->fields[i];
        if (!field->sealed || field_is_empty(field, value)) continue;
        Text text = field_text(field, value);
        bool is_kept = text_equal(text, text_of(unopened)); /* whoever saw this in place of the words did not change them */
        if (is_kept && before) text = field_text(field, before);
        else if (is_kept) return seal_missing(tx_arena(tx));
        else if (text_is_sealed(text)) return not_a_text(tx_arena(tx), field);
        else TRY(seal_text(tx, place_of(tx_arena(tx), record, field, record_id(value)), text, &text));
        field_set_text(field, stored, text);
    }
    *out = stored;
    return NULL;
}

bool record_is_unsealed(const Record *record, const void *stored) {
    for (size_t i = 0; i < record->field_count; i++) {
        const Field *field = &record->fields[i];
        if (field->sealed && !field_is_empty(field, stored) && !text_is_sealed(field_text(field, stored))) return true;
    }
    return false;
}
