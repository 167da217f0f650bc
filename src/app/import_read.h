/* Reading files for `quorate import`: the paths that were named, and threads that read ahead while one thread writes. */
#ifndef QUORATE_APP_IMPORT_READ_H
#define QUORATE_APP_IMPORT_READ_H

#include "archive/import.h"

typedef struct { const char **items; size_t count; } ImportPaths;
/* Every regular file that the words name, folders walked through in the order of names; hidden files and links are left out. What is not there is
 * among them too, so that it is told like other trouble. Web addresses are not among them: import_service. */
Error *import_paths(Arena *arena, const char *const *words, int count, ImportPaths *out);

/* One file that was read. */
typedef struct {
    const char *path;
    Arena *arena; /* of everything below; goes with read_ahead_done */
    Text bytes;
    ReadHints hints;
    Reading reading;
    ArchiveSource before; /* it was imported before: then it was not read, unless that was asked for */
    bool is_before;
    Error *error;         /* why it could not be read at all */
} FileRead;

typedef struct {
    ImportPaths paths;
    Text body; Date date;  /* what is known of all of them */
    Store *office;         /* NULL: nobody knows what was imported before */
    bool reads_all;        /* what was imported before is read too */
    bool without_ocr;      /* PDFs of pictures are refused */
} ReadAheadOptions;

typedef struct ReadAhead ReadAhead;
/* Begins reading with two threads, a few files ahead of what is taken. */
ReadAhead *read_ahead_start(Arena *arena, const ReadAheadOptions *options);
/* The next file in order; NULL at the end. */
FileRead *read_ahead_next(ReadAhead *ahead);
void read_ahead_done(ReadAhead *ahead, FileRead *file);
/* Ends the threads. */
void read_ahead_end(ReadAhead *ahead);

#endif
