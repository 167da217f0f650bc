/* Copying all rows of one store into another of the same kind, whatever the engines: for backup, restore and moving to PostgreSQL. */
#ifndef QUORATE_STORE_COPY_H
#define QUORATE_STORE_COPY_H

#include "store/store.h"

/* Copies every table from `from`, as it stands at one moment even while others write, into the empty store of `to`. *rows receives how many
 * rows were copied. Both must have the same migrations. Journal numbers, ids and versions are kept. */
Error *store_copy(Arena *arena, Db *from, Tx *to, int64_t *rows);

#endif
