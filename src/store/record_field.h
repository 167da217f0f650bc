/* One field of a value: reading, setting, comparing. Inner to the store: what the record_*.c files share. */
#ifndef QUORATE_STORE_RECORD_FIELD_H
#define QUORATE_STORE_RECORD_FIELD_H

#include "store/record.h"

/* Where a field stands in a value. */
static inline const void *field_at(const Field *field, const void *value) { return (const char *)value + field->offset; }
static inline void *field_slot(const Field *field, void *value) { return (char *)value + field->offset; }

bool field_is_text(const Field *field); /* kept as a Text */
bool field_is_seen_by(const Field *field, Access viewer); /* SECRET never */
bool field_is_empty(const Field *field, const void *value);
void field_copy(const Field *field, void *to, const void *from);
bool field_equal(const Field *field, const void *a, const void *b);

int64_t field_integer(const Field *field, const void *value); /* INTEGER, PENCE, MOMENT, REF, FLAG */
void field_set_integer(const Field *field, void *value, int64_t n);
Text field_text(const Field *field, const void *value);
void field_set_text(const Field *field, void *value, Text t);
Date field_date(const Field *field, const void *value);
TimeOfDay field_time(const Field *field, const void *value);
int field_choice(const Field *field, const void *value);
uint32_t field_set_bits(const Field *field, const void *value);

/* The choice with that code / value, or NULL. */
const Choice *choice_coded(const Field *field, Text code);
const Choice *choice_valued(const Field *field, int value);
/* "a,b": the codes of a set, as stored. */
Text set_codes(Arena *arena, const Field *field, uint32_t bits);
/* False when a code is unknown. */
bool set_parse(const Field *field, Text codes, uint32_t *out);

/* Sets the field from what the store holds. False when the store holds what the field cannot. */
bool field_from_value(Arena *arena, const Field *field, void *value, Value stored);

/* ---- Fields that are kept sealed: record_seal.c ---- */

bool record_has_sealed(const Record *record);
/* A copy with the sealed fields empty: what a new row holds until it has the id that they are bound to. */
void *record_without_sealed(Arena *arena, const Record *record, const void *value);
/* The value as row and journal hold it. `before`, or NULL, is the stored form of the row: a field that could not be opened keeps what it has. */
Error *record_stored_form(Tx *tx, const Record *record, const void *value, const void *before, const void **out);

#endif
