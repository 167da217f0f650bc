/* Files kept in a store: by a hash of their bytes, in chunks, in the same transaction as the records that name them, so that a record and
 * its file come and go together and every process and backup has both.
 *
 * A file is kept in one of two forms. Plain: its name is the SHA-256 of its bytes. Sealed (office only, seal.h): encrypted under a key of its
 * own, and its name is a keyed hash. The name tells the form. The same bytes can be there in both forms, as two files. */
#ifndef QUORATE_STORE_FILES_H
#define QUORATE_STORE_FILES_H

#include "base/buffer.h"
#include "store/store.h"

#define FILE_CHUNK_BYTES ((size_t)262144)

typedef struct {
    Text sha256; /* its name: 64 hexadecimal digits, or "sealed-" and 48 */
    Text media_type;
    int64_t bytes; /* of the file itself, in either form */
} StoredFile;

/* Keeps the bytes of the file at `path`; the same bytes are kept once. */
Error *file_put_path(Tx *tx, const char *path, Text media_type, StoredFile *out);
Error *file_put_bytes(Tx *tx, Text bytes, Text media_type, StoredFile *out);
/* The same, sealed: nothing readable is ever written. ERROR_SEALED when the key is not here. */
Error *file_put_path_sealed(Tx *tx, const char *path, Text media_type, StoredFile *out);
Error *file_put_bytes_sealed(Tx *tx, Text bytes, Text media_type, StoredFile *out);
bool file_is_sealed(Text name);
/* The name that these bytes have, or would have, in that form. ERROR_SEALED when it needs the key and that is not here. */
Error *file_name_of(Db *db, Arena *arena, Text bytes, bool is_sealed, Text *out);
/* A copy of the file, with its words, in the form asked for; the file itself when it has that form. The other copy stays until file_remove. */
Error *file_in_form(Tx *tx, Text name, bool is_sealed, StoredFile *out);

/* The words that a file says, kept in its form; empty when none were kept. */
Error *file_words_put(Tx *tx, Text name, Text words);
Error *file_words(Db *db, Arena *arena, Text name, Text *out);

/* Copies a plain file from one store to another chunk by chunk. */
Error *file_copy(Db *from, Tx *to, Text sha256);
Error *file_get(Db *db, Arena *arena, Text sha256, StoredFile *out); /* ERROR_NOT_FOUND */
/* Chunk `n` (0, 1, ...); empty past the end. For one chunk; more of a sealed file want a FileReader. */
Error *file_chunk(Db *db, Arena *arena, Text sha256, int64_t n, Text *out);
Error *file_bytes(Db *db, Arena *arena, Text sha256, Text *out); /* the whole file */
/* Writes the file to `path` (made anew, mode 0600) and checks it on the way; a damaged one leaves nothing there. */
Error *file_to_path(Db *db, Arena *arena, Text sha256, const char *path);
/* Removes a file that nothing names any more. */
Error *file_remove(Tx *tx, Text sha256);

/* Reading chunk by chunk, in any order; in order is fastest for sealed files, whose chunks before have to be gone through first. Each chunk is
 * proved to be the file's own before any byte of it is given. The reader lives in `arena` and keeps no connection. */
typedef struct FileReader FileReader;
Error *file_reader_open(Db *db, Arena *arena, const StoredFile *file, FileReader **out); /* ERROR_SEALED when the key is not here */
/* Chunk `n` in `arena`; empty past the end. */
Error *file_reader_chunk(FileReader *reader, Db *db, Arena *arena, int64_t n, Text *out);
void file_reader_close(FileReader *reader); /* NULL is fine; wipes its keys */

/* Can the file be opened? ERROR_SEALED or ERROR_STORAGE with a sentence otherwise; looks at its first chunk only. */
Error *file_check(Db *db, Arena *arena, const StoredFile *file);

typedef struct { int64_t count, sealed, unopened; } FilesVerified;
/* Reads everything and compares with its names; adds a sentence to `out` for each file that is damaged or incomplete. Sealed files whose key is
 * not here are counted as unopened: of them only the number and size of chunks are looked at. */
Error *files_verify(Db *db, Arena *arena, FilesVerified *found, Buffer *out);

#endif
