/* A folder for the files of one publication while it is made. */
#ifndef QUORATE_PUBLISH_WORK_FOLDER_H
#define QUORATE_PUBLISH_WORK_FOLDER_H

#include "base/error.h"

/* Makes DATA/tmp/NAME-PROCESS, empty: another program may do the same work at once. What a process that is no more left under the name goes first. */
Error *work_folder_make(Arena *arena, const char *data_folder, Text name, const char **out);
/* Makes a folder of its own in `folder`, for work that is done several times at once. */
Error *work_folder_make_unnamed(Arena *arena, const char *folder, const char **out);
/* Removes it with its files; nothing happens when it is not there. */
void work_folder_remove(Arena *arena, const char *path);
/* "FOLDER/NAME" */
const char *work_file(Arena *arena, const char *folder, Text name);

#endif
