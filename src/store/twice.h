/* A form that was sent twice makes one record: a button pressed again, a page sent again after a broken connection. */
#ifndef QUORATE_STORE_TWICE_H
#define QUORATE_STORE_TWICE_H

#include "store/record.h"

/* Did the transaction's person make a record within the last `seconds` that is the same as `value` in every field that a form gives and in
 * everything it refers to? Then *id is that record's (and it still exists); 0 otherwise. Looks at the newest entries of the journal inside
 * the transaction, so that of two at once the second finds the first. */
Error *made_just_now(Tx *tx, const Record *record, const void *value, int seconds, int64_t *id);

#endif
