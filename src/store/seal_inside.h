/* What the files of sealing share: seal.c, seal_rotate.c, seal_text.c. Nobody else includes this. */
#ifndef QUORATE_STORE_SEAL_INSIDE_H
#define QUORATE_STORE_SEAL_INSIDE_H

#include <pthread.h>

#include "store/seal.h"

/* A data key in locked memory, kept for the life of the process. */
typedef struct DataKey {
    int64_t id;
    const char *purpose; /* a string literal */
    struct DataKey *next;
    unsigned char bytes[SEAL_KEY_BYTES];
} DataKey;

struct Seal {
    Arena *kept;
    const char *path;
    pthread_mutex_t lock; /* over what follows */
    SealKey *key;         /* NULL: not read yet, or not here */
    DataKey *data_keys;
};

/* Where a rotation keeps the new key until it is in use. */
const char *seal_new_path(Arena *arena, const Seal *seal);
void seal_wrap_with(Arena *arena, const SealKey *by, Text context, const unsigned char *key, Text *wrapped);
bool seal_unwrap_with(Arena *arena, const SealKey *by, Text context, Text wrapped, unsigned char *key);
Error *seal_data_key_put(Tx *tx, const SealKey *by, const char *purpose);

#endif
