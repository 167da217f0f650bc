/* Copying all rows of one store into another of the same kind, whatever the engines: for backup, restore and moving to PostgreSQL. */
#ifndef QUORATE_STORE_COPY_H
#define QUORATE_STORE_COPY_H

#include "store/store.h"

/* Copies every table from `from`, as it stands at one moment even while others write, into the empty store of `to`. *rows receives how many
 * rows were copied. Both must have the same migrations. Journal numbers, ids and versions are kept. */
Error *store_copy(Arena *arena, Db *from, Tx *to, int64_t *rows);

/* Before several stores are copied: holds `dbs`, a connection of each, at one moment at which nobody writes into `quiet`; waits for who does
 * (ERROR_BUSY as tx_begin). What is written into two stores with quiet's writer held then stands in both copies or in neither. They are let go
 * as after db_hold. */
Error *stores_hold_together(Arena *arena, Store *quiet, Db *const *dbs, int count);

#endif
