/* Uploads waiting on disk: DATA/tmp/upload-PID-NUMBER, each removed when its request ends. */
#ifndef QUORATE_WEB_SPOOL_H
#define QUORATE_WEB_SPOOL_H

#include "base/error.h"

typedef struct {
    Arena *arena;
    int fd;           /* -1 when nothing is open */
    const char *path;
    int64_t bytes;
} SpoolFile;

/* Makes DATA/tmp where it is missing and removes what processes that are gone (killed, or before a restart) have left in it. */
Error *spool_prepare(Arena *arena, const char *data_folder);
/* A new, empty file, readable by us alone. */
Error *spool_open(Arena *arena, const char *data_folder, SpoolFile *out);
/* ERROR_STORAGE when the disk is full. */
Error *spool_write(SpoolFile *file, Text bytes);
Error *spool_close(SpoolFile *file);
void spool_remove(const char *path);

#endif
