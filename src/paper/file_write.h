/* Files that appear whole or not at all. Inside paper/ only. */
#ifndef QUORATE_PAPER_FILE_WRITE_H
#define QUORATE_PAPER_FILE_WRITE_H

#include "base/error.h"

/* A name beside `path` to write to first. */
const char *file_draft_name(Arena *arena, const char *path);
/* The draft takes the place of `path`; or goes away, when `error` is given. Returns `error`, or what went wrong. */
Error *file_keep_draft(Arena *arena, const char *draft, const char *path, Error *error);
Error *file_write_whole(Arena *arena, const char *path, Text bytes);

#endif
