/* Files kept in a store: by the SHA-256 of their bytes, in chunks, in the same transaction as the records that name them, so that a
 * record and its file come and go together and every process and backup has both. */
#ifndef QUORATE_STORE_FILES_H
#define QUORATE_STORE_FILES_H

#include "base/buffer.h"
#include "store/store.h"

#define FILE_CHUNK_BYTES ((size_t)262144)

typedef struct {
    Text sha256; /* 64 hexadecimal digits: its identity */
    Text media_type;
    int64_t bytes;
} StoredFile;

/* Keeps the bytes of the file at `path`; the same bytes are kept once. */
Error *file_put_path(Tx *tx, const char *path, Text media_type, StoredFile *out);
Error *file_put_bytes(Tx *tx, Text bytes, Text media_type, StoredFile *out);
/* Copies a file from one store to another (office to published) chunk by chunk. */
Error *file_copy(Db *from, Tx *to, Text sha256);
Error *file_get(Db *db, Arena *arena, Text sha256, StoredFile *out); /* ERROR_NOT_FOUND */
/* Chunk `n` (0, 1, ...); empty past the end. */
Error *file_chunk(Db *db, Arena *arena, Text sha256, int64_t n, Text *out);
Error *file_bytes(Db *db, Arena *arena, Text sha256, Text *out); /* the whole file */
/* Writes the file to `path` (made anew, mode 0600) and checks its hash on the way. */
Error *file_to_path(Db *db, Arena *arena, Text sha256, const char *path);
/* Removes a file that nothing names any more. */
Error *file_remove(Tx *tx, Text sha256);
/* Re-hashes everything; adds a sentence to `out` for each file that is damaged or incomplete. */
Error *files_verify(Db *db, Arena *arena, int64_t *count, Buffer *out);

#endif
