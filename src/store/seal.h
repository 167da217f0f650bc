/* Sealing: what must not be readable from a copy of the office's database, of the data folder or of a backup is encrypted there (libsodium).
 *
 * Each installation has one key, in a file outside the data folder (seal_key.h). It encrypts nothing but small data keys, which stand in the
 * database wrapped by it: one for each sealed file, one for the texts of records, one for the names of sealed files. So changing the
 * key (seal_rotate) wraps small things anew and rewrites no file. What is wrapped or sealed is bound to what it belongs to: moved
 * elsewhere it does not open.
 *
 * A process reads the key when it first needs it, and again when the database says that another one is in use. Without the key all else
 * goes on; what is sealed answers ERROR_SEALED. */
#ifndef QUORATE_STORE_SEAL_H
#define QUORATE_STORE_SEAL_H

#include "store/seal_key.h"
#include "store/store.h"

/* ---- The installation's key ---- */

typedef struct {
    bool is_made; /* false: the office has never had a key */
    Text installation, fingerprint; /* of the key in use */
    Moment since;
} SealState;
Error *seal_state(Db *office, Arena *arena, SealState *out);

/* Tells the office where its key file is; nothing is read yet. Before other threads use the store. */
void seal_at(Store *office, const char *path);
/* Where that is; NULL when nobody told. */
const char *seal_path(const Store *office);
/* Gives an office that never had a key this one: writes its file where seal_at says (one that holds the same key is taken as it is) and the
 * office's first data keys. An office that has a key is left alone. */
Error *seal_make(Store *office, Arena *arena, Actor who, const SealKey *key);
/* NULL when the key in use can be had; otherwise why not, as a sentence for whoever looks after the machine. */
Error *seal_check(Db *office, Arena *arena);
bool seal_is_here(Db *office, Arena *arena);
/* ERROR_SEALED with its sentence for people. */
Error *seal_missing(Arena *arena);

/* ---- Changing the key ---- */

typedef struct { Text from, to, kept_at; int64_t files, keys; } SealRotation;
/* A new key: every data key is wrapped anew in one transaction, which is journalled. The new key's file stands beside the old one's until
 * the transaction is over and takes its place then; the old one is kept beside it, for backups that were made before. Ended at any moment,
 * one of the two files opens everything: readers look at both, and seal_settle or the next rotation finishes. */
Error *seal_rotate(Store *office, Arena *arena, Actor who, SealRotation *out);
/* Finishes the exchange of files that an interrupted rotation left. */
Error *seal_settle(Store *office, Arena *arena);

/* ---- Data keys: for files.c and seal_text.c ---- */

enum { SEAL_WRAPPED_BYTES = 24 + SEAL_KEY_BYTES + 16 };
/* `key` (SEAL_KEY_BYTES) wrapped for `context`, by the key that the office has in this transaction. */
Error *seal_wrap(Tx *tx, Text context, const unsigned char *key, Text *fingerprint, Text *wrapped);
Error *seal_unwrap(Db *office, Arena *arena, Text context, Text fingerprint, Text wrapped, unsigned char *key);
/* The data key of the office for a purpose ("text", "name"; a literal) with that number; 0: the newest, whose number *id receives. */
Error *seal_data_key(Db *office, Arena *arena, const char *purpose, int64_t number, int64_t *id, unsigned char *key);

/* ---- Texts ---- */

/* Seals a text for one place, such as "report:body:12". The sealed form is ASCII. */
Error *seal_text(Tx *tx, Text place, Text plain, Text *out);
bool text_is_sealed(Text stored);
/* Opens what seal_text made. *opened is false when the key is not here; a changed or moved text is an error. */
Error *seal_open_text(Db *office, Arena *arena, Text place, Text stored, Text *out, bool *opened);

#endif
