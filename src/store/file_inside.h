/* What the files of stored files share: files.c, file_read.c, file_stream.c. Nobody else includes this. */
#ifndef QUORATE_STORE_FILE_INSIDE_H
#define QUORATE_STORE_FILE_INSIDE_H

#include "store/files.h"

/* The name of a file from its bytes: SHA-256 in plain form, a keyed hash in sealed form. Lives in locked memory. */
typedef struct FileNamer FileNamer;
Error *file_namer_new(Db *db, Arena *arena, bool is_sealed, FileNamer **out);
void file_namer_add(FileNamer *namer, Text bytes);
/* Ends it. */
Text file_namer_name(Arena *arena, FileNamer *namer);
void file_namer_free(FileNamer *namer); /* NULL is fine */

/* How many chunks a file has; a sealed file without bytes has one, so that its end is sealed too. */
int64_t file_chunks(const StoredFile *file);

/* The stream of a sealed file: chunks go in and come out in order. Lives in locked memory. */
typedef struct SealedStream SealedStream;
/* A new data key for a new file, whose row is there already; the key is kept wrapped. */
Error *sealed_stream_make(Tx *tx, const StoredFile *file, SealedStream **out);
/* `sealed` receives the chunk as it is kept. */
void sealed_stream_push(SealedStream *stream, Arena *arena, Text plain, bool is_last, Text *sealed);
Error *sealed_stream_open(Db *db, Arena *arena, const StoredFile *file, SealedStream **out);
/* Back to the first chunk. */
void sealed_stream_rewind(SealedStream *stream);
/* The next chunk; false when it was changed, moved, repeated, or is not where the file ends. Gives no bytes then. */
bool sealed_stream_pull(SealedStream *stream, Arena *arena, Text sealed, bool is_last, Text *plain);
void sealed_stream_free(SealedStream *stream); /* NULL is fine */

/* The words of a sealed file, under the same data key. */
Error *sealed_words_make(Tx *tx, const StoredFile *file, Text words, Text *out);
Error *sealed_words_open(Db *db, Arena *arena, const StoredFile *file, Text kept, Text *out);

/* A chunk as it is kept; empty past the end. */
Error *file_kept_chunk(Db *db, Arena *arena, Text name, int64_t n, Text *out);
Error *file_damaged(Arena *arena, Text name);

/* What a new copy is made from: gives chunk `n`, of FILE_CHUNK_BYTES or, at the end, what is left; empty past it. */
typedef Error *FileSource(void *context, Arena *arena, int64_t n, Text *out);

#endif
