/* Places without gaps: the order of parts in an agenda, items in a part, papers on an item. A row of values is read in its order, one is
 * taken out or put in, and those whose place changed are written, each with its journal entry. */
#ifndef QUORATE_MEETINGS_PLACES_H
#define QUORATE_MEETINGS_PLACES_H

#include "store/record.h"

/* Values of one kind of record (which has an integer field "position") in their order. */
typedef struct {
    const Record *record;
    void **values;
    size_t count;
    const void *moved; /* put in by places_put: written whatever its position was */
} Places;

/* A row over `count` values at `items` (an array of the record's structs), with room for one more. */
Places places_of(Arena *arena, const Record *record, void *items, size_t count);
/* Takes the value with that id out of the row; NULL when it is not in it. */
void *places_take(Places *places, int64_t id);
/* Puts a value (of any row, or a new one without an id) at `position`, 1 ...; 0 or beyond the end: at the end. */
void places_put(Places *places, void *value, int64_t position);
/* Numbers the row 1 ... and writes what changed: a new value is inserted. */
Error *places_save(Tx *tx, Places *places);

/* A form that does not show a record's place has no conflict with somebody who moved it meanwhile: when only other fields than those in `only`
 * (names, ended by NULL) have changed between the version in `value` and the record as it is `now`, `value` takes over the version of now. */
Error *step_over_moves(Db *db, Arena *arena, const Record *record, const char *const *only, const void *now, void *value);
/* Reads a record that a person has seen on a page; ERROR_CONFLICT, with "Look at the `where` again.", when it has gone meanwhile. */
Error *get_seen(Tx *tx, const Record *record, int64_t id, const char *where, void *out);

#endif
