/* The key of an installation: made, read from its file and written there, and its printed form for a safe. The bytes of a key stand in
 * memory that is locked, left out of core dumps and wiped (libsodium), never in an arena, a log or an error. */
#ifndef QUORATE_STORE_SEAL_KEY_H
#define QUORATE_STORE_SEAL_KEY_H

#include "base/date.h"
#include "base/error.h"

enum { SEAL_KEY_BYTES = 32, SEAL_HEX = 32 };

/* Zeroed memory for what must not be swapped out or dumped; ended by sodium_free, which wipes it. Never NULL. */
void *locked_memory(size_t size);

typedef struct {
    char installation[SEAL_HEX + 1]; /* which installation it belongs to */
    char fingerprint[SEAL_HEX + 1];  /* tells keys apart and nothing about the key */
    Moment made;                     /* whole seconds */
    unsigned char *bytes;            /* SEAL_KEY_BYTES of locked memory */
} SealKey;

/* A new random key; `installation` NULL: of a new installation. Ended by seal_key_free. */
SealKey *seal_key_new(const char *installation);
void seal_key_free(SealKey *key); /* NULL is fine */

/* Reads a key file. ERROR_NOT_FOUND when there is none; ERROR_INPUT when others may read it, when it belongs to somebody else, or when it
 * is no key or a damaged one. */
Error *seal_key_read(Arena *arena, const char *path, SealKey **out);
/* Writes a new file (mode 0600; an existing one is an error) that outlives a loss of power before this returns. Its folder must be there. */
Error *seal_key_write(Arena *arena, const char *path, const SealKey *key);
/* Puts the change of a folder's entries on the disk. */
void folder_sync(Arena *arena, const char *path);

/* The printed form: six lines of letters and figures, each with two of its own to check it by, so that a slip in typing is told by line. */
Error *seal_key_print(Arena *arena, const SealKey *key, int fd);
/* Reads the printed form, typed or scanned: case, spaces and hyphens make no difference, nor do O for 0 and I or L for 1. The caller
 * wipes `printed`. */
Error *seal_key_from_printed(Arena *arena, Text printed, SealKey **out);

#endif
